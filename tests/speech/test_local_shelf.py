"""The voices of this computer as a library."""

from __future__ import annotations

import pytest

from studio_app.audio.decode import decode
from studio_app.domain.errors import NotOffered, Unreachable, VoiceMissing
from studio_app.speech.library import Search


def found(local, **search):
    library, listings, more = local.engine.library, [], ""
    while True:
        page = local.run(library.search(Search(**search), more))
        listings += page.listings
        more = page.more
        if not more:
            assert page.total == len(listings)
            return listings


def test_all_voices_are_there_each_once_and_can_be_cast(local):
    listings = found(local)
    assert [one.voice for one in listings] == list(local.run(local.engine.voices()))
    assert {(one.kind, one.rate, one.state, one.free) for one in listings} == {("local", 1.0, "", True)}


@pytest.mark.parametrize("language", ["de", "en-GB", "pt_BR"])
def test_a_language_finds_its_voices_and_their_timbres(local, language):
    listings = found(local, language=language)
    tag = language.replace("_", "-").lower()
    assert all(
        any(one.lower().startswith(tag) for one in (listing.voice.language, *listing.voice.languages))
        for listing in listings
    )
    assert {listing.voice.variant for listing in listings} > {"", "f1", "m1"}
    assert {local.engine.check_voice(listing.voice.id) for listing in listings} == {
        listing.voice.id for listing in listings
    }


def test_women_are_found_too(local):
    listings = found(local, language="de", gender="female")
    assert listings
    assert {one.voice.gender for one in listings} == {"female"}


def test_every_word_counts(local):
    names = [one.voice.name for one in found(local, text="english AMERICA")]
    assert names
    assert all("English" in name and "America" in name for name in names)
    assert found(local, text="english nowhere") == []


def test_an_accent_is_the_place_a_voice_is_from(local):
    accents = local.engine.library.filters.accents["en"]
    assert accents
    assert {one.accent for one in found(local, accent=accents[0])} == {accents[0]}


def test_a_voice_with_a_timbre_is_found_by_its_id(local):
    (one,) = found(local, text="de+f3")
    assert (one.voice.id, one.voice.variant, one.voice.gender) == ("de+f3", "f3", "female")
    assert found(local, text="de+nobody") == []


def test_what_no_local_voice_says_of_itself_finds_none(local):
    assert found(local, use="narration") == found(local, high_quality=True) == []


def test_every_language_that_can_be_chosen_finds_something(local):
    for tag, name in local.engine.library.filters.choices["language"]:
        assert name
        assert local.run(local.engine.library.search(Search(language=tag))).listings


@pytest.mark.parametrize("voice", ["en-us", "de+f3", "ja"])
def test_a_sample_is_the_voice_itself(local, voice):
    one = local.run(local.engine.library.look(voice))
    data = local.run(local.engine.library.sample(one.sample))
    assert one.sample == f"local:{voice}"
    assert 1 < len(decode(data, "wav", 22050, 1)) / 22050 < 15


def test_what_is_no_voice_of_this_computer_is_said(local):
    library = local.engine.library
    with pytest.raises(VoiceMissing):
        local.run(library.look("nobody"))
    with pytest.raises(VoiceMissing):
        local.run(library.sample("local:nobody"))
    with pytest.raises(Unreachable):
        local.run(library.sample("https://host.example/a.mp3"))


def test_what_is_not_done_here_is_said(local):
    library = local.engine.library
    one = local.run(library.look("de"))
    for work in (
        library.add(one, "X"),
        library.edit("de", name="X"),
        library.remove("de"),
        library.similar(b"", "a.wav"),
    ):
        with pytest.raises(NotOffered):
            local.run(work)
    assert local.run(library.mine()).listings == ()
    assert local.run(library.slots()).most is None
    assert local.engine.maker is None
