"""Fields of accounts: a key that is pasted and can be looked at, and where a provider is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from studio_app.ui.kit.controls import IconButton
from studio_app.ui.preferences.accounts_words import region_said

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from studio_app.session.accounts import Provider

#: No address is so.
_OTHER = "other"


class SecretField(QWidget):
    """A line for a key or passphrase: dots, unless the person looks.

    Signals:
        entered(): Enter was pressed.
    """

    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(name)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.line.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhHiddenText)
        self.line.returnPressed.connect(self.entered)
        self.look = IconButton("eye", self.tr("Show what is typed"), self)
        self.look.setCheckable(True)
        self.look.toggled.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.look)
        self.setFocusProxy(self.line)

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed, also what Undo would bring back."""
        self.line.setText("")
        self.look.setChecked(False)

    def _show(self, on: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self.look.show_icon(
            "eye_off" if on else "eye", self.tr("Hide what is typed") if on else self.tr("Show what is typed")
        )


class AddressField(QWidget):
    """The region of a provider, or another address.

    Signals:
        chosen(address): another one is to be used; "" is the provider's own.
    """

    chosen = Signal(str)

    def __init__(self, provider: Provider, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.region = _Combo(self)
        self.region.setAccessibleName(self.tr("Region"))
        for name, address in provider.regions:
            self.region.addItem(region_said(name), address)
        self.region.addItem(self.tr("Another address…"), _OTHER)
        self.region.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(self.tr("Address"))
        self.line.setPlaceholderText("https://")
        self.line.hide()
        self.region.activated.connect(self._picked)
        self.line.editingFinished.connect(lambda: self.chosen.emit(self.address))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.region)
        column.addWidget(self.line)
        self.setFocusProxy(self.region)

    @property
    def address(self) -> str:
        """The address as it stands there."""
        held = self.region.currentData()
        return self.line.text().strip() if held == _OTHER else str(held)

    def show_address(self, address: str) -> None:
        """Show an address without telling anybody."""
        with QSignalBlocker(self.region), QSignalBlocker(self.line):
            at = self.region.findData(address)
            other = at < 0
            self.region.setCurrentIndex(self.region.count() - 1 if other else at)
            self.line.setVisible(other)
            self.line.setText(address if other else "")

    def _picked(self) -> None:
        other = self.region.currentData() == _OTHER
        self.line.setVisible(other)
        if other:
            self.line.setFocus()
        else:
            self.chosen.emit(self.address)


class _Combo(QComboBox):
    """A choice that a wheel turning past it does not change."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Turn only where the keyboard is."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()
