"""Backstage: a loop of its own on a thread, for work of many small steps that would keep the window's loop from painting.

Measured while a book is generated at a hundred segments a second: each takes about fifteen steps on a loop, and on the
window's they took half of its time.
"""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

_T = TypeVar("_T")
_THREADS = 16


class Backstage:
    """Runs coroutines on its own thread, which begins with the first of them. Made and asked on the thread of another loop."""

    def __init__(self) -> None:
        self._front: asyncio.AbstractEventLoop | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    async def run(self, work: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
        """Run ``work`` backstage and wait for it. Cancelled, it is cancelled there, and waited for until it has cleaned up."""
        front, loop = asyncio.get_running_loop(), self._begun()
        self._front = front
        over = front.create_future()
        begun: list[asyncio.Task[_T]] = []

        def begin() -> None:
            task = loop.create_task(work())
            begun.append(task)
            task.add_done_callback(lambda _: self.to_front(over.set_result, None))

        def cancel() -> None:
            begun[0].cancel()

        loop.call_soon_threadsafe(begin)
        cancelled: asyncio.CancelledError | None = None
        while not over.done():
            try:
                await asyncio.shield(over)
            except asyncio.CancelledError as asked:
                cancelled = asked
                loop.call_soon_threadsafe(cancel)
        if cancelled is not None:
            if not begun[0].cancelled():
                begun[0].exception()  # looked at, so that the loop does not report it as forgotten
            raise cancelled
        return begun[0].result()

    def post(self, call: Callable[..., object], *args: Any) -> None:
        """Call something backstage, soon. Does nothing where nothing ever ran there."""
        if self._loop is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(call, *args)

    def to_front(self, call: Callable[..., object], *args: Any) -> None:
        """Call something on the loop that asked, soon. From backstage; nothing happens once that loop is closed."""
        if self._front is not None:
            with suppress(RuntimeError):
                self._front.call_soon_threadsafe(call, *args)

    def close(self) -> None:
        """End the thread, which has nothing to do any more. It can begin anew."""
        if self._loop is not None and self._thread is not None:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
        self._loop = self._thread = None

    def _begun(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = loop = asyncio.new_event_loop()
            loop.set_default_executor(ThreadPoolExecutor(_THREADS, "backstage"))
            self._thread = threading.Thread(target=_live, args=(loop,), name="backstage", daemon=True)
            self._thread.start()
        return self._loop


def _live(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
    finally:
        asyncio.set_event_loop(None)
        loop.close()
