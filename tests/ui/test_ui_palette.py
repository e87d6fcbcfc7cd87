"""The command palette, by keys and mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget

from studio_app.settings.kept import Kept
from studio_app.ui.shell.actions import ACTIONS, WHY, Actions
from studio_app.ui.shell.palette import CommandPalette

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def actions(qapp, tmp_path: Path) -> Actions:
    made = Actions(Kept(tmp_path / "shortcuts.json"))
    made.state(project=True, chapter=True)
    return made


@pytest.fixture
def palette(qtbot, actions: Actions) -> Iterator[CommandPalette]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    made = CommandPalette(actions, window)
    made.start()
    yield made
    made.close()


def aloud(palette: CommandPalette) -> list[str]:
    """What a screen reader says of each row."""
    model = palette.list.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def test_it_lists_every_action_with_its_keys(palette: CommandPalette, actions: Actions) -> None:
    assert set(palette.found) == {row.id for row in ACTIONS} - {"palette.open"}
    assert "Import a book…, File, Ctrl+I" in aloud(palette)


def test_what_cannot_be_done_comes_last_and_says_why(palette: CommandPalette, actions: Actions) -> None:
    done = [actions[id_].isEnabled() for id_ in palette.found]
    assert done == sorted(done, reverse=True)
    assert any(why in aloud(palette)[-1] for why in WHY.values())


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("export", "export.open"),
        ("find", "edit.find"),
        ("gen ch", "chapter.generate"),
        ("chap gen", "chapter.generate"),
        ("theme", "view.theme"),
        ("hortcut", "help.shortcuts"),
        ("ctrl+e", "export.open"),
        ("flscrn", "view.full_screen"),
        ("pref", "preferences.open"),
        ("licences", "help.about"),
    ],
)
def test_parts_of_a_name_find_it(qtbot, palette: CommandPalette, typed: str, first: str) -> None:
    qtbot.keyClicks(palette.field, typed)
    assert palette.found[0] == first


def test_enter_does_the_first_and_the_palette_is_gone(qtbot, palette: CommandPalette) -> None:
    qtbot.keyClicks(palette.field, "about lec")
    with qtbot.waitSignal(palette.chosen) as heard:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert heard.args == ["help.about"]
    assert not palette.isVisible()


def test_arrows_choose_and_stay_within_the_list(qtbot, palette: CommandPalette) -> None:
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(palette.field, key)
    assert palette.list.currentIndex().row() == 2
    for _ in range(20):
        qtbot.keyClick(palette.field, Qt.Key.Key_PageDown)
    assert palette.list.currentIndex().row() == len(palette.found) - 1


def test_enter_on_what_cannot_be_done_does_nothing(qtbot, palette: CommandPalette) -> None:
    qtbot.keyClicks(palette.field, "lock or unlock")
    chosen = QSignalSpy(palette.chosen)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert chosen.count() == 0
    assert WHY["paragraph"] in palette.field.accessibleDescription()


def test_escape_goes_away_even_with_something_typed(qtbot, palette: CommandPalette) -> None:
    qtbot.keyClicks(palette.field, "abc")
    with qtbot.waitSignal(palette.finished):
        qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_a_click_does_it(qtbot, palette: CommandPalette) -> None:
    at = palette.list.visualRect(palette.list.model().index(3, 0)).center()
    with qtbot.waitSignal(palette.chosen) as heard:
        qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert heard.args == [palette.found[3]]


def test_nothing_found_says_so(qtbot, palette: CommandPalette) -> None:
    qtbot.keyClicks(palette.field, "zzzz")
    assert palette.found == ()
    assert palette.list.isHidden()
    assert palette.field.accessibleDescription() == "No action has such a name."
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_a_screen_reader_hears_what_enter_would_do(qtbot, palette: CommandPalette) -> None:
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    field = QAccessible.queryAccessibleInterface(palette.field)
    current = aloud(palette)[1]
    assert field.text(QAccessible.Text.Description) == current
    listed = QAccessible.queryAccessibleInterface(palette.list)
    assert listed.child(1).text(QAccessible.Text.Name) == current


def test_a_screen_reader_finds_it_as_a_window(palette: CommandPalette, qapp) -> None:
    assert palette.windowType() is Qt.WindowType.Dialog
    assert palette.windowTitle() == "All actions"


def test_turning_to_another_window_closes_it(palette: CommandPalette, qtbot) -> None:
    palette.activateWindow()
    qtbot.waitUntil(palette.isActiveWindow)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not palette.isVisible())
