"""``bench narrate`` and ``bench export``: a book of 100,000 words to MP3, beside bare speech and bare LAME."""

from __future__ import annotations

import json
import statistics
import tempfile
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from studio_app.audio.bare import bare_mp3_speed
from studio_app.audio.mix import Mix
from studio_app.audio.pcm import to_int16
from studio_app.cli.benches.book import write_book
from studio_app.cli.benches.machine import Cost, cores, lectern
from studio_app.domain.arrange import arrange
from studio_app.domain.segments import book_segments
from studio_app.speech.local.bare import bare_speech_seconds
from studio_app.store.project_file import ProjectFile

if TYPE_CHECKING:
    import numpy.typing as npt

    from studio_app.cli.terminal import Terminal

_WORDS = 100_000
#: Seconds of the book's own sound that bare LAME is measured with: after and before, because machines change speed.
_SAMPLE_S = 60
_ROUNDS = 7
_MB_LIMIT = 400.0


def narrate(words: int | None, terminal: Terminal) -> dict[str, Any]:
    """Run ``bench narrate``: ``lectern narrate`` on a book of ``words`` words, beside (bare speech + bare LAME) / cores."""
    with tempfile.TemporaryDirectory() as folder:
        book, out = Path(folder) / "book.epub", Path(folder) / "out"
        characters = write_book(book, words=words or _WORDS)
        terminal.warn(f"A book of {characters:,} characters")
        cost = lectern("narrate", str(book), "-o", str(out), "--json")
        seconds = _seconds(cost)
        texts, sample = _material(out / "book.lectern")
        terminal.warn("The reference: bare speech, bare LAME")
        speech = bare_speech_seconds(texts, cores())
        encode = seconds / _bare_speed(sample)
    reference = speech + encode
    ratio = cost.seconds / reference
    return {
        "bench": "narrate",
        "characters": characters,
        "audio_s": round(seconds, 1),
        **_cost(cost),
        "reference_s": round(reference, 2),
        "reference_speech_s": round(speech, 2),
        "reference_encode_s": round(encode, 2),
        "ratio": round(ratio, 3),
        "limits": {"ratio": 1.15, "busy": 0.85, "peak_mb": _MB_LIMIT},
        "holds": ratio <= 1.15 and cost.busy >= 0.85 and (cost.peak_mb or 0.0) <= _MB_LIMIT,
    }


def export(words: int | None, terminal: Terminal) -> dict[str, Any]:
    """Run ``bench export``: a project of about ten hours to 192 kbps MP3, beside bare LAME on as many threads as cores."""
    with tempfile.TemporaryDirectory() as folder:
        book, project = Path(folder) / "book.epub", Path(folder) / "book.lectern"
        write_book(book, words=words or _WORDS)
        lectern("import", str(book), "-o", str(project))
        terminal.warn("Speaking the book that is to be exported")
        lectern("generate", str(project))
        _, sample = _material(project)
        speeds = [_bare_speed(sample)]
        results = {}
        for split in ("chapters", "book"):
            terminal.warn(f"Exporting, one file per {split.removesuffix('s')}")
            cost = lectern("export", str(project), "-o", str(Path(folder) / split), "--split", split, "--json")
            speeds.append(_bare_speed(sample))
            results[split] = (cost, _seconds(cost))
    bare = statistics.median(speeds)
    answer: dict[str, Any] = {
        "bench": "export",
        "reference_x": round(bare, 1),
        "limits": {"ratio": 0.85, "peak_mb": _MB_LIMIT},
    }
    holds = True
    for split, (cost, seconds) in results.items():
        ratio = seconds / cost.seconds / bare
        holds = holds and ratio >= 0.85 and (cost.peak_mb or 0.0) <= _MB_LIMIT
        answer[split] = {
            "audio_s": round(seconds, 1),
            **_cost(cost),
            "x_real_time": round(seconds / cost.seconds, 1),
            "ratio": round(ratio, 3),
        }
    return {**answer, "holds": holds}


def _bare_speed(sample: npt.NDArray[np.int16]) -> float:
    """Return the speed of bare LAME on all cores: the median of a few runs, since one is over in half a second."""
    return statistics.median(bare_mp3_speed(sample, cores()) for _ in range(_ROUNDS))


def _cost(cost: Cost) -> dict[str, Any]:
    peak = None if cost.peak_mb is None else round(cost.peak_mb, 1)
    return {"seconds": round(cost.seconds, 2), "busy": round(cost.busy, 3), "peak_mb": peak}


def _seconds(cost: Cost) -> float:
    return float(sum(file["seconds"] for file in json.loads(cost.output)["files"]))


def _material(path: Path) -> tuple[list[str], npt.NDArray[np.int16]]:
    """Return the spoken text of every segment of a project, and a minute of its own sound."""
    file = ProjectFile.open(path, read_only=True)
    try:
        project = file.load()
        texts = [segment.spoken for segment in book_segments(project) if segment.spoken]
        placements = file.placements()
        takes = file.takes({take_id for take_id, _ in islice(placements.values(), 50)})
        placed = {key: takes[take_id] for key, (take_id, _) in placements.items() if take_id in takes}
        plan = arrange(project, placed).plan
        blocks = Mix(plan, lambda take: file.audio(take.audio)).blocks(0, min(plan.length, _SAMPLE_S * plan.rate))
        return texts, np.concatenate([to_int16(block) for block in blocks]).reshape(-1)
    finally:
        file.close()
