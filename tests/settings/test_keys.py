"""Keys are kept by the keyring or in an encrypted file, and are seen nowhere else."""

from __future__ import annotations

import json
import os
import stat
import sys
import traceback
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backends import fail, null
from keyring.errors import KeyringLocked

from studio_app.domain.errors import FileRefused, LecternError, Unauthorised, WrongUsage
from studio_app.settings import key_file
from studio_app.settings.key_file import KeyFile
from studio_app.settings.keys import PASSPHRASE, Keys, checked, keyring_name
from tests.settings.memory_keyring import MemoryKeyring, UnlikelyError, installed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "sk_5ecre7c0ffee5ecre7c0ffee"
WORDS = "correct horse battery"


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    made = MemoryKeyring()
    with installed(made):
        yield made


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_file, "COST", (4, 8, 1))
    monkeypatch.delenv(PASSPHRASE, raising=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "lectern.keys"


# The keyring


def test_a_key_is_stored_read_and_deleted(ring: MemoryKeyring) -> None:
    keys = Keys()
    keys.store("fish", "1", KEY)
    keys.store("fish", "2", "other")
    assert keys.read("fish", "1") == KEY
    keys.delete("fish", "1")
    assert (keys.read("fish", "1"), keys.read("fish", "2")) == ("", "other")
    keys.delete("fish", "1")


def test_a_key_stands_in_the_keyring_under_the_programs_name(ring: MemoryKeyring) -> None:
    Keys().store("elevenlabs", "ab12", KEY)
    assert ring.held == {("Lectern", "elevenlabs/ab12"): KEY}


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring])
def test_a_machine_without_a_keyring_says_so_and_knows_no_key(backend: type) -> None:
    with installed(backend()):
        keys = Keys()
        assert keyring_name() == ""
        assert not keys.usable()
        assert keys.read("fish", "1") == ""
        keys.delete("fish", "1")
        with pytest.raises(FileRefused, match=r"no keyring.*key file"):
            keys.store("fish", "1", KEY)


@pytest.mark.parametrize("wrong", [KeyringLocked("locked"), UnlikelyError("odd"), OSError("bus"), TypeError("bug")])
def test_whatever_a_keyring_raises_is_a_sentence_without_the_key(ring: MemoryKeyring, wrong: Exception) -> None:
    ring.wrong = wrong
    with pytest.raises(Unauthorised, match="keyring of this computer") as caught:
        Keys().store("fish", "1", KEY)
    shown = "".join(traceback.format_exception(caught.value)) + caught.value.detail + repr(caught.value)
    assert KEY not in shown


def test_a_keyring_that_cannot_even_be_asked_its_name_is_none() -> None:
    class Broken(MemoryKeyring):
        @property
        def priority(self) -> float:  # type: ignore[override]
            raise RuntimeError("no bus")

    with installed(Broken()):
        assert keyring_name() == ""


# What was pasted


@pytest.mark.parametrize("pasted", [f" {KEY}\n", f'"{KEY}"', f"'{KEY}'", f"\t{KEY}\r\n"])
def test_what_came_along_with_a_pasted_key_is_taken_off(pasted: str) -> None:
    assert checked(pasted) == KEY


@pytest.mark.parametrize("pasted", ["", "  ", '""', "two words", "sk_é", "a\nb: c", "x" * 1001, "k\x00"])
def test_what_cannot_be_a_key_is_refused_and_not_repeated(pasted: str) -> None:
    with pytest.raises(WrongUsage) as caught:
        checked(pasted)
    assert not pasted.strip() or pasted not in caught.value.sentence + caught.value.detail


# The key file


def test_a_key_file_keeps_keys_for_the_next_start(path: Path) -> None:
    keys = Keys()
    keys.make_file(path, WORDS)
    keys.store("fish", "1", KEY)
    again = Keys()
    again.use_file(path)
    assert again.locked
    assert not again.usable()
    again.unlock(WORDS)
    assert again.read("fish", "1") == KEY
    again.delete("fish", "1")
    assert again.read("fish", "1") == ""


def test_nothing_in_a_key_file_can_be_read(path: Path) -> None:
    keys = Keys()
    keys.make_file(path, WORDS)
    keys.store("fish", "my-account", KEY)
    data = path.read_bytes()
    assert data.startswith(b"LECTKEYS\x01")
    assert all(secret.encode() not in data for secret in (KEY, WORDS, "my-account", "fish"))


@pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")
def test_a_key_file_is_its_owners_alone(path: Path) -> None:
    before = os.umask(0)
    try:
        Keys().make_file(path, WORDS)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_another_passphrase_opens_nothing(path: Path) -> None:
    Keys().make_file(path, WORDS)
    keys = Keys()
    keys.use_file(path)
    with pytest.raises(Unauthorised, match=r"not the passphrase of lectern.keys"):
        keys.unlock("something else")
    assert keys.locked


def test_a_locked_file_says_how_it_is_unlocked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Keys()
    first.make_file(path, WORDS)
    first.store("fish", "1", KEY)
    keys = Keys()
    keys.use_file(path)
    with pytest.raises(Unauthorised, match=f"locked.*Preferences.*{PASSPHRASE}"):
        keys.read("fish", "1")
    monkeypatch.setenv(PASSPHRASE, WORDS)
    assert keys.read("fish", "1") == KEY


def test_a_passphrase_typed_on_another_keyboard_is_the_same(path: Path) -> None:
    Keys().make_file(path, "Mu\u0308nchen am Abend")
    keys = Keys()
    keys.use_file(path)
    keys.unlock("M\u00fcnchen am Abend")
    assert not keys.locked


def test_a_short_passphrase_makes_no_file(path: Path) -> None:
    with pytest.raises(WrongUsage, match="at least 8"):
        Keys().make_file(path, "short")
    assert not path.exists()


def test_making_a_file_that_is_there_opens_it(path: Path) -> None:
    keys = Keys()
    keys.make_file(path, WORDS)
    keys.store("fish", "1", KEY)
    again = Keys()
    again.make_file(path, WORDS)
    assert again.read("fish", "1") == KEY
    with pytest.raises(Unauthorised):
        Keys().make_file(path, "another one")


def test_two_programs_with_one_file_lose_no_key(path: Path) -> None:
    one, other = Keys(), Keys()
    one.make_file(path, WORDS)
    other.make_file(path, WORDS)
    one.store("fish", "1", "a")
    other.store("fish", "2", "b")
    assert (one.read("fish", "2"), other.read("fish", "1")) == ("b", "a")


def test_a_file_that_is_gone_is_said_by_name(path: Path) -> None:
    keys = Keys()
    keys.make_file(path, WORDS)
    path.unlink()
    with pytest.raises(FileRefused, match=r"lectern.keys"):
        keys.read("fish", "1")
    keys.delete("fish", "1")


@pytest.mark.parametrize("at", range(0, 90, 7))
def test_a_changed_byte_anywhere_is_noticed(path: Path, at: int) -> None:
    keys = Keys()
    keys.make_file(path, WORDS)
    keys.store("fish", "1", KEY)
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 0x40
    path.write_bytes(data)
    with pytest.raises((Unauthorised, FileRefused)):
        KeyFile(path).open(WORDS)


@given(data=st.binary(max_size=200))
def test_a_file_from_a_stranger_is_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "strange.keys"
    path.write_bytes(b"LECTKEYS\x01" + data)
    with pytest.raises((Unauthorised, FileRefused)):
        KeyFile(path).open(WORDS)


def test_a_file_that_asks_for_all_memory_is_refused_at_once(path: Path) -> None:
    Keys().make_file(path, WORDS)
    data = bytearray(path.read_bytes())
    data[9] = 40
    path.write_bytes(data)
    with pytest.raises(FileRefused, match="damaged"):
        KeyFile(path).open(WORDS)


def test_neither_keys_nor_file_tell_anything_when_printed(path: Path) -> None:
    keys = Keys()
    keys.make_file(path, WORDS)
    keys.store("fish", "1", KEY)
    shown = repr(keys) + repr(vars(keys)) + json.dumps(vars(keys), default=repr)
    assert KEY not in shown
    assert WORDS not in shown


def test_a_folder_that_takes_no_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LecternError) as caught:
        Keys().make_file(tmp_path / "file" / "keys", WORDS)
    assert "cannot be" in caught.value.sentence
