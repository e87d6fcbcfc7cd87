"""Fixed duration: how fast an engine is to speak so that a clip is filled. What that leaves over, stretching does exactly."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from studio_app.domain.edits.cast import speaking
from studio_app.domain.edits.change import Change, RowChange, apply
from studio_app.domain.edits.following import estimated
from studio_app.domain.errors import LecternError
from studio_app.domain.segments import segment_maker
from studio_app.domain.timeline import Mode
from studio_app.session.engines import cast_engines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from studio_app.domain.cast import Casting, Setting
    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit
    from studio_app.domain.timeline import Clip
    from studio_app.session.engines import Engines
    from studio_app.speech.engine import SettingRange
    from studio_app.store.project_file import ProjectFile

#: How engines call how fast they speak: a factor, or words a minute.
_NAMES = ("speed", "rate")
#: A take this near to the length that is wanted is stretched; a better one would not be heard.
_NEAR = 0.05
#: An estimate is not better than this: within it, the engine speaks as fast as it does.
_VAGUE = 0.15
#: Paragraphs of each chapter from whose takes is learned how far estimates are off, and seconds of a speaker that teach enough.
_LEARNED, _ENOUGH_S = 200, 2.0
#: A range that goes up to more than this has steps of 1.
_WHOLE = 10.0


@dataclass(frozen=True, slots=True)
class Speed:
    """How an engine is told how fast to speak: the setting, and the only values it may have, () for any of its range.

    ``free``: it never bills, so that it may speak twice to get it right.
    """

    setting: SettingRange
    steps: tuple[float, ...] = ()
    free: bool = False

    def near(self, value: float) -> float:
        """Return the value it can have that is nearest."""
        held = min(max(value, self.setting.low), self.setting.high)
        if self.steps:
            return min(self.steps, key=lambda step: abs(step - held))
        return float(round(held)) if self.setting.high > _WHOLE else round(held, 2)


#: By engine and model; of those that know no such setting there is none.
Speeds = dict[tuple[str, str], Speed]


async def speeds_of(engines: Engines, project: Project) -> Speeds:
    """Return how the engines of a project's cast are told how fast to speak. On the loop of the engines."""
    await engines.ready_as_can(cast_engines(project))
    found: Speeds = {}
    for casting in {speaker.casting for speaker in project.speakers}:
        try:
            capabilities = engines.get(casting.engine).capabilities
        except LecternError:
            continue  # it cannot be had; generating says so
        model = next((model for model in capabilities.models if model.id == casting.model), None)
        known = capabilities.settings if model is None or model.settings is None else model.settings
        steps = model.steps if model is not None else {}
        for setting in known:
            if setting.name in _NAMES:
                found[casting.engine, casting.model] = Speed(
                    setting, tuple(steps.get(setting.name, ())), not capabilities.bills
                )
    return found


@dataclass(frozen=True, slots=True)
class Fitting:
    """The voice settings paragraphs are to have, by id: only those that are to change.

    ``again`` are paragraphs of fixed clips whose length is not known before they are generated, by an engine that never bills:
    once they are, they can be spoken again, at exactly the speed that is needed.
    """

    settings: Mapping[int, tuple[tuple[str, Setting], ...]] = field(default_factory=dict)
    again: tuple[int, ...] = ()

    @staticmethod
    def of(
        file: ProjectFile, project: Project, clips: Sequence[Clip], speeds: Speeds, limit: Limit, *, asked: bool
    ) -> Fitting:
        """Find how fast clips are to be spoken. Blocks.

        What is generated and fits its text is left alone unless it was ``asked`` for; its length is known then, and the speed
        exact. Otherwise it is estimated from what the same speaker took before, and only a clear difference counts; of a
        speaker nobody has heard nothing is estimated.

        Raises:
            ProjectError: the file cannot be read.
        """
        fitter = _Fitter(file, project, speeds, limit, asked=asked)
        fitter.look_at(clips)
        found, again = {}, []
        for clip in clips:
            paragraph = project.paragraph(clip.paragraph_id)
            wanted = fitter.settings(clip, paragraph)
            if wanted != paragraph.settings:
                found[paragraph.id] = wanted
            if fitter.guesses(clip, paragraph):
                again.append(paragraph.id)
        return Fitting(found, tuple(again))


def set_speeds(project: Project, fitting: Fitting, *, merge: str = "") -> tuple[Project, Change]:
    """Give paragraphs the settings found for them, in one step; those that are gone or locked are passed over."""
    rows = []
    for paragraph_id, settings in fitting.settings.items():
        try:
            paragraph = project.paragraph(paragraph_id)
        except KeyError:
            continue
        if not paragraph.locked and paragraph.settings != settings:
            rows.append(RowChange(paragraph, replace(paragraph, settings=settings)))
    change = Change("Fit speed", tuple(rows), "", merge)
    return (apply(project, change) if rows else project), change


class _Fitter:
    """Knows what stands at the clips' segments, and how far estimates are off for each speaker."""

    def __init__(self, file: ProjectFile, project: Project, speeds: Speeds, limit: Limit, *, asked: bool) -> None:
        self._file = file
        self._project = project
        self._speeds = speeds
        self._asked = asked
        self._make = segment_maker(project, limit)
        self._fits: set[int] = set()
        self._off: dict[int, float] = {}

    def look_at(self, clips: Iterable[Clip]) -> None:
        """Read what is generated of these clips, and of others of the same chapters by the same speakers."""
        ids = [clip.paragraph_id for clip in clips]
        homes = {self._project.paragraph(n).chapter_id for n in ids}
        more = [p.id for home in sorted(homes) for p in self._project.paragraphs.get(home, ())[:_LEARNED]]
        standing = self._file.standing({*ids, *more})
        real: dict[int, float] = defaultdict(float)
        reckoned: dict[int, float] = defaultdict(float)
        for paragraph_id in dict.fromkeys([*ids, *more]):
            paragraph = self._project.paragraph(paragraph_id)
            spoken = [segment for segment in self._make(paragraph) if segment.spoken]
            placed = [standing.get(segment.key, (0, "", 0.0)) for segment in spoken]
            if not spoken or any(one[1] != s.fingerprint for one, s in zip(placed, spoken, strict=True)):
                continue
            self._fits.add(paragraph_id)
            who = speaking(self._project, paragraph)
            if len(who) == 1:
                speaker_id = who.pop()
                real[speaker_id] += sum(one[2] for one in placed)
                reckoned[speaker_id] += float(estimated(self._project, paragraph))
        self._off = {n: real[n] / reckoned[n] for n in real if real[n] >= _ENOUGH_S and reckoned[n]}

    def guesses(self, clip: Clip, paragraph: Paragraph) -> bool:
        """Whether it costs nothing to speak a fixed clip again, once its length is known."""
        speed = self._speed(paragraph)
        return clip.mode is Mode.FIXED and speed is not None and speed.free and paragraph.id not in self._fits

    def settings(self, clip: Clip, paragraph: Paragraph) -> tuple[tuple[str, Setting], ...]:
        """Return the settings a clip's paragraph is to have."""
        speed = self._speed(paragraph)
        if speed is None:
            return paragraph.settings
        name = speed.setting.name
        others = tuple(pair for pair in paragraph.settings if pair[0] != name)
        if clip.mode is Mode.DYNAMIC:
            return others if self._asked else paragraph.settings
        casting = next(self._castings(paragraph))
        own = _number(dict(casting.settings).get(name), speed.setting.default)
        now = _number(dict(paragraph.settings).get(name), own)
        wanted = self._wanted(clip, paragraph, own, now)
        if wanted is None:
            return paragraph.settings
        value = speed.near(wanted)
        return others if value == own else tuple(sorted([*others, (name, value)]))

    def _speed(self, paragraph: Paragraph) -> Speed | None:
        """Return how those who speak a paragraph are told how fast; None where they are not all told the same way."""
        found = [self._speeds.get((casting.engine, casting.model)) for casting in self._castings(paragraph)]
        names = {speed.setting.name if speed is not None else "" for speed in found}
        return found[0] if len(names) == 1 else None

    def _castings(self, paragraph: Paragraph) -> Iterator[Casting]:
        return (self._project.speaker(n).casting for n in sorted(speaking(self._project, paragraph)))

    def _wanted(self, clip: Clip, paragraph: Paragraph, own: float, now: float) -> float | None:
        """Return how fast it is to be spoken; None: as it is."""
        if paragraph.id in self._fits and clip.sounds:
            ratio = (clip.natural + clip.overrun) / clip.length
            return now * ratio if self._asked and abs(ratio - 1) > _NEAR else None
        who = speaking(self._project, paragraph)
        off = self._off.get(next(iter(who))) if len(who) == 1 else None
        if off is None:
            return None
        plain = replace(paragraph, settings=())
        length = clip.length / self._project.timelines[paragraph.chapter_id].rate
        ratio = float(estimated(self._project, plain)) * off / length
        return own * ratio if abs(ratio - 1) > _VAGUE else own


def _number(value: Setting | None, default: float) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else default
