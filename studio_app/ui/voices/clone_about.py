"""What is told of a voice that is made: its name, and whatever its engine takes beside that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from studio_app.ui.kit import theme
from studio_app.ui.kit.controls import label
from studio_app.ui.voices.clone_steps import column
from studio_app.ui.voices.words import gender, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.speech.making import Abilities

translate = QCoreApplication.translate
#: What a name may have at most, by the narrowest of the providers.
NAME_CHARACTERS = 100
_DESCRIPTION_CHARACTERS = 500
#: The values a label is chosen from; any other label is typed.
_CHOICES = {"gender": ("female", "male", "neutral"), "age": ("young", "middle_aged", "old")}
_SEVERAL = ","


class AboutVoice(QWidget):
    """Fields for a voice; which of them are there follows the engine's ``Abilities``.

    Signals:
        changed(): something was typed or chosen.
    """

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, language: str = "") -> None:
        super().__init__(parent)
        self._name = name
        self._language = language
        self._labels: dict[str, QLineEdit | QComboBox] = {}
        self.name = self._line("name", self.tr("Name"), self.tr("As it is found in your voices"))
        self.name.setMaxLength(NAME_CHARACTERS)
        self.description = QPlainTextEdit(self)
        self.description.setObjectName(f"{name}.description")
        self.description.setAccessibleName(self.tr("Description"))
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(theme.scaled(72))
        self.description.textChanged.connect(self.changed)
        self._grid_holder = QWidget(self)
        self._grid = QGridLayout(self._grid_holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        for at in range(2):
            self._grid.setColumnStretch(at, 1)
        self._tags_name = label(self.tr("Tags"), "small", self)
        self.tags = self._line("tags", self.tr("Tags"), self.tr("Several: with , between them"))
        self.denoise = self._check(
            "denoise",
            self.tr("Remove background noise"),
            self.tr(
                "Helps noisy recordings, and makes clean ones worse: leave it off where the checks found no noise."
            ),
        )
        self.enhance = self._check(
            "enhance",
            self.tr("Enhance the recordings"),
            self.tr("The provider cleans and evens them before it learns from them. Usually better."),
        )
        self.enhance.setChecked(True)
        self._visibility = _Visibility(name, self)
        self._lay_out()
        for made in (self.denoise, self.enhance):
            made.toggled.connect(self.changed)

    def show_abilities(self, abilities: Abilities, *, kept_here: bool = False) -> None:
        """Show the fields of an engine; ``kept_here``: the voice stays on this computer, and nobody else sees it."""
        self._show_labels(() if kept_here else abilities.labels)
        self.denoise.setVisible(abilities.denoise and not kept_here)
        self.enhance.setVisible(abilities.enhance and not kept_here)
        self._visibility.show_choices(() if kept_here else abilities.visibilities)
        # Tags are for those who look in a public library: a provider that has no such choice has no use for them.
        for made in (self._tags_name, self.tags):
            made.setVisible(bool(abilities.visibilities) and not kept_here)
        self._description_name.setVisible(not kept_here)
        self.description.setVisible(not kept_here)

    def suggest(self, name: str) -> None:
        """Fill in a name where none is written yet."""
        if not self.name.text():
            self.name.setText(name[:NAME_CHARACTERS])

    @property
    def named(self) -> str:
        """The name as it was typed, trimmed."""
        return " ".join(self.name.text().split())

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """What is said of it, by label."""
        said = ((key, _value(field)) for key, field in self._labels.items())
        return tuple((key, value) for key, value in said if value)

    @property
    def said(self) -> str:
        """The description."""
        return self.description.toPlainText().strip()[:_DESCRIPTION_CHARACTERS]

    @property
    def tag_list(self) -> tuple[str, ...]:
        """The tags, once each."""
        words = (" ".join(tag.split()) for tag in self.tags.text().split(_SEVERAL))
        return tuple(dict.fromkeys(tag for tag in words if tag)) if not self.tags.isHidden() else ()

    @property
    def visibility(self) -> str:
        """Who may use it: always said, and private unless the person chose otherwise."""
        return self._visibility.chosen

    # Inside

    def _show_labels(self, keys: Sequence[str]) -> None:
        if tuple(self._labels) == tuple(keys):
            return
        before = {key: _value(field) for key, field in self._labels.items()}
        while taken := self._grid.takeAt(0):
            if (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._labels = {}
        for number, key in enumerate(keys):
            field = self._label_field(key, before.get(key, self._language if key == "language" else ""))
            self._labels[key] = field
            row, at = divmod(number, 2)
            self._grid.addWidget(label(label_name(key), "small", self._grid_holder), 2 * row, at)
            self._grid.addWidget(field, 2 * row + 1, at)
        self._grid_holder.setVisible(bool(keys))

    def _label_field(self, key: str, value: str) -> QLineEdit | QComboBox:
        if key not in _CHOICES:
            line = self._line(f"label.{key}", label_name(key), self.tr("Like en, de-AT") if key == "language" else "")
            line.setText(value)
            return line
        box = QComboBox(self._grid_holder)
        box.setObjectName(f"{self._name}.label.{key}")
        box.setAccessibleName(label_name(key))
        box.addItem(self.tr("Not said"), "")
        for choice in _CHOICES[key]:
            box.addItem(gender(choice) if key == "gender" else word(choice), choice)
        box.setCurrentIndex(max(0, box.findData(value)))
        box.currentIndexChanged.connect(lambda _: self.changed.emit())
        return box

    def _line(self, key: str, name: str, hint: str = "") -> QLineEdit:
        made = QLineEdit(self)
        made.setObjectName(f"{self._name}.{key}")
        made.setAccessibleName(name)
        made.setAccessibleDescription(hint)
        made.setPlaceholderText(hint)
        made.textChanged.connect(self.changed)
        return made

    def _check(self, key: str, name: str, tip: str) -> QCheckBox:
        made = QCheckBox(name, self)
        made.setObjectName(f"{self._name}.{key}")
        made.setAccessibleName(name)
        made.setAccessibleDescription(tip)
        made.setToolTip(tip)
        return made

    def _lay_out(self) -> None:
        self._description_name = label(self.tr("Description"), "small", self)
        body = column(self)
        for caption, field in (
            (label(self.tr("Name"), "small", self), self.name),
            (self._description_name, self.description),
        ):
            caption.setBuddy(field)
            body.addWidget(caption)
            body.addWidget(field)
        for made in (self._grid_holder, self._tags_name, self.tags, self._visibility, self.denoise, self.enhance):
            body.addWidget(made)


class _Visibility(QWidget):
    """Who may find and use a voice, where the provider lets one choose."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self._group = QButtonGroup(self)
        self._ways: dict[str, QRadioButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.setSpacing(2)
        self._column.addWidget(label(self.tr("Who may use it"), "small", self))

    @property
    def chosen(self) -> str:
        """The choice; private where there is none."""
        return next((way for way, made in self._ways.items() if made.isChecked()), "private")

    def show_choices(self, choices: Sequence[str]) -> None:
        """Offer these; the choice made before stays where it is among them."""
        before = self.chosen
        self.setVisible(bool(choices))
        if tuple(self._ways) == tuple(choices):
            return
        for made in self._ways.values():
            self._group.removeButton(made)
            made.hide()
            made.deleteLater()
        self._ways = {}
        for way in choices:
            made = QRadioButton(visibility_name(way), self)
            made.setObjectName(f"{self._name}.visibility.{way}")
            made.setAccessibleName(visibility_name(way))
            made.setChecked(way == (before if before in choices else "private"))
            self._group.addButton(made)
            self._ways[way] = made
            self._column.addWidget(made)


def visibility_name(way: str) -> str:
    """Return who may use a voice."""
    known = {
        "private": translate("Making", "Only this account"),
        "unlist": translate("Making", "Whoever has its address"),
        "public": translate("Making", "Everybody: it stands in the provider's library"),
    }
    return known.get(way) or word(way)


def label_name(key: str) -> str:
    """Return what a label is called."""
    known = {
        "language": translate("Making", "Language"),
        "accent": translate("Making", "Accent"),
        "gender": translate("Making", "Gender"),
        "age": translate("Making", "Age"),
        "use_case": translate("Making", "Used for"),
        "descriptive": translate("Making", "Sounds"),
    }
    return known.get(key) or word(key)


def _value(field: QLineEdit | QComboBox) -> str:
    return str(field.currentData() or "") if isinstance(field, QComboBox) else field.text().strip()
