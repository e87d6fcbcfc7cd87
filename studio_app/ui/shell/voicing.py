"""The voices panel: its pages, and the voices of the library: searched, heard, compared, added, cast."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.domain.errors import LecternError
from studio_app.jobs.queue import beside
from studio_app.session.library import Found
from studio_app.session.work_views import OVER
from studio_app.speech.library import Search
from studio_app.ui.generate.costs import costs
from studio_app.ui.kit.dialogs import choose_file
from studio_app.ui.shell.own_voices import OwnVoices
from studio_app.ui.shell.withdrawals import Withdrawals
from studio_app.ui.voices.library_page import LibraryPage
from studio_app.ui.voices.voice_page import VoicePage
from studio_app.ui.voices.words import engine_name

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from pathlib import Path
    from typing import Any

    from studio_app.domain.cast import Casting
    from studio_app.session.audition import Tried
    from studio_app.session.samples import SamplePlaying
    from studio_app.session.voices import Voices
    from studio_app.session.withdrawn import Withdrawn
    from studio_app.session.work import JobView
    from studio_app.speech.library import Listing
    from studio_app.ui.shell.desk import Desk

    Key = tuple[str, str]

_HOVER = "voices.hover"


class Voicing(QObject):
    """Answers ``LibraryPage``. ``own`` answers for the person's own voices, ``withdrawn`` tells of those that go."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self._window = desk.parts.window
        self._start = desk.runner.start
        self._library: LibraryPage | None = None
        self._wished: Listing | None = None
        self._trial = 0
        self._tried: dict[Key, Tried] = {}
        self._states: dict[Key, str] = {}
        self._compared: tuple[Listing, ...] = ()
        self.own, self.withdrawn = OwnVoices(self), Withdrawals(self)

    @property
    def voices(self) -> Voices:
        """The voices room."""
        return self.desk.work.voices

    def begin(self) -> None:
        """Offer the pages; they are made when they are first shown."""
        if (panels := self._window.panels) is None:
            return
        panel = panels.voices
        panel.add_page("cast", self.tr("Cast"), self.desk.casts.make_page)
        panel.add_page("mine", self.tr("My voices"), self.own.make_page)
        panel.add_page("library", self.tr("Library"), self._make_library)
        panel.page_shown.connect(self._shown)

    def show(self, page: str) -> None:
        """Show the panel at a page."""
        self._window.show_panel("voices", on=True)
        if (panels := self._window.panels) is not None:
            panels.voices.show_page(page)
            if (made := panels.voices.made(page)) is not None:
                made.setFocus()

    def _shown(self, page: str) -> None:
        if page == "library" and self._library is not None:
            self.voices.player.prepare()
            self._library.start()
            self._ask_price()
        elif page == "mine" and self.own.page is not None:
            self.own.page.start()

    # The library

    def _make_library(self) -> LibraryPage:
        page = self._library = LibraryPage()
        for signal, hears in (
            (page.filters_requested, lambda engine: self._start(self._filters, engine)),
            (page.search_requested, lambda *wish: self._start(self._search, *wish)),
            (page.similar_requested, lambda listing: self._start(self._similar, listing)),
            (page.sample_requested, self.hear_sample),
            (page.sample_stop_requested, self.stop_sample),
            (page.prefetch_requested, self.prefetch),
            (page.details_requested, lambda listing: self._start(self._details, listing)),
            (page.add_requested, lambda listing: self.attempt(page.show_refusal, self._add, listing)),
            (page.cast_requested, self.cast),
            (page.price_requested, self._compare),
            (page.audition_requested, self._audition),
            (page.audition_play_requested, self._play_audition),
            (page.accounts_requested, lambda: self.desk.asides.preferences("Accounts")),
            (page.hover_play_changed, lambda on: self.desk.set_option(_HOVER, on)),
        ):
            signal.connect(hears)
        self._start(beside, self.voices.library.cached, Search())  # what was seen is read once, before it is asked for
        page.set_hover_plays(self.desk.parts.settings.switch(_HOVER))
        page.show_engines([(name, engine_name(name)) for name in ("elevenlabs", "fish", "local")])
        return page

    async def _filters(self, engine: str) -> None:
        filters = await self.voices.library.filters(engine)
        if self._library is not None:
            self._library.show_filters(engine, filters)

    async def _search(self, engine: str, search: Search, count: int, anew: bool) -> None:
        """Answer at once with what was seen, then with what there is now."""
        library, page = self.voices.library, self._library
        if page is None:
            return
        if not anew:
            seen = await beside(library.cached, search, engine, count)
            if seen.listings:
                page.show_found(seen, engine, search)
        page.show_found(await library.search(engine, search, count, anew=anew), engine, search)

    async def _similar(self, listing: Listing | None) -> None:
        """Look for voices like one, by its sample, or like a recording the person chooses."""
        page = self._library
        if page is None:
            return
        try:
            if listing is None:
                path = await self._recording()
                if path is not None:
                    page.show_similar(await self.voices.library.similar("", path), path.name)
            else:
                self.show("library")
                page.show_similar(await self.voices.library.like(listing), listing.voice.name)
        except LecternError as error:
            page.show_refusal(error.sentence)

    async def _recording(self) -> Path | None:
        filters = self.tr("Recordings (*.wav *.mp3 *.m4a *.flac *.ogg *.opus)")
        return await choose_file(self._window, self.tr("Find voices like this recording"), filters)

    async def _details(self, listing: Listing) -> None:
        try:
            now = await self.voices.library.details(listing.key)
        except LecternError as error:
            if self._library is not None:
                self._library.show_refusal(error.sentence)
        else:
            if self._library is not None:
                self._library.show_details(now)

    async def _add(self, listing: Listing) -> None:
        await self.voices.add(listing)
        if self._library is not None:
            self._library.show_details(replace(listing, mine=True))
        await self.own.show()

    def compare(self, listing: Listing) -> None:
        """Show the library with a voice among those that are compared."""
        self.show("library")
        if self._library is not None:
            self._library.compare(listing)

    def show_alternatives(self, withdrawn: Withdrawn) -> None:
        """Show voices like one that was taken back."""
        self._start(self._show_alternatives, withdrawn)

    async def _show_alternatives(self, withdrawn: Withdrawn) -> None:
        self.show("library")
        if self._library is not None:
            found = Found(withdrawn.alternatives, len(withdrawn.alternatives))
            self._library.show_similar(found, withdrawn.name or withdrawn.key[1])

    def cast(self, listing: Listing) -> None:
        """Let a voice speak for the speaker that is looked at; a community voice is taken among one's own first."""
        self._start(self._cast, listing)

    async def _cast(self, listing: Listing) -> None:
        try:
            engine, voice = await self.voices.castable(listing)
        except LecternError as error:
            self._refuse(error.sentence)
        else:
            self.desk.casts.take_voice(engine, voice, listing.voice.name)

    # Samples

    def hear_sample(self, listing: Listing) -> None:
        """Play the sample of a voice; what the book plays is paused for it."""
        self._wished = listing
        self._start(self._hear, listing)

    def prefetch(self, found: Sequence[Listing]) -> None:
        """Fetch the samples of voices that are likely to be heard next."""
        self._start(self.voices.samples.prefetch, found, self.language())

    async def _hear(self, listing: Listing) -> None:
        try:
            sound = await self.voices.samples.hear(listing, self.language())
        except LecternError as error:
            if self._wished is listing:
                self._refuse(error.sentence)
                self._show_playing(None)
            return
        if self._wished is listing:  # else another one, or silence, is wanted by now
            self.hush()
            self.voices.player.play(sound, listing.key)

    def hush(self) -> None:
        """Pause what the book plays."""
        player = self.desk.player
        if player is not None and player.state.playing and not player.state.paused:
            player.pause()

    def stop_sample(self) -> None:
        """Fall silent; of the book nothing is paused for it."""
        self._wished = None
        self.voices.player.stop()
        if self._tried:
            self.desk.listening.end_takes()

    def sample_playing(self, event: SamplePlaying) -> None:
        """Show which voice is heard."""
        self._show_playing(event.key)
        self.desk.voice_making.sample_playing(event.key)

    def _show_playing(self, key: Key | None) -> None:
        for page in (self._library, self.own.page):
            if page is not None:
                page.show_playing(key)

    def language(self) -> str:
        """Return the language of the open project, "" where nobody says."""
        studio = self.desk.studio
        return studio.project.metadata.language if studio is not None else ""

    # Comparing voices on a paragraph

    def follow_cursor(self) -> None:
        """Another paragraph: what it costs to hear it is another question."""
        self._tried, self._states = {}, {}
        if self._library is not None and self._compared:
            self._library.show_auditions({})
            self._ask_price()

    def _compare(self, listings: Sequence[Listing]) -> None:
        self._compared = tuple(listings)
        self._ask_price()

    def _ask_price(self) -> None:
        if self._compared and self._library is not None and self._library.isVisible():
            self._start(self._price, self._compared)

    async def _price(self, listings: tuple[Listing, ...]) -> None:
        page, where = self._library, self.desk.casts.paragraph_id()
        if page is None:
            return
        if where is None:
            page.show_price("", self.tr("Put the cursor into the paragraph you want to hear."))
            return
        try:
            castings = await self._castings(listings)
            tryouts = await self.desk.work.tryout(where, tuple(castings.values()))
        except LecternError as error:
            page.show_price("", error.sentence)
            return
        if listings != self._compared:
            return
        by_engine: dict[str, float] = {}
        for one in tryouts:
            by_engine[one.casting.engine] = by_engine.get(one.casting.engine, 0.0) + one.credits
        paid = any(price > 0 for price in by_engine.values())
        page.show_price(f"~{costs(by_engine, 0.0)}" if paid else self.tr("free"))

    async def _castings(self, listings: Sequence[Listing]) -> dict[Key, Casting]:
        found = {}
        for listing in listings:
            casting = await self.desk.casts.casting_of(*listing.key)
            if casting is not None:
                found[listing.key] = casting
        return found

    def _audition(self, listings: Sequence[Listing]) -> None:
        self._start(self._begin_audition, tuple(listings))

    async def _begin_audition(self, listings: tuple[Listing, ...]) -> None:
        page, where = self._library, self.desk.casts.paragraph_id()
        if page is None or where is None:
            return
        try:
            castings = await self._castings(listings)
            self._trial = self.desk.work.audition(where, tuple(castings.values()))
        except LecternError as error:
            page.show_price("", error.sentence)
            return
        self._tried = {}
        self._states = dict.fromkeys(castings, "speaking")
        page.show_auditions(self._states)

    def jobs_changed(self, jobs: tuple[JobView, ...]) -> None:
        """Show how far the compared voices are."""
        if self._library is None or not self._trial:
            return
        view = next((view for view in jobs if view.id == self._trial), None)
        over = view is None or view.state in OVER
        for tried in (view.result if view is not None else None) or ():
            key = (tried.casting.engine, tried.casting.voice)
            if tried.whole:
                self._tried[key] = tried
                self._states[key] = "ready"
            elif tried.refusal:
                self._states[key] = tried.refusal
        if over:
            self._trial = 0
            said = view.errors[0].sentence if view is not None and view.errors else ""
            self._states = {key: said if state == "speaking" else state for key, state in self._states.items()}
        self._library.show_auditions(self._states)
        if over:
            self._ask_price()

    def _play_audition(self, listing: Listing) -> None:
        tried = self._tried.get(listing.key)
        if tried is not None:
            self.desk.listening.play_takes(tried.takes, lambda on: self._show_playing(listing.key if on else None))

    # Inside

    def attempt(
        self, refuse: Callable[[str], object], work: Callable[..., Coroutine[Any, Any, object]], *wish: object
    ) -> None:
        """Start what can be refused, and say on the page why it was."""

        async def tell() -> None:
            try:
                await work(*wish)
            except LecternError as error:
                refuse(error.sentence)

        self._start(tell)

    def _refuse(self, sentence: str) -> None:
        panels = self._window.panels
        page = panels.voices.made(panels.voices.page) if panels is not None else None
        if isinstance(page, VoicePage) and page.isVisible():
            page.show_refusal(sentence)
        else:
            self._window.banner.say(sentence, "warning")
