"""What is heard of the timeline that is shown, and where its playhead is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from studio_app.domain.timeline import TrackKind
from studio_app.session.timeline_player import TimelinePlayer

if TYPE_CHECKING:
    from studio_app.session.studio import Studio
    from studio_app.session.timeline_player import TimelinePlayerChanged, TimelinePlayerFailed, TimelinePlayerMoved
    from studio_app.ui.shell.timelines import Timelines
    from studio_app.ui.timeline.panel import TimelinePanel

#: How often the meters are looked at while it plays.
_METERS_MS = 50


class TimelineListening(QObject):
    """Plays the timeline that ``Timelines`` shows."""

    def __init__(self, timelines: Timelines) -> None:
        super().__init__(timelines)
        self._timelines = timelines
        self._desk = timelines.desk
        self._window = timelines.desk.parts.window
        self.player: TimelinePlayer | None = None
        #: The paragraph that is shown as being heard.
        self._heard = 0
        self._metering = QTimer(self, interval=_METERS_MS)
        self._metering.timeout.connect(self._show_levels)

    @property
    def _panel(self) -> TimelinePanel:
        return self._timelines.panel

    def begin(self, studio: Studio) -> None:
        """Take a project that was opened."""
        self.player = TimelinePlayer(studio, self._desk.announce)
        self.apply_options()

    async def end(self) -> None:
        """Let the project go."""
        self._metering.stop()
        player, self.player = self.player, None
        if player is not None:
            await player.close()

    def apply_options(self) -> None:
        """Let speed and volume be as the settings say."""
        held, player = self._desk.parts.settings, self.player
        if player is not None:
            player.speed = held.number("play.speed") / 100
            player.volume = held.number("play.volume") / 100

    def prepare(self, chapter_id: int) -> None:
        """Make ready to play the timeline of a chapter."""
        if self.player is not None and self.player.state.chapter_id != chapter_id:
            self.player.prepare(chapter_id)

    def refresh(self) -> None:
        """Play what can be heard now: recordings that were missing are there."""
        if self.player is not None:
            self.player.refresh()

    # Wishes

    def toggle(self) -> None:
        """Play from the playhead; while playing pause, while paused go on."""
        player = self.player
        if player is None or not self._timelines.there:
            return
        state = player.state
        if state.playing and not state.paused:
            player.pause()
        elif state.playing:
            player.resume()
        else:
            self.play(self._panel.playhead)

    def play(self, at: int) -> None:
        """Play from a sample; round the loop where one is set and the sample is not behind it."""
        player, panel = self.player, self._panel
        if player is None:
            return
        self._desk.listening.stop()
        self._desk.voicing.stop_sample()
        loop = panel.loop if panel.loop is not None and at < panel.loop[1] else None
        if loop is not None:
            self._timelines.attempt(
                player.play(panel.chapter_id, max(at, loop[0]), loop[1], loop=True, back_to=loop[0])
            )
        else:
            end = panel.timeline.length
            self._timelines.attempt(player.play(panel.chapter_id, 0 if at >= end else at))

    def play_paragraph(self, paragraph_id: int) -> bool:
        """Play the timeline from the clip of a paragraph; return False where it is on none that is shown."""
        clip = self._panel.timeline.clip_of(paragraph_id) if self._timelines.there else None
        if clip is None:
            return False
        self._panel.place_playhead(clip.start)
        self.play(clip.start)
        return True

    def stop(self) -> None:
        """Be silent."""
        if self.player is not None:
            self.player.stop()

    def play_chapter(self, chapter_id: int) -> bool:
        """Play the timeline of a chapter from its start; return False where it has none or is not the one shown."""
        if not self._timelines.there or chapter_id != self._panel.chapter_id:
            return False
        self._panel.place_playhead(0)
        self.play(0)
        return True

    @property
    def wanted(self) -> bool:
        """Whether the key that plays is meant for the timeline: it plays, or the keyboard is on it."""
        focus = QApplication.focusWidget()
        if self.player is not None and self.player.state.playing:
            return True
        return self._timelines.there and focus is not None and self._timelines.place.isAncestorOf(focus)

    def transport(self, wish: str) -> None:
        """Play, pause or stop."""
        if wish == "stop":
            self.stop()
        else:
            self.toggle()

    def seek(self, sample: int) -> None:
        """Put the playhead there."""
        if self.player is not None:
            self.player.seek(sample)

    def scrub(self, sample: int) -> None:
        """Let a moment be heard."""
        if self.player is not None:
            self.player.scrub(sample)

    def end_scrub(self) -> None:
        """The playhead was let go."""
        if self.player is not None:
            self.player.end_scrub()

    def set_loop(self, loop: tuple[int, int] | None) -> None:
        """Play round and round, or straight on."""
        if self.player is not None:
            self.player.set_loop(loop)

    # What the player says

    def player_changed(self, event: TimelinePlayerChanged) -> None:
        """Show whether it plays."""
        if self._timelines.made is None:
            return
        state = event.state
        heard = state.playing and not state.paused
        self._panel.show_playing(playing=heard)
        self._desk.parts.actions.state(playing=state.playing or self._desk.listening.playing)
        if heard or state.scrubbing:
            self._metering.start()
        else:
            self._metering.stop()
            self._panel.show_levels(None)
        if not state.playing and self._heard and (panels := self._window.panels) is not None:
            self._heard = 0
            panels.editor.clear_highlight()

    def player_moved(self, event: TimelinePlayerMoved) -> None:
        """Show where the playhead is, and in the text what is said there."""
        self._panel.show_playhead(event.sample)
        state = self.player.state if self.player is not None else None
        if state is not None and state.playing and not state.paused:
            self._follow_voice(event.sample)

    def _follow_voice(self, sample: int) -> None:
        panels, timeline = self._window.panels, self._panel.timeline
        spoken = (timeline.at(t.id, sample) for t in timeline.tracks if t.kind is TrackKind.VOICEOVER)
        paragraph_id = next((clip.paragraph_id for clip in spoken if clip is not None and clip.paragraph_id), 0)
        if paragraph_id and paragraph_id != self._heard and panels is not None:
            self._heard = paragraph_id
            panels.editor.highlight(paragraph_id, 0, 0)

    def player_failed(self, event: TimelinePlayerFailed) -> None:
        """Say what could not be played."""
        self._panel.show_notice(event.error.sentence, "warning")

    def _show_levels(self) -> None:
        if self.player is not None:
            self._panel.show_levels(self.player.levels())

    def reset_meters(self) -> None:
        """Measure the loudness anew."""
        if self.player is not None:
            self.player.measure_anew()
