"""Professional clones: the dialog's wishes are answered, over days; where one stands is known by its provider."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studio_app.domain.errors import Cancelled, LecternError
from studio_app.session.work_views import OVER
from studio_app.ui.shell.voice_dialogs import VoiceDialogs
from studio_app.ui.voices.professional_dialog import ProfessionalDialog

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from pathlib import Path

    from studio_app.session.once import Stage
    from studio_app.session.professional import ProfessionalView
    from studio_app.session.samples import Sound
    from studio_app.session.work import JobView
    from studio_app.speech.library import Listing
    from studio_app.store.makings import Consent
    from studio_app.ui.shell.voice_making import VoiceMaking


class VoiceTraining(VoiceDialogs[ProfessionalDialog]):
    """Answers ``ProfessionalDialog``."""

    def __init__(self, making: VoiceMaking) -> None:
        super().__init__(making)
        self._uploads: dict[int, Path] = {}
        self._queue: list[tuple[int, Path, bool]] = []

    async def open_(self, listing: Listing | None = None) -> None:
        """Open the dialog; at one's own voice that is in training where there is one."""
        if self._dialog is not None:
            return
        voices = self._making.voices
        able = [(name, one) for name, one in await voices.makers() if one.professional]
        if self._shown:  # asked for twice
            return
        if not able:
            self._making.needs_key()
            return
        engine, abilities = able[0]
        models = await voices.models(engine)
        dialog = self._dialog = ProfessionalDialog(
            engine, abilities, self._making.language(), models, self._making.window
        )
        self._connect(dialog)
        for panel in (dialog.record, dialog.verify.record):
            self._making.attend(panel)
        known = await self._making.desk.work.backstage(voices.professionals.views)
        begun = None if listing is None else next((v for v in known if v.making.voice == listing.voice.id), None)
        dialog.show_known(known)
        dialog.start(begun)
        await self._until_closed(dialog)

    async def resume(self, listing: Listing) -> None:
        """Go on with one's own voice that is in training."""
        await self.open_(listing)

    def _connect(self, dialog: ProfessionalDialog) -> None:
        begun = self._making.voices.professionals
        for signal, hears in (
            (dialog.begin_requested, self._begin),
            (dialog.look_requested, lambda id_: self._making.start(self._look, id_)),
            (dialog.add_requested, self._add),
            (dialog.upload_cancelled, self._cancel_upload),
            (dialog.remove_requested, lambda id_, sample: self._ask(lambda: begun.remove(id_, sample))),
            (dialog.separate_requested, lambda id_, sample: self._making.start(self._separate, id_, sample)),
            (dialog.hear_speaker_requested, self._hear_speaker),
            (dialog.hear_stopped, self._making.stop),
            (dialog.choose_requested, lambda *wish: self._making.start(self._choose, *wish)),
            (dialog.captcha_requested, lambda id_: self._making.start(self._captcha, id_)),
            (dialog.answer_requested, lambda id_, path: self._ask(lambda: begun.answer(id_, path, self._telling()))),
            (
                dialog.review_requested,
                lambda id_, paths, note: self._ask(lambda: begun.ask_review(id_, paths, note, self._telling())),
            ),
            (dialog.train_requested, lambda id_, model: self._ask(lambda: begun.train(id_, model))),
            (dialog.cast_requested, self._cast),
            (dialog.voices_requested, self._show_voices),
            (dialog.accounts_requested, self._preferences),
        ):
            signal.connect(hears)

    # Answers

    def _begin(
        self, engine: str, name: str, language: str, consent: Consent, description: str, labels: Mapping[str, str]
    ) -> None:
        begun = self._making.voices.professionals
        self._ask(lambda: begun.begin(engine, name, language, consent, description=description, labels=labels))

    def _ask(self, work: Callable[[], Awaitable[ProfessionalView]]) -> None:
        self._making.start(self._asked, work)

    async def _asked(self, work: Callable[[], Awaitable[ProfessionalView]]) -> None:
        """Do a step on the engines' loop, and show where the voice is then."""
        dialog = self._dialog
        if dialog is None:
            return

        async def step() -> ProfessionalView:
            return await work()

        try:
            view = await self._making.desk.work.backstage(step)
        except LecternError as error:
            dialog.show_failed(error)
        else:
            dialog.show_view(view)
            await self._making.desk.voicing.own.refresh()

    async def _look(self, making_id: int) -> None:
        """Show where a voice is, and offer to send again what was cut off, by a crash or a lost network, on its way."""
        begun = self._making.voices.professionals
        await self._asked(lambda: begun.look(making_id))
        cut_off = await self._making.desk.work.backstage(lambda: begun.unfinished(making_id))
        waiting = {*self._uploads.values(), *(path for _, path, _ in self._queue)}
        if self._dialog is not None:
            self._dialog.show_unfinished([path for path in cut_off if path not in waiting])

    def _telling(self) -> Callable[[Stage], object]:
        dialog, work = self._dialog, self._making.desk.work

        def show(stage: Stage) -> None:
            if dialog is not None and dialog is self._dialog:
                dialog.show_stage(stage)

        return lambda stage: work.to_front(show, stage)

    # Recordings

    def _add(self, making_id: int, paths: Sequence[Path], denoise: bool) -> None:
        """Upload recordings, one after the other, each as a job that can be cancelled and goes on when the dialog is closed."""
        self._queue += [(making_id, path, denoise) for path in paths]
        if not self._uploads:
            self._next_upload()

    def _next_upload(self) -> None:
        if not self._queue:
            return
        making_id, path, denoise = self._queue.pop(0)
        begun, desk = self._making.voices.professionals, self._making.desk

        async def work(tell: Callable[[Stage], object]) -> ProfessionalView:
            def hear(stage: Stage) -> None:
                tell(stage)
                desk.work.to_front(self._show_upload, path, stage)

            return await begun.add(making_id, (path,), denoise=denoise, told=hear)

        number = desk.work.make_voice(self._making.tr("Upload {name}").format(name=path.name), work)
        self._uploads[number] = path

    def _show_upload(self, path: Path, stage: Stage) -> None:
        if self._dialog is not None:
            self._dialog.show_upload(path, stage)

    def _cancel_upload(self, _making_id: int, path: Path) -> None:
        waiting = [wish for wish in self._queue if wish[1] == path]
        for wish in waiting:
            self._queue.remove(wish)
        if waiting and self._dialog is not None:
            self._dialog.show_uploaded(path, self._making.tr("It was not sent."))
        for number, sent in self._uploads.items():
            if sent == path:
                self._making.desk.work.cancel(number)

    def jobs_changed(self, jobs: tuple[JobView, ...]) -> None:
        """Show what became of uploads, and begin the next."""
        for view in jobs:
            if view.id in self._uploads and view.state in OVER:
                path = self._uploads.pop(view.id)
                self._uploaded(path, view)
                self._next_upload()

    def _uploaded(self, path: Path, view: JobView) -> None:
        if self._dialog is None:
            return
        stopped = self._making.tr("It was stopped.") if view.state == "cancelled" else ""
        said = view.errors[0].sentence if view.errors else ""
        self._dialog.show_uploaded(path, "" if view.result is not None else said or stopped)
        if view.result is not None:
            self._dialog.show_view(view.result)

    # Speakers

    async def _separate(self, making_id: int, sample: str) -> None:
        dialog, begun = self._dialog, self._making.voices.professionals
        if dialog is None:
            return
        try:
            found = await self._making.desk.work.backstage(lambda: begun.separate(making_id, sample))
        except LecternError as error:
            dialog.show_not_separated(sample, error.sentence)
        else:
            dialog.show_separation(sample, found)

    def _hear_speaker(self, making_id: int, sample: str, speaker: str) -> None:
        dialog, begun, work = self._dialog, self._making.voices.professionals, self._making.desk.work
        if dialog is None:
            return

        async def sound() -> Sound:
            candidate = await work.backstage(lambda: begun.hear_speaker(making_id, sample, speaker))
            return await self._making.voices.sound_of(candidate.data)

        def told(second: float | None) -> None:
            dialog.show_speaker_playing(sample, None if second is None else speaker)

        self._play_here(sound, told, partial(dialog.show_not_separated, sample))

    async def _choose(self, making_id: int, sample: str, speakers: Sequence[str]) -> None:
        dialog, begun = self._dialog, self._making.voices.professionals
        if dialog is None:
            return
        try:
            await self._making.desk.work.backstage(lambda: begun.choose(making_id, sample, speakers))
        except LecternError as error:
            dialog.show_not_separated(sample, error.sentence)

    async def _captcha(self, making_id: int) -> None:
        dialog, begun = self._dialog, self._making.voices.professionals
        if dialog is None:
            return
        try:
            data, media_type = await self._making.desk.work.backstage(lambda: begun.captcha(making_id))
        except Cancelled:
            return
        except LecternError as error:
            dialog.show_failed(error)
        else:
            dialog.show_captcha(data, media_type)
