"""What voices are looked for: words, and choices of which there are as many as the library knows."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio_app.speech.library import SORTS, Filters, Search
from studio_app.ui.generate.engine import tongue
from studio_app.ui.kit import icons, theme
from studio_app.ui.kit.controls import SearchField
from studio_app.ui.kit.throttle import Debounce
from studio_app.ui.voices import words
from studio_app.ui.voices.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction, QKeyEvent, QPaintEvent, QWheelEvent

#: Milliseconds without a key until what was typed is looked for.
_QUIET_MS = 220
_NOTICES = (30, 90, 180, 365, 730)
_FIELDS = ("category", "gender", "age", "use")


class Choice(QComboBox):
    """A choice of one of several, "" for any; narrow where it must be. A wheel that turns past it changes nothing.

    Signals:
        picked(): the person chose.
    """

    picked = Signal()

    def __init__(self, name: str, title: str, any_: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip(title)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMinimumWidth(theme.scaled(64))  # a panel may be narrow; what is cut is told by the tip
        self.setMaxVisibleItems(16)
        self.setStyleSheet("combobox-popup: 0")  # else what opens is as high as the screen
        self._any = any_
        self.activated.connect(lambda _row: self.picked.emit())
        self.show_choices(())

    def show_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these (value, name); what is chosen stays where it is among them."""
        chosen = self.value
        with QSignalBlocker(self):
            self.clear()
            if self._any:
                self.addItem(self._any, "")
            for value, name in choices:
                self.addItem(name, value)
            self.setCurrentIndex(max(0, self.findData(chosen)))

    @property
    def value(self) -> Any:
        """Return what is chosen, "" for any."""
        found = self.currentData()
        return "" if found is None else found

    def choose(self, value: Any) -> None:
        """Choose without telling anybody; the first where there is no such choice."""
        with QSignalBlocker(self):
            self.setCurrentIndex(max(0, self.findData(value)))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Leave the wheel to what scrolls."""
        event.ignore()


class Several(QPushButton):
    """A choice of any number of several, in a menu that stays open while they are ticked.

    Signals:
        picked(): the person chose.
    """

    picked = Signal()

    def __init__(self, name: str, title: str, any_: str, parent: QWidget | None = None) -> None:
        super().__init__(any_, parent)
        self.setObjectName(name)
        self.setProperty("kind", "choice")
        self._title, self._any = title, any_
        self._menu = _StayingMenu(self)
        self.setAutoDefault(False)
        self.clicked.connect(lambda _=False: self._menu.popup(self.mapToGlobal(self.rect().bottomLeft())))
        self.setAccessibleName(title)
        self.setMinimumWidth(40)

    @property
    def ticks(self) -> QMenu:
        """Return the menu in which they are ticked."""
        return self._menu

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (value, name); what is chosen stays where it is among them."""
        chosen = self.value
        self._menu.clear()
        for value, name in choices:
            action = self._menu.addAction(name)
            action.setCheckable(True)
            action.setData(value)
            action.setChecked(value in chosen)
            action.toggled.connect(self._toggled)
        self._show()

    @property
    def value(self) -> tuple[str, ...]:
        """Return what is chosen."""
        return tuple(action.data() for action in self._menu.actions() if action.isChecked())

    def choose(self, values: Sequence[str]) -> None:
        """Choose without telling anybody."""
        for action in self._menu.actions():
            with QSignalBlocker(action):
                action.setChecked(action.data() in values)
        self._show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint the arrow of a choice, too."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = 12
        painter.drawPixmap(self.width() - side - 6, (self.height() - side) // 2, icons.pixmap("down", side, "text"))
        painter.end()

    def _toggled(self) -> None:
        self._show()
        self.picked.emit()

    def _show(self) -> None:
        names = [action.text() for action in self._menu.actions() if action.isChecked()]
        self.setText(names[0] if len(names) == 1 else self.tr("%n chosen", "", len(names)) if names else self._any)
        self.setToolTip(f"{self._title}: {', '.join(names)}" if names else self._title)
        self.setAccessibleDescription(", ".join(names) or self._any)


class _StayingMenu(QMenu):
    """A menu in which several are ticked at a time."""

    def mouseReleaseEvent(self, event: Any) -> None:  # noqa: N802  Qt's name
        """Tick, and stay open."""
        if not _tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Tick with Space, and stay open."""
        if event.key() != Qt.Key.Key_Space or not _tick(self.activeAction()):
            super().keyPressEvent(event)


def _tick(action: QAction | None) -> bool:
    if action is None or not action.isCheckable():
        return False
    action.toggle()
    return True


class FilterBar(QWidget):
    """The field to search in, the order, and the filters: folded away until they are wanted, those in force as chips.

    Signals:
        changed(): something else is looked for now: ``search``.
        left_downwards(): Down or Enter in the field.
    """

    changed = Signal()
    left_downwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters = Filters()
        self._quiet = Debounce(_QUIET_MS, self.changed.emit, self)
        self._make_head()
        self._make_fields()
        self._lay_out()
        self.show_filters(Filters())

    # What is looked for

    @property
    def search(self) -> Search:
        """Return what is looked for now."""
        return Search(
            text=" ".join(self.field.text().split()),
            language=self.language.value,
            accent=self.accent.value,
            **{name: self._choices[name].value for name in _FIELDS},
            descriptive=self.descriptive.value,
            notice_days=self.notice.value or None,
            high_quality=self.high_quality.isChecked(),
            free=self.free.isChecked(),
            sort=self.order.value or SORTS[0],
        )

    def show_search(self, search: Search) -> None:
        """Show what is looked for, without telling anybody; what the library does not know is left out."""
        with QSignalBlocker(self.field), QSignalBlocker(self.high_quality), QSignalBlocker(self.free):
            self.field.setText(search.text)
            self.high_quality.setChecked(search.high_quality)
            self.free.setChecked(search.free)
        self.language.choose(search.language)
        self._fill_accents()
        self.accent.choose(search.accent)
        for name in _FIELDS:
            self._choices[name].choose(getattr(search, name))
        self.descriptive.choose(search.descriptive)
        self.notice.choose(search.notice_days or "")
        self.order.choose(search.sort)
        self._show_chips()

    def show_filters(self, filters: Filters) -> None:
        """Offer what a library can be searched by."""
        self._filters = filters
        known = filters.choices
        self.language.show_choices(_named(known.get("language", ()), tongue))
        for name in _FIELDS:
            self._choices[name].show_choices(_named(known.get(name, ()), words.word))
            self._choices[name].setVisible(name in known)
        self.descriptive.show_choices(_named(known.get("descriptive", ()), words.word))
        self.language.setVisible("language" in known)
        self.accent.setVisible("accent" in known or any(filters.accents.values()))
        self.descriptive.setVisible("descriptive" in known)
        self.notice.setVisible("notice_days" in known or "notice_days" in filters.switches)
        for name, switch in (("high_quality", self.high_quality), ("free", self.free)):
            switch.setVisible(name in filters.switches)
            if name not in filters.switches:
                with QSignalBlocker(switch):
                    switch.setChecked(False)
        self.order.show_choices([(sort, words.sort_name(sort)) for sort in filters.sorts])
        self.order.setVisible(len(filters.sorts) > 1)
        self._fill_accents()
        self._place_fields()
        self._show_chips()

    def clear(self) -> None:
        """Look for anything."""
        self.show_search(Search(sort=self.order.value or SORTS[0]))
        self._changed()

    @property
    def narrowed(self) -> bool:
        """Return whether not all voices are looked for."""
        return bool(self.search.text or self._active())

    def flush(self) -> None:
        """Look at once for what was typed."""
        self._quiet.flush()

    def _changed(self) -> None:
        self._quiet.cancel()
        self._show_chips()
        self.changed.emit()

    def _language_changed(self) -> None:
        self._fill_accents()
        self._changed()

    def _fill_accents(self) -> None:
        """Offer the accents of the language that is chosen; of no language those of all."""
        accents = self._filters.accents
        tag = str(self.language.value)
        found = accents.get(tag) or accents.get(tag.partition("-")[0]) or ()
        named = tuple((accent, words.word(accent)) for accent in found)
        self.accent.show_choices(named or (self._filters.choices.get("accent", ()) if not tag else ()))
        self.accent.setEnabled(self.accent.count() > 1)

    # Chips

    def _active(self) -> list[tuple[str, Callable[[], object]]]:
        """Return the filters in force: what they are called, and what takes them away."""
        choices = (self.language, self.accent, *self._choices.values(), self.notice)
        switches = (self.high_quality, self.free)
        return [
            *((one.currentText(), partial(self._take_away, one)) for one in choices if one.value),
            *((words.word(value), partial(self._take_descriptive, value)) for value in self.descriptive.value),
            *((one.text(), partial(one.setChecked, False)) for one in switches if one.isChecked()),
        ]

    def _take_away(self, choice: Choice) -> None:
        choice.choose("")
        self._language_changed() if choice is self.language else self._changed()

    def _take_descriptive(self, value: str) -> None:
        self.descriptive.choose([held for held in self.descriptive.value if held != value])
        self._changed()

    def _show_chips(self) -> None:
        """Show the filters in force, each with a way to take it away; the keyboard stays where it was."""
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self._strip.isAncestorOf(focus)
        self._chips.clear()
        active = self._active()
        for text, call in active:
            self._chips.addWidget(_chip(text, self.tr("Without {filter}").format(filter=text), call, self._strip))
        if len(active) > 1:
            all_away = _chip(
                self.tr("Clear all"), self.tr("Without any filter"), self.clear_filters, self._strip, cross=False
            )
            self._chips.addWidget(all_away)
        self._order_keys()
        self._strip.setVisible(bool(active))
        self.unfold.setText(self.tr("Filters ({count})").format(count=len(active)) if active else self.tr("Filters"))
        self.unfold.setAccessibleName(self.unfold.text())
        if had_focus:
            self.unfold.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order_keys(self) -> None:
        """Let Tab go on as one reads: through the fields by rows, then through the chips."""
        items = (self._chips.itemAt(at) for at in range(self._chips.count()))
        chips = [widget for item in items if item is not None and (widget := item.widget()) is not None]
        order: list[QWidget] = [self.unfold, *self._fields, *chips]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def clear_filters(self) -> None:
        """Take every filter away; what is typed stays."""
        self.show_search(Search(text=self.field.text(), sort=self.order.value or SORTS[0]))
        self._changed()

    # Building

    def _make_head(self) -> None:
        self.field = _Field(self.tr("Name, words or id of a voice"), self)
        self.field.setObjectName("voices.search")
        self.field.textChanged.connect(lambda _text: self._quiet.ask())
        self.field.left_downwards.connect(self._down)
        self.engine = Choice("voices.engine", self.tr("Provider"), "", self)
        self.order = Choice("voices.sort", self.tr("Order"), "", self)
        self.order.picked.connect(self._changed)
        self.unfold = QPushButton(self.tr("Filters"), self)
        self.unfold.setObjectName("voices.filters")
        self.unfold.setCheckable(True)
        self.unfold.setAutoDefault(False)
        self.unfold.toggled.connect(self._unfolded)
        self._retheme()
        theme.themes().changed.connect(self._retheme)

    def _make_fields(self) -> None:
        self.folded = QWidget(self)
        made = self.folded
        self.language = Choice("voices.language", self.tr("Language"), self.tr("Any language"), made)
        self.language.picked.connect(self._language_changed)
        self.accent = Choice("voices.accent", self.tr("Accent"), self.tr("Any accent"), made)
        self._choices = {
            "category": Choice("voices.category", self.tr("Category"), self.tr("Any category"), made),
            "gender": Choice("voices.gender", self.tr("Gender"), self.tr("Any gender"), made),
            "age": Choice("voices.age", self.tr("Age"), self.tr("Any age"), made),
            "use": Choice("voices.use", self.tr("Good for"), self.tr("Any use"), made),
        }
        self.descriptive = Several("voices.descriptive", self.tr("Sounds like"), self.tr("Any sound"), made)
        self.notice = Choice("voices.notice", self.tr("Least notice period"), self.tr("Any notice period"), made)
        notices = [(days, self.tr("%n days' notice or more", "", days)) for days in _NOTICES]
        self.notice.show_choices(notices)
        for choice in (self.accent, *self._choices.values(), self.notice):
            choice.picked.connect(self._changed)
        self.descriptive.picked.connect(self._changed)
        self.high_quality = self._switch("high_quality", self.tr("High quality"))
        self.free = self._switch("free", self.tr("In my plan"))
        self.free.setToolTip(self.tr("Only voices that the plan of your account may use."))
        self._fields = (
            self.language,
            self.accent,
            self._choices["gender"],
            self._choices["age"],
            self._choices["use"],
            self.descriptive,
            self._choices["category"],
            self.notice,
            self.high_quality,
            self.free,
        )
        self.folded.hide()

    def _switch(self, name: str, text: str) -> QCheckBox:
        made = QCheckBox(text, self.folded)
        made.setObjectName(f"voices.{name}")
        made.toggled.connect(lambda _on: self._changed())
        return made

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self.folded)
        self._grid.setContentsMargins(0, 2, 0, 2)
        self._grid.setSpacing(6)
        for column in range(2):
            self._grid.setColumnStretch(column, 1)
        second = QHBoxLayout()
        second.setSpacing(6)
        second.addWidget(self.engine, 1)
        second.addWidget(self.order, 1)
        second.addWidget(self.unfold)
        self._strip = QWidget(self)
        self._chips = Flow(self._strip, spacing=4)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        lines.addWidget(self.field)
        lines.addLayout(second)
        lines.addWidget(self.folded)
        lines.addWidget(self._strip)

    def _place_fields(self) -> None:
        """Put the fields there are into two columns, language beside accent."""
        while self._grid.takeAt(0) is not None:
            pass
        there = [field for field in self._fields if not field.isHidden()]
        for at, field in enumerate(there):
            self._grid.addWidget(field, at // 2, at % 2)
        self.unfold.setVisible(bool(there))
        if not there:
            self.unfold.setChecked(False)

    def _unfolded(self, on: bool) -> None:
        self.folded.setVisible(on)
        self.unfold.setAccessibleDescription(self.tr("shown") if on else self.tr("hidden"))

    def _down(self) -> None:
        self._quiet.flush()
        self.left_downwards.emit()

    def _retheme(self) -> None:
        self.unfold.setIcon(icons.icon("filter"))


class _Field(SearchField):
    """The field, from which Down and Enter lead to what was found.

    Signals:
        left_downwards().
    """

    left_downwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go to what was found."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)


def _named(choices: Sequence[tuple[str, str]], otherwise: Callable[[str], str]) -> list[tuple[str, str]]:
    """Return choices that all have a name, by their names; of those called alike the rarer ones say what they stand for."""
    named = {value: name if name and name != value else otherwise(value) for value, name in choices}
    first: dict[str, str] = {}
    for value in sorted(named, key=lambda value: (len(value), value)):
        first.setdefault(named[value], value)
    told = [(value, name if first[name] == value else f"{name} ({value})") for value, name in named.items()]
    return sorted(told, key=lambda choice: choice[1].casefold())


def _chip(text: str, said: str, call: Callable[[], object], parent: QWidget, *, cross: bool = True) -> QPushButton:
    made = QPushButton(f"{text}  ×" if cross else text, parent)
    made.setProperty("kind", "chip" if cross else "quiet")
    made.setObjectName("voices.chip")
    made.setAccessibleName(said)
    made.setToolTip(said)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _=False: call())
    return made
