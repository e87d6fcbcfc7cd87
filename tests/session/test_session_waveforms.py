import asyncio
import wave
from dataclasses import replace
from functools import wraps

import av
import numpy as np
import pytest

from studio_app.audio.media import MediaReader
from studio_app.audio.peaks import Peaks
from studio_app.domain.errors import FileRefused
from studio_app.domain.mixplan import plan_length
from studio_app.domain.takes import Levels, Take
from studio_app.domain.timeline import Sound
from studio_app.session.announce import Announcer
from studio_app.session.media import Medias, media_sound
from studio_app.session.waveforms import WaveformFailed, WaveformReady, Waveforms, key_of

RATE = 24000
TAKE = Take(0, "f", "local", "", "v", "", "pcm_s16le", RATE, 1, 0, 0, 0, Levels(1, 1))


def on_a_loop(test):
    """Run a test on a loop of its own."""

    @wraps(test)
    def run(*args, **kwargs):
        asyncio.run(test(*args, **kwargs))

    return run


def tones(frames, rate=RATE):
    """Return int16 samples that get louder and louder."""
    return (np.sin(np.arange(frames) / rate * 600) * np.linspace(0, 30000, frames)).astype("<i2")


def add_take(studio, samples, trim=0):
    take = replace(TAKE, frames=len(samples), trim_start=trim, trim_end=len(samples))
    stored = studio.file.add_take(take, samples.tobytes()).result()
    frames = plan_length(len(samples) - trim, RATE, 48000)
    return Sound(frames, 0, frames, frames, take_id=stored.id)


def write_wav(path, samples, rate=48000):
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())


class Desk:
    """Asks for waveforms as a canvas does: again with each announcement."""

    def __init__(self, file):
        self.announce = Announcer()
        self.heard = []
        self.announce.listen(WaveformReady, self.heard.append)
        self.announce.listen(WaveformFailed, self.heard.append)
        self.waveforms = Waveforms(file, self.announce)

    async def told(self, count=1):
        while len(self.heard) < count:  # noqa: ASYNC110 - announcements come one by one
            await asyncio.sleep(0.001)

    async def bins(self, sound, *where):
        """Return what is told when all is ready."""
        for _ in range(9):
            found = self.waveforms.bins(sound, *where)
            if not self.waveforms.busy:
                return found
            while self.waveforms.busy:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.001)
        raise AssertionError("it never ends")

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        await self.waveforms.close()


def heard_in(samples, first, per, count):
    """Return the lowest and highest of samples in bins that are so long."""
    parts = [samples[int((first + n) * per) : int((first + n + 1) * per)] for n in range(count)]
    return np.array([(part.min(), part.max()) for part in parts]) / 32768


@on_a_loop
async def test_a_take_is_told_from_its_trim_point_on_at_the_rate_of_the_timeline(studio):
    samples = tones(60_000)
    sound = add_take(studio, samples, trim=10_000)
    async with Desk(studio.file) as desk:
        assert desk.waveforms.bins(sound, 2048, 0, 10) is None
        found = await desk.bins(sound, 2048, 0, 10)
        np.testing.assert_allclose(found, heard_in(samples[10_000:], 0, 1024, 10), atol=0.04)
        assert desk.heard == [WaveformReady(key_of(sound))]


@on_a_loop
async def test_where_the_sound_ends_there_are_no_more_bins(studio):
    sound = add_take(studio, tones(6000))
    async with Desk(studio.file) as desk:
        assert len(await desk.bins(sound, 2048, 0, 100)) == -(-12_000 // 2048)
        assert desk.waveforms.bins(sound, 2048, 50, 10).shape == (0, 2)
        assert desk.waveforms.bins(Sound(9, 0, 9, 9), 2048, 0, 10).shape == (0, 2)


@on_a_loop
async def test_finer_than_peaks_are_the_samples_themselves(studio):
    samples = tones(200_000)
    sound = add_take(studio, samples)
    async with Desk(studio.file) as desk:
        found = await desk.bins(sound, 8, 40_000, 300)
        np.testing.assert_allclose(found, heard_in(samples, 40_000, 4, 300), atol=1e-6)
        single = await desk.bins(sound, 2, 70_000, 50)
        np.testing.assert_allclose(single[:, 0], samples[70_000:70_050] / 32768, atol=1e-6)
        between = desk.waveforms.bins(sound, 1, 140_000, 50)
        assert np.abs(np.diff(between[:, 0])).max() < 0.03


@on_a_loop
async def test_until_samples_are_there_peaks_stand_in(studio):
    sound = add_take(studio, tones(100_000))
    async with Desk(studio.file) as desk:
        await desk.bins(sound, 2048, 0, 10)
        coarse = desk.waveforms.bins(sound, 16, 0, 1000)
        assert len(coarse) == 1000
        assert len(np.unique(coarse[:, 1])) <= 1000 * 16 // 512 + 1


@on_a_loop
async def test_what_was_made_once_is_kept_in_the_project(studio, monkeypatch):
    sound = add_take(studio, tones(50_000))
    async with Desk(studio.file) as desk:
        first = await desk.bins(sound, 2048, 0, 20)
    studio.file.put_peaks("written after it", b"").result()
    monkeypatch.setattr("studio_app.session.waveforms.decode", None)
    async with Desk(studio.file) as desk:
        np.testing.assert_array_equal(await desk.bins(sound, 2048, 0, 20), first)


@on_a_loop
async def test_a_long_recording_appears_from_its_beginning_on(studio, tmp_path, monkeypatch):
    monkeypatch.setattr("studio_app.session.waveforms._TELL_S", 0.0)
    monkeypatch.setattr("studio_app.audio.peaks._SEGMENT", 1 << 16)
    write_wav(tmp_path / "long.wav", tones(40 * 48000, 48000))
    added = await Medias(studio.file).add(tmp_path / "long.wav", collect=False)
    sound = media_sound(added.media)
    async with Desk(studio.file) as desk:
        seen, whole = [], -(-sound.frames // 4096)
        desk.waveforms.bins(sound, 4096, 0, whole)
        while not seen or seen[-1] < whole:
            found = desk.waveforms.bins(sound, 4096, 0, whole)
            seen.append(0 if found is None else len(found))
            await asyncio.sleep(0)
        assert len(set(seen)) > 3
        assert seen == sorted(seen)
        while desk.waveforms.busy:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.001)
        done = [event.done for event in desk.heard]
        assert done == sorted(done)
        studio.file.put_peaks("written after it", b"").result()
        assert studio.file.peaks(f"media:{added.media.hash}")


@on_a_loop
@pytest.mark.parametrize("codec", ["wav", "mka"])
async def test_a_recording_that_was_closed_in_the_middle_goes_on_from_there(studio, tmp_path, monkeypatch, codec):
    monkeypatch.setattr("studio_app.session.waveforms._KEPT_FRAMES", 1 << 18)
    monkeypatch.setattr("studio_app.audio.peaks._SEGMENT", 1 << 16)
    path = tmp_path / f"long.{codec}"
    write_wav(tmp_path / "long.wav", tones(40 * 48000, 48000))
    if codec != "wav":
        remuxed(tmp_path / "long.wav", path)
    added = await Medias(studio.file).add(path, collect=False)
    name, sound = f"media:{added.media.hash}", media_sound(added.media)
    drawn = watched(monkeypatch)
    async with Desk(studio.file) as desk:
        desk.waveforms.bins(sound, 4096, 0, 999)
        while not studio.file.peaks_parts(name):  # noqa: ASYNC110 - parts come beside
            await asyncio.sleep(0)
    assert studio.file.peaks(name) is None
    known, before = len(studio.file.peaks_parts(name)) << 18, len(drawn)
    async with Desk(studio.file) as desk:
        desk.waveforms.bins(sound, 4096, 0, 999)
        await desk.told()
        seen = desk.waveforms.bins(sound, 4096, 0, 999)
        assert seen is not None
        assert len(seen) >= known // 4096
        await desk.bins(sound, 4096, 0, 999)
    assert min(drawn[before:], default=known) >= known
    studio.file.put_peaks("written after it", b"").result()
    whole = Peaks(48000)
    whole.add(0, tones(40 * 48000, 48000)[:, None])
    whole.finish()
    assert studio.file.peaks(name) == whole.to_bytes()
    assert studio.file.peaks_parts(name) == []


def watched(monkeypatch):
    """Return a list that is told from where on each part is decoded by itself."""
    starts, pieces = [], MediaReader.pieces
    monkeypatch.setattr(MediaReader, "pieces", lambda *of: (starts.append(of[1]), pieces(*of))[1])
    return starts


def remuxed(source, path):
    """Put the packets of a file into another container, which tells times in milliseconds."""
    with av.open(str(source)) as old, av.open(str(path), "w", format="matroska") as new:
        stream = new.add_stream_from_template(old.streams.audio[0])
        for packet in old.demux(audio=0):
            if packet.dts is not None:
                packet.stream = stream
                new.mux(packet)


@on_a_loop
async def test_a_recording_of_hours_never_keeps_the_asker_waiting_nor_takes(studio, tmp_path):
    write_wav(tmp_path / "long.wav", np.tile(tones(48000, 48000), 600))
    added = await Medias(studio.file).add(tmp_path / "long.wav", collect=False)
    sound, take = media_sound(added.media), add_take(studio, tones(20_000))
    async with Desk(studio.file) as desk:
        loop, slowest = asyncio.get_running_loop(), 0.0
        while desk.waveforms.bins(take, 2048, 0, 5) is None:
            began = loop.time()
            desk.waveforms.bins(sound, 1 << 16, 0, 400)
            slowest = max(slowest, loop.time() - began)
            await asyncio.sleep(0)
        assert slowest < 0.1
        assert not any(event.done == 1 for event in desk.heard if event.key == key_of(sound))


@on_a_loop
async def test_what_is_missing_is_told_once_and_can_be_tried_again(studio, tmp_path):
    path = tmp_path / "song.wav"
    write_wav(path, tones(5000))
    sound = media_sound((await Medias(studio.file).add(path, collect=False)).media)
    held = path.read_bytes()
    path.unlink()
    async with Desk(studio.file) as desk:
        assert desk.waveforms.bins(sound, 1024, 0, 4) is None
        await desk.told()
        assert isinstance(desk.heard[0].error, FileRefused)
        assert desk.waveforms.trouble(sound) is desk.heard[0].error
        assert desk.waveforms.bins(sound, 1024, 0, 4) is None
        path.write_bytes(held)
        desk.waveforms.retry()
        desk.heard.clear()
        assert len(await desk.bins(sound, 1024, 0, 4)) == 4


@on_a_loop
async def test_what_is_looked_at_now_comes_first(studio):
    sounds = [add_take(studio, tones(3000)) for _ in range(8)]
    async with Desk(studio.file) as desk:
        for sound in sounds:
            desk.waveforms.bins(sound, 1024, 0, 4)
        await desk.told(len(sounds))
        assert [event.key for event in desk.heard] == [key_of(sound) for sound in reversed(sounds)]


@on_a_loop
async def test_memory_is_bounded_and_what_fell_out_comes_back(studio, monkeypatch):
    monkeypatch.setattr("studio_app.session.waveforms._PEAKS_BYTES", 3000)
    sounds = [add_take(studio, tones(3000)) for _ in range(6)]
    async with Desk(studio.file) as desk:
        for sound in sounds:
            desk.heard.clear()
            assert len(await desk.bins(sound, 1024, 0, 3)) == 3
        desk.heard.clear()
        assert desk.waveforms.bins(sounds[0], 1024, 0, 3) is None
        assert len(await desk.bins(sounds[0], 1024, 0, 3)) == 3


@pytest.mark.parametrize("collect", [True, False])
@on_a_loop
async def test_samples_of_a_long_recording_are_fetched_where_they_are_looked_at(studio, tmp_path, collect):
    samples = tones(12 * 48000, 48000)
    write_wav(tmp_path / "song.wav", samples)
    sound = media_sound((await Medias(studio.file).add(tmp_path / "song.wav", collect=collect)).media)
    async with Desk(studio.file) as desk:
        found = await desk.bins(sound, 4, 100_000, 200)
        np.testing.assert_allclose(found, heard_in(samples, 100_000, 4, 200), atol=1e-6)
