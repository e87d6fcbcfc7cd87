"""A recording somebody brings, whatever it is made of: what its file holds, and its samples block by block."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, BinaryIO

import av
import numpy as np

from studio_app.domain.errors import Damaged, FileRefused, WrongFormat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from studio_app.audio.decode import Samples

#: The suffix of a container as FFmpeg names it.
_SUFFIXES = {"mov": "m4a", "matroska": "webm", "asf": "wma"}
#: A block holds so many seconds at the least: calling NumPy then costs nothing beside it.
_BLOCK_S = 1.0


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file holds: ``format`` is the suffix its content should have ("wav", "opus"), ``bytes`` its size.

    ``frames`` are those that can be decoded, not those a header claims.
    """

    name: str
    format: str
    bytes: int
    rate: int
    channels: int
    frames: int = 0

    @property
    def seconds(self) -> float:
        """Return how long it is."""
        return self.frames / self.rate if self.rate else 0.0


def blocks(path: Path, check: Callable[[], None] = lambda: None) -> Iterator[tuple[Facts, Samples]]:
    """Yield a file in blocks of about a second: its samples (float32, frames by channels), and what it holds up to there.

    Reads the disk. ``check`` is called with each block and raises to stop.

    Raises:
        WrongFormat: there is no sound in it.
        Damaged: none of its sound can be decoded.
        FileRefused: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            yield from _decoded(path.name, file, check)
    except (av.FFmpegError, ValueError) as error:
        detail = f"{type(error).__name__}: {error}"
        raise WrongFormat(
            f"{path.name} is no sound this program can read. Choose an audio file.", detail=detail
        ) from error
    except OSError as error:
        said = f"{path.name} cannot be read: {error.strerror or 'the system gave no reason'}."
        raise FileRefused(said, detail=type(error).__name__) from error


def _decoded(name: str, file: BinaryIO, check: Callable[[], None]) -> Iterator[tuple[Facts, Samples]]:
    size = file.seek(0, 2)
    file.seek(0)
    with av.open(file, "r") as container:
        if not container.streams.audio:
            raise WrongFormat(f"There is no sound in {name}. Choose an audio file.", detail=container.format.name)
        stream = container.streams.audio[0]
        facts = Facts(name, _format(container, stream), size, 0, 0)
        for part, rate in _joined(_parts(container, stream)):
            check()
            facts = replace(facts, rate=rate, channels=part.shape[1], frames=facts.frames + len(part))
            yield facts, part
        if not facts.frames:
            raise Damaged(f"None of the sound in {name} can be decoded; the file is damaged.", detail=facts.format)


def _joined(parts: Iterator[tuple[Samples, int]]) -> Iterator[tuple[Samples, int]]:
    """Put parts together to blocks; rate and channels are those of the first part."""
    held: list[Samples] = []
    count = rate = 0
    for part, rate in parts:
        held.append(part)
        count += len(part)
        if count >= _BLOCK_S * rate:
            yield np.concatenate(held), rate
            held, count = [], 0
    if count:
        yield np.concatenate(held), rate


def _parts(container: Any, stream: Any) -> Iterator[tuple[Samples, int]]:
    """Yield what FFmpeg decodes, all of the layout and rate of the first frame. What is damaged in between is left out."""
    into: av.AudioResampler | None = None
    rate = 0
    for packet in _packets(container, stream):
        for frame in _frames(packet):
            if into is None:
                rate = frame.sample_rate
                into = av.AudioResampler(format="fltp", layout=frame.layout.name, rate=rate)
            yield from ((_floats(made), rate) for made in into.resample(frame))
    if into is not None:
        yield from ((_floats(made), rate) for made in into.resample(None))


def _packets(container: Any, stream: Any) -> Iterator[Any]:
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
        except av.FFmpegError:  # the rest of a file that was cut off or damaged
            return
        if packet is None:
            return
        yield packet


def _frames(packet: Any) -> list[Any]:
    try:
        return list(packet.decode())
    except av.FFmpegError:
        return []


def _floats(frame: Any) -> Samples:
    return np.ascontiguousarray(frame.to_ndarray().T, dtype=np.float32)


def _format(container: Any, stream: Any) -> str:
    """Return the suffix the content should have."""
    if any(not _is_picture(video) for video in container.streams.video):
        return "mp4" if "mp4" in container.format.name else str(container.format.name.split(",")[0])
    name = str(container.format.name.split(",")[0])
    if name == "ogg":
        return "opus" if stream.codec_context.name.endswith("opus") else "ogg"
    return _SUFFIXES.get(name, name)


def _is_picture(stream: Any) -> bool:
    """Return whether a stream of pictures is the cover of a recording."""
    return bool(stream.disposition & av.stream.Disposition.attached_pic)
