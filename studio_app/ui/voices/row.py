"""How one voice is painted: what plays it, its name and kind, its language, what it is good for, and what to beware of.

Narrow rows have three lines, wide ones two in three columns. What is written in a row is laid out once and kept.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPen, QPixmap, QStaticText, QTransform
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio_app.ui.kit import icons, theme
from studio_app.ui.voices import words

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from studio_app.speech.library import Listing
    from studio_app.ui.voices.model import Key, VoiceModel

_Index = QModelIndex | QPersistentModelIndex
_PAD, _ABOVE, _BETWEEN, _GAP = 10, 9, 3, 8
_PLAY, _MARK, _SIGN = 30, 28, 16
#: From this width on (at the usual text size) a row has columns.
_WIDE = 620
#: Rows whose layout is kept: some screens full.
_KEPT = 400
#: Texts whose layout is kept.
_TEXTS = 800
_LETTERS = "ABCD"
_ROLES = (
    "accent",
    "accent_soft",
    "border",
    "chip",
    "chip_text",
    "danger",
    "danger_soft",
    "dim",
    "focus",
    "hover",
    "icon",
    "on_accent",
    "on_accent_soft",
    "selection",
    "selection_text",
    "text",
    "warning",
    "warning_soft",
)


class Piece(NamedTuple):
    """A text of a row, where it is, in which font ("bold", "plain", "small") and colour."""

    at: QPointF
    text: QStaticText
    font: str
    role: str


class Chip(NamedTuple):
    """A text of a row with a ground of its own."""

    rect: QRectF
    piece: Piece
    back: str


@dataclass(slots=True)
class Layout:
    """All that is written in a row of one width, counted from its upper left corner."""

    pieces: list[Piece] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)


class VoiceRow(QStyledItemDelegate):
    """Paints the rows of a list of voices.

    Args:
        model: whose rows they are, in the same order as in the view.
        starred: whether the mark at the right is the favourite's star; else it is what adds a voice.
    """

    def __init__(self, model: VoiceModel, parent: QWidget, *, starred: bool = False) -> None:
        super().__init__(parent)
        self._model = model
        self._starred = starred
        self._layouts: OrderedDict[tuple[Key, int, bool], tuple[object, object, Layout]] = OrderedDict()
        self.pointed: tuple[int, str] = (-1, "")
        self._wear()
        theme.themes().changed.connect(self._wear)

    def _wear(self) -> None:
        """Look colours, fonts and icons up once: a row is painted more often than the theme changes."""
        current = theme.themes().current
        self._colours = {role: current.colour(role) for role in _ROLES}
        self.ground = current.colour("panel")
        self._fonts: dict[str, QFont] = {
            "bold": theme.font(bold=True),
            "plain": theme.font(),
            "small": theme.font(0.88),
        }
        self._measures = {name: QFontMetrics(font) for name, font in self._fonts.items()}
        self._line = {name: measure.height() for name, measure in self._measures.items()}
        self._pixmaps: dict[tuple[str, str], QPixmap] = {}
        self._plays: dict[str, QPixmap] = {}
        self._statics: dict[tuple[str, str], QStaticText] = {}
        self._layouts.clear()

    def forget(self) -> None:
        """Lay all out anew: something else is to be told."""
        self._layouts.clear()

    # Where things are

    def is_wide(self, width: int) -> bool:
        """Return whether rows of this width have columns."""
        return width >= theme.scaled(_WIDE)

    def height(self, width: int) -> int:
        """Return how high a row of this width is."""
        bold, small = self._line["bold"], self._line["small"]
        return 2 * _ABOVE + bold + (1 if self.is_wide(width) else 2) * (small + _BETWEEN)

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of a row."""
        view = option.widget
        width = view.viewport().width() if hasattr(view, "viewport") else option.rect.width()
        return QSize(theme.scaled(240), self.height(width))

    def play_rect(self, rect: QRect) -> QRect:
        """Return where the button that plays is."""
        return QRect(rect.left() + _PAD, rect.top() + (rect.height() - _PLAY) // 2, _PLAY, _PLAY)

    def mark_rect(self, rect: QRect) -> QRect:
        """Return where the mark at the right is."""
        return QRect(rect.right() - _GAP - _MARK, rect.top() + (rect.height() - _MARK) // 2, _MARK, _MARK)

    def part_at(self, rect: QRect, x: int, y: int) -> str:
        """Return what is at a point of a row: "play", "mark", "" for the rest."""
        if self.play_rect(rect).adjusted(-6, -6, 6, 6).contains(x, y):
            return "play"
        return "mark" if self.mark_rect(rect).adjusted(-4, -8, 4, 8).contains(x, y) else ""

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        listing = self._model.at(index.row())
        if listing is None:
            return
        rect, flags = QRect(option.rect), option.state
        selected = bool(flags & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or flags & QStyle.StateFlag.State_MouseOver:
            self._round(painter, QRectF(rect).adjusted(3, 1, -3, -1), "selection" if selected else "hover", 6)
        self._paint_play(painter, rect, listing, index.row(), selected=selected)
        self._paint_mark(painter, rect, listing, index.row(), selected=selected)
        self._paint_text(painter, rect, listing, selected=selected)
        if flags & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._colours["focus"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(3, 2, -3, -2), 6, 6)
        painter.restore()

    def _round(self, painter: QPainter, rect: QRectF, role: str, radius: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours[role])
        painter.drawRoundedRect(rect, radius, radius)

    def _paint_play(self, painter: QPainter, rect: QRect, listing: Listing, row: int, *, selected: bool) -> None:
        """Paint the button that plays: filled while the voice is heard, a ring else, nothing where there is no sample."""
        if not words.can_be_heard(listing):
            return
        heard, waits = listing.key == self._model.playing, listing.key == self._model.waiting
        if heard or self.pointed == (row, "play"):
            look = "heard" if heard else "pointed"
        else:
            look = "waits" if waits else "selected" if selected else "plain"
        kept = self._plays.get(look)
        if kept is None:
            kept = self._plays[look] = self._play_button(look)
        painter.drawPixmap(self.play_rect(rect).topLeft(), kept)

    def _play_button(self, look: str) -> QPixmap:
        """Return the button that plays as it looks while it is heard, pointed at, awaited, in the selected row, else."""
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        made = QPixmap(QSize(_PLAY, _PLAY) * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRectF(1, 1, _PLAY - 2, _PLAY - 2)
        filled = look in ("heard", "pointed")
        if filled:
            self._round(painter, circle, "accent", circle.width() / 2)
        else:
            ring = {"waits": "accent", "selected": "selection_text"}.get(look, "border")
            style = Qt.PenStyle.DotLine if look == "waits" else Qt.PenStyle.SolidLine
            painter.setPen(QPen(self._colours[ring], 1.5, style))
            painter.drawEllipse(circle)
        role = "on_accent" if filled else "selection_text" if look == "selected" else "icon"
        self._draw(painter, "stop" if look == "heard" else "play", role, circle.center(), _SIGN)
        painter.end()
        return made

    def _paint_mark(self, painter: QPainter, rect: QRect, listing: Listing, row: int, *, selected: bool) -> None:
        name, role = self._mark(listing)
        if not name:
            return
        area = QRectF(self.mark_rect(rect))
        if self.pointed == (row, "mark") and not (listing.mine and not self._starred):
            self._round(painter, area, "accent_soft", 6)
            role = "on_accent_soft"
        elif selected:
            role = "selection_text"
        self._draw(painter, name, role, area.center(), 18)

    def _mark(self, listing: Listing) -> tuple[str, str]:
        if self._starred:
            own = self._model.own.get(listing.key)
            return ("favourite_on", "accent") if own is not None and own.favourite else ("favourite", "icon")
        if listing.mine:
            return "done", "accent"
        return ("add", "icon") if listing.kind == "community" else ("", "")

    def _draw(self, painter: QPainter, name: str, role: str, centre: QPointF, side: int) -> None:
        kept = self._pixmaps.get((name, role))
        if kept is None:
            kept = self._pixmaps[name, role] = icons.pixmap(name, side, role)
        painter.drawPixmap(QPointF(centre.x() - side / 2, centre.y() - side / 2), kept)

    def _paint_text(self, painter: QPainter, rect: QRect, listing: Listing, *, selected: bool) -> None:
        layout = self._layout(listing, rect.width())
        painter.translate(rect.left(), rect.top())
        for chip in layout.chips:
            self._round(painter, chip.rect, chip.back, chip.rect.height() / 2)
            self._write(painter, chip.piece, chip.piece.role)
        for piece in layout.pieces:
            self._write(painter, piece, "selection_text" if selected else piece.role)
        painter.translate(-rect.left(), -rect.top())

    def _write(self, painter: QPainter, piece: Piece, role: str) -> None:
        painter.setFont(self._fonts[piece.font])
        painter.setPen(self._colours[role])
        painter.drawStaticText(piece.at, piece.text)

    # Laying out

    def _layout(self, listing: Listing, width: int) -> Layout:
        key = (listing.key, width, listing.key in self._model.picked)
        own = self._model.own.get(listing.key)
        kept = self._layouts.get(key)
        if kept is not None and kept[0] is listing and kept[1] is own:
            return kept[2]
        made = self._lay_out(listing, width)
        self._layouts[key] = (listing, own, made)
        if len(self._layouts) > _KEPT:
            self._layouts.popitem(last=False)
        return made

    def lay_ahead(self, first: int, last: int, width: int, most: int) -> bool:
        """Lay out rows that may soon be seen, at most so many that were not yet; return whether all of them now are."""
        for row in range(first, last):
            listing = self._model.at(row)
            if listing is None:
                break
            if (listing.key, width, listing.key in self._model.picked) not in self._layouts:
                if not most:
                    return False
                most -= 1
                self._layout(listing, width)
        return True

    def _lay_out(self, listing: Listing, width: int) -> Layout:
        row = words.shown(listing, self._model.own.get(listing.key), engine=self._model.engines_shown)
        letter = _LETTERS[self._model.picked.index(listing.key)] if listing.key in self._model.picked else ""
        left, right = _PAD + _PLAY + 12.0, float(width - _GAP - _MARK - _GAP)
        made = Layout()
        if self.is_wide(width):
            self._lay_out_wide(made, row, left, right, letter)
        else:
            self._lay_out_narrow(made, row, left, right, letter)
        return made

    def _lay_out_narrow(self, made: Layout, row: words.Shown, left: float, right: float, letter: str) -> None:
        """Lay out three lines; where there is nothing for the last, the others stand in the middle."""
        small = self._line["small"] + _BETWEEN
        last = row.tags or row.use
        top = _ABOVE + (0.0 if last or row.notice else small / 2)
        second = top + self._line["bold"] + _BETWEEN
        self._head(made, row, left, right, top, letter)
        room = self._warnings(made, row, left, right, second)
        self._text(made, row.place, left, room, second, "small", "dim")
        room = self._ending(made, row.notice, left, right, second + small)
        self._text(made, last, left, room, second + small, "small", "dim")

    def _lay_out_wide(self, made: Layout, row: words.Shown, left: float, right: float, letter: str) -> None:
        """Lay out two lines in columns: who it is, what it is good for, what to beware of."""
        top = float(_ABOVE)
        second = top + self._line["bold"] + _BETWEEN
        end = left + (right - left) * 0.44
        middle = end + 16
        self._head(made, row, left, end, top, letter)
        self._text(made, row.place, left, end, second, "small", "dim")
        room = self._warnings(made, row, middle, right, top + 1)
        self._text(made, row.tags, middle, room, top + 1, "small", "text")
        room = self._ending(made, row.notice, middle, right, second)
        self._text(made, row.use, middle, room, second, "small", "dim")

    def _head(self, made: Layout, row: words.Shown, left: float, right: float, top: float, letter: str) -> None:
        """Lay out the name, and what kind of voice it is behind it, at the right end of the line."""
        room = self._chip(made, row.kind, right, top, "chip", "chip_text")
        if row.high_quality:
            room = self._chip(made, self.tr("HQ"), room - 4, top, "accent_soft", "on_accent_soft")
        start = left + self._letter(made, letter, left, top) + 6 if letter else left
        self._text(made, row.name, start, room - _GAP, top, "bold", "text")

    def _warnings(self, made: Layout, row: words.Shown, left: float, right: float, top: float) -> float:
        """Lay out what to beware of at the right end of a line; return where the rest of the line ends."""
        room = right
        if row.state:
            back, front = ("danger_soft", "danger") if row.failed else ("warning_soft", "warning")
            room = self._chip(made, row.state, room, top - 1, back, front) - 4
        if row.price:
            room = self._chip(made, row.price, room, top - 1, "warning_soft", "warning") - 4
        return max(left, room - 4 if room < right else room)

    def _ending(self, made: Layout, text: str, left: float, right: float, top: float) -> float:
        """Lay out a small text at the right end of a line; return where the rest of the line ends."""
        if not text:
            return right
        start = max(left, right - self._measures["small"].horizontalAdvance(text) - 2)
        self._text(made, text, start, right, top, "small", "dim")
        return start - 12

    def _letter(self, made: Layout, letter: str, left: float, top: float) -> float:
        """Lay out the letter of a voice in the tray; return its width."""
        side = float(self._line["bold"])
        rect = QRectF(left, top, side, side)
        text = self._static(letter, "small")
        at = rect.center() - QPointF(text.size().width() / 2, text.size().height() / 2)
        made.chips.append(Chip(rect, Piece(at, text, "small", "on_accent"), "accent"))
        return side

    def _chip(self, made: Layout, text: str, right: float, top: float, back: str, front: str) -> float:
        """Lay out a chip that ends at ``right``; return where it begins."""
        static = self._static(text, "small")
        width, height = static.size().width() + 14, float(self._line["small"] + 2)
        rect = QRectF(right - width, top, width, height)
        made.chips.append(Chip(rect, Piece(QPointF(rect.left() + 7, top + 1), static, "small", front), back))
        return rect.left()

    def _text(self, made: Layout, text: str, left: float, right: float, top: float, font: str, role: str) -> None:
        if text and right - left > 12:
            cut = self._measures[font].elidedText(text, Qt.TextElideMode.ElideRight, int(right - left))
            made.pieces.append(Piece(QPointF(left, top), self._static(cut, font), font, role))

    def _static(self, text: str, font: str) -> QStaticText:
        """Return a text that is laid out; kinds, languages and prices are the same in many rows."""
        kept = self._statics.get((text, font))
        if kept is not None:
            return kept
        if len(self._statics) >= _TEXTS:
            self._statics.clear()  # rows hold theirs
        made = self._statics[text, font] = QStaticText(text)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        made.prepare(QTransform(), self._fonts[font])
        return made
