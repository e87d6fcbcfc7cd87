"""Who speaks in the samples of a professional clone: told apart by the provider, heard, and chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.ui.kit import amounts
from studio_app.ui.kit.controls import Card, Elided, IconButton, ProgressLine, button, label, set_look
from studio_app.ui.voices.clone_steps import column
from studio_app.ui.voices.professional_words import sample_name, separation_said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent

    from studio_app.speech.making import Separation, SpeakerFound, Uploaded

#: Milliseconds after which it is asked anew how far the provider is with telling speakers apart.
_LOOK_MS = 5000


class SpeakersPage(QWidget):
    """A card for each sample. Only where several speak there is anything to choose; else this step can be passed over.

    Signals:
        separate_requested(sample id): begin to tell them apart, or look how far that is.
        hear_requested(sample id, speaker id), hear_stopped().
        choose_requested(sample id, speaker ids): train with these only.
    """

    separate_requested = Signal(str)
    hear_requested = Signal(str, str)
    hear_stopped = Signal()
    choose_requested = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: dict[str, _SampleCard] = {}
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._looking.timeout.connect(self._look)
        said = self.tr(
            "Only needed where somebody else speaks in a sample too. Then choose whose voice it is; the rest is not learned."
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._none = label(self.tr("No sample is there yet."), "dim", self)
        body = column(self, spacing=12)
        body.addWidget(label(said, "dim", self, wrap=True))
        body.addWidget(self._none)
        body.addLayout(self._list)
        body.addStretch(1)

    def show_samples(self, samples: Sequence[Uploaded]) -> None:
        """Show a card for each sample; what is known of its speakers stays."""
        kept = {one.id for one in samples}
        for id_ in [id_ for id_ in self._cards if id_ not in kept]:
            card = self._cards.pop(id_)
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        for one in samples:
            if one.id not in self._cards:
                self._cards[one.id] = card = _SampleCard(one, self)
                self._list.addWidget(card)
        self._none.setVisible(not samples)

    def show_separation(self, sample: str, separation: Separation) -> None:
        """Show who was found in a sample."""
        if sample in self._cards:
            self._cards[sample].show_separation(separation)
            self._looking.start() if self._pending else self._looking.stop()

    def show_refusal(self, sample: str, sentence: str) -> None:
        """Say why they cannot be told apart, or chosen."""
        if sample in self._cards:
            self._cards[sample].say(sentence, "danger")

    def show_playing(self, sample: str, speaker: str | None) -> None:
        """Show which speaker is heard; None: nobody."""
        for id_, card in self._cards.items():
            card.show_playing(speaker if id_ == sample else None)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Ask no more while nobody looks on."""
        super().hideEvent(event)
        self._looking.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Ask again where something goes on."""
        super().showEvent(event)
        if self._pending:
            self._looking.start()

    @property
    def _pending(self) -> list[str]:
        return [id_ for id_, card in self._cards.items() if card.pending]

    def _look(self) -> None:
        for id_ in self._pending:
            self.separate_requested.emit(id_)

    def card(self, sample: str) -> QWidget:
        """Return the card of a sample."""
        return self._cards[sample]


class _SampleCard(Card):
    """One sample and its speakers."""

    def __init__(self, sample: Uploaded, page: SpeakersPage) -> None:
        super().__init__(page)
        self._page = page
        self._sample = sample.id
        self._rows: dict[str, _Speaker] = {}
        self.pending = False
        name = sample_name(sample.name)
        self.setAccessibleName(name)
        self.body.setContentsMargins(12, 8, 12, 8)
        self._said = label("", "small", self, wrap=True)
        self._line = ProgressLine(self.tr("Telling the speakers of {name} apart").format(name=name), self)
        self._line.show_share(None)
        self.begin = button(self.tr("Tell speakers apart"), self._separate, parent=self)
        self.begin.setObjectName(f"speakers.begin.{sample.id}")
        self.begin.setAccessibleDescription(name)
        self.begin.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Elided(name, self, middle=True), 1)
        row.addWidget(self.begin)
        self.body.addLayout(row)
        self.body.addWidget(self._said)
        self.body.addWidget(self._line)
        self._line.hide()
        self._said.hide()

    def show_separation(self, separation: Separation) -> None:
        """Show how far it is, and who was found."""
        done, pending = separation.state == "completed", separation.state == "pending"
        alone = done and len(separation.speakers) <= 1
        self.say(self.tr("One speaker: nothing to choose.") if alone else separation_said(separation.state), "small")
        self.pending = pending
        self._line.setVisible(pending)
        self.begin.setVisible(not done)
        self.begin.setText(self.tr("Look again") if pending else self.tr("Tell speakers apart"))
        self.begin.setAccessibleName(self.begin.text())
        if done and not alone:
            self._show_speakers(separation.speakers, separation.chosen)

    def show_playing(self, speaker: str | None) -> None:
        """Show who is heard."""
        for id_, row in self._rows.items():
            row.show_playing(on=id_ == speaker)

    def say(self, sentence: str, look: str) -> None:
        """Say how it stands."""
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        set_look(self._said, look)

    def _show_speakers(self, speakers: Sequence[SpeakerFound], chosen: Sequence[str]) -> None:
        for number, one in enumerate(speakers, 1):
            if one.id in self._rows:
                continue
            self._rows[one.id] = row = _Speaker(one, number, self)
            row.take.setChecked(one.id in chosen)
            row.take.toggled.connect(lambda _: self._choose())
            row.play.clicked.connect(lambda _=False, id_=one.id: self._play(id_))
            self.body.addWidget(row)

    def _separate(self) -> None:
        self.say(self.tr("Asking…"), "small")
        self._page.separate_requested.emit(self._sample)

    def _choose(self) -> None:
        chosen = tuple(id_ for id_, row in self._rows.items() if row.take.isChecked())
        if chosen:
            self.say(self.tr("Only what is chosen is learned."), "small")
            self._page.choose_requested.emit(self._sample, chosen)
        else:
            self.say(self.tr("Choose at least one speaker."), "warning")

    def _play(self, speaker: str) -> None:
        if self._rows[speaker].playing:
            self._page.hear_stopped.emit()
        else:
            self._page.hear_requested.emit(self._sample, speaker)


class _Speaker(QWidget):
    """Somebody who was found."""

    def __init__(self, speaker: SpeakerFound, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.playing = False
        name = self.tr("Speaker {number}").format(number=number)
        self.play = IconButton("play", self.tr("Hear"), self)
        self.play.setObjectName(f"speakers.play.{speaker.id}")
        self.play.setAccessibleDescription(name)
        self.take = QCheckBox(name, self)
        self.take.setObjectName(f"speakers.take.{speaker.id}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.play)
        row.addWidget(self.take)
        row.addStretch(1)
        row.addWidget(label(amounts.length(speaker.seconds), "small", self), 0, Qt.AlignmentFlag.AlignRight)

    def show_playing(self, *, on: bool) -> None:
        """Show whether they are heard."""
        self.playing = on
        self.play.show_icon("stop" if on else "play", self.tr("Stop") if on else self.tr("Hear"))
