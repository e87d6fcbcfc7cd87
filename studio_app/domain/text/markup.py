"""Break markup in written text: ``<break time="1.5s"/>`` becomes silence of our own and is never sent to an engine."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studio_app.domain.pauses import LONGEST_BREAK_MS


@dataclass(frozen=True, slots=True)
class TextRun:
    """Code points ``start`` to ``end`` of the written text that are text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Break:
    """Code points ``start`` to ``end`` of the written text that ask for ``milliseconds`` of silence."""

    start: int
    end: int
    milliseconds: int


#: SSML names strengths and leaves their length to the engine; these are the lengths Azure's documentation gives.
STRENGTHS_MS = {"none": 0, "x-weak": 250, "weak": 500, "medium": 750, "strong": 1000, "x-strong": 1250}

#: Lenient in what a writing hand does (upper case, no slash, no or curly quotes), strict in names and units.
_BREAK = re.compile(r"<\s{0,8}break\b([^<>]{0,200}?)/?\s{0,8}>(?:\s{0,8}</\s{0,8}break\s{0,8}>)?", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\s+(time|strength)\s*=\s*[\"'“”‘’„]?\s*([\w.,+-]+?)\s*[\"'“”‘’]?(?=\s|\Z)", re.IGNORECASE)
_TIME = re.compile(r"\+?(\d{1,9}|\d{0,9}[.,]\d{1,9})(ms|s)", re.IGNORECASE | re.ASCII)


def parts(text: str) -> tuple[TextRun | Break, ...]:
    """Divide written text into runs of text and breaks, in order; together they are all of it.

    A break that cannot be understood, and every other tag, stays text: nothing is dropped silently.
    """
    if "<" not in text:
        return (TextRun(0, len(text)),) if text else ()
    found: list[TextRun | Break] = []
    done = 0
    for match in _BREAK.finditer(text):
        milliseconds = _milliseconds(match[1])
        if milliseconds is None:
            continue
        if match.start() > done:
            found.append(TextRun(done, match.start()))
        found.append(Break(match.start(), match.end(), milliseconds))
        done = match.end()
    if done < len(text):
        found.append(TextRun(done, len(text)))
    return tuple(found)


def _milliseconds(attributes: str) -> int | None:
    """Return how long a break with these attributes is, None where they make no sense."""
    values = {m[1].lower(): m[2] for m in _ATTRIBUTE.finditer(attributes)}
    if _ATTRIBUTE.sub("", attributes).strip():
        return None
    strength = STRENGTHS_MS.get(values.get("strength", "medium").lower())
    if "time" not in values or strength is None:
        return strength
    match = _TIME.fullmatch(values["time"])
    if not match:
        return None
    scale = 1000 if match[2].lower() == "s" else 1
    return min(LONGEST_BREAK_MS, round(float(match[1].replace(",", ".")) * scale))
