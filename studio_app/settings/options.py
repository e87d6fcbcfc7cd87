"""Every option, declared once as data: the command line reads it, the preferences page draws itself from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = "bool | int | str"


@dataclass(frozen=True, slots=True)
class Option:
    """One option. ``low``/``high`` limit an int, ``choices`` a word; ``unit`` and ``text`` are for the person.

    ``title`` is its short name on the preferences page; an option without one is set elsewhere in the window and not
    shown there. ``page`` is where it is shown; ``names`` are the choices in words; ``zero`` is what 0 means, in a word.
    """

    key: str
    default: Value
    text: str
    low: int | None = None
    high: int | None = None
    choices: tuple[str, ...] = ()
    unit: str = ""
    title: str = ""
    page: str = ""
    names: tuple[str, ...] = ()
    zero: str = ""
    step: int = 1

    def accepts(self, value: object) -> bool:
        """Return whether ``value`` is of the option's type and within its limits."""
        if type(value) is not type(self.default):
            return False
        if isinstance(value, int) and not isinstance(value, bool):
            return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)
        return not self.choices or value in self.choices


#: The pages of the preferences, in order, with what they are about. Accounts and Usage have no options.
PAGES: tuple[tuple[str, str], ...] = (
    ("Appearance", "How the window looks."),
    ("Editor", "How the manuscript looks while you write."),
    ("Listening", "Playing in the window. Exports are not affected."),
    ("Speech", "How new projects are spoken."),
    ("Accounts", "Keys for the voices of ElevenLabs and Fish Audio, and the credits left on them."),
    ("Usage", "What generated speech has cost, by day, project and account."),
    ("Pauses", "Silence between the parts of a new project, exact to the sample."),
    ("Export", "What the export dialog begins with."),
    ("Storage", "What is kept on this machine."),
)


def _whole(
    key: str, default: int, text: str, low: int, high: int, title: str, page: str, unit: str = "", step: int = 1
) -> Option:
    return Option(key, default, text, low, high, (), unit, title, page, step=step)


def _pause(key: str, default: int, text: str, title: str, high: int = 10_000) -> Option:
    return _whole(f"pauses.{key}", default, text, 0, high, title, "Pauses", "ms", 50)


OPTIONS: tuple[Option, ...] = (
    Option(
        "look.theme",
        "system",
        "Light, dark, high contrast, or what the desktop asks for.",
        choices=("system", "light", "dark", "high-contrast"),
        title="Theme",
        page="Appearance",
        names=("Like the desktop", "Light", "Dark", "High contrast"),
    ),
    _whole(
        "look.scale", 100, "Text of menus, lists and dialogs.", 80, 200, "Interface text size", "Appearance", "%", 10
    ),
    Option(
        "look.language",
        "system",
        "The language of the window. It changes at the next start.",
        title="Language",
        page="Appearance",
    ),
    Option(
        "start.reopen",
        True,
        "Begin where you left off; otherwise with the start page.",
        title="Open the last project at the start",
        page="Appearance",
    ),
    _whole("editor.text_size", 13, "Size of the manuscript's letters.", 8, 48, "Text size", "Editor", "pt"),
    Option(
        "editor.family",
        "",
        "The typeface of the manuscript.",
        title="Typeface",
        page="Editor",
    ),
    _whole("editor.spacing", 150, "Space from line to line.", 100, 250, "Line spacing", "Editor", "%", 10),
    _whole(
        "editor.width", 68, "The longest line; about 66 reads best.", 40, 140, "Line length", "Editor", "characters", 2
    ),
    Option(
        "play.follow",
        True,
        "Keep the paragraph being heard in view.",
        title="Follow the voice",
        page="Listening",
    ),
    _whole("play.speed", 100, "The pitch of the voice is kept.", 50, 300, "Speed", "Listening", "%", 10),
    _whole("play.volume", 100, "Of this window only.", 0, 100, "Volume", "Listening", "%", 5),
    Option("engine.default", "local", "The engine a new project speaks with.", title="Engine", page="Speech"),
    Option(
        "local.workers",
        0,
        "Processes of the local engine.",
        0,
        64,
        title="Local engine",
        page="Speech",
        unit="processes",
        zero="One for each core",
    ),
    _whole(
        "text.segment_length",
        800,
        "The longest piece of text sent to an engine at once. Shorter pieces keep the voice steadier.",
        50,
        5000,
        "Longest segment",
        "Speech",
        "characters",
        50,
    ),
    Option(
        "generate.ask",
        True,
        "Show characters, time and cost before free speech is generated too; what costs is always shown.",
        title="Ask before generating",
        page="Speech",
    ),
    Option("voices.hover", False, "Hear a voice's sample when the pointer rests on it."),
    _pause("clause", 150, "Silence between pieces cut at a clause.", "Clause"),
    _pause("sentence", 350, "Silence between pieces cut at a sentence.", "Sentence"),
    _pause("paragraph", 700, "Silence between paragraphs.", "Paragraph"),
    _pause("heading", 1200, "Silence around a heading.", "Heading"),
    _pause("scene", 2000, "Silence at a scene break.", "Scene break", 20_000),
    _pause("lead_in", 750, "Silence before the first word of a chapter.", "Start of a chapter"),
    _pause("lead_out", 2000, "Silence after the last word of a chapter.", "End of a chapter"),
    Option(
        "export.format",
        "mp3",
        "The format of audio files.",
        choices=("mp3", "wav", "flac", "opus", "m4b"),
        title="Format",
        page="Export",
        names=("MP3", "WAV", "FLAC", "Opus", "M4B audiobook"),
    ),
    Option(
        "export.normalize",
        True,
        "Bring every chapter to the same loudness, with its peaks held.",
        title="Even loudness",
        page="Export",
    ),
    Option(
        "export.workers",
        0,
        "Threads that encode.",
        0,
        64,
        title="Encoding",
        page="Export",
        unit="threads",
        zero="One for each core",
    ),
    _whole(
        "cache.size",
        512,
        "What can be made again at any time, such as the covers of recent projects. What was of no use for longest goes first.",
        64,
        8192,
        "Cache",
        "Storage",
        "MB",
        64,
    ),
)
