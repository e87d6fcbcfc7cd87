"""Grace: work that may have been paid for is let go on to its end for a while after somebody stopped waiting for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

_T = TypeVar("_T")


async def with_grace(work: Coroutine[Any, Any, _T], seconds: float) -> _T:
    """Do ``work`` and return what it does. Cancelled, it goes on for so long at most, and is waited for, before it is stopped.

    Args:
        work: not begun yet.
        seconds: the grace, after the first time it is cancelled.
    """
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        if not task.done():
            await asyncio.wait([task], timeout=seconds)
        if not task.done():
            task.cancel()
            await asyncio.wait([task])
        if not task.cancelled():
            task.exception()  # looked at, so that the loop does not report it as forgotten
        raise
