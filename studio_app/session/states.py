"""States: how far each paragraph and chapter is, worked out beside the window and kept up with every edit and take."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio_app.domain.cast import Speaker
from studio_app.domain.edits.change import Laid
from studio_app.domain.errors import LecternError
from studio_app.domain.manuscript import Chapter, Metadata, Paragraph
from studio_app.domain.project import Voicing
from studio_app.jobs.priority import Breath
from studio_app.jobs.queue import Queue, beside
from studio_app.session.rules import Rules
from studio_app.session.speaking import Speaking
from studio_app.session.standing import ChapterState, Entry, ParagraphState, State, Sum, alike, paragraph_state, rest_ms
from studio_app.session.studio import Edited, TakesPlaced

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterable, Sequence

    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit
    from studio_app.session.announce import Announcer
    from studio_app.session.cuts import Cut
    from studio_app.session.studio import Studio

__all__ = ["ChapterState", "ParagraphState", "State", "States", "StatesChanged"]

_log = logging.getLogger(__name__)
_LANE = "states"
#: Paragraphs worked out in one go beside the loop; what is handed over takes the loop well below a millisecond.
_SLICE = 100
#: An edit of more records is not looked at one by one: the book is gone over again, and what is as before is passed by.
_MANY = 300


@dataclass(frozen=True, slots=True)
class StatesChanged:
    """These chapters and paragraphs have another state, or one at all."""

    chapter_ids: frozenset[int]
    paragraph_ids: frozenset[int]


class States:
    """Knows the states of one open project. On the loop's thread; ``close`` it before the project is closed.

    What is asked for and not known yet is None; ``StatesChanged`` is announced when it is there.
    """

    def __init__(self, studio: Studio, limit: Limit, announce: Announcer) -> None:
        self._studio = studio
        self._limit = limit
        self._announce = announce
        self._entries: dict[int, Entry] = {}
        self._sums: dict[int, Sum] = {}
        self._swept: set[int] = set()
        self._rules = Rules.of(studio.project), studio.project.voicing.pauses
        self._making: frozenset[int] = frozenset()
        self._failed: dict[int, str] = {}
        self._dirty: dict[int, None] = {}
        self._wanted: list[int] = []
        self._rest: list[int] = [chapter.id for chapter in reversed(studio.project.chapters)]
        self._under: tuple[int, tuple[Paragraph, ...], int] | None = None
        self._gone_sweep = False
        self._queue = Queue({_LANE: 1})
        self._job = self._queue.job(_LANE)
        self._running = False
        self._closed = False
        self._ends = [
            announce.listen(Edited, self._edited),
            announce.listen(TakesPlaced, self._placed),
            announce.listen(Speaking, self._spoken),
        ]
        self._start()

    def paragraph(self, paragraph_id: int) -> ParagraphState | None:
        """Return how far a paragraph is, None while that is not known."""
        entry = self._entries.get(paragraph_id)
        return entry.state if entry else None

    def chapter(self, chapter_id: int) -> ChapterState | None:
        """Return how far a chapter is, None while that is not known."""
        found, project = self._sums.get(chapter_id), self._studio.project
        if found is None or chapter_id not in self._swept:
            return None
        state, timeline = found.state(chapter_id, project.voicing.pauses), project.timelines.get(chapter_id)
        return state if timeline is None else replace(state, seconds=timeline.length / timeline.rate, laid=True)

    def want(self, chapter_id: int) -> None:
        """Work this chapter out before all others."""
        if chapter_id in self._swept:
            return
        if chapter_id in self._wanted:
            self._wanted.remove(chapter_id)
        self._wanted.append(chapter_id)
        if self._under is not None and self._under[0] != chapter_id:
            self._rest.append(self._under[0])
            self._under = None
        self._start()

    @property
    def settled(self) -> bool:
        """Whether everything is known and nothing is being worked out."""
        return not self._running

    async def close(self) -> None:
        """Listen no more, and wait until nothing reads the project."""
        self._closed = True
        for end in self._ends:
            end()
        self._job.cancel()
        await self._queue.close()

    # What happens

    def _edited(self, event: Edited) -> None:
        rows = [row for row in event.change.rows if row.kind is not Laid]
        if any(row.kind in (Metadata, Voicing, Speaker) for row in rows):
            project = self._studio.project
            rules = Rules.of(project), project.voicing.pauses
            if rules != self._rules:
                self._rules = rules
                self._all_again()
        if len(rows) > _MANY:
            self._all_again()
            return
        for row in rows:
            if row.kind is Paragraph:
                self._touch(row.before, row.after)
            elif row.kind is Chapter:
                self._touch_chapter(row.before, row.after)
        self._start()

    def _touch(self, before: object, after: object) -> None:
        if isinstance(after, Paragraph):
            if isinstance(before, Paragraph) and before.text != after.text:
                self._failed.pop(after.id, None)
            self._dirty[after.id] = None
        elif isinstance(before, Paragraph):
            self._dirty.pop(before.id, None)
            self._failed.pop(before.id, None)
            self._forget(before.id)

    def _touch_chapter(self, before: object, after: object) -> None:
        if isinstance(after, Chapter):
            if not isinstance(before, Chapter) or before.included != after.included:
                self._swept.discard(after.id)
                self._rest.append(after.id)
        elif isinstance(before, Chapter):
            self._sums.pop(before.id, None)
            self._swept.discard(before.id)

    def _placed(self, event: TakesPlaced) -> None:
        self._dirty.update((paragraph_id, None) for paragraph_id, _ in event.keys)
        self._start()

    def _spoken(self, event: Speaking) -> None:
        changed = self._making ^ event.paragraph_ids
        self._making = event.paragraph_ids
        for paragraph_id in event.cleared:
            self._failed.pop(paragraph_id, None)
        self._failed.update(event.failed)
        self._dirty.update(dict.fromkeys((*changed, *event.cleared, *event.failed)))
        self._start()

    def _all_again(self) -> None:
        """Go over the whole book; what is shown stays until it is known better."""
        self._under = None
        self._rest = [chapter.id for chapter in reversed(self._studio.project.chapters)]
        self._gone_sweep = True
        self._start()

    # Working out

    def _start(self) -> None:
        if not self._running and not self._closed:
            self._running = True
            self._queue.submit(self._job, _LANE, self._run).add_done_callback(_log_surprise)

    async def _run(self) -> None:
        try:
            await self._work_through()
        finally:
            self._running = False

    async def _work_through(self) -> None:
        while not self._closed:
            if self._dirty:
                ids = list(self._dirty)[:_SLICE]
                for paragraph_id in ids:
                    del self._dirty[paragraph_id]
                chapter_id = None
            else:
                chapter_id, ids = self._next_slice()
            if not ids and chapter_id is None:
                if not self._gone_sweep:
                    return
                self._gone_sweep = False
                await self._drop_gone()
                continue
            if not await self._work_out(ids):
                return
            if chapter_id is not None and self._under is None:
                self._swept.add(chapter_id)
                self._sums.setdefault(chapter_id, Sum())
                self._announce.say(StatesChanged(frozenset((chapter_id,)), frozenset()))

    def _next_slice(self) -> tuple[int | None, list[int]]:
        """Return the next paragraphs of the chapter that is gone over, of the newest wish, or of the rest of the book."""
        if self._under is None:
            pending = self._wanted or self._rest
            if not pending:
                return None, []
            chapter_id = pending.pop()
            self._under = chapter_id, self._studio.project.paragraphs.get(chapter_id, ()), 0
        chapter_id, held, at = self._under
        ids = [paragraph.id for paragraph in held[at : at + _SLICE]]
        self._under = (chapter_id, held, at + _SLICE) if at + _SLICE < len(held) else None
        return chapter_id, ids

    async def _work_out(self, ids: Sequence[int]) -> bool:
        project = self._studio.project
        try:
            found = await beside(self._look, project, ids)
        except LecternError as error:
            _log.warning("states cannot be told: %s %s", type(error).__name__, error.detail)
            return False
        self._take(found)
        return True

    def _look(self, project: Project, ids: Sequence[int]) -> list[Entry]:
        """Work paragraphs out, on a thread. Segments that are known already are not made again."""
        cut_of, breath = self._studio.cuts.of(project, self._limit), Breath()
        included = {chapter.id: chapter.included for chapter in project.chapters}
        cuts: list[tuple[Paragraph, Cut]] = []
        for paragraph_id in ids:
            try:
                paragraph = project.paragraph(paragraph_id)
            except KeyError:
                continue
            cuts.append((paragraph, cut_of(paragraph)))
            breath()
        standing = self._studio.file.standing(paragraph.id for paragraph, _ in cuts)
        entries = []
        for paragraph, cut in cuts:
            on = paragraph.included and included.get(paragraph.chapter_id, False)
            making, error = paragraph.id in self._making, self._failed.get(paragraph.id, "")
            state = paragraph_state(paragraph, cut, standing, on, making, error)
            entries.append(Entry(paragraph, state, rest_ms(paragraph, cut, standing, project.voicing.pauses)))
            breath()
        return entries

    def _take(self, found: Iterable[Entry]) -> None:
        """Take over what was worked out, as far as it is about what the project holds now."""
        project = self._studio.project
        chapters: set[int] = set()
        changed: set[int] = set()
        for entry in found:
            paragraph_id = entry.paragraph.id
            try:
                now = project.paragraph(paragraph_id)
            except KeyError:
                continue
            if now is not entry.paragraph:
                self._dirty[paragraph_id] = None
                continue
            before = self._entries.get(paragraph_id)
            if before is not None and alike(before, entry) and before.paragraph.chapter_id == now.chapter_id:
                self._entries[paragraph_id] = entry
                if before.paragraph.included == now.included:
                    continue
            self._forget(paragraph_id, chapters)
            self._entries[paragraph_id] = entry
            self._sums.setdefault(now.chapter_id, Sum()).add(entry, 1)
            chapters.add(now.chapter_id)
            changed.add(paragraph_id)
        if changed:
            self._announce.say(StatesChanged(frozenset(chapters), frozenset(changed)))

    def _forget(self, paragraph_id: int, chapters: set[int] | None = None) -> None:
        before = self._entries.pop(paragraph_id, None)
        if before is not None and (held := self._sums.get(before.paragraph.chapter_id)) is not None:
            held.add(before, -1)
            if chapters is not None:
                chapters.add(before.paragraph.chapter_id)

    async def _drop_gone(self) -> None:
        """Forget paragraphs that are no longer in the book."""
        known = list(self._entries)
        gone = await beside(_gone, self._studio.project, known)
        for paragraph_id in gone:
            self._forget(paragraph_id)


def _log_surprise(answer: asyncio.Future[None]) -> None:
    if not answer.cancelled() and (error := answer.exception()) is not None:
        _log.error("states stopped", exc_info=error)


def _gone(project: Project, known: Iterable[int]) -> list[int]:
    there = {paragraph.id for held in project.paragraphs.values() for paragraph in held}
    return [paragraph_id for paragraph_id in known if paragraph_id not in there]
