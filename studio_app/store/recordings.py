"""Takes in the project file: their rows, their recordings, and where they are placed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from blake3 import blake3

from studio_app.domain.errors import ProjectError
from studio_app.store import mediafiles, schema
from studio_app.store.records import pack_words, take_of, take_row, unpack_words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from studio_app.domain.takes import Placed, Take, WordTiming

#: Keys asked for in one statement: far below SQLite's limit, far above what a round trip costs.
_CHUNK = 500

#: The note of the takes that stood at a segment before the one that stands there, by paragraph id and ordinal.
_STOOD = "stood {} {}"
#: The note of what a recording was put together of, by its content hash.
_JOINED = "joined {}"
#: The note of the takes that stand at the segments of a paragraph and are not to be heard on its clip.
_LEFT_OUT = "left out {}"

#: (paragraph id, ordinal): which segment a take stands at.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Joined:
    """A recording that was put together of parts of others, by their content hashes in the order they are heard in."""

    data: bytes
    of: tuple[str, ...]


def content_hash(data: bytes) -> str:
    """Return the name of a recording by its content: the first 16 bytes of its BLAKE3 as 32 hexadecimal digits."""
    return blake3(data).hexdigest(length=16)


def put_take(connection: sqlite3.Connection, take: Take, audio: bytes, place: Place | None) -> Take:
    """Store a take, its recording and its place; return it with its id. ``take.audio`` is the hash of ``audio``."""
    _put_audio(connection, take.audio, audio)
    take = replace(take, id=int(connection.execute(schema.insert("takes"), take_row(take)).lastrowid or 0))
    if take.words:
        connection.execute(schema.insert("words"), (take.id, pack_words(take.words)))
    if place is not None:
        put_places(connection, [(place, take.id)])
    return take


def put_cuts(
    connection: sqlite3.Connection, takes: Iterable[Take], places: Iterable[tuple[Place, int]], made: str
) -> tuple[Take, ...]:
    """Store takes of recordings that are there, and place some, by their number among them; return them with their ids.

    Raises:
        ProjectError: a recording is not there.
    """
    stored = []
    for take in takes:
        if connection.execute("SELECT 1 FROM audio WHERE hash = ?", (take.audio,)).fetchone() is None:
            raise ProjectError("The recording that was to be divided is gone. Generate it again.")
        row = take_row(replace(take, id=0, made=take.made or made))
        stored.append(
            replace(take, id=int(connection.execute(schema.insert("takes"), row).lastrowid or 0), made=row[15])
        )
        if take.words:
            connection.execute(schema.insert("words"), (stored[-1].id, pack_words(take.words)))
    put_places(connection, [(place, stored[number].id) for place, number in places])
    return tuple(stored)


def put_joined(connection: sqlite3.Connection, joined: Joined) -> None:
    """Store a recording that was put together, and what it was put together of."""
    name = content_hash(joined.data)
    _put_audio(connection, name, joined.data)
    connection.execute(schema.upsert("meta"), (_JOINED.format(name), " ".join(joined.of)))


def read_joined(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return what those of these recordings were put together of that were."""
    found: dict[str, tuple[str, ...]] = {}
    for chunk in _chunks([_JOINED.format(name) for name in set(names)]):
        sql = f"SELECT key, value FROM meta WHERE key IN ({_marks(chunk)})"  # noqa: S608 - marks
        found.update((key.split()[1], tuple(value.split())) for key, value in connection.execute(sql, chunk))
    return found


def put_left_out(connection: sqlite3.Connection, takes: Mapping[int, Sequence[int]]) -> None:
    """Note, by paragraph, the takes that are not to be heard on its clip though they stand there."""
    rows = [(_LEFT_OUT.format(paragraph_id), " ".join(map(str, ids))) for paragraph_id, ids in takes.items()]
    connection.executemany(schema.upsert("meta"), rows)


def read_left_out(connection: sqlite3.Connection, paragraph_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Return what is noted by ``put_left_out`` for these paragraphs; what is damaged is worth nothing."""
    keys = {_LEFT_OUT.format(paragraph_id): paragraph_id for paragraph_id in paragraph_ids}
    found: dict[int, tuple[int, ...]] = {}
    for chunk in _chunks(list(keys)):
        sql = f"SELECT key, value FROM meta WHERE key IN ({_marks(chunk)})"  # noqa: S608 - marks
        for key, value in connection.execute(sql, chunk):
            numbers = value.split()
            if all(number.isdecimal() for number in numbers):
                found[keys[key]] = tuple(map(int, numbers))
    return found


def _put_audio(connection: sqlite3.Connection, name: str, data: bytes) -> None:
    """Store a recording once. One that is there already is compared: what went bad on the disk is made good again."""
    if connection.execute("SELECT 1 FROM audio WHERE hash = ?", (name,)).fetchone() is None:
        connection.execute(schema.insert("audio"), (None, name, data))
    else:
        connection.execute("UPDATE audio SET data = ?1 WHERE hash = ?2 AND data <> ?1", (data, name))


def put_places(connection: sqlite3.Connection, placements: Iterable[tuple[Place, int]]) -> None:
    """Place takes at segments, in place of what stood there, which is noted: a person may want it back."""
    sql = f"{schema.insert('placements')} ON CONFLICT(paragraph_id, ordinal) DO UPDATE SET take_id = excluded.take_id"
    stands = "SELECT take_id FROM placements WHERE paragraph_id = ? AND ordinal = ?"
    for place, take in placements:
        stood = connection.execute(stands, place).fetchone()
        if stood is None or stood[0] != take:
            connection.execute(sql, (*place, take))
        if stood is not None and stood[0] != take:
            _note_stood(connection, place, stood[0])


def _note_stood(connection: sqlite3.Connection, place: Place, take: int) -> None:
    """Add a take to the note of those that stood at a segment."""
    key = _STOOD.format(*place)
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    known = row[0].split() if row else []
    if str(take) not in known:
        connection.execute(schema.upsert("meta"), (key, " ".join([*known, str(take)])))


def read_stood(connection: sqlite3.Connection, paragraph_id: int) -> dict[Place, tuple[int, ...]]:
    """Return the ids of the takes that once stood at segments of a paragraph. Some may be forgotten since."""
    first = _STOOD.format(paragraph_id, "")
    rows = connection.execute("SELECT key, value FROM meta WHERE key > ? AND key < ?", (first, first[:-1] + "!"))
    found: dict[Place, tuple[int, ...]] = {}
    for key, value in rows:
        numbers = [*key.split()[-1:], *value.split()]
        if all(number.isdecimal() for number in numbers):  # else it is damaged, and worth nothing
            ordinal, *takes = map(int, numbers)
            found[paragraph_id, ordinal] = tuple(takes)
    return found


def read_all_stood(connection: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """Return the fingerprint of each take that stands, or stood, at a segment, with the paragraph of that."""
    marks = dict(connection.execute("SELECT id, fingerprint FROM takes"))
    found = [
        (marks[take], paragraph)
        for paragraph, take in connection.execute("SELECT paragraph_id, take_id FROM placements")
    ]
    for key, value in connection.execute("SELECT key, value FROM meta WHERE key > 'stood ' AND key < 'stood!'"):
        numbers = [*key.split()[1:2], *value.split()]
        if all(number.isdecimal() for number in numbers):
            found += ((marks[int(take)], int(numbers[0])) for take in numbers[1:] if int(take) in marks)
    return tuple(found)


def put_place(connection: sqlite3.Connection, placed: Placed) -> None:
    """Place the take a person chose. One that was forgotten since, being damaged, is not placed."""
    if connection.execute("SELECT 1 FROM takes WHERE id = ?", (placed.take_id,)).fetchone() is not None:
        put_places(connection, [(placed.id, placed.take_id)])


def take_off(connection: sqlite3.Connection, placed: Placed) -> None:
    """Let no take stand where this one was placed."""
    sql = "DELETE FROM placements WHERE paragraph_id = ? AND ordinal = ? AND take_id = ?"
    connection.execute(sql, (placed.paragraph_id, placed.ordinal, placed.take_id))


def forget(connection: sqlite3.Connection, take_ids: Sequence[int]) -> None:
    """Delete takes, their words and their placements, and recordings no other take uses."""
    for take_id in take_ids:
        row = connection.execute("SELECT audio FROM takes WHERE id = ?", (take_id,)).fetchone()
        connection.execute("DELETE FROM takes WHERE id = ?", (take_id,))
        if row is not None:
            gone = "DELETE FROM audio WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM takes WHERE audio = ?1)"
            if connection.execute(gone, row).rowcount:
                connection.execute("DELETE FROM meta WHERE key = ?", (_JOINED.format(row[0]),))
                mediafiles.drop_peaks(connection, f"take:{row[0]}")


def newest_by_fingerprint(
    connection: sqlite3.Connection, fingerprints: Iterable[str], *, words: bool
) -> dict[str, Take]:
    """Return the newest take of each fingerprint that has one."""
    found: dict[str, Take] = {}
    for chunk in _chunks(list(dict.fromkeys(fingerprints))):
        takes = _read(connection, f"WHERE fingerprint IN ({_marks(chunk)}) ORDER BY id", chunk, words=words)
        found.update((take.fingerprint, take) for take in takes)
    return found


def newest_ids(connection: sqlite3.Connection, fingerprints: Iterable[str]) -> dict[str, int]:
    """Return the id of the newest take of each fingerprint that has one."""
    found: dict[str, int] = {}
    for chunk in _chunks(list(fingerprints)):
        sql = f"SELECT fingerprint, max(id) FROM takes WHERE fingerprint IN ({_marks(chunk)}) GROUP BY 1"  # noqa: S608 - marks
        found.update(connection.execute(sql, chunk))
    return found


def by_fingerprint(connection: sqlite3.Connection, fingerprints: Iterable[str]) -> list[Take]:
    """Return all takes of these fingerprints, oldest first, without their words."""
    found: list[Take] = []
    for chunk in _chunks(list(fingerprints)):
        found += _read(connection, f"WHERE fingerprint IN ({_marks(chunk)})", chunk, words=False)
    return sorted(found, key=lambda take: take.id)


def by_id(connection: sqlite3.Connection, take_ids: Iterable[int], *, words: bool) -> dict[int, Take]:
    """Return the takes with these ids, as far as there are any."""
    found: dict[int, Take] = {}
    for chunk in _chunks(list(dict.fromkeys(take_ids))):
        takes = _read(connection, f"WHERE id IN ({_marks(chunk)})", chunk, words=words)
        found.update((take.id, take) for take in takes)
    return found


def _read(connection: sqlite3.Connection, where: str, keys: Sequence[object], *, words: bool) -> list[Take]:
    rows = connection.execute(schema.select("takes", where), keys).fetchall()
    return [take_of(row, read_words(connection, row[0]) if words else ()) for row in rows]


def read_words(connection: sqlite3.Connection, take_id: int) -> tuple[WordTiming, ...]:
    """Return the word timings of a take, () where it has none. Raises ValueError where they are damaged."""
    row = connection.execute("SELECT packed FROM words WHERE take_id = ?", (take_id,)).fetchone()
    return () if row is None else unpack_words(row[0])


def read_places(
    connection: sqlite3.Connection, paragraph_ids: Iterable[int] | None = None
) -> dict[Place, tuple[int, str]]:
    """Return the id and fingerprint of the take at each segment that has one, of these paragraphs or of all."""
    sql = "SELECT paragraph_id, ordinal, take_id, fingerprint FROM placements JOIN takes ON takes.id = take_id"
    if paragraph_ids is None:
        return {(row[0], row[1]): (row[2], row[3]) for row in connection.execute(sql)}
    found: dict[Place, tuple[int, str]] = {}
    for chunk in _chunks(list(paragraph_ids)):
        rows = connection.execute(f"{sql} WHERE paragraph_id IN ({_marks(chunk)})", chunk)
        found.update(((row[0], row[1]), (row[2], row[3])) for row in rows)
    return found


def read_standing(connection: sqlite3.Connection, paragraph_ids: Iterable[int]) -> dict[Place, tuple[int, str, float]]:
    """Return id, fingerprint and seconds of speech of the take at each segment of these paragraphs that has one."""
    sql = (
        "SELECT paragraph_id, ordinal, take_id, fingerprint, 1.0 * (trim_end - trim_start) / rate"
        " FROM placements JOIN takes ON takes.id = take_id"
    )
    found: dict[Place, tuple[int, str, float]] = {}
    for chunk in _chunks(list(paragraph_ids)):
        rows = connection.execute(f"{sql} WHERE paragraph_id IN ({_marks(chunk)})", chunk)
        found.update(((row[0], row[1]), (row[2], row[3], row[4])) for row in rows)
    return found


def read_audio(connection: sqlite3.Connection, name: str) -> bytes | None:
    """Return the recording of that name, None where it is missing or is not what was stored."""
    row = connection.execute("SELECT data FROM audio WHERE hash = ?", (name,)).fetchone()
    return row[0] if row is not None and content_hash(row[0]) == name else None


def takes_of_audio(connection: sqlite3.Connection, name: str) -> list[int]:
    """Return the ids of the takes a recording belongs to."""
    return [take for (take,) in connection.execute("SELECT id FROM takes WHERE audio = ?", (name,))]


def _chunks(keys: list[object] | list[str] | list[int]) -> Iterator[list[object]]:
    for start in range(0, len(keys), _CHUNK):
        yield list(keys[start : start + _CHUNK])


def _marks(keys: Sequence[object]) -> str:
    return ",".join("?" * len(keys))
