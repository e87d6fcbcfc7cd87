"""Marks on the page that are not letters: scene breaks, pauses, bullets, locked paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt

from studio_app.domain.manuscript import Kind
from studio_app.domain.text.markup import Break, parts
from studio_app.ui.editor.look import kind_of
from studio_app.ui.editor.positions import to_units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPainter, QTextBlock

    from studio_app.ui.editor.manuscript import Manuscript

#: What writers type between scenes: three or more of one mark, or a lone ornament.
_SCENE_BREAK = re.compile(r"\s*(?:([*#~•⁂-])(?:\s*\1){2,}|[#⁂❦❧✻]|—{3,}|_{3,})\s*")
_ORNAMENT = "✻   ✻   ✻"


def is_scene_break(text: str) -> bool:
    """Whether a line of text is what writers type between two scenes."""
    return _SCENE_BREAK.fullmatch(text) is not None


class Chips:
    """Paints what lies under and over the text of a manuscript."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript

    def paint(self, painter: QPainter, block: QTextBlock, rect: QRectF, width: float) -> None:
        """Paint what lies under one block. ``rect`` is where its lines are, ``width`` that of the page."""
        kind = kind_of(block)
        inks = self._manuscript.look.inks
        if self._manuscript.locked_at(block):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(inks.locked)
            painter.drawRoundedRect(QRectF(1, rect.top() - 5, width - 2, rect.height() + 10), 6, 6)
        if kind is Kind.SCENE_BREAK:
            self._paint_scene_break(painter, block, rect, width)
        elif kind in (Kind.LIST_ITEM, Kind.FOOTNOTE, Kind.ALT_TEXT):
            self._paint_bullet(painter, block, rect, kind)
        if "<" in (text := block.text()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(inks.chip)
            for pause in pauses(text):
                for piece in _pieces(block, pause.start, pause.end):
                    painter.drawRoundedRect(piece.translated(0.0, rect.top()), piece.height() / 2, piece.height() / 2)

    def paint_over(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        """Paint what lies over one block: how long its pauses are, where they are not opened to be written."""
        if "<" not in (text := block.text()):
            return
        opened = self._manuscript.lines.opened
        painter.setFont(self._manuscript.look.font(0.8))
        painter.setPen(self._manuscript.look.inks.chip_text)
        for pause in pauses(text):
            if opened != (block.blockNumber(), pause.start):
                widest = max(_pieces(block, pause.start, pause.end), key=QRectF.width, default=QRectF())
                self._paint_length(painter, widest.translated(0.0, rect.top()), pause.milliseconds)

    def _paint_length(self, painter: QPainter, chip: QRectF, milliseconds: int) -> None:
        """Paint two bars, the sign for a pause, and its seconds."""
        text = QCoreApplication.translate("Chips", "{seconds} s").format(seconds=f"{milliseconds / 1000:g}")
        metrics = painter.fontMetrics()
        side = metrics.ascent() * 0.62
        width = side + 5 + metrics.horizontalAdvance(text)
        left, middle = chip.center().x() - width / 2, chip.center().y()
        for x in (left, left + side * 0.62):
            painter.fillRect(QRectF(x, middle - side / 2, side * 0.3, side), painter.pen().color())
        painter.drawText(
            QRectF(left + side + 5, chip.top(), chip.width(), chip.height()), Qt.AlignmentFlag.AlignVCenter, text
        )

    def _paint_scene_break(self, painter: QPainter, block: QTextBlock, rect: QRectF, width: float) -> None:
        inks = self._manuscript.look.inks
        height = rect.height() or 20.0
        chip = QRectF(0, 0, max(120.0, block.layout().maximumWidth() + 36), height * 0.9)
        chip.moveCenter(QPointF(width / 2, rect.top() + height / 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(inks.chip)
        painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
        if not block.text():
            painter.setPen(inks.chip_text)
            painter.setFont(self._manuscript.look.font())
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, _ORNAMENT)

    def _paint_bullet(self, painter: QPainter, block: QTextBlock, rect: QRectF, kind: Kind) -> None:
        line = block.layout().lineAt(0)
        if not line.isValid():
            return
        mark = {Kind.LIST_ITEM: "•", Kind.FOOTNOTE: "†", Kind.ALT_TEXT: "▣"}[kind]
        size = self._manuscript.look.size * 4 / 3
        painter.setPen(self._manuscript.look.inks.dim)
        painter.setFont(self._manuscript.look.font())
        beside = QRectF(rect.left() - size * 1.3, rect.top() + line.y(), size, line.height())
        if block.textDirection() == Qt.LayoutDirection.RightToLeft:
            beside.moveLeft(rect.left() + block.layout().maximumWidth() + size * 0.3)
        painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, mark)


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause written in a text, ``start`` to ``end`` in UTF-16 units."""

    start: int
    end: int
    milliseconds: int


def pauses(text: str) -> list[Pause]:
    """Return the pauses written in a text."""
    if "<" not in text:
        return []
    return [
        Pause(to_units(text, part.start), to_units(text, part.end), part.milliseconds)
        for part in parts(text)
        if isinstance(part, Break)
    ]


def _pieces(block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    """Yield the rectangles of a range of a block, one for each line it is on, relative to the block's lines."""
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        begin, finish = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if begin < finish:
            left, right = _x(line, begin), _x(line, finish)
            yield QRectF(min(left, right) - 3, line.y() + 2, abs(right - left) + 6, line.height() - 4)


def _x(line: object, position: int) -> float:
    found = line.cursorToX(position)  # type: ignore[attr-defined]
    return float(found[0] if isinstance(found, tuple) else found)
