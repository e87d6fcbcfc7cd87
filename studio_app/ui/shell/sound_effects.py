"""Sound effects from words: made as a job, several to choose from; the chosen one is put on the timeline."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject

from studio_app.domain.edits.adding import add_effect, place_effect
from studio_app.domain.errors import LecternError, MaybeBilled
from studio_app.session.effects import VARIANTS, Effected, effect_sound, is_placeholder
from studio_app.session.once import Stage
from studio_app.session.work_views import OVER
from studio_app.ui.kit.dialogs import shown
from studio_app.ui.timeline.effect_dialog import EffectDialog, Variant
from studio_app.ui.voices.words import engine_name

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from studio_app.domain.takes import Take
    from studio_app.domain.timeline import Effect
    from studio_app.session.player import PlayerChanged
    from studio_app.session.work import JobView
    from studio_app.ui.shell.desk import Desk

_T = TypeVar("_T")


class SoundEffects(QObject):
    """Answers ``EffectDialog``. One is open at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._window = desk.parts.window
        self._start = desk.runner.start
        self._effects = desk.work.effects
        self._dialog: EffectDialog | None = None
        self._job = 0
        self._refusal: LecternError | None = None
        self._asked: tuple[tuple[int, int], str, str, Effect] | None = None
        self._takes: dict[int, Take] = {}
        #: The clips whose effects are being made, as (chapter, clip), by job.
        self._made_for: dict[int, tuple[int, int]] = {}

    def open_(self, clip_id: int, track_id: int, at: int) -> None:
        """Open the dialog for a clip, or (0) for a new one on a track, or (0) on a new track."""
        if self._dialog is None:
            self._start(self._open, clip_id, track_id, at)

    async def _open(self, clip_id: int, track_id: int, at: int) -> None:
        panel = self._desk.timelines.panel
        able = await self._desk.work.backstage(self._effects.offers)
        if self._dialog is not None:  # asked for twice
            return
        clip = panel.timeline.clip(clip_id) if clip_id else None
        engines = [(name, engine_name(name)) for name in able]
        dialog = self._dialog = EffectDialog(
            engines, clip.text if clip else "", clip.effect if clip else None, self._window
        )
        dialog.abilities_requested.connect(lambda engine: self._start(self._show_abilities, engine))
        dialog.price_requested.connect(lambda *wish: self._start(self._price, *wish))
        dialog.generate_requested.connect(partial(self._generate, (panel.chapter_id, clip_id)))
        dialog.hear_requested.connect(self._hear)
        dialog.stop_requested.connect(self._desk.listening.stop)
        dialog.use_requested.connect(lambda *wish: self._start(self._use, clip_id, track_id, at, *wish))
        dialog.accounts_requested.connect(lambda: self._desk.asides.preferences("Accounts"))
        dialog.start()
        await shown(dialog)
        self._dialog = None
        dialog.deleteLater()

    async def _show_abilities(self, engine: str) -> None:
        found = await self._told(lambda: self._effects.abilities(engine))
        if found is not None and self._dialog is not None:
            self._dialog.show_abilities(engine, found.characters, found.seconds)

    async def _price(self, engine: str, prompt: str, effect: Effect) -> None:
        price = await self._told(lambda: self._effects.estimate(engine, effect))
        if price is not None and self._dialog is not None:
            self._dialog.show_price(engine, prompt, effect, price)

    async def _told(self, ask: Callable[[], Coroutine[Any, Any, _T]]) -> _T | None:
        """Return what an engine tells; None where it refuses, which the dialog says."""
        try:
            return await self._desk.work.backstage(ask)
        except LecternError as error:
            if self._dialog is not None:
                self._dialog.show_refusal(error.sentence)
            return None

    # Making

    def _generate(
        self, where: tuple[int, int], engine: str, prompt: str, effect: Effect, more: bool, again: bool = False
    ) -> None:
        studio, effects, work = self._desk.studio, self._effects, self._desk.work
        if studio is None or self._dialog is None:
            return
        self._asked, self._refusal = (where, engine, prompt, effect), None
        self._dialog.show_making()

        async def make(tell: Callable[[Stage], object]) -> Effected:
            def done(count: int, of: int) -> None:
                tell(Stage("making", share=count / of if of else None))
                work.to_front(self._show_share, count / of if of else None)

            try:
                return await effects.make(
                    studio.file, engine, prompt, effect, count=VARIANTS, more=more, again=again, tell=done
                )
            except LecternError as error:
                self._refusal = error
                raise

        self._job = work.make_voice(self.tr("Make a sound effect"), make)
        self._made_for[self._job] = where
        self.show_busy()

    def show_busy(self) -> None:
        """Show on the timeline which of its clips wait for an effect."""
        timelines = self._desk.timelines
        if timelines.there:
            chapter_id = timelines.panel.chapter_id
            timelines.panel.set_busy(
                {clip for chapter, clip in self._made_for.values() if chapter == chapter_id and clip}
            )

    def _show_share(self, share: float | None) -> None:
        if self._dialog is not None:
            self._dialog.show_making(share)

    def jobs_changed(self, jobs: Sequence[JobView]) -> None:
        """Show what was made."""
        running = {view.id for view in jobs if view.state not in OVER}
        self._made_for = {job: where for job, where in self._made_for.items() if job in running}
        self.show_busy()
        view = next((view for view in jobs if view.id == self._job), None)
        if view is None or view.state not in OVER:
            return
        self._job = 0
        if self._dialog is None or self._asked is None:
            return
        made, (where, engine, prompt, effect) = view.result, self._asked
        if isinstance(made, Effected) and made.takes:
            self._takes = {take.id: take for take in made.takes}
            self._dialog.show_variants(
                prompt,
                effect,
                [Variant(take.id, take.speech_frames / take.rate, is_placeholder(take)) for take in made.takes],
            )
        error = made.error if isinstance(made, Effected) else self._refusal
        if isinstance(error, MaybeBilled):
            send = partial(self._generate, where, engine, prompt, effect, False, again=True)
            self._dialog.show_refusal(error.sentence, ((self.tr("Send again"), send),))
        elif error is not None or not isinstance(made, Effected):
            self._dialog.show_refusal(error.sentence if error is not None else self.tr("It was stopped."))

    # Hearing

    def _hear(self, take_id: int) -> None:
        take = self._takes.get(take_id)
        if take is not None and self._desk.player is not None:
            self._desk.timelines.listening.stop()
            self._start(self._desk.player.play_take, take, 0.0)

    def player_changed(self, event: PlayerChanged) -> None:
        """Show which variant is heard."""
        if self._dialog is not None:
            state = event.state
            self._dialog.show_playing(state.take_id if state.playing and not state.paused else None)

    # Using

    async def _use(self, clip_id: int, track_id: int, at: int, take_id: int, prompt: str, effect: Effect) -> None:
        """Put the chosen one on the timeline; all of it is one step of undo."""
        timelines, take = self._desk.timelines, self._takes.get(take_id)
        session, chapter_id = timelines.session, timelines.panel.chapter_id
        if session is None or take is None:
            return
        sound = effect_sound(take)
        what: dict[str, Any] = {"prompt": prompt, "sound": sound, "effect": effect}
        if clip_id:
            edit = partial(place_effect, clip_id=clip_id, **what)
        else:
            edit = partial(add_effect, track_id=track_id or None, at=at, name=self.tr("Effects"), **what)
        try:
            await session.do_soon(chapter_id, edit)
        except LecternError as error:
            timelines.panel.show_refusal(error.sentence)
        else:
            timelines.panel.banner.hide()
