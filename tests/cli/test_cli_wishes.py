"""What OUT, --format and --split mean together."""

import argparse

import pytest

from studio_app.cli.wishes import declare_export, declare_pieces, export_wish, pieces_wish
from studio_app.domain.errors import WrongUsage
from studio_app.settings.file import Settings


def wish(tmp_path, *arguments):
    parser = argparse.ArgumentParser()
    declare_export(parser)
    made = export_wish(parser.parse_args(["-o", *arguments]), Settings(tmp_path / "none.json"))
    return made.format, made.split


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("out",), ("mp3", "chapters")),
        (("out", "--format", "wav"), ("wav", "chapters")),
        (("book.m4b",), ("m4b", "book")),
        (("book.MP3",), ("mp3", "book")),
        (("out", "--format", "m4b"), ("m4b", "book")),
        (("out", "--format", "m4b", "--split", "chapters"), ("m4b", "chapters")),
        (("out", "--split", "book"), ("mp3", "book")),
        (("v1.2", "--format", "flac"), ("flac", "chapters")),
    ],
)
def test_meaning(tmp_path, arguments, meant):
    assert wish(tmp_path, *arguments) == meant


@pytest.mark.parametrize("arguments", [("book.mp3", "--format", "wav"), ("book.mp3", "--split", "chapters")])
def test_contradictions_are_refused(tmp_path, arguments):
    with pytest.raises(WrongUsage):
        wish(tmp_path, *arguments)


@pytest.mark.parametrize(
    ("arguments", "pieces"),
    [
        ((), ("mix",)),
        (("--stems",), ("mix", "stems")),
        (("--clips",), ("clips",)),
        (("--stems", "--clips"), ("mix", "stems", "clips")),
        (("--region", " Intro "), ("mix",)),
    ],
)
def test_what_of_a_timeline_is_wanted(tmp_path, arguments, pieces):
    parser = argparse.ArgumentParser()
    declare_export(parser)
    declare_pieces(parser)
    given = parser.parse_args(["-o", "out", *arguments])
    made = pieces_wish(given, export_wish(given, Settings(tmp_path / "none.json")))
    assert made.pieces == pieces
    assert made.region == ("Intro" if "--region" in arguments else "")
