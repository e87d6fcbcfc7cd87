"""The timeline of one chapter: tracks and clips on a canvas or as a list, cards, settings of what is chosen, meters.

The canvas and the list are equal: both show the same clips, share what is chosen, and have the same verbs.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from studio_app.domain.edits import timeline as edits
from studio_app.domain.edits import tracks as track_edits
from studio_app.domain.timeline import Clip, Mode, Timeline, TrackKind
from studio_app.ui.kit import icons, theme
from studio_app.ui.kit.controls import Banner, EmptyState, Line, ProgressLine, button, label
from studio_app.ui.kit.throttle import Throttle
from studio_app.ui.timeline import access, words
from studio_app.ui.timeline.bar import TimelineBar
from studio_app.ui.timeline.canvas import TimelineCanvas
from studio_app.ui.timeline.cards import ClipCards
from studio_app.ui.timeline.choice import COPIES, MANY, Choice, Chosen
from studio_app.ui.timeline.clip_model import ClipModel
from studio_app.ui.timeline.clip_verbs import ClipVerbs
from studio_app.ui.timeline.headers import TrackHeaders
from studio_app.ui.timeline.inspector import Inspector
from studio_app.ui.timeline.list import ClipList
from studio_app.ui.timeline.meters import Meters
from studio_app.ui.timeline.times import Times
from studio_app.ui.timeline.verbs import Verbs

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from PySide6.QtGui import QShowEvent

    from studio_app.domain.edits.timeline_change import TimelineChange
    from studio_app.domain.project import Project
    from studio_app.domain.timeline import Sound
    from studio_app.ui.timeline.meters import Levels
    from studio_app.ui.timeline.tiles import Waveforms
    from studio_app.ui.timeline.words import StateOf

    Edit = Callable[[Timeline], tuple[Timeline, TimelineChange]]

#: Who asks for the edits of this panel.
INITIATOR = "timeline.panel"
#: Seconds in one go that are taken to find out what holds of thousands of clips.
_PIECE_S = 0.004
#: Milliseconds without a choice before a price is asked for, and between two looks at what the playhead makes possible.
_QUIET_MS, _PLAYHEAD_MS = 250, 200
#: Widths of the heads, the clips and what stands at the right, in pixels at the usual text size.
_WIDTHS = (210, 900, 310)
#: Seconds a new clip is long where nothing is in its way.
_NEW_S = 2


class TimelinePanel(QWidget):
    """See the module docstring. It asks by signals and is answered by methods.

    Signals, and what answers them:
        open_chapter_requested(): lay the chapter out as a timeline -> show_loading, show_timeline.
        close_chapter_requested(): back to pause rules -> show_closed.
        script_requested(): the script dialog. export_requested(): the export dialog of timelines.
        edit_requested(edit, what): ``edit`` is Timeline -> (Timeline, TimelineChange); ``what`` names it
            -> timeline_changed, or show_refusal.
        write_requested(clip id, text): another text -> timeline_changed.
        split_requested(clip id, sample): the words of the take decide where the text is cut -> timeline_changed.
        generate_requested(clip ids, Mode or None), generate_stale_requested() -> show_states when they change.
        price_requested(clip ids) -> show_price. Asked when a choice stays a moment.
        effect_requested(clip id, track id, sample): the effect dialog, for a clip or (clip id 0) for a new one; track id 0:
            on a new track.
        media_requested(track id, sample): a file is to be chosen; track id 0: for a new track.
        media_dropped(track id, sample, paths): these files.
        voice_dropped(track id, engine, voice, name): that voice for who speaks there.
        cast_requested(track id): the casting of who speaks there. takes_requested(clip id): its takes.
        transport_requested(str): "play" (or pause) and "stop", from ``playhead``, within ``loop`` -> show_playing.
        playhead_requested(sample), scrub_requested(sample), scrub_ended() -> show_playhead.
        loop_changed((start, end) or None). meters_reset_requested(): the loudness is to be measured anew.
        track_chosen(track id): another one is looked at.
    """

    open_chapter_requested = Signal()
    close_chapter_requested = Signal()
    script_requested = Signal()
    export_requested = Signal()
    edit_requested = Signal(object, str)
    write_requested = Signal(int, str)
    split_requested = Signal(int, object)
    generate_requested = Signal(object, object)
    generate_stale_requested = Signal()
    price_requested = Signal(object)
    effect_requested = Signal(int, int, object)
    media_requested = Signal(int, object)
    media_dropped = Signal(int, object, object)
    voice_dropped = Signal(int, str, str, str)
    cast_requested = Signal(int)
    takes_requested = Signal(int)
    transport_requested = Signal(str)
    playhead_requested = Signal(object)
    scrub_requested = Signal(object)
    scrub_ended = Signal()
    loop_changed = Signal(object)
    meters_reset_requested = Signal()
    track_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        access.install()
        super().__init__(parent)
        self.setObjectName("panel.timeline")
        self.setAccessibleName(self.tr("Timeline"))
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.chapter_id = 0
        self.timeline = Timeline()
        self.playhead = 0
        self.loop: tuple[int, int] | None = None
        self.selection: tuple[int, ...] = ()
        self.track_id: int | None = None
        #: What holds of the clips that are chosen: asked for often, and of thousands found out little by little.
        self._chosen = Chosen(self.timeline)
        self.times = Times()
        self._project: Project | None = None
        self._states: StateOf = lambda _: None
        self._busy: frozenset[int] = frozenset()
        self._read_only = self._syncing = self._writes_next = self._playing = self._listed = False
        self._list_owes = False
        self._scrolled = 0
        self._snap = self._follow = True
        self._make()
        self._connect()
        self._lay_out()
        self._pricing = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._pricing.timeout.connect(self._ask_price)
        self._finding = QTimer(self, interval=0)
        self._finding.timeout.connect(self._show_choice)
        self._looking = Throttle(_PLAYHEAD_MS, self._show_choice, self)
        self.show_nothing()

    # What is told: which timeline

    def show_nothing(self) -> None:
        """Show that no chapter is open."""
        self._leave()
        self._empty.show_text(self.tr("No chapter is open"), self.tr("Its timeline stands here."))
        self._open.hide()
        self._pages.setCurrentWidget(self._empty)

    def show_closed(self, chapter_id: int, title: str, *, read_only: bool = False) -> None:
        """Show that a chapter has no timeline, and the ways to one."""
        self._leave()
        self.chapter_id = chapter_id
        self._empty.show_text(
            self.tr("“{title}” is laid out by its pauses").format(title=title),
            self.tr("As a timeline it can have music, effects and fixed times. Its text stays the same."),
        )
        self._open.show()
        self._open.setEnabled(not read_only)
        self._script.setEnabled(not read_only)
        self._pages.setCurrentWidget(self._empty)

    def show_loading(self, sentence: str, share: float | None = None) -> None:
        """Show that a timeline is being made; ``share`` is how much is done, None: nobody knows."""
        self._loading.setText(sentence)
        self._progress.show_share(share)
        self._progress.setAccessibleDescription(sentence)
        self._pages.setCurrentWidget(self._wait)

    def show_timeline(
        self, chapter_id: int, timeline: Timeline, project: Project | None, *, read_only: bool = False
    ) -> None:
        """Show the timeline of a chapter. Another chapter's is seen from its start, with nothing chosen."""
        if chapter_id != self.chapter_id or self._pages.currentWidget() is not self._body:
            self._leave()
        self.chapter_id, self.timeline, self._project = chapter_id, timeline, project
        self._read_only = read_only
        self.times = Times(timeline.rate, self.times.form, self.times.frames)
        self.clips.writable = not read_only
        self.clips.show(timeline)
        self.canvas.set_writable(on=not read_only)
        self.canvas.show_timeline(chapter_id, timeline)
        self.bar.show_writable(on=not read_only)
        self._bare.setEnabled(not read_only)
        self.bar.show_sound(on=bool(timeline.length))
        self._show_times()
        self.bar.show_playhead(self.playhead)
        self._show_tracks()
        self._pages.setCurrentWidget(self._body)
        self._keep_choice()

    def timeline_changed(self, timeline: Timeline, change: TimelineChange) -> None:
        """Show what an edit changed, whoever asked for it."""
        tracks, self.timeline = timeline.tracks is not self.timeline.tracks, timeline
        self._syncing = True
        try:
            all_new = self.clips.change(timeline, change)
            self.canvas.timeline_changed(timeline, change)
        finally:
            self._syncing = False
        if tracks:
            self._show_tracks()
        self.bar.show_sound(on=bool(timeline.length))
        self._keep_choice(again=all_new)
        if self._writes_next and change.initiator == INITIATOR:
            self._write_new(change)
        if change.initiator == COPIES and (new := _new_clips(change)):
            self.select(clip.id for clip in new)
            self.canvas.reveal_clip(new[0])

    def show_project(self, project: Project | None) -> None:
        """Take who speaks, and with which voices."""
        self._project = project
        self._show_tracks()
        self._show_choice()

    # What is told: how far it is, what is heard

    def set_states(self, states: StateOf) -> None:
        """Take from where the states of paragraphs come."""
        self._states = states
        self.clips.set_states(states)
        self.canvas.set_states(states)
        self._show_choice()

    def states_changed(self, paragraph_ids: Collection[int]) -> None:
        """Look again how far these paragraphs are."""
        found = (self.timeline.clip_of(paragraph_id) for paragraph_id in paragraph_ids)
        ids = [clip.id for clip in found if clip is not None]
        self.clips.touch(ids)
        self.canvas.states_changed(paragraph_ids)
        if not self.canvas.selection.isdisjoint(ids):
            self._show_choice()

    def set_busy(self, clip_ids: Collection[int]) -> None:
        """Show these clips, and no others, as effects that are being made: they have no paragraph that says so."""
        busy = frozenset(clip_ids)
        if busy != self._busy:
            self._busy = busy
            self.clips.set_busy(busy)
            self.canvas.set_busy(busy)
            self._show_choice()

    def set_waveforms(self, waveforms: Waveforms, key_of: Callable[[Sound], str] | None = None) -> None:
        """Take who knows the waveforms, and what they are known by."""
        self.canvas.set_waveforms(waveforms, key_of)

    def waveform_ready(self, key: str) -> None:
        """Paint the sounds of this key anew."""
        self.canvas.waveform_ready(key)

    def show_playing(self, *, playing: bool) -> None:
        """Show whether it plays."""
        self._playing = playing
        self.bar.show_playing(playing=playing)
        if not playing:
            self.meters.show_levels(None)

    def show_playhead(self, sample: int) -> None:
        """Show where the playhead is; asked many times a second."""
        self.playhead = sample
        self.canvas.set_playhead(sample)
        self.bar.show_playhead(sample)
        self._looking.ask()

    def show_levels(self, levels: Levels | None) -> None:
        """Show how loud it is; None: silence."""
        self.meters.show_levels(levels)

    def show_loop(self, loop: tuple[int, int] | None) -> None:
        """Show which stretch is played again and again."""
        self.loop = loop
        self.canvas.set_loop(loop)
        self._show_switches()

    def show_price(self, clip_ids: Sequence[int], by_engine: Mapping[str, float]) -> None:
        """Show what it costs to generate clips; those no longer chosen are passed over."""
        if tuple(clip_ids) == self.selection:
            self.inspector.clip.show_price(by_engine)

    def show_stale(self, clips: int, by_engine: Mapping[str, float] | None = None) -> None:
        """Show how many clips are to be generated, and what that costs where it is known."""
        self.bar.show_stale(clips, by_engine)

    def show_refusal(self, sentence: str, actions: tuple[tuple[str, Callable[[], object]], ...] = ()) -> None:
        """Say why something could not be done; nothing was changed."""
        self.banner.say(sentence, "warning", actions)
        self.canvas.edit_refused()
        self._writes_next = False
        self._keep_choice(again=True)

    def show_notice(
        self, sentence: str, kind: str = "", actions: tuple[tuple[str, Callable[[], object]], ...] = ()
    ) -> None:
        """Say something; ``kind`` as of a Banner."""
        self.banner.say(sentence, kind, actions)

    # What is told: the view

    def show_list(self, *, on: bool) -> None:
        """Show the clips as a list, or on the canvas."""
        had = self._views.isAncestorOf(self.focusWidget())
        self._listed = on
        if self._list_owes:
            self._syncing = True
            self._tell_list()
            self._syncing = False
        self._show_view()
        if not on and (one := self.choice.one) is not None:
            self.canvas.go_to(one)
        self._show_switches()
        self._align()
        if had:
            self.enter()

    @property
    def listed(self) -> bool:
        """Return whether the clips are shown as a list."""
        return self._listed

    def _show_view(self) -> None:
        """Show the list, the canvas, or without a track the ways to one."""
        wanted = self.list if self._listed else self.canvas
        self._views.setCurrentWidget(wanted if self.timeline.tracks else self._bare)

    def enter(self) -> None:
        """Take the keyboard to the clips."""
        if self._pages.currentWidget() is self._empty:
            self._open.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.timeline.tracks:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.listed:
            self.list.enter()
        else:
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def select(self, clip_ids: Iterable[int], *, show: bool = False) -> None:
        """Choose clips; ``show`` brings the first into view."""
        there = [clip_id for clip_id in clip_ids if self.timeline.homes.get(clip_id) is not None]
        self._take_selection(there, None)
        if show and there:
            self._go_to(there[0])

    def write(self, clip_id: int) -> None:
        """Let the text of a clip be written: in the list, on its card, or at the right."""
        self.select((clip_id,))
        if self.listed:
            self.list.write(clip_id)
        elif self.cards.isVisible():
            self.cards.write(clip_id)
        else:
            self.inspector.clip.write()

    def perform(self, verb: str) -> None:
        """Do a verb with what is chosen, if it can be done."""
        choice = self.choice
        self.verbs.show(choice)  # the playhead may have come elsewhere a moment ago
        if self.verbs[verb].isEnabled():
            self._doing.do(verb, choice)

    @property
    def choice(self) -> Choice:
        """Return what is chosen."""
        if self._chosen.timeline is not self.timeline or self._chosen.ids is not self.selection:
            self._chosen = Chosen(self.timeline, self.selection)
        return Choice(self.timeline, self._chosen, self.playhead, self._doing.held, not self._read_only, self._busy)

    # Inside: what is shown follows what is chosen

    def _leave(self) -> None:
        self.timeline, self.selection, self.track_id = Timeline(), (), None
        self.chapter_id = self.playhead = self._scrolled = 0
        self.loop = None
        self.clips.show(self.timeline)
        self.canvas.show_timeline(0, self.timeline)
        self.banner.hide()
        self.meters.reset()
        self._show_switches()

    def _keep_choice(self, *, again: bool = False) -> None:
        """Let go of what is no longer there; ``again``: rows are new, and what is chosen must be said to them."""
        there = self.clips.in_order(self.selection)
        if again or there != self.selection:
            self._take_selection(there, None)
        else:
            self._show_choice()

    def _take_selection(self, clip_ids: Collection[int], source: QWidget | None) -> None:
        if self._syncing:
            return
        self._syncing = True
        try:
            self.selection = self.clips.in_order(clip_ids)
            if source is not self.canvas:
                self.canvas.set_selection(self.selection)
            if source is not self.list:
                self._tell_list()
            current = self.list.current if source is self.list else None
            first = self.selection[0] if self.selection else 0
            self.cards.show_selection(
                self.canvas.selection, 0 if source is self.cards else current.id if current is not None else first
            )
        finally:
            self._syncing = False
        if self.selection:
            self._look_at(self.timeline.clip(self.selection[0]).track_id, show=False)
        self._show_choice()
        self._pricing.start()

    def _tell_list(self) -> None:
        """Let the list have selected what is chosen; of thousands it need not know as long as nobody sees it."""
        self._list_owes = len(self.selection) > MANY and not self.listed
        if not self._list_owes:
            self.list.select(self.selection)

    def _from_list(self) -> None:
        if not self._syncing:
            self._take_selection(self.list.selection, self.list)

    def _from_canvas(self, clip_ids: Collection[int]) -> None:
        self._take_selection(clip_ids, self.canvas)

    def _from_current(self, track_id: int, clip_id: int) -> None:
        """Look at the track the canvas is at."""
        if not self._syncing and track_id and not clip_id:
            self._look_at(track_id, show=False)
            self._show_choice()

    def _show_choice(self) -> None:
        choice = self.choice
        if not choice.chosen.settled and choice.chosen.more(_PIECE_S):
            self._finding.start()
            return
        self._finding.stop()
        self.verbs.show(choice)
        self.inspector.show_choice(choice, self.track_id, self._project, self._states)

    def _look_at(self, track_id: int, *, show: bool = True) -> None:
        changed = track_id != self.track_id
        self.track_id = track_id
        self.headers.show_current(track_id)
        if show:
            self._take_selection((), None)
            self._reveal_track(track_id)
        if changed:
            self.track_chosen.emit(track_id)

    def _show_tracks(self) -> None:
        self.headers.show_timeline(self.timeline, self._project, writable=not self._read_only)
        stops = (self.bar.more, self.cards, *self.headers.stops, self.canvas, self.list, self.inspector.tabs)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        self._show_view()
        self.clips.touch_all()
        self._align()

    def _align(self) -> None:
        """Let the heads stand beside their tracks, and the meters beside the ruler."""
        self.meters.setFixedHeight(self.canvas.top_margin)
        if self.listed:
            whole = sum(track.height for track in self.timeline.tracks)
            self._scrolled = max(0, min(self._scrolled, whole - self.headers.height()))
            self.headers.set_scroll(self._scrolled)
        else:
            self.headers.set_scroll(self.canvas.down)

    def _scroll_heads(self, by: int) -> None:
        if self.listed:
            self._scrolled += by
            self._align()
        else:
            bar = self.canvas.verticalScrollBar()
            bar.setValue(bar.value() + by)

    def _reveal_track(self, track_id: int) -> None:
        """Scroll a head into view that the keyboard has come to."""
        head = self.headers.head(track_id)
        low = head.mapTo(self.headers, QPoint(0, head.height())).y() - self.headers.height()
        high = head.mapTo(self.headers, QPoint(0, 0)).y()
        if low > 0 or high < 0:
            self._scroll_heads(low if low > 0 else high)

    def _show_times(self) -> None:
        self.bar.show_times(self.times)
        self.clips.show_times(self.times)
        self.inspector.show_times(self.times)
        self.canvas.set_times(self.times)
        self.cards.viewport().update()

    def _take_times(self, times: Times) -> None:
        self.times = times
        self._show_times()

    def _show_switches(self) -> None:
        self.bar.show_switches(
            loop=self.loop is not None,
            snap=self._snap,
            follow=self._follow,
            cards=not self.cards.isHidden(),
            listed=self.listed,
        )

    def _ask_price(self) -> None:
        if self.selection and self.isVisible() and self.choice.speaks:
            self.price_requested.emit(self.selection)

    # What the person does

    def ask(self, edit: Edit, what: str) -> None:
        """Ask for an edit, where one may write."""
        if not self._read_only:
            self.banner.hide()
            self.edit_requested.emit(edit, what)

    def _write(self, clip_id: int, text: str) -> None:
        if not self._read_only:
            self.banner.hide()
            self.write_requested.emit(clip_id, text)

    def _visit(self, clip_id: int) -> None:
        """Bring a clip the person went to on another view into sight, with the playhead at it where nothing plays."""
        if self._syncing:
            return
        self._go_to(clip_id)

    def _go_to(self, clip_id: int) -> None:
        clip = self.timeline.clip(clip_id)
        self.canvas.reveal_clip(clip)
        if not self._playing:
            self.place_playhead(clip.start)

    def place_playhead(self, sample: int) -> None:
        """Put the playhead there, and say so."""
        self.show_playhead(sample)
        self.playhead_requested.emit(sample)

    def _transport(self, wish: str) -> None:
        if wish == "start":
            self.place_playhead(0)
        elif wish == "end":
            self.place_playhead(self.timeline.length)
        else:
            self.transport_requested.emit(wish)

    def _switch_loop(self, on: bool) -> None:
        span = self.choice.chosen.span if on else None
        self.take_loop((span or (0, self.timeline.length)) if on and self.timeline.length else None)

    def take_loop(self, loop: tuple[int, int] | None) -> None:
        """Loop a stretch, or none, and say so."""
        self.show_loop(loop)
        self.loop_changed.emit(loop)

    def _zoom(self, how: str) -> None:
        zooms = {
            "in": self.canvas.zoom_in,
            "out": self.canvas.zoom_out,
            "all": self.canvas.zoom_all,
            "selection": self.canvas.zoom_selection,
        }
        zooms[how]()

    def add(self, what: str) -> None:
        """Add something: each ``TrackKind`` is a track; "clip", "effect", "media"; "script" imports one."""
        if what == "script":
            self.script_requested.emit()
        elif what == "clip":
            self._new_clip(self._track_of((TrackKind.VOICEOVER,)), self.playhead)
        elif what == "effect":
            self.effect_requested.emit(0, self._track_of((TrackKind.SFX,)), self.playhead)
        elif what == "media":
            kinds = {track.id: track.kind for track in self.timeline.tracks}
            looked_at = kinds.get(self.track_id or 0, TrackKind.AUDIO)
            wanted = looked_at if looked_at is TrackKind.ORIGINAL else TrackKind.AUDIO
            self.media_requested.emit(self._track_of((wanted,)), self.playhead)
        else:
            self._add_track(TrackKind(what))

    def _add_track(self, kind: TrackKind) -> None:
        alike = sum(track.kind is kind for track in self.timeline.tracks)
        name = words.kind(kind) if not alike else f"{words.kind(kind)} {alike + 1}"
        new = partial(track_edits.add_track, kind=kind, name=name, before=None, initiator=INITIATOR)
        self.ask(new, self.tr("Add track"))

    def _track_of(self, kinds: Collection[TrackKind]) -> int:
        """Return the track of these kinds that is looked at, else the first that is free; 0 where there is none."""
        fitting = [track.id for track in self.timeline.tracks if track.kind in kinds and not track.locked]
        return self.track_id if self.track_id in fitting and self.track_id else next(iter(fitting), 0)

    def new_clip(self) -> None:
        """Begin a clip at the playhead, on the track that is looked at."""
        self._new_clip(self.track_id or self._track_of((TrackKind.VOICEOVER,)), self.playhead)

    def _new_clip(self, track_id: int, start: int) -> None:
        """Begin a clip on a track: what is on it decides what that means."""
        kinds = {track.id: track.kind for track in self.timeline.tracks}
        kind = kinds.get(track_id)
        if kind is TrackKind.SFX:
            self.effect_requested.emit(0, track_id, start)
        elif kind in (TrackKind.AUDIO, TrackKind.ORIGINAL):
            self.media_requested.emit(track_id, start)
        elif kind is None:
            self.show_notice(self.tr("Add a voiceover track first; clips are spoken on one."))
        else:
            behind = next(self.timeline.lane(track_id).from_start(start), None)
            room = behind.start - start if behind is not None else _NEW_S * self.timeline.rate
            length = max(1, min(room, _NEW_S * self.timeline.rate))
            self._writes_next = True
            new = partial(edits.add_clip, track_id=track_id, start=start, length=length, initiator=INITIATOR)
            self.ask(new, self.tr("Add clip"))

    def _write_new(self, change: TimelineChange) -> None:
        self._writes_next = False
        new = _new_clips(change)
        if new:
            self.write(new[0].id)

    def _open_menu(self, at: QPoint) -> None:
        if self.timeline.tracks:
            self.verbs.show(self.choice)
            self.verbs.menu().popup(at)

    def _open_mark_menu(self, ids: tuple[int, ...], sample: int, at: QPoint) -> None:
        """Offer what can be done with a mark, or with the place on the ruler."""
        made = QMenu(self)
        made.setObjectName("timeline.mark_menu")
        made.setAccessibleName(self.tr("Markers and regions"))
        made.aboutToHide.connect(made.deleteLater)
        if ids:
            made.addAction(self.tr("Name…"), partial(self.rename_mark, ids[0]))
            region = next((one for one in self.timeline.regions if one.id == ids[0]), None)
            if region is not None:
                made.addAction(self.tr("Loop the region"), partial(self.take_loop, (region.at, region.end)))
            gone = partial(track_edits.remove_marks, ids=ids)
            made.addAction(icons.icon("remove"), self.tr("Remove"), partial(self.ask, gone, self.tr("Remove marks")))
        else:
            made.addAction(self.tr("Playhead here"), partial(self.place_playhead, sample))
            marker = partial(track_edits.add_marker, at=sample)
            add = partial(self.ask, marker, self.tr("Add marker"))
            made.addAction(icons.icon("marker"), self.tr("Marker here"), add)
            if self.loop is not None:
                new = partial(track_edits.add_region, at=self.loop[0], end=self.loop[1])
                made.addAction(self.tr("Region of the loop"), partial(self.ask, new, self.tr("Add region")))
        made.popup(at)

    def rename_mark(self, mark_id: int) -> None:
        """Let a marker or region be named, at the right."""
        self.inspector.show_marks()
        self.inspector.marks.rename(mark_id)

    def _canvas_menu(self, clip_ids: Collection[int], at: QPoint) -> None:
        if frozenset(clip_ids) != self.canvas.selection:
            self._from_canvas(clip_ids)
            self.canvas.set_selection(self.selection)
        self._open_menu(at)

    def _generate(self, clip_ids: tuple[int, ...], mode: Mode | None) -> None:
        if not self._read_only:
            self.generate_requested.emit(clip_ids, mode)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for what is not known yet."""
        super().showEvent(event)
        self._align()
        self._pricing.start()

    # Building

    def _make(self) -> None:
        self.bar = TimelineBar(self)
        self.banner = Banner(self)
        self.banner.setObjectName("timeline.banner")
        self.canvas = TimelineCanvas(self)
        self.clips = ClipModel(self, self.canvas.lanes)
        self.list = ClipList(self.clips, self)
        self.cards = ClipCards(self.clips, self)
        self.headers = TrackHeaders(self)
        self.inspector = Inspector(self)
        self.meters = Meters(self)
        self.verbs = Verbs(self)
        self._doing = ClipVerbs(self)
        for view in (self.canvas, self.list, self.cards):
            self.verbs.give_keys(view)
        self._empty = EmptyState("timeline", "", "", self)
        self._empty.setObjectName("timeline.empty")
        self._open = button(
            self.tr("Open this chapter as a timeline"), self.open_chapter_requested.emit, kind="primary", parent=self
        )
        self._open.setObjectName("timeline.open_chapter")
        self._script = button(self.tr("Import a script…"), self.script_requested.emit, icon="script", parent=self)
        self._script.setObjectName("timeline.import_script")
        self._empty.add(self._open)
        self._empty.add(self._script)
        self._bare = EmptyState(
            "timeline",
            self.tr("No tracks yet"),
            self.tr("A track holds the clips of one speaker, effects, or audio."),
            self,
        )
        self._bare.setObjectName("timeline.bare")
        self._first = button(
            self.tr("Add a voiceover track"), partial(self.add, "voiceover"), kind="primary", parent=self
        )
        self._first.setObjectName("timeline.first_track")
        others = (
            button(self.tr("Import a script…"), self.script_requested.emit, icon="script", parent=self),
            button(self.tr("Audio file…"), partial(self.add, "media"), icon="music", parent=self),
        )
        for way in (self._first, *others):
            self._bare.add(way)
        self._loading = label("", "dim", self)
        self._progress = ProgressLine(self.tr("The timeline is being made"), self)

    def _connect(self) -> None:
        bar, canvas = self.bar, self.canvas
        bar.transport_requested.connect(self._transport)
        bar.loop_switched.connect(self._switch_loop)
        bar.snap_switched.connect(self._switch_snap)
        bar.follow_switched.connect(self._switch_follow)
        bar.cards_switched.connect(self._switch_cards)
        bar.list_switched.connect(lambda on: self.show_list(on=on))
        bar.playhead_requested.connect(self.place_playhead)
        bar.times_changed.connect(self._take_times)
        bar.zoom_requested.connect(self._zoom)
        bar.add_requested.connect(self.add)
        bar.generate_stale_requested.connect(self.generate_stale_requested)
        bar.export_requested.connect(self.export_requested)
        bar.close_requested.connect(self.close_chapter_requested)
        for source in (self.clips, canvas, self.headers, self.inspector):
            source.edit_requested.connect(self.ask)
        for writer in (self.clips, self.inspector):
            writer.write_requested.connect(self._write)
        self.clips.refused.connect(self.show_refusal)
        self._connect_views()
        self._connect_inspector()
        self.headers.cast_requested.connect(self.cast_requested)
        self.headers.chosen.connect(self._look_at)
        self.headers.voice_dropped.connect(self.voice_dropped)
        self.headers.media_requested.connect(lambda track_id: self.media_requested.emit(track_id, self.playhead))
        self.headers.add_requested.connect(self._add_track)
        self.headers.scrolled.connect(self._scroll_heads)
        self.meters.reset_requested.connect(self.meters_reset_requested)
        self.verbs.triggered.connect(self.perform)

    def _connect_views(self) -> None:
        canvas = self.canvas
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._from_list())
        for view in (self.list, self.cards):
            view.visited.connect(self._visit)
            view.menu_requested.connect(self._open_menu)
        self.cards.chosen.connect(lambda clip_ids: self._take_selection(clip_ids, self.cards))
        self.list.play_requested.connect(lambda _: self.perform("play"))
        canvas.selection_changed.connect(self._from_canvas)
        canvas.playhead_requested.connect(self.place_playhead)
        canvas.scrub_requested.connect(self._scrub)
        canvas.scrub_ended.connect(self.scrub_ended)
        canvas.split_requested.connect(self._split)
        canvas.menu_requested.connect(self._canvas_menu)
        canvas.new_clip_requested.connect(self._new_clip)
        canvas.edit_text_requested.connect(self.write)
        canvas.loop_changed.connect(self.take_loop)
        canvas.media_dropped.connect(self.media_dropped)
        canvas.voice_dropped.connect(self.voice_dropped)
        canvas.scrolled.connect(lambda _: self._align())
        canvas.rows_changed.connect(self._align)
        canvas.current_changed.connect(self._from_current)
        canvas.mark_menu_requested.connect(self._open_mark_menu)
        canvas.rename_mark_requested.connect(self.rename_mark)

    def _connect_inspector(self) -> None:
        clip, marks = self.inspector.clip, self.inspector.marks
        clip.generate_requested.connect(self._generate)
        clip.takes_requested.connect(self.takes_requested)
        clip.effect_requested.connect(self.effect_for)
        self.inspector.track.cast_requested.connect(self.cast_requested)
        marks.went.connect(self.place_playhead)
        marks.loop_requested.connect(lambda start, end: self.take_loop((start, end)))
        marks.refused.connect(self.show_refusal)

    def effect_for(self, clip_id: int) -> None:
        """Ask for the effect dialog for a clip."""
        clip = self.timeline.clip(clip_id)
        self.effect_requested.emit(clip.id, clip.track_id, clip.start)

    def _split(self, clip_id: int, at: int) -> None:
        if not self._read_only:
            self.split_requested.emit(clip_id, at)

    def _scrub(self, sample: int) -> None:
        self.show_playhead(sample)
        self.scrub_requested.emit(sample)

    def _switch_snap(self, on: bool) -> None:
        self._snap = on
        self.canvas.set_snap(on=on)

    def _switch_follow(self, on: bool) -> None:
        self._follow = on
        self.canvas.set_follow(on=on)

    def _switch_cards(self, on: bool) -> None:
        self.cards.setVisible(on)

    def _lay_out(self) -> None:
        self._views = QStackedWidget(self)
        self._views.addWidget(self.canvas)
        self._views.addWidget(self.list)
        self._views.addWidget(self._bare)
        self._split_view = QSplitter(Qt.Orientation.Horizontal, self)
        left = QWidget(self)
        heads = QVBoxLayout(left)
        heads.setContentsMargins(0, 0, 0, 0)
        heads.setSpacing(0)
        heads.addWidget(self.meters)
        heads.addWidget(self.headers, 1)
        for number, widget in enumerate((left, self._views, self.inspector)):
            self._split_view.addWidget(widget)
            self._split_view.setStretchFactor(number, int(number == 1))
            self._split_view.setCollapsible(number, number == 2)
        self._split_view.setSizes([theme.scaled(width) for width in _WIDTHS])
        self._body = QWidget(self)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.banner)
        column.addWidget(self.cards)
        column.addWidget(Line(self))
        column.addWidget(self._split_view, 1)
        self._wait = QWidget(self)
        wait = QVBoxLayout(self._wait)
        wait.addStretch(1)
        wait.addWidget(self._loading, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._progress, 1)
        row.addStretch(1)
        wait.addLayout(row)
        wait.addStretch(1)
        self._pages = QStackedLayout(self)
        for page in (self._empty, self._wait, self._body):
            self._pages.addWidget(page)


def _new_clips(change: TimelineChange) -> list[Clip]:
    return [row.after for row in change.rows if row.before is None and isinstance(row.after, Clip)]
