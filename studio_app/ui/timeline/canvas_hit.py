"""What is under the mouse on the canvas: a clip's body, its edges, a fade's handle, a point of its gain line, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from studio_app.ui.timeline.canvas_clips import box, fade_places, gain_y

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint, QRect

    from studio_app.domain.timeline import Clip, Timeline
    from studio_app.ui.timeline.canvas_clips import ClipPainter
    from studio_app.ui.timeline.canvas_rows import Row
    from studio_app.ui.timeline.canvas_scale import Scale

#: Pixels from an edge at which it is taken hold of, and the narrowest clip that has edges to hold.
_EDGE, _NARROW = 6, 12
_HANDLED = 44
_POINT, _LINE = 6, 4


class Part(Enum):
    """A part of a clip that can be taken hold of."""

    BODY = auto()
    START = auto()
    END = auto()
    FADE_IN = auto()
    FADE_OUT = auto()
    GAIN_POINT = auto()
    GAIN_LINE = auto()


@dataclass(frozen=True, slots=True)
class Hit:
    """What is under the mouse. ``clip`` is None on the bare track, ``row`` None below all; ``point`` is one of its gain."""

    row: Row | None
    clip: Clip | None = None
    part: Part = Part.BODY
    point: int = -1


def clip_at(timeline: Timeline, row: Row, x: int, scale: Scale) -> Clip | None:
    """Return the clip at a pixel, the later one where two cross-fade; also one that is narrower than a pixel."""
    found = None
    for clip in timeline.lane(row.track.id).between(scale.sample(x - 1), scale.sample(x + 1) + 1):
        left = scale.x(clip.start)
        if left <= x <= max(left, scale.x(clip.end) - 1):
            found = clip
    return found


def part_at(clip: Clip, rect: QRect, body: QRect, at: QPoint, scale: Scale, *, chosen: bool) -> tuple[Part, int]:
    """Return which part of a clip is at a point, and the number of the gain point there, -1 for none."""
    if chosen and rect.width() >= _HANDLED:
        up, down = fade_places(clip, rect, scale)
        if at.y() <= rect.top() + 10:
            if abs(at.x() - up) <= _EDGE:
                return Part.FADE_IN, -1
            if abs(at.x() - down) <= _EDGE:
                return Part.FADE_OUT, -1
    if rect.width() >= _NARROW:
        reach = min(_EDGE, rect.width() // 4)
        if at.x() < rect.left() + reach:
            return Part.START, -1
        if at.x() > rect.right() - reach:
            return Part.END, -1
    if (chosen or clip.gain) and clip.sounds and rect.width() >= _HANDLED:
        for number, point in enumerate(clip.gain):
            near_x = abs(scale.x(clip.start + point.at) - at.x()) <= _POINT
            if near_x and abs(gain_y(body, point.db) - at.y()) <= _POINT:
                return Part.GAIN_POINT, number
        line = gain_y(body, clip.gain_at(round((at.x() + scale.left) * scale.per_pixel) - clip.start))
        if abs(line - at.y()) <= _LINE:
            return Part.GAIN_LINE, -1
    return Part.BODY, -1


def hit(
    timeline: Timeline,
    painter: ClipPainter,
    row: Row | None,
    at: QPoint,
    scale: Scale,
    down: int,
    chosen: frozenset[int],
) -> Hit:
    """Return what is at a point of the canvas. ``chosen`` holds the ids of the clips whose handles are shown."""
    clip = clip_at(timeline, row, at.x(), scale) if row is not None else None
    if row is None or clip is None:
        return Hit(row)
    rect = box(row, clip, scale, down)
    is_chosen = clip.id in chosen
    part, point = part_at(clip, rect, painter.body(rect), at, scale, chosen=is_chosen)
    return Hit(row, clip, part, point)
