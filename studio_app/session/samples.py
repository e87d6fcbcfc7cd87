"""Samples of voices: fetched once, kept, brought to one level, and played one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A sample that is ready to be played: mono, signed 16 bits, ``rate`` frames a second, as loud as every other."""

    pcm: npt.NDArray[np.int16]
    rate: int

    @property
    def seconds(self) -> float:
        """Return how long it is."""
        return len(self.pcm) / self.rate


@dataclass(frozen=True, slots=True)
class SamplePlaying:
    """A sample is heard from now on: the (engine, voice id) it is of; None: none is."""

    key: tuple[str, str] | None
