"""Answers that come in as a test says, to a player whose book has no takes."""

import numpy as np
from player_desk import add_take, sound

from studio_app.domain.segments import book_segments
from studio_app.domain.takes import WordTiming
from studio_app.speech.engine import AudioChunk, Timings

ANSWER_RATE = 22050


class Voice:
    """Speaks the segments of a studio's book in pieces, as an engine would; hold it beside the player's desk."""

    def __init__(self, desk, live):
        self._desk, self._live = desk, live
        self.listener = self.data = self.samples = self.segment = None
        self.codec = "pcm_s16le"

    def begin(self, paragraph_id, *, seconds=None, loud=0.3):
        """Send the request for a paragraph."""
        project = self._desk.studio.project
        self.segment = next(s for s in book_segments(project) if s.paragraph_id == paragraph_id)
        self.samples = sound(paragraph_id, loud) if seconds is None else hum(seconds, loud)
        self.data = np.rint(self.samples * 32767).astype("<i2").tobytes()
        self.listener = self._live.listener(self.segment)

    def send(self, seconds):
        """Let so much more of the answer come in."""
        size = 2 * round(seconds * ANSWER_RATE)
        data, self.data = self.data[:size], self.data[size:]
        self.listener.hear(AudioChunk(data, self.codec, ANSWER_RATE, 1))

    def tell_words(self, *words):
        """Let the engine say when words are heard: (start, end, seconds)."""
        self.listener.hear(Timings(tuple(WordTiming(*word) for word in words)))

    def end(self, error=None):
        """Let all that is left come in, or break off."""
        if error is None and self.data:
            self.send(60)
        self.listener.end(error)

    def store(self):
        """Store what was spoken as a take."""
        add_take(self._desk.studio.file, self.segment, 0, samples=self.samples)
        self._desk.studio.refresh_takes([self.segment.key])


def hum(seconds, loud=0.3):
    """Return a hum of a length, with silence around it."""
    time = np.arange(int(seconds * ANSWER_RATE)) / ANSWER_RATE
    return np.concatenate([np.zeros(1500), loud * np.sin(2 * np.pi * 200 * time), np.zeros(900)])


def gaps(heard, rate):
    """Return how long the silences between sounds are, in seconds."""
    there = np.flatnonzero(heard)
    steps = np.diff(there)
    return [float(step) / rate for step in steps if step > rate // 50]
