"""The page: where the text is typed. It lets no key, drop or input method change a locked paragraph."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from studio_app.domain.manuscript import Kind
from studio_app.ui.editor.chips import Chips, is_scene_break, pauses
from studio_app.ui.editor.lines import BESIDE
from studio_app.ui.editor.look import block_format, is_off, kind_of, level_of
from studio_app.ui.editor.paste import Pasted, as_html, from_clipboard
from studio_app.ui.editor.positions import to_points
from studio_app.ui.kit.voice_drag import dragged_voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QTextBlock

    from studio_app.ui.editor.manuscript import Manuscript

_Op = QTextCursor.MoveOperation
_Key = QKeySequence.StandardKey
#: What a key takes away when nothing is selected.
_DELETES = (
    (_Key.Delete, _Op.NextCharacter),
    (_Key.Backspace, _Op.PreviousCharacter),
    (_Key.DeleteStartOfWord, _Op.PreviousWord),
    (_Key.DeleteEndOfWord, _Op.NextWord),
)
#: Keys with Ctrl or Alt that are the text's own; all others belong to the window.
_OWN_KEYS = (
    _Key.Copy,
    _Key.Cut,
    _Key.Paste,
    _Key.SelectAll,
    _Key.DeleteStartOfWord,
    _Key.DeleteEndOfWord,
    _Key.MoveToNextWord,
    _Key.MoveToPreviousWord,
    _Key.SelectNextWord,
    _Key.SelectPreviousWord,
    _Key.MoveToStartOfDocument,
    _Key.MoveToEndOfDocument,
    _Key.SelectStartOfDocument,
    _Key.SelectEndOfDocument,
    _Key.MoveToStartOfBlock,
    _Key.MoveToEndOfBlock,
    _Key.SelectStartOfBlock,
    _Key.SelectEndOfBlock,
)
#: Estimates become heights while a place is brought into view; after so many tries it is near enough.
_TRIES = 5
_WORD = re.compile(r"\w")


class Page(QTextEdit):
    """Shows and edits one Manuscript.

    Signals:
        refused(str): a sentence that says why a key did nothing.
        burst_ended(): what was typed so far is a step of undo of its own.
        undo_requested(), redo_requested(): the keys were pressed here.
        pointed_at(float or None): the mouse is at this height of the viewport, or elsewhere.
        scrolled_by_hand(), left(): the wheel was turned; the focus went elsewhere.
        moved(): the text scrolled or its lines moved; what stands beside it has to be painted again.
        size_requested(int): larger (1) or smaller (-1) letters.
        voice_dropped(engine, voice, name, paragraph id): a voice was dragged here.
    """

    refused = Signal(str)
    burst_ended = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    moved = Signal()
    pointed_at = Signal(object)
    scrolled_by_hand = Signal()
    left = Signal()
    size_requested = Signal(int)
    voice_dropped = Signal(str, str, str, int)

    def __init__(self, manuscript: Manuscript, margin: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.manuscript = manuscript
        self.typing = False
        self._margin = margin
        self._column = 0
        self._deleting = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTextEdit, QTextEdit:focus { border: none; border-radius: 0; padding: 0 }")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._hint = ""
        self._aimed_at: int | None = None
        self.chips = Chips(manuscript)
        self._show_document()
        self.wear()
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self.cursorPositionChanged.connect(self._open_pause)

    def _show_document(self) -> None:
        document, lines = self.manuscript.document, self.manuscript.lines
        self.setDocument(document)
        document.setParent(self)  # Qt crashes where a document ends before the page that shows it
        lines.documentSizeChanged.connect(self._moved)
        lines.settled.connect(self._settled)

    def _moved(self) -> None:
        """What is in sight is elsewhere in the document, or of another height."""
        self.manuscript.lines.look_at(float(self.verticalScrollBar().value()))
        self.moved.emit()

    def _open_pause(self) -> None:
        self.manuscript.lines.open_pause(self.textCursor().position())

    def _settled(self, by: int) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + by)
        self.viewport().update()  # Qt moved the picture, which is to stay where it is

    # Look

    def wear(self) -> None:
        """Take over size, spacing, width and colours of the manuscript's look."""
        look = self.manuscript.look
        font = look.font()
        self.setFont(font)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, look.inks.page)
        palette.setColor(QPalette.ColorRole.Text, look.inks.text)
        self.setPalette(palette)
        self.setCursorWidth(2)
        self._column = round(QFontMetricsF(font).averageCharWidth() * look.width) + 2 * BESIDE
        self._place_column()

    def set_hint(self, text: str) -> None:
        """Say this where there is no text. Qt's own hint knows nothing of the room above the lines."""
        self._hint = text
        self.setAccessibleDescription(text)

    def set_writable(self, *, writable: bool) -> None:
        """Let the text be written, or be read and copied only, with a cursor all the same."""
        self.setReadOnly(not writable)
        if not writable:
            readable = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            self.setTextInteractionFlags(readable)

    def _place_column(self) -> None:
        """Centre the column of text; the gutter always has its room."""
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        left = max(self._margin, (room - self._column) // 2)
        right = max(16, room - left - self._column)
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (left, right):
            self.setViewportMargins(left, 0, right, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the column centred, and what is read in sight."""
        with self.anchored():
            self._place_column()
            super().resizeEvent(event)
        self._moved()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a size in which a column of text fits."""
        return QSize(self._margin + self._column + 40, 600)

    def visible_blocks(self) -> Iterator[tuple[QTextBlock, QRectF]]:
        """Yield every block in sight with the rectangle of its lines, in coordinates of the viewport."""
        top, bottom = self.verticalScrollBar().value(), self.viewport().height()
        lines = self.manuscript.lines
        block = lines.block_at(float(top))
        while block.isValid():
            rect = lines.rect_of(block).translated(0, -top)
            if rect.top() > bottom:
                return
            yield block, rect
            block = block.next()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint chips and shades, the text over them, and what stands on chips."""
        area = QRectF(event.rect())
        blocks = [(b, rect) for b, rect in self.visible_blocks() if rect.adjusted(-40, -20, 40, 20).intersects(area)]
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block, rect in blocks:
            self.chips.paint(painter, block, rect, float(self.viewport().width()))
        painter.end()
        super().paintEvent(event)
        painter.begin(self.viewport())
        for block, rect in blocks:
            self.chips.paint_over(painter, block, rect)
        if self._hint and blocks and self.document().isEmpty() and not blocks[0][0].layout().preeditAreaText():
            painter.setPen(self.manuscript.look.inks.dim)
            painter.drawText(blocks[0][1], Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextDontClip, self._hint)
        if self._aimed_at is not None:
            self._paint_aim(painter, blocks)
        painter.end()

    def _paint_aim(self, painter: QPainter, blocks: list[tuple[QTextBlock, QRectF]]) -> None:
        """Paint a frame around the paragraph a voice would be dropped on."""
        rect = next((rect for block, rect in blocks if self.manuscript.id_at(block) == self._aimed_at), None)
        if rect is not None:
            painter.setPen(QPen(self.manuscript.look.inks.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(1, rect.top() - 4, self.viewport().width() - 2, rect.height() + 8), 6, 6)

    def _rect_at(self, position: int) -> QRect:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        return self.cursorRect(cursor)

    def is_in_sight(self, position: int) -> bool:
        """Whether a position of the text can be seen."""
        rect = self._rect_at(position)
        return rect.top() >= 0 and rect.bottom() <= self.viewport().height()

    def bring_into_view(self, position: int, share: float = 0.33) -> None:
        """Scroll so that a position is seen that much of the page's height below its top."""
        bar = self.verticalScrollBar()
        for _ in range(_TRIES):
            away = round(self._rect_at(position).top() - self.viewport().height() * share)
            before = bar.value()
            bar.setValue(before + away)
            for _seen in self.visible_blocks():  # what is seen is laid out now, and not as high as was estimated
                pass
            if bar.value() == before:
                return

    @contextmanager
    def anchored(self) -> Iterator[None]:
        """Keep what is in sight where it is while the document changes above it, or its width."""
        lines, bar = self.manuscript.lines, self.verticalScrollBar()
        if not bar.value():
            yield
            return
        cursor = QTextCursor(lines.block_at(float(bar.value())))
        before = lines.origin(cursor.block()) - bar.value()
        yield
        bar.setValue(round(lines.origin(cursor.block()) - before))

    # Keys

    def event(self, event: QEvent) -> bool:
        """Leave the window the shortcuts that are not the text's own."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if keys & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
                typed = bool(event.text()) and event.text().isprintable()
                if not typed and not any(event.matches(key) for key in _OWN_KEYS):
                    event.ignore()
                    return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Type, delete, split, join; refuse where a paragraph is locked."""
        if event.matches(_Key.Undo):
            self.undo_requested.emit()
        elif event.matches(_Key.Redo):
            self.redo_requested.emit()
        elif self.isReadOnly():
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(event)
        elif (reach := self._reach(event)) is not None:
            self._change(event, reach)
        elif event.matches(_Key.Cut):
            self.cut()
        elif self._is_foreign(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _is_foreign(self, event: QKeyEvent) -> bool:
        """Whether a key with Ctrl or Alt is none of the text's (Qt would delete lines on some of them)."""
        if not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        return event.key() not in _ARROWS and not any(event.matches(key) for key in _OWN_KEYS)

    def _reach(self, event: QKeyEvent) -> tuple[int, int] | None:
        """Return the positions a key would change, None where it changes no text."""
        cursor = self.textCursor()
        if event.text() and event.text().isprintable() and not _is_command(event):
            return cursor.selectionStart(), cursor.selectionEnd()
        step = next((step for key, step in _DELETES if event.matches(key)), None)
        if step is None and event.key() == Qt.Key.Key_Backspace and not _is_command(event):
            step = _Op.PreviousCharacter  # Shift+Backspace
        if step is None:
            return None
        if not cursor.hasSelection():
            cursor.movePosition(step, QTextCursor.MoveMode.KeepAnchor)
            self._take_chip(cursor)
        return cursor.selectionStart(), cursor.selectionEnd()

    def _take_chip(self, cursor: QTextCursor) -> None:
        """Select the whole pause where a key would take one letter of its chip."""
        block, at = self.textCursor().block(), self.textCursor().positionInBlock()
        back = cursor.position() < cursor.anchor()
        for pause in pauses(block.text()):
            if at == (pause.end if back else pause.start):
                cursor.setPosition(block.position() + at)
                cursor.setPosition(
                    block.position() + (pause.start if back else pause.end), QTextCursor.MoveMode.KeepAnchor
                )
                self.setTextCursor(cursor)

    def _change(self, event: QKeyEvent, reach: tuple[int, int]) -> None:
        """Let Qt do what the key says, or join paragraphs our way."""
        deleting = not (event.text() and event.text().isprintable())
        if deleting != self._deleting or self.textCursor().hasSelection():
            self._deleting = deleting
            self.burst_ended.emit()
        if deleting and self._drop_neighbour(reach):
            return
        if not self.may_change(*reach):
            return
        joins = self._crosses(*reach)
        if joins:
            self.burst_ended.emit()
        self.typing = True
        try:
            super().keyPressEvent(event)
        finally:
            self.typing = False
        if joins:
            self.burst_ended.emit()

    def _crosses(self, start: int, end: int) -> bool:
        return self.document().findBlock(start) != self.document().findBlock(end)

    def may_change(self, start: int, end: int) -> bool:
        """Whether no locked paragraph lies between two positions; where one does, say so."""
        block, last = self.document().findBlock(start), self.document().findBlock(end)
        while block.isValid():
            if self.manuscript.locked_at(block):
                self.refused.emit(self.tr("This paragraph is locked. Unlock it to change its text."))
                return False
            if block == last:
                return True
            block = block.next()
        return True

    def _drop_neighbour(self, reach: tuple[int, int]) -> bool:
        """Remove a paragraph without words whose end or start is deleted; its neighbour stays as it is."""
        cursor = self.textCursor()
        first, second = self.document().findBlock(reach[0]), self.document().findBlock(reach[1])
        if cursor.hasSelection() or first.next() != second:
            return False
        mute = next((b for b in self._by_distance(first, second) if not _WORD.search(b.text())), None)
        if mute is None or self.manuscript.locked_at(mute):
            return False
        self.burst_ended.emit()
        other = second if mute == first else first
        kept = other.blockFormat()
        edit = QTextCursor(self.document())
        edit.setPosition(first.position() if mute == first else first.position() + first.length() - 1)
        edit.setPosition(
            second.position() if mute == first else second.position() + second.length() - 1,
            QTextCursor.MoveMode.KeepAnchor,
        )
        edit.beginEditBlock()
        edit.removeSelectedText()
        edit.setBlockFormat(kept)
        edit.endEditBlock()
        self.ensureCursorVisible()
        self.burst_ended.emit()
        return True

    def _by_distance(self, first: QTextBlock, second: QTextBlock) -> tuple[QTextBlock, QTextBlock]:
        """Return both blocks, the one without the cursor first: Backspace after an ornament takes the ornament."""
        return (first, second) if self.textCursor().block() == second else (second, first)

    def _enter(self, event: QKeyEvent) -> None:
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            event.ignore()
            return
        self.split()

    def split(self) -> None:
        """Begin a new paragraph at the cursor."""
        cursor = self.textCursor()
        inside = not cursor.atBlockStart() and not cursor.atBlockEnd()
        if (inside or cursor.hasSelection()) and not self.may_change(cursor.selectionStart(), cursor.selectionEnd()):
            return
        self.burst_ended.emit()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._split_at(cursor)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.burst_ended.emit()

    def _split_at(self, cursor: QTextCursor) -> None:
        """Split the cursor's paragraph; what follows a heading or an ornament is text, an empty item ends its list."""
        block = cursor.block()
        kind, level, off = kind_of(block), level_of(block), is_off(block)
        text = block_format(Kind.TEXT, 0, off=False)
        before = block.text()[: to_points(block.text(), cursor.positionInBlock())]
        if kind in (Kind.LIST_ITEM, Kind.QUOTE) and not block.text():
            self._dress(cursor, Kind.TEXT, 0)
        elif kind is Kind.TEXT and is_scene_break(before) and not self.manuscript.locked_at(block):
            cursor.insertBlock(text)
            cursor.movePosition(_Op.PreviousBlock)
            self._dress(cursor, Kind.SCENE_BREAK, 0)
            cursor.movePosition(_Op.NextBlock)
        elif kind in (Kind.HEADING, Kind.SCENE_BREAK) and cursor.atBlockEnd():
            cursor.insertBlock(text)
        elif cursor.atBlockStart() and block.text():
            above = kind if kind not in (Kind.HEADING, Kind.SCENE_BREAK) else Kind.TEXT
            cursor.insertBlock(block.blockFormat())
            cursor.movePosition(_Op.PreviousBlock)
            self._dress(cursor, above, 0)
            cursor.movePosition(_Op.NextBlock)
        else:
            cursor.insertBlock(block_format(kind, level, off=off))

    def _dress(self, cursor: QTextCursor, kind: Kind, level: int) -> None:
        cursor.setBlockFormat(block_format(kind, level, off=False))

    # Text from elsewhere

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Compose only where text may be changed."""
        composed = event.commitString() or event.preeditString() or event.replacementLength()
        cursor = self.textCursor()
        if composed and not self.may_change(cursor.selectionStart(), cursor.selectionEnd()):
            event.ignore()
            return
        self.typing = True
        try:
            super().inputMethodEvent(event)
        finally:
            self.typing = False

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Whether there is text; a dropped file is for the window."""
        return (source.hasText() or source.hasHtml()) and not any(url.isLocalFile() for url in source.urls())

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Insert text from elsewhere: paragraphs and their kinds stay, formatting goes."""
        cursor = self.textCursor()
        if not self.may_change(cursor.selectionStart(), cursor.selectionEnd()):
            return
        self.burst_ended.emit()
        pasted = from_clipboard(source.text(), source.html() if source.hasHtml() else "")
        cursor.beginEditBlock()
        if isinstance(pasted, str):
            cursor.insertText(pasted)
        else:
            self._insert_paragraphs(cursor, pasted)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.burst_ended.emit()

    def _insert_paragraphs(self, cursor: QTextCursor, pasted: list[Pasted]) -> None:
        """Insert paragraphs; what stands before and behind the cursor keeps its kind."""
        cursor.removeSelectedText()
        own = cursor.block().blockFormat()
        for number, paragraph in enumerate(pasted):
            if number:
                cursor.insertBlock(block_format(paragraph.kind, paragraph.level, off=False))
            elif cursor.atBlockStart():
                cursor.setBlockFormat(block_format(paragraph.kind, paragraph.level, off=False))
            cursor.insertText(paragraph.text)
        if not cursor.atBlockEnd():
            cursor.setBlockFormat(own)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """Return the selection as lines, one for each paragraph; several as rich text too, which says their kinds."""
        data, cursor = QMimeData(), self.textCursor()
        block = self.document().findBlock(cursor.selectionStart())
        copied = []
        for line in cursor.selectedText().split("\u2029"):
            copied.append(Pasted(line, kind_of(block), level_of(block)))
            block = block.next()
        data.setText("\n".join(p.text or ("* * *" if p.kind is Kind.SCENE_BREAK else "") for p in copied))
        if len(copied) > 1:
            data.setHtml(as_html(copied))
        return data

    def cut(self) -> None:
        """Move the selection to the clipboard where it may be changed."""
        cursor = self.textCursor()
        if cursor.hasSelection() and self.may_change(cursor.selectionStart(), cursor.selectionEnd()):
            self.burst_ended.emit()
            super().cut()
            self.burst_ended.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take a voice, or text."""
        if dragged_voice(event.mimeData()) is None:
            super().dragEnterEvent(event)
        else:
            self._aim(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Show the paragraph that a voice would speak, or where text would be put."""
        if dragged_voice(event.mimeData()) is None:
            super().dragMoveEvent(event)
        else:
            self._aim(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """Show no paragraph any more."""
        self._aim_at(None)
        super().dragLeaveEvent(event)

    def _aim(self, event: QDropEvent) -> None:
        """Say whether a voice may be dropped here: on a paragraph that may be changed, with something to say."""
        block = self.cursorForPosition(event.position().toPoint()).block()
        wanted = not self.isReadOnly() and bool(block.text().strip()) and not self.manuscript.locked_at(block)
        self._aim_at(self.manuscript.id_at(block) if wanted else None)
        if self._aimed_at is None:
            event.ignore()
        else:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def _aim_at(self, paragraph_id: int | None) -> None:
        if paragraph_id != self._aimed_at:
            self._aimed_at = paragraph_id
            self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take a voice, or move or copy text here, unless it would be taken from or put into a locked paragraph."""
        if (voice := dragged_voice(event.mimeData())) is not None:
            self._aim(event)
            paragraph_id = self._aimed_at
            self._aim_at(None)
            if paragraph_id is not None:
                self.voice_dropped.emit(*voice, paragraph_id)
            return
        cursor = self.textCursor()
        target = self.cursorForPosition(event.position().toPoint()).position()
        moves = event.source() in (self, self.viewport()) and event.dropAction() == Qt.DropAction.MoveAction
        taken = not moves or self.may_change(cursor.selectionStart(), cursor.selectionEnd())
        if not taken or not self.may_change(target, target):
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.ignore()
            return
        self.burst_ended.emit()
        super().dropEvent(event)
        self.burst_ended.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll; with Ctrl ask for larger or smaller letters."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.size_requested.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        self.scrolled_by_hand.emit()
        super().wheelEvent(event)

    # Signals rather than event filters of those who want to know: a filter in Python is called for every event there is,
    # and each call waits for Python's lock while work goes on beside.

    def speaker_at(self, point: QPoint) -> str:
        """Return the name of who speaks the words at a point of the viewport, "" for the narrator's."""
        block = self.manuscript.lines.block_at(float(point.y() + self.verticalScrollBar().value()))
        if not (spoken := self.manuscript.spoken(block)):
            return ""
        cursor = self.cursorForPosition(point)
        at = cursor.positionInBlock() if cursor.block() == block else -1
        hue = next((self.manuscript.speakers.hue(p.speaker_id) for p in spoken if p.start <= at <= p.end), None)
        return "" if hue is None else hue.name

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Say where the mouse is."""
        super().mouseMoveEvent(event)
        self.pointed_at.emit(event.position().y())
        self.viewport().setToolTip(self.speaker_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Say that the mouse is gone."""
        super().leaveEvent(event)
        self.pointed_at.emit(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Say that the focus is gone."""
        super().focusOutEvent(event)
        self.left.emit()


_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)


def _is_command(event: QKeyEvent) -> bool:
    """Whether Ctrl or Meta is held without Alt (with Alt it is AltGr, which types)."""
    held = event.modifiers()
    if held & Qt.KeyboardModifier.AltModifier and held & Qt.KeyboardModifier.ControlModifier:
        return False
    return bool(held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier))
