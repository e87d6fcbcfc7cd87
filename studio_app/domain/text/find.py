"""Finding in the manuscript: plain words or an expression, with places as code points of the written text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

import regex  # type: ignore[import-untyped]

from studio_app.domain.errors import Sentence, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from studio_app.domain.project import Project

#: An expression may look at one paragraph, and at all it is asked to look at, for this many seconds.
PARAGRAPH_S = 1.0
WHOLE_S = 20.0
#: Longer patterns are refused: nobody reads them, and what they cost to prepare has no limit of its own.
LONGEST = 2000

#: A person types the left; books have any of the right.
_ALIKE = {"'": "['’‘ʼ]", '"': '["“”„«»]', " ": "[ \u00a0\u202f\u2009]", "-": "[-\u2010\u2011]"}
_REFERENCE = regex.compile(r"\\(?:g<(\w+)>|(\d{1,2})|(.)|$)", regex.DOTALL)
_LETTERS = {"\\": "\\", "t": "\t", "n": " "}


@dataclass(frozen=True, slots=True)
class Pattern:
    """What to look for. ``regex``: it is an expression; ``case``: capitals matter; ``words``: whole words only.

    Plain text finds curly quotes by straight ones and any space by a space.
    """

    text: str
    regex: bool = False
    case: bool = False
    words: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A place: code points ``start`` to ``end`` of a paragraph's written text, which held ``text`` when it was found.

    ``groups`` are what the groups of an expression hold, by number from 1 and by name; None for plain text.
    """

    chapter_id: int
    paragraph_id: int
    start: int
    end: int
    text: str = ""
    groups: tuple[tuple[str, str], ...] | None = None

    def filled(self, replacement: str) -> str:
        r"""Return what to put here: for an expression with ``\1``, ``\0`` and ``\g<name>`` filled in, else as it is.

        Raises:
            WrongUsage: a group is named that is not there, or a backslash begins nothing known.
        """
        if self.groups is None or "\\" not in replacement:
            return replacement
        held = {"0": self.text, **dict(self.groups)}
        return str(_REFERENCE.sub(lambda match: _filled(match, held), replacement))


def find(project: Project, pattern: Pattern, chapter_ids: Collection[int] | None = None) -> Iterator[Found]:
    """Yield every place where the pattern is found, in the book's order; all chapters unless some are named.

    Lets other threads run while it looks. An empty pattern finds nothing.

    Raises:
        WrongUsage: it is no expression, or one that takes too long; as soon as the first place is asked for.
    """
    if not pattern.text:
        return
    compiled = compiled_of(pattern)
    left = WHOLE_S
    for chapter in project.chapters:
        if chapter_ids is not None and chapter.id not in chapter_ids:
            continue
        for paragraph in project.paragraphs.get(chapter.id, ()):
            began = perf_counter()
            matches = _matches(compiled, paragraph.text, min(left, PARAGRAPH_S))
            left -= perf_counter() - began
            for match in matches:
                groups = _groups(match) if pattern.regex else None
                yield Found(chapter.id, paragraph.id, match.start(), match.end(), match.group(), groups)


def compiled_of(pattern: Pattern) -> regex.Pattern[str]:
    """Return the expression that stands for a pattern.

    Raises:
        WrongUsage: it is no expression, or too long.
    """
    if len(pattern.text) > LONGEST:
        raise WrongUsage("The text to find is too long.")
    source = pattern.text if pattern.regex else _plain(pattern)
    if pattern.words:
        source = rf"(?<!\w)(?:{source})(?!\w)"
    flags = regex.VERSION0 if pattern.case else regex.VERSION0 | regex.IGNORECASE | regex.FULLCASE
    try:
        return regex.compile(source, flags)
    except regex.error as error:
        raise WrongUsage(
            Sentence("The expression cannot be used: {reason}.", reason=error.msg), detail=f"at {error.pos}"
        ) from None
    except (OverflowError, RecursionError, MemoryError, ValueError, IndexError) as error:
        raise WrongUsage("The expression cannot be used: it asks for too much.", detail=type(error).__name__) from None


def _plain(pattern: Pattern) -> str:
    text = unicodedata.normalize("NFC", pattern.text)
    return "".join(_ALIKE.get(letter) or regex.escape(letter, special_only=True) for letter in text)


def _matches(compiled: regex.Pattern[str], text: str, seconds: float) -> list[regex.Match[str]]:
    try:
        return list(compiled.finditer(text, timeout=max(seconds, 0.001), concurrent=True))
    except TimeoutError:
        raise WrongUsage(
            "The expression takes too long. Make it simpler: repetitions inside repetitions are the usual cause."
        ) from None
    except (MemoryError, RecursionError) as error:
        raise WrongUsage("The expression asks for too much memory.", detail=type(error).__name__) from None


def _groups(match: regex.Match[str]) -> tuple[tuple[str, str], ...]:
    numbered = ((str(number), text or "") for number, text in enumerate(match.groups(), start=1))
    return (*numbered, *((name, text or "") for name, text in match.groupdict().items()))


def _filled(match: regex.Match[str], held: dict[str, str]) -> str:
    name, number, letter = match.groups()
    if letter is not None and letter in _LETTERS:
        return _LETTERS[letter]
    wanted = name if name is not None else str(int(number)) if number is not None else None
    if wanted is None or wanted not in held:
        raise WrongUsage(
            Sentence("The replacement is not understood at {what}; write \\\\ for a backslash.", what=match.group())
        )
    return held[wanted]
