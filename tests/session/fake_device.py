"""A device that a test drives: it asks when it is told to, and keeps what it got."""

import threading
import time

import numpy as np


class FakeDevice:
    """Asks for samples by ``Devices.give``; its clock is what was asked for."""

    silent = False

    def __init__(self, name, latency=0):
        self.name, self.latency = name, latency
        self.feed = None
        self.closed = False

    def start(self, feed):
        self.feed = feed

    def close(self):
        self.closed = True


class Devices:
    """Opens fake devices one after the other; ``got`` is what all of them heard."""

    def __init__(self, refuse=None):
        self.opened = []
        self.got = np.zeros(0, np.int16)
        self.refuse = refuse
        self._lock = threading.Lock()

    def open(self, _rate):
        if self.refuse is not None:
            raise self.refuse
        self.opened.append(FakeDevice(f"device {len(self.opened) + 1}"))
        return self.opened[-1]

    @property
    def playing(self):
        return next((d for d in self.opened if d.feed is not None and not d.closed), None)

    def give(self, frames, step=882):
        """Let the device that plays ask for that many frames, as much at a time as devices do."""
        for begin in range(0, frames, step):
            device = self.playing
            if device is None:
                return
            data = device.feed(min(step, frames - begin))
            self.got = np.concatenate([self.got, np.frombuffer(data, "<i2")])
            time.sleep(0.0005)
