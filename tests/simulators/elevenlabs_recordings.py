"""Recordings that are uploaded to ElevenLabs: their files, what is heard in them, and who speaks in them."""

from __future__ import annotations

import hashlib
import io
import re
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import av
import numpy as np

from tests.simulators import sound
from tests.simulators.elevenlabs_errors import Invalid, Refusal
from tests.simulators.voicebox import RATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tests.simulators.faults import Seen

MOST_FILES = 25
MOST_BYTES = 10 << 20
#: Lower than this, a recorded voice is taken for a man's, in Hz.
MALE_BELOW = 160
#: Shorter than this, a voice is nowhere to be heard.
_LEAST_SECONDS = 1.0
_LEAST_LEVEL = 30.0
_PARAMETER = re.compile(rb'(name|filename)="((?:[^"\\]|\\.)*)"')
_KIND = re.compile(rb"^content-type:\s*([^\r\n;]+)", re.IGNORECASE | re.MULTILINE)
_KINDS = {
    "wav": "audio/wav",
    "mp3": "audio/mpeg",
    "flac": "audio/flac",
    "ogg": "audio/ogg",
    "mov,mp4,m4a,3gp,3g2,mj2": "audio/mp4",
    "matroska,webm": "audio/webm",
    "aac": "audio/aac",
    "aiff": "audio/aiff",
}
#: Of what is analysed: rate in Hz, and samples of a frame and between frames.
_SLOW, _FRAME, _HOP = 11_025, 768, 512
_LOWEST, _HIGHEST = 70, 350
_VOICED = 0.45
#: Two speakers are at least so many octaves apart, and each has at least that share of what is said.
_APART, _SHARE = 0.4, 0.12
_PAUSE_FRAMES = 12


@dataclass(frozen=True)
class Upload:
    """A file of a form."""

    name: str
    kind: str
    data: bytes = field(repr=False)


def uploads(seen: Seen, part: str) -> list[Upload]:
    """Return the files that are parts called so, octet by octet; 422 where there is none, or a text instead of a file."""
    found = []
    boundary = re.search(r'boundary="?([^";,]+)', seen.headers.get("content-type", ""))
    pieces = (b"\r\n" + seen.raw).split(b"\r\n--" + boundary[1].encode())[1:-1] if boundary else []
    for piece in pieces:
        head, _, data = piece.partition(b"\r\n\r\n")
        names = {key.decode(): value.decode("utf-8", "replace") for key, value in _PARAMETER.findall(head)}
        if names.get("name") != part:
            continue
        if "filename" not in names:
            raise Invalid((("body", part, len(found)), "Expected UploadFile, received: <class 'str'>", "value_error"))
        kind = _KIND.search(head.strip())
        found.append(Upload(names["filename"], kind[1].decode().strip() if kind else "application/octet-stream", data))
    if not found:
        raise Invalid((("body", part), "Field required", "missing"))
    return found


@dataclass
class Recording:
    """A sample as the provider keeps it. ``pitch`` is the usual height of the voice in it in Hz, 0 for none."""

    name: str
    kind: str
    data: bytes = field(repr=False)
    samples: NDArray[np.int16] = field(repr=False)
    pitch: float = 0.0
    denoise: bool = False
    trim: tuple[int | None, int | None] = (None, None)
    chosen: list[str] | None = None
    separated: float | None = None
    id: str = field(default_factory=lambda: secrets.token_urlsafe(15))

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.samples) / RATE

    def told(self) -> dict[str, Any]:
        """Return what is said of it; ``separated`` and the like are told elsewhere."""
        return {
            "sample_id": self.id,
            "file_name": self.name,
            "mime_type": self.kind,
            "size_bytes": len(self.data),
            "hash": hashlib.sha256(self.data).hexdigest(),
            "duration_secs": round(self.seconds, 3),
            "remove_background_noise": self.denoise,
            "has_isolated_audio": self.denoise,
            "has_isolated_audio_preview": False,
            "trim_start": self.trim[0],
            "trim_end": self.trim[1],
        }


def recording(upload: Upload, *, denoise: bool = False, most: int = MOST_BYTES) -> Recording:
    """Return what a file holds, or refuse it: by what is in it, whatever its name says."""
    if len(upload.data) > most:
        message = f"The file {upload.name} exceeds the maximum size of {most >> 20} MB."
        raise Refusal(400, "request_too_large", message, legacy="upload_file_size_exceeded", param="files")
    try:
        kind = _KINDS.get(kind_of(upload.data), upload.kind)
        samples = decoded(upload.data)
    except Refusal as error:
        message = f"File upload {upload.name} is corrupted. Please ensure it is playable audio."
        raise Refusal(400, "invalid_audio", message, legacy="invalid_file", param="files") from error
    if len(samples) < _LEAST_SECONDS * RATE:
        raise Refusal(400, "audio_too_short", f"The recording {upload.name} is too short.", param="files")
    if float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) < _LEAST_LEVEL:
        message = f"No voice is heard in the recording {upload.name}."
        raise Refusal(400, "invalid_audio", message, legacy="no_speech_detected", param="files")
    return Recording(upload.name, kind, upload.data, samples, pitch_of(samples), denoise)


def checked(files: Sequence[Upload]) -> None:
    """Refuse too many files, or one of them twice."""
    if len(files) > MOST_FILES:
        message = f"You can upload at most {MOST_FILES} files."
        raise Refusal(400, "invalid_parameters", message, legacy="too_many_files", param="files")
    if len({hashlib.sha256(one.data).digest() for one in files}) < len(files):
        message = "You cannot upload the same file twice."
        raise Refusal(400, "invalid_parameters", message, legacy="duplicate_files", param="files")


def kind_of(data: bytes) -> str:
    """Return the container a file is, as it is called by what reads it."""
    try:
        with av.open(io.BytesIO(data)) as container:
            return str(container.format.name)
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise Refusal(400, "invalid_audio", "The audio file cannot be read.") from error


def decoded(audio: bytes, *, raw: bool = False) -> NDArray[np.int16]:
    """Return an uploaded recording as samples at ``RATE``; ``raw``: it is PCM at 16 kHz."""
    options: dict[str, Any] = {"format": "s16le", "options": {"sample_rate": "16000"}} if raw else {}
    resampler = av.AudioResampler("s16", "mono", RATE)
    try:
        with av.open(io.BytesIO(audio), **options) as container:
            frames = [frame for given in container.decode(audio=0) for frame in resampler.resample(given)]
        frames += resampler.resample(None)
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise Refusal(400, "invalid_audio", "The audio file cannot be read.") from error
    return np.concatenate([frame.to_ndarray().reshape(-1) for frame in frames] or [np.zeros(RATE, np.int16)])


def heights(samples: NDArray[np.int16]) -> NDArray[np.float64]:
    """Return how high is spoken in Hz, every ``_HOP`` samples at ``_SLOW``; 0 where no voice is heard.

    The height is where a frame is most like itself a little later: the first great peak of its autocorrelation.
    """
    slow = sound.at_rate(samples, RATE, _SLOW).astype(np.float32)
    if len(slow) < _FRAME:
        return np.zeros(0)
    frames = np.lib.stride_tricks.sliding_window_view(slow, _FRAME)[::_HOP] * np.hanning(_FRAME).astype(np.float32)
    found = [_height(part) for part in np.array_split(frames, 1 + len(frames) // 2000)]
    return np.concatenate(found)


def _height(frames: NDArray[np.float32]) -> NDArray[np.float64]:
    spectrum = np.fft.rfft(frames, 2 * _FRAME, axis=1)
    alike = np.fft.irfft(np.abs(spectrum) ** 2, axis=1)
    power = np.maximum(alike[:, :1], 1e-9)
    first, last = _SLOW // _HIGHEST, _SLOW // _LOWEST
    window = np.fft.irfft(np.abs(np.fft.rfft(np.hanning(_FRAME), 2 * _FRAME)) ** 2)
    span = alike[:, first:last] / power * window[0] / window[first:last]
    peak = span.max(axis=1)
    lag = first + np.argmax(span >= 0.9 * peak[:, None], axis=1)
    loud = power[:, 0] > 0.02 * power.max()
    return np.where((peak > _VOICED) & loud, _SLOW / lag, 0.0)


def pitch_of(samples: NDArray[np.int16]) -> float:
    """Return the usual height of a voice in Hz, 0 where none is heard."""
    voiced = heights(samples)
    voiced = voiced[voiced > 0]
    return float(np.median(voiced)) if len(voiced) else 0.0


def waveform(samples: NDArray[np.int16], points: int = 200) -> list[float]:
    """Return the highest levels of as many equal parts, 0 to 1."""
    parts = np.array_split(np.abs(samples.astype(np.int32)), points)
    return [round(float(part.max()) / 32768, 4) if len(part) else 0.0 for part in parts]


def speakers(samples: NDArray[np.int16]) -> list[list[tuple[float, float]]]:
    """Return when each speaker speaks, (start, end) in seconds: two where two heights of voice are heard, else one."""
    high = heights(samples)
    voiced = np.flatnonzero(high > 0)
    if not len(voiced):
        return [[(0.0, len(samples) / RATE)]]
    octaves = np.log2(high[voiced])
    groups = octaves > (octaves.min() + octaves.max()) / 2
    for _ in range(12):
        if groups.all() or not groups.any():
            break
        groups = octaves > (octaves[groups].mean() + octaves[~groups].mean()) / 2
    low, upper = octaves[~groups], octaves[groups]
    two = min(len(low), len(upper)) > _SHARE * len(octaves) and upper.mean() - low.mean() > _APART
    labels = groups.astype(int) if two else np.zeros(len(groups), int)
    return _utterances(voiced, labels, 1 + two)


def _utterances(voiced: NDArray[np.intp], labels: NDArray[np.int_], count: int) -> list[list[tuple[float, float]]]:
    """Return what each speaker says: frames of the same one with no long pause between."""
    found: list[list[tuple[float, float]]] = [[] for _ in range(count)]
    start = 0
    for place in range(1, len(voiced) + 1):
        ends = place == len(voiced) or labels[place] != labels[start]
        if ends or voiced[place] - voiced[place - 1] > _PAUSE_FRAMES:
            begin, end = int(voiced[start]) * _HOP / _SLOW, (int(voiced[place - 1]) * _HOP + _FRAME) / _SLOW
            found[labels[start]].append((round(begin, 3), round(end, 3)))
            start = place
    return found
