"""What a project's file knows of the takes that timelines hold: which belong on a clip, and how one is cut in two.

All of it reads the file: call it beside the loop. Raises ProjectError where the file cannot be read.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from studio_app.domain.edits.laying import sounds_of
from studio_app.domain.edits.sounds import share, sound_at
from studio_app.domain.segments import segment_maker
from studio_app.domain.takes import WordTiming
from studio_app.domain.text.spoken import speak_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    file: ProjectFile, project: Project, paragraph_ids: Iterable[int], limit: Limit, *, partly: bool
) -> dict[int, tuple[Sound, ...]]:
    """Return what is to be heard on clips, by paragraph, where that is another recording than what is heard there.

    Args:
        file: where the takes are.
        project: the snapshot.
        paragraph_ids: which.
        limit: as segments are made with.
        partly: also paragraphs of which only some segments have a take.
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
            keys = [segment.key for segment in make(paragraph) if segment.spoken]
            if not keys or not (any if partly else all)(key in placed for key in keys):
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


def fitting_takes(
    file: ProjectFile, project: Project, paragraph_ids: Iterable[int], limit: Limit
) -> list[tuple[Key, int]]:
    """Return takes that fit what their paragraphs say and are of what is heard on their clips, but do not stand there.

    Clips that were copied, split, merged, or brought back by undo have such.
    """
    make = segment_maker(project, limit)
    lying = [(p, clip) for p, clip in lying_clips(project, paragraph_ids) if any(s.take_id for s in clip.sounds)]
    places = file.placements([paragraph.id for paragraph, _ in lying])
    known = file.takes({sound.take_id for _, clip in lying for sound in clip.sounds if sound.take_id})
    wanted: list[tuple[Segment, set[str]]] = []
    for paragraph, clip in lying:
        heard = {known[sound.take_id].audio for sound in clip.sounds if sound.take_id in known}
        misfits = (s for s in make(paragraph) if s.spoken and places.get(s.key, (0, ""))[1] != s.fingerprint)
        wanted += ((segment, heard) for segment in misfits)
    if not wanted:
        return []
    made = file.takes_of({segment.fingerprint for segment, _ in wanted})
    moves = []
    for segment, heard in wanted:
        fits = [take.id for take in made if take.fingerprint == segment.fingerprint and take.audio in heard]
        if fits:
            moves.append((segment.key, fits[-1]))
    return moves


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a clip is cut: ``frame`` of the recording ``audio``, "" where nothing is heard there."""

    audio: str = ""
    frame: int = 0


def heard_words(
    file: ProjectFile, project: Project, clip: Clip, at: int, rate: int, limit: Limit
) -> tuple[Cut, tuple[WordTiming, ...]]:
    """Return where the sample ``at`` of a clip lies in the recording that is heard there, and the words of that.

    Words are as ``split_clip`` wants them: places in the line that is said, seconds from where the take is heard first.
    """
    number, inside = sound_at(clip.sounds, at)
    if number == len(clip.sounds) or not clip.sounds[number].take_id:
        return Cut(), ()
    sound = clip.sounds[number]
    take = file.takes([sound.take_id], words=True).get(sound.take_id)
    if take is None:
        return Cut(), ()
    place = sound.start + share(sound.natural, inside, sound.length)
    cut = Cut(take.audio, take.trim_start + place * take.rate // rate)
    segment = _said_segment(project, clip, sound, limit)
    if segment is None:
        return cut, ()
    spoken, first = speak_as(segment.written), take.trim_start / take.rate
    words = []
    for word in take.words:
        start, end = spoken.written_range(word.start, max(word.end, word.start + 1))
        words.append(WordTiming(segment.start + start, segment.start + end, word.seconds - first))
    return cut, tuple(words)


def _said_segment(project: Project, clip: Clip, sound: Sound, limit: Limit) -> Segment | None:
    """Return the segment a sound was made for, in the line it says."""
    said = sound.said
    if said is None or not clip.paragraph_id:
        return None
    paragraph = project.paragraph(clip.paragraph_id)
    if paragraph.text != said.line:
        parts = tuple(replace(f, start=0, end=len(said.line)) for f in paragraph.fragments[:1])
        paragraph = replace(paragraph, text=said.line, fragments=parts)
    for segment in segment_maker(project, limit)(paragraph):
        if segment.start <= said.start and said.end <= segment.end:
            return segment
    return None


def cut_takes(
    file: ProjectFile,
    before: Project,
    after: Project,
    paragraph_id: int,
    halves: Mapping[int, int],
    cut: Cut,
    limit: Limit,
) -> list[Take]:
    """Return takes for the halves of a paragraph that was split: the same recording up to the cut, and from there on.

    Args:
        file: where the takes are.
        before: the project before the split.
        after: the project after it.
        paragraph_id: what was split.
        halves: from which code point of its text on each paragraph, by id, says it now.
        cut: where the recording is cut.
        limit: as segments are made with.

    Only takes that fit what they were made for are cut, and only where the text is divided as the sound is.
    """
    source = before.paragraph(paragraph_id)
    placed = placed_takes(file, [paragraph_id])
    takes = file.takes({take.id for take in placed.values()}, words=True)
    wholes = [
        (segment, takes[placed[segment.key].id])
        for segment in segment_maker(before, limit)(source)
        if segment.key in placed and placed[segment.key].fingerprint == segment.fingerprint
    ]
    make = segment_maker(after, limit)
    made: list[Take] = []
    for half_id, offset in halves.items():
        for part in make(after.paragraph(half_id)) if _is_there(after, half_id) else ():
            for whole, take in wholes:
                if part.spoken and part.fingerprint != whole.fingerprint and _within(part, whole, offset):
                    made += _cut(part, whole, take, cut, first=part.start + offset <= _first(whole))
    return made


def _is_there(project: Project, paragraph_id: int) -> bool:
    try:
        project.paragraph(paragraph_id)
    except KeyError:
        return False
    return True


def _first(segment: Segment) -> int:
    return segment.start + len(segment.written) - len(segment.written.lstrip())


def _within(part: Segment, whole: Segment, offset: int) -> bool:
    return whole.start <= part.start + offset and part.end + offset <= whole.end


def _cut(part: Segment, whole: Segment, take: Take, cut: Cut, *, first: bool) -> list[Take]:
    """Return the take of a part that is the first or the last of a whole; none where the sound is not divided so."""
    if cut.audio != take.audio or not take.trim_start < cut.frame < take.trim_end:
        return []
    start, end = (take.trim_start, cut.frame) if first else (cut.frame, take.trim_end)
    return [
        replace(
            take,
            id=0,
            fingerprint=part.fingerprint,
            trim_start=start,
            trim_end=end,
            words=tuple(_words(part, whole, take, start, end)),
            cost=0.0,
            made="",
            request_id="",
        )
    ]


def _words(part: Segment, whole: Segment, take: Take, start: int, end: int) -> Iterator[WordTiming]:
    """Yield the words of a take that lie in a part of it, with their places in what that part says."""
    reached = 0
    for word in take.words:
        said = whole.spoken[word.start : word.end]
        at = part.spoken.find(said, reached) if said else -1
        if at >= 0 and start <= word.seconds * take.rate < end:
            reached = at + len(said)
            yield WordTiming(at, reached, word.seconds)
