"""A field for a text of a certain length, with a count of what it has beside its name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from studio_app.ui.kit import amounts
from studio_app.ui.kit.controls import label, set_look


class CountedText(QWidget):
    """Counts code points, as providers do. ``fewest`` and ``most`` are what is taken.

    Signals:
        changed(): there is another text.
        typed(): the person changed it.
    """

    changed = Signal()
    typed = Signal()

    def __init__(self, name: str, object_name: str, parent: QWidget | None = None, *, lines: int = 4) -> None:
        super().__init__(parent)
        self._limits = (0, 0)
        self._filling = False
        self.field = QPlainTextEdit(self)
        self.field.setObjectName(object_name)
        self.field.setAccessibleName(name)
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(lines * self.field.fontMetrics().lineSpacing() + 20)
        self.field.textChanged.connect(self._changed)
        self.count = label("", "small", self)
        self.count.setObjectName(f"{object_name}.count")
        caption = label(name, "small", self)
        caption.setBuddy(self.field)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(caption)
        self.head.addStretch(1)
        self.head.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self.head)
        column.addWidget(self.field)
        self.setFocusProxy(self.field)

    @property
    def text(self) -> str:
        """What stands in it, trimmed."""
        return self.field.toPlainText().strip()

    @property
    def fits(self) -> bool:
        """Whether it is neither too short nor too long."""
        return self._limits[0] <= len(self.text) <= self._limits[1]

    def show_limits(self, fewest: int, most: int) -> None:
        """Take from ``fewest`` to ``most`` characters."""
        self._limits = (fewest, most)
        self._count()

    def show_text(self, text: str) -> None:
        """Show a text that was not typed."""
        self._filling = True
        self.field.setPlainText(text)
        self._filling = False

    def _changed(self) -> None:
        self._count()
        self.changed.emit()
        if not self._filling:
            self.typed.emit()

    def _count(self) -> None:
        fewest, most = self._limits
        now = len(self.text)
        if 0 < now < fewest:
            said = self.tr("{now}: {missing} more needed").format(now=now, missing=fewest - now)
        elif now > most:
            said = self.tr("{now}: {over} too many").format(now=amounts.count(now), over=now - most)
        else:
            said = self.tr("{now} of {fewest} to {most}").format(
                now=amounts.count(now), fewest=fewest, most=amounts.count(most)
            )
        set_look(self.count, "small" if not now or self.fits else "danger" if now > most else "warning")
        self.count.setText(said)
        self.field.setAccessibleDescription(said)
