"""Announcements reach who listens, in order, on the loop's thread; a broken listener harms nobody else."""

import asyncio
import threading
from dataclasses import dataclass

from studio_app.session.announce import Announcer


@dataclass(frozen=True)
class Rang:
    times: int


@dataclass(frozen=True)
class RangLoud(Rang):
    pass


def test_listeners_hear_their_kind_in_order_until_they_stop():
    announce, heard = Announcer(), []
    stop = announce.listen(Rang, lambda event: heard.append(("a", event.times)))
    announce.listen(Rang, lambda event: heard.append(("b", event.times)))
    announce.say(Rang(1))
    announce.say(RangLoud(9))
    stop()
    stop()
    announce.say(Rang(2))
    assert heard == [("a", 1), ("b", 1), ("b", 2)]


def test_one_function_can_listen_twice_and_stop_once():
    announce, heard = Announcer(), []
    stop = announce.listen(Rang, heard.append)
    announce.listen(Rang, heard.append)
    stop()
    announce.say(Rang(1))
    assert heard == [Rang(1)]


def test_a_broken_listener_is_logged_and_the_others_hear(caplog):
    announce, heard = Announcer(), []
    announce.listen(Rang, lambda event: 1 / 0)
    announce.listen(Rang, heard.append)
    announce.say(Rang(1))
    assert heard == [Rang(1)]
    assert "a listener failed on Rang" in caplog.text


def test_who_is_stopped_by_an_earlier_listener_does_not_hear():
    announce, heard = Announcer(), []
    announce.listen(Rang, lambda event: stop())
    stop = announce.listen(Rang, heard.append)
    announce.say(Rang(1))
    assert heard == []


def test_who_begins_to_listen_while_an_event_is_said_hears_the_next():
    announce, heard = Announcer(), []
    announce.listen(Rang, lambda event: announce.listen(Rang, heard.append) if event.times == 1 else None)
    announce.say(Rang(1))
    announce.say(Rang(2))
    assert heard == [Rang(2)]


def test_another_thread_is_heard_on_the_loops_thread():
    async def run():
        announce, heard = Announcer(), asyncio.get_running_loop().create_future()
        announce.listen(Rang, lambda event: heard.set_result((event, threading.current_thread())))
        await asyncio.to_thread(announce.say_soon, Rang(3))
        return await heard

    assert asyncio.run(run()) == (Rang(3), threading.main_thread())


def test_without_a_loop_soon_is_now_and_after_the_loop_it_is_never():
    announce, heard = Announcer(), []
    announce.listen(Rang, heard.append)
    announce.say_soon(Rang(1))

    async def live():
        announce.say(Rang(2))

    asyncio.run(live())
    announce.say_soon(Rang(3))
    assert heard == [Rang(1), Rang(2)]
