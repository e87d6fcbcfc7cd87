"""The gutter: beside every paragraph a bar that says whether it has been generated, and buttons for the one pointed at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QFont, QHelpEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QToolTip, QWidget

from studio_app.session.states import State
from studio_app.ui.kit.controls import IconButton
from studio_app.ui.kit.icons import draw

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint, SignalInstance
    from PySide6.QtGui import QColor, QMouseEvent, QTextBlock

    from studio_app.ui.editor.page import Page

#: Pixels: the whole gutter, the bar and its place from the right edge, the side of a button.
WIDTH = 84
_BAR = 5
_BAR_X = WIDTH - 20
_BUTTON = 28
_TICK_MS = 50
#: Side of the sign for what failed, and pixels from one slanted stripe to the next.
_SIGN, _STEP = 15, 7


@dataclass(frozen=True, slots=True)
class Mark:
    """What is painted beside one paragraph. ``share`` is how much is generated, ``stripes`` are speakers' colours."""

    state: State | None
    share: float = 0.0
    locked: bool = False
    stripes: tuple[QColor, ...] = ()


class Teller(Protocol):
    """Who knows about paragraphs."""

    def mark(self, paragraph_id: int) -> Mark:
        """Return what is painted beside a paragraph."""

    def tip(self, paragraph_id: int) -> str:
        """Return the same in words."""


class Gutter(QWidget):
    """Paints a Mark for each paragraph in sight and holds the buttons of the paragraph pointed at, else the cursor's.

    Signals:
        play_requested(int), generate_requested(int): the paragraph whose button was pressed.
        chosen(int): the paragraph whose bar was clicked.
    """

    play_requested = Signal(int)
    generate_requested = Signal(int)
    chosen = Signal(int)

    def __init__(self, page: Page, teller: Teller) -> None:
        super().__init__(page)
        self._page = page
        self._teller = teller
        self._hovered: int | None = None
        self._phase = 0
        self._in_motion: list[QRectF] = []
        self._tiles: dict[tuple[str, float], QPixmap] = {}
        self._moving = QTimer(self, interval=_TICK_MS)
        self._moving.timeout.connect(self._tick)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("State of the paragraphs"))
        self.play = self._button("play", self.tr("Play from this paragraph"))
        self.play.clicked.connect(lambda: self._pressed(self.play_requested))
        self.generate = self._button("generate", self.tr("Generate this paragraph"))
        self.generate.clicked.connect(lambda: self._pressed(self.generate_requested))
        page.moved.connect(self.refresh)
        page.cursorPositionChanged.connect(self._place_buttons)
        page.pointed_at.connect(self._point_at)

    def _button(self, name: str, text: str) -> IconButton:
        button = IconButton(name, text, self)
        button.setObjectName(f"gutter.{name}")
        button.setIconSize(QSize(16, 16))
        button.resize(_BUTTON, _BUTTON)
        button.hide()
        return button

    @property
    def paragraph_id(self) -> int | None:
        """Return the paragraph the buttons are for: the one pointed at, else that of the cursor."""
        if self._hovered is not None and self._page.manuscript.block_of(self._hovered) is not None:
            return self._hovered
        return self._page.manuscript.id_at(self._page.textCursor().block())

    def refresh(self) -> None:
        """Follow the text: it moved, or states changed."""
        viewport = self._page.viewport().geometry()
        self.setGeometry(viewport.left() - WIDTH, viewport.top(), WIDTH, viewport.height())
        self._place_buttons()
        self.update()

    def _tick(self) -> None:
        """Move the bars of what is being generated, and paint nothing else."""
        self._phase += 1
        for bar in self._in_motion:
            self.update(bar.toAlignedRect())

    def _pressed(self, wish: SignalInstance) -> None:
        if (paragraph_id := self.paragraph_id) is not None:
            wish.emit(paragraph_id)

    # Pointing

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Point at a paragraph."""
        self._point_at(event.position().y())

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Point at none."""
        self._point_at(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the paragraph clicked at."""
        found = self._block_at(event.position().y())
        paragraph_id = self._page.manuscript.id_at(found) if found else None
        if paragraph_id is not None:
            self.chosen.emit(paragraph_id)

    def _point_at(self, y: float | None) -> None:
        found = None if y is None else self._block_at(y)
        hovered = self._page.manuscript.id_at(found) if found else None
        if hovered != self._hovered:
            self._hovered = hovered
            self._place_buttons()

    def _block_at(self, y: float) -> QTextBlock | None:
        for block, rect in self._page.visible_blocks():
            if y < rect.bottom() + 6:
                return block if y > rect.top() - 6 else None
        return None

    def _place_buttons(self) -> None:
        """Put the buttons beside the first line in sight of their paragraph."""
        paragraph_id = self.paragraph_id
        tip = "" if paragraph_id is None else self._teller.tip(paragraph_id)
        if tip != self.accessibleDescription():
            self.setAccessibleDescription(tip)
        block = None if paragraph_id is None else self._page.manuscript.block_of(paragraph_id)
        if block is None or paragraph_id is None or self._teller.mark(paragraph_id).state in (State.SILENT, State.OFF):
            self.play.hide()
            self.generate.hide()
            return
        rect = self._page.manuscript.lines.rect_of(block)
        top = rect.top() - self._page.verticalScrollBar().value()
        line = block.layout().lineAt(0)
        height = line.height() if line.isValid() else float(_BUTTON)
        y = round(min(max(top + (height - _BUTTON) / 2, 2.0), top + rect.height() - _BUTTON / 2))
        for number, button in enumerate((self.play, self.generate)):
            button.move(_BAR_X - 10 - (2 - number) * (_BUTTON + 2), y)
            button.show()

    def event(self, event: QEvent) -> bool:
        """Say in a tip what a bar means."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tip(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def _tip(self, at: QPoint, everywhere: QPoint) -> None:
        found = self._block_at(at.y())
        paragraph_id = self._page.manuscript.id_at(found) if found else None
        QToolTip.showText(everywhere, "" if paragraph_id is None else self._teller.tip(paragraph_id), self)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the marks of the paragraphs in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        moving: list[QRectF] = []
        for block, rect in self._page.visible_blocks():
            paragraph_id = self._page.manuscript.id_at(block)
            if paragraph_id is None:
                continue
            mark = self._teller.mark(paragraph_id)
            bar = QRectF(_BAR_X, rect.top() + 2, _BAR, max(8.0, rect.height() - 4))
            if mark.state is State.GENERATING:
                moving.append(bar)
            if rect.bottom() >= event.rect().top() and rect.top() <= event.rect().bottom():
                self._paint_mark(painter, bar, mark)
        painter.end()
        self._in_motion = moving
        if bool(moving) != self._moving.isActive():
            self._moving.start() if moving else self._moving.stop()

    def _paint_mark(self, painter: QPainter, bar: QRectF, mark: Mark) -> None:
        inks = self._page.manuscript.look.inks
        match mark.state:
            case State.GENERATED:
                _fill(painter, bar, inks.generated)
            case State.STALE:
                self._hatch(painter, bar, inks.stale, 0)
            case State.GENERATING:
                self._hatch(painter, bar, inks.generating, self._phase)
            case State.FAILED:
                if bar.height() > _SIGN:
                    _fill(painter, bar, inks.failed)
                _exclaim(painter, bar, inks.failed, inks.page)
            case State.MISSING:
                _hollow(painter, bar, inks.missing)
                if mark.share:
                    done = QRectF(bar)
                    done.setHeight(bar.height() * mark.share)
                    _fill(painter, done, inks.generated)
            case State.OFF:
                painter.setPen(QPen(inks.missing, 1.5, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(bar.center().x(), bar.top()), QPointF(bar.center().x(), bar.bottom()))
            case _:
                pass
        if mark.locked:
            draw(painter, "lock", QRectF(bar.right() + 2.5, bar.top() + 1, 13, 13), inks.dim)
        for number, colour in enumerate(mark.stripes):
            height = bar.height() / len(mark.stripes)
            painter.fillRect(QRectF(bar.right() + 3, bar.top() + number * height, 3, height), colour)

    def _hatch(self, painter: QPainter, bar: QRectF, ink: QColor, phase: int) -> None:
        """Paint a bar of slanted stripes; ``phase`` moves them down."""
        ratio = self.devicePixelRatioF()
        tile = self._tiles.get((ink.name(), ratio))
        if tile is None:
            tile = self._tiles[ink.name(), ratio] = _striped(ink, ratio)
        painter.setPen(QPen(ink, 1))
        painter.setBrush(QBrush(tile))
        painter.setBrushOrigin(QPointF(bar.left(), bar.top() + phase % _STEP))
        painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), _BAR / 2, _BAR / 2)


def _fill(painter: QPainter, bar: QRectF, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)


def _hollow(painter: QPainter, bar: QRectF, ink: QColor) -> None:
    painter.setPen(QPen(ink, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), _BAR / 2, _BAR / 2)


def _striped(ink: QColor, ratio: float) -> QPixmap:
    """Return a square of slanted stripes that fits to itself on every side."""
    tile = QPixmap(QSize(_STEP, _STEP) * ratio)
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 2.6))
    for shift in (-_STEP, 0, _STEP):
        painter.drawLine(QPointF(shift, _STEP), QPointF(shift + _STEP, 0))
    painter.end()
    return tile


def _exclaim(painter: QPainter, bar: QRectF, ink: QColor, page: QColor) -> None:
    """Paint a sign that needs no colour to be seen."""
    disc = QRectF(0, 0, _SIGN, _SIGN)
    disc.moveCenter(QPointF(bar.center().x(), bar.top() + 7))
    painter.setPen(QPen(page, 1.5))
    painter.setBrush(ink)
    painter.drawEllipse(disc)
    font = QFont(painter.font())
    font.setPixelSize(11)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(page)
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, "!")
