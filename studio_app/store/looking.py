"""Voices that were seen, in memory, as rows of what they can be found by: ten thousand are looked through in milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from studio_app.store.side_file import Row

#: What a row holds, in order; ``languages`` with a space before and after each.
COLUMNS = (
    *("voice", "name", "words", "languages", "accent", "category", "gender", "age", "use"),
    *("notice", "quality", "free", "users", "characters", "likes", "made", "standing"),
)
(_VOICE, _NAME, _WORDS, _LANGUAGES, _ACCENT, _CATEGORY, _GENDER, _AGE, _USE, *_NUMBERS) = range(len(COLUMNS))
(_NOTICE, _QUALITY, _FREE, _USERS, _CHARACTERS, _LIKES, _MADE, _STANDING) = _NUMBERS
_LABELS = {"accent": _ACCENT, "category": _CATEGORY, "gender": _GENDER, "age": _AGE, "use": _USE}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What voices are looked for; "", (), None and False for anything. Words and labels as ``SeenVoice`` has them."""

    words: tuple[str, ...] = ()
    language: str = ""
    accent: str = ""
    category: str = ""
    gender: str = ""
    age: str = ""
    use: str = ""
    descriptive: tuple[str, ...] = ()
    notice: int | None = None
    quality: bool = False
    free: bool = False
    sort: str = "trending"


def _trending(row: Row) -> tuple[Any, ...]:
    unknown = row[_STANDING] is None
    return unknown, 0 if unknown else row[_STANDING], _most(row[_CHARACTERS]), _most(row[_USERS]), _most(row[_LIKES])


def _most(number: int | None) -> int:
    """Return what sorts the greatest first, and what is not told last."""
    return 1 if number is None else -number


#: By the name of a ``Search.sort``: what voices are sorted by, and whether the last comes first.
_ORDERS: dict[str, tuple[Callable[[Row], Any], bool]] = {
    "trending": (_trending, False),
    "latest": (lambda row: row[_MADE], True),
    "users": (lambda row: (_most(row[_USERS]), _most(row[_LIKES])), False),
    "characters": (lambda row: (_most(row[_CHARACTERS]), _most(row[_USERS])), False),
}


class Rows:
    """The voices of one account. One thread at a time."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = {row[_VOICE]: row for row in rows}
        self._sorted: dict[str, list[Row]] = {}

    def put(self, rows: Iterable[Row]) -> None:
        """Take voices as they are now; where one stands among all is as before where that is not told now."""
        for row in rows:
            before = self._rows.get(row[_VOICE])
            standing = before[_STANDING] if before is not None and row[_STANDING] is None else row[_STANDING]
            self._rows[row[_VOICE]] = (*row[:_STANDING], standing)
        self._sorted.clear()

    def find(self, wanted: Wanted, first: Sequence[str], count: int) -> tuple[list[str], int]:
        """Return the ids of the first voices that match, and how many do: see ``Seen.find``."""
        found = self._in_order(wanted.sort)
        for fits in _conditions(wanted):
            found = [row for row in found if fits(row)]
        if wanted.words:
            word = wanted.words[0]
            named = [row for row in found if word in row[_NAME].lower()]
            others = [row for row in found if word not in row[_NAME].lower()] if named else found
            found = [*named, *others]
        begin = [voice for voice in dict.fromkeys(first) if voice in self._rows]
        if not begin:
            return [row[_VOICE] for row in found[:count]], len(found)
        known = set(begin)
        rest = [row[_VOICE] for row in found if row[_VOICE] not in known]
        return [*begin, *rest][:count], len(begin) + len(rest)

    def _in_order(self, sort: str) -> list[Row]:
        rows = self._sorted.get(sort)
        if rows is None:
            key, last_first = _ORDERS.get(sort, _ORDERS["trending"])
            rows = sorted(self._rows.values(), key=lambda row: (row[_NAME], row[_VOICE]))
            rows.sort(key=key, reverse=last_first)
            self._sorted[sort] = rows
        return rows


def _conditions(wanted: Wanted) -> list[Callable[[Row], bool]]:
    """Return what a voice must be, what leaves the fewest first."""
    found: list[Callable[[Row], bool]] = []
    for name, column in _LABELS.items():
        if value := getattr(wanted, name):
            found.append(_is(column, value))
    if wanted.language:
        found.append(_speaks(wanted.language))
    if (least := wanted.notice) is not None:
        found.append(lambda row: row[_NOTICE] is not None and row[_NOTICE] >= least)
    if wanted.quality:
        found.append(lambda row: bool(row[_QUALITY]))
    if wanted.free:
        found.append(lambda row: row[_FREE] is None or bool(row[_FREE]))
    return [*found, *(_says(word) for word in (*wanted.words, *wanted.descriptive))]


def _is(column: int, value: str) -> Callable[[Row], bool]:
    return lambda row: row[column] == value


def _says(word: str) -> Callable[[Row], bool]:
    return lambda row: word in row[_WORDS]


def _speaks(language: str) -> Callable[[Row], bool]:
    """Return the condition for a language: "en" is spoken by who speaks "en-au", "en-au" by who is only known to speak "en"."""
    first = language.partition("-")[0]
    whole, more, this = f" {first} ", f" {first}-", f" {language} "
    if first == language:
        return lambda row: whole in row[_LANGUAGES] or more in row[_LANGUAGES]
    return lambda row: this in row[_LANGUAGES] or (whole in row[_LANGUAGES] and more not in row[_LANGUAGES])
