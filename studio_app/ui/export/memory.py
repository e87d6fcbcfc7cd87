"""What was chosen the last time a project was exported, as plain values that can be kept in a JSON table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.ui.export.qualities import FORMAT_ROWS

if TYPE_CHECKING:
    from studio_app.session.export import ExportWish

#: The choices that are kept, with the type each must have. Chapters are not: what is switched on changes as a book grows.
_KEPT: dict[str, type] = {
    "format": str,
    "split": str,
    "bitrate_kbps": int,
    "bits": int,
    "template": str,
    "normalize": bool,
}


def remembered(wish: ExportWish) -> dict[str, str | int | bool]:
    """Return what is worth keeping of a wish that was agreed to."""
    return {"out": str(wish.out), **{name: getattr(wish, name) for name in _KEPT}}


def recalled(held: object, wish: ExportWish) -> ExportWish:
    """Return ``wish`` as it was the last time. What is not right in ``held``, whatever it may be, is passed over."""
    if not isinstance(held, dict):
        return wish
    found = {name: held[name] for name, kind in _KEPT.items() if type(held.get(name)) is kind}
    known = found.get("format") in {row.id for row in FORMAT_ROWS} and found.get("split") in ("book", "chapters")
    out = held.get("out")
    there = {"out": Path(out)} if isinstance(out, str) and out else {}
    return replace(wish, **there, **found) if known else wish  # type: ignore[arg-type]
