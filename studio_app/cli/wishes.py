"""Arguments that several verbs share, and what they mean to the session."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.domain.errors import WrongUsage
from studio_app.session.export import ExportWish
from studio_app.session.import_ import CastWish
from studio_app.session.narrate import BookWish
from studio_app.session.stems import CLIPS, MIX, STEMS
from studio_app.settings.file import Settings
from studio_app.settings.places import places

if TYPE_CHECKING:
    import argparse

_FORMATS = ("mp3", "wav", "flac", "m4b", "opus")


def settings() -> Settings:
    """Read this person's settings."""
    return Settings(places().settings / "settings.json")


def declare_export(parser: argparse.ArgumentParser) -> None:
    """Declare where audio goes and how it is encoded."""
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT", help="folder, or one file's name")
    parser.add_argument("--format", choices=_FORMATS, help="default: the ending of OUT, else the settings, else mp3")
    parser.add_argument(
        "--split", choices=("book", "chapters"), help="one file or one per chapter (default: chapters; m4b: book)"
    )
    parser.add_argument("--bitrate", type=int, default=0, metavar="KBPS", help="mp3 64-320 (192), m4b and opus lower")
    parser.add_argument("--bits", type=int, default=16, choices=(16, 24), help="wav and flac")
    parser.add_argument("--name", default="", metavar="TEMPLATE", help='of chapter files, default "{number} - {title}"')
    parser.add_argument("--no-normalize", action="store_true", help="leave the loudness as the voices have it")
    parser.add_argument("--force", action="store_true", help="overwrite files that are in the way")


def declare_pieces(parser: argparse.ArgumentParser) -> None:
    """Declare what is wanted of timelines."""
    parser.add_argument("--stems", action="store_true", help="of timelines: a file for each track beside the mix")
    parser.add_argument("--clips", action="store_true", help="of timelines: a file for each clip instead of the mix")
    parser.add_argument(
        "--region", default="", metavar="NAME|START-END", help='of timelines: only that, "Intro" or "0:05-1:20.5"'
    )


def pieces_wish(wish: argparse.Namespace, asked: ExportWish) -> ExportWish:
    """Return ``asked`` with what the arguments of ``declare_pieces`` ask for."""
    mix = () if wish.clips and not wish.stems else (MIX,)
    pieces = (*mix, *((STEMS,) if wish.stems else ()), *((CLIPS,) if wish.clips else ()))
    return replace(asked, pieces=pieces, region=wish.region.strip())


def export_wish(wish: argparse.Namespace, held: Settings) -> ExportWish:
    """Return what the arguments of ``declare_export`` ask for."""
    ending = wish.out.suffix.lower().lstrip(".")
    form = wish.format or (ending if ending in _FORMATS else held.word("export.format"))
    one_file = ending == form
    if wish.format and ending in _FORMATS and not one_file:
        raise WrongUsage(f"OUT ends in .{ending} but the format is {wish.format}; give one of the two.")
    split = wish.split or ("book" if one_file or form == "m4b" else "chapters")
    if one_file and split == "chapters":
        raise WrongUsage("One file per chapter needs a folder for OUT, not a file name.")
    return ExportWish(
        out=wish.out,
        format=form,
        split=split,
        bitrate_kbps=wish.bitrate,
        bits=wish.bits,
        template=wish.name,
        normalize=held.switch("export.normalize") and not wish.no_normalize,
        overwrite=wish.force,
        workers=held.number("export.workers"),
    )


def declare_cast(parser: argparse.ArgumentParser) -> None:
    """Declare who narrates."""
    parser.add_argument("--engine", default="", help="local, elevenlabs or fish (default: local)")
    parser.add_argument("--voice", default="", help='as "lectern voices" names them, for example en-gb or de+f3')
    parser.add_argument("--model", default="", help="a model of the engine")


def cast_wish(wish: argparse.Namespace) -> CastWish:
    """Return what the arguments of ``declare_cast`` ask for."""
    return CastWish(wish.engine, wish.model, wish.voice)


def declare_cost(parser: argparse.ArgumentParser) -> None:
    """Declare what may be paid for."""
    parser.add_argument("--budget", type=float, metavar="CREDITS", help="stop before more than this may be billed")
    parser.add_argument(
        "--send-again",
        action="store_true",
        help="send requests again whose answers were lost, although they may have been billed",
    )


def declare_book(parser: argparse.ArgumentParser) -> None:
    """Declare what is said about the book."""
    for name, text in (
        ("title", "replaces the book's title"),
        ("author", "replaces its authors"),
        ("narrator", "named in the tags"),
        ("isbn", "of the audiobook"),
        ("description", "a few sentences"),
        ("language", "a tag like en or pt-BR; chooses the voice too"),
    ):
        parser.add_argument(f"--{name}", default="", help=text)
    parser.add_argument("--cover", type=Path, metavar="F", help="JPEG or PNG")


def book_wish(wish: argparse.Namespace) -> BookWish:
    """Return what the arguments of ``declare_book`` ask for."""
    names = ("title", "author", "narrator", "isbn", "description", "language", "cover")
    return BookWish(**{name: getattr(wish, name) for name in names})
