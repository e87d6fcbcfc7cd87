"""The preferences dialog. What is changed holds at once; there is nothing to apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio_app.settings.options import OPTIONS, PAGES, Option
from studio_app.ui.kit import theme
from studio_app.ui.kit.controls import EmptyState, SearchField, button, label
from studio_app.ui.kit.dialogs import Choice, Question, cancel_choice
from studio_app.ui.preferences.rows import OptionRow, said, words
from studio_app.ui.preferences.shortcuts import ShortcutsPage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from studio_app.settings.file import Settings
    from studio_app.settings.options import Value
    from studio_app.ui.preferences.shortcuts import Keys

_SHORTCUTS = "Shortcuts"
_WITH_OPTIONS = {option.page for option in OPTIONS if option.title}
_PAGE = Qt.ItemDataRole.UserRole


class PreferencesDialog(QDialog):
    """Shows and changes the options.

    Args:
        settings: what holds now; the dialog only reads it.
        keys: the shortcuts, see ``Keys``.
        choices: for options whose choices are found out when the program runs, by key: (value, name).
        bodies: what makes the body of a page that has no options, by its name; without, there is no such page.

    Signals:
        option_changed(key, value): hold this.
    """

    option_changed = Signal(str, object)

    def __init__(
        self,
        settings: Settings,
        keys: Keys,
        choices: Mapping[str, tuple[tuple[str, str], ...]] | None = None,
        bodies: Mapping[str, Callable[[], QWidget]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("preferences")
        self.setWindowTitle(self.tr("Preferences"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._settings = settings
        self._choices = choices or {}
        self._bodies = bodies or {}
        self._rows: dict[str, OptionRow] = {}
        self._asked: list[str] = []
        self._below: dict[str, QWidget] = {}
        self._build(keys)
        self._lay_out()
        self.search.textChanged.connect(self._narrow)
        self.pages.currentRowChanged.connect(self._turn_to)
        self.pages.setCurrentRow(0)
        room = self.screen().availableSize()
        self.resize(QSize(theme.scaled(880), theme.scaled(640)).boundedTo(room * 0.95))
        self.pages.setFocus()

    def show_page(self, page: str) -> None:
        """Show a page by its name in ``PAGES``, or "Shortcuts"."""
        for row in range(self.pages.count()):
            if self.pages.item(row).data(_PAGE) == page:
                self.pages.setCurrentRow(row)
        if page == _SHORTCUTS:
            self.shortcuts.search.setFocus()

    @property
    def page(self) -> str:
        """The page shown, "" where nothing fits the search."""
        return "" if self._stack.currentWidget() is self._none else str(self.pages.currentItem().data(_PAGE))

    def field(self, key: str) -> QWidget:
        """Return the control of an option."""
        return self.row(key).field

    def row(self, key: str) -> OptionRow:
        """Return an option's row: its name, control, what it is about, and the way back to its default."""
        if key not in self._rows:
            self._fill(next(option.page for option in OPTIONS if option.key == key))
        return self._rows[key]

    def add(self, page: str, widget: QWidget) -> None:
        """Put something below the options of a page."""
        self._below[page] = widget
        if (made := self._areas[page].widget()) is not None:
            self._put_below(page, made)

    def refresh(self) -> None:
        """Show what holds now, where something else changed it."""
        for key, row in self._rows.items():
            row.show_value(self._settings.value(key))

    # Building

    def _build(self, keys: Keys) -> None:
        self.search = SearchField(self.tr("Find a preference"), self)
        self.search.setObjectName("preferences.find")
        self.pages = QListWidget(self)
        self.pages.setObjectName("preferences.pages")
        self.pages.setAccessibleName(self.tr("Pages"))
        self._stack = QStackedWidget(self)
        self._areas = {page: _area() for page, _ in PAGES if page in _WITH_OPTIONS or page in self._bodies}
        for page, area in self._areas.items():
            self._add(page, area)
        self.shortcuts = ShortcutsPage(keys, self)
        self._add(_SHORTCUTS, self.shortcuts)
        self._none = EmptyState("find", self.tr("No preference has such a name."), parent=self)
        self._stack.addWidget(self._none)
        self.pages.setMinimumWidth(max(theme.scaled(180), self.pages.sizeHintForColumn(0) + 24))

    def _add(self, page: str, widget: QWidget) -> None:
        item = QListWidgetItem(said(page), self.pages)
        item.setData(_PAGE, page)
        self._stack.addWidget(widget)

    def _lay_out(self) -> None:
        close = button(self.tr("Close"), self.accept, kind="primary", parent=self)
        close.setObjectName("choice.close")
        close.setAutoDefault(False)  # Enter belongs to the field it is pressed in
        everything = button(self.tr("Reset everything…"), self._ask_to_reset, kind="quiet", parent=self)
        everything.setObjectName("preferences.reset")
        everything.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(everything)
        foot.addStretch(1)
        foot.addWidget(label(self.tr("Changes hold at once."), "small", self))
        foot.addSpacing(8)
        foot.addWidget(close)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.pages, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addLayout(left)
        middle.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)

    def _turn_to(self, row: int) -> None:
        page = self.pages.item(row).data(_PAGE)
        if page in self._areas:
            self._fill(page)
        self._stack.setCurrentIndex(row)

    def _fill(self, page: str) -> None:
        """Build a page the first time it is shown: all of them at once would hold up the window."""
        area = self._areas[page]
        if area.widget() is None:
            made = self._page(page, dict(PAGES)[page])
            self._put_below(page, made)
            area.setWidget(made)

    def _put_below(self, page: str, made: QWidget) -> None:
        column = made.layout()
        if page in self._below and isinstance(column, QVBoxLayout):
            column.insertWidget(column.count() - 3, self._below[page])  # above the way back and the room below it

    def _page(self, page: str, about: str) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(16, 8, 24, 16)
        column.setSpacing(16)
        column.addWidget(label(said(page), "title"))
        column.addWidget(label(said(about), "dim", wrap=True))
        column.addSpacing(4)
        for option in OPTIONS:
            if option.title and option.page == page:
                column.addWidget(self._row(option))
        if page in self._bodies:
            column.addWidget(self._bodies[page](), 1)
            return made
        again = button(self.tr("Reset this page"), lambda: self._reset(page), kind="quiet")
        again.setObjectName(f"preferences.reset.{page.lower()}")
        again.setAutoDefault(False)
        column.addSpacing(8)
        column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return made

    def _row(self, option: Option) -> OptionRow:
        row = OptionRow(option, self._choices.get(option.key, ()))
        row.show_value(self._settings.value(option.key))
        row.setVisible(self._fits(option))
        row.changed.connect(lambda value: self._changed(option, value))
        self._rows[option.key] = row
        return row

    # Changing

    def _changed(self, option: Option, value: Value) -> None:
        if option.accepts(value) and value != self._settings.value(option.key):
            self.option_changed.emit(option.key, value)
        if option.key in self._rows:
            self._rows[option.key].show_value(self._settings.value(option.key))

    def _reset(self, page: str = "") -> None:
        """Give the options of a page, or all of them, their defaults."""
        for option in OPTIONS:
            if option.title and page in ("", option.page):
                self._changed(option, option.default)

    def _ask_to_reset(self) -> None:
        question = Question(
            self,
            self.tr("Reset every preference and every shortcut?"),
            (cancel_choice(), Choice("reset", self.tr("Reset everything"), "danger")),
            detail=self.tr("They will be as on the first day. Projects and keys of accounts are not touched."),
        )
        question.finished.connect(lambda _result: self._reset_all(question))
        question.open()

    def _reset_all(self, question: Question) -> None:
        question.deleteLater()
        if question.chosen == "reset":
            self._reset()
            self.shortcuts.reset_all()

    # Searching

    def _fits(self, option: Option) -> bool:
        return all(part in words(option) for part in self._asked)

    def _told(self, page: str) -> bool:
        """Return whether what a page is about fits the search."""
        about = f"{said(page)} {said(dict(PAGES)[page])}".casefold()
        return all(part in about for part in self._asked)

    def _narrow(self, text: str) -> None:
        """Show only what fits, and the first page that has some of it."""
        self._asked = text.casefold().split()
        fitting = {option.page for option in OPTIONS if option.title and self._fits(option)}
        fitting |= {page for page in self._bodies if self._told(page)}
        if self.shortcuts.narrow(text):
            fitting.add(_SHORTCUTS)
        for row in self._rows.values():
            row.setVisible(self._fits(row.option))
        pages = [self.pages.item(number) for number in range(self.pages.count())]
        for item in pages:
            item.setHidden(item.data(_PAGE) not in fitting)
        left = [item for item in pages if not item.isHidden()]
        if left and self.pages.currentItem().isHidden():
            self.pages.setCurrentItem(left[0])
        self._stack.setCurrentIndex(self.pages.currentRow() if left else self._stack.indexOf(self._none))


def _area() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
