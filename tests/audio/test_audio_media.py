import struct
import threading
from fractions import Fraction
from random import Random

import av
import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app.audio.media import MediaReader, as_float, probe
from studio_app.domain.errors import Damaged, FileRefused, LecternError, WrongFormat

#: Suffix, container, codec and rate; whether a part decoded alone has every sample of the whole, or noise of its own.
KINDS = {
    "wav": ("wav", "pcm_s24le", 44100, True),
    "flac": ("flac", "flac", 48000, True),
    "mp3": ("mp3", "libmp3lame", 44100, True),
    "ogg": ("ogg", "vorbis", 44100, True),
    "opus": ("ogg", "libopus", 48000, True),
    "m4a": ("ipod", "aac", 44100, False),
    "aac": ("adts", "aac", 44100, False),
    "mkv": ("matroska", "aac", 44100, False),
    "webm": ("webm", "libopus", 48000, True),
    "avi": ("avi", "libmp3lame", 44100, True),
    "ts": ("mpegts", "aac", 48000, False),
    "flv": ("flv", "aac", 44100, False),
    "mp2": ("mp2", "mp2", 48000, False),
    "ac3": ("ac3", "ac3", 48000, False),
}
SECONDS = 4


def music(rate, seconds=SECONDS):
    """Two channels in which no second is like another, with a click in each."""
    time = np.arange(seconds * rate) / rate
    left = 0.3 * np.sin(2 * np.pi * (200 + 20 * time) * time)
    made = np.stack([left, 0.5 * left + 0.1 * np.sin(2 * np.pi * 1000 * time)], axis=1).astype(np.float32)
    made[rate // 2 :: rate] = 0.9
    return made


def write(path, container, codec, rate, samples, layout="stereo"):
    if codec == "vorbis":
        with soundfile.SoundFile(path, "w", rate, 2, format="OGG", subtype="VORBIS") as file:
            for start in range(0, len(samples), 8192):
                file.write(samples[start : start + 8192])
        return
    with av.open(str(path), "w", format=container) as file:
        stream = file.add_stream(codec, rate=rate, layout=layout)
        context = stream.codec_context
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples.T), "fltp", "stereo")
        frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
        into = av.AudioResampler(context.format.name, layout, rate, frame_size=context.frame_size or 4096)
        for made in [*into.resample(frame), *into.resample(None), None]:
            file.mux(stream.encode(made))


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch):
    """Let short files have many blocks."""
    monkeypatch.setattr("studio_app.audio.media._BLOCK", 1 << 15)
    monkeypatch.setattr("studio_app.audio.media._MARK", 1 << 13)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return what makes a file of a kind, once."""
    folder, held = tmp_path_factory.mktemp("media"), {}

    def make(kind):
        if kind not in held:
            container, codec, rate, _ = KINDS[kind]
            held[kind] = folder / f"music.{kind}"
            write(held[kind], container, codec, rate, music(rate))
        return held[kind]

    return make


def whole(reader):
    """Return all that can be decoded, which is as much as it says."""
    out = np.zeros((reader.length(), reader.channels), np.float32)
    for at, part in reader.blocks():
        out[at : at + len(part)] = as_float(part)
    assert at + len(part) == len(out)
    return out


@pytest.mark.parametrize("kind", KINDS)
def test_any_part_of_any_file_lies_where_it_lies_in_the_whole(made, kind):
    with MediaReader(made(kind)) as reader:
        every, rate = whole(reader), reader.rate
        for start in (2 * rate + 77, 0, rate - 1, 3 * rate, rate):
            part = reader.frames(start, start + rate // 2)
            wanted = every[start : start + len(part)]
            if KINDS[kind][3]:
                np.testing.assert_allclose(part[: len(wanted)], wanted, atol=1e-6)
            likeness = [np.vdot(part[5:-5], np.roll(wanted, by, axis=0)[5:-5]) for by in (-1, 0, 1)]
            assert np.argmax(likeness) == 1


@pytest.mark.parametrize("kind", ["mp3", "opus", "ogg", "m4a", "aac", "mkv", "ts", "ac3"])
def test_a_part_is_the_same_whatever_was_asked_for_before(made, kind):
    with MediaReader(made(kind)) as one, MediaReader(made(kind)) as other:
        rate = one.rate
        assert abs(one.length() - SECONDS * rate) < 4096
        forward = one.frames(0, 3 * rate)
        backward = [other.frames(second * rate, (second + 1) * rate) for second in reversed(range(3))]
        np.testing.assert_array_equal(forward, np.concatenate(backward[::-1]))
    with MediaReader(made(kind)) as hopping:
        for block in (0, 2, 4, 1, 3, 5, 0):
            begin = block * (1 << 15)
            part = hopping.frames(begin, begin + (1 << 15))[: max(0, len(forward) - begin)]
            np.testing.assert_array_equal(part, forward[begin : begin + len(part)])


def test_a_lossless_file_has_every_sample_as_it_was(made):
    with MediaReader(made("wav")) as reader:
        np.testing.assert_allclose(reader.frames(0, reader.length()), music(44100), atol=2**-23)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if KINDS[kind][3]])
def test_the_end_of_a_file_lies_where_it_lies_wherever_it_is_entered(made, kind, monkeypatch):
    monkeypatch.setattr("studio_app.audio.media._BLOCK", 5000)
    with MediaReader(made(kind)) as reader:
        every = whole(reader)
        part = reader.frames(len(every) - 30_000, len(every))
        np.testing.assert_allclose(part, every[-30_000:], atol=1e-4)


def test_around_a_file_there_is_silence(made):
    with MediaReader(made("flac")) as reader:
        end = reader.length()
        assert not reader.frames(-100, 0).any()
        assert reader.frames(-100, 0).shape == (100, 2)
        assert not reader.frames(end, end + 1000).any()
        assert reader.frames(5, 5).shape == (0, 2)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.integers(-1000, 6 * 44100), length=st.integers(0, 100_000))
def test_any_window_is_cut_from_the_whole(made, start, length):
    with MediaReader(made("mp3")) as reader:
        every = np.pad(whole(reader), ((1000, 300_000), (0, 0)))
        np.testing.assert_array_equal(reader.frames(start, start + length), every[1000 + start :][:length])


def test_a_reader_answers_several_threads(made):
    with MediaReader(made("opus")) as reader:
        wanted, got = whole(reader), {}

        def ask(second):
            got[second] = reader.frames(second * 48000, second * 48000 + 10)

        threads = [threading.Thread(target=ask, args=(second,)) for second in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert all(np.allclose(wanted[second * 48000 :][:10], part, atol=1e-6) for second, part in got.items())


def test_facts_of_a_film_and_of_octets(made, tmp_path):
    facts = probe(made("mp3").read_bytes(), "song")
    assert (facts.name, facts.format, facts.rate, facts.channels, facts.film) == ("song", "mp3", 44100, 2, False)
    assert facts.seconds == pytest.approx(SECONDS, abs=0.01)
    film = tmp_path / "film.mp4"
    with av.open(str(film), "w") as file:
        picture, sound = file.add_stream("mpeg4", rate=25), file.add_stream("aac", rate=48000, layout="mono")
        picture.width = picture.height = 64
        picture.pix_fmt = "yuv420p"
        for _ in range(5):
            file.mux(picture.encode(av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8))))
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
        frame.sample_rate = 48000
        for stream, last in ((picture, None), (sound, frame), (sound, None)):
            file.mux(stream.encode(last))
    found = probe(film)
    assert (found.film, found.format, found.channels) == (True, "mp4", 1)


@pytest.mark.parametrize("data", [b"", b"hello " * 1000, bytes(5000), b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"])
def test_what_is_no_sound_is_refused_with_a_sentence(tmp_path, data):
    path = tmp_path / "strange.mp3"
    path.write_bytes(data)
    with pytest.raises((WrongFormat, Damaged)) as refused:
        probe(path)
    assert "strange.mp3" in refused.value.sentence or "sound" in refused.value.sentence


def test_a_playlist_never_opens_the_files_it_names(made, tmp_path):
    path = tmp_path / "list.m3u8"
    path.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{made('mp3')}\n#EXT-X-ENDLIST\n")
    with pytest.raises(WrongFormat):
        probe(path)


def test_a_file_that_is_gone_is_told_so(tmp_path):
    with pytest.raises(FileRefused, match="no longer there"):
        probe(tmp_path / "gone.wav")


@pytest.mark.parametrize("kind", ["mp3", "flac", "ogg", "mkv", "wav"])
def test_a_file_that_breaks_off_is_read_as_far_as_it_goes(made, tmp_path, kind):
    data = made(kind).read_bytes()
    path = tmp_path / f"cut.{kind}"
    path.write_bytes(data[: len(data) // 2])
    with MediaReader(path) as reader:
        assert 0 < reader.length() < 0.8 * SECONDS * reader.rate
        assert reader.frames(0, reader.rate).any()


def test_a_film_whose_table_of_contents_is_cut_off_is_refused(made):
    data = made("m4a").read_bytes()
    with pytest.raises(WrongFormat, match="no sound this program can read"):
        probe(data[: len(data) // 2])


def test_damage_in_the_middle_moves_nothing(made, tmp_path):
    data = bytearray(made("mp3").read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4000] = bytes(4000)
    path = tmp_path / "holes.mp3"
    path.write_bytes(data)
    with MediaReader(path) as reader, MediaReader(made("mp3")) as sound:
        assert np.abs(reader.frames(44100, 88200) - sound.frames(44100, 88200)).max() == 0
        assert reader.length() > 3 * 44100


@pytest.mark.parametrize("kind", ["mp3", "ac3"])
def test_a_stream_that_changes_in_the_middle_stays_as_it_began(made, tmp_path, kind):
    container, codec, rate, _ = KINDS[kind]
    path = tmp_path / f"mono.{kind}"
    write(path, container, codec, rate, music(rate)[:, :1].repeat(2, axis=1), layout="mono")
    with MediaReader(made(kind).read_bytes() + path.read_bytes()) as reader:
        every = whole(reader)
        assert every.shape[1] == 2
        second = int((SECONDS + 1.5) * rate)
        assert reader.frames(second, second + rate).any()
        np.testing.assert_allclose(reader.frames(second, second + rate), every[second : second + rate], atol=0.2)


@pytest.mark.parametrize("sizes", ["rf64", "endless"])
def test_a_wav_beyond_four_gigabytes_has_every_sample_where_it_lies(tmp_path, sizes):
    path, frames = tmp_path / "long.wav", 3 * 3600 * 96_000
    places = (0, frames // 2 + 7, 2**32 // 6 + 3, frames - 1)
    sparse_wav(path, frames, places, sizes)
    assert probe(path).frames == frames
    with MediaReader(path) as reader:
        for place in places:
            found = reader.frames(place - 2, place + 3)
            assert np.argmax(found[:, 0]) == 2
            assert np.count_nonzero(found) == 2
    path.unlink()


def sparse_wav(path, frames, places, sizes):
    """Write a WAV of silence that takes no room, with a click in both channels at these places."""
    size = frames * 6
    ds64 = struct.pack("<4sIQQQI", b"ds64", 28, size + 72, size, frames, 0) if sizes == "rf64" else b""
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 2, 96_000, 96_000 * 6, 6, 24)
    name = b"RF64" if ds64 else b"RIFF"
    head = name + struct.pack("<I", 2**32 - 1) + b"WAVE" + ds64 + form + b"data" + struct.pack("<I", 2**32 - 1)
    with path.open("wb") as file:
        file.write(head)
        file.truncate(len(head) + size)
        for place in places:
            file.seek(len(head) + 6 * place)
            file.write(bytes((0xFF, 0xFF, 0x3F)) * 2)


def test_what_is_no_number_is_silence(tmp_path):
    samples = np.full((1000, 1), np.nan, np.float32)
    samples[500:] = 0.5
    soundfile.write(tmp_path / "nan.wav", samples, 48000, subtype="FLOAT")
    with MediaReader(tmp_path / "nan.wav") as reader:
        np.testing.assert_array_equal(reader.frames(0, 1000), np.nan_to_num(samples))


def damage(made, number):
    """Return a file with some octets changed, or cut off."""
    random = Random(number)
    data = bytearray(made(random.choice(list(KINDS))).read_bytes())
    if random.random() < 0.4:
        del data[random.randrange(1, len(data)) :]
    for _ in range(random.choice([1, 3, 30, 300])):
        data[random.randrange(min(len(data), random.choice([200, 5000, len(data)])))] = random.randrange(256)
    return bytes(data)


def read_all(data):
    """Read what can be read of a file, or be told in a sentence that it cannot."""
    try:
        with MediaReader(data, "strange") as reader:
            length = reader.length()
            assert length <= 216_000 * reader.rate
            for start in (0, length // 2, length - 500):
                assert np.isfinite(reader.frames(start, start + 1000)).all()
    except LecternError as error:
        assert len(error.sentence) > 20  # noqa: PT017 - refused is as good as read


@pytest.mark.parametrize("number", range(12))
def test_what_is_damaged_is_read_as_far_as_it_goes_or_refused(made, number):
    read_all(damage(made, number))


@pytest.mark.campaign
@pytest.mark.parametrize("number", range(100, 1100))
def test_many_damaged_files_are_read_as_far_as_they_go_or_refused(made, number):
    read_all(damage(made, number))


def test_work_can_be_stopped(made):
    class Stopped(Exception):
        pass

    def check():
        raise Stopped

    with pytest.raises(Stopped):
        probe(made("mkv"), check=check)
