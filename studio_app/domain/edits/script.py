"""Scripts become chapters with a timeline: a track for each speaker, a clip and a paragraph for each line; and back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from heapq import heappop, heappush
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING

from studio_app.domain.cast import Speaker
from studio_app.domain.edits.cast import COLOURS, copy_cast, match_cast
from studio_app.domain.edits.change import Change, RowChange, apply
from studio_app.domain.edits.desk import laid_rows, spoken_by, track_speaker
from studio_app.domain.edits.following import estimated, samples_of
from studio_app.domain.edits.timeline_change import TimelineRow
from studio_app.domain.errors import BadInput, Sentence, TooLarge
from studio_app.domain.manuscript import Chapter, Kind, Metadata, Paragraph
from studio_app.domain.project import Project, highest_chapter_id, highest_paragraph_id
from studio_app.domain.script import ScriptLine, folded, speakers_of
from studio_app.domain.text.timecode import to_samples, to_seconds
from studio_app.domain.timeline import LONGEST_S, RATE, Clip, Mode, Rules, Track, TrackKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studio_app.domain.cast import Casting
    from studio_app.domain.edits.timeline_change import TimelineRecord
    from studio_app.domain.project import Voicing
    from studio_app.domain.timeline import Timeline

#: A script has at most as many tracks: one for each speaker, and more where lines of one speaker lie over each other.
MOST_TRACKS = 2000
#: Seconds of a line in which there is nothing to say: a dash, a row of dots.
_UNSAID = Fraction(1, 4)
_TOO_LATE = "Line {number} of the script lies beyond the end of the longest timeline there can be."


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line with its place: ``start`` and ``length`` in samples, ``fixed`` where the script says both."""

    line: ScriptLine
    speaker_id: int
    start: int
    length: int
    fixed: bool


def project_from_script(
    lines: Sequence[ScriptLine],
    castings: Sequence[Casting],
    *,
    title: str,
    narrator: Speaker,
    voicing: Voicing,
    language: str = "",
    source: str = "",
) -> Project:
    """Return a project of one chapter with the script on its timeline.

    Args:
        lines: what is to be said, in the order of the file.
        castings: for its speakers in the order of their first lines, as ``speakers_of`` names them; taken round again
            where there are fewer.
        title: of the project and its chapter.
        narrator: speaks the lines that are nobody's; need not be one of the script's.
        voicing: how it is spoken; between lines without times lies the pause of a sentence.
        language: BCP 47 tag, "" where it is not known.
        source: hash of the file it was made of.

    Raises:
        BadInput: there is no line, or too many tracks would be needed.
    """
    blank = Project(Metadata(title, language=language), voicing, (), MappingProxyType({}), (narrator,), source)
    return add_script(blank, lines, castings, title=title)[0]


def add_script(
    project: Project, lines: Sequence[ScriptLine], castings: Sequence[Casting], *, title: str, initiator: str = ""
) -> tuple[Project, Change]:
    """Add a script as a new chapter with a timeline, behind all others. Speakers of the same name are the same.

    Arguments and errors are those of ``project_from_script``; nobody who is cast already is cast anew.
    """
    if not lines:
        raise BadInput("There is no line in the script that can be imported.")
    number = highest_chapter_id(project) + 1
    last = max((chapter.position for chapter in project.chapters), default=0.0)
    chapter = Chapter(number, last + 1.0, title)
    cast, new, ids = _cast(project, list(filter(None, speakers_of(lines))), castings)
    pieces = _placed(cast, lines, [ids[folded(line.speaker)] for line in lines])
    paragraphs = [
        _paragraph(cast, piece, number, highest_paragraph_id(project) + at) for at, piece in enumerate(pieces, start=1)
    ]
    records = _laid(cast, pieces, paragraphs)
    rules = [TimelineRow(Rules(), _dialogue(project))] if any(line.start_s is None for line in lines) else []
    rows = (
        *(RowChange(None, speaker) for speaker in new),
        RowChange(None, chapter),
        *(RowChange(None, paragraph) for paragraph in paragraphs),
        *laid_rows(number, (*rules, *(TimelineRow(None, record) for record in records))),
    )
    change = Change("Import script", rows, initiator)
    return apply(project, change), change


def script_of(project: Project, chapter_id: int) -> tuple[ScriptLine, ...]:
    """Return what is said on the timeline of a chapter, and when, as a script: by time, numbered from 1.

    Of a chapter without a timeline the lines have no times, and a paragraph that several speak is a line for each of them.

    Raises:
        KeyError: there is no such chapter.
    """
    timeline = project.timelines.get(chapter_id)
    found = _untimed(project, chapter_id) if timeline is None else _timed(project, timeline)
    return tuple(replace(line, number=at) for at, line in enumerate(found, start=1))


def _timed(project: Project, timeline: Timeline) -> list[ScriptLine]:
    names = {speaker.id: speaker.name for speaker in project.speakers}
    said = [
        (clip.start, clip.id, names[track_speaker(project, track)], clip)
        for track in timeline.tracks
        if track.kind is TrackKind.VOICEOVER
        for clip in timeline.lane(track.id)
        if clip.text.strip()
    ]
    said.sort(key=lambda one: one[:2])
    rate = timeline.rate
    return [
        ScriptLine(0, name, " ".join(clip.text.split()), to_seconds(clip.start, rate), to_seconds(clip.end, rate))
        for _, _, name, clip in said
    ]


def _untimed(project: Project, chapter_id: int) -> Iterator[ScriptLine]:
    names = {speaker.id: speaker.name for speaker in project.speakers}
    for paragraph in project.narrated(project.chapter(chapter_id)):
        for speaker_id, text in _runs(project, paragraph):
            if text:
                yield ScriptLine(0, names.get(speaker_id, names[project.voicing.narrator_id]), text)


def _runs(project: Project, paragraph: Paragraph) -> Iterator[tuple[int, str]]:
    """Yield who says which part of a paragraph, in order."""
    at, narrator = 0, project.voicing.narrator_id
    for fragment in paragraph.fragments:
        yield narrator, " ".join(paragraph.text[at : fragment.start].split())
        yield fragment.speaker_id, " ".join(paragraph.text[fragment.start : fragment.end].split())
        at = fragment.end
    yield narrator, " ".join(paragraph.text[at:].split())


# ── inside ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _cast(
    project: Project, names: Sequence[str], castings: Sequence[Casting]
) -> tuple[Project, list[Speaker], dict[str, int]]:
    """Return the project with who speaks in a script, those who are new there, and the id of each by folded name."""
    narrator_id = project.voicing.narrator_id
    castings = castings or [project.speaker(narrator_id).casting]
    colours = [speaker.colour for speaker in project.speakers if speaker.id != narrator_id]
    asked: list[Speaker] = []
    for at, name in enumerate(names):
        colours.append(min(COLOURS, key=colours.count))
        asked.append(Speaker(at + 1, name, castings[at % len(castings)], colours[-1]))
    here = match_cast(project, asked)
    made, change = copy_cast(project, asked, {number: None for number, own in here.items() if own is None})
    new = [row.after for row in change.rows if isinstance(row.after, Speaker)]
    coming = iter(new)
    ids = {"": narrator_id}
    for speaker in asked:
        own = here[speaker.id]
        ids[folded(speaker.name)] = next(coming).id if own is None else own
    return made, new, ids


def _placed(project: Project, lines: Sequence[ScriptLine], speaker_ids: Sequence[int]) -> list[_Piece]:
    """Return the lines with their places, in the order of time.

    A line without a time begins when the one before it in the file has ended, a sentence's pause later. One whose end is
    not said gives way to its speaker's next line: how long it is, is an estimate.
    """
    alone = {speaker_id: _alone(project, speaker_id) for speaker_id in set(speaker_ids)}
    pause = _pause(project)
    pieces: list[_Piece] = []
    cursor = 0
    for line, speaker_id in zip(lines, speaker_ids, strict=True):
        start = cursor if line.start_s is None else to_samples(line.start_s, RATE)
        if line.start_s is not None and line.end_s is not None:
            length = max(1, to_samples(line.end_s, RATE) - start)
        else:
            said = estimated(alone[speaker_id], Paragraph(0, 0, 0.0, Kind.TEXT, line.text))
            length = samples_of(said or _UNSAID, RATE)
        if start + length > LONGEST_S * RATE:
            raise BadInput(Sentence(_TOO_LATE, number=line.number))
        pieces.append(_Piece(line, speaker_id, start, length, line.end_s is not None))
        cursor = start + length + pause
    pieces.sort(key=lambda piece: (piece.start, piece.line.number))
    return _giving_way(pieces)


def _dialogue(project: Project) -> Rules:
    """Return the rules by which lines without times stay one after the other, however long each turns out to be."""
    return Rules(gap=_pause(project), everywhere=True)


def _pause(project: Project) -> int:
    """Return the samples between lines without times: the pause of a sentence."""
    return project.voicing.pauses.sentence * RATE // 1000


def _alone(project: Project, speaker_id: int) -> Project:
    """Return the project as if there were only one speaker: nobody is looked for among a thousand for each line."""
    voicing = replace(project.voicing, narrator_id=speaker_id)
    return replace(project, speakers=(project.speaker(speaker_id),), voicing=voicing)


def _giving_way(pieces: list[_Piece]) -> list[_Piece]:
    """Return pieces, which are in the order of time, with those of unsaid length ending where their speaker goes on."""
    following: dict[int, tuple[int, int]] = {}
    made: list[_Piece] = []
    for piece in reversed(pieces):
        start, later = following.get(piece.speaker_id, (LONGEST_S * RATE, LONGEST_S * RATE))
        behind = start if start > piece.start else later
        following[piece.speaker_id] = (piece.start, behind)
        made.append(piece if piece.fixed else replace(piece, length=min(piece.length, behind - piece.start)))
    made.reverse()
    return made


def _paragraph(project: Project, piece: _Piece, chapter_id: int, number: int) -> Paragraph:
    text = piece.line.text
    fragments = spoken_by(project, text, piece.speaker_id)
    return Paragraph(number, chapter_id, float(number), Kind.TEXT, text, fragments=fragments)


def _laid(project: Project, pieces: Sequence[_Piece], paragraphs: Sequence[Paragraph]) -> list[TimelineRecord]:
    """Return the tracks and clips of a script. Tracks stand in the order of their speakers' first lines in the file."""
    levels, counts = _levels(pieces)
    first: dict[int, int] = {}
    for piece in pieces:
        first[piece.speaker_id] = min(piece.line.number, first.get(piece.speaker_id, piece.line.number))
    if sum(counts.values()) > MOST_TRACKS:
        raise TooLarge("Too many lines of this script lie over each other; correct their times, then import it again.")
    tracks: dict[tuple[int, int], Track] = {}
    names: set[str] = {folded(project.speaker(speaker_id).name) for speaker_id in first}
    for speaker_id in sorted(first, key=first.__getitem__):
        speaker = project.speaker(speaker_id)
        cast = None if speaker_id == project.voicing.narrator_id else speaker_id
        for level in range(counts[speaker_id]):
            name = speaker.name if level == 0 else _another(speaker.name, names)
            number = len(tracks) + 1
            tracks[speaker_id, level] = Track(
                number, float(number), TrackKind.VOICEOVER, name, speaker.colour, speaker_id=cast
            )
    clips = [
        Clip(
            number,
            tracks[piece.speaker_id, level].id,
            piece.start,
            piece.length,
            Mode.FIXED if piece.fixed else Mode.DYNAMIC,
            paragraph.text,
            paragraph_id=paragraph.id,
        )
        for number, piece, level, paragraph in zip(count(len(tracks) + 1), pieces, levels, paragraphs)
    ]
    return [*tracks.values(), *clips]


def _levels(pieces: Sequence[_Piece]) -> tuple[list[int], dict[int, int]]:
    """Return on which of its speaker's tracks each piece lies, from 0: the first with room; and how many each needs."""
    free: dict[int, list[int]] = defaultdict(list)
    held: dict[int, list[tuple[int, int]]] = defaultdict(list)
    counts: dict[int, int] = defaultdict(int)
    levels: list[int] = []
    for piece in pieces:
        speaker_id = piece.speaker_id
        while held[speaker_id] and held[speaker_id][0][0] <= piece.start:
            heappush(free[speaker_id], heappop(held[speaker_id])[1])
        if free[speaker_id]:
            level = heappop(free[speaker_id])
        else:
            level = counts[speaker_id]
            counts[speaker_id] += 1
        heappush(held[speaker_id], (piece.start + piece.length, level))
        levels.append(level)
    return levels, counts


def _another(name: str, taken: set[str]) -> str:
    """Return a name for one more track of a speaker, and note it as taken."""
    made = next(made for n in count(2) if folded(made := f"{name} {n}") not in taken)
    taken.add(folded(made))
    return made
