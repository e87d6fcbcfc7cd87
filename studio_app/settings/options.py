"""Every option, declared once as data: the command line reads it, the preferences page draws itself from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = "bool | int | str"


@dataclass(frozen=True, slots=True)
class Option:
    """One option. ``low``/``high`` limit an int, ``choices`` a word; ``unit`` and ``text`` are for the person."""

    key: str
    default: Value
    text: str
    low: int | None = None
    high: int | None = None
    choices: tuple[str, ...] = ()
    unit: str = ""

    def accepts(self, value: object) -> bool:
        """Return whether ``value`` is of the option's type and within its limits."""
        if type(value) is not type(self.default):
            return False
        if isinstance(value, int) and not isinstance(value, bool):
            return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)
        return not self.choices or value in self.choices


OPTIONS: tuple[Option, ...] = (
    Option("engine.default", "local", "The engine a new project speaks with."),
    Option("local.workers", 0, "Processes of the local engine; 0 is one for each core.", 0, 64),
    Option(
        "text.segment_length", 800, "The longest piece of text sent to an engine at once.", 50, 5000, (), "characters"
    ),
    Option("pauses.clause", 150, "Silence between pieces cut at a clause.", 0, 10_000, (), "ms"),
    Option("pauses.sentence", 350, "Silence between pieces cut at a sentence.", 0, 10_000, (), "ms"),
    Option("pauses.paragraph", 700, "Silence between paragraphs.", 0, 10_000, (), "ms"),
    Option("pauses.heading", 1200, "Silence around a heading.", 0, 10_000, (), "ms"),
    Option("pauses.scene", 2000, "Silence at a scene break.", 0, 20_000, (), "ms"),
    Option("pauses.lead_in", 750, "Silence before the first word of a chapter.", 0, 10_000, (), "ms"),
    Option("pauses.lead_out", 2000, "Silence after the last word of a chapter.", 0, 10_000, (), "ms"),
    Option("export.format", "mp3", "The format of audio files.", choices=("mp3", "wav", "flac", "opus", "m4b")),
    Option("export.normalize", True, "Bring every chapter to the same loudness, with its peaks held."),
    Option("export.workers", 0, "Threads that encode; 0 is one for each core.", 0, 64),
)
