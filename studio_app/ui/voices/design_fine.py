"""The finer settings of a design: the model, the language, how loud, how closely the description is followed, a seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSlider, QVBoxLayout, QWidget

from studio_app.speech.making import DesignWish
from studio_app.ui.kit import amounts
from studio_app.ui.kit.controls import IconButton, label

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from studio_app.speech.making import Abilities

_USUAL = DesignWish("")
_SEED_MOST = (1 << 31) - 1
#: What a provider has no use for when it designs: the language is that of the text, or the loudness is its own.
_UNUSED = {"elevenlabs": frozenset({"language"}), "fish": frozenset({"loudness"})}


class FineSettings(QWidget):
    """Folded away until somebody wants them.

    Signals:
        changed(): a setting is another now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("design.fine")
        self.more = IconButton("right", self.tr("Finer settings"), self)
        self.more.setObjectName("design.more")
        self.more.setText(self.tr("Finer settings"))
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._open)
        self._body = QWidget(self)
        self.model = QComboBox(self._body)
        self.model.setObjectName("design.model")
        self.model.setAccessibleName(self.tr("Model"))
        self.model.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.language = QLineEdit(self._body)
        self.language.setObjectName("design.language")
        self.language.setAccessibleName(self.tr("Language"))
        self.language.setPlaceholderText(self.tr("As in the text; like en, de-AT"))
        self.language.textChanged.connect(self.changed)
        self.closeness = self._slider("design.closeness", self.tr("Closeness to the description"), 0, 100)
        self.closeness.setToolTip(self.tr("Higher follows every word, and may sound less natural."))
        self.closeness.setValue(round(100 * _USUAL.closeness))
        self.loudness = self._slider("design.loudness", self.tr("Loudness"), -100, 100)
        self.loudness.setValue(round(100 * _USUAL.loudness))
        self.seed = QLineEdit(self._body)
        self.seed.setObjectName("design.seed")
        self.seed.setAccessibleName(self.tr("Seed"))
        self.seed.setPlaceholderText(self.tr("Any; a number gives the same voices again"))
        self.seed.setValidator(QIntValidator(0, _SEED_MOST, self))
        self.seed.textChanged.connect(self.changed)
        self._lay_out()

    @property
    def values(self) -> dict[str, Any]:
        """What is set, by field of ``DesignWish``."""
        return {
            "model": str(self.model.currentData() or ""),
            "language": self.language.text().strip(),
            "loudness": self.loudness.value() / 100,
            "closeness": self.closeness.value() / 100,
            "seed": int(self.seed.text()) if self.seed.hasAcceptableInput() else None,
        }

    def show_abilities(self, engine: str, abilities: Abilities) -> None:
        """Offer the models of an engine and what it has a use for; the model chosen before stays where it has it."""
        before = self.model.currentData()
        self.model.blockSignals(True)
        self.model.clear()
        for id_, name in abilities.design_models:
            self.model.addItem(name or id_, id_)
        self.model.setCurrentIndex(max(0, self.model.findData(before)))
        self.model.blockSignals(False)
        unused = _UNUSED.get(engine, frozenset())
        for name, row in self._rows.items():
            for made in row:
                made.setVisible(name not in unused and (name != "model" or len(abilities.design_models) > 1))

    def _open(self, on: bool) -> None:
        self._body.setVisible(on)
        self.more.show_icon("down" if on else "right")

    def _slider(self, object_name: str, name: str, low: int, high: int) -> QSlider:
        made = _Slider(Qt.Orientation.Horizontal, self._body)
        made.setObjectName(object_name)
        made.setAccessibleName(name)
        made.setRange(low, high)
        made.setPageStep(10)
        return made

    def _moved(self) -> None:
        for slider, said in ((self.closeness, self._closeness_said), (self.loudness, self._loudness_said)):
            text = amounts.locale().toString(slider.value() / 100, "f", 2)
            said.setText(text)
            slider.setAccessibleDescription(text)
        self.changed.emit()

    def _lay_out(self) -> None:
        self._closeness_said = label("", "small", self._body)
        self._loudness_said = label("", "small", self._body)
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        self._rows: dict[str, tuple[QWidget, ...]] = {
            "model": (label(self.tr("Model"), "small", self._body), self.model),
            "language": (label(self.tr("Language"), "small", self._body), self.language),
            "closeness": (label(self.tr("Closeness"), "small", self._body), self.closeness, self._closeness_said),
            "loudness": (label(self.tr("Loudness"), "small", self._body), self.loudness, self._loudness_said),
            "seed": (label(self.tr("Seed"), "small", self._body), self.seed),
        }
        for at, row in enumerate(self._rows.values()):
            for place, made in enumerate(row):
                grid.addWidget(made, at, place)
        grid.setColumnStretch(1, 1)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.more)
        body.addWidget(self._body)
        for slider in (self.closeness, self.loudness):
            slider.valueChanged.connect(lambda _: self._moved())
        self._moved()
        self._body.hide()


class _Slider(QSlider):
    """A slider that a wheel turning past it does not move."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Turn only where the keyboard is."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()
