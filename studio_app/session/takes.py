"""The takes of a paragraph, for a person who compares them and lets another one be heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio_app.domain.segments import segment_maker
from studio_app.session.work_views import TakeChoice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit, Segment
    from studio_app.domain.takes import Take
    from studio_app.session.engines import Engines
    from studio_app.store.project_file import ProjectFile


def spoken_segments(project: Project, paragraph_id: int, limit: Limit) -> list[Segment]:
    """Return the segments of a paragraph with something to say, none where it is gone."""
    try:
        paragraph = project.paragraph(paragraph_id)
    except KeyError:
        return []
    return [segment for segment in segment_maker(project, limit)(paragraph) if segment.spoken]


class Repeats(NamedTuple):
    """How often a paragraph can still be made anew for nothing, None for always; and what it costs then, in credits."""

    left: int | None
    credits: float
    unit: str = "credits"


def repeats_of(project: Project, paragraph_id: int, found: Sequence[TakeChoice], engines: Engines) -> Repeats:
    """Return what it costs to make a paragraph anew: its first take is paid, then some engines repeat it for nothing."""
    castings = {speaker.id: speaker.casting for speaker in project.speakers}
    left: list[int] = []
    units: set[str] = set()
    cost = 0.0
    for segment in spoken_segments(project, paragraph_id, engines.limit):
        casting = castings[segment.speaker_id].with_settings(segment.settings)
        engine = engines.get(casting.engine)
        if not engine.capabilities.bills:
            continue
        made = sum(choice.fits and choice.ordinal == segment.ordinal for choice in found)
        left.append(max(0, engines.free_repeats(casting.engine) + 1 - made) if made else 0)
        units.add(engine.capabilities.unit)
        cost += engines.estimate(segment.spoken, casting)
    return Repeats(min(left) if left else None, cost, units.pop() if len(units) == 1 else "credits")


def takes_of(file: ProjectFile, project: Project, paragraph_id: int, limit: Limit) -> tuple[TakeChoice, ...]:
    """Return the takes of a paragraph, newest first: made for its text, heard in its place now, or before. Blocks.

    Raises:
        ProjectError: the file cannot be read.
    """
    segments = spoken_segments(project, paragraph_id, limit)
    made = file.takes_of({segment.fingerprint for segment in segments})
    places, stood = file.placements([paragraph_id]), file.stood(paragraph_id)
    heard = file.takes({take_id for take_id, _ in places.values()}.union(*stood.values()))
    choices: list[TakeChoice] = []
    for part, segment in enumerate(segments, start=1):
        placed = places.get(segment.key, (0, ""))[0]
        found = {take.id: take for take in made if take.fingerprint == segment.fingerprint}
        found |= {n: heard[n] for n in (placed, *stood.get(segment.key, ())) if n in heard}
        choices += (_choice(take, segment, placed, part, len(segments)) for take in found.values())
    return tuple(sorted(choices, key=lambda choice: choice.id, reverse=True))


def _choice(take: Take, segment: Segment, placed: int, part: int, parts: int) -> TakeChoice:
    return TakeChoice(
        id=take.id,
        made=take.made,
        voice=take.voice,
        seconds=max(0, take.speech_frames) / take.rate,
        cost=take.cost,
        placed=take.id == placed,
        fits=take.fingerprint == segment.fingerprint,
        part=part,
        parts=parts,
        ordinal=segment.ordinal,
    )
