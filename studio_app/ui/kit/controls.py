"""Small controls in the house's look: labels, icon buttons, cards, banners, empty states, thin progress."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio_app.ui.kit import icons, language, theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent


def label(text: str, look: str = "", parent: QWidget | None = None, *, wrap: bool = False) -> QLabel:
    """Return a label. ``look``: "", dim, small, heading, title, display, section, danger, warning, good, chip."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if look:
        made.setProperty("look", look)
    return made


def set_look(widget: QWidget, look: str, name: str = "look") -> None:
    """Change the look of a widget, shown or not."""
    if widget.property(name) == look:
        return
    widget.setProperty(name, look)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it is still to get its first look
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def button(
    text: str, clicked: Callable[[], object], *, kind: str = "", icon: str = "", parent: QWidget | None = None
) -> QPushButton:
    """Return a button with a word on it. ``kind``: "", primary, danger, quiet."""
    made = _ThemedButton(text, kind, icon, parent)
    made.clicked.connect(lambda _=False: clicked())
    return made


class _ThemedButton(QPushButton):
    def __init__(self, text: str, kind: str, icon: str, parent: QWidget | None) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self._role = {"primary": "on_accent", "danger": "on_danger", "quiet": "accent_text"}.get(kind, "icon")
        self.setProperty("kind", kind)
        self.setAccessibleName(text)
        self.setAutoDefault(kind == "primary")
        if icon:
            self._retheme()
            theme.themes().changed.connect(self._retheme)

    def _retheme(self) -> None:
        self.setIcon(icons.icon(self._icon, self._role))


class IconButton(QToolButton):
    """A button that is only an icon: its name is read aloud and shown as its tip."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None, *, role: str = "icon") -> None:
        super().__init__(parent)
        self._icon = icon
        self._role = role
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(20, 20))
        self._retheme()
        theme.themes().changed.connect(self._retheme)

    def show_icon(self, icon: str, name: str = "") -> None:
        """Show another icon (play, pause) and, if given, another name."""
        if icon != self._icon:
            self._icon = icon
            self._retheme()
        if name:
            self.setToolTip(name)
            self.setAccessibleName(name)

    def _retheme(self) -> None:
        self.setIcon(icons.icon(self._icon, self._role))


class Line(QFrame):
    """A hairline between things."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "line")
        self.setFixedHeight(1)


class Card(QFrame):
    """A framed surface; ``body`` is its layout."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 16, 16, 16)
        self.body.setSpacing(8)


class Elided(QLabel):
    """A label that ends in … where there is no room; the whole text is its tip."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, middle: bool = False) -> None:
        super().__init__(parent)
        self._text = ""
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show a text."""
        self._text = text
        self.setAccessibleName(text)
        self._elide()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the room the whole text would take."""
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self._text) + 4, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Cut anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        cut = QFontMetrics(self.font()).elidedText(self._text, self._mode, max(0, self.width()))
        self.setText(cut)
        self.setToolTip("" if cut == self._text else self._text)


class Banner(QFrame):
    """A strip that says something without stopping anybody. ``kind``: "", warning, danger.

    When it goes, or says something else, a keyboard that came here goes back: to where it was when the sentence came, or
    whence the mouse took it.
    """

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ""
        self._mark = QLabel(self)
        self._sentence = label("", parent=self, wrap=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(4)
        self._close = IconButton("close", self.tr("Dismiss"), self)
        self._close.clicked.connect(self._dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(12)
        row.addWidget(self._mark)
        row.addWidget(self._sentence, 1)
        row.addLayout(self._buttons)
        row.addWidget(self._close)
        theme.themes().changed.connect(self._retheme)
        self._before: QWidget | None = None
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr]
        self.hide()

    def hide(self) -> None:
        """Go away."""
        self._give_back()
        super().hide()

    def say(self, sentence: str, kind: str = "", actions: tuple[tuple[str, Callable[[], object]], ...] = ()) -> None:
        """Show a sentence with buttons of (text, what it does)."""
        self._give_back()
        self._before = QApplication.focusWidget()
        while taken := self._buttons.takeAt(0):
            if (widget := taken.widget()) is not None:
                widget.deleteLater()
        for text, call in actions:
            self._buttons.addWidget(made := button(text, call, kind="quiet", parent=self))
            self.setTabOrder(made, self._close)
        self._kind, sentence = kind, language.said(sentence)
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        set_look(self, f"banner-{kind}" if kind else "banner")
        self._retheme()
        self.show()

    def _focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        """Remember where the keyboard came from; Tab comes past much that nobody wants to go back to."""
        clicked = bool(QApplication.mouseButtons())
        if self._holds(now) and not self._holds(old) and (clicked or self._before is None):
            self._before = old

    def _give_back(self) -> None:
        before, self._before = self._before, None
        if before is not None and self._holds(QApplication.focusWidget()):
            with suppress(RuntimeError):  # it is gone
                before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and self.isAncestorOf(widget)

    def focus_first(self) -> None:
        """Put the keyboard on the first of its buttons."""
        item = self._buttons.itemAt(0)
        if item is not None and (widget := item.widget()) is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._sentence.text()

    def _retheme(self) -> None:
        name, role = {"warning": ("warning", "warning"), "danger": ("failed", "danger")}.get(
            self._kind, ("info", "accent_text")
        )
        self._mark.setPixmap(icons.pixmap(name, 20, role))

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()


class EmptyState(QWidget):
    """What a panel shows when it has nothing to show: an icon, a sentence, a way on."""

    def __init__(self, icon: str, title: str, detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._mark = QLabel(self)
        self._mark.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._title = _centred(label(title, "heading", self, wrap=True))
        self._detail = _centred(label(detail, "dim", self, wrap=True))
        self._detail.setVisible(bool(detail))
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 24, 24, 24)
        self.body.setSpacing(8)
        self.body.addStretch(1)
        for widget in (self._mark, self._title, self._detail):
            self.body.addWidget(widget)
        self.body.addSpacing(8)
        self.body.addStretch(1)
        self._retheme()
        theme.themes().changed.connect(self._retheme)

    def show_text(self, title: str, detail: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._detail.setText(language.said(detail))
        self._detail.setVisible(bool(detail))

    def add(self, widget: QWidget) -> None:
        """Put a control below the words."""
        self.body.insertWidget(self.body.count() - 1, widget, 0, Qt.AlignmentFlag.AlignHCenter)

    def _retheme(self) -> None:
        self._mark.setPixmap(icons.pixmap(self._icon, 40, "dim"))


class ProgressLine(QProgressBar):
    """A thin bar. ``state``: running, paused, failed, done."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setRange(0, 1000)
        self.setAccessibleName(name)

    def show_share(self, share: float | None, state: str = "running") -> None:
        """Show how much is done, 0 to 1; None: it is not known."""
        self.setRange(0, 0 if share is None else 1000)
        if share is not None:
            self.setValue(round(1000 * min(1.0, max(0.0, share))))
        set_look(self, state, "state")


class SearchField(QLineEdit):
    """A field to filter by; Escape empties it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setClearButtonEnabled(True)
        self._mark = self.addAction(icons.icon("find"), QLineEdit.ActionPosition.LeadingPosition)
        self._mark.setText(name)  # it is a button to a screen reader
        for made in self.findChildren(QAction, "_q_qlineeditclearaction"):
            made.setText(self.tr("Empty the field"))  # so is this
        theme.themes().changed.connect(self._retheme)  # not a lambda: it would outlive the field

    def event(self, event: QEvent) -> bool:
        """Empty the field on Escape, unless it is empty: then Escape is for who holds the field."""
        if self.text() and _is_escape(event):
            if event.type() == QEvent.Type.KeyPress:
                self.clear()
            event.accept()
            return True
        return super().event(event)

    def _retheme(self) -> None:
        self._mark.setIcon(icons.icon("find"))


def _is_escape(event: QEvent) -> bool:
    pressed = event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
    return pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape


def _centred(made: QLabel) -> QLabel:
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return made
