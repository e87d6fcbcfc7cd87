"""The consent of whoever speaks in the recordings: stated in words, confirmed each time, and kept with what is made."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton, QWidget

from studio_app.ui.kit import theme
from studio_app.ui.kit.controls import Card, label
from studio_app.ui.voices.clone_steps import column


class ConsentForm(QWidget):
    """Nothing is confirmed beforehand, and what is confirmed is what stands there: another word asks anew.

    Signals:
        changed(): it was confirmed, or is no longer.
    """

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.own = self._choice(f"{name}.consent.own", self.tr("It is my own voice"))
        self.other = self._choice(f"{name}.consent.other", self.tr("It is somebody else's, who allowed it"))
        self.own.setChecked(True)
        self.who = QLineEdit(self)
        self.who.setObjectName(f"{name}.consent.who")
        self.who.setMaxLength(200)
        self._who_name = label("", "small", self)
        self._who_name.setBuddy(self.who)
        self._card = Card(self)
        self._statement = label("", parent=self._card, wrap=True)
        self._statement.setObjectName(f"{name}.consent.statement")
        self.confirm = QCheckBox(self.tr("I confirm this"), self._card)
        self.confirm.setObjectName(f"{name}.consent.confirm")
        self._card.body.addWidget(self._statement)
        self._card.body.addWidget(self.confirm)
        body = column(self)
        body.addWidget(label(self.tr("Whose voice is it?"), "section", self))
        for made in (self.own, self.other):
            body.addWidget(made)
        body.addSpacing(theme.scaled(4))
        body.addWidget(self._who_name)
        body.addWidget(self.who)
        body.addWidget(self._card)
        kept = self.tr("Your confirmation is kept on this computer, with the day and the recordings it is about.")
        body.addWidget(label(kept, "small", self, wrap=True))
        self.own.toggled.connect(lambda _: self._show())
        self.who.textChanged.connect(lambda _: self._show())
        self.confirm.toggled.connect(lambda _: self.changed.emit())
        self._show()

    @property
    def name(self) -> str:
        """Whose voice it is."""
        return " ".join(self.who.text().split())

    @property
    def statement(self) -> str:
        """What is confirmed, in words."""
        return self._statement.text()

    @property
    def given(self) -> bool:
        """Whether it is confirmed."""
        return bool(self.name) and self.confirm.isChecked()

    def withdraw(self) -> None:
        """Ask anew: the recordings are others now."""
        self.confirm.setChecked(False)

    def _show(self) -> None:
        """Say what is to be confirmed; what was confirmed before were other words."""
        before = self._statement.text()
        self._who_name.setText(self.tr("Your name") if self.own.isChecked() else self.tr("Name of the speaker"))
        self.who.setAccessibleName(self._who_name.text())
        who = self.name or "…"
        said = (
            self.tr(
                "I am {name}, and the voice in these recordings is mine. I want a voice to be made of them that speaks "
                "whatever it is given. I shall not use it to deceive, defraud or harm anybody."
            )
            if self.own.isChecked()
            else self.tr(
                "The voice in these recordings is that of {name}, who knows that a voice is made of them that speaks "
                "whatever it is given, and has allowed it. I shall not use it to deceive, defraud or harm anybody."
            )
        )
        self._statement.setText(said.format(name=who))
        self.confirm.setEnabled(bool(self.name))
        self.confirm.setAccessibleName(f"{self.confirm.text()}: {self.statement}")
        if before != self.statement:
            self.confirm.setChecked(False)
        self.changed.emit()

    def _choice(self, object_name: str, text: str) -> QRadioButton:
        made = QRadioButton(text, self)
        made.setObjectName(object_name)
        made.setAccessibleName(text)
        return made
