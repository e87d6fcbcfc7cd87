"""The activity panel: jobs newest first. Nothing in it ever stops the person."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from studio_app.ui.activity.row import JobRow
from studio_app.ui.activity.words import places
from studio_app.ui.kit.controls import EmptyState, button, label
from studio_app.ui.kit.throttle import Throttle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_app.domain.project import Project
    from studio_app.session.studio import Studio
    from studio_app.session.work import JobView

#: Milliseconds between two repaints: more often nobody can read it.
_INTERVAL = 100


class ActivityPanel(QWidget):
    """What works beside the person. It knows jobs as records and wishes only; the shell hands them on.

    Signals:
        pause_requested, resume_requested, cancel_requested, retry_requested, dismiss_requested: job id.
        folder_requested: a Path to show in its folder.
        play_requested: id of a finished job to be heard.
        open_requested: id of a finished export, whose one file is to be opened.
        paragraph_requested: paragraph id of an error.
        way_requested: job id, and what leads on from one of its errors (see ``ErrorGroup``).
    """

    pause_requested = Signal(int)
    resume_requested = Signal(int)
    cancel_requested = Signal(int)
    retry_requested = Signal(int)
    dismiss_requested = Signal(int)
    folder_requested = Signal(object)
    play_requested = Signal(int)
    open_requested = Signal(int)
    paragraph_requested = Signal(int)
    way_requested = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel.activity")
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Activity"))
        self._studio: Studio | None = None
        self._jobs: tuple[JobView, ...] = ()
        self._rows: dict[int, JobRow] = {}
        self._stops_changed = False
        self._throttle = Throttle(_INTERVAL, self._show, self)
        self._wishes = {
            "pause": self.pause_requested,
            "resume": self.resume_requested,
            "cancel": self.cancel_requested,
            "retry": self.retry_requested,
            "dismiss": self.dismiss_requested,
        }
        self._lay_out()
        self._show()

    def show_project(self, studio: Studio | None) -> None:
        """Show errors as places in this project; None: no project is open."""
        self._studio = studio

    def show_jobs(self, jobs: Sequence[JobView]) -> None:
        """Show these jobs, whatever their order, newest first. Call it as often as you like."""
        self._jobs = tuple(jobs)
        self._throttle.ask()

    def _lay_out(self) -> None:
        self._title = label(self.tr("Activity"), "section", self)
        self._clear = button(self.tr("Clear finished"), self._clear_finished, kind="quiet", parent=self)
        self._clear.setObjectName("activity.clear")
        head = QHBoxLayout()
        head.setContentsMargins(12, 4, 4, 4)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._clear)
        head.addStrut(self._clear.sizeHint().height())
        self._list = QWidget(self)
        self._list.setAccessibleName(self.tr("Jobs"))
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(self._list)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = EmptyState(
            "activity",
            self.tr("All quiet"),
            self.tr("Imports, generations and exports run here while you go on writing."),
            self,
        )
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._scroll)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(self._stack, 1)

    def _show(self) -> None:
        order = sorted(self._jobs, key=lambda job: -job.id)
        there = {job.id for job in order}
        self._drop([job_id for job_id in self._rows if job_id not in there])
        for at, job in enumerate(order):
            row = self._rows.get(job.id)
            if row is None:
                row = self._rows[job.id] = self._row(job)
                self._column.insertWidget(at, row)
            else:
                row.show_job(job)
        self._stack.setCurrentWidget(self._scroll if order else self._empty)
        self._clear.setVisible(any(row.ended for row in self._rows.values()))
        busy = sum(not row.ended for row in self._rows.values())
        self._title.setText(self.tr("Activity · %Ln", "", busy) if busy else self.tr("Activity"))
        if self._stops_changed:
            self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go from the newest job down; by itself it would go in the order in which the controls were made."""
        self._stops_changed = False
        rows = sorted(self._rows.values(), key=lambda row: -row.job.id)
        for before, after in pairwise([self._clear, *(stop for row in rows for stop in row.stops)]):
            QWidget.setTabOrder(before, after)

    def _note_stops(self) -> None:
        self._stops_changed = True

    def _drop(self, job_ids: list[int]) -> None:
        """Forget rows; the focus goes to a neighbour instead of nowhere."""
        for job_id in job_ids:
            row = self._rows[job_id]
            held = self.focusWidget()
            if held is row or row.isAncestorOf(held):
                self._step(row, 1) or self._step(row, -1)
            del self._rows[job_id]
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()

    def _row(self, job: JobView) -> JobRow:
        row = JobRow(job, self._places, self._list)
        row.wished.connect(lambda job_id, wish: self._wishes[wish].emit(job_id))
        row.folder_requested.connect(self.folder_requested)
        row.play_requested.connect(self.play_requested)
        row.open_requested.connect(self.open_requested)
        row.paragraph_requested.connect(self.paragraph_requested)
        row.way_requested.connect(self.way_requested)
        row.stops_changed.connect(self._note_stops)
        self._note_stops()
        row.step_requested.connect(lambda by, row=row: self._step(row, by))
        return row

    def _step(self, row: JobRow, by: int) -> bool:
        """Give the focus to the row ``by`` places below; return whether there is one."""
        item = self._column.itemAt(self._column.indexOf(row) + by)
        other = item.widget() if item is not None else None
        if other is None:
            return False
        other.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(other)
        return True

    def _places(self, paragraph_ids: tuple[int, ...]) -> Mapping[int, str]:
        project: Project | None = self._studio.project if self._studio is not None else None
        return places(project, paragraph_ids)

    def _clear_finished(self) -> None:
        for job_id in [job_id for job_id, row in self._rows.items() if row.ended]:
            self.dismiss_requested.emit(job_id)
