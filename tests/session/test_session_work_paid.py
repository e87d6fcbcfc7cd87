"""Work that is paid for: it waits where the person has to decide, and spends nothing he did not want."""

import asyncio
import threading

import pytest
from paid_provider import Provider
from work_desk import run

from studio_app.domain.errors import OutOfCredit, Unauthorised, Unreachable
from studio_app.session.work import Scope
from studio_app.session.work_views import OPEN_ACCOUNTS, RAISE_BUDGET, RAISE_CAP, SEND_AGAIN
from studio_app.speech.account import Account

FIRST, SECOND, AGAIN, OTHER = "First paragraph.", "Second paragraph.", "Again.", "Another chapter."
ACCOUNT = Account("a", "paid", "Mine", "secret")


class Accounts:
    """Remembers of which accounts repeats were billed."""

    def __init__(self):
        self.billed = []

    def repeats_billed(self, provider, account):
        return (provider, account) in self.billed

    def note_repeats_billed(self, provider, account):
        self.billed.append((provider, account))


@pytest.fixture
def live(project_path, tmp_path):
    def go(test, provider, account=None):
        async def with_account(bench):
            bench.engines.accounts = Accounts()
            if account is not None:
                bench.engines.put(provider, account)
            return await test(bench)

        return run(project_path, tmp_path, with_account, provider)

    return go


@pytest.mark.parametrize("fault", ["never made", "lost", "cut", "damaged"])
def test_what_is_lost_is_mended_without_a_word(live, fault):
    provider = Provider()
    provider.faults = {FIRST: [fault], OTHER: [fault]}
    view = live(lambda bench: bench.job(bench.work.generate(Scope())), provider)
    assert (view.state, view.errors, view.result.made) == ("done", (), 5)
    assert set(provider.paid.values()) == {1}
    assert view.result.billed == {"paid": provider.billed}


def test_what_nobody_can_tell_is_asked_about_once_and_sent_again_on_a_word(live):
    provider = Provider(finds=False)
    provider.faults = {FIRST: ["lost"], OTHER: ["never made"]}

    async def test(bench):
        number = bench.work.generate(Scope())
        view = await bench.job(number)
        unsure, asked = bench.work.unsure(), len(provider.asked)
        bench.work.retry(number)
        again = await bench.job(number)
        repeated = len(provider.asked) - asked
        bench.work.send_again()
        after = await bench.job(number)
        await bench.settled()
        return view, unsure, again, repeated, after, bench.work.unsure(), set(bench.marks().values())

    view, unsure, again, repeated, after, rest, marks = live(test, provider)
    said = view.errors[0]
    assert (len(view.errors), said.way_on, said.count, sorted(said.paragraph_ids)) == (1, SEND_AGAIN, 2, [1, 5])
    assert said.sentence.startswith("2 requests may have been billed, about 32 credits.")
    assert (unsure.count, unsure.credits) == (2, 32.0)
    assert (again.errors, repeated) == (view.errors, 0)
    assert (after.errors, rest.count, marks) == ((), 0, {"generated"})
    assert (provider.paid[FIRST], provider.paid[OTHER]) == (2, 1)


def test_a_repeated_take_that_was_lost_is_sent_again_as_one(live):
    provider = Provider(finds=False)

    async def test(bench):
        await bench.job(bench.work.generate(Scope(paragraph_ids=(1,))))
        provider.faults = {FIRST: ["lost"]}
        await bench.job(bench.work.regenerate(1))
        number = bench.work.jobs[-1].id
        bench.work.send_again()
        await bench.job(number)
        return len(bench.work.takes(1))

    assert live(test, provider) == 2


def test_an_answer_lost_in_a_crash_is_there_before_anything_is_sent(live):
    provider = Provider()
    provider.hang = (FIRST,)

    async def crash(bench):
        bench.work.generate(Scope(paragraph_ids=(1,)))
        await bench.until(lambda: provider.paid[FIRST])

    live(crash, provider)
    provider.hang, provider._places = (), None
    view = live(lambda bench: bench.job(bench.work.generate(Scope())), provider)
    assert (view.state, view.result.found, view.result.made) == ("done", 1, 4)
    assert set(provider.paid.values()) == {1}


@pytest.mark.parametrize(
    ("error", "way_on"),
    [
        (OutOfCredit("No credit."), OPEN_ACCOUNTS),
        (Unauthorised("No key."), OPEN_ACCOUNTS),
        (Unreachable("No network.", maybe_billed=False), ""),
    ],
)
def test_what_others_can_mend_is_waited_for(live, error, way_on):
    provider = Provider()
    spoken, wrong = provider._spoken, [error] * (4 if isinstance(error, Unreachable) else 1)

    async def refused(request):
        if request.text == SECOND and wrong:
            raise wrong.pop()
        async for part in spoken(request):
            yield part

    provider._spoken = refused

    async def test(bench):
        number = bench.work.generate(Scope())
        view = await bench.job(number, "paused")
        bench.work.retry(number)
        return view, await bench.job(number)

    view, after = live(test, provider)
    assert [(group.sentence, group.way_on) for group in view.errors] == [(error.sentence, way_on)]
    assert (after.state, after.errors, after.result.made) == ("done", (), 5)
    assert set(provider.paid.values()) == {1}


def test_a_provider_that_was_away_for_a_moment_pauses_nothing(live):
    provider = Provider()
    provider.faults = {FIRST: ["unsent"] * 2, SECOND: ["unsent"]}
    view = live(lambda bench: bench.job(bench.work.generate(Scope())), provider)
    assert (view.state, view.errors, view.result.made) == ("done", (), 5)
    assert set(provider.paid.values()) == {1}


def test_a_budget_that_is_used_up_pauses_and_can_be_raised(live):
    provider = Provider()

    async def test(bench):
        number = bench.work.generate(Scope(), budget=30.0)
        view = await bench.job(number, "paused")
        spent = provider.billed
        bench.work.set_budget(number, None)
        bench.work.resume(number)
        return view, spent, await bench.job(number)

    view, spent, after = live(test, provider)
    assert [group.way_on for group in view.errors] == [RAISE_BUDGET]
    assert spent <= 30
    assert (after.state, after.errors, after.result.made) == ("done", (), 5)


def test_the_limit_of_a_project_holds_for_all_its_jobs_and_outlives_the_window(live):
    provider = Provider()

    async def limit(bench):
        await bench.work.set_cap(40.0)

    async def test(bench):
        jobs = [bench.work.generate(Scope(chapter_ids=(chapter,))) for chapter in (1, 2)]
        await bench.until(lambda: sum(view.state == "paused" for view in bench.work.jobs) >= 1)
        await asyncio.sleep(0.1)
        spent, ways = bench.work.spent(), {g.way_on for view in bench.work.jobs for g in view.errors}
        await bench.work.set_cap(None)
        for job in jobs:
            bench.work.resume(job)
            await bench.job(job)
        return spent, ways, bench.work.cap(), len(bench.studio.file.placements())

    live(limit, provider)
    spent, ways, cap, placed = live(test, provider)
    assert (spent <= 40, ways, cap, placed) == (True, {RAISE_CAP}, None, 5)


def test_what_the_person_looks_at_when_a_turn_comes_goes_first(live):
    provider, gate = Provider(concurrency=1), threading.Event()
    spoken = provider._spoken

    async def gated(request):
        while not gate.is_set():  # noqa: ASYNC110  set on another thread
            await asyncio.sleep(0.001)
        async for part in spoken(request):
            yield part

    provider._spoken = gated

    async def test(bench):
        number = bench.work.generate(Scope())
        await bench.until(lambda: provider.asked)
        await asyncio.sleep(0.05)
        bench.work.look_at((5,))
        gate.set()
        await bench.job(number)

    live(test, provider)
    assert [request.text for request in provider.asked][:2] == [FIRST, OTHER]


def test_free_repeats_are_promised_until_one_was_billed(live):
    provider = Provider(free=2)

    async def label(bench):
        bench.work.takes(1)
        return bench.work.regenerate_label(1)

    async def test(bench):
        await bench.job(bench.work.generate(Scope(paragraph_ids=(1,))))
        labels = [await label(bench)]
        provider.bill_repeats = False
        first = await bench.job(bench.work.regenerate(1))
        labels.append(await label(bench))
        provider.bill_repeats = True
        told = [await bench.job(bench.work.regenerate(1)) for _ in range(2)]
        labels.append(await label(bench))
        return labels, first, told, bench.engines.accounts.billed, [row.billed for row in bench.studio.file.ledger()]

    labels, first, told, billed, ledger = live(test, provider, ACCOUNT)
    assert labels == ["Regenerate · 2 free", "Regenerate · 1 free", "Generate · ~16 credits"]
    assert first.errors == told[1].errors == ()
    assert "billed: 16 credits" in told[0].errors[0].sentence
    assert (billed, ledger) == ([("paid", "a")], [16.0, 0.0, 16.0, 16.0])


def test_the_same_words_are_never_under_way_twice(live):
    provider = Provider()

    async def test(bench):
        await bench.job(bench.work.generate(Scope(paragraph_ids=(1,))))
        jobs = [bench.work.regenerate(1) for _ in range(2)]
        await bench.until(lambda: not bench.work.running)
        return jobs, len(bench.work.takes(1)), provider.most

    _, takes, most = live(test, provider)
    assert (takes, most) == (3, 1)


def test_an_account_that_is_changed_lets_what_is_under_way_end(live):
    provider, gate = Provider(), threading.Event()
    spoken = provider._spoken

    async def gated(request):
        while not gate.is_set():  # noqa: ASYNC110  set on another thread
            await asyncio.sleep(0.001)
        async for part in spoken(request):
            yield part

    provider._spoken = gated

    async def test(bench):
        number = bench.work.generate(Scope(paragraph_ids=(1,)))
        await bench.until(lambda: provider.asked)
        await bench.work.account_changed("paid")
        closed = provider.closed
        bench.engines.put(other, ACCOUNT)
        gate.set()
        view = await bench.job(number)
        return closed, view.state

    other = Provider()
    closed, state = live(test, provider)
    assert (closed, state, provider.closed) == (0, "done", 1)


def test_an_estimate_says_where_credit_is_short(live):
    provider = Provider(left=20.0)
    found = live(lambda bench: bench.work.estimate(Scope()), provider)
    assert (found.by_engine, found.credits) == ({"paid": 55.0}, 55.0)
    assert "20 left" in found.short[0]
