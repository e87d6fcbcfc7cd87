"""Devices that a test drives: they ask when told to, their clock is what was asked for, and they keep what they got."""

import numpy as np

from studio_app.audio.output import Output, Unheard

RATE = 44100


class FakeDevice:
    silent = False

    def __init__(self, name, latency, channels=1):
        self.name, self.latency = name, latency
        self.feed = None
        self.closed = False
        self.got = np.zeros(0 if channels == 1 else (0, channels), np.int16)

    def start(self, feed):
        self.feed = feed

    def close(self):
        self.closed = True


class Devices:
    """Opens fake devices one after the other, all named ``name``; "" for none."""

    def __init__(self, latency=0, rate=RATE, channels=1):
        self.opened = []
        self.rate, self.channels = rate, channels
        self.name = "Speakers"
        self.latency = latency
        self.seconds = 100.0

    def output(self):
        return Output(self.rate, self.open, lambda: self.name, lambda: self.seconds)

    def open(self, _rate, _period_ms):
        if not self.name:
            raise Unheard("none")
        self.opened.append(FakeDevice(self.name, self.latency, self.channels))
        return self.opened[-1]

    @property
    def playing(self):
        return next((d for d in self.opened if d.feed is not None and not d.closed), None)

    @property
    def heard(self):
        """What all of them together got."""
        nothing = FakeDevice("", 0, self.channels).got
        return np.concatenate([nothing, *(device.got for device in self.opened)])

    def give(self, frames):
        """Let the device that plays ask once; time passes."""
        device = self.playing
        self.seconds += frames / self.rate
        if device is not None:
            given = np.frombuffer(device.feed(frames), "<i2").reshape(frames, *device.got.shape[1:])
            device.got = np.concatenate([device.got, given])
