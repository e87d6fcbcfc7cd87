"""Voices being made, in a file of this person: what was asked of a provider, who consented, what came of it.

A row is written before anything is sent, so that a voice whose answer was lost is looked for and never made twice. Recordings
wait here until it is known what became of them; what a paid design gave stays until it is thrown away. All of it blocks.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from studio_app.store.side_file import SideFile

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence
    from pathlib import Path

#: How far the making of a voice is: ``SENDING`` from before the request until its outcome is known, then the state of its
#: training, or one of ``ENDED``: there is no voice.
SENDING = "sending"
TRAINING = ("created", "queued", "training")
TRAINED, FAILED = "trained", "failed"
#: The provider did not take it; it certainly never arrived; the voice is gone since.
REFUSED, ABSENT, GONE = "refused", "absent", "gone"
ENDED = (REFUSED, ABSENT, GONE)

_VERSION = 1
_TABLES = {
    "recordings": "(sha TEXT PRIMARY KEY, data BLOB NOT NULL)",
    "parts": (
        "(owner TEXT NOT NULL, position INTEGER NOT NULL, sha TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL,"
        " PRIMARY KEY (owner, position))"
    ),
    "consents": (
        "(id INTEGER PRIMARY KEY AUTOINCREMENT, who TEXT NOT NULL, statement TEXT NOT NULL, given TEXT NOT NULL,"
        " recordings TEXT NOT NULL)"
    ),
    "makings": (
        "(id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, engine TEXT NOT NULL, account TEXT NOT NULL,"
        " mark TEXT NOT NULL, name TEXT NOT NULL, recordings TEXT NOT NULL, facts TEXT NOT NULL, state TEXT NOT NULL,"
        " voice TEXT NOT NULL, opened TEXT NOT NULL, beat TEXT NOT NULL, closed TEXT NOT NULL, reason TEXT NOT NULL,"
        " consent INTEGER NOT NULL)"
    ),
    "uploads": (
        "(making INTEGER NOT NULL, sha TEXT NOT NULL, name TEXT NOT NULL, path TEXT NOT NULL, sample TEXT NOT NULL,"
        " begun TEXT NOT NULL, PRIMARY KEY (making, sha))"
    ),
    "inline": (
        "(id TEXT PRIMARY KEY, engine TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL, made TEXT NOT NULL,"
        " consent INTEGER NOT NULL)"
    ),
    "designs": (
        "(id TEXT PRIMARY KEY, engine TEXT NOT NULL, account TEXT NOT NULL, mark TEXT NOT NULL, request TEXT NOT NULL,"
        " wish TEXT NOT NULL, text TEXT NOT NULL, billed REAL, made TEXT NOT NULL)"
    ),
    "candidates": (
        "(design TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, data BLOB NOT NULL, media_type TEXT NOT NULL,"
        " seconds REAL NOT NULL, language TEXT NOT NULL, heard INTEGER NOT NULL, PRIMARY KEY (design, position))"
    ),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A recording as it is sent: its file's name, its octets, and what is said in it."""

    name: str
    data: bytes = field(repr=False)
    text: str = field(default="", repr=False)

    @property
    def sha(self) -> str:
        """Return the SHA-256 of its octets, in hexadecimal digits."""
        return sha_of(self.data)


@dataclass(frozen=True, slots=True)
class Consent:
    """Somebody agreed that a voice is made of recordings: who, to which statement, when (UTC, ISO 8601).

    ``recordings`` are their SHA-256; they and ``given`` are filled in when it is written down.
    """

    who: str
    statement: str
    given: str = ""
    recordings: tuple[str, ...] = ()
    id: int = 0


@dataclass(frozen=True, slots=True)
class Making:
    """A voice that is, or was, being made.

    ``kind`` is "clone", "design" or "professional"; ``account`` how the ledger calls it. ``mark`` is a hash of all that was
    wished, ``recordings`` one of the recordings alone. ``facts`` is what else its kind needs. ``beat`` is when its request was
    last known to be under way. ``opened``, ``beat`` and ``closed`` are UTC in ISO 8601.
    """

    id: int
    kind: str
    engine: str
    account: str
    mark: str
    name: str
    recordings: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    state: str = SENDING
    voice: str = ""
    opened: str = ""
    beat: str = ""
    closed: str = ""
    reason: str = ""
    consent: int = 0

    @property
    def open(self) -> bool:
        """Return whether nobody knows yet what became of it."""
        return self.state == SENDING

    @property
    def made(self) -> bool:
        """Return whether there is a voice of it at the provider."""
        return bool(self.voice) and self.state not in ENDED


@dataclass(frozen=True, slots=True)
class Upload:
    """A recording of a professional clone: where it lies here, and as what sample it is at the provider, "" while it is not."""

    sha: str
    name: str
    path: str
    sample: str = ""
    begun: str = ""


@dataclass(frozen=True, slots=True)
class InlineVoice:
    """A voice that is nothing but recordings sent with each request. ``id`` is what is cast."""

    id: str
    engine: str
    name: str
    language: str = ""
    made: str = ""
    consent: int = 0


@dataclass(frozen=True, slots=True)
class KeptCandidate:
    """A designed voice that can be heard: ``data`` is a whole file of audio. ``heard``: the person listened to it."""

    id: str
    data: bytes = field(repr=False)
    media_type: str = "audio/mpeg"
    seconds: float = 0.0
    language: str = ""
    heard: bool = False


@dataclass(frozen=True, slots=True)
class KeptDesign:
    """What a design gave. ``request`` names the ledger's row; ``wish`` is what was asked for, ``text`` what they say."""

    id: str
    engine: str
    account: str
    mark: str
    request: str
    wish: Mapping[str, Any] = field(default_factory=dict)
    text: str = field(default="", repr=False)
    billed: float | None = None
    made: str = ""
    candidates: tuple[KeptCandidate, ...] = ()


def now() -> str:
    """Return the time as it is written here: UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def sha_of(data: bytes) -> str:
    """Return the SHA-256 of octets in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


#: Its name, in the folder of the settings.
MAKINGS = "makings.sqlite"


class Makings:
    """See the module docstring. Any thread.

    Writing raises DiskFull or FileRefused where it cannot be kept; then nothing is to be sent.

    Attributes:
        trouble: a sentence on what was wrong with the file, "" where all is well.
    """

    def __init__(self, path: Path) -> None:
        self._file = SideFile(path, _TABLES, _VERSION, precious=True)

    @property
    def trouble(self) -> str:
        """Return a sentence on what was wrong with the file, "" where all is well."""
        return self._file.trouble

    def close(self) -> None:
        """Close it."""
        self._file.close()

    # Voices

    def open(self, making: Making, parts: Sequence[Part] = (), consent: Consent | None = None) -> tuple[Making, bool]:
        """Write down what is about to be sent. Return it with its id, and True: it is to be sent.

        Where the same was sent already it is returned instead, and False: what became of it nobody knows (``open``), or there
        is a voice of it (``made``). The same recordings under another name are the same as long as nobody knows.
        """

        def write(connection: sqlite3.Connection) -> tuple[Making, bool]:
            known = _same(connection, making)
            if known is not None:
                return known, False
            at = now()
            _drop_absent(connection, making)
            given = _write_consent(connection, consent, parts) if consent is not None else 0
            row = replace(
                making, id=0, state=SENDING, voice="", opened=at, beat=at, closed="", reason="", consent=given
            )
            row = replace(row, id=_insert(connection, row))
            _write_parts(connection, _owner(row.id), parts)
            return row, True

        return self._file.write(write)

    def get(self, making_id: int) -> Making | None:
        """Return a row, None where there is none such."""
        rows = self._file.read("SELECT * FROM makings WHERE id = ?", (making_id,))
        return _making(rows[0]) if rows else None

    def rows(self, kind: str = "") -> tuple[Making, ...]:
        """Return all rows of a kind, or of all, oldest first."""
        rows = self._file.read("SELECT * FROM makings WHERE ? IN ('', kind) ORDER BY id", (kind,))
        return tuple(_making(row) for row in rows)

    def unsettled(self) -> tuple[Making, ...]:
        """Return the rows of which it is not known how they end: sent without an answer, or in training. Oldest first."""
        marks = ", ".join("?" * (1 + len(TRAINING)))
        sql = f"SELECT * FROM makings WHERE state IN ({marks}) ORDER BY id"  # noqa: S608  our own words
        return tuple(_making(row) for row in self._file.read(sql, (SENDING, *TRAINING)))

    def voices(self, engine: str, account: str) -> frozenset[str]:
        """Return the ids of the voices that were made here with an account: none of them is the answer to another wish."""
        sql = "SELECT voice FROM makings WHERE engine = ? AND account = ? AND voice != ''"
        return frozenset(row[0] for row in self._file.read(sql, (engine, account)))

    def beat(self, making_id: int) -> None:
        """Write down that a request is still under way."""
        at = now()
        self._file.try_write(
            lambda c: c.execute("UPDATE makings SET beat = ? WHERE id = ? AND state = ?", (at, making_id, SENDING))
        )

    def tell(self, making_id: int, state: str, voice: str = "", reason: str = "") -> Making:
        """Write down how far a voice is, or that there is none. Its recordings are forgotten, unless they never arrived."""

        def write(connection: sqlite3.Connection) -> Making:
            connection.execute(
                "UPDATE makings SET state = ?, voice = CASE ? WHEN '' THEN voice ELSE ? END, reason = ?, closed = ?"
                " WHERE id = ?",
                (state, voice, voice, reason, now(), making_id),
            )
            if state != ABSENT:
                _drop_parts(connection, _owner(making_id))
            row = connection.execute("SELECT * FROM makings WHERE id = ?", (making_id,)).fetchone()
            # Another window may have forgotten it meanwhile: what came of it is told all the same.
            return _making(row) if row is not None else Making(making_id, "", "", "", "", "", state=state, voice=voice)

        return self._file.write(write)

    def note(self, making_id: int, facts: Mapping[str, Any]) -> None:
        """Write down what else is known of a voice being made, in the place of what was."""
        text = _json(facts)
        self._file.write(lambda c: c.execute("UPDATE makings SET facts = ? WHERE id = ?", (text, making_id)))

    def forget(self, making_id: int) -> None:
        """Forget a row, and what waited with it. Who consented stays."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM makings WHERE id = ?", (making_id,))
            connection.execute("DELETE FROM uploads WHERE making = ?", (making_id,))
            _drop_parts(connection, _owner(making_id))

        self._file.write(write)

    def parts(self, making_id: int) -> tuple[Part, ...]:
        """Return the recordings of a voice that is still being sent, or never arrived."""
        return self._parts(_owner(making_id))

    def consents(self) -> tuple[Consent, ...]:
        """Return who agreed to what, oldest first."""
        rows = self._file.read("SELECT who, statement, given, recordings, id FROM consents ORDER BY id")
        return tuple(Consent(row[0], row[1], row[2], tuple(json.loads(row[3])), row[4]) for row in rows)

    # Recordings of professional clones

    def begin_upload(self, making_id: int, upload: Upload) -> None:
        """Write down that a recording is about to be sent."""
        row = (making_id, upload.sha, upload.name, upload.path, upload.sample, now())
        self._file.write(lambda c: c.execute("INSERT OR REPLACE INTO uploads VALUES (?, ?, ?, ?, ?, ?)", row))

    def uploaded(self, making_id: int, sha: str, sample: str) -> None:
        """Write down as what sample it is at the provider; "" where it is not there."""
        sql = "UPDATE uploads SET sample = ? WHERE making = ? AND sha = ?"
        self._file.write(lambda c: c.execute(sql, (sample, making_id, sha)))

    def uploads(self, making_id: int) -> tuple[Upload, ...]:
        """Return the recordings of a professional clone, in the order they were sent."""
        sql = "SELECT sha, name, path, sample, begun FROM uploads WHERE making = ? ORDER BY begun, rowid"
        return tuple(Upload(*row) for row in self._file.read(sql, (making_id,)))

    def drop_upload(self, making_id: int, sha: str) -> None:
        """Forget a recording."""
        self._file.write(lambda c: c.execute("DELETE FROM uploads WHERE making = ? AND sha = ?", (making_id, sha)))

    # Voices that are recordings

    def keep_inline(self, voice: InlineVoice, parts: Sequence[Part], consent: Consent) -> InlineVoice:
        """Keep recordings as a voice; one with its id is replaced."""

        def write(connection: sqlite3.Connection) -> InlineVoice:
            kept = replace(voice, made=now(), consent=_write_consent(connection, consent, parts))
            row = (kept.id, kept.engine, kept.name, kept.language, kept.made, kept.consent)
            connection.execute("INSERT OR REPLACE INTO inline VALUES (?, ?, ?, ?, ?, ?)", row)
            _write_parts(connection, kept.id, parts)
            return kept

        return self._file.write(write)

    def inline(self, engine: str = "") -> tuple[InlineVoice, ...]:
        """Return the voices that are recordings, those of one engine or of all, oldest first."""
        rows = self._file.read("SELECT * FROM inline WHERE ? IN ('', engine) ORDER BY made, id", (engine,))
        return tuple(InlineVoice(*row) for row in rows)

    def inline_parts(self, voice_id: str) -> tuple[Part, ...]:
        """Return the recordings of such a voice, () where there is none."""
        return self._parts(voice_id)

    def rename_inline(self, voice_id: str, name: str) -> None:
        """Call such a voice something else."""
        self._file.write(lambda c: c.execute("UPDATE inline SET name = ? WHERE id = ?", (name, voice_id)))

    def forget_inline(self, voice_id: str) -> None:
        """Delete such a voice and its recordings. Who consented stays."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM inline WHERE id = ?", (voice_id,))
            _drop_parts(connection, voice_id)

        self._file.write(write)

    # Designs

    def keep_design(self, design: KeptDesign) -> None:
        """Keep what a design gave: it was paid for."""

        def write(connection: sqlite3.Connection) -> None:
            row = (design.id, design.engine, design.account, design.mark, design.request, _json(design.wish))
            rest = (design.text, design.billed, design.made or now())
            connection.execute("INSERT OR REPLACE INTO designs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, *rest))
            connection.executemany(
                "INSERT OR REPLACE INTO candidates VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (design.id, n, c.id, c.data, c.media_type, c.seconds, c.language, int(c.heard))
                    for n, c in enumerate(design.candidates)
                ],
            )

        self._file.write(write)

    def designs(self, engine: str = "") -> tuple[KeptDesign, ...]:
        """Return what designs gave, newest first, with their candidates."""
        rows = self._file.read("SELECT * FROM designs WHERE ? IN ('', engine) ORDER BY made DESC, id", (engine,))
        return tuple(self._design(row) for row in rows)

    def design(self, design_id: str) -> KeptDesign | None:
        """Return one, None where there is none such."""
        rows = self._file.read("SELECT * FROM designs WHERE id = ?", (design_id,))
        return self._design(rows[0]) if rows else None

    def answered(self, request: str) -> KeptDesign | None:
        """Return what came for a row of a ledger, None where nothing came."""
        rows = self._file.read("SELECT * FROM designs WHERE request = ?", (request,))
        return self._design(rows[0]) if rows else None

    def heard(self, design_id: str, candidate_id: str) -> None:
        """Write down that the person listened to a candidate."""
        sql = "UPDATE candidates SET heard = 1 WHERE design = ? AND id = ?"
        self._file.try_write(lambda c: c.execute(sql, (design_id, candidate_id)))

    def forget_design(self, design_id: str) -> None:
        """Throw away what a design gave."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM designs WHERE id = ?", (design_id,))
            connection.execute("DELETE FROM candidates WHERE design = ?", (design_id,))

        self._file.write(write)

    # Inside

    def _parts(self, owner: str) -> tuple[Part, ...]:
        sql = "SELECT name, data, text FROM parts JOIN recordings USING (sha) WHERE owner = ? ORDER BY position"
        return tuple(Part(*row) for row in self._file.read(sql, (owner,)))

    def _design(self, row: tuple[Any, ...]) -> KeptDesign:
        sql = "SELECT id, data, media_type, seconds, language, heard FROM candidates WHERE design = ? ORDER BY position"
        candidates = tuple(
            KeptCandidate(held[0], held[1], held[2], held[3], held[4], bool(held[5]))
            for held in self._file.read(sql, (row[0],))
        )
        id_, engine, account, mark, request, wish, text, billed, made = row
        return KeptDesign(id_, engine, account, mark, request, _object(wish), text, billed, made, candidates)


def _same(connection: sqlite3.Connection, making: Making) -> Making | None:
    """Return the row because of which a wish is not to be sent, None where it is."""
    sql = (
        "SELECT * FROM makings WHERE kind = ? AND engine = ? AND account = ? AND ("
        " state = ? AND (mark = ? OR recordings = ? AND recordings != '')"
        " OR mark = ? AND voice != '' AND state NOT IN (?, ?, ?, ?)) ORDER BY id DESC"
    )
    mark = making.mark
    asked = (making.kind, making.engine, making.account, SENDING, mark, making.recordings, mark, *ENDED, FAILED)
    row = connection.execute(sql, asked).fetchone()
    return _making(row) if row is not None else None


def _drop_absent(connection: sqlite3.Connection, making: Making) -> None:
    """Forget what never arrived: it is sent again now, with recordings of its own."""
    sql = (
        "SELECT id FROM makings WHERE kind = ? AND engine = ? AND account = ? AND state = ?"
        " AND (mark = ? OR recordings = ? AND recordings != '')"
    )
    asked = (making.kind, making.engine, making.account, ABSENT, making.mark, making.recordings)
    for (number,) in connection.execute(sql, asked).fetchall():
        connection.execute("DELETE FROM makings WHERE id = ?", (number,))
        _drop_parts(connection, _owner(number))


def _insert(connection: sqlite3.Connection, row: Making) -> int:
    values = (row.kind, row.engine, row.account, row.mark, row.name, row.recordings, _json(row.facts), row.state)
    rest = (row.voice, row.opened, row.beat, row.closed, row.reason, row.consent)
    marks = ", ".join("?" * (len(values) + len(rest)))
    done = connection.execute(f"INSERT INTO makings VALUES (NULL, {marks})", (*values, *rest))  # noqa: S608
    return int(done.lastrowid or 0)


def _write_consent(connection: sqlite3.Connection, consent: Consent, parts: Sequence[Part]) -> int:
    heard = _json(consent.recordings or [part.sha for part in parts])
    row = (consent.who, consent.statement, consent.given or now(), heard)
    return int(connection.execute("INSERT INTO consents VALUES (NULL, ?, ?, ?, ?)", row).lastrowid or 0)


def _write_parts(connection: sqlite3.Connection, owner: str, parts: Sequence[Part]) -> None:
    _drop_parts(connection, owner)
    for position, part in enumerate(parts):
        sha = part.sha
        connection.execute("INSERT OR IGNORE INTO recordings VALUES (?, ?)", (sha, part.data))
        connection.execute("INSERT INTO parts VALUES (?, ?, ?, ?, ?)", (owner, position, sha, part.name, part.text))


def _drop_parts(connection: sqlite3.Connection, owner: str) -> None:
    """Forget the recordings of an owner that nobody else has."""
    connection.execute("DELETE FROM parts WHERE owner = ?", (owner,))
    connection.execute("DELETE FROM recordings WHERE sha NOT IN (SELECT sha FROM parts)")


def _owner(making_id: int) -> str:
    return f"making:{making_id}"


def _making(row: tuple[Any, ...]) -> Making:
    id_, kind, engine, account, mark, name, recordings, facts, *rest = row
    return Making(id_, kind, engine, account, mark, name, recordings, _object(facts), *rest)


def _candidate(row: tuple[Any, ...]) -> KeptCandidate:
    id_, data, media_type, seconds, language, heard = row
    return KeptCandidate(id_, data, media_type, seconds, language, bool(heard))


def _json(held: object) -> str:
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def _object(text: str) -> dict[str, Any]:
    """Return a JSON object, {} where the text is none: a row that was salvaged may hold anything."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
