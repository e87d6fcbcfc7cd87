"""Tracks, clips, markers, regions and rules of timelines to rows of the project file, and back.

Reading raises ValueError, KeyError or TypeError where a row cannot be a record. A ripple moves 10,000 clips: their rows are
made without a detour by dictionaries, and the undo history takes the same rows.
"""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import asdict, fields
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from studio_app.domain.edits.change import Laid, RowChange
from studio_app.domain.timeline import (
    Clip,
    Ducking,
    Effect,
    GainPoint,
    Marker,
    Mode,
    NeighbourRule,
    Region,
    Rules,
    Said,
    Sound,
    Track,
    TrackKind,
)
from studio_app.store.schema import laid_key, laid_place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_app.domain.edits.timeline_change import TimelineRecord

Row = tuple[Any, ...]
_R = TypeVar("_R", bound=Track | Marker | Region | Rules)

#: Where a record that is no clip stands, by its type.
TABLES: dict[type[Track | Marker | Region], str] = {Track: "tracks", Marker: "markers", Region: "regions"}

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_pack_clip = struct.Struct("<11q").pack
_pack_key = struct.Struct("<q").pack
_MODES = {0: Mode.DYNAMIC, 1: Mode.FIXED}
_SWITCH = {0: False, 1: True}
#: Numbers in front of a clip's row, the start among them, then its texts, then the checksum.
_START, _NUMBERS, _CLIP = 2, 11, 15
#: Bytes of one step of the history once it is unpacked: a million clips, and no more than fits into memory.
_LONGEST = 512 * 1024 * 1024


def clip_row(chapter_id: int, clip: Clip) -> Row:
    """Return the row of a clip of a chapter's timeline."""
    row = _clip_facts(chapter_id, clip)
    return (*row, clip_sum(row))


def _clip_facts(chapter_id: int, clip: Clip) -> Row:
    return (
        laid_key(chapter_id, clip.id),
        clip.track_id,
        clip.start,
        clip.length,
        1 if clip.mode is Mode.FIXED else 0,
        1 if clip.locked else 0,
        clip.fade_in,
        clip.fade_out,
        clip.group,
        clip.overrun,
        clip.paragraph_id,
        clip.text,
        _sounds_json(clip) if clip.sounds else "",
        _encode([(point.at, point.db) for point in clip.gain]) if clip.gain else "",
        _encode(asdict(clip.effect)) if clip.effect else "",
    )


def clip_sum(row: Row) -> int:
    """Return the checksum of a clip's row: CRC-32 of its numbers and its texts.

    Raises:
        ValueError: the row is of no clip.
    """
    try:
        total = zlib.crc32(_pack_clip(*row[:_NUMBERS]))
    except struct.error as error:
        raise ValueError("a clip's numbers make no sense") from error
    return zlib.crc32("\0".join(row[_NUMBERS:_CLIP]).encode(), total)


def clip_of(row: Row) -> Clip:
    """Return the clip of a row, whose checksum is not looked at."""
    key, track, start, length, fixed, locked, fade_in, fade_out, group, overrun, paragraph = row[:_NUMBERS]
    text, sounds, gain, effect = row[_NUMBERS:_CLIP]
    return Clip(
        laid_place(key)[1],
        track,
        start,
        length,
        _MODES[fixed],
        text,
        tuple(_sound_of(facts, text) for facts in json.loads(sounds)) if sounds else (),
        tuple(GainPoint(_whole(at), float(db)) for at, db in json.loads(gain)) if gain else (),
        fade_in,
        fade_out,
        group,
        _SWITCH[locked],
        overrun,
        paragraph,
        _effect_of(json.loads(effect)) if effect else None,
    )


def _sounds_json(clip: Clip) -> str:
    """Return a clip's sounds as lists, without what ends them when it is as usual. Most say their clip's own text."""
    return f"[{','.join(_sound_json(sound, clip.text) for sound in clip.sounds)}]"


def _sound_json(sound: Sound, text: str) -> str:
    facts = f"[{sound.frames},{sound.start},{sound.end},{sound.length}"
    said = sound.said
    if said is None and not sound.media:
        return f"{facts},{sound.take_id}]" if sound.take_id else f"{facts}]"
    facts += f",{sound.take_id},{_encode(sound.media)}"
    if said is None:
        return f"{facts}]"
    line = "" if said.line == text else f",{_encode(said.line)}"
    return f"{facts},[{said.start},{said.end}{line}]]"


def _sound_of(facts: list[Any], text: str) -> Sound:
    frames, start, end, length, *more = facts
    take = more[0] if more else 0
    if not type(frames) is type(start) is type(end) is type(length) is type(take) is int:
        raise TypeError("a number makes no sense")
    if len(more) < 2:
        return Sound(frames, start, end, length, take)
    return Sound(frames, start, end, length, take, _text(more[1]), _said_of(more[2], text) if len(more) > 2 else None)


def _said_of(facts: list[Any], text: str) -> Said:
    return Said(_text(facts[2]) if len(facts) > 2 else text, _whole(facts[0]), _whole(facts[1]))


def _effect_of(facts: dict[str, Any]) -> Effect:
    return Effect(float(facts["seconds"]), float(facts["influence"]), bool(facts["loop"]))


def _whole(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("a number makes no sense")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is no text")
    return value


# ── what there is little of: fields with their names, so that later ones can be added ───────────────────────────────────


def record_row(chapter_id: int, record: Track | Marker | Region) -> Row:
    """Return the row of a track, marker or region of a chapter's timeline."""
    row = (laid_key(chapter_id, record.id), _encode(asdict(record)))
    return (*row, record_sum(row))


def record_sum(row: Row) -> int:
    """Return the checksum of the row of a track, marker or region."""
    return zlib.crc32(row[1].encode(), zlib.crc32(_pack_key(row[0])))


def record_of(kind: type[_R], row: Row) -> _R:
    """Return the track, marker or region of a row, whose checksum is not looked at."""
    made = _from_facts(kind, json.loads(row[1]))
    if getattr(made, "id", 0) != laid_place(row[0])[1]:
        raise ValueError("a record stands in the place of another")
    return made


def rules_json(rules: Rules) -> str:
    """Return a timeline's rules as JSON."""
    return _encode(asdict(rules))


def rules_of(text: str) -> Rules:
    """Return a timeline's rules."""
    return _from_facts(Rules, json.loads(text))


def _from_facts(kind: type[_R], facts: dict[str, Any]) -> _R:
    """Return the record of its fields. A newer minor version may have written more; those are left out."""
    names = _names(kind)  # type: ignore[arg-type] # every class can be hashed
    return kind(**{name: _FIELDS[name](facts[name]) for name in names if name in facts})


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _ducking_of(facts: dict[str, Any] | None) -> Ducking | None:
    return None if facts is None else Ducking(float(facts["amount"]), _whole(facts["attack"]), _whole(facts["release"]))


#: How each field is read. A name means the same in every record.
_FIELDS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("id", "at", "end", "gap", "height"), _whole),
    **dict.fromkeys(("position", "volume", "pan"), float),
    **dict.fromkeys(("mute", "solo", "locked", "everywhere"), bool),
    **dict.fromkeys(("name", "colour"), _text),
    "kind": TrackKind,
    "neighbours": NeighbourRule,
    "speaker_id": lambda value: None if value is None else _whole(value),
    "ducking": _ducking_of,
}


# ── the undo history ─────────────────────────────────────────────────────────────────────────────────────────────────

_KINDS: dict[str, type[Track | Marker | Region | Rules]] = {
    kind.__name__: kind for kind in (Track, Marker, Region, Rules)
}


def packed(rows: Sequence[RowChange]) -> bytes:
    """Return what a change did on timelines as compressed JSON, nothing where it did nothing there.

    Each row says where in the change it stands, then the record before, then what of it is otherwise afterwards. A ripple of
    10,000 clips is 2 MB of that, and an eighth of it packed: the history has room for as many more.
    """
    facts = [
        (at, *_row_facts(row))
        for at, row in enumerate(rows)
        if isinstance(row.before, Laid) or isinstance(row.after, Laid)
    ]
    return zlib.compress(_encode(facts).encode(), 1) if facts else b""


def _row_facts(row: RowChange) -> tuple[int, str, Sequence[Any] | None, Any]:
    """Return chapter, kind, the fields before, and afterwards: None where it is gone, what differs by place, or all."""
    before = row.before if isinstance(row.before, Laid) else None
    after = row.after if isinstance(row.after, Laid) else None
    chapter_id, kind = next((one.chapter_id, type(one.record).__name__) for one in (before, after) if one is not None)
    was = _fields_of(chapter_id, before.record) if before else None
    if before is None or after is None or was is None:
        return chapter_id, kind, was, _fields_of(chapter_id, after.record) if after else None
    old, new = before.record, after.record
    if isinstance(old, Clip) and isinstance(new, Clip) and new == old.shifted(new.start - old.start):
        return chapter_id, kind, was, {_START: new.start}  # most of a ripple
    now = _fields_of(chapter_id, new)
    return chapter_id, kind, was, {at: b for at, (a, b) in enumerate(zip(was, now, strict=True)) if a != b}


def _fields_of(chapter_id: int, record: TimelineRecord) -> Sequence[Any]:
    return _clip_facts(chapter_id, record) if isinstance(record, Clip) else [asdict(record)]


def unpacked(data: bytes) -> list[tuple[int, RowChange]]:
    """Return the rows that ``packed`` wrote, with where in the change they stand."""
    if not data:
        return []
    opening = zlib.decompressobj()
    try:
        text = opening.decompress(data, _LONGEST)
    except zlib.error as error:
        raise ValueError("a step of the history cannot be unpacked") from error
    if not opening.eof:
        raise ValueError("a step of the history is cut off, or far too long")
    return [(_whole(at), _row_of(*facts)) for at, *facts in json.loads(text)]


def _row_of(chapter_id: int, kind: str, was: list[Any] | None, now: Any) -> RowChange:
    if was is not None and now is not None:
        now = [now.get(str(at), old) for at, old in enumerate(was)]
    before, after = (None if facts is None else Laid(chapter_id, _record_of(kind, facts)) for facts in (was, now))
    return RowChange(before, after)


def _record_of(kind: str, facts: list[Any]) -> TimelineRecord:
    return clip_of(tuple(facts)) if kind == "Clip" else _from_facts(_KINDS[kind], facts[0])


def woven(plain: Sequence[RowChange], laid: Sequence[tuple[int, RowChange]]) -> tuple[RowChange, ...]:
    """Return the rows of a change in order: those of timelines at their places between the others."""
    if not laid:
        return tuple(plain)
    places = dict(laid)
    rest = iter(plain)
    count = len(plain) + len(laid)
    rows = [places.pop(at) if at in places else next(rest, None) for at in range(count)]
    return tuple(row for row in chain(rows, rest, places.values()) if row is not None)
