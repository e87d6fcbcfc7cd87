"""The page of accounts: a key is pasted, tested and kept; what is left is shown; removing asks first."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6")

from keyring.backends import fail
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from studio_app.domain.errors import LecternError, Unauthorised, Unreachable
from studio_app.session import accounts as session
from studio_app.session.accounts import Accounts
from studio_app.settings import key_file
from studio_app.settings.file import Settings
from studio_app.settings.kept import Kept
from studio_app.settings.keys import Keys
from studio_app.speech.engine import Balance
from studio_app.ui.kit.dialogs import Question, TextQuestion
from studio_app.ui.preferences.accounts import AccountsPage
from studio_app.ui.preferences.accounts_place import PassphraseQuestion
from studio_app.ui.preferences.dialog import PreferencesDialog
from studio_app.ui.shell.actions import Actions
from tests.settings.memory_keyring import MemoryKeyring, installed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

KEY = "sk_5ecre7c0ffee"
CREATOR = Balance("creator", 98_412.0, 100_000.0, "2026-12-14T12:00:00+00:00", 5)


class Provider:
    """Answers every engine that is opened; ``told`` by key."""

    def __init__(self) -> None:
        self.told: dict[str, Balance | LecternError] = {}
        self.asked: list[str] = []

    def open(self, _name: str, account: Any) -> Any:
        provider, key = self, account.key

        class Engine:
            async def balance(self) -> Balance:
                provider.asked.append(key)
                told = provider.told.get(key, CREATOR)
                if isinstance(told, LecternError):
                    raise told
                return told

            async def ready(self) -> None: ...

            async def close(self) -> None: ...

        return Engine()


class Desk:
    """A page in a window, and a loop that runs what it starts. Dialogs are answered by ``answers``."""

    def __init__(self, qtbot: Any, accounts: Accounts) -> None:
        self.accounts, self.changed = accounts, []
        self.loop = asyncio.new_event_loop()
        self.answers: list[Callable[[QWidget], None]] = []
        self.waiting: list[tuple[Any, ...]] = []
        self.window = QWidget()
        self.window.resize(640, 900)
        qtbot.addWidget(self.window)
        self.page = AccountsPage(
            accounts, lambda *wish: self.waiting.append(wish), self.changed.append, parent=self.window
        )
        self.page.resize(640, 900)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.run()

    def run(self) -> None:
        """Do what was started, until nothing is left to do."""
        while self.waiting:
            work, *args = self.waiting.pop(0)
            task = self.loop.create_task(work(*args))
            self.loop.run_until_complete(self._to_the_end(task))

    async def _to_the_end(self, task: asyncio.Task[None]) -> None:
        while not task.done():
            await asyncio.sleep(0.005)
            QApplication.processEvents()
            dialog = QApplication.activeModalWidget()
            if dialog is not None and self.answers:
                self.answers.pop(0)(dialog)
        await task

    def find(self, name: str) -> QWidget:
        found = [widget for widget in self.page.findChildren(QWidget, name) if not widget.isHidden()]
        assert found, name
        return found[-1]

    def click(self, name: str) -> None:
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        self.run()

    def paste(self, key: str, provider: str = "elevenlabs", name: str = "") -> None:
        self.click(f"accounts.add.{provider}")
        QTest.keyClicks(self.find("accounts.form.key"), key)
        QTest.keyClicks(self.find("accounts.form.name"), name)
        QTest.keyClick(self.find("accounts.form.key"), Qt.Key.Key_Return)
        self.run()

    def said(self) -> str:
        labels = [one for one in self.page.findChildren(QLabel) if one.isVisible()]
        return "\n".join(one.text() for one in labels)

    def card(self, number: int = 0) -> Any:
        row = self.accounts.list()[number].row
        return self.page.card(row.provider, row.id)


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    made = MemoryKeyring()
    with installed(made):
        yield made


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Provider:
    made = Provider()
    monkeypatch.setattr(session, "open_engine", made.open)
    monkeypatch.setattr(key_file, "COST", (4, 8, 1))
    return made


@pytest.fixture
def desk(qtbot, tmp_path: Path, ring: MemoryKeyring, provider: Provider) -> Iterator[Desk]:
    made = Desk(qtbot, Accounts(tmp_path, Keys(), {}))
    yield made
    made.loop.close()


# A key


def test_without_a_key_the_page_says_what_to_do(desk: Desk) -> None:
    assert "ELEVENLABS_API_KEY" in desk.said()
    assert "kept in the keyring of this computer" in desk.said()


def test_a_key_is_pasted_tested_and_kept_by_the_keyboard_alone(desk: Desk, ring: MemoryKeyring) -> None:
    add = desk.find("accounts.add.elevenlabs")
    add.setFocus()
    QTest.keyClick(add, Qt.Key.Key_Space)
    desk.run()
    field = QApplication.focusWidget()
    assert field is desk.find("accounts.form.key")
    QTest.keyClicks(field, KEY)
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.run()
    assert list(ring.held.values()) == [KEY]
    assert desk.card().verdict == "The key works."
    assert "98,412 of 100,000 credits left" in desk.said()
    assert "Plan: Creator" in desk.said()
    assert "5 requests at once" in desk.said()
    assert desk.changed == ["elevenlabs"]
    assert desk.page.form("elevenlabs") is None


def test_a_typed_key_is_dots_until_the_person_looks(desk: Desk) -> None:
    desk.click("accounts.add.fish")
    form = desk.page.form("fish")
    assert form is not None
    assert form.key.line.echoMode() == QLineEdit.EchoMode.Password
    form.key.look.click()
    assert form.key.line.echoMode() == QLineEdit.EchoMode.Normal
    assert form.key.look.accessibleName() == "Hide what is typed"


def test_a_wrong_key_is_not_kept_and_can_be_mended(desk: Desk, provider: Provider, ring: MemoryKeyring) -> None:
    provider.told["bad"] = Unauthorised("ElevenLabs does not know this key.")
    desk.paste("bad")
    form = desk.page.form("elevenlabs")
    assert form is not None
    assert form.sentence == "ElevenLabs does not know this key."
    assert ring.held == {}
    assert desk.accounts.list() == ()
    assert form.key.line.isEnabled()


def test_what_is_no_key_is_not_even_sent(desk: Desk, provider: Provider) -> None:
    desk.paste("two words")
    form = desk.page.form("elevenlabs")
    assert form is not None
    assert "not a key" in form.sentence
    assert provider.asked == []


def test_a_key_that_cannot_be_tested_now_is_kept_and_said_so(desk: Desk, provider: Provider) -> None:
    provider.told[KEY] = Unreachable("There is no network.", maybe_billed=False)
    desk.paste(KEY)
    assert len(desk.accounts.list()) == 1
    assert desk.card().verdict == "The key is kept, and could not be tested: There is no network."


def test_a_key_that_may_only_speak_is_a_good_key(desk: Desk, provider: Provider) -> None:
    provider.told[KEY] = Balance(note="It may not see what is left.")
    desk.paste(KEY)
    assert desk.card().verdict == "The key works. It may not see what is left."


def test_escape_leaves_the_form_and_forgets_the_key(desk: Desk) -> None:
    desk.click("accounts.add.fish")
    form = desk.page.form("fish")
    assert form is not None
    QTest.keyClicks(form.key.line, KEY)
    QTest.keyClick(form.key.line, Qt.Key.Key_Escape)
    assert desk.page.form("fish") is None
    assert form.key.text == ""
    assert desk.window.isVisible()


def test_a_keyring_that_refuses_is_said_in_the_form(desk: Desk, ring: MemoryKeyring) -> None:
    ring.wrong = OSError("no")
    desk.paste(KEY)
    form = desk.page.form("elevenlabs")
    assert form is not None
    assert "keyring of this computer does not answer" in form.sentence


# Accounts


def test_another_account_is_taken_into_use(desk: Desk) -> None:
    desk.paste(KEY, name="One")
    desk.paste("other", name="Two")
    QTest.mouseClick(desk.card(1).choose, Qt.MouseButton.LeftButton)
    desk.run()
    assert [one.chosen for one in desk.accounts.list()] == [False, True]
    assert desk.card(1).choose.isHidden()
    assert not desk.card(0).choose.isHidden()


def test_a_test_tells_what_is_wrong_and_what_is_left(desk: Desk, provider: Provider) -> None:
    desk.paste(KEY)
    provider.told[KEY] = Unauthorised("The key was deleted.")
    desk.click("accounts.test")
    assert desk.card().verdict == "The key was deleted."
    provider.told[KEY] = Balance("creator", 1.0, 100_000.0)
    desk.click("accounts.test")
    assert desk.card().verdict == "The key works."
    assert "1 of 100,000 credits left" in desk.said()


def test_money_is_shown_as_money(desk: Desk, provider: Provider) -> None:
    provider.told[KEY] = Balance(left=12.5, unit="USD")
    desk.paste(KEY, "fish")
    assert "$12.50 left" in desk.said()


def choose_from_menu(desk: Desk, wish: str) -> None:
    menu = desk.card().more.findChild(QMenu)
    next(action for action in menu.actions() if action.objectName() == f"accounts.{wish}").trigger()
    desk.run()


def press(name: str) -> Callable[[QWidget], None]:
    def answer(dialog: QWidget) -> None:
        found = dialog.findChild(QPushButton, name)
        assert found is not None, name
        found.click()

    return answer


def test_removing_asks_first_and_takes_the_key_along(desk: Desk, ring: MemoryKeyring) -> None:
    desk.paste(KEY, name="Mine")
    desk.answers = [press("choice.cancel")]
    choose_from_menu(desk, "remove")
    assert len(ring.held) == 1
    desk.answers = [lambda dialog: (assert_asks(dialog), press("choice.remove")(dialog))]
    choose_from_menu(desk, "remove")
    assert ring.held == {}
    assert desk.accounts.list() == ()
    assert "ELEVENLABS_API_KEY" in desk.said()


def assert_asks(dialog: QWidget) -> None:
    assert isinstance(dialog, Question)
    assert dialog.accessibleName() == "Remove the account Mine?"


def test_an_account_is_renamed(desk: Desk) -> None:
    desk.paste(KEY)

    def answer(dialog: QWidget) -> None:
        assert isinstance(dialog, TextQuestion)
        dialog.line.setText("Publisher")
        dialog.accept()

    desk.answers = [answer]
    choose_from_menu(desk, "rename")
    assert desk.card().accessibleName() == "ElevenLabs: Publisher"


def test_an_account_gets_a_new_key(desk: Desk, ring: MemoryKeyring) -> None:
    desk.paste(KEY)
    choose_from_menu(desk, "key")
    QTest.keyClicks(desk.find("accounts.form.key"), "new")
    desk.click("accounts.form.keep")
    assert list(ring.held.values()) == ["new"]
    assert len(desk.accounts.list()) == 1


# Advanced


def opened(desk: Desk, provider: str = "elevenlabs") -> Any:
    desk.paste(KEY, provider)
    desk.card().show_advanced.click()
    return desk.card().advanced


def test_zero_retention_tells_its_price_and_holds(desk: Desk) -> None:
    advanced = opened(desk)
    assert "may have to be paid twice" in desk.said()
    assert "stitched" in desk.said()
    advanced.zero.click()
    desk.run()
    assert desk.accounts.list()[0].row.zero_retention
    assert "Zero retention" in desk.said().split("\n")


def test_a_region_is_chosen(desk: Desk) -> None:
    advanced = opened(desk)
    region = advanced.address.region
    region.setCurrentIndex(2)
    region.activated.emit(2)
    desk.run()
    assert desk.accounts.list()[0].row.base_url == "https://api.eu.residency.elevenlabs.io"


def test_a_wrong_address_is_said_and_not_kept(desk: Desk) -> None:
    advanced = opened(desk, "fish")
    region = advanced.address.region
    region.setCurrentIndex(region.count() - 1)
    region.activated.emit(region.count() - 1)
    QTest.keyClicks(advanced.address.line, "http://far.example")
    QTest.keyClick(advanced.address.line, Qt.Key.Key_Return)
    desk.run()
    assert "https://" in desk.card().verdict
    assert desk.accounts.list()[0].row.base_url == ""
    assert advanced.address.line.text() == "http://far.example"


def test_a_proxys_password_is_not_shown_again(desk: Desk) -> None:
    advanced = opened(desk)
    QTest.keyClicks(advanced.proxy, "http://me:hunter2@proxy:80")
    QTest.keyClick(advanced.proxy, Qt.Key.Key_Return)
    desk.run()
    assert advanced.proxy.text() == "http://me@proxy:80"


# Where keys are kept


def test_without_a_keyring_a_key_file_is_made(qtbot, tmp_path: Path, provider: Provider) -> None:
    with installed(fail.Keyring()):
        desk = Desk(qtbot, Accounts(tmp_path, Keys(), {}))
        assert "has no keyring" in desk.said()
        desk.answers = [choose(tmp_path / "my.keys"), type_passphrase("correct horse battery")]
        desk.click("accounts.place.file")
        assert f"encrypted file {tmp_path / 'my.keys'}" in desk.said()
        desk.paste(KEY)
        assert desk.card().verdict == "The key works."
        again = Desk(qtbot, Accounts(tmp_path, Keys(), {}))
        assert "is locked until you give its passphrase" in again.said()
        again.answers = [type_passphrase("wrong one here")]
        again.click("accounts.place.unlock")
        assert "not the passphrase" in again.page.banner.sentence
        again.answers = [type_passphrase("correct horse battery")]
        again.click("accounts.place.unlock")
        assert again.accounts.account("elevenlabs") is not None
        desk.loop.close()
        again.loop.close()


def choose(path: Path) -> Callable[[QWidget], None]:
    def answer(dialog: QWidget) -> None:
        dialog.fileSelected.emit(str(path))
        dialog.accept() if path.exists() else dialog.done(1)

    return answer


def type_passphrase(words: str) -> Callable[[QWidget], None]:
    def answer(dialog: QWidget) -> None:
        assert isinstance(dialog, PassphraseQuestion)
        dialog.first.line.setText(words)
        dialog.second.line.setText(words)
        QTest.keyClick(dialog.first.line, Qt.Key.Key_Return)

    return answer


def test_a_new_passphrase_is_typed_twice(qtbot, tmp_path: Path) -> None:
    dialog = PassphraseQuestion(None, tmp_path / "k", new=True)
    qtbot.addWidget(dialog)
    dialog.first.line.setText("correct horse")
    dialog.second.line.setText("correct house")
    QTest.keyClick(dialog.second.line, Qt.Key.Key_Return)
    assert dialog.sentence == "The two are not the same."
    assert dialog.result() == 0


# The environment


def test_a_key_of_the_environment_is_shown_and_cannot_be_removed_here(qtbot, tmp_path: Path, ring, provider) -> None:
    desk = Desk(qtbot, Accounts(tmp_path, Keys(), {"FISH_API_KEY": KEY, "FISH_BASE_URL": "http://127.0.0.1:9"}))
    assert "From the environment" in desk.said()
    assert "FISH_API_KEY" in desk.said()
    assert desk.card().more.isHidden()
    desk.card().show_advanced.click()
    assert "http://127.0.0.1:9" in desk.said()
    desk.click("accounts.test")
    assert provider.asked == [KEY]
    desk.loop.close()


def test_no_other_account_can_be_chosen_while_the_environment_has_a_key(desk: Desk, qtbot, tmp_path: Path) -> None:
    desk.paste(KEY, "fish", "Mine")
    forced = Desk(qtbot, Accounts(tmp_path, Keys(), {"FISH_API_KEY": "env-key"}))
    assert "comes before the accounts that are kept here" in forced.said()
    assert [forced.card(number).choose.isVisible() for number in (0, 1)] == [False, False]
    forced.loop.close()


def test_an_account_that_was_billed_for_a_repeat_says_so(desk: Desk) -> None:
    desk.paste(KEY)
    desk.accounts.note_repeats_billed("elevenlabs", desk.accounts.list()[0].row.id)
    desk.click("accounts.test")
    assert "repeats count as paid now" in desk.said()


# All of it


def test_everything_has_a_name_to_a_screen_reader(desk: Desk) -> None:
    opened(desk)
    desk.click("accounts.add.fish")
    nameless = [
        type(widget).__name__
        for widget in desk.page.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not widget.accessibleName() and not (isinstance(widget, QToolButton | QPushButton) and widget.text())
        if not (hasattr(widget, "text") and widget.text())
    ]
    assert nameless == []


def test_what_comes_late_finds_no_window_and_does_no_harm(desk: Desk, provider: Provider) -> None:
    desk.click("accounts.add.fish")
    QTest.keyClicks(desk.find("accounts.form.key"), KEY)
    QTest.keyClick(desk.find("accounts.form.key"), Qt.Key.Key_Return)
    desk.page.close_page()
    desk.page.deleteLater()
    QApplication.sendPostedEvents(None, 52)
    desk.run()
    assert [one.row.provider for one in desk.accounts.list()] == ["fish"]
    assert desk.changed == ["fish"]


def test_the_page_stands_in_the_preferences_and_is_found_there(qtbot, tmp_path: Path) -> None:
    made: list[QWidget] = []
    bodies = {"Accounts": lambda: made.append(QLabel("body")) or made[-1]}
    dialog = PreferencesDialog(Settings(tmp_path / "s.json"), Actions(Kept(tmp_path / "k.json")), {}, bodies)
    qtbot.addWidget(dialog)
    assert made == []
    dialog.search.setText("credits")
    assert dialog.page == "Accounts"
    assert len(made) == 1
    dialog.search.clear()
    dialog.show_page("Usage")
    assert dialog.page == "Accounts"
