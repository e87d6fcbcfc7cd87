"""Times of a timeline as a person reads and writes them: clock, film frames or samples; and the field that holds one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from studio_app.domain.errors import WrongUsage
from studio_app.domain.text.timecode import DEFAULT_RATE, Spelling, parse, spell, to_samples, to_seconds
from studio_app.domain.timeline import LONGEST_S, RATE
from studio_app.ui.kit.controls import set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from studio_app.domain.text.timecode import FrameRate


class TimeForm(StrEnum):
    """How times are shown."""

    CLOCK = "clock"
    FRAMES = "frames"
    SAMPLES = "samples"


@dataclass(frozen=True, slots=True)
class Times:
    """Turns samples at ``rate`` into what a person reads, and back. ``frames`` are those of the film, if any."""

    rate: int = RATE
    form: TimeForm = TimeForm.CLOCK
    frames: FrameRate = DEFAULT_RATE

    def said(self, sample: int) -> str:
        """Return a sample as it is read; a clock shows milliseconds."""
        if self.form is TimeForm.SAMPLES:
            return str(sample)
        if self.form is TimeForm.FRAMES:
            return spell(self.frames.seconds(self.frames.frame_of(sample, self.rate)), Spelling.FRAMES, self.frames)
        return spell(to_seconds(sample, self.rate), Spelling.POINT)

    def read(self, text: str) -> int:
        """Return the sample that a person wrote, in any spelling.

        Raises:
            WrongUsage: it is no time, or outside of every timeline.
        """
        digits = text.strip().replace(" ", "")
        if self.form is TimeForm.SAMPLES and digits.isdecimal():
            sample = int(digits)
        elif ":" in digits and self.form is TimeForm.FRAMES:
            sample = self.frames.first_sample(self.frames.frame(parse(digits, self.frames)), self.rate)
        else:
            sample = to_samples(parse(digits, self.frames), self.rate)
        if sample > LONGEST_S * self.rate:
            raise WrongUsage("The timeline cannot be as long as that.")
        return sample

    @property
    def step(self) -> int:
        """Return how many samples one press of an arrow key is: a frame, 10 ms, a sample."""
        if self.form is TimeForm.SAMPLES:
            return 1
        if self.form is TimeForm.FRAMES:
            return round(self.rate * self.frames.denominator / self.frames.numerator)
        return self.rate // 100


class TimeField(QLineEdit):
    """A field for one time. Enter or leaving it takes it over; the arrows up and down change it by a step.

    What is no time is marked and said, and Escape brings back what held.

    Signals:
        changed(int): the person wants this sample.
    """

    changed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setProperty("wrong", "")
        self._name = name
        self._times = Times()
        self._sample: int | None = None
        self._shown = ""
        self.editingFinished.connect(self._take)
        self.textEdited.connect(lambda _: self._mark(""))

    @property
    def sample(self) -> int | None:
        """Return the sample that holds, None where there is none."""
        return self._sample

    def show_times(self, times: Times) -> None:
        """Write times in another way."""
        self._times = times
        self._fill()

    def show_sample(self, sample: int | None) -> None:
        """Show a sample, None: there is none. What is being written stays."""
        self._sample = sample
        if not (self.hasFocus() and self.text() != self._shown):
            self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Step, or take back what was written."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self._fill()
            self.selectAll()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._sample is not None and not self.isReadOnly():
            step = self._times.step if event.key() == Qt.Key.Key_Up else -self._times.step
            self._wish(max(0, self._sample + step))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Choose all of it: what is written next replaces it."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def _fill(self) -> None:
        self._shown = "" if self._sample is None else self._times.said(self._sample)
        self.setText(self._shown)
        self._mark("")

    def _take(self) -> None:
        if self.text() == self._shown or not self.isEnabled():
            return
        try:
            sample = self._times.read(self.text())
        except WrongUsage as wrong:
            self._mark(wrong.sentence)
            return
        self._wish(sample)

    def _wish(self, sample: int) -> None:
        self._sample = sample
        self._fill()
        self.changed.emit(sample)

    def _mark(self, sentence: str) -> None:
        if sentence == self.accessibleDescription():  # a playhead that moves comes by many times a second
            return
        set_look(self, "true" if sentence else "", "wrong")
        self.setToolTip(sentence or self._name)
        self.setAccessibleDescription(sentence)
