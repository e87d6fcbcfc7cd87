"""The takes of one paragraph, newest first. None is ever lost; the one that is heard is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio_app.ui.kit import amounts, icons, theme
from studio_app.ui.kit.controls import Elided, EmptyState, button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from studio_app.session.work import TakeChoice

_CHOICE = Qt.ItemDataRole.UserRole
_LETTERS = ("A", "B")
_MARK, _WHEN, _VOICE, _LENGTH, _COST = range(5)


class TakesPanel(QWidget):
    """The takes of a paragraph. The shell fills it with ``show_takes`` and tells what is heard with ``show_playing``.

    Signals:
        play_requested: (take choice, seconds from its start).
        stop_requested: silence, please.
        restore_requested: (paragraph id, take choice).
        regenerate_requested: paragraph id.
    """

    play_requested = Signal(object, float)
    stop_requested = Signal()
    restore_requested = Signal(int, object)
    regenerate_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel.takes")
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Takes"))
        self.paragraph_id: int | None = None
        self._playing: TakeChoice | None = None
        self._comparing = False
        self._seconds = 0.0
        self._make()
        self._lay_out()
        theme.themes().changed.connect(self._mark_rows)
        self.clear()

    # What the shell calls

    def show_takes(self, paragraph_id: int, opening: str, takes: Sequence[TakeChoice], regenerate: str) -> None:
        """Show a paragraph's takes.

        Args:
            paragraph_id: whose.
            opening: its first words, to know it again.
            takes: newest first.
            regenerate: what the button says ("Regenerate · 2 free"), "" where it cannot be made anew (locked).
        """
        same = paragraph_id == self.paragraph_id
        kept = self._chosen() if same else []
        self.paragraph_id = paragraph_id
        if not same:
            self._comparing = False
        self._opening.show_text(opening)
        self._regenerate.setText(regenerate or self.tr("Regenerate"))
        self._regenerate.setAccessibleName(self._regenerate.text())
        self._regenerate.setEnabled(bool(regenerate))
        self._fill(takes, kept)
        self._stack.setCurrentWidget(self._tree if takes else self._empty)
        self._show_buttons()

    def clear(self) -> None:
        """Show that no paragraph is chosen."""
        self.paragraph_id = None
        self._opening.show_text("")
        self._tree.clear()
        self._regenerate.setEnabled(False)
        self._stack.setCurrentWidget(self._empty)
        self._show_buttons()

    def show_playing(self, take: TakeChoice | None, seconds: float = 0.0) -> None:
        """Say which take is heard now and how far it is; None for silence."""
        self._seconds = seconds
        if take != self._playing:
            self._playing = take
            if take is None:
                self._comparing = False
            self._mark_rows()
            self._show_buttons()

    # Building

    def _make(self) -> None:
        self._opening = Elided("", self)
        self._tree = QTreeWidget(self)
        self._tree.setObjectName("takes.list")
        self._tree.setAccessibleName(self.tr("Takes of this paragraph"))
        self._tree.setAccessibleDescription(
            self.tr("Enter plays, U uses the take, two chosen ones can be compared, X switches between them.")
        )
        self._tree.setColumnCount(5)
        self._tree.setHeaderLabels(["", self.tr("Made"), self.tr("Voice"), self.tr("Length"), self.tr("Cost")])
        self._tree.setRootIsDecorated(False)
        self._tree.setIndentation(0)
        self._tree.setAllColumnsShowFocus(True)
        self._tree.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        header = self._tree.header()
        header.setStretchLastSection(False)
        for column in range(5):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_VOICE, QHeaderView.ResizeMode.Stretch)
        self._tree.itemSelectionChanged.connect(self._selection_changed)
        self._tree.itemActivated.connect(lambda item, _: self._play_item(item))
        self._empty = EmptyState(
            "takes",
            self.tr("No take yet"),
            self.tr("Generate the paragraph; each time adds a take, none is lost."),
            self,
        )
        self._play = button(self.tr("Play"), self._play_or_stop, icon="play", parent=self)
        self._play.setObjectName("takes.play")
        self._use = button(self.tr("Use this take"), self._use_chosen, icon="done", parent=self)
        self._use.setObjectName("takes.restore")
        self._compare = button(self.tr("Compare A and B"), self._switch, icon="replace", parent=self)
        self._compare.setObjectName("takes.compare")
        self._regenerate = button(self.tr("Regenerate"), self._ask_regenerate, kind="primary", parent=self)
        self._regenerate.setObjectName("takes.regenerate")
        self._hint = label(self.tr("Choose two takes to compare them."), "small", self)

    def _lay_out(self) -> None:
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._tree)
        listen = QHBoxLayout()
        listen.setSpacing(8)
        for made in (self._play, self._use, self._compare):
            listen.addWidget(made)
        listen.addStretch(1)
        last = QHBoxLayout()
        last.addWidget(self._hint)
        last.addStretch(1)
        last.addWidget(self._regenerate)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._opening)
        layout.addLayout(self._stack, 1)
        layout.addLayout(listen)
        layout.addLayout(last)
        self.setMinimumWidth(360)

    # Rows

    def _fill(self, takes: Sequence[TakeChoice], kept: list[TakeChoice]) -> None:
        self._tree.blockSignals(True)
        self._tree.clear()
        parts = sorted({take.part for take in takes})
        for part in parts:
            if takes[0].parts > 1:
                self._add_heading(part, takes[0].parts)
            for take in takes:
                if take.part == part:
                    self._add(take, chosen=take in kept)
        if not self._tree.selectedItems() and (first := self._current_item()) is not None:
            self._tree.setCurrentItem(first)
        self._tree.blockSignals(False)
        self._mark_rows()

    def _add_heading(self, part: int, parts: int) -> None:
        text = self.tr("Part {part} of {parts}").format(part=part, parts=parts)
        item = QTreeWidgetItem(self._tree, [text])
        item.setFirstColumnSpanned(True)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setForeground(0, theme.colour("dim"))

    def _add(self, take: TakeChoice, *, chosen: bool) -> None:
        cells = ["", amounts.when(take.made), take.voice, amounts.length(take.seconds), amounts.credits_(take.cost)]
        item = QTreeWidgetItem(self._tree, cells)
        item.setData(0, _CHOICE, take)
        for column in (_LENGTH, _COST):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(_VOICE, take.voice)
        item.setSelected(chosen)

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self._tree.topLevelItem(n) for n in range(self._tree.topLevelItemCount()))
        return [item for item in found if item is not None and item.data(0, _CHOICE) is not None]

    def _current_item(self) -> QTreeWidgetItem | None:
        items = self._items()
        return next((item for item in items if item.data(0, _CHOICE).placed), items[0] if items else None)

    def _chosen(self) -> list[TakeChoice]:
        """Return the takes that are selected, from top to bottom."""
        return [item.data(0, _CHOICE) for item in self._items() if item.isSelected()]

    def _mark_rows(self) -> None:
        """Show which take is used, which is heard, and which are A and B."""
        self._play.setIcon(icons.icon("stop" if self._playing is not None else "play"))
        chosen = self._chosen()
        letters = dict(zip(map(id, chosen), _LETTERS, strict=True)) if len(chosen) == 2 else {}
        for item in self._items():
            take: TakeChoice = item.data(0, _CHOICE)
            heard = take == self._playing
            item.setText(_MARK, letters.get(id(take), ""))
            name = "volume" if heard else "done" if take.placed else ""
            item.setIcon(_MARK, icons.icon(name, "accent" if heard else "good") if name else QIcon())
            item.setData(_MARK, Qt.ItemDataRole.AccessibleTextRole, self._spoken(take, letters.get(id(take), "")))

    def _spoken(self, take: TakeChoice, letter: str) -> str:
        parts = [
            letter,
            self.tr("used now") if take.placed else "",
            "" if take.fits else self.tr("made for another text"),
        ]
        return ", ".join(part for part in parts if part) or self.tr("kept")

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """U uses the chosen take, X switches between A and B, Space plays or stops."""
        calls = {Qt.Key.Key_U: self._use_chosen, Qt.Key.Key_X: self._switch, Qt.Key.Key_Space: self._play_or_stop}
        call = calls.get(Qt.Key(event.key())) if not event.modifiers() else None
        if call is None:
            super().keyPressEvent(event)
        else:
            call()

    def _selection_changed(self) -> None:
        self._comparing = False
        self._mark_rows()
        self._show_buttons()

    def _show_buttons(self) -> None:
        chosen = self._chosen()
        heard = self._playing is not None
        self._play.setEnabled(bool(chosen) or heard)
        self._play.setText(self.tr("Stop") if heard else self.tr("Play"))
        self._play.setAccessibleName(self._play.text())
        self._use.setEnabled(len(chosen) == 1 and not chosen[0].placed)
        self._compare.setEnabled(len(chosen) == 2)
        self._compare.setText(self._compare_text(chosen))
        self._compare.setAccessibleName(self._compare.text())
        self._hint.setVisible(len(self._items()) > 1 and len(chosen) < 2)

    def _compare_text(self, chosen: list[TakeChoice]) -> str:
        if len(chosen) == 2 and self._comparing and self._playing in chosen:
            return self.tr("Switch to {letter}").format(letter=_LETTERS[1 - chosen.index(self._playing)])
        return self.tr("Compare A and B")

    def _play_item(self, item: QTreeWidgetItem) -> None:
        take = item.data(0, _CHOICE)
        if take is not None:
            self._comparing = False
            self.play_requested.emit(take, 0.0)

    def _play_or_stop(self) -> None:
        chosen = self._chosen()
        if self._playing is not None:
            self.stop_requested.emit()
        elif chosen:
            self._comparing = False
            self.play_requested.emit(chosen[0], 0.0)

    def _switch(self) -> None:
        """Play A; then, at the same share of its length, the other one, as often as asked."""
        chosen = self._chosen()
        if len(chosen) != 2:
            return
        if not self._comparing or self._playing not in chosen:
            self._comparing = True
            self.play_requested.emit(chosen[0], 0.0)
            return
        heard = chosen.index(self._playing)
        other = chosen[1 - heard]
        share = min(1.0, self._seconds / chosen[heard].seconds) if chosen[heard].seconds > 0 else 0.0
        self.play_requested.emit(other, share * other.seconds)

    def _use_chosen(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 1 and not chosen[0].placed and self.paragraph_id is not None:
            self.restore_requested.emit(self.paragraph_id, chosen[0])

    def _ask_regenerate(self) -> None:
        if self.paragraph_id is not None:
            self.regenerate_requested.emit(self.paragraph_id)
