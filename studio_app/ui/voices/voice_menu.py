"""The menu of one voice, made of entries."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from studio_app.ui.kit import icons
from studio_app.ui.voices.words import translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.speech.library import Listing

#: Icon, text, whether it can be done now, and what does it.
Entry = tuple[str, str, bool, Callable[[], object]]


def voice_menu(parent: QWidget, entries: Iterable[Entry]) -> QMenu:
    """Return a menu of these entries, which goes when it is closed."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for icon, text, on, call in entries:
        action = menu.addAction(icons.icon(icon), text)
        action.setEnabled(on)
        action.triggered.connect(lambda _=False, call=call: call())
    return menu


def listen_entry(sample: bool, call: Callable[[], object], *, heard: bool) -> Entry:
    """Return the entry that plays a voice, or stops it while it is heard."""
    text = translate("Voices", "Stop") if heard else translate("Voices", "Listen")
    return ("stop" if heard else "play", text, sample, call)


def copy_entry(listing: Listing) -> Entry:
    """Return the entry that puts the id of a voice on the clipboard."""
    text = translate("Voices", "Copy the id")
    return ("copy", text, True, lambda: QGuiApplication.clipboard().setText(listing.voice.id))
