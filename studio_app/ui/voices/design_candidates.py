"""Candidates of a designed voice: heard one after the other, compared, and one of them chosen to be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from studio_app.ui.kit import amounts
from studio_app.ui.kit.controls import Card, Elided, IconButton, ProgressLine, label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from studio_app.session.design import KeptCandidate, KeptDesign

#: What names a candidate: its design's id and its own.
Key = tuple[str, str]
_KEYS = tuple(Qt.Key(int(Qt.Key.Key_1) + at) for at in range(9))


class CandidateList(QWidget):
    """The candidates of every design, the newest first: one that was liked is not lost by trying again.

    The digits play the candidates of the newest design.

    Signals:
        hear_requested(design id, KeptCandidate), hear_stopped().
        chosen(): another one is to be kept, see ``choice``.
        forget_requested(design id): throw a design away.
    """

    hear_requested = Signal(str, object)
    hear_stopped = Signal()
    chosen = Signal()
    forget_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("design.candidates")
        self.setAccessibleName(self.tr("Voices to choose from"))
        self._cards: dict[Key, CandidateCard] = {}
        self._rounds: dict[str, _Round] = {}
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(lambda _, on: self.chosen.emit() if on else None)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)

    def add(self, design: KeptDesign) -> None:
        """Show what a design gave, above what there was; one that is there already stays as it is."""
        if design.id in self._rounds:
            return
        made = _Round(design, len(self._rounds) + 1, self)
        made.forget.clicked.connect(lambda _=False: self.forget_requested.emit(design.id))
        for card in made.cards:
            key = (design.id, card.candidate.id)
            card.play.clicked.connect(lambda _=False, key=key: self._play(key))
            self._group.addButton(card.keep)
            self._cards[key] = card
        self._rounds[design.id] = made
        self._column.insertWidget(0, made)

    def drop(self, design_id: str) -> None:
        """Show a design no more."""
        gone = self._rounds.pop(design_id)
        for key in [key for key in self._cards if key[0] == design_id]:
            self._group.removeButton(self._cards.pop(key).keep)
        self._column.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        self.chosen.emit()

    @property
    def choice(self) -> Key | None:
        """The one that is to be kept, by the ids of its design and itself."""
        return next((key for key, card in self._cards.items() if card.keep.isChecked()), None)

    @property
    def empty(self) -> bool:
        """Whether there is none."""
        return not self._rounds

    def card(self, design_id: str, candidate_id: str) -> CandidateCard:
        """Return the card of a candidate."""
        return self._cards[design_id, candidate_id]

    def show_playing(self, key: Key | None, share: float = 0.0) -> None:
        """Show which is heard, and how much of it is; None: none."""
        for held, card in self._cards.items():
            card.show_playing(share if held == key else None)

    def focus_first(self) -> None:
        """Put the keyboard on the newest."""
        if newest := self._newest:
            newest[0].play.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Play the first, second, third."""
        at = _KEYS.index(Qt.Key(event.key())) if event.key() in _KEYS else len(self._newest)
        if at < len(self._newest) and not event.modifiers():
            self._newest[at].play.click()
        else:
            super().keyPressEvent(event)

    @property
    def _newest(self) -> tuple[CandidateCard, ...]:
        return next(reversed(self._rounds.values())).cards if self._rounds else ()

    def _play(self, key: Key) -> None:
        card = self._cards[key]
        if card.playing:
            self.hear_stopped.emit()
        else:
            self.hear_requested.emit(key[0], card.candidate)


class _Round(QWidget):
    """What one design gave, under the description it was given."""

    def __init__(self, design: KeptDesign, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        described = " ".join(str(design.wish.get("description", "")).split())
        named = self.tr("Design {number}").format(number=number)
        self.setAccessibleName(named)
        self.forget = IconButton("remove", self.tr("Throw this design away"), self)
        self.forget.setObjectName(f"design.forget.{design.id}")
        self.forget.setAccessibleDescription(described)
        said = Elided(" · ".join(part for part in (named, described) if part), self)
        said.setProperty("look", "small")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(said, 1)
        head.addWidget(self.forget)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addLayout(head)
        self.cards = tuple(CandidateCard(one, number, at, self) for at, one in enumerate(design.candidates))
        for card in self.cards:
            body.addWidget(card)


class CandidateCard(Card):
    """One candidate: ``number`` is that of its design, ``at`` its place in it."""

    def __init__(self, candidate: KeptCandidate, number: int, at: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.candidate = candidate
        self.playing = False
        self.heard = candidate.heard
        name = self.tr("Voice {number}{letter}").format(number=number, letter=chr(ord("A") + at % 26))
        self.name = name
        self.setAccessibleName(name)
        self.play = IconButton("play", self.tr("Hear it"), self)
        self.play.setObjectName(f"design.play.{candidate.id}")
        self.play.setAccessibleDescription(name)
        self.keep = QRadioButton(name, self)
        self.keep.setObjectName(f"design.choose.{candidate.id}")
        self.keep.setAccessibleName(name)
        self._said = label(self._length(), "small", self)
        self._line = ProgressLine(self.tr("Heard of {name}").format(name=name), self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.play)
        row.addWidget(self.keep)
        row.addStretch(1)
        row.addWidget(self._said)
        self.body.setContentsMargins(12, 8, 12, 10)
        self.body.addLayout(row)
        self.body.addWidget(self._line)

    def show_playing(self, share: float | None) -> None:
        """Show how much is heard; None: it does not play."""
        self.playing = share is not None
        self.heard = self.heard or self.playing
        name = self.tr("Stop") if self.playing else self.tr("Hear it")
        self.play.show_icon("stop" if self.playing else "play", name)
        self._line.show_share(share or 0.0)
        self._said.setText(self._length())

    def _length(self) -> str:
        length = amounts.length(self.candidate.seconds) if self.candidate.seconds > 0 else ""
        heard = self.tr("heard") if self.heard else self.tr("not heard yet")
        return " · ".join(part for part in (length, heard) if part)
