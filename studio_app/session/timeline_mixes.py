"""Timelines laid out to be heard: the very plan an export makes of them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from studio_app.audio.media import MediaReader
from studio_app.audio.mix import Mix
from studio_app.audio.sources import Sources
from studio_app.domain.arrange_timeline import takes_of, timeline_plan
from studio_app.domain.errors import Damaged
from studio_app.domain.timeline import RATE
from studio_app.session.timeline_course import TimelineMix

if TYPE_CHECKING:
    from studio_app.domain.mixplan import MixPlan
    from studio_app.domain.project import Project
    from studio_app.domain.takes import Take
    from studio_app.store.project_file import ProjectFile


class TimelineMixes:
    """Lays timelines out. One thread at a time lays out, another one renders what is returned.

    What was decoded, resampled or stretched once is kept, also when the timeline is edited.
    """

    def __init__(self, file: ProjectFile) -> None:
        self._file = file
        self._takes: dict[int, Take] = {}
        self._readers: list[MediaReader] = []
        self._sources = self._new_sources()

    def lay(self, project: Project, chapter_id: int, before: TimelineMix | None = None) -> TimelineMix:
        """Return a timeline as an export of it would be now; ``before`` itself where it sounds the same.

        Raises:
            KeyError: the chapter has no timeline.
            ProjectError: the file cannot be read.
        """
        timeline = project.timelines[chapter_id]
        wanted = takes_of(timeline) - self._takes.keys()
        if wanted:
            self._takes |= self._file.takes(wanted)
        plan = timeline_plan(project, chapter_id, self._takes, self._file.medias())
        if before is not None and (before.chapter_id, before.whole) == (chapter_id, plan):
            return before
        return TimelineMix(chapter_id, plan, partial(_Kept, sources=self._sources))

    def forget(self) -> None:
        """Open media anew from now on: a file that was missing may be there."""
        self._sources = self._new_sources()

    def close(self) -> None:
        """Let files go. Nothing may be rendering."""
        for reader in self._readers:
            reader.close()

    def _new_sources(self) -> Sources:
        return Sources(RATE, self._fetch, self._open, unrolled=True)

    def _fetch(self, take: Take) -> bytes:
        return self._file.audio(take.audio)

    def _open(self, name: str) -> MediaReader:
        found = self._file.media(name)
        if found is None:
            raise Damaged("A sound that the timeline uses is not in the project any more.", detail=name)
        source = partial(self._stream, name) if found.collected else Path(found.path)
        reader = MediaReader(source, found.name)
        self._readers.append(reader)
        return reader

    def _stream(self, name: str) -> BinaryIO:
        stream = self._file.media_stream(name)
        if stream is None:
            raise Damaged("A sound that the timeline uses is not in the project any more.", detail=name)
        return stream


class _Kept(Mix):
    """A mix of sounds that outlive it."""

    def __init__(self, plan: MixPlan, *, sources: Sources) -> None:
        super().__init__(plan, _never, unrolled=True)
        self._sources = sources


def _never(take: Take) -> bytes:
    """Fetch nothing: on a timeline everything lies on tracks, and is fetched by the sources."""
    raise AssertionError(f"take {take.id} is on no track")
