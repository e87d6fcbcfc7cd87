"""The plan of a generation: which segments of a snapshot lack a take, the same ones together, and whose turn it is."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from studio_app.jobs.priority import Breath

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit
    from studio_app.jobs.stop import Stop
    from studio_app.session.cuts import Cut, Cuts
    from studio_app.session.work_views import Scope
    from studio_app.store.project_file import ProjectFile

    Key = tuple[int, int]

#: Paragraphs that are asked about in one query.
_SLICE = 400


@dataclass(slots=True, eq=False)
class Group:
    """Segments that sound the same and are spoken once: they share a fingerprint. ``taken``: it had its turn."""

    lane: str
    mark: str
    length: int
    keys: list[Key]
    taken: bool = False

    @property
    def characters(self) -> int:
        """Characters that are spoken for it, counted for each of its segments."""
        return self.length * len(self.keys)

    @property
    def paragraph_ids(self) -> dict[int, None]:
        """The paragraphs they are in, in order."""
        return dict.fromkeys(paragraph_id for paragraph_id, _ in self.keys)


class Plan:
    """What a generation is to do. Filled on a thread by ``make_plan``, then used on the loop only.

    Attributes:
        paragraphs: the paragraphs it is about, as they were, by id, in the order of the book.
        moves: takes that exist and are to be placed.
        kept: segments that have a take already.
        characters: of all segments; ``kept_characters`` of those that have one.
        size: groups in all; ``lanes`` by engine, ``left`` those that had no turn yet.
    """

    def __init__(self) -> None:
        self.paragraphs: dict[int, Paragraph] = {}
        self.moves: list[tuple[Key, int]] = []
        self.kept = self.characters = self.kept_characters = 0
        self.lanes: Counter[str] = Counter()
        self.left: Counter[str] = Counter()
        self._waiting: dict[str, deque[Group]] = defaultdict(deque)
        self._by_paragraph: dict[int, list[Group]] = defaultdict(list)

    @property
    def marks(self) -> frozenset[str]:
        """The fingerprints of all that waits."""
        return frozenset(group.mark for waiting in self._waiting.values() for group in waiting)

    @property
    def size(self) -> int:
        """How many groups it had in the beginning."""
        return self.lanes.total()

    def add(self, look: Look, same: Group | None) -> Group:
        """Put in a segment that is to be spoken, with the one that sounds the same."""
        if same is None:
            same = Group(look.engine, look.mark, look.length, [])
            self.lanes[look.engine] += 1
            self.left[look.engine] += 1
            self._waiting[look.engine].append(same)
        same.keys.append(look.key)
        held = self._by_paragraph[look.key[0]]
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
            return self._take(found)
        waiting = self._waiting[lane]
        while waiting:
            group = waiting.popleft()
            if not group.taken:
                return self._take(group)
        return None

    def _take(self, group: Group) -> Group:
        group.taken = True
        self.left[group.lane] -= 1
        return group

    def give_back(self, group: Group) -> None:
        """Let a group have its turn again, before all others."""
        group.taken = False
        self.left[group.lane] += 1
        self._waiting[group.lane].appendleft(group)

    def finished(self, group: Group) -> None:
        """Let go of a group, so that not all of a book is let go at once in the end."""
        for paragraph_id in group.paragraph_ids:
            held = self._by_paragraph.get(paragraph_id)
            if held and all(other.taken for other in held):
                del self._by_paragraph[paragraph_id]


class Look(NamedTuple):
    """A segment with something to say, and what there is of it: nothing, a take at its place, or one to be placed."""

    key: Key
    mark: str
    length: int
    speaker_id: int
    engine: str
    kept: bool
    take_id: int


def survey(
    file: ProjectFile,
    project: Project,
    cuts: Cuts,
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
        cuts: how its paragraphs are cut, as far as that is known.
        scope: what is to be generated.
        limit: the engines' limit of one request.
        stop: asked between paragraphs.
        done: segments that were spoken anew before, where all of it is to be (``Scope.stale_only`` False).

    Raises:
        Cancelled: ``stop`` said so.
        ProjectError: the file cannot be read.
    """
    engines = {speaker.id: speaker.casting.engine for speaker in project.speakers}
    cut_of, breath = cuts.of(project, limit), Breath()
    paragraphs = iter(_paragraphs(project, scope))
    while batch := list(islice(paragraphs, _SLICE)):
        found: list[tuple[Paragraph, Cut]] = []
        for paragraph in batch:
            stop.check()
            found.append((paragraph, cut_of(paragraph)))
            breath()
        places = file.placements([paragraph.id for paragraph in batch])
        takes = file.newest_takes({mark for _, cut in found for mark in cut.marks if mark}) if scope.stale_only else {}
        for paragraph, cut in found:
            spoken = [((paragraph.id, ordinal), mark) for ordinal, mark in enumerate(cut.marks) if mark]
            locked = paragraph.locked and all(key in places for key, _ in spoken)
            looks = []
            for key, mark in spoken:
                kept = locked or (places.get(key, (0, ""))[1] == mark if scope.stale_only else key in done)
                speaker_id = cut.speaker_ids[key[1]]
                take_id = 0 if kept else takes.get(mark, 0)
                looks.append(Look(key, mark, cut.lengths[key[1]], speaker_id, engines[speaker_id], kept, take_id))
            yield paragraph, looks
            breath()


def make_plan(
    file: ProjectFile,
    project: Project,
    cuts: Cuts,
    scope: Scope,
    limit: Limit,
    stop: Stop,
    *,
    done: frozenset[Key] = frozenset(),
) -> Plan:
    """Return what is to be done for a scope; arguments and errors as for ``survey``."""
    plan = Plan()
    by_mark: dict[str, Group] = {}
    for paragraph, looks in survey(file, project, cuts, scope, limit, stop, done=done):
        plan.paragraphs[paragraph.id] = paragraph
        for look in looks:
            plan.characters += look.length
            if look.kept or look.take_id:
                plan.kept += 1
                plan.kept_characters += look.length
                if look.take_id:
                    plan.moves.append((look.key, look.take_id))
            else:
                by_mark[look.mark] = plan.add(look, by_mark.get(look.mark))
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
