"""Work: what the window asks for is done beside it, and what is done is kept."""

from work_desk import run

from studio_app.session.work import Scope


def test_a_book_is_generated_and_the_states_tell(project_path, tmp_path, engine):
    async def test(bench):
        view = await bench.job(bench.work.generate(Scope()))
        assert (view.state, view.result.made, view.errors) == ("done", 5, ())
        await bench.settled()
        assert set(bench.marks().values()) == {"generated"}
        assert bench.states.chapter(1).generated == bench.states.chapter(1).segments == 4

    run(project_path, tmp_path, test, engine)
    assert sorted(engine.asked) == ["Again.", "Another chapter.", "First paragraph.", "Second paragraph."]


def test_an_estimate_counts_what_is_to_be_paid(project_path, tmp_path, engine):
    async def test(bench):
        before = await bench.work.estimate(Scope())
        await bench.job(bench.work.generate(Scope(chapter_ids=(1,))))
        return before, await bench.work.estimate(Scope())

    before, after = run(project_path, tmp_path, test, engine)
    assert (before.segments, before.reused, before.credits) == (5, 0, float(sum(map(len, set(engine.asked))) + 16))
    assert (after.segments, after.reused, after.credits) == (1, 4, 16.0)
