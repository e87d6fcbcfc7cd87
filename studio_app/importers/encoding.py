"""From bytes of unknown encoding to clean written text."""

from __future__ import annotations

import codecs
import importlib
import re
import unicodedata

from studio_app.importers import language

#: Characters that carry no text in a plain file: controls but for tab and line ends, byte-order marks, soft hyphens.
_NOISE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufff9-\ufffb\ufffe\uffff]")
_LINE_END = re.compile("\r\n|[\r\x85\u2028]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What hardly any Windows Latin text holds: three letters with marks in a row, a sign inside of a word, the first
#: bytes of kana, what stands for nothing.
_NOT_LATIN = re.compile(
    "[\u00c0-\u024f]{3}|[^\\W\\d_][\u00a1-\u00a8\u00aa-\u00ac\u00af-\u00b6\u00b8-\u00bf\u2021\u2030][^\\W\\d_]"
    "|[\u0192\ufffd]|\u201a[^\x00-\x7f]"
)
#: Languages that Windows writes with other Latin letters.
_OTHER_LATIN = {
    **dict.fromkeys(("cs", "sk", "pl", "hu", "hr", "sl", "bs", "ro", "sq"), "cp1250"),
    **dict.fromkeys(("tr", "az"), "cp1254"),
    **dict.fromkeys(("lt", "lv"), "cp1257"),
}
#: Guessing looks at this many bytes only, so that a long book costs no more than a short one.
_SAMPLE = 1 << 18
#: Damage below this share of all bytes leaves a file UTF-8.
_UTF8_DAMAGE = 0.01


def decode(data: bytes) -> tuple[str, bool]:
    """Return the text of ``data``, one kind of line end and noise removed, and whether characters could not be read."""
    mark = next((name for start, name in _MARKS if data.startswith(start)), None) or _wide(data)
    text = data.decode(mark, "replace") if mark else _narrow(data)
    damaged = "\ufffd" in text and "\ufffd".encode() not in data
    return clean(text), damaged


def clean(text: str) -> str:
    """Return ``text`` with one kind of line end and without characters that carry no text."""
    text = _LINE_END.sub("\n", text).replace("\u2029", "\n\n").replace("\x0b", "\n")
    return _NOISE.sub("", text)


def one_line(text: str) -> str:
    """Return ``text`` as a paragraph holds it: NFC, single spaces, no line end."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _wide(data: bytes) -> str | None:
    """Name the UTF-16 order of data without a mark: Latin text has a zero in every other byte."""
    head = data[:4096]
    pairs = len(head) // 2
    if pairs < 2:
        return None
    if head[1::2].count(0) > pairs * 0.4 and head[::2].count(0) < pairs * 0.1:
        return "utf-16-le"
    if head[::2].count(0) > pairs * 0.4 and head[1::2].count(0) < pairs * 0.1:
        return "utf-16-be"
    return None


def _narrow(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    letters = sum(1 for c in lenient[:_SAMPLE] if c > "\x7f") - lenient[:_SAMPLE].count("\ufffd")
    if letters > 2 * lenient[:_SAMPLE].count("\ufffd") and broken < max(4, len(lenient) * _UTF8_DAMAGE):
        return lenient
    return data.decode(_guess(data), "replace")


def _guess(data: bytes) -> str:
    """Name the one-byte or East Asian encoding of ``data``; Windows Latin where nothing fits better.

    The library takes a few accents among ASCII for Central European or Japanese: what can be Latin is told by its language.
    """
    sample = data[:_SAMPLE]
    latin = sample.decode("cp1252", "replace")
    if not _NOT_LATIN.search(latin):
        return _OTHER_LATIN.get(language.of_text(latin), "cp1252")
    # Loaded only here: nearly every file is UTF-8, and the library costs more time than reading one.
    best = importlib.import_module("charset_normalizer").from_bytes(sample).best()
    return str(best.encoding) if best else "cp1252"
