"""The editor: the text of one chapter, its gutter and its find bar. What is typed goes to the project within a moment."""

from __future__ import annotations

import logging
from dataclasses import replace as with_changes
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from studio_app.domain.cast import Speaker
from studio_app.domain.edits.cast import assign, assign_new, speaker_of
from studio_app.domain.edits.text import include_paragraph, lock, replace_found, set_kind
from studio_app.domain.errors import LecternError
from studio_app.domain.manuscript import Kind, Paragraph
from studio_app.domain.project import Voicing
from studio_app.session.states import StatesChanged
from studio_app.session.studio import Edited
from studio_app.ui.editor.find_bar import FindBar
from studio_app.ui.editor.gutter import WIDTH, Gutter
from studio_app.ui.editor.look import Inks, Look
from studio_app.ui.editor.manuscript import Manuscript, Place
from studio_app.ui.editor.marks import Marks
from studio_app.ui.editor.menu import context_menu, speakers_menu
from studio_app.ui.editor.page import Page
from studio_app.ui.editor.speakers import targets
from studio_app.ui.editor.state_marks import StateMarks
from studio_app.ui.editor.writer import INITIATOR, Writer
from studio_app.ui.kit import theme
from studio_app.ui.kit.controls import Banner, EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from studio_app.domain.edits.change import Change
    from studio_app.domain.project import Project
    from studio_app.domain.text.find import Found
    from studio_app.session.states import States
    from studio_app.session.studio import Studio

logger = logging.getLogger(__name__)

_NOTICE_MS = 7000
#: So many places are replaced at once; more are worked out beside the window.
_FEW = 200


class EditorPanel(QWidget):
    """Shows and edits one chapter of an open project.

    Signals:
        generate_requested(tuple of paragraph ids), play_requested(paragraph id, offset), takes_requested(paragraph id),
        chapter_split_requested(chapter id, paragraph id, offset), undo_requested(), redo_requested(): wishes.
        chapter_requested(chapter id): what is to be shown is in another chapter.
        text_size_requested(int): larger (1) or smaller (-1) letters.
        cursor_changed(): it stands elsewhere, or other paragraphs are selected.
        chapter_changed(int): another chapter is shown.
        speaker_added(int): words were given to a speaker who is new in the cast, and wants a name and a voice.
        voice_dropped(engine, voice, name, paragraph id): a paragraph is to be spoken with that voice.
    """

    generate_requested = Signal(object)
    play_requested = Signal(int, int)
    takes_requested = Signal(int)
    chapter_split_requested = Signal(int, int, int)
    chapter_requested = Signal(int)
    undo_requested = Signal()
    redo_requested = Signal()
    text_size_requested = Signal(int)
    cursor_changed = Signal()
    chapter_changed = Signal(int)
    speaker_added = Signal(int)
    voice_dropped = Signal(str, str, str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel.editor")
        self.setAccessibleName(self.tr("Editor"))
        self.chapter_id: int | None = None
        self._studio: Studio | None = None
        self._states: States | None = None
        self._stop_listening: list[Callable[[], None]] = []
        self._wanted: Place | None = None
        self.manuscript = Manuscript(Look(Inks.of(theme.themes().current)), self)
        self.writer = Writer(self.manuscript)
        self._build()
        self._connect()
        self.show_chapter(None)

    def _build(self) -> None:
        self.page = Page(self.manuscript, WIDTH, self)
        self.page.setAccessibleName(self.tr("Text of the chapter"))
        self.page.set_hint(self.tr("Write or paste the text of this chapter here."))
        self.page.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.state_marks = StateMarks(self.manuscript)
        self.gutter = Gutter(self.page, self.state_marks)
        self.marks = Marks(self.page)
        self.find_bar = FindBar(self._subject, self)
        self.notice = Banner(self)
        self.notice.setObjectName("editor.notice")
        self._empty = EmptyState(
            "editor", self.tr("No chapter is shown"), self.tr("Choose one in the list to read and edit its text."), self
        )
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addLayout(self._stack, 1)
        self.setFocusProxy(self.page)
        self._notice_timer = QTimer(self, interval=_NOTICE_MS, singleShot=True)
        self._notice_timer.timeout.connect(self.notice.hide)

    def _connect(self) -> None:
        self.writer.handed_over.connect(self._handed_over)
        self.writer.refused.connect(self._tell)
        self.writer.reload_requested.connect(self._reload)
        page = self.page
        page.refused.connect(self._refused)
        page.burst_ended.connect(self.writer.end_burst)
        page.undo_requested.connect(self._wish_undo)
        page.redo_requested.connect(self._wish_redo)
        page.size_requested.connect(self.text_size_requested)
        page.cursorPositionChanged.connect(self._moved)
        page.selectionChanged.connect(self.cursor_changed)
        page.customContextMenuRequested.connect(self._open_menu)
        page.left.connect(self.commit)
        page.voice_dropped.connect(self._voice_dropped)
        self.gutter.play_requested.connect(self._play_paragraph)
        self.gutter.generate_requested.connect(lambda p: self._wish_generate((p,)))
        self.gutter.chosen.connect(lambda p: self.place_cursor(p, 0))
        bar = self.find_bar
        bar.founds_changed.connect(self._founds_changed)
        bar.found_chosen.connect(self._go_to)
        bar.replace_requested.connect(self._replace)
        bar.change_made.connect(self._replaced)
        bar.closed.connect(self._find_closed)
        theme.themes().changed.connect(self._theme_changed)

    # What is shown

    def show_project(self, studio: Studio | None, states: States | None) -> None:
        """Take another project, or none; no chapter is shown until one is asked for."""
        self.commit()
        for stop in self._stop_listening:
            stop()
        self._stop_listening = []
        self._studio, self._states = studio, states
        self.writer.studio = self.state_marks.studio = studio
        self.state_marks.states = states
        self.page.set_writable(writable=studio is None or not studio.file.read_only)
        if studio is not None:
            self._stop_listening = [
                studio.announce.listen(Edited, self._edited),
                studio.announce.listen(StatesChanged, self._states_changed),
            ]
        self.manuscript.show_cast(self._project)
        self.show_chapter(None)

    def show_chapter(self, chapter_id: int | None) -> None:
        """Show a chapter from its start; None or one that is not there: none."""
        self.commit()
        project = self._project
        if project is None or chapter_id not in {c.id for c in project.chapters}:
            chapter_id = None
        self.chapter_id = self.writer.chapter_id = chapter_id
        self.notice.hide()
        self._stack.setCurrentIndex(0 if chapter_id is None else 1)
        self.manuscript.show(self.writer.paragraphs)
        self.page.moveCursor(QTextCursor.MoveOperation.Start)
        self.page.verticalScrollBar().setValue(0)
        self.writer.end_burst()
        if chapter_id is not None:
            if self._states is not None:
                self._states.want(chapter_id)
            self.chapter_changed.emit(chapter_id)
        self.find_bar.look_again()
        self._meet_wanted()

    @property
    def _project(self) -> Project | None:
        return None if self._studio is None else self._studio.project

    def _subject(self) -> tuple[Project, int] | None:
        project = self._project
        return None if project is None or self.chapter_id is None else (project, self.chapter_id)

    def set_look(self, *, family: str = "", size: int = 13, spacing: int = 150, width: int = 68) -> None:
        """Set the text's family ("" for a good serif), size in points, spacing in per cent, width in characters."""
        look = Look(self.manuscript.look.inks, family, size, spacing, width)
        if look != self.manuscript.look:
            self._wear(look)

    def _theme_changed(self) -> None:
        self.manuscript.speakers.show(self._project)
        self._wear(with_changes(self.manuscript.look, inks=Inks.of(theme.themes().current)))

    def _wear(self, look: Look) -> None:
        self.commit()
        with self.page.anchored():
            self.manuscript.wear(look)
            self.page.wear()
        self.gutter.refresh()

    # Cursor

    @property
    def cursor(self) -> tuple[int, int] | None:  # type: ignore[override] # what a writer calls cursor, not the mouse's
        """Return the paragraph and the code point in it where the cursor is, None where there is no text yet."""
        if self.chapter_id is None:
            return None
        place = self.manuscript.place_of(self.page.textCursor().position())
        return None if place is None else (place.paragraph_id, place.offset)

    @property
    def selected_paragraphs(self) -> tuple[int, ...]:
        """Return the paragraphs the selection touches, else the one with the cursor."""
        if self.chapter_id is None:
            return ()
        cursor, document = self.page.textCursor(), self.manuscript.document
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        last = document.findBlock(cursor.selectionEnd()).blockNumber()
        if last > first and document.findBlockByNumber(last).position() == cursor.selectionEnd():
            last -= 1
        found = (self.manuscript.id_at(block) for block in self.manuscript.blocks(first, last))
        return tuple(p for p in found if p is not None)

    @property
    def has_selection(self) -> bool:
        """Whether text is selected."""
        return self.page.textCursor().hasSelection()

    def place_cursor(self, paragraph_id: int, offset: int = 0, *, end: int | None = None) -> None:
        """Put the cursor at a code point of a paragraph, selecting up to ``end``; asks for its chapter where needed."""
        position = self.manuscript.position_of(Place(paragraph_id, offset))
        if position is None:
            self._wish_chapter(Place(paragraph_id, offset))
            return
        in_sight = self.page.is_in_sight(position)
        cursor = self.page.textCursor()
        cursor.setPosition(position)
        if end is not None:
            finish = self.manuscript.position_of(Place(paragraph_id, end))
            cursor.setPosition(position if finish is None else finish, QTextCursor.MoveMode.KeepAnchor)
        self.page.setTextCursor(cursor)
        if not in_sight:
            self.page.bring_into_view(position)

    def _wish_chapter(self, place: Place) -> None:
        project = self._project
        if project is None:
            return
        for chapter_id, paragraphs in project.paragraphs.items():
            if chapter_id != self.chapter_id and any(p.id == place.paragraph_id for p in paragraphs):
                self._wanted = place
                self.chapter_requested.emit(chapter_id)
                return

    def _meet_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self.manuscript.block_of(wanted.paragraph_id) is not None:
            self.place_cursor(wanted.paragraph_id, wanted.offset)

    @property
    def scrolled(self) -> tuple[int, float]:
        """Return the paragraph at the top of the page and how far it is scrolled out, in lines of it; (0, 0.0): none."""
        value = self.page.verticalScrollBar().value()
        block = self.manuscript.lines.block_at(float(value))
        paragraph_id = self.manuscript.id_at(block)
        if paragraph_id is None:
            return 0, 0.0
        rect = self.manuscript.lines.rect_of(block)
        return paragraph_id, (value - rect.top()) / max(1.0, rect.height())

    @scrolled.setter
    def scrolled(self, wanted: tuple[int, float]) -> None:
        block = self.manuscript.block_of(wanted[0])
        if block is not None:
            rect = self.manuscript.lines.rect_of(block)
            self.page.verticalScrollBar().setValue(round(rect.top() + wanted[1] * rect.height()))

    def _moved(self) -> None:
        if not self.page.typing:
            self.writer.end_burst()
        where = self.cursor
        if where is not None and self.chapter_id is not None and self.find_bar.isVisible():
            start = self.page.textCursor().selectionStart()
            place = self.manuscript.place_of(start)
            if place is not None:
                self.find_bar.move_start((self.chapter_id, place.paragraph_id, place.offset))
        self.cursor_changed.emit()

    # Typing

    def commit(self) -> None:
        """Hand over to the project what was typed and it does not have yet. Called before anything that needs it."""
        self.writer.commit()

    def _handed_over(self) -> None:
        self.gutter.refresh()
        self.find_bar.look_again()

    def _reload(self) -> None:
        where, scroll = self.page.textCursor().position(), self.page.verticalScrollBar().value()
        self.manuscript.show(self.writer.paragraphs)
        cursor = self.page.textCursor()
        cursor.setPosition(min(where, max(0, self.manuscript.document.characterCount() - 1)))
        self.page.setTextCursor(cursor)
        self.page.verticalScrollBar().setValue(scroll)

    def _edited(self, event: Edited) -> None:
        """Paint what others changed; what this panel changed is on the page already."""
        if any(row.kind in (Speaker, Voicing) for row in event.change.rows):
            self.manuscript.show_cast(self._project)
            self.gutter.refresh()
        if event.initiator == INITIATOR or self.chapter_id is None:
            return
        self.commit()
        project = self._project
        if project is None or self.chapter_id not in {c.id for c in project.chapters}:
            self.show_chapter(None)
            return
        takes_back = event.initiator in ("undo", "redo")
        if self.chapter_id in event.change.chapter_ids:
            with self.page.anchored():
                touched = self.manuscript.take_over(self.writer.paragraphs)
            self.writer.end_burst()
            if takes_back and touched:
                self._show_touched(touched)
            self.gutter.refresh()
        elif takes_back:
            self._show_elsewhere(event.change)
        self.find_bar.look_again()

    def _show_touched(self, touched: list[tuple[int, int]]) -> None:
        """Put the cursor behind what was taken back, as writing programs do."""
        cursor = self.page.textCursor()
        cursor.setPosition(min(touched[0][1], self.manuscript.document.characterCount() - 1))
        in_sight = self.page.is_in_sight(cursor.position())
        self.page.setTextCursor(cursor)
        if not in_sight:
            self.page.bring_into_view(cursor.position())

    def _show_elsewhere(self, change: Change) -> None:
        project = self._project
        for row in change.rows:
            paragraph = row.after
            if project is not None and isinstance(paragraph, Paragraph):
                self._wish_chapter(Place(paragraph.id, len(paragraph.text)))
                return

    def _wish_undo(self) -> None:
        self.writer.end_burst()
        self.undo_requested.emit()

    def _wish_redo(self) -> None:
        self.writer.end_burst()
        self.redo_requested.emit()

    # Notices

    def _refused(self, sentence: str) -> None:
        self._say(sentence, (self.tr("Unlock"), lambda: self.set_locked(locked=False)))

    def _tell(self, error: LecternError) -> None:
        logger.warning("An edit was refused: %s %s", type(error).__name__, error.detail)
        self._say(error.sentence)

    def _say(self, sentence: str, *actions: tuple[str, Callable[[], object]]) -> None:
        """Say something below the text for a while; the same again does not rebuild its buttons."""
        if not self.notice.isVisible() or self.notice.sentence != sentence:
            self.notice.say(sentence, "warning", actions)
            self._place_notice()
        self._notice_timer.start()

    def _place_notice(self) -> None:
        """Lay the notice over the foot of the page: text that jumped up would be worse than what it hides."""
        margin = 12
        width = max(200, self.width() - 2 * margin)
        height = max(self.notice.sizeHint().height(), self.notice.heightForWidth(width))
        self.notice.setGeometry(margin, self.height() - height - margin, width, height)
        self.notice.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the notice at the foot."""
        super().resizeEvent(event)
        self._place_notice()

    # Wishes

    def _play_paragraph(self, paragraph_id: int) -> None:
        self.commit()
        self.play_requested.emit(paragraph_id, 0)

    def play_from_cursor(self) -> None:
        """Wish to hear the text from the cursor on."""
        self.commit()
        if (where := self.cursor) is not None:
            self.play_requested.emit(*where)

    def generate_selected(self) -> None:
        """Wish to have the selected paragraphs generated."""
        self.commit()
        if ids := self.selected_paragraphs:
            self.generate_requested.emit(ids)

    def _wish_generate(self, ids: tuple[int, ...]) -> None:
        self.commit()
        self.generate_requested.emit(ids)

    def show_takes(self) -> None:
        """Wish to see the takes of the cursor's paragraph."""
        self.commit()
        if ids := self.selected_paragraphs:
            self.takes_requested.emit(ids[0])

    def split_chapter(self) -> None:
        """Wish that a chapter begins at the cursor, also in the middle of a paragraph."""
        self.commit()
        if self.chapter_id is not None and (where := self.cursor) is not None:
            self.chapter_split_requested.emit(self.chapter_id, *where)

    def begin_chapter(self) -> None:
        """Wish that a chapter begins with the first of the selected paragraphs."""
        self.commit()
        if self.chapter_id is not None and (ids := self.selected_paragraphs):
            self.chapter_split_requested.emit(self.chapter_id, ids[0], 0)

    # Edits of paragraphs

    def set_kind(self, kind: Kind, level: int = 0) -> None:
        """Make the selected paragraphs headings, quotes, text..."""
        self.commit()
        ids = self.selected_paragraphs
        self.writer.do(lambda project: set_kind(project, ids, kind, level, initiator="editor.kind"))

    def set_locked(self, *, locked: bool) -> None:
        """Lock or unlock the selected paragraphs."""
        self.commit()
        ids = self.selected_paragraphs
        if self.writer.do(lambda project: lock(project, ids, locked=locked, initiator="editor.lock")):
            self.notice.hide()

    def set_included(self, *, included: bool) -> None:
        """Switch the selected paragraphs on or off."""
        self.commit()
        ids = self.selected_paragraphs
        self.writer.do(lambda project: include_paragraph(project, ids, included=included, initiator="editor.include"))

    # Who speaks

    @property
    def cast(self) -> tuple[Speaker, ...]:
        """Return the speakers of the project."""
        return () if self._project is None else self._project.speakers

    @property
    def narrator_id(self) -> int | None:
        """Return who speaks what is nobody's."""
        return None if self._project is None else self._project.voicing.narrator_id

    def speaker_here(self) -> int | None:
        """Return who speaks all of what is selected, else of the cursor's paragraph; None where several do."""
        project = self._project
        if project is None:
            return None
        found = {speaker_of(project, target) for target in targets(self.manuscript, self.page.textCursor())}
        return found.pop() if len(found) == 1 else None

    def speak_as(self, speaker_id: int | None) -> None:
        """Let a speaker, or the narrator, speak what is selected, else the cursor's paragraph."""
        self.commit()
        wanted = targets(self.manuscript, self.page.textCursor())
        self.writer.do(lambda project: assign(project, wanted, speaker_id, initiator="editor.speaker"))

    def speak_as_new(self) -> None:
        """Give it to a speaker who is new in the cast, with the narrator's voice until another one is chosen."""
        self.commit()
        project = self._project
        wanted = targets(self.manuscript, self.page.textCursor())
        if project is None or not wanted:
            return
        before = {speaker.id for speaker in project.speakers}
        casting = project.speaker(project.voicing.narrator_id).casting
        name = self.tr("New speaker")
        self.writer.do(lambda held: assign_new(held, wanted, name, casting, initiator="editor.speaker"))
        for speaker_id in {speaker.id for speaker in self.cast} - before:
            self.speaker_added.emit(speaker_id)

    def _voice_dropped(self, engine: str, voice: str, name: str, paragraph_id: int) -> None:
        self.commit()
        self.voice_dropped.emit(engine, voice, name, paragraph_id)

    def insert_pause(self, milliseconds: int) -> None:
        """Write a pause at the cursor."""
        cursor = self.page.textCursor()
        if self.chapter_id is None or self.page.isReadOnly():
            return
        if not self.page.may_change(cursor.selectionStart(), cursor.selectionEnd()):
            return
        self.writer.end_burst()
        cursor.insertText(f'<break time="{milliseconds / 1000:g}s"/>')
        self.page.setTextCursor(cursor)
        self.writer.end_burst()

    def paragraph_at_cursor(self) -> Paragraph | None:
        """Return the cursor's paragraph as the project has it."""
        where = self.cursor
        return None if where is None else self.manuscript.paragraph(where[0])

    def open_speakers(self) -> None:
        """Offer at the cursor who speaks what is selected, else its paragraph."""
        self.commit()
        found = self.paragraph_at_cursor()
        if found is not None and not found.locked and not self.page.isReadOnly():
            menu = speakers_menu(self)
            menu.popup(self.page.viewport().mapToGlobal(self.page.cursorRect().bottomLeft()))
            menu.setActiveAction(menu.actions()[0])

    def _open_menu(self, at: QPoint) -> None:
        self.commit()
        cursor = self.page.cursorForPosition(at)
        own = self.page.textCursor()
        if not own.selectionStart() <= cursor.position() <= own.selectionEnd() or not own.hasSelection():
            self.page.setTextCursor(cursor)
        context_menu(self).popup(self.page.viewport().mapToGlobal(at))

    # States

    def _states_changed(self, event: StatesChanged) -> None:
        if self.chapter_id in event.chapter_ids:
            self.gutter.refresh()

    # The voice

    @property
    def follow(self) -> bool:
        """Whether the spoken line is kept in sight."""
        return self.marks.follow

    @follow.setter
    def follow(self, wanted: bool) -> None:
        self.marks.follow = wanted

    def highlight(self, paragraph_id: int, start: int, end: int) -> None:
        """Mark the word being spoken: code points ``start`` to ``end`` of a paragraph; (0, 0) marks all of it."""
        self.marks.speak(paragraph_id, start, end)

    def clear_highlight(self) -> None:
        """Mark no word any more."""
        self.marks.hush()

    # Finding

    def open_find(self, *, replace: bool = False) -> None:
        """Open the find bar with what is selected."""
        if self.chapter_id is None:
            return
        self.commit()
        cursor = self.page.textCursor()
        place = self.manuscript.place_of(cursor.selectionStart())
        start = None if place is None else (self.chapter_id, place.paragraph_id, place.offset)
        self.find_bar.open_bar(cursor.selectedText().replace("\u2029", "\n"), start, replace=replace)

    def find_next(self) -> None:
        """Go to the next place found."""
        self.find_bar.step(1) if self.find_bar.isVisible() else self.open_find()

    def find_previous(self) -> None:
        """Go to the previous place found."""
        self.find_bar.step(-1) if self.find_bar.isVisible() else self.open_find()

    def _founds_changed(self) -> None:
        self.marks.find(self.find_bar.answer.spans, self.find_bar.place)

    def _go_to(self, found: Found) -> None:
        if found.chapter_id != self.chapter_id:
            self._wanted = Place(found.paragraph_id, found.start)
            self.chapter_requested.emit(found.chapter_id)
        if found.chapter_id == self.chapter_id:
            self.place_cursor(found.paragraph_id, found.start)

    def _find_closed(self, found: Found | None) -> None:
        """Go back to the text; the place found is selected, unless the cursor has left it."""
        if found is not None and self.cursor == (found.paragraph_id, found.start):
            self.place_cursor(found.paragraph_id, found.start, end=found.end)
        self.page.setFocus()

    def _replace(self, founds: Iterable[Found], replacement: str) -> None:
        """Replace what was found; where it is much, it is worked out beside and the person types on."""
        self.commit()
        project = self._project
        if project is None:
            return
        if isinstance(founds, tuple) and len(founds) <= _FEW:
            self.writer.do(lambda project: replace_found(project, founds, replacement, initiator="editor.replace"))
            self.find_bar.look_again()
        else:
            self.find_bar.work_out(lambda: replace_found(project, founds, replacement, initiator="editor.replace")[1])

    def _replaced(self, outcome: Change | LecternError) -> None:
        try:
            if isinstance(outcome, LecternError):
                self._tell(outcome)
            else:
                self.writer.do(lambda project: (project, outcome))
        except ValueError:
            self._say(self.tr("The text was changed while it was being replaced. Nothing was replaced; try again."))
        self.find_bar.look_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """F3 goes to the next place found, Shift+F3 to the one before; Escape closes the find bar."""
        if event.key() == Qt.Key.Key_F3:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.find_previous() if back else self.find_next()
        elif event.key() == Qt.Key.Key_Escape and self.find_bar.isVisible():
            self.find_bar.close_bar()
        else:
            super().keyPressEvent(event)

    def close_threads(self) -> None:
        """End what runs beside the panel; for closing the window."""
        self.commit()
        self.find_bar.stop()
