"""Check: look at a project file from end to end and explain what is wrong with it, changing nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.errors import NoProject, NotAProject
from studio_app.store import (
    accounts,
    files,
    journal,
    laid,
    mediafiles,
    migrate,
    recordings,
    records,
    schema,
    timelines,
)
from studio_app.store.failures import typed
from studio_app.store.findings import CheckReport, Finding
from studio_app.store.probe import UNREADABLE, has_our_tables, is_damage
from studio_app.store.salvage import looks_ours, read_around, readable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

_IN_WORDS = {
    "paragraphs": "the text",
    "chapters": "the list of chapters",
    "speakers": "the cast",
    "singles": "what is said about the book",
    "audio": "the recordings",
    "takes": "the list of takes",
    "words": "the word timings",
    "placements": "the places of takes",
    "ledger": "the ledger",
    "journal": "the undo history",
    "exports": "the list of exports",
    "cover": "the cover",
    "source": "the name of the book's file",
    "meta": "the notes",
    "paragraph_settings": "the voice settings of paragraphs",
    "timelines": "the list of timelines",
    "tracks": "the tracks of timelines",
    "markers": "the markers of timelines",
    "regions": "the regions of timelines",
    "clips": "the clips of timelines",
    "journal_laid": "the undo history of timelines",
    "media": "the list of media",
    "media_parts": "the media kept in the project",
    "peaks": "the pictures of sounds",
}


def check(path: Path) -> CheckReport:
    """Check a project file, open elsewhere or not, damaged or not; it is only read. Takes as long as reading all of it.

    Raises:
        NoProject, NotAProject, ProjectTooNew: it is not a file this program can read.
        FileRefused: the system does not let it be read.
    """
    path = path.resolve()
    if path.is_dir():
        raise NotAProject(f"{path.name} is a folder, not a Lectern project.")
    if not path.exists():
        raise NoProject(f"There is no project at {path}. Check the name.")
    with typed(path):
        return CheckReport((*_inside(path), *_beside(path)))


def _inside(path: Path) -> Iterator[Finding]:
    if not path.stat().st_size:
        raise NotAProject(f"{path.name} is empty.")
    with readable(path) as (connection, whole):
        if whole:
            _must_be_ours(connection, path)
        elif looks_ours(path):
            yield Finding("The beginning of the file is damaged.", "first page", "not known")
        else:
            raise NotAProject(f"{path.name} is not a Lectern project.")
        for look in (_structure, _references, _text, _records, _timelines, _recordings, _silence, _media, _requests):
            try:
                yield from look(connection)
            except UNREADABLE as error:
                if not is_damage(error):
                    raise
                yield Finding("A part of the file cannot be read at all.", look.__name__.strip("_"), "not known")


def _must_be_ours(connection: sqlite3.Connection, path: Path) -> None:
    stamped = connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
    if not stamped and not has_our_tables(connection):
        raise NotAProject(f"{path.name} is not a Lectern project.")
    migrate.refuse_newer(path, schema.version_of(connection), schema.VERSION)


def _structure(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Let SQLite walk every page of every table and index."""
    for table in schema.tables_of(schema.version_of(connection)):
        words = _IN_WORDS[table]
        try:
            found = connection.execute(f"PRAGMA integrity_check('{table}')").fetchone()[0]
        except UNREADABLE as error:
            if not is_damage(error):
                raise
            found = type(error).__name__
        if found != "ok":
            yield Finding(f"The file is damaged where it holds {words}.", table, f"parts of {words}")


def _references(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        words = (_IN_WORDS.get(table, str(table)), _IN_WORDS.get(parent, str(parent)))
        yield Finding(f"An entry of {words[0]} belongs to one of {words[1]} that is gone.", f"{table} {row}", words[1])


def _text(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Compare every paragraph with its checksum."""
    for row in connection.execute(schema.select("paragraphs")):
        place = f"paragraph {row[0]} of chapter {row[1]}"
        try:
            sound = records.text_sum(row) == row[9]
            records.paragraph_of(row)
        except UNREADABLE:
            sound = False
        if not sound:
            yield Finding(f"The text of {place} is not what was stored; read it over.", place, "letters of a paragraph")


def _records(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Read whatever else a project is made of."""
    readers: dict[str, Callable[[sqlite3.Connection], object]] = {
        "singles": _read_singles,
        "chapters": lambda c: [records.chapter_of(row) for row in c.execute(schema.select("chapters"))],
        "speakers": lambda c: [records.speaker_of(row) for row in c.execute(schema.select("speakers"))],
        "ledger": lambda c: accounts.rows(c, only_open=False),
        "journal": lambda c: journal.entries(c, journal.ENTRIES),
    }
    for table, read in readers.items():
        try:
            read(connection)
        except UNREADABLE as error:
            if not is_damage(error):
                raise
            yield Finding(f"Something in {_IN_WORDS[table]} makes no sense.", table, f"parts of {_IN_WORDS[table]}")


def _read_singles(connection: sqlite3.Connection) -> None:
    singles = dict(connection.execute("SELECT kind, record FROM singles"))
    records.metadata_of(singles["metadata"])
    records.voicing_of(singles["voicing"])


def _recordings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Compare every recording with its hash, one at a time."""
    rows, _ = read_around(connection, "audio", ("hash",))
    for _, name in rows:
        try:
            if recordings.read_audio(connection, name) is not None:
                continue
        except UNREADABLE as error:
            if not is_damage(error):
                raise
        yield from _silent(connection, name, "damaged")


def _silence(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Look for takes whose recording is gone."""
    gone = connection.execute("SELECT DISTINCT audio FROM takes WHERE audio NOT IN (SELECT hash FROM audio)").fetchall()
    for (name,) in gone:
        yield from _silent(connection, name, "gone")


def _silent(connection: sqlite3.Connection, name: str, how: str) -> Iterator[Finding]:
    takes = recordings.takes_of_audio(connection, name)
    if not takes:
        yield Finding(f"A recording that no take uses is {how}.", f"recording {name}")
    for take in takes:
        places = connection.execute("SELECT paragraph_id FROM placements WHERE take_id = ?", (take,)).fetchall()
        at = f", at paragraph {places[0][0]}," if places else ""
        yield Finding(f"The recording of take {take}{at} is {how}; generate it again.", f"take {take}", "a recording")


def _timelines(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Compare every clip, track, marker and region with its checksum, and see whether they fit together."""
    if schema.version_of(connection) < schema.SINCE["clips"]:
        return
    sound = True
    sums = dict.fromkeys(laid.TABLES.values(), laid.record_sum) | {"clips": laid.clip_sum}
    for table, sum_of in sums.items():
        for row in connection.execute(schema.select(table)):
            if sum_of(row) != row[-1]:
                chapter_id, number = schema.laid_place(row[0])
                place = f"{table[:-1]} {number} of chapter {chapter_id}"
                sound = False
                yield Finding(f"The {place} is not what was stored.", place, f"a {table[:-1]}")
    if sound:
        yield from timelines.losses(timelines.misfits(connection))


def _media(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Look at every piece of the files kept in the project."""
    if schema.version_of(connection) < schema.SINCE["media"]:
        return
    for name, found in mediafiles.read_all(connection).items():
        pieces = range(mediafiles.parts_of(found.size)) if found.collected else ()
        if any(mediafiles.read_part(connection, name, number) is None for number in pieces):
            said = f"The sound {found.name} that is kept in the project is damaged; look for the file it was made of."
            yield Finding(said, f"media {name}", "a sound")


def _requests(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Name the requests nobody knows the outcome of."""
    for row in accounts.rows(connection, only_open=True):
        yield Finding(
            f"A request to {row.engine} for about {row.estimate:g} credits was sent and never answered: "
            "it may have been billed.",
            f"ledger row {row.id}",
        )


def _beside(path: Path) -> Iterator[Finding]:
    part = files.part_path(path)
    if part.exists():
        yield Finding(f"{part.name} is left from a run that was stopped; it can be deleted.", part.name)
    log = files.beside(path, "-wal")
    if log.exists() and log.stat().st_size:
        yield Finding(
            f"{log.name} holds the newest changes: the project is open, or was not closed. Keep both files together.",
            log.name,
        )
