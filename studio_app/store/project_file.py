"""The project file: one SQLite file that holds a whole project, and the only door to it."""

from __future__ import annotations

import logging
import shutil
import sqlite3
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from blake3 import blake3

from studio_app.domain.errors import (
    BadInput,
    FileRefused,
    NoProject,
    NotAProject,
    ProjectDamaged,
    ProjectError,
    ProjectReadOnly,
    WouldOverwrite,
)
from studio_app.store import accounts, book, files, journal, mediafiles, migrate, recordings, schema, timelines
from studio_app.store.connect import Readers, connected, identity, open_reader, open_writer, settle, stands
from studio_app.store.failures import damaged, disk_full, translated, typed
from studio_app.store.lock import WriterLock, enter, leave
from studio_app.store.probe import UNREADABLE, Probe, is_damage, note_damage, probe
from studio_app.store.salvage import looks_ours, recover, recovered_before, salvage
from studio_app.store.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future

    from studio_app.domain.edits.change import Change
    from studio_app.domain.ledger import LedgerRow
    from studio_app.domain.manuscript import Cover
    from studio_app.domain.media import Media
    from studio_app.domain.project import Project
    from studio_app.domain.takes import Take, WordTiming
    from studio_app.store.accounts import Settlement
    from studio_app.store.findings import Finding
    from studio_app.store.journal import JournalEntry, JournalName, Step
    from studio_app.store.lock import Identity
    from studio_app.store.recordings import Joined, Place
    from studio_app.store.timelines import Misfit

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """A file that was exported: where it went, the fingerprint of the plan it was made from, its bytes and their hash."""

    path: str
    plan: str
    size: int
    hash: str
    made: str = ""


class ProjectFile:
    """An open project file. Every method may be called on any thread.

    Reading returns at once. Writing returns a Future that resolves when the change is on the disk; work handed over is done
    whatever becomes of the future, and ``close`` waits for it. Handing over blocks while over 32 MB wait.

    Attributes:
        path: the file that is open. A damaged file is left as it is and a recovered copy is open in its place.
        read_only: whether changes are refused (ProjectReadOnly).
        losses: what could not be recovered of a damaged file, () for a sound one.
    """

    def __init__(self, path: Path, readers: Readers, writer: _Writing | None) -> None:
        self.path = path
        self.read_only = writer is None
        self.losses: tuple[Finding, ...] = ()
        self._readers = readers
        self._known: Identity | None = readers.known
        enter(readers.known)
        self._writing = writer
        self._burst_since = writer.burst_since if writer else 0
        self._first: Project | None = None
        self._scratch: Path | None = None

    # ── making, opening, closing ─────────────────────────────────────────────────────────────────────────────────────

    @classmethod
    def create(
        cls,
        path: Path,
        project: Project,
        *,
        cover: Cover | None = None,
        source_name: str = "",
        overwrite: bool = False,
    ) -> None:
        """Write a new project file, whole or not at all. ``source_name`` is the name of the book's file, without folders.

        Raises:
            WouldOverwrite: something is there, and ``overwrite`` was not given.
            ProjectInUse: it is open for writing.
            DiskFull, FileRefused: it cannot be written.
        """
        path = path.resolve()
        lock = WriterLock.acquire(path)
        try:
            with typed(path):
                _make_way(path, overwrite=overwrite)
                with files.whole(path) as part, connected(part, "rwc") as connection:
                    _build(connection, project, cover, Path(source_name).name)
        finally:
            lock.release()

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> ProjectFile:
        """Open a project file.

        An older version is migrated first and its old self kept beside it. Of a damaged file, a recovered copy is opened
        (beside it, or in a temporary folder where it is opened for reading only), and ``losses`` says what is gone.

        Raises:
            NoProject, NotAProject, ProjectTooNew: it is not a file this program can open.
            ProjectInUse: another window or process is writing to it; it can be opened for reading only.
            ProjectDamaged: nothing of use can be read.
            DiskFull, FileRefused: the system refused it.
        """
        path = path.resolve()
        _must_be_file(path)
        with typed(path):
            return _open_to_read(path) if read_only else _open_to_write(path)

    def close(self) -> None:
        """Write what waits and leave one whole file with nothing beside it. Can be called twice."""
        writing, self._writing, self._first = self._writing, None, None
        if writing is not None:
            writing.writer.close()
        self._readers.close()
        if writing is not None:
            if not settle(writing.connection):
                _log.info("the log stays beside the project until it is opened again")
            writing.connection.close()
            writing.lock.release()
        if self._known is not None:
            leave(self._known)
            self._known = None
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def __enter__(self) -> ProjectFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def whereabouts(self) -> Path | None:
        """Return where the file is now: ``path``, or elsewhere if it was moved while it is open. Asks the disk.

        None: it was deleted, or moved and the system does not say where. What is written is then gone when it is closed.
        """
        writing, known = self._writing, self._known
        if writing is None or known is None or stands(self.path, known):
            return self.path
        return writing.lock.moved_to()

    def backup(self, path: Path) -> None:
        """Write a copy of the project as it is now, whole or not at all; what is there is replaced."""
        path = path.resolve()
        with typed(path), files.whole(path) as part, self._reading() as connection, connected(part, "rwc") as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")

    # ── the book ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def load(self) -> Project:
        """Return the project as it is stored now."""
        first, self._first = self._first, None
        return first if first is not None else self._read(book.load)

    def cover(self) -> Cover | None:
        """Return the cover, None where there is none."""
        return self._read(book.read_cover)

    def set_cover(self, cover: Cover | None) -> Future[None]:
        """Replace the cover, or take it away."""
        return self._write(lambda connection: book.put_cover(connection, cover), len(cover.data) if cover else 0)

    def source_name(self) -> str:
        """Return the name of the file the book was imported from, "" for a blank project."""
        return self._read(lambda connection: str(connection.execute("SELECT name FROM source").fetchone()[0]))

    def apply(
        self, change: Change, *, journal: bool = True, undoes: int | None = None, redoes: int | None = None
    ) -> Future[int]:
        """Store an edit and its journal entry together; the result is the number of the entry.

        Typing bursts and drags (``change.merge``) join one entry. With ``undoes`` or ``redoes`` no entry is written; the one
        of that number is marked instead, in the same transaction. ``journal=False`` leaves the journal alone (result 0).
        """
        self._first = None
        return self._write(partial(_store_change, change, journal, undoes, redoes, self._burst_since))

    def keep(self, steps: Callable[[], Sequence[Step]]) -> Future[int]:
        """Store steps of the history in order, all or nothing; the result is the number of the oldest entry still kept.

        Never waits, however much waits for the disk. ``steps`` is called when their turn comes, on the writing thread, and
        once more where it has to be tried again: what was added while others wrote comes along.
        """
        self._first = None
        return self._write(lambda connection: journal.keep(connection, steps()))

    def journal_names(self) -> tuple[JournalName, ...]:
        """Return what the steps of undo are called, oldest first."""
        return self._read(journal.names)

    def journal_change(self, seq: int) -> Change | None:
        """Return what the step of that number changed, None where it was forgotten."""
        return self._read(lambda connection: journal.change(connection, seq))

    def undo_stack(self, last: int = journal.ENTRIES) -> tuple[JournalEntry, ...]:
        """Return the newest entries of the journal, oldest first; those ``undone`` wait to be redone."""
        return self._read(lambda connection: journal.entries(connection, last))

    def mark_undone(self, seq: int, *, undone: bool = True) -> Future[None]:
        """Mark a journal entry as undone, or as done again, without an edit."""
        return self._write(lambda connection: journal.mark(connection, seq, undone=undone))

    # ── takes ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def add_take(
        self, take: Take, audio: bytes, *, place: Place | None = None, settle: Settlement | None = None
    ) -> Future[Take]:
        """Store a take, its recording, its place and what was billed for it, all or nothing.

        ``take.id`` and ``take.audio`` are given here, ``take.made`` where it is "". The result is the take as stored.
        """
        take = replace(take, audio=recordings.content_hash(audio), made=take.made or accounts.now())
        return self._write(partial(_store_take, take, audio, place, settle), len(audio))

    def place(self, placements: Iterable[tuple[Place, int]]) -> Future[None]:
        """Let takes, by id, stand at segments, in place of what stood there."""
        rows = list(placements)
        return self._write(lambda connection: recordings.put_places(connection, rows))

    def forget_takes(self, take_ids: Iterable[int]) -> Future[None]:
        """Delete takes, for those whose recording is damaged: what is generated in their place is a new take."""
        ids = list(take_ids)
        return self._write(lambda connection: recordings.forget(connection, ids))

    def takes_by_fingerprint(self, fingerprints: Iterable[str], *, words: bool = False) -> dict[str, Take]:
        """Return the newest take of each fingerprint that has one; without word timings unless asked for."""
        return self._read(lambda c: recordings.newest_by_fingerprint(c, fingerprints, words=words))

    def newest_takes(self, fingerprints: Iterable[str]) -> dict[str, int]:
        """Return the id of the newest take of each fingerprint that has one."""
        return self._read(lambda c: recordings.newest_ids(c, fingerprints))

    def takes_of(self, fingerprints: Iterable[str]) -> list[Take]:
        """Return all takes of these fingerprints, oldest first, without word timings."""
        return self._read(lambda c: recordings.by_fingerprint(c, fingerprints))

    def takes(self, take_ids: Iterable[int], *, words: bool = False) -> dict[int, Take]:
        """Return the takes with these ids, as far as there are any; without word timings unless asked for."""
        return self._read(lambda c: recordings.by_id(c, take_ids, words=words))

    def take_count(self) -> int:
        """Return how many takes there are."""
        return self._read(lambda c: int(c.execute("SELECT count(*) FROM takes").fetchone()[0]))

    def words(self, take_id: int) -> tuple[WordTiming, ...]:
        """Return the word timings of a take, () where it has none."""
        return self._read(lambda c: recordings.read_words(c, take_id))

    def placements(self, paragraph_ids: Iterable[int] | None = None) -> dict[Place, tuple[int, str]]:
        """Return the id and fingerprint of the take at each segment that has one, of these paragraphs or of all."""
        return self._read(lambda connection: recordings.read_places(connection, paragraph_ids))

    def stood(self, paragraph_id: int) -> dict[Place, tuple[int, ...]]:
        """Return the ids of the takes that once stood at segments of a paragraph, as far as they were replaced."""
        return self._read(lambda connection: recordings.read_stood(connection, paragraph_id))

    def stood_anywhere(self) -> tuple[tuple[str, int], ...]:
        """Return the fingerprint of each take that stands, or stood, at a segment, with the paragraph of that."""
        return self._read(recordings.read_all_stood)

    def standing(self, paragraph_ids: Iterable[int]) -> dict[Place, tuple[int, str, float]]:
        """Return id, fingerprint and seconds of speech of the take at each segment of these paragraphs that has one."""
        return self._read(lambda connection: recordings.read_standing(connection, paragraph_ids))

    def audio(self, audio_hash: str) -> bytes:
        """Return the stored bytes of a recording, checked against their hash.

        Raises:
            ProjectDamaged: it is missing or damaged. Forget the takes it names and generate again.
        """
        with self._reading() as connection:
            try:
                data = recordings.read_audio(connection, audio_hash)
            except sqlite3.Error as error:
                if not is_damage(error):
                    raise
                data = None
            if data is None:
                raise self._silent(recordings.takes_of_audio(connection, audio_hash), audio_hash)
        return data

    def _silent(self, take_ids: Sequence[int], audio_hash: str) -> ProjectDamaged:
        name = f"take {', '.join(map(str, take_ids))}" if take_ids else "a take"
        return ProjectDamaged(
            f"The recording of {name} in {self.path.name} is damaged; lectern generate --verify makes it again.",
            detail=f"audio {audio_hash} of takes {list(take_ids)}",
        )

    def add_takes_cut(
        self, takes: Iterable[Take], places: Iterable[tuple[Place, int]] = (), joined: Iterable[Joined] = ()
    ) -> Future[tuple[Take, ...]]:
        """Store takes that are cuts of recordings there are, named by ``Take.audio``: nothing is billed for them.

        ``places`` are (segment, which of the takes, from 0): they are placed there. ``joined`` are recordings that were put
        together of others for some of these takes. All or nothing; the result are the takes with their ids, in order. The
        future raises ProjectError where a recording is not there.
        """
        rows, placed, new = list(takes), list(places), list(joined)

        def store(connection: sqlite3.Connection) -> tuple[Take, ...]:
            for recording in new:
                recordings.put_joined(connection, recording)
            return recordings.put_cuts(connection, rows, placed, accounts.now())

        return self._write(store, sum(len(recording.data) for recording in new))

    def joined(self, audio_hashes: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return of which others those of these recordings were put together that were."""
        return self._read(lambda connection: recordings.read_joined(connection, audio_hashes))

    # ── media ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def add_media(self, media_file: Media, data: bytes | None = None) -> Future[None]:
        """Store what is known of a media file, and with ``data`` the whole of it; over what was known of the same before.

        ``Media.collected`` is given here: it stays as it was, and is set where ``data`` is there.
        """

        def store(connection: sqlite3.Connection) -> None:
            mediafiles.put(connection, media_file)
            if data is not None:
                for number, piece in enumerate(mediafiles.evenly([data])):
                    mediafiles.put_part(connection, media_file.hash, number, piece)
                mediafiles.mark_collected(connection, media_file.hash, len(data))

        return self._write(store, len(data) if data else 0)

    def media(self, media_hash: str) -> Media | None:
        """Return the media file of that hash, None where there is none."""
        return self._read(lambda connection: mediafiles.read(connection, media_hash))

    def medias(self) -> dict[str, Media]:
        """Return every media file by its hash, in the order they were added."""
        return self._read(mediafiles.read_all)

    def forget_media(self, media_hash: str) -> Future[None]:
        """Delete a media file and what is kept of it in the project."""
        return self._write(lambda connection: mediafiles.forget(connection, media_hash))

    def media_audio(self, media_hash: str) -> bytes | None:
        """Return all of a file that is kept in the project, None where it is not. For long ones take ``media_stream``.

        Raises:
            ProjectDamaged: a piece of it is missing or damaged.
        """
        stream = self.media_stream(media_hash)
        return None if stream is None else stream.read()

    def media_stream(self, media_hash: str) -> BufferedReader | None:
        """Return a file that is kept in the project for reading in pieces, None where it is not. One thread at a time.

        Reading raises ProjectDamaged where a piece is missing or damaged.
        """
        found = self.media(media_hash)
        return (
            BufferedReader(mediafiles.Stream(found, self._media_part))
            if found is not None and found.collected
            else None
        )

    def _media_part(self, media_hash: str, number: int) -> bytes | None:
        return self._read(lambda connection: mediafiles.read_part(connection, media_hash, number))

    def collect_media(self, media_hash: str, pieces: Iterable[bytes]) -> None:
        """Keep a media file in the project: all of its bytes, in pieces of any size. Blocks until they are on the disk.

        Whatever stops it, ``pieces`` raising among it, the file is as little kept as before.

        Raises:
            BadInput: it is not the file of that hash; nothing of it is kept.
            KeyError: there is no media file of that hash.
            DiskFull, FileRefused: the project cannot take it.
        """
        wanted = self.media(media_hash)
        if wanted is None:
            raise KeyError(media_hash)
        with typed(self.path):
            free = shutil.disk_usage(self.path.parent).free
        if free < wanted.size:  # told before anything is written: a full disk has no room to clear up, either
            raise disk_full(self.path, f"{wanted.size} > {free}")
        if not self._write(lambda connection: mediafiles.begin(connection, media_hash)).result():
            return
        hasher, size = blake3(), 0
        try:
            for number, piece in enumerate(mediafiles.evenly(pieces)):
                hasher.update(piece)
                size += len(piece)
                self._write(partial(mediafiles.put_part, name=media_hash, number=number, data=piece), len(piece))
            if hasher.hexdigest(length=16) != media_hash:
                raise BadInput("The file is not the one that was added; it was changed since. Add it again.")
            # Written in order: where a piece was refused, this one is told so too, or finds it missing.
            self._write(lambda connection: mediafiles.mark_collected(connection, media_hash, size)).result()
        except BaseException:
            self._write(lambda connection: mediafiles.drop_parts(connection, media_hash)).result()
            raise

    # ── pictures of sounds ───────────────────────────────────────────────────────────────────────────────────────────

    def peaks(self, key: str) -> bytes | None:
        """Return the picture of a sound that was put under a key, None where there is none (any more)."""
        return self._read(lambda connection: mediafiles.read_peaks(connection, key))

    def put_peaks(self, key: str, data: bytes) -> Future[None]:
        """Keep the picture of a sound under a key: it can be made anew, and a recovered project has none."""
        return self._write(lambda connection: mediafiles.put_peaks(connection, key, data), len(data))

    def peaks_parts(self, key: str) -> list[bytes]:
        """Return the parts of a picture that was not whole when they were kept, in order."""
        return self._read(lambda connection: mediafiles.read_peaks_parts(connection, key))

    def put_peaks_part(self, key: str, number: int, data: bytes) -> Future[None]:
        """Keep a part of a picture that is not whole yet; ``put_peaks`` takes the place of all of them."""
        return self._write(lambda connection: mediafiles.put_peaks_part(connection, key, number, data), len(data))

    # ── ledger ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def open_request(self, row: LedgerRow) -> Future[LedgerRow]:
        """Write down a request that may cost, before it is sent; send it when the result (with its id) is there.

        The future raises OverBudget where it might go beyond ``cap``, and MaybeBilled where a request for the very same is
        open: nothing is written then, and nothing is to be sent.
        """
        return self._write(lambda connection: accounts.open_row(connection, row))

    def settle(self, settlement: Settlement) -> Future[None]:
        """Write down what was billed for a request that left no take; with a take, ``add_take`` does it."""
        return self._write(lambda connection: accounts.settle(connection, settlement))

    def refuse(self, row_id: int, note: str = "") -> Future[None]:
        """Write down that the engine did not take a request: nothing was billed."""
        return self._write(lambda connection: accounts.refuse(connection, row_id, note))

    def lose(self, row_id: int, note: str = "") -> Future[None]:
        """Write down that the answer to a request was lost, and that the provider could not tell."""
        return self._write(lambda connection: accounts.lose(connection, row_id, note))

    def lose_all(self, row_ids: Iterable[int], note: str = "") -> Future[None]:
        """Write down of those that are still open that their answers were lost, all or nothing."""
        ids = list(row_ids)
        return self._write(lambda connection: accounts.lose_all(connection, ids, note))

    def cap(self) -> float | None:
        """Return the most credits that may be billed for this project, None for any number."""
        return self._read(accounts.cap)

    def set_cap(self, most: float | None) -> Future[None]:
        """Let no more credits be billed for this project, of all engines together; None for any number."""
        return self._write(lambda connection: accounts.set_cap(connection, most))

    def spent(self) -> float:
        """Return the credits that were billed, and those that may be: of requests under way, cut off or lost."""
        return self._read(accounts.spent)

    def open_rows(self) -> tuple[LedgerRow, ...]:
        """Return the requests whose outcome is unknown, oldest first."""
        return self._read(lambda connection: accounts.rows(connection, only_open=True))

    def settled_since(self, when: str) -> tuple[LedgerRow, ...]:
        """Return the requests answered since then (UTC, ISO 8601), oldest first."""
        return self._read(lambda connection: accounts.settled_since(connection, when))

    def ledger(self) -> tuple[LedgerRow, ...]:
        """Return every request, oldest first."""
        return self._read(lambda connection: accounts.rows(connection, only_open=False))

    def billed(self) -> dict[str, float]:
        """Return the credits billed by each engine."""
        return self._read(accounts.billed)

    # ── exports and notes ────────────────────────────────────────────────────────────────────────────────────────────

    def record_export(self, record: ExportRecord) -> Future[None]:
        """Remember a file that was exported; one record per path, ``made`` is given here where it is ""."""
        row = (record.path, record.plan, record.size, record.hash, record.made or accounts.now())
        return self._write(lambda connection: _execute(connection, schema.upsert("exports"), row))

    def exports(self) -> tuple[ExportRecord, ...]:
        """Return the files that were exported, by path."""
        return self._read(
            lambda c: tuple(ExportRecord(*row) for row in c.execute(schema.select("exports", "ORDER BY path")))
        )

    def meta(self, key: str, default: str = "") -> str:
        """Return a note by its key."""
        row = self._read(lambda c: c.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone())
        return default if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> Future[None]:
        """Keep a note under a key."""
        return self._write(lambda connection: _execute(connection, schema.upsert("meta"), (key, value)))

    def left_out(self, paragraph_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """Return what was written down by ``leave_out`` for these paragraphs."""
        return self._read(lambda connection: recordings.read_left_out(connection, paragraph_ids))

    def leave_out(self, takes: Mapping[int, Iterable[int]]) -> Future[None]:
        """Write down, by paragraph, the ids of takes that stand there and are not to be heard on its clip."""
        rows = {paragraph_id: tuple(ids) for paragraph_id, ids in takes.items()}
        return self._write(lambda connection: recordings.put_left_out(connection, rows))

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _read(self, do: Callable[[sqlite3.Connection], _T]) -> _T:
        with self._reading() as connection:
            return do(connection)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with typed(self.path), self._readers.lend() as connection:
            try:
                yield connection
            except UNREADABLE as error:
                if not is_damage(error):
                    raise
                self._note_damage()
                raise damaged(self.path, type(error).__name__) from None

    def _note_damage(self) -> None:
        """See to it that the file is recovered when it is opened again."""
        if self._writing is not None:
            self._writing.writer.submit(note_damage)

    def _write(self, do: Callable[[sqlite3.Connection], _T], size: int = 0) -> Future[_T]:
        writing = self._writing
        if writing is None:
            if self.read_only:
                raise ProjectReadOnly(f"{self.path.name} is open for reading only.")
            raise ProjectError(f"{self.path.name} is closed.")
        return writing.writer.submit(do, size)


@dataclass(frozen=True, slots=True)
class _Writing:
    """What a file open for writing holds."""

    lock: WriterLock
    connection: sqlite3.Connection
    writer: Writer
    burst_since: int


def _execute(connection: sqlite3.Connection, sql: str, row: tuple[object, ...]) -> None:
    connection.execute(sql, row)


def _store_change(
    change: Change,
    journalled: bool,
    undoes: int | None,
    redoes: int | None,
    burst_since: int,
    connection: sqlite3.Connection,
) -> int:
    book.put_change(connection, change)
    for seq, undone in ((undoes, True), (redoes, False)):
        if seq is not None:
            journal.mark(connection, seq, undone=undone)
            return seq
    return journal.write(connection, change, burst_since) if journalled else 0


def _store_take(
    take: Take, audio: bytes, place: Place | None, settlement: Settlement | None, connection: sqlite3.Connection
) -> Take:
    if settlement is not None:
        accounts.settle(connection, settlement)
    return recordings.put_take(connection, take, audio, place)


# ── making ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _make_way(path: Path, *, overwrite: bool) -> None:
    """Refuse what is there, or bring it into one file so that nothing of it is mixed into its successor."""
    if path.is_dir():
        raise FileRefused(f"{path.name} is a folder. Choose another name.")
    if not path.exists():
        return
    if not overwrite:
        raise WouldOverwrite(f"{path.name} is already there. Choose another name, or allow it to be replaced.")
    try:
        with connected(path, "rw") as connection:
            settle(connection)
    except sqlite3.Error as error:
        _log.info("replacing a file that is no project: %s", translated(error, path).detail)


def _build(connection: sqlite3.Connection, project: Project, cover: Cover | None, source_name: str) -> None:
    """Fill an empty file as fast as it goes: until it is whole and synced, nobody knows its name."""
    for pragma in (f"page_size = {schema.PAGE_SIZE}", "journal_mode = OFF", "synchronous = OFF", "cache_size = -32000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    schema.make_tables(connection)
    book.fill(connection, project, cover, source_name)
    schema.make_indexes(connection)
    schema.stamp(connection)
    connection.execute("COMMIT")


# ── opening ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _must_be_file(path: Path) -> None:
    if path.is_dir():
        raise NotAProject(f"{path.name} is a folder, not a Lectern project.")
    if not path.exists():
        raise NoProject(f"There is no project at {path}. Check the name, or import a book first.")


def _open_to_write(path: Path, *, recovered_now: bool = False) -> ProjectFile:
    lock = WriterLock.acquire(path)
    try:
        found = _look(path, recover=True)
        if found.other:
            migrate.refuse_newer(path, found.version, schema.VERSION)
            found = _migrated(path, found)
        if not found.damage:
            return _writable(path, lock, found)
        if recovered_now:
            raise damaged(path, found.damage)
        _log.warning("recovering a damaged project: %s", found.damage)
        before = recovered_before(path)
        target, losses = before or recover(path)
    except BaseException:
        lock.release()
        raise
    lock.release()
    opened = _open_to_write(target, recovered_now=before is None)
    opened.losses = (*losses, *opened.losses)
    return opened


def _migrated(path: Path, found: Probe) -> Probe:
    try:
        migrate.migrate(path, found.version)
    except UNREADABLE as error:
        if not is_damage(error):
            raise
        return Probe(found.version, damage=f"{type(error).__name__} while migrating")
    return _look(path, recover=True)


def _writable(path: Path, lock: WriterLock, found: Probe) -> ProjectFile:
    lock.hold(path)
    known = identity(path)
    connection = open_writer(path)
    try:
        burst_since = journal.newest(connection)
        readers = Readers(path)
    except BaseException:
        connection.close()
        raise
    opened = ProjectFile(path, readers, _Writing(lock, connection, Writer(connection, path, known), burst_since))
    opened._first = found.project  # noqa: SLF001 - the look at the file has read it already
    opened.losses = timelines.losses(found.misfits)
    # Nobody waits for it: what cannot be tidied, as the disk is full or the file damaged there, refuses no book.
    opened._write(partial(_tidy, found.misfits))  # noqa: SLF001 - as above
    return opened


def _tidy(misfits: Sequence[Misfit], connection: sqlite3.Connection) -> None:
    """Take out of a file what was left out of the project, and what is left of media that were not kept to the end."""
    timelines.leave_out(connection, misfits)
    mediafiles.drop_strays(connection)


def _open_to_read(path: Path) -> ProjectFile:
    found = _look(path, recover=False)
    if found.project is not None:
        opened = ProjectFile(path, Readers(path), None)
        opened._first = found.project  # noqa: SLF001 - as above
        opened.losses = timelines.losses(found.misfits)
        return opened
    if found.other:
        migrate.refuse_newer(path, found.version, schema.VERSION)
    known = recovered_before(path) if found.damage else None
    if known is not None:
        opened = _open_to_read(known[0])
        opened.losses = (*known[1], *opened.losses)
        return opened
    scratch = Path(tempfile.mkdtemp(prefix="lectern-"))
    try:
        losses = _copied(path, scratch / path.name, found)
        opened = ProjectFile(path, Readers(scratch / path.name), None)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    opened.losses = losses
    opened._scratch = scratch  # noqa: SLF001 - goes when the file is closed
    return opened


def _copied(path: Path, copy: Path, found: Probe) -> tuple[Finding, ...]:
    """Write a copy that can be read; return what it lost."""
    if found.damage:
        return salvage(path, copy)
    try:
        migrate.migrate_copy(path, copy, found.version)
    except UNREADABLE as error:
        if not is_damage(error):
            raise
        return salvage(path, copy)
    return ()


def _look(path: Path, *, recover: bool) -> Probe:
    """Look at the file without changing it; with ``recover``, after finishing what a crash left half done."""
    try:
        return _probe(path)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if is_damage(error):
            return _judge(path, error)
        code = getattr(error, "sqlite_errorcode", 0)
        if not recover or code & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise
    with connected(path, "rw") as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return _probe(path)


def _probe(path: Path) -> Probe:
    connection = open_reader(path)
    try:
        return probe(connection, path)
    finally:
        connection.close()


def _judge(path: Path, error: Exception) -> Probe:
    """Decide on a file SQLite cannot open at all: a damaged project, or something else."""
    if looks_ours(path):
        return Probe((0, 0), damage=translated(error, path).detail)
    raise NotAProject(f"{path.name} is not a Lectern project.") from error
