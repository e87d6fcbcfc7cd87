"""The voices of Fish Audio: those of the account, and of a public library of hundreds of thousands the best liked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from studio_app.domain.errors import VoiceMissing
from studio_app.speech.engine import Voice

if TYPE_CHECKING:
    from collections.abc import Iterable

#: The language of a voice that does not say: "undetermined".
UNDETERMINED = "und"
#: Languages the provider names for its models: a book in one of them finds a voice in a new account.
LANGUAGES = ("en", "zh", "ja", "de", "fr", "es", "ko", "ar", "ru", "nl", "it", "pl", "pt")

_ID = re.compile(r"[0-9a-f]{32}")
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?")


@dataclass
class Voices:
    """What is known of the voices, in the order of casting: one's own first, then the library by its score."""

    own: dict[str, Voice] = field(default_factory=dict)
    public: dict[str, Voice] = field(default_factory=dict)

    @property
    def all(self) -> list[Voice]:
        """Every voice known, each once."""
        return list((self.own | self.public).values())

    def speaks(self, language: str) -> bool:
        """Return whether the library has a voice for a language."""
        return any(primary(tag) == language for voice in self.public.values() for tag in voice.languages)

    def default(self, language: str) -> str:
        """Return the voice to cast when nobody chose: of the library, whose best liked stands first, else one's own.

        Raises:
            VoiceMissing: none that is known speaks the language.
        """
        tag = _bcp47(language)
        if tag:
            for wanted in (tag, primary(tag)):
                for voice in (*self.public.values(), *self.own.values()):
                    if wanted in (one if wanted == tag else primary(one) for one in voice.languages):
                        return voice.id
        raise VoiceMissing(
            "None of the known voices of Fish Audio speaks the language of this text; "
            "choose a voice at fish.audio and give its id."
        )

    def check(self, name: str) -> str:
        """Return the id of a voice named by id, or by a name that only one of the voices has.

        Every id of the library may be given: what is listed here is only the top of it.

        Raises:
            VoiceMissing: there is none such.
        """
        known = self.all
        if name in self.own or name in self.public or is_id(name):
            return name
        called = [voice.id for voice in known if voice.name.casefold() == name.strip().casefold()]
        if len(called) == 1:
            return called[0]
        if called:
            raise VoiceMissing("Several voices of Fish Audio have this name; give the id of the one that is meant.")
        raise VoiceMissing("Fish Audio has no such voice; list the voices, or give the id of one from fish.audio.")


def is_id(name: str) -> bool:
    """Return whether a name has the form of the provider's ids."""
    return _ID.fullmatch(name) is not None


def read_voices(items: Iterable[Any]) -> dict[str, Voice]:
    """Return the voices of a page by their ids, in order; what cannot speak (still in training, taken down) left out."""
    return {voice.id: voice for item in items if (voice := read_voice(item)) and _speaks(item)}


def read_voice(item: Any) -> Voice | None:
    """Return the voice that an entry of the provider's is, whether it can speak already or not; None where it is none."""
    if not isinstance(item, dict) or item.get("type") not in (None, "tts"):
        return None
    number = item.get("_id")
    if not isinstance(number, str) or not number:
        return None
    tags = tuple(dict.fromkeys(tag for one in strings(item.get("languages")) if (tag := _bcp47(one))))
    name = " ".join(str(item.get("title") or "").split()) or number
    return Voice(number, name, "fish", tags[0] if tags else UNDETERMINED, _gender(item), "", tags)


def strings(value: object) -> list[str]:
    """Return the texts of a list, and none of what is no list."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _speaks(item: dict[str, Any]) -> bool:
    return item.get("state") == "trained" and not item.get("dmca_taken_down")


def _gender(item: dict[str, Any]) -> str:
    found = {"male", "female"} & {tag.casefold() for tag in strings(item.get("tags"))}
    return found.pop() if len(found) == 1 else ""


def _bcp47(tag: str) -> str:
    """Return a language tag as BCP 47 writes it, "" for what is none."""
    found = _TAG.fullmatch(tag)
    if not found:
        return ""
    language, script, region = (part or "" for part in found.groups())
    return "-".join(part for part in (language.lower(), script.title(), region.upper()) if part)


def primary(tag: str) -> str:
    """Return the language of a tag, without script and region."""
    return tag.partition("-")[0]
