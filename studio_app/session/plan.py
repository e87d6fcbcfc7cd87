"""The plan of a generation: which segments of a snapshot lack a take, the same ones together, and whose turn it is."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING

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


@dataclass(slots=True)
class Plan:
    """What a generation is to do. Made by ``make_plan`` on a thread, then used on the loop only.

    Attributes:
        paragraphs: the paragraphs it is about, as they were, by id, in the order of the book.
        moves: takes that exist and are to be placed.
        kept: segments that have their take, and ``kept_characters`` of them.
    """

    paragraphs: dict[int, Paragraph] = field(default_factory=dict)
    moves: list[tuple[Key, int]] = field(default_factory=list)
    kept: int = 0
    kept_characters: int = 0
    groups: list[Group] = field(default_factory=list)
    waiting: dict[str, deque[Group]] = field(default_factory=dict)
    by_paragraph: dict[int, list[Group]] = field(default_factory=dict)

    @property
    def characters(self) -> int:
        """All characters of it, those that are there already among them."""
        return self.kept_characters + sum(group.characters for group in self.groups)

    def looked_at(self, looked_at: Iterable[int]) -> Group | None:
        """Return a group that waits and is in one of these paragraphs."""
        for paragraph_id in looked_at:
            for group in self.by_paragraph.get(paragraph_id, ()):
                if not group.taken:
                    return group
        return None

    def take(self, lane: str, looked_at: Iterable[int]) -> Group | None:
        """Return the next group of an engine, what the person looks at first; None where none waits."""
        found = self.looked_at(looked_at)
        if found is not None and found.lane == lane:
            found.taken = True
            return found
        waiting = self.waiting.get(lane, deque())
        while waiting:
            group = waiting.popleft()
            if not group.taken:
                group.taken = True
                return group
        return None

    def give_back(self, group: Group) -> None:
        """Let a group have its turn again, before all others."""
        group.taken = False
        self.waiting[group.lane].appendleft(group)


def make_plan(
    file: ProjectFile,
    project: Project,
    scope: Scope,
    limit: Limit,
    stop: Stop,
    *,
    done: frozenset[Key] = frozenset(),
) -> Plan:
    """Look through a scope for what lacks a take. Blocks: run it beside the loop.

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
    plan = Plan()
    engines = {speaker.id: speaker.casting.engine for speaker in project.speakers}
    by_mark: dict[str, Group] = {}
    make, breath = segment_maker(project, limit), Breath()
    paragraphs = iter(_paragraphs(project, scope))
    while batch := list(islice(paragraphs, _SLICE)):
        cut: list[tuple[Paragraph, list[Segment]]] = []
        for paragraph in batch:
            stop.check()
            cut.append((paragraph, [segment for segment in make(paragraph) if segment.spoken]))
            breath()
        places = file.placements([paragraph.id for paragraph in batch])
        existing = file.newest_takes({s.fingerprint for _, found in cut for s in found}) if scope.stale_only else {}
        for paragraph, found in cut:
            plan.paragraphs[paragraph.id] = paragraph
            locked = paragraph.locked and all(segment.key in places for segment in found)
            for segment in found:
                placed = places.get(segment.key, (0, ""))[1]
                fits = placed == segment.fingerprint if scope.stale_only else segment.key in done
                if fits or locked:
                    _keep(plan, segment)
                elif segment.fingerprint in existing:
                    _keep(plan, segment)
                    plan.moves.append((segment.key, existing[segment.fingerprint]))
                elif segment.fingerprint in by_mark:
                    by_mark[segment.fingerprint].segments.append(segment)
                else:
                    by_mark[segment.fingerprint] = Group(engines[segment.speaker_id], [segment])
            breath()
    _queue(plan, list(by_mark.values()))
    return plan


def _keep(plan: Plan, segment: Segment) -> None:
    plan.kept += 1
    plan.kept_characters += len(segment.spoken)


def _queue(plan: Plan, groups: list[Group]) -> None:
    plan.groups = groups
    waiting: dict[str, deque[Group]] = defaultdict(deque)
    by_paragraph: dict[int, list[Group]] = defaultdict(list)
    for group in groups:
        waiting[group.lane].append(group)
        for segment in group.segments:
            by_paragraph[segment.paragraph_id].append(group)
    plan.waiting, plan.by_paragraph = dict(waiting), dict(by_paragraph)


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
