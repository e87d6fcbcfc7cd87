"""What Lectern is built with and under which licences: read from the metadata of what is installed."""

from __future__ import annotations

import re
import sys
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from studio_app import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_OWN = "lectern"
_OWN_LICENCE = "GPL-3.0-or-later"
_HOUSE = Path(__file__).parents[2]
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_TEXT = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_NAMED = re.compile(r"(the )?(mit|apache|bsd|isc|gnu|mozilla)\b.{0,40}licen[cs]e.{0,12}", re.IGNORECASE)
_LARGEST = 200_000
#: Programs and libraries inside a package's wheel, which its metadata does not name.
INSIDE: Mapping[str, str] = MappingProxyType({
    "av": "FFmpeg (LGPL-3.0-or-later) with x264 and x265 (GPL-2.0-or-later)",
    "espeakng-loader": "espeak-ng (GPL-3.0-or-later)",
    "lameenc": "LAME (LGPL-2.0-or-later)",
    "lxml": "libxml2 and libxslt (MIT)",
    "miniaudio": "miniaudio (public domain or MIT-0)",
    "numpy": "OpenBLAS (BSD-3-Clause)",
    "pypdfium2": "PDFium (BSD-3-Clause and Apache-2.0)",
    "pyside6-essentials": "Qt (LGPL-3.0-only)",
    "soundfile": "libsndfile (LGPL-2.1-or-later)",
    "soxr": "libsoxr (LGPL-2.1-or-later)",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Licence:
    """A package: its name and version, the licence in a word, what else is inside it, and the licences' whole text."""

    name: str
    version: str
    licence: str
    inside: str = ""
    text: str = ""


def licences() -> tuple[Licence, ...]:
    """Return Lectern, Python and every package needed to run it, by name. Blocks for the length of some fifty small files."""
    found = {_plain(dist.metadata["Name"]): _licence_of(dist) for dist in _needed()}
    python = Licence("Python", sys.version.split()[0], "PSF-2.0", text=_python_text())
    own = Licence("Lectern", __version__, _OWN_LICENCE, text=_own_text())
    return (own, python, *(found[name] for name in sorted(found)))


def _needed() -> Iterator[metadata.Distribution]:
    """Walk from what Lectern asks for to what that asks for; what is not installed on this system is not needed."""
    waiting, seen = list(_roots()), {_OWN}
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        with suppress(metadata.PackageNotFoundError):
            dist = metadata.distribution(name)
            yield dist
            waiting += [n for r in dist.requires or () if (n := _required(r))]


def _roots() -> list[str]:
    """Return what Lectern asks for, from its own metadata, or from its project file where it runs from its sources."""
    try:
        wanted = metadata.requires(_OWN) or []
    except metadata.PackageNotFoundError:
        with (_HOUSE / "pyproject.toml").open("rb") as file:
            project = tomllib.load(file)["project"]
        wanted = [*project["dependencies"], *project["optional-dependencies"]["qt"]]
    return [name for requirement in wanted if (name := _required(requirement, extra="qt"))]


def _required(requirement: str, extra: str = "") -> str:
    """Return the name in a requirement, "" where it is only for another extra."""
    name = _NAME.match(requirement.strip())
    asked = re.search(r"extra\s*==\s*['\"]([^'\"]+)", requirement)
    return _plain(name.group()) if name and (asked is None or asked.group(1) == extra) else ""


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence_of(dist: metadata.Distribution) -> Licence:
    about, text = dist.metadata, _texts(dist)
    name = str(about["Name"])
    licence = _in_a_word(about) or _headline(text)
    return Licence(name, str(about["Version"]), licence, INSIDE.get(_plain(name), ""), text)


def _headline(text: str) -> str:
    """Return the line at the beginning of a licence that names it."""
    return next((line.strip() for line in text.splitlines()[:12] if _NAMED.fullmatch(line.strip())), "")


def _in_a_word(about: metadata.PackageMetadata) -> str:
    """Return the licence's short name: the expression, the classifiers, or the first line of the free text."""
    if "License-Expression" in about:
        return str(about["License-Expression"])
    kinds = [kind.rpartition(" :: ")[2] for kind in about.get_all("Classifier") or () if kind.startswith("License ::")]
    free = str(about["License"] or "").strip().partition("\n")[0] if "License" in about else ""
    if free and len(free) <= 60 and free.upper() != "UNKNOWN":
        return free
    return ", ".join(kinds)


def _texts(dist: metadata.Distribution) -> str:
    """Return the texts of the licences that came with a package."""
    files = [f for f in dist.files or () if ".dist-info" in f.parts[0] and _TEXT.search("/".join(f.parts[1:]))]
    parts = []
    for file in sorted(files, key=str):
        with suppress(OSError):
            text = Path(str(dist.locate_file(file))).read_text(encoding="utf-8", errors="replace")
            parts.append(f"{file.name}\n\n{text.strip()}")
    return "\n\n\n".join(parts)[:_LARGEST]


def _own_text() -> str:
    beside = _HOUSE / "LICENSE"
    if beside.is_file():
        return beside.read_text(encoding="utf-8")
    with suppress(metadata.PackageNotFoundError):
        return _texts(metadata.distribution(_OWN))
    return ""


def _python_text() -> str:
    for folder in (
        Path(sys.base_prefix),
        Path(sys.base_prefix, "lib", f"python{sys.version_info[0]}.{sys.version_info[1]}"),
    ):
        for name in ("LICENSE.txt", "LICENSE"):
            with suppress(OSError):
                return (folder / name).read_text(encoding="utf-8", errors="replace")
    return ""
