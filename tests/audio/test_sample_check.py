"""Each check fires on a recording made to fail it, and none on a good one."""

import time

import av
import numpy as np
import pytest
import sample_makers as makers

from studio_app.audio.sample_check import CHECKS, Guidance, judge, judge_all, measure
from studio_app.domain.errors import Cancelled, FileRefused, WrongFormat
from studio_app.jobs.stop import Stop

ASKED = Guidance(formats=("wav", "mp3", "m4a"), denoise=True)
SECONDS = 30.0


@pytest.fixture(scope="module")
def voices():
    names = ("en-us", "en-us+f2", "de+f3", "fr", "cmn", "en-us+m3")
    return dict(zip(names, makers.spoken(*names), strict=True))


@pytest.fixture(scope="module")
def good(voices):
    return makers.lasting(voices["en-us"], 90)


@pytest.fixture(scope="module")
def short(voices):
    return makers.lasting(voices["en-us"], SECONDS)


def found(tmp_path, samples, asked=ASKED, rate=makers.RATE):
    """Return what is found in a recording of these samples, by id."""
    measures = measure(makers.save(tmp_path / "sample.wav", samples, rate))
    return {finding.id: finding for finding in judge_all([measures], asked)}


def bad(findings):
    return {name for name, finding in findings.items() if finding.level != "ok"}


def test_a_good_recording_passes_all(tmp_path, good):
    findings = found(tmp_path, good)
    assert list(findings) == list(CHECKS)
    assert bad(findings) == set()


@pytest.mark.parametrize("voice", ["en-us+f2", "de+f3", "fr", "cmn", "en-us+m3"])
def test_other_voices_and_languages_pass_as_well(tmp_path, voices, voice):
    assert bad(found(tmp_path, makers.lasting(voices[voice], SECONDS))) == {"length"}


def test_too_short(tmp_path, good):
    finding = found(tmp_path, good[: 6 * makers.RATE])["length"]
    assert (finding.level, finding.unit) == ("fail", "s")
    assert finding.value == pytest.approx(6)
    assert "10 s" in finding.advice


def test_shorter_than_is_best(tmp_path, short):
    assert found(tmp_path, short)["length"].level == "warn"


def test_too_long(tmp_path, short):
    finding = found(tmp_path, short, Guidance(best_s=(10.0, 20.0)))["length"]
    assert (finding.level, finding.fix) == ("warn", "shorten")


@pytest.mark.parametrize(("gain_db", "level"), [(-8, "warn"), (-25, "fail"), (7, "warn")])
def test_too_quiet_and_too_loud(tmp_path, short, gain_db, level):
    finding = found(tmp_path, np.tanh(short * np.float32(10 ** (gain_db / 20))))["loudness"]
    assert (finding.level, finding.fix) == (level, "normalize")


def test_a_peak_too_high(tmp_path, short):
    short = short.copy()
    short[makers.RATE : makers.RATE + 20] = np.hanning(20) * 0.95
    assert bad(found(tmp_path, short)) - {"length"} == {"peak"}


@pytest.mark.parametrize("factor", [6.0, 2.6])
def test_clipped(tmp_path, short, factor):
    assert found(tmp_path, short * np.float32(factor))["clipping"].level == "fail"


def test_clipped_and_made_quieter_since(tmp_path, short):
    assert found(tmp_path, np.clip(short, -0.25, 0.25) * 2)["clipping"].level == "fail"


def test_a_loud_recording_is_not_taken_for_a_clipped_one(tmp_path, short):
    loud = short / np.abs(short).max() * 0.999
    assert found(tmp_path, loud)["clipping"].level == "ok"


@pytest.mark.parametrize(("noise_db", "level"), [(-45, "warn"), (-34, "fail")])
def test_noisy(tmp_path, short, noise_db, level):
    noise = np.random.default_rng(1).standard_normal(len(short)).astype(np.float32)
    finding = found(tmp_path, short + noise * np.float32(10 ** (noise_db / 20)))["noise"]
    assert (finding.level, finding.fix) == (level, "denoise")


def test_of_several_the_worst_is_told(tmp_path, short):
    noise = np.random.default_rng(1).standard_normal(len(short)).astype(np.float32)
    measures = []
    for number, level_db in enumerate((-45, -38, -41)):
        heard = short + noise * np.float32(10 ** (level_db / 20))
        measures.append(measure(makers.save(tmp_path / f"{number}.wav", heard)))
    worst = next(one for one in judge_all(measures, ASKED) if one.id == "noise")
    assert worst.value == pytest.approx(measures[1].rms_db - measures[1].noise_db)


@pytest.mark.parametrize("seconds", [0.6, 0.9, 1.4])
def test_reverberant(tmp_path, short, seconds):
    assert found(tmp_path, makers.in_room(short, seconds))["reverb"].level == "warn"


def test_noise_is_not_taken_for_a_room(tmp_path, short):
    noise = np.random.default_rng(1).standard_normal(len(short)).astype(np.float32)
    assert found(tmp_path, short + noise * np.float32(10 ** (-40 / 20)))["reverb"].level == "ok"


def test_two_speakers_in_turns(tmp_path, voices):
    finding = found(tmp_path, makers.in_turns(voices["en-us"], voices["en-us+f2"], 60))["speaker"]
    assert finding.level == "warn"
    assert finding.value > 5


def test_another_speaker_in_another_file(tmp_path, voices):
    paths = [
        makers.save(tmp_path / f"{name}.wav", makers.lasting(voices[name], SECONDS)) for name in ("en-us", "de+f3")
    ]
    findings = {one.id: one for one in judge_all([measure(path) for path in paths], ASKED)}
    assert findings["speaker"].level == "warn"
    assert findings["length"].value == pytest.approx(2 * SECONDS)


@pytest.mark.parametrize(("pause_s", "level"), [(25.0, "warn"), (90.0, "fail")])
def test_mostly_silence(tmp_path, voices, pause_s, level):
    samples = makers.lasting(voices["en-us"], 110, pause_s=pause_s)
    finding = found(tmp_path, samples)["silence"]
    assert (finding.level, finding.fix) == (level, "trim")


def test_nothing_but_silence(tmp_path):
    findings = found(tmp_path, np.zeros(20 * makers.RATE, dtype=np.float32))
    assert findings["loudness"].level == findings["silence"].level == "fail"


def test_the_wrong_format(tmp_path, short):
    finding = found(tmp_path, short, Guidance(formats=("mp3",)))["format"]
    assert (finding.level, finding.fix) == ("fail", "convert")
    assert "MP3" in finding.advice


def test_the_format_is_told_by_the_content(tmp_path, short):
    path = makers.save(tmp_path / "sample.mp3", short)
    assert measure(path).facts.format == "wav"


def test_too_large(tmp_path, short):
    finding = found(tmp_path, short, Guidance(sample_bytes=500_000))["size"]
    assert (finding.level, finding.fix, finding.unit) == ("fail", "convert", "bytes")


def test_too_many(tmp_path, short):
    measures = measure(makers.save(tmp_path / "sample.wav", short))
    findings = {finding.id: finding for finding in judge_all([measures] * 3, Guidance(samples=2))}
    assert findings["size"].level == "fail"


def test_one_of_several_is_judged_without_its_length(tmp_path, short):
    measures = measure(makers.save(tmp_path / "sample.wav", short))
    assert [finding.id for finding in judge(measures, ASKED)] == [name for name in CHECKS if name != "length"]


def test_stereo_and_other_rates_measure_the_same(tmp_path, short):
    one = measure(makers.save(tmp_path / "sample.wav", short))
    other = measure(makers.save(tmp_path / "other.wav", np.repeat(short, 2), 2 * makers.RATE))
    assert other.rms_db == pytest.approx(one.rms_db, abs=0.5)
    assert other.seconds == pytest.approx(one.seconds)


def test_a_wave_is_drawn_of_it(tmp_path, short):
    measures = measure(makers.save(tmp_path / "sample.wav", short))
    assert len(measures.peaks) == 2000
    assert min(low for low, _ in measures.peaks) == pytest.approx(short.min(), abs=1e-3)
    assert all(low <= high for low, high in measures.peaks)


@pytest.mark.parametrize("content", [b"", b"no sound at all", b"RIFF\x10\x00\x00\x00WAVEfmt "])
def test_what_is_no_sound_is_refused(tmp_path, content):
    path = tmp_path / "sample.wav"
    path.write_bytes(content)
    with pytest.raises(WrongFormat):
        measure(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FileRefused):
        measure(tmp_path / "gone.wav")


def test_a_file_that_breaks_off_is_measured_as_far_as_it_goes(tmp_path, short):
    path = makers.save(tmp_path / "sample.wav", short)
    path.write_bytes(path.read_bytes()[: 10 * makers.RATE * 2])
    assert measure(path).seconds == pytest.approx(10, abs=0.1)


def test_measuring_stops_when_asked(tmp_path, short):
    stop = Stop()
    stop.request()
    with pytest.raises(Cancelled):
        measure(makers.save(tmp_path / "sample.wav", short), stop.check)


def test_measuring_is_many_times_faster_than_listening(tmp_path, short):
    path = makers.save(tmp_path / "sample.wav", short)
    began = time.process_time()
    measure(path)
    assert time.process_time() - began < SECONDS / 10


def encoded(path, samples, container, codec, rate=48000):
    """Write a second of samples again and again as another program would."""
    with av.open(str(path), "w", format=container) as out:
        stream = out.add_stream(codec, rate=rate, layout="stereo")
        both = np.ascontiguousarray(np.stack((samples, samples))[:, : rate * 5], dtype=np.float32)
        frame = av.AudioFrame.from_ndarray(both, format="fltp", layout="stereo")
        frame.sample_rate = rate
        into = av.AudioResampler(
            format=stream.format.name, layout="stereo", rate=rate, frame_size=stream.frame_size or 960
        )
        for part in [*into.resample(frame), *into.resample(None)]:
            out.mux(stream.encode(part))
        out.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("container", "codec", "format_"),
    [
        ("ipod", "aac", "m4a"),
        ("ogg", "libopus", "opus"),
        ("webm", "libopus", "webm"),
        ("adts", "aac", "aac"),
        ("flac", "flac", "flac"),
    ],
)
def test_whatever_it_is_made_of_it_is_read(tmp_path, short, container, codec, format_):
    measures = measure(encoded(tmp_path / "sample.bin", short, container, codec))
    assert measures.facts.format == format_
    assert measures.facts.channels == 2
    assert measures.seconds == pytest.approx(5, abs=0.1)
    assert measures.rms_db == pytest.approx(-21, abs=3)
