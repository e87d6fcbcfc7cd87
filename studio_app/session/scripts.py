"""Scripts: tables and subtitles become projects with a timeline, or chapters of one, and timelines are written as scripts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.domain.cast import Speaker
from studio_app.domain.edits.script import add_script, project_from_script, script_of
from studio_app.domain.errors import NothingToExport, WrongUsage
from studio_app.domain.script import speakers_of
from studio_app.domain.text.timecode import DEFAULT_RATE, Spelling
from studio_app.exporters.script import ScriptForm, script_text, write_script
from studio_app.importers import reading
from studio_app.importers import script as importer
from studio_app.importers.encoding import one_line
from studio_app.importers.language import of_text
from studio_app.session.import_ import (
    NARRATOR,
    CastWish,
    Imported,
    choose_castings,
    made_before,
    make_folder,
    usual_voicing,
)
from studio_app.store.project_file import ProjectFile

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from studio_app.domain.cast import Casting
    from studio_app.domain.edits.change import Change
    from studio_app.domain.project import Project
    from studio_app.domain.script import ScriptDraft, ScriptLine
    from studio_app.domain.text.timecode import FrameRate
    from studio_app.settings.file import Settings

#: Characters of a script by which its language is told.
_SAMPLE = 6_000


@dataclass(frozen=True, slots=True)
class ScriptPlan:
    """A script a person has looked through: the lines to take, who gets which voice, what it is called.

    ``castings`` are for its speakers in the order of their first lines; ``narrator`` speaks lines that are nobody's.
    """

    lines: tuple[ScriptLine, ...]
    castings: tuple[Casting, ...]
    narrator: Casting
    title: str
    language: str
    warnings: tuple[str, ...] = ()


def is_script(source: str | Path) -> bool:
    """Tell whether a source is a script: a file, by its name or how it begins. Reads at most its beginning."""
    return not reading.is_address(source) and importer.is_script(Path(source))


def read_script(path: Path, rate: FrameRate = DEFAULT_RATE) -> ScriptDraft:
    """Read a script for a person to look through; errors of single lines are in it. Blocks.

    Raises:
        BadInput: it is no script.
        FileRefused: the system does not let it be read.
    """
    return importer.read_script(path, rate)


def plan_script(
    draft: ScriptDraft,
    path: Path,
    settings: Settings,
    *,
    cast: CastWish | None = None,
    language: str = "",
    without_errors: bool = False,
) -> ScriptPlan:
    """Return how a script is imported: each speaker with another voice, as far as the engine has them. Blocks.

    Args:
        draft: the script.
        path: of its file, after which it is called.
        settings: engine of new projects.
        cast: engine and model of all, and the voice of the first speaker.
        language: BCP 47 tag; "" to tell it by the text.
        without_errors: the person has seen the errors and consents to leave these lines out.

    Raises:
        BadInput: there are errors and no consent, or no line is left.
        SpeechError, WrongUsage: as ``choose_castings``.
    """
    lines = draft.accepted(without_errors=without_errors)
    tongue = language or of_text(_sample(lines))
    names = speakers_of(lines)
    castings, warnings = choose_castings(cast or CastWish(), tongue, settings, len(names))
    left_out = tuple(f"Line {error.number} was left out: {error.sentence}" for error in draft.errors)
    title = one_line(path.stem) or "Script"
    return ScriptPlan(lines, castings["" in names :], castings[0], title, tongue, left_out + warnings)


def create_script_project(
    plan: ScriptPlan, path: Path, target: Path, settings: Settings, *, overwrite: bool = False
) -> None:
    """Make a project file of a script at ``path``: one chapter with a timeline. Whole, or not at all. Blocks.

    Raises:
        BadInput: it needs more tracks, or more time, than a timeline has.
        WouldOverwrite: something is at ``target``.
        DiskFull, FileRefused: it cannot be written; nothing is left behind.
    """
    project = project_from_script(
        plan.lines,
        plan.castings,
        title=plan.title,
        narrator=Speaker(NARRATOR, "Narrator", plan.narrator),
        voicing=usual_voicing(settings),
        language=plan.language,
        source=reading.source_hash(path),
    )
    make_folder(target.parent)
    ProjectFile.create(target, project, source_name=path.name, overwrite=overwrite)


def add_to_project(project: Project, plan: ScriptPlan, *, initiator: str = "") -> tuple[Project, Change]:
    """Add a script to a project as a chapter with a timeline of its own, for ``Studio.do``; speakers of the same name stay.

    Raises:
        BadInput: as ``create_script_project``.
    """
    return add_script(project, plan.lines, plan.castings, title=plan.title, initiator=initiator)


def import_script(
    source: Path,
    target: Path,
    settings: Settings,
    *,
    cast: CastWish | None = None,
    language: str = "",
    rate: FrameRate = DEFAULT_RATE,
    without_errors: bool = False,
    overwrite: bool = False,
    looked: Callable[[ScriptDraft], None] | None = None,
) -> Imported:
    """Read a script into a new project file. A project made of the very same script is left as it is. Blocks.

    Arguments are those of ``plan_script``; frames in times are counted at ``rate``. ``looked`` is told what was read before
    anything comes of it, errors of lines among it.

    Raises:
        BadInput: it is no script, or lines cannot be read, and ``without_errors`` was not given; nothing was written.
        WouldOverwrite, SpeechError, DiskFull, FileRefused: nothing was written.
    """
    mark = reading.source_hash(source)
    if made_before(target, mark, overwrite=overwrite):
        return Imported(target, (), fresh=False)
    draft = read_script(source, rate)
    if looked is not None:
        looked(draft)
    plan = plan_script(draft, source, settings, cast=cast, language=language, without_errors=without_errors)
    create_script_project(plan, source, target, settings, overwrite=overwrite)
    return Imported(target, plan.warnings, fresh=True)


def is_timing(path: Path) -> bool:
    """Tell whether a file to export to is a script, by the end of its name."""
    return path.suffix.lower() in set(ScriptForm)


def export_timing(
    project: Project,
    path: Path,
    *,
    chapter_ids: Collection[int] | None = None,
    spelling: Spelling = Spelling.SECONDS,
    rate: FrameRate = DEFAULT_RATE,
    overwrite: bool = False,
) -> tuple[ScriptLine, ...]:
    """Write what is said on a chapter's timeline, and when, as CSV, SRT, VTT or ASS, by the end of the name. Blocks.

    Args:
        project: what is written of.
        path: the file.
        chapter_ids: which chapter; None for the only one with a timeline, or the only one there is.
        spelling: of times in CSV.
        rate: what frames are counted at where times are spelled in frames.
        overwrite: replace a file that is there.

    Returns:
        The lines that were written.

    Raises:
        WrongUsage: it is not told which chapter, or subtitles are asked of one without times.
        NothingToExport: nothing is said there.
        WouldOverwrite, DiskFull, FileRefused: the file cannot be written; nothing is left behind.
    """
    form = ScriptForm(path.suffix.lower())
    lines = script_of(project, _chapter_to_write(project, chapter_ids))
    make_folder(path.parent)
    write_script(path, script_text(lines, form, spelling=spelling, rate=rate), force=overwrite)
    return lines


def _chapter_to_write(project: Project, chapter_ids: Collection[int] | None) -> int:
    chosen = [c.id for c in project.chapters if (c.included if chapter_ids is None else c.id in chapter_ids)]
    if chapter_ids is None:
        chosen = [chapter_id for chapter_id in chosen if chapter_id in project.timelines] or chosen
    if not chosen:
        raise NothingToExport("There is no chapter to write.")
    if len(chosen) > 1:
        raise WrongUsage("A script holds one chapter; name it with --chapters, as lectern info counts them.")
    return chosen[0]


def _sample(lines: Sequence[ScriptLine]) -> str:
    step = max(1, len(lines) // 100)
    return " ".join(line.text[: _SAMPLE // 10] for line in lines[::step])[:_SAMPLE]
