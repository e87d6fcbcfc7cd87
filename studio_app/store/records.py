"""Domain records to rows of the project file, and back.

Reading raises ValueError, KeyError or TypeError where a row cannot be a record: the file was damaged or tampered with.
"""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import asdict, fields
from functools import cache
from sys import intern
from typing import TYPE_CHECKING, Any, TypeVar

from studio_app.domain.cast import Casting, Setting, Speaker
from studio_app.domain.edits.change import Change, Laid, RowChange
from studio_app.domain.ledger import LedgerRow, LedgerState
from studio_app.domain.manuscript import Chapter, Fragment, Identifier, Kind, Matter, Metadata, Paragraph
from studio_app.domain.pauses import PauseRules
from studio_app.domain.project import SEGMENT_LENGTH, Voicing
from studio_app.domain.takes import Levels, Placed, Take, WordTiming
from studio_app.store import laid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_app.domain.edits.change import Record

Row = tuple[Any, ...]
_R = TypeVar("_R")

_KINDS = {kind.value: kind for kind in Kind}
_KIND_NAMES = {kind: kind.value for kind in Kind}
_MATTERS = {matter.value: matter for matter in Matter}
_STATES = {state.value: state for state in LedgerState}
_SWITCH = {0: False, 1: True}
_pack_numbers = struct.Struct("<qqdqqq").pack


def text_sum(row: Row) -> int:
    """Return the checksum of a paragraph's row: CRC-32 of its numbers, its fragments and its text.

    Raises:
        ValueError: the row is of no paragraph.
    """
    try:
        total = zlib.crc32(_pack_numbers(row[0], row[1], row[2], row[5], row[6], row[7]))
    except struct.error as error:
        raise ValueError("a paragraph's numbers make no sense") from error
    if row[8]:
        total = zlib.crc32(row[8].encode(), total)
    return zlib.crc32(row[4].encode(), total)


def paragraph_row(paragraph: Paragraph) -> Row:
    """Return the row of a paragraph. Raises UnicodeEncodeError where the text holds half a character."""
    row = (
        paragraph.id,
        paragraph.chapter_id,
        paragraph.position,
        _KIND_NAMES[paragraph.kind],
        paragraph.text,
        paragraph.level,
        1 if paragraph.included else 0,
        1 if paragraph.locked else 0,
        _fragments_json(paragraph.fragments) if paragraph.fragments else "",
    )
    return (*row, text_sum(row))


def paragraph_of(row: Row, settings: tuple[tuple[str, Setting], ...] = ()) -> Paragraph:
    """Return the paragraph of a row, whose checksum is not looked at, and of its settings, which stand elsewhere."""
    number, chapter, position, kind, text, level, included, locked, fragments, _ = row
    parts = _fragments_of(fragments) if fragments else ()
    return Paragraph(
        number,
        chapter,
        position,
        _KINDS[kind],
        text,
        level,
        _SWITCH[included],
        _SWITCH[locked],
        parts,
        settings,
    )


def settings_row(paragraph: Paragraph) -> Row:
    """Return the row of the voice settings a paragraph has of its own."""
    return (paragraph.id, json.dumps(paragraph.settings, ensure_ascii=False))


def settings_of(text: str) -> tuple[tuple[str, Setting], ...]:
    """Return the voice settings of a paragraph."""
    return _settings(json.loads(text))


def _fragments_json(fragments: Sequence[Fragment]) -> str:
    return json.dumps([[f.start, f.end, f.speaker_id] for f in fragments], separators=(",", ":"))


def _fragments_of(text: str) -> tuple[Fragment, ...]:
    return tuple(Fragment(int(start), int(end), int(speaker)) for start, end, speaker in json.loads(text))


def chapter_row(chapter: Chapter) -> Row:
    """Return the row of a chapter."""
    included = 1 if chapter.included else 0
    return (chapter.id, chapter.position, chapter.title, included, chapter.matter.value, chapter.level)


def chapter_of(row: Row) -> Chapter:
    """Return the chapter of a row."""
    number, position, title, included, matter, level = row
    return Chapter(number, position, title, _SWITCH[included], _MATTERS[matter], level)


def speaker_row(speaker: Speaker) -> Row:
    """Return the row of a speaker."""
    casting = speaker.casting
    settings = json.dumps(casting.settings, ensure_ascii=False)
    voice = (casting.engine, casting.model, casting.voice)
    return (speaker.id, speaker.name, *voice, settings, casting.language, speaker.colour)


def speaker_of(row: Row) -> Speaker:
    """Return the speaker of a row."""
    number, name, engine, model, voice, settings, language, colour = row
    return Speaker(number, name, Casting(engine, model, voice, _settings(json.loads(settings)), language), colour)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is no text")
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise TypeError("a number makes no sense")
    return int(value)


def _settings(pairs: list[Any]) -> tuple[tuple[str, Setting], ...]:
    if not all(isinstance(name, str) and isinstance(value, float | int | str | bool) for name, value in pairs):
        raise ValueError("a voice setting makes no sense")
    return tuple((name, value) for name, value in pairs)


def metadata_json(metadata: Metadata) -> str:
    """Return what is said about the book as JSON. Fields are named, so that later ones can be added."""
    return json.dumps(asdict(metadata), ensure_ascii=False)


def metadata_of(text: str) -> Metadata:
    """Return what is said about the book."""
    return _record(Metadata, json.loads(text))


def voicing_json(voicing: Voicing) -> str:
    """Return how the book is spoken as JSON."""
    return json.dumps(asdict(voicing), ensure_ascii=False)


def voicing_of(text: str) -> Voicing:
    """Return how the book is spoken."""
    return _record(Voicing, json.loads(text))


def take_row(take: Take) -> Row:
    """Return the row of a take, without its words. Id 0 stands for a take that has none yet."""
    return (
        take.id or None,
        take.fingerprint,
        take.engine,
        take.model,
        take.voice,
        take.audio,
        take.codec,
        take.rate,
        take.channels,
        take.frames,
        take.trim_start,
        take.trim_end,
        take.levels.peak,
        take.levels.energy,
        take.cost,
        take.made,
        take.request_id,
    )


def take_of(row: Row, words: tuple[WordTiming, ...] = ()) -> Take:
    """Return the take of a row. 30,000 takes share a few engines, models, voices and codecs: each string is kept once."""
    number, fingerprint, engine, model, voice, audio, codec, rate, channels, frames, start, end = row[:12]
    peak, energy, cost, made, request_id = row[12:]
    if rate <= 0 or channels <= 0 or not 0 <= start <= end <= frames:
        raise ValueError(f"take {number} makes no sense")
    return Take(
        number,
        fingerprint,
        intern(engine),
        intern(model),
        intern(voice),
        audio,
        intern(codec),
        rate,
        channels,
        frames,
        start,
        end,
        Levels(peak, energy),
        words,
        cost,
        made,
        request_id,
    )


def pack_words(words: Sequence[WordTiming]) -> bytes:
    """Pack word timings: all starts, all ends (32 bits each), all seconds (64 bits), little-endian."""
    count = len(words)
    return struct.pack(
        f"<{2 * count}I{count}d",
        *(word.start for word in words),
        *(word.end for word in words),
        *(word.seconds for word in words),
    )


def unpack_words(packed: bytes) -> tuple[WordTiming, ...]:
    """Return the word timings that ``pack_words`` packed. Raises ValueError where they cannot be that."""
    count, rest = divmod(len(packed), 16)
    if rest:
        raise ValueError("word timings are cut off")
    values = struct.unpack(f"<{2 * count}I{count}d", packed)
    starts, ends, seconds = values[:count], values[count : 2 * count], values[2 * count :]
    return tuple(map(WordTiming, starts, ends, seconds))


def ledger_row(row: LedgerRow) -> Row:
    """Return the row of a request in the ledger."""
    return (
        row.id or None,
        row.fingerprint,
        row.engine,
        row.account,
        row.model,
        row.voice,
        row.characters,
        row.estimate,
        row.state.value,
        row.billed,
        row.request_id,
        row.opened,
        row.closed,
        row.note,
    )


def ledger_of(row: Row) -> LedgerRow:
    """Return the request in the ledger of a row."""
    number, fingerprint, engine, account, model, voice, characters, estimate, state, *rest = row
    return LedgerRow(number, fingerprint, engine, account, model, voice, characters, estimate, _STATES[state], *rest)


def changes_json(change: Change) -> tuple[str, bytes]:
    """Return the records of a change, before and after, as JSON; those on timelines packed, apart from all others.

    A program that knows of no timelines takes back and does again what it knows of.
    """
    rows = [[row.kind.__name__, _facts(row.before), _facts(row.after)] for row in change.rows if row.kind is not Laid]
    return json.dumps(rows, separators=(",", ":"), default=asdict), laid.packed(change.rows)


def change_of(what: str, initiator: str, merge: str, changes: str, on_timelines: bytes = b"") -> Change:
    """Return the change that was written down."""
    facts = ((_RECORDS[kind], before, after) for kind, before, after in json.loads(changes))
    plain = [RowChange(_record_of(r, b), _record_of(r, a)) for r, b, a in facts]
    return Change(what, laid.woven(plain, laid.unpacked(on_timelines)), initiator, merge)


def _facts(record: Record | None) -> dict[str, Any] | None:
    """Return the fields of a record. ``asdict`` copies them through and through, at ten times the cost."""
    if record is None:
        return None
    return {name: getattr(record, name) for name in _names(type(record))}  # type: ignore[arg-type] # as below


def _record_of(kind: type[Record], facts: dict[str, Any] | None) -> Record | None:
    return None if facts is None else _record(kind, facts)


def _record(kind: type[_R], facts: dict[str, Any]) -> _R:
    """Return the record of its fields by name. A newer minor version may have written more; those are left out."""
    names = _names(kind)  # type: ignore[arg-type] # every class can be hashed
    return kind(**{name: _field(name, value) for name, value in facts.items() if name in names})


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


#: How each field is read from JSON. A name means the same in every record.
_FIELDS: dict[str, Callable[[Any], Any]] = {
    "kind": _KINDS.__getitem__,
    "matter": _MATTERS.__getitem__,
    "fragments": lambda value: tuple(_record(Fragment, fragment) for fragment in value),
    "identifiers": lambda value: tuple(_record(Identifier, identifier) for identifier in value),
    "authors": lambda value: tuple(_text(author) for author in value),
    "pauses": lambda value: _record(PauseRules, value),
    "casting": lambda value: _record(Casting, value),
    "settings": _settings,
    "position": float,
    **dict.fromkeys(("included", "locked"), bool),
    **dict.fromkeys(("id", "chapter_id", "level", "start", "end", "speaker_id", "narrator_id"), _count),
    **dict.fromkeys(("paragraph_id", "ordinal", "take_id"), _count),
    **dict.fromkeys((field.name for field in fields(PauseRules)), _count),
    "segment_length": lambda value: _count(value) or SEGMENT_LENGTH,
}


def _field(name: str, value: Any) -> Any:
    return _FIELDS.get(name, _text)(value)


_RECORDS: dict[str, type[Record]] = {
    kind.__name__: kind for kind in (Chapter, Paragraph, Speaker, Metadata, Voicing, Placed)
}
