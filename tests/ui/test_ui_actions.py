"""The one table of actions: names, keys, and why something cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QToolButton

from studio_app.settings.kept import Kept
from studio_app.settings.places import resources
from studio_app.ui.shell.actions import ACTIONS, GROUPS, OF_TEXT, WHY, Actions
from studio_app.ui.shell.menus import MENUS, TOOLBAR, build_menus, build_toolbar

if TYPE_CHECKING:
    from pathlib import Path

IDS = [row.id for row in ACTIONS]


@pytest.fixture
def actions(qapp, tmp_path: Path) -> Actions:
    return Actions(Kept(tmp_path / "shortcuts.json"))


def again(tmp_path: Path, qapp) -> Actions:
    return Actions(Kept(tmp_path / "shortcuts.json"))


def test_every_action_has_an_id_a_name_and_a_tip_of_its_own(actions: Actions) -> None:
    assert len(set(IDS)) == len(IDS)
    for row in ACTIONS:
        assert actions[row.id].objectName() == row.id
        assert actions[row.id].text()
        assert row.tip
        assert not row.tip.endswith(".")
        assert actions.group(row.id) == GROUPS[row.id.split(".")[0]]


def test_no_two_actions_share_keys_and_every_key_is_one_qt_knows(actions: Actions) -> None:
    keys = [key for id_ in IDS for key in actions.shortcuts(id_)]
    assert len(set(keys)) == len(keys)
    assert all(not QKeySequence(key).isEmpty() for key in keys)
    assert not OF_TEXT & set(keys)


def test_every_icon_of_the_table_is_drawn() -> None:
    there = {path.stem for path in (resources() / "icons").glob("*.svg")}
    assert {row.icon for row in ACTIONS if row.icon} <= there


def test_every_action_stands_in_a_menu_and_every_id_there_is_known() -> None:
    in_menus = [id_ for _, _, rows in MENUS for id_ in rows if id_]
    assert set(in_menus) | set(TOOLBAR) - {"", ">"} == set(IDS)
    assert len(set(in_menus)) == len(in_menus)


def test_the_letters_of_a_menu_are_told_apart(actions: Actions) -> None:
    for _, title, rows in MENUS:
        letters = [
            actions[id_].text().partition("&")[2][:1].casefold() for id_ in rows if id_ and "&" in actions[id_].text()
        ]
        assert len(set(letters)) == len(letters), title


def test_facts_decide_what_can_be_done_and_why_not(actions: Actions) -> None:
    assert actions["file.import"].isEnabled()
    assert actions.why("chapter.split") == WHY["project"]
    actions.state(project=True, chapter=True)
    assert actions["chapter.play"].isEnabled()
    assert actions.why("chapter.split") == WHY["paragraph"]
    actions.state(paragraph=True)
    assert actions.why("chapter.split") == WHY["writable"]
    actions.state(writable=True)
    assert actions["chapter.split"].isEnabled()
    assert actions.why("chapter.split") == ""


def test_every_fact_an_action_needs_has_a_reason(actions: Actions) -> None:
    assert {fact for row in ACTIONS for fact in row.enabled_when.split()} <= set(WHY)


def test_undo_is_named_after_what_it_would_take_back(actions: Actions) -> None:
    actions.state(project=True)
    actions.name_history("Typing", None)
    assert actions["edit.undo"].text() == "&Undo: Typing"
    assert actions["edit.undo"].isEnabled()
    assert not actions["edit.redo"].isEnabled()
    actions.name_history(None, None)
    assert actions["edit.undo"].text() == "&Undo"


def test_pressing_the_keys_does_the_action(actions: Actions, qtbot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.addAction(actions["file.import"])
    with qtbot.waitActive(window):
        window.show()
    with qtbot.waitSignal(actions.triggered) as heard:
        qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert heard.args == ["file.import"]


def test_other_keys_are_kept_until_the_next_start(actions: Actions, tmp_path: Path, qapp) -> None:
    actions.set_shortcuts("file.import", ("Ctrl+Alt+J",))
    actions.write()
    assert again(tmp_path, qapp).shortcuts("file.import") == ("Ctrl+Alt+J",)
    assert "Ctrl+Alt+J" in actions["file.import"].toolTip()


def test_keys_given_are_taken_from_who_had_them(actions: Actions) -> None:
    assert actions.owners(("Ctrl+G",)) == ("paragraph.generate",)
    actions.set_shortcuts("chapter.generate", ("Ctrl+G",))
    assert actions.shortcuts("paragraph.generate") == ()
    actions.set_shortcuts("paragraph.generate", None)
    assert actions.shortcuts("paragraph.generate") == ("Ctrl+G",)
    assert actions.shortcuts("chapter.generate") == ()


def test_reset_leaves_nothing_in_the_file(actions: Actions, tmp_path: Path) -> None:
    actions.set_shortcuts("chapter.generate", ("Ctrl+G",))
    actions.reset_shortcuts()
    actions.write()
    assert {id_: actions.shortcuts(id_) for id_ in IDS} == {id_: actions.usual_shortcuts(id_) for id_ in IDS}
    assert (tmp_path / "shortcuts.json").read_text() == "{}"


@pytest.mark.parametrize("keys", ["A", "Shift+A", "1", "Space", "Return", "Ctrl+C", "Ctrl+Left", "Escape", "Shift+Tab"])
def test_keys_that_writing_needs_are_refused(actions: Actions, keys: str) -> None:
    assert actions.refusal(keys)


@pytest.mark.parametrize("keys", ["Ctrl+B", "Alt+Left", "F5", "Shift+F6", "Ctrl++", "Meta+Space", "Media Play"])
def test_other_keys_may_be_shortcuts(actions: Actions, keys: str) -> None:
    assert actions.refusal(keys) == ""


def test_menus_and_toolbar_hold_the_actions_themselves(actions: Actions, qtbot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    build_menus(window, actions)
    bar = build_toolbar(window, actions)
    assert [menu.title() for menu in (a.menu() for a in window.menuBar().actions())] == [title for _, title, _ in MENUS]
    button = bar.findChild(QToolButton, "button.chapter.generate")
    assert button.defaultAction() is actions["chapter.generate"]
    assert not button.isEnabled()
