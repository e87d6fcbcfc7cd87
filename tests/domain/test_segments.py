"""Segments: by speaker, break and length; all of the text, and a fingerprint that changes when the sound does."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.fingerprint import fingerprint
from studio_app.domain.manuscript import Chapter, Fragment, Kind, Metadata, Paragraph
from studio_app.domain.pauses import LONGEST_BREAK_MS
from studio_app.domain.project import Project, Voicing
from studio_app.domain.segments import PauseKind, book_segments, segment_maker, segments
from studio_app.domain.text.markup import Break, parts

NARRATOR = Speaker(1, "Narrator", Casting.of("local", "espeak", "en"))
ALICE = Speaker(2, "Alice", Casting.of("local", "espeak", "en+f2", {"rate": 180.0}))
PROJECT = Project(Metadata(language="en"), Voicing(segment_length=40), speakers=(NARRATOR, ALICE))


def paragraph(text: str, kind: Kind = Kind.TEXT, fragments: tuple[Fragment, ...] = ()) -> Paragraph:
    return Paragraph(7, 3, 1.0, kind, text, fragments=fragments)


def made(text: str, **kwargs) -> list[tuple[str, PauseKind | int]]:
    return [(segment.written, segment.after) for segment in segments(PROJECT, paragraph(text, **kwargs))]


def test_a_short_paragraph_is_one_segment():
    (segment,) = segments(PROJECT, paragraph("Hello  there."))
    assert (segment.key, segment.chapter_id, segment.start, segment.end) == ((7, 0), 3, 0, 13)
    assert (segment.written, segment.spoken) == ("Hello  there.", "Hello there.")
    assert segment.fingerprint == fingerprint("Hello there.", NARRATOR.casting, "en")


def test_pauses_follow_how_each_piece_ends():
    assert made(
        "One two three four five. Six seven eight nine; ten eleven twelve thirteen fourteen fifteen sixteen"
    ) == [
        ("One two three four five.", "sentence"),
        ("Six seven eight nine;", "clause"),
        ("ten eleven twelve thirteen", "none"),
        ("fourteen fifteen sixteen", "paragraph"),
    ]
    assert made("Chapter One", kind=Kind.HEADING) == [("Chapter One", "heading")]
    assert made("* * *", kind=Kind.SCENE_BREAK) == []


def test_a_break_replaces_the_rule_and_several_add_up():
    assert made('Wait.<break time="1s"/> <break time="500ms"/> Go. <break time="2s"/>') == [
        ("Wait.", 1500),
        ("Go.", 2000),
    ]
    assert made("Wait." + '<break time="59s"/>' * 3 + "Go.")[0] == ("Wait.", LONGEST_BREAK_MS)


def test_a_break_that_opens_a_paragraph_is_a_silent_segment():
    first, second = segments(PROJECT, paragraph('<break time="1s"/>Go.'))
    assert (first.written, first.spoken, first.fingerprint, first.after) == ("", "", "", 1000)
    assert (second.written, second.ordinal) == ("Go.", 1)
    assert made('<break time="1s"/>') == [("", 1000)]


def test_ornaments_keep_their_place_and_pause_but_ask_nothing_of_an_engine():
    (segment,) = segments(PROJECT, paragraph("***"))
    assert (segment.written, segment.spoken, segment.fingerprint, segment.after) == ("***", "", "", "paragraph")


def test_fragments_are_spoken_by_their_speaker():
    text = "“Come,” she said. “Now!”"
    fragments = (Fragment(0, 7, 2), Fragment(18, 24, 2))
    found = segments(PROJECT, paragraph(text, fragments=fragments))
    assert [(s.written, s.speaker_id, s.after) for s in found] == [
        ("“Come,”", 2, "clause"),
        ("she said.", 1, "sentence"),
        ("“Now!”", 2, "paragraph"),
    ]
    assert found[0].fingerprint == fingerprint("“Come,”", ALICE.casting, "en")


def test_a_fragment_whose_speaker_is_gone_is_spoken_by_the_narrator():
    (segment,) = segments(PROJECT, paragraph("Hello.", fragments=(Fragment(0, 6, 99),)))
    assert segment.speaker_id == 1


def test_the_shorter_of_both_limits_holds():
    text = "word " * 30
    assert max(len(s.written) for s in segments(PROJECT, paragraph(text), limit=20)) <= 20
    assert 20 < max(len(s.written) for s in segments(PROJECT, paragraph(text), limit=5000)) <= 40


def test_a_limit_may_depend_on_the_casting():
    text = "word " * 30
    found = segments(
        PROJECT,
        paragraph(text, fragments=(Fragment(0, 75, 2),)),
        limit=lambda casting: 10 if casting == ALICE.casting else None,
    )
    assert {s.speaker_id for s in found if len(s.written) > 10} == {1}
    assert {s.speaker_id for s in found if len(s.written) <= 10} >= {2}


def test_the_casting_s_own_language_goes_before_the_book_s():
    french = replace(NARRATOR, casting=replace(NARRATOR.casting, language="fr"))
    (segment,) = segments(replace(PROJECT, speakers=(french,)), paragraph("Oui."))
    assert segment.fingerprint == fingerprint("Oui.", french.casting, "fr")


@pytest.mark.parametrize("language", ["de", "fr"])
def test_another_language_is_another_fingerprint(language):
    other = replace(PROJECT, metadata=Metadata(language=language))
    assert segments(other, paragraph("Taxi"))[0].fingerprint != segments(PROJECT, paragraph("Taxi"))[0].fingerprint


def test_the_place_of_a_segment_is_not_in_its_fingerprint():
    here = segments(PROJECT, paragraph("Hello."))[0]
    there = segments(PROJECT, replace(paragraph("  Hello. <break/>"), id=99, chapter_id=5))[0]
    assert here.fingerprint == there.fingerprint


def test_a_book_has_the_segments_of_what_is_switched_on():
    chapters = (Chapter(1, 1.0, "One"), Chapter(2, 2.0, "Notes", included=False), Chapter(3, 3.0, "Two"))
    texts = {
        1: (Paragraph(1, 1, 1.0, Kind.TEXT, "One."), Paragraph(2, 1, 2.0, Kind.FOOTNOTE, "Note.", included=False)),
        2: (Paragraph(3, 2, 1.0, Kind.TEXT, "Two."),),
        3: (Paragraph(4, 3, 1.0, Kind.SCENE_BREAK, ""), Paragraph(5, 3, 2.0, Kind.TEXT, "Three.")),
    }
    book = replace(PROJECT, chapters=chapters, paragraphs=MappingProxyType(texts))
    assert [s.written for s in book_segments(book)] == ["One.", "Three."]
    assert [s.written for s in book_segments(book, [2, 3])] == ["Two.", "Three."]


PIECES = st.sampled_from(
    [
        *(
            "word ",
            "Mr. Smith ",
            "One. ",
            "“Two!” ",
            "3.14 ",
            "***",
            "今天。",
            "ภาษาไทย",
            " ",
            "\n",
            "\u00ad",
            "😀",
            "a, ",
        ),
        *("<break/>", '<break time="2s"/>', "<b>", "< "),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))


@st.composite
def paragraphs(draw):
    text = draw(TEXTS)
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return paragraph(text, fragments=tuple(Fragment(a, b, draw(st.sampled_from([1, 2, 9]))) for a, b in pairs))


@given(paragraphs(), st.integers(1, 80))
@settings(derandomize=True, deadline=None, max_examples=200)
def test_segments_breaks_and_white_space_are_all_of_the_text(drawn, limit):
    found = segments(PROJECT, drawn, limit=limit)
    breaks = [(part.start, part.end) for part in parts(drawn.text) if isinstance(part, Break)]
    ranges = sorted([(s.start, s.end) for s in found if s.end > s.start] + breaks)
    done = 0
    for start, end in ranges:
        assert done <= start
        assert not drawn.text[done:start].strip()
        done = end
    assert not drawn.text[done:].strip()


@given(paragraphs())
@settings(derandomize=True, deadline=None)
def test_segments_are_in_order_and_agree_with_their_paragraph(drawn):
    found = segment_maker(PROJECT)(drawn)
    assert [s.ordinal for s in found] == list(range(len(found)))
    assert [s.start for s in found] == sorted(s.start for s in found)
    for segment in found:
        assert segment.written == drawn.text[segment.start : segment.end]
        assert len(segment.spoken) <= len(segment.written)
        assert bool(segment.fingerprint) == bool(segment.spoken)
