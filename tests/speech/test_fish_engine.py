"""The Fish Audio engine against its simulator: speech, voices, credit, and everything that can go wrong."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from speech_desk import Desk

from studio_app.audio.decode import decode
from studio_app.domain.errors import (
    CannotTell,
    ModelRefused,
    OutOfCredit,
    RateLimited,
    SpeechError,
    TextRefused,
    Unauthorised,
    Unreachable,
    VoiceMissing,
    WrongUsage,
)
from studio_app.speech.account import Account
from studio_app.speech.engine import AudioChunk, Lost, SpeakRequest
from studio_app.speech.fish.asking import Reference
from studio_app.speech.fish.engine import FishEngine
from studio_app.speech.traffic.pace import Pace
from tests.simulators import simulator
from tests.simulators.contract import Contract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.simulators import Simulator

TEXT = "It was a bright cold day in April, and the clocks were striking thirteen."
QUICK = Pace(first=0.01, longest=0.05, patience=0.2, offline=0.2, connect=2.0, answer=1.0, silence=0.3, probe=0.01)


def account(sim: Simulator, **changes: str) -> Account:
    return replace(Account("mine", "fish", "Mine", sim.key, base_url=sim.url), **changes)


@pytest.fixture(scope="module")
def shared() -> Iterator[Simulator]:
    with simulator("fish", fast=True) as sim:
        yield sim


@pytest.fixture
def sim(shared: Simulator) -> Simulator:
    """A simulator as good as new."""
    shared.clear()
    shared.occupy(0)
    shared.set(
        credits=10_000_000, paid_in=0.0, text_limit=None, timestamps=True, latency=0.0, chunk=4096, stream_pause=0.0
    )
    shared.books.clear()
    shared.requests.clear()
    return shared


@pytest.fixture
def opened(sim: Simulator) -> Iterator[Callable[..., Desk]]:
    """Make desks of engines with options of the test's own; ready, and closed afterwards."""
    desks: list[Desk] = []

    def make(*, ready: bool = True, changes: dict[str, str] | None = None, **options: Any) -> Desk:
        desks.append(Desk(FishEngine(account(sim, **(changes or {})), **{"pace": QUICK, **options})))
        if ready:
            desks[-1].run(desks[-1].engine.ready())
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()


@pytest.fixture
def fish(opened: Callable[..., Desk]) -> Desk:
    return opened()


def speech(sim: Simulator) -> list[Any]:
    return [seen for seen in sim.requests if "/tts" in seen.path]


async def listened(parts: Any) -> list[Any]:
    return [part async for part in parts]


# speaking


def test_it_speaks_bills_the_estimate_and_says_so(fish, sim):
    answer = fish.say(TEXT)
    assert answer.formats == {("pcm_s16le", 44100, 1)}
    assert answer.seconds == pytest.approx(len(TEXT) * 0.004, abs=0.1)
    assert (answer.billing.credits, answer.billing.known) == (sim.billed, False) == (len(TEXT), False)


def test_words_come_with_their_times(fish):
    words = fish.say(TEXT).words
    assert [TEXT[word.start : word.end] for word in words] == TEXT.replace(",", "").rstrip(".").split()
    assert words[-1].seconds < fish.say(TEXT).seconds


def test_real_speech_of_several_chunks_is_timed_to_its_end():
    text = "I've seen it. " * 10 + "The end."
    with simulator("fish") as sim:
        desk = Desk(FishEngine(account(sim)))
        try:
            desk.run(desk.engine.ready())
            answer = desk.say(text, chunk_length=100)
        finally:
            desk.close()
    assert [text[word.start : word.end] for word in answer.words][-5:] == [
        "I’ve"[:0] + "I've",
        "seen",
        "it",
        "The",
        "end",
    ]
    assert 0.6 * answer.seconds < answer.words[-1].seconds < answer.seconds
    assert len(decode(answer.audio, "pcm_s16le", answer.rate, 1)) > 3 * answer.rate


def test_the_first_sound_comes_before_the_last_is_made(fish, sim):
    sim.set(chunk=2048, stream_pause=0.02)

    async def first() -> tuple[float, float]:
        loop = asyncio.get_running_loop()
        began, times = loop.time(), []
        async for part in fish.engine.speak(fish.request(TEXT * 3)):
            times += [loop.time() - began] if isinstance(part, AudioChunk) else []
        return times[0], times[-1]

    begun, ended = fish.run(first())
    assert begun < ended / 3


def test_where_no_times_are_offered_it_speaks_without_and_asks_once(fish, sim):
    sim.set(timestamps=False)
    assert fish.say(TEXT).audio
    assert fish.say(TEXT).words == ()
    assert [seen.path for seen in speech(sim)] == ["/v1/tts/stream/with-timestamp", "/v1/tts", "/v1/tts"]
    assert sim.billed == 2 * len(TEXT)


def test_a_model_that_gives_no_times_speaks_without_and_the_others_keep_theirs(fish, sim):
    sim.fault("with-timestamp", status=400, message="Timestamps are not supported by this model")
    old = fish.run(fish.hear(replace(fish.request(TEXT), model="s1")))
    assert (old.words, len(old.audio) > 1000) == ((), True)
    assert fish.say(TEXT).words
    assert len(sim.books) == 2


def test_the_model_is_always_said(fish, sim):
    for model in ("", "s2-pro", "s2.1-pro-free"):
        fish.run(fish.hear(replace(fish.request(TEXT), model=model)))
    assert [seen.headers["model"] for seen in speech(sim)] == ["s2.1-pro", "s2-pro", "s2.1-pro-free"]
    assert [row.credits for row in sim.books] == [len(TEXT), len(TEXT), 0]


def test_the_free_model_is_known_to_cost_nothing(fish):
    billing = fish.run(fish.hear(replace(fish.request(TEXT), model="s2.1-pro-free"))).billing
    assert (billing.credits, billing.known) == (0, True)


def test_the_price_is_by_the_byte(fish, sim):
    assert fish.engine.estimate("Größe 你好", "s2-pro") == 14
    fish.say("Größe 你好")
    assert sim.billed == 14


@pytest.mark.parametrize(("how", "longer"), [({"speed": 0.5}, 2.0), ({"speed": 2}, 0.5), ({"volume": -6}, 1.0)])
def test_prosody_is_heard(fish, how, longer):
    plain, changed = fish.say(TEXT), fish.say(TEXT, **how)
    assert changed.seconds / plain.seconds == pytest.approx(longer, rel=0.1)
    assert ("volume" not in how) or changed.level == pytest.approx(plain.level / 2, rel=0.02)


def test_recordings_can_be_a_voice(opened, sim):
    references = {"sample:aunt": [Reference(b"RIFF\xff", "what she says")]}
    desk = opened(references=references)
    assert desk.engine.check_voice("sample:aunt") == "sample:aunt"
    assert desk.say(TEXT, "sample:aunt").audio
    body = speech(sim)[-1].body
    assert body["references"] == [{"audio": b"RIFF\xff", "text": "what she says"}]
    assert "reference_id" not in body


def test_the_websocket_says_the_same(fish, sim):
    async def both() -> tuple[bytes, list[Any]]:
        answer = await fish.hear(fish.request(TEXT))
        return answer.audio, await listened(fish.engine.speak_live(fish.request(TEXT)))

    audio, live = fish.run(both())
    assert b"".join(part.data for part in live[:-1]) == audio
    assert live[-1].credits == len(TEXT)
    assert [frame["event"] for frame in speech(sim)[-1].body] == ["start", "text", "stop"]
    assert speech(sim)[-1].headers["model"] == "s2.1-pro"


def test_leaving_early_ends_the_request(fish, sim):
    sim.set(chunk=2048, stream_pause=0.2)

    async def leave() -> None:
        parts = fish.engine.speak(fish.request(TEXT * 5))
        await anext(parts)
        await parts.aclose()
        for _ in range(100):
            if not sim.slots.taken.get("tts"):
                return
            await asyncio.sleep(0.01)
        pytest.fail("the request goes on")

    fish.run(leave())


CONTRACT = Contract.of("fish")


@pytest.mark.skipif(CONTRACT is None, reason="the provider's OpenAPI file is not here")
def test_every_request_is_as_the_provider_describes_it(opened, sim):
    desk = opened(references={"sample:aunt": [Reference(b"RIFF", "what she says")]})
    ranges = {one.name: one.low for one in desk.engine.capabilities.settings}
    for settings in (ranges, {one.name: one.high for one in desk.engine.capabilities.settings}):
        desk.say(TEXT, **settings)
    for model in desk.engine.capabilities.models:
        desk.run(desk.hear(replace(desk.request(TEXT), model=model.id)))
    desk.say(TEXT, "sample:aunt")
    sim.set(timestamps=False)
    desk.say(TEXT)
    desk.run(desk.engine.voices())
    assert len(sim.requests) > 8
    assert [CONTRACT.wrong_in(seen) for seen in sim.requests] == [[]] * len(sim.requests)


# voices, credit, limits


def test_ones_own_voices_come_first_and_each_language_has_one(fish):
    voices = fish.run(fish.engine.voices())
    assert {voices[0].name, voices[1].name} == {"My narrator", "My mother"}
    assert "Not ready" not in {voice.name for voice in voices}
    for language in ("en", "de", "zh-CN", "pl", "pt-BR"):
        assert fish.engine.default_voice(language)


def test_more_of_ones_own_voices_than_a_page_holds():
    with simulator("fish", fast=True) as sim:
        for number in range(130):
            sim.provider.shelf.add(f"Clone {number}", ["en"], own=True)
        desk = Desk(FishEngine(account(sim)))
        try:
            names = {voice.name for voice in desk.run(desk.engine.voices())}
        finally:
            desk.close()
    assert {f"Clone {number}" for number in range(130)} <= names


def test_who_was_never_ready_gets_ready_to_find_a_voice(opened):
    desk = opened(ready=False)
    answer = desk.run(desk.hear(SpeakRequest(TEXT, "My narrator", "", "en", {})))
    assert answer.audio


def test_being_ready_again_asks_nothing(fish, sim):
    asked = len(sim.requests)
    fish.run(fish.engine.ready())
    fish.run(fish.engine.voices())
    assert len(sim.requests) == asked
    assert speech(sim) == []


def test_credit_is_in_usd_and_apart_from_the_website(fish, sim):
    sim.set(credits=1_000_000)
    balance = fish.run(fish.engine.balance())
    assert (balance.left, balance.unit) == (15.0, "USD")
    assert "website" in balance.note


@pytest.mark.parametrize(("paid", "number"), [(0, 5), (150, 15), (1000, 50)])
def test_what_was_paid_in_says_how_many_at_once(sim, opened, paid, number):
    sim.set(paid_in=paid)
    desk = opened()
    assert desk.engine.capabilities.concurrency == number
    assert desk.run(desk.engine.balance()).concurrency == number


def test_nothing_is_refused_while_turns_are_taken(fish, sim):
    sim.set(latency=0.02)
    answers = fish.say_all([fish.request(f"{TEXT} {number}") for number in range(20)])
    assert all(answer.audio for answer in answers)
    assert sim.most_at_once <= 5
    assert (sim.refused, len(sim.books)) == (0, 20)


def test_with_others_in_its_places_it_waits_and_pays_once(opened, sim):
    sim.occupy(5)
    desk = opened(pace=replace(QUICK, patience=10.0))

    async def wait() -> bytes:
        saying = asyncio.ensure_future(desk.hear(desk.request(TEXT)))
        await asyncio.sleep(0.1)
        await asyncio.to_thread(sim.occupy, 0)
        return (await saying).audio

    assert desk.run(wait())
    assert sim.refused > 0
    assert sim.billed == len(TEXT)


def test_no_history_can_tell(fish):
    with pytest.raises(CannotTell):
        fish.run(fish.engine.find(Lost("voice", "s2.1-pro", 5, "2026-01-01T00:00:00Z")))
    assert not fish.engine.capabilities.finds


# what goes wrong

#: Faults of a request that speaks, what it is, and whether it may have been billed.
SPEAKING = {
    "400 voice": ({"status": 400, "message": "Reference not found"}, VoiceMissing, False),
    "400 plain": ({"status": 400, "message": "Failed to parse", "shape": "plain"}, ModelRefused, False),
    "400 length": ({"status": 400, "message": "text is too long"}, TextRefused, False),
    "401": ({"status": 401}, Unauthorised, False),
    "401 plain": ({"status": 401, "shape": "plain"}, Unauthorised, False),
    "402": ({"status": 402}, OutOfCredit, False),
    "403": ({"status": 403}, Unauthorised, False),
    "404 model": ({"status": 404, "message": "model not found"}, ModelRefused, False),
    "422 text": ({"status": 422, "message": "too long", "code": "text"}, TextRefused, False),
    "422 setting": ({"status": 422, "code": "top_p"}, ModelRefused, False),
    "429": ({"status": 429, "times": 99}, RateLimited, False),
    "429 empty": ({"status": 429, "times": 99, "shape": "empty"}, RateLimited, False),
    "503": ({"status": 503, "times": 99}, RateLimited, False),
    "500": ({"status": 500, "billed": True}, Unreachable, True),
    "502 html": ({"status": 502, "shape": "html"}, Unreachable, True),
    "504": ({"status": 504, "shape": "empty"}, Unreachable, True),
    "507": ({"status": 507}, Unreachable, False),
    "redirect": ({"status": 302, "headers": {"location": "http://127.0.0.1:1/"}}, ModelRefused, False),
    "reset before": ({"reset": "before"}, Unreachable, True),
    "reset before, billed": ({"reset": "before", "billed": True}, Unreachable, True),
    "reset inside": ({"reset": 5000}, Unreachable, True),
    "cut, chunked": ({"cut": 5000, "framing": "chunked"}, Unreachable, True),
    "cut, length": ({"cut": 5000, "framing": "length"}, Unreachable, True),
    "cut, said to be whole": ({"cut": 30000, "framing": "whole"}, Unreachable, True),
    "nothing, said to be whole": ({"cut": 0, "framing": "whole"}, Unreachable, True),
    "stall": ({"stall": (5000, 3.0)}, Unreachable, True),
    "200 error": ({"body": {"status": 402, "message": "no credit"}}, OutOfCredit, False),
    "200 html": ({"body": "<html>sign in</html>", "content_type": "text/html"}, Unreachable, True),
    "200 nonsense": ({"body": "data: what\n\n", "content_type": "text/event-stream"}, Unreachable, True),
    "200 empty": ({"body": "", "content_type": "text/event-stream"}, Unreachable, True),
}


@pytest.mark.parametrize("what", SPEAKING)
def test_faults_of_speaking(fish, sim, what):
    fault, kind, maybe = SPEAKING[what]
    sim.fault("/v1/tts", **fault)
    with pytest.raises(SpeechError) as caught:
        fish.say(TEXT * 4)
    assert (type(caught.value), caught.value.maybe_billed) == (kind, maybe), caught.value.detail
    assert caught.value.sentence.endswith((".", "”"))
    assert "bright" not in caught.value.sentence + caught.value.detail
    assert sim.key not in caught.value.sentence + caught.value.detail + str(caught.value.__dict__)
    assert maybe or not sim.books


def test_an_answer_that_does_not_come_may_have_been_billed():
    # A simulator of its own: what it was asked it goes on to do.
    with simulator("fish", fast=True) as sim:
        desk = Desk(FishEngine(account(sim), pace=replace(QUICK, answer=0.2)))
        try:
            desk.run(desk.engine.ready())
            sim.fault("/v1/tts", delay=1.0)
            with pytest.raises(Unreachable) as caught:
                desk.say(TEXT)
        finally:
            desk.close()
    assert caught.value.maybe_billed


def test_after_a_fault_the_next_is_spoken(fish, sim):
    sim.fault("/v1/tts", reset=3000)
    with pytest.raises(Unreachable):
        fish.say(TEXT)
    assert fish.say(TEXT).audio


def test_a_wrong_content_type_alone_loses_nothing(fish, sim):
    sim.fault("/v1/tts", content_type="text/plain")
    assert fish.say(TEXT).words


@pytest.mark.parametrize("status", [429, 503])
def test_what_was_certainly_not_taken_is_sent_again(opened, sim, status):
    sim.fault("/v1/tts", status=status, times=3)
    assert opened(pace=replace(QUICK, patience=10.0)).say(TEXT).audio
    assert len(sim.books) == 1


def test_a_request_too_long_for_the_provider_is_the_texts_fault(fish, sim):
    sim.set(text_limit=20)
    with pytest.raises(TextRefused):
        fish.say(TEXT)


def test_an_id_nobody_has_is_a_missing_voice(fish, sim):
    with pytest.raises(VoiceMissing):
        fish.say(TEXT, "f" * 32)
    assert sim.books == []


#: Faults of calls that cost nothing. Those that pass by are tried again.
ASKING = {
    "401": ({"status": 401, "shape": "plain"}, Unauthorised),
    "403": ({"status": 403}, Unauthorised),
    "429": ({"status": 429, "times": 99}, RateLimited),
    "500": ({"status": 500, "times": 9}, Unreachable),
    "503": ({"status": 503, "times": 99}, (RateLimited, Unreachable)),
    "reset": ({"reset": "before", "times": 9}, Unreachable),
    "cut": ({"cut": 20, "framing": "length", "times": 9}, Unreachable),
    "no json": ({"body": "<html>", "content_type": "text/html"}, Unreachable),
    "other json": ({"body": ["what"]}, Unreachable),
}


@pytest.mark.parametrize("what", ASKING)
@pytest.mark.parametrize("call", ["voices", "balance"])
def test_faults_of_asking(opened, sim, what, call):
    fault, kind = ASKING[what]
    desk = opened(ready=False)
    sim.fault("/model" if call == "voices" else "/wallet", **fault)
    with pytest.raises(kind) as caught:
        desk.run(getattr(desk.engine, call)())
    assert not caught.value.maybe_billed


@pytest.mark.parametrize("call", ["voices", "balance"])
def test_a_short_fault_of_asking_passes_by(opened, sim, call):
    desk = opened(ready=False)
    sim.fault("", reset="before")
    assert desk.run(getattr(desk.engine, call)())


def test_offline_it_is_ready_without_raising_and_knows_what_it_knew(fish, sim, opened, monkeypatch):
    fresh = opened(ready=False)
    monkeypatch.setattr("studio_app.speech.fish.engine._FRESH", -1.0)
    with sim.paused():
        fresh.run(fresh.engine.ready())
        with pytest.raises(VoiceMissing):
            fresh.engine.default_voice("en")
        assert fish.run(fish.engine.voices())
    fresh.run(fresh.engine.ready())
    assert fresh.engine.default_voice("en")


def test_no_connection_is_never_billed(fish, sim):
    request = fish.request(TEXT)
    with sim.paused(), pytest.raises(Unreachable) as caught:
        fish.run(fish.hear(request))
    assert not caught.value.maybe_billed


def test_a_name_that_is_not_found_is_never_billed(opened, monkeypatch):
    desk = opened(ready=False, changes={"base_url": "https://nowhere.invalid"})

    async def lost(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", lost)
    with pytest.raises(Unreachable) as caught:
        desk.say(TEXT, "f" * 32)
    assert not caught.value.maybe_billed


@pytest.fixture
def encrypted() -> Iterator[Simulator]:
    with simulator("fish", fast=True, tls=True) as sim:
        yield sim


@pytest.fixture
def secure(encrypted: Simulator) -> Iterator[Callable[[str], Desk]]:
    desks: list[Desk] = []

    def make(ca_file: str) -> Desk:
        desks.append(Desk(FishEngine(account(encrypted, ca_file=ca_file), pace=QUICK)))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()


@pytest.mark.parametrize("way", ["speak", "speak_live"])
def test_a_certificate_nobody_trusts_gets_no_key_and_bills_nothing(secure, encrypted, way):
    desk = secure("")
    with pytest.raises(Unreachable) as caught:
        desk.run(listened(getattr(desk.engine, way)(desk.request(TEXT, "f" * 32))))
    assert not caught.value.maybe_billed
    assert encrypted.requests == []


def test_a_certificate_that_is_named_is_trusted(secure, encrypted):
    desk = secure(encrypted.certificate)
    desk.run(desk.engine.ready())
    assert desk.say(TEXT).audio
    assert desk.run(listened(desk.engine.speak_live(desk.request(TEXT))))


def test_a_wrong_key_is_told_when_getting_ready(opened):
    with pytest.raises(Unauthorised):
        opened(changes={"key": "wrong"})


@pytest.mark.parametrize("base_url", ["http://api.fish.audio", "ftp://127.0.0.1", "nonsense"])
def test_a_key_is_sent_to_no_plain_address(sim, base_url):
    with pytest.raises(WrongUsage):
        FishEngine(account(sim, base_url=base_url))


#: Faults of the websocket.
LIVE = {
    "401": ({"status": 401}, Unauthorised, False),
    "429": ({"status": 429}, RateLimited, False),
    "redirect": ({"status": 302, "headers": {"location": "http://127.0.0.1:1/"}}, ModelRefused, False),
    "reset before": ({"reset": "before"}, Unreachable, False),
    "reset inside": ({"reset": 5000}, Unreachable, True),
    "cut": ({"cut": 5000}, Unreachable, True),
}


@pytest.mark.parametrize("what", LIVE)
def test_faults_of_the_websocket(fish, sim, what):
    fault, kind, maybe = LIVE[what]
    sim.fault("/v1/tts/live", **fault)
    with pytest.raises(SpeechError) as caught:
        fish.run(listened(fish.engine.speak_live(fish.request(TEXT))))
    assert (type(caught.value), caught.value.maybe_billed) == (kind, maybe)


def test_without_credit_the_websocket_only_says_that_it_failed(fish, sim):
    sim.set(credits=3)
    with pytest.raises(Unreachable):
        fish.run(listened(fish.engine.speak_live(fish.request(TEXT))))


def test_the_websocket_out_of_reach_is_never_billed(fish, sim):
    request = fish.request(TEXT)
    with sim.paused(), pytest.raises(Unreachable) as caught:
        fish.run(listened(fish.engine.speak_live(request)))
    assert not caught.value.maybe_billed


def test_the_key_and_the_book_are_in_no_log(fish, sim, caplog):
    caplog.set_level(0)
    fish.run(listened(fish.engine.speak_live(fish.request(TEXT))))
    sim.fault("/v1/tts", reset=5000)
    with pytest.raises(Unreachable):
        fish.say(TEXT)
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("uvicorn")]
    told = repr(fish.engine) + repr(fish.engine.line) + "".join(ours)
    assert sim.key not in told
    assert "bright" not in told
