"""The desk of timelines: what a person does with them, and the takes that come for their clips. On the loop's thread."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from studio_app.domain.edits.change import Change, Laid
from studio_app.domain.edits.desk import on_timeline, spoken_by, track_speaker
from studio_app.domain.edits.following import estimated, is_said, samples_of, settled
from studio_app.domain.edits.laying import lay_chapter, remove_timeline
from studio_app.domain.edits.placing import WHAT, place_all, write
from studio_app.domain.edits.timeline import set_mode, split_clip
from studio_app.domain.errors import LecternError, WrongUsage
from studio_app.domain.manuscript import Kind, Paragraph
from studio_app.domain.timeline import Clip, Mode, Timeline, TrackKind
from studio_app.jobs.queue import beside
from studio_app.session.fixed import Fitting, set_speeds, speeds_of
from studio_app.session.studio import Edited, TakesPlaced
from studio_app.session.timeline_takes import (
    Wanted,
    heard_words,
    leave_out,
    lying_clips,
    not_left_out,
    placed_takes,
    refit,
    sounds_to_place,
    speaking_clips,
    spoken_on,
)
from studio_app.session.work_views import JobsChanged, Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from studio_app.domain.edits.desk import TimelineEdit
    from studio_app.domain.edits.timeline_change import TimelineChange
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit
    from studio_app.domain.timeline import Sound
    from studio_app.session.announce import Announcer
    from studio_app.session.engines import Engines
    from studio_app.session.fixed import Speeds
    from studio_app.session.studio import Studio
    from studio_app.session.work import Work
    from studio_app.session.work_views import Estimate

_log = logging.getLogger(__name__)
#: A timeline of more clips is edited beside the loop: a ripple of all of them is not felt.
_FEW = 1_000
#: So often what was worked out beside is worked out again because the project had changed meanwhile.
_TRIES = 5
#: Takes that come are put on their clips so many times as long after the last ones as it took until these were on the disk:
#: the window has other work, and the disk has takes to store. So many seconds at least.
_REST, _LEAST_S = 4, 0.1
#: States of jobs in which takes may still come.
_LIVE = ("running", "paused", "cancelling")
#: A fixed clip is spoken so often again where that costs nothing: engines are not exactly as fast as they are told.
SPOKEN_AGAIN = 2
#: What takes put on their clips at once are called: one step of undo.
PLACING = "place takes"
_GONE = "What this was about is not there any more."


@dataclass(frozen=True, slots=True)
class _Again:
    """Paragraphs to be spoken again, at most so many times, and the burst that is a part of."""

    paragraph_ids: tuple[int, ...]
    burst: str
    times: int = SPOKEN_AGAIN


class TimelineDesk:
    """See the module. Lives as long as its project is open: ``close`` it before the project.

    Takes that are placed at the paragraphs of clips are put on these; all of one job are one step of undo.
    """

    def __init__(self, studio: Studio, work: Work, announce: Announcer) -> None:
        self._studio = studio
        self._work = work
        self._turn = asyncio.Lock()
        self._numbers = count(1)
        #: Paragraphs whose takes wait to be put on their clips, with the burst they belong to; "" for that of the job.
        self._coming: dict[int, str] = {}
        self._partly: set[int] = set()
        self._refits: dict[int, None] = {}
        #: Paragraphs of clips that undo and redo changed.
        self._back: set[int] = set()
        self._chosen: dict[int, str] = {}
        #: Segments whose other takes are no news: undo, redo and refitting have seen to what is heard.
        self._known: set[tuple[int, int]] = set()
        self._bursts: dict[int, str] = {}
        #: What is to be spoken again at exactly the speed it needs: of jobs that run, and of those that are through.
        self._again: dict[int, _Again] = {}
        self._due: list[_Again] = []
        self._task: asyncio.Task[None] | None = None
        self._woken = asyncio.Event()
        self._closed = False
        self._ends = [
            announce.listen(Edited, self._edited),
            announce.listen(TakesPlaced, self._placed),
            announce.listen(JobsChanged, self._jobs_changed),
        ]

    async def close(self) -> None:
        """Listen no more, and wait until nothing reads the project."""
        self._closed = True
        self._woken.set()
        for end in self._ends:
            end()
        if self._task is not None:
            await asyncio.wait([self._task])
        if not self._studio.file.read_only:
            await self._leave_out()

    # What is there

    def timeline(self, chapter_id: int) -> Timeline:
        """Return the timeline of a chapter; an empty one where it has none."""
        return self._studio.project.timelines.get(chapter_id, Timeline())

    async def stale(self, chapter_id: int) -> tuple[int, ...]:
        """Return the clips that can be generated and have something to say, but not the takes for it, in order of time.

        Raises:
            ProjectError: the file cannot be read.
        """
        studio, limit = self._studio, self._work.limit
        return await beside(_stale, studio, studio.project, chapter_id, limit)

    # Edits

    def do(self, chapter_id: int, edit: TimelineEdit) -> Change:
        """Edit the timeline of a chapter, and the paragraphs its clips speak.

        Raises:
            WrongUsage: it cannot be done (ClipLocked, NoRoom are such), or what it is about is gone; nothing is changed.
            ProjectError: the project is closed, or open for reading only.
        """
        project = self._studio.project
        return self._studio.do(_made(project, chapter_id, edit), of=project)

    async def do_soon(self, chapter_id: int, edit: TimelineEdit) -> Change:
        """Do the same; of a long timeline beside the loop, so that no window waits for it. Edits keep their order.

        Raises:
            WrongUsage, ProjectError: as ``do``.
        """
        async with self._turn:
            if _size(self.timeline(chapter_id)) <= _FEW:
                return self.do(chapter_id, edit)
            return await self._beside(lambda project: _made(project, chapter_id, edit))

    async def write(self, chapter_id: int, clip_id: int, text: str) -> Change:
        """Let another text stand on a clip; writing on one clip is one step of undo.

        Raises:
            WrongUsage, ProjectError: as ``do``.
        """
        estimate = self._estimated(chapter_id, clip_id, text)
        merge = f"write {chapter_id} {clip_id}"
        return await self.do_soon(
            chapter_id, partial(write, clip_id=clip_id, text=text, estimate=estimate, merge=merge)
        )

    def _estimated(self, chapter_id: int, clip_id: int, text: str) -> int:
        """Return how many samples a text will take on a clip, 0 where there is nothing to say or it is not spoken."""
        project, timeline = self._studio.project, self.timeline(chapter_id)
        try:
            track = timeline.track(timeline.clip(clip_id).track_id)
        except KeyError:
            return 0
        if track.kind is not TrackKind.VOICEOVER or not text.strip():
            return 0
        fragments = spoken_by(project, text, track_speaker(project, track))
        paragraph = Paragraph(0, chapter_id, 0.0, Kind.TEXT, text, fragments=fragments)
        return samples_of(estimated(project, paragraph), timeline.rate) if is_said(paragraph) else 0

    async def split(self, chapter_id: int, clip_id: int, at: int) -> Change:
        """Cut a clip in two at a sample of the timeline, its text at a word. Both halves keep what they had generated.

        Raises:
            WrongUsage, ProjectError: as ``do``.
        """
        async with self._turn:
            return await self._beside(partial(_split, self._studio, self._work.limit, chapter_id, clip_id, at))

    async def open_chapter(self, chapter_id: int) -> Change:
        """Lay a chapter out as a timeline, as it sounds now.

        Raises:
            WrongUsage: it has one.
            ProjectError: the file cannot be read, or is open for reading only.
        """
        async with self._turn:
            return await self._beside(partial(_laid, self._studio, self._work.limit, chapter_id))

    def close_chapter(self, chapter_id: int) -> Change:
        """Lay a chapter out by its pauses again; text and takes stay.

        Raises:
            WrongUsage: something is locked, or it has no timeline.
        """
        return self._studio.do(_without(self._studio.project, chapter_id))

    async def _beside(self, make: Callable[[Project], tuple[Project, Change]]) -> Change:
        """Do an edit that is worked out beside; where the project has changed meanwhile, it is worked out again."""
        for _ in range(_TRIES):
            project = self._studio.project
            made = await beside(make, project)
            if project is self._studio.project:
                return self._studio.do(made, of=project)
        return self._studio.do(make(self._studio.project))

    # Generating

    async def estimate(
        self, chapter_id: int, clip_ids: Collection[int] | None = None, mode: Mode | None = None
    ) -> Estimate:
        """Count what ``generate`` would take.

        Raises:
            LecternError: it cannot be counted.
        """
        studio = self._studio
        clips = self._generable(chapter_id, clip_ids)
        project = studio.project
        if mode is not None and clips:
            ids = [clip.id for clip in clips if clip.mode is not mode]
            project = (await beside(_made, project, chapter_id, partial(set_mode, clip_ids=ids, mode=mode)))[0]
        fitting = await self._fitting(project, chapter_id, clips, asked=mode is not None)
        project = set_speeds(project, fitting)[0]
        return await self._work.estimate(Scope(tuple(clip.paragraph_id for clip in clips)), project=project)

    async def generate(
        self,
        chapter_id: int,
        clip_ids: Collection[int] | None = None,
        mode: Mode | None = None,
        *,
        stale_only: bool = True,
    ) -> int:
        """Generate clips, but for what is locked; return the id of the job.

        Args:
            chapter_id: whose timeline.
            clip_ids: which clips; None: all of it.
            mode: make them fixed or dynamic first; None: each stays what it is.
            stale_only: leave those alone whose takes fit.

        A fixed clip is spoken as fast as its length asks for, as far as its engine can; stretching does the rest.

        Raises:
            WrongUsage: there is nothing to generate.
            ProjectError: the project is open for reading only.
        """
        clips = self._generable(chapter_id, clip_ids)
        if not clips:
            raise WrongUsage("There is nothing to generate: write a text on a clip that is not locked.")
        burst = f"generate {next(self._numbers)} of {chapter_id}"
        ids = [clip.id for clip in clips if mode is not None and clip.mode is not mode]
        if mode is not None and ids:
            await self.do_soon(chapter_id, _merging(partial(set_mode, clip_ids=ids, mode=mode), burst))
        fitting = await self._fitting(self._studio.project, chapter_id, clips, asked=mode is not None)
        self._studio.do(set_speeds(self._studio.project, fitting, merge=burst))
        job = self._work.generate(Scope(tuple(clip.paragraph_id for clip in clips), stale_only=stale_only))
        self._bursts[job] = burst
        if fitting.again:
            self._again[job] = _Again(fitting.again, burst)
        return job

    def _generable(self, chapter_id: int, clip_ids: Collection[int] | None) -> list[Clip]:
        """Return the clips of these, or of all, that can be generated."""
        wanted = None if clip_ids is None else set(clip_ids)
        found = generable(self._studio.project, chapter_id)
        return [clip for clip in found if wanted is None or clip.id in wanted]

    async def _fitting(self, project: Project, chapter_id: int, clips: Sequence[Clip], *, asked: bool) -> Fitting:
        timeline = project.timelines.get(chapter_id, Timeline())
        now = [timeline.clip(clip.id) for clip in clips]
        ranges = await self._work.speeds()
        find = partial(Fitting.of, self._studio.file, project, now, ranges, self._work.limit, asked=asked)
        return await beside(find)

    # Takes that come

    async def reconcile(self) -> int:
        """Put right what was left: texts another program changed, takes whose clips do not have them yet. At opening.

        Returns:
            how many clips are heard otherwise now.
        """
        if self._studio.file.read_only or not self._studio.project.timelines:
            return 0
        async with self._turn:
            return await place_takes(self._studio, self._work.limit)

    def _edited(self, event: Edited) -> None:
        change = event.change
        back = event.initiator in ("undo", "redo")
        for key in change.placed:
            if back:
                self._known.add(key)
            else:
                self._known.discard(key)
                self._chosen[key[0]] = change.merge
        if not self._studio.project.timelines:
            return
        for clip in speaking_clips(self._studio.project, change.paragraph_ids):
            if any(sound.take_id for sound in clip.sounds):
                self._refits[clip.paragraph_id] = None
        if back:  # what comes back with undo has the sounds it had
            self._back |= _laid_on(change)
        else:
            self._coming |= dict.fromkeys(_new_on(change), "")
        self._start()

    def _placed(self, event: TakesPlaced) -> None:
        if not self._studio.project.timelines:
            return
        keys = event.keys - self._known
        self._known -= event.keys
        for paragraph_id, _ in keys:
            self._coming[paragraph_id] = self._chosen.pop(paragraph_id, "")
        self._start()

    def _jobs_changed(self, _: JobsChanged) -> None:
        """When nothing more comes, clips of which only a part was generated are heard as far as they were."""
        for job in self._work.jobs:
            if job.state not in _LIVE and job.id in self._again:
                again = self._again.pop(job.id)
                if job.state == "done" and not job.errors:
                    self._due.append(again)
        if not self._running():
            self._woken.set()
        if self._due or (self._partly and not self._running()):
            self._start()

    def _running(self) -> bool:
        return any(job.state in _LIVE and job.kind in ("generate", "regenerate") for job in self._work.jobs)

    def _start(self) -> None:
        if self._task is None and not self._closed and not self._studio.file.read_only:
            self._task = asyncio.get_running_loop().create_task(self._work_through())

    async def _work_through(self) -> None:
        try:
            while not self._closed and self._waits():
                began = time.perf_counter()
                await self._refit()
                await self._leave_out()
                await self._put()
                await self._speak_again()
                await self._studio.flush()
                if self._running():
                    await self._rest(_REST * (time.perf_counter() - began))
        except LecternError as error:
            _log.warning("takes are not on their clips: %s %s", type(error).__name__, error.detail)
        finally:
            self._task = None

    async def _rest(self, seconds: float) -> None:
        """Let others work; not longer than something is generated."""
        self._woken.clear()
        if not self._closed:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), max(seconds, _LEAST_S))

    def _waits(self) -> bool:
        """Whether there is something to do."""
        return bool(self._coming or self._refits or self._back or self._due or (self._partly and not self._running()))

    async def _speak_again(self) -> None:
        """Speak fixed clips once more that an engine which never bills has spoken: how long they are is known now.

        Those whose takes came while others were put on their clips wait until theirs are there, too.
        """
        due = [again for again in self._due if self._coming.keys().isdisjoint(again.paragraph_ids)]
        self._due = [again for again in self._due if again not in due]
        for again in due:
            speeds, limit = await self._work.speeds(), self._work.limit
            wanted = await fit_again(self._studio, speeds, again.paragraph_ids, limit, merge=again.burst)
            if wanted:
                job = self._work.generate(Scope(wanted))
                self._bursts[job] = again.burst
                if again.times > 1:
                    self._again[job] = _Again(wanted, again.burst, again.times - 1)

    async def _refit(self) -> None:
        """Let takes stand where they fit again: of clips that were copied, split or merged, or brought back by undo."""
        ids, self._refits = tuple(self._refits), {}
        if not ids:
            return
        studio = self._studio
        found = await beside(refit, studio.file, studio.project, ids, self._work.limit)
        if found.moves:
            await asyncio.wrap_future(studio.file.place(found.moves))
        if found.cuts:
            takes = {take.fingerprint: take for _, take in found.cuts}
            numbers = {mark: number for number, mark in enumerate(takes)}
            places = [(key, numbers[take.fingerprint]) for key, take in found.cuts]
            await asyncio.wrap_future(studio.file.add_takes_cut(takes.values(), places, found.joined))
        if keys := {key for key, _ in (*found.moves, *found.cuts)}:
            self._known |= keys
            studio.refresh_takes(keys)

    async def _leave_out(self) -> None:
        """Remember what undo took off clips, so that opening the project again does not put it on them."""
        ids, self._back = tuple(self._back), set()
        if ids:
            await beside(leave_out, self._studio.file, self._studio.project, ids, self._work.limit)

    async def _put(self) -> None:
        """Put takes that came on their clips."""
        coming, self._coming = self._coming, {}
        last = not self._running()
        partly, self._partly = (self._partly, set()) if last else (set(), self._partly)
        groups: dict[str, list[int]] = {}
        for paragraph_id, merge in (dict.fromkeys(partly, "") | coming).items():
            groups.setdefault(merge, []).append(paragraph_id)
        for merge, ids in groups.items():
            async with self._turn:
                await self._put_some(ids, merge or self._burst(), Wanted.ANY if last else Wanted.FITTING)
        if not last:
            self._partly |= coming.keys()

    async def _put_some(self, ids: Sequence[int], merge: str, wish: Wanted) -> None:
        studio = self._studio
        sounds = await beside(sounds_to_place, studio.file, studio.project, ids, self._work.limit, wish)
        by_chapter: dict[int, list[int]] = {}
        for paragraph, _ in lying_clips(studio.project, sounds):
            by_chapter.setdefault(paragraph.chapter_id, []).append(paragraph.id)
        for chapter_id, some in by_chapter.items():
            wanted = {n: sounds[n] for n in some}
            await self._beside(partial(_with_sounds, chapter_id=chapter_id, wanted=wanted, merge=merge))

    def _burst(self) -> str:
        """Return what the takes of the newest generation are named by: they are one step of undo."""
        jobs = [job.id for job in self._work.jobs if job.kind in ("generate", "regenerate")]
        if not jobs:
            return ""
        return self._bursts.get(jobs[-1], f"takes of job {jobs[-1]}")


async def place_takes(studio: Studio, limit: Limit) -> int:
    """Bring all timelines of a project to what its manuscript says and its takes are; return how many clips that changed.

    Raises:
        ProjectError: the file cannot be read or written.
    """
    if not studio.project.timelines:
        return 0
    project = studio.project
    made = await beside(settled, project)
    if made[1].rows and project is studio.project:
        studio.do(made, of=project)
    placed = 0
    for chapter_id in tuple(studio.project.timelines):
        for _ in range(_TRIES):
            project = studio.project
            made, number = await beside(_all_placed, studio, project, chapter_id, limit)
            if project is studio.project:
                studio.do(made, of=project)
                placed += number
                break
    return placed


async def fit_clips(studio: Studio, engines: Engines, chapter_ids: Collection[int] | None) -> tuple[int, ...]:
    """Let fixed clips without a take that fits be spoken as fast as their lengths ask for. On the loop of the engines.

    Args:
        studio: the open project.
        engines: those it speaks with.
        chapter_ids: only these chapters; None for all that are switched on.

    Returns:
        paragraphs to ``fit_again`` once they are generated.

    Raises:
        ProjectError: the file cannot be read or written.
    """
    project = studio.project
    wanted = {chapter.id for chapter in project.chapters if chapter.included} if chapter_ids is None else chapter_ids
    clips = [
        clip
        for chapter_id in project.timelines.keys() & set(wanted)
        for clip in generable(project, chapter_id)
        if clip.mode is Mode.FIXED
    ]
    if not clips:
        return ()
    speeds = await speeds_of(engines, project)
    fitting = await beside(partial(Fitting.of, studio.file, project, clips, speeds, engines.limit, asked=False))
    studio.do(set_speeds(project, fitting))
    return fitting.again


async def fit_again(
    studio: Studio, speeds: Speeds, paragraph_ids: Collection[int], limit: Limit, *, merge: str = ""
) -> tuple[int, ...]:
    """Let clips be spoken at exactly the speed they need, which their takes tell; return the paragraphs to be spoken again.

    Raises:
        ProjectError: the file cannot be read or written.
    """
    project = studio.project
    clips = [clip for _, clip in lying_clips(project, paragraph_ids) if clip.mode is Mode.FIXED]
    fitting = await beside(partial(Fitting.of, studio.file, project, clips, speeds, limit, asked=True))
    studio.do(set_speeds(studio.project, fitting, merge=merge))
    return tuple(fitting.settings)


def generable(project: Project, chapter_id: int) -> list[Clip]:
    """Return the clips of a chapter's timeline that have something to say and are not locked."""
    timeline = project.timelines.get(chapter_id, Timeline())
    spoken = {track.id for track in timeline.tracks if track.kind is TrackKind.VOICEOVER and not track.locked}
    return [
        clip
        for lane in timeline.lanes.values()
        for clip in lane
        if clip.track_id in spoken and not clip.locked
        if clip.paragraph_id and is_said(project.paragraph(clip.paragraph_id))
    ]


def _all_placed(studio: Studio, project: Project, chapter_id: int, limit: Limit) -> tuple[tuple[Project, Change], int]:
    """Return the edit that puts the takes of a chapter on its clips, and how many clips that is about."""
    ids = spoken_on(project.timelines.get(chapter_id, Timeline()))
    wanted = not_left_out(studio.file, sounds_to_place(studio.file, project, ids, limit, Wanted.MISSING))
    return _with_sounds(project, chapter_id, wanted, merge=PLACING), len(wanted)


def _with_sounds(
    project: Project, chapter_id: int, wanted: Mapping[int, Sequence[Sound]], merge: str
) -> tuple[Project, Change]:
    """Put sounds on the clips of these paragraphs, as far as they are still there."""
    if chapter_id not in project.timelines:
        return project, Change(WHAT, ())
    clips = {clip.id: wanted[paragraph.id] for paragraph, clip in lying_clips(project, wanted)}
    return on_timeline(project, chapter_id, partial(place_all, wanted=clips, merge=merge))


def _new_on(change: Change) -> list[int]:
    """Return the paragraphs that got a clip nothing is heard of yet: they may have takes, having been switched off."""
    new = (row.after.record for row in change.rows if row.before is None and isinstance(row.after, Laid))
    return [clip.paragraph_id for clip in new if isinstance(clip, Clip) and clip.paragraph_id and not clip.sounds]


def _laid_on(change: Change) -> set[int]:
    """Return the paragraphs of the clips a change left behind."""
    left = (row.after.record for row in change.rows if isinstance(row.after, Laid))
    return {clip.paragraph_id for clip in left if isinstance(clip, Clip) and clip.paragraph_id}


def _size(timeline: Timeline) -> int:
    return sum(map(len, timeline.lanes.values()))


def _made(project: Project, chapter_id: int, edit: TimelineEdit) -> tuple[Project, Change]:
    """Return what an edit makes of a project; WrongUsage where what it is about is gone."""
    if chapter_id not in project.timelines and any(map(is_said, project.paragraphs.get(chapter_id, ()))):
        raise WrongUsage("Open this chapter as a timeline first.")
    try:
        return on_timeline(project, chapter_id, edit)
    except KeyError as error:
        raise WrongUsage(_GONE) from error


def _merging(edit: TimelineEdit, merge: str) -> TimelineEdit:
    """Return an edit that belongs to a burst."""

    def named(timeline: Timeline) -> tuple[Timeline, TimelineChange]:
        made, change = edit(timeline)
        return made, replace(change, merge=merge)

    return named


def _without(project: Project, chapter_id: int) -> tuple[Project, Change]:
    try:
        return remove_timeline(project, chapter_id)
    except KeyError as error:
        raise WrongUsage(_GONE) from error


def _laid(studio: Studio, limit: Limit, chapter_id: int, project: Project) -> tuple[Project, Change]:
    """Lay a chapter out, with the takes its paragraphs have."""
    ids = [paragraph.id for paragraph in project.paragraphs.get(chapter_id, ())]
    try:
        return lay_chapter(project, chapter_id, placed_takes(studio.file, ids), limit=limit)
    except KeyError as error:
        raise WrongUsage(_GONE) from error


def _split(
    studio: Studio, limit: Limit, chapter_id: int, clip_id: int, at: int, project: Project
) -> tuple[Project, Change]:
    """Split a clip where its words allow."""
    timeline = project.timelines.get(chapter_id, Timeline())
    try:
        clip = timeline.clip(clip_id)
    except KeyError as error:
        raise WrongUsage(_GONE) from error
    words = heard_words(studio.file, project, clip, at - clip.start, limit)
    return _made(project, chapter_id, partial(split_clip, clip_id=clip_id, at=at, words=words))


def _stale(studio: Studio, project: Project, chapter_id: int, limit: Limit) -> tuple[int, ...]:
    timeline = project.timelines.get(chapter_id, Timeline())
    cut = studio.cuts.of(project, limit)
    locked = {track.id for track in timeline.tracks if track.locked}
    lying = [
        (paragraph, clip)
        for paragraph, clip in lying_clips(project, spoken_on(timeline))
        if not clip.locked and clip.track_id not in locked
    ]
    places = studio.file.placements([paragraph.id for paragraph, _ in lying])
    found = []
    for paragraph, clip in lying:
        marks = enumerate(cut(paragraph).marks)
        if any(mark and places.get((paragraph.id, n), (0, ""))[1] != mark for n, mark in marks):
            found.append(clip)
    return tuple(clip.id for clip in sorted(found, key=lambda clip: (clip.start, clip.id)))
