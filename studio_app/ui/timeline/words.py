"""What clips and tracks are called, how far they are in words, and the colours they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from studio_app.domain.timeline import Mode, TrackKind
from studio_app.session.standing import State
from studio_app.ui.kit import amounts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from studio_app.domain.cast import Speaker
    from studio_app.domain.project import Project
    from studio_app.domain.timeline import Clip, Timeline, Track
    from studio_app.session.standing import ParagraphState

    StateOf = Callable[[int], ParagraphState | None]

#: The icon of each kind of track.
KIND_ICONS: Mapping[TrackKind, str] = {
    TrackKind.VOICEOVER: "voice",
    TrackKind.SFX: "effect",
    TrackKind.AUDIO: "music",
    TrackKind.ORIGINAL: "film",
}
_KINDS: Mapping[TrackKind, str] = {
    TrackKind.VOICEOVER: str(QT_TRANSLATE_NOOP("Clips", "Voiceover")),
    TrackKind.SFX: str(QT_TRANSLATE_NOOP("Clips", "Effects")),
    TrackKind.AUDIO: str(QT_TRANSLATE_NOOP("Clips", "Audio")),
    TrackKind.ORIGINAL: str(QT_TRANSLATE_NOOP("Clips", "Original sound")),
}
_MODES: Mapping[Mode, str] = {
    Mode.DYNAMIC: str(QT_TRANSLATE_NOOP("Clips", "Dynamic")),
    Mode.FIXED: str(QT_TRANSLATE_NOOP("Clips", "Fixed")),
}
_STATES: Mapping[State, str] = {
    State.SILENT: str(QT_TRANSLATE_NOOP("Clips", "Nothing to say")),
    State.OFF: str(QT_TRANSLATE_NOOP("Clips", "Not read aloud")),
    State.MISSING: str(QT_TRANSLATE_NOOP("Clips", "Not generated")),
    State.GENERATED: str(QT_TRANSLATE_NOOP("Clips", "Generated")),
    State.STALE: str(QT_TRANSLATE_NOOP("Clips", "Stale")),
    State.GENERATING: str(QT_TRANSLATE_NOOP("Clips", "Being generated")),
    State.FAILED: str(QT_TRANSLATE_NOOP("Clips", "Failed")),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Clips", text)


def kind(of: TrackKind) -> str:
    """Return what a kind of track is called."""
    return _tr(_KINDS[of])


def mode(of: Mode) -> str:
    """Return what a mode is called."""
    return _tr(_MODES[of])


def state(of: State) -> str:
    """Return what a state is called."""
    return _tr(_STATES[of])


def state_of(clip: Clip, states: StateOf, busy: Collection[int] = ()) -> State:
    """Return how far a clip is: as its paragraph, or for a prompt and a recording whether something is heard.

    ``busy`` are the ids of clips whose effects are being made.
    """
    if clip.id in busy:
        return State.GENERATING
    if clip.paragraph_id and (found := states(clip.paragraph_id)) is not None:
        return found.state
    if not clip.text.strip() and not clip.sounds:
        return State.SILENT
    if clip.rewritten:
        return State.STALE
    return State.GENERATED if clip.sounds else State.MISSING


def recorded(clip: Clip) -> bool:
    """Return whether what is heard on a clip was recorded by others."""
    return any(sound.media for sound in clip.sounds)


def standing(timeline: Timeline, clip: Clip, states: StateOf, busy: Collection[int] = ()) -> str:
    """Return how far a clip is, in words: its state, why it failed, and what of its speech is not heard."""
    found = states(clip.paragraph_id) if clip.paragraph_id else None
    parts = [_tr("Recording") if recorded(clip) and clip.id not in busy else state(state_of(clip, states, busy))]
    if found is not None and found.state is State.FAILED and found.error:
        parts.append(found.error)
    if clip.overrun:
        missing = amounts.length(clip.overrun / timeline.rate)
        parts.append(_tr("{length} not heard: the next clip is in the way").format(length=missing))
    if clip.locked or timeline.track(clip.track_id).locked:
        parts.append(_tr("locked"))
    return " · ".join(parts)


def stretch(clip: Clip) -> str:
    """Return how many times as long as recorded a clip is heard, "" where it is not stretched; with a warning beyond good."""
    if clip.mode is Mode.DYNAMIC or not clip.sounds or round(clip.stretch, 2) == 1.0:
        return ""
    factor = f"{amounts.locale().toString(clip.stretch, 'f', 2)}×"
    return f"{factor} · {_tr('sounds strained')}" if clip.strained else factor


def named(timeline: Timeline, clip: Clip) -> str:
    """Return what a clip is called: its first words, or what it is where it has none."""
    said = " ".join(clip.text.split())
    if said:
        return said if len(said) <= 60 else said[:59].rstrip() + "…"
    if timeline.track(clip.track_id).kind is TrackKind.VOICEOVER:
        return _tr("Empty clip")
    return _tr("Recording") if clip.sounds else _tr("Empty clip")


def speaker_of(project: Project | None, track: Track) -> Speaker | None:
    """Return who speaks on a track, None on one that does not speak; the narrator where nobody is cast."""
    if project is None or track.kind is not TrackKind.VOICEOVER:
        return None
    wanted = project.voicing.narrator_id if track.speaker_id is None else track.speaker_id
    return next((one for one in project.speakers if one.id == wanted), None)


def clips(count: int) -> str:
    """Return so many clips in words."""
    return QCoreApplication.translate("Clips", "%Ln clips", "", count)
