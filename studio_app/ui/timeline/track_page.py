"""What stands at the right for the track that is looked at: name, who speaks, volume, pan, switches, how it gives way."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from studio_app.domain.edits import tracks as edits
from studio_app.domain.timeline import LOUDEST_DB, QUIETEST_DB, Ducking, Timeline, Track, TrackKind
from studio_app.ui.kit import theme
from studio_app.ui.kit.controls import button, label
from studio_app.ui.kit.dots import dot
from studio_app.ui.kit.numbers import DecimalField, WholeField
from studio_app.ui.timeline import words
from studio_app.ui.timeline.bursts import Bursts
from studio_app.ui.timeline.fields import named

if TYPE_CHECKING:
    from studio_app.domain.project import Project

#: Per cent of the way to one side that a pan goes at most.
_PAN = 100


class TrackPage(QWidget):
    """Shows one track.

    Signals:
        edit_requested(edit, str): as of the panel. cast_requested(track id): another voice for who speaks there.
    """

    edit_requested = Signal(object, str)
    cast_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline.track")
        self._track: Track | None = None
        self._bursts = Bursts()
        self._make()
        self._lay_out()

    def show_track(self, timeline: Timeline, track: Track, project: Project | None, *, writable: bool) -> None:
        """Show a track of a timeline."""
        self._track = track
        speaks = track.kind is TrackKind.VOICEOVER
        clips = words.clips(len(timeline.lane(track.id)))
        self.kind.setText(f"{words.kind(track.kind)} · {clips}")
        fields = (self.name, self.volume, self.pan, self.mute, self.solo, self.lock, self.amount, self.attack)
        blocked = [QSignalBlocker(one) for one in (*fields, self.release, self.ducks)]
        if not self.name.hasFocus():
            self.name.setText(track.name)
        self.volume.setValue(track.volume)
        self.pan.setValue(round(track.pan * _PAN))
        self.mute.setChecked(track.mute)
        self.solo.setChecked(track.solo)
        self.lock.setChecked(track.locked)
        ducking = track.ducking or Ducking()
        self.ducks.setChecked(track.ducking is not None)
        self.amount.setValue(-ducking.amount)
        self.attack.setValue(ducking.attack)
        self.release.setValue(ducking.release)
        del blocked
        self._show_speakers(track, project)
        self._form.setRowVisible(self.speaker, speaks)
        self._form.setRowVisible(self.cast, speaks)
        self.ducks.setVisible(not speaks)
        for field in (*fields, self.release, self.ducks):
            field.setEnabled(writable)
        self.speaker.setEnabled(writable and not track.locked)
        self.cast.setEnabled(writable)

    def _show_speakers(self, track: Track, project: Project | None) -> None:
        now = words.speaker_of(project, track)
        with QSignalBlocker(self.speaker):
            self.speaker.clear()
            for place, speaker in enumerate(() if project is None else project.speakers):
                self.speaker.addItem(dot(theme.speaker_colour(speaker.colour, place)), speaker.name, speaker.id)
            self.speaker.setCurrentIndex(-1 if now is None else self.speaker.findData(now.id))

    # What the person does

    def _change(self, what: str, **wanted: object) -> None:
        """Wish something of the track; turning a number in a row is one step of undo."""
        if self._track is None:
            return
        numbers = wanted.keys() & {"volume", "pan", "ducking"}
        merge = self._bursts.name(f"track-{self._track.id}-{next(iter(wanted))}") if numbers else ""
        edit = partial(edits.change_track, track_id=self._track.id, merge=merge)
        self.edit_requested.emit(partial(edit, **wanted), what)

    def _rename(self) -> None:
        name = " ".join(self.name.text().split())
        if self._track is not None and name and name != self._track.name:
            self._change(self.tr("Rename track"), name=name)

    def _pick_speaker(self, _index: int) -> None:
        if self._track is not None and self.speaker.currentData() != self._track.speaker_id:
            self._change(self.tr("Cast track"), speaker_id=self.speaker.currentData())

    def _duck(self) -> None:
        if self._track is None:
            return
        ducking = None
        if self.ducks.isChecked():
            wanted = self._track.ducking or Ducking()
            ducking = replace(
                wanted, amount=-self.amount.value(), attack=self.attack.value(), release=self.release.value()
            )
        self._change(self.tr("Duck track"), ducking=ducking)

    # Building

    def _make(self) -> None:
        self.kind = label("", "dim", self)
        self.name = named(QLineEdit(self), "track.field", self.tr("Name of the track"))
        self.name.editingFinished.connect(self._rename)
        self.speaker = named(QComboBox(self), "track.speaker", self.tr("Spoken by"))
        self.speaker.activated.connect(self._pick_speaker)
        self.cast = button(
            self.tr("Voice of the speaker…"), self._wish_cast, kind="quiet", icon="preferences", parent=self
        )
        self.cast.setObjectName("track.voice")
        self.volume = named(DecimalField(self), "track.volume_field", self.tr("Volume"))
        self.volume.setRange(QUIETEST_DB, LOUDEST_DB)
        self.volume.setSingleStep(0.5)
        self.volume.setDecimals(1)
        self.volume.setSuffix(" dB")
        self.volume.valueChanged.connect(lambda db: self._change(self.tr("Change track volume"), volume=db))
        self.pan = named(WholeField(self), "track.pan", self.tr("Pan, from −100 at the left to 100 at the right"))
        self.pan.setRange(-_PAN, _PAN)
        self.pan.setSingleStep(5)
        self.pan.valueChanged.connect(lambda pan: self._change(self.tr("Pan track"), pan=pan / _PAN))
        self.mute = self._switch("track.mute_field", self.tr("Mute"), "mute", self.tr("Mute track"))
        self.solo = self._switch("track.solo_field", self.tr("Solo"), "solo", self.tr("Solo track"))
        self.lock = self._switch("track.lock_field", self.tr("Locked"), "locked", self.tr("Lock track"))
        self._make_ducking()
        for field in (self.volume, self.pan):
            field.setKeyboardTracking(False)

    def _make_ducking(self) -> None:
        self.ducks = named(QGroupBox(self.tr("Gives way to speech"), self), "track.ducking", "")
        self.ducks.setAccessibleName(self.tr("Gives way to speech"))
        self.ducks.setCheckable(True)
        self.ducks.clicked.connect(lambda _=False: self._duck())
        self.amount = named(DecimalField(self.ducks), "track.duck_amount", self.tr("Quieter by"))
        self.amount.setRange(0, -QUIETEST_DB)
        self.amount.setDecimals(1)
        self.amount.setSuffix(" dB")
        self.attack = named(WholeField(self.ducks), "track.duck_attack", self.tr("Falls over"))
        self.release = named(WholeField(self.ducks), "track.duck_release", self.tr("Rises over"))
        for field in (self.attack, self.release):
            field.setRange(0, edits.SLOWEST_MS)
            field.setSingleStep(10)
            field.setSuffix(" ms")
        for number in (self.amount, self.attack, self.release):
            number.setKeyboardTracking(False)
            number.valueChanged.connect(lambda _: self._duck())

    def _switch(self, id_: str, text: str, name: str, what: str) -> QCheckBox:
        made = named(QCheckBox(text, self), id_, text)
        made.clicked.connect(lambda on: self._change(what, **{name: on}))
        return made

    def _wish_cast(self) -> None:
        if self._track is not None:
            self.cast_requested.emit(self._track.id)

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.setSpacing(8)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.addRow(self.tr("Name"), self.name)
        self._form.addRow(self.tr("Spoken by"), self.speaker)
        self._form.addRow("", self.cast)
        self._form.addRow(self.tr("Volume"), self.volume)
        self._form.addRow(self.tr("Pan"), self.pan)
        inner = QFormLayout(self.ducks)
        inner.setSpacing(8)
        inner.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        inner.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        inner.addRow(self.tr("Quieter by"), self.amount)
        inner.addRow(self.tr("Falls over"), self.attack)
        inner.addRow(self.tr("Rises over"), self.release)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.kind)
        column.addLayout(self._form)
        for switch in (self.mute, self.solo, self.lock):
            column.addWidget(switch)
        column.addWidget(self.ducks)
        column.addStretch(1)
