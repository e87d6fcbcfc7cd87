# mypy: disable-error-code="no-untyped-call"
# mutagen says it is typed, but most of its functions are not.
"""iTunes metadata for M4B files, added behind the chapters that the muxer has written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mutagen.mp4 import MP4, MP4Cover

from studio_app.exporters.languages import three_letters
from studio_app.exporters.tags import GENRE

if TYPE_CHECKING:
    from typing import BinaryIO

    from studio_app.exporters.tags import BookTags

#: Media kind "audiobook": players remember the place and list the file among books.
_AUDIOBOOK = 2
#: Bytes of a chapter's title: the muxer counts them in one byte, and would cut a longer one in the middle of a character.
LONGEST_CHAPTER_TITLE = 255
_FREE = "----:com.apple.iTunes:"


def write(file: BinaryIO, tags: BookTags) -> None:
    """Put ``tags`` into an open MP4 file. The index stands at its end, so no sample moves.

    Raises:
        mutagen.MutagenError: the file could not be read or written; its first argument may be the OSError.
    """
    file.seek(0)
    mp4 = MP4(file)
    if mp4.tags is None:
        mp4.add_tags()
    mp4.update(_atoms(tags))
    file.seek(0)
    mp4.save(file, padding=lambda _: 0)


def _atoms(tags: BookTags) -> dict[str, Any]:
    texts = {
        "\xa9nam": tags.title,
        "\xa9alb": tags.album,
        "\xa9ART": tags.author,
        "aART": tags.author,
        "\xa9wrt": tags.narrator,
        "\xa9nrt": tags.narrator,
        "\xa9pub": tags.publisher,
        "\xa9gen": GENRE,
        "\xa9too": tags.encoder,
        "\xa9cmt": tags.description,
        "desc": tags.description,
        "ldes": tags.description,
    }
    free = {"ISBN": tags.isbn, "LANGUAGE": three_letters(tags.language), "PUBLISHER": tags.publisher}
    atoms: dict[str, Any] = {name: [text] for name, text in texts.items() if text}
    atoms.update({_FREE + name: [text.encode()] for name, text in free.items() if text})
    atoms.update({"stik": [_AUDIOBOOK], "pgap": True})
    if tags.track:
        atoms["trkn"] = [(tags.track, tags.tracks)]
    if tags.cover:
        png = tags.cover.media_type == "image/png"
        atoms["covr"] = [MP4Cover(tags.cover.data, MP4Cover.FORMAT_PNG if png else MP4Cover.FORMAT_JPEG)]
    return atoms
