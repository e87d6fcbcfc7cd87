"""Designing a voice: the dialog's wishes are answered; what a design gave stays until the person throws it away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studio_app.domain.errors import LecternError
from studio_app.domain.manuscript import Kind
from studio_app.session.work_views import OVER
from studio_app.ui.shell.voice_dialogs import VoiceDialogs
from studio_app.ui.voices.design_dialog import DesignDialog

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio_app.session.work import JobView
    from studio_app.speech.making import Abilities, DesignWish
    from studio_app.store.makings import KeptCandidate, KeptDesign, Making
    from studio_app.ui.shell.voice_making import VoiceMaking


class VoiceDesign(VoiceDialogs[DesignDialog]):
    """Answers ``DesignDialog``."""

    def __init__(self, making: VoiceMaking) -> None:
        super().__init__(making)
        self._able: dict[str, Abilities] = {}
        self._jobs: dict[int, str] = {}
        self._refused: dict[int, LecternError] = {}

    async def open_(self, engine: str = "", of: tuple[str, str] | None = None) -> None:
        """Open the dialog; ``of`` is (voice id, name) of a voice to be changed."""
        if self._dialog is not None or self._making.desk.studio is None:
            return
        makers = await self._making.voices.makers()
        if self._shown:  # asked for twice
            return
        able = [(name, one) for name, one in makers if (one.remix and name == engine if of else one.design)]
        if not able:
            self._making.needs_key()
            return
        self._able = dict(able)
        dialog = self._dialog = DesignDialog(able, engine, of, self._making.window)
        start = self._making.start
        for signal, hears in (
            (dialog.estimate_requested, lambda *wish: start(self._estimate, *wish)),
            (dialog.design_requested, self._design),
            (dialog.hear_requested, self._hear),
            (dialog.hear_stopped, self._making.stop),
            (dialog.passage_requested, self._passage),
            (dialog.forget_requested, lambda id_: start(self._forget, id_)),
            (dialog.keep_requested, self._keep),
            (dialog.cast_requested, self._cast),
            (dialog.remix_requested, self._remix),
            (dialog.voices_requested, self._show_voices),
            (dialog.accounts_requested, self._preferences),
        ):
            signal.connect(hears)
        dialog.start()
        start(self._show_known, dialog)
        await self._until_closed(dialog)

    async def _show_known(self, dialog: DesignDialog) -> None:
        """Show designs of before, those among them that came just before the program ended."""
        work, designing, studio = self._making.desk.work, self._making.voices.designing, self._making.desk.studio
        try:
            if studio is not None and not studio.file.read_only:
                await work.backstage(lambda: designing.recover(studio.file))
            designs = await work.backstage(designing.designs)
        except LecternError as error:
            if dialog is self._dialog:
                dialog.banner.say(error.sentence, "danger")
            return
        if dialog is self._dialog:
            dialog.show_designs([one for one in designs if one.engine in self._able])

    # Designing

    async def _estimate(self, engine: str, wish: DesignWish) -> None:
        dialog, designing = self._dialog, self._making.voices.designing
        if dialog is None:
            return
        try:
            price = await self._making.desk.work.backstage(lambda: designing.estimate(engine, wish))
        except LecternError as error:
            dialog.show_no_estimate(wish, error.sentence)
        else:
            dialog.show_estimate(wish, price)

    def _design(self, engine: str, wish: DesignWish, again: bool) -> None:
        studio, designing = self._making.desk.studio, self._making.voices.designing
        if studio is None:
            return

        async def work(_: object) -> KeptDesign:
            return await designing.design(studio.file, engine, wish, again=again)

        self._begin(self._making.tr("Design a voice"), work, "design")

    def _keep(self, design_id: str, candidate_id: str, name: str, labels: Mapping[str, str]) -> None:
        designing = self._making.voices.designing

        async def work(tell: object) -> Making:
            return await designing.keep(design_id, candidate_id, name, labels, tell)  # type: ignore[arg-type]

        self._begin(self._making.tr("Keep the voice “{name}”").format(name=name), work, "keep")

    def _begin(self, what: str, work: object, kind: str) -> None:
        number = 0

        async def refused(tell: object) -> object:
            try:
                return await work(tell)  # type: ignore[operator]
            except LecternError as error:
                self._refused[number] = error
                raise

        number = self._making.desk.work.make_voice(what, refused)
        self._jobs[number] = kind

    def jobs_changed(self, jobs: tuple[JobView, ...]) -> None:
        """Show what became of designs."""
        for view in jobs:
            if view.id in self._jobs and view.state in OVER:
                self._ended(view, self._jobs.pop(view.id))

    def _ended(self, view: JobView, kind: str) -> None:
        error, dialog = self._refused.pop(view.id, None), self._dialog
        self._making.desk.recasting.refresh()
        if kind == "keep":
            self._making.start(self._making.desk.voicing.own.refresh)
        if dialog is None:
            return
        if view.result is None:
            dialog.show_failed(error or LecternError(view.errors[0].sentence if view.errors else ""))
        elif kind == "keep":
            dialog.show_kept(view.result)
        else:
            dialog.show_design(view.result)

    async def _forget(self, design_id: str) -> None:
        designing = self._making.voices.designing
        await self._making.desk.work.backstage(lambda: designing.forget(design_id))
        if self._dialog is not None:
            self._dialog.show_forgotten(design_id)

    # Listening

    def _hear(self, design_id: str, candidate: KeptCandidate) -> None:
        dialog, work, designing = self._dialog, self._making.desk.work, self._making.voices.designing
        if dialog is None:
            return
        length = max(0.1, candidate.seconds)

        def told(second: float | None) -> None:
            if second is None:
                dialog.show_playing(None)
            else:
                dialog.show_playing((design_id, candidate.id), min(1.0, second / length))

        self._play_here(
            lambda: self._making.voices.sound_of(candidate.data), told, partial(dialog.banner.say, kind="danger")
        )
        self._making.start(work.backstage, lambda: designing.heard(design_id, candidate.id))

    def _passage(self) -> None:
        """Let the candidates say what stands at the cursor, and as much behind it as is wanted."""
        panels, studio, dialog = self._making.window.panels, self._making.desk.studio, self._dialog
        if panels is None or studio is None or dialog is None:
            return
        least, most = self._able[dialog.engine].design_text
        here = panels.editor.paragraph_at_cursor()
        chapter = panels.editor.chapter_id
        held = studio.project.paragraphs.get(chapter or 0, ())
        first = next((n for n, one in enumerate(held) if here is not None and one.id == here.id), 0)
        text = ""
        for one in held[first:]:
            if one.kind is not Kind.SCENE_BREAK and one.included:
                text = f"{text} {one.text}".strip()
            if len(text) >= least:
                break
        dialog.show_passage(_cut(text, most))

    def _remix(self, engine: str, voice: str, name: str) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._making.remix(engine, voice, name)


def _cut(text: str, most: int) -> str:
    """Return as many whole sentences as there is room for, at least some words."""
    if len(text) <= most:
        return text
    held = text[:most]
    end = max(held.rfind(mark) for mark in ".!?…")
    return held[: end + 1] if end > most // 2 else held.rpartition(" ")[0]
