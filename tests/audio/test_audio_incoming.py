"""What is heard of an answer while it comes in is what its stored recording sounds like."""

import io
import struct

import lameenc
import numpy as np
import pytest
import soundfile

from studio_app.audio.decode import decode
from studio_app.audio.incoming import Incoming
from studio_app.audio.measure import speech_bounds
from studio_app.domain.errors import Damaged

RATE = 44100


def hum(rate, seconds=1.5):
    """A voice's hum with a tenth of silence before it, as float64."""
    time = np.arange(int(seconds * rate)) / rate
    sound = 0.4 * np.sin(2 * np.pi * 190 * time) + 0.1 * np.sin(2 * np.pi * 1100 * time)
    return np.concatenate([np.zeros(rate // 10), sound * np.minimum(1, time * 30)])


def encoded(codec, rate=44100):
    samples = np.rint(hum(rate) * 32767).astype("<i2")
    if codec == "pcm_s16le":
        return samples.tobytes()
    if codec == "mp3":
        encoder = lameenc.Encoder()
        encoder.set_bit_rate(128)
        encoder.set_in_sample_rate(rate)
        encoder.set_channels(1)
        return bytes(encoder.encode(samples.tobytes()) + encoder.flush())
    written = io.BytesIO()
    form, kind = {"wav": ("WAV", "PCM_16"), "opus": ("OGG", "OPUS")}[codec]
    soundfile.write(written, samples, rate, format=form, subtype=kind)
    return written.getvalue()


def come_in(data, codec, rate, step):
    incoming = Incoming(codec, rate, 1, RATE)
    parts = [incoming.feed(data[at : at + step]) for at in range(0, len(data), step)]
    return np.concatenate([*parts, incoming.end()])


def trimmed(samples):
    begin, end = speech_bounds(samples[:, None], RATE)
    return samples[begin:end]


@pytest.mark.parametrize("step", [7, 1000, 10**6])
@pytest.mark.parametrize(("codec", "rate"), [("pcm_s16le", 44100), ("wav", 44100), ("mp3", 44100)])
def test_it_sounds_as_what_is_stored(codec, rate, step):
    data = encoded(codec, rate)
    stored = trimmed(decode(data, codec, rate, 1)[:, 0])
    heard = trimmed(come_in(data, codec, rate, step))
    length = min(len(stored), len(heard))
    assert abs(len(stored) - len(heard)) < RATE // 100
    error = stored[:length] - heard[:length]
    assert np.sqrt(np.mean(error**2)) < 0.01


@pytest.mark.parametrize(("codec", "rate"), [("pcm_s16le", 24000), ("wav", 16000), ("mp3", 22050), ("opus", 48000)])
def test_another_rate_becomes_the_players(codec, rate):
    heard = trimmed(come_in(encoded(codec, rate), codec, rate, 700))
    assert len(heard) / RATE == pytest.approx(1.5, abs=0.08)
    spectrum = np.abs(np.fft.rfft(heard[:RATE]))
    assert np.argmax(spectrum) == pytest.approx(190, abs=2)


@pytest.mark.parametrize("length", [0, 0xFFFFFFFF])
def test_the_length_a_wav_claims_is_never_believed(length):
    data = bytearray(encoded("wav"))
    struct.pack_into("<I", data, data.index(b"data") + 4, length)
    assert len(come_in(bytes(data), "wav", RATE, 999)) == len(hum(RATE))


@pytest.mark.parametrize("codec", ["mp3", "opus"])
def test_sound_is_there_long_before_the_answer_ends(codec):
    rate = 48000 if codec == "opus" else 44100
    data = encoded(codec, rate)
    incoming = Incoming(codec, rate, 1, RATE)
    early = sum(len(incoming.feed(data[at : at + 500])) for at in range(0, len(data) // 2, 500))
    assert early > 0.3 * RATE


def test_stereo_becomes_one_channel():
    both = np.repeat(np.rint(hum(RATE) * 32767).astype("<i2"), 2)
    incoming = Incoming("pcm_s16le", RATE, 2, RATE)
    assert len(incoming.feed(both.tobytes()[:-3])) == len(hum(RATE)) - 1


@pytest.mark.parametrize("codec", ["wav", "opus"])
def test_what_is_something_else_is_refused(codec):
    with pytest.raises(Damaged):
        come_in(b"<html>no sound at all, but an error page of somebody</html>", codec, RATE, 20)


def test_a_codec_that_cannot_be_streamed_says_so():
    with pytest.raises(Damaged, match="complete"):
        Incoming("flac", RATE, 1, RATE)
