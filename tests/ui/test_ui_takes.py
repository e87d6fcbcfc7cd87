"""The takes of a paragraph: heard, compared, restored, made anew."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from studio_app.ui.takes.panel import TakesPanel
from studio_app.ui.takes.rows import DETAIL


@dataclass(frozen=True)
class Take:
    id: int
    made: str = "2026-01-05T10:00:00+00:00"
    voice: str = "English"
    seconds: float = 4.0
    cost: float = 0.0
    placed: bool = False
    fits: bool = True
    part: int = 1
    parts: int = 1


NEW, NOW, OLD = Take(3, seconds=8.0), Take(2, placed=True), Take(1, cost=412.0, fits=False)


@pytest.fixture
def panel(qtbot):
    made = TakesPanel()
    qtbot.addWidget(made)
    made.resize(480, 400)
    made.show()
    made.show_takes(7, "The lamp went out…", (NEW, NOW, OLD), "Regenerate · 2 free")
    return made


def named(panel, name):
    return panel.findChild(QPushButton, f"takes.{name}")


def choose(panel, *takes):
    for item in panel._items():
        item.setSelected(item.data(0, Qt.ItemDataRole.UserRole) in takes)


def listed(panel, column):
    return [item.text(column) for item in panel._items()]


def test_takes_are_listed_newest_first_with_length_and_cost(panel):
    assert listed(panel, 2) == ["8.0 s", "4.0 s", "4.0 s"]
    assert [item.data(2, DETAIL) for item in panel._items()] == ["free", "free", "412 credits"]
    assert [item.data(1, DETAIL) for item in panel._items()] == [
        "English",
        "English · used now",
        "English · for another text",
    ]


def test_the_take_that_is_used_is_marked_and_chosen(panel):
    assert panel._chosen() == [NOW]
    spoken = [item.data(0, Qt.ItemDataRole.AccessibleTextRole) for item in panel._items()]
    assert spoken == ["A, kept", "B, used now", "for another text"]


def test_enter_plays_a_take(qtbot, panel):
    choose(panel, NEW)
    with qtbot.waitSignal(panel.play_requested) as asked:
        panel._tree.itemActivated.emit(panel._items()[0], 0)
    assert asked.args == [NEW, 0.0]


def test_what_is_heard_can_be_stopped(qtbot, panel):
    panel.show_playing(NOW.id, 1.0)
    assert named(panel, "play").text() == "Stop"
    with qtbot.waitSignal(panel.stop_requested):
        qtbot.mouseClick(named(panel, "play"), Qt.MouseButton.LeftButton)


def test_an_older_take_can_be_used_again(qtbot, panel):
    choose(panel, OLD)
    with qtbot.waitSignal(panel.restore_requested) as asked:
        qtbot.mouseClick(named(panel, "restore"), Qt.MouseButton.LeftButton)
    assert asked.args == [7, OLD]


def test_the_take_in_use_need_not_be_used_again(panel):
    choose(panel, NOW)
    assert not named(panel, "restore").isEnabled()


@pytest.fixture
def heard(panel):
    """What the panel asks to be played, as (take, whole seconds)."""
    asked = []
    panel.play_requested.connect(lambda take, seconds: asked.append((take.id, round(seconds))))
    return asked


def test_two_takes_are_compared_at_the_same_place(qtbot, panel, heard):
    choose(panel, NEW, OLD)
    qtbot.keyClick(panel._tree, Qt.Key.Key_X)
    panel.show_playing(NEW.id, 4.0)
    assert named(panel, "compare").text() == "Switch to B"
    qtbot.keyClick(panel._tree, Qt.Key.Key_X)
    assert heard == [(NEW.id, 0), (OLD.id, 2)], "half of eight seconds is half of four"


def test_a_and_b_play_the_chosen_take_and_the_one_in_use(qtbot, panel, heard):
    choose(panel, OLD)
    qtbot.keyClick(panel._tree, Qt.Key.Key_B)
    qtbot.keyClick(panel._tree, Qt.Key.Key_A)
    assert heard == [(OLD.id, 0), (NOW.id, 0)]
    assert listed(panel, 0) == ["", "A", "B"]


def test_space_plays_and_stops_in_the_list(qtbot, panel, heard):
    choose(panel, NEW)
    qtbot.keyClick(panel._tree, Qt.Key.Key_Space)
    assert heard == [(NEW.id, 0)]
    with qtbot.waitSignal(panel.stop_requested):
        qtbot.keyClick(panel._tree, Qt.Key.Key_Space)
    assert named(panel, "play").text() == "Play"


def test_escape_is_silence(qtbot, panel, heard):
    qtbot.keyClick(panel._tree, Qt.Key.Key_Space)
    with qtbot.waitSignal(panel.stop_requested):
        qtbot.keyClick(panel._tree, Qt.Key.Key_Escape)


def test_a_take_is_over_when_its_time_is_over(qtbot, panel):
    panel.show_playing(NOW.id, NOW.seconds - 0.05)
    qtbot.waitUntil(lambda: named(panel, "play").text() == "Play")


def test_one_take_alone_cannot_be_compared(panel):
    panel.show_takes(8, "One.", (NOW,), "Regenerate · 2 free")
    assert not named(panel, "compare").isEnabled()


def test_u_uses_the_chosen_take(qtbot, panel):
    choose(panel, OLD)
    with qtbot.waitSignal(panel.restore_requested) as asked:
        qtbot.keyClick(panel._tree, Qt.Key.Key_U)
    assert asked.args == [7, OLD]


def test_the_keys_of_the_list_are_kept_from_the_windows_shortcuts(qtbot, panel):
    press = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    press.ignore()
    assert panel.event(press)
    assert press.isAccepted()


def test_everything_fits_into_a_narrow_panel(panel):
    panel.resize(340, 400)
    buttons = panel.findChildren(QPushButton)
    assert all(made.width() >= made.sizeHint().width() for made in buttons)
    assert not panel._tree.horizontalScrollBar().isVisible()


def test_regenerate_says_what_it_costs(qtbot, panel):
    assert named(panel, "regenerate").text() == "Regenerate · 2 free"
    with qtbot.waitSignal(panel.regenerate_requested) as asked:
        qtbot.mouseClick(named(panel, "regenerate"), Qt.MouseButton.LeftButton)
    assert asked.args == [7]


def test_a_locked_paragraph_is_not_made_anew(panel):
    panel.show_takes(8, "Locked.", (NOW,), "")
    assert not named(panel, "regenerate").isEnabled()


def test_a_new_take_leaves_what_was_chosen(panel):
    choose(panel, OLD)
    panel.show_takes(7, "The lamp went out…", (Take(4), NEW, NOW, OLD), "Regenerate · 1 free")
    assert panel._chosen() == [OLD]


def test_parts_of_a_long_paragraph_stand_apart(panel):
    two = [replace(take, part=part, parts=2) for take in (NEW, NOW) for part in (1, 2)]
    panel.show_takes(9, "Long.", two, "Regenerate")
    texts = [panel._tree.topLevelItem(n).text(0) for n in range(panel._tree.topLevelItemCount())]
    assert [text for text in texts if text.startswith("Part")] == ["Part 1 of 2", "Part 2 of 2"]
    assert len(panel._items()) == 4


def test_without_takes_it_says_how_to_get_one(panel):
    panel.show_takes(7, "New.", (), "Generate")
    assert panel._stack.currentWidget() is panel._empty
    assert not named(panel, "play").isEnabled()


def test_every_control_has_a_name(panel):
    assert all(made.accessibleName() for made in panel.findChildren(QPushButton))
    assert panel._tree.accessibleName()
