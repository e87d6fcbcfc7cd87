"""The settings of a model, drawn from what its engine declares: a slider, some steps, or a switch for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from studio_app.ui.kit import amounts
from studio_app.ui.kit.controls import IconButton, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QWheelEvent

    from studio_app.domain.cast import Setting
    from studio_app.speech.engine import SettingRange

#: Positions of a slider where any value will do.
_FINE = 100
_SWITCH = (0.0, 1.0)


class VoiceSettings(QWidget):
    """See the module docstring.

    Signals:
        changed(): a person has set something.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, _Row] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)

    def show_settings(
        self,
        ranges: Sequence[SettingRange],
        steps: Mapping[str, tuple[float, ...]],
        values: Mapping[str, Setting],
    ) -> None:
        """Show these settings, each with its value or its default."""
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        while self._column.count():
            self._column.takeAt(0)
        self._rows = {}
        for declared in ranges:
            row = _Row(declared, steps.get(declared.name, ()), self)
            row.show_value(_number(values.get(declared.name, declared.default)))
            row.changed.connect(self.changed)
            self._rows[declared.name] = row
            self._column.addWidget(row)
        self._column.addStretch(1)

    @property
    def values(self) -> dict[str, Setting]:
        """What differs from the defaults."""
        return {name: row.value for name, row in self._rows.items() if row.value != row.declared.default}

    def row(self, name: str) -> QWidget:
        """Return the control of a setting."""
        return self._rows[name].field


class _Row(QWidget):
    """One setting: its name and value, the control, and what it does."""

    changed = Signal()

    def __init__(self, declared: SettingRange, steps: tuple[float, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.declared = declared
        self.value = declared.default
        self._steps = steps
        name = setting_name(declared.name)
        self._said = label("", "dim", self)
        self._default = IconButton("undo", self.tr("{name}: back to the default").format(name=name), self)
        self._default.clicked.connect(lambda _=False: self._choose(self.declared.default))
        self.field: QCheckBox | QSlider = self._switch(name) if steps == _SWITCH else self._slider(name)
        self.field.setObjectName(f"engine.setting.{declared.name}")
        self.field.setAccessibleName(name)
        self.field.setAccessibleDescription(declared.tip)
        self.field.setToolTip(declared.tip)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.field if steps == _SWITCH else label(name, "", self))
        top.addStretch(1)
        top.addWidget(self._said)
        top.addWidget(self._default)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(top)
        if steps != _SWITCH:
            column.addWidget(self.field)
        column.addWidget(_tip(declared.tip, self))

    def show_value(self, value: float) -> None:
        """Show a value without telling anybody."""
        self.value = value
        self.field.blockSignals(True)
        if isinstance(self.field, QCheckBox):
            self.field.setChecked(bool(value))
        else:
            self.field.setValue(self._position(value))
        self.field.blockSignals(False)
        self._show_said()

    def _switch(self, name: str) -> QCheckBox:
        made = QCheckBox(name, self)
        made.toggled.connect(lambda on: self._choose(float(on)))
        return made

    def _slider(self, name: str) -> QSlider:
        made = _Slider(Qt.Orientation.Horizontal, self)
        made.setAccessibleName(name)
        made.setRange(0, len(self._steps) - 1 if self._steps else _FINE)
        made.setPageStep(1 if self._steps else 10)
        if self._steps:
            made.setTickPosition(QSlider.TickPosition.TicksBelow)
            made.setTickInterval(1)
        made.valueChanged.connect(lambda at: self._choose(self._at(at)))
        return made

    def _at(self, position: int) -> float:
        if self._steps:
            return self._steps[position]
        declared = self.declared
        value = declared.low + (declared.high - declared.low) * position / _FINE
        whole = declared.high - declared.low >= _FINE / 2 and float(declared.default).is_integer()
        # The default is always met exactly, however the slider's positions fall.
        near = abs(value - declared.default) <= (declared.high - declared.low) / _FINE / 2
        return declared.default if near else float(round(value)) if whole else round(value, 3)

    def _position(self, value: float) -> int:
        if self._steps:
            return min(range(len(self._steps)), key=lambda at: abs(self._steps[at] - value))
        declared = self.declared
        return round(_FINE * (value - declared.low) / (declared.high - declared.low))

    def _choose(self, value: float) -> None:
        before = self.value
        self.show_value(value)
        if value != before:
            self.changed.emit()

    def _show_said(self) -> None:
        at_default = self.value == self.declared.default
        self._default.setEnabled(not at_default)
        if isinstance(self.field, QCheckBox):
            return
        text = amounts.locale().toString(float(self.value), "g", 4)
        self._said.setText(self.tr("{value}, the default").format(value=text) if at_default else text)


class _Slider(QSlider):
    """A slider that a wheel turning past it does not move."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Move only where the keyboard is."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


def setting_name(name: str) -> str:
    """Return what a person calls a setting: the providers' names in words."""
    known = {
        "stability": QCoreApplication.translate("VoiceSettings", "Stability"),
        "similarity_boost": QCoreApplication.translate("VoiceSettings", "Similarity"),
        "style": QCoreApplication.translate("VoiceSettings", "Style"),
        "speed": QCoreApplication.translate("VoiceSettings", "Speed"),
        "use_speaker_boost": QCoreApplication.translate("VoiceSettings", "Speaker boost"),
        "rate": QCoreApplication.translate("VoiceSettings", "Pace"),
        "pitch": QCoreApplication.translate("VoiceSettings", "Pitch"),
        "range": QCoreApplication.translate("VoiceSettings", "Melody"),
        "volume": QCoreApplication.translate("VoiceSettings", "Volume"),
        "word_gap": QCoreApplication.translate("VoiceSettings", "Pause between words"),
        "temperature": QCoreApplication.translate("VoiceSettings", "Temperature"),
        "top_p": QCoreApplication.translate("VoiceSettings", "Variety"),
        "chunk_length": QCoreApplication.translate("VoiceSettings", "Piece length"),
        "latency": QCoreApplication.translate("VoiceSettings", "Answer"),
        "normalize": QCoreApplication.translate("VoiceSettings", "Numbers as words"),
        "normalize_loudness": QCoreApplication.translate("VoiceSettings", "Even loudness"),
        "repetition_penalty": QCoreApplication.translate("VoiceSettings", "Repetition penalty"),
    }
    return known.get(name) or name.replace("_", " ").capitalize()


def _tip(text: str, parent: QWidget) -> QLabel:
    return label(text, "small", parent, wrap=True)


def _number(value: Setting) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0
