"""The order of paragraphs whose clips lie on a timeline: as they follow each other in time, as far as few need to move."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from studio_app.domain.edits.places import fill
from studio_app.domain.project import by_position
from studio_app.domain.timeline import TrackKind

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.project import Project
    from studio_app.domain.timeline import Clip, Timeline

#: Where more clips than these move at once (a ripple), the text stays in its order.
_FEW = 64


def put_in_order(
    project: Project,
    chapter_id: int,
    laid: Timeline,
    new: Sequence[Clip],
    moved: Sequence[Clip],
    gone: Collection[int],
) -> dict[int, float]:
    """Return positions for the paragraphs of clips that are new or have moved past others, by paragraph id.

    Each stands behind the paragraph of the clip before it in time. Others get a new position only where there is no room.

    Args:
        project: the project before the change.
        chapter_id: the chapter.
        laid: its timeline after the change.
        new: clips of it whose paragraphs are not in the chapter yet.
        moved: clips that start elsewhere now.
        gone: ids of paragraphs that leave the chapter.
    """
    movers = [clip for clip in _out_of_order(project, laid, new, moved) if clip.paragraph_id not in gone]
    placing = sorted([*new, *movers], key=lambda clip: (clip.start, _number(laid, clip), clip.id))
    if not placing:
        return {}
    chapter = project.paragraphs.get(chapter_id, ())
    leaving = {clip.paragraph_id for clip in movers} | set(gone)
    gaps: dict[int, list[int]] = defaultdict(list)
    gap_of: dict[int, int] = {}
    unplaced = {clip.id for clip in placing}
    for clip in placing:
        gap = gap_of[clip.id] = _gap(project, chapter, laid, clip, unplaced, gap_of, leaving)
        gaps[gap].append(clip.paragraph_id)
    return _positions(chapter, gaps, leaving)


def _out_of_order(project: Project, laid: Timeline, new: Sequence[Clip], moved: Sequence[Clip]) -> list[Clip]:
    """Return the moved clips whose paragraphs no longer stand between those of their neighbours in time."""
    if len(moved) > _FEW:
        return []
    skip = {clip.id for clip in (*new, *moved)}
    found = []
    for clip in moved:
        position = project.paragraph(clip.paragraph_id).position
        before, behind = _before(laid, clip, skip), _behind(laid, clip, skip)
        low = project.paragraph(before.paragraph_id).position if before else position - 1
        high = project.paragraph(behind.paragraph_id).position if behind else position + 1
        if not low < position < high and (low < high or not (before and behind)):
            found.append(clip)
    return found


def _gap(
    project: Project,
    chapter: tuple[Paragraph, ...],
    laid: Timeline,
    clip: Clip,
    unplaced: Collection[int],
    gap_of: dict[int, int],
    leaving: Collection[int],
) -> int:
    """Return in front of which paragraph of the chapter, by its index, that of a clip is to stand."""
    before = _before(laid, clip, ())
    if before is not None and before.id in gap_of:
        return gap_of[before.id]
    if before is not None:
        at = bisect_right(chapter, by_position(project.paragraph(before.paragraph_id)), key=by_position)
    else:
        behind = _behind(laid, clip, unplaced)
        if behind is None:
            return len(chapter)
        at = bisect_left(chapter, by_position(project.paragraph(behind.paragraph_id)), key=by_position)
    while at < len(chapter) and chapter[at].id in leaving:
        at += 1
    return at


def _positions(
    chapter: tuple[Paragraph, ...], gaps: dict[int, list[int]], leaving: Collection[int]
) -> dict[int, float]:
    """Return positions for those in the gaps; where one has no room, for the whole chapter."""
    found: dict[int, float] = {}
    for at, ids in gaps.items():
        left = at - 1
        while left >= 0 and chapter[left].id in leaving:
            left -= 1
        low = chapter[left].position if left >= 0 else None
        places = fill(low, [None] * len(ids), chapter[at].position if at < len(chapter) else None)
        if places is None:
            return _renumbered(chapter, gaps, leaving)
        found |= dict(zip(ids, places, strict=True))
    return found


def _renumbered(
    chapter: tuple[Paragraph, ...], gaps: dict[int, list[int]], leaving: Collection[int]
) -> dict[int, float]:
    order: list[int] = []
    for at, paragraph in enumerate(chapter):
        order += gaps.get(at, ())
        order += () if paragraph.id in leaving else (paragraph.id,)
    order += gaps.get(len(chapter), ())
    held = {paragraph.id: paragraph.position for paragraph in chapter}
    return {number: float(n) for n, number in enumerate(order, start=1) if held.get(number) != n}


def _number(laid: Timeline, clip: Clip) -> int:
    return next(number for number, track in enumerate(laid.tracks) if track.id == clip.track_id)


def _before(laid: Timeline, clip: Clip, skip: Collection[int]) -> Clip | None:
    """Return the nearest clip that speaks before one in time; of two that start together the upper track's is first."""
    own, found = _number(laid, clip), []
    for number, track in enumerate(laid.tracks):
        if track.kind is TrackKind.VOICEOVER:
            for other in laid.lane(track.id).before_start(clip.start + (number < own)):
                if other.paragraph_id and other.id not in skip:
                    found.append(((other.start, number), other))
                    break
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _behind(laid: Timeline, clip: Clip, skip: Collection[int]) -> Clip | None:
    """Return the nearest clip that speaks behind one in time."""
    own, found = _number(laid, clip), []
    for number, track in enumerate(laid.tracks):
        if track.kind is TrackKind.VOICEOVER:
            for other in laid.lane(track.id).from_start(clip.start + (number <= own)):
                if other.paragraph_id and other.id not in skip:
                    found.append(((other.start, number), other))
                    break
    return min(found, key=lambda pair: pair[0])[1] if found else None
