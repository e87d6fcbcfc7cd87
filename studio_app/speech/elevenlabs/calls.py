"""The calls about voices: answers as JSON, refusals as Lectern's errors, and what a lost answer may have made."""

from __future__ import annotations

import json as json_
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from studio_app.domain.errors import Unreachable
from studio_app.speech.elevenlabs import refusals
from studio_app.speech.elevenlabs.asking import clean
from studio_app.speech.elevenlabs.history import EARLIER, EARLIER_AT_MOST
from studio_app.speech.elevenlabs.refusals import DESIGNS, LISTS, SAMPLES
from studio_app.speech.elevenlabs.told import entries, fields, identity, number, text
from studio_app.speech.traffic.upload import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence

    from studio_app.domain.errors import LecternError
    from studio_app.speech.elevenlabs.refusals import Area
    from studio_app.speech.making import Sample, Sent
    from studio_app.speech.traffic.line import Again, Line, Reply

#: The most voices of a page.
PAGE = 100


def path(*parts: str) -> str:
    """Return a path of these steps; nothing in an id can lead elsewhere."""
    return "".join(f"/{quote(part, safe='', errors='replace').replace('.', '%2E')}" for part in parts)


@dataclass(frozen=True, slots=True)
class Calls:
    """What the library and the maker of an engine ask with.

    Attributes:
        line: to the provider.
        read: makes a call that only reads; the engine's, which learns the provider's clock by it.
        skew: how many seconds the provider's clock is ahead, None where nobody knows.
        changed: is told that the account's voices are others now.
    """

    line: Line
    read: Callable[[str, Mapping[str, Any] | None, Area], Coroutine[Any, Any, Reply]]
    skew: Callable[[], float | None]
    changed: Callable[[], None]

    async def get(self, where: str, params: Mapping[str, Any] | None = None) -> Any:
        """Return what a call says that only reads."""
        return (await self.read(where, params, LISTS)).json()

    async def data(self, where: str) -> Reply:
        """Return the answer of a call that only reads, whatever it is."""
        return await self.read(where, None, LISTS)

    async def post(self, where: str, said: Mapping[str, object] | None, area: Area = LISTS) -> Any:
        """Return what a call says that changes something and costs nothing; it is sent once. None sends no body.

        Raises:
            Unreachable: ``maybe_billed`` says that it may have been done.
        """
        return _read(await self.line.free("POST", where, json=sendable(said), refusal=judge(area), makes=True))

    async def make(self, where: str, said: Mapping[str, object]) -> str:
        """Return the id of the voice that a call makes.

        Raises:
            Unreachable: ``maybe_billed`` says that there may be one all the same.
        """
        made = told_id(await self.post(where, said, DESIGNS))
        self.changed()
        return made

    async def delete(self, where: str) -> None:
        """Take something away."""
        await self.line.free("DELETE", where, refusal=judge(LISTS))

    async def upload(self, where: str, parts: Sequence[Part], sent: Sent | None = None, area: Area = SAMPLES) -> Any:
        """Return what is said to a form. ``Unreachable.maybe_billed``: it may have arrived."""
        return _read(await self.line.upload(where, parts, refusal=judge(area), sent=sent))

    async def voice(self, id_: str) -> dict[str, object]:
        """Return all that is told of a voice of the account, or of one it may use.

        Raises:
            VoiceMissing: there is none.
        """
        return fields(await self.get(path("v1", "voices", id_)))

    async def made(self, name: str, categories: Collection[str], since: str) -> dict[str, object] | None:
        """Return the newest voice of a name that was made since (UTC, ISO 8601), of one of these categories; None for none.

        The provider's clock may be another; nobody knows by how much before it has said what time it is.
        """
        params = {
            "page_size": PAGE,
            "sort": "created_at_unix",
            "sort_direction": "desc",
            "include_total_count": "false",
        }
        voices = entries(fields(await self.get("/v2/voices", params)).get("voices"))
        skew = self.skew()
        earliest = _seconds(since) + (skew or 0.0) - (EARLIER_AT_MOST if skew is None else EARLIER)
        wanted = clean(name).split()
        found = [
            (made, one)
            for one in voices
            if (made := number(one.get("created_at_unix"))) is not None
            and made >= earliest
            and one.get("category") in categories
            and text(one.get("name")).split() == wanted
        ]
        return max(found, key=lambda pair: pair[0])[1] if found else None


def sendable(said: object) -> Any:
    """Return a body without what no encoding holds."""
    if isinstance(said, str):
        return clean(said)
    if isinstance(said, dict):
        return {name: sendable(one) for name, one in said.items()}
    return [sendable(one) for one in said] if isinstance(said, list) else said


def judge(area: Area, sent: str = "") -> Callable[[int, Mapping[str, str], bytes], LecternError | Again]:
    """Return what tells the line what a refusal means; ``sent`` is what of the person's words must not come back."""

    def judged(status: int, headers: Mapping[str, str], body: bytes) -> LecternError | Again:
        return refusals.judged(status, headers, body, sent, area)

    return judged


def form_file(field: str, sample: Sample) -> Part:
    """Return a recording as a part of a form, under its own name without folders."""
    name = sample.name.replace("\\", "/").rpartition("/")[2] or "recording"
    return Part(field, sample.data, name, _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream"))


def _read(reply: Reply) -> Any:
    """Return what an answer says; that it was given means that the work is done, even where it cannot be read."""
    try:
        return json_.loads(reply.data)
    except (ValueError, RecursionError):
        raise Unreachable(
            "The answer of ElevenLabs cannot be read, but it may have done what was asked. Look before you try again.",
            detail=f"no JSON but {reply.kind or 'no content type'}",
        ) from None


def told_id(answer: object, name: str = "voice_id") -> str:
    """Return the id of what was made.

    Raises:
        Unreachable: none is told; it may have been made all the same.
    """
    found = identity(fields(answer).get(name))
    if not found:
        raise Unreachable(
            "ElevenLabs did not say what it made. Look at your voices before you try again.", detail=f"no {name}"
        )
    return found


def _seconds(moment: str) -> float:
    said = datetime.fromisoformat(moment)
    return (said if said.tzinfo else said.replace(tzinfo=UTC)).timestamp()


_TYPES = {
    "wav": "audio/wav",
    "mp3": "audio/mpeg",
    "flac": "audio/flac",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "m4a": "audio/mp4",
    "mp4": "audio/mp4",
    "aac": "audio/aac",
    "webm": "audio/webm",
}
