"""The mouse on the canvas: what it takes hold of, what it chooses, where it scrolls, what is dropped with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer

from studio_app.domain.edits.timeline import Edge
from studio_app.domain.timeline import CROSSFADING, Clip, GainPoint, TrackKind
from studio_app.ui.kit.voice_drag import VOICE_MIME, dragged_voice
from studio_app.ui.timeline.canvas_clips import gain_db
from studio_app.ui.timeline.canvas_hit import Hit, Part, hit
from studio_app.ui.timeline.gestures import Band, DragEdge, DragFade, DragGain, Gesture, MoveClips, Place, gain_edit

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent, QMouseEvent, QWheelEvent

    from studio_app.domain.edits.timeline_change import TimelineChange
    from studio_app.ui.timeline.canvas import TimelineCanvas

#: Pixels the mouse goes before it drags, and the edge of the picture at which it scrolls along.
_DRAG, _ALONG = 4, 24
_ALONG_MS = 16
#: How much nearer a step of the wheel zooms.
_STEP = 1.25
_CURSORS = {
    Part.BODY: Qt.CursorShape.ArrowCursor,
    Part.START: Qt.CursorShape.SizeHorCursor,
    Part.END: Qt.CursorShape.SizeHorCursor,
    Part.FADE_IN: Qt.CursorShape.PointingHandCursor,
    Part.FADE_OUT: Qt.CursorShape.PointingHandCursor,
    Part.GAIN_POINT: Qt.CursorShape.SizeAllCursor,
    Part.GAIN_LINE: Qt.CursorShape.SizeVerCursor,
}
_EDGES = (Part.START, Part.END)
_SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Pointer(QObject):
    """Takes the mouse of a canvas."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.gesture: Gesture | None = None
        self._pressed: tuple[Place, Hit] | None = None
        self._grab: QPoint | None = None
        self._along = QTimer(self, interval=_ALONG_MS)
        self._along.timeout.connect(self._go_along)

    def hit(self, at: QPoint) -> Hit:
        """Return what is under a point."""
        canvas = self._canvas
        row = canvas.rows.at(at.y() + canvas.down)
        return hit(canvas.timeline, canvas.picture.clips, row, at, canvas.scale, canvas.down, canvas.selection)

    def press(self, event: QMouseEvent) -> None:
        """Take hold of what is there."""
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._grab = at
            self._canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        if event.button() != Qt.MouseButton.LeftButton or self.gesture is not None:
            return
        found = self.hit(at)
        self._pressed = Place(at, event.modifiers()), found
        if found.clip is not None:
            self.press_clip(found.clip, event.modifiers(), found.part)
            return
        if not event.modifiers() & (_SHIFT | _CTRL):
            self._canvas.choose(())
        if found.row is not None:
            self._canvas.set_current(found.row.track.id, 0)

    def press_clip(self, clip: Clip, held: Qt.KeyboardModifier, part: Part = Part.BODY) -> None:
        """Choose a clip that was pressed, with its group; Ctrl adds it or takes it away, Shift adds all up to it."""
        canvas = self._canvas
        group = canvas.timeline.groups.get(clip.group, frozenset({clip.id}))
        if held & _CTRL and part not in _EDGES:
            canvas.choose(canvas.selection - group if clip.id in canvas.selection else canvas.selection | group)
        elif held & _SHIFT and part is Part.BODY:
            canvas.choose(canvas.selection | self._between(clip) | group)
        elif not held & _CTRL and clip.id not in canvas.selection:
            canvas.choose(group)
        canvas.set_current(clip.track_id, clip.id)

    def _between(self, clip: Clip) -> frozenset[int]:
        """Return the clips from the current one to this, on the tracks between theirs."""
        canvas = self._canvas
        first = canvas.current_clip or clip
        places = sorted(row.place for row in map(canvas.rows.of, (first.track_id, clip.track_id)) if row is not None)
        start, end = min(first.start, clip.start), max(first.end, clip.end)
        tracks = canvas.timeline.tracks[places[0] : places[-1] + 1]
        return frozenset(one.id for track in tracks for one in canvas.timeline.lane(track.id).between(start, end))

    def move(self, event: QMouseEvent) -> None:
        """Drag, or show what could be dragged."""
        at, canvas = event.position().toPoint(), self._canvas
        if self._grab is not None:
            canvas.scroll_to(canvas.scale.left - (at.x() - self._grab.x()))
            bar = canvas.verticalScrollBar()
            bar.setValue(bar.value() - (at.y() - self._grab.y()))
            self._grab = at
            return
        if self.gesture is None and self._pressed is not None:
            start, found = self._pressed
            if (at - start.at).manhattanLength() < _DRAG:
                return
            self._begin(start, found)
        if self.gesture is not None:
            self.gesture.move(Place(at, event.modifiers()))
            port = canvas.viewport()
            beyond = bool(_beyond(at.x(), port.width()) or _beyond(at.y(), port.height()))
            if beyond != self._along.isActive():
                self._along.start() if beyond else self._along.stop()
        elif self._pressed is None:
            self._hover(at)

    def _begin(self, start: Place, found: Hit) -> None:
        clip, canvas = found.clip, self._canvas
        if clip is None:
            canvas.band_base = canvas.selection if start.held & (_SHIFT | _CTRL) else frozenset()
            self.gesture = Band(canvas, start)
        elif not canvas.writable or self._held(clip):
            self._pressed = None
            return
        else:
            self.gesture = self._gesture_for(start, found, clip)
        canvas.viewport().setCursor(self.gesture.cursor)

    def _gesture_for(self, start: Place, found: Hit, clip: Clip) -> Gesture:
        canvas = self._canvas
        match found.part:
            case Part.START | Part.END:
                return DragEdge(canvas, start, clip, Edge.START if found.part is Part.START else Edge.END)
            case Part.FADE_IN | Part.FADE_OUT:
                return DragFade(canvas, start, clip, Edge.START if found.part is Part.FADE_IN else Edge.END)
            case Part.GAIN_POINT | Part.GAIN_LINE:
                return DragGain(canvas, start, clip, found.point)
            case _:
                return MoveClips(canvas, start, clip, canvas.selection | {clip.id})

    def _held(self, clip: Clip) -> bool:
        return clip.locked or self._canvas.timeline.track(clip.track_id).locked

    def release(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self._grab = None
            self._canvas.viewport().unsetCursor()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        pressed, self._pressed = self._pressed, None
        gesture, self.gesture = self.gesture, None
        self._along.stop()
        self._canvas.viewport().unsetCursor()
        if gesture is not None:
            gesture.finish()
        elif pressed is not None:
            self._clicked(*pressed)

    def _clicked(self, place: Place, found: Hit) -> None:
        """A click that dragged nothing: of many chosen clips the one stays; on the bare track the playhead comes."""
        canvas = self._canvas
        if found.clip is None:
            if not place.held & (_SHIFT | _CTRL):
                canvas.ask_playhead(canvas.scale.sample(place.at.x()))
        elif place.held & _CTRL and found.part in _EDGES:
            self.press_clip(found.clip, place.held)
        elif not place.held & (_SHIFT | _CTRL | _ALT):
            canvas.choose(canvas.timeline.groups.get(found.clip.group, frozenset({found.clip.id})))

    def cancel(self) -> bool:
        """Leave what is dragged where it was; return whether something was."""
        gesture, self.gesture = self.gesture, None
        self._pressed = None
        self._along.stop()
        if gesture is None:
            return False
        gesture.cancel()
        self._canvas.viewport().unsetCursor()
        return True

    def again(self, change: TimelineChange) -> None:
        """Go on with what is dragged although the timeline changed meanwhile, unless that is gone."""
        if self.gesture is None:
            return
        if any(isinstance(row.before, Clip) and row.after is None for row in change.rows):
            self.cancel()
        else:
            self.gesture.again()

    def double(self, event: QMouseEvent) -> None:
        """Write a clip, with Alt split it there, put a point on its gain line, or make a clip where there is none."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at, canvas = event.position().toPoint(), self._canvas
        found = self.hit(at)
        if found.clip is not None:
            if found.part in (Part.GAIN_LINE, Part.GAIN_POINT) and canvas.writable and not self._held(found.clip):
                self._point(found.clip, found.point, at)
            elif event.modifiers() & _ALT and canvas.writable and not self._held(found.clip):
                canvas.split_requested.emit(found.clip.id, canvas.scale.sample(at.x()))
            else:
                canvas.edit_text_requested.emit(found.clip.id)
        elif found.row is not None and canvas.writable and not found.row.track.locked:
            canvas.new_clip_requested.emit(found.row.track.id, self._sample(at, event.modifiers()))

    def _point(self, clip: Clip, number: int, at: QPoint) -> None:
        """Take the point of a gain line away that was clicked twice, or put one there."""
        canvas, points = self._canvas, list(clip.gain)
        if number >= 0:
            del points[number]
        else:
            place = min(max(0, canvas.scale.sample(at.x()) - clip.start), clip.length)
            if any(point.at == place for point in points):
                return
            db = clip.gain_at(place) if points else gain_db(canvas.body_of(clip), at.y())
            points.append(GainPoint(place, round(db, 1)))
        canvas.ask(gain_edit(clip.id, sorted(points, key=lambda point: point.at)), self.tr("Change gain"))

    def _sample(self, at: QPoint, held: Qt.KeyboardModifier) -> int:
        """Return the sample under a point, or the one near it to which things snap."""
        sample = self._canvas.scale.sample(at.x())
        return max(0, sample + self._canvas.snap([sample], (), free=bool(held & _SHIFT)))

    def _hover(self, at: QPoint) -> None:
        found = self.hit(at)
        self._canvas.hover(found.clip.id if found.clip is not None else 0)
        free = found.clip is not None and self._canvas.writable and not self._held(found.clip)
        self._canvas.viewport().setCursor(_CURSORS[found.part] if free else Qt.CursorShape.ArrowCursor)

    def wheel(self, event: QWheelEvent) -> None:
        """Scroll along tracks, with Shift along time, zoom with Ctrl at the mouse; along time, too, where all tracks fit."""
        canvas, steps = self._canvas, event.angleDelta()
        event.accept()
        if event.modifiers() & _CTRL:
            if turned := steps.y() or steps.x():
                canvas.set_zoom(canvas.scale.per_pixel / _STEP ** (turned / 120), event.position().x())
            return
        turn = QPointF(steps if event.pixelDelta().isNull() else event.pixelDelta())
        bar = canvas.verticalScrollBar()
        if turn.y() and (event.modifiers() & _SHIFT or not bar.maximum()):
            turn = QPointF(turn.x() + turn.y(), 0)
        if turn.x():
            canvas.scroll_to(canvas.scale.left - round(turn.x()))
        if turn.y():
            bar.setValue(round(bar.value() - turn.y() / 2))

    def _go_along(self) -> None:
        """Scroll while something is dragged beyond an edge."""
        canvas, gesture = self._canvas, self.gesture
        if gesture is None:
            self._along.stop()
            return
        at, port = gesture.last.at, canvas.viewport()
        before = canvas.scale.left, canvas.down
        canvas.scroll_to(canvas.scale.left + _beyond(at.x(), port.width()))
        bar = canvas.verticalScrollBar()
        bar.setValue(bar.value() + _beyond(at.y(), port.height()) // 2)
        if before != (canvas.scale.left, canvas.down):
            gesture.move(gesture.last)

    # Dropping

    def dragged_over(self, event: QDropEvent) -> None:
        """Show where something would be dropped, if it can be."""
        target = self._target(event) if self._canvas.writable else None
        self._canvas.show_drop(target)
        if target is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dropped(self, event: QDropEvent) -> None:
        """Say what was dropped where."""
        canvas, target = self._canvas, self._target(event)
        canvas.show_drop(None)
        if target is None or not canvas.writable:
            return
        voice = dragged_voice(event.mimeData())
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if voice is not None:
            canvas.voice_dropped.emit(target[0], voice.engine, voice.voice, voice.name)
        elif paths:
            canvas.media_dropped.emit(target[0], target[1], paths)
        else:
            return
        event.acceptProposedAction()

    def _target(self, event: QDropEvent) -> tuple[int, int] | None:
        """Return the track, 0 below all, and the sample where something would be dropped; None where it cannot be."""
        at = event.position().toPoint()
        row = self._canvas.rows.at(at.y() + self._canvas.down)
        sample = self._sample(at, event.modifiers())
        if event.mimeData().hasFormat(VOICE_MIME):
            speaks = row is not None and row.track.kind is TrackKind.VOICEOVER and not row.track.locked
            return (row.track.id, sample) if row is not None and speaks else None
        if not event.mimeData().hasUrls():
            return None
        fits = row is not None and not row.track.locked and row.track.kind in {*CROSSFADING, TrackKind.ORIGINAL}
        return (row.track.id, sample) if row is not None and fits else (0, sample)


def _beyond(at: int, whole: int) -> int:
    """Return by how many pixels to scroll for a mouse at ``at`` of ``whole``: none unless it is near an edge."""
    return round(0.6 * (min(0, at - _ALONG) + max(0, at - (whole - _ALONG))))
