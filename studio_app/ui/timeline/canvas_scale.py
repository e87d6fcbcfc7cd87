"""Where a sample is on the screen, and which sample a pixel is. One small object, shared by canvas, ruler and gestures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Samples a pixel at the nearest: one sample is so many pixels wide.
NEAREST = 1 / 24
#: Hours that can be seen at once, however short the timeline is.
FARTHEST_S = 24 * 3600
_FAR = 1 << 24


@dataclass(frozen=True, slots=True)
class Scale:
    """``per_pixel`` samples are one pixel; the pixel at the left edge is the ``left``-th from sample 0.

    ``left`` is a whole number, so that what was drawn once fits wherever it is scrolled to.
    """

    per_pixel: float
    left: int = 0

    def exact(self, sample: float) -> int:
        """Return the pixel, from the left edge, at which a sample begins."""
        return round(sample / self.per_pixel) - self.left

    def x(self, sample: float) -> int:
        """Return the same for painting: what is further away than Qt can count is just far away."""
        x = round(sample / self.per_pixel) - self.left
        if -_FAR < x < _FAR:
            return x
        return _FAR if x > 0 else -_FAR

    def xs(self, samples: NDArray[np.integer]) -> NDArray[np.int64]:
        """Return the same of many samples."""
        found: NDArray[np.int64] = np.clip(np.rint(samples / self.per_pixel) - self.left, -_FAR, _FAR).astype(np.int64)
        return found

    def sample(self, x: float) -> int:
        """Return the sample nearest to a pixel; 0 where that is before the start."""
        return max(0, round((x + self.left) * self.per_pixel))

    def samples(self, pixels: float) -> int:
        """Return how many samples so many pixels are."""
        return round(pixels * self.per_pixel)

    def pixels(self, samples: float) -> float:
        """Return how many pixels so many samples are."""
        return samples / self.per_pixel

    def zoomed(self, per_pixel: float, x: float) -> Scale:
        """Return another scale at which the pixel ``x`` shows what it shows now."""
        at = (x + self.left) * self.per_pixel
        return Scale(per_pixel, max(0, round(at / per_pixel - x)))

    def at(self, left: int) -> Scale:
        """Return the same scale with this pixel at the left edge, also one before sample 0."""
        return Scale(self.per_pixel, left)

    def moved(self, left: int) -> Scale:
        """Return the same scale with another pixel at the left edge."""
        return Scale(self.per_pixel, max(0, left))


def limits(length: int, rate: int, width: int) -> tuple[float, float]:
    """Return the nearest and the farthest scale, in samples a pixel, at which a timeline can be seen ``width`` pixels wide."""
    return NEAREST, max(FARTHEST_S * rate, round(length * 1.1)) / max(1, width)
