"""The takes of one paragraph, newest first. None is ever lost; the one that is heard is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio_app.ui.kit import amounts, icons, theme
from studio_app.ui.kit.controls import Elided, EmptyState, button, label
from studio_app.ui.takes.rows import DETAIL, TwoLines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_app.session.work import TakeChoice

_CHOICE = Qt.ItemDataRole.UserRole
_LETTERS = ("A", "B")
_MARK, _MADE, _LENGTH = range(3)
#: Milliseconds after its end until a take is taken for heard, where nobody says so.
_GRACE_MS = 400


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
        self._heard: int | None = None
        self._from = 0.0
        self._speed = 1.0
        self._clock = QElapsedTimer()
        self._end = QTimer(self, singleShot=True)
        self._end.timeout.connect(lambda: self.show_playing(None))
        self._keys: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Space: self._play_or_stop,
            Qt.Key.Key_A: lambda: self._hear_letter(0),
            Qt.Key.Key_B: lambda: self._hear_letter(1),
            Qt.Key.Key_X: self._switch,
            Qt.Key.Key_U: self._use_chosen,
        }
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
        kept = {take.id for take in self._chosen()} if paragraph_id == self.paragraph_id else set()
        self.paragraph_id = paragraph_id
        self._opening.show_text(opening)
        _name(self._regenerate, regenerate or self.tr("Regenerate"))
        self._regenerate.setEnabled(bool(regenerate))
        locked = self.tr("A locked paragraph is not spoken anew; unlock it first.")
        self._regenerate.setToolTip("" if regenerate else locked)
        self._regenerate.setAccessibleDescription(self._regenerate.toolTip())
        self._empty.show_text(
            self.tr("No take yet"), self.tr("Generate the paragraph; each time adds a take, none is lost.")
        )
        self._fill(takes, kept)
        self._stack.setCurrentWidget(self._tree if takes else self._empty)
        self._show_buttons()

    def clear(self) -> None:
        """Show that no paragraph is chosen."""
        self.paragraph_id = None
        self._opening.show_text("")
        self._tree.clear()
        self._regenerate.setEnabled(False)
        self._empty.show_text(
            self.tr("No paragraph chosen"),
            self.tr("Ask for the takes of a paragraph to hear, compare and restore them."),
        )
        self._stack.setCurrentWidget(self._empty)
        self._show_buttons()

    def show_playing(self, take_id: int | None, seconds: float = 0.0, speed: float = 1.0) -> None:
        """Say which take is heard now, how far it is and how fast it runs; None for silence."""
        changed = take_id != self._heard
        self._heard, self._from, self._speed = take_id, seconds, speed
        self._clock.start()
        self._end.stop()
        if (take := self._heard_take()) is not None:
            self._end.start(round(1000 * max(0.0, take.seconds - seconds) / speed) + _GRACE_MS)
        if changed:
            self._mark_rows()
            self._show_buttons()

    # Building

    def _make(self) -> None:
        self._opening = Elided("", self)
        self._tree = _TakeList(self)
        self._tree.setObjectName("takes.list")
        self._tree.setAccessibleName(self.tr("Takes of this paragraph"))
        self._tree.setAccessibleDescription(
            self.tr("Space plays and stops, A and B play the two that are compared, X switches, U uses the take.")
        )
        self._tree.setColumnCount(3)
        self._tree.setHeaderHidden(True)
        self._tree.setRootIsDecorated(False)
        self._tree.setIndentation(0)
        self._tree.setAllColumnsShowFocus(True)
        self._tree.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self._tree.setItemDelegate(TwoLines(self._tree))
        header = self._tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        for column in (_MARK, _LENGTH):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_MADE, QHeaderView.ResizeMode.Stretch)
        self._tree.itemSelectionChanged.connect(self._selection_changed)
        self._tree.itemActivated.connect(self._play_item)
        self._empty = EmptyState("takes", "", "", self)
        self._play = self._button("play", self.tr("Play"), self._play_or_stop, self.tr("Space"))
        self._compare = self._button("replace", self.tr("Compare A and B"), self._switch, "X")
        self._compare.setObjectName("takes.compare")
        self._use = self._button("done", self.tr("Use this take"), self._use_chosen, "U")
        self._use.setObjectName("takes.restore")
        self._regenerate = button(self.tr("Regenerate"), self._ask_regenerate, kind="primary", parent=self)
        self._regenerate.setObjectName("takes.regenerate")

    def _button(self, icon: str, text: str, call: Callable[[], object], keys: str) -> QPushButton:
        made = button(text, call, icon=icon, parent=self)
        made.setObjectName(f"takes.{icon}")
        made.setToolTip(f"{text} ({keys})")
        return made

    def _lay_out(self) -> None:
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._tree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(label(self.tr("Takes"), "section", self))
        layout.addWidget(self._opening)
        layout.addLayout(self._stack, 1)
        for left, right in ((self._play, self._compare), (self._use, self._regenerate)):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(left)
            row.addStretch(1)
            row.addWidget(right)
            layout.addLayout(row)

    # Rows

    def _fill(self, takes: Sequence[TakeChoice], kept: set[int]) -> None:
        self._tree.blockSignals(True)
        self._tree.clear()
        for part in sorted({take.part for take in takes}):
            if takes[0].parts > 1:
                self._add_heading(part, takes[0].parts)
            for take in takes:
                if take.part == part:
                    self._add(take, chosen=take.id in kept)
        standing = [item for item in self._items() if item.isSelected()] or self._placed_first()
        if standing:
            chosen = [item for item in self._items() if item.isSelected()] or standing[:1]
            self._tree.setCurrentItem(standing[0])
            for item in chosen:
                item.setSelected(True)
        self._tree.blockSignals(False)
        self._mark_rows()

    def _placed_first(self) -> list[QTreeWidgetItem]:
        return sorted(self._items(), key=lambda item: not item.data(0, _CHOICE).placed)

    def _add_heading(self, part: int, parts: int) -> None:
        text = self.tr("Part {part} of {parts}").format(part=part, parts=parts)
        item = QTreeWidgetItem(self._tree, [text])
        item.setFirstColumnSpanned(True)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setForeground(0, theme.colour("dim"))

    def _add(self, take: TakeChoice, *, chosen: bool) -> None:
        item = QTreeWidgetItem(self._tree, ["", amounts.when(take.made), amounts.length(take.seconds)])
        cost = amounts.credits_(take.cost)
        below = " · ".join(part for part in (take.voice, self._note(take)) if part)
        item.setData(0, _CHOICE, take)
        item.setData(_MADE, DETAIL, below)
        item.setData(_LENGTH, DETAIL, cost)
        item.setTextAlignment(_LENGTH, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(_MADE, below)
        item.setData(_MADE, Qt.ItemDataRole.AccessibleTextRole, f"{item.text(_MADE)}, {below}")
        item.setData(_LENGTH, Qt.ItemDataRole.AccessibleTextRole, f"{item.text(_LENGTH)}, {cost}")
        item.setSelected(chosen)

    def _note(self, take: TakeChoice) -> str:
        """Return what tells a take from the others: that it is the one in use, or that the text is another now."""
        notes = (self.tr("used now") if take.placed else "", "" if take.fits else self.tr("for another text"))
        return ", ".join(note for note in notes if note)

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self._tree.topLevelItem(n) for n in range(self._tree.topLevelItemCount()))
        return [item for item in found if item is not None and item.data(0, _CHOICE) is not None]

    def _takes(self) -> list[TakeChoice]:
        return [item.data(0, _CHOICE) for item in self._items()]

    def _chosen(self) -> list[TakeChoice]:
        """Return the takes that are selected, from top to bottom."""
        return [item.data(0, _CHOICE) for item in self._items() if item.isSelected()]

    def _heard_take(self) -> TakeChoice | None:
        return next((take for take in self._takes() if take.id == self._heard), None)

    def _pair(self) -> list[TakeChoice]:
        """Return the two takes to compare, [] where there are not two.

        Two chosen ones are these; one chosen one is compared with the one in use, and that one with the newest other.
        """
        chosen = self._chosen()
        if len(chosen) == 1:
            others = [take for take in self._takes() if take.part == chosen[0].part and take.id != chosen[0].id]
            chosen += sorted(others, key=lambda take: not take.placed)[:1]
            order = [take.id for take in self._takes()]
            chosen.sort(key=lambda take: order.index(take.id))
        return chosen if len(chosen) == 2 and chosen[0].part == chosen[1].part else []

    def _mark_rows(self) -> None:
        """Show which take is used, which is heard, and which are A and B."""
        pair = self._pair()
        for item in self._items():
            take: TakeChoice = item.data(0, _CHOICE)
            letter = _LETTERS[pair.index(take)] if take in pair else ""
            heard = take.id == self._heard
            name = "volume" if heard else "done" if take.placed else ""
            item.setText(_MARK, letter)
            item.setIcon(_MARK, icons.icon(name, "accent" if heard else "good") if name else QIcon())
            said = (letter, self.tr("heard now") if heard else "", self._note(take) or self.tr("kept"))
            item.setData(_MARK, Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in said if part))

    # What the person does

    def event(self, event: QEvent) -> bool:
        """Keep the panel's keys from the window's shortcuts while the focus is in here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._wish(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Do what a key means; see ``_keys``. Escape is silence."""
        if (call := self._wish(event)) is not None:
            call()
        else:
            super().keyPressEvent(event)

    def _wish(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.modifiers() or self.paragraph_id is None:
            return None
        if event.key() == Qt.Key.Key_Escape and self._heard is not None:
            return self._be_silent
        return self._keys.get(Qt.Key(event.key()))

    def _selection_changed(self) -> None:
        self._mark_rows()
        self._show_buttons()

    def _show_buttons(self) -> None:
        chosen, pair = self._chosen(), self._pair()
        heard = self._heard_take()
        self._play.setEnabled(bool(chosen) or heard is not None)
        _name(self._play, self.tr("Stop") if heard is not None else self.tr("Play"))
        self._play.setIcon(icons.icon("stop" if heard is not None else "play"))
        self._use.setEnabled(len(chosen) == 1 and not chosen[0].placed)
        self._compare.setEnabled(bool(pair))
        at = self._place_in(pair)
        switch = self.tr("Switch to {letter}").format(letter=_LETTERS[1 - at]) if at is not None else ""
        _name(self._compare, switch or self.tr("Compare A and B"))

    def _place_in(self, pair: list[TakeChoice]) -> int | None:
        return next((at for at, take in enumerate(pair) if take.id == self._heard), None)

    def _seconds(self) -> float:
        """Return how far the take that is heard has come by now."""
        return self._from + self._speed * self._clock.elapsed() / 1000 if self._clock.isValid() else 0.0

    def _hear(self, take: TakeChoice, seconds: float = 0.0) -> None:
        self.show_playing(take.id, seconds, self._speed)
        self.play_requested.emit(take, seconds)

    def _be_silent(self) -> None:
        self.show_playing(None)
        self.stop_requested.emit()

    def _play_item(self, item: QTreeWidgetItem) -> None:
        if (take := item.data(0, _CHOICE)) is not None:
            self._hear(take)

    def _play_or_stop(self) -> None:
        if self._heard_take() is not None:
            self._be_silent()
        elif chosen := self._chosen():
            self._hear(chosen[0])

    def _hear_letter(self, at: int) -> None:
        """Play A or B: from the same share of its length where the other one is heard, else from its beginning."""
        if not (pair := self._pair()):
            return
        heard = self._place_in(pair)
        share = 0.0
        if heard is not None and heard != at and pair[heard].seconds > 0:
            share = min(1.0, self._seconds() / pair[heard].seconds)
        self._hear(pair[at], share * pair[at].seconds)

    def _switch(self) -> None:
        """Play A; then the other one, as often as asked."""
        at = self._place_in(self._pair())
        self._hear_letter(0 if at is None else 1 - at)

    def _use_chosen(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 1 and not chosen[0].placed and self.paragraph_id is not None:
            self.restore_requested.emit(self.paragraph_id, chosen[0])

    def _ask_regenerate(self) -> None:
        if self.paragraph_id is not None:
            self.regenerate_requested.emit(self.paragraph_id)


class _TakeList(QTreeWidget):
    """The list; letters and Space are the panel's, not a search for a row that begins so."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Leave plain letters and Space to the panel."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if (plain and event.text().strip()) or event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _name(made: QPushButton, text: str) -> None:
    made.setText(text)
    made.setAccessibleName(text)
