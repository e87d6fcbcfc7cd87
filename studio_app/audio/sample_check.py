"""Whether a recording is fit to make a voice of: it is measured once, and judged by what an engine asks for.

A file is read in blocks, so that hours of it take little memory. What is measured of rooms, noise and speakers is an
estimate from the sound alone: it never says "fail", but where it cannot be mistaken.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from studio_app.audio.measure import levels
from studio_app.audio.sample_file import Facts, blocks
from studio_app.audio.sample_sound import FRAME_S, Sound, decay_s, groups, longest, mean_db, noise_db, speech

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from studio_app.audio.decode import Samples

#: The levels of findings, from good to bad.
LEVELS = ("ok", "warn", "fail")
#: What is looked at, in the order it is shown.
CHECKS = (
    "length",
    "loudness",
    "peak",
    "clipping",
    "noise",
    "reverb",
    "speaker",
    "silence",
    "format",
    "size",
)
#: What ``sample_fix`` and the dialogs can do about a finding.
FIXES = ("normalize", "trim", "convert", "shorten", "denoise")

#: How many slices of a recording a waveform is drawn of.
SLICES = 2000


@dataclass(frozen=True, slots=True)
class Guidance:
    """What an engine asks of recordings; lengths are of all of them together, in seconds.

    ``rms_db`` is the range speech should have, ``peak_db`` what no peak may exceed; ``formats`` are suffixes without the dot,
    () for any.
    """

    least_s: float = 10.0
    best_s: tuple[float, float] = (60.0, 120.0)
    samples: int = 25
    sample_bytes: int = 10 << 20
    formats: tuple[str, ...] = ()
    rms_db: tuple[float, float] = (-23.0, -18.0)
    peak_db: float = -3.0
    denoise: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found: ``level`` is of ``LEVELS``, ``value`` in ``unit`` ("s", "dB", "%", "bytes", "" for a count).

    ``said`` is a sentence on what was found, ``advice`` one on what to do, "" where nothing is; ``fix`` is of ``FIXES`` or "".
    ``value`` is None where it cannot be measured.
    """

    id: str
    level: str
    value: float | None = None
    unit: str = ""
    said: str = ""
    advice: str = ""
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Voices:
    """How many seem to speak, guessed from two groups of what is said, as unlike in pitch as can be.

    ``gap`` is how far they lie apart in semitones, ``apart`` the same and ``timbre`` that of their sound, in spreads of one of
    them; ``share`` is of the lesser one. ``pitch`` is the usual one in semitones above 1 Hz, 0 where none was heard;
    ``stretches`` is of how much speech all this is.
    """

    gap: float = 0.0
    apart: float = 0.0
    timbre: float = 0.0
    share: float = 0.0
    pitch: float = 0.0
    stretches: int = 0


@dataclass(frozen=True, slots=True)
class Measures:
    """A recording, measured. Levels are in dB of full scale; None is what cannot be told.

    ``rms_db`` is of what is speech only, ``noise_db`` of what is left in its pauses. ``clipped`` counts places where the top of
    the wave is cut off. ``decay_s`` is how long its sound would take to fall by 60 dB. ``peaks`` are the lowest and the
    highest sample of ``SLICES`` equal slices.
    """

    facts: Facts
    speech_s: float = 0.0
    rms_db: float | None = None
    peak_db: float = -math.inf
    clipped: int = 0
    noise_db: float | None = None
    decay_s: float | None = None
    voices: Voices = Voices()
    longest_silence_s: float = 0.0
    start_s: float = 0.0
    end_s: float = 0.0
    peaks: tuple[tuple[float, float], ...] = field(default=(), repr=False)

    @property
    def seconds(self) -> float:
        """Return how long it is."""
        return self.facts.seconds

    @property
    def silence(self) -> float:
        """Return which share of it is no speech, 0 to 1."""
        return 1 - min(1.0, self.speech_s / self.seconds) if self.seconds else 1.0


def measure(path: Path, check: Callable[[], None] = lambda: None) -> Measures:
    """Measure a recording of any length and format. Reads the disk; ``check`` is called often and raises to stop.

    Raises:
        WrongFormat, Damaged, FileRefused: it cannot be read as sound.
    """
    passing = _Passing()
    found = None
    for held, block in blocks(path, check):
        found = held
        passing.take(block, held.rate)
    assert found is not None, "blocks yields, or raises"
    return passing.measures(found)


def judge(found: Measures, asked: Guidance) -> tuple[Finding, ...]:
    """Judge one recording of several: all but how long all of them are together."""
    return tuple(_CHECKS[name](found, asked) for name in CHECKS if name in _CHECKS)


def judge_all(found: Sequence[Measures], asked: Guidance) -> tuple[Finding, ...]:
    """Judge recordings together: a finding of each kind, the worst one has, and whether one speaks in all of them."""
    readable = [one for one in found if one.facts.frames]
    if not readable:
        return ()
    by_id = {name: max((_CHECKS[name](one, asked) for one in readable), key=_badness) for name in _CHECKS}
    by_id["length"] = _length(sum(one.seconds for one in readable), asked)
    by_id["speaker"] = max(by_id["speaker"], _one_speaker(readable), key=_badness)
    if len(readable) > asked.samples:
        said = f"{len(readable)} recordings are too many; at most {asked.samples} are taken."
        by_id["size"] = Finding("size", "fail", float(len(readable)), "", said, "Take some away, or join them.")
    return tuple(by_id[name] for name in CHECKS)


def unreadable(sentence: str) -> Finding:
    """Return what is found where a file cannot be read at all."""
    return Finding("format", "fail", None, "", sentence, "Choose another file.")


class _Passing:
    """A recording that passes by in blocks, and what is kept of it."""

    def __init__(self) -> None:
        self._sound: Sound | None = None
        self._peak = 0.0
        self._tops: list[_Tops] = []
        self._rest = np.zeros(0, dtype=np.float32)
        self._slices: list[Samples] = []

    def take(self, block: Samples, rate: int) -> None:
        """Take the next block, (frames, channels)."""
        if self._sound is None:
            self._sound = Sound(rate)
            self._tops = [_Tops() for _ in range(block.shape[1])]
        if float(np.abs(block).max()) * 1.5 > self._peak:  # else no peak between its samples can be the highest
            self._peak = max(self._peak, levels(block).peak)
        for channel, tops in enumerate(self._tops):
            tops.take(block[:, channel])
        mono = block.mean(axis=1, dtype=np.float32) if block.shape[1] > 1 else block[:, 0]
        self._sound.feed(mono)
        self._slice(mono, max(1, rate // 100))

    def measures(self, facts: Facts) -> Measures:
        """Return what was measured."""
        assert self._sound is not None
        frames = self._sound.end()
        spoken = speech(frames)
        heard = np.flatnonzero(spoken)
        noise = noise_db(frames, spoken)
        found = groups(frames, spoken)
        return Measures(
            facts,
            speech_s=len(heard) * FRAME_S,
            rms_db=mean_db(frames.level[spoken]) if len(heard) else None,
            peak_db=20 * math.log10(self._peak) if self._peak > 0 else -math.inf,
            clipped=sum(tops.count for tops in self._tops),
            noise_db=noise,
            decay_s=decay_s(frames, spoken),
            voices=Voices(found.gap, found.apart, found.timbre, found.share, found.pitch, found.count),
            longest_silence_s=longest(~spoken) * FRAME_S,
            start_s=float(heard[0]) * FRAME_S if len(heard) else 0.0,
            end_s=float(heard[-1] + 1) * FRAME_S if len(heard) else 0.0,
            peaks=_drawn(self._slices),
        )

    def _slice(self, mono: Samples, size: int) -> None:
        held = np.concatenate((self._rest, mono))
        whole = len(held) - len(held) % size
        rows = held[:whole].reshape(-1, size)
        self._slices.append(np.stack((rows.min(axis=1), rows.max(axis=1)), axis=1))
        self._rest = held[whole:]


class _Tops:
    """Counts where the top of a channel's wave is cut off: flat for some samples, near the highest there is.

    A sine of 100 Hz at a third of full scale is not flat for as long. What a lossy format makes of a cut top overshoots.
    """

    def __init__(self) -> None:
        self.count = 0
        self._highest = 0.0

    def take(self, samples: Samples) -> None:
        """Take the next samples."""
        size = np.abs(samples)
        highest = float(size.max())
        if highest > self._highest * 1.02:
            self.count = 0  # what was flat below was not cut off there
        self._highest = max(self._highest, highest)
        if self._highest < _LOUD_ENOUGH or highest < 0.98 * self._highest:
            return
        top = size >= 0.98 * min(self._highest, 1.0)
        flat = top[1:] & top[:-1] & (np.abs(np.diff(samples)) <= _FLAT)
        if len(flat) >= _FLAT_STEPS:
            self.count += _starts(np.all(np.lib.stride_tricks.sliding_window_view(flat, _FLAT_STEPS), axis=1))
        self.count += _starts(size > _OVER)


#: Below this a top may be flat because there are no finer steps.
_LOUD_ENOUGH = 0.3
#: Steps between samples that are still flat, and how many make a top; what only a lossy format makes of a cut one.
_FLAT, _FLAT_STEPS, _OVER = 1.5 / 32768, 3, 1.002


def _starts(flags: npt.NDArray[np.bool_]) -> int:
    """Return how many runs of true there are."""
    return int(flags[0]) + int(np.count_nonzero(flags[1:] & ~flags[:-1]))


def _drawn(slices: Sequence[Samples]) -> tuple[tuple[float, float], ...]:
    held = np.concatenate(slices)
    if not len(held):
        return ()
    starts = np.unique(np.linspace(0, len(held), min(SLICES, len(held)), endpoint=False).astype(int))
    low, high = np.minimum.reduceat(held[:, 0], starts), np.maximum.reduceat(held[:, 1], starts)
    return tuple(zip(low.tolist(), high.tolist(), strict=True))


# Judging

#: Levels of speech beyond which little can be saved; a difference that nobody hears.
_TOO_QUIET, _TOO_LOUD, _NEAR = -38.0, -11.0, 0.5
#: Places a minute in which the wave is cut off: a few, and too many.
_SOME_CLIPS, _MANY_CLIPS = 2.0, 20.0
#: Decibels between speech and what is heard in its pauses.
_CLEAN, _NOISY = 32.0, 15.0
#: Seconds in which what is heard falls by 60 dB at the fastest. Measured with espeak-ng in five languages: 0.15 to 0.21 where
#: it is dry; 0.27, 0.36, 0.46 and 0.55 in rooms of 0.25, 0.4, 0.6 and 0.9 s that are heard as loud as the voice itself.
_DRY = 0.36
#: Shares of a recording that are no speech, and seconds of silence at a time.
_MUCH_SILENCE, _MOSTLY_SILENCE, _LONG_SILENCE_S = 0.5, 0.8, 4.0


def _length(seconds: float, asked: Guidance) -> Finding:
    low, high = asked.best_s
    said = f"{_time(seconds)} in all."
    if seconds < asked.least_s:
        return Finding("length", "fail", seconds, "s", said, f"At least {_time(asked.least_s)} are needed: add more.")
    if seconds < low:
        return Finding("length", "warn", seconds, "s", said, f"{_time(low)} to {_time(high)} give a better voice.")
    if seconds > high:
        advice = f"More than {_time(high)} make it no better: keep the best of it."
        return Finding("length", "warn", seconds, "s", said, advice, "shorten")
    return Finding("length", "ok", seconds, "s", said)


def _loudness(found: Measures, asked: Guidance) -> Finding:
    if found.rms_db is None:
        return Finding("loudness", "fail", None, "dB", "No speech is heard.", "Choose another recording.")
    low, high = asked.rms_db
    said = f"Speech is at {found.rms_db:.0f} dB."
    if low - _NEAR <= found.rms_db <= high + _NEAR:
        return Finding("loudness", "ok", found.rms_db, "dB", said)
    quiet = found.rms_db < low
    level = "fail" if not _TOO_QUIET < found.rms_db < _TOO_LOUD else "warn"
    advice = f"It is too {'quiet' if quiet else 'loud'}: bring it to {low:.0f} to {high:.0f} dB."
    return Finding("loudness", level, found.rms_db, "dB", said, advice, "normalize")


def _peak(found: Measures, asked: Guidance) -> Finding:
    said = f"The highest peak is at {found.peak_db:.1f} dB."
    if found.peak_db <= asked.peak_db + _NEAR / 5:
        return Finding("peak", "ok", found.peak_db, "dB", said)
    advice = f"Peaks should stay below {asked.peak_db:.0f} dB."
    return Finding("peak", "warn", found.peak_db, "dB", said, advice, "normalize")


def _clipping(found: Measures, _: Guidance) -> Finding:
    often = found.clipped / max(1.0, found.seconds / 60)
    if often <= _SOME_CLIPS:
        return Finding("clipping", "ok", float(found.clipped), "", "Nothing is cut off.")
    said = f"The sound is cut off in {found.clipped:,} places."
    advice = "Nothing can bring that back: record again with less gain, or leave these parts out."
    return Finding("clipping", "fail" if often > _MANY_CLIPS else "warn", float(found.clipped), "", said, advice)


def _noise(found: Measures, asked: Guidance) -> Finding:
    if found.noise_db is None or found.rms_db is None:
        return Finding("noise", "ok", None, "dB", "There is no pause in which noise could be heard.")
    distance = found.rms_db - found.noise_db
    said = f"Noise is {distance:.0f} dB below the speech."
    if distance >= _CLEAN:
        return Finding("noise", "ok", distance, "dB", said)
    advice = "Let it be taken out, or record in a quieter place." if asked.denoise else "Record in a quieter place."
    level = "fail" if distance < _NOISY else "warn"
    return Finding("noise", level, distance, "dB", said, advice, "denoise" if asked.denoise else "")


def _reverb(found: Measures, _: Guidance) -> Finding:
    if found.decay_s is None:
        return Finding("reverb", "ok", None, "s", "The room cannot be told from this recording.")
    if found.decay_s <= _DRY:
        return Finding("reverb", "ok", found.decay_s, "s", "The room is hardly heard.")
    said = f"The room seems to ring, for about {found.decay_s:.1f} s."
    advice = "Record close to the microphone, in a room with curtains, carpets or full shelves."
    return Finding("reverb", "warn", found.decay_s, "s", said, advice)


def _speaker(found: Measures, _: Guidance) -> Finding:
    voices = found.voices
    if not _two(voices):
        return Finding("speaker", "ok", voices.gap, "", "One person seems to speak.")
    said = f"Two people seem to speak, {voices.gap:.0f} semitones apart; one who plays roles can sound so as well."
    return Finding("speaker", "warn", voices.gap, "", said, "Keep only the parts in which one person speaks, as usual.")


def _one_speaker(found: Sequence[Measures]) -> Finding:
    """Compare recordings with each other."""
    pitches = [one.voices.pitch for one in found if one.voices.pitch and one.voices.stretches >= _STRETCHES]
    gap = max(pitches, default=0.0) - min(pitches, default=0.0)
    if gap < _OTHER_PERSON:
        return Finding("speaker", "ok", gap, "", "One person seems to speak.")
    said = f"Not the same person seems to speak in all recordings: they lie {gap:.0f} semitones apart."
    return Finding("speaker", "warn", gap, "", said, "Keep only recordings of one person.")


def _silence(found: Measures, _: Guidance) -> Finding:
    share = found.silence
    said = f"{share:.0%} of it is no speech."
    if share < _MUCH_SILENCE and found.longest_silence_s < _LONG_SILENCE_S:
        return Finding("silence", "ok", 100 * share, "%", said)
    level = "fail" if share >= _MOSTLY_SILENCE else "warn"
    return Finding("silence", level, 100 * share, "%", said, "Take the long silences out.", "trim")


def _format(found: Measures, asked: Guidance) -> Finding:
    said = f"{found.facts.name} is {found.facts.format.upper()}."
    if not asked.formats or found.facts.format in asked.formats:
        return Finding("format", "ok", None, "", said)
    named = ", ".join(asked.formats).upper()
    return Finding("format", "fail", None, "", said, f"Only {named} are taken: convert it.", "convert")


def _size(found: Measures, asked: Guidance) -> Finding:
    size = float(found.facts.bytes)
    said = f"{found.facts.name} has {size / (1 << 20):.1f} MB."
    if size <= asked.sample_bytes:
        return Finding("size", "ok", size, "bytes", said)
    advice = f"A file may have {asked.sample_bytes / (1 << 20):.0f} MB: convert or shorten it."
    return Finding("size", "fail", size, "bytes", said, advice, "convert")


_CHECKS: dict[str, Callable[[Measures, Guidance], Finding]] = {
    "loudness": _loudness,
    "peak": _peak,
    "clipping": _clipping,
    "noise": _noise,
    "reverb": _reverb,
    "speaker": _speaker,
    "silence": _silence,
    "format": _format,
    "size": _size,
}

#: Two people: groups that lie so far apart in semitones and in spreads, and sound unlike as well, the lesser one no less than
#: that share of at least so many stretches. One who reads lively has groups too, but close to each other, without a gap.
#: Measured: men and women in turns 9 to 12 semitones, 8 spreads, 4 of timbre; one speaker up to 3.5, mostly 2 to 6, 1 to 3.
#: Two whose pitch is alike are not told apart.
_GAP, _APART, _TIMBRE, _SHARE, _STRETCHES = 5.0, 4.0, 2.0, 0.12, 8
#: Semitones between recordings of one person.
_OTHER_PERSON = 5.0


def _two(voices: Voices) -> bool:
    return (
        voices.stretches >= _STRETCHES
        and voices.gap >= _GAP
        and voices.apart >= _APART
        and voices.timbre >= _TIMBRE
        and voices.share >= _SHARE
    )


def _badness(finding: Finding) -> tuple[int, float]:
    """Order findings from good to bad; those of one level by how far they are off."""
    far = abs(finding.value or 0.0)
    return LEVELS.index(finding.level), -far if finding.id == "noise" else far


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    if minutes:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    return f"{rest} s"
