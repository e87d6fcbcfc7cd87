"""What stands at the right of the tracks: the clips that are chosen, else the track that is looked at, else the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from studio_app.ui.kit import theme
from studio_app.ui.kit.controls import label
from studio_app.ui.timeline.clip_page import ClipPage
from studio_app.ui.timeline.marks_page import MarksPage
from studio_app.ui.timeline.track_page import TrackPage

if TYPE_CHECKING:
    from studio_app.domain.project import Project
    from studio_app.ui.timeline.times import Times
    from studio_app.ui.timeline.verbs import Choice
    from studio_app.ui.timeline.words import StateOf

_WIDTH = 270


class Inspector(QWidget):
    """See the module docstring. Its pages are ``clip``, ``track`` and ``marks``.

    Signals:
        edit_requested(edit, str), write_requested(clip id, str): as of the panel.
    """

    edit_requested = Signal(object, str)
    write_requested = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline.inspector")
        self.setAccessibleName(self.tr("Settings of what is chosen"))
        self.clip, self.track, self.marks = ClipPage(self), TrackPage(self), MarksPage(self)
        for page in (self.clip, self.track, self.marks):
            page.edit_requested.connect(self.edit_requested)
        self.clip.write_requested.connect(self.write_requested)
        self._title = label("", "section", self)
        self._pages = QStackedWidget(self)
        for page in (self.clip, self.track, self.marks):
            self._pages.addWidget(page)
        inner = QWidget(self)
        room = QVBoxLayout(inner)
        room.setContentsMargins(12, 8, 12, 12)
        room.setSpacing(8)
        room.addWidget(self._title)
        room.addWidget(self._pages, 1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        self._size()
        theme.themes().changed.connect(self._size)

    def show_choice(self, choice: Choice, track_id: int | None, project: Project | None, states: StateOf) -> None:
        """Show what is chosen; ``track_id`` is the track looked at, None: none."""
        tracks = {track.id: track for track in choice.timeline.tracks}
        if choice.clips:
            self._title.setText(self.tr("Clip") if choice.one is not None else self.tr("Clips"))
            self.clip.show_choice(choice, states)
            self._turn(self.clip)
        elif track_id in tracks:
            self._title.setText(self.tr("Track"))
            self.track.show_track(choice.timeline, tracks[track_id], project, writable=choice.writable)
            self._turn(self.track)
        else:
            self._title.setText(self.tr("Timeline"))
            self.marks.show_timeline(choice.timeline, choice.playhead, writable=choice.writable)
            self._turn(self.marks)

    def show_times(self, times: Times) -> None:
        """Write times in another way."""
        self.clip.show_times(times)
        self.marks.show_times(times)

    def _turn(self, page: QWidget) -> None:
        """Turn to a page; the others take no room, so that a short one does not scroll."""
        if self._pages.currentWidget() is not page:
            self._pages.setCurrentWidget(page)

    def _size(self) -> None:
        self.setMinimumWidth(theme.scaled(_WIDTH))
