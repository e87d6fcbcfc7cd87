"""Edits of clips. Each takes a Timeline and returns the new one with its TimelineChange; it succeeds whole or raises.

All raise KeyError where a clip or track is not there, ClipLocked where a lock holds what they would touch, NoRoom where clips
would overlap that must not, and WrongUsage for what makes no sense. The Timeline they were given never changes. Only those
that say so move clips they were not told of; moving, deleting and copying take the groups of the named clips along.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from functools import partial
from itertools import accumulate, count, pairwise
from typing import TYPE_CHECKING

from studio_app.domain.edits.neighbours import FEW, Pairs, one_row, resized, rippled, ripples_freely
from studio_app.domain.edits.sounds import (
    as_recorded,
    chained,
    cut,
    fitted,
    gain_chained,
    gain_cut,
    gain_scaled,
    gain_within,
    silence,
    sound_at,
    spoken_cut,
    text_cut,
    widened,
)
from studio_app.domain.edits.timeline_change import TimelineChange, done, joined
from studio_app.domain.errors import NoRoom, Sentence, WrongUsage
from studio_app.domain.lane import by_start
from studio_app.domain.timeline import CROSSFADING, Clip, Mode, NeighbourRule, Timeline, TrackKind

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Sequence

    from studio_app.domain.takes import WordTiming
    from studio_app.domain.text.timecode import FrameRate
    from studio_app.domain.timeline import Effect, GainPoint, Sound, Track

_FREE = "Make dynamic"
#: No effect can be asked for longer than this.
LONGEST_EFFECT_S = 30

_LINE_END = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


class Edge(StrEnum):
    """An edge of a clip."""

    START = "start"
    END = "end"


Edited = tuple[Timeline, TimelineChange]


def add_clip(
    timeline: Timeline,
    track_id: int,
    start: int,
    length: int = 0,
    *,
    text: str = "",
    sounds: Sequence[Sound] = (),
    mode: Mode | None = None,
    effect: Effect | None = None,
    initiator: str = "",
) -> Edited:
    """Put a new clip on a track; its row is the first of the change.

    Args:
        timeline: the timeline as it is.
        track_id: where.
        start: its first sample.
        length: in samples: what the speech is estimated to take, or is to be fitted to. 0: that of the sounds.
        text: what is to be spoken, or the prompt of an effect.
        sounds: what is heard at once, if anything: an uploaded recording, a take.
        mode: None: dynamic on a voiceover track, fixed elsewhere.
        effect: how a clip of a prompt is generated.
        initiator: who asked.
    """
    track = timeline.track(track_id)
    _check_effect(track, effect)
    mode = mode or (Mode.DYNAMIC if track.kind is TrackKind.VOICEOVER else Mode.FIXED)
    length = length or sum(sound.length for sound in sounds)
    held = fitted(sounds, length) if sounds and mode is Mode.FIXED else tuple(sounds)
    clip = Clip(timeline.last_id + 1, track_id, start, length, mode, _one_line(text), held, effect=effect)
    return done(timeline, "Add clip", [(None, clip)], initiator)


def write_clip(
    timeline: Timeline,
    clip_id: int,
    text: str,
    *,
    estimate: int = 0,
    rule: NeighbourRule | None = None,
    merge: str = "",
    initiator: str = "",
) -> Edited:
    """Let another text stand on a clip. What is heard stays until it is generated anew.

    ``estimate`` is how many samples the text will take to speak: a dynamic clip with nothing generated yet takes that length,
    and its neighbours are treated by ``rule`` (None: the timeline's).
    """
    clip = timeline.clip(clip_id)
    written = replace(clip, text=_one_line(text))
    pairs: Pairs = [(clip, written)]
    if estimate > 0 and clip.mode is Mode.DYNAMIC and not clip.sounds:
        pairs = resized(timeline, clip, _shaped(written, estimate), rule)
    return done(timeline, "Write", pairs, initiator, merge)


def place_sounds(
    timeline: Timeline, clip_id: int, sounds: Sequence[Sound], *, rule: NeighbourRule | None = None, initiator: str = ""
) -> Edited:
    """Let a clip be heard by these sounds: a take has arrived.

    A dynamic clip takes their length, and its neighbours are treated by ``rule`` (None: the timeline's), so other clips may
    move. A fixed clip keeps its length, and they are stretched to fill it.
    """
    clip = timeline.clip(clip_id)
    heard = replace(clip, overrun=0, sounds=as_recorded(sounds))
    if not sounds:
        return done(timeline, "Remove sound", [(clip, replace(heard, sounds=()))], initiator)
    if clip.mode is Mode.FIXED:
        pairs = [(clip, replace(heard, sounds=fitted(heard.sounds, clip.length)))]
        return done(timeline, "Place take", pairs, initiator)
    return done(timeline, "Place take", resized(timeline, clip, _shaped(heard, heard.natural), rule), initiator)


def lay_sound(timeline: Timeline, clip_id: int, sound: Sound, *, initiator: str = "") -> Edited:
    """Let a clip be heard by one sound as it was recorded: the clip takes its length, but ends where the next one begins.

    What is cut off there comes back when the edge is dragged. Only a clip that would not reach beyond the one before it keeps
    its length, and the sound is stretched to fill it.
    """
    clip = timeline.clip(clip_id)
    behind = next(timeline.lane(clip.track_id).from_start(clip.start + 1), None)
    room = sound.natural if behind is None else max(clip.length, behind.start - clip.start)
    length = min(sound.natural, room)
    cut = replace(sound, end=sound.start + length, length=length)
    heard = _shaped(replace(clip, overrun=0, sounds=(cut,)), length)
    try:
        return done(timeline, "Place take", [(clip, heard)], initiator)
    except NoRoom:
        return place_sounds(timeline, clip_id, (sound,), initiator=initiator)


def set_mode(
    timeline: Timeline,
    clip_ids: Collection[int],
    mode: Mode,
    *,
    rule: NeighbourRule | None = None,
    initiator: str = "",
) -> Edited:
    """Make clips fixed, at the length they have, or dynamic, at that of their speech, and treat neighbours by ``rule``.

    Speech that was not heard for want of room is heard again: squeezed into a fixed clip, or tried anew in a dynamic one.
    """
    clips = timeline.clips(clip_ids)
    if mode is Mode.FIXED:
        return done(timeline, "Make fixed", [(clip, _fixed(clip)) for clip in clips], initiator)
    changes = [TimelineChange(_FREE, (), initiator)]
    rows = _free_rows(timeline, clips) if rule in (None, NeighbourRule.RIPPLE) and len(clips) > FEW else []
    for row in rows:
        chosen = {clip.id for clip in row} & {clip.id for clip in clips}
        pairs = rippled(timeline, row, partial(_freed, chosen=chosen))
        timeline, change = done(timeline, _FREE, pairs, initiator)
        changes.append(change)
    through = {clip.id for row in rows for clip in row}
    for clip_id in [clip.id for clip in clips if clip.id not in through]:
        clip = timeline.clip(clip_id)
        timeline, change = done(timeline, _FREE, resized(timeline, clip, _freed(clip), rule), initiator)
        changes.append(change)
    return timeline, joined(*changes)


def _fixed(clip: Clip) -> Clip:
    sounds = fitted(_unhidden(clip), clip.length) if clip.sounds else ()
    return replace(clip, mode=Mode.FIXED, sounds=sounds, overrun=0)


def _freed(clip: Clip, chosen: Container[int] | None = None) -> Clip:
    """Return a clip at the length of its speech; as it is where others are chosen."""
    if chosen is not None and clip.id not in chosen:
        return clip
    whole = replace(clip, mode=Mode.DYNAMIC, sounds=as_recorded(_unhidden(clip)), overrun=0)
    return _shaped(whole, whole.natural or clip.length)


def _free_rows(timeline: Timeline, clips: Sequence[Clip]) -> list[list[Clip]]:
    """Return the rows of clips that can be gone through once where these change: each moves by what those before it need."""
    track_ids = {clip.track_id for clip in clips}
    if timeline.rules.everywhere:
        locked = any(track.locked for track in timeline.tracks if track.id in track_ids)
        row = None if locked else one_row(timeline)
        return [row] if row is not None else []
    free = (track for track in timeline.tracks if track.id in track_ids and ripples_freely(timeline, track))
    return [list(timeline.lane(track.id)) for track in free]


def move_clips(
    timeline: Timeline, clip_ids: Collection[int], by: int, *, down: int = 0, merge: str = "", initiator: str = ""
) -> Edited:
    """Move clips and their groups ``by`` samples, and ``down`` as many tracks, up where negative.

    Raises:
        WrongUsage: there is no such track, or it holds clips of another kind.
    """
    held = timeline.grouped(clip_ids)
    targets = _targets(timeline, {clip.track_id for clip in held}, down)
    pairs = [(clip, clip.laid(clip.start + by, targets[clip.track_id])) for clip in held]
    return done(timeline, "Move clips" if len(held) > 1 else "Move clip", pairs, initiator, merge)


def nudge_clips(
    timeline: Timeline, clip_ids: Collection[int], steps: int, step: Fraction, *, merge: str = "", initiator: str = ""
) -> Edited:
    """Move clips and their groups by ``steps`` of ``step`` samples each: 1, ``milliseconds(timeline, 10)``, a ``frame``.

    Steps that are no whole number of samples do not add up an error: a clip on a frame stays on frames.
    """
    first = timeline.grouped(clip_ids)[0].start if clip_ids else 0
    number = first // step
    by = _ceil((number + steps) * step) - _ceil(number * step)
    return move_clips(timeline, clip_ids, by, merge=merge, initiator=initiator)


def milliseconds(timeline: Timeline, number: int) -> Fraction:
    """Return that many milliseconds as samples, for ``nudge_clips``."""
    return Fraction(timeline.rate * number, 1000)


def frame(timeline: Timeline, rate: FrameRate) -> Fraction:
    """Return one frame at ``rate`` as samples, for ``nudge_clips``."""
    return Fraction(timeline.rate * rate.denominator, rate.numerator)


def trim_clip(timeline: Timeline, clip_id: int, edge: Edge, to: int, *, merge: str = "", initiator: str = "") -> Edited:
    """Move an edge of a clip to the sample ``to``, hiding or showing sound; what is heard elsewhere stays where it is.

    Raises:
        WrongUsage: nothing would be left, or the recording has no more sound there.
    """
    clip = timeline.clip(clip_id)
    start, end = (to, clip.end) if edge is Edge.START else (clip.start, to)
    if start >= end:
        raise WrongUsage("Nothing would be left of the clip; delete it instead.")
    shown = replace(clip, start=start, length=end - start, gain=gain_within(clip, start - clip.start, end - clip.start))
    if clip.sounds:
        shown = replace(shown, sounds=widened(clip.sounds, clip.start - start, end - clip.end))
    if edge is Edge.END:
        shown = replace(shown, overrun=0)
    return done(timeline, "Trim clip", [(clip, _faded(shown))], initiator, merge)


def stretch_clip(
    timeline: Timeline, clip_id: int, edge: Edge, to: int, *, merge: str = "", initiator: str = ""
) -> Edited:
    """Move an edge of a clip to the sample ``to``; its speech is made faster or slower to fill it. The clip is fixed then.

    Raises:
        WrongUsage: the clip would be too short to hold its speech.
    """
    clip = timeline.clip(clip_id)
    start, end = (to, clip.end) if edge is Edge.START else (clip.start, to)
    length = end - start
    if length < 1:
        raise WrongUsage("The clip is too short to hold its speech; make it longer.")
    made = replace(_shaped(clip, length), start=start, mode=Mode.FIXED)
    if clip.sounds:
        made = replace(made, sounds=fitted(clip.sounds, length))
    return done(timeline, "Stretch clip", [(clip, made)], initiator, merge)


def split_clip(
    timeline: Timeline, clip_id: int, at: int, *, words: Sequence[WordTiming] = (), initiator: str = ""
) -> Edited:
    """Cut a clip in two at the sample ``at`` of the timeline; the second part is new. What is heard stays the same.

    The text is cut where a word begins: by ``words``, the timings of the take that is heard there (from its first frame on,
    places as code points of the line it says), or without them where as much of the text as of the sound lies in front.

    Raises:
        WrongUsage: the sample is not inside of the clip.
    """
    clip = timeline.clip(clip_id)
    inside = at - clip.start
    if not 0 < inside < clip.length:
        raise WrongUsage("A clip can only be split inside of it; put the playhead there.")
    place, said_at = _text_places(clip, inside, words, timeline.rate)
    sounds, more = cut(clip.sounds, inside, said_at)
    line, rest = gain_cut(clip, inside)
    left = replace(clip, length=inside, text=clip.text[:place], sounds=sounds, gain=line, fade_out=0, overrun=0)
    right = replace(
        clip,
        id=timeline.last_id + 1,
        start=at,
        length=clip.length - inside,
        text=clip.text[place:],
        sounds=more,
        gain=rest,
        fade_in=0,
    )
    return done(timeline, "Split clip", [(clip, _faded(left)), (None, _faded(right))], initiator)


def merge_clips(timeline: Timeline, clip_ids: Collection[int], *, initiator: str = "") -> Edited:
    """Join neighbours on a track into the first of them. What is heard stays the same, but for fades between them.

    Gaps become silence. Parts that were split from each other are one again.

    Raises:
        WrongUsage: it is only one, they are on several tracks, other clips lie between them, or they cross-fade.
    """
    held = timeline.clips(clip_ids)
    if len(held) < 2 or any(clip.track_id != held[0].track_id for clip in held):
        raise WrongUsage("Only clips that are neighbours on one track can be merged; choose two or more.")
    for left, right in pairwise(held):
        if timeline.lane(left.track_id).neighbours(left)[1] != right:
            raise WrongUsage("There are other clips between these; choose neighbours.")
    if any(left.end > right.start for left, right in pairwise(held)):
        raise WrongUsage("Clips that cross-fade cannot be merged; move them apart first.")
    whole = held[0]
    for clip in held[1:]:
        whole = _merged(whole, clip)
    pairs: Pairs = [(held[0], _faded(whole)), *((clip, None) for clip in held[1:])]
    return done(timeline, "Merge clips", pairs, initiator)


def delete_clips(timeline: Timeline, clip_ids: Collection[int], *, initiator: str = "") -> Edited:
    """Take clips and their groups away. Their takes stay in the project."""
    held = timeline.grouped(clip_ids)
    return done(timeline, _named("Delete clip", held), [(clip, None) for clip in held], initiator)


def ripple_delete(
    timeline: Timeline, clip_ids: Collection[int], *, everywhere: bool = False, initiator: str = ""
) -> Edited:
    """Take clips and their groups away and let what lies behind close up; gaps there were before and behind them stay.

    It closes up on their own tracks, or ``everywhere`` on all that are not locked.
    """
    held = timeline.grouped(clip_ids)
    gone = {clip.id for clip in held}
    locked = {track.id for track in timeline.tracks if track.locked}
    tracks = {clip.track_id for clip in held}
    spans = {track_id: _spans(timeline, [c for c in held if c.track_id == track_id]) for track_id in tracks}
    if everywhere:
        whole = _united([span for found in spans.values() for span in found])
        spans = {track.id: whole for track in timeline.tracks if track.id in tracks or track.id not in locked}
    pairs: Pairs = [(clip, None) for clip in held]
    for track_id, found in spans.items():
        closing = _Closing(found)
        behind = timeline.lane(track_id).from_start(found[0][0]) if found else ()
        pairs += [(c, c.shifted(-closing.before(c.start))) for c in behind if c.id not in gone]
    return done(timeline, _named("Ripple delete clip", held), pairs, initiator)


def copied(timeline: Timeline, clip_ids: Collection[int]) -> tuple[Clip, ...]:
    """Return clips and their groups as they are, for ``paste_clips``."""
    return tuple(timeline.grouped(clip_ids))


def paste_clips(
    timeline: Timeline,
    clips: Sequence[Clip],
    at: int,
    *,
    track_id: int | None = None,
    what: str = "Paste",
    initiator: str = "",
) -> Edited:
    """Put copies of clips there, the first at sample ``at``, as far from each other as they were. Copies are not locked.

    ``track_id`` is where the first of them goes, the others as many tracks from it as they were; None: where they came from.

    Raises:
        WrongUsage: there is no such track, or it holds clips of another kind.
    """
    if not clips:
        return done(timeline, what, (), initiator)
    first = min(clips, key=by_start)
    order = {track.id: number for number, track in enumerate(timeline.tracks)}
    sources = {clip.track_id for clip in clips}
    if track_id is not None and len(sources) == 1:
        targets = {first.track_id: timeline.track(track_id).id}
    elif sources <= order.keys():
        targets = _targets(timeline, sources, order[track_id] - order[first.track_id] if track_id is not None else 0)
    else:
        raise WrongUsage("The tracks of these clips are gone; choose where to paste them.")
    ids = count(timeline.last_id + 1)
    new_ids = {clip.id: next(ids) for clip in clips}
    groups = {group: next(ids) for group in sorted({clip.group for clip in clips} - {0})}
    made = [
        clip.laid(
            clip.start - first.start + at,
            targets[clip.track_id],
            clip_id=new_ids[clip.id],
            group=groups.get(clip.group, 0),
            locked=False,
        )
        for clip in clips
    ]
    return done(timeline, what, [(None, clip) for clip in made], initiator)


def duplicate_clips(timeline: Timeline, clip_ids: Collection[int], *, initiator: str = "") -> Edited:
    """Put copies of clips and their groups right behind the last of them, or where there is room for all of them next."""
    held = copied(timeline, clip_ids)
    paste = partial(paste_clips, timeline, held, what=_named("Duplicate clip", held), initiator=initiator)
    at = max((clip.end for clip in held), default=0)
    try:
        return paste(at)
    except NoRoom:
        return paste(_room_behind(timeline, held, at))


def _room_behind(timeline: Timeline, clips: Sequence[Clip], at: int) -> int:
    """Return the first end of a clip behind ``at`` from which on copies of clips lie over no others."""
    first = min(clip.start for clip in clips)
    lanes = {clip.track_id: timeline.lane(clip.track_id) for clip in clips}
    ends = sorted({clip.end for lane in lanes.values() for clip in lane.between(at, timeline.length + 1)})
    places = ((place, place - first) for place in ends)
    return next(
        place
        for place, by in places
        if not any(any(lanes[clip.track_id].between(clip.start + by, clip.end + by)) for clip in clips)
    )


def group_clips(timeline: Timeline, clip_ids: Collection[int], *, initiator: str = "") -> Edited:
    """Make one group of clips; groups that some of them were in go into it.

    Raises:
        WrongUsage: it is only one clip.
    """
    held = timeline.grouped(clip_ids)
    if len(held) < 2:
        raise WrongUsage("A group has at least two clips; choose more.")
    pairs = [(clip, clip.laid(clip.start, clip.track_id, group=timeline.last_id + 1)) for clip in held]
    return done(timeline, "Group clips", pairs, initiator)


def ungroup_clips(timeline: Timeline, clip_ids: Collection[int], *, initiator: str = "") -> Edited:
    """Dissolve the groups of these clips."""
    held = timeline.grouped(clip_ids)
    pairs = [(clip, clip.laid(clip.start, clip.track_id, group=0)) for clip in held]
    return done(timeline, "Ungroup clips", pairs, initiator)


def lock_clips(timeline: Timeline, clip_ids: Collection[int], *, locked: bool, initiator: str = "") -> Edited:
    """Lock or unlock clips. It is these alone that change: not their groups."""
    pairs = [(clip, clip.laid(clip.start, clip.track_id, locked=locked)) for clip in timeline.clips(clip_ids)]
    return done(timeline, "Lock clips" if locked else "Unlock clips", pairs, initiator, locking=True)


def set_fades(
    timeline: Timeline, clip_id: int, fade_in: int, fade_out: int, *, merge: str = "", initiator: str = ""
) -> Edited:
    """Fade a clip in and out over that many samples.

    Raises:
        WrongUsage: together they are longer than the clip.
    """
    clip = timeline.clip(clip_id)
    pairs = [(clip, replace(clip, fade_in=fade_in, fade_out=fade_out))]
    return done(timeline, "Fade clip", pairs, initiator, merge)


def crossfade_clips(timeline: Timeline, left_id: int, right_id: int, length: int, *, initiator: str = "") -> Edited:
    """Let two neighbours on a track of effects or audio overlap by ``length`` samples and fade into each other.

    The right one moves for it.

    Raises:
        WrongUsage: they are no neighbours, their track knows no crossfades, or one of them is shorter.
    """
    left, right = timeline.clip(left_id), timeline.clip(right_id)
    if timeline.lane(left.track_id).neighbours(left)[1] != right:
        raise WrongUsage("Only two neighbours on one track can cross-fade; choose them.")
    if timeline.track(left.track_id).kind not in CROSSFADING:
        raise WrongUsage("Clips on this track cannot overlap; put one of them on a track of effects or audio.")
    if not 0 < length <= min(left.length - left.fade_in, right.length - right.fade_out):
        raise WrongUsage("The clips are too short for this crossfade; make it shorter.")
    pairs = [
        (left, replace(left, fade_out=length)),
        (right, replace(right, start=left.end - length, fade_in=length)),
    ]
    return done(timeline, "Cross-fade clips", pairs, initiator)


def set_gain(
    timeline: Timeline, clip_id: int, points: Iterable[GainPoint], *, merge: str = "", initiator: str = ""
) -> Edited:
    """Replace the gain line of a clip; no points: 0 dB throughout.

    Raises:
        WrongUsage: two points are at one sample, or one is outside of the clip or of the range of gains.
    """
    clip = timeline.clip(clip_id)
    line = tuple(sorted(points, key=lambda point: point.at))
    return done(timeline, "Change gain", [(clip, replace(clip, gain=line))], initiator, merge)


def set_effect(timeline: Timeline, clip_id: int, effect: Effect | None, *, initiator: str = "") -> Edited:
    """Let a clip be generated from its text as a prompt, so long and so closely. None: it is no effect.

    Raises:
        WrongUsage: the clip speaks, or a value is out of range.
    """
    clip = timeline.clip(clip_id)
    _check_effect(timeline.track(clip.track_id), effect)
    return done(timeline, "Change effect", [(clip, replace(clip, effect=effect))], initiator)


def _check_effect(track: Track, effect: Effect | None) -> None:
    if effect is not None and track.kind not in CROSSFADING:
        raise WrongUsage("Only clips on a track of effects or audio are generated from a prompt.")
    if effect is not None and not (0 <= effect.seconds <= LONGEST_EFFECT_S and 0 <= effect.influence <= 1):
        said = "An effect is at most {seconds} seconds long; its influence goes from 0 to 1."
        raise WrongUsage(Sentence(said, seconds=LONGEST_EFFECT_S))


def _one_line(text: str) -> str:
    return _LINE_END.sub(" ", text.encode("utf-8", "replace").decode())


def _named(what: str, clips: Sequence[Clip]) -> str:
    return what + "s" * (len(clips) > 1)


def _ceil(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)


def _faded(clip: Clip) -> Clip:
    """Return a clip whose fades are no longer than itself."""
    fade_in = min(clip.fade_in, clip.length)
    return replace(clip, fade_in=fade_in, fade_out=min(clip.fade_out, clip.length - fade_in))


def _shaped(clip: Clip, length: int) -> Clip:
    """Return a clip of another length; its gain line follows."""
    return _faded(replace(clip, length=length, gain=gain_scaled(clip.gain, clip.length, length)))


def _unhidden(clip: Clip) -> tuple[Sound, ...]:
    """Return the sounds of a clip with what was not heard for want of room."""
    if not clip.overrun:
        return clip.sounds
    last = clip.sounds[-1]
    return (*clip.sounds[:-1], replace(last, end=last.end + clip.overrun, length=last.length + clip.overrun))


def _targets(timeline: Timeline, track_ids: Collection[int], down: int) -> dict[int, int]:
    """Return the tracks so many below those; WrongUsage where there is none, or it holds something else."""
    order = {track.id: number for number, track in enumerate(timeline.tracks)}
    found = {}
    for track_id in track_ids:
        number = order[track_id] + down
        if not 0 <= number < len(timeline.tracks):
            raise WrongUsage("There is no track that far up or down.")
        target = timeline.tracks[number]
        if not alike(timeline.track(track_id), target):
            raise WrongUsage("That track holds clips of another kind.")
        found[track_id] = target.id
    return found


def alike(one: Track, other: Track) -> bool:
    """Return whether what is on one track can be on the other."""
    return one.kind is other.kind or {one.kind, other.kind} <= CROSSFADING


def _text_places(clip: Clip, inside: int, words: Sequence[WordTiming], rate: int) -> tuple[int, int | None]:
    """Return where the text of a clip is cut, and where the line of the sound that is divided is, if one is."""
    number, within = sound_at(clip.sounds, inside)
    if number == len(clip.sounds):
        return text_cut(clip.text, inside, clip.length), None
    sound = clip.sounds[number]
    before = _said(clip.sounds[:number])
    if sound.said is None or not within:
        if clip.rewritten or not before:
            return text_cut(clip.text, inside, clip.length), None
        return _behind(clip.text, before), None
    said = sound.said
    said_at = (
        spoken_cut(sound, words, within, rate) if words else said.start + text_cut(said.text, within, sound.length)
    )
    said_at = min(max(said_at, said.start), said.end)
    if clip.rewritten:
        return text_cut(clip.text, inside, clip.length), said_at
    return _behind(clip.text, f"{before} {said.line[said.start : said_at]}"), said_at


def _said(sounds: Sequence[Sound]) -> str:
    """Return what sounds say, one after the other."""
    return " ".join(sound.said.text for sound in sounds if sound.said)


def _behind(text: str, said: str) -> int:
    """Return the code point of ``text`` behind the words of ``said``, with which it begins, and the spaces that follow."""
    letters = sum(not char.isspace() for char in said)
    places = list(accumulate(not char.isspace() for char in text))
    return bisect_right(places, letters)


def _merged(left: Clip, right: Clip) -> Clip:
    gap = right.start - left.end
    sounds: tuple[Sound, ...] = ()
    if left.sounds or right.sounds:
        parts = (left.sounds or (silence(left.length),), (silence(gap),) if gap else (), right.sounds)
        for part in (*parts, () if right.sounds else (silence(right.length),)):
            sounds = chained(sounds, part)
    torn = bool(left.sounds and right.sounds) and len(sounds) < len(left.sounds) + len(right.sounds) and not gap
    spaced = left.text[-1:].isspace() or right.text[:1].isspace() or not left.text or not right.text
    return replace(
        left,
        length=right.end - left.start,
        mode=Mode.DYNAMIC if left.mode is right.mode is Mode.DYNAMIC else Mode.FIXED,
        text=left.text + ("" if torn or spaced else " ") + right.text,
        sounds=sounds,
        gain=gain_chained(left, right, right.start - left.start),
        fade_out=right.fade_out,
        overrun=right.overrun,
    )


def _spans(timeline: Timeline, clips: Sequence[Clip]) -> list[tuple[int, int]]:
    """Return the time that only these clips of one track fill, without what their neighbours fill too."""
    lane = timeline.lane(clips[0].track_id)
    found = []
    for clip in clips:
        before, behind = lane.neighbours(clip)
        start = max(clip.start, before.end) if before else clip.start
        end = min(clip.end, behind.start) if behind else clip.end
        if start < end:
            found.append((start, end))
    return _united(found)


def _united(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the same time as spans in order that do not touch."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


class _Closing:
    """How much time is taken out before a sample."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = spans
        self._sums = [0, *accumulate(end - start for start, end in spans)]
        self._starts = [start for start, _ in spans]

    def before(self, sample: int) -> int:
        """Return how many samples before ``sample`` are taken out."""
        number = bisect_right(self._starts, sample)
        if not number:
            return 0
        start, end = self._spans[number - 1]
        return self._sums[number - 1] + min(sample, end) - start
