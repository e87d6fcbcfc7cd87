"""Invented voices of the Fish Audio simulator: a public library with its best liked first, and those of the account."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

_DAY = "2026-0{}-1{}T12:00:00.000000Z"
#: By language: who speaks it in the local engine, and how many the library has.
_TONGUES = {
    "en": ("en-us", 60),
    "zh": ("cmn", 20),
    "ja": ("ja", 9),
    "de": ("de", 8),
    "fr": ("fr-fr", 7),
    "es": ("es", 6),
    "ko": ("ko", 4),
    "ar": ("ar", 3),
    "ru": ("ru", 3),
    "nl": ("nl", 2),
    "it": ("it", 2),
    "pl": ("pl", 2),
    "pt": ("pt-br", 2),
}
_LITTLE_LIKED = ("pl", "pt")
_NAMES = [
    "Ada",
    "Bela",
    "Cleo",
    "Dora",
    "Enid",
    "Fay",
    "Greta",
    "Hugo",
    "Ivo",
    "Jonas",
    "Kurt",
    "Leo",
    "Mara",
    "Nils",
    "Olga",
    "Pia",
    "Quinn",
    "Rosa",
    "Sven",
    "Tova",
    "Ulf",
    "Vera",
]
_TIMBRES = ("", "+f2", "+m3", "+f4", "+m1", "+f5", "+m7")
AUTHOR = "0" * 31 + "a"


def made_id(what: str) -> str:
    """Return an id as the provider's look, always the same for the same ``what``."""
    return hashlib.blake2b(what.encode(), digest_size=16).hexdigest()


#: What the tags of a large library say, one of each; the provider's own are free words like these.
_KINDS = (
    ("young", "middle-aged", "old"),
    ("narration", "conversational", "educational", "entertainment", "social-media"),
    ("calm", "deep", "energetic", "warm", "soft", "serious", "friendly"),
)
_ACCENTS = ("american", "british", "australian", "indian", "irish")


@dataclass
class Shelf:
    """All voices, by id. ``espeak`` says who of the local engine speaks for each; ``url`` is where samples are."""

    entities: dict[str, dict[str, Any]] = field(default_factory=dict)
    espeak: dict[str, str] = field(default_factory=dict)
    url: str = ""

    def add(self, title: str, languages: list[str], *, own: bool, speaks: str = "en-us", **more: Any) -> dict[str, Any]:
        """Put a voice on the shelf and return it as the API shows it."""
        number = len(self.entities)
        one = {
            "_id": made_id(f"{number} {title}"),
            "type": "tts",
            "title": title,
            "description": "",
            "cover_image": "",
            "train_mode": "fast",
            "state": "trained",
            "tags": ["female" if "+f" in speaks else "male", "narration"],
            "samples": [],
            "created_at": _DAY.format(number % 9 + 1, number % 10),
            "updated_at": _DAY.format(number % 9 + 1, number % 10),
            "languages": languages,
            "visibility": "private" if own else "public",
            "lock_visibility": False,
            "default_text": "",
            "like_count": max(0, 1000 - number),
            "mark_count": 0,
            "shared_count": 0,
            "task_count": 7919 * number % 100_003,
            "liked": False,
            "marked": False,
            "unliked": False,
            "author": {"_id": AUTHOR if own else made_id("somebody"), "nickname": "somebody", "avatar": ""},
        } | more
        self.entities[one["_id"]] = one
        self.espeak[one["_id"]] = speaks
        return one

    def remove(self, voice: str) -> None:
        """Take a voice from the shelf."""
        del self.entities[voice], self.espeak[voice]

    def shown(self, one: dict[str, Any]) -> dict[str, Any]:
        """Return a voice with the addresses of its samples: they lie where the simulator is."""
        samples = [{**sample, "audio": sample["audio"].format(url=self.url)} for sample in one["samples"]]
        return {**one, "samples": samples}

    def listed(self, asked: dict[str, list[str]]) -> list[dict[str, Any]]:
        """Return what a query for voices finds, in its order. A voice that has one of several tags is found."""
        own = _last(asked, "self") in {"true", "True", "1"}
        found = [one for one in self.entities.values() if own == (one["author"]["_id"] == AUTHOR)]
        if not own:
            found = [one for one in found if one["visibility"] == "public"]
            found = [one for one in found if _last(asked, "author_id") in {"", one["author"]["_id"]}]
        for name, of in (("language", "languages"), ("title_language", "languages"), ("tag", "tags")):
            if asked.get(name):
                found = [one for one in found if set(one[of]) & set(asked[name])]
        found = [one for one in found if _last(asked, "title").casefold() in one["title"].casefold()]
        key = {"score": "like_count", "": "like_count"}.get(_last(asked, "sort_by"), _last(asked, "sort_by"))
        return sorted(found, key=lambda one: one[key], reverse=True)


def _last(asked: dict[str, list[str]], name: str) -> str:
    return [*asked.get(name, []), ""][0]


def sample(voice: str) -> list[dict[str, Any]]:
    """Return the samples of a voice: one, that the simulator speaks when it is asked for."""
    text = "This is how I read a page of a long book."
    return [{"title": "Default", "text": text, "task_id": made_id(voice), "audio": f"{{url}}/samples/{voice}.mp3"}]


def shelf(library: int | None = None) -> Shelf:
    """Return the voices of a fresh account: two clones of its own, one still in training, and the library.

    ``library`` is how many voices that has; None for a small one of a few in each language.
    """
    made = Shelf()
    if library is None:
        _small_library(made)
    else:
        for number in range(library):
            _library_voice(made, number)
    made.add("My narrator", ["en", "de"], own=True, speaks="en-gb+m2")
    made.add("My mother", ["de"], own=True, speaks="de+f3")
    made.add("Not ready", ["en"], own=True, state="training")
    made.add("A song", ["en"], own=True, type="svc")
    return made


def _small_library(made: Shelf) -> None:
    for number, (language, (speaks, count)) in enumerate(_TONGUES.items()):
        for place in range(count):
            timbre = _TIMBRES[place % len(_TIMBRES)]
            name = _NAMES[(place + 5 * number) % len(_NAMES)]
            likes = 1000 - 10 * place - number if language not in _LITTLE_LIKED else place
            title = f"{name} {place + 1} ({language})"
            one = made.add(title, [language], own=False, speaks=speaks + timbre, like_count=likes)
            one["samples"] = sample(one["_id"])


def _library_voice(made: Shelf, number: int) -> None:
    """Add one of many: half speak English, the rest every other language in turn; one in fifty is a professional clone."""
    tongues = list(_TONGUES)
    language = "en" if number % 2 == 0 else tongues[1 + number // 2 % (len(tongues) - 1)]
    timbre = _TIMBRES[number % len(_TIMBRES)]
    told = (*_KINDS, _ACCENTS) if language == "en" else _KINDS
    kinds = [words[int(made_id(f"{number} {words[0]}")[:8], 16) % len(words)] for words in told]
    name = _NAMES[number % len(_NAMES)]
    one = made.add(
        f"{name} {number} {' '.join(kinds[1:])}",
        [language],
        own=False,
        speaks=_TONGUES[language][0] + timbre,
        tags=["female" if "+f" in timbre else "male", *kinds],
        description=f"{name}, {', '.join(kinds)}.",
        like_count=104_729 * (number + 1) % 1_000_003,
    )
    one["samples"] = sample(one["_id"]) if number % 10 != 9 else []
    if number % 50 == 7:
        one |= {"pvc_release_state": "released", "pvc_notice_period_months": 1 + number % 12}
