"""The start page: recent projects, and the ways to begin one. A book may also be dropped on it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImageReader, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio_app.ui.kit import icons, theme
from studio_app.ui.kit.controls import Elided, IconButton, ProgressLine, label, set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent, QResizeEvent

    from studio_app.session.recent import RecentProject

_COVER = QSize(72, 96)
_CARD = 384
_WIDEST = 1240
_DAY = 86_400


class StartPage(QWidget):
    """What a person sees first.

    Signals:
        open_requested(Path), import_requested(Path): a project, or a book, chosen or dropped.
        action_requested(id): a way to begin, an id of the action table.
        forget_requested(str): take a project off the list.
    """

    open_requested = Signal(object)
    import_requested = Signal(object)
    action_requested = Signal(str)
    forget_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self.setAccessibleName(self.tr("Start page"))
        self.setAcceptDrops(True)
        self._projects: tuple[RecentProject, ...] = ()
        self._cards: list[ProjectCard] = []
        self._columns = 0
        self._body = QWidget()
        self._body.setMaximumWidth(_WIDEST)
        self._body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._lay_out()
        theme.themes().changed.connect(self._retheme)
        self._retheme()

    def show_projects(self, projects: Sequence[RecentProject], missing: frozenset[str] = frozenset()) -> None:
        """Show the recent projects, the newest first; ``missing`` are paths whose file is not there."""
        if tuple(projects) == self._projects and {c.project.path for c in self._cards if c.missing} == missing:
            return
        self._projects = tuple(projects)
        for card in self._cards:
            card.deleteLater()
        self._cards = [self._card(p, missing=p.path in missing) for p in self._projects]
        self._recent.setVisible(bool(self._cards))
        self._first.setVisible(not self._cards)
        self._columns = 0
        self._arrange()

    def show_busy(self, sentence: str) -> None:
        """Say what is being opened; "" for nothing."""
        self._busy.setText(sentence)
        self._busy.setVisible(bool(sentence))

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """Take one local file."""
        if _dropped(event) is not None:
            event.acceptProposedAction()
            set_look(self._drop, "banner")

    def dragLeaveEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Forget it."""
        super().dragLeaveEvent(event)  # type: ignore[arg-type]
        set_look(self._drop, "drop")

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        """Open a project, import anything else."""
        set_look(self._drop, "drop")
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            (self.open_requested if path.suffix.lower() == ".lectern" else self.import_requested).emit(path)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Arrange the cards anew."""
        super().resizeEvent(event)
        self._arrange()

    # Building

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._body)
        column.setContentsMargins(48, 40, 48, 40)
        column.setSpacing(12)
        column.addLayout(self._build_head())
        column.addSpacing(12)
        column.addLayout(self._build_begin())
        column.addWidget(self._build_drop())
        column.addSpacing(16)
        self._first = label(
            self.tr("Your projects will be listed here. The sample shows everything in three clicks, with no account."),
            "dim",
            wrap=True,
        )
        column.addWidget(self._first)
        column.addWidget(self._build_recent())
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(self._body, 100)
        across.addStretch(1)
        area.setWidget(holder)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _build_head(self) -> QHBoxLayout:
        self._mark = QLabel()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label("Lectern", "display"))
        words.addWidget(label(self.tr("A studio for the spoken word"), "dim"))
        head = QHBoxLayout()
        head.setSpacing(20)
        head.addWidget(self._mark)
        head.addLayout(words, 1)
        self._busy = label("", "dim")
        self._busy.hide()
        head.addWidget(self._busy)
        return head

    def _build_begin(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self._ways = [
            _Way("file.import", "import", self.tr("Book or document"), self.tr("EPUB, DOCX, PDF, Markdown, text…")),
            _Way("file.import_page", "web", self.tr("Web page"), self.tr("An article by its address")),
            _Way("file.new", "new", self.tr("Blank"), self.tr("Write it here")),
            _Way("file.open_sample", "sample", self.tr("The sample"), self.tr("A short book to try")),
        ]
        for way in self._ways:
            way.clicked.connect(lambda _=False, id_=way.id: self.action_requested.emit(id_))
            row.addWidget(way, 1)
        return row

    def _build_drop(self) -> QFrame:
        self._drop = QFrame()
        self._drop.setProperty("look", "drop")
        row = QHBoxLayout(self._drop)
        row.setContentsMargins(16, 8, 8, 8)
        row.addWidget(label(self.tr("Or drop a book or a project anywhere on this page."), "dim"), 1)
        open_ = QPushButton(self.tr("Open a project…"))
        open_.setObjectName("start.file.open")
        open_.setProperty("kind", "quiet")
        open_.clicked.connect(lambda _=False: self.action_requested.emit("file.open"))
        row.addWidget(open_)
        return self._drop

    def _build_recent(self) -> QWidget:
        self._recent = QWidget()
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        column = QVBoxLayout(self._recent)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Recent projects"), "heading"))
        column.addLayout(self._grid)
        self._recent.hide()
        return self._recent

    def _card(self, project: RecentProject, *, missing: bool) -> ProjectCard:
        card = ProjectCard(project, self._recent, missing=missing)
        card.opened.connect(lambda: self.open_requested.emit(Path(project.path)))
        card.forgotten.connect(lambda: self.forget_requested.emit(project.path))
        return card

    def _arrange(self) -> None:
        room = min(self.width(), _WIDEST) - 96
        columns = max(1, min(3, room // _CARD))
        if columns == self._columns:
            return
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)

    def _retheme(self) -> None:
        self._mark.setPixmap(icons.app_icon().pixmap(QSize(64, 64), self.devicePixelRatioF()))


class _Way(QToolButton):
    """A way to begin: a wide button with an icon, a name and a line about it."""

    def __init__(self, id_: str, icon: str, name: str, detail: str) -> None:
        super().__init__()
        self.id = id_
        self._icon = icon
        self.setObjectName(f"start.{id_}")
        self.setAccessibleName(name)
        self.setAccessibleDescription(detail)
        self.setProperty("kind", "way")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._mark = QLabel()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Elided(name))
        line = Elided(detail)
        line.setProperty("look", "small")
        words.addWidget(line)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 14, 12, 14)
        self._row.setSpacing(14)
        self._row.addWidget(self._mark)
        self._row.addLayout(words, 1)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._retheme()
        theme.themes().changed.connect(self._retheme)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the room of its parts."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the least room."""
        return QSize(120, self._row.sizeHint().height())

    def _retheme(self) -> None:
        self._mark.setPixmap(icons.pixmap(self._icon, 28, "accent"))


class ProjectCard(QFrame):
    """One recent project: cover, title, author, length, progress.

    Signals:
        opened(), forgotten().
    """

    opened = Signal()
    forgotten = Signal()

    def __init__(self, project: RecentProject, parent: QWidget | None = None, *, missing: bool = False) -> None:
        super().__init__(parent)
        self.project = project
        self.missing = missing
        self.setObjectName("start.project")
        self.setProperty("look", "card-button")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(project.path)
        self.setMinimumWidth(_CARD - 40)
        self._cover = QLabel()
        self._cover.setFixedSize(_COVER)
        self._progress = ProgressLine(self.tr("Generated"))
        self._forget = IconButton("close", self.tr("Remove from this list"))
        self._forget.clicked.connect(self.forgotten)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 8, 12)
        row.setSpacing(16)
        row.addWidget(self._cover)
        row.addLayout(self._build_words(), 1)
        row.addWidget(self._forget, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(self.tr("Open {title}").format(title=project.title))
        self._retheme()
        theme.themes().changed.connect(self._retheme)

    def _build_words(self) -> QVBoxLayout:
        project = self.project
        title = Elided(project.title)
        title.setFont(theme.font(1.08, bold=True))
        author = Elided(project.author)
        author.setProperty("look", "dim")
        detail = Elided(self._detail())
        detail.setProperty("look", "warning" if self.missing else "small")
        self.setAccessibleDescription(", ".join(part for part in (project.author, self._detail()) if part))
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(title)
        words.addWidget(author)
        words.addStretch(1)
        words.addWidget(detail)
        words.addSpacing(4)
        share = project.generated / project.segments if project.segments else 0.0
        self._progress.show_share(share, "done" if share >= 1 else "running")
        words.addWidget(self._progress)
        return words

    def _detail(self) -> str:
        project = self.project
        if self.missing:
            return self.tr("Its file is not there")
        words = self.tr("{count} words").format(count=QLocale().toString(project.words))
        parts = [words, length(project.seconds) if project.seconds else "", ago(project.opened)]
        return " · ".join(part for part in parts if part)

    def _retheme(self) -> None:
        self._cover.setPixmap(cover_pixmap(self.project.cover, self.project.title, self.devicePixelRatioF()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Open on a click."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Open on Enter and Space, take off the list on Delete."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.forgotten.emit()
        else:
            super().keyPressEvent(event)


def cover_pixmap(path: str, title: str, ratio: float) -> QPixmap:
    """Return a cover of ``_COVER`` logical pixels with round corners; without a picture the title's first letter."""
    made = QPixmap(_COVER * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    rect = QRectF(0, 0, _COVER.width(), _COVER.height())
    frame = QPainterPath()
    frame.addRoundedRect(rect, 4, 4)
    painter.setClipPath(frame)
    painter.fillRect(rect, theme.colour("accent_soft"))
    image = _read(path, ratio)
    if image.isNull():
        painter.setPen(theme.colour("on_accent_soft"))
        painter.setFont(theme.font(2.4, bold=True))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, (title.strip() or "L")[:1].upper())
    else:
        painter.drawPixmap(rect, image, QRectF(image.rect()))
    painter.end()
    return made


def _read(path: str, ratio: float) -> QPixmap:
    """Read a picture cut to the shape of a cover, small from the start."""
    if not path:
        return QPixmap()
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        return QPixmap()
    reader.setScaledSize(size.scaled(_COVER * ratio, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    found = QPixmap.fromImage(reader.read())
    wanted = _COVER * ratio
    left, top = (found.width() - wanted.width()) // 2, (found.height() - wanted.height()) // 2
    return found.copy(left, top, wanted.width(), wanted.height())


def length(seconds: float) -> str:
    """Return a length to read: 3 h 12 min, 4 min, 20 s."""
    tr = QApplication.translate
    minutes = round(seconds / 60)
    if minutes < 1:
        return tr("Start", "{seconds} s").format(seconds=round(seconds))
    if minutes < 60:
        return tr("Start", "{minutes} min").format(minutes=minutes)
    return tr("Start", "{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


def ago(when: float) -> str:
    """Return when that was, to read."""
    tr = QApplication.translate
    if not when:
        return ""
    days = int(time.time() // _DAY - when // _DAY)
    if days <= 0:
        return tr("Start", "today")
    if days == 1:
        return tr("Start", "yesterday")
    return tr("Start", "{days} days ago").format(days=days)


def _dropped(event: QDragEnterEvent | QDropEvent) -> Path | None:
    urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(urls[0].toLocalFile()) if len(urls) == 1 else None
