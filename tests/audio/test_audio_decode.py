import struct
from pathlib import Path

import numpy as np
import pytest
from audio_takes import stored, voice

from studio_app.audio.decode import decode
from studio_app.audio.pcm import pcm_bytes, to_int16
from studio_app.domain.errors import Damaged

SOUND = voice(0.5, 48000)[:, None]


def test_sixteen_bits_survive_the_way_to_floats_and_back():
    every = np.arange(-32768, 32768, dtype="<i2")
    assert pcm_bytes(decode(every.tobytes(), "pcm_s16le", 22050, 1), 16) == every.tobytes()


@pytest.mark.parametrize("codec", ["wav", "flac", "mp3", "opus"])
def test_every_codec_is_decoded(codec):
    samples = decode(stored(SOUND, 48000, codec), codec, 48000, 1)
    assert samples.dtype == np.float32
    assert samples.shape[1] == 1
    assert abs(len(samples) - len(SOUND)) <= 2304  # MP3 without an Info frame keeps its padding


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF, 4294967076 - 36])
def test_a_placeholder_length_in_a_wav_header_is_not_believed(size):
    wav = bytearray(stored(SOUND, 48000, "wav"))
    place = wav.index(b"data") + 4
    wav[4:8] = struct.pack("<I", 4294967076)
    wav[place : place + 4] = struct.pack("<I", size)
    assert len(decode(bytes(wav), "wav", 48000, 1)) == len(SOUND)


def test_a_cut_off_wav_gives_what_is_there():
    wav = stored(SOUND, 48000, "wav")
    assert len(decode(wav[: len(wav) // 2], "wav", 48000, 1)) == pytest.approx(len(SOUND) / 2, abs=50)


@pytest.mark.parametrize("codec", ["wav", "flac", "mp3", "opus", "aiff"])
def test_rubbish_is_damaged(codec):
    with pytest.raises(Damaged):
        decode(bytes(range(256)) * 40, codec, 48000, 1)


@pytest.mark.parametrize("codec", ["wav", "flac", "mp3", "opus"])
def test_nothing_is_damaged(codec):
    with pytest.raises(Damaged):
        decode(b"", codec, 48000, 1)


def test_half_a_sample_is_damaged():
    with pytest.raises(Damaged):
        decode(b"\0\0\0", "pcm_s16le", 22050, 1)


def test_another_rate_than_recorded_is_damaged():
    with pytest.raises(Damaged):
        decode(stored(SOUND, 48000, "flac"), "flac", 44100, 1)


def test_too_loud_is_clipped_not_wrapped():
    assert to_int16(np.array([[2.0], [-2.0], [0.0]], np.float32)).ravel().tolist() == [32767, -32768, 0]


def test_twenty_four_bits_are_little_endian():
    assert pcm_bytes(np.array([[0.5], [-(2.0**-23)]], np.float32), 24) == b"\x00\x00\x40\xff\xff\xff"


def test_a_short_answer_behind_an_empty_tag_is_an_mp3_all_the_same():
    """Neither library recognises this one by itself: its frames are few, and their bytes look like nothing."""
    data = (Path(__file__).parents[1] / "golden" / "short-answer.mp3").read_bytes()
    assert len(decode(data, "mp3", 44100, 1)) == 21888
