"""Finding a lost answer among what the provider keeps of an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from studio_app.speech.engine import Lost

#: Seconds before a request was written down in which an item of so many characters may be dated: clocks differ, and items
#: have whole seconds.
EARLIER = 3.0
#: The same where its text is known, or nobody knows what the provider's clock says. A clock that was put right meanwhile, or
#: measured over a slow line, must not hide what was paid for; an equal text that was answered before is known by its id.
EARLIER_AT_MOST = 60.0
#: Seconds after it: the longest a request may wait, work and be stored.
LATER = 1800.0


@dataclass(frozen=True, slots=True)
class Item:
    """One generation as the history has it. ``made`` is in seconds since 1970 by the provider's clock."""

    id: str
    request_id: str
    voice: str
    model: str
    text: str
    made: float
    credits: float
    content_type: str
    output_format: str
    state: str
    alignment: object


def read_items(answer: object) -> tuple[Item, ...]:
    """Return the items of a page of the history."""
    entries = answer.get("history") if isinstance(answer, dict) else None
    found = [_read(entry) for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    return tuple(item for item in found if item is not None)


def next_page(answer: object) -> str:
    """Return the item after which the next page begins, "" after the last page."""
    if not isinstance(answer, dict) or not answer.get("has_more"):
        return ""
    return _text(answer, "last_history_item_id")


def _read(entry: Mapping[str, object]) -> Item | None:
    id_, made = entry.get("history_item_id"), entry.get("date_unix")
    if not isinstance(id_, str) or not id_ or not isinstance(made, (int, float)):
        return None
    before, after = entry.get("character_count_change_from"), entry.get("character_count_change_to")
    counted = isinstance(before, (int, float)) and isinstance(after, (int, float))
    alignments = entry.get("alignments")
    return Item(
        id_,
        _text(entry, "request_id"),
        _text(entry, "voice_id"),
        _text(entry, "model_id"),
        _text(entry, "text"),
        float(made),
        float(after - before) if counted else -1.0,  # type: ignore[operator]  # both are numbers
        _text(entry, "content_type"),
        _text(entry, "output_format"),
        _text(entry, "state"),
        alignments.get("alignment") if isinstance(alignments, dict) else None,
    )


def _text(entry: Mapping[str, object], name: str) -> str:
    said = entry.get(name)
    return said if isinstance(said, str) else ""


def opened_at(lost: Lost) -> float:
    """Return when a request was written down, in seconds since 1970 by this machine's clock."""
    moment = datetime.fromisoformat(lost.opened)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def match(lost: Lost, items: Iterable[Item], *, skew: float | None, given: Collection[str]) -> tuple[Item, ...]:
    """Return the items that may be the lost answer, the likeliest first; more than one only where nothing tells them apart.

    The id of the request tells for certain. Otherwise voice, model, the time and the text must be the same, or the number of
    its characters where the text is not known.

    Args:
        lost: what is looked for.
        items: what the history holds.
        skew: seconds the provider's clock is ahead of this machine's, None where that is not known.
        given: ids of items that are other requests' answers.
    """
    free = [
        one for one in items if one.id not in given and one.request_id not in lost.others and one.state != "deleted"
    ]
    if lost.request_id:
        named = [item for item in free if item.request_id == lost.request_id]
        if named:
            return tuple(named[:1])
        free = [item for item in free if not item.request_id]
    start = opened_at(lost) + (skew or 0.0)
    since = start - (EARLIER_AT_MOST if lost.text or skew is None else EARLIER)
    near = [item for item in free if _is_like(lost, item) and since <= item.made <= start + LATER]
    near.sort(key=lambda item: (abs(item.made - start), item.id))
    # Equal texts are equally good answers to each other's requests: each was paid for, and each is given out once.
    return tuple(near[:1] if lost.text else near)


def _is_like(lost: Lost, item: Item) -> bool:
    said = item.text.split() == lost.text.split() if lost.text else len(item.text) == lost.characters
    return said and item.voice == lost.voice and item.model in (lost.model, "")
