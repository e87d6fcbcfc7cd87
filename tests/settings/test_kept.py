"""Tables kept between starts: a broken one never stops the program."""

from __future__ import annotations

import logging

import pytest

from studio_app.settings.file import Settings
from studio_app.settings.kept import Kept
from studio_app.settings.options import OPTIONS, PAGES
from studio_app.settings.places import resources


def test_what_is_put_and_written_is_there_at_the_next_start(tmp_path):
    kept = Kept(tmp_path / "deep" / "layout.json")
    kept.put("window", {"width": 900})
    kept.write()
    assert Kept(tmp_path / "deep" / "layout.json").get("window") == {"width": 900}


def test_none_forgets(tmp_path):
    kept = Kept(tmp_path / "k.json")
    kept.put("a", 1)
    kept.put("a", None)
    kept.write()
    assert kept.items() == {}
    assert Kept(tmp_path / "k.json").items() == {}


def test_nothing_changed_writes_nothing(tmp_path):
    kept = Kept(tmp_path / "k.json")
    kept.write()
    assert not (tmp_path / "k.json").exists()


@pytest.mark.parametrize("content", ["", "[1]", "{", "\x00"])
def test_a_broken_table_is_empty(tmp_path, content, caplog):
    (tmp_path / "k.json").write_text(content)
    with caplog.at_level(logging.WARNING):
        assert Kept(tmp_path / "k.json").items() == {}
    assert caplog.records


def test_a_disk_that_refuses_is_tried_again(tmp_path, caplog):
    (tmp_path / "file").write_text("in the way")
    kept = Kept(tmp_path / "file" / "k.json")
    kept.put("a", 1)
    with caplog.at_level(logging.WARNING):
        kept.write()
    (tmp_path / "file").unlink()
    kept.write()
    assert Kept(tmp_path / "file" / "k.json").get("a") == 1


def test_an_option_held_is_there_at_once_and_lasts_when_written(tmp_path):
    settings = Settings(tmp_path / "s.json")
    settings.hold("play.speed", 150)
    assert settings.number("play.speed") == 150
    assert Settings(tmp_path / "s.json").number("play.speed") == 100
    settings.write()
    assert Settings(tmp_path / "s.json").number("play.speed") == 150


def test_every_option_shown_has_a_page_a_sentence_and_a_name_for_each_choice():
    pages = {page for page, _ in PAGES}
    shown = [option for option in OPTIONS if option.title]
    assert {option.page for option in shown} == pages - {"Accounts", "Usage"}
    assert all(option.text.endswith(".") for option in shown)
    assert all(len(option.names) == len(option.choices) for option in shown)


def test_resources_are_found_from_the_package():
    assert (resources() / "themes" / "light.toml").is_file()
