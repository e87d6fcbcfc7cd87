"""Ends that nobody in the window asked for: a signal from the system, the end of the desktop's session."""

from __future__ import annotations

import signal
import socket
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Signal

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication

#: SIGHUP is what a closed terminal sends.
_SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")


class Endings(QObject):
    """Hears them. Made on the main thread; ``close`` gives the signals back.

    Python's own handlers run only when Python runs, and a window that waits for events does not; so the number of the
    signal comes through a socket that Qt watches.

    Signals:
        asked(): the program must end soon, and nobody is there to be asked.
    """

    asked = Signal()

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__()
        self._reads, self._writes = socket.socketpair()
        self._reads.setblocking(False)
        self._writes.setblocking(False)
        self._before: dict[int, object] = {}
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
                self._before[number] = signal.signal(number, _heard)
        self._fd = signal.set_wakeup_fd(self._writes.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._reads.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        app.commitDataRequest.connect(self._session_ends)

    def close(self) -> None:
        """Hear no more."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._fd)
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]
        self._reads.close()
        self._writes.close()

    def _read(self) -> None:
        if set(self._reads.recv(64)) & set(self._before):
            self.asked.emit()

    def _session_ends(self, _manager: object) -> None:
        self.asked.emit()


def _heard(_number: int, _frame: object) -> None:
    """Do nothing: what is to be done is done where Qt reads the number."""
