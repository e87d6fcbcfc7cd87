"""The provider's library of voices, and those of the account."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from studio_app.domain.errors import LecternError, NotOffered, SpeechError, Unreachable, VoiceMissing
from studio_app.speech.elevenlabs.calls import PAGE, form_file, path, told_id
from studio_app.speech.elevenlabs.filters import ALL, HIGH_QUALITY, Accents, query
from studio_app.speech.elevenlabs.listings import OWN_SAMPLE, own_page, read_own, shared_page
from studio_app.speech.elevenlabs.refusals import LISTS
from studio_app.speech.elevenlabs.told import count, fields, text
from studio_app.speech.elevenlabs.voices import ID
from studio_app.speech.library import Page, Search, Slots
from studio_app.speech.making import Sample
from studio_app.speech.traffic import public
from studio_app.speech.traffic.upload import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence
    from typing import Any

    from studio_app.speech.account import Account
    from studio_app.speech.elevenlabs.calls import Calls
    from studio_app.speech.library import Filters, Listing

_log = logging.getLogger(__name__)

#: The most octets of a sample.
_SAMPLE = 20 << 20
#: Seconds that the first search waits for the list of accents at most.
_ACCENTS = 3.0
#: How often they are asked for where they do not come.
_TRIES = 3
#: The most pages of one owner's voices that are looked through for one of them.
_OWNER_PAGES = 5


class Library:
    """``studio_app.speech.library.Library`` of an account.

    Args:
        calls: what it asks with.
        account: whose way to the network samples take.
        tier: gives the name of the account's plan, "" while it is not known.
        subscription: reads what the account has.
    """

    def __init__(
        self,
        calls: Calls,
        account: Account,
        tier: Callable[[], str],
        subscription: Callable[[], Coroutine[Any, Any, object]],
    ) -> None:
        self._calls = calls
        self._account = account
        self._tier = tier
        self._subscription = subscription
        self._accents = Accents()
        self._accents_tries = _TRIES

    @property
    def filters(self) -> Filters:
        """Return what it can be searched by; the accents come with the first search."""
        return self._accents.filters

    async def search(self, search: Search, more: str = "") -> Page:
        """Return a page of what is wanted; a text that looks like an id is looked up.

        Raises:
            Unauthorised, Unreachable, RateLimited: it cannot be asked.
        """
        if ID.fullmatch(search.text.strip()):
            return await self._by_id(search.text.strip())
        if search.high_quality and search.category not in ("", HIGH_QUALITY):
            return Page(total=0)  # a voice has one category
        number = int(more) if more.isdecimal() else 0
        accents = asyncio.ensure_future(self._ask_accents())
        try:
            page = await self._shared(query(search, number, PAGE), number)
            await accents
        finally:
            accents.cancel()
        if not search.free:
            return page
        return replace(page, listings=tuple(filter(self._may, page.listings)), exact=False)

    async def similar(self, recording: bytes, file_name: str, *, most: int = 30) -> Page:
        """Return voices of the library that sound like a recording, the most similar first.

        Raises:
            SamplesRefused: the recording cannot be compared.
            Unreachable: it cannot be asked; nothing was billed.
        """
        wanted = max(1, min(most, PAGE))
        parts = (form_file("audio_file", Sample(file_name, recording)), Part.text("top_k", str(wanted)))
        try:
            answer = await self._calls.upload("/v1/similar-voices", parts)
        except Unreachable as error:
            error.maybe_billed = False
            raise
        page = shared_page(answer, 0, wanted)
        self._accents.see(page.listings)
        return replace(page, more="", total=len(page.listings))

    async def look(self, voice: str, owner: str = "") -> Listing:
        """Return what is told of one voice now; of a voice of the library what is told there, too.

        Raises:
            VoiceMissing: it is gone, or never was.
        """
        try:
            found = read_own(await self._calls.voice(voice))
        except VoiceMissing as missing:
            shared = await self._look_among_shared(voice, owner)
            if shared is None:
                raise missing from None
            return shared
        if found is None:
            raise VoiceMissing("ElevenLabs does not tell anything of this voice. Choose another voice.")
        return found if found.kind != "community" else await self._with_shared(found, owner or found.owner)

    async def sample(self, address: str) -> bytes:
        """Return the recording behind an address, a whole file of audio. No key goes anywhere but to the account's own.

        Raises:
            Unreachable: it cannot be had.
        """
        if not address.startswith(OWN_SAMPLE):
            return await public.download(address, self._account, most=_SAMPLE)
        voice, _, sample = address.removeprefix(OWN_SAMPLE).partition("/")
        reply = await self._calls.data(path("v1", "voices", voice, "samples", sample, "audio"))
        if not reply.kind.startswith(("audio/", "application/octet-stream")) or len(reply.data) > _SAMPLE:
            raise Unreachable(
                "ElevenLabs gave no recording of this voice.", maybe_billed=False, detail=f"type {reply.kind[:60]!r}"
            )
        return reply.data

    async def mine(self, more: str = "") -> Page:
        """Return a page of the account's voices: its own, those it added, and those every account has."""
        params = {"page_size": PAGE, "include_total_count": "false"} | ({"next_page_token": more} if more else {})
        page = own_page(await self._calls.get("/v2/voices", params), more)
        self._accents.see(page.listings)
        return page

    async def slots(self) -> Slots:
        """Return how many voices the account has and may have.

        Raises:
            Unauthorised: the key may not read it.
        """
        said = fields(await self._subscription())
        return Slots(
            count(said.get("voice_slots_used")),
            count(said.get("voice_limit")),
            count(said.get("professional_voice_slots_used")),
            count(said.get("professional_voice_limit")),
        )

    async def add(self, listing: Listing, name: str) -> str:
        """Take a voice of the library among the account's; again is once. Return the id it is spoken with.

        Raises:
            NoSlot: there is no room for one more.
            NotOffered: the plan may not use it, or it is none of the library.
        """
        if not listing.owner:
            raise NotOffered(
                "This voice is not in the library of ElevenLabs, so it cannot be added. Choose another voice."
            )
        where = path("v1", "voices", "add", listing.owner, listing.voice.id)
        try:
            id_ = told_id(await self._calls.post(where, {"new_name": name.strip() or listing.voice.name}))
        except Unreachable as error:
            if "already_exists" not in error.detail:
                raise
            id_ = listing.voice.id
        self._calls.changed()
        return id_

    async def edit(
        self,
        voice: str,
        *,
        name: str = "",
        description: str | None = None,
        labels: Mapping[str, str] | None = None,
        visibility: str = "",
        tags: Sequence[str] | None = None,
    ) -> None:
        """Change what is told of a voice of the account. All of it is sent: what is left out might be emptied there.

        Raises:
            VoiceMissing: it is gone.
            NotOffered: visibility and tags are not known here.
        """
        if visibility or tags is not None:
            raise NotOffered("ElevenLabs keeps no tags of voices and shares them only on its own site.")
        now = await self._calls.voice(voice)
        said = fields(now.get("labels")) if labels is None else labels
        parts = [
            Part.text("name", name.strip() or text(now.get("name")) or voice),
            Part.text("labels", json.dumps({str(one): value for one, value in said.items() if isinstance(value, str)})),
        ]
        told = now.get("description") if description is None else description
        if isinstance(told, str) and (told or description is not None):
            parts.append(Part.text("description", told))
        await self._calls.upload(path("v1", "voices", voice, "edit"), parts, area=LISTS)
        self._calls.changed()

    async def remove(self, voice: str) -> None:
        """Take a voice out of the account; what was cloned or designed is deleted for good.

        Raises:
            VoiceMissing: it is gone already.
        """
        await self._calls.delete(path("v1", "voices", voice))
        self._calls.changed()

    def _may(self, listing: Listing) -> bool:
        """Return whether the account's plan may use a voice, as far as is told."""
        paid = self._tier() and not self._tier().lower().startswith("free")
        return bool(paid) or listing.free is True

    async def _shared(self, asked: Mapping[str, object], number: int) -> Page:
        page = shared_page(await self._calls.get("/v1/shared-voices", asked), number, PAGE)
        self._accents.see(page.listings)
        return page

    async def _ask_accents(self) -> None:
        """Learn the accents; a search does without where they do not come."""
        if self._accents_tries == 0:
            return
        try:
            async with asyncio.timeout(_ACCENTS):
                self._accents.read(await self._calls.get("/v1/voices/accents"))
            self._accents_tries = 0
        except (LecternError, TimeoutError) as error:
            self._accents_tries -= 1
            _log.info("ElevenLabs did not list its accents: %s", type(error).__name__)

    async def _by_id(self, id_: str) -> Page:
        with suppress(VoiceMissing):
            return Page((await self.look(id_),), total=1)
        return Page(total=0)

    async def _with_shared(self, found: Listing, owner: str) -> Listing:
        """Return what both tell of a voice of the library: only there it is said whether the account has it."""
        try:
            shared = await self._look_among_shared(found.voice.id, owner)
        except SpeechError as error:
            _log.info("The library did not tell of a voice: %s", error.detail)
            return found
        if shared is None:
            return found
        kept = ("likes", "leaves", "state", "settings", "models")
        return replace(shared, **{name: getattr(found, name) or getattr(shared, name) for name in kept})

    async def _look_among_shared(self, voice: str, owner: str) -> Listing | None:
        """Look for a voice the account has not added: among its owner's where that is known."""
        asked: dict[str, object] = {"owner_id": owner} if owner else {"search": voice}
        more = "0"
        for _ in range(_OWNER_PAGES):
            number = int(more)
            page = await self._shared({"page_size": PAGE, "page": number, **asked, **ALL}, number)
            found = next((one for one in page.listings if one.voice.id == voice), None)
            if found or not page.more:
                return found
            more = page.more
        return None
