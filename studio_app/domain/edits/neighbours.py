"""What happens around a dynamic clip whose length changes: the clips behind it ripple, come closer, or it is cut short."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from studio_app.domain.edits.sounds import cut, gain_within
from studio_app.domain.errors import NoRoom
from studio_app.domain.lane import in_order
from studio_app.domain.timeline import NeighbourRule, TrackKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from studio_app.domain.timeline import Clip, Timeline, Track

#: Up to this many are done one after the other; each ripple goes through all that lies behind.
FEW = 8
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


def ripples_freely(timeline: Timeline, track: Track) -> bool:
    """Whether every clip of a track may be moved by those before it, and none of another track is."""
    rules = timeline.rules
    simple = rules.neighbours is NeighbourRule.RIPPLE and not rules.everywhere
    return simple and not track.locked and not any(clip.locked for clip in timeline.lane(track.id))


def one_row(timeline: Timeline) -> list[Clip] | None:
    """Return what is said on all tracks as one row, where all of it moves together as if it were on one track; else None.

    So it is in a dialogue: nobody speaks while another does, and nothing is locked.
    """
    if timeline.rules.neighbours is not NeighbourRule.RIPPLE or not timeline.rules.everywhere:
        return None
    row: list[Clip] = []
    for track in timeline.tracks:
        lane = timeline.lane(track.id)
        if track.locked or not lane:
            continue
        if track.kind is not TrackKind.VOICEOVER or any(clip.locked for clip in lane):
            return None
        row += lane
    row = in_order(row)
    return row if all(left.end <= right.start for left, right in pairwise(row)) else None


def rippled(timeline: Timeline, row: Sequence[Clip], made_of: Callable[[Clip], Clip]) -> Pairs:
    """Return the pairs for all clips of a row in which each becomes what ``made_of`` makes of it, in one pass.

    It is given each where those before have moved it, and returns it as it is where it is to stay. What comes of it is what
    ``resized`` makes of one after the other.
    """
    pairs: Pairs = []
    shift = 0
    for clip, behind in pairwise(chain(row, [None])):
        if clip is None:
            break
        moved = clip.shifted(shift) if shift else clip
        made = made_of(moved)
        if behind is not None:
            free = max(behind.start + shift - timeline.rules.gap, moved.end)
            shift += max(0, made.end - free)
        if made is not clip:
            pairs.append((clip, made))
    return pairs
