"""``bench play``: from the click to the first sample of a take that is there, and from the first byte of one that comes in.

The same from the click on a timeline. Beside all, in the same run: the device alone, from its start to the first sample it
takes.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio_app.audio.output import PERIOD_MS, Output
from studio_app.cli.benches import play_timeline
from studio_app.cli.benches.book import write_book
from studio_app.cli.benches.ear import Ear, device_alone
from studio_app.cli.benches.machine import cores, lectern
from studio_app.cli.benches.provider import KEY, PIECE_S, SPEED, Provider
from studio_app.domain.cast import Casting
from studio_app.domain.edits.book import cast_speaker
from studio_app.session.accounts import Accounts
from studio_app.session.announce import Announcer
from studio_app.session.chaptermix import RATE
from studio_app.session.player import Player, PlayFrom
from studio_app.session.studio import Studio
from studio_app.session.work import Scope, Work
from studio_app.settings.file import Settings
from studio_app.settings.keys import Keys

if TYPE_CHECKING:
    from studio_app.cli.terminal import Terminal

_WORDS = 3000
_CLICKS = 20
#: What the promise allows, in milliseconds (DESIGN §9).
_LIMIT_MS = 60.0
_STREAM_LIMIT_MS = 50.0
_STREAMS = 12
#: What an answer may take at the longest, in seconds, and how often it is looked for.
_ANSWER_S, _LOOK_S = 20.0, 0.05
_CAST = Casting.of("elevenlabs", "eleven_flash_v2_5", "bench-voice")
#: A window that is busy 16 ms of every 20, and for how long it is watched; how long the processor's time is counted.
_BUSY_S, _REST_S = 0.016, 0.004
_WATCH_S = 10.0


def measure(words: int | None, terminal: Terminal) -> dict[str, Any]:
    """Run the bench on a book of ``words`` words, in one chapter, spoken by the local engine."""
    with tempfile.TemporaryDirectory() as folder:
        book, project = Path(folder) / "book.epub", Path(folder) / "book.lectern"
        write_book(book, words=words or _WORDS, chapter_words=words or _WORDS)
        lectern("import", str(book), "-o", str(project))
        terminal.warn("Speaking the book that is to be played")
        lectern("generate", str(project))
        terminal.warn("Playing; this is heard, and takes a minute")
        studio = Studio.open(project, read_only=True)
        try:
            found = asyncio.run(_measured(studio))
        finally:
            studio.close()
        unspoken = Path(folder) / "unspoken.lectern"
        lectern("import", str(book), "-o", str(unspoken))
        streamed = asyncio.run(_streamed(unspoken, Path(folder)))
        timeline = asyncio.run(play_timeline.measured(project, Path(folder)))
        holds = found["holds"] and streamed["holds"] and timeline["holds"]
        return {**found, "streamed": streamed, "timeline": timeline, "holds": holds}


async def _streamed(project: Path, home: Path) -> dict[str, Any]:
    """Measure what is heard while it comes in, from a provider on loopback."""
    announce = Announcer()
    studio = Studio.open(project, announce=announce)
    with Provider() as provider:
        environment = {"ELEVENLABS_API_KEY": KEY, "ELEVENLABS_BASE_URL": provider.url}
        work = Work(Settings(home / "settings.json"), announce, Accounts(home, Keys(), environment))
        studio.do(cast_speaker(studio.project, studio.project.voicing.narrator_id, _CAST))
        await work.attach(studio)
        try:
            return await _Streamed(studio, announce, work, provider).run()
        finally:
            await work.detach()
            await work.close()
            await studio.shut(anyway=True)


class _Streamed:
    """Plays text that has no take from a provider that answers at once, as often as there are paragraphs for it."""

    def __init__(self, studio: Studio, announce: Announcer, work: Work, provider: Provider) -> None:
        project = studio.project
        ids = [p.id for c in project.chapters for p in project.narrated(c) if p.text.strip()]
        self._ids = tuple(ids[:: max(1, len(ids) // _STREAMS)][:_STREAMS])
        self._ear = Ear()
        self._studio, self._work, self._provider = studio, work, provider
        self._player = Player(studio, announce, output=Output(RATE, self._ear.open), live=work.live)

    async def run(self) -> dict[str, Any]:
        """Measure everything."""
        await asyncio.sleep(0.5)
        await self._work.estimate(Scope(paragraph_ids=self._ids[:1]))  # the engine is ready, as in a window
        before = self._player.underruns
        found = [await self._listen(paragraph_id) for paragraph_id in self._ids]
        gaps = self._player.underruns - before
        await self._player.close()
        first = [sound for sound, _ in found]
        return {
            "first_byte_to_sound_ms": {"p50": round(statistics.median(first), 1), "max": round(max(first), 1)},
            "click_to_sound_ms": round(statistics.median([click for _, click in found]), 1),
            "piece_s": PIECE_S,
            "times_real_time": SPEED,
            "underruns": gaps,
            "limit_ms": _STREAM_LIMIT_MS,
            "holds": max(first) <= _STREAM_LIMIT_MS and not gaps,
        }

    async def _listen(self, paragraph_id: int) -> tuple[float, float]:
        """Play a paragraph while it is spoken; return the milliseconds from the first byte, and from the click."""
        self._ear.listen()
        click = time.perf_counter()
        await self._player.play(PlayFrom(selection=(paragraph_id,)))
        self._work.generate(Scope(paragraph_ids=(paragraph_id,)))
        took = await self._ear.ms_since(click)
        began = self._provider.began[-1] if self._provider.began else click
        await self._ended()
        self._player.stop()
        await asyncio.sleep(0.5)
        return took - (began - click) * 1000, took

    async def _ended(self) -> None:
        """Wait until the answer is here whole: one that is cut off is looked for before anything else is sent."""
        for _ in range(round(_ANSWER_S / _LOOK_S)):
            if not self._work.running:
                break
            await asyncio.sleep(_LOOK_S)
        await self._work.stop_all()


async def _measured(studio: Studio) -> dict[str, Any]:
    return await _Bench(studio).run()


class _Bench:
    def __init__(self, studio: Studio) -> None:
        project = studio.project
        self._ids = [p.id for c in project.chapters for p in project.narrated(c) if p.text.strip()]
        self._ear = Ear()
        self._studio = studio
        self._player = Player(studio, Announcer(), output=Output(RATE, self._ear.open))

    async def run(self) -> dict[str, Any]:
        """Measure everything."""
        await asyncio.sleep(0.5)
        first = await self._click(self._ids[len(self._ids) // 2])
        clicks = [await self._click(self._ids[n * len(self._ids) // _CLICKS]) for n in range(_CLICKS)]
        device = [await device_alone(RATE, 1) for _ in range(_CLICKS)]
        state = self._player.state
        late = await self._busy()
        cpu = {f"{speed:g}x": await self._cpu(speed) for speed in (1.0, 3.0)}
        await self._player.close()
        worst = max(first, *clicks)
        return {
            "bench": "play",
            "cores": cores(),
            "device": state.device,
            "silent": state.silent,
            "period_ms": PERIOD_MS,
            "first_ms": round(first, 1),
            "p50_ms": round(statistics.median(clicks), 1),
            "max_ms": round(max(clicks), 1),
            "device_alone_ms": {"p50": round(statistics.median(device), 1), "max": round(max(device), 1)},
            "limit_ms": _LIMIT_MS,
            "underruns_while_busy": late,
            "cpu_percent": cpu,
            "holds": worst <= _LIMIT_MS and not late,
        }

    async def _click(self, paragraph_id: int) -> float:
        """Play from a paragraph, from silence; stop and wait for silence."""
        self._ear.listen()
        click = time.perf_counter()
        await self._player.play(PlayFrom(paragraph_id=paragraph_id))
        took = await self._ear.ms_since(click)
        await self._quiet()
        return took

    async def _quiet(self) -> None:
        self._player.stop()
        await asyncio.sleep(0.5)

    async def _busy(self) -> int:
        """Play while this thread is busy as a window at its worst; return how often samples came too late."""
        before = self._player.underruns
        await self._player.play(PlayFrom(chapter_id=self._studio.project.chapters[0].id))
        until = time.perf_counter() + _WATCH_S
        while time.perf_counter() < until:
            busy = time.perf_counter() + _BUSY_S
            while time.perf_counter() < busy:
                pass
            await asyncio.sleep(_REST_S)
        await self._quiet()
        return self._player.underruns - before

    async def _cpu(self, speed: float) -> float:
        """Return the share of one core that playing takes, in per cent, the announcements included."""
        self._player.speed = speed
        await self._player.play(PlayFrom(chapter_id=self._studio.project.chapters[0].id))
        await asyncio.sleep(1)
        wall, used = time.perf_counter(), time.process_time()
        await asyncio.sleep(_WATCH_S)
        share = (time.process_time() - used) / (time.perf_counter() - wall)
        await self._quiet()
        return round(100 * share, 1)
