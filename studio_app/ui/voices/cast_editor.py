"""With which engine, model, voice and settings a speaker speaks: chosen here, and not in force before it is applied."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio_app.domain.cast import Casting
from studio_app.ui.generate.engine import tongue
from studio_app.ui.generate.voice_settings import VoiceSettings
from studio_app.ui.kit.controls import button, label
from studio_app.ui.kit.voice_drag import dragged_voice
from studio_app.ui.voices.cast_voice import VoiceField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent

    from studio_app.session.casting import EngineOffer
    from studio_app.speech.engine import Model, SettingRange
    from studio_app.ui.kit.voice_drag import DraggedVoice


class CastEditor(QWidget):
    """Edits one casting. It remembers what was chosen with each engine, so that looking at another one loses nothing.

    Args:
        engines: (id, name) of each engine; the name "" for this machine's own.
        parent: as usual.

    Signals:
        changed(): something else is chosen now: ``casting``.
        offer_requested(engine): what it has to choose from is not known; ``show_offer``.
        accounts_requested(): the person wants to enter a key.
        library_requested(): the person wants to choose from all voices there are.
    """

    changed = Signal()
    offer_requested = Signal(str)
    accounts_requested = Signal()
    library_requested = Signal()

    def __init__(self, engines: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cast.editor")
        self.setAccessibleName(self.tr("Voice of the speaker"))
        self.setAcceptDrops(True)
        self._now: Casting | None = None
        self._speaker_id: int | None = None
        self._chosen: dict[str, Casting] = {}
        self._offers: dict[str, EngineOffer] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._make(engines)
        self._lay_out()

    # What is chosen

    @property
    def now(self) -> Casting | None:
        """Return the casting in force."""
        return self._now

    @property
    def engine(self) -> str:
        """Return the engine that is looked at."""
        return str(self.engines.currentData() or "")

    @property
    def casting(self) -> Casting | None:
        """Return what is chosen, None where something is missing."""
        model, voice, held = str(self.models.currentData() or ""), self.voices.voice, self._held
        if not self.engine or not voice:
            return None
        if self._offer is None:
            return held
        values = {name: value for name, value in self.settings.values.items() if name in self._declared(model)}
        others = {name: value for name, value in (held.settings if held else ()) if name not in self._drawn()}
        return Casting.of(self.engine, model, voice, {**others, **values}, held.language if held else "")

    def name_of(self, engine: str, voice: str) -> str:
        """Return what a voice is called, as far as its engine has told; else its id."""
        return self._names.get((engine, voice), voice)

    @property
    def _held(self) -> Casting | None:
        return self._chosen.get(self.engine)

    @property
    def _offer(self) -> EngineOffer | None:
        return self._offers.get(self.engine)

    # What is told

    def show_speaker(self, speaker_id: int, casting: Casting) -> None:
        """Edit the voice of a speaker. What is being chosen stays, unless it is of another speaker or another voice is cast."""
        if (speaker_id, casting) == (self._speaker_id, self._now):
            return
        self._speaker_id, self._now = speaker_id, casting
        self._chosen = {casting.engine: casting}
        self._look_at(casting.engine)

    def discard(self) -> None:
        """Forget what was chosen: the voice stays as it is."""
        if self._now is not None:
            self._chosen = {self._now.engine: self._now}
            self._look_at(self._now.engine)

    def show_offer(self, offer: EngineOffer) -> None:
        """Take what an engine has."""
        self._offers[offer.engine] = offer
        self._names |= {(offer.engine, voice.id): voice.name for voice in offer.voices}
        if offer.engine == self.engine:
            self._fill()

    def show_name(self, engine: str, voice: str, name: str) -> None:
        """Take what a voice is called."""
        if name:
            self._names[engine, voice] = name

    def ask_again(self) -> None:
        """Ask anew what engines have: a key was entered, the network is back."""
        self._offers.clear()
        self._ask()

    def take_voice(self, engine: str, voice: str, name: str) -> None:
        """Choose a voice that was found elsewhere; it is not in force before it is applied."""
        if self.engines.findData(engine) < 0 or self._now is None:
            return
        self.show_name(engine, voice, name)
        self._remember()
        held = self._chosen.get(engine) or Casting(engine, "", "")
        # Settings are for the voice one has heard: with another one they begin where its provider does.
        settings = held.settings if held.voice == voice else ()
        self._chosen[engine] = replace(held, voice=voice, settings=settings)
        self._look_at(engine)

    def take_casting(self, casting: Casting) -> None:
        """Choose all of a casting: one that was tried."""
        self._chosen[casting.engine] = casting
        self._look_at(casting.engine)

    # Inside

    def _look_at(self, engine: str) -> None:
        with QSignalBlocker(self.engines):
            self.engines.setCurrentIndex(self.engines.findData(engine))
        self._ask() if self._offer is None else self._fill()

    def _ask(self) -> None:
        """Ask what the engine has; until that is known, what is in force is shown."""
        held = self._held
        with QSignalBlocker(self.models):
            self.models.clear()
            if held is not None and held.model:
                self.models.addItem(held.model, held.model)
        voice = held.voice if held is not None else ""
        self.voices.show_voices((), voice, self.name_of(self.engine, voice))
        self.settings.show_settings((), {}, {})
        self._note.hide()
        self._settings_title.hide()
        self._say(self.tr("Asking what there is…"))
        self.offer_requested.emit(self.engine)
        self.changed.emit()

    def _fill(self) -> None:
        """Show what the engine has, with what was chosen of it."""
        offer, held = self._offer, self._held
        if offer is None:
            return
        self._say(offer.refusal)
        self._enter.setVisible(offer.keyless)
        self._fill_models(offer, held.model if held is not None else "")
        voice = held.voice if held is not None and held.voice else offer.usual
        self.voices.show_voices(offer.voices, voice, self.name_of(offer.engine, voice))
        self._show_settings(dict(held.settings) if held is not None else {})
        self.changed.emit()

    def _fill_models(self, offer: EngineOffer, wanted: str) -> None:
        with QSignalBlocker(self.models):
            self.models.clear()
            if wanted and all(model.id != wanted for model in offer.models):
                self.models.addItem(wanted, wanted)
            for model in offer.models:
                self.models.addItem(model.name, model.id)
                self.models.setItemData(self.models.count() - 1, model.note, Qt.ItemDataRole.ToolTipRole)
            self.models.setCurrentIndex(max(0, self.models.findData(wanted)))
        self.models.setEnabled(self.models.count() > 1)

    def _show_settings(self, values: dict[str, float | str | bool]) -> None:
        model = self._model(str(self.models.currentData() or ""))
        note = "" if model is None else self._advice(model)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        steps = model.steps if model is not None else {}
        self.settings.show_settings(self._ranges(model), steps, values)
        self._settings_title.setVisible(bool(self._ranges(model)))

    def _advice(self, model: Model) -> str:
        tongues = sorted({tongue(tag.partition("-")[0]) for tag in model.languages})
        speaks = self.tr("Speaks {languages}.").format(languages=", ".join(tongues)) if 0 < len(tongues) <= 4 else ""
        return " ".join(part for part in (model.note, speaks) if part)

    def _model(self, id_: str) -> Model | None:
        models = self._offer.models if self._offer is not None else ()
        return next((model for model in models if model.id == id_), None)

    def _ranges(self, model: Model | None) -> tuple[SettingRange, ...]:
        if model is not None and model.settings is not None:
            return model.settings
        return self._offer.settings if self._offer is not None else ()

    def _declared(self, model: str) -> set[str]:
        return {one.name for one in self._ranges(self._model(model))}

    def _drawn(self) -> set[str]:
        """Return the names of all settings that can be drawn for this engine: others are kept as they are."""
        if self._offer is None:
            return set()
        drawn = [one for model in self._offer.models for one in model.settings or ()]
        return {one.name for one in (*self._offer.settings, *drawn)}

    def _remember(self) -> None:
        if (casting := self.casting) is not None:
            self._chosen[casting.engine] = casting

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        self._enter.hide()

    # What the person does

    def _engine_chosen(self) -> None:
        self._ask() if self._offer is None else self._fill()

    def _model_chosen(self) -> None:
        held = self._held
        values = {**(dict(held.settings) if held is not None else {}), **self.settings.values}
        self._show_settings(values)
        self._settled()

    def _settled(self) -> None:
        """Something else is chosen."""
        self._remember()
        self.changed.emit()

    def _dropped(self, voice: DraggedVoice) -> None:
        self.take_voice(*voice)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take a voice anywhere on the page."""
        if dragged_voice(event.mimeData()) is not None and self.isEnabled():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Choose it."""
        if (voice := dragged_voice(event.mimeData())) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._dropped(voice)

    # Building

    def _make(self, engines: Sequence[tuple[str, str]]) -> None:
        self.engines = _Quiet(self)
        self.engines.setObjectName("cast.engine")
        self.engines.setAccessibleName(self.tr("Engine"))
        for id_, name in engines:
            self.engines.addItem(name or self.tr("On this computer"), id_)
        self.engines.currentIndexChanged.connect(self._engine_chosen)
        self._enter = button(self.tr("Enter a key…"), self.accounts_requested.emit, parent=self)
        self._enter.setObjectName("cast.accounts")
        self.voices = VoiceField(self)
        self.voices.voice_chosen.connect(lambda _: self._settled())
        self.voices.voice_dropped.connect(self._dropped)
        self._find = button(self.tr("Library…"), self.library_requested.emit, kind="quiet", parent=self)
        self._find.setObjectName("cast.library")
        self._find.setToolTip(self.tr("Choose from all voices there are"))
        self.models = _Quiet(self)
        self.models.setObjectName("cast.model")
        self.models.setAccessibleName(self.tr("Model"))
        self.models.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.models.currentIndexChanged.connect(self._model_chosen)
        self.settings = VoiceSettings(self)
        self.settings.changed.connect(self._settled)
        self._said = label("", "dim", self, wrap=True)
        self._said.setObjectName("cast.said")
        self._note = label("", "small", self, wrap=True)
        self._settings_title = label(self.tr("Settings"), "section", self)
        for widget in (self._said, self._note, self._enter):
            widget.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        voice = QHBoxLayout()
        voice.setSpacing(4)
        voice.addWidget(self.voices, 1)
        voice.addWidget(self._find)
        column.addWidget(self._title(self.tr("&Engine"), self.engines))
        column.addWidget(self.engines)
        column.addWidget(self._said)
        column.addWidget(self._enter, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(6)
        column.addWidget(self._title(self.tr("&Voice"), self.voices))
        column.addLayout(voice)
        column.addSpacing(6)
        column.addWidget(self._title(self.tr("&Model"), self.models))
        column.addWidget(self.models)
        column.addWidget(self._note)
        column.addSpacing(10)
        column.addWidget(self._settings_title)
        column.addWidget(self.settings)
        column.addStretch(1)

    def _title(self, text: str, buddy: QWidget) -> QLabel:
        made = label(text, "section", self)
        made.setBuddy(buddy)
        return made


class _Quiet(QComboBox):
    """A choice that a wheel turning past it does not change."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to who scrolls the page."""
        event.ignore()
