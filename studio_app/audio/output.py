"""The sound device and its clock; where no device opens, a silent clock that goes as fast as a device would.

A device that has played is never started again: what was last in its buffer would be heard first. A fresh one lies ready,
opened and not started, so that a start costs no opening.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import miniaudio  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    #: Called on the device's thread with a number of frames; returns their samples, signed 16 bits, channels interleaved, at
    #: once and whole.
    Feed = Callable[[int], bytes]

_log = logging.getLogger(__name__)

#: Milliseconds of a period and periods in a device's buffer: a thread that holds Python's lock for 16 ms is survived,
#: and what stops is silent 150 ms later. On a machine that is too busy for that, it becomes longer.
PERIOD_MS = 50
_LONGEST_PERIOD_MS = 200
PERIODS = 3
_SILENT_TICK_S = 0.01
#: A device that asks later than its buffer lasts by no more than this lost nothing: clocks are not that exact.
_MERCY_S = 0.001
#: As ``nice`` counts.
_FIRST = -10
#: A device that asks for nothing this long is gone; at first it may be asleep (PulseAudio's null sink: two seconds).
_DEAD_S, _ASLEEP_S = 0.6, 3.0
_AWAKE = 4
#: By system. Not miniaudio's null device, which would be silent without saying so; not JACK, whose library can end the
#: program where no server runs; ALSA only where there is a card, because without one it fills the terminal with complaints.
_BACKENDS = {
    "linux": ("PULSEAUDIO", "ALSA"),
    "win32": ("WASAPI", "DSOUND", "WINMM"),
    "darwin": ("COREAUDIO",),
    "": ("SNDIO", "AUDIO4", "OSS"),
}
_CARDS = Path("/proc/asound/cards")
#: How often the default device is looked at while something plays.
_LOOK_S = 2.0


class Device(Protocol):
    """A device that is open. ``start`` once; ``close`` ends it, any thread, twice if need be."""

    name: str
    silent: bool
    #: Frames between what the feed has given and what is heard, right after it gave.
    latency: int

    def start(self, feed: Feed) -> None:
        """Begin to ask ``feed`` for samples, on a thread of the device."""

    def close(self) -> None:
        """Ask no more; what is in its buffer is dropped."""


class Unheard(Exception):
    """No device opens."""


class SoundDevice:
    """The system's default device, signed 16 bits at exactly ``rate``. Raises Unheard where there is none.

    A device with fewer or more channels than asked for is given all of them by the system.
    """

    silent = False

    def __init__(self, rate: int, period_ms: int = PERIOD_MS, channels: int = 1) -> None:
        self.name = default_name()
        try:
            self._device = _Player(
                miniaudio.SampleFormat.SIGNED16,
                nchannels=channels,
                sample_rate=rate,
                buffersize_msec=period_ms,
                callback_periods=PERIODS,
                app_name="Lectern",
                backends=backends(),
            )
        except miniaudio.MiniaudioError as error:
            raise Unheard(str(error)) from error
        # PulseAudio takes two periods ahead however many it is given.
        ahead = 2 if self._device.backend == "PulseAudio" else PERIODS
        self.latency = rate * period_ms * ahead // 1000

    def start(self, feed: Feed) -> None:
        """Begin to ask ``feed`` for samples."""
        answers = _answers(feed)
        next(answers)
        try:
            self._device.start(answers)
        except miniaudio.MiniaudioError as error:
            raise Unheard(str(error)) from error

    def close(self) -> None:
        """Ask no more."""
        self._device.close()


class _Player(miniaudio.PlaybackDevice):  # type: ignore[misc]
    """A device that also ends its connection to the system's sound server; miniaudio leaves that open."""

    def close(self) -> None:
        context, there = getattr(self, "_context", None), self._device is not None
        super().close()
        if there and context is not None:
            miniaudio.lib.ma_context_uninit(context)


def _answers(feed: Feed) -> Generator[bytes, int, None]:
    frames = yield b""
    while True:
        frames = yield feed(frames)


def backends() -> list[miniaudio.Backend]:
    """Return by what can be heard and recorded on this system, best first."""
    names = _BACKENDS.get(sys.platform, _BACKENDS[""])
    return [miniaudio.Backend[name] for name in names if name != "ALSA" or _has_card()]


def _has_card() -> bool:
    try:
        return "[" in _CARDS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def default_name() -> str:
    """Return what the system calls its default device, "" where it cannot tell. Takes some milliseconds."""
    native, made = miniaudio.lib, miniaudio.ffi.new
    try:
        devices = miniaudio.Devices(backends())
    except miniaudio.MiniaudioError:
        return ""
    infos, count = made("ma_device_info**"), made("ma_uint32*")
    if native.ma_context_get_devices(devices._context, infos, count, miniaudio.ffi.NULL, miniaudio.ffi.NULL):  # noqa: SLF001  only there it says which is the default
        return ""
    found = [infos[0][number] for number in range(count[0])]
    chosen = next((info for info in found if info.isDefault), found[0] if found else None)
    return "" if chosen is None else miniaudio.ffi.string(chosen.name).decode(errors="replace")


def _go_first() -> None:
    """Let the thread that calls go before others, where the system lets it: a sound that comes late is a gap."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _FIRST)


class SilentDevice:
    """A clock that asks for samples as a device would, and drops them."""

    name = ""
    silent = True

    def __init__(self, rate: int) -> None:
        self.latency = 0
        self._rate = rate
        self._end = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, feed: Feed) -> None:
        """Begin to ask ``feed`` for samples."""
        self._thread = threading.Thread(target=self._run, args=(feed,), name="silent clock", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Ask no more."""
        self._end.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self, feed: Feed) -> None:
        began, given = time.monotonic(), 0
        while not self._end.wait(_SILENT_TICK_S):
            due = int((time.monotonic() - began) * self._rate)
            feed(due - given)
            given = due


@dataclass(slots=True)
class _Run:
    """A device from its start to its end. ``given`` and ``at`` are one tuple, so that no reader sees half of it."""

    device: Device
    stamp: tuple[int, float]
    asked: int = 0

    def dead(self, now: float) -> bool:
        """Whether the device asks for nothing any more."""
        return now - self.stamp[1] > (_DEAD_S if self.asked > _AWAKE else _ASLEEP_S)


class Output:
    """The device that plays now, and the one that is ready to. One thread starts, stops, looks and closes.

    Attributes:
        rate: frames per second.
        underruns: how often a device asked later than its buffer lasted, since the output was made.
        period_ms: the length of the next device's periods.
    """

    def __init__(
        self,
        rate: int,
        open_device: Callable[[int, int], Device] = SoundDevice,
        default: Callable[[], str] = default_name,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.rate = rate
        self.underruns = 0
        self.period_ms = PERIOD_MS
        self._late = False
        self._open = open_device
        self._default = default
        self._now = now
        self._ready: Device | None = None
        self._run: _Run | None = None
        self._looked = 0.0
        self._name = ""
        self._silent = False

    @property
    def name(self) -> str:
        """The device's name, "" where it has none or nothing was opened yet. Any thread."""
        return self._name

    @property
    def silent(self) -> bool:
        """Whether no device opened when one was last wanted. Any thread."""
        return self._silent

    @property
    def running(self) -> bool:
        """Whether a device plays."""
        return self._run is not None

    def prepare(self) -> None:
        """Open a device and leave it unstarted. Takes as long as the system does."""
        if self._ready is None:
            self._take(self._opened())

    def start(self, feed: Feed) -> None:
        """Begin to ask ``feed`` for samples, with a clock at 0."""
        self.stop()
        if self._ready is not None and self._stale():
            self._drop_ready()
        while self._run is None:
            self.prepare()
            device, self._ready = self._ready, None
            assert device is not None
            self._begin(device, feed)

    def stop(self) -> None:
        """Ask no more, at once: whoever wants no click lets the feed fade out first."""
        run, self._run = self._run, None
        if run is not None:
            run.device.close()

    def close(self) -> None:
        """Let every device go."""
        self.stop()
        ready, self._ready = self._ready, None
        if ready is not None:
            ready.close()

    def heard(self) -> int:
        """Return how many frames since ``start`` are heard now. Never more than were given. Any thread."""
        run = self._run
        if run is None:
            return 0
        given, at = run.stamp
        return max(0, min(given, given - run.device.latency + int((self._now() - at) * self.rate)))

    @property
    def latency(self) -> int:
        """Frames that were given and are not heard yet, at most."""
        return self._run.device.latency if self._run is not None else 0

    def look(self) -> bool:
        """Look at the device now and then; return whether it must be started anew.

        It is gone, another is the default, or its buffer is too short for this machine.
        """
        run = self._run
        if run is not None and run.dead(self._now()):
            _log.info("the sound device asks for nothing any more")
            self._drop_ready()
            return True
        if self._late and self._lengthened():
            return True
        if not self._stale():
            return False
        self._drop_ready()
        if not self._silent:
            return True
        self.prepare()
        return not self._silent

    def _lengthened(self) -> bool:
        """Let devices have longer periods from now on; there was a gap already, so another one does little harm."""
        self._late = False
        if self.period_ms >= _LONGEST_PERIOD_MS:
            return False
        self.period_ms *= 2
        _log.info("samples came too late; periods are %d ms now", self.period_ms)
        self._drop_ready()
        return True

    def _stale(self) -> bool:
        """Whether another device would be opened now than the one that is; looks every few seconds only."""
        now = self._now()
        if now - self._looked < _LOOK_S:
            return False
        self._looked = now
        return self._silent or self._default() != self._name

    def _drop_ready(self) -> None:
        ready, self._ready = self._ready, None
        if ready is not None:
            ready.close()

    def _opened(self) -> Device:
        try:
            device = self._open(self.rate, self.period_ms)
        except Unheard as error:
            if not self._silent:
                _log.info("no sound device: %s", error)
            device = SilentDevice(self.rate)
        return device

    def _take(self, device: Device) -> None:
        self._ready, self._name, self._silent = device, device.name, device.silent
        self._looked = self._now()

    def _begin(self, device: Device, feed: Feed) -> None:
        run = _Run(device, (0, self._now()))

        def answer(frames: int) -> bytes:
            now = self._now()
            given, at = run.stamp
            if not run.asked:
                _go_first()
            if given and not device.silent and now - at > (device.latency + frames) / self.rate + _MERCY_S:
                self.underruns += 1
                self._late = True
            run.asked += 1
            data = feed(frames)
            run.stamp = (given + frames, now)
            return data

        try:
            device.start(answer)
        except Unheard as error:
            _log.info("the sound device does not start: %s", error)
            device.close()
            self._take(SilentDevice(self.rate))
            return
        self._run = run
