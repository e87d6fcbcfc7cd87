"""One job in the activity panel: what, how far, how long still, its buttons, and its errors, the same ones in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio_app.ui.activity.words import ENDED, LISTED, error_line, face, files_of, way_on
from studio_app.ui.kit import icons, theme
from studio_app.ui.kit.controls import Elided, IconButton, Line, ProgressLine, button, label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from studio_app.session.work import ErrorGroup, JobView

    Places = Callable[[tuple[int, ...]], Mapping[int, str]]

#: So many kinds of errors are shown of one job; a job with more has one cause for all of them.
KINDS = 8
#: The icon of each wish.
_ICONS = {"pause": "pause", "resume": "play", "cancel": "stop", "retry": "retry", "dismiss": "close"}
#: The wish a key means while the row itself has the focus; the first one that the job takes.
_KEYS = {
    Qt.Key.Key_Space: ("pause", "resume", "retry"),
    Qt.Key.Key_Delete: ("dismiss", "cancel"),
    Qt.Key.Key_Backspace: ("dismiss", "cancel"),
}


class JobRow(QFrame):
    """One job. ``show_job`` is called often: it touches only what differs from before.

    Signals:
        wished: (job id, "pause" | "resume" | "cancel" | "retry" | "dismiss").
        folder_requested: the file to be shown in its folder.
        play_requested: job id.
        open_requested: job id; the one file of an export is to be opened.
        paragraph_requested: paragraph id.
        way_requested: (job id, way on of an error, see ``ErrorGroup``).
        step_requested: +1 or -1, to the next or the previous row.
        stops_changed: Tab stops at other controls than before.
    """

    wished = Signal(int, str)
    folder_requested = Signal(object)
    play_requested = Signal(int)
    open_requested = Signal(int)
    paragraph_requested = Signal(int)
    way_requested = Signal(int, str)
    step_requested = Signal(int)
    stops_changed = Signal()

    def __init__(self, job: JobView, places: Places, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"job.{job.id}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._job: JobView | None = None
        self._places = places
        self._icon = QLabel(self)
        self._icon_shown = ("", "")
        self._title = Elided(job.what, self)
        self._title.setFont(theme.font(bold=True))
        self._bar = ProgressLine("", self)
        self._status = Elided("", self)
        self._status.setProperty("look", "small")
        self._buttons = {wish: self._button(wish) for wish in _ICONS}
        self._errors: list[ErrorLine] = []
        self._groups: tuple[ErrorGroup, ...] = ()
        self._more_errors = label("", "small", self)
        self._more_errors.hide()
        self._more = QWidget(self)
        self._lay_out()
        theme.themes().changed.connect(self._retheme)
        self.show_job(job)

    @property
    def job(self) -> JobView:
        """The job as it is shown."""
        assert self._job is not None
        return self._job

    def show_job(self, job: JobView) -> None:
        """Show how the job is now."""
        if job == self._job:
            return
        before, self._job = self._job, job
        shown = face(job)
        self._show_icon(shown.icon, shown.colour)
        self._title.show_text(shown.title)
        self._status.show_text(shown.status)
        self._show_bar(shown.fraction)
        self._show_buttons(shown.wishes)
        grown = before is None or before.state != job.state or before.errors != job.errors
        if before is None or before.errors != job.errors:
            self._show_errors(job.errors)
        if before is None or before.state != job.state:
            self._show_ways_on()
        if grown:
            self.stops_changed.emit()
        self.setAccessibleName(f"{shown.title}. {shown.status}")
        self.setAccessibleDescription("\n".join(map(error_line, job.errors)))
        if before is not None and before.state not in ENDED and self.ended:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Pause, resume, retry with Space, dismiss or cancel with Delete, go to another row with the arrows."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_requested.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in _KEYS:
            offered = face(self.job).wishes
            for wish in _KEYS[key]:
                if wish in offered:
                    self.wished.emit(self.job.id, wish)
                    break
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the frame of the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -3), 6, 6)

    # Building

    def _button(self, wish: str) -> IconButton:
        names = {
            "pause": self.tr("Pause"),
            "resume": self.tr("Go on"),
            "cancel": self.tr("Cancel"),
            "retry": self.tr("Try again"),
            "dismiss": self.tr("Dismiss"),
        }
        made = IconButton(_ICONS[wish], names[wish], self)
        made.setObjectName(f"job.{wish}")
        made.clicked.connect(lambda _=False, wish=wish: self.wished.emit(self.job.id, wish))
        return made

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._icon)
        top.addWidget(self._title, 1)
        for made in self._buttons.values():
            top.addWidget(made)
        top.addStrut(self._buttons["dismiss"].sizeHint().height())
        ways = QHBoxLayout(self._more)
        ways.setContentsMargins(20, 0, 0, 0)
        ways.setSpacing(4)
        self._below = QVBoxLayout()
        self._below.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self._bar)
        layout.addWidget(self._status)
        layout.addLayout(self._below)
        layout.addWidget(self._more_errors)
        layout.addWidget(self._more)
        layout.addSpacing(8)
        layout.addWidget(Line(self))

    # Showing

    def _show_icon(self, name: str, role: str) -> None:
        if self._icon_shown != (name, role):
            self._icon_shown = (name, role)
            self._retheme()

    def _retheme(self) -> None:
        name, role = self._icon_shown
        if name:
            self._icon.setPixmap(icons.pixmap(name, 20, role))
        self._title.setFont(theme.font(bold=True))

    def _show_bar(self, fraction: float | None) -> None:
        state = self.job.state
        self._bar.setVisible(state != "done")
        if state == "cancelled":
            state = "paused"
        if state != "running" and fraction is None:
            fraction = 0.0  # a bar that runs to and fro says that something moves
        self._bar.show_share(fraction, state)
        self._bar.setAccessibleName(self.tr("Progress of {job}").format(job=self.job.what))

    def _show_buttons(self, wishes: tuple[str, ...]) -> None:
        held = next((wish for wish, made in self._buttons.items() if made.hasFocus()), None)
        for wish, made in self._buttons.items():
            made.setVisible(wish in wishes)
        if held is not None and held not in wishes:
            self.setFocus()  # a button that goes away under the finger must not throw the focus out of the panel

    def _show_errors(self, groups: tuple[ErrorGroup, ...]) -> None:
        """Show one line for each kind of error; a line that is there already stays, opened as it is."""
        rest = len(groups) - KINDS
        self._more_errors.setText(self.tr("and %Ln other kinds of problems", "", rest) if rest > 0 else "")
        self._more_errors.setVisible(rest > 0)
        groups = groups[:KINDS]
        there = {line.group.sentence: line for line in self._errors}
        self._errors = [there.pop(g.sentence) if g.sentence in there else self._error(g) for g in groups]
        for line in there.values():
            self._below.removeWidget(line)
            line.hide()
            line.deleteLater()
        for line, group in zip(self._errors, groups, strict=True):
            self._below.addWidget(line)
            line.show_group(group)

    def _error(self, group: ErrorGroup) -> ErrorLine:
        line = ErrorLine(group, self._places, self)
        line.paragraph_requested.connect(self.paragraph_requested)
        line.way_requested.connect(lambda way: self.way_requested.emit(self.job.id, way))
        return line

    def _show_ways_on(self) -> None:
        """Show what a finished job leads to."""
        ways = self._more.layout()
        assert ways is not None
        while taken := ways.takeAt(0):
            if (widget := taken.widget()) is not None:
                widget.deleteLater()
        files = files_of(self.job)
        made = []
        if len(files) == 1:
            made.append(("open", self.tr("Open"), lambda: self.open_requested.emit(self.job.id)))
        if files:
            made.append(("folder", self.tr("Show in folder"), lambda: self.folder_requested.emit(files[0])))
        if self.job.state == "done" and self.job.kind in ("generate", "regenerate"):
            made.append(("play", self.tr("Play"), lambda: self.play_requested.emit(self.job.id)))
        for icon, text, call in made:
            ways.addWidget(button(text, call, kind="quiet", icon=icon, parent=self._more))
        if made and isinstance(ways, QHBoxLayout):
            ways.addStretch(1)
        self._more.setVisible(bool(made))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops in this row, in order."""
        errors = [stop for line in self._errors for stop in line.stops]
        return (self, *self._buttons.values(), *errors, *self._more.findChildren(QPushButton))

    @property
    def ended(self) -> bool:
        """Whether the job does nothing any more."""
        return self.job.state in ENDED


class ErrorLine(QWidget):
    """All errors of one kind in one line, which opens to the paragraphs they befell."""

    paragraph_requested = Signal(int)
    way_requested = Signal(str)

    def __init__(self, group: ErrorGroup, places: Places, parent: QWidget) -> None:
        super().__init__(parent)
        self._places = places
        self.group = group
        self.opened = False
        self._fold = QToolButton(self)
        self._fold.setAutoRaise(True)
        policy = self._fold.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._fold.setSizePolicy(policy)
        self._fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._fold.setObjectName("error.fold")
        self._text = label("", "danger", self, wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Paragraphs with this problem"))
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.hide()
        self._rest = label("", "small", self)
        self._rest.hide()
        self._list.itemActivated.connect(self._activated)
        self._list.itemClicked.connect(self._activated)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(2)
        top.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._text, 1)
        self._way = button("", lambda: self.way_requested.emit(self.group.way_on), kind="quiet", parent=self)
        self._way.setObjectName("error.way_on")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 4, 0)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self._way, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._list)
        layout.addWidget(self._rest)
        self._fold.clicked.connect(lambda _=False: self.open(not self.opened))
        theme.themes().changed.connect(self._retheme)
        self.show_group(group)
        self._retheme()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops in this line, in order."""
        return (self._fold, self._way, self._list)

    def show_group(self, group: ErrorGroup) -> None:
        """Show how many there are now."""
        changed = group != self.group
        self.group = group
        self._text.setText(error_line(group))
        self._fold.setVisible(bool(group.paragraph_ids))
        self._way.setText(way_on(group))
        self._way.setAccessibleName(self._way.text())
        self._way.setVisible(bool(self._way.text()))
        self._name_fold()
        if changed and self.opened:
            self._fill()

    def open(self, opened: bool) -> None:
        """List the paragraphs, or no longer."""
        self.opened = opened
        if opened:
            self._fill()
        self._list.setVisible(opened)
        self._rest.setVisible(opened and bool(self._rest.text()))
        self._name_fold()
        self._retheme()

    def _name_fold(self) -> None:
        name = self.tr("Hide the paragraphs") if self.opened else self.tr("Show the paragraphs")
        self._fold.setToolTip(name)
        self._fold.setAccessibleName(name)
        self._fold.setAccessibleDescription(error_line(self.group))

    def _fill(self) -> None:
        found = self._places(self.group.paragraph_ids)
        self._list.clear()
        for paragraph_id, where in found.items():
            item = QListWidgetItem(where, self._list)
            item.setData(Qt.ItemDataRole.UserRole, paragraph_id)
            item.setToolTip(where)
        height = self._list.sizeHintForRow(0) if found else 0
        self._list.setFixedHeight(min(len(found), 6) * height + 8)
        left = len(self.group.paragraph_ids) - len(found)
        self._rest.setText(self.tr("and %Ln more", "", left) if len(found) == LISTED and left > 0 else "")

    def _activated(self, item: QListWidgetItem) -> None:
        self.paragraph_requested.emit(item.data(Qt.ItemDataRole.UserRole))

    def _retheme(self) -> None:
        self._fold.setIcon(icons.icon("down" if self.opened else "right"))
