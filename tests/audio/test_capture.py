"""The microphone: what is said into it is what is heard, and it may be pulled out at any time."""

from __future__ import annotations

import threading
import wave

import numpy as np
import pytest

from studio_app.audio import capture
from studio_app.audio.capture import RATE, Capture, sources
from studio_app.audio.decode import decode
from studio_app.audio.growing import GrowingWav
from studio_app.domain.errors import NoMicrophone
from tests.simulators.microphone import NEEDED, microphone, place, spoken, until


class Ear:
    """A device that gives what it is told to."""

    def __init__(self, name, rate, *, works=True):
        self.name, self.rate, self.works = name or "Default", rate, works
        self.heard, self.open = None, True

    def start(self, heard):
        if not self.works:
            raise NoMicrophone("It is taken.")
        self.heard = heard

    def give(self, *values):
        self.heard(np.array(values, np.float32).tobytes())

    def close(self):
        self.open = False


class Desk:
    """A capture with such a device, and a clock that goes as the test says."""

    def __init__(self, **options):
        self.seconds = 0.0
        self.ears = []
        self.capture = Capture(
            "Desk mic", open_ear=lambda *what: self.opened(Ear(*what, **options)), now=lambda: self.seconds
        )

    def opened(self, ear):
        self.ears.append(ear)
        return ear

    @property
    def ear(self):
        return self.ears[-1]


def listening(capture):
    """Read a capture on a thread; return that, and the list its blocks go to."""
    blocks = []
    thread = threading.Thread(target=lambda: blocks.extend(one.copy() for one in capture.blocks()))
    thread.start()
    return thread, blocks


def test_blocks_come_as_they_are_heard_until_it_is_stopped():
    desk = Desk()
    desk.capture.start()
    assert desk.capture.name == "Desk mic"
    desk.ear.give(0.5, -0.25)
    desk.ear.give(1.0)
    desk.capture.stop()
    desk.capture.stop()
    assert [list(block) for block in desk.capture.blocks()] == [[0.5, -0.25], [1.0]]
    assert (desk.ear.open, desk.capture.gone, desk.capture.lost) == (False, False, False)


def test_a_microphone_that_cannot_be_used_says_so_and_is_let_go():
    desk = Desk(works=False)
    with pytest.raises(NoMicrophone, match="taken"):
        desk.capture.start()
    assert not desk.ear.open


def test_a_microphone_that_says_it_is_gone_ends_with_what_was_heard():
    desk = Desk()
    desk.capture.start()
    desk.ear.give(0.5)
    desk.ear.heard(None)
    assert [list(block) for block in desk.capture.blocks()] == [[0.5]]
    assert desk.capture.gone


def test_a_microphone_that_falls_silent_without_a_word_is_gone():
    desk = Desk()
    desk.capture.start()
    desk.ear.give(0.5)
    blocks = desk.capture.blocks()
    assert list(next(blocks)) == [0.5]
    desk.seconds = 2.0
    assert list(blocks) == []
    assert (desk.capture.gone, desk.ear.open) == (True, False)


def test_one_that_sleeps_at_first_is_waited_for():
    desk = Desk()
    desk.capture.start()
    desk.seconds = 4.0
    threading.Timer(0.3, lambda: desk.ear.give(0.5)).start()
    assert list(next(desk.capture.blocks())) == [0.5]


def test_one_that_never_gives_anything_says_what_to_do():
    desk = Desk()
    desk.capture.start()
    thread = threading.Timer(0.2, lambda: setattr(desk, "seconds", 6.0))
    thread.start()
    with pytest.raises(NoMicrophone, match="switched on"):
        list(desk.capture.blocks())


def test_one_that_is_stopped_before_it_gave_anything_is_no_fault():
    desk = Desk()
    desk.capture.start()
    desk.capture.stop()
    assert list(desk.capture.blocks()) == []


def test_without_a_sound_system_there_is_no_microphone(monkeypatch):
    monkeypatch.setattr(capture, "_found", list)
    assert sources() == ()
    with pytest.raises(NoMicrophone, match="No microphone was found"):
        Capture().start()


def test_microphones_are_listed_before_what_the_computer_plays(monkeypatch):
    names = [("Monitor of Speakers", False, None), ("Headset", False, None), ("Desk mic", True, None)]
    monkeypatch.setattr(capture, "_found", lambda: names)
    assert [one.name for one in sources()] == ["Desk mic", "Headset", "Monitor of Speakers"]


def test_one_that_was_chosen_and_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr(capture, "_found", lambda: [("Other", True, None)])
    with pytest.raises(NoMicrophone, match="Blue mic"):
        Capture("Blue mic").start()


# what is written is whole at every moment


def test_a_file_that_grows_can_be_read_at_any_moment(tmp_path):
    path = tmp_path / "take.wav"
    wav = GrowingWav(path, 8000)
    for number in range(1, 4):
        wav.write(np.full(4000, 0.25, np.float32))
        with wave.open(str(path)) as file:
            assert (file.getnframes(), file.getframerate(), file.getnchannels()) == (4000 * number, 8000, 1)
    assert wav.seconds == 1.5
    wav.close()
    wav.close()
    assert (decode(path.read_bytes(), "wav", 8000, 1) == 0.25).all()


def test_a_file_that_grows_clips_what_is_too_loud_and_replaces_nothing(tmp_path):
    path = tmp_path / "take.wav"
    wav = GrowingWav(path, 8000)
    wav.write(np.array([2.0, -2.0], np.float32))
    wav.close()
    assert decode(path.read_bytes(), "wav", 8000, 1).ravel().tolist() == [32767 / 32768, -1.0]
    with pytest.raises(FileExistsError):
        GrowingWav(path, 8000)


# for real


@NEEDED
@pytest.mark.parametrize(("rate", "channels"), [(RATE, 1), (44_100, 2)])
def test_what_is_said_into_a_microphone_is_heard(tmp_path, rate, channels):
    noise = np.random.default_rng(5).standard_normal(rate)
    speech = (np.convolve(noise, np.ones(24) / 24, "same") * 20_000).astype(np.int16)
    with microphone(tmp_path, rate=rate, channels=channels) as ear:
        assert [(one.usual, "Null" in one.name) for one in sources()] == [(True, True)]
        for _ in range(3):  # a machine with more to do than it can loses pieces
            hearing, heard = recorded(ear, spoken(tmp_path / "said.wav", speech, rate))
            same = alike(heard, speech / 32768, exact=rate == RATE)
            if same:
                break
    assert same
    assert (hearing.gone, hearing.lost) == (False, False)


def recorded(ear, path):
    hearing = Capture()
    hearing.start()
    thread, blocks = listening(hearing)
    ear.say(path)
    until(lambda: len(blocks) > 0)
    hearing.stop()
    thread.join()
    return hearing, np.concatenate(blocks)


def alike(heard, said, *, exact):
    """Return whether it is heard, to the bit where nothing on the way changes the rate."""
    if exact:
        at = place(heard, said)
        return np.array_equal(heard[at : at + len(said)], said)
    sounding = heard[np.abs(heard) > 0.001]
    return np.std(sounding) == pytest.approx(np.std(said), rel=0.1)


@NEEDED
def test_a_microphone_that_is_pulled_out_ends_with_what_was_heard(tmp_path):
    with microphone(tmp_path) as ear:
        hearing = Capture()
        hearing.start()
        thread, blocks = listening(hearing)
        ear.say(spoken(tmp_path / "said.wav", np.full(RATE // 4, 8000, np.int16)))
        ear.unplug()
        thread.join(20)
        assert not thread.is_alive()
        assert sources() == ()
    assert hearing.gone
    assert np.abs(np.concatenate(blocks)).max() == pytest.approx(8000 / 32768, abs=0.01)
