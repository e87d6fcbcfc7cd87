"""Once: a voice somebody wished for is made one time, whatever becomes of the request that makes it.

It is written down before anything is sent (``store.makings``). Where the answer was lost, by the network or by a kill of this
program, the voice is looked for with its provider; only what is certainly not there is sent again, and only when the person
asks for it again. Another window that has it under way is waited for.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from studio_app.domain.errors import LecternError, SpeechError, Unreachable, VoiceMissing
from studio_app.jobs.queue import beside
from studio_app.speech.making import CloneWish, Sample, Training
from studio_app.store.makings import ABSENT, FAILED, GONE, REFUSED, TRAINED, TRAINING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from studio_app.speech.making import Maker, Sent
    from studio_app.store.makings import Consent, Making, Makings, Part

_log = logging.getLogger(__name__)

#: An upload that broke off with more than this many octets to go cannot have arrived: what is counted as sent may be ahead of,
#: or behind, what the system has really put on the line, but not by as much.
_IN_DOUBT = 256 << 10
_NOT_THERE = "The upload broke off, and no voice of it is with the provider. Nothing is lost: try again."
_STATES = (*TRAINING, TRAINED, FAILED)


@dataclass(frozen=True, slots=True)
class Stage:
    """How far the making of a voice is: "looking", "sending" (``done`` of ``total`` octets), "waiting" or "training".

    "waiting": all is sent and the provider works on it. ``share`` is how far training is, None where nobody says.
    """

    name: str
    done: int = 0
    total: int = 0
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited, in seconds.

    A voice whose request arrived may come to be ``settle_s`` after the answer was lost, and not later; it is looked for every
    ``look_s`` until then. A running request is noted every ``beat_s``. Training is asked about after ``poll_s``, and then
    less and less often up to ``poll_most_s``.
    """

    settle_s: float = 60.0
    look_s: float = 5.0
    beat_s: float = 5.0
    poll_s: float = 1.0
    poll_most_s: float = 15.0


class Once:
    """See the module docstring. On the engines' loop.

    Args:
        makings: where it is written down.
        patience: how long is waited for what.
    """

    def __init__(self, makings: Makings, patience: Patience | None = None) -> None:
        self.makings = makings
        self.patience = patience or Patience()

    async def make(
        self,
        wish: Making,
        parts: Sequence[Part],
        consent: Consent | None,
        maker: Maker,
        send: Callable[[Sent], Awaitable[Training]],
        told: Callable[[Stage], object],
        *,
        counted: bool = False,
    ) -> Making:
        """Make a voice, or find the one that was made of this wish before.

        Args:
            wish: what is wished, not written down yet.
            parts: the recordings, kept until it is known what became of them.
            consent: that somebody agreed, written down with it.
            maker: whom it is sent to and asked of.
            send: sends it, telling how far it is.
            told: is told how far it is.
            counted: ``send`` tells how much is sent from the beginning: what it did not tell was not sent.

        Raises:
            Unreachable: the answer was lost; without ``maybe_billed`` nothing arrived. Asked for again it is looked for first.
            SpeechError: the provider does not make it.
            DiskFull, FileRefused: it cannot be written down; nothing was sent.
        """
        while True:
            row, fresh = await beside(self.makings.open, wish, parts, consent)
            if fresh:
                return await self._send(row, maker, send, _Gone(told, counted=counted))
            told(Stage("looking"))
            known = await (self._until_certain(row, maker) if row.open else self._still_there(row, maker))
            if known is not None:
                return known

    async def look(self, row: Making, maker: Maker) -> Making:
        """Ask the provider once what became of a voice; where that cannot be told now it stays as it is.

        Raises:
            SpeechError: it cannot be asked.
        """
        if not row.open:
            there = await self._still_there(row, maker)
            return there if there is not None else await beside(self._read, row)
        certain = self._certain(row)
        found = await self._found(row, await beside(self.makings.parts, row.id), maker)
        if found is not None:
            return found
        if certain:
            return await beside(self.makings.tell, row.id, ABSENT, "", "not with the provider")
        return row

    async def trained(self, row: Making, maker: Maker, told: Callable[[Stage], object]) -> Making:
        """Wait until a voice is trained, or failed, or the person must do something (its ``reason`` is what).

        It can be left at any time, and gone on with.

        Raises:
            SpeechError: it cannot be asked.
        """
        pause = self.patience.poll_s
        while row.state in TRAINING:
            told(Stage("training"))
            await asyncio.sleep(pause)
            pause = min(self.patience.poll_most_s, pause * 1.5)
            try:
                training = await maker.state(row.voice)
            except Unreachable as error:  # it trains without us
                _log.info("cannot ask how far a voice is: %s", error.detail)
                continue
            except VoiceMissing:
                await beside(self.makings.tell, row.id, GONE)
                raise
            told(Stage("training", share=training.share))
            if training.state != row.state or training.needs:
                row = await self._note(row, training)
            if training.needs:
                return row
        return row

    # Inside

    async def _send(
        self,
        row: Making,
        maker: Maker,
        send: Callable[[Sent], Awaitable[Training]],
        gone: _Gone,
    ) -> Making:
        try:
            with self._beating(row.id):
                training = await send(gone)
        except asyncio.CancelledError:
            if not gone.perhaps_all:
                await beside(self.makings.tell, row.id, ABSENT, "", "stopped before all of it was sent")
            raise
        except SpeechError as error:
            if not error.maybe_billed:
                await beside(self.makings.tell, row.id, REFUSED, "", error.sentence)
                raise
            _log.info("the answer to making %s was lost: %s %s", row.id, type(error).__name__, error.detail)
            if not gone.perhaps_all:
                await beside(self.makings.tell, row.id, ABSENT, "", "broke off before all of it was sent")
                raise Unreachable(_NOT_THERE, maybe_billed=False, detail=error.detail) from error
            gone.told(Stage("looking"))
            found = await self._until_certain(row, maker)
            if found is None:
                raise Unreachable(_NOT_THERE, maybe_billed=False, detail=error.detail) from error
            return found
        return await self._note(row, training)

    async def _until_certain(self, row: Making, maker: Maker) -> Making | None:
        """Look for a voice until it is found or can no longer come to be; None: there is none."""
        parts = await beside(self.makings.parts, row.id)
        while True:
            row = await beside(self._read, row)
            if not row.open:  # another window knows
                return row if row.made else None
            certain = self._certain(row)  # asked before looking: what comes to be in between is found the next time
            found = await self._found(row, parts, maker)
            if found is not None:
                return found
            if certain:
                await beside(self.makings.tell, row.id, ABSENT, "", "not with the provider")
                return None
            await asyncio.sleep(self.patience.look_s)

    async def _found(self, row: Making, parts: Sequence[Part], maker: Maker) -> Making | None:
        known = await beside(self.makings.voices, row.engine, row.account)
        training = await maker.cloned(_looked_for(row, parts), row.opened)
        if training is None or training.voice in known:
            return None
        _log.info("the voice of making %s was found with %s", row.id, row.engine)
        return await self._note(row, training)

    async def _still_there(self, row: Making, maker: Maker) -> Making | None:
        """Return a voice that was made before, None where it is gone since: then it may be made again."""
        try:
            training = await maker.state(row.voice)
        except VoiceMissing:
            await beside(self.makings.tell, row.id, GONE)
            return None
        return row if training.state == row.state else await self._note(row, training)

    def _certain(self, row: Making) -> bool:
        """Return whether what is not there now will never be: long enough ago its request was under way."""
        try:
            passed = datetime.now(UTC) - datetime.fromisoformat(row.beat)
        except (ValueError, TypeError):  # a damaged row
            return True
        return abs(passed.total_seconds()) >= self.patience.settle_s  # a clock that was set back is no reason to wait

    async def _note(self, row: Making, training: Training) -> Making:
        state = training.state if training.state in _STATES else TRAINING[-1]
        return await beside(self.makings.tell, row.id, state, training.voice, training.reason or training.needs)

    def _read(self, row: Making) -> Making:
        return self.makings.get(row.id) or row

    @contextmanager
    def _beating(self, making_id: int) -> Iterator[None]:
        """Note again and again, for the length of the body, that a request is under way."""
        loop = asyncio.get_running_loop()
        timer: asyncio.TimerHandle | None = None

        def beat() -> None:
            nonlocal timer
            loop.run_in_executor(None, self._beat, making_id)
            timer = loop.call_later(self.patience.beat_s, beat)

        timer = loop.call_later(self.patience.beat_s, beat)
        try:
            yield
        finally:
            timer.cancel()

    def _beat(self, making_id: int) -> None:
        try:
            self.makings.beat(making_id)
        except LecternError as error:
            _log.info("a running upload is not noted: %s", error.detail)


class _Gone:
    """How much of an upload is sent, and whether all of it may be."""

    def __init__(self, told: Callable[[Stage], object], *, counted: bool) -> None:
        self.told = told
        self._left = 1 + _IN_DOUBT if counted else 0

    def __call__(self, done: int, total: int) -> None:
        """Take note, and tell it."""
        self._left = total - done
        self.told(Stage("sending" if self._left else "waiting", done, total))

    @property
    def perhaps_all(self) -> bool:
        """Whether the provider may have all of it. What nobody counts may be there."""
        return self._left <= _IN_DOUBT


def _looked_for(row: Making, parts: Sequence[Part]) -> CloneWish:
    """Return by what a voice is looked for. That it was cloned at once is known by its having samples."""
    samples = tuple(Sample(part.name, part.data, part.text) for part in parts)
    return CloneWish(row.name, samples or (Sample("", b""),) if row.kind == "clone" else ())
