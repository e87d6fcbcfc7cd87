"""A description put together by choosing: how old the voice is, where it comes from, how it sounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.session.design import ATTRIBUTES, describe
from studio_app.ui.kit import theme
from studio_app.ui.kit.controls import button, label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QWheelEvent

translate = QCoreApplication.translate
#: How an age is labelled at the providers.
_AGES = {"child": "young", "middle": "middle_aged"}
#: What of the choices the providers keep as labels of a voice.
_LABELS = ("gender", "age", "accent")
#: Columns of choices, and the width in usual pixels from which there are so many.
_WIDTHS = ((3, 380), (2, 240), (1, 0))


class AttributeHelper(QWidget):
    """Choices by attribute. Once a person writes on by hand, choosing says what it would write, and writes when told to.

    Signals:
        described(sentence): what the choices come to, to be put in the place of what stands there.
    """

    described = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("design.helper")
        self._by_hand = False
        self._boxes: dict[str, _Choice] = {}
        self._cells: list[QWidget] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        for name, choices in ATTRIBUTES.items():
            self._add(name, choices)
        self._said = label("", "small", self, wrap=True)
        self.write = button(self.tr("Write that"), self._write, kind="quiet", parent=self)
        self.write.setObjectName("design.write")
        self.write.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(self._said, 1)
        row.addWidget(self.write)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(4)
        body.addLayout(self._grid)
        body.addLayout(row)
        self._arrange(_WIDTHS[0][0])
        self.setFocusProxy(next(iter(self._boxes.values())))
        self._show()

    @property
    def labels(self) -> dict[str, str]:
        """What was chosen, as far as providers keep it as labels of a voice."""
        chosen = {name: self._choices[name] for name in _LABELS if name in self._choices}
        if "age" in chosen:
            chosen["age"] = _AGES.get(chosen["age"], chosen["age"])
        return chosen

    def step_back(self) -> None:
        """Write nothing any more unasked: the person writes by hand."""
        self._by_hand = True
        self._show()

    def box(self, name: str) -> QComboBox:
        """Return the choice of an attribute."""
        return self._boxes[name]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Have as many columns as there is room for."""
        super().resizeEvent(event)
        width = event.size().width()
        self._arrange(next(count for count, least in _WIDTHS if width >= theme.scaled(least)))

    @property
    def _choices(self) -> dict[str, str]:
        found = {name: str(box.currentData() or "") for name, box in self._boxes.items()}
        return {name: value for name, value in found.items() if value}

    def _add(self, name: str, choices: tuple[tuple[str, str], ...]) -> None:
        cell = QWidget(self)
        box = _Choice(cell)
        box.setObjectName(f"design.attribute.{name}")
        box.setAccessibleName(attribute_name(name))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.addItem(self.tr("Any"), "")
        for id_, words in choices:  # in English, as they will stand in the description
            box.addItem(words[:1].upper() + words[1:].rstrip("."), id_)
        box.currentIndexChanged.connect(lambda _: self._chosen())
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(attribute_name(name), "small", cell))
        column.addWidget(box)
        self._boxes[name] = box
        self._cells.append(cell)

    def _arrange(self, columns: int) -> None:
        if self._grid.columnCount() == columns and self._grid.count():
            return
        for cell in self._cells:
            self._grid.removeWidget(cell)
        for number, cell in enumerate(self._cells):
            self._grid.addWidget(cell, *divmod(number, columns))
        for column in range(max(columns, self._grid.columnCount())):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _chosen(self) -> None:
        if not self._by_hand:
            self.described.emit(describe(self._choices))
        self._show()

    def _write(self) -> None:
        self._by_hand = False
        self.described.emit(describe(self._choices))
        self._show()

    def _show(self) -> None:
        offered = describe(self._choices) if self._by_hand else ""
        self._said.setText(offered)
        for made in (self._said, self.write):
            made.setVisible(bool(offered))
        self.write.setAccessibleDescription(offered)


class _Choice(QComboBox):
    """A choice that a wheel turning past it does not change."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Turn only where the keyboard is."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


def attribute_name(name: str) -> str:
    """Return what an attribute of a voice is called."""
    known = {
        "gender": translate("Design", "Who"),
        "age": translate("Design", "Age"),
        "accent": translate("Design", "Accent"),
        "pitch": translate("Design", "Pitch"),
        "timbre": translate("Design", "Timbre"),
        "pace": translate("Design", "Pace"),
        "mood": translate("Design", "Mood"),
        "use": translate("Design", "Used for"),
        "quality": translate("Design", "Recording"),
    }
    return known.get(name) or name.replace("_", " ").capitalize()
