"""A script before it is imported: its lines as they were read, what could not be read by its line, and who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from studio_app.domain.script import ScriptDraft, ScriptError, ScriptLine
from studio_app.domain.text.timecode import DEFAULT_RATE, FRAME_RATES, Spelling, spell
from studio_app.ui.kit import amounts, icons, theme
from studio_app.ui.kit.controls import Elided, EmptyState, Line, ProgressLine, button, label

if TYPE_CHECKING:
    from fractions import Fraction

    from studio_app.domain.text.timecode import FrameRate

_Index = QModelIndex | QPersistentModelIndex
_NUMBER, _SPEAKER, _START, _END, _TEXT = range(5)
_COLUMNS = 5
_WIDTHS = (64, 150, 110, 110)
#: Speakers that are named before it only says how many more there are.
_NAMED = 6


class ScriptDialog(QDialog):
    """Open it with ``start()``. The shell reads the file and tells what it found.

    Needs:
        rate_changed(FrameRate): frames are counted so; read the script again -> show_script, show_unreadable.
        import_requested(ScriptDraft, bool): import it; True: the person has seen the errors and leaves them out. The dialog
            closes.
        file_requested(): another file is to be chosen.
    """

    rate_changed = Signal(object)
    import_requested = Signal(object, bool)
    file_requested = Signal()

    def __init__(self, name: str, rate: FrameRate = DEFAULT_RATE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.script")
        self.setWindowTitle(self.tr("Import a script"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._draft: ScriptDraft | None = None
        self._make(name, rate)
        self._lay_out()
        self.show_reading()

    # What the shell calls

    def start(self) -> None:
        """Open it."""
        self.open()

    def show_reading(self) -> None:
        """Show that the file is being read."""
        self._draft = None
        self._pages.setCurrentWidget(self._wait)
        self._show_buttons()

    def show_script(self, name: str, draft: ScriptDraft) -> None:
        """Show what was read of the file of that name."""
        self._draft = draft
        self._name.show_text(name)
        self._lines.show(draft)
        self._consent.setChecked(False)
        self._show_errors(draft)
        self._summary.setText(self._summed_up(draft))
        self._pages.setCurrentWidget(self._table if draft.lines or draft.errors else self._empty)
        self._empty.show_text(
            self.tr("There is no line in this file"),
            self.tr("A table has a speaker and a line in each row, and perhaps two times."),
        )
        if draft.errors:
            self._go_to(draft.errors[0].number)
        elif draft.lines:
            self._table.setCurrentIndex(self._lines.index(0, _TEXT))
        if self._pages.currentWidget() is self._table:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_buttons()

    def show_unreadable(self, name: str, sentence: str) -> None:
        """Show that the file cannot be read at all, and why."""
        self._draft = None
        self._name.show_text(name)
        self._summary.setText("")
        self._consent.hide()
        self._next.hide()
        self._empty.show_text(self.tr("This file cannot be read as a script"), sentence)
        self._pages.setCurrentWidget(self._empty)
        self._show_buttons()

    # Inside

    def _summed_up(self, draft: ScriptDraft) -> str:
        lines = len(draft.lines)
        parts = [self.tr("%Ln lines", "", lines)]
        timed = sum(line.start_s is not None for line in draft.lines)
        if timed == 0:
            parts.append(self.tr("no times: lengths are estimated"))
        elif timed < lines:
            parts.append(self.tr("%Ln of them have times", "", timed))
        ends = [at for line in draft.lines if (at := line.end_s or line.start_s) is not None]
        if ends:
            parts.append(amounts.length(float(max(ends))))
        return f"{' · '.join(parts)}\n{self._cast(draft)}"

    def _cast(self, draft: ScriptDraft) -> str:
        names = [name or self.tr("(nobody named)") for name in draft.speakers]
        if not names:
            return ""
        shown = ", ".join(names[:_NAMED])
        if len(names) > _NAMED:
            shown = self.tr("{names} and {count} more").format(names=shown, count=len(names) - _NAMED)
        return self.tr("Speakers, each on a track of their own: {names}").format(names=shown)

    def _show_errors(self, draft: ScriptDraft) -> None:
        errors = len(draft.errors)
        self._consent.setText(self.tr("Leave out the %Ln lines that cannot be read", "", errors))
        self._consent.setVisible(bool(errors))
        self._next.setVisible(bool(errors))

    def _show_buttons(self) -> None:
        draft = self._draft
        good = draft is not None and bool(draft.lines)
        agreed = draft is not None and (not draft.errors or self._consent.isChecked())
        self._go.setEnabled(good and agreed)
        self._rate.setEnabled(draft is not None)

    def _go_to(self, number: int) -> None:
        row = self._lines.row_of(number)
        if row >= 0:
            at = self._lines.index(row, _TEXT)
            self._table.setCurrentIndex(at)
            self._table.scrollTo(at, QTableView.ScrollHint.PositionAtCenter)

    def _next_error(self) -> None:
        """Go to the next line that cannot be read, behind the last to the first."""
        if self._draft is None or not self._draft.errors:
            return
        here = self._lines.number_at(self._table.currentIndex().row())
        numbers = sorted(error.number for error in self._draft.errors)
        self._go_to(next((number for number in numbers if number > here), numbers[0]))
        self._table.setFocus()

    def _pick_rate(self, _index: int) -> None:
        self.show_reading()
        self.rate_changed.emit(FRAME_RATES[self._rate.currentData()])

    def _agree(self) -> None:
        draft, without = self._draft, self._consent.isChecked()
        if draft is not None:
            self.accept()
            self.import_requested.emit(draft, without)

    # Building

    def _make(self, name: str, rate: FrameRate) -> None:
        self._name = Elided(name, self, middle=True)
        self._name.setProperty("look", "heading")
        self._other = button(self.tr("Another file…"), self.file_requested.emit, kind="quiet", parent=self)
        self._other.setObjectName("script.file")
        self._summary = label("", "dim", self, wrap=True)
        self._summary.setObjectName("script.summary")
        self._rate = QComboBox(self)
        self._rate.setObjectName("script.rate")
        self._rate.setAccessibleName(self.tr("Frames a second, for times with frames"))
        self._rate.setToolTip(self._rate.accessibleName())
        for known in FRAME_RATES:
            self._rate.addItem(self.tr("{rate} fps").format(rate=known), known)
        self._rate.setCurrentIndex(self._rate.findData(rate.name))
        self._rate.activated.connect(self._pick_rate)
        self._lines = _Lines(self)
        self._table = QTableView(self)
        self._table.setObjectName("script.lines")
        self._table.setAccessibleName(self.tr("Lines of the script"))
        self._table.setModel(self._lines)
        self._table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self._table.setTabKeyNavigation(False)
        self._table.setShowGrid(False)
        self._table.setWordWrap(False)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._table.verticalHeader().setDefaultSectionSize(self._table.fontMetrics().height() + 10)
        self._table.horizontalHeader().setStretchLastSection(True)
        self._table.horizontalHeader().setHighlightSections(False)
        self._table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            self._table.setColumnWidth(column, theme.scaled(width))
        self._make_rest()

    def _make_rest(self) -> None:
        self._empty = EmptyState("script", "", "", self)
        self._wait = QWidget(self)
        wait = QVBoxLayout(self._wait)
        wait.addStretch(1)
        wait.addWidget(label(self.tr("Reading…"), "dim", self), 0, Qt.AlignmentFlag.AlignHCenter)
        wait.addWidget(progress := ProgressLine(self.tr("Reading…"), self))
        wait.addStretch(1)
        progress.show_share(None)
        self._pages = QStackedWidget(self)
        for page in (self._wait, self._table, self._empty):
            self._pages.addWidget(page)
        self._consent = QCheckBox("", self)
        self._consent.setObjectName("script.consent")
        self._consent.toggled.connect(lambda _: self._show_buttons())
        self._next = button(self.tr("Next error"), self._next_error, kind="quiet", icon="down", parent=self)
        self._next.setObjectName("script.next_error")
        self._close = button(self.tr("Cancel"), self.reject, parent=self)
        self._close.setObjectName("choice.close")
        self._go = button(self.tr("Import"), self._agree, kind="primary", parent=self)
        self._go.setObjectName("choice.import")
        self._go.setDefault(True)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name, 1)
        head.addWidget(self._rate)
        head.addWidget(self._other)
        errors = QHBoxLayout()
        errors.setSpacing(8)
        errors.addWidget(self._consent)
        errors.addWidget(self._next)
        errors.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._summary)
        column.addWidget(self._pages, 1)
        column.addLayout(errors)
        column.addWidget(Line(self))
        column.addLayout(buttons)
        screen = self.screen().availableSize()
        wide, high = theme.scaled(860), theme.scaled(600)
        self.resize(min(wide, screen.width() - 40), min(high, screen.height() - 60))


class _Lines(QAbstractTableModel):
    """The lines and errors of a draft, by their line in the file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ScriptLine | ScriptError] = []

    def show(self, draft: ScriptDraft) -> None:
        """Show a draft."""
        self.beginResetModel()
        found: list[ScriptLine | ScriptError] = [*draft.lines, *draft.errors]
        self._rows = sorted(found, key=lambda row: row.number)
        self.endResetModel()

    def row_of(self, number: int) -> int:
        """Return the row of a line that cannot be read, by its number in the file; -1 where there is none."""
        return next(
            (n for n, row in enumerate(self._rows) if row.number == number and isinstance(row, ScriptError)), -1
        )

    def number_at(self, row: int) -> int:
        """Return the line of the file that a row is of, 0 where there is no such row."""
        return self._rows[row].number if 0 <= row < len(self._rows) else 0

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else _COLUMNS

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what a column is called."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Line"), self.tr("Speaker"), self.tr("Start"), self.tr("End"), self.tr("Text"))[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what is told of a line in a column."""
        row = self._rows[index.row()]
        wrong = isinstance(row, ScriptError)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            if role == Qt.ItemDataRole.ToolTipRole and index.column() != _TEXT:
                return None
            said = self._said(row, index.column())
            return self.tr("cannot be read: {why}").format(why=said) if wrong and role == _HEARD and said else said
        if role == Qt.ItemDataRole.DecorationRole and wrong and index.column() == _SPEAKER:
            return icons.icon("failed", "danger")
        if role == Qt.ItemDataRole.ForegroundRole and wrong:
            return theme.colour("danger")
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (_NUMBER, _START, _END):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _said(self, row: ScriptLine | ScriptError, column: int) -> str:
        if column == _NUMBER:
            return str(row.number)
        if isinstance(row, ScriptError):
            return row.sentence if column == _TEXT else ""
        return (row.speaker, _time(row.start_s), _time(row.end_s), row.text)[column - _SPEAKER]


_HEARD = Qt.ItemDataRole.AccessibleTextRole


def _time(seconds: Fraction | None) -> str:
    return "" if seconds is None else spell(seconds, Spelling.POINT)
