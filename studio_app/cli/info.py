"""Show what is in a project: chapters, lengths, what is generated, what was billed."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.cli.main import Answer
from studio_app.cli.narrate import billed_lines
from studio_app.cli.terminal import clock
from studio_app.cli.wishes import settings
from studio_app.jobs.queue import beside
from studio_app.session.info import info_of

if TYPE_CHECKING:
    import argparse

    from studio_app.cli.terminal import Terminal
    from studio_app.session.info import ProjectInfo


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("project", type=Path, metavar="P.lectern")


async def run(wish: argparse.Namespace, terminal: Terminal) -> Answer:  # noqa: ARG001  every verb is called alike
    """Do it."""
    info = await beside(info_of, wish.project, settings())
    return Answer(asdict(info), info_lines(info))


def info_lines(info: ProjectInfo) -> list[str]:
    """Return a project for a person to read."""
    lines = [f"{info.title} — {info.author or 'unknown author'} ({info.language or 'unknown language'})"]
    for number, chapter in enumerate(info.chapters, start=1):
        state = f"{chapter.generated}/{chapter.segments} generated" if chapter.included else "off"
        if chapter.stale:
            state += f", {chapter.stale} stale"
        state += "".join(f", {engine} {credits_:,g} credits" for engine, credits_ in chapter.billed.items())
        length = clock(chapter.seconds) if chapter.seconds else "-"
        lines.append(f"{number:4}  {chapter.title[:50]:50}  {chapter.words:7} words  {length:>8}  {state}")
    for track in info.tracks:
        end = max((clip.end_s for clip in track.clips), default=0.0)
        length = clock(end) if track.clips else "-"
        lines.append(f"      {track.name[:50]:50}  {len(track.clips):7} clips  {length:>8}  {track.kind}")
    lines.append(f"{info.words} words, {info.characters} characters, {info.takes} takes, {info.stale} stale")
    return lines + billed_lines(info.billed)
