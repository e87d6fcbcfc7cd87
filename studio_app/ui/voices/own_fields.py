"""What a person may change of a voice of their own: its name here, tags, note and collections; and what its provider tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from studio_app.ui.kit import theme
from studio_app.ui.kit.controls import button, label
from studio_app.ui.voices import words
from studio_app.ui.voices.filters import Choice
from studio_app.ui.voices.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent

    from studio_app.session.my_voices import Mine

#: Kinds of which the person is the owner: the provider lets them be edited.
OWNED = ("cloned", "professional", "designed")
_VISIBILITIES = ("private", "unlist", "public")


class OwnFields(QWidget):
    """Edits what belongs to the person alone. What was written is said when the field is left, or with Enter.

    Signals:
        renamed(str), tagged(tuple of str), noted(str): what it is now.
        renamed_everywhere(str): the provider shall call it so, too.
        collected(collection id, bool): into a collection or out of it. collection_made(str): a new one, with this voice in it.
        edited(dict): what the provider shall tell: "description", "visibility".
    """

    renamed = Signal(str)
    renamed_everywhere = Signal(str)
    tagged = Signal(object)
    noted = Signal(str)
    collected = Signal(int, bool)
    collection_made = Signal(str)
    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mine: Mine | None = None
        self._collections: tuple[tuple[int, str], ...] = ()
        self._make_own()
        self._make_provided()
        self._lay_out()

    def show_mine(self, mine: Mine) -> None:
        """Show what is noted of a voice; a field that is being written in stays as it is."""
        other = self._mine is None or self._mine.key != mine.key
        self._mine = mine
        self._show_line(self.name, mine.name, other=other)
        self.name.setPlaceholderText(mine.listing.voice.name)
        self._show_line(self.tags, ", ".join(mine.tags), other=other)
        if other or not self.note.hasFocus():
            with QSignalBlocker(self.note):
                self.note.setPlainText(mine.note)
        self._show_everywhere()
        self._show_collections()
        self._show_provided(mine, other=other)

    def show_collections(self, collections: Sequence[tuple[int, str]]) -> None:
        """Offer these collections (id, name)."""
        self._collections = tuple(collections)
        self._show_collections()

    def flush(self) -> None:
        """Say what was written and not yet said: the voice is left."""
        self._say_name()
        self._say_tags()
        self._say_note()

    # Inside

    def _show_line(self, line: QLineEdit, text: str, *, other: bool) -> None:
        if other or not line.hasFocus():
            line.setText(text)

    def _show_everywhere(self) -> None:
        mine = self._mine
        assert mine is not None
        engine = words.engine_name(mine.listing.voice.engine)
        self._everywhere.setText(self.tr("Call it so at {engine}, too").format(engine=engine))
        self._everywhere.setAccessibleName(self._everywhere.text())
        can = mine.listing.mine and mine.listing.kind != "local"
        name = " ".join(self.name.text().split())
        self._everywhere.setVisible(can and bool(name) and name != mine.listing.voice.name)

    def _say_name(self) -> None:
        name = " ".join(self.name.text().split())
        if self._mine is not None and name != self._mine.name:
            self.renamed.emit(name)
        if self._mine is not None:
            self._show_everywhere()

    def _say_everywhere(self) -> None:
        if name := " ".join(self.name.text().split()):
            self.renamed_everywhere.emit(name)

    def _say_tags(self) -> None:
        written = (" ".join(tag.split()) for tag in self.tags.text().split(","))
        tags = tuple(dict.fromkeys(tag for tag in written if tag))
        if self._mine is not None and tags != self._mine.tags:
            self.tagged.emit(tags)

    def _say_note(self) -> None:
        note = self.note.toPlainText().strip()
        if self._mine is not None and note != self._mine.note:
            self.noted.emit(note)

    def _show_collections(self) -> None:
        if self._mine is None:
            return
        self._flow.clear()
        for id_, name in self._collections:
            made = QCheckBox(name, self._strip)
            made.setObjectName(f"voices.collection.{id_}")
            made.setChecked(id_ in self._mine.collections)
            made.toggled.connect(lambda on, id_=id_: self.collected.emit(id_, on))
            self._flow.addWidget(made)
        self._strip.setVisible(bool(self._collections))

    def _make_collection(self) -> None:
        if name := " ".join(self.collection.text().split()):
            self.collection.clear()
            self.collection_made.emit(name)

    def _show_provided(self, mine: Mine, *, other: bool) -> None:
        listing = mine.listing
        owned = listing.mine and listing.kind in OWNED
        self._provided.setVisible(owned)
        if not owned:
            return
        engine = words.engine_name(listing.voice.engine)
        self._provided_title.setText(self.tr("What {engine} tells of it").format(engine=engine))
        if other or not self.description.hasFocus():
            with QSignalBlocker(self.description):
                self.description.setPlainText(listing.description)
        self.visibility.setVisible(bool(listing.visibility))
        self.visibility.choose(listing.visibility)
        self._show_save()

    def _changes(self) -> dict[str, str]:
        """Return what differs from what the provider tells now."""
        assert self._mine is not None
        listing = self._mine.listing
        found = {}
        if (text := self.description.toPlainText().strip()) != listing.description:
            found["description"] = text
        if listing.visibility and self.visibility.value != listing.visibility:
            found["visibility"] = str(self.visibility.value)
        return found

    def _show_save(self) -> None:
        self._save.setEnabled(self._mine is not None and bool(self._changes()))

    def _say_edited(self) -> None:
        if changes := self._changes():
            self.edited.emit(changes)

    # Building

    def _make_own(self) -> None:
        self.name = QLineEdit(self)
        self.name.setObjectName("voices.own.name")
        self.name.setAccessibleName(self.tr("What you call it"))
        self.name.editingFinished.connect(self._say_name)
        self.name.textEdited.connect(lambda _text: self._show_everywhere())
        self._everywhere = button("", self._say_everywhere, kind="quiet", parent=self)
        self._everywhere.setObjectName("voices.own.everywhere")
        self.tags = QLineEdit(self)
        self.tags.setObjectName("voices.own.tags")
        self.tags.setAccessibleName(self.tr("Your tags"))
        self.tags.setPlaceholderText(self.tr("calm, old sailor, book 2"))
        self.tags.editingFinished.connect(self._say_tags)
        self.note = _Note(self.tr("Your note"), self._say_note, self)
        self.note.setObjectName("voices.own.note")
        self._strip = QWidget(self)
        self._flow = Flow(self._strip)
        self.collection = QLineEdit(self)
        self.collection.setObjectName("voices.own.collection")
        self.collection.setAccessibleName(self.tr("New collection"))
        self.collection.setPlaceholderText(self.tr("New collection"))
        self.collection.returnPressed.connect(self._make_collection)

    def _make_provided(self) -> None:
        self._provided = QWidget(self)
        self._provided_title = label("", "section", self._provided)
        self.description = _Note(self.tr("Description"), lambda: None, self._provided)
        self.description.setObjectName("voices.own.description")
        self.description.textChanged.connect(self._show_save)
        self.visibility = Choice("voices.own.visibility", self.tr("Who may use it"), "", self._provided)
        self.visibility.show_choices([(value, words.visibility(value)) for value in _VISIBILITIES])
        self.visibility.picked.connect(self._show_save)
        self._save = button(self.tr("Save there"), self._say_edited, parent=self._provided)
        self._save.setObjectName("voices.own.save")
        self._save.setAutoDefault(False)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.visibility, 1)
        row.addStretch(0)
        row.addWidget(self._save)
        provided = QVBoxLayout(self._provided)
        provided.setContentsMargins(0, 8, 0, 0)
        provided.setSpacing(4)
        for widget in (self._provided_title, self.description):
            provided.addWidget(widget)
        provided.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(self.tr("What you call it"), "section", self))
        column.addWidget(self.name)
        column.addWidget(self._everywhere, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label(self.tr("Your tags"), "section", self))
        column.addWidget(self.tags)
        column.addWidget(label(self.tr("Your note"), "section", self))
        column.addWidget(self.note)
        column.addWidget(label(self.tr("Collections"), "section", self))
        column.addWidget(self._strip)
        column.addWidget(self.collection)
        column.addWidget(self._provided)


class _Note(QPlainTextEdit):
    """A few lines of text that are said when they are left. Tab goes on, Ctrl+Enter says them at once."""

    def __init__(self, title: str, left: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._left = left
        self.setAccessibleName(title)
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.scaled(76))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Say what was written."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._left()

    def event(self, event: QEvent) -> bool:
        """Say what was written with Ctrl+Enter."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_done(event):
            self._left()
            return True
        return super().event(event)


def _is_done(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
