"""Find damage in a project and explain it. Nothing is changed."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.cli.main import BAD_INPUT, DONE, Answer
from studio_app.jobs.queue import beside
from studio_app.store.check import check

if TYPE_CHECKING:
    import argparse

    from studio_app.cli.terminal import Terminal


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("project", type=Path, metavar="P.lectern")


async def run(wish: argparse.Namespace, terminal: Terminal) -> Answer:  # noqa: ARG001  every verb is called alike
    """Do it."""
    report = await beside(check, wish.project)
    lines = [finding.what for finding in report.findings] or ["The project is whole."]
    return Answer({"ok": report.ok, **asdict(report)}, lines, DONE if report.ok else BAD_INPUT)
