# mypy: disable-error-code="no-untyped-call"
# mutagen says it is typed, but most of its functions are not.
"""Vorbis comments for FLAC and Opus, with chapters after xiph.org's chapter extension.

Who is who follows xiph.org's field recommendations: ARTIST is the author of an audiobook, PERFORMER who reads it; COMPOSER
and NARRATOR are where audiobook servers look for the reader.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from mutagen.flac import FLAC, Picture
from mutagen.id3 import PictureType
from mutagen.oggopus import OggOpus

from studio_app.exporters.languages import three_letters
from studio_app.exporters.tags import GENRE

if TYPE_CHECKING:
    from typing import BinaryIO

    from studio_app.domain.manuscript import Cover
    from studio_app.exporters.tags import BookTags


def write_flac(file: BinaryIO, tags: BookTags) -> None:
    """Put ``tags`` into an open FLAC file, moving its sound back to make room.

    Raises:
        mutagen.MutagenError: the file could not be read or written; its first argument may be the OSError.
    """
    file.seek(0)
    flac = FLAC(file)
    if flac.tags is None:
        flac.add_tags()
    flac.update(_comments(tags))
    if tags.cover:
        flac.add_picture(_picture(tags.cover))
    file.seek(0)
    flac.save(file, padding=lambda _: 0)


def write_opus(file: BinaryIO, tags: BookTags) -> None:
    """Put ``tags`` into an open Opus file, moving its sound back to make room.

    Raises:
        mutagen.MutagenError: the file could not be read or written; its first argument may be the OSError.
    """
    file.seek(0)
    opus = OggOpus(file)
    opus.update(_comments(tags))
    if tags.cover:
        opus["METADATA_BLOCK_PICTURE"] = [base64.b64encode(_picture(tags.cover).write()).decode()]
    file.seek(0)
    opus.save(file, padding=lambda _: 0)


def _comments(tags: BookTags) -> dict[str, list[str]]:
    fields = {
        "TITLE": [tags.title],
        "ALBUM": [tags.album],
        "ARTIST": list(tags.authors),
        "ALBUMARTIST": [tags.author],
        "PERFORMER": [tags.narrator],
        "COMPOSER": [tags.narrator],
        "NARRATOR": [tags.narrator],
        "ISBN": [tags.isbn],
        "DESCRIPTION": [tags.description],
        "LANGUAGE": [three_letters(tags.language)],
        "PUBLISHER": [tags.publisher],
        "ORGANIZATION": [tags.publisher],
        "GENRE": [GENRE],
        "ENCODER": [tags.encoder],
        "TRACKNUMBER": [str(tags.track or "")],
        "TRACKTOTAL": [str(tags.tracks or "")],
    }
    for number, chapter in enumerate(tags.chapters, start=1):
        fields[f"CHAPTER{number:03}"] = [_clock(chapter.start)]
        fields[f"CHAPTER{number:03}NAME"] = [chapter.title]
    return {name: values for name, values in fields.items() if any(values)}


def _clock(seconds: float) -> str:
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{milliseconds:03}"


def _picture(cover: Cover) -> Picture:
    picture = Picture()
    picture.type = PictureType.COVER_FRONT
    picture.mime = cover.media_type
    picture.data = cover.data
    return picture
