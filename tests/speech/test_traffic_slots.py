"""Places: who comes first goes first, no place is lost, and limits follow what the provider does."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.speech.traffic.pace import Pace
from studio_app.speech.traffic.slots import Place, Slots

PACE = Pace(climb=10.0, climb_hinted=1.0, climb_full=60.0)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def slots(ceiling: int = 5) -> tuple[Slots, Clock]:
    clock = Clock()
    return Slots(ceiling, PACE, clock), clock


async def settle() -> None:
    for _ in range(4):
        await asyncio.sleep(0)


def test_no_more_than_the_limit_get_in_and_in_their_order() -> None:
    async def run() -> list[int]:
        places, order = slots(2)[0], []

        async def one(number: int) -> None:
            place = await places.take()
            order.append(number)
            assert places.held() <= 2
            await settle()
            place.leave()

        await asyncio.gather(*(one(number) for number in range(20)))
        return order

    assert asyncio.run(run()) == list(range(20))


def test_who_was_sent_back_to_wait_goes_before_those_that_came_later() -> None:
    async def run() -> None:
        places = slots(2)[0]
        stays, goes = [await places.take(), await places.take()]
        late = asyncio.create_task(places.take())
        await settle()
        places.lower(places.group(""), 1)
        goes.leave()
        again = asyncio.create_task(goes.take())
        await settle()
        stays.leave()
        await settle()
        assert again.done()
        assert not late.done()
        goes.leave()
        await late

    asyncio.run(run())


def test_groups_do_not_take_each_others_places() -> None:
    async def run() -> None:
        places = slots(1)[0]
        await places.take("flash")
        async with asyncio.timeout(1):
            await places.take("standard")

    asyncio.run(run())


def test_a_cancelled_wait_loses_no_place_even_when_it_was_just_given() -> None:
    async def run() -> int:
        places = slots(1)[0]
        first = await places.take()
        waiting = asyncio.create_task(places.take())
        await settle()
        first.leave()
        waiting.cancel()  # the place is on its way to it
        await asyncio.gather(waiting, return_exceptions=True)
        return places.held()

    assert asyncio.run(run()) == 0


def test_a_place_that_went_to_another_group_is_given_back_there() -> None:
    async def run() -> tuple[int, int]:
        places = slots(1)[0]
        place = await places.take()
        await place.move("flash")
        assert (places.held(), places.held("flash")) == (0, 1)
        place.leave()
        place.leave()
        return places.held(), places.held("flash")

    assert asyncio.run(run()) == (0, 0)


def refuse_all_above(places: Slots, room: int) -> None:
    """Five requests start at once, and those above ``room`` are refused."""
    flying = [(place := Place(places, ""), place.start()) for _ in range(5)]
    for place, start in flying[room:]:
        place.refused(start)
        place.end()
    for place, _ in flying[:room]:
        place.end()


@pytest.mark.parametrize("room", [0, 1, 3, 4])
def test_a_refusal_lowers_the_limit_to_what_went_well_and_never_below_one(room: int) -> None:
    places, _ = slots()
    refuse_all_above(places, room)
    assert places.limit() == max(1, room)


def test_a_late_refusal_does_not_lower_the_limit_for_those_that_ended_meanwhile() -> None:
    places, _ = slots()
    others = [Place(places, "") for _ in range(4)]
    for other in others:
        other.start()
    late = Place(places, "")
    start = late.start()
    for other in others:
        other.end()
    late.refused(start)
    assert places.limit() == 4


def test_a_lowered_limit_rises_by_one_after_every_quiet_while_up_to_the_plans() -> None:
    places, clock = slots()
    refuse_all_above(places, 3)
    seen = []
    for _ in range(40):
        clock.now += 1
        accept(places)
        seen.append(places.limit())
    assert seen[8] == 3
    assert seen[9] == 4
    assert seen[18] == 4
    assert seen[-1] == 5


def test_a_rise_that_is_refused_is_tried_again_after_twice_the_time() -> None:
    places, clock = slots()
    refuse_all_above(places, 3)
    waits = []
    for _ in range(6):
        began = clock.now
        while places.limit() == 3:
            clock.now += 1
            accept(places)
        waits.append(clock.now - began)
        places.lower(places.group(""), 3)
    assert waits == [10, 20, 40, 80, 160, 160]


def climb(places: Slots, clock: Clock, current: int | None) -> float:
    """Have one request after the other accepted beside two more; return when the limit has risen."""
    others = [Place(places, "") for _ in range(2)]
    for other in others:
        other.start()
    began, limit = clock.now, places.limit()
    while places.limit() == limit:
        clock.now += 1
        accept(places, current)
    for other in others:
        other.end()
    return clock.now - began


def accept(places: Slots, current: int | None = None) -> None:
    place = Place(places, "")
    start = place.start()
    place.accepted(start, 5, current)
    place.end()


@pytest.mark.parametrize(("current", "soon"), [(3, 1), (4, 1), (5, 60), (None, 10)])
def test_where_the_provider_counts_room_the_limit_rises_soon_and_where_none_late(
    current: int | None, soon: int
) -> None:
    places, clock = slots()
    refuse_all_above(places, 3)
    assert climb(places, clock, current) == soon


def test_room_that_only_we_left_is_none() -> None:
    places, clock = slots()
    refuse_all_above(places, 3)
    for _ in range(59):
        clock.now += 1
        accept(places, 3)  # one of ours and two of others: the other two places are ours
    assert places.limit() == 3


def test_what_was_counted_before_a_refusal_tells_nothing_after_it() -> None:
    places, clock = slots()
    early = Place(places, "")
    start = early.start()
    clock.now += 1
    refuse_all_above(places, 3)
    clock.now += 5
    assert places.limit() == 4  # with the early one there were four
    early.accepted(start, 5, 1)
    assert places.limit() == 4


def test_the_plans_limit_is_taken_from_the_provider_up_and_down() -> None:
    places, _ = slots(2)
    places.learn(maximum=10)
    assert (places.limit(), places.ceiling()) == (10, 10)
    places.learn(maximum=3)
    assert (places.limit(), places.ceiling()) == (3, 3)
    places.learn(maximum=0)
    assert places.limit() == 3


def test_who_waits_gets_in_at_once_when_more_is_allowed() -> None:
    async def run() -> None:
        places = slots(1)[0]
        await places.take()
        waiting = asyncio.create_task(places.take())
        await settle()
        places.learn(maximum=2)
        async with asyncio.timeout(1):
            await waiting

    asyncio.run(run())


_DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            ["take", "take", "take", "leave", "cancel", "leave and cancel", "move", "refuse", "learn", "rest"]
        ),
        st.integers(0, 7),
    ),
    max_size=40,
)


@given(_DEEDS)
@settings(max_examples=80, deadline=None)
def test_whatever_happens_no_place_is_lost_or_given_twice(deeds: list[tuple[str, int]]) -> None:
    asyncio.run(_lived_through(deeds))


async def _lived_through(deeds: list[tuple[str, int]]) -> None:
    places = Slots(3, replace(PACE, climb=0.0))
    people = [Person(places) for _ in range(8)]
    for deed, number in deeds:
        await people[number].do(deed)
        inside = sum(person.place.held for person in people)
        assert places.held("") + places.held("other") >= inside
    for person in people:
        await person.do("go home")
    await settle()
    assert places.held("") == places.held("other") == 0
    places.learn(maximum=4)
    async with asyncio.timeout(1):
        for _ in range(places.limit()):
            await places.take()


class Person:
    """Somebody who wants a place, and changes their mind."""

    def __init__(self, places: Slots) -> None:
        self.places = places
        self.place = Place(places, "")
        self.task: asyncio.Task[None] | None = None

    async def do(self, deed: str) -> None:
        busy = self.task is not None and not self.task.done()
        if deed == "take" and not busy:
            self.task = asyncio.create_task(self.place.take())
        elif deed == "move" and not busy and self.place.held:
            self.task = asyncio.create_task(self.place.move("other" if self.place.group == "" else ""))
        elif deed == "leave" and not busy:
            self.place.leave()
        elif deed == "refuse" and self.place.held:
            self.place.refused(self.place.start())
            self.place.end()
        elif deed == "learn":
            self.places.learn(maximum=2)
            accept(self.places)
        elif deed == "rest":
            await settle()
        if deed in {"cancel", "leave and cancel", "go home"} and busy and self.task is not None:
            self.task.cancel()
        if deed == "go home":
            if self.task is not None:
                await asyncio.gather(self.task, return_exceptions=True)
            self.place.leave()
        await asyncio.sleep(0)
