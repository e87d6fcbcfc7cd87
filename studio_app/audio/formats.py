"""The output formats as data: what each can do, and which container writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.audio.flac import FlacContainer
from studio_app.audio.mp3 import Mp3Container
from studio_app.audio.packets import AAC, OPUS, PacketContainer
from studio_app.audio.riff import WavContainer
from studio_app.domain.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import BufferedRandom

    from studio_app.audio.encode import Container, EncodeJob, Encoding
    from studio_app.domain.mixplan import MixPlan


@dataclass(frozen=True, slots=True)
class Format:
    """An output format. ``rates`` begins with the default; ``bitrates`` and ``bits`` are empty where it has none.

    ``container`` is called with (file, plan, encoding, bit rate in kbps).
    """

    name: str
    extension: str
    rates: tuple[int, ...]
    bitrates: tuple[int, ...]
    default_bitrate: int
    bits: tuple[int, ...]
    container: Callable[[BufferedRandom, MixPlan, Encoding, int], Container]


_MP3_RATES = (64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_ANY_RATE = (44100, 8000, 11025, 16000, 22050, 24000, 32000, 48000, 88200, 96000, 192000)

FORMATS = {
    found.name: found
    for found in (
        Format("mp3", ".mp3", (44100, 48000, 32000), _MP3_RATES, 192, (), lambda f, p, _, k: Mp3Container(f, p, k)),
        Format("wav", ".wav", _ANY_RATE, (), 0, (16, 24), lambda f, p, e, _: WavContainer(f, p, e.bits)),
        Format("flac", ".flac", _ANY_RATE, (), 0, (16, 24), lambda f, p, e, _: FlacContainer(f, p, e.bits)),
        Format(
            "opus", ".opus", (48000,), tuple(range(16, 257)), 64, (), lambda f, p, _, k: PacketContainer(f, p, k, OPUS)
        ),
        Format(
            "m4b",
            ".m4b",
            (44100, 48000),
            tuple(range(32, 321)),
            96,
            (),
            lambda f, p, _, k: PacketContainer(f, p, k, AAC),
        ),
    )
}


def container(job: EncodeJob) -> Callable[[BufferedRandom], Container]:
    """Return what starts the container of a job on its open file; WrongUsage where the job contradicts its format."""
    format_, encoding = find(job.encoding), job.encoding
    if job.plan.rate not in format_.rates:
        raise WrongUsage(f"{format_.name} cannot have a sample rate of {job.plan.rate} Hz.")
    if job.head and format_.name != "mp3":
        raise WrongUsage(f"{format_.name} cannot begin with a tag.")
    bitrate = encoding.bitrate_kbps or format_.default_bitrate
    return lambda file: format_.container(file, job.plan, encoding, bitrate)


def find(encoding: Encoding) -> Format:
    """Return the format of an encoding; WrongUsage where there is none or it cannot have that bit rate or depth."""
    format_ = FORMATS.get(encoding.format)
    if format_ is None:
        raise WrongUsage(f"There is no format called {encoding.format}; there are {', '.join(FORMATS)}.")
    if encoding.bitrate_kbps and encoding.bitrate_kbps not in (format_.bitrates or (encoding.bitrate_kbps,)):
        low, high = format_.bitrates[0], format_.bitrates[-1]
        raise WrongUsage(f"{format_.name} cannot have {encoding.bitrate_kbps} kbps; it goes from {low} to {high}.")
    if format_.bits and encoding.bits not in format_.bits:
        raise WrongUsage(f"{format_.name} has 16 or 24 bits, not {encoding.bits}.")
    return format_
