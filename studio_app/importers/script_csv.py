"""Scripts as tables: ``speaker,line`` and ``speaker,line,start_time,end_time``, with commas, semicolons or tabs.

The table is read here and not by ``csv``, because every error has to be told by its line, and a quote that is never closed must
not swallow the rest of the script.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.errors import WrongFormat, WrongUsage
from studio_app.domain.script import ScriptDraft, ScriptError, ScriptLine
from studio_app.domain.text.timecode import parse
from studio_app.importers.encoding import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from studio_app.domain.text.timecode import FrameRate

#: What the columns may be called, by what they are.
_COLUMNS = {
    "speaker": ("speaker", "character", "role", "name"),
    "line": ("line", "text", "dialogue", "transcription"),
    "start_time": ("start_time", "start", "in"),
    "end_time": ("end_time", "end", "out"),
}
_KNOWN = {alias: column for column, aliases in _COLUMNS.items() for alias in aliases}
#: A quoted field goes on over at most this many lines of the file: an open quote costs no more than that.
_LONGEST_QUOTE = 50
#: Code points of a row; longer ones would be millions of fields.
_LONGEST_ROW = 100_000
#: Stands for two quotes; no clean text holds it.
_PAIR = "\ufffe"
_DELIMITERS = (",", ";", "\t", "|")


class _BadRecordError(Exception):
    """A record that is no row of a table; the message is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class _Table:
    """How a table is to be read: what separates its columns, and what stands in them ("" for what is not known)."""

    delimiter: str
    columns: tuple[str, ...]


def read_csv(text: str, rate: FrameRate) -> ScriptDraft:
    """Return the script in a table. WrongFormat where its first line does not name the columns."""
    rows = text.split("\n")
    at, table = _header(rows)
    lines: list[ScriptLine] = []
    errors: list[ScriptError] = []
    while at < len(rows):
        number = at + 1
        if not rows[at]:
            at = number
            continue
        try:
            fields, at = _record(rows, at, table.delimiter)
            line = _line(number, fields, table, rate)
        except (_BadRecordError, WrongUsage) as error:
            errors.append(ScriptError(number, str(error)))
            at = max(at, number)
            continue
        if line is not None:
            lines.append(line)
    return ScriptDraft(tuple(lines), tuple(errors))


def is_table(text: str) -> bool:
    """Tell whether a text begins by naming the columns of a script."""
    try:
        _header(text.split("\n"))
    except WrongFormat:
        return False
    return True


def _header(rows: Sequence[str]) -> tuple[int, _Table]:
    """Return where the first line behind the header is, and what the header says."""
    for at, row in enumerate(rows):
        if not row or not row.strip(" \t,;|") or row.strip().lower().startswith("sep="):
            continue
        for delimiter in _DELIMITERS:
            try:
                fields, behind = _record(rows, at, delimiter)
            except _BadRecordError:
                continue
            names = [field.strip().lower().replace(" ", "_") for field in fields]
            columns = tuple(_KNOWN.get(name, "") for name in names)
            if "speaker" in columns and "line" in columns:
                return behind, _checked(_Table(delimiter, columns), names)
        break
    raise WrongFormat(
        "The first line of a script table names its columns: speaker,line or speaker,line,start_time,end_time. Add it, then"
        " import the file again."
    )


def _checked(table: _Table, names: Sequence[str]) -> _Table:
    known = [column for column in table.columns if column]
    if len(set(known)) < len(known):
        raise WrongFormat("Two columns of the table have the same name. Give each its own, then import it again.")
    strangers = [number for number, name in enumerate(names, start=1) if name and name not in _KNOWN]
    if strangers:
        raise WrongFormat(
            f"Column {strangers[0]} of the table is none that can be imported: speaker, line, start_time and end_time are."
            " Remove it, then import the file again."
        )
    if "end_time" in known and "start_time" not in known:
        raise WrongFormat("The table has a column end_time but none start_time. Add it, then import the file again.")
    return table


def _line(number: int, fields: Sequence[str], table: _Table, rate: FrameRate) -> ScriptLine | None:
    """Return the line of a script that a record holds, None for an empty record."""
    if not any(field.strip() for field in fields):
        return None
    if any(field.strip() for field in fields[len(table.columns) :]) or any(
        field.strip() for field, column in zip(fields, table.columns, strict=False) if not column
    ):
        raise _BadRecordError(
            "There are more columns here than in the first line. Put text that holds a comma in double quotes."
        )
    found = {column: one_line(field) for column, field in zip(table.columns, fields, strict=False) if column}
    speaker, text = found.get("speaker", ""), found.get("line", "")
    if not speaker:
        raise _BadRecordError("There is no speaker.")
    if not text:
        raise _BadRecordError("There is nothing to say.")
    start, end = _times(found.get("start_time", ""), found.get("end_time", ""), rate)
    return ScriptLine(number, speaker, text, start, end)


def _times(start: str, end: str, rate: FrameRate) -> tuple[Fraction | None, Fraction | None]:
    if not start:
        if end:
            raise _BadRecordError("There is an end time but no start time.")
        return None, None
    start_s, end_s = parse(start, rate), parse(end, rate) if end else None
    if end_s is not None and end_s <= start_s:
        raise _BadRecordError("The line does not end after it starts.")
    return start_s, end_s


def _record(rows: Sequence[str], at: int, delimiter: str) -> tuple[list[str], int]:
    """Return the fields of the record that begins in row ``at``, and the row behind it."""
    if len(rows[at]) > _LONGEST_ROW:
        raise _BadRecordError("The line is far too long.")
    if '"' not in rows[at]:
        return rows[at].split(delimiter), at + 1
    fields: list[str] = []
    place = 0
    while True:
        field, at, place = _field(rows, at, place, delimiter)
        fields.append(field)
        if place > len(rows[at]):
            return fields, at + 1


def _field(rows: Sequence[str], at: int, place: int, delimiter: str) -> tuple[str, int, int]:
    """Return a field, and the row and place behind the delimiter that ends it; behind the row where the record ends."""
    row = rows[at]
    begin = place
    while begin < len(row) and row[begin] in " \t" and row[begin] != delimiter:
        begin += 1
    if row[begin : begin + 1] != '"':
        end = row.find(delimiter, place)
        end = len(row) if end < 0 else end
        return row[place:end], at, end + 1
    text, at, place = _quoted(rows, at, begin + 1)
    rest = rows[at][place:]
    behind = rest.find(delimiter)
    behind = len(rest) if behind < 0 else behind
    if rest[:behind].strip():
        raise _BadRecordError('There is text behind a closing quote. Write a quote inside of a quoted line twice: "".')
    return text, at, place + behind + 1


def _quoted(rows: Sequence[str], at: int, place: int) -> tuple[str, int, int]:
    """Return what stands between quotes, of which the first is in front of ``place``, and the row and place behind it."""
    text: list[str] = []
    for last in range(at, min(len(rows), at + _LONGEST_QUOTE)):
        # Pairs of quotes are set aside in one go: a hostile file may hold millions of them.
        part = rows[last][place:].replace('""', _PAIR)
        quote = part.find('"')
        if quote >= 0:
            whole = "".join([*text, part[:quote]]).replace(_PAIR, '"')
            return whole, last, place + quote + part.count(_PAIR, 0, quote) + 1
        text.append(part + "\n")
        place = 0
    raise _BadRecordError("A double quote is opened here and never closed.")
