"""A lost answer is found in the history of ElevenLabs, its own and no other, and never paid again."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from email.utils import formatdate

import pytest
from elevenlabs_desk import MODEL, TEXT, VOICE, Studio, elevenlabs, lost

from studio_app.domain.errors import CannotTell, SpeechError, Unreachable
from studio_app.speech.elevenlabs.history import Item, match, next_page, opened_at, read_items
from tests.simulators.contract import Contract

OPENED = lost()
NOW = opened_at(OPENED)


def item(number=1, **changed):
    known = {"request_id": f"r{number}", "voice": VOICE, "model": MODEL, "text": TEXT, "made": NOW + 2, "credits": 9.0}
    rest = {"content_type": "audio/mpeg", "output_format": "mp3_44100_128", "state": "created", "alignment": None}
    return Item(f"h{number}", **(known | rest | changed))


def found(lost_, *items, skew=0.0, given=()):
    return [one.id for one in match(lost_, items, skew=skew, given=given)]


def test_the_same_text_voice_and_model_near_that_time_is_it():
    others = [item(2, text="No."), item(3, voice="other"), item(4, model="eleven_v3"), item(5, state="deleted")]
    assert found(OPENED, *others, item(1)) == ["h1"]


@pytest.mark.parametrize(("seconds", "there"), [(-70, False), (-10, True), (0, True), (120, True), (4000, False)])
def test_the_time_counts(seconds, there):
    assert found(OPENED, item(made=NOW + seconds)) == ["h1"] * there


@pytest.mark.parametrize(("seconds", "there"), [(-10, False), (-1, True), (120, True)])
def test_the_time_counts_more_where_the_text_is_not_known(seconds, there):
    assert found(replace(OPENED, text=""), item(made=NOW + seconds)) == ["h1"] * there


def test_clocks_that_differ_are_reckoned_with():
    assert found(OPENED, item(made=NOW - 500), skew=-500.0) == ["h1"]
    assert found(OPENED, item(made=NOW - 500)) == []


def test_where_nobody_knows_the_clock_more_time_is_allowed_before():
    assert found(OPENED, item(made=NOW - 30), skew=None) == ["h1"]


def test_the_id_of_a_request_tells_before_all_else():
    assert found(replace(OPENED, request_id="r2"), item(1), item(2, text="changed there", made=NOW + 9999)) == ["h2"]


def test_another_request_by_its_id_is_not_it():
    assert found(replace(OPENED, request_id="r9"), item(1)) == []
    assert found(replace(OPENED, request_id="r9"), item(1, request_id="")) == ["h1"]


def test_answers_of_others_are_not_taken():
    assert found(replace(OPENED, others=frozenset({"r1"})), item(1), item(2)) == ["h2"]
    assert found(OPENED, item(1), item(2), given={"h1"}) == ["h2"]


def test_the_nearest_of_equal_texts_is_it():
    assert found(OPENED, item(1, made=NOW + 60), item(2, made=NOW + 1)) == ["h2"]


def test_without_the_text_its_length_tells_where_only_one_has_it():
    unknown = replace(OPENED, text="")
    assert found(unknown, item(1), item(2, text="short")) == ["h1"]
    assert found(unknown, item(1), item(2, text="y" * len(TEXT))) == ["h1", "h2"]


def test_spaces_the_provider_changes_do_not_matter():
    assert found(OPENED, item(text=f" {TEXT.replace(' ', '  ')}\n")) == ["h1"]


@pytest.mark.parametrize("page", [None, [], {}, {"history": 3}, {"history": [1, {}, {"history_item_id": "x"}]}])
def test_pages_that_are_none_hold_nothing(page):
    assert read_items(page) == ()
    assert next_page(page) == ""


# Against the simulator


def lose(studio, text=TEXT):
    """Let an answer be lost after it was billed, and return what is known of it."""
    missing = lost(text)
    studio.sim.fault("/with-timestamps", reset="before", billed=True, text=text)
    with pytest.raises(Unreachable):
        studio.say(text)
    return missing


@pytest.mark.parametrize("plan", ["creator", "pro"])
@pytest.mark.parametrize("audio", ["mp3", "same"])
def test_it_is_fetched_as_it_was_kept(plan, audio):
    with elevenlabs(plan=plan, history_audio=audio, fast=False) as studio:
        missing = lose(studio)
        answer = studio.find(missing)
        codec = "pcm_s16le" if (plan, audio) == ("pro", "same") else "mp3"
        assert (answer.audio.codec, answer.audio.rate, answer.audio.channels) == (codec, 44100, 1)
        assert len(answer.audio.data) > 10_000
        assert (answer.billing.credits, answer.billing.known) == (studio.sim.billed, True)
        assert [TEXT[word.start : word.end] for word in answer.words] == TEXT.replace(".", "").split()


def test_another_engine_after_a_crash_finds_it_too():
    with elevenlabs() as studio:
        missing = lose(studio)
        other = Studio(studio.sim)
        assert other.find(missing).billing.request_id == studio.sim.books[0].request_id
        other.desk.close()


@pytest.mark.parametrize("ahead", [-300.0, 300.0])
def test_it_is_found_though_the_provider_s_clock_is_wrong(ahead):
    with elevenlabs(ready=False, clock=ahead) as studio:
        studio.sim.fault("/v1/", headers={"date": formatdate(time.time() + ahead, usegmt=True)}, times=99)
        studio.run(studio.engine.ready())
        other = Studio(studio.sim)
        missing = lost()
        studio.sim.clear()
        studio.say()
        assert other.find(missing) is not None
        other.desk.close()


def test_what_shows_late_is_waited_for():
    with elevenlabs(history_delay=0.12) as studio:
        assert studio.find(lose(studio)) is not None


def test_what_was_never_made_is_not_found_after_several_looks():
    with elevenlabs() as studio:
        assert studio.find(lost()) is None
        assert len([seen for seen in studio.sim.requests if seen.path == "/v1/history"]) == 4


def test_what_is_long_ago_is_looked_for_once():
    with elevenlabs() as studio:
        assert studio.find(lost(ago=3600)) is None
        assert len([seen for seen in studio.sim.requests if seen.path == "/v1/history"]) == 1


def test_two_lost_answers_of_the_same_text_are_two():
    with elevenlabs() as studio:
        missing = [lose(studio), lose(studio)]
        ids = [studio.find(one).billing.request_id for one in missing]
        assert sorted(ids) == sorted(row.request_id for row in studio.sim.books)
        assert studio.find(missing[0]) is None


def test_an_answer_that_was_heard_is_nobodys_lost_one():
    with elevenlabs() as studio:
        studio.say()
        assert studio.find(lost()) is None


def test_the_answer_of_a_take_is_nobodys_lost_one_after_a_restart():
    with elevenlabs() as studio:
        heard = studio.say().billing.request_id
        other = Studio(studio.sim)
        assert other.find(lost(others=frozenset({heard}))) is None
        assert other.find(lost()) is not None
        other.desk.close()


def test_many_of_the_same_length_cannot_be_told_apart():
    with elevenlabs() as studio:
        for text in ("One two.", "Six ten."):
            lose(studio, text)
        other = Studio(studio.sim)
        with pytest.raises(CannotTell):
            other.find(lost("One two.", known=""))
        other.desk.close()


def test_it_is_looked_for_on_every_page(monkeypatch):
    monkeypatch.setattr("studio_app.speech.elevenlabs.engine._PAGE", 3)
    with elevenlabs() as studio:
        missing = lose(studio)
        for number in range(8):
            studio.say(f"{TEXT} {number}")
        assert studio.find(missing) is not None


def test_zero_retention_cannot_tell():
    with elevenlabs(changed={"zero_retention": True}) as studio, pytest.raises(CannotTell):
        studio.find(lost())


def test_a_key_that_may_not_read_the_history_says_so():
    with (
        elevenlabs(lacks=("speech_history_read",)) as studio,
        pytest.raises(SpeechError, match="Allow it for this key"),
    ):
        studio.find(lost())


def test_finding_asks_what_the_specification_knows():
    contract = Contract.of("elevenlabs")
    if contract is None:
        pytest.skip("the providers' OpenAPI files are not here")
    with elevenlabs() as studio:
        studio.find(lose(studio))
        assert [wrong for seen in studio.sim.requests for wrong in contract.wrong_in(seen)] == []


@pytest.mark.parametrize("fault", [{"reset": 500}, {"cut": 0, "framing": "whole"}, {"status": 500}, {"body": "{}"}])
def test_audio_that_does_not_come_is_asked_for_again(fault):
    with elevenlabs() as studio:
        missing = lose(studio)
        studio.sim.fault("/audio", **fault, times=3)
        with pytest.raises(SpeechError) as caught:
            studio.find(missing)
        assert not caught.value.maybe_billed
        studio.sim.clear()
        assert studio.find(missing) is not None


def test_many_are_found_at_once():
    async def find_all(engine, missing):
        return await asyncio.gather(*map(engine.find, missing))

    with elevenlabs() as studio:
        missing = [lose(studio, f"{TEXT} {number}") for number in range(5)]
        answers = studio.run(find_all(studio.engine, [*missing, lost("never sent")]))
        assert [bool(answer) for answer in answers] == [True] * 5 + [False]
        assert len({answer.billing.request_id for answer in answers[:5]}) == 5
