"""Info: what is in a project, counted, for ``lectern info`` and the start page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.arrange import arrange
from studio_app.domain.manuscript import Kind
from studio_app.domain.segments import book_segments
from studio_app.domain.text.counts import characters, words
from studio_app.session.budget import billed_by_chapter
from studio_app.session.cuts import Cuts
from studio_app.session.engines import Engines
from studio_app.store.project_file import ProjectFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from studio_app.domain.manuscript import Chapter
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit
    from studio_app.domain.takes import Take
    from studio_app.domain.timeline import Clip, Timeline
    from studio_app.settings.file import Settings


@dataclass(frozen=True, slots=True)
class ChapterInfo:
    r"""One chapter, counted. ``segments`` are those that would be spoken; ``generated`` have a take that still fits.

    Words are runs of ``\\w``, characters non-space code points, of all body text, also what is switched off; alt text of
    pictures is not the author's text and not counted. ``seconds`` is what can be played now, pauses included; ``billed`` are
    the credits of each engine that were billed for it.
    """

    title: str
    included: bool
    matter: str
    paragraphs: int
    words: int
    characters: int
    segments: int
    generated: int
    stale: int
    seconds: float
    billed: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ClipInfo:
    """A clip: from when to when in its chapter, in seconds; what it says; whether it is "dynamic" or "fixed"."""

    start_s: float
    end_s: float
    text: str
    mode: str


@dataclass(frozen=True, slots=True)
class TrackInfo:
    """A track of a chapter's timeline, its clips in the order of time. ``kind`` is voiceover, sfx, audio or original."""

    name: str
    kind: str
    clips: tuple[ClipInfo, ...]


@dataclass(frozen=True, slots=True)
class ProjectInfo:
    """A project, counted: what ``lectern info --json`` prints. ``tracks`` are those of all timelines, by chapter."""

    title: str
    author: str
    language: str
    chapters: tuple[ChapterInfo, ...]
    words: int
    characters: int
    takes: int
    stale: int
    billed: Mapping[str, float]
    tracks: tuple[TrackInfo, ...] = ()


def project_info(file: ProjectFile, limit: Limit = None, project: Project | None = None) -> ProjectInfo:
    """Count an open project, whose content can be given where it is known already."""
    project = file.load() if project is None else project
    placements = file.placements()
    takes = file.takes({take_id for take_id, _ in placements.values()})
    placed = {key: takes[take_id] for key, (take_id, _) in placements.items() if take_id in takes}
    billed = billed_by_chapter(file, project, Cuts(), limit)
    chapters = tuple(_chapter(project, one, placed, limit, billed.get(one.id, {})) for one in project.chapters)
    return ProjectInfo(
        title=project.metadata.title,
        author=", ".join(project.metadata.authors),
        language=project.metadata.language,
        chapters=chapters,
        words=sum(chapter.words for chapter in chapters),
        characters=sum(chapter.characters for chapter in chapters),
        takes=file.take_count(),
        stale=sum(chapter.stale for chapter in chapters),
        billed=file.billed(),
        tracks=tuple(track for chapter in project.chapters for track in _tracks(project.timelines.get(chapter.id))),
    )


def _tracks(timeline: Timeline | None) -> Iterator[TrackInfo]:
    if timeline is None:
        return
    for track in timeline.tracks:
        clips = (_clip(clip, timeline.rate) for clip in timeline.lane(track.id))
        yield TrackInfo(track.name, track.kind.value, tuple(clips))


def _clip(clip: Clip, rate: int) -> ClipInfo:
    return ClipInfo(round(clip.start / rate, 6), round(clip.end / rate, 6), clip.text, clip.mode.value)


def _chapter(
    project: Project,
    chapter: Chapter,
    placed: Mapping[tuple[int, int], Take],
    limit: Limit,
    billed: Mapping[str, float],
) -> ChapterInfo:
    body = [p for p in project.paragraphs.get(chapter.id, ()) if p.kind is not Kind.ALT_TEXT]
    text = "\n".join(paragraph.text for paragraph in body)
    segments = [s for s in book_segments(project, [chapter.id], limit=limit) if s.spoken]
    standing = [(segment, placed[segment.key]) for segment in segments if segment.key in placed]
    generated = sum(segment.fingerprint == take.fingerprint for segment, take in standing)
    timeline = project.timelines.get(chapter.id)
    if timeline is not None:
        heard = any(clip.sounds for lane in timeline.lanes.values() for clip in lane)
        length = timeline.length / timeline.rate if heard else 0.0
    else:
        length = arrange(project, placed, chapter_ids=[chapter.id], limit=limit).plan.seconds if standing else 0.0
    return ChapterInfo(
        title=chapter.title,
        included=chapter.included,
        matter=chapter.matter.value,
        paragraphs=len(body),
        words=words(text),
        characters=characters(text),
        segments=len(segments),
        generated=generated,
        stale=len(standing) - generated,
        seconds=round(length, 3),
        billed=billed,
    )


def info_of(path: Path, settings: Settings) -> ProjectInfo:
    """Count a project file that is not open. It is opened for reading only, so a window may have it open too.

    Raises:
        ProjectError: it cannot be read.
    """
    file = ProjectFile.open(path, read_only=True)
    try:
        project = file.load()
        return project_info(file, Engines(settings).limits(project), project)
    finally:
        file.close()
