"""The preferences dialog. What is changed holds at once; there is nothing to apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio_app.settings.options import OPTIONS, PAGES, Option
from studio_app.ui.kit.controls import button, label
from studio_app.ui.preferences.shortcuts import ShortcutsPage

if TYPE_CHECKING:
    from studio_app.settings.file import Settings
    from studio_app.settings.options import Value
    from studio_app.ui.preferences.shortcuts import Keys

_SHORTCUTS = "Shortcuts"


class PreferencesDialog(QDialog):
    """Shows and changes the options.

    Args:
        settings: what holds now; the dialog only reads it.
        keys: the shortcuts, see ``Keys``.
        engines: names of the engines that can be chosen.

    Signals:
        option_changed(key, value): hold this.
    """

    option_changed = Signal(str, object)

    def __init__(
        self, settings: Settings, keys: Keys, engines: tuple[str, ...] = ("local",), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("preferences")
        self.setWindowTitle(self.tr("Preferences"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._settings = settings
        self._engines = engines
        self._fields: dict[str, QWidget] = {}
        self.pages = QListWidget(self)
        self.pages.setObjectName("preferences.pages")
        self.pages.setAccessibleName(self.tr("Pages"))
        self.pages.setFixedWidth(180)
        self._stack = QStackedWidget(self)
        for page, about in PAGES:
            self._add(page, _scrolling(self._page(page, about)))
        self._add(_SHORTCUTS, ShortcutsPage(keys, self))
        self.pages.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.pages.setCurrentRow(0)
        self._lay_out()
        self.resize(840, 600)

    def show_page(self, page: str) -> None:
        """Show a page by its name in ``PAGES``, or "Shortcuts"."""
        for row in range(self.pages.count()):
            if self.pages.item(row).data(Qt.ItemDataRole.UserRole) == page:
                self.pages.setCurrentRow(row)

    def field(self, key: str) -> QWidget:
        """Return the control of an option."""
        return self._fields[key]

    def refresh(self) -> None:
        """Show what holds now, where something else changed it."""
        for option in OPTIONS:
            if option.key in self._fields:
                _show(self._fields[option.key], self._settings.value(option.key))

    def _add(self, page: str, widget: QWidget) -> None:
        item = QListWidgetItem(_said(page), self.pages)
        item.setData(Qt.ItemDataRole.UserRole, page)
        self._stack.addWidget(widget)

    def _lay_out(self) -> None:
        close = button(self.tr("Close"), self.accept, kind="primary", parent=self)
        close.setObjectName("choice.close")
        foot = QHBoxLayout()
        foot.addWidget(label(self.tr("Changes hold at once."), "small", self), 1)
        foot.addWidget(close)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.pages)
        middle.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)

    def _page(self, page: str, about: str) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(16, 8, 24, 16)
        column.setSpacing(16)
        column.addWidget(label(_said(page), "title"))
        column.addWidget(label(_said(about), "dim", wrap=True))
        column.addSpacing(4)
        for option in OPTIONS:
            if option.title and option.page == page:
                column.addLayout(self._row(option))
        again = button(self.tr("Back to the defaults"), lambda: self._reset(page), kind="quiet")
        again.setObjectName(f"preferences.reset.{page.lower()}")
        column.addSpacing(8)
        column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return made

    def _row(self, option: Option) -> QVBoxLayout:
        field = self._field(option)
        field.setObjectName(f"preferences.{option.key}")
        field.setAccessibleName(_said(option.title))
        field.setAccessibleDescription(_said(option.text))
        self._fields[option.key] = field
        _show(field, self._settings.value(option.key))
        line = QHBoxLayout()
        line.setSpacing(12)
        name = label("" if isinstance(field, QCheckBox) else _said(option.title))
        name.setBuddy(field)
        name.setMinimumWidth(168)
        if isinstance(field, QCheckBox):
            line.addWidget(field, 1)
        else:
            line.addWidget(name)
            line.addWidget(field)
            line.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(line)
        about = label(_said(option.text), "small", wrap=True)
        about.setContentsMargins(28 if isinstance(field, QCheckBox) else 180, 0, 0, 0)
        column.addWidget(about)
        return column

    def _field(self, option: Option) -> QWidget:
        if isinstance(option.default, bool):
            box = QCheckBox(_said(option.title))
            box.toggled.connect(lambda on: self._changed(option, on))
            return box
        if isinstance(option.default, int):
            return self._number(option)
        choices = self._engines if option.key == "engine.default" else option.choices
        if choices:
            return self._choice(option, choices)
        if option.key == "editor.family":
            return self._family(option)
        line = QLineEdit()
        line.textChanged.connect(lambda text: self._changed(option, text))
        return line

    def _number(self, option: Option) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(option.low or 0, 999_999 if option.high is None else option.high)
        spin.setSingleStep(option.step)
        spin.setMinimumWidth(180)
        spin.setGroupSeparatorShown(True)
        spin.setKeyboardTracking(False)
        if option.unit:
            spin.setSuffix(f" {_said(option.unit)}")
        if option.zero:
            spin.setSpecialValueText(_said(option.zero))
        spin.valueChanged.connect(lambda value: self._changed(option, value))
        return spin

    def _choice(self, option: Option, choices: tuple[str, ...]) -> QComboBox:
        combo = QComboBox()
        combo.setMinimumWidth(200)
        for number, choice in enumerate(choices):
            combo.addItem(_said(option.names[number]) if option.names else choice, choice)
        combo.currentIndexChanged.connect(lambda row: self._changed(option, combo.itemData(row)))
        return combo

    def _family(self, option: Option) -> QComboBox:
        combo = QComboBox()
        combo.setMinimumWidth(280)
        combo.addItem(self.tr("A good serif of this machine"), "")
        for family in QFontDatabase.families():
            if not QFontDatabase.isPrivateFamily(family):
                combo.addItem(family, family)
        combo.currentIndexChanged.connect(lambda row: self._changed(option, combo.itemData(row)))
        return combo

    def _changed(self, option: Option, value: Value) -> None:
        if option.accepts(value) and value != self._settings.value(option.key):
            self.option_changed.emit(option.key, value)

    def _reset(self, page: str) -> None:
        for option in OPTIONS:
            if option.page == page and option.title:
                self._changed(option, option.default)
        self.refresh()


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


def _scrolling(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(widget)
    return area


def _said(text: str) -> str:
    """Return a text of the declared options in the person's language."""
    return QCoreApplication.translate("Options", text)
