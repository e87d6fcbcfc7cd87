"""Work when things go wrong: nothing that was spoken is lost, nothing is spoken twice, and there is always a way on."""

import asyncio
import os
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from work_desk import run

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.errors import OutOfCredit, ProjectError, TextRefused
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind
from studio_app.domain.project import Voicing, project_from_draft
from studio_app.session.announce import Announcer
from studio_app.session.export import ExportWish
from studio_app.session.work import JobsChanged, Scope, Work
from studio_app.session.work_views import OPEN_ACCOUNTS, OVER
from studio_app.settings.file import Settings
from studio_app.store import check, recordings
from studio_app.store.project_file import ProjectFile

SENTENCES = [f"The number of this paragraph is {n}, and it is said once." for n in range(60)]


@pytest.fixture
def live(project_path, tmp_path, engine):
    return lambda test, **how: run(project_path, tmp_path, test, engine, **how)


@pytest.fixture
def spoken_path(tmp_path):
    """A book for the engine of this machine."""
    chapters = tuple(
        DraftChapter(f"C{n}", tuple(DraftParagraph(Kind.TEXT, text) for text in SENTENCES[n::3])) for n in range(3)
    )
    cast = (Speaker(1, "Narrator", Casting.of("local", "espeak-ng", "en-us")),)
    project = project_from_draft(Draft("Book", chapters, language="en"), speakers=cast, voicing=Voicing())
    ProjectFile.create(tmp_path / "spoken.lectern", project)
    return tmp_path / "spoken.lectern"


class FullDisk:
    """Refuses to store takes while ``full``: SQLite finds the disk full, as a real one does."""

    def __init__(self, monkeypatch):
        self.full = False
        really = recordings.put_take

        def put(*args):
            if self.full:
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise error
            return really(*args)

        monkeypatch.setattr(recordings, "put_take", put)


@pytest.fixture
def disk(monkeypatch):
    return FullDisk(monkeypatch)


def fingerprints(path):
    """Return the fingerprints of all takes, sorted."""
    with ProjectFile.open(path, read_only=True) as file:
        return sorted(take.fingerprint for take in file.takes(range(1, 10_000)).values())


def test_a_full_disk_pauses_and_nothing_is_spoken_again(live, engine, disk):
    disk.full = True

    async def test(bench):
        number = bench.work.generate(Scope())
        view = await bench.job(number, "paused")
        asked = list(engine.asked)
        disk.full = False
        bench.work.retry(number)
        return view, asked, await bench.job(number)

    view, asked, after = live(test)
    assert "full" in view.errors[0].sentence
    assert (view.errors[0].count, after.state, after.errors, after.result.made) == (1, "done", (), 5)
    assert len(asked) <= 4, "no more than are worked on at once"
    assert len(engine.asked) == 4, "what was paid for and could not be stored was kept in memory"


def test_a_refusal_from_before_a_job_went_on_does_not_pause_it_again(live, disk):
    disk.full = True

    async def test(bench):
        number = bench.work.generate(Scope())
        await bench.job(number, "paused")
        disk.full = False
        bench.work.retry(number)
        bench.work._errands[number]._pause_unless_resumed(0)  # as when it was on its way to the window all the time
        return await bench.job(number)

    assert live(test).state == "done"


def test_what_a_full_disk_refused_is_stored_when_the_window_closes_after_all(live, engine, disk, project_path):
    disk.full = True

    async def test(bench):
        await bench.job(bench.work.generate(Scope(paragraph_ids=(1, 2))), "paused")
        await bench.settled()
        disk.full = False

    live(test)
    with ProjectFile.open(project_path, read_only=True) as file:
        assert file.take_count() == len(engine.asked) == 2
        assert not file.open_rows()


def test_without_credit_a_job_waits_and_says_so(live, engine):
    engine.wrong = {"Second paragraph.": [OutOfCredit("No credit is left.")]}

    async def test(bench):
        number = bench.work.generate(Scope())
        view = await bench.job(number, "paused")
        bench.work.retry(number)
        return view, await bench.job(number)

    view, again = live(test)
    assert (view.errors[0].sentence, view.errors[0].way_on) == ("No credit is left.", OPEN_ACCOUNTS)
    assert (again.state, again.errors) == ("done", ())


def test_a_fault_of_ours_does_not_look_like_work_that_goes_on(live, engine, caplog):
    engine.wrong = {"Second paragraph.": [RuntimeError("a passage of the book")]}
    view = live(lambda bench: bench.job(bench.work.generate(Scope())))
    assert (view.state, "fault in Lectern" in view.errors[0].sentence) == ("failed", True)
    assert "a passage" not in caplog.text


def test_a_project_open_for_reading_refuses_and_still_exports(project_path, tmp_path, engine):
    run(project_path, tmp_path, lambda bench: bench.job(bench.work.generate(Scope())), engine)

    async def test(bench):
        refused = await bench.job(bench.work.generate(Scope(stale_only=False)))
        await bench.settled()
        return refused, bench.marks(), await bench.job(bench.work.export(ExportWish(tmp_path / "out", "wav")))

    refused, marks, exported = run(project_path, tmp_path, test, engine, read_only=True)
    assert (refused.state, "reading only" in refused.errors[0].sentence) == ("failed", True)
    assert set(marks.values()) == {"generated"}
    assert (exported.state, len(exported.result.files)) == ("done", 2)


def test_an_engine_that_is_not_there_is_named(project_path, tmp_path):
    view = run(project_path, tmp_path, lambda bench: bench.job(bench.work.generate(Scope())))
    assert (view.state, "paid" in view.errors[0].sentence) == ("failed", True)


def test_an_export_that_is_refused_leaves_the_others_alone(live, tmp_path):
    (tmp_path / "file").write_text("in the way")

    async def test(bench):
        await bench.job(bench.work.generate(Scope()))
        return await bench.job(bench.work.export(ExportWish(tmp_path / "file" / "out", "wav")))

    view = live(test)
    assert (view.state, view.result) == ("failed", None)
    assert view.errors[0].sentence


def test_a_cancelled_export_leaves_no_half_files(spoken_path, tmp_path):
    async def test(bench):
        await bench.job(bench.work.generate(Scope()))
        number = bench.work.export(ExportWish(tmp_path / "out", "wav"))
        await bench.until(lambda: bench.work.jobs[-1].progress is not None)
        bench.work.cancel(number)
        return await bench.job(number)

    assert run(spoken_path, tmp_path, test).state in ("cancelled", "done")
    assert not list((tmp_path / "out").glob("*.part"))


def test_jobs_are_stopped_cleanly_when_the_project_is_closed(live, engine, project_path):
    engine.endless = ("Second paragraph.",)

    async def test(bench):
        number = bench.work.generate(Scope())
        await bench.until(bench.studio.file.placements)
        await bench.work.detach()
        assert not bench.work.running
        assert number not in [view.id for view in bench.work.jobs]

    live(test)
    assert check(project_path).ok


def children():
    """Return the processes this one has started."""
    listed = [path.read_text() for path in Path("/proc/self/task").glob("*/children")]
    return [int(pid) for line in listed for pid in line.split()]


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_a_worker_that_is_killed_costs_nothing(spoken_path, tmp_path):
    async def test(bench):
        number = bench.work.generate(Scope())
        await bench.until(lambda: bench.work.jobs[0].progress and bench.work.jobs[0].progress.done > 0)
        workers = children()
        assert workers
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
        view = await bench.job(number)
        await bench.settled()
        return view, set(bench.marks().values())

    view, marks = run(spoken_path, tmp_path, test)
    assert (view.state, view.errors, view.result.made, marks) == ("done", (), 60, {"generated"})


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(n, marks=pytest.mark.campaign) for n in range(2, 20))])
def test_stopped_at_any_moment_it_goes_on_and_makes_nothing_twice(spoken_path, tmp_path, seed):
    rng = random.Random(seed)

    async def test(bench):
        number = bench.work.generate(Scope())
        for _ in range(6):
            await asyncio.sleep(rng.uniform(0, 0.1))
            await rng.choice([cancel_and_retry, pause_and_resume, second_job, look_elsewhere])(bench, number, rng)
        bench.work.resume(number)
        await bench.until(lambda: not bench.work.running)
        if any(view.state != "done" for view in bench.work.jobs):
            await bench.job(bench.work.generate(Scope()))
        await bench.settled()
        assert set(bench.marks().values()) == {"generated"}
        assert all(not view.errors for view in bench.work.jobs)

    run(spoken_path, tmp_path, test)
    marks = fingerprints(spoken_path)
    assert len(marks) == len(set(marks)) == 60
    assert check(spoken_path).ok


async def cancel_and_retry(bench, number, _):
    bench.work.cancel(number)
    await bench.job(number)
    bench.work.retry(number)


async def pause_and_resume(bench, number, rng):
    bench.work.pause(number)
    await asyncio.sleep(rng.uniform(0, 0.05))
    bench.work.resume(number)


async def second_job(bench, _, rng):
    bench.work.generate(Scope(chapter_ids=(rng.randint(1, 3),)))


async def look_elsewhere(bench, _, rng):
    bench.work.look_at([rng.randint(1, 60)])


GENERATOR = """
    import asyncio, os, sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[2])
    from work_desk import bench
    from studio_app.session.work import Scope

    async def main():
        async with bench(Path(sys.argv[1]), Path(sys.argv[3])) as made:
            os.write(1, b"ready\\n")
            made.work.generate(Scope())
            await made.until(lambda: not made.work.running)

    asyncio.run(main())
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")
def test_killed_while_generating_it_goes_on_and_makes_nothing_twice(spoken_path, tmp_path):
    rng = random.Random(7)
    command = [sys.executable, "-c", textwrap.dedent(GENERATOR), spoken_path, Path(__file__).parent, tmp_path]
    for _ in range(2):
        process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE)
        assert process.stdout.readline() == b"ready\n"
        time.sleep(rng.uniform(0.1, 0.6))
        process.kill()
        process.communicate()
    done = run(spoken_path, tmp_path, lambda bench: bench.job(bench.work.generate(Scope())))
    marks = fingerprints(spoken_path)
    assert done.state == "done"
    assert len(marks) == len(set(marks)) == 60
    assert check(spoken_path).ok


def test_work_without_a_project_says_so(tmp_path):
    async def test():
        work = Work(Settings(tmp_path / "s.json"), Announcer())
        with pytest.raises(ProjectError, match="No project"):
            work.generate(Scope())
        work.look_at((1,))
        await work.close()

    asyncio.run(test())


def test_a_job_taken_up_again_does_not_wait_for_what_its_former_life_waited_for(live, engine):
    engine.capabilities = replace(engine.capabilities, bills=False)
    gate = engine.gates["Another chapter."] = threading.Event()

    async def test(bench):
        bench.work.generate(Scope(chapter_ids=(2,)))
        await bench.until(lambda: engine.asked)
        second = bench.work.generate(Scope())
        await bench.until(lambda: len(bench.studio.file.placements()) == 4)
        bench.work.cancel(second)
        await bench.job(second)
        bench.work.retry(second)
        await asyncio.sleep(0.05)
        gate.set()
        return await bench.job(second)

    assert live(test).state == "done"
    assert engine.asked.count("Another chapter.") == 1


def test_what_waits_for_room_on_the_disk_is_not_paid_for_by_another_job(live, engine, disk):
    disk.full = True

    async def test(bench):
        first = bench.work.generate(Scope(paragraph_ids=(1,)))
        await bench.job(first, "paused")
        second = bench.work.generate(Scope(paragraph_ids=(1, 2)))
        await asyncio.sleep(0.1)
        disk.full = False
        bench.work.resume(first)
        await bench.job(first)
        bench.work.resume(second)
        return await bench.job(second)

    assert live(test).state == "done"
    assert engine.asked.count("First paragraph.") == 1


def at_its_end(bench, number, act):
    """Do something at the very moment a job is told to be over, once, and before its task has returned."""

    def heard(_):
        if next((view for view in bench.work.jobs if view.id == number and view.state in OVER), None):
            end()
            act(number)

    end = bench.announce.listen(JobsChanged, heard)


def test_a_retry_at_the_moment_a_job_is_told_to_have_failed_is_not_lost(live, engine):
    engine.wrong = {"Another chapter.": [TextRefused("Refused.")]}

    async def test(bench):
        number = bench.work.generate(Scope(chapter_ids=(2,)))
        at_its_end(bench, number, bench.work.retry)
        return await bench.job(number, "done")

    view = live(test)
    assert (view.result.made, view.errors) == (1, ())
    assert engine.asked == ["Another chapter."] * 2


def test_a_retry_at_the_moment_a_job_is_told_to_be_cancelled_is_not_lost(live, engine):
    engine.capabilities = replace(engine.capabilities, bills=False)
    gate = engine.gates["Another chapter."] = threading.Event()

    async def test(bench):
        number = bench.work.generate(Scope(chapter_ids=(2,)))
        await bench.until(lambda: engine.asked)
        at_its_end(bench, number, bench.work.retry)
        bench.work.cancel(number)
        gate.set()
        return await bench.job(number, "done")

    assert live(test).errors == ()


@pytest.mark.parametrize("wish", ["cancel", "stop_all"])
def test_what_ends_a_job_ends_it_also_right_after_such_a_retry(live, engine, wish):
    engine.wrong = {"Another chapter.": [TextRefused("Refused.")]}

    async def test(bench):
        def again(number):
            bench.work.retry(number)
            engine.endless = ("Another chapter.",)
            bench.work.dismiss(number)  # it is not over any more
            if wish == "cancel":
                bench.work.cancel(number)

        number = bench.work.generate(Scope(chapter_ids=(2,)))
        at_its_end(bench, number, again)
        if wish == "stop_all":
            await bench.until(lambda: len(engine.asked) == 2)
            await bench.work.stop_all()
        return await bench.job(number, "cancelled")

    assert live(test).result is None
