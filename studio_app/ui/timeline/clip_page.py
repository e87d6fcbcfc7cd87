"""What stands at the right of the tracks for the clips that are chosen: their text, place, duration, fades, gain and takes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio_app.domain.edits import timeline as edits
from studio_app.domain.edits.timeline import Edge
from studio_app.domain.timeline import Clip, Mode, TrackKind
from studio_app.session.standing import State
from studio_app.ui.generate.costs import costs
from studio_app.ui.kit import amounts
from studio_app.ui.kit.controls import Elided, button, label, set_look
from studio_app.ui.timeline import words
from studio_app.ui.timeline.bursts import Bursts
from studio_app.ui.timeline.fields import Lines, named
from studio_app.ui.timeline.gain_points import GainPoints
from studio_app.ui.timeline.list import like
from studio_app.ui.timeline.times import TimeField, Times

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from studio_app.domain.timeline import GainPoint
    from studio_app.ui.timeline.choice import Choice
    from studio_app.ui.timeline.words import StateOf

#: More clips than that are not asked one by one whether they are to be generated.
_MANY = 500
#: Lines of the text field.
_LINES = 5


class ClipPage(QWidget):
    """Shows one clip with all of it, or several with what can be said of them together.

    Signals:
        edit_requested(edit, str), write_requested(clip id, str): as of the panel.
        generate_requested(clip ids, Mode or None), takes_requested(clip id), effect_requested(clip id).
    """

    edit_requested = Signal(object, str)
    write_requested = Signal(int, str)
    generate_requested = Signal(object, object)
    takes_requested = Signal(int)
    effect_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline.clip")
        self._choice: Choice | None = None
        self._states: StateOf = lambda _: None
        self._bursts = Bursts()
        self._price = ""
        self._make()
        self._lay_out()

    # What is shown

    def show_choice(self, choice: Choice, states: StateOf) -> None:
        """Show the clips that are chosen; there is at least one."""
        if self._ids != choice.ids:
            self._commit_text()
            self._price = ""
        self._choice, self._states = choice, states
        one = choice.one
        self._several.setVisible(one is None)
        for widget in self._of_one:
            widget.setVisible(one is not None)
        for row in self._rows:
            self._form.setRowVisible(row, one is not None)
        self._show_common(choice)
        if one is None:
            self._show_many(choice)
        else:
            self._show_one(choice, one)

    def show_times(self, times: Times) -> None:
        """Write times in another way."""
        for field in self._times:
            field.show_times(times)
        self.gain.show_times(times)

    def show_price(self, by_engine: Mapping[str, float]) -> None:
        """Show what it costs to generate what is chosen."""
        priced = any(price > 0 for price in by_engine.values())
        self._price = f"~{costs(by_engine, 0.0)}" if priced else self.tr("free")
        self._show_generate()

    def write(self) -> None:
        """Put the keyboard into the text."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.selectAll()

    def _show_common(self, choice: Choice) -> None:
        free = choice.free
        modes, locked = choice.chosen.modes, choice.chosen.locked
        speaks = choice.kinds == {TrackKind.VOICEOVER}
        with QSignalBlocker(self.mode), QSignalBlocker(self.lock):
            self.mode.setCurrentIndex(self.mode.findData(next(iter(modes)).value) if len(modes) == 1 else -1)
            self.lock.setTristate(0 < locked < len(choice.ids))
            some = Qt.CheckState.PartiallyChecked if locked else Qt.CheckState.Unchecked
            self.lock.setCheckState(Qt.CheckState.Checked if locked == len(choice.ids) else some)
        self.mode.setEnabled(free)
        self.lock.setEnabled(choice.writable)
        self._form.setRowVisible(self.mode, speaks)
        self._show_generate()

    def _show_many(self, choice: Choice) -> None:
        length = choice.chosen.length / choice.timeline.rate
        said = words.clips(len(choice.ids))
        self._several.setText(f"{said} · {amounts.length(length)}")

    def _show_one(self, choice: Choice, clip: Clip) -> None:
        free, kind = choice.free, self._kind(clip)
        self.title.show_text(words.named(choice.timeline, clip))
        self.state.setText(words.standing(choice.timeline, clip, self._states, choice.busy))
        found = words.state_of(clip, self._states, choice.busy).value
        set_look(self.state, {"failed": "danger", "stale": "warning"}.get(found, "dim"))
        if not (self.text.hasFocus() and self.text.toPlainText() != self._written):
            self._fill_text(clip)
        self.text.setReadOnly(not free)
        names: dict[TrackKind | None, str] = {
            TrackKind.VOICEOVER: self.tr("Text"),
            TrackKind.SFX: self.tr("Prompt of the effect"),
        }
        self.text.setAccessibleName(names.get(kind, self.tr("Name of the recording")))
        self.text.setPlaceholderText(self.text.accessibleName())
        self._show_tracks(choice, clip, free=free)
        for field, sample in zip(
            self._times, (clip.start, clip.end, clip.length, clip.fade_in, clip.fade_out), strict=True
        ):
            field.show_sample(sample)
            field.setEnabled(free)
        self._show_stretch(clip)
        self.gain.show_clip(choice.timeline, clip, choice.playhead, writable=free)
        self.takes.setVisible(bool(clip.paragraph_id))
        self.effect.setVisible(kind is TrackKind.SFX)
        self.effect.setEnabled(free)

    def _show_tracks(self, choice: Choice, clip: Clip, *, free: bool) -> None:
        with QSignalBlocker(self.track):
            self.track.clear()
            for track in like(choice.timeline, clip):
                self.track.addItem(track.name, track.id)
            self.track.setCurrentIndex(self.track.findData(clip.track_id))
        self.track.setEnabled(free and self.track.count() > 1)

    def _show_stretch(self, clip: Clip) -> None:
        said = words.stretch(clip)
        self.stretch.setText(said or (self.tr("as recorded") if words.recorded(clip) else self.tr("as spoken")))
        set_look(self.stretch, "warning" if clip.strained else "dim")
        self._form.setRowVisible(self.stretch, bool(clip.sounds))

    def _show_generate(self) -> None:
        choice = self._choice
        speaks = choice is not None and choice.speaks
        self.generate.setVisible(speaks)
        self.more.setVisible(speaks and choice is not None and choice.spoken)
        due = self._due()
        text = self.tr("Generate audio") if due else self.tr("Generated")
        self.generate.setText(f"{text} · {self._price}" if self._price and due else text)
        self.generate.setAccessibleName(self.generate.text())
        self.generate.setEnabled(due)
        tip = "" if due else self.tr("What is heard fits the text and the voice. For another take, look at its takes.")
        self.generate.setToolTip(tip)
        self.generate.setAccessibleDescription(tip)

    def _due(self) -> bool:
        """Return whether there is something to generate; of very many clips that is taken for granted."""
        choice = self._choice
        if choice is None or len(choice.to_speak) > _MANY:
            return True
        found = map(choice.timeline.clip, choice.to_speak)
        return any(words.state_of(clip, self._states) is not State.GENERATED for clip in found)

    def _fill_text(self, clip: Clip) -> None:
        self._written = clip.text
        if self.text.toPlainText() != clip.text:
            with QSignalBlocker(self.text):
                self.text.setPlainText(clip.text)

    def _kind(self, clip: Clip) -> TrackKind | None:
        return self._choice.timeline.track(clip.track_id).kind if self._choice is not None else None

    # What the person does

    @property
    def _one(self) -> Clip | None:
        return self._choice.one if self._choice is not None else None

    @property
    def _ids(self) -> tuple[int, ...]:
        return self._choice.ids if self._choice is not None else ()

    def _commit_text(self) -> None:
        """Take over what was written about the clip that is shown, if it is another text."""
        clip, said = self._one, " ".join(self.text.toPlainText().splitlines())
        if clip is None or self.text.isReadOnly() or said == self._written:
            return
        self._written = said
        self.write_requested.emit(clip.id, said)

    def _move_to(self, start: int) -> None:
        if (clip := self._one) is not None:
            move = partial(edits.move_clips, clip_ids=(clip.id,), by=start - clip.start, merge=self._merge("move"))
            self.edit_requested.emit(move, self.tr("Move clip"))

    def _end_at(self, end: int) -> None:
        if (clip := self._one) is not None:
            fit = partial(edits.stretch_clip, clip_id=clip.id, edge=Edge.END, to=end, merge=self._merge("stretch"))
            self.edit_requested.emit(fit, self.tr("Stretch clip"))

    def _last(self, length: int) -> None:
        if (clip := self._one) is not None:
            self._end_at(clip.start + length)

    def _fade(self, fade_in: int | None, fade_out: int | None) -> None:
        if (clip := self._one) is not None:
            before = clip.fade_in if fade_in is None else fade_in
            behind = clip.fade_out if fade_out is None else fade_out
            fade = partial(edits.set_fades, clip_id=clip.id, fade_in=before, fade_out=behind, merge=self._merge("fade"))
            self.edit_requested.emit(fade, self.tr("Fade clip"))

    def _gain(self, points: Sequence[GainPoint]) -> None:
        if (clip := self._one) is not None:
            gain = partial(edits.set_gain, clip_id=clip.id, points=points, merge=self._merge("gain"))
            self.edit_requested.emit(gain, self.tr("Change gain"))

    def _merge(self, what: str) -> str:
        return self._bursts.name(f"{what}-{self._ids}")

    def _pick_track(self, _index: int) -> None:
        clip, choice = self._one, self._choice
        if clip is None or choice is None:
            return
        order = [track.id for track in choice.timeline.tracks]
        down = order.index(self.track.currentData()) - order.index(clip.track_id)
        if down:
            move = partial(edits.move_clips, clip_ids=(clip.id,), by=0, down=down)
            self.edit_requested.emit(move, self.tr("Move clip"))

    def _pick_mode(self, _index: int) -> None:
        mode = Mode(self.mode.currentData())
        what = self.tr("Make fixed") if mode is Mode.FIXED else self.tr("Make dynamic")
        self.edit_requested.emit(partial(edits.set_mode, clip_ids=self._ids, mode=mode), what)

    def _pick_lock(self, on: bool) -> None:
        what = self.tr("Lock clips") if on else self.tr("Unlock clips")
        self.edit_requested.emit(partial(edits.lock_clips, clip_ids=self._ids, locked=on), what)

    def _wish_generate(self, mode: Mode | None) -> None:
        self._commit_text()
        if self._choice is not None and self._choice.to_speak:
            self.generate_requested.emit(self._choice.to_speak, mode)

    def _wish_one(self, signal: Callable[[int], object]) -> None:
        if (clip := self._one) is not None:
            signal(clip.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the text over on Enter and when the keyboard leaves it; Escape brings back what held."""
        if watched is self.text and event.type() == QEvent.Type.FocusOut:
            self._commit_text()
        if watched is self.text and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._commit_text()
                return True
            if event.key() == Qt.Key.Key_Escape and self._one is not None:
                self._fill_text(self._one)
                return True
        return super().eventFilter(watched, event)

    # Building

    def _make(self) -> None:
        self._written = ""
        self._several = label("", "heading", self)
        self.title = Elided("", self)
        self.title.setProperty("look", "heading")
        self.state = label("", "dim", self, wrap=True)
        self._words = Lines(_LINES, self)
        self.text = self._words.text
        self.text.setObjectName("clip.text")
        self.text.installEventFilter(self)
        self.track = named(QComboBox(self), "clip.track", self.tr("Track"))
        self.track.activated.connect(self._pick_track)
        self.mode = named(QComboBox(self), "clip.mode", self.tr("Duration"))
        for mode in Mode:
            self.mode.addItem(words.mode(mode), mode.value)
        self.mode.activated.connect(self._pick_mode)
        self.start = self._time("clip.start", self.tr("Start"), self._move_to)
        self.end = self._time("clip.end", self.tr("End"), self._end_at)
        self.length = self._time("clip.length", self.tr("Length"), self._last)
        self.fade_in = self._time("clip.fade_in", self.tr("Fade in"), lambda at: self._fade(at, None))
        self.fade_out = self._time("clip.fade_out", self.tr("Fade out"), lambda at: self._fade(None, at))
        self._times = (self.start, self.end, self.length, self.fade_in, self.fade_out)
        self.stretch = label("", "dim", self)
        self.stretch.setObjectName("clip.stretch")
        self.gain = GainPoints(self)
        self.gain.changed.connect(self._gain)
        self.lock = named(QCheckBox(self.tr("Locked"), self), "clip.lock", self.tr("Locked"))
        self.lock.clicked.connect(self._pick_lock)
        self._make_buttons()

    def _make_buttons(self) -> None:
        self.generate = button("", lambda: self._wish_generate(None), kind="primary", icon="generate", parent=self)
        self.generate.setObjectName("clip.generate")
        self.more = QToolButton(self)
        self.more.setObjectName("clip.generate_as")
        self.more.setText("▾")
        self.more.setAccessibleName(self.tr("Generate with another duration"))
        self.more.setToolTip(self.more.accessibleName())
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self.more)
        menu.addAction(self.tr("Generate audio (fixed duration)"), partial(self._wish_generate, Mode.FIXED))
        menu.addAction(self.tr("Generate audio (dynamic duration)"), partial(self._wish_generate, Mode.DYNAMIC))
        menu.setAccessibleName(self.more.accessibleName())
        self.more.setMenu(menu)
        self.takes = button(
            self.tr("Takes…"), lambda: self._wish_one(self.takes_requested.emit), icon="takes", parent=self
        )
        self.takes.setObjectName("clip.takes")
        self.effect = button(
            self.tr("Sound effect…"), lambda: self._wish_one(self.effect_requested.emit), icon="effect", parent=self
        )
        self.effect.setObjectName("clip.effect")

    def _time(self, id_: str, name: str, changed: Callable[[int], object]) -> TimeField:
        made = named(TimeField(name, self), id_, name)
        made.changed.connect(changed)
        return made

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.setSpacing(8)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in (
            (self.tr("Track"), self.track),
            (self.tr("Duration"), self.mode),
            (self.tr("Start"), self.start),
            (self.tr("End"), self.end),
            (self.tr("Length"), self.length),
            (self.tr("Stretch"), self.stretch),
            (self.tr("Fade in"), self.fade_in),
            (self.tr("Fade out"), self.fade_out),
        ):
            self._form.addRow(name, field)
        go = QHBoxLayout()
        go.setSpacing(4)
        go.addWidget(self.generate, 1)
        go.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._several, self.title, self.state, self._words):
            column.addWidget(widget)
        column.addLayout(go)
        column.addWidget(self.effect)
        column.addLayout(self._form)
        column.addWidget(self.gain)
        column.addWidget(self.lock)
        column.addWidget(self.takes)
        column.addStretch(1)
        self._rows: tuple[QWidget, ...] = (self.track, *self._times, self.stretch)
        self._of_one: tuple[QWidget, ...] = (self.title, self.state, self._words, self.gain, self.takes, self.effect)
