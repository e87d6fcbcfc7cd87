"""The field a voice is chosen in: typed, picked from a list, or dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from studio_app.ui.generate.engine import tongue
from studio_app.ui.kit.voice_drag import dragged_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFocusEvent, QWheelEvent

    from studio_app.speech.engine import Voice

_ID = Qt.ItemDataRole.UserRole


class VoiceField(QComboBox):
    """Holds the voices of one engine. What is typed narrows them down; what names none is taken back.

    Signals:
        voice_chosen(str): the person chose the voice with that id.
        voice_dropped(DraggedVoice): a voice of any engine was dropped here.
    """

    voice_chosen = Signal(str)
    voice_dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cast.voice")
        self.setAccessibleName(self.tr("Voice"))
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(14)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setAcceptDrops(True)
        self._line = QLineEdit(self)
        self._line.setAccessibleName(self.accessibleName())
        self._line.setPlaceholderText(self.tr("Type a name, or drop a voice here"))
        self.setLineEdit(self._line)
        self._line.setAcceptDrops(False)  # or the letters of a voice's name would be dropped into it
        self._finder = QCompleter(self.model(), self)
        self._finder.setFilterMode(Qt.MatchFlag.MatchContains)
        self._finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(self._finder)
        self.activated.connect(self._picked)

    @property
    def voice(self) -> str:
        """Return the id of the voice, "" where none is chosen."""
        return str(self.currentData() or "")

    @property
    def called(self) -> str:
        """Return what it is called."""
        return self.itemText(self.currentIndex())

    def show_voices(self, voices: Sequence[Voice], wanted: str, name: str = "") -> None:
        """Show these voices and choose one; one that is not among them is put before them, called ``name``."""
        self.blockSignals(True)
        self.clear()
        if wanted and all(voice.id != wanted for voice in voices):
            self.addItem(name or wanted, wanted)
        for voice in voices:
            self.addItem(voice_words(voice), voice.id)
        self.setCurrentIndex(self.findData(wanted) if wanted else -1)
        self._line.setCursorPosition(0)
        self.blockSignals(False)

    def _picked(self, at: int) -> None:
        self._line.setCursorPosition(0)
        if at >= 0:
            self.voice_chosen.emit(str(self.itemData(at)))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Take back what was typed and names no voice."""
        super().focusOutEvent(event)
        popup = self._finder.popup()
        if (popup is None or not popup.isVisible()) and self.currentText() != self.called:
            self.setEditText(self.called)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to who scrolls the page."""
        event.ignore()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take a voice."""
        self._weigh(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Take a voice."""
        self._weigh(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take the voice."""
        self._weigh(event)
        if (voice := dragged_voice(event.mimeData())) is not None and self.isEnabled():
            self.voice_dropped.emit(voice)

    def _weigh(self, event: QDropEvent) -> None:
        if dragged_voice(event.mimeData()) is not None and self.isEnabled():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()


def voice_words(voice: Voice) -> str:
    """Return what a voice is called in a list: its name, its variant and its language."""
    name = f"{voice.name} · {voice.variant}" if voice.variant else voice.name
    language, plain = tongue(voice.language), tongue(voice.language.partition("-")[0])
    return f"{name} — {language}" if language and plain.casefold() not in name.casefold() else name
