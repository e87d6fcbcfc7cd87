"""Output formats: which one a plan may have, and what audio really is by its bytes.

The bytes are looked at because a take is stored under what it is said to be: a wrong word there would lose it.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

#: Best first: each is what the next plan below may still have. Format does not change the price.
LADDER = ("pcm_44100", "mp3_44100_192", "mp3_44100_128")

#: By words in a plan's name (there are many names, and new ones): where on the ladder it begins.
_TIERS = (
    (("pro", "scale", "business", "enterprise"), "pcm_44100"),
    (("creator",), "mp3_44100_192"),
    (("free", "starter", "go", "trial"), "mp3_44100_128"),
)

#: What a person hears about each step down.
SENTENCES = {
    "mp3_44100_192": "Your ElevenLabs plan has no uncompressed audio; takes are stored as MP3 at 192 kbit/s.",
    "mp3_44100_128": "Your ElevenLabs plan has no better audio than MP3 at 128 kbit/s; takes are stored so.",
}

_MPEG_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_KBPS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBPS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)

#: Bytes by which a tag may be shorter than it says, and in which the first frame is looked for.
_TAG_SLACK = 16
_SEARCHED = 2048


@dataclass(frozen=True, slots=True)
class Sound:
    """What audio is: ``codec`` as in ``Take``, samples per second, channels, and bytes per second (0 where it varies)."""

    codec: str
    rate: int
    channels: int
    pace: float = 0.0


def best_format(tier: str) -> str:
    """Return the best output format of a plan; the best of all where nobody knows the plan: a refusal costs nothing."""
    parts = set(tier.lower().replace("-", "_").split("_"))
    return next((best for words, best in _TIERS if parts & set(words)), LADDER[0])


def lesser_format(refused: str) -> str | None:
    """Return the format to try after one was refused; None after the last."""
    below = LADDER[LADDER.index(refused) + 1 :] if refused in LADDER else ()
    return below[0] if below else None


def asked_sound(output_format: str) -> Sound:
    """Return what was asked for with an ``output_format`` of mp3_… or pcm_…."""
    codec, rate, *kbps = output_format.split("_")
    if codec == "pcm":
        return Sound("pcm_s16le", int(rate), 1, 2.0 * int(rate))
    return Sound("mp3", int(rate), 1, int(kbps[0]) * 125.0)


def sniff(data: bytes) -> Sound | None:
    """Return what audio is by its first bytes; None where they tell nothing (samples without a header never do)."""
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return _wav(data)
    if data[:4] == b"fLaC" and len(data) >= 22:
        packed = int.from_bytes(data[18:22], "big")
        return Sound("flac", packed >> 12, (packed >> 9 & 7) + 1)
    if data[:4] == b"OggS":
        head = data.find(b"OpusHead", 0, 256)
        return Sound("opus", 48000, data[head + 9]) if 0 <= head < len(data) - 9 else None
    return _first_frame(data) if data[:3] == b"ID3" or data[:1] == b"\xff" else None


def whole(data: bytes, output_format: str) -> Sound | None:
    """Return what a whole recording is, by its bytes or else by the format it was made in; None where that is no audio."""
    if not data or is_text(data):
        return None
    found = sniff(data)
    if found is None and output_format.startswith(("pcm_", "mp3_")):
        found = asked_sound(output_format)
    return found


def is_text(data: bytes) -> bool:
    """Return whether bytes are an error in JSON or a page rather than audio."""
    return data[:64].lstrip().startswith((b"{", b"<!", b"<html", b"<HTML"))


def _wav(data: bytes) -> Sound | None:
    at = data.find(b"fmt ", 12, 4096)
    if not 0 <= at <= len(data) - 24:
        return None
    _, channels, rate, pace = struct.unpack_from("<HHII", data, at + 8)
    return Sound("wav", rate, channels, float(pace))


def _after_id3(data: bytes) -> int:
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size


def _first_frame(data: bytes) -> Sound | None:
    """Return what the first MP3 frame says; the size a tag tells is not always right to the byte."""
    begin = max(0, _after_id3(data) - _TAG_SLACK)
    places = (data.find(b"\xff", at) for at in range(begin, min(len(data), begin + _SEARCHED)))
    found = (_mp3(data[at : at + 4]) for at in places if at >= 0)
    return next((sound for sound in found if sound is not None), None)


def _mp3(head: bytes) -> Sound | None:
    """Return what a frame's four bytes say (ISO 11172-3, 2.4.2.3)."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version, kbps, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or rate == 3 or kbps == 15:
        return None
    pace = (_KBPS_1 if version == 3 else _KBPS_2)[kbps] * 125.0
    return Sound("mp3", _MPEG_RATES[version][rate], 1 if head[3] >> 6 == 3 else 2, pace)
