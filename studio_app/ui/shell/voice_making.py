"""Making voices: who opens the dialogs, lets their sounds be heard, and their microphone be recorded."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from studio_app.domain.errors import LecternError
from studio_app.ui.shell.voice_cloning import VoiceCloning
from studio_app.ui.shell.voice_design import VoiceDesign
from studio_app.ui.shell.voice_training import VoiceTraining

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from studio_app.session.recording import MicrophoneEnded, MicrophoneHeard
    from studio_app.session.samples import Sound
    from studio_app.session.voices import Voices
    from studio_app.session.work import JobView
    from studio_app.speech.library import Listing
    from studio_app.ui.shell.desk import Desk
    from studio_app.ui.voices.clone_record import RecordPanel

#: What is heard in the dialogs, as the player of samples names it: no engine is called so.
_HERE = "dialog"
_TICK_MS = 50


class VoiceMaking(QObject):
    """Answers the wish for a voice of one's own. One dialog at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self.window = desk.parts.window
        self.start = desk.runner.start
        self._cloning = VoiceCloning(self)
        self._training = VoiceTraining(self)
        self._design = VoiceDesign(self)
        self._told: Callable[[float | None], object] | None = None
        self._since = 0.0
        self._number = 0
        self._panels: list[RecordPanel] = []
        self._ticking = QTimer(self, interval=_TICK_MS)
        self._ticking.timeout.connect(self._tick)

    @property
    def voices(self) -> Voices:
        """The voices room."""
        return self.desk.work.voices

    # Wishes

    def clone(self) -> None:
        """Open the dialog that clones a voice."""
        self.start(self._cloning.open_)

    def train(self) -> None:
        """Open the dialog of professional clones."""
        self.start(self._training.open_)

    def design(self) -> None:
        """Open the dialog that designs voices."""
        self.start(self._design.open_)

    def remix(self, engine: str, voice: str, name: str) -> None:
        """Open the dialog that changes a voice of one's own by description."""
        self.start(self._design.open_, engine, (voice, name))

    def resume(self, listing: Listing) -> None:
        """Go on with a voice that is being made."""
        self.start(self._training.resume, listing)

    def recover(self) -> None:
        """Look what became of voices that were being made when the program ended, and go on with them."""
        self.start(self._cloning.recover)

    def jobs_changed(self, jobs: tuple[JobView, ...]) -> None:
        """Show what became of voices that were being made."""
        for part in (self._cloning, self._training, self._design):
            part.jobs_changed(jobs)

    def needs_key(self) -> None:
        """Say that an account is needed."""
        said = self.tr("Voices are made by ElevenLabs or Fish Audio: enter a key of one of them first.")
        ways = ((self.tr("Enter a key…"), lambda: self.desk.asides.preferences("Accounts")),)
        self.window.banner.say(said, "", ways)

    def cast(self, engine: str, voice: str, name: str) -> None:
        """Let a new voice speak for the speaker that is looked at."""
        self.desk.casts.take_voice(engine, voice, name)

    def show_mine(self) -> None:
        """Show one's own voices."""
        self.desk.voicing.show("mine")

    def language(self) -> str:
        """Return the language of the open project, a BCP 47 tag or ""."""
        studio = self.desk.studio
        return studio.project.metadata.language if studio is not None else ""

    # Sounds

    def play(
        self,
        sound: Callable[[], Awaitable[Sound]],
        told: Callable[[float | None], object],
        refuse: Callable[[str], object],
    ) -> None:
        """Play a sound in a dialog; ``told`` the second it is at, some times a second, then None.

        ``refuse`` says in the dialog why it cannot be heard: the window lies behind it.
        """
        self.start(self._play, sound, told, refuse)

    async def _play(
        self,
        sound: Callable[[], Awaitable[Sound]],
        told: Callable[[float | None], object],
        refuse: Callable[[str], object],
    ) -> None:
        self._number += 1
        number = self._number
        try:
            made = await sound()
        except LecternError as error:
            if number == self._number:
                self._quiet()
                told(None)
                refuse(error.sentence)
            return
        if number == self._number:
            self._quiet()
            self.desk.voicing.hush()
            self._told = told
            self.voices.player.play(made, (_HERE, str(number)))

    def stop(self) -> None:
        """Fall silent."""
        self._number += 1
        if self._told is not None:
            self._quiet()
            self.voices.player.stop()

    def sample_playing(self, key: tuple[str, str] | None) -> None:
        """Follow what the player of samples says."""
        if key == (_HERE, str(self._number)):
            self._since = time.monotonic()
            self._ticking.start()
            self._tick()
        else:
            self._quiet()

    def _tick(self) -> None:
        if self._told is not None:
            self._told(time.monotonic() - self._since)

    def _quiet(self) -> None:
        self._ticking.stop()
        told, self._told = self._told, None
        if told is not None:
            told(None)

    # The microphone

    def attend(self, panel: RecordPanel) -> None:
        """Answer a panel that records, as long as its dialog is open."""
        self._panels.append(panel)
        panel.destroyed.connect(lambda: self._panels.remove(panel) if panel in self._panels else None)
        microphone = self.voices.microphone
        for signal, hears in (
            (panel.devices_requested, lambda: self.start(self._devices, panel)),
            (panel.listen_requested, lambda device: self.start(self._tried, panel, lambda: microphone.listen(device))),
            (panel.listen_stopped, lambda: self.start(self._unheard, panel)),
            (
                panel.record_requested,
                lambda device: self.start(self._tried, panel, lambda: microphone.start(None, device)),
            ),
            (panel.stop_requested, lambda: self.start(self._stopped, panel)),
            (panel.play_requested, lambda path: self._play_take(panel, path)),
            (panel.play_stopped, self.stop),
            (panel.delete_requested, lambda path: self.start(self._delete, panel, path)),
        ):
            signal.connect(hears)

    def leave(self) -> None:
        """A dialog goes: nothing is heard or recorded any more."""
        self.stop()
        self._panels.clear()
        self.start(self.voices.microphone.stop)

    def heard(self, event: MicrophoneHeard) -> None:
        """Show how loud the microphone is."""
        for panel in self._panels:
            panel.show_heard(event)

    def ended(self, event: MicrophoneEnded) -> None:
        """Say why recording ended by itself."""
        for panel in self._panels:
            panel.show_refusal(event.sentence)
            self.start(self._show_takes, panel)

    async def _devices(self, panel: RecordPanel) -> None:
        try:
            found = await self.voices.microphone.devices()
        except LecternError as error:
            self._refuse(panel, error)
        else:
            if panel in self._panels:
                panel.show_devices([source.name for source in found])
        await self._show_takes(panel)

    async def _tried(self, panel: RecordPanel, work: Callable[[], Awaitable[object]]) -> None:
        try:
            await work()
        except LecternError as error:
            self._refuse(panel, error)

    async def _stopped(self, panel: RecordPanel) -> None:
        """End a recording; the microphone is listened to again."""
        try:
            await self.voices.microphone.stop()
        except LecternError as error:
            self._refuse(panel, error)
        else:
            if panel in self._panels:
                panel.show_stopped()
        await self._show_takes(panel)

    async def _unheard(self, panel: RecordPanel) -> None:
        """Hear nobody any more: the panel is closed."""
        try:
            await self.voices.microphone.stop()
        except LecternError as error:
            self._refuse(panel, error)
        await self._show_takes(panel)

    def _refuse(self, panel: RecordPanel, error: LecternError) -> None:
        if panel in self._panels:
            panel.show_refusal(error.sentence)

    async def _delete(self, panel: RecordPanel, path: object) -> None:
        try:
            await self.voices.microphone.remove(path)  # type: ignore[arg-type]
        except LecternError as error:
            self._refuse(panel, error)
        await self._show_takes(panel)

    async def _show_takes(self, panel: RecordPanel) -> None:
        takes = await self.voices.microphone.takes()
        if panel in self._panels:
            panel.show_takes(takes)

    def _play_take(self, panel: RecordPanel, path: object) -> None:
        held = path

        def told(second: float | None) -> None:
            if panel in self._panels:
                panel.show_playing(None if second is None else held)  # type: ignore[arg-type]

        def refuse(sentence: str) -> None:
            if panel in self._panels:
                panel.show_refusal(sentence)

        self.play(lambda: self.voices.part_of(held, 0.0, float("inf")), told, refuse)  # type: ignore[arg-type]
