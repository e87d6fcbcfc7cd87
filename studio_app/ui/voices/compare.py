"""The tray: up to four voices beside each other, to hear their samples by turns, or all of them say one's own paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio_app.ui.kit import theme
from studio_app.ui.kit.controls import Elided, IconButton, button, label, set_look
from studio_app.ui.voices import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from studio_app.speech.library import Listing
    from studio_app.ui.voices.model import Key

#: How many voices are compared at most.
MOST = 4
LETTERS = "ABCD"
#: From this width on (at the usual text size) the cards stand in one line.
_WIDE = 620


class CompareTray(QFrame):
    """Holds the voices that are compared; it is hidden while there are none.

    Signals:
        changed(): others are held now: ``listings``.
        listened(Listing): its sample, or the paragraph it has said, is to be heard or to stop.
        audition_requested(tuple of Listing): they are to say the paragraph at the cursor; the price stands on the button.
        cast_requested(Listing): this one was chosen.
    """

    changed = Signal()
    listened = Signal(object)
    audition_requested = Signal(object)
    cast_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("voices.tray")
        self.setAccessibleName(self.tr("Voices that are compared"))
        self.setProperty("look", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._cards: list[_Card] = []
        self._playing: Key | None = None
        self._title = label("", "section", self)
        self._clear = button(self.tr("Clear"), self.clear, kind="quiet", parent=self)
        self._clear.setObjectName("voices.tray.clear")
        self.say = button(self.tr("Hear my paragraph"), self._ask, kind="primary", parent=self)
        self.say.setObjectName("voices.tray.say")
        self._about = label("", "small", self, wrap=True)
        self._about.hide()
        self._lay_out()
        self.hide()

    @property
    def listings(self) -> tuple[Listing, ...]:
        """Return the voices held, in order."""
        return tuple(card.listing for card in self._cards)

    @property
    def keys(self) -> tuple[Key, ...]:
        """Return what names them."""
        return tuple(listing.key for listing in self.listings)

    def put(self, listing: Listing) -> bool:
        """Take one more; False where there is no room. One that is held already stays where it is."""
        if listing.key in self.keys:
            return True
        if len(self._cards) >= MOST:
            self._say(self.tr("Four voices are compared at most; take one away first."))
            return False
        card = _Card(listing, self)
        card.listened.connect(self.listened)
        card.cast_requested.connect(self.cast_requested)
        card.taken_away.connect(self.take_away)
        self._cards.append(card)
        self._show()
        return True

    def take_away(self, listing: Listing) -> None:
        """Hold a voice no longer."""
        gone = [card for card in self._cards if card.listing.key == listing.key]
        self._cards = [card for card in self._cards if card not in gone]
        for card in gone:
            card.hide()
            card.deleteLater()
        if gone:
            self._show()

    def toggle(self, listing: Listing) -> bool:
        """Put a voice in or take it away; return whether that could be done."""
        if listing.key in self.keys:
            self.take_away(listing)
            return True
        return self.put(listing)

    def clear(self) -> None:
        """Hold none."""
        for listing in self.listings:
            self.take_away(listing)

    def show_playing(self, key: Key | None) -> None:
        """Say which voice is heard."""
        self._playing = key
        for card in self._cards:
            card.show_playing(heard=card.listing.key == key)

    def show_price(self, price: str, refusal: str = "") -> None:
        """Show what it costs to let all of them say the paragraph; or why they cannot ("Choose a paragraph first.")."""
        text = self.tr("Hear my paragraph · {price}").format(price=price) if price else self.tr("Hear my paragraph")
        self.say.setText(text)
        self.say.setAccessibleName(text)
        self.say.setEnabled(not refusal)
        self._say(refusal)

    def show_auditions(self, states: Mapping[Key, str]) -> None:
        """Show how far the voices are with the paragraph: "speaking", "ready", a sentence where one failed, "" for nothing.

        A voice that is ready says the paragraph when it is listened to, no longer its sample.
        """
        for card in self._cards:
            card.show_audition(states.get(card.listing.key, ""))
        self.say.setEnabled(not any(state == "speaking" for state in states.values()))

    # Inside

    def _say(self, sentence: str) -> None:
        self._about.setText(sentence)
        self._about.setVisible(bool(sentence))

    def _ask(self) -> None:
        if self._cards:
            self.audition_requested.emit(self.listings)

    def _show(self) -> None:
        self._say("")
        for letter, card in zip(LETTERS, self._cards, strict=False):
            card.show_letter(letter)
        self.show_playing(self._playing)
        self._title.setText(self.tr("Compare, {count} of {most}").format(count=len(self._cards), most=MOST))
        self._place()
        self.setVisible(bool(self._cards))
        self.changed.emit()

    def _place(self) -> None:
        columns = MOST if self.width() >= theme.scaled(_WIDE) else 2
        while self._grid.takeAt(0) is not None:
            pass
        for at, card in enumerate(self._cards):
            self._grid.addWidget(card, at // columns, at % columns)
        for column in range(MOST):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Put the cards in one line or in two."""
        super().resizeEvent(event)
        self._place()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._title, 1)
        head.addWidget(self._clear)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(self._grid)
        column.addWidget(self._about)
        column.addWidget(self.say)


class _Card(QFrame):
    """One voice of the tray: its letter and name, what it is, and what plays it."""

    listened = Signal(object)
    cast_requested = Signal(object)
    taken_away = Signal(object)

    def __init__(self, listing: Listing, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.listing = listing
        self._letter = ""
        self._ready = False
        self._heard = False
        name = words.name_of(listing)
        self.play = IconButton("play", self.tr("Listen"), self)
        self.play.clicked.connect(lambda _=False: self.listened.emit(self.listing))
        self._name = Elided(name, self)
        self._away = IconButton("close", self.tr("Take {name} out of the comparison").format(name=name), self)
        self._away.clicked.connect(lambda _=False: self.taken_away.emit(self.listing))
        row = words.shown(listing)
        self._below = Elided(" · ".join(part for part in (row.price, row.place) if part), self)
        set_look(self._below, "small")
        self.cast: QPushButton = button(
            self.tr("Cast"), lambda: self.cast_requested.emit(listing), kind="quiet", parent=self
        )
        self.cast.setAccessibleName(self.tr("Cast {name}").format(name=name))
        self.cast.setEnabled(not listing.state)
        self._lay_out()

    def show_letter(self, letter: str) -> None:
        """Show which of the compared this is."""
        self._letter = letter
        self.setAccessibleName(f"{letter}, {words.said(self.listing)}")
        self._name.show_text(f"{letter}  {words.name_of(self.listing)}")
        self.show_playing(heard=self._heard)

    def show_playing(self, *, heard: bool) -> None:
        """Show whether it is heard."""
        self._heard = heard
        what = self.tr("Hear the paragraph") if self._ready else self.tr("Listen")
        text = self.tr("Stop") if heard else what
        self.play.show_icon("stop" if heard else "play", f"{text}: {self._letter} {words.name_of(self.listing)}")
        self.play.setEnabled(self._ready or words.can_be_heard(self.listing))

    def show_audition(self, state: str) -> None:
        """Show how far it is with the paragraph."""
        self._ready = state == "ready"
        known = {"ready": self.tr("ready to hear"), "speaking": self.tr("speaks…")}
        row = words.shown(self.listing)
        usual = " · ".join(part for part in (row.price, row.place) if part)
        self._below.show_text(known.get(state, state) or usual)
        set_look(self._below, "good" if self._ready else "small" if state in ("", "speaking") else "danger")
        self.show_playing(heard=self._heard)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self.play)
        top.addWidget(self._name, 1)
        top.addWidget(self._away)
        low = QHBoxLayout()
        low.setContentsMargins(6, 0, 0, 0)
        low.addWidget(self._below, 1)
        low.addWidget(self.cast, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 2, 2, 2)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(low)
