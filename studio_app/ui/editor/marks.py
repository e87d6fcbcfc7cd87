"""Marks on letters: the word being spoken, and the places found."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from studio_app.ui.editor.positions import to_units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QTextBlock

    from studio_app.ui.editor.page import Page

#: After scrolling by hand the voice does not take the page away for this long.
_HANDS_OFF_S = 4.0


class Marks(QObject):
    """Shows what is spoken and what is found on a page. ``follow``: the spoken line is kept in sight."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.follow = True
        self._page = page
        self._spoken: list[QTextEdit.ExtraSelection] = []
        self._founds: Mapping[int, Sequence[tuple[int, int]]] = {}
        self._current: tuple[int, int] | None = None
        self._hands_on = -_HANDS_OFF_S
        page.moved.connect(self._show)
        page.manuscript.renewed.connect(self._renewed)
        page.scrolled_by_hand.connect(self._hands_noticed)

    def _hands_noticed(self) -> None:
        self._hands_on = monotonic()

    def speak(self, paragraph_id: int, start: int, end: int) -> None:
        """Mark code points ``start`` to ``end`` of a paragraph as being spoken; (0, 0) marks all of it."""
        block = self._page.manuscript.block_of(paragraph_id)
        if block is None:
            self.hush()
            return
        cursor = _cursor(block, start, len(block.text()) if (start, end) == (0, 0) else end)
        inks = self._page.manuscript.look.inks
        self._spoken = [_selection(cursor, inks.spoken, inks.spoken_text)]
        self._show()
        if self.follow and monotonic() - self._hands_on > _HANDS_OFF_S:
            self._keep_in_sight(cursor.selectionStart())

    def hush(self) -> None:
        """Mark no word as being spoken."""
        if self._spoken:
            self._spoken = []
            self._show()

    def find(self, spans: Mapping[int, Sequence[tuple[int, int]]], current: tuple[int, int] | None) -> None:
        """Mark these places, (start, end) by paragraph, and that one (paragraph, start) more than others."""
        self._founds = spans
        self._current = current
        self._show()

    def _renewed(self) -> None:
        self._spoken = []
        self._show()

    def _keep_in_sight(self, position: int) -> None:
        """Keep the spoken line above the lower quarter of the page."""
        cursor = QTextCursor(self._page.manuscript.document)
        cursor.setPosition(position)
        rect, height = self._page.cursorRect(cursor), self._page.viewport().height()
        if rect.top() < height * 0.08 or rect.bottom() > height * 0.75:
            self._page.bring_into_view(position, 0.25)

    def _show(self) -> None:
        """Give Qt the marks in sight: it looks at each of them for every line it paints."""
        selections = [*self._founds_in_sight(), *self._spoken]
        if selections or self._page.extraSelections():
            self._page.setExtraSelections(selections)

    def _founds_in_sight(self) -> list[QTextEdit.ExtraSelection]:
        if not self._founds:
            return []
        inks = self._page.manuscript.look.inks
        found = []
        for block, _rect in self._page.visible_blocks():
            paragraph_id = self._page.manuscript.id_at(block) or 0
            for start, end in self._founds.get(paragraph_id, ()):
                here = (paragraph_id, start) == self._current
                colours = (inks.accent, inks.on_accent) if here else (inks.found, inks.found_text)
                found.append(_selection(_cursor(block, start, end), *colours))
        return found


def _cursor(block: QTextBlock, start: int, end: int) -> QTextCursor:
    """Return a cursor that selects code points of a block."""
    text = block.text()
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + to_units(text, start))
    cursor.setPosition(block.position() + to_units(text, end), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _selection(cursor: QTextCursor, back: QColor, front: QColor) -> QTextEdit.ExtraSelection:
    form = QTextCharFormat()
    form.setBackground(back)
    form.setForeground(front)
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    selection.format = form
    return selection
