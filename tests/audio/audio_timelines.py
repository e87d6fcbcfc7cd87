"""Timelines made of takes and media that are numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from types import MappingProxyType

import numpy as np
from audio_takes import Shelf

from studio_app.audio.mix import Mix
from studio_app.domain.arrange_timeline import timeline_plan
from studio_app.domain.manuscript import Chapter, Metadata
from studio_app.domain.mixplan import plan_length
from studio_app.domain.project import Project
from studio_app.domain.timeline import RATE, Clip, Mode, Sound, Track, TrackKind, timeline_of


@dataclass
class Numbers:
    """A media file whose samples are given, shape (frames, channels)."""

    samples: np.ndarray
    rate: int = RATE

    def frames(self, start, end):
        out = np.zeros((max(0, end - start), self.samples.shape[1]), np.float32)
        first, last = max(0, start), min(end, len(self.samples))
        if first < last:
            out[first - start : last - start] = self.samples[first:last]
        return out


@dataclass
class Score:
    """A timeline in the making, and what is heard on it."""

    shelf: Shelf = field(default_factory=Shelf)
    media: dict[str, Numbers] = field(default_factory=dict)
    takes: dict[int, object] = field(default_factory=dict)
    tracks: list[Track] = field(default_factory=list)
    clips: list[Clip] = field(default_factory=list)
    ids: count = field(default_factory=lambda: count(1))

    def track(self, kind=TrackKind.VOICEOVER, **more):
        number = next(self.ids)
        self.tracks.append(Track(number, float(number), kind, f"Track {number}", **more))
        return number

    def take(self, samples, rate=22050, **more):
        take = self.shelf.take(samples, rate, **more)
        self.takes[take.id] = take
        frames = plan_length(take.speech_frames, take.rate, RATE)
        return Sound(frames, 0, frames, frames, take_id=take.id)

    def file(self, samples, rate=RATE):
        samples = np.asarray(samples, np.float32).reshape(len(samples), -1)
        name = f"media {len(self.media)}"
        self.media[name] = Numbers(samples, rate)
        frames = plan_length(len(samples), rate, RATE)
        return Sound(frames, 0, frames, frames, media=name)

    def clip(self, track, start, *sounds, mode=Mode.FIXED, **more):
        length = sum(sound.length for sound in sounds)
        self.clips.append(Clip(next(self.ids), track, start, length, mode, "words", sounds, **more))
        return self.clips[-1].id

    def timeline(self):
        return timeline_of(self.tracks, self.clips)

    def project(self, timeline=None):
        held = MappingProxyType({1: timeline or self.timeline()})
        return Project(Metadata(title="Score"), chapters=(Chapter(1, 1.0, "One"),), timelines=held)

    def plan(self, timeline=None, **more):
        return timeline_plan(self.project(timeline), 1, self.takes, self.media, **more)

    def mix(self, plan, **more):
        return Mix(plan, self.shelf.fetch, self.media.__getitem__, **more)

    def heard(self, timeline=None, start=0, end=None, *, block=65536, **more):
        plan = self.plan(timeline, **more)
        return played(self.mix(plan), start, end, block)


def played(mix, start=0, end=None, block=65536):
    blocks = list(mix.blocks(start, end, block=block))
    return np.concatenate([np.zeros((0, mix.plan.channels), np.float32), *blocks])
