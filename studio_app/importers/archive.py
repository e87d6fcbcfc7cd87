"""Reading members of a zip archive from a stranger: never more bytes than allowed, never a path out of it."""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import struct
import unicodedata
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import unquote

from studio_app.domain.errors import Damaged, FileRefused, Protected, TooLarge, WrongFormat
from studio_app.importers import limits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

#: What zipfile and its decompressors raise at broken archives.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    ValueError,
    OverflowError,
    IndexError,
    KeyError,
    struct.error,
    NotImplementedError,
)
#: A relative address with nothing to resolve in it.
_SIMPLE = re.compile(r"[\w-]+(?:\.\w+)*(?:/[\w-]+(?:\.\w+)*)*")
_UNPACKED = "This file is damaged: a part of it cannot be unpacked. Try to get it again."
_BUFFER = 1 << 16
#: Bytes of the header before a member, its name left out.
_HEADER = 30
_ENCRYPTED = 0x1
_BOMB = "The file was refused because it unpacks to far more than any real book holds."


class _Careful(io.BufferedReader):
    """A file that refuses to hand out more at once than the list of files of an archive may measure."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > limits.ARCHIVE_DIRECTORY:
            raise TooLarge(_BOMB, detail=f"asked for {size} bytes at once")
        return super().read(size)


class Archive:
    """A zip archive opened for reading. Names are found whatever their case, encoding or ``..``.

    Raises on opening:
        WrongFormat: it is no zip archive.
        Damaged: it is one, but its list of files cannot be read.
        TooLarge: it is made to exhaust its reader (too many files, files inside each other).
        FileRefused: the system does not let it be read.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._file = _Careful(io.FileIO(path), _BUFFER)
        except OSError as error:
            raise FileRefused("The file cannot be opened.", detail=str(error.strerror)) from error
        try:
            self._open()
        except BaseException:
            self._file.close()
            raise

    def _open(self) -> None:
        start = self._file.read(4)
        try:
            self._zip = zipfile.ZipFile(self._file)
        except (*_BROKEN, OSError) as error:
            if not start.startswith(b"PK"):
                raise WrongFormat("This file is no zip archive, so it is not what its name says.") from error
            raise Damaged("This file is damaged: its list of contents cannot be read. Try to get it again.") from error
        members = self._zip.infolist()
        limits.check(len(members), limits.ARCHIVE_ENTRIES, "the number of files in it")
        claimed = sum(member.file_size for member in members)
        if claimed > limits.ARCHIVE_CLAIM and claimed > limits.RATIO * self._file.seek(0, io.SEEK_END):
            raise TooLarge(_BOMB, detail=f"all members claim {claimed} bytes")
        _refuse_overlap(members)
        _refuse_way_out(members)
        self._members = {member.filename: member for member in members if not member.filename.endswith("/")}
        self._folded: dict[str, str] = {}
        self._last: dict[str, list[str]] = {}
        for name in self._members:
            self._folded.setdefault(_folded(name), name)
            self._last.setdefault(_folded(posixpath.basename(name)), []).append(name)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()
        self._file.close()

    def names(self) -> list[str]:
        """Return the names of the files in the archive, in its order."""
        return list(self._members)

    def find(self, name: str) -> str | None:
        """Return the name under which the archive holds ``name``, None where it does not.

        Percent-encoding, letter case, and composed or decomposed letters make no difference.
        """
        if name in self._members:
            return name
        plain = unquote(name)
        if plain in self._members:
            return plain
        return self._folded.get(_folded(plain)) or self._folded.get(_folded(name))

    def find_alone(self, name: str) -> str | None:
        """Return the only file of the archive whose last name is that of ``name``, in whatever folder it lies."""
        found = self._last.get(_folded(posixpath.basename(unquote(name))), [])
        return found[0] if len(found) == 1 else None

    def size(self, name: str) -> int:
        """Return the unpacked size that the archive claims for a member; it may lie."""
        return self._members[name].file_size

    def read(self, name: str, limit: int) -> bytes:
        """Return the bytes of a member.

        Raises:
            TooLarge: it unpacks to more than ``limit``, or to absurdly more than its packed size.
            Protected: it is encrypted with a password.
            Damaged: it cannot be unpacked.
        """
        member = self._members[name]
        if member.flag_bits & _ENCRYPTED:
            raise Protected("This file is protected with a password, so it cannot be read.")
        allowed = min(limit, max(limits.RATIO_FROM, member.compress_size * limits.RATIO))
        if member.file_size > allowed or member.compress_size > allowed + _HEADER:
            raise TooLarge(_BOMB, detail=f"a member claims {member.file_size} bytes, {allowed} allowed")
        try:
            data = self._unpacked(member, allowed)
        except (OSError, ValueError, zlib.error, struct.error) as error:
            raise Damaged(_UNPACKED) from error
        if len(data) > allowed:
            raise TooLarge(_BOMB, detail=f"a member is over {allowed} bytes")
        if len(data) != member.file_size or zlib.crc32(data) != member.CRC:
            raise Damaged(_UNPACKED, detail="a member has another size or checksum than the archive says")
        return data

    def _unpacked(self, member: zipfile.ZipInfo, allowed: int) -> bytes:
        """Unpack a member, at most one byte more than ``allowed``. zipfile's own way takes as long as parsing a page."""
        self._file.seek(member.header_offset)
        header = self._file.read(_HEADER)
        if not header.startswith(b"PK\x03\x04"):
            raise Damaged(_UNPACKED, detail="a member is not where the archive says")
        self._file.seek(sum(struct.unpack("<HH", header[26:30])), io.SEEK_CUR)
        packed = io.BufferedReader.read(self._file, member.compress_size)
        if member.compress_type == zipfile.ZIP_STORED:
            return packed
        if member.compress_type != zipfile.ZIP_DEFLATED:
            # Other methods cannot be unpacked in bounded steps, and no book format allows them.
            raise Damaged("This file is packed in a way that books are not, so it cannot be read.")
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, allowed + 1)


def resolve(base: str, href: str) -> str | None:
    """Return the path that ``href``, written in the file ``base``, names inside the archive; None where it leads out of it.

    A leading slash and addresses of a file or host are taken as the top of the archive.
    """
    if _SIMPLE.fullmatch(href):
        return f"{posixpath.dirname(base)}/{href}".lstrip("/") if base else href
    href = href.strip().replace("\\", "/")
    scheme, colon, rest = href.partition(":")
    if colon and "/" not in scheme:
        if scheme.lower() not in {"file", "http", "https", "epub"}:
            return None
        href = "/" + rest.lstrip("/").partition("/")[2] if scheme.lower() != "file" else "/" + rest.lstrip("/")
    path = unquote(href.partition("#")[0].partition("?")[0])
    joined = path if path.startswith("/") else posixpath.join(posixpath.dirname(base), path)
    normal = posixpath.normpath(joined).lstrip("/")
    if normal == ".." or normal.startswith("../"):
        return None
    depth = 0
    for part in joined.split("/"):
        depth += 0 if part in {"", "."} else -1 if part == ".." else 1
        if depth < 0:
            return None
    return normal


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().replace("\\", "/")


def _refuse_overlap(members: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse archives whose members share bytes: the way to pack a petabyte into a few megabytes."""
    places = sorted((m.header_offset, m.compress_size, m.filename) for m in members)
    end, previous = 0, ("", -1)
    for offset, size, name in places:
        if offset < end and (name, offset) != previous:
            raise TooLarge(
                "The file was refused because its parts lie inside each other, as in files made to exhaust a reader."
            )
        end, previous = max(end, offset + 30 + size), (name, offset)


def _refuse_way_out(members: Sequence[zipfile.ZipInfo]) -> None:
    for member in members:
        name = member.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or name[1:3] == ":/":
            raise Damaged("The file was refused because it holds paths that lead out of it, which no honest book does.")
