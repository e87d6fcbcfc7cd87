"""Playing: wishes of editor, chapters, takes and transport go to the player; what it announces is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.session.player import PlayFrom
from studio_app.session.work import Scope
from studio_app.ui.generate.costs import costs
from studio_app.ui.kit import amounts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_app.domain.manuscript import Paragraph
    from studio_app.session.player import (
        Player,
        PlayerChanged,
        PlayerFailed,
        PlayerMoved,
        PlayerNeeds,
        PlayerState,
    )
    from studio_app.session.work import JobView, TakeChoice
    from studio_app.ui.shell.desk import Desk

_SLOWEST, _FASTEST, _STEP = 0.5, 3.0, 0.1


class Listening(QObject):
    """What is heard of the open project."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._window = desk.parts.window
        self._start = desk.runner.start
        self._offered: frozenset[int] = frozenset()
        self._rest: list[TakeChoice] = []
        self._take = 0
        self._begun = False
        self._told: Callable[[bool], object] | None = None

    @property
    def _player(self) -> Player | None:
        return self._desk.player

    @property
    def playing(self) -> bool:
        """Whether something of the book is played, or paused."""
        return self._player is not None and self._player.state.playing

    # Wishes

    def toggle(self) -> None:
        """Play from the cursor; while playing pause, while paused go on. A chapter with a timeline is played by it."""
        player, panels = self._player, self._window.panels
        if player is None or panels is None:
            return
        if self._desk.timelines.listening.wanted:
            self._desk.timelines.listening.toggle()
            return
        state = player.state
        if state.playing and not state.paused:
            player.pause()
        elif state.playing:
            player.resume()
        else:
            panels.editor.play_from_cursor()

    def play_from(self, paragraph_id: int, offset: int) -> None:
        """Play from a code point of a paragraph on."""
        if not self._desk.timelines.listening.play_paragraph(paragraph_id):
            self._play(PlayFrom(paragraph_id=paragraph_id, offset=offset))

    def play_paragraph(self) -> None:
        """Play from the start of the paragraph with the cursor."""
        if (panels := self._window.panels) is not None and (where := panels.editor.cursor) is not None:
            self.play_from(where[0], 0)

    def play_selection(self) -> None:
        """Play the selected paragraphs."""
        if (panels := self._window.panels) is not None and (ids := panels.editor.selected_paragraphs):
            self._play(PlayFrom(selection=ids))

    def play_chapter(self, chapter_id: int) -> None:
        """Play a chapter, by its timeline where it has one."""
        if not self._desk.timelines.listening.play_chapter(chapter_id):
            self._play(PlayFrom(chapter_id=chapter_id))

    def play_book(self) -> None:
        """Play the book from its start."""
        self._play(PlayFrom())

    def _play(self, start: PlayFrom) -> None:
        self.end_takes()
        self._desk.timelines.listening.stop()
        self._offered = frozenset()
        if self._player is not None:
            self._start(self._player.play, start)

    def play_take(self, choice: TakeChoice, seconds: float) -> None:
        """Hear a take alone."""
        self.end_takes()
        if self._player is not None:
            self._start(self._player.play_take, choice, seconds)

    def play_takes(self, takes: Sequence[TakeChoice], told: Callable[[bool], object]) -> None:
        """Hear takes one after the other; ``told`` whether they are heard now."""
        self.end_takes()
        if self._player is not None and takes:
            self._desk.voicing.stop_sample()
            self._rest, self._told = list(takes), told
            told(True)
            self._next_take()

    def _next_take(self) -> None:
        choice = self._rest.pop(0)
        self._take, self._begun = choice.id, False
        if self._player is not None:
            self._start(self._player.play_take, choice, 0.0)

    def _take_over(self, state: PlayerState) -> None:
        """Go on with the next take where one was heard to its end."""
        if self._told is None:
            return
        if state.playing:
            if self._begun and state.take_id != self._take:
                self.end_takes()  # something else is heard now
            self._begun = self._begun or state.take_id == self._take
        elif self._begun and self._rest:
            self._next_take()
        elif self._begun:
            self.end_takes()

    def end_takes(self) -> None:
        """Play no more of the takes that are heard one after the other."""
        told, self._told, self._rest = self._told, None, []
        if told is not None:
            told(False)

    def play_job(self, view: JobView | None) -> None:
        """Hear what a generation made, from its first paragraph."""
        studio = self._desk.studio
        if view is None or studio is None:
            return
        chosen = getattr(view.result, "paragraph_ids", ()) or ()
        self._play(PlayFrom(paragraph_id=chosen[0]) if chosen else PlayFrom())

    def stop(self) -> None:
        """Be silent."""
        self.end_takes()
        self._desk.timelines.listening.stop()
        if self._player is not None:
            self._player.stop()

    def next(self) -> None:
        """Go on with the next paragraph."""
        if self._player is not None:
            self._player.skip(1)

    def previous(self) -> None:
        """Hear the paragraph before."""
        if self._player is not None:
            self._player.skip(-1)

    def set_speed(self, speed: float) -> None:
        """Play at this speed, kept for the next time."""
        wished = min(_FASTEST, max(_SLOWEST, round(speed, 2)))
        self._desk.set_option("play.speed", round(wished * 100))

    def faster(self) -> None:
        """Play a step faster."""
        self.set_speed(self._desk.parts.settings.number("play.speed") / 100 + _STEP)

    def slower(self) -> None:
        """Play a step slower."""
        self.set_speed(self._desk.parts.settings.number("play.speed") / 100 - _STEP)

    def normal(self) -> None:
        """Play as it was spoken."""
        self.set_speed(1.0)

    def set_volume(self, volume: int) -> None:
        """Play this loud, 0 to 100."""
        self._desk.set_option("play.volume", volume)

    def set_follow(self, on: bool) -> None:
        """Keep what is heard in view, or do not."""
        self._desk.set_option("play.follow", on)

    def apply_options(self) -> None:
        """Let speed, volume and follow be as the settings say."""
        held, panels = self._desk.parts.settings, self._window.panels
        speed, volume, follow = held.number("play.speed") / 100, held.number("play.volume"), held.switch("play.follow")
        if (player := self._player) is not None:
            player.speed = speed
            player.volume = volume / 100
        if panels is not None:
            panels.editor.follow = follow
            panels.transport.show_speed(speed)
            panels.transport.show_volume(volume)
            panels.transport.show_follow(on=follow)
        self._desk.parts.actions["transport.follow"].setChecked(follow)

    # What the player says

    def player_changed(self, event: PlayerChanged) -> None:
        """Show whether and what it plays."""
        panels, studio = self._window.panels, self._desk.studio
        if panels is None or studio is None:
            return
        state = event.state
        self._take_over(state)
        where = ""
        if state.chapter_id is not None and any(c.id == state.chapter_id for c in studio.project.chapters):
            where = studio.project.chapter(state.chapter_id).title
        if state.waiting and not state.paused:
            where = self.tr("Waiting for the voice…")
        panels.transport.show_state(state, where)
        self._desk.parts.actions.state(playing=state.playing)
        heard = state.take_id if state.playing and not state.paused else None
        panels.takes.show_playing(heard, state.seconds, state.speed)
        if not state.playing:
            panels.editor.clear_highlight()

    def player_moved(self, event: PlayerMoved) -> None:
        """Show the word being heard."""
        panels, player = self._window.panels, self._player
        if panels is None or player is None:
            return
        panels.editor.highlight(event.paragraph_id, event.start, event.end)
        panels.transport.show_seconds(event.seconds, player.state.length_s)

    def player_failed(self, event: PlayerFailed) -> None:
        """Say which recording was passed over, and why."""
        self._window.banner.say(event.error.sentence, "warning")

    def player_needs(self, event: PlayerNeeds) -> None:
        """Offer to generate what is to be heard next and has no take; playing goes on by itself when takes arrive."""
        needed = frozenset(event.paragraph_ids)
        if not needed or needed <= self._offered:
            return
        self._offered |= needed
        self._desk.work.look_at(event.paragraph_ids)
        self._start(self._offer, tuple(event.paragraph_ids))

    async def _offer(self, paragraph_ids: tuple[int, ...]) -> None:
        studio, panels = self._desk.studio, self._window.panels
        if studio is None or panels is None:
            return
        making, banner = self._desk.making, self._window.banner
        paragraph = studio.project.paragraph(paragraph_ids[0])
        from_here = _rest_of_chapter(studio.project.paragraphs.get(paragraph.chapter_id, ()), paragraph_ids)
        estimate = await self._desk.work.estimate(Scope(paragraph_ids=from_here))
        if not estimate.segments:
            return

        def go() -> None:
            banner.hide()
            making.generate_from(from_here)

        needed = self.tr("{characters} characters, {time} of speech, {cost}.", "", estimate.characters).format(
            characters=amounts.count(estimate.characters),
            time=amounts.roughly(estimate.audio_s),
            cost=costs(estimate.by_engine, estimate.credits),
        )
        said = self.tr("This text has not been spoken yet. Playing begins as soon as the first words are there.")
        banner.say(
            f"{said} {needed}",
            "",
            ((self.tr("Generate from here"), go),),
        )


def _rest_of_chapter(paragraphs: tuple[Paragraph, ...], needed: tuple[int, ...]) -> tuple[int, ...]:
    """Return the ids from the first needed paragraph to the end of its chapter."""
    ids = [paragraph.id for paragraph in paragraphs]
    return tuple(ids[ids.index(needed[0]) :]) if needed[0] in ids else needed
