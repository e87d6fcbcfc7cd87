"""The voices of the local engine, read from the library's data folder without the library.

A voice's id is its language tag as espeak-ng writes it ("en-us", "de"), or its file's name where another voice has the same
tag ("yue-latn-jyutping"), and may carry a variant that changes the timbre: "de+f3". Every variant goes with every voice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from studio_app.domain.errors import EngineMissing, VoiceMissing
from studio_app.speech.engine import Voice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Tags that mean something else, or nothing, to the rest of the world: "ca-ba" would be Catalan in Bosnia.
_PROPER = {
    "ca-ba": "ca-x-balear",
    "ca-nw": "ca-x-nordocc",
    "ca-va": "ca-valencia",
    "en-us-nyc": "en-US-x-nyc",
    "hbs": "sh",
    "hy-arevela": "hy",
    "hy-arevmda": "hyw",
    "piqd": "tlh-Piqd",
    "py": "art-x-pyash",
    "ru-cl": "ru-x-classic",
    "xex": "art-x-xextan",
    "zh-cmn": "cmn",
    "zh-yue": "yue",
}

#: The tag books and systems use, and the one espeak-ng uses, where they differ: retired codes, members of a language that
#: is spoken as another, and the three-letter codes of ISO 639-2 that old books and library catalogues write.
_SAME_AS = """
    no=nb nn=nb nno=nb nor=nb nob=nb iw=he in=id mo=ro sh=hr hbs=hr scr=hr scc=sr tlh=piqd zho=zh chi=zh arb=ar pes=fa prs=fa
    zsm=ms ekk=et lvs=lv swh=sw npi=ne ory=or uzn=uz als=sq kmr=ku ckb=ku azj=az quz=qu gug=gn gom=kok ydd=yi
    afr=af amh=am arg=an ara=ar asm=as aze=az bak=ba bel=be bul=bg ben=bn bos=bs cat=ca ces=cs cze=cs chv=cv cym=cy wel=cy
    dan=da deu=de ger=de ell=el gre=el eng=en epo=eo spa=es est=et eus=eu baq=eu fas=fa per=fa fin=fi fra=fr fre=fr gle=ga
    gla=gd grn=gn guj=gu heb=he hin=hi hrv=hr hat=ht hun=hu hye=hy arm=hy ina=ia ind=id ido=io isl=is ice=is ita=it jpn=ja
    kat=ka geo=ka kaz=kk kal=kl kan=kn kor=ko kur=ku kir=ky lat=la ltz=lb lit=lt lav=lv mri=mi mao=mi mkd=mk mac=mk mal=ml
    mar=mr msa=ms may=ms mlt=mt mya=my bur=my nep=ne nld=nl dut=nl orm=om ori=or pan=pa pol=pl por=pt que=qu ron=ro rum=ro
    rus=ru snd=sd sin=si slk=sk slo=sk slv=sl sqi=sq alb=sq srp=sr swe=sv swa=sw tam=ta tel=te tha=th tir=ti tuk=tk tsn=tn
    tur=tr tat=tt uig=ug ukr=uk urd=ur uzb=uz vie=vi
"""
_SAME = dict(pair.split("=") for pair in _SAME_AS.split())

#: The voice for a language or region that has no voice of its very name. A bare language stands for where most of its
#: readers live (the likely region of Unicode CLDR): English for the United States, Portuguese for Brazil.
_NEAREST = {
    "en": "en-us",
    "pt": "pt-br",
    "zh": "cmn",
    "zh-yue": "yue",
    "hy": "hy",
    "fr": "fr-fr",
    "ca-valencia": "ca-va",
}
_BY_REGION = (
    ("en", "au gb hk ie in ke mt my ng nz pk sg tz ug za 150", "en-gb"),
    ("en", "ag bb bs dm gd jm kn lc tt vc", "en-029"),
    ("es", "ar bo cl co cr cu do ec gt hn mx ni pa pe pr py sv us uy ve", "es-419"),
    ("pt", "ao cv gw mo mz pt st tl", "pt"),
    ("zh", "hk mo", "yue"),
    ("zh-hant", "hk mo", "yue"),
)
_NEAREST |= {f"{tag}-{region}": voice for tag, regions, voice in _BY_REGION for region in regions.split()}

_CHOOSE = "`lectern voices` lists them all; choose one with --voice."


@dataclass(frozen=True, slots=True)
class Variant:
    """A timbre that any voice can take, as "+" and its id behind the voice's. ``gender`` is "male", "female" or ""."""

    id: str
    name: str
    gender: str


@dataclass(frozen=True, slots=True)
class _Described:
    """What a voice file says of itself. ``languages`` are (tag, priority), the lower priority the better."""

    name: str
    languages: tuple[tuple[str, int], ...]
    gender: str
    dictionary: str


class Voices:
    """All voices and variants below ``data``, the library's "espeak-ng-data" folder. Read once, when first asked."""

    def __init__(self, data: Path) -> None:
        self._data = data

    @cached_property
    def all(self) -> tuple[Voice, ...]:
        """Every voice without a variant, by language."""
        return tuple(voice for voice, _, _ in self._known.values())

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        """Every variant, the plain numbered ones first."""
        folder = self._data / "voices" / "!v"
        found = ((path.name, _described(path.read_text("utf-8", "replace"))) for path in folder.iterdir())
        variants = [Variant(name, said.name or name, said.gender) for name, said in found]
        plain = re.compile(r"[fm]\d+")
        return tuple(sorted(variants, key=lambda one: (plain.fullmatch(one.id) is None, one.id.casefold())))

    def check(self, wanted: str) -> str:
        """Return the id of a voice named by its id, name or language, with or without a variant, in any case.

        Raises:
            VoiceMissing: there is none.
        """
        name, _, variant = wanted.strip().partition("+")
        base = self._find(name.strip())
        return f"{base}+{self._variant(variant.strip())}" if variant else base

    def default(self, language: str) -> str:
        """Return the id of the voice for a BCP 47 tag.

        Raises:
            VoiceMissing: nothing speaks that language.
        """
        found = self._for_language(language)
        if found is None:
            what = f"the language {language!r}" if language else "a book that does not say its language"
            raise VoiceMissing(f"The local engine has no voice for {what}; {_CHOOSE}")
        return found

    def path(self, voice: str) -> str:
        """Return what the library calls a voice.

        Raises:
            VoiceMissing: there is none.
        """
        base, plus, variant = self.check(voice).partition("+")
        return self._known[base][1] + plus + variant

    @cached_property
    def _known(self) -> dict[str, tuple[Voice, str, tuple[tuple[str, int], ...]]]:
        """By id: the voice, its path in the data, its languages with their priorities."""
        known: dict[str, tuple[Voice, str, tuple[tuple[str, int], ...]]] = {}
        for path, said in self._files():
            tag = said.languages[0][0].lower()
            name = path.rpartition("/")[2].lower()
            voice = _voice(name if tag in known else tag, said)
            known[voice.id] = voice, path, said.languages
        if not known:
            raise EngineMissing(
                "The local engine has no voices; install Lectern again.", detail=f"nothing in {self._data}"
            )
        return dict(sorted(known.items()))

    def _files(self) -> Iterator[tuple[str, _Described]]:
        folder = self._data / "lang"
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                said = _described(path.read_text("utf-8", "replace"))
                if said.languages and self._has_dictionary(said, path.name):
                    yield path.relative_to(folder).as_posix(), said

    def _has_dictionary(self, said: _Described, name: str) -> bool:
        """Return whether the words of the voice's language are there: some voices come without, and only stammer."""
        tag = said.languages[0][0]
        names = (said.dictionary, tag, name, tag.partition("-")[0], name.partition("-")[0])
        return any(one and (self._data / f"{one}_dict").is_file() for one in names)

    @cached_property
    def _names(self) -> dict[str, str]:
        names = {}
        for id_, (voice, path, _) in self._known.items():
            for name in (path, voice.name, voice.language, id_):
                names[name.casefold()] = id_
        return names

    def _find(self, name: str) -> str:
        found = self._names.get(name.casefold().replace("_", "-")) or self._for_language(name)
        if found is None:
            close = get_close_matches(name.casefold(), self._names, n=1)
            hint = f"do you mean {close[0]}? " if close else ""
            raise VoiceMissing(f"The local engine has no voice called {name!r}; {hint}{_CHOOSE}")
        return found

    def _variant(self, name: str) -> str:
        for variant in self.variants:
            if name.casefold() in (variant.id.casefold(), variant.name.casefold()):
                return variant.id
        some = ", ".join(variant.id for variant in self.variants[:13])
        raise VoiceMissing(f"The local engine has no variant called {name!r}; there are {some} and others.")

    def _for_language(self, language: str) -> str | None:
        parts = language.strip().lower().replace("_", "-").split("-")
        parts[0] = _SAME.get(parts[0], parts[0])
        for count in range(len(parts), 0, -1):
            tag = "-".join(parts[:count])
            found = _NEAREST.get(tag)
            if found not in self._known:
                found = self._names.get(tag) or self._by_priority(tag)
            if found:
                return found
        return None

    def _by_priority(self, tag: str) -> str | None:
        """Return the voice that gives ``tag`` the best priority among its languages."""
        claims = (
            (priority, id_)
            for id_, (_, _, languages) in self._known.items()
            for language, priority in languages
            if language.lower() == tag
        )
        return min(claims, default=(0, None))[1]


def _described(text: str) -> _Described:
    """Read a voice file: a keyword and its values on each line."""
    name = gender = dictionary = ""
    languages = []
    for line in text.splitlines():
        key, _, value = line.partition("//")[0].strip().partition(" ")
        words = value.split()
        if not words:
            continue
        if key == "name":
            name = " ".join(words)
        elif key == "language":
            languages.append((words[0], int(words[1]) if len(words) > 1 else 5))
        elif key == "gender":
            gender = words[0].lower()
        elif key == "dictionary":
            dictionary = words[0]
    return _Described(name, tuple(languages), gender, dictionary)


def _voice(id_: str, said: _Described) -> Voice:
    tags = tuple(dict.fromkeys(_proper(tag) for tag, _ in said.languages))
    language = _proper(id_) if "-" in id_ and id_ != said.languages[0][0].lower() else tags[0]
    others = tuple(tag for tag in tags if tag != language)
    # A voice file that says nothing is spoken with the library's own timbre, which is a man's.
    return Voice(id_, said.name or id_, "local", language, said.gender or "male", "", others)


def _proper(tag: str) -> str:
    """Return a tag with the letters BCP 47 recommends: "en-US", "yue-Latn-jyutping", "en-GB-x-rp"."""
    known = _PROPER.get(tag.lower())
    if known:
        return known
    head, *rest = tag.lower().split("-")
    private = False
    for part in rest:
        private = private or len(part) == 1
        if private or len(part) not in (2, 4):
            head += f"-{part}"
        else:
            head += f"-{part.upper() if len(part) == 2 else part.title()}"
    return head
