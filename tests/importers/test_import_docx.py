"""Word documents, made by python-docx and by hand."""

from __future__ import annotations

import io
import socket
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_makers import body, is_sound, titles, words

from studio_app.domain.errors import BadInput, Damaged, NoText, TooLarge, WrongFormat
from studio_app.domain.manuscript import Draft, Kind, Matter
from studio_app.importers import reading, word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES = (
    f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>The note.</w:t></w:r></w:p></w:footnote></w:footnotes>'
)
BIG = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.fixture
def draft(tmp_path):
    """Read a python-docx document, or the XML inside a body, or a whole archive."""

    def read(made, **parts: str) -> Draft:
        path = tmp_path / "book.docx"
        if isinstance(made, str):
            path.write_bytes(archive(document(made), **parts))
        elif isinstance(made, bytes):
            path.write_bytes(made)
        else:
            made.save(path)
        found = word.read(path)
        assert is_sound(found)
        return found

    return read


def document(inner: str) -> bytes:
    spaces = (
        nsdecls("w", "wp", "a", "pic", "r") + ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    )
    return (
        f'<w:document {spaces} xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{inner}</w:body></w:document>'.encode()
    )


def archive(main: bytes, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", main)
        for name, data in parts.items():
            packed.writestr(f"word/{name}.xml", data)
    return out.getvalue()


def p(*runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark.format("begin") + code + mark.format("separate") + r(result) + mark.format("end")


def test_headings_make_chapters_and_properties_are_read(draft):
    made = docx.Document()
    made.core_properties.title, made.core_properties.author, made.core_properties.language = (
        "A Tale",
        "Ann; Bob",
        "en-GB",
    )
    for name in ("One", "Two"):
        made.add_heading(name, 1)
        made.add_paragraph("Some ").add_run("bold").bold = True
        made.add_heading("Inner", 2)
        made.add_paragraph("More.")
    found = draft(made)
    assert (found.title, found.authors, found.language) == ("A Tale", ("Ann", "Bob"), "en-GB")
    assert titles(found) == ["One", "Two"]
    assert body(found)[:4] == ["One", "Some bold", "Inner", "More."]


def test_title_style_and_custom_heading_styles(draft):
    made = docx.Document()
    style = made.styles.add_style("My Chapter", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = made.styles["Heading 1"]
    made.add_paragraph("The Book", style="Title")
    for name in ("One", "Two"):
        made.add_paragraph(name, style=style)
        made.add_paragraph("Text.")
    found = draft(made)
    assert found.title == "The Book"
    assert titles(found) == ["The Book", "One", "Two"]


def test_outline_level_without_any_style(draft):
    made = docx.Document()
    for name in ("One", "Two"):
        head = made.add_paragraph(name)
        head._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="0"/>'))
        made.add_paragraph("Text.")
    assert titles(draft(made)) == ["One", "Two"]


def test_chapters_typed_without_styles(draft):
    made = docx.Document()
    for text in ("Chapter 1", "The Hole", "Text one, which goes on for a while.", "Chapter 2", "Text two."):
        made.add_paragraph(text)
    found = draft(made)
    assert titles(found) == ["Chapter 1", "Chapter 2"]
    assert body(found, Kind.HEADING) == ["Chapter 1", "The Hole", "Chapter 2"]


def test_lists_quotes_tables_and_breaks(draft):
    made = docx.Document()
    made.add_paragraph("item", style="List Bullet")
    made.add_paragraph("said", style="Intense Quote")
    table = made.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), "abcd", strict=True):
        cell.text = text
    made.add_paragraph("* * *")
    made.add_paragraph("end")
    kinds = [(q.kind, q.text) for q in draft(made).chapters[0].paragraphs]
    assert kinds == [
        (Kind.LIST_ITEM, "item"),
        (Kind.QUOTE, "said"),
        (Kind.TEXT, "a; b"),
        (Kind.TEXT, "c; d"),
        (Kind.SCENE_BREAK, "* * *"),
        (Kind.TEXT, "end"),
    ]


def test_footnotes_follow_their_paragraph_and_leave_no_mark(draft):
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    found = draft(p(r("Before"), mark, r(" and after.")) + p(r("Next.")), footnotes=NOTES)
    assert [(q.kind, q.text) for q in found.chapters[0].paragraphs] == [
        (Kind.TEXT, "Before and after."),
        (Kind.FOOTNOTE, "The note."),
        (Kind.TEXT, "Next."),
    ]


def test_endnotes_are_footnotes_too(draft):
    found = draft(
        p(r("Text"), '<w:r><w:endnoteReference w:id="2"/></w:r>'), endnotes=NOTES.replace("footnote", "endnote")
    )
    assert body(found, Kind.FOOTNOTE) == ["The note."]


def test_what_was_deleted_hidden_or_moved_away_is_not_read(draft):
    seen = r("seen ", "<w:vanish w:val='0'/>")
    inner = (
        f"<w:del>{r('gone')}</w:del><w:moveFrom>{r('away')}</w:moveFrom>{r('hidden', '<w:vanish/>')}"
        f"{seen}<w:ins>{r('new ')}</w:ins><w:moveTo>{r('here')}</w:moveTo>"
    )
    assert body(draft(p(inner))) == ["seen new here"]


def test_hidden_by_style(draft):
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="character" w:styleId="H"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr>'
        '</w:style><w:style w:type="character" w:styleId="K"><w:basedOn w:val="H"/></w:style></w:styles>'
    )
    found = draft(p(r("seen"), r("hidden", '<w:rStyle w:val="K"/>')), styles=styles)
    assert body(found) == ["seen"]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(draft):
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('one ')}</w:p>"
    assert body(draft(first + p(r("two")))) == ["one two"]


def test_fields_ruby_formulas_and_special_characters(draft):
    inner = (
        r("See ")
        + field("HYPERLINK x", "the link")
        + field(" PAGEREF y", "17")
        + f'<w:fldSimple w:instr="AUTHOR">{r(" by Ann")}</w:fldSimple>'
        + f"<w:r><w:ruby><w:rt>{r('kan')}</w:rt><w:rubyBase>{r(' 漢')}</w:rubyBase></w:ruby></w:r>"
        + "<m:oMath><m:r><m:t> x=1</m:t></m:r></m:oMath>"
        + "<w:r><w:t> co</w:t><w:softHyphen/><w:t>op</w:t><w:noBreakHyphen/><w:t>ed</w:t></w:r>"
        + "<w:r><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>"
    )
    assert body(draft(p(inner))) == ["See the link by Ann 漢 x=1 coop\u2011ed a b"]


def test_the_table_of_contents_is_left_out_and_that_is_said(draft):
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end"))
    code = r"<w:r><w:instrText>TOC \o</w:instrText></w:r>"
    toc = p(begin, code, separate, r("One 1")) + p(r("Two 2")) + p(r("Three 3"), end)
    found = draft(toc + p(r("Text.")))
    assert body(found) == ["Text."]
    assert "contents" in found.warnings[0]


def test_alternative_texts_and_text_boxes(draft):
    picture = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A cat."/></wp:inline></w:drawing></w:r>'
    inside = f"<w:txbxContent>{p(r('In a box.'))}</w:txbxContent>"
    box = f"<w:r><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></w:r>"
    found = draft(p(r("Look"), picture, r(" here."), box))
    assert body(found) == ["Look here.", "In a box."]
    assert body(found, Kind.ALT_TEXT) == ["A cat."]


def test_content_controls_without_content_are_not_read(draft):
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Click here')}</w:sdtContent></w:sdt>"
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('Ann')}</w:sdtContent></w:sdt>"
    assert body(draft(p(r("By "), prompt, filled))) == ["By Ann"]


def test_comments_headers_and_footers_are_not_read(draft):
    made = docx.Document()
    run = made.add_paragraph("Text.").runs[0]
    made.add_comment(run, text="A remark.", author="x")
    made.sections[0].header.paragraphs[0].text = "Running"
    assert body(draft(made)) == ["Text."]


def test_the_language_most_runs_are_marked_with(draft):
    assert draft(p(r("Guten Tag zusammen", '<w:lang w:val="de-AT"/>'), r("x"))).language == "de-AT"
    assert draft(p(r("Guten Tag"))).language == ""


def test_back_matter_by_title(draft):
    made = docx.Document()
    for name in ("Chapter 1", "Chapter 2", "Index"):
        made.add_heading(name, 1)
        made.add_paragraph("Some text that stands here.")
    assert [c.matter for c in draft(made).chapters] == [Matter.BODY, Matter.BODY, Matter.BACK]


def test_broken_xml_is_read_as_far_as_it_goes_and_that_is_said(draft):
    found = draft(archive(document(p(r("One.")) + p(r("Two.")))[:-30]))
    assert body(found) == ["One.", "Two."]
    assert found.warnings


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (archive(document("")), NoText),
        (archive(b""), Damaged),
        (archive(BIG + document(p(r("&b;")))), (Damaged, TooLarge)),
        (archive(b'<!DOCTYPE d SYSTEM "file:///etc/passwd">' + document(p(r("x")))), Damaged),
        (archive(document(p(r("x" * 40_000_000)))), TooLarge),
        (b"PK\x03\x04 cut short", Damaged),
        (b"no archive", WrongFormat),
    ],
)
def test_what_cannot_be_read_is_refused(draft, data, error):
    with pytest.raises(error):
        draft(data)


def test_an_archive_that_is_no_document(draft):
    with pytest.raises(WrongFormat):
        draft(archive(b"").replace(b"document", b"documenu"))


def test_no_network(tmp_path, monkeypatch):
    monkeypatch.setattr(socket, "socket", lambda *a, **k: pytest.fail("an importer went to the network"))
    link = '<w:altChunk xmlns:r="x" r:id="rId1"/>'
    (tmp_path / "a.docx").write_bytes(archive(document(p(r("Text.")) + link)))
    assert body(reading.read(tmp_path / "a.docx")) == ["Text."]


def test_tables_inside_each_other_end(draft):
    deep = "<w:tbl><w:tr><w:tc>" * 60 + p(r("deep")) + "</w:tc></w:tr></w:tbl>" * 60
    assert body(draft(deep)) == ["deep"]


def test_nesting_without_end_is_refused(tmp_path):
    (tmp_path / "a.docx").write_bytes(archive(document("<w:ins>" * 5000 + p(r("deep")) + "</w:ins>" * 5000)))
    with pytest.raises(BadInput):
        reading.read(tmp_path / "a.docx")


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn", "Cf")), max_size=40)
_PARAGRAPH = st.tuples(
    st.sampled_from(["Normal", "Heading 1", "Heading 2", "List Bullet", "Quote"]), st.lists(_TEXT, max_size=4)
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_PARAGRAPH, min_size=1, max_size=10))
def test_no_word_is_lost_or_doubled(draft, paragraphs):
    made = docx.Document()
    for style, runs in paragraphs:
        paragraph = made.add_paragraph(style=style)
        for text in runs:
            paragraph.add_run(text)
    plain = "\n".join("".join(t.text or "" for t in q.iter(qn("w:t"))) for q in made.element.body.iter(qn("w:p")))
    try:
        found = draft(made)
    except NoText:
        assert not words(plain)
        return
    assert words(" ".join(q.text for c in found.chapters for q in c.paragraphs)) == words(plain)
