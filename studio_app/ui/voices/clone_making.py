"""A voice in the making: what is sent, what the provider does with it, and the way on where it failed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio_app.domain.errors import (
    LecternError,
    NoSlot,
    NotOffered,
    RateLimited,
    SamplesRefused,
    Unauthorised,
    Unreachable,
)
from studio_app.ui.kit import amounts, icons, theme
from studio_app.ui.kit.controls import ProgressLine, button, label, set_look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from studio_app.session.once import Stage

#: The ways on after an error, the likeliest first.
_WAYS: tuple[tuple[type[LecternError], tuple[str, ...]], ...] = (
    (SamplesRefused, ("recordings",)),
    (NoSlot, ("voices", "again")),
    (NotOffered, ("about",)),
    (Unauthorised, ("accounts", "again")),
    (RateLimited, ("again",)),
    (Unreachable, ("look",)),
    (LecternError, ("again", "recordings")),
)


class MakingPage(QWidget):
    """See the module docstring. It says one thing at a time.

    Signals:
        cancel_requested(): stop what is sent.
        way_chosen(way): "again", "look" (the same, after the provider was asked whether it has it), "recordings", "about",
            "voices", "accounts" or "cast".
    """

    cancel_requested = Signal()
    way_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("making")
        self.state = ""
        self._icon = ("voice", "accent")
        self._mark = QLabel(self)
        self._mark.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._title = label("", "title", self, wrap=True)
        self._said = label("", "", self, wrap=True)
        self._detail = label("", "dim", self, wrap=True)
        for made in (self._title, self._said, self._detail):
            made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.line = ProgressLine(self.tr("How far the voice is"), self)
        self.cancel = button(self.tr("Cancel"), self.cancel_requested.emit, parent=self)
        self.cancel.setObjectName("making.cancel")
        self._ways: dict[str, QPushButton] = {}
        self._lay_out()
        theme.themes().changed.connect(self._retheme)

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._said.text()

    def way(self, name: str) -> QPushButton:
        """Return the button of a way."""
        return self._ways[name]

    def show_stage(self, name: str, stage: Stage) -> None:
        """Show how far a voice is."""
        said = {
            "looking": self.tr("Asking whether the voice is there already…"),
            "sending": self.tr("Sending the recordings…"),
            "waiting": self.tr("Everything is sent; the provider makes the voice…"),
            "training": self.tr("The provider learns the voice…"),
        }.get(stage.name, stage.name)
        sending = stage.name == "sending" and stage.total > 0
        detail = self.tr("You can close this: it goes on, and the voice will be among My voices.")
        if sending:
            detail = self.tr("{sent} of {all}").format(sent=amounts.size(stage.done), all=amounts.size(stage.total))
        state = "training" if stage.name == "training" else "sending"
        stoppable = stage.name in ("looking", "sending")
        self._show(state, self.tr("Making {name}").format(name=name), said, detail, stoppable=stoppable)
        self.line.show_share(stage.done / stage.total if sending else stage.share)

    def show_made(self, name: str, *, inline: bool = False) -> None:
        """Show that there is a voice."""
        said = (
            self.tr("It is kept on this computer, and its recordings go with each request.")
            if inline
            else self.tr("It is among My voices now, and can be cast.")
        )
        self._show("trained", self.tr("{name} can speak").format(name=name), said, "", icon=("done", "good"))
        self.line.show_share(1.0, "done")
        self._offer(("cast",))

    def show_failed(self, name: str, error: LecternError) -> None:
        """Say why there is none, and what can be done."""
        detail = ""
        if isinstance(error, Unreachable) and error.maybe_billed:
            detail = self.tr(
                "The recordings may have arrived. Before anything is sent again, your account is asked for the voice."
            )
        self._fail(name, error.sentence, detail, next(ways for kind, ways in _WAYS if isinstance(error, kind)))

    def show_refused(self, name: str, reason: str) -> None:
        """Say that the provider took the recordings and made no voice of them."""
        said = self.tr("The provider could not make a voice of these recordings.")
        self._fail(name, said, reason, ("recordings", "again"))

    def show_cancelled(self, name: str) -> None:
        """Say that it was stopped."""
        said = self.tr("You stopped it. Your recordings are still here.")
        self._fail(name, said, "", ("again", "recordings"), icon=("info", "accent"))

    # Inside

    def _fail(
        self, name: str, said: str, detail: str, ways: tuple[str, ...], icon: tuple[str, str] = ("failed", "danger")
    ) -> None:
        title = self.tr("{name} was not made").format(name=name)
        self._show("failed", title, said, detail, icon=icon)
        self.line.show_share(self.line.value() / 1000 if self.line.maximum() else 0.0, "failed")
        self._offer(ways)

    def _show(
        self,
        state: str,
        title: str,
        said: str,
        detail: str,
        icon: tuple[str, str] = ("voice", "accent"),
        *,
        stoppable: bool = False,
    ) -> None:
        self.state, self._icon = state, icon
        for made, text in ((self._title, title), (self._said, said), (self._detail, detail)):
            made.setText(text)
            made.setVisible(bool(text))
        set_look(self._said, "danger" if state == "failed" and icon[1] == "danger" else "")
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(part for part in (said, detail) if part))
        self.cancel.setVisible(stoppable)
        for way in self._ways.values():
            way.hide()
        self._retheme()

    def _offer(self, ways: tuple[str, ...]) -> None:
        for name in ways:
            self._ways[name].show()
        self._ways[ways[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        texts = {
            "recordings": self.tr("Change the recordings"),
            "about": self.tr("Choose another engine"),
            "voices": self.tr("Make room in My voices"),
            "accounts": self.tr("Look at the key…"),
            "look": self.tr("Look, then try again"),
            "again": self.tr("Try again"),
            "cast": self.tr("Cast it…"),
        }
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.cancel)
        for name, text in texts.items():
            self._ways[name] = made = button(text, partial(self.way_chosen.emit, name), parent=self)
            made.setObjectName(f"making.{name}")
            made.setAutoDefault(True)
            row.addWidget(made)
        row.addStretch(1)
        body = QVBoxLayout(self)
        body.setContentsMargins(48, 32, 48, 32)
        body.setSpacing(12)
        body.addStretch(1)
        for widget in (self._mark, self._title, self._said, self.line, self._detail):
            body.addWidget(widget)
        body.addSpacing(8)
        body.addLayout(row)
        body.addStretch(2)

    def _retheme(self) -> None:
        self._mark.setPixmap(icons.pixmap(self._icon[0], 40, self._icon[1]))
