"""Placeholders for sound effects, made on this machine from the words of a prompt: rain is a hiss, a bell rings, steps step.

They cost nothing and need no network, so that a scene can be laid out before anything is paid for. They are not meant to be
published, and say so. The same prompt, length and variant give the same samples everywhere.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from studio_app.domain.errors import TextRefused
from studio_app.speech.effects import EffectAbilities, MadeEffect
from studio_app.speech.engine import AudioChunk, Billing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy.typing as npt

    from studio_app.domain.timeline import Effect

    Samples = npt.NDArray[np.float32]
    #: Samples, or what becomes some: numbers as NumPy calculates them.
    Numbers = npt.NDArray[np.floating]
    Random = np.random.Generator
    #: Makes so many samples of a sound.
    Recipe = Callable[[int, Random], Samples]

MODEL = "placeholder"
RATE = 48_000
CHARACTERS, SECONDS = 450, (0.5, 30.0)
#: Peak of what is made, and the seconds over which a loop runs into its beginning and an end fades.
_PEAK, _LOOP_S, _END_S = 0.5, 0.25, 0.02
#: Of a prompt that names more, so many sounds are heard.
_MOST_KINDS = 3
#: Of what is heard many times, so many are made.
_ALIKE = 16


class Kind(NamedTuple):
    """A sound: the words that mean it, how many seconds it has by itself, and how it is made."""

    words: tuple[str, ...]
    seconds: float
    recipe: Recipe


class Placeholders:
    """``EffectMaker`` without a provider."""

    @property
    def abilities(self) -> EffectAbilities:
        """Return what can be made."""
        return EffectAbilities(MODEL, CHARACTERS, SECONDS, placeholder=True)

    def estimate(self, effect: Effect) -> float:  # noqa: ARG002 - the protocol's arguments
        """Return 0: it costs nothing."""
        return 0.0

    async def make(self, prompt: str, effect: Effect, variant: int = 0) -> MadeEffect:
        """Make one; see ``EffectMaker.make``."""
        words = " ".join(prompt.split())
        if not words:
            raise TextRefused("Say in a few words what is to be heard, then generate again.")
        if len(words) > CHARACTERS:
            raise TextRefused(f"The words for a sound effect are at most {CHARACTERS} characters. Shorten them.")
        samples = await asyncio.to_thread(synthesized, words, effect, variant)
        return MadeEffect(AudioChunk(samples.tobytes(), "pcm_s16le", RATE, 1), Billing(0.0))


def synthesized(prompt: str, effect: Effect, variant: int = 0) -> npt.NDArray[np.int16]:
    """Return a placeholder as samples at ``RATE``, mono. Any thread; a second of it takes a few milliseconds."""
    found = kinds(prompt)
    seconds = min(SECONDS[1], max(SECONDS[0], effect.seconds or max(kind.seconds for kind in found)))
    length, tail = round(seconds * RATE), round(_LOOP_S * RATE) if effect.loop else 0
    made = np.zeros(length + tail, np.float32)
    for number, kind in enumerate(found):
        seed = hashlib.blake2b(
            f"{prompt.lower()} {number} {variant}".encode("utf-8", "replace"), digest_size=8
        ).digest()
        one = kind.recipe(len(made), np.random.default_rng(int.from_bytes(seed, "big")))
        made += one / max(1e-6, float(np.abs(one).max()))
    made = _looped(made, length) if tail else _ended(made)
    made *= _PEAK / max(1e-6, float(np.abs(made).max()))
    return np.rint(made * 32767).astype("<i2")


def kinds(prompt: str) -> tuple[Kind, ...]:
    """Return the sounds that a prompt names, in its order; noise where it names none."""
    found: dict[str, Kind] = {}
    for word in re.findall(r"\w+", prompt.lower()):
        for name, kind in KINDS.items():
            if any(_means(word, meant) for meant in kind.words):
                found.setdefault(name, kind)
    return tuple(found.values())[:_MOST_KINDS] or (_NOISE,)


def _means(word: str, meant: str) -> bool:
    return word.startswith(meant[:-1]) if meant.endswith("*") else word in (meant, f"{meant}s")


# What sounds are made of


def _noise(length: int, random: Random, low: float = 20, high: float = 20_000) -> Samples:
    """Return noise between two frequencies."""
    size = 1 << (length - 1).bit_length()
    spectrum = np.fft.rfft(random.standard_normal(size).astype(np.float32))
    spectrum[: int(low * size / RATE)] = 0
    spectrum[int(high * size / RATE) + 1 :] = 0
    made = np.fft.irfft(spectrum, size)[:length].astype(np.float32)
    return np.asarray(made / max(1e-6, float(np.abs(made).max())), np.float32)


def _time(length: int) -> Samples:
    return np.arange(length, dtype=np.float32) / np.float32(RATE)


def _decay(length: int, seconds: float) -> Samples:
    """Return what falls to a tenth in so many seconds."""
    return np.asarray(np.exp(-2.3 * _time(length) / seconds), np.float32)


def _swell(length: int, random: Random, every: float, depth: float) -> Samples:
    """Return a loudness that wanders, up and down about once in ``every`` seconds."""
    count = max(4, int(length / RATE / every) + 4)
    points = np.linspace(0, length, count)
    return (1 - depth * np.interp(np.arange(length), points, random.random(count))).astype(np.float32)


def _tone(length: int, frequency: float | Numbers) -> Samples:
    phase = np.cumsum(np.broadcast_to(np.asarray(frequency, np.float64), (length,))) * (2 * np.pi / RATE)
    return np.sin(phase).astype(np.float32)


def _strike(random: Random, seconds: float, frequency: float, noise: float = 0.3) -> Samples:
    """Return one hit on something that sounds at a frequency."""
    length = round(seconds * RATE)
    body = _tone(length, frequency) * _decay(length, seconds / 2)
    return body + noise * _noise(length, random) * _decay(length, min(seconds, 0.03))


def _at(length: int, hits: Iterable[tuple[float, Numbers]]) -> Samples:
    """Return hits at their seconds; what lies behind the end is not heard."""
    made = np.zeros(length, np.float32)
    for second, hit in hits:
        begin = round(second * RATE)
        if 0 <= begin < length:
            part = hit[: length - begin]
            made[begin : begin + len(part)] += part
    return made


def _every(length: int, random: Random, seconds: float, jitter: float) -> list[float]:
    """Return the seconds of what comes again and again."""
    count = int(length / RATE / seconds) + 1
    return [seconds * (n + jitter * random.random()) for n in range(count)]


def _scattered(
    length: int, random: Random, a_second: float, hits: Sequence[Numbers], loud: float = 1.0
) -> list[tuple[float, Numbers]]:
    """Return so many hits a second anywhere, each more or less ``loud``."""
    count = int(a_second * length / RATE) + 1
    seconds, which = random.random(count) * length / RATE, random.integers(len(hits), size=count)
    return [(float(at), hits[n] * (loud * random.random())) for at, n in zip(seconds, which, strict=True)]


def _ended(made: Samples) -> Samples:
    fade = min(len(made), round(_END_S * RATE))
    made[len(made) - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)
    return made


def _looped(made: Samples, length: int) -> Samples:
    """Return the first ``length`` samples, begun with what would come behind them: its end runs into its beginning."""
    tail = made[length:]
    rise = np.sin(np.linspace(0, np.pi / 2, len(tail), dtype=np.float32))
    made = made[:length].copy()
    made[: len(tail)] = made[: len(tail)] * rise + tail[: len(made)] * rise[::-1]
    return made


# The sounds


def _rain(length: int, random: Random) -> Samples:
    drops = _scattered(length, random, 30, [_strike(random, 0.03, 2500, 1) for _ in range(_ALIKE)], 0.4)
    return 0.4 * _noise(length, random, 1200, 14_000) + _at(length, drops)


def _wind(length: int, random: Random) -> Samples:
    gusts = _swell(length, random, 1.5, 0.8)
    return _noise(length, random, 80, 900) * gusts + 0.3 * _noise(length, random, 500, 2500) * gusts**3


def _waves(length: int, random: Random) -> Samples:
    swell = (0.55 + 0.45 * np.sin(2 * np.pi * (_time(length) / 6 + random.random()))).astype(np.float32)
    return _noise(length, random, 60, 6000) * swell**2


def _fire(length: int, random: Random) -> Samples:
    crackles = [_noise(400, random, 1500) * _decay(400, 0.003) for _ in range(_ALIKE)]
    low = 0.3 * _noise(length, random, 40, 500) * _swell(length, random, 0.4, 0.5)
    return low + _at(length, _scattered(length, random, 14, crackles))


def _thunder(length: int, random: Random) -> Samples:
    rumble = _noise(length, random, 20, 220) * _swell(length, random, 0.5, 0.7) * _decay(length, 3.0)
    return rumble + 0.4 * _noise(length, random, 200, 4000) * _decay(length, 0.25)


def _bang(length: int, random: Random) -> Samples:
    return _noise(length, random, 20, 5000) * _decay(length, 0.15) + 1.5 * _noise(length, random, 20, 150) * _decay(
        length, 1.0
    )


def _steps(length: int, random: Random) -> Samples:
    hits = [
        (at, (0.8 + 0.2 * random.random()) * _strike(random, 0.18, 75 + 20 * random.random(), 0.5))
        for at in _every(length, random, 0.55, 0.08)
    ]
    return _at(length, hits)


def _knock(length: int, random: Random) -> Samples:
    knocks = [
        (group + 0.16 * n, _strike(random, 0.15, 180 + 30 * random.random(), 0.6))
        for group in _every(length, random, 1.6, 0.1)
        for n in range(3)
    ]
    return _at(length, knocks)


def _door(length: int, random: Random) -> Samples:
    creaking = max(1, min(length - RATE // 5, round(1.1 * RATE)))
    pitch = 190 + 120 * np.cumsum(random.standard_normal(creaking).astype(np.float32)) / np.sqrt(creaking)
    creak = np.sign(_tone(creaking, np.clip(pitch, 60, 600))) * _noise(creaking, random, 300, 3000)
    slam = _strike(random, 0.4, 70, 0.8)
    return _at(length, [(0, 0.3 * creak * _swell(creaking, random, 0.2, 0.8)), (creaking / RATE, slam)])


def _bell(length: int, random: Random) -> Samples:
    base = 380 + 160 * random.random()
    ring = sum(
        _tone(length, base * ratio) * _decay(length, 3 / ratio) / ratio for ratio in (0.5, 1, 1.2, 1.5, 2, 2.7, 4)
    )
    return np.asarray(ring, np.float32)


def _applause(length: int, random: Random) -> Samples:
    claps = [_noise(900, random, 500, 6000) * _decay(900, 0.008) for _ in range(_ALIKE)]
    return _at(length, _scattered(length, random, 220, claps))


def _click(length: int, random: Random) -> Samples:
    return _at(length, [(0.02, _strike(random, 0.02, 2800, 1)), (0.1, 0.6 * _strike(random, 0.02, 2200, 1))])


def _clock(length: int, random: Random) -> Samples:
    ticks = [(0.5 * n, _strike(random, 0.04, 3100 - 500 * (n % 2), 0.6)) for n in range(int(length / RATE * 2) + 1)]
    return _at(length, ticks)


def _whoosh(length: int, random: Random) -> Samples:
    shape = np.asarray(np.sin(np.linspace(0, np.pi, length)) ** 3, np.float32)
    return _noise(length, random, 200, 1500) * shape + _noise(length, random, 1500, 9000) * shape**4


def _birds(length: int, random: Random) -> Samples:
    return _at(length, _scattered(length, random, 4, [_chirp(random) for _ in range(_ALIKE)]))


def _chirp(random: Random) -> Samples:
    size = round((0.06 + 0.1 * random.random()) * RATE)
    high = 2500 + 2500 * random.random()
    sweep = np.linspace(high, high * (0.7 + 0.6 * random.random()), size)
    return _tone(size, sweep) * np.hanning(size).astype(np.float32)


def _heart(length: int, random: Random) -> Samples:
    beats = _every(length, random, 0.85, 0.02)
    return _at(
        length,
        [(at + later, loud * _strike(random, 0.2, 48, 0.02)) for at in beats for later, loud in ((0, 1), (0.28, 0.7))],
    )


def _engine(length: int, random: Random) -> Samples:
    speed = 45 * (1 + 0.1 * _swell(length, random, 1.0, 1.0))
    hum = sum(_tone(length, speed * n) / n for n in (1, 2, 3, 5))
    return np.asarray(hum + 0.3 * _noise(length, random, 40, 1200), np.float32)


def _phone(length: int, random: Random) -> Samples:
    one = round(1.0 * RATE)
    ring = (_tone(one, 440) + _tone(one, 480)) * (np.sign(_tone(one, 20)) * 0.3 + 0.7)
    return _at(length, [(at, ring) for at in _every(length, random, 2.0, 0)])


def _beep(length: int, random: Random) -> Samples:
    one = _tone(RATE // 5, 880 + 240 * random.random()) * np.hanning(RATE // 5).astype(np.float32) ** 0.2
    return _at(length, [(at, one) for at in _every(length, random, 0.8, 0)])


def _drip(length: int, random: Random) -> Samples:
    def drop() -> Samples:
        size = RATE // 12
        return _tone(size, np.linspace(700 + 500 * random.random(), 1900, size)) * _decay(size, 0.03)

    return _at(length, [(at, drop()) for at in _every(length, random, 0.7, 0.4)])


def _glass(length: int, random: Random) -> Samples:
    shards = [
        (0.02 + 0.5 * random.random() ** 2, random.random() * _strike(random, 0.15, 2000 + 5000 * random.random(), 0.2))
        for _ in range(24)
    ]
    return _at(length, [(0.0, _noise(2000, random, 1500) * _decay(2000, 0.02)), *shards])


def _crowd(length: int, random: Random) -> Samples:
    voices = [
        _noise(length, random, low, low * 2.2) * _swell(length, random, 0.25, 1.0) for low in (180, 260, 420, 700, 1100)
    ]
    return np.asarray(sum(voices), np.float32)


_NOISE = Kind((), 3.0, lambda length, random: _noise(length, random, 100, 5000) * _swell(length, random, 1.0, 0.4))
#: In English, German, French, Spanish, Italian and Portuguese. A star stands for any ending, and every word has a plural.
KINDS = {
    "rain": Kind(("rain*", "regen*", "pluie*", "lluvia*", "piogg*", "chuva*", "drizzl*"), 6, _rain),
    "wind": Kind(("wind", "windy", "breeze*", "vent", "viento*", "vento", "sturm*", "storm*", "tempest*"), 6, _wind),
    "waves": Kind(
        ("wave*", "ocean*", "sea", "meer*", "welle*", "vague*", "mar", "mare", "olas", "onde", "surf"), 8, _waves
    ),
    "fire": Kind(("fire", "fireplace", "feuer*", "feu", "fuego*", "fuoco", "fogo", "flame*", "crackl*"), 6, _fire),
    "thunder": Kind(("thunder*", "donner*", "tonnerre*", "trueno*", "tuon*", "trov*"), 5, _thunder),
    "bang": Kind(("bang*", "explo*", "gun", "gunshot*", "shot", "schuss*", "boom*", "crash*", "cannon*"), 3, _bang),
    "knock": Kind(("knock*", "klopf*", "frapp*", "bussa*"), 2, _knock),
    "door": Kind(("door", "tür", "türen", "porte", "puerta", "porta", "gate", "creak*", "squeak*"), 2, _door),
    "steps": Kind(("step*", "footstep*", "walk*", "schritt*", "pas", "paso", "passi", "passo", "running"), 4, _steps),
    "bell": Kind(("bell", "doorbell", "glock*", "cloche*", "campan*", "sino", "chime*", "gong*"), 4, _bell),
    "applause": Kind(("applau*", "clap*", "beifall*", "ovation*", "aplaus*"), 5, _applause),
    "click": Kind(("click*", "klick*", "clic", "switch*", "schalter*"), 0.5, _click),
    "clock": Kind(("clock*", "tick*", "uhr", "horloge*", "reloj*", "orolog*", "relógio*"), 5, _clock),
    "whoosh": Kind(("whoosh*", "swoosh*", "swish*"), 1, _whoosh),
    "birds": Kind(
        ("bird*", "vogel*", "vögel*", "oiseau*", "pájaro*", "uccell*", "pássaro*", "chirp*", "tweet*"), 6, _birds
    ),
    "heart": Kind(("heart*", "herz*", "coeur*", "cœur*", "corazón*", "cuore", "coração"), 5, _heart),
    "engine": Kind(("engine*", "car", "motor*", "moteur*", "auto", "truck*", "train", "plane", "machine*"), 5, _engine),
    "phone": Kind(("phone*", "telefon*", "téléphone*", "teléfono*", "ringing"), 4, _phone),
    "beep": Kind(("beep*", "alarm*", "alert*", "piep*", "bip"), 2, _beep),
    "drip": Kind(("drip*", "drop", "droplet*", "tropf*", "goutte*", "gota", "goccia"), 4, _drip),
    "glass": Kind(("glas", "glass*", "verre*", "vidrio*", "vetro", "shatter*"), 1.5, _glass),
    "crowd": Kind(
        ("crowd*", "murmur*", "menge", "foule*", "multitud*", "folla", "restaurant*", "café", "cafe"), 6, _crowd
    ),
}
