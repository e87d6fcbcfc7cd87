"""Edits of the cast: who there is, with which voice each speaks, and which words are whose."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from studio_app.domain.cast import Speaker
from studio_app.domain.edits.change import Change, Record, RowChange, apply, joined
from studio_app.domain.errors import ParagraphLocked, Sentence, WrongUsage
from studio_app.domain.manuscript import Fragment, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from studio_app.domain.cast import Casting
    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.project import Project

#: The colours a speaker can have: roles of every theme, each readable there as text.
COLOURS = tuple(f"speaker_{number}" for number in range(1, 9))

#: Words somebody else shall speak: a paragraph, by its id, or code points ``start`` to ``end`` of one.
Target = int | tuple[int, int, int]


# ── who there is ─────────────────────────────────────────────────────────────────────────────────────────────────────


def add_speaker(
    project: Project, name: str, casting: Casting, colour: str = "", *, initiator: str = ""
) -> tuple[Project, Change]:
    """Add a speaker, who speaks nothing yet. Its row is the only one; without a colour it gets the least used one.

    Raises:
        WrongUsage: the name is empty, somebody has it, or the colour is none of ``COLOURS``.
    """
    speaker = Speaker(_next_id(project), _free(project, name), casting, _known(colour) or free_colour(project))
    return _done(project, Change("Add speaker", _rows((None, speaker)), initiator))


def rename_speaker(project: Project, speaker_id: int, name: str, *, initiator: str = "") -> tuple[Project, Change]:
    """Give a speaker another name. No take becomes stale.

    Raises:
        KeyError: there is no such speaker.
        WrongUsage: the name is empty, or another speaker has it.
    """
    speaker = project.speaker(speaker_id)
    rows = _rows((speaker, replace(speaker, name=_free(project, name, speaker_id))))
    return _done(project, Change("Rename speaker", rows, initiator))


def colour_speaker(project: Project, speaker_id: int, colour: str, *, initiator: str = "") -> tuple[Project, Change]:
    """Give a speaker another of ``COLOURS``.

    Raises:
        KeyError: there is no such speaker.
        WrongUsage: there is no such colour.
    """
    speaker = project.speaker(speaker_id)
    return _done(
        project, Change("Colour speaker", _rows((speaker, replace(speaker, colour=_known(colour)))), initiator)
    )


def remove_speaker(
    project: Project, speaker_id: int, to: int | None = None, *, initiator: str = ""
) -> tuple[Project, Change]:
    """Take a speaker out of the cast and give its words to another; None: the narrator. No take is lost.

    Raises:
        KeyError: there is no such speaker, or none to give the words to.
        WrongUsage: it is the narrator, or the words were given to the one who goes.
        ParagraphLocked: it speaks in a locked paragraph.
    """
    speaker, heir = project.speaker(speaker_id), _heir(project, to)
    if speaker_id == project.voicing.narrator_id:
        raise WrongUsage(Sentence("{name} narrates; let somebody else narrate first.", name=speaker.name))
    if heir == speaker_id:
        raise WrongUsage(Sentence("{name} cannot keep the words and go; choose somebody else.", name=speaker.name))
    spoken = [p for p in _paragraphs(project) if any(f.speaker_id == speaker_id for f in p.fragments)]
    _refuse_locked(spoken)
    pairs = [(p, replace(p, fragments=_handed_over(p, speaker_id, heir))) for p in spoken]
    return _done(project, Change("Remove speaker", _rows((speaker, None), *pairs), initiator))


def set_narrator(project: Project, speaker_id: int, *, initiator: str = "") -> tuple[Project, Change]:
    """Let another speaker narrate: all words that are nobody's.

    Raises:
        KeyError: there is no such speaker.
    """
    project.speaker(speaker_id)
    rows = _rows((project.voicing, replace(project.voicing, narrator_id=speaker_id)))
    return _done(project, Change("Change narrator", rows, initiator))


def cast_speakers(project: Project, castings: Mapping[int, Casting], *, initiator: str = "") -> tuple[Project, Change]:
    """Give speakers, by id, other voices, in one step. Their takes become stale, none is lost.

    Raises:
        KeyError: there is no such speaker; nothing is changed.
    """
    found = [(project.speaker(speaker_id), casting) for speaker_id, casting in castings.items()]
    rows = _rows(*((speaker, replace(speaker, casting=casting)) for speaker, casting in found))
    return _done(project, Change("Cast voices" if len(rows) > 1 else "Cast voice", rows, initiator))


def free_name(project: Project, name: str) -> str:
    """Return a name nobody has: this one, else with a number behind it."""
    return _numbered(_one_line(name) or "Speaker", {_folded(speaker.name) for speaker in project.speakers})


def free_colour(project: Project) -> str:
    """Return the colour the fewest speakers have, the first of those."""
    used = [speaker.colour for speaker in project.speakers if speaker.id != project.voicing.narrator_id]
    return min(COLOURS, key=used.count)


# ── a cast from elsewhere ────────────────────────────────────────────────────────────────────────────────────────────


def match_cast(project: Project, speakers: Iterable[Speaker], narrator_id: int | None = None) -> dict[int, int | None]:
    """Return which speaker here each speaker of another project is, by name; None where there is none such.

    The other's narrator, where it is told who that is, is the narrator here. Nobody here is matched twice.
    """
    here = {_folded(speaker.name): speaker.id for speaker in project.speakers}
    found: dict[int, int | None] = {}
    for speaker in sorted(speakers, key=lambda speaker: (speaker.id != narrator_id, speaker.id)):
        own = project.voicing.narrator_id if speaker.id == narrator_id else here.get(_folded(speaker.name))
        found[speaker.id] = None if own in found.values() else own
    return found


def copy_cast(
    project: Project,
    speakers: Sequence[Speaker],
    mapping: Mapping[int, int | None] | None = None,
    *,
    initiator: str = "",
) -> tuple[Project, Change]:
    """Take voices and colours over from the speakers of another project, in one step.

    Args:
        project: the project as it is.
        speakers: of the other.
        mapping: which speaker here each of them is, by ids; None for one that is added. Who is not in it is left out. Without
            a mapping it is by name, see ``match_cast``.
        initiator: who asked.

    Raises:
        KeyError: there is no such speaker here.
    """
    mapping = match_cast(project, speakers) if mapping is None else mapping
    rows: list[tuple[Record | None, Record | None]] = []
    next_id, names = _next_id(project), {_folded(speaker.name) for speaker in project.speakers}
    for other in speakers:
        if other.id not in mapping:
            continue
        colour = other.colour if other.colour in COLOURS else ""
        own_id = mapping[other.id]
        if own_id is not None:
            own = project.speaker(own_id)
            rows.append((own, replace(own, casting=other.casting, colour=colour or own.colour)))
            continue
        name = _numbered(_one_line(other.name) or "Speaker", names)
        names.add(_folded(name))
        rows.append((None, Speaker(next_id, name, other.casting, colour or COLOURS[next_id % len(COLOURS)])))
        next_id += 1
    return _done(project, Change("Copy cast", _rows(*rows), initiator))


# ── whose words ──────────────────────────────────────────────────────────────────────────────────────────────────────


def assign(
    project: Project, targets: int | Iterable[Target], speaker_id: int | None, *, initiator: str = ""
) -> tuple[Project, Change]:
    """Let a speaker speak paragraphs, or parts of them; None: the narrator. White space at the ends is nobody's.

    Scene breaks are passed over: there is nothing to say in them.

    Raises:
        KeyError: there is no such paragraph, or no such speaker; nothing is changed.
        ParagraphLocked: a paragraph is locked; nothing is changed.
    """
    heir, runs = _heir(project, speaker_id), list(_runs(project, targets))
    before = {p.id: p for p, _, _ in runs}
    _refuse_locked(before.values())
    after = dict(before)
    for paragraph, start, end in runs:
        held = after[paragraph.id]
        after[paragraph.id] = replace(held, fragments=_painted(held, start, end, heir))
    rows = _rows(*((before[number], after[number]) for number in before))
    return _done(project, Change("Change who speaks", rows, initiator))


def assign_new(
    project: Project, targets: int | Iterable[Target], name: str, casting: Casting, *, initiator: str = ""
) -> tuple[Project, Change]:
    """Let a new speaker speak paragraphs, or parts of them, in one step; the name gets a number where somebody has it.

    Raises:
        KeyError: there is no such paragraph; nothing is changed.
        ParagraphLocked: a paragraph is locked; nothing is changed.
    """
    grown, added = add_speaker(project, free_name(project, name), casting, initiator=initiator)
    _, assigned = assign(grown, targets, _next_id(project), initiator=initiator)
    return _done(project, joined(added, assigned) if assigned.rows else assigned)


def assign_voice(
    project: Project, targets: int | Iterable[Target], name: str, casting: Casting, *, initiator: str = ""
) -> tuple[Project, Change]:
    """Let a voice speak paragraphs, or parts of them: as the speaker who has it, else as a new one of that name.

    Raises:
        KeyError, ParagraphLocked: as ``assign``.
    """
    voice = casting.engine, casting.voice
    known = next((s for s in project.speakers if (s.casting.engine, s.casting.voice) == voice), None)
    if known is not None:
        return assign(project, targets, known.id, initiator=initiator)
    return assign_new(project, targets, name, casting, initiator=initiator)


def speaker_of(project: Project, target: Target) -> int | None:
    """Return who speaks all of a paragraph, or of a part of one; None where several do, or where there is nothing to say.

    Raises:
        KeyError: there is no such paragraph.
    """
    speaking: set[int] = set()
    for paragraph, start, end in _runs(project, (target,)):
        speaking |= _who(project, paragraph, start, end)
    return speaking.pop() if len(speaking) == 1 else None


def speaking(project: Project, paragraph: Paragraph) -> set[int]:
    """Return who speaks in a paragraph, which need not be in the project; nobody where there is nothing to say."""
    return _who(project, paragraph, 0, len(paragraph.text))


# ── inside ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _who(project: Project, paragraph: Paragraph, start: int, end: int) -> set[int]:
    """Return who speaks a part of a paragraph; the words of who is gone are the narrator's."""
    known, narrator, text = {speaker.id for speaker in project.speakers}, project.voicing.narrator_id, paragraph.text
    found: set[int] = set()
    for f in paragraph.fragments:
        begin, stop = max(f.start, start), min(f.end, end)
        if begin < stop:
            found |= {narrator} if text[start:begin].strip() else set()
            found |= {f.speaker_id if f.speaker_id in known else narrator} if text[begin:stop].strip() else set()
            start = stop
    return found | ({narrator} if text[start:end].strip() else set())


def _numbered(name: str, taken: Collection[str]) -> str:
    if _folded(name) not in taken:
        return name
    return next(made for n in range(2, len(taken) + 3) if _folded(made := f"{name} {n}") not in taken)


def _free(project: Project, name: str, own_id: int | None = None) -> str:
    """Return a name in one line, where no other speaker has it."""
    name = _one_line(name)
    if not name:
        raise WrongUsage("A speaker needs a name.")
    if any(_folded(other.name) == _folded(name) for other in project.speakers if other.id != own_id):
        raise WrongUsage(Sentence("There is a speaker called {name} already; choose another name.", name=name))
    return name


def _known(colour: str) -> str:
    if colour and colour not in COLOURS:
        raise WrongUsage("There is no such colour for speakers.", detail=colour[:40])
    return colour


def _folded(name: str) -> str:
    return _one_line(name).casefold()


def _one_line(name: str) -> str:
    return " ".join(name.encode("utf-8", "replace").decode().split())


def _next_id(project: Project) -> int:
    """Return an id no speaker has, nor any words whose speaker is gone."""
    named = (f.speaker_id for p in _paragraphs(project) for f in p.fragments)
    return max(chain((speaker.id for speaker in project.speakers), named), default=0) + 1


def _heir(project: Project, speaker_id: int | None) -> int | None:
    """Return to whom words go; None for the narrator, whose words are nobody's fragment."""
    if speaker_id is None or project.speaker(speaker_id).id == project.voicing.narrator_id:
        return None
    return speaker_id


def _paragraphs(project: Project) -> Iterator[Paragraph]:
    return chain.from_iterable(project.paragraphs.values())


def _runs(project: Project, targets: int | Iterable[Target]) -> Iterator[tuple[Paragraph, int, int]]:
    """Yield each target as a paragraph and code points of it; scene breaks not at all."""
    for target in (targets,) if isinstance(targets, int) else targets:
        number, start, end = (target, 0, None) if isinstance(target, int) else target
        paragraph = project.paragraph(number)
        if paragraph.kind is not Kind.SCENE_BREAK:
            last = len(paragraph.text)
            yield paragraph, max(0, min(start, last)), last if end is None else max(0, min(end, last))


def _painted(paragraph: Paragraph, start: int, end: int, speaker_id: int | None) -> tuple[Fragment, ...]:
    """Return the fragments after ``start`` to ``end`` were given to somebody."""
    if start >= end:
        return paragraph.fragments
    kept = [
        piece
        for f in paragraph.fragments
        for piece in (
            Fragment(f.start, min(f.end, start), f.speaker_id),
            Fragment(max(f.start, end), f.end, f.speaker_id),
        )
        if piece.start < piece.end
    ]
    new = [] if speaker_id is None else [Fragment(start, end, speaker_id)]
    return _tidy(paragraph.text, [*kept, *new])


def _handed_over(paragraph: Paragraph, speaker_id: int, heir: int | None) -> tuple[Fragment, ...]:
    changed = (
        replace(f, speaker_id=heir) if heir is not None and f.speaker_id == speaker_id else f
        for f in paragraph.fragments
        if heir is not None or f.speaker_id != speaker_id
    )
    return _tidy(paragraph.text, changed)


def _tidy(text: str, fragments: Iterable[Fragment]) -> tuple[Fragment, ...]:
    """Return fragments in order, without white space at their ends, those of one speaker in a row as one."""
    found: list[Fragment] = []
    for f in sorted(fragments, key=lambda f: f.start):
        words = text[f.start : f.end]
        bare = words.strip()
        if not bare:
            continue
        start = f.start + len(words) - len(words.lstrip())
        f = Fragment(start, start + len(bare), f.speaker_id)
        if found and found[-1].speaker_id == f.speaker_id and not text[found[-1].end : f.start].strip():
            found[-1] = replace(found[-1], end=f.end)
        else:
            found.append(f)
    return tuple(found)


def _refuse_locked(paragraphs: Iterable[Paragraph]) -> None:
    locked = sum(p.locked for p in paragraphs)
    if locked:
        if locked == 1:
            raise ParagraphLocked("A paragraph of it is locked; unlock first to change who speaks.")
        said = "{count:,} paragraphs of it are locked; unlock first to change who speaks."
        raise ParagraphLocked(Sentence(said, count=locked))


def _rows(*pairs: tuple[Record | None, Record | None]) -> tuple[RowChange, ...]:
    return tuple(RowChange(before, after) for before, after in pairs if before != after)


def _done(project: Project, change: Change) -> tuple[Project, Change]:
    return (apply(project, change) if change.rows else project), change
