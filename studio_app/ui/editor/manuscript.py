"""The chapter as a text document: one block is one paragraph. What is typed becomes edits, what others edit is painted.

The document keeps a list beside its blocks: which paragraph each one is. ``contentsChange`` tells where the document
changed, so the list follows every split, join, paste and drop without looking at the rest of the chapter. Qt's own block
data would not do: Qt leaves it with the first half of a split, also where that half is the empty new line.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from studio_app.domain.edits.runs import followed
from studio_app.domain.edits.text import Written
from studio_app.domain.manuscript import Kind
from studio_app.domain.text.spoken import has_speech
from studio_app.ui.editor.lines import Lines
from studio_app.ui.editor.look import Look, block_format, is_off, kind_of, level_of
from studio_app.ui.editor.paste import normal
from studio_app.ui.editor.positions import length, to_points, to_units
from studio_app.ui.editor.speakers import Speakers, is_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat

    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.project import Project
    from studio_app.ui.editor.speakers import Spoken


#: Who speaks in more paragraphs than these is shown by and by, those in sight first.
_FEW = 40


@dataclass(frozen=True, slots=True)
class Pending:
    """What was typed since the last time, as ``domain.edits.text.rewrite`` takes it."""

    after: int | None
    removed: tuple[int, ...]
    written: tuple[Written, ...]

    @property
    def typed_in(self) -> int | None:
        """Return the paragraph that was typed in where it is one, None where paragraphs came or went."""
        one = len(self.removed) == len(self.written) == 1 and self.written[0].id == self.removed[0]
        return self.removed[0] if one else None


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the text: a paragraph and a code point of its written text."""

    paragraph_id: int
    offset: int


class Manuscript(QObject):
    """One chapter in a QTextDocument whose own undo is off, because the history is the project's.

    Signals:
        typed(): the person (not this program) changed the text.
        renewed(): all of the text is another one.
    """

    typed = Signal()
    renewed = Signal()

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = QTextDocument(self)
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        self.document.setDefaultFont(look.font())
        self.speakers = Speakers()
        self.lines = Lines(self.document, look)
        self.lines.voices = self._voices
        self.document.setDocumentLayout(self.lines)
        self.document.contentsChange.connect(self._changed)
        self._known: dict[int, Paragraph] = {}
        self._order: list[int] = []
        self._slots: list[int | None] = [None]
        self._index: dict[int, int] | None = None
        self._dirty: tuple[int, int] | None = None
        self._own = False

    # What is shown

    @property
    def paragraph_ids(self) -> tuple[int, ...]:
        """Return the ids of the paragraphs shown, as the project has them, in order."""
        return tuple(self._order)

    @property
    def pending(self) -> bool:
        """Whether something was typed that the project does not have yet."""
        return self._dirty is not None

    def paragraph(self, paragraph_id: int) -> Paragraph | None:
        """Return the paragraph as the project has it."""
        return self._known.get(paragraph_id)

    def id_at(self, block: QTextBlock) -> int | None:
        """Return which paragraph a block is, None where it is new or beyond the end."""
        number = block.blockNumber()
        return self._slots[number] if 0 <= number < len(self._slots) else None

    def locked_at(self, block: QTextBlock) -> bool:
        """Whether the paragraph of a block is locked."""
        paragraph = self._known.get(self.id_at(block) or 0)
        return paragraph is not None and paragraph.locked

    def block_of(self, paragraph_id: int) -> QTextBlock | None:
        """Return the block of a paragraph, None where it is not in this chapter."""
        if self._index is None:
            self._index = {p: number for number, p in enumerate(self._slots) if p is not None}
        number = self._index.get(paragraph_id)
        return None if number is None else self.document.findBlockByNumber(number)

    def position_of(self, place: Place) -> int | None:
        """Return the position in the document of a place, None where its paragraph is not in this chapter."""
        block = self.block_of(place.paragraph_id)
        return None if block is None else block.position() + to_units(block.text(), place.offset)

    def place_of(self, position: int) -> Place | None:
        """Return the paragraph and code point at a position, None in a paragraph the project does not have yet."""
        block = self.document.findBlock(position)
        paragraph_id = self.id_at(block)
        if paragraph_id is None:
            return None
        return Place(paragraph_id, to_points(block.text(), position - block.position()))

    def blocks(self, first: int, last: int) -> Iterator[QTextBlock]:
        """Yield the blocks with numbers ``first`` to ``last``."""
        block = self.document.findBlockByNumber(first)
        while block.isValid() and first <= last:
            yield block
            block, first = block.next(), first + 1

    # Who speaks

    def show_cast(self, project: Project | None) -> None:
        """Show words in the colours of these speakers from now on."""
        if not self.speakers.show(project):
            return
        self._dress_again([p.id for p in self._known.values() if p.fragments])

    def spoken(self, block: QTextBlock) -> Sequence[Spoken]:
        """Return what others than the narrator say in a block."""
        paragraph = self._known.get(self.id_at(block) or 0)
        return self.speakers.spoken(paragraph, block.text()) if paragraph is not None and paragraph.fragments else ()

    def _voices(self, block: QTextBlock) -> Iterable[tuple[int, int, QTextCharFormat]]:
        spoken = self.spoken(block)
        whole = bool(spoken) and is_all(spoken, block.text())
        return [(part.start, part.end, self.speakers.form(part.speaker_id, whole=whole)) for part in spoken]

    def _dress_again(self, paragraph_ids: Sequence[int]) -> None:
        """Show who speaks in these; where they are many, those in sight first."""
        if len(paragraph_ids) > _FEW:
            self.lines.restyle(self.look)
            return
        for paragraph_id in paragraph_ids:
            if (block := self.block_of(paragraph_id)) is not None:
                self.lines.dress_again(block)

    def _misread(self, paragraphs: Iterable[Paragraph]) -> list[int]:
        """Return the paragraphs in which somebody else speaks than the page shows, going by what was known before."""
        found = []
        for paragraph in paragraphs:
            known = self._known.get(paragraph.id)
            shown = () if known is None else followed(known, paragraph.text) if known.fragments else ()
            if shown != paragraph.fragments:
                found.append(paragraph.id)
        return found

    # From the project

    def show(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show these paragraphs instead of all that is shown."""
        self._dirty = None
        self._adopt(paragraphs)
        if not paragraphs:
            self._slots = [None]
        texts = [p.text for p in paragraphs]
        self._own = True
        try:
            with self.lines.replacing([len(text) for text in texts]):
                self.document.setPlainText("\n".join(texts))
                if self.document.blockCount() != max(1, len(texts)):
                    self._write_singly(paragraphs)
                self._mark_kinds(paragraphs)
        finally:
            self._own = False
        self.renewed.emit()

    def _write_singly(self, paragraphs: Sequence[Paragraph]) -> None:
        """Write texts with characters that Qt takes for ends of blocks."""
        self.document.clear()
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        for number, paragraph in enumerate(paragraphs):
            self._write(cursor, paragraph, new=number > 0)
        cursor.endEditBlock()

    def _mark_kinds(self, paragraphs: Sequence[Paragraph]) -> None:
        """Give the blocks that are not plain text their kinds, those in a row at once."""
        special = [n for n, p in enumerate(paragraphs) if p.kind is not Kind.TEXT or p.level or not p.included]
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        for _, group in groupby(enumerate(special), lambda pair: (pair[1] - pair[0], _said(paragraphs[pair[1]]))):
            row = [number for _, number in group]
            cursor.setPosition(self.document.findBlockByNumber(row[0]).position())
            cursor.setPosition(self.document.findBlockByNumber(row[-1]).position(), QTextCursor.MoveMode.KeepAnchor)
            cursor.setBlockFormat(_format_of(paragraphs[row[0]]))
        cursor.endEditBlock()

    @property
    def look(self) -> Look:
        """Return how the text looks."""
        return self.lines.look

    def wear(self, look: Look) -> None:
        """Take another look; the text is laid out anew, what is in sight first."""
        if (look.family, look.size) != (self.look.family, self.look.size):
            self.document.setDefaultFont(look.font())
        self.lines.restyle(look)

    def take_over(self, paragraphs: Sequence[Paragraph]) -> list[tuple[int, int]]:
        """Show what others changed, touching only blocks that differ; return the places touched as (start, end)."""
        touched: list[tuple[int, int]] = []
        wanted = [p.id for p in paragraphs]
        if not wanted or not self._order:
            self.show(paragraphs)
            return [(0, max(0, self.document.characterCount() - 1))]
        self._own = True
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        try:
            shift = 0
            for tag, i1, i2, j1, j2 in _steps(self._order, wanted):
                if tag == "equal":
                    for offset in range(i2 - i1):
                        paragraph = paragraphs[j1 + offset]
                        if paragraph is not self._known[paragraph.id] and paragraph != self._known[paragraph.id]:
                            touched.append(self._rewrite(cursor, i1 + offset + shift, paragraph))
                else:
                    self._replace(cursor, i1 + shift, i2 - i1, paragraphs[j1:j2])
                    touched.append(self._extent(j1, j2))
                    shift += (j2 - j1) - (i2 - i1)
            misread = self._misread(paragraphs)
            # Blocks are dressed as the edit ends: by then it has to be known which paragraph each of them is.
            self._adopt(paragraphs)
        finally:
            cursor.endEditBlock()
            self._own = False
        self._dirty = None
        self._dress_again(misread)
        return touched

    def settle(self, paragraphs: Sequence[Paragraph]) -> bool:
        """Take over what the project made of what was typed, leaving the text alone; False where the two differ."""
        if len(paragraphs) != self.document.blockCount():
            return False
        first, last = self._dirty or (0, -1)
        pairs = list(zip(self.blocks(first, last), paragraphs[first : last + 1], strict=True))
        if any(normal(block.text()) != paragraph.text for block, paragraph in pairs):
            return False
        ids = [p.id for p in paragraphs]
        if moved := self._slots != ids or self._order != ids:
            self._slots, self._order, self._index = list(ids), ids, None
        misread = self._misread(paragraph for _, paragraph in pairs)
        # What others changed meanwhile elsewhere in the chapter is not on the page yet: ``take_over`` has to see it.
        self._known |= {p.id: p for p in paragraphs if p.id not in self._known} if moved else {}
        self._known |= {paragraph.id: paragraph for _block, paragraph in pairs}
        self._dirty = None
        self._dress_again(misread)
        unlike = [
            (block, paragraph)
            for block, paragraph in pairs
            if block.text() != paragraph.text or not _wears(block, paragraph)
        ]
        if unlike:
            self._bring_into_form(unlike)
        return True

    def _bring_into_form(self, unlike: list[tuple[QTextBlock, Paragraph]]) -> None:
        """Bring typed blocks into the form the project keeps."""
        self._own = True
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        try:
            for block, paragraph in unlike:
                if block.text() != paragraph.text:
                    self._rewrite(cursor, block.blockNumber(), paragraph)
                cursor.setPosition(block.position())
                cursor.setBlockFormat(_format_of(paragraph))
        finally:
            cursor.endEditBlock()
            self._own = False

    # To the project

    def take(self) -> Pending | None:
        """Return what was typed and the project does not have yet; None where there is nothing. ``settle`` ends it."""
        if self._dirty is None:
            return None
        first, last = self._dirty
        last = min(last, len(self._slots) - 1)
        written = [self._written(block) for block in self.blocks(first, last)]
        before = self._slots[first - 1] if first else None
        behind = self._slots[last + 1] if last + 1 < len(self._slots) else None
        start = self._order.index(before) + 1 if before is not None else 0
        end = self._order.index(behind) if behind is not None else len(self._order)
        removed = self._order[start:end]
        while written and removed and self._same(written[0], removed[0]):
            written, before, removed = written[1:], removed[0], removed[1:]
        while written and removed and self._same(written[-1], removed[-1]):
            written, removed = written[:-1], removed[:-1]
        if not self._order and all(w.id is None and not w.text for w in written):
            written = []
        if not written and not removed:
            self._dirty = None
            return None
        return Pending(before, tuple(removed), tuple(written))

    # Inside

    def _written(self, block: QTextBlock) -> Written:
        kind, level, text = kind_of(block), level_of(block), normal(block.text())
        if kind is Kind.SCENE_BREAK and has_speech(text):
            kind = Kind.TEXT  # words typed into a scene break are to be read, so it is none any more
        return Written(text, kind, level if kind is Kind.HEADING else 0, self._slots[block.blockNumber()])

    def _same(self, written: Written, paragraph_id: int) -> bool:
        known = self._known[paragraph_id]
        return written.id == paragraph_id and (written.text, written.kind, written.level) == (
            known.text,
            known.kind,
            known.level,
        )

    def _adopt(self, paragraphs: Sequence[Paragraph]) -> None:
        self._known = {p.id: p for p in paragraphs}
        self._order = [p.id for p in paragraphs]
        self._slots = list(self._order)
        self._index = None

    def _changed(self, position: int, _removed: int, added: int) -> None:
        """Follow a change of the document: which blocks it touched, and which paragraph each of them is now."""
        if self._own:
            return
        first = self.document.findBlock(position).blockNumber()
        count = self.document.blockCount()
        end = self.document.findBlock(position + added)
        last = end.blockNumber() if end.isValid() else count - 1
        if (grown := count - len(self._slots)) or last != first:
            old = self._slots[first : last - grown + 1]
            texts = [block.text() for block in self.blocks(first, last)]
            self._slots[first : last - grown + 1] = self._assigned(old, texts)
            self._index = None
        self._spread(first, last, grown)
        self.typed.emit()

    def _spread(self, first: int, last: int, grown: int) -> None:
        """Widen the range of blocks to hand over by ``first`` to ``last``, after ``grown`` blocks came in there."""
        if self._dirty is not None:
            begin, end = self._dirty
            if end > last - grown:
                end += grown
            first, last = min(first, begin), max(last, end)
        self._dirty = first, max(first, min(last, len(self._slots) - 1))

    def _assigned(self, old: list[int | None], texts: list[str]) -> list[int | None]:
        """Return which of the paragraphs ``old`` each of the blocks that replaced them is: takes follow their text."""
        if len(old) == len(texts):
            return old
        slots: list[int | None] = [None] * len(texts)
        first, room = 0, min(len(old), len(texts))
        while first < room and self._is_text_of(old[first], texts[first]):
            slots[first] = old[first]
            first += 1
        last = 0
        while first + last < room and self._is_text_of(old[-1 - last], texts[-1 - last]):
            slots[-1 - last] = old[-1 - last]
            last += 1
        gone = [p for p in old[first : len(old) - last] if p is not None]
        gone = [p for p in gone if self._known[p].text] or gone
        free = range(first, len(texts) - last)
        for number in sorted(free, key=lambda n: not texts[n])[: len(gone)]:
            slots[number] = gone.pop(0)
        return slots

    def _is_text_of(self, paragraph_id: int | None, text: str) -> bool:
        return paragraph_id is not None and self._known[paragraph_id].text == text

    def _write(self, cursor: QTextCursor, paragraph: Paragraph, *, new: bool) -> None:
        if new:
            cursor.insertBlock(_format_of(paragraph))
        else:
            cursor.setBlockFormat(_format_of(paragraph))
        cursor.insertText(paragraph.text)

    def _rewrite(self, cursor: QTextCursor, number: int, paragraph: Paragraph) -> tuple[int, int]:
        """Make one block the same as ``paragraph``, changing as few of its letters as can be."""
        block = self.document.findBlockByNumber(number)
        start, end = 0, 0
        if (shown := block.text()) != paragraph.text:
            start, old, new = _difference(shown, paragraph.text)
            at = block.position() + to_units(shown, start)
            cursor.setPosition(at)
            cursor.setPosition(at + length(old), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(new)
            start, end = at, at + length(new)
        if not _wears(block, paragraph):
            cursor.setPosition(block.position())
            cursor.setBlockFormat(_format_of(paragraph))
        return (start, end) if end or start else (block.position() + block.length() - 1,) * 2

    def _replace(self, cursor: QTextCursor, number: int, gone: int, paragraphs: Sequence[Paragraph]) -> None:
        """Put ``paragraphs`` in place of ``gone`` blocks from ``number`` on."""
        for offset, paragraph in enumerate(paragraphs):
            self._insert(cursor, number + gone + offset, paragraph)
        for _ in range(gone):
            self._remove(cursor, number)

    def _insert(self, cursor: QTextCursor, number: int, paragraph: Paragraph) -> None:
        if number >= self.document.blockCount():
            cursor.movePosition(QTextCursor.MoveOperation.End)
            self._write(cursor, paragraph, new=True)
            return
        block = self.document.findBlockByNumber(number)
        cursor.setPosition(block.position())
        cursor.insertBlock(block.blockFormat())
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        self._write(cursor, paragraph, new=False)

    def _remove(self, cursor: QTextCursor, number: int) -> None:
        """Remove a block that is not the only one; its neighbours keep their formats."""
        block = self.document.findBlockByNumber(number)
        keeper = block.next() if block.next().isValid() else block.previous()
        kept = keeper.blockFormat()
        if block.next().isValid():
            cursor.setPosition(block.position())
            cursor.setPosition(block.next().position(), QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.setPosition(block.position() - 1)
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.setBlockFormat(kept)

    def _extent(self, first: int, last: int) -> tuple[int, int]:
        """Return the positions from the start of block ``first`` to the end of block ``last`` - 1."""
        start = self.document.findBlockByNumber(first)
        if not start.isValid():
            end = max(0, self.document.characterCount() - 1)
            return end, end
        if last <= first:
            return start.position(), start.position()
        final = self.document.findBlockByNumber(last - 1)
        return start.position(), final.position() + final.length() - 1


def _format_of(paragraph: Paragraph) -> QTextBlockFormat:
    return block_format(paragraph.kind, paragraph.level, off=not paragraph.included)


def _wears(block: QTextBlock, paragraph: Paragraph) -> bool:
    """Whether a block says of itself what its paragraph is."""
    return (kind_of(block), level_of(block), is_off(block)) == _said(paragraph)


def _said(paragraph: Paragraph) -> tuple[Kind, int, bool]:
    return paragraph.kind, paragraph.level, not paragraph.included


def _difference(old: str, new: str) -> tuple[int, str, str]:
    """Return where two texts begin to differ, and what stands there up to where they agree again in each."""
    room = min(len(old), len(new))
    start = next((n for n in range(room) if old[n] != new[n]), room)
    room -= start
    end = next((n for n in range(room) if old[-1 - n] != new[-1 - n]), room)
    return start, old[start : len(old) - end], new[start : len(new) - end]


def _steps(old: list[int], new: list[int]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield how ``old`` becomes ``new``, as difflib does, looking only at what lies between their equal ends."""
    room = min(len(old), len(new))
    head = next((n for n in range(room) if old[n] != new[n]), room)
    room -= head
    tail = next((n for n in range(room) if old[-1 - n] != new[-1 - n]), room)
    if head:
        yield "equal", 0, head, 0, head
    middle = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    for tag, i1, i2, j1, j2 in middle.get_opcodes():
        yield tag, i1 + head, i2 + head, j1 + head, j2 + head
    if tail:
        yield "equal", len(old) - tail, len(old), len(new) - tail, len(new)
