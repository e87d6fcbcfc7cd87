"""What the provider's library can be searched by. It lists its accents itself; all else its website shows, and no call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.speech.elevenlabs.told import entries, fields, text
from studio_app.speech.library import SORTS, Filters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from studio_app.speech.library import Listing, Search

#: By our name of an order the provider's.
ORDERS = dict(zip(SORTS, ("trending", "created_date", "cloned_by_count", "usage_character_count_1y"), strict=True))
#: The category that is asked for by a switch of its own.
HIGH_QUALITY = "high_quality"

#: What costs more than usual, or is moderated, is among what is found: it says so of itself.
ALL = {"include_custom_rates": "true", "include_live_moderated": "true"}

_LANGUAGES = (
    "ar:Arabic bg:Bulgarian zh:Chinese hr:Croatian cs:Czech da:Danish nl:Dutch en:English fil:Filipino fi:Finnish fr:French"
    " de:German el:Greek hi:Hindi hu:Hungarian id:Indonesian it:Italian ja:Japanese ko:Korean ms:Malay no:Norwegian pl:Polish"
    " pt:Portuguese ro:Romanian ru:Russian sk:Slovak es:Spanish sv:Swedish ta:Tamil tr:Turkish uk:Ukrainian vi:Vietnamese"
    " af:Afrikaans hy:Armenian az:Azerbaijani be:Belarusian bn:Bengali bs:Bosnian ca:Catalan et:Estonian gl:Galician"
    " ka:Georgian gu:Gujarati he:Hebrew is:Icelandic ga:Irish jv:Javanese kn:Kannada kk:Kazakh lv:Latvian lt:Lithuanian"
    " mk:Macedonian ml:Malayalam mr:Marathi ne:Nepali fa:Persian pa:Punjabi sr:Serbian sl:Slovenian sw:Swahili te:Telugu"
    " th:Thai ur:Urdu cy:Welsh"
)
_USES = (
    ("narrative_story", "Narration and stories"),
    ("characters_animation", "Characters and animation"),
    ("conversational", "Conversation"),
    ("informative_educational", "Information and education"),
    ("entertainment_tv", "Entertainment and television"),
    ("advertisement", "Advertisement"),
    ("social_media", "Social media"),
)
_DESCRIPTIVE = (
    "anxious calm casual chill classy confident crisp cute deep excited formal gentle grumpy husky hyped intense mature"
    " meditative modulated neutral pleasant professional raspy relaxed robotic rough sad sassy serious soft soothing upbeat"
    " warm whispery wise"
)
_CHOICES: dict[str, tuple[tuple[str, str], ...]] = {
    "language": tuple(
        sorted(
            ((code, name) for code, _, name in (one.partition(":") for one in _LANGUAGES.split())),
            key=lambda one: one[1],
        )
    ),
    "category": (("professional", "Professional"), ("famous", "Famous")),
    "gender": (("female", "Female"), ("male", "Male"), ("neutral", "Neutral")),
    "age": (("young", "Young"), ("middle_aged", "Middle-aged"), ("old", "Old")),
    "use": _USES,
    "descriptive": tuple((one, one.capitalize()) for one in _DESCRIPTIVE.split()),
    "notice_days": (
        ("30", "A month or longer"),
        ("90", "Three months or longer"),
        ("180", "Half a year or longer"),
        ("365", "A year or longer"),
        ("730", "Two years or longer"),
    ),
}


#: The accents that can be chosen before the provider has listed its own: those most asked for.
_ACCENTS = {"en": "american australian british canadian indian irish jamaican nigerian scottish"}


class Accents:
    """The accents of each language, as the provider lists them and as voices have them."""

    def __init__(self) -> None:
        self._known = {language: set(known.split()) for language, known in _ACCENTS.items()}

    def read(self, answer: object) -> None:
        """Take in what ``GET /v1/voices/accents`` says."""
        for one in entries(fields(answer).get("accents")):
            self._add(text(one.get("language")), text(one.get("accent")))

    def see(self, listings: Iterable[Listing]) -> None:
        """Take in the accents of voices."""
        for one in listings:
            self._add(one.voice.language.partition("-")[0], one.accent)

    @property
    def filters(self) -> Filters:
        """What can be searched by, with the accents that are known."""
        by_language = {language: tuple(sorted(known)) for language, known in self._known.items()}
        every = tuple(sorted(set().union(*self._known.values())))
        return Filters(_CHOICES, {**by_language, "": every}, frozenset({"high_quality", "free"}), SORTS)

    def _add(self, language: str, accent: str) -> None:
        if accent:
            self._known.setdefault(language.lower(), set()).add(accent.lower())


def query(search: Search, number: int, size: int) -> Mapping[str, object]:
    """Return what is asked of ``GET /v1/shared-voices``."""
    language, _, region = search.language.partition("-")
    said: dict[str, object] = {
        "page_size": size,
        "page": number,
        "search": text(search.text),
        "language": language.lower(),
        "locale": search.language if region else "",
        "accent": search.accent,
        "category": search.category or (HIGH_QUALITY if search.high_quality else ""),
        "gender": search.gender,
        "age": search.age,
        "use_cases": [search.use] if search.use else [],
        "descriptives": list(search.descriptive),
        "min_notice_period_days": search.notice_days or "",
        "sort": ORDERS.get(search.sort, ""),
        **ALL,
    }
    return {name: value for name, value in said.items() if value not in ("", [])}
