"""Takes made of numbers, plans made of takes, and what other programs' libraries read from the files."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import av
import numpy as np
import soundfile

from studio_app.audio.mix import render
from studio_app.domain.mixplan import ChapterMark, MixPlan, PlanItem, plan_length
from studio_app.domain.takes import Levels, Take


@dataclass
class Shelf:
    """Holds the bytes of takes, as a store does."""

    stored: dict[int, bytes] = field(default_factory=dict)

    def fetch(self, take):
        return self.stored[take.id]

    def take(self, samples, rate=22050, codec="pcm_s16le", trim=None):
        samples = np.asarray(samples, dtype=np.float32).reshape(len(samples), -1)
        number = len(self.stored) + 1
        self.stored[number] = stored(samples, rate, codec)
        start, end = trim or (0, len(samples))
        name = f"hash {number}"
        levels = Levels(1.0, 0.1)
        return Take(number, "", "local", "", "", name, codec, rate, samples.shape[1], len(samples), start, end, levels)

    def plan(self, takes, rate=44100, pause=0.35, channels=1, **item):
        """Lay takes one after another with pauses, and a mark for each."""
        at, items, marks = rate // 2, [], []
        for take in takes:
            length = plan_length(take.speech_frames, take.rate, rate)
            items.append(PlanItem(take, at, length, **item))
            marks.append(ChapterMark(take.id, f"Kapitel {take.id} ♪", at, at + length))
            at += length + round(pause * rate)
        return MixPlan(rate, at + rate // 3, tuple(items), tuple(marks), channels)

    def whole(self, plan):
        return np.concatenate(list(render(plan, self.fetch)))


def stored(samples, rate, codec):
    if codec == "pcm_s16le":
        return np.rint(samples * 32768).clip(-32768, 32767).astype("<i2").tobytes()
    file = io.BytesIO()
    names = {"opus": ("OGG", "OPUS"), "mp3": ("MP3", None), "wav": ("WAV", "PCM_24"), "flac": ("FLAC", "PCM_16")}
    container, subtype = names[codec]
    soundfile.write(file, samples, rate, format=container, subtype=subtype)
    return file.getvalue()


def voice(seconds=1.5, rate=22050, seed=1):
    """Return something like speech: syllables of a few harmonics and noise, with soft ends."""
    random = np.random.default_rng(seed)
    time = np.arange(int(seconds * rate)) / rate
    pitch = 2 * np.pi * (110 + 20 * np.sin(3 * time)) * time
    sound = sum(np.sin(k * pitch) / k for k in range(1, 12)) * 0.2
    sound += 0.02 * random.standard_normal(len(time))
    return (sound * np.sin(np.pi * 4 * time) ** 2).astype(np.float32)


def read_back(path):
    """Decode a file as a player does and return (samples of shape (frames, channels), the open container's facts)."""
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        facts = {
            "codec": stream.codec_context.name,
            "rate": stream.codec_context.sample_rate,
            "channels": stream.codec_context.channels,
            "seconds": float(stream.duration * stream.time_base),
            "chapters": container.chapters(),
            "bit_rate": stream.codec_context.bit_rate,
        }
        into = av.AudioResampler(format="flt", layout=stream.codec_context.layout.name, rate=facts["rate"])
        frames = [f.to_ndarray() for frame in container.decode(stream) for f in into.resample(frame)]
        frames += [f.to_ndarray() for f in into.resample(None)]
    return np.concatenate(frames, axis=1).reshape(-1, facts["channels"]), facts


def snr(wanted, got):
    """Return the signal-to-noise ratio in dB, an infinite one as 999."""
    error = float(np.mean((np.asarray(wanted, np.float64) - got) ** 2))
    return 10 * np.log10(float(np.mean(np.asarray(wanted, np.float64) ** 2)) / error) if error else 999.0
