"""Samples of voices: fetched once, kept, brought to one level, and played one at a time."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import queue
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from studio_app.audio import preview
from studio_app.audio.output import Output
from studio_app.audio.reel import Block, Deck, Reel
from studio_app.domain.errors import Damaged, LecternError, NotOffered
from studio_app.jobs.queue import IN_BULK, LOOKED_AT, Queue, beside
from studio_app.session.libraries import Libraries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

    from studio_app.session.announce import Announcer
    from studio_app.session.engines import Engines
    from studio_app.session.libraries import Runner
    from studio_app.speech.library import Listing

_log = logging.getLogger(__name__)

#: Octets of samples that stay in memory, about a dozen of them; fetched at once; made ready ahead of being asked for.
_IN_MEMORY = 24 << 20
_AT_ONCE = 3
_AHEAD = 6
#: What of an address changes with every answer of a provider although the recording is the same: its signature.
_SIGNED = ("x-amz-", "x-goog-")
_SIGNATURE = frozenset(
    {"awsaccesskeyid", "googleaccessid", "expires", "signature", "key-pair-id", "policy", "token", "sig"}
)

#: Shorter periods than a book is played with: what is clicked is heard sooner.
_PERIOD_MS = 20
_TICK_S = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A sample that is ready to be played: mono, signed 16 bits, ``rate`` frames a second, as loud as every other."""

    pcm: npt.NDArray[np.int16]
    rate: int = preview.RATE

    @property
    def seconds(self) -> float:
        """Return how long it is."""
        return len(self.pcm) / self.rate


@dataclass(frozen=True, slots=True)
class SamplePlaying:
    """A sample is heard from now on: the (engine, voice id) it is of; None: none is."""

    key: tuple[str, str] | None


class Samples:
    """See the module docstring. Coroutines on the window's loop; ``kept`` on any thread.

    Args:
        engines: whose libraries fetch them.
        run: runs on the loop of the engines.
        cache: the folder of what can be made again; samples lie in one of their own there.
    """

    def __init__(self, engines: Engines, run: Runner, cache: Path) -> None:
        self._run = run
        self._libraries = Libraries(engines)
        self._folder = cache / "samples"
        self._memory: OrderedDict[str, Sound] = OrderedDict()
        self._turn = threading.Lock()
        self._queue = Queue({"samples": _AT_ONCE})
        self._job = self._queue.job("samples")
        self._under_way: dict[str, asyncio.Future[Sound | None]] = {}
        self._ahead: frozenset[str] = frozenset()

    async def hear(self, listing: Listing, language: str = "") -> Sound:
        """Return a voice's sample, in a language where there is one of it. What was heard once needs no network.

        Raises:
            NotOffered: the voice has none.
            Damaged: it cannot be played.
            Unreachable, Unauthorised, ...: it cannot be had now.
        """
        address = address_of(listing, language)
        if not address:
            raise NotOffered(f"{listing.voice.name} has no sample. Try the voice on a paragraph to hear it.")
        engine = listing.voice.engine
        name = _named(engine, address)
        sound = self._remembered(name) or await beside(self._read, name)
        if sound is None:
            sound = await self._run(lambda: self._fetched(engine, address, name))
        return sound

    async def prefetch(self, listings: Sequence[Listing], language: str = "") -> None:
        """Make ready what may be heard next, instead of what was to be before. Raises nothing."""
        wanted: dict[str, tuple[str, str]] = {}
        for listing in listings:
            if len(wanted) < _AHEAD and (address := address_of(listing, language)):
                wanted[_named(listing.voice.engine, address)] = (listing.voice.engine, address)
        missing = await beside(lambda: [name for name in wanted if not self._path(name).exists()])

        async def begin() -> None:
            self._ahead = frozenset(missing)
            for name in missing:
                self._ask(*wanted[name], name, IN_BULK)

        if missing:
            await self._run(begin)

    def kept(self, listing: Listing, language: str = "") -> bool:
        """Return whether a sample can be heard without a network. Blocks."""
        address = address_of(listing, language)
        return bool(address) and self._path(_named(listing.voice.engine, address)).exists()

    async def close(self) -> None:
        """Stop what is being fetched."""
        if self._under_way:
            await self._run(self._queue.close)

    # On the loop of the engines

    async def _fetched(self, engine: str, address: str, name: str) -> Sound:
        while True:
            self._queue.prefer({name: LOOKED_AT})
            sound = await asyncio.shield(self._ask(engine, address, name, LOOKED_AT))
            if sound is not None:
                return sound
            # It was to be ready ahead, and was given up before anybody asked for it.

    def _ask(self, engine: str, address: str, name: str, priority: int) -> asyncio.Future[Sound | None]:
        """Return what will hold a sample; it is fetched once, however many ask."""
        there = self._under_way.get(name)
        if there is not None and not there.done():
            return there
        work = partial(self._fetch, engine, address, name, ahead=priority == IN_BULK)
        answer = self._queue.submit(self._job, "samples", work, priority=priority, name=name)
        self._under_way[name] = answer
        answer.add_done_callback(partial(self._ended, name))
        return answer

    def _ended(self, name: str, answer: asyncio.Future[Sound | None]) -> None:
        if self._under_way.get(name) is answer:
            del self._under_way[name]
        if not answer.cancelled() and (error := answer.exception()) is not None:
            _log.info("no sample: %s %s", type(error).__name__, error.detail if isinstance(error, LecternError) else "")

    async def _fetch(self, engine: str, address: str, name: str, *, ahead: bool) -> Sound | None:
        if ahead and name not in self._ahead:
            return None
        async with self._libraries.asking(engine) as (library, _):
            data = await library.sample(address)
        return await beside(self._made, data, name)

    # On any thread

    def _made(self, data: bytes, name: str) -> Sound:
        """Make a sample ready and keep it. A disk that refuses keeps nobody from hearing it."""
        pcm = preview.ready(data)
        path = self._path(name)
        part = path.with_name(f"{path.name}.{threading.get_ident()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(preview.packed(pcm))
            part.replace(path)
        except OSError as error:
            _log.info("a sample is not kept: %s", error.strerror)
            with suppress(OSError):
                part.unlink()
        return self._remember(name, Sound(pcm))

    def _read(self, name: str) -> Sound | None:
        """Return a sample that was kept; one that is damaged is fetched anew."""
        path = self._path(name)
        try:
            pcm = preview.unpacked(path.read_bytes())
        except OSError:
            return None
        except Damaged as error:
            _log.info("a sample that was kept is damaged: %s", error.detail)
            with suppress(OSError):
                path.unlink()
            return None
        with suppress(OSError):
            os.utime(path)  # of use just now: the cache gives up others first
        return self._remember(name, Sound(pcm))

    def _remembered(self, name: str) -> Sound | None:
        with self._turn:
            if name in self._memory:
                self._memory.move_to_end(name)
            return self._memory.get(name)

    def _remember(self, name: str, sound: Sound) -> Sound:
        with self._turn:
            self._memory[name] = sound
            self._memory.move_to_end(name)
            while len(self._memory) > 1 and sum(one.pcm.nbytes for one in self._memory.values()) > _IN_MEMORY:
                self._memory.popitem(last=False)
        return sound

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.pcm"


def address_of(listing: Listing, language: str = "") -> str:
    """Return where a voice's sample is: in that language where there is one, "" where there is none at all."""
    wanted = language.casefold()
    by_tag = {tag.casefold(): address for tag, address in listing.samples if address}
    near = [address for tag, address in by_tag.items() if wanted and tag.split("-")[0] == wanted.split("-")[0]]
    return by_tag.get(wanted) or next(iter(near), "") or listing.sample or next(iter(by_tag.values()), "")


def _named(engine: str, address: str) -> str:
    """Return the name of a recording's file: the same for the same recording, whatever its address was signed with."""
    parts = urlsplit(address)
    query = [(option, value) for option, value in parse_qsl(parts.query) if not _signs(option.casefold())]
    bare = urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))
    return hashlib.blake2b(f"{engine} {bare}".encode(), digest_size=16, person=b"lectern sample").hexdigest()


def _signs(option: str) -> bool:
    return option.startswith(_SIGNED) or option in _SIGNATURE


class SamplePlayer:
    """Plays one sample at a time, through a device of its own. On the window's loop; what waits is done on a thread.

    Says ``SamplePlaying`` when one begins, and when none is heard any more.
    """

    def __init__(self, announce: Announcer, *, output: Output | None = None) -> None:
        self._table = _Turntable(output if output is not None else _output(), announce)

    def prepare(self) -> None:
        """Have a device ready: a sample may be asked for soon."""
        self._table.ask(self._table.prepare)

    def play(self, sound: Sound, key: tuple[str, str] | None = None) -> None:
        """Play a sample instead of what is heard; ``key`` names it in what is said."""
        self._table.ask(partial(self._table.play, sound, key))

    def stop(self) -> None:
        """Fall silent."""
        self._table.ask(self._table.stop)

    @property
    def volume(self) -> float:
        """How loud, 0 to 1."""
        return self._table.deck.volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._table.deck.volume = min(1.0, max(0.0, volume))

    async def close(self) -> None:
        """Stop, and let the device and the thread go."""
        await beside(self._table.end)


def _output() -> Output:
    output = Output(preview.RATE)
    output.period_ms = _PERIOD_MS
    return output


class _Turntable:
    """The thread that starts and stops the device; it begins with the first wish."""

    def __init__(self, output: Output, announce: Announcer) -> None:
        self.deck = Deck(output.rate)
        self.output = output
        self._announce = announce
        self._asked: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._sound: Sound | None = None
        self._key: tuple[str, str] | None = None
        self._stop_at: float | None = None

    def ask(self, work: Callable[[], None]) -> None:
        """Let the thread do this next."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="samples", daemon=True)
            self._thread.start()
        self._asked.put(work)

    def end(self) -> None:
        """End the thread and let the device go. Blocks."""
        if self._thread is not None:
            self._asked.put(None)
            self._thread.join()

    # On the thread

    def prepare(self) -> None:
        """Have a device ready."""
        self.output.prepare()

    def play(self, sound: Sound, key: tuple[str, str] | None) -> None:
        """Play a sample on a device that starts with it: one that plays would give first what lies in its buffer."""
        self.output.stop()
        self._sound, self._stop_at = sound, None
        self._put_on(sound, 0)
        self._tell(key)

    def stop(self) -> None:
        """Fade out; the device stops when that was heard."""
        self._sound = None
        self.deck.put_on(None)
        self._tell(None)
        if self.output.running:
            period = self.output.period_ms * self.output.rate // 1000
            self._stop_at = time.monotonic() + (period + self.output.latency) / self.output.rate + _TICK_S

    def _put_on(self, sound: Sound, at: int) -> None:
        reel = Reel()
        reel.put(Block(sound.pcm[at:], sound, float(at)))
        reel.ended = True
        self.deck.put_on(reel)
        self.deck.restart()
        self.output.start(self.deck.read)

    def _run(self) -> None:
        while True:
            try:
                work = self._asked.get(timeout=_TICK_S if self.output.running else None)
            except queue.Empty:
                work = _nothing
            if work is None:
                break
            try:
                work()
                self._look()
            except Exception:  # noqa: BLE001  whatever it is, the next wish must find this thread alive
                _log.exception("a sample stopped")
                self._silence()
        self.output.close()

    def _look(self) -> None:
        if not self.output.running:
            return
        over = self._stop_at is not None and time.monotonic() >= self._stop_at
        if over or (self._sound is not None and self.deck.drained and self.output.heard() >= self.deck.end):
            self._silence()
            self.output.prepare()
        elif self.output.look():
            self._move()

    def _silence(self) -> None:
        self._sound = self._stop_at = None
        self.output.stop()
        self._tell(None)

    def _move(self) -> None:
        """Go on with another device where it was last heard."""
        place = self.deck.where(self.output.heard())
        sound = self._sound
        self.output.stop()
        if sound is None:
            self._stop_at = None
        else:
            self._put_on(sound, int(place.at) if place is not None and place.of is sound else 0)

    def _tell(self, key: tuple[str, str] | None) -> None:
        if key != self._key:
            self._key = key
            self._announce.say_soon(SamplePlaying(key))


def _nothing() -> None:
    """Look around only."""
