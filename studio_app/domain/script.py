"""A script: who says what, and when, as read from a table or from subtitles and as written to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.errors import BadInput, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """One line of a script. ``number`` is the line of the file it begins in, from 1.

    ``speaker`` is "" where the file does not say. Times are exact seconds; ``end_s`` is None where only the start is known,
    both are where the line has no time.
    """

    number: int
    speaker: str
    text: str
    start_s: Fraction | None = None
    end_s: Fraction | None = None


@dataclass(frozen=True, slots=True)
class ScriptError:
    """Why what stands in a line of the file cannot be read: a sentence for the person, without a passage of the script."""

    number: int
    sentence: str


def folded(name: str) -> str:
    """Return what a speaker's name is told apart by: however it is spelled, it is one."""
    return " ".join(name.split()).casefold()


def speakers_of(lines: Iterable[ScriptLine]) -> tuple[str, ...]:
    """Return the names of speakers as each is spelled first, in the order of their first lines; "" for nobody."""
    names: dict[str, str] = {}
    for line in lines:
        names.setdefault(folded(line.speaker), line.speaker)
    return tuple(names.values())


@dataclass(frozen=True, slots=True)
class ScriptDraft:
    """What an importer makes of a script, before a person has looked at it: lines in the order of the file, and its errors."""

    lines: tuple[ScriptLine, ...]
    errors: tuple[ScriptError, ...] = ()

    @property
    def speakers(self) -> tuple[str, ...]:
        """Return the names of the speakers in the order of their first lines, each once, "" among them."""
        return speakers_of(self.lines)

    def accepted(self, *, without_errors: bool) -> tuple[ScriptLine, ...]:
        """Return the lines to import. ``without_errors``: the person has seen the errors and consents to leave them out.

        Raises:
            BadInput: there are errors and no consent, or nothing is left.
        """
        if self.errors and not without_errors:
            first = self.errors[0]
            said = "{count} lines of the script cannot be read; the first is line {number}. {why}"
            if len(self.errors) == 1:
                said = "A line of the script cannot be read; the first is line {number}. {why}"
            raise BadInput(Sentence(said, count=len(self.errors), number=first.number, why=first.sentence))
        if not self.lines:
            raise BadInput("No line of the script can be read. Correct it, then import it again.")
        return self.lines
