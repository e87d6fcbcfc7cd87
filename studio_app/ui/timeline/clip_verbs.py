"""What each verb does with the clips that are chosen: an edit that is asked for, or a wish of the panel."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.domain.edits import timeline as edits
from studio_app.domain.edits import tracks as track_edits
from studio_app.domain.edits.timeline import Edge
from studio_app.domain.timeline import Mode
from studio_app.ui.timeline.bursts import Bursts
from studio_app.ui.timeline.choice import COPIES, Copied

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.ui.timeline.choice import Choice
    from studio_app.ui.timeline.panel import TimelinePanel

#: Milliseconds of a nudge, and of a crossfade at the most.
_NUDGE_MS, _CROSS_MS = 10, 500


class ClipVerbs(QObject):
    """Does verbs for a panel. ``held`` are the clips that were copied."""

    def __init__(self, panel: TimelinePanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._bursts = Bursts()
        self.held: Copied | None = None
        self._verbs: dict[str, Callable[[Choice], None]] = {
            "edit": lambda choice: panel.write(choice.ids[0]),
            "play": self._play,
            "toggle": lambda _: panel.transport_requested.emit("play"),
            "new": lambda _: panel.new_clip(),
            "loop": self._loop,
            "generate": partial(self._generate, mode=None),
            "generate_fixed": partial(self._generate, mode=Mode.FIXED),
            "generate_dynamic": partial(self._generate, mode=Mode.DYNAMIC),
            "effect": lambda choice: panel.effect_for(choice.ids[0]),
            "takes": lambda choice: panel.takes_requested.emit(choice.ids[0]),
            "fix": partial(self._set_mode, mode=Mode.FIXED),
            "free": partial(self._set_mode, mode=Mode.DYNAMIC),
            "split": self._split,
            "merge": self._merge,
            "trim_start": partial(self._edge, edit=edits.trim_clip, edge=Edge.START),
            "trim_end": partial(self._edge, edit=edits.trim_clip, edge=Edge.END),
            "stretch_start": partial(self._edge, edit=edits.stretch_clip, edge=Edge.START),
            "stretch_end": partial(self._edge, edit=edits.stretch_clip, edge=Edge.END),
            "crossfade": self._crossfade,
            "cut": self._cut,
            "copy": self._copy,
            "paste": self._paste,
            "duplicate": self._duplicate,
            "delete": self._delete,
            "ripple_delete": self._ripple_delete,
            "group": self._group,
            "ungroup": self._ungroup,
            "lock": self._lock,
            "track_up": partial(self._to_track, down=-1),
            "track_down": partial(self._to_track, down=1),
            "frame_back": partial(self._nudge, steps=-1, unit="frame"),
            "frame_on": partial(self._nudge, steps=1, unit="frame"),
            "ms_back": partial(self._nudge, steps=-1, unit="ms"),
            "ms_on": partial(self._nudge, steps=1, unit="ms"),
            "sample_back": partial(self._nudge, steps=-1, unit="sample"),
            "sample_on": partial(self._nudge, steps=1, unit="sample"),
            "marker": self._marker,
            "region": self._region,
            "previous": partial(self._step, forward=False),
            "next": partial(self._step, forward=True),
        }

    def do(self, verb: str, choice: Choice) -> None:
        """Do a verb, which can be done with ``choice``."""
        self._verbs[verb](choice)

    def _edit(self, edit: Callable[..., edits.Edited], what: str) -> None:
        self._panel.ask(edit, what)

    # Hearing

    def _play(self, choice: Choice) -> None:
        self._panel.place_playhead(choice.first.start)
        self._panel.transport_requested.emit("play")

    def _loop(self, choice: Choice) -> None:
        span = choice.chosen.span
        self._panel.take_loop(None if self._panel.loop == span else span)

    def _step(self, _choice: Choice, *, forward: bool) -> None:
        """Put the playhead to where the next clip begins, or the one before."""
        at, timeline = self._panel.playhead, self._panel.timeline
        lanes = timeline.lanes.values()
        if forward:
            found = [clip.start for lane in lanes if (clip := next(lane.from_start(at + 1), None)) is not None]
            target = min(found, default=timeline.length)
        else:
            found = [clip.start for lane in lanes if (clip := next(lane.before_start(at), None)) is not None]
            target = max(found, default=0)
        self._panel.place_playhead(target)

    # Generating

    def _generate(self, choice: Choice, *, mode: Mode | None) -> None:
        self._panel.generate_requested.emit(choice.to_speak, mode)

    def _set_mode(self, choice: Choice, *, mode: Mode) -> None:
        what = self.tr("Make fixed") if mode is Mode.FIXED else self.tr("Make dynamic")
        self._edit(partial(edits.set_mode, clip_ids=choice.ids, mode=mode), what)

    # Cutting

    def _split(self, choice: Choice) -> None:
        """Cut what is chosen at the playhead; where nothing is, what the track that is looked at has there."""
        at, chosen = choice.playhead, frozenset(choice.ids)
        tracks = choice.chosen.track_ids if chosen else {self._panel.track_id or 0}
        there = (clip for track_id in tracks for clip in choice.timeline.lane(track_id).between(at, at + 1))
        inside = [clip.id for clip in there if clip.start < at and (clip.id in chosen or not chosen)]
        for clip_id in inside:
            self._panel.split_requested.emit(clip_id, choice.playhead)
        if not inside:
            self._panel.show_refusal(self.tr("Put the playhead inside of the clip that is to be split."))

    def _merge(self, choice: Choice) -> None:
        self._edit(partial(edits.merge_clips, clip_ids=choice.ids), self.tr("Merge clips"))

    def _edge(self, choice: Choice, *, edit: Callable[..., edits.Edited], edge: Edge) -> None:
        what = self.tr("Trim clip") if edit is edits.trim_clip else self.tr("Stretch clip")
        self._edit(partial(edit, clip_id=choice.ids[0], edge=edge, to=choice.playhead), what)

    def _crossfade(self, choice: Choice) -> None:
        left, right = choice.clips
        most = choice.timeline.rate * _CROSS_MS // 1000
        length = max(1, min(most, left.length // 2, right.length // 2))
        cross = partial(edits.crossfade_clips, left_id=left.id, right_id=right.id, length=length)
        self._edit(cross, self.tr("Cross-fade clips"))

    # Copying and deleting

    def _copy(self, choice: Choice) -> None:
        self.held = Copied(choice.timeline, choice.ids)
        self._panel.verbs.show(self._panel.choice)

    def _cut(self, choice: Choice) -> None:
        self._copy(choice)
        self._edit(partial(edits.delete_clips, clip_ids=choice.ids), self.tr("Cut clips"))

    def _paste(self, choice: Choice) -> None:
        if self.held is not None:
            paste = partial(self.held.paste, at=choice.playhead, wanted=self._panel.track_id)
            self._edit(paste, self.tr("Paste"))

    def _duplicate(self, choice: Choice) -> None:
        copy = partial(edits.duplicate_clips, clip_ids=choice.ids, initiator=COPIES)
        self._edit(copy, self.tr("Duplicate clips"))

    def _delete(self, choice: Choice) -> None:
        self._edit(partial(edits.delete_clips, clip_ids=choice.ids), self.tr("Delete clips"))

    def _ripple_delete(self, choice: Choice) -> None:
        everywhere = choice.timeline.rules.everywhere
        gone = partial(edits.ripple_delete, clip_ids=choice.ids, everywhere=everywhere)
        self._edit(gone, self.tr("Ripple delete clips"))

    # Holding together and in place

    def _group(self, choice: Choice) -> None:
        self._edit(partial(edits.group_clips, clip_ids=choice.ids), self.tr("Group clips"))

    def _ungroup(self, choice: Choice) -> None:
        self._edit(partial(edits.ungroup_clips, clip_ids=choice.ids), self.tr("Ungroup clips"))

    def _lock(self, choice: Choice) -> None:
        locked = choice.chosen.locked < len(choice.ids)
        what = self.tr("Lock clips") if locked else self.tr("Unlock clips")
        self._edit(partial(edits.lock_clips, clip_ids=choice.ids, locked=locked), what)

    # Moving

    def _to_track(self, choice: Choice, *, down: int) -> None:
        """Move clips to the next track that holds such."""
        tracks = choice.timeline.tracks
        order = {track.id: number for number, track in enumerate(tracks)}
        at = order[choice.first.track_id]
        steps = range(at + down, len(tracks) if down > 0 else -1, down)
        fits = (n for n in steps if edits.alike(tracks[at], tracks[n]))
        move = partial(edits.move_clips, clip_ids=choice.ids, by=0, down=next(fits, at + down) - at)
        self._edit(move, self.tr("Move clips"))

    def _nudge(self, choice: Choice, *, steps: int, unit: str) -> None:
        ids = choice.ids
        merge = self._bursts.name(f"nudge-{unit}-{len(ids)}-{hash(ids)}")
        step = self._step_of(choice, unit)
        self._edit(partial(edits.nudge_clips, clip_ids=ids, steps=steps, step=step, merge=merge), self.tr("Nudge"))

    def _step_of(self, choice: Choice, unit: str) -> Fraction:
        if unit == "frame":
            return edits.frame(choice.timeline, self._panel.times.frames)
        return edits.milliseconds(choice.timeline, _NUDGE_MS) if unit == "ms" else Fraction(1)

    # Marks

    def _marker(self, choice: Choice) -> None:
        self._edit(partial(track_edits.add_marker, at=choice.playhead), self.tr("Add marker"))

    def _region(self, choice: Choice) -> None:
        if (span := choice.chosen.span) is not None:
            self._edit(partial(track_edits.add_region, at=span[0], end=span[1]), self.tr("Add region"))
