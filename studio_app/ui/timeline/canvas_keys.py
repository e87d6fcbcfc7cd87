"""The keyboard on the canvas: from clip to clip and track to track, and what a screen reader is told of where it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from studio_app.ui.timeline import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from studio_app.domain.timeline import Clip, Timeline, Track
    from studio_app.ui.timeline.canvas import TimelineCanvas

_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
#: How many times as far the playhead goes with Shift.
_FAR = 10
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_TRACKS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def wish(canvas: TimelineCanvas, event: QKeyEvent) -> Callable[[], object] | None:
    """Return what a key means on the canvas; None where it means nothing here.

    The arrows go from clip to clip and from track to track, with Shift they choose more. Home and End go to the beginning and
    the end, with Alt the arrows move the playhead by a frame or 10 ms, with Shift ten times as far. Page Up and Down turn over,
    + and - zoom, 0 shows all and Z what is chosen. Enter writes, Insert asks for a clip at the playhead, Ctrl+A chooses all,
    Escape lets go.
    """
    key, held = Qt.Key(event.key()), event.modifiers() & ~_KEYPAD
    if key in _SIDES and held in (_ALT, _ALT | _SHIFT):
        return partial(_step, canvas, _SIDES[key] * (_FAR if held & _SHIFT else 1))
    if key == Qt.Key.Key_A and held == _CTRL:
        return canvas.choose_all
    if held & ~_SHIFT:
        return None
    extend = held == _SHIFT
    if key in _SIDES:
        return partial(_to_side, canvas, _SIDES[key], extend=extend)
    if key in _TRACKS:
        return partial(_to_track, canvas, _TRACKS[key], extend=extend)
    return _plain(canvas, key)


def _plain(canvas: TimelineCanvas, key: Qt.Key) -> Callable[[], object] | None:
    wishes: dict[Qt.Key, tuple[Callable[[], object], bool]] = {
        Qt.Key.Key_Home: (partial(_go, canvas, 0), True),
        Qt.Key.Key_End: (partial(_go, canvas, canvas.timeline.length), True),
        Qt.Key.Key_PageUp: (partial(canvas.turn_page, -1), True),
        Qt.Key.Key_PageDown: (partial(canvas.turn_page, 1), True),
        Qt.Key.Key_Plus: (canvas.zoom_in, True),
        Qt.Key.Key_Equal: (canvas.zoom_in, True),
        Qt.Key.Key_Minus: (canvas.zoom_out, True),
        Qt.Key.Key_0: (canvas.zoom_all, True),
        Qt.Key.Key_Z: (canvas.zoom_selection, True),
        Qt.Key.Key_Escape: (canvas.let_go, bool(canvas.selection) or canvas.pointer.gesture is not None),
        Qt.Key.Key_Return: (canvas.write_current, canvas.current_clip is not None),
        Qt.Key.Key_Enter: (canvas.write_current, canvas.current_clip is not None),
        Qt.Key.Key_Insert: (canvas.ask_clip, canvas.can_ask_clip),
    }
    found, possible = wishes.get(key, (None, False))
    return found if possible else None


def _go(canvas: TimelineCanvas, sample: int) -> None:
    canvas.ask_playhead(sample)
    canvas.reveal(canvas.playhead)


def _step(canvas: TimelineCanvas, steps: int) -> None:
    _go(canvas, max(0, canvas.playhead + steps * canvas.times.step))


def _to_side(canvas: TimelineCanvas, way: int, *, extend: bool) -> None:
    _to(canvas, beside(canvas, way), extend=extend)


def beside(canvas: TimelineCanvas, way: int) -> Clip | None:
    """Return the clip before or behind the current one on its track; without one that nearest to the playhead there."""
    timeline, current = canvas.timeline, canvas.current_clip
    if current is not None:
        return timeline.lane(current.track_id).neighbours(current)[0 if way < 0 else 1]
    track = canvas.current_track
    if track is None:
        return None
    lane = timeline.lane(track.id)
    found = lane.before_start(canvas.playhead + 1) if way < 0 else lane.from_start(canvas.playhead)
    return next(iter(found), None)


def nearest(timeline: Timeline, track: Track, sample: int) -> Clip | None:
    """Return the clip of a track at a sample, else the one that begins nearest to it."""
    if (at := timeline.at(track.id, sample)) is not None:
        return at
    lane = timeline.lane(track.id)
    near = [c for c in (next(lane.before_start(sample), None), next(lane.from_start(sample), None)) if c is not None]
    return min(near, key=lambda clip: min(abs(clip.start - sample), abs(clip.end - sample)), default=None)


def _to(canvas: TimelineCanvas, clip: Clip | None, *, extend: bool) -> None:
    if clip is not None:
        canvas.go_to(clip, extend=extend)


def _to_track(canvas: TimelineCanvas, way: int, *, extend: bool) -> None:
    tracks, track = canvas.timeline.tracks, canvas.current_track
    if track is None:
        return
    place = tracks.index(track) + way
    if not 0 <= place < len(tracks):
        return
    current = canvas.current_clip
    sample = canvas.playhead if current is None else current.start
    canvas.set_current(tracks[place].id, 0)
    _to(canvas, nearest(canvas.timeline, tracks[place], sample), extend=extend)


def described(canvas: TimelineCanvas) -> str:
    """Return where the keyboard is, in words: the clip, which of how many, when, what it says and how far it is."""
    timeline, clip, track = canvas.timeline, canvas.current_clip, canvas.current_track
    if track is None:
        return _tr("No tracks")
    lane = timeline.lane(track.id)
    if clip is None or clip.track_id != track.id:
        hint = _tr("The arrows go from clip to clip, Enter writes one. “Clips as a list” shows the same as a table.")
        return f"{_counted('Track {name}, %Ln clips', len(lane)).format(name=track.name)}. {hint}"
    number = canvas.lanes.of(timeline, track.id).within(clip.start, clip.start + 1)[0] + 1
    where = _tr("{track}, clip {number} of {count}").format(track=track.name, number=number, count=len(lane))
    when = _tr("{start} to {end}").format(start=canvas.times.said(clip.start), end=canvas.times.said(clip.end))
    parts = [words.named(timeline, clip), where, when, words.mode(clip.mode), words.stretch(clip)]
    parts.append(words.standing(timeline, clip, canvas.signs.states, canvas.signs.busy))
    if clip.id in canvas.selection and len(canvas.selection) > 1:
        parts.append(_counted("%Ln clips chosen", len(canvas.selection)))
    return ", ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TimelineCanvas", text)


def _counted(text: str, number: int) -> str:
    return QCoreApplication.translate("TimelineCanvas", text, None, number)
