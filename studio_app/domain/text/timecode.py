"""Times as people write them: seconds, hours:minutes:seconds with a point or a comma, and film frames. Exact both ways.

A time is a ``Fraction`` of seconds, never a float: 1 frame at 29.97 is 1001/30000 s. Drop-frame counting is that of
SMPTE ST 12-1: the numbers of two frames (four at 59.94) are left out each minute but every tenth; no picture is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from studio_app.domain.errors import Sentence, WrongUsage

#: No time is as long as this; what is longer is a mistake or an attack.
LONGEST_HOURS = 1000

_MICROSECONDS = 1_000_000
_CLOCK = re.compile(r"(?:([0-9]{1,7}):)?([0-9]{1,7}):([0-9]{1,2})(?:[.,]([0-9]{1,9}))?")
_FRAMES = re.compile(r"([0-9]{1,7}):([0-9]{1,2}):([0-9]{1,2})[:;]([0-9]{1,3})")
_SECONDS = re.compile(r"([0-9]{0,7})(?:[.,]([0-9]{0,9}))?")


class Spelling(StrEnum):
    """How a time is written."""

    SECONDS = "seconds"
    POINT = "h:m:s.ms"
    COMMA = "h:m:s,ms"
    FRAMES = "h:m:s:f"


@dataclass(frozen=True, slots=True)
class FrameRate:
    """Frames per second as ``numerator``/``denominator``. ``drop``: frame numbers are left out so as to follow the clock."""

    name: str
    numerator: int
    denominator: int = 1
    drop: bool = False

    @property
    def nominal(self) -> int:
        """Return how many frame numbers a second of the time code has."""
        return -(-self.numerator // self.denominator)

    def seconds(self, frame: int) -> Fraction:
        """Return when the frame with that index, counted from 0, begins."""
        return Fraction(frame * self.denominator, self.numerator)

    def frame(self, seconds: Fraction) -> int:
        """Return the index of the frame that is shown at ``seconds``."""
        return seconds * self.numerator // self.denominator

    def first_sample(self, frame: int, sample_rate: int) -> int:
        """Return the first sample inside of a frame; ``frame_of`` finds the same frame by it."""
        return -(-frame * self.denominator * sample_rate // self.numerator)

    def frame_of(self, sample: int, sample_rate: int) -> int:
        """Return the index of the frame in which a sample is heard."""
        return sample * self.numerator // (self.denominator * sample_rate)


#: The frame rates of film and television, by name.
FRAME_RATES = {
    rate.name: rate
    for rate in (
        FrameRate("23.976", 24_000, 1001),
        FrameRate("24", 24),
        FrameRate("25", 25),
        FrameRate("29.97 df", 30_000, 1001, drop=True),
        FrameRate("29.97 ndf", 30_000, 1001),
        FrameRate("30", 30),
        FrameRate("50", 50),
        FrameRate("59.94 df", 60_000, 1001, drop=True),
        FrameRate("59.94 ndf", 60_000, 1001),
        FrameRate("60", 60),
    )
}
#: What frames are counted at where nobody says.
DEFAULT_RATE = FRAME_RATES["25"]


def parse(text: str, rate: FrameRate = DEFAULT_RATE) -> Fraction:
    """Return the seconds that ``text`` says: ``83.5``, ``0:01:23.5``, ``0:01:23,500``, ``1:23.5`` or ``0:01:23:12``.

    Frames, of which the last form has some, are counted at ``rate``.

    Raises:
        WrongUsage: it is no time, or one that does not exist (frame 25 of 25, a number that drop-frame leaves out).
    """
    text = text.strip()
    if found := _FRAMES.fullmatch(text):
        hours, minutes, seconds, frame = (int(part) for part in found.groups())
        _check_clock(hours, minutes, seconds)
        return rate.seconds(_index(hours, minutes, seconds, frame, rate))
    if found := _CLOCK.fullmatch(text):
        hours, minutes, seconds = int(found[1] or 0), int(found[2]), int(found[3])
        _check_clock(hours, minutes if found[1] else minutes % 60, seconds)
        return _limited(_decimal(hours * 3600 + minutes * 60 + seconds, found[4]))
    found = _SECONDS.fullmatch(text)
    if text.startswith(("-", "\u2212")):
        raise WrongUsage("A time cannot be before the start.")
    if found is None or not (found[1] or found[2]):
        raise WrongUsage("This is not a time. Write seconds (83.5), h:m:s.ms (0:01:23.500) or h:m:s:f (0:01:23:12).")
    return _limited(_decimal(int(found[1] or 0), found[2]))


def spell(seconds: Fraction, spelling: Spelling, rate: FrameRate = DEFAULT_RATE) -> str:
    """Return ``seconds`` in that spelling; ``parse`` gives the same time back if the spelling can hold it.

    Seconds are written to the microsecond, by which any sample up to 192 kHz is found again; clock times to the
    millisecond, both to the nearest. Frames name the one that is shown then.

    Raises:
        WrongUsage: the time is before 0.
    """
    if seconds < 0:
        raise WrongUsage("A time before the start cannot be written.")
    if spelling is Spelling.FRAMES:
        return _frames_text(rate.frame(seconds), rate)
    if spelling is Spelling.SECONDS:
        whole, rest = divmod(_nearest(seconds * _MICROSECONDS), _MICROSECONDS)
        return f"{whole}.{rest:06d}".rstrip("0").rstrip(".")
    whole, rest = divmod(_nearest(seconds * 1000), 1000)
    sign = "," if spelling is Spelling.COMMA else "."
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}{sign}{rest:03d}"


def to_samples(seconds: Fraction, sample_rate: int) -> int:
    """Return the sample nearest to a time."""
    return _nearest(seconds * sample_rate)


def to_seconds(sample: int, sample_rate: int) -> Fraction:
    """Return the exact time of a sample."""
    return Fraction(sample, sample_rate)


def _nearest(value: Fraction) -> int:
    """Round half up: Python's own rounding to even would put 0.5 and 1.5 two apart."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def _decimal(whole: int, digits: str | None) -> Fraction:
    if not digits:
        return Fraction(whole)
    scale = 10 ** len(digits)
    return Fraction(whole * scale + int(digits), scale)


def _check_clock(hours: int, minutes: int, seconds: int) -> None:
    if minutes > 59 or seconds > 59:
        raise WrongUsage("This is not a time: minutes and seconds go to 59.")
    if hours >= LONGEST_HOURS:
        raise WrongUsage(Sentence("This time is too long; {hours} hours are the limit.", hours=LONGEST_HOURS))


def _limited(seconds: Fraction) -> Fraction:
    if seconds >= LONGEST_HOURS * 3600:
        raise WrongUsage(Sentence("This time is too long; {hours} hours are the limit.", hours=LONGEST_HOURS))
    return seconds


def _index(hours: int, minutes: int, seconds: int, frame: int, rate: FrameRate) -> int:
    """Return which frame, counted from 0, has these numbers."""
    if frame >= rate.nominal:
        said = "There is no frame {frame}: at {rate} frames per second they go to {last}."
        raise WrongUsage(Sentence(said, frame=frame, rate=rate.name, last=rate.nominal - 1))
    total = hours * 60 + minutes
    index = (total * 60 + seconds) * rate.nominal + frame
    if not rate.drop:
        return index
    left_out = rate.nominal // 15
    if minutes % 10 and seconds == 0 and frame < left_out:
        said = "There is no such frame: {rate} leaves this number out. Use frame {frame}."
        raise WrongUsage(Sentence(said, rate=rate.name, frame=left_out))
    return index - left_out * (total - total // 10)


def _frames_text(index: int, rate: FrameRate) -> str:
    if rate.drop:
        left_out = rate.nominal // 15
        of_minute = rate.nominal * 60 - left_out
        tens, rest = divmod(index, of_minute * 10 + left_out)
        index += left_out * 9 * tens + left_out * (max(0, rest - left_out) // of_minute)
    whole, frame = divmod(index, rate.nominal)
    sign = ";" if rate.drop else ":"
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}{sign}{frame:02d}"
