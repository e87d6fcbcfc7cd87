"""The status bar: the engine and what is left to pay it with, what waits, and whether everything is on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QToolButton, QWidget

from studio_app.ui.kit import amounts, icons, language, theme
from studio_app.ui.kit.controls import label, set_look

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_app.domain.errors import LecternError
    from studio_app.speech.engine import Balance

#: What engines are called; those of this machine in the person's language.
NAMES = {"elevenlabs": "ElevenLabs", "fish": "Fish Audio"}


class _Sign(QWidget):
    """An icon and a word."""

    def __init__(self, icon: str, name: str) -> None:
        super().__init__()
        self._icon, self._role, self._name = icon, "icon", name
        self._mark = QLabel()
        self._text = label("", "dim")
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(4)
        row.addWidget(self._mark)
        row.addWidget(self._text)
        theme.themes().changed.connect(self._draw)

    def show_text(self, text: str, icon: str = "", role: str = "icon") -> None:
        """Show a word; "" hides the sign."""
        if icon and (icon, role) != (self._icon, self._role):
            self._icon, self._role = icon, role
            self._draw()
        if text and self._mark.pixmap().isNull():
            self._draw()
        self._text.setText(text)
        set_look(self._text, "danger" if role == "danger" else "dim")
        self.setAccessibleName(f"{self._name}: {text}")
        self.setVisible(bool(text))

    @property
    def text(self) -> str:
        """The word."""
        return self._text.text()

    def _draw(self) -> None:
        self._mark.setPixmap(icons.pixmap(self._icon, 16, self._role))


class StatusLine(QStatusBar):
    """See the module docstring.

    Signals:
        jobs_requested(): show what waits.
        retry_requested(): try again to save.
        engine_requested(): choose engine and voice.
    """

    jobs_requested = Signal()
    engine_requested = Signal()
    retry_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAccessibleName(self.tr("Status"))
        self.setSizeGripEnabled(False)
        self._engines: tuple[str, ...] = ()
        self._balances: Mapping[str, Balance] = {}
        self._offline = False
        self._waiting = ""
        self.engine = QToolButton()
        self.engine.setObjectName("status.engine")
        self.engine.setIconSize(QSize(16, 16))
        self.engine.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.engine.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.engine.clicked.connect(self.engine_requested)
        self.saved = _Sign("saved", self.tr("Saving"))
        self.queue = QToolButton()
        self.queue.setObjectName("status.queue")
        self.queue.setIconSize(QSize(16, 16))
        self.queue.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.queue.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.queue.clicked.connect(self.jobs_requested)
        self._retry = QToolButton()
        self._retry.setObjectName("status.retry")
        self._retry.setText(self.tr("Try again"))
        self._retry.setAccessibleName(self.tr("Try again to save"))
        self._retry.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._retry.clicked.connect(self.retry_requested)
        for widget in (self.queue, self.engine, self._retry, self.saved):
            self.addPermanentWidget(widget)
        theme.themes().changed.connect(self._retheme)
        self.clear_all()

    def clear_all(self) -> None:
        """No project is open."""
        self.saved.show_text("")
        self.show_engines(())
        self._retry.hide()
        self.show_jobs(0, "")

    def show_engines(self, names: Sequence[str]) -> None:
        """Show the engines the project speaks with, by their names in the cast."""
        self._engines = tuple(names)
        if not names:
            self._balances, self._offline, self._waiting = {}, False, ""
        self._show_engine()

    def show_purse(self, balances: Mapping[str, Balance], *, offline: bool) -> None:
        """Show what is left by engine, and whether a provider cannot be reached."""
        self._balances, self._offline = balances, offline
        self._show_engine()

    def show_waiting(self, sentence: str) -> None:
        """Say why what is to be spoken waits; "" where it does not."""
        if sentence != self._waiting:
            self._waiting = sentence
            self._show_engine()

    def _show_engine(self) -> None:
        said = [self._engine_said(name) for name in self._engines]
        tips = [self._engine_tip(self._balances[name]) for name in self._engines if name in self._balances]
        if self._waiting and said:
            said.append(self._waiting.rstrip("."))
        elif self._is_offline:
            said.append(self.tr("offline"))
            tips.append(self.tr("The provider cannot be reached; what is to be spoken waits for the network."))
        self.engine.setVisible(bool(said))
        self.engine.setText(" · ".join(said))
        self.engine.setAccessibleName(self.tr("Engine: {engine}").format(engine=self.engine.text()))
        self.engine.setToolTip("\n".join([*tips, self.tr("Choose engine and voice")]))
        if said:
            self._retheme()

    @property
    def _is_offline(self) -> bool:
        return self._offline and any(name in NAMES for name in self._engines)

    def _engine_said(self, name: str) -> str:
        called = self.tr("On this computer") if name == "local" else NAMES.get(name, name)
        balance = self._balances.get(name)
        left = amounts.left(balance.left, balance.unit) if balance is not None else ""
        return self.tr("{engine}: {left} left").format(engine=called, left=left) if left else called

    def _engine_tip(self, balance: Balance) -> str:
        said = [balance.plan, balance.note]
        if balance.resets:
            said.insert(1, self.tr("Resets {when}").format(when=amounts.when(balance.resets)))
        return " · ".join(part for part in said if part)

    def show_jobs(self, count: int, what: str) -> None:
        """Show how many jobs run, and how far they are in words."""
        if count and self.queue.icon().isNull():
            self._retheme()
        self.queue.setVisible(count > 0)
        self.queue.setText(what)
        self.queue.setAccessibleName(self.tr("Jobs: {what}").format(what=what))

    def show_saved(self, *, saved: bool, error: LecternError | None = None, read_only: bool = False) -> None:
        """Show whether everything is on the disk."""
        self._retry.setVisible(error is not None)
        self.saved.setToolTip("" if error is None else language.said(error.sentence))
        if read_only:
            self.saved.show_text(self.tr("Open for reading only"), "lock", "icon")
        elif error is not None:
            self.saved.show_text(self.tr("Not saved"), "warning", "danger")
        elif saved:
            self.saved.show_text(self.tr("Saved"), "saved", "good")
        else:
            self.saved.show_text(self.tr("Saving…"), "saving", "icon")

    def _retheme(self) -> None:
        self.queue.setIcon(icons.icon("queue"))
        amiss = bool(self._waiting) or self._is_offline
        self.engine.setIcon(icons.icon("warning", "warning") if amiss else icons.icon("engine"))
