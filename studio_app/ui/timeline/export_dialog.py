"""What of a timeline is to become files: the mix, its tracks one by one, its clips, the timing as a script."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from studio_app.domain.text.timecode import DEFAULT_RATE, FRAME_RATES, Spelling
from studio_app.session.export import ExportWish
from studio_app.ui.export.qualities import FORMAT_ROWS, row_of, said
from studio_app.ui.kit import amounts, theme
from studio_app.ui.kit.controls import Line, button, label
from studio_app.ui.kit.dialogs import file_dialog
from studio_app.ui.timeline.fields import named

if TYPE_CHECKING:
    from studio_app.domain.text.timecode import FrameRate
    from studio_app.domain.timeline import Timeline
    from studio_app.session.work import ExportOutlook


class What(StrEnum):
    """What is exported."""

    MIX = "mix"
    STEMS = "stems"
    CLIPS = "clips"
    TIMING = "timing"


@dataclass(frozen=True, slots=True)
class TimelineWish:
    """What a person wants of a timeline: one or several of ``What``.

    ``out`` is a folder. ``span`` is the stretch in samples, None for all of it. ``format`` and quality are of audio, a bit rate
    in kbps or bits of a sample; ``timing`` is the suffix of a script, its times in ``spelling``.
    """

    out: Path
    what: tuple[What, ...] = (What.MIX,)
    span: tuple[int, int] | None = None
    format: str = "wav"
    bitrate_kbps: int = 0
    bits: int = 24
    normalize: bool = True
    timing: str = ".csv"
    spelling: Spelling = Spelling.SECONDS
    rate: FrameRate = DEFAULT_RATE
    overwrite: bool = False

    def audio(self, chapter_id: int, *, incomplete: bool = False) -> ExportWish | None:
        """Return the audio that is wanted of a chapter's timeline, None where only its timing is."""
        pieces = tuple(what.value for what in self.what if what is not What.TIMING)
        if not pieces:
            return None
        return ExportWish(
            self.out,
            self.format,
            "chapters",
            self.bitrate_kbps,
            self.bits,
            normalize=self.normalize,
            overwrite=self.overwrite,
            incomplete=incomplete,
            chapter_ids=(chapter_id,),
            pieces=pieces,
            span=self.span,
        )


class TimelineExportDialog(QDialog):
    """Open it with ``start()``.

    Needs:
        outlook_requested(TimelineWish) -> show_outlook(wish, ExportOutlook), show_files(wish, names, in the way) or
            show_refusal(wish, sentence).
        export_requested(TimelineWish): the dialog closes; progress belongs to the activity panel.
        generate_requested(): what is stale or missing is to be generated first; the dialog closes.
    """

    outlook_requested = Signal(object)
    export_requested = Signal(object)
    generate_requested = Signal()

    def __init__(
        self,
        timeline: Timeline,
        wish: TimelineWish,
        selection: tuple[int, int] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.timeline_export")
        self.setWindowTitle(self.tr("Export the timeline"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._asked: TimelineWish | None = None
        self._ready = self._lacking_some = False
        self._in_the_way = 0
        self._make(timeline, selection)
        self._lay_out()
        self._fill(wish)
        self._connect()
        self._show_rows()

    # What the shell calls

    def start(self) -> None:
        """Open and look into the first wish."""
        self.open()
        self._whats[What.MIX].setFocus()
        self._changed()

    def show_outlook(self, wish: TimelineWish, outlook: ExportOutlook) -> None:
        """Show what a wish would write, and what is not generated."""
        if wish != self._asked:
            return
        parts = []
        if outlook.missing:
            parts.append(self.tr("%Ln clips are not generated; they would be missing.", "", outlook.missing))
        if outlook.stale:
            parts.append(self.tr("%Ln clips are stale; their last takes would be heard.", "", outlook.stale))
        self._lacking_some = bool(parts)
        self._lacking.setText(" ".join(parts))
        self._lacking.setVisible(bool(parts))
        self._show_files([path.name for path in outlook.files], len(outlook.in_the_way), outlook.seconds)

    def show_files(self, wish: TimelineWish, names: list[str], in_the_way: int = 0) -> None:
        """Show which files a wish would write, and how many of them are there already."""
        if wish == self._asked:
            self._lacking_some = False
            self._lacking.hide()
            self._show_files(names, in_the_way, 0.0)

    def show_refusal(self, wish: TimelineWish, sentence: str) -> None:
        """Say why a wish cannot be done."""
        if wish == self._asked:
            self._ready = False
            self._summary.setText("")
            self._refused.setText(sentence)
            self._refused.show()
            self._show_buttons()

    def _show_files(self, names: list[str], in_the_way: int, seconds: float) -> None:
        self._ready = bool(names)
        self._in_the_way = in_the_way
        self._refused.hide()
        files = self.tr("%Ln files", "", len(names))
        first = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
        parts = [files, first, amounts.length(seconds) if seconds else ""]
        self._summary.setText(" · ".join(part for part in parts if part))
        self._replace.setVisible(bool(in_the_way))
        self._replace.setText(self.tr("Replace the %Ln files that are there already", "", in_the_way))
        self._show_buttons()

    # What is wished

    @property
    def wish(self) -> TimelineWish:
        """Return what is chosen now."""
        row = FORMAT_ROWS[self._format.currentIndex()]
        quality = row.qualities[max(0, self._quality.currentIndex())]
        spelling, rate = self._spelling.currentData(), FRAME_RATES.get(self._rate.currentData(), DEFAULT_RATE)
        return TimelineWish(
            Path(self._folder.text()).expanduser(),
            self._what,
            self._spans[max(0, self._span.currentIndex())],
            row.id,
            quality.bitrate_kbps,
            quality.bits or 16,
            self._loudness.isChecked(),
            str(self._timing.currentData()),
            Spelling(spelling),
            rate,
            not self._replace.isHidden() and self._replace.isChecked(),
        )

    @property
    def _what(self) -> tuple[What, ...]:
        return tuple(what for what, made in self._whats.items() if made.isChecked())

    def _changed(self) -> None:
        """Something else is wished: what was looked into no longer counts."""
        self._replace.setChecked(False)
        self._replace.hide()
        self._ready = False
        self._show_rows()
        self._summary.setText(self.tr("Looking…") if self._what else self.tr("Choose what is to be exported."))
        self._show_buttons()
        self._asked = self.wish
        if self._what:
            self.outlook_requested.emit(self._asked)

    def event(self, event: QEvent) -> bool:
        """Be as high as what is shown needs, where the screen has room for it: rows and warnings come and go."""
        if event.type() is not QEvent.Type.LayoutRequest:
            return super().event(event)
        done, column = super().event(event), self.layout()
        if column is not None:
            height = min(column.totalHeightForWidth(self.width()), self.screen().availableSize().height() - 60)
            if height > self.height():
                self.resize(self.width(), height)
        return done

    def _show_rows(self) -> None:
        timing = What.TIMING in self._what
        audio = bool(set(self._what) - {What.TIMING})
        frames = timing and self._timing.currentData() == ".csv"
        for field, shown in (
            (self._sound, audio),
            (self._loudness, audio),
            (self._script, timing),
            (self._spelling, frames),
            (self._rate, frames and self._spelling.currentData() == Spelling.FRAMES.value),
            (self._span, audio),
        ):
            self._form.setRowVisible(field, shown)

    def _show_buttons(self) -> None:
        blocked = not self._ready or (bool(self._in_the_way) and not self._replace.isChecked())
        self._generate.setVisible(self._lacking_some and self._ready)
        text = self.tr("Export as it is") if self._lacking_some else self.tr("Export")
        self._export.setText(text)
        self._export.setAccessibleName(text)
        self._export.setEnabled(not blocked)

    def _agree(self) -> None:
        wish = self.wish
        self.accept()
        self.export_requested.emit(wish)

    def _generate_first(self) -> None:
        self.accept()
        self.generate_requested.emit()

    def _format_changed(self) -> None:
        self._fill_qualities(FORMAT_ROWS[self._format.currentIndex()].usual)
        self._changed()

    def _fill_qualities(self, chosen: int) -> None:
        with QSignalBlocker(self._quality):
            self._quality.clear()
            for quality in FORMAT_ROWS[self._format.currentIndex()].qualities:
                self._quality.addItem(said(quality.text))
            self._quality.setCurrentIndex(chosen)

    def _choose_folder(self) -> None:
        mode = QFileDialog.FileMode.Directory
        dialog = file_dialog(self, self.tr("Folder for the files"), mode, folder=Path(self._folder.text()))
        dialog.fileSelected.connect(self._folder.setText)
        dialog.open()

    # Building

    def _fill(self, wish: TimelineWish) -> None:
        for what in wish.what:
            self._whats[what].setChecked(True)
        self._loudness.setChecked(wish.normalize)
        row = row_of(wish.format)
        self._format.setCurrentIndex(FORMAT_ROWS.index(row))
        fits = (n for n, q in enumerate(row.qualities) if (q.bitrate_kbps, q.bits) == (wish.bitrate_kbps, wish.bits))
        bits = (n for n, q in enumerate(row.qualities) if q.bits and q.bits == wish.bits)
        self._fill_qualities(next(fits, next(bits, row.usual)))
        self._folder.setText(str(wish.out))
        self._timing.setCurrentIndex(self._timing.findData(wish.timing))
        self._spelling.setCurrentIndex(self._spelling.findData(wish.spelling.value))
        self._rate.setCurrentIndex(self._rate.findData(wish.rate.name))
        if wish.span in self._spans:
            self._span.setCurrentIndex(self._spans.index(wish.span))

    def _connect(self) -> None:
        for made in self._whats.values():
            made.toggled.connect(lambda _: self._changed())
        self._format.currentIndexChanged.connect(lambda _: self._format_changed())
        for box in (self._quality, self._span, self._timing, self._spelling, self._rate):
            box.currentIndexChanged.connect(lambda _: self._changed())
        self._loudness.toggled.connect(lambda _: self._changed())
        self._folder.textChanged.connect(lambda _: self._changed())
        self._replace.toggled.connect(lambda _: self._show_buttons())

    def _make(self, timeline: Timeline, selection: tuple[int, int] | None) -> None:
        self._whats: dict[What, QCheckBox] = {}
        for what, text in (
            (What.MIX, self.tr("The mix, as it is heard")),
            (What.STEMS, self.tr("Each track as a file of its own (stems)")),
            (What.CLIPS, self.tr("Each clip as a file of its own")),
            (What.TIMING, self.tr("The timing as a script or subtitles")),
        ):
            self._whats[what] = named(QCheckBox(text, self), f"timeline_export.{what.value}", text)
        self._make_sound()
        self._make_span(timeline, selection)
        self._make_timing()
        self._folder = named(QLineEdit(self), "timeline_export.folder", self.tr("Folder"))
        self._browse = button(self.tr("Choose…"), self._choose_folder, parent=self)
        self._browse.setObjectName("timeline_export.choose")
        self._browse.setAccessibleName(self.tr("Choose the folder"))
        self._summary = label("", "dim", self, wrap=True)
        self._lacking = label("", "warning", self, wrap=True)
        self._lacking.hide()
        self._refused = label("", "danger", self, wrap=True)
        self._refused.hide()
        self._replace = named(QCheckBox("", self), "timeline_export.replace", "")
        self._replace.hide()
        self._close = button(self.tr("Close"), self.reject, parent=self)
        self._close.setObjectName("choice.close")
        self._generate = button(self.tr("Generate first"), self._generate_first, parent=self)
        self._generate.setObjectName("choice.generate_first")
        self._export = button(self.tr("Export"), self._agree, kind="primary", parent=self)
        self._export.setObjectName("choice.export")
        self._export.setDefault(True)

    def _make_sound(self) -> None:
        self._sound = QWidget(self)
        self._format = named(QComboBox(self._sound), "timeline_export.format", self.tr("Format"))
        for row in FORMAT_ROWS:
            self._format.addItem(said(row.text), row.id)
        self._quality = named(QComboBox(self._sound), "timeline_export.quality", self.tr("Quality"))
        text = self.tr("Even loudness of the speakers, as it is heard here")
        self._loudness = named(QCheckBox(text, self), "timeline_export.loudness", text)
        row_ = QHBoxLayout(self._sound)
        row_.setContentsMargins(0, 0, 0, 0)
        row_.setSpacing(8)
        row_.addWidget(self._format, 1)
        row_.addWidget(self._quality, 1)

    def _make_span(self, timeline: Timeline, selection: tuple[int, int] | None) -> None:
        self._span = named(QComboBox(self), "timeline_export.span", self.tr("From where to where"))
        self._spans: list[tuple[int, int] | None] = [None]
        self._span.addItem(self.tr("All of it"))
        if selection is not None:
            self._spans.append(selection)
            self._span.addItem(self.tr("What is chosen"))
        for region in timeline.regions:
            self._spans.append((region.at, region.end))
            name = region.name or self.tr("unnamed")
            self._span.addItem(self.tr("Region: {name}").format(name=name))

    def _make_timing(self) -> None:
        self._script = QWidget(self)
        self._timing = named(QComboBox(self._script), "timeline_export.timing", self.tr("Form of the script"))
        for suffix, text in (
            (".csv", self.tr("Table (CSV)")),
            (".srt", self.tr("Subtitles (SRT)")),
            (".vtt", self.tr("Subtitles (WebVTT)")),
            (".ass", self.tr("Subtitles (ASS)")),
        ):
            self._timing.addItem(text, suffix)
        row = QHBoxLayout(self._script)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._timing, 1)
        self._spelling = named(QComboBox(self), "timeline_export.spelling", self.tr("How times are written"))
        for spelling, text in (
            (Spelling.SECONDS, self.tr("Seconds: 83.5")),
            (Spelling.POINT, self.tr("Clock: 00:01:23.500")),
            (Spelling.COMMA, self.tr("Clock with a comma: 00:01:23,500")),
            (Spelling.FRAMES, self.tr("Frames: 00:01:23:12")),
        ):
            self._spelling.addItem(text, spelling.value)
        self._rate = named(QComboBox(self), "timeline_export.rate", self.tr("Frames a second"))
        for name in FRAME_RATES:
            self._rate.addItem(name, name)

    def _lay_out(self) -> None:
        folder = QHBoxLayout()
        folder.setSpacing(8)
        folder.addWidget(self._folder, 1)
        folder.addWidget(self._browse)
        self._form = QFormLayout()
        self._form.setSpacing(10)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._form.addRow(self.tr("Sound"), self._sound)
        self._form.addRow("", self._loudness)
        self._form.addRow(self.tr("Form"), self._script)
        self._form.addRow(self.tr("Times"), self._spelling)
        self._form.addRow(self.tr("Frames a second"), self._rate)
        self._form.addRow(self.tr("Stretch of time"), self._span)
        self._form.addRow(self.tr("Folder"), folder)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for made in (self._close, self._generate, self._export):
            buttons.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        for made_ in self._whats.values():
            column.addWidget(made_)
        column.addSpacing(8)
        column.addLayout(self._form)
        column.addSpacing(8)
        for widget in (self._refused, self._lacking, self._summary, self._replace):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(Line(self))
        column.addLayout(buttons)
        self.setMinimumWidth(min(theme.scaled(620), self.screen().availableSize().width() - 40))
