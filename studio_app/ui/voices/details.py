"""All that is known of one voice, with its samples by language, and what can be done with it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from studio_app.ui.generate.engine import tongue
from studio_app.ui.generate.voice_settings import setting_name
from studio_app.ui.kit import amounts, icons, theme
from studio_app.ui.kit.controls import Elided, IconButton, button, label
from studio_app.ui.voices import words
from studio_app.ui.voices.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.domain.cast import Setting
    from studio_app.session.my_voices import Mine
    from studio_app.speech.library import Listing


class VoiceDetails(QFrame):
    """Shows one voice.

    Signals:
        listened(Listing): its sample is to be heard, or to stop; of a language, the listing has that one as its sample.
        cast_requested(Listing), add_requested(Listing), tried(Listing), similar_requested(Listing): wishes.
        closed(): the person has read enough.
    """

    listened = Signal(object)
    cast_requested = Signal(object)
    add_requested = Signal(object)
    tried = Signal(object)
    similar_requested = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("voices.details")
        self.setAccessibleName(self.tr("About the voice"))
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.listing: Listing | None = None
        self._playing: tuple[str, str] | None = None
        self._make()
        self._lay_out()

    # What is told

    def show_voice(self, listing: Listing, mine: Mine | None = None) -> None:
        """Show what is told of a voice."""
        other = self.listing is None or self.listing.key != listing.key
        self.listing = listing
        self.setAccessibleDescription(words.said(listing, mine))
        self._name.setText(words.name_of(listing, mine))
        self._show_chips(listing)
        self._warning.setText(_warnings(listing))
        self._warning.setVisible(bool(self._warning.text()))
        self._about.setText(listing.description)
        self._about.setVisible(bool(listing.description))
        self._show_samples(listing)
        self._show_facts(listing)
        self._show_tags(listing)
        self._show_buttons()
        if other:
            self._scroll.verticalScrollBar().setValue(0)

    def open_in(self, split: QSplitter) -> None:
        """Be seen beside the list; below it with the larger part, since there is much to read."""
        if self.isHidden():
            self.show()
            if split.orientation() is Qt.Orientation.Vertical:
                height = sum(split.sizes())
                split.setSizes([height * 2 // 5, height - height * 2 // 5])

    def show_playing(self, key: tuple[str, str] | None) -> None:
        """Say which voice is heard."""
        self._playing = key
        if self.listing is not None:
            self._show_buttons()

    # Inside

    def _show_chips(self, listing: Listing) -> None:
        self._chips.clear()
        said = [(words.kind_name(listing.kind), words.kind_tip(listing.kind))]
        said.append((words.engine_name(listing.voice.engine), ""))
        if listing.high_quality:
            said.append((self.tr("High quality"), self.tr("Recorded well enough for the best models.")))
        if listing.moderated:
            about = self.tr("The provider checks what this voice is made to say, and may refuse it.")
            said.append((self.tr("Live moderation"), about))
        for text, about in said:
            self._chips.addWidget(_chip(text, self._strip, about))

    def _show_samples(self, listing: Listing) -> None:
        """Show a button for the sample of each language the voice was checked in."""
        self._languages.clear()
        for language, address in listing.samples:
            name = tongue(language)
            made = button(name, partial(self._hear, address), kind="chip", icon="play", parent=self._spoken)
            made.setAccessibleName(self.tr("Listen in {language}").format(language=name))
            made.setAutoDefault(False)
            self._languages.addWidget(made)
        self._spoken.setVisible(bool(listing.samples))
        self._spoken_title.setVisible(bool(listing.samples))

    def _hear(self, address: str) -> None:
        if self.listing is not None:
            self.listened.emit(replace(self.listing, sample=address, samples=()))  # this one, in no other language

    def _show_facts(self, listing: Listing) -> None:
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for name, text in self._told(listing):
            if text:
                value = label(text, "", self._page, wrap=True)
                value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                value.setAccessibleName(f"{name}: {text}")
                self._facts.addRow(label(name, "dim", self._page), value)
        self._facts.addRow(label(self.tr("Id"), "dim", self._page), self._id_row(listing.voice.id))

    def _told(self, listing: Listing) -> list[tuple[str, str]]:
        yes, no = self.tr("yes"), self.tr("no")
        checked = {tag.partition("-")[0] for tag, _ in listing.samples} | set(listing.voice.languages)
        free = "" if listing.free is None else yes if listing.free else no
        return [
            (self.tr("Language"), tongue(listing.voice.language)),
            (self.tr("Also speaks"), ", ".join(sorted(map(tongue, checked - {listing.voice.language})))),
            (self.tr("Accent"), words.word(listing.accent)),
            (self.tr("Gender"), words.gender(listing.voice.gender)),
            (self.tr("Age"), words.word(listing.age)),
            (self.tr("Good for"), words.word(listing.use)),
            (self.tr("Category"), words.word(listing.category)),
            (self.tr("Users"), amounts.count(listing.users) if listing.users else ""),
            (self.tr("Characters in a year"), amounts.count(listing.characters) if listing.characters else ""),
            (self.tr("Likes"), amounts.count(listing.likes) if listing.likes else ""),
            (self.tr("Price"), words.price(listing.rate) or self.tr("as usual") if listing.kind != "local" else ""),
            (self.tr("Notice period"), words.notice(listing)),
            (self.tr("In the free plan"), free),
            (self.tr("Made for"), ", ".join(listing.models)),
            (self.tr("Suggested settings"), ", ".join(_setting(name, value) for name, value in listing.settings)),
            (self.tr("Seen by"), words.visibility(listing.visibility)),
            (self.tr("Made"), words.day(listing.made) if listing.made else ""),
        ]

    def _id_row(self, id_: str) -> QWidget:
        row = QWidget(self._page)
        shown = Elided(id_, row, middle=True)
        copy = IconButton("copy", self.tr("Copy the id of the voice"), row)
        copy.setObjectName("voices.copy_id")
        copy.clicked.connect(lambda _=False: QGuiApplication.clipboard().setText(id_))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(shown, 1)
        line.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _show_tags(self, listing: Listing) -> None:
        self._tags.clear()
        for tag in listing.tags:
            self._tags.addWidget(_chip(words.word(tag), self._tagged))
        self._tagged.setVisible(bool(listing.tags))

    def _show_buttons(self) -> None:
        listing = self.listing
        assert listing is not None
        heard = listing.key == self._playing
        self.listen.setEnabled(words.can_be_heard(listing))
        self.listen.setText(self.tr("Stop") if heard else self.tr("Listen"))
        self.listen.setAccessibleName(self.listen.text())
        self.listen.setIcon(icons.icon("stop" if heard else "play"))
        speaks = not listing.state
        self.cast.setEnabled(speaks)
        self.try_on.setEnabled(speaks)
        self.add.setVisible(listing.kind == "community" and not listing.mine)

    def _ask(self, signal: Callable[[object], None]) -> None:
        if self.listing is not None:
            signal(self.listing)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Escape goes back to the list; the keys for pages turn what there is to read."""
        bar = self._scroll.verticalScrollBar()
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_PageDown:
            bar.triggerAction(bar.SliderAction.SliderPageStepAdd)
        elif event.key() == Qt.Key.Key_PageUp:
            bar.triggerAction(bar.SliderAction.SliderPageStepSub)
        else:
            super().keyPressEvent(event)

    # Building

    def _make(self) -> None:
        self._name = label("", "heading", self, wrap=True)
        self._close = IconButton("close", self.tr("Close the details"), self)
        self._close.setObjectName("voices.details.close")
        self._close.clicked.connect(self.closed)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(self.tr("What is known of the voice"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = QWidget(self._scroll)
        self._strip, self._spoken, self._tagged = (QWidget(self._page) for _ in range(3))
        self._chips, self._languages, self._tags = Flow(self._strip), Flow(self._spoken), Flow(self._tagged)
        self._warning = label("", "warning", self._page, wrap=True)
        self._about = label("", "", self._page, wrap=True)
        self._about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._spoken_title = label(self.tr("Samples by language"), "section", self._page)
        self.listen = self._button("listen", self.tr("Listen"), lambda: self._ask(self.listened.emit), icon="play")
        self.cast = self._button("cast", self.tr("Cast"), lambda: self._ask(self.cast_requested.emit), kind="primary")
        self.cast.setToolTip(self.tr("Let this voice speak for somebody in the book."))
        self.try_on = self._button("try", self.tr("Try on my paragraph"), lambda: self._ask(self.tried.emit))
        self.try_on.setToolTip(self.tr("Put it beside others and hear it say your paragraph; you see the price first."))
        self.add = self._button("add", self.tr("Add to my voices"), lambda: self._ask(self.add_requested.emit))
        self.similar = self._button(
            "similar", self.tr("More like this"), lambda: self._ask(self.similar_requested.emit)
        )
        theme.themes().changed.connect(self._retheme)

    def _button(
        self, name: str, text: str, call: Callable[[], object], *, kind: str = "", icon: str = ""
    ) -> QPushButton:
        made = button(text, call, kind=kind, icon=icon, parent=self)
        made.setObjectName(f"voices.details.{name}")
        made.setAutoDefault(False)
        return made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._facts = QFormLayout()
        self._facts.setContentsMargins(0, 4, 0, 4)
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(4)
        self._facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._facts.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._facts.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.inside = QVBoxLayout(self._page)
        self.inside.setContentsMargins(0, 0, 8, 8)
        self.inside.setSpacing(8)
        for widget in (self._strip, self._warning, self._about, self._spoken_title, self._spoken):
            self.inside.addWidget(widget)
        self.inside.addLayout(self._facts)
        self.inside.addWidget(self._tagged)
        self.inside.addStretch(1)
        self._scroll.setWidget(self._page)
        row = QWidget(self)
        self.buttons = Flow(row, spacing=8)
        for made in (self.listen, self.cast, self.try_on, self.add, self.similar):
            self.buttons.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(row)
        column.addWidget(self._scroll, 1)

    def _retheme(self) -> None:
        if self.listing is not None:
            self._show_buttons()


def _chip(text: str, parent: QWidget, about: str = "") -> QWidget:
    made = label(text, "chip", parent)
    made.setMinimumHeight(theme.scaled(20))  # its round corners need that much
    made.setToolTip(about)
    made.setAccessibleDescription(about)
    return made


def _warnings(listing: Listing) -> str:
    """Return every warning there is for a voice, as sentences."""
    told = (words.price_tip(listing.rate), words.notice_tip(listing) if listing.leaves else "")
    return " ".join(one for one in told if one)


def _setting(name: str, value: Setting) -> str:
    said = amounts.locale().toString(float(value), "g", 3) if isinstance(value, (int, float)) else str(value)
    return f"{setting_name(name)} {said}"
