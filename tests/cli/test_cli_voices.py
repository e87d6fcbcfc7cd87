"""``lectern voices`` speaks to a provider with the account of this person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from keyring.backends import fail

from studio_app.cli.main import DONE, ENGINE_REFUSED, USAGE, run
from studio_app.session.accounts import Accounts
from studio_app.settings import key_file
from studio_app.settings.keys import PASSPHRASE, Keys
from tests.settings.memory_keyring import MemoryKeyring, installed
from tests.simulators import simulator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = "correct horse battery"


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("ELEVENLABS_API_KEY", "ELEVENLABS_BASE_URL", "FISH_API_KEY", "FISH_BASE_URL", PASSPHRASE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LECTERN_HOME", str(tmp_path))
    monkeypatch.setattr(key_file, "COST", (4, 8, 1))
    with installed(fail.Keyring()):
        yield


@pytest.mark.parametrize(("engine", "variable"), [("elevenlabs", "ELEVENLABS_API_KEY"), ("fish", "FISH_API_KEY")])
def test_without_a_key_one_sentence_says_where_to_enter_it(engine: str, variable: str, capfd) -> None:
    assert run(["voices", "--engine", engine]) == ENGINE_REFUSED
    out, err = capfd.readouterr()
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert "Preferences › Accounts" in err
    assert variable in err


@pytest.mark.parametrize("engine", ["elevenlabs", "fish"])
def test_a_key_in_the_environment_lists_voices(engine: str, monkeypatch: pytest.MonkeyPatch, capfd) -> None:
    with simulator(engine) as sim:
        monkeypatch.setenv(f"{engine.upper()}_API_KEY", sim.key)
        monkeypatch.setenv(f"{engine.upper()}_BASE_URL", sim.url)
        assert run(["voices", "--engine", engine, "--language", "de", "--json"]) == DONE
    found = json.loads(capfd.readouterr().out)["voices"]
    assert found
    assert all("de" in (voice["language"], *voice["languages"]) for voice in found)


def test_a_key_in_the_keyring_is_used(tmp_path: Path, capfd) -> None:
    with installed(MemoryKeyring()), simulator("fish") as sim:
        Accounts(tmp_path, Keys(), {}).add("fish", "", sim.key, sim.url)
        assert run(["voices", "--engine", "fish", "--json"]) == DONE
    assert json.loads(capfd.readouterr().out)["voices"]


def test_a_locked_key_file_is_opened_by_its_passphrase_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd
) -> None:
    accounts = Accounts(tmp_path, Keys(), {})
    accounts.keep_in_file(tmp_path / "my.keys", WORDS)
    with simulator("fish") as sim:
        accounts.add("fish", "", sim.key, sim.url)
        assert run(["voices", "--engine", "fish"]) == ENGINE_REFUSED
        assert PASSPHRASE in capfd.readouterr().err
        monkeypatch.setenv(PASSPHRASE, WORDS)
        assert run(["voices", "--engine", "fish"]) == DONE


def test_a_key_is_never_sent_in_the_clear(monkeypatch: pytest.MonkeyPatch, capfd) -> None:
    monkeypatch.setenv("FISH_API_KEY", "k")
    monkeypatch.setenv("FISH_BASE_URL", "http://far.example")
    assert run(["voices", "--engine", "fish"]) == USAGE
    assert "https://" in capfd.readouterr().err


# The libraries


def searched(capfd, *wishes: str, status: int = DONE) -> dict:
    """Search a library and return the answer."""
    assert run(["voices", "--library", "--json", *wishes]) == status
    return json.loads(capfd.readouterr().out)


def test_a_library_is_searched_by_words_and_labels(monkeypatch: pytest.MonkeyPatch, capfd) -> None:
    with simulator("elevenlabs") as sim:
        monkeypatch.setenv("ELEVENLABS_API_KEY", sim.key)
        monkeypatch.setenv("ELEVENLABS_BASE_URL", sim.url)
        found = searched(capfd, "--engine", "elevenlabs", "--search", "Australian narration", "--gender", "female")
        assert run(["voices", "--library", "--engine", "elevenlabs", "--count", "3"]) == DONE
        assert len(capfd.readouterr().out.splitlines()) == 3
    assert found["voices"]
    assert {(one["accent"], one["gender"]) for one in found["voices"]} == {("australian", "female")}
    assert all(one["sample"] and one["engine"] == "elevenlabs" for one in found["voices"])
    assert found["offline_since"] == ""


def test_a_library_that_is_away_is_answered_for_by_what_was_seen(monkeypatch: pytest.MonkeyPatch, capfd) -> None:
    with simulator("fish") as sim:
        monkeypatch.setenv("FISH_API_KEY", sim.key)
        monkeypatch.setenv("FISH_BASE_URL", sim.url)
        online = searched(capfd, "--engine", "fish", "--count", "5")
    offline = searched(capfd, "--engine", "fish", "--count", "5")
    assert [one["id"] for one in offline["voices"]] == [one["id"] for one in online["voices"]]
    assert offline["offline_since"]
    assert offline["refusal"]
    never_seen = searched(capfd, "--engine", "fish", "--search", "zzzz", status=ENGINE_REFUSED)
    assert never_seen["voices"] == []


def test_all_libraries_that_can_be_had_are_searched_together(capfd) -> None:
    found = searched(capfd, "--engine", "all", "--language", "de", "--gender", "female")
    assert {one["engine"] for one in found["voices"]} == {"local"}
    assert all(one["language"].startswith("de") for one in found["voices"])


def test_a_library_needs_a_key_and_a_name_that_is_known(capfd) -> None:
    assert run(["voices", "--library", "--engine", "elevenlabs"]) == ENGINE_REFUSED
    assert "ELEVENLABS_API_KEY" in capfd.readouterr().err
    assert run(["voices", "--library", "--engine", "nobody"]) == USAGE
