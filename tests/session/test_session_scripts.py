"""Scripts at the desk: looked through, planned, made a project or a chapter, and written."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from studio_app.domain.edits import book
from studio_app.domain.edits.laying import remove_timeline
from studio_app.domain.errors import BadInput, NothingToExport, WouldOverwrite, WrongUsage
from studio_app.domain.text.timecode import FRAME_RATES, Spelling
from studio_app.session import import_
from studio_app.session.scripts import (
    add_to_project,
    create_script_project,
    export_timing,
    is_script,
    is_timing,
    plan_script,
    read_script,
)
from studio_app.settings.file import Settings
from studio_app.speech.engine import Voice
from studio_app.store.project_file import ProjectFile

TABLE = "speaker,line,start_time,end_time\nJoe,It was a dark night.,1,2\nAnn,,3,4\nAnn,Indeed it was dark.,3,4\n"


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "A dark  night.csv"
    path.write_text(TABLE)
    return path


@pytest.fixture
def plan(table, settings):
    return plan_script(read_script(table), table, settings, without_errors=True)


@pytest.fixture
def project(plan, table, tmp_path, settings):
    create_script_project(plan, table, tmp_path / "a.lectern", settings)
    with ProjectFile.open(tmp_path / "a.lectern", read_only=True) as file:
        return file.load()


def test_a_script_is_told_by_its_name_or_how_it_begins(table, tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nHey\n")
    prose = tmp_path / "b.txt"
    prose.write_text("The speaker, in line with custom, began.\n")
    found = [table, text, prose, tmp_path / "c.epub", tmp_path / "gone.txt", "https://example.com/a.csv"]
    assert [is_script(source) for source in found] == [True, True, False, False, False, False]


def test_it_is_planned_as_a_person_agrees(table, settings, plan):
    with pytest.raises(BadInput, match="line 3"):
        plan_script(read_script(table), table, settings)
    assert plan.title == "A dark night"
    assert plan.language == "en"
    assert plan.warnings == ("Line 3 was left out: There is nothing to say.",)
    assert plan.narrator == plan.castings[0]
    assert len({casting.voice for casting in plan.castings}) == 2


def test_the_narrator_of_a_script_has_a_voice_of_its_own(tmp_path, settings):
    path = tmp_path / "a.srt"
    path.write_text(
        "1\n00:00:01,000 --> 00:00:02,000\nJOE: Hey\n\n2\n00:00:03,000 --> 00:00:04,000\nIt rained all day.\n"
    )
    plan = plan_script(read_script(path), path, settings, language="en")
    assert plan.narrator not in plan.castings


def test_a_project_says_what_it_was_made_of(project, tmp_path, table, plan, settings):
    assert [chapter.title for chapter in project.chapters] == ["A dark night"]
    assert project.metadata.language == "en"
    assert len(project.source) == 64
    with pytest.raises(WouldOverwrite):
        create_script_project(plan, table, tmp_path / "a.lectern", settings)


def test_it_becomes_a_chapter_of_an_open_project(project, plan):
    more, change = add_to_project(project, plan, initiator="me")
    assert [chapter.title for chapter in more.chapters] == ["A dark night"] * 2
    assert more.speakers == project.speakers
    assert change.initiator == "me"
    assert more.timelines[2].length == project.timelines[1].length == 4 * 48_000


def test_times_are_written_as_they_are_asked_for(project, tmp_path):
    out = tmp_path / "out.csv"
    lines = export_timing(project, out, spelling=Spelling.FRAMES, rate=FRAME_RATES["24"])
    assert len(lines) == 2
    assert out.read_text().splitlines()[1] == "Joe,It was a dark night.,00:00:01:00,00:00:02:00"
    with pytest.raises(WouldOverwrite):
        export_timing(project, out)
    export_timing(project, out, overwrite=True)
    assert out.read_text().splitlines()[1] == "Joe,It was a dark night.,1,2"


def test_a_script_holds_one_chapter(project, plan, tmp_path):
    both, _ = add_to_project(project, plan)
    with pytest.raises(WrongUsage, match="--chapters"):
        export_timing(both, tmp_path / "a.csv")
    assert export_timing(both, tmp_path / "a.csv", chapter_ids=[2])
    with pytest.raises(NothingToExport):
        export_timing(both, tmp_path / "b.csv", chapter_ids=[])


def test_the_chapter_with_a_timeline_is_meant(project, tmp_path):
    more, _ = book.add_chapter(project, "Plain")
    assert len(export_timing(more, tmp_path / "a.vtt")) == 2


def test_what_has_no_times_is_a_table_only(project, tmp_path):
    plain, _ = remove_timeline(project, 1)
    assert export_timing(plain, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text().startswith("speaker,line\n")
    with pytest.raises(WrongUsage):
        export_timing(plain, tmp_path / "a.srt")
    assert not (tmp_path / "a.srt").exists()


def test_timing_is_told_by_the_end_of_the_name(tmp_path):
    assert [is_timing(tmp_path / name) for name in ("a.CSV", "a.srt", "a.wav", "csv")] == [True, True, False, False]


def test_nothing_said_is_nothing_to_write(project, tmp_path):
    silent = replace(project, timelines={}, paragraphs={})
    with pytest.raises(NothingToExport):
        export_timing(silent, tmp_path / "a.csv")


class Provider:
    """An engine with voices of some languages and no timbres."""

    name = "local"
    capabilities = SimpleNamespace(models=(SimpleNamespace(id="m"),))

    def __init__(self, *voices):
        self.held = [Voice(id_, id_, "local", language, gender) for id_, language, gender in voices]

    def default_voice(self, language):
        return self.held[0].id

    async def voices(self):
        return self.held


def voices_of(monkeypatch, settings, count, *held):
    monkeypatch.setattr(import_, "open_engine", lambda name: Provider(*held))
    castings, _ = import_.choose_castings(import_.CastWish("local"), "en-GB", settings, count)
    return [casting.voice for casting in castings]


def test_speakers_get_voices_of_the_language_in_turn(monkeypatch, settings):
    held = [("a", "en", "male"), ("b", "de", "female"), ("c", "en-US", "male"), ("d", "en", "female")]
    assert voices_of(monkeypatch, settings, 4, *held) == ["a", "d", "c", "a"]


def test_where_nothing_speaks_the_language_others_do(monkeypatch, settings):
    held = [("a", "en", "male"), ("b", "de", "female"), ("c", "fr", "")]
    assert voices_of(monkeypatch, settings, 3, *held) == ["a", "b", "c"]
    assert voices_of(monkeypatch, settings, 2, held[0]) == ["a", "a"]
