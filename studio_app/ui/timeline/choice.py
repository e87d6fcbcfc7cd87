"""What is chosen on a timeline, and what holds of all of it together: it may be 50,000 clips."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from time import perf_counter
from typing import TYPE_CHECKING

from studio_app.domain.edits import timeline as edits
from studio_app.domain.timeline import Clip, Mode, Timeline, TrackKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Who asks for copies of clips: they are chosen once they are there.
COPIES = "timeline.copies"
#: Of more clips than that it is not said at once what holds of them.
MANY = 500


class Chosen:
    """Clips of a timeline by their ids, which are in the order of time, and what holds of them together.

    ``more`` finds that out piece by piece; who asks before it is through waits for the rest.
    """

    def __init__(self, timeline: Timeline, ids: tuple[int, ...] = ()) -> None:
        self.timeline = timeline
        self.ids = ids
        self._modes: set[Mode] = set()
        self._track_ids: set[int] = set()
        self._to_speak: set[int] = set()
        self._locked = self._length = 0
        self._grouped = False
        self._start, self._end = timeline.length, 0
        self._spoken_on = frozenset(
            track.id for track in timeline.tracks if track.kind is TrackKind.VOICEOVER and not track.locked
        )
        self._rest = self._pieces()
        self.settled = not ids

    def more(self, seconds: float) -> bool:
        """Look at more of the clips, for so long; return whether some are left."""
        until = perf_counter() + seconds
        for piece in self._rest:
            self._look(piece)
            if perf_counter() > until:
                return True
        self.settled = True
        return False

    def _pieces(self) -> Iterator[Sequence[Clip]]:
        if len(self.ids) <= MANY:
            yield self.clips
            return
        wanted = frozenset(self.ids)
        for block in chain.from_iterable(lane.blocks for lane in self.timeline.lanes.values()):
            if found := [clip for clip in block if clip.id in wanted]:
                yield found

    def _look(self, clips: Sequence[Clip]) -> None:
        self._modes.update({clip.mode for clip in clips})
        self._track_ids.update({clip.track_id for clip in clips})
        self._locked += sum([clip.locked for clip in clips])
        self._length += sum([clip.length for clip in clips])
        self._grouped = self._grouped or any([clip.group for clip in clips])  # noqa: C419 - half as long as a generator
        self._start = min(self._start, clips[0].start)
        self._end = max(self._end, *[clip.start + clip.length for clip in clips])
        if not self._spoken_on.isdisjoint({clip.track_id for clip in clips}):
            on = self._spoken_on
            self._to_speak.update(
                [clip.id for clip in clips if clip.track_id in on and not clip.locked and clip.text.strip()]
            )

    def _settle(self) -> None:
        while not self.settled:
            self.more(1.0)

    @cached_property
    def clips(self) -> tuple[Clip, ...]:
        """Return the clips themselves. Of very many it takes a while to fetch them."""
        return tuple(self.timeline.clips(self.ids))

    @property
    def modes(self) -> frozenset[Mode]:
        """Return which modes there are."""
        self._settle()
        return frozenset(self._modes)

    @property
    def track_ids(self) -> frozenset[int]:
        """Return the ids of the tracks they are on."""
        self._settle()
        return frozenset(self._track_ids)

    @property
    def locked(self) -> int:
        """Return how many of them are locked."""
        self._settle()
        return self._locked

    @property
    def length(self) -> int:
        """Return how many samples they have together."""
        self._settle()
        return self._length

    @property
    def grouped(self) -> bool:
        """Return whether some are in a group."""
        self._settle()
        return self._grouped

    @property
    def span(self) -> tuple[int, int] | None:
        """Return from which sample to which they are; None where nothing is chosen."""
        self._settle()
        return (self._start, self._end) if self.ids else None

    @cached_property
    def to_speak(self) -> tuple[int, ...]:
        """Return the ids of those whose text can be spoken: on voiceover tracks, and not locked."""
        self._settle()
        if len(self._to_speak) == len(self.ids):
            return self.ids
        return tuple(clip_id for clip_id in self.ids if clip_id in self._to_speak)

    @property
    def speaks(self) -> bool:
        """Return whether some can be spoken."""
        self._settle()
        return bool(self._to_speak)


@dataclass(frozen=True, slots=True)
class Copied:
    """Clips and their groups as they were when they were copied. They are fetched when they are pasted, beside the window."""

    timeline: Timeline
    ids: tuple[int, ...]

    def paste(self, timeline: Timeline, at: int, wanted: int | None) -> edits.Edited:
        """Put them at a sample of a timeline: on the track ``wanted`` where they can be there, else where they came from."""
        clips = edits.copied(self.timeline, self.ids)
        tracks = {track.id: track for track in timeline.tracks}
        target, source = tracks.get(wanted or 0), tracks.get(clips[0].track_id)
        if target is not None and source is not None and not edits.alike(source, target):
            target = None
        track_id = target.id if target is not None else None
        return edits.paste_clips(timeline, clips, at, track_id=track_id, initiator=COPIES)


_NOTHING = Chosen(Timeline())


@dataclass(frozen=True, eq=False, slots=True)
class Choice:
    """What is chosen, and what else decides what can be done with it, or how far it is."""

    timeline: Timeline
    chosen: Chosen = _NOTHING
    playhead: int = 0
    held: Copied | None = None
    writable: bool = True
    busy: frozenset[int] = frozenset()

    @property
    def ids(self) -> tuple[int, ...]:
        """Return the ids of the clips that are chosen, in order of time."""
        return self.chosen.ids

    @property
    def clips(self) -> tuple[Clip, ...]:
        """Return the clips themselves. Of very many it takes a while to fetch them."""
        return self.chosen.clips

    @property
    def first(self) -> Clip:
        """Return the first of the clips; there is one."""
        return self.timeline.clip(self.ids[0])

    @property
    def one(self) -> Clip | None:
        """Return the clip where it is only one."""
        return self.first if len(self.ids) == 1 else None

    @property
    def free(self) -> bool:
        """Return whether there are clips, and none of them is held by a lock."""
        if not self.ids or not self.writable or self.chosen.locked:
            return False
        return not any(track.locked for track in self.timeline.tracks if track.id in self.chosen.track_ids)

    @property
    def to_speak(self) -> tuple[int, ...]:
        """Return the ids of the clips whose text can be spoken: on voiceover tracks, and not locked."""
        return self.chosen.to_speak if self.writable else ()

    @property
    def speaks(self) -> bool:
        """Return whether there is some text to speak."""
        return self.writable and self.chosen.speaks

    @property
    def spoken(self) -> bool:
        """Return whether all of the clips are of voiceover tracks, and have something to say."""
        return self.speaks and self.kinds == {TrackKind.VOICEOVER}

    @property
    def kinds(self) -> frozenset[TrackKind]:
        """Return the kinds of the tracks of the clips."""
        return frozenset(track.kind for track in self.timeline.tracks if track.id in self.chosen.track_ids)
