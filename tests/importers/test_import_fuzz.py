"""Damaged and hostile files: each ends in a Draft or a typed error, in time, and in bounded memory.

The campaign: ``pytest -m campaign tests/importers/test_import_fuzz.py -s -k epub``; ``LECTERN_MUTATIONS`` sets how many.
Cases run in a forked process, so that a crash or hang is seen and named. Case ``n`` of an importer is always the same.
"""

from __future__ import annotations

import io
import json
import os
import random
import re
import select
import signal
import sys
import time
import traceback
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from import_makers import Put, is_sound, pdf, typeset
from test_import_docx import NOTES, archive, document, p, r
from test_import_mobi import kindle
from test_import_web import STORY

from studio_app.domain.errors import Damaged, LecternError
from studio_app.importers import formats, language, mobi, pdf_pages, reading, web
from studio_app.importers import pdf as pdf_importer

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="cases run in forked processes")

#: What the acceptance asks: processor seconds and megabytes one import may take.
SECONDS, MEGABYTES = 5.0, 500
#: Seconds spent in PDFium in this case after the program would have ended the child that reads.
_SPARED: list[float] = []
#: Wall seconds after which a case counts as hanging, on however busy a machine.
HANGS = 60.0
RUNNER_BROKEN = 99
CHAPTER = (
    '<h1>Chapter {n}</h1><p>Some <i>text</i><sup><a href="#f{n}">1</a></sup> here &amp; there.</p>'
    '<p id="f{n}">1. A note.</p>'
)
MARKDOWN = (
    "---\ntitle: T\n---\n# One\n\nText[^1] *with* [link](x).\n\n[^1]: Note\n\n> quote\n\n- a\n  - b\n\n"
    "| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n"
)
PLAIN = "Title\n\nby Ann Author\n\nCONTENTS\n\n Chapter 1\n Chapter 2\n Chapter 3\n\n" + "\n\n".join(
    f"Chapter {n}\n\nIt was the best of times, it was the worst of times, it was the\nage of wis-\ndom.\n\n* * *\n\nEnd."
    for n in (1, 2, 3)
)


def _epub() -> bytes:
    names = [f"c{n}.xhtml" for n in (1, 2, 3)]
    page = '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>{}</body></html>'
    items = "".join(f'<item id="{n[:2]}" href="{n}" media-type="application/xhtml+xml"/>' for n in names)
    nav = "".join(f'<li><a href="{n}">{n}</a><ol><li><a href="{n}#f1">x</a></li></ol></li>' for n in names)
    ncx = "".join(
        f'<navPoint id="n{n}"><navLabel><text>{n}</text></navLabel><content src="{n}"/></navPoint>' for n in names
    )
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
        'full-path="OPS/b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        "OPS/b.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>T</dc:title><dc:creator>A</dc:creator><dc:language>en</dc:language></metadata><manifest>"
        f'{items}<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        '<item id="ncx" href="t.ncx" media-type="application/x-dtbncx+xml"/></manifest><spine toc="ncx">'
        + "".join(f'<itemref idref="{n[:2]}"/>' for n in names)
        + "</spine></package>",
        "OPS/nav.xhtml": page.format(
            f'<nav epub:type="toc" xmlns:epub="http://www.idpf.org/2007/ops"><ol>{nav}</ol></nav>'
        ),
        "OPS/t.ncx": f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{ncx}</navMap></ncx>',
        **{f"OPS/{name}": page.format(CHAPTER.format(n=n)) for n, name in enumerate(names, start=1)},
    }
    return _zipped({name: data.encode() for name, data in members.items()})


def _docx() -> bytes:
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    table = f"<w:tbl><w:tr><w:tc>{p(r('a'))}</w:tc><w:tc>{p(r('b'))}</w:tc></w:tr></w:tbl>"
    main = "".join(
        p(r(f"Chapter {n}"), style="H") + p(r("Some text "), note, r("here.", "<w:b/>")) + table for n in (1, 2)
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return archive(document(main), styles=f"<w:styles {space}>{styles}</w:styles>", footnotes=NOTES)


def _zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _pdf() -> bytes:
    pages = typeset(
        ["It was the best of times, it was the worst of times, it was the age of wisdom."] * 12,
        rows=14,
        header="T #",
        numbers=True,
    )
    pages[0].insert(0, Put(60, 40, "Chapter 1", 18))
    return pdf(pages, info={"Title": "T"}, outline=[("One", 0, 40), ("Two", 1, 40)], language="en")


SEEDS: dict[str, tuple[str, bytes]] = {
    "epub": (".epub", _epub()),
    "docx": (".docx", _docx()),
    "pdf": (".pdf", _pdf()),
    "html": (
        ".html",
        f"<!DOCTYPE html><body>{CHAPTER.format(n=1)}{CHAPTER.format(n=2)}<table><tr><td>a<td>b</table></body>".encode(),
    ),
    "web": ("", STORY.encode()),
    "markdown": (".md", MARKDOWN.encode()),
    "text": (".txt", PLAIN.encode()),
    "mobi": (".mobi", kindle()),
}

#: Cases in the suite; the article of a web page takes longest to tell apart.
SAMPLE = {"epub": 60, "docx": 60, "pdf": 60, "html": 60, "web": 25, "markdown": 40, "text": 60, "mobi": 60}

#: Pieces that have hurt parsers before.
_BARBS = (
    b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>",
    b'<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    b"&c;" * 50,
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"<?xml version='1.0' encoding='utf-16'?>",
    b"\xff\xfe\x00\x00",
    b"\xed\xa0\x80\xf4\x90\x80\x80\xc0\x80",
    b"\x00" * 40,
    b"&#xD800;&#0;&#99999999;",
    b"../../../../etc/passwd",
    b"\xf0\x9f\x98\x80" * 20,
    "e\u0301\u200d\u202e\u0600\ufdfa".encode() * 10,
    b" 99999999999999999999 0 R ",
    b"/Kids[1 0 R 2 0 R]/Count 2147483647",
    b"<</Length -1>>stream",
    b"[" * 500,
    b"<<" * 500,
    b"(" * 500,
    b"[^1]: [^1]: [^1]",
    b"\r\r\n\x0b\x0c\x85",
    b"-" * 3000,
    b"* " * 2000,
)


def mutate(seed: bytes, rng: random.Random) -> bytes:
    """Return ``seed`` damaged in one to four ways; half of the time inside a member of an archive, its checksum made right."""
    if seed.startswith(b"PK") and rng.random() < 0.75:
        return _mutate_archive(seed, rng)
    return _mutate_bytes(seed, rng)


def _mutate_bytes(data: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.choice((1, 1, 1, 2, 3, 4))):
        data = rng.choice(_WAYS)(data or b"x", rng)[:3_000_000]
    return data


def _flip(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 2, 8, 64))):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def _truncate(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _cut_out(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.randrange(1, 200) :]


def _repeat(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data))
    chunk = data[start : start + rng.choice((1, 10, 100, 1000))]
    times = min(rng.choice((2, 10, 300, 5000)), 300_000 // max(1, len(chunk)) + 2)
    return data[:start] + chunk * times + data[start:]


def _insert(data: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(data) + 1)
    return data[:place] + rng.choice(_BARBS) + data[place:]


def _huge_attribute(data: bytes, rng: random.Random) -> bytes:
    places = [found.end() for found in re.finditer(rb"<[\w:]+", data)] or [rng.randrange(len(data))]
    place = rng.choice(places)
    value = rng.choice((b"a", b"<", b"&amp;", b"x y ", b"\xc3\xa9")) * rng.choice((1000, 50_000, 200_000))
    name = rng.choice((b"id", b"class", b"href", b"style", b"w:val", b"xmlns:q", b"/Title"))
    return data[:place] + b" " + name + b'="' + value[:400_000] + b'"' + data[place:]


def _many_attributes(data: bytes, rng: random.Random) -> bytes:
    place = rng.choice([found.end() for found in re.finditer(rb"<[\w:]+", data)] or [0])
    return data[:place] + b"".join(b' a%d="%d"' % (n, n) for n in range(rng.choice((100, 5000)))) + data[place:]


def _nest(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data))
    opening, closing = rng.choice(_NESTS)
    depth = rng.choice((20, 200, 3000))
    return data[:start] + opening * depth + data[start : start + 40] + closing * depth + data[start + 40 :]


_NESTS = (
    (b"<div>", b"</div>"),
    (b"<span>", b"</span>"),
    (b"<table><tr><td>", b"</td></tr></table>"),
    (b"<ol><li>", b"</li></ol>"),
    (b"<w:ins>", b"</w:ins>"),
    (b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"),
    (b"<a href='#f1'>", b"</a>"),
    (b"<sup>", b"</sup>"),
    (b"> ", b""),
    (b"- ", b""),
    (b"*_", b"_*"),
    (b"[[", b"]]"),
    (b"<</K ", b">>"),
    (b"[", b"]"),
    (b"q ", b"Q "),
)


def _giant_number(data: bytes, rng: random.Random) -> bytes:
    numbers = list(re.finditer(rb"\d+", data))
    if not numbers:
        return data
    found = rng.choice(numbers)
    number = rng.choice(
        (b"0", b"-1", b"2147483647", b"4294967296", b"9" * 40, b"1e308", b"99999", b"0.0000001", b"NaN")
    )
    return data[: found.start()] + number + data[found.end() :]


def _swap(data: bytes, rng: random.Random) -> bytes:
    """Exchange two words, so that structure breaks but words stay known."""
    words = list(re.finditer(rb"[\w:]{2,}", data))
    if len(words) < 2:
        return data
    first, second = sorted(rng.sample(words, 2), key=lambda m: m.start())
    return data[: first.start()] + second[0] + data[first.end() : second.start()] + first[0] + data[second.end() :]


def _splice(data: bytes, rng: random.Random) -> bytes:
    _, other = rng.choice(list(SEEDS.values()))
    start = rng.randrange(len(other))
    place = rng.randrange(len(data))
    return data[:place] + other[start : start + rng.choice((20, 500, 5000))] + data[place:]


_WAYS = (
    _flip,
    _flip,
    _truncate,
    _cut_out,
    _repeat,
    _insert,
    _insert,
    _huge_attribute,
    _many_attributes,
    _nest,
    _giant_number,
    _swap,
    _splice,
)


def _mutate_archive(seed: bytes, rng: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(seed)) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    for _ in range(rng.choice((1, 1, 2))):
        name = rng.choice(list(members))
        way = rng.randrange(10)
        if way < 6:
            members[name] = _mutate_bytes(members[name], rng)
        elif way == 6:
            members[name] = rng.choice((seed, b"", b"\0" * rng.choice((1000, 5_000_000, 20_000_000))))
        elif way == 7:
            del members[name]
            members = members or {"x": b""}
        elif way == 8:
            members[
                rng.choice(("../" + name, "/" + name, name.upper(), name + "/x", "C:\\" + name, "a" * 60_000, "."))
            ] = members[name]
        else:
            other = rng.choice(list(members))
            members[name], members[other] = members[other], members[name]
    data = _zipped(members)
    return _mutate_bytes(data, rng) if rng.random() < 0.1 else data


@dataclass
class Tally:
    """What became of the cases. ``faults`` are those that broke a promise."""

    outcomes: Counter = field(default_factory=Counter)
    surprises: Counter = field(default_factory=Counter)
    faults: list = field(default_factory=list)
    slowest: tuple = (0.0, -1)
    megabytes: int = 0

    def add(self, case: int, said: dict) -> None:
        self.outcomes[said["outcome"]] += 1
        if said.get("surprise"):
            self.surprises[said["surprise"]] += 1
        self.slowest = max(self.slowest, (said["seconds"], case))
        self.megabytes = max(self.megabytes, said["megabytes"])
        if said["outcome"] == "FAULT":
            self.faults.append((case, said["fault"]))
        elif said["seconds"] > SECONDS:
            self.faults.append((case, f"took {said['seconds']:.1f} s"))
        elif said["megabytes"] > MEGABYTES:
            self.faults.append((case, f"took {said['megabytes']} MB"))


def run(name: str, folder: Path, count: int) -> Tally:
    """Run the first ``count`` cases of an importer, starting a new process after each one that dies."""
    tally = Tally()
    case = 0
    while case < count:
        case = _batch(name, folder, case, count, tally)
    return tally


def _batch(name: str, folder: Path, first: int, count: int, tally: Tally) -> int:
    """Run cases in a forked process until all are done or one ends it; return the next case."""
    source, sink = os.pipe()
    end = min(count, first + 2000)
    pid = os.fork()
    if not pid:
        os.close(source)
        try:
            _cases(name, folder, first, end, sink)
        except BaseException:  # noqa: BLE001 - it is printed, and the status says so
            # The runner itself is broken: say where, and let no case pass for it.
            traceback.print_exc()
            os._exit(RUNNER_BROKEN)
        os._exit(0)
    os.close(sink)
    case, rest, told = first, b"", {}
    try:
        while True:
            if not select.select([source], [], [], HANGS)[0]:
                os.kill(pid, signal.SIGKILL)
                tally.add(case, _ended(told, "hangs"))
                return case + 1
            chunk = os.read(source, 65_536)
            if not chunk:
                break
            *lines, rest = (rest + chunk).split(b"\n")
            for told in map(json.loads, lines):
                if "outcome" in told:
                    tally.add(case, told)
                    case += 1
    finally:
        os.close(source)
        _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) != RUNNER_BROKEN, f"the runner failed at case {case}"
    if case < end and not told.get("last"):
        tally.add(case, _ended(told, f"died ({status})"))
        return case + 1
    return case


def _ended(told: dict, why: str) -> dict:
    """What a case counts as that took its process with it.

    Only while PDFium reads is that no fault: then it is the child that dies or hangs, which ``pdf`` answers with a typed
    error. Before and after that, it would have been the program itself.
    """
    if told.get("reading"):
        return {"outcome": f"reader {why}", "seconds": 0.0, "megabytes": 0}
    return {"outcome": "FAULT", "fault": why, "seconds": 0.0, "megabytes": 0}


def _cases(name: str, folder: Path, first: int, end: int, sink: int) -> None:
    resource = __import__("resource")
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    _prepare(name, sink)
    for case in range(first, end):
        data = mutate(SEEDS[name][1], random.Random(f"{name} {case}"))
        begun = time.process_time()
        said = _import(name, folder, data, case)
        said["seconds"] = time.process_time() - begun - sum(_SPARED)
        _SPARED.clear()
        said["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        # The measure of memory never falls, so a process that went over it ends, or all later cases would bear the blame.
        said["last"] = said["megabytes"] > MEGABYTES
        _tell(sink, said)
        if said["last"]:
            return


def _tell(sink: int, said: dict) -> None:
    os.write(sink, json.dumps(said).encode() + b"\n")


def _prepare(name: str, sink: int) -> None:
    """Let PDF be read in this process, and no program be found; load what loads once."""
    language.of_text("Load the model of languages once.")
    os.environ["PATH"] = ""
    if name == "pdf":
        pdf_importer._messages = lambda path: _read_here(path, sink)


def _read_here(path: Path, sink: int):
    """Yield what the child would say, and tell when PDFium is at work; give up on a page as the parent would."""
    messages = pdf_pages.messages(str(path))
    while True:
        begun = time.process_time()
        _tell(sink, {"reading": True})
        message = next(messages, None)
        _tell(sink, {"reading": False})
        over = time.process_time() - begun - pdf_importer.PATIENCE
        if over > 0:
            _SPARED.append(over)
            raise Damaged("Hung.", detail="the reader would have been ended")
        if message is None:
            return
        yield message


def _import(name: str, folder: Path, data: bytes, case: int) -> dict:
    path = folder / f"case{SEEDS[name][0]}"
    path.write_bytes(data)
    sniffed, fetched = formats.of_file, web._fetched
    if case % 2 and name not in ("web", "mobi"):
        # Every other case goes past the sniffing, which would refuse most damage to the first bytes.
        formats.of_file = lambda _path: formats.named(name)
    web._fetched = lambda *_: (data, "text/html", "http://127.0.0.1/page")
    try:
        draft = reading.read("http://127.0.0.1/page" if name == "web" else path)
        return {"outcome": "Draft"} if is_sound(draft) else {"outcome": "FAULT", "fault": "an unsound Draft"}
    except LecternError as error:
        surprise = error.detail if re.match(r"\w+ at ", error.detail) else ""
        return {"outcome": type(error).__name__, "surprise": surprise}
    except BaseException as error:  # noqa: BLE001 - exactly what must not happen, so it is told and counted
        return {"outcome": "FAULT", "fault": f"{type(error).__name__}: {error}"[:300]}
    finally:
        formats.of_file, web._fetched = sniffed, fetched


@pytest.mark.parametrize("name", SEEDS)
def test_the_seed_itself_is_read(name, tmp_path):
    if name == "mobi":
        assert not mobi.is_protected(SEEDS[name][1], len(SEEDS[name][1]))
        return
    assert _import(name, tmp_path, SEEDS[name][1], 0)["outcome"] == "Draft"


def test_the_runner_sees_every_kind_of_fault(tmp_path, monkeypatch):
    """A runner that overlooks a crash, a hang or a stray exception would make everything below worthless."""
    faults = {
        0: lambda: os._exit(7),
        1: lambda: name == "html" and time.sleep(99),  # once: that takes as long as it is waited for
        2: lambda: {}["key"],
        3: lambda: bytearray(600_000_000).find(1),
    }

    def broken(_name, folder, data, case):
        try:
            faults.get(case, lambda: None)()
        except KeyError:
            return {"outcome": "FAULT", "fault": "KeyError"}
        return {"outcome": "Draft"}

    monkeypatch.setattr(sys.modules[__name__], "_import", broken)
    monkeypatch.setattr(sys.modules[__name__], "HANGS", 6.0)
    for name in ("html", "pdf"):
        tally = run(name, tmp_path, 6)
        hung = [1] if name == "html" else []
        assert [case for case, _ in tally.faults] == [0, *hung, 2, 3]
        assert tally.outcomes["Draft"] == 4 - len(hung)


@pytest.mark.parametrize("name", SEEDS)
def test_mutations_end_in_a_draft_or_a_typed_error(name, tmp_path):
    tally = run(name, tmp_path, SAMPLE[name])
    _judge(name, tally, SAMPLE[name])


@pytest.mark.parametrize(("name", "case"), [("markdown", 146), ("web", 1828), ("web", 17446)])
def test_what_once_took_too_long(name, case, tmp_path):
    """Lists of 300 KB, a page of 6,000 paragraphs, one nested a hundred times: each took over five seconds."""
    tally = Tally()
    _batch(name, tmp_path, case, case + 1, tally)
    _judge(name, tally, 1)


@pytest.mark.campaign
@pytest.mark.parametrize("name", SEEDS)
def test_campaign(name, tmp_path):
    count = int(os.environ.get("LECTERN_MUTATIONS", "20000"))
    begun = time.monotonic()
    tally = run(name, tmp_path, count)
    sys.stdout.write(
        f"\n{name}: {count} in {time.monotonic() - begun:.0f} s, {dict(tally.outcomes.most_common())}\n"
        f"  slowest {tally.slowest[0]:.2f} s (case {tally.slowest[1]}), most memory {tally.megabytes} MB\n"
        f"  caught at the boundary: {dict(tally.surprises.most_common(12))}\n"
    )
    _judge(name, tally, count)


def _judge(name: str, tally: Tally, count: int) -> None:
    assert tally.faults == []
    assert sum(tally.outcomes.values()) == count
    # Where all is refused the mutations reach no parser, or the importer is broken: neither would be a pass.
    assert name == "mobi" or tally.outcomes["Draft"] > count * 0.1
