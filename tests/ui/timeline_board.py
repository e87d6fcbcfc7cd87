"""A timeline for tests of its panel, and who answers the panel's wishes as the shell does, with nothing on a disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.edits import timeline as edits
from studio_app.domain.edits.timeline_change import apply
from studio_app.domain.errors import LecternError
from studio_app.domain.manuscript import Metadata
from studio_app.domain.project import Project
from studio_app.domain.timeline import (
    RATE,
    Clip,
    Ducking,
    Effect,
    Marker,
    Mode,
    Region,
    Sound,
    Timeline,
    Track,
    TrackKind,
    timeline_of,
)
from studio_app.session.standing import ParagraphState, State
from studio_app.ui.timeline.panel import TimelinePanel
from studio_app.ui.timeline.times import Times

if TYPE_CHECKING:
    from studio_app.domain.edits.timeline_change import TimelineChange

JOE, ANN, SFX, MUSIC = 1, 2, 3, 4
HELLO, FINE, GOOD, DOOR, SONG, LOCKED = 10, 11, 12, 13, 14, 15
VOICE = Casting("local", "m", "en")
PROJECT = Project(
    Metadata(title="A book"), speakers=(Speaker(1, "Joe", VOICE, "speaker_1"), Speaker(2, "Ann", VOICE, "speaker_2"))
)
STATES = {1: State.GENERATED, 2: State.STALE, 3: State.MISSING, 4: State.GENERATED}


def seconds(number: float) -> int:
    return round(number * RATE)


def sound(length: int, take_id: int = 1, heard: int = 0) -> Sound:
    return Sound(length, 0, length, heard or length, take_id)


def states(paragraph_id: int) -> ParagraphState | None:
    state = STATES.get(paragraph_id)
    return ParagraphState(paragraph_id, state, False, 1, 1, 1.0, 10) if state else None


def board(*, more: int = 0) -> Timeline:
    """Four tracks with six clips; ``more`` short ones on Joe's track behind them."""
    tracks = (
        Track(JOE, 1.0, TrackKind.VOICEOVER, "Joe", "speaker_1", 96, speaker_id=1),
        Track(ANN, 2.0, TrackKind.VOICEOVER, "Ann", "speaker_2", speaker_id=2),
        Track(SFX, 3.0, TrackKind.SFX, "Effects", "", 60),
        Track(MUSIC, 4.0, TrackKind.AUDIO, "Music", ducking=Ducking()),
    )
    second = RATE
    clips = [
        Clip(HELLO, JOE, 0, 2 * second, text="Hey there, Ann!", sounds=(sound(2 * second),), paragraph_id=1),
        Clip(
            FINE,
            ANN,
            seconds(2.3),
            seconds(1.4),
            Mode.FIXED,
            "I'm fine.",
            (sound(second, 2, seconds(1.4)),),
            paragraph_id=2,
        ),
        Clip(GOOD, JOE, 4 * second, 3 * second, text="That is good to hear.", paragraph_id=3),
        Clip(DOOR, SFX, seconds(1.2), second, Mode.FIXED, "A door falls shut", (sound(second, 3),), effect=Effect(1.0)),
        Clip(SONG, MUSIC, 0, 9 * second, Mode.FIXED, sounds=(Sound(9 * second, 0, 9 * second, 9 * second, 0, "abc"),)),
        Clip(LOCKED, ANN, 8 * second, second, text="Hold.", sounds=(sound(second, 5),), locked=True, paragraph_id=4),
    ]
    clips += [Clip(100 + n, JOE, (10 + n) * second, second, text=f"Line {n}.") for n in range(more)]
    return timeline_of(
        tracks, clips, markers=(Marker(20, 3 * second, "Turn"),), regions=(Region(21, second, 5 * second, "Intro"),)
    )


class Answers:
    """Does what the panel asks for, and remembers it."""

    def __init__(self, panel: TimelinePanel) -> None:
        self.panel = panel
        self.done: list[TimelineChange] = []
        self.whats: list[str] = []
        panel.edit_requested.connect(self._do)
        panel.write_requested.connect(self._write)

    def _do(self, edit, what: str) -> None:
        try:
            timeline, change = edit(self.panel.timeline)
        except LecternError as error:
            self.panel.show_refusal(error.sentence)
            return
        self.done.append(change)
        self.whats.append(what)
        self.panel.timeline_changed(timeline, change)

    def _write(self, clip_id: int, text: str) -> None:
        self._do(lambda timeline: edits.write_clip(timeline, clip_id, text), "Write")

    def undo(self) -> None:
        change = self.done.pop().inverse()
        self.panel.timeline_changed(apply(self.panel.timeline, change), change)


def made(width: int = 1300, height: int = 600) -> TimelinePanel:
    """Return a panel on the screen, which is to be made ``fresh`` before each test: making one takes longer than a test."""
    panel = TimelinePanel()
    panel.resize(width, height)
    panel.answers = Answers(panel)
    panel.show()
    return panel


def fresh(panel: TimelinePanel, width: int = 1300, height: int = 600) -> TimelinePanel:
    """Return the panel as if it had just been made, with the board on it."""
    panel.show_nothing()
    panel.show_playing(playing=False)
    panel.show_list(on=False)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # fields that were open
    panel.bar.times_changed.emit(Times())
    panel.answers.done.clear()
    panel.resize(width, height)
    panel.set_states(states)
    panel.show_stale(0)
    panel.show_timeline(7, board(), PROJECT)
    return panel


def gone(panel: TimelinePanel) -> None:
    """Take the panel away."""
    panel.close()
    panel.deleteLater()
    QApplication.sendPostedEvents(panel, QEvent.Type.DeferredDelete)
