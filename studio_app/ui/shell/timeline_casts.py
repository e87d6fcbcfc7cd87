"""Who speaks on the tracks of the timeline that is shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.domain.edits.cast import add_speaker, free_name
from studio_app.domain.edits.tracks import change_track
from studio_app.domain.timeline import TrackKind

if TYPE_CHECKING:
    from studio_app.domain.timeline import Track
    from studio_app.ui.shell.timelines import Timelines


class TimelineCasts(QObject):
    """Gives the tracks that ``Timelines`` shows their speakers and voices."""

    def __init__(self, timelines: Timelines) -> None:
        super().__init__(timelines)
        self._timelines = timelines
        self._desk = timelines.desk
        self._start = timelines.desk.runner.start

    def cast(self, track_id: int) -> None:
        """Show the casting of who speaks on a track; a track of nobody is given a speaker of its name first."""
        self._start(self._cast, track_id)

    async def _cast(self, track_id: int) -> None:
        studio, session, chapter_id = self._desk.studio, self._timelines.session, self._timelines.panel.chapter_id
        if studio is None or session is None:
            return
        track = session.timeline(chapter_id).track(track_id)
        if track.kind is not TrackKind.VOICEOVER:
            return
        speaker_id = track.speaker_id
        if speaker_id is None and not studio.file.read_only:
            speaker_id = await self._new_speaker(chapter_id, track)
        self._desk.casts.look_at(studio.project.voicing.narrator_id if speaker_id is None else speaker_id)

    async def _new_speaker(self, chapter_id: int, track: Track) -> int:
        """Let somebody new speak on a track, with the narrator's voice until another is chosen."""
        studio, session = self._desk.studio, self._timelines.session
        assert studio is not None
        assert session is not None
        project = studio.project
        narrator = project.speaker(project.voicing.narrator_id)
        merge = f"cast {chapter_id} {track.id}"
        grown, change = add_speaker(project, free_name(project, track.name), narrator.casting)
        studio.do((grown, replace(change, merge=merge)))
        new = studio.project.speakers[-1].id
        await session.do_soon(chapter_id, partial(change_track, track_id=track.id, speaker_id=new, merge=merge))
        return new

    def voice_dropped(self, track_id: int, engine: str, voice: str, name: str) -> None:
        """Let the speaker of a track have a voice; the person sees what it means and applies it."""
        self._start(self._take_voice, track_id, engine, voice, name)

    async def _take_voice(self, track_id: int, engine: str, voice: str, name: str) -> None:
        await self._cast(track_id)
        self._desk.casts.take_voice(engine, voice, name)
