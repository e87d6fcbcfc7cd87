"""Narrate: book in, audiobook out. Import, cast, generate and export in one go; the same command goes on after a kill."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.domain.edits.book import cast_speaker, set_metadata
from studio_app.domain.errors import ProjectDamaged, WouldOverwrite
from studio_app.exporters.names import safe
from studio_app.importers import picture
from studio_app.jobs.progress import Meter
from studio_app.jobs.queue import beside
from studio_app.jobs.stop import Stop
from studio_app.session.chapters import chosen_chapters
from studio_app.session.engines import engines_of
from studio_app.session.export import export_book
from studio_app.session.fixed import speeds_of
from studio_app.session.generate import Generation
from studio_app.session.import_ import CastWish, Imported, choose_casting, import_book
from studio_app.session.scripts import import_script, is_script
from studio_app.session.studio import Studio
from studio_app.session.timeline import PLACING, SPOKEN_AGAIN, fit_again, fit_clips, place_takes

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.domain.manuscript import Metadata
    from studio_app.domain.segments import Limit
    from studio_app.jobs.progress import Progress
    from studio_app.session.export import Exported, ExportWish
    from studio_app.session.generate import Generated
    from studio_app.settings.file import Settings


@dataclass(frozen=True, slots=True)
class BookWish:
    """What a person says about the book, replacing what the file says. "" leaves it."""

    title: str = ""
    author: str = ""
    isbn: str = ""
    description: str = ""
    language: str = ""
    narrator: str = ""
    cover: Path | None = None

    def over(self, metadata: Metadata) -> Metadata:
        """Return ``metadata`` with what is wished put over it."""
        named = {name: getattr(self, name) for name in ("title", "isbn", "description", "language", "narrator")}
        changed = {name: value for name, value in named.items() if value}
        authors = (self.author,) if self.author else metadata.authors
        return replace(metadata, authors=authors, **changed)


@dataclass(frozen=True, slots=True)
class Narrated:
    """The outcome: the project that holds all takes, what was generated, the files."""

    project: Path
    warnings: tuple[str, ...]
    generated: Generated
    exported: Exported | None


@dataclass(frozen=True, slots=True)
class NarrateWish:
    """What a person wants narrated. ``chapters`` is like "1-3,7", "" for all that are switched on.

    ``budget`` is the most that may be billed in this run; with ``send_again`` what may have been billed is sent again.
    """

    source: str
    export: ExportWish
    project: Path | None = None
    chapters: str = ""
    budget: float | None = None
    send_again: bool = False
    book: BookWish = field(default_factory=BookWish)
    cast: CastWish = field(default_factory=CastWish)


def _imported(wish: NarrateWish, target: Path, settings: Settings, progress: Callable[[float], None]) -> Imported:
    """Make a project of a book, or of a script, in which every line has to be readable."""
    language = wish.book.language
    if is_script(wish.source):
        return import_script(Path(wish.source), target, settings, cast=wish.cast, language=language)
    return import_book(wish.source, target, settings, cast=wish.cast, language=language, progress=progress)


async def narrate(
    wish: NarrateWish,
    settings: Settings,
    report: Callable[[Progress], None],
    warn: Callable[[str], None] = lambda _: None,
) -> Narrated:
    """Make an audiobook of a book. ``report`` is called on any thread, ``warn`` with sentences to be read at once.

    The project lies beside the audio unless the person names another place. Run again after a kill, a full disk or a
    failure, it goes on where it was: finished takes and files are kept.

    Raises:
        LecternError: see ``import_book``, ``Generation.run``, ``export_book``.
    """
    target = wish.project or project_beside(wish.source, wish.export)
    meter = Meter("Reading the book", 1.0, "")

    def reading(fraction: float) -> None:
        meter.set(fraction)
        report(meter.look())

    try:
        imported = await beside(_imported, wish, target, settings, reading)
    except WouldOverwrite as error:
        said = f"{target.name} was made of another book or version; name another project with --project."
        raise WouldOverwrite(said) from error
    studio = await beside(Studio.open, target)
    try:
        if studio.file.losses:
            raise ProjectDamaged(
                f"{target.name} is damaged; lectern check tells more, and {studio.file.path.name} is a recovered copy."
            )
        await beside(_prepare, studio, wish, settings)
        ids = chosen_chapters(studio.project, wish.chapters)
        generated, limit = await generate(
            studio,
            settings,
            chapter_ids=ids,
            budget=wish.budget,
            send_again=wish.send_again,
            report=report,
            warn=warn,
        )
        if generated.failures:
            return Narrated(target, imported.warnings, generated, None)
        stop = Stop()
        chosen = replace(wish.export, chapter_ids=None if ids is None else tuple(ids))
        exported = await beside(lambda: export_book(studio.file, chosen, stop, limit=limit, report=report), stop=stop)
        return Narrated(target, imported.warnings, generated, exported)
    finally:
        await asyncio.shield(beside(studio.close))


async def generate(
    studio: Studio,
    settings: Settings,
    *,
    chapter_ids: list[int] | None,
    budget: float | None = None,
    send_again: bool = False,
    report: Callable[[Progress], None],
    warn: Callable[[str], None] = lambda _: None,
) -> tuple[Generated, Limit]:
    """Generate what an open project lacks; return the outcome and the limit its segments were made with.

    On timelines, fixed clips are spoken as fast as they ask for, and takes are put on their clips.
    """
    async with engines_of(studio.project, settings) as (engines, queue):
        again = await fit_clips(studio, engines, chapter_ids)

        def begin() -> Generation:
            return Generation(
                studio.file,
                studio.project,
                engines,
                queue,
                chapter_ids=chapter_ids,
                budget=budget,
                send_again=send_again,
                report=report,
                warn=warn,
            )

        limits = engines.limits(studio.project)
        try:
            done = await begin().run()
        finally:
            await place_takes(studio, limits)
        for _ in range(SPOKEN_AGAIN if again else 0):
            speeds = await speeds_of(engines, studio.project)
            if done.failures or not (again := await fit_again(studio, speeds, again, limits, merge=PLACING)):
                break
            done = replace(done, failures=(await begin().run()).failures)
            await place_takes(studio, limits)
        return done, limits


def project_beside(source: str, export: ExportWish) -> Path:
    """Return where the project of a narration lies when nobody says: in the output folder, named like the book's file."""
    if export.out.suffix.lower() == f".{export.format}":
        return export.out.with_suffix(".lectern")
    # The last part of an address serves as well as a file's name, without what follows its question mark.
    name = Path(source.partition("?")[0].rstrip("/")).stem
    return export.out / f"{safe(name) or 'page'}.lectern"


def _prepare(studio: Studio, wish: NarrateWish, settings: Settings) -> None:
    """Put the person's words about the book and its voice into the project, as edits that can be undone."""
    studio.edit(set_metadata(studio.project, wish.book.over(studio.project.metadata)))
    narrator = studio.project.speaker(studio.project.voicing.narrator_id)
    if wish.cast != CastWish():
        casting, _ = choose_casting(wish.cast, studio.project.metadata.language, settings)
        studio.edit(cast_speaker(studio.project, narrator.id, casting))
    if wish.book.cover:
        studio.file.set_cover(picture.read(wish.book.cover)).result()
