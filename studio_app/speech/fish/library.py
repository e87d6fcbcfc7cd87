"""The public library of Fish Audio, of hundreds of thousands of voices, and the voices of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio_app.domain.errors import NotOffered, VoiceMissing
from studio_app.speech.fish.calls import path_of
from studio_app.speech.fish.listings import (
    ACCENTS,
    AGES,
    PROFESSIONAL,
    TONES,
    USES,
    inline_listing,
    read_listing,
    read_listings,
)
from studio_app.speech.fish.picture import cover
from studio_app.speech.fish.refusals import about_voice
from studio_app.speech.fish.voices import LANGUAGES, is_id
from studio_app.speech.library import Filters, Page, Slots
from studio_app.speech.traffic.public import download
from studio_app.speech.traffic.upload import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from studio_app.speech.account import Account
    from studio_app.speech.engine import Voice
    from studio_app.speech.fish.calls import Calls, Params
    from studio_app.speech.library import Listing, Search

_PAGE = 50
_MINE = 100
#: The provider's orders for ours. It counts uses, neither people nor characters.
_SORTS = {"trending": "score", "latest": "created_at", "users": "task_count", "characters": "task_count"}
#: Words of other libraries for the tags that are usual here.
_TAGS = {"narrative_story": "narration", "narrative": "narration", "social_media": "social-media"} | {
    "characters_animation": "character", "informative_educational": "educational", "entertainment_tv": "entertainment",
    "middle_aged": "middle-aged", "middle aged": "middle-aged",
}  # fmt: skip
_LANGUAGE_NAMES = {
    "en": "English", "zh": "Chinese", "ja": "Japanese", "de": "German", "fr": "French", "es": "Spanish", "ko": "Korean",
    "ar": "Arabic", "ru": "Russian", "nl": "Dutch", "it": "Italian", "pl": "Polish", "pt": "Portuguese",
}  # fmt: skip


def _named(words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((word, word.replace("-", " ").capitalize()) for word in words)


FILTERS = Filters(
    choices={
        "language": tuple((tag, _LANGUAGE_NAMES[tag]) for tag in LANGUAGES),
        "accent": _named(ACCENTS),
        "category": _named((PROFESSIONAL,)),
        "gender": _named(("female", "male")),
        "age": _named(tuple(dict.fromkeys(AGES.values()))),
        "use": _named(USES),
        "descriptive": _named(TONES),
    },
    accents={"": ACCENTS},
    sorts=("trending", "latest", "users"),
)


class FishLibrary:
    """``Library`` over the account's calls.

    Args:
        calls: to the provider.
        account: whose way to samples is taken.
        inline: the voices made of recordings on this computer, by id; looked at as it is then.
        changed: called when one's own voices are others than before.
    """

    def __init__(
        self, calls: Calls, account: Account, inline: Mapping[str, Voice], changed: Callable[[], None]
    ) -> None:
        self._calls = calls
        self._account = account
        self._inline = inline
        self._changed = changed
        self._own: set[str] = set()

    @property
    def filters(self) -> Filters:
        """Return what it can be searched by: tags are free words here, these are the usual ones."""
        return FILTERS

    async def search(self, search: Search, more: str = "") -> Page:
        """Return a page. A text is looked for in names only; an id finds its voice.

        The provider keeps to no more than the first pages of a search; behind them there is no ``more``. What it cannot be
        asked for (notice, professional) is picked from its pages, so a page may hold fewer voices, or none, and still have
        more behind it.
        """
        text = search.text.strip()
        if is_id(text):
            return await self._by_id(text)
        number = int(more) if more.isdecimal() else 1
        told = await self._calls.page(_asked(search, text, number))
        found = [one for one in self._read(told["items"]) if not one.state]
        listings = tuple(one for one in found if _fits(one, search))
        total = told.get("total")
        return Page(
            listings,
            str(number + 1) if _goes_on(told, number, _PAGE) else "",
            total if isinstance(total, int) else None,
            told.get("total_is_exact") is not False and len(listings) == len(found),
        )

    async def similar(self, recording: bytes, file_name: str, *, most: int = 30) -> Page:  # noqa: ARG002  the protocol's
        """Raise NotOffered."""
        raise NotOffered("Fish Audio does not look for voices by how they sound; search by name or language.")

    async def look(self, voice: str, owner: str = "") -> Listing:  # noqa: ARG002  the protocol's arguments
        """Return what is told of one voice now; one that is made of recordings on this computer is always there.

        Raises:
            VoiceMissing: it is gone, taken down for good, private to somebody else, or never was.
        """
        if voice in self._inline:
            return inline_listing(self._inline[voice])
        found = read_listing(await self._calls.voice(voice), mine=voice in self._own)
        if found is None:
            raise VoiceMissing("This is no voice that can speak; choose another one.", detail="no voice for speech")
        return found

    async def sample(self, address: str) -> bytes:
        """Return the recording behind an address; no key is sent there."""
        return await download(address, self._account)

    async def mine(self, more: str = "") -> Page:
        """Return a page of one's own voices, the newest first; those made of recordings on this computer stand before."""
        number = int(more) if more.isdecimal() else 1
        told = await self._calls.page(_own(number, _MINE))
        found = read_listings(told["items"], mine=True)
        self._own |= {one.voice.id for one in found}
        inline = [inline_listing(voice) for voice in self._inline.values()] if number == 1 else []
        return Page((*inline, *found), str(number + 1) if _goes_on(told, number, _MINE) else "", _total(told))

    async def slots(self) -> Slots:
        """Return how many voices there are; the provider tells no limit."""
        return Slots(used=_total(await self._calls.page(_own(1, 1))))

    async def add(self, listing: Listing, name: str) -> str:  # noqa: ARG002  the protocol's arguments
        """Raise NotOffered: every voice of the library is spoken with at once."""
        raise NotOffered("Fish Audio keeps no list of added voices: each can be cast at once.")

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
        """Change what is told of one's own voice. A voice that becomes public gets a plain picture if it has none.

        Raises:
            VoiceMissing: it is gone, or somebody else's.
            NotOffered: there are no labels here but tags, or the provider does not do it.
        """
        if labels:
            raise NotOffered("Fish Audio keeps tags in place of labels.")
        if voice in self._inline:
            raise NotOffered("This voice is made of recordings on this computer; Fish Audio knows nothing of it.")
        fields: dict[str, Any] = {"title": name, "visibility": visibility}
        fields = {key: value for key, value in fields.items() if value}
        fields |= {"description": description} if description is not None else {}
        fields |= {"tags": list(tags)} if tags is not None else {}
        if visibility == "public" and not (await self._calls.voice(voice)).get("cover_image"):
            await self._calls.send(path_of(voice), _form(fields, name or voice), about_voice, method="PATCH")
        elif fields:
            await self._calls.ask("PATCH", path_of(voice), json=fields)
        self._changed()

    async def remove(self, voice: str) -> None:
        """Delete a voice of one's own at the provider, for good.

        Raises:
            VoiceMissing: it is gone already, or somebody else's.
            NotOffered: it is made of recordings on this computer.
        """
        if voice in self._inline:
            raise NotOffered("This voice is made of recordings on this computer; Fish Audio knows nothing of it.")
        await self._calls.ask("DELETE", path_of(voice))
        self._own.discard(voice)
        self._changed()

    async def _by_id(self, voice: str) -> Page:
        try:
            found = await self.look(voice)
        except VoiceMissing:
            return Page(total=0)
        return Page((found,), total=1)

    def _read(self, items: Sequence[Any]) -> list[Listing]:
        """Return the voices of a page; those that are known to be one's own are marked."""
        listings = (read_listing(item, mine=isinstance(item, dict) and item.get("_id") in self._own) for item in items)
        return [one for one in listings if one]


def _asked(search: Search, text: str, number: int) -> Params:
    params: dict[str, str | int | list[str]] = {
        "page_size": _PAGE,
        "page_number": number,
        "sort_by": _SORTS.get(search.sort, "score"),
    }
    if text:
        params["title"] = text
    if search.language:
        params["language"] = search.language.replace("_", "-").partition("-")[0].lower()
    tags = _wanted(search)
    if tags:
        params["tag"] = tags
    return params


def _wanted(search: Search) -> list[str]:
    """Return the tags a voice must have, in the words that are usual here."""
    words = (search.gender, search.age, search.accent, search.use, *search.descriptive)
    return list(dict.fromkeys(_TAGS.get(word.casefold(), word.casefold()) for word in words if word))


def _fits(listing: Listing, search: Search) -> bool:
    """Return whether a voice is what is wanted, as far as the provider cannot be asked for it, or may have taken any of it."""
    told = {tag.casefold() for tag in listing.tags} | {listing.age}
    if not told.issuperset(_wanted(search)) or search.high_quality:
        return False
    if search.category and listing.category != search.category:
        return False
    return not search.notice_days or (listing.notice_days or 0) >= search.notice_days


def _own(number: int, size: int) -> Params:
    return {"self": "true", "page_size": size, "page_number": number, "sort_by": "created_at"}


def _total(told: Mapping[str, Any]) -> int | None:
    total = told.get("total")
    return total if isinstance(total, int) else None


def _goes_on(told: Mapping[str, Any], number: int, size: int) -> bool:
    """Return whether there is a page behind this one that the provider lets us have."""
    reached = number * size
    if not told["items"] or told.get("has_more") is False:
        return False
    bounds = [told.get("accessible_upper_bound")] if told.get("window_limited") else []
    if any(isinstance(bound, int) and reached >= bound for bound in bounds):
        return False
    furthest = told.get("max_offset")
    if isinstance(furthest, int) and reached > furthest:
        return False
    total = _total(told)
    return told.get("has_more") is True or total is None or reached < total or told.get("total_is_exact") is False


def _form(fields: Mapping[str, Any], name: str) -> list[Part]:
    """Return the fields of a change as a form, with a picture."""
    parts = [Part.text(key, value) for key, value in fields.items() if isinstance(value, str)]
    parts += [Part.text("tags", tag) for tag in fields.get("tags", ())]
    return [*parts, Part("cover_image", cover(name), "cover.png", "image/png")]
