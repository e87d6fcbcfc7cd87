"""Work: what the window asks for is done beside it, and what is done is kept."""

import threading
from dataclasses import replace

import pytest
from work_desk import run

from studio_app.domain.cast import Casting
from studio_app.domain.edits.book import cast_speaker
from studio_app.domain.edits.text import lock, set_text
from studio_app.domain.errors import EngineCrashed, ParagraphLocked, TextRefused
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind
from studio_app.session.export import ExportWish
from studio_app.session.studio import Studio
from studio_app.session.work import JobsChanged, Scope

BOOK = ["Again.", "Another chapter.", "First paragraph.", "Second paragraph."]


@pytest.fixture
def live(project_path, tmp_path, engine):
    return lambda test, **how: run(project_path, tmp_path, test, engine, **how)


def test_a_book_is_generated_and_the_states_tell(live, engine):
    async def test(bench):
        view = await bench.job(bench.work.generate(Scope()))
        assert (view.state, view.result.made, view.errors) == ("done", 5, ())
        await bench.settled()
        assert set(bench.marks().values()) == {"generated"}
        assert bench.states.chapter(1).generated == bench.states.chapter(1).segments == 4

    live(test)
    assert sorted(engine.asked) == BOOK


def test_an_estimate_counts_what_is_to_be_paid_and_what_is_there(live):
    async def test(bench):
        before = await bench.work.estimate(Scope())
        await bench.job(bench.work.generate(Scope(chapter_ids=(1,))))
        return before, await bench.work.estimate(Scope()), await bench.work.estimate(Scope(stale_only=False))

    before, after, anew = live(test)
    assert (before.segments, before.reused, before.credits) == (5, 0, float(sum(map(len, BOOK))))
    assert (after.segments, after.characters, after.reused, after.credits) == (1, 16, 4, 16.0)
    assert (anew.segments, anew.reused) == (5, 0)
    assert before.audio_s > after.audio_s > 0
    assert before.work_s > 0


def test_two_jobs_at_once_speak_no_segment_twice(live, engine):
    async def test(bench):
        one, two = bench.work.generate(Scope()), bench.work.generate(Scope(chapter_ids=(1,)))
        first, second = await bench.job(one), await bench.job(two)
        assert (first.state, second.state) == ("done", "done")
        await bench.settled()
        assert set(bench.marks().values()) == {"generated"}

    live(test)
    assert sorted(engine.asked) == BOOK


def test_what_the_person_looks_at_is_made_first(live, engine):
    async def test(bench):
        bench.work.look_at((5,))
        await bench.job(bench.work.generate(Scope()))

    live(test)
    assert engine.asked[0] == "Another chapter."


def test_named_paragraphs_alone_are_made(live, engine):
    async def test(bench):
        await bench.job(bench.work.generate(Scope(paragraph_ids=(2,))))

    live(test)
    assert engine.asked == ["Second paragraph."]


def test_a_paused_job_begins_nothing_until_it_goes_on(live, engine):
    async def test(bench):
        number = bench.work.generate(Scope())
        bench.work.pause(number)
        view = await bench.job(number, "paused")
        asked = len(engine.asked)
        await bench.settled()
        assert len(engine.asked) <= asked + 2
        assert bench.work.running
        assert view.state == "paused"
        bench.work.resume(number)
        assert (await bench.job(number)).state == "done"

    live(test)
    assert sorted(engine.asked) == BOOK


def test_a_cancelled_job_keeps_what_is_done_and_can_be_taken_up_again(live, engine):
    engine.endless = ("Second paragraph.",)

    async def test(bench):
        number = bench.work.generate(Scope())
        await bench.until(lambda: len(bench.studio.file.placements()) == 4)
        bench.work.cancel(number)
        assert (await bench.job(number)).state == "cancelled"
        engine.endless = ()
        bench.work.retry(number)
        return await bench.job(number)

    view = live(test)
    assert (view.state, view.errors[0].count) == ("done", 1)
    assert "may have been billed" in view.errors[0].sentence


def test_equal_errors_are_one_group_that_leads_to_the_paragraphs(live, engine):
    engine.wrong = {text: [EngineCrashed("The engine died.")] for text in BOOK[:3]}

    async def test(bench):
        number = bench.work.generate(Scope())
        view = await bench.job(number)
        await bench.settled()
        marks = bench.marks()
        errors = {bench.states.paragraph(n).error for n in (1, 3, 4, 5)}
        bench.work.retry(number)
        again = await bench.job(number)
        await bench.settled()
        return view, marks, errors, again, bench.marks()

    view, marks, errors, again, after = live(test)
    assert (view.state, [(g.sentence, g.count) for g in view.errors]) == ("done", [("The engine died.", 4)])
    assert sorted(view.errors[0].paragraph_ids) == [1, 3, 4, 5]
    assert marks == {1: "failed", 2: "generated", 3: "failed", 4: "failed", 5: "failed"}
    assert errors == {"The engine died."}
    assert (again.state, again.errors, set(after.values())) == ("done", (), {"generated"})


def test_a_paragraph_has_failed_where_one_of_its_parts_has(live, engine):
    text = "One sentence that is alone. Another sentence, which comes after. And a third one of them."
    engine.wrong = {"One sentence that is alone.": [TextRefused("The text was refused.")]}

    async def test(bench):
        bench.studio.do(set_text(bench.studio.project, 2, text))
        await bench.job(bench.work.generate(Scope(paragraph_ids=(2,))))
        await bench.settled()
        return bench.states.paragraph(2), bench.states.chapter(1)

    paragraph, chapter = live(test)
    assert (paragraph.state, paragraph.generated, paragraph.segments) == ("failed", 2, 3)
    assert (chapter.failed, chapter.generated) == (1, 2)


def test_a_job_of_which_nothing_came_has_failed(live, engine):
    engine.wrong = {"Second paragraph.": [TextRefused("The text was refused.")]}
    view = live(lambda bench: bench.job(bench.work.generate(Scope(paragraph_ids=(2,)))))
    assert (view.state, view.errors[0].sentence) == ("failed", "The text was refused.")


def test_an_edit_mends_a_failure(live, engine):
    engine.wrong = {"Second paragraph.": [TextRefused("The text was refused.")]}

    async def test(bench):
        await bench.job(bench.work.generate(Scope(paragraph_ids=(2,))))
        await bench.settled()
        bench.studio.do(set_text(bench.studio.project, 2, "Other words."))
        await bench.settled()
        return bench.states.paragraph(2)

    found = live(test)
    assert (found.state, found.error) == ("missing", "")


def changed_meanwhile(bench, engine):
    """Generate a paragraph and write other words while it is being spoken."""

    async def go():
        gate = engine.gates["Second paragraph."] = threading.Event()
        number = bench.work.generate(Scope(paragraph_ids=(2,)))
        await bench.until(lambda: engine.asked)
        bench.studio.do(set_text(bench.studio.project, 2, "New words."))
        gate.set()
        view = await bench.job(number)
        await bench.settled()
        return view, bench.states.paragraph(2).state

    return go()


def test_text_that_changed_meanwhile_gets_no_take_of_its_old_words(live, engine):
    view, state = live(lambda bench: changed_meanwhile(bench, engine))
    assert state == "missing"
    assert "changed while" in view.errors[0].sentence


def test_what_is_free_follows_the_text_by_itself(live, engine):
    engine.capabilities = replace(engine.capabilities, bills=False)
    view, state = live(lambda bench: changed_meanwhile(bench, engine))
    assert (view.errors, state) == ((), "generated")
    assert engine.asked == ["Second paragraph.", "New words."]


def test_a_new_voice_is_heard_in_what_is_left_of_a_job(live, engine):
    engine.capabilities = replace(engine.capabilities, bills=False)

    async def test(bench):
        gate = engine.gates["First paragraph."] = threading.Event()
        number = bench.work.generate(Scope())
        await bench.until(lambda: engine.asked)
        bench.studio.do(cast_speaker(bench.studio.project, 1, Casting.of("paid", "m", "other")))
        gate.set()
        await bench.job(number)
        return {take.voice for choice in bench.work.takes(1) if choice.placed for take in [choice]}

    assert live(test) == {"other"}


def test_a_repetition_is_a_new_take_and_the_old_one_comes_back_as_an_edit(live, engine):
    async def test(bench):
        await bench.job(bench.work.generate(Scope(paragraph_ids=(1,))))
        await bench.job(bench.work.regenerate(1))
        new, old = bench.work.takes(1)
        assert (new.placed, old.placed, new.fits, old.fits) == (True, False, True, True)
        await bench.work.restore(1, old)
        await bench.studio.flush()
        assert [t.placed for t in bench.work.takes(1)] == [False, True]
        assert bench.studio.history.undo == "Use another take"
        await bench.studio.undo()
        await bench.studio.flush()
        assert [t.placed for t in bench.work.takes(1)] == [True, False]
        await bench.studio.redo()

    live(test)
    assert engine.asked == ["First paragraph."] * 2


def test_the_choice_of_a_take_can_be_undone_after_a_restart(live, project_path):
    async def test(bench):
        await bench.job(bench.work.generate(Scope(paragraph_ids=(1,))))
        await bench.job(bench.work.regenerate(1))
        await bench.work.restore(1, bench.work.takes(1)[1])

    live(test)

    async def later(bench):
        before = bench.studio.file.placements([1])
        await bench.studio.undo()
        await bench.studio.flush()
        return before[1, 0][0], bench.studio.file.placements([1])[1, 0][0]

    assert live(later) == (1, 2)


def test_views_hear_of_a_chosen_take_when_it_can_be_read(live):
    async def test(bench):
        await bench.job(bench.work.generate(Scope(paragraph_ids=(1,))))
        bench.studio.do(set_text(bench.studio.project, 1, "Changed."))
        await bench.job(bench.work.generate(Scope(paragraph_ids=(1,))))
        await bench.settled()
        bench.studio.do(set_text(bench.studio.project, 1, "First paragraph."))
        await bench.settled()
        stale = bench.states.paragraph(1).state
        await bench.work.restore(1, next(t for t in bench.work.takes(1) if t.fits))
        await bench.settled()
        return stale, bench.states.paragraph(1).state

    assert live(test) == ("stale", "generated")


def test_a_locked_paragraph_keeps_its_take(live, engine):
    async def test(bench):
        await bench.job(bench.work.generate(Scope(paragraph_ids=(1,))))
        bench.studio.do(lock(bench.studio.project, [1], locked=True))
        with pytest.raises(ParagraphLocked):
            bench.work.regenerate(1)
        with pytest.raises(ParagraphLocked):
            await bench.work.restore(1, bench.work.takes(1)[0])
        assert bench.work.regenerate_label(1) == ""
        await bench.job(bench.work.generate(Scope(stale_only=False)))

    live(test)
    assert engine.asked.count("First paragraph.") == 1


def test_the_button_says_what_another_take_costs(live, engine):
    async def test(bench):
        await bench.job(bench.work.generate(Scope(paragraph_ids=(1,))))
        bench.work.takes(1)
        return bench.work.repeats_left(1), bench.work.regenerate_label(1)

    assert live(test) == (0, "Generate · ~16 credits")


def test_an_export_writes_what_its_outlook_promised(live, tmp_path):
    wish = ExportWish(tmp_path / "out", "wav")

    async def test(bench):
        await bench.job(bench.work.generate(Scope(chapter_ids=(1,))))
        outlook = await bench.work.outlook(wish)
        first = await bench.job(bench.work.export(wish))
        view = await bench.job(bench.work.export(ExportWish(tmp_path / "out", "wav", incomplete=True)))
        return outlook, first, view, await bench.work.outlook(wish)

    outlook, first, view, again = live(test)
    assert (outlook.missing, len(outlook.files), outlook.in_the_way) == (1, 1, ())
    assert (first.state, "not generated" in first.errors[0].sentence) == ("failed", True)
    assert [file.path for file in view.result.files] == list(outlook.files)
    assert outlook.seconds == pytest.approx(view.result.files[0].seconds)
    assert outlook.bytes == pytest.approx(view.result.files[0].bytes, rel=0.02)
    assert again.in_the_way == ()


def test_what_somebody_else_put_there_is_in_the_way(live, tmp_path):
    wish = ExportWish(tmp_path / "out", "wav")

    async def test(bench):
        await bench.job(bench.work.generate(Scope()))
        (tmp_path / "out").mkdir()
        for path in (await bench.work.outlook(wish)).files:
            path.write_bytes(b"mine")
        return await bench.work.outlook(wish)

    assert len(live(test).in_the_way) == 2


def test_an_export_holds_edits_that_are_not_on_the_disk_yet(live, tmp_path):
    wish = ExportWish(tmp_path / "out", "wav", chapter_ids=(1,), template="{book}", incomplete=True)

    async def test(bench):
        await bench.job(bench.work.generate(Scope()))
        bench.studio.do(set_text(bench.studio.project, 1, "Changed."))
        return await bench.job(bench.work.export(wish))

    assert live(test).result.stale == 1


def test_a_book_is_read_and_becomes_a_project(live, tmp_path):
    (tmp_path / "book.txt").write_text("A first paragraph.\n\nA second one.\n")

    async def test(bench):
        view = await bench.job(bench.work.read(str(tmp_path / "book.txt")))
        path = await bench.work.create(view.result, tmp_path / "new" / "p.lectern", source=str(tmp_path / "book.txt"))
        return view, path

    view, path = live(test)
    assert (view.kind, view.what, view.state) == ("import", "Read book.txt", "done")
    made = Studio.open(path)
    assert [p.text for p in made.project.paragraphs[1]] == ["A first paragraph.", "A second one."]
    made.close()


def test_a_file_that_cannot_be_read_says_why(live, tmp_path):
    (tmp_path / "book.epub").write_bytes(b"no book")
    view = live(lambda bench: bench.job(bench.work.read(str(tmp_path / "book.epub"))))
    assert (view.state, view.result) == ("failed", None)
    assert view.errors[0].sentence.endswith(".")


def test_chapters_that_were_ticked_off_are_off(live, tmp_path):
    draft = Draft("T", tuple(DraftChapter(t, (DraftParagraph(Kind.TEXT, t),)) for t in "AB"), language="en")

    async def test(bench):
        return await bench.work.create(draft, tmp_path / "n.lectern", included=(False, True))

    made = Studio.open(live(test))
    assert [chapter.included for chapter in made.project.chapters] == [False, True]
    made.close()


def test_a_job_that_is_over_can_be_dismissed_and_none_other(live, engine):
    engine.endless = tuple(BOOK)

    async def test(bench):
        going, over = bench.work.generate(Scope()), bench.work.read("/nowhere/at/all.txt")
        await bench.job(over)
        bench.work.dismiss(over)
        bench.work.dismiss(going)
        assert [view.id for view in bench.work.jobs] == [going]

    live(test)


def test_jobs_are_told_ten_times_a_second_at_most(live):
    async def test(bench):
        await bench.job(bench.work.generate(Scope()))
        return sum(isinstance(event, JobsChanged) for event in bench.heard)

    assert live(test) <= 5


def test_a_book_that_is_being_read_outlives_the_open_project(live, tmp_path):
    (tmp_path / "book.txt").write_text("Words.\n\n" * 2000)

    async def test(bench):
        number = bench.work.read(str(tmp_path / "book.txt"))
        await bench.work.detach()
        return await bench.job(number)

    assert live(test).state == "done"


def test_of_repetitions_only_the_last_is_listed(live):
    async def test(bench):
        for _ in range(3):
            await bench.job(bench.work.regenerate(1))
        return [view.kind for view in bench.work.jobs]

    assert live(test) == ["regenerate"]


def test_takes_of_other_words_and_voices_are_not_lost_to_the_person(live):
    async def test(bench):
        for edit in (
            lambda project: set_text(project, 1, "First paragraph."),
            lambda project: set_text(project, 1, "Other words."),
            lambda project: cast_speaker(project, 1, Casting.of("paid", "m", "other")),
        ):
            bench.studio.do(edit(bench.studio.project))
            await bench.job(bench.work.generate(Scope(paragraph_ids=(1,))))
        takes = bench.work.takes(1)
        await bench.work.restore(1, takes[-1])
        await bench.studio.flush()
        return takes, bench.work.takes(1)

    before, after = live(test)
    assert [(t.voice, t.fits, t.placed) for t in before] == [
        ("other", True, True),
        ("v", False, False),
        ("v", False, False),
    ]
    assert [t.placed for t in after] == [False, False, True]
