"""Split a text that is too long for one request, where a reader would breathe.

Cuts are looked for from the best kind of place to the worst: sentence end, clause end, white space, a phrase border in
writing without spaces, the border of a grapheme cluster. Inside a kind the cut nearest to an even division wins, so that
no scrap is left at the end. A span starts where the one before it ended and only a window of ``limit`` characters is
looked at for each, so the time is linear in the text, whatever the text is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from sentencex import segment as sentences_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Boundary(StrEnum):
    """How a span ends: at a sentence end, a clause end, in the middle of a clause, or with the text."""

    SENTENCE = "sentence"
    CLAUSE = "clause"
    WORD = "word"
    END = "end"


@dataclass(frozen=True, slots=True)
class Span:
    """Code points ``start`` to ``end`` of a text, without white space at its ends, and how it ends."""

    start: int
    end: int
    boundary: Boundary


#: sentencex takes quadratic time where many quotes stay open; it sees this many characters around the wanted cut.
_SIGHT = 512
#: What a rule may look at after the last allowed cut (the next word, closing quotes).
_AHEAD = 48
#: Phrase breaks are looked for this far before and after the wanted cut; budoux takes about 10 µs per character.
_PHRASE_BEFORE, _PHRASE_AFTER = 24, 8

#: Writing without spaces between words: Thai, Lao, Tibetan, Burmese, Khmer, Chinese, Japanese.
_UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f\u2e80-\u2fdf\u3005-\u3007\u3041-\u3096"
    "\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
#: Thai, Lao, Burmese and Khmer put a space where others put a comma.
_SPACED_CLAUSES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_CLOSING = "”’»›)\\]}」』】〉》〕）］｝｠｣〗〙"
#: These open in one language and close in another; they close where nothing follows that they could open.
_TWO_FACED = "\"'“‘«‹"
_CLOSERS = rf"(?:[{_CLOSING}]|[{_TWO_FACED}](?=[\s.,;:!?{_CLOSING}]|\Z))*+"
_OPENING = "(\\[{“‘„‚«‹「『【〈《〔（［｛｟｢〖〘¿¡"
_NO_BREAK_SPACES = "\u00a0\u2007\u202f\u2060"

_SENTENCE_END = re.compile(
    rf"(?:[.!?…؟۔‼⁇⁈⁉‽]++{_CLOSERS}(?=\s|\Z)|[。！？｡]++{_CLOSERS}(?![。！？｡…，、])|[।॥။។៕።༎]++{_CLOSERS}(?![।॥]))"
)
_CLAUSE_END = re.compile(
    rf"(?:[,;:،؛]++{_CLOSERS}|\)++[,;:]*+|[!?؟…]++{_CLOSERS}|\.{{2,}}+{_CLOSERS}|[–—-]++)(?=\s)"
    rf"|(?:(?<!\d)[，、；：—…‥᠂—]++{_CLOSERS}|(?<=\d)[，、；：—…‥᠂]++{_CLOSERS}(?!\d))(?![\s.,;:!?。！？，、；：—…]|\d*\Z)"
    rf"|[，、；：—…‥᠂]++{_CLOSERS}(?=\s)"
    rf"|(?<=[{_SPACED_CLAUSES}])(?=\s{{1,8}}[{_SPACED_CLAUSES}])"
)
#: After a stop that is no sentence end ("Mr. Smith"), between groups of digits, beside a mark that leans on its word
#: ("Oui !", "« Non"), and at a space made not to break, no cut is made while another place is left.
_SPACE = re.compile(
    rf"(?<=[^\s.{_OPENING}])(?=\s)(?![{_NO_BREAK_SPACES}])(?!(?<=\d)\s\d)(?!\s[!?;:%»›{_CLOSING}–—-])|(?<=\u200b)(?=\S)"
)
_ANY_SPACE = re.compile(r"(?<=\S)(?=\s)")
#: Between two characters at least one of which belongs to writing without spaces; never inside a number, never before a
#: mark that may not start a line or after one that may not end it.
_SEAM = re.compile(
    rf"(?<![\s{_OPENING}$£€¥￥№#เแโใไເແໂໃໄ])"
    rf"(?![\s{_CLOSING}.,;:!?%‰°。｡！？，、；：…‥—～〜・ーｰ々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶะาำๅๆฯະາຳໆ།་།])"
    rf"(?!(?<=[\d.,:/])\d)(?:(?<=[{_UNSPACED}])|(?=[{_UNSPACED}]))"
)
#: Where an endless address or a chain of hyphenated words gives way.
_JOINT = re.compile(r"(?<=\w)[-‐–/&?=_]++(?=\w)(?!(?<=\d[-‐–/&?=_])\d)")
_SPACES = re.compile(r"\s*+")
#: White space after a sentence, with a quote that opens the next one: sentencex leaves it behind where the quote stays open.
_TRAIL = re.compile(rf"(?<=\S)\s++[{_OPENING}{_TWO_FACED}\s]*\Z")
_THAI, _KANA, _HAN = re.compile("[ก-๎]"), re.compile("[ぁ-ヺ]"), re.compile("[\u4e00-\u9fff]")

#: A stop after one of these does not end a sentence: one letter, letters with stops inside, a small number (an ordinal in
#: many languages), a Roman numeral, a title or another abbreviation that is followed by what it belongs to.
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\[{“‘„«\"'’—–-])(?:[^\W\d_]|(?:[^\W\d_]{1,4}\.)+[^\W\d_]{1,4}|\d{1,2}|[IVXLCM]+|(?i:"
    r"mr|mrs|ms|dr|prof|st|ste|rev|hon|capt|cpt|col|gen|lt|sgt|maj|adm|cmdr|gov|sen|rep|pres|messrs|mme|mlle|mgr|"
    r"sr|sra|srta|sta|dña|sig|sigg|dott|avv|ing|arq|lic|hr|hrn|fr|frl|dipl|phil|med|jur|habil|geb|verh|"
    r"no|nos|nr|núm|vol|vols|fig|figs|pp|pg|ch|chap|cap|kap|art|abs|sec|ed|eds|trans|bd|hrsg|tab|abb|str|"
    r"vs|cf|viz|ca|approx|vgl|bzw|sog|bsp|evtl|ggf|inkl|usf|d\.h|z\.b|tzv|např|tj|resp|im|ul|al|"
    r"jan|feb|febr|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|г|гг|ул|им|проф|стр|тов|"
    r"डॉ|प्रो|श्री|कु|ดร|นาย))\.$"
)


def split(text: str, limit: int, language: str) -> tuple[Span, ...]:
    """Split ``text`` into spans of at most ``limit`` code points that hold all of it but white space between them.

    A span is longer only where a single grapheme cluster is. Text within the limit is one span, blank text none.

    Args:
        text: written text of one speaker.
        limit: the most code points a span may have, at least 1.
        language: BCP 47 tag, "" where unknown.

    Raises:
        ValueError: ``limit`` is below 1.
    """
    if limit < 1:
        raise ValueError("A limit below one character holds no text.")
    end = len(text.rstrip())
    start = _skip_spaces(text, 0)
    spans: list[Span] = []
    while end - start > limit:
        cut, boundary = _cut(_Window(text, start, end, limit, language))
        spans.append(Span(start, cut, boundary if cut < end else Boundary.END))
        start = _skip_spaces(text, cut)
    if start < end:
        spans.append(Span(start, end, Boundary.END))
    return tuple(spans)


def ending(text: str, end: int) -> Boundary:
    """Return how ``text[:end]`` ends, by its last marks: SENTENCE, CLAUSE or WORD."""
    end = len(text[max(0, end - _AHEAD) : end].rstrip()) + max(0, end - _AHEAD)
    start = max(0, end - _AHEAD)
    for pattern, boundary in ((_SENTENCE_END, Boundary.SENTENCE), (_CLAUSE_END, Boundary.CLAUSE)):
        # A space stands for whatever follows: it is the break that is judged, not the neighbour.
        tail = text[start:end] + " "
        if any(m.end() == end - start for m in pattern.finditer(tail)):
            return boundary
    return Boundary.WORD


@dataclass(frozen=True, slots=True)
class _Window:
    """What is left to split from ``start`` on, up to ``end``; more than ``limit``, so a cut is needed."""

    text: str
    start: int
    end: int
    limit: int
    language: str

    @property
    def high(self) -> int:
        """The last position a cut may have."""
        return self.start + self.limit

    def found(self, pattern: re.Pattern[str]) -> Iterable[int]:
        """Ends of all matches in reach."""
        return (m.end() for m in pattern.finditer(self.text, self.start, min(len(self.text), self.high + _AHEAD)))


@dataclass(frozen=True, slots=True)
class _Aim:
    """Where a cut is wanted: at ``target``; a cut before ``floor`` would cost one span more than needed."""

    target: int
    floor: int

    @staticmethod
    def at(start: int, stop: int, limit: int) -> _Aim:
        """Aim to divide ``start``..``stop`` evenly into as few spans as ``limit`` allows."""
        length = stop - start
        pieces = -(-length // limit)
        return _Aim(start - (-length // pieces), stop - (pieces - 1) * limit)

    def order(self, cuts: Iterable[int]) -> list[int]:
        """Sort cuts, best first."""
        return sorted(cuts, key=lambda cut: (cut < self.floor, abs(cut - self.target) if cut >= self.floor else -cut))


def _cut(window: _Window) -> tuple[int, Boundary]:
    """Return the best place to end the span that starts the window, and what kind of place it is."""
    whole = _Aim.at(window.start, window.end, window.limit)
    for sentences in (_sentences, _inner_sentences):
        if cut := _best(window, sentences(window, whole), whole, 1):
            return cut, Boundary.SENTENCE
    aim = _Aim.at(window.start, _sentence_stop(window), window.limit)
    for least in (max(1, window.limit // 4), 1):
        for find, boundary in _BELOW_SENTENCES:
            if cut := _best(window, find(window, aim), aim, least):
                return cut, boundary
    for find in (_seams, _joints):
        if cut := _best(window, find(window, aim), aim, 1):
            return cut, Boundary.WORD
    return _cluster_border(window, aim.target), Boundary.WORD


def _best(window: _Window, cuts: Iterable[int], aim: _Aim, least: int) -> int:
    """Return the best allowed cut that leaves at least ``least`` characters, 0 where there is none."""
    low, high = window.start + least, window.high
    for cut in aim.order(c for c in cuts if low <= c <= high):
        if _is_border(window.text, window.start, cut):
            return cut
    return 0


def _sentence_stop(window: _Window) -> int:
    """Return where the sentence that is too long ends, as far as it matters for dividing it evenly."""
    far = min(window.end, window.start + 2 * window.limit)
    match = _SENTENCE_END.search(window.text, window.high, far)
    return match.end() if match else far


def _sentences(window: _Window, aim: _Aim) -> Iterable[int]:
    """Sentence ends as sentencex sees them near the target; quoted speech of several sentences is one to it."""
    low = max(window.start, aim.target - _SIGHT)
    piece = window.text[low : min(window.end, window.high + _AHEAD, aim.target + _SIGHT)]
    lengths = [len(sentence) for sentence in sentences_of(window.language.partition("-")[0].lower() or "en", piece)]
    for stop in accumulate(lengths[:-1]):
        trail = _TRAIL.search(piece, max(0, stop - _AHEAD), stop)
        cut = low + (trail.start() if trail else stop)
        if window.start < cut <= window.high and _ends_sentence(window.text, cut):
            yield cut


def _inner_sentences(window: _Window, _aim: _Aim) -> Iterable[int]:
    """Sentence ends by their marks alone, also inside quotes: a monologue must be cut somewhere."""
    return (cut for cut in window.found(_SENTENCE_END) if _ends_sentence(window.text, cut))


def _ends_sentence(text: str, cut: int) -> bool:
    """Whether a stop before ``cut`` is no abbreviation and what follows is no continuation ("Stop!" he said)."""
    if _ABBREVIATED.search(text, max(0, cut - 24), cut):
        return False
    following = text[cut : cut + 8].lstrip()[:1]
    return not following.islower() and text[cut - 1 : cut] not in ",;:"


def _clauses(window: _Window, _aim: _Aim) -> Iterable[int]:
    return window.found(_CLAUSE_END)


def _words(window: _Window, _aim: _Aim) -> Iterable[int]:
    return window.found(_SPACE)


def _any_words(window: _Window, _aim: _Aim) -> Iterable[int]:
    return window.found(_ANY_SPACE)


def _seams(window: _Window, _aim: _Aim) -> Iterable[int]:
    return window.found(_SEAM)


def _joints(window: _Window, _aim: _Aim) -> Iterable[int]:
    return window.found(_JOINT)


def _phrases(window: _Window, aim: _Aim) -> Iterable[int]:
    """Phrase borders of Thai, Chinese and Japanese near the target, where budoux puts them."""
    low = max(window.start, aim.target - _PHRASE_BEFORE)
    piece = window.text[low : min(window.end, aim.target + _PHRASE_AFTER)]
    model = _phrase_model(piece, window.language)
    if not model:
        return
    for cut in accumulate((len(phrase) for phrase in _phrase_parser(model).parse(piece)), initial=low):
        if _SEAM.match(window.text, cut):
            yield cut


_BELOW_SENTENCES: tuple[tuple[Callable[[_Window, _Aim], Iterable[int]], Boundary], ...] = (
    (_clauses, Boundary.CLAUSE),
    (_words, Boundary.WORD),
    (_phrases, Boundary.WORD),
    (_any_words, Boundary.WORD),
)


def _phrase_model(piece: str, language: str) -> str:
    """Name the budoux model for a piece of text, "" where there is none."""
    if _THAI.search(piece):
        return "thai"
    if _KANA.search(piece):
        return "japanese"
    if not _HAN.search(piece):
        return ""
    tag = language.lower()
    if tag.partition("-")[0] == "ja":
        return "japanese"
    traditional = any(part in ("hant", "tw", "hk", "mo") for part in tag.split("-"))
    return "traditional_chinese" if traditional else "simplified_chinese"


# budoux and regex take 30 ms together to import; most books never need them, so they wait for the first that does.
@cache
def _phrase_parser(model: str) -> Any:  # noqa: ANN401 - budoux.Parser, a type of a module not imported yet
    return getattr(import_module("budoux"), f"load_default_{model}_parser")()


@cache
def _clusters() -> tuple[Any, Any]:
    """Return two patterns: a grapheme cluster; a character that may join one to its neighbour (UAX 29, table 2)."""
    regex = import_module("regex")
    kinds = ("Extend", "ZWJ", "SpacingMark", "Prepend", "Regional_Indicator", "L", "V", "T", "CR")
    return regex.compile(r"\X"), regex.compile("[" + "".join(rf"\p{{GCB={kind}}}" for kind in kinds) + "]")


def _is_border(text: str, floor: int, position: int) -> bool:
    """Whether no grapheme cluster goes across ``position``; ``floor`` is a border before it."""
    if position >= len(text) or text[position - 1 : position + 1].isascii():
        return text[position - 1 : position + 1] != "\r\n"
    cluster, joining = _clusters()
    if not joining.search(text, position - 1, position + 1):
        return True
    anchor = position - 1
    while anchor > floor and joining.search(text, anchor - 1, anchor + 1):
        anchor -= 1
    return any(m.end() == position for m in cluster.finditer(text, anchor, position + 1))


def _cluster_border(window: _Window, target: int) -> int:
    """Return the last border of a cluster up to ``target``, or the end of the first cluster where that is longer."""
    for position in range(target, max(window.start, target - 64), -1):
        if _is_border(window.text, window.start, position):
            return position
    cluster, _ = _clusters()
    best = 0
    for match in cluster.finditer(window.text, window.start, window.end):
        if best and match.end() > window.high:
            break
        best = match.end()
    return int(best)


def _skip_spaces(text: str, position: int) -> int:
    """Return where the next span starts; a space that carries a combining mark is no space."""
    match = _SPACES.match(text, position)
    start = match.end() if match else position
    return start if start == position or _is_border(text, start - 1, start) else start - 1
