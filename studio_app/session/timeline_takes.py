"""What a project's file knows of the takes that timelines hold: which belong on a clip, and which fit parts of a line.

All of it reads the file: call it beside the loop. Raises ProjectError where the file cannot be read.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import chain, groupby
from typing import TYPE_CHECKING

from studio_app.domain.edits.laying import sounds_of
from studio_app.domain.edits.sounds import sound_at
from studio_app.domain.segments import segment_maker
from studio_app.domain.takes import WordTiming
from studio_app.domain.text.spoken import speak_as
from studio_app.domain.timeline import RATE
from studio_app.session.joining import Part, join
from studio_app.store.recordings import Joined

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit, Segment
    from studio_app.domain.takes import Take
    from studio_app.domain.timeline import Clip, Sound, Timeline
    from studio_app.store.project_file import ProjectFile

#: (paragraph id, ordinal): a segment.
Key = tuple[int, int]
#: The clips of more paragraphs than that are looked for among all.
_MANY = 500
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


def speaking_clips(project: Project, paragraph_ids: Collection[int]) -> Iterator[Clip]:
    """Yield the clips that speak these paragraphs; those of very many are found by going through all once."""
    if len(paragraph_ids) <= _MANY:
        yield from (clip for _, clip in lying_clips(project, paragraph_ids))
        return
    for timeline in project.timelines.values():
        for lane in timeline.lanes.values():
            yield from (clip for clip in lane if clip.paragraph_id in paragraph_ids)


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
        parts = _Parts(file, known.values())
        own: dict[int, list[Take]] = defaultdict(list)
        for key in sorted(placed):
            own[key[0]].append(placed[key])
        for paragraph, clip in some:
            heard = parts.heard(clip.sounds, known)
            # All of a book is asked about when it is opened; what stands there is nearly always heard.
            if parts.alone(own[paragraph.id]) == heard:
                continue
            spoken = [segment for segment in make(paragraph) if segment.spoken]
            marks = [placed[segment.key].fingerprint if segment.key in placed else "" for segment in spoken]
            fits = marks == [segment.fingerprint for segment in spoken]
            if not fits and (wanted is Wanted.FITTING or (wanted is Wanted.MISSING and clip.sounds)):
                continue
            sounds = sounds_of(project, paragraph, placed, limit)
            if sounds and parts.heard(sounds, known) != heard:
                found[paragraph.id] = sounds
    return found


def leave_out(file: ProjectFile, project: Project, paragraph_ids: Iterable[int], limit: Limit) -> None:
    """Write down which takes are not heard on the clips of these paragraphs: what undo took off does not come by itself."""
    away = sounds_to_place(file, project, paragraph_ids, limit, Wanted.ANY)
    if away:
        file.leave_out(_standing(file, away)).result()


def not_left_out(file: ProjectFile, wanted: dict[int, tuple[Sound, ...]]) -> dict[int, tuple[Sound, ...]]:
    """Return what is to be heard, by paragraph, without the takes that were left out."""
    left = file.left_out(wanted) if wanted else {}
    standing = _standing(file, left)
    return {n: sounds for n, sounds in wanted.items() if n not in left or left[n] != standing.get(n)}


def _standing(file: ProjectFile, paragraph_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Return the ids of the takes that stand at the segments of paragraphs, in order."""
    found: dict[int, tuple[int, ...]] = {}
    for (paragraph_id, _), (take_id, _) in sorted(file.placements(paragraph_ids).items()):
        found[paragraph_id] = (*found.get(paragraph_id, ()), take_id)
    return found


class _Parts:
    """Tells of which recordings one was put together; one that was not is of itself."""

    def __init__(self, file: ProjectFile, takes: Iterable[Take]) -> None:
        self._joined = file.joined(take.audio for take in takes)

    def __call__(self, audio: str) -> tuple[str, ...]:
        return self._joined.get(audio, (audio,))

    def heard(self, sounds: Sequence[Sound], takes: Mapping[int, Take]) -> list[str]:
        """Return the content hashes of what is heard, in order; parts of one recording in a row count once.

        The rest of a recording behind its last word, cut off from it, is none.
        """
        heard = [s for s in sounds if not s.silent and (s.said is None or s.said.text.strip())]
        return self._row(takes[s.take_id].audio if s.take_id in takes else s.media for s in heard)

    def alone(self, takes: Iterable[Take]) -> list[str]:
        """Return the recordings of takes one after the other, each in a row once."""
        return self._row(take.audio for take in takes if take.speech_frames > 0)

    def _row(self, names: Iterable[str]) -> list[str]:
        return [name for name, _ in groupby(chain.from_iterable(map(self, names)))]


@dataclass(frozen=True, slots=True)
class Refit:
    """Takes that fit where others stand, or none: some there are, and some to be stored first, being cuts of others.

    ``joined`` are the recordings of those cuts that are parts of several.
    """

    moves: tuple[tuple[Key, int], ...] = ()
    cuts: tuple[tuple[Key, Take], ...] = ()
    joined: tuple[Joined, ...] = ()


def refit(file: ProjectFile, project: Project, paragraph_ids: Iterable[int], limit: Limit) -> Refit:
    """Find the takes that fit what paragraphs say among what is heard on their clips, where they do not stand.

    Clips that were copied, split, merged, or brought back by undo have such. What is heard of a part of a line is a cut of the
    take of the whole line, as long as that fits its speaker; of several lines, or parts of them, it is these one behind the
    other.
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
    heard_in = _Parts(file, (*known.values(), *made))
    moves: list[tuple[Key, int]] = []
    cuts: list[tuple[Key, Take]] = []
    joined: list[Joined] = []
    new: dict[str, Take] = {}
    for paragraph, clip, misfits in lacking:
        heard = set(chain.from_iterable(heard_in(known[s.take_id].audio) for s in clip.sounds if s.take_id in known))
        for segment in misfits:
            if segment.fingerprint in new:
                cuts.append((segment.key, new[segment.fingerprint]))
                continue
            fits = [t.id for t in made if t.fingerprint == segment.fingerprint and heard.issuperset(heard_in(t.audio))]
            if fits:
                moves.append((segment.key, fits[-1]))
                continue
            parts = _parts_of(make, paragraph, clip, segment, known)
            if not parts or not all(part.like(parts[0]) for part in parts):
                continue
            take = parts[0].alone(segment)
            if len(parts) > 1:
                take, data = join(parts, segment, file.audio)
                joined.append(Joined(data, tuple(chain.from_iterable(heard_in(part.take.audio) for part in parts))))
            new[segment.fingerprint] = take
            cuts.append((segment.key, take))
    return Refit(tuple(moves), tuple(cuts), tuple(joined))


def _parts_of(
    make: Callable[[Paragraph], tuple[Segment, ...]],
    paragraph: Paragraph,
    clip: Clip,
    segment: Segment,
    known: Mapping[int, Take],
) -> list[Part]:
    """Return the parts of recordings that say a segment; none where not all of it is said, or by another voice than now."""
    parts: list[Part] = []
    text, reached, covered, silent = paragraph.text, 0, segment.start, 0
    for sound in clip.sounds:
        if sound.silent:
            silent += sound.natural
            continue
        take, said = known.get(sound.take_id), sound.said.text.strip() if sound.said is not None else ""
        at = text.find(said, reached) if take is not None and said else -1
        if take is None or at < 0:
            continue
        reached = at + len(said)
        first, last = max(at, segment.start), min(reached, segment.end)
        if first < last:
            part = _part(make, paragraph, sound, take, (first - at, last - at))
            if part is None or text[covered:first].strip():
                return []
            parts.append(replace(part, silence=silent * take.rate // RATE if parts else 0))
            covered = last
        silent = 0
    return [] if text[covered : segment.end].strip() else parts


def _part(
    make: Callable[[Paragraph], tuple[Segment, ...]],
    paragraph: Paragraph,
    sound: Sound,
    take: Take,
    said: tuple[int, int],
) -> Part | None:
    """Return the part of a sound in which these code points of what it says, white space aside, are heard.

    It begins and ends with the sound, or where a word begins; None where that is not known, or its voice is another now.
    """
    whole = _said_segment(make, paragraph, sound)
    if whole is None or sound.said is None or whole.fingerprint != take.fingerprint:
        return None
    text = sound.said.text
    line = sound.said.start + len(text) - len(text.lstrip())
    start = take.trim_start + sound.start * take.rate // RATE
    end = take.trim_end if sound.end == sound.frames else take.trim_start + sound.end * take.rate // RATE
    begins = [(place, round(word.seconds * take.rate)) for place, _, word in _written(whole, take)]
    if said[0] > 0:
        start = next((frame for place, frame in begins if place >= line + said[0]), end)
    if said[1] < len(text.strip()):
        end = next((frame for place, frame in begins if place >= line + said[1]), start)
    return Part(take, whole.spoken, start, end) if start < end else None


def _written(segment: Segment, take: Take) -> Iterator[tuple[int, int, WordTiming]]:
    """Yield where the words of a take stand in the line its segment is of, as code points, with their timings."""
    spoken = speak_as(segment.written)
    for word in take.words:
        start, end = spoken.written_range(word.start, max(word.end, word.start + 1))
        yield segment.start + start, segment.start + end, word


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
    first = take.trim_start / take.rate
    return tuple(WordTiming(start, end, word.seconds - first) for start, end, word in _written(segment, take))


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
