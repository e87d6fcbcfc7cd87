"""The page of one's own voices: what the person wishes with them is done, and all of them are shown as they are then."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studio_app.jobs.queue import beside
from studio_app.session.withdrawn import used_in
from studio_app.speech.catalogue import PROVIDERS
from studio_app.ui.voices.mine_page import MinePage
from studio_app.ui.voices.words import engine_name

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from studio_app.session.my_voices import Mine
    from studio_app.speech.library import Listing
    from studio_app.ui.shell.voicing import Voicing


class OwnVoices:
    """Answers ``MinePage``. ``page`` is None as long as nobody wanted it."""

    def __init__(self, voicing: Voicing) -> None:
        self._voicing = voicing
        self._desk = voicing.desk
        self._start = voicing.desk.runner.start
        self._voices = voicing.voices
        self.page: MinePage | None = None

    def make_page(self) -> MinePage:
        """Make the page of one's own voices."""
        page = self.page = MinePage()
        mine = self._voices.mine
        kept: tuple[tuple[Any, Callable[..., Coroutine[Any, Any, object]]], ...] = (
            (page.favourite_changed, lambda one, on: mine.favourite(one.key, on=on, listing=one)),
            (page.renamed, lambda one, name, everywhere: mine.rename(one.key, name, everywhere=everywhere)),
            (page.tagged, lambda one, tags: mine.tag(one.key, tags, one)),
            (page.noted, lambda one, text: mine.note(one.key, text, one)),
            (page.collected, lambda one, id_, inside: mine.collect(one.key, id_, inside=inside, listing=one)),
            (page.collection_made, self._make_collection),
            (page.collection_renamed, mine.rename_collection),
            (page.collection_removed, mine.remove_collection),
            (page.edited, lambda one, fields: mine.edit(one.key, **fields)),
            (page.add_requested, mine.add),
            (page.remove_agreed, lambda one: mine.remove(one.key)),
        )
        for signal, work in kept:
            signal.connect(partial(self._keep, work))
        for signal, hears in (
            (page.refresh_requested, lambda: self._start(self.refresh)),
            (page.sample_requested, self._voicing.hear_sample),
            (page.sample_stop_requested, self._voicing.stop_sample),
            (page.prefetch_requested, self._voicing.prefetch),
            (page.cast_requested, self._voicing.cast),
            (page.try_requested, self._voicing.compare),
            (page.uses_requested, lambda listing: self._start(self._uses, listing)),
            (page.remove_requested, lambda listing: self._start(self._ask_remove, listing)),
            (page.clone_requested, self._desk.voice_making.clone),
            (page.professional_requested, self._desk.voice_making.train),
            (page.design_requested, self._desk.voice_making.design),
            (page.resume_requested, self._desk.voice_making.resume),
            (page.alternatives_requested, self._voicing.show_alternatives),
        ):
            signal.connect(hears)
        page.show_makers(clone=True, professional=True, design=True)
        page.show_withdrawn(self._voicing.withdrawn.found)
        return page

    def _keep(self, work: Callable[..., Coroutine[Any, Any, object]], *wish: object) -> None:
        """Do what the person wishes with a voice of theirs, and show all of them as they are then."""
        if self.page is not None:
            self._voicing.attempt(self.page.show_refusal, self._kept, work, *wish)

    async def _kept(self, work: Callable[..., Coroutine[Any, Any, object]], *wish: object) -> None:
        try:
            await work(*wish)
        finally:
            await self.show()

    async def _make_collection(self, listing: Listing, name: str) -> None:
        made = await self._voices.mine.add_collection(name)
        await self._voices.mine.collect(listing.key, made.id, listing=listing)

    async def refresh(self) -> None:
        """Ask the providers which voices are one's own."""
        page = self.page
        if page is None:
            return
        page.show_refreshing(True)
        await self.show()
        refusals = await self._voices.mine.refresh()
        await self.show()
        for engine in PROVIDERS:
            page.show_slots(engine, await self._voices.mine.slots(engine))
        page.show_refreshing(False)
        since = await beside(self._voices.mine.as_of) if refusals else ""
        page.show_offline(since, " ".join(dict.fromkeys(refusals.values())))
        if trouble := await beside(lambda: self._voices.mine.trouble):
            page.show_refusal(trouble)

    async def show(self) -> None:
        """Show all voices of one's own as they are now."""
        page = self.page
        if page is None:
            return
        mine: tuple[Mine, ...] = await beside(self._voices.mine.all)
        collections = await beside(self._voices.mine.collections)
        page.show_engines([(name, engine_name(name)) for name in dict.fromkeys(one.key[0] for one in mine)])
        page.show_collections([(one.id, one.name) for one in collections])
        page.show_mine(mine)

    async def _uses(self, listing: Listing) -> None:
        projects = await self._titles(listing)
        if self.page is not None:
            self.page.show_uses(listing.key, projects)

    async def _ask_remove(self, listing: Listing) -> None:
        projects = await self._titles(listing)
        if self.page is not None:
            self.page.ask_remove(listing, projects)

    async def _titles(self, listing: Listing) -> list[str]:
        """Return which of the recent projects a voice speaks in."""
        titles = {one.path: one.title for one in self._desk.parts.recent.projects()}
        found = await beside(used_in, listing.key, tuple(titles))
        return [titles.get(one.path) or one.path for one in found]
