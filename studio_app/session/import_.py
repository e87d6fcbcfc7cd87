"""Import: a book file or a web page becomes a saved project, whole or not at all."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.errors import FileRefused, ProjectError, VoiceMissing, WouldOverwrite
from studio_app.domain.pauses import PauseRules
from studio_app.domain.project import Project, Voicing, project_from_draft
from studio_app.importers import reading
from studio_app.session.engines import Engines
from studio_app.speech.catalogue import PROVIDERS, open_engine
from studio_app.store.project_file import ProjectFile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from studio_app.domain.manuscript import Draft
    from studio_app.settings.file import Settings
    from studio_app.speech.engine import Engine

#: The id of the speaker every new project begins with.
NARRATOR = 1
#: The local engine's plain timbres; its others croak and whisper.
_PLAIN = re.compile(r"[fm][0-9]+")


@dataclass(frozen=True, slots=True)
class CastWish:
    """Who shall narrate. Empty fields are chosen by the book's language and the settings."""

    engine: str = ""
    model: str = ""
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """The outcome. ``fresh`` is False where the project was there already, made of the same source."""

    path: Path
    warnings: tuple[str, ...]
    fresh: bool


def import_book(
    source: str,
    target: Path,
    settings: Settings,
    *,
    cast: CastWish = CastWish(),
    language: str = "",
    overwrite: bool = False,
    progress: Callable[[float], None] | None = None,
) -> Imported:
    """Read ``source`` (a path or an http address) into a new project file at ``target``.

    A project at ``target`` made of the very same source is left as it is, with all work in it: so the same command goes on
    after a kill.

    Args:
        source: path or address.
        target: the .lectern file to make.
        settings: pauses, segment length and engine of new projects.
        cast: who shall narrate.
        language: BCP 47 tag that replaces what the file says.
        overwrite: replace another project at ``target``.
        progress: called with 0 to 1, on this thread.

    Raises:
        BadInput: the source cannot be read; nothing was written.
        WouldOverwrite: there is another project at ``target``.
        VoiceMissing: the engine has no voice of that name.
        DiskFull: there is no room for the project; nothing was written.
    """
    mark = reading.source_hash(source)
    if made_before(target, mark, overwrite=overwrite):
        return Imported(target, (), fresh=False)
    draft = reading.read(source, progress=progress)
    if language:
        draft = replace(draft, language=language)
    project, warnings = new_project(draft, settings, cast, mark)
    make_folder(target.parent)
    ProjectFile.create(target, project, cover=draft.cover, source_name=source, overwrite=overwrite)
    return Imported(target, draft.warnings + warnings, fresh=True)


def made_before(target: Path, mark: str, *, overwrite: bool) -> bool:
    """Whether a project of this very source is at ``target``; never with ``overwrite``.

    Raises:
        WouldOverwrite: something else is there.
    """
    if overwrite or not target.exists():
        return False
    if source_of(target) != mark:
        said = f"{target.name} is there already, made of something else; choose another name or give --force."
        raise WouldOverwrite(said)
    return True


def create_project(
    draft: Draft,
    target: Path,
    settings: Settings,
    *,
    source: str = "",
    included: Sequence[bool] | None = None,
    overwrite: bool = False,
) -> Path:
    """Make a project file of a draft a person has looked through; return where it is. Blocks.

    Args:
        draft: the book; its cover is taken along.
        target: the .lectern file to make.
        settings: pauses, segment length and engine of new projects.
        source: the path or address the draft was read from, "" for a book that begins empty.
        included: as for ``new_project``.
        overwrite: replace another project at ``target``.

    Raises:
        WouldOverwrite: something is at ``target``.
        DiskFull, FileRefused: it cannot be written; nothing is left behind.
    """
    mark = reading.source_hash(source) if source else ""
    project, _ = new_project(draft, settings, CastWish(), mark, included)
    make_folder(target.parent)
    ProjectFile.create(target, project, cover=draft.cover, source_name=source, overwrite=overwrite)
    return target


def make_folder(folder: Path) -> None:
    """Make the folder of a new project only when the book is read: a refused file leaves nothing behind."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        said = f"The folder {folder.name} cannot be made; choose another place."
        raise FileRefused(said, detail=error.strerror or "") from None


def new_project(
    draft: Draft, settings: Settings, cast: CastWish, mark: str, included: Sequence[bool] | None = None
) -> tuple[Project, tuple[str, ...]]:
    """Make a project of a draft, with a narrator cast for its language, and what a person should know about that.

    ``included`` says of each chapter whether it is narrated; None: front and back matter is not.
    """
    casting, warnings = choose_casting(cast, draft.language, settings)
    narrator = Speaker(NARRATOR, "Narrator", casting)
    voicing = usual_voicing(settings)
    project = project_from_draft(draft, speakers=(narrator,), voicing=voicing, source=mark, included=included)
    return project, warnings


def usual_voicing(settings: Settings) -> Voicing:
    """Return how new projects are spoken."""
    pauses = PauseRules(**{name: settings.number(f"pauses.{name}") for name in PauseRules.__slots__})
    return Voicing(pauses, settings.number("text.segment_length"), NARRATOR)


def choose_casting(cast: CastWish, language: str, settings: Settings) -> tuple[Casting, tuple[str, ...]]:
    """Return engine, model and voice for a wish, and sentences about what could not be had.

    Blocks, on a thread without a loop: an engine of a provider is asked for its voices.

    Raises:
        Unauthorised: the engine needs an account, and there is none.
        VoiceMissing: a voice was named that the engine does not have.
        WrongUsage: there is no such engine.
    """
    castings, warnings = choose_castings(cast, language, settings, 1)
    return castings[0], warnings


def choose_castings(
    cast: CastWish, language: str, settings: Settings, count: int
) -> tuple[tuple[Casting, ...], tuple[str, ...]]:
    """Return so many castings that can be told apart, as far as the engine has voices: the first as ``choose_casting``.

    Errors are those of ``choose_casting``.
    """
    name = cast.engine or settings.word("engine.default")
    if name in PROVIDERS:
        return asyncio.run(_choose_of_provider(cast, language, Engines(settings), name, count))
    return asyncio.run(_choose(cast, language, open_engine(name), count))


async def _choose_of_provider(
    cast: CastWish, language: str, engines: Engines, name: str, count: int
) -> tuple[tuple[Casting, ...], tuple[str, ...]]:
    """Choose once the provider has told which voices and models this person has."""
    try:
        await engines.ready([name])
        return await _choose(cast, language, engines.get(name), count)
    finally:
        await engines.close()


async def _choose(
    cast: CastWish, language: str, engine: Engine, count: int
) -> tuple[tuple[Casting, ...], tuple[str, ...]]:
    first, warnings = _chosen(cast, language, engine)
    others = await _other_voices(engine, first.voice, language) if count > 1 else []
    voices = [first.voice, *others][:count]
    return tuple(replace(first, voice=voices[at % len(voices)]) for at in range(count)), warnings


async def _other_voices(engine: Engine, first: str, language: str) -> list[str]:
    """Return the voices to give the next speakers, women's and men's in turn: of the language, or timbres of the first."""
    base, _, own = first.partition("+")
    timbres = [v for v in getattr(engine, "variants", tuple)() if _PLAIN.fullmatch(v.id) and v.id != own]
    if timbres:  # a voice of this machine: another voice of the same language would be another accent
        found = [(f"{base}+{timbre.id}", timbre.gender) for timbre in timbres]
    else:
        tongue = language.partition("-")[0].lower()
        voices = [voice for voice in await engine.voices() if voice.id != first]
        fitting = [
            v for v in voices if any(tag.partition("-")[0].lower() == tongue for tag in (v.language, *v.languages))
        ]
        found = [(voice.id, voice.gender) for voice in fitting or voices]
    women = [voice for voice, gender in found if gender == "female"]
    others = [voice for voice, gender in found if gender != "female"]
    return [voice for pair in zip_longest(women, others) for voice in pair if voice]


def _chosen(cast: CastWish, language: str, engine: Engine) -> tuple[Casting, tuple[str, ...]]:
    model = cast.model or engine.capabilities.models[0].id
    if cast.voice:
        return Casting.of(engine.name, model, engine.check_voice(cast.voice)), ()
    try:
        return Casting.of(engine.name, model, engine.default_voice(language)), ()
    except VoiceMissing:
        said = f"There is no voice for the language {language!r}; an English one was cast. Choose another with --voice."
        if not language:
            said = "It cannot be told which language this is; an English voice was cast. Name the language with --language."
        return Casting.of(engine.name, model, engine.default_voice("en")), (said,)


def source_of(path: Path) -> str:
    """Return the mark of the source a project file was made of, "" where it cannot be told."""
    try:
        file = ProjectFile.open(path, read_only=True)
    except ProjectError:
        return ""
    try:
        return file.load().source
    finally:
        file.close()
