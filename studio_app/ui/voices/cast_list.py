"""The speakers of a project as a list: a dot in their colour, their name and voice, and what of theirs is stale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio_app.ui.generate.costs import cost
from studio_app.ui.kit import amounts, theme
from studio_app.ui.kit.dots import dot, draw_dot
from studio_app.ui.kit.voice_drag import VOICE_MIME, DraggedVoice, dragged_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent

    from studio_app.domain.cast import Speaker
    from studio_app.session.casting import Part

_Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_PAD, _DOT = 12, 12
#: Rows that are shown before the list scrolls.
_ROWS = 6
_ROLES = ("dim", "focus", "hover", "selection", "selection_text", "text", "warning", "accent")


@dataclass(frozen=True, slots=True)
class Row:
    """A speaker as listed. ``voice`` is engine and voice in words, ``place`` that in the cast, from 0."""

    speaker: Speaker
    voice: str
    narrates: bool
    place: int
    part: Part | None = None

    @property
    def colour(self) -> QColor:
        """The colour of their words on the page."""
        return theme.speaker_colour(self.speaker.colour, self.place, narrates=self.narrates)

    @property
    def left(self) -> str:
        """What is still to be made, in a few words; "" where all is there."""
        part = self.part
        if part is None or not (part.segments - part.generated):
            return ""
        price = part.anew if part.stale else part.missing
        what = (
            _tr("{count} stale").format(count=amounts.count(part.stale))
            if part.stale
            else _tr("{count} to generate").format(count=amounts.count(part.segments - part.generated))
        )
        if price is None or price <= 0:
            return what
        return f"{what} · ~{cost(self.speaker.casting.engine, price)}"

    @property
    def role_told(self) -> bool:
        """Whether the name does not say already that they narrate."""
        return self.speaker.name.casefold() != _tr("Narrator").casefold()

    @property
    def told(self) -> str:
        """All of it, for who hears it."""
        role = _tr("narrator") if self.narrates and self.role_told else ""
        nothing = _tr("speaks nothing yet") if self.part is not None and not self.part.segments else ""
        return ", ".join(part for part in (self.speaker.name, role, self.voice, nothing, self.left) if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CastList", text)


class CastModel(QAbstractListModel):
    """Holds the rows. A name that is written here is a wish: ``renamed(speaker id, name)``."""

    renamed = Signal(int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self.writable = True

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the rows, in order."""
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Show these. Where they are the same speakers, what is chosen stays chosen."""
        rows = tuple(rows)
        if [row.speaker.id for row in rows] != [row.speaker.id for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif rows != self._rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def row_of(self, speaker_id: int | None) -> int:
        """Return where a speaker is listed, -1 where there is none such."""
        return next((n for n, row in enumerate(self._rows) if row.speaker.id == speaker_id), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own default and name
        """Return how many speakers there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what is told of a speaker."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.speaker.name
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.told
        if role == Qt.ItemDataRole.DecorationRole:
            return dot(row.colour)
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's
        """Wish another name."""
        name = " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or not name or not index.isValid():
            return False
        speaker = self._rows[index.row()].speaker
        if name != speaker.name:
            self.renamed.emit(speaker.id, name)
        return False  # it is called so once the project says so

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Rows can be chosen, renamed, and a voice can be dropped on them."""
        can = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if not self.writable or not index.isValid():
            return can
        return can | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDropEnabled

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        """Return what can be dropped here."""
        return [VOICE_MIME]


class CastRow(QStyledItemDelegate):
    """Paints a row: who, with which voice, and what is left to make."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wear()
        theme.themes().changed.connect(self._wear)

    def _wear(self) -> None:
        """Look colours and fonts up once: a row is painted more often than the theme changes."""
        current = theme.themes().current
        self._colours = {role: current.colour(role) for role in _ROLES}
        self._plain, self._bold, self._small = theme.font(), theme.font(bold=True), theme.font(0.88)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of a row: two lines of text."""
        return QSize(220, QFontMetrics(self._bold).height() + QFontMetrics(self._small).height() + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        row: Row = index.data(ROW)
        rect, state = QRect(option.rect), option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_back(painter, rect, selected=selected, hover=bool(state & QStyle.StateFlag.State_MouseOver))
        draw_dot(painter, QRectF(rect.left() + _PAD, rect.center().y() - _DOT / 2, _DOT, _DOT), row.colour)
        self._paint_words(painter, rect.adjusted(2 * _PAD + _DOT, 8, -_PAD, -8), row, selected=selected)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._colours["focus"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(3, 2, -3, -2), 5, 5)
        painter.restore()

    def _paint_back(self, painter: QPainter, rect: QRect, *, selected: bool, hover: bool) -> None:
        if selected or hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colours["selection" if selected else "hover"])
            painter.drawRoundedRect(QRectF(rect).adjusted(3, 2, -3, -2), 5, 5)

    def _paint_words(self, painter: QPainter, area: QRect, row: Row, *, selected: bool) -> None:
        """Paint the name with its role, and below it the voice and what is left."""
        text, dim = (self._colours[role] for role in (("selection_text",) * 2 if selected else ("text", "dim")))
        painter.setFont(self._bold)
        painter.setPen(text)
        metrics = painter.fontMetrics()
        name = metrics.elidedText(row.speaker.name, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, name)
        used = metrics.horizontalAdvance(name) + 8
        painter.setFont(self._small)
        painter.setPen(dim)
        if row.narrates and row.role_told:
            role = painter.fontMetrics().elidedText(_tr("Narrator"), Qt.TextElideMode.ElideRight, area.width() - used)
            top = metrics.ascent() - painter.fontMetrics().ascent()
            painter.drawText(
                area.adjusted(used, top, 0, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, role
            )
        self._paint_below(painter, area, row, warn=not selected)

    def _paint_below(self, painter: QPainter, area: QRect, row: Row, *, warn: bool) -> None:
        left, metrics = row.left, painter.fontMetrics()
        below = Qt.AlignmentFlag.AlignBottom
        room = area.width() - (metrics.horizontalAdvance(left) + 12 if left else 0)
        voice = metrics.elidedText(row.voice, Qt.TextElideMode.ElideRight, max(0, room))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | below, voice)
        if warn and row.part is not None and row.part.stale:
            painter.setPen(self._colours["text"])
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | below, left)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: _Index) -> QWidget:  # noqa: N802
        """Return the field a name is written in."""
        field = QLineEdit(parent)
        field.setAccessibleName(_tr("Name of the speaker"))
        return field

    def setEditorData(self, editor: QWidget, index: _Index) -> None:  # noqa: N802 - Qt's name
        """Write the name into the field, once: who writes another meanwhile is not interrupted by counts that come in."""
        if not editor.property("begun"):
            editor.setProperty("begun", True)
            super().setEditorData(editor, index)

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index
    ) -> None:
        """Put that field over the name."""
        rect = QRect(option.rect)
        height = editor.sizeHint().height()
        left = rect.left() + 2 * _PAD + _DOT - 8
        editor.setGeometry(left, rect.top() + (rect.height() - height) // 2, rect.right() - left - 6, height)


class CastList(QListView):
    """Lists the speakers; a voice can be dropped on one.

    Signals:
        chosen(int): another speaker is looked at.
        voice_dropped(speaker id, DraggedVoice): a voice was dropped on a speaker.
        remove_requested(int): Delete was pressed.
    """

    chosen = Signal(int)
    voice_dropped = Signal(int, object)
    remove_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cast.list")
        self.setAccessibleName(_tr("Speakers"))
        self.cast = CastModel(self)
        self.setModel(self.cast)
        self.setItemDelegate(CastRow(self))
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed | QListView.EditTrigger.DoubleClicked)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QListView.DragDropMode.DropOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._current_changed)

    @property
    def speaker_id(self) -> int | None:
        """Return the speaker that is looked at."""
        row: Row | None = self.currentIndex().data(ROW)
        return None if row is None else row.speaker.id

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these speakers; the one that is looked at stays, else it is the first."""
        before = self.speaker_id
        self.cast.show(rows)
        self.setMinimumHeight(self._height_of(2))
        self.setMaximumHeight(self._height_of(_ROWS))
        self.updateGeometry()
        if rows and self.speaker_id is None:
            self.choose(before if self.cast.row_of(before) >= 0 else rows[0].speaker.id)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a size in which all speakers are seen, as long as they are few."""
        return QSize(super().sizeHint().width(), self._height_of(_ROWS))

    def _height_of(self, rows: int) -> int:
        """Return the height of so many rows, or of all there are."""
        row = self.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
        return row * max(1, min(rows, len(self.cast.rows))) + 2 * self.frameWidth()

    def choose(self, speaker_id: int | None) -> None:
        """Look at a speaker."""
        if (at := self.cast.row_of(speaker_id)) >= 0:
            self.setCurrentIndex(self.cast.index(at))

    def rename(self, speaker_id: int) -> None:
        """Let the person write another name."""
        self.choose(speaker_id)
        self.edit(self.currentIndex())

    def _current_changed(self, now: _Index) -> None:
        row: Row | None = now.data(ROW)
        if row is not None:
            self.chosen.emit(row.speaker.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Delete wishes that a speaker goes."""
        if event.key() == Qt.Key.Key_Delete and self.cast.writable and self.speaker_id is not None:
            self.remove_requested.emit(self.speaker_id)
        else:
            super().keyPressEvent(event)

    # Voices that are dragged here

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take a voice, nothing else."""
        self._weigh(event, dragged_voice(event.mimeData()) is not None and self.cast.writable)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Show on whom it would be dropped."""
        at = self.indexAt(event.position().toPoint())
        self._weigh(event, at.isValid() and self._voice(event.mimeData()) is not None)
        if at.isValid():
            self.selectionModel().setCurrentIndex(at, self.selectionModel().SelectionFlag.ClearAndSelect)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Give the voice to the speaker below it."""
        row: Row | None = self.indexAt(event.position().toPoint()).data(ROW)
        voice = self._voice(event.mimeData())
        self._weigh(event, row is not None and voice is not None)
        if row is not None and voice is not None:
            self.choose(row.speaker.id)
            self.voice_dropped.emit(row.speaker.id, voice)

    def _voice(self, data: QMimeData) -> DraggedVoice | None:
        return dragged_voice(data) if self.cast.writable else None

    def _weigh(self, event: QDropEvent, wanted: bool) -> None:
        if wanted:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()
