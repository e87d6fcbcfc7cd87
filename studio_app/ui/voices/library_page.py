"""The library: thousands of voices to search, hear, compare, add and cast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from studio_app.ui.kit import amounts, theme
from studio_app.ui.kit.controls import Banner, EmptyState, IconButton, ProgressLine, button, label
from studio_app.ui.voices import words
from studio_app.ui.voices.compare import MOST, CompareTray
from studio_app.ui.voices.details import VoiceDetails
from studio_app.ui.voices.filters import FilterBar
from studio_app.ui.voices.voice_list import VoiceList
from studio_app.ui.voices.voice_menu import copy_entry, listen_entry, voice_menu
from studio_app.ui.voices.voice_page import VoicePage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from studio_app.session.library import Found
    from studio_app.speech.library import Filters, Listing, Search
    from studio_app.ui.voices.model import Key
    from studio_app.ui.voices.voice_menu import Entry

#: How many more voices are asked for at a time.
PAGE = 100
#: Milliseconds until an answer that does not come is seen to be awaited.
_PATIENCE_MS = 150
#: From this height on there is room for filters, list and details one below the other.
_HIGH = 680


class LibraryPage(VoicePage):
    """See the module docstring. It asks by signals and is answered by methods; an answer may come more than once.

    Needs:
        filters_requested(engine) -> show_filters(engine, Filters); engine "" means all.
        search_requested(engine, Search, count, anew) -> show_found(Found, engine, search): the first ``count`` voices;
            ``anew``: ask again also what was just asked.
        similar_requested(Listing, or None to choose a recording) -> show_similar(Found, about).
        sample_requested(Listing) -> show_playing(key), at its end show_playing(None); or show_refusal(sentence).
        sample_stop_requested() -> show_playing(None).
        prefetch_requested(list of Listing): likely to be heard next; no answer.
        details_requested(Listing) -> show_details(Listing).
        add_requested(Listing) -> show_details(Listing) with ``mine``, or show_refusal.
        cast_requested(Listing): let it speak for somebody.
        price_requested(list of Listing) -> show_price(price, refusal): what it costs that they say the paragraph.
        audition_requested(list of Listing) -> show_auditions(states by key); audition_play_requested(Listing): hear one.
        accounts_requested(): a key is to be entered. hover_play_changed(bool): to be remembered.
    """

    filters_requested = Signal(str)
    search_requested = Signal(str, object, int, bool)
    similar_requested = Signal(object)
    details_requested = Signal(object)
    add_requested = Signal(object)
    price_requested = Signal(object)
    audition_requested = Signal(object)
    audition_play_requested = Signal(object)
    accounts_requested = Signal()
    hover_play_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("voices.library")
        self.setAccessibleName(self.tr("Voice library"))
        self._found: Found | None = None
        self._asked: tuple[str, Search] | None = None
        self._count = PAGE
        self._started = False
        self._about = ""
        self._sample = ""
        self._by_pointing = False
        self._ready: frozenset[Key] = frozenset()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._show_waiting)
        self._make()
        self._lay_out()
        self._connect()
        self.show_engines(())

    # What is told

    def start(self) -> None:
        """Ask for the first voices, once: it is done when the page is first shown."""
        if not self._started:
            self._started = True
            self.filters_requested.emit(self.engine)
            self.search()

    def show_engines(self, engines: Sequence[tuple[str, str]]) -> None:
        """Offer these engines (id, name; "" for a name the house knows), and all of them together."""
        named = [(id_, name or words.engine_name(id_)) for id_, name in engines]
        every = [("", self.tr("All providers"))] if len(named) != 1 else []
        before = self.engine
        self.filters.engine.show_choices([*every, *named])
        self.filters.engine.setVisible(len(named) > 1)
        if self._started and self.engine != before:
            self._engine_changed()

    def show_filters(self, engine: str, filters: Filters) -> None:
        """Offer what the engine's library can be searched by."""
        if engine != self.engine:
            return
        before = self.filters.search
        self.filters.show_filters(filters)
        if self._started and self.filters.search != before:
            self.search()

    def show_found(self, found: Found, engine: str | None = None, search: Search | None = None) -> None:
        """Show what was found; what is no longer looked for is passed over."""
        asked = self._asked
        if asked is None or (search is not None and search != asked[1]) or (engine is not None and engine != asked[0]):
            return
        self._show(found)

    def show_similar(self, found: Found, about: str) -> None:
        """Show voices that sound like ``about``, the name of a voice or of a file, until the person goes back."""
        self._asked = None
        self._about = about
        self._like.setText(self.tr("Voices like {name}").format(name=about))
        self._like_row.show()
        self.list.begin()
        self._show(found)

    def show_details(self, listing: Listing) -> None:
        """Show what is told of a voice now."""
        self.list.voices.replace(listing)
        if self.details.listing is not None and self.details.listing.key == listing.key:
            self.details.show_voice(listing)

    def show_playing(self, key: Key | None) -> None:
        """Say which voice is heard; None for silence."""
        if key is None:
            self._sample, self._by_pointing = "", False
        super().show_playing(key)
        self.tray.show_playing(key)

    def show_price(self, price: str, refusal: str = "") -> None:
        """Say what it costs that the compared voices say the paragraph, or why they cannot."""
        self.tray.show_price(price, refusal)

    def show_auditions(self, states: Mapping[Key, str]) -> None:
        """Say how far the compared voices are with the paragraph; see ``CompareTray.show_auditions``."""
        self._ready = frozenset(key for key, state in states.items() if state == "ready")
        self.tray.show_auditions(states)

    @property
    def hover_plays(self) -> bool:
        """Whether a voice is heard when the pointer rests on it."""
        return self._hover.isChecked()

    def set_hover_plays(self, on: bool) -> None:
        """Let a voice be heard when the pointer rests on it, or not; it is what was remembered."""
        self._hover.setChecked(on)

    @property
    def engine(self) -> str:
        """Return whose voices are looked for, "" for those of all."""
        return str(self.filters.engine.value)

    # Searching

    def search(self) -> None:
        """Ask for what is looked for now, from its beginning."""
        self._about = ""
        self._like_row.hide()
        self._count = PAGE
        self._ask()

    def _ask(self, *, anew: bool = False) -> None:
        self._asked = (self.engine, self.filters.search)
        self.list.show_engines(not self.engine and not self.filters.engine.isHidden())
        self._patience.start()
        self.search_requested.emit(*self._asked, self._count, anew)

    def _ask_more(self) -> None:
        """Ask for the voices behind those that are there, unless they are on their way."""
        found = self._found
        if self._asked is None or found is None or self._waits:
            return
        if found.more and len(found.listings) >= self._count:
            self._count += PAGE
            self._ask()

    @property
    def _waits(self) -> bool:
        """Whether an answer is awaited."""
        return self._patience.isActive() or not self._progress.isHidden()

    def _search_again(self) -> None:
        self.search()
        self.list.begin()

    def _engine_changed(self) -> None:
        self.filters_requested.emit(self.engine)
        self._search_again()

    def _show_waiting(self) -> None:
        self._progress.show()
        self._progress.show_share(None)
        if self._found is None or not self._found.listings:
            self._nothing.show_text(self.tr("Looking for voices…"))
            self._nothing_buttons(clear=False, key=False, again=False)
            self._stack.setCurrentWidget(self._nothing)

    def _show(self, found: Found) -> None:
        """Show voices. What was seen before and comes without a reason is shown until those of now come."""
        if not found.offline_since or found.refusal:
            self._patience.stop()
            self._progress.hide()
        self._found = found
        self._show_told(found)
        self._say_how_many(found)
        if found.listings:
            self._stack.setCurrentWidget(self.list)
            self.list.show_voices(found.listings)
        else:
            self.list.show_voices(())
            self._show_nothing(found)

    def _show_told(self, found: Found) -> None:
        """Say above the list that there is no network, or what else went wrong."""
        if not found.listings or not found.refusal:
            self.banner.hide()
            return
        again = (self.tr("Try again"), self._ask_again)
        way = (self.tr("Enter a key…"), self.accounts_requested.emit) if found.keyless else again
        since = amounts.when(found.offline_since)
        told = self.tr("Seen before, as of {day}.").format(day=since) if since else ""
        self.banner.say(f"{found.refusal} {told}".strip(), "" if since else "warning", (way,))

    def _ask_again(self) -> None:
        self.banner.hide()
        self._ask(anew=True) if not self._about else self.search()

    def _say_how_many(self, found: Found) -> None:
        many = words.how_many(len(found.listings) if found.total is None else found.total)
        if found.total is None and found.more:
            text = self.tr("more than {voices}").format(voices=many)
        else:
            text = many if found.exact or found.total is None else self.tr("about {voices}").format(voices=many)
        self._total.setText(text if found.listings else "")

    def _show_nothing(self, found: Found) -> None:
        """Say why there is no voice, and offer a way on."""
        if found.keyless:
            self._nothing.show_text(self.tr("These voices need a key"), found.refusal)
        elif found.refusal:
            self._nothing.show_text(self.tr("The library does not answer"), found.refusal)
        elif self.filters.narrowed and not self._about:
            self._nothing.show_text(self.tr("No voice is like that"), self.tr("Fewer words or filters find more."))
        else:
            self._nothing.show_text(self.tr("No voices"), "")
        narrowed = self.filters.narrowed and not self._about and not found.refusal
        self._nothing_buttons(clear=narrowed, key=found.keyless, again=bool(found.refusal) and not found.keyless)
        self._stack.setCurrentWidget(self._nothing)

    def _nothing_buttons(self, *, clear: bool, key: bool, again: bool) -> None:
        for made, on in ((self._clear, clear), (self._key, key), (self._again, again)):
            made.setVisible(on)

    # Hearing

    def listen(self, listing: Listing) -> None:
        """Let a voice be heard, or stop it where it is heard already; the ones next to it are fetched meanwhile."""
        voices, sample = self.list.voices, self._sample
        if listing.key in (voices.playing, voices.waiting) and sample in ("", listing.sample):
            self.stop()
        elif words.can_be_heard(listing):
            self._sample = listing.sample
            self._ask_sample(listing)

    def _listen_in_tray(self, listing: Listing) -> None:
        if listing.key in self._ready and listing.key != self.list.voices.playing:
            self.list.voices.show_playing(None, listing.key)
            self.audition_play_requested.emit(listing)
        elif listing.key == self.list.voices.playing:
            self.stop()
        else:
            self.listen(listing)

    def _pointed(self, listing: Listing) -> None:
        if self.hover_plays and listing.key != self.list.voices.playing and words.can_be_heard(listing):
            self.listen(listing)
            self._by_pointing = True

    def _pointed_away(self) -> None:
        if self._by_pointing and self._heard():
            self.stop()

    # The voice that is chosen

    def _chosen(self, listing: Listing | None) -> None:
        """Follow with the details, where they are open; fetch what may be heard next."""
        if listing is None:
            return
        self.prefetch_requested.emit([listing, *self.list.around(listing)] if words.can_be_heard(listing) else [])
        if not self.details.isHidden():
            self._show_details(listing)

    def open_details(self, listing: Listing) -> None:
        """Show all about a voice."""
        if self._low:
            self.filters.unfold.setChecked(False)
        super().open_details(listing)
        self._make_room()

    @property
    def _low(self) -> bool:
        """Whether there is room for one of filters, details and tray, but not for more."""
        return self._split.orientation() is Qt.Orientation.Vertical and self.height() < theme.scaled(_HIGH)

    def _unfolded(self, on: bool) -> None:
        if on and self._low:
            self.details.hide()
        self._make_room()

    def _make_room(self) -> None:
        """Let the tray be seen, unless filters or details need its room."""
        taken = self._low and (self.filters.unfold.isChecked() or not self.details.isHidden())
        self.tray.setVisible(bool(self.tray.listings) and not taken)

    def _show_details(self, listing: Listing) -> None:
        super()._show_details(listing)
        self.details_requested.emit(listing)

    def close_details(self) -> None:
        """Show the list alone."""
        super().close_details()
        self._make_room()

    def compare(self, listing: Listing) -> None:
        """Put a voice into the tray."""
        self.tray.put(listing)

    def try_on(self, listing: Listing) -> None:
        """Put a voice into the tray and stand at the button that lets it say the paragraph."""
        if self.tray.put(listing):
            if self._low:
                self.details.hide()
                self._make_room()
            self.tray.say.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tray_changed(self) -> None:
        self.list.voices.show_picked(self.tray.keys)
        if self.tray.listings and self._low:
            self.filters.unfold.setChecked(False)
        self._make_room()
        if self.tray.listings:
            self.price_requested.emit(list(self.tray.listings))
        elif (focus := QApplication.focusWidget()) is None or self.tray.isAncestorOf(focus):
            self.list.enter()

    def _hear_picked(self, at: int) -> None:
        if at < len(self.tray.listings):
            self._listen_in_tray(self.tray.listings[at])

    def _add(self, listing: Listing) -> None:
        if listing.kind == "community" and not listing.mine:
            self.add_requested.emit(listing)

    def menu(self) -> QMenu:
        """Return the menu of the current voice."""
        listing = self.list.current
        return voice_menu(self, self._entries(listing) if listing is not None else ())

    def _entries(self, listing: Listing) -> list[Entry]:
        """Return what can be done with a voice."""
        heard = listing.key == self.list.voices.playing
        picked = listing.key in self.tray.keys
        sample, speaks = words.can_be_heard(listing), not listing.state
        compare = self.tr("Take out of the comparison") if picked else self.tr("Compare")
        entries: list[Entry] = [
            listen_entry(sample, lambda: self.listen(listing), heard=heard),
            ("info", self.tr("Details"), True, lambda: self.open_details(listing)),
            ("takes", compare, picked or len(self.tray.keys) < MOST, lambda: self.tray.toggle(listing)),
            ("generate", self.tr("Try on my paragraph"), speaks, lambda: self.try_on(listing)),
            ("voice", self.tr("Cast"), speaks, lambda: self.cast_requested.emit(listing)),
        ]
        if listing.kind == "community":
            entries.append(("add", self.tr("Add to my voices"), not listing.mine, lambda: self._add(listing)))
        more = self.tr("More like this")
        entries.append(("find", more, True, lambda: self.similar_requested.emit(listing)))
        return [*entries, copy_entry(listing)]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Escape: silence first, then the list alone, then the search again."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._heard():
            self.stop()
        elif not self.details.isHidden():
            self.close_details()
        elif self._about:
            self._search_again()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Ask for the first voices when somebody wants to see them."""
        super().showEvent(event)
        self.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Put the details beside the list where there is room, else below."""
        super().resizeEvent(event)
        self._make_room()

    # Building

    def _make(self) -> None:
        self.filters = FilterBar(self)
        self._make_like()
        self.banner = Banner(self)
        self._total = label("", "small", self)
        self._more = IconButton("more", self.tr("More"), self)
        self._more.setObjectName("voices.more")
        self._more.clicked.connect(lambda _=False: self._popup_more())
        self._progress = ProgressLine(self.tr("Looking for voices"), self)
        self._progress.hide()
        self.list = VoiceList("voices.list", self.tr("Voices"), self)
        self.list.setAccessibleDescription(
            self.tr(
                "Space listens, Enter shows details, C compares, 1 to 4 hear the compared, Insert adds to your voices."
            )
        )
        self._nothing = EmptyState("voice", "", "", self)
        self._clear = button(self.tr("Clear search and filters"), self._clear_all)
        self._key = button(self.tr("Enter a key…"), self.accounts_requested.emit, kind="primary")
        self._again = button(self.tr("Try again"), self._ask_again)
        for made, name in ((self._clear, "clear"), (self._key, "key"), (self._again, "again")):
            made.setObjectName(f"voices.nothing.{name}")
            self._nothing.add(made)
        self.details = VoiceDetails(self)
        self.details.hide()
        self.tray = CompareTray(self)
        self._menu = QMenu(self)
        self._hover = self._menu.addAction(self.tr("Listen by pointing"))
        self._hover.setCheckable(True)
        self._hover.toggled.connect(self.hover_play_changed)
        self._by_recording = self._menu.addAction(self.tr("Find voices like a recording…"))
        self._by_recording.triggered.connect(lambda _=False: self.similar_requested.emit(None))

    def _make_like(self) -> None:
        self._like_row = QWidget(self)
        self._like = label("", "heading", self._like_row, wrap=True)
        back = button(self.tr("Back to the search"), self._search_again, kind="quiet", parent=self._like_row)
        back.setObjectName("voices.like.back")
        line = QHBoxLayout(self._like_row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._like, 1)
        line.addWidget(back)
        self._like_row.hide()

    def _popup_more(self) -> None:
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _clear_all(self) -> None:
        self.filters.clear()
        self.filters.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._make_split()
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        counts = QHBoxLayout()
        counts.setSpacing(4)
        counts.addWidget(self._total, 1)
        counts.addWidget(self._more)
        top = QVBoxLayout()
        top.setContentsMargins(12, 10, 12, 0)
        top.setSpacing(6)
        for widget in (self.filters, self._like_row, self.banner):
            top.addWidget(widget)
        top.addLayout(counts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self._progress)
        column.addWidget(self._split, 1)
        column.addWidget(self.tray)
        self.setFocusProxy(self.filters.field)

    def _connect(self) -> None:
        self.filters.changed.connect(self._search_again)
        self.filters.engine.picked.connect(self._engine_changed)
        self.filters.left_downwards.connect(self.list.enter)
        self.filters.unfold.toggled.connect(self._unfolded)
        view = self.list
        view.listened.connect(self.listen)
        view.marked.connect(self._add)
        view.opened.connect(self.open_details)
        view.compared.connect(self.tray.toggle)
        view.picked_heard.connect(self._hear_picked)
        view.chosen.connect(self._chosen)
        view.pointed.connect(self._pointed)
        view.pointed_away.connect(self._pointed_away)
        view.end_neared.connect(self._ask_more)
        view.left_upwards.connect(lambda: self.filters.field.setFocus(Qt.FocusReason.OtherFocusReason))
        view.menu_requested.connect(self._popup_menu)
        details = self.details
        details.listened.connect(self.listen)
        details.cast_requested.connect(self.cast_requested)
        details.add_requested.connect(self._add)
        details.tried.connect(self.try_on)
        details.similar_requested.connect(self.similar_requested)
        details.closed.connect(self.close_details)
        self.tray.changed.connect(self._tray_changed)
        self.tray.listened.connect(self._listen_in_tray)
        self.tray.audition_requested.connect(lambda held: self.audition_requested.emit(list(held)))
        self.tray.cast_requested.connect(self.cast_requested)

    def _popup_menu(self, at: QPoint) -> None:
        self.menu().popup(at)
