"""What stands at the right: a page for the clips that are chosen, one for the track looked at, one for the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from studio_app.ui.kit import theme
from studio_app.ui.timeline.clip_page import ClipPage
from studio_app.ui.timeline.marks_page import MarksPage
from studio_app.ui.timeline.track_page import TrackPage

if TYPE_CHECKING:
    from studio_app.domain.project import Project
    from studio_app.ui.timeline.choice import Choice
    from studio_app.ui.timeline.times import Times
    from studio_app.ui.timeline.words import StateOf

_WIDTH = 270
_CLIP, _TRACK, _MARKS = range(3)


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
        self._choice: Choice | None = None
        self._track_id: int | None = None
        self._project: Project | None = None
        self._states: StateOf = lambda _: None
        self.tabs = QTabBar(self)
        self.tabs.setObjectName("timeline.inspector_tabs")
        self.tabs.setAccessibleName(self.accessibleName())
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self._pages = QStackedWidget(self)
        for page, text in (
            (self.clip, self.tr("Clip")),
            (self.track, self.tr("Track")),
            (self.marks, self.tr("Timeline")),
        ):
            self.tabs.addTab(text)
            self._pages.addWidget(page)
        self.tabs.currentChanged.connect(lambda _: self._fill())
        inner = QWidget(self)
        room = QVBoxLayout(inner)
        room.setContentsMargins(12, 8, 12, 12)
        room.setSpacing(8)
        room.addWidget(self._pages, 1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(scroll, 1)
        for field in (*inner.findChildren(QAbstractSpinBox), *inner.findChildren(QComboBox)):
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.installEventFilter(self)
        self._size()
        theme.themes().changed.connect(self._size)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Leave the wheel to who scrolls the page: a field under the mouse is not turned by it."""
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def show_choice(self, choice: Choice, track_id: int | None, project: Project | None, states: StateOf) -> None:
        """Show what is chosen; ``track_id`` is the track looked at, None: none. Another choice turns to its page."""
        before = self._choice, self._track_id
        if track_id not in {track.id for track in choice.timeline.tracks}:
            track_id = None
        self._choice, self._track_id, self._project, self._states = choice, track_id, project, states
        with QSignalBlocker(self.tabs):
            self.tabs.setTabText(_CLIP, self.tr("Clips") if len(choice.ids) > 1 else self.tr("Clip"))
            self.tabs.setTabEnabled(_CLIP, bool(choice.ids))
            self.tabs.setTabEnabled(_TRACK, track_id is not None)
            if before[0] is None or before[1] != track_id or before[0].ids != choice.ids:
                self.tabs.setCurrentIndex(_CLIP if choice.ids else _MARKS if track_id is None else _TRACK)
            if not self.tabs.isTabEnabled(self.tabs.currentIndex()):
                self.tabs.setCurrentIndex(_MARKS)
        self._fill()

    def show_marks(self) -> None:
        """Turn to what is of the whole timeline."""
        self.tabs.setCurrentIndex(_MARKS)

    def _fill(self) -> None:
        """Show what is on the page that is turned to."""
        choice, page = self._choice, self.tabs.currentIndex()
        if choice is None:
            return
        if page == _CLIP and choice.ids:
            self.clip.show_choice(choice, self._states)
        elif page == _TRACK and self._track_id is not None:
            track = choice.timeline.track(self._track_id)
            self.track.show_track(choice.timeline, track, self._project, writable=choice.writable)
        elif page == _MARKS:
            self.marks.show_timeline(choice.timeline, choice.playhead, writable=choice.writable)
        self._pages.setCurrentIndex(page)

    def show_times(self, times: Times) -> None:
        """Write times in another way."""
        self.clip.show_times(times)
        self.marks.show_times(times)

    def _size(self) -> None:
        self.setMinimumWidth(theme.scaled(_WIDTH))
