"""The chapters as a Qt list model over the project's own tuple."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from studio_app.domain.manuscript import Chapter
    from studio_app.session.states import ChapterState

_MIME = "application/x-lectern-chapters"
_Index = QModelIndex | QPersistentModelIndex
#: From so many rows on views are told of the whole stretch at once.
_MANY = 8

#: Roles beyond Qt's: the Chapter, its ChapterState or None, whether it is the one shown in the editor.
CHAPTER = Qt.ItemDataRole.UserRole + 1
STATE = Qt.ItemDataRole.UserRole + 2
CURRENT = Qt.ItemDataRole.UserRole + 3


#: What can be done with a row, made once: a list of thousands asks for each of them.
_READABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _READABLE | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled


@dataclass(frozen=True, slots=True)
class Moved:
    """Chapters dropped by the person: these, before that one (None: to the end)."""

    chapter_ids: tuple[int, ...]
    before: int | None


class ChapterModel(QAbstractListModel):
    """Shows chapters; changes nothing by itself but says what the person wants.

    Signals:
        rename_requested(chapter id, title), include_requested(chapter id, bool), move_requested(Moved): wishes.
    """

    rename_requested = Signal(int, str)
    include_requested = Signal(int, bool)
    move_requested = Signal(object)

    def __init__(self, state_of: Callable[[int], ChapterState | None]) -> None:
        super().__init__()
        self._chapters: tuple[Chapter, ...] = ()
        self._rows: dict[int, int] = {}
        self._state_of = state_of
        self._paid: Mapping[int, str] = {}
        self.current: int | None = None
        self.editable = True

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Return the chapters shown, in order."""
        return self._chapters

    def row_of(self, chapter_id: int | None) -> int:
        """Return the row of a chapter, -1 where it is not there."""
        return self._rows.get(chapter_id, -1) if chapter_id is not None else -1

    def index_of(self, chapter_id: int | None) -> QModelIndex:
        """Return the index of a chapter, an invalid one where it is not there."""
        return self.index(self.row_of(chapter_id), 0)

    def show(self, chapters: Sequence[Chapter]) -> None:
        """Take over other chapters, telling views only what differs."""
        new = tuple(chapters)
        old_ids, new_ids = [c.id for c in self._chapters], [c.id for c in new]
        if old_ids == new_ids:
            self._take(new)
        elif not self._come_or_gone(new, old_ids, new_ids):
            self.layoutAboutToBeChanged.emit()
            held = self.persistentIndexList()
            ids = [self._chapters[index.row()].id for index in held]
            self._hold(new)
            self.changePersistentIndexList(held, [self.index_of(i) for i in ids])
            self.layoutChanged.emit()

    def _take(self, new: tuple[Chapter, ...]) -> None:
        """Take over chapters in the same order."""
        changed = [
            row for row, (old, now) in enumerate(zip(self._chapters, new, strict=True)) if old is not now and old != now
        ]
        self._hold(new)
        self._say_changed(changed)

    def _say_changed(self, rows: list[int]) -> None:
        """Tell views that rows are to be painted anew, with one word for many."""
        if len(rows) > _MANY:
            rows = [min(rows), max(rows)]
            self.dataChanged.emit(self.index(rows[0]), self.index(rows[1]))
            return
        for row in rows:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _come_or_gone(self, new: tuple[Chapter, ...], old_ids: list[int], new_ids: list[int]) -> bool:
        """Take over chapters where one run of rows came or went; False where it is more than that."""
        head = 0
        while head < min(len(old_ids), len(new_ids)) and old_ids[head] == new_ids[head]:
            head += 1
        by = len(new_ids) - len(old_ids)
        if by > 0 and old_ids[head:] == new_ids[head + by :]:
            self.beginInsertRows(QModelIndex(), head, head + by - 1)
            self._chapters = self._chapters[:head] + new[head : head + by] + self._chapters[head:]
            self._hold(self._chapters)
            self.endInsertRows()
        elif by < 0 and old_ids[head - by :] == new_ids[head:]:
            self.beginRemoveRows(QModelIndex(), head, head - by - 1)
            self._hold(self._chapters[:head] + self._chapters[head - by :])
            self.endRemoveRows()
        else:
            return False
        self._take(new)
        return True

    def _hold(self, chapters: tuple[Chapter, ...]) -> None:
        self._chapters = chapters
        self._rows = {chapter.id: row for row, chapter in enumerate(chapters)}

    def touch(self, chapter_ids: frozenset[int]) -> None:
        """Paint these chapters again: their state changed."""
        self._say_changed([self._rows[i] for i in chapter_ids if i in self._rows])

    def show_paid(self, paid: Mapping[int, str]) -> None:
        """Tell what was paid for each chapter, in words."""
        self._paid = paid

    def set_current(self, chapter_id: int | None) -> None:
        """Mark the chapter shown in the editor."""
        before, self.current = self.current, chapter_id
        self.touch(frozenset(i for i in (before, chapter_id) if i is not None))

    # Qt's side

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Return how many chapters there are."""
        return 0 if parent.isValid() else len(self._chapters)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a view asks for."""
        if not index.isValid():
            return None
        chapter = self._chapters[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return chapter.title or self.tr("Untitled")
            case Qt.ItemDataRole.EditRole:
                return chapter.title
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if chapter.included else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._said(chapter)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(
                    filter(None, (chapter.title, self.state_text(chapter), self._paid.get(chapter.id, "")))
                )
            case _ if role == CHAPTER:
                return chapter
            case _ if role == STATE:
                return self._state_of(chapter.id)
            case _ if role == CURRENT:
                return chapter.id == self.current
        return None

    def _said(self, chapter: Chapter) -> str:
        """Return what a screen reader says of a chapter."""
        on = self.tr("included") if chapter.included else self.tr("left out")
        said = (chapter.title or self.tr("Untitled"), on, self.state_text(chapter), self._paid.get(chapter.id, ""))
        return ", ".join(filter(None, said))

    def state_text(self, chapter: Chapter) -> str:
        """Return in words how far a chapter is."""
        state = self._state_of(chapter.id)
        if state is None:
            return self.tr("not looked at yet")
        if not state.segments:
            return self.tr("nothing to say")
        if state.generated == state.segments and not state.stale:
            return self.tr("generated, {length}").format(length=duration(state.seconds))
        parts = [self.tr("{done} of {all} generated").format(done=state.generated, all=state.segments)]
        if state.stale:
            parts.append(self.tr("{count} stale").format(count=state.stale))
        if state.failed:
            parts.append(self.tr("{count} failed").format(count=state.failed))
        return ", ".join((*parts, self.tr("about {length}").format(length=duration(state.length_s))))

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Ask for another title or for the chapter to be switched; the project answers with the change."""
        if not index.isValid():
            return False
        chapter = self._chapters[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            title = " ".join(str(value).split())
            if title != chapter.title:
                self.rename_requested.emit(chapter.id, title)
            return True
        if role == Qt.ItemDataRole.CheckStateRole:
            self.include_requested.emit(chapter.id, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        return False

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return what can be done with a row; between rows chapters can be dropped."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled if self.editable else Qt.ItemFlag.NoItemFlags
        return _EDITABLE if self.editable else _READABLE

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        """Return that chapters are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        """Return the type of dragged chapters."""
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's name
        """Return the dragged chapters, in their order."""
        data = QMimeData()
        ids = [str(self._chapters[row].id) for row in sorted({index.row() for index in indexes})]
        data.setData(_MIME, QByteArray(" ".join(ids).encode()))
        return data

    def dropMimeData(  # noqa: N802 - Qt's name
        self, data: QMimeData, action: Qt.DropAction, row: int, _column: int, parent: _Index
    ) -> bool:
        """Ask for the dropped chapters to be moved. Returns False, or the view would remove the rows itself."""
        if action == Qt.DropAction.MoveAction and data.hasFormat(_MIME):
            ids = tuple(int(i) for i in bytes(data.data(_MIME).data()).split())
            to = parent.row() if parent.isValid() else row
            before = self._chapters[to].id if 0 <= to < len(self._chapters) else None
            self.move_requested.emit(Moved(ids, before))
        return False


def duration(seconds: float) -> str:
    """Return a length as a person writes it: 0:42, 12:05, 1:02:30."""
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
