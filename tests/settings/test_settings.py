"""Settings are declared data, and a broken file never stops the program."""

import json
import logging

import pytest

from studio_app.domain.errors import WrongUsage
from studio_app.domain.pauses import PauseRules
from studio_app.domain.project import SEGMENT_LENGTH
from studio_app.settings.file import Settings
from studio_app.settings.options import OPTIONS
from studio_app.settings.places import places


def test_defaults_are_valid_and_keys_unique():
    assert all(option.accepts(option.default) for option in OPTIONS)
    assert len({option.key for option in OPTIONS}) == len(OPTIONS)


def test_defaults_agree_with_the_domain():
    declared = {o.key: o.default for o in OPTIONS}
    rules = PauseRules()
    pauses = {key: value for key, value in declared.items() if key.startswith("pauses.")}
    assert pauses == {f"pauses.{name}": getattr(rules, name) for name in PauseRules.__slots__}
    assert declared["text.segment_length"] == SEGMENT_LENGTH


def test_a_change_is_read_back_and_a_default_is_not_kept(tmp_path):
    path = tmp_path / "deep" / "settings.json"
    Settings(path).set("pauses.scene", 1500)
    assert Settings(path).number("pauses.scene") == 1500
    Settings(path).set("pauses.scene", 2000)
    assert json.loads(path.read_text()) == {}


@pytest.mark.parametrize(
    ("key", "value"), [("pauses.scene", -1), ("pauses.scene", True), ("export.format", "exe"), ("no", 1)]
)
def test_nonsense_is_refused(tmp_path, key, value):
    with pytest.raises(WrongUsage):
        Settings(tmp_path / "s.json").set(key, value)
    assert not (tmp_path / "s.json").exists()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pauses.scene": "long", "gone": 1}', "\x00"])
def test_a_broken_file_leaves_the_defaults(tmp_path, content, caplog):
    path = tmp_path / "settings.json"
    path.write_text(content)
    with caplog.at_level(logging.WARNING):
        settings = Settings(path)
    assert settings.number("pauses.scene") == 2000
    assert settings.word("export.format") == "mp3"
    assert settings.switch("export.normalize") is True
    assert caplog.records


def test_lectern_home_moves_everything(tmp_path, monkeypatch):
    monkeypatch.setenv("LECTERN_HOME", str(tmp_path))
    found = places()
    assert {found.settings, found.cache, found.logs} == {tmp_path, tmp_path / "cache", tmp_path / "logs"}
    monkeypatch.delenv("LECTERN_HOME")
    assert tmp_path not in places().cache.parents
