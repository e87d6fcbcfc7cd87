"""What the pool and a worker say to each other: frames of a JSON header and a body of bytes, over pipes.

A frame is two little-endian 32-bit lengths, the header as JSON, the body. Both ends of a pipe are this module, so nothing
here imports more than a worker can afford.
"""

from __future__ import annotations

import json
import struct
from typing import IO, Any

_LENGTHS = struct.Struct("<II")


class Broken(Exception):
    """The other end is gone, or went in the middle of a frame."""


def send(pipe: IO[bytes], header: dict[str, Any], body: bytes | bytearray = b"") -> None:
    """Write one frame and flush it.

    Raises:
        Broken: nobody reads any more.
    """
    head = json.dumps(header).encode()
    try:
        pipe.write(_LENGTHS.pack(len(head), len(body)) + head)
        pipe.write(body)
        pipe.flush()
    except (OSError, ValueError) as error:
        raise Broken(type(error).__name__) from error


def receive(pipe: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """Read one frame.

    Raises:
        Broken: the other end closed the pipe.
    """
    head_length, body_length = _LENGTHS.unpack(_exactly(pipe, _LENGTHS.size))
    header: dict[str, Any] = json.loads(_exactly(pipe, head_length))
    return header, _exactly(pipe, body_length)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    try:
        found = pipe.read(size)
    except (OSError, ValueError) as error:
        raise Broken(type(error).__name__) from error
    if len(found) < size:
        raise Broken(f"{len(found)} of {size} bytes")
    return found
