"""No word is lost or doubled: every word of a page or book, against an extraction that shares no code with ours."""

import re
from html.parser import HTMLParser
from itertools import count

import pytest
from conftest import Epub, narrated, xhtml
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.importers import html, markup

UNREAD = {"head", "script", "style", "rt", "rp", "title"}
INLINE = {"img", "rt", "i", "b", "em", "span", "a", "ruby", "small", "sup"}


class Plain(HTMLParser):
    """The text of a page: line ends at blocks, nothing of what no reader shows."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.unread = 0
        self.mark = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unread += tag in UNREAD
        self.mark = self.mark or dict(attrs).get("epub:type") == "noteref"
        if tag not in INLINE:
            self.text += "\n"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        self.unread -= tag in UNREAD
        if tag == "a":
            self.text += " " if self.mark else ""
            self.mark = False
        if tag not in INLINE:
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        if not self.unread and not self.mark:
            self.text += data


def words(source: str) -> list[str]:
    """The words of a page by the independent extraction."""
    plain = Plain()
    plain.feed(source)
    plain.close()
    return re.findall(r"\w+", plain.text.replace("\u00ad", ""))


# "@" becomes a word that stands nowhere else, "%" an anchor of its own.
TEXT = st.sampled_from(["@", "@ @", " @", "@ ", "@,", " ", "\n  ", "“@", "@&#160;@", "@\u00ad", "é@", "@.", "— @"])
LEAF = st.one_of(
    TEXT, st.sampled_from(["<br/>", '<a id="%"/>', '<img src="x" alt=""/>', '<a epub:type="noteref" href="#n">@</a>'])
)
FORMS = ("<i>{}</i>", "<b>{}</b>", '<span id="%">{}</span>', '<a href="x">{}</a>', "<ruby>{}<rt>@</rt></ruby>")
INNER = st.recursive(
    LEAF,
    lambda inner: st.builds(
        lambda form, parts: form.format("".join(parts)),
        st.sampled_from(FORMS),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)
LINE = st.lists(INNER, min_size=1, max_size=4).map("".join)
SHAPES = (
    "<p>{}</p>",
    '<p id="%" class="x">{}</p>',
    "<h2>{}</h2>",
    '<h3 id="%">{}</h3>',
    "<pre>{}\n\n@</pre>",
    "{}",
    "<hr/>{}",
    "<table><tr><td>{}</td><td>@</td></tr></table>",
    "<table><tr><td><p>{}</p></td><td><ul><li>@</li></ul></td></tr></table>",
)
NESTS = (
    "<div>{}</div>",
    '<section id="%">{}</section>',
    "<blockquote>{}</blockquote>",
    "<ul><li>{}</li><li>@</li></ul>",
    "<aside>{}</aside>",
)
BLOCK = st.recursive(
    st.builds(lambda form, line: form.format(line), st.sampled_from(SHAPES), LINE),
    lambda block: st.builds(
        lambda form, parts: form.format("".join(parts)), st.sampled_from(NESTS), st.lists(block, max_size=4)
    ),
    max_leaves=10,
)
BODY = st.lists(BLOCK, min_size=1, max_size=6).map("".join)


def numbered(body: str, number: "count[int]", anchor: "count[int]") -> str:
    body = re.sub("@", lambda _: f"w{next(number)}", body)
    return re.sub("%", lambda _: f"a{next(anchor)}", body)


def own_words(source: bytes) -> list[str]:
    root = markup.page(source)
    return [] if root is None else re.findall(r"\w+", "\n".join(block.paragraph.text for block in html.blocks(root)))


def keeps_the_words_of_a_page(body: str) -> None:
    page = xhtml(numbered(body, count(), count()))
    assert own_words(page.encode()) == words(page)


def keeps_the_words_of_a_page_with_tags_missing(body: str, chance) -> None:
    body = numbered(body, count(), count()).replace("<ruby>", "").replace("</ruby>", "")
    body = re.sub(r"<rt>\w+</rt>| epub:type=\"noteref\"|<(i|b|small|span|a)\b[^>]*/>", "", body)
    body = re.sub(
        r"</(?:p|li|i|b|div|td|blockquote|section|h2)>", lambda tag: tag[0] if chance.random() < 0.8 else " ", body
    )
    page = f"<html><body>{body}</body></html>"
    assert own_words(page.encode()) == words(page)


def keeps_the_words_of_a_book(read, bodies: list[str], data) -> None:
    number, anchor = count(), count()
    pages = {f"p{n}.xhtml": xhtml(numbered(body, number, anchor)) for n, body in enumerate(bodies)}
    places = list(pages) + [f"{name}#{a}" for name, page in pages.items() for a in re.findall(r'id="(\w+)"', page)]
    lines = data.draw(st.lists(st.sampled_from(places), max_size=6))
    expected = [word for page in pages.values() for word in words(page)]
    if not expected:
        return
    found = narrated(read(Epub(pages, [(f"T{n}", line) for n, line in enumerate(lines)])))
    assert re.findall(r"\w+", found) == expected


CHANCE = st.randoms(use_true_random=False)
BODIES = st.lists(BODY, min_size=1, max_size=4)
#: A page takes half a second to be thought of, a moment to be read.
FEW, MANY = settings(max_examples=20, deadline=None), settings(max_examples=1000, deadline=None)


@FEW
@given(BODY)
def test_every_word_of_a_page_once_and_in_order(body: str) -> None:
    keeps_the_words_of_a_page(body)


@FEW
@given(BODY, CHANCE)
def test_every_word_of_a_page_with_tags_missing(body: str, chance) -> None:
    keeps_the_words_of_a_page_with_tags_missing(body, chance)


@FEW
@given(BODIES, st.data())
def test_every_word_of_a_book_wherever_its_contents_lead(read_epub_fresh, bodies: list[str], data) -> None:
    keeps_the_words_of_a_book(read_epub_fresh, bodies, data)


@pytest.mark.campaign
@MANY
@given(BODY, BODIES, CHANCE, st.data())
def test_every_word_of_a_thousand_pages_and_books(read_epub_fresh, body, bodies, chance, data) -> None:
    keeps_the_words_of_a_page(body)
    keeps_the_words_of_a_page_with_tags_missing(body, chance)
    keeps_the_words_of_a_book(read_epub_fresh, bodies, data)


@pytest.fixture(scope="module")
def read_epub_fresh(tmp_path_factory):
    """As read_epub, for tests whose examples share one folder."""
    from studio_app.importers import epub

    path = tmp_path_factory.mktemp("books") / "book.epub"

    def read(book: Epub):
        path.write_bytes(book.data())
        return epub.read(path)

    return read
