"""The start page: recent projects, and the ways to begin one. A book may also be dropped on it."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QDate,
    QEvent,
    QLocale,
    QRectF,
    QRunnable,
    QSize,
    Qt,
    QThreadPool,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import (
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

from studio_app.settings.places import resources
from studio_app.ui.kit import amounts, icons, theme
from studio_app.ui.kit.controls import Elided, IconButton, ProgressLine, button, label, set_look

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent

    from studio_app.session.recent import RecentProject

_COVER = QSize(72, 96)
_CARD = 372
_WAY = 200
_WIDEST = 1240
_DAYS_TOLD = 30


class StartPage(QWidget):
    """What a person sees first.

    Signals:
        open_requested(Path), import_requested(Path): a project, or a book, chosen or dropped.
        action_requested(id): a way to begin, an id of the action table.
        forget_requested(str): take a project off the list.
        sample_read(QImage): the sample's cover is there.
    """

    open_requested = Signal(object)
    import_requested = Signal(object)
    action_requested = Signal(str)
    forget_requested = Signal(str)
    sample_read = Signal(QImage)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self.setAccessibleName(self.tr("Start page"))
        self.setAcceptDrops(True)
        self._projects: tuple[RecentProject, ...] = ()
        self._cards: list[ProjectCard] = []
        self._columns = (0, 0)
        self._sample = QImage()
        self.sample_read.connect(self._show_sample)
        self._body = QWidget()
        self._body.setMaximumWidth(_WIDEST)
        self._body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._lay_out()
        theme.themes().changed.connect(self._retheme)
        self._retheme()

    def show_projects(self, projects: Sequence[RecentProject], missing: frozenset[str] = frozenset()) -> None:
        """Show the recent projects, the newest first; ``missing`` are paths whose file is not there."""
        if not projects:
            self._read_sample()
        if tuple(projects) == self._projects and {c.project.path for c in self._cards if c.missing} == missing:
            return
        self._projects = tuple(projects)
        held = next((n for n, c in enumerate(self._cards) if c.hasFocus() or c.isAncestorOf(self.focusWidget())), None)
        for card in self._cards:
            card.deleteLater()
        self._cards = [self._card(p, missing=p.path in missing) for p in self._projects]
        self._recent.setVisible(bool(self._cards))
        self._first.setVisible(not self._cards)
        self._columns = (0, 0)
        self._arrange()
        if held is not None:
            self.take_focus(held)

    def show_warnings(self, warnings: Mapping[str, str]) -> None:
        """Warn on the cards of these projects, by path: a voice was withdrawn."""
        for card in self._cards:
            card.warn(warnings.get(card.project.path, ""))

    def show_busy(self, sentence: str) -> None:
        """Say what is being opened; "" for nothing."""
        self._busy.setVisible(bool(sentence))
        self._busy_said.show_text(sentence)
        self._busy_bar.setAccessibleName(sentence)

    def take_focus(self, row: int = 0) -> None:
        """Put the keyboard on a project, the newest if none is named; where there is none, on the first way to begin."""
        there: _Tile = self._cards[min(row, len(self._cards) - 1)] if self._cards else self._ways[0]
        there.show()  # a hidden one would not take it
        there.setFocus()

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """Take one local file."""
        if _dropped(event) is not None:
            event.acceptProposedAction()
            set_look(self._drop, "drop-here")

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
        self._first = self._build_first()
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
        head.addWidget(self._build_busy())
        return head

    def _build_busy(self) -> QWidget:
        self._busy = QWidget()
        self._busy.setFixedWidth(280)
        self._busy_said = Elided()
        self._busy_bar = ProgressLine("")
        self._busy_bar.show_share(None)
        column = QVBoxLayout(self._busy)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._busy_said)
        column.addWidget(self._busy_bar)
        self._busy.hide()
        return self._busy

    def _build_begin(self) -> QGridLayout:
        self._begin = QGridLayout()
        self._begin.setSpacing(12)
        self._ways = [
            _Way("file.import", "import", self.tr("Book or document"), self.tr("EPUB, DOCX, PDF, text…")),
            _Way("file.import_page", "web", self.tr("Web page"), self.tr("An article by its address")),
            _Way("file.import_script", "script", self.tr("Script"), self.tr("A voiceover: CSV, SRT…")),
            _Way("file.new_voiceover", "timeline", self.tr("Voiceover"), self.tr("An empty timeline")),
            _Way("file.new", "new", self.tr("Blank"), self.tr("Write it here")),
            _Way("file.open_sample", "sample", self.tr("The sample"), self.tr("A short book to try")),
        ]
        for number, way in enumerate(self._ways):
            way.clicked.connect(lambda _=False, id_=way.id: self.action_requested.emit(id_))
            self._begin.addWidget(way, 0, number)  # in the order of Tab; where they stand is up to the room there is
        return self._begin

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

    def _build_first(self) -> QWidget:
        """What a person sees who has no project yet: three clicks to the first paragraph heard."""
        card = QFrame()
        card.setProperty("look", "card")
        self._sample_cover = QLabel()
        self._sample_cover.setFixedSize(_COVER)
        go = button(self.tr("Open the sample"), lambda: self.action_requested.emit("file.open_sample"), kind="primary")
        go.setObjectName("start.first")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(self.tr("Hear it in three clicks"), "heading"))
        about = self.tr(
            "Open the sample, press Play and let it generate. It is spoken on this computer: no account, no key, no cost."
        )
        words.addWidget(label(about, "dim", wrap=True))
        words.addStretch(1)
        words.addWidget(label(self.tr("Your own projects will be listed here."), "small"))
        row = QHBoxLayout(card)
        row.setContentsMargins(20, 20, 24, 20)
        row.setSpacing(20)
        row.addWidget(self._sample_cover)
        row.addLayout(words, 1)
        row.addWidget(go, 0, Qt.AlignmentFlag.AlignVCenter)
        return card

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
        card.clicked.connect(lambda _=False: self.open_requested.emit(Path(project.path)))
        card.forgotten.connect(lambda: self.forget_requested.emit(project.path))
        return card

    def _arrange(self) -> None:
        """Put ways and cards into as many columns as there is room for."""
        room = min(self.width(), _WIDEST) - 96
        ways = next(columns for columns in (3, 2, 1) if columns == 1 or room >= columns * theme.scaled(_WAY))
        cards = max(1, min(3, room // theme.scaled(_CARD)))
        if (ways, cards) != self._columns:
            self._columns = (ways, cards)
            _spread(self._begin, self._ways, ways)
            _spread(self._grid, self._cards, cards)

    def _retheme(self) -> None:
        self._arrange()
        self._mark.setPixmap(icons.app_icon().pixmap(QSize(64, 64), self.devicePixelRatioF()))
        self._show_sample(self._sample)

    def _read_sample(self) -> None:
        """Read the sample's cover, which only somebody without projects sees."""
        if self._sample.isNull():
            path = resources() / "samples" / "the-lectern-maker" / "cover.jpg"
            _read_beside(str(path), self.devicePixelRatioF(), self.sample_read)

    def _show_sample(self, picture: QImage) -> None:
        self._sample = picture
        self._sample_cover.setPixmap(cover_pixmap(picture, "L", self.devicePixelRatioF()))


def _spread(grid: QGridLayout, widgets: Sequence[QWidget], columns: int) -> None:
    """Put widgets into a grid row by row."""
    for column in range(grid.columnCount()):
        grid.setColumnStretch(column, 1 if column < columns else 0)
    for number, widget in enumerate(widgets):
        grid.addWidget(widget, number // columns, number % columns)
    for column in range(columns):
        grid.setColumnStretch(column, 1)


class _Tile(QToolButton):
    """A wide button with things laid out on it, which let the mouse through."""

    def __init__(self, id_: str, kind: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(id_)
        self.setAccessibleName(name)
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._row = QHBoxLayout(self)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the room of its parts."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the least room."""
        return QSize(120, self._row.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Press on Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class _Way(_Tile):
    """A way to begin: an icon, a name and a line about it."""

    def __init__(self, id_: str, icon: str, name: str, detail: str) -> None:
        super().__init__(f"start.{id_}", "way", name)
        self.id = id_
        self._icon = icon
        self.setAccessibleDescription(detail)
        self._mark = QLabel()
        self._name = Elided(name)
        self._detail = Elided(detail)
        self._detail.setProperty("look", "small")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._detail)
        self._row.setContentsMargins(16, 14, 12, 14)
        self._row.setSpacing(14)
        self._row.addWidget(self._mark)
        self._row.addLayout(words, 1)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._retheme()
        theme.themes().changed.connect(self._retheme)

    def _retheme(self) -> None:
        self._name.setFont(theme.font(bold=True))
        self._mark.setPixmap(icons.pixmap(self._icon, 28, "accent"))


class ProjectCard(_Tile):
    """One recent project: cover, title, author, length, progress. ``clicked`` opens it.

    Signals:
        forgotten(): take it off the list.
        cover_read(QImage): its picture is there.
    """

    forgotten = Signal()
    cover_read = Signal(QImage)

    def __init__(self, project: RecentProject, parent: QWidget | None = None, *, missing: bool = False) -> None:
        super().__init__("start.project", "card", "", parent)
        self.project = project
        self.missing = missing
        self._warning = ""
        self._picture = QImage()
        self._cover = QLabel()
        self._cover.setFixedSize(_COVER)
        self._progress = ProgressLine(self.tr("Generated"))
        self._forget = IconButton("close", self.tr("Remove {title} from this list").format(title=project.title))
        self._forget.setObjectName("start.forget")
        self._forget.clicked.connect(self.forgotten)
        self._row.setContentsMargins(12, 12, 12, 12)
        self._row.setSpacing(16)
        self._row.addWidget(self._cover)
        self._row.addLayout(self._build_words(), 1)
        self.setAccessibleName(self.tr("Open {title}").format(title=project.title))
        for child in (*self.findChildren(QLabel), self._progress):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._retheme()
        theme.themes().changed.connect(self._retheme)
        self.cover_read.connect(self._show_cover)
        if project.cover:
            QThreadPool.globalInstance().start(
                _Reading(project.cover, _COVER * self.devicePixelRatioF(), self.cover_read)
            )

    def _build_words(self) -> QVBoxLayout:
        project = self.project
        heard = self.tr("{length} to hear").format(length=amounts.length(project.seconds)) if project.seconds else ""
        aloud = (project.author, self._said(heard), self._progress_said())
        self.setAccessibleDescription(", ".join(part for part in aloud if part))
        self.setToolTip(project.path)
        self._title = Elided(project.title)
        author = Elided(project.author)
        author.setProperty("look", "dim")
        line = self._line = Elided(self._said(amounts.length(project.seconds) if project.seconds else ""))
        line.setProperty("look", "warning" if self.missing else "small")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._forget, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(head)
        words.addWidget(author)
        words.addStretch(1)
        words.addWidget(line)
        words.addSpacing(6)
        share = project.generated / project.segments if project.segments else 0.0
        self._progress.show_share(share, "done" if share >= 1 else "running")
        self._progress.setToolTip(self._progress_said())
        self._progress.setVisible(bool(self._progress_said()))
        words.addWidget(self._progress)
        return words

    def warn(self, sentence: str) -> None:
        """Show a warning in place of the length; "" where all is well."""
        if self.missing or sentence == self._warning:
            return
        self._warning = sentence
        project = self.project
        self._line.show_text(sentence or self._said(amounts.length(project.seconds) if project.seconds else ""))
        set_look(self._line, "warning" if sentence else "small")
        heard = self.tr("{length} to hear").format(length=amounts.length(project.seconds)) if project.seconds else ""
        told = (project.author, sentence or self._said(heard), self._progress_said())
        self.setAccessibleDescription(", ".join(part for part in told if part))
        self.setToolTip("\n".join(part for part in (project.path, sentence) if part))

    def _said(self, heard: str) -> str:
        project = self.project
        if self.missing:
            return self.tr("Its file is not there")
        number = self.tr("{count} words", "", project.words).format(count=amounts.count(project.words))
        return " · ".join(part for part in (number, heard, ago(project.opened)) if part)

    def _progress_said(self) -> str:
        project = self.project
        if not project.segments or self.missing:
            return ""
        return self.tr("{percent} % generated").format(percent=int(100 * project.generated / project.segments))

    def _retheme(self) -> None:
        self._title.setFont(theme.font(1.08, bold=True))
        self._show_cover(self._picture)

    def _show_cover(self, picture: QImage) -> None:
        self._picture = picture
        self._cover.setPixmap(cover_pixmap(picture, self.project.title, self.devicePixelRatioF()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Take it off the list on Delete."""
        if event.key() == Qt.Key.Key_Delete:
            self.forgotten.emit()
        else:
            super().keyPressEvent(event)


class _Reading(QRunnable):
    """Reads a picture beside the window, cut to the shape of a cover, small from the start."""

    def __init__(self, path: str, wanted: QSize, read: SignalInstance) -> None:
        super().__init__()
        self._path, self._wanted, self._read = path, wanted, read

    def run(self) -> None:
        """Read; a picture that cannot be read is none."""
        reader = QImageReader(self._path)
        reader.setAutoTransform(True)
        if not reader.size().isValid():
            return
        reader.setScaledSize(reader.size().scaled(self._wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
        found = reader.read()
        if found.isNull():
            return
        left, top = (found.width() - self._wanted.width()) // 2, (found.height() - self._wanted.height()) // 2
        with suppress(RuntimeError):  # the card went away meanwhile
            self._read.emit(found.copy(left, top, self._wanted.width(), self._wanted.height()))


def _read_beside(path: str, ratio: float, read: SignalInstance) -> None:
    QThreadPool.globalInstance().start(_Reading(path, _COVER * ratio, read))


def cover_pixmap(picture: QImage, title: str, ratio: float) -> QPixmap:
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
    if picture.isNull():
        painter.setPen(theme.colour("on_accent_soft"))
        painter.setFont(theme.font(2.4, bold=True))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, (title.strip() or "L")[:1].upper())
    else:
        painter.drawImage(rect, picture)
    painter.end()
    return made


def ago(when: float, now: float | None = None) -> str:
    """Return the day a moment (seconds since 1970) was on, as it is spoken of; "" for 0."""
    if not when:
        return ""
    tr = QCoreApplication.translate
    day = datetime.fromtimestamp(when).astimezone().date()
    days = (datetime.fromtimestamp(time.time() if now is None else now).astimezone().date() - day).days
    if days <= 0:
        return tr("Start", "today")
    if days == 1:
        return tr("Start", "yesterday")
    if days < _DAYS_TOLD:
        return tr("Start", "%n days ago", None, days)
    return amounts.locale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)


def _dropped(event: QDragEnterEvent | QDropEvent) -> Path | None:
    urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(urls[0].toLocalFile()) if len(urls) == 1 else None
