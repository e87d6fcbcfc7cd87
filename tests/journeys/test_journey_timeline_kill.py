"""kill -9 while a script is imported, spoken, given effects and exported: nothing is half, nothing is paid twice unasked."""

import os
import random
import shutil
import subprocess
import sys
import textwrap
import time
from collections import Counter
from contextlib import contextmanager

import pytest
import soundfile
import test_journey_paid_kill as paid

from studio_app.domain.ledger import LedgerState
from studio_app.store.check import check
from studio_app.store.project_file import ProjectFile
from tests.simulators import simulator

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")


def script(path, lines):
    """Write a dialogue of so many lines."""
    said = [f'{("Ann", "Ben")[n % 2]},"Line {n} of the two of them, and no other."' for n in range(lines)]
    path.write_text("speaker,line\n" + "\n".join(said))
    return path


def timed(work):
    """Return how many seconds something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def clips(path):
    with ProjectFile.open(path, read_only=True) as file:
        (timeline,) = file.load().timelines.values()
        return [clip for lane in timeline.lanes.values() for clip in lane]


# Import


def import_and_kill(start, lectern, folder, kills, seed):
    dice, path, book = random.Random(seed), folder / "p.lectern", script(folder / "s.csv", 3000)
    whole, takes = 0, timed(lambda: lectern("import", book, "-o", path))
    path.unlink()
    for _ in range(kills):
        process = start("import", book, "-o", path)
        time.sleep(dice.uniform(0.5, 1.1) * takes)
        process.kill()
        process.communicate()
        if path.exists():
            whole += 1
            assert check(path).ok
            assert len(clips(path)) == 3000
            for one in folder.glob("p.lectern*"):
                one.unlink()
    lectern("import", book, "-o", path)
    assert len(clips(path)) == 3000
    rests = [one.name for one in folder.iterdir() if one.name not in ("s.csv", "p.lectern", "home")]
    assert not rests, "what was left by kills is cleared away"
    return whole


def test_a_killed_import_of_a_script_leaves_all_or_nothing(start, lectern, tmp_path):
    import_and_kill(start, lectern, tmp_path, 1, 1)


@pytest.mark.campaign
def test_an_import_of_a_script_killed_25_times(start, lectern, tmp_path):
    print(import_and_kill(start, lectern, tmp_path, 25, time.time_ns()), "of 25 were whole")


# Speaking


class ScriptDesk(paid.Desk):
    """The same, of a script."""

    def project(self, words):
        path = self.folder / f"{self.sim.url[-5:]}.lectern"
        self.lectern("import", script(self.folder / "s.csv", words // 9), "-o", path, *paid.CAST[self.sim.name])
        return path


@pytest.fixture
def desk(environment, start, lectern, tmp_path):
    @contextmanager
    def make(seed):
        with simulator("elevenlabs", **paid.HOW, credits=50_000_000) as sim:
            environment["ELEVENLABS_BASE_URL"] = sim.url
            environment["ELEVENLABS_API_KEY"] = sim.key
            yield ScriptDesk(sim, start, lectern, tmp_path, seed)

    return make


def speak_and_kill(desk, words, most, seed):
    with desk(seed) as made:
        kills = paid.kill_on_elevenlabs(made, words, most)
        (path,) = made.folder.glob("*.lectern")
        assert all(clip.sounds for clip in clips(path)), "what is spoken is on its clips"
        return kills


def test_a_killed_generation_of_a_script_is_paid_once_and_on_its_clips(desk):
    assert speak_and_kill(desk, 90, 1, 3) > 0


@pytest.mark.campaign
def test_a_generation_of_a_script_killed_25_times(desk):
    assert speak_and_kill(desk, 5400, 25, time.time_ns()) > 9


# Effects

#: Makes effects, one prompt after the other; what may have been billed is sent again only because a person says so.
MAKER = """
    import asyncio, os, sys
    from pathlib import Path
    from studio_app.domain.errors import MaybeBilled
    from studio_app.domain.timeline import Effect
    from studio_app.session.effects import Effects
    from studio_app.session.engines import Engines
    from studio_app.settings.file import Settings
    from studio_app.store.project_file import ProjectFile

    async def main(path, number):
        file = ProjectFile.open(path)
        effects = Effects(Engines(Settings(path.parent / "settings.json")))
        await effects.abilities("elevenlabs")
        os.write(1, b"ready\\n")
        while True:
            try:
                made = await effects.make(file, "elevenlabs", f"door {number}", Effect(0.5))
            except MaybeBilled:
                lost = sum(row.state.value == "open" for row in file.ledger())
                os.write(1, f"asked {number} {lost}\\n".encode())
                made = await effects.make(file, "elevenlabs", f"door {number}", Effect(0.5), again=True)
            os.write(1, f"made {number} {len(made.takes)}\\n".encode())
            number += 1

    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
"""


def effects_and_kill(made, path, kills):
    """Make effects, killed so often; return how many prompts were asked about."""
    number, asked = 0, 0
    for _ in range(kills):
        command = [sys.executable, "-c", textwrap.dedent(MAKER), str(path), str(number)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, **made.env})
        assert process.stdout.readline() == b"ready\n"
        time.sleep(made.dice.uniform(0, 1.2))
        process.kill()
        told = [line.split() for line in process.communicate()[0].decode().splitlines()]
        asked += sum(int(count) for word, _, count in told if word == "asked")
        assert all(count == "4" for word, _, count in told if word == "made")
        number += sum(word == "made" for word, *_ in told)
        once(made.sim, path, asked)
        assert check(path).ok
    return asked


def once(sim, path, asked):
    """Hold what was billed against what is kept: a request more for each that the person let be sent again, and no other."""
    rows, takes, billed = paid.ledger(path)
    settled = [row for row in rows if row.state is LedgerState.SETTLED]
    lost = [row for row in rows if row.state is LedgerState.LOST]
    under_way = [row for row in rows if row.state is LedgerState.OPEN]
    assert takes == len(settled) <= len(sim.books) <= takes + len(lost) + len(under_way)
    assert len(lost) <= asked
    assert sum(row.credits for row in sim.books) >= billed.get("elevenlabs", 0.0)
    sent = Counter(row.fingerprint.partition("#")[0] for row in rows if row.state is not LedgerState.REFUSED)
    again = Counter(row.fingerprint.partition("#")[0] for row in lost)
    assert all(count <= 4 + again[mark] for mark, count in sent.items()), "nothing is sent twice unasked"


@pytest.fixture
def effects(desk, environment, tmp_path):
    @contextmanager
    def make(seed):
        with desk(seed) as made:
            made.env = environment
            yield made, made.project(27)

    return make


def test_killed_effects_are_paid_once_or_asked_about(effects):
    with effects(5) as (made, path):
        effects_and_kill(made, path, 1)


@pytest.mark.campaign
def test_effects_killed_40_times_are_paid_once_or_asked_about(effects):
    with effects(time.time_ns()) as (made, path):
        print(effects_and_kill(made, path, 40), "requests were asked about")
        assert paid.ledger(path)[1] > 8


# Export


def export_and_kill(start, lectern, project, folder, kills, seed):
    """Export stems, killed so often, over and over; return how many files were whole before one was finished."""
    dice, out, wish = random.Random(seed), folder / "out", ("--stems", "--format", "wav")
    takes = timed(lambda: lectern("export", project, "-o", folder / "whole", *wish))
    whole = {one.name: one.read_bytes() for one in (folder / "whole").iterdir()}
    assert len(whole) == 3
    seen = 0
    for _ in range(kills):
        process = start("export", project, "-o", out, *wish)
        time.sleep(dice.uniform(0.5, 1.1) * takes)
        process.kill()
        process.communicate()
        there = [one for one in (out.iterdir() if out.exists() else ()) if one.suffix == ".wav"]
        assert all(one.read_bytes() == whole[one.name] for one in there), "a file under its name is whole"
        seen += len(there)
        if len(there) == len(whole) or dice.random() < 0.3:
            shutil.rmtree(out, ignore_errors=True)
    lectern("export", project, "-o", out, *wish)
    assert {one.name: one.read_bytes() for one in out.iterdir()} == whole, "and nothing is left beside them"
    assert all(soundfile.info(one).frames > 0 for one in out.iterdir())
    return seen


@pytest.fixture
def spoken_script(lectern, tmp_path):
    path = tmp_path / "spoken.lectern"
    lectern("import", script(tmp_path / "spoken.csv", 12), "-o", path)
    lectern("generate", path)
    return path


def test_a_killed_export_of_stems_leaves_no_half_file(start, lectern, spoken_script, tmp_path):
    export_and_kill(start, lectern, spoken_script, tmp_path, 1, 9)


@pytest.mark.campaign
def test_an_export_of_stems_killed_25_times_leaves_no_half_file(start, lectern, spoken_script, tmp_path):
    print(export_and_kill(start, lectern, spoken_script, tmp_path, 25, time.time_ns()), "whole files were seen")
