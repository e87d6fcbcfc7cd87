"""What comes to clips: takes, many at once, and texts. Neighbours move by the rules, and less where a lock is in the way."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from studio_app.domain.edits.neighbours import FEW, one_row, rippled, ripples_freely
from studio_app.domain.edits.timeline import place_sounds, write_clip
from studio_app.domain.edits.timeline_change import TimelineChange, done, joined
from studio_app.domain.errors import WrongUsage
from studio_app.domain.timeline import CROSSFADING, NeighbourRule, Timeline, timeline_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_app.domain.edits.neighbours import Pairs
    from studio_app.domain.timeline import Clip, Sound, Track

WHAT = "Place takes"
#: While somebody types, no more clips than these are moved to make room for an estimate.
_BEHIND = 200
#: How neighbours are treated, from the timeline's own rule to the one that moves none.
_RULES = (None, NeighbourRule.SHORTEN, NeighbourRule.WARN)


def place_all(
    timeline: Timeline, wanted: Mapping[int, Sequence[Sound]], *, merge: str = "", initiator: str = ""
) -> tuple[Timeline, TimelineChange]:
    """Let clips, by id, be heard by these sounds; neighbours are treated as the timeline's rules say.

    Where a lock stands in the way of that, as much as can be is done: the gap gets shorter, or the clip ends at its neighbour.
    Clips that are gone, locked, or find no room at all are left as they are.
    """
    changes = [TimelineChange(WHAT, (), initiator, merge)]
    there = [clip for clip in (_clip(timeline, clip_id) for clip_id in wanted) if clip is not None]
    row = one_row(timeline) if len(there) > FEW else None
    if row is not None:
        kept = {clip.id: wanted[clip.id] for clip in there if not timeline.track(clip.track_id).locked}
        return done(timeline, WHAT, _heard(timeline, row, kept), initiator, merge)
    by_track: dict[int, list[Clip]] = {}
    for clip in sorted(there, key=lambda clip: (clip.start, clip.id)):
        by_track.setdefault(clip.track_id, []).append(clip)
    for track_id, clips in by_track.items():
        track = timeline.track(track_id)
        if len(clips) > FEW and track.kind not in CROSSFADING and ripples_freely(timeline, track):
            timeline, change = done(
                timeline, WHAT, _heard(timeline, list(timeline.lane(track.id)), wanted), initiator, merge
            )
            changes.append(change)
            continue
        for clip in clips:
            timeline, change = _placed(timeline, clip.id, wanted[clip.id])
            changes.append(change)
    return timeline, replace(joined(*changes), what=WHAT, initiator=initiator, merge=merge)


def write(
    timeline: Timeline, clip_id: int, text: str, *, estimate: int = 0, merge: str = "", initiator: str = ""
) -> tuple[Timeline, TimelineChange]:
    """Let another text stand on a clip as ``write_clip`` does, also where there is no room for what it will take.

    Raises:
        KeyError: there is no such clip.
        ClipLocked: the clip itself, or its track, is locked.
    """
    lane = timeline.lane(timeline.clip(clip_id).track_id)
    many = sum(1 for _ in islice(lane.from_start(timeline.clip(clip_id).start), _BEHIND + 1)) > _BEHIND
    for rule in _RULES[-1:] if many else _RULES:
        with suppress(WrongUsage):
            return write_clip(timeline, clip_id, text, estimate=estimate, rule=rule, merge=merge, initiator=initiator)
    return write_clip(timeline, clip_id, text, merge=merge, initiator=initiator)


def _clip(timeline: Timeline, clip_id: int) -> Clip | None:
    return timeline.clip(clip_id) if timeline.homes.get(clip_id) is not None else None


def _placed(timeline: Timeline, clip_id: int, sounds: Sequence[Sound]) -> tuple[Timeline, TimelineChange]:
    """Place one by the timeline's rule, or by one that moves less."""
    for rule in _RULES:
        try:
            return place_sounds(timeline, clip_id, sounds, rule=rule)
        except WrongUsage:
            continue
    return timeline, TimelineChange(WHAT, ())


def _heard(timeline: Timeline, row: Sequence[Clip], wanted: Mapping[int, Sequence[Sound]]) -> Pairs:
    """Return the pairs for all clips of a row, each moved by what those before it need."""
    tracks = {track.id: track for track in timeline.tracks}

    def made(clip: Clip) -> Clip:
        sounds = wanted.get(clip.id)
        return clip if sounds is None else _alone(tracks[clip.track_id], clip, sounds, timeline.rate)

    return rippled(timeline, row, made)


def _alone(track: Track, clip: Clip, sounds: Sequence[Sound], rate: int) -> Clip:
    """Return a clip with other sounds as if nothing else were there; as it is where it cannot hold them."""
    try:
        return place_sounds(timeline_of([track], [clip], rate=rate), clip.id, sounds)[0].clip(clip.id)
    except WrongUsage:
        return clip
