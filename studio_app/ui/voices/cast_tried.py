"""What a paragraph sounds like with the voices that were tried, one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio_app.ui.generate.costs import cost
from studio_app.ui.kit import amounts
from studio_app.ui.kit.controls import Elided, IconButton, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_app.domain.cast import Casting
    from studio_app.session.audition import Tried

#: So many are kept to be compared: the newest.
MOST = 4


class TriedVoices(QWidget):
    """Lists what was tried, the newest first, to be heard again and compared.

    Args:
        name_of: what a voice is called, by engine and id.
        parent: as usual.

    Signals:
        hear_requested(Tried): this one is to be heard.
        stop_requested(): silence.
        chosen(Casting): this one is to be the choice.
    """

    hear_requested = Signal(object)
    stop_requested = Signal()
    chosen = Signal(object)

    def __init__(self, name_of: Callable[[str, str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cast.tried")
        self.setAccessibleName(self.tr("Voices that were tried"))
        self._name_of = name_of
        self._tried: dict[Casting, Tried] = {}
        self._rows: dict[Casting, _Row] = {}
        self._hearing: Casting | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.hide()

    @property
    def tried(self) -> tuple[Tried, ...]:
        """Return what was tried, the newest first."""
        return tuple(reversed(self._tried.values()))

    def clear(self) -> None:
        """Forget all."""
        if self._tried:
            self._tried.clear()
            self._fill()

    def show_tried(self, tried: Sequence[Tried]) -> None:
        """Take in what came; one that was tried before is the newest now."""
        for one in tried:
            self._tried.pop(one.casting, None)
            self._tried[one.casting] = one
        for old in list(self._tried)[:-MOST]:
            del self._tried[old]
        self._fill()

    def show_hearing(self, casting: Casting | None) -> None:
        """Show which of them is heard."""
        self._hearing = casting
        for known, row in self._rows.items():
            row.show_hearing(on=known == casting)

    def _fill(self) -> None:
        for row in self._rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {}
        for one in self.tried:
            row = self._rows[one.casting] = _Row(one, self._name_of(one.casting.engine, one.casting.voice), self)
            row.pressed.connect(self._pressed)
            row.chosen.connect(self.chosen)
            self._column.addWidget(row)
            row.show()
        self.setVisible(bool(self._rows))
        self.show_hearing(self._hearing)

    def _pressed(self, tried: Tried) -> None:
        if tried.casting == self._hearing:
            self.stop_requested.emit()
        else:
            self.hear_requested.emit(tried)


class _Row(QWidget):
    """One voice: hear it, what it is called, how long it takes and what it cost."""

    pressed = Signal(object)
    chosen = Signal(object)

    def __init__(self, tried: Tried, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._tried, self._name = tried, name
        self.play = IconButton("play", "", self)
        self.play.setObjectName("cast.tried.play")
        self.play.clicked.connect(lambda _=False: self.pressed.emit(tried))
        self.play.setEnabled(bool(tried.takes))
        self.pick = IconButton("done", self.tr("Choose {voice}").format(voice=name), self)
        self.pick.setObjectName("cast.tried.choose")
        self.pick.clicked.connect(lambda _=False: self.chosen.emit(tried.casting))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.play)
        row.addWidget(Elided(name, self), 1)
        row.addWidget(label(self._about(), "small", self))
        row.addWidget(self.pick)
        self.setAccessibleName(f"{name}, {tried.refusal or self._about()}")
        self.setToolTip(tried.refusal)
        self.show_hearing(on=False)

    def _about(self) -> str:
        if not self._tried.takes:
            return self.tr("not spoken")
        seconds = amounts.length(sum(take.seconds for take in self._tried.takes))
        if self._tried.billed <= 0:
            return seconds
        return f"{seconds} · {cost(self._tried.casting.engine, self._tried.billed)}"

    def show_hearing(self, *, on: bool) -> None:
        """Show whether it is heard."""
        text = self.tr("Stop {voice}") if on else self.tr("Hear {voice}")
        self.play.show_icon("stop" if on else "play", text.format(voice=self._name))
