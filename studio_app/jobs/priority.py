"""Work beside the window lets the window go first: it gives Python's lock back early, and rests now and then.

Its threads keep the priority of the window's. At a lower one they hold Python's lock without a processor whenever other
processes are busy, and the window waits for both: measured while a book is generated, one in ten looks at the window's clock
was over 16 ms late, against one in sixty. What stands back are the processes that speak (``speech.local.worker``).
"""

from __future__ import annotations

import gc
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio

#: A thread in Python code gives its turn to the window after this many seconds. The window asks for it at every call into Qt
#: or out of it, some dozens for one key: at 1 ms each key cost 10 to 20 ms while a book was generated.
_TURN_S = 0.0002
#: Threads beside the loop: long jobs have one each, and short questions must not wait for them.
_THREADS = 24
#: Long work in Python code rests this long after each stretch of that length.
_STRETCH_S = 0.002
_REST_S = 0.0003
#: Objects made before the youngest are searched for garbage, and searches of the middle-aged before all are searched.
_YOUNG, _NEVER = 700, 1_000_000


def tidy_up() -> None:
    """Free what only refers to itself, as a closed project does. Stops all threads for a moment."""
    gc.collect()


def let_the_window_go_first(loop: asyncio.AbstractEventLoop) -> None:
    """Give ``loop`` its turn soon, whatever runs beside it. Call it on the loop's thread before anything runs there.

    Python's search for circular garbage stops all threads; through all of a large book it takes 50 ms, so only what is young
    is searched from then on. ``tidy_up`` searches all, when nobody is waiting.
    """
    gc.set_threshold(_YOUNG, 10, _NEVER)
    sys.setswitchinterval(_TURN_S)
    loop.set_default_executor(ThreadPoolExecutor(_THREADS, "beside"))


class Breath:
    """Call it often in long Python work on a thread: now and then it rests, so that the window need not ask for its turn."""

    def __init__(self) -> None:
        self._since = time.perf_counter()

    def __call__(self) -> None:
        """Rest if it is time."""
        if time.perf_counter() - self._since > _STRETCH_S:
            time.sleep(_REST_S)
            self._since = time.perf_counter()
