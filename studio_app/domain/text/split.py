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
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any

from sentencex import segment as sentences_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


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
#: Of the cuts in reach this many are tried, best first.
_TRIES = 24
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
_CLOSERS = rf"(?:[{_CLOSING}]|[{_TWO_FACED}](?=[\s.,;:!?{_CLOSING}]|\Z)){{0,4}}+"
_OPENING = "(\\[{“‘„‚«‹「『【〈《〔（［｛｟｢〖〘¿¡"

# Patterns start with one set of characters, which the engine skips to at full speed, and take a bounded look around, so
# that no text makes them slow.
#: Marks that end a sentence: those that white space must follow, and those of writing without spaces.
_STOPS, _WIDE_STOPS = ".!?…؟۔‼⁇⁈⁉‽", "。！？｡।॥။៕༎"
_STOP = re.compile(rf"([{_STOPS}{_WIDE_STOPS}]{{1,8}}+){_CLOSERS}")
#: Marks that end a clause, likewise; ")" counts, and so do marks of a sentence that goes on ("Stop!" he said).
_CLAUSE_MARKS, _WIDE_CLAUSE_MARKS = "-,;:،؛)–!?؟", "，、；：—…‥᠂"
_CLAUSE = re.compile(rf"([{_CLAUSE_MARKS}{_WIDE_CLAUSE_MARKS}]{{1,4}}+){_CLOSERS}")
#: White space, by the side of the word before it.
_SPACE = re.compile(r"\s(?<!\s\s)")
_SPACED_CLAUSE = re.compile(rf"(?s)\s(?<=[{_SPACED_CLAUSES}].)(?=\s{{0,8}}[{_SPACED_CLAUSES}])")
#: White space at which a line may break: not after a stop that is no sentence end ("Mr. Smith"), not between groups of
#: digits, not beside a mark that leans on its word ("Oui !", "« Non"), not where it was made not to break.
_GOOD_SPACE = re.compile(
    rf"(?s)[^\S\u00a0\u2007\u202f](?<![\s.{_OPENING}№§#].)(?!(?<=\d.)\d{{3}}(?!\d))(?![!?;:%»›{_CLOSING}–—-])"
)
_MARKED_BREAK = re.compile(r"\u200b(?=\S)")
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")
#: Between two characters at least one of which belongs to writing without spaces; never inside a number, never before a
#: mark that may not start a line or after one that may not end it.
_SEAM = re.compile(
    rf"(?<![\s{_OPENING}$£€¥￥№#เแโใไເແໂໃໄ])"
    rf"(?![\s{_CLOSING}.,;:!?%‰°。｡！？，、；：…‥—～〜・ーｰ々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶะาำๅๆฯະາຳໆ།་།])"
    rf"(?!(?<=[\d.,:/])\d)(?:(?<=[{_UNSPACED}])|(?=[{_UNSPACED}]))"
)
#: Where an endless address or a chain of hyphenated words gives way.
_JOINT = re.compile(r"[-‐–/&?=_](?<=\w.)(?=\w)(?!(?<=\d.)\d)")
#: A mark that stays with the mark before it.
_NO_START = frozenset(".,;:!?。！？｡…，、；：।॥" + _CLOSING.replace("\\", ""))
#: What a sentence or clause must not leave to the next: a mark, or a quote that closes ("Oui ! »").
_LEFT_BEHIND = re.compile(
    rf"\s{{0,4}}+(?:[.,;:!?…。！？，、；：」』】》〉〕）］｝]|[{_CLOSING}](?=[\s.,;:!?]|\Z))|[{_TWO_FACED}](?=[\s.,;:!?]|\Z)"
)
#: What may stand after the white space behind a sentence.
_TRAILING = " \t\n\r\u00a0\u202f\u3000" + _OPENING.replace("\\", "") + _TWO_FACED
_SPACES = re.compile(r"\s*+")
#: Half a character, as damaged files have it: text to Python, an error to libraries.
_SURROGATE = re.compile("[\ud800-\udfff]")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
_THAI, _KANA, _HAN = re.compile("[ก-๎]"), re.compile("[ぁ-ヺ]"), re.compile("[\u4e00-\u9fff]")

#: Between a word and the white space before it.
_LEANING = re.compile(rf"[\s{_OPENING}{_TWO_FACED}’—–-]")
#: A stop after one of these does not end a sentence: one letter, letters with stops inside, a small number (an ordinal in
#: many languages), a Roman numeral, a title or another abbreviation that is followed by what it belongs to.
_SHORT = re.compile(r"[^\W\d_]|(?:[^\W\d_]{1,4}\.)+[^\W\d_]{1,4}|\d{1,2}|[IVXLCM]+")
_ABBREVIATIONS = frozenset(
    "mr mrs ms "  # noqa: SIM905 - as a list it would fill a screen and say no more
    "dr prof st ste rev hon capt cpt col gen lt sgt maj adm cmdr gov sen rep pres messrs mme mlle mgr sr sra srta "
    "sta dña sig sigg dott avv ing arq lic hr hrn fr frl dipl phil med jur habil geb verh no nos nr núm vol vols fig figs "
    "pp pg ch chap cap kap art abs sec ed eds trans bd hrsg tab abb str vs cf viz ca approx vgl bzw sog bsp evtl ggf inkl "
    "usf tzv např tj resp im ul al jan feb febr mar apr jun jul aug sep sept oct okt nov dec dez г гг ул им проф стр тов "
    "डॉ प्रो श्री कु ดร นาย".split()
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
    start = _skip_spaces(text, 0) if text[:1].isspace() else 0
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
    tail = text[max(0, end - _AHEAD) : end].rstrip()
    for find, boundary in ((_stops, Boundary.SENTENCE), (_clause_marks, Boundary.CLAUSE)):
        if len(tail) in find(tail, 0, len(tail)):
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

    @property
    def sight(self) -> int:
        """How far rules may look: a little beyond the last cut."""
        return min(len(self.text), self.high + _AHEAD)


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
        if cut := _best(window, sentences(window, whole), whole, 1, _ends_sentence):
            return cut, Boundary.SENTENCE
    aim = _Aim.at(window.start, _sentence_stop(window), window.limit)
    for least in (max(1, window.limit // 4), 1):
        for find, boundary in _BELOW_SENTENCES:
            if cut := _best(window, find(window, aim), aim, least, _is_complete):
                return cut, boundary
    for find in (_any_words, _seams, _joints):
        if cut := _best(window, find(window, aim), aim, 1):
            return cut, Boundary.WORD
    return _cluster_border(window, aim.target), Boundary.WORD


def _best(
    window: _Window, cuts: Iterable[int], aim: _Aim, least: int, allowed: Callable[[str, int], bool] | None = None
) -> int:
    """Return the best allowed cut that leaves at least ``least`` characters, 0 where there is none in the best few."""
    low, high = window.start + least, window.high
    for cut in aim.order(c for c in cuts if low <= c <= high)[:_TRIES]:
        if (allowed is None or allowed(window.text, cut)) and _is_border(window.text, window.start, cut):
            return cut
    return 0


def _sentence_stop(window: _Window) -> int:
    """Return where the sentence that is too long ends, as far as it matters for dividing it evenly."""
    far = min(window.end, window.start + 2 * window.limit)
    stops = islice(_stops(window.text, window.high, far), _TRIES)
    return next((cut for cut in stops if _ends_sentence(window.text, cut)), far)


def _sentences(window: _Window, aim: _Aim) -> Iterator[int]:
    """Sentence ends as sentencex sees them near the target; quoted speech of several sentences is one to it."""
    low = max(window.start, aim.target - _SIGHT)
    piece = window.text[low : min(window.end, window.high + _AHEAD, aim.target + _SIGHT)]
    lengths = [len(sentence) for sentence in sentences_of(_language(window), _SURROGATE.sub("\ufffd", piece))]
    for stop in accumulate(lengths[:-1]):
        yield low + stop - _trailing(piece[max(0, stop - _AHEAD) : stop])


def _language(window: _Window) -> str:
    """Return the language as sentencex names it; English is what it falls back to."""
    name = window.language.replace("_", "-").partition("-")[0]
    return name.lower() if name.isascii() and name.isalpha() else "en"


def _trailing(tail: str) -> int:
    """Return the length of the white space after a sentence; a quote that opens the next may have been left behind it."""
    rest = tail[len(tail.rstrip(_TRAILING)) :]
    attached = rest.split(maxsplit=1)[:1] if rest and not rest[0].isspace() else []
    return len(rest) - sum(map(len, attached))


def _inner_sentences(window: _Window, _aim: _Aim) -> Iterator[int]:
    """Sentence ends by their marks alone, also inside quotes: a monologue must be cut somewhere."""
    return _stops(window.text, window.start, window.sight)


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where marks end that may end a sentence."""
    for match in _STOP.finditer(text, start, end):
        following = text[match.end() : match.end() + 1]
        if (match[1][-1] in _WIDE_STOPS and following not in _NO_START) or not following.strip():
            yield match.end()


def _ends_sentence(text: str, cut: int) -> bool:
    """Whether a stop before ``cut`` is no abbreviation and what follows is no continuation ("Stop!" he said)."""
    following = text[cut : cut + 8].lstrip()[:1]
    if following.islower() or text[cut - 1] in ",;:" or not _is_complete(text, cut):
        return False
    if text[cut - 1] != ".":
        return True
    word = _LEANING.split(text[max(0, cut - 16) : cut - 1])[-1]
    return not (_SHORT.fullmatch(word) or word.lower() in _ABBREVIATIONS)


def _is_complete(text: str, cut: int) -> bool:
    """Whether no mark after ``cut`` belongs to what is before it."""
    return not _LEFT_BEHIND.match(text, cut)


def _clauses(window: _Window, _aim: _Aim) -> Iterator[int]:
    """Clause ends by their marks, and by spaces where spaces stand for commas."""
    yield from _clause_marks(window.text, window.start, window.sight)
    yield from (m.start() for m in _SPACED_CLAUSE.finditer(window.text, window.start, window.sight))


def _clause_marks(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where marks end that end a clause; a mark inside a number ends none."""
    for match in _CLAUSE.finditer(text, start, end):
        cut, mark = match.end(), match[1][-1]
        following = text[cut : cut + 1]
        before = text[match.start() - 1 : match.start()]
        if not following.strip():
            if match[0] != "-" or not before.strip():
                yield cut
        elif mark in _WIDE_CLAUSE_MARKS and following not in _NO_START and not (before + following).isdigit():
            yield cut


def _words(window: _Window, _aim: _Aim) -> Iterator[int]:
    """Ends of words at white space, and places marked for it in writing without spaces (U+200B)."""
    yield from (m.start() for m in _GOOD_SPACE.finditer(window.text, window.start, window.sight))
    yield from (m.end() for m in _MARKED_BREAK.finditer(window.text, window.start, window.sight))


def _any_words(window: _Window, _aim: _Aim) -> Iterator[int]:
    return (m.start() for m in _SPACE.finditer(window.text, window.start, window.sight))


def _seams(window: _Window, aim: _Aim) -> Iterator[int]:
    """Places between characters of writing without spaces; near the target there is nearly always one."""
    near, beyond = max(window.start, aim.target - _AHEAD), min(window.sight, aim.target + _AHEAD)
    for low, high in ((near, beyond), (window.start, window.sight)):
        if _UNSPACED_CHARACTER.search(window.text, low, high):
            cuts = [m.start() for m in _SEAM.finditer(window.text, low, high) if low < m.start() <= window.high]
            if cuts:
                return iter(cuts)
    return iter(())


def _joints(window: _Window, _aim: _Aim) -> Iterator[int]:
    return (m.end() for m in _JOINT.finditer(window.text, window.start, window.sight))


def _phrases(window: _Window, aim: _Aim) -> Iterator[int]:
    """Phrase borders of Thai, Chinese and Japanese near the target, where budoux puts them."""
    low = max(window.start, aim.target - _PHRASE_BEFORE)
    piece = window.text[low : min(window.end, aim.target + _PHRASE_AFTER)]
    model = _phrase_model(piece, window.language)
    if not model:
        return
    for cut in accumulate((len(phrase) for phrase in _phrase_parser(model).parse(piece)), initial=low):
        if _SEAM.match(window.text, cut):
            yield cut


_BELOW_SENTENCES: tuple[tuple[Callable[[_Window, _Aim], Iterator[int]], Boundary], ...] = (
    (_clauses, Boundary.CLAUSE),
    (_words, Boundary.WORD),
    (_phrases, Boundary.WORD),
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
def _phrase_parser(model: str) -> Any:
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
    if _FLAG.match(text, position) and _FLAG.match(text, position - 1):
        return _flags_before(text, floor, position) % 2 == 0
    anchor = position - 1
    while anchor > floor and joining.search(text, anchor - 1, anchor + 1):
        anchor -= 1
    return any(m.end() == position for m in cluster.finditer(text, anchor, position + 1))


def _flags_before(text: str, floor: int, position: int) -> int:
    """Count the regional indicators right before ``position``: two make a flag."""
    count = 0
    while position - count > floor and _FLAG.match(text, position - count - 1):
        count += 1
    return count


def _cluster_border(window: _Window, target: int) -> int:
    """Return the last border of a cluster up to ``target``, or the end of the first cluster where that is longer."""
    for position in range(target, max(window.start, target - 64), -1):
        if _is_border(window.text, window.start, position):
            return _before_spaces(window, position)
    cluster, _ = _clusters()
    best = 0
    for match in cluster.finditer(window.text[window.start : window.end]):
        if best and match.end() > window.limit:
            break
        best = match.end()
    return _before_spaces(window, window.start + int(best))


def _before_spaces(window: _Window, position: int) -> int:
    """Return ``position``, or where the white space right before it begins."""
    end = window.start + len(window.text[window.start : position].rstrip())
    return end if end > window.start and _is_border(window.text, window.start, end) else position


def _skip_spaces(text: str, position: int) -> int:
    """Return where the next span starts; a space that carries a combining mark is no space."""
    match = _SPACES.match(text, position)
    start = match.end() if match else position
    return start if start == position or _is_border(text, start - 1, start) else start - 1
