"""States: what is shown of each paragraph and chapter is what is in the project, after whatever happened."""

import asyncio
import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from studio_desk import any_edit, small_project
from work_desk import run

from studio_app.domain.arrange import arrange
from studio_app.domain.cast import Casting
from studio_app.domain.edits.book import cast_speaker, include_chapters, merge_chapters, set_metadata
from studio_app.domain.edits.text import Written, include_paragraph, lock, rewrite, set_kind, set_text
from studio_app.domain.manuscript import Kind
from studio_app.domain.segments import book_segments
from studio_app.domain.takes import Levels, Take
from studio_app.session.announce import Announcer
from studio_app.session.export import placed_takes
from studio_app.session.speaking import Speaking
from studio_app.session.states import States, StatesChanged
from studio_app.session.work import Scope
from studio_app.store.project_file import ProjectFile


def a_take(mark, seconds=2):
    return Take(0, mark, "e", "m", "v", "", "pcm_s16le", 8000, 1, 8000 * seconds, 0, 8000 * seconds, Levels(0.5, 0.1))


async def place(studio, segment, mark=""):
    studio.file.add_take(a_take(mark or segment.fingerprint), segment.spoken.encode(), place=segment.key).result()
    studio.refresh_takes([segment.key])


def told(states, project):
    """All that is shown."""
    ids = sorted(p.id for held in project.paragraphs.values() for p in held)
    return [states.paragraph(n) for n in ids], [states.chapter(c.id) for c in project.chapters]


async def anew(bench):
    states = States(bench.studio, bench.work.limit, Announcer())
    await bench.until(lambda: states.settled)
    found = told(states, bench.studio.project)
    await states.close()
    return found


@pytest.fixture
def live(project_path, tmp_path, engine):
    return lambda test: run(project_path, tmp_path, test, engine)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.integers(0, 10**6), max_size=25), st.sampled_from([1, 300]))
def test_after_any_edits_states_are_those_computed_anew(tmp_path_factory, monkeypatch, numbers, many):
    monkeypatch.setattr("studio_app.session.states._MANY", many)
    folder = tmp_path_factory.mktemp("states")
    ProjectFile.create(folder / "p.lectern", small_project())

    async def test(bench):
        studio = bench.studio
        for number in numbers:
            await step(studio, random.Random(number))
        await studio.flush()
        await bench.until(lambda: bench.states.settled)
        assert told(bench.states, studio.project) == await anew(bench)

    run(folder / "p.lectern", folder, test)


async def step(studio, rng):
    """One thing of those that happen, and now and then a moment in which states can be worked out."""
    what = rng.random()
    spoken = [s for s in book_segments(studio.project) if s.spoken]
    if what < 0.15:
        await rng.choice([studio.undo, studio.redo])()
    elif what < 0.4 and spoken:
        await place(studio, rng.choice(spoken), rng.choice(["", "of another text"]))
    elif (made := any_edit(studio.project, rng.randrange(10**6))) is not None:
        studio.do(made)
    if rng.random() < 0.5:
        await asyncio.sleep(rng.choice([0, 0, 0.002]))


def shown(edit, paragraph_id=1):
    """Return what a generated paragraph becomes by an edit."""

    async def test(bench):
        await bench.job(bench.work.generate(Scope()))
        bench.studio.do(edit(bench.studio.project))
        await bench.settled()
        found = bench.states.paragraph(paragraph_id)
        return found and str(found.state)

    return test


@pytest.mark.parametrize(
    ("edit", "state"),
    [
        (lambda p: set_text(p, 1, "Other words."), "stale"),
        (lambda p: set_text(p, 1, "…"), "silent"),
        (lambda p: set_kind(p, [1], Kind.SCENE_BREAK), "silent"),
        (lambda p: include_paragraph(p, [1], included=False), "off"),
        (lambda p: include_chapters(p, [1], included=False), "off"),
        (lambda p: cast_speaker(p, 1, Casting.of("paid", "m", "other")), "stale"),
        (lambda p: set_metadata(p, replace(p.metadata, language="de")), "stale"),
        (lambda p: set_metadata(p, replace(p.metadata, title="T")), "generated"),
        (lambda p: merge_chapters(p, [1, 2]), "generated"),
        (lambda p: lock(p, [1], locked=True), "generated"),
        (lambda p: rewrite(p, 1, after=None, removed=[1], written=[]), None),
        (lambda p: rewrite(p, 1, after=None, removed=[], written=[Written("New.")]), "generated"),
    ],
)
def test_each_edit_shows(live, edit, state):
    assert live(shown(edit)) == state


def test_a_paragraph_of_which_a_part_is_generated_is_missing(live):
    async def test(bench):
        bench.studio.do(set_text(bench.studio.project, 1, "One sentence of it. " * 4))
        segments = [s for s in book_segments(bench.studio.project, [1], limit=40) if s.paragraph_id == 1]
        await place(bench.studio, segments[0])
        await bench.settled()
        return len(segments), bench.states.paragraph(1)

    count, found = live(test)
    assert (found.state, found.segments, found.generated, found.seconds) == ("missing", count, 1, 2.0)


def test_a_chapter_sums_up_what_is_switched_on(live):
    async def test(bench):
        await bench.job(bench.work.generate(Scope(paragraph_ids=(1, 2))))
        bench.studio.do(set_text(bench.studio.project, 2, "Other words."))
        bench.studio.do(include_paragraph(bench.studio.project, [3], included=False))
        await bench.settled()
        return bench.states.chapter(1)

    found = live(test)
    assert (found.segments, found.generated, found.stale, found.failed) == (3, 1, 1, 0)
    assert found.characters == len("First paragraph." + "Other words." + "Again.")


def test_what_is_being_spoken_and_what_failed_is_shown(live):
    async def test(bench):
        bench.announce.say(Speaking(frozenset({1}), {2: "It died."}))
        await bench.settled()
        during = bench.marks()
        bench.announce.say(Speaking(frozenset(), {}, frozenset({2})))
        await bench.settled()
        return during, bench.marks()

    during, after = live(test)
    assert (during[1], during[2], during[3]) == ("generating", "failed", "missing")
    assert set(after.values()) == {"missing"}


def test_an_edit_is_told_of_its_own_paragraph_alone(live):
    async def test(bench):
        await bench.settled()
        bench.heard.clear()
        bench.studio.do(set_text(bench.studio.project, 2, "Other."))
        await bench.settled()
        return [event for event in bench.heard if isinstance(event, StatesChanged)]

    assert live(test) == [StatesChanged(frozenset({1}), frozenset({2}))]


def test_the_chapter_wanted_last_comes_first(live):
    async def test(bench):
        announce = Announcer()
        states = States(bench.studio, bench.work.limit, announce)
        order = []
        announce.listen(StatesChanged, lambda event: order.extend(event.chapter_ids))
        states.want(2)
        await bench.until(lambda: states.settled)
        await states.close()
        return order[0]

    assert live(test) == 2


def test_nothing_is_known_of_what_is_not_there(live):
    async def test(bench):
        await bench.settled()
        return bench.states.paragraph(99), bench.states.chapter(99)

    assert live(test) == (None, None)


def test_closing_the_project_under_it_is_no_fault(live, caplog):
    async def test(bench):
        bench.studio.do(set_text(bench.studio.project, 2, "Other."))
        await bench.studio.shut()
        bench.announce.say(Speaking(frozenset({1})))
        await bench.settled()

    live(test)
    assert not [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")]


def test_a_chapter_is_as_long_as_it_will_be_exported(live):
    async def test(bench):
        for after, kind in ((1, Kind.HEADING), (2, Kind.SCENE_BREAK)):
            written = [Written("T" if kind is Kind.HEADING else "", kind)]
            bench.studio.do(rewrite(bench.studio.project, 1, after=after, removed=[], written=written))
        bench.studio.do(set_text(bench.studio.project, 1, 'One of it. <break time="3s"/> Two of it. Three, and four.'))
        await bench.job(bench.work.generate(Scope()))
        await bench.settled()
        plan = arrange(bench.studio.project, placed_takes(bench.studio.file), chapter_ids=[1], limit=40).plan
        return bench.states.chapter(1).seconds, plan.seconds

    told_s, exported_s = live(test)
    assert told_s == pytest.approx(exported_s, rel=0.02)
