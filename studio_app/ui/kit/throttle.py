"""Named ways to call less often: now and then, or when it has become quiet. Both live on the Qt thread."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable


class Throttle(QObject):
    """Calls ``call`` at once and then at most every ``interval`` ms; a request in between is met at its end."""

    def __init__(self, interval: int, call: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._call = call
        self._again = False
        self._timer = QTimer(self, interval=interval, singleShot=True)
        self._timer.timeout.connect(self._ended)

    def ask(self) -> None:
        """Ask for a call."""
        if self._timer.isActive():
            self._again = True
        else:
            self._timer.start()
            self._call()

    def cancel(self) -> None:
        """Forget what was asked for and not yet met."""
        self._again = False

    def _ended(self) -> None:
        if self._again:
            self._again = False
            self.ask()


class Debounce(QObject):
    """Calls ``call`` once nobody has asked for ``quiet`` ms, but at the latest ``longest`` ms after the first who asked."""

    def __init__(
        self, quiet: int, call: Callable[[], None], parent: QObject | None = None, *, longest: int | None = None
    ) -> None:
        super().__init__(parent)
        self._call = call
        self._quiet_s = quiet / 1000
        self._longest_s = None if longest is None else longest / 1000
        self._asked = 0.0
        self._timer = QTimer(self, interval=quiet, singleShot=True)
        self._timer.timeout.connect(call)

    @property
    def waiting(self) -> bool:
        """Whether a call is owed."""
        return self._timer.isActive()

    def ask(self) -> None:
        """Ask for a call; the wait begins anew, unless it would become too long."""
        now = monotonic()
        if not self._timer.isActive():
            self._asked = now
        if self._longest_s is None or now + self._quiet_s <= self._asked + self._longest_s:
            self._timer.start()

    def flush(self) -> None:
        """Call now if a call is owed."""
        if self._timer.isActive():
            self._timer.stop()
            self._call()

    def cancel(self) -> None:
        """Forget the call."""
        self._timer.stop()
