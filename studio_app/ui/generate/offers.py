"""Which scopes a person can choose from where they are: the paragraph, the selection, the chapter, the book."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio_app.ui.generate.question import Offer

if TYPE_CHECKING:
    from studio_app.session.work import Scope

translate = QCoreApplication.translate


def offers_at(
    scope: Scope, *, paragraph_id: int | None, selected: tuple[int, ...] = (), chapter_id: int | None = None
) -> tuple[Offer, ...]:
    """Return what can be generated from here, the smallest scope first.

    Args:
        scope: any scope; the others are made of it.
        paragraph_id: where the cursor is, None for nowhere.
        selected: the selected paragraphs; one alone is no selection.
        chapter_id: the chapter that is shown.
    """
    book = replace(scope, paragraph_ids=None, chapter_ids=None)
    found = []
    if paragraph_id is not None:
        found.append(Offer(translate("Offers", "this paragraph"), replace(book, paragraph_ids=(paragraph_id,))))
    if len(selected) > 1:
        text = translate("Offers", "the selection, %Ln paragraphs", None, len(selected))
        found.append(Offer(text, replace(book, paragraph_ids=selected)))
    if chapter_id is not None:
        found.append(Offer(translate("Offers", "this chapter"), replace(book, chapter_ids=(chapter_id,))))
    return (*found, Offer(translate("Offers", "the whole book"), book))
