"""Accounts: added, chosen, changed and removed; with which key and address an engine speaks."""

from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING

import pytest

from studio_app.domain.errors import FileRefused, LecternError, Unauthorised, Unreachable, WrongUsage
from studio_app.session import accounts as module
from studio_app.session.accounts import Accounts
from studio_app.settings import key_file
from studio_app.settings.keys import Keys
from studio_app.speech.engine import Balance
from tests.settings.memory_keyring import MemoryKeyring, installed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "sk_5ecre7c0ffee"
WORDS = "correct horse battery"


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    made = MemoryKeyring()
    with installed(made):
        yield made


@pytest.fixture
def accounts(tmp_path: Path, ring: MemoryKeyring) -> Accounts:
    return Accounts(tmp_path, Keys(), {})


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_file, "COST", (4, 8, 1))


def with_environment(tmp_path: Path, **environment: str) -> Accounts:
    return Accounts(tmp_path, Keys(), environment)


# Which account


def test_the_first_account_added_is_the_one_in_use(accounts: Accounts) -> None:
    first = accounts.add("elevenlabs", "", KEY)
    accounts.add("elevenlabs", "Work", "other")
    found = accounts.account("elevenlabs")
    assert found is not None
    assert (found.id, found.name, found.key) == (first.id, "ElevenLabs", KEY)
    assert [(one.row.name, one.where, one.chosen) for one in accounts.list()] == [
        ("ElevenLabs", "keyring", True),
        ("Work", "keyring", False),
    ]


def test_another_account_is_chosen_for_the_next_start_too(accounts: Accounts, tmp_path: Path) -> None:
    accounts.add("fish", "One", "a")
    accounts.choose("fish", accounts.add("fish", "Two", "b").id)
    found = Accounts(tmp_path, Keys(), {}).account("fish")
    assert found is not None
    assert (found.name, found.key) == ("Two", "b")


def test_no_account_is_none(accounts: Accounts) -> None:
    assert accounts.account("elevenlabs") is None
    assert accounts.account("local") is None
    assert accounts.list() == ()


def test_names_tell_accounts_apart(accounts: Accounts) -> None:
    assert [accounts.add("fish", "", KEY).name for _ in range(3)] == ["Fish Audio", "Fish Audio 2", "Fish Audio 3"]


def test_there_is_no_account_with_a_stranger(accounts: Accounts) -> None:
    with pytest.raises(WrongUsage, match="no provider called 'nobody'"):
        accounts.add("nobody", "", KEY)


def test_a_key_that_is_gone_from_the_keyring_is_asked_for_again(accounts: Accounts, ring: MemoryKeyring) -> None:
    accounts.add("fish", "Mine", KEY)
    ring.held.clear()
    with pytest.raises(Unauthorised, match="key of Mine is gone"):
        accounts.account("fish")


def test_a_new_key_replaces_the_old(accounts: Accounts) -> None:
    row = accounts.add("fish", "", KEY)
    accounts.change_key("fish", row.id, "new")
    assert accounts.with_key("fish", row.id).key == "new"


def test_an_account_is_removed_with_its_key_and_its_proxys(accounts: Accounts, ring: MemoryKeyring) -> None:
    row = accounts.add("fish", "", KEY)
    accounts.change("fish", row.id, proxy="http://me:secret@proxy:8080")
    accounts.remove("fish", row.id)
    assert accounts.list() == ()
    assert ring.held == {}


def test_an_account_whose_key_cannot_be_deleted_stays(accounts: Accounts, ring: MemoryKeyring) -> None:
    row = accounts.add("fish", "", KEY)
    ring.wrong = OSError("no")
    with pytest.raises(Unauthorised):
        accounts.remove("fish", row.id)
    assert len(accounts.list()) == 1


def test_nothing_is_kept_of_an_account_the_disk_refuses(tmp_path: Path, ring: MemoryKeyring) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileRefused):
        Accounts(tmp_path / "file", Keys(), {}).add("fish", "", KEY)
    assert ring.held == {}


# The environment


def test_a_key_in_the_environment_comes_first(accounts: Accounts, tmp_path: Path) -> None:
    accounts.add("elevenlabs", "Mine", KEY)
    other = with_environment(tmp_path, ELEVENLABS_API_KEY="from-env", ELEVENLABS_BASE_URL="http://127.0.0.1:8/")
    found = other.account("elevenlabs")
    assert found is not None
    assert (found.id, found.name, found.key) == ("env", "From the environment", "from-env")
    assert found.base_url == "http://127.0.0.1:8"
    assert [(one.where, one.chosen) for one in other.list()] == [("environment", True), ("keyring", False)]


def test_an_address_in_the_environment_holds_for_every_account(accounts: Accounts, tmp_path: Path) -> None:
    row = accounts.add("fish", "", KEY, "https://fish.example")
    found = with_environment(tmp_path, FISH_BASE_URL="https://other.example").with_key("fish", row.id)
    assert found.base_url == "https://other.example"
    assert accounts.with_key("fish", row.id).base_url == "https://fish.example"


def test_options_of_the_environments_account_are_kept_and_it_is_never_chosen_without_its_key(tmp_path: Path) -> None:
    first = with_environment(tmp_path, FISH_API_KEY="k")
    first.change("fish", "env", zero_retention=True)
    first.note_repeats_billed("fish", "env")
    found = first.account("fish")
    assert found is not None
    assert found.zero_retention
    assert first.repeats_billed("fish", "env")
    assert with_environment(tmp_path).account("fish") is None
    assert with_environment(tmp_path).list() == ()


# Addresses, proxies, certificates


@pytest.mark.parametrize(
    "url", ["https://a.example", "http://localhost:9", "http://127.0.0.1:8000/v", "http://[::1]:1"]
)
def test_a_key_may_be_sent_by_tls_or_within_this_machine(accounts: Accounts, url: str) -> None:
    row = accounts.add("fish", "", KEY)
    assert accounts.change("fish", row.id, base_url=url + "/").base_url == url


@pytest.mark.parametrize(
    "url",
    [
        "http://api.example",
        "ftp://api.example",
        "api.example",
        "https://",
        "https://u:p@api.example",
        "https://a?key=1",
        "http://127.0.0.1.evil.example",
        "http://localhost@evil.example",
        "https://a:b:c",
        "https://a b",
        "http://[::1",
    ],
)
def test_a_key_is_sent_nowhere_else(accounts: Accounts, tmp_path: Path, url: str) -> None:
    row = accounts.add("fish", "", KEY)
    with pytest.raises(WrongUsage):
        accounts.change("fish", row.id, base_url=url)
    with pytest.raises(WrongUsage):
        with_environment(tmp_path, FISH_API_KEY="k", FISH_BASE_URL=url).account("fish")


def test_a_proxys_password_is_kept_where_keys_are(accounts: Accounts, tmp_path: Path) -> None:
    row = accounts.add("fish", "", KEY)
    kept = accounts.change("fish", row.id, proxy="http://me:hunter2@proxy.example:8080")
    assert kept.proxy == "http://me@proxy.example:8080"
    found = accounts.with_key("fish", row.id)
    assert found.proxy == "http://me:hunter2@proxy.example:8080"
    assert "hunter2" not in (tmp_path / "accounts.json").read_text() + repr(found)
    accounts.change("fish", row.id, proxy="")
    assert accounts.with_key("fish", row.id).proxy == ""


def test_a_proxy_without_a_scheme_is_understood_and_nonsense_refused(accounts: Accounts) -> None:
    row = accounts.add("fish", "", KEY)
    assert accounts.change("fish", row.id, proxy="proxy:3128").proxy == "http://proxy:3128"
    for wrong in ("socks4://proxy:1", "http://", "http://proxy:99999999", "http://proxy/path"):
        with pytest.raises(WrongUsage, match="proxy looks like"):
            accounts.change("fish", row.id, proxy=wrong)


def test_a_file_of_certificates_must_hold_some(accounts: Accounts, tmp_path: Path) -> None:
    row = accounts.add("fish", "", KEY)
    (tmp_path / "no.pem").write_text("nothing")
    for name in ("no.pem", "absent.pem"):
        with pytest.raises(WrongUsage, match=f"{name} holds no certificates"):
            accounts.change("fish", row.id, ca_file=str(tmp_path / name))
    system = ssl.get_default_verify_paths().cafile
    if system:
        assert accounts.change("fish", row.id, ca_file=system).ca_file == system


# Where keys are kept


@pytest.mark.usefixtures("_quick")
def test_keys_move_to_a_file_and_back(accounts: Accounts, ring: MemoryKeyring, tmp_path: Path) -> None:
    row = accounts.add("elevenlabs", "", KEY)
    accounts.change("elevenlabs", row.id, proxy="http://me:pass@proxy:1")
    accounts.keep_in_file(tmp_path / "k.keys", WORDS)
    assert ring.held == {}
    again = Accounts(tmp_path, Keys(), {})
    assert (again.place().file, again.place().locked) == (str(tmp_path / "k.keys"), True)
    with pytest.raises(Unauthorised, match=r"k\.keys is locked"):
        again.account("elevenlabs")
    again.keys.unlock(WORDS)
    assert again.with_key("elevenlabs", row.id).proxy == "http://me:pass@proxy:1"
    again.keep_in_keyring()
    assert ring.held[("Lectern", f"elevenlabs/{row.id}")] == KEY
    assert again.place().file == ""
    assert KEY.encode() not in (tmp_path / "k.keys").read_bytes()


@pytest.mark.usefixtures("_quick")
def test_a_wrong_passphrase_moves_nothing(accounts: Accounts, ring: MemoryKeyring, tmp_path: Path) -> None:
    Keys().make_file(tmp_path / "k.keys", WORDS)
    accounts.add("fish", "", KEY)
    with pytest.raises(Unauthorised):
        accounts.keep_in_file(tmp_path / "k.keys", "something else")
    assert accounts.place().keyring
    assert accounts.account("fish") is not None


# What is asked of the provider


class FakeEngine:
    """Answers ``balance`` and ``ready`` as told."""

    def __init__(self, balance: Balance | LecternError | None, ready: LecternError | None = None) -> None:
        self.told, self.refused, self.closed = balance, ready, False

    async def balance(self) -> Balance:
        if self.told is None:
            await asyncio.sleep(60)
        if isinstance(self.told, LecternError):
            raise self.told
        assert self.told is not None
        return self.told

    async def ready(self) -> None:
        if self.refused is not None:
            raise self.refused

    async def close(self) -> None:
        self.closed = True


def asked(monkeypatch: pytest.MonkeyPatch, accounts: Accounts, engine: FakeEngine) -> Balance:
    monkeypatch.setattr(module, "open_engine", lambda _name, account: engine)
    try:
        return asyncio.run(accounts.test(accounts.trial("fish", KEY)))
    finally:
        assert engine.closed


def test_what_is_left_is_told_and_remembered(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    row = accounts.add("fish", "", KEY)
    balance = asked(monkeypatch, accounts, FakeEngine(Balance("pro", 5.0, 10.0, concurrency=3)))
    accounts.note("fish", row.id, balance)
    known = accounts.list()[0].row.known
    assert (known.plan, known.left, known.limit, known.concurrency) == ("pro", 5.0, 10.0, 3)
    assert known.asked.endswith("+00:00")


def test_a_wrong_key_is_found_out(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unauthorised, match="wrong"):
        asked(monkeypatch, accounts, FakeEngine(Unauthorised("wrong")))


def test_a_key_that_may_only_speak_is_no_bad_key(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = FakeEngine(Balance(note="This key may not see the account."))
    assert asked(monkeypatch, accounts, engine).note == "This key may not see the account."
    with pytest.raises(Unauthorised):
        asked(monkeypatch, accounts, FakeEngine(Balance(note="…"), ready=Unauthorised("wrong")))


def test_a_provider_that_is_silent_is_not_waited_for_long(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE_S", 0.05)
    with pytest.raises(Unreachable, match="Fish Audio does not answer") as caught:
        asked(monkeypatch, accounts, FakeEngine(None))
    assert not caught.value.maybe_billed
