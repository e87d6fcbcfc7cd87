"""A Change: which records an edit replaced, and by what. Undo is the same Change the other way round."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from studio_app.domain.cast import Speaker
from studio_app.domain.manuscript import Chapter, Metadata, Paragraph
from studio_app.domain.project import Project, Voicing

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What a Change can replace. Metadata and Voicing exist once; the others are known by their id.
Record = Chapter | Paragraph | Speaker | Metadata | Voicing


@dataclass(frozen=True, slots=True)
class RowChange:
    """One record before and after. ``before`` None: it is new; ``after`` None: it is gone."""

    before: Record | None
    after: Record | None

    @property
    def kind(self) -> type[Record]:
        """Return the type of the record, the same before and after."""
        return type(self.after if self.after is not None else self.before)  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Change:
    """What one edit changed. ``what`` names it for the undo list, ``initiator`` is who asked (a view skips its own echo).

    Records appear at most once. ``merge`` names a burst (typing in one paragraph, one drag): changes in a row with the same
    non-empty ``merge`` are one step of undo.
    """

    what: str
    rows: tuple[RowChange, ...]
    initiator: str = ""
    merge: str = ""

    def inverse(self) -> Change:
        """Return the change that takes this one back."""
        return replace(self, rows=tuple(RowChange(r.after, r.before) for r in reversed(self.rows)))

    @property
    def paragraph_ids(self) -> frozenset[int]:
        """Return the ids of all paragraphs the change touches, for views that repaint only those."""
        return frozenset(
            record.id for row in self.rows for record in (row.before, row.after) if isinstance(record, Paragraph)
        )

    @property
    def chapter_ids(self) -> frozenset[int]:
        """Return the ids of all chapters the change touches, those of its paragraphs among them."""
        ids: set[int] = set()
        for row in self.rows:
            for record in (row.before, row.after):
                if isinstance(record, Chapter):
                    ids.add(record.id)
                elif isinstance(record, Paragraph):
                    ids.add(record.chapter_id)
        return frozenset(ids)


def apply(project: Project, change: Change) -> Project:
    """Return ``project`` with every row of ``change`` replaced.

    Raises:
        ValueError: a row's ``before`` is not what the project holds. The project itself never changes.
    """
    touched = {r.chapter_id for row in change.rows for r in (row.before, row.after) if isinstance(r, Paragraph)}
    paragraphs = {cid: {p.id: p for p in project.paragraphs.get(cid, ())} for cid in touched}
    chapters = {chapter.id: chapter for chapter in project.chapters}
    speakers = {speaker.id: speaker for speaker in project.speakers}
    metadata, voicing = project.metadata, project.voicing
    for row in change.rows:
        for record, new in ((row.before, False), (row.after, True)):
            match record:
                case None:
                    pass
                case Paragraph():
                    _put(paragraphs[record.chapter_id], record, new=new)
                case Chapter():
                    _put(chapters, record, new=new)
                case Speaker():
                    _put(speakers, record, new=new)
                case Metadata():
                    metadata = _swap(metadata, record, new=new)
                case Voicing():
                    voicing = _swap(voicing, record, new=new)
    return replace(
        project,
        metadata=metadata,
        voicing=voicing,
        chapters=tuple(sorted(chapters.values(), key=_order)),
        paragraphs=_paragraphs(project, paragraphs),
        speakers=tuple(sorted(speakers.values(), key=lambda s: s.id)),
    )


_R = TypeVar("_R", Chapter, Paragraph, Speaker)
_S = TypeVar("_S", Metadata, Voicing)


def _order(record: Chapter | Paragraph) -> tuple[float, int]:
    return (record.position, record.id)


def _put(known: dict[int, _R], record: _R, *, new: bool) -> None:
    """Take ``record`` out of ``known`` (its ``before``) or put it in (its ``after``), checking that it fits."""
    if new and record.id not in known:
        known[record.id] = record
    elif not new and known.get(record.id) == record:
        del known[record.id]
    else:
        raise ValueError(f"{type(record).__name__} {record.id} is not as the change expects")


def _swap(held: _S, record: _S, *, new: bool) -> _S:
    if not new and held != record:
        raise ValueError(f"{type(record).__name__} is not as the change expects")
    return record


def _paragraphs(
    project: Project, touched: Mapping[int, Mapping[int, Paragraph]]
) -> Mapping[int, tuple[Paragraph, ...]]:
    merged = dict(project.paragraphs)
    for chapter_id, known in touched.items():
        if known:
            merged[chapter_id] = tuple(sorted(known.values(), key=_order))
        else:
            merged.pop(chapter_id, None)
    return MappingProxyType(merged)
