"""MP3 at a constant bit rate, encoded in parallel and gapless.

Chunks are encoded by encoders of their own and their frames joined. A fresh encoder starts with an empty bit reservoir
(main_data_begin 0), and no frame holds data of a later one, so any number of whole frames from the start of a stream can be
followed by another stream. An encoder delays its input by 576 samples and, as every decoder adds 529 more, gives more frames
than its input has; of a chunk that ends in silence the surplus is silence too and is dropped. So sample s of the plan lies at
sample s + 1105 of the decoder's output over the whole file, which is what the Info frame at the front says.

The Info frame is laid out as in the "mp3 Info Tag rev 1" specification of the LAME project (Xing header, then LAME
extension), so that players know the exact length and cut delay and padding off.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import lameenc

from studio_app.audio.cuts import CutRule
from studio_app.audio.encode import silence
from studio_app.audio.pcm import to_int16
from studio_app.domain.errors import ExportError

if TYPE_CHECKING:
    from typing import BinaryIO

    from studio_app.audio.decode import Samples
    from studio_app.domain.mixplan import MixPlan

#: Samples in a frame of MPEG-1 layer III.
FRAME = 1152
ENCODER_DELAY = 576
DECODER_DELAY = 529
#: LAME's quality from 0 to 9: 5 is where more time no longer buys what can be heard at speech bit rates.
QUALITY = 5

_BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_RATES = (44100, 48000, 32000)
_INFO_FLAGS = 0b1111  # frames, bytes, seek table and quality are there
_CBR = 1
#: The first byte of every frame.
_SYNC = 0xFF


class Mp3Container:
    """An MP3 file. The place of the Info frame is kept free at the front and filled in at the end."""

    rule = CutRule(FRAME, before=2 * FRAME, after=FRAME)

    def __init__(self, file: BinaryIO, plan: MixPlan, bitrate_kbps: int) -> None:
        """Start at the file's position, behind an ID3 tag if there is one."""
        self._file = file
        self._plan = plan
        self._bitrate = bitrate_kbps
        self._start = file.tell()
        self._size = info_frame_size(bitrate_kbps, plan.rate)
        self._crc = 0
        file.write(bytes(self._size))

    @property
    def frames(self) -> int:
        """Return how many frames of sound the file has: the plan, delayed by encoder and decoder."""
        return -(-(self._plan.length + ENCODER_DELAY + DECODER_DELAY) // FRAME)

    def encoder(self, opens: int, closes: int) -> Mp3Encoder:
        """Return an encoder that gives exactly the frames of a chunk."""
        last = closes == self._plan.length
        frames = (self.frames if last else closes // FRAME) - opens // FRAME
        return Mp3Encoder(self._plan.rate, self._plan.channels, self._bitrate, frames)

    def put(self, part: bytes) -> None:
        """Write whole frames."""
        self._file.write(part)
        self._size += len(part)

    def finish(self) -> None:
        """Write the Info frame."""
        self._file.seek(self._start)
        self._file.write(info_frame(self._plan, self._bitrate, self.frames, self._size))

    def abandon(self) -> None:
        """Do nothing: nothing is held."""


class Mp3Encoder:
    """Encodes a chunk into a given number of frames."""

    def __init__(self, rate: int, channels: int, bitrate_kbps: int, frames: int) -> None:
        """Start a fresh stream. LAME is told both rates, or it would lower the rate at low bit rates."""
        self._lame = new_lame(rate, channels, bitrate_kbps)
        self._channels = channels
        self._missing = stream_size(frames, bitrate_kbps, rate)

    def encode(self, samples: Samples) -> bytes:
        """Return what is ready of the chunk's frames."""
        return self._wanted(self._lame.encode(to_int16(samples)))

    def finish(self) -> bytes:
        """Return what is left of the chunk's frames. A frame of silence makes sure that there are enough.

        Raises:
            ExportError: LAME made frames of another size than it should.
        """
        tail = self._lame.encode(to_int16(silence(FRAME, self._channels))) + self._lame.flush()
        last = self._wanted(tail)
        surplus = tail[len(last) :]
        if self._missing or (surplus and surplus[0] != _SYNC):
            raise ExportError("The MP3 encoder gave a stream that cannot be joined.", detail=f"{self._missing} bytes")
        return last

    def _wanted(self, data: bytes) -> bytes:
        wanted = data if len(data) <= self._missing else data[: self._missing]
        self._missing -= len(wanted)
        return wanted


def new_lame(rate: int, channels: int, bitrate_kbps: int) -> lameenc.Encoder:
    """Return LAME as Lectern uses it: constant bit rate, quality 5, no change of rate."""
    lame = lameenc.Encoder()
    lame.silence()
    lame.set_in_sample_rate(rate)
    lame.set_out_sample_rate(rate)
    lame.set_channels(channels)
    lame.set_bit_rate(bitrate_kbps)
    lame.set_quality(QUALITY)
    return lame


def stream_size(frames: int, bitrate_kbps: int, rate: int) -> int:
    """Return the bytes of the first frames of a stream of LAME's at a constant bit rate.

    A frame has 144000 * bit rate / sample rate bytes, rounded down or up (ISO 11172-3, 2.4.2.3 and 2.4.3.1). LAME rounds
    up whenever the sum of all that was cut off, from the second frame on, would reach another whole byte.
    """
    whole, rest = divmod(144000 * bitrate_kbps, rate)
    return frames * whole + -(-max(0, frames - 1) * rest // rate)


def info_frame_size(bitrate_kbps: int, rate: int) -> int:
    """Return the bytes of the Info frame: a frame like all others, without padding."""
    return 144000 * bitrate_kbps // rate


def info_frame(plan: MixPlan, bitrate_kbps: int, frames: int, size: int) -> bytes:
    """Return the frame that tells players what follows: ``frames`` of sound, ``size`` bytes with this frame."""
    head = _header(plan, bitrate_kbps) + bytes(17 if plan.channels == 1 else 32)
    seek_table = bytes(256 * percent // 100 for percent in range(100))
    xing = b"Info" + struct.pack(">III", _INFO_FLAGS, frames, size) + seek_table + struct.pack(">I", 100 - 10 * QUALITY)
    padding = frames * FRAME - plan.length - ENCODER_DELAY
    source = 2 if plan.rate == 48000 else 1 if plan.rate == 44100 else 0
    stereo_mode = 0 if plan.channels == 1 else 3
    lame = b"LAME3.100" + struct.pack(
        ">BBIHHBBBHBbHIH",
        _CBR,
        0,  # lowpass: not told
        0,  # peak, track gain, album gain: not told
        0,
        0,
        0,
        min(bitrate_kbps, 255),
        ENCODER_DELAY >> 4,
        (ENCODER_DELAY & 15) << 12 | padding,
        source << 6 | stereo_mode << 2,
        0,
        0,
        size,
        0,  # checksum of the sound: not told
    )
    tag = head + xing + lame
    tag += struct.pack(">H", crc16(tag))
    return tag.ljust(info_frame_size(bitrate_kbps, plan.rate), b"\0")


def _header(plan: MixPlan, bitrate_kbps: int) -> bytes:
    mode = 3 if plan.channels == 1 else 1
    third = _BITRATES.index(bitrate_kbps) << 4 | _RATES.index(plan.rate) << 2
    return bytes((0xFF, 0xFB, third, mode << 6 | 0b0100))


def crc16(data: bytes) -> int:
    """Return the CRC-16 (polynomial 0x8005, reflected, from 0) that guards the LAME extension."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
