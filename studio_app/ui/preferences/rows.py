"""One option as the preferences show it: a name, a control of its type, what it is about, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from studio_app.ui.kit import theme
from studio_app.ui.kit.controls import IconButton, label
from studio_app.ui.kit.numbers import WholeField

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from studio_app.settings.options import Option, Value

_NAME_WIDTH = 176
_FIELD_WIDTH = 220


class OptionRow(QWidget):
    """See the module docstring.

    Args:
        option: what is shown.
        choices: (value, name) of an option whose choices are found out when the program runs.

    Signals:
        changed(value): the person chose it. It may be one that the option does not accept.
    """

    changed = Signal(object)

    def __init__(
        self, option: Option, choices: tuple[tuple[str, str], ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.option = option
        name, about = said(option.title), said(option.text)
        self.field = self._made(choices)
        self.field.setObjectName(f"preferences.{option.key}")
        self.field.setAccessibleName(name)
        self.field.setAccessibleDescription(about)
        self._back = IconButton("undo", self.tr("Reset {name}").format(name=name), self)
        self._back.setObjectName(f"preferences.back.{option.key}")
        self._back.clicked.connect(self._reset)
        policy = self._back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._back.setSizePolicy(policy)
        self._lay_out(name, about)

    def show_value(self, value: Value) -> None:
        """Show a value without telling anybody."""
        _show(self.field, value)
        self._back.setVisible(value != self.option.default)

    @property
    def changed_from_default(self) -> bool:
        """Whether there is a way back."""
        return not self._back.isHidden()

    def _lay_out(self, name: str, about: str) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        checks = isinstance(self.field, QCheckBox)
        if not checks:
            caption = label(name)
            caption.setBuddy(self.field)
            caption.setMinimumWidth(theme.scaled(_NAME_WIDTH))
            line.addWidget(caption)
            self.field.setMinimumWidth(theme.scaled(_FIELD_WIDTH))
        line.addWidget(self.field)
        line.addWidget(self._back)
        line.addStretch(1)
        detail = label(about, "small", wrap=True)
        detail.setContentsMargins(30 if checks else theme.scaled(_NAME_WIDTH) + 8, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(detail)

    def _reset(self) -> None:
        self.field.setFocus()  # the button goes away: the keyboard stays in the row
        self.changed.emit(self.option.default)

    # A control for each type

    def _made(self, choices: tuple[tuple[str, str], ...]) -> QWidget:
        option = self.option
        if isinstance(option.default, bool):
            return self._switch()
        if isinstance(option.default, int):
            return self._number()
        if option.choices:
            return self._choice(tuple((c, said(n)) for c, n in zip(option.choices, option.names, strict=True)))
        if choices:
            return self._choice(choices)
        if option.key == "editor.family":
            return self._choice((("", self.tr("A good serif of this machine")), *((f, f) for f in _families())))
        line = QLineEdit()
        line.editingFinished.connect(lambda: self.changed.emit(line.text().strip()))
        return line

    def _switch(self) -> QCheckBox:
        box = QCheckBox(said(self.option.title))
        box.toggled.connect(self.changed.emit)
        return box

    def _number(self) -> QSpinBox:
        option, spin = self.option, WholeField()
        spin.setRange(option.low or 0, 999_999 if option.high is None else option.high)
        spin.setSingleStep(option.step)
        spin.setGroupSeparatorShown(True)
        spin.setKeyboardTracking(False)
        if option.unit:
            spin.setSuffix(f" {said(option.unit)}")
        if option.zero:
            spin.setSpecialValueText(said(option.zero))
        spin.valueChanged.connect(self.changed.emit)
        return spin

    def _choice(self, choices: tuple[tuple[str, str], ...]) -> QComboBox:
        combo = _Combo()
        for value, name in choices:
            combo.addItem(name, value)
        combo.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        combo.currentIndexChanged.connect(lambda row: self.changed.emit(combo.itemData(row)))
        return combo


class _Combo(QComboBox):
    """A choice that a wheel turning past it does not change."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Turn only where the keyboard is."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


def words(option: Option) -> str:
    """Return what an option is found by."""
    names = " ".join(map(said, option.names))
    return f"{said(option.title)} {said(option.text)} {said(option.page)} {names}".casefold()


def said(text: str) -> str:
    """Return a text of the declared options in the person's language."""
    return QCoreApplication.translate("Options", text) if text else ""


def _families() -> list[str]:
    return [family for family in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(family)]


def _show(field: QWidget, value: Value) -> None:
    with QSignalBlocker(field):
        if isinstance(field, QCheckBox):
            field.setChecked(bool(value))
        elif isinstance(field, QSpinBox):
            field.setValue(int(value))
        elif isinstance(field, QComboBox):
            field.setCurrentIndex(max(0, field.findData(value)))
        elif isinstance(field, QLineEdit):
            field.setText(str(value))
