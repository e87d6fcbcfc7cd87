"""Recording with a microphone: takes that are on the disk as they are spoken, and levels while they are."""

from __future__ import annotations

import asyncio
import queue
import wave
from contextlib import asynccontextmanager

import numpy as np
import pytest

from studio_app.audio import growing
from studio_app.audio.decode import decode
from studio_app.domain.errors import DiskFull, FileRefused, NoMicrophone, WrongUsage
from studio_app.session import recording
from studio_app.session.announce import Announcer
from studio_app.session.recording import Meter, Microphone, MicrophoneEnded, MicrophoneHeard
from tests.simulators.microphone import NEEDED, microphone, place, spoken

RATE = 8000
BLOCK = RATE // 20
NOTHING = np.zeros(0, np.float32)


class Capture:
    """A microphone that gives what it is told to; None ends it."""

    def __init__(self, device="", *, there=True, first=(NOTHING,)):
        self.rate, self.name, self.there, self.first = RATE, device or "Desk mic", there, first
        self.given = queue.SimpleQueue()
        self.open = False

    def start(self):
        if not self.there:
            raise NoMicrophone("No microphone was found.")
        self.open = True
        for block in self.first:
            self.given.put(block)

    def blocks(self):
        while (block := self.given.get()) is not None:
            if isinstance(block, Exception):
                raise block
            yield block

    def stop(self):
        self.open = False
        self.given.put(None)

    def say(self, level=0.5, blocks=4):
        for _ in range(blocks):
            self.given.put(np.full(BLOCK, level, np.float32))


class Desk:
    """A microphone with its folder, what it opened, and what it said."""

    def __init__(self, folder, **options):
        self.captures, self.levels, self.ended = [], [], []
        self.folder = folder
        announce = Announcer()
        announce.listen(MicrophoneHeard, self.levels.append)
        announce.listen(MicrophoneEnded, self.ended.append)
        self.microphone = Microphone(folder, announce, capture=lambda device: self.opened(Capture(device, **options)))

    def opened(self, capture):
        self.captures.append(capture)
        return capture

    @property
    def capture(self):
        return self.captures[-1]

    async def until(self, true):
        async with asyncio.timeout(10):
            while not true():  # noqa: ASYNC110  what is waited for has no event
                await asyncio.sleep(0.005)


@asynccontextmanager
async def desk(tmp_path, **options):
    found = Desk(tmp_path / "recordings", **options)
    try:
        yield found
    finally:
        await found.microphone.close()


def run(work):
    return asyncio.run(work)


def frames(path):
    with wave.open(str(path)) as file:
        return file.getnframes()


def test_what_is_said_is_on_the_disk_while_it_is_said(tmp_path):
    async def work():
        async with desk(tmp_path) as at:
            path = await at.microphone.start()
            at.capture.say(0.5)
            await at.until(lambda: frames(path) == 4 * BLOCK)
            assert at.microphone.recording
            taken = await at.microphone.stop()
            assert (taken.path, taken.seconds) == (path, 0.2)
            assert (await at.microphone.takes())[0].path == path
            assert (decode(path.read_bytes(), "wav", RATE, 1) == 0.5).all()
            assert not at.microphone.listening

    run(work())


def test_levels_are_said_twenty_times_a_second_with_how_much_is_recorded(tmp_path):
    async def work():
        async with desk(tmp_path) as at:
            await at.microphone.listen()
            at.capture.say(0.25, blocks=2)
            await at.until(lambda: len(at.levels) == 2)
            await at.microphone.start()
            at.capture.say(0.5, blocks=3)
            await at.until(lambda: len(at.levels) == 5)
            heard = [(one.peak, round(one.rms, 6), round(one.seconds, 6)) for one in at.levels]
            assert heard == [(0.25, 0.25, 0)] * 2 + [(0.5, 0.5, 0.05), (0.5, 0.5, 0.1), (0.5, 0.5, 0.15)]

    run(work())


def test_the_meter_counts_sound_not_blocks():
    meter = Meter(1000)
    tone = np.sin(np.arange(1000) * 2 * np.pi / 20).astype(np.float32)
    found = [one for at in range(0, 1000, 7) for one in meter.heard(tone[at : at + 7])]
    assert len(found) == 20
    assert all(rms == pytest.approx(0.5**0.5, abs=1e-3) and peak == pytest.approx(1, abs=1e-3) for peak, rms in found)


def test_a_microphone_that_is_listened_to_is_recorded_without_being_opened_again(tmp_path):
    async def work():
        async with desk(tmp_path) as at:
            await at.microphone.listen("Blue")
            await at.microphone.start(device="Blue")
            assert len(at.captures) == 1
            await at.microphone.stop()
            await at.microphone.listen("Blue")
            await at.microphone.listen("Red")
            assert [(one.name, one.open) for one in at.captures] == [("Blue", False), ("Blue", False), ("Red", True)]

    run(work())


def test_a_microphone_that_is_pulled_out_ends_it_and_keeps_what_was_said(tmp_path):
    async def work():
        async with desk(tmp_path) as at:
            path = await at.microphone.start()
            at.capture.say()
            at.capture.given.put(None)
            await at.until(lambda: at.ended)
            assert (at.ended[0].recorded.path, at.ended[0].recorded.seconds) == (path, 0.2)
            assert "Desk mic" in at.ended[0].sentence
            assert (await at.microphone.stop()).path == path

    run(work())


def test_a_microphone_that_gives_nothing_is_a_refusal_and_leaves_no_file(tmp_path):
    async def work():
        async with desk(tmp_path, first=[NoMicrophone("It is switched off.")]) as at:
            with pytest.raises(NoMicrophone, match="switched off"):
                await at.microphone.start()
            assert list(at.folder.iterdir()) == at.ended == []
            assert not at.microphone.listening

    run(work())


def test_one_that_is_only_listened_to_says_that_it_gives_nothing(tmp_path):
    async def work():
        async with desk(tmp_path, first=[NoMicrophone("It is switched off.")]) as at:
            await at.microphone.listen()
            await at.until(lambda: at.ended)
            assert (at.ended[0].sentence, at.ended[0].recorded) == ("It is switched off.", None)

    run(work())


def test_recording_begins_when_the_microphone_is_awake(tmp_path):
    async def work():
        async with desk(tmp_path, first=[]) as at:
            starting = asyncio.create_task(at.microphone.start())
            await at.until(lambda: at.captures and at.capture.open)
            await asyncio.sleep(0.05)
            assert not starting.done()
            at.capture.say()
            path = await starting
            assert (await at.microphone.stop()).path == path

    run(work())


def test_no_microphone_is_a_refusal_and_leaves_no_file(tmp_path):
    async def work():
        async with desk(tmp_path, there=False) as at:
            with pytest.raises(NoMicrophone):
                await at.microphone.start()
            assert not at.microphone.recording
            assert await at.microphone.takes() == ()

    run(work())


def test_a_full_disk_ends_it_and_keeps_what_it_took(tmp_path, monkeypatch):
    class Full(recording.GrowingWav):
        def write(self, samples):
            if self.frames >= 2 * BLOCK:
                raise OSError(28, "No space left on device")
            super().write(samples)

    async def work():
        monkeypatch.setattr(recording, "GrowingWav", Full)
        async with desk(tmp_path) as at:
            path = await at.microphone.start()
            at.capture.say()
            await at.until(lambda: at.ended)
            assert "full" in at.ended[0].sentence
            assert at.ended[0].recorded.seconds == 0.1
            assert (frames(path), at.capture.open) == (2 * BLOCK, False)

    run(work())


def test_a_disk_that_fails_as_it_is_stopped_is_told_by_that(tmp_path, monkeypatch):
    def fsync(_):
        raise OSError(28, "No space left on device")

    async def work():
        async with desk(tmp_path) as at:
            await at.microphone.start()
            at.capture.say()
            monkeypatch.setattr(growing.os, "fsync", fsync)
            with pytest.raises(DiskFull):
                await at.microphone.stop()

    run(work())


def test_nothing_said_is_no_take(tmp_path):
    async def work():
        async with desk(tmp_path) as at:
            path = await at.microphone.start()
            assert await at.microphone.stop() is None
            assert not path.exists()
            assert await at.microphone.stop() is None

    run(work())


def test_two_recordings_at_once_are_a_mistake(tmp_path):
    async def work():
        async with desk(tmp_path) as at:
            await at.microphone.start()
            with pytest.raises(WrongUsage):
                await at.microphone.start()
            with pytest.raises(WrongUsage):
                await at.microphone.listen()

    run(work())


def test_takes_of_one_second_have_names_of_their_own_and_are_listed_in_order(tmp_path):
    async def work():
        async with desk(tmp_path) as at:
            made = []
            for _ in range(3):
                made.append(await at.microphone.start())
                at.capture.say()
                await at.microphone.stop()
            takes = await at.microphone.takes()
            assert {one.path for one in takes} == set(made)
            await at.microphone.remove(made[0])
            await at.microphone.remove(made[0])
            assert {one.path for one in await at.microphone.takes()} == set(made[1:])

    run(work())


def test_a_file_of_ones_own_choice_is_never_written_over_or_removed(tmp_path):
    async def work():
        async with desk(tmp_path) as at:
            path = tmp_path / "mine.wav"
            path.write_bytes(b"precious")
            with pytest.raises(FileRefused):
                await at.microphone.start(path)
            assert not at.microphone.listening
            with pytest.raises(WrongUsage):
                await at.microphone.remove(path)
            assert path.read_bytes() == b"precious"

    run(work())


def test_what_is_no_take_is_not_listed(tmp_path):
    async def work():
        async with desk(tmp_path) as at:
            at.folder.mkdir()
            (at.folder / "broken.wav").write_bytes(b"RIFF")
            (at.folder / "notes.txt").write_text("hello")
            assert await at.microphone.takes() == ()

    run(work())


@NEEDED
def test_a_known_voice_is_recorded_to_the_bit(tmp_path):
    noise = np.random.default_rng(7).standard_normal(48_000)
    speech = (np.convolve(noise, np.ones(24) / 24, "same") * 20_000).astype(np.int16)
    path = spoken(tmp_path / "said.wav", speech)
    levels = []

    async def work(ear):
        announce = Announcer()
        announce.listen(MicrophoneHeard, levels.append)
        at = Microphone(tmp_path / "recordings", announce)
        assert [one.usual for one in await at.devices()] == [True]
        await at.start()
        await asyncio.to_thread(ear.say, path)
        return await at.stop()

    with microphone(tmp_path) as ear:
        for _ in range(3):  # a machine with more to do than it can loses pieces
            taken = asyncio.run(work(ear))
            heard = decode(taken.path.read_bytes(), "wav", 48_000, 1)[:, 0]
            at = place(heard, speech / 32768)
            if np.array_equal(heard[at : at + len(speech)], speech / 32768):
                break
    assert np.array_equal(heard[at : at + len(speech)], speech / 32768)
    assert max(one.peak for one in levels) == pytest.approx(np.abs(speech).max() / 32768, abs=1e-3)
    assert len(levels) >= 20
