"""Neighbours: what the same voice says just before and after a segment, for engines that join their recordings by it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from studio_app.domain.segments import segment_maker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit, Segment

#: Paragraphs around a segment that are looked at: what the voice said further away does not lead up to it.
_FAR = 4
#: Recordings before a segment an engine can be told of.
_BEFORE = 3


class Context(NamedTuple):
    """The spoken text before and after a segment, and the fingerprints of what comes before it, the nearest first."""

    before: str = ""
    after: str = ""
    marks: tuple[str, ...] = ()


def neighbours(project: Project, segment: Segment, limit: Limit) -> Context:
    """Return the neighbours of a segment with the same engine, model and voice, in its chapter. Blocks: cuts paragraphs."""
    voices = {s.id: (s.casting.engine, s.casting.model, s.casting.voice) for s in project.speakers}
    voice = voices.get(segment.speaker_id)

    def of_voice(found: Iterator[Segment]) -> Iterator[Segment]:
        return (other for other in found if other.spoken and voices.get(other.speaker_id) == voice)

    before = list(islice(of_voice(_walk(project, segment, limit, -1)), _BEFORE))
    after = next(of_voice(_walk(project, segment, limit, 1)), None)
    return Context(
        before[0].spoken if before else "", after.spoken if after else "", tuple(other.fingerprint for other in before)
    )


def _walk(project: Project, segment: Segment, limit: Limit, step: int) -> Iterator[Segment]:
    """Yield the segments before (``step`` -1) or after (1) one, the nearest first."""
    make = segment_maker(project, limit)
    try:
        chapter_id, at = project.place(segment.paragraph_id)
    except KeyError:
        return
    held = project.paragraphs[chapter_id]
    own = make(held[at])
    yield from own[segment.ordinal + 1 :] if step > 0 else reversed(own[: segment.ordinal])
    for number in range(at + step, at + step * (_FAR + 1), step):
        if 0 <= number < len(held) and held[number].included:
            yield from make(held[number])[::step]
