"""The question before a generation: how much text, how long it takes and what it costs, before anything is spent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from studio_app.ui.generate.costs import costs, unit
from studio_app.ui.kit import amounts, theme
from studio_app.ui.kit.controls import Card, button, label, set_look

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_app.session.work import Estimate, Scope
    from studio_app.speech.engine import Balance


#: Rows that are there only where something is known for them.
_KNOWN_SOMETIMES = ("left", "cap")
#: More credits than any plan has.
_MOST = 100_000_000


@dataclass(frozen=True, slots=True)
class Offer:
    """A scope that can be chosen, and what it is called ("this chapter")."""

    text: str
    scope: Scope


def needs_asking(estimate: Estimate, *, ask_when_free: bool) -> bool:
    """Return whether a person must be asked: what costs is always asked, what is free only where they want it so."""
    return estimate.segments > 0 and (estimate.credits > 0 or ask_when_free)


class GenerateQuestion(QDialog):
    """Asks before a generation. Open it with ``start()``, answer ``estimate_requested`` with ``show_estimate``.

    Args:
        scope: what is asked about.
        what: what that is called ("the chapter").
        offers: scopes the person may choose instead; ``scope`` is the one that is chosen at first. None: no choice.

    Signals:
        estimate_requested: a Scope somebody must estimate.
        generate_requested: the Scope the person agreed to.
        ask_changed: whether to ask again where nothing costs; comes just before ``generate_requested`` and only if changed.
    """

    estimate_requested = Signal(object)
    generate_requested = Signal(object)
    ask_changed = Signal(bool)

    def __init__(self, scope: Scope, what: str, parent: QWidget | None = None, *, offers: Sequence[Offer] = ()) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.generate")
        self.setWindowTitle(QGuiApplication.applicationDisplayName() or "Lectern")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        #: It is closed: an answer that comes late finds nothing to be shown on.
        self._over = False
        self._offers = _with_first(Offer(what, scope), offers)
        question = self.tr("Generate speech") if offers else self.tr("Generate {what}?").format(what=what)
        self.setAccessibleName(question)
        self._title = label(question, "heading", self, wrap=True)
        self._says = label("", "dim", self, wrap=True)
        self._make_fields(scope)
        self._values: dict[str, QLabel] = {}
        self._cancel = button(self.tr("Cancel"), self.reject, parent=self)
        self._cancel.setObjectName("choice.cancel")
        self._again = button(self.tr("Try again"), self._restart, kind="primary", parent=self)
        self._again.setObjectName("choice.again")
        self._go = button(self.tr("Generate"), self._agree, kind="primary", parent=self)
        self._go.setObjectName("choice.generate")
        self._lay_out()
        self._wait()

    def start(self) -> None:
        """Open and ask for the estimate."""
        self.open()
        self._restart()

    @property
    def scope(self) -> Scope:
        """The scope as it is chosen now."""
        return replace(self._offers[max(0, self._what.currentIndex())].scope, stale_only=self._stale.isChecked())

    def show_estimate(self, scope: Scope, estimate: Estimate) -> None:
        """Show what ``scope`` would take. An estimate of what is no longer chosen is passed over."""
        if self._over or scope != self.scope:
            return
        self._values["segments"].setText(amounts.count(estimate.segments))
        self._values["characters"].setText(amounts.count(estimate.characters))
        self._values["audio"].setText(amounts.roughly(estimate.audio_s) if estimate.segments else "–")
        self._values["work"].setText(amounts.roughly(estimate.work_s) if estimate.segments else "–")
        price = costs(estimate.by_engine, estimate.credits)
        self._values["cost"].setText(price if estimate.credits > 0 else self.tr("nothing"))
        self._says.setText(self._sentence(estimate))
        set_look(self._says, "warning" if estimate.short else "dim")
        self._most.setVisible(estimate.credits > 0)
        self._names["most"].setVisible(estimate.credits > 0)
        self._free.setVisible(estimate.credits <= 0 and estimate.segments > 0)
        self._go.setText(f"{self.tr('Generate')} · ~{price}" if estimate.credits > 0 else self.tr("Generate"))
        self._most.setSuffix(f" {unit(estimate.by_engine)}")
        self._go.setAccessibleName(self._go.text())
        self._offer(self._go, enabled=estimate.segments > 0)
        self._describe()

    def _describe(self) -> None:
        read = [f"{self._names[key].text()}: {value.text()}" for key, value in self._values.items() if value.text()]
        self.setAccessibleDescription(". ".join([*read, self._says.text()]))

    @property
    def budget(self) -> float | None:
        """The most this run may cost, in credits; None where nobody said."""
        return float(self._most.value()) if self._most.isVisible() and self._most.value() else None

    def show_left(self, balances: Mapping[str, Balance]) -> None:
        """Show what is left on the accounts that pay for it."""
        said = [amounts.left(balance.left, balance.unit) for balance in balances.values()]
        self._show_row("left", " · ".join(part for part in said if part))

    def show_cap(self, cap: float | None, spent: float) -> None:
        """Show how much of the project's cap is left; None: it has none."""
        if cap is not None:
            left = self.tr("{left} of {cap}").format(
                left=amounts.count(max(0.0, cap - spent)), cap=amounts.credits_(cap)
            )
            self._show_row("cap", left)

    def _show_row(self, key: str, text: str) -> None:
        """Show a row that is only there where it says something."""
        if not self._over:
            self._values[key].setText(text)
            for widget in (self._names[key], self._values[key]):
                widget.setVisible(bool(text))
            self._describe()

    def show_refusal(self, sentence: str) -> None:
        """Say why it cannot be estimated, and let the person try again."""
        if self._over:
            return
        self._wait()
        for value in self._counted():
            value.setText("–")
        set_look(self._says, "danger")
        self._says.setText(sentence)
        self.setAccessibleDescription(sentence)
        self._offer(self._again, enabled=True)

    def done(self, result: int) -> None:
        """Want no more answers."""
        self._over = True
        super().done(result)

    def _sentence(self, estimate: Estimate) -> str:
        if estimate.short:
            return " ".join(estimate.short)
        if not estimate.segments:
            return self.tr("All of it is generated and fits its text; there is nothing to do.")
        if estimate.reused:
            return self.tr("%Ln segments are there already and are kept.", "", estimate.reused)
        return ""

    def _counted(self) -> tuple[QLabel, ...]:
        """The values that are counted anew for each scope."""
        return tuple(value for key, value in self._values.items() if key not in _KNOWN_SOMETIMES)

    def _wait(self) -> None:
        for value in self._counted():
            value.setText("…")
        self._most.hide()
        self._names["most"].hide()
        set_look(self._says, "dim")
        self._says.setText(self.tr("Counting…"))
        self._free.hide()
        self._offer(self._go, enabled=False)

    def _offer(self, made: QPushButton, *, enabled: bool) -> None:
        """Let Enter mean this button, unless the person is at one of the fields with the keyboard."""
        held = self.focusWidget()
        for one in (self._again, self._go):
            one.setVisible(one is made)
        made.setEnabled(enabled)
        made.setDefault(True)
        if held in (None, self._go, self._again, self._cancel):
            (made if enabled else self._cancel).setFocus()

    def _restart(self) -> None:
        self._wait()
        self.estimate_requested.emit(self.scope)

    def _agree(self) -> None:
        if self._free.isVisible() and self._free.isChecked():
            self.ask_changed.emit(False)
        scope = self.scope
        self.accept()
        self.generate_requested.emit(scope)

    def _make_fields(self, scope: Scope) -> None:
        self._what = QComboBox(self)
        self._what.setObjectName("generate.what")
        self._what.setAccessibleName(self.tr("What to generate"))
        self._what.addItems([offer.text[:1].upper() + offer.text[1:] for offer in self._offers])
        self._what.setCurrentIndex(next(at for at, offer in enumerate(self._offers) if offer.scope == scope))
        self._what.setVisible(len(self._offers) > 1)
        self._what.currentIndexChanged.connect(lambda _: self._restart())
        self._stale = QCheckBox(self.tr("Only what is new or has changed"), self)
        self._stale.setObjectName("generate.stale_only")
        self._stale.setChecked(scope.stale_only)
        self._stale.setAccessibleDescription(self.tr("Takes that still fit their text are kept and cost nothing."))
        self._stale.setToolTip(self._stale.accessibleDescription())
        self._stale.toggled.connect(self._restart)
        self._most = QSpinBox(self)
        self._most.setObjectName("generate.most")
        self._most.setRange(0, _MOST)
        self._most.setSingleStep(1000)
        self._most.setGroupSeparatorShown(True)
        self._most.setSpecialValueText(self.tr("no limit"))
        self._most.setAccessibleName(self.tr("Stop this run at so many credits"))
        self._most.setToolTip(self.tr("The run pauses before it would cost more; what is done is kept."))
        self._most.lineEdit().setTextMargins(6, 0, 6, 0)  # a style sheet's padding does not reach the field inside
        self._most.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._free = QCheckBox(self.tr("Do not ask again while it is free"), self)
        self._free.setObjectName("generate.do_not_ask")

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
            ("left", self.tr("Left on the account")),
            ("cap", self.tr("Left of the project's cap")),
        ):
            self._names[key] = label(name, "dim", card)
            self._values[key] = label("", "", card)
            self._values[key].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(self._names[key], self._values[key])
        for key in _KNOWN_SOMETIMES:
            self._names[key].hide()
            self._values[key].hide()
        self._names["most"] = label(self.tr("Stop at"), "dim", card)
        self._names["most"].setBuddy(self._most)
        form.addRow(self._names["most"], self._most)
        card.body.addLayout(form)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._free)
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self._again)
        row.addWidget(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addWidget(self._what)
        layout.addWidget(self._stale, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(card)
        layout.addWidget(self._says)
        layout.addSpacing(8)
        layout.addLayout(row)
        layout.addStrut(
            theme.scaled(432)
        )  # not a minimum of the window, which would keep it from growing with its words


def _with_first(first: Offer, offers: Sequence[Offer]) -> tuple[Offer, ...]:
    """Return the offers, with the one that is asked about among them."""
    there = any(offer.scope == first.scope for offer in offers)
    return tuple(offers) if there else (first, *offers)
