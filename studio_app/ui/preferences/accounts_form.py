"""The form a key is pasted into: for a new account, or a new key of one that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from studio_app.ui.kit.controls import Card, button, label, set_look
from studio_app.ui.preferences.accounts_fields import AddressField, SecretField

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from studio_app.session.accounts import Provider


class KeyForm(Card):
    """See the module docstring.

    Args:
        provider: whose key it is.
        account: the name of the account that gets another key, "" for a new account.

    Signals:
        keep_wished(): test what is typed, and keep it where it works.
        cancelled(): nothing is to be kept.
    """

    keep_wished = Signal()
    cancelled = Signal()

    def __init__(self, provider: Provider, account: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"accounts.form.{provider.id}")
        self.provider = provider
        self._renewing = bool(account)
        title = self.tr("New key for {name}").format(name=account) if account else self.tr("New account")
        self.setAccessibleName(title)
        self.key = SecretField(self.tr("Key"), self)
        self.key.line.setObjectName("accounts.form.key")
        self.key.line.setPlaceholderText(self.tr("Paste the key here"))
        self.key.entered.connect(self._wish)
        self.name = QLineEdit(self)
        self.name.setObjectName("accounts.form.name")
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setPlaceholderText(provider.name)
        self.name.returnPressed.connect(self._wish)
        self.address = AddressField(provider, self)
        self._said = label("", "dim", self, wrap=True)
        self._said.hide()
        self._lay_out(title)

    @property
    def typed_name(self) -> str:
        """The name the person gave it."""
        return self.name.text().strip()

    def show_busy(self, *, on: bool) -> None:
        """Show that the key is being tested."""
        for field in (self.key, self.name, self.address, self.keep):
            field.setEnabled(not on)
        if on:
            self.say(self.tr("Testing the key with {provider}…").format(provider=self.provider.name))

    def say(self, sentence: str, look: str = "dim") -> None:
        """Say how it went."""
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        set_look(self._said, look)

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._said.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Leave the form on Escape, not the whole dialog."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _wish(self) -> None:
        if not self.keep.isEnabled():
            return
        if self.key.text.strip():
            self.keep_wished.emit()
        else:
            self.say(self.tr("Paste a key first."), "danger")
            self.key.line.setFocus()

    def _leave(self) -> None:
        self.key.clear()
        self.cancelled.emit()

    def _lay_out(self, title: str) -> None:
        self.keep = button(self.tr("Test and keep"), self._wish, kind="primary", parent=self)
        self.keep.setObjectName("accounts.form.keep")
        self.keep.setAutoDefault(False)
        cancel = button(self.tr("Cancel"), self._leave, parent=self)
        cancel.setObjectName("accounts.form.cancel")
        cancel.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.keep)
        self.body.addWidget(label(title, "heading", self))
        self._add(self.tr("Key"), self.key)
        if self._renewing:
            self.name.hide()
            self.address.hide()
        else:
            self._add(self.tr("Name, to tell several accounts apart"), self.name)
            self._add(self.tr("Region of the account"), self.address)
        self.body.addWidget(self._said)
        self.body.addLayout(foot)

    def _add(self, name: str, field: QWidget) -> None:
        column = QVBoxLayout()
        column.setSpacing(4)
        caption = label(name, "small", self)
        caption.setBuddy(field)
        column.addWidget(caption)
        column.addWidget(field)
        self.body.addLayout(column)
