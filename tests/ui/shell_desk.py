"""A whole window without a screen: the real desk, its project and engines; only loudspeaker and microphone are played."""

from __future__ import annotations

import asyncio
import queue
import secrets
import sqlite3
import time
import wave
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pytest
from clothes import Clothes
from PySide6.QtCore import QMetaMethod, QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog
from qasync import QEventLoop

from studio_app.app import build
from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.errors import NoMicrophone
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind
from studio_app.domain.project import Voicing, project_from_draft
from studio_app.session import recording
from studio_app.session.once import Patience
from studio_app.session.recording import Microphone
from studio_app.session.samples import SamplePlaying
from studio_app.store.project_file import ProjectFile
from studio_app.ui.shell.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine
    from pathlib import Path

    from studio_app.session.announce import Announcer
    from studio_app.session.samples import Sound
    from studio_app.ui.kit.controls import Banner

    _T = TypeVar("_T")

TEXTS = ("The lamp by the river was lit again.", "Nobody had seen who lit it.", "It burned until morning.")
RATE = 8000
#: How long it is waited for what a provider may still be doing.
HASTY = Patience(settle_s=0.3, look_s=0.05, beat_s=0.1, poll_s=0.02, poll_most_s=0.05)


class Loudspeaker:
    """Plays what it is given until it is told to stop."""

    def __init__(self, announce: Announcer) -> None:
        self._announce = announce
        self.plays: tuple[str, str] | None = None
        self.volume = 1.0

    def prepare(self) -> None:
        """Be ready."""

    def play(self, sound: Sound, key: tuple[str, str] | None = None) -> None:
        assert sound.pcm.size
        self.plays = key
        self._announce.say(SamplePlaying(key))

    def stop(self) -> None:
        if self.plays is not None:
            self.plays = None
            self._announce.say(SamplePlaying(None))

    async def close(self) -> None:
        self.plays = None


class Capture:
    """A microphone that hears an even tone; ``slow`` ones take their time to open, ``gone`` ones are not there."""

    slow = 0.0
    gone = False
    opened: list[Capture]

    def __init__(self, device: str = "") -> None:
        self.rate, self.name, self.open = RATE, device or "Desk", False
        self._given: queue.SimpleQueue[np.ndarray | None] = queue.SimpleQueue()
        self.opened.append(self)

    def start(self) -> None:
        time.sleep(self.slow)
        if self.gone:
            raise NoMicrophone("No microphone was found. Connect one.")
        self.open = True
        self._given.put(np.full(RATE // 4, 0.5, np.float32))

    def blocks(self):
        while (block := self._given.get()) is not None:
            yield block

    def say(self, seconds: float = 1.0) -> None:
        """Let it hear something."""
        self._given.put(np.full(int(RATE * seconds), 0.25, np.float32))

    def pull_out(self) -> None:
        """End it."""
        self._given.put(None)

    def stop(self) -> None:
        self.open = False
        self._given.put(None)


def new_key() -> str:
    """Return a key: what was seen with others is not seen with it."""
    return f"sk_{secrets.token_hex(16)}"


def new_book(folder: Path, *casting: str) -> Path:
    """Write a book of three paragraphs, narrated by this computer, or with (engine, model, voice)."""
    chapter = DraftChapter("One", tuple(DraftParagraph(Kind.TEXT, text) for text in TEXTS))
    cast = (Speaker(1, "Narrator", Casting.of(*(casting or ("local", "espeak-ng", "en-us")))),)
    path = folder / "book.lectern"
    ProjectFile.create(path, project_from_draft(Draft("Book", (chapter,)), speakers=cast, voicing=Voicing()))
    return path


def recorded(path: Path, seconds: float = 12.0) -> Path:
    """Write a file in which somebody seems to speak."""
    at = np.arange(int(seconds * RATE)) / RATE
    hum = np.sin(2 * np.pi * 120 * at + 3 * np.sin(at)) ** 3 * (0.55 + 0.45 * np.sin(7 * at))
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((hum * 9000).astype("<i2").tobytes())
    return path


async def until(true: Callable[[], _T], seconds: float = 15.0) -> _T:
    """Wait until something is so, and return what it is."""
    async with asyncio.timeout(seconds):
        while not (found := true()):  # noqa: ASYNC110  what is waited for has no event
            await asyncio.sleep(0.01)
    return found


def dialog_of(kind: type[QDialog]) -> QDialog | None:
    """Return the dialog of a kind that is open."""
    for one in QApplication.topLevelWidgets():
        for made in (one, *one.findChildren(kind)):
            if isinstance(made, kind) and made.isVisible():
                return made
    return None


#: Windows that are closed: Qt may still speak to them while the program lives.
_CLOSED: list[Shell] = []


def sentence(banner: Banner) -> str:
    """Return what a banner says, "" where it is away."""
    return "" if banner.isHidden() else banner.accessibleName()


def unanswered(page: QObject) -> set[str]:
    """Return the signals of a page that nobody hears."""
    names = {name for name, one in vars(type(page)).items() if isinstance(one, Signal)}
    assert names
    return {name for name in names if not page.isSignalConnected(QMetaMethod.fromSignal(getattr(page, name)))}


class Shell:
    """One window for many tests: each opens a project of its own in it, and finds nothing of the one before.

    What nobody foresaw fails the test. Close it at the end.
    """

    def __init__(self, app: QApplication, home: Path) -> None:
        self.captures: list[Capture] = []
        self.surprises: list[object] = []
        self.home = home
        self.patch = pytest.MonkeyPatch()
        self.patch.setenv("LECTERN_HOME", str(home))
        for name in ("ELEVENLABS", "FISH"):
            self.patch.delenv(f"{name}_API_KEY", raising=False)
        self._clothes = Clothes(app)
        self.parts = build(app)
        self.loop = QEventLoop(app)
        asyncio.set_event_loop(self.loop)
        self.loop.set_exception_handler(lambda _, what: self.surprises.append(what.get("exception") or what))
        self.desk = self._run(self._built())
        self.folder = home

    async def _built(self) -> Desk:
        self.parts.window.show()
        desk = Desk(self.parts)
        desk.work.voices.player = Loudspeaker(desk.announce)
        await desk.build()
        desk.runner.surprised.connect(self.surprises.append)
        return desk

    def begin(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        """Begin a test, without accounts and without voices of one's own."""
        self.folder, self.patch = folder, patch
        self.captures, self.surprises[:] = [], []

    def account(self, sim) -> None:
        """Enter the key of a simulated provider."""
        self.patch.setenv(f"{sim.name.upper()}_API_KEY", sim.key)
        self.patch.setenv(f"{sim.name.upper()}_BASE_URL", sim.url)

    def live(self, path: Path, work: Callable[[Desk], Awaitable[_T]], **capture: object) -> _T:
        """Open a project, do something there, and close it."""
        found, surprises = self._run(self._live(path, work, capture))
        assert not surprises
        return found

    def _run(self, work: Coroutine[object, object, _T]) -> _T:
        """Run something to its end; timers that fire between two tests still find the loop."""
        asyncio._set_running_loop(None)
        try:
            return self.loop.run_until_complete(work)
        finally:
            asyncio._set_running_loop(self.loop)

    async def _live(
        self, path: Path, work: Callable[[Desk], Awaitable[_T]], capture: dict
    ) -> tuple[_T, tuple[object, ...]]:
        desk = self.desk
        await self._idle()
        self.surprises.clear()
        voices = desk.work.voices
        voices.cloning._once.patience = HASTY
        kind = type("Ear", (Capture,), {**capture, "opened": self.captures})
        voices.microphone = Microphone(self.folder / "recordings", desk.announce, capture=kind)
        for engine in ("elevenlabs", "fish"):
            await desk.work.account_changed(engine)
        await desk.projects.begin(path)
        await until(lambda: desk.studio is not None and self.parts.window.panels.editor.chapter_id is not None)
        try:
            found = await work(desk)
        finally:
            await self._leave()
        return found, tuple(self.surprises)

    async def _leave(self) -> None:
        """Close what is open, as a window that is closed without a question does."""
        for one in QApplication.topLevelWidgets():
            for made in (one, *one.findChildren(QDialog)):
                if isinstance(made, QDialog) and made.isVisible():
                    made.reject()
        await asyncio.sleep(0.02)
        await self.desk.work.stop_all()
        for view in self.desk.work.jobs:
            self.desk.work.dismiss(view.id)
        assert await self.desk.leave()
        await self._idle()
        self.parts.window.banner.hide()

    async def _idle(self) -> None:
        """Wait until nothing goes on that was begun by the window."""
        await asyncio.sleep(0.02)
        held = self.desk.runner._queue
        await until(lambda: not any(held._running.values()))

    def forget(self) -> None:
        """Forget every voice that was made. What was seen is that of other accounts: each test has its own."""
        for path in (self.home / "makings.sqlite",):
            if path.exists():
                with closing(sqlite3.connect(path)) as held, held:
                    tables = held.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
                    for (table,) in tables:
                        if not table.startswith("sqlite_") and "_fts" not in table:
                            held.execute(f"DELETE FROM {table}")

    def close(self) -> None:
        """Close the window."""

        async def end() -> None:
            await self.desk._let_go()
            await self.desk.runner.close()

        self._run(end())
        asyncio._set_running_loop(None)
        self.parts.window.let_go()
        self.loop.close()
        self._clothes.put_back()
        _CLOSED.append(self)


def quiet(desk: Desk) -> bool:
    """Return whether nothing is heard and nothing is recorded."""
    voices = desk.work.voices
    return voices.player.plays is None and not voices.microphone.listening


def devices(patch: pytest.MonkeyPatch, *names: str) -> None:
    """Let these microphones be there."""
    patch.setattr(recording, "sources", lambda: tuple(recording.Source(name, not at) for at, name in enumerate(names)))
