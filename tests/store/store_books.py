"""A small book and takes for the tests of the store; imported by processes that are killed, too."""

from __future__ import annotations

from types import MappingProxyType

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.manuscript import Chapter, Fragment, Identifier, Kind, Matter, Metadata, Paragraph
from studio_app.domain.pauses import PauseRules
from studio_app.domain.project import Project, Voicing
from studio_app.domain.takes import Levels, Take, WordTiming


def small_book() -> Project:
    return Project(
        metadata=Metadata("The Lamp", ("Ann Ode",), language="en", identifiers=(Identifier("isbn", "978"),)),
        voicing=Voicing(PauseRules(sentence=300), 500, 1),
        chapters=(
            Chapter(1, 1.0, "One"),
            Chapter(2, 2.5, "Zwei – 二", included=False, matter=Matter.BACK, level=1),
        ),
        paragraphs=MappingProxyType(
            {
                1: (
                    Paragraph(1, 1, 1.0, Kind.HEADING, "One", level=1),
                    Paragraph(2, 1, 1.5, Kind.TEXT, "“Well,” said Alice 🐇, “no.”", fragments=(Fragment(0, 7, 2),)),
                ),
                2: (Paragraph(3, 2, 1.0, Kind.FOOTNOTE, "Anhang\0.", included=False, locked=True),),
            }
        ),
        speakers=(
            Speaker(1, "Narrator", Casting.of("local", "espeak", "en", {"rate": 1.5})),
            Speaker(2, "Alice", Casting.of("local", "espeak", "en+f2", language="en-GB"), "#aa0000"),
        ),
        source="feed" * 8,
    )


def take_number(number: int, **changed: object) -> Take:
    facts: dict[str, object] = {
        "id": 0,
        "fingerprint": f"{number:032x}",
        "engine": "local",
        "model": "espeak",
        "voice": "en",
        "audio": "",
        "codec": "pcm_s16le",
        "rate": 22050,
        "channels": 1,
        "frames": 1000,
        "trim_start": 10,
        "trim_end": 900,
        "levels": Levels(0.5, 0.01),
        "words": (WordTiming(0, 3, 0.0), WordTiming(4, 9, 0.31)),
    }
    return Take(**{**facts, **changed})  # type: ignore[arg-type]
