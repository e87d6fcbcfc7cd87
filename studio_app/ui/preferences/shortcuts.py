"""The page of shortcuts: every action with its keys, which can be given, taken and reset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio_app.ui.kit import theme
from studio_app.ui.kit.controls import Banner, EmptyState, SearchField, button, label
from studio_app.ui.preferences.keys_field import KeysField

if TYPE_CHECKING:
    from collections.abc import Sequence

_ID = Qt.ItemDataRole.UserRole
_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NATIVE = QKeySequence.SequenceFormat.NativeText


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

    def group(self, id_: str) -> str:
        """Return what an action is about, in a word."""

    def shortcuts(self, id_: str) -> tuple[str, ...]:
        """Return an action's shortcuts as portable text."""

    def usual_shortcuts(self, id_: str) -> tuple[str, ...]:
        """Return the shortcuts an action had at first."""

    def set_shortcuts(self, id_: str, keys: tuple[str, ...] | None) -> None:
        """Give an action other shortcuts; None: those it had at first."""

    def owners(self, keys: tuple[str, ...], *, but: str = "") -> tuple[str, ...]:
        """Return the other actions that have one of these shortcuts."""

    def refusal(self, keys: str) -> str:
        """Return why keys cannot be a shortcut, "" where they can."""

    def reset_shortcuts(self) -> None:
        """Give every action the shortcuts it had at first."""


class ShortcutsPage(QWidget):
    """Shows every action's shortcut and lets the person press another.

    Keys that are free are given at once. Keys that another action has are given only when the person says so.
    """

    def __init__(self, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._names = {row.id: _name(row) for row in keys.rows()}
        self._build()
        self._lay_out()
        self._fill()
        self.search.textChanged.connect(self.narrow)
        self.tree.currentItemChanged.connect(lambda *_: self._show_current())
        self.edit.pressed.connect(self._pressed)
        self.tree.setCurrentItem(self._items[0])

    def narrow(self, text: str) -> bool:
        """Show only the actions that fit; return whether there are any."""
        asked = text.casefold().split()
        page = self.tr("Shortcuts").casefold()
        for item in self._items:
            words = f"{item.text(0)} {item.text(1)} {item.text(2)} {page}".casefold()
            item.setHidden(not all(part in words for part in asked))
        there = [item for item in self._items if not item.isHidden()]
        self._none.setVisible(not there)
        self.tree.setVisible(bool(there))
        if there and self.tree.currentItem() not in there:
            self.tree.setCurrentItem(there[0])
        return bool(there)

    def reset_all(self) -> None:
        """Give every action the keys it had at first."""
        self._keys.reset_shortcuts()
        self._refresh()
        self._settle()

    # Building

    def _build(self) -> None:
        self.search = SearchField(self.tr("Find an action or its keys"), self)
        self.search.setObjectName("shortcuts.find")
        self.tree = QTreeWidget(self)
        self.tree.setObjectName("shortcuts.list")
        self.tree.setAccessibleName(self.tr("Actions and their shortcuts"))
        self.tree.setHeaderLabels([self.tr("Action"), self.tr("About"), self.tr("Keys")])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.header().setSectionsMovable(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            self.tree.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setStretchLastSection(False)
        self._none = EmptyState("keyboard", self.tr("No action has such a name or such keys."), parent=self)
        self._none.hide()
        self.edit = KeysField(self)
        self.edit.setObjectName("shortcuts.keys")
        self.edit.setMinimumWidth(theme.scaled(140))
        self.edit.setAccessibleName(self.tr("New keys of the chosen action"))
        self.edit.setAccessibleDescription(self.tr("Press the keys. Tab goes on."))
        self.remove = button(self.tr("No keys"), self._remove, parent=self)
        self.remove.setObjectName("shortcuts.remove")
        self.usual = button(self.tr("Usual keys"), self._usual, parent=self)
        self.usual.setObjectName("shortcuts.usual")
        self.all_usual = button(self.tr("Reset all shortcuts"), self.reset_all, kind="quiet", parent=self)
        self.all_usual.setObjectName("shortcuts.reset")
        for made in (self.remove, self.usual, self.all_usual):
            made.setAutoDefault(False)
        self.says = Banner(self)
        self.says.dismissed.connect(self._settle)

    def _lay_out(self) -> None:
        self._caption = label("")
        self._caption.setBuddy(self.edit)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._caption)
        row.addWidget(self.edit, 1)
        row.addWidget(self.remove)
        row.addWidget(self.usual)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 8)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Shortcuts"), "title"))
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addWidget(self._none, 1)
        column.addLayout(row)
        column.addWidget(self.says)
        column.addWidget(self.all_usual, 0, Qt.AlignmentFlag.AlignLeft)

    def _fill(self) -> None:
        self._items = [
            QTreeWidgetItem(self.tree, [self._names[row.id], self._keys.group(row.id), ""]) for row in self._keys.rows()
        ]
        for item, row in zip(self._items, self._keys.rows(), strict=True):
            item.setData(0, _ID, row.id)
        self._refresh()

    # What is shown

    @property
    def current(self) -> str:
        """The chosen action's id, "" for none."""
        item = self.tree.currentItem()
        return "" if item is None else str(item.data(0, _ID))

    def _refresh(self) -> None:
        """Show every action's keys; those that are not the usual ones stand out."""
        for item in self._items:
            id_ = str(item.data(0, _ID))
            keys = self._keys.shortcuts(id_)
            item.setText(2, ",  ".join(_native(key) for key in keys))
            item.setData(2, Qt.ItemDataRole.AccessibleTextRole, item.text(2) or self.tr("no keys"))
            item.setFont(2, theme.font(bold=keys != self._keys.usual_shortcuts(id_)))

    def _show_current(self) -> None:
        """Show the chosen action's keys in the field, and nothing said about another one."""
        id_ = self.current
        keys = self._keys.shortcuts(id_) if id_ else ()
        self.edit.show_keys(QKeySequence(keys[0] if keys else "", _PORTABLE))
        self._caption.setText(self.tr("Keys of “{name}”:").format(name=self._names.get(id_, "")))
        self.edit.setEnabled(bool(id_))
        self.remove.setEnabled(bool(keys))
        self.usual.setEnabled(bool(id_) and keys != self._keys.usual_shortcuts(id_))
        self.says.hide()

    def _show_row(self) -> None:
        self.tree.scrollTo(self.tree.currentIndex())

    def _settle(self) -> None:
        """Put the keyboard back to the list, with what holds now."""
        self._show_current()
        self.tree.setFocus()

    # Giving and taking

    def _pressed(self) -> None:
        """Keys were pressed for the chosen action."""
        pressed = self.edit.keys.toString(_PORTABLE)
        if not pressed or pressed in self._keys.shortcuts(self.current):
            return
        refusal = self._keys.refusal(pressed)
        owners = self._keys.owners((pressed,), but=self.current)
        if refusal:
            self._show_current()
            self.says.say(f"{_native(pressed)}: {refusal}", "danger")
        elif owners:
            names = ", ".join(f"“{self._names[id_]}”" for id_ in owners)
            said = self.tr("{keys} belongs to {names}.").format(keys=_native(pressed), names=names)
            self.says.say(
                said,
                "warning",
                ((self.tr("Use it here"), lambda: self._give((pressed,))), (self.tr("Leave it"), self._settle)),
            )
            self.says.focus_first()
            QTimer.singleShot(0, self._show_row)  # what is said takes room from the list
        else:
            self._give((pressed,))

    def _give(self, keys: tuple[str, ...] | None) -> None:
        asked = self.says.isVisible()
        self._keys.set_shortcuts(self.current, keys)
        self._refresh()
        self._show_current()
        if asked:
            self.tree.setFocus()

    def _remove(self) -> None:
        self._give(())

    def _usual(self) -> None:
        """Give the usual keys back; another action may have them by now."""
        keys = self._keys.usual_shortcuts(self.current)
        lost = [f"“{self._names[id_]}”" for id_ in self._keys.owners(keys, but=self.current)]
        self._give(None)
        if lost:
            self.says.say(self.tr("Taken from: {names}").format(names=", ".join(lost)), "warning")


def _native(keys: str) -> str:
    return QKeySequence(keys, _PORTABLE).toString(_NATIVE)


def _name(row: Row) -> str:
    return QCoreApplication.translate("Actions", row.text).replace("&", "").rstrip("…")
