"""Text that has no take is heard while its answer comes in: at once, without a click or a gap, and then as it is stored."""

import asyncio
import functools
from contextlib import asynccontextmanager

import numpy as np
import pytest
from fake_device import RATE
from live_desk import Voice, gaps
from player_desk import desk, exported, trimmed

from studio_app.domain.errors import Unreachable
from studio_app.session.live import Live
from studio_app.session.player import PlayFrom

ONE = (("The lamp went out.", "It came back."),)


def journey(test):
    @functools.wraps(test)
    def run(tmp_path):
        asyncio.run(test(tmp_path))

    return run


@asynccontextmanager
async def listening(path, chapters=ONE, **more):
    live = Live()
    async with desk(path / "b.lectern", chapters=chapters, spoken=False, live=live, **more) as d:
        yield d, Voice(d, live)


def steps(heard):
    """Return the greatest step between two samples, of full scale."""
    return np.abs(np.diff(heard.astype(int))).max(initial=0) / 32768


@journey
async def test_the_first_words_are_heard_before_the_answer_has_ended(tmp_path):
    async with listening(tmp_path) as (d, voice):
        first = d.paragraph("The lamp went out.")
        await d.player.play(PlayFrom(paragraph_id=first))
        voice.begin(first, seconds=3)
        await d.hear(0.3)
        assert not d.devices.heard.any()
        voice.send(0.5)
        await d.hear(0.2)
        assert d.devices.heard.any()
        assert d.player.state.paragraph_id == first
        assert not d.player.state.waiting


@journey
async def test_no_device_runs_before_there_is_something_to_hear(tmp_path):
    async with listening(tmp_path) as (d, voice):
        first = d.paragraph("The lamp went out.")
        await d.player.play(PlayFrom(paragraph_id=first))
        await d.settle()
        assert d.devices.playing is None
        assert d.player.state.waiting
        voice.begin(first)
        voice.send(0.4)
        await d.settle()
        assert d.devices.playing is not None


@journey
async def test_what_is_heard_is_the_take_that_is_stored_of_it(tmp_path):
    async with listening(tmp_path) as (d, voice):
        first, second = d.paragraph("The lamp went out."), d.paragraph("It came back.")
        await d.player.play(PlayFrom(paragraph_id=first))
        voice.begin(first)
        voice.send(0.4)
        await d.hear(0.1)
        voice.end()
        voice.store()
        await d.hear(0.1)
        voice.begin(second)
        voice.end()
        voice.store()
        await d.finish()
        (wanted,) = exported(d.studio, tmp_path / "out", "chapters", (1,))
        heard = trimmed(d.devices.heard)
        assert len(heard) == pytest.approx(len(trimmed(wanted)), abs=4)
        assert gaps(heard, RATE) == pytest.approx(gaps(trimmed(wanted), RATE), abs=0.001)
        assert steps(heard) < 0.03


@journey
async def test_while_it_sounds_the_take_is_stored_and_the_chapter_goes_on_with_the_real_mix(tmp_path):
    async with listening(tmp_path) as (d, voice):
        first, second = d.paragraph("The lamp went out."), d.paragraph("It came back.")
        voice.begin(second)
        voice.end()
        voice.store()
        await d.player.play(PlayFrom(paragraph_id=first))
        voice.begin(first, seconds=3)
        voice.end()
        await d.hear(0.2)
        voice.store()
        await d.finish()
        (wanted,) = exported(d.studio, tmp_path / "out", "chapters", (1,))
        heard, wanted = trimmed(d.devices.heard), trimmed(wanted)
        tail = RATE // 2
        assert np.array_equal(heard[-tail:], wanted[-tail:])
        assert gaps(heard, RATE) == pytest.approx(gaps(wanted, RATE), abs=0.001)


@journey
async def test_one_answer_after_another_keeps_the_pause_between_them(tmp_path):
    async with listening(tmp_path) as (d, voice):
        first, second = d.paragraph("The lamp went out."), d.paragraph("It came back.")
        await d.player.play(PlayFrom(paragraph_id=first))
        voice.begin(first)
        voice.send(60)
        ended = voice.listener
        voice.begin(second)
        voice.send(60)
        await d.hear(0.2)
        ended.end(None)
        await d.hear(0.2)
        voice.listener.end(None)
        await d.until(lambda: d.player.state.paragraph_id == second)
        await d.hear(0.3)
        pause = d.studio.project.voicing.pauses.paragraph / 1000 + 0.04  # and what is kept around both sounds
        assert gaps(trimmed(d.devices.heard), RATE) == pytest.approx([pause], abs=0.002)


@pytest.mark.parametrize("stored", [0, 1])
def test_takes_that_are_placed_meanwhile_leave_every_pause_as_it_is(tmp_path, stored):
    asyncio.run(_with_takes_placed_meanwhile(tmp_path, stored))


async def _with_takes_placed_meanwhile(tmp_path, stored):
    async with listening(tmp_path, (("The lamp went out.", "It came back.", "Then it was day."),)) as (d, voice):
        ids = [d.paragraph(text) for text in ("The lamp went out.", "It came back.", "Then it was day.")]
        for number, paragraph_id in enumerate(ids):
            voice.begin(paragraph_id)
            voice.end()
            if number < stored:
                voice.store()
        await d.player.play(PlayFrom(chapter_id=1))
        for _ in range(50):
            await d.hear(0.1)
            d.studio.refresh_takes([(ids[2], 0)])
        pause = d.studio.project.voicing.pauses.paragraph / 1000 + 0.04
        assert gaps(trimmed(d.devices.heard), RATE) == pytest.approx([pause, pause], abs=0.002)


@journey
async def test_a_stream_that_is_faster_than_speech_has_no_gap(tmp_path):
    async with listening(tmp_path) as (d, voice):
        first = d.paragraph("The lamp went out.")
        await d.player.play(PlayFrom(paragraph_id=first))
        voice.begin(first, seconds=4)
        for _ in range(32):
            voice.send(0.125)
            await d.hear(0.1)
        voice.end()
        await d.hear(0.5)
        assert gaps(trimmed(d.devices.heard), RATE) == []
        assert steps(d.devices.heard) < 0.03


@journey
async def test_a_stream_slower_than_speech_is_waited_for_rarely_and_says_so(tmp_path):
    async with listening(tmp_path) as (d, voice):
        first = d.paragraph("The lamp went out.")
        await d.player.play(PlayFrom(paragraph_id=first))
        voice.begin(first, seconds=4)
        for _ in range(40):
            voice.send(0.1)
            await d.hear(0.2)
        voice.end()
        await d.hear(3)
        heard = trimmed(d.devices.heard)
        assert 1 <= len(gaps(heard, RATE)) <= 4
        assert len(heard) / RATE - sum(gaps(heard, RATE)) == pytest.approx(4, abs=0.1)
        assert steps(heard) < 0.03
        waits = [state.waiting for state in d.states if state.playing]
        assert waits.count(True) >= 2


@journey
async def test_an_answer_that_breaks_off_ends_in_silence_and_a_sentence(tmp_path):
    async with listening(tmp_path) as (d, voice):
        first = d.paragraph("The lamp went out.")
        await d.player.play(PlayFrom(paragraph_id=first))
        voice.begin(first, seconds=3)
        voice.send(0.8)
        await d.hear(0.2)
        voice.end(Unreachable("The connection broke off."))
        await d.hear(1.5)
        assert [error.sentence for error in d.failed] == ["The connection broke off."]
        assert d.player.state.waiting
        assert not d.devices.heard[-RATE // 2 :].any()
        assert steps(d.devices.heard) < 0.03


@journey
async def test_what_broke_off_and_is_sent_again_is_heard_from_its_start(tmp_path):
    async with listening(tmp_path) as (d, voice):
        first = d.paragraph("The lamp went out.")
        await d.player.play(PlayFrom(paragraph_id=first))
        voice.begin(first, seconds=2)
        voice.send(0.8)
        voice.end(Unreachable("The connection broke off."))
        await d.hear(1.5)
        before = len(trimmed(d.devices.heard))
        voice.begin(first, seconds=2)
        voice.end()
        await d.hear(3)
        assert len(trimmed(d.devices.heard)) - before > 2 * RATE


@journey
async def test_pausing_in_an_answer_and_going_on_loses_nothing(tmp_path):
    async with listening(tmp_path) as (d, voice):
        first = d.paragraph("The lamp went out.")
        await d.player.play(PlayFrom(paragraph_id=first))
        voice.begin(first, seconds=2)
        voice.end()
        await d.hear(0.7)
        d.player.pause()
        await d.until(lambda: d.player.state.paused and d.devices.playing is None)
        paused = d.devices.heard.copy()
        d.player.resume()
        await d.hear(2.5)
        sounds = len(trimmed(paused)) + len(trimmed(d.devices.heard[len(paused) :]))
        assert sounds / RATE == pytest.approx(2.0, abs=0.1)


@journey
async def test_after_a_pause_it_goes_on_in_the_take_that_was_stored_meanwhile(tmp_path):
    async with listening(tmp_path) as (d, voice):
        first = d.paragraph("The lamp went out.")
        await d.player.play(PlayFrom(paragraph_id=first))
        voice.begin(first)
        voice.end()
        await d.hear(0.3)
        d.player.pause()
        await d.until(lambda: d.player.state.paused and d.devices.playing is None)
        before = len(d.devices.heard)
        voice.store()
        d.player.resume()
        await d.hear(0.3)
        (wanted,) = exported(d.studio, tmp_path / "out", "chapters", (1,))
        after = d.devices.heard[before + RATE // 100 :][:8000]
        starts = np.flatnonzero(wanted[: len(wanted) - 8000] == after[0])
        assert any(np.array_equal(wanted[n : n + 8000], after) for n in starts)


@journey
async def test_words_are_shown_as_they_are_heard(tmp_path):
    async with listening(tmp_path) as (d, voice):
        first = d.paragraph("The lamp went out.")
        await d.player.play(PlayFrom(paragraph_id=first))
        voice.begin(first, seconds=3)
        voice.tell_words((0, 3, 0.1), (4, 8, 0.5), (9, 13, 0.9))
        voice.send(2)
        await d.hear(1.4)
        shown = list(dict.fromkeys((event.start, event.end) for event in d.moved if event.end))
        assert shown == [(0, 3), (4, 8), (9, 13)]


@journey
async def test_it_is_as_loud_as_the_takes_around_it(tmp_path):
    async with listening(tmp_path) as (d, voice):
        first, second = d.paragraph("The lamp went out."), d.paragraph("It came back.")
        voice.begin(first)
        voice.end()
        voice.store()
        await d.player.play(PlayFrom(paragraph_id=second))
        voice.begin(second, loud=0.05)
        voice.end()
        await d.hear(0.6)
        gain = exported(d.studio, tmp_path / "out", "chapters", (1,))[0].max() / (0.3 * 32768)
        assert d.devices.heard.max() / 32768 == pytest.approx(0.05 * gain, rel=0.1)


@journey
async def test_faster_playing_does_not_put_silence_between_the_pieces(tmp_path):
    async with listening(tmp_path) as (d, voice):
        first = d.paragraph("The lamp went out.")
        d.player.speed = 1.5
        await d.player.play(PlayFrom(paragraph_id=first))
        voice.begin(first, seconds=3)
        for _ in range(10):
            voice.send(0.3)
            await d.hear(0.1)
        voice.end()
        await d.hear(2)
        assert gaps(trimmed(d.devices.heard), RATE) == []
        assert len(trimmed(d.devices.heard)) / RATE == pytest.approx(2.0, abs=0.15)


@journey
async def test_an_answer_that_cannot_be_decoded_waits_for_its_take(tmp_path):
    async with listening(tmp_path) as (d, voice):
        first = d.paragraph("The lamp went out.")
        await d.player.play(PlayFrom(paragraph_id=first))
        voice.begin(first)
        voice.codec = "flac"
        voice.end()
        await d.hear(0.2)
        assert not d.devices.heard.any()
        voice.store()
        await d.hear(0.5)
        assert d.devices.heard.any()
        assert d.failed == []


@journey
async def test_what_a_person_hears_of_a_repetition_is_the_placed_take(tmp_path):
    async with listening(tmp_path) as (d, voice):
        first = d.paragraph("The lamp went out.")
        voice.begin(first)
        voice.end()
        voice.store()
        voice.begin(first, loud=0.01)
        voice.send(0.5)
        await d.player.play(PlayFrom(paragraph_id=first))
        await d.hear(0.3)
        (wanted,) = exported(d.studio, tmp_path / "out", "chapters", (1,))
        assert np.array_equal(trimmed(d.devices.heard)[:8000], trimmed(wanted)[:8000])
