"""Builds ../the-lectern-maker.epub from the files beside this one: the same bytes every time, on every machine.

    python build.py

Nothing in the archive is compressed, because what a compressor makes depends on its version.
"""

import re
import zipfile
from pathlib import Path
from string import Template

HERE = Path(__file__).parent
BOOK = HERE.with_suffix(".epub")
TITLE = "The Lectern Maker"
AUTHOR = "The makers of Lectern"
IDENTIFIER = "urn:uuid:6b8f0c1e-2d5a-5b0e-9c47-3f2a1d7e8b90"
MODIFIED = "2026-11-21T00:00:00Z"
DESCRIPTION = (
    "A blind lighthouse keeper orders a lectern from a joiner who has never made a thing to be touched rather than"
    " looked at. A short story in four chapters."
)
#: Name in the archive, without ending -> title in the table of contents.
PAGES = {"title": "Title Page", "copyright": "Copyright"} | {f"chapter-{number}": "" for number in range(1, 5)}

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
PAGE = Template("""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en-GB" lang="en-GB">
<head><title>$title</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
$body</body>
</html>
""")
COVER = """<section epub:type="cover" class="cover">
<img src="cover.jpg" alt="An open book on a wooden lectern; behind it the sea at dusk and a lighthouse"/>
</section>
"""
PACKAGE = Template("""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en-GB">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="id">$identifier</dc:identifier>
    <dc:title>$title</dc:title>
    <dc:creator id="author">$author</dc:creator>
    <meta refines="#author" property="role" scheme="marc:relators">aut</meta>
    <dc:language>en-GB</dc:language>
    <dc:description>$description</dc:description>
    <dc:publisher>Lectern</dc:publisher>
    <dc:date>2026</dc:date>
    <dc:rights>CC0 1.0</dc:rights>
    <meta property="dcterms:modified">$modified</meta>
    <meta name="cover" content="cover-image"/>
  </metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
    <item id="style" href="style.css" media-type="text/css"/>
    <item id="cover-image" href="cover.jpg" media-type="image/jpeg" properties="cover-image"/>
    <item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
$items
  </manifest>
  <spine toc="ncx">
    <itemref idref="cover"/>
$spine
  </spine>
</package>
""")
NAV = Template("""<nav epub:type="toc" id="toc"><h1>Contents</h1>
<ol>
$entries
</ol>
</nav>
<nav epub:type="landmarks" hidden="hidden"><h1>Landmarks</h1>
<ol>
<li><a epub:type="cover" href="cover.xhtml">Cover</a></li>
<li><a epub:type="bodymatter" href="chapter-1.xhtml">Beginning</a></li>
</ol>
</nav>
""")
NCX = Template("""<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="en-GB">
  <head><meta name="dtb:uid" content="$identifier"/></head>
  <docTitle><text>$title</text></docTitle>
  <navMap>
$points
  </navMap>
</ncx>
""")


def pages():
    """Name, title and body of every page, in reading order."""
    for name, title in PAGES.items():
        body = (HERE / f"{name}.xhtml").read_text(encoding="utf-8")
        yield name, title or re.search("<h1>(.+?)</h1>", body)[1], body


def package(names):
    return PACKAGE.substitute(
        identifier=IDENTIFIER,
        title=TITLE,
        author=AUTHOR,
        description=DESCRIPTION,
        modified=MODIFIED,
        items="\n".join(
            f'    <item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in names
        ),
        spine="\n".join(f'    <itemref idref="{name}"/>' for name in names),
    )


def nav(titles):
    entries = "\n".join(f'<li><a href="{name}.xhtml">{title}</a></li>' for name, title in titles.items())
    return PAGE.substitute(title="Contents", body=NAV.substitute(entries=entries))


def ncx(titles):
    points = "\n".join(
        f'    <navPoint id="point-{place}"><navLabel><text>{title}</text></navLabel><content src="{name}.xhtml"/></navPoint>'
        for place, (name, title) in enumerate(titles.items(), 1)
    )
    return NCX.substitute(identifier=IDENTIFIER, title=TITLE, points=points)


def contents():
    """Every file of the archive with its bytes, ``mimetype`` first as the format demands."""
    titles = {name: title for name, title, _ in pages()}
    yield "mimetype", b"application/epub+zip"
    yield "META-INF/container.xml", CONTAINER.encode()
    yield "EPUB/package.opf", package(titles).encode()
    yield "EPUB/nav.xhtml", nav(titles).encode()
    yield "EPUB/toc.ncx", ncx(titles).encode()
    yield "EPUB/style.css", (HERE / "style.css").read_bytes()
    yield "EPUB/cover.jpg", (HERE / "cover.jpg").read_bytes()
    yield "EPUB/cover.xhtml", PAGE.substitute(title="Cover", body=COVER).encode()
    for name, title, body in pages():
        yield f"EPUB/{name}.xhtml", PAGE.substitute(title=title, body=body).encode()


def build(target):
    """Write the book."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, data in contents():
            entry = zipfile.ZipInfo(name, date_time=(2026, 11, 21, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data)


if __name__ == "__main__":
    build(BOOK)
