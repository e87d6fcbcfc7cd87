"""Sound somebody brings, music or a film, of any length: what its file holds, and any part of it, exact to the sample.

Sample n of a file is the one that is nth where it is decoded from its beginning, after what its decoder is told to leave out.
Lossy sound depends on what was decoded before it, so parts are decoded in blocks that always lie in the same places and begin
with the same run-up: a part has the same samples whatever was asked for before.

Where a container counts time in samples, a block is found by that, and what is damaged or missing in between is silence. Where
it counts in milliseconds (Matroska, AVI), time is too coarse: there frames are counted from the beginning, as far as anybody
asked, and found again by their time.
"""

from __future__ import annotations

import errno
import io
import threading
from bisect import bisect_right
from collections import OrderedDict
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import av
import numpy as np
import soundfile

from studio_app.domain.errors import Damaged, FileRefused, WrongFormat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import numpy.typing as npt

    from studio_app.audio.decode import Samples

    #: Samples as a decoder gives them: (frames, channels), whole numbers or floating point.
    Raw = npt.NDArray[Any]
    #: A file, the octets of one, or what opens one that is kept elsewhere: it is called more than once.
    Source = Path | bytes | Callable[[], BinaryIO]

#: Frames of a block: long enough that its run-up costs little, short enough that one in its middle is there at once.
_BLOCK = 1 << 16
#: Blocks a reader keeps.
_KEPT = 12
#: Frames of a block that are decoded at a time, until those that are asked for are there.
_STRETCH = 1 << 13
#: A decoder hears so much before what is wanted; none remembers longer.
_RUN_UP_S = 0.4
#: What is decoded exactly wherever it is entered begins so much before, so that a whole packet is heard.
_WHOLE_S = 0.12
#: So many seconds a file is sought before what is wanted where it does not know its times at once.
_BACK_S = 1.0
#: So long a page of an Ogg file may be. The last one tells the time of its packets wrong where it is not reached from another.
_PAGE_S = 5.5
#: ``blocks`` yields at least so many frames at a time: larger pieces would not stay in the processor's cache.
_PIECE = 1 << 15
#: Of containers without exact times a frame is remembered every so many samples.
_MARK = 1 << 16
#: Containers that can tell exactly when a sample is heard, by FFmpeg's names, if their clock ticks finely enough.
_EXACT = frozenset({"wav", "w64", "aiff", "au", "caf", "flac", "mp3", "ogg", "mov", "ac3", "eac3", "aac"})
#: More channels, and samples a second, than any film or concert has.
_MOST_CHANNELS = 64
_HIGHEST_RATE = 768_000
#: Times beyond so many seconds are damage: nobody brings a recording of two days and a half.
_LONGEST_S = 216_000
#: What opens other files and addresses, or draws sound from what holds none: never tried on what a stranger made.
_NEVER = frozenset(
    {"concat", "concatf", "dash", "hls", "imf", "lavfi", "rtp", "rtsp", "sap", "sdp", "webm_dash_manifest"}
    | {"image2", "image2pipe", "ffmetadata", "tty"}
)
#: Codecs that make noise up, each time another: a block begins with a new decoder, so that it is the same each time.
_NOISY = frozenset({"aac", "ac3", "eac3", "mp1", "mp1float", "mp2", "mp2float"})
#: What FFmpeg says as if it were the system: the content makes no sense to it.
_FFMPEG_REFUSES = frozenset({errno.EINVAL, errno.ENOSYS, errno.ERANGE, errno.EDOM})
#: Codecs that libsndfile decodes beside Python, and exactly wherever it begins. Vorbis it does not begin so, and Opus takes it
#: 1.6 times the work it takes FFmpeg.
_QUICK = frozenset({"mp3", "mp3float", "flac", "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be", "pcm_f32le"})
_UNTRIED = object()
_NOTHING = np.zeros((0, 1), np.float32)
#: Containers, by their suffix, that do not tell where what lies: FFmpeg reads all before what is sought, once. In such steps.
_UNTOLD = frozenset({"mp3", "aac", "ac3", "eac3"})
_LEARNT_S = 60
#: What samples are in memory, by FFmpeg's name.
_KINDS = {"u8": "u1", "s16": "i2", "s32": "i4", "s64": "i8", "flt": "f4", "dbl": "f8"}
_SUFFIXES = {"mov": "m4a", "matroska": "webm", "asf": "wma"}


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What a file holds: ``format`` is the suffix its content should have, ``codec`` FFmpeg's name of how it is stored.

    ``frames`` are those that can be decoded, at ``rate``. ``film``: there are moving pictures beside the sound.
    """

    name: str
    format: str
    codec: str
    rate: int
    channels: int
    frames: int
    film: bool = False

    @property
    def seconds(self) -> float:
        """Return how long it is."""
        return self.frames / self.rate


def probe(source: Source, name: str = "", check: Callable[[], None] = lambda: None) -> MediaFacts:
    """Return what a file, or the octets of one, holds. Reads the disk; ``check`` is called now and then, and raises to stop.

    Raises:
        WrongFormat: there is no sound in it.
        Damaged: none of its sound can be decoded.
        FileRefused: it cannot be read.
    """
    with MediaReader(source, name) as reader:
        length = reader.length(check)
        return MediaFacts(
            reader.name, reader.format, reader.codec, reader.rate, reader.channels, length, film=reader.film
        )


class MediaReader:
    """An open file of sound. Any thread may ask; one is answered at a time. Close it when done.

    Attributes:
        name: what a person calls it.
        format, codec, film: as in ``MediaFacts``.
        rate, channels: of its samples as they are decoded.
    """

    def __init__(self, source: Source, name: str = "") -> None:
        """Open a file; ``name`` is its own if "".

        Raises:
            WrongFormat, Damaged, FileRefused: as ``probe``.
        """
        self._source = source
        self.name = name or (source.name if isinstance(source, Path) else "The recording")
        self._lock = threading.Lock()
        self._held: OrderedDict[int, _Block] = OrderedDict()
        #: How often the file was sought: what was being decoded before that goes on from its beginning.
        self._turn = 0
        self._length: int | None = None
        with self._typed():
            self._file = _Opened(source)
            first = self._file.first()
            if first is None:
                self._file.close()
                raise Damaged(f"There is no sound in {self.name} that can be read: it is empty or damaged.")
        self._origin = first.pts or 0
        self._like = first.format.name, first.layout.name, first.layout.nb_channels, first.rate
        self.rate, self.channels = self._file.rate, self._file.channels
        self.format, self.codec, self.film = self._file.format, self._file.codec, self._file.film
        self._run_up_s = _WHOLE_S if self.codec == "flac" or self.codec.startswith("pcm_") else _RUN_UP_S
        tick = self._file.tick * self.rate
        self._tick, self._ticks = tick.numerator, tick.denominator
        self._exact = self._file.exact and first.pts is not None and 0 < tick <= 1
        self._quick: Any = _UNTRIED
        self._marks: list[tuple[int, int]] = []
        self._counting: Iterator[bool] | None = None

    def __enter__(self) -> MediaReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def again(self) -> MediaReader:
        """Return the file opened once more, for another thread. Raises as when it was opened."""
        return MediaReader(self._source, self.name)

    def close(self) -> None:
        """Close the file. It can be called twice."""
        with self._lock:
            self._held.clear()
            self._counting = None
            self._file.close()
            if isinstance(self._quick, soundfile.SoundFile):
                self._quick.close()

    def length(self, check: Callable[[], None] = lambda: None) -> int:
        """Return how many frames can be decoded. Of a container without exact times all of it is decoded for that, once."""
        if self._length is None:
            with self._lock, self._typed():
                found = self._end() if self._exact else 0
            self._length = found or max((at + len(part) for at, part in self.blocks(check)), default=0)
        return self._length

    def frames(self, start: int, end: int) -> Samples:
        """Return the frames ``start`` to ``end`` as float32 of shape (end - start, channels), full scale being 1.0.

        Before the beginning and behind the end of the file there is silence. The first question far into a container without
        exact times takes as long as it takes to decode all before.

        Raises:
            FileRefused, WrongFormat: the file is no longer there, or no longer what it was.
        """
        out = np.zeros((max(0, end - start), self.channels), np.float32)
        with self._lock, self._typed():
            for number in range(max(0, start) // _BLOCK, -(-max(0, end) // _BLOCK)):
                begin = number * _BLOCK
                _copy(out, start, self._block(number, end - begin), begin)
        return out

    def learn(self) -> Iterator[None]:
        """Find out where everything lies, so that any part is there at once; yield every few milliseconds.

        Others may ask for parts meanwhile. What cannot be read is found out by who needs it.
        """
        with suppress(av.FFmpegError, OSError, ValueError):
            if not self._exact:
                while self._learn_more():
                    yield
            elif self.format in _UNTOLD:
                for second in range(_LEARNT_S, int(self._file.seconds), _LEARNT_S):
                    with self._lock:
                        self._sought(second * self.rate)
                    yield

    @property
    def exact(self) -> bool:
        """Whether any part can be decoded by itself at once: else all before it has to be decoded first."""
        return self._exact

    def pieces(self, start: int, end: int, frames: int) -> Iterator[tuple[int, Raw]]:
        """Yield the part ``start`` to ``end`` of all ``frames`` as ``blocks`` does, to be looked at rather than heard.

        Where libsndfile knows the file as FFmpeg does, it decodes: between two pieces it leaves all processors to others, and
        Python does nothing. A piece is gone with the next, and nothing else may be asked until it is over.
        """
        with self._lock, self._typed():
            quick = self._quickly(frames)
            if quick is not None:
                quick.seek(start)
                held = np.empty((_PIECE, self.channels), np.float32)
                for at in range(start, end, _PIECE):
                    yield at, quick.read(out=held[: end - at])
                return
            for at, part in _joined(self._within(start, end), _PIECE, _Alike(self._like)):
                cut = part[max(0, start - at) : end - at]
                if len(cut):
                    yield max(start, at), cut

    def _quickly(self, frames: int) -> soundfile.SoundFile | None:
        """Return the file as libsndfile reads it, None where it does not, or finds something else in it."""
        if self._quick is _UNTRIED:
            self._quick = None
            if self.codec in _QUICK and isinstance(self._source, Path):
                with suppress(soundfile.LibsndfileError, RuntimeError, OSError):
                    self._quick = soundfile.SoundFile(self._source)
        found = self._quick
        if found is None or (found.samplerate, found.channels, found.frames) != (self.rate, self.channels, frames):
            return None
        return found

    def blocks(self, check: Callable[[], None] = lambda: None) -> Iterator[tuple[int, Raw]]:
        """Yield all of it in order as fast as it can be decoded: where a piece lies, and its samples as they are stored.

        Pieces do not overlap; where one is missing there is silence. ``as_float`` makes samples of them. The file is opened
        anew for it: others may ask for parts meanwhile.
        """
        with self._typed():
            file = _Opened(self._source)
            try:
                for at, part in _joined(self._placed(file.frames()), _PIECE, _Alike(self._like)):
                    check()
                    yield at, part
            finally:
                file.close()

    # Inside, under the lock

    def _block(self, number: int, wanted: int) -> Samples:
        """Return a block of which at least ``wanted`` frames are decoded."""
        block = self._held.get(number)
        if block is None:
            block = self._held[number] = _Block(self.channels)
            while len(self._held) > _KEPT:
                self._held.popitem(last=False)
        self._held.move_to_end(number)
        if block.ready < min(wanted, _BLOCK):
            self._decode(block, number * _BLOCK, wanted)
        return block.samples

    def _decode(self, block: _Block, start: int, wanted: int) -> None:
        """Decode a block as far as it is wanted; where something else was read meanwhile, once more and to its end."""
        if block.parts is None or block.turn != self._turn:
            wanted = wanted if block.parts is None else _BLOCK
            block.parts = _joined(self._within(start, start + _BLOCK), _STRETCH, _Alike(self._like))
        for at, part in block.parts:
            block.turn = self._turn
            made = as_float(part)
            if not np.isfinite(made).all():  # of a damaged file of floating point; in a mix it would silence all else
                made = np.nan_to_num(made, nan=0.0, posinf=1.0, neginf=-1.0)
            _copy(block.samples, start, made, at)
            block.ready = at + len(part) - start
            if block.ready >= wanted:
                return
        block.ready = _BLOCK

    def _within(self, start: int, end: int) -> Iterator[tuple[int, Any]]:
        """Yield the decoded frames that lie in ``start``..``end``, and where."""
        for at, frame in self._from(start):
            if at >= end:
                return
            if at + frame.samples > start:
                yield at, frame

    def _from(self, start: int) -> Iterator[tuple[int, Any]]:
        """Yield what is decoded after a run-up from ``start`` on: from the same packet on, however the file is sought in."""
        wanted, back = start - int(self._run_up_s * self.rate), 0.0
        while wanted > 0 and back * self.rate < 2 * start:
            found = self._sought(wanted, back)
            if found is None:
                break
            first = next(found, None)
            if first is not None and first[0] <= start and self._file.whole:
                yield first
                yield from found
                return
            back = 4 * back or _BACK_S
        self._turn += 1
        self._file.close()
        self._file = _Opened(self._source)
        yield from self._placed(self._file.frames())

    def _sought(self, wanted: int, back: float = 0.0) -> Iterator[tuple[int, Any]] | None:
        """Return what is decoded from about ``wanted`` on, None where the file cannot be sought in.

        ``back`` is how many seconds before it the file is sought: it may not know there yet where it is.
        """
        self._turn += 1
        try:
            if self._exact:
                self._file.seek(self._origin + wanted * self._ticks // self._tick, back)
                return self._placed(self._file.frames())
            mark = self._mark(wanted)
            if mark is None:
                return None
            at, stamp = mark
            self._file.seek(stamp, back)
        except av.FFmpegError:
            return None
        return _counted(self._file.frames(), at, stamp)

    def _placed(self, frames: Iterable[Any]) -> Iterator[tuple[int, Any]]:
        """Yield frames and where they lie: by their time where that is exact, else one behind the other from 0 on."""
        at = 0
        for frame in frames:
            if self._exact and frame.pts is not None:
                told = ((frame.pts - self._origin) * self._tick + self._ticks // 2) // self._ticks
                at = told if 0 <= told < _LONGEST_S * self.rate else at
            yield at, frame
            at += frame.samples

    def _mark(self, wanted: int) -> tuple[int, int] | None:
        """Return place and time of a frame at ``wanted`` or before, of those counted from the beginning on."""
        while not self._marks or self._marks[-1][0] <= wanted:
            if not self._mark_next():
                break
        found = bisect_right(self._marks, wanted, key=lambda mark: mark[0]) - 1
        return self._marks[found] if found >= 0 else None

    def _learn_more(self) -> bool:
        with self._lock:
            return self._mark_next()

    def _mark_next(self) -> bool:
        """Count on to the next mark; return whether there is one."""
        if self._counting is None:
            self._counting = self._count()
        return next(self._counting, None) is not None

    def _count(self) -> Iterator[bool]:
        """Count the frames of the file, and mark some of them; yield with each mark."""
        file = _Opened(self._source)
        try:
            at = due = 0
            before: int | None = None
            for frame in file.frames():
                if at >= due and frame.pts is not None and frame.pts != before:
                    self._marks.append((at, frame.pts))
                    due = at + _MARK
                    yield True
                at, before = at + frame.samples, frame.pts
        finally:
            file.close()

    def _end(self) -> int:
        """Return where the last frame ends that is found by its time, 0 where none is."""
        back = 2.0
        while back < self._file.seconds:
            found = self._sought(int((self._file.seconds - back) * self.rate))
            end = max((at + frame.samples for at, frame in found), default=0) if found else 0
            if end:
                return end
            back *= 8
        return 0

    @contextmanager
    def _typed(self) -> Iterator[None]:
        """Raise what a file cannot do as the errors this room lets out."""
        try:
            yield
        except FileNotFoundError as error:
            raise FileRefused(f"{self.name} is no longer there.", detail=type(error).__name__) from error
        except OSError as error:
            if error.errno in _FFMPEG_REFUSES:
                raise self._no_sound(error) from error
            said = f"{self.name} cannot be read: {error.strerror or 'the system gave no reason'}."
            raise FileRefused(said, detail=type(error).__name__) from error
        except (av.FFmpegError, ValueError) as error:
            raise self._no_sound(error) from error

    def _no_sound(self, error: Exception) -> WrongFormat:
        said = f"{self.name} is no sound this program can read. Choose an audio file or a film."
        return WrongFormat(said, detail=f"{type(error).__name__}: {error}")


def as_float(part: Raw) -> Samples:
    """Return samples as a decoder gives them as float32, full scale being 1.0: a 16-bit sample s becomes s / 32768."""
    if part.dtype.kind == "f":
        return part.astype(np.float32, copy=False)
    made = part.astype(np.float32)
    if part.dtype.kind == "u":
        made -= np.float32(128)
    made *= np.float32(1 / (1 << (8 * part.dtype.itemsize - 1)))
    return made


class _Opened:
    """A file as FFmpeg reads it. ``rate`` and ``channels`` are what its decoder gives, known with the first frame."""

    def __init__(self, source: Source) -> None:
        head = _head(source)
        if not head:
            raise WrongFormat("There is no sound in an empty file. Choose an audio file or a film.")
        options = {"format_whitelist": _readable(), "protocol_whitelist": "file"}
        if head[:4] in {b"RIFF", b"RF64"} and head[8:] == b"WAVE":
            options["probesize"] = "65536"  # else 5 MB are looked through for what hardly ever is in a WAV
        self._container: Any = av.open(_opened(source), "r", options=options)
        try:
            self._begin()
        except BaseException:
            self.close()
            raise

    def _begin(self) -> None:
        container = self._container
        names = container.format.name.split(",")
        if not container.streams.audio:
            raise WrongFormat("There is no sound in this file. Choose an audio file or a film.", detail=names[0])
        self._stream = container.streams.audio[_best(container)]
        if self._stream.codec_context is None:
            raise WrongFormat("The sound in this file is coded in a way nobody here knows.", detail=names[0])
        self.codec = self._stream.codec_context.name
        self.tick = self._stream.time_base or Fraction(0)
        self.exact = names[0] in _EXACT
        self._paged = names[0] == "ogg"
        self.film = any(not _is_picture(video) for video in container.streams.video)
        self.format = _format(container, self._stream, film=self.film)
        self.seconds = (container.duration or 0) / 1_000_000
        self.rate = self.channels = 0
        self._decoder = self._stream.codec_context
        self._since: int | None = None
        self.whole = True

    def first(self) -> Any | None:
        """Return the first frame, None where there is none that can be decoded."""
        frame = next(self.frames(), None)
        if frame is not None:
            self.rate, self.channels = frame.sample_rate, frame.layout.nb_channels
            if not 0 < self.channels <= _MOST_CHANNELS or not 0 < self.rate <= _HIGHEST_RATE:
                detail = f"{self.channels} channels at {self.rate} Hz"
                raise WrongFormat("The sound in this file is of a kind nobody could hear.", detail=detail)
        return frame

    def frames(self) -> Iterator[Any]:
        """Yield what is decoded from here on. What is damaged is left out."""
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets, None)
            except (av.FFmpegError, IndexError):  # the rest of a file that was cut off or damaged, or grew streams
                return
            if packet is None:
                return
            if self._since is not None and packet.size:
                self.whole = self.whole or (packet.pts is not None and packet.pts <= self._since)
                if packet.pts is None or packet.pts < self._since:
                    continue
                self._since = None
            try:
                decoded = self._decoder.decode(packet)
            except av.FFmpegError:
                continue
            yield from decoded

    def seek(self, stamp: int, back: float = 0.0) -> None:
        """Let the next frames be those from time ``stamp`` on, sought for ``back`` seconds before it.

        Where a container lands before it depends on what was read. ``whole`` tells, once there is a frame, whether none was
        passed over: at first the packets of some containers have no times.
        """
        if self._paged and stamp * self.tick > self.seconds - _PAGE_S:
            back += _PAGE_S
        first = min(stamp, self._stream.start_time or 0)
        before = max(first, stamp - int(back / self.tick))
        self._container.seek(before, stream=self._stream, backward=True)
        self._since, self.whole = stamp, False
        if self.codec in _NOISY:
            self._decoder = av.CodecContext.create(self.codec, "r")
            self._decoder.extradata = self._stream.codec_context.extradata

    def close(self) -> None:
        """Close the file. It can be called twice."""
        self._container.close()


class _Block:
    """Samples of which the first ``ready`` are decoded; ``parts`` gives the next as long as ``turn`` is that of the reader."""

    def __init__(self, channels: int) -> None:
        self.samples: Samples = np.zeros((_BLOCK, channels), np.float32)
        self.ready = self.turn = 0
        self.parts: Iterator[tuple[int, Raw]] | None = None


class _Alike:
    """Makes frames be in format, layout and rate of the first of a file: a stream may change in the middle.

    Each is looked at, because FFmpeg's queue is not: it would write beyond its memory.
    """

    def __init__(self, like: tuple[str, str, int, int]) -> None:
        self._format, self._layout, self._channels, self._rate = like
        self._into: av.AudioResampler | None = None

    def __call__(self, frame: Any) -> list[Any]:
        frame.pts = None  # the queue would want times without a gap
        same = frame.layout.nb_channels == self._channels and frame.format.name == self._format
        if same and frame.rate == self._rate:
            return [frame]
        if self._into is None:
            self._into = av.AudioResampler(self._format, self._layout, self._rate)
        made = self._into.resample(frame)
        for one in made:
            one.pts, one.time_base = None, frame.time_base
        return list(made)


def _joined(frames: Iterable[tuple[int, Any]], size: int, alike: _Alike) -> Iterator[tuple[int, Raw]]:
    """Put frames that follow on together to pieces of ``size`` samples; what overlaps the one before is cut off.

    Only before a gap, and at the end, a piece is smaller. They go through FFmpeg's own queue: from frame to frame NumPy takes
    half as long as the decoder.
    """
    held = av.AudioFifo()
    begin = end = 0
    for at, frame in frames:
        if at != end:
            if end > begin:
                yield begin, _array(held.read())
            begin = end = max(at, end)
            if at < end:
                rest = np.concatenate([_array(one) for one in alike(frame)] or [_NOTHING])[end - at :]
                if len(rest):
                    yield end, rest
                    begin = end = end + len(rest)
                continue
        for one in alike(frame):
            held.write(one)
            end += one.samples
        while end - begin >= size:
            yield begin, _array(held.read(size))
            begin += size
    if end > begin:
        yield begin, _array(held.read())


def _array(frame: Any) -> Raw:
    """Return the samples of a frame, (frames, channels)."""
    kind, channels = np.dtype(_KINDS[frame.format.name.rstrip("p")]), frame.layout.nb_channels
    if frame.format.is_planar:
        return np.stack([np.frombuffer(plane, kind, frame.samples) for plane in frame.planes]).T
    return np.frombuffer(frame.planes[0], kind, frame.samples * channels).reshape(-1, channels)


def _counted(frames: Iterable[Any], at: int, stamp: int) -> Iterator[tuple[int, Any]]:
    """Yield frames and where they lie, from the one of time ``stamp`` on, which lies at ``at``."""
    found = False
    for frame in frames:
        found = found or frame.pts == stamp
        if found:
            yield at, frame
            at += frame.samples


def _head(source: Source) -> bytes:
    if isinstance(source, bytes):
        return source[:12]
    with source.open("rb") if isinstance(source, Path) else source() as file:
        return file.read(12)


def _opened(source: Source) -> Any:
    """Return what FFmpeg opens. A name with its protocol is a file whatever it looks like."""
    if isinstance(source, bytes):
        return io.BytesIO(source)
    return f"file:{source.resolve()}" if isinstance(source, Path) else source()


def _best(container: Any) -> int:
    """Return which of the audio streams FFmpeg takes for the main one. In damaged files it may be one that is not told."""
    try:
        best = container.streams.best("audio")
    except IndexError:
        return 0
    return next((n for n, stream in enumerate(container.streams.audio) if best is stream), 0)


def _copy(out: Samples, start: int, part: Samples, at: int) -> None:
    """Copy what of ``part``, which lies at ``at``, falls on ``out``, which begins at ``start``."""
    first, last = max(start, at), min(start + len(out), at + len(part))
    if first < last:
        out[first - start : last - start] = part[first - at : last - at]


@cache
def _readable() -> str:
    """Return the names of the containers that may be opened, as FFmpeg wants them."""
    return ",".join(sorted(name for name in av.formats_available if not _NEVER & set(name.split(","))))


def _format(container: Any, stream: Any, *, film: bool) -> str:
    name = str(container.format.name.split(",")[0])
    if film:
        return "mp4" if "mp4" in container.format.name else {"matroska": "mkv"}.get(name, name)
    if name == "ogg":
        return "opus" if stream.codec_context.name.endswith("opus") else "ogg"
    return _SUFFIXES.get(name, name)


def _is_picture(stream: Any) -> bool:
    """Return whether a stream of pictures is the cover of a recording."""
    return bool(stream.disposition & av.stream.Disposition.attached_pic)
