"""What happens to the sounds, the gain line and the text of a clip when it is cut, fitted, joined or widened."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from studio_app.domain.errors import WrongUsage
from studio_app.domain.timeline import GainPoint, Said, Sound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.takes import WordTiming
    from studio_app.domain.timeline import Clip

#: Decibels that nobody hears: gains nearer than this are equal.
_SAME_DB = 1e-9
#: Scripts besides the wide ones that put no spaces between words: Thai and Lao, Burmese, Khmer.
_NO_SPACES = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"))
#: Samples by which cuts within cuts of a stretched sound may be off its straight line, each being made at a whole sample.
_ROUNDED = 2
_WORD = re.compile(r"\S+\s*")


def silence(length: int) -> Sound:
    """Return silence of that many samples."""
    return Sound(length, 0, length, length)


def share(whole: int, part: int, of: int) -> int:
    """Return ``whole * part / of`` to the nearest, half up, without floats."""
    return (2 * whole * part + of) // (2 * of)


def as_recorded(sounds: Sequence[Sound]) -> tuple[Sound, ...]:
    """Return sounds that are not stretched."""
    return tuple(replace(sound, length=sound.natural) for sound in sounds)


def fitted(sounds: Sequence[Sound], length: int) -> tuple[Sound, ...]:
    """Return sounds stretched, all by the same factor, to fill ``length`` to the sample.

    Raises:
        WrongUsage: the length has not a sample for each.
    """
    ends = list(accumulate(sound.length for sound in sounds))
    places = [0, *(share(length, end, ends[-1]) for end in ends)]
    lengths = [end - start for start, end in pairwise(places)]
    if any(one < 1 for one in lengths):
        raise WrongUsage("The clip is too short to hold its speech; make it longer.")
    return tuple(replace(sound, length=one) for sound, one in zip(sounds, lengths, strict=True))


def cut(sounds: Sequence[Sound], at: int, said_at: int | None = None) -> tuple[tuple[Sound, ...], tuple[Sound, ...]]:
    """Return the sounds before and behind the heard sample ``at``.

    ``said_at`` is where in its line the text of the sound that is divided goes over to the second part; None: both parts keep
    it whole, because what is only hidden is still said.

    Raises:
        WrongUsage: a single recorded sample would have to be divided.
    """
    number, inside = sound_at(sounds, at)
    if not inside:
        return tuple(sounds[:number]), tuple(sounds[number:])
    sound = sounds[number]
    place = sound.start + share(sound.natural, inside, sound.length)
    if not sound.start < place < sound.end:
        raise WrongUsage("The clip cannot be cut there: there is no sound to divide.")
    first = second = sound.said
    if sound.said is not None and said_at is not None:
        said_at = min(max(said_at, sound.said.start), sound.said.end)
        first, second = replace(sound.said, end=said_at), replace(sound.said, start=said_at)
    left = replace(sound, end=place, length=inside, said=first)
    right = replace(sound, start=place, length=sound.length - inside, said=second)
    return (*sounds[:number], left), (right, *sounds[number + 1 :])


def sound_at(sounds: Sequence[Sound], at: int) -> tuple[int, int]:
    """Return which of the sounds is heard at sample ``at`` of the clip, and at which of its own samples that is."""
    for number, sound in enumerate(sounds):
        if at < sound.length:
            return number, max(0, at)
        at -= sound.length
    return len(sounds), 0


def widened(sounds: Sequence[Sound], front: int, back: int) -> tuple[Sound, ...]:
    """Return sounds with as many heard samples more at both ends, fewer where negative: the trim of a clip.

    Raises:
        WrongUsage: the recording has no more sound there, or nothing would be left.
    """
    held = tuple(sounds)
    if front < 0:
        held = cut(held, -front)[1]
    if back < 0:
        held = cut(held, sum(sound.length for sound in held) + back)[0]
    if not held:
        raise WrongUsage("Nothing would be left of the clip; delete it instead.")
    if front > 0:
        held = (_longer(held[0], front, at_start=True), *held[1:])
    if back > 0:
        held = (*held[:-1], _longer(held[-1], back, at_start=False))
    return held


def _longer(sound: Sound, by: int, *, at_start: bool) -> Sound:
    more = share(sound.natural, sound.length + by, sound.length) - sound.natural
    if sound.silent:
        return silence(sound.length + by)
    start, end = (sound.start - more, sound.end) if at_start else (sound.start, sound.end + more)
    if start < 0 or end > sound.frames:
        raise WrongUsage("The recording has no more sound there.")
    return replace(sound, start=start, end=end, length=sound.length + by)


def chained(left: Sequence[Sound], right: Sequence[Sound]) -> tuple[Sound, ...]:
    """Return one row of sounds; two parts of one recording that were cut from each other are one again."""
    if not left or not right:
        return (*left, *right)
    whole = _whole(left[-1], right[0])
    return (*left, *right) if whole is None else (*left[:-1], whole, *right[1:])


def _whole(left: Sound, right: Sound) -> Sound | None:
    if left.silent and right.silent:
        return silence(left.length + right.length)
    if (left.take_id, left.media, left.frames, left.end) != (right.take_id, right.media, right.frames, right.start):
        return None
    said = left.said
    if left.said is not None and right.said is not None:
        if (left.said.line, left.said.end) != (right.said.line, right.said.start):
            return None
        said = Said(left.said.line, left.said.start, right.said.end)
    elif left.said is not right.said:
        return None
    whole = replace(left, end=right.end, length=left.length + right.length, said=said)
    # Parts that were stretched differently since stay two: as one, each would sound different.
    apart = abs(share(whole.natural, left.length, whole.length) - left.natural)
    return whole if apart <= (_ROUNDED if whole.natural != whole.length else 0) else None


def gain_cut(clip: Clip, at: int) -> tuple[tuple[GainPoint, ...], tuple[GainPoint, ...]]:
    """Return the gain lines of both parts of a clip cut at its sample ``at``."""
    if not clip.gain:
        return (), ()
    db = clip.gain_at(at)
    left = [*(point for point in clip.gain if point.at < at), GainPoint(at, db)]
    right = [GainPoint(0, db), *(GainPoint(point.at - at, point.db) for point in clip.gain if point.at > at)]
    return tuple(left), tuple(right)


def gain_within(clip: Clip, start: int, end: int) -> tuple[GainPoint, ...]:
    """Return the gain line of the clip's samples ``start`` to ``end``, which may lie outside of it."""
    if not clip.gain or (start <= 0 and end >= clip.length):
        return tuple(GainPoint(point.at - start, point.db) for point in clip.gain)
    inner = [GainPoint(point.at - start, point.db) for point in clip.gain if start < point.at < end]
    return (GainPoint(0, clip.gain_at(start)), *inner, GainPoint(end - start, clip.gain_at(end)))


def gain_scaled(gain: Sequence[GainPoint], old: int, new: int) -> tuple[GainPoint, ...]:
    """Return a gain line for a clip that is ``new`` samples long instead of ``old``. Points that meet become one."""
    return tuple({share(new, point.at, old): GainPoint(share(new, point.at, old), point.db) for point in gain}.values())


def gain_chained(left: Clip, right: Clip, at: int) -> tuple[GainPoint, ...]:
    """Return the gain line of two clips one behind the other, of which the second begins at sample ``at``."""
    if not left.gain and not right.gain:
        return ()
    before, behind = left.gain_at(left.length), right.gain_at(0)
    head = [point for point in left.gain if point.at < left.length]
    tail = [GainPoint(point.at + at, point.db) for point in right.gain if point.at]
    if abs(before - behind) >= _SAME_DB or at > left.length:
        last = max(0, min(left.length, at - 1))
        return (*(point for point in head if point.at < last), GainPoint(last, before), GainPoint(at, behind), *tail)
    through = GainPoint(at, before)
    if head and tail:
        straight = head[-1].db + (tail[0].db - head[-1].db) * (at - head[-1].at) / (tail[0].at - head[-1].at)
        if abs(straight - before) < _SAME_DB:
            return (*head, *tail)
    return (*head, through, *tail)


def text_cut(text: str, at: int, length: int) -> int:
    """Return the code point at which a word of ``text`` begins that is nearest to the share ``at`` of ``length``.

    A single word goes whole to one side; a text of a script without spaces (Chinese, Thai) is cut where the share is.
    """
    wanted = share(len(text), at, length)
    starts = [found.start() for found in _WORD.finditer(text)][1:]
    if not starts and any(map(_unspaced, text)):
        while 0 < wanted < len(text) and unicodedata.category(text[wanted]).startswith("M"):
            wanted += 1
        return wanted
    return min(starts or (0, len(text)), key=lambda start: abs(start - wanted))


def _unspaced(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF" or any(low <= char <= high for low, high in _NO_SPACES)


def spoken_cut(sound: Sound, words: Sequence[WordTiming], at: int, rate: int) -> int:
    """Return where in its line a sound is cut at its heard sample ``at``: at the first word that begins behind it.

    ``words`` are those of the take, from its first frame on, with places as code points of the line.
    """
    place = (sound.start + share(sound.natural, at, sound.length)) / rate
    end = sound.said.end if sound.said else 0
    return next((word.start for word in words if word.seconds >= place), end)
