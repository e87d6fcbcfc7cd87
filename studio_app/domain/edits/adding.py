"""What comes on a timeline with its sound: recordings of others, and effects. Each is one step, also with a track of its own.

Made like the edits of clips in ``edits.timeline``: they succeed whole or raise, and raise what those do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.edits.timeline import add_clip, place_sounds, set_effect, write_clip
from studio_app.domain.edits.timeline_change import TimelineChange, joined
from studio_app.domain.edits.tracks import add_track
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

    ``track_id`` None: on a new track of this kind below all, which is called as the first of them. Without a recording nothing
    is done.
    """
    what = TimelineChange("Add audio", (), initiator)
    if not recordings:
        return timeline, what
    timeline, track_id, change = _on_track(timeline, track_id, kind, recordings[0][0])
    changes = [change]
    for name, sound in recordings:
        timeline, change = add_clip(timeline, track_id, at, text=name, sounds=(sound,))
        changes.append(change)
        at += sound.length
    return timeline, joined(*changes, what)


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

    The row of its clip is the last of the change.
    """
    timeline, track_id, first = _on_track(timeline, track_id, TrackKind.SFX, name)
    timeline, second = add_clip(timeline, track_id, at, text=prompt, sounds=(sound,), effect=effect)
    return timeline, joined(first, second, TimelineChange("Place effect", (), initiator))


def place_effect(
    timeline: Timeline, clip_id: int, prompt: str, sound: Sound, effect: Effect, *, initiator: str = ""
) -> Edited:
    """Let a clip be an effect that was made of a prompt. A clip keeps its length where it is fixed, as effects are."""
    timeline, first = write_clip(timeline, clip_id, prompt)
    timeline, second = set_effect(timeline, clip_id, effect)
    timeline, third = place_sounds(timeline, clip_id, (sound,))
    return timeline, joined(first, second, third, TimelineChange("Place effect", (), initiator))


def _on_track(
    timeline: Timeline, track_id: int | None, kind: TrackKind, name: str
) -> tuple[Timeline, int, TimelineChange]:
    """Return the track that is meant, made where there is none yet, and what that changed."""
    if track_id is not None:
        return timeline, track_id, TimelineChange("", ())
    timeline, change = add_track(timeline, kind, name)
    return timeline, timeline.tracks[-1].id, change
