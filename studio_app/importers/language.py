"""The language of a book that does not say: by its script where that settles it, else by its letters."""

from __future__ import annotations

import importlib
import math
import re
from typing import TYPE_CHECKING

from studio_app.domain.manuscript import Kind, Matter

if TYPE_CHECKING:
    from studio_app.domain.manuscript import Draft

#: Characters looked at, taken from several places of the book.
_SAMPLE = 6_000
#: Below this probability nothing is said rather than something wrong.
_SURE = 0.8
#: Scripts that one language of books is written in.
_SCRIPTS = {
    tag: re.compile(f"[{characters}]")
    for tag, characters in {
        "ja": "\u3041-\u30ff",
        "ko": "\uac00-\ud7a3\u1100-\u11ff",
        "zh": "\u3400-\u9fff",
        "th": "\u0e00-\u0e7f",
        "lo": "\u0e80-\u0eff",
        "my": "\u1000-\u109f",
        "km": "\u1780-\u17ff",
        "bo": "\u0f00-\u0fff",
        "ka": "\u10a0-\u10ff",
        "hy": "\u0530-\u058f",
        "el": "\u0370-\u03ff\u1f00-\u1fff",
        "am": "\u1200-\u137f",
        "ta": "\u0b80-\u0bff",
        "te": "\u0c00-\u0c7f",
        "kn": "\u0c80-\u0cff",
        "ml": "\u0d00-\u0d7f",
        "si": "\u0d80-\u0dff",
        "gu": "\u0a80-\u0aff",
        "pa": "\u0a00-\u0a7f",
        "or": "\u0b00-\u0b7f",
    }.items()
}
#: Japanese books may be nine tenths Chinese characters; no Chinese book has a tenth of kana.
_KANA = 0.1
#: What the model calls by other names than voices do: dialects of Arabic are written as Arabic.
_TAGS = {"no": "nb", "ary": "ar", "arz": "ar", "zxx": "", "und": "", "mul": ""}


def of_draft(draft: Draft) -> str:
    """Return the BCP 47 tag of the language the body of a Draft is written in, "" where it cannot be told."""
    return of_text(_sample(draft))


def of_text(text: str) -> str:
    """Return the BCP 47 tag of the language of a text, "" where it cannot be told."""
    letters = sum(map(str.isalpha, text))
    if letters < 2:
        return ""
    if not text.isascii():
        counts = {tag: len(script.findall(text)) for tag, script in _SCRIPTS.items()}
        if counts["ja"] > _KANA * letters:
            return "ja"
        tag = max(counts, key=lambda t: counts[t])
        if counts[tag] > letters * 0.5:
            return tag
    # Loaded only here: most files say what they are written in, and the model takes a third of a second.
    ranked = importlib.import_module("py3langid").rank(text)
    best, score = ranked[0]
    probability = 1 / sum(math.exp(min(0.0, float(other - score))) for _, other in ranked)
    return _TAGS.get(best, str(best)) if probability >= _SURE else ""


def _sample(draft: Draft) -> str:
    body = [c for c in draft.chapters if c.matter == Matter.BODY] or draft.chapters
    texts = [p.text for c in body for p in c.paragraphs if p.kind in (Kind.TEXT, Kind.QUOTE, Kind.LIST_ITEM)]
    texts = texts or [p.text for c in body for p in c.paragraphs]
    step = max(1, len(texts) // 20)
    return " ".join(text[: _SAMPLE // 10] for text in texts[::step])[:_SAMPLE]
