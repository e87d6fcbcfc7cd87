"""Scripts with speakers and times, as a ScriptDraft: tables (``script_csv``) and subtitles (``script_subtitles``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studio_app.domain.errors import BadInput, FileRefused, NoText, TooLarge, WrongFormat
from studio_app.domain.script import ScriptDraft, ScriptError
from studio_app.domain.text.timecode import DEFAULT_RATE
from studio_app.importers import encoding, limits
from studio_app.importers.script_csv import is_table, read_csv
from studio_app.importers.script_subtitles import read_ass, read_srt, read_vtt

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.domain.text.timecode import FrameRate

#: Bytes of a script. A film has 100 kB of subtitles; 50,000 clips with a long line each have 10 MB.
SCRIPT_BYTES = 16 * limits.MB
#: Lines of a script, good and bad.
SCRIPT_LINES = 200_000
#: Speakers of a script: each becomes a track.
SCRIPT_SPEAKERS = 1000
#: Code points of one line. A clip longer than this is a chapter.
LINE_LENGTH = 20_000
#: Code points of a speaker's name.
NAME_LENGTH = 200

#: How the names of scripts end.
SUFFIXES = frozenset({".csv", ".tsv", ".srt", ".vtt", ".ass", ".ssa"})
#: Endings of text files that hold a script now and then.
_TEXT = frozenset({".txt", ".text", ".tab", ".sbv", ""})
#: What is looked at of those.
_HEAD = 16_384
#: How archives and the files of office programs begin.
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

_SRT = re.compile(r"(?:[0-9]+[ \t]*\n)?[0-9: \t.,]+-->")
_ASS = re.compile(r"\[(?:script info|v4\+? styles|events)\]|(?:dialogue|format):", re.IGNORECASE)


def is_script(path: Path) -> bool:
    """Tell whether a file is a script: by the end of its name, that of a text by how it begins."""
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        return True
    if suffix not in _TEXT:
        return False
    try:
        with path.open("rb") as file:
            text = encoding.decode(file.read(_HEAD))[0]
    except (OSError, ValueError):
        return False
    start = text.lstrip()
    return bool(_is_vtt(start) or _is_ass(start, text) or _SRT.match(start) or is_table(text))


def read_script(path: Path, rate: FrameRate = DEFAULT_RATE) -> ScriptDraft:
    """Read a script: CSV with commas, semicolons or tabs, SRT, WebVTT or ASS, told by its content.

    ``rate`` is what frames are counted at where times are written with frames. Takes as long as the file is large.

    Raises:
        BadInput: it is no script; its subclasses say why. Single lines that cannot be read are in the draft's errors.
        FileRefused: the system does not let it be read.
    """
    try:
        if path.is_dir():
            raise BadInput("This is a folder, not a file. Choose the script itself.")
        limits.check(path.stat().st_size, SCRIPT_BYTES, "this script")
        with path.open("rb") as file:
            data = file.read(SCRIPT_BYTES + 1)
    except FileNotFoundError:
        raise BadInput(f"There is no file named {path.name}.") from None
    except (OSError, ValueError) as error:
        detail = error.strerror or "" if isinstance(error, OSError) else "not a path"
        raise FileRefused("The file cannot be opened. Check that you may read it.", detail=detail) from None
    limits.check(len(data), SCRIPT_BYTES, "this script")
    if data.startswith(_OFFICE):
        raise WrongFormat("This is a spreadsheet or an archive, not a table as text. Save it as CSV and import that.")
    return script_of(encoding.decode(data)[0], rate)


def script_of(text: str, rate: FrameRate = DEFAULT_RATE) -> ScriptDraft:
    """Return the script that stands in decoded text, which has one kind of line end.

    Raises:
        BadInput: it is no script; its subclasses say why.
    """
    text = text.removeprefix("\ufeff")
    start = text.lstrip()
    if not start:
        raise NoText("This file is empty.")
    draft = _read(text, start, rate)
    if not draft.lines and not draft.errors:
        raise NoText("There are no lines in this script.")
    if len(draft.lines) + len(draft.errors) > SCRIPT_LINES:
        raise TooLarge("The file was refused because it has more lines than any real script needs.")
    draft = _without_overlong(draft)
    if len(draft.speakers) > SCRIPT_SPEAKERS:
        raise TooLarge("The file was refused because it has more speakers than any real script needs.")
    return draft


def _read(text: str, start: str, rate: FrameRate) -> ScriptDraft:
    if _is_vtt(start):
        return read_vtt(text)
    if _is_ass(start, text):
        return read_ass(text)
    if _SRT.match(start):
        return read_srt(text)
    return read_csv(text, rate)


def _is_vtt(start: str) -> bool:
    return re.match(r"WEBVTT(?:\s|$)", start) is not None


def _is_ass(start: str, text: str) -> bool:
    events = re.search(r"^\[Events\]\s*$", text[:65_536], re.IGNORECASE | re.MULTILINE)
    return _ASS.match(start.lstrip(";! ")) is not None or events is not None


def _without_overlong(draft: ScriptDraft) -> ScriptDraft:
    """Return the draft with lines that no clip could hold as errors."""
    lines, errors = [], list(draft.errors)
    for line in draft.lines:
        if len(line.text) > LINE_LENGTH:
            errors.append(ScriptError(line.number, f"The line is longer than {LINE_LENGTH:,} characters; divide it."))
        elif len(line.speaker) > NAME_LENGTH:
            errors.append(ScriptError(line.number, f"The speaker's name is longer than {NAME_LENGTH} characters."))
        else:
            lines.append(line)
    return ScriptDraft(tuple(lines), tuple(sorted(errors, key=lambda error: error.number)))
