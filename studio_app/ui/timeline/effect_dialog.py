"""A sound effect from words: a prompt, how long and how closely, what it costs, and variants to hear and choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from studio_app.domain.timeline import Effect
from studio_app.ui.generate.costs import cost
from studio_app.ui.kit import amounts
from studio_app.ui.kit.controls import Banner, Card, IconButton, Line, ProgressLine, button, label, set_look
from studio_app.ui.kit.numbers import DecimalField
from studio_app.ui.kit.throttle import Debounce
from studio_app.ui.timeline.fields import Lines, named

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

#: Seconds an effect can be asked for, and milliseconds without typing before the price is asked for.
_LEAST_S, _MOST_S, _USUAL_S, _QUIET_MS = 0.5, 30.0, 4.0, 250
#: Characters of a prompt.
_MOST_CHARACTERS = 450
_LINES = 3
_KEYS = tuple(Qt.Key(int(Qt.Key.Key_1) + at) for at in range(9))


@dataclass(frozen=True, slots=True)
class Variant:
    """A recording to choose: the id of its take, how long it is, whether it only stands in for a real one."""

    take_id: int
    seconds: float
    placeholder: bool = False


class EffectDialog(QDialog):
    """Open it with ``start()``.

    Args:
        engines: (id, name) of each engine that makes effects; the name "" for this machine's own.
        prompt: to begin with.
        effect: to begin with.
        parent: as usual.

    Needs:
        abilities_requested(engine) -> show_abilities, or show_refusal.
        price_requested(engine, prompt, Effect) -> show_price: what the variants cost together.
        generate_requested(engine, prompt, Effect, bool) -> show_making, then show_variants with all there are, or
            show_refusal; True: of this very prompt there are some already, and more are wanted.
        hear_requested(take id), stop_requested() -> show_playing.
        use_requested(take id, prompt, Effect): this one is to be on the clip; the dialog closes. The others stay as takes.
        accounts_requested(): an account is to be entered.
    """

    abilities_requested = Signal(str)
    price_requested = Signal(str, str, object)
    generate_requested = Signal(str, str, object, bool)
    hear_requested = Signal(int)
    stop_requested = Signal()
    use_requested = Signal(int, str, object)
    accounts_requested = Signal()

    def __init__(
        self,
        engines: Sequence[tuple[str, str]],
        prompt: str = "",
        effect: Effect | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.effect")
        self.setWindowTitle(self.tr("Sound effect"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._making, self._price = False, ""
        self._made: tuple[str, Effect] | None = None
        self._made_by = ""
        self._most = _MOST_CHARACTERS
        self._cards: list[VariantCard] = []
        self._asking = Debounce(_QUIET_MS, self._ask_price, self)
        self._make(engines)
        self._lay_out()
        self._fill(prompt, effect or Effect())
        self._show_buttons()

    # What the shell calls

    def start(self) -> None:
        """Open it and ask what it costs."""
        self.open()
        self._prompt.setFocus()
        self.abilities_requested.emit(self.engine)
        self._ask_price()

    def show_abilities(self, engine: str, characters: int, seconds: tuple[float, float]) -> None:
        """Show how long a prompt and an effect of an engine can be."""
        if engine == self.engine:
            self._most = characters
            self._seconds.setRange(*seconds)
            self._changed()

    def show_price(self, engine: str, prompt: str, effect: Effect, credits_: float) -> None:
        """Show what the variants cost; a price for what is no longer wished is passed over."""
        if (engine, prompt, effect) == (self.engine, self.prompt, self.effect):
            self._price = self.tr("free") if credits_ <= 0 else f"~{cost(engine, credits_)}"
            self._show_buttons()

    def show_making(self, share: float | None = None) -> None:
        """Show that variants are being made; ``share`` is how much is done."""
        self._making = True
        self.banner.hide()
        self._progress.show_share(share)
        self._progress.show()
        self._show_buttons()

    def show_variants(self, prompt: str, effect: Effect, variants: Sequence[Variant]) -> None:
        """Show what was made for a prompt; the first is chosen."""
        self._making = False
        self._made, self._made_by = (prompt, effect), self.engine
        self._progress.hide()
        self._drop_cards()
        for number, variant in enumerate(variants, start=1):
            self._add_card(number, variant)
        if self._cards:
            self._cards[0].keep.setChecked(True)
            self._cards[0].play.setFocus(Qt.FocusReason.OtherFocusReason)
        self._placeholder.setVisible(any(variant.placeholder for variant in variants))
        self._show_buttons()
        self.resize(max(self.width(), self.sizeHint().width()), max(self.height(), self.sizeHint().height()))

    def show_refusal(self, sentence: str, actions: tuple[tuple[str, Callable[[], object]], ...] = ()) -> None:
        """Say why nothing could be made."""
        self._making = False
        self._progress.hide()
        self.banner.say(sentence, "danger", actions)
        self._show_buttons()

    def show_playing(self, take_id: int | None, share: float = 0.0) -> None:
        """Show which variant is heard, and how much of it was; None: none."""
        for card in self._cards:
            card.show_playing(share if card.variant.take_id == take_id else None)

    # What is wished

    @property
    def engine(self) -> str:
        """Return the engine that is chosen."""
        return str(self._engine.currentData() or "")

    @property
    def prompt(self) -> str:
        """Return what is to be heard, as one line."""
        return " ".join(self._prompt.toPlainText().split())[: self._most]

    @property
    def effect(self) -> Effect:
        """Return how it is to be made."""
        seconds = 0.0 if self._auto.isChecked() else round(self._seconds.value(), 1)
        return Effect(seconds, self._influence.value() / 100, self._loop.isChecked())

    @property
    def chosen(self) -> Variant | None:
        """Return the variant that is chosen."""
        return next((card.variant for card in self._cards if card.keep.isChecked()), None)

    def done(self, result: int) -> None:
        """Be silent."""
        self._asking.cancel()
        self.stop_requested.emit()
        super().done(result)

    # Inside

    def _ask_price(self) -> None:
        if self.prompt:
            self.price_requested.emit(self.engine, self.prompt, self.effect)

    def _changed(self) -> None:
        self._price = ""
        self._seconds.setEnabled(not self._auto.isChecked())
        said = self._prompt.toPlainText()
        over = len(" ".join(said.split())) - self._most
        self._over.setText(self.tr("The prompt is too long; its end would be left out.") if over > 0 else "")
        self._over.setVisible(over > 0)
        self._asking.ask()
        self._show_buttons()

    def _show_buttons(self) -> None:
        text = self.tr("Generate more") if self._cards else self.tr("Generate")
        text = self.tr("Being made…") if self._making else f"{text} · {self._price}" if self._price else text
        self._generate.setText(text)
        self._generate.setAccessibleName(text)
        self._generate.setEnabled(bool(self.prompt) and not self._making and self._engine.count() > 0)
        self._use.setEnabled(self.chosen is not None and not self._making)
        for made, first in ((self._use, bool(self._cards)), (self._generate, not self._cards)):
            set_look(made, "primary" if first else "", "kind")
            made.setDefault(first)

    def _wish(self) -> None:
        if self.prompt:
            more = self._made == (self.prompt, self.effect) and self._made_by == self.engine
            self.generate_requested.emit(self.engine, self.prompt, self.effect, more)

    def _agree(self) -> None:
        chosen, made = self.chosen, self._made
        if chosen is not None and made is not None:
            self.accept()
            self.use_requested.emit(chosen.take_id, *made)

    def _drop_cards(self) -> None:
        for card in self._cards:
            self._group.removeButton(card.keep)
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []

    def _add_card(self, number: int, variant: Variant) -> None:
        card = VariantCard(number, variant, self)
        card.play.clicked.connect(lambda _=False: self._play(card))
        card.keep.toggled.connect(lambda _: self._show_buttons())
        self._group.addButton(card.keep)
        self._list.addWidget(card, (number - 1) // 2, (number - 1) % 2)
        self._cards.append(card)

    def _play(self, card: VariantCard) -> None:
        if card.playing:
            self.stop_requested.emit()
        else:
            card.keep.setChecked(True)
            self.hear_requested.emit(card.variant.take_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Play the first, second, third with their digits."""
        at = _KEYS.index(Qt.Key(event.key())) if event.key() in _KEYS else len(self._cards)
        if at < len(self._cards) and not event.modifiers():
            self._cards[at].play.click()
        else:
            super().keyPressEvent(event)

    # Building

    def _fill(self, prompt: str, effect: Effect) -> None:
        self._prompt.setPlainText(prompt)
        self._auto.setChecked(effect.seconds <= 0)
        self._seconds.setValue(effect.seconds or _USUAL_S)
        self._seconds.setEnabled(effect.seconds > 0)
        self._influence.setValue(round(100 * effect.influence))
        self._loop.setChecked(effect.loop)
        for signal in (self._prompt.textChanged, self._auto.toggled, self._seconds.valueChanged):
            signal.connect(lambda *_: self._changed())
        self._engine.activated.connect(lambda _: self.abilities_requested.emit(self.engine))
        for signal in (self._influence.valueChanged, self._loop.toggled, self._engine.activated):
            signal.connect(lambda *_: self._changed())

    def _make(self, engines: Sequence[tuple[str, str]]) -> None:
        self.banner = Banner(self)
        self._engine = named(QComboBox(self), "effect.engine", self.tr("Made by"))
        for id_, name in engines:
            self._engine.addItem(name or self.tr("On this computer"), id_)
        self._words = Lines(_LINES, self)
        self._prompt = named(self._words.text, "effect.prompt", self.tr("What is to be heard"))
        self._prompt.setPlaceholderText(self.tr("A heavy door falls shut in a stone hall"))
        self._over = label("", "warning", self, wrap=True)
        self._over.hide()
        self._auto = named(QCheckBox(self.tr("As long as it needs"), self), "effect.auto", "")
        self._auto.setAccessibleName(self.tr("As long as it needs"))
        self._seconds = named(DecimalField(self), "effect.seconds", self.tr("Length"))
        self._seconds.setRange(_LEAST_S, _MOST_S)
        self._seconds.setSingleStep(0.5)
        self._seconds.setDecimals(1)
        self._seconds.setSuffix(" s")
        self._influence = named(QSlider(Qt.Orientation.Horizontal, self), "effect.influence", "")
        self._influence.setAccessibleName(self.tr("How closely it keeps to the prompt"))
        self._influence.setRange(0, 100)
        self._influence.setPageStep(10)
        self._percent = label("", "dim", self)
        self._influence.valueChanged.connect(self._show_percent)
        self._loop = named(QCheckBox(self.tr("Its end runs into its beginning"), self), "effect.loop", "")
        self._loop.setAccessibleName(self.tr("Its end runs into its beginning"))
        self._make_rest()

    def _make_rest(self) -> None:
        self._progress = ProgressLine(self.tr("Variants are being made"), self)
        self._progress.hide()
        self._group = QButtonGroup(self)
        self._placeholder = label(
            self.tr("These are placeholders made on this computer, to be replaced by real ones."),
            "dim",
            self,
            wrap=True,
        )
        self._placeholder.hide()
        self._generate = button("", self._wish, parent=self)
        self._generate.setObjectName("effect.generate")
        self._close = button(self.tr("Close"), self.reject, parent=self)
        self._close.setObjectName("choice.close")
        self._use = button(self.tr("Use this one"), self._agree, parent=self)
        self._use.setObjectName("choice.use")

    def _show_percent(self, value: int) -> None:
        self._percent.setText(f"{value} %")
        self._influence.setAccessibleDescription(self._percent.text())

    def _lay_out(self) -> None:
        length = QHBoxLayout()
        length.setSpacing(12)
        length.addWidget(self._seconds)
        length.addWidget(self._auto, 1)
        closely = QHBoxLayout()
        closely.setSpacing(8)
        closely.addWidget(self._influence, 1)
        closely.addWidget(self._percent)
        form = QFormLayout()
        form.setSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(self.tr("Made by"), self._engine)
        form.addRow(self.tr("Length"), length)
        form.addRow(self.tr("Keeps to the prompt"), closely)
        form.addRow(self.tr("Loop"), self._loop)
        self._list = QGridLayout()
        self._list.setSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._generate)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._use)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        caption = label(self.tr("What is to be heard"), "section", self)
        caption.setBuddy(self._prompt)
        for widget in (self.banner, caption, self._words, self._over):
            column.addWidget(widget)
        column.addLayout(form)
        column.addWidget(self._progress)
        column.addLayout(self._list)
        column.addWidget(self._placeholder)
        column.addStretch(1)
        column.addWidget(Line(self))
        column.addLayout(buttons)
        self.setMinimumWidth(560)


class VariantCard(Card):
    """One variant: play it, choose it."""

    def __init__(self, number: int, variant: Variant, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.variant, self.number = variant, number
        self.playing = False
        self.body.setContentsMargins(10, 8, 10, 8)
        name = self.tr("Variant {number}").format(number=number)
        self.keep = named(QRadioButton(name, self), f"effect.keep.{number}", name)
        self.play = IconButton("play", self.tr("Play variant {number}").format(number=number), self)
        self.play.setObjectName(f"effect.play.{number}")
        self._line = ProgressLine(self.tr("Heard of variant {number}").format(number=number), self)
        said = [amounts.length(variant.seconds)]
        if variant.placeholder:
            said.append(self.tr("placeholder"))
        self.keep.setAccessibleDescription(", ".join(said))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.play)
        row.addWidget(self.keep, 1)
        self.body.addLayout(row)
        self.body.addWidget(label(" · ".join(said), "dim", self))
        self.body.addWidget(self._line)
        self._line.show_share(0.0)

    def show_playing(self, share: float | None) -> None:
        """Show how much of it was heard; None: it is silent."""
        self.playing = share is not None
        names = (self.tr("Stop"), self.tr("Play variant {number}").format(number=self.number))
        self.play.show_icon("stop" if self.playing else "play", names[0] if self.playing else names[1])
        self._line.show_share(share or 0.0)
