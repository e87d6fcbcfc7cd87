"""Media and pictures of sounds in the project file: kept whole or not at all, and what was damaged is told."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from store_books import music

from studio_app.domain.errors import BadInput, ProjectDamaged, ProjectError
from studio_app.store import ProjectFile, check, content_hash, mediafiles
from studio_app.store.recordings import Joined

SOUND = random.Random(3).randbytes(2 * mediafiles.PART + 77)
HELD = replace(music(), hash=content_hash(SOUND), name="rain.wav")


def test_a_file_that_is_only_referred_to_is_known(file):
    file.add_media(music()).result()
    assert file.medias() == {music().hash: music()}
    assert file.media(music().hash) == music()
    assert file.media_audio(music().hash) is None
    assert music().seconds == 183_750 / 44_100


def test_what_is_known_of_it_can_change(file):
    file.add_media(music()).result()
    moved = replace(music(), path="/elsewhere/music.mp3", modified=9)
    file.add_media(moved).result()
    assert file.medias() == {moved.hash: moved}


def test_a_file_is_kept_in_the_project(file, path):
    file.add_media(HELD).result()
    file.collect_media(HELD.hash, [SOUND[:10], SOUND[10:500_000], SOUND[500_000:]])
    file.add_media(replace(HELD, name="Rain")).result()
    file.close()
    with ProjectFile.open(path) as again:
        assert again.media(HELD.hash) == replace(HELD, name="Rain", collected=True, size=len(SOUND))
        assert again.media_audio(HELD.hash) == SOUND
    assert check(path).ok


def test_it_can_be_added_and_kept_at_once(file):
    file.add_media(HELD, SOUND).result()
    assert file.media_audio(HELD.hash) == SOUND


def test_any_place_of_it_can_be_read(file):
    file.add_media(HELD, SOUND).result()
    with file.media_stream(HELD.hash) as stream:
        rng = random.Random(1)
        for _ in range(20):
            at, count = rng.randrange(len(SOUND)), rng.randrange(2 * mediafiles.PART)
            assert stream.seek(at) == at
            assert stream.read(count) == SOUND[at : at + count]
        assert stream.seek(-5, 2) == len(SOUND) - 5
        assert stream.read() == SOUND[-5:]
        assert stream.read(1) == b""


def test_another_file_is_not_kept_in_its_place(file):
    file.add_media(HELD).result()
    with pytest.raises(BadInput, match="changed"):
        file.collect_media(HELD.hash, [SOUND, b"more"])
    assert not file.media(HELD.hash).collected
    assert file.media_audio(HELD.hash) is None


def test_what_stops_the_keeping_leaves_nothing(file, path):
    def broken():
        yield SOUND
        raise ProjectError("stopped")

    file.add_media(HELD).result()
    with pytest.raises(ProjectError, match="stopped"):
        file.collect_media(HELD.hash, broken())
    file.close()
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT count(*) FROM media_parts").fetchone() == (0,)


def test_only_what_is_known_can_be_kept(file):
    with pytest.raises(KeyError):
        file.collect_media("ab", [b""])


def test_what_a_stopped_program_left_goes_when_the_project_is_opened(file, path):
    file.add_media(HELD).result()
    file.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("INSERT INTO media_parts VALUES (NULL, ?, 0, X'00', 0)", (HELD.hash,))
    ProjectFile.open(path).close()
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT count(*) FROM media_parts").fetchone() == (0,)


def test_a_file_can_be_forgotten(file):
    file.add_media(HELD, SOUND).result()
    file.forget_media(HELD.hash).result()
    assert file.medias() == {}


@pytest.fixture
def damaged(file, path):
    """A closed project with a kept file of which a piece is damaged."""
    file.add_media(HELD, SOUND).result()
    file.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE media_parts SET data = zeroblob(length(data)) WHERE number = 1")
    return path


def test_a_damaged_piece_is_told(damaged):
    assert [f.what for f in check(damaged).findings] == [
        "The sound rain.wav that is kept in the project is damaged; look for the file it was made of."
    ]
    with ProjectFile.open(damaged) as file, pytest.raises(ProjectDamaged, match="rain"):
        file.media_audio(HELD.hash)


def test_a_damaged_file_is_made_good_by_keeping_it_again(damaged):
    with ProjectFile.open(damaged) as file:
        file.collect_media(HELD.hash, [SOUND])
        assert file.media_audio(HELD.hash) == SOUND
        file.collect_media(HELD.hash, [])  # it is there: nothing is read
    assert check(damaged).ok


def test_of_a_recovered_project_what_was_kept_is_there_or_told(damaged):
    with ProjectFile.open(damaged) as file:
        other = replace(HELD, hash=content_hash(b"wind"), name="wind")
        file.add_media(other, b"wind").result()
        file.put_peaks("a", b"1").result()
        file.set_meta("damage found", "1").result()
    with ProjectFile.open(damaged) as file:
        assert "1 sound kept in the project is damaged; look for the files they were made of." in [
            finding.what for finding in file.losses
        ]
        assert file.media_audio(other.hash) == b"wind"
        assert not file.media(HELD.hash).collected
        assert file.peaks("a") is None


def test_pictures_of_sounds_are_kept(file):
    assert file.peaks("take:x") is None
    file.put_peaks("take:x", b"one").result()
    file.put_peaks("take:x", b"two").result()
    assert file.peaks("take:x") == b"two"


def test_cuts_of_a_recording_cost_nothing_and_are_placed(file, make_take):
    whole = file.add_take(make_take(1), b"sound", place=(2, 0)).result()
    halves = [
        replace(whole, fingerprint="a" * 32, trim_end=400, words=whole.words[:1]),
        replace(whole, fingerprint="b" * 32, trim_start=400, words=whole.words[1:]),
    ]
    first, second = file.add_takes_cut(halves, [((2, 0), 0), ((9, 0), 1)]).result()
    assert file.placements() == {(2, 0): (first.id, "a" * 32), (9, 0): (second.id, "b" * 32)}
    assert file.takes([second.id], words=True) == {second.id: second}
    assert file.audio(second.audio) == b"sound"
    assert file.ledger() == ()


def test_of_no_recording_there_are_no_cuts(file, make_take):
    with pytest.raises(ProjectError, match="gone"):
        file.add_takes_cut([make_take(1, audio="ab" * 16)]).result()
    assert file.take_count() == 0


def test_a_recording_put_together_of_others_says_of_which_until_it_is_forgotten(file, make_take):
    parts = [file.add_take(make_take(n), bytes([n]) * 9).result().audio for n in (1, 2)]
    joined = Joined(b"both", tuple(parts))
    (take,) = file.add_takes_cut([make_take(3, audio=content_hash(b"both"))], [((2, 0), 0)], [joined]).result()
    assert file.audio(take.audio) == b"both"
    assert file.joined([take.audio, parts[0], "ab" * 16]) == {take.audio: tuple(parts)}
    file.forget_takes([take.id]).result()
    assert file.joined([take.audio]) == {}


@pytest.mark.parametrize("pieces", [[], [b""], [b"x" * (2 * mediafiles.PART)], [b"ab"] * 3])
def test_pieces_are_of_one_size(pieces):
    even = list(mediafiles.evenly(pieces))
    assert b"".join(even) == b"".join(pieces)
    assert len(even) == mediafiles.parts_of(sum(map(len, pieces)))
    assert mediafiles.hash_of(pieces) == content_hash(b"".join(pieces))
