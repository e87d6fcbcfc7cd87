"""Recording in the program: which microphone, its level, a countdown, and the takes that were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from studio_app.ui.kit import amounts, theme
from studio_app.ui.kit.controls import Banner, Elided, IconButton, button, label, set_look
from studio_app.ui.kit.dialogs import Choice, Question, cancel_choice
from studio_app.ui.voices.clone_level import LevelMeter
from studio_app.ui.voices.wave import clock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QHideEvent, QKeyEvent

    from studio_app.session.recording import MicrophoneHeard, Recorded

#: Seconds that are counted down before it records.
COUNTDOWN = 3
_SECOND_MS = 1000


class RecordPanel(QFrame):
    """See the module docstring. Each signal is a wish; what came of it is told by the method named with it.

    Signals:
        devices_requested(): which microphones are there: ``show_devices`` or ``show_refusal``; and ``show_takes``.
        listen_requested(device): hear it without recording: ``show_heard`` some twenty times a second.
        listen_stopped(): hear nothing any more; what is recorded is kept.
        record_requested(device): begin: ``show_heard``, or ``show_refusal``.
        stop_requested(): end it: ``show_stopped``, and ``show_takes`` with the take in it.
        play_requested(path), play_stopped(): ``show_playing``.
        delete_requested(path): the person is sure: ``show_takes``.
        use_requested(path): this take is to be used.
    """

    devices_requested = Signal()
    listen_requested = Signal(str)
    listen_stopped = Signal()
    record_requested = Signal(str)
    stop_requested = Signal()
    play_requested = Signal(object)
    play_stopped = Signal()
    delete_requested = Signal(object)
    use_requested = Signal(object)

    def __init__(
        self, parent: QWidget | None = None, *, best_s: tuple[float, float] | None = (60.0, 120.0), use: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName("record")
        self.setProperty("look", "card")
        self.setAccessibleName(self.tr("Record"))
        self.best_s = best_s
        self._use_name = use or self.tr("Use")
        self._opening = False
        self._state = "idle"
        self._left = 0
        self._rows: dict[Path, TakeRow] = {}
        self._second = QTimer(self, interval=_SECOND_MS)
        self._second.timeout.connect(self._count)
        self._make()
        self._lay_out()
        self._show_state()

    @property
    def state(self) -> str:
        """What it does: "idle", "counting" or "recording"."""
        return self._state

    @property
    def device(self) -> str:
        """The microphone that is chosen, "" for the system's."""
        return self.devices.currentText()

    @property
    def takes(self) -> frozenset[Path]:
        """The takes there are: files that are named by their time."""
        return frozenset(self._rows)

    # What is told

    def open_(self) -> None:
        """Be shown, and ask what there is to record with; then the keyboard is on the button that records."""
        self.show()
        self.refused.hide()
        self._opening = True
        self.devices_requested.emit()

    def show_devices(self, names: Sequence[str]) -> None:
        """Show the microphones there are, the system's own choice first; the one chosen before stays chosen."""
        before = self.device
        with QSignalBlocker(self.devices):
            self.devices.clear()
            self.devices.addItems(list(names))
            self.devices.setCurrentIndex(max(0, self.devices.findText(before)))
        self._show_state()
        if not names:
            self.show_refusal(self.tr("No microphone was found. Plug one in, and look again."))
        elif self.isVisible():
            self.refused.hide()
            if self._opening:
                self.go.setFocus(Qt.FocusReason.OtherFocusReason)
            self._opening = False
            self.listen_requested.emit(self.device)

    def show_refusal(self, sentence: str) -> None:
        """Say why nothing can be recorded, or why recording ended; what was recorded is kept."""
        self._set("idle")
        self.meter.clear()
        self.refused.say(sentence, "danger", ((self.tr("Look again"), self.open_),))

    def show_heard(self, heard: MicrophoneHeard) -> None:
        """Show how loud the microphone is, and how much is recorded."""
        if not self.isVisible():
            return
        self.meter.show_level(heard.peak, heard.rms)
        if heard.seconds > 0 and self._state != "idle":
            if self._state != "recording":
                self._set("recording")
            self._time.setText(clock(heard.seconds))
            set_look(self._aim, self._aim_look(heard.seconds))

    def show_stopped(self) -> None:
        """Show that it records no more; the microphone is listened to again."""
        self._set("idle")
        self.meter.clear()
        if self.isVisible() and self.devices.count():
            self.listen_requested.emit(self.device)

    def show_takes(self, takes: Sequence[Recorded]) -> None:
        """Show the takes there are, the oldest first."""
        kept = {one.path for one in takes}
        for path in [path for path in self._rows if path not in kept]:
            self._drop(self._rows.pop(path))
        for number, one in enumerate(takes, 1):
            if one.path not in self._rows:
                self._rows[one.path] = self._made_row(one.path)
            named = self.tr("Take {number}").format(number=number)
            self._rows[one.path].show_take(named, one.seconds, amounts.when(one.made))
        self._none.setVisible(not takes)

    def show_playing(self, path: Path | None) -> None:
        """Show which take is heard; None: none."""
        for held, row in self._rows.items():
            row.show_playing(on=held == path)

    def show_text(self, text: str) -> None:
        """Show something to read aloud, "" for nothing."""
        self._text.setPlainText(text)
        self._text.setVisible(bool(text))
        self._read.setVisible(bool(text))

    def take_row(self, path: Path) -> TakeRow:
        """Return the row of a take."""
        return self._rows[path]

    # What a person does

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """End counting or recording on Escape, not the whole dialog."""
        if event.key() == Qt.Key.Key_Escape and self._state != "idle":
            self._press()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Listen to nobody who cannot see it."""
        super().hideEvent(event)
        if event.spontaneous():
            return
        if self._state == "recording":
            self.stop_requested.emit()
        self._set("idle")
        self.meter.clear()
        self.listen_stopped.emit()

    def _press(self) -> None:
        """Begin to count, think better of it, or end the recording: what the one button means now."""
        if self._state == "idle":
            self._left = COUNTDOWN
            self._set("counting")
            self._second.start()
        elif self._state == "counting":
            self._set("idle")
        else:
            self.stop_requested.emit()

    def _count(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._show_state()
            return
        self._set("recording")
        self.record_requested.emit(self.device)

    def _set(self, state: str) -> None:
        self._state = state
        self._second.stop() if state != "counting" else None
        if state != "recording":
            self._time.setText("")
            set_look(self._aim, "small")
        self._show_state()

    def _show_state(self) -> None:
        idle, there = self._state == "idle", self.devices.count() > 0
        texts = {
            "idle": self.tr("Record"),
            "counting": self.tr("Recording in {seconds} … press to cancel").format(seconds=self._left),
            "recording": self.tr("Stop"),
        }
        self.go.setText(texts[self._state])
        self.go.setAccessibleName(texts[self._state])
        self.go.setEnabled(there or not idle)
        self.devices.setEnabled(idle and there)
        for row in self._rows.values():
            row.setEnabled(idle)

    def _choose_device(self) -> None:
        self.meter.clear()
        self.listen_requested.emit(self.device)

    def _play(self, path: Path) -> None:
        if self._rows[path].playing:
            self.play_stopped.emit()
        else:
            self.play_requested.emit(path)

    def _use(self, path: Path) -> None:
        self.use_requested.emit(path)

    def _ask_delete(self, path: Path) -> None:
        sure = Choice("delete", self.tr("Delete"), "danger")
        named = self._rows[path].accessibleName()
        question = Question(
            self.window(),
            self.tr("Delete {take}?").format(take=named),
            (cancel_choice(), sure),
            detail=self.tr("The recording is removed from this computer."),
            icon="warning",
        )
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.finished.connect(lambda _: self._delete(path, question))
        question.open()

    def _delete(self, path: Path, question: Question) -> None:
        if question.chosen == "delete" and question.result() == QDialog.DialogCode.Accepted.value:
            self.go.setFocus()
            self.delete_requested.emit(path)

    # Inside

    def _aim_look(self, seconds: float) -> str:
        return "good" if self.best_s is not None and self.best_s[0] <= seconds <= self.best_s[1] else "small"

    def _made_row(self, path: Path) -> TakeRow:
        row = TakeRow(self._use_name, self)
        row.play.clicked.connect(lambda _=False: self._play(path))
        row.use.clicked.connect(lambda _=False: self._use(path))
        row.delete.clicked.connect(lambda _=False: self._ask_delete(path))
        self._takes.insertWidget(0, row)  # what was recorded last is what is wanted
        return row

    def _drop(self, row: QWidget) -> None:
        self._takes.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _make(self) -> None:
        self.devices = QComboBox(self)
        self.devices.setObjectName("record.device")
        self.devices.setAccessibleName(self.tr("Microphone"))
        self.devices.setMinimumContentsLength(12)
        self.devices.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.devices.currentIndexChanged.connect(lambda _: self._choose_device())
        self.refused = Banner(self)
        self.meter = LevelMeter(self)
        self.go = button(self.tr("Record"), self._press, kind="primary", parent=self)
        self.go.setObjectName("record.go")
        self.go.setAutoDefault(False)
        self._time = label("", "heading", self)
        self._time.setObjectName("record.time")
        self._time.setAccessibleName(self.tr("Recorded"))
        said = self.tr("{span} in all is best.").format(span=span_said(self.best_s)) if self.best_s is not None else ""
        self._aim = label(said, "small", self, wrap=True)
        self._read = label(self.tr("Something to read"), "small", self)
        self._text = QPlainTextEdit(self)
        self._text.setObjectName("record.text")
        self._text.setAccessibleName(self._read.text())
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(theme.scaled(96))
        self._none = label(
            self.tr("No take yet. Read in a quiet room, a hand's breadth from the microphone."), "dim", self, wrap=True
        )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(label(self.tr("Microphone"), "small", self))
        top.addWidget(self.devices, 1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.go)
        row.addWidget(self._time)
        row.addWidget(self._aim, 1)
        self._takes = QVBoxLayout()
        self._takes.setSpacing(4)
        body = QVBoxLayout(self)
        body.setContentsMargins(16, 12, 16, 12)
        body.setSpacing(8)
        body.addLayout(top)
        body.addWidget(self.refused)
        body.addWidget(self.meter)
        body.addLayout(row)
        body.addWidget(self._read)
        body.addWidget(self._text)
        body.addWidget(self._none)
        body.addLayout(self._takes)
        self.show_text("")


class TakeRow(QWidget):
    """One take: hear it, use it, delete it."""

    def __init__(self, use: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.playing = False
        self.play = IconButton("play", self.tr("Play"), self)
        self.name = Elided("", self)
        self.use = button(use, lambda: None, parent=self)
        self.use.setAutoDefault(False)
        self.delete = IconButton("remove", self.tr("Delete"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.play)
        row.addWidget(self.name, 1)
        row.addWidget(self.use)
        row.addWidget(self.delete)

    def show_take(self, name: str, seconds: float, made: str) -> None:
        """Show what it is."""
        self.setAccessibleName(name)
        self.name.show_text(" · ".join(part for part in (name, amounts.length(seconds), made) if part))
        for made_ in (self.play, self.use, self.delete):
            made_.setAccessibleDescription(name)

    def show_playing(self, *, on: bool) -> None:
        """Show whether it is heard."""
        self.playing = on
        self.play.show_icon("stop" if on else "play", self.tr("Stop") if on else self.tr("Play"))


def span_said(seconds: tuple[float, float]) -> str:
    """Return from how long to how long: "1 to 2 min"."""
    if all(one >= 60 and one % 60 == 0 for one in seconds):
        low, high = (round(one / 60) for one in seconds)
        return QCoreApplication.translate("Recordings", "{low} to {high} min").format(low=low, high=high)
    low_, high_ = (amounts.length(one) for one in seconds)
    return QCoreApplication.translate("Recordings", "{low} to {high}").format(low=low_, high=high_)


def reading() -> str:
    """Return something to read aloud for a minute or so: in the window's language, of many sounds and in several moods."""
    return QCoreApplication.translate(
        "Reading",
        "The ferry left at a quarter past six, while the town was still asleep. I had the whole upper deck to myself, with "
        "a paper cup of coffee and a blanket that smelled of diesel. Behind us the lights went out, one street after the "
        "other; ahead there was nothing but grey water and a thin, bright line where the sky began.\n\n"
        '"You\'re early," said the captain. "Nobody crosses in this weather unless they have to." Did I have to? I thought '
        "of the letter in my pocket, twelve lines long, and of the house on the far shore. It had been empty for nineteen "
        "years. Somebody, it seemed, had lit a fire in it last night.\n\n"
        "Oh, I was not afraid! I was curious, and a little ashamed of how much I hoped. So I pulled the blanket tighter, "
        "counted the buoys as they came out of the mist, and waited, quite calmly, for the shape of the island to rise.",
    )
