"""What a project's file knows of the takes that timelines hold: which belong on a clip, and which fit parts of a line.

All of it reads the file: call it beside the loop. Raises ProjectError where the file cannot be read.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import groupby
from typing import TYPE_CHECKING

from studio_app.domain.edits.laying import sounds_of
from studio_app.domain.edits.sounds import sound_at
from studio_app.domain.segments import segment_maker
from studio_app.domain.takes import WordTiming
from studio_app.domain.text.spoken import speak_as
from studio_app.domain.timeline import RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit, Segment
    from studio_app.domain.takes import Take
    from studio_app.domain.timeline import Clip, Sound, Timeline
    from studio_app.store.project_file import ProjectFile

#: (paragraph id, ordinal): a segment.
Key = tuple[int, int]
#: Paragraphs that are looked at together.
_SLICE = 400


class Wanted(Enum):
    """Which takes are put on clips."""

    #: Where all that a paragraph says has takes that fit.
    FITTING = auto()
    #: Also others, where nothing is heard yet.
    MISSING = auto()
    #: Whatever stands there.
    ANY = auto()


def lying_clips(project: Project, paragraph_ids: Iterable[int]) -> Iterator[tuple[Paragraph, Clip]]:
    """Yield those of these paragraphs that have a clip, with it."""
    for paragraph_id in paragraph_ids:
        try:
            paragraph = project.paragraph(paragraph_id)
        except KeyError:
            continue
        timeline = project.timelines.get(paragraph.chapter_id)
        clip = timeline.clip_of(paragraph_id) if timeline is not None else None
        if clip is not None:
            yield paragraph, clip


def spoken_on(timeline: Timeline) -> list[int]:
    """Return the ids of all paragraphs that clips of a timeline speak."""
    return [clip.paragraph_id for lane in timeline.lanes.values() for clip in lane if clip.paragraph_id]


def placed_takes(file: ProjectFile, paragraph_ids: Iterable[int]) -> dict[Key, Take]:
    """Return the takes that stand at the segments of these paragraphs."""
    places = file.placements(paragraph_ids)
    takes = file.takes({take_id for take_id, _ in places.values()})
    return {key: takes[take_id] for key, (take_id, _) in places.items() if take_id in takes}


def sounds_to_place(
    file: ProjectFile, project: Project, paragraph_ids: Iterable[int], limit: Limit, wanted: Wanted
) -> dict[int, tuple[Sound, ...]]:
    """Return what is to be heard on clips, by paragraph, where that is another recording than what is heard there.

    Args:
        file: where the takes are.
        project: the snapshot.
        paragraph_ids: which.
        limit: as segments are made with.
        wanted: which takes are good enough.
    """
    found: dict[int, tuple[Sound, ...]] = {}
    make = segment_maker(project, limit)
    lying = list(lying_clips(project, paragraph_ids))
    for start in range(0, len(lying), _SLICE):
        some = lying[start : start + _SLICE]
        placed = placed_takes(file, [paragraph.id for paragraph, _ in some])
        known = file.takes({sound.take_id for _, clip in some for sound in clip.sounds if sound.take_id})
        known |= {take.id: take for take in placed.values()}
        own: dict[int, list[Take]] = defaultdict(list)
        for key in sorted(placed):
            own[key[0]].append(placed[key])
        for paragraph, clip in some:
            heard = recordings(clip.sounds, known)
            # All of a book is asked about when it is opened; what stands there is nearly always heard.
            if _alone(own[paragraph.id]) == heard:
                continue
            spoken = [segment for segment in make(paragraph) if segment.spoken]
            marks = [placed[segment.key].fingerprint if segment.key in placed else "" for segment in spoken]
            fits = marks == [segment.fingerprint for segment in spoken]
            if not fits and (wanted is Wanted.FITTING or (wanted is Wanted.MISSING and clip.sounds)):
                continue
            sounds = sounds_of(project, paragraph, placed, limit)
            if sounds and recordings(sounds, known) != heard:
                found[paragraph.id] = sounds
    return found


def recordings(sounds: Sequence[Sound], takes: Mapping[int, Take]) -> list[str]:
    """Return the content hashes of what is heard, in order; parts of one recording in a row count once."""
    hashes = (takes[s.take_id].audio if s.take_id in takes else s.media for s in sounds if not s.silent)
    return [name for name, _ in groupby(hashes)]


def _alone(takes: Iterable[Take]) -> list[str]:
    """Return the recordings of takes one after the other, each in a row once."""
    return [name for name, _ in groupby(take.audio for take in takes if take.speech_frames > 0)]


@dataclass(frozen=True, slots=True)
class Refit:
    """Takes that fit where others stand, or none: some there are, and some to be stored first, being cuts of others."""

    moves: tuple[tuple[Key, int], ...] = ()
    cuts: tuple[tuple[Key, Take], ...] = ()


def refit(file: ProjectFile, project: Project, paragraph_ids: Iterable[int], limit: Limit) -> Refit:
    """Find the takes that fit what paragraphs say among what is heard on their clips, where they do not stand.

    Clips that were copied, split, merged, or brought back by undo have such. What is heard of a part of a line is a cut of the
    take of the whole line, as long as that fits its speaker.
    """
    lying = [(p, clip) for p, clip in lying_clips(project, paragraph_ids) if any(s.take_id for s in clip.sounds)]
    make = segment_maker(project, limit)
    places = file.placements([paragraph.id for paragraph, _ in lying])
    lacking = []
    for paragraph, clip in lying:
        misfits = [s for s in make(paragraph) if s.spoken and places.get(s.key, (0, ""))[1] != s.fingerprint]
        if misfits:
            lacking.append((paragraph, clip, misfits))
    if not lacking:
        return Refit()
    known = file.takes({sound.take_id for _, clip, _ in lacking for sound in clip.sounds}, words=True)
    made = file.takes_of({segment.fingerprint for _, _, misfits in lacking for segment in misfits})
    moves: list[tuple[Key, int]] = []
    cuts: list[tuple[Key, Take]] = []
    for paragraph, clip, misfits in lacking:
        heard = {known[sound.take_id].audio for sound in clip.sounds if sound.take_id in known}
        for segment in misfits:
            fits = [take.id for take in made if take.fingerprint == segment.fingerprint and take.audio in heard]
            if fits:
                moves.append((segment.key, fits[-1]))
            elif (take := _cut(make, paragraph, clip, segment, known)) is not None:
                cuts.append((segment.key, take))
    return Refit(tuple(moves), tuple(cuts))


def _cut(
    make: Callable[[Paragraph], tuple[Segment, ...]],
    paragraph: Paragraph,
    clip: Clip,
    segment: Segment,
    known: Mapping[int, Take],
) -> Take | None:
    """Return a take of the part of a recording that says a segment; None where none does, or its voice is another now."""
    for sound in clip.sounds:
        take = known.get(sound.take_id)
        if take is None or sound.said is None or sound.said.text.strip() != segment.written.strip():
            continue
        whole = _said_segment(make, paragraph, sound)
        if whole is None or whole.fingerprint != take.fingerprint:
            continue
        start = take.trim_start + sound.start * take.rate // RATE
        end = take.trim_end if sound.end == sound.frames else take.trim_start + sound.end * take.rate // RATE
        if start < end:
            words = tuple(_words(segment, whole, take, start, end))
            mark = segment.fingerprint
            return replace(
                take,
                id=0,
                fingerprint=mark,
                trim_start=start,
                trim_end=end,
                words=words,
                cost=0.0,
                made="",
                request_id="",
            )
    return None


def _words(part: Segment, whole: Segment, take: Take, start: int, end: int) -> Iterator[WordTiming]:
    """Yield the words of a take that lie in a part of it, with their places in what that part says."""
    reached = 0
    for word in take.words:
        said = whole.spoken[word.start : word.end]
        at = part.spoken.find(said, reached) if said else -1
        if at >= 0 and start <= word.seconds * take.rate < end:
            reached = at + len(said)
            yield WordTiming(at, reached, word.seconds)


def heard_words(file: ProjectFile, project: Project, clip: Clip, at: int, limit: Limit) -> tuple[WordTiming, ...]:
    """Return the words of the take that is heard at the sample ``at`` of a clip, () where it has none.

    They are as ``split_clip`` wants them: places in the line that is said, seconds from where the take is heard first.
    """
    number, _ = sound_at(clip.sounds, at)
    if number == len(clip.sounds) or not clip.sounds[number].take_id or not clip.paragraph_id:
        return ()
    sound = clip.sounds[number]
    take = file.takes([sound.take_id], words=True).get(sound.take_id)
    segment = _said_segment(segment_maker(project, limit), project.paragraph(clip.paragraph_id), sound)
    if take is None or segment is None:
        return ()
    spoken, first = speak_as(segment.written), take.trim_start / take.rate
    words = []
    for word in take.words:
        start, end = spoken.written_range(word.start, max(word.end, word.start + 1))
        words.append(WordTiming(segment.start + start, segment.start + end, word.seconds - first))
    return tuple(words)


def _said_segment(
    make: Callable[[Paragraph], tuple[Segment, ...]], paragraph: Paragraph, sound: Sound
) -> Segment | None:
    """Return the segment a sound was made for: of the line it says, spoken by who speaks the paragraph now."""
    said = sound.said
    if said is None:
        return None
    if paragraph.text != said.line:
        parts = tuple(replace(f, start=0, end=len(said.line)) for f in paragraph.fragments[:1])
        paragraph = replace(paragraph, text=said.line, fragments=parts)
    for segment in make(paragraph):
        if segment.start <= said.start and said.end <= segment.end:
            return segment
    return None
