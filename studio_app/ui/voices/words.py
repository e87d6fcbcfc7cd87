"""What is said of a voice: in a person's words, and few of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from studio_app.ui.generate.engine import tongue
from studio_app.ui.kit import amounts

if TYPE_CHECKING:
    from studio_app.session.my_voices import Mine
    from studio_app.speech.library import Listing

translate = QCoreApplication.translate
_YEAR = 365


@dataclass(frozen=True, slots=True)
class Shown:
    """What a row shows of a voice. ``state`` is why it does not speak or will not for long, "" for one that does."""

    name: str
    kind: str
    place: str
    tags: str
    use: str
    price: str
    notice: str
    state: str
    failed: bool = False
    high_quality: bool = False


def shown(listing: Listing, mine: Mine | None = None, *, engine: bool = False) -> Shown:
    """Return what a row shows; of one's own voices also the name and tags one gave them.

    ``engine``: voices of several are shown together, so that it must be told whose this is.
    """
    whose = (engine_name(listing.voice.engine),) if engine and listing.kind != "local" else ()
    own = mine.tags if mine is not None else ()
    tags = (*whose, *own, *(word(tag) for tag in tag_words(listing)))
    return Shown(
        name_of(listing, mine),
        kind_name(listing.kind),
        place(listing),
        " · ".join(dict.fromkeys(tags)),
        used(listing),
        price(listing.rate),
        notice(listing),
        state(listing),
        listing.state in ("failed", "taken down"),
        listing.high_quality,
    )


def name_of(listing: Listing, mine: Mine | None = None) -> str:
    """Return what a voice is called: by its person's own name for it, else by its provider's."""
    own = mine.name if mine is not None else ""
    return " ".join((own or listing.voice.name or listing.voice.id).split())


def kind_name(kind: str) -> str:
    """Return what a kind of voice is called."""
    match kind:  # not a table: thousands of rows ask, and each entry would be translated each time
        case "community":
            return translate("Voices", "Community")
        case "default":
            return translate("Voices", "Default")
        case "cloned":
            return translate("Voices", "Cloned")
        case "professional":
            return translate("Voices", "Professional")
        case "designed":
            return translate("Voices", "Designed")
        case "local":
            return translate("Voices", "This computer")
    return word(kind)


def kind_tip(kind: str) -> str:
    """Return a sentence on where voices of a kind come from."""
    known = {
        "default": translate("Voices", "A voice the provider gives to everybody."),
        "community": translate("Voices", "A voice somebody shares in the provider's library."),
        "cloned": translate("Voices", "A voice made at once from short recordings."),
        "professional": translate("Voices", "A voice trained on long recordings."),
        "designed": translate("Voices", "A voice made from a description."),
        "local": translate("Voices", "A voice that speaks on this computer, without a network and for nothing."),
    }
    return known.get(kind, "")


def engine_name(engine: str) -> str:
    """Return what an engine is called."""
    known = {"elevenlabs": "ElevenLabs", "fish": "Fish Audio", "local": translate("Voices", "On this computer")}
    return known.get(engine, engine)


@lru_cache(maxsize=512)
def spoken(tag: str) -> str:
    """Return what a language is called; there are few, and rows ask for them again and again."""
    return tongue(tag)


@lru_cache(maxsize=4096)
def word(value: str) -> str:
    """Return a provider's label as words: narrative_story, "Narrative story"."""
    text = " ".join(value.replace("_", " ").split())
    return text[:1].upper() + text[1:]


def place(listing: Listing) -> str:
    """Return language, accent, gender and age in one line; what is not told is left out."""
    parts = (spoken(listing.voice.language), word(listing.accent), gender(listing.voice.gender), word(listing.age))
    kept = [part for part in parts if part]
    return " · ".join([*kept[:1], *(part[:1].lower() + part[1:] if _is_plain(part) else part for part in kept[1:])])


def _is_plain(part: str) -> bool:
    """Whether a word may be written small: ages and genders, not the names of peoples."""
    return part in {"Young", "Middle aged", "Middle-aged", "Old", "Male", "Female", "Neutral"}


def gender(value: str) -> str:
    """Return what a gender is called."""
    match value:
        case "male":
            return translate("Voices", "Male")
        case "female":
            return translate("Voices", "Female")
        case "neutral":
            return translate("Voices", "Neutral")
    return word(value)


def tag_words(listing: Listing) -> tuple[str, ...]:
    """Return what a voice is for and what it is like, once each."""
    return tuple(tag for tag in dict.fromkeys((listing.use, *listing.tags)) if tag)


def used(listing: Listing) -> str:
    """Return how much a voice is used: "12 k users · 3.4 M characters"."""
    parts = []
    if listing.users:
        parts.append(translate("Voices", "{count} users", None, listing.users).format(count=compact(listing.users)))
    if listing.characters:
        spoken = translate("Voices", "{count} characters", None, listing.characters)
        parts.append(spoken.format(count=compact(listing.characters)))
    if listing.likes:
        parts.append(translate("Voices", "{count} likes", None, listing.likes).format(count=compact(listing.likes)))
    return " · ".join(parts)


def compact(number: float) -> str:
    """Return a count no longer than it must be: 9,412 and 12 k and 3.4 M."""
    for least, text in ((1e9, "{number} G"), (1e6, "{number} M"), (1e4, "{number} k")):
        if number >= least:
            value = number / (1e3 if least == 1e4 else least)
            rounded = round(value, 1 if value < 10 else 0)
            return text.format(number=amounts.locale().toString(rounded, "g", 6))
    return amounts.count(number)


def price(rate: float) -> str:
    """Return the warning of a price that is not the usual one, "" where it is: "2× price"."""
    return "" if rate == 1.0 else translate("Voices", "{times}× price").format(times=times(rate))


def price_tip(rate: float) -> str:
    """Return that warning as a sentence."""
    if rate == 1.0:
        return ""
    return translate("Voices", "Speech with this voice costs {times} times the usual credits.").format(
        times=times(rate)
    )


def times(rate: float) -> str:
    """Return a factor: 2, 1.5."""
    return amounts.locale().toString(float(rate), "g", 3)


def notice(listing: Listing) -> str:
    """Return how long a voice stays once its owner takes it back, "" where nobody says."""
    days = listing.notice_days
    if days is None or (listing.mine and listing.kind != "community"):
        return ""
    if days <= 0:
        return translate("Voices", "no notice")
    if days >= _YEAR and days % _YEAR == 0:
        return translate("Voices", "%Ln years' notice", None, days // _YEAR)
    return translate("Voices", "%Ln days' notice", None, days)


def how_many(number: int) -> str:
    """Return a number of voices: "1 voice", "12,480 voices"."""
    return translate("Voices", "{count} voices", None, number).format(count=amounts.count(number))


def notice_tip(listing: Listing) -> str:
    """Return the notice period as a sentence."""
    if listing.leaves:
        return translate("Voices", "Its owner takes this voice back; it speaks until {day}.").format(
            day=day(listing.leaves)
        )
    if listing.notice_days is None:
        return ""
    if listing.notice_days <= 0:
        return translate("Voices", "Its owner may take this voice back from one day to the next.")
    return translate(
        "Voices", "If its owner takes this voice back, it goes on speaking for %Ln days.", None, listing.notice_days
    )


def state(listing: Listing) -> str:
    """Return why a voice does not speak, or will not for long; "" for one that does."""
    match listing.state:
        case "":
            return translate("Voices", "until {day}").format(day=day(listing.leaves)) if listing.leaves else ""
        case "training" | "created" | "queued":
            return translate("Voices", "in training")
        case "failed":
            return translate("Voices", "failed")
        case "taken down":
            return translate("Voices", "taken down")
    return word(listing.state).lower()


def day(moment: str) -> str:
    """Return a day (the start of an ISO 8601 moment) as a person writes it; what cannot be read as it is."""
    date = QDate.fromString(moment[:10], "yyyy-MM-dd")
    return amounts.locale().toString(date, QLocale.FormatType.ShortFormat) if date.isValid() else moment


def sort_name(sort: str) -> str:
    """Return what an order is called."""
    known = {
        "trending": translate("Voices", "Trending"),
        "latest": translate("Voices", "Latest"),
        "users": translate("Voices", "Most users"),
        "characters": translate("Voices", "Most characters"),
    }
    return known.get(sort, word(sort))


def said(listing: Listing, mine: Mine | None = None) -> str:
    """Return what a screen reader says of a voice."""
    row = shown(listing, mine)
    kind = translate("Voices", "{kind} voice of {engine}").format(
        kind=row.kind, engine=engine_name(listing.voice.engine)
    )
    quality = translate("Voices", "high quality") if listing.high_quality else ""
    favourite = translate("Voices", "favourite") if mine is not None and mine.favourite else ""
    parts = (
        row.name,
        kind,
        row.place,
        quality,
        favourite,
        price_tip(listing.rate).rstrip("."),
        row.state,
        row.notice,
        row.tags,
    )
    return ", ".join(part for part in parts if part)


def visibility(value: str) -> str:
    """Return who may use a voice."""
    known = {
        "private": translate("Voices", "Only you"),
        "unlist": translate("Voices", "Who has its address"),
        "public": translate("Voices", "Everybody"),
    }
    return known.get(value, word(value))


def can_be_heard(listing: Listing) -> bool:
    """Return whether there is a sample of a voice."""
    return bool(listing.sample or listing.samples)
