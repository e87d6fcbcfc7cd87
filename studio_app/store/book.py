"""The book in the project file: metadata, voicing, speakers, chapters and paragraphs, and edits of them."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import replace
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from studio_app.domain.cast import Speaker
from studio_app.domain.edits.change import Laid
from studio_app.domain.manuscript import Chapter, Cover, Metadata, Paragraph
from studio_app.domain.project import Project, Voicing, highest_chapter_id, highest_paragraph_id
from studio_app.domain.takes import Placed
from studio_app.store import recordings, schema, timelines
from studio_app.store.records import (
    change_of,
    chapter_of,
    chapter_row,
    metadata_json,
    metadata_of,
    paragraph_of,
    paragraph_row,
    settings_of,
    settings_row,
    speaker_of,
    speaker_row,
    text_sum,
    voicing_json,
    voicing_of,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from studio_app.domain.edits.change import Change, Record
    from studio_app.store.timelines import Misfit


#: Notes of the highest ids ever given: no id is given twice, so that no take comes to stand at another text.
LAST_PARAGRAPH, LAST_CHAPTER = _LAST_IDS = ("last paragraph", "last chapter")


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Let every statement of the body see the same moment of the file."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("COMMIT")


def fill(connection: sqlite3.Connection, project: Project, cover: Cover | None, source_name: str) -> None:
    """Put a whole project into empty tables."""
    put_single(connection, project.metadata)
    put_single(connection, project.voicing)
    connection.execute(schema.insert("source"), (1, source_name, project.source))
    put_cover(connection, cover)
    connection.executemany(schema.insert("speakers"), map(speaker_row, project.speakers))
    connection.executemany(schema.insert("chapters"), map(chapter_row, project.chapters))
    rows = (paragraph_row(p) for paragraphs in project.paragraphs.values() for p in paragraphs)
    connection.executemany(schema.insert("paragraphs"), rows)
    own = (settings_row(p) for paragraphs in project.paragraphs.values() for p in paragraphs if p.settings)
    connection.executemany(schema.insert("paragraph_settings"), own)
    timelines.fill(connection, project.timelines)
    schema.note_places(connection)
    _mark_ids(connection, highest_paragraph_id(project), highest_chapter_id(project))


def load(connection: sqlite3.Connection) -> Project:
    """Read the whole project as of one moment. Clips that do not fit on their timeline are left out.

    Raises:
        ValueError, KeyError, TypeError: what is stored is damaged.
    """
    return look(connection)[0]


def look(connection: sqlite3.Connection) -> tuple[Project, tuple[Misfit, ...]]:
    """Read the whole project as of one moment; return it and the clips that had to be left out of it.

    Raises:
        ValueError, KeyError, TypeError: what is stored is damaged.
    """
    with snapshot(connection):
        singles = dict(connection.execute("SELECT kind, record FROM singles"))
        (source,) = connection.execute("SELECT hash FROM source").fetchone()
        speakers = [speaker_of(row) for row in connection.execute(schema.select("speakers", "ORDER BY id"))]
        chapters = [chapter_of(row) for row in connection.execute(schema.select("chapters", "ORDER BY position, id"))]
        paragraphs = _paragraphs(connection, chapters)
        last_paragraph, last_chapter = _last_ids(connection)
        project = Project(
            metadata=metadata_of(singles["metadata"]),
            voicing=voicing_of(singles["voicing"]),
            chapters=tuple(chapters),
            paragraphs=paragraphs,
            speakers=tuple(speakers),
            source=source,
            last_paragraph_id=last_paragraph,
            last_chapter_id=last_chapter,
        )
        laid, misfits = timelines.load(connection, project)
    return replace(project, timelines=laid), misfits


def _last_ids(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return the highest ids that paragraphs and chapters ever had.

    They are noted with every change that makes or removes one. A file from before that has them in its tables, in the
    places of takes and in the journal: whatever could bring an old id back is looked at.
    """
    marked = dict(connection.execute("SELECT key, value FROM meta WHERE key IN (?, ?)", (LAST_PARAGRAPH, LAST_CHAPTER)))
    paragraphs, chapters = (int(v) if (v := marked.get(key, "")).isdecimal() else 0 for key in _LAST_IDS)
    for (number,) in connection.execute(
        "SELECT max(id) FROM paragraphs UNION SELECT max(paragraph_id) FROM placements"
    ):
        paragraphs = max(paragraphs, number or 0)
    chapters = max(chapters, connection.execute("SELECT max(id) FROM chapters").fetchone()[0] or 0)
    if len(marked) < len(_LAST_IDS):
        for (changes,) in connection.execute("SELECT changes FROM journal"):
            with suppress(ValueError, KeyError, TypeError):  # what cannot be read cannot bring anything back
                paragraph, chapter = _ids_in(change_of("", "", "", changes))
                paragraphs, chapters = max(paragraphs, paragraph), max(chapters, chapter)
    return paragraphs, chapters


def _ids_in(change: Change) -> tuple[int, int]:
    """Return the highest ids of the paragraphs and the chapters that a change makes or removes, 0 where there are none."""
    records = [row.after or row.before for row in change.rows if row.before is None or row.after is None]
    paragraphs = (record.id for record in records if isinstance(record, Paragraph))
    return max(paragraphs, default=0), max((r.id for r in records if isinstance(r, Chapter)), default=0)


def _paragraphs(
    connection: sqlite3.Connection, chapters: Iterable[Chapter]
) -> MappingProxyType[int, tuple[Paragraph, ...]]:
    found: dict[int, list[Paragraph]] = {chapter.id: [] for chapter in chapters}
    own = {number: settings_of(text) for number, text in connection.execute(schema.select("paragraph_settings"))}
    for row in connection.execute(schema.select("paragraphs")):
        if text_sum(row) != row[9]:
            raise ValueError(f"the text of paragraph {row[0]} does not match its checksum")
        found[row[1]].append(paragraph_of(row, own.get(row[0], ())))
    for paragraphs in found.values():
        paragraphs.sort(key=attrgetter("position", "id"))
    return MappingProxyType({chapter: tuple(paragraphs) for chapter, paragraphs in found.items() if paragraphs})


def put_single(connection: sqlite3.Connection, record: Metadata | Voicing) -> None:
    """Store what exists once in a project."""
    row = ("metadata", metadata_json(record)) if isinstance(record, Metadata) else ("voicing", voicing_json(record))
    connection.execute(schema.upsert("singles"), row)


def put_cover(connection: sqlite3.Connection, cover: Cover | None) -> None:
    """Store the cover, or take it away."""
    connection.execute("DELETE FROM cover")
    if cover is not None:
        connection.execute(schema.insert("cover"), (1, cover.media_type, cover.data))


def read_cover(connection: sqlite3.Connection) -> Cover | None:
    """Return the cover, None where there is none."""
    row = connection.execute("SELECT data, media_type FROM cover").fetchone()
    return None if row is None else Cover(*row)


def _mark_ids(connection: sqlite3.Connection, paragraph: int, chapter: int) -> None:
    """Note that ids up to these were given. What is noted never goes down: not by undo, not by an older snapshot."""
    sql = f"{schema.insert('meta')} ON CONFLICT(key) DO UPDATE SET value = excluded.value WHERE "
    sql += "CAST(value AS INTEGER) < CAST(excluded.value AS INTEGER)"
    rows = zip(_LAST_IDS, (paragraph, chapter), strict=True)
    connection.executemany(sql, [(key, str(number)) for key, number in rows if number])


def put_change(connection: sqlite3.Connection, change: Change) -> None:
    """Store the records of an edit. What refers to others comes after them, and goes before them.

    Takes stay where they are placed, also where a paragraph goes: it may come back, with its id.
    """
    _mark_ids(connection, *_ids_in(change))
    for record in _in_order(row.after for row in change.rows):
        _put(connection, record)
    for record in reversed(_in_order(row.before for row in change.rows if row.after is None)):
        _take_away(connection, record)
    gone = (row.before for row in change.rows if row.after is None and isinstance(row.before, Laid))
    timelines.put(connection, gone, [row.after for row in change.rows if isinstance(row.after, Laid)])


def _put(connection: sqlite3.Connection, record: _Plain) -> None:
    if isinstance(record, Metadata | Voicing):
        put_single(connection, record)
    elif isinstance(record, Paragraph):
        connection.execute(schema.upsert("paragraphs"), paragraph_row(record))
        _put_settings(connection, record)
    elif isinstance(record, Chapter):
        connection.execute(schema.upsert("chapters"), chapter_row(record))
    elif isinstance(record, Placed):
        recordings.put_place(connection, record)
    else:
        connection.execute(schema.upsert("speakers"), speaker_row(record))


def _put_settings(connection: sqlite3.Connection, paragraph: Paragraph) -> None:
    if paragraph.settings:
        connection.execute(schema.upsert("paragraph_settings"), settings_row(paragraph))
    else:
        connection.execute("DELETE FROM paragraph_settings WHERE paragraph_id = ?", (paragraph.id,))


def _take_away(connection: sqlite3.Connection, record: _Plain) -> None:
    if isinstance(record, Metadata | Voicing):
        return
    if isinstance(record, Placed):
        recordings.take_off(connection, record)
        return
    table = {Paragraph: "paragraphs", Chapter: "chapters", Speaker: "speakers"}[type(record)]
    connection.execute(f"DELETE FROM {table} WHERE id = ?", (record.id,))  # noqa: S608 - a name from the line above
    if isinstance(record, Paragraph):
        connection.execute("DELETE FROM paragraph_settings WHERE paragraph_id = ?", (record.id,))


#: What a change can replace besides what lies on timelines.
_Plain = Chapter | Paragraph | Speaker | Metadata | Voicing | Placed


def _in_order(records: Iterable[Record | None]) -> list[_Plain]:
    """Return the records there are, paragraphs last; those of timelines are stored in one go."""
    there = (record for record in records if record is not None and not isinstance(record, Laid))
    return sorted(there, key=lambda record: isinstance(record, Paragraph))
