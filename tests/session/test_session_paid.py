"""What is paid for: each fault at each stage ends in a take or a typed error, and the ledger agrees with the books."""

import asyncio
from dataclasses import replace

import pytest
from paid_provider import Provider, sound

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.edits.book import cast_speaker
from studio_app.domain.edits.text import set_text
from studio_app.domain.errors import MaybeBilled, OutOfCredit, OverBudget, Unreachable
from studio_app.domain.ledger import LedgerRow, LedgerState
from studio_app.jobs.queue import Queue
from studio_app.session.budget import billed_by_chapter
from studio_app.session.engines import Engines, payer
from studio_app.session.generate import Generation
from studio_app.session.rescue import Rescue
from studio_app.settings.file import Settings
from studio_app.speech.account import Account

FIRST, SECOND, AGAIN, OTHER = "First paragraph.", "Second paragraph.", "Again.", "Another chapter."
LOST = ["never made", "lost", "cut", "damaged"]


@pytest.fixture
def provider():
    return Provider()


def opened(studio, provider, account=None):
    engines = Engines(Settings(studio.file.path.parent / "settings.json"))
    engines.put(provider, account)
    return engines


def generate(studio, provider, account=None, stop_when=None, **how):
    """Run a generation; with ``stop_when`` it is torn off once that is so, as a killed process would be."""

    async def run():
        queue = Queue({"paid": 4})
        task = asyncio.ensure_future(
            Generation(studio.file, studio.project, opened(studio, provider, account), queue, **how).run()
        )
        while stop_when is not None and not stop_when() and not task.done():  # noqa: ASYNC110  it knows no events
            await asyncio.sleep(0.001)
        if stop_when is not None:
            task.cancel()
        try:
            return await task
        except asyncio.CancelledError:
            return None
        finally:
            provider._places = None
            await queue.close()

    return asyncio.run(run())


def agrees(studio, provider):
    """Return whether every take was paid once, and the ledger says of the bill what the books say."""
    states = {row.state for row in studio.file.ledger()}
    exact = studio.file.billed()["paid"] == provider.billed and LedgerState.OPEN not in states
    return exact and set(provider.paid.values()) == {1} and studio.file.take_count() == len(provider.books)


# ── where the provider can be asked ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("fault", [*LOST, "silent"])
def test_a_fault_in_a_run_is_mended_in_it_and_nothing_is_paid_twice(studio, provider, fault):
    provider.faults = {FIRST: [fault], AGAIN: [fault]}
    done = generate(studio, provider)
    assert (done.made, done.failures) == (5, ())
    assert agrees(studio, provider)


@pytest.mark.parametrize("fault", ["lost", "cut", "damaged"])
def test_what_is_found_sounds_as_it_was_made(studio, provider, fault):
    provider.faults = {FIRST: [fault]}
    generate(studio, provider)
    take = studio.file.takes([studio.file.placements()[1, 0][0]])[studio.file.placements()[1, 0][0]]
    assert studio.file.audio(take.audio) == sound(FIRST)
    assert take.cost == len(FIRST)


@pytest.mark.parametrize("deaf", [0, 1])
@pytest.mark.parametrize("fault", [*LOST, "hang"])
def test_after_a_crash_it_is_looked_up_before_anything_is_sent(studio, provider, fault, deaf):
    """The request is under way, or lost and not looked up yet, when the process ends."""
    if fault == "hang":
        provider.hang = (FIRST,)
        generate(studio, provider, stop_when=lambda: FIRST in provider.paid and len(studio.file.placements()) == 4)
    else:
        provider.faults, provider.deaf = {FIRST: [fault]}, 1
        with pytest.raises(Unreachable):
            generate(studio, provider)
    assert len(studio.file.open_rows()) == 1
    provider.hang, provider.deaf = (), deaf
    done = generate(studio, provider)
    assert done.failures == ()
    assert agrees(studio, provider)


def test_a_text_that_was_changed_since_still_gets_its_take(studio, provider):
    provider.hang = (FIRST,)
    generate(studio, provider, stop_when=lambda: FIRST in provider.paid and len(studio.file.placements()) == 4)
    mark = studio.file.open_rows()[0].fingerprint
    studio.edit(set_text(studio.project, 1, "Other words, a good deal longer."))
    assert generate(studio, provider).found == 1
    assert mark in studio.file.takes_by_fingerprint([mark])
    assert agrees(studio, provider)


def test_what_is_never_made_is_sent_a_few_times_and_not_for_ever(studio, provider):
    provider.faults = {FIRST: ["never made"] * 9}
    with pytest.raises(Unreachable):
        generate(studio, provider)
    assert [request.text for request in provider.asked].count(FIRST) == 3
    assert not studio.file.open_rows()


def test_two_lost_requests_never_get_the_same_answer(studio, provider):
    """The same words in two voice settings: one of the two was made."""
    loud = Speaker(2, "Loud", Casting.of("paid", "m", "v", {"volume": 2.0}))
    rows = [
        replace(row_for(studio, speaker), fingerprint=f"f{speaker.id}")
        for speaker in (studio.project.speakers[0], loud)
    ]
    for row in rows:
        studio.file.open_request(row).result()
    provider.books.append((FIRST, "r1", 16.0))
    provider.history.append((FIRST, "r1", 16.0))
    assert asyncio.run(Rescue(studio.file, opened(studio, provider)).look(studio.project)) == 1
    assert sorted(row.state for row in studio.file.ledger()) == [LedgerState.REFUSED, LedgerState.SETTLED]


def row_for(studio, speaker):
    casting = speaker.casting
    return LedgerRow(0, "", "paid", "", casting.model, casting.voice, len(FIRST), 16.0, LedgerState.OPEN)


@pytest.mark.parametrize("fault", ["refused", "unsent"])
def test_what_was_certainly_not_billed_leaves_no_doubt(studio, provider, fault):
    provider.faults = {FIRST: [fault] * (4 if fault == "unsent" else 1)}
    try:
        done = generate(studio, provider)
        assert len(done.failures) == 1
    except Unreachable:
        assert fault == "unsent"
    assert not studio.file.open_rows()
    assert generate(studio, provider).failures == ()
    assert agrees(studio, provider)


def test_a_bill_nobody_told_is_settled_by_the_estimate_and_noted(studio, provider):
    provider.faults = {FIRST: ["silent"]}
    generate(studio, provider)
    row = next(row for row in studio.file.ledger() if row.note)
    assert (row.billed, "estimate" in row.note) == (len(FIRST), True)


# ── where nobody can tell ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("fault", LOST)
def test_what_may_have_been_billed_is_not_repeated_until_somebody_says_so(studio, fault):
    provider = Provider(finds=False)
    provider.faults = {FIRST: [fault]}
    for _ in range(2):
        done = generate(studio, provider)
        assert [type(failure.error) for failure in done.failures] == [MaybeBilled]
        assert (done.unsure.count, done.unsure.credits) == (1, len(FIRST))
    assert [request.text for request in provider.asked].count(FIRST) == 1
    done = generate(studio, provider, send_again=True)
    assert (done.failures, done.unsure.count) == ((), 0)
    assert [row.state for row in studio.file.ledger() if row.state is not LedgerState.SETTLED] == [LedgerState.LOST]


@pytest.mark.parametrize("fault", ["lost", "damaged"])
def test_what_was_billed_and_cannot_be_played_is_asked_about_too(studio, provider, fault):
    provider.faults, provider.spoilt = {FIRST: [fault]}, (FIRST,)
    for _ in range(2):
        assert generate(studio, provider).unsure.count == 1
    assert provider.paid[FIRST] == 1
    assert generate(studio, provider, send_again=True).failures == ()
    assert provider.paid[FIRST] == 2


def test_a_crash_is_asked_about_and_what_was_sent_again_can_be_lost_again(studio):
    provider = Provider(finds=False)
    provider.hang = (FIRST,)
    generate(studio, provider, stop_when=lambda: FIRST in provider.paid and len(studio.file.placements()) == 4)
    assert generate(studio, provider).unsure.count == 1
    generate(studio, provider, send_again=True, stop_when=lambda: provider.paid[FIRST] == 2)
    provider.hang = ()
    assert generate(studio, provider).unsure.count == 1
    assert provider.paid[FIRST] == 2
    generate(studio, provider, send_again=True)
    assert len(studio.file.placements()) == 5


def test_a_history_of_another_account_tells_nothing(studio, provider):
    mine, other = (Account("a", "paid", "A", key) for key in ("one", "two"))
    provider.hang = (FIRST,)
    generate(studio, provider, mine, stop_when=lambda: FIRST in provider.paid and len(studio.file.placements()) == 4)
    provider.hang = ()
    done = generate(studio, provider, other)
    assert "another account" in done.failures[0].error.sentence
    assert provider.paid[FIRST] == 1
    assert generate(studio, provider, mine).failures == ()


def test_the_ledger_knows_an_account_without_its_key():
    account = Account("a1", "paid", "A", "sk-very-secret")
    assert payer(account).startswith("a1#")
    assert "secret" not in payer(account)
    assert payer(account) != payer(replace(account, key="sk-other"))


# ── budgets ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("most", [0, 10, 30, 54])
def test_a_run_never_costs_more_than_its_budget(studio, provider, most):
    with pytest.raises(OverBudget, match="budget"):
        generate(studio, provider, budget=float(most))
    assert provider.billed <= most


def test_a_project_never_costs_more_than_its_limit(studio, provider):
    studio.file.set_cap(40.0).result()
    with pytest.raises(OverBudget, match="limit of 40"):
        generate(studio, provider)
    before = provider.billed
    assert before == studio.file.spent() <= 40
    with pytest.raises(OverBudget):
        generate(studio, provider)
    studio.file.set_cap(None).result()
    assert generate(studio, provider).failures == ()


def test_what_may_have_been_billed_counts_for_the_limit(studio):
    provider = Provider(finds=False)
    provider.faults = {FIRST: ["never made"]}
    generate(studio, provider)
    assert studio.file.spent() == provider.billed + len(FIRST)


def test_too_little_credit_is_said_before_anything_is_sent(studio, provider):
    provider.left, said = 20.0, []
    generate(studio, provider, warn=said.append)
    assert "20 left" in said[0]
    assert provider.balances == 1


def test_without_credit_for_any_of_it_nothing_is_sent(studio, provider):
    provider.left = 5.0
    with pytest.raises(OutOfCredit):
        generate(studio, provider)
    assert provider.asked == []


def test_what_was_billed_is_told_by_chapter(studio, provider):
    generate(studio, provider)
    studio.edit(set_text(studio.project, 1, "Changed."))
    generate(studio, provider)
    chapters = billed_by_chapter(studio.file, studio.project, studio.cuts, 40)
    assert chapters == {1: {"paid": provider.billed - len(OTHER)}, 2: {"paid": float(len(OTHER))}}


# ── how it is asked ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_model_that_joins_its_recordings_is_told_what_is_around(studio):
    provider = Provider(stitches=True, concurrency=1)
    generate(studio, provider)
    asked = {request.text: request for request in provider.asked}
    assert (asked[FIRST].before, asked[FIRST].after, asked[FIRST].before_ids) == ("", SECOND, ())
    assert (asked[AGAIN].before, asked[AGAIN].before_ids) == (SECOND, ("r1", "r2"))
    assert asked[OTHER].before == "", "another chapter is another context"


def test_neighbours_change_no_fingerprint_and_ids_come_from_the_ledger(studio):
    provider = Provider(stitches=True, concurrency=1)
    generate(studio, provider)
    studio.edit(set_text(studio.project, 2, "Changed."))
    provider.asked.clear()
    assert generate(studio, provider).made == 1
    assert provider.asked[0].before_ids == ("r1",)


def test_a_voice_of_another_does_not_lead_up_to_it(studio):
    provider = Provider(stitches=True)
    studio.edit(cast_speaker(studio.project, 1, Casting.of("paid", "plain", "v")))
    generate(studio, provider)
    assert {(request.before, request.after, request.before_ids) for request in provider.asked} == {("", "", ())}


def test_it_follows_what_the_account_allows(studio):
    provider = Provider(concurrency=1, limit=8)
    studio.edit(set_text(studio.project, 1, " ".join(f"Word {n}." for n in range(40))))
    real = provider._bill

    def bill(request):
        if len(provider.books) == 5:
            provider.allow(6)
        return real(request)

    provider._bill = bill
    generate(studio, provider)
    assert provider.most == 6
    assert agrees(studio, provider)
