"""The waveform of a recording: the part that is kept between two handles, and a playhead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QSizePolicy, QSlider, QWidget

from studio_app.ui.kit import amounts, theme
from studio_app.ui.kit.throttle import Debounce

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

#: Seconds that are kept at the least.
LEAST_S = 0.1
#: Seconds a key moves a handle, by what is held with it.
_STEP_S, _FAR_S, _FINE_S = 0.1, 1.0, 0.01
_PAGE_S = 5.0
#: Width in pixels of what can be taken hold of.
_GRIP = 24
#: Milliseconds without a move after which a trim stands.
_QUIET_MS = 350
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}
_PAGES = {Qt.Key.Key_PageDown: -1, Qt.Key.Key_PageUp: 1}


def clock(seconds: float) -> str:
    """Return a place in a recording, to the tenth: "1:04.2"."""
    tenths = round(seconds * 10)
    minutes, rest = divmod(tenths, 600)
    number = amounts.locale().toString(rest / 10, "f", 1)
    return f"{minutes}:{number.zfill(4)}"


class Wave(QFrame):
    """See the module docstring. The handles are sliders to a screen reader; Tab comes to each of them.

    It is a frame because a plain widget has no role that could be said.

    Keys on the waveform: Space plays and stops, the arrows move the playhead, [ and ] trim at the playhead. On a handle the
    arrows move it by a tenth of a second, with Shift by a second, with Ctrl by a hundredth; Home and End go all the way.

    Signals:
        trim_moved(start, end): a handle moves; seconds.
        trimmed(start, end): it stays where it is now.
        seek_requested(seconds): the playhead is wanted there.
        play_requested(): play, or stop what plays.
    """

    trim_moved = Signal(float, float)
    trimmed = Signal(float, float)
    seek_requested = Signal(float)
    play_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wave")
        self.setAccessibleName(self.tr("Waveform"))
        self.setAccessibleDescription(self.tr("Space plays. The arrows move the playhead. [ and ] trim there."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.seconds = 0.0
        self._peaks: Sequence[tuple[float, float]] = ()
        self._playhead: float | None = None
        self._drawn: dict[str, QPixmap] = {}
        self._settled = Debounce(_QUIET_MS, self._tell, self)
        self.start = _Handle(self, "wave.start", self.tr("Start of what is kept"))
        self.end = _Handle(self, "wave.end", self.tr("End of what is kept"))
        for handle in (self.start, self.end):
            handle.moved.connect(self._moved)
            handle.released.connect(self._settled.flush)
        theme.themes().changed.connect(self._repaint)
        self.show_recording((), 0.0)

    def show_recording(
        self, peaks: Sequence[tuple[float, float]], seconds: float, trim: tuple[float, float] | None = None
    ) -> None:
        """Show a recording of so many seconds, of which ``trim`` is kept; None for all of it.

        ``peaks`` are the lowest and the highest sample of each of many equal slices of it, -1 to 1.
        """
        self._settled.cancel()
        self.seconds = max(0.0, seconds)
        self._peaks = peaks
        self._playhead = None
        for handle in (self.start, self.end):
            handle.setVisible(self.seconds > LEAST_S)
        self.show_trim(*(trim or (0.0, self.seconds)))
        self._repaint()

    @property
    def trim(self) -> tuple[float, float]:
        """What is kept: from, to, in seconds."""
        return self.start.seconds, self.end.seconds

    def show_trim(self, start: float, end: float) -> None:
        """Show what is kept, without telling anybody."""
        end = min(self.seconds, max(end, start + LEAST_S))
        start = max(0.0, min(start, end - LEAST_S))
        self.start.show_place(start, 0.0, max(0.0, end - LEAST_S))
        self.end.show_place(end, min(self.seconds, start + LEAST_S), self.seconds)
        self._place()

    def set_trim(self, start: float, end: float) -> None:
        """Keep another part, as the person wishes."""
        self.show_trim(start, end)
        self.trim_moved.emit(*self.trim)
        self._settled.ask()

    def show_playhead(self, seconds: float | None) -> None:
        """Show how far it is heard; None: it does not play."""
        before, self._playhead = self._playhead, seconds
        for place in (before, seconds):
            if place is not None:
                self.update(round(self.place(place)) - 3, 0, 7, self.height())

    @property
    def playhead(self) -> float | None:
        """How far it is heard."""
        return self._playhead

    def place(self, seconds: float) -> float:
        """Return where a second is, in pixels."""
        inner = max(1, self.width() - _GRIP)
        return _GRIP / 2 + (inner * seconds / self.seconds if self.seconds else 0.0)

    def second(self, place: float) -> float:
        """Return which second a pixel is."""
        inner = max(1, self.width() - _GRIP)
        return min(self.seconds, max(0.0, (place - _GRIP / 2) / inner * self.seconds))

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return a broad strip."""
        return QSize(theme.scaled(480), theme.scaled(96))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the least that can be trimmed on."""
        return QSize(160, theme.scaled(72))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Put the playhead there."""
        if event.button() == Qt.MouseButton.LeftButton and self.seconds:
            self.seek_requested.emit(self.second(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Play, seek, trim at the playhead."""
        at = self._playhead if self._playhead is not None else self.trim[0]
        if event.key() == Qt.Key.Key_Space:
            self.play_requested.emit()
        elif event.text() == "[":
            self.set_trim(at, self.trim[1])
        elif event.text() == "]":
            self.set_trim(self.trim[0], at)
        elif (goal := _goal(event, at, 0.0, self.seconds, _FAR_S)) is not None:
            self.seek_requested.emit(goal)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Show that it is elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Draw anew."""
        super().resizeEvent(event)
        self._drawn.clear()
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's signature
        """Draw what is kept in full colour, what is cut away pale on a ground of its own."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("focus" if self.hasFocus() else "line"), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.colour("field"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        if not self.seconds:
            return
        left, right = self.place(self.trim[0]), self.place(self.trim[1])
        middle = QRectF(left, 2, right - left, self.height() - 4)
        painter.fillRect(middle, theme.colour("accent_soft"))
        self._draw(painter, "dim", QRectF(0, 0, left, self.height()))
        self._draw(painter, "accent", middle)
        self._draw(painter, "dim", QRectF(right, 0, self.width() - right, self.height()))
        if self._playhead is not None:
            painter.setPen(QPen(theme.colour("text"), 2))
            x = self.place(self._playhead)
            painter.drawLine(QPointF(x, 2), QPointF(x, self.height() - 2))

    # Inside

    def _draw(self, painter: QPainter, role: str, part: QRectF) -> None:
        if part.width() > 0:
            painter.save()
            painter.setClipRect(part)
            painter.drawPixmap(0, 0, self._pixmap(role))
            painter.restore()

    def _pixmap(self, role: str) -> QPixmap:
        """Return the whole waveform in one colour; it is drawn once, a playhead that moves costs nothing."""
        if role not in self._drawn:
            ratio = self.devicePixelRatioF()
            made = QPixmap(self.size() * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            painter.setPen(QPen(theme.colour(role), 1))
            painter.drawLines(self._lines())
            painter.end()
            self._drawn[role] = made
        return self._drawn[role]

    def _lines(self) -> list[QPointF]:
        """Return a line from the lowest to the highest sample of each column of pixels, as pairs of points."""
        inner, middle = max(1, self.width() - _GRIP), self.height() / 2
        tall, slices = middle - 6, len(self._peaks)
        points: list[QPointF] = []
        for x in range(inner):
            first = x * slices // inner
            column = self._peaks[first : max(first + 1, (x + 1) * slices // inner)]
            low = min((pair[0] for pair in column), default=0.0)
            high = max((pair[1] for pair in column), default=0.0)
            at = _GRIP / 2 + x + 0.5
            points += (QPointF(at, middle - tall * high - 0.5), QPointF(at, middle - tall * low + 0.5))
        return points

    def _moved(self) -> None:
        self.set_trim(self.start.seconds, self.end.seconds)

    def _tell(self) -> None:
        self.trimmed.emit(*self.trim)

    def _place(self) -> None:
        for handle in (self.start, self.end):
            handle.setGeometry(round(self.place(handle.seconds) - _GRIP / 2), 0, _GRIP, self.height())
        self.update()

    def _repaint(self) -> None:
        self._drawn.clear()
        self._place()


class _Handle(QSlider):
    """One end of what is kept. A slider in milliseconds, drawn as a bar with a knob.

    Signals:
        moved(): the person moved it.
        released(): the mouse let go of it.
    """

    moved = Signal()
    released = Signal()

    def __init__(self, wave: Wave, object_name: str, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal, wave)
        self._wave = wave
        self._held_at = 0.0
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def seconds(self) -> float:
        """Where it is."""
        return self.value() / 1000

    def show_place(self, seconds: float, low: float, high: float) -> None:
        """Show it there; it may go from ``low`` to ``high``."""
        self.setRange(round(1000 * low), round(1000 * high))
        self.setValue(round(1000 * seconds))
        self.setAccessibleDescription(clock(seconds))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Take hold, wherever it is touched: nothing jumps."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held_at = event.position().x() - _GRIP / 2
            self.setSliderDown(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Go with the mouse."""
        if self.isSliderDown():
            place = self.mapToParent(event.position()).x() - self._held_at
            self._go(self._wave.second(place))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Let go."""
        if self.isSliderDown() and event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)
            self.released.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Move it; Space and brackets are the waveform's."""
        held = event.modifiers()
        step = (
            _FAR_S
            if held & Qt.KeyboardModifier.ShiftModifier
            else _FINE_S
            if held & Qt.KeyboardModifier.ControlModifier
            else _STEP_S
        )
        goal = _goal(event, self.seconds, self.minimum() / 1000, self.maximum() / 1000, step)
        if goal is not None:
            self._go(goal)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's signature
        """Draw a bar with a knob, and a ring where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, middle = theme.colour("focus" if self.hasFocus() else "accent"), self.width() / 2
        painter.fillRect(QRectF(middle - 1, 2, 2, self.height() - 4), ink)
        knob = QRectF(middle - 5, self.height() / 2 - 12, 10, 24)
        painter.setPen(QPen(theme.colour("page"), 1))
        painter.setBrush(ink)
        painter.drawRoundedRect(knob, 5, 5)
        if self.hasFocus():
            painter.setPen(QPen(ink, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(knob.adjusted(-4, -4, 4, 4), 8, 8)

    def _go(self, seconds: float) -> None:
        before = self.value()
        self.setValue(round(1000 * seconds))
        if self.value() != before:
            self.setAccessibleDescription(clock(self.seconds))
            self.moved.emit()


def _goal(event: QKeyEvent, at: float, low: float, high: float, step: float) -> float | None:
    """Return where a key leads, None where it leads nowhere."""
    key = Qt.Key(event.key())
    if key in _ARROWS:
        return min(high, max(low, at + _ARROWS[key] * step))
    if key in _PAGES:
        return min(high, max(low, at + _PAGES[key] * _PAGE_S))
    return {Qt.Key.Key_Home: low, Qt.Key.Key_End: high}.get(key)
