"""What happens around a dynamic clip whose length changes: the clips behind it ripple, come closer, or it is cut short."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio_app.domain.edits.sounds import cut, gain_within
from studio_app.domain.errors import NoRoom
from studio_app.domain.timeline import NeighbourRule, TrackKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_app.domain.timeline import Clip, Timeline

#: Clips before and after; None for none.
Pairs = list[tuple["Clip | None", "Clip | None"]]


def resized(timeline: Timeline, clip: Clip, wanted: Clip, rule: NeighbourRule | None) -> Pairs:
    """Return the pairs (before, after) that make ``wanted`` of a clip, which starts where it did, and make room for it.

    A clip that gets shorter, or grows into free room, moves nobody.

    Raises:
        NoRoom: by the rule WARN a sound other than the last would not be heard at all.
    """
    rule = rule or timeline.rules.neighbours
    everywhere = timeline.rules.everywhere and rule is NeighbourRule.RIPPLE
    border = _border(timeline, clip, everywhere=everywhere)
    # What was nearer than the gap before may stay so: nobody moves where nothing grows.
    free = wanted.end if border is None else max(border - timeline.rules.gap, clip.end)
    missing = wanted.end - free
    if missing <= 0:
        return [(clip, wanted)]
    if rule is NeighbourRule.WARN:
        return [(clip, _shortened(wanted, free - wanted.start))]
    if rule is NeighbourRule.SHORTEN:
        return [(clip, wanted), *_pushed(timeline, clip, wanted.end)]
    return [
        (clip, wanted),
        *((c, c.shifted(missing)) for c in _behind(timeline, clip, everywhere=everywhere)),
    ]


def _border(timeline: Timeline, clip: Clip, *, everywhere: bool) -> int | None:
    """Return where the next clip starts: on the track, or with ``everywhere`` also on other tracks that speak."""
    behind = timeline.lane(clip.track_id).neighbours(clip)[1]
    starts = [behind.start] if behind else []
    if everywhere:
        for track in timeline.tracks:
            if track.kind is TrackKind.VOICEOVER and not track.locked and track.id != clip.track_id:
                starts += [held.start for held in _first(timeline.lane(track.id).from_start(clip.end))]
    return min(starts, default=None)


def _first(clips: Iterator[Clip]) -> list[Clip]:
    return [clip for clip in (next(clips, None),) if clip is not None]


def _behind(timeline: Timeline, clip: Clip, *, everywhere: bool) -> Iterator[Clip]:
    """Yield the clips behind ``clip`` on its track, and with ``everywhere`` on all tracks that are not locked."""
    yield from _following(timeline, clip)
    if everywhere:
        for track in timeline.tracks:
            if not track.locked and track.id != clip.track_id:
                yield from timeline.lane(track.id).from_start(clip.end)


def _following(timeline: Timeline, clip: Clip) -> Iterator[Clip]:
    for held in timeline.lane(clip.track_id).from_start(clip.start):
        if (held.start, held.id) > (clip.start, clip.id):
            yield held


def _pushed(timeline: Timeline, clip: Clip, end: int) -> Pairs:
    """Return the clips behind that are in the way, each moved no further than it must be."""
    pairs: Pairs = []
    before_end = clip.end
    for held in _following(timeline, clip):
        # Neighbours that were nearer than the gap, or cross-fade, stay as they were to each other.
        start = max(held.start, end + min(timeline.rules.gap, held.start - before_end))
        if start == held.start:
            break
        pairs.append((held, held.shifted(start - held.start)))
        before_end, end = held.end, start + held.length
    return pairs


def _shortened(clip: Clip, length: int) -> Clip:
    """Return a clip that ends after ``length`` samples, and says how much of its speech is not heard."""
    if not clip.sounds:
        return replace(clip, length=length)
    heard, hidden = cut(clip.sounds, length)
    if len(heard) < len(clip.sounds):
        raise NoRoom("There is no room for this speech before the next clip; let what follows move, or move it first.")
    fade_in = min(clip.fade_in, length)
    return replace(
        clip,
        length=length,
        sounds=heard,
        overrun=sum(sound.natural for sound in hidden),
        gain=gain_within(clip, 0, length),
        fade_in=fade_in,
        fade_out=min(clip.fade_out, length - fade_in),
    )
