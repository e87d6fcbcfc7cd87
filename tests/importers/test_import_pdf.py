"""PDF: what is text becomes paragraphs, what is page furniture goes, and no file can hurt."""

from __future__ import annotations

import socket
import textwrap
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_makers import HEIGHT, LEFT, Put, body, is_sound, pdf, titles, typeset, words

from studio_app.domain.errors import Damaged, NoText, Protected
from studio_app.domain.manuscript import Draft, Kind, Matter
from studio_app.importers import pdf as importer
from studio_app.importers import pdf_lines, pdf_pages, reading

LONG = (
    "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness, it was "
    "the epoch of belief, it was the epoch of incredulity, it was the season of light."
)
OTHER = (
    "There were a king with a large jaw and a queen with a plain face, on the throne of England; there were a king with a "
    "large jaw and a queen with a fair face, on the throne of France."
)


@pytest.fixture
def draft(tmp_path):
    """Read pages in this process: a child for each of these tests would cost a second."""

    def read(pages, **more) -> Draft:
        path = tmp_path / "book.pdf"
        path.write_bytes(pages if isinstance(pages, bytes) else pdf(pages, **more))
        found = importer.draft_of(pdf_pages.messages(str(path)), "book")
        assert is_sound(found)
        return found

    return read


def test_a_pdf_is_read_through_the_child_with_progress(tmp_path):
    path = tmp_path / "book.pdf"
    path.write_bytes(
        pdf(typeset([LONG, OTHER] * 12), info={"Title": "A Tale", "Author": "C. Dickens"}, language="en-GB")
    )
    told = []
    found = reading.read(path, progress=told.append)
    assert (found.title, found.authors, found.language) == ("A Tale", ("C. Dickens",), "en-GB")
    assert body(found) == [LONG, OTHER] * 12
    assert told == sorted(told)
    assert 0 < told[0] < told[-1] <= 1


def test_paragraphs_are_joined_over_lines_and_pages(draft):
    assert body(draft(typeset([LONG, OTHER] * 20, rows=17))) == [LONG, OTHER] * 20


def test_running_headers_and_page_numbers_go(draft):
    found = draft(typeset([LONG, OTHER] * 30, header="A TALE OF TWO CITIES", numbers=True))
    assert body(found) == [LONG, OTHER] * 30


def test_headers_that_alternate_and_hold_the_page_number_go(draft):
    pages = typeset([LONG, OTHER] * 40)
    for number, page in enumerate(pages, start=1):
        page.append(Put(LEFT, 30, f"{number}   A TALE" if number % 2 else f"BOOK THE FIRST   {number}", 8))
    assert body(draft(pages)) == [LONG, OTHER] * 40


def test_chapter_headings_at_one_height_are_no_running_headers(draft):
    pages = [[Put(LEFT, 60, f"Day {n}"), *_set(LONG, 90)] for n in range(1, 7)]
    assert "Day 4" in " ".join(body(draft(pages)))


def test_roman_page_numbers_go(draft):
    pages = typeset([LONG] * 40)
    for page, number in zip(pages, ["v", "vi", "vii", "viii", "ix", "x", "xi"], strict=False):
        page.append(Put(200, HEIGHT - 20, number, 9))
    assert body(draft(pages)) == [LONG] * 40


def test_a_number_that_is_no_page_number_stays(draft):
    pages = typeset([LONG] * 30)
    pages[1].append(Put(200, HEIGHT - 20, "1984", 9))
    assert "1984" in " ".join(body(draft(pages)))


def test_line_end_hyphens_are_joined_and_true_ones_kept(draft):
    lines = [
        "A well-known man came to the old inform-",
        "ation desk with his well-",
        "known hat and asked for it all night long.",
    ]
    page = [Put(LEFT, 60 + 12 * n, line) for n, line in enumerate(lines)]
    assert body(draft([page])) == [
        "A well-known man came to the old information desk with his well-known hat and asked for it all night long."
    ]


def test_chapters_by_name(draft):
    page = [Put(LEFT, 80, "Chapter 1", 16), Put(LEFT, 110, "The Period", 13), *_set(LONG, 150)]
    other = [Put(LEFT, 80, "Chapter 2", 16), *_set(OTHER, 150)]
    found = draft([page, other])
    assert titles(found) == ["Chapter 1: The Period", "Chapter 2"]
    assert [p.kind for p in found.chapters[0].paragraphs] == [Kind.HEADING, Kind.HEADING, Kind.TEXT]


def test_chapters_by_size_of_headings(draft):
    pages = [
        [Put(LEFT, 80, name, 18), *_set(LONG, 150)] for name in ("Recalled to Life", "The Golden Thread", "The Track")
    ]
    assert titles(draft(pages)) == ["Recalled to Life", "The Golden Thread", "The Track"]


def test_chapters_by_outline(draft):
    pages = [[Put(LEFT, 80, name), *_set(LONG, 110)] for name in ("One", "Two", "Three")]
    found = draft(pages, outline=[("One", 0, 70), ("Two", 1, 70), ("Three", 2, 70)])
    assert titles(found) == ["One", "Two", "Three"]
    assert [c.paragraphs[0].kind for c in found.chapters] == [Kind.HEADING] * 3


def test_a_printed_table_of_contents_is_front_matter(draft):
    listed = [Put(LEFT, 100 + 20 * n, f"Chapter {n + 1} " + "." * 20 + f" {n + 2}") for n in range(3)]
    pages = [[Put(LEFT, 60, "Contents", 16), *listed]]
    pages += [[Put(LEFT, 80, f"Chapter {n}", 16), *_set(LONG, 150)] for n in (1, 2, 3)]
    found = draft(pages)
    assert [(c.title, c.matter) for c in found.chapters][1:] == [(f"Chapter {n}", Matter.BODY) for n in (1, 2, 3)]


def test_footnotes_are_kept_apart_and_their_marks_go(draft):
    page = [*_set(LONG, 60)]
    page += [
        Put(LEFT, 200, "A word"),
        Put(LEFT + 36, 196, "1", 6),
        Put(LEFT + 44, 200, "with a note and another line of it all here"),
    ]
    page += [Put(LEFT, 400, "1", 5), Put(LEFT + 5, 403, "The note says this.", 7)]
    found = draft([page])
    assert body(found, Kind.FOOTNOTE) == ["The note says this."]
    assert "A word with a note and another" in " ".join(body(found))


def test_two_columns_are_read_one_after_the_other(draft):
    left = textwrap.wrap(LONG * 3, 23)
    right = textwrap.wrap(OTHER * 3, 23)
    page = [Put(30, 60 + 12 * n, line) for n, line in enumerate(left)] + [
        Put(220, 60 + 12 * n, line) for n, line in enumerate(right)
    ]
    rows = sorted(page, key=lambda put: put.y)
    text = " ".join(body(draft([rows])))
    assert text.index("incredulity") < text.index("large jaw")
    assert "season of light.It was" in text.replace("- ", "-")


def test_text_on_its_side_is_read_upright(draft):
    lines = textwrap.wrap(LONG, 48)
    page = [Put(100 + 12 * n, 500, line, turn=1) for n, line in enumerate(lines)]
    assert body(draft([page])) == [LONG]


def test_curly_quotes_and_dashes(draft):
    said = "\u201cCooperate,\u201d he said \u2013 at last."
    assert body(draft([[Put(LEFT, 60, said)]])) == [said]


def test_ligatures_and_soft_hyphens_become_letters():
    piece = [LEFT, 300.0, 60.0, 10.0, 0, "the \ufb01rst o\ufb03ce co\u00adoperates"]
    page = pdf_lines.page_of({"page": 0, "width": 400, "height": 600, "runs": [piece], "aside": []})
    assert page.lines()[0].text == "the first office cooperates"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (pdf([[Put(50, 50, "x")]], encrypt=True), Protected),
        (pdf([[], []], image=True), NoText),
        (pdf([[]]), NoText),
        (b"%PDF-1.7\nnothing of use\n%%EOF", Damaged),
        (pdf([[Put(50, 50, "hello")]])[:200], Damaged),
    ],
)
def test_what_cannot_be_read_is_refused(draft, data, error):
    with pytest.raises(error):
        draft(data)


def test_a_picture_of_a_page_says_what_to_do(draft):
    with pytest.raises(NoText, match="OCR"):
        draft(pdf([[]], image=True))


def test_a_reader_that_dies_costs_the_import_only(tmp_path, monkeypatch):
    monkeypatch.setattr(importer, "_CHILD", "studio_app.importers.no_such_module")
    (tmp_path / "a.pdf").write_bytes(pdf([[Put(50, 50, "hello")]]))
    with pytest.raises(Damaged):
        reading.read(tmp_path / "a.pdf")


def test_a_reader_that_hangs_is_ended(tmp_path, monkeypatch):
    (tmp_path / "studio_hang.py").write_text("print('{\"ready\":true}', flush=True)\nimport time\ntime.sleep(60)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(importer, "_CHILD", "studio_hang")
    monkeypatch.setattr(importer, "PATIENCE", 0.2)
    (tmp_path / "a.pdf").write_bytes(pdf([[Put(50, 50, "hello")]]))
    with pytest.raises(Damaged):
        reading.read(tmp_path / "a.pdf")


def test_a_page_the_reader_dies_on_is_named_and_the_others_are_read(tmp_path, monkeypatch):
    (tmp_path / "studio_dies.py").write_text(_DIES)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(importer, "_CHILD", "studio_dies")
    (tmp_path / "a.pdf").write_bytes(
        pdf([[Put(50, 50, name)] for name in ("Alpha is here.", "Beta.", "Gamma is here.")])
    )
    found = reading.read(tmp_path / "a.pdf")
    assert words(" ".join(body(found))) == words("Alpha is here. Gamma is here.")
    assert "page 2" in found.warnings[0]


_DIES = """
import os, sys
from studio_app.importers import pdf_pages
whole = pdf_pages._page
pdf_pages._page = lambda document, index: os._exit(9) if index == 1 else whole(document, index)
pdf_pages.main(sys.argv[1:])
"""


@pytest.mark.parametrize(
    "place",
    [
        lambda i: (i * 1.0, 50.0, 10.0),
        lambda i: (50 + i % 40 * 8.0, 20 + i // 40 * 0.5, 10.0),
        lambda i: (50 + i % 2 * 200.0, 20 + i // 2 * 0.6, 10.0),
        lambda i: (50.0 + i % 300, 20.0 + i // 300, 5.0 + i % 2 * 5),
    ],
    ids=["one row", "a grid", "two columns", "small and large"],
)
def test_a_page_made_as_a_trap_ends(place):
    """Thirty thousand pieces on a page: what grows with their square would take minutes."""
    runs = [[x, x + 5, y, size, 0, "ab"] for x, y, size in map(place, range(30_000))]
    page = {"page": 0, "width": 400.0, "height": 9000.0, "runs": runs, "aside": [], "pictures": False}
    begun = time.process_time()
    importer.draft_of([{"pages": 1, "title": "", "author": "", "language": "", "outline": []}, page], "trap")
    assert time.process_time() - begun < 5


def test_no_network(tmp_path, monkeypatch):
    monkeypatch.setattr(socket, "socket", lambda *a, **k: pytest.fail("an importer went to the network"))
    (tmp_path / "a.pdf").write_bytes(pdf([[Put(50, 50, "hello there")]]))
    assert reading.read(tmp_path / "a.pdf").title == "a"


_WORD = st.text("abcdefghijklmnopqrstuvwxyzäöüéñABCDEFGH", min_size=1, max_size=12)
_PARAGRAPH = st.lists(_WORD, min_size=1, max_size=60).map(" ".join)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_PARAGRAPH, min_size=1, max_size=12), st.integers(8, 40))
def test_no_word_is_lost_or_doubled(draft, paragraphs, rows):
    found = draft(typeset(paragraphs, rows=rows))
    assert words(" ".join(body(found))) == words(" ".join(paragraphs))


def _set(text: str, y: float) -> list[Put]:
    return [Put(LEFT, y + 12 * n, line) for n, line in enumerate(textwrap.wrap(text, 48))]
