"""A recording looked at closely: heard, and cut to the part that is good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio_app.ui.kit import amounts
from studio_app.ui.kit.controls import Elided, IconButton, button, label
from studio_app.ui.kit.numbers import DecimalField
from studio_app.ui.voices.wave import LEAST_S, Wave, clock

if TYPE_CHECKING:
    from collections.abc import Sequence


class TrimEditor(QWidget):
    """The waveform with a play button, the ends as numbers, and a way back to all of it.

    Signals:
        trimmed(start, end): that part is kept now; seconds.
        play_requested(start): play from there to the end of what is kept.
        play_stopped(): be quiet.
    """

    trimmed = Signal(float, float)
    play_requested = Signal(float)
    play_stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trim")
        self.playing = False
        self._name = Elided("", self)
        self._name.setProperty("look", "heading")
        self.wave = Wave(self)
        self.play = IconButton("play", self.tr("Play what is kept"), self)
        self.play.setObjectName("trim.play")
        self.play.clicked.connect(lambda _=False: self._toggle())
        self.start = self._number("trim.start", self.tr("From, in seconds"))
        self.end = self._number("trim.end", self.tr("To, in seconds"))
        self.all = button(self.tr("Keep all"), self._keep_all, kind="quiet", parent=self)
        self.all.setObjectName("trim.all")
        self.all.setAutoDefault(False)
        self._kept = label("", "small", self)
        self._kept.setObjectName("trim.kept")
        self.wave.trim_moved.connect(lambda *_: self._show_numbers())
        self.wave.trimmed.connect(self.trimmed)
        self.wave.seek_requested.connect(self._seek)
        self.wave.play_requested.connect(self._toggle)
        for field in (self.start, self.end):
            field.valueChanged.connect(lambda _: self.wave.set_trim(self.start.value(), self.end.value()))
        self._lay_out()

    def show_recording(
        self,
        name: str,
        peaks: Sequence[tuple[float, float]],
        seconds: float,
        trim: tuple[float, float] | None = None,
    ) -> None:
        """Show a recording; ``trim`` is what is kept of it, None for all."""
        self._name.show_text(name)
        self.wave.setAccessibleName(self.tr("Waveform of {name}").format(name=name))
        self.wave.show_recording(peaks, seconds, trim)
        self.setEnabled(seconds > LEAST_S)
        self.show_playing(None)
        self._show_numbers()

    def show_playing(self, seconds: float | None) -> None:
        """Show how far it is heard; None: it does not play."""
        self.playing = seconds is not None
        self.wave.show_playhead(seconds)
        name = self.tr("Stop") if self.playing else self.tr("Play what is kept")
        self.play.show_icon("stop" if self.playing else "play", name)

    def _toggle(self) -> None:
        if self.playing:
            self.play_stopped.emit()
        else:
            self.play_requested.emit(self.wave.trim[0])

    def _seek(self, seconds: float) -> None:
        """Play from a place; in what is cut away it is shown only, so that one can trim there."""
        start, end = self.wave.trim
        if start <= seconds < end:
            self.play_requested.emit(seconds)
        else:
            self.wave.show_playhead(seconds)

    def _keep_all(self) -> None:
        self.wave.set_trim(0.0, self.wave.seconds)
        self.wave.setFocus()

    def _show_numbers(self) -> None:
        start, end = self.wave.trim
        for field, value, low, high in (
            (self.start, start, 0.0, max(0.0, end - LEAST_S)),
            (self.end, end, min(self.wave.seconds, start + LEAST_S), self.wave.seconds),
        ):
            with QSignalBlocker(field):
                field.setRange(low, high)
                field.setValue(value)
        whole = self.wave.seconds - (end - start) < 0.01
        self.all.setEnabled(not whole)
        length = amounts.length(end - start)
        kept = self.tr("{length}, all of it") if whole else self.tr("{length} of {all}")
        self._kept.setText(kept.format(length=length, all=clock(self.wave.seconds)))

    def _number(self, object_name: str, name: str) -> DecimalField:
        made = DecimalField(self)
        made.setObjectName(object_name)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setDecimals(2)
        made.setSingleStep(0.1)
        made.setSuffix(self.tr(" s"))
        made.setKeyboardTracking(False)
        return made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name, 1)
        head.addWidget(self.all)
        row = QHBoxLayout()
        row.setSpacing(8)
        for made in (self.play, self.start, label(self.tr("to"), "small", self), self.end, self._kept):
            row.addWidget(made)
        row.addStretch(1)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        body.addLayout(head)
        body.addWidget(self.wave)
        body.addLayout(row)
