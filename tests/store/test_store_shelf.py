"""The shelf opens whatever became of its files, and loses nothing a person said of a voice."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from studio_app.domain.errors import DiskFull, FileRefused, WrongUsage
from studio_app.store.looking import Wanted
from studio_app.store.seen import Seen, SeenPage, SeenVoice
from studio_app.store.shelf import Shelf

if TYPE_CHECKING:
    from pathlib import Path

KEY = ("elevenlabs", "v1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "voices.sqlite"


def filled(path: Path, count: int = 60) -> None:
    """Write a shelf with many notes, and what was seen."""
    shelf = Shelf(path)
    for number in range(count):
        shelf.change(("fish", f"voice-{number:04d}"), name=f"Name {number}", note="n" * 700)
    shelf.collect(("fish", "voice-0001"), shelf.add_collection("Villains").id)
    shelf.seen.keep("fish", "a", [voice("one")])
    shelf.close()


def names(path: Path) -> set[str]:
    shelf = Shelf(path)
    found = {note.name for note in shelf.notes().values()}
    shelf.close()
    return found


def voice(id_: str, **told) -> SeenVoice:
    return SeenVoice(id_, told.pop("name", id_), f'{{"id":"{id_}"}}', **told)


# What a person says of a voice


def test_what_is_said_is_there_the_next_time(path: Path) -> None:
    shelf = Shelf(path)
    shelf.change(KEY, name="Grandpa", tags=("old", "warm"))
    shelf.change(KEY, favourite=True, note="for the prologue")
    shelf.close()
    note = Shelf(path).note(KEY)
    assert (note.name, note.tags, note.note, note.favourite) == ("Grandpa", ("old", "warm"), "for the prologue", True)


def test_collections_hold_voices_and_can_be_renamed_and_removed(path: Path) -> None:
    shelf = Shelf(path)
    villains = shelf.add_collection("  Villains ")
    assert shelf.add_collection("villains") == villains
    shelf.collect(KEY, villains.id)
    assert shelf.collected() == {KEY: (villains.id,)}
    shelf.rename_collection(villains.id, "Rogues")
    assert [one.name for one in shelf.collections()] == ["Rogues"]
    shelf.remove_collection(villains.id)
    assert (shelf.collections(), shelf.collected()) == ((), {})


def test_a_collection_that_is_gone_or_has_no_name_is_refused(path: Path) -> None:
    shelf = Shelf(path)
    with pytest.raises(WrongUsage):
        shelf.collect(KEY, 9)
    with pytest.raises(WrongUsage):
        shelf.add_collection("  ")
    first, other = shelf.add_collection("A"), shelf.add_collection("B")
    with pytest.raises(WrongUsage, match="A"):
        shelf.rename_collection(other.id, "a")
    assert shelf.collections() == (first, other)


def test_a_voice_that_is_let_go_keeps_its_name(path: Path) -> None:
    shelf = Shelf(path)
    shelf.change(KEY, name="Grandpa", kept=True, favourite=True)
    shelf.collect(KEY, shelf.add_collection("A").id)
    shelf.let_go(KEY)
    assert shelf.note(KEY).name == "Grandpa"
    assert not (shelf.note(KEY).kept)
    assert not (shelf.note(KEY).favourite)
    assert not (shelf.collected())


def test_half_a_character_is_refused_and_harms_nothing(path: Path) -> None:
    shelf = Shelf(path)
    shelf.change(KEY, name="Grandpa")
    with pytest.raises(WrongUsage):
        shelf.change(KEY, name="\ud800")
    assert shelf.note(KEY).name == "Grandpa"
    assert shelf.trouble == ""


def test_two_programs_write_to_one_shelf(path: Path) -> None:
    one, other = Shelf(path), Shelf(path)
    one.change(KEY, name="One")
    other.change(KEY, note="Other")
    assert (one.note(KEY).name, one.note(KEY).note) == ("One", "Other")


# Damage


def test_a_damaged_shelf_is_moved_aside_and_what_can_be_read_comes_back(path: Path) -> None:
    filled(path)
    data = bytearray(path.read_bytes())
    middle = len(data) // 4096 // 2 * 4096
    data[middle : middle + 4096] = os.urandom(4096)
    path.write_bytes(data)
    shelf = Shelf(path)
    assert "moved aside" in shelf.trouble
    assert path.with_name("voices.damaged.sqlite").exists()
    assert len(shelf.notes()) > 40
    assert shelf.change(KEY, name="New").name == "New"


def test_a_shelf_that_is_wholly_destroyed_comes_back_from_its_copy(path: Path) -> None:
    filled(path)
    assert len(names(path)) == 60  # opened once more: the copy is of what was written then
    path.write_bytes(os.urandom(50_000))
    shelf = Shelf(path)
    assert len(shelf.notes()) == 60
    assert [one.name for one in shelf.collections()] == ["Villains"]


def test_damage_that_is_met_while_it_is_open_loses_nothing_that_can_be_read(path: Path) -> None:
    filled(path)
    shelf = Shelf(path)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(4096 * 3))
    shelf._file._reader.execute("PRAGMA cache_size = 0")
    for connection in (shelf._file._reader, shelf._file._writer):
        connection.execute("PRAGMA shrink_memory")
    shelf.notes()
    assert shelf.change(KEY, name="New").name == "New"
    shelf.close()
    assert "New" in names(path)


def test_a_destroyed_cache_does_not_touch_what_is_ones_own(path: Path) -> None:
    filled(path)
    path.with_name("voices-seen.sqlite").write_bytes(b"rubbish" * 1000)
    shelf = Shelf(path)
    assert len(shelf.notes()) == 60
    assert shelf.trouble == ""
    assert "begun anew" in shelf.seen.trouble
    shelf.seen.keep("fish", "a", [voice("one")])
    assert shelf.seen.records("fish", "a", ["one"])


def test_an_empty_file_is_a_new_shelf(path: Path) -> None:
    path.touch()
    assert Shelf(path).change(KEY, name="New").name == "New"


def spoilt(path: Path, dice: random.Random) -> None:
    """Spoil a file as disks and people do: cut it off, overwrite parts, swap pages, or leave a foreign log beside it."""
    data = bytearray(path.read_bytes())
    match dice.randrange(4):
        case 0:
            del data[dice.randrange(len(data)) :]
        case 1:
            for _ in range(dice.randrange(1, 40)):
                data[dice.randrange(len(data))] ^= dice.randrange(1, 256)
        case 2:
            begin = dice.randrange(len(data))
            data[begin : begin + dice.randrange(1, 9000)] = dice.randbytes(dice.randrange(1, 9000))
        case _:
            path.with_name(path.name + "-wal").write_bytes(dice.randbytes(5000))
    path.write_bytes(data)


@pytest.mark.parametrize("times", [6, pytest.param(400, marks=pytest.mark.campaign)])
def test_however_the_files_are_spoilt_it_opens_and_nothing_noted_is_lost(tmp_path: Path, times: int) -> None:
    filled(tmp_path / "voices.sqlite", 25)
    assert len(names(tmp_path / "voices.sqlite")) == 25
    for number in range(times):
        home = tmp_path / str(number)
        home.mkdir()
        for name in ("voices.sqlite", "voices.sqlite.bak", "voices-seen.sqlite"):
            shutil.copy(tmp_path / name, home / name)
        dice = random.Random(number)
        spoilt(home / "voices.sqlite", dice)
        spoilt(home / "voices-seen.sqlite", dice)
        shelf = Shelf(home / "voices.sqlite")
        shelf.seen.find("fish", "a", Wanted(words=("x",)), ("one",), 10)
        shelf.seen.keep("fish", "a", [voice("two")])
        if "newer" in shelf.trouble:
            continue  # the one number that says of which version it is was hit
        assert shelf.change(KEY, name="New").name == "New"
        found = {note.name for note in shelf.notes().values()}
        shelf.close()
        # A byte inside a name is damage SQLite cannot see: the name is another one then, and nothing else is lost.
        assert len(found) == 26, number
        assert len(found & {"New", *(f"Name {n}" for n in range(25))}) >= 20, number


# Newer, full, forbidden


def make_newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 9")
    connection.close()


def test_a_newer_shelf_is_read_and_left_as_it_is(path: Path) -> None:
    filled(path, 3)
    make_newer(path)
    before = path.read_bytes()
    shelf = Shelf(path)
    assert "newer" in shelf.trouble
    assert len(shelf.notes()) == 3
    with pytest.raises(FileRefused, match="newer"):
        shelf.change(KEY, name="New")
    shelf.close()
    assert path.read_bytes() == before


def test_a_newer_cache_is_left_and_another_lives_in_memory(path: Path) -> None:
    filled(path, 3)
    make_newer(path.with_name("voices-seen.sqlite"))
    shelf = Shelf(path)
    shelf.seen.keep("fish", "a", [voice("two")])
    assert shelf.seen.records("fish", "a", ["one", "two"]).keys() == {"two"}
    assert shelf.change(KEY, name="New").name == "New"


def test_a_full_disk_is_said_and_what_was_there_stays(path: Path) -> None:
    shelf = Shelf(path)
    shelf.change(KEY, name="Grandpa")
    pages = shelf._file._writer.execute("PRAGMA page_count").fetchone()[0]
    shelf._file._writer.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull, match="full"):
        shelf.change(KEY, note="n" * 100_000)
    assert shelf.note(KEY).name == "Grandpa"
    shelf._file._writer.execute("PRAGMA max_page_count = 100000")
    assert shelf.change(KEY, note="n" * 100_000).name == "Grandpa"


def test_a_full_disk_does_not_stop_the_cache_from_answering(tmp_path: Path) -> None:
    seen = Seen(tmp_path / "seen.sqlite")
    seen.keep("fish", "a", [voice("one")])
    pages = seen._file._writer.execute("PRAGMA page_count").fetchone()[0]
    seen._file._writer.execute(f"PRAGMA max_page_count = {pages}")
    seen.keep("fish", "a", [voice("big", words="w" * 200_000)])
    assert seen.find("fish", "a", Wanted(), (), 10).total == 1


def test_where_no_file_can_be_the_program_goes_on_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "settings").write_text("a file is in the way of the folder")
    shelf = Shelf(tmp_path / "settings" / "voices.sqlite")
    assert shelf.trouble
    assert shelf.notes() == {}
    with pytest.raises(FileRefused):
        shelf.change(KEY, name="New")
    shelf.seen.keep("fish", "a", [voice("one")])
    assert shelf.seen.records("fish", "a", ["one"])


def test_a_shelf_that_could_not_be_opened_is_written_once_it_can_be(tmp_path: Path) -> None:
    (tmp_path / "settings").write_text("in the way")
    shelf = Shelf(tmp_path / "settings" / "voices.sqlite")
    (tmp_path / "settings").unlink()
    assert shelf.change(KEY, name="New").name == "New"
    assert shelf.trouble == ""
    shelf.close()
    assert names(tmp_path / "settings" / "voices.sqlite") == {"New"}


def test_a_shelf_that_nobody_asks_opens_no_file(path: Path) -> None:
    Shelf(path).close()
    assert not list(path.parent.iterdir())


# kill -9

WRITER = """
    import os, sys
    from pathlib import Path
    from studio_app.store.seen import SeenVoice
    from studio_app.store.shelf import Shelf
    shelf = Shelf(Path(sys.argv[1]))
    assert not shelf.trouble, shelf.trouble
    number = len(shelf.notes())
    os.write(1, b"ready\\n")
    while True:
        number += 1
        shelf.seen.keep("fish", "a", [SeenVoice(f"v{number}-{n}", "n", "{}", words="w" * 300) for n in range(100)])
        shelf.change(("fish", f"v{number}"), name=f"Name {number}")
        os.write(1, f"Name {number}\\n".encode())
"""


def killed(path: Path, acknowledged: int) -> set[str]:
    """Write until so many changes are acknowledged, kill, and return their names."""
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        told = {process.stdout.readline().decode().strip() for _ in range(acknowledged)}
        process.kill()
        return told | {line.decode().strip() for line in process.stdout if line.endswith(b"\n")}


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")
@pytest.mark.parametrize("times", [2, pytest.param(60, marks=pytest.mark.campaign)])
def test_a_kill_while_it_writes_loses_nothing_that_was_acknowledged(path: Path, times: int) -> None:
    told: set[str] = set()
    for time in range(times):
        told |= killed(path, 3 + time * 7 % 23)
        shelf = Shelf(path)
        assert shelf.trouble == shelf.seen.trouble == ""
        assert told <= {note.name for note in shelf.notes().values()}
        shelf.close()


# What was seen


@pytest.fixture
def seen(tmp_path: Path) -> Seen:
    kept = Seen(tmp_path / "seen.sqlite")
    kept.keep(
        "elevenlabs",
        "a",
        [
            voice("au", name="Matilda", words="matilda australian narrative story", languages=("en", "en-au"), users=5),
            voice("de", name="Hans", words="hans warm", languages=("de",), users=9, gender="male", free=False),
            voice("br", name="Ana", words="ana narrator", languages=("pt-br", "pt"), users=7, notice=90, quality=True),
            voice("en", name="Bob", words="bob", languages=("en",), made="2026-01-01"),
        ],
    )
    return kept


def found(seen: Seen, first: tuple[str, ...] = (), **wanted) -> list[str]:
    return [text[7:-2] for text in seen.find("elevenlabs", "a", Wanted(**wanted), first, 99).records]


def test_what_was_seen_is_found_by_words_and_labels(seen: Seen) -> None:
    assert found(seen, words=("narrat",), sort="users") == ["br", "au"]
    assert found(seen, gender="male") == ["de"]
    assert found(seen, notice=30) == ["br"]
    assert found(seen, quality=True) == ["br"]
    assert "de" not in found(seen, free=True)


@pytest.mark.parametrize(
    ("language", "who"),
    [("en", {"au", "en"}), ("en-au", {"au", "en"}), ("en-us", {"en"}), ("pt", {"br"}), ("p", set())],
)
def test_a_language_is_found_by_its_first_part_where_no_more_is_known(seen: Seen, language: str, who: set[str]) -> None:
    assert set(found(seen, language=language)) == who


def test_the_order_is_the_one_that_is_wanted_and_what_was_in_a_page_goes_first(seen: Seen) -> None:
    assert found(seen, sort="users")[:3] == ["de", "br", "au"]
    assert found(seen, sort="latest")[0] == "en"
    assert found(seen, ("en", "gone", "au"), sort="users") == ["en", "au", "de", "br"]


def test_accounts_do_not_see_each_others_voices(seen: Seen) -> None:
    seen.keep_mine("elevenlabs", "b", [voice("secret")])
    assert "secret" not in found(seen)
    assert seen.mine("elevenlabs", "a") == ()
    assert seen.account("elevenlabs") == "b"


def test_pages_are_kept_in_order_and_a_new_first_page_makes_the_others_void(seen: Seen) -> None:
    for number in range(3):
        seen.keep_page("fish", "a", "s", number, SeenPage((f"p{number}",), "2099-01-01"), [voice(f"p{number}")])
    assert [page.voices for page in seen.pages("fish", "a", "s")] == [("p0",), ("p1",), ("p2",)]
    seen.keep_page("fish", "a", "s", 0, SeenPage(("q",), "2099-01-02"), [voice("q")])
    assert [page.voices for page in seen.pages("fish", "a", "s")] == [("q",)]
