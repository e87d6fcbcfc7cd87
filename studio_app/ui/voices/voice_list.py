"""The list of voices, with its keys and its pointer: thousands of rows, of which some are there and more can be asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSortFilterProxyModel, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QToolTip, QWidget

from studio_app.ui.kit import theme
from studio_app.ui.voices import words
from studio_app.ui.voices.model import VoiceModel
from studio_app.ui.voices.row import VoiceRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_app.speech.library import Listing
    from studio_app.ui.voices.model import Key

#: How many rows before its end more is asked for: more than a screen shows.
_AHEAD = 60
#: How many rows are laid out at a time before they are seen.
_AT_A_TIME = 2
#: Milliseconds a pointer rests on a voice until it is heard, where the person wants that.
POINTED_MS = 300
_BACK_AND_FORTH = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)


class VoiceList(QListView):
    """Shows a ``VoiceModel``.

    Signals:
        listened(Listing), marked(Listing), opened(Listing), compared(Listing): Space or the button that plays; Insert, + or
            the mark at the right; Enter or a double click; C.
        picked_heard(int): the voice in the tray of that number is to be heard.
        chosen(Listing or None): another voice is the current one.
        pointed(Listing): the pointer has rested on it. pointed_away(): and no longer does.
        end_neared(): more rows would soon be seen.
        left_upwards(): Up in the first row.
        menu_requested(QPoint): where, in global coordinates.
    """

    listened = Signal(object)
    marked = Signal(object)
    opened = Signal(object)
    compared = Signal(object)
    picked_heard = Signal(int)
    chosen = Signal(object)
    pointed = Signal(object)
    pointed_away = Signal()
    end_neared = Signal()
    left_upwards = Signal()
    menu_requested = Signal(object)

    def __init__(self, name: str, title: str, parent: QWidget | None = None, *, starred: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._starred = starred
        self._pressed: tuple[int, str] = (-1, "")
        self._rested_on: Key | None = None
        self.voices = VoiceModel(self)
        # Lists ask again and again how many rows there are. Here it is Qt that answers, not Python.
        self._order = QSortFilterProxyModel(self)
        self._order.setDynamicSortFilter(False)
        self._order.setSourceModel(self.voices)
        self.setModel(self._order)
        self.row = VoiceRow(self.voices, self, starred=starred)
        self.setItemDelegate(self.row)
        self._rest = QTimer(self, singleShot=True, interval=POINTED_MS)
        self._rest.timeout.connect(self._rested)
        self._ahead = QTimer(self, singleShot=True, interval=0)
        self._ahead.timeout.connect(self._lay_ahead)
        self._top = 0
        self._look()
        self._keys: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Space: lambda: self._say(self.listened),
            Qt.Key.Key_Return: lambda: self._say(self.opened),
            Qt.Key.Key_Enter: lambda: self._say(self.opened),
            Qt.Key.Key_C: lambda: self._say(self.compared),
            Qt.Key.Key_Insert: lambda: self._say(self.marked),
            Qt.Key.Key_Plus: lambda: self._say(self.marked),
            **{Qt.Key(Qt.Key.Key_1 + n): partial(self.picked_heard.emit, n) for n in range(4)},
        }

    def _look(self) -> None:
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setMouseTracking(True)
        # What the list paints itself from edge to edge is moved as it is when it scrolls, and only new rows are painted.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.selectionModel().currentChanged.connect(lambda now, _before: self.chosen.emit(self.voices.at(now.row())))
        theme.themes().changed.connect(self._theme_changed)

    # What is shown

    def show_voices(self, listings: Sequence[Listing]) -> None:
        """Show these voices; the current one stays the current one where it is among them."""
        current = self.current
        self.voices.show(listings)
        if current is not None and self.current is None:
            self.choose(current.key)
        self._scrolled()

    def show_engines(self, on: bool) -> None:
        """Let the rows tell whose voices they are, or not: all are of one engine."""
        if on != self.voices.engines_shown:
            self.voices.engines_shown = on
            self.row.forget()
            self.viewport().update()

    @property
    def current(self) -> Listing | None:
        """Return the voice of the current row, None where there is none."""
        return self.voices.at(self.currentIndex().row())

    def choose(self, key: Key | None) -> None:
        """Make a voice the current one; none where it is not there."""
        row = self.voices.row_of(key)
        self.setCurrentIndex(self._order.index(row, 0) if row >= 0 else QModelIndex())

    def begin(self) -> None:
        """Stand at the first row again."""
        self.setCurrentIndex(QModelIndex())
        self.scrollToTop()

    def enter(self) -> None:
        """Take the keyboard, with a current row if there is any."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.current is None and self._order.rowCount():
            self.setCurrentIndex(self._order.index(0, 0))

    def around(self, listing: Listing) -> list[Listing]:
        """Return the voices next to one: what is likely to be heard next, the one below first."""
        row = self.voices.row_of(listing.key)
        found = [self.voices.at(near) for near in (row + 1, row + 2, row - 1)]
        return [one for one in found if one is not None and words.can_be_heard(one)]

    def _theme_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _scrolled(self) -> None:
        last = self.indexAt(QPoint(4, self.viewport().height() - 4)).row()
        count = self._order.rowCount()
        if count and (last < 0 or last >= count - _AHEAD):
            self.end_neared.emit()
        self._ahead.start()

    def _lay_ahead(self) -> None:
        """Lay the next screen out while nothing else is to be done: a few rows at a time, where the list scrolls to."""
        at = self.verticalScrollBar().value()
        height = max(1, self.row.height(self.viewport().width()))
        screen = self.viewport().height() // height + 2
        first = at // height + (screen if at >= self._top else -screen)
        if self.row.lay_ahead(max(0, first), max(0, first) + screen, self.viewport().width(), _AT_A_TIME):
            self._top = at
        else:
            self._ahead.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let rows become higher or lower where they get columns or lose them."""
        super().resizeEvent(event)
        if self.row.is_wide(event.oldSize().width()) != self.row.is_wide(event.size().width()):
            self.scheduleDelayedItemsLayout()
        self._scrolled()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground, and the rows upon it."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.row.ground)
        painter.end()
        super().paintEvent(event)

    # Keys

    def event(self, event: QEvent) -> bool:
        """Keep the list's keys from the window's shortcuts while the keyboard is here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._wish(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Do what a key means; letters are not searched for, there is a field for that."""
        call = self._wish(event)
        first = self.currentIndex().row() <= 0
        if call is not None:
            call()
        elif event.key() == Qt.Key.Key_Up and first and not event.modifiers():
            self.left_upwards.emit()
        elif event.key() in _BACK_AND_FORTH or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _wish(self, event: QKeyEvent) -> Callable[[], object] | None:
        kept = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        return self._keys.get(Qt.Key(event.key())) if not event.modifiers() & ~kept else None

    def _say(self, signal: object) -> None:
        if (listing := self.current) is not None:
            signal.emit(listing)  # type: ignore[attr-defined]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the menu, at the voice where a key opened it."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        if self.current is not None:
            self.menu_requested.emit(at)

    # The pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Make the voice the current one; on a button of its row, wait for the release."""
        row, part = self._part_at(event.position().toPoint())
        self._pressed = (row, part) if event.button() == Qt.MouseButton.LeftButton else (-1, "")
        if self._pressed[1]:
            self.setCurrentIndex(self._order.index(row, 0))
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Do what the button of a row does."""
        pressed, self._pressed = self._pressed, (-1, "")
        if not pressed[1]:
            super().mouseReleaseEvent(event)
        elif pressed == self._part_at(event.position().toPoint()):
            self._say(self.listened if pressed[1] == "play" else self.marked)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open a voice; a second click on a button is one more click on it."""
        if self._part_at(event.position().toPoint())[1]:
            self.mousePressEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._say(self.opened)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show which button is pointed at, and wait whether the pointer rests on a voice."""
        if self._pressed[1]:
            return
        super().mouseMoveEvent(event)
        at = self._part_at(event.position().toPoint())
        self._point(at)
        listing = self.voices.at(at[0])
        if listing is not None and listing.key != self._rested_on:
            self._forget_rest()
            self._rested_on = listing.key
            self._rest.start()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Point at nothing."""
        super().leaveEvent(event)
        self._point((-1, ""))
        self._forget_rest()

    def _forget_rest(self) -> None:
        self._rest.stop()
        if self._rested_on is not None:
            self._rested_on = None
            self.pointed_away.emit()

    def _rested(self) -> None:
        listing = self.voices.at(self.voices.row_of(self._rested_on))
        if listing is not None:
            self.pointed.emit(listing)

    def _point(self, at: tuple[int, str]) -> None:
        before, self.row.pointed = self.row.pointed, at
        if before != at:
            for row in {before[0], at[0]} - {-1}:
                self.update(self._order.index(row, 0))
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if at[1] else Qt.CursorShape.ArrowCursor)

    def _part_at(self, point: QPoint) -> tuple[int, str]:
        index = self.indexAt(point)
        if not index.isValid():
            return -1, ""
        return index.row(), self._part(index, point)

    def _part(self, index: QModelIndex, point: QPoint) -> str:
        """Return which button of a row is at a point, "" for none, or one that does nothing there."""
        part = self.row.part_at(QRect(self.visualRect(index)), point.x(), point.y())
        listing = self.voices.at(index.row())
        assert listing is not None
        if part == "play" and not words.can_be_heard(listing):
            return ""
        if part == "mark" and not self._starred and (listing.mine or listing.kind != "community"):
            return ""
        return part

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Say what is pointed at."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row, part = self._part_at(event.pos())
            listing = self.voices.at(row)
            QToolTip.showText(event.globalPos(), self._tip(listing, part) if listing is not None else "", self)
            return True
        return super().viewportEvent(event)

    def _tip(self, listing: Listing, part: str) -> str:
        if part == "play":
            return self.tr("Stop (Space)") if listing.key == self.voices.playing else self.tr("Listen (Space)")
        if part == "mark":
            own = self.voices.own.get(listing.key)
            if not self._starred:
                return self.tr("Add to my voices (Insert)")
            marked = own is not None and own.favourite
            return self.tr("No longer a favourite (Insert)") if marked else self.tr("Make it a favourite (Insert)")
        return tip(listing)


def tip(listing: Listing) -> str:
    """Return what else there is to say of a voice: its description, and every warning as a sentence."""
    told = (
        listing.description,
        words.kind_tip(listing.kind),
        words.price_tip(listing.rate),
        words.notice_tip(listing),
    )
    lines = [line for line in told if line]
    return "<p>" + "</p><p>".join(_escaped(line) for line in lines) + "</p>" if lines else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
