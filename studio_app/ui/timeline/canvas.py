"""The canvas of the timeline: tracks and clips over time, painted and taken hold of. It shows, and says what is wished."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QNativeGestureEvent,
    QPainter,
    QRegion,
)
from PySide6.QtWidgets import QFrame, QToolTip, QWidget

from studio_app.domain.errors import LecternError
from studio_app.domain.timeline import Clip, Track, TrackKind
from studio_app.ui.kit import theme
from studio_app.ui.timeline import canvas_keys, words
from studio_app.ui.timeline.canvas_area import TimeArea
from studio_app.ui.timeline.canvas_clips import box
from studio_app.ui.timeline.canvas_hit import Part
from studio_app.ui.timeline.canvas_lanes import Lanes, Signs
from studio_app.ui.timeline.canvas_picture import Picture
from studio_app.ui.timeline.canvas_pointer import Pointer
from studio_app.ui.timeline.canvas_rows import Rows
from studio_app.ui.timeline.choice import Chosen
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
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QWheelEvent,
    )

    from studio_app.domain.edits.timeline_change import TimelineChange
    from studio_app.domain.timeline import Sound, Timeline
    from studio_app.ui.timeline.canvas_look import Look
    from studio_app.ui.timeline.canvas_rows import Row
    from studio_app.ui.timeline.gestures import Edit
    from studio_app.ui.timeline.tiles import Waveforms
    from studio_app.ui.timeline.words import StateOf

#: Pixels from which something snaps.
_REACH = 8
#: Seconds of idle time in one go that the states of clips may take that are not in sight, and tiles to be painted ahead.
_SIGNS_S, _AHEAD = 0.004, 2
#: Milliseconds between two pictures of what is being generated.
_MOVING_MS = 60
_PINCH = Qt.NativeGestureType.ZoomNativeGesture
#: Touched clips up to which each is painted anew by itself; records that changed beyond which all is painted anew.
_FEW, _MANY = 64, 300


class TimelineCanvas(TimeArea):
    """See the module docstring. On the Qt thread. The ruler is at its top, the mini-map at its bottom.

    What it is given: ``show_timeline``, then ``timeline_changed`` for each change; ``set_states``, ``states_changed``,
    ``set_busy``, ``set_waveforms``, ``waveform_ready``, ``set_playhead``, ``set_selection``, ``set_loop``, ``set_times``,
    ``set_snap``, ``set_follow``, ``set_writable``. An edit it asked for is shown until ``timeline_changed`` answers it, or
    ``edit_refused``. Samples are Python's integers: a signal of Qt's would cut them at 12 hours.

    Signals:
        edit_requested(edit, str): what a drag is to do, once it is over: ``edit(timeline)`` is an edit of ``domain.edits`` with
            its arguments; and what it is called. Answer: timeline_changed, edit_refused.
        selection_changed(frozenset): other clips are chosen; their ids.
        current_changed(int, int): the keyboard or the mouse is at another track or clip; their ids, 0 for none.
        playhead_requested(sample): the playhead is wanted there; it is shown there already.
        scrub_requested(sample), scrub_ended(): the playhead is dragged along the ruler.
        split_requested(int, sample): a clip is to be cut in two (a double click with Alt).
        menu_requested(ids, QPoint): a menu of these clips, or without any of the bare track; the point is global.
        mark_menu_requested(ids, sample, QPoint): the same of a marker or region, or without one of the ruler.
        rename_mark_requested(int): a marker or region is to be named.
        new_clip_requested(int, sample): a clip is wanted on a track.
        edit_text_requested(int): a clip is to be written.
        zoom_changed(float): so many samples are a pixel now.
        loop_changed(object): (start, end) or None is wanted as the loop.
        media_dropped(int, sample, list): files were dropped on a track, 0: below all, or where they cannot be.
        voice_dropped(int, str, str, str): a voice was dropped on a track: engine, voice, name.
        scrolled(int): the rows are scrolled up by so many pixels.
        rows_changed(): tracks are others, or others' heights.
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
    loop_changed = Signal(object)
    media_dropped = Signal(int, object, object)
    voice_dropped = Signal(int, str, str, str)
    rows_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline.canvas")
        self.chapter_id = 0
        self.timeline = self.shown
        self.times = Times()
        self.loop: tuple[int, int] | None = None
        self.selection: frozenset[int] = frozenset()
        self.writable = True
        #: What is shown of a drag: frames, where something would be dropped, and what was chosen before a rubber band.
        self.frames: list[QRect] = []
        self.drop: tuple[int, int] | None = None
        self.band_base: frozenset[int] = frozenset()
        self.hovered = 0
        #: Where what is dragged touches something.
        self.touch: int | None = None
        self.lanes, self.signs, self.tiles = Lanes(), Signs(), Tiles()
        self.picture = Picture(self)
        self._current = (0, 0)
        self._snap, self._follow, self._asked, self._ahead = True, True, False, False
        #: Where what is shown differs from what is: samples and tracks.
        self._tried: tuple[tuple[int, int], frozenset[int]] | None = None
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
        self.pointer = Pointer(self)
        self.ruler = Ruler(self)
        self.ruler.scrubbed.connect(self.scrub_requested)
        self.ruler.scrub_ended.connect(self.scrub_ended)
        self.ruler.menu_requested.connect(self.mark_menu_requested)
        self.ruler.rename_requested.connect(self.rename_mark_requested)
        self.minimap = MiniMap(self)
        self._moving = QTimer(self, interval=_MOVING_MS)
        self._moving.timeout.connect(self._move_on)
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._look_further)
        self._place_edges()

    @property
    def look(self) -> Look:
        """Return the colours and fonts in force."""
        return self.picture.look

    # What is shown

    def show_timeline(self, chapter_id: int, timeline: Timeline) -> None:
        """Show the timeline of a chapter; another than before is shown from its beginning."""
        other, self.chapter_id = chapter_id != self.chapter_id, chapter_id
        self.pointer.cancel()
        self._asked, self._tried = False, None
        self._take(timeline)
        self.choose(frozenset(clip_id for clip_id in self.selection if timeline.homes.get(clip_id) is not None))
        self.lanes.forget(timeline)
        self.signs.restart(timeline)
        self._idle.start()
        if other:
            self.loop, self.playhead = None, 0
            self.scale = self.scale.moved(0)
            self.set_selection(())
            self.set_current(timeline.tracks[0].id if timeline.tracks else 0, 0)
        self.rows_changed.emit()
        self.picture.rows.clear()
        self.minimap.refresh()
        self.refresh()

    def timeline_changed(self, timeline: Timeline, change: TimelineChange) -> None:
        """Show what changed; only that is painted anew."""
        tried, self._tried, self._asked = self._tried, None, False
        tracks, many = timeline.tracks is not self.timeline.tracks, len(change.rows) > _MANY
        self._take(timeline)
        gone = frozenset(row.before.id for row in change.rows if row.after is None and isinstance(row.before, Clip))
        if gone & self.selection:
            self.choose(self.selection - gone)
        if many:
            self.signs.restart(timeline)
            self._idle.start()
        else:
            self.signs.look(row.after for row in change.rows if isinstance(row.after, Clip))
        if tracks:
            self.rows_changed.emit()
        if tracks or many:
            self.picture.rows.clear()
            self.refresh()
        else:
            span = change.span
            for touched in ((span, change.track_ids) if span else None, tried):
                if touched is not None:
                    self._repaint(*touched)
        self.pointer.again(change)
        self.settle()
        self.minimap.refresh()
        self.ruler.update()

    def edit_refused(self) -> None:
        """Show the timeline as it is: what was asked for cannot be."""
        self._asked = False
        self.rest()

    def _take(self, timeline: Timeline) -> None:
        if timeline.tracks is not self.timeline.tracks:
            self.rows = Rows(timeline)
        self.timeline = self.shown = timeline
        track_id, clip_id = self._current
        home = timeline.homes.get(clip_id)
        if self.rows.of(home[0] if home else track_id) is None:
            track_id = timeline.tracks[0].id if timeline.tracks else 0
        self.set_current(home[0] if home else track_id, clip_id if home else 0)

    def set_states(self, states: StateOf) -> None:
        """Take how far paragraphs are: a function from their id to a ParagraphState, None while nobody knows."""
        self.signs.states = states
        self.signs.restart(self.timeline)
        self._idle.start()
        self.picture.rows.spoil_all()
        self.viewport().update()

    def states_changed(self, paragraph_ids: Iterable[int]) -> None:
        """Show anew how far these paragraphs are."""
        found = [clip for clip in map(self.timeline.clip_of, paragraph_ids) if clip is not None]
        self._look_again(found)

    def set_busy(self, clip_ids: Collection[int], failed: Collection[int] = ()) -> None:
        """Show these clips as being made, and these as failed: effects, which have no paragraph that says so."""
        touched = self.signs.busy ^ frozenset(clip_ids) | self.signs.failed ^ frozenset(failed)
        self.signs.busy, self.signs.failed = frozenset(clip_ids), frozenset(failed)
        homes = self.timeline.homes
        self._look_again([self.timeline.clip(clip_id) for clip_id in touched if homes.get(clip_id) is not None])

    def _look_again(self, clips: Sequence[Clip]) -> None:
        if len(clips) > _MANY:
            self.signs.restart(self.timeline)
            self._idle.start()
            self.picture.rows.spoil_all()
        else:
            self.signs.look(clips)
            for clip in clips:
                self.picture.spoil((clip.start, clip.end), {clip.track_id})
        self.viewport().update()
        self.minimap.refresh()

    def set_waveforms(self, waveforms: Waveforms, key_of: Callable[[Sound], str] | None = None) -> None:
        """Take who knows the waveforms, and what they are known by: by that ``waveform_ready`` names them."""
        self.tiles.waveforms = waveforms
        if key_of is not None:
            self.tiles.key_of = key_of
        self.tiles.forget()
        self.picture.rows.clear()
        self.viewport().update()

    def waveform_ready(self, key: str) -> None:
        """Draw the waveform of a recording anew: more of it is known."""
        self.tiles.forget(key)
        if self.picture.rows.spoil_of(key):
            self.viewport().update()

    def set_playhead(self, sample: int) -> None:
        """Show the playhead at a sample, and turn over to it if it is to be followed."""
        width = self.viewport().width()
        inside = 0 <= self.scale.x(self.playhead) < width
        self.show_playhead(sample)
        if self._follow and inside and self.pointer.gesture is None and not 0 <= self.scale.x(sample) < width:
            self.scroll_to(round(sample / self.scale.per_pixel) - width // 16)

    def show_playhead(self, sample: int) -> None:
        """Show the playhead at a sample, wherever that is."""
        old, self.playhead = self.scale.x(self.playhead), max(0, sample)
        new = self.scale.x(self.playhead)
        if old == new:
            return
        for x in (old, new):
            if -8 <= x <= self.viewport().width() + 8:
                self.viewport().update(x - 1, 0, 3, self.viewport().height())
                self.ruler.update(x - 8, 0, 17, self.ruler.height())
        self.minimap.show_playhead()

    def set_selection(self, clip_ids: Collection[int]) -> None:
        """Choose these clips, and tell nobody."""
        chosen = frozenset(clip_ids)
        if chosen == self.selection:
            return
        touched, self.selection = self.selection ^ chosen, chosen
        self.picture.density.marks = self.signs.marked(chosen, self.timeline) if chosen else None
        if len(touched) > _FEW:
            self.picture.rows.clear()
            self.viewport().update()
            return
        for clip_id in touched:
            self._repaint_clip(clip_id)

    def set_loop(self, loop: tuple[int, int] | None) -> None:
        """Show the loop, from sample to sample; None for none."""
        self.loop = loop
        self.ruler.update()
        self.viewport().update()

    def set_times(self, times: Times) -> None:
        """Write times in another way; the grid follows."""
        self.times = times
        self.picture.rows.clear()
        self.refresh()
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
            self.pointer.cancel()

    def refresh(self) -> None:
        """Paint all anew, ruler and mini-map, too; what the last picture had no time for waits until this one is there."""
        self._idle.stop()
        self.viewport().update()
        self.ruler.update()
        self.minimap.update()

    def _repaint(self, span: tuple[int, int], track_ids: Iterable[int]) -> None:
        """Paint anew what lies between two samples on these tracks."""
        track_ids = set(track_ids)
        self.picture.drop(span, track_ids)
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
        self.settle()

    def _place_edges(self) -> None:
        top, low = self.ruler.needed, self.minimap.sizeHint().height()
        self.setViewportMargins(0, top, 0, low)
        inner = self.viewport().geometry()
        self.ruler.setGeometry(inner.left(), inner.top() - top, inner.width(), top)
        self.minimap.setGeometry(inner.left(), inner.bottom() + 1, inner.width(), low)

    def _retheme(self) -> None:
        self.picture = Picture(self)
        self.picture.density.marks = self.signs.marked(self.selection, self.timeline) if self.selection else None
        self.tiles.forget()
        self._place_edges()
        self.minimap.wear()
        self.refresh()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint what must be painted anew; what there is no time for comes with the next pictures."""
        painter = QPainter(self.viewport())
        try:
            self.picture.paint(painter, event.rect())
        finally:
            painter.end()
        if not self.picture.owed.isEmpty() or not self.signs.settled:
            self._idle.start()
        elif event.rect() == self.viewport().rect():
            self._ahead = True
            self._idle.start()
        if bool(self.picture.moving) != self._moving.isActive():
            self._moving.start() if self.picture.moving else self._moving.stop()

    def _move_on(self) -> None:
        self.picture.phase += 1
        region = QRegion()
        for rect in self.picture.moving:
            region += rect
        self.viewport().update(region)

    def _look_further(self) -> None:
        """Go on with what a picture had no time for: tiles, states of clips out of sight, and what will soon be in sight."""
        if not self.picture.owed.isEmpty():
            self.picture.goes_on = True
            self.viewport().repaint(self.picture.owed)  # now: a picture somebody waits for must not become one of these
            self.picture.goes_on = False
        elif not self.signs.settled:
            if not self.signs.more(_SIGNS_S):
                self.viewport().update()
                self.minimap.refresh()
        elif not (self._ahead and self.picture.prepare(_AHEAD)):
            self._ahead = False
            self._idle.stop()

    def zoomed(self) -> None:
        """Forget what was painted at another zoom."""
        self.picture.rows.clear()

    def zoom_selection(self) -> None:
        """Show the chosen clips, else the loop, else all."""
        there = tuple(clip_id for clip_id in self.selection if self.shown.homes.get(clip_id) is not None)
        if (span := Chosen(self.shown, there).span) is not None:
            self.zoom_to(*span)
        elif self.loop is not None:
            self.zoom_to(*self.loop)
        else:
            self.zoom_all()

    @property
    def top_margin(self) -> int:
        """Return how many pixels lie above the first row: the ruler."""
        return self.ruler.needed

    # What gestures see

    def snap(self, places: Sequence[int], without: Collection[int], *, free: bool) -> int:
        """Return by how many samples things with these edges are to be moved more, so that they touch something."""
        if free or not self._snap:
            self._show_touch(None)
            return 0
        grid = ticks(self.times, self.scale.per_pixel).samples
        reach = max(1, self.scale.samples(_REACH))
        found = Snapping(self.timeline, self.playhead, reach, grid).snap(places, without)
        self._show_touch(found.at if found is not None else None)
        return found.by if found is not None else 0

    def _show_touch(self, sample: int | None) -> None:
        """Show at which sample what is dragged touches something; None: nowhere."""
        before, self.touch = self.touch, sample
        if before != sample:
            for at in (before, sample):
                if at is not None:
                    self.viewport().update(self.scale.x(at) - 1, 0, 3, self.viewport().height())

    def preview(self, edit: Edit) -> bool:
        """Show what comes of an edit; False where it cannot be, and nothing changes."""
        try:
            shown, change = edit(self.timeline)
        except (LecternError, KeyError):
            return False
        self._show(shown, change)
        return True

    def _show(self, shown: Timeline, change: TimelineChange | None) -> None:
        tried, self.shown = self._tried, shown
        span = change.span if change is not None else None
        self._tried = (span, change.track_ids) if change is not None and span is not None else None
        for touched in (tried, self._tried):
            if touched is not None:
                self._repaint(*touched)
        if self._tried is None:
            self.ruler.update()
            self.viewport().update()

    def rest(self) -> None:
        """Show the timeline as it is."""
        if not self._asked:
            self._show(self.timeline, None)
        self.ghosts([])
        self._show_touch(None)

    def ghosts(self, rects: list[QRect]) -> None:
        """Show frames where clips will be."""
        if rects or self.frames:
            self.frames = rects
            self.viewport().update()

    def ask(self, edit: Edit, what: str) -> None:
        """Ask for an edit; what is shown stays until it is answered."""
        self._asked = True
        self.ghosts([])
        self._show_touch(None)
        self.edit_requested.emit(edit, what)

    def body_of(self, clip: Clip) -> QRect:
        """Return where a clip's waveform and gain line are."""
        row = self.rows.of(clip.track_id)
        assert row is not None
        return self.picture.clips.body(box(row, clip, self.scale, self.down))

    def band(self, rect: QRect | None) -> None:
        """Show a rubber band and choose what it touches; None: it is gone, and what it touched stays chosen."""
        self.ghosts([rect] if rect is not None else [])
        if rect is None:
            self.selection_changed.emit(self.selection)
        else:
            self.set_selection(self.band_base | self._touched(rect))

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

    def go_to(self, clip: Clip, *, extend: bool = False) -> None:
        """Let the keyboard be at a clip, and choose it; with ``extend`` besides what is chosen."""
        self.set_current(clip.track_id, clip.id)
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

    def set_current(self, track_id: int, clip_id: int) -> None:
        """Let the keyboard be at a clip, or with 0 at the bare track."""
        if (track_id, clip_id) == self._current:
            return
        before, self._current = self._current, (track_id, clip_id)
        for touched in (before[1], clip_id):
            self._uncover(touched)
        if not (before[1] and clip_id):
            self.viewport().update()
        self.current_changed.emit(track_id, clip_id)
        self._tell()

    def hover(self, clip_id: int) -> None:
        """Show what can be taken hold of on the clip the mouse is over; 0 for none."""
        if clip_id != self.hovered:
            before, self.hovered = self.hovered, clip_id
            for touched in (before, clip_id):
                self._uncover(touched)

    def _uncover(self, clip_id: int) -> None:
        """Paint a clip again, from its tiles: what lies over it is another now."""
        clip = self.shown.clip(clip_id) if clip_id and self.shown.homes.get(clip_id) else None
        row = self.rows.of(clip.track_id) if clip is not None else None
        if clip is not None and row is not None:
            rect = box(row, clip, self.scale, self.down).adjusted(-2, -2, 2, 2)
            self.viewport().update(rect.intersected(self.viewport().rect()))

    def _tell(self, *, aloud: bool = False) -> None:
        """Say where the keyboard is, to who cannot see it."""
        self.setAccessibleDescription(canvas_keys.described(self))
        if aloud and self.hasFocus() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleDescription()))

    # The keyboard

    def event(self, event: QEvent) -> bool:
        """Keep its keys from the window's shortcuts while the keyboard is here."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and canvas_keys.wish(self, event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Do what a key means here; others go on to the window."""
        wish = canvas_keys.wish(self, event)
        if wish is None:
            event.ignore()
        else:
            wish()

    def let_go(self) -> None:
        """Cancel what is dragged, else choose nothing."""
        if not self.pointer.cancel():
            self.choose(())

    def write_current(self) -> None:
        """Ask that the clip the keyboard is at is written."""
        clip = self.current_clip
        if clip is not None:
            self.edit_text_requested.emit(clip.id)

    @property
    def can_ask_clip(self) -> bool:
        """Return whether a clip can be made on the track the keyboard is at."""
        track = self.current_track
        return self.writable and track is not None and not track.locked

    def ask_clip(self) -> None:
        """Ask for a clip at the playhead on the track the keyboard is at."""
        if self.can_ask_clip:
            self.new_clip_requested.emit(self._current[0], self.playhead)

    def ask_playhead(self, sample: int) -> None:
        """Ask for the playhead at a sample, and show it there."""
        self.show_playhead(sample)
        self.playhead_requested.emit(self.playhead)

    def ask_loop(self, loop: tuple[int, int] | None) -> None:
        """Ask for a loop, and show it."""
        self.set_loop(loop)
        self.loop_changed.emit(loop)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._tell(aloud=True)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show that it is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of what is there."""
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag, or show what could be dragged."""
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go."""
        self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Write a clip, or make one."""
        self.pointer.double(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll, or zoom."""
        self.pointer.wheel(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Point at nothing."""
        super().leaveEvent(event)
        self.hover(0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for a menu of the chosen clips; a clip that is not chosen is, first."""
        event.accept()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self._current_place()
        else:
            # Qt tells a scroll area places of its viewport.
            at = event.pos()
            found = self.pointer.hit(at)
            if found.clip is not None:
                self.pointer.press_clip(found.clip, Qt.KeyboardModifier.NoModifier)
            elif found.row is not None:
                self.set_current(found.row.track.id, 0)
                self.choose(())
        known = (clip_id for clip_id in self.selection if self.timeline.homes.get(clip_id) is not None)
        ids = tuple(clip.id for clip in self.timeline.clips(known))
        self.menu_requested.emit(ids, self.viewport().mapToGlobal(at))

    def _current_place(self) -> QPoint:
        """Return where the clip is that the keyboard is at, in sight."""
        clip, seen = self.current_clip, self.viewport().rect()
        row = self.rows.of(clip.track_id) if clip is not None else None
        if clip is None or row is None:
            return seen.center()
        rect = box(row, clip, self.scale, self.down).intersected(seen)
        return rect.center() if not rect.isEmpty() else seen.center()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Say in a tip what a clip is; zoom with two fingers."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.pointer.hit(event.pos())
            said = self._tip(found.clip, found.part) if found.clip is not None else self._bare_tip(found.row)
            QToolTip.showText(event.globalPos(), said, self.viewport())
            return True
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == _PINCH:
            self.set_zoom(self.scale.per_pixel / max(0.1, 1 + event.value()), event.position().x())
            return True
        return super().viewportEvent(event)

    def _tip(self, clip: Clip, part: Part) -> str:
        when = f"{self.times.said(clip.start)} – {self.times.said(clip.end)}"
        parts = [clip.text or words.named(self.timeline, clip), f"{when} · {words.mode(clip.mode)}"]
        parts += [words.stretch(clip), words.standing(self.timeline, clip, self.signs.states, self.signs.busy)]
        if part in (Part.START, Part.END) and self.writable:
            parts.append(self._edge_tip(clip))
        return "\n".join(part for part in parts if part)

    def _edge_tip(self, clip: Clip) -> str:
        track = self.timeline.track(clip.track_id)
        if clip.locked or track.locked:
            return ""
        if track.kind is TrackKind.VOICEOVER:
            return self.tr("Drag the edge to speak faster or slower, with Ctrl or Alt to trim.")
        return self.tr("Drag the edge to trim, with Ctrl to stretch.")

    def _bare_tip(self, row: Row | None) -> str:
        """Return what can be done where no clip is."""
        if row is None or not self.writable or row.track.locked:
            return ""
        if row.track.kind in (TrackKind.VOICEOVER, TrackKind.SFX):
            return self.tr("Double-click to add a clip here.")
        return self.tr("Drop a file here, or double-click.")

    def show_drop(self, drop: tuple[int, int] | None) -> None:
        """Show where something would be dropped: the track, 0 below all, and the sample."""
        self.drop = drop
        self.viewport().update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files and voices."""
        self.pointer.dragged_over(event)
        event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Show where they would be."""
        self.pointer.dragged_over(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """Show it no more."""
        super().dragLeaveEvent(event)
        self.show_drop(None)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Say what was dropped where."""
        self.pointer.dropped(event)
