"""A Qt list over plain records: hand it the new rows, it tells the view only what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

_R = TypeVar("_R")
_Index = QModelIndex | QPersistentModelIndex
#: The record itself, for delegates.
RECORD = Qt.ItemDataRole.UserRole + 1


class Records(QAbstractListModel, Generic[_R]):
    """Rows of one kind of record.

    Args:
        key: what makes a record the same one as before.
        text: what is read aloud, and shown where no delegate paints.
    """

    def __init__(self, key: Callable[[_R], Hashable], text: Callable[[_R], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._text = text
        self._rows: list[_R] = []

    @property
    def rows(self) -> Sequence[_R]:
        """The records now."""
        return self._rows

    def replace(self, rows: Sequence[_R]) -> None:
        """Show these records. Selection and scroll stay with the records that remain."""
        new, old = list(rows), self._rows
        head = _same(self._key, old, new)
        tail = _same(self._key, old[head:][::-1], new[head:][::-1])
        if gone := len(old) - head - tail:
            self.beginRemoveRows(QModelIndex(), head, head + gone - 1)
            self._rows = [*old[:head], *old[len(old) - tail :]]
            self.endRemoveRows()
        if come := len(new) - head - tail:
            self.beginInsertRows(QModelIndex(), head, head + come - 1)
            self._rows = [*self._rows[:head], *new[head : head + come], *self._rows[head:]]
            self.endInsertRows()
        self._refresh(new)

    def _refresh(self, new: list[_R]) -> None:
        changed = [row for row, (before, now) in enumerate(zip(self._rows, new, strict=True)) if before != now]
        self._rows = new
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text or, for delegates, the record."""
        if not index.isValid():
            return None
        if role == RECORD:
            return self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(self._rows[index.row()])
        return None


def _same(key: Callable[[_R], Hashable], one: Sequence[_R], other: Sequence[_R]) -> int:
    count = 0
    for before, now in zip(one, other, strict=False):
        if key(before) != key(now):
            break
        count += 1
    return count
