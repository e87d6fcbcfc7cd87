"""The cards above the tracks: the text of the clips in order of time. A click goes there, a double click or F2 writes.

Painted by itself: Qt's own lists lay out all their rows anew whenever one changes, which takes seconds for 50,000 clips.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QPlainTextEdit, QWidget

from studio_app.ui.kit import theme
from studio_app.ui.kit.dots import draw_dot
from studio_app.ui.timeline import words
from studio_app.ui.timeline.canvas_look import track_colour
from studio_app.ui.timeline.clip_model import ClipModel, Column

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from studio_app.domain.timeline import Clip

#: Width of a card and the room around its words, in pixels at the usual text size.
_WIDTH, _PAD = 220, 10
#: Lines of text on a card.
_LINES = 2
_WRITE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class ClipCards(QAbstractScrollArea):
    """Shows the clips of a ``ClipModel`` as cards in a row.

    Signals:
        visited(clip id): the person went to it. chosen(tuple): these clips are to be chosen.
        menu_requested(QPoint): in global coordinates.
    """

    visited = Signal(int)
    chosen = Signal(object)
    menu_requested = Signal(object)

    def __init__(self, model: ClipModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline.cards")
        self.setAccessibleName(self.tr("Cards of the clips"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clips = model
        self._current = self._anchor = 0
        self._selection: Collection[int] = frozenset()
        self._field: QPlainTextEdit | None = None
        self._written = 0
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.dataChanged):
            signal.connect(self._changed)
        self._wear()
        theme.themes().changed.connect(self._wear)

    # What is shown

    def show_selection(self, clip_ids: Collection[int], current: int = 0) -> None:
        """Mark these clips, and go to one of them."""
        self._selection = frozenset(clip_ids)
        if current and current != self._current:
            self._current = self._anchor = current
            self._reveal(self.row)
        self._tell()
        self.viewport().update()

    @property
    def row(self) -> int:
        """Return the row of the current card, -1 where there is none."""
        return self.clips.row_of(self._current) if self._current else -1

    def write(self, clip_id: int) -> None:
        """Let the text of a clip be written on its card."""
        row = self.clips.row_of(clip_id)
        if row < 0 or not self.clips.flags(self.clips.index(row, Column.TEXT)) & Qt.ItemFlag.ItemIsEditable:
            return
        self._close()
        self._current, self._written = clip_id, clip_id
        self._reveal(row)
        field = self._field = QPlainTextEdit(self.viewport())
        field.setObjectName("timeline.card_text")
        field.setAccessibleName(self.tr("Text of the clip"))
        field.setTabChangesFocus(True)
        field.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        field.setPlainText(str(self.clips.index(row, Column.TEXT).data(Qt.ItemDataRole.EditRole)))
        field.selectAll()
        field.installEventFilter(self)
        self._place_field()
        field.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        bar = self.horizontalScrollBar()
        bar.setRange(0, max(0, self.clips.rowCount() * self._width - self.viewport().width()))
        bar.setPageStep(max(1, self.viewport().width()))
        bar.setSingleStep(self._width // 4)
        if self._field is not None and self.clips.row_of(self._written) < 0:
            self._close()
        self._place_field()
        self.viewport().update()

    def _wear(self) -> None:
        """Look fonts up once: a card is painted more often than the theme changes."""
        self._small, self._text = theme.font(0.88), theme.font()
        self._head = QFontMetrics(self._small).height()
        self._line = QFontMetrics(self._text).lineSpacing()
        self._width = theme.scaled(_WIDTH)
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(self._head + _LINES * self._line + 2 * _PAD + 4 + bar)
        self._changed()

    def _rect(self, row: int) -> QRect:
        left = row * self._width - self.horizontalScrollBar().value()
        return QRect(left, 0, self._width, self.viewport().height())

    def _row_at(self, at: QPoint) -> int:
        row = (at.x() + self.horizontalScrollBar().value()) // self._width
        return row if 0 <= row < self.clips.rowCount() else -1

    def _reveal(self, row: int) -> None:
        bar, rect = self.horizontalScrollBar(), self._rect(row)
        if row >= 0 and not 0 <= rect.left() <= self.viewport().width() - self._width:
            beyond = rect.left() if rect.left() < 0 else rect.right() + 1 - self.viewport().width()
            bar.setValue(bar.value() + beyond)

    def _tell(self) -> None:
        """Say which card is the current one, to who cannot see it."""
        row, clip = self.row, self.clips.clip_at(self.row)
        said = self.tr("Left and Right go from card to card, F2 or Enter writes on one.")
        if clip is not None:
            track = self.clips.timeline.track(clip.track_id).name
            where = self.tr("{number} of {count}").format(number=row + 1, count=self.clips.rowCount())
            said = f"{words.named(self.clips.timeline, clip)}, {track}, {self.clips.times.said(clip.start)}, {where}"
        self.setAccessibleDescription(said)
        if self.hasFocus() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the cards in sight."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), theme.colour("panel"))
        if not self.clips.rowCount():
            painter.setPen(theme.colour("dim"))
            hint = self.tr("No clips yet. Click a track twice, or press Insert, to write the first one.")
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, hint)
        first = max(0, self._row_at(QPoint(event.rect().left(), 0)))
        for row in range(first, self.clips.rowCount()):
            rect = self._rect(row)
            if rect.left() > event.rect().right():
                break
            if (clip := self.clips.clip_at(row)) is not None:
                self._paint_card(painter, QRectF(rect).adjusted(4, 3, -4, -3), clip)
        painter.end()

    def _paint_card(self, painter: QPainter, rect: QRectF, clip: Clip) -> None:
        selected = clip.id in self._selection
        focused = clip.id == self._current and self.hasFocus()
        edge = theme.colour("focus" if focused else "accent" if selected else "line")
        painter.setPen(QPen(edge, 2 if focused or selected else 1))
        painter.setBrush(theme.colour("selection" if selected else "page"))
        painter.drawRoundedRect(rect, 8, 8)
        self._paint_words(painter, rect.toRect().adjusted(_PAD, _PAD - 4, -_PAD, 4 - _PAD), clip, selected=selected)

    def _paint_words(self, painter: QPainter, rect: QRect, clip: Clip, *, selected: bool) -> None:
        timeline = self.clips.timeline
        track = timeline.track(clip.track_id)
        ink = track_colour(track, timeline.tracks.index(track))
        draw_dot(painter, QRectF(rect.left(), rect.top() + self._head / 2 - 4, 8, 8), ink)
        painter.setFont(self._small)
        painter.setPen(theme.colour("selection_text" if selected else "dim"))
        row = QRect(rect.left() + 14, rect.top(), rect.width() - 14, self._head)
        time = self.clips.times.said(clip.start)
        room = row.width() - painter.fontMetrics().horizontalAdvance(time) - 8
        name = painter.fontMetrics().elidedText(track.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft, name)
        painter.drawText(row, Qt.AlignmentFlag.AlignRight, time)
        painter.setFont(self._text)
        if clip.text.strip():
            painter.setPen(theme.colour("selection_text" if selected else "text"))
        body = QRect(rect.left(), row.bottom() + 3, rect.width(), _LINES * self._line)
        painter.drawText(body, Qt.TextFlag.TextWordWrap, self._shown(clip))

    def _shown(self, clip: Clip) -> str:
        """Return as much of a text as a card may hold: drawing a page of it would take long."""
        text = clip.text.strip() or words.named(self.clips.timeline, clip)
        most = _LINES * self._width // 7
        return text if len(text) <= most else text[: most - 1].rstrip() + "…"

    # Keys and pointer

    def event(self, event: QEvent) -> bool:
        """Keep its keys from the window's shortcuts while the keyboard is here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go from card to card, or write on one."""
        key, last = Qt.Key(event.key()), self.clips.rowCount() - 1
        if key in _WRITE and not event.modifiers():
            self.write(self._current)
        elif event.modifiers() & ~(_SHIFT | Qt.KeyboardModifier.KeypadModifier) or last < 0:
            event.ignore()
        elif key in _STEPS:
            self._go(min(last, max(0, self.row + _STEPS[key])), extend=bool(event.modifiers() & _SHIFT))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else last, extend=bool(event.modifiers() & _SHIFT))
        else:
            event.ignore()

    def _go(self, row: int, *, extend: bool = False, toggle: bool = False) -> None:
        clip = self.clips.clip_at(row)
        if clip is None:
            return
        self._current = clip.id
        picked: tuple[int, ...] = (clip.id,)
        if extend:
            start = self.clips.row_of(self._anchor)
            rows = range(min(start, row), max(start, row) + 1) if start >= 0 else range(row, row + 1)
            picked = tuple(one.id for one in map(self.clips.clip_at, rows) if one is not None)
        elif toggle:
            held = frozenset(self._selection)
            picked = tuple(held - {clip.id} if clip.id in held else held | {clip.id})
        if not extend:
            self._anchor = clip.id
        self._reveal(row)
        self.chosen.emit(picked)
        self.visited.emit(clip.id)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go to a card."""
        self._commit()
        if event.button() == Qt.MouseButton.LeftButton:
            held = event.modifiers()
            self._go(self._row_at(event.position().toPoint()), extend=bool(held & _SHIFT), toggle=bool(held & _CTRL))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Write on a card."""
        clip = self.clips.clip_at(self._row_at(event.position().toPoint()))
        if clip is not None:
            self.write(clip.id)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll along with a wheel that only turns up and down."""
        turned = event.angleDelta().x() or event.angleDelta().y()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - turned)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the menu."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self._rect(max(0, self.row)).center()
        else:
            at = self.viewport().mapFrom(self, event.pos())
            clip = self.clips.clip_at(self._row_at(at))
            if clip is not None and clip.id not in self._selection:
                self._go(self.clips.row_of(clip.id))
        self.menu_requested.emit(self.viewport().mapToGlobal(at))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Have a current card, where there is any."""
        super().focusInEvent(event)
        if self.row < 0 and (clip := self.clips.clip_at(0)) is not None:
            self._current = self._anchor = clip.id
        self._tell()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll as far as there is something."""
        super().resizeEvent(event)
        self._changed()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802 - Qt's name
        """Let what is written move along."""
        self._place_field()
        self.viewport().update()

    # Writing

    def _place_field(self) -> None:
        if self._field is not None:
            self._field.setGeometry(self._rect(self.clips.row_of(self._written)).adjusted(3, 2, -3, -2))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take over on Enter, a clip is one line, and when the keyboard leaves; Escape lets go."""
        if watched is not self._field:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusOut:
            self._commit()
        elif isinstance(event, QKeyEvent) and event.key() in (*_WRITE[:2], Qt.Key.Key_Escape):
            if event.type() == QEvent.Type.KeyPress:
                if event.key() == Qt.Key.Key_Escape:
                    self._close()
                else:
                    self._commit()
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _commit(self) -> None:
        """Wish what was written."""
        if self._field is not None:
            text, row = self._field.toPlainText(), self.clips.row_of(self._written)
            self._close()
            self.clips.setData(self.clips.index(row, Column.TEXT), " ".join(text.splitlines()))

    def _close(self) -> None:
        field, self._field = self._field, None
        if field is not None:
            field.removeEventFilter(self)
            field.hide()
            field.setObjectName("")
            field.deleteLater()


def _own(event: QKeyEvent) -> bool:
    return event.key() in _WRITE and not event.modifiers()
