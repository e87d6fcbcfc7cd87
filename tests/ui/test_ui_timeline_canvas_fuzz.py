"""Whatever a hand does on the canvas, nothing breaks: what is asked for can be done, and what is shown is a timeline."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from studio_app.domain.timeline import (
    Clip,
    GainPoint,
    Marker,
    Mode,
    Region,
    Sound,
    Track,
    TrackKind,
    misfit,
    timeline_of,
)
from studio_app.ui.timeline.canvas import TimelineCanvas

S = 48_000
LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
MODIFIER = Qt.KeyboardModifier
HELD = [MODIFIER.NoModifier] * 4 + [MODIFIER.ShiftModifier, MODIFIER.ControlModifier, MODIFIER.AltModifier]
KEYS = [
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0, Qt.Key.Key_Z, Qt.Key.Key_A, Qt.Key.Key_Escape),
    *(Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Return, Qt.Key.Key_Insert),
]


def timeline(chance):
    kinds = (TrackKind.VOICEOVER, TrackKind.VOICEOVER, TrackKind.AUDIO, TrackKind.SFX)
    tracks = [Track(n + 1, n, kind, kind.value, locked=chance.random() < 0.1) for n, kind in enumerate(kinds)]
    clips, number = [], 10
    for track in tracks:
        at = 0
        for _ in range(12):
            at += chance.randrange(2 * S)
            clips.append(clip(chance, number, track, at))
            at, number = clips[-1].end, number + 1
    return timeline_of(
        tracks, clips, markers=[Marker(900, 3 * S, "Here")], regions=[Region(901, 4 * S, 9 * S, "Scene")]
    )


def clip(chance, number, track, at):
    length = chance.choice((1, 300, S // 2, 3 * S))
    sound = Sound(length + 900, 300, 300 + length, length, take_id=number)
    made = Clip(
        number, track.id, at, length, chance.choice(list(Mode)), "Words", (sound,), locked=chance.random() < 0.1
    )
    if length < S // 2 or chance.random() < 0.5:
        return made
    line = (GainPoint(0, -3.0), GainPoint(length // 2, 2.0))
    return Clip(number, track.id, at, length, made.mode, "Words", (sound,), line, length // 8, length // 4)


class Hand:
    """Does things at random, and answers as a project does."""

    def __init__(self, canvas, chance):
        self.canvas, self.chance, self.asked = canvas, chance, 0
        canvas.edit_requested.connect(self.answer)

    def answer(self, edit, what):
        assert what
        timeline, change = edit(self.canvas.timeline)
        assert change.rows
        self.asked += 1
        self.canvas.timeline_changed(timeline, change)

    def place(self):
        """Mostly on a clip's edge, corner or middle: that is where something is."""
        canvas, port = self.canvas, self.canvas.viewport()
        clips = [c for row in canvas.rows.all for c in canvas.shown.lane(row.track.id)]
        at = self.chance.choice(clips)
        row = canvas.rows.of(at.track_id)
        x = canvas.scale.x(at.start + self.chance.choice((0, at.length // 2, at.length)))
        x, y = x + self.chance.randint(-9, 9), row.top - canvas.down + self.chance.randint(2, row.track.height - 3)
        if self.chance.random() < 0.2 or not 0 <= x < port.width():
            x, y = self.chance.randrange(port.width()), self.chance.randrange(port.height())
        return QPoint(x, y)

    def mouse(self, kind, at, held, button, target):
        everywhere = QPointF(target.mapToGlobal(at))
        down = NO_BUTTON if kind == QEvent.Type.MouseButtonRelease else LEFT
        QCoreApplication.sendEvent(target, QMouseEvent(kind, QPointF(at), everywhere, button, down, held))

    def drag(self):
        held, at = self.chance.choice(HELD), self.place()
        target = self.canvas.viewport()
        if self.chance.random() < 0.15:
            target, at = self.canvas.ruler, QPoint(at.x(), self.chance.randrange(self.canvas.ruler.height()))
        self.mouse(QEvent.Type.MouseButtonPress, at, held, LEFT, target)
        for _ in range(self.chance.randrange(4)):
            at += QPoint(self.chance.randint(-150, 150), self.chance.choice((0, 0, -72, 72, 9)))
            self.mouse(QEvent.Type.MouseMove, at, self.chance.choice((held, held, HELD[-1])), NO_BUTTON, target)
            for row in self.canvas.rows.all:
                for one in self.canvas.shown.lane(row.track.id):
                    assert not misfit(self.canvas.shown, one)
        if self.chance.random() < 0.1:
            self.canvas.let_go()
        self.mouse(QEvent.Type.MouseButtonRelease, at, held, LEFT, target)

    def key(self):
        held = self.chance.choice(
            (MODIFIER.NoModifier, MODIFIER.NoModifier, MODIFIER.ShiftModifier, MODIFIER.AltModifier)
        )
        QCoreApplication.sendEvent(self.canvas, QKeyEvent(QEvent.Type.KeyPress, self.chance.choice(KEYS), held))

    def wheel(self):
        at, port = QPointF(self.place()), self.canvas.viewport()
        held = self.chance.choice((MODIFIER.ControlModifier, MODIFIER.ShiftModifier, MODIFIER.NoModifier))
        turn = QPoint(0, self.chance.choice((-240, -120, 120, 240)))
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(at, QPointF(port.mapToGlobal(at.toPoint())), QPoint(), turn, NO_BUTTON, held, phase, False)
        QCoreApplication.sendEvent(port, event)

    def double(self):
        self.mouse(
            QEvent.Type.MouseButtonDblClick, self.place(), self.chance.choice(HELD), LEFT, self.canvas.viewport()
        )

    def do(self, steps):
        for number in range(steps):
            self.chance.choice((self.drag, self.drag, self.drag, self.key, self.wheel, self.double))()
            if number % 8 == 7:
                self.canvas.viewport().repaint()
            if number % 16 == 15:
                self.canvas.set_zoom(self.chance.choice((60.0, 480.0, 2000.0)), 0)
                self.canvas.show_from(0)


@pytest.fixture
def canvas(qapp):
    made = TimelineCanvas()
    made.resize(900, 380)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


def play(canvas, seed, steps):
    chance = random.Random(seed)
    canvas.show_timeline(seed + 1, timeline(chance))
    canvas.set_zoom(480.0, 0)
    hand = Hand(canvas, chance)
    hand.do(steps)
    canvas.edit_requested.disconnect(hand.answer)
    return hand.asked


def test_nothing_breaks_whatever_a_hand_does(canvas):
    assert sum(play(canvas, seed, 64) for seed in range(4)) > 8


@pytest.mark.campaign
def test_nothing_breaks_however_long_a_hand_does_it(canvas):
    assert sum(play(canvas, seed, 400) for seed in range(100, 112)) > 150
