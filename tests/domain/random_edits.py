"""Somebody who edits timelines at random."""

from __future__ import annotations

import random
from fractions import Fraction

from studio_app.domain.edits import timeline as clips
from studio_app.domain.edits import tracks
from studio_app.domain.edits.timeline import Edge
from studio_app.domain.errors import WrongUsage
from studio_app.domain.takes import WordTiming
from studio_app.domain.text.timecode import FRAME_RATES
from studio_app.domain.timeline import GainPoint, Mode, NeighbourRule, Rules, Said, Sound, TrackKind

WORDS = ["one", "two", "", "three", "four", "five", "six", "seven"]


class Player:
    """Somebody who does at random whatever can be done with a timeline of some seconds."""

    def __init__(self, seed, span):
        self.random = random.Random(seed)
        self.span = span
        self.board = ()

    def edit(self, held):
        """Return what some edit gives; what is refused raises."""
        doings = [name for name in dir(self) if name.startswith("do_")]
        return getattr(self, self.random.choice(doings))(held)

    def place(self):
        return self.random.randrange(self.span)

    def length(self):
        return self.random.choice([1, 2, 3, self.random.randrange(1, 400), self.random.randrange(1, self.span // 8)])

    def line(self):
        return " ".join(self.random.choices(WORDS, k=self.random.randrange(5)))

    def track(self, held):
        return self.random.choice([track.id for track in held.tracks])

    def clip(self, held):
        """Some clip near some place; refused where there is none."""
        lane = held.lane(self.track(held))
        found = next(lane.from_start(self.place()), None) or next(reversed(lane), None)
        if found is None:
            raise WrongUsage("There is no clip.")
        return found

    def ids(self, held):
        return [self.clip(held).id for _ in range(self.random.randrange(1, 4))]

    def row(self, held):
        """Neighbours."""
        first = self.clip(held)
        behind = held.lane(first.track_id).neighbours(first)[1]
        return [first.id, *([behind.id] if behind else [])]

    def sounds(self, text):
        frames, start = self.length() + 9, self.random.randrange(9)
        said = Said(text, 0, len(text)) if text else None
        whole = Sound(frames, start, frames, frames - start, self.random.randrange(1, 99), said=said)
        silent = Sound(5, 0, 5, 5)
        return self.random.choice([(whole,), (whole,), (whole, silent), (silent, whole)])

    def rule(self):
        return self.random.choice([None, *NeighbourRule])

    def do_add(self, held):
        sounds = self.sounds("") if self.random.random() < 0.5 else ()
        length = 0 if sounds else self.length()
        return clips.add_clip(held, self.track(held), self.place(), length, text=self.line(), sounds=sounds)

    do_add_more = do_add_again = do_add_still = do_add

    def do_write(self, held):
        estimate = self.random.choice([0, self.length()])
        return clips.write_clip(held, self.clip(held).id, self.line(), estimate=estimate, rule=self.rule())

    def do_take(self, held):
        clip = self.clip(held)
        return clips.place_sounds(held, clip.id, self.sounds(clip.text), rule=self.rule())

    do_take_again = do_take

    def do_mode(self, held):
        return clips.set_mode(held, self.ids(held), self.random.choice(list(Mode)), rule=self.rule())

    def do_move(self, held):
        by = self.random.randrange(-self.span // 4, self.span // 4)
        return clips.move_clips(held, self.ids(held), by, down=self.random.choice([0, 0, -1, 1, 2]))

    def do_nudge(self, held):
        step = self.random.choice(
            [Fraction(1), clips.milliseconds(held, 10), clips.frame(held, FRAME_RATES["29.97 df"])]
        )
        return clips.nudge_clips(held, self.ids(held), self.random.choice([-1, 1, 2]), step)

    def do_trim(self, held):
        clip = self.clip(held)
        edge = self.random.choice(list(Edge))
        near = clip.start if edge is Edge.START else clip.end
        return clips.trim_clip(held, clip.id, edge, near + self.random.randrange(-50, 51))

    def do_stretch(self, held):
        clip = self.clip(held)
        edge = self.random.choice(list(Edge))
        near = clip.start if edge is Edge.START else clip.end
        return clips.stretch_clip(held, clip.id, edge, near + self.random.randrange(-90, 91))

    def do_split(self, held):
        clip = self.clip(held)
        words = [WordTiming(n, n + 1, n / 1000) for n in range(0, 20, 4)] if self.random.random() < 0.5 else ()
        return clips.split_clip(held, clip.id, clip.start + self.random.randrange(0, clip.length + 1), words=words)

    def do_merge(self, held):
        return clips.merge_clips(held, self.row(held))

    def do_delete(self, held):
        return clips.delete_clips(held, self.ids(held)[:1])

    def do_ripple_delete(self, held):
        return clips.ripple_delete(held, self.ids(held)[:2], everywhere=self.random.random() < 0.3)

    def do_copy(self, held):
        self.board = clips.copied(held, self.ids(held))
        return clips.duplicate_clips(held, [clip.id for clip in self.board])

    def do_paste(self, held):
        track = self.random.choice([None, self.track(held)])
        return clips.paste_clips(held, self.board, self.place(), track_id=track)

    def do_group(self, held):
        return clips.group_clips(held, self.ids(held))

    def do_ungroup(self, held):
        return clips.ungroup_clips(held, self.ids(held))

    def do_lock(self, held):
        return clips.lock_clips(held, self.ids(held), locked=self.random.random() < 0.3)

    def do_fade(self, held):
        clip = self.clip(held)
        return clips.set_fades(held, clip.id, self.random.randrange(clip.length + 1), self.random.randrange(40))

    def do_crossfade(self, held):
        left, *right = self.row(held)
        return clips.crossfade_clips(held, left, right[0] if right else left, self.random.randrange(1, 40))

    def do_gain(self, held):
        clip = self.clip(held)
        places = self.random.sample(range(clip.length + 1), min(clip.length, self.random.randrange(4)))
        return clips.set_gain(held, clip.id, [GainPoint(at, self.random.uniform(-20, 6)) for at in places])

    def do_add_track(self, held):
        if len(held.tracks) > 6:
            return tracks.remove_track(held, self.track(held))
        kind = self.random.choice(list(TrackKind))
        return tracks.add_track(held, kind, "New", before=self.random.choice([None, self.track(held)]))

    def do_move_track(self, held):
        return tracks.move_track(held, self.track(held), self.random.choice([None, self.track(held)]))

    def do_change_track(self, held):
        wish = self.random.choice(
            [{"mute": True}, {"volume": -6.0}, {"pan": 1.5}, {"locked": False}, {"speaker_id": 2}]
        )
        return tracks.change_track(held, self.track(held), **wish)

    def do_lock_track(self, held):
        return tracks.change_track(held, self.track(held), locked=self.random.random() < 0.2)

    def do_rules(self, held):
        rule, wide = self.random.choice(list(NeighbourRule)), self.random.random() < 0.3
        return tracks.set_rules(held, Rules(rule, self.random.choice([0, 20]), everywhere=wide))

    def do_marks(self, held):
        at = self.place()
        done = self.random.choice(
            [tracks.add_marker(held, at, "m"), tracks.add_region(held, at, at + self.length(), "r")]
        )
        if self.random.random() < 0.5 and held.markers and held.regions:
            return tracks.remove_marks(held, [held.markers[0].id, held.regions[-1].id])
        return done
