"""What an importer accepts from a stranger, so that the worst a file can do is to be refused."""

from __future__ import annotations

from studio_app.domain.errors import TooLarge

MB = 1_000_000

#: Bytes of one marked-up document (a page of an EPUB, an HTML file), pictures inside it not counted.
DOCUMENT_BYTES = 32 * MB
#: Tags, and attributes, of one document. A node of its tree costs 100 to 150 bytes of memory and some microseconds.
DOCUMENT_NODES = 400_000
#: Bytes of all marked-up documents of one book together. The Bible has 5 MB.
TEXT_BYTES = 96 * MB
#: Paragraphs of one book, each some 120 bytes of memory besides its text. The Bible has 31,000 verses.
PARAGRAPHS = 1_000_000
#: References such as &nbsp; in one document that have to be looked up one by one.
REFERENCES = 300_000
#: Footnote marks of one document, and raised numbers that may be some.
MARKS = 50_000
#: Bytes before the first tag of a document, where document types with entities of their own stand.
DOCTYPE_BYTES = 64_000
#: Bytes of a file held in memory as a whole, pictures and all.
FILE_BYTES = 128 * MB
#: Files in an archive.
ARCHIVE_ENTRIES = 50_000
#: Bytes of the list of files of an archive.
ARCHIVE_DIRECTORY = 8 * MB
#: How many times its packed size a member may unpack to, once it is over ``RATIO_FROM`` bytes. Prose reaches 10.
RATIO = 100
RATIO_FROM = 4 * MB
#: Bytes that an archive may claim to unpack to, if that is also over ``RATIO`` times its own size.
ARCHIVE_CLAIM = 500 * MB
#: Bytes of a cover picture.
COVER_BYTES = 20 * MB


def check(size: int, limit: int, what: str) -> None:
    """Raise TooLarge where ``size`` is over ``limit``; ``what`` names the thing in the sentence ("this page")."""
    if size > limit:
        sentence = f"The file was refused because {what} is larger than any real book needs."
        raise TooLarge(sentence, detail=f"{size} over the limit of {limit}")
