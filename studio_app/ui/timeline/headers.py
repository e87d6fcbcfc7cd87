"""The heads of the tracks, left of their clips: name, who speaks, colour, mute, solo, lock, volume; and their order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup, QContextMenuEvent
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from studio_app.domain.edits import tracks as edits
from studio_app.domain.edits.cast import COLOURS
from studio_app.domain.timeline import HIGHEST, LOWEST, Timeline, Track, TrackKind
from studio_app.ui.kit import icons, theme
from studio_app.ui.kit.dots import dot
from studio_app.ui.timeline import words
from studio_app.ui.timeline.bursts import Bursts
from studio_app.ui.timeline.head import TALLER, TrackHead

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QWheelEvent

    from studio_app.domain.project import Project


class TrackHeaders(QWidget):
    """The heads in a column as high as their tracks, scrolled with the canvas.

    Signals:
        edit_requested(edit, str): an edit of the timeline, and what it is called.
        cast_requested(track id): another voice for who speaks there.
        chosen(track id): it is looked at.
        media_requested(track id), add_requested(TrackKind): from the menu.
        scrolled(int): by so many pixels, with the wheel.
        voice_dropped(track id, engine, voice, name): that voice for who speaks there.
    """

    edit_requested = Signal(object, str)
    cast_requested = Signal(int)
    chosen = Signal(int)
    media_requested = Signal(int)
    add_requested = Signal(object)
    scrolled = Signal(int)
    voice_dropped = Signal(int, str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline.headers")
        self.setAccessibleName(self.tr("Tracks"))
        self.setMinimumWidth(theme.scaled(150))
        self._timeline = Timeline()
        self._project: Project | None = None
        self._heads: dict[int, TrackHead] = {}
        self._scroll = 0
        self._writable = True
        self._target: int | None = None
        self._current: int | None = None
        self._bursts = Bursts()
        self._area = QWidget(self)
        self._line = QFrame(self._area)
        self._line.hide()

    # What is shown

    def show_timeline(self, timeline: Timeline, project: Project | None, *, writable: bool = True) -> None:
        """Show the tracks of a timeline; those that were there keep the keyboard."""
        self._timeline, self._project, self._writable = timeline, project, writable
        there = {track.id for track in timeline.tracks}
        for track_id in [n for n in self._heads if n not in there]:
            self._drop(track_id)
        for place, track in enumerate(timeline.tracks):
            if track.id not in self._heads:
                self._heads[track.id] = self._made(track.id)
            self._heads[track.id].show_track(
                track, place, words.speaker_of(project, track), audible=timeline.audible(track), writable=writable
            )
        self._place()

    def show_current(self, track_id: int | None) -> None:
        """Mark the track that is looked at."""
        self._current = track_id
        for held, head in self._heads.items():
            head.show_current(on=held == track_id)

    def set_scroll(self, scroll: int) -> None:
        """Stand as the canvas does: its tracks are scrolled up by ``scroll`` pixels."""
        self._scroll = scroll
        self._place()

    def head(self, track_id: int) -> TrackHead:
        """Return the head of a track; KeyError where there is none."""
        return self._heads[track_id]

    @property
    def order(self) -> tuple[int, ...]:
        """Return the ids of the tracks from top to bottom."""
        return tuple(track.id for track in self._timeline.tracks)

    def _made(self, track_id: int) -> TrackHead:
        head = TrackHead(track_id, self._area)
        head.changed.connect(partial(self._change, track_id))
        head.chosen.connect(partial(self.chosen.emit, track_id))
        head.cast_requested.connect(partial(self.cast_requested.emit, track_id))
        head.menu_requested.connect(partial(self._open_menu, track_id))
        head.move_requested.connect(partial(self._step, track_id))
        head.taller_requested.connect(partial(self._taller, track_id))
        head.dragged.connect(partial(self._dragged, track_id))
        head.dropped.connect(partial(self._dropped, track_id))
        head.voice_dropped.connect(lambda voice: self.voice_dropped.emit(track_id, *voice))
        head.show()
        return head

    def _drop(self, track_id: int) -> None:
        head = self._heads.pop(track_id)
        if head.hasFocus() or head.isAncestorOf(self.focusWidget()):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        head.hide()
        head.deleteLater()

    @property
    def stops(self) -> list[QWidget]:
        """Return what Tab comes to, in order."""
        return [stop for track_id in self.order for stop in self._heads[track_id].stops]

    def _place(self) -> None:
        self._area.setGeometry(self.rect())
        y = -self._scroll
        for track in self._timeline.tracks:
            self._heads[track.id].setGeometry(0, y, self.width(), track.height)
            y += track.height

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Be as wide as there is room."""
        super().resizeEvent(event)
        self._place()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll the canvas."""
        self.scrolled.emit(-event.angleDelta().y() // 2)
        event.accept()

    # What the person does

    def _change(self, track_id: int, wanted: edits.Mix, what: str) -> None:
        name = f"track-{track_id}-{'-'.join(wanted)}"
        merge = self._bursts.name(name) if wanted.keys() & {"volume", "pan", "height"} else ""
        self.edit_requested.emit(partial(edits.change_track, track_id=track_id, merge=merge, **wanted), what)

    def _taller(self, track_id: int, by: int) -> None:
        height = min(HIGHEST, max(LOWEST, self._timeline.track(track_id).height + by))
        self._change(track_id, {"height": height}, self.tr("Change track height"))

    def _step(self, track_id: int, by: int) -> None:
        """Move a track up or down by one."""
        order = list(self.order)
        at = order.index(track_id)
        to = at + by
        if 0 <= to < len(order):
            order.insert(to, order.pop(at))
            self._move(track_id, order[to + 1] if to + 1 < len(order) else None)

    def _move(self, track_id: int, before: int | None) -> None:
        self.edit_requested.emit(partial(edits.move_track, track_id=track_id, before=before), self.tr("Move track"))

    def _dragged(self, _track_id: int, at: QPoint) -> None:
        """Show where a head would be put."""
        self._target = self._place_at(self._area.mapFromGlobal(at).y())
        y = -self._scroll + sum(track.height for track in self._timeline.tracks[: self._target])
        self._line.setGeometry(0, y - 2, self.width(), 4)
        self._line.setAutoFillBackground(True)
        palette = self._line.palette()
        palette.setColor(self._line.backgroundRole(), theme.colour("accent"))
        self._line.setPalette(palette)
        self._line.show()
        self._line.raise_()

    def _place_at(self, y: int) -> int:
        top = -self._scroll
        for place, track in enumerate(self._timeline.tracks):
            if y < top + track.height // 2:
                return place
            top += track.height
        return len(self._timeline.tracks)

    def _dropped(self, track_id: int) -> None:
        self._line.hide()
        target, self._target = self._target, None
        if target is None or not self._writable:
            return
        before = self.order[target] if target < len(self.order) else None
        if before != track_id:
            self._move(track_id, before)

    # The menu of a track

    def menu(self, track_id: int) -> QMenu:
        """Return what can be done with a track; it deletes itself when closed."""
        track = self._timeline.track(track_id)
        made = QMenu(self)
        made.setObjectName("timeline.track_menu")
        made.setAccessibleName(self.tr("Track"))
        made.aboutToHide.connect(made.deleteLater)
        made.addAction(self.tr("Rename"), self._heads[track_id].rename).setEnabled(self._writable)
        if track.kind is TrackKind.VOICEOVER:
            made.addMenu(self._speakers(track, made)).setEnabled(self._writable and not track.locked)
            made.addAction(self.tr("Voice of the speaker…"), partial(self.cast_requested.emit, track_id))
        if track.kind is TrackKind.AUDIO:
            add = made.addAction(self.tr("Add audio…"), partial(self.media_requested.emit, track_id))
            add.setEnabled(self._writable and not track.locked)
        made.addMenu(self._colours(track, made)).setEnabled(self._writable)
        made.addSeparator()
        order = self.order
        up = made.addAction(self.tr("Move up"), partial(self._step, track_id, -1))
        up.setEnabled(self._writable and order[0] != track_id)
        down = made.addAction(self.tr("Move down"), partial(self._step, track_id, 1))
        down.setEnabled(self._writable and order[-1] != track_id)
        made.addAction(self.tr("Higher"), partial(self._taller, track_id, TALLER)).setEnabled(self._writable)
        made.addAction(self.tr("Lower"), partial(self._taller, track_id, -TALLER)).setEnabled(self._writable)
        made.addSeparator()
        gone = partial(edits.remove_track, track_id=track_id)
        remove = made.addAction(self.tr("Remove the track"))
        remove.triggered.connect(lambda _=False: self.edit_requested.emit(gone, self.tr("Remove track")))
        remove.setEnabled(self._writable and not track.locked)
        return made

    def _speakers(self, track: Track, parent: QWidget) -> QMenu:
        made = QMenu(self.tr("Spoken by"), parent)
        now = words.speaker_of(self._project, track)
        for place, speaker in enumerate(() if self._project is None else self._project.speakers):
            chosen = now is not None and now.id == speaker.id
            ink = theme.speaker_colour(speaker.colour, place)
            action = made.addAction(dot(ink, chosen=chosen), speaker.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(chosen)
            action.triggered.connect(
                lambda _=False, who=speaker.id: self._change(track.id, {"speaker_id": who}, self.tr("Cast track"))
            )
        return made

    def _colours(self, track: Track, parent: QWidget) -> QMenu:
        made = QMenu(self.tr("Colour"), parent)
        group = QActionGroup(made)
        for place, colour in enumerate(COLOURS):
            chosen = track.colour == colour
            name = self.tr("Colour {number}").format(number=place + 1)
            action = made.addAction(dot(theme.speaker_colour(colour, place), chosen=chosen), name)
            action.setCheckable(True)
            action.setChecked(chosen)
            group.addAction(action)
            action.triggered.connect(
                lambda _=False, ink=colour: self._change(track.id, {"colour": ink}, self.tr("Colour track"))
            )
        return made

    def _open_menu(self, track_id: int, at: QPoint) -> None:
        self.menu(track_id).popup(at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer new tracks where there is none."""
        made = QMenu(self)
        made.setAccessibleName(self.tr("Add a track"))
        made.aboutToHide.connect(made.deleteLater)
        for kind in (TrackKind.VOICEOVER, TrackKind.SFX, TrackKind.AUDIO):
            what = self.tr("Add a track: {kind}").format(kind=words.kind(kind))
            made.addAction(icons.icon(words.KIND_ICONS[kind]), what, partial(self.add_requested.emit, kind))
        made.setEnabled(self._writable)
        made.popup(event.globalPos())
