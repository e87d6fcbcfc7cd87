"""Export: the takes of a project become tagged audio files, whole or not at all, and a killed export goes on."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from studio_app.audio.encode import Encoding
from studio_app.audio.formats import find
from studio_app.domain.arrange import arrange
from studio_app.domain.errors import NothingToExport
from studio_app.domain.segments import book_segments
from studio_app.exporters.deliver import Delivered, Delivery, Known, deliver, plan_hash
from studio_app.exporters.names import BOOK_TEMPLATE, CHAPTER_TEMPLATE, Naming, file_names
from studio_app.exporters.tags import tags_for
from studio_app.jobs.progress import Meter, Paced, Progress
from studio_app.store.project_file import ExportRecord, ProjectFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from studio_app.domain.arrange import Arrangement
    from studio_app.domain.manuscript import Cover
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit
    from studio_app.domain.takes import Take
    from studio_app.jobs.apart import Line
    from studio_app.jobs.stop import Stop


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What a person wants exported.

    ``split`` is "book" (one file) or "chapters". ``out`` is a folder, or for one file its own name where it ends in the
    format's extension. ``chapter_ids`` None is all that are switched on. ``incomplete`` exports although segments have no
    take: their text is then missing from the audio.
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


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that now lie there, and how many segments were exported with a take that no longer fits their text."""

    files: tuple[Delivered, ...]
    stale: int


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
    takes = placed_takes(file)
    stale = stale_of(project, takes, wish, limit)
    laid, deliveries = lay_out(project, takes, file.cover(), wish, limit)
    _check_complete(laid, wish)
    total = sum(delivery.plan.seconds for delivery in deliveries)
    meter = Meter("Exporting", total, "s of audio")

    def progress(done: int, of: int) -> None:
        meter.set(total * done / of if of else total)
        report(meter.look())

    keep = remember or partial(remember_export, file)
    files = deliver(
        deliveries,
        Encoding(wish.format, wish.bitrate_kbps, wish.bits),
        lambda take: file.audio(take.audio),
        workers=wish.workers or os.cpu_count() or 1,
        overwrite=wish.overwrite,
        known=lambda path: _known(file, path),
        remember=lambda made, size, digest: keep(ExportRecord(str(made.path.absolute()), made.plan_hash, size, digest)),
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


def stale_of(project: Project, takes: Mapping[tuple[int, int], Take], wish: ExportWish, limit: Limit) -> int:
    """Return how many segments would be exported with a take that no longer fits."""
    return sum(
        segment.key in takes and takes[segment.key].fingerprint != segment.fingerprint
        for segment in book_segments(project, wish.chapter_ids, limit=limit)
        if segment.spoken
    )


def missing_of(laid: list[Arrangement]) -> int:
    """Return how many segments have no take."""
    return sum(len(arrangement.missing) for arrangement in laid)


def _known(file: ProjectFile, path: Path) -> Known | None:
    wanted = str(path.absolute())
    found = next((row for row in file.exports() if row.path == wanted), None)
    return Known(found.plan, found.size, found.hash) if found else None


def lay_out(
    project: Project, takes: Mapping[tuple[int, int], Take], cover: Cover | None, wish: ExportWish, limit: Limit
) -> tuple[list[Arrangement], list[Delivery]]:
    """Lay the book out file by file: what each holds and lacks, and the files that are wanted.

    Raises:
        WrongUsage: the wish contradicts itself.
    """
    encoding = Encoding(wish.format, wish.bitrate_kbps, wish.bits)
    form = find(encoding)
    # A chapter keeps its number when it is exported alone, so that its file replaces the one of the whole book.
    listed = [c for c in project.chapters if c.included or c.id in (wish.chapter_ids or ())]
    numbered = [(n, c) for n, c in enumerate(listed, 1) if wish.chapter_ids is None or c.id in wish.chapter_ids]
    groups = [tuple(c.id for _, c in numbered)] if wish.split == "book" else [(c.id,) for _, c in numbered]
    laid = [
        arrange(project, takes, chapter_ids=group, limit=limit, rate=form.rates[0], normalize=wish.normalize)
        for group in groups
    ]
    said = project.metadata
    if wish.split == "book":
        tags = tags_for(said, laid[0].plan, cover=cover)
        path = _book_path(wish, said.title, ", ".join(said.authors), form.extension)
        return laid, [Delivery(path, laid[0].plan, tags, plan_hash(laid[0].plan, encoding, tags))]
    heard = [(n, c, a.plan) for (n, c), a in zip(numbered, laid, strict=True) if a.plan.items]
    naming = Naming(
        book=said.title,
        author=", ".join(said.authors),
        template=wish.template or CHAPTER_TEMPLATE,
        numbers=tuple(n for n, _, _ in heard),
        chapters=len(listed),
    )
    names = file_names([c.title for _, c, _ in heard], form.extension, naming)
    deliveries = []
    for (number, chapter, plan), name in zip(heard, names, strict=True):
        tags = tags_for(said, plan, title=chapter.title, cover=cover, track=number, tracks=len(listed))
        deliveries.append(Delivery(wish.out / name, plan, tags, plan_hash(plan, encoding, tags)))
    return laid, deliveries


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
