"""Devices that a test drives: they ask when told to, their clock is what was asked for, and they keep what they got."""

import numpy as np

from studio_app.audio.output import Output, Unheard

RATE = 44100


class FakeDevice:
    silent = False

    def __init__(self, name, latency):
        self.name, self.latency = name, latency
        self.feed = None
        self.closed = False
        self.got = np.zeros(0, np.int16)

    def start(self, feed):
        self.feed = feed

    def close(self):
        self.closed = True


class Devices:
    """Opens fake devices one after the other, all named ``name``; "" for none."""

    def __init__(self, latency=0):
        self.opened = []
        self.name = "Speakers"
        self.latency = latency
        self.seconds = 100.0

    def output(self):
        return Output(RATE, self.open, lambda: self.name, lambda: self.seconds)

    def open(self, _rate, _period_ms):
        if not self.name:
            raise Unheard("none")
        self.opened.append(FakeDevice(self.name, self.latency))
        return self.opened[-1]

    @property
    def playing(self):
        return next((d for d in self.opened if d.feed is not None and not d.closed), None)

    @property
    def heard(self):
        """What all of them together got."""
        return np.concatenate([np.zeros(0, np.int16), *(device.got for device in self.opened)])

    def give(self, frames):
        """Let the device that plays ask once; time passes."""
        device = self.playing
        self.seconds += frames / RATE
        if device is not None:
            device.got = np.concatenate([device.got, np.frombuffer(device.feed(frames), "<i2")])
