"""The bar above the timeline: playing, where the playhead is, view, snapping, adding, generating and exporting."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from studio_app.domain.text.timecode import FRAME_RATES
from studio_app.domain.timeline import TrackKind
from studio_app.ui.generate.costs import costs
from studio_app.ui.kit import icons, theme
from studio_app.ui.kit.controls import IconButton, button
from studio_app.ui.timeline import words
from studio_app.ui.timeline.times import TimeField, TimeForm, Times

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QResizeEvent

#: The least width, in pixels at the usual text size.
_LEAST = 440


class TimelineBar(QWidget):
    """Knows no timeline; the panel tells it.

    Signals:
        transport_requested(str): "play" (or pause), "stop", "start", "end".
        loop_switched(bool), snap_switched(bool), follow_switched(bool), cards_switched(bool), list_switched(bool).
        playhead_requested(int). times_changed(Times): another form or frame rate.
        zoom_requested(str): "in", "out", "all", "selection".
        add_requested(str): a ``TrackKind`` for a track; "clip", "effect", "media", "script" for what is on one.
        generate_stale_requested(), export_requested(), close_requested(): the timeline is to be given up.
    """

    transport_requested = Signal(str)
    loop_switched = Signal(bool)
    snap_switched = Signal(bool)
    follow_switched = Signal(bool)
    cards_switched = Signal(bool)
    list_switched = Signal(bool)
    playhead_requested = Signal(object)
    times_changed = Signal(object)
    zoom_requested = Signal(str)
    add_requested = Signal(str)
    generate_stale_requested = Signal()
    export_requested = Signal()
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline.bar")
        self.setAccessibleName(self.tr("Timeline tools"))
        self._times = Times()
        self._make_transport()
        self._make_view()
        self._make_work()
        self._lay_out()
        self.show_stale(0)
        theme.themes().changed.connect(self._retheme)

    # What is shown

    def show_playing(self, *, playing: bool) -> None:
        """Show whether it plays."""
        self.play.show_icon("pause" if playing else "play", self.tr("Pause") if playing else self.tr("Play"))

    def show_playhead(self, sample: int) -> None:
        """Show where the playhead is."""
        self.time.show_sample(sample)

    def show_times(self, times: Times) -> None:
        """Show how times are written."""
        self._times = times
        self.time.show_times(times)
        with QSignalBlocker(self.form):
            wanted = times.frames.name if times.form is TimeForm.FRAMES else times.form.value
            self.form.setCurrentIndex(self.form.findData(wanted))

    def show_switches(self, *, loop: bool, snap: bool, follow: bool, cards: bool, listed: bool) -> None:
        """Show what is on."""
        for made, on in (
            (self.loop, loop),
            (self.snap, snap),
            (self.follow, follow),
            (self.cards, cards),
            (self.list, listed),
        ):
            made.setChecked(on)
        self._listed = listed
        self._fit()

    def show_stale(self, clips: int, by_engine: Mapping[str, float] | None = None) -> None:
        """Show how many clips are to be generated, and what that costs where it is known."""
        text = self.tr("Generate stale")
        if clips:
            text = self.tr("Generate {clips}").format(clips=words.clips(clips))
        if clips and by_engine is not None:
            priced = any(price > 0 for price in by_engine.values())
            text = f"{text} · " + (f"~{costs(by_engine, 0.0)}" if priced else self.tr("free"))
        self._stale_text = text
        self.stale.setAccessibleName(text)
        self._fit()
        self._stale = clips
        self.stale.setEnabled(bool(clips) and self._writable)

    def show_writable(self, *, on: bool) -> None:
        """Offer what changes something, or not."""
        self._writable = on
        for made in (self.add, self._script, self._give_up):
            made.setEnabled(on)
        self.stale.setEnabled(bool(self._stale) and on)

    def show_sound(self, *, on: bool) -> None:
        """Offer playing, or not: there is nothing to hear."""
        for made in (self.play, self.stop, self.start, self.loop):
            made.setEnabled(on)

    # Building

    def _make_transport(self) -> None:
        self._writable, self._stale = True, 0
        self._listed, self._stale_text = False, ""
        self.start = self._icon("previous", "start", self.tr("To the start"), "start")
        self.play = IconButton("play", self.tr("Play"), self, role="on_accent")
        self.play.setProperty("kind", "round")
        self.play.setObjectName("timeline.play")
        self.play.clicked.connect(lambda _=False: self.transport_requested.emit("play"))
        self.stop = self._icon("stop", "stop", self.tr("Stop"), "stop")
        self.loop: IconButton = self._switch("loop", self.tr("Loop the selection, or all"), self.loop_switched)
        self.time = TimeField(self.tr("Playhead"), self)
        self.time.setObjectName("timeline.time")
        self.time.changed.connect(self.playhead_requested)
        self.form = QComboBox(self)
        self.form.setObjectName("timeline.form")
        self.form.setAccessibleName(self.tr("How times are written"))
        self.form.setToolTip(self.form.accessibleName())
        self.form.addItem(self.tr("h:m:s.ms"), TimeForm.CLOCK.value)
        self.form.addItem(self.tr("Samples"), TimeForm.SAMPLES.value)
        for name in FRAME_RATES:
            self.form.addItem(self.tr("{rate} fps").format(rate=name), name)
        self.form.activated.connect(self._pick_form)

    def _make_view(self) -> None:
        self.snap = self._switch("snap", self.tr("Snap; Shift lets go while dragging"), self.snap_switched)
        self.follow = self._switch("follow", self.tr("Follow the playhead"), self.follow_switched)
        self.zoom_out = self._icon("zoom_out", "zoom_out", self.tr("Zoom out"))
        self.zoom_in = self._icon("zoom_in", "zoom_in", self.tr("Zoom in"))
        self.zoom_out.clicked.connect(lambda _=False: self.zoom_requested.emit("out"))
        self.zoom_in.clicked.connect(lambda _=False: self.zoom_requested.emit("in"))
        self.fit = IconButton("fit", self.tr("Zoom to all or to the selection"), self)
        self.fit.setObjectName("timeline.fit")
        self.fit.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.fit)
        menu.addAction(self.tr("Zoom to all"), partial(self.zoom_requested.emit, "all"))
        menu.addAction(self.tr("Zoom to the selection"), partial(self.zoom_requested.emit, "selection"))
        menu.setAccessibleName(self.fit.accessibleName())
        self.fit.setMenu(menu)
        self.cards = self._switch("cards", self.tr("Cards with the text of the clips"), self.cards_switched)
        self.list = self._switch("list", self.tr("List of the clips"), self.list_switched)

    def _make_work(self) -> None:
        self.add = QPushButton(self.tr("Add"), self)
        self.add.setObjectName("timeline.add")
        self.add.setAccessibleName(self.tr("Add a track, a clip or a sound"))
        menu = QMenu(self.add)
        self._kinds = [
            (menu.addAction(self._track_text(kind), partial(self.add_requested.emit, kind.value)), kind)
            for kind in TrackKind
        ]
        menu.addSeparator()
        menu.addAction(self.tr("Clip at the playhead"), partial(self.add_requested.emit, "clip"))
        menu.addAction(self.tr("Sound effect…"), partial(self.add_requested.emit, "effect"))
        menu.addAction(self.tr("Audio file…"), partial(self.add_requested.emit, "media"))
        menu.setAccessibleName(self.add.accessibleName())
        self.add.setMenu(menu)
        self.stale = button("", self.generate_stale_requested.emit, icon="generate", parent=self)
        self.stale.setObjectName("timeline.generate_stale")
        self.export = button(self.tr("Export…"), self.export_requested.emit, icon="export", parent=self)
        self.export.setObjectName("timeline.export")
        self.more = IconButton("more", self.tr("More about the timeline"), self)
        self.more.setObjectName("timeline.more")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more = QMenu(self.more)
        self._script = more.addAction(self.tr("Import a script…"), partial(self.add_requested.emit, "script"))
        self._give_up = more.addAction(self.tr("Lay out by the pauses again"), self.close_requested.emit)
        more.setAccessibleName(self.more.accessibleName())
        self.more.setMenu(more)
        self._retheme()

    def _track_text(self, kind: TrackKind) -> str:
        return self.tr("Track: {kind}").format(kind=words.kind(kind))

    def _retheme(self) -> None:
        for action, kind in self._kinds:
            action.setIcon(icons.icon(words.KIND_ICONS[kind]))
        self.time.setFixedWidth(theme.scaled(126))

    def _icon(self, icon: str, id_: str, name: str, transport: str = "") -> IconButton:
        made = IconButton(icon, name, self)
        made.setObjectName(f"timeline.{id_}")
        if transport:
            made.clicked.connect(lambda _=False: self.transport_requested.emit(transport))
        return made

    def _switch(self, icon: str, name: str, switched: SignalInstance) -> IconButton:
        made = self._icon(icon, icon, name)
        made.setCheckable(True)
        made.clicked.connect(switched)
        return made

    def _pick_form(self, _index: int) -> None:
        wanted = self.form.currentData()
        if wanted in FRAME_RATES:
            self.times_changed.emit(Times(self._times.rate, TimeForm.FRAMES, FRAME_RATES[wanted]))
        else:
            self.times_changed.emit(Times(self._times.rate, TimeForm(wanted), self._times.frames))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave out what there is no room for; it is all in menus or on keys, too."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        view = (self.zoom_in, self.zoom_out, self.fit, self.snap, self.follow)
        self._arrange(form=True, words_=True)
        for made in view:
            made.setVisible(not self._listed)
        less: tuple[Callable[[], None], ...] = (
            partial(self._arrange, form=False, words_=True),
            partial(self._arrange, form=False, words_=False),
            *(made.hide for made in view),
        )
        for leave_out in less:
            if self._row.sizeHint().width() <= self.width():
                break
            leave_out()

    def _arrange(self, *, form: bool, words_: bool) -> None:
        self.form.setVisible(form)
        for work, text in ((self.stale, self._stale_text), (self.export, self.tr("Export…"))):
            work.setText(text if words_ else "")
            work.setToolTip("" if words_ else text)

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(4)
        for made in (self.start, self.play, self.stop, self.loop, self.time, self.form):
            row.addWidget(made)
        row.addSpacing(8)
        for made in (self.snap, self.follow, self.zoom_out, self.zoom_in, self.fit, self.cards, self.list):
            row.addWidget(made)
        row.addStretch(1)
        for work in (self.add, self.stale, self.export, self.more):
            row.addWidget(work)
        self.setMinimumWidth(theme.scaled(_LEAST))
