"""The command palette: every action, found by typing parts of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from studio_app.ui.kit.controls import SearchField, label

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from studio_app.ui.shell.actions import Actions

_WIDTH = 560
_SHOWN = 10
_ROW = 36


class _Entry(NamedTuple):
    id: str
    text: str
    group: str
    keys: str
    enabled: bool


class CommandPalette(QDialog):
    """Lists every action; typing narrows the list, Enter does what is chosen.

    Signals:
        chosen(id): the action to be done; comes after the palette is gone.
    """

    chosen = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("All actions"))
        self._entries = [_entry(actions[row.id]) for row in actions.rows() if row.id != "palette.open"]
        self.field = SearchField(self.tr("Type the name of an action"), self)
        self.field.setObjectName("palette.field")
        self.list = QListWidget(self)
        self.list.setObjectName("palette.list")
        self.list.setAccessibleName(self.tr("Actions found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self._none = label(self.tr("No action has such a name."), "dim", self)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._none)
        self.setFixedWidth(_WIDTH)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list.itemActivated.connect(lambda _item: self._take())
        self.list.itemClicked.connect(lambda _item: self._take())
        self._narrow("")

    def start(self) -> None:
        """Open over the upper part of the window."""
        parent = self.parentWidget()
        if parent is not None:
            top = parent.mapToGlobal(parent.rect().topLeft())
            self.move(top.x() + (parent.width() - _WIDTH) // 2, top.y() + parent.height() // 8)
        self.show()
        self.field.setFocus()

    @property
    def found(self) -> tuple[str, ...]:
        """Ids of the actions listed now, the best first."""
        return tuple(self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.count()))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Move in the list and choose while the keyboard stays in the field."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _SHOWN,
            Qt.Key.Key_PageUp: -_SHOWN,
        }
        key = Qt.Key(event.key())
        if key in steps and self.list.count():
            row = max(0, min(self.list.count() - 1, self.list.currentRow() + steps[key]))
            self.list.setCurrentRow(row)
            self._say_current()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
            return True
        return False

    def _narrow(self, text: str) -> None:
        ranked = [(rank, number, e) for number, e in enumerate(self._entries) if (rank := _rank(e, text)) is not None]
        self.list.clear()
        for _, _, entry in sorted(ranked):
            self._add(entry)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(ranked))
        self._none.setVisible(not ranked)
        self._say_current()
        self.list.setFixedHeight(_ROW * min(_SHOWN, max(1, len(ranked))) + 8)
        self.adjustSize()

    def _add(self, entry: _Entry) -> None:
        item = QListWidgetItem(self.list)
        item.setData(Qt.ItemDataRole.UserRole, entry.id)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.text}, {entry.group}, {entry.keys}".rstrip(", "))
        item.setSizeHint(QSize(0, _ROW))
        if not entry.enabled:
            item.setFlags(Qt.ItemFlag.ItemIsSelectable)
        row = QWidget(self.list)
        line = QHBoxLayout(row)
        line.setContentsMargins(12, 0, 12, 0)
        name = label(entry.text, "", row)
        name.setEnabled(entry.enabled)
        line.addWidget(name)
        line.addWidget(label(entry.group, "small", row))
        line.addStretch(1)
        if entry.keys:
            line.addWidget(label(entry.keys, "small", row))
        for child in row.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.list.setItemWidget(item, row)

    def _say_current(self) -> None:
        said = self.list.currentItem().data(Qt.ItemDataRole.AccessibleTextRole) if self.list.count() else ""
        self.field.setAccessibleDescription(said)

    def _take(self) -> None:
        if not self.list.count():
            return
        item = self.list.currentItem()
        if item.flags() & Qt.ItemFlag.ItemIsEnabled:
            id_ = item.data(Qt.ItemDataRole.UserRole)
            self.close()
            self.chosen.emit(id_)


def _entry(action: QAction) -> _Entry:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    group = action.objectName().split(".", maxsplit=1)[0].capitalize()
    return _Entry(action.objectName(), action.text().replace("&", ""), group, keys, action.isEnabled())


def _rank(entry: _Entry, typed: str) -> int | None:
    """Return how well an entry fits, less is better, None where it does not: every word must begin a word of its name."""
    words = f"{entry.text} {entry.group}".casefold().replace("…", "").split()
    asked = typed.casefold().split()
    if not all(any(word.startswith(part) for word in words) for part in asked):
        return None
    first = not asked or words[0].startswith(asked[0])
    return (0 if entry.enabled else 2) + (0 if first else 1)
