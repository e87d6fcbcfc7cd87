"""The lines of a chapter, broken a few paragraphs at a time: those in sight first, the others behind them in slices.

Qt's own layout of a text document breaks the lines of everything above a place before that place can be shown: 20,000
words take 40 to 100 ms, at every change of the width, the letters or the chapter. Here a paragraph that nobody has seen
has an estimated height until its turn comes, and what is in sight stays where it is when estimates become heights.
"""

from __future__ import annotations

from bisect import bisect_right
from contextlib import contextmanager
from itertools import accumulate, islice
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFontMetricsF,
    QPalette,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from studio_app.domain.manuscript import Kind
from studio_app.ui.editor.chips import pauses
from studio_app.ui.editor.look import is_off, kind_of, level_of
from studio_app.ui.editor.positions import length

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from PySide6.QtGui import QPainter, QTextBlock, QTextDocument, QTextFrame, QTextLine

    from studio_app.ui.editor.chips import Pause
    from studio_app.ui.editor.look import Look, Spacing

#: Room beside the lines, for what is painted around them, above them, and below the last, so that the end of a chapter is
#: not written at the edge of the window. Pixels.
BESIDE, ABOVE, BELOW = 14, 28, 240
#: A slice of work takes about this long, and the window has this long for itself before the next.
_SLICE_S = 0.003
_REST_MS = 4
#: So many changed paragraphs are laid out at once; a paste of more waits for its turn.
_AT_ONCE = 8
_CURSOR_WIDTH = 2
#: Letters that a line has room for and does not take, because a word is not broken.
_RAGGED = 3
_EVERYTHING = 1e9


class Lines(QAbstractTextDocumentLayout):
    """Lays out one document, whose blocks carry their kinds (see ``look``). All on the window's thread.

    Heights are those of whole blocks, with the room above and below their lines.

    Signals:
        settled(int): what is in sight moved down by so many pixels, because text above it has its height now.
    """

    settled = Signal(int)

    def __init__(self, document: QTextDocument, look: Look) -> None:
        super().__init__(document)
        self._width = 0.0
        self._measure(look)
        self._heights = [self._line]
        self._aboves = [0.0]
        self._done = bytearray(1)
        self._tops = [float(ABOVE)]
        self._total = self._line
        self._seen = 0.0
        self._rest = 0.0
        self._lengths: list[int] = []
        self._busy = False
        #: The block and the place in it of the pause shown as it is written.
        self.opened: tuple[int, int] | None = None
        #: Asked for the letters of a block that somebody but the narrator speaks: (start, end, format) in UTF-16 units.
        self.voices: Callable[[QTextBlock], Iterable[tuple[int, int, QTextCharFormat]]] = _nobody
        self._fill_timer = QTimer(self, interval=_REST_MS, singleShot=True)
        self._fill_timer.timeout.connect(self._fill)

    def _measure(self, look: Look) -> None:
        """Take a look, and make what each paragraph would ask of it again and again."""
        self.look = look
        metrics = QFontMetricsF(look.font())
        self._line = metrics.height() * look.spacing / 100
        self._letter = metrics.averageCharWidth()
        self._spaces: dict[tuple[Kind, int], Spacing] = {}
        self._letters: dict[tuple[Kind, int, bool], QTextCharFormat] = {}
        self._pauses = {opened: look.pause_format(opened=opened) for opened in (False, True)}

    def _space(self, block: QTextBlock) -> Spacing:
        key = kind_of(block), level_of(block)
        found = self._spaces.get(key)
        if found is None:
            found = self._spaces[key] = self.look.spacing_of(*key)
        return found

    # What is asked by the page

    def origin(self, block: QTextBlock) -> float:
        """Return where the first line of a block begins, from the top of the document."""
        number = block.blockNumber()
        if number >= len(self._heights):  # asked between a change and the news of it
            return ABOVE + self._total
        self._ensure(number, block)
        return self._top(number) + self._aboves[number]

    def rect_of(self, block: QTextBlock) -> QRectF:
        """Return the rectangle of the lines of a block, letters only: without the room around it."""
        origin = self.origin(block)
        return block.layout().boundingRect().translated(0.0, origin)

    def block_at(self, y: float) -> QTextBlock:
        """Return the block at a height of the document, the first or the last beyond its ends."""
        number = self._number_at(y)
        while self._width > 0 and number < len(self._done) and not self._done[number]:
            self._ensure(number)
            number = self._number_at(y)
        return self.document().findBlockByNumber(number)

    def look_at(self, top: float) -> None:
        """Take where what is in sight begins: it stays where it is while the rest is laid out, nearest first."""
        self._seen = top

    def open_pause(self, position: int) -> None:
        """Show the pause that a position is inside of as it is written, and all others as chips."""
        block = self.document().findBlock(position)
        inside = position - block.position()
        pause = next((p for p in pauses(block.text()) if p.start < inside < p.end), None)
        opened = None if pause is None else (block.blockNumber(), pause.start)
        if opened != self.opened:
            before, self.opened = self.opened, opened
            for number in {found[0] for found in (before, opened) if found is not None}:
                changed = self.document().findBlockByNumber(number)
                self.document().markContentsDirty(changed.position(), max(0, changed.length() - 1))

    def dress_again(self, block: QTextBlock) -> None:
        """Lay a block out anew: who speaks in it is another."""
        self.document().markContentsDirty(block.position(), max(0, block.length() - 1))

    @contextmanager
    def replacing(self, lengths: Sequence[int]) -> Iterator[None]:
        """Have nothing laid out while all text is replaced by blocks of these numbers of characters."""
        self._busy, self._heights, self._done = True, [], bytearray()
        try:
            yield
        finally:
            self._busy = False
        self._lengths = list(lengths) or [0]
        self._estimate()
        self._begin_anew()

    def _estimate(self) -> None:
        letters = max(1.0, (self._width - 2 * BESIDE) / self._letter - _RAGGED)
        below = self.look.spacing_of(Kind.TEXT, 0).below
        self._heights = [(1 + n // letters) * self._line + below for n in self._lengths]

    def restyle(self, look: Look) -> None:
        """Lay everything out anew in another look."""
        before = self._line * self._letter
        self._measure(look)
        ratio = self._line * self._letter / before
        self._heights = [height * ratio for height in self._heights]
        self._begin_anew()

    @property
    def complete(self) -> bool:
        """Whether nothing is estimated any more."""
        return 0 not in self._done

    # What is asked by Qt

    def documentSize(self) -> QSizeF:  # noqa: N802 - Qt's name
        """Return the size of all text, as far as it is known."""
        return QSizeF(self._width, ABOVE + self._total + BELOW)

    def pageCount(self) -> int:  # noqa: N802 - Qt's name
        """Return that a chapter is one page."""
        return 1

    def frameBoundingRect(self, _frame: QTextFrame) -> QRectF:  # noqa: N802 - Qt's name
        """Return the rectangle of all text; there are no other frames."""
        return QRectF(QPointF(0, 0), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:  # noqa: N802 - Qt's name
        """Return the rectangle that the lines of a block are placed in."""
        if not block.isValid():
            return QRectF()
        origin = self.origin(block)
        space = self._space(block)
        number = block.blockNumber()
        height = self._heights[number] - space.above - space.below if number < len(self._heights) else self._line
        return QRectF(0.0, origin, self._width, height)

    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:  # type: ignore[override]  # noqa: N802 - Qt's
        """Return the position nearest to a point; -1 where an exact hit is wanted and there is no letter."""
        block = self.block_at(point.y())
        y = point.y() - self.origin(block)
        layout = block.layout()
        line = _line_at(layout, y)
        if accuracy == Qt.HitTestAccuracy.ExactHit and not line.naturalTextRect().contains(QPointF(point.x(), y)):
            return -1
        offset = line.xToCursor(point.x())
        if (preedit := layout.preeditAreaText()) and offset > (start := layout.preeditAreaPosition()):
            offset = max(start, offset - length(preedit))
        return block.position() + offset

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Paint the blocks in ``context.clip``, with selections and the cursor."""
        clip = context.clip
        block = self.block_at(clip.top())
        bottom, size = clip.bottom(), self._total
        selections = [
            (s.cursor.selectionStart(), s.cursor.selectionEnd(), QTextCharFormat(s.format))  # a copy: s ends here
            for s in context.selections
        ]
        painter.setPen(context.palette.color(QPalette.ColorRole.Text))
        while block.isValid():
            origin = self.origin(block)
            if origin > bottom:
                break
            self._draw_block(painter, block, origin, selections, context)
            block = block.next()
        if self._total != size:
            self._fill_timer.start()

    def _draw_block(
        self,
        painter: QPainter,
        block: QTextBlock,
        origin: float,
        selections: list[tuple[int, int, QTextCharFormat]],
        context: QAbstractTextDocumentLayout.PaintContext,
    ) -> None:
        layout, start, size = block.layout(), block.position(), block.length()
        layout.setPosition(QPointF(0.0, origin))
        ranges = [
            _range(max(0, first - start), min(size - 1, last - start), form)
            for first, last, form in selections
            if first < start + size - 1 and last > start
        ]
        if ranges and (chips := self._closed(block)):
            ranges = list(_without_letters(ranges, chips))
        layout.draw(painter, QPointF(0.0, 0.0), ranges, context.clip)
        position = context.cursorPosition
        if start <= position < start + size:
            layout.drawCursor(painter, QPointF(0.0, 0.0), position - start, _CURSOR_WIDTH)
        elif position < -1 and layout.preeditAreaText():
            inside = layout.preeditAreaPosition() - (position + 2)
            layout.drawCursor(painter, QPointF(0.0, 0.0), inside, _CURSOR_WIDTH)

    def documentChanged(self, start: int, removed: int, added: int) -> None:  # noqa: N802 - Qt's name
        """Follow a change of the text, a format, or the width."""
        if self._busy:
            return
        document = self.document()
        count, width = document.blockCount(), document.textWidth()
        if width > 0 and width != self._width:
            self._widen(width)
        if not removed and added == document.characterCount() and count == len(self._heights):
            return  # Qt says this where nothing changed but the width
        first = document.findBlock(start).blockNumber()
        end = document.findBlock(start + added)
        last = end.blockNumber() if end.isValid() else count - 1
        before = self._replace(first, last, count - len(self._heights))
        if self._width > 0:
            self._show_change(first, last, before)

    def _replace(self, first: int, last: int, grown: int) -> float:
        """Let blocks ``first`` to ``last`` be new, ``grown`` more than before; return the height they had."""
        old = self._heights[first : last - grown + 1]
        if grown or len(old) != last - first + 1:
            usual = self._total / len(self._heights)
            self._heights[first : last - grown + 1] = [usual] * (last - first + 1)
            self._aboves[first : last - grown + 1] = [0.0] * (last - first + 1)
            self._done[first : last - grown + 1] = bytes(last - first + 1)
            del self._tops[first + 1 :]
            self._total = sum(self._heights)
        else:
            self._done[first : last + 1] = bytes(last - first + 1)
        return sum(old)

    def _show_change(self, first: int, last: int, before: float) -> None:
        """Lay out what changed, where it is little, and have it painted."""
        if last - first < _AT_ONCE:
            for number in range(first, last + 1):
                self._ensure(number, flush=False)
        if 0 in self._done:
            self._fill_timer.start()
        top = self._top(first)
        now = sum(self._heights[first : last + 1])
        if abs(now - before) > 0.01:
            self._say_size()
            self._paint_again(top, _EVERYTHING)
        else:
            self._paint_again(top, now)

    def _paint_again(self, top: float, height: float) -> None:
        self.update["QRectF"].emit(QRectF(0.0, top, self._width, height))  # type: ignore[index] # it is overloaded

    def _widen(self, width: float) -> None:
        before, self._width = self._width, width
        if not before and len(self._lengths) == len(self._heights):
            self._estimate()
        else:
            ratio = before / width if before else 1.0
            self._heights = [max(self._line, height * ratio) for height in self._heights]
        self._begin_anew()

    # Inside

    def _begin_anew(self) -> None:
        self._done = bytearray(len(self._heights))
        self._aboves = [0.0] * len(self._heights)
        del self._tops[1:]
        self._total = sum(self._heights)
        if self._width > 0:
            self._fill_timer.start()
            self._say_size()
            self.update.emit()

    def _say_size(self) -> None:
        self.documentSizeChanged.emit(self.documentSize())

    def _top(self, number: int) -> float:
        known = len(self._tops) - 1
        if known < number:
            self._tops += islice(accumulate(self._heights[known:number], initial=self._tops[-1]), 1, None)
        return self._tops[number]

    def _number_at(self, y: float) -> int:
        last = len(self._heights) - 1
        while len(self._tops) <= last and self._tops[-1] <= y:
            self._top(min(last, len(self._tops) + 63))
        return max(0, bisect_right(self._tops, y) - 1)

    def _ensure(self, number: int, block: QTextBlock | None = None, *, flush: bool = True) -> None:
        """Lay out a block that is not yet."""
        if self._done[number] or self._width <= 0:
            return
        self._busy = True
        try:
            block = block if block is not None else self.document().findBlockByNumber(number)
            height = self._lay_out(block)
            if flush:  # formats set outside of a change wait for the next one, which would seem to reach as far as here
                self.document().markContentsDirty(block.position(), 0)
        finally:
            self._busy = False
        self._done[number] = 1
        self._aboves[number] = self._space(block).above
        if height != self._heights[number]:
            self._total += height - self._heights[number]
            self._heights[number] = height
            del self._tops[number + 1 :]

    def _lay_out(self, block: QTextBlock) -> float:
        """Break the lines of a block; return its height."""
        space, layout = self._space(block), block.layout()
        self._dress(layout, block)
        rtl = block.textDirection() == Qt.LayoutDirection.RightToLeft
        option = QTextOption(_ALIGNMENTS[space.centred, rtl])
        option.setTextDirection(block.textDirection())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        left = BESIDE + (space.right if rtl else space.left)
        width = max(1.0, self._width - 2 * BESIDE - space.left - space.right)
        chips = self._closed(block)
        y = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            if chips:
                _keep_whole(line, chips, width)
            line.setPosition(QPointF(left, y))
            y += line.height() * space.line
        layout.endLayout()
        return space.above + y + space.below

    def _closed(self, block: QTextBlock) -> list[Pause]:
        """Return the pauses of a block that are shown as chips."""
        return [pause for pause in pauses(block.text()) if self.opened != (block.blockNumber(), pause.start)]

    def _dress(self, layout: QTextLayout, block: QTextBlock) -> None:
        """Give the letters of a block the format of its kind, and pauses theirs; what is being composed keeps its own."""
        kind, off = kind_of(block), is_off(block)
        wanted = []
        if kind is not Kind.TEXT or off:
            wanted.append(_range(0, block.length(), self._format(kind, level_of(block), off=off)))
        if not off:
            wanted += (_range(start, end, form) for start, end, form in self.voices(block))
        for pause in pauses(block.text()):
            opened = self.opened == (block.blockNumber(), pause.start)
            wanted.append(_range(pause.start, pause.end, self._pauses[opened]))
        there = layout.formats()
        if preedit := layout.preeditAreaText():
            start = layout.preeditAreaPosition()
            end = start + length(preedit)
            wanted += (r for r in there if r.start >= start and r.start + r.length <= end)
        if wanted or there:
            layout.setFormats(wanted)

    def _format(self, kind: Kind, level: int, *, off: bool) -> QTextCharFormat:
        found = self._letters.get((kind, level, off))
        if found is None:
            found = self._letters[kind, level, off] = self.look.char_format(kind, level, off=off)
        return found

    def _fill(self) -> None:
        """Lay out what is estimated for a few milliseconds, from what is in sight to the end, then from the start."""
        until = perf_counter() + _SLICE_S
        shift, seen = 0.0, self._number_at(self._seen)
        number = self._done.find(0, seen)
        while perf_counter() < until:
            if number < 0 and (number := self._done.rfind(0, 0, seen)) < 0:
                break
            before = self._heights[number]
            self._ensure(number)
            if number < seen:
                shift += self._heights[number] - before
                number = self._done.rfind(0, 0, number)
            else:
                number = self._done.find(0, number)
        by = round(shift + self._rest)
        self._rest += shift - by
        if done := 0 not in self._done:
            self._fill_timer.stop()
        else:
            self._fill_timer.start()
        if by or done:
            self._say_size()
        if by:
            self.settled.emit(by)


#: By (centred, right to left).
_ALIGNMENTS = {
    (False, False): Qt.AlignmentFlag.AlignLeft,
    (False, True): Qt.AlignmentFlag.AlignRight,
    (True, False): Qt.AlignmentFlag.AlignHCenter,
    (True, True): Qt.AlignmentFlag.AlignHCenter,
}


def _nobody(_block: QTextBlock) -> Iterable[tuple[int, int, QTextCharFormat]]:
    return ()


def _line_at(layout: QTextLayout, y: float) -> QTextLine:
    """Return the line at a height of a layout: the last that begins above it."""
    found = layout.lineAt(0)
    for number in range(1, layout.lineCount()):
        line = layout.lineAt(number)
        if line.y() > y:
            break
        found = line
    return found


def _keep_whole(line: QTextLine, chips: Sequence[Pause], width: float) -> None:
    """End a line before the chip it would break."""
    start, end = line.textStart(), line.textStart() + line.textLength()
    for chip in chips:
        if start < chip.start < end < chip.end:
            line.setNumColumns(chip.start - start, width)


def _without_letters(
    ranges: Sequence[QTextLayout.FormatRange], chips: Sequence[Pause]
) -> Iterator[QTextLayout.FormatRange]:
    """Yield the ranges of a selection, cut so that the letters beneath chips stay unseen in it."""
    for found in ranges:
        at, end = found.start, found.start + found.length
        hidden = QTextCharFormat(found.format)
        hidden.setForeground(Qt.GlobalColor.transparent)
        for chip in chips:
            first, last = max(at, chip.start), min(end, chip.end)
            if first < last:
                yield _range(at, first, found.format)
                yield _range(first, last, hidden)
                at = last
        yield _range(at, end, found.format)


def _range(start: int, end: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length = start, max(0, end - start)
    found.format = form
    return found
