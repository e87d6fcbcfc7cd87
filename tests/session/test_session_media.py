import asyncio
import os
import wave

import numpy as np
import pytest

from studio_app.domain.errors import BadInput, Cancelled, FileRefused, WrongFormat
from studio_app.session.media import Medias, media_sound, open_media


def write_wav(path, seconds=1.0, seed=1):
    samples = np.random.default_rng(seed).integers(-9000, 9000, int(seconds * 44100)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(44100)
        file.writeframes(samples.tobytes())
    return path


@pytest.fixture
def song(tmp_path):
    (tmp_path / "music").mkdir()
    return write_wav(tmp_path / "music" / "song.wav")


def heard(studio, media):
    with open_media(studio.file, media.hash) as reader:
        return reader.frames(0, 100).any()


def add(studio, path, **wish):
    return asyncio.run(Medias(studio.file).add(path, **wish)).media


def test_a_file_is_added_with_what_it_holds(studio, song):
    media = add(studio, song, collect=False)
    assert (media.name, media.rate, media.channels, media.frames) == ("song.wav", 44100, 1, 44100)
    assert media.seconds == 1
    assert not media.collected
    assert studio.file.medias() == {media.hash: media}
    assert media_sound(media).frames == 48000
    assert heard(studio, media)


def test_a_small_file_is_kept_in_the_project_and_a_large_one_stays_where_it_is(studio, song, monkeypatch):
    assert add(studio, song).collected
    song.unlink()
    assert heard(studio, next(iter(studio.file.medias().values())))
    monkeypatch.setattr("studio_app.session.media.SMALL", 1000)
    assert not add(studio, write_wav(song.parent / "long.wav", seed=2)).collected


def test_the_same_file_is_not_added_twice(studio, song, tmp_path):
    first = add(studio, song, collect=True)
    again = tmp_path / "again.wav"
    again.write_bytes(song.read_bytes())
    second = add(studio, again, collect=False)
    assert second.hash == first.hash
    assert second.collected
    assert len(studio.file.medias()) == 1


def test_a_file_that_moved_along_with_the_project_is_found(studio, song, tmp_path):
    media = add(studio, song, collect=False)
    (tmp_path / "elsewhere").mkdir()
    moved = song.rename(tmp_path / "song.wav")
    assert heard(studio, media)
    moved.rename(tmp_path / "elsewhere" / "other.wav")
    with pytest.raises(FileRefused, match="is missing"):
        open_media(studio.file, media.hash)


def test_another_file_of_the_same_name_is_not_taken_for_it(studio, song):
    media = add(studio, song, collect=False)
    write_wav(song, seed=9)
    assert asyncio.run(Medias(studio.file).missing()) == (media,)


@pytest.mark.parametrize("harm", ["cut off", "grown", "another", "gone", "a folder"])
def test_a_file_that_is_not_what_it_was_is_told_and_heard_again_when_it_is_back(studio, song, harm):
    media, before = add(studio, song, collect=False), song.read_bytes()
    changed = {"cut off": before[:5000], "grown": before + b"more", "another": before[:-2] + b"\x7f\x7f"}.get(harm)
    song.unlink()
    if changed is not None:
        song.write_bytes(changed)
    elif harm == "a folder":
        song.mkdir()
    for use in (heard, lambda studio, media: asyncio.run(Medias(studio.file).collect(media.hash))):
        with pytest.raises(FileRefused, match="was changed" if changed else "is missing"):
            use(studio, media)
    assert asyncio.run(Medias(studio.file).missing()) == (media,)
    if harm == "a folder":
        song.rmdir()
    song.write_bytes(before)
    assert heard(studio, media)


def test_a_file_that_was_only_touched_is_the_same(studio, song):
    media = add(studio, song, collect=False)
    os.utime(song, (1, 1))
    assert heard(studio, media)
    studio.file.put_peaks("written after it", b"").result()
    assert studio.file.media(media.hash).modified == 10**9


def test_missing_files_are_found_in_a_folder_under_any_name(studio, song, tmp_path):
    medias = Medias(studio.file)
    media = add(studio, song, collect=False)
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    song.rename(deep / "renamed.wav")
    write_wav(deep / "same-size.wav", seed=5)
    assert [found.hash for found in asyncio.run(medias.find(tmp_path / "a"))] == [media.hash]
    assert asyncio.run(medias.missing()) == ()
    assert heard(studio, media)


def test_only_the_same_recording_can_stand_for_a_missing_one(studio, song, tmp_path):
    media = add(studio, song, collect=False)
    copy = tmp_path / "copy.wav"
    song.rename(copy)
    other = write_wav(tmp_path / "other.wav", seed=3)
    with pytest.raises(BadInput, match="another recording"):
        asyncio.run(Medias(studio.file).relink(media.hash, other))
    assert asyncio.run(Medias(studio.file).relink(media.hash, copy)).path == str(copy)
    assert heard(studio, media)


def test_a_file_is_collected_later(studio, song):
    media = add(studio, song, collect=False)
    assert asyncio.run(Medias(studio.file).collect(media.hash)).collected
    song.unlink()
    assert heard(studio, media)


def test_a_file_that_was_changed_is_not_collected(studio, song):
    media = add(studio, song, collect=False)
    write_wav(song, seed=7)
    with pytest.raises(FileRefused, match="was changed"):
        asyncio.run(Medias(studio.file).collect(media.hash))


def test_what_is_no_sound_leaves_nothing_behind(studio, tmp_path):
    text = tmp_path / "text.wav"
    text.write_text("no sound")
    with pytest.raises(WrongFormat, match=r"text\.wav"):
        add(studio, text)
    with pytest.raises(FileRefused):
        add(studio, tmp_path / "gone.wav")
    with pytest.raises(FileRefused):
        add(studio, tmp_path)
    assert studio.file.medias() == {}


def test_it_tells_how_far_it_is_and_stops(studio, tmp_path, monkeypatch):
    monkeypatch.setattr("studio_app.session.media._PIECE", 64)
    path = write_wav(tmp_path / "long.wav", seconds=60)
    seen = []

    async def stop():
        adding = asyncio.ensure_future(Medias(studio.file).add(path, tell=seen.append))
        while not seen:  # noqa: ASYNC110 - it is told on this loop
            await asyncio.sleep(0)
        adding.cancel()
        await adding

    with pytest.raises((asyncio.CancelledError, Cancelled)):
        asyncio.run(stop())
    assert seen[0].total == path.stat().st_size
    assert studio.file.medias() == {}
