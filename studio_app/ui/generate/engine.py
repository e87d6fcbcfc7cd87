"""Engine, model and voice of a project: what there is to choose from, and what a choice would mean before it is made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio_app.domain.cast import Casting
from studio_app.speech.engine import Voice
from studio_app.ui.generate.costs import cost
from studio_app.ui.generate.voice_settings import VoiceSettings
from studio_app.ui.kit import amounts, theme
from studio_app.ui.kit.controls import Card, EmptyState, SearchField, button, label, set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.session.casting import EngineOffer, Recast
    from studio_app.speech.engine import Model, SettingRange

_ID = Qt.ItemDataRole.UserRole
#: Milliseconds without a choice before it is counted what it would mean.
_QUIET_MS = 250
_NAME, _NOTE, _LANGUAGES, _LIMIT, _PRICE = range(5)


class EngineDialog(QDialog):
    """Chooses who narrates. Open it with ``start()`` and answer ``offer_requested`` and ``recast_requested``.

    Args:
        casting: as it is now.
        engines: (id, name) of each engine; the name "" for this machine's own.

    Signals:
        offer_requested(engine): somebody must say what that engine has; ``show_offer``.
        recast_requested(Casting): somebody must count what that would mean; ``show_recast``.
        accounts_requested(): the person wants to enter a key.
        cast_chosen(Casting): the person agreed.
    """

    offer_requested = Signal(str)
    recast_requested = Signal(object)
    accounts_requested = Signal()
    cast_chosen = Signal(object)

    def __init__(self, casting: Casting, engines: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.engine")
        self.setWindowTitle(self.tr("Engine and voice"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._now = casting
        self._over = False
        self._engine = casting.engine
        self._offer: EngineOffer | None = None
        self._chosen: dict[str, Casting] = {casting.engine: casting}
        self._counting = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._counting.timeout.connect(self._count)
        self._make_engines(engines)
        self._make_lists()
        self._make_foot()
        self._lay_out()
        room = self.screen().availableSize()
        self.resize(QSize(theme.scaled(940), theme.scaled(720)).boundedTo(room * 0.95))

    def start(self) -> None:
        """Open and ask what the present engine has."""
        self.open()
        if (chosen := self._group.checkedButton()) is not None:
            chosen.setFocus()
        self._ask_offer()

    @property
    def casting(self) -> Casting | None:
        """What is chosen now; None where something is missing."""
        model, voice = _selected(self.models), _selected(self.voices)
        if self._offer is None or not model or not voice:
            return None
        declared = {one.name for one in self._ranges(model)}
        held = self._chosen.get(self._engine)
        others = {name: value for name, value in (held.settings if held else ()) if name not in self._all_names()}
        values = {name: value for name, value in self.settings.values.items() if name in declared}
        return Casting.of(self._engine, model, voice, {**others, **values}, held.language if held else "")

    # What is told

    def show_offer(self, offer: EngineOffer) -> None:
        """Show what an engine has; one that is no longer chosen is passed over."""
        if self._over or offer.engine != self._engine:
            return
        held = self._chosen.get(offer.engine)
        if held is not None:
            offer = _with_present(offer, held)
        self._offer = offer
        self._show_refusal(offer)
        self._fill_models(offer, held.model if held else "")
        self._fill_voices(offer, held.voice if held and held.voice else offer.usual)
        self._show_settings()
        self._changed()

    def show_recast(self, casting: Casting, recast: Recast) -> None:
        """Show what a choice would mean; one that is no longer chosen is passed over."""
        if self._over or casting != self.casting or self._offer is None:
            return
        set_look(self._means, "")
        self._means.setText(self._sentence(recast, self._offer))
        self.setAccessibleDescription(self._means.text())
        self._go.setEnabled(casting != self._now)

    def show_refusal(self, casting: Casting, sentence: str) -> None:
        """Say why it cannot be counted; it can be chosen all the same."""
        if self._over or casting != self.casting:
            return
        set_look(self._means, "danger")
        self._means.setText(sentence)
        self._go.setEnabled(casting != self._now)

    def ask_again(self) -> None:
        """Ask anew what the engine has: a key was entered, the network is back."""
        if not self._over:
            self._ask_offer()

    def done(self, result: int) -> None:
        """Want no more answers."""
        self._over = True
        self._counting.stop()
        super().done(result)

    # Inside

    def _ask_offer(self) -> None:
        self._offer = None
        self.models.clear()
        self.voices.clear()
        self.settings.show_settings((), {}, {})
        self._refusal.hide()
        self._pages.setCurrentWidget(self._page)
        set_look(self._means, "dim")
        self._means.setText(self.tr("Asking what there is…"))
        self._go.setEnabled(False)
        self.offer_requested.emit(self._engine)

    def _choose_engine(self, id_: str) -> None:
        if id_ == self._engine:
            return
        self._remember()
        self._engine = id_
        self.search.clear()
        self._ask_offer()

    def _remember(self) -> None:
        if (casting := self.casting) is not None:
            self._chosen[casting.engine] = casting

    def _changed(self) -> None:
        """Something else is chosen: count what it would mean when it stays a moment."""
        casting = self.casting
        set_look(self._means, "dim")
        self._go.setEnabled(False)
        if casting is None:
            missing = self.tr("Choose a voice.") if _selected(self.models) else ""
            self._means.setText(missing)
        elif casting == self._now:
            self._means.setText(self.tr("This is the voice of the book now."))
        else:
            self._means.setText(self.tr("Counting…"))
            self._counting.start()

    def _count(self) -> None:
        if (casting := self.casting) is not None:
            self.recast_requested.emit(casting)

    def _sentence(self, recast: Recast, offer: EngineOffer) -> str:
        said = []
        if recast.stale:
            said.append(
                self.tr("%Ln takes would no longer fit; they are kept, and can be chosen again.", "", recast.stale)
            )
        if recast.reused:
            said.append(self.tr("%Ln segments have a take of this voice already.", "", recast.reused))
        if recast.segments:
            what = self.tr(
                "To generate the book: {characters} characters, {time}, {cost}.", "", recast.characters
            ).format(
                characters=amounts.count(recast.characters),
                time=amounts.roughly(recast.work_s),
                cost=f"~{cost(offer.engine, recast.credits)}" if recast.credits > 0 else self.tr("free"),
            )
            said.append(what)
        return " ".join(said) or self.tr("Nothing is generated yet; nothing would be lost.")

    def _agree(self) -> None:
        casting = self.casting
        if casting is not None:
            self.accept()
            self.cast_chosen.emit(casting)

    # Models, voices, settings

    def _fill_models(self, offer: EngineOffer, wanted: str) -> None:
        self.models.blockSignals(True)
        self.models.clear()
        for model in offer.models:
            item = QTreeWidgetItem(self.models, self._model_row(model, offer))
            item.setData(_NAME, _ID, model.id)
            item.setToolTip(_NOTE, model.note)
            item.setToolTip(_LANGUAGES, ", ".join(map(tongue, model.languages)))
            for column in (_LIMIT, _PRICE):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        _select(self.models, wanted or (offer.models[0].id if offer.models else ""))
        self.models.blockSignals(False)

    def _model_row(self, model: Model, offer: EngineOffer) -> list[str]:
        count = len({tag.partition("-")[0] for tag in model.languages})
        languages = self.tr("%Ln languages", "", count) if count > 1 else ", ".join(map(tongue, model.languages))
        limit = amounts.count(model.characters) if model.characters else self.tr("no limit")
        return [model.name, model.note, languages, limit, self._price(model, offer)]

    def _price(self, model: Model, offer: EngineOffer) -> str:
        if not offer.bills or not model.price:
            return self.tr("free")
        factor = amounts.locale().toString(model.price, "g", 3)
        text = self.tr("{price} a byte") if model.counts == "bytes" else self.tr("{price} a character")
        return text.format(price=factor)

    def _fill_voices(self, offer: EngineOffer, wanted: str) -> None:
        self.voices.blockSignals(True)
        self.voices.clear()
        rows = [QTreeWidgetItem(self._voice_row(voice)) for voice in offer.voices]
        for row, voice in zip(rows, offer.voices, strict=True):
            row.setData(_NAME, _ID, voice.id)
            row.setToolTip(_NAME, voice.id)
        self.voices.addTopLevelItems(rows)
        _select(self.voices, wanted)
        self.voices.blockSignals(False)
        self._narrow()

    def _voice_row(self, voice: Voice) -> list[str]:
        gender = {"male": self.tr("male"), "female": self.tr("female")}.get(voice.gender, "")
        name = f"{voice.name} · {voice.variant}" if voice.variant else voice.name
        return [name, tongue(voice.language), gender]

    def _narrow(self) -> None:
        """Show the voices in which every word that is searched for is found."""
        words = self.search.text().casefold().split()
        for item in _items(self.voices):
            text = " ".join([*(item.text(column) for column in range(3)), str(item.data(_NAME, _ID))]).casefold()
            item.setHidden(not all(word in text for word in words))

    def _show_settings(self) -> None:
        model, held = _selected(self.models), self._chosen.get(self._engine)
        found = self._model(model)
        self._guidance.setText(self._advice(found))
        steps = found.steps if found is not None else {}
        values = dict(held.settings) if held is not None else {}
        values.update(self.settings.values)
        self.settings.show_settings(self._ranges(model), steps, values)

    def _advice(self, model: Model | None) -> str:
        """Return what the provider says of a model, and which languages it speaks."""
        if model is None:
            return ""
        tongues = sorted({tongue(tag.partition("-")[0]) for tag in model.languages})
        speaks = self.tr("Speaks {languages}.").format(languages=", ".join(tongues)) if tongues else ""
        return " ".join(part for part in (model.note, speaks) if part)

    def _model(self, model: str) -> Model | None:
        models = self._offer.models if self._offer is not None else ()
        return next((one for one in models if one.id == model), None)

    def _ranges(self, model: str) -> tuple[SettingRange, ...]:
        found = self._model(model)
        if found is not None and found.settings is not None:
            return found.settings
        return self._offer.settings if self._offer is not None else ()

    def _all_names(self) -> set[str]:
        """Return the names of all settings that can be drawn for this engine: others are kept as they are."""
        if self._offer is None:
            return set()
        drawn = [one for model in self._offer.models for one in model.settings or ()]
        return {one.name for one in (*self._offer.settings, *drawn)}

    def _model_changed(self) -> None:
        self._show_settings()
        self._changed()

    def _show_refusal(self, offer: EngineOffer) -> None:
        self._refusal.setVisible(bool(offer.refusal) and not offer.keyless)
        self._refused.setText(offer.refusal)
        self._keyless.show_text(self.tr("This engine needs a key"), offer.refusal)
        self._pages.setCurrentWidget(self._keyless if offer.keyless else self._page)
        self.setAccessibleDescription(offer.refusal)

    # Building

    def _make_engines(self, engines: Sequence[tuple[str, str]]) -> None:
        self._group = QButtonGroup(self)
        self._engines = QHBoxLayout()
        self._engines.setSpacing(24)
        for id_, name in engines:
            one = QRadioButton(name or self.tr("On this computer"), self)
            one.setObjectName(f"engine.{id_}")
            one.setChecked(id_ == self._engine)
            one.clicked.connect(lambda _=False, id_=id_: self._choose_engine(id_))
            self._group.addButton(one)
            self._engines.addWidget(one)
        self._engines.addStretch(1)

    def _make_lists(self) -> None:
        self.models = _tree(
            "engine.models",
            self.tr("Models"),
            [self.tr("Model"), self.tr("Good for"), self.tr("Languages"), self.tr("Most at once"), self.tr("Price")],
            _NOTE,
            self,
        )
        self.models.currentItemChanged.connect(lambda *_: self._model_changed())
        self._guidance = label("", "dim", self, wrap=True)
        self._guidance.setObjectName("engine.guidance")
        head = self.models.headerItem()
        head.setToolTip(_LIMIT, self.tr("Characters of one request; longer text is divided."))
        head.setToolTip(_PRICE, self.tr("Credits for each character or byte of text."))
        self.search = SearchField(self.tr("Find a voice"), self)
        self.search.setObjectName("engine.find")
        self.search.textChanged.connect(self._narrow)
        titles = [self.tr("Voice"), self.tr("Language"), self.tr("Gender")]
        self.voices = _tree("engine.voices", self.tr("Voices"), titles, 0, self)
        self.voices.setUniformRowHeights(True)
        self.voices.currentItemChanged.connect(lambda *_: self._changed())
        self.settings = VoiceSettings(self)
        self.settings.changed.connect(self._changed)

    def _make_foot(self) -> None:
        self._refusal = Card(self)
        self._refusal.setObjectName("engine.refusal")
        self._refused = label("", "warning", self._refusal, wrap=True)
        self._keyless = EmptyState("engine", "", "", self)
        accounts = button(self.tr("Enter a key…"), self.accounts_requested.emit, kind="primary", parent=self._keyless)
        accounts.setObjectName("engine.accounts")
        self._keyless.add(accounts)
        self._try = button(self.tr("Try again"), self._ask_offer, parent=self._refusal)
        self._try.setObjectName("engine.try")
        row = QHBoxLayout()
        row.addWidget(self._refused, 1)
        row.addWidget(self._try)
        self._refusal.body.addLayout(row)
        self._refusal.hide()
        self._means = label("", "dim", self, wrap=True)
        self._means.setObjectName("engine.means")
        self._cancel = button(self.tr("Cancel"), self.reject, parent=self)
        self._cancel.setObjectName("choice.cancel")
        self._go: QPushButton = button(self.tr("Use this voice"), self._agree, kind="primary", parent=self)
        self._go.setObjectName("choice.use")
        self._go.setDefault(True)
        self._go.setEnabled(False)

    def _lay_out(self) -> None:
        voices = QVBoxLayout()
        voices.setSpacing(8)
        voices.addWidget(label(self.tr("Voice"), "section", self))
        voices.addWidget(self.search)
        voices.addWidget(self.voices, 1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.settings)
        settings = QVBoxLayout()
        settings.setSpacing(8)
        settings.addWidget(label(self.tr("Settings"), "section", self))
        settings.addWidget(scroll, 1)
        middle = QHBoxLayout()
        middle.setSpacing(24)
        middle.addLayout(voices, 3)
        middle.addLayout(settings, 2)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._go)
        self._page = QWidget(self)
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(12)
        page.addWidget(label(self.tr("Model"), "section", self))
        page.addWidget(self.models, 3)
        page.addWidget(self._guidance)
        page.addLayout(middle, 5)
        page.addWidget(self._means)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._page)
        self._pages.addWidget(self._keyless)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addLayout(self._engines)
        layout.addWidget(self._refusal)
        layout.addWidget(self._pages, 1)
        layout.addLayout(foot)


def _with_present(offer: EngineOffer, held: Casting) -> EngineOffer:
    """Return the offer with the present voice in it, where the engine does not tell of it now."""
    if not held.voice or any(voice.id == held.voice for voice in offer.voices):
        return offer
    return replace(offer, voices=(Voice(held.voice, held.voice, offer.engine, ""), *offer.voices))


def tongue(tag: str) -> str:
    """Return what a language is called, with its country where the tag names one; the tag itself where nobody knows."""
    found = QLocale(tag.replace("-", "_"))
    if not tag or found.language() == QLocale.Language.C:
        return tag
    name = QLocale.languageToString(found.language())
    country = tag.partition("-")[2]
    return f"{name} ({QLocale.territoryToString(found.territory())})" if len(country) == 2 else name


def _tree(name: str, accessible: str, titles: Sequence[str], wide: int, parent: QWidget) -> QTreeWidget:
    made = QTreeWidget(parent)
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    made.setHeaderLabels(list(titles))
    made.setRootIsDecorated(False)
    made.setAllColumnsShowFocus(True)
    made.setWordWrap(True)
    made.header().setStretchLastSection(False)
    for column in range(len(titles)):
        made.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    made.header().setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
    made.setMinimumHeight(120)
    made.setTextElideMode(Qt.TextElideMode.ElideRight)
    return made


def _selected(tree: QTreeWidget) -> str:
    item = tree.currentItem()
    return str(item.data(_NAME, _ID)) if item is not None else ""


def _items(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    found = (tree.topLevelItem(row) for row in range(tree.topLevelItemCount()))
    return [item for item in found if item is not None]


def _select(tree: QTreeWidget, id_: str) -> None:
    for item in _items(tree):
        if item.data(_NAME, _ID) == id_:
            tree.setCurrentItem(item)
            tree.scrollToItem(item)
            return
