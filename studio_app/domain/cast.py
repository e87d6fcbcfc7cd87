"""The cast: who speaks in a project, and with which voice of which engine."""

from __future__ import annotations

from dataclasses import dataclass, replace

#: A voice setting: settings are numbers, words or switches, each engine declares which it knows.
Setting = float | str | bool


@dataclass(frozen=True, slots=True)
class Casting:
    """Engine, model, voice and voice settings of a Speaker.

    ``settings`` are (name, value) pairs sorted by name, only those that differ from the engine's defaults, so that equal
    castings are equal records and have equal fingerprints. ``language`` is a BCP 47 tag, "" for the book's own.
    """

    engine: str
    model: str
    voice: str
    settings: tuple[tuple[str, Setting], ...] = ()
    language: str = ""

    @staticmethod
    def of(
        engine: str, model: str, voice: str, settings: dict[str, Setting] | None = None, language: str = ""
    ) -> Casting:
        """Make a casting from a plain dict of settings."""
        return Casting(engine, model, voice, tuple(sorted((settings or {}).items())), language)

    def with_settings(self, settings: tuple[tuple[str, Setting], ...]) -> Casting:
        """Return it with these settings in place of its own of the same names."""
        return (
            replace(self, settings=tuple(sorted({**dict(self.settings), **dict(settings)}.items())))
            if settings
            else self
        )


@dataclass(frozen=True, slots=True)
class Speaker:
    """A role in the project (narrator, Alice, SFX)."""

    id: int
    name: str
    casting: Casting
    colour: str = ""
