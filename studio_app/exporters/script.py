"""Scripts as files: CSV, SRT, WebVTT and ASS, as the importers read them."""

from __future__ import annotations

import errno
import html
import os
import re
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from studio_app.domain.errors import DiskFull, FileRefused, NothingToExport, Sentence, WouldOverwrite, WrongUsage
from studio_app.domain.text.timecode import DEFAULT_RATE, Spelling, spell, to_samples

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studio_app.domain.script import ScriptLine
    from studio_app.domain.text.timecode import FrameRate


class ScriptForm(StrEnum):
    """The forms of a script; the values are the suffixes of their files."""

    CSV = ".csv"
    SRT = ".srt"
    VTT = ".vtt"
    ASS = ".ass"


_SPECIAL = re.compile(r'["\n\r]|^\s|\s$')
_IN_FRONT = re.compile(r"[^\s:<>\[\]][^:<>\[\]]{0,60}")
_ASS_HEAD = (
    "[Script Info]\nScriptType: v4.00+\nWrapStyle: 0\n\n[V4+ Styles]\n"
    "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline,"
    " StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV,"
    " Encoding\nStyle: Default,Arial,20,&H00FFFFFF,&H000000FF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,2,2,2,10,10,10,1\n"
    "\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
)


def script_text(
    lines: Sequence[ScriptLine],
    form: ScriptForm,
    *,
    spelling: Spelling = Spelling.SECONDS,
    rate: FrameRate = DEFAULT_RATE,
    delimiter: str = ",",
) -> str:
    """Return lines as a script of that form.

    ``spelling``, ``rate`` and ``delimiter`` are for CSV; it has the columns of times if any line has one. SRT and VTT hold
    milliseconds, ASS hundredths of a second, to the nearest. A comma in a name becomes a semicolon in ASS, and a backslash
    in its text one that starts no command: it knows no other way to write them.

    Raises:
        NothingToExport: there are no lines.
        WrongUsage: subtitles are asked for, and a line has no start or no end.
    """
    if not lines:
        raise NothingToExport("There is no line to write.")
    if form is ScriptForm.CSV:
        return _csv(lines, spelling, rate, delimiter)
    without = [line.number for line in lines if line.start_s is None or line.end_s is None]
    if without:
        said = "Line {number} has no start or no end, which subtitles need. Generate it first, or export a table (CSV)."
        raise WrongUsage(Sentence(said, number=without[0]))
    if form is ScriptForm.SRT:
        cues = (_cue(line, Spelling.COMMA, _in_front(line)) for line in lines)
        return "\n".join(f"{number}\n{cue}" for number, cue in enumerate(cues, start=1))
    if form is ScriptForm.VTT:
        return "WEBVTT\n\n" + "\n".join(_cue(line, Spelling.POINT, _voice_span(line)) for line in lines)
    return _ASS_HEAD + "".join(_dialogue(line) for line in lines)


def write_script(path: Path, text: str, *, force: bool = False) -> None:
    """Write a script to ``path`` in UTF-8: whole, or not at all. An old file is only replaced with ``force``.

    Raises:
        WouldOverwrite: there is a file already.
        FileRefused: the system does not let it be written.
        DiskFull: there is no room.
    """
    if path.exists() and not force:
        said = "There is a file named {name} already. Choose another name, or let it be replaced."
        raise WouldOverwrite(Sentence(said, name=path.name))
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        if error.errno == errno.ENOSPC:
            raise DiskFull("There is no room on the disk for this file.") from None
        raise FileRefused("The file cannot be written. Check the folder.", detail=error.strerror or "") from None


def _csv(lines: Sequence[ScriptLine], spelling: Spelling, rate: FrameRate, delimiter: str) -> str:
    timed = any(line.start_s is not None for line in lines)

    def time(seconds: Fraction | None) -> str:
        return "" if seconds is None else spell(seconds, spelling, rate)

    rows = [["speaker", "line", "start_time", "end_time"] if timed else ["speaker", "line"]]
    rows += [[line.speaker, line.text, *((time(line.start_s), time(line.end_s)) if timed else ())] for line in lines]
    return "".join(delimiter.join(_quoted(field, delimiter) for field in row) + "\n" for row in rows)


def _quoted(field: str, delimiter: str) -> str:
    if delimiter not in field and not _SPECIAL.search(field):
        return field
    return '"' + field.replace('"', '""') + '"'


def _cue(line: ScriptLine, spelling: Spelling, text: str) -> str:
    start, end = (to_samples(seconds, 1000) for seconds in (line.start_s, line.end_s) if seconds is not None)
    times = (spell(Fraction(at, 1000), spelling) for at in (start, max(end, start + 1)))
    return f"{' --> '.join(times)}\n{text}\n"


def _in_front(line: ScriptLine) -> str:
    if not line.speaker:
        return line.text
    plain = _IN_FRONT.fullmatch(line.speaker)
    name = f"{line.speaker}:" if plain else f"[{line.speaker.replace('[', '(').replace(']', ')')}]"
    return f"{name} {line.text}"


def _voice_span(line: ScriptLine) -> str:
    text = html.escape(line.text, quote=False)
    return f"<v {html.escape(line.speaker, quote=False)}>{text}</v>" if line.speaker else text


def _dialogue(line: ScriptLine) -> str:
    text = line.text.replace("\\", "\u29f5").replace("{", "\\{").replace("}", "\\}")
    start, end = (to_samples(seconds, 100) for seconds in (line.start_s, line.end_s) if seconds is not None)
    times = f"{_hundredths(start)},{_hundredths(max(end, start + 1))}"
    return f"Dialogue: 0,{times},Default,{line.speaker.replace(',', ';')},0,0,0,,{text}\n"


def _hundredths(number: int) -> str:
    whole, rest = divmod(number, 100)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}.{rest:02d}"
