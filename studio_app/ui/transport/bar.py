"""The transport bar at the foot of the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSlider, QToolButton, QVBoxLayout, QWidget

from studio_app.ui.kit.controls import Elided, IconButton, ProgressLine, label

if TYPE_CHECKING:
    from studio_app.session.player import PlayerState

#: Speeds of the menu; any from 0.5 to 3 can be set by the keyboard.
SPEEDS = (0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


class TransportBar(QWidget):
    """Shows what plays. It knows nothing of a project; the shell tells it.

    Signals:
        play_requested(), stop_requested(), next_requested(), previous_requested(): as on the buttons.
        speed_requested(float), volume_requested(int of 0 to 100), follow_changed(bool).
    """

    play_requested = Signal()
    stop_requested = Signal()
    next_requested = Signal()
    previous_requested = Signal()
    speed_requested = Signal(float)
    volume_requested = Signal(int)
    follow_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel.transport")
        self.setAccessibleName(self.tr("Playback"))
        self.setProperty("look", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._make_buttons()
        self._make_words()
        self._make_sliders()
        self._lay_out()
        self.show_state(None)

    def show_state(self, state: PlayerState | None, where: str = "") -> None:
        """Show what the player does; ``where`` names the chapter. None: nothing can be played."""
        playing = state is not None and state.playing and not state.paused
        busy = state is not None and state.playing
        self.play.show_icon("pause" if playing else "play", self.tr("Pause") if playing else self.tr("Play"))
        self.play.setEnabled(state is not None)
        for button in (self.stop, self.next, self.previous):
            button.setEnabled(busy)
        self.where.show_text(where if busy else self.tr("Ctrl+Space plays from the cursor"))
        silent = state is not None and state.silent
        self.silent.setVisible(silent)
        self.device.setVisible(not silent)
        if state is not None:
            self.device.setText(state.device)
            self.show_seconds(state.seconds if busy else None, state.length_s)
            self.show_speed(state.speed)

    def show_seconds(self, seconds: float | None, length: float) -> None:
        """Show how far the chapter is heard, None: nothing plays."""
        self.line.show_share((seconds or 0.0) / length if length > 0 else 0.0)
        self.line.setAccessibleDescription(self.time.text())
        self.time.setText("" if seconds is None else f"{clock(seconds)} / {clock(length)}")

    def show_speed(self, speed: float) -> None:
        """Show a speed, 1.0 as spoken."""
        text = speed_text(speed)
        self.speed.setText(text)
        self.speed.setAccessibleName(self.tr("Speed: {speed}").format(speed=text))

    def show_volume(self, volume: int) -> None:
        """Show a volume of 0 to 100 without asking for it."""
        self.volume.blockSignals(True)
        self.volume.setValue(volume)
        self.volume.blockSignals(False)

    def show_follow(self, *, on: bool) -> None:
        """Show whether the page follows the voice."""
        self.follow.setChecked(on)

    def _make_buttons(self) -> None:
        self.previous = self._button("previous", self.tr("Previous paragraph"), self.previous_requested)
        self.play = IconButton("play", self.tr("Play"), self, role="on_accent")
        self.play.setProperty("kind", "round")
        self.play.setObjectName("transport.play_button")
        self.play.clicked.connect(lambda _=False: self.play_requested.emit())
        self.stop = self._button("stop", self.tr("Stop"), self.stop_requested)
        self.next = self._button("next", self.tr("Next paragraph"), self.next_requested)
        self.follow = IconButton("follow", self.tr("Follow the voice"), self)
        self.follow.setObjectName("transport.follow_button")
        self.follow.setCheckable(True)
        self.follow.clicked.connect(self.follow_changed.emit)

    def _button(self, icon: str, name: str, wish: object) -> IconButton:
        made = IconButton(icon, name, self)
        made.setObjectName(f"transport.{icon}_button")
        made.clicked.connect(lambda _=False: wish.emit())  # type: ignore[attr-defined]
        return made

    def _make_words(self) -> None:
        self.where = Elided("", self)
        self.time = label("", "dim", self)
        self.line = ProgressLine(self.tr("Heard of the chapter"), self)
        self.silent = label(self.tr("No sound device: playing silently"), "warning", self)
        self.device = label("", "small", self)
        self.device.setAccessibleDescription(self.tr("The sound device"))

    def _make_sliders(self) -> None:
        self.speed = QToolButton(self)
        self.speed.setObjectName("transport.speed")
        self.speed.setToolTip(self.tr("Speed; the pitch is kept"))
        self.speed.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.speed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self.speed)
        for speed in SPEEDS:
            menu.addAction(speed_text(speed)).triggered.connect(
                lambda _=False, wished=speed: self.speed_requested.emit(wished)
            )
        self.speed.setMenu(menu)
        self.volume = QSlider(Qt.Orientation.Horizontal, self)
        self.volume.setObjectName("transport.volume")
        self.volume.setAccessibleName(self.tr("Volume"))
        self.volume.setToolTip(self.tr("Volume"))
        self.volume.setRange(0, 100)
        self.volume.setPageStep(10)
        self.volume.setFixedWidth(96)
        self.volume.valueChanged.connect(self.volume_requested)

    def _lay_out(self) -> None:
        words = QHBoxLayout()
        words.setSpacing(12)
        words.addWidget(self.where, 1)
        words.addWidget(self.silent)
        words.addWidget(self.device)
        words.addWidget(self.time)
        middle = QVBoxLayout()
        middle.setSpacing(6)
        middle.addStretch(1)
        middle.addLayout(words)
        middle.addWidget(self.line)
        middle.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(4)
        for button in (self.previous, self.play, self.stop, self.next):
            button.setIconSize(QSize(20, 20))
            row.addWidget(button)
        row.addSpacing(16)
        row.addLayout(middle, 1)
        row.addSpacing(16)
        row.addWidget(self.follow)
        row.addWidget(self.speed)
        row.addWidget(self.volume)


def clock(seconds: float) -> str:
    """Return seconds as 1:02:03 or 2:03."""
    whole = max(0, round(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def speed_text(speed: float) -> str:
    """Return a speed as the person writes numbers, with a times sign."""
    return QLocale().toString(speed, "g", 3) + " ×"
