"""The table of accounts: kept between starts, whatever is in its file."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.errors import FileRefused
from studio_app.settings.accounts import AccountRow, AccountTable, Known

if TYPE_CHECKING:
    from pathlib import Path

MINE = AccountRow("a1", "elevenlabs", "Mine", known=Known("creator", 10.0, 100.0, "2026-12-01T00:00:00+00:00", 5))
WORK = AccountRow(
    "b2", "elevenlabs", "Work", "https://eu.example", zero_retention=True, proxy="http://p:1", ca_file="/c"
)
FISH = AccountRow("c3", "fish", "Fish", repeats_billed=True)


@pytest.fixture
def table(tmp_path: Path) -> AccountTable:
    made = AccountTable(tmp_path / "accounts.json")
    for row in (MINE, WORK, FISH):
        made.put(row)
    return made


def test_what_is_put_is_there_at_the_next_start(table: AccountTable, tmp_path: Path) -> None:
    table.choose("elevenlabs", "b2")
    table.keep_in("/home/me/keys")
    again = AccountTable(tmp_path / "accounts.json")
    assert again.rows() == (MINE, WORK, FISH)
    assert (again.chosen("elevenlabs"), again.chosen("fish"), again.key_file) == ("b2", "c3", "/home/me/keys")


def test_the_first_account_of_a_provider_is_the_one_in_use(table: AccountTable) -> None:
    assert table.chosen("elevenlabs") == "a1"
    assert table.chosen("somebody") == ""


def test_when_the_account_in_use_goes_another_takes_its_place(table: AccountTable) -> None:
    table.choose("elevenlabs", "b2")
    table.drop("elevenlabs", "b2")
    assert table.chosen("elevenlabs") == "a1"
    assert table.rows() == (MINE, FISH)


def test_a_change_stays_in_its_place(table: AccountTable) -> None:
    table.put(replace(MINE, name="Other"))
    assert [row.name for row in table.rows()] == ["Other", "Work", "Fish"]


def test_two_programs_see_each_others_changes(table: AccountTable, tmp_path: Path) -> None:
    other = AccountTable(tmp_path / "accounts.json")
    other.put(replace(FISH, name="Changed"))
    table.put(replace(MINE, name="Also"))
    assert [row.name for row in other.rows()] == ["Also", "Work", "Changed"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
ENTRY = st.fixed_dictionaries({}, optional=dict.fromkeys(("id", "provider", "name", "known", "zero_retention"), JSON))


@given(held=st.fixed_dictionaries({}, optional={"accounts": JSON | st.lists(ENTRY), "chosen": JSON, "key_file": JSON}))
def test_nonsense_in_the_file_is_left_out(tmp_path_factory: pytest.TempPathFactory, held: dict) -> None:
    path = tmp_path_factory.getbasetemp() / "nonsense.json"
    path.write_text(json.dumps(held))
    table = AccountTable(path)
    assert all(row.id and row.provider and isinstance(row.name, str) for row in table.rows())
    assert isinstance(table.chosen("fish") + table.key_file, str)


def test_a_disk_that_refuses_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileRefused, match="list of accounts"):
        AccountTable(tmp_path / "file" / "accounts.json").put(MINE)
