"""The canvas of the timeline: tracks and clips over time, painted and taken hold of. It shows, and says what is wished."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QPainter,
    QPen,
    QRegion,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from studio_app.domain.edits.timeline import Edge
from studio_app.domain.errors import LecternError
from studio_app.domain.timeline import CROSSFADING, Clip, GainPoint, Timeline, Track, TrackKind
from studio_app.ui.kit import theme
from studio_app.ui.kit.voice_drag import VOICE_MIME, dragged_voice
from studio_app.ui.timeline import canvas_keys, words
from studio_app.ui.timeline.canvas_clips import Chosen, ClipPainter, box, gain_db
from studio_app.ui.timeline.canvas_hit import Hit, Part, hit
from studio_app.ui.timeline.canvas_lanes import Lanes, Signs
from studio_app.ui.timeline.canvas_look import Look
from studio_app.ui.timeline.canvas_rows import Rows
from studio_app.ui.timeline.canvas_scale import Scale, limits
from studio_app.ui.timeline.gestures import (
    Band,
    DragEdge,
    DragFade,
    DragGain,
    Gesture,
    MoveClips,
    Place,
    gain_edit,
)
from studio_app.ui.timeline.minimap import MiniMap
from studio_app.ui.timeline.ruler import Ruler, ticks
from studio_app.ui.timeline.snapping import Snapping
from studio_app.ui.timeline.tiles import Tiles
from studio_app.ui.timeline.times import Times

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QWheelEvent,
    )

    from studio_app.domain.edits.timeline_change import TimelineChange
    from studio_app.domain.timeline import Sound
    from studio_app.ui.timeline.canvas_rows import Row
    from studio_app.ui.timeline.gestures import Edit
    from studio_app.ui.timeline.tiles import Waveforms
    from studio_app.ui.timeline.words import StateOf

#: Pixels the mouse goes before it drags, from which it snaps, at an edge of the picture while it scrolls along.
_DRAG, _REACH, _ALONG = 4, 8, 24
#: How much nearer one step zooms, and how much of the width what is shown whole may take.
_STEP, _WHOLE = 1.25, 0.94
#: Seconds of a picture that new waveforms may take, and of idle time that clips' states may.
_TILES_S, _SIGNS_S = 0.006, 0.004
#: Milliseconds between two pictures of what is being generated, and while it scrolls along.
_MOVING_MS, _ALONG_MS = 60, 16
#: The highest number a scroll bar takes.
_MOST = 1 << 30
_CURSORS = {
    Part.BODY: Qt.CursorShape.ArrowCursor,
    Part.START: Qt.CursorShape.SizeHorCursor,
    Part.END: Qt.CursorShape.SizeHorCursor,
    Part.FADE_IN: Qt.CursorShape.PointingHandCursor,
    Part.FADE_OUT: Qt.CursorShape.PointingHandCursor,
    Part.GAIN_POINT: Qt.CursorShape.SizeAllCursor,
    Part.GAIN_LINE: Qt.CursorShape.SizeVerCursor,
}
_SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class TimelineCanvas(QAbstractScrollArea):
    """See the module docstring. On the Qt thread. The ruler is at its top, the mini-map at its bottom.

    What it is given: ``show_timeline``, then ``timeline_changed`` for each change; ``set_states``, ``states_changed``,
    ``set_busy``, ``set_waveforms``, ``waveform_ready``, ``set_playhead``, ``set_selection``, ``set_loop``, ``set_times``,
    ``set_snap``, ``set_follow``, ``set_writable``. An edit it asked for is shown until ``timeline_changed`` answers it, or
    ``edit_refused``.

    Signals:
        edit_requested(edit, str): what a drag is to do, once it is over: ``edit(timeline)`` is an edit of ``domain.edits`` with
            its arguments; and what it is called. Answer: timeline_changed, edit_refused.
        selection_changed(frozenset): other clips are chosen; their ids.
        current_changed(int, int): the keyboard or the mouse is at another track or clip; their ids, 0 for none.
        playhead_requested(int): the playhead is wanted at a sample; it is shown there already.
        scrub_requested(int), scrub_ended(): the playhead is dragged along the ruler.
        split_requested(int, int), menu_requested(tuple, QPoint), mark_menu_requested(tuple, int, QPoint): menus are wanted for
            clips, and for marks or the bare ruler at a sample.
        rename_mark_requested(int): a marker or region is to be named.
        new_clip_requested(int, int): a clip is wanted on a track at a sample.
        edit_text_requested(int): a clip is to be written.
        zoom_changed(float): samples a pixel now are. loop_changed(object): (start, end) or None is wanted as the loop.
        media_dropped(int, int, list): files were dropped on a track (0: below all) at a sample.
        voice_dropped(int, str, str, str): a voice was dropped on a track: engine, voice, name.
        scrolled(int): the rows are scrolled up by so many pixels. rows_changed(): tracks are others, or others' heights.
    """

    edit_requested = Signal(object, str)
    selection_changed = Signal(object)
    current_changed = Signal(int, int)
    playhead_requested = Signal(object)
    scrub_requested = Signal(object)
    scrub_ended = Signal()
    split_requested = Signal(int, object)
    menu_requested = Signal(object, object)
    mark_menu_requested = Signal(object, object, object)
    rename_mark_requested = Signal(int)
    new_clip_requested = Signal(int, object)
    edit_text_requested = Signal(int)
    zoom_changed = Signal(float)
    loop_changed = Signal(object)
    media_dropped = Signal(int, object, object)
    voice_dropped = Signal(int, str, str, str)
    scrolled = Signal(int)
    rows_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline.canvas")
        self.chapter_id = 0
        self.timeline = self.shown = Timeline()
        self.rows = Rows(self.timeline)
        self.scale = Scale(480.0)
        self.times = Times()
        self.playhead = 0
        self.loop: tuple[int, int] | None = None
        self.selection: frozenset[int] = frozenset()
        self.writable = True
        self.look = Look()
        self.lanes, self.signs, self.tiles = Lanes(), Signs(), Tiles()
        self.painter = ClipPainter(self.look, self.tiles, self.signs)
        self._chosen = Chosen()
        self._current = (0, 0)
        self._snap, self._follow, self._asked = True, True, False
        self._gesture: Gesture | None = None
        self._pressed: tuple[Place, Hit] | None = None
        self._band: tuple[QRect, frozenset[int]] | None = None
        self._drop: tuple[int, int] | None = None
        self._grab: QPoint | None = None
        self._placing = False
        self._make()
        theme.themes().changed.connect(self._retheme)

    def _make(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Timeline"))
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.ruler = Ruler(self)
        self.ruler.scrubbed.connect(self.scrub_requested)
        self.ruler.scrub_ended.connect(self.scrub_ended)
        self.ruler.menu_requested.connect(self.mark_menu_requested)
        self.ruler.rename_requested.connect(self.rename_mark_requested)
        self.minimap = MiniMap(self)
        self._along = QTimer(self, interval=_ALONG_MS)
        self._along.timeout.connect(self._go_along)
        self._moving = QTimer(self, interval=_MOVING_MS)
        self._moving.timeout.connect(self._move_on)
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._look_further)
        self._place_edges()

    # What is shown

    def show_timeline(self, chapter_id: int, timeline: Timeline) -> None:
        """Show the timeline of a chapter; another than before is shown from its beginning."""
        other = chapter_id != self.chapter_id
        self.chapter_id = chapter_id
        self._cancel()
        self._take(timeline)
        self.lanes.forget(timeline)
        self.signs.restart(timeline)
        self._idle.start()
        if other:
            self.loop = None
            self.playhead = 0
            self.scale = self.scale.moved(0)
            self.set_selection(())
            self._set_current(timeline.tracks[0].id if timeline.tracks else 0, 0)
        self._settle()
        self.rows_changed.emit()
        self._refresh()

    def timeline_changed(self, timeline: Timeline, change: TimelineChange) -> None:
        """Show what changed; only that is painted anew."""
        before = self.shown
        span, track_ids = change.span, change.track_ids
        self._asked = False
        tracks = any(row.kind is Track for row in change.rows)
        self._take(timeline)
        self.signs.look(row.after for row in change.rows if isinstance(row.after, Clip))
        if self._gesture is not None:
            self._gesture_again(change)
        elif before is not self.timeline and span is not None and not tracks:
            self._repaint(span, track_ids)
            # What was only shown may have lain elsewhere.
            self._repaint(self._shown_span or span, self._shown_tracks or track_ids)
        else:
            self.viewport().update()
        self._shown_span, self._shown_tracks = None, frozenset()
        if tracks:
            self.rows_changed.emit()
        self._settle()
        self.minimap.refresh()
        self.ruler.update()

    _shown_span: tuple[int, int] | None = None
    _shown_tracks: frozenset[int] = frozenset()

    def edit_refused(self) -> None:
        """Show the timeline as it is: what was asked for cannot be."""
        self._asked = False
        self.rest()

    def _take(self, timeline: Timeline) -> None:
        if timeline.tracks is not self.timeline.tracks:
            self.rows = Rows(timeline)
        self.timeline = self.shown = timeline
        gone = frozenset(clip_id for clip_id in self.selection if timeline.homes.get(clip_id) is None)
        if gone:
            self.set_selection(self.selection - gone)
            self.selection_changed.emit(self.selection)
        track_id, clip_id = self._current
        if clip_id and timeline.homes.get(clip_id) is None:
            self._set_current(track_id, 0)
        if self.rows.of(self._current[0]) is None:
            self._set_current(timeline.tracks[0].id if timeline.tracks else 0, 0)

    def set_states(self, states: StateOf) -> None:
        """Take how far paragraphs are: a function from their id to a ParagraphState, None while nobody knows."""
        self.signs.states = states
        self.signs.restart(self.timeline)
        self._idle.start()
        self.viewport().update()

    def states_changed(self, paragraph_ids: Iterable[int]) -> None:
        """Show anew how far these paragraphs are."""
        found = [clip for clip in map(self.timeline.clip_of, paragraph_ids) if clip is not None]
        self.signs.look(found)
        for clip in found:
            self._repaint((clip.start, clip.end), {clip.track_id})
        self.minimap.refresh()

    def set_busy(self, clip_ids: Collection[int], failed: Collection[int] = ()) -> None:
        """Show these clips as being made, and these as failed: effects, which have no paragraph that says so."""
        touched = self.signs.busy ^ frozenset(clip_ids) | self.signs.failed ^ frozenset(failed)
        self.signs.busy, self.signs.failed = frozenset(clip_ids), frozenset(failed)
        homes = self.timeline.homes
        self.signs.look(self.timeline.clip(clip_id) for clip_id in touched if homes.get(clip_id) is not None)
        self.viewport().update()

    def set_waveforms(self, waveforms: Waveforms, key_of: Callable[[Sound], str] | None = None) -> None:
        """Take who knows the waveforms, and what they are known by: by that ``waveform_ready`` names them."""
        self.tiles.waveforms = waveforms
        if key_of is not None:
            self.tiles.key_of = key_of
        self.tiles.forget()
        self.viewport().update()

    def waveform_ready(self, key: str) -> None:
        """Draw the waveform of a recording anew: more of it is known."""
        self.tiles.forget(key)
        self.viewport().update()

    def set_playhead(self, sample: int) -> None:
        """Show the playhead at a sample, and turn over to it if it is to be followed."""
        before = self.scale.x(self.playhead)
        self.show_playhead(sample)
        inside = 0 <= before < self.viewport().width()
        x = self.scale.x(sample)
        if self._follow and inside and not 0 <= x < self.viewport().width() and self._gesture is None:
            self.show_from(self.scale.sample(x) - self.scale.samples(self.viewport().width() * 0.06))

    def show_playhead(self, sample: int) -> None:
        """Show the playhead at a sample, wherever that is."""
        old, self.playhead = self.scale.x(self.playhead), max(0, sample)
        new = self.scale.x(self.playhead)
        if old != new:
            for x in (old, new):
                if -8 <= x <= self.viewport().width() + 8:
                    self.viewport().update(x - 1, 0, 3, self.viewport().height())
                    self.ruler.update(x - 8, 0, 17, self.ruler.height())
            self.minimap.update()

    def set_selection(self, clip_ids: Collection[int]) -> None:
        """Choose these clips, and tell nobody."""
        chosen = frozenset(clip_ids)
        if chosen == self.selection:
            return
        before, self.selection = self.selection, chosen
        self._chosen.ids = chosen
        self.painter.mark(self.signs.marked(chosen, self.timeline))
        touched = before ^ chosen
        if len(touched) > 64:
            self.viewport().update()
            return
        for clip_id in touched:
            self._repaint_clip(clip_id)

    def set_loop(self, loop: tuple[int, int] | None) -> None:
        """Show the loop, from sample to sample; None for none."""
        self.show_loop(loop)

    def show_loop(self, loop: tuple[int, int] | None) -> None:
        """Show a loop that is being drawn."""
        self.loop = loop
        self.ruler.update()
        self.viewport().update()

    def set_times(self, times: Times) -> None:
        """Write times in another way; the grid follows."""
        self.times = times
        self.ruler.update()
        self.viewport().update()
        self._tell()

    def set_snap(self, *, on: bool) -> None:
        """Let what is moved snap, or not."""
        self._snap = on

    def set_follow(self, *, on: bool) -> None:
        """Follow the playhead, or stay."""
        self._follow = on

    def set_writable(self, *, on: bool) -> None:
        """Let clips be moved, or only looked at."""
        self.writable = on
        if not on:
            self._cancel()

    # Time and place

    @property
    def down(self) -> int:
        """Return how far the rows are scrolled up, in pixels."""
        return self.verticalScrollBar().value()

    @property
    def top_margin(self) -> int:
        """Return how many pixels lie above the first row: the ruler."""
        return self.ruler.needed

    @property
    def length(self) -> int:
        """Return how many samples can be scrolled to: behind the last clip there is room to go on."""
        ends = [self.shown.length, self.playhead, *(region.end for region in self.shown.regions)]
        ends += [marker.at for marker in self.shown.markers[-1:]]
        return max(ends) + self.scale.samples(self.viewport().width() * 0.5)

    def set_zoom(self, per_pixel: float, x: float | None = None) -> None:
        """Show so many samples a pixel; the pixel ``x`` (None: the playhead, else the middle) stays where it is."""
        least, most = limits(self.shown.length, self.shown.rate, self.viewport().width())
        per_pixel = min(max(per_pixel, least), most)
        if x is None:
            x = self.scale.x(self.playhead)
            if not 0 <= x < self.viewport().width():
                x = self.viewport().width() / 2
        if per_pixel != self.scale.per_pixel:
            self._rescale(self.scale.zoomed(per_pixel, x))
            self.zoom_changed.emit(per_pixel)

    def zoom_in(self) -> None:
        """Go nearer by a step."""
        self.set_zoom(self.scale.per_pixel / _STEP**2)

    def zoom_out(self) -> None:
        """Go further away by a step."""
        self.set_zoom(self.scale.per_pixel * _STEP**2)

    def zoom_to(self, start: int, end: int) -> None:
        """Show the samples ``start`` to ``end`` as large as they fit."""
        width = max(1, self.viewport().width())
        least, most = limits(self.shown.length, self.shown.rate, width)
        per_pixel = min(max((max(1, end - start)) / (width * _WHOLE), least), most)
        left = start / per_pixel - (width - (end - start) / per_pixel) / 2
        self._rescale(Scale(per_pixel, max(0, round(left))))
        self.zoom_changed.emit(per_pixel)

    def zoom_all(self) -> None:
        """Show all clips."""
        self.zoom_to(0, max(self.shown.length, self.shown.rate * 10))

    def zoom_selection(self) -> None:
        """Show the chosen clips, else the loop, else all."""
        clips = [self.shown.clip(clip_id) for clip_id in self.selection]
        if clips:
            self.zoom_to(min(clip.start for clip in clips), max(clip.end for clip in clips))
        elif self.loop is not None:
            self.zoom_to(*self.loop)
        else:
            self.zoom_all()

    def show_from(self, sample: int) -> None:
        """Scroll so that a sample is at the left edge."""
        self._scroll_to(round(max(0, sample) / self.scale.per_pixel))

    def reveal(self, sample: int) -> None:
        """Scroll just so far that a sample is in sight."""
        x, width = self.scale.x(sample), self.viewport().width()
        if x < 0:
            self._scroll_to(self.scale.left + x - width // 12)
        elif x >= width:
            self._scroll_to(self.scale.left + x - width + width // 12)

    def reveal_clip(self, clip: Clip) -> None:
        """Scroll so that a clip's beginning, and as much of it as there is room for, is in sight, and its track."""
        left, right = self.scale.x(clip.start), self.scale.x(clip.end)
        width = self.viewport().width()
        if left < 0 or (right > width and left > width // 12):
            room = max(16, min(width // 12, width - (right - left)))
            self._scroll_to(self.scale.left + left - room)
        row = self.rows.of(clip.track_id)
        if row is not None:
            bar = self.verticalScrollBar()
            if row.top < bar.value():
                bar.setValue(row.top)
            elif row.bottom > bar.value() + self.viewport().height():
                bar.setValue(row.bottom - self.viewport().height())

    def turn_page(self, way: int) -> None:
        """Scroll by a picture's width, less a little."""
        self._scroll_to(self.scale.left + round(way * self.viewport().width() * 0.9))

    def _rescale(self, scale: Scale) -> None:
        self.scale = scale
        self._settle()
        self._refresh()

    def _scroll_to(self, left: int) -> None:
        furthest = round(self.length / self.scale.per_pixel) - self.viewport().width()
        left = min(max(0, left), max(0, furthest, self.scale.left))
        if left != self.scale.left:
            self.scale = self.scale.moved(left)
            self._settle()
            self._refresh()

    def _settle(self) -> None:
        """Let the scroll bars say where the picture is. Beyond what a bar can count, one of its steps is several pixels."""
        width, height = self.viewport().width(), self.viewport().height()
        whole = max(round(self.length / self.scale.per_pixel), self.scale.left + width)
        self._unit = -(-whole // _MOST)
        across, along = self.horizontalScrollBar(), self.verticalScrollBar()
        self._placing = True
        across.setPageStep(max(1, width // self._unit))
        across.setSingleStep(max(1, width // 20 // self._unit))
        across.setRange(0, max(0, (whole - width) // self._unit))
        across.setValue(self.scale.left // self._unit)
        along.setPageStep(height)
        along.setSingleStep(24)
        along.setRange(0, max(0, self.rows.height - height + 12))
        self._placing = False

    _unit = 1

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Follow the scroll bars."""
        if dx and not self._placing:
            self.scale = self.scale.moved(self.horizontalScrollBar().value() * self._unit)
        if dy:
            self.scrolled.emit(self.down)
        self._refresh()

    def _refresh(self) -> None:
        self.viewport().update()
        self.ruler.update()
        self.minimap.update()

    def _repaint(self, span: tuple[int, int], track_ids: Iterable[int]) -> None:
        """Paint anew what lies between two samples on these tracks."""
        left, right = self.scale.x(span[0]) - 8, self.scale.x(span[1]) + 8
        if right < 0 or left > self.viewport().width():
            return
        left, right = max(left, 0), min(right, self.viewport().width())
        for row in map(self.rows.of, track_ids):
            if row is not None:
                self.viewport().update(left, row.top - self.down, right - left, row.track.height)

    def _repaint_clip(self, clip_id: int) -> None:
        if self.shown.homes.get(clip_id) is not None:
            clip = self.shown.clip(clip_id)
            self._repaint((clip.start, clip.end), {clip.track_id})

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Place ruler and mini-map."""
        super().resizeEvent(event)
        self._place_edges()
        self._settle()

    def _place_edges(self) -> None:
        top, low = self.ruler.needed, self.minimap.sizeHint().height()
        self.setViewportMargins(0, top, 0, low)
        inner = self.viewport().geometry()
        self.ruler.setGeometry(inner.left(), inner.top() - top, inner.width(), top)
        self.minimap.setGeometry(inner.left(), inner.bottom() + 1, inner.width(), low)

    def _retheme(self) -> None:
        self.look = Look()
        self.painter = ClipPainter(self.look, self.tiles, self.signs)
        self.painter.mark(self.signs.marked(self.selection, self.timeline))
        self.tiles.forget()
        self._place_edges()
        self.minimap.wear()
        self._refresh()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint what must be painted anew."""
        painter, part = QPainter(self.viewport()), event.rect()
        self.tiles.begin(_TILES_S)
        painter.fillRect(part, self.look["window"])
        self.painter.moving = []
        rows = self.rows.within(part.top() + self.down, part.bottom() + self.down)
        region = event.region()
        for row in rows:
            where = QRect(part.left(), row.top - self.down, part.width(), row.track.height)
            if region.intersects(where):
                self._paint_row(painter, row, where.intersected(part) if region.rectCount() == 1 else where)
        self._paint_over(painter, part)
        painter.end()
        if self.tiles.owed:
            self._idle.start()
        if bool(self.painter.moving) != self._moving.isActive() and part == self.viewport().rect():
            self._moving.start() if self.painter.moving else self._moving.stop()
        elif self.painter.moving:
            self._moving.start()

    def _paint_row(self, painter: QPainter, row: Row, part: QRect) -> None:
        coat = self.look.coat(row.track, row.place)
        top = row.top - self.down
        painter.fillRect(part, coat.row)
        self._paint_grid(painter, part)
        painter.setPen(self.look["line"])
        painter.drawLine(part.left(), top + row.track.height - 1, part.right(), top + row.track.height - 1)
        # Edges, handles and frames reach a little beyond their clips.
        start, end = self.scale.sample(part.left() - 8), self.scale.sample(part.right() + 9) + 1
        arrays = self.lanes.of(self.shown, row.track.id)
        first, behind = arrays.within(self.scale.sample(0), self.scale.sample(self.viewport().width()))
        if self.painter.crowded(behind - first, self.viewport().width()):
            self.painter.density(painter, row, arrays, self.scale, self.down, part, self._chosen)
        else:
            clips = self.shown.lane(row.track.id).between(start, end)
            self.painter.row(painter, row, clips, self.scale, self.down, part, self._chosen)
        if not self.shown.audible(row.track):
            veil = QColor(self.look["window"])
            veil.setAlpha(110)
            painter.fillRect(part, veil)

    def _paint_grid(self, painter: QPainter, part: QRect) -> None:
        found = ticks(self.times, self.scale)
        step = found.samples * found.parts
        number = max(0, int(self.scale.sample(part.left()) / step))
        lines = []
        while (x := self.scale.x(found.sample(number * found.parts))) <= part.right():
            lines.append(QRect(x, part.top(), 1, part.height()))
            number += 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look["line"])
        painter.drawRects(lines)

    def _paint_over(self, painter: QPainter, part: QRect) -> None:
        """Paint what lies over the clips: loop, marks, frames of what is moved, rubber band, playhead."""
        if self.loop is not None:
            left, right = (self.scale.x(at) for at in self.loop)
            veil = QColor(self.look["accent"])
            veil.setAlpha(22)
            painter.fillRect(QRect(left, 0, right - left, self.viewport().height()).intersected(part), veil)
        for marker in self.shown.markers:
            x = self.scale.x(marker.at)
            if part.left() <= x <= part.right():
                painter.setPen(QPen(self.look["stale"], 1, Qt.PenStyle.DashLine))
                painter.drawLine(x, part.top(), x, part.bottom())
        if self._chosen.ghosts or self._band or self._drop:
            self._paint_drag(painter)
        x = self.scale.x(self.playhead)
        painter.fillRect(x, part.top(), 1, part.height(), self.look["accent"])
        if self.hasFocus() and not self.current_clip:
            painter.setPen(QPen(self.look["focus"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _paint_drag(self, painter: QPainter) -> None:
        veil = QColor(self.look["accent"])
        veil.setAlpha(40)
        painter.setPen(QPen(self.look["accent"], 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(veil)
        painter.drawRects([*self._chosen.ghosts, *([self._band[0]] if self._band else [])])
        if self._drop is not None:
            row = self.rows.of(self._drop[0])
            top = row.top - self.down if row else self.rows.height - self.down
            high = row.track.height if row else 24
            painter.fillRect(QRect(self.scale.x(self._drop[1]), top, 2, high), self.look["accent"])

    def _move_on(self) -> None:
        self.painter.phase += 1
        region = QRegion()
        for rect in self.painter.moving:
            region += rect
        self.viewport().update(region)

    def _look_further(self) -> None:
        """Go on with what a picture had no time for: waveforms, and how far clips are that are not in sight."""
        if self.tiles.owed:
            self.tiles.owed = False
            self.viewport().update()
        elif not self.signs.settled:
            if not self.signs.more(_SIGNS_S):
                self.viewport().update()
                self.minimap.refresh()
        else:
            self._idle.stop()

    # What gestures see

    def snap(self, places: Sequence[int], without: Collection[int], *, free: bool) -> int:
        """Return by how many samples things with these edges are to be moved more, so that they touch something."""
        if free or not self._snap:
            return 0
        grid = ticks(self.times, self.scale).samples
        reach = max(1, self.scale.samples(_REACH))
        found = Snapping(self.timeline, self.playhead, reach, grid).snap(places, without)
        return found.by if found is not None else 0

    def preview(self, edit: Edit) -> bool:
        """Show what comes of an edit; False where it cannot be, and nothing changes."""
        try:
            shown, change = edit(self.timeline)
        except (LecternError, KeyError):
            return False
        self._show(shown, change)
        return True

    def _show(self, shown: Timeline, change: TimelineChange | None) -> None:
        before, tracks = self._shown_span, self._shown_tracks
        self.shown = shown
        self._shown_span = change.span if change else None
        self._shown_tracks = change.track_ids if change else frozenset()
        for span, track_ids in ((before, tracks), (self._shown_span, self._shown_tracks)):
            if span is not None:
                self._repaint(span, track_ids)
        if change is None or not change.clip_ids:
            self.ruler.update()

    def rest(self) -> None:
        """Show the timeline as it is."""
        if not self._asked:
            self._show(self.timeline, None)
        self.ghosts([])

    def ghosts(self, rects: list[QRect]) -> None:
        """Show frames where clips will be."""
        if rects or self._chosen.ghosts:
            self._chosen.ghosts = rects
            self.viewport().update()

    def ask(self, edit: Edit, what: str) -> None:
        """Ask for an edit; what is shown stays until it is answered."""
        self._asked = True
        self.ghosts([])
        self.edit_requested.emit(edit, what)

    def body_of(self, clip: Clip) -> QRect:
        """Return where a clip's waveform and gain line are."""
        row = self.rows.of(clip.track_id)
        assert row is not None
        return self.painter.body(box(row, clip, self.scale, self.down))

    def band(self, rect: QRect | None) -> None:
        """Show a rubber band and choose what it touches; None: it is gone, and what it touched is chosen."""
        base = self._band[1] if self._band else self._band_base
        self._band = (rect, base) if rect is not None else None
        if rect is None:
            self.selection_changed.emit(self.selection)
        else:
            self.set_selection(base | self._touched(rect))
        self.viewport().update()

    _band_base: frozenset[int] = frozenset()

    def _touched(self, rect: QRect) -> frozenset[int]:
        start, end = self.scale.sample(rect.left()), self.scale.sample(rect.right()) + 1
        found = []
        for row in self.rows.within(rect.top() + self.down, rect.bottom() + self.down):
            arrays = self.lanes.of(self.timeline, row.track.id)
            first, behind = arrays.within(start, end)
            found.append(arrays.ids[first:behind].tolist())
        return frozenset(chain.from_iterable(found))

    # Choosing

    @property
    def current_track(self) -> Track | None:
        """Return the track the keyboard is at."""
        row = self.rows.of(self._current[0])
        return row.track if row is not None else None

    @property
    def current_clip(self) -> Clip | None:
        """Return the clip the keyboard is at."""
        clip_id = self._current[1]
        return self.timeline.clip(clip_id) if clip_id and self.timeline.homes.get(clip_id) else None

    def set_track(self, track_id: int) -> None:
        """Let the keyboard be at a track."""
        self._set_current(track_id, 0)

    def go_to(self, clip: Clip, *, extend: bool = False) -> None:
        """Let the keyboard be at a clip, and choose it; with ``extend`` besides what is chosen."""
        self._set_current(clip.track_id, clip.id)
        self.reveal_clip(clip)
        self.choose(self.selection | {clip.id} if extend else {clip.id})
        self._tell(aloud=True)

    def choose(self, clip_ids: Collection[int]) -> None:
        """Choose clips, as the person wishes."""
        before = self.selection
        self.set_selection(clip_ids)
        if self.selection != before:
            self.selection_changed.emit(self.selection)

    def choose_all(self) -> None:
        """Choose all clips."""
        ids = (self.lanes.of(self.timeline, track.id).ids.tolist() for track in self.timeline.tracks)
        self.choose(frozenset(chain.from_iterable(ids)))
        self._tell(aloud=True)

    def _set_current(self, track_id: int, clip_id: int) -> None:
        if (track_id, clip_id) == self._current:
            return
        before, self._current = self._current, (track_id, clip_id)
        self._chosen.current = clip_id
        for touched in (before[1], clip_id):
            if touched:
                self._repaint_clip(touched)
        self.current_changed.emit(track_id, clip_id)
        self._tell()

    def _tell(self, *, aloud: bool = False) -> None:
        """Say where the keyboard is, to who cannot see it."""
        self.setAccessibleDescription(canvas_keys.described(self))
        if aloud and self.hasFocus() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleDescription()))

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Do what a key means here; others go on to the window."""
        if not canvas_keys.press(self, event):
            event.ignore()

    def let_go(self) -> bool:
        """Cancel what is dragged, else choose nothing; False where there is nothing to let go of."""
        if self._gesture is not None:
            self._cancel()
            return True
        if self.selection:
            self.choose(())
            return True
        return False

    def write_current(self) -> bool:
        """Ask that the clip the keyboard is at is written."""
        clip = self.current_clip
        if clip is None:
            return False
        self.edit_text_requested.emit(clip.id)
        return True

    def ask_clip(self) -> bool:
        """Ask for a clip at the playhead on the track the keyboard is at."""
        track = self.current_track
        if track is None or track.locked or not self.writable:
            return False
        self.new_clip_requested.emit(track.id, self.playhead)
        return True

    def ask_playhead(self, sample: int) -> None:
        """Ask for the playhead at a sample, and show it there."""
        self.show_playhead(sample)
        self.playhead_requested.emit(self.playhead)

    def ask_loop(self, loop: tuple[int, int] | None) -> None:
        """Ask for a loop, and show it."""
        self.show_loop(loop)
        self.loop_changed.emit(loop)

    def writable_marks(self, grip: object) -> bool:
        """Return whether what was taken hold of on the ruler may be dragged: a loop always, marks where one may write."""
        return self.writable or getattr(grip, "mark", None) is None

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._chosen.focused = True
        self._tell(aloud=True)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show that it is elsewhere."""
        super().focusOutEvent(event)
        self._chosen.focused = False
        self.viewport().update()

    # The mouse

    def _hit(self, at: QPoint) -> Hit:
        row = self.rows.at(at.y() + self.down)
        return hit(self.timeline, self.painter, row, at, self.scale, self.down, self.selection)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of what is there."""
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._grab = at
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        if event.button() != Qt.MouseButton.LeftButton or self._gesture is not None:
            return
        found = self._hit(at)
        self._pressed = Place(at, event.modifiers()), found
        if found.clip is None:
            if not event.modifiers() & (_SHIFT | _CTRL):
                self.choose(())
            if found.row is not None:
                self._set_current(found.row.track.id, 0)
            return
        self._press_clip(found.clip, event.modifiers(), found.part)

    def _press_clip(self, clip: Clip, held: Qt.KeyboardModifier, part: Part) -> None:
        group = self.timeline.groups.get(clip.group, frozenset({clip.id}))
        if held & _CTRL:
            self.choose(self.selection - group if clip.id in self.selection else self.selection | group)
        elif held & _SHIFT and part is Part.BODY:
            self.choose(self.selection | self._between(clip) | group)
        elif clip.id not in self.selection:
            self.choose(group)
        self._set_current(clip.track_id, clip.id)

    def _between(self, clip: Clip) -> frozenset[int]:
        """Return the clips from the current one to this, on the tracks between theirs."""
        first = self.current_clip or clip
        rows = sorted(row.place for row in map(self.rows.of, (first.track_id, clip.track_id)) if row is not None)
        start, end = min(first.start, clip.start), max(first.end, clip.end)
        tracks = self.timeline.tracks[rows[0] : rows[-1] + 1]
        return frozenset(one.id for track in tracks for one in self.timeline.lane(track.id).between(start, end))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag, or show what could be dragged."""
        at = event.position().toPoint()
        if self._grab is not None:
            self._scroll_to(self.scale.left - (at.x() - self._grab.x()))
            self.verticalScrollBar().setValue(self.down - (at.y() - self._grab.y()))
            self._grab = at
            return
        if self._gesture is None and self._pressed is not None:
            start, found = self._pressed
            if (at - start.at).manhattanLength() < _DRAG:
                return
            self._begin(start, found)
        if self._gesture is not None:
            self._gesture.move(Place(at, event.modifiers()))
            beyond = not _ALONG < at.x() < self.viewport().width() - _ALONG
            if beyond != self._along.isActive():
                self._along.start() if beyond else self._along.stop()
        elif self._pressed is None:
            self._hover(at)

    def _begin(self, start: Place, found: Hit) -> None:
        clip = found.clip
        if clip is None:
            self._band_base = self.selection if start.held & (_SHIFT | _CTRL) else frozenset()
            self._gesture = Band(self, start)
        elif not self.writable or self._held(clip):
            self._pressed = None
            return
        else:
            self._gesture = self._gesture_for(start, found, clip)
        self.viewport().setCursor(self._gesture.cursor)

    def _gesture_for(self, start: Place, found: Hit, clip: Clip) -> Gesture:
        match found.part:
            case Part.START | Part.END:
                return DragEdge(self, start, clip, Edge.START if found.part is Part.START else Edge.END)
            case Part.FADE_IN | Part.FADE_OUT:
                return DragFade(self, start, clip, Edge.START if found.part is Part.FADE_IN else Edge.END)
            case Part.GAIN_POINT | Part.GAIN_LINE:
                return DragGain(self, start, clip, found.point)
            case _:
                return MoveClips(self, start, clip, self.selection | {clip.id})

    def _held(self, clip: Clip) -> bool:
        return clip.locked or self.timeline.track(clip.track_id).locked

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self._grab = None
            self.viewport().unsetCursor()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        pressed, self._pressed = self._pressed, None
        gesture, self._gesture = self._gesture, None
        self._along.stop()
        self.viewport().unsetCursor()
        if gesture is not None:
            gesture.finish()
        elif pressed is not None:
            self._clicked(*pressed)

    def _clicked(self, place: Place, found: Hit) -> None:
        """A click that dragged nothing: of many chosen clips the one stays; on the bare track the playhead comes."""
        if found.clip is None:
            if not place.held & (_SHIFT | _CTRL):
                self.ask_playhead(self.scale.sample(place.at.x()))
        elif not place.held & (_SHIFT | _CTRL | _ALT):
            self.choose(self.timeline.groups.get(found.clip.group, frozenset({found.clip.id})))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Write a clip, put a point on its gain line, or make a clip where there is none."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        found = self._hit(at)
        if found.clip is not None:
            if found.part in (Part.GAIN_LINE, Part.GAIN_POINT) and self.writable and not self._held(found.clip):
                self._point(found.clip, found.point, at)
            else:
                self.edit_text_requested.emit(found.clip.id)
        elif found.row is not None and self.writable and not found.row.track.locked:
            sample = self.scale.sample(at.x())
            sample = max(0, sample + self.snap([sample], (), free=bool(event.modifiers() & _SHIFT)))
            self.new_clip_requested.emit(found.row.track.id, sample)

    def _point(self, clip: Clip, number: int, at: QPoint) -> None:
        """Take the point of a gain line away that was clicked twice, or put one there."""
        points = list(clip.gain)
        if number >= 0:
            del points[number]
        else:
            place = min(max(0, self.scale.sample(at.x()) - clip.start), clip.length)
            if any(point.at == place for point in points):
                return
            db = clip.gain_at(place) if points else gain_db(self.body_of(clip), at.y())
            points.append(GainPoint(place, round(db, 1)))
        self.ask(gain_edit(clip.id, sorted(points, key=lambda point: point.at)), self.tr("Change gain"))

    def _hover(self, at: QPoint) -> None:
        found = self._hit(at)
        hovered = found.clip.id if found.clip is not None else 0
        if hovered != self._chosen.hovered:
            before, self._chosen.hovered = self._chosen.hovered, hovered
            for clip_id in (before, hovered):
                if clip_id:
                    self._repaint_clip(clip_id)
        free = found.clip is not None and self.writable and not self._held(found.clip)
        self.viewport().setCursor(_CURSORS[found.part] if free else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Point at nothing."""
        super().leaveEvent(event)
        hovered, self._chosen.hovered = self._chosen.hovered, 0
        if hovered:
            self._repaint_clip(hovered)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll along tracks, with Shift along time, zoom with Ctrl at the mouse."""
        pixels, steps = event.pixelDelta(), event.angleDelta()
        if event.modifiers() & _CTRL:
            turned = steps.y() or steps.x()
            if turned:
                self.set_zoom(self.scale.per_pixel / _STEP ** (turned / 120), event.position().x())
            event.accept()
            return
        across = QPointF(pixels if not pixels.isNull() else steps)
        bar = self.verticalScrollBar()
        sideways = across.x() or (across.y() if event.modifiers() & _SHIFT or not bar.maximum() else 0.0)
        if sideways:
            self._scroll_to(self.scale.left - round(sideways))
        if across.y() and sideways != across.y():
            bar.setValue(round(bar.value() - across.y() / 2))
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for a menu of the chosen clips; a clip that is not chosen is, first."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            clip = self.current_clip
            row = self.rows.of(clip.track_id) if clip else None
            at = box(row, clip, self.scale, self.down).center() if row and clip else self.viewport().rect().center()
            at = QPoint(min(max(0, at.x()), self.viewport().width()), at.y())
        else:
            at = self.viewport().mapFrom(self, event.pos())
            found = self._hit(at)
            if found.clip is not None:
                self._press_clip(found.clip, Qt.KeyboardModifier.NoModifier, Part.BODY)
            elif found.row is not None:
                self._set_current(found.row.track.id, 0)
                self.choose(())
        ids = tuple(clip.id for clip in self.timeline.clips(self.selection))
        self.menu_requested.emit(ids, self.viewport().mapToGlobal(at))
        event.accept()

    def _go_along(self) -> None:
        """Scroll while something is dragged beyond an edge."""
        if self._gesture is None:
            self._along.stop()
            return
        x, width = self._gesture.last.at.x(), self.viewport().width()
        by = min(0, x - _ALONG) + max(0, x - (width - _ALONG))
        left = self.scale.left
        self._scroll_to(left + round(by * 0.6))
        if self.scale.left != left:
            self._gesture.move(self._gesture.last)

    def _gesture_again(self, change: TimelineChange) -> None:
        """Go on with what is dragged although the timeline changed meanwhile, unless that is gone."""
        assert self._gesture is not None
        if any(isinstance(row.before, Clip) and row.after is None for row in change.rows):
            self._cancel()
        else:
            self._gesture.again()
        self.viewport().update()

    def _cancel(self) -> None:
        gesture, self._gesture = self._gesture, None
        self._pressed = None
        self._along.stop()
        if gesture is not None:
            gesture.cancel()
            self.viewport().unsetCursor()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Say in a tip what a clip is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            clip = self._hit(event.pos()).clip
            QToolTip.showText(event.globalPos(), self._tip(clip) if clip else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def _tip(self, clip: Clip) -> str:
        when = f"{self.times.said(clip.start)} – {self.times.said(clip.end)}"
        parts = [clip.text or words.named(self.timeline, clip), f"{when} · {words.mode(clip.mode)}"]
        parts += [words.stretch(clip), words.standing(self.timeline, clip, self.signs.states)]
        return "\n".join(part for part in parts if part)

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files and voices."""
        if self.writable and (event.mimeData().hasUrls() or event.mimeData().hasFormat(VOICE_MIME)):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Show where they would be."""
        target = self._target(event)
        self._drop = target
        self.viewport().update()
        if target is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """Show it no more."""
        super().dragLeaveEvent(event)
        self._drop = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Say what was dropped where."""
        target, self._drop = self._target(event), None
        self.viewport().update()
        if target is None:
            return
        voice = dragged_voice(event.mimeData())
        if voice is not None:
            self.voice_dropped.emit(target[0], voice.engine, voice.voice, voice.name)
        else:
            paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
            if not paths:
                return
            self.media_dropped.emit(target[0], target[1], paths)
        event.acceptProposedAction()

    def _target(self, event: QDropEvent) -> tuple[int, int] | None:
        """Return the track, 0 below all, and the sample where something would be dropped; None where it cannot be."""
        at = event.position().toPoint()
        row = self.rows.at(at.y() + self.down)
        sample = self.scale.sample(at.x())
        sample = max(0, sample + self.snap([sample], (), free=bool(event.modifiers() & _SHIFT)))
        if event.mimeData().hasFormat(VOICE_MIME):
            speaks = row is not None and row.track.kind is TrackKind.VOICEOVER and not row.track.locked
            return (row.track.id, sample) if row is not None and speaks else None
        fits = row is not None and not row.track.locked and row.track.kind in {*CROSSFADING, TrackKind.ORIGINAL}
        return (row.track.id, sample) if row is not None and fits else (0, sample)
