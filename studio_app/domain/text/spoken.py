"""Spoken text: what an engine gets for a written text, and the way back from one to the other.

The rules are few and know no language: they take away what nobody can say (invisible characters, ornaments, runs of the
same mark) and change no word. Rules that rewrite words by guessing damage other languages (PEERS.md, complaints 19-21);
those belong to a person's pronunciation rules. Spoken text is never longer than written text, so a segment that was
split to an engine's limit stays within it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spoken:
    """Spoken text and where it comes from.

    ``offsets`` are runs (spoken start, written start, written end) in order; a run as long in both texts maps point by
    point, any other as a whole. No runs: the texts are the same.
    """

    text: str
    offsets: tuple[tuple[int, int, int], ...] = ()

    def written_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the written code points that became ``start`` to ``end`` (not empty) of the spoken text."""
        if not self.offsets:
            return start, end
        return self._written(start)[0], self._written(max(start, end - 1))[1]

    def _written(self, position: int) -> tuple[int, int]:
        """Return the written code points behind one spoken one."""
        index = max(0, bisect_right(self.offsets, position, key=lambda run: run[0]) - 1)
        begin, start, end = self.offsets[index]
        following = self.offsets[index + 1][0] if index + 1 < len(self.offsets) else len(self.text)
        if following - begin != end - start:
            return start, end
        at = start + position - begin
        return at, at + 1


#: Soft hyphen, zero-width space, direction marks, word joiner, byte order mark, controls, tags, private use, lone
#: surrogates, noncharacters. Not the joiners U+200C and U+200D: Persian, Indic scripts and emoji are spelt with them.
_UNSEEN = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff"
)
#: Ornaments of printers: around a text they are not read.
_ORNAMENTS = "*•·◦‣⁃⁂※❦❧☙❖✽✾✿❀❁❋❊❉✢✣✤✥✦✧✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼◆◇◊■□▪▫●○★☆☼═─━│┃♦♢⁎∗"
_GROUPING = "\u00a0\u2007\u2009\u202f"

#: Something of this is in every text that a rule changes, or it is not printable: most texts pass by at a glance.
_TRIGGERS = (
    *(
        "  ",
        "!!",
        "??",
        "!?",
        "?!",
        "！！",
        "？？",
        "！？",
        "？！",
        "‼",
        "⁇",
        "⁈",
        "⁉",
        "..",
        "…",
        "--",
        "––",
        "——",
        "――",
    ),
    *("***", "###", "===", "~~~", "___", ",,", ";;", "，，", "、、", "。。", "；；", "：：", "।।"),
)

_RULES = re.compile(
    # Digits grouped by spaces made not to break are one number in every language: "12 345" is not "twelve, 345".
    rf"(?P<number>(?<![\d.,:/+-])[1-9]\d{{0,2}}(?:[{_GROUPING}]\d{{3}}){{1,6}}(?!\d))"
    r"|(?P<row>\s*+(?<![\w*#=~])(?P<ornament>[*#=~_])(?P=ornament){2,}+(?![\w*#=~])\s*+)"
    rf"|(?P<gap>[\s{_UNSEEN}]{{2,}}|[^\S ]|[{_UNSEEN}])"
    r"|(?P<cry>[!?！？‼⁇⁈⁉]{3,})"
    r"|(?P<dots>\.{4,}|…[….]+|\.+…[….]*)"
    # A typed "--" is a dash, and only a dash makes engines pause; "--option" is none.
    r"|(?P<dash>(?P<line>[-–—―])(?P=line){2,}+|(?<=[^\s-])--|(?<!-)--(?=\s|\Z))"
    r"|(?P<same>[,;，、。；：।])(?P=same){2,}"
)
_GROUP_SPACE = re.compile(f"[{_GROUPING}]")
_EDGE = re.compile(rf"[\s{_UNSEEN}{_ORNAMENTS}]")
_MARK_OF = {"‼": "!", "⁇": "?", "⁈": "?!", "⁉": "!?"}

#: What can be said though it is neither letter nor digit: money, per cent, copyright, calculation, and pictures.
_SAYABLE = re.compile(
    "[$¢£¤¥%‰&@§©®™°\u20a0-\u20cf±×÷√∞∑∏∫≈≠≤≥№℃℉\U0001f000-\U0001faff]|[\u2194-\u3299]\ufe0f"
    "|[⌚⌛⏩⏪⏫⏬⏰⏳☔☕♿⚓⚡⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗⭐⭕]"
)


def has_speech(text: str) -> bool:
    """Whether anything in ``text`` can be said: a letter, a digit, a sign with a name."""
    return any(map(str.isalnum, text)) or _SAYABLE.search(text) is not None


def speak_as(written: str) -> Spoken:
    """Return what is spoken for ``written``; empty where there is nothing to say.

    White space becomes single spaces, invisible characters and ornaments go, repeated marks calm down. Words, quotes and
    single marks stay as they are: engines know them.
    """
    if not has_speech(written):
        return Spoken("")
    start, end = _bare(written)
    whole = start == 0 and end == len(written)
    if whole and written.isprintable() and not any(trigger in written for trigger in _TRIGGERS):
        return Spoken(written)
    edits = [edit for match in _RULES.finditer(written, start, end) for edit in _edits(match)]
    return _edited(written, start, end, edits) if edits or not whole else Spoken(written)


def _bare(written: str) -> tuple[int, int]:
    """Return the range without the white space and ornaments around it. Stars that touch a word hide a part of it."""
    start, end = 0, len(written)
    while start < end and _EDGE.match(written, start):
        start += 1
    while end > start and _EDGE.match(written, end - 1):
        end -= 1
    while start and written[start - 1] == "*":
        start -= 1
    while end < len(written) and written[end] == "*":
        end += 1
    return start, end


def _edits(match: re.Match[str]) -> list[tuple[int, int, str]]:
    """Return what a rule changes, as (start, end, replacement)."""
    if match.lastgroup == "number":
        return [(m.start(), m.end(), "") for m in _GROUP_SPACE.finditer(match.string, match.start(), match.end())]
    at_edge = match.lastgroup == "row" and (match.start() == match.pos or match.end() == match.endpos)
    return [(match.start(), match.end(), "" if at_edge else _instead(match.lastgroup, match[0]))]


def _instead(rule: str | None, found: str) -> str:
    """Return what stands in the spoken text for what a rule found."""
    if rule in ("gap", "row"):
        return " " if rule == "row" or any(map(str.isspace, found)) else ""
    if rule == "cry":
        return "".join(dict.fromkeys("".join(_MARK_OF.get(mark, mark) for mark in found)))[:2]
    return {"dots": "…", "dash": "—"}.get(rule or "", found[0])


def _edited(written: str, start: int, end: int, edits: list[tuple[int, int, str]]) -> Spoken:
    """Apply ``edits`` to ``written[start:end]`` and note where each piece came from."""
    pieces: list[str] = []
    offsets: list[tuple[int, int, int]] = []
    length = 0
    for edit_start, edit_end, replacement in [*edits, (end, end, "")]:
        for piece, begin, stop in ((written[start:edit_start], start, edit_start), (replacement, edit_start, edit_end)):
            if piece:
                offsets.append((length, begin, stop))
                pieces.append(piece)
                length += len(piece)
        start = edit_end
    return Spoken("".join(pieces), tuple(offsets))
