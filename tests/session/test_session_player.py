"""The player gives a device what an export writes, follows edits, takes and devices, and says what is heard."""

import asyncio
import functools
import threading
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pytest
from fake_device import RATE
from player_desk import add_take, desk, exported, rms_db, speak, trimmed

from studio_app.domain.edits import book as books
from studio_app.domain.edits import text as texts
from studio_app.domain.errors import WrongUsage
from studio_app.domain.segments import segments
from studio_app.session.player import PlayFrom

FADE = RATE * 5 // 1000


@dataclass
class Choice:
    id: int


def journey(test):
    @functools.wraps(test)
    def run(tmp_path):
        asyncio.run(test(tmp_path))

    return run


def found(part, whole):
    """Return where in ``whole`` a part lies, None where it does not."""
    starts = np.flatnonzero(whole[: len(whole) - len(part) + 1] == part[0])
    return next((int(s) for s in starts if np.array_equal(whole[s : s + len(part)], part)), None)


def parts_at(samples):
    """Return where sounds begin after at least a tenth of a second of silence."""
    there = np.flatnonzero(samples)
    return [int(there[0]), *(int(b) for a, b in pairwise(there) if b - a > RATE // 10)]


def parts(samples):
    """Return the sounds between silences."""
    return [trimmed(part) for part in np.split(samples, parts_at(samples)[1:])]


# What is played is what is exported


@journey
async def test_a_chapter_is_played_to_the_bit_as_it_is_exported(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        await d.player.play(PlayFrom(chapter_id=1))
        await d.finish()
        (wanted,) = exported(d.studio, tmp_path / "out", "chapters", (1,))
        assert np.array_equal(d.devices.heard[: len(wanted)], wanted)
        assert not d.devices.heard[len(wanted) :].any()
        assert d.player.underruns == 0


@journey
async def test_the_book_goes_on_from_chapter_to_chapter_without_a_gap(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        await d.player.play(PlayFrom())
        await d.finish()
        (wanted,) = exported(d.studio, tmp_path / "out")
        assert np.array_equal(d.devices.heard[: len(wanted)], wanted)
        assert [s.chapter_id for s in d.states if s.playing and s.chapter_id][-1] == 2


@journey
async def test_a_chapter_that_is_switched_off_is_passed_over(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        d.studio.do(books.include_chapters(d.studio.project, [1], included=False))
        await d.player.play(PlayFrom())
        await d.finish()
        (wanted,) = exported(d.studio, tmp_path / "out")
        assert np.array_equal(trimmed(d.devices.heard), trimmed(wanted))


@journey
async def test_from_a_paragraph_its_first_sample_comes_at_once(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        await d.player.play(PlayFrom(paragraph_id=d.paragraph("שלום עולם טוב.")))
        await d.hear(0.5)
        (wanted,) = exported(d.studio, tmp_path / "out")
        assert d.devices.heard[:2000].any()
        assert found(d.devices.heard[:20000], wanted) is not None


@journey
async def test_from_a_word_of_a_paragraph_it_begins_a_little_before_that_word(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        paragraph_id = d.paragraph("The lamp went out.")
        await d.player.play(PlayFrom(paragraph_id=paragraph_id, offset=10))
        await d.hear(0.4)
        (wanted,) = exported(d.studio, tmp_path / "out")
        at = found(d.devices.heard[FADE:10000], wanted) - FADE
        assert at / RATE == pytest.approx(0.75 + 2 * 0.2 - 0.02, abs=0.001)


@journey
async def test_a_selection_is_played_and_nothing_else(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        chosen = (d.paragraph("The lamp went out."), d.paragraph("שלום עולם טוב."), d.paragraph("It ends here."))
        await d.player.play(PlayFrom(selection=chosen))
        await d.finish()
        (wanted,) = exported(d.studio, tmp_path / "out")
        sounds = parts(d.devices.heard)
        assert len(sounds) == len(chosen)
        assert [found(sound, wanted) for sound in sounds] == [parts_at(wanted)[n] for n in (0, 2, 4)]


# Pausing, stopping, skipping, speed


@journey
async def test_after_a_pause_it_goes_on_with_the_sample_that_was_next(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        (wanted,) = exported(d.studio, tmp_path / "out")
        await d.player.play(PlayFrom())
        await d.hear(1.0)
        d.player.pause()
        await d.until(lambda: d.player.state.paused and d.devices.playing is None)
        before = d.devices.heard
        d.player.resume()
        await d.hear(0.5)
        same = int(np.flatnonzero(before != wanted[: len(before)])[0])
        after = d.devices.heard[len(before) :]
        assert abs(found(after[FADE : FADE + 9000], wanted) - FADE - same) <= 1
        assert d.player.state.playing
        assert not d.player.state.paused


@journey
async def test_stopping_fades_within_five_milliseconds_and_lets_the_device_go(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        await d.player.play(PlayFrom())
        await d.hear(1.1)
        length = len(d.devices.heard)
        d.player.stop()
        await d.until(lambda: d.devices.playing is None)
        rest = d.devices.heard[length:]
        quiet = int(np.flatnonzero(rest)[-1])
        assert quiet <= FADE + 441
        assert not rest[quiet + 1 :].any()
        assert np.abs(np.diff(d.devices.heard.astype(int))).max() < 2500
        assert not d.player.state.playing


@journey
async def test_next_and_previous_go_by_paragraphs_across_chapters(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        heard = []
        await d.player.play(PlayFrom(paragraph_id=d.paragraph("שלום עולם טוב.")))
        for by in (0, 1, -1, -1):
            if by:
                d.player.skip(by)
            await d.hear(0.2)
            heard.append(d.studio.project.paragraph(d.moved[-1].paragraph_id).text)
        assert heard == ["שלום עולם טוב.", "A second chapter.", "שלום עולם טוב.", "Then 🐇🐇 it — came back."]


@journey
async def test_past_the_last_paragraph_it_stops(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        await d.player.play(PlayFrom(paragraph_id=d.paragraph("It ends here.")))
        await d.hear(0.1)
        d.player.skip(1)
        await d.finish()
        assert not d.player.state.playing


@pytest.mark.parametrize("speed", [0.5, 1.5, 3.0])
def test_at_another_speed_the_book_is_as_much_shorter(tmp_path, speed):
    async def play():
        async with desk(tmp_path / "b.lectern") as d:
            d.player.speed = speed
            await d.player.play(PlayFrom())
            await d.finish()
            (wanted,) = exported(d.studio, tmp_path / "out")
            assert len(trimmed(d.devices.heard)) == pytest.approx(len(trimmed(wanted)) / speed, rel=0.02)

    asyncio.run(play())


@journey
async def test_the_speed_changes_without_a_click_and_without_losing_the_place(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        await d.player.play(PlayFrom())
        await d.hear(0.9)
        steepest = np.abs(np.diff(d.devices.heard.astype(int))).max()
        for speed in (2.0, 0.7, 1.0):
            d.player.speed = speed
            at = d.player.state.seconds
            await d.hear(0.3)
            assert d.player.state.seconds - at == pytest.approx(0.3 * speed, abs=0.25)
        assert np.abs(np.diff(d.devices.heard.astype(int))).max() < 2 * steepest
        with pytest.raises(WrongUsage):
            d.player.speed = 3.5


@journey
async def test_the_volume_scales_what_is_heard(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        d.player.volume = 0.5
        await d.player.play(PlayFrom(chapter_id=1))
        await d.finish()
        (wanted,) = exported(d.studio, tmp_path / "out", "chapters", (1,))
        assert np.abs(d.devices.heard[2000 : len(wanted)] - wanted[2000:] / 2).max() <= 0.5


# What is said


@journey
async def test_words_are_said_as_code_points_of_the_written_text(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        await d.player.play(PlayFrom())
        said = []
        for _ in range(260):
            await d.hear(0.02)
            event = d.moved[-1]
            text = d.studio.project.paragraph(event.paragraph_id).text
            said.append(text[event.start : event.end])
        words = [word for word in dict.fromkeys(said) if word]
        assert words[:4] == ["The", "lamp", "went", "out."]
        assert {"Then", "it", "came"} <= set(words)
        assert {"שלום", "עולם"} <= set(words)


@journey
async def test_what_is_said_is_what_is_heard_not_what_the_device_has_in_store(tmp_path):
    async with desk(tmp_path / "b.lectern", latency=RATE // 2) as d:
        await d.player.play(PlayFrom(chapter_id=1))
        await d.hear(1.5)
        assert d.player.state.seconds == pytest.approx(1.0, abs=0.02)


@journey
async def test_a_paragraph_that_was_edited_since_has_no_words_to_light(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        await d.player.play(PlayFrom())
        await d.hear(0.8)
        assert d.moved[-1].end > 0
        d.studio.do(texts.set_text(d.studio.project, d.paragraph("The lamp went out."), "A lamp went out."))
        await d.hear(0.1)
        assert (d.moved[-1].start, d.moved[-1].end) == (0, 0)


# What changes meanwhile


@journey
async def test_text_without_a_take_is_asked_for_and_waited_for(tmp_path):
    async with desk(tmp_path / "b.lectern", spoken=False) as d:
        keys = speak(d.studio, "The lamp went out.", "It ends here.")
        d.studio.refresh_takes(keys)
        await d.player.play(PlayFrom())
        await d.hear(3.0)
        missing = (d.paragraph("Then 🐇🐇 it — came back."), d.paragraph("שלום עולם טוב."))
        assert d.needed == [missing]
        assert d.player.state.waiting
        assert not d.devices.heard[-40000:].any()
        assert d.player.underruns == 0
        d.studio.refresh_takes(speak(d.studio, "Then 🐇🐇 it — came back."))
        await d.hear(2.0)
        assert d.needed == [missing, missing[1:]]
        d.studio.refresh_takes(speak(d.studio, "שלום עולם טוב.", "A second chapter."))
        await d.finish()
        (wanted,) = exported(d.studio, tmp_path / "out")
        there = len(trimmed(d.devices.heard)) - len(trimmed(wanted))
        assert there > 0
        assert not d.player.state.waiting


@journey
async def test_a_paragraph_without_a_take_is_begun_when_it_has_one(tmp_path):
    async with desk(tmp_path / "b.lectern", spoken=False) as d:
        await d.player.play(PlayFrom(paragraph_id=d.paragraph("A second chapter.")))
        await d.hear(0.5)
        assert d.player.state.waiting
        assert d.needed == [(d.paragraph("A second chapter."), d.paragraph("It ends here."))]
        d.studio.refresh_takes(speak(d.studio, "A second chapter."))
        await d.hear(0.3)
        assert d.moved[-1].paragraph_id == d.paragraph("A second chapter.")
        assert d.devices.heard[-4000:].any()


@journey
async def test_before_a_wait_the_last_sound_is_heard_to_its_end_at_any_speed(tmp_path):
    async with desk(tmp_path / "b.lectern", spoken=False) as d:
        d.studio.refresh_takes(speak(d.studio, "The lamp went out."))
        d.player.speed = 3.0
        await d.player.play(PlayFrom(paragraph_id=d.paragraph("The lamp went out.")))
        await d.hear(1.5)
        assert d.player.state.waiting
        before = len(trimmed(d.devices.heard))
        assert before / RATE == pytest.approx(0.8 / 3, abs=0.04)
        d.player.stop()
        await d.until(lambda: d.devices.playing is None)
        assert len(trimmed(d.devices.heard)) == before


@journey
async def test_what_is_waited_for_can_be_paused_and_passed_over(tmp_path):
    async with desk(tmp_path / "b.lectern", spoken=False) as d:
        d.studio.refresh_takes(speak(d.studio, "A second chapter."))
        await d.player.play(PlayFrom(paragraph_id=d.paragraph("שלום עולם טוב.")))
        await d.hear(0.2)
        d.player.pause()
        await d.until(lambda: d.player.state.paused)
        assert d.player.state.playing
        d.player.resume()
        await d.hear(0.2)
        assert d.player.state.waiting
        d.player.skip(1)
        await d.hear(0.3)
        assert d.moved[-1].paragraph_id == d.paragraph("A second chapter.")


@journey
async def test_a_project_closed_while_it_plays_ends_the_playing_and_nothing_else(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        await d.player.play(PlayFrom())
        await d.hear(0.5)
        d.studio.close()
        await d.finish()
        assert d.failed
        assert not d.player.state.playing


@journey
async def test_a_paragraph_deleted_ahead_is_passed_over_and_what_sounds_goes_on(tmp_path):
    async with desk(tmp_path / "b.lectern", chapters=(("One. " * 9, "Two.", "Three.", "Four.", "Five.", "Six."),)) as d:
        await d.player.play(PlayFrom())
        await d.hear(1.0)
        gone = d.paragraph("Five.")
        d.studio.do(texts.rewrite(d.studio.project, 1, after=d.paragraph("Four."), removed=[gone], written=[]))
        await d.finish()
        (wanted,) = exported(d.studio, tmp_path / "out")
        assert gone not in {event.paragraph_id for event in d.moved}
        same = np.flatnonzero(d.devices.heard[: len(wanted)] != wanted)
        # The chapter's one gain is another without it: what was under way keeps the old one.
        assert len(same) == 0 or len(trimmed(d.devices.heard)) == len(trimmed(wanted))


@journey
async def test_deleting_the_paragraph_that_sounds_goes_on_with_the_next(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        await d.player.play(PlayFrom())
        await d.hear(1.0)
        d.studio.do(
            texts.rewrite(d.studio.project, 1, after=None, removed=[d.paragraph("The lamp went out.")], written=[])
        )
        await d.finish()
        assert not d.failed
        assert d.paragraph("שלום עולם טוב.") in {event.paragraph_id for event in d.moved} | {
            state.paragraph_id for state in d.states
        }


@journey
async def test_removing_the_chapter_that_sounds_goes_on_with_the_next(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        await d.player.play(PlayFrom())
        await d.hear(1.0)
        d.studio.do(books.remove_chapters(d.studio.project, [1]))
        await d.finish()
        (wanted,) = exported(d.studio, tmp_path / "out")
        tail = trimmed(wanted)
        assert found(tail[:5000], d.devices.heard) is not None


@journey
async def test_a_damaged_recording_is_passed_over_and_said(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        found_take = next(iter(d.studio.file.takes([2]).values()))
        segment = segments(d.studio.project, d.studio.project.paragraph(2))[0]
        short = replace(found_take, id=0, trim_end=found_take.trim_end + 50000, frames=found_take.frames + 50000)
        d.studio.file.add_take(short, d.studio.file.audio(found_take.audio), place=segment.key).result()
        d.studio.refresh_takes([segment.key])
        await d.player.play(PlayFrom())
        await d.finish()
        assert [type(error).__name__ for error in d.failed] == ["Damaged"]
        assert d.moved[-1].paragraph_id == 5


# Takes alone


@journey
async def test_takes_are_compared_equally_loud_and_then_nothing_plays(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        segment = segments(d.studio.project, d.studio.project.paragraph(1))[0]
        loudness = []
        for loud in (0.05, 0.5):
            take = add_take(d.studio.file, segment, 1, loud, place=False)
            before = len(d.devices.heard)
            await d.player.play_take(Choice(take.id))
            assert d.player.state.take_id == take.id or await d.settle() is None
            await d.finish()
            loudness.append(rms_db(d.devices.heard[before:]))
        assert loudness[0] == pytest.approx(loudness[1], abs=0.1)
        assert not d.player.state.playing
        assert d.player.state.take_id is None


@journey
async def test_a_take_can_be_heard_from_its_middle_and_one_that_is_gone_is_refused(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        await d.player.play_take(Choice(1), 0.5)
        await d.hear(0.1)
        assert d.player.state.seconds == pytest.approx(0.58, abs=0.05)
        with pytest.raises(WrongUsage):
            await d.player.play_take(Choice(99))


# Devices


@journey
async def test_another_default_device_goes_on_where_the_first_was(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        (wanted,) = exported(d.studio, tmp_path / "out")
        await d.player.play(PlayFrom())
        await d.hear(1.0)
        d.devices.name = "Headphones"
        await d.hear(1.5)
        await d.until(lambda: d.player.state.device == "Headphones" and len(d.devices.opened[-1].got) > 42000)
        first, second = (device.got for device in d.devices.opened if len(device.got))
        at = found(second[FADE:42000], wanted) - FADE
        assert at == pytest.approx(len(first), abs=442)


@journey
async def test_without_a_device_a_silent_clock_runs_and_a_device_that_comes_is_taken(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        d.devices.name = ""
        d.devices.seconds += 5
        await d.player.play(PlayFrom())
        await asyncio.sleep(0.3)
        assert d.player.state.silent
        assert d.player.state.device == ""
        assert d.player.state.seconds > 0.05
        d.devices.name = "Speakers"
        d.devices.seconds += 5
        await d.until(lambda: d.devices.playing is not None and not d.player.state.silent)
        await d.hear(1.0)
        assert d.devices.playing.got.any()


@journey
async def test_closing_while_it_plays_leaves_no_thread_and_no_device(tmp_path):
    async with desk(tmp_path / "b.lectern") as d:
        await d.player.play(PlayFrom())
        await d.hear(0.2)
        await d.player.close()
        assert all(device.closed for device in d.devices.opened)
        assert not {t.name for t in threading.enumerate()} & {"player", "silent clock"}
