"""What stands at the right when nothing is chosen: how clips treat their neighbours, the markers and the regions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio_app.domain.edits import tracks as edits
from studio_app.domain.errors import WrongUsage
from studio_app.domain.timeline import Marker, NeighbourRule, Region, Timeline
from studio_app.ui.kit import theme
from studio_app.ui.kit.controls import IconButton, label
from studio_app.ui.kit.numbers import WholeField
from studio_app.ui.timeline.times import Times

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_ROWS = 6
_AT, _END, _NAME = range(3)
_LONGEST_MS = 60_000


class MarksPage(QWidget):
    """Shows rules, markers and regions.

    Signals:
        edit_requested(edit, str): as of the panel.
        went(int): the playhead is wanted at that sample. loop_requested(int, int): that stretch, again and again.
        refused(str): why what was written cannot be.
    """

    edit_requested = Signal(object, str)
    went = Signal(object)
    loop_requested = Signal(object, object)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline.marks")
        self._timeline = Timeline()
        self._times = Times()
        self._playhead = 0
        self._marks: list[Marker | Region] = []
        self._make()
        self._lay_out()

    def show_timeline(self, timeline: Timeline, playhead: int, *, writable: bool) -> None:
        """Show what a timeline has; a marker is added where the playhead is."""
        same = timeline.markers == self._timeline.markers and timeline.regions == self._timeline.regions
        self._timeline, self._playhead, self._writable = timeline, playhead, writable
        self._times = replace(self._times, rate=timeline.rate)
        rules = timeline.rules
        with QSignalBlocker(self.rule), QSignalBlocker(self.gap), QSignalBlocker(self.everywhere):
            self.rule.setCurrentIndex(self.rule.findData(rules.neighbours.value))
            self.gap.setValue(round(1000 * rules.gap / timeline.rate))
            self.everywhere.setChecked(rules.everywhere)
        self.everywhere.setEnabled(writable and rules.neighbours is NeighbourRule.RIPPLE)
        for field in (self.rule, self.gap, self.add):
            field.setEnabled(writable)
        if not same:
            self._fill()
        self._show_buttons()

    def show_times(self, times: Times) -> None:
        """Write times in another way."""
        self._times = times
        self._fill()

    def rename(self, mark_id: int) -> None:
        """Let the name of a marker or region be written."""
        row = next((n for n, mark in enumerate(self._marks) if mark.id == mark_id), -1)
        if row >= 0:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.setCurrentCell(row, _NAME)
            self.table.edit(self.table.currentIndex())

    def _fill(self) -> None:
        held = self._marks[self.table.currentRow()].id if 0 <= self.table.currentRow() < len(self._marks) else 0
        found: list[Marker | Region] = [*self._timeline.markers, *self._timeline.regions]
        self._marks = sorted(found, key=lambda mark: (mark.at, mark.id))
        with QSignalBlocker(self.table):
            self.table.setRowCount(len(self._marks))
            for row, mark in enumerate(self._marks):
                end = self._times.said(mark.end) if isinstance(mark, Region) else ""
                self.table.setItem(row, _AT, QTableWidgetItem(self._times.said(mark.at)))
                self.table.setItem(row, _END, _cell(end, editable=isinstance(mark, Region)))
                self.table.setItem(row, _NAME, QTableWidgetItem(mark.name))
                if mark.id == held:
                    self.table.setCurrentCell(row, max(0, self.table.currentColumn()))
        self.table.setVisible(bool(self._marks))
        self.none.setVisible(not self._marks)

    def _show_buttons(self) -> None:
        mark = self._current
        self.remove.setEnabled(mark is not None and self._writable)
        self.go.setEnabled(mark is not None)
        self.loop.setEnabled(isinstance(mark, Region))

    @property
    def _current(self) -> Marker | Region | None:
        row = self.table.currentRow()
        return self._marks[row] if 0 <= row < len(self._marks) else None

    # What the person does

    def _rule(self) -> None:
        held = self._timeline.rules
        gap = self._timeline.rate * self.gap.value() // 1000
        # What was set finer than this field shows stays so until it is changed here.
        kept = held.gap if round(1000 * held.gap / self._timeline.rate) == self.gap.value() else gap
        rules = replace(
            held,
            neighbours=NeighbourRule(self.rule.currentData()),
            gap=kept,
            everywhere=self.everywhere.isChecked(),
        )
        if rules != held:
            self.edit_requested.emit(partial(edits.set_rules, rules=rules), self.tr("Change neighbour rule"))

    def _add(self) -> None:
        self.edit_requested.emit(partial(edits.add_marker, at=self._playhead), self.tr("Add marker"))

    def _remove(self) -> None:
        if (mark := self._current) is not None and self._writable:
            self.edit_requested.emit(partial(edits.remove_marks, ids=(mark.id,)), self.tr("Remove marks"))

    def _go(self) -> None:
        if (mark := self._current) is not None:
            self.went.emit(mark.at)

    def _loop(self) -> None:
        if isinstance(mark := self._current, Region):
            self.loop_requested.emit(mark.at, mark.end)

    def _written(self, item: QTableWidgetItem) -> None:
        mark, text = self._marks[item.row()], item.text()
        made: Marker | Region = mark
        try:
            if item.column() == _NAME:
                made = replace(mark, name=text)
            elif item.column() == _AT:
                made = replace(mark, at=self._times.read(text))
            elif isinstance(mark, Region):
                made = replace(mark, end=self._times.read(text))
        except WrongUsage as wrong:
            self._fill()
            self.refused.emit(wrong.sentence)
            return
        self._fill()  # what is wanted is shown once it holds
        if made == mark:
            return
        if isinstance(made, Region):
            self.edit_requested.emit(partial(edits.change_region, changed=made), self.tr("Change region"))
        else:
            self.edit_requested.emit(partial(edits.change_marker, changed=made), self.tr("Change marker"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Remove with Delete, go there with Enter."""
        if event.key() == Qt.Key.Key_Delete and self.table.hasFocus():
            self._remove()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.hasFocus():
            self._go()
        else:
            super().keyPressEvent(event)

    # Building

    def _make(self) -> None:
        self._writable = True
        self.rule = QComboBox(self)
        self.rule.setObjectName("timeline.rule")
        self.rule.setAccessibleName(self.tr("When a dynamic clip would run into the next"))
        for rule, text in (
            (NeighbourRule.RIPPLE, self.tr("Move all that follow")),
            (NeighbourRule.SHORTEN, self.tr("Shorten the gaps")),
            (NeighbourRule.WARN, self.tr("Stop and warn")),
        ):
            self.rule.addItem(text, rule.value)
        self.rule.activated.connect(lambda _: self._rule())
        self.gap = WholeField(self)
        self.gap.setObjectName("timeline.gap")
        self.gap.setAccessibleName(self.tr("Least gap between clips"))
        self.gap.setRange(0, _LONGEST_MS)
        self.gap.setSingleStep(10)
        self.gap.setSuffix(" ms")
        self.gap.setKeyboardTracking(False)
        self.gap.valueChanged.connect(lambda _: self._rule())
        self.everywhere = QCheckBox(self.tr("On all tracks together"), self)
        self.everywhere.setObjectName("timeline.everywhere")
        self.everywhere.clicked.connect(lambda _=False: self._rule())
        self.table = QTableWidget(0, 3, self)
        self.table.setObjectName("timeline.marks_table")
        self.table.setAccessibleName(self.tr("Markers and regions"))
        self.table.setHorizontalHeaderLabels([self.tr("At"), self.tr("End"), self.tr("Name")])
        self.table.horizontalHeader().setStretchLastSection(True)
        for column in (_AT, _END):
            self.table.setColumnWidth(column, theme.scaled(108))
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setFixedHeight(_ROWS * (self.table.fontMetrics().height() + 12) + 32)
        self.table.itemChanged.connect(self._written)
        self.table.currentCellChanged.connect(lambda *_: self._show_buttons())
        self.none = label(self.tr("No markers yet. M puts one where the playhead is."), "dim", self, wrap=True)
        self.add = self._button("marker", "timeline.add_marker", self.tr("Marker at the playhead"), self._add)
        self.go = self._button("next", "timeline.go_marker", self.tr("Go there"), self._go)
        self.loop = self._button("loop", "timeline.loop_region", self.tr("Loop the region"), self._loop)
        self.remove = self._button("remove", "timeline.remove_marker", self.tr("Remove"), self._remove)
        self._fill()

    def _button(self, icon: str, id_: str, name: str, call: object) -> IconButton:
        made = IconButton(icon, name, self)
        made.setObjectName(id_)
        made.clicked.connect(lambda _=False: call())  # type: ignore[operator]
        return made

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(8)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("When a clip would run into the next"), self.rule)
        form.addRow(self.tr("Least gap"), self.gap)
        form.addRow(self.everywhere)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(label(self.tr("Markers and regions"), "section", self), 1)
        for made in (self.add, self.go, self.loop, self.remove):
            head.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Neighbours"), "section", self))
        column.addLayout(form)
        column.addSpacing(8)
        column.addLayout(head)
        column.addWidget(self.none)
        column.addWidget(self.table)
        column.addStretch(1)


def _cell(text: str, *, editable: bool) -> QTableWidgetItem:
    made = QTableWidgetItem(text)
    if not editable:
        made.setFlags(made.flags() & ~Qt.ItemFlag.ItemIsEditable)
    return made
