"""Before it starts: what a generation or an export would take, counted beside the window."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from studio_app.audio.encode import Encoding
from studio_app.audio.formats import find
from studio_app.domain.segments import segment_maker
from studio_app.session.export import lay_out, missing_of, recorded, stale_of
from studio_app.session.plan import survey
from studio_app.session.work_views import Estimate, ExportOutlook

if TYPE_CHECKING:
    from studio_app.domain.mixplan import MixPlan
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit
    from studio_app.jobs.stop import Stop
    from studio_app.session.booth import Pace
    from studio_app.session.engines import Engines
    from studio_app.session.export import ExportWish
    from studio_app.session.studio import Studio
    from studio_app.session.work_views import Scope
    from studio_app.store.project_file import ProjectFile

#: Seconds of sound that are encoded in a second of work, by format, on one core. MP3 is measured, the others are about right.
_SPEEDS = {"mp3": 180.0, "m4b": 150.0, "opus": 150.0, "flac": 400.0, "wav": 900.0}
#: Formats of no constant rate: their usual bits for each sample of one channel.
_BITS_PER_SAMPLE = {"flac": 0.5}


def estimate_scope(
    studio: Studio, project: Project, scope: Scope, engines: Engines, pace: Pace, stop: Stop
) -> Estimate:
    """Count what a scope lacks. Blocks: run it beside the loop.

    Raises:
        WrongUsage, EngineMissing: the cast names an engine that is not there.
        Cancelled: ``stop`` said so.
    """
    castings = {speaker.id: speaker.casting for speaker in project.speakers}
    characters: Counter[str] = Counter()
    seen: set[str] = set()
    sound: Counter[str] = Counter()
    segments = reused = 0
    credits_: dict[str, float] = defaultdict(float)
    make = segment_maker(project, engines.limit)
    for paragraph, looks in survey(studio.file, project, studio.cuts, scope, engines.limit, stop):
        for look in looks:
            if look.kept or look.take_id:
                reused += 1
                continue
            segments += 1
            sound[look.engine] += look.length
            if look.mark not in seen:
                seen.add(look.mark)
                characters[look.engine] += look.length
                if engines.get(look.engine).capabilities.bills:
                    spoken = make(paragraph)[look.key[1]].spoken
                    credits_[look.engine] += engines.estimate(spoken, castings[look.speaker_id])
    work = sum(pace.work_s(name, count) for name, count in characters.items())
    audio = sum(pace.audio_s(name, count) for name, count in sound.items())
    return Estimate(segments, characters.total(), audio, work, sum(credits_.values()), reused, dict(credits_))


def export_outlook(file: ProjectFile, project: Project, wish: ExportWish, limit: Limit) -> ExportOutlook:
    """Look at what an export would write, and at what is in its way. Blocks: run it beside the loop.

    Raises:
        WrongUsage: the wish contradicts itself, or its name template cannot be read.
        FileRefused, ProjectError: files cannot be looked at.
    """
    found = recorded(file, project)
    laid, deliveries = lay_out(project, found, None, wish, limit)
    heard = [delivery for delivery in deliveries if delivery.plan.items]
    known = {record.path for record in file.exports()}
    in_the_way = tuple(d.path for d in heard if d.path.exists() and str(d.path.absolute()) not in known)
    seconds = sum(delivery.plan.seconds for delivery in heard)
    workers = max(1, wish.workers)
    return ExportOutlook(
        files=tuple(delivery.path for delivery in heard),
        in_the_way=in_the_way,
        seconds=seconds,
        bytes=round(sum(delivery.plan.seconds * _bytes_per_s(wish, delivery.plan) for delivery in heard)),
        work_s=seconds / (_SPEEDS.get(wish.format, 150.0) * workers),
        missing=missing_of(laid),
        stale=stale_of(project, found.placed, wish, limit),
    )


def _bytes_per_s(wish: ExportWish, plan: MixPlan) -> float:
    form = find(Encoding(wish.format, wish.bitrate_kbps, wish.bits))
    if form.bitrates:
        return (wish.bitrate_kbps or form.default_bitrate) * 125
    return plan.rate * plan.channels * wish.bits / 8 * _BITS_PER_SAMPLE.get(wish.format, 1.0)
