"""A page of voices: a list of them, each heard at a key, and all about one of them beside it or below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from studio_app.ui.kit import theme
from studio_app.ui.voices import words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from studio_app.speech.library import Listing
    from studio_app.ui.kit.controls import Banner, EmptyState
    from studio_app.ui.voices.details import VoiceDetails
    from studio_app.ui.voices.model import Key
    from studio_app.ui.voices.voice_list import VoiceList

#: From this width on (at the usual text size) the details stand beside the list, else below it.
_WIDE = 780


class VoicePage(QWidget):
    """What such pages have in common. Each makes ``list``, ``details``, ``banner``, and what is shown without a voice."""

    sample_requested = Signal(object)
    sample_stop_requested = Signal()
    prefetch_requested = Signal(object)
    cast_requested = Signal(object)

    list: VoiceList
    details: VoiceDetails
    banner: Banner
    _nothing: EmptyState

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _make_split(self) -> None:
        """Put list and details beside each other."""
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.list)
        self._stack.setMinimumHeight(theme.scaled(72))  # a row, where the window is low
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._stack)
        self._split.addWidget(self.details)

    def show_playing(self, key: Key | None) -> None:
        """Say which voice is heard; None for silence."""
        self.list.voices.show_playing(key)
        self.details.show_playing(key)

    def show_refusal(self, sentence: str) -> None:
        """Say why something was not done."""
        self.list.voices.show_playing(self.list.voices.playing)
        self.banner.say(sentence, "warning")

    def listen(self, listing: Listing) -> None:
        """Let a voice be heard, or stop it where it is heard already; the ones next to it are fetched meanwhile."""
        voices = self.list.voices
        if listing.key in (voices.playing, voices.waiting):
            self.stop()
        elif words.can_be_heard(listing):
            self._ask_sample(listing)

    def _ask_sample(self, listing: Listing) -> None:
        self.list.voices.show_playing(None, listing.key)
        self.sample_requested.emit(listing)
        self.prefetch_requested.emit(self.list.around(listing))

    def stop(self) -> None:
        """Be silent."""
        self.show_playing(None)
        self.sample_stop_requested.emit()

    def _heard(self) -> bool:
        return self.list.voices.playing is not None or self.list.voices.waiting is not None

    def open_details(self, listing: Listing) -> None:
        """Show all about a voice."""
        self._show_details(listing)
        self.details.open_in(self._split)
        self.details.listen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_details(self, listing: Listing) -> None:
        self.details.show_voice(listing)
        self.details.show_playing(self.list.voices.playing)

    def close_details(self) -> None:
        """Show the list alone."""
        self.details.hide()
        self.list.enter()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Put the details beside the list where there is room, else below."""
        super().resizeEvent(event)
        wide = self.width() >= theme.scaled(_WIDE)
        self._split.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
