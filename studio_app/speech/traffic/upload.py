"""What is uploaded: a form of parts, sent piece by piece so that somebody can see how far it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

#: Octets handed over at a time: small enough to be seen moving on a slow line.
PIECE = 64 << 10


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a form: a field, or a file where it has a ``file`` name. Several may have one ``name``."""

    name: str
    data: bytes = field(repr=False)
    file: str = ""
    media_type: str = ""

    @classmethod
    def text(cls, name: str, value: str) -> Part:
        """Return a field that says ``value``."""
        return cls(name, value.encode(errors="replace"))


class Form(httpx.AsyncByteStream):
    """A form on its way: what it hands over is told to ``sent`` as (octets, octets in all)."""

    def __init__(self, form: httpx.Request, sent: Callable[[int, int], None]) -> None:
        self._body = form.stream
        self._length = int(form.headers["content-length"])
        self._sent = sent

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Give it piece by piece; that the next is asked for says that the last is on its way."""
        gone = 0
        self._sent(gone, self._length)
        if not isinstance(self._body, httpx.AsyncByteStream):
            raise TypeError("a form that cannot be streamed")
        async for chunk in self._body:
            for at in range(0, len(chunk), PIECE):
                piece = chunk[at : at + PIECE]
                yield piece
                gone += len(piece)
                self._sent(gone, self._length)


def as_files(parts: Sequence[Part]) -> list[tuple[str, tuple[str | None, bytes, str | None]]]:
    """Return parts as the client underneath takes them; all of them as files, so that any form is a multipart one."""
    return [(part.name, (_sendable(part.file), part.data, _kind(part))) for part in parts]


def _kind(part: Part) -> str | None:
    return part.media_type or ("application/octet-stream" if part.file else None)


def _sendable(name: str) -> str | None:
    """Return a file's name without what no encoding holds; None for a field."""
    return name.encode(errors="replace").decode() or None
