"""Faster or slower with the pitch kept, by FFmpeg's ``atempo`` (WSOLA), and where in the source each sample lies."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import av
import av.filter
import numpy as np

from studio_app.domain.errors import WrongUsage

if TYPE_CHECKING:
    from studio_app.audio.decode import Samples

SLOWEST, FASTEST = 0.5, 3.0
#: Above this a single filter leaves samples out instead of blending them; two in a row do not.
_BLENDED = 2.0
#: A filter's output stands this much of its input ahead of the even share (measured with single syllables, 0.5 to 3).
_LEAD_S = 0.014


class Tempo:
    """A stream of samples, played ``speed`` times as fast. One thread.

    Output frame n is what stood at input frame ``n * speed + lead``, within a few milliseconds.

    Attributes:
        speed: as given.
        lead: frames of the input.
    """

    def __init__(self, rate: int, speed: float, channels: int = 1) -> None:
        """Raises WrongUsage for a speed that is not offered."""
        if not SLOWEST <= speed <= FASTEST:
            raise WrongUsage(f"The speed is from {SLOWEST} to {FASTEST:g}.", detail=str(speed))
        self.speed = speed
        self._rate, self._channels = rate, channels
        self._layout = "mono" if channels == 1 else "stereo"
        self._pts = 0
        self._graph = av.filter.Graph()
        base = Fraction(1, rate)
        chain = [self._graph.add_abuffer(format="flt", sample_rate=rate, layout=self._layout, time_base=base)]
        parts = [speed] if speed <= _BLENDED else [speed**0.5] * 2
        self.lead = round(_LEAD_S * rate * (1 + sum(parts[:-1])))
        chain += [self._graph.add("atempo", repr(part)) for part in parts]
        chain.append(self._graph.add("abuffersink"))
        for before, after in pairwise(chain):
            before.link_to(after)
        self._graph.configure()

    def feed(self, samples: Samples) -> Samples:
        """Take samples of shape (frames, channels); return those that are ready, of the same shape, perhaps none."""
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(samples, dtype=np.float32).reshape(1, -1), "flt", self._layout
        )
        frame.sample_rate, frame.time_base, frame.pts = self._rate, Fraction(1, self._rate), self._pts
        self._pts += len(samples)
        self._graph.push(frame)
        return self._ready()

    def end(self) -> Samples:
        """Return what is left; nothing can be fed any more."""
        self._graph.push(None)
        return self._ready()

    def _ready(self) -> Samples:
        parts = []
        while True:
            try:
                frame = self._graph.pull()
            except (av.BlockingIOError, av.EOFError):
                break
            parts.append(frame.to_ndarray().reshape(-1, self._channels))
        return np.concatenate(parts) if parts else np.zeros((0, self._channels), dtype=np.float32)
