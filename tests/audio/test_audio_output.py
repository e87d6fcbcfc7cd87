"""The device's clock, what happens when devices come and go, and the reel between the renderer and the device."""

import threading
import time
from collections import deque

import numpy as np
import pytest

from studio_app.audio import output as outputs
from studio_app.audio.output import Output, SilentDevice, Unheard
from studio_app.audio.reel import Block, Deck, Reel

RATE = 44100


class Device:
    silent = False
    latency = 4000

    def __init__(self, name="Speakers", *, starts=True):
        self.name, self.starts, self.open, self.feed = name, starts, True, None

    def start(self, feed):
        if not self.starts:
            raise Unheard("it is gone")
        self.feed = feed

    def close(self):
        self.open = False


class Desk:
    """An output with devices that can be pulled out, and a clock that is set."""

    def __init__(self):
        self.name, self.starts, self.seconds, self.devices = "Speakers", True, 0.0, []
        self.output = Output(RATE, self._open, lambda: self.name, lambda: self.seconds)

    def _open(self, _rate, period_ms):
        self.period_ms = period_ms
        if not self.name:
            raise Unheard("none")
        self.devices.append(Device(self.name, starts=self.starts))
        return self.devices[-1]

    def start(self):
        self.output.start(lambda frames: bytes(2 * frames))

    def ask(self, frames, every=0.02, times=1):
        for _ in range(times):
            self.devices[-1].feed(frames)
            self.seconds += every


@pytest.fixture
def desk():
    made = Desk()
    yield made
    made.output.close()


# The clock


def test_what_is_heard_is_what_was_given_less_what_the_device_holds(desk):
    desk.start()
    assert desk.output.heard() == 0
    desk.ask(4000, every=0.0, times=2)
    assert desk.output.heard() == 4000
    desk.seconds += 0.01
    assert desk.output.heard() == 4441
    desk.seconds += 9
    assert desk.output.heard() == 8000


def test_a_device_that_asks_too_late_was_silent_and_is_counted(desk):
    desk.start()
    desk.ask(2000, times=3)
    assert desk.output.underruns == 0
    desk.seconds += 0.2
    desk.ask(2000)
    assert desk.output.underruns == 1


def test_on_a_machine_that_is_too_busy_the_next_device_has_a_longer_buffer_up_to_a_limit(desk):
    desk.start()
    lengths = []
    for _ in range(4):
        desk.ask(2000, times=2)
        desk.seconds += 0.5
        desk.ask(2000)
        if desk.output.look():
            desk.start()
        lengths.append(desk.period_ms)
    assert lengths == [100, 200, 200, 200]


# Devices come and go


def test_a_device_lies_ready_before_it_is_wanted_and_plays_once(desk):
    desk.output.prepare()
    assert [device.feed for device in desk.devices] == [None]
    desk.start()
    assert len(desk.devices) == 1
    desk.output.stop()
    desk.start()
    assert [device.open for device in desk.devices] == [False, True]


def test_without_a_device_a_silent_clock_runs_and_says_so(desk):
    desk.name = ""
    desk.start()
    assert desk.output.silent
    assert desk.output.name == ""
    assert desk.output.running


def test_a_device_that_comes_is_taken(desk):
    desk.name = ""
    desk.start()
    desk.name = "Headphones"
    assert not desk.output.look()
    desk.seconds += 3
    assert desk.output.look()
    desk.start()
    assert (desk.output.name, desk.output.silent) == ("Headphones", False)


def test_a_device_that_asks_for_nothing_any_more_is_left(desk):
    desk.start()
    desk.ask(882, times=9)
    assert not desk.output.look()
    desk.seconds += 1
    assert desk.output.look()


def test_a_device_that_is_slow_to_wake_up_is_given_time(desk):
    desk.start()
    desk.ask(882)
    desk.seconds += 2
    assert not desk.output.look()


def test_another_default_device_is_noticed(desk):
    desk.start()
    desk.name = "Headphones"
    desk.ask(882, every=0.2, times=12)
    assert desk.output.look()
    desk.start()
    assert desk.output.name == "Headphones"


def test_a_device_that_opens_and_does_not_start_is_no_device(desk):
    desk.starts = False
    desk.start()
    assert desk.output.silent
    assert not desk.devices[0].open


def test_a_device_that_was_ready_when_another_became_the_default_is_not_used(desk):
    desk.output.prepare()
    desk.name = "Headphones"
    desk.seconds += 3
    desk.start()
    assert desk.output.name == "Headphones"


def test_the_silent_clock_asks_for_as_much_as_time_has_passed():
    asked = []
    device = SilentDevice(RATE)
    began = time.monotonic()
    device.start(lambda frames: asked.append(frames) or b"")
    time.sleep(0.2)
    device.close()
    passed = time.monotonic() - began
    assert passed * RATE - 0.1 * RATE <= sum(asked) <= passed * RATE
    assert "silent clock" not in {thread.name for thread in threading.enumerate()}


def test_where_the_system_has_no_sound_opening_a_device_says_so(monkeypatch, tmp_path, capfd):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    monkeypatch.setattr(outputs, "_has_card", lambda: False)
    with pytest.raises(Unheard):
        outputs.SoundDevice(RATE)
    assert outputs.default_name() == ""
    assert capfd.readouterr() == ("", "")


# The reel


def ramp(start, frames):
    return np.arange(start, start + frames, dtype=np.int16)


def reel(*pieces, ended=False):
    made = Reel()
    for start, frames in pieces:
        made.put(Block(ramp(start, frames), "text", float(start)))
    made.ended = ended
    return made


def read(deck, frames):
    return np.frombuffer(deck.read(frames), "<i2")


def test_blocks_are_heard_in_order_without_a_gap_however_they_are_asked_for():
    deck = Deck(RATE)
    deck.put_on(reel((0, 100), (100, 50), (150, 4000)))
    heard = np.concatenate([read(deck, n) for n in (7, 93, 1, 149, 2000, 1900)])
    assert np.array_equal(heard, ramp(0, 4150))
    assert deck.starved == 0


def test_an_empty_reel_is_silent_and_that_counts_unless_it_was_meant():
    deck, played = Deck(RATE), reel((1, 100))
    deck.put_on(played)
    read(deck, 400)
    assert not read(deck, 300).any()
    assert deck.starved == 1
    for meant in ("waiting", "ended"):
        deck, played = Deck(RATE), reel((1, 100))
        setattr(played, meant, True)
        deck.put_on(played)
        read(deck, 300)
        assert deck.starved == 0


@pytest.mark.parametrize("asked", [(1000, 2000), (1000, 100, 100, 100), (1050, 900)])
def test_what_breaks_off_falls_to_silence_and_does_not_click(asked):
    deck, played = Deck(RATE), Reel()
    played.put(Block(np.full(1000, 8000, np.int16), "text", 0.0))
    played.waiting = True
    deck.put_on(played)
    heard = np.concatenate([read(deck, n) for n in asked]).astype(int)
    assert np.abs(np.diff(heard)).max() < 100
    assert not heard[1000 + RATE // 200 :].any()


def test_a_reel_is_taken_off_by_a_fade_and_what_it_would_have_given_next_is_known():
    deck, old = Deck(RATE), Reel()
    old.put(Block(np.full(9000, 8000, np.int16), "text", 500.0))
    deck.put_on(old)
    read(deck, 1000)
    deck.put_on(None)
    heard = read(deck, 1000).astype(int)
    assert heard[0] == 8000
    assert np.abs(np.diff(heard)).max() < 50
    assert not heard[221:].any()
    assert (deck.left.of, deck.left.at) == ("text", 1500.0)


def test_a_reel_can_follow_at_a_certain_frame():
    deck, old, new = Deck(RATE), reel((0, 3000)), Reel()
    new.put(Block(np.full(3000, -5, np.int16), "other", 0.0))
    deck.put_on(old)
    read(deck, 500)
    deck.put_on(new, at=1200)
    heard = np.concatenate([read(deck, 500) for _ in range(3)])
    assert np.array_equal(heard[:700], ramp(500, 700))
    assert (heard[700 + 221 :] == -5).all()


def test_every_frame_knows_what_it_is_of():
    deck, played = Deck(RATE), Reel()
    played.put(Block(ramp(0, 100), "one", 40.0))
    played.put(Block(ramp(0, 100), "two", 7.0, step=2.0))
    played.ended = True
    deck.put_on(played)
    read(deck, 400)
    assert [(p.of, p.at, p.step) for p in (deck.where(99), deck.where(150))] == [("one", 40.0, 1.0), ("two", 7.0, 2.0)]
    assert (deck.where(300).at, deck.where(300).step) == (207.0, 0.0)
    assert deck.drained
    assert deck.end == 200


def test_the_volume_moves_without_a_step_and_at_full_changes_nothing():
    deck, played = Deck(RATE), Reel()
    played.put(Block(np.full(9000, 10001, np.int16), "text", 0.0))
    deck.put_on(played)
    assert (read(deck, 1000) == 10001).all()
    deck.volume = 0.5
    heard = read(deck, 1000).astype(int)
    assert np.abs(np.diff(heard)).max() < 20
    assert (read(deck, 10) == 5000).all()


def test_blocks_that_lie_far_enough_ahead_are_taken_back():
    played = reel((0, 100), (100, 100), (200, 100))
    deck = Deck(RATE)
    deck.put_on(played)
    read(deck, 50)
    assert played.cut(51).at == 200.0
    assert played.cut(51) is None
    played.put(Block(ramp(900, 100), "text", 900.0))
    assert played.frames == 300
    assert np.array_equal(read(deck, 250), [*range(50, 200), *range(900, 1000)])


def test_what_the_device_was_given_is_noted_before_the_volume():
    deck = Deck(RATE)
    deck.put_on(reel((0, 300)))
    deck.given, deck.volume = deque(), 0.5
    read(deck, 100)
    read(deck, 150)
    assert [(frame, len(pcm)) for frame, pcm in deck.given] == [(0, 100), (100, 150)]
    assert np.array_equal(np.concatenate([pcm for _, pcm in deck.given]), ramp(0, 250))


# Two channels


def sides(left, right, frames):
    return np.stack([np.full(frames, left, np.int16), np.full(frames, right, np.int16)], axis=1)


def stereo(deck, frames):
    return read(deck, frames).reshape(frames, 2).astype(int)


def on_stereo(*pieces):
    made = Reel()
    for pcm in pieces:
        made.put(Block(pcm, "text", 0.0))
    deck = Deck(RATE, 2)
    deck.put_on(made)
    return deck


def test_both_sides_are_heard_as_they_are():
    deck = on_stereo(sides(100, -7, 300), sides(5, 6, 300))
    heard = np.concatenate([stereo(deck, 250), stereo(deck, 350)])
    assert np.array_equal(heard, np.concatenate([sides(100, -7, 300), sides(5, 6, 300)]))


def test_both_sides_fade_when_a_reel_is_taken_off_or_breaks_off():
    for taken_off in (True, False):
        deck = on_stereo(sides(8000, -4000, 2000 if taken_off else 1000))
        heard = [stereo(deck, 1000)]
        if taken_off:
            deck.put_on(None)
        heard = np.concatenate([*heard, stereo(deck, 300), stereo(deck, 300)])
        assert np.abs(np.diff(heard, axis=0)).max() < 100
        assert heard[1000 + 100, 0] > -2 * heard[1000 + 100, 1] - 3 > 0
        assert not heard[1000 + RATE // 200 :].any()


def test_the_volume_is_that_of_both_sides():
    deck = on_stereo(sides(8000, -4000, 3000))
    deck.volume = 0.5
    stereo(deck, 1000)
    assert np.array_equal(stereo(deck, 10), sides(4000, -2000, 10))
