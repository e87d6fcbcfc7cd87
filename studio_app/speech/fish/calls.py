"""Calls to Fish Audio that cost nothing: about voices and about the account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from studio_app.domain.errors import ModelRefused, NotOffered, RateLimited, TextRefused, Unreachable, VoiceMissing
from studio_app.speech.fish.refusals import about_voice, refusal
from studio_app.speech.traffic.line import Again

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from studio_app.domain.errors import SpeechError
    from studio_app.speech.making import Sent
    from studio_app.speech.traffic.line import Line, Refusal, Reply
    from studio_app.speech.traffic.upload import Part

    Said = Callable[..., SpeechError]
    Params = Mapping[str, str | int | Sequence[str]]

VOICES = "/model"


class Calls:
    """The account's line, for calls that cost nothing. ``key`` is what no error repeats."""

    def __init__(self, line: Line, key: str) -> None:
        self.line = line
        self.key = key

    async def ask(
        self,
        method: str,
        path: str,
        said: Said = about_voice,
        *,
        params: Params | None = None,
        json: Any = None,
    ) -> Reply:
        """Make a call; ``said`` is what a refusal means.

        Raises:
            Unreachable: it could not be made, or its answer was lost; never billed.
            SpeechError: what ``said`` gave.
        """
        try:
            return await self.line.free(method, path, params=params, json=json, refusal=judge(said, self.key))
        except Unreachable as error:
            again = Unreachable(error.sentence, maybe_billed=False, detail=error.detail)
            again.can_retry = error.can_retry
            raise again from None

    async def send(
        self,
        path: str,
        parts: Sequence[Part],
        said: Said,
        *,
        sent: Sent | None = None,
        method: str = "POST",
        never: Sequence[str] = (),
    ) -> Reply:
        """Send a form, once; ``sent`` is told how far it is, ``never`` is what no error repeats.

        Raises:
            Unreachable: with ``maybe_billed`` it may have arrived.
            SpeechError: what ``said`` gave.
        """
        return await self.line.upload(path, parts, refusal=judge(said, self.key, *never), sent=sent, method=method)

    async def page(self, params: Params) -> dict[str, Any]:
        """Return a page of a list of voices; its "items" are a list.

        Raises:
            Unreachable: what came is no such page.
            NotOffered: nothing is listed at this address, or not so.
        """
        try:
            told = (await self.ask("GET", VOICES, refusal, params=params)).json()
        except (ModelRefused, TextRefused, VoiceMissing) as error:
            raise NotOffered(
                "Fish Audio does not list its voices in this way; check the address of the account.",
                detail=error.detail,
            ) from None
        if not isinstance(told, dict) or not isinstance(told.get("items"), list):
            raise Unreachable(
                "Fish Audio does not list its voices as it should; try again later.",
                maybe_billed=False,
                detail=f"a list of voices is a {type(told).__name__}",
            )
        return told

    async def voice(self, voice: str) -> dict[str, Any]:
        """Return what is told of one voice.

        Raises:
            VoiceMissing: there is none such.
        """
        told = (await self.ask("GET", path_of(voice))).json()
        if not isinstance(told, dict):
            raise Unreachable(
                "Fish Audio does not tell of this voice as it should; try again later.",
                maybe_billed=False,
                detail=f"a voice is a {type(told).__name__}",
            )
        return told


def path_of(voice: str) -> str:
    """Return the path of a voice.

    Raises:
        VoiceMissing: no voice can have such an id.
    """
    if not voice.strip(".") or not voice.isprintable():
        raise VoiceMissing("Fish Audio has no such voice; choose another one.", detail="no id")
    return f"{VOICES}/{quote(voice, safe='')}"


def judge(said: Said, *never: str) -> Callable[[int, Mapping[str, str], bytes], Refusal]:
    """Return what a line asks about refusals: too many at once and too busy are tried again, nothing was taken.

    Args:
        said: makes the error of a status and a body; see refusals.py.
        never: what no error repeats.
    """

    def judged(status: int, headers: Mapping[str, str], data: bytes) -> Refusal:
        after = _seconds(headers.get("retry-after"))
        error = said(status, data, never=never, retry_after=after)
        if isinstance(error, RateLimited):
            return Again(after, "limit", error.detail)
        return Again(after, "busy", error.detail) if status == 503 else error

    return judged


def _seconds(text: str | None) -> float | None:
    """Return how long a provider asks to wait, None where it does not say in seconds."""
    return float(text) if text and text.strip().isdecimal() else None
