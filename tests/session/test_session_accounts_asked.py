"""What providers answer when a key is tested, and that the key is in no file after that."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import pytest

from studio_app.domain.errors import LecternError, Unauthorised, Unreachable
from studio_app.session.accounts import Accounts
from studio_app.settings import key_file
from studio_app.settings.keys import Keys
from tests.settings.memory_keyring import MemoryKeyring, installed
from tests.simulators import Simulator, simulator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studio_app.speech.engine import Balance

KEY = "sk_9f2b7c41d05e88aa63"


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    with installed(MemoryKeyring()):
        yield Accounts(tmp_path, Keys(), {})


def asked(accounts: Accounts, sim: Simulator, key: str = KEY) -> Balance:
    return asyncio.run(accounts.test(accounts.trial(sim.name, key, sim.url)))


def test_elevenlabs_tells_plan_credits_and_places(accounts: Accounts) -> None:
    with simulator("elevenlabs", key=KEY, plan="pro", credits=500_000) as sim:
        balance = asked(accounts, sim)
    assert (balance.plan, balance.left, balance.limit, balance.unit) == ("Pro", 500_000, 500_000, "credits")
    assert balance.concurrency == 10
    assert balance.resets


def test_fish_tells_money(accounts: Accounts) -> None:
    with simulator("fish", key=KEY, credits=1_000_000, paid_in=100.0) as sim:
        balance = asked(accounts, sim)
    assert (balance.left, balance.unit, balance.concurrency) == (pytest.approx(15.0), "USD", 15)


@pytest.mark.parametrize("name", ["elevenlabs", "fish"])
def test_a_wrong_key_is_told_by_name(accounts: Accounts, name: str) -> None:
    with simulator(name, key=KEY) as sim, pytest.raises(Unauthorised, match=r"ElevenLabs|Fish Audio"):
        asked(accounts, sim, "another")


@pytest.mark.parametrize("lacks", [("user_read",), ("user_read", "models_read", "voices_read", "speech_history_read")])
def test_a_key_that_may_only_speak_is_good(accounts: Accounts, lacks: tuple[str, ...]) -> None:
    with simulator("elevenlabs", key=KEY, lacks=lacks) as sim:
        balance = asked(accounts, sim)
        with pytest.raises(Unauthorised):
            asked(accounts, sim, "another")
    assert balance.left is None
    assert "user_read" in balance.note


def test_nobody_there_is_told(accounts: Accounts) -> None:
    with simulator("fish", key=KEY) as sim:
        gone = sim.url
    with pytest.raises(Unreachable) as caught:
        asyncio.run(accounts.test(accounts.trial("fish", KEY, gone)))
    assert not caught.value.maybe_billed


@pytest.mark.parametrize("name", ["elevenlabs", "fish"])
@pytest.mark.parametrize(
    ("fault", "in_file"), [({"cut": 5}, False), ({"status": 401, "message": KEY}, False), ({"status": 401}, True)]
)
def test_a_key_that_was_kept_and_tested_is_in_no_file(
    accounts: Accounts, tmp_path: Path, monkeypatch: Any, caplog: Any, name: str, fault: dict[str, Any], in_file: bool
) -> None:
    monkeypatch.setattr(key_file, "COST", (4, 8, 1))
    caplog.set_level(logging.DEBUG)
    if in_file:
        accounts.keep_in_file(tmp_path / "lectern.keys", "correct horse battery")
    with simulator(name, key=KEY) as sim:
        row = accounts.add(name, "Mine", KEY, sim.url)
        sim.fault("", times=9, **fault)
        said = ""
        try:
            asyncio.run(accounts.test(accounts.with_key(name, row.id)))
        except LecternError as error:
            said = error.sentence + error.detail + repr(error)
    assert said
    assert KEY not in said + caplog.text
    assert [file.name for file in tmp_path.rglob("*") if KEY.encode() in file.read_bytes()] == []
