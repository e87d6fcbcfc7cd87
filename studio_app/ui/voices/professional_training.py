"""The training of a professional clone: begun when all is there, and looked at over hours or days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.ui.kit import amounts
from studio_app.ui.kit.controls import Card, ProgressLine, button, label, set_look
from studio_app.ui.voices.clone_steps import column
from studio_app.ui.voices.professional_words import needs_said, training_said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.session.professional import ProfessionalView
    from studio_app.speech.making import Training


class TrainingPage(QWidget):
    """A card for each model that is, or can be, trained.

    Signals:
        train_requested(model id), "" for the provider's own choice.
        look_requested(): ask how far it is.
        cast_requested(): the voice is trained, and is wanted.
    """

    train_requested = Signal(str)
    look_requested = Signal()
    cast_requested = Signal()

    def __init__(self, models: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = dict(models)
        self._cards: dict[str, _ModelCard] = {}
        self._said = label("", "", self, wrap=True)
        self._said.setObjectName("training.said")
        self._asked = label("", "small", self, wrap=True)
        self.model = QComboBox(self)
        self.model.setObjectName("training.model")
        self.model.setAccessibleName(self.tr("Model to train"))
        for id_, name in models:
            self.model.addItem(name or id_, id_)
        self.model.setVisible(len(models) > 1)
        self.begin = button(self.tr("Begin training"), self._begin, kind="primary", parent=self)
        self.begin.setObjectName("training.begin")
        self.begin.setAutoDefault(False)
        self.look = button(self.tr("Look again"), self._look, parent=self)
        self.look.setObjectName("training.look")
        self.look.setAutoDefault(False)
        self.cast = button(self.tr("Cast it…"), self.cast_requested.emit, kind="primary", parent=self)
        self.cast.setObjectName("training.cast")
        self._lay_out()

    def show_view(self, view: ProfessionalView, state: str, said: str) -> None:
        """Show how far each model is; ``state`` and ``said`` are of the step of training."""
        trained = any(one.state == "trained" for _, one in view.trainings)
        shown = [model for model, _ in view.trainings]
        for model in [model for model in self._cards if model not in shown]:
            gone = self._cards.pop(model)
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for model, training in view.trainings:
            if model not in self._cards and training.state != "created":
                self._cards[model] = card = _ModelCard(self._names.get(model) or model, self)
                self._list.addWidget(card)
            if model in self._cards:
                self._cards[model].show_training(training)
        self.begin.setVisible(state in ("current", "failed"))
        self.begin.setText(self.tr("Train again") if state == "failed" else self.tr("Begin training"))
        self.begin.setAccessibleName(self.begin.text())
        self.begin.setEnabled(True)
        self.model.setVisible(self.model.count() > 1 and state in ("current", "failed"))
        self.cast.setVisible(trained)
        self.look.setVisible(state == "waiting")
        self.look.setEnabled(True)
        self._say(self._sentence(view, state, said), {"done": "good", "failed": "danger"}.get(state, ""))
        moment = amounts.when(view.asked)
        self._asked.setText(self.tr("As of {moment}").format(moment=moment) if moment else "")

    def show_refusal(self, sentence: str) -> None:
        """Say why training did not begin."""
        self.begin.setEnabled(True)
        self.look.setEnabled(True)
        self._say(sentence, "danger")

    def _sentence(self, view: ProfessionalView, state: str, said: str) -> str:
        needs = next((needs_said(one.needs) for _, one in view.trainings if one.needs), "")
        if state == "ahead":
            return needs or self.tr("This comes when there are recordings enough, and they are verified.")
        if state == "current":
            return self.tr(
                "All is there. Training takes some hours; it goes on when this is closed, and when Lectern is."
            )
        if state == "done":
            return self.tr("The voice is trained, and is among My voices.")
        if state == "failed":
            return self.tr("Training failed. When what is said below is put right, train again.")
        return said

    def _say(self, sentence: str, look: str) -> None:
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        set_look(self._said, look)

    def _begin(self) -> None:
        self.begin.setEnabled(False)
        self.train_requested.emit(str(self.model.currentData() or ""))

    def _look(self) -> None:
        self.look.setEnabled(False)
        self.look_requested.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for made in (self.model, self.begin, self.cast, self.look):
            row.addWidget(made)
        row.addStretch(1)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        body = column(self, spacing=12)
        body.addWidget(self._said)
        body.addLayout(self._list)
        body.addLayout(row)
        body.addWidget(self._asked)
        body.addStretch(1)


class _ModelCard(Card):
    """How far a model is."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.body.setContentsMargins(12, 8, 12, 10)
        self._said = label("", "small", self, wrap=True)
        self._line = ProgressLine(self.tr("Training of {name}").format(name=name), self)
        for made in (label(name, "", self), self._line, self._said):
            self.body.addWidget(made)

    def show_training(self, training: Training) -> None:
        """Show it."""
        done = {"trained": "done", "failed": "failed"}.get(training.state, "running")
        share = 1.0 if training.state == "trained" else training.share
        self._line.show_share(share if share is not None or done == "running" else 0.0, done)
        percent = f"{round(100 * share)} %" if share is not None and training.state == "training" else ""
        parts = (training_said(training), percent, training.reason)
        self._said.setText(" · ".join(part for part in parts if part))
        self._line.setAccessibleDescription(self._said.text())
        set_look(self._said, "danger" if training.state == "failed" else "small")
