"""What the mouse does on the canvas while its button is held: one class for each thing that can be dragged.

A gesture tries its edit again and again on the timeline as it was and shows what would come of it; only when the button is let
go is it asked for, as one edit. What cannot be is not shown: the last place that held stays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt

from studio_app.domain.edits import timeline as edits
from studio_app.domain.edits.timeline import Edge
from studio_app.domain.timeline import CROSSFADING, GainPoint, TrackKind
from studio_app.ui.timeline.canvas_clips import gain_db

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from studio_app.domain.edits.timeline_change import TimelineChange
    from studio_app.domain.timeline import Clip, Sound, Timeline
    from studio_app.ui.timeline.canvas_rows import Rows
    from studio_app.ui.timeline.canvas_scale import Scale

    #: A wish: what becomes of a timeline, and what changes by it.
    Edit = Callable[[Timeline], tuple[Timeline, TimelineChange]]

#: Who asks for the edits of the canvas.
INITIATOR = "timeline"
#: More clips than that are not moved while the mouse moves; frames say where they will be.
_MANY = 60
#: So many clips are put beside what is in the way; of more, another would hit something else.
_FEW = 8
#: Pixels that a point of a gain line is pulled out of its clip to be taken away.
_OUT = 28


@dataclass(frozen=True, slots=True)
class Place:
    """Where the mouse is on the canvas, and what is held with it."""

    at: QPoint
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier

    @property
    def free(self) -> bool:
        """Return whether nothing is to snap."""
        return bool(self.held & Qt.KeyboardModifier.ShiftModifier)

    def trims(self, *, speech: bool) -> bool:
        """Return whether an edge trims instead of stretching.

        That of speech stretches, and of music, which nobody wants to hear slower, it trims; with Ctrl it is the other way
        round. With Alt all trim, but many desktops move the window by that.
        """
        if self.held & Qt.KeyboardModifier.AltModifier:
            return True
        return speech is bool(self.held & Qt.KeyboardModifier.ControlModifier)


class Stage(Protocol):
    """What a gesture sees of the canvas."""

    @property
    def timeline(self) -> Timeline:
        """The timeline as it is, without what is only shown."""

    @property
    def shown(self) -> Timeline:
        """The timeline as it is shown: the very same where nothing is tried."""

    @property
    def scale(self) -> Scale:
        """Where samples are."""

    @property
    def rows(self) -> Rows:
        """Where tracks are."""

    @property
    def down(self) -> int:
        """How far the rows are scrolled."""

    def snap(self, places: Sequence[int], without: Collection[int], *, free: bool) -> int:
        """Return by how many samples things with these edges are to be moved more, so that they touch something."""

    def preview(self, edit: Edit) -> bool:
        """Show what comes of an edit; False where it cannot be, and nothing changes."""

    def ghosts(self, rects: list[QRect]) -> None:
        """Show frames where clips will be."""

    def ask(self, edit: Edit, what: str) -> None:
        """Ask for an edit; what is shown stays until it is answered."""

    def rest(self) -> None:
        """Show the timeline as it is."""

    def body_of(self, clip: Clip) -> QRect:
        """Return where a clip's waveform and gain line are."""

    def band(self, rect: QRect | None) -> None:
        """Show a rubber band and choose what it touches; None: it is gone."""


class Gesture:
    """What is dragged. ``move`` for each step, then ``finish`` or ``cancel``."""

    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, stage: Stage, start: Place) -> None:
        self.stage = stage
        self.start = start
        self.origin = self.sample(start)
        self.edit: Edit | None = None
        self.what = ""
        self.last = start

    def sample(self, place: Place) -> int:
        """Return the sample under the mouse, also where that is before the start."""
        scale = self.stage.scale
        return round((place.at.x() + scale.left) * scale.per_pixel)

    def move(self, place: Place) -> None:
        """Go with the mouse: show the first of the wishes that can be."""
        self.last = place
        for edit in self.wishes(place):
            if self.stage.preview(edit):
                self.edit = edit
                return

    def wishes(self, place: Place) -> Iterator[Edit]:
        """Yield what may be meant, the most likely first."""
        del place
        yield from ()

    def again(self) -> None:
        """Show the same once more: the timeline is another now."""
        self.edit = None
        self.stage.rest()
        self.move(self.last)

    def finish(self) -> None:
        """Ask for what is shown; nothing, where all is back at its place."""
        if self.edit is not None and self.changes:
            self.stage.ask(self.edit, self.what)
        else:
            self.stage.rest()

    @property
    def changes(self) -> bool:
        """Return whether something would be another than it is."""
        return self.stage.shown is not self.stage.timeline

    def cancel(self) -> None:
        """Leave everything as it was."""
        self.stage.rest()


class MoveClips(Gesture):
    """Clips and their groups are dragged along the time and across tracks."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, stage: Stage, start: Place, clip: Clip, clip_ids: frozenset[int]) -> None:
        super().__init__(stage, start)
        self._clip = clip
        self._ids = clip_ids
        held = stage.timeline.grouped(clip_ids)
        self._all = frozenset(one.id for one in held)
        self._first = held[0].start
        self._end = max(one.end for one in held)
        self._held = held
        self._to = (0, 0)
        self.what = _tr("Move clips") if len(held) > 1 else _tr("Move clip")

    def move(self, place: Place) -> None:
        """Go with the mouse; thousands are only framed."""
        if len(self._all) <= _MANY:
            super().move(place)
            return
        self.last = place
        by, down = self._to = self._wanted(place), self._down(place)
        self.edit = self._moved(by, down)
        self.stage.ghosts([self._frame(by, down)])

    @property
    def changes(self) -> bool:
        """Return whether something would be another than it is."""
        return self._to != (0, 0) or super().changes

    def wishes(self, place: Place) -> Iterator[Edit]:
        """Yield the place under the mouse, then those beside what is in the way, then the same on the track it is on."""
        by, down = self._wanted(place), self._down(place)
        for rows in dict.fromkeys((down, 0)):
            yield self._moved(by, rows)
            for other in self._beside(by, rows) if len(self._all) <= _FEW else ():
                yield self._moved(other, rows)

    def _moved(self, by: int, down: int) -> Edit:
        return partial(
            edits.move_clips, clip_ids=self._ids, by=max(by, -self._first), down=down, merge="drag", initiator=INITIATOR
        )

    def _wanted(self, place: Place) -> int:
        by = max(self.sample(place) - self.origin, -self._first)
        ends = (self._clip.start, self._clip.end, self._first, self._end)
        places = [at + by for at in dict.fromkeys(ends)]
        return by + self.stage.snap(places, self._all, free=place.free)

    def _down(self, place: Place) -> int:
        """Return how many tracks below the one it began on the mouse is."""
        rows, down = self.stage.rows, self.stage.down
        here = rows.of(self._clip.track_id)
        over = rows.at(min(max(0, place.at.y() + down), rows.height - 1))
        return over.place - here.place if here is not None and over is not None else 0

    def _beside(self, by: int, down: int) -> Iterator[int]:
        """Yield moves by which the clip under the mouse ends at, or begins behind, what is in the way; the nearer first."""
        rows = self.stage.rows
        here = rows.of(self._clip.track_id)
        if here is None or not 0 <= here.place + down < len(rows.all):
            return
        lane = self.stage.timeline.lane(rows.all[here.place + down].track.id)
        in_way = [c for c in lane.between(self._clip.start + by, self._clip.end + by) if c.id not in self._all]
        if in_way:
            before = in_way[0].start - self._clip.end
            behind = in_way[-1].end - self._clip.start
            yield from sorted((before, behind), key=lambda other: abs(other - by))

    def _frame(self, by: int, down: int) -> QRect:
        rows, scale = self.stage.rows, self.stage.scale
        places = [row.place + down for row in map(rows.of, {clip.track_id for clip in self._held}) if row is not None]
        inside = [place for place in places if 0 <= place < len(rows.all)] or [0]
        top, bottom = rows.all[min(inside)].top, rows.all[max(inside)].bottom
        left, right = scale.x(self._first + by), scale.x(self._end + by)
        return QRect(left, top - self.stage.down, right - left, bottom - top)


class DragEdge(Gesture):
    """An edge of a clip is dragged: its speech becomes faster or slower, or it is trimmed, as ``Place.trims`` says."""

    cursor = Qt.CursorShape.SizeHorCursor

    def __init__(self, stage: Stage, start: Place, clip: Clip, edge: Edge) -> None:
        super().__init__(stage, start)
        self._clip = clip
        self._edge = edge
        self._from = clip.start if edge is Edge.START else clip.end
        self._speech = stage.timeline.track(clip.track_id).kind is TrackKind.VOICEOVER

    def wishes(self, place: Place) -> Iterator[Edit]:
        """Yield the edge under the mouse, else as far as neighbours and the recording let it."""
        to = self._from + self.sample(place) - self.origin
        to += self.stage.snap([to], {self._clip.id}, free=place.free)
        trims = place.trims(speech=self._speech)
        edit = edits.trim_clip if trims else edits.stretch_clip
        self.what = _tr("Trim clip") if trims else _tr("Stretch clip")
        for at in dict.fromkeys((to, self._within(to, trims=trims))):
            yield partial(edit, clip_id=self._clip.id, edge=self._edge, to=at, merge="drag", initiator=INITIATOR)

    def _within(self, to: int, *, trims: bool) -> int:
        clip, timeline = self._clip, self.stage.timeline
        before, behind = timeline.lane(clip.track_id).neighbours(timeline.clip(clip.id))
        first, last = (0, to + clip.length) if not trims else _recorded(clip)
        if timeline.track(clip.track_id).kind not in CROSSFADING:
            first = max(first, before.end if before else 0)
            last = min(last, behind.start) if behind else last
        least = max(1, len(clip.sounds))
        if self._edge is Edge.START:
            return min(max(to, first), clip.end - least)
        return max(min(to, last), clip.start + least)


class DragFade(Gesture):
    """A clip's fade in or out is made longer or shorter."""

    cursor = Qt.CursorShape.SizeHorCursor

    def __init__(self, stage: Stage, start: Place, clip: Clip, edge: Edge) -> None:
        super().__init__(stage, start)
        self._clip = clip
        self._edge = edge
        self.what = _tr("Fade clip")

    def wishes(self, place: Place) -> Iterator[Edit]:
        """Yield the fade that ends under the mouse."""
        clip, by = self._clip, self.sample(place) - self.origin
        fade_in, fade_out = clip.fade_in, clip.fade_out
        if self._edge is Edge.START:
            fade_in = min(max(0, fade_in + by), clip.length - fade_out)
        else:
            fade_out = min(max(0, fade_out - by), clip.length - fade_in)
        yield partial(
            edits.set_fades, clip_id=clip.id, fade_in=fade_in, fade_out=fade_out, merge="drag", initiator=INITIATOR
        )


class DragGain(Gesture):
    """A point of a clip's gain line is moved, pulled out it is gone; or the line between two points goes up and down."""

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, stage: Stage, start: Place, clip: Clip, point: int) -> None:
        super().__init__(stage, start)
        self._clip = clip
        self._point = point
        self.what = _tr("Change gain")

    def wishes(self, place: Place) -> Iterator[Edit]:
        """Yield the line with the point, or the part of it, under the mouse."""
        points = self._line(place) if self._point < 0 else self._moved(place)
        yield gain_edit(self._clip.id, points, merge="drag")

    def _moved(self, place: Place) -> list[GainPoint]:
        points, body = list(self._clip.gain), self.stage.body_of(self._clip)
        if place.at.y() < body.top() - _OUT or place.at.y() > body.bottom() + _OUT:
            del points[self._point]
            return points
        first = points[self._point - 1].at + 1 if self._point else 0
        last = points[self._point + 1].at - 1 if self._point + 1 < len(points) else self._clip.length
        at = points[self._point].at + self.sample(place) - self.origin
        points[self._point] = GainPoint(min(max(at, first), last), gain_db(body, place.at.y()))
        return points

    def _line(self, place: Place) -> list[GainPoint]:
        body, inside = self.stage.body_of(self._clip), self.origin - self._clip.start
        db = gain_db(body, place.at.y()) - gain_db(body, self.start.at.y())
        points = list(self._clip.gain) or [GainPoint(0, 0.0)]
        behind = sum(point.at <= inside for point in points)
        for number in {max(0, behind - 1), min(behind, len(points) - 1)}:
            moved = min(12.0, max(-48.0, points[number].db + db))
            points[number] = replace(points[number], db=round(moved, 1))
        return points


class Band(Gesture):
    """A rubber band is drawn around clips."""

    def move(self, place: Place) -> None:
        """Draw it to the mouse, from the sample and the row it began at, also when the canvas scrolled since."""
        self.last = place
        left = self.stage.scale.x(max(0, self.origin))
        self.stage.band(QRect(QPoint(left, self._top), place.at).normalized())

    def __init__(self, stage: Stage, start: Place) -> None:
        super().__init__(stage, start)
        self._down = stage.down

    @property
    def _top(self) -> int:
        return self.start.at.y() + self._down - self.stage.down

    def finish(self) -> None:
        """Keep what it touches."""
        self.stage.band(None)

    cancel = finish


def gain_edit(clip_id: int, points: Sequence[GainPoint], merge: str = "") -> Edit:
    """Return the wish that a clip has this gain line."""
    return partial(edits.set_gain, clip_id=clip_id, points=tuple(points), merge=merge, initiator=INITIATOR)


def _recorded(clip: Clip) -> tuple[int, int]:
    """Return how far a clip's edges can be trimmed: its first sample, and the one behind its last."""
    if not clip.sounds:
        return 0, clip.end * 2
    first, last = clip.sounds[0], clip.sounds[-1]
    more = clip.end * 2 if last.silent else _heard(last, last.frames - last.end)
    return clip.start - (clip.start if first.silent else _heard(first, first.start)), clip.end + more


def _heard(sound: Sound, frames: int) -> int:
    """Return how long so many more frames of a recording are heard, stretched as it is."""
    return max(0, frames * sound.length // sound.natural - 1) if sound.length != sound.natural else frames


def _tr(text: str) -> str:
    return QCoreApplication.translate("TimelineCanvas", text)
