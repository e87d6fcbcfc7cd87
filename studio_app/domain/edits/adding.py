"""What comes on a timeline with its sound: recordings of others, and effects. Each is one step, also with a track of its own.

Made like the edits of clips in ``edits.timeline``: they succeed whole or raise, and raise what those do.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from studio_app.domain.edits.timeline import add_clip, lay_sound, set_effect, write_clip
from studio_app.domain.edits.timeline_change import TimelineChange, joined
from studio_app.domain.edits.tracks import add_track
from studio_app.domain.errors import NoRoom
from studio_app.domain.timeline import Timeline, TrackKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.timeline import Effect, Sound

Edited = tuple[Timeline, TimelineChange]


def add_recordings(
    timeline: Timeline,
    track_id: int | None,
    at: int,
    recordings: Sequence[tuple[str, Sound]],
    *,
    kind: TrackKind = TrackKind.AUDIO,
    initiator: str = "",
) -> Edited:
    """Put recordings, each with its name, on a track one behind the other, the first at the sample ``at``.

    ``track_id`` None: on a new track of this kind below all, which is called as the first of them. Where there is no room on a
    track that is meant, they come on a new one below it. Without a recording nothing is done.
    """
    what = TimelineChange("Add audio", (), initiator)
    if not recordings:
        return timeline, what
    clips = [{"text": name, "sounds": (sound,)} for name, sound in recordings]
    timeline, change = _put(timeline, track_id, kind, recordings[0][0], at, clips)
    return timeline, joined(change, what)


def add_effect(
    timeline: Timeline,
    track_id: int | None,
    at: int,
    prompt: str,
    sound: Sound,
    effect: Effect,
    *,
    name: str = "",
    initiator: str = "",
) -> Edited:
    """Put an effect that was made of a prompt on a track; None: on a new one of effects below all, called ``name``.

    Where there is no room on the track, it comes on a new one below it. The row of its clip is the last of the change.
    """
    clip = {"text": prompt, "sounds": (sound,), "effect": effect}
    timeline, change = _put(timeline, track_id, TrackKind.SFX, name, at, [clip])
    return timeline, joined(change, TimelineChange("Place effect", (), initiator))


def place_effect(
    timeline: Timeline, clip_id: int, prompt: str, sound: Sound, effect: Effect, *, initiator: str = ""
) -> Edited:
    """Let a clip be an effect that was made of a prompt, heard as it was made: see ``lay_sound``."""
    timeline, first = write_clip(timeline, clip_id, prompt)
    timeline, second = set_effect(timeline, clip_id, effect)
    timeline, third = lay_sound(timeline, clip_id, sound)
    return timeline, joined(first, second, third, TimelineChange("Place effect", (), initiator))


def _put(
    timeline: Timeline, track_id: int | None, kind: TrackKind, name: str, at: int, clips: Sequence[dict[str, Any]]
) -> Edited:
    """Put clips one behind the other on a track; on a new one where none is meant, or it has no room for all of them."""
    before = None
    if track_id is not None:
        try:
            return _row(timeline, track_id, at, clips)
        except NoRoom:
            tracks = timeline.tracks
            place = tracks.index(timeline.track(track_id))
            kind = tracks[place].kind
            before = tracks[place + 1].id if place + 1 < len(tracks) else None
    timeline, first = add_track(timeline, kind, _unused(timeline, name), before=before)
    made, second = _row(timeline, timeline.last_id, at, clips)
    return made, joined(first, second)


def _row(timeline: Timeline, track_id: int, at: int, clips: Sequence[dict[str, Any]]) -> Edited:
    changes = []
    for clip in clips:
        timeline, change = add_clip(timeline, track_id, at, **clip)
        changes.append(change)
        at += clip["sounds"][0].length
    return timeline, joined(*changes)


def _unused(timeline: Timeline, name: str) -> str:
    """Return a name for a track that none has, as ``Effects 2``."""
    taken = {track.name.casefold() for track in timeline.tracks}
    return next(made for n in count(1) if (made := f"{name} {n}" if n > 1 else name).casefold() not in taken)
