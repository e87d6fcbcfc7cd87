"""The desk of timelines: takes come to their clips, edits keep what was paid for, fixed clips are spoken as fast as needed."""

import asyncio
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from script_desk_session import CHAPTER, CHARACTER_S, LINES, SECOND, SwiftEngine, make_script, run

from studio_app.audio.decode import decode
from studio_app.domain.cast import Casting
from studio_app.domain.edits import timeline as clips
from studio_app.domain.edits.book import add_chapter, cast_speaker, remove_chapters
from studio_app.domain.edits.desk import on_timeline
from studio_app.domain.edits.text import include_paragraph, set_text
from studio_app.domain.edits.tracks import add_track, change_track
from studio_app.domain.errors import ClipLocked, NoRoom, WrongUsage
from studio_app.domain.segments import segments
from studio_app.domain.timeline import Mode, TrackKind
from studio_app.session.narrate import generate
from studio_app.session.studio import Studio
from studio_app.session.work_views import Scope
from studio_app.settings.file import Settings
from studio_app.speech.engine import Model, Timings
from studio_app.store.project_file import ProjectFile


def heard_s(clip):
    return round(clip.length / SECOND, 2)


def test_what_is_generated_is_heard_on_its_clips_and_is_one_step_of_undo(tmp_path):
    async def test(table):
        before = table.row
        await table.generate()
        assert [heard_s(clip) for clip in table.row] == [round(len(line) * CHARACTER_S, 2) for line in LINES]
        assert not await table.stale()
        assert table.studio.history.undo == "Place takes"
        await table.undo()
        assert table.row == before
        assert table.studio.history.undo is None
        await table.studio.redo()
        assert all(clip.sounds for clip in table.row)

    run(tmp_path, test)


def test_a_split_clip_sounds_as_before_and_nothing_is_paid_again(tmp_path):
    engine = SwiftEngine()

    async def test(table):
        await table.generate()
        clip, asked = table.row[0], list(engine.asked)
        await table.desk.split(CHAPTER, clip.id, clip.start + 9 * SECOND * 50 // 1000)
        await table.idle()
        left, right = table.row[:2]
        assert (left.text, right.text) == ("One two three ", "four.")
        assert left.sounds[0].end == right.sounds[0].start
        assert not await table.stale()
        states = await table.marks()
        assert states[right.paragraph_id] == states[left.paragraph_id] == "generated"
        await table.generate()
        assert engine.asked == asked
        assert table.row[:2] == [left, right]
        return left, right

    run(tmp_path, test, engine)


def test_halves_of_a_half_are_takes_too_with_the_words_they_hold(tmp_path):
    async def test(table):
        await table.generate()
        clip = table.row[0]
        await table.desk.split(CHAPTER, clip.id, clip.start + SECOND * 38 // 100)
        await table.idle()
        right = table.row[1]
        assert right.text == "three four."
        await table.desk.split(CHAPTER, right.id, right.start + SECOND // 10)
        await table.idle()
        assert [c.text for c in table.row[:3]] == ["One two ", "three ", "four."]
        assert not await table.stale()
        file = table.studio.file
        places = file.placements([table.row[2].paragraph_id])
        (take,) = file.takes([n for n, _ in places.values()], words=True).values()
        assert take.cost == 0
        assert [(w.start, w.end) for w in take.words] == [(0, 5)]

    run(tmp_path, test)


def test_undo_of_a_split_and_a_merge_leave_nothing_stale(tmp_path):
    async def test(table):
        await table.generate()
        whole = table.row[0]
        await table.desk.split(CHAPTER, whole.id, whole.start + SECOND // 2)
        await table.idle()
        ids = [clip.id for clip in table.row[:2]]
        table.desk.do(CHAPTER, partial(clips.merge_clips, clip_ids=ids))
        await table.idle()
        assert table.row[0] == whole
        assert not await table.stale()
        await table.undo()
        assert not await table.stale()
        await table.undo()
        assert table.row[0] == whole
        assert not await table.stale()

    run(tmp_path, test)


def test_a_copy_has_the_take_of_what_was_copied(tmp_path):
    async def test(table):
        await table.generate()
        table.desk.do(CHAPTER, partial(clips.duplicate_clips, clip_ids=[table.row[0].id]))
        await table.idle()
        assert not await table.stale()
        assert (await table.marks())[table.row[1].paragraph_id] == "generated"

    run(tmp_path, test)


def test_another_text_is_stale_and_is_generated_alone(tmp_path):
    engine = SwiftEngine()

    async def test(table):
        await table.generate()
        clip = table.row[1]
        await table.desk.write(CHAPTER, clip.id, "And who is that?")
        assert table.row[1].length == clip.length
        await table.idle()
        assert await table.stale() == (clip.id,)
        await table.generate()
        assert engine.asked[len(LINES) :] == ["And who is that?"]
        assert table.row[1].sounds[0].said.text == "And who is that?"

    run(tmp_path, test, engine)


def test_writing_on_a_clip_is_one_step_and_takes_the_time_it_will_take(tmp_path):
    async def test(table):
        clip = table.row[2]
        for text in ("A", "A long", "A long line that takes a while to be read aloud."):
            await table.desk.write(CHAPTER, clip.id, text)
        assert table.row[2].length > 2 * SECOND
        assert table.studio.project.paragraph(clip.paragraph_id).text == text
        await table.undo()
        assert table.row[2] == clip

    run(tmp_path, test)


def test_a_fixed_clip_is_spoken_as_fast_as_its_length_asks_and_stretched_to_the_sample(tmp_path):
    engine = SwiftEngine()

    async def test(table):
        await table.generate()
        clip = table.row[0]
        natural = clip.length
        table.desk.do(
            CHAPTER, partial(clips.stretch_clip, clip_id=clip.id, edge="end", to=clip.start + natural * 9 // 10)
        )
        await table.generate([clip.id], Mode.FIXED)
        fixed = table.row[0]
        assert fixed.length == natural * 9 // 10
        assert engine.speeds[-1] == pytest.approx(1.11)
        assert fixed.stretch == pytest.approx(1.0, abs=0.02)
        assert sum(sound.length for sound in fixed.sounds) == fixed.length
        await table.generate([clip.id], Mode.DYNAMIC)
        assert table.row[0].length == natural
        assert table.studio.project.paragraph(clip.paragraph_id).settings == ()

    run(tmp_path, test, engine)


def test_what_an_engine_cannot_do_stretching_does(tmp_path):
    engine = SwiftEngine()

    async def test(table):
        await table.generate()
        clip = table.row[0]
        table.desk.do(
            CHAPTER, partial(clips.stretch_clip, clip_id=clip.id, edge="end", to=clip.start + clip.length // 2)
        )
        estimate = await table.desk.estimate(CHAPTER, [clip.id], Mode.FIXED)
        assert estimate.credits == len(LINES[0])
        await table.generate([clip.id], Mode.FIXED)
        assert engine.speeds[-1] == 1.2
        assert table.row[0].stretch == pytest.approx(0.6, abs=0.01)
        assert table.row[0].strained

    run(tmp_path, test, engine)


def test_a_fixed_clip_that_was_never_generated_is_spoken_by_estimate(tmp_path):
    engine = SwiftEngine()

    async def test(table):
        await table.generate([table.row[1].id, table.row[2].id])
        clip = table.row[0]
        table.desk.do(CHAPTER, partial(clips.stretch_clip, clip_id=clip.id, edge="end", to=clip.start + 30_000))
        await table.generate()
        assert engine.speeds[-1] == 1.2
        assert table.row[0].length == 30_000

    long = "Nobody at all, sir, and nobody ever was, as far as I can tell."
    run(tmp_path, test, engine, lines=(*LINES[:2], long))


def test_what_is_locked_is_not_generated(tmp_path):
    engine = SwiftEngine()

    async def test(table):
        table.desk.do(CHAPTER, partial(clips.lock_clips, clip_ids=[table.row[0].id], locked=True))
        table.desk.do(CHAPTER, partial(change_track, track_id=2, locked=True))
        assert await table.stale() == (table.row[2].id,)
        await table.generate()
        assert engine.asked == [LINES[2]]
        with pytest.raises(WrongUsage):
            await table.desk.generate(CHAPTER, [table.row[0].id])

    run(tmp_path, test, engine)


def test_speech_longer_than_its_gap_moves_what_follows(tmp_path):
    async def test(table):
        await table.generate()
        long = " ".join(["word"] * 60) + "."
        table.studio.do(set_text(table.studio.project, table.row[0].paragraph_id, long))
        await table.generate()
        first, second = table.timeline.lane(1)
        assert first.length == pytest.approx(len(long) * CHARACTER_S * SECOND, abs=2)
        assert second.start >= first.end

    run(tmp_path, test)


def test_another_take_that_is_chosen_is_heard_on_the_clip_in_the_same_step(tmp_path):
    async def test(table):
        await table.generate()
        first = table.row[0]
        table.made.work.regenerate(first.paragraph_id)
        await table.idle()
        second = table.row[0]
        assert second.sounds[0].take_id != first.sounds[0].take_id
        old = next(c for c in table.made.work.takes(first.paragraph_id) if c.id == first.sounds[0].take_id)
        await table.made.work.restore(first.paragraph_id, old)
        await table.idle()
        assert table.row[0].sounds[0].take_id == first.sounds[0].take_id
        await table.undo()
        assert table.row[0] == second
        assert table.studio.file.placements([first.paragraph_id])[first.paragraph_id, 0][0] == second.sounds[0].take_id
        await table.studio.redo()
        await table.idle()
        assert table.row[0].sounds[0].take_id == first.sounds[0].take_id

    run(tmp_path, test)


def test_takes_a_kill_left_out_are_on_their_clips_after_opening(tmp_path):
    async def test(table):
        await table.desk.close()
        await table.made.job(table.made.work.generate(Scope(tuple(clip.paragraph_id for clip in table.row))))
        await table.made.settled()
        assert not any(clip.sounds for clip in table.row)
        table.desk = type(table.desk)(table.studio, table.made.work, table.made.announce)
        assert await table.desk.reconcile() == len(LINES)
        assert all(clip.sounds for clip in table.row)
        assert await table.desk.reconcile() == 0
        await table.undo()
        assert not any(clip.sounds for clip in table.row)

    run(tmp_path, test)


@pytest.mark.parametrize("wait", [True, False])
def test_what_was_taken_back_is_taken_back_after_opening_too_and_can_be_done_again(tmp_path, wait):
    async def first(table):
        await table.generate()
        before, heard = await table.undo() if wait else await table.studio.undo(), table.row
        assert before.what == "Place takes"
        return heard

    async def second(table):
        history = table.studio.history
        assert await table.desk.reconcile() == 0
        assert (history.undo, history.redo) == (None, "Place takes")
        silent = table.row
        await table.studio.redo()
        await table.idle()
        assert all(clip.sounds for clip in table.row)
        assert not await table.stale()
        return silent

    assert run(tmp_path, first) == run(tmp_path, second, make=False)


def test_what_was_taken_back_comes_when_it_is_generated_again(tmp_path):
    async def first(table):
        await table.generate()
        await table.undo()

    async def second(table):
        await table.desk.reconcile()
        await table.generate([table.row[1].id], stale_only=False)
        assert [bool(clip.sounds) for clip in table.row] == [False, True, False]

    run(tmp_path, first)
    run(tmp_path, second, make=False)


def test_a_chapter_is_opened_as_it_sounds_and_closed_again(tmp_path):
    async def test(table):
        await table.generate()
        table.desk.close_chapter(CHAPTER)
        assert table.row == []
        with pytest.raises(WrongUsage):
            table.desk.do(CHAPTER, partial(add_track, kind=TrackKind.SFX, name="Effects"))
        await table.desk.open_chapter(CHAPTER)
        assert [clip.text for clip in table.row] == list(LINES)
        assert all(clip.sounds for clip in table.row)
        assert table.row[0].start == 750 * 48
        assert not await table.stale()
        with pytest.raises(WrongUsage):
            await table.desk.open_chapter(CHAPTER)

    run(tmp_path, test)


def test_what_cannot_be_done_changes_nothing(tmp_path):
    async def test(table):
        before = table.studio.project
        first, third = table.row[0], table.row[2]
        with pytest.raises(NoRoom):
            table.desk.do(CHAPTER, partial(clips.move_clips, clip_ids=[first.id], by=third.start))
        with pytest.raises(WrongUsage):
            table.desk.do(CHAPTER, partial(clips.delete_clips, clip_ids=[999]))
        with pytest.raises(WrongUsage):
            await table.desk.split(CHAPTER, 999, 5)
        with pytest.raises(WrongUsage):
            table.desk.close_chapter(7)
        assert table.studio.project is before
        table.desk.do(CHAPTER, partial(clips.lock_clips, clip_ids=[first.id], locked=True))
        with pytest.raises(ClipLocked):
            await table.desk.write(CHAPTER, first.id, "x")

    run(tmp_path, test)


def test_a_long_timeline_is_edited_beside_and_other_edits_are_not_lost(tmp_path, monkeypatch):
    monkeypatch.setattr("studio_app.session.timeline._FEW", 1)

    async def test(table):
        clip = table.row[0]
        wishes = [table.desk.do_soon(CHAPTER, partial(clips.move_clips, clip_ids=[clip.id], by=100)) for _ in range(3)]
        tasks = [asyncio.create_task(wish) for wish in wishes]
        await asyncio.sleep(0)
        table.studio.do(set_text(table.studio.project, clip.paragraph_id, "Changed."))
        await asyncio.gather(*tasks)
        assert (table.row[0].start, table.row[0].text) == (300, "Changed.")

    run(tmp_path, test)


class FreeEngine(SwiftEngine):
    """The same, but it never bills."""

    capabilities = replace(SwiftEngine.capabilities, bills=False)


def test_an_engine_that_never_bills_speaks_a_fixed_clip_again_at_exactly_the_speed_it_needs(tmp_path):
    engine = FreeEngine()

    async def test(table):
        clip = table.row[0]
        table.desk.do(CHAPTER, partial(clips.stretch_clip, clip_id=clip.id, edge="end", to=clip.start + 41_000))
        await table.generate()
        await table.made.until(lambda: len(engine.asked) == len(LINES) + 1)
        await table.idle()
        assert engine.speeds == [1.0, 1.0, 1.0, pytest.approx(1.11)]
        assert table.row[0].stretch == pytest.approx(1, abs=0.01)
        assert not await table.stale()
        await table.undo()
        assert not table.row[0].sounds
        assert table.studio.project.paragraph(clip.paragraph_id).settings == ()

    run(tmp_path, test, engine)


class HaltingEngine(FreeEngine):
    """The same, but all takes but the first come a little later."""

    async def speak(self, request):
        if self.asked:
            await asyncio.sleep(0.1)
        async for part in super().speak(request):
            yield part


def test_clips_whose_takes_come_late_are_spoken_again_too(tmp_path):
    engine = HaltingEngine()

    async def test(table):
        for clip in table.row:
            to = clip.start + 41_000
            table.desk.do(CHAPTER, partial(clips.stretch_clip, clip_id=clip.id, edge="end", to=to))
        put, over = table.desk._put_some, ("done", "stopped")

        async def put_late(*args):
            await table.made.until(lambda: all(job.state in over for job in table.made.work.jobs))
            await put(*args)

        table.desk._put_some = put_late
        await table.generate()
        await table.made.until(lambda: len(engine.asked) >= 2 * len(LINES))
        await table.idle()
        assert [clip.stretch for clip in table.row] == [pytest.approx(1, abs=0.05)] * len(LINES)

    run(tmp_path, test, engine)


def test_the_command_line_puts_takes_on_clips_and_fits_the_fixed_ones(tmp_path, monkeypatch):
    path, engine = make_script(tmp_path / "p.lectern"), FreeEngine()
    monkeypatch.setattr("studio_app.session.engines.open_engine", lambda *_, **__: engine)
    studio = Studio.open(path)
    clip = studio.project.timelines[CHAPTER].clip(3)
    edit = partial(clips.stretch_clip, clip_id=clip.id, edge="end", to=clip.start + 41_000)
    studio.edit(on_timeline(studio.project, CHAPTER, edit))
    generate_all = partial(generate, studio, Settings(tmp_path / "s.json"), chapter_ids=None, report=lambda _: None)
    done, _ = asyncio.run(generate_all())
    assert (done.made, done.failures, len(engine.asked)) == (3, (), 4)
    again, _ = asyncio.run(generate_all())
    assert (again.made, len(engine.asked)) == (0, 4)
    studio.close()
    with ProjectFile.open(path, read_only=True) as file:
        timeline = file.load().timelines[CHAPTER]
    lying = [c for lane in timeline.lanes.values() for c in lane]
    assert all(c.sounds for c in lying)
    assert timeline.clip(3).length == 41_000
    assert timeline.clip(3).stretch == pytest.approx(1, abs=0.01)


def test_a_paragraph_that_is_read_aloud_again_has_its_take_on_its_new_clip(tmp_path):
    async def test(table):
        await table.generate()
        clip, studio = table.row[1], table.studio
        for included in (False, True):
            studio.do(include_paragraph(studio.project, clip.paragraph_id, included=included))
            await table.idle()
        again = next(c for c in table.row if c.paragraph_id == clip.paragraph_id)
        assert [sound.take_id for sound in again.sounds] == [sound.take_id for sound in clip.sounds]

    run(tmp_path, test)


def test_what_was_taken_back_does_not_come_again_while_somebody_writes(tmp_path):
    async def test(table):
        await table.generate()
        await table.undo()
        await table.desk.write(CHAPTER, table.row[0].id, "Something else.")
        await table.idle()
        assert not table.row[0].sounds

    run(tmp_path, test)


def test_another_voice_makes_stale_and_its_takes_replace_the_others(tmp_path):
    async def test(table):
        await table.generate()
        before, studio = table.row, table.studio
        studio.do(cast_speaker(studio.project, 2, Casting.of("paid", "m", "Eve")))
        assert await table.stale() == (before[1].id,)
        await table.generate()
        assert table.row[1].sounds != before[1].sounds
        assert [table.row[0], table.row[2]] == [before[0], before[2]]
        table.desk.do(CHAPTER, partial(clips.move_clips, clip_ids=[before[0].id], by=0, down=1))
        assert await table.stale() == (before[0].id,)

    run(tmp_path, test)


def test_takes_of_a_job_do_not_take_back_what_is_done_meanwhile(tmp_path):
    async def test(table):
        job = await table.desk.generate(CHAPTER)
        table.desk.do(CHAPTER, partial(clips.move_clips, clip_ids=[table.row[2].id], by=SECOND))
        await table.idle()
        assert job
        assert all(clip.sounds for clip in table.row)
        assert table.row[2].start >= 11 * SECOND

    run(tmp_path, test)


LONG = " ".join(f"Line {n} goes." for n in range(10, 23))


class ShortEngine(SwiftEngine):
    """The same, for requests of at most 40 characters."""

    capabilities = replace(SwiftEngine.capabilities, models=(Model("m", "M", 40),))


def test_a_split_of_several_segments_sounds_as_before_also_after_opening_again(tmp_path):
    async def test(table):
        await table.generate()
        whole = table.row[0]
        assert len([sound for sound in whole.sounds if not sound.silent]) > 2
        await table.desk.split(CHAPTER, whole.id, whole.start + whole.length * 2 // 5)
        await table.idle()
        halves = table.row
        assert halves[0].sounds[0] == whole.sounds[0]
        assert sum(clip.length for clip in halves) == whole.length
        assert await table.desk.reconcile() == 0
        assert table.row == halves

    run(tmp_path, test, ShortEngine(), lines=(LONG,))


@pytest.mark.parametrize("share", [0.13, 0.37, 0.4, 0.61, 0.93])
def test_halves_of_a_line_of_several_requests_are_not_stale_and_nothing_is_paid_again(tmp_path, share):
    engine = ShortEngine()

    async def test(table):
        await table.generate()
        asked, whole = list(engine.asked), table.row[0]
        await table.desk.split(CHAPTER, whole.id, whole.start + round(whole.length * share))
        await table.idle()
        left, right = table.row
        assert left.text + right.text == LONG
        assert not await table.stale()
        marks = await table.marks()
        assert marks[left.paragraph_id] == marks[right.paragraph_id] == "generated"
        await table.generate()
        assert engine.asked == asked
        assert await table.desk.reconcile() == 0
        assert table.row == [left, right]

    run(tmp_path, test, engine, lines=(LONG,))


def test_takes_of_parts_say_their_words_where_they_are_heard(tmp_path):
    async def test(table):
        await table.generate()
        whole = table.row[0]
        await table.desk.split(CHAPTER, whole.id, whole.start + whole.length * 37 // 100)
        await table.idle()
        project, file = table.studio.project, table.studio.file
        right = project.paragraph(table.row[1].paragraph_id)
        said = [segment for segment in segments(project, right, limit=40) if segment.spoken]
        takes = file.takes([take for take, _ in file.placements([right.id]).values()], words=True).values()
        assert [take.fingerprint for take in takes] == [segment.fingerprint for segment in said]
        joined = file.joined(take.audio for take in takes)
        assert joined
        for take, segment in zip(takes, said, strict=True):
            heard = [segment.spoken[word.start : word.end] for word in take.words]
            assert heard == segment.spoken.split()
            assert all(0 <= word.seconds * take.rate - take.trim_start < take.speech_frames for word in take.words)
            assert take.cost == 0
            sound = decode(file.audio(take.audio), take.codec, take.rate, take.channels)
            assert len(sound) == take.frames
            if take.audio in joined:
                assert 0.2 < np.abs(sound).max() < 0.3

    run(tmp_path, test, ShortEngine(), lines=(LONG,))


def test_halves_of_several_requests_are_one_again_after_merging_and_undo(tmp_path):
    engine = ShortEngine()

    async def test(table):
        await table.generate()
        asked, whole = list(engine.asked), table.row[0]
        await table.desk.split(CHAPTER, whole.id, whole.start + whole.length * 2 // 5)
        await table.idle()
        halves = table.row
        table.desk.do(CHAPTER, partial(clips.merge_clips, clip_ids=[clip.id for clip in halves]))
        await table.idle()
        assert not await table.stale()
        for expected in (halves, [whole]):
            await table.undo()
            assert table.row == expected
            assert not await table.stale()
        await table.studio.redo()
        await table.idle()
        assert not await table.stale()
        assert await table.desk.reconcile() == 0
        assert table.row == halves
        assert engine.asked == asked

    run(tmp_path, test, engine, lines=(LONG,))


def test_another_take_of_a_joined_line_is_heard_when_it_comes(tmp_path):
    async def test(table):
        await table.generate()
        whole = table.row[0]
        await table.desk.split(CHAPTER, whole.id, whole.start + whole.length * 2 // 5)
        await table.idle()
        left, right = table.row
        await table.generate([right.id], stale_only=False)
        assert table.row[0] == left
        assert table.row[1].sounds != right.sounds
        assert not await table.stale()

    run(tmp_path, test, ShortEngine(), lines=(LONG,))


def test_without_word_timings_the_parts_of_a_request_are_stale(tmp_path):
    class Wordless(ShortEngine):
        async def speak(self, request):
            async for part in super().speak(request):
                if not isinstance(part, Timings):
                    yield part

    async def test(table):
        await table.generate()
        whole = table.row[0]
        await table.desk.split(CHAPTER, whole.id, whole.start + whole.length * 37 // 100)
        await table.idle()
        assert await table.stale() == (table.row[1].id,)

    run(tmp_path, test, Wordless(), lines=(LONG,))


def test_takes_for_a_chapter_that_is_removed_meanwhile_are_let_go(tmp_path):
    async def test(table):
        studio = table.studio
        await table.desk.generate(CHAPTER)
        studio.do(add_chapter(studio.project, "Other"))
        studio.do(remove_chapters(studio.project, [CHAPTER]))
        await table.idle()
        assert studio.project.timelines == {}
        await table.undo()
        assert len(table.row) == len(LINES)

    run(tmp_path, test)
