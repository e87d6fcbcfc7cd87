"""kill -9 while voices are paid for: nothing is paid twice where the provider can tell, and nothing is repeated unasked."""

import os
import random
import time
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from studio_app.cli.benches.book import write_book
from studio_app.domain.ledger import LedgerState
from studio_app.store.check import check
from studio_app.store.project_file import ProjectFile
from tests.simulators import simulator

CAST = {
    "elevenlabs": ("--engine", "elevenlabs", "--model", "eleven_flash_v2_5"),
    "fish": ("--engine", "fish", "--model", "s2-pro"),
}
#: Seconds a generation takes: long enough to be killed in, and for several to be under way.
HOW = {"fast": True, "pace": 0.001, "latency": (0.05, 0.4)}
KILLS = int(os.environ.get("LECTERN_KILLS", "500"))


class Desk:
    """The command line, a provider it knows, and dice."""

    def __init__(self, sim, start, lectern, folder, seed):
        self.sim, self.start, self.lectern, self.folder = sim, start, lectern, folder
        self.dice = random.Random(seed)

    def project(self, words):
        """Make a project whose narrator speaks with the provider."""
        book, path = self.folder / f"{self.sim.url[-5:]}.epub", self.folder / f"{self.sim.url[-5:]}.lectern"
        write_book(book, words=words, chapter_words=max(40, words // 3))
        self.lectern("import", book, "-o", path, *CAST[self.sim.name])
        return path

    def generate(self, path):
        """Generate, and kill it in a while, mostly when it has something under way. Return its status, None if killed."""
        process, before, end = self.start("generate", path), len(self.sim.books), time.monotonic() + 60
        if self.dice.random() < 0.85:
            while len(self.sim.books) == before and process.poll() is None and time.monotonic() < end:
                time.sleep(0.002)
            time.sleep(self.dice.uniform(0, 0.6))
        else:
            time.sleep(self.dice.uniform(0, 2.0))
        status = process.poll()
        process.kill()
        process.communicate()
        return status


@pytest.fixture
def desk(environment, start, lectern, tmp_path):
    @contextmanager
    def make(name, seed):
        with simulator(name, **HOW, credits=50_000_000) as sim:
            environment[f"{name.upper()}_BASE_URL"] = sim.url
            environment[f"{name.upper()}_API_KEY"] = sim.key
            yield Desk(sim, start, lectern, tmp_path, seed)

    return make


def ledger(path):
    with ProjectFile.open(path, read_only=True) as file:
        return file.ledger(), file.take_count(), file.billed()


def price(path, engine):
    """What a finished book costs once: the estimate of the request each of its takes came from."""
    rows, _, _ = ledger(path)
    return sum({row.fingerprint: row.estimate for row in rows if row.engine == engine}.values())


def twice(sim, rows):
    """Tell all that is known of texts that were paid twice: when they were billed, and what the ledger says."""
    books = Counter(row.text for row in sim.books)
    found = []
    for text in [text for text, count in books.items() if count > 1]:
        billed = [
            (row.request_id, datetime.fromtimestamp(row.at, UTC).isoformat()) for row in sim.books if row.text == text
        ]
        ids = {name for name, _ in billed}
        marks = {row.fingerprint for row in rows if row.request_id in ids}
        found.append((len(text), billed, [row for row in rows if row.fingerprint in marks]))
    return found


def kill_on_elevenlabs(desk, words, most):
    """Finish a book, killed up to ``most`` times; return how often."""
    path, kills = desk.project(words), 0
    while kills < most and desk.generate(path) is None:
        kills += 1
    done, _ = desk.lectern("generate", path)
    books = Counter(row.text for row in desk.sim.books)
    rows, takes, billed = ledger(path)
    assert set(books.values()) == {1}, f"paid twice: {twice(desk.sim, rows)}"
    assert desk.sim.billed == billed["elevenlabs"] == price(path, "elevenlabs")
    assert takes == len(books) == sum(row.state is LedgerState.SETTLED for row in rows)
    assert {row.state for row in rows} <= {LedgerState.SETTLED, LedgerState.REFUSED}
    assert {row.request_id for row in desk.sim.books} == {row.request_id for row in rows if row.request_id}
    assert done["failed"] == 0
    assert check(path).ok
    return kills


def kill_on_fish(desk, words, most):
    """Do so; where the command says that something may have been billed, let it be sent again."""
    path, kills, asked, status = desk.project(words), 0, 0, None
    while status != 0:
        status = desk.generate(path) if kills < most else finished(desk, path)
        kills += status is None
        if status == 5:
            asked += send_again(desk, path)
        assert status in (None, 0, 5)
    books = Counter(row.text for row in desk.sim.books)
    rows, takes, billed = ledger(path)
    lost = [row for row in rows if row.state is LedgerState.LOST]
    assert len(lost) == asked, "what was sent again was asked about, every time"
    assert sum(books.values()) - len(books) <= asked
    assert takes == len(books) == sum(row.state is LedgerState.SETTLED for row in rows)
    assert billed["fish"] == price(path, "fish")
    assert billed["fish"] <= desk.sim.billed <= billed["fish"] + sum(row.estimate for row in lost)
    assert not [row for row in rows if row.state is LedgerState.OPEN]
    assert check(path).ok
    return kills


def send_again(desk, path):
    """Go on as a person does who was told: first nothing is repeated, then what may have been billed is. Return how many."""
    before = len(desk.sim.books)
    told, said = desk.lectern("generate", path, status=5)
    assert len(desk.sim.books) == before, "nothing is repeated unasked"
    count = told["unsure"]["requests"]
    assert f"{count} request" in said
    assert "may have been billed" in said
    assert "--send-again" in said
    after, _ = desk.lectern("generate", path, "--send-again")
    assert after["unsure"]["requests"] == 0
    return count


def finished(desk, path):
    process = desk.start("generate", path)
    process.communicate(timeout=120)
    return process.returncode


def campaign(desk, name, kills_wanted, words, seed):
    """Kill so often; each book has a provider of its own, who knows no other."""
    kill, kills = {"elevenlabs": kill_on_elevenlabs, "fish": kill_on_fish}[name], 0
    while kills < kills_wanted:
        with desk(name, seed + kills) as made:
            kills += kill(made, words, kills_wanted - kills)
    return kills


def test_killed_while_elevenlabs_is_paid(desk):
    assert campaign(desk, "elevenlabs", 2, words=300, seed=3) >= 2


def test_killed_while_fish_is_paid(desk):
    assert campaign(desk, "fish", 2, words=300, seed=5) >= 2


@pytest.mark.campaign
@pytest.mark.parametrize("name", CAST)
def test_killed_500_times_while_voices_are_paid(desk, name):
    assert campaign(desk, name, KILLS, words=12_000, seed=7) >= KILLS
