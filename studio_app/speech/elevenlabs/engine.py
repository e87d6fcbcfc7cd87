"""The engine of ElevenLabs. Audio is heard while it is made, with the times of its words."""

from __future__ import annotations

import asyncio
import logging
import math
from contextlib import aclosing, contextmanager, suppress
from dataclasses import replace
from email.utils import parsedate_to_datetime
from time import monotonic, time
from typing import TYPE_CHECKING
from urllib.parse import quote

from studio_app.domain.errors import (
    CannotTell,
    RateLimited,
    SpeechError,
    TextRefused,
    Unauthorised,
    Unreachable,
)
from studio_app.speech.elevenlabs import history, plans, refusals, sound
from studio_app.speech.elevenlabs.alignment import Alignment
from studio_app.speech.elevenlabs.asking import asking
from studio_app.speech.elevenlabs.calls import Calls
from studio_app.speech.elevenlabs.cloning import Maker
from studio_app.speech.elevenlabs.effects import Effects
from studio_app.speech.elevenlabs.hearing import Hearing, damaged, lines
from studio_app.speech.elevenlabs.library import Library
from studio_app.speech.elevenlabs.live import speak_live
from studio_app.speech.elevenlabs.models import KNOWN, SETTINGS, check_settings, read_groups, read_models, unknown
from studio_app.speech.elevenlabs.voices import Voices
from studio_app.speech.engine import AudioChunk, Balance, Billing, Capabilities, Found, Timings
from studio_app.speech.traffic.line import Again, Line

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager

    from studio_app.domain.errors import LecternError
    from studio_app.speech.account import Account
    from studio_app.speech.elevenlabs.asking import Dictionary
    from studio_app.speech.elevenlabs.history import Item
    from studio_app.speech.elevenlabs.refusals import Area
    from studio_app.speech.engine import Lost, Model, SpeakRequest, SpeechPart, Voice
    from studio_app.speech.traffic.line import Reply, Response
    from studio_app.speech.traffic.pace import Pace

_log = logging.getLogger(__name__)

BASE_URL = "https://api.elevenlabs.io"
#: How often the same content may be spoken again for nothing by the provider's documentation (see CONTRACT of the provider:
#: disputed for the API; what was billed is what counts).
FREE_REPEATS = 2
#: Seconds between looks into the history for an answer that is not there at once: nobody says how soon it appears.
WAITS = (0.5, 1.0, 1.5, 2.5, 4.0, 5.0, 5.5)
#: A request so many seconds old has long ended, and its answer appeared: one look is enough.
_SETTLED = 900.0
_PAGE = 1000
_PAGES = 50
_VOICES_PAGE = 100
#: Seconds for which the list of voices is taken as it was.
_VOICES_KEPT = 300.0


class _AskLess(SpeechError):
    """A refusal of a part of what was asked, which can be left out: "stitching", "ids", "timestamps" or "format"."""

    def __init__(self, part: str) -> None:
        super().__init__(f"ElevenLabs does not do this with {part}.")
        self.part = part


class ElevenLabsEngine:
    """``Engine`` over the provider's HTTP interface. A request whose voice is "" gets the default voice of its language.

    Attributes:
        notes: sentences for the person about what this account cannot have.

    Args:
        account: whose key speaks.
        waits: seconds between looks for a lost answer.
        pace: how long the line waits for what, None for its own.
        dictionaries: pronunciation dictionaries at the provider that it applies to every text.

    Raises:
        WrongUsage: the account's address cannot be used.
        Unauthorised: its key cannot be one.
    """

    name = "elevenlabs"

    def __init__(
        self,
        account: Account,
        *,
        waits: Sequence[float] = WAITS,
        pace: Pace | None = None,
        dictionaries: Sequence[Dictionary] = (),
    ) -> None:
        self.notes: list[str] = []
        self._account = account
        self._base_url = account.base_url or BASE_URL
        self._waits = tuple(waits)
        self._dictionaries = tuple(dictionaries)
        self._line = Line(
            account,
            self._base_url,
            ceiling=plans.FEWEST,
            headers={"xi-api-key": account.key},
            name="ElevenLabs",
            pace=pace,
        )
        self._models = {model.id: model for model in KNOWN}
        self._groups: dict[str, str] = {}
        self._group = ""
        self._voices = Voices()
        self._voices_read: float | None = None
        self._tier = ""
        self._format = sound.LADDER[0]
        self._unstitched: set[str] = set()
        self._spoiled: set[str] = set()
        self._untimed: set[tuple[str, str]] = set()
        self._ready = asyncio.Lock()
        self._is_ready = False
        self._skew: float | None = None
        self._clock_asked = False
        self._given: set[str] = set()
        self._broken: dict[tuple[str, str, str], list[str]] = {}
        self._rights = plans.Rights()
        calls = Calls(self._line, self._free, lambda: self._skew, self._forget_voices)
        self._library = Library(calls, account, lambda: self._tier, self._read_subscription)
        self._maker = Maker(calls, lambda: self._rights, lambda: self._format != sound.LADDER[-1])
        self._effects = Effects(calls, lambda: self._format != sound.LADDER[-1])

    @property
    def line(self) -> Line:
        """The line to the provider: whether it is there, and how many requests run."""
        return self._line

    @property
    def library(self) -> Library:
        """Return where its voices are chosen from."""
        return self._library

    @property
    def maker(self) -> Maker:
        """Return what makes voices."""
        return self._maker

    @property
    def effects(self) -> Effects:
        """Return what makes sound effects."""
        return self._effects

    @property
    def capabilities(self) -> Capabilities:
        """Return what the engine can do, as far as is known now."""
        return Capabilities(
            bills=True,
            concurrency=self._line.slots.ceiling(self._group),
            word_timings=True,
            models=tuple(self._model(id_) for id_ in self._models),
            settings=SETTINGS,
            free_repeats=FREE_REPEATS,
            finds=not self._account.zero_retention,
        )

    @property
    def waits(self) -> str:
        """Return why what is to be spoken waits now, a sentence for the person; "" while it does not. Any thread."""
        return self._line.state.sentence

    async def ready(self) -> None:
        """Read models, voices and plan. Without a network, or where the key may not read one, what is known stands.

        Raises:
            Unauthorised: the key is missing or wrong.
        """
        async with self._ready:
            if self._is_ready:
                return
            try:
                await self._read_models()
                await self._read_voices()
                await self._read_plan()
            except Unauthorised:
                raise
            except SpeechError as error:
                _log.info("ElevenLabs did not say what it has: %s", error.detail)
                return
            self._is_ready = True

    async def voices(self) -> Sequence[Voice]:
        """Return every voice of the account, in the provider's order; asked for again after some minutes.

        Raises:
            Unauthorised, Unreachable, …: they cannot be asked for, and none are known.
        """
        if self._voices_read is None or monotonic() - self._voices_read > _VOICES_KEPT:
            try:
                await self._read_voices()
            except (Unreachable, RateLimited):
                if not self._voices:
                    raise
        return self._voices.all

    def default_voice(self, language: str) -> str:
        """Return the voice for a BCP 47 tag, one that reads aloud before others; VoiceMissing where none fits."""
        spoken = {tag for model in self._models.values() for tag in model.languages}
        return self._voices.default(language, spoken)

    def check_voice(self, voice: str) -> str:
        """Return the id of a voice named by id or name; VoiceMissing where the account has none such."""
        return self._voices.check(voice)

    def estimate(self, spoken: str, model: str) -> float:
        """Return the credits ``spoken`` should cost: its code points by the model's price, rounded up."""
        return float(math.ceil(len(spoken) * self._model(model).price))

    def turn(self) -> AbstractAsyncContextManager[None]:
        """Wait until the plan lets one more request run and the network is there, and hold its place."""
        return self._line.turn(self._group)

    async def speak(self, request: SpeakRequest) -> AsyncGenerator[SpeechPart, None]:
        """Speak one segment: audio as it comes, then the times of its words, then what was billed.

        Raises:
            VoiceMissing, ModelRefused, TextRefused, OutOfCredit, Unauthorised: it cannot be done; nothing was billed.
            RateLimited: the provider is too busy; nothing was billed.
            Unreachable: it was not reached, or its answer was lost; ``maybe_billed`` tells.
        """
        request, model = self._checked(request)
        if not request.text.strip():
            yield AudioChunk(b"", "pcm_s16le", 44100, 1)
            yield Billing(0.0)
            return
        async with aclosing(self._asked(request, model.id)) as parts:
            async for part in parts:
                yield part

    async def speak_live(self, request: SpeakRequest) -> AsyncGenerator[SpeechPart, None]:
        """Speak over a websocket, for the earliest first sound; as ``speak``, but the provider does not say what it billed.

        Where the plan is not known it is in the format every plan has: here a refusal comes late.

        Raises:
            ModelRefused: the model does not speak so (v3 and v4); use ``speak``.
            SpeechError: as for ``speak``.
        """
        request, model = self._checked(request)
        estimate = self.estimate(request.text, model.id)
        output_format = self._format if self._tier else sound.LADDER[-1]
        async with aclosing(
            speak_live(self._account, self._base_url, request, model, output_format, estimate)
        ) as parts:
            async for part in parts:
                yield part

    async def find(self, lost: Lost) -> Found | None:
        """Look for a lost answer in the history, several times over some seconds where the request is recent.

        Each answer is given to one request only, as long as this engine lives.

        Raises:
            CannotTell: the provider keeps none for this account, or it has several that may be it.
            SpeechError: the history cannot be read.
        """
        if self._account.zero_retention:
            raise CannotTell(
                "This account leaves nothing with ElevenLabs (zero retention), so a lost answer cannot be fetched again."
            )
        if not lost.request_id:
            lost = replace(lost, request_id=self._broken_id(lost))
        if self._skew is None and not self._clock_asked:
            await self._free("/v1/models")
        for wait in (*self._waits_for(lost), None):
            item = await self._look(lost)
            if item is not None and item.state != "processing":
                return await self._fetch(item, lost.text)
            if wait is not None:
                await asyncio.sleep(wait)
        return None

    async def balance(self) -> Balance:
        """Ask for plan, credits left, when they reset and how many requests may run at once.

        Raises:
            Unauthorised, Unreachable, RateLimited: it cannot be asked.
        """
        try:
            said = await self._read_subscription()
        except Unauthorised:
            # A key that may do nothing but speak is refused this too; whether it is good at all another call tells.
            await self._read_models()
            self._note(plans.SCOPED)
            return Balance(concurrency=self._line.slots.ceiling(self._group), note=" ".join(self.notes))
        balance = plans.read_balance(said, self._line.slots.ceiling(self._group))
        return replace(balance, note=" ".join(note for note in (balance.note, *self.notes) if note))

    async def close(self) -> None:
        """Close all connections. The engine cannot be used afterwards."""
        await self._line.close()

    # What is read for nothing

    async def _free(
        self, path: str, params: Mapping[str, object] | None = None, area: Area = refusals.SPEAKING
    ) -> Reply:
        def judge(status: int, headers: Mapping[str, str], body: bytes) -> LecternError | Again:
            found = refusals.judged(status, headers, body, area=area)
            if isinstance(found, Unreachable):
                found.maybe_billed = False
            return found

        before = time()
        reply = await self._line.free("GET", path, params=params, refusal=judge)
        self._learn_clock(reply.headers.get("date", ""), (before + time()) / 2)
        return reply

    def _learn_clock(self, date: str, now: float) -> None:
        """Learn how far the provider's clock is ahead; it tells whole seconds, so half a one is added."""
        self._clock_asked = True
        try:
            self._skew = parsedate_to_datetime(date).timestamp() + 0.5 - now
        except (ValueError, TypeError, IndexError, OverflowError):
            return

    async def _read_models(self) -> None:
        try:
            said = (await self._free("/v1/models")).json()
        except Unauthorised as error:
            if not refusals.is_permission(error):
                raise
            self._note("This key may not list models, so Lectern goes by what it knows of them.")
            return
        found = read_models(said)
        if found:
            self._models = {model.id: model for model in found}
        self._groups = read_groups(said)
        self._group = self._group or self._groups.get(next(iter(self._models)), "")

    async def _read_plan(self) -> None:
        try:
            await self._read_subscription()
        except Unauthorised:
            self._note(plans.SCOPED)

    async def _read_subscription(self) -> object:
        """Return what the account has, and go by it from now on."""
        said: object = (await self._free("/v1/user/subscription")).json()
        self._rights = plans.read_rights(said)
        self._learn_plan(plans.tier_of(said))
        return said

    def _learn_plan(self, tier: str) -> None:
        """Go by a plan from now on. What the provider said of its limits since stands."""
        if not tier or tier == self._tier:
            return
        self._tier = tier
        self._format = sound.best_format(tier)
        for model in self._models:
            self._line.slots.learn(self._groups.get(model, ""), maximum=plans.at_once(tier, model))

    async def _read_voices(self) -> None:
        found, token = Voices(), ""
        try:
            for _ in range(_PAGES):
                params = {"page_size": str(_VOICES_PAGE), "include_total_count": "false"}
                page = (await self._free("/v2/voices", params | ({"next_page_token": token} if token else {}))).json()
                page = page if isinstance(page, dict) else {}
                found.add(page.get("voices") or ())
                token = page.get("next_page_token") or ""
                if not page.get("has_more") or not token:
                    break
        except Unauthorised as error:
            if not refusals.is_permission(error):
                raise
            self._note("This key may not list voices (permission voices_read); name a voice by its id.")
            return
        self._voices, self._voices_read = found, monotonic()

    def _forget_voices(self) -> None:
        """Ask for the voices again when somebody wants them: there is one more, or one less."""
        self._voices_read = None

    def _note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)

    # Speaking

    def _model(self, id_: str) -> Model:
        model = self._models.get(id_) or (unknown(id_) if id_ else next(iter(self._models.values())))
        return replace(model, stitches=False) if model.id in self._unstitched else model

    def _checked(self, request: SpeakRequest) -> tuple[SpeakRequest, Model]:
        model = self._model(request.model)
        check_settings(request.settings)
        if model.characters is not None and len(request.text) > model.characters:
            raise TextRefused(
                f"{model.name} of ElevenLabs speaks at most {model.characters:,} characters in one piece."
            )
        return replace(request, voice=request.voice or self.default_voice(request.language)), model

    async def _asked(self, request: SpeakRequest, id_: str) -> AsyncGenerator[SpeechPart, None]:
        """Ask, and ask again for less where plan or model have not all of it; what is left out is remembered."""
        while True:
            request = replace(request, before_ids=tuple(one for one in request.before_ids if one not in self._spoiled))
            model, output_format = self._model(id_), self._format
            timed = (id_, output_format) not in self._untimed
            try:
                async with aclosing(self._once(request, model, output_format, timed=timed)) as parts:
                    async for part in parts:
                        yield part
                return
            except _AskLess as less:
                self._learn_less(less.part, id_, output_format)
                if less.part == "ids":
                    self._spoiled.update(request.before_ids)

    def _learn_less(self, part: str, model: str, output_format: str) -> None:
        _log.info("ElevenLabs refused %s with %s in %s", part, model, output_format)
        if part == "stitching":
            self._unstitched.add(model)
        elif part == "timestamps":
            self._untimed.add((model, output_format))
        elif self._format == output_format:  # else another request has learned it meanwhile
            self._format = sound.lesser_format(output_format) or output_format
            self._note(sound.SENTENCES[self._format])

    async def _once(
        self, request: SpeakRequest, model: Model, output_format: str, *, timed: bool
    ) -> AsyncGenerator[SpeechPart, None]:
        call = asking(
            request,
            model,
            output_format,
            timestamps=timed,
            logging=not self._account.zero_retention,
            dictionaries=self._dictionaries,
        )

        def judge(status: int, headers: Mapping[str, str], body: bytes) -> LecternError | Again:
            said = refusals.read_error(body)
            if call.stitches and refusals.drops_stitching(status, said):
                return _AskLess("ids" if call.by_ids and "unsupported_model" not in said.names else "stitching")
            if timed and refusals.drops_timestamps(status, said):
                return _AskLess("timestamps")
            if sound.lesser_format(output_format) and refusals.drops_format(status, said):
                return _AskLess("format")
            if status >= 500:
                # Ids of requests that were made again can make the provider fail whenever they are named.
                self._spoiled.update(request.before_ids)
            return refusals.judged(status, headers, body, request.text)

        self._group = self._groups.get(model.id, "")
        hearing = Hearing(request.text, output_format)
        async with self._line.stream(
            "POST", call.path, refusal=judge, group=self._group, params=call.query, json=call.body
        ) as response:
            with self._remembered(request, response.headers):
                async with aclosing(_heard(response, hearing, timed=timed)) as chunks:
                    async for chunk in chunks:
                        yield chunk
        if words := hearing.words():
            yield Timings(words)
        yield self._billing(response.headers, request.text, model.id)

    @contextmanager
    def _remembered(self, request: SpeakRequest, headers: Mapping[str, str]) -> Iterator[None]:
        """Remember of an answer whose it is: heard to its end nobody else's, else to be looked for by its id."""
        request_id = headers.get("request-id", "")
        try:
            yield
        except BaseException:
            self._broken.setdefault((request.voice, request.model, request.text), []).append(request_id)
            raise
        self._given |= {request_id, headers.get("history-item-id", "")} - {""}

    def _billing(self, headers: Mapping[str, str], text: str, model: str) -> Billing:
        request_id = headers.get("request-id", "")
        for name in ("character-cost", "x-character-count"):
            with suppress(ValueError):
                return Billing(_credits(headers.get(name, "")), request_id)
        return Billing(self.estimate(text, model), request_id, known=False)

    # Looking for what was lost

    def _broken_id(self, lost: Lost) -> str:
        ids = self._broken.get((lost.voice, lost.model, lost.text), [])
        return next((id_ for id_ in ids if id_ and id_ not in self._given), "")

    def _waits_for(self, lost: Lost) -> Sequence[float]:
        return self._waits if time() - history.opened_at(lost) < _SETTLED else ()

    async def _look(self, lost: Lost) -> Item | None:
        """Look through the history from the newest back to when the request was opened."""
        since = history.opened_at(lost) + (self._skew or 0.0) - history.EARLIER_AT_MOST
        params = {"page_size": str(_PAGE), "voice_id": lost.voice, "date_after_unix": str(int(since))}
        items: list[Item] = []
        for _ in range(_PAGES):
            page = (await self._free("/v1/history", params)).json()
            items += history.read_items(page)
            after = history.next_page(page)
            if not after:
                break
            params["start_after_history_item_id"] = after
        found = history.match(lost, items, skew=self._skew, given=self._given)
        if len(found) > 1:
            raise CannotTell(
                "Several recordings in the ElevenLabs history may be the lost one; look there before you generate again."
            )
        return found[0] if found else None

    async def _fetch(self, item: Item, text: str) -> Found:
        """Get the audio of an item, which from now on is given away."""
        self._given |= {item.id, item.request_id} - {""}
        try:
            reply = await self._free(f"/v1/history/{quote(item.id, safe='')}/audio")
            audio = sound.whole(reply.data, item.output_format)
            if audio is None:
                raise Unreachable(
                    "The lost recording is in your ElevenLabs history, but did not come. Try again in a while.",
                    maybe_billed=False,
                    detail="the history gives no audio",
                )
        except BaseException:
            self._given -= {item.id, item.request_id}
            raise
        alignment = Alignment(text or item.text)
        alignment.add(item.alignment or await self._alignment_of(item), 0.0)
        known = item.credits >= 0
        credits_ = item.credits if known else self.estimate(item.text, item.model)
        seconds = len(reply.data) / audio.pace if audio.pace else 0.0
        chunk = AudioChunk(reply.data, audio.codec, audio.rate, audio.channels)
        return Found(chunk, Billing(credits_, item.request_id, known=known), alignment.words(seconds))

    async def _alignment_of(self, item: Item) -> object:
        """Return the times of an item's characters, which lists of items may leave out; None where there are none."""
        try:
            page = {"history": [(await self._free(f"/v1/history/{quote(item.id, safe='')}")).json()]}
        except SpeechError:
            return None
        return next((one.alignment for one in history.read_items(page)), None)


async def _heard(response: Response, hearing: Hearing, *, timed: bool) -> AsyncGenerator[AudioChunk, None]:
    """Give the audio of an answer as it comes, to its last byte."""
    if response.kind.startswith(("audio/", "text/html") if timed else ("text/", "application/json")):
        raise damaged(f"content type {response.kind[:60]!r}")
    async with aclosing(lines(response) if timed else _pieces(response)) as pieces:
        async for piece in pieces:
            chunk = hearing.line(piece) if timed else hearing.audio(piece)
            if chunk:
                yield chunk
    rest = hearing.end()
    if rest:
        yield rest


async def _pieces(response: Response) -> AsyncGenerator[bytes, None]:
    async for piece in response:
        yield piece


def _credits(said: str) -> float:
    value = float(said)
    if not math.isfinite(value) or value < 0:
        raise ValueError
    return value
