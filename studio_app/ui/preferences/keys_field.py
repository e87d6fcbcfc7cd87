"""The field that keys are pressed into. A line of text to a screen reader, which knows no field of keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

_HELD = frozenset(
    (
        Qt.Key.Key_Control,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Meta,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_unknown,
    )
)
_GOES_ON = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)


class KeysField(QLineEdit):
    """Takes what is pressed as keys, not as text. Tab goes on, Escape is for who holds the field.

    Signals:
        pressed(): other keys were pressed; ``keys`` has them.
    """

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._keys = QKeySequence()

    @property
    def keys(self) -> QKeySequence:
        """The keys pressed last, or shown."""
        return self._keys

    def show_keys(self, keys: QKeySequence) -> None:
        """Show keys without a signal."""
        self._keys = keys
        self.setText(keys.toString(QKeySequence.SequenceFormat.NativeText))

    def event(self, event: QEvent) -> bool:
        """Keep keys from being a shortcut while they are being given."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() not in _GOES_ON
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Take the keys."""
        key = Qt.Key(event.key())
        if key in _GOES_ON:
            event.ignore()
        elif key not in _HELD:
            self.show_keys(QKeySequence(int(key) | _held(event)))
            self.pressed.emit()


def _held(event: QKeyEvent) -> int:
    """Return what is held beside the key; Shift does not count where it made another sign, as ! of 1."""
    held, text = event.modifiers(), event.text()
    counted = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    if not text or not text[0].isprintable() or text[0].isalnum() or text[0].isspace():
        counted |= Qt.KeyboardModifier.ShiftModifier
    return (held & counted).value
