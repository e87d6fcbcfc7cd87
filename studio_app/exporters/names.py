"""File names from a template: whatever a chapter is called, its file can be stored, copied and opened on every system."""

from __future__ import annotations

import string
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex  # type: ignore[import-untyped]

from studio_app.domain.errors import Sentence, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Sequence

CHAPTER_TEMPLATE = "{number} - {title}"
BOOK_TEMPLATE = "{book}"
#: What a template can name.
FIELDS = ("number", "title", "book", "author", "chapters")
#: UTF-8 bytes of a name with its extension: with " (2)" and ".part" it stays below every file system's limit.
LONGEST = 150

_UNNAMED = "Untitled"
_REPLACED = {**dict.fromkeys("/\\|:", "-"), '"': "'", **dict.fromkeys("<>?*", "")}
_TABLE = str.maketrans(_REPLACED)
#: Windows keeps these for devices, with any extension.
_DEVICES = regex.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)")
#: Control characters, what is no character, and marks that would turn the name around; joiners stay.
_UNWANTED = regex.compile(r"[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\p{Bidi_Control}\ufeff]")
_COLON = regex.compile(r"\s*:\s+")


@dataclass(frozen=True, slots=True)
class Naming:
    """What names are made of besides the titles.

    ``numbers`` are the chapters' places in the book, 1 to n where empty; ``chapters`` is how many the book has, the number
    of titles where 0.
    """

    book: str
    author: str = ""
    template: str = CHAPTER_TEMPLATE
    numbers: tuple[int, ...] = ()
    chapters: int = 0


def file_names(titles: Sequence[str], extension: str, naming: Naming) -> tuple[str, ...]:
    """Return a safe name with ``extension`` (".mp3") for each title, no two of them alike on any system.

    Numbers have the digits of the highest one, and two at least, so that files sort as the chapters do.

    Raises:
        WrongUsage: the template names a field that does not exist, or cannot be read.
    """
    check_template(naming.template)
    numbers = naming.numbers or tuple(range(1, len(titles) + 1))
    chapters = naming.chapters or len(titles)
    width = max(2, len(str(max((chapters, *numbers)))))
    fields = {"book": naming.book, "author": naming.author, "chapters": str(chapters)}
    names: list[str] = []
    taken: set[str] = set()
    for number, title in zip(numbers, titles, strict=True):
        filled = naming.template.format(**fields, number=f"{number:0{width}}", title=title)
        names.append(_unique(filled, extension, taken))
    return tuple(names)


def check_template(template: str) -> None:
    """Raise WrongUsage, with a sentence that lists the fields, unless names can be made from ``template``."""
    listed = ", ".join(f"{{{field}}}" for field in FIELDS)
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError as error:
        said = "The name template has a brace too many or too few; it can use {listed}."
        raise WrongUsage(Sentence(said, listed=listed)) from error
    for _, field, spec, conversion in parts:
        if field is not None and (field not in FIELDS or spec or conversion):
            said = "The name template cannot use {field}; it can use {listed}."
            raise WrongUsage(Sentence(said, field=f"{{{field}}}", listed=listed))
    if any(sign in text for text, *_ in parts for sign in "/\\"):
        raise WrongUsage("The name template cannot hold a slash: it names files, not folders.")


def safe(name: str) -> str:
    """Return ``name`` without what some system forbids in a file name, in NFC; "" if nothing is left."""
    name = _COLON.sub(" - ", " ".join(name.split()))
    name = unicodedata.normalize("NFC", _UNWANTED.sub("", name).translate(_TABLE))
    name = " ".join(name.split()).lstrip(". ").rstrip(". ")
    return f"_{name}" if _DEVICES.match(name) else name


def folded(name: str) -> str:
    """Return the same string for all names that systems blind to case, or to the form of accents, take for one."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).upper().casefold())


def shortened(text: str, limit: int) -> str:
    """Return the longest beginning of ``text`` that has at most ``limit`` bytes of UTF-8 and splits no grapheme cluster.

    A cluster that alone is longer is split between code points.
    """
    if len(text.encode()) <= limit:
        return text
    whole = _fitting(regex.findall(r"\X", text[: limit + 1]), limit)
    return whole or _fitting(list(text[: limit + 1]), limit)


def _fitting(parts: list[str], limit: int) -> str:
    kept = []
    for part in parts:
        limit -= len(part.encode())
        if limit < 0:
            break
        kept.append(part)
    return "".join(kept)


def _unique(name: str, extension: str, taken: set[str]) -> str:
    """Return a safe, short name that is not ``taken`` yet, and take it."""
    stem = safe(name.strip(" -")) or _UNNAMED
    copy = 1
    while True:
        mark = f" ({copy})" if copy > 1 else ""
        whole = shortened(stem, LONGEST - len((mark + extension).encode())).rstrip(". ") + mark + extension
        if folded(whole) not in taken:
            taken.add(folded(whole))
            return whole
        copy += 1
