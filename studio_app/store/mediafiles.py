"""Media in the project file: the list of them, those kept in the project in pieces, and pictures of sounds."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Any

from blake3 import blake3

from studio_app.domain.errors import ProjectDamaged, ProjectError
from studio_app.domain.media import Media
from studio_app.store import schema

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from studio_app.store.records import Row

#: Bytes of a piece of a file that is kept in the project. All but the last have as many, so that any byte is found at once.
PART = 1 << 20
#: By what name a part of a picture is kept, and the highest number there may be.
_PICTURE_PART, _PICTURES = "{} part {:06}", 999_999


def hash_of(pieces: Iterable[bytes]) -> str:
    """Return the content hash of a file that comes in pieces: equal to ``content_hash`` of the whole."""
    hasher = blake3()
    for piece in pieces:
        hasher.update(piece)
    return hasher.hexdigest(length=16)


def media_row(media: Media) -> Row:
    """Return the row of a media file, without its number."""
    return (
        media.hash,
        media.name,
        media.path,
        media.codec,
        media.rate,
        media.channels,
        media.frames,
        media.size,
        media.modified,
        1 if media.collected else 0,
        1 if media.placeholder else 0,
    )


def media_of(row: Row) -> Media:
    """Return the media file of a row. Raises ValueError where it can be none."""
    _, name_hash, name, path, codec, rate, channels, frames, size, modified, collected, placeholder = row
    if rate <= 0 or channels <= 0 or frames < 0 or size < 0:
        raise ValueError("a media file makes no sense")
    return Media(
        name_hash,
        name,
        path,
        codec,
        rate,
        channels,
        frames,
        size,
        modified,
        bool(collected),
        bool(placeholder),
    )


def put(connection: sqlite3.Connection, media: Media) -> None:
    """Store what is known of a media file, over what was known of the same. Whether it is kept in the project stays."""
    names = schema.columns("media")[1:]
    sets = ", ".join(f"{name} = excluded.{name}" for name in names if name not in ("hash", "collected", "size"))
    sets += ", size = iif(collected, size, excluded.size)"
    sql = f"{schema.insert('media')} ON CONFLICT(hash) DO UPDATE SET {sets}"
    row = list(media_row(media))
    row[names.index("collected")] = 0
    connection.execute(sql, (None, *row))


def read(connection: sqlite3.Connection, name: str) -> Media | None:
    """Return the media file of that hash, None where there is none."""
    row = connection.execute(schema.select("media", "WHERE hash = ?"), (name,)).fetchone()
    return None if row is None else media_of(row)


def read_all(connection: sqlite3.Connection) -> dict[str, Media]:
    """Return every media file by its hash, the first that was added first."""
    found = map(media_of, connection.execute(schema.select("media", "ORDER BY id")))
    return {media.hash: media for media in found}


def forget(connection: sqlite3.Connection, name: str) -> None:
    """Delete a media file and what is kept of it."""
    connection.execute("DELETE FROM media WHERE hash = ?", (name,))
    drop_parts(connection, name)
    drop_peaks(connection, f"media:{name}")


# ── kept in the project ──────────────────────────────────────────────────────────────────────────────────────────────


def parts_of(size: int) -> int:
    """Return in how many pieces a file of so many bytes is kept."""
    return -(-size // PART)


def evenly(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes that come in pieces of any size in those in which they are kept."""
    rest = bytearray()
    for piece in pieces:
        rest += piece
        while len(rest) >= PART:
            yield bytes(rest[:PART])
            del rest[:PART]
    if rest:
        yield bytes(rest)


def part_sum(data: bytes) -> int:
    """Return the checksum of a piece."""
    return zlib.crc32(data)


def put_part(connection: sqlite3.Connection, name: str, number: int, data: bytes) -> None:
    """Store a piece of a file, over what was left of an attempt that was cut off."""
    sql = f"{schema.insert('media_parts')} ON CONFLICT(hash, number) DO UPDATE SET data = excluded.data, crc = excluded.crc"
    connection.execute(sql, (None, name, number, data, part_sum(data)))


def drop_parts(connection: sqlite3.Connection, name: str) -> None:
    """Delete what is kept of a file."""
    connection.execute("DELETE FROM media_parts WHERE hash = ?", (name,))


def begin(connection: sqlite3.Connection, name: str) -> bool:
    """Make ready to keep a file; False where all of it is in the project already, and sound."""
    found = read(connection, name)
    if found is not None and found.collected:
        if all(read_part(connection, name, number) is not None for number in range(parts_of(found.size))):
            return False
        connection.execute("UPDATE media SET collected = 0 WHERE hash = ?", (name,))
    drop_parts(connection, name)
    return True


def drop_strays(connection: sqlite3.Connection) -> None:
    """Delete the pieces of files that were not kept to the end: the program was stopped meanwhile."""
    connection.execute("DELETE FROM media_parts WHERE hash NOT IN (SELECT hash FROM media WHERE collected = 1)")


def mark_collected(connection: sqlite3.Connection, name: str, size: int) -> None:
    """Note that all of a file is in the project. Raises ProjectError where a piece could not be stored."""
    connection.execute("DELETE FROM media_parts WHERE hash = ? AND number >= ?", (name, parts_of(size)))
    (count,) = connection.execute("SELECT count(*) FROM media_parts WHERE hash = ?", (name,)).fetchone()
    if count != parts_of(size):
        raise ProjectError("The file could not be kept in the project. Make room on the disk, then try again.")
    connection.execute("UPDATE media SET collected = 1, size = ? WHERE hash = ?", (size, name))


def read_part(connection: sqlite3.Connection, name: str, number: int) -> bytes | None:
    """Return a piece of a file, None where it is missing or is not what was stored."""
    sql = "SELECT data, crc FROM media_parts WHERE hash = ? AND number = ?"
    row: tuple[Any, ...] | None = connection.execute(sql, (name, number)).fetchone()
    return row[0] if row is not None and part_sum(row[0]) == row[1] else None


class Stream(io.RawIOBase):
    """A file kept in the project, read as if it were on the disk. One thread at a time.

    Reading raises ProjectDamaged where a piece is missing or damaged, and what ``part`` raises.
    """

    def __init__(self, media: Media, part: Callable[[str, int], bytes | None]) -> None:
        super().__init__()
        self._media = media
        self._part = part
        self._at = 0
        self._held: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def seekable(self) -> bool:
        """Return that any place of it can be read."""
        return True

    def tell(self) -> int:
        """Return which byte is read next."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Let another byte be read next, and return it."""
        begin = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._media.size}[whence]
        self._at = max(0, begin + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer as far as one piece goes; return how many bytes it got, 0 at the end."""
        target = memoryview(buffer).cast("B")
        if self._at >= self._media.size:
            return 0
        number, begin = divmod(self._at, PART)
        piece = self._piece(number)[begin : begin + len(target)]
        target[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def _piece(self, number: int) -> bytes:
        if self._held[0] != number:
            piece = self._part(self._media.hash, number)
            expected = min(PART, self._media.size - number * PART)
            if piece is None or len(piece) != expected:
                raise ProjectDamaged(
                    f"The sound {self._media.name} that is kept in the project is damaged. Look for the file it was made of.",
                    detail=f"media {self._media.hash}, piece {number}",
                )
            self._held = number, piece
        return self._held[1]


# ── pictures of sounds ───────────────────────────────────────────────────────────────────────────────────────────────


def put_peaks(connection: sqlite3.Connection, key: str, data: bytes) -> None:
    """Store the picture of a sound, over the one of that key; its parts are of no use any more."""
    _put_picture(connection, key, data)
    drop_peaks(connection, key, parts_only=True)


def put_peaks_part(connection: sqlite3.Connection, key: str, number: int, data: bytes) -> None:
    """Store a part of a picture that is not whole yet."""
    _put_picture(connection, _PICTURE_PART.format(key, number), data)


def drop_peaks(connection: sqlite3.Connection, key: str, *, parts_only: bool = False) -> None:
    """Delete the picture of a sound, or only its parts."""
    first = _PICTURE_PART.format(key, 0)
    connection.execute("DELETE FROM peaks WHERE key BETWEEN ? AND ?", (first, _PICTURE_PART.format(key, _PICTURES)))
    if not parts_only:
        connection.execute("DELETE FROM peaks WHERE key = ?", (key,))


def _put_picture(connection: sqlite3.Connection, key: str, data: bytes) -> None:
    sql = f"{schema.insert('peaks')} ON CONFLICT(key) DO UPDATE SET data = excluded.data"
    connection.execute(sql, (None, key, data))


def read_peaks_parts(connection: sqlite3.Connection, key: str) -> list[bytes]:
    """Return the parts of a picture in order, as far as there are any."""
    sql = "SELECT data FROM peaks WHERE key BETWEEN ? AND ? ORDER BY key"
    rows = connection.execute(sql, (_PICTURE_PART.format(key, 0), _PICTURE_PART.format(key, _PICTURES)))
    return [data for (data,) in rows]


def read_peaks(connection: sqlite3.Connection, key: str) -> bytes | None:
    """Return the picture of that key, None where there is none."""
    row: tuple[bytes] | None = connection.execute("SELECT data FROM peaks WHERE key = ?", (key,)).fetchone()
    return None if row is None else row[0]
