"""The preferences: drawn from the declared options, in force at once, found by searching, reset one by one or all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QPushButton, QSpinBox, QToolButton, QWidget

from studio_app.settings.file import Settings
from studio_app.settings.kept import Kept
from studio_app.settings.options import OPTIONS, PAGES
from studio_app.ui.preferences.dialog import PreferencesDialog
from studio_app.ui.shell.actions import ACTIONS, Actions

if TYPE_CHECKING:
    from pathlib import Path

SHOWN = [option for option in OPTIONS if option.title]
CHOICES = {
    "look.language": (("system", "Like the desktop"), ("en", "English")),
    "engine.default": (("local", "On this computer"),),
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def actions(qapp, tmp_path: Path) -> Actions:
    return Actions(Kept(tmp_path / "shortcuts.json"))


@pytest.fixture
def dialog(qtbot, settings: Settings, actions: Actions) -> PreferencesDialog:
    made = PreferencesDialog(settings, actions, CHOICES)
    qtbot.addWidget(made)
    made.option_changed.connect(settings.hold)
    made.open()
    qtbot.waitExposed(made)
    return made


def click(dialog: PreferencesDialog, name: str) -> None:
    found = dialog.findChild(QWidget, name)
    assert isinstance(found, QPushButton | QToolButton)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def shown(dialog: PreferencesDialog) -> set[str]:
    return {option.key for option in SHOWN if not dialog.row(option.key).isHidden()}


# Drawn from the declaration


def test_every_option_has_a_control_of_its_type_with_a_name(dialog: PreferencesDialog) -> None:
    for option in SHOWN:
        field = dialog.field(option.key)
        kind = {bool: QCheckBox, int: QSpinBox, str: QComboBox}[type(option.default)]
        assert isinstance(field, kind)
        assert field.accessibleName() == option.title
        assert field.accessibleDescription() == option.text


def test_every_option_stands_on_a_page_that_there_is() -> None:
    assert {option.page for option in SHOWN} == {page for page, _ in PAGES} - {"Accounts", "Usage"}


def test_every_option_tells_what_it_is_about() -> None:
    assert [option.key for option in SHOWN if not option.text.endswith(".")] == []


# In force at once


def test_a_switch_holds_at_once(dialog: PreferencesDialog, settings: Settings) -> None:
    box = dialog.field("start.reopen")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert settings.switch("start.reopen") is False


def test_a_number_is_typed_or_stepped(dialog: PreferencesDialog, settings: Settings) -> None:
    dialog.show_page("Pauses")
    spin = dialog.field("pauses.paragraph")
    spin.setFocus()
    QTest.keyClick(spin, Qt.Key.Key_Up)
    assert settings.number("pauses.paragraph") == 750
    spin.selectAll()
    QTest.keyClicks(spin, "900")
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert settings.number("pauses.paragraph") == 900
    assert dialog.isVisible()


def test_a_choice_is_made_by_keys(dialog: PreferencesDialog, settings: Settings) -> None:
    combo = dialog.field("look.theme")
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert settings.word("look.theme") == "light"


def test_a_wheel_that_passes_over_a_field_changes_nothing(dialog: PreferencesDialog, qtbot) -> None:
    assert dialog.field("look.scale").focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert dialog.field("look.theme").focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_what_something_else_changed_is_shown(dialog: PreferencesDialog, settings: Settings) -> None:
    settings.hold("editor.text_size", 20)
    dialog.refresh()
    assert dialog.field("editor.text_size").value() == 20


# The way back


def test_one_option_goes_back(dialog: PreferencesDialog, settings: Settings) -> None:
    assert not dialog.row("look.theme").changed_from_default
    dialog.field("look.theme").setCurrentIndex(2)
    assert dialog.row("look.theme").changed_from_default
    click(dialog, "preferences.back.look.theme")
    assert settings.word("look.theme") == "system"
    assert dialog.field("look.theme").currentText() == "Like the desktop"
    assert not dialog.row("look.theme").changed_from_default


def test_a_page_goes_back_and_no_other(dialog: PreferencesDialog, settings: Settings) -> None:
    dialog.field("look.theme").setCurrentIndex(2)
    dialog.show_page("Editor")
    dialog.field("editor.text_size").setValue(20)
    click(dialog, "preferences.reset.editor")
    assert settings.number("editor.text_size") == 13
    assert settings.word("look.theme") == "dark"


def test_everything_goes_back_after_one_question(dialog: PreferencesDialog, settings, actions: Actions) -> None:
    dialog.field("look.theme").setCurrentIndex(2)
    actions.set_shortcuts("file.quit", ("F4",))
    click(dialog, "preferences.reset")
    assert settings.word("look.theme") == "dark"
    click(dialog, "choice.reset")
    assert settings.word("look.theme") == "system"
    assert actions.shortcuts("file.quit") == ("Ctrl+Q",)


# Searching


def test_a_search_leaves_what_fits_on_every_page(dialog: PreferencesDialog) -> None:
    QTest.keyClicks(dialog.search, "text size")
    assert shown(dialog) == {"look.scale", "editor.text_size"}
    assert dialog.page == "Appearance"
    assert dialog.pages.item(4).isHidden()


def test_a_search_shows_the_page_where_it_is(dialog: PreferencesDialog) -> None:
    QTest.keyClicks(dialog.search, "scene")
    assert dialog.page == "Pauses"
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert shown(dialog) == {option.key for option in SHOWN}


def test_a_search_finds_shortcuts_too(dialog: PreferencesDialog) -> None:
    QTest.keyClicks(dialog.search, "ctrl+shift+g")
    assert dialog.page == "Shortcuts"


def test_nothing_found_says_so(dialog: PreferencesDialog) -> None:
    QTest.keyClicks(dialog.search, "zzzz")
    assert dialog.page == ""
    dialog.search.clear()
    assert dialog.page != ""


# Shortcuts, by keyboard alone


def choose(dialog: PreferencesDialog, id_: str) -> None:
    tree = dialog.shortcuts.tree
    rows = (tree.topLevelItem(n) for n in range(tree.topLevelItemCount()))
    tree.setCurrentItem(next(row for row in rows if row.data(0, Qt.ItemDataRole.UserRole) == id_))


def press_for(dialog: PreferencesDialog, id_: str, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    dialog.show_page("Shortcuts")
    choose(dialog, id_)
    dialog.shortcuts.edit.setFocus()
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in held:
        modifiers |= one
    QTest.keyClick(dialog.shortcuts.edit, key, modifiers)


CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_every_action_is_listed_with_its_keys(dialog: PreferencesDialog) -> None:
    tree = dialog.shortcuts.tree
    rows = {tree.topLevelItem(n).text(0): tree.topLevelItem(n).text(2) for n in range(tree.topLevelItemCount())}
    assert len(rows) <= len(ACTIONS) == tree.topLevelItemCount()
    assert rows["Import a book"] == "Ctrl+I"


def test_free_keys_are_given_at_once(dialog: PreferencesDialog, actions: Actions) -> None:
    press_for(dialog, "view.theme", Qt.Key.Key_J, CTRL)
    assert actions.shortcuts("view.theme") == ("Ctrl+J",)


def test_taken_keys_are_said_and_given_only_if_the_person_wants(dialog: PreferencesDialog, actions: Actions) -> None:
    press_for(dialog, "view.theme", Qt.Key.Key_G, CTRL)
    assert dialog.shortcuts.says.sentence == "Ctrl+G belongs to “Generate the paragraph”."
    assert actions.shortcuts("view.theme") == ()
    use = QApplication.focusWidget()
    assert use.text() == "Use it here"
    QTest.keyClick(use, Qt.Key.Key_Space)
    assert actions.shortcuts("view.theme") == ("Ctrl+G",)
    assert actions.shortcuts("paragraph.generate") == ()


def test_taken_keys_can_be_left_where_they_are(dialog: PreferencesDialog, actions: Actions) -> None:
    press_for(dialog, "view.theme", Qt.Key.Key_G, CTRL)
    choose(dialog, "file.quit")
    assert dialog.shortcuts.says.isHidden()
    assert actions.shortcuts("paragraph.generate") == ("Ctrl+G",)


def test_a_letter_alone_is_refused_with_a_reason(dialog: PreferencesDialog, actions: Actions) -> None:
    press_for(dialog, "view.theme", Qt.Key.Key_J)
    assert "write text" in dialog.shortcuts.says.sentence
    assert actions.shortcuts("view.theme") == ()
    assert dialog.shortcuts.edit.keys.isEmpty()


def test_keys_go_away_and_come_back(dialog: PreferencesDialog, actions: Actions) -> None:
    press_for(dialog, "file.quit", Qt.Key.Key_F4)
    assert actions.shortcuts("file.quit") == ("F4",)
    click(dialog, "shortcuts.remove")
    assert actions.shortcuts("file.quit") == ()
    click(dialog, "shortcuts.usual")
    assert actions.shortcuts("file.quit") == ("Ctrl+Q",)
    assert not dialog.findChild(QPushButton, "shortcuts.usual").isEnabled()


def test_tab_leaves_the_field_of_keys(dialog: PreferencesDialog, qtbot) -> None:
    dialog.show_page("Shortcuts")
    dialog.shortcuts.edit.setFocus()
    QTest.keyClick(dialog.shortcuts.edit, Qt.Key.Key_Tab)
    assert not dialog.shortcuts.edit.hasFocus()


def test_the_page_of_shortcuts_narrows_by_name_and_by_keys(dialog: PreferencesDialog) -> None:
    dialog.show_page("Shortcuts")
    page = dialog.shortcuts
    QTest.keyClicks(page.search, "ctrl+i")
    left = [
        page.tree.topLevelItem(n).text(0)
        for n in range(page.tree.topLevelItemCount())
        if not page.tree.topLevelItem(n).isHidden()
    ]
    assert left == ["Import a book"]
    assert page.current == "file.import"


def test_shift_counts_only_where_it_makes_no_other_sign(dialog: PreferencesDialog, actions: Actions) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    press_for(dialog, "view.theme", Qt.Key.Key_J, CTRL, shift)
    assert actions.shortcuts("view.theme") == ("Ctrl+Shift+J",)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Exclam, CTRL | shift, "!")
    QApplication.sendEvent(dialog.shortcuts.edit, event)
    assert actions.shortcuts("view.theme") == ("Ctrl+!",)
