"""What of the timeline that is shown becomes files: the mix, stems, clips, its timing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.domain.errors import LecternError
from studio_app.jobs.queue import beside
from studio_app.session.scripts import export_timing
from studio_app.ui.shell.projects import plain_name
from studio_app.ui.timeline.export_dialog import TimelineExportDialog, TimelineWish, What

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.session.export import ExportWish
    from studio_app.ui.shell.timelines import Timelines
    from studio_app.ui.timeline.panel import TimelinePanel


class TimelineExports(QObject):
    """Answers ``TimelineExportDialog``."""

    def __init__(self, timelines: Timelines) -> None:
        super().__init__(timelines)
        self._timelines = timelines
        self._desk = timelines.desk
        self._window = timelines.desk.parts.window
        self._start = timelines.desk.runner.start
        self._wished: TimelineWish | None = None
        self._exporting: TimelineExportDialog | None = None

    @property
    def _panel(self) -> TimelinePanel:
        return self._timelines.panel

    def open_(self) -> None:
        """Ask what of the timeline is to become files."""
        studio, panel = self._desk.studio, self._panel
        if studio is None or not self._timelines.there:
            return
        path = studio.file.path
        clips = panel.choice.clips
        chosen = (min(c.start for c in clips), max(c.end for c in clips)) if clips else None
        wish = self._wished or TimelineWish(path.parent / path.stem)
        dialog = TimelineExportDialog(panel.timeline, wish, panel.loop or chosen, self._window)
        dialog.outlook_requested.connect(lambda asked: self._start(self._outlook, dialog, asked))
        dialog.export_requested.connect(lambda agreed: self._start(self._export, agreed))
        dialog.generate_requested.connect(self._timelines.making.generate_stale)
        dialog.finished.connect(self._export_closed)
        self._exporting = dialog
        dialog.start()

    def _export_closed(self) -> None:
        if self._exporting is not None:
            self._exporting.deleteLater()
            self._exporting = None

    async def _outlook(self, dialog: TimelineExportDialog, wish: TimelineWish) -> None:
        audio, timing = self._audio_of(wish), self._timing_path(wish)
        beside_it = (timing,) if What.TIMING in wish.what else ()
        in_the_way = beside_it if await beside(timing.exists) else ()
        try:
            found = await self._desk.work.outlook(audio) if audio is not None else None
        except LecternError as error:
            if dialog is self._exporting:
                dialog.show_refusal(wish, error.sentence)
            return
        if dialog is not self._exporting:
            return  # closed meanwhile
        if found is None:
            dialog.show_files(wish, [path.name for path in beside_it], len(in_the_way))
        else:
            files, taken = (*found.files, *beside_it), (*found.in_the_way, *in_the_way)
            dialog.show_outlook(wish, replace(found, files=files, in_the_way=taken))

    async def _export(self, wish: TimelineWish) -> None:
        """Write the files; the audio as a job, the timing at once."""
        self._wished = replace(wish, overwrite=False, span=None)
        if (audio := self._audio_of(wish)) is not None:
            self._window.show_panel("activity", on=True)
            self._desk.work.export(audio)
        if What.TIMING in wish.what:
            await self._write_timing(wish)

    async def _write_timing(self, wish: TimelineWish) -> None:
        studio = self._desk.studio
        if studio is None:
            return
        path = self._timing_path(wish)
        write = partial(
            export_timing,
            studio.project,
            path,
            chapter_ids=(self._panel.chapter_id,),
            spelling=wish.spelling,
            rate=wish.rate,
            overwrite=wish.overwrite,
        )
        try:
            await beside(write)
        except LecternError as error:
            self._panel.show_refusal(error.sentence)
        else:
            said = self.tr("{name} is written.").format(name=path.name)
            show = (self.tr("Show in folder"), partial(self._desk.asides.show_folder, path))
            self._panel.show_notice(said, "", (show,))

    def _audio_of(self, wish: TimelineWish) -> ExportWish | None:
        """Return the audio that is wanted; what has no take yet is left out, as the dialog has said."""
        audio = wish.audio(self._panel.chapter_id, incomplete=True)
        workers = self._desk.parts.settings.number("export.workers")
        return None if audio is None else replace(audio, workers=workers)

    def _timing_path(self, wish: TimelineWish) -> Path:
        studio = self._desk.studio
        assert studio is not None
        title = studio.project.chapter(self._panel.chapter_id).title or studio.file.path.stem
        return wish.out / f"{plain_name(title)}{wish.timing}"
