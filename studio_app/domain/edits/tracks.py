"""Edits of tracks, markers, regions and rules of a Timeline, made like those of clips in ``edits.timeline``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

from studio_app.domain.edits.places import evenly, fill
from studio_app.domain.edits.timeline_change import TimelineChange, TimelineRecord, done
from studio_app.domain.errors import ClipLocked, Sentence, WrongUsage
from studio_app.domain.timeline import (
    HIGHEST,
    LONGEST_S,
    LOUDEST_DB,
    LOWEST,
    QUIETEST_DB,
    Ducking,
    Marker,
    Region,
    Rules,
    Timeline,
    Track,
    TrackKind,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Unpack

Edited = tuple[Timeline, TimelineChange]


class Mix(TypedDict, total=False):
    """What ``change_track`` can change of a track."""

    name: str
    colour: str
    height: int
    mute: bool
    solo: bool
    volume: float
    pan: float
    locked: bool
    speaker_id: int | None
    ducking: Ducking | None


#: What a change of each is called in the undo list.
_WHAT = {
    "name": "Rename track",
    "colour": "Colour track",
    "height": "Change track height",
    "mute": "Mute track",
    "solo": "Solo track",
    "volume": "Change track volume",
    "pan": "Pan track",
    "locked": "Lock track",
    "speaker_id": "Cast track",
    "ducking": "Duck track",
}
#: Milliseconds over which a track can give way.
SLOWEST_MS = 10_000
_OUT_OF_RANGE = {
    "height": "The height of a track goes from {low:g} to {high:g}.",
    "volume": "The volume of a track goes from {low:g} to {high:g}.",
    "pan": "The pan of a track goes from {low:g} to {high:g}.",
}
_RANGES = {"height": (LOWEST, HIGHEST), "volume": (QUIETEST_DB, LOUDEST_DB), "pan": (-1.0, 1.0)}


def add_track(
    timeline: Timeline,
    kind: TrackKind,
    name: str,
    *,
    before: int | None = None,
    colour: str = "",
    speaker_id: int | None = None,
    initiator: str = "",
) -> Edited:
    """Add a track above the track ``before``; None: below all. Its row is the first that is new.

    Raises:
        KeyError: there is no track ``before``.
        WrongUsage: a speaker is cast on a track that does not speak.
    """
    at = len(timeline.tracks) if before is None else timeline.tracks.index(timeline.track(before))
    new = Track(timeline.last_id + 1, 0.0, kind, _one_line(name), colour, speaker_id=speaker_id)
    _check(new, {"speaker_id"})
    order = [*timeline.tracks[:at], new, *timeline.tracks[at:]]
    return done(timeline, "Add track", _placed(order, new), initiator)


def remove_track(timeline: Timeline, track_id: int, *, initiator: str = "") -> Edited:
    """Take a track and its clips away. Their takes stay in the project.

    Raises:
        KeyError: there is no such track.
        ClipLocked: the track, or a clip on it, is locked.
    """
    track = timeline.track(track_id)
    if track.locked:
        raise ClipLocked("The track is locked; unlock it to remove it.")
    pairs: list[tuple[TimelineRecord | None, TimelineRecord | None]] = [(track, None)]
    pairs += [(clip, None) for clip in timeline.lane(track_id)]
    return done(timeline, "Remove track", pairs, initiator)


def move_track(timeline: Timeline, track_id: int, before: int | None, *, initiator: str = "") -> Edited:
    """Move a track above the track ``before``; None: below all. Clips keep their track.

    Raises:
        KeyError: there is no such track.
    """
    track = timeline.track(track_id)
    if before == track_id:
        return done(timeline, "Move track", (), initiator)
    others = [held for held in timeline.tracks if held.id != track_id]
    at = len(others) if before is None else others.index(timeline.track(before))
    order = [*others[:at], track, *others[at:]]
    moved = () if tuple(order) == timeline.tracks else _placed(order, track, known=True)
    return done(timeline, "Move track", moved, initiator)


def change_track(
    timeline: Timeline, track_id: int, *, merge: str = "", initiator: str = "", **wanted: Unpack[Mix]
) -> Edited:
    """Change what a track is called, how it looks and is heard, whether it is locked, who speaks on it, how it gives way.

    Raises:
        KeyError: there is no such track.
        WrongUsage: a value is out of range, or a speaker is cast on a track that does not speak.
        ClipLocked: another speaker is cast on a locked track.
    """
    track = timeline.track(track_id)
    if "name" in wanted:
        wanted["name"] = _one_line(wanted["name"])
    made = replace(track, **wanted)
    changed = {name for name in wanted if getattr(track, name) != getattr(made, name)}
    _check(made, changed)
    if track.locked and "speaker_id" in changed:
        raise ClipLocked("The track is locked; unlock it to cast another voice.")
    what = _WHAT[next(iter(changed))] if len(changed) == 1 else "Change track"
    if changed == {"locked"} and not made.locked:
        what = "Unlock track"
    return done(timeline, what, [(track, made)], initiator, merge)


def set_rules(timeline: Timeline, rules: Rules, *, initiator: str = "") -> Edited:
    """Let dynamic clips treat their neighbours otherwise from now on.

    Raises:
        WrongUsage: the gap is below 0.
    """
    if rules.gap < 0:
        raise WrongUsage("The gap between clips cannot be below 0.")
    return done(timeline, "Change neighbour rule", [(timeline.rules, rules)], initiator)


def add_marker(timeline: Timeline, at: int, name: str = "", *, colour: str = "", initiator: str = "") -> Edited:
    """Put a marker at a sample. WrongUsage where that is outside of the timeline."""
    _check_places(timeline, at)
    return done(timeline, "Add marker", [(None, Marker(timeline.last_id + 1, at, _one_line(name), colour))], initiator)


def add_region(
    timeline: Timeline, at: int, end: int, name: str = "", *, colour: str = "", initiator: str = ""
) -> Edited:
    """Mark the samples ``at`` to ``end``. WrongUsage where that is nothing, or outside of the timeline."""
    _check_places(timeline, at, end)
    region = Region(timeline.last_id + 1, at, end, _one_line(name), colour)
    return done(timeline, "Add region", [(None, region)], initiator)


def change_marker(timeline: Timeline, changed: Marker, *, merge: str = "", initiator: str = "") -> Edited:
    """Move, rename or colour the marker that has this id. KeyError where there is none, WrongUsage outside the timeline."""
    old = next((marker for marker in timeline.markers if marker.id == changed.id), None)
    if old is None:
        raise KeyError(changed.id)
    _check_places(timeline, changed.at)
    return done(timeline, "Change marker", [(old, replace(changed, name=_one_line(changed.name)))], initiator, merge)


def change_region(timeline: Timeline, changed: Region, *, merge: str = "", initiator: str = "") -> Edited:
    """Move, resize, rename or colour the region that has this id. KeyError where there is none, WrongUsage as when added."""
    old = next((region for region in timeline.regions if region.id == changed.id), None)
    if old is None:
        raise KeyError(changed.id)
    _check_places(timeline, changed.at, changed.end)
    return done(timeline, "Change region", [(old, replace(changed, name=_one_line(changed.name)))], initiator, merge)


def remove_marks(timeline: Timeline, ids: Collection[int], *, initiator: str = "") -> Edited:
    """Take markers and regions away, by their ids. KeyError where one is not there; nothing is changed then."""
    known: dict[int, Marker | Region] = {marker.id: marker for marker in timeline.markers}
    known |= {region.id: region for region in timeline.regions}
    return done(timeline, "Remove marks", [(known[n], None) for n in dict.fromkeys(ids)], initiator)


def _check(track: Track, changed: set[str]) -> None:
    for name in changed & _RANGES.keys():
        low, high = _RANGES[name]
        if not low <= getattr(track, name) <= high:
            raise WrongUsage(Sentence(_OUT_OF_RANGE[name], low=low, high=high))
    if "speaker_id" in changed and track.speaker_id is not None and track.kind is not TrackKind.VOICEOVER:
        raise WrongUsage("Only a voiceover track has a speaker.")
    if "ducking" in changed and track.ducking is not None:
        _check_ducking(track.kind, track.ducking)


def _check_ducking(kind: TrackKind, ducking: Ducking) -> None:
    if kind is TrackKind.VOICEOVER:
        raise WrongUsage("A voiceover track speaks itself; only other tracks give way to speech.")
    if not QUIETEST_DB <= ducking.amount <= 0:
        raise WrongUsage(Sentence("A track gives way by 0 to {most:g} dB.", most=-QUIETEST_DB))
    if not (0 <= ducking.attack <= SLOWEST_MS and 0 <= ducking.release <= SLOWEST_MS):
        raise WrongUsage(Sentence("A track gives way over 0 to {most} milliseconds.", most=SLOWEST_MS))


def _check_places(timeline: Timeline, *places: int) -> None:
    if any(not 0 <= at <= LONGEST_S * timeline.rate for at in places):
        raise WrongUsage("This place is outside of the timeline.")
    if len(places) == 2 and places[0] >= places[1]:
        raise WrongUsage("A region ends behind its start; drag it wider.")


def _placed(
    order: Sequence[Track], moved: Track, *, known: bool = False
) -> list[tuple[TimelineRecord | None, TimelineRecord | None]]:
    """Return the pairs that put tracks in this order; without room between them, all are numbered anew."""
    wanted = [None if track is moved else track.position for track in order]
    positions = fill(None, wanted, None) or evenly(len(order))
    pairs: list[tuple[TimelineRecord | None, TimelineRecord | None]] = []
    for track, position in zip(order, positions, strict=True):
        if track is moved:
            pairs.insert(0, (track if known else None, replace(track, position=position)))
        elif track.position != position:
            pairs.append((track, replace(track, position=position)))
    return pairs


def _one_line(name: str) -> str:
    return " ".join(name.encode("utf-8", "replace").decode().split())
