"""My voices: those kept at the providers and on this computer, with the person's own names, tags, notes and collections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio_app.ui.kit import amounts
from studio_app.ui.kit.controls import Banner, EmptyState, IconButton, ProgressLine, SearchField, button, label
from studio_app.ui.kit.dialogs import Choice as Answer
from studio_app.ui.kit.dialogs import Question, TextQuestion, cancel_choice
from studio_app.ui.voices import words
from studio_app.ui.voices.details import VoiceDetails
from studio_app.ui.voices.filters import Choice
from studio_app.ui.voices.own_fields import OWNED, OwnFields
from studio_app.ui.voices.voice_list import VoiceList
from studio_app.ui.voices.voice_menu import copy_entry, listen_entry, voice_menu
from studio_app.ui.voices.voice_page import VoicePage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QShowEvent

    from studio_app.session.my_voices import Mine
    from studio_app.session.withdrawn import Withdrawn
    from studio_app.speech.library import Listing, Slots
    from studio_app.ui.voices.model import Key
    from studio_app.ui.voices.voice_menu import Entry

#: From this share of the slots on the bar warns.
_NEARLY = 0.9


class MinePage(VoicePage):
    """See the module docstring. It asks by signals and is answered by methods; an answer may come more than once.

    Needs:
        refresh_requested() -> show_refreshing(True), then show_mine(all), show_slots(engine, Slots), show_refreshing(False).
        sample_requested, sample_stop_requested, prefetch_requested -> show_playing(key), as of ``LibraryPage``.
        cast_requested(Listing), try_requested(Listing): the library's tray takes it.
        uses_requested(Listing) -> show_uses(key, titles of projects).
        favourite_changed(Listing, bool), renamed(Listing, name, everywhere), tagged(Listing, tuple), noted(Listing, str),
        collected(Listing, collection id, bool), collection_made(Listing, name), collection_renamed(id, name),
        collection_removed(id),
        edited(Listing, dict) -> show_mine(all), show_collections((id, name), ...); or show_refusal(sentence).
        add_requested(Listing) -> show_mine(all).
        remove_requested(Listing) -> ask_remove(Listing, titles of projects that use it), then remove_agreed(Listing).
        clone_requested(), professional_requested(), design_requested(), resume_requested(Listing): make one, go on making it.
        alternatives_requested(Withdrawn): the library shows them.
    """

    refresh_requested = Signal()
    try_requested = Signal(object)
    uses_requested = Signal(object)
    favourite_changed = Signal(object, bool)
    renamed = Signal(object, str, bool)
    tagged = Signal(object, object)
    noted = Signal(object, str)
    collected = Signal(object, int, bool)
    collection_made = Signal(object, str)
    collection_renamed = Signal(int, str)
    collection_removed = Signal(int)
    edited = Signal(object, object)
    add_requested = Signal(object)
    remove_requested = Signal(object)
    remove_agreed = Signal(object)
    clone_requested = Signal()
    professional_requested = Signal()
    design_requested = Signal()
    resume_requested = Signal(object)
    alternatives_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("voices.mine")
        self.setAccessibleName(self.tr("My voices"))
        self._mine: tuple[Mine, ...] = ()
        self._by_key: Mapping[Key, Mine] = {}
        self._slots: dict[str, Slots] = {}
        self._uses: dict[Key, tuple[str, ...]] = {}
        self._started = False
        self._question: Question | TextQuestion | None = None
        self._make()
        self._make_details()
        self._lay_out()
        self._connect()
        self.show_engines(())
        self.show_collections(())
        self.show_makers(clone=False, professional=False, design=False)
        self.show_mine(())

    # What is told

    def start(self) -> None:
        """Ask for the voices, once: it is done when the page is first shown."""
        if not self._started:
            self._started = True
            self.refresh_requested.emit()

    def show_engines(self, engines: Sequence[tuple[str, str]]) -> None:
        """Offer these engines (id, name; "" for a name the house knows) to choose among."""
        named = [(id_, name or words.engine_name(id_)) for id_, name in engines]
        self._engine.show_choices(named)
        self._engine.setVisible(len(named) > 1)
        self.list.show_engines(len(named) > 1)

    def show_makers(self, *, clone: bool, professional: bool, design: bool) -> None:
        """Offer what can make voices."""
        for action, on in ((self._clone, clone), (self._train, professional), (self._design, design)):
            action.setVisible(on)
        self.new.setVisible(clone or professional or design)

    def show_refreshing(self, on: bool) -> None:
        """Say that the providers are asked."""
        self._progress.setVisible(on)
        self._progress.show_share(None if on else 0.0)
        self._show_rows()

    def show_mine(self, mine: Sequence[Mine]) -> None:
        """Show all voices of the person."""
        self._mine = tuple(
            sorted(mine, key=lambda one: (not one.favourite, words.name_of(one.listing, one).casefold()))
        )
        self._by_key = {one.key: one for one in self._mine}
        self._show_rows()
        shown = self.details.listing
        if shown is None:
            return
        if (now := self._by_key.get(shown.key)) is not None:
            self._show_details(now.listing)
        elif not self.details.isHidden():
            self.close_details()

    def show_collections(self, collections: Sequence[tuple[int, str]]) -> None:
        """Offer these collections (id, name)."""
        self._collection.show_choices(list(collections))
        self._collection.setVisible(bool(collections))
        self._show_collection_menu()
        self.own.show_collections(collections)
        self._show_rows()

    def show_slots(self, engine: str, slots: Slots) -> None:
        """Show how many voices an account holds, and may hold."""
        self._slots[engine] = slots
        self._show_slots()

    def show_uses(self, key: Key, projects: Sequence[str]) -> None:
        """Show in which projects a voice speaks."""
        self._uses[key] = tuple(projects)
        if self.details.listing is not None and self.details.listing.key == key:
            self._show_used(key)

    def show_withdrawn(self, withdrawn: Sequence[Withdrawn]) -> None:
        """Warn of voices of this project that are gone or will be."""
        if not withdrawn:
            self._warning.hide()
            return
        first = withdrawn[0]
        actions = []
        if first.alternatives:
            actions.append((self.tr("Others like it"), lambda: self.alternatives_requested.emit(first)))
        self._warning.say(" ".join(self._withdrawn(one) for one in withdrawn[:3]), "warning", tuple(actions))

    def _withdrawn(self, one: Withdrawn) -> str:
        name = one.name or one.key[1]
        if one.gone:
            return self.tr("{voice}, who speaks for {speaker}, is gone.").format(voice=name, speaker=one.speaker)
        return self.tr("{voice}, who speaks for {speaker}, goes on {day}.").format(
            voice=name, speaker=one.speaker, day=words.day(one.leaves)
        )

    def show_offline(self, since: str, refusal: str = "") -> None:
        """Say that the voices are as they were then (UTC, ISO 8601); "" where they are as they are now."""
        if not since and not refusal:
            self.banner.hide()
            return
        told = self.tr("As of {day}.").format(day=amounts.when(since)) if since else ""
        again = ((self.tr("Try again"), self.refresh_requested.emit),)
        self.banner.say(" ".join(part for part in (refusal, told) if part), "" if since else "warning", again)

    def ask_remove(self, listing: Listing, projects: Sequence[str]) -> None:
        """Ask whether a voice is really to go, with the projects in which it speaks."""
        own = self._by_key.get(listing.key)
        name, engine = words.name_of(listing, own), words.engine_name(listing.voice.engine)
        for_good = listing.mine and listing.kind in OWNED
        if for_good:
            question = self.tr("Delete “{name}” at {engine} for good?").format(name=name, engine=engine)
            go = self.tr("Delete for good")
        else:
            question = self.tr("Take “{name}” out of your voices?").format(name=name)
            go = self.tr("Take out")
        detail = self._what_follows(projects, for_good=for_good)
        self._question = Question(self, question, (cancel_choice(), Answer("remove", go, "danger")), detail=detail)
        self._question.finished.connect(lambda _result: self._answered(listing))
        self._question.open()

    def _what_follows(self, projects: Sequence[str], *, for_good: bool) -> str:
        kept = self.tr("What was generated with it is kept.")
        if not projects:
            return kept if for_good else ""
        speaks = self.tr("It speaks in: {projects}.").format(projects=", ".join(projects))
        lost = self.tr("Nothing more can be spoken with it there.")
        return f"{speaks} {kept} {lost}"

    def _answered(self, listing: Listing) -> None:
        if self._agreed():
            self.remove_agreed.emit(listing)

    def _agreed(self) -> bool:
        """Return what the question that is open was answered, and let it go."""
        question, self._question = self._question, None
        if question is None:
            return False
        question.deleteLater()
        if isinstance(question, TextQuestion):
            return question.result() == QDialog.DialogCode.Accepted.value
        return question.chosen == "remove"

    # The collection that is chosen

    def _ask_collection_name(self) -> None:
        id_, name = self._collection.value, self._collection.currentText()
        asked = TextQuestion(self, self.tr("Rename the collection"), self.tr("Name"), name, accept=self.tr("Rename"))
        self._question = asked
        asked.finished.connect(lambda _result: self._collection_named(id_, asked.line.text()))
        asked.open()

    def _collection_named(self, id_: int, text: str) -> None:
        name = " ".join(text.split())
        if self._agreed() and name:
            self.collection_renamed.emit(id_, name)

    def _ask_collection_gone(self) -> None:
        id_ = self._collection.value
        question = self.tr("Delete the collection “{name}”?").format(name=self._collection.currentText())
        choices = (cancel_choice(), Answer("remove", self.tr("Delete"), "danger"))
        self._question = Question(self, question, choices, detail=self.tr("Its voices stay."))
        self._question.finished.connect(lambda _result: self._collection_gone(id_))
        self._question.open()

    def _collection_gone(self, id_: int) -> None:
        if self._agreed():
            self.collection_removed.emit(id_)

    # Rows

    def _show_rows(self) -> None:
        """Show the voices that are looked for."""
        wanted = [one for one in self._mine if self._fits(one)]
        self.list.voices.show_own(self._by_key)
        self.list.show_voices([one.listing for one in wanted])
        self._total.setText(words.how_many(len(wanted)) if wanted else "")
        if wanted:
            self._stack.setCurrentWidget(self.list)
            return
        self._stack.setCurrentWidget(self._nothing)
        self._show_nothing()

    def _only_favourites(self, on: bool) -> None:
        self.favourites.show_icon("favourite_on" if on else "favourite")
        self._show_rows()

    def _show_collection_menu(self) -> None:
        self._collection_more.setVisible(bool(self._collection.value))

    def _show_nothing(self) -> None:
        if not self._progress.isHidden() and not self._mine:
            self._nothing.show_text(self.tr("Asking for your voices…"))
        elif self._mine:
            self._nothing.show_text(self.tr("None of your voices is like that"))
        else:
            self._nothing.show_text(
                self.tr("No voices of your own yet"),
                self.tr("Add voices from the library, make them favourites, or make a new voice."),
            )
        self._all.setVisible(bool(self._mine))

    def _fits(self, one: Mine) -> bool:
        listing = one.listing
        if self._engine.value and listing.voice.engine != self._engine.value:
            return False
        if self._collection.value and self._collection.value not in one.collections:
            return False
        if self.favourites.isChecked() and not one.favourite:
            return False
        text = f"{words.said(listing, one)} {listing.voice.name} {listing.voice.id} {one.note}".casefold()
        return all(word in text for word in self.search.text().casefold().split())

    def _show_all(self) -> None:
        self.search.clear()
        self._engine.choose("")
        self._collection.choose("")
        self._show_collection_menu()
        self.favourites.setChecked(False)
        self._show_rows()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_slots(self) -> None:
        """Say how many voices are held; the bar is that of the account that is fullest."""
        told, fullest = [], 0.0
        for engine, slots in self._slots.items():
            if self._engine.value in ("", engine) and (said := self._slots_said(engine, slots)):
                told.append(said)
                fullest = max(fullest, (slots.used or 0) / slots.most if slots.most else 0.0)
        self._slots_told.setText("\n".join(told))
        self._slots_told.setVisible(bool(told))
        self._bar.setVisible(fullest > 0)
        self._bar.show_share(fullest, "paused" if fullest >= _NEARLY else "running")
        self._bar.setAccessibleDescription(" ".join(told))

    def _slots_said(self, engine: str, slots: Slots) -> str:
        if slots.used is None:
            return ""
        name = words.engine_name(engine)
        if slots.most is None:
            said = self.tr("{engine}: {used} voices", "", slots.used).format(
                engine=name, used=amounts.count(slots.used)
            )
        else:
            said = self.tr("{engine}: {used} of {most} voices, {left} left", "", slots.most).format(
                engine=name,
                used=amounts.count(slots.used),
                most=amounts.count(slots.most),
                left=amounts.count(max(0, slots.most - slots.used)),
            )
        if slots.professional_most:
            more = self.tr("{used} of {most} professional").format(
                used=amounts.count(slots.professional_used or 0), most=amounts.count(slots.professional_most)
            )
            said = f"{said} · {more}"
        return said

    # The voice that is chosen

    def _chosen(self, listing: Listing | None) -> None:
        if listing is not None and not self.details.isHidden():
            self._show_details(listing)

    def _show_details(self, listing: Listing) -> None:
        other = self.details.listing is None or self.details.listing.key != listing.key
        if other:
            self.own.flush()
        mine = self._by_key.get(listing.key)
        self.details.show_voice(listing, mine)
        self.details.show_playing(self.list.voices.playing)
        if mine is not None:
            self.own.show_mine(mine)
        self._remove.setText(self.tr("Delete…") if listing.kind in OWNED else self.tr("Take out…"))
        self._remove.setAccessibleName(self._remove.text())
        self._remove.setVisible(_can_go(listing))
        self._resume.setVisible(listing.kind == "professional" and bool(listing.state))
        self._show_used(listing.key)
        if other:
            self.uses_requested.emit(listing)

    def _show_used(self, key: Key) -> None:
        projects = self._uses.get(key, ())
        self._used.setText(self.tr("Speaks in: {projects}").format(projects=", ".join(projects)))
        self._used.setVisible(bool(projects))

    def close_details(self) -> None:
        """Show the list alone."""
        self.own.flush()
        super().close_details()

    def _star(self, listing: Listing) -> None:
        own = self._by_key.get(listing.key)
        self.favourite_changed.emit(listing, own is None or not own.favourite)

    def _of_shown(self, signal: Callable[..., None], *values: object) -> None:
        """Say something of the voice whose details are shown."""
        if self.details.listing is not None:
            signal(self.details.listing, *values)

    def menu(self) -> QMenu:
        """Return the menu of the current voice."""
        listing = self.list.current
        return voice_menu(self, self._entries(listing) if listing is not None else ())

    def _entries(self, listing: Listing) -> list[Entry]:
        """Return what can be done with a voice."""
        heard = listing.key == self.list.voices.playing
        own = self._by_key.get(listing.key)
        marked, speaks = own is not None and own.favourite, not listing.state
        star = self.tr("No longer a favourite") if marked else self.tr("Make it a favourite")
        entries: list[Entry] = [
            listen_entry(words.can_be_heard(listing), lambda: self.listen(listing), heard=heard),
            ("info", self.tr("Details"), True, lambda: self.open_details(listing)),
            ("voice", self.tr("Cast"), speaks, lambda: self.cast_requested.emit(listing)),
            ("generate", self.tr("Try on my paragraph"), speaks, lambda: self.try_requested.emit(listing)),
            ("favourite_on" if marked else "favourite", star, True, lambda: self._star(listing)),
            copy_entry(listing),
        ]
        if _can_go(listing):
            text = self.tr("Delete…") if listing.kind in OWNED else self.tr("Take out…")
            entries.append(("remove", text, True, lambda: self.remove_requested.emit(listing)))
        return entries

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Escape: silence first, then the list alone. Delete takes the current voice out, after a question."""
        if event.key() == Qt.Key.Key_Escape and self._heard():
            self.stop()
        elif event.key() == Qt.Key.Key_Escape and not self.details.isHidden():
            self.close_details()
        elif event.key() == Qt.Key.Key_Delete and self.list.hasFocus() and self.list.current is not None:
            if _can_go(self.list.current):
                self.remove_requested.emit(self.list.current)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Ask for the voices when somebody wants to see them."""
        super().showEvent(event)
        self.start()

    # Building

    def _make(self) -> None:
        self._slots_told = label("", "small", self, wrap=True)
        self._bar = ProgressLine(self.tr("Voices used"), self)
        self._slots_told.hide()
        self._bar.hide()
        self.new = QPushButton(self.tr("New voice"), self)
        self.new.setObjectName("voices.new")
        self.new.setAccessibleName(self.new.text())
        self.new.setProperty("kind", "primary")
        self.new.setAutoDefault(False)
        menu = QMenu(self.new)
        self._clone = menu.addAction(self.tr("From recordings…"), self.clone_requested.emit)
        self._train = menu.addAction(self.tr("Professional clone…"), self.professional_requested.emit)
        self._design = menu.addAction(self.tr("From a description…"), self.design_requested.emit)
        self.new.setMenu(menu)
        self.search = SearchField(self.tr("Find in my voices"), self)
        self.search.setObjectName("voices.mine.search")
        self._engine = Choice("voices.mine.engine", self.tr("Provider"), self.tr("All providers"), self)
        self._collection: Choice = Choice(
            "voices.mine.collection", self.tr("Collection"), self.tr("All collections"), self
        )
        self._collection_more = IconButton("more", self.tr("Rename or delete this collection"), self)
        self._collection_more.setObjectName("voices.mine.collection.more")
        self._collection_more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        of_collection = QMenu(self._collection_more)
        of_collection.addAction(self.tr("Rename…"), self._ask_collection_name)
        of_collection.addAction(self.tr("Delete…"), self._ask_collection_gone)
        self._collection_more.setMenu(of_collection)
        self.favourites = IconButton("favourite", self.tr("Only favourites"), self)
        self.favourites.setObjectName("voices.mine.favourites")
        self.favourites.setCheckable(True)
        self.refresh = IconButton("retry", self.tr("Ask the providers again"), self)
        self.refresh.setObjectName("voices.mine.refresh")
        self.banner, self._warning = Banner(self), Banner(self)
        self._total = label("", "small", self)
        self._progress = ProgressLine(self.tr("Asking the providers"), self)
        self._progress.hide()
        self.list = VoiceList("voices.mine.list", self.tr("My voices"), self, starred=True)
        self.list.setAccessibleDescription(
            self.tr("Space listens, Enter shows details, Insert makes a favourite, Delete takes the voice out.")
        )
        self._nothing = EmptyState("voice", "", "", self)
        self._all = button(self.tr("Show all"), self._show_all)
        self._all.setObjectName("voices.mine.all")
        self._nothing.add(self._all)

    def _make_details(self) -> None:
        self.details = VoiceDetails(self)
        self.details.hide()
        self.details.similar.hide()  # that is the library's
        self.own = OwnFields(self.details)
        self._used = label("", "dim", self.details, wrap=True)
        self.details.inside.insertWidget(2, self.own)
        self.details.inside.insertWidget(2, self._used)
        self._resume = self._button("resume", self.tr("Go on with the training…"), self.resume_requested.emit)
        self._remove = self._button("remove", "", self.remove_requested.emit)
        for made in (self._resume, self._remove):
            self.details.buttons.addWidget(made)

    def _button(self, name: str, text: str, signal: Callable[..., None]) -> QPushButton:
        made = button(text, lambda: self._of_shown(signal), parent=self.details)
        made.setObjectName(f"voices.mine.{name}")
        made.setAutoDefault(False)
        return made

    def _lay_out(self) -> None:
        self._make_split()
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self.search, 1)
        first.addWidget(self.new)
        second = QHBoxLayout()
        second.setSpacing(6)
        second.addWidget(self._engine, 1)
        second.addWidget(self._collection, 1)
        second.addWidget(self._collection_more)
        second.addWidget(self.favourites)
        second.addStretch(0)
        second.addWidget(self.refresh)
        top = QVBoxLayout()
        top.setContentsMargins(12, 10, 12, 0)
        top.setSpacing(6)
        top.addLayout(first)
        top.addLayout(second)
        for widget in (self._warning, self.banner, self._slots_told, self._bar, self._total):
            top.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self._progress)
        column.addWidget(self._split, 1)
        self.setFocusProxy(self.search)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._show_rows)
        self.search.returnPressed.connect(self.list.enter)
        self._engine.picked.connect(self._show_rows)
        self._engine.picked.connect(self._show_slots)
        self._collection.picked.connect(self._show_rows)
        self._collection.picked.connect(self._show_collection_menu)
        self.favourites.toggled.connect(self._only_favourites)
        self.refresh.clicked.connect(lambda _=False: self.refresh_requested.emit())
        view = self.list
        view.listened.connect(self.listen)
        view.marked.connect(self._star)
        view.opened.connect(self.open_details)
        view.compared.connect(self.try_requested)
        view.chosen.connect(self._chosen)
        view.left_upwards.connect(lambda: self.search.setFocus(Qt.FocusReason.OtherFocusReason))
        view.menu_requested.connect(self._popup_menu)
        details = self.details
        details.listened.connect(self.listen)
        details.cast_requested.connect(self.cast_requested)
        details.add_requested.connect(self.add_requested)
        details.tried.connect(self.try_requested)
        details.closed.connect(self.close_details)
        self._connect_own()

    def _connect_own(self) -> None:
        """Say of what voice the fields speak."""
        own = self.own
        own.renamed.connect(lambda name: self._of_shown(self.renamed.emit, name, False))
        own.renamed_everywhere.connect(lambda name: self._of_shown(self.renamed.emit, name, True))
        own.tagged.connect(lambda tags: self._of_shown(self.tagged.emit, tags))
        own.noted.connect(lambda note: self._of_shown(self.noted.emit, note))
        own.collected.connect(lambda id_, on: self._of_shown(self.collected.emit, id_, on))
        own.collection_made.connect(lambda name: self._of_shown(self.collection_made.emit, name))
        own.edited.connect(lambda changes: self._of_shown(self.edited.emit, changes))

    def _popup_menu(self, at: QPoint) -> None:
        self.menu().popup(at)


def _can_go(listing: Listing) -> bool:
    """Whether a voice can be taken from one's own: those that everybody has cannot."""
    return listing.mine and listing.kind not in ("default", "local")
