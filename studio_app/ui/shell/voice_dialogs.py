"""What the rooms that make voices have in common: one dialog each, what is heard in it, and where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QDialog

from studio_app.ui.kit.dialogs import shown

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any

    from studio_app.session.samples import Sound
    from studio_app.ui.shell.voice_making import VoiceMaking

_D = TypeVar("_D", bound=QDialog)


class VoiceDialogs(Generic[_D]):
    """Holds the dialog while it is open."""

    def __init__(self, making: VoiceMaking) -> None:
        self._making = making
        self._dialog: _D | None = None

    @property
    def _shown(self) -> bool:
        return self._dialog is not None

    async def _until_closed(self, dialog: _D) -> None:
        """Wait until a dialog that was started is closed, and let it go."""
        await shown(dialog)
        self._making.leave()
        self._dialog = None
        dialog.deleteLater()

    def _play_here(
        self,
        sound: Callable[[], Awaitable[Sound]],
        told: Callable[[float | None], object],
        refuse: Callable[[str], object],
    ) -> None:
        """Play a sound as ``VoiceMaking.play`` does; a dialog that is closed by then is told nothing."""
        dialog = self._dialog

        def to_it(call: Callable[[Any], object]) -> Callable[[Any], object]:
            return lambda said: call(said) if dialog is not None and dialog is self._dialog else None

        self._making.play(sound, to_it(told), to_it(refuse))

    # Where it leads

    def _preferences(self) -> None:
        self._making.desk.asides.preferences("Accounts")

    def _cast(self, engine: str, voice: str, name: str) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._making.cast(engine, voice, name)

    def _show_voices(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._making.show_mine()
