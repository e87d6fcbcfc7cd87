"""Making voices in the window: recorded with a microphone, checked, consented to, cloned, cast and spoken; or designed.

The microphone is a PulseAudio source into which a real speech file is played.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import urllib.request
import wave
from dataclasses import dataclass

import heard
import numpy as np
import pytest
import screen as screens
from voices_room import TEXTS, new_book
from window_hands import act, page, saved, wait_for

from tests.simulators import simulator
from tests.simulators.contract import Contract
from tests.simulators.voicebox import RATE, Voicebox

pytest.importorskip("PySide6")
pytestmark = screens.NEEDED

SENTENCES = (
    "The ferry left at a quarter past six, while the town was still asleep.",
    "I had the whole upper deck to myself, with a cup of coffee and a blanket that smelled of diesel.",
    "Behind us the lights went out, one street after the other.",
    "Ahead there was nothing but grey water, and a thin, bright line where the sky began.",
)
#: What is looked at before anything is sent, and what is found of this speaker.
CHECKS = {"Length", "Peaks", "Loudness", "Clipping", "Noise", "Room", "One speaker", "Silence", "Format", "Size"}
CHECKS |= {"One person seems to speak.", "Nothing is cut off."}
MICROPHONE = (
    ("load-module", "module-null-sink", "sink_name=mouth", "rate=48000", "channels=1"),
    (
        *("load-module", "module-remap-source", "master=mouth.monitor", "source_name=desk"),
        "source_properties=device.description=Desk",
    ),
    ("set-default-source", "desk"),
)


@dataclass(frozen=True)
class Cloud:
    """A provider, its simulator's options, and how its voices are listed."""

    engine: str
    name: str
    voices: str
    key: str
    id: str
    called: str


ELEVEN = Cloud("elevenlabs", "ElevenLabs", "/v1/voices", "xi-api-key", "voice_id", "name")
FISH = Cloud("fish", "Fish Audio", "/model?self=true", "Authorization", "_id", "title")


@pytest.fixture(scope="module")
def ear(screen):
    """The screen, with a microphone that hears what is played into the sink ``mouth``."""
    for command in MICROPHONE:
        subprocess.run(["pactl", *command], env=screen.environment, check=True, capture_output=True)
    return screen


async def _spoken(text: str):
    box = Voicebox()
    try:
        return await box.speak(text, "en-gb", 1.2)
    finally:
        await box.close()


def speech(path, seconds: float):
    """Write a file of somebody reading, about so long."""
    said = asyncio.run(_spoken(" ".join(SENTENCES)))
    samples = np.tile(said.samples, max(1, round(seconds / said.seconds)))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.astype("<i2").tobytes())
    return path


@pytest.fixture
def book(home, screen):
    """A book; whatever window was opened on it is gone when the test is over."""
    yield new_book(home)
    for window in screen.programs:
        if window.poll() is None:
            screen.end(window)


def started(screen, home, book, sim, cloud):
    """Open the window on a book that this computer narrates."""
    account = {f"{cloud.engine.upper()}_API_KEY": sim.key, f"{cloud.engine.upper()}_BASE_URL": sim.url}
    window = screen.lectern(book, home=home, **account)
    page(screen)
    return window


def press(screen, name, role="push button", *, window="", within=15.0):
    """Press what has this name, as soon as it can be pressed."""

    def ready(seen):
        there = (s for s in seen if s.name.startswith(name) and s.role == role and s.window.startswith(window))
        return next((s for s in there if "sensitive" in s.states), None)

    found = screen.wait(ready, f"{role} {name!r} to be pressed", within)
    screen.click(found)
    return found


# Recording


def record(screen, said, seconds: float):
    """Record with the microphone in the dialog while somebody speaks, and take what was recorded."""
    press(screen, "Record…", "check box", window="Clone")
    screen.find("Something to read", "text", window="Clone")
    press(screen, "Record", window="Clone")
    screen.find("Stop", "push button", window="Clone", within=20)
    subprocess.run(["paplay", "-d", "mouth", str(said)], env=screen.environment, check=True, timeout=seconds + 60)
    press(screen, "Stop", window="Clone")
    press(screen, "Use", window="Clone")


def check(screen):
    """See the list of checks, and put right what can be: the peaks of this voice are a little high."""
    screen.wait(lambda seen: CHECKS.issubset({s.name for s in seen}), "the checks", 30)
    press(screen, "Even it out", window="Clone")
    screen.gone("Even it out", "push button", within=30)
    press(screen, "Next", window="Clone")


def agree_and_make(screen, name, button):
    """Say whose voice it is, agree, and have it made."""
    press(screen, "Next", window="Clone")
    screen.find("Your name", "text", window="Clone")
    screen.key("Tab")
    screen.type("Ada Reader")
    screen.key("Tab", "space")
    press(screen, button, window="Clone")
    screen.find(f"{name} can speak", within=30)


def call_it(screen, name):
    """Name the voice."""
    press(screen, "Name", "text", window="Clone")
    screen.key("ctrl+a")
    screen.type(name)


# Speaking with it


def cast(screen, cloud, name):
    """Cast the new voice: the page shows it with what that means, and it is applied."""
    press(screen, "Cast it…")
    screen.find(name, "combo box", within=20)
    screen.find("3 segments are not generated yet", "label", within=20)
    press(screen, "Cast this voice")
    said = f"{cloud.name} · {name}"
    screen.wait(lambda seen: any(s.role == "list item" and said in s.name for s in seen), f"the narrator: {said}", 20)


def generate_a_paragraph(screen):
    """Have the first paragraph spoken, after its price was seen."""
    text = page(screen)
    screen.click((text.box[0] + 200, text.box[1] + 40))
    press(screen, "Generate the paragraph")
    asked = press(screen, "Generate · ~", within=30)
    screen.find("Done · 1 segment made", within=60)
    saved(screen)
    return asked.name


def voices_called(sim, cloud, name):
    """Return the ids of the voices of that name the provider has."""
    key = f"Bearer {sim.key}" if cloud is FISH else sim.key
    with urllib.request.urlopen(urllib.request.Request(sim.url + cloud.voices, headers={cloud.key: key})) as answer:
        listed = json.load(answer)
    found = listed.get("voices") or listed.get("items") or ()
    return [one[cloud.id] for one in found if one[cloud.called] == name]


def assert_spoken_by(sim, voices):
    """One paragraph was spoken, by that voice and no other, and it was billed once."""
    assert [(row.text, row.voice) for row in sim.books if row.kind == "tts"] == [(TEXTS[0], *voices)]


def assert_asked_as_agreed(sim, cloud):
    contract = Contract.of(cloud.engine)
    asked = [one for one in sim.requests if not one.path.startswith("/previews/")]
    assert contract is None or [(one.path, wrong) for one in asked for wrong in contract.wrong_in(one)] == []


def assert_consent_kept(home):
    """What was agreed to is on this computer."""
    rows = subprocess.run(["strings", home / "makings.sqlite-wal"], capture_output=True, text=True, check=False).stdout
    rows += (home / "makings.sqlite").read_bytes().decode("latin-1")
    assert "I am Ada Reader, and the voice in these recordings is mine." in rows


def leave(screen, window):
    screen.key("ctrl+q")
    assert window.wait(20) == 0


def uploads(sim, path):
    return [one for one in sim.requests if (one.method, one.path) == ("POST", path)]


def cloned_and_spoken(screen, home, book, said, seconds):
    """The whole way with ElevenLabs."""
    with simulator("elevenlabs", plan="creator") as sim:
        window = started(screen, home, book, sim, ELEVEN)
        act(screen, "Clone a voice")
        record(screen, said, seconds)
        check(screen)
        call_it(screen, "Ada")
        assert not uploads(sim, "/v1/voices/add"), "nothing is sent before the speaker agreed"
        agree_and_make(screen, "Ada", "Make the voice")
        assert len(uploads(sim, "/v1/voices/add")) == 1
        assert sim.billed == 0
        cast(screen, ELEVEN, "Ada")
        generate_a_paragraph(screen)
        assert_spoken_by(sim, voices_called(sim, ELEVEN, "Ada"))
        assert_asked_as_agreed(sim, ELEVEN)
        assert_consent_kept(home)
        leave(screen, window)


@pytest.mark.campaign  # in every run the same is done in a window without a screen, and recording by itself
def test_what_is_recorded_here_becomes_a_voice_at_elevenlabs_and_speaks(ear, home, book):
    cloned_and_spoken(ear, home, book, speech(home / "said.wav", 12), 12)


@pytest.mark.campaign
def test_as_long_a_recording_as_is_best(ear, home, book):
    cloned_and_spoken(ear, home, book, speech(home / "said.wav", 70), 70)


@pytest.mark.campaign
def test_a_voice_at_fish_is_private_and_cleaned_up_as_it_is_said_and_speaks(ear, home, book):
    with simulator("fish") as sim:
        window = started(ear, home, book, sim, FISH)
        act(ear, "Clone a voice")
        record(ear, speech(home / "said.wav", 12), 12)
        check(ear)
        call_it(ear, "Ada")
        agree_and_make(ear, "Ada", "Make the voice")
        (made,) = uploads(sim, "/model")
        assert (made.body["visibility"], made.body["enhance_audio_quality"]) == ("private", "true")
        cast(ear, FISH, "Ada")
        generate_a_paragraph(ear)
        assert_spoken_by(sim, voices_called(sim, FISH, "Ada"))
        assert_asked_as_agreed(sim, FISH)
        assert_consent_kept(home)
        leave(ear, window)


@pytest.mark.campaign
def test_recordings_alone_are_a_voice_of_fish_and_speak_from_the_command_line_too(ear, home, book, lectern):
    with simulator("fish") as sim:
        account = {"FISH_API_KEY": sim.key, "FISH_BASE_URL": sim.url}
        window = started(ear, home, book, sim, FISH)
        act(ear, "Clone a voice")
        record(ear, speech(home / "said.wav", 12), 12)
        check(ear)
        press(ear, "Only on this computer", "radio button", window="Clone")
        call_it(ear, "Ada")
        agree_and_make(ear, "Ada", "Keep the voice")
        cast(ear, FISH, "Ada")
        generate_a_paragraph(ear)
        leave(ear, window)
        lectern("generate", book, env=account)
        assert sorted(row.text for row in sim.books) == sorted(TEXTS)
        said = [one.body["references"] for one in sim.requests if "/tts" in one.path]
        assert (len(said), len({one[0]["audio"] for one in said})) == (3, 1), "each with the recording, always the same"
        assert not uploads(sim, "/model"), "nothing is kept there"
        assert_asked_as_agreed(sim, FISH)
        assert_consent_kept(home)


# Designing


def design(screen):
    """Describe a voice, see the price, and have three made; return what the price was said to be."""
    press(screen, "Description", "text", window="Design")
    screen.type("A calm old storyteller with a deep, warm voice.")
    said = screen.find("~", "label", window="Design", within=20).name
    press(screen, "Design 3 voices", window="Design")
    for letter in "ABC":
        screen.find(f"Voice 1{letter}", "radio button", within=30)
    return said


def hear_one(screen, folder):
    """Hear the first candidate; return how much of the time something sounds."""
    with screen.recording(folder / "heard.raw"):
        press(screen, "Hear it", window="Design")
        screen.find("Stop", "push button", window="Design")
        press(screen, "Stop", window="Design")
    return float((np.abs(heard.recorded(folder / "heard.raw")) > 0.01).mean())


def keep(screen, name):
    """Choose the second candidate and keep it under a name."""
    press(screen, "Voice 1B", "radio button", window="Design")
    press(screen, "Name of the voice", "text", window="Design")
    screen.type(name)
    press(screen, "Keep this voice", window="Design")
    screen.find(f"{name} is among My voices now.", within=20)


@pytest.mark.campaign  # in every run the same is done in a window without a screen
def test_a_voice_is_designed_heard_kept_cast_and_paid_once(ear, home, book):
    with simulator("elevenlabs", plan="creator") as sim:
        window = started(ear, home, book, sim, ELEVEN)
        act(ear, "Design a voice")
        said = design(ear)
        paid = sim.billed
        assert said.endswith(" credits, once for all of them.")
        assert 0 < paid <= float(said[1:].partition(" ")[0]), "no more than was said"
        assert hear_one(ear, home) > 0.02
        keep(ear, "Old Teller")
        assert (sim.billed, len(uploads(sim, "/v1/text-to-voice/design"))) == (paid, 1)
        cast(ear, ELEVEN, "Old Teller")
        assert "36" in generate_a_paragraph(ear)
        wait_for(lambda: sim.billed == paid + len(TEXTS[0]), "the bill of the paragraph")
        assert_spoken_by(sim, voices_called(sim, ELEVEN, "Old Teller"))
        assert_asked_as_agreed(sim, ELEVEN)
        leave(ear, window)
