"""Progress is honest: what was found done is no speed, a pause is no time."""

import pytest

from studio_app.domain.errors import Cancelled
from studio_app.jobs.progress import Meter
from studio_app.jobs.stop import Stop


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_eta_from_measured_speed():
    clock = Clock()
    meter = Meter("read", 1000, "characters", clock=clock)
    clock.now = 2
    meter.add(100)
    look = meter.look()
    assert (look.rate, look.eta, look.fraction) == (50, 18, 0.1)


def test_work_found_done_is_not_speed():
    clock = Clock()
    meter = Meter("read", 1000, "characters", done=900, clock=clock)
    clock.now = 1
    assert meter.look().eta is None
    meter.add(10)
    assert meter.look().rate == 10


def test_old_speed_is_forgotten():
    clock = Clock()
    meter = Meter("read", 10_000, "characters", clock=clock)
    for second in range(1, 101):
        clock.now = second
        meter.add(100 if second <= 50 else 10)
    assert meter.look().rate == pytest.approx(10, rel=0.1)


def test_a_pause_costs_no_speed():
    clock = Clock()
    meter = Meter("read", 1000, "characters", clock=clock)
    clock.now = 1
    meter.add(100)
    clock.now = 1000
    meter.pause()
    clock.now = 1001
    meter.add(100)
    assert meter.look().rate == 100


def test_nothing_to_do_is_done():
    look = Meter("read", 0, "characters").look()
    assert (look.fraction, look.eta) == (1.0, 0.0)


def test_stop_raises_once_asked():
    stop = Stop()
    stop.check()
    stop.request()
    assert stop.requested()
    with pytest.raises(Cancelled):
        stop.check()
