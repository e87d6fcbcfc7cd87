"""The plan of a generation: which segments of a snapshot lack a take, the same ones together, and whose turn it is."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from studio_app.domain.segments import segment_maker
from studio_app.jobs.priority import Breath

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit, Segment
    from studio_app.jobs.stop import Stop
    from studio_app.session.work_views import Scope
    from studio_app.store.project_file import ProjectFile

    Key = tuple[int, int]

#: Paragraphs that are asked about in one query.
_SLICE = 400


@dataclass(slots=True, eq=False)
class Group:
    """Segments that sound the same and are spoken once. ``taken``: it had its turn."""

    lane: str
    segments: list[Segment]
    taken: bool = False

    @property
    def mark(self) -> str:
        """The fingerprint they share."""
        return self.segments[0].fingerprint

    @property
    def characters(self) -> int:
        """Characters that are spoken for it, counted for each of its segments."""
        return len(self.segments[0].spoken) * len(self.segments)


class Plan:
    """What a generation is to do. Filled on a thread by ``make_plan``, then used on the loop only.

    Attributes:
        paragraphs: the paragraphs it is about, as they were, by id, in the order of the book.
        moves: takes that exist and are to be placed.
        kept: segments that have a take already.
        characters: of all segments; ``kept_characters`` of those that have one.
        size: groups in all; ``lanes`` by engine.
    """

    def __init__(self) -> None:
        self.paragraphs: dict[int, Paragraph] = {}
        self.moves: list[tuple[Key, int]] = []
        self.kept = self.characters = self.kept_characters = 0
        self.lanes: Counter[str] = Counter()
        self._waiting: dict[str, deque[Group]] = defaultdict(deque)
        self._by_paragraph: dict[int, list[Group]] = defaultdict(list)

    @property
    def size(self) -> int:
        """How many groups it had in the beginning."""
        return self.lanes.total()

    def add(self, segment: Segment, lane: str, same: Group | None) -> Group:
        """Put in a segment that is to be spoken, with the one that sounds the same."""
        if same is None:
            same = Group(lane, [])
            self.lanes[lane] += 1
            self._waiting[lane].append(same)
        same.segments.append(segment)
        held = self._by_paragraph[segment.paragraph_id]
        if not held or held[-1] is not same:
            held.append(same)
        return same

    def looked_at(self, looked_at: Iterable[int]) -> Group | None:
        """Return a group that waits and is in one of these paragraphs."""
        for paragraph_id in looked_at:
            for group in self._by_paragraph.get(paragraph_id, ()):
                if not group.taken:
                    return group
        return None

    def take(self, lane: str, looked_at: Iterable[int]) -> Group | None:
        """Return the next group of an engine, what the person looks at first; None where none waits."""
        found = self.looked_at(looked_at)
        if found is not None and found.lane == lane:
            found.taken = True
            return found
        waiting = self._waiting[lane]
        while waiting:
            group = waiting.popleft()
            if not group.taken:
                group.taken = True
                return group
        return None

    def give_back(self, group: Group) -> None:
        """Let a group have its turn again, before all others."""
        group.taken = False
        self._waiting[group.lane].appendleft(group)

    def finished(self, group: Group) -> None:
        """Let go of a group, so that not all of a book is let go at once in the end."""
        for segment in group.segments:
            self._by_paragraph.pop(segment.paragraph_id, None)


class Look(NamedTuple):
    """A segment with something to say, and what there is of it: nothing, a take at its place, or one to be placed."""

    segment: Segment
    engine: str
    kept: bool
    take_id: int


def survey(
    file: ProjectFile,
    project: Project,
    scope: Scope,
    limit: Limit,
    stop: Stop,
    *,
    done: frozenset[Key] = frozenset(),
) -> Iterator[tuple[Paragraph, list[Look]]]:
    """Look through the paragraphs of a scope. Blocks: use it beside the loop.

    Args:
        file: where the takes are.
        project: the snapshot.
        scope: what is to be generated.
        limit: the engines' limit of one request.
        stop: asked between paragraphs.
        done: segments that were spoken anew before, where all of it is to be (``Scope.stale_only`` False).

    Raises:
        Cancelled: ``stop`` said so.
        ProjectError: the file cannot be read.
    """
    engines = {speaker.id: speaker.casting.engine for speaker in project.speakers}
    make, breath = segment_maker(project, limit), Breath()
    paragraphs = iter(_paragraphs(project, scope))
    while batch := list(islice(paragraphs, _SLICE)):
        cut: list[list[Segment]] = []
        for paragraph in batch:
            stop.check()
            cut.append([segment for segment in make(paragraph) if segment.spoken])
            breath()
        places = file.placements([paragraph.id for paragraph in batch])
        takes = file.newest_takes({s.fingerprint for found in cut for s in found}) if scope.stale_only else {}
        for paragraph, found in zip(batch, cut, strict=True):
            locked = paragraph.locked and all(segment.key in places for segment in found)
            looks = []
            for segment in found:
                placed = places.get(segment.key, (0, ""))[1]
                kept = placed == segment.fingerprint if scope.stale_only else segment.key in done
                take_id = 0 if kept or locked else takes.get(segment.fingerprint, 0)
                looks.append(Look(segment, engines[segment.speaker_id], kept or locked, take_id))
            yield paragraph, looks
            breath()


def make_plan(
    file: ProjectFile,
    project: Project,
    scope: Scope,
    limit: Limit,
    stop: Stop,
    *,
    done: frozenset[Key] = frozenset(),
) -> Plan:
    """Return what is to be done for a scope; arguments and errors as for ``survey``."""
    plan = Plan()
    by_mark: dict[str, Group] = {}
    for paragraph, looks in survey(file, project, scope, limit, stop, done=done):
        plan.paragraphs[paragraph.id] = paragraph
        for segment, engine, kept, take_id in looks:
            plan.characters += len(segment.spoken)
            if kept or take_id:
                plan.kept += 1
                plan.kept_characters += len(segment.spoken)
                if take_id:
                    plan.moves.append((segment.key, take_id))
            else:
                mark = segment.fingerprint
                by_mark[mark] = plan.add(segment, engine, by_mark.get(mark))
    return plan


def _paragraphs(project: Project, scope: Scope) -> Iterator[Paragraph]:
    """Return the paragraphs of a scope in order. What is switched off is left out, unless nothing else was named."""
    if scope.paragraph_ids is not None:
        named = list(_named(project, scope.paragraph_ids))
        return iter([paragraph for paragraph in named if paragraph.included] or named)
    wanted = scope.chapter_ids
    chapters = (c for c in project.chapters if (c.included if wanted is None else c.id in wanted))
    return chain.from_iterable(project.narrated(chapter) for chapter in chapters)


def _named(project: Project, paragraph_ids: Sequence[int]) -> Iterator[Paragraph]:
    for paragraph_id in paragraph_ids:
        try:
            yield project.paragraph(paragraph_id)
        except KeyError:
            continue  # it was removed since
