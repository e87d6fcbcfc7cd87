"""``bench library``: ten thousand voices in the library page, scrolled beside Qt's own list.

The window is another room, so it is measured as another program: ``studio_app.ui.voices.speed``.
"""

from __future__ import annotations

import dataclasses
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio_app.cli.benches.machine import cores
from studio_app.speech.engine import Voice
from studio_app.speech.library import Listing

if TYPE_CHECKING:
    from studio_app.cli.terminal import Terminal

_VOICES = 10_000
_PROGRAM = "studio_app.ui.voices.speed"
_NAMES = ("Adele", "Bram", "Clémence", "Dóra", "Ewan", "Fátima", "Goran", "Hana", "Ísak", "José", "Käthe", "Liam")
_TITLES = ("Warm storyteller", "News", "Old sailor", "Calm guide", "Deep trailer voice", "Documentary", "Bedtime tales")
_LANGUAGES = ("en", "de", "fr", "es", "pl", "sv", "it", "pt", "cs", "ja", "hi", "tr")
_ACCENTS = ("american", "british", "australian", "irish", "standard", "scottish", "indian")
_USES = ("narrative_story", "conversational", "informative_educational", "social_media", "characters_animation")
_SOUNDS = ("calm", "deep", "husky", "warm", "crisp", "mature", "raspy", "soft", "confident", "upbeat")


def measure(words: int | None, terminal: Terminal) -> dict[str, Any]:
    """Run the bench. ``words``, where given, is how many voices there are."""
    listings = voices(words or _VOICES)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "voices.json"
        path.write_text(json.dumps([dataclasses.asdict(listing) for listing in listings]), encoding="utf-8")
        terminal.warn("Scrolling, ours and Qt's own; takes a minute")
        return {"bench": "library", "cores": cores(), **_scrolled(path)}


def voices(count: int) -> list[Listing]:
    """Return so many different voices of a provider's library, the same each time."""
    chance = random.Random(5)
    return [_voice(number, chance) for number in range(count)]


def _voice(number: int, chance: random.Random) -> Listing:
    name = f"{chance.choice(_NAMES)} {number} - {chance.choice(_TITLES)}"
    gender = chance.choice(("male", "female", "neutral"))
    voice = Voice(f"voice{number:016}", name, "elevenlabs", chance.choice(_LANGUAGES), gender)
    return Listing(
        voice,
        "community",
        category=chance.choice(("professional", "high_quality", "famous")),
        owner=f"owner{number % 700:04}",
        description=f"{chance.choice(_TITLES)}, recorded in a quiet room. Number {number} of its owner's voices.",
        accent=chance.choice(_ACCENTS),
        age=chance.choice(("young", "middle_aged", "old")),
        use=chance.choice(_USES),
        tags=tuple(chance.sample(_SOUNDS, 3)),
        users=chance.randrange(60_000),
        characters=chance.randrange(90_000_000),
        rate=chance.choice((1.0, 1.0, 1.0, 1.5, 2.0, 3.0)),
        notice_days=chance.choice((None, 0, 30, 90, 365, 730)),
        free=chance.random() < 0.5,
        high_quality=chance.random() < 0.3,
        sample=f"https://samples.invalid/{number}.mp3",
        samples=tuple((tag, f"https://samples.invalid/{number}-{tag}.mp3") for tag in chance.sample(_LANGUAGES, 3)),
    )


def _scrolled(path: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", _PROGRAM, str(path)]
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env, check=False)
    if done.returncode:
        raise RuntimeError(f"{_PROGRAM} ended with {done.returncode}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found
