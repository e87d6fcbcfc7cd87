"""The page of shortcuts: every action with its keys, which can be given, taken and reset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio_app.ui.kit.controls import SearchField, button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

_ID = Qt.ItemDataRole.UserRole


class Row(Protocol):
    """What the page needs of a row of the action table."""

    @property
    def id(self) -> str:
        """The action's id."""

    @property
    def text(self) -> str:
        """Its name with ``&``, not translated."""


class Keys(Protocol):
    """The shortcuts, as ``ui.shell.actions.Actions`` has them."""

    def rows(self) -> Sequence[Row]:
        """Return every action."""

    def shortcuts(self, id_: str) -> tuple[str, ...]:
        """Return an action's shortcuts as portable text."""

    def set_shortcuts(self, id_: str, keys: tuple[str, ...] | None) -> None:
        """Give an action other shortcuts; None: those it had at first."""

    def owners(self, keys: tuple[str, ...], *, but: str = "") -> tuple[str, ...]:
        """Return the other actions that have one of these shortcuts."""

    def reset_shortcuts(self) -> None:
        """Give every action the shortcuts it had at first."""


class ShortcutsPage(QWidget):
    """Shows every action's shortcut and lets the person press another."""

    def __init__(self, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.search = SearchField(self.tr("Find an action"), self)
        self.search.setObjectName("shortcuts.find")
        self.tree = QTreeWidget(self)
        self.tree.setObjectName("shortcuts.list")
        self.tree.setAccessibleName(self.tr("Actions and their shortcuts"))
        self.tree.setHeaderLabels([self.tr("Action"), self.tr("Shortcut")])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.edit = QKeySequenceEdit(self)
        self.edit.setObjectName("shortcuts.keys")
        self.edit.setAccessibleName(self.tr("New shortcut of the chosen action"))
        self.edit.setMaximumSequenceLength(1)
        self.edit.setClearButtonEnabled(True)
        self.says = label("", "small", self, wrap=True)
        self._reset = button(self.tr("Usual keys"), self._usual, parent=self)
        self._reset_all = button(self.tr("All as at first"), self._all_usual, kind="quiet", parent=self)
        self._lay_out()
        self._fill()
        self.search.textChanged.connect(self._narrow)
        self.tree.currentItemChanged.connect(lambda *_: self._show_current())
        self.edit.editingFinished.connect(self._give)
        self.tree.setCurrentItem(self._items[0])

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(self.tr("Press the new keys:")))
        row.addWidget(self.edit, 1)
        row.addWidget(self._reset)
        row.addWidget(self._reset_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 8)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Shortcuts"), "title"))
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addLayout(row)
        column.addWidget(self.says)

    def _fill(self) -> None:
        self._items = [QTreeWidgetItem([_name(row), self._native(row.id)]) for row in self._keys.rows()]
        for item, row in zip(self._items, self._keys.rows(), strict=True):
            item.setData(0, _ID, row.id)
        self.tree.addTopLevelItems(self._items)

    def _narrow(self, text: str) -> None:
        asked = text.casefold()
        for item in self._items:
            item.setHidden(asked not in f"{item.text(0)} {item.text(1)}".casefold())

    @property
    def _current(self) -> str:
        item = self.tree.currentItem()
        return "" if item is None else str(item.data(0, _ID))

    def _native(self, id_: str) -> str:
        keys = (QKeySequence(k, QKeySequence.SequenceFormat.PortableText) for k in self._keys.shortcuts(id_))
        return ",  ".join(k.toString(QKeySequence.SequenceFormat.NativeText) for k in keys)

    def _show_current(self) -> None:
        keys = self._keys.shortcuts(self._current)
        self.edit.setKeySequence(QKeySequence(keys[0] if keys else "", QKeySequence.SequenceFormat.PortableText))

    def _give(self) -> None:
        pressed = self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        new = (pressed,) if pressed else ()
        if new[:1] == self._keys.shortcuts(self._current)[:1]:
            return
        names = {row.id: _name(row) for row in self._keys.rows()}
        lost = [names[id_] for id_ in self._keys.owners(new, but=self._current)]
        self._keys.set_shortcuts(self._current, new)
        self._refresh()
        self.says.setText(self.tr("Taken from: {names}").format(names=", ".join(lost)) if lost else "")

    def _usual(self) -> None:
        self._keys.set_shortcuts(self._current, None)
        self._refresh()

    def _all_usual(self) -> None:
        self._keys.reset_shortcuts()
        self._refresh()

    def _refresh(self) -> None:
        self.says.setText("")
        for item in self._items:
            item.setText(1, self._native(str(item.data(0, _ID))))
        self._show_current()


def _name(row: Row) -> str:
    return QCoreApplication.translate("Actions", row.text).replace("&", "").rstrip("…")
