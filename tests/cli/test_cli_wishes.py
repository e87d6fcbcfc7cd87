"""What OUT, --format and --split mean together."""

import argparse

import pytest

from studio_app.cli.wishes import declare_export, export_wish
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
