"""Generate: nothing twice, the ledger exact, one bad segment does not stop the book, one bad account does."""

import asyncio
from dataclasses import replace

import pytest

from studio_app.domain.edits.text import set_text
from studio_app.domain.errors import EngineCrashed, OutOfCredit, TextRefused, Unreachable
from studio_app.jobs.queue import Queue
from studio_app.session.engines import Engines
from studio_app.session.generate import Generation
from studio_app.session.info import project_info
from studio_app.settings.file import Settings


def opened(engine, studio):
    return Engines(Settings(studio.file.path.parent / "settings.json"), opened={"paid": engine})


def generate(studio, engine, **how):
    async def run():
        queue = Queue({"paid": 2})
        try:
            return await Generation(studio.file, studio.project, opened(engine, studio), queue, **how).run()
        finally:
            await queue.close()

    return asyncio.run(run())


def test_every_segment_gets_a_take_and_the_same_text_is_paid_once(studio, engine):
    done = generate(studio, engine)
    assert (done.segments, done.made, done.failures) == (5, 5, ())
    assert sorted(engine.asked) == ["Again.", "Another chapter.", "First paragraph.", "Second paragraph."]
    assert done.billed == {"paid": studio.file.billed()["paid"]} == {"paid": float(sum(map(len, engine.asked)))}
    assert len(studio.file.placements()) == 5


def test_a_second_run_asks_for_nothing(studio, engine):
    generate(studio, engine)
    engine.asked.clear()
    done = generate(studio, engine)
    assert (done.made, done.reused, engine.asked) == (0, 5, [])


def step(studio, taken):
    async def saved():
        change = await taken()
        await studio.flush()
        return change

    return asyncio.run(saved())


def test_only_what_changed_is_spoken_again_and_the_old_take_comes_back_for_nothing(studio, engine):
    generate(studio, engine)
    engine.asked.clear()
    studio.edit(set_text(studio.project, 1, "Changed."))
    assert project_info(studio.file).stale == 1
    assert generate(studio, engine).made == 1
    assert engine.asked == ["Changed."]
    step(studio, studio.undo)
    assert project_info(studio.file).stale == 1
    assert generate(studio, engine).made == 0
    assert project_info(studio.file).stale == 0


def test_only_the_chapters_asked_for(studio, engine):
    assert generate(studio, engine, chapter_ids=[2]).segments == 1
    assert engine.asked == ["Another chapter."]


def test_a_segment_that_fails_is_told_and_the_others_are_made(studio, engine):
    engine.wrong = {"First paragraph.": [EngineCrashed("The engine died.")]}
    done = generate(studio, engine)
    assert [f.segment.key for f in done.failures] == [(1, 0)]
    assert done.made == 4
    assert generate(studio, engine).made == 1


def test_without_credit_the_run_ends_and_what_was_made_is_kept(studio, engine):
    engine.wrong = {"Second paragraph.": [OutOfCredit("No credit is left.")]}
    with pytest.raises(OutOfCredit):
        generate(studio, engine)
    assert 0 < len(studio.file.placements()) < 5
    done = generate(studio, engine)
    assert done.made + done.reused == 5


def test_a_refused_request_is_settled_as_not_billed(studio, engine):
    engine.wrong = {"First paragraph.": [TextRefused("The text was refused.")]}
    generate(studio, engine)
    assert sorted(row.state.value for row in studio.file.ledger()) == ["refused", "settled", "settled", "settled"]
    assert not studio.file.open_rows()


def test_an_answer_that_was_lost_is_never_asked_for_again_unasked(studio, engine):
    engine.wrong = {"First paragraph.": [Unreachable("The connection broke.")]}
    generate(studio, engine)
    engine.asked.clear()
    done = generate(studio, engine)
    assert engine.asked == []
    assert "may have been billed" in done.failures[0].error.sentence


def test_the_budget_is_not_exceeded(studio, engine):
    with pytest.raises(OutOfCredit, match="budget"):
        generate(studio, engine, budget=30.0)
    assert studio.file.billed()["paid"] <= 30.0


def test_long_text_keeps_to_the_models_limit(studio, engine):
    studio.edit(set_text(studio.project, 1, "A word and another. " * 20))
    generate(studio, engine)
    assert max(map(len, engine.asked)) <= 40


def test_cancelling_keeps_what_was_answered(studio, engine):
    engine.endless = ("Second paragraph.",)
    engine.capabilities = replace(engine.capabilities, concurrency=1)

    async def run():
        queue = Queue({"paid": 1})
        task = asyncio.ensure_future(Generation(studio.file, studio.project, opened(engine, studio), queue).run())
        while "Second paragraph." not in engine.asked:  # noqa: ASYNC110  the engine knows no events
            await asyncio.sleep(0.001)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await queue.close()

    asyncio.run(run())
    states = [row.state.value for row in studio.file.ledger()]
    assert states == ["settled", "open"]
    assert studio.file.take_count() == 1


def test_progress_counts_characters_and_ends_at_all_of_them(studio, engine):
    seen = []
    generate(studio, engine, report=seen.append)
    assert [p.done for p in seen] == sorted(p.done for p in seen)
    assert seen[-1].done == seen[-1].total == sum(len(t) for t in engine.asked) + len("Again.")


def test_undo_survives_a_restart(studio, engine, project_path):
    before = studio.project
    studio.edit(set_text(studio.project, 1, "Changed."))
    studio.close()
    again = type(studio).open(project_path)
    assert again.project.paragraphs[1][0].text == "Changed."
    step(again, again.undo)
    assert again.project == before
    step(again, again.redo)
    assert again.project.paragraphs[1][0].text == "Changed."
    assert step(again, again.redo) is None
    again.close()
    reopened = type(studio).open(project_path)
    assert step(reopened, reopened.undo) is not None
    assert step(reopened, reopened.undo) is None
    assert reopened.file.load() == replace(before)
    reopened.close()
