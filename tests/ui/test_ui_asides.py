"""What is not about the book: the crash report, text size, themes."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QPushButton, QWidget

from studio_app.session.accounts import Accounts
from studio_app.settings.file import Settings
from studio_app.settings.kept import Kept
from studio_app.settings.keys import Keys
from studio_app.settings.places import Places
from studio_app.ui.kit import theme
from studio_app.ui.kit.controls import Banner
from studio_app.ui.preferences.accounts import AccountsPage
from studio_app.ui.preferences.dialog import PreferencesDialog
from studio_app.ui.preferences.usage import UsagePage
from studio_app.ui.shell.actions import Actions
from studio_app.ui.shell.asides import Asides
from studio_app.ui.shell.palette import CommandPalette

if TYPE_CHECKING:
    from pathlib import Path

REPORT = "Fatal Python error: Segmentation fault\n"


class Stage(QWidget):
    """A window with a banner."""

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner(self)


class FakeDesk(QObject):
    """What the asides use of the desk; what they start is remembered."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.started: list[tuple] = []
        self.parts = SimpleNamespace(
            window=Stage(),
            settings=Settings(folder / "settings.json"),
            actions=Actions(Kept(folder / "shortcuts.json")),
            places=Places(folder, folder / "cache", folder / "logs"),
        )
        self.runner = SimpleNamespace(start=lambda *wish: self.started.append(wish))

    def set_option(self, key: str, value: object) -> None:
        self.parts.settings.hold(key, value)


@pytest.fixture
def desk(qtbot, tmp_path: Path) -> FakeDesk:
    (tmp_path / "logs").mkdir()
    (tmp_path / "cache").mkdir()
    made = FakeDesk(tmp_path)
    qtbot.addWidget(made.parts.window)
    made.parts.window.show()
    return made


@pytest.fixture
def asides(desk: FakeDesk) -> Asides:
    return Asides(desk)


def test_a_run_that_ended_well_says_nothing(asides: Asides, desk: FakeDesk) -> None:
    asyncio.run(asides.offer_crash_report())
    assert not desk.parts.window.banner.isVisible()


def test_a_crash_is_offered_at_the_next_start_and_can_be_copied(asides: Asides, desk: FakeDesk) -> None:
    (desk.parts.places.logs / "crash-4194304.txt").write_text(REPORT)
    asyncio.run(asides.offer_crash_report())
    assert "ended unexpectedly" in desk.parts.window.banner.sentence
    show = next(b for b in desk.parts.window.banner.findChildren(QPushButton) if b.text() == "Show the report")
    show.click()
    work, report = desk.started[-1]
    assert REPORT.strip() in report
    asyncio.run(pressed(work(report), "choice.copy"))
    assert QGuiApplication.clipboard().text() == report


def test_a_fault_the_window_survived_is_not_called_an_end(asides: Asides, desk: FakeDesk) -> None:
    (desk.parts.places.logs / "crash-4194304.txt").write_text(
        "2026-11-21 10:00:00 ValueError\n  studio_app/app.py:1 run\n"
    )
    asyncio.run(asides.offer_crash_report())
    assert desk.parts.window.banner.sentence.startswith("Lectern met a fault last time.")


async def pressed(dialog_shown, name: str) -> None:
    """Press a button of the dialog that a coroutine opens, and wait for its end."""
    task = asyncio.ensure_future(dialog_shown)
    await asyncio.sleep(0)
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    assert "Segmentation" in dialog.findChild(QPlainTextEdit).toPlainText()
    dialog.findChild(QPushButton, name).click()
    await task


def test_text_size_goes_up_and_down_within_its_limits(asides: Asides, desk: FakeDesk) -> None:
    asides.resize_text(1)
    assert desk.parts.settings.number("editor.text_size") == 14
    for _ in range(60):
        asides.resize_text(-1)
    assert desk.parts.settings.number("editor.text_size") == 8
    asides.usual_text()
    assert desk.parts.settings.number("editor.text_size") == 13


def test_the_theme_changes_to_the_next(asides: Asides, desk: FakeDesk) -> None:
    theme.themes().apply("light")
    asides.next_theme()
    assert desk.parts.settings.word("look.theme") == "dark"


def test_preferences_open_at_the_shortcuts_and_only_once(asides: Asides, desk: FakeDesk) -> None:
    asides.shortcuts()
    asides.preferences()
    (dialog,) = [w for w in desk.parts.window.findChildren(PreferencesDialog) if w.isVisible()]
    assert dialog.page == "Shortcuts"
    dialog.reject()


def test_the_cache_is_kept_within_its_size_and_can_be_emptied(asides: Asides, desk: FakeDesk) -> None:
    cover = desk.parts.places.cache / "covers" / "a.jpg"
    cover.parent.mkdir()
    cover.write_bytes(bytes(2_000_000))
    asides.preferences("Storage")
    asyncio.run(asides._show_cache())
    dialog = desk.parts.window.findChild(PreferencesDialog)
    assert "In use: 2.0 MB" in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.findChild(QPushButton, "preferences.cache.empty").click()
    work, *wish = desk.started[-1]
    asyncio.run(work(*wish))
    assert not cover.exists()
    assert "In use: 0 bytes" in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.reject()


def test_a_smaller_cache_holds_at_once(asides: Asides, desk: FakeDesk) -> None:
    asides.preferences("Storage")
    dialog = desk.parts.window.findChild(PreferencesDialog)
    dialog.field("cache.size").setValue(64)
    assert desk.parts.settings.number("cache.size") == 64
    assert desk.started[-1] == (asides._trim_cache,)
    dialog.reject()


def test_the_palette_does_what_is_chosen(asides: Asides, desk: FakeDesk, qtbot) -> None:
    asides.palette()
    palette = desk.parts.window.findChild(CommandPalette)
    with qtbot.waitSignal(desk.parts.actions.triggered) as heard:
        palette.chosen.emit("help.about")
    assert heard.args == ["help.about"]
    palette.reject()


def test_the_accounts_page_of_the_preferences_speaks_of_the_desks_accounts(asides: Asides, desk: FakeDesk) -> None:
    accounts = Accounts(desk.parts.places.settings, Keys(), {})
    desk.work = SimpleNamespace(accounts=accounts, account_changed=print)
    desk.parts.recent = SimpleNamespace(projects=tuple)
    asides.accounts()
    dialog = desk.parts.window.findChild(PreferencesDialog)
    page = dialog.findChild(AccountsPage)
    assert dialog.page == "Accounts"
    page.account_changed("fish")
    assert desk.started[-1][1:] == ("fish",)
    dialog.show_page("Usage")
    assert dialog.findChild(UsagePage) is not None
    dialog.reject()
    assert page.ended
