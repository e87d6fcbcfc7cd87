"""The clips of a timeline as a table for Qt: in the order of time, told and edited in words, equal to what the canvas shows."""

from __future__ import annotations

from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from studio_app.domain.edits import timeline as edits
from studio_app.domain.edits.timeline import Edge
from studio_app.domain.errors import WrongUsage
from studio_app.domain.timeline import Clip, Mode, Timeline, Track
from studio_app.ui.kit import theme
from studio_app.ui.kit.dots import dot
from studio_app.ui.timeline import words
from studio_app.ui.timeline.canvas_lanes import Lanes
from studio_app.ui.timeline.canvas_look import track_colour
from studio_app.ui.timeline.times import Times

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from numpy.typing import NDArray
    from PySide6.QtGui import QColor, QIcon

    from studio_app.domain.edits.timeline_change import TimelineChange, TimelineRow
    from studio_app.ui.timeline.words import StateOf

_Index = QModelIndex | QPersistentModelIndex
#: Up to this many clips are shown anew row by row; beyond, the whole table is.
_FEW = 64


class Column(IntEnum):
    """The columns."""

    TRACK = 0
    START = 1
    END = 2
    TEXT = 3
    LENGTH = 4
    MODE = 5
    STATE = 6
    STRETCH = 7


#: The clip itself.
CLIP = Qt.ItemDataRole.UserRole
_TIMES = (Column.START, Column.END, Column.LENGTH)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
#: What views are told, and in which columns: they ask for much else.
_ROLES: dict[int, frozenset[int]] = {
    CLIP: frozenset(Column),
    Qt.ItemDataRole.DisplayRole: frozenset(Column),
    Qt.ItemDataRole.EditRole: frozenset(Column),
    Qt.ItemDataRole.AccessibleTextRole: frozenset(Column),
    Qt.ItemDataRole.DecorationRole: frozenset({Column.TRACK}),
    Qt.ItemDataRole.ForegroundRole: frozenset({Column.STATE, Column.STRETCH, Column.TEXT}),
    Qt.ItemDataRole.ToolTipRole: frozenset({Column.STATE, Column.TEXT}),
    Qt.ItemDataRole.TextAlignmentRole: frozenset(_TIMES),
}
_EDITED = frozenset({Column.TRACK, *_TIMES, Column.MODE, Column.TEXT})


#: Stands for the clip that was asked for last where none was.
_NONE = Clip(0, 0, 0, 1)


def _nothing(_paragraph_id: int) -> None:
    return None


class ClipModel(QAbstractTableModel):
    """Holds which clips there are, in order of time. What is written into it is a wish, and shown once it holds.

    Signals:
        edit_requested(edit, str): an edit of the timeline, and what it is called.
        write_requested(clip id, str): another text.
        refused(str): why what was written cannot be.
    """

    edit_requested = Signal(object, str)
    write_requested = Signal(int, str)
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None, lanes: Lanes | None = None) -> None:
        super().__init__(parent)
        self._timeline = Timeline()
        self._lanes = lanes if lanes is not None else Lanes()
        self._starts = self._ids = np.zeros(0, np.int64)
        self._dots: dict[int, QIcon] = {}
        self._last, self._last_of = _NONE, self._timeline
        self._states: StateOf = _nothing
        self._busy: frozenset[int] = frozenset()
        self.times = Times()
        self.writable = True

    # What is shown

    @property
    def timeline(self) -> Timeline:
        """Return the timeline that is shown."""
        return self._timeline

    def show(self, timeline: Timeline) -> None:
        """Show all clips of a timeline."""
        self.beginResetModel()
        self._timeline = timeline
        arrays = [self._lanes.of(timeline, track_id) for track_id in timeline.lanes]
        starts, ids = (
            np.concatenate([np.zeros(0, np.int64), *columns])
            for columns in ([of.starts for of in arrays], [of.ids for of in arrays])
        )
        order = np.lexsort((ids, starts))
        self._starts, self._ids = starts[order], ids[order]
        self.endResetModel()

    def change(self, timeline: Timeline, change: TimelineChange) -> bool:
        """Show what changed; return whether all rows are new, and no place in the table is what it was."""
        if len(change.rows) > _FEW:
            self.show(timeline)
            return True
        rows = [row for row in change.rows if row.kind is Clip]
        self._timeline = timeline
        for row in rows:
            self._exchange(row)
        if any(row.kind is Track for row in change.rows):
            self.touch_all()
        return False

    def _exchange(self, row: TimelineRow) -> None:
        before, after = row.before, row.after
        old = (before.start, before.id) if isinstance(before, Clip) else None
        new = (after.start, after.id) if isinstance(after, Clip) else None
        root = QModelIndex()
        if old is None and new is not None:
            at = self._place(*new)
            self.beginInsertRows(root, at, at)
            self._put(at, new)
            self.endInsertRows()
        elif new is None and old is not None:
            at = self._place(*old)
            self.beginRemoveRows(root, at, at)
            self._take(at)
            self.endRemoveRows()
        elif old is not None and new is not None:
            self._shift(self._place(*old), self._place(*new), new)

    def _shift(self, at: int, to: int, key: tuple[int, int]) -> None:
        """Move the row ``at`` in front of the row ``to``."""
        root = QModelIndex()
        moves = self.beginMoveRows(root, at, at, root, to)
        self._take(at)
        row = self._place(*key)
        self._put(row, key)
        if moves:
            self.endMoveRows()
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def _place(self, start: int, clip_id: int) -> int:
        """Return the row where a clip is or would be."""
        first, behind = np.searchsorted(self._starts, start), np.searchsorted(self._starts, start, "right")
        return int(first + np.searchsorted(self._ids[first:behind], clip_id))

    def _put(self, row: int, key: tuple[int, int]) -> None:
        self._starts, self._ids = np.insert(self._starts, row, key[0]), np.insert(self._ids, row, key[1])

    def _take(self, row: int) -> None:
        self._starts, self._ids = np.delete(self._starts, row), np.delete(self._ids, row)

    def set_states(self, states: StateOf) -> None:
        """Take how far paragraphs are."""
        self._states = states
        self.touch_all()

    def set_busy(self, clip_ids: Collection[int]) -> None:
        """Show these clips, and no others, as effects that are being made."""
        touched, self._busy = self._busy ^ frozenset(clip_ids), frozenset(clip_ids)
        self.touch(touched)

    def show_times(self, times: Times) -> None:
        """Write times in another way."""
        self.times = times
        self.touch_all()

    def touch(self, clip_ids: Iterable[int]) -> None:
        """Paint these clips again; those that are not there are passed over."""
        for clip_id in clip_ids:
            if (row := self.row_of(clip_id)) >= 0:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def touch_all(self) -> None:
        """Paint everything again."""
        if len(self._ids):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(Column) - 1))

    def row_of(self, clip_id: int) -> int:
        """Return the row of a clip, -1 where it is not there. Looks through no list."""
        home = self._timeline.homes.get(clip_id)
        if home is None:
            return -1
        row = self._place(home[1], clip_id)
        return row if row < len(self._ids) and self._ids[row] == clip_id else -1

    def clip_at(self, row: int) -> Clip | None:
        """Return the clip of a row, None where there is no such row."""
        if not 0 <= row < len(self._ids):
            return None
        clip_id = int(self._ids[row])
        if self._last.id != clip_id or self._last_of is not self._timeline:  # a view asks many things of one row
            try:
                self._last, self._last_of = self._timeline.clip(clip_id), self._timeline
            except KeyError:  # rows are exchanged one after the other; this one is about to go
                return None
        return self._last

    def _rows_of(self, clip_ids: Collection[int]) -> NDArray[np.integer]:
        """Return the rows of clips, in order; those that are not there are passed over."""
        if len(clip_ids) <= _FEW:
            rows = {row for row in map(self.row_of, clip_ids) if row >= 0}
            return np.array(sorted(rows), np.int64)
        wanted = np.fromiter(clip_ids, np.int64, len(clip_ids))
        among = np.zeros(max(self._timeline.last_id, int(wanted.max())) + 1, np.bool_)
        among[wanted] = True
        return np.flatnonzero(among[self._ids])

    def in_order(self, clip_ids: Collection[int]) -> tuple[int, ...]:
        """Return the ids of clips in the order of time, each once; those that are not there are passed over."""
        return tuple(self._ids[self._rows_of(clip_ids)].tolist())

    def runs_of(self, clip_ids: Collection[int]) -> list[tuple[int, int]]:
        """Return the rows of clips as runs of neighbours: from which row to which."""
        rows = self._rows_of(clip_ids)
        if not len(rows):
            return []
        torn = np.flatnonzero(np.diff(rows) != 1)
        tops, bottoms = rows[np.concatenate([[0], torn + 1])], rows[np.append(torn, -1)]
        return list(zip(tops.tolist(), bottoms.tolist(), strict=True))

    def ids(self, top: int, bottom: int) -> list[int]:
        """Return the ids of the clips from one row to another."""
        return [int(clip_id) for clip_id in self._ids[top : bottom + 1]]

    # Qt's side

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Return how many clips there are."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what a column is called, or which row it is: that is read aloud alone."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._titles()[section] if orientation is Qt.Orientation.Horizontal else str(section + 1)

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Track"),
            self.tr("Start"),
            self.tr("End"),
            self.tr("Text"),
            self.tr("Length"),
            self.tr("Duration"),
            self.tr("State"),
            self.tr("Stretch"),
        )

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what is told of a clip in a column."""
        if role not in _ROLES:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column in _TIMES else None
        if column not in _ROLES[role]:
            return None
        clip = self.clip_at(index.row())
        return self._told(clip, Column(column), role) if clip is not None else None

    def _told(self, clip: Clip, column: Column, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._said(clip, column)
            case Qt.ItemDataRole.EditRole:
                return self._raw(clip, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._heard(clip, column)
            case Qt.ItemDataRole.ForegroundRole:
                return self._ink(clip, column)
            case Qt.ItemDataRole.DecorationRole:
                track = self._timeline.track(clip.track_id)
                return self._dot(track_colour(track, self._timeline.tracks.index(track)))
            case _:
                return clip

    def _dot(self, ink: QColor) -> QIcon:
        """Return the dot of a colour, drawn once: many cells have it."""
        if ink.rgb() not in self._dots:
            self._dots[ink.rgb()] = dot(ink)
        return self._dots[ink.rgb()]

    def _said(self, clip: Clip, column: Column) -> str:
        match column:
            case Column.TRACK:
                return self._timeline.track(clip.track_id).name
            case Column.START:
                return self.times.said(clip.start)
            case Column.END:
                return self.times.said(clip.end)
            case Column.LENGTH:
                return self.times.said(clip.length)
            case Column.MODE:
                return words.mode(clip.mode)
            case Column.STATE:
                return words.standing(self._timeline, clip, self._states, self._busy)
            case Column.STRETCH:
                return words.stretch(clip)
            case _:
                return clip.text or words.named(self._timeline, clip)

    def _heard(self, clip: Clip, column: Column) -> str:
        """Return a cell for who hears it: an empty one says that it is."""
        return self._said(clip, column) or self.tr("not stretched")

    def _raw(self, clip: Clip, column: Column) -> Any:
        if column is Column.TRACK:
            return clip.track_id
        if column is Column.MODE:
            return clip.mode.value
        return clip.text if column is Column.TEXT else self._said(clip, column)

    def _ink(self, clip: Clip, column: Column) -> Any:
        if column is Column.STRETCH and clip.strained:
            return theme.colour("warning")
        if column is Column.STATE:
            role = words.state_of(clip, self._states, self._busy).value
            return theme.colour(role) if role in ("stale", "failed", "generating") else None
        return theme.colour("dim") if column is Column.TEXT and not clip.text else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        can = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        clip = self.clip_at(index.row())
        if index.column() not in _EDITED or clip is None or not self.writable or clip.locked:
            return can
        return can if self._timeline.track(clip.track_id).locked else can | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's
        """Wish what was written into a cell."""
        clip = self.clip_at(index.row())
        if clip is None or role != Qt.ItemDataRole.EditRole or value == self._raw(clip, Column(index.column())):
            return False
        self._wish(clip, Column(index.column()), value)
        return False  # it is shown once the timeline says so

    def _wish(self, clip: Clip, column: Column, value: Any) -> None:
        if column is Column.TEXT:
            self.write_requested.emit(clip.id, str(value))
        elif column is Column.TRACK:
            order = [track.id for track in self._timeline.tracks]
            down = order.index(int(value)) - order.index(clip.track_id)
            move = partial(edits.move_clips, clip_ids=(clip.id,), by=0, down=down)
            self.edit_requested.emit(move, self.tr("Move clip"))
        elif column is Column.MODE:
            fix = partial(edits.set_mode, clip_ids=(clip.id,), mode=Mode(value))
            self.edit_requested.emit(fix, self.tr("Change duration"))
        else:
            self._wish_time(clip, column, str(value))

    def _wish_time(self, clip: Clip, column: Column, text: str) -> None:
        try:
            sample = self.times.read(text)
        except WrongUsage as wrong:
            self.refused.emit(wrong.sentence)
            return
        if column is Column.START:
            move = partial(edits.move_clips, clip_ids=(clip.id,), by=sample - clip.start)
            self.edit_requested.emit(move, self.tr("Move clip"))
            return
        end = sample if column is Column.END else clip.start + sample
        fit = partial(edits.stretch_clip, clip_id=clip.id, edge=Edge.END, to=end)
        self.edit_requested.emit(fit, self.tr("Stretch clip"))
