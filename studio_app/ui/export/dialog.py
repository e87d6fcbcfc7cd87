"""The export dialog: what is to become a file, where, and whether anything stands against it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio_app.ui.export.chapters import ChapterChoice
from studio_app.ui.export.cover import CoverField
from studio_app.ui.export.fields import MetadataForm
from studio_app.ui.export.notice import Notice
from studio_app.ui.export.qualities import FORMAT_ROWS, TEMPLATE_FIELDS, quality_index, row_of, said
from studio_app.ui.kit import amounts
from studio_app.ui.kit.controls import Line, button, label, set_look
from studio_app.ui.kit.dialogs import file_dialog
from studio_app.ui.kit.throttle import Debounce

if TYPE_CHECKING:
    from studio_app.domain.manuscript import Cover, Metadata
    from studio_app.domain.project import Project
    from studio_app.session.export import ExportWish
    from studio_app.session.work import ExportOutlook
    from studio_app.ui.export.chapters import StateOf

#: How files are named unless the person says otherwise, by the way of splitting.
USUAL_TEMPLATES = {"book": "{book}", "chapters": "{number} - {title}"}
#: Milliseconds without a change before the files are planned anew.
_QUIET = 150

_W = TypeVar("_W", bound=QWidget)


class ExportDialog(QDialog):
    """Asks what to export. Book details and cover are edits of the project and hold at once, as everywhere.

    Open it with ``start()``; answer ``outlook_requested`` with ``show_outlook`` or ``show_refusal``.

    Signals:
        outlook_requested: an ExportWish somebody must look into.
        export_requested: the ExportWish the person agreed to; the dialog closes, progress belongs to the activity panel.
        generate_requested: ids of the chapters (a tuple) to be generated first; the dialog closes.
        metadata_changed: Metadata to be taken over.
        cover_file_chosen: Path of a picture to be read; answer with ``take_cover`` or ``refuse_cover``.
        cover_changed: Cover or None to be taken over.
    """

    outlook_requested = Signal(object)
    export_requested = Signal(object)
    generate_requested = Signal(object)
    metadata_changed = Signal(object)
    cover_file_chosen = Signal(object)
    cover_changed = Signal(object)

    def __init__(self, project: Project, wish: ExportWish, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.export")
        self.setWindowTitle(self.tr("Export audio"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._metadata = project.metadata
        self._base = wish
        self._outlook: ExportOutlook | None = None
        #: It is closed: an answer that comes late finds nothing to be shown on.
        self._over = False
        self._split_touched = bool(wish.template) and wish.split != row_of(wish.format).split
        self._templates = dict(USUAL_TEMPLATES)
        self._plan = Debounce(_QUIET, self._ask_outlook, self)
        self._make_fields()
        self._make_footer()
        self._lay_out()
        self._fill(project, wish)
        self._connect()

    # What the shell calls

    def start(self) -> None:
        """Open and look into the first wish."""
        self.open()
        self._format.setFocus()
        self._ask_outlook()

    def show_states(self, state_of: StateOf) -> None:
        """Write beside the chapters how far they are, and look again each second while this is open."""
        self._chapters.show_states(state_of)

    def show_cover(self, cover: Cover | None) -> None:
        """Show the cover the project has."""
        if not self._over:
            self._cover.show_cover(cover)

    def take_cover(self, cover: Cover) -> None:
        """Show a cover that was read on the person's wish, and hand it on."""
        if not self._over:
            self._cover.show_cover(cover)
            self.cover_changed.emit(cover)

    def refuse_cover(self, sentence: str) -> None:
        """Say why a picture cannot be the cover."""
        if not self._over:
            self._cover.show_refusal(sentence)

    def show_outlook(self, wish: ExportWish, outlook: ExportOutlook) -> None:
        """Show what ``wish`` would write. An outlook on what is no longer wished is passed over."""
        if self._over or wish != self._asked:
            return
        self._outlook = outlook
        self._refused.say("")
        self._show_names(outlook)
        self._show_lacking(outlook)
        self._show_in_the_way(outlook)
        self._show_summary(outlook)
        self._show_buttons()

    def show_refusal(self, wish: ExportWish, sentence: str) -> None:
        """Say why ``wish`` cannot be done."""
        if self._over or wish != self._asked:
            return
        self._outlook = None
        self._names.clear()
        self._summary.setText("")
        self._lacking.say("")
        self._in_the_way.say("")
        self._usual.setVisible(self.wish.template != USUAL_TEMPLATES[self._split])
        self._refused.say(sentence, "danger")
        self._show_buttons()

    @property
    def wish(self) -> ExportWish:
        """What is chosen now."""
        row = FORMAT_ROWS[self._format.currentIndex()]
        quality = row.qualities[max(0, self._quality.currentIndex())]
        return replace(
            self._base,
            out=Path(self._folder.text()).expanduser(),
            format=row.id,
            split=self._split,
            bitrate_kbps=quality.bitrate_kbps,
            bits=quality.bits or 16,
            template=self._template.text().strip(),
            normalize=self._loudness.isChecked(),
            overwrite=self._replace.isChecked(),
            incomplete=False,
            chapter_ids=self._chapters.wished,
        )

    def done(self, result: int) -> None:
        """Take over what is said about the book, whichever way the dialog closes."""
        self._commit_metadata()
        self._plan.cancel()
        self._over = True
        super().done(result)

    # Building

    def _make_fields(self) -> None:
        self._cover = CoverField(self)
        self._about = MetadataForm(self)
        self._format = _named(QComboBox(self), "export.format", self.tr("Format"))
        for row in FORMAT_ROWS:
            self._format.addItem(said(row.text), row.id)
        self._quality = _named(QComboBox(self), "export.quality", self.tr("Quality"))
        self._whole = _named(QRadioButton(self.tr("One file"), self), "export.split.book", self.tr("One file"))
        self._parts = _named(
            QRadioButton(self.tr("A file for each chapter"), self),
            "export.split.chapters",
            self.tr("A file for each chapter"),
        )
        self._template = _named(QLineEdit(self), "export.template", self.tr("File names"))
        self._names = _named(QListWidget(self), "export.names", self.tr("The files that will be written"))
        self._names.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._names.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self._names.setUniformItemSizes(True)
        self._names.setFixedHeight(3 * (self._names.fontMetrics().height() + 8) + 8)
        self._folder = _named(QLineEdit(self), "export.folder", self.tr("Folder"))
        self._browse = button(self.tr("Choose…"), self._choose_folder, parent=self)
        self._browse.setObjectName("export.folder.choose")
        self._browse.setAccessibleName(self.tr("Choose the folder"))
        self._loudness = _named(QCheckBox(self.tr("Even loudness"), self), "export.loudness", self.tr("Even loudness"))
        tip = self.tr("Brings every chapter to the same loudness, with its peaks held, as shops ask for.")
        self._loudness.setToolTip(tip)
        self._loudness.setAccessibleDescription(tip)
        self._chapters = ChapterChoice(self)

    def _make_footer(self) -> None:
        self._refused = Notice("export.refused", self)
        self._usual = button(self.tr("Use the usual names"), self._use_usual_names, kind="quiet", parent=self._refused)
        self._usual.setObjectName("export.usual_names")
        elsewhere = button(self.tr("Choose another folder…"), self._choose_folder, kind="quiet", parent=self._refused)
        elsewhere.setObjectName("export.elsewhere")
        again = button(self.tr("Try again"), self._ask_outlook, kind="quiet", parent=self._refused)
        again.setObjectName("export.again")
        for way in (self._usual, elsewhere, again):
            self._refused.add_way(way)
        self._lacking = Notice("export.lacking", self)
        self._in_the_way = Notice("export.in_the_way", self)
        self._replace = QCheckBox("", self._in_the_way)
        self._replace.setObjectName("export.replace")
        self._other = button(self.tr("Use other names"), self._use_other_names, kind="quiet", parent=self._in_the_way)
        self._other.setObjectName("export.other_names")
        self._in_the_way.add_way(self._replace)
        self._in_the_way.add_way(self._other)
        self._summary = label("", "dim", self, wrap=True)
        self._close = button(self.tr("Close"), self.reject, parent=self)
        self._close.setObjectName("choice.close")
        self._generate = button(self.tr("Generate first"), self._generate_first, kind="primary", parent=self)
        self._generate.setObjectName("choice.generate_first")
        self._export = button(self.tr("Export"), self._agree, kind="primary", parent=self)
        self._export.setObjectName("choice.export")

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._cover)
        left.addWidget(self._about)
        left.addStretch(1)
        body = QWidget(self)
        columns = QHBoxLayout(body)
        columns.setContentsMargins(24, 20, 24, 20)
        columns.setSpacing(32)
        columns.addLayout(left, 2)
        columns.addLayout(self._right_column(), 3)
        scroll = QScrollArea(self)
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addWidget(Line(self))
        layout.addLayout(self._footer())
        self._order_tabs()
        screen = self.screen().availableSize()
        self.resize(min(880, screen.width() - 40), min(840, screen.height() - 60))

    def _order_tabs(self) -> None:
        """Let Tab go through the right column first, where the questions are, then to the book, then to the answer."""
        order = (
            *(self._format, self._quality, self._loudness, self._parts, self._whole, self._template, *self._inserts),
            *(self._names, self._folder, self._browse, *self._chapters.stops, *self._cover.stops, *self._about.stops),
            *(*self._refused.ways, *self._lacking.ways, *self._in_the_way.ways),
            *(self._close, self._export, self._generate),
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _right_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        formats = QHBoxLayout()
        formats.setSpacing(8)
        formats.addWidget(self._format, 1)
        formats.addWidget(self._quality, 1)
        splits = QHBoxLayout()
        splits.setSpacing(16)
        splits.addWidget(self._parts)
        splits.addWidget(self._whole)
        splits.addStretch(1)
        folder = QHBoxLayout()
        folder.setSpacing(8)
        folder.addWidget(self._folder, 1)
        folder.addWidget(self._browse)
        self._section(column, self.tr("Sound"))
        column.addLayout(formats)
        column.addWidget(self._loudness, 0, Qt.AlignmentFlag.AlignLeft)
        self._section(column, self.tr("Files"))
        column.addLayout(splits)
        column.addWidget(self._template)
        column.addLayout(self._template_row())
        column.addWidget(self._names)
        self._section(column, self.tr("Folder"))
        column.addLayout(folder)
        self._section(column, self.tr("Chapters"))
        column.addWidget(self._chapters, 1)
        return column

    def _section(self, column: QVBoxLayout, text: str) -> None:
        if column.count():
            column.addSpacing(12)
        column.addWidget(label(text, "section", self))

    def _template_row(self) -> QHBoxLayout:
        """Return buttons that put a field into the template, so that nobody must know its spelling."""
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(label(self.tr("Insert:"), "small", self))
        self._inserts: list[QWidget] = []
        for field, text in TEMPLATE_FIELDS:
            made = button(said(text), partial(self._insert, field), kind="quiet", parent=self)
            made.setObjectName(f"export.insert.{field}")
            made.setAccessibleName(self.tr("Insert into the file names: {field}").format(field=said(text)))
            row.addWidget(made)
            self._inserts.append(made)
        row.addStretch(1)
        return row

    def _footer(self) -> QVBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._summary, 1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._export)
        buttons.addWidget(self._generate)
        footer = QVBoxLayout()
        footer.setContentsMargins(24, 12, 24, 16)
        footer.setSpacing(8)
        footer.addWidget(self._refused)
        footer.addWidget(self._lacking)
        footer.addWidget(self._in_the_way)
        footer.addLayout(buttons)
        return footer

    def _fill(self, project: Project, wish: ExportWish) -> None:
        self._about.show_metadata(project.metadata)
        row = row_of(wish.format)
        self._format.setCurrentIndex(FORMAT_ROWS.index(row))
        self._fill_qualities(quality_index(row, wish.bitrate_kbps, wish.bits if wish.bitrate_kbps == 0 else 0))
        (self._whole if wish.split == "book" else self._parts).setChecked(True)
        self._template.setText(wish.template or self._templates[wish.split])
        self._folder.setText(str(wish.out))
        self._loudness.setChecked(wish.normalize)
        self._chapters.show_project(project, wish.chapter_ids, lambda _: None)
        self._asked = self.wish
        self._show_buttons()

    def _connect(self) -> None:
        self._about.changed.connect(self._commit_metadata)
        self._cover.file_chosen.connect(self.cover_file_chosen)
        self._cover.removed.connect(lambda: self.cover_changed.emit(None))
        self._format.currentIndexChanged.connect(self._format_changed)
        self._quality.currentIndexChanged.connect(lambda _: self._plan.ask())
        self._whole.toggled.connect(self._split_changed)
        self._whole.clicked.connect(self._touch_split)
        self._parts.clicked.connect(self._touch_split)
        for line in (self._template, self._folder):
            line.textChanged.connect(lambda _: self._names_changed())
        self._loudness.toggled.connect(lambda _: self._plan.ask())
        self._replace.toggled.connect(lambda _: self._show_buttons())
        self._chapters.changed.connect(self._plan.ask)

    # What changes while it is open

    @property
    def _split(self) -> str:
        return "book" if self._whole.isChecked() else "chapters"

    def _format_changed(self) -> None:
        row = FORMAT_ROWS[self._format.currentIndex()]
        self._fill_qualities(row.usual)
        if not self._split_touched:
            (self._whole if row.split == "book" else self._parts).setChecked(True)
        self._names_changed()

    def _fill_qualities(self, chosen: int) -> None:
        self._quality.blockSignals(True)
        self._quality.clear()
        for quality in FORMAT_ROWS[self._format.currentIndex()].qualities:
            self._quality.addItem(said(quality.text))
        self._quality.setCurrentIndex(chosen)
        self._quality.blockSignals(False)

    def _touch_split(self) -> None:
        self._split_touched = True

    def _split_changed(self, whole: bool) -> None:
        """Keep one template for each way of splitting."""
        self._templates["chapters" if whole else "book"] = self._template.text()
        self._template.setText(self._templates[self._split])
        self._names_changed()

    def _names_changed(self) -> None:
        """A leave to replace files was given for certain names; other names need a new one."""
        self._replace.setChecked(False)
        self._plan.ask()

    def _insert(self, field: str) -> None:
        self._template.insert(f"{{{field}}}")
        self._template.setFocus()

    def _use_other_names(self) -> None:
        stem, mark, number = self._template.text().rpartition(" v")
        again = int(number) + 1 if mark and number.isdigit() else 2
        self._template.setText(f"{stem if mark and number.isdigit() else self._template.text()} v{again}")

    def _use_usual_names(self) -> None:
        self._template.setText(USUAL_TEMPLATES[self._split])

    def _choose_folder(self) -> None:
        title, mode = self.tr("Folder for the audio files"), QFileDialog.FileMode.Directory
        dialog = file_dialog(self, title, mode, folder=Path(self._folder.text()))
        dialog.fileSelected.connect(self._folder.setText)
        dialog.open()

    def _commit_metadata(self) -> None:
        now: Metadata = self._about.metadata
        if now != self._metadata:
            self._metadata = now
            self.metadata_changed.emit(now)
            self._plan.ask()

    def _ask_outlook(self) -> None:
        self._asked = self.wish
        self._outlook = None
        self._summary.setText(self.tr("Looking…"))
        self._show_buttons()
        self.outlook_requested.emit(self._asked)

    # What an outlook says

    def _show_names(self, outlook: ExportOutlook) -> None:
        self._names.clear()
        self._names.addItems([path.name for path in outlook.files])

    def _show_lacking(self, outlook: ExportOutlook) -> None:
        parts = []
        if not outlook.files:
            self._lacking.say(self.tr("Nothing is generated yet in the chapters chosen."))
            return
        if outlook.missing:
            said = self.tr("%Ln segments are not generated; they would be missing from the audio.", "", outlook.missing)
            parts.append(said)
        if outlook.stale:
            said = self.tr("%Ln segments no longer fit their text; their last takes would be heard.", "", outlook.stale)
            parts.append(said)
        self._lacking.say(" ".join(parts))

    def _show_in_the_way(self, outlook: ExportOutlook) -> None:
        there = len(outlook.in_the_way)
        if not there:
            self._in_the_way.say("")
            return
        folder = outlook.in_the_way[0].parent.name or str(outlook.in_the_way[0].parent)
        one = self.tr("“{name}” is in “{folder}” already.").format(name=outlook.in_the_way[0].name, folder=folder)
        many = self.tr("%Ln of these files are in “{folder}” already.", "", there).format(folder=folder)
        self._in_the_way.say(one if there == 1 else many)
        self._replace.setText(self.tr("Replace it") if there == 1 else self.tr("Replace them"))
        self._replace.setAccessibleDescription(self._in_the_way.sentence)

    def _show_summary(self, outlook: ExportOutlook) -> None:
        files = len(outlook.files)
        if not files:
            self._summary.setText("")
            return
        parts = [self.tr("%Ln files", "", files), amounts.length(outlook.seconds)]
        if outlook.bytes:
            parts.append(self.tr("about {size}").format(size=amounts.size(outlook.bytes)))
        if outlook.work_s:
            parts.append(self.tr("ready in {time}").format(time=amounts.roughly(outlook.work_s)))
        self._summary.setText(" · ".join(parts))

    def _show_buttons(self) -> None:
        """Offer what can be done: the safer of two ways is the one that Enter takes."""
        outlook = self._outlook
        lacking = outlook is not None and bool(outlook.missing or outlook.stale)
        blocked = outlook is None or not outlook.files or (bool(outlook.in_the_way) and not self._replace.isChecked())
        self._generate.setVisible(lacking)
        self._export.setText(self._export_text(outlook))
        self._export.setAccessibleName(self._export.text())
        self._export.setEnabled(not blocked)
        set_look(self._export, "" if lacking else "primary", "kind")
        self._export.setDefault(not lacking)
        self._generate.setDefault(lacking)

    def _export_text(self, outlook: ExportOutlook | None) -> str:
        if outlook is not None and outlook.missing and outlook.files:
            return self.tr("Leave them out")
        return self.tr("Export as it is") if outlook is not None and outlook.stale else self.tr("Export")

    def _agree(self) -> None:
        outlook = self._outlook
        if outlook is None or self.wish != replace(self._asked, overwrite=self._replace.isChecked()):
            return  # typed and pressed at once: what was looked into is not what is wished now
        wish = replace(self.wish, incomplete=outlook.missing > 0)
        self.accept()
        self.export_requested.emit(wish)

    def _generate_first(self) -> None:
        ids = self._chapters.chapter_ids
        self.accept()
        self.generate_requested.emit(ids)


def _named(widget: _W, name: str, said_as: str) -> _W:
    """Give a widget its object name and the name that is read aloud."""
    widget.setObjectName(name)
    widget.setAccessibleName(said_as)
    return widget
