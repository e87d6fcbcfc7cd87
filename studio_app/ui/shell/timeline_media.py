"""Recordings of others on the timeline: music, noises, the sound of a film; and those that are no longer where they were."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.domain.edits.adding import add_recordings
from studio_app.domain.errors import LecternError
from studio_app.domain.timeline import TrackKind
from studio_app.session.media import Medias, media_sound
from studio_app.ui.kit.dialogs import choose_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studio_app.domain.media import Media
    from studio_app.session.studio import Studio
    from studio_app.ui.shell.desk import Desk

_AUDIO = "*.wav *.mp3 *.m4a *.aac *.flac *.ogg *.opus *.aiff *.aif *.mp4 *.mov *.mkv *.webm"


class TimelineMedia(QObject):
    """Answers these wishes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._window = desk.parts.window
        self._start = desk.runner.start
        self._medias: Medias | None = None

    def begin(self, studio: Studio) -> None:
        """Take a project that was opened, and look whether all its recordings are there."""
        self._medias = Medias(studio.file)
        self._start(self._look)

    # Adding

    def choose(self, track_id: int, at: int) -> None:
        """Let the person choose a recording, and put it on the timeline."""
        self._start(self._choose, track_id, at)

    async def _choose(self, track_id: int, at: int) -> None:
        path = await self._chosen(self.tr("Add audio"))
        if path is not None:
            await self._add(track_id, at, (path,))

    async def _chosen(self, title: str) -> Path | None:
        filters = f"{self.tr('Audio and films')} ({_AUDIO});;{self.tr('All files')} (*)"
        return await choose_file(self._window, title, filters)

    def add(self, track_id: int, at: int, paths: Sequence[Path]) -> None:
        """Put recordings on the timeline, one behind the other."""
        self._start(self._add, track_id, at, tuple(paths))

    async def _add(self, track_id: int, at: int, paths: Sequence[Path]) -> None:
        timelines, medias = self._desk.timelines, self._medias
        session, panel = timelines.session, timelines.panel
        chapter_id = panel.chapter_id
        if session is None or medias is None:
            return
        sounds, kind = [], TrackKind.AUDIO
        try:
            for path in paths:
                panel.show_notice(self.tr("Adding {name}…").format(name=path.name))
                added = await medias.add(path)
                sounds.append((path.stem, media_sound(added.media)))
                kind = TrackKind.ORIGINAL if added.film else kind
            add = partial(add_recordings, track_id=track_id or None, at=at, recordings=sounds, kind=kind)
            await session.do_soon(chapter_id, add)
        except LecternError as error:
            panel.show_refusal(error.sentence)
        else:
            panel.banner.hide()

    # Missing ones

    async def _look(self) -> None:
        medias = self._medias
        missing = await medias.missing() if medias is not None else ()
        if missing and medias is self._medias:
            self._say(missing)

    def _say(self, missing: tuple[Media, ...]) -> None:
        said = self.tr("{name} is missing: it is not where it was, so it is not heard.")
        if len(missing) > 1:
            said = self.tr("{name} and %Ln more recordings are missing: they are not heard.", "", len(missing) - 1)
        look = (self.tr("Look for it…"), lambda: self._start(self._relink, missing[0]))
        self._window.banner.say(said.format(name=missing[0].name), "warning", (look,))

    async def _relink(self, media: Media) -> None:
        """Let the person show where a recording is now; what else is missing is looked for beside it."""
        path = await self._chosen(self.tr("Where is {name}?").format(name=media.name))
        if path is None or self._medias is None:
            return
        await self._medias.relink(media.hash, path)
        await self._medias.find(path.parent)
        self._window.banner.hide()
        self._desk.timelines.sounds_found()
        await self._look()
