"""Which voices of Fish Audio can be cast."""

from __future__ import annotations

import pytest

from studio_app.domain.errors import VoiceMissing
from studio_app.speech.fish.voices import Voices, read_voices


def item(number, title="Voice", languages=("en",), **more):
    return {
        "_id": f"{number:032x}",
        "type": "tts",
        "title": title,
        "state": "trained",
        "tags": ["Female"],
        "languages": list(languages),
        **more,
    }


@pytest.fixture
def voices():
    own = read_voices([item(1, "My own", ["de"])])
    public = read_voices([item(2, "Ada", ["en", "fr"]), item(3, "Bob", ["en-GB"]), item(4, "Bob", ["zh_hans_CN"])])
    return Voices(own, public)


def test_what_cannot_speak_is_left_out():
    bad = [item(1, state="training"), item(2, type="svc"), item(3, dmca_taken_down=True), {"_id": 5}, None, "x"]
    assert list(read_voices([*bad, item(9)])) == [f"{9:032x}"]


def test_a_voice_says_what_it_speaks(voices):
    ada = voices.all[1]
    assert (ada.name, ada.language, ada.languages, ada.gender) == ("Ada", "en", ("en", "fr"), "female")
    assert voices.all[3].language == "zh-Hans-CN"


def test_a_voice_without_languages_is_of_an_undetermined_one():
    (voice,) = read_voices([item(1, " \n", ["martian language"])]).values()
    assert (voice.language, voice.languages, voice.name) == ("und", (), voice.id)


def test_ones_own_stand_first(voices):
    assert [voice.name for voice in voices.all] == ["My own", "Ada", "Bob", "Bob"]


@pytest.mark.parametrize(
    ("language", "number"), [("en", 2), ("en-GB", 3), ("en-US", 2), ("fr", 2), ("zh-TW", 4), ("de", 1)]
)
def test_the_default_speaks_the_language(voices, language, number):
    assert voices.default(language) == f"{number:032x}"


@pytest.mark.parametrize("language", ["sw", "und", ""])
def test_no_default_where_none_speaks_it(voices, language):
    with pytest.raises(VoiceMissing, match="fish"):
        voices.default(language)


def test_a_voice_is_named_by_id_or_by_a_name_that_is_one(voices):
    assert voices.check(f"{4:032x}") == f"{4:032x}"
    assert voices.check("ada") == f"{2:032x}"
    with pytest.raises(VoiceMissing, match="Several"):
        voices.check("Bob")


def test_every_id_of_the_library_may_be_named(voices):
    assert voices.check("f" * 32) == "f" * 32
