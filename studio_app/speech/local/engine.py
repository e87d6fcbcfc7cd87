"""The local engine: espeak-ng, about 140 voices, at some hundred times real time on each core."""

from __future__ import annotations

import asyncio
import os
import threading
from concurrent.futures import Future
from contextlib import asynccontextmanager
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

import espeakng_loader

from studio_app.domain.errors import EngineMissing, ModelRefused, TextRefused
from studio_app.speech.engine import AudioChunk, Balance, Billing, Capabilities, Model, SettingRange, Timings
from studio_app.speech.local import library, worker
from studio_app.speech.local.effects import Placeholders
from studio_app.speech.local.pool import Asked, Command, Pool, Spoken, worker_command
from studio_app.speech.local.shelf import LocalShelf
from studio_app.speech.local.voices import Variant, Voices
from studio_app.speech.local.words import word_timings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence

    from studio_app.domain.cast import Setting
    from studio_app.speech.engine import Found, Lost, SpeakRequest, SpeechPart, Voice
    from studio_app.speech.library import Library
    from studio_app.speech.making import Maker

#: The one model. It has no version in its name, so that an update of the library leaves takes as they are.
MODEL = Model("espeak-ng", "eSpeak NG", characters=5000)

SETTINGS = (
    SettingRange("rate", 175, 80, 450, "Words per minute."),
    SettingRange("pitch", 50, 0, 100, "How high the voice speaks; 50 is the voice as it was made."),
    SettingRange("range", 50, 0, 100, "How much the pitch moves; 0 is a monotone."),
    SettingRange("volume", 100, 0, 200, "Loudness in per cent; above 100 loud passages are held down."),
    SettingRange(
        "word_gap", 0, 0, 500, "Extra pause between words in milliseconds at the default rate, in steps of 10."
    ),
)

#: By setting: the library's parameter, and how many of the setting's units make one of the parameter's.
_PARAMETERS = {
    "rate": (library.RATE, 1),
    "pitch": (library.PITCH, 1),
    "range": (library.RANGE, 1),
    "volume": (library.VOLUME, 1),
    "word_gap": (library.WORD_GAP, 10),
}

#: What is no text: NUL ends a C string, 1 begins a command to espeak-ng, surrogates cannot be encoded, and none of the
#: others means anything. Each becomes a space, so that every other character stays where it is.
_NO_TEXT = dict.fromkeys(
    [
        *(code for code in range(0x20) if chr(code) not in "\t\n\r"),
        *range(0x7F, 0xA0),
        *range(0xD800, 0xE000),
        0xFFFE,
        0xFFFF,
    ],
    " ",
)


def patience(size: int) -> float:
    """Return the seconds after which a worker that has not spoken ``size`` bytes of text hangs: 1000 times the usual."""
    return 20.0 + size * 0.02


def local_command(fresh: str = worker.FORK if hasattr(os, "fork") else worker.RELOAD) -> Command:
    """Return how to start a worker. ``fresh`` is how it begins from nothing for each request (see worker.py).

    Raises:
        EngineMissing: espeak-ng's files are not installed.
    """
    try:
        data = espeakng_loader.get_data_path()
    except RuntimeError as error:
        raise EngineMissing(
            "The local engine's data is not there; install Lectern again.", detail=str(error)
        ) from error
    return worker_command(espeakng_loader.get_library_path(), data, fresh)


class LocalEngine:
    """``Engine`` over worker processes; see pool.py for what happens when one dies.

    A request whose voice is "" gets the default voice of its language. ``seed`` changes nothing: the same request sounds the
    same every time. A text with nothing to say (spaces, punctuation) is answered with no samples rather than an error.

    Args:
        workers: how many processes at most; None for one per core. They start with the first request.
        command: how to start one; None for the real worker.
        patience: seconds a text of so many bytes may take.
    """

    name = "local"

    def __init__(
        self,
        *,
        workers: int | None = None,
        command: Command | None = None,
        patience: Callable[[int], float] = patience,
    ) -> None:
        command = command or local_command()
        workers = workers or os.cpu_count() or 1
        self._pool = Pool(command, workers, patience)
        self._voices = Voices(Path(espeakng_loader.get_data_path()))
        self._shelf = LocalShelf(self)
        self._placeholders = Placeholders()
        # Four times the workers: each finds its next request waiting while the answers before it are being stored.
        self._capabilities = Capabilities(
            bills=False, concurrency=4 * workers, word_timings=True, models=(MODEL,), settings=SETTINGS
        )

    @property
    def library(self) -> Library | None:
        """Return where its voices are chosen from."""
        return self._shelf

    @property
    def maker(self) -> Maker | None:
        """Return what makes voices."""
        return None

    @property
    def effects(self) -> Placeholders:
        """Return what stands for sound effects that are still to come."""
        return self._placeholders

    @property
    def capabilities(self) -> Capabilities:
        """Return what the engine can do."""
        return self._capabilities

    @property
    def waits(self) -> str:
        """Return "": it waits for nobody."""
        return ""

    async def ready(self) -> None:
        """Do nothing: all is known."""

    async def voices(self) -> Sequence[Voice]:
        """Return every voice without a variant; ``variants`` are what can be added to each."""
        return self._voices.all

    def all_voices(self) -> Sequence[Voice]:
        """Return what ``voices`` does, without waiting."""
        return self._voices.all

    def variants(self) -> Sequence[Variant]:
        """Return the timbres any voice can take: voice "de" with variant "f3" is "de+f3"."""
        return self._voices.variants

    def default_voice(self, language: str) -> str:
        """Return the voice for a BCP 47 tag; VoiceMissing where none fits."""
        return self._voices.default(language)

    def check_voice(self, voice: str) -> str:
        """Return the id of a voice named by id, name or language, with or without a variant; VoiceMissing if there is none."""
        return self._voices.check(voice)

    def estimate(self, spoken: str, model: str) -> float:  # noqa: ARG002  the protocol's arguments
        """Return 0: it costs nothing."""
        return 0.0

    async def speak(self, request: SpeakRequest) -> AsyncIterator[SpeechPart]:
        """Speak one segment. Works on any loop; cancelling ends the worker that speaks it and no other.

        Raises:
            VoiceMissing, ModelRefused, TextRefused: the request cannot be done, now or ever.
            EngineCrashed: two workers died of it or took too long.
            EngineMissing: espeak-ng is not on this machine.
        """
        asked = self._asked(request)
        spoken = await self._wait(self._pool.submit(asked))
        # Without a word spoken the library still makes a blink of silence. With words it is what volume 0 asks for.
        silent = not spoken.marks and not spoken.samples.strip(b"\0")
        samples = b"" if silent else spoken.samples
        yield AudioChunk(samples, "pcm_s16le", spoken.rate, 1)
        yield Timings(word_timings(request.text, spoken.marks, spoken.rate, len(samples) // 2))
        yield Billing(0.0)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Let everybody in: requests that wait for a worker cost nothing."""
        yield

    async def find(self, lost: Lost) -> Found | None:  # noqa: ARG002  the protocol's arguments
        """Return None: what was lost is made again for nothing."""
        return None

    async def balance(self) -> Balance:
        """Return that there is nothing to pay."""
        return Balance("This computer", unit="")

    async def close(self) -> None:
        """End all workers; requests under way are cancelled."""
        done: Future[None] = Future()

        def close() -> None:
            self._pool.close()
            done.set_result(None)

        threading.Thread(target=close, name="lectern-voices-close").start()
        await asyncio.wrap_future(done)

    async def _wait(self, answer: Future[Spoken]) -> Spoken:
        try:
            return await asyncio.wrap_future(answer)
        except asyncio.CancelledError:
            self._pool.stop(answer)
            raise

    def _asked(self, request: SpeakRequest) -> Asked:
        if request.model not in ("", MODEL.id):
            raise ModelRefused(f"The local engine has no model called {request.model!r}; its only one is {MODEL.id}.")
        if len(request.text) > (MODEL.characters or 0):
            raise TextRefused(f"The local engine speaks at most {MODEL.characters} characters in one piece.")
        voice = request.voice or self.default_voice(request.language)
        text = request.text.translate(_NO_TEXT)
        return Asked(text.encode(), self._voices.path(voice), _parameters(request.settings))


def _parameters(settings: Mapping[str, Setting]) -> tuple[tuple[int, int], ...]:
    """Return the library's parameters for all settings, those not given at their default."""
    unknown = settings.keys() - _PARAMETERS.keys()
    if unknown:
        known = ", ".join(_PARAMETERS)
        raise ModelRefused(f"The local engine has no setting {min(unknown)!r}; it has {known}.")
    return tuple(
        (_PARAMETERS[one.name][0], round(_value(one, settings.get(one.name, one.default)) / _PARAMETERS[one.name][1]))
        for one in SETTINGS
    )


def _value(setting: SettingRange, value: Setting) -> float:
    number = isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)
    if not number or not setting.low <= float(value) <= setting.high:
        raise ModelRefused(
            f"The setting {setting.name} of the local engine is a number from {setting.low} to {setting.high}."
        )
    return float(value)
