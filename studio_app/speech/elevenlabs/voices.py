"""The voices of an account, as the provider lists them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studio_app.domain.errors import VoiceMissing
from studio_app.speech.elevenlabs.tags import proper_tag
from studio_app.speech.elevenlabs.told import text
from studio_app.speech.engine import Voice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

#: BCP 47's word for a voice whose language nobody told.
UNKNOWN = "und"
#: What the provider calls the use of voices made to read aloud.
_READS = frozenset({"narration", "narrative_story", "narrative & story", "audiobook", "audiobooks"})

#: What ids look like.
ID = re.compile(r"(?=[A-Za-z]*[0-9])(?=[a-z0-9]*[A-Z])[A-Za-z0-9]{20}")
_NONE_KNOWN = (
    "The voices of this ElevenLabs account are not known: there was no connection, or the key may not list them. Name a voice"
    " by its id, or try again with a connection."
)


class Voices:
    """The voices of an account, in the provider's order, and which of them read aloud by profession."""

    def __init__(self) -> None:
        self._known: dict[str, Voice] = {}
        self._readers: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._known)

    @property
    def all(self) -> tuple[Voice, ...]:
        """Every voice."""
        return tuple(self._known.values())

    def add(self, entries: Iterable[object]) -> None:
        """Add voices as a page of the provider's list holds them; what is none is passed over."""
        for entry in entries:
            voice = read_voice(entry) if isinstance(entry, dict) else None
            if voice is not None and isinstance(entry, dict):
                self._known.setdefault(voice.id, voice)
                if _label(entry, "use_case").lower() in _READS:
                    self._readers.add(voice.id)

    def check(self, wanted: str) -> str:
        """Return the id of a voice named by id or name, in any case.

        What looks like an id is taken for one though it is not listed: it may be of the provider's library.

        Raises:
            VoiceMissing: there is none.
        """
        if wanted in self._known:
            return wanted
        name = " ".join(wanted.split()).lower()
        named = [voice.id for voice in self.all if name and name in {voice.name.lower(), _first(voice.name)}]
        if not named and ID.fullmatch(wanted):
            return wanted
        if not self._known:
            raise VoiceMissing(_NONE_KNOWN)
        if not named:
            raise VoiceMissing(f"ElevenLabs has no voice called {wanted[:60]!r} in this account; choose another voice.")
        return named[0]

    def default(self, language: str, spoken: Collection[str]) -> str:
        """Return the id of the voice for a BCP 47 tag, one that reads aloud before others.

        Args:
            language: the tag.
            spoken: the languages the models speak: any voice can be had in these, if none is at home in it.

        Raises:
            VoiceMissing: nothing speaks that language.
        """
        if not self._known:
            raise VoiceMissing(_NONE_KNOWN)
        tag = proper_tag(language)
        primary = tag.partition("-")[0]
        homes = [
            [voice for voice in self.all if tag and tag in {voice.language, *voice.languages}],
            [voice for voice in self.all if primary and primary in _primaries(voice)],
            list(self.all) if primary in {one.partition("-")[0] for one in spoken} else [],
        ]
        found = next((voices for voices in homes if voices), None)
        if not found:
            what = f"the language {language[:60]!r}" if language else "a book that does not say its language"
            raise VoiceMissing(f"ElevenLabs has no voice for {what} in this account; choose one of your voices.")
        return min(found, key=lambda voice: voice.id not in self._readers).id


def read_voice(entry: Mapping[str, object]) -> Voice | None:
    """Return a voice as ``GET /v2/voices`` tells of it; None where it has no id."""
    id_, name = entry.get("voice_id"), entry.get("name")
    if not isinstance(id_, str) or not id_:
        return None
    verified = entry.get("verified_languages")
    verified = [one for one in verified if isinstance(one, dict)] if isinstance(verified, list) else []
    tags = [proper_tag(one.get("locale")) or proper_tag(one.get("language")) for one in verified]
    languages = tuple(dict.fromkeys(tag for tag in tags if tag))
    told = proper_tag(_label(entry, "locale")) or proper_tag(_label(entry, "language"))
    home = next((tag for tag in languages if told and tag.startswith(f"{told}-")), told)
    gender = _label(entry, "gender").lower()
    return Voice(
        id_,
        text(name) or id_,
        "elevenlabs",
        home or (languages[0] if languages else UNKNOWN),
        gender if gender in {"male", "female"} else "",
        languages=languages,
    )


def _label(entry: Mapping[str, object], name: str) -> str:
    labels = entry.get("labels")
    said = labels.get(name) if isinstance(labels, dict) else None
    return said if isinstance(said, str) else ""


def _first(name: str) -> str:
    """Return "george" for "George - Warm, Captivating Storyteller": what people call a voice."""
    return name.partition(" - ")[0].lower()


def _primaries(voice: Voice) -> set[str]:
    return {tag.partition("-")[0] for tag in (voice.language, *voice.languages)}
