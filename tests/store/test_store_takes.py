"""Takes and their recordings; the ledger, exports and notes beside them."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from studio_app.domain.errors import ProjectDamaged, WrongUsage
from studio_app.domain.ledger import LedgerRow, LedgerState
from studio_app.store import ExportRecord, ProjectFile, Settlement, content_hash


def request(**facts):
    blank = {"id": 0, "fingerprint": "f", "engine": "fish", "account": "a", "model": "m", "voice": "v", "characters": 9}
    return LedgerRow(**{**blank, "estimate": 4.5, "state": LedgerState.OPEN, **facts})


def test_a_take_comes_back_as_it_was_stored(file, make_take):
    stored = file.add_take(make_take(7), b"sound", place=(2, 1)).result()
    assert stored.id
    assert stored.made.startswith("20")
    assert stored.audio == content_hash(b"sound")
    assert file.takes([stored.id], words=True) == {stored.id: stored}
    assert file.words(stored.id) == stored.words
    assert file.placements() == {(2, 1): (stored.id, stored.fingerprint)}
    assert file.audio(stored.audio) == b"sound"


def test_the_newest_take_of_a_fingerprint_is_found(file, make_take):
    file.add_take(make_take(1), b"old").result()
    newest = file.add_take(make_take(1), b"new").result()
    other = file.add_take(make_take(2), b"2").result()
    found = file.takes_by_fingerprint([newest.fingerprint, other.fingerprint, "none"], words=True)
    assert found == {newest.fingerprint: newest, other.fingerprint: other}


def test_words_are_read_only_when_asked_for(file, make_take):
    take = file.add_take(make_take(1), b"a").result()
    assert file.takes_by_fingerprint([take.fingerprint])[take.fingerprint].words == ()
    assert file.words(999) == ()


def test_thousands_of_takes_are_found(file, make_take):
    futures = [file.add_take(make_take(n), b"same sound", place=(n, 0)) for n in range(1300)]
    stored = [future.result() for future in futures]
    assert len({take.id for take in stored}) == 1300
    found = file.takes_by_fingerprint(take.fingerprint for take in stored)
    assert {take.id for take in found.values()} == {take.id for take in stored}
    assert len(file.placements()) == file.take_count() == 1300


def test_equal_recordings_are_kept_once(file, path, make_take):
    for number in range(3):
        file.add_take(make_take(number), b"same").result()
    file.close()
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT count(*) FROM audio").fetchone() == (1,)


def test_another_take_can_be_placed(file, make_take):
    first = file.add_take(make_take(1), b"1", place=(2, 0)).result()
    second = file.add_take(make_take(1), b"2").result()
    assert file.placements()[(2, 0)][0] == first.id
    file.place([((2, 0), second.id), ((3, 0), first.id)]).result()
    assert {place: take for place, (take, _) in file.placements().items()} == {(2, 0): second.id, (3, 0): first.id}


def test_a_take_that_is_not_there_cannot_be_placed(file):
    with pytest.raises(WrongUsage):
        file.place([((2, 0), 99)]).result()
    assert file.placements() == {}


def spoil(path, name):
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE audio SET data = X'00' WHERE hash = ?", (name,))


def test_a_damaged_recording_names_its_take(file, path, make_take):
    take = file.add_take(make_take(1), b"sound").result()
    spoil(path, take.audio)
    with pytest.raises(ProjectDamaged, match=f"take {take.id} "):
        file.audio(take.audio)
    with pytest.raises(ProjectDamaged):
        file.audio("0" * 32)


def test_a_damaged_recording_is_made_good_by_the_same_sound(file, path, make_take):
    take = file.add_take(make_take(1), b"sound").result()
    spoil(path, take.audio)
    file.add_take(make_take(1), b"sound").result()
    assert file.audio(take.audio) == b"sound"


def test_forgotten_takes_are_gone_with_all_that_was_theirs(file, make_take):
    keep = file.add_take(make_take(1), b"shared", place=(2, 0)).result()
    gone = file.add_take(make_take(2), b"shared", place=(3, 0)).result()
    alone = file.add_take(make_take(3), b"alone").result()
    file.forget_takes([gone.id, alone.id, 12345]).result()
    assert list(file.placements()) == [(2, 0)]
    assert file.takes([keep.id, gone.id, alone.id]).keys() == {keep.id}
    assert file.audio(keep.audio) == b"shared"
    with pytest.raises(ProjectDamaged):
        file.audio(alone.audio)
    assert file.add_take(make_take(4), b"x").result().id > alone.id


def test_a_request_is_settled_with_its_take(file, make_take):
    row = file.open_request(request()).result()
    assert file.open_rows() == (row,)
    assert row.opened.startswith("20")
    settlement = Settlement(row.id, 4.0, "req-1")
    file.add_take(make_take(1, cost=4.0), b"sound", settle=settlement).result()
    (settled,) = file.ledger()
    assert (settled.state, settled.billed, settled.request_id) == (LedgerState.SETTLED, 4.0, "req-1")
    assert file.open_rows() == ()
    assert file.billed() == {"fish": 4.0}


def test_take_and_settlement_stand_or_fall_together(file, make_take):
    with pytest.raises(WrongUsage):
        file.add_take(make_take(1), b"sound", place=(2, 0), settle=Settlement(99, 1.0)).result()
    assert file.take_count() == 0
    assert file.placements() == {}


def test_requests_that_ended_otherwise(file):
    refused, lost, settled, still = (
        file.open_request(request(engine=e, fingerprint=f)).result() for e, f in ("a1", "b2", "c3", "c4")
    )
    file.refuse(refused.id, "moderated").result()
    file.lose(lost.id, "no answer").result()
    file.settle(Settlement(settled.id, 2.5)).result()
    assert [(row.state.value, row.billed, row.note) for row in file.ledger()] == [
        ("refused", 0.0, "moderated"),
        ("lost", None, "no answer"),
        ("settled", 2.5, ""),
        ("open", None, ""),
    ]
    assert file.open_rows() == (still,)
    assert file.billed() == {"a": 0.0, "c": 2.5}


def test_exports_are_remembered_by_path(file):
    file.record_export(ExportRecord("/out/1.mp3", "p1", 10, "h1", "t1")).result()
    file.record_export(ExportRecord("/out/1.mp3", "p2", 20, "h2", "t2")).result()
    assert file.exports() == (ExportRecord("/out/1.mp3", "p2", 20, "h2", "t2"),)


def test_notes_outlive_the_window(file, path):
    assert file.meta("desk", "none") == "none"
    file.set_meta("desk", "book").result()
    file.set_meta("desk", "dub").result()
    file.close()
    with ProjectFile.open(path, read_only=True) as again:
        assert again.meta("desk") == "dub"
