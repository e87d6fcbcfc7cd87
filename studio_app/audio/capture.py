"""The microphone: which there are, and what one of them hears, block by block, until it is stopped or pulled out."""

from __future__ import annotations

import logging
import queue
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import miniaudio  # type: ignore[import-untyped]
import numpy as np

from studio_app.audio.output import backends
from studio_app.domain.errors import NoMicrophone

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from studio_app.audio.decode import Samples

    #: Called on the device's thread with a block of mono float32 samples as bytes; None: the device is gone.
    Heard = Callable[[bytes | bytearray | None], None]

_log = logging.getLogger(__name__)

RATE = 48_000
#: Milliseconds of a block: a level is shown for each.
PERIOD_MS = 50
#: A microphone that gives nothing this long is gone; at first it may have to wake up (PulseAudio: two seconds).
_DEAD_S, _ASLEEP_S = 1.5, 5.0
_LOOK_S = 0.1
_WIDTH = 4
#: How PulseAudio names what can be recorded of a loudspeaker.
_PLAYED = "Monitor of "

#: Where the system's settings say who may listen.
_ALLOW = {
    "darwin": "allow Lectern to use it in System Settings › Privacy & Security › Microphone",
    "win32": "allow apps to use it in Settings › Privacy & security › Microphone",
}.get(sys.platform, "look whether the sound settings of this computer show one")
_NONE = f"No microphone was found. Connect one, or {_ALLOW}."
_GONE = "The microphone {name} is not there any more; choose another one."
_REFUSED = "The microphone cannot be used now: another program may have it, or the system does not let Lectern use it."
_SILENT = "The microphone gives no sound. Look whether it is switched on, and whether the system lets Lectern use it."


@dataclass(frozen=True, slots=True)
class Source:
    """A microphone, or whatever else can be recorded from. ``name`` is the system's; ``usual``: it is the default."""

    name: str
    usual: bool = False


class Ear(Protocol):
    """A device that is open. ``start`` once; ``close`` ends it, any thread, twice if need be."""

    name: str

    def start(self, heard: Heard) -> None:
        """Begin to give what it hears, on a thread of the device."""

    def close(self) -> None:
        """Hear no more."""


def sources() -> tuple[Source, ...]:
    """Return what can be recorded from, the default first, what this computer plays itself last; () where there is nothing.

    Blocks for some milliseconds.
    """
    found = [Source(name, usual) for name, usual, _ in _found()]
    return tuple(sorted(found, key=lambda one: (not one.usual, one.name.startswith(_PLAYED))))


class MicrophoneDevice:
    """The system's microphone, mono and float32 at ``rate``, whatever the device itself does.

    Raises:
        NoMicrophone: there is none, or none of that name.
    """

    def __init__(self, name: str, rate: int = RATE) -> None:
        there = _found()
        if not there:
            raise NoMicrophone(_NONE)
        chosen = next((one for one in there if (one[0] == name if name else one[1])), None if name else there[0])
        if chosen is None:
            raise NoMicrophone(_GONE.format(name=name))
        self.name = chosen[0]
        try:
            self._device = _Recorder(
                miniaudio.SampleFormat.FLOAT32,
                nchannels=1,
                sample_rate=rate,
                buffersize_msec=PERIOD_MS,
                device_id=chosen[2],
                app_name="Lectern",
                backends=backends(),
            )
        except miniaudio.MiniaudioError as error:
            raise NoMicrophone(_REFUSED, detail=str(error)) from error

    def start(self, heard: Heard) -> None:
        """Begin to give what it hears."""
        taking = _taking(heard)
        next(taking)
        self._device.stop_callback = lambda: heard(None)
        try:
            self._device.start(taking)
        except miniaudio.MiniaudioError as error:
            raise NoMicrophone(_REFUSED, detail=str(error)) from error

    def close(self) -> None:
        """Hear no more."""
        self._device.stop_callback = None
        self._device.close()


class _Recorder(miniaudio.CaptureDevice):  # type: ignore[misc]
    """A device that also ends its connection to the system's sound server; miniaudio leaves that open."""

    def close(self) -> None:
        context, there = getattr(self, "_context", None), self._device is not None
        super().close()
        if there and context is not None:
            miniaudio.lib.ma_context_uninit(context)


def _taking(heard: Heard) -> Generator[None, bytearray, None]:
    while True:
        heard((yield))


def _found() -> list[tuple[str, bool, Any]]:
    """Return name, whether it is the default, and the system's id of everything that can be recorded from."""
    native, made = miniaudio.lib, miniaudio.ffi.new
    try:
        devices = miniaudio.Devices(backends())
    except miniaudio.MiniaudioError as error:
        _log.info("no sound system to record from: %s", error)
        return []
    infos, count = made("ma_device_info**"), made("ma_uint32*")
    none = miniaudio.ffi.NULL
    if native.ma_context_get_devices(devices._context, none, none, infos, count):  # noqa: SLF001  only there it says which is the default
        return []
    there = [infos[0][number] for number in range(count[0])]
    return [
        (miniaudio.ffi.string(one.name).decode(errors="replace"), bool(one.isDefault), made("ma_device_id*", one.id))
        for one in there
    ]


class Capture:
    """One recording from a microphone. ``start`` it, read ``blocks`` on a thread, and ``stop`` it from any other.

    Attributes:
        rate: samples per second of what it gives.
        name: the microphone's, "" before ``start``.
        gone: whether the microphone ended it: it was pulled out, or gave nothing for a while.
        lost: whether it never gave a sample.
    """

    def __init__(
        self,
        source: str = "",
        *,
        rate: int = RATE,
        open_ear: Callable[[str, int], Ear] = MicrophoneDevice,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.rate = rate
        self.name = ""
        self.gone = False
        self.lost = True
        self._source = source
        self._open = open_ear
        self._now = now
        self._blocks: queue.SimpleQueue[bytes | bytearray | None] = queue.SimpleQueue()
        self._stopped = False
        self._ear: Ear | None = None

    def start(self) -> None:
        """Open the microphone and begin. Blocks as long as the system takes.

        Raises:
            NoMicrophone: there is none, or it cannot be used.
        """
        ear = self._open(self._source, self.rate)
        self.name = ear.name
        self._ear = ear
        try:
            ear.start(self._blocks.put)
        except NoMicrophone:
            ear.close()
            raise

    def blocks(self) -> Iterator[Samples]:
        """Yield what is heard, as float32 of shape (frames,), until it is over; all that was heard before ``stop`` is in it.

        Raises:
            NoMicrophone: it never gave a sample.
        """
        latest, patience = self._now(), _ASLEEP_S
        while True:
            try:
                block = self._blocks.get(timeout=_LOOK_S)
            except queue.Empty:
                if not self._stopped and self._now() - latest > patience:
                    _log.info("the microphone gives nothing any more")
                    self._blocks.put(None)
                continue
            if block is None:
                break
            latest, patience, self.lost = self._now(), _DEAD_S, False
            yield np.frombuffer(block[: len(block) // _WIDTH * _WIDTH], np.float32)
        self.gone = not self._stopped
        self._close()
        if self.lost and self.gone:
            raise NoMicrophone(_SILENT)

    def stop(self) -> None:
        """Hear no more; what is on its way is still given. Any thread, twice is once."""
        if not self._stopped:
            self._stopped = True
            self._close()
            self._blocks.put(None)

    def _close(self) -> None:
        ear, self._ear = self._ear, None
        if ear is not None:
            ear.close()
