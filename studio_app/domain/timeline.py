"""The timeline: tracks, the clips on them in order, markers and regions. All positions are samples at ``Timeline.rate``.

On a track of speech or original sound no two clips overlap. On a track of effects or audio a clip may overlap its neighbours,
which is a crossfade, but never reach past one: clips start and end in the same order, and no three sound at once. That order
is what every look-up relies on, and ``misfit`` tells where it is broken.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, pairwise
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from studio_app.domain.lane import Lane, in_order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

#: Samples a second of a timeline: that of film, and of every sound card.
RATE = 48_000
#: A clip whose speech is stretched beyond these carries a warning.
NATURAL_STRETCH = (0.8, 1.25)
#: Decibels that a track's volume or a gain point can have.
QUIETEST_DB, LOUDEST_DB = -96.0, 24.0
#: Heights in pixels that a track can have.
LOWEST, HIGHEST = 24, 600
#: No timeline is longer than this many seconds, a hundred days.
LONGEST_S = 8_640_000

#: More clips than that are looked for by going through all of them once.
_MANY = 256

#: The order of tracks from top to bottom, and of markers and regions.
by_position = attrgetter("position", "id")
by_place = attrgetter("at", "id")

_group = attrgetter("group")


class TrackKind(StrEnum):
    """What a track holds. Original is the sound of the film or recording that is voiced over."""

    VOICEOVER = "voiceover"
    SFX = "sfx"
    AUDIO = "audio"
    ORIGINAL = "original"


#: Kinds of track on which neighbours may overlap, as a crossfade.
CROSSFADING = frozenset({TrackKind.SFX, TrackKind.AUDIO})


class Mode(StrEnum):
    """Whether a clip takes the length of its speech, or the speech that of the clip."""

    DYNAMIC = "dynamic"
    FIXED = "fixed"


class NeighbourRule(StrEnum):
    """What happens to the clips behind a dynamic one that would run into them.

    RIPPLE moves all of them by as much as is missing; SHORTEN moves only those in the way, so that gaps get shorter; WARN moves
    none: the clip ends at its neighbour, and says by ``Clip.overrun`` how much of its speech is not heard.
    """

    RIPPLE = "ripple"
    SHORTEN = "shorten gap"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Rules:
    """How a timeline treats neighbours of dynamic clips: by which rule, and at least ``gap`` samples apart.

    ``everywhere``: what lies behind is moved on all tracks together when it ripples, so that a dialogue stays one.
    """

    neighbours: NeighbourRule = NeighbourRule.RIPPLE
    gap: int = 0
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Ducking:
    """How a track gives way to speech: by ``amount`` dB (0 or less), falling over ``attack`` and rising over ``release`` ms."""

    amount: float = -12.0
    attack: int = 120
    release: int = 600


@dataclass(frozen=True, slots=True)
class Track:
    """A track. ``volume`` in dB, ``pan`` from -1 (left) to 1, ``height`` in pixels.

    ``speaker_id`` is who speaks on a voiceover track, None as long as nobody is cast (the narrator speaks) and on all other
    tracks. ``locked`` holds its clips, its kind and its place in the project; it can still be muted, mixed and named.
    ``ducking``: how it gives way while somebody speaks, None: not at all.
    """

    id: int
    position: float
    kind: TrackKind
    name: str
    colour: str = ""
    height: int = 72
    mute: bool = False
    solo: bool = False
    volume: float = 0.0
    pan: float = 0.0
    locked: bool = False
    speaker_id: int | None = None
    ducking: Ducking | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """How a sound effect is generated from its prompt, the text of its clip.

    ``seconds`` is how long it is to be, 0 where the engine chooses; ``influence`` from 0 to 1 how closely it keeps to the
    prompt; ``loop`` asks for one whose end runs into its beginning.
    """

    seconds: float = 0.0
    influence: float = 0.3
    loop: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Which part of a script line a recording says: code points ``start`` to ``end`` of ``line`` as it was spoken then."""

    line: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return the part itself."""
        return self.line[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Sound:
    """A part of one recording: ``start`` to ``end`` of its ``frames``, all at the timeline's rate, heard for ``length``.

    It is of the take with that id, or of the media file with that content hash; with neither it is silence. For a take the
    frames are those between its trim points, as many as ``mixplan.plan_length`` says.
    """

    frames: int
    start: int
    end: int
    length: int
    take_id: int = 0
    media: str = ""
    said: Said | None = None

    @property
    def natural(self) -> int:
        """Return how many samples it has as recorded."""
        return self.end - self.start

    @property
    def silent(self) -> bool:
        """Return whether it is silence, which has no end of its own."""
        return not self.take_id and not self.media


@dataclass(frozen=True, slots=True)
class GainPoint:
    """A point of a clip's gain line: ``db`` at the sample ``at`` of the clip. Between points the line is straight in dB."""

    at: int
    db: float


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip: ``length`` samples from ``start``, with a text to be spoken (or an effect's prompt), and what is heard for it.

    ``sounds`` follow each other without a gap and fill the clip; there are none as long as nothing is generated. ``overrun`` is
    how many samples of the last are not heard because a neighbour is in the way. Fades are in samples. Clips of one ``group``
    that is not 0 move together. ``paragraph_id`` is the paragraph of the manuscript whose text a voiceover clip speaks, 0 where
    it has no text and on other tracks: see ``edits.desk``. ``effect`` is how a clip of a prompt is generated.
    """

    id: int
    track_id: int
    start: int
    length: int
    mode: Mode = Mode.DYNAMIC
    text: str = ""
    sounds: tuple[Sound, ...] = ()
    gain: tuple[GainPoint, ...] = ()
    fade_in: int = 0
    fade_out: int = 0
    group: int = 0
    locked: bool = False
    overrun: int = 0
    paragraph_id: int = 0
    effect: Effect | None = None

    @property
    def end(self) -> int:
        """Return the first sample behind the clip."""
        return self.start + self.length

    @property
    def natural(self) -> int:
        """Return how many samples its sounds have as recorded; 0 where nothing is generated."""
        return sum(sound.natural for sound in self.sounds)

    @property
    def stretch(self) -> float:
        """Return how many times as long as recorded it is heard: below 1 is faster. 1 where nothing is generated."""
        natural = self.natural
        return self.length / natural if natural else 1.0

    @property
    def strained(self) -> bool:
        """Return whether some sound is stretched so far that it no longer sounds natural."""
        least, most = NATURAL_STRETCH
        return any(not least <= sound.length / sound.natural <= most for sound in self.sounds if not sound.silent)

    def shifted(self, by: int) -> Clip:
        """Return the clip ``by`` samples later."""
        return self.laid(self.start + by, self.track_id)

    def laid(
        self,
        start: int,
        track_id: int,
        *,
        clip_id: int | None = None,
        group: int | None = None,
        locked: bool | None = None,
    ) -> Clip:
        """Return the clip at another place. An edit moves 50,000; ``dataclasses.replace`` takes twice as long."""
        return Clip(
            self.id if clip_id is None else clip_id,
            track_id,
            start,
            self.length,
            self.mode,
            self.text,
            self.sounds,
            self.gain,
            self.fade_in,
            self.fade_out,
            self.group if group is None else group,
            self.locked if locked is None else locked,
            self.overrun,
            self.paragraph_id,
            self.effect,
        )

    def gain_at(self, sample: int) -> float:
        """Return the decibels of the gain line at a sample of the clip; level before the first point and behind the last."""
        if not self.gain:
            return 0.0
        number = bisect_right(self.gain, sample, key=attrgetter("at"))
        left, right = self.gain[max(0, number - 1)], self.gain[min(number, len(self.gain) - 1)]
        if left.at >= right.at:
            return left.db
        return left.db + (right.db - left.db) * (sample - left.at) / (right.at - left.at)

    @property
    def rewritten(self) -> bool:
        """Return whether the text is no longer what the sounds say. The casting may have changed besides."""
        said = [sound.said.text for sound in self.sounds if sound.said]
        return bool(said) and " ".join(" ".join(said).split()) != " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Marker:
    """A place with a name."""

    id: int
    at: int
    name: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of time with a name, ``at`` to ``end``: to loop, or to export alone."""

    id: int
    at: int
    end: int
    name: str = ""
    colour: str = ""


#: The clips of a page of ``Homes`` have ids that are equal but for these bits.
_PAGE_BITS = 8
_PAGE = 1 << _PAGE_BITS
_EMPTY: tuple[tuple[int, int] | None, ...] = (None,) * _PAGE


@dataclass(frozen=True, slots=True)
class Homes:
    """Where each clip is, by its id: track and start. In pages, so that a change copies few of them."""

    pages: tuple[tuple[tuple[int, int] | None, ...], ...] = ()

    def get(self, clip_id: int) -> tuple[int, int] | None:
        """Return track id and start of a clip; None where there is no such clip."""
        page = clip_id >> _PAGE_BITS
        return self.pages[page][clip_id & (_PAGE - 1)] if 0 <= page < len(self.pages) else None

    def exchanged(self, gone: Iterable[Clip], new: Iterable[Clip]) -> Homes:
        """Return the homes without those of ``gone`` and with those of ``new``; ValueError where one of them is taken."""
        pages = list(self.pages)
        drawn = _Pages(pages)
        for clip in gone:
            drawn[clip.id >> _PAGE_BITS][clip.id & (_PAGE - 1)] = None
        for clip in new:
            clip_id = clip.id
            page, at = drawn[clip_id >> _PAGE_BITS], clip_id & (_PAGE - 1)
            if page[at] is not None:
                raise ValueError(f"Clip {clip_id} is not as the change expects")
            page[at] = (clip.track_id, clip.start)
        for number, page in drawn.items():
            pages[number] = tuple(page)
        return Homes(tuple(pages))


class _Pages(dict[int, list[tuple[int, int] | None]]):
    """Pages that change, copied when they are first wanted."""

    def __init__(self, pages: list[tuple[tuple[int, int] | None, ...]]) -> None:
        super().__init__()
        self._of = pages

    def __missing__(self, number: int) -> list[tuple[int, int] | None]:
        self._of.extend(_EMPTY for _ in range(number + 1 - len(self._of)))
        self[number] = list(self._of[number])
        return self[number]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Tracks from top to bottom, a lane of clips for each that has some, markers and regions in order, the rules.

    ``last_id`` is the highest id ever given to any of them or to a group, also to what is gone: none is given twice. It and the
    indexes belong to no comparison. Make one with ``timeline_of``, change it with ``domain.edits.timeline``.
    """

    rate: int = RATE
    tracks: tuple[Track, ...] = ()
    lanes: Mapping[int, Lane] = field(default_factory=lambda: MappingProxyType({}))
    markers: tuple[Marker, ...] = ()
    regions: tuple[Region, ...] = ()
    rules: Rules = field(default_factory=Rules)
    last_id: int = field(default=0, compare=False)
    homes: Homes = field(default_factory=Homes, compare=False, repr=False)
    #: The ids of the clips of each group.
    groups: Mapping[int, frozenset[int]] = field(
        default_factory=lambda: MappingProxyType({}), compare=False, repr=False
    )
    #: The clip of a paragraph, here or in another snapshot: all of a timeline's share it, none trusts it.
    _spoken: dict[int, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def length(self) -> int:
        """Return the first sample behind the last clip."""
        return max((lane.blocks[-1][-1].end for lane in self.lanes.values()), default=0)

    def track(self, track_id: int) -> Track:
        """Return the track with that id; KeyError where there is none."""
        for track in self.tracks:
            if track.id == track_id:
                return track
        raise KeyError(track_id)

    def lane(self, track_id: int) -> Lane:
        """Return the clips of a track in order; an empty lane where it has none."""
        return self.lanes.get(track_id, _NO_CLIPS)

    def clip(self, clip_id: int) -> Clip:
        """Return the clip with that id; KeyError where there is none. Looks through no list."""
        home = self.homes.get(clip_id)
        found = self.lane(home[0]).find(home[1], clip_id) if home else None
        if found is None:
            raise KeyError(clip_id)
        return found

    def clip_of(self, paragraph_id: int) -> Clip | None:
        """Return the clip that speaks a paragraph, None where there is none. Looks through the clips only once."""
        if not self._spoken:
            self._spoken.update((clip.paragraph_id, clip.id) for lane in self.lanes.values() for clip in lane)
        clip_id = self._spoken.get(paragraph_id, 0)
        home = self.homes.get(clip_id)
        found = self.lane(home[0]).find(home[1], clip_id) if home else None
        if not clip_id or (found is not None and found.paragraph_id == paragraph_id):
            return found
        # Noted by another snapshot, in which another clip speaks it.
        every = (clip for lane in self.lanes.values() for clip in lane)
        found = next((clip for clip in every if clip.paragraph_id == paragraph_id), None)
        if found is not None:
            self._spoken[paragraph_id] = found.id
        return found

    def note(self, clips: Iterable[Clip]) -> None:
        """Remember which paragraphs clips speak; of one that is spoken already, its copies do not."""
        if self._spoken:
            get = self._spoken.get
            coming = ((clip.paragraph_id, clip.id) for clip in clips if clip.paragraph_id)
            self._spoken.update(pair for pair in coming if self.homes.get(get(pair[0], 0)) is None)

    def clips(self, clip_ids: Iterable[int]) -> list[Clip]:
        """Return the clips with these ids, each once, from the first to start on; KeyError where one is not there."""
        wanted = dict.fromkeys(clip_ids)
        if len(wanted) <= _MANY:
            return in_order(map(self.clip, wanted))
        found = [clip for lane in self.lanes.values() for clip in lane if clip.id in wanted]
        if len(found) < len(wanted):
            raise KeyError(min(wanted.keys() - {clip.id for clip in found}))
        return in_order(found)

    def grouped(self, clip_ids: Iterable[int]) -> list[Clip]:
        """Return these clips and all of their groups, from the first to start on; KeyError where one is not there."""
        held = self.clips(clip_ids)
        groups = {clip.group for clip in held} - {0}
        if not groups:
            return held
        wider = chain.from_iterable(self.groups[group] for group in groups)
        return self.clips([*(clip.id for clip in held), *wider])

    def at(self, track_id: int, sample: int) -> Clip | None:
        """Return the clip of a track that sounds at ``sample``; of two in a crossfade the later one."""
        found = None
        for clip in self.lane(track_id).between(sample, sample + 1):
            found = clip
        return found

    def between(self, start: int, end: int) -> Iterator[tuple[Track, Iterator[Clip]]]:
        """Yield each track with the clips of which some sample lies in ``start``..``end``: what a view paints."""
        for track in self.tracks:
            yield track, self.lane(track.id).between(start, end)

    def audible(self, track: Track) -> bool:
        """Return whether a track is heard: it is not muted, and is solo if any is."""
        return not track.mute and (track.solo or not any(other.solo for other in self.tracks))


_NO_CLIPS = Lane()


def timeline_of(
    tracks: Iterable[Track] = (),
    clips: Iterable[Clip] = (),
    *,
    markers: Iterable[Marker] = (),
    regions: Iterable[Region] = (),
    rules: Rules | None = None,
    rate: int = RATE,
    last_id: int = 0,
) -> Timeline:
    """Return a timeline of records in any order, as a file holds them.

    Raises:
        ValueError: two clips have one id, a clip is on no track, or ``misfit`` finds something.
    """
    held, tracks, markers, regions = list(clips), list(tracks), list(markers), list(regions)
    ids = [record.id for records in (tracks, markers, regions, held) for record in records]
    by_track: dict[int, list[Clip]] = {}
    for clip in held:
        by_track.setdefault(clip.track_id, []).append(clip)
    made = Timeline(
        rate,
        tuple(sorted(tracks, key=by_position)),
        MappingProxyType({track_id: Lane.of(found) for track_id, found in by_track.items()}),
        tuple(sorted(markers, key=by_place)),
        tuple(sorted(regions, key=by_place)),
        rules or Rules(),
        max([last_id, *ids, *(clip.group for clip in held)]),
        Homes().exchanged((), held),
        regrouped(MappingProxyType({}), (), held),
    )
    if by_track.keys() - {track.id for track in made.tracks}:
        raise ValueError("a clip is on no track")
    wrong = ((clip.id, own_misfit(clip, rate)) for clip in held)
    misplaced = ((clip.id, place_misfit(made, clip)) for lane in made.lanes.values() for clip in lane.overlapping())
    for clip_id, reason in chain(wrong, misplaced):
        if reason:
            raise ValueError(f"clip {clip_id}: {reason}")
    return made


def regrouped(
    groups: Mapping[int, frozenset[int]], gone: Collection[Clip], new: Collection[Clip]
) -> Mapping[int, frozenset[int]]:
    """Return which clips are of which group once ``gone`` have given way to ``new``."""
    touched = set(map(_group, chain(gone, new))) - {0}
    if not touched:
        return groups
    held = {group: set(groups.get(group, ())) for group in touched}
    for clip in gone:
        if clip.group:
            held[clip.group].discard(clip.id)
    for clip in new:
        if clip.group:
            held[clip.group].add(clip.id)
    made = dict(groups) | {group: frozenset(ids) for group, ids in held.items()}
    return MappingProxyType({group: ids for group, ids in made.items() if ids})


def misfit(timeline: Timeline, clip: Clip) -> str:
    """Return what is wrong with a clip of the timeline or with its place among its neighbours, "" where nothing is."""
    return own_misfit(clip, timeline.rate) or place_misfit(timeline, clip)


def own_misfit(clip: Clip, rate: int) -> str:
    """Return what is wrong with a clip by itself, "" where nothing is."""
    if clip.start < 0 or clip.length < 1 or clip.end > LONGEST_S * rate:
        return "it lies outside of the timeline"
    if clip.sounds and (reason := _sounds_misfit(clip)):
        return reason
    if clip.fade_in < 0 or clip.fade_out < 0 or clip.fade_in + clip.fade_out > clip.length:
        return "its fades are longer than itself"
    return _gain_misfit(clip) if clip.gain else ""


def _sounds_misfit(clip: Clip) -> str:
    whole, dynamic = 0, clip.mode is Mode.DYNAMIC
    for sound in clip.sounds:
        if not 0 <= sound.start < sound.end <= sound.frames or sound.length < 1:
            return "a sound reaches beyond its recording"
        if dynamic and sound.length != sound.natural:
            return "it is dynamic, and its speech is stretched"
        whole += sound.length
    return "" if whole == clip.length else "its sounds do not fill it"


def _gain_misfit(clip: Clip) -> str:
    places = [point.at for point in clip.gain]
    if places != sorted(set(places)) or not 0 <= places[0] <= places[-1] <= clip.length:
        return "its gain points are out of order"
    if any(not QUIETEST_DB <= point.db <= LOUDEST_DB for point in clip.gain):
        return "a gain point is out of range"
    return ""


def place_misfit(timeline: Timeline, clip: Clip) -> str:
    """Return what is wrong with a clip's place among its neighbours, "" where nothing is."""
    lane = timeline.lane(clip.track_id)
    before, behind = lane.neighbours(clip)
    if timeline.track(clip.track_id).kind not in CROSSFADING:
        apart = (before is None or before.end <= clip.start) and (behind is None or clip.end <= behind.start)
        return "" if apart else "it overlaps its neighbour"
    first = lane.neighbours(before)[0] if before else None
    last = lane.neighbours(behind)[1] if behind else None
    row = [held for held in (first, before, clip, behind, last) if held]
    for left, right in pairwise(row):
        if left.start == right.start or left.end > right.end:
            return "it lies over its neighbour"
    if any(left.end > right.start for left, right in zip(row, row[2:], strict=False)):
        return "three clips would sound at once"
    return ""
