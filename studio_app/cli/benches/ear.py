"""An ear at the device: when it was given the first sample that is not silence."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import numpy as np

from studio_app.audio.output import PERIOD_MS, SilentDevice, SoundDevice, Unheard

if TYPE_CHECKING:
    from studio_app.audio.output import Device, Feed

_WAIT_S = 5.0


class Ear:
    """Opens devices and notes when one of them was first given something that is not silence."""

    def __init__(self, channels: int = 1) -> None:
        self._rate = 1
        self._channels = channels
        self._loop = asyncio.get_running_loop()
        self._heard: asyncio.Future[float] = self._loop.create_future()

    def open(self, rate: int, period_ms: int) -> Device:
        """Open a device that is listened to."""
        self._rate = rate
        try:
            device: Device = SoundDevice(rate, period_ms, self._channels)
        except Unheard:
            device = SilentDevice(rate)
        start = device.start

        def begin(feed: Feed) -> None:
            start(lambda frames: self._noted(feed(frames)))

        device.start = begin  # type: ignore[method-assign]
        return device

    def listen(self) -> None:
        """Listen for the next sample that is not silence."""
        self._heard = self._loop.create_future()

    async def ms_since(self, click: float) -> float:
        """Return the milliseconds from a click to the first sample after ``listen``; the longest wait where none came."""
        try:
            return (await asyncio.wait_for(self._heard, _WAIT_S) - click) * 1000
        except TimeoutError:
            return _WAIT_S * 1000

    def _noted(self, data: bytes) -> bytes:
        if not self._heard.done() and data.count(0) != len(data):
            sounding = int(np.flatnonzero(np.frombuffer(data, "<i2"))[0]) // self._channels
            at = time.perf_counter() + sounding / self._rate
            self._loop.call_soon_threadsafe(_tell, self._heard, at)
        return data


async def device_alone(rate: int, channels: int) -> float:
    """Return the milliseconds from starting a device that is open to the first sample it takes."""
    ear = Ear(channels)
    device = ear.open(rate, PERIOD_MS)
    began = time.perf_counter()
    device.start(lambda frames: b"\x01\x00" * frames * channels)
    took = await ear.ms_since(began)
    await asyncio.sleep(0.2)
    device.close()
    return took


def _tell(heard: asyncio.Future[float], at: float) -> None:
    if not heard.done():
        heard.set_result(at)
