"""The player of timelines gives a device what an export holds, goes round loops, follows edits, scrubs and measures."""

import asyncio
import functools

import numpy as np
import pytest
import soundfile
from timeline_player_desk import CHAPTER, STEP, add_media, hum, timeline_desk

from studio_app.audio import sources
from studio_app.audio.meters import SILENT_DB
from studio_app.domain.edits.timeline import Edge, delete_clips, move_clips, stretch_clip
from studio_app.domain.edits.tracks import change_track
from studio_app.domain.errors import WrongUsage
from studio_app.domain.timeline import RATE, TrackKind
from studio_app.jobs.stop import Stop
from studio_app.session.export import ExportWish, export_book

FADE = RATE * 5 // 1000


def journey(test):
    @functools.wraps(test)
    def run(tmp_path, **named):
        asyncio.run(test(tmp_path, **named))

    return run


def trimmed(samples):
    """Return samples without the silence behind them."""
    return samples[: np.flatnonzero(samples.any(axis=1))[-1] + 1]


def spread(desk):
    """Two speakers and an effect over the first of them, which is heard on the left."""
    ada, grace = desk.track(), desk.track(name="Grace")
    rain = desk.track(TrackKind.SFX, "Rain")
    clips = [desk.clip(ada, 0.5, 1), desk.clip(grace, 2.0, 5), desk.clip(rain, 0.25, 9, 2.5)]
    desk.edit(change_track, rain.id, pan=-0.8, volume=-6.0)
    return (ada, grace, rain), clips


# What is played is what is exported


@journey
async def test_a_timeline_is_played_to_the_bit_as_it_is_exported(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        spread(d)
        await d.player.play(CHAPTER)
        await d.finish()
        export_book(d.studio.file, ExportWish(tmp_path / "x.wav", "wav", "book", incomplete=True), Stop())
        wanted, rate = soundfile.read(tmp_path / "x.wav", dtype="int16")
        assert rate == RATE
        assert (wanted[:, 0] != wanted[:, 1]).any()
        assert np.array_equal(d.devices.heard[: len(wanted)], wanted)
        assert not d.devices.heard[len(wanted) :].any()
        assert d.player.underruns == 0


@journey
async def test_from_silence_the_first_sample_is_the_one_that_lies_there(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        d.clip(d.track(), 1.0)
        await d.player.play(CHAPTER, RATE * 9 // 10, RATE * 15 // 10)
        await d.finish()
        wanted = d.exported()[RATE * 9 // 10 : RATE * 15 // 10]
        assert np.array_equal(d.devices.heard[: len(wanted)], wanted)
        assert not d.devices.heard[len(wanted) + FADE :].any()


@journey
async def test_from_the_middle_of_a_sound_it_rises_within_five_milliseconds(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        spread(d)
        await d.player.play(CHAPTER, RATE)
        await d.hear(0.5)
        wanted = d.exported()[RATE:]
        assert d.devices.heard[0].tolist() == [0, 0]
        assert np.array_equal(d.devices.heard[FADE : RATE // 2], wanted[FADE : RATE // 2])


@journey
async def test_a_chapter_without_a_timeline_is_refused_in_a_sentence(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        with pytest.raises(WrongUsage, match="timeline"):
            await d.player.play(CHAPTER)
        assert not d.player.state.playing


# Loops


@journey
async def test_a_loop_goes_on_with_its_first_sample_right_after_its_last(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        spread(d)
        begin, end = RATE * 2 // 5, RATE * 11 // 10 + 7
        await d.player.play(CHAPTER, begin, end, loop=True)
        await d.hear(3.0)
        wanted = np.tile(d.exported()[begin:end], (5, 1))[FADE : RATE * 3]
        assert np.array_equal(d.devices.heard[FADE : RATE * 3], wanted)
        assert d.player.state.looping
        assert all(begin <= sample < end for sample in d.moved)


@journey
async def test_a_loop_is_entered_from_within_and_left_when_it_is_taken_away(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        spread(d)
        await d.player.play(CHAPTER, RATE, RATE * 3 // 2, loop=True, back_to=RATE // 2)
        await d.hear(2.0)
        d.player.set_loop(None)
        await d.finish()
        whole = d.exported()
        once = whole[RATE : RATE * 3 // 2]
        assert np.array_equal(d.devices.heard[FADE : len(once)], once[FADE:])
        assert np.array_equal(d.devices.heard[len(once) : len(once) + RATE], whole[RATE // 2 : RATE * 3 // 2])
        assert np.array_equal(trimmed(d.devices.heard)[-RATE:], trimmed(whole)[-RATE:])


@journey
async def test_a_loop_that_reaches_beyond_the_last_clip_is_silent_there(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        d.clip(d.track(), 0.1, seconds=0.3)
        await d.player.play(CHAPTER, 0, RATE, loop=True)
        await d.hear(2.5)
        once = np.zeros((RATE, 2), np.int16)
        once[: len(d.exported())] = d.exported()
        assert np.array_equal(d.devices.heard[: RATE * 2], np.tile(once, (2, 1)))


# Pausing, seeking, stopping


@journey
async def test_after_a_pause_it_goes_on_with_the_sample_that_was_next(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        spread(d)
        await d.player.play(CHAPTER)
        await d.hear(1.0)
        d.player.pause()
        await d.until(lambda: d.player.state.paused and d.devices.playing is None)
        at, before = d.player.state.sample, len(d.devices.heard)
        d.player.resume()
        await d.hear(0.4)
        after = d.devices.heard[before:]
        assert np.array_equal(after[FADE : RATE // 3], d.exported()[at + FADE : at + RATE // 3])


@journey
async def test_seeking_jumps_without_a_click_and_the_playhead_with_it(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        spread(d)
        await d.player.play(CHAPTER)
        await d.hear(1.0)
        d.player.seek(RATE * 2)
        assert d.player.state.sample == RATE * 2
        await d.hear(0.3)
        wanted = d.exported()[RATE * 2 + FADE : RATE * 2 + RATE // 5]
        heard = d.devices.heard[RATE : RATE + RATE // 2]
        assert any(np.array_equal(heard[n : n + len(wanted)], wanted) for n in range(len(heard) - len(wanted)))
        assert np.abs(np.diff(d.devices.heard.astype(int), axis=0)).max() < 3000


@journey
async def test_stopping_puts_the_playhead_back_where_playing_began(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        spread(d)
        await d.player.play(CHAPTER, RATE // 2)
        await d.hear(0.5)
        assert d.player.state.sample > RATE // 2
        d.player.stop()
        await d.until(lambda: d.devices.playing is None)
        assert (d.player.state.playing, d.player.state.sample) == (False, RATE // 2)


@journey
async def test_the_place_that_is_heard_is_said_all_the_way(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern", latency=STEP) as d:
        d.clip(d.track(), 0.0)
        await d.player.play(CHAPTER)
        for _ in range(30):
            await d.hear(0.05)
            await asyncio.sleep(0.025)
        assert d.moved[:-1] == sorted(d.moved[:-1])
        assert len(set(d.moved)) > 12


# Edits while it plays


@journey
async def test_a_track_that_is_muted_falls_silent_soon_and_without_a_click(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        ada = d.track()
        d.clip(ada, 0.0, 1, 3.0)
        await d.player.play(CHAPTER)
        await d.hear(0.5)
        d.edit(change_track, ada.id, mute=True)
        await d.hear(1.0)
        heard = d.devices.heard[:, 0].astype(int)
        assert not heard[RATE * 9 // 10 :].any()
        assert np.abs(np.diff(heard)).max() < 700
        assert d.player.underruns == 0


@journey
async def test_an_edit_elsewhere_changes_no_sample_of_what_is_heard(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        ada = d.track()
        d.clip(ada, 0.0, 1, 2.0)
        last = d.clip(ada, 3.0, 2, 1.0)
        wanted = d.exported()[: RATE * 5 // 2]
        await d.player.play(CHAPTER)
        for by in (100, 200, -50, 4000):
            await d.hear(0.3)
            d.edit(move_clips, [last.id], by)
        await d.finish()
        assert np.array_equal(d.devices.heard[: len(wanted)], wanted)
        after = d.exported()
        assert np.array_equal(d.devices.heard[RATE * 5 // 2 : len(after)], after[RATE * 5 // 2 :])


@journey
async def test_what_is_put_behind_the_end_while_it_plays_is_heard(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        music = d.track(TrackKind.AUDIO, "Music")
        d.clip(music, 0.0, 1, 1.0)
        await d.player.play(CHAPTER)
        await d.hear(0.4)
        d.clip(music, 1.2, 3, 0.5)
        await d.finish()
        wanted = d.exported()
        assert np.array_equal(d.devices.heard[: len(wanted)], wanted)


@journey
async def test_when_everything_is_deleted_it_falls_silent_and_stops(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        clip = d.clip(d.track(), 0.0, 1, 2.0)
        await d.player.play(CHAPTER)
        await d.hear(0.5)
        d.edit(delete_clips, [clip.id])
        await d.finish()
        assert np.abs(np.diff(d.devices.heard[:, 0].astype(int))).max() < 700
        assert not d.failed


@journey
async def test_an_edit_that_takes_long_to_render_makes_no_gap(tmp_path, monkeypatch):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        clip = d.clip(d.track(TrackKind.AUDIO, "Music"), 0.0, 1, 4.0)
        slowly, slow = sources.Stretch, []
        monkeypatch.setattr(sources, "Stretch", lambda *given: slow.append(d.devices.give(RATE // 3)) or slowly(*given))
        await d.player.play(CHAPTER)
        await d.hear(0.5)
        d.edit(stretch_clip, clip.id, Edge.END, RATE * 5)
        await d.hear(1.0)
        assert len(slow) == 1
        assert d.player.underruns == 0
        assert np.abs(d.devices.heard[RATE // 10 :, 0]).reshape(-1, 400).max(axis=1).min() > 5000


@journey
async def test_undo_is_heard_too(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        ada = d.track()
        d.clip(ada, 0.0, 1, 3.0)
        wanted = d.exported()
        d.edit(change_track, ada.id, mute=True)
        await d.player.play(CHAPTER)
        await d.hear(0.5)
        await d.studio.undo()
        await d.finish()
        assert not d.devices.heard[: RATE // 2].any()
        assert np.array_equal(d.devices.heard[RATE : len(wanted)], wanted[RATE:])


@journey
async def test_many_edits_in_a_row_never_click(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        music = d.track(TrackKind.AUDIO, "Music")
        d.clip(music, 0.0, 0, 6.0)
        await d.player.play(CHAPTER)
        for number in range(40):
            await d.hear(0.05)
            for volume in (-number % 7, -number % 5):
                d.edit(change_track, music.id, volume=-float(volume))
        await d.hear(0.5)
        heard = d.devices.heard[RATE // 2 : RATE * 2].astype(int)
        assert np.abs(np.diff(heard, axis=0)).max() < 500
        assert d.player.underruns == 0


# Before anything plays


async def at_rest(d):
    """Wait until what nobody waits for is done."""
    for _ in range(2000):
        if d.player._playing._spare is None:
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never came to rest")


@journey
async def test_what_is_near_is_found_out_while_nothing_plays(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        music = d.track(TrackKind.AUDIO, "Music")
        clip = d.put(music, 0.5, add_media(d.studio.file, tmp_path / "m.wav", hum(2, 9.0, 44100), 44100))
        d.edit(stretch_clip, clip.id, Edge.END, clip.start + 10 * RATE)
        wanted = d.exported()
        d.player.prepare(CHAPTER)
        await d.settle()
        await at_rest(d)
        (stretch,) = d.player._mixes._sources._stretches.values()
        assert not list(stretch.prepare())
        await d.player.play(CHAPTER, 8 * RATE)
        await d.finish()
        assert np.array_equal(d.devices.heard[FADE : len(wanted) - 8 * RATE], wanted[8 * RATE + FADE :])


@journey
async def test_what_is_asked_for_goes_before_what_nobody_waits_for(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        d.clip(d.track(), 0.0, 1, 1.0)
        d.player.prepare(CHAPTER)
        await d.settle()
        steps = iter(lambda: None, 1)
        d.player._playing.ask(lambda: setattr(d.player._playing, "_spare", steps))
        await d.player.play(CHAPTER)
        await d.finish()
        assert d.devices.heard.any()


@journey
async def test_what_cannot_be_found_out_is_told_when_it_is_to_be_heard(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        d.clip(d.track(), 0.0, 1, 1.0)
        d.put(d.track(TrackKind.AUDIO, "Music"), 3.0, add_media(d.studio.file, tmp_path / "m.wav", hum(2), 44100))
        (tmp_path / "m.wav").unlink()
        d.player.prepare(CHAPTER)
        await d.settle()
        await at_rest(d)
        assert not d.failed
        await d.player.play(CHAPTER)
        await d.finish()
        assert len(d.failed) == 1


# Scrubbing


@journey
async def test_scrubbing_lets_the_place_be_heard_and_then_silence(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        d.clip(d.track(), 0.0, 1, 3.0)
        d.player.prepare(CHAPTER)
        d.player.scrub(RATE)
        assert d.player.state.sample == RATE
        await d.hear(0.5)
        wanted = d.exported()[RATE + FADE : RATE + RATE // 20]
        assert np.array_equal(d.devices.heard[FADE : RATE // 20], wanted)
        assert not d.devices.heard[RATE // 5 :].any()
        d.player.end_scrub()
        await d.until(lambda: d.devices.playing is None)
        assert not d.player.state.scrubbing


@journey
async def test_dragging_over_a_timeline_that_plays_goes_on_where_it_is_let_go(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        d.clip(d.track(), 0.0, 1, 3.0)
        await d.player.play(CHAPTER)
        await d.hear(0.3)
        for at in range(RATE // 2, RATE * 2, RATE // 10):
            d.player.scrub(at)
            await d.hear(0.05)
        d.player.end_scrub()
        before = len(d.devices.heard)
        await d.hear(0.3)
        assert d.player.state.playing
        at = RATE * 19 // 10
        heard, wanted = d.devices.heard[before:], d.exported()[at + FADE : at + RATE // 5]
        assert any(np.array_equal(heard[n : n + len(wanted)], wanted) for n in range(len(heard) - len(wanted)))


@journey
async def test_what_is_paused_while_somebody_drags_stays_silent(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        d.clip(d.track(), 0.0, 1, 3.0)
        await d.player.play(CHAPTER)
        await d.hear(0.3)
        d.player.scrub(RATE)
        await d.hear(0.1)
        assert d.player.state.scrubbing
        d.player.pause()
        d.player.end_scrub()
        await d.until(lambda: d.devices.playing is None and not d.player.state.scrubbing)
        assert (d.player.state.playing, d.player.state.paused, d.player.state.sample) == (False, False, RATE)


@journey
async def test_letting_go_of_what_was_never_dragged_changes_nothing(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        d.clip(d.track(), 0.0, 1, 3.0)
        await d.player.play(CHAPTER)
        await d.hear(0.3)
        d.player.end_scrub()
        await d.hear(0.3)
        assert d.player.state.playing
        assert np.array_equal(d.devices.heard[: RATE // 2], d.exported()[: RATE // 2])


# Opening a timeline, files that are missing


@journey
async def test_a_timeline_that_is_opened_again_keeps_its_playhead(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        d.clip(d.track(), 0.0, 1, 3.0)
        d.player.prepare(CHAPTER)
        d.player.seek(RATE)
        d.player.prepare(CHAPTER)
        assert (d.player.state.chapter_id, d.player.state.sample) == (CHAPTER, RATE)
        d.player.prepare(CHAPTER, 0)
        assert d.moved[-1] == 0


@journey
async def test_no_device_is_opened_before_a_timeline_is(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        d.clip(d.track(), 0.0)
        await d.settle()
        assert not d.devices.opened
        d.player.prepare(CHAPTER)
        await d.settle()
        assert [device.closed for device in d.devices.opened] == [False]
        assert d.player.state.device == "Speakers"


@journey
async def test_what_lies_at_the_playhead_is_read_before_it_is_played(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        d.clip(d.track(), 1.0, 1, 2.0)
        audio, read = d.studio.file.audio, []
        d.studio.file.audio = lambda name: read.append(name) or audio(name)
        d.player.prepare(CHAPTER)
        d.player.seek(RATE * 2)
        await d.until(lambda: read)
        await d.player.play(CHAPTER, RATE * 2)
        await d.hear(0.3)
        assert d.devices.heard.any()
        assert len(read) == 1


@journey
async def test_music_that_is_missing_is_told_of_and_heard_once_it_is_there_again(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        file, away = tmp_path / "music.wav", tmp_path / "elsewhere"
        d.put(d.track(TrackKind.AUDIO, "Music"), 0.0, add_media(d.studio.file, file, hum(2, 3.0, 44100), 44100))
        wanted = d.exported()
        away.mkdir()
        file.rename(away / "renamed.bin")
        await d.player.play(CHAPTER)
        await d.hear(0.5)
        assert not d.devices.heard.any()
        assert "music.wav" in d.failed[0].sentence
        (away / "renamed.bin").rename(file)
        d.player.refresh()
        await d.finish()
        assert np.array_equal(d.devices.heard[RATE : len(wanted)], wanted[RATE:])
        assert len(d.failed) == 1


# Speed, levels


@journey
async def test_twice_as_fast_takes_half_as_long_and_keeps_both_sides(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        spread(d)
        d.player.speed = 2.0
        await d.player.play(CHAPTER)
        await d.finish()
        sounding = np.flatnonzero(d.devices.heard.any(axis=1))
        assert sounding[-1] - sounding[0] == pytest.approx(RATE * 2.75 / 2, rel=0.05)
        left, right = np.square(d.devices.heard[: RATE // 2].astype(float)).mean(axis=0)
        assert left > right


@journey
async def test_an_edit_is_heard_as_soon_at_another_speed(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        music = d.track(TrackKind.AUDIO, "Music")
        d.clip(music, 0.0, 1, 6.0)
        d.player.speed = 2.0
        await d.player.play(CHAPTER)
        await d.hear(0.5)
        for volume in (-3.0, -2.0, -1.0):
            d.edit(change_track, music.id, volume=volume)
        d.edit(change_track, music.id, mute=True)
        await d.hear(1.0)
        heard = d.devices.heard[:, 0].astype(int)
        assert heard[: RATE // 2].any()
        assert not heard[RATE * 9 // 10 :].any()
        assert np.abs(np.diff(heard)).max() < 1200
        assert d.player.state.sample > RATE * 2


@journey
async def test_levels_are_those_of_what_is_heard_and_fall_when_it_stops(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        d.clip(d.track(TrackKind.AUDIO, "Tone"), 0.0, 1, 3.0)
        assert d.player.levels().peak == (SILENT_DB, SILENT_DB)
        await d.player.play(CHAPTER)
        await d.hear(2.0)
        found = d.player.levels()
        assert found.peak == pytest.approx((-10.5, -10.5), abs=0.2)
        assert found.rms == pytest.approx((-13.5, -13.5), abs=0.2)
        assert found.integrated == pytest.approx(-10.9, abs=1.0)
        d.player.stop()
        await d.until(lambda: d.devices.playing is None)
        await d.settle()
        assert d.player.levels().momentary == SILENT_DB
        assert d.player.levels().integrated > SILENT_DB


@journey
async def test_on_another_device_it_goes_on_where_it_was_and_is_measured_there(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        d.clip(d.track(TrackKind.AUDIO, "Tone"), 0.0, 1, 8.0)
        await d.player.play(CHAPTER)
        await d.hear(2.5)
        d.devices.name = "Headphones"
        await d.until(lambda: getattr(d.devices.playing, "name", "") == "Headphones")
        at = d.player.state.sample
        d.player.measure_anew()
        await d.hear(1.5)
        assert d.player.state.sample == pytest.approx(at + 1.5 * RATE, abs=RATE // 2)
        assert d.player.levels().integrated == pytest.approx(-10.9, abs=1.0)


@journey
async def test_a_damaged_recording_is_left_out_told_once_and_the_rest_goes_on(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        music, rain = d.track(TrackKind.AUDIO, "Music"), d.track(TrackKind.SFX, "Rain")
        d.clip(music, 0.0, 1, 2.0)
        bad = d.clip(rain, 0.5, 3, 1.0)
        audio = d.studio.file.audio
        taken = d.studio.file.takes([bad.sounds[0].take_id])[bad.sounds[0].take_id].audio
        d.studio.file.audio = lambda name: audio(name)[:2000] if name == taken else audio(name)
        await d.player.play(CHAPTER)
        await d.finish()
        assert len(d.failed) == 1
        d.studio.file.audio = audio
        d.edit(delete_clips, [bad.id])
        wanted = d.exported()
        assert np.array_equal(d.devices.heard[: RATE // 2], wanted[: RATE // 2])
        assert np.array_equal(d.devices.heard[RATE * 3 // 2 : len(wanted)], wanted[RATE * 3 // 2 :])


@journey
async def test_whatever_goes_wrong_nobody_waits_for_ever(tmp_path):
    async with timeline_desk(tmp_path / "b.lectern") as d:
        d.clip(d.track(), 0.0, 1, 1.0)
        audio = d.studio.file.audio
        d.studio.file.audio = lambda _: 1 / 0
        await asyncio.wait_for(d.player.play(CHAPTER), 5)
        await d.until(lambda: not d.player.state.playing)
        d.studio.file.audio = audio
        await d.player.play(CHAPTER)
        await d.finish()
        assert np.array_equal(d.devices.heard[: RATE // 2], d.exported()[: RATE // 2])
