"""The head of one track: its name, who speaks, its colour, mute, solo, lock and volume; with the keyboard, too."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSlider, QVBoxLayout, QWidget

from studio_app.domain.timeline import Track, TrackKind
from studio_app.ui.kit import amounts, icons, theme
from studio_app.ui.kit.controls import Elided, IconButton, label
from studio_app.ui.kit.voice_drag import dragged_voice
from studio_app.ui.timeline import words
from studio_app.ui.timeline.canvas_look import track_colour

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QMouseEvent, QPaintEvent

    from studio_app.domain.cast import Speaker

#: Decibels of the slider's ends; below the lowest nothing is heard that matters. Half a decibel is one step.
_LOW_DB, _HIGH_DB, _STEPS = -60, 12, 2
#: Per cent of the way to one side that a pan goes at most.
_PAN = 100
#: Heights in pixels from which a second row and a third are shown; large text needs more.
_TWO, _THREE = 56, 92
#: Pixels at its lower edge by which it is made higher, and that the pointer goes before it is dragged.
_GRIP, _DRAG = 5, 6
#: By how many pixels a key changes its height.
TALLER = 12


def decibels(db: float) -> str:
    """Return decibels as they are read: "-3.5 dB"."""
    return f"{amounts.locale().toString(db, 'f', 1)} dB"


def panned(pan: float) -> str:
    """Return a pan as it is read."""
    if not round(pan * _PAN):
        return QCoreApplication.translate("TrackHead", "In the middle")
    side = (
        QCoreApplication.translate("TrackHead", "{share} % to the left")
        if pan < 0
        else QCoreApplication.translate("TrackHead", "{share} % to the right")
    )
    return side.format(share=abs(round(pan * _PAN)))


class TrackHead(QWidget):
    """The head of one track. It can have the keyboard: F2 renames, Alt with the arrows moves it, the menu key opens more.

    Signals:
        changed(dict, str): what is wanted of the track, and what that is called.
        chosen(), cast_requested(), menu_requested(QPoint), move_requested(int), taller_requested(int).
        dragged(QPoint), dropped(): with the mouse, in global coordinates.
        voice_dropped(DraggedVoice): for who speaks there.
    """

    changed = Signal(object, str)
    chosen = Signal()
    cast_requested = Signal()
    menu_requested = Signal(object)
    move_requested = Signal(int)
    taller_requested = Signal(int)
    dragged = Signal(object)
    dropped = Signal()
    voice_dropped = Signal(object)

    def __init__(self, track_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"timeline.track.{track_id}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self._track: Track | None = None
        self._ink = theme.colour("dim")
        self._current = False
        self._pressed: QPoint | None = None
        self._resizing = self._dragging = False
        self._height = self._place = 0
        self._make()
        self._lay_out()
        theme.themes().changed.connect(self._retheme)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return what of it Tab comes to, in order."""
        return self, self.cog, self.more, self.mute, self.solo, self.lock, self.volume, self.pan

    def show_track(self, track: Track, place: int, speaker: Speaker | None, *, audible: bool, writable: bool) -> None:
        """Show a track, ``place`` its number from 0, and who speaks on it."""
        self._track, self._place = track, place
        self._ink = track_colour(track, place)
        self._show_kind(track)
        self.kind.setToolTip(words.kind(track.kind))
        self.kind.setAccessibleName(words.kind(track.kind))
        if not self.field.isVisible():
            self.field.setText(track.name)
        self.name.show_text(track.name)
        who = "" if speaker is None else speaker.name
        self.speaker.show_text(who if who and who != track.name else words.kind(track.kind))
        self._show_switches(track, audible=audible, writable=writable)
        self._show_volume(track.volume)
        self._show_pan(track.pan)
        self._tell(track, who, audible=audible)
        self._arrange()
        self.update()

    def _show_kind(self, track: Track) -> None:
        """Show what it holds; where there is no room for the switches, that it is locked or muted."""
        low = track.height < self._rows_from()[0]
        sign = "lock" if low and track.locked else "mute" if low and track.mute else words.KIND_ICONS[track.kind]
        self.kind.setPixmap(icons.pixmap(sign, 16, "icon"))

    def _show_switches(self, track: Track, *, audible: bool, writable: bool) -> None:
        for made, on, name in (
            (self.mute, track.mute, self.tr("Mute {track}")),
            (self.solo, track.solo, self.tr("Solo {track}")),
            (self.lock, track.locked, self.tr("Lock {track}")),
        ):
            made.setChecked(on)
            made.setEnabled(writable)
            made.setAccessibleName(name.format(track=track.name))
        self.lock.show_icon("lock" if track.locked else "unlock")
        self.cog.setVisible(track.kind is TrackKind.VOICEOVER)
        self.cog.setEnabled(writable)
        self.cog.setAccessibleName(self.tr("Voice of {track}").format(track=track.name))
        self.volume.setEnabled(writable)
        self.volume.setAccessibleName(self.tr("Volume of {track}").format(track=track.name))
        self.pan.setEnabled(writable)
        self.pan.setAccessibleName(self.tr("Pan of {track}").format(track=track.name))
        self.more.setAccessibleName(self.tr("More about {track}").format(track=track.name))
        self.name.setEnabled(audible)

    def _show_volume(self, db: float) -> None:
        if not self.volume.isSliderDown():
            with QSignalBlocker(self.volume):
                self.volume.setValue(round(db * _STEPS))
        self.level.setText(decibels(db))
        self.volume.setToolTip(decibels(db))
        self.volume.setAccessibleDescription(decibels(db))

    def _show_pan(self, pan: float) -> None:
        if not self.pan.isSliderDown():
            with QSignalBlocker(self.pan):
                self.pan.setValue(round(pan * _PAN))
        self.pan.setToolTip(panned(pan))
        self.pan.setAccessibleDescription(panned(pan))

    def _tell(self, track: Track, who: str, *, audible: bool) -> None:
        parts = [track.name, words.kind(track.kind)]
        parts += [self.tr("spoken by {name}").format(name=who)] if who else []
        parts += [
            text
            for text, on in (
                (self.tr("muted"), track.mute),
                (self.tr("solo"), track.solo),
                (self.tr("locked"), track.locked),
                (self.tr("not heard"), not audible and not track.mute),
            )
            if on
        ]
        self.setAccessibleName(", ".join(parts))
        self.setAccessibleDescription(
            self.tr("F2 renames the track, Alt with Up and Down moves it, the menu key opens more.")
        )

    def show_current(self, *, on: bool) -> None:
        """Mark it as looked at, or not."""
        if on != self._current:
            self._current = on
            self.update()

    def rename(self) -> None:
        """Let the name be written."""
        if self._track is None or not self.volume.isEnabled():
            return
        self.field.setText(self._track.name)
        self.name.hide()
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def _renamed(self) -> None:
        if not self.field.isVisible():
            return
        had = self.field.hasFocus()
        self.field.hide()
        self.name.show()
        if had:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        name = " ".join(self.field.text().split())
        if name and self._track is not None and name != self._track.name:
            self.changed.emit({"name": name}, self.tr("Rename track"))

    def _volume_moved(self, value: int) -> None:
        self.level.setText(decibels(value / _STEPS))
        self.changed.emit({"volume": value / _STEPS}, self.tr("Change track volume"))

    def _pan_moved(self, value: int) -> None:
        self.changed.emit({"pan": value / _PAN}, self.tr("Pan track"))

    def _switched(self, name: str, *, on: bool) -> None:
        whats = {"mute": self.tr("Mute track"), "solo": self.tr("Solo track"), "locked": self.tr("Lock track")}
        self.changed.emit({name: on}, whats[name])

    # Building

    def _make(self) -> None:
        self.kind = label("", parent=self)
        self.name = Elided("", self)
        self.field = QLineEdit(self)
        self.field.setObjectName("track.name")
        self.field.setAccessibleName(self.tr("Name of the track"))
        self.field.hide()
        self.field.editingFinished.connect(self._renamed)
        self.speaker = Elided("", self)
        self.speaker.setProperty("look", "small")
        self.cog = IconButton("preferences", self.tr("Voice"), self)
        self.cog.setObjectName("track.cast")
        self.cog.clicked.connect(lambda _=False: self.cast_requested.emit())
        self.more = IconButton("more", self.tr("More"), self)
        self.more.setObjectName("track.more")
        self.more.clicked.connect(lambda _=False: self._open_more())
        self.mute = self._switch("mute", "mute", self.tr("Mute"))
        self.solo = self._switch("headphones", "solo", self.tr("Solo"))
        self.lock = self._switch("unlock", "locked", self.tr("Lock"))
        self.volume = QSlider(Qt.Orientation.Horizontal, self)
        self.volume.setObjectName("track.volume")
        self.volume.setRange(_LOW_DB * _STEPS, _HIGH_DB * _STEPS)
        self.volume.setPageStep(3 * _STEPS)
        self.volume.valueChanged.connect(self._volume_moved)
        self.level = label("", "small", self)
        self.pan = QSlider(Qt.Orientation.Horizontal, self)
        self.pan.setObjectName("track.pan_slider")
        self.pan.setProperty("look", "pan")
        self.pan.setRange(-_PAN, _PAN)
        self.pan.setPageStep(_PAN // 4)
        self.pan.setFixedWidth(theme.scaled(52))
        self.pan.valueChanged.connect(self._pan_moved)
        for made in (self.cog, self.more, self.mute, self.solo, self.lock):
            made.setIconSize(QSize(16, 16))

    def _switch(self, icon: str, name: str, tip: str) -> IconButton:
        made = IconButton(icon, tip, self)
        made.setObjectName(f"track.{name}")
        made.setCheckable(True)
        made.clicked.connect(lambda on: self._switched(name, on=on))
        return made

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.kind)
        top.addWidget(self.name, 1)
        top.addWidget(self.field, 1)
        top.addWidget(self.cog)
        top.addWidget(self.more)
        self._switches = QWidget(self)
        second = QHBoxLayout(self._switches)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(0)
        second.addWidget(self.speaker, 1)
        for made in (self.mute, self.solo, self.lock):
            second.addWidget(made)
        self._mix = QWidget(self)
        third = QHBoxLayout(self._mix)
        third.setContentsMargins(0, 0, 0, 0)
        third.setSpacing(4)
        third.addWidget(self.volume, 1)
        third.addWidget(self.level)
        third.addWidget(self.pan)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 4, _GRIP)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._switches)
        column.addWidget(self._mix)
        column.addStretch(1)

    def _arrange(self) -> None:
        """Show as much as there is height for; the rest is in the menu and in what stands at the right."""
        height = self._track.height if self._track is not None else 0
        two, three = self._rows_from()
        self._switches.setVisible(height >= two)
        self._mix.setVisible(height >= three)

    def _rows_from(self) -> tuple[int, int]:
        """Return from which height on a second row is shown, and a third."""
        two = max(_TWO, self.name.sizeHint().height() + self.speaker.sizeHint().height() + _GRIP)
        return two, max(_THREE, two + self.level.sizeHint().height())

    def _retheme(self) -> None:
        if self._track is not None:
            self._ink = track_colour(self._track, self._place)
            self._show_kind(self._track)
            self._arrange()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground, the colour at the left, and the frame of the keyboard."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("accent_soft" if self._current else "panel"))
        painter.fillRect(QRect(0, 0, 5, self.height()), self._ink)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.colour("line"))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    # Keys and pointer

    def event(self, event: QEvent) -> bool:
        """Keep its keys from the window's shortcuts while the keyboard is here."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._wish(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Do what a key means."""
        wish = self._wish(event)
        if wish is None:
            super().keyPressEvent(event)
        else:
            wish()

    def _wish(self, event: QKeyEvent) -> Callable[[], object] | None:
        if not self.hasFocus():
            return None
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        keys: dict[tuple[int, bool], Callable[[], object]] = {
            (Qt.Key.Key_Up, True): partial(self.move_requested.emit, -1),
            (Qt.Key.Key_Down, True): partial(self.move_requested.emit, 1),
            (Qt.Key.Key_F2, False): self.rename,
            (Qt.Key.Key_M, False): self.mute.click,
            (Qt.Key.Key_S, False): self.solo.click,
            (Qt.Key.Key_L, False): self.lock.click,
            (Qt.Key.Key_Plus, False): partial(self.taller_requested.emit, TALLER),
            (Qt.Key.Key_Minus, False): partial(self.taller_requested.emit, -TALLER),
        }
        return keys.get((event.key(), alt)) if alt or plain else None

    def _open_more(self) -> None:
        self.menu_requested.emit(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the menu."""
        self.menu_requested.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Be looked at."""
        super().focusInEvent(event)
        self.chosen.emit()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to change the height, or to drag the track elsewhere."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = event.globalPosition().toPoint()
        self._resizing = event.position().y() >= self.height() - _GRIP
        self._height = self.height()
        self.chosen.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go on with it."""
        if self._pressed is None or self._track is None:
            return
        way = event.globalPosition().toPoint().y() - self._pressed.y()
        if self._resizing:
            self.taller_requested.emit(self._height + way - self._track.height)
        elif self._dragging or abs(way) > _DRAG:
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """End it."""
        if self._dragging:
            self.dropped.emit()
        self.unsetCursor()
        self._pressed, self._resizing, self._dragging = None, False, False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take a voice, where somebody speaks."""
        speaks = self._track is not None and self._track.kind is TrackKind.VOICEOVER
        if speaks and self.cog.isEnabled() and dragged_voice(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Say which voice was dropped."""
        if (voice := dragged_voice(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.voice_dropped.emit(voice)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Rename."""
        self.rename()
