"""Export: the takes of a project become tagged audio files, whole or not at all, and a killed export goes on."""

from __future__ import annotations

import math
import os
import threading
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from studio_app.audio.encode import Encoding
from studio_app.audio.formats import find
from studio_app.domain.arrange import Arrangement
from studio_app.domain.arrange_timeline import arrange_book, takes_of
from studio_app.domain.errors import NothingToExport, WrongUsage
from studio_app.domain.segments import book_segments
from studio_app.domain.timeline import RATE
from studio_app.exporters.deliver import Delivered, Delivery, Known, deliver, plan_hash
from studio_app.exporters.names import BOOK_TEMPLATE, CHAPTER_TEMPLATE, Naming, file_names
from studio_app.exporters.tags import chaptered, tags_for
from studio_app.jobs.progress import Meter, Paced, Progress
from studio_app.session.media import open_media
from studio_app.session.stems import MIX, Recorded, cut_of, named, parts_of, silent_in
from studio_app.store.project_file import ExportRecord, ProjectFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from studio_app.audio.media import MediaReader
    from studio_app.domain.manuscript import Chapter, Cover
    from studio_app.domain.mixplan import MixPlan
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit
    from studio_app.domain.takes import Take
    from studio_app.exporters.tags import BookTags
    from studio_app.jobs.apart import Line
    from studio_app.jobs.stop import Stop
    from studio_app.session.stems import Part


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What a person wants exported.

    ``split`` is "book" (one file) or "chapters". ``out`` is a folder, or for one file its own name where it ends in the
    format's extension. ``chapter_ids`` None is all that are switched on. ``incomplete`` exports although segments have no
    take: their text is then missing from the audio.

    ``pieces`` is what is wanted of timelines: "mix", "stems" (a file for each track) and "clips". ``region`` is a part of one
    by its name or as "START-END", ``span`` the same in samples. Where more than the whole mix is wanted, or less, chapters
    without a timeline, or without that region, are left out.
    """

    out: Path
    format: str = "mp3"
    split: str = "chapters"
    bitrate_kbps: int = 0
    bits: int = 16
    template: str = ""
    normalize: bool = True
    overwrite: bool = False
    incomplete: bool = False
    workers: int = 0
    chapter_ids: tuple[int, ...] | None = None
    pieces: tuple[str, ...] = (MIX,)
    region: str = ""
    span: tuple[int, int] | None = None

    @property
    def of_timelines(self) -> bool:
        """Whether it is wanted what only timelines have."""
        return self.pieces != (MIX,) or bool(self.region) or self.span is not None


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that now lie there, and how many segments were exported with a take that no longer fits their text."""

    files: tuple[Delivered, ...]
    stale: int

    @property
    def over_db(self) -> float:
        """By how many dB the loudest file would have been louder than a file can be: so much was cut off. 0 for none."""
        return max(0.0, 20.0 * math.log10(max((file.peak for file in self.files), default=0.0) or 1.0))


def export_book(
    file: ProjectFile,
    wish: ExportWish,
    stop: Stop,
    *,
    limit: Limit = None,
    report: Callable[[Progress], None] = lambda _: None,
    remember: Callable[[ExportRecord], None] | None = None,
) -> Exported:
    """Write the files a person wants, of the project as its file holds it. Blocks.

    ``report`` is called on the calling thread, as is ``remember``: what writes down, before it returns, a file that is about
    to get its name. Without one the project file does; one open for reading only remembers nothing.

    Raises:
        NothingToExport: nothing is generated, or something is not and ``incomplete`` was not given.
        WouldOverwrite: files are in the way.
        DiskFull, FileRefused, Cancelled: as they say; finished files stay.
    """
    project = file.load()
    found = recorded(file, project)
    stale = stale_of(project, found.placed, wish, limit)
    laid, deliveries = lay_out(project, found, file.cover(), wish, limit)
    _check_complete(laid, wish)
    total = sum(delivery.plan.seconds for delivery in deliveries)
    meter = Meter("Exporting", total, "s of audio")

    def progress(done: int, of: int) -> None:
        meter.set(total * done / of if of else total)
        report(meter.look())

    keep = remember or partial(remember_export, file)
    with _OpenMedias(file) as medias:
        files = deliver(
            deliveries,
            Encoding(wish.format, wish.bitrate_kbps, wish.bits),
            lambda take: file.audio(take.audio),
            workers=wish.workers or os.cpu_count() or 1,
            overwrite=wish.overwrite,
            known=lambda path: _known(file, path),
            remember=lambda made, size, hash_: keep(
                ExportRecord(str(made.path.absolute()), made.plan_hash, size, hash_)
            ),
            media=medias,
            progress=progress,
            cancelled=stop.requested,
        )
        return Exported(tuple(files), stale)


def export_apart(line: Line, path: Path, wish: ExportWish, limit: Limit) -> Exported:
    """Do ``export_book`` in a process of its own: tells its Progress, and asks to have each ExportRecord written down.

    Raises:
        LecternError: as ``export_book``, or the project cannot be opened.
    """
    told = Paced(line.tell)
    with ProjectFile.open(path, read_only=True) as file:
        return export_book(file, wish, line.stop, limit=limit, report=told, remember=line.ask)


def remember_export(file: ProjectFile, made: ExportRecord) -> None:
    """Write down an exported file, and wait until that is on the disk."""
    if not file.read_only:
        file.record_export(made).result()


def placed_takes(file: ProjectFile) -> dict[tuple[int, int], Take]:
    """Return the take at each segment that has one."""
    placements = file.placements()
    found = file.takes({take_id for take_id, _ in placements.values()})
    return {key: found[take_id] for key, (take_id, _) in placements.items() if take_id in found}


def recorded(file: ProjectFile, project: Project) -> Recorded:
    """Return what there is to be heard of a project."""
    wanted = {take_id for timeline in project.timelines.values() for take_id in takes_of(timeline)}
    medias = frozenset(file.medias()) if project.timelines else frozenset()
    return Recorded(placed_takes(file), file.takes(wanted) if wanted else {}, medias)


def stale_of(project: Project, takes: Mapping[tuple[int, int], Take], wish: ExportWish, limit: Limit) -> int:
    """Return how many segments would be exported with a take that no longer fits."""
    return sum(
        segment.key in takes and takes[segment.key].fingerprint != segment.fingerprint
        for segment in book_segments(project, wish.chapter_ids, limit=limit)
        if segment.spoken
    )


def missing_of(laid: list[Arrangement]) -> int:
    """Return how many segments have no take, and how many other clips no sound."""
    return sum(len(arrangement.missing) + arrangement.silent for arrangement in laid)


class _OpenMedias:
    """The media of a project as far as they are asked for, closed at the end. Any thread may ask."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file
        self._open: dict[str, MediaReader] = {}
        self._lock = threading.Lock()

    def __call__(self, name: str) -> MediaReader:
        with self._lock:
            if name not in self._open:
                self._open[name] = open_media(self._file, name)
            return self._open[name]

    def __enter__(self) -> _OpenMedias:
        return self

    def __exit__(self, *_: object) -> None:
        for reader in self._open.values():
            reader.close()


def _known(file: ProjectFile, path: Path) -> Known | None:
    wanted = str(path.absolute())
    found = next((row for row in file.exports() if row.path == wanted), None)
    return Known(found.plan, found.size, found.hash) if found else None


def lay_out(
    project: Project, found: Recorded, cover: Cover | None, wish: ExportWish, limit: Limit
) -> tuple[list[Arrangement], list[Delivery]]:
    """Lay the book out file by file: what each holds and lacks, and the files that are wanted.

    With a timeline among the chapters all files are stereo, at its rate; else they are as audiobooks are.

    Raises:
        WrongUsage: the wish contradicts itself, or asks for what no timeline here has.
    """
    encoding = Encoding(wish.format, wish.bitrate_kbps, wish.bits)
    form = find(encoding)
    # A chapter keeps its number when it is exported alone, so that its file replaces the one of the whole book.
    listed = [c for c in project.chapters if c.included or c.id in (wish.chapter_ids or ())]
    chosen = [(n, c) for n, c in enumerate(listed, 1) if wish.chapter_ids is None or c.id in wish.chapter_ids]
    if wish.of_timelines:
        return _lay_out_timelines(project, found, cover, wish, chosen, len(listed))
    groups = [tuple(c.id for _, c in chosen)] if wish.split == "book" else [(c.id,) for _, c in chosen]
    timed = any(c.id in project.timelines for _, c in chosen)
    laid = [
        arrange_book(
            project,
            found.placed,
            found.takes,
            found.medias,
            chapter_ids=group,
            limit=limit,
            rate=RATE if timed and RATE in form.rates else form.rates[0],
            channels=2 if timed else 1,
            normalize=wish.normalize,
        )
        for group in groups
    ]
    said = project.metadata
    if wish.split == "book":
        path = _book_path(wish, said.title, ", ".join(said.authors), form.extension)
        return laid, [_delivery(path, laid[0].plan, encoding, partial(tags_for, said, cover=cover))]
    heard = [_Heard(n, c.title, None, a.plan) for (n, c), a in zip(chosen, laid, strict=True) if a.plan.items]
    return laid, _deliveries(project, wish, cover, heard, len(listed))


@dataclass(frozen=True, slots=True)
class _Heard:
    """A file of a chapter: the chapter's number in the book and its title, which part of it, None for all, how it sounds."""

    number: int
    chapter: str
    part: Part | None
    plan: MixPlan

    @property
    def title(self) -> str:
        """Return what the file is called."""
        return named(self.chapter, self.part.cut, self.part.name) if self.part is not None else self.chapter


def _lay_out_timelines(
    project: Project,
    found: Recorded,
    cover: Cover | None,
    wish: ExportWish,
    chosen: list[tuple[int, Chapter]],
    chapters: int,
) -> tuple[list[Arrangement], list[Delivery]]:
    laid, heard = [], []
    for number, chapter in chosen:
        timeline = project.timelines.get(chapter.id)
        cut = cut_of(timeline, wish.region, wish.span) if timeline is not None else None
        if timeline is None or cut is None:
            continue
        parts = list(parts_of(project, chapter.id, found, wish.pieces, cut, normalize=wish.normalize))
        silent = silent_in(timeline, found, cut)
        laid += [Arrangement(part.plan, (), silent * (not n)) for n, part in enumerate(parts)]
        heard += [_Heard(number, chapter.title, part, part.plan) for part in parts if part.plan.items]
    if not laid and wish.region:
        raise WrongUsage(
            f"No timeline here has a region “{wish.region}”; give the name of one, or times such as 0:05-1:20.5."
        )
    if not laid and not any(c.id in project.timelines for _, c in chosen):
        raise WrongUsage("Tracks, clips and regions are those of a timeline, and these chapters have none.")
    return laid, _deliveries(project, wish, cover, heard, chapters)


def _deliveries(
    project: Project, wish: ExportWish, cover: Cover | None, heard: list[_Heard], chapters: int
) -> list[Delivery]:
    """Return files named after chapters, or after the one file's name that was given."""
    encoding = Encoding(wish.format, wish.bitrate_kbps, wish.bits)
    extension, said = find(encoding).extension, project.metadata
    naming = Naming(
        book=said.title,
        author=", ".join(said.authors),
        template=wish.template or CHAPTER_TEMPLATE,
        numbers=tuple(file.number for file in heard),
        chapters=chapters,
    )
    folder, titles = wish.out, [file.title for file in heard]
    if wish.out.suffix.lower() == extension:
        if len({file.number for file in heard}) > 1:
            raise WrongUsage("One file holds one timeline; choose its chapter, or give a folder.")
        folder, naming = wish.out.parent, replace(naming, template="{title}")
        titles = [named(wish.out.stem, file.part.name if file.part is not None else "") for file in heard]
    deliveries = []
    for file, name in zip(heard, file_names(titles, extension, naming), strict=True):
        tags = partial(tags_for, said, title=file.title, cover=cover, track=file.number, tracks=chapters)
        deliveries.append(_delivery(folder / name, file.plan, encoding, tags))
    return deliveries


def _delivery(path: Path, plan: MixPlan, encoding: Encoding, tags_of: Callable[[MixPlan], BookTags]) -> Delivery:
    """Return a file that is wanted. What is marked in it are cue points of a WAV, and chapters where there are no such."""
    plan = plan if encoding.format == "wav" else chaptered(plan)
    tags = tags_of(plan)
    return Delivery(path, plan, tags, plan_hash(plan, encoding, tags))


def _book_path(wish: ExportWish, title: str, author: str, extension: str) -> Path:
    if wish.out.suffix.lower() == extension:
        return wish.out
    naming = Naming(book=title, author=author, template=wish.template or BOOK_TEMPLATE)
    return wish.out / file_names([title], extension, naming)[0]


def _check_complete(laid: list[Arrangement], wish: ExportWish) -> None:
    """Text is never left out silently: what has no take stops an export unless the person wants it so."""
    missing = missing_of(laid)
    if not any(arrangement.plan.items for arrangement in laid):
        raise NothingToExport("Nothing is generated yet; run lectern generate first.")
    if missing and not wish.incomplete:
        raise NothingToExport(
            f"{missing} segments are not generated yet; run lectern generate first, or export without them "
            "with --incomplete."
        )
