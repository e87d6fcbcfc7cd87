"""The way a playing takes through the book: which samples come next, also while the book changes under it.

A recording that has begun is heard to its end as it began; at the next silence what has changed takes over. Where a take is
missing and its text is being spoken, the answer is heard while it comes in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from studio_app.domain.errors import LecternError
from studio_app.session.chaptermix import RATE
from studio_app.session.live import Hearing

if TYPE_CHECKING:
    from studio_app.audio.decode import Samples
    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.project import Project
    from studio_app.domain.takes import Take
    from studio_app.session.chaptermix import ChapterMix, ChapterMixes, Hole, Key
    from studio_app.session.live import Live

#: What starts in the middle of a sound rises this long, as every item of a mix does.
_RISE = RATE * 5 // 1000


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be heard: from a point of a paragraph on, only a chapter, the book, or only some paragraphs."""

    paragraph_id: int | None = None
    offset: int = 0
    chapter_id: int | None = None
    only: frozenset[int] | None = None
    goes_on: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """Samples and where they lie: from sample ``at`` of ``of`` on."""

    samples: Samples
    of: ChapterMix | Hearing | Take
    at: int


class Course:
    """See the module. Made and used on one thread.

    Attributes:
        needs: the paragraphs whose text comes next and has no take; () where there is no such.
        ended: all was given.
    """

    def __init__(self, mixes: ChapterMixes, project: Project, wish: Wish, live: Live | None = None) -> None:
        self.needs: tuple[int, ...] = ()
        self.ended = False
        self._mixes = mixes
        self._project = project
        self._wish = wish
        self._live = live
        self._hearing: Hearing | None = None
        #: The last segment that was heard without a take, until one with a take is.
        self._spoken: Key | None = None
        #: Samples of silence that were given where text is missing.
        self._silent = 0
        self._dirty = False
        self._rise = False
        self._entry: tuple[int, int] | None = None
        self._order: tuple[int, ...] = ()
        self._enter_wish()

    # Where it is

    def change(self, project: Project) -> None:
        """The book, or its takes, are others now."""
        self._project = project
        self._dirty = True

    def go(self, of: ChapterMix | Hearing, at: int) -> None:
        """Go on at a sample of a chapter as it was laid out, or of an answer that was heard while it came in."""
        self.ended, self.needs, self._dirty = False, (), True
        self._hearing, self._spoken, self._silent = None, None, 0
        if isinstance(of, Hearing):
            self._go_hearing(of, at)
            return
        self._chapter, self._at = of, max(0, min(at, of.plan.length))
        self._begun, self._entry = of.at(self._at), None
        self._holes = [hole for hole in of.holes if hole.before > self._begun]
        self._rise = self._sounding()

    def _go_hearing(self, hearing: Hearing, at: int) -> None:
        """Go on in the take where there is one by now, else in the answer."""
        key, old = hearing.segment.key, hearing.chapter
        if self._there(key[0]):
            laid = self._mixes.of(self._project, self._project.place(key[0])[0])
            item = next((item for item in laid.plan.items if item.segment == key), None)
            if item is not None:
                self.go(laid, item.start + at)
                return
        rank = old.ranks[key]
        self.go(old, old.end_of(old.first_from(rank) - 1))
        ahead = (hole.since(rank) for hole in self._holes)
        self._holes = self._wanted([hole for hole in ahead if hole is not None])
        if at > 0:
            hearing.go(at)
            self._hearing = hearing

    def step(self, paragraph_id: int | None, by: int) -> None:
        """Go to the start of the paragraph that many paragraphs from one that was heard; ended where there is none."""
        found = self._neighbour(paragraph_id, by)
        if found is None:
            self.ended = True
        else:
            self._enter(found, 0)

    # What is heard

    def next(self, frames: int, *, dry: bool = False) -> Piece | None:
        """Return the next samples, at most ``frames``.

        None where text is missing (``needs``), what is being spoken has not come yet, or nothing follows (``ended``).

        Args:
            frames: at most so many.
            dry: nothing that was given before is left to be heard.

        Raises:
            LecternError: a recording cannot be read or an answer broke off, then the course stands behind what there was; or
                the project, then it has ended.
        """
        while True:
            if self._hearing is not None and (piece := self._listen(self._hearing, frames, dry=dry)) is not None:
                return piece
            if self._hearing is not None:
                return None
            try:
                border = self._next_border()
            except LecternError:
                self.ended = True
                raise
            if border is not None:
                return self._piece(min(border, self._at + frames))
            if self._hearing is None:
                return None

    # Where a take is missing

    def _enter_hole(self, hole: Hole) -> None:
        """Stand where text is missing: the silence before it, then what comes in."""
        chapter, project = self._chapter, self._project
        key = next(key for key, rank in chapter.ranks.items() if rank == hole.missing[0][0])
        end = chapter.end_of(self._begun)
        silence = self._mixes.silence_before(project, chapter, key, self._spoken) if self._live is not None else 0
        left = 0 if self._entry is not None else max(0, silence - self._silent - (self._at - end))
        gain = self._mixes.gain(chapter)
        self._hearing = Hearing(chapter, chapter.segments[key], end + silence, gain, -left)

    def _listen(self, hearing: Hearing, frames: int, *, dry: bool) -> Piece | None:
        """Return what is heard where a take is missing; None where nothing is: either it has not come, or is over."""
        if self._dirty and not hearing.begun:
            self._hearing = None  # it may have a take by now
            return None
        self._look_for(hearing)
        at = hearing.at
        samples = hearing.next(frames, dry=dry)
        if samples is not None:
            if at < 0:
                self._silent += len(samples)
            else:
                # What was silent before it is done with: the next silence begins at its end.
                self.needs, self._entry, self._silent = (), None, 0
                self._at = self._chapter.end_of(self._begun)
            return Piece(samples, hearing, at)
        if hearing.over:
            self._leave(hearing)
        return None

    def _look_for(self, hearing: Hearing) -> None:
        """Find the answer that is coming in; say what is needed where there is none."""
        if hearing.sound is None and self._live is not None:
            hearing.sound = self._live.find(hearing.segment.fingerprint)
        ids, only = self._holes[0].paragraph_ids, self._wish.only
        needed = hearing.sound is None and hearing.at >= 0
        self.needs = tuple(found for found in ids if only is None or found in only) if needed else ()

    def _leave(self, hearing: Hearing) -> None:
        """Go on behind what was heard without a take."""
        self._hearing, self._spoken, self._silent = None, hearing.segment.key, 0
        rest = self._holes[0].since(self._chapter.ranks[hearing.segment.key] + 1)
        self._holes[:1] = self._wanted([rest] if rest is not None else [])

    # Samples of the chapter

    def _next_border(self) -> int | None:
        """Get over the border that was reached, if one was; return the next, None where that cannot be."""
        while not self.ended:
            if self._dirty and not self._sounding():
                self._lay_anew()
            border = self._border()
            if self._at < border:
                return border
            if not self._pass():
                break
        return None

    def _piece(self, end: int) -> Piece:
        chapter, at = self._chapter, self._at
        try:
            samples = np.concatenate(list(chapter.mix.blocks(at, end)))
        except LecternError:
            number = next(n for n in range(len(chapter.starts)) if chapter.end_of(n) > at)
            self._begun, self._at = number, chapter.end_of(number)
            raise
        number = chapter.at(end - 1)
        if number > self._begun or self._rise:
            item = chapter.plan.items[number]
            self._mixes.words(item, chapter.segments[item.segment])
        if number > self._begun:
            self._spoken = None
        self._begun, self._at, self._entry = max(self._begun, number), end, None
        if self._rise:
            self._rise = False
            rise = min(_RISE, len(samples))
            samples[:rise] *= np.linspace(0.0, 1.0, rise, endpoint=False, dtype=np.float32)[:, None]
        return Piece(samples, chapter, at)

    def _border(self) -> int:
        """Return the sample up to which nothing has to be decided."""
        end = self._chapter.plan.length
        if self._dirty and self._sounding():
            return self._chapter.end_of(self._chapter.at(self._at))
        if self._holes:
            end = min(end, max(self._at, self._holes[0].at))
        return min(end, self._allowed_until())

    def _sounding(self) -> bool:
        number = self._chapter.at(self._at)
        return number >= 0 and self._chapter.plan.items[number].start < self._at < self._chapter.end_of(number)

    def _pass(self) -> bool:
        """Get over the border that was reached; return False where that cannot be."""
        if self._dirty:
            return True
        if self._holes and self._at >= self._holes[0].at:
            self._enter_hole(self._holes[0])
            return False
        if self._wish.only is not None and self._skip_to_allowed():
            return True
        return self._next_chapter()

    # Only some paragraphs

    def _allowed_until(self) -> int:
        """Return the sample where the paragraphs that are wanted stop in a row."""
        only, chapter = self._wish.only, self._chapter
        if only is None:
            return chapter.plan.length
        number = max(0, chapter.at(self._at))
        items = chapter.plan.items
        if number < len(items) and self._at >= chapter.end_of(number):
            number += 1
        end = self._at
        while number < len(items) and items[number].segment[0] in only:
            end = chapter.end_of(number)
            number += 1
        return end

    def _skip_to_allowed(self) -> bool:
        only, chapter = self._wish.only, self._chapter
        for number, item in enumerate(chapter.plan.items):
            if only is not None and item.segment[0] in only and item.start > self._at:
                pause = RATE * self._project.voicing.pauses.paragraph // 1000
                self._at = max(self._at, chapter.end_of(number - 1), item.start - pause)
                self._begun = number - 1
                return True
        return False

    # Chapters

    def _next_chapter(self) -> bool:
        """Begin the next chapter in which something can be heard."""
        wish = self._wish
        chapter_id: int | None = self._chapter.chapter_id
        while wish.goes_on and (chapter_id := self._following(chapter_id)) is not None:
            laid = self._mixes.of(self._project, chapter_id)
            if laid.plan.items or laid.holes:
                self._begin(laid)
                return True
        self.ended = True
        return False

    def _following(self, chapter_id: int | None) -> int | None:
        chapters = self._project.chapters
        ids = [chapter.id for chapter in chapters]
        start = ids.index(chapter_id) + 1 if chapter_id in ids else self._after_gone(chapter_id, ids)
        wanted = self._chapters_wanted()
        return next((c.id for c in chapters[start:] if (c.included if wanted is None else c.id in wanted)), None)

    def _after_gone(self, chapter_id: int | None, ids: list[int]) -> int:
        """Return the row of the chapter that came next when a chapter that is gone was begun."""
        later = self._order[self._order.index(chapter_id) + 1 :] if chapter_id in self._order else ()
        return next((ids.index(found) for found in later if found in ids), len(ids))

    def _chapters_wanted(self) -> frozenset[int] | None:
        if self._wish.only is None:
            return None
        return frozenset(self._project.place(p)[0] for p in self._wish.only if self._there(p))

    def _there(self, paragraph_id: int) -> bool:
        try:
            self._project.place(paragraph_id)
        except KeyError:
            return False
        return True

    def _begin(self, laid: ChapterMix) -> None:
        self._chapter, self._at, self._begun, self._entry = laid, 0, -1, None
        self._hearing, self._spoken, self._silent = None, None, 0
        self._holes = self._wanted(laid.holes)
        self._order = tuple(chapter.id for chapter in self._project.chapters)
        self._rise = False

    def _wanted(self, holes: tuple[Hole, ...] | list[Hole]) -> list[Hole]:
        only = self._wish.only
        return [hole for hole in holes if only is None or not only.isdisjoint(hole.paragraph_ids)]

    # Beginning

    def _enter_wish(self) -> None:
        wish, project = self._wish, self._project
        if wish.only is not None:
            first = next(
                (p.id for c in project.chapters for p in project.paragraphs.get(c.id, ()) if p.id in wish.only), None
            )
            self._enter(first, 0) if first is not None else self._end()
        elif wish.paragraph_id is not None:
            self._enter(wish.paragraph_id, wish.offset) if self._there(wish.paragraph_id) else self._end()
        elif wish.chapter_id is not None:
            self._begin(self._mixes.of(project, wish.chapter_id))
        else:
            first = next((chapter.id for chapter in project.chapters if chapter.included), None)
            self._begin(self._mixes.of(project, first)) if first is not None else self._end()

    def _end(self) -> None:
        self.ended = True

    def _enter(self, paragraph_id: int, offset: int) -> None:
        """Stand before a point of a paragraph, or before the first that can be heard after it."""
        self.ended, self.needs = False, ()
        chapter_id, row = self._project.place(paragraph_id)
        laid = self._mixes.of(self._project, chapter_id)
        self._begin(laid)
        rank = _rank(laid, self._project.paragraphs[chapter_id], row, offset)
        number = laid.first_from(rank)
        self._begun, self._entry = number - 1, (paragraph_id, offset)
        ahead = (hole.since(rank) for hole in laid.holes if hole.before >= number)
        self._holes = self._wanted([hole for hole in ahead if hole is not None])
        if self._holes and self._holes[0].before == number:
            self._at = self._holes[0].at
        elif number == len(laid.plan.items):
            self._at = laid.plan.length
        else:
            self._at = self._in_item(laid, number, paragraph_id, offset)
            self._rise = self._sounding()

    def _in_item(self, laid: ChapterMix, number: int, paragraph_id: int, offset: int) -> int:
        item = laid.plan.items[number]
        segment = laid.segments[item.segment]
        if item.segment[0] != paragraph_id or offset <= segment.start:
            return item.start
        return item.start + self._mixes.sample_of(item, segment, offset)

    def _lay_anew(self) -> None:
        """Lay the chapter out as it is now, and stand where we stood in it."""
        old, self._dirty, self.needs = self._chapter, False, ()
        if self._entry is not None and self._there(self._entry[0]):
            self._enter(*self._entry)
            return
        begun = self._spoken or (old.plan.items[self._begun].segment if self._begun >= 0 else None)
        if begun is None:
            self._lay_start(old)
            return
        key = self._surviving(old, begun)
        if key is None:
            self._at, self._holes = old.plan.length, []
            return
        laid = self._mixes.of(self._project, self._project.place(key[0])[0])
        gap, self._silent = self._at - old.end_of(self._begun) + self._silent, 0
        same = key == begun
        rank = laid.ranks.get(key, 0)
        number = laid.first_from(rank)
        exact = same and number < len(laid.plan.items) and laid.plan.items[number].segment == key
        self._begun = number if exact else number - 1
        self._chapter = laid
        following = self._begun + 1
        last = laid.plan.items[following].start if following < len(laid.plan.items) else laid.plan.length
        given = laid.end_of(self._begun) + max(0, gap)
        self._at = min(last, given)
        # What was heard without a take, and still has none, is not waited for again.
        self._spoken = self._spoken if same and not exact else None
        heard = rank + 1 if self._spoken is not None else 0
        ahead = (hole.since(heard) for hole in laid.holes if hole.before > self._begun)
        self._holes = self._wanted([hole for hole in ahead if hole is not None])
        if self._holes and self._holes[0].before == following:
            self._silent = given - self._at

    def _lay_start(self, old: ChapterMix) -> None:
        """Lay out anew a chapter of which nothing was heard yet."""
        if not any(chapter.id == old.chapter_id for chapter in self._project.chapters):
            self._at, self._holes = old.plan.length, []
            return
        given = self._at + self._silent
        self._begin(self._mixes.of(self._project, old.chapter_id))
        self._at = min(given, self._chapter.plan.items[0].start if self._chapter.plan.items else 0)
        self._silent = given - self._at if self._holes else 0

    def _surviving(self, old: ChapterMix, key: Key) -> Key | None:
        """Return ``key``, or where it is gone the next one of the old order that is still in the book."""
        keys = list(old.segments)
        for found in keys[old.ranks[key] :]:
            if self._there(found[0]):
                laid = self._mixes.of(self._project, self._project.place(found[0])[0])
                if found in laid.ranks:
                    return found
        return None

    def _neighbour(self, paragraph_id: int | None, by: int) -> int | None:
        project = self._project
        said = [
            p.id
            for c in project.chapters
            if c.included or c.id == self._chapter.chapter_id
            for p in project.narrated(c)
            if p.text.strip() and (self._wish.only is None or p.id in self._wish.only)
        ]
        if paragraph_id not in said:
            return said[0] if said else None
        row = max(0, said.index(paragraph_id) + by)
        return said[row] if row < len(said) else None


def _rank(laid: ChapterMix, paragraphs: tuple[Paragraph, ...], row: int, offset: int) -> int:
    """Return the rank of the segment at a point of a paragraph, or of the next one in the chapter."""
    rows = {paragraph.id: number for number, paragraph in enumerate(paragraphs)}
    for rank, segment in enumerate(laid.segments.values()):
        here = rows[segment.paragraph_id]
        if here > row or (here == row and segment.end > offset):
            return rank
    return len(laid.ranks)
