"""The find bar: find and replace in the chapter or the book, with every error said where it is made."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from studio_app.domain.text.find import Pattern, find
from studio_app.ui.editor.search import MOST, Answer, Search
from studio_app.ui.kit.controls import IconButton, label
from studio_app.ui.kit.throttle import Debounce

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from studio_app.domain.edits.change import Change
    from studio_app.domain.project import Project
    from studio_app.domain.text.find import Found

_QUIET_MS = 120
#: With less than this for the field and its close button the options go below it. Pixels.
_FIELD_WIDTH = 260


class FindBar(QWidget):
    """Asks what to look for, counts it, and walks through it.

    Signals:
        founds_changed(): other places are to be shown.
        found_chosen(Found): go there.
        replace_requested(iterable of Found, str): put the text there, as one step of undo.
        change_made(Change or LecternError): what ``work_out`` was asked for.
        closed(Found or None): the person is done, and stands at that place.
    """

    founds_changed = Signal()
    found_chosen = Signal(object)
    replace_requested = Signal(object, str)
    change_made = Signal(object)
    closed = Signal(object)

    def __init__(self, subject: Callable[[], tuple[Project, int] | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editor.find")
        self._subject = subject
        self.answer = Answer()
        self.current: int | None = None
        self._go_when_found = False
        self._start: tuple[int, int, int] | None = None
        self._search = Search(self)
        self._search.answered.connect(self._answered)
        self._search.made.connect(self.change_made)
        self._later = Debounce(_QUIET_MS, self._ask, self)
        self._build()
        self.hide()

    def _build(self) -> None:
        self.text = self._field(self.tr("Find"), self.tr("Find in the text"))
        self.text.textChanged.connect(self._changed)
        self.replacement = self._field(self.tr("Replace with"), self.tr("Text to put in its place"))
        self.case = self._toggle("case", "Aa", self.tr("Match upper and lower case"))
        self.words = self._toggle("words", self.tr("W", "whole words, on a button"), self.tr("Whole words only"))
        self.regex = self._toggle("regex", ".*", self.tr("Regular expression"))
        self.scope = QComboBox()
        self.scope.setAccessibleName(self.tr("Where to look"))
        self.scope.addItem(self.tr("In this chapter"))
        self.scope.addItem(self.tr("In the whole book"))
        self.scope.currentIndexChanged.connect(self._changed)
        self.count = label("", "dim")
        self.count.setAccessibleName(self.tr("Places found"))
        self.count.setMinimumWidth(self.fontMetrics().horizontalAdvance("00,000 of 00,000 "))
        self.error = label("", "danger", wrap=True)
        self.error.setObjectName("editor.find.error")
        self.error.hide()
        self.back = self._button("up", self.tr("Previous place"), lambda: self.step(-1))
        self.on = self._button("down", self.tr("Next place"), lambda: self.step(1))
        self.shut = self._button("close", self.tr("Close the find bar"), self.close_bar)
        self.one = QPushButton(self.tr("Replace"))
        self.one.clicked.connect(self.replace_one)
        self.all = QPushButton(self.tr("Replace all"))
        self.all.clicked.connect(self.replace_all)
        self._arrange()

    def _arrange(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._options, self._replacing = QWidget(), QWidget()
        for holder, widgets in (
            (self._options, (self.case, self.words, self.regex, self.scope, self.back, self.on, self.count)),
            (self._replacing, (self.one, self.all)),
        ):
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(4)
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch(1)
        self._is_narrow: bool | None = None
        self._place(narrow=False)

    def _place(self, *, narrow: bool) -> None:
        """Put the options beside the field, or below it where there is no room."""
        if narrow is self._is_narrow:
            return
        self._is_narrow = narrow
        beside = ((self.text, 0, 0, 1), (self._options, 0, 1, 1), (self.shut, 0, 2, 1))
        below = ((self.text, 0, 0, 1), (self.shut, 0, 2, 1), (self._options, 1, 0, 3))
        for widget, row, column, columns in below if narrow else beside:
            self._grid.addWidget(widget, row, column, 1, columns)
        self._grid.addWidget(self.replacement, 2, 0, 1, 3 if narrow else 1)
        self._grid.addWidget(self._replacing, 3 if narrow else 2, 0 if narrow else 1, 1, 3 if narrow else 2)
        self._grid.addWidget(self.error, 4, 0, 1, 3)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room that the options need below the field."""
        margins = self._grid.contentsMargins()
        return QSize(
            self._options.minimumSizeHint().width() + margins.left() + margins.right(),
            self._grid.minimumSize().height(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take another row where it is narrow."""
        self._place(narrow=event.size().width() < self._options.sizeHint().width() + _FIELD_WIDTH)
        super().resizeEvent(event)

    def _field(self, hint: str, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(hint)
        field.setAccessibleName(name)
        field.setClearButtonEnabled(True)
        field.setMinimumWidth(120)
        for clear in field.findChildren(QAbstractButton):
            clear.setAccessibleName(self.tr("Clear"))
        return field

    def _button(self, name: str, text: str, call: Callable[[], None]) -> IconButton:
        button = IconButton(name, text)
        button.setObjectName(f"editor.find.{name}")
        button.clicked.connect(lambda _=False: call())
        return button

    def _toggle(self, name: str, sign: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"editor.find.{name}")
        button.setText(sign)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(lambda _=False: self._changed())
        return button

    @property
    def founds(self) -> tuple[Found, ...]:
        """Return the places found, in the order of the book."""
        return self.answer.founds

    # Open and close

    def open_bar(self, selected: str, start: tuple[int, int, int] | None, *, replace: bool) -> None:
        """Show the bar. ``selected`` is looked for at once; ``start`` is (chapter, paragraph, offset) of the cursor."""
        self._start = start
        for widget in (self.replacement, self._replacing):
            widget.setVisible(replace)
        self.show()
        if selected and "\n" not in selected:
            self.text.setText(selected)
        self.text.selectAll()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._ask()

    def close_bar(self) -> None:
        """Hide the bar and forget what was found."""
        found = None if self.current is None else self.founds[self.current]
        self.hide()
        self._search.forget()
        self._set(Answer(), None)
        self.closed.emit(found)

    def stop(self) -> None:
        """End the search under way; for closing the window."""
        self._search.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes on, Shift+Enter back, in the second field Enter replaces; Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.replacement.hasFocus():
                self.replace_one()
            else:
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    # Looking

    @property
    def pattern(self) -> Pattern:
        """Return what is looked for."""
        return Pattern(self.text.text(), self.regex.isChecked(), self.case.isChecked(), self.words.isChecked())

    def look_again(self) -> None:
        """The text changed: look again soon, and stay where we are."""
        if self.isVisible() and self.text.text():
            self._later.ask()

    def _changed(self) -> None:
        self._go_when_found = True
        self._later.ask()

    def _ask(self) -> None:
        subject = self._subject()
        if subject is None or not self.text.text():
            self._search.forget()
            self._say_error("")
            self._set(Answer(), None)
            return
        project, chapter_id = subject
        self._search.ask(project, self.pattern, self._chapters(chapter_id))

    def _answered(self, answer: Answer) -> None:
        self._say_error(answer.error)
        self._set(answer, self.place)
        if self._go_when_found and self.founds:
            self._go_when_found = False
            self._go(self._nearest())

    def _say_error(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.text.setAccessibleDescription(sentence)

    @property
    def place(self) -> tuple[int, int] | None:
        """Return where we are among the places found, to find it again after the next search."""
        if self.current is None or self.current >= len(self.founds):
            return None
        found = self.founds[self.current]
        return found.paragraph_id, found.start

    def _set(self, answer: Answer, place: tuple[int, int] | None) -> None:
        self.answer = answer
        self.current = None if place is None else answer.numbers.get(place)
        self._show_count()
        self.founds_changed.emit()

    def _show_count(self) -> None:
        total = len(self.founds)
        many = f"{total:,}+" if total >= MOST else f"{total:,}"
        if self.error.text() or not self.text.text():
            self.count.setText("")
        elif not total:
            self.count.setText(self.tr("Nothing found"))
        elif self.current is None:
            self.count.setText(self.tr("{count} found").format(count=many))
        else:
            self.count.setText(self.tr("{number} of {count}").format(number=f"{self.current + 1:,}", count=many))
        for widget in (self.back, self.on, self.one, self.all):
            widget.setEnabled(bool(total))

    def move_start(self, start: tuple[int, int, int]) -> None:
        """Take the cursor's place as where "next" begins."""
        self._start = start
        if self.current is not None and self.place != start[1:]:
            self.current = None
            self._show_count()

    def _nearest(self) -> int:
        """Return the first place at or behind the cursor; behind the last comes the first."""
        subject = self._subject()
        if self._start is None or subject is None:
            return 0
        project = subject[0]
        chapter_id, paragraph_id, offset = self._start
        chapter = next((n for n, c in enumerate(project.chapters) if c.id == chapter_id), 0)
        held = project.paragraphs.get(chapter_id, ())
        paragraph = next((n for n, p in enumerate(held) if p.id == paragraph_id), 0)
        return bisect_left(self.answer.keys, (chapter, paragraph, offset)) % len(self.founds)

    def step(self, by: int) -> None:
        """Go to the next or the previous place, round the end."""
        if not self.founds:
            self._go_when_found = True
            self._ask()
        elif self.current is None:
            nearest = self._nearest()
            self._go(nearest if by > 0 else (nearest - 1) % len(self.founds))
        else:
            self._go((self.current + by) % len(self.founds))

    def _go(self, number: int) -> None:
        self.found_chosen.emit(self.founds[number])
        self.current = number  # afterwards: going there moved the cursor, which forgot where we are
        self._show_count()
        self.founds_changed.emit()

    # Replacing

    def replace_one(self) -> None:
        """Replace the place we are at and go on to the next."""
        if self.current is None:
            self.step(1)
            return
        found = self.founds[self.current]
        before = self._length_of(found)
        self.replace_requested.emit((found,), self.replacement.text())
        behind = found.end + self._length_of(found) - before
        self._start = (found.chapter_id, found.paragraph_id, behind)
        self.current = None
        self._go_when_found = True

    def _length_of(self, found: Found) -> int:
        """Return the length of the paragraph of a place, as the project has it now."""
        subject = self._subject()
        paragraphs = () if subject is None else subject[0].paragraphs.get(found.chapter_id, ())
        return next((len(p.text) for p in paragraphs if p.id == found.paragraph_id), 0)

    def replace_all(self) -> None:
        """Replace every place found, as one step of undo; also those that were too many to be shown."""
        subject = self._subject()
        if self.founds and subject is not None:
            every = (
                find(subject[0], self.pattern, self._chapters(subject[1])) if len(self.founds) >= MOST else self.founds
            )
            self.replace_requested.emit(every, self.replacement.text())

    def _chapters(self, shown: int) -> tuple[int, ...] | None:
        return None if self.scope.currentIndex() else (shown,)

    def work_out(self, change: Callable[[], Change]) -> None:
        """Work a large change out beside the window; ``change_made`` follows."""
        self.count.setText(self.tr("Replacing…"))
        self.one.setEnabled(False)
        self.all.setEnabled(False)
        self._search.make(change)
