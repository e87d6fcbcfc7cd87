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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    #: (start, end, replacement) of a change of the written text.
    _Edit = tuple[int, int, str]


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
#: Digits grouped by spaces made not to break are one number in every language: "12 345" is not "twelve, 345".
_NUMBER = re.compile(r"[1-9](?<![\d.,:/+-].)(?<!\d\s.)\d{0,2}(?:[\u00a0\u2007\u2009\u202f]\d{3}){1,6}(?!\d)")
_GROUP_SPACE = re.compile("[\u00a0\u2007\u2009\u202f]")
#: All white space and unseen characters but a single ordinary space.
_GAP = re.compile(rf"[\s{_UNSEEN}](?:(?<! )|(?=[\s{_UNSEEN}]))[\s{_UNSEEN}]*+")
_MARKS = re.compile("[-–—―!?！？‼⁇⁈⁉.…*#=~_,;，、。；：।]{2,}+")
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
    edits = [edit for match in _MARKS.finditer(written, start, end) for edit in _calm(match)]
    if len(edits) > 1:
        edits = _merged(edits)
    if "  " in written or not written.isprintable():
        edits = _merged([*edits, *_join_numbers(written, start, end), *_close_gaps(written, start, end)])
    return _edited(written, start, end, edits) if edits or (start, end) != (0, len(written)) else Spoken(written)


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


def _calm(match: re.Match[str]) -> Iterator[_Edit]:
    """Yield what changes of a run of marks, if anything does."""
    run, start, end = match[0], match.start(), match.end()
    kinds = set(run)
    if kinds <= set(".…"):
        if "…" in kinds or len(run) > len("..."):
            yield start, end, "…"
    elif run == "--":
        # A typed "--" is a dash, and only a dash makes engines pause; "--option" is none.
        before, after = match.string[start - 1 : start], match.string[end : end + 1]
        if before.strip() or not after.strip():
            yield start, end, "—"
    elif len(run) >= len("!!!"):
        yield from _calm_long(match, kinds)


def _calm_long(match: re.Match[str], kinds: set[str]) -> Iterator[_Edit]:
    """Yield what changes of three marks or more: ornaments go, of others the first is enough."""
    run, start, end = match[0], match.start(), match.end()
    if kinds <= set("!?！？‼⁇⁈⁉"):
        yield start, end, "".join(dict.fromkeys("".join(_MARK_OF.get(mark, mark) for mark in run)))[:2]
    elif len(kinds) > 1:
        return
    elif run[0] not in "*#=~_":
        yield start, end, "—" if run[0] in "-–—―" else run[0]
    elif not (match.string[start - 1 : start].isalnum() or match.string[end : end + 1].isalnum()):
        yield _row_gone(match)


def _row_gone(match: re.Match[str]) -> _Edit:
    """Return the edit that leaves one space for a row of stars and the white space around it, none at the edges."""
    start, end = match.span()
    while start > match.pos and match.string[start - 1].isspace():
        start -= 1
    while end < match.endpos and match.string[end].isspace():
        end += 1
    return start, end, " " if match.pos < start and end < match.endpos else ""


def _join_numbers(written: str, start: int, end: int) -> list[_Edit]:
    numbers = _NUMBER.finditer(written, start, end)
    return [(m.start(), m.end(), "") for n in numbers for m in _GROUP_SPACE.finditer(written, n.start(), n.end())]


def _close_gaps(written: str, start: int, end: int) -> list[_Edit]:
    gaps = _GAP.finditer(written, start, end)
    return [(m.start(), m.end(), " " if any(map(str.isspace, m[0])) else "") for m in gaps]


def _merged(edits: list[_Edit]) -> list[_Edit]:
    """Put edits of different rules in order; where they overlap, the earlier one has closed the gap already."""
    merged: list[_Edit] = []
    done = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[0]):
        if end > done:
            merged.append((start, end, new) if start >= done else (done, end, new.strip()))
            done = end
    return merged


def _edited(written: str, start: int, end: int, edits: list[_Edit]) -> Spoken:
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
