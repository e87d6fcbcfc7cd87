"""Every record that can be made comes back equal, and what cannot be a record is refused."""

from __future__ import annotations

from itertools import pairwise
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.edits.change import Change, RowChange
from studio_app.domain.ledger import LedgerRow
from studio_app.domain.manuscript import Chapter, Identifier, Metadata, Paragraph
from studio_app.domain.pauses import PauseRules
from studio_app.domain.project import Project, Voicing
from studio_app.domain.takes import Levels, Take, WordTiming
from studio_app.store import ProjectFile, records

texts = st.text(st.characters(exclude_categories=["Cs"]))
counts = st.integers(0, 2**31)
numbers = st.floats(allow_nan=False)
options = st.dictionaries(texts, st.one_of(numbers, texts, st.booleans()), max_size=3)
castings = st.builds(Casting.of, texts, texts, texts, options, texts)
speakers = st.builds(Speaker, counts, texts, castings, texts)
chapters = st.builds(Chapter, id=counts, position=numbers, title=texts, level=counts)
paragraphs = st.builds(Paragraph, id=counts, chapter_id=counts, position=numbers, text=texts, level=counts)
identifiers = st.builds(Identifier, texts, texts)
metadata = st.builds(
    Metadata, texts, st.lists(texts, max_size=2).map(tuple), identifiers=st.lists(identifiers, max_size=2).map(tuple)
)
voicings = st.builds(Voicing, st.builds(PauseRules, *[counts] * 7), st.integers(1, 9999), counts)
timings = st.lists(st.builds(WordTiming, counts, counts, numbers), max_size=5).map(tuple)
ledgers = st.builds(LedgerRow, st.integers(1, 99), *[texts] * 5, counts, numbers)


@settings(max_examples=40, deadline=None)
@given(paragraphs)
def test_paragraphs(paragraph):
    assert records.paragraph_of(records.paragraph_row(paragraph)) == paragraph


@settings(max_examples=40, deadline=None)
@given(timings)
def test_words(words):
    assert records.unpack_words(records.pack_words(words)) == words


@settings(max_examples=40, deadline=None)
@given(speakers, metadata, voicings, chapters)
def test_the_rest_of_a_project(speaker, facts, voicing, chapter):
    assert records.speaker_of(records.speaker_row(speaker)) == speaker
    assert records.metadata_of(records.metadata_json(facts)) == facts
    assert records.voicing_of(records.voicing_json(voicing)) == voicing
    assert records.chapter_of(records.chapter_row(chapter)) == chapter


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(*[st.one_of(st.none(), r) for r in (speakers, paragraphs, metadata, chapters, voicings)])))
def test_changes(rounds):
    pairs = [(a, b) for before, after in pairwise(rounds) for a, b in zip(before, after, strict=True)]
    rows = tuple(RowChange(before, after) for before, after in pairs if before is not None or after is not None)
    change = Change("edit", rows, "me", "burst")
    assert records.change_of("edit", "me", "burst", *records.changes_json(change)) == change


@settings(max_examples=40, deadline=None)
@given(ledgers)
def test_requests(row):
    assert records.ledger_of(records.ledger_row(row)) == row


@given(st.builds(Project, metadata, voicings, speakers=st.lists(speakers, max_size=1).map(tuple), source=texts), texts)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whole_projects(tmp_path, project, text):
    chapter = Chapter(1, 1.0, text)
    paragraph = Paragraph(1, 1, 1.0, records._KINDS["text"], text)
    project = Project(
        project.metadata,
        project.voicing,
        (chapter,),
        MappingProxyType({1: (paragraph,)}),
        project.speakers,
        project.source,
    )
    ProjectFile.create(tmp_path / "a.lectern", project, overwrite=True)
    with ProjectFile.open(tmp_path / "a.lectern", read_only=True) as opened:
        assert opened.load() == project


@pytest.mark.parametrize(
    "refused",
    [
        lambda: records.metadata_of('{"title": 5}'),
        lambda: records.metadata_of('{"authors": [1]}'),
        lambda: records.metadata_of("[]"),
        lambda: records.voicing_of('{"narrator_id": "one"}'),
        lambda: records.voicing_of('{"pauses": {"sentence": -1}}'),
        lambda: records.speaker_of((1, "", "", "", "", '[["rate", [1]]]', "", "")),
        lambda: records.unpack_words(b"123"),
        lambda: records.change_of("", "", "", '[["Nothing", null, null]]'),
    ],
)
def test_what_makes_no_sense_is_refused(refused):
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        refused()


@pytest.mark.parametrize("wrong", [{"rate": 0}, {"channels": -1}, {"trim_end": 5000}, {"trim_start": 950}])
def test_a_take_that_makes_no_sense_is_refused(make_take, wrong):
    with pytest.raises(ValueError, match="makes no sense"):
        records.take_of(records.take_row(make_take(1, **wrong)))


def test_fields_of_a_newer_minor_version_are_left_out():
    assert records.metadata_of('{"title": "T", "mood": "calm"}') == Metadata("T")


def test_levels_come_back_exactly(make_take):
    take = make_take(1, levels=Levels(0.1 + 0.2, 1e-300), words=())
    assert isinstance(take, Take)
    assert records.take_of((1, *records.take_row(take)[1:])).levels == take.levels
