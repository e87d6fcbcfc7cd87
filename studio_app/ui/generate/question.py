"""The question before a generation: how much text, how long it takes and what it costs, before anything is spent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio_app.ui.kit import amounts
from studio_app.ui.kit.controls import Card, button, label

if TYPE_CHECKING:
    from studio_app.session.work import Estimate, Scope


def needs_asking(estimate: Estimate, *, ask_when_free: bool) -> bool:
    """Return whether a person must be asked: what costs is always asked, what is free only where they want it so."""
    return estimate.segments > 0 and (estimate.credits > 0 or ask_when_free)


class GenerateQuestion(QDialog):
    """Asks before a generation. Open it with ``open()``, answer ``estimate_requested`` with ``show_estimate``.

    Signals:
        estimate_requested: a Scope somebody must estimate.
        generate_requested: the Scope the person agreed to.
        ask_changed: whether to ask again where nothing costs; comes just before ``generate_requested`` and only if changed.
    """

    estimate_requested = Signal(object)
    generate_requested = Signal(object)
    ask_changed = Signal(bool)

    def __init__(self, scope: Scope, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.generate")
        self.setWindowTitle(QGuiApplication.applicationDisplayName() or "Lectern")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._scope = scope
        question = self.tr("Generate {what}?").format(what=what)
        self.setAccessibleName(question)
        self._title = label(question, "heading", self, wrap=True)
        self._says = label("", "dim", self, wrap=True)
        self._stale = QCheckBox(self.tr("Only what is new or has changed"), self)
        self._stale.setObjectName("generate.stale_only")
        self._stale.setChecked(scope.stale_only)
        self._stale.setAccessibleDescription(self.tr("Takes that still fit their text are kept and cost nothing."))
        self._stale.setToolTip(self._stale.accessibleDescription())
        self._stale.toggled.connect(self._restart)
        self._free = QCheckBox(self.tr("Do not ask again while it is free"), self)
        self._free.setObjectName("generate.do_not_ask")
        self._values: dict[str, QLabel] = {}
        self._go = button(self.tr("Generate"), self._agree, kind="primary", parent=self)
        self._go.setObjectName("choice.generate")
        self._go.setDefault(True)
        self._lay_out()
        self._wait()

    def start(self) -> None:
        """Open and ask for the estimate."""
        self.open()
        self._go.setFocus()
        self._restart()

    @property
    def scope(self) -> Scope:
        """The scope as it is chosen now."""
        return replace(self._scope, stale_only=self._stale.isChecked())

    def show_estimate(self, scope: Scope, estimate: Estimate) -> None:
        """Show what ``scope`` would take. An estimate of what is no longer chosen is passed over."""
        if scope != self.scope:
            return
        self._values["segments"].setText(amounts.count(estimate.segments))
        self._values["characters"].setText(amounts.count(estimate.characters))
        self._values["audio"].setText(amounts.roughly(estimate.audio_s) if estimate.segments else "–")
        self._values["work"].setText(amounts.roughly(estimate.work_s) if estimate.segments else "–")
        self._values["cost"].setText(_cost(estimate.credits, self.tr("nothing")))
        self._says.setText(self._sentence(estimate))
        self._free.setVisible(estimate.credits <= 0 and estimate.segments > 0)
        self._go.setEnabled(estimate.segments > 0)
        self._go.setText(_worded(self.tr("Generate"), estimate.credits))
        self._go.setAccessibleName(self._go.text())
        read = [f"{self._names[key].text()}: {value.text()}" for key, value in self._values.items()]
        self.setAccessibleDescription(". ".join([*read, self._says.text()]))

    def show_refusal(self, sentence: str) -> None:
        """Say why it cannot be estimated."""
        self._wait()
        self._says.setText(sentence)

    def _sentence(self, estimate: Estimate) -> str:
        if not estimate.segments:
            return self.tr("All of it is generated and fits its text; there is nothing to do.")
        if estimate.reused:
            kept = self.tr("1 segment is there already and is kept.")
            return (
                kept
                if estimate.reused == 1
                else self.tr("%Ln segments are there already and are kept.", "", estimate.reused)
            )
        return ""

    def _wait(self) -> None:
        for value in self._values.values():
            value.setText("…")
        self._says.setText(self.tr("Counting…"))
        self._free.hide()
        self._go.setEnabled(False)

    def _restart(self) -> None:
        self._wait()
        self.estimate_requested.emit(self.scope)

    def _agree(self) -> None:
        if self._free.isVisible() and self._free.isChecked():
            self.ask_changed.emit(False)
        scope = self.scope
        self.accept()
        self.generate_requested.emit(scope)

    def _lay_out(self) -> None:
        card = Card(self)
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(6)
        self._names: dict[str, QLabel] = {}
        for key, name in (
            ("segments", self.tr("Segments")),
            ("characters", self.tr("Characters")),
            ("audio", self.tr("Length of the speech")),
            ("work", self.tr("Time it takes")),
            ("cost", self.tr("Cost")),
        ):
            self._names[key] = label(name, "dim", card)
            self._values[key] = label("", "", card)
            self._values[key].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(self._names[key], self._values[key])
        card.body.addLayout(form)
        cancel = button(self.tr("Cancel"), self.reject, parent=self)
        cancel.setObjectName("choice.cancel")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._free)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addWidget(card)
        layout.addWidget(self._says)
        layout.addWidget(self._stale, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addSpacing(8)
        layout.addLayout(row)
        self.setMinimumWidth(460)


def _cost(credits_: float, free: str) -> str:
    return amounts.credits_(credits_) if credits_ > 0 else free


def _worded(text: str, credits_: float) -> str:
    """Return the button's text: what costs says so on the button itself."""
    return f"{text} · ~{amounts.credits_(credits_)}" if credits_ > 0 else text
