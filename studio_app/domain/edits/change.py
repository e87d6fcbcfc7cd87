"""A Change: which records an edit replaced, and by what. Undo is the same Change the other way round."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass, replace
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from studio_app.domain.cast import Speaker
from studio_app.domain.edits.timeline_change import TimelineChange, TimelineRow
from studio_app.domain.edits.timeline_change import apply as apply_to_timeline
from studio_app.domain.manuscript import Chapter, Metadata, Paragraph
from studio_app.domain.project import Project, Voicing, by_position, highest_chapter_id, highest_paragraph_id
from studio_app.domain.takes import Placed
from studio_app.domain.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from studio_app.domain.edits.timeline_change import TimelineRecord


@dataclass(frozen=True, slots=True)
class Laid:
    """A track, clip, marker, region or the rules of a chapter's timeline."""

    chapter_id: int
    record: TimelineRecord

    @property
    def id(self) -> tuple[int, str, int]:
        """What it is known by in a project."""
        return self.chapter_id, type(self.record).__name__, getattr(self.record, "id", 0)


#: What a Change can replace. Metadata and Voicing exist once; the others are known by their id. A project holds no takes:
#: which of them are Placed is in the file alone.
Record = Chapter | Paragraph | Speaker | Metadata | Voicing | Placed | Laid

#: Up to this many records are exchanged one by one in their sorted list; beyond, the list is made and sorted anew.
_FEW = 64


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
    def placed(self) -> frozenset[tuple[int, int]]:
        """Return the segments at which another take is heard, as (paragraph id, ordinal)."""
        return frozenset(
            record.id for row in self.rows for record in (row.before, row.after) if isinstance(record, Placed)
        )

    @property
    def timelines(self) -> Mapping[int, TimelineChange]:
        """Return what changed on which chapter's timeline, for views of it."""
        return {
            chapter_id: TimelineChange(self.what, tuple(rows), self.initiator, self.merge)
            for chapter_id, rows in _laid(self).items()
        }

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


def joined(first: Change, then: Change) -> Change:
    """Return one change that does both, each record once: as it was before the first, as it is after the last."""
    rows: dict[tuple[type[Record], object], RowChange] = {_key(row): row for row in first.rows}
    for row in then.rows:
        earlier = rows.get(_key(row))
        rows[_key(row)] = row if earlier is None else RowChange(earlier.before, row.after)
    kept = tuple(row for row in rows.values() if row.before is not None or row.after is not None)
    return replace(then, rows=kept)


def _key(row: RowChange) -> tuple[type[Record], object]:
    return (row.kind, getattr(row.after if row.after is not None else row.before, "id", 0))


def apply(project: Project, change: Change) -> Project:
    """Return ``project`` with every row of ``change`` replaced.

    Takes time by the rows and by the chapters they are in, not by the book: typing must not wait.

    Raises:
        ValueError: a row's ``before`` is not what the project holds. The project itself never changes.
    """
    gone, new = _by_kind(row.before for row in change.rows), _by_kind(row.after for row in change.rows)
    parts: dict[str, Any] = {}
    if gone[Metadata] or new[Metadata]:
        parts["metadata"] = _swapped(project.metadata, gone[Metadata], new[Metadata])
    if gone[Voicing] or new[Voicing]:
        parts["voicing"] = _swapped(project.voicing, gone[Voicing], new[Voicing])
    if gone[Speaker] or new[Speaker]:
        speakers = _exchanged(project.speakers, gone[Speaker], new[Speaker])
        parts["speakers"] = tuple(sorted(speakers.values(), key=attrgetter("id")))
    if gone[Chapter] or new[Chapter]:
        parts["chapters"] = _ordered(project.chapters, gone[Chapter], new[Chapter], highest_chapter_id(project))
        parts["last_chapter_id"] = max(highest_chapter_id(project), *(c.id for c in new[Chapter]), 0)
    if gone[Paragraph] or new[Paragraph]:
        parts["paragraphs"] = _paragraphs(project, gone[Paragraph], new[Paragraph])
        parts["last_paragraph_id"] = max(highest_paragraph_id(project), *(p.id for p in new[Paragraph]), 0)
        project.note(new[Paragraph])
    if gone[Laid] or new[Laid]:
        parts["timelines"] = _timelines(project.timelines, change)
    return replace(project, **parts) if parts else project


def _laid(change: Change) -> Mapping[int, list[TimelineRow]]:
    """Return the rows of each chapter's timeline."""
    found: dict[int, list[TimelineRow]] = defaultdict(list)
    for row in change.rows:
        before, after = row.before, row.after
        if isinstance(before, Laid):
            found[before.chapter_id].append(
                TimelineRow(before.record, after.record if isinstance(after, Laid) else None)
            )
        elif isinstance(after, Laid):
            found[after.chapter_id].append(TimelineRow(None, after.record))
    return found


def _timelines(held: Mapping[int, Timeline], change: Change) -> Mapping[int, Timeline]:
    """Return the timelines after a change; one that is as none ever was is not kept."""
    made = dict(held)
    for chapter_id, rows in _laid(change).items():
        timeline = apply_to_timeline(made.get(chapter_id, Timeline()), TimelineChange("", tuple(rows)))
        if timeline == Timeline():
            made.pop(chapter_id, None)
        else:
            made[chapter_id] = timeline
    return MappingProxyType(made)


_R = TypeVar("_R", Chapter, Paragraph, Speaker)
_P = TypeVar("_P", Chapter, Paragraph)
_S = TypeVar("_S", Metadata, Voicing)


def _by_kind(records: Iterable[Record | None]) -> dict[type[Record], list[Any]]:
    found: dict[type[Record], list[Any]] = defaultdict(list)
    for record in records:
        if record is not None:
            found[type(record)].append(record)
    return found


def _swapped(held: _S, gone: Sequence[_S], new: Sequence[_S]) -> _S:
    for record in gone:
        if record != held:
            raise _misfit(record)
    return new[-1] if new else held


def _paragraphs(
    project: Project, gone: Sequence[Paragraph], new: Sequence[Paragraph]
) -> Mapping[int, tuple[Paragraph, ...]]:
    leaving: dict[int, list[Paragraph]] = defaultdict(list)
    coming: dict[int, list[Paragraph]] = defaultdict(list)
    for record in gone:
        leaving[record.chapter_id].append(record)
    for record in new:
        coming[record.chapter_id].append(record)
    merged, highest = dict(project.paragraphs), highest_paragraph_id(project)
    for chapter_id in leaving.keys() | coming.keys():
        held = merged.get(chapter_id, ())
        merged[chapter_id] = _ordered(held, leaving[chapter_id], coming[chapter_id], highest)
        if not merged[chapter_id]:
            del merged[chapter_id]
    return MappingProxyType(merged)


def _ordered(held: tuple[_P, ...], gone: Sequence[_P], new: Sequence[_P], highest: int) -> tuple[_P, ...]:
    """Return ``held`` without ``gone`` and with ``new``, by position. Ids above ``highest`` are not in ``held``."""
    if len(gone) + len(new) > _FEW:
        return tuple(sorted(_exchanged(held, gone, new).values(), key=by_position))
    records = list(held)
    for record in gone:
        at = bisect_left(records, by_position(record), key=by_position)
        if at == len(records) or records[at] != record:
            raise _misfit(record)
        del records[at]
    coming = {record.id for record in new}
    doubtful = {number for number in coming if number <= highest} - {record.id for record in gone}
    if len(coming) < len(new) or (doubtful and any(record.id in doubtful for record in records)):
        raise _misfit(new[0])
    for record in new:
        insort(records, record, key=by_position)
    return tuple(records)


def _exchanged(held: Iterable[_R], gone: Sequence[_R], new: Sequence[_R]) -> dict[int, _R]:
    known = {record.id: record for record in held}
    for record in gone:
        if known.pop(record.id, None) != record:
            raise _misfit(record)
    for record in new:
        if record.id in known:
            raise _misfit(record)
        known[record.id] = record
    return known


def _misfit(record: Record) -> ValueError:
    return ValueError(f"{type(record).__name__} {getattr(record, 'id', '')} is not as the change expects")
