"""What the activity panel says about a job, as text. Nothing here draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio_app.session.work_views import OPEN_ACCOUNTS, RAISE_BUDGET, RAISE_CAP, SEND_AGAIN
from studio_app.ui.kit import amounts, language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from studio_app.domain.project import Project
    from studio_app.jobs.progress import Progress
    from studio_app.session.work import ErrorGroup, JobView

translate = QCoreApplication.translate

#: States in which a job does nothing any more.
ENDED = frozenset({"done", "failed", "cancelled"})
#: The icon of a job by its state, where the state says more than the kind.
_STATE_ICONS = {"failed": "failed", "cancelled": "stop", "paused": "pause"}
_KIND_ICONS = {"import": "import", "generate": "generate", "regenerate": "regenerate", "export": "export"}
#: Units of Progress in which the person counts; others are told in per cent.
_SECONDS = "s of audio"


@dataclass(frozen=True, slots=True)
class Face:
    """A job as it is shown. ``fraction`` is None where nobody can tell how far it is; ``colour`` is a theme's role."""

    icon: str
    colour: str
    title: str
    status: str
    fraction: float | None
    wishes: tuple[str, ...]


def face(job: JobView) -> Face:
    """Return how a job looks now."""
    if job.state == "done":
        icon, colour = ("warning", "warning") if job.errors else ("done", "good")
    else:
        icon = _STATE_ICONS.get(job.state) or _KIND_ICONS.get(job.kind, "queue")
        colour = "danger" if job.state == "failed" else "icon"
    measured = job.progress is not None and job.progress.total > 0
    fraction = job.progress.fraction if measured and job.progress else None
    return Face(icon, colour, job.what, status(job), fraction, wishes(job))


def wishes(job: JobView) -> tuple[str, ...]:
    """Return what a person can ask of a job now, in the order of its buttons."""
    if job.state == "running":
        return ("pause", "cancel") if job.kind in ("generate", "regenerate") else ("cancel",)
    if job.state == "paused":
        return ("resume", "cancel")
    if job.state == "cancelling":
        return ()
    again = ("retry",) if job.state in ("failed", "cancelled") or job.errors else ()
    return (*again, "dismiss")


def status(job: JobView) -> str:
    """Return the line below a job's name."""
    match job.state:
        case "running":
            return _join(_left(job.progress), _done_of(job.progress), _speed(job.progress)) or translate(
                "Activity", "Starting…"
            )
        case "paused":
            return _join(translate("Activity", "Paused"), _done_of(job.progress))
        case "cancelling":
            return translate("Activity", "Stopping; what is under way is finished…")
        case "cancelled":
            return _join(translate("Activity", "Stopped; what is done is kept"), _done_of(job.progress))
        case "failed":
            return translate("Activity", "Not finished; what is done is kept")
        case _:
            return _outcome(job)


def _join(*parts: str) -> str:
    joined = " · ".join(part for part in parts if part)
    return joined[:1].upper() + joined[1:]


def _done_of(progress: Progress | None) -> str:
    if progress is None or progress.total <= 0:
        return ""
    if progress.unit == _SECONDS:
        return translate("Activity", "{done} of {total}").format(
            done=_clock(progress.done), total=_clock(progress.total)
        )
    if progress.unit and progress.total > 1:
        done, total = amounts.count(progress.done), amounts.count(progress.total)
        return translate("Activity", "{done} of {total} {unit}").format(done=done, total=total, unit=progress.unit)
    return translate("Activity", "{percent} %").format(percent=int(100 * progress.fraction))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _speed(progress: Progress | None) -> str:
    if progress is None or not progress.rate or not progress.unit:
        return ""
    if progress.unit == _SECONDS:
        return translate("Activity", "{times}× real time").format(times=amounts.count(progress.rate))
    rate = amounts.count(progress.rate) if progress.rate >= 10 else amounts.locale().toString(progress.rate, "f", 1)
    return translate("Activity", "{rate}/s").format(rate=rate)


def _left(progress: Progress | None) -> str:
    if progress is None or progress.eta is None or progress.fraction >= 1:
        return ""
    return translate("Activity", "{time} left").format(time=amounts.roughly(progress.eta))


def _outcome(job: JobView) -> str:
    """Return what became of a finished job, as far as its result tells."""
    files = files_of(job)
    failed = sum(group.count for group in job.errors)
    parts = [translate("Activity", "Done")]
    if files:
        parts = [translate("Activity", "%Ln files", None, len(files))]
        parts.append(amounts.size(sum(getattr(file, "bytes", 0) for file in job.result.files)))
        parts.append(amounts.length(sum(getattr(file, "seconds", 0.0) for file in job.result.files)))
    elif job.kind != "voice" and hasattr(job.result, "made"):
        parts.append(translate("Activity", "%Ln segments made", None, job.result.made))
    if failed:
        parts.append(translate("Activity", "%Ln problems", None, failed))
    return _join(*parts)


def files_of(job: JobView) -> tuple[Path, ...]:
    """Return the files a finished job has written, () for jobs that write none."""
    if job.state != "done" or job.kind != "export":
        return ()
    return tuple(file.path for file in getattr(job.result, "files", ()))


def error_line(group: ErrorGroup) -> str:
    """Return one line for all errors that are the same."""
    said = language.said(group.sentence)
    return said if group.count == 1 else f"{amounts.count(group.count)} × {said}"


def way_on(group: ErrorGroup) -> str:
    """Return what the button says that leads on from an error, "" where trying again is all."""
    return {
        SEND_AGAIN: translate("Activity", "Send again…"),
        RAISE_BUDGET: translate("Activity", "Raise the budget…"),
        RAISE_CAP: translate("Activity", "Raise the cap…"),
        OPEN_ACCOUNTS: translate("Activity", "Open the accounts"),
    }.get(group.way_on, "")


#: So many paragraphs of one error are listed; nobody reads more.
LISTED = 200


def places(project: Project | None, paragraph_ids: tuple[int, ...]) -> Mapping[int, str]:
    """Return where paragraphs are, in words ("First words… · Chapter title, paragraph 12"), in the book's order.

    Those that are no longer in the project are left out.
    """
    if project is None:
        return {}
    wanted = set(paragraph_ids)
    found: dict[int, str] = {}
    for chapter in project.chapters:
        for number, paragraph in enumerate(project.paragraphs.get(chapter.id, ()), start=1):
            if paragraph.id in wanted:
                where = translate("Activity", "{chapter}, paragraph {number}").format(
                    chapter=chapter.title, number=number
                )
                found[paragraph.id] = _join(_opening(paragraph.text), where)
                if len(found) == LISTED:
                    return found
    return found


def _opening(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rsplit(" ", 1)[0] + "…"
