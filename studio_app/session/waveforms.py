"""Waveforms of what lies on a timeline: told at once as far as they are known, made ready beside as far as they are not.

What was made once is kept in the project. A long recording is known from its beginning on while it is decoded.
"""

from __future__ import annotations

import logging
import math
import os
import time
from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from studio_app.audio.decode import decode
from studio_app.audio.peaks import BASE, Peaks, draw, extremes
from studio_app.domain.errors import Cancelled, LecternError, ProjectError
from studio_app.domain.timeline import RATE
from studio_app.jobs.queue import Queue, beside
from studio_app.jobs.stop import Stop
from studio_app.session.media import open_media

if TYPE_CHECKING:
    from studio_app.audio.decode import Samples
    from studio_app.audio.media import MediaReader
    from studio_app.domain.takes import Take
    from studio_app.domain.timeline import Sound
    from studio_app.session.announce import Announcer
    from studio_app.store.project_file import ProjectFile

_log = logging.getLogger(__name__)

#: Octets of peaks, and of samples for what is finer than they are, that stay in memory.
_PEAKS_BYTES, _SAMPLES_BYTES = 96 << 20, 48 << 20
#: Bins of fewer frames are made of the samples themselves; peaks only a little too wide for a pixel do not show.
_FINE = 0.8 * BASE
#: Frames of samples that are made ready together.
_CHUNK = 1 << 16
#: What was asked for last is made first; so many wishes are remembered, and the oldest go: they were scrolled past.
_WISHES = 512
#: Frames of a long recording after which what is known of it is kept: so much at most is decoded again.
_KEPT_FRAMES = 1 << 25
#: How often it is told that more of a recording is known.
_TELL_S = 0.1
#: Threads that decode a long recording.
_THREADS = min(2, os.cpu_count() or 1)
#: How many are made at once. A long recording keeps no short one waiting, and no take.
_LANES = {"takes": 1, "media": 2, "samples": 1}


@dataclass(frozen=True, slots=True)
class WaveformReady:
    """More is known of a waveform, by the key its sounds have (``key_of``). ``done`` from 0 to 1: how much of it."""

    key: str
    done: float = 1.0


@dataclass(frozen=True, slots=True)
class WaveformFailed:
    """A recording cannot be drawn, and why: it is missing or damaged."""

    key: str
    error: LecternError


class _Recording(NamedTuple):
    """What a sound is a part of: ``begin`` to ``end`` of its frames at ``rate`` are those of its sounds."""

    rate: int
    begin: int
    end: int
    take: Take | None = None


class _Wish(NamedTuple):
    """What is to be made ready: the peaks of a recording, or with a ``chunk`` those samples of it."""

    key: str
    take_id: int
    media: str
    chunk: int = -1

    @property
    def lane(self) -> str:
        """Return where it waits."""
        return "samples" if self.chunk >= 0 else "takes" if self.take_id else "media"


def key_of(sound: Sound) -> str:
    """Return by what name ``WaveformReady`` tells of the recording of a sound; "" for silence."""
    return f"take:{sound.take_id}" if sound.take_id else f"media:{sound.media}" if sound.media else ""


class Waveforms:
    """See the module docstring. Asked on the loop's thread, where it announces WaveformReady and WaveformFailed."""

    def __init__(self, file: ProjectFile, announce: Announcer) -> None:
        self._file = file
        self._announce = announce
        self._queue = Queue(_LANES)
        self._job = self._queue.job("waveforms")
        self._stop = Stop()
        self._wishes: dict[str, OrderedDict[_Wish, None]] = {lane: OrderedDict() for lane in _LANES}
        self._under_way: set[_Wish] = set()
        self._failed: dict[str, LecternError] = {}
        self._recordings: dict[str, _Recording] = {}
        self._peaks: OrderedDict[str, Peaks] = OrderedDict()
        self._samples: OrderedDict[tuple[str, int], Samples] = OrderedDict()
        self._reader: tuple[str, MediaReader] | None = None

    def bins(self, sound: Sound, samples_per_bin: float, first: int, count: int) -> Samples | None:
        """Return the lowest and highest of ``count`` bins from bin ``first`` on: (count, 2), float32, full scale 1.

        Bins are ``samples_per_bin`` long and begin at the first of ``sound.frames``, all at the timeline's rate. Fewer than
        asked for are those at the beginning: there the sound ends, or what is known of it. This never waits: what is not
        known is None, or told more coarsely than asked for; it is made ready beside, and announced.
        """
        count = min(count, math.ceil(sound.frames / samples_per_bin) - first)
        if sound.silent or count <= 0:
            return np.zeros((0, 2), np.float32)
        key = key_of(sound)
        recording, peaks = self._recordings.get(key), self._peaks.get(key)
        if peaks is None or recording is None:
            self._wish(_Wish(key, sound.take_id, sound.media))
            return None
        self._peaks.move_to_end(key)
        per = samples_per_bin * recording.rate / RATE
        start = recording.begin + first * per
        if per < _FINE:
            fine = self._fine(sound, recording, start, per, count)
            if fine is not None:
                return fine
        found = peaks.bins(start, per, count)
        return found if len(found) or peaks.whole else None

    @property
    def busy(self) -> bool:
        """Whether something is being made ready."""
        return bool(self._under_way or any(self._wishes.values()))

    def trouble(self, sound: Sound) -> LecternError | None:
        """Return why a sound cannot be drawn, None where it can, or nobody has tried."""
        return self._failed.get(key_of(sound))

    def retry(self) -> None:
        """Let what could not be made ready be asked for again: a file that was missing may be there."""
        self._failed.clear()

    async def close(self) -> None:
        """Stop, and wait for what runs. The project can be closed then."""
        self._stop.request()
        await self._queue.close()
        if self._reader is not None:
            self._reader[1].close()
            self._reader = None

    # Inside, on the loop's thread

    def _fine(self, sound: Sound, recording: _Recording, start: float, per: float, count: int) -> Samples | None:
        """Return bins of the samples themselves; None where they are not all in memory, and wish for them."""
        key = key_of(sound)
        begin, end = math.floor(start), min(math.ceil(start + count * per) + 1, recording.end)
        numbers = range(begin // _CHUNK, -(-end // _CHUNK))
        missing = [number for number in numbers if (key, number) not in self._samples]
        for number in missing:
            self._wish(_Wish(key, sound.take_id, sound.media, number))
        if missing or not numbers:
            return None
        parts = []
        for number in numbers:
            self._samples.move_to_end((key, number))
            parts.append(self._samples[key, number][max(0, begin - number * _CHUNK) : end - number * _CHUNK])
        return _binned(np.concatenate(parts) if len(parts) > 1 else parts[0], start - begin, per, count)

    def _wish(self, wish: _Wish) -> None:
        wishes = self._wishes[wish.lane]
        if wish in self._under_way or wish.key in self._failed or self._stop.requested():
            return
        if wish in wishes:
            wishes.move_to_end(wish)
            return
        wishes[wish] = None
        if len(wishes) > _WISHES:
            wishes.popitem(last=False)
        self._queue.submit(self._job, wish.lane, partial(self._next, wish.lane))

    async def _next(self, lane: str) -> None:
        """Make ready what was wished for last."""
        if not self._wishes[lane]:
            return
        wish, _ = self._wishes[lane].popitem()
        self._under_way.add(wish)
        try:
            await (self._learn(wish) if wish.chunk < 0 else self._fetch(wish))
        except Cancelled:
            pass
        except LecternError as error:
            _log.info("no waveform: %s %s", type(error).__name__, error.detail)
            self._failed[wish.key] = error
            self._announce.say(WaveformFailed(wish.key, error))
        finally:
            self._under_way.discard(wish)

    async def _learn(self, wish: _Wish) -> None:
        if wish.take_id:
            recording, peaks = await beside(self._of_take, wish.take_id)
            self._know(wish.key, recording, peaks)
        else:
            recording, peaks, reader = await beside(self._of_media, wish.media)
            self._know(wish.key, recording, peaks)
            if reader is not None:
                await beside(self._grow, wish, recording, peaks, reader, stop=self._stop)
        self._announce.say(WaveformReady(wish.key))

    async def _fetch(self, wish: _Wish) -> None:
        recording = self._recordings[wish.key]
        chunks = await beside(self._chunks, wish, recording)
        for number, samples in chunks.items():
            self._samples[wish.key, number] = samples
        held = sum(samples.nbytes for samples in self._samples.values())
        while held > _SAMPLES_BYTES and len(self._samples) > len(chunks):
            held -= self._samples.popitem(last=False)[1].nbytes
        self._announce.say(WaveformReady(wish.key, self._done(wish.key)))

    def _done(self, key: str) -> float:
        """Return how much of a recording is known, from 0 to 1."""
        peaks = self._peaks.get(key)
        return 1.0 if peaks is None or peaks.whole else min(1.0, peaks.frames / max(1, self._recordings[key].end))

    def _know(self, key: str, recording: _Recording, peaks: Peaks) -> None:
        self._recordings[key] = recording
        self._peaks[key] = peaks
        held = sum(known.nbytes for known in self._peaks.values())
        for old in [old for old in self._peaks if old != key and self._peaks[old].whole]:
            if held <= _PEAKS_BYTES:
                break
            held -= self._peaks.pop(old).nbytes

    # On a thread

    def _of_take(self, take_id: int) -> tuple[_Recording, Peaks]:
        take = self._file.takes({take_id}).get(take_id)
        if take is None:
            raise ProjectError("This take is not in the project any more.", detail=f"take {take_id}")
        recording = _Recording(take.rate, take.trim_start, take.trim_end, take)
        name = f"take:{take.audio}"
        kept = Peaks.from_bytes(self._file.peaks(name) or b"")
        if kept is not None:
            return recording, kept
        peaks = Peaks(take.rate)
        peaks.add(0, self._decoded(take))
        peaks.finish()
        self._keep(name, peaks)
        return recording, peaks

    def _of_media(self, media_hash: str) -> tuple[_Recording, Peaks, MediaReader | None]:
        """Return what is known of a media file, and what is to be decoded for more, None where all is known."""
        media = self._file.media(media_hash)
        if media is None:
            raise ProjectError("This recording is not in the project any more.", detail=media_hash)
        recording = _Recording(media.rate, 0, media.frames)
        kept = Peaks.from_bytes(self._file.peaks(f"media:{media_hash}") or b"")
        if kept is not None:
            return recording, kept, None
        reader = open_media(self._file, media_hash)
        peaks = Peaks(reader.rate)
        for part in self._file.peaks_parts(f"media:{media_hash}"):
            if not peaks.resume(part):
                break
        return recording, peaks, reader

    def _grow(self, wish: _Wish, recording: _Recording, peaks: Peaks, reader: MediaReader) -> None:
        """Decode a recording from where it is known on, tell now and then how far it is, and keep what is known by then."""
        told, kept = time.monotonic(), peaks.frames
        name = f"media:{wish.media}"

        def step() -> None:
            nonlocal told, kept
            self._stop.check()
            if peaks.frames >= kept + _KEPT_FRAMES and not self._file.read_only:
                self._file.put_peaks_part(name, kept // _KEPT_FRAMES, peaks.part(kept))
                kept = peaks.frames
            if time.monotonic() - told >= _TELL_S:
                told = time.monotonic()
                self._announce.say_soon(WaveformReady(wish.key, min(1.0, peaks.frames / max(1, recording.end))))

        with reader:
            draw(peaks, reader, step, frames=recording.end, threads=_THREADS)
        self._keep(name, peaks)

    def _chunks(self, wish: _Wish, recording: _Recording) -> dict[int, Samples]:
        """Return samples by the number of their chunk: all of a take, the one that was wished for of a long recording."""
        if recording.take is not None:
            whole = extremes(self._decoded(recording.take))
            return {at // _CHUNK: whole[at : at + _CHUNK] for at in range(0, len(whole), _CHUNK)}
        if self._reader is None or self._reader[0] != wish.media:
            if self._reader is not None:
                self._reader[1].close()
            self._reader = wish.media, open_media(self._file, wish.media)
        begin = wish.chunk * _CHUNK
        return {wish.chunk: extremes(self._reader[1].frames(begin, begin + _CHUNK))}

    def _decoded(self, take: Take) -> Samples:
        return decode(self._file.audio(take.audio), take.codec, take.rate, take.channels)

    def _keep(self, name: str, peaks: Peaks) -> None:
        """Keep peaks in the project. They can be made again: whether the disk takes them is not waited for."""
        if not self._file.read_only:
            self._file.put_peaks(name, peaks.to_bytes())


def _binned(samples: Samples, start: float, per: float, count: int) -> Samples:
    """Return bins of samples that are lowest and highest of all channels; where bins are finer, what lies between them."""
    count = min(count, math.ceil((len(samples) - start) / per))
    if per < 1:
        at = start + per * np.arange(count) + per / 2 - 0.5
        every = np.arange(len(samples))
        return np.stack([np.interp(at, every, samples[:, n]) for n in (0, 1)], axis=1).astype(np.float32)
    edges = np.floor(start + per * np.arange(count + 1) + 1e-9).astype(np.int64)
    held, places = samples[edges[0] : max(edges[-1], edges[-2] + 1)], edges[:-1] - edges[0]
    low, high = np.minimum.reduceat(held[:, 0], places), np.maximum.reduceat(held[:, 1], places)
    return np.stack([low, high], axis=1)
