"""The cover as it is chosen: shown, dropped on, removed. Pictures are decoded beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from studio_app.ui.kit import icons, theme
from studio_app.ui.kit.controls import button, label, set_look
from studio_app.ui.kit.dialogs import file_dialog

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from studio_app.domain.manuscript import Cover

#: The side of the field, in logical pixels.
SIDE = 144
#: The least side of a cover that the large audiobook shops take, in pixels.
SHOP_SIDE = 2400


class CoverField(QWidget):
    """A square with the cover, and its buttons.

    Signals:
        file_chosen: Path of a picture somebody must read; answer with ``show_cover``.
        removed: the person wants no cover.
    """

    file_chosen = Signal(object)
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cover: Cover | None = None
        self._picture = _Picture(self)
        self._picture.dropped.connect(self.file_chosen)
        self._picture.chosen.connect(self._choose)
        self._picture.measured.connect(self._measured)
        self._pick = button(self.tr("Choose…"), self._choose, parent=self)
        self._pick.setObjectName("export.cover.choose")
        self._pick.setAccessibleName(self.tr("Choose a cover"))
        self._remove = button(self.tr("Remove"), self._take_away, kind="quiet", parent=self)
        self._remove.setObjectName("export.cover.remove")
        self._remove.setAccessibleName(self.tr("Remove the cover"))
        self._says = label("", "small", self, wrap=True)
        beside = QVBoxLayout()
        beside.setSpacing(4)
        for made in (self._pick, self._remove):
            beside.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addWidget(self._says)
        beside.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(beside, 1)
        self.show_cover(None)

    def show_cover(self, cover: Cover | None) -> None:
        """Show a cover; None: there is none."""
        self.cover = cover
        self._remove.setVisible(cover is not None)
        self._say("")
        self._picture.show_data(cover.data if cover is not None else b"")

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return (self._pick, self._remove)

    def show_refusal(self, sentence: str) -> None:
        """Say why a picture cannot be the cover; the one before stays."""
        self._say(sentence, "danger")

    def _say(self, text: str, look: str = "small") -> None:
        set_look(self._says, look)
        self._says.setText(text)
        self._says.setVisible(bool(text))

    def _measured(self, size: QSize) -> None:
        """Say how large the cover is, and what shops would not take of it."""
        pixels = self.tr("{width} × {height} pixels").format(width=size.width(), height=size.height())
        if size.width() != size.height():
            pixels += "\n" + self.tr("Audiobook shops ask for a square.")
        elif size.width() < SHOP_SIDE:
            pixels += "\n" + self.tr("Audiobook shops ask for at least {side} × {side}.").format(side=SHOP_SIDE)
        self._say(pixels)

    def _take_away(self) -> None:
        self.show_cover(None)
        self._pick.setFocus()
        self.removed.emit()

    def _choose(self) -> None:
        pictures = ";;".join((self.tr("Pictures (*.jpg *.jpeg *.png)"), self.tr("All files (*)")))
        dialog = file_dialog(self.window(), self.tr("Choose a cover"), QFileDialog.FileMode.ExistingFile, pictures)
        dialog.fileSelected.connect(lambda path: self.file_chosen.emit(Path(path)))
        dialog.open()


class _Picture(QFrame):
    """The square itself. A decoded picture arrives by ``_decoded`` from a thread; a late one is dropped by its number."""

    dropped = Signal(object)
    chosen = Signal()
    measured = Signal(QSize)
    _decoded = Signal(int, QImage, QSize)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedSize(SIDE, SIDE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._pixmap = QPixmap()
        self._number = 0
        self._over = False
        self._waits = False
        self._decoded.connect(self._show)
        self._name(self.tr("No cover. Drop a picture here, or choose one."))

    def show_data(self, data: bytes) -> None:
        """Show a picture file, b"" for none."""
        self._number += 1
        self._pixmap = QPixmap()
        self._waits = bool(data)
        self._name(
            self.tr("The cover is being read.") if data else self.tr("No cover. Drop a picture here, or choose one.")
        )
        self.update()
        if data:
            number, side = self._number, round((SIDE - 8) * self.devicePixelRatioF())
            QThreadPool.globalInstance().start(lambda: self._decode(number, data, side))

    def _decode(self, number: int, data: bytes, side: int) -> None:
        """Decode at the size that is shown. Runs on a thread of the pool."""
        image, size = thumbnail(data, side)
        try:
            self._decoded.emit(number, image, size)
        except RuntimeError:
            return  # the dialog was closed and taken apart meanwhile

    def _show(self, number: int, image: QImage, size: QSize) -> None:
        if number != self._number:
            return
        self._waits = False
        self.update()
        if image.isNull():
            self._name(self.tr("The cover cannot be shown; it may be damaged."))
            return
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._pixmap = QPixmap.fromImage(image)
        self._name(self.tr("Cover, {width} × {height} pixels").format(width=size.width(), height=size.height()))
        self.measured.emit(size)

    def _name(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setToolTip(name)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's signature
        """Draw the picture, or the place for one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = self.rect().adjusted(1, 1, -1, -1)
        empty = self._pixmap.isNull()
        painter.setBrush(theme.colour("accent_soft" if self._over else "field"))
        edge = Qt.PenStyle.DashLine if empty or self._over else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour("focus" if self._over else "border" if empty else "line"), 1, edge))
        painter.drawRoundedRect(inside, 8, 8)
        if empty:
            mark = icons.pixmap("picture", 40, "dim")
            painter.drawPixmap((self.width() - 40) // 2, (self.height() - 76) // 2, mark)
            painter.setPen(theme.colour("dim"))
            below = inside.adjusted(8, SIDE // 2 + 8, -8, -8)
            flags = int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(below, flags, self.tr("Reading…") if self._waits else self.tr("Drop a picture here"))
        else:
            size = self._pixmap.deviceIndependentSize().toSize()
            painter.drawPixmap((self.width() - size.width()) // 2, (self.height() - size.height()) // 2, self._pixmap)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Choose on a click."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """Take one local file."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: ARG002, N802  Qt's signature
        """Look as before."""
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        """Take the dropped file."""
        self._over = False
        self.update()
        event.acceptProposedAction()
        self.dropped.emit(Path(event.mimeData().urls()[0].toLocalFile()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Leave keys to the dialog."""
        event.ignore()


def thumbnail(data: bytes, side: int) -> tuple[QImage, QSize]:
    """Decode a picture file to fit a square of ``side`` pixels; return it and its full size. Null where it cannot be read.

    May be called on any thread.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    full = reader.size()
    if full.isValid():
        reader.setScaledSize(full.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read(), full
