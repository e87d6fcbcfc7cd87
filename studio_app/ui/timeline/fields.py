"""Fields that tests and screen readers know by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    W = TypeVar("W", bound=QWidget)


def named(made: W, id_: str, name: str = "") -> W:
    """Return a widget with its object name, and the name that is read aloud where its own text does not say it."""
    made.setObjectName(id_)
    if name:
        made.setAccessibleName(name)
    return made
