"""A small book of beeps, its cover, and a way to deliver it."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pytest

from studio_app.audio.encode import Encoding
from studio_app.domain.manuscript import Cover, Metadata
from studio_app.domain.mixplan import ChapterMark, MixPlan, PlanItem
from studio_app.domain.takes import Levels, Take
from studio_app.exporters.deliver import Delivered, Delivery, Known, deliver, plan_hash
from studio_app.exporters.tags import BookTags, tags_for

if TYPE_CHECKING:
    from pathlib import Path

RATES = {"mp3": 44100, "wav": 44100, "flac": 44100, "m4b": 44100, "opus": 48000}
BOOK = Metadata(
    title="Žluťoučký kůň: 物語 🐎",
    authors=("Ana Šmídová", "B. O'Neil"),
    narrator="Čtenář Hlas",
    language="cs-CZ",
    isbn="9788000000000",
    publisher="Nakladatelství Ø",
    description="První řádek.\nDruhý “řádek”.",
)


def beep(number: int = 1, seconds: float = 0.3, rate: int = 24000) -> tuple[Take, bytes]:
    wave = np.sin(np.arange(round(seconds * rate)) * (0.02 + 0.01 * (number % 7))) * 9000
    frames = len(wave)
    levels = Levels(0.3, 0.04)
    take = Take(
        number, f"f{number}", "local", "m", "v", f"audio{number}", "pcm_s16le", rate, 1, frames, 0, frames, levels
    )
    return take, wave.astype("<i2").tobytes()


def fetch(take: Take) -> bytes:
    return beep(take.id, take.frames / take.rate)[1]


def plan_of(titles: list[str], rate: int = 44100, seconds: float = 1.0) -> MixPlan:
    """A plan with one beep in each chapter of ``seconds``."""
    length = min(0.3, seconds / 2)
    step, items, marks = round(seconds * rate), [], []
    for number, title in enumerate(titles):
        take, _ = beep(number + 1, length)
        items.append(PlanItem(take, number * step, -(-take.frames * rate // take.rate), gain=0.5))
        marks.append(ChapterMark(number + 1, title, number * step, (number + 1) * step))
    return MixPlan(rate, step * len(titles), tuple(items), tuple(marks))


def picture(media_type: str = "image/png") -> Cover:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = b"".join(b"\0" + bytes((x * y) % 256 for x in range(3 * 32)) for y in range(32))
    head = struct.pack(">IIBBBBB", 32, 32, 8, 2, 0, 0, 0)
    return Cover(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""),
        media_type,
    )


@dataclass
class Desk:
    """What a session does for ``deliver``: it remembers, and it counts."""

    folder: Path
    remembered: dict[str, Known] = field(default_factory=dict)
    fetched: list[int] = field(default_factory=list)

    def delivery(self, name: str, plan: MixPlan, tags: BookTags, encoding: Encoding) -> Delivery:
        return Delivery(self.folder / name, plan, tags, plan_hash(plan, encoding, tags))

    def book(self, format_: str, titles: list[str], seconds: float = 1.0, **more) -> tuple[Delivery, Encoding]:
        encoding, plan = Encoding(format_), plan_of(titles, RATES[format_], seconds)
        return self.delivery(f"book.{format_}", plan, tags_for(BOOK, plan, cover=picture(), **more), encoding), encoding

    def chapters(self, count: int, format_: str = "mp3") -> tuple[list[Delivery], Encoding]:
        encoding, made = Encoding(format_), []
        for number in range(1, count + 1):
            plan = plan_of([f"Chapter {number}"], RATES[format_], seconds=0.5 + number / 10)
            tags = tags_for(BOOK, plan, title=f"Chapter {number}", track=number, tracks=count)
            made.append(self.delivery(f"{number:02}.{format_}", plan, tags, encoding))
        return made, encoding

    def fetch(self, take: Take) -> bytes:
        self.fetched.append(take.id)
        return fetch(take)

    def remember(self, delivery: Delivery, size: int, digest: str) -> None:
        self.remembered[delivery.path.name] = Known(delivery.plan_hash, size, digest)

    def deliver(self, deliveries: list[Delivery], encoding: Encoding, **changed) -> list[Delivered]:
        ways = {
            "workers": 2,
            "overwrite": False,
            "known": lambda path: self.remembered.get(path.name),
            "remember": self.remember,
        }
        return list(deliver(deliveries, encoding, self.fetch, **{**ways, **changed}))

    def make(self, format_: str, titles: list[str], **more) -> Path:
        delivery, encoding = self.book(format_, titles, **more)
        return self.deliver([delivery], encoding)[0].path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "out")


@pytest.fixture
def book() -> Metadata:
    return BOOK


@pytest.fixture
def cover() -> Cover:
    return picture()


@pytest.fixture
def make_plan():
    return plan_of
