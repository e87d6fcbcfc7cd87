"""The level of a microphone, as a bar with what is wanted marked on it and in words."""

from __future__ import annotations

from math import log10

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from studio_app.ui.kit import amounts, theme
from studio_app.ui.kit.controls import label, set_look

#: What the meter shows, in dB of full scale.
LOWEST_DB = -60.0
#: What recordings for a clone should be: loudness of the speech, and no peak above the last.
GOOD_DB = (-23.0, -18.0)
PEAK_DB = -3.0
#: Milliseconds a peak stays shown, and in which the words beside the bar stay the same.
_HOLD_MS = 1200
_WORDS_MS = 500


def decibels(level: float) -> float:
    """Return a level of 0 to 1 in dB of full scale, not below what is shown."""
    return max(LOWEST_DB, 20 * log10(level)) if level > 0 else LOWEST_DB


class LevelMeter(QWidget):
    """See the module docstring. Told some twenty times a second; the words change twice a second."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = _Bar(self)
        self.bar.setObjectName("record.level")
        self.bar.setAccessibleName(self.tr("Level of the microphone"))
        self.said = label("", "small", self)
        self.said.setObjectName("record.level.said")
        self.said.setMinimumWidth(theme.scaled(150))
        self._latest = (0.0, 0.0)
        self._words = QTimer(self, interval=_WORDS_MS)
        self._words.timeout.connect(self._say)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.bar, 1)
        row.addWidget(self.said)
        self.clear()

    def show_level(self, peak: float, rms: float) -> None:
        """Show a peak and a loudness, each 0 to 1."""
        self._latest = (peak, rms)
        self.bar.show_level(decibels(peak), decibels(rms))
        if not self._words.isActive():
            self._words.start()
            self._say()

    def clear(self) -> None:
        """Show silence: nothing is listened to."""
        self._words.stop()
        self._latest = (0.0, 0.0)
        self.bar.clear()
        self._show_said("", "small")

    def _say(self) -> None:
        peak, rms = decibels(self._latest[0]), decibels(self._latest[1])
        if peak >= -0.1:
            self._show_said(self.tr("Clipping: step back"), "danger")
        elif peak > PEAK_DB:
            self._show_said(self.tr("Too loud"), "warning")
        elif rms <= -50:
            self._show_said(self.tr("Silence"), "small")
        elif rms < GOOD_DB[0] - 6:
            self._show_said(self.tr("Too quiet: come closer"), "warning")
        else:
            self._show_said(self.tr("Good level"), "good")

    def _show_said(self, text: str, look: str) -> None:
        set_look(self.said, look)
        self.said.setText(text)
        self.bar.setAccessibleDescription(text)


class _Bar(QWidget):
    """The bar itself: loudness filled, the peak as a line, the wanted loudness as a frame."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._peak = self._rms = self._held = LOWEST_DB
        self._hold = QTimer(self, interval=_HOLD_MS, singleShot=True)
        self._hold.timeout.connect(self._let_go)
        theme.themes().changed.connect(self.update)
        low, high = (amounts.count(value) for value in GOOD_DB)
        self.setToolTip(
            self.tr("Between the marks, {low} to {high} dB, is best; peaks stay below {peak} dB.").format(
                low=low, high=high, peak=amounts.count(PEAK_DB)
            )
        )

    def show_level(self, peak: float, rms: float) -> None:
        """Show levels in dB."""
        self._peak, self._rms = peak, rms
        if peak >= self._held:
            self._held = peak
            self._hold.start()
        self.update()

    def clear(self) -> None:
        """Show silence."""
        self._hold.stop()
        self._peak = self._rms = self._held = LOWEST_DB
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return a bar that can be read from a microphone's distance."""
        return QSize(theme.scaled(240), theme.scaled(22))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the least that says something."""
        return QSize(120, theme.scaled(22))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's signature
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("track"))
        painter.drawRoundedRect(whole, 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        for low, high, role in ((LOWEST_DB, PEAK_DB, "accent"), (PEAK_DB, 0.0, "danger")):
            filled = min(self._rms if role == "accent" else self._peak, high)
            if filled > low:
                painter.fillRect(self._between(low, filled), theme.colour(role))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("text"), 2))
        for mark in GOOD_DB:
            x = self._at(mark)
            painter.drawLine(round(x), 1, round(x), 5)
            painter.drawLine(round(x), self.height() - 5, round(x), self.height() - 1)
        if self._held > LOWEST_DB:
            painter.setPen(QPen(theme.colour("danger" if self._held > PEAK_DB else "text"), 2))
            x = min(self._at(self._held), self.width() - 2.0)
            painter.drawLine(round(x), 3, round(x), self.height() - 3)

    def _at(self, level: float) -> float:
        return 2 + (self.width() - 4) * (level - LOWEST_DB) / -LOWEST_DB

    def _between(self, low: float, high: float) -> QRectF:
        return QRectF(self._at(low), 2, max(0.0, self._at(high) - self._at(low)), self.height() - 4)

    def _let_go(self) -> None:
        self._held = self._peak
        self.update()
