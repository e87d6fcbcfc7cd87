"""The voices room in the window: from a search among thousands to a cast voice and back; by mouse, by keyboard, and offline."""

from __future__ import annotations

import re
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pytest
import screen as screens
from window_hands import agree, at, page, saved, tab_to, wait_for

from tests.simulators import simulator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytest.importorskip("PySide6")
pytestmark = screens.NEEDED

SEARCH = "Australian narration"
FIELD = "Name, words or id of a voice"
COUNT = re.compile(r"This makes (?P<stale>\d+) segments stale; to generate them anew: ~(?P<price>[\d,]+) credits\.")
CHAPTER = re.compile(r"Chapter 1, included, (?P<state>.*?), (?:about )?\d+:")


@dataclass
class Provider:
    """A provider of ten thousand voices that can go away."""

    sim: object
    leave: Callable[[], None]
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def previews(self) -> list[str]:
        """Return which samples were fetched."""
        return [one.path for one in self.sim.requests if one.path.startswith("/previews/")]


@pytest.fixture
def provider() -> Iterator[Provider]:
    with ExitStack() as running:
        sim = running.enter_context(simulator("elevenlabs", plan="creator", library=10_000))
        yield Provider(sim, running.close, {"ELEVENLABS_API_KEY": sim.key, "ELEVENLABS_BASE_URL": sim.url})


@pytest.fixture
def spoken(lectern, short_book, tmp_path) -> Path:
    """A project whose first chapter this computer has spoken."""
    path = tmp_path / "book.lectern"
    lectern("import", short_book, "-o", path)
    lectern("generate", path, "--chapters", "1")
    return path


@pytest.fixture
def window(screen, home, provider, spoken):
    """The project in the window, the cursor in its first paragraph."""
    program = screen.lectern(spoken, home=home, **provider.environment)
    page(screen)
    at(screen, "Text of the chapter")
    screen.key("ctrl+Home", "Down")
    yield program
    if program.poll() is None:
        screen.end(program)


# What is seen


def rows(seen) -> list:
    """Return the voices that are listed, from above."""
    found = [one for one in seen if one.role == "list item" and " voice of " in one.name]
    return sorted(found, key=lambda one: one.box[1])


def found(screen, *words: str, least: int = 5) -> list:
    """Wait until at least so many voices are listed and each says all these words."""

    def all_fit(seen):
        there = rows(seen)
        return there if len(there) >= least and all(word in one.name for one in there for word in words) else None

    return screen.wait(all_fit, f"{least} voices, all of them {words}", 20)


def row_of(screen, *words: str):
    """Wait for a voice whose row says all these words."""
    return screen.wait(
        lambda seen: next((one for one in rows(seen) if all(word in one.name for word in words)), None), f"{words}"
    )


def state_of_chapter(screen) -> str:
    told = screen.find("Chapter 1, included", "list item").name
    return CHAPTER.match(told)["state"]


def counted(screen, *, but: int = -1) -> tuple[int, int]:
    """Wait until it is said what the voice would mean, other than before; return how much becomes stale, and the price."""

    def look(seen):
        told = (COUNT.match(one.name) for one in seen)
        found = ((int(told["stale"]), credits_in(told["price"])) for told in told if told)
        return next((one for one in found if one[1] != but), None)

    return screen.wait(look, "what the voice would mean", 30)


def credits_in(text: str) -> int:
    return int(re.search(r"[\d,]+", text.partition("~")[2] or text)[0].replace(",", ""))


# What is heard


@contextmanager
def listening(screen, path: Path) -> Iterator[Ears]:
    with screen.recording(path):
        yield Ears(path)


@dataclass
class Ears:
    """What has come out of the sound card so far."""

    path: Path
    heard_to: int = 0

    def loudness(self) -> float:
        """Return how loud it was since it was asked last: RMS, 0 for silence."""
        octets = self.path.read_bytes()
        start, end = self.heard_to, len(octets) // 4 * 4
        self.heard_to = end
        samples = np.frombuffer(octets[start:end], "<i2").astype(np.float64) / 32768
        return float(np.sqrt(np.mean(samples**2))) if len(samples) else 0.0


def play(screen, row) -> None:
    """Press the button at the left of a row."""
    screen.click((row.box[0] + 24, row.centre[1]))


def hear(screen, ears, name: str) -> None:
    """Wait until the row says that this voice is heard, and it is."""
    row_of(screen, name, "heard now")
    ears.loudness()
    wait_for(lambda: ears.loudness() > 0.01, f"the sample of {name}", 5)


def name_of(row) -> str:
    return row.name.partition(",")[0]


# By mouse


def search_and_filter(screen) -> list:
    """Search, narrow it down by language, accent and gender, and return the voices that are listed then."""
    screen.find(FIELD, "text")
    screen.type(SEARCH)
    found(screen, "Australian")
    screen.click(screen.find("Filters", "check box"))
    for any_, chosen in (("Any language", "English"), ("Any accent", "Australian"), ("Any gender", "Female")):
        screen.click(screen.find(any_, "combo box"))
        time.sleep(0.3)
        screen.type(chosen)
        screen.key("Return")
        screen.find(chosen, "combo box")
    screen.shot("filters")
    screen.click(screen.find("Filters (3)", "check box"))
    return found(screen, "English", "Australian", "· female", "Narrative story")


def hear_five(screen, listed, folder, provider) -> None:
    """Press the button of five rows, one after the other; each is fetched, and each is heard."""
    with listening(screen, folder / "five.raw") as ears:
        for row in listed[:5]:
            play(screen, row)
            hear(screen, ears, name_of(row))
        screen.key("space")
        screen.wait(lambda seen: not any("heard now" in one.name for one in seen), "silence")
        time.sleep(0.3)
        ears.loudness()
        time.sleep(0.3)
        assert ears.loudness() == 0.0
    assert len(set(provider.previews)) >= 5


def add(screen, row, provider) -> str:
    """Press the + of a row; return the id the voice has among one's own."""
    screen.click((row.box[0] + row.box[2] - 20, row.centre[1]))
    row_of(screen, name_of(row), "among your voices")
    (added,) = [one.path for one in provider.sim.requests if one.path.startswith("/v1/voices/add/")]
    return added.rpartition("/")[2]


def assert_tried_once(screen, provider, voice: str, price: float) -> None:
    """The trial was spoken, and billed once: as told."""
    screen.find("Stop ", "push button", within=30)
    (billed,) = provider.sim.books
    assert (billed.voice, billed.credits) == (voice, pytest.approx(price, abs=1))
    screen.find("Try on this paragraph · free", "push button", within=20)


def assert_as_before(screen, provider) -> None:
    """Undone, the takes of before fit again: there is nothing to generate, and nothing was paid for it."""
    screen.find("Chapter 1, included, generated", "list item")
    paid = provider.sim.billed
    screen.key("ctrl+shift+g")
    screen.find("There is nothing to do", within=20)
    assert (provider.sim.billed, len(provider.sim.books)) == (paid, 1)


@pytest.mark.campaign  # by keyboard the same is done in every run
def test_found_heard_added_cast_tried_and_undone(screen, window, home, provider):
    screen.click(screen.find("Activity", "check box"))
    screen.key("ctrl+shift+l")
    listed = search_and_filter(screen)
    hear_five(screen, listed, home, provider)
    dear = row_of(screen, "3 times the usual credits")
    voice = add(screen, dear, provider)
    screen.shot("library")
    screen.click(dear, times=2)
    screen.click(screen.find("Cast", "push button"))
    stale, price = counted(screen)
    screen.find("This voice costs 3 times the usual price.", "label")
    assert (stale, provider.sim.billed, state_of_chapter(screen)) == (3, 0, "generated")
    screen.shot("before-it-is-cast")
    told = screen.find("Try on this paragraph · ~", "push button", within=20)
    screen.click(told)
    assert_tried_once(screen, provider, voice, credits_in(told.name))
    left = counted(screen, but=price)[1]
    assert price - provider.sim.billed == pytest.approx(left, abs=2), "what was tried is paid already"
    screen.click(screen.find("Cast this voice", "push button"))
    screen.wait(lambda seen: any("0 of 3 generated, 3 stale" in one.name for one in seen), "three stale segments", 20)
    screen.shot("cast")
    screen.click(screen.find("Undo: Cast", "push button"))
    assert_as_before(screen, provider)
    take_out(screen, name_of(dear), voice, provider)
    screen.key("ctrl+q")
    assert window.wait(20) == 0


def take_out(screen, name, voice, provider) -> None:
    """Take a voice out of one's own again, by the page that lists them."""
    screen.click(screen.find("My voices", "page tab"))
    screen.click(row_of(screen, name))
    screen.key("Delete")
    screen.click(screen.find("Take out", "push button"))
    wait_for(
        lambda: ("DELETE", f"/v1/voices/{voice}") in [(r.method, r.path) for r in provider.sim.requests],
        "the removal",
        20,
    )
    screen.wait(lambda seen: not any(one.name.startswith(name) for one in rows(seen)), f"{name} to go")
    saved(screen)


# By keyboard


def choose_by_keys(screen, any_: str, chosen: str) -> None:
    tab_to(screen, any_)
    screen.type(chosen)
    at(screen, chosen, "combo box")


def hear_by_keys(screen, listed, folder) -> None:
    """Go down the list and hear five; Escape is silence, and the list keeps the keyboard."""
    with listening(screen, folder / "keys.raw") as ears:
        for number, row in enumerate(listed[:5]):
            screen.key(*(["Down"] if number else []), "space")
            hear(screen, ears, name_of(row))
    screen.key("Escape")
    at(screen, "Voices", "list")


def test_the_same_by_keyboard_alone(screen, window, home, provider):
    screen.key("ctrl+shift+l")
    at(screen, FIELD, "text")
    screen.type(SEARCH)
    tab_to(screen, "Filters")
    screen.key("space")
    choose_by_keys(screen, "Any language", "English")
    choose_by_keys(screen, "Any gender", "Female")
    screen.key("ctrl+shift+l", "Down")
    at(screen, "Voices", "list")
    hear_by_keys(screen, found(screen, "English", "· female", "Narrative story", least=2), home)
    screen.key("Insert")
    row_of(screen, "among your voices")
    screen.key("Return")
    at(screen, "Listen", "push button")
    screen.key("Tab")
    at(screen, "Cast", "push button")
    screen.key("space")
    stale, price = counted(screen)
    assert (stale, provider.sim.billed) == (3, 0)
    at(screen, "Speakers", "list")
    tab_to(screen, "Try on this paragraph · ~")
    screen.key("space")
    left = counted(screen, but=price)[1]
    assert len(provider.sim.books) == 1
    assert price - provider.sim.billed == pytest.approx(left, abs=2)
    tab_to(screen, "Cast this voice")
    screen.key("space")
    at(screen, "Speakers", "list")
    screen.find("Chapter 1, included, 0 of 3 generated, 3 stale", "list item")
    screen.key("ctrl+z")
    assert_as_before(screen, provider)
    screen.key("ctrl+q")
    assert window.wait(20) == 0


# Without a network


def cast(screen, row, engine: str) -> None:
    """Cast a voice by its details, and see that what was generated is stale then."""
    screen.click(row, times=2)
    screen.click(screen.find("Cast", "push button"))
    screen.find("This makes 3 segments stale", "label", within=30)
    screen.find(engine, "combo box")
    screen.click(screen.find("Cast this voice", "push button"))
    screen.find("Chapter 1, included, 0 of 3 generated, 3 stale", "list item")


@pytest.mark.campaign  # below the window the same is done in every run
def test_what_was_seen_and_heard_stays_when_the_provider_goes_away(screen, window, home, provider):
    screen.click(screen.find("Activity", "check box"))
    screen.key("ctrl+shift+l")
    screen.find(FIELD, "text")
    screen.type(SEARCH)
    first, second = found(screen, "Australian")[:2]
    with listening(screen, home / "gone.raw") as ears:
        for row in (first, second):
            play(screen, row)
            hear(screen, ears, name_of(row))
        provider.leave()
        play(screen, first)
        hear(screen, ears, name_of(first))
    screen.key("ctrl+shift+l", "ctrl+a")
    screen.type("Irish")
    screen.find(
        "ElevenLabs could not be reached. Check the connection to the internet. Seen before, as of today", within=30
    )
    found(screen, "Irish", least=4)
    screen.shot("offline")
    cast(screen, row_of(screen, "Community voice of ElevenLabs"), "ElevenLabs")
    screen.click(screen.find("Undo: Cast", "push button"))
    screen.find("Chapter 1, included, generated", "list item")
    screen.key("ctrl+shift+l")
    cast(screen, row_of(screen, "This computer voice"), "On this computer")
    screen.key("ctrl+shift+g")
    agree(screen)
    screen.find("Chapter 1, included, generated", "list item", within=60)
    saved(screen)
    screen.key("ctrl+q")
    assert window.wait(20) == 0
