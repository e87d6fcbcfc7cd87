"""Chapters laid out to be heard: the very plan an export makes of them, kept until text, rules or takes change."""

from __future__ import annotations

import logging
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from studio_app.audio.formats import FORMATS
from studio_app.audio.mix import Mix
from studio_app.domain.arrange import arrange
from studio_app.domain.arrange_timeline import chapter_plan, takes_of
from studio_app.domain.errors import LecternError
from studio_app.domain.segments import segment_maker
from studio_app.domain.takes import Levels, Take
from studio_app.domain.text.spoken import speak_as
from studio_app.jobs.priority import Breath
from studio_app.session.media import open_media

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.audio.decode import Samples
    from studio_app.audio.media import MediaReader
    from studio_app.audio.sources import Recording
    from studio_app.domain.arrange import Arrangement
    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.mixplan import MixPlan, PlanItem
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit, Segment
    from studio_app.domain.timeline import Timeline
    from studio_app.store.project_file import ProjectFile

    Key = tuple[int, int]

_log = logging.getLogger(__name__)

#: The rate an export has unless the person chooses another.
RATE = FORMATS["mp3"].rates[0]
_KEPT_WORDS = 256
#: A word is entered this long before its timing, which engines give a little late.
_BEFORE_WORD = RATE * 20 // 1000
#: Chapters that are kept laid out: the one that is heard, the next, and where the person came from.
_KEPT = 4


#: A take of which only its place is asked for.
_SOME = Take(0, "", "", "", "", "", "", RATE, 1, 1, 0, 1, Levels(0.0, 0.0))


@dataclass(frozen=True, slots=True)
class Hole:
    """Text without a take: the mix is heard up to sample ``at``, then this is missing, then comes item ``before``.

    ``missing`` are the ranks of the segments, in order, and their paragraphs.
    """

    at: int
    before: int
    missing: tuple[tuple[int, int], ...]

    @property
    def paragraph_ids(self) -> tuple[int, ...]:
        """The paragraphs, in order."""
        return tuple(dict.fromkeys(paragraph_id for _, paragraph_id in self.missing))

    def since(self, rank: int) -> Hole | None:
        """Return what of it has at least this rank, None where nothing has."""
        missing = tuple(row for row in self.missing if row[0] >= rank)
        return Hole(self.at, self.before, missing) if missing else None


_NO_HOLES: tuple[Hole, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is heard: code points of the written paragraph, from ``sample`` of its item on."""

    start: int
    end: int
    sample: int


@dataclass(frozen=True, slots=True)
class ChapterMix:
    """A chapter as it is heard.

    ``plan`` is that of ``mix``, in samples at ``RATE``, with only what is spoken: music and effects have no place in the text.
    ``segments`` are those of the text when it was laid out, in order, by key; ``ranks`` the place of each in that order.
    """

    chapter_id: int
    mix: Mix
    plan: MixPlan
    holes: tuple[Hole, ...]
    segments: dict[Key, Segment]
    ranks: dict[Key, int]
    starts: tuple[int, ...]

    def at(self, sample: float) -> int:
        """Return the number of the item that sounds at a sample, or did last; -1 before the first."""
        return bisect_right(self.starts, sample) - 1

    def paragraph_at(self, sample: float) -> int | None:
        """Return the paragraph that sounds at a sample, or did last, else the first that will; None where none does."""
        items = self.plan.items
        return items[max(0, self.at(sample))].segment[0] if items else None

    def first_from(self, rank: int) -> int:
        """Return the number of the first item whose segment has at least this rank; the number of items where none has."""
        ranks = (self.ranks[item.segment] for item in self.plan.items)
        return next((number for number, found in enumerate(ranks) if found >= rank), len(self.plan.items))

    def end_of(self, number: int) -> int:
        """Return the sample where an item ends; 0 for -1."""
        if number < 0:
            return 0
        item = self.plan.items[number]
        return item.start + item.length


class ChapterMixes:
    """Lays chapters out and keeps them. One thread uses it; what it returns may go anywhere."""

    def __init__(self, file: ProjectFile, limit: Limit = None) -> None:
        self._file = file
        self._limit = limit
        self._breath = Breath()
        self._rules: tuple[object, ...] = ()
        self._cut: dict[int, tuple[Paragraph, tuple[Segment, ...]]] = {}
        self._laid: dict[int, tuple[tuple[Paragraph, ...], Timeline | None, ChapterMix]] = {}
        self._readers: dict[str, MediaReader | _Silence] = {}
        self._words: dict[tuple[object, ...], tuple[Word, ...]] = {}

    def close(self) -> None:
        """Let files go. Nothing may be rendering."""
        for reader in self._readers.values():
            reader.close()
        self._readers.clear()
        self._laid.clear()

    def forget(self, paragraph_ids: Iterable[int]) -> None:
        """Other takes stand at these paragraphs."""
        changed = frozenset(paragraph_ids)
        for chapter_id, (paragraphs, _, _) in list(self._laid.items()):
            if any(paragraph.id in changed for paragraph in paragraphs):
                del self._laid[chapter_id]

    def of(self, project: Project, chapter_id: int) -> ChapterMix:
        """Return a chapter as an export of it alone would be now; the same object until something changes.

        Raises:
            KeyError: the project has no narrator.
            ProjectError: the file cannot be read.
        """
        self._check_rules(project)
        paragraphs = project.paragraphs.get(chapter_id, ())
        timeline = project.timelines.get(chapter_id)
        laid = self._laid.pop(chapter_id, None)
        if laid is None or laid[0] is not paragraphs or laid[1] is not timeline:
            laid = paragraphs, timeline, self._lay(project, chapter_id, paragraphs)
        self._laid[chapter_id] = laid
        while len(self._laid) > _KEPT:
            del self._laid[next(iter(self._laid))]
        return laid[2]

    def _segments(self, paragraph: Paragraph) -> tuple[Segment, ...]:
        """Return the segments of a paragraph, cut once."""
        self._breath()
        held = self._cut.get(paragraph.id)
        if held is None or held[0] is not paragraph:
            held = self._cut[paragraph.id] = paragraph, self._make(paragraph)
        return held[1]

    def words(self, item: PlanItem, segment: Segment) -> tuple[Word, ...]:
        """Return when the words of an item are heard; () where its take does not tell, or was made for another text."""
        key = _words_key(item, segment)
        if key not in self._words:
            fits = item.take.fingerprint == segment.fingerprint
            self._words[key] = self._read_words(item, segment) if fits else ()
            while len(self._words) > _KEPT_WORDS:
                del self._words[next(iter(self._words))]
        return self._words[key]

    def gain(self, laid: ChapterMix) -> float:
        """Return how loud a sound is heard that has no take yet in a chapter: as the takes there, else as those of another.

        What is not there cannot be measured; a gain that follows the sound would be heard to move. One voice's takes differ
        little, and where none was heard yet the sound is left as it comes.
        """
        mixes = (laid, *(mix for _, _, mix in reversed(self._laid.values())))
        return next((mix.plan.items[0].gain for mix in mixes if mix.plan.items), 1.0)

    def silence_before(self, project: Project, laid: ChapterMix, key: Key, after: Key | None) -> int:
        """Return the samples of silence before a segment without a take, as they will be once it has one.

        Args:
            project: as it was laid out.
            laid: the chapter.
            key: the segment.
            after: another that has no take yet and is heard all the same; None where there is no such.
        """
        takes = {item.segment: item.take for item in laid.plan.items}
        takes.update((there, _SOME) for there in (key, after) if there is not None)
        plan = arrange(
            project, takes, chapter_ids=(laid.chapter_id,), rate=RATE, normalize=False, segments_of=self._segments
        ).plan
        end = 0
        for item in plan.items:
            if item.segment == key:
                return item.start - end
            end = item.start + item.length
        return 0

    def known_words(self, item: PlanItem, segment: Segment) -> tuple[Word, ...]:
        """Return ``words`` as far as they were asked for before. Any thread, at once."""
        return self._words.get(_words_key(item, segment), ())

    def sample_of(self, item: PlanItem, segment: Segment, offset: int) -> int:
        """Return where in an item the word at a code point of the paragraph begins; 0 where that is not known."""
        word = next((word for word in self.words(item, segment) if word.end > offset), None)
        return 0 if word is None else min(item.length, max(0, word.sample - _BEFORE_WORD))

    def _read_words(self, item: PlanItem, segment: Segment) -> tuple[Word, ...]:
        spoken, take = speak_as(segment.written), item.take
        begin = take.trim_start / take.rate
        found = []
        try:
            timings = self._file.words(take.id)
        except LecternError as error:
            _log.info("no word timings: %s", error.detail)
            return ()
        for timing in timings:
            if timing.start < timing.end <= len(spoken.text):
                start, end = spoken.written_range(timing.start, timing.end)
                at = _heard_at(item, round((timing.seconds - begin) * RATE))
                if item.layer is None or 0 <= at < item.length:
                    found.append(Word(segment.start + start, segment.start + end, at))
        return tuple(found)

    def _check_rules(self, project: Project) -> None:
        rules = (project.voicing, project.speakers, project.metadata.language)
        if rules != self._rules:
            self._rules = rules
            self._make = segment_maker(project, self._limit)
            self._cut.clear()
            self._laid.clear()

    def _lay(self, project: Project, chapter_id: int, paragraphs: tuple[Paragraph, ...]) -> ChapterMix:
        segments = {
            segment.key: segment
            for paragraph in paragraphs
            if paragraph.included
            for segment in self._segments(paragraph)
        }
        ranks = {key: rank for rank, key in enumerate(segments)}
        if chapter_id in project.timelines:
            whole, holes = self._timeline_plan(project, chapter_id), _NO_HOLES
            plan = _spoken(whole, ranks)
        else:
            laid = self._arranged(project, chapter_id, paragraphs)
            whole = plan = laid.plan
            holes = _holes(plan.items, laid.missing, ranks)
        mix = Mix(whole, self._fetch, self._open, unrolled=True)
        return ChapterMix(chapter_id, mix, plan, holes, segments, ranks, tuple(item.start for item in plan.items))

    def _arranged(self, project: Project, chapter_id: int, paragraphs: tuple[Paragraph, ...]) -> Arrangement:
        places = self._file.placements([paragraph.id for paragraph in paragraphs])
        found = self._file.takes({take_id for take_id, _ in places.values()})
        takes = {key: found[take_id] for key, (take_id, _) in places.items() if take_id in found}
        return arrange(project, takes, chapter_ids=(chapter_id,), rate=RATE, segments_of=self._segments)

    def _timeline_plan(self, project: Project, chapter_id: int) -> MixPlan:
        takes = self._file.takes(takes_of(project.timelines[chapter_id]))
        return chapter_plan(project, chapter_id, takes, self._file.medias(), RATE, 1)

    def _open(self, name: str) -> Recording:
        """Open a media file once for all chapters. One that cannot be read is silent here: who reads along misses no word."""
        if name not in self._readers:
            try:
                self._readers[name] = open_media(self._file, name)
            except LecternError as error:
                _log.warning("a media file is not heard: %s", error.detail)
                self._readers[name] = _Silence()
        return self._readers[name]

    def _fetch(self, take: Take) -> bytes:
        return self._file.audio(take.audio)


class _Silence:
    """A recording of nothing."""

    rate = RATE

    def frames(self, start: int, end: int) -> Samples:
        """Return silence."""
        return np.zeros((end - start, 1), np.float32)

    def close(self) -> None:
        """Do nothing."""


def _spoken(plan: MixPlan, ranks: dict[Key, int]) -> MixPlan:
    """Return a plan with only what speaks a segment of the text, each by its key."""
    items = []
    for item in plan.items:
        key = item.segment if item.segment in ranks else (item.segment[0], 0)
        if key in ranks and item.take.id:
            items.append(replace(item, segment=key))
    return replace(plan, items=tuple(items))


def _words_key(item: PlanItem, segment: Segment) -> tuple[object, ...]:
    return item.take.id, segment, *((item.layer.run, item.layer.offset) if item.layer is not None else ())


def _heard_at(item: PlanItem, recorded: int) -> int:
    """Return where in an item that is heard which was ``recorded`` so many samples behind its take's trim point."""
    if item.layer is None:
        return recorded
    run = item.layer.run
    return (recorded - run.start) * run.length // max(1, run.end - run.start) - item.layer.offset


def _holes(items: tuple[PlanItem, ...], missing: tuple[Segment, ...], ranks: dict[Key, int]) -> tuple[Hole, ...]:
    """Return where text is missing: what misses in a row is one hole."""
    rows: dict[int, list[Segment]] = {}
    heard = [ranks[item.segment] for item in items]
    for segment in missing:
        rows.setdefault(bisect_right(heard, ranks[segment.key]), []).append(segment)
    ends = [0, *(item.start + item.length for item in items)]
    return tuple(
        Hole(ends[before], before, tuple((ranks[s.key], s.paragraph_id) for s in row)) for before, row in rows.items()
    )
