"""The status bar: the engine, what waits, and whether everything is on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QToolButton, QWidget

from studio_app.ui.kit import icons, theme
from studio_app.ui.kit.controls import label, set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.errors import LecternError


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
    """

    jobs_requested = Signal()
    retry_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAccessibleName(self.tr("Status"))
        self.setSizeGripEnabled(False)
        self.engine = _Sign("engine", self.tr("Engine"))
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
        for sign in (self.engine, self.saved):
            sign.show_text("")
        self._retry.hide()
        self.show_jobs(0, "")

    def show_engines(self, names: Sequence[str]) -> None:
        """Show the engines the project speaks with, by their names in the cast."""
        words = {"local": self.tr("On this computer"), "elevenlabs": "ElevenLabs", "fish": "Fish Audio"}
        self.engine.show_text(", ".join(words.get(name, name) for name in names))

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
        self.saved.setToolTip("" if error is None else error.sentence)
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
