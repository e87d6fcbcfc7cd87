"""Cloning a voice: the dialog's wishes are answered, and what was cut off goes on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studio_app.domain.errors import LecternError
from studio_app.session.cloning import checklist, guidance
from studio_app.session.work_views import OVER
from studio_app.ui.shell.voice_dialogs import VoiceDialogs
from studio_app.ui.voices.clone_dialog import CloneDialog

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studio_app.audio.sample_check import Guidance
    from studio_app.audio.sample_fix import Mend
    from studio_app.session.cloning import Recording
    from studio_app.session.once import Stage
    from studio_app.session.work import JobView
    from studio_app.speech.making import Abilities, CloneWish
    from studio_app.store.makings import Consent, Making
    from studio_app.ui.shell.voice_making import VoiceMaking


class VoiceCloning(VoiceDialogs[CloneDialog]):
    """Answers ``CloneDialog``."""

    def __init__(self, making: VoiceMaking) -> None:
        super().__init__(making)
        self._able: dict[str, Abilities] = {}
        self._job = 0
        self._jobs: set[int] = set()
        self._refused: dict[int, LecternError] = {}

    async def open_(self) -> None:
        """Open the dialog."""
        if self._dialog is not None:
            return
        able = [(name, one) for name, one in await self._making.voices.makers() if one.instant or one.inline]
        if self._shown:  # asked for twice
            return
        if not able:
            self._making.needs_key()
            return
        self._able = dict(able)
        dialog = self._dialog = CloneDialog(able, language=self._making.language(), parent=self._making.window)
        start = self._making.start
        for signal, hears in (
            (dialog.prepare_requested, lambda paths, engine: start(self._prepare, paths, engine)),
            (dialog.mend_requested, lambda one, how, engine: start(self._mend, one, how, engine)),
            (dialog.checks_requested, self._check),
            (dialog.play_requested, self._play),
            (dialog.play_stopped, self._making.stop),
            (dialog.clone_requested, self._clone),
            (dialog.inline_requested, lambda *wish: start(self._inline, *wish)),
            (dialog.cancel_requested, self._cancel),
            (dialog.cast_requested, self._cast),
            (dialog.voices_requested, self._show_voices),
            (dialog.accounts_requested, self._preferences),
        ):
            signal.connect(hears)
        self._making.attend(dialog.record)
        dialog.start()
        await self._until_closed(dialog)

    # Recordings

    def _guidance(self, engine: str) -> Guidance:
        return guidance(self._able[engine])

    async def _prepare(self, paths: Sequence[Path], engine: str) -> None:
        dialog, cloning = self._dialog, self._making.voices.cloning
        if dialog is not None:
            total = len(paths)
            dialog.show_preparing(0, total)
            found: Sequence[Recording] = ()
            try:
                found = await cloning.prepare(
                    paths, self._guidance(engine), lambda done: dialog.show_preparing(min(done, total), total)
                )
            except LecternError as error:
                self._refuse(dialog, error)
            dialog.show_prepared(found)

    def _refuse(self, dialog: CloneDialog, error: LecternError) -> None:
        if dialog is self._dialog:
            dialog.banner.say(error.sentence, "danger")

    async def _mend(self, recording: Recording, how: Mend, engine: str) -> None:
        dialog = self._dialog
        if dialog is None:
            return
        try:
            made = await self._making.voices.cloning.mend(recording, how, self._guidance(engine))
        except LecternError as error:
            dialog.show_not_mended(recording, error.sentence)
        else:
            dialog.show_mended(recording, made)

    def _check(self, recordings: Sequence[Recording], engine: str) -> None:
        if self._dialog is not None:
            asked, cloning = self._guidance(engine), self._making.voices.cloning
            judged = tuple(cloning.judged(one, asked) for one in recordings)
            self._dialog.show_checks(judged, checklist(judged, asked))

    def _play(self, path: Path, start: float, end: float) -> None:
        dialog = self._dialog

        if dialog is None:
            return

        def told(second: float | None) -> None:
            dialog.show_playing(None if second is None else path, start + (second or 0.0))

        self._play_here(
            lambda: self._making.voices.part_of(path, start, end), told, partial(dialog.banner.say, kind="danger")
        )

    # Making it

    def _clone(self, engine: str, wish: CloneWish, recordings: Sequence[Recording], consent: Consent) -> None:
        cloning, desk = self._making.voices.cloning, self._making.desk
        what = self._making.tr("Clone “{name}”").format(name=wish.name)
        number = 0

        async def work(tell: object) -> Making:
            def hear(stage: Stage) -> None:
                tell(stage)  # type: ignore[operator]
                desk.work.to_front(self._stage, number, stage)

            try:
                return await cloning.clone(engine, wish, consent, recordings=recordings, told=hear)
            except LecternError as error:
                self._refused[number] = error
                raise

        number = self._job = desk.work.make_voice(what, work)
        self._jobs.add(number)

    def _stage(self, number: int, stage: Stage) -> None:
        if self._dialog is not None and number == self._job:
            self._dialog.show_stage(stage)

    def jobs_changed(self, jobs: tuple[JobView, ...]) -> None:
        """Show what became of clones."""
        for view in jobs:
            if view.id in self._jobs and view.state in OVER:
                self._jobs.discard(view.id)
                self._ended(view)

    def _ended(self, view: JobView) -> None:
        making, error = view.result, self._refused.pop(view.id, None)
        self._making.start(self._making.desk.voicing.own.refresh)
        dialog = self._dialog if view.id == self._job else None
        if dialog is None:
            return
        if view.state == "cancelled":
            dialog.show_cancelled()
        elif making is not None:
            dialog.show_making(making)
        else:
            sentence = view.errors[0].sentence if view.errors else ""
            dialog.show_failed(error or LecternError(sentence))

    async def _inline(
        self, engine: str, name: str, recordings: Sequence[Recording], consent: Consent, language: str
    ) -> None:
        dialog, work = self._dialog, self._making.desk.work
        if dialog is None:
            return
        cloning = self._making.voices.cloning

        async def keep() -> object:
            return await cloning.inline(engine, name, await cloning.samples(recordings), consent, language)

        try:
            made = await work.backstage(keep)
        except LecternError as error:
            dialog.show_failed(error)
            return
        await work.account_changed(engine)  # opened anew, the engine knows the new voice
        dialog.show_inline(made)  # type: ignore[arg-type]
        await self._making.desk.voicing.own.refresh()

    def _cancel(self) -> None:
        self._making.desk.work.cancel(self._job)

    # What was cut off

    async def recover(self) -> None:
        """Ask what became of clones the last run did not finish, and offer to go on with those that never arrived."""
        voices, work = self._making.voices, self._making.desk.work
        if self._jobs:  # what is under way in this window was not cut off
            return
        await work.backstage(voices.cloning.recover)
        for row in (await work.backstage(voices.cloning.broken_off))[:1]:
            said = self._making.tr("Making the voice “{name}” was cut off. Its recordings are kept.").format(
                name=row.name
            )
            ways = (
                (self._making.tr("Go on"), lambda row=row: self._go_on(row)),
                (self._making.tr("Forget it"), lambda row=row: self._making.start(self._forget, row)),
            )
            self._making.window.banner.say(said, "", ways)

    async def _forget(self, row: Making) -> None:
        cloning = self._making.voices.cloning
        self._making.window.banner.hide()
        await self._making.desk.work.backstage(lambda: cloning.forget(row.id))

    def _go_on(self, row: Making) -> None:
        self._making.window.banner.hide()
        cloning = self._making.voices.cloning
        what = self._making.tr("Clone “{name}”").format(name=row.name)

        async def work(tell: object) -> Making:
            return await cloning.again(row.id, tell)  # type: ignore[arg-type]

        self._jobs.add(self._making.desk.work.make_voice(what, work))
