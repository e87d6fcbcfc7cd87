"""List the voices that can be cast. A variant is added with a plus sign, for example en-gb+f3."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from studio_app.cli.main import Answer
from studio_app.session.accounts import Accounts
from studio_app.settings.keys import Keys
from studio_app.settings.places import places
from studio_app.speech.catalogue import engines, open_engine

if TYPE_CHECKING:
    import argparse

    from studio_app.cli.terminal import Terminal
    from studio_app.speech.engine import Voice


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("--engine", default="local", help=f"{', '.join(engines())} (default: local)")
    parser.add_argument("--language", default="", help="a tag like en or pt-BR")
    parser.add_argument("--search", default="", help="part of a name or id")


async def run(wish: argparse.Namespace, terminal: Terminal) -> Answer:  # noqa: ARG001  every verb is called alike
    """Do it."""
    accounts = Accounts(places().settings, Keys())
    engine = open_engine(wish.engine, account=accounts.account(wish.engine))
    try:
        await engine.ready()
        found = [v for v in await engine.voices() if _fits(v, wish.language, wish.search)]
    finally:
        await engine.close()
    width = max((len(voice.id) for voice in found), default=0)
    lines = [f"{v.id:{width}}  {v.language:12}  {v.gender:7} {v.name}" for v in found]
    return Answer({"engine": wish.engine, "voices": [asdict(v) for v in found]}, lines or ["No voice fits."])


def _fits(voice: Voice, language: str, search: str) -> bool:
    spoken = {tag.lower() for tag in (voice.language, *voice.languages)}
    wanted = language.lower().replace("_", "-")
    speaks = not wanted or any(tag == wanted or tag.startswith(wanted + "-") for tag in spoken)
    return speaks and search.lower() in f"{voice.name} {voice.id} {voice.variant}".lower()
