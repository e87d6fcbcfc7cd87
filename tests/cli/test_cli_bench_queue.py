"""``bench queue`` measures a line against the ideal schedule, and computes that rightly."""

from __future__ import annotations

import pytest

from studio_app.cli.benches import queue
from studio_app.cli.benches.queue import Segment, schedule


class Quiet:
    def warn(self, sentence: str) -> None:
        pass


def work(*latencies: float) -> list[Segment]:
    return [Segment("", latency) for latency in latencies]


@pytest.mark.parametrize(
    ("latencies", "ideal"),
    [
        ([], 0),
        ([2], 2),
        ([1] * 5, 1),
        ([1] * 6, 2),
        ([3, 1, 1, 1, 1, 1, 1, 1, 1], 3),
        ([1, 1, 1, 1, 1, 9], 10),
    ],
)
def test_the_ideal_sends_each_the_moment_a_place_is_free(latencies: list[float], ideal: float) -> None:
    assert schedule(work(*latencies), ()) == ideal


def test_a_visitor_takes_the_first_two_places_that_become_free() -> None:
    assert schedule(work(*[1.0] * 10), (0.5, 9.0)) == 3.0
    assert schedule(work(*[1.0] * 10), (5.0, 9.0)) == 2.0


def test_what_is_measured_fills_the_plan_and_trips_over_nothing() -> None:
    found = queue.measure(0.02, Quiet(), segments=60)
    assert (found["refused"], found["most_at_once"]) == (0, 5)
    assert found["lower_bound_s"] <= found["ideal_s"] <= found["seconds"]
    beside = found["with_foreign_client"]
    assert beside["most_at_once"] <= 5
    assert beside["ideal_s"] > found["ideal_s"]
    assert found["reference"]["ratio"] >= 1
