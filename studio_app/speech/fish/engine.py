"""The Fish Audio engine: speech with the times of its words, streamed, over one line per account.

What is spoken is billed by the UTF-8 byte when it begins, and no answer says what it cost: what was billed is always the
estimate. There is no history: an answer that was lost is paid again if it is asked for again.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from studio_app.domain.errors import (
    CannotTell,
    RateLimited,
    SpeechError,
    Unauthorised,
    Unreachable,
    VoiceMissing,
)
from studio_app.speech.engine import Balance, Billing, Capabilities, Voice
from studio_app.speech.fish.answers import Answer, events, message, not_speech
from studio_app.speech.fish.asking import Reference, body, cost, opening, packed
from studio_app.speech.fish.calls import Calls, judge
from studio_app.speech.fish.cloning import FishMaker
from studio_app.speech.fish.library import FishLibrary
from studio_app.speech.fish.live import conversation
from studio_app.speech.fish.models import FEWEST_AT_ONCE, MODELS, SETTINGS, at_once, model_named
from studio_app.speech.fish.refusals import NotSpokenSo, refusal
from studio_app.speech.fish.voices import LANGUAGES, UNDETERMINED, Voices, is_id, read_voices
from studio_app.speech.making import INLINE
from studio_app.speech.traffic.line import Line

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, AsyncIterator, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager

    from studio_app.speech.account import Account
    from studio_app.speech.engine import Found, Lost, SpeakRequest, SpeechPart
    from studio_app.speech.library import Library
    from studio_app.speech.making import Maker, Sample
    from studio_app.speech.traffic.line import Response
    from studio_app.speech.traffic.pace import Pace

_log = logging.getLogger(__name__)

ADDRESS = "https://api.fish.audio"
NAME = "Fish Audio"
_SPEECH = "/v1/tts"
_TIMED_SPEECH = "/v1/tts/stream/with-timestamp"
_LIVE_SPEECH = "/v1/tts/live"
_CREDIT = "/wallet/self/api-credit"

#: The most entries of a page, the most pages of one's own voices, and how many of a language are asked for where the best
#: liked of all languages have none.
_PAGE = 100
_PAGES = 10
_FEW = 10
#: Seconds for which a list of voices is not asked for again.
_FRESH = 60.0
#: The most bytes of an answer that is no speech.
_LARGEST_REFUSAL = 1 << 20
#: Answers of a type that cannot be speech, whatever the status says.
_NO_SPEECH = frozenset({"application/json", "text/html", "application/xhtml+xml", "application/xml", "text/xml"})


class FishEngine:
    """``Engine`` for an account with Fish Audio.

    Args:
        account: whose key it speaks with.
        references: voices given as recordings, by an id of their own: no voice of the provider is needed for them.
        pace: how long to wait for what.

    Raises:
        WrongUsage, Unauthorised: address, proxy, certificates or key of the account cannot be used.
    """

    name = "fish"

    def __init__(
        self,
        account: Account,
        *,
        references: Mapping[str, Sequence[Reference]] | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._account = account
        self._references = dict(references or {})
        self._inline = {voice: Voice(voice, voice, self.name, UNDETERMINED) for voice in self._references}
        self._base_url = account.base_url or ADDRESS
        self._headers = {"Authorization": f"Bearer {account.key}"}
        self._line = Line(account, self._base_url, ceiling=FEWEST_AT_ONCE, headers=self._headers, name=NAME, pace=pace)
        self._capabilities = Capabilities(
            bills=True, concurrency=FEWEST_AT_ONCE, word_timings=True, models=MODELS, settings=SETTINGS, unit="bytes"
        )
        calls = self._calls = Calls(self._line, account.key)
        self._library = FishLibrary(calls, account, self._inline, self._forget)
        self._maker = FishMaker(calls, self._forget)
        self._voices = Voices()
        self._listed = float("-inf")
        self._listing = asyncio.Lock()
        self._untimed: set[str] = set()

    @property
    def line(self) -> Line:
        """The line to the provider: whether it is there, and how many requests run."""
        return self._line

    @property
    def library(self) -> Library | None:
        """Return the public library, and one's own voices."""
        return self._library

    @property
    def maker(self) -> Maker | None:
        """Return what clones and designs voices."""
        return self._maker

    def add_inline(self, voice: str, samples: Sequence[Sample], *, name: str, language: str = "") -> None:
        """Let a voice be spoken with that is recordings: they go along with each request; see ``TakesRecordings``.

        Adding it again replaces it.
        """
        if samples:
            self._references[voice] = tuple(Reference(sample.data, sample.text) for sample in samples)
            self._inline[voice] = Voice(voice, name or voice, self.name, language or UNDETERMINED)
        else:
            self._references.pop(voice, None)
            self._inline.pop(voice, None)

    @property
    def effects(self) -> None:
        """Return None: Fish Audio makes no sound effects."""
        return None

    @property
    def capabilities(self) -> Capabilities:
        """Return what the engine can do; how much at once grows with what the account has paid in."""
        return replace(self._capabilities, concurrency=self._line.slots.ceiling())

    @property
    def waits(self) -> str:
        """Return why what is to be spoken waits now, a sentence for the person; "" while it does not. Any thread."""
        return self._line.state.sentence

    async def ready(self) -> None:
        """Read voices and credit. Where the provider cannot be reached, what was known stays.

        Raises:
            Unauthorised: the key is wrong.
        """
        async with self._listing:
            if self._listed > float("-inf"):
                return
            try:
                await self._list_voices()
            except Unauthorised:
                raise
            except SpeechError as error:
                _log.info("The voices are not known yet: %s %s", type(error).__name__, error.detail)
                return
        try:
            await self.balance()
        except SpeechError as error:
            _log.info("The credit is not known: %s %s", type(error).__name__, error.detail)

    async def voices(self) -> Sequence[Voice]:
        """Return one's own voices and the best liked of the public library; without a network those known before.

        Raises:
            SpeechError: the provider cannot be asked, and never was.
        """
        async with self._listing:
            try:
                if asyncio.get_running_loop().time() - self._listed > _FRESH:
                    await self._list_voices()
            except (Unreachable, RateLimited):
                if not self._voices.all:
                    raise
        return [*self._inline.values(), *self._voices.all]

    def default_voice(self, language: str) -> str:
        """Return the best liked public voice of a language; VoiceMissing where none is known."""
        return self._voices.default(language)

    def check_voice(self, voice: str) -> str:
        """Return the id of a voice named by id or name; VoiceMissing if there is none such."""
        if voice in self._references:
            return voice
        if voice.startswith(INLINE):
            raise VoiceMissing("This voice is made of recordings that are not on this computer; choose another one.")
        called = [one.id for one in self._inline.values() if one.name == voice]
        return called[0] if len(called) == 1 else self._voices.check(voice)

    def estimate(self, spoken: str, model: str) -> float:
        """Return the UTF-8 bytes of a text, 0 with the free model."""
        return cost(spoken, model_named(model))

    def turn(self) -> AbstractAsyncContextManager[None]:
        """Wait for one of the account's places and for the network."""
        return self._line.turn()

    async def speak(self, request: SpeakRequest) -> AsyncIterator[SpeechPart]:
        """Speak one segment, as it comes, with the times of its words where the provider gives them.

        Raises:
            VoiceMissing, ModelRefused, TextRefused: the request cannot be done.
            Unauthorised, OutOfCredit, RateLimited: the account is not let in; nothing was billed.
            Unreachable: the answer was lost; ``maybe_billed`` tells.
        """
        request, fields = await self._asked(request)
        answer = Answer(request.text, self._account.key)
        async for part in self._spoken(request.model, fields, answer):
            yield part
        for part in answer.end():
            yield part
        yield self._bill(request)

    async def speak_live(self, request: SpeakRequest) -> AsyncIterator[SpeechPart]:
        """Speak one segment over the websocket: the same parts, without times of words. Raises as ``speak`` does.

        Be in a ``turn``. Refusals come before speech begins; nothing is sent again.
        """
        request, fields = await self._asked(request)
        answer = Answer(request.text, self._account.key)
        said = partial(refusal, never=(self._account.key, request.text))
        headers = {**self._headers, "model": model_named(request.model).id}
        async with conversation(self._account, self._base_url + _LIVE_SPEECH, headers, opening(fields), said) as frames:
            async for frame in frames:
                parts, last = message(frame, answer)
                for part in parts:
                    yield part
                if last:
                    break
        for part in answer.end():
            yield part
        yield self._bill(request)

    async def find(self, lost: Lost) -> Found | None:  # noqa: ARG002  the protocol's arguments
        """Raise CannotTell: the provider keeps no history."""
        raise CannotTell(
            "Fish Audio keeps no history, so nobody can tell whether this was billed; it is sent again only if you say so."
        )

    async def balance(self) -> Balance:
        """Return the API credit in USD, and learn from what was paid in how many requests may run at once.

        Raises:
            SpeechError: it cannot be asked.
        """
        told = (await self._calls.ask("GET", _CREDIT, refusal)).json()
        try:
            credit, paid = float(told["credit"]), float(told["cumulative_top_up"])
        except (KeyError, TypeError, ValueError) as error:
            raise Unreachable(
                "Fish Audio does not say what credit is left; look at fish.audio.",
                maybe_billed=False,
                detail=f"{type(error).__name__} in the credit",
            ) from error
        self._line.slots.learn(maximum=at_once(paid))
        return Balance(
            left=credit,
            concurrency=at_once(paid),
            unit="USD",
            note="This is the credit of the API; the credit of the website is separate.",
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._line.close()

    async def _asked(self, request: SpeakRequest) -> tuple[SpeakRequest, dict[str, Any]]:
        """Return a request with its voice by id, and its fields. Voices are asked for if nobody did yet."""
        references = self._references.get(request.voice, ())
        if not references:
            if not self._voices.all and not is_id(request.voice):
                await self.ready()
            voice = self.check_voice(request.voice) if request.voice else self.default_voice(request.language)
            request = replace(request, voice=voice)
        return request, body(request, references)

    def _bill(self, request: SpeakRequest) -> Billing:
        estimate = self.estimate(request.text, request.model)
        return Billing(estimate, known=not estimate)

    async def _spoken(self, model: str, fields: dict[str, Any], answer: Answer) -> AsyncIterator[SpeechPart]:
        """Yield an answer with times, or without them where a model offers none: a refusal that costs nothing."""
        if model not in self._untimed:
            try:
                async with self._request(_TIMED_SPEECH, model, fields) as response:
                    async for event in events(await _speech(response, answer)):
                        for part in answer.event(event):
                            yield part
                return
            except NotSpokenSo:
                _log.info("No times of words are offered by %s", model or "the usual model")
                self._untimed.add(model)
        async with self._request(_SPEECH, model, fields) as response:
            async for piece in await _speech(response, answer):
                for part in answer.audio(piece):
                    yield part

    def _request(self, path: str, model: str, fields: dict[str, Any]) -> AbstractAsyncContextManager[Response]:
        content, kind = packed(fields)
        return self._line.stream(
            "POST",
            path,
            content=content,
            headers={"model": model_named(model).id, "content-type": kind},
            refusal=judge(refusal, self._account.key, fields["text"]),
        )

    async def _list_voices(self) -> None:
        own: dict[str, Voice] = {}
        number = 0
        while number < _PAGES:
            number += 1
            items = await self._page(
                {"self": "true", "page_size": _PAGE, "page_number": number, "sort_by": "created_at"}
            )
            own |= read_voices(items)
            if len(items) < _PAGE:
                break
        voices = Voices(own, read_voices(await self._page({"page_size": _PAGE, "sort_by": "score"})))
        missing = [language for language in LANGUAGES if not voices.speaks(language)]
        for language in missing:
            voices.public |= read_voices(
                await self._page({"page_size": _FEW, "sort_by": "score", "language": language})
            )
        self._voices = voices
        self._listed = asyncio.get_running_loop().time()

    async def _page(self, params: Mapping[str, str | int]) -> list[Any]:
        found: list[Any] = (await self._calls.page(params))["items"]
        return found

    def _forget(self) -> None:
        """Ask for the voices again when they are next wanted: one's own are others now."""
        self._listed = float("-inf")


async def _speech(response: Response, answer: Answer) -> AsyncIterable[bytes]:
    """Return the pieces of an answer that can be speech.

    Raises:
        SpeechError: it is a refusal or something else with a status that says all is well.
    """
    if response.kind in _NO_SPEECH:
        raise not_speech(response.kind, await response.read(_LARGEST_REFUSAL), answer)
    return response
