"""The command palette: every action, found by typing parts of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import (
    QDialog,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from studio_app.ui.kit import icons, theme
from studio_app.ui.kit.controls import SearchField, label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QAction, QColor, QFont

    from studio_app.ui.shell.actions import Actions

_WIDTH = 640
_SHOWN = 10
_ENTRY = Qt.ItemDataRole.UserRole
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _SHOWN - 1,
    Qt.Key.Key_PageUp: 1 - _SHOWN,
}


class _Entry(NamedTuple):
    """An action as it is listed. ``why`` it cannot be done now, "" where it can."""

    id: str
    text: str
    group: str
    tip: str
    keys: str
    icon: str
    why: str

    @property
    def aloud(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.text, self.group, self.keys, self.why) if part)


class CommandPalette(QDialog):
    """Lists every action; typing narrows the list, Enter does what is chosen, Escape goes away.

    Signals:
        chosen(id): the action to be done; comes after the palette is gone.
    """

    chosen = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        # Not Qt.Popup: a screen reader finds no popup among the windows of a program.
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setWindowTitle(self.tr("All actions"))
        self.setAccessibleName(self.tr("All actions"))
        self._entries = [_entry(actions, row.id, row.icon) for row in actions.rows() if row.id != "palette.open"]
        self.field = SearchField(self.tr("Type the name of an action"), self)
        self.field.setObjectName("palette.field")
        self._found = _Found(self)
        self.list = QListView(self)
        self.list.setModel(self._found)
        self.list.setObjectName("palette.list")
        self.list.setAccessibleName(self.tr("Actions found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setItemDelegate(_Drawn(self.list))
        self._none = label(self.tr("No action has such a name."), "dim", self)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setMinimumHeight(_row_height())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._none)
        room = theme.scaled(_WIDTH) if parent is None else min(theme.scaled(_WIDTH), parent.width() - 48)
        self.setFixedWidth(max(_WIDTH // 2, room))
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self._take())
        self._narrow("")

    def start(self) -> None:
        """Open over the upper part of the window."""
        parent = self.parentWidget()
        if parent is not None:
            top = parent.mapToGlobal(parent.rect().topLeft())
            self.move(top.x() + (parent.width() - self.width()) // 2, top.y() + parent.height() // 8)
        self.show()
        self.field.setFocus()

    @property
    def found(self) -> tuple[str, ...]:
        """Ids of the actions listed now, the best first."""
        return tuple(entry.id for entry in self._found.entries)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Go away when the person turns to another window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isVisible() and not self.isActiveWindow():
            self.reject()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Move in the list and choose while the keyboard stays in the field."""
        if not isinstance(event, QKeyEvent) or event.type() == QEvent.Type.KeyRelease:
            return False
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.reject()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
            return True
        if key in _STEPS and self.found:
            self._choose(max(0, min(len(self.found) - 1, self.list.currentIndex().row() + _STEPS[key])))
            return True
        return False

    def _narrow(self, text: str) -> None:
        ranked = [(rank, number) for number, entry in enumerate(self._entries) if (rank := _rank(entry, text)) >= 0]
        self._found.show_entries([self._entries[number] for _, number in sorted(ranked)])
        self.list.setVisible(bool(ranked))
        self._none.setVisible(not ranked)
        self.list.setFixedHeight(_row_height() * min(_SHOWN, max(1, len(ranked))) + 4)
        self.adjustSize()
        self._choose(0)

    def _choose(self, row: int) -> None:
        """Choose a row, and tell a screen reader what Enter would do: the keyboard itself never leaves the field."""
        self.list.setCurrentIndex(self._found.index(row))
        said = self._found.entries[row].aloud if self._found.entries else self._none.text()
        self.field.setAccessibleDescription(said)
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, said))

    def _take(self) -> None:
        index = self.list.currentIndex()
        if index.isValid() and not (entry := self._found.entries[index.row()]).why:
            self.close()
            self.chosen.emit(entry.id)


class _Found(QAbstractListModel):
    """The entries listed now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[_Entry] = []

    def show_entries(self, entries: list[_Entry]) -> None:
        """List other entries."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: N802, B008  Qt's
        """Return how many there are."""
        return len(self.entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is drawn, read aloud and shown as a tip."""
        entry = self.entries[index.row()]
        if role == _ENTRY:
            return entry
        texts = {
            Qt.ItemDataRole.DisplayRole: entry.text,
            Qt.ItemDataRole.AccessibleTextRole: entry.aloud,
            Qt.ItemDataRole.ToolTipRole: entry.tip,
        }
        return texts.get(Qt.ItemDataRole(role))


class _Drawn(QStyledItemDelegate):
    """Draws an entry: icon, name, group, and at the right its keys or why it cannot be done."""

    def sizeHint(  # noqa: N802  Qt's name
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room of a row."""
        return QSize(0, _row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw."""
        entry: _Entry = index.data(_ENTRY)
        rect, state = option.rect, option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection" if chosen else "hover"))
            painter.drawRoundedRect(rect, 6, 6)
        ink = theme.colour("selection_text" if chosen else "disabled" if entry.why else "text")
        quiet = ink if chosen else theme.colour("dim")
        if entry.icon:
            at = QRect(rect.left() + 12, rect.center().y() - 9, 20, 20)
            mode = QIcon.Mode.Disabled if entry.why and not chosen else QIcon.Mode.Normal
            icons.icon(entry.icon, "selection_text" if chosen else "icon").paint(painter, at, mode=mode)
        inner = rect.adjusted(42, 0, -12, 0)
        inner.setRight(
            inner.right() - _draw(painter, entry.why or entry.keys, inner, quiet, theme.font(0.88), right=True)
        )
        inner.setLeft(inner.left() + _draw(painter, entry.text, inner, ink, theme.font()))
        _draw(painter, entry.group, inner, quiet, theme.font(0.88))
        painter.restore()


def _draw(painter: QPainter, text: str, rect: QRect, ink: QColor, font: QFont, *, right: bool = False) -> int:
    """Write a text into a row, cut where there is no room; return the room it took with a gap."""
    if not text:
        return 0
    metrics = QFontMetrics(font)
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, rect.width()))
    painter.setFont(font)
    painter.setPen(ink)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, cut)
    return metrics.horizontalAdvance(cut) + 12


def _row_height() -> int:
    return max(34, QFontMetrics(theme.font()).height() + 16)


def _entry(actions: Actions, id_: str, icon: str) -> _Entry:
    action: QAction = actions[id_]
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    name = action.text().replace("&", "")
    return _Entry(id_, name, actions.group(id_), action.statusTip(), keys, icon, actions.why(id_))


def _rank(entry: _Entry, typed: str) -> float:
    """Return how well an entry fits, less is better, below 0 where it does not.

    Every typed word must be found: at the beginning of a word of the name, inside one, as keys, among the letters of the
    name in their order ("splt" in "Split at the cursor"), or at the beginning of a word of what the action does.
    """
    name = entry.text.casefold().replace("…", "")
    fits = [_fit(part, name, entry) for part in typed.casefold().split()]
    if any(fit < 0 for fit in fits):
        return -1
    first = 0 if name.startswith(tuple(typed.casefold().split()[:1])) else 0.5
    return sum(fits) + first + (1.5 if entry.why else 0)


def _fit(part: str, name: str, entry: _Entry) -> float:
    if _begins(part, name.split()):
        return 0
    if part in name:
        return 1
    if _begins(part, entry.group.casefold().split()) or part in entry.keys.casefold():
        return 2
    if len(part) > 1 and (span := _span(part, name)) > 0:
        return 3 + span / len(name)
    return 5 if _begins(part, entry.tip.casefold().split()) else -1


def _begins(part: str, words: Iterable[str]) -> bool:
    return any(word.startswith(part) for word in words)


def _span(part: str, name: str) -> int:
    """Return how many letters of ``name`` it takes to meet those of ``part`` in order from a word's first; 0: not met."""
    starts = [place for place, letter in enumerate(name) if letter == part[0] and (not place or name[place - 1] == " ")]
    for start in starts:
        place = start
        for letter in part:
            place = name.find(letter, place) + 1
            if not place:
                break
        else:
            return place - start
    return 0
