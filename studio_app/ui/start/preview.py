"""The import preview: the chapters that were found, before anything is made of them."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from studio_app.ui.kit import amounts, theme
from studio_app.ui.kit.controls import Banner, Elided, IconButton, button, label
from studio_app.ui.kit.dialogs import file_dialog
from studio_app.ui.start.preview_outline import (
    Outline,
    Size,
    can_merge,
    counted,
    included,
    merged,
    outline_of,
    renamed,
    split,
)
from studio_app.ui.start.preview_rows import LENGTH, TITLE, WORDS, ChapterList, ChapterRows, OpeningList, Openings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QShowEvent

    from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph

#: Seconds of the window's time that counting may take at once.
_SLICE_S = 0.004
_SEVERAL = ";"


@dataclass(frozen=True, slots=True)
class Rates:
    """What lengths and prices are estimated with. ``characters_per_s`` counts characters that are not space.

    The default is English spoken by the local engine, 12,800 words an hour, which costs nothing.
    """

    characters_per_s: float = 16.4
    credits_per_character: float = 0.0
    work_per_s: float = 0.006


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person wants made: the draft as they left it, which of its chapters are narrated, and where."""

    draft: Draft
    included: tuple[bool, ...]
    path: Path


@dataclass(frozen=True, slots=True)
class _Counted:
    """The size of a chapter's paragraphs, also as text. The paragraphs are kept, so that nothing else gets their id."""

    paragraphs: tuple[DraftParagraph, ...]
    size: Size
    said: tuple[str, str]


class ImportPreview(QWidget):
    """Shows a Draft and lets the person put it right.

    Signals:
        create_requested: a Chosen.
        cancelled: nothing is to be made.
    """

    create_requested = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel.preview")
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Look at the chapters that were found"))
        self._draft: Draft | None = None
        self._rates = Rates()
        self._outline: Outline = ()
        self._past: list[Outline] = []
        self._sizes: dict[int, _Counted] = {}
        self._counter: Iterator[None] = iter(())
        self._path_touched = False
        #: Rows and outline are not in step at this moment.
        self._changing = False
        self._counting = QTimer(self, interval=0)
        self._counting.timeout.connect(self._count_some)
        self._make()
        self._lay_out()
        self._connect()

    def show_draft(self, draft: Draft, path: Path, rates: Rates = Rates()) -> None:
        """Show what an importer found; ``path`` is where the project would be saved."""
        self._draft = draft
        self._rates = rates
        self._past.clear()
        self._sizes.clear()
        self._path_touched = False
        self._title.setText(draft.title)
        self._authors.setText(f"{_SEVERAL} ".join(draft.authors))
        self._language.setText(draft.language)
        self._folder = path.parent
        self._path.setText(str(path))
        self._show_warnings(draft.warnings)
        self._rows.replace(())
        self._take(outline_of(draft))

    def take_focus(self) -> None:
        """Put the keyboard on the chapters."""
        self._tree.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Begin at the chapters; a focus that is set before a page is in the window goes astray."""
        super().showEvent(event)
        if not event.spontaneous():
            QTimer.singleShot(0, self._tree, self._tree.setFocus)

    def refuse(self, sentence: str) -> None:
        """Say why the project cannot be made."""
        self._banner.say(sentence, "danger")
        self._create.setEnabled(True)

    @property
    def chosen(self) -> Chosen:
        """What would be made now."""
        assert self._draft is not None
        draft = replace(
            self._draft,
            title=" ".join(self._title.text().split()),
            authors=tuple(name.strip() for name in self._authors.text().split(_SEVERAL) if name.strip()),
            language=self._language.text().strip(),
            chapters=tuple(entry.chapter for entry in self._outline),
        )
        path = Path(self._path.text().strip()).expanduser()
        return Chosen(draft, tuple(entry.included for entry in self._outline), _with_ending(path))

    # Building

    def _make(self) -> None:
        self._banner = Banner(self)
        self._title = self._line("preview.title", self.tr("Title"))
        self._authors = self._line("preview.authors", self.tr("Author"), self.tr("Several: with ; between them"))
        self._language = self._line("preview.language", self.tr("Language"), self.tr("Like en, de-AT, pt-BR"))
        self._rename = self._tool("rename", self.tr("Rename"), "F2", self._rename_current)
        self._merge = self._tool(
            "merge", self.tr("Merge the chosen chapters, or one with the one before"), "Ctrl+M", self._merge_chosen
        )
        self._undo = self._tool("undo", self.tr("Undo"), "Ctrl+Z", self._take_back)
        self._all = button(self.tr("All"), partial(self._include_all, on=True), kind="quiet", parent=self)
        self._all.setAccessibleName(self.tr("Narrate all chapters"))
        self._none = button(self.tr("None"), partial(self._include_all, on=False), kind="quiet", parent=self)
        self._none.setAccessibleName(self.tr("Narrate no chapter"))
        self._make_tree()
        self._heading = Elided("", self)
        self._heading.setProperty("look", "heading")
        self._paragraphs = Openings(self)
        self._reading = OpeningList(self)
        self._reading.setObjectName("preview.paragraphs")
        self._reading.setAccessibleName(self.tr("Paragraphs of the chapter"))
        self._reading.setModel(self._paragraphs)
        self._split = button(self.tr("Split here"), self._split_here, icon="split", parent=self)
        self._split.setObjectName("preview.split")
        self._split.setToolTip(self.tr("Begin a new chapter at the chosen paragraph (Ctrl+Return)"))
        self._path = self._line("preview.path", self.tr("Save as"))
        self._browse = button(self.tr("Choose…"), self._choose_path, parent=self)
        self._browse.setObjectName("preview.path.choose")
        self._browse.setAccessibleName(self.tr("Choose where to save"))
        self._summary = label("", "dim", self, wrap=True)
        self._cancel = button(self.tr("Cancel"), self.cancelled.emit, parent=self)
        self._cancel.setObjectName("choice.cancel")
        self._create = button(self.tr("Create project"), self._agree, kind="primary", parent=self)
        self._create.setObjectName("choice.create")

    def _make_tree(self) -> None:
        self._rows = ChapterRows(self._amounts_of, self)
        self._tree = ChapterList(self)
        self._tree.setObjectName("preview.chapters")
        self._tree.setAccessibleName(self.tr("Chapters that were found"))
        self._tree.setAccessibleDescription(
            self.tr("Space switches the chosen chapters on or off, F2 renames one, Ctrl+M merges.")
        )
        self._tree.setModel(self._rows)
        header = self._tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        for column in (WORDS, LENGTH):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self._size_columns()

    def _size_columns(self) -> None:
        """Give words and lengths the room of the widest; measuring a thousand rows each time one changes takes a minute."""
        metrics = self._tree.fontMetrics()
        for column, widest in ((WORDS, amounts.count(1_000_000)), (LENGTH, amounts.length(59 * 60 + 36_000))):
            named = metrics.horizontalAdvance(str(self._rows.headerData(column, Qt.Orientation.Horizontal)))
            self._tree.header().resizeSection(column, max(named, metrics.horizontalAdvance(widest)) + 20)

    def _line(self, name: str, said_as: str, hint: str = "") -> QLineEdit:
        made = QLineEdit(self)
        made.setObjectName(name)
        made.setAccessibleName(said_as)
        made.setAccessibleDescription(hint)
        made.setPlaceholderText(hint)
        return made

    def _tool(self, icon: str, name: str, keys: str, call: Callable[[], None]) -> IconButton:
        made = IconButton(icon, name, self)
        made.setObjectName(f"preview.{icon}")
        shown = QKeySequence(keys)
        made.setToolTip(f"{name} ({shown.toString(QKeySequence.SequenceFormat.NativeText)})")
        made.clicked.connect(lambda _=False: call())
        return made

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(self._chapters_side())
        splitter.addWidget(self._reading_side())
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(label(self.tr("Save as"), "dim", self))
        where.addWidget(self._path, 1)
        where.addWidget(self._browse)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self._summary, 1)
        last.addWidget(self._cancel)
        last.addWidget(self._create)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(self.tr("This is what was found"), "title", self))
        layout.addWidget(self._banner)
        layout.addLayout(self._about_row())
        layout.addWidget(splitter, 1)
        layout.addLayout(where)
        layout.addLayout(last)

    def _about_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for line, share in ((self._title, 4), (self._authors, 3), (self._language, 1)):
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(label(line.accessibleName(), "small", self))
            column.addWidget(line)
            row.addLayout(column, share)
        return row

    def _chapters_side(self) -> QWidget:
        side = QWidget(self)
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for made in (self._rename, self._merge, self._undo):
            tools.addWidget(made)
        tools.addStretch(1)
        tools.addWidget(label(self.tr("Narrate:"), "small", self))
        tools.addWidget(self._all)
        tools.addWidget(self._none)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        column.addLayout(tools)
        column.addWidget(self._tree, 1)
        return side

    def _reading_side(self) -> QWidget:
        side = QWidget(self)
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(self._split)
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._reading, 1)
        return side

    def _connect(self) -> None:
        chosen = self._tree.selectionModel()
        chosen.currentRowChanged.connect(lambda *_: self._show_chapter())
        chosen.selectionChanged.connect(lambda *_: self._show_tools())
        self._tree.toggle_requested.connect(self._toggle_chosen)
        self._rows.much_changed.connect(self._tree.viewport().update)
        self._rows.ticked.connect(self._tick)
        self._rows.named.connect(self._name)
        self._reading.selectionModel().currentChanged.connect(lambda *_: self._show_tools())
        self._path.textEdited.connect(lambda _: self._touch_path())
        self._path.textChanged.connect(lambda _: self._show_summary())
        self._path.returnPressed.connect(self._create.click)
        self._title.textEdited.connect(lambda _: self._follow_title())
        self._menu(self._tree, self.tr("Rename"), "F2", self._rename_current)
        self._menu(self._tree, self.tr("Switch on or off"), "Space", self._toggle_chosen)
        self._menu(self._tree, self.tr("Merge"), "Ctrl+M", self._merge_chosen)
        self._menu(self._tree, self.tr("Undo"), "Ctrl+Z", self._take_back)
        self._menu(self._reading, self.tr("Split here"), "Ctrl+Return", self._split_here)
        theme.themes().changed.connect(self._retheme)

    def _menu(self, view: QAbstractItemView, text: str, keys: str, call: Callable[[], None]) -> None:
        """Put a wish into a view's context menu; its keys hold while the view has the focus."""
        action = QAction(text, view)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _=False: call())
        view.addAction(action)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    # The outline and its tree

    def _take(self, outline: Outline, current: int | None = None) -> None:
        """Show an outline; ``current`` is the number of the entry to stand on."""
        standing = current if current is not None else self._number()
        self._outline = outline
        self._changing = True
        self._rows.replace(outline)
        self._stand_on(standing)
        self._changing = False
        self._counter = self._count()
        self._counting.start()
        self._show_chapter()
        self._show_summary()

    def _stand_on(self, number: int) -> None:
        """Make an entry the current and only chosen one, unless it is current and chosen already."""
        if not self._outline or (number == self._number() and number in self._chosen_numbers()):
            return
        known = next((at for at, entry in enumerate(self._outline) if entry.number == number), None)
        row = known if known is not None else self._first_included()
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self._tree.selectionModel().setCurrentIndex(self._rows.index(row, TITLE), flags)

    def _first_included(self) -> int:
        """Return the place of the first chapter of the book itself: what is shown first is not the imprint."""
        return next((at for at, entry in enumerate(self._outline) if entry.included), 0)

    def _do(self, outline: Outline, current: int | None = None) -> None:
        """Take over what the person did, so that it can be taken back."""
        if outline != self._outline:
            self._past.append(self._outline)
            self._take(outline, current)

    def _take_back(self) -> None:
        if self._past:
            self._take(self._past.pop())

    def _size(self, chapter: DraftChapter) -> Size | None:
        """Return how much text a chapter has, None until it is counted. Known by identity: a book's text is slow to hash."""
        known = self._sizes.get(id(chapter.paragraphs))
        return known.size if known is not None else None

    def _amounts_of(self, chapter: DraftChapter) -> tuple[str, str]:
        known = self._sizes.get(id(chapter.paragraphs))
        return known.said if known is not None else ("…", "…")

    def _retheme(self) -> None:
        self._size_columns()
        self._rows.retheme()
        self._tree.viewport().update()
        self._reading.viewport().update()

    def _count(self) -> Iterator[None]:
        """Count what is not counted yet, a little at each step."""
        for row, entry in enumerate(self._outline):
            if self._size(entry.chapter) is None:
                for size in counted(entry.chapter):
                    if size is not None:
                        length = amounts.length(size.characters / self._rates.characters_per_s)
                        said = (amounts.count(size.words), length)
                        paragraphs = entry.chapter.paragraphs
                        self._sizes[id(paragraphs)] = _Counted(paragraphs, size, said)
                        self._rows.refresh(row, row)
                    yield

    def _count_some(self) -> None:
        """Count for a few milliseconds, then let the window breathe."""
        until = time.perf_counter() + _SLICE_S
        for _ in self._counter:
            if time.perf_counter() > until:
                return
        self._counting.stop()
        self._show_summary()

    # What the person does

    def _number(self) -> int:
        row = self._tree.currentIndex().row()
        return self._outline[row].number if 0 <= row < len(self._outline) else -1

    def _chosen_numbers(self) -> frozenset[int]:
        rows = self._tree.selectionModel().selectedRows(TITLE)
        return frozenset(self._outline[index.row()].number for index in rows)

    def _tick(self, row: int, on: bool) -> None:
        self._do(included(self._outline, (self._outline[row].number,), on=on))

    def _name(self, row: int, title: str) -> None:
        self._do(renamed(self._outline, self._outline[row].number, title))

    def _toggle_chosen(self) -> None:
        """Switch all chosen chapters as the one they stand on is switched."""
        row = self._tree.currentIndex().row()
        if row >= 0:
            chosen = self._chosen_numbers() | {self._outline[row].number}
            self._do(included(self._outline, chosen, on=not self._outline[row].included))

    def _include_all(self, *, on: bool) -> None:
        self._do(included(self._outline, frozenset(entry.number for entry in self._outline), on=on))

    def _rename_current(self) -> None:
        row = self._tree.currentIndex().row()
        if row >= 0:
            self._tree.setFocus()
            self._tree.edit(self._rows.index(row, TITLE))

    def _merge_chosen(self) -> None:
        chosen = self._chosen_numbers()
        if can_merge(self._outline, chosen):
            first = next(at for at, entry in enumerate(self._outline) if entry.number in chosen)
            into = first if len(chosen) > 1 else first - 1
            self._do(merged(self._outline, chosen), self._outline[into].number)

    def _split_here(self) -> None:
        row = self._reading.currentIndex().row()
        made = split(self._outline, self._number(), row, self._next_title())
        if made != self._outline:
            self._do(made, max(entry.number for entry in made))

    def _next_title(self) -> str:
        return self.tr("{title}, continued").format(
            title=self._rows.index(self._tree.currentIndex().row(), TITLE).data()
        )

    def _touch_path(self) -> None:
        self._path_touched = True

    def _follow_title(self) -> None:
        """Keep the file named like the book until the person names it."""
        if not self._path_touched:
            name = "".join(sign for sign in self._title.text() if sign not in '/\\:*?"<>|').strip(" .")
            self._path.setText(str(self._folder / f"{name[:80] or self.tr('Untitled')}.lectern"))

    def _choose_path(self) -> None:
        path, projects = Path(self._path.text()), self.tr("Lectern projects (*.lectern)")
        title, mode = self.tr("Save the project as"), QFileDialog.FileMode.AnyFile
        dialog = file_dialog(self.window(), title, mode, projects, path.parent, path.with_suffix(".lectern").name)
        dialog.fileSelected.connect(self._path_chosen)
        dialog.open()

    def _path_chosen(self, path: str) -> None:
        self._path_touched = True
        self._path.setText(path)

    def _agree(self) -> None:
        self._create.setEnabled(False)  # one press makes one project; ``refuse`` gives it back
        self.create_requested.emit(self.chosen)

    # What follows from it

    def _show_chapter(self) -> None:
        if self._changing:
            return
        number = self._number()
        chapter = next((entry.chapter for entry in self._outline if entry.number == number), None)
        self._heading.show_text(chapter.title if chapter is not None else "")
        if self._paragraphs.show_paragraphs(chapter.paragraphs if chapter is not None else ()):
            self._reading.scrollToTop()
        self._show_tools()

    def _show_tools(self) -> None:
        if self._changing:
            return
        self._merge.setEnabled(can_merge(self._outline, self._chosen_numbers()))
        self._rename.setEnabled(self._number() >= 0)
        self._undo.setEnabled(bool(self._past))
        self._split.setEnabled(self._reading.currentIndex().row() > 0)

    def _show_warnings(self, warnings: tuple[str, ...]) -> None:
        if warnings:
            shown = "\n".join(warnings[:3])
            left = len(warnings) - 3
            self._banner.say(f"{shown}\n{self.tr('and %Ln more', '', left)}" if left > 0 else shown, "warning")
        else:
            self._banner.hide()

    def _show_summary(self) -> None:
        chosen = [entry for entry in self._outline if entry.included]
        self._create.setEnabled(bool(chosen) and bool(self._path.text().strip()))
        if not chosen:
            self._summary.setText(self.tr("No chapter is ticked, so nothing would be narrated."))
            return
        sizes = [size for entry in chosen if (size := self._size(entry.chapter)) is not None]
        if len(sizes) < len(chosen):
            self._summary.setText(self.tr("Counting…"))
            return
        count, letters = sum(size.words for size in sizes), sum(size.characters for size in sizes)
        seconds = letters / self._rates.characters_per_s
        cost = amounts.credits_(letters * self._rates.credits_per_character)
        chapters = self.tr("{chosen} of {count} chapters", "", len(self._outline)).format(
            chosen=amounts.count(len(chosen)), count=amounts.count(len(self._outline))
        )
        parts = [
            chapters,
            self.tr("{count} words", "", count).format(count=amounts.count(count)),
            self.tr("{time} of speech").format(time=amounts.roughly(seconds)),
            self.tr("ready in {time}").format(time=amounts.roughly(seconds * self._rates.work_per_s)),
            cost,
        ]
        self._summary.setText(" · ".join(parts))


def _with_ending(path: Path) -> Path:
    return path if path.suffix.lower() == ".lectern" else path.with_name(f"{path.name}.lectern")
