"""A TimelineChange: which records of a timeline an edit replaced, and by what. Made like ``change.Change``."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import chain, groupby
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from studio_app.domain.errors import ClipLocked, NoRoom, WrongUsage
from studio_app.domain.lane import Lane
from studio_app.domain.timeline import (
    LONGEST_S,
    Clip,
    Marker,
    Region,
    Rules,
    Timeline,
    Track,
    by_place,
    by_position,
    own_misfit,
    place_misfit,
    regrouped,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

#: Up to this many clips are looked at one by one; beyond, their tracks are gone through once.
_FEW = 64

#: What a change can replace. Rules exist once; the others are known by their id.
TimelineRecord = Track | Clip | Marker | Region | Rules


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One record before and after. ``before`` None: it is new; ``after`` None: it is gone."""

    before: TimelineRecord | None
    after: TimelineRecord | None

    @property
    def kind(self) -> type[TimelineRecord]:
        """Return the type of the record, the same before and after."""
        return type(self.after if self.after is not None else self.before)  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class TimelineChange:
    """What one edit changed. ``what`` names it for the undo list, ``initiator`` is who asked (a view skips its own echo).

    Records appear at most once. Changes in a row with the same non-empty ``merge`` (one drag, a burst of typing) are one step
    of undo; ``joined`` makes one of them.
    """

    what: str
    rows: tuple[TimelineRow, ...]
    initiator: str = ""
    merge: str = ""

    def inverse(self) -> TimelineChange:
        """Return the change that takes this one back."""
        return replace(self, rows=tuple([TimelineRow(r.after, r.before) for r in reversed(self.rows)]))

    @property
    def clip_ids(self) -> frozenset[int]:
        """Return the ids of all clips the change touches."""
        return frozenset(clip.id for clip in self._clips())

    @property
    def track_ids(self) -> frozenset[int]:
        """Return the ids of all tracks the change touches, those of its clips among them."""
        tracks = {r.id for row in self.rows for r in (row.before, row.after) if isinstance(r, Track)}
        return frozenset(tracks | {clip.track_id for clip in self._clips()})

    @property
    def span(self) -> tuple[int, int] | None:
        """Return from which sample to which clips changed, for views that repaint only that; None where none did."""
        clips = list(self._clips())
        return (min(clip.start for clip in clips), max(clip.end for clip in clips)) if clips else None

    def _clips(self) -> Iterable[Clip]:
        return (record for row in self.rows for record in (row.before, row.after) if isinstance(record, Clip))


def joined(first: TimelineChange, *then: TimelineChange) -> TimelineChange:
    """Return one change that does all, each record once: as it was before the first, as it is after the last."""
    rows = {_key(row): row for row in first.rows}
    for row in chain.from_iterable(change.rows for change in then):
        earlier = rows.get(_key(row))
        rows[_key(row)] = row if earlier is None else TimelineRow(earlier.before, row.after)
    return replace((first, *then)[-1], rows=tuple(row for row in rows.values() if row.before != row.after))


def _key(row: TimelineRow) -> tuple[type[TimelineRecord], int]:
    return row.kind, getattr(row.after if row.after is not None else row.before, "id", 0)


def apply(timeline: Timeline, change: TimelineChange) -> Timeline:
    """Return ``timeline`` with every row of ``change`` replaced. Takes time by the rows, not by the clips there are.

    Raises:
        ValueError: a row's ``before`` is not what the timeline holds, a clip would be on no track, or a track would go whose
            clips stay. The timeline itself never changes.
    """
    gone, new = _by_kind([row.before for row in change.rows]), _by_kind([row.after for row in change.rows])
    parts: dict[str, Any] = {}
    if gone[Rules] or new[Rules]:
        if any(record != timeline.rules for record in gone[Rules]) or not new[Rules]:
            raise _misfit("Rules")
        parts["rules"] = new[Rules][-1]
    if gone[Track] or new[Track]:
        parts["tracks"] = _exchanged(timeline.tracks, gone[Track], new[Track], by_position)
    if gone[Marker] or new[Marker]:
        parts["markers"] = _exchanged(timeline.markers, gone[Marker], new[Marker], by_place)
    if gone[Region] or new[Region]:
        parts["regions"] = _exchanged(timeline.regions, gone[Region], new[Region], by_place)
    if gone[Clip] or new[Clip]:
        parts["lanes"] = _lanes(timeline.lanes, gone[Clip], new[Clip])
        parts["homes"] = timeline.homes.exchanged(gone[Clip], new[Clip])
        parts["groups"] = regrouped(timeline.groups, gone[Clip], new[Clip])
    if not parts:
        return timeline
    made = replace(timeline, **parts, last_id=max(timeline.last_id, _highest(new)))
    made.note(new[Clip])
    if made.lanes.keys() - {track.id for track in made.tracks}:
        raise ValueError("a clip would be on no track")
    return made


def done(
    timeline: Timeline,
    what: str,
    pairs: Iterable[tuple[TimelineRecord | None, TimelineRecord | None]],
    initiator: str = "",
    merge: str = "",
    *,
    locking: bool = False,
) -> tuple[Timeline, TimelineChange]:
    """Return the timeline with records (before, after) exchanged, and the change; the end of every edit.

    ``locking``: it is the locks themselves that change.

    Raises:
        ClipLocked: a locked clip, or one on a locked track, would change.
        NoRoom: clips would overlap where they must not, or lie outside of the timeline.
        WrongUsage: a clip would be in itself impossible.
    """
    rows = tuple(TimelineRow(before, after) for before, after in pairs if before != after)
    change = TimelineChange(what, rows, initiator, merge)
    if not locking:
        _refuse_locked(timeline, rows)
    clips = [row.after for row in rows if type(row.after) is Clip]
    for row in rows:
        if type(row.after) is Clip:
            _refuse_impossible(row.before, row.after, timeline.rate)
    after = apply(timeline, change)
    for clip in _to_look_at(after, clips):
        if reason := place_misfit(after, clip):
            raise NoRoom(f"The clip cannot stand there: {reason}. Choose another place, or make room first.")
    return after, change


def _refuse_impossible(before: TimelineRecord | None, clip: Clip, rate: int) -> None:
    if clip.start < 0:
        raise NoRoom("A clip cannot begin before the start of the timeline.")
    if before is not None and _inner(before) == _inner(clip):
        # Thousands may only have moved: of those, just the end can be wrong.
        if clip.end > LONGEST_S * rate:
            raise NoRoom("The timeline cannot be as long as that.")
        return
    if reason := own_misfit(clip, rate):
        raise WrongUsage(f"This cannot be done with the clip: {reason}.")


#: All that can be wrong with a clip besides its place.
_inner = attrgetter("length", "mode", "sounds", "gain", "fade_in", "fade_out", "overrun")


def _to_look_at(timeline: Timeline, clips: Sequence[Clip]) -> Iterator[Clip]:
    """Yield the clips whose place may be wrong: where many are new, those that overlap another."""
    if len(clips) <= _FEW:
        yield from clips
        return
    for track_id in {clip.track_id for clip in clips}:
        yield from timeline.lane(track_id).overlapping()


def _refuse_locked(timeline: Timeline, rows: Iterable[TimelineRow]) -> None:
    locked = {track.id for track in timeline.tracks if track.locked}
    for row in rows:
        before, after = row.before, row.after
        if type(before) is Clip:
            if before.locked:
                raise ClipLocked("A clip that this would change is locked; unlock it first.")
            if before.track_id in locked:
                raise ClipLocked("The track is locked; unlock it to change its clips.")
        if type(after) is Clip and after.track_id in locked:
            raise ClipLocked("The track is locked; unlock it to put clips on it.")


_R = TypeVar("_R", Track, Marker, Region)


def _by_kind(records: Iterable[TimelineRecord | None]) -> dict[type[TimelineRecord], list[Any]]:
    found: dict[type[TimelineRecord], list[Any]] = defaultdict(list)
    for kind, of_it in groupby(records, type):
        if kind is not type(None):
            found[kind].extend(of_it)
    return found


def _highest(new: Mapping[type[TimelineRecord], Sequence[Any]]) -> int:
    ids = chain.from_iterable(map(_id, records) for kind, records in new.items() if kind is not Rules)
    return max(chain(ids, map(_group, new.get(Clip, ()))), default=0)


_id, _group = attrgetter("id"), attrgetter("group")


def _lanes(lanes: Mapping[int, Lane], gone: Sequence[Clip], new: Sequence[Clip]) -> Mapping[int, Lane]:
    leaving, coming = _by_track(gone), _by_track(new)
    made = dict(lanes)
    for track_id in leaving.keys() | coming.keys():
        lane = made.get(track_id, Lane()).exchanged(leaving[track_id], coming[track_id])
        if lane:
            made[track_id] = lane
        else:
            made.pop(track_id, None)
    return MappingProxyType(made)


def _by_track(clips: Sequence[Clip]) -> dict[int, list[Clip]]:
    found: dict[int, list[Clip]] = defaultdict(list)
    for clip in clips:
        found[clip.track_id].append(clip)
    return found


def _exchanged(
    held: Iterable[_R], gone: Sequence[_R], new: Sequence[_R], order: Callable[[Any], Any]
) -> tuple[_R, ...]:
    known = {record.id: record for record in held}
    for record in gone:
        if known.pop(record.id, None) != record:
            raise _misfit(f"{type(record).__name__} {record.id}")
    for record in new:
        if record.id in known:
            raise _misfit(f"{type(record).__name__} {record.id}")
        known[record.id] = record
    return tuple(sorted(known.values(), key=order))


def _misfit(what: str) -> ValueError:
    return ValueError(f"{what} is not as the change expects")
