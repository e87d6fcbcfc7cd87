import mutagen
import mutagen.mp4
import numpy as np
import pytest
import soundfile
from audio_takes import Shelf, read_back, snr, voice

from studio_app.audio import encode, riff
from studio_app.audio.encode import EncodeJob, Encoding
from studio_app.audio.pcm import to_int16, to_int24
from studio_app.audio.pipeline import encode_files
from studio_app.domain.errors import WrongUsage

SHELF = Shelf()
TAKES = [SHELF.take(voice(0.7 + 0.13 * n, seed=n)) for n in range(5)]
RATES = {"opus": 48000}


def made(path, encoding, shelf=SHELF, **options):
    plan = shelf.plan(TAKES, RATES.get(encoding.format, 44100), pause=0.3, **options)
    (file,) = encode_files([EncodeJob(plan, encoding, path)], shelf.fetch, workers=2)
    return file, plan


@pytest.fixture(autouse=True)
def short_chunks(monkeypatch):
    monkeypatch.setattr(encode, "TARGET_SECONDS", 1)


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("name", ["wav", "flac"])
@pytest.mark.parametrize("bits", [16, 24])
def test_lossless_files_hold_the_mix_exactly(tmp_path, name, bits, channels):
    file, plan = made(tmp_path / "a", Encoding(name, bits=bits), channels=channels)
    info = soundfile.info(tmp_path / "a")
    assert (info.frames, info.samplerate, info.channels) == (plan.length, 44100, channels)
    assert (info.format, info.subtype) == (name.upper(), f"PCM_{bits}")
    whole = SHELF.whole(plan)
    if bits == 16:
        assert np.array_equal(soundfile.read(tmp_path / "a", dtype="int16", always_2d=True)[0], to_int16(whole))
    else:
        read = soundfile.read(tmp_path / "a", dtype="int32", always_2d=True)[0]
        assert np.array_equal(read >> 8, to_int24(whole))
    assert file.peak == pytest.approx(np.abs(whole).max())


@pytest.mark.parametrize("bits", [16, 24])
def test_a_wav_too_long_for_32_bits_is_rf64(tmp_path, monkeypatch, bits):
    monkeypatch.setattr(riff, "RF64_FROM", 1000)
    _, plan = made(tmp_path / "a.wav", Encoding("wav", bits=bits))
    assert soundfile.info(tmp_path / "a.wav").format == "RF64"
    assert soundfile.info(tmp_path / "a.wav").frames == plan.length
    sound, _ = read_back(tmp_path / "a.wav")
    assert snr(SHELF.whole(plan), sound) > 60
    assert len(sound) == plan.length


def test_wav_sizes_agree_with_the_file(tmp_path):
    made(tmp_path / "a.wav", Encoding("wav", bits=24))
    data = (tmp_path / "a.wav").read_bytes()
    assert int.from_bytes(data[4:8], "little") == len(data) - 8
    assert len(data) % 2 == 0


def test_opus_has_the_length_and_place_of_the_mix(tmp_path):
    _, plan = made(tmp_path / "a.opus", Encoding("opus", 96))
    sound, facts = read_back(tmp_path / "a.opus")
    assert (facts["codec"], facts["rate"], facts["channels"]) == ("opus", 48000, 1)
    assert len(sound) == plan.length
    assert mutagen.File(tmp_path / "a.opus").info.length == pytest.approx(plan.seconds, abs=1e-4)
    at = [snr(SHELF.whole(plan), np.roll(sound, shift, axis=0)) for shift in (-1, 0, 1)]
    assert max(at) == at[1] > 12


def test_m4b_has_the_length_place_and_chapters_of_the_mix(tmp_path):
    _, plan = made(tmp_path / "a.m4b", Encoding("m4b"))
    sound, facts = read_back(tmp_path / "a.m4b")
    assert (tmp_path / "a.m4b").read_bytes()[4:12] == b"ftypM4B "
    assert (facts["codec"], facts["rate"], facts["channels"]) == ("aac", 44100, 1)
    assert round(facts["seconds"] * 44100) == plan.length
    assert plan.length <= len(sound) < plan.length + 1024
    at = [snr(SHELF.whole(plan), np.roll(sound, shift, axis=0)[: plan.length]) for shift in (-1, 0, 1)]
    assert max(at) == at[1] > 14
    marks = [(m.title, pytest.approx(m.start / 44100, abs=1e-3)) for m in plan.marks]
    # FFmpeg reads the chapter track, whose first chapter always begins with the file; the chapter list is exact.
    assert [(c["metadata"]["title"], float(c["start"] * c["time_base"])) for c in facts["chapters"]][1:] == marks[1:]
    assert [(c.title, c.start) for c in mutagen.mp4.MP4(tmp_path / "a.m4b").chapters] == marks


@pytest.mark.parametrize("encoding", [Encoding("opus", 96), Encoding("m4b")])
def test_pauses_stay_silent_at_the_joins_of_packets(tmp_path, encoding):
    _, plan = made(tmp_path / "a", encoding)
    sound = read_back(tmp_path / "a")[0][:, 0]
    for before, after in zip(plan.items[:-1], plan.items[1:], strict=True):
        pause = sound[before.start + before.length + 2100 : after.start - 2100]
        assert len(pause) > 8000
        assert np.abs(pause).max() < 5e-3  # the tail of the 3 Hz filter in an Opus encoder
        assert np.abs(np.diff(pause)).max() < 2e-4


@pytest.mark.parametrize("encoding", [Encoding("opus", 96), Encoding("m4b")])
def test_joined_packets_sound_as_good_as_one_stream(tmp_path, encoding, monkeypatch):
    _, plan = made(tmp_path / "many", encoding)
    monkeypatch.setattr(encode, "TARGET_SECONDS", 1000)
    made(tmp_path / "one", encoding)
    whole = SHELF.whole(plan)
    many, one = (read_back(tmp_path / name)[0][: plan.length] for name in ("many", "one"))
    assert snr(whole, many) > snr(whole, one) - 0.3


@pytest.mark.parametrize("name", ["mp3", "wav", "flac", "opus", "m4b"])
def test_the_same_export_gives_the_same_bytes_on_any_number_of_threads(tmp_path, name):
    for workers in (1, 3):
        plan = SHELF.plan(TAKES, RATES.get(name, 44100))
        list(encode_files([EncodeJob(plan, Encoding(name), tmp_path / f"{workers}")], SHELF.fetch, workers=workers))
    assert (tmp_path / "1").read_bytes() == (tmp_path / "3").read_bytes()


@pytest.mark.parametrize("name", ["mp3", "wav", "flac", "opus", "m4b"])
def test_stereo_is_stereo(tmp_path, name):
    _, plan = made(tmp_path / "a", Encoding(name), channels=2)
    sound, facts = read_back(tmp_path / "a")
    assert facts["channels"] == 2
    assert 0 <= len(sound) - plan.length < 1024


@pytest.mark.parametrize(("name", "low", "high"), [("opus", 32, 128), ("m4b", 64, 192), ("mp3", 64, 320)])
def test_the_bit_rate_is_what_was_asked_for(tmp_path, name, low, high):
    sizes = [made(tmp_path / str(k), Encoding(name, k))[0] for k in (low, high)]
    assert [s.bytes * 8 / s.seconds / 1000 for s in sizes] == [
        pytest.approx(low, rel=0.4),
        pytest.approx(high, rel=0.4),
    ]


@pytest.mark.parametrize(
    ("encoding", "rate"),
    [
        (Encoding("ogg"), 44100),
        (Encoding("mp3", 48), 44100),
        (Encoding("mp3"), 22050),
        (Encoding("opus"), 44100),
        (Encoding("wav", bits=8), 44100),
        (Encoding("m4b", 1000), 44100),
    ],
)
def test_what_a_format_cannot_do_is_refused_and_nothing_is_written(tmp_path, encoding, rate):
    plan = SHELF.plan(TAKES[:1], rate)
    with pytest.raises(WrongUsage):
        list(encode_files([EncodeJob(plan, encoding, tmp_path / "a")], SHELF.fetch, workers=1))
    assert not (tmp_path / "a").exists()
