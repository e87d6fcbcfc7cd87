"""The voices room: everything about voices that outlives a project, made once for a window."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from studio_app.audio.preview import part, ready
from studio_app.domain.errors import LecternError, Unreachable
from studio_app.jobs.queue import beside
from studio_app.session.cloning import Cloning
from studio_app.session.design import Designing
from studio_app.session.library import VoiceLibrary
from studio_app.session.my_voices import MyVoices
from studio_app.session.once import Once
from studio_app.session.professional import Professionals
from studio_app.session.recording import Microphone
from studio_app.session.samples import SamplePlayer, Samples, Sound
from studio_app.session.withdrawn import Withdrawals
from studio_app.speech.catalogue import PROVIDERS
from studio_app.store.makings import MAKINGS, Makings
from studio_app.store.shelf import Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.session.announce import Announcer
    from studio_app.session.engines import Engines
    from studio_app.session.libraries import Runner
    from studio_app.speech.library import Listing
    from studio_app.speech.making import Abilities

_log = logging.getLogger(__name__)


class Voices:
    """Holds the parts of the room. Making it reads nothing: files are opened by who first asks for what is in them.

    Attributes:
        shelf, makings: the files it keeps.
        library, mine, samples, player, withdrawals, microphone: on the window's loop.
        cloning, professionals, designing: on the loop of the engines.

    Args:
        engines: whose voices.
        run: runs on the loop of the engines.
        folder: of the settings; what a person made and wrote is kept there.
        cache: the folder of what can be made again.
        announce: carries what is heard.
    """

    def __init__(self, engines: Engines, run: Runner, folder: Path, cache: Path, announce: Announcer) -> None:
        self._engines = engines
        self._run = run
        self._added: dict[tuple[str, str], tuple[str, str]] = {}
        self.shelf = Shelf(folder / "voices.sqlite")
        self.makings = Makings(folder / MAKINGS)
        self.library = VoiceLibrary(engines, run, self.shelf)
        self.mine = MyVoices(engines, run, self.shelf)
        self.withdrawals = Withdrawals(engines, run, self.shelf, self.library)
        self.samples = Samples(engines, run, cache)
        self.player = SamplePlayer(announce)
        self.microphone = Microphone(folder / "recordings", announce)
        once = Once(self.makings)
        self.cloning = Cloning(engines, once, cache / "mended")
        self.professionals = Professionals(engines, once)
        self.designing = Designing(engines, once)

    async def makers(self) -> tuple[tuple[str, Abilities], ...]:
        """Return what the engines that can be had now make voices with."""
        return await self._run(self._makers)

    async def _makers(self) -> tuple[tuple[str, Abilities], ...]:
        found = []
        for name in PROVIDERS:
            try:
                await self._engines.ready([name])
                maker = self._engines.get(name).maker
            except LecternError as error:
                _log.info("%s makes no voices now: %s %s", name, type(error).__name__, error.detail)
                continue
            if maker is not None:
                found.append((name, maker.abilities))
        return tuple(found)

    async def models(self, engine: str) -> tuple[tuple[str, str], ...]:
        """Return (id, name) of the models of an engine, () where it cannot be asked."""
        try:
            return await self._run(lambda: self._models(engine))
        except LecternError:
            return ()

    async def _models(self, engine: str) -> tuple[tuple[str, str], ...]:
        await self._engines.ready([engine])
        return tuple((model.id, model.name) for model in self._engines.get(engine).capabilities.models)

    async def part_of(self, path: Path, start: float, end: float) -> Sound:
        """Return a part of a recording of one's own, in seconds, to be played as loud as it is.

        Raises:
            FileRefused, Damaged: it cannot be heard.
        """
        return Sound(await beside(part, path, start, end))

    async def sound_of(self, data: bytes) -> Sound:
        """Return a file of audio to be played, as loud as every other sample. Raises Damaged."""
        return Sound(await beside(ready, data))

    async def add(self, listing: Listing) -> tuple[str, str]:
        """Take a voice of a library among one's own; return what it is cast by, perhaps another id. Raises as ``castable``."""
        key = self._added[listing.key] = await self.mine.add(listing)
        return key

    async def castable(self, listing: Listing) -> tuple[str, str]:
        """Return (engine, voice id) a voice is cast by; one of a library that lends voices only to those who add them is added.

        Without a network it is cast all the same: whether it must be added shows when it is to speak.

        Raises:
            NoSlot, NotOffered, ...: it cannot be added.
        """
        if (key := self._added.get(listing.key)) is not None:
            return key
        if listing.mine or listing.kind != "community" or not listing.owner:
            return listing.key
        try:
            return await self.add(listing)
        except Unreachable:
            return listing.key

    async def close(self) -> None:
        """End what is heard and fetched, and close the files."""
        await self.microphone.close()
        await self.player.close()
        await self.samples.close()
        await self.library.close()
        self.shelf.close()
        self.makings.close()
