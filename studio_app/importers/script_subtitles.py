"""Scripts as subtitles: SRT, WebVTT and ASS. Formatting is left out, text is not."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from studio_app.domain.errors import WrongUsage
from studio_app.domain.script import ScriptDraft, ScriptError, ScriptLine
from studio_app.domain.text.timecode import parse
from studio_app.importers.encoding import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from fractions import Fraction

#: Formatting in SRT and VTT. What is no known tag is text: ``a < b`` stays.
_TAG = re.compile(r"</?(?:b|i|u|s|font|ruby|rt|c|v|lang)(?:[ .][^<>]{0,500})?>|<[0-9:.]{5,20}>", re.IGNORECASE)
_BRACES = re.compile(r"\{\\[^{}]{0,500}\}")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,100})?[ \t]+([^<>]{1,500})>", re.IGNORECASE)
#: A speaker in front of a line: ``[Joe] Hey`` or ``Joe: Hey``.
_PREFIX = re.compile(r"(?:\[([^\[\]]{1,200})\]|([^\s:<>\[\]][^:<>\[\]]{0,60}):)\s+(?=\S)")
_TIMES = re.compile(r"\s*([0-9][0-9:.,]{0,30})\s*-->\s*([0-9][0-9:.,]{0,30})(?:\s.*)?")
_OVERRIDE = re.compile(r"(?<!\\)\{[^{}]{0,5000}\}")
_DRAWING = re.compile(r"\\p[1-9]")
_ASS_FIELDS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
#: Code points of the text of a cue; longer ones would be millions of tags.
_LONGEST = 100_000
#: A name in front of a colon that stands there this often is a speaker's, and not the beginning of a sentence.
_OFTEN = 2


def read_srt(text: str) -> ScriptDraft:
    """Return the script in SRT. Names stand in front as ``Joe: `` or ``[Joe] ``, or not at all."""
    draft = _collected(text.split("\n"), lambda words: [("", one_line(_plain(words)))])
    return replace(draft, lines=_with_speakers(draft.lines))


def read_vtt(text: str) -> ScriptDraft:
    """Return the script in WebVTT. Names stand in voice spans, ``<v Joe>``, or in front as in SRT."""
    rows = text.split("\n")
    blank, hidden = True, False
    for number, row in enumerate(rows):
        hidden = bool(row.strip()) and (
            hidden or (blank and re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", row) is not None)
        )
        blank = not row.strip()
        if hidden:
            rows[number] = ""
    draft = _collected(rows, _voices)
    return draft if any(line.speaker for line in draft.lines) else replace(draft, lines=_with_speakers(draft.lines))


def read_ass(text: str) -> ScriptDraft:
    """Return the script in ASS or SSA. The name field holds the speaker; comments and drawings are left out."""
    lines: list[ScriptLine] = []
    errors: list[ScriptError] = []
    fields: Sequence[str] = _ASS_FIELDS
    events = "[events]" not in text.lower()
    for number, row in enumerate(text.split("\n"), start=1):
        kind, _, rest = row.strip().partition(":")
        kind = kind.strip().lower()
        if kind.startswith("["):
            events = kind.startswith("[events]")
        elif kind == "format" and events and len(rest) < _LONGEST:
            fields = [name.strip().lower().replace("actor", "name") for name in rest.split(",")]
        elif kind == "dialogue" and events:
            try:
                lines += _dialogue(number, rest, fields)
            except WrongUsage as error:
                errors.append(ScriptError(number, error.sentence))
    return ScriptDraft(tuple(lines), tuple(errors))


def _dialogue(number: int, row: str, fields: Sequence[str]) -> list[ScriptLine]:
    """Return the line of a script that a Dialogue row holds; none for a drawing or an empty one."""
    if len(row) > _LONGEST:
        raise WrongUsage("The text is far too long.")
    values = row.split(",", len(fields) - 1)
    if len(values) < len(fields) or not {"start", "end"} <= set(fields) or fields[-1] != "text":
        raise WrongUsage("There are fewer fields here than the format line names.")
    found = dict(zip(fields, values, strict=True))
    start, end = _span(found["start"], found["end"])
    if any(_DRAWING.search(tag) for tag in _OVERRIDE.findall(found["text"])):
        return []
    text = re.sub(r"\\[Nnh]", " ", _OVERRIDE.sub("", found["text"]))
    text = one_line(text.replace("\\{", "{").replace("\\}", "}"))
    return [ScriptLine(number, one_line(found.get("name", "")), text, start, end)] if text else []


def _collected(rows: Sequence[str], voices: Callable[[str], Iterable[tuple[str, str]]]) -> ScriptDraft:
    """Return the draft of cues; ``voices`` makes speakers and their text of the text of one."""
    lines: list[ScriptLine] = []
    errors: list[ScriptError] = []
    for number, times, words in _cues(rows):
        found = _TIMES.fullmatch(times)
        try:
            if len(words) > _LONGEST:
                raise WrongUsage("The text is far too long.")
            if found is None:
                raise WrongUsage("The times cannot be read. Write them as 00:00:01,000 --> 00:00:02,500.")
            start, end = _span(found[1], found[2])
        except WrongUsage as error:
            errors.append(ScriptError(number, error.sentence))
            continue
        lines += [ScriptLine(number, speaker, text, start, end) for speaker, text in voices(words) if text]
    return ScriptDraft(tuple(lines), tuple(errors))


def _cues(rows: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield each cue: the number of the line with its times, that line, and its text.

    An empty line does not end a text: some programs write them inside. The number or name above the next times does.
    """
    heads = [at for at in range(len(rows)) if _is_head(rows, at)]
    for at, behind in pairwise([*heads, len(rows)]):
        end = behind
        if behind < len(rows) and end - 1 > at:
            above = rows[end - 1].strip()
            if above.isdecimal() or (above and end - 2 > at and not rows[end - 2].strip()):
                end -= 1
        yield at + 1, rows[at], " ".join(rows[at + 1 : end])


def _is_head(rows: Sequence[str], at: int) -> bool:
    """Tell whether a row holds the times of a cue, though they may be unreadable, and is not text with an arrow in it."""
    if "-->" not in rows[at]:
        return False
    above = rows[at - 1].strip() if at else ""
    return not above or above.isdecimal() or _TIMES.fullmatch(rows[at]) is not None


def _span(start: str, end: str) -> tuple[Fraction, Fraction]:
    start_s, end_s = parse(start), parse(end)
    if end_s <= start_s:
        raise WrongUsage("The line does not end after it starts.")
    return start_s, end_s


def _plain(words: str) -> str:
    return _BRACES.sub("", _TAG.sub("", words))


def _voices(words: str) -> list[tuple[str, str]]:
    """Return the speakers of a VTT cue, each with what is said; "" for what stands in no voice span."""
    before, *rest = _VOICE.split(words)
    parts = [("", before), *zip(rest[::2], rest[1::2], strict=True)]
    return [(one_line(html.unescape(name)), one_line(html.unescape(_TAG.sub("", said)))) for name, said in parts]


def _with_speakers(lines: Sequence[ScriptLine]) -> tuple[ScriptLine, ...]:
    """Return lines with the names in front of them as speakers: where all have one, or where a name comes again."""
    found = [_PREFIX.match(line.text) for line in lines]
    names = [one_line(match[1] or match[2]) if match else "" for match in found]
    often = Counter(names)
    everywhere = all(names)
    return tuple(
        replace(line, speaker=name, text=line.text[match.end() :])
        if match and (everywhere or often[name] >= _OFTEN or name.isupper())
        else line
        for line, match, name in zip(lines, found, names, strict=True)
    )
