"""One web page to a Draft: its article, without what the site has put around it.

Only the page that was named is fetched, redirects included: no picture, script or frame of it.
"""

from __future__ import annotations

import asyncio
import logging
import re
import ssl
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import httpx
import trafilatura
from lxml import etree  # type: ignore[import-untyped, unused-ignore]
from trafilatura.settings import Document

from studio_app.domain.errors import BadInput, NoText, PageUnreachable, TooLarge, WrongFormat
from studio_app.domain.manuscript import Draft, Identifier
from studio_app.importers import encoding, html, markup, notes, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.importers.markup import Element

log = logging.getLogger(__name__)

#: Bytes of a page; the longest articles have two million.
PAGE_BYTES = 20_000_000
#: Seconds for the whole page, and for each single answer.
TOTAL = 60.0
SINGLE = 15.0
#: Seconds after which ``progress`` is told again while nothing comes, so that it can end the waiting.
_BEAT = 0.2
_REDIRECTS = 10
_AGENT = "Mozilla/5.0 (compatible; Lectern)"
_ACCEPTED = "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1"
_PAGES = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml", ""})
_BOOKS = re.compile(r"application/(?:pdf|epub|zip|vnd\.|msword|octet-stream|x-mobi)")
#: Parts of a page that are not the article, whatever they hold.
_AROUND = frozenset(
    [
        "nav",
        "footer",
        "form",
        "button",
        "script",
        "style",
        "noscript",
        "template",
        "dialog",
        "select",
        "input",
        "textarea",
        "iframe",
        "svg",
    ]
)
_AROUND_ROLES = frozenset(["navigation", "search", "banner", "contentinfo", "complementary", "dialog", "alert", "menu"])
_AROUND_CLASS = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|related|recommend(?:ed|ations)?|comments?|cookies?|newsletter|subscribe|promo|advert(?:isement)?|"
    r"ads?|sponsored|breadcrumbs?|sidebar|pagination|paywall|popup|modal|toolbar|byline-share|tags|skip-link)(?:$|[\s_-])",
    re.IGNORECASE,
)
#: A paragraph with this many letters tells where on the page the article stands.
_TELLING = 40
#: Pages over this many bytes are read whole: telling the article apart would take too long.
_LARGE = 4_000_000
#: Pages of more blocks than this are read whole, being books: the search for the article compares all with all.
_MOST_BLOCKS = 2_500
_BLOCK = re.compile(r"<(?:p|br|div|li|td|h[1-6]|tr|blockquote)[\s/>]", re.IGNORECASE)
#: A Draft has no date, and looking for one in all the text takes ten times as long as the article.
_NO_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
_TEXT_TAGS = tuple(prefix + tag for tag in ("p", "li", "blockquote", "pre", "td", "div") for prefix in ("", "{*}"))


def read_page(address: str, *, progress: Callable[[float], None] | None = None) -> Draft:
    """Fetch a page and read its article. ``progress`` is told the share done, on the caller's thread.

    That thread must not be one that runs an event loop.

    Raises:
        BadInput: the address is none.
        PageUnreachable: the page did not come.
        WrongFormat: what came is no web page.
        TooLarge: it is over the limit.
        NoText: there is no article in it.
    """
    data, kind, final = _fetched(address, progress)
    name = _name(final)
    draft = text.draft_of(encoding.decode(data)[0], name) if kind == "text/plain" else article(data, final, name)
    return replace(draft, identifiers=(*draft.identifiers, Identifier("url", final)))


def _name(address: str) -> str:
    parts = urlsplit(address)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2]).rpartition(".")
    return encoding.one_line((last[0] or last[2]).replace("-", " ").replace("_", " ")) or parts.hostname or "Web page"


def _fetched(address: str, progress: Callable[[float], None] | None) -> tuple[bytes, str, str]:
    """Return the bytes of the page, its kind, and the address it came from in the end."""
    try:
        url = httpx.URL(address)
        if not url.host:
            raise BadInput("This address names no site.")
        # One deadline over all of it: a site may send its headers, or every redirect, as slowly as its body.
        return asyncio.run(_within_time(url, progress))
    except TimeoutError:
        raise PageUnreachable("The page came too slowly. Try again later.", detail="total time") from None
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise BadInput("This is no address of a web page.") from None
    except httpx.HTTPError as error:
        raise PageUnreachable(_reason(error), detail=type(error).__name__) from None


async def _within_time(url: httpx.URL, progress: Callable[[float], None] | None) -> tuple[bytes, str, str]:
    """Fetch the page; ``progress`` hears of it also while the site says nothing, for it may be what stops it."""
    share = 0.0

    def reached(part: float) -> None:
        nonlocal share
        share = part
        if progress:
            progress(share)

    fetching = asyncio.create_task(_page(url, reached))
    try:
        while not (await asyncio.wait({fetching}, timeout=_BEAT))[0]:
            reached(share)
        return fetching.result()
    finally:
        fetching.cancel()
        await asyncio.gather(fetching, return_exceptions=True)


async def _page(url: httpx.URL, reached: Callable[[float], None]) -> tuple[bytes, str, str]:
    client = httpx.AsyncClient(
        follow_redirects=True,
        max_redirects=_REDIRECTS,
        timeout=SINGLE,
        headers={"User-Agent": _AGENT, "Accept": _ACCEPTED, "Accept-Encoding": "gzip"},
    )
    async with asyncio.timeout(TOTAL), client, client.stream("GET", url) as answer:
        kind = _checked(answer)
        return await _body(answer, reached), kind, str(answer.url)


def _checked(answer: httpx.Response) -> str:
    """Return what kind of page an answer brings; refuse errors and what is no page."""
    if answer.status_code >= 400:
        raise PageUnreachable(_status(answer.status_code), detail=f"status {answer.status_code}")
    kind: str = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    size = answer.headers.get("content-length", "")
    if size.isdecimal() and int(size) > PAGE_BYTES:
        raise TooLarge("This page was refused because it is larger than any article.", detail=f"{size} bytes said")
    if kind == "text/plain" or kind in _PAGES:
        return kind
    if _BOOKS.match(kind):
        raise WrongFormat(
            "This address leads to a file, not to a web page. Download it and import the file.", detail=kind
        )
    raise WrongFormat("This address does not lead to a web page with text.", detail=kind)


async def _body(answer: httpx.Response, reached: Callable[[float], None]) -> bytes:
    chunks: list[bytes] = []
    size = 0
    said = answer.headers.get("content-length", "")
    # Without a chunk size, which would wait until that much has come.
    async for chunk in answer.aiter_bytes():
        size += len(chunk)
        if size > PAGE_BYTES:
            raise TooLarge(
                "This page was refused because it is larger than any article.", detail=f"over {PAGE_BYTES} bytes"
            )
        chunks.append(chunk)
        reached(0.7 * min(1.0, size / int(said)) if said.isdecimal() and int(said) else 0.3)
    return b"".join(chunks)


def _status(code: int) -> str:
    if code in (404, 410):
        return "There is no such page at this address. Check the address."
    if code in (401, 402, 403, 407, 451):
        return "The site does not give this page to everybody. Save it in your browser as HTML and import that file."
    if code == 429:
        return "The site asks to be left alone for a while. Try again later."
    return f"The site answered with an error ({code}). Try again later."


def _reason(error: httpx.HTTPError) -> str:
    cause: BaseException | None = error
    seen = 0
    while cause is not None and seen < 10:
        if isinstance(cause, ssl.SSLError):
            return "The site cannot prove who it is (its certificate is not valid), so the page was not read."
        cause, seen = cause.__cause__ or cause.__context__, seen + 1
    if isinstance(error, httpx.TimeoutException):
        return "The site did not answer in time. Try again later."
    if isinstance(error, httpx.TooManyRedirects):
        return "The site sends its visitors in circles, so the page was not read."
    if isinstance(error, httpx.UnsupportedProtocol):
        return "The page leads to an address that is not on the web."
    if isinstance(error, httpx.ConnectError):
        return "The site cannot be reached. Check the address and your connection."
    return "The connection broke before the page had come. Try again."


def article(data: bytes, address: str, name: str) -> Draft:
    """Return the Draft of a page's bytes: the article and what the page says about it.

    Raises:
        NoText: there is no article in it.
        TooLarge, Damaged: as for an HTML file.
    """
    root = markup.page(data) if data.strip() else None
    whole = html.draft(root, name)
    found = _extracted(data, address)
    title = encoding.one_line((found and found.title) or "") or whole.title
    main = _main(root, found.body if found else None)
    try:
        draft = html.draft(main, title) if main is not None else whole
    except NoText:
        draft = whole
    authors = tuple(a for a in map(encoding.one_line, ((found and found.author) or "").split(";")) if a)
    return replace(
        draft,
        title=title,
        chapters=tuple(replace(c, title=title) if c.title == whole.title else c for c in draft.chapters),
        authors=authors or whole.authors,
        language=whole.language or html.language_tag((found and found.language) or ""),
        description=whole.description,
        publisher=whole.publisher or encoding.one_line((found and found.sitename) or ""),
    )


def _extracted(data: bytes, address: str) -> Document | None:
    """Return what trafilatura takes for the article; None where it finds none, or fails."""
    if len(data) > _LARGE:
        return None
    written = markup.text(data)
    if sum(1 for _ in _BLOCK.finditer(written)) > _MOST_BLOCKS:
        return None
    try:
        found = trafilatura.bare_extraction(
            written,
            url=address,
            favor_recall=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=_NO_DATES,
        )
    except Exception as error:  # noqa: BLE001 - many heuristics over a stranger's page; without them all of it is read
        log.info("no article told apart: %s", type(error).__name__)
        return None
    return found if isinstance(found, Document) else None


def _main(root: Element, body: Element | None) -> Element | None:
    """Return the part of the page that holds the article, cleaned of what is around it; ``root`` is changed.

    The extraction tells where the article is; the text is taken from the page itself, so that none of its paragraphs is
    lost by the rules of the extraction.
    """
    wanted = {_key(e) for e in body.iter("p", "item", "quote", "cell")} if body is not None else set()
    places = [e for e in root.iter(*_TEXT_TAGS) if len(key := _key(e)) >= _TELLING and key in wanted]
    if not places:
        return next(root.iter("{*}article", "article", "{*}main", "main"), None)
    kept = {id(e): e for place in places for e in (place, *place.iterancestors())}
    headline = next((h for h in root.iter("{*}h1", "h1") if _key(h)), None)
    _clean(root, kept, headline)
    main = _around(places)
    if headline is not None and headline is not main and main not in headline.iterancestors():
        head = etree.Element("h1")
        head.text = "".join(headline.itertext())
        head.tail, main.text = main.text, None
        main.insert(0, head)
    return main


def _key(element: Element) -> str:
    """Return the first 200 letters of an element: enough to know it again."""
    parts: list[str] = []
    size = 0
    for piece in element.itertext():
        parts.append(piece[:1000])
        size += len(piece)
        if size > 1000:
            break
    return re.sub(r"\W+", "", "".join(parts))[:200]


def _around(places: list[Element]) -> Element:
    """Return the smallest part of the page that holds the places, or nearly all where all of them fill the whole page."""
    weights: Counter[Element] = Counter()
    total = 0
    for place in places:
        weight = len(_key(place))
        total += weight
        for element in place.iterancestors():
            weights[element] += weight
    common, most = (min((e for e, w in weights.items() if w >= total * part), key=_extent) for part in (1.0, 0.9))
    return common if _extent(common) < 2.5 * max(_extent(most), total) else most


def _extent(element: Element) -> int:
    return sum(map(len, element.itertext()))


def _clean(root: Element, kept: dict[int, Element], headline: Element | None) -> None:
    """Take out what is around an article: menus, shares, comments. What holds a place of the article stays."""
    for element in list(root.iter()):
        parent = element.getparent()
        if parent is None or id(element) in kept or not isinstance(element.tag, str) or not _is_around(element):
            continue
        if headline is not None and element in headline.iterancestors():
            continue
        _remove(element, parent)


def _is_around(element: Element) -> bool:
    roles = notes.types(element)
    if any(role.startswith("doc-") or role in {"footnote", "footnotes", "endnotes"} for role in roles):
        return False
    name = markup.name(element)
    if name in _AROUND or name == "aside" or roles & _AROUND_ROLES or element.get("aria-hidden") == "true":
        return True
    if name not in {"div", "section", "ul", "ol", "p", "span", "a"}:
        return False
    return bool(_AROUND_CLASS.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:500]))


def _remove(element: Element, parent: Element) -> None:
    """Take an element out; the text that follows it stays."""
    tail = element.tail
    if tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
    parent.remove(element)
