"""From the session to Qt and back: announcements become signals, and slots start coroutines that somebody looks after."""

from __future__ import annotations

import importlib
import logging
import traceback
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from studio_app.domain.errors import Cancelled, LecternError
from studio_app.jobs.queue import Queue

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Coroutine

    from studio_app.session.announce import Announcer

_log = logging.getLogger(__name__)
_LANE = "window"
#: Dialogs that are open and files being read; far more than a person can start.
_AT_ONCE = 64

#: (signal, module, event): what is announced and by whom. Modules are loaded when the bridge is built, after the first paint.
_EVENTS: tuple[tuple[str, str, str], ...] = (
    ("edited", "studio_app.session.studio", "Edited"),
    ("saved", "studio_app.session.studio", "Saved"),
    ("takes_placed", "studio_app.session.studio", "TakesPlaced"),
    ("jobs_changed", "studio_app.session.work", "JobsChanged"),
    ("player_changed", "studio_app.session.player", "PlayerChanged"),
    ("player_moved", "studio_app.session.player", "PlayerMoved"),
    ("player_needs", "studio_app.session.player", "PlayerNeeds"),
    ("player_failed", "studio_app.session.player", "PlayerFailed"),
    ("states_changed", "studio_app.session.states", "StatesChanged"),
    ("timeline_player_changed", "studio_app.session.timeline_player", "TimelinePlayerChanged"),
    ("timeline_player_moved", "studio_app.session.timeline_player", "TimelinePlayerMoved"),
    ("timeline_player_failed", "studio_app.session.timeline_player", "TimelinePlayerFailed"),
    ("waveform_ready", "studio_app.session.waveforms", "WaveformReady"),
    ("waveform_failed", "studio_app.session.waveforms", "WaveformFailed"),
    ("sample_playing", "studio_app.session.samples", "SamplePlaying"),
    ("microphone_heard", "studio_app.session.recording", "MicrophoneHeard"),
    ("microphone_ended", "studio_app.session.recording", "MicrophoneEnded"),
)


class Bridge(QObject):
    """Says as Qt signals what the session announces, each with its event."""

    edited = Signal(object)
    saved = Signal(object)
    takes_placed = Signal(object)
    jobs_changed = Signal(object)
    player_changed = Signal(object)
    player_moved = Signal(object)
    player_needs = Signal(object)
    player_failed = Signal(object)
    states_changed = Signal(object)
    timeline_player_changed = Signal(object)
    timeline_player_moved = Signal(object)
    timeline_player_failed = Signal(object)
    waveform_ready = Signal(object)
    waveform_failed = Signal(object)
    sample_playing = Signal(object)
    microphone_heard = Signal(object)
    microphone_ended = Signal(object)

    def __init__(self, announce: Announcer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ends = [
            announce.listen(getattr(importlib.import_module(module), event), getattr(self, name).emit)
            for name, module, event in _EVENTS
        ]

    def close(self) -> None:
        """Listen no more."""
        for end in self._ends:
            end()
        self._ends = []


class Runner(QObject):
    """Starts coroutines from slots, through the queue, which owns every task.

    Signals:
        refused(LecternError): one ended with an error a person should read.
        surprised(exception): one ended with an error nobody foresaw.
    """

    refused = Signal(object)
    surprised = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = Queue({_LANE: _AT_ONCE})
        self._job = self._queue.job(_LANE)

    def start(self, work: Callable[..., Coroutine[Any, Any, Any]], *args: Any, **more: Any) -> None:
        """Run ``work(*args, **more)`` on the loop; how it ends is told by the signals."""
        answer = self._queue.submit(self._job, _LANE, lambda: work(*args, **more))
        answer.add_done_callback(self._ended)

    async def close(self) -> None:
        """Cancel what runs and wait until it has cleaned up."""
        self._job.cancel()
        await self._queue.close()

    def _ended(self, answer: asyncio.Future[Any]) -> None:
        if answer.cancelled() or (error := answer.exception()) is None or isinstance(error, Cancelled):
            return
        if isinstance(error, LecternError):
            _log.info("refused: %s %s", type(error).__name__, error.detail)
            self.refused.emit(error)
        else:
            where = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
            _log.critical("unforeseen %s\n%s", type(error).__name__, where)
            self.surprised.emit(error)
