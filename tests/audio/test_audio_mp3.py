import lameenc
import mutagen.mp3
import numpy as np
import pytest
from audio_takes import Shelf, read_back, snr, voice

from studio_app.audio import encode
from studio_app.audio.encode import EncodeJob, Encoding
from studio_app.audio.mp3 import crc16, new_lame, stream_size
from studio_app.audio.pcm import to_int16
from studio_app.audio.pipeline import encode_files
from studio_app.domain.errors import ExportError
from studio_app.domain.mixplan import MixPlan, PlanItem

SHELF = Shelf()
TAKES = [SHELF.take(voice(0.7 + 0.13 * n, seed=n)) for n in range(6)]
PLAN = SHELF.plan(TAKES, pause=0.15, fade_in=50, fade_out=50)


def mp3(path, plan=PLAN, shelf=SHELF, kbps=192, head=b"", workers=2):
    job = EncodeJob(plan, Encoding("mp3", kbps), path, head)
    (file,) = encode_files([job], shelf.fetch, workers=workers)
    return file


#: ISO 11172-3, 2.4.2.3: layer III of MPEG 1.
BIT_RATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)


def frames(data, rate=44100):
    """Return the size and header of every frame of a file, which must be nothing but frames."""
    position, found = 0, []
    while position < len(data):
        assert data[position : position + 2] == b"\xff\xfb", f"no frame at {position}"
        third = data[position + 2]
        size = 144000 * BIT_RATES[third >> 4] // rate + (third >> 1 & 1)
        found.append((size, data[position + 2] >> 4))
        position += size
    assert position == len(data)
    return found


@pytest.mark.parametrize("rate", [32000, 44100, 48000])
@pytest.mark.parametrize("kbps", [32, 56, 64, 128, 192, 320])
def test_the_size_of_a_stream_is_known_from_its_frames(rate, kbps):
    lame = new_lame(rate, 1, kbps)
    noise = np.random.default_rng(kbps).normal(0, 3000, 2 * rate).astype(np.int16)
    sizes = [size for size, _ in frames(lame.encode(noise) + lame.flush(), rate)]
    assert [stream_size(n, kbps, rate) for n in range(len(sizes) + 1)] == [
        sum(sizes[:n]) for n in range(len(sizes) + 1)
    ]


def test_a_stream_that_is_not_what_was_counted_on_is_no_file(tmp_path, monkeypatch):
    monkeypatch.setattr("studio_app.audio.mp3.stream_size", lambda *_: 99_999)
    with pytest.raises(ExportError):
        mp3(tmp_path / "a.mp3")


@pytest.fixture
def short_chunks(monkeypatch):
    monkeypatch.setattr(encode, "TARGET_SECONDS", 1)


@pytest.mark.usefixtures("short_chunks")
@pytest.mark.parametrize("kbps", [64, 128, 192, 320])
def test_the_decoded_file_is_the_mix_to_the_sample(tmp_path, kbps):
    mp3(tmp_path / "a.mp3", kbps=kbps)
    sound, facts = read_back(tmp_path / "a.mp3")
    assert len(sound) == PLAN.length
    assert (facts["rate"], facts["channels"], facts["bit_rate"]) == (44100, 1, kbps * 1000)
    whole = SHELF.whole(PLAN)
    at = [snr(whole, np.roll(sound, shift, axis=0)) for shift in (-1, 0, 1)]
    assert max(at) == at[1] > 14


@pytest.mark.usefixtures("short_chunks")
@pytest.mark.parametrize("extra", [0, 1, 46, 47, 48, 575, 576, 1105, 1151])
def test_every_length_is_exact(tmp_path, extra):
    plan = MixPlan(44100, 1152 * 20 + extra, PLAN.items[:0], ())
    mp3(tmp_path / "a.mp3", plan)
    assert len(read_back(tmp_path / "a.mp3")[0]) == plan.length
    assert mutagen.mp3.MP3(tmp_path / "a.mp3").info.length == pytest.approx(plan.seconds, abs=1e-4)


@pytest.mark.usefixtures("short_chunks")
def test_sound_up_to_the_last_sample_is_kept(tmp_path, shelf):
    take = shelf.take(voice(1.2, 44100)[: 44100 + 500], 44100)
    plan = MixPlan(44100, 44600, (PlanItem(take, 0, 44600),), ())
    mp3(tmp_path / "a.mp3", plan, shelf)
    sound, whole = read_back(tmp_path / "a.mp3")[0], shelf.whole(plan)
    assert snr(whole[-300:], sound[-300:]) > 10
    assert snr(whole[:300], sound[:300]) > 10


@pytest.mark.usefixtures("short_chunks")
def test_clicks_come_out_where_they_went_in(tmp_path, shelf):
    click = shelf.take([0.9, -0.9], 44100)
    places = [1000, 60000, 66000, 71000, 120000, 200000, 333333, 340000]
    plan = MixPlan(44100, 350000, tuple(PlanItem(click, p, 2) for p in places), ())
    mp3(tmp_path / "a.mp3", plan, shelf, kbps=320)
    sound = np.diff(read_back(tmp_path / "a.mp3")[0][:, 0])
    assert [p - 100 + int(np.argmin(sound[p - 100 : p + 100])) for p in places] == places


def one_stream(sound):
    """Encode with LAME alone, in one go."""
    lame = lameenc.Encoder()
    lame.silence()
    lame.set_in_sample_rate(44100)
    lame.set_out_sample_rate(44100)
    lame.set_channels(1)
    lame.set_bit_rate(192)
    lame.set_quality(5)
    return bytes(lame.encode(to_int16(sound).tobytes()) + lame.flush())


@pytest.mark.usefixtures("short_chunks")
def test_joins_are_as_good_as_one_stream(tmp_path):
    mp3(tmp_path / "many.mp3")
    whole = SHELF.whole(PLAN)
    (tmp_path / "one.mp3").write_bytes(one_stream(whole))
    many, one = read_back(tmp_path / "many.mp3")[0], read_back(tmp_path / "one.mp3")[0]
    one = one[1105 : 1105 + PLAN.length] if len(one) >= PLAN.length + 1105 else one[: PLAN.length]
    assert snr(whole, many) > snr(whole, one) - 0.3
    assert np.abs(many - one).max() < 4 * np.abs(whole - one).max()


@pytest.mark.usefixtures("short_chunks")
def test_pauses_stay_silent_at_the_joins(tmp_path):
    mp3(tmp_path / "a.mp3")
    sound = read_back(tmp_path / "a.mp3")[0][:, 0]
    for before, after in zip(PLAN.items[:-1], PLAN.items[1:], strict=True):
        pause = sound[before.start + before.length + 1300 : after.start - 1300]
        assert len(pause) > 3000
        assert np.abs(pause).max() < 1e-4


@pytest.mark.usefixtures("short_chunks")
def test_all_frames_have_one_size_and_rate(tmp_path):
    file = mp3(tmp_path / "a.mp3")
    found = frames((tmp_path / "a.mp3").read_bytes())
    assert {size for size, _ in found} <= {626, 627}
    assert len({rate for _, rate in found}) == 1
    assert len(found) == 1 + -(-(PLAN.length + 1105) // 1152)
    assert file.bytes == (tmp_path / "a.mp3").stat().st_size


def test_the_info_frame_tells_delay_padding_and_sizes(tmp_path):
    mp3(tmp_path / "a.mp3")
    data = (tmp_path / "a.mp3").read_bytes()
    info = mutagen.mp3.MP3(tmp_path / "a.mp3").info
    assert info.encoder_info.startswith("LAME 3.100")
    assert info.bitrate_mode == mutagen.mp3.BitrateMode.CBR
    tag = data.index(b"Info")
    assert int.from_bytes(data[tag + 8 : tag + 12]) == len(frames(data)) - 1
    assert int.from_bytes(data[tag + 12 : tag + 16]) == len(data)
    assert crc16(data[: tag + 154]) == int.from_bytes(data[tag + 154 : tag + 156])
    gap = int.from_bytes(data[tag + 141 : tag + 144])
    assert gap >> 12 == 576
    assert (len(frames(data)) - 1) * 1152 - 576 - (gap & 4095) == PLAN.length


def test_a_tag_stands_before_the_sound(tmp_path):
    head = b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10)
    mp3(tmp_path / "a.mp3", head=head)
    assert (tmp_path / "a.mp3").read_bytes().startswith(head + b"\xff\xfb")
    assert len(read_back(tmp_path / "a.mp3")[0]) == PLAN.length


def test_sound_without_any_pause_is_encoded_in_order(tmp_path, shelf, monkeypatch):
    monkeypatch.setattr(encode, "TARGET_SECONDS", 1)
    monkeypatch.setattr(encode, "LONGEST_SECONDS", 2)
    plan = shelf.plan([shelf.take(voice(0.8, seed=n)) for n in range(5)], pause=0.0)
    mp3(tmp_path / "a.mp3", plan, shelf)
    sound = read_back(tmp_path / "a.mp3")[0]
    assert len(sound) == plan.length
    assert snr(shelf.whole(plan), sound) > 14


def test_stereo_and_48_khz(tmp_path, shelf):
    plan = shelf.plan([shelf.take(voice(1))], rate=48000, channels=2)
    mp3(tmp_path / "a.mp3", plan, shelf)
    sound, facts = read_back(tmp_path / "a.mp3")
    assert (len(sound), facts["rate"], facts["channels"]) == (plan.length, 48000, 2)


def clicks_of(seed):
    """Return a shelf and a plan of clicks at places nobody chose, some too near for a cut, some far apart."""
    random, shelf = np.random.default_rng(seed), Shelf()
    click = shelf.take([0.9, -0.9], 44100)
    gaps = np.where(random.random(60) < 0.6, random.integers(2500, 6500, 60), random.integers(6500, 30000, 60))
    places = (np.cumsum(gaps) + 1200).tolist()
    items = tuple(PlanItem(click, place, 2) for place in places)
    return shelf, MixPlan(44100, places[-1] + int(random.integers(2, 3000)), items, ())


def clicks_survive(path, seed):
    shelf, plan = clicks_of(seed)
    mp3(path, plan, shelf, kbps=320)
    sound = read_back(path)[0]
    assert len(sound) == plan.length
    steps = np.diff(sound[:, 0])
    for item in plan.items[:-1]:
        begin = item.start - 200
        assert begin + int(np.argmin(steps[begin : item.start + 200])) == item.start


@pytest.mark.usefixtures("short_chunks")
@pytest.mark.parametrize("seed", range(3))
def test_clicks_anywhere_survive(tmp_path, seed):
    clicks_survive(tmp_path / "a.mp3", seed)


@pytest.mark.campaign
@pytest.mark.usefixtures("short_chunks")
@pytest.mark.parametrize("seed", range(3, 203))
def test_clicks_anywhere_survive_a_campaign(tmp_path, seed):
    clicks_survive(tmp_path / "a.mp3", seed)
