"""Samples: fetched once, equally loud, playable without a network, one at a time and without a click."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from fake_device import RATE, Devices
from shelf_desk import desk, listings, tone, until

from studio_app.domain.errors import Damaged, NotOffered, Unreachable
from studio_app.session.announce import Announcer
from studio_app.session.samples import SamplePlayer, SamplePlaying, Sound, address_of

if TYPE_CHECKING:
    from pathlib import Path

EL = "elevenlabs"
OFFLINE = Unreachable("ElevenLabs does not answer.", maybe_billed=False)
ONE, TWO, THREE, *MORE = listings(count=20)


def fetched(d) -> list[str]:
    return [what[1] for what in d[EL].asked if what[0] == "sample"]


def rms_db(sound: Sound) -> float:
    return float(20 * np.log10(np.sqrt(np.mean((sound.pcm / 32768) ** 2))))


def test_a_sample_is_fetched_once_and_heard_without_a_network(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            assert not d.samples.kept(ONE)
            first = await d.samples.hear(ONE)
            assert await d.samples.hear(ONE) is first
            await d.again()
            d[EL].wrong = OFFLINE
            assert d.samples.kept(ONE)
            again = await d.samples.hear(ONE)
            assert np.array_equal(again.pcm, first.pcm)
            assert fetched(d) == [ONE.sample]
            with pytest.raises(Unreachable):
                await d.samples.hear(TWO)

    asyncio.run(run())


def test_all_are_equally_loud_and_begin_at_once(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            d[EL].recordings = {ONE.sample: tone(loud=0.02), TWO.sample: tone(loud=0.9, rate=22050, silence=1.0)}
            quiet, loud = await d.samples.hear(ONE), await d.samples.hear(TWO)
            assert rms_db(quiet) == pytest.approx(-20, abs=0.3)
            assert rms_db(loud) == pytest.approx(-20, abs=0.3)
            assert np.abs(loud.pcm).max() <= 32768 * 10 ** (-1 / 20)
            assert quiet.rate == loud.rate == RATE
            assert loud.seconds == pytest.approx(1.0, abs=0.1)

    asyncio.run(run())


def test_many_who_ask_at_once_cause_one_fetch(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            await d.samples.prefetch([ONE])
            sounds = await asyncio.gather(*(d.samples.hear(ONE) for _ in range(5)))
            assert len({id(sound) for sound in sounds}) == 1
            assert len(fetched(d)) == 1

    asyncio.run(run())


def test_who_hovers_on_stops_no_fetch_of_another(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            hovered = asyncio.ensure_future(d.samples.hear(ONE))
            await asyncio.sleep(0)
            other = asyncio.ensure_future(d.samples.hear(ONE))
            await asyncio.sleep(0.01)
            hovered.cancel()
            assert (await other).seconds > 0.5

    asyncio.run(run())


def test_what_is_made_ready_ahead_is_what_may_come_next(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            d[EL].gate = asyncio.Event()
            await d.samples.prefetch(MORE[:6])
            await d.samples.prefetch([ONE, TWO])
            d[EL].gate.set()
            await until(lambda: d.samples.kept(ONE) and d.samples.kept(TWO))
            assert not d.samples.kept(MORE[5])
            # What was given up before its turn is fetched when it is asked for after all.
            assert (await d.samples.hear(MORE[5])).seconds > 0.5

    asyncio.run(run())


def test_what_was_given_up_while_somebody_waits_is_fetched(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            d[EL].gate = asyncio.Event()
            await d.samples.prefetch(MORE[:6])
            waiting = asyncio.ensure_future(d.samples.hear(MORE[5]))
            await asyncio.sleep(0.05)
            await d.samples.prefetch([ONE])
            d[EL].gate.set()
            assert (await waiting).seconds > 0.5

    asyncio.run(run())


def test_a_sample_that_cannot_be_played_is_refused_and_not_kept(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            for data in (b"<html>no</html>", tone()[:60], tone(loud=0.0)):
                d[EL].recordings[ONE.sample] = data
                with pytest.raises(Damaged):
                    await d.samples.hear(ONE)
            assert not d.samples.kept(ONE)
            with pytest.raises(NotOffered, match="paragraph"):
                await d.samples.hear(replace(ONE, sample="", samples=()))

    asyncio.run(run())


def test_a_recording_of_hours_is_heard_for_a_minute(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            d[EL].recordings[ONE.sample] = tone(seconds=200, rate=8000)
            assert (await d.samples.hear(ONE)).seconds == pytest.approx(60, abs=1)

    asyncio.run(run())


def test_a_kept_sample_that_was_damaged_is_fetched_anew(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            await d.samples.hear(ONE)
            await d.again()
            for path in (tmp_path / "cache" / "samples").iterdir():
                path.write_bytes(b"rubbish")
            assert (await d.samples.hear(ONE)).seconds > 0.5
            assert len(fetched(d)) == 2

    asyncio.run(run())


def test_a_disk_that_refuses_keeps_nobody_from_hearing(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            (tmp_path / "cache").write_text("in the way")
            assert (await d.samples.hear(ONE)).seconds > 0.5

    asyncio.run(run())


def test_an_address_that_is_signed_anew_is_the_same_recording(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk(tmp_path) as d:
            await d.samples.hear(replace(ONE, sample="https://a.example/s.mp3?v=2&X-Amz-Signature=1&Expires=5"))
            assert d.samples.kept(replace(ONE, sample="https://a.example/s.mp3?v=2&X-Amz-Signature=2&Expires=9"))
            assert not d.samples.kept(replace(ONE, sample="https://a.example/s.mp3?v=3"))

    asyncio.run(run())


@pytest.mark.parametrize(
    ("language", "end"), [("", "recording.mp3"), ("pt-BR", "pt.mp3"), ("pt", "pt.mp3"), ("de", "recording.mp3")]
)
def test_a_sample_is_in_the_language_that_is_wanted_where_there_is_one(language: str, end: str) -> None:
    assert address_of(ONE, language).endswith(end)


# Playing


class Ear:
    """A sample player on a fake device, and what it says."""

    def __init__(self) -> None:
        self.devices = Devices()
        announce = Announcer()
        self.said: list[tuple[str, str] | None] = []
        announce.listen(SamplePlaying, lambda event: self.said.append(event.key))
        self.player = SamplePlayer(announce, output=self.devices.output())

    async def plays(self, frames: int) -> None:
        """Let the device ask, once it is there."""
        await until(lambda: self.devices.playing is not None)
        self.devices.give(frames)


def ramp(value: int, frames: int = 8000) -> Sound:
    return Sound(np.full(frames, value, np.int16))


def test_a_sample_is_heard_whole_and_its_end_is_said() -> None:
    async def run() -> None:
        ear = Ear()
        ear.player.play(ramp(1000), ONE.key)
        for _ in range(5):
            await ear.plays(2000)
        await until(lambda: ear.said == [ONE.key, None])
        heard = ear.devices.heard
        assert np.array_equal(heard[:8000], np.full(8000, 1000))
        await ear.player.close()

    asyncio.run(run())


def test_another_sample_is_heard_at_once_and_the_first_no_more() -> None:
    async def run() -> None:
        ear = Ear()
        ear.player.play(ramp(1000, 100_000), ONE.key)
        await ear.plays(2000)
        first = ear.devices.playing
        ear.player.play(ramp(-1000, 100_000), TWO.key)
        await until(lambda: ear.devices.playing not in (None, first))
        await ear.plays(2000)
        assert (ear.devices.heard[-2000:] == -1000).all()
        assert first.closed
        await until(lambda: ear.said == [ONE.key, TWO.key])
        await ear.player.close()

    asyncio.run(run())


def test_stopping_fades_out_and_is_said_at_once() -> None:
    async def run() -> None:
        ear = Ear()
        ear.player.play(ramp(1000, 100_000), ONE.key)
        await ear.plays(2000)
        ear.player.stop()
        await until(lambda: ear.said == [ONE.key, None])
        await ear.plays(2000)
        heard = ear.devices.heard[-2000:].astype(int)
        assert heard[-1] == 0
        assert np.abs(np.diff(heard)).max() < 100
        await until(lambda: ear.devices.playing is None)
        await ear.player.close()

    asyncio.run(run())


def test_the_device_lies_ready_before_it_is_needed_and_is_let_go_in_the_end() -> None:
    async def run() -> None:
        ear = Ear()
        ear.player.prepare()
        await until(lambda: len(ear.devices.opened) == 1)
        ear.player.play(ramp(1000), ONE.key)
        await ear.plays(100)
        assert len(ear.devices.opened) == 1
        await ear.player.close()
        assert all(device.closed for device in ear.devices.opened)

    asyncio.run(run())


def test_without_a_device_the_end_comes_all_the_same() -> None:
    async def run() -> None:
        ear = Ear()
        ear.devices.name = ""
        output = ear.player._table.output
        output._now = asyncio.get_running_loop().time
        ear.player.play(ramp(1000, 2000), ONE.key)
        await until(lambda: ear.said == [ONE.key, None])
        await ear.player.close()

    asyncio.run(run())


def test_a_player_that_never_played_closes() -> None:
    async def run() -> None:
        await Ear().player.close()

    asyncio.run(run())
