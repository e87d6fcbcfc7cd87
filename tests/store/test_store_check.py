"""Check explains what is wrong, one sentence each, and changes nothing. Salvage saves what can be read and names the rest."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from itertools import pairwise

import pytest

from studio_app.domain.errors import FileRefused, NoProject, ProjectDamaged
from studio_app.domain.ledger import LedgerRow, LedgerState
from studio_app.store import ProjectFile, check, salvage, schema
from studio_app.store.check import _IN_WORDS

PAGE = schema.PAGE_SIZE


@pytest.fixture
def full(path, make_take):
    """A closed project with two takes placed."""
    with ProjectFile.open(path) as file:
        file.add_take(make_take(1), b"first sound" * 5000, place=(1, 0))
        file.add_take(make_take(2), b"second sound" * 5000, place=(2, 0)).result()
    return path


def change(path, sql, *values):
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        raw.execute(sql, values)


def root(path, name):
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]


def overwrite(path, page, data=b"\xa5" * PAGE):
    """Destroy a page (the first is 1)."""
    content = bytearray(path.read_bytes())
    content[(page - 1) * PAGE : (page - 1) * PAGE + len(data)] = data
    path.write_bytes(content)


def sentences(path):
    report = check(path)
    assert all(finding.what.endswith(".") and finding.what[0].isupper() for finding in report.findings)
    return [finding.what for finding in report.findings]


def test_a_sound_project_has_no_findings(full):
    before = full.read_bytes()
    assert check(full).findings == ()
    assert check(full).ok
    assert full.read_bytes() == before


def test_every_table_can_be_named():
    assert set(_IN_WORDS) == set(schema.TABLES)


def test_nothing_there(tmp_path):
    with pytest.raises(NoProject):
        check(tmp_path / "a.lectern")


def test_a_damaged_recording_is_named(full):
    change(full, "UPDATE audio SET data = X'00' WHERE id = 2")
    report = check(full)
    assert not report.ok
    assert [f.what for f in report.findings] == [
        "The recording of take 2, at paragraph 2, is damaged; generate it again."
    ]


def test_a_missing_recording_is_named(full):
    change(full, "DELETE FROM audio WHERE id = 1")
    assert "The recording of take 1, at paragraph 1, is gone; generate it again." in sentences(full)


def test_a_placement_of_no_take_is_named(full):
    change(full, "UPDATE placements SET take_id = 77 WHERE take_id = 1")
    assert sentences(full) == ["An entry of the places of takes belongs to one of the list of takes that is gone."]


def test_a_paragraph_of_no_chapter_is_named(full):
    change(full, "DELETE FROM chapters WHERE id = 2")
    assert sentences(full) == ["An entry of the text belongs to one of the list of chapters that is gone."]


def test_altered_text_is_named_but_not_told(full):
    change(full, "UPDATE paragraphs SET text = 'secret' WHERE id = 2")
    assert sentences(full) == ["The text of paragraph 2 of chapter 1 is not what was stored; read it over."]


@pytest.mark.parametrize("altered", ["position = 7.5", "included = 0", "id = 77", "fragments = ''"])
def test_a_paragraph_that_moved_or_was_switched_off_by_itself_is_named(full, altered):
    change(full, f"UPDATE paragraphs SET {altered} WHERE id = 2")
    assert "is not what was stored" in sentences(full)[0]


def test_records_that_make_no_sense_are_named(full):
    change(full, "UPDATE singles SET record = '{' WHERE kind = 'voicing'")
    change(full, "UPDATE ledger SET state = 'odd'")
    change(full, "UPDATE speakers SET settings = '7'")
    assert sentences(full) == [
        "Something in what is said about the book makes no sense.",
        "Something in the cast makes no sense.",
    ]


def test_open_requests_may_have_been_billed(full):
    with ProjectFile.open(full) as file:
        row = LedgerRow(0, "f", "fish", "a", "m", "v", 9, 4.5, LedgerState.OPEN)
        file.open_request(row).result()
    report = check(full)
    assert report.ok
    assert [finding.what for finding in report.findings] == [
        "A request to fish for about 4.5 credits was sent and never answered: it may have been billed."
    ]


def test_what_lies_beside_is_named(full):
    full.with_name(full.name + ".part").write_bytes(b"half")
    report = check(full)
    assert report.ok
    assert "can be deleted" in report.findings[0].what


def test_a_project_that_is_open_can_be_checked(full, make_take):
    with ProjectFile.open(full) as file:
        file.add_take(make_take(3), b"3").result()
        report = check(full)
    assert report.ok
    assert "Keep both files together" in report.findings[0].what


# ── recovery ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_damaged_file_is_recovered_beside_it_and_left_alone(full, book):
    overwrite(full, root(full, "ledger"))
    before = full.read_bytes()
    assert not check(full).ok
    with ProjectFile.open(full) as file:
        assert file.path.name == "the lamp #1-recovered.lectern"
        assert file.load() == book
        assert file.take_count() == 2
        assert any("ledger" in finding.what for finding in file.losses)
    assert full.read_bytes() == before
    assert check(full.with_name("the lamp #1-recovered.lectern")).ok


def test_work_in_the_recovered_copy_is_found_again(full, make_take, names):
    overwrite(full, root(full, "ledger"))
    with ProjectFile.open(full) as file:
        losses = file.losses
        file.add_take(make_take(3), b"3").result()
    with ProjectFile.open(full) as file:
        assert file.take_count() == 3
        assert file.losses == losses
    assert len(names()) == 2


def test_other_damage_is_recovered_to_another_name(full):
    overwrite(full, root(full, "ledger"))
    ProjectFile.open(full).close()
    overwrite(full, root(full, "exports"))
    with ProjectFile.open(full) as file:
        assert file.path.name == "the lamp #1-recovered-2.lectern"


def test_for_reading_it_is_recovered_elsewhere(full, book, names):
    overwrite(full, root(full, "ledger"))
    with ProjectFile.open(full, read_only=True) as file:
        assert file.load() == book
        assert file.losses
    assert names() == [full.name]


@pytest.mark.parametrize("table", ["chapters", "paragraphs", "takes", "placements", "speakers", "singles", "source"])
def test_whatever_is_lost_is_named_and_the_rest_is_there(full, book, table):
    overwrite(full, root(full, table))
    with ProjectFile.open(full) as file:
        loaded = file.load()
        assert len(file.losses) > 1
        assert table == "paragraphs" or [p.text for c in sorted(loaded.paragraphs) for p in loaded.paragraphs[c]] == [
            p.text for c in sorted(book.paragraphs) for p in book.paragraphs[c]
        ]
        assert loaded.speaker(loaded.voicing.narrator_id)
        assert file.take_count() == (0 if table == "takes" else 2)


@pytest.mark.parametrize("table", ["words", "audio"])
def test_damage_found_late_is_recovered_when_opened_again(full, book, make_take, table):
    overwrite(full, root(full, table))
    with ProjectFile.open(full) as file:
        assert file.load() == book
        with pytest.raises(ProjectDamaged):
            file.add_take(make_take(3), b"3").result()
    with ProjectFile.open(full) as file:
        assert file.losses
        assert file.load() == book
        assert file.add_take(make_take(3), b"3").result()
    assert check(file.path).ok


def test_damage_found_while_reading_is_recovered_when_opened_again(full):
    overwrite(full, root(full, "words"))
    with ProjectFile.open(full) as file, pytest.raises(ProjectDamaged, match="open it again"):
        file.words(1)
    with ProjectFile.open(full) as file:
        assert file.losses
        assert file.words(1) == ()


def test_programs_of_a_stranger_are_not_run(full, book):
    change(full, "CREATE TRIGGER t AFTER INSERT ON takes BEGIN DELETE FROM paragraphs; END")
    with ProjectFile.open(full) as file:
        assert file.losses
        assert file.path != full
        assert file.load() == book


def test_a_lost_first_page_is_replaced(full, book):
    overwrite(full, 1)
    assert sentences(full)[0] == "The beginning of the file is damaged."
    with ProjectFile.open(full) as file:
        assert file.load() == book
        assert file.take_count() == 2


def test_a_lost_header_is_replaced(full, book):
    overwrite(full, 1, b"\0" * 20)
    with ProjectFile.open(full) as file:
        assert file.load() == book


def test_a_file_cut_off_is_recovered(full, book):
    content = full.read_bytes()
    full.write_bytes(content[: root(full, "audio") * PAGE])
    assert not check(full).ok
    with ProjectFile.open(full) as file:
        assert file.load() == book
        assert file.take_count() == 0
        assert any("generate them again" in finding.what for finding in file.losses)


def test_altered_text_is_kept_and_named(full):
    change(full, "UPDATE paragraphs SET text = 'altered' WHERE id = 2")
    with ProjectFile.open(full) as file:
        assert file.load().paragraphs[1][1].text == "altered"
        assert "The text of paragraph 2 of chapter 1 was damaged; read it over." in [f.what for f in file.losses]


def test_a_copy_that_cannot_be_written_says_so(full, tmp_path):
    with pytest.raises(FileRefused, match="folder may be missing"):
        salvage(full, tmp_path / "gone" / "copy.lectern")


def test_where_nothing_can_be_read_it_says_so(full, names):
    overwrite(full, 1, b"\xa5" * full.stat().st_size)
    with pytest.raises(ProjectDamaged, match="backup"):
        ProjectFile.open(full)
    assert names() == [full.name]


def test_a_corrupt_leaf_in_the_middle_costs_only_its_rows(tmp_path, book):
    many = tuple(replace(book.paragraphs[1][0], id=n, position=float(n), text=f"{n} " * 60) for n in range(1, 1001))
    path = tmp_path / "a.lectern"
    ProjectFile.create(path, replace(book, paragraphs={1: many}))
    top = root(path, "paragraphs")
    pages = path.read_bytes()[(top - 1) * PAGE : top * PAGE]
    assert pages[0] == 5  # an inner page: the children are leaves
    cell = int.from_bytes(pages[22:24], "big")
    overwrite(path, int.from_bytes(pages[cell : cell + 4], "big"))
    with ProjectFile.open(path) as file:
        left = [p.id for p in file.load().paragraphs[1]]
        assert 850 < len(left) < 1000
        assert left[0] == 1
        assert left[-1] == 1000
        gap = next(b for a, b in pairwise(left) if b != a + 1)
        assert any(f"to {gap - 1}" in finding.what for finding in file.losses)
