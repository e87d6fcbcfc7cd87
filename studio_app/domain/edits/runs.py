"""Fragments follow their words: where runs of a text with a speaker of their own are after the text was changed."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from studio_app.domain.manuscript import Fragment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from studio_app.domain.manuscript import Paragraph

#: (start, end, new length): code points ``start`` to ``end`` of the old text became ``new length`` others.
Replaced = tuple[int, int, int]


def carried(fragments: Iterable[Fragment], replaced: Sequence[Replaced]) -> tuple[Fragment, ...]:
    """Return the fragments after these parts of the text, in order and not overlapping, were replaced.

    What is put in at the edge of a fragment stays outside; what replaces a whole fragment is spoken by its speaker.
    """
    moved = (Fragment(_start(f.start, replaced), _end(f.end, replaced), f.speaker_id) for f in fragments)
    return tuple(f for f in moved if f.start < f.end)


def followed(paragraph: Paragraph, text: str) -> tuple[Fragment, ...]:
    """Return the fragments of a paragraph after its text became another one, by one change.

    Where one speaker speaks all of it, the same speaks what is written before its beginning and behind its end.
    """
    fragments = paragraph.fragments
    if not fragments or paragraph.text == text:
        return fragments
    if is_whole(paragraph):
        return entire(text, fragments[0].speaker_id)
    return carried(fragments, [difference(paragraph.text, text)])


def is_whole(paragraph: Paragraph) -> bool:
    """Whether one fragment covers all there is to say in a paragraph."""
    if len(paragraph.fragments) != 1:
        return False
    only, text = paragraph.fragments[0], paragraph.text
    return not text[: only.start].strip() and not text[only.end :].strip()


def entire(text: str, speaker_id: int) -> tuple[Fragment, ...]:
    """Return the fragments of a text that one speaker speaks: one, from its first to its last letter, or none."""
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return (Fragment(start, end, speaker_id),) if start < end else ()


def difference(old: str, new: str) -> Replaced:
    """Return the one part that was replaced, as small as it can be. At the speed of memory: it is asked at every key."""
    shorter = min(len(old), len(new))
    head = _alike(shorter, lambda start, end: old[start:end] == new[start:end])
    ends = len(old), len(new)
    tail = _alike(
        shorter - head, lambda start, end: old[ends[0] - end : ends[0] - start] == new[ends[1] - end : ends[1] - start]
    )
    return head, len(old) - tail, len(new) - tail - head


def _alike(most: int, same: Callable[[int, int], bool]) -> int:
    """Return up to where two texts agree, at most ``most``; ``same`` compares a part of them."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if same(low, middle):
            low = middle
        else:
            high = middle - 1
    return low


def shared_out(removed: Sequence[Paragraph], texts: Sequence[str]) -> list[tuple[Fragment, ...]]:
    """Return the fragments of each new text where ``texts`` came in place of ``removed``: split, joined or pasted into."""
    if not any(p.fragments for p in removed):
        return [()] * len(texts)
    starts = accumulate((len(p.text) for p in removed), initial=0)
    whole = [
        Fragment(start + f.start, start + f.end, f.speaker_id)
        for start, paragraph in zip(starts, removed, strict=False)
        for f in paragraph.fragments
    ]
    moved = carried(whole, [difference("".join(p.text for p in removed), "".join(texts))])
    return [
        tuple(
            Fragment(max(f.start, begin) - begin, min(f.end, end) - begin, f.speaker_id)
            for f in moved
            if max(f.start, begin) < min(f.end, end)
        )
        for begin, end in pairwise(accumulate(map(len, texts), initial=0))
    ]


def _start(at: int, replaced: Sequence[Replaced]) -> int:
    shift = 0
    for start, end, length in replaced:
        if at >= end:
            shift += length - (end - start)
        elif at > start:
            return start + shift + length
        else:
            break
    return at + shift


def _end(at: int, replaced: Sequence[Replaced]) -> int:
    shift = 0
    for start, end, length in replaced:
        if at <= start:
            break
        if at < end:
            return start + shift
        shift += length - (end - start)
    return at + shift
