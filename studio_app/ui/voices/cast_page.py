"""The cast: who speaks in the project, with which voice, and what another voice would mean before it is cast."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from studio_app.domain.edits.cast import COLOURS
from studio_app.ui.generate.costs import cost, costs
from studio_app.ui.kit import amounts, theme
from studio_app.ui.kit.controls import Banner, EmptyState, IconButton, Line, button, label, set_look
from studio_app.ui.kit.dots import dot
from studio_app.ui.voices.cast_editor import CastEditor
from studio_app.ui.voices.cast_list import CastList, Row
from studio_app.ui.voices.cast_tried import TriedVoices

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QShowEvent

    from studio_app.domain.cast import Casting, Speaker
    from studio_app.domain.project import Project
    from studio_app.session.audition import Tried, Tryout
    from studio_app.session.casting import EngineOffer, Part, Recast
    from studio_app.ui.kit.voice_drag import DraggedVoice

#: Milliseconds without a choice before it is counted what it would mean.
_QUIET_MS = 250


class CastPage(QWidget):
    """See the module docstring. It asks by signals and is answered by methods; a late answer is passed over.

    Args:
        engines: (id, name) of each engine; the name "" for this machine's own.
        parent: as usual.

    Needs:
        add_requested() -> an edit, show_cast, then ``rename(speaker id)``.
        rename_requested(id, name), colour_requested(id, colour), narrator_requested(id), remove_requested(id, to): edits;
            ``to`` is who gets the words. Then show_cast.
        copy_requested(): a project is to be chosen whose cast is copied.
        cast_requested({id: Casting}): an edit; then show_cast.
        parts_requested() -> show_parts: how far each speaker is. Asked when the page is shown and the cast is another.
        offer_requested(engine) -> show_offer.
        recast_requested({id: Casting}) -> show_recast or show_refusal.
        try_price_requested(id, Casting) -> show_tryout: what it costs to hear the paragraph so.
        try_requested(id, Casting) -> show_trying, show_tried.
        hear_requested(Tried), stop_requested() -> show_hearing.
        accounts_requested(), library_requested(id): go there. speaker_chosen(id): another one is looked at.
    """

    add_requested = Signal()
    rename_requested = Signal(int, str)
    colour_requested = Signal(int, str)
    narrator_requested = Signal(int)
    remove_requested = Signal(int, int)
    copy_requested = Signal()
    cast_requested = Signal(object)
    parts_requested = Signal()
    offer_requested = Signal(str)
    recast_requested = Signal(object)
    try_price_requested = Signal(int, object)
    try_requested = Signal(int, object)
    hear_requested = Signal(object)
    stop_requested = Signal()
    accounts_requested = Signal()
    library_requested = Signal(int)
    speaker_chosen = Signal(int)

    def __init__(self, engines: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("voices.cast")
        self.setAccessibleName(self.tr("Cast"))
        self._engines = dict(engines)
        self._project: Project | None = None
        self._parts: Mapping[int, Part] = {}
        self._paragraph = ""
        self._tryout: Tryout | None = None
        self._trying = self._read_only = False
        self._asked: set[str] = set()
        self._counting = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._counting.timeout.connect(self._count)
        self._pricing = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._pricing.timeout.connect(self._ask_price)
        self._make(engines)
        self._connect()
        self._lay_out()
        self.setFocusProxy(self.list)
        self.show_cast(None)

    # What is told

    def show_cast(self, project: Project | None, *, read_only: bool = False) -> None:
        """Show the speakers of a project; None: no project is open."""
        opened = self._project is None or project is None
        self._project, self._read_only = project, read_only
        if opened:
            self._parts = {}
            self.tried.clear()
        self.list.cast.writable = not read_only
        for widget in (self.add, self.copy, self.more, self.editor):
            widget.setEnabled(not read_only)
        self._pages.setCurrentWidget(self._empty if project is None else self._body)
        self._fill()
        self._look_at(self.list.speaker_id)
        if self.isVisible():
            self._ask()

    def show_parts(self, parts: Mapping[int, Part]) -> None:
        """Show how far what each speaker says is."""
        self._parts = parts
        self._fill()

    def show_offer(self, offer: EngineOffer) -> None:
        """Take what an engine has to choose from, and what its voices are called."""
        self._asked.add(offer.engine)
        self.editor.show_offer(offer)
        self._fill()

    def show_recast(self, castings: Mapping[int, Casting], recast: Recast) -> None:
        """Show what a choice would mean; one that is no longer chosen is passed over."""
        if dict(castings) != self.draft:
            return
        self._say(self._sentence(recast), "")
        rate = amounts.locale().toString(recast.rate, "g", 3)
        self._dear.setText(self.tr("This voice costs {rate} times the usual price.").format(rate=rate))
        self._dear.setVisible(recast.rate > 1)
        self._go.setEnabled(not self._read_only)

    def show_refusal(self, castings: Mapping[int, Casting], sentence: str) -> None:
        """Say why it cannot be counted; it can be cast all the same."""
        if dict(castings) == self.draft:
            self._say(sentence, "danger")
            self._go.setEnabled(not self._read_only)

    def show_notice(self, sentence: str) -> None:
        """Say why a wish was not met."""
        self.notice.say(sentence, "warning")

    def show_paragraph(self, text: str) -> None:
        """Take the text of the paragraph that voices are tried on; "" where there is none."""
        if text != self._paragraph:
            self._paragraph, self._tryout = text, None
            self.tried.clear()
            self._show_try()
            self._pricing.start()

    def show_tryout(self, casting: Casting, tryout: Tryout | None) -> None:
        """Show what it costs to hear the paragraph with a voice; None where there is nothing to hear."""
        if casting == self.editor.casting:
            self._tryout = tryout
            self._show_try()

    def show_trying(self, *, on: bool) -> None:
        """Show that a voice is being tried."""
        if on:
            self._leave(self._try)
        self._trying = on
        self._show_try()

    def show_tried(self, tried: Sequence[Tried], *, play: bool = True) -> None:
        """Show what can be heard now; what was asked for last is heard at once."""
        self.tried.show_tried(tried)
        for one in tried:
            if one.refusal:
                self.show_notice(one.refusal)
        whole = next((one for one in tried if one.whole), None)
        if play and whole is not None:
            self.hear_requested.emit(whole)
        self._counting.start()  # what was spoken now is not spoken again
        self._pricing.start()

    def show_hearing(self, casting: Casting | None) -> None:
        """Show which of what was tried is heard."""
        self.tried.show_hearing(casting)

    # What is asked from elsewhere

    @property
    def speaker_id(self) -> int | None:
        """Return the speaker that is looked at."""
        return self.list.speaker_id

    @property
    def draft(self) -> dict[int, Casting]:
        """Return what is chosen and not in force yet, by speaker; {} where nothing is."""
        casting, speaker_id = self.editor.casting, self.speaker_id
        if casting is None or speaker_id is None or casting == self.editor.now:
            return {}
        return {speaker_id: casting}

    def choose(self, speaker_id: int) -> None:
        """Look at a speaker."""
        self.list.choose(speaker_id)

    def rename(self, speaker_id: int) -> None:
        """Let the person name a speaker: one that was just added."""
        self.list.rename(speaker_id)

    def take_voice(self, engine: str, voice: str, name: str, speaker_id: int | None = None) -> None:
        """Choose a voice for a speaker, or for the one looked at; not in force before it is applied."""
        if speaker_id is not None:
            self.choose(speaker_id)
        self.editor.take_voice(engine, voice, name)

    def ask_again(self) -> None:
        """Ask anew what the engines have: a key was entered, the network is back."""
        self._asked.clear()
        self.editor.ask_again()

    # Inside

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for what is not known yet."""
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        if self._project is None:
            return
        self.parts_requested.emit()
        self._counting.start()
        self._pricing.start()
        for engine in sorted({self.editor.engine, *(speaker.casting.engine for speaker in self._speakers())} - {""}):
            self._wish_offer(engine)

    def _wish_offer(self, engine: str) -> None:
        """Ask once what an engine has, and not before somebody looks: it may ask its provider."""
        if self.isVisible() and engine not in self._asked:
            self._asked.add(engine)
            self.offer_requested.emit(engine)

    def _speakers(self) -> tuple[Speaker, ...]:
        return () if self._project is None else self._project.speakers

    def _fill(self) -> None:
        """Show the speakers, the narrator first."""
        narrator = None if self._project is None else self._project.voicing.narrator_id
        rows = [
            Row(speaker, self._voice(speaker.casting), speaker.id == narrator, place, self._parts.get(speaker.id))
            for place, speaker in enumerate(self._speakers())
        ]
        self.list.show_rows(sorted(rows, key=lambda row: (not row.narrates, row.place)))

    def _voice(self, casting: Casting) -> str:
        engine = self._engines.get(casting.engine, casting.engine) or self.tr("On this computer")
        return f"{engine} · {self.editor.name_of(casting.engine, casting.voice)}"

    def _look_at(self, speaker_id: int | None) -> None:
        speaker = next((one for one in self._speakers() if one.id == speaker_id), None)
        self._foot.setVisible(speaker is not None)
        if speaker is not None:
            self.editor.show_speaker(speaker.id, speaker.casting)
        self._changed()

    def _chosen(self, speaker_id: int) -> None:
        self.tried.clear()
        self._look_at(speaker_id)
        self.speaker_chosen.emit(speaker_id)

    def _changed(self) -> None:
        """Something else is chosen: count what it would mean when it stays a moment."""
        self._tryout = None
        self._dear.hide()
        if not self.draft:
            self._leave(self._go, self._undo)
        self._go.setEnabled(False)
        self._undo.setEnabled(bool(self.draft))
        if self.draft:
            self._say(self.tr("Counting…"), "dim")
        elif self.editor.casting is None and self._project is not None:
            self._say(self.tr("Choose a voice."), "dim")
        else:
            self._say("", "dim")
        self._show_try()
        self._counting.start()
        self._pricing.start()

    def _leave(self, *buttons: QWidget) -> None:
        """Give the keyboard from a button that goes out to the list: what comes next by itself may be the one that discards."""
        if any(one.hasFocus() for one in buttons):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count(self) -> None:
        if self.draft and self.isVisible():
            self.recast_requested.emit(self.draft)

    def _ask_price(self) -> None:
        casting, speaker_id = self.editor.casting, self.speaker_id
        if casting is not None and speaker_id is not None and self._paragraph and self.isVisible():
            self.try_price_requested.emit(speaker_id, casting)

    def _say(self, sentence: str, look: str) -> None:
        set_look(self._means, look)
        self._means.setText(sentence)
        self._means.setVisible(bool(sentence))

    def _sentence(self, recast: Recast) -> str:
        said = []
        if recast.stale:
            said.append(
                self.tr("This makes %Ln segments stale; to generate them anew: {price}.", "", recast.stale).format(
                    price=self._price(recast.anew)
                )
            )
        rest = {engine: price - recast.anew.get(engine, 0.0) for engine, price in recast.by_engine.items()}
        if (left := recast.segments - recast.again) > 0:
            said.append(self._left(left, others=bool(recast.stale)).format(price=self._price(rest)))
        if recast.reused:
            said.append(self.tr("%Ln segments have a take of this voice already.", "", recast.reused))
        if recast.locked:
            said.append(self.tr("%Ln locked segments keep their take.", "", recast.locked))
        return " ".join(said) or self.tr("Nothing is generated yet; nothing becomes stale.")

    def _left(self, count: int, *, others: bool) -> str:
        if others:
            return self.tr("%Ln more are not generated yet: {price}.", "", count)
        return self.tr("%Ln segments are not generated yet: {price}.", "", count)

    def _price(self, by_engine: Mapping[str, float]) -> str:
        return f"~{costs(by_engine, 0.0)}" if any(price > 0 for price in by_engine.values()) else self.tr("free")

    def _show_try(self) -> None:
        """Say on the button what it costs; for nothing where the paragraph is there already, or the voice is free."""
        casting, tryout = self.editor.casting, self._tryout
        self._try.setEnabled(bool(self._paragraph) and casting is not None and not self._trying and not self._read_only)
        text = self.tr("Try on this paragraph")
        if self._trying:
            text = self.tr("Being spoken…")
        elif tryout is not None and casting is not None:
            text = f"{text} · {self.tr('free') if tryout.credits <= 0 else '~' + cost(casting.engine, tryout.credits)}"
        self._try.setText(text)
        self._try.setAccessibleName(text)
        hint = self.tr("Put the cursor into the paragraph you want to hear.")
        self._try.setToolTip((tryout.refusal if tryout is not None else "") or self._excerpt() or hint)

    def _excerpt(self) -> str:
        words = " ".join(self._paragraph.split())
        return words if len(words) <= 80 else words[:79].rstrip() + "…"

    # What the person does

    def _dropped(self, speaker_id: int, voice: DraggedVoice) -> None:
        self.take_voice(*voice, speaker_id)

    def _apply(self) -> None:
        if draft := self.draft:
            self.cast_requested.emit(draft)

    def _ask_try(self) -> None:
        casting, speaker_id = self.editor.casting, self.speaker_id
        if casting is not None and speaker_id is not None:
            self.try_requested.emit(speaker_id, casting)

    def _take_tried(self, casting: Casting) -> None:
        """Choose what was tried, with the settings it was tried with."""
        self.editor.take_casting(casting)

    def _wish_library(self) -> None:
        if self.speaker_id is not None:
            self.library_requested.emit(self.speaker_id)

    def _wish_removal(self, speaker_id: int) -> None:
        """Remove who says nothing at once; of others it is asked who gets their words."""
        part = self._parts.get(speaker_id)
        if self._project is None or speaker_id == self._project.voicing.narrator_id:
            self.show_notice(self.tr("The narrator cannot be removed; let somebody else narrate first."))
        elif part is not None and not part.segments:
            self.remove_requested.emit(speaker_id, self._project.voicing.narrator_id)
        else:
            self._heirs(speaker_id, self).popup(
                self.list.mapToGlobal(self.list.visualRect(self.list.currentIndex()).center())
            )

    # The menu of a speaker

    def menu(self, speaker_id: int) -> QMenu:
        """Return what can be done with a speaker; it deletes itself when closed."""
        made = QMenu(self)
        made.setAccessibleName(self.tr("Speaker"))
        made.aboutToHide.connect(made.deleteLater)
        speaker = next(one for one in self._speakers() if one.id == speaker_id)
        narrates = self._project is not None and self._project.voicing.narrator_id == speaker_id
        made.addAction(self.tr("Rename"), partial(self.list.rename, speaker_id))
        made.addMenu(self._colours(speaker, made))
        role = made.addAction(self.tr("Narrates"), partial(self.narrator_requested.emit, speaker_id))
        role.setCheckable(True)
        role.setChecked(narrates)
        role.setEnabled(not narrates)
        made.addSeparator()
        heirs = made.addMenu(self._heirs(speaker_id, made))
        heirs.setEnabled(not narrates)
        return made

    def _colours(self, speaker: Speaker, parent: QWidget) -> QMenu:
        made = QMenu(self.tr("Colour"), parent)
        group = QActionGroup(made)
        for place, (colour, name) in enumerate(zip(COLOURS, self._colour_names(), strict=True)):
            chosen = speaker.colour == colour
            action = made.addAction(dot(theme.speaker_colour(colour, place), chosen=chosen), name)
            action.triggered.connect(partial(self._wish_colour, speaker.id, colour))
            action.setCheckable(True)
            action.setChecked(chosen)
            group.addAction(action)
        return made

    def _wish_colour(self, speaker_id: int, colour: str, _checked: bool = False) -> None:
        self.colour_requested.emit(speaker_id, colour)

    def _colour_names(self) -> tuple[str, ...]:
        return (
            self.tr("Blue"),
            self.tr("Orange"),
            self.tr("Green"),
            self.tr("Purple"),
            self.tr("Teal"),
            self.tr("Pink"),
            self.tr("Olive"),
            self.tr("Brown"),
        )

    def _heirs(self, speaker_id: int, parent: QWidget) -> QMenu:
        """Return the choice of who gets the words of a speaker who goes."""
        made = QMenu(self.tr("Remove, and give the words to"), parent)
        for speaker in self._speakers():
            if speaker.id != speaker_id:
                made.addAction(
                    speaker.name.replace("&", "&&"), partial(self.remove_requested.emit, speaker_id, speaker.id)
                )
        return made

    def _open_menu(self, at: QPoint) -> None:
        if self.speaker_id is not None and not self._read_only:
            self.menu(self.speaker_id).popup(self.list.viewport().mapToGlobal(at))

    def _open_more(self) -> None:
        if self.speaker_id is not None:
            self.menu(self.speaker_id).popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    # Building

    def _make(self, engines: Sequence[tuple[str, str]]) -> None:
        self.notice = Banner(self)
        self.notice.setObjectName("cast.notice")
        self.add = button(self.tr("Add speaker"), self.add_requested.emit, kind="quiet", icon="add", parent=self)
        self.add.setObjectName("cast.add")
        self.copy = IconButton("copy", self.tr("Copy the cast of another project…"), self)
        self.copy.setObjectName("cast.copy")
        self.more = IconButton("more", self.tr("More about this speaker"), self)
        self.more.setObjectName("cast.more")
        self.list = CastList(self)
        self.editor = CastEditor(engines, self)
        self.tried = TriedVoices(self.editor.name_of, self)
        self._means = label("", "dim", self, wrap=True)
        self._means.setObjectName("cast.means")
        self._dear = label("", "warning", self, wrap=True)
        self._dear.setObjectName("cast.dear")
        self._try = button("", self._ask_try, icon="play", parent=self)
        self._try.setObjectName("cast.try")
        self._undo = button(self.tr("Discard"), self.editor.discard, parent=self)
        self._undo.setObjectName("cast.discard")
        self._go = button(self.tr("Cast this voice"), self._apply, kind="primary", parent=self)
        self._go.setObjectName("cast.apply")
        self._empty = EmptyState("voice", self.tr("No project is open"), self.tr("Its speakers stand here."), self)

    def _connect(self) -> None:
        self.copy.clicked.connect(lambda _=False: self.copy_requested.emit())
        self.more.clicked.connect(lambda _=False: self._open_more())
        self.list.chosen.connect(self._chosen)
        self.list.cast.renamed.connect(self.rename_requested)
        self.list.voice_dropped.connect(self._dropped)
        self.list.remove_requested.connect(self._wish_removal)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.editor.changed.connect(self._changed)
        self.editor.offer_requested.connect(self._wish_offer)
        self.editor.accounts_requested.connect(self.accounts_requested)
        self.editor.library_requested.connect(self._wish_library)
        self.tried.hear_requested.connect(self.hear_requested)
        self.tried.stop_requested.connect(self.stop_requested)
        self.tried.chosen.connect(self._take_tried)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.add)
        head.addStretch(1)
        head.addWidget(self.copy)
        head.addWidget(self.more)
        inner = QWidget(self)
        room = QVBoxLayout(inner)
        room.setContentsMargins(12, 8, 12, 8)
        room.addWidget(self.editor)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self._make_foot()
        self._body = QWidget(self)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(4, 4, 4, 0)
        body.setSpacing(4)
        body.addWidget(self.notice)
        body.addLayout(head)
        body.addWidget(self.list)
        body.addWidget(Line(self))
        body.addWidget(scroll, 1)
        body.addWidget(self._foot)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._body)

    def _make_foot(self) -> None:
        self._foot = QWidget(self)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(8, 4, 8, 8)
        foot.setSpacing(6)
        foot.addWidget(Line(self))
        foot.addWidget(self.tried)
        foot.addWidget(self._means)
        foot.addWidget(self._dear)
        foot.addWidget(self._try)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(self._undo)
        ends.addWidget(self._go, 1)
        foot.addLayout(ends)
