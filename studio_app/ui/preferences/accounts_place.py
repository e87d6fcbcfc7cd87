"""Where keys are kept, and how another place is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.ui.kit.controls import button, label, set_look
from studio_app.ui.preferences.accounts_fields import SecretField

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.session.accounts import Place

_WIDTH = 440


class PlaceLine(QWidget):
    """Says where keys are kept.

    Signals:
        wished(what): "file", "keyring" or "unlock".
    """

    wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("accounts.place")
        self.said = label("", "dim", self, wrap=True)
        self.unlock = self._button("unlock", self.tr("Unlock…"), "primary")
        self.file = self._button("file", self.tr("Use a key file…"))
        self.keyring = self._button("keyring", self.tr("Use the keyring"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for made in (self.unlock, self.file, self.keyring):
            row.addWidget(made)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.said)
        column.addLayout(row)

    def show_place(self, place: Place) -> None:
        """Say it."""
        self.said.setText(self._sentence(place))
        set_look(self.said, "warning" if not (place.file or place.keyring) or place.locked else "dim")
        self.unlock.setVisible(place.locked)
        self.file.setVisible(not place.file)
        self.keyring.setVisible(bool(place.file) and not place.locked)

    def _sentence(self, place: Place) -> str:
        if place.locked:
            said = self.tr("Keys are kept in the file {file}, which is locked until you give its passphrase.")
            return said.format(file=place.file)
        if place.file:
            return self.tr("Keys are kept in the encrypted file {file}.").format(file=place.file)
        if place.keyring:
            return self.tr(
                "Keys are kept in the keyring of this computer ({name}), never in a project or a log."
            ).format(name=place.keyring)
        return self.tr(
            "This computer has no keyring. Choose an encrypted file for keys, or set them in the environment "
            "before Lectern starts."
        )

    def _button(self, wish: str, text: str, kind: str = "quiet") -> QWidget:
        made = button(text, lambda: self.wished.emit(wish), kind=kind, parent=self)
        made.setObjectName(f"accounts.place.{wish}")
        made.setAutoDefault(False)
        return made


class PassphraseQuestion(QDialog):
    """Asks for the passphrase of a key file; ``passphrase`` has it when it was accepted.

    Args:
        parent: the window the question belongs to.
        file: which file.
        new: it is made now: the passphrase is typed twice.
    """

    def __init__(self, parent: QWidget | None, file: Path, *, new: bool) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.passphrase")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        question = (
            self.tr("Choose a passphrase for {file}").format(file=file.name)
            if new
            else self.tr("The passphrase of {file}").format(file=file.name)
        )
        self.setWindowTitle("Lectern")
        self.setAccessibleName(question)
        self.first = SecretField(self.tr("Passphrase"), self)
        self.first.line.setObjectName("passphrase.first")
        self.second = SecretField(self.tr("The same again"), self)
        self.second.line.setObjectName("passphrase.second")
        self._new = new
        self._said = label("", "danger", self, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(8)
        layout.addWidget(label(question, "heading", self, wrap=True))
        if new:
            said = self.tr("Four or more words are good. Nobody can open the file without it, and it is kept nowhere.")
            layout.addWidget(label(said, "dim", self, wrap=True))
        for field, name in ((self.first, self.tr("Passphrase")), (self.second, self.tr("The same again"))):
            field.setVisible(new or field is self.first)
            if not field.isHidden():
                layout.addWidget(label(name, "small", self))
            layout.addWidget(field)
            field.entered.connect(self._go)
        layout.addWidget(self._said)
        layout.addLayout(self._foot())
        self.setMinimumWidth(_WIDTH)
        self.first.setFocus()

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self.first.text

    @property
    def sentence(self) -> str:
        """What is wrong with it."""
        return self._said.text()

    def _foot(self) -> QHBoxLayout:
        cancel = button(self.tr("Cancel"), self.reject, parent=self)
        go = button(self.tr("Make the file") if self._new else self.tr("Unlock"), self._go, kind="primary", parent=self)
        go.setObjectName("choice.accept")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(go)
        return foot

    def _go(self) -> None:
        if self._new and self.first.text != self.second.text:
            self._said.setText(self.tr("The two are not the same."))
            self.second.line.setFocus()
        elif not self.first.text:
            self._said.setText(self.tr("Type the passphrase first."))
            self.first.line.setFocus()
        else:
            self.accept()
