"""The recordings a voice is made of: a list of them, each with its length and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from studio_app.ui.kit import amounts, icons, theme
from studio_app.ui.kit.controls import IconButton, label
from studio_app.ui.voices.clone_findings import level_mark, level_name, wrong_said
from studio_app.ui.voices.clone_steps import column

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from studio_app.session.cloning import Mend, Recording

_NAME, _LENGTH, _STATE = range(3)
_LEAST_ROWS, _MOST_ROWS = 2, 7
translate = QCoreApplication.translate


@dataclass(slots=True)
class Held:
    """A recording as it was brought, and as it is now: cut, evened out, or the same. ``wanted`` is what it becomes just now."""

    brought: Recording
    now: Recording
    wanted: Mend | None = None

    @property
    def busy(self) -> bool:
        """Whether it is being mended."""
        return self.wanted is not None

    @property
    def mended(self) -> Mend | None:
        """How it is mended once what goes on now is done; None: not at all."""
        return self.wanted or self.now.mended


class RecordingList(QWidget):
    """See the module docstring. Del takes the chosen ones away.

    Signals:
        chosen(Held or None): another row is current.
        changed(): recordings came or went.
        play_requested(): hear the current one.
    """

    chosen = Signal(object)
    changed = Signal()
    play_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.held: list[Held] = []
        self._tree = _Tree(self)
        self._tree.setObjectName("clone.recordings")
        self._tree.setAccessibleName(self.tr("Recordings"))
        self._tree.setHeaderLabels([self.tr("Recording"), self.tr("Length"), self.tr("Checks")])
        self._tree.currentItemChanged.connect(lambda *_: self.chosen.emit(self.current))
        self._tree.remove_wished.connect(self.remove_chosen)
        self._tree.play_wished.connect(self.play_requested)
        self._total = label("", "small", self)
        self._total.setObjectName("clone.total")
        self.remove = IconButton("remove", self.tr("Take the chosen recordings away (Del)"), self)
        self.remove.setObjectName("clone.remove")
        self.remove.clicked.connect(lambda _=False: self.remove_chosen())
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._total, 1)
        head.addWidget(self.remove)
        body = column(self, spacing=4)
        body.addWidget(self._tree)
        body.addLayout(head)
        theme.themes().changed.connect(self._show)
        self._show()

    @property
    def recordings(self) -> tuple[Recording, ...]:
        """The recordings as they are now."""
        return tuple(one.now for one in self.held)

    @property
    def current(self) -> Held | None:
        """The one that is looked at."""
        at = self._tree.currentIndex().row()
        return self.held[at] if 0 <= at < len(self.held) else None

    def has(self, path: Path) -> bool:
        """Return whether a file is among them."""
        return any(path in (one.brought.path, one.now.path) for one in self.held)

    def add(self, recordings: Sequence[Recording]) -> None:
        """Add recordings; those that are there already are passed over."""
        fresh = [one for one in recordings if not self.has(one.path)]
        self.held += [Held(one, one) for one in fresh]
        self._show()
        if fresh:
            self._stand_on(len(self.held) - len(fresh))
            self.changed.emit()

    def replace(self, recordings: Sequence[Recording]) -> None:
        """Show them judged anew, as many and in the order they are in."""
        for one, now in zip(self.held, recordings, strict=True):
            one.now = now
        self._show()

    def held_of(self, recording: Recording) -> Held | None:
        """Return which one a recording is, or was mended from; None: it was taken away."""
        source = recording.source or recording.path
        return next((one for one in self.held if one.brought.path == source), None)

    def refresh(self) -> None:
        """Show what changed in ``held``."""
        self._show()

    def remove_chosen(self) -> None:
        """Take the selected recordings away; the files stay where they are."""
        gone = {self._tree.indexOfTopLevelItem(item) for item in self._tree.selectedItems()}
        if not gone:
            return
        self.held = [one for at, one in enumerate(self.held) if at not in gone]
        row = min(*gone, len(self.held) - 1)
        self._show()
        if row >= 0:
            self._stand_on(row)
        self.chosen.emit(self.current)
        self.changed.emit()

    def _stand_on(self, row: int) -> None:
        if (item := self._tree.topLevelItem(row)) is not None:
            self._tree.setCurrentItem(item)

    def _show(self) -> None:
        """Fill the rows; those that stay keep the keyboard and the selection."""
        while self._tree.topLevelItemCount() > len(self.held):
            self._tree.takeTopLevelItem(self._tree.topLevelItemCount() - 1)
        while self._tree.topLevelItemCount() < len(self.held):
            self._tree.addTopLevelItem(QTreeWidgetItem())
        for at, one in enumerate(self.held):
            self._fill(self._tree.topLevelItem(at), one)
        self._size()
        total = sum(one.now.seconds for one in self.held)
        self._total.setText(recordings_said(len(self.held), amounts.length(total)))
        self.setVisible(bool(self.held))

    def _fill(self, item: QTreeWidgetItem | None, one: Held) -> None:
        assert item is not None
        level = one.now.level
        item.setText(_NAME, one.now.name)
        item.setToolTip(_NAME, str(one.brought.path))
        item.setText(_LENGTH, amounts.length(one.now.seconds) if one.now.seconds else "")
        item.setTextAlignment(_LENGTH, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setText(_STATE, self.tr("being changed…") if one.busy else level_name(level))
        item.setToolTip(_STATE, wrong_said(one.now.findings))
        icon, role = level_mark(level)
        item.setIcon(_STATE, icons.icon(icon, role))

    def _size(self) -> None:
        row = self._tree.fontMetrics().height() + 14
        rows = min(_MOST_ROWS, max(_LEAST_ROWS, len(self.held)))
        self._tree.setFixedHeight(self._tree.header().sizeHint().height() + rows * row + 8)


def recordings_said(number: int, length: str) -> str:
    """Return how many recordings there are, and how long they are together."""
    return translate("Recordings", "%n recordings, {length} in all", "", number).format(length=length)


class _Tree(QTreeWidget):
    """Rows that can be taken away and heard by the keyboard."""

    remove_wished = Signal()
    play_wished = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setRootIsDecorated(False)
        self.setAllColumnsShowFocus(True)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setColumnCount(3)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for at in (_LENGTH, _STATE):
            self.header().setSectionResizeMode(at, QHeaderView.ResizeMode.ResizeToContents)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Take away with Del, hear with Space."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wished.emit()
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.play_wished.emit()
        else:
            super().keyPressEvent(event)
