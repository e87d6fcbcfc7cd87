"""A small book and takes for the tests of the store; imported by processes that are killed, too."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.manuscript import Chapter, Fragment, Identifier, Kind, Matter, Metadata, Paragraph
from studio_app.domain.media import Media
from studio_app.domain.pauses import PauseRules
from studio_app.domain.project import Project, Voicing
from studio_app.domain.takes import Levels, Take, WordTiming
from studio_app.domain.timeline import (
    Clip,
    Ducking,
    Effect,
    GainPoint,
    Marker,
    Mode,
    Region,
    Rules,
    Said,
    Sound,
    Track,
    TrackKind,
    timeline_of,
)


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


def small_timeline():
    """A timeline of the first chapter of the small book: speech, an effect, music under it, a marker and a region."""
    line = "“Well,” said Alice 🐇, “no.”"
    return timeline_of(
        (
            Track(1, 1.0, TrackKind.VOICEOVER, "Narrator", "#2b6cb0"),
            Track(2, 0.5, TrackKind.SFX, "Türen", height=40, mute=True, pan=-0.25),
            Track(3, 3.0, TrackKind.AUDIO, "Music", volume=-6.5, ducking=Ducking(-9.0, 50, 300)),
        ),
        (
            Clip(4, 1, 0, 480, text="One", paragraph_id=1),
            Clip(
                5,
                1,
                48_000,
                1000,
                Mode.FIXED,
                line,
                (Sound(900, 0, 900, 990, 7, "", Said(line, 0, 7)), Sound(10, 0, 10, 10)),
                (GainPoint(0, -3.0), GainPoint(500, 1.5)),
                10,
                20,
                9,
                overrun=5,
                paragraph_id=2,
            ),
            Clip(6, 2, 100, 24_000, text="a door, slammed", group=9, effect=Effect(2.5, 0.7, loop=True)),
            Clip(7, 3, 0, 96_000, sounds=(Sound(200_000, 5, 96_005, 96_000, media="ab" * 16),), locked=True),
        ),
        markers=(Marker(8, 77, "here", "#fff"),),
        regions=(Region(10, 0, 48_000, "Intro"),),
        rules=Rules(gap=480),
        last_id=12,
    )


def laid_out_book() -> Project:
    """The small book with a timeline, and a paragraph with voice settings of its own."""
    book = small_book()
    one, two = book.paragraphs[1]
    two = replace(two, settings=(("speed", 1.1), ("style", "calm")))
    paragraphs = MappingProxyType({**book.paragraphs, 1: (replace(one, text="One"), two)})
    return replace(book, paragraphs=paragraphs, timelines=MappingProxyType({1: small_timeline()}))


def music() -> Media:
    """A media file of which nothing is there but what is known of it."""
    return Media("ab" * 16, "music.mp3", "/films/music.mp3", "mp3", 44_100, 2, 183_750, 70_000, 5)
