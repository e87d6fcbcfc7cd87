"""What of a timeline becomes files: its mix, its tracks one by one, its clips; all of it, or a region."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio_app.domain.arrange import FADE_MS, samples
from studio_app.domain.arrange_timeline import silent_clips, timeline_plan
from studio_app.domain.errors import WrongUsage
from studio_app.domain.mixplan import MixPlan, PlanTrack, cropped
from studio_app.domain.text.timecode import parse, to_samples
from studio_app.domain.timeline import TrackKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from studio_app.domain.mixplan import PlanItem
    from studio_app.domain.project import Project
    from studio_app.domain.takes import Take
    from studio_app.domain.timeline import Clip, Timeline, Track

MIX, STEMS, CLIPS = "mix", "stems", "clips"
#: Characters of a clip's words in the name of its file.
_WORDS = 40


@dataclass(frozen=True, slots=True)
class Recorded:
    """What there is to be heard: the take placed at each segment, takes by id that clips name, hashes of media."""

    placed: Mapping[tuple[int, int], Take]
    takes: Mapping[int, Take]
    medias: frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a timeline: ``cut`` is what the stretch of it is called, ``name`` its track or clip; "" for all of it."""

    cut: str
    name: str
    plan: MixPlan


@dataclass(frozen=True, slots=True)
class Cut:
    """How much of a timeline is wanted, in its samples, and what that is called, "" where it is all."""

    start: int
    end: int
    name: str = ""


def cut_of(timeline: Timeline, region: str, span: tuple[int, int] | None) -> Cut | None:
    """Return how much is wanted: a region by its name or as START-END, or samples; None where there is no such region.

    Raises:
        WrongUsage: it ends before it begins, or begins behind the end of the timeline.
    """
    named = next((found for found in timeline.regions if region and _same(found.name, region)), None)
    if named is not None:
        return _checked(Cut(named.at, named.end, named.name), timeline)
    if span is not None:
        return _checked(Cut(*span, name=_clock(span, timeline.rate)), timeline)
    if not region:
        return Cut(0, timeline.length)
    try:
        start, end = (to_samples(parse(text), timeline.rate) for text in region.split("-"))
    except (ValueError, WrongUsage):
        return None
    return _checked(Cut(start, end, _clock((start, end), timeline.rate)), timeline)


def parts_of(
    project: Project,
    chapter_id: int,
    recorded: Recorded,
    pieces: tuple[str, ...],
    cut: Cut,
    *,
    normalize: bool = True,
) -> Iterator[Part]:
    """Yield the files that are wanted of a chapter with a timeline, as plans at its own rate.

    The tracks together, or what is heard of them in a region, are the mix to the last bit but for rounding. A clip alone has
    its fades and its gain, and nothing of its track.
    """
    whole = timeline_plan(project, chapter_id, recorded.takes, recorded.medias, normalize=normalize)
    timeline = project.timelines[chapter_id]
    if MIX in pieces:
        yield Part(cut.name, "", _cropped(whole, cut))
    if STEMS in pieces:
        for number, track in enumerate(whole.tracks):
            alone = replace(whole, items=tuple(item for item in whole.items if _track(item) == number))
            if alone.items:
                yield Part(cut.name, track.name, _cropped(alone, cut))
    if CLIPS in pieces:
        yield from _clips(timeline, whole, cut)


def silent_in(timeline: Timeline, recorded: Recorded, cut: Cut) -> int:
    """Return how many clips that begin or sound in a stretch of a timeline have nothing to be heard."""
    silent = (timeline.clip(clip_id) for clip_id in silent_clips(timeline, recorded.takes, recorded.medias))
    return sum(clip.start < cut.end and clip.end > cut.start for clip in silent)


def _clips(timeline: Timeline, whole: MixPlan, cut: Cut) -> Iterator[Part]:
    """Yield a file for each clip that begins in a stretch, in order of time."""
    numbers = {track.track_id: number for number, track in enumerate(whole.tracks)}
    rows: dict[tuple[int, int, int], list[PlanItem]] = {}
    for item in whole.items:
        if item.layer is not None:
            shape = item.layer.shape
            rows.setdefault((item.layer.track, shape.start, shape.length), []).append(item)
    found = [
        (clip, track, rows[key])
        for track in timeline.tracks
        for clip in timeline.lane(track.id)
        if track.id in numbers
        and cut.start <= clip.start < cut.end
        and (key := (numbers[track.id], clip.start, clip.length)) in rows
    ]
    digits = max(2, len(str(len(found))))
    for number, (clip, track, items) in enumerate(sorted(found, key=lambda row: row[0].start), start=1):
        yield Part("", _clip_name(f"{number:0{digits}}", clip, track), _clip_plan(whole, clip, track, items))


def _clip_plan(whole: MixPlan, clip: Clip, track: Track, items: list[PlanItem]) -> MixPlan:
    """Return a clip alone: speech on one channel, faded at its ends wherever it was cut."""
    spoken = track.kind is TrackKind.VOICEOVER
    mono = spoken and all(item.take.channels == 1 for item in items)
    fade = samples(FADE_MS, whole.rate) if spoken else 0
    alone = []
    for item in items:
        if item.layer is not None:
            layer = replace(item.layer, track=0, begin=item.start, end=item.end)
            short = min(fade, item.length // 2)
            alone.append(replace(item, layer=layer, fade_in=short, fade_out=short))
    plain = PlanTrack(track.id, track.name)
    plan = MixPlan(whole.rate, whole.length, tuple(alone), whole.marks, 1 if mono else 2, (plain,))
    return cropped(plan, clip.start, clip.end)


def _clip_name(number: str, clip: Clip, track: Track) -> str:
    words = clip.text[:_WORDS]
    if len(clip.text) > _WORDS and " " in words:
        words = words.rsplit(" ", 1)[0]
    return " - ".join(part for part in (f"{number} {track.name}".strip(), words.strip()) if part)


def _cropped(plan: MixPlan, cut: Cut) -> MixPlan:
    whole = (cut.start, cut.end) == (0, plan.length)
    return plan if whole else cropped(plan, cut.start, min(cut.end, plan.length))


def _track(item: PlanItem) -> int:
    return item.layer.track if item.layer is not None else -1


def named(*names: str) -> str:
    """Return a name of those parts that are not empty."""
    return " - ".join(name for name in names if name)


def _checked(cut: Cut, timeline: Timeline) -> Cut:
    if not 0 <= cut.start < cut.end:
        raise WrongUsage("A region has to end behind its beginning; choose another one.")
    if cut.start >= timeline.length:
        raise WrongUsage("The region begins behind the end of the timeline; choose another one.")
    return cut


def _clock(span: tuple[int, int], rate: int) -> str:
    """Return a stretch as part of a file name."""
    return " to ".join(f"{at // rate // 60}m{at / rate % 60:06.3f}s" for at in span)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
