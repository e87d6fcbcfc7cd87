"""A chapter laid out as a timeline, at exactly the samples its mix plan has, and back to the pause rules."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, count
from types import MappingProxyType
from typing import TYPE_CHECKING

from studio_app.domain.arrange import arrange
from studio_app.domain.edits.cast import speaking
from studio_app.domain.edits.change import Change, apply
from studio_app.domain.edits.desk import laid_rows
from studio_app.domain.edits.following import cleared, estimated, is_said, samples_of
from studio_app.domain.edits.sounds import silence
from studio_app.domain.edits.timeline_change import TimelineRow
from studio_app.domain.errors import ClipLocked, WrongUsage
from studio_app.domain.segments import segment_maker
from studio_app.domain.takes import Levels, Take
from studio_app.domain.timeline import RATE, Clip, Said, Sound, Track, TrackKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from studio_app.domain.edits.timeline_change import TimelineRecord
    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.mixplan import PlanItem
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit, Segment

#: Takes by the segment they stand at: (paragraph id, ordinal).
Takes = dict[tuple[int, int], Take]


def lay_chapter(
    project: Project,
    chapter_id: int,
    takes: Mapping[tuple[int, int], Take],
    *,
    limit: Limit = None,
    initiator: str = "",
) -> tuple[Project, Change]:
    """Open a chapter as a timeline: a voiceover track for each speaker, a clip for each paragraph that is read aloud.

    What has takes stands where the mix plan of the chapter has it, to the sample; what has none takes the time it is
    estimated to. A paragraph several speak is on the narrator's track.

    Args:
        project: the project as it is.
        chapter_id: the chapter.
        takes: the placed takes of its segments.
        limit: as the segments were made with (``segments.segments``).
        initiator: who asked.

    Raises:
        KeyError: there is no such chapter.
        WrongUsage: it has a timeline already.
    """
    chapter = project.chapter(chapter_id)
    if chapter_id in project.timelines:
        raise WrongUsage("The chapter has a timeline already.")
    make = _remembering(segment_maker(project, limit))
    said = [paragraph for paragraph in project.narrated(chapter) if is_said(paragraph)]
    items = _items(project, chapter_id, _completed(project, said, takes, make), make)
    ids = count(1)
    tracks: dict[int, Track] = {}
    clips: list[Clip] = []
    for paragraph in said:
        laid = items.get(paragraph.id)
        speaker_id = _sole_speaker(project, paragraph)
        if speaker_id not in tracks:
            tracks[speaker_id] = _track(project, speaker_id, next(ids), len(tracks) + 1.0)
        if laid:
            clips.append(_clip(paragraph, laid, make(paragraph), next(ids), tracks[speaker_id].id))
    narrator_id = project.voicing.narrator_id
    shown = tracks or {narrator_id: _track(project, narrator_id, next(ids), 1.0)}
    records: list[TimelineRecord] = [*shown.values(), *clips]
    rows = [TimelineRow(None, record) for record in records]
    return _done(project, Change("Open as timeline", laid_rows(chapter_id, rows), initiator))


def remove_timeline(project: Project, chapter_id: int, *, initiator: str = "") -> tuple[Project, Change]:
    """Lay a chapter out by the pause rules again. Its text and its takes stay; effects, music and places go.

    Raises:
        KeyError: the chapter has no timeline.
        ClipLocked: a track or a clip is locked.
    """
    timeline = project.timelines[chapter_id]
    locked = any(track.locked for track in timeline.tracks)
    if locked or any(clip.locked for clip in chain.from_iterable(timeline.lanes.values())):
        raise ClipLocked("Something on the timeline is locked; unlock it to remove the timeline.")
    return _done(project, Change("Remove timeline", laid_rows(chapter_id, cleared(timeline)), initiator))


def sounds_of(
    project: Project, paragraph: Paragraph, takes: Mapping[tuple[int, int], Take], limit: Limit = None
) -> tuple[Sound, ...]:
    """Return what is heard for a paragraph: its takes, with the pauses between its segments as silence.

    Segments without a take are silent for as long as they are estimated to take; without any take there is nothing.
    """
    make = _remembering(segment_maker(project, limit))
    own = {segment.key: takes[segment.key] for segment in make(paragraph) if _heard(takes.get(segment.key))}
    if not own:
        return ()
    alone = replace(project, paragraphs=MappingProxyType({paragraph.chapter_id: (paragraph,)}))
    whole = replace(paragraph, included=True)
    items = _items(alone, paragraph.chapter_id, _completed(project, [whole], own, make), make)
    return _sounds(whole, items.get(paragraph.id, []), make(paragraph))


def _remembering(make: Callable[[Paragraph], tuple[Segment, ...]]) -> Callable[[Paragraph], tuple[Segment, ...]]:
    """Return what makes segments, and makes them once only."""
    held: dict[int, tuple[Segment, ...]] = {}

    def known(paragraph: Paragraph) -> tuple[Segment, ...]:
        if paragraph.id not in held:
            held[paragraph.id] = make(paragraph)
        return held[paragraph.id]

    return known


def _heard(take: Take | None) -> bool:
    return take is not None and take.speech_frames > 0


def _completed(
    project: Project,
    paragraphs: Sequence[Paragraph],
    takes: Mapping[tuple[int, int], Take],
    make: Callable[[Paragraph], tuple[Segment, ...]],
) -> Takes:
    """Return the takes of all segments; where there is none, silence of the estimated length, whose id is 0."""
    found: Takes = {}
    for paragraph in paragraphs:
        for segment in make(paragraph):
            take = takes.get(segment.key)
            if take is not None and _heard(take):
                found[segment.key] = take
            elif segment.spoken:
                length = samples_of(estimated(project, paragraph, segment.written), RATE)
                found[segment.key] = Take(0, "", "", "", "", "", "", RATE, 1, length, 0, length, Levels(0.0, 0.0))
    return found


def _items(
    project: Project, chapter_id: int, takes: Takes, make: Callable[[Paragraph], tuple[Segment, ...]]
) -> dict[int, list[PlanItem]]:
    """Return the items of a chapter's mix plan by paragraph."""
    plan = arrange(project, takes, chapter_ids=[chapter_id], rate=RATE, normalize=False, segments_of=make).plan
    found: dict[int, list[PlanItem]] = {}
    for item in plan.items:
        found.setdefault(item.segment[0], []).append(item)
    return found


def _sole_speaker(project: Project, paragraph: Paragraph) -> int:
    found = speaking(project, paragraph)
    return found.pop() if len(found) == 1 else project.voicing.narrator_id


def _track(project: Project, speaker_id: int, number: int, position: float) -> Track:
    speaker = project.speaker(speaker_id)
    cast = None if speaker_id == project.voicing.narrator_id else speaker_id
    return Track(number, position, TrackKind.VOICEOVER, speaker.name, speaker.colour, speaker_id=cast)


def _clip(
    paragraph: Paragraph, items: Sequence[PlanItem], segments: Sequence[Segment], number: int, track_id: int
) -> Clip:
    start, end = items[0].start, items[-1].start + items[-1].length
    sounds = _sounds(paragraph, items, segments)
    return Clip(
        number,
        track_id,
        start,
        end - start,
        text=paragraph.text,
        sounds=sounds,
        locked=paragraph.locked,
        paragraph_id=paragraph.id,
    )


def _sounds(paragraph: Paragraph, items: Sequence[PlanItem], segments: Sequence[Segment]) -> tuple[Sound, ...]:
    """Return items and what lies between them as sounds; nothing where none is of a take."""
    if not any(item.take.id for item in items):
        return ()
    by_key = {segment.key: segment for segment in segments}
    sounds: list[Sound] = []
    at = items[0].start
    for item in items:
        if item.start > at:
            sounds.append(silence(item.start - at))
        sounds.append(_sound(paragraph, item, by_key[item.segment]) if item.take.id else silence(item.length))
        at = item.start + item.length
    return tuple(sounds)


def _sound(paragraph: Paragraph, item: PlanItem, segment: Segment) -> Sound:
    said = None
    if item.take.fingerprint == segment.fingerprint:  # else it says something else, nobody knows what
        said = Said(paragraph.text, segment.start, segment.end)
    return Sound(item.length, 0, item.length, item.length, item.take.id, said=said)


def _done(project: Project, change: Change) -> tuple[Project, Change]:
    return (apply(project, change) if change.rows else project), change
