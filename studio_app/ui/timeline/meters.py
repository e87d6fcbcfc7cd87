"""Meters of what is heard: peak and RMS of both channels, and loudness in LUFS."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio_app.ui.kit import amounts, theme
from studio_app.ui.kit.throttle import Throttle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

#: Decibels at the left end, and from which on a peak is near to being too loud, and too near.
_LOW, _NEAR, _TOO_NEAR = -60.0, -6.0, -1.0
#: Milliseconds a peak stays marked, and between two times the meters are told to who hears them.
_HOLD_MS, _TOLD_MS = 1500, 1000
_CLIPPING = -0.1


class Levels(Protocol):
    """What is measured. Peak and RMS in dBFS, left and right; loudness in LUFS, minus infinity for silence."""

    @property
    def peak(self) -> Sequence[float]:
        """The peaks."""

    @property
    def rms(self) -> Sequence[float]:
        """The RMS."""

    @property
    def momentary(self) -> float:
        """Over 0.4 s."""

    @property
    def short_term(self) -> float:
        """Over 3 s."""

    @property
    def integrated(self) -> float:
        """Since it began to play."""


def level(db: float, unit: str = "") -> str:
    """Return a level as it is read; silence is "−∞"."""
    said = "−∞" if not math.isfinite(db) or db < -99 else amounts.locale().toString(db, "f", 1)
    return f"{said} {unit}".strip()


class Meters(QWidget):
    """Shows levels. A click, Space or Enter takes the marks of clipping away.

    Signals:
        reset_requested(): the integrated loudness is to begin anew.
    """

    reset_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline.meters")
        self.setAccessibleName(self.tr("Levels"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._peak, self._rms = (-math.inf, -math.inf), (-math.inf, -math.inf)
        self._held = [-math.inf, -math.inf]
        self._over = False
        self._lufs = (-math.inf, -math.inf, -math.inf)
        self._clock = QElapsedTimer()
        self._clock.start()
        self._since = [0, 0]
        self._telling = Throttle(_TOLD_MS, self._tell, self)
        self._tell()
        theme.themes().changed.connect(self.updateGeometry)

    @property
    def over(self) -> bool:
        """Return whether it was as loud as can be since the mark was taken away."""
        return self._over

    def show_levels(self, levels: Levels | None) -> None:
        """Show what is heard now; None: nothing."""
        if levels is None:
            self._peak = self._rms = (-math.inf, -math.inf)
            self._lufs = (-math.inf, -math.inf, self._lufs[2])
        else:
            self._peak, self._rms = _both(levels.peak), _both(levels.rms)
            self._lufs = (levels.momentary, levels.short_term, levels.integrated)
        now = self._clock.elapsed()
        for n, peak in enumerate(self._peak):
            if peak >= self._held[n] or now - self._since[n] > _HOLD_MS:
                self._held[n], self._since[n] = peak, now
            self._over = self._over or peak >= _CLIPPING
        self._telling.ask()
        self.update()

    def measured(self) -> tuple[float, float, float]:
        """Return the louder of the peaks, and from where to where they are shown: what a screen reader is told."""
        return max(_LOW, *self._peak), _LOW, 0.0

    def reset(self) -> None:
        """Take the marks away."""
        self._over = False
        self._held = [-math.inf, -math.inf]
        self._lufs = (*self._lufs[:2], -math.inf)
        self._tell()
        self.update()
        self.reset_requested.emit()

    def _tell(self) -> None:
        left, right = (level(peak, "dB") for peak in self._peak)
        parts = [
            self.tr("Peak {left} left, {right} right").format(left=left, right=right),
            self.tr("RMS {level}").format(level=level(max(self._rms), "dB")),
            self.tr("Loudness {short} now, {whole} in all").format(
                short=level(self._lufs[1], "LUFS"), whole=level(self._lufs[2], "LUFS")
            ),
        ]
        if self._over:
            parts.append(self.tr("It was too loud"))
        self.setAccessibleDescription(". ".join(parts))
        self.setToolTip("\n".join(parts))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for two bars and two numbers."""
        return QSize(theme.scaled(230), max(32, 2 * QFontMetrics(theme.font(0.88)).height() + 4))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the bars and the numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(0.82))
        room = painter.fontMetrics().horizontalAdvance("−88.8 LUFS") + 8
        bars = QRectF(8, 5, max(20, self.width() - room - 24), self.height() - 10)
        height = (bars.height() - 3) / 2
        for n in range(2):
            self._paint_bar(painter, QRectF(bars.left(), bars.top() + n * (height + 3), bars.width(), height), n)
        lamp = QRectF(bars.right() + 3, bars.top(), 5, bars.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("failed" if self._over else "track"))
        painter.drawRoundedRect(lamp, 2, 2)
        painter.setPen(theme.colour("text"))
        row = QRectF(lamp.right() + 6, 0, self.width() - lamp.right() - 10, self.height() / 2)
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, level(self._lufs[1], "LUFS"))
        painter.setPen(theme.colour("dim"))
        row.translate(0, self.height() / 2)
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, level(max(self._held), "dB"))
        if self.hasFocus():
            painter.setPen(theme.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_bar(self, painter: QPainter, rect: QRectF, n: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("track"))
        painter.drawRoundedRect(rect, 2, 2)
        rms, peak = _share(self._rms[n]), _share(self._peak[n])
        soft = theme.colour("good")
        soft.setAlphaF(0.45)
        painter.setBrush(soft)
        painter.drawRoundedRect(QRectF(rect.left(), rect.top(), rect.width() * peak, rect.height()), 2, 2)
        painter.setBrush(theme.colour("good"))
        painter.drawRoundedRect(QRectF(rect.left(), rect.top(), rect.width() * rms, rect.height()), 2, 2)
        held = self._held[n]
        if math.isfinite(held) and held > _LOW:
            role = "failed" if held >= _TOO_NEAR else "warning" if held >= _NEAR else "text"
            painter.setBrush(theme.colour(role))
            painter.drawRect(QRectF(rect.left() + rect.width() * _share(held) - 1, rect.top(), 2, rect.height()))

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take the marks away."""
        self.reset()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take the marks away."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.reset()
        else:
            super().keyPressEvent(event)


def _share(db: float) -> float:
    return 0.0 if not math.isfinite(db) else min(1.0, max(0.0, 1 - db / _LOW))


def _both(values: Sequence[float]) -> tuple[float, float]:
    return float(values[0]), float(values[-1])
