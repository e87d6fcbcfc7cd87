"""What can still be read of a damaged project file, copied into a new one. The damaged file is never written to.

Tables are read row by row around what SQLite cannot read. A file whose first page is gone gets, in a copy, the first page
of an empty project: tables are always made in the same order, so they begin at the same places.
"""

from __future__ import annotations

import json
import logging
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.errors import ProjectDamaged
from studio_app.domain.manuscript import Chapter, Metadata
from studio_app.domain.project import Voicing
from studio_app.store import book, files, laid, mediafiles, recordings, records, schema, timelines
from studio_app.store.connect import connect, connected
from studio_app.store.failures import typed
from studio_app.store.findings import Finding
from studio_app.store.probe import DAMAGED, UNREADABLE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from studio_app.domain.media import Media
    from studio_app.domain.timeline import Clip, Marker, Region, Track
    from studio_app.store.records import Row

#: Notes in a recovered project: which damaged file it was made from, and what was lost.
SOURCE = "recovered from"
LOSSES = "recovered without"

#: After this many bad pages in one table the rest of it is given up, and so is a stretch of 2 to the power of the second.
_BROKEN_PAGES = 2_000
_LARGEST_STEP = 40
#: SQLite is stopped when a single statement runs this many times ~1 million instructions: a damaged tree may go in circles.
_PATIENCE = 2_000

_log = logging.getLogger(__name__)


def looks_ours(path: Path) -> bool:
    """Return whether a file that SQLite cannot open was a project: by the mark in its header, or by its name and page size."""
    with path.open("rb") as file:
        header = file.read(100)
    marked = header[68:72] == schema.APPLICATION_ID.to_bytes(4, "big")
    size = path.stat().st_size
    return len(header) == 100 and (marked or (path.suffix == ".lectern" and size >= 2 * schema.PAGE_SIZE))


def recover(path: Path) -> tuple[Path, tuple[Finding, ...]]:
    """Make a recovered copy of a damaged file beside it; return where it is and what it lost.

    Raises:
        ProjectDamaged: nothing of use can be read.
    """
    target = files.free_name(_copy_name(path))
    return target, salvage(path, target)


def recovered_before(path: Path) -> tuple[Path, tuple[Finding, ...]] | None:
    """Return the recovered copy that was made of this very damaged file before, and what it lost; None where there is none.

    What was worked on in the copy since is found again in this way when the damaged file is opened again.
    """
    mark = _mark(path)
    for target in files.taken_names(_copy_name(path)):
        losses = _losses_of(target, mark)
        if losses is not None:
            return target, losses
    return None


def _copy_name(path: Path) -> Path:
    return path.with_name(f"{path.stem}-recovered{path.suffix}")


def _mark(path: Path) -> str:
    found = path.stat()
    return f"{path.name} {found.st_size} {found.st_mtime_ns}"


def _losses_of(target: Path, mark: str) -> tuple[Finding, ...] | None:
    """Return what a recovered file lost, None where it was made of another file."""
    try:
        with connected(target, "ro") as connection:
            notes = dict(connection.execute("SELECT key, value FROM meta"))
        if notes.get(SOURCE) == mark:
            return tuple(Finding(**finding) for finding in json.loads(notes[LOSSES]))
    except UNREADABLE:
        _log.info("the file under the name of the recovered copy cannot be read")
    return None


def salvage(path: Path, target: Path) -> tuple[Finding, ...]:
    """Write a new project file with everything that can be read of a damaged one; return what was lost.

    Raises:
        ProjectDamaged: neither text nor takes can be read.
        DiskFull, FileRefused: the new file cannot be written.
    """
    with typed(target), readable(path) as (source, _), files.whole(target) as part, connected(part, "rwc") as copy:
        copy.execute(f"PRAGMA page_size = {schema.PAGE_SIZE}")
        copy.execute("PRAGMA synchronous = OFF")
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("BEGIN")
        schema.make_tables(copy)
        rescue = _Rescue(source, copy)
        rescue.run()
        if not rescue.useful:
            raise ProjectDamaged(
                f"Nothing can be read of {path.name} any more. Restore it from a backup, or import the book again."
            )
        schema.make_indexes(copy)
        schema.note_places(copy)
        schema.stamp(copy)
        losses = json.dumps([asdict(finding) for finding in rescue.losses])
        copy.executemany(schema.upsert("meta"), [(SOURCE, _mark(path)), (LOSSES, losses)])
        copy.execute("COMMIT")
    return tuple(rescue.losses)


# ── reading what is damaged ──────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def readable(path: Path) -> Iterator[tuple[sqlite3.Connection, bool]]:
    """Open a damaged file for reading; yield the connection, and whether its first page could be read.

    Where it could not, a copy is open whose first page is that of an empty project.
    """
    with tolerant_opened(path, "ro") as connection:
        if _has_tables(connection):
            yield connection, True
            return
    with tempfile.TemporaryDirectory(prefix="lectern-") as folder:
        copy = Path(folder) / "copy"
        _graft(path, copy)
        with tolerant_opened(copy, "rw") as connection:
            yield connection, False


def tolerant(path: Path, mode: str) -> sqlite3.Connection:
    """Return a connection that reads what a strict one refuses: cut-off files, bytes that are no text."""
    connection = connect(path, mode)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    patience = iter(range(_PATIENCE * 1000))
    connection.set_progress_handler(lambda: next(patience, None) is None, 1_000_000)
    try:
        # This switch also lets SQLite read a file that is shorter than its header says.
        connection.execute("PRAGMA writable_schema = ON")
    except UNREADABLE:
        _log.info("the file does not begin like a database")
    return connection


@contextmanager
def tolerant_opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """Open a damaged file for the length of the body."""
    connection = tolerant(path, mode)
    try:
        yield connection
    finally:
        connection.close()


def _has_tables(connection: sqlite3.Connection) -> bool:
    """Return whether the list of tables can be read."""
    try:
        found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except UNREADABLE:
        return False
    return {"chapters", "paragraphs", "takes"} <= found


def _graft(path: Path, copy: Path) -> None:
    """Copy a file and give the copy the first page of an empty project.

    The tables of 1.0 begin on the same pages in every file. Where the others do is written in one of those.
    """
    files.copy(path, copy)
    log = files.beside(path, "-wal")
    if log.exists():
        files.copy(log, files.beside(copy, "-wal"))
    pages = max(1, -(-path.stat().st_size // schema.PAGE_SIZE))
    _put_first_page(copy, _first_page(schema.tables_of((1, 0)), {}), pages)
    places = _noted_places(copy, pages)
    if places is None:
        _put_first_page(copy, _first_page(schema.TABLES, {}), pages)
    elif places:
        _put_first_page(copy, _first_page((*schema.tables_of((1, 0)), *places), places), pages)


def _first_page(tables: Iterable[str], places: Mapping[str, int]) -> bytes:
    """Return the first page of a project with these tables, which begin where ``places`` says, else one behind the other."""
    with tempfile.TemporaryDirectory(prefix="lectern-") as folder:
        empty = Path(folder) / "empty"
        with connected(empty, "rwc") as connection:
            connection.execute(f"PRAGMA page_size = {schema.PAGE_SIZE}")
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("BEGIN")
            schema.make_tables(connection, tables)
            rows = [(page, table) for table, page in places.items()]
            connection.executemany("UPDATE sqlite_master SET rootpage = ? WHERE type = 'table' AND name = ?", rows)
            schema.stamp(connection)
            connection.execute("COMMIT")
        return empty.read_bytes()[: schema.PAGE_SIZE]


def _put_first_page(copy: Path, first: bytes, pages: int) -> None:
    page = bytearray(first)
    page[28:32] = pages.to_bytes(4, "big")
    if files.beside(copy, "-wal").exists():
        page[18:20] = b"\x02\x02"  # says that the log is to be read
    with copy.open("r+b") as file:
        file.write(page)


def _noted_places(copy: Path, pages: int) -> dict[str, int] | None:
    """Return where the tables after 1.0 begin: nowhere in a file of 1.0, None where that cannot be read."""
    with tolerant_opened(copy, "rw") as connection:
        rows, whole = read_around(connection, "meta")
    noted = next((value for _, key, value in rows if key == schema.PLACES), None)
    if noted is None:
        return {} if whole and rows else None
    try:
        places = {table: int(page) for table, page in json.loads(noted).items() if table in schema.SINCE}
    except UNREADABLE:
        return None
    sound = all(1 < page <= pages for page in places.values()) and len(set(places.values())) == len(places)
    return places if sound else None


def read_around(
    connection: sqlite3.Connection, table: str, columns: tuple[str, ...] | None = None
) -> tuple[list[Row], bool]:
    """Return (the rows of a table that can be read, whether that is all of them), in order of their keys.

    Each row starts with its rowid. Where a page cannot be read, the first key behind it that can be is looked for.
    """
    names = ", ".join(columns or schema.columns(table))
    sql = f"SELECT rowid, {names} FROM {table} NOT INDEXED"  # noqa: S608 - names of the schema only
    found: dict[int, Row] = {}
    low, broken = 0, 0
    while broken < _BROKEN_PAGES:
        rows, whole = _walk(connection, f"{sql} WHERE rowid > ? ORDER BY rowid", low)
        found.update((row[0], row) for row in rows)
        if whole:
            break
        broken += 1
        # In a damaged tree keys can come in any order; what has been passed is not gone over again.
        reached = max(low, rows[-1][0]) if rows else low
        key = _next_sound(connection, f"{sql} WHERE rowid = ?", reached)
        if key is None:
            break
        low = key
        found.update((row[0], row) for row in _walk(connection, f"{sql} WHERE rowid = ?", key)[0])
    return [found[key] for key in sorted(found)], not broken


def _next_sound(connection: sqlite3.Connection, sql: str, low: int) -> int | None:
    """Return the first key after ``low`` that can be looked up, None where there is none. A bad page holds keys in a row."""

    def sound(key: int) -> bool:
        return _walk(connection, sql, key)[1]

    step = next((1 << n for n in range(_LARGEST_STEP) if sound(low + (1 << n))), None)
    if step is None:
        return None
    bad, good = low + step // 2, low + step
    while good - bad > 1:
        middle = (bad + good) // 2
        bad, good = (bad, middle) if sound(middle) else (middle, good)
    return good


def _walk(connection: sqlite3.Connection, sql: str, *values: int) -> tuple[list[Row], bool]:
    rows: list[Row] = []
    try:
        for row in connection.execute(sql, values):
            rows.append(row)  # noqa: PERF402 - what came before an error is kept
    except UNREADABLE:
        return rows, False
    return rows, True


_FITS: dict[str, tuple[type, ...]] = {"INTEGER": (int,), "REAL": (float, int), "TEXT": (str,), "BLOB": (bytes,)}


def fits(table: str, row: Row) -> bool:
    """Return whether the values of a row are of the types its table declares."""
    return all(
        isinstance(value, _FITS[kind])
        or (value is None and "NOT NULL" not in declared and not declared.endswith("KEY"))
        for value, kind, declared in zip(row, schema.column_types(table), schema.TABLES[table], strict=True)
    )


# ── copying what is left ─────────────────────────────────────────────────────────────────────────────────────────────


class _Rescue:
    """One salvage: reads each table, keeps the rows that make sense together, and says what is lost."""

    def __init__(self, source: sqlite3.Connection, copy: sqlite3.Connection) -> None:
        self.losses: list[Finding] = []
        self.useful = False
        self._narrator = 1
        self._recordings: dict[str, int] = {}
        self._source = source
        self._copy = copy
        names = source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        #: Tables that an older file does not have are not lost.
        self._absent = schema.SINCE.keys() - {name for (name,) in names}

    def run(self) -> None:
        """Copy everything."""
        self._singles()
        self._plain("meta", "source", "cover", "exports")
        self._one_source()
        timelines = self._timelines()
        chapters, paragraphs = self._text(timelines)
        speakers = self._speakers()
        self._ledger()
        takes = self._takes()
        self._places(takes)
        self._media()
        self._lose("The undo history was not taken over.", "journal", "undo history")
        self.useful = bool(paragraphs or takes or (chapters and speakers))

    def _lose(self, what: str, where: str, lost: str) -> None:
        self.losses.append(Finding(what, where, lost))

    def _sound(self, table: str, of: Callable[[Row], Any]) -> tuple[list[Any], bool]:
        """Return the records of a table that make sense, and whether that is all of them."""
        if table in self._absent:
            return [], True
        rows, whole = read_around(self._source, table)
        sound = []
        for _, *row in rows:
            try:
                if fits(table, tuple(row)):
                    sound.append(of(tuple(row)))
            except UNREADABLE:
                _log.info("a row of %s makes no sense", table)
        return sound, whole and len(sound) == len(rows)

    def _put(self, table: str, rows: Iterable[Row]) -> int:
        """Insert rows; return how many could not be, because their key is there already."""
        before = self._copy.total_changes
        asked = list(rows)
        self._copy.executemany(schema.insert(table, "INSERT OR IGNORE"), asked)
        return len(asked) - (self._copy.total_changes - before)

    def _singles(self) -> None:
        rows, _ = self._sound("singles", lambda row: row)
        known = dict(rows)
        try:
            metadata = records.metadata_of(known["metadata"])
        except UNREADABLE:
            metadata = Metadata()
            self._lose("What was said about the book cannot be read.", "metadata", "title, authors and other details")
        try:
            voicing = records.voicing_of(known["voicing"])
        except UNREADABLE:
            voicing = Voicing()
            self._lose("How the book is spoken cannot be read; it is as for a new project.", "voicing", "pauses")
        self._narrator = voicing.narrator_id
        book.put_single(self._copy, metadata)
        book.put_single(self._copy, voicing)

    def _plain(self, *tables: str) -> None:
        names = {
            "meta": "notes",
            "source": "the name of the book's file",
            "cover": "the cover",
            "exports": "the list of exports",
        }
        for table in tables:
            rows, whole = self._sound(table, lambda row: row)
            self._put(table, (row for row in rows if row[0] != DAMAGED))
            if not whole:
                self._lose(f"Not all of this can be read: {names[table]}.", table, names[table])

    def _one_source(self) -> None:
        if self._copy.execute("SELECT count(*) FROM source WHERE id = 1").fetchone()[0] != 1:
            self._put("source", [(1, "", "")])

    def _timelines(self) -> set[int]:
        """Copy the timelines as far as they fit together; return the chapters they belong to."""
        found: dict[int, timelines.Parts] = defaultdict(timelines.Parts.none)
        heads, whole = self._sound("timelines", lambda row: (*row[:3], laid.rules_of(row[3])))
        for chapter_id, rate, last_id, rules in heads:
            parts = found[chapter_id]
            parts.rate, parts.last_id, parts.rules = rate, last_id, rules
        for kind, table in laid.TABLES.items():
            rows, sound = self._sound(table, partial(_record, kind))
            whole = whole and sound
            for key, record in rows:
                timelines.add(found[schema.laid_place(key)[0]], record)
        if not whole:
            self._lose("Some tracks or markers cannot be read.", "timelines", "tracks, markers or rules of timelines")
        clips, whole = self._sound("clips", _clip)
        for key, clip in clips:
            found[schema.laid_place(key)[0]].clips.append(clip)
        if not whole:
            self._lose("Some clips of timelines cannot be read.", "clips", "clips of timelines")
        for chapter_id, parts in found.items():
            timeline, misfits = timelines.fitted(chapter_id, parts)
            timelines.fill(self._copy, {chapter_id: timeline})
            self.losses += timelines.losses(misfits)
        return set(found)

    def _text(self, laid_out: set[int]) -> tuple[set[int], set[int]]:
        chapters, whole = self._sound("chapters", records.chapter_of)
        known = {chapter.id for chapter in chapters}
        if not whole:
            self._lose("Some chapters cannot be read.", "chapters", "titles and order of chapters")
        own, settled = self._sound("paragraph_settings", lambda row: (row[0], records.settings_of(row[1])))
        if not settled:
            self._lose("Some voice settings of paragraphs cannot be read.", "paragraph settings", "voice settings")
        voiced = dict(own)
        rows, sound = self._sound("paragraphs", lambda row: (records.paragraph_of(row, voiced.get(row[0], ())), row))
        # A timeline without a chapter was left by an older program, unless the chapter is what is lost.
        homeless = sorted(({row[1] for _, row in rows} | (set() if whole else laid_out)) - known)
        whole = sound
        last = max((chapter.position for chapter in chapters), default=0.0)
        for number in homeless:
            chapters.append(Chapter(number, last + number, f"Recovered chapter {number}"))
            self._lose(
                f"Chapter {number} cannot be read, but its text can.",
                f"chapter {number}",
                "title and place of a chapter",
            )
        self._put("chapters", map(records.chapter_row, chapters))
        self._put("paragraphs", (records.paragraph_row(paragraph) for paragraph, _ in rows))
        self._put("paragraph_settings", (records.settings_row(found) for found, _ in rows if found.settings))
        for paragraph, row in rows:
            if records.text_sum(row) != row[9]:
                place = f"paragraph {paragraph.id} of chapter {paragraph.chapter_id}"
                self._lose(f"The text of {place} was damaged; read it over.", place, "letters of a paragraph")
        if not whole:
            self._lose(*_missing_text([paragraph.id for paragraph, _ in rows]))
        return known | set(homeless), {paragraph.id for paragraph, _ in rows}

    def _speakers(self) -> set[int]:
        speakers, whole = self._sound("speakers", records.speaker_of)
        if not whole:
            self._lose("Some speakers cannot be read.", "speakers", "voices of speakers")
        if self._narrator not in {speaker.id for speaker in speakers}:
            speakers.append(Speaker(self._narrator, "Narrator", Casting("local", "", "")))
            self._lose("The narrator cannot be read; choose its voice again.", "narrator", "the narrator's voice")
        self._put("speakers", map(records.speaker_row, speakers))
        return {speaker.id for speaker in speakers}

    def _ledger(self) -> None:
        rows, whole = self._sound("ledger", records.ledger_of)
        self._put("ledger", map(records.ledger_row, rows))
        if not whole:
            self._lose(
                "Some requests in the ledger cannot be read; look in the provider's history.",
                "ledger",
                "what was billed",
            )

    def _takes(self) -> set[int]:
        """Copy the takes whose recording is sound, the recordings one at a time."""
        takes, whole = self._sound("takes", records.take_of)
        rows, timed = self._sound("words", lambda row: row)
        words = dict(rows)
        if not timed:
            self._lose("The word timings of some takes cannot be read.", "words", "word timings")
        self._recordings = {name: number for number, name in read_around(self._source, "audio", ("hash",))[0]}
        kept: set[int] = set()
        silent: list[int] = []
        stored: set[str] = set()
        for take in takes:
            if take.audio not in stored and not self._recording(take.audio):
                silent.append(take.id)
                continue
            stored.add(take.audio)
            self._put("takes", [records.take_row(take)])
            kept.add(take.id)
            if take.id in words:
                self._put("words", [(take.id, words[take.id])])
        if silent or not whole:
            self._lose(_missing_takes(len(silent), whole=whole), "takes", "recordings")
        return kept

    def _recording(self, name: str) -> bool:
        """Copy one recording; False where it is not what was stored."""
        rows, _ = _walk(self._source, "SELECT data FROM audio WHERE rowid = ?", self._recordings.get(name, -1))
        for (data,) in rows:
            if isinstance(data, bytes) and recordings.content_hash(data) == name:
                self._put("audio", [(None, name, data)])
                return True
        return False

    def _places(self, takes: set[int]) -> None:
        rows, whole = self._sound("placements", lambda row: row)
        sound = [row for row in rows if row[2] in takes]
        self._put("placements", sound)
        if not whole or len(sound) < len(rows):
            self._lose("Some segments have no take any more; generate them.", "placements", "places of takes")

    def _media(self) -> None:
        """Copy the list of media, and what is kept of them in the project, piece by piece. Of pictures new ones are made."""
        known, whole = self._sound("media", mediafiles.media_of)
        parts: dict[str, list[tuple[int, int]]] = defaultdict(list)
        if "media_parts" not in self._absent:
            for key, name, number in read_around(self._source, "media_parts", ("hash", "number"))[0]:
                parts[name].append((number, key))
        gone = [found for found in known if found.collected and not self._kept(found, sorted(parts[found.hash]))]
        for found in known:
            self._put(
                "media", [(None, *mediafiles.media_row(replace(found, collected=False) if found in gone else found))]
            )
        if gone or not whole:
            self._lose(_missing_media(len(gone), whole=whole), "media", "sounds kept in the project")

    def _kept(self, found: Media, places: list[tuple[int, int]]) -> bool:
        """Copy the pieces of a file kept in the project; False, and none, where one is not what was stored."""
        if [number for number, _ in places] != list(range(mediafiles.parts_of(found.size))):
            return False
        for number, key in places:
            rows, _ = _walk(self._source, "SELECT data, crc FROM media_parts WHERE rowid = ?", key)
            if not rows or not isinstance(rows[0][0], bytes) or mediafiles.part_sum(rows[0][0]) != rows[0][1]:
                self._copy.execute("DELETE FROM media_parts WHERE hash = ?", (found.hash,))
                return False
            self._put("media_parts", [(None, found.hash, number, *rows[0])])
        return True


def _record(kind: type[Track | Marker | Region], row: Row) -> tuple[int, Track | Marker | Region]:
    if laid.record_sum(row) != row[2]:
        raise ValueError("a row does not match its checksum")
    return row[0], laid.record_of(kind, row)


def _clip(row: Row) -> tuple[int, Clip]:
    if laid.clip_sum(row) != row[-1]:
        raise ValueError("a row does not match its checksum")
    return row[0], laid.clip_of(row)


def _missing_media(gone: int, *, whole: bool) -> str:
    if not gone:
        return "Some of the list of media cannot be read; add these files again."
    said = "1 sound kept in the project is" if gone == 1 else f"{gone} sounds kept in the project are"
    return f"{said} damaged{'' if whole else ', and some of the list of media'}; look for the files they were made of."


def _missing_takes(silent: int, *, whole: bool) -> str:
    count = f"The recordings of {silent} takes cannot be read" if silent else "Some takes cannot be read"
    return f"{count}{'' if whole or not silent else ', nor can some other takes'}; generate them again."


def _missing_text(ids: list[int]) -> tuple[str, str, str]:
    """Return the finding for paragraphs that cannot be read, with the gaps in their numbers, where they must have been."""
    edges = [0, *ids]
    gaps = [(a + 1, b - 1) for a, b in pairwise(edges) if b - a > 1]
    named = ", ".join(f"{a}" if a == b else f"{a} to {b}" for a, b in gaps[:20])
    last = ids[-1] if ids else 0
    where = f"paragraphs {named}, or after {last}" if named else f"paragraphs after {last}"
    return f"Some paragraphs cannot be read: {where}.", where, "text"
