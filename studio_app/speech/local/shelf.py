"""The voices of this computer as a library: searched in memory, heard by having them speak."""

from __future__ import annotations

import io
import re
import wave
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from studio_app.domain.errors import NotOffered, Unreachable, VoiceMissing
from studio_app.speech.engine import AudioChunk, SpeakRequest, Voice
from studio_app.speech.library import Filters, Listing, Page, Slots

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_app.speech.library import Search
    from studio_app.speech.local.engine import LocalEngine

#: How the addresses of samples begin; the id of the voice follows.
SAMPLE = "local:"
_PAGE = 100
_PLAIN = re.compile(r"[fm]\d+")
_PLACE = re.compile(r"\((.+)\)\s*$")
#: What a voice says of itself. Where its language is not among these it counts, which every voice can.
_SENTENCES = {
    "en": "This is how I read a page of a long book.",
    "de": "So lese ich eine Seite aus einem langen Buch vor.",
    "fr": "Voici comment je lis une page d'un long livre.",
    "es": "Así leo una página de un libro largo.",
    "it": "Ecco come leggo una pagina di un lungo libro.",
    "pt": "É assim que leio uma página de um livro longo.",
    "nl": "Zo lees ik een bladzijde uit een lang boek voor.",
    "pl": "Tak czytam stronę długiej książki.",
    "ru": "Вот так я читаю страницу длинной книги.",
    "sv": "Så här läser jag en sida ur en lång bok.",
    "tr": "Uzun bir kitabın bir sayfasını böyle okurum.",
    "cmn": "我就是这样朗读一本长书的。",
}
_COUNTED = "1, 2, 3, 4, 5, 6, 7."


class LocalShelf:
    """``Library`` over the voices of a local engine.

    A search that names a language or a gender also finds the plain variants ("de+f3"): most voices are men's without one.
    """

    def __init__(self, engine: LocalEngine) -> None:
        self._engine = engine

    @property
    def filters(self) -> Filters:
        """Return what it can be searched by."""
        return self._filters

    async def search(self, search: Search, more: str = "") -> Page:
        """Return a page; every word must be in a voice's name, language or id."""
        found = self._found(search)
        start = int(more) if more.isdecimal() else 0
        end = start + _PAGE
        return Page(tuple(found[start:end]), str(end) if end < len(found) else "", len(found))

    async def similar(self, recording: bytes, file_name: str, *, most: int = 30) -> Page:  # noqa: ARG002  the protocol's
        """Raise NotOffered."""
        raise NotOffered("The voices of this computer are not compared with recordings.")

    async def look(self, voice: str, owner: str = "") -> Listing:  # noqa: ARG002  the protocol's arguments
        """Return a voice, with or without a variant.

        Raises:
            VoiceMissing: there is none such.
        """
        base, _, variant = self._engine.check_voice(voice).partition("+")
        listing = self._base[base]
        for one in self._engine.variants() if variant else ():
            if one.id == variant:
                return _varied(listing, one.id, one.name, one.gender)
        return listing

    async def sample(self, address: str) -> bytes:
        """Have a voice speak, and return that as a WAV file.

        Raises:
            VoiceMissing: there is no such voice.
            Unreachable: it is no address of this library.
        """
        if not address.startswith(SAMPLE):
            error = Unreachable("This is no voice of this computer.", maybe_billed=False, detail="no local address")
            error.can_retry = False
            raise error
        listing = await self.look(address.removeprefix(SAMPLE))
        request = SpeakRequest(_sentence(listing.voice.language), listing.voice.id, "", listing.voice.language, {})
        async with self._engine.turn():
            return await _wav(self._engine, request)

    async def mine(self, more: str = "") -> Page:  # noqa: ARG002  the protocol's arguments
        """Return no voices: all are here for everybody."""
        return Page(total=0)

    async def slots(self) -> Slots:
        """Return that there is nothing to count."""
        return Slots()

    async def add(self, listing: Listing, name: str) -> str:  # noqa: ARG002  the protocol's arguments
        """Raise NotOffered."""
        raise NotOffered("The voices of this computer need not be added: each can be cast at once.")

    async def edit(
        self,
        voice: str,  # noqa: ARG002  the protocol's arguments
        *,
        name: str = "",  # noqa: ARG002
        description: str | None = None,  # noqa: ARG002
        labels: Mapping[str, str] | None = None,  # noqa: ARG002
        visibility: str = "",  # noqa: ARG002
        tags: Sequence[str] | None = None,  # noqa: ARG002
    ) -> None:
        """Raise NotOffered."""
        raise NotOffered("The voices of this computer cannot be changed; give them a name and tags of your own.")

    async def remove(self, voice: str) -> None:  # noqa: ARG002  the protocol's arguments
        """Raise NotOffered."""
        raise NotOffered("The voices of this computer cannot be removed.")

    @cached_property
    def _base(self) -> dict[str, Listing]:
        """Every voice without a variant, by id."""
        return {voice.id: _listing(voice) for voice in self._engine.all_voices()}

    @cached_property
    def _filters(self) -> Filters:
        languages: dict[str, str] = {}
        accents: dict[str, list[str]] = {}
        for one in self._base.values():
            tag = _primary(one.voice.language)
            languages.setdefault(tag, _PLACE.sub("", one.voice.name).strip())
            for key in (tag, "") if one.accent else ():
                accents.setdefault(key, []).append(one.accent)
        return Filters(
            choices={
                "language": tuple(sorted(languages.items(), key=lambda one: one[1])),
                "gender": (("female", "Female"), ("male", "Male")),
                "accent": tuple((one, one) for one in sorted(set(accents.get("", ())))),
            },
            accents={tag: tuple(sorted(set(found))) for tag, found in accents.items()},
        )

    def _found(self, search: Search) -> list[Listing]:
        if search.category or search.age or search.use or search.descriptive or search.high_quality:
            return []
        if "+" in search.text:
            return self._named(search.text)
        listings = [one for one in self._base.values() if _speaks(one.voice, search.language)]
        if search.language or search.gender:
            listings = [varied for one in listings for varied in (one, *self._varied(one))]
        words = search.text.casefold().split()
        return [one for one in listings if _fits(one, search, words)]

    def _named(self, text: str) -> list[Listing]:
        """Return the voice that a text with a variant names."""
        try:
            base, _, variant = self._engine.check_voice(text).partition("+")
        except VoiceMissing:
            return []
        return [
            _varied(self._base[base], one.id, one.name, one.gender)
            for one in self._engine.variants()
            if one.id == variant
        ]

    def _varied(self, listing: Listing) -> list[Listing]:
        plain = (one for one in self._engine.variants() if _PLAIN.fullmatch(one.id))
        return [_varied(listing, one.id, one.name, one.gender) for one in plain]


def _listing(voice: Voice) -> Listing:
    place = _PLACE.search(voice.name)
    return Listing(
        voice,
        "local",
        accent=place.group(1) if place else "",
        free=True,
        sample=f"{SAMPLE}{voice.id}",
        visibility="public",
    )


def _varied(listing: Listing, variant: str, name: str, gender: str) -> Listing:
    """Return a voice with a timbre."""
    voice = replace(
        listing.voice,
        id=f"{listing.voice.id}+{variant}",
        name=f"{listing.voice.name}, {name}",
        gender=gender or listing.voice.gender,
        variant=variant,
    )
    return replace(listing, voice=voice, sample=f"{SAMPLE}{voice.id}")


def _speaks(voice: Voice, language: str) -> bool:
    """Return whether a voice speaks a language, region and all where they are named."""
    wanted = language.replace("_", "-").casefold()
    tags = [tag.casefold() for tag in (voice.language, *voice.languages)]
    return not wanted or any(tag == wanted or tag.startswith(f"{wanted}-") for tag in tags)


def _fits(listing: Listing, search: Search, words: Sequence[str]) -> bool:
    voice = listing.voice
    if search.gender and voice.gender != search.gender:
        return False
    if search.accent and listing.accent.casefold() != search.accent.casefold():
        return False
    text = f"{voice.name} {voice.id} {voice.language}".casefold()
    return all(word in text for word in words)


def _primary(tag: str) -> str:
    return tag.partition("-")[0]


def _sentence(language: str) -> str:
    return _SENTENCES.get(_primary(language), _COUNTED)


async def _wav(engine: LocalEngine, request: SpeakRequest) -> bytes:
    chunks = [part async for part in engine.speak(request) if isinstance(part, AudioChunk)]
    into = io.BytesIO()
    with wave.open(into, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(chunks[0].rate)
        file.writeframes(b"".join(chunk.data for chunk in chunks))
    return into.getvalue()
