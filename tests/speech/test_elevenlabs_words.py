"""From characters to words, from bytes to sound, from labels to voices."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.errors import Unreachable, VoiceMissing
from studio_app.speech.elevenlabs.alignment import Alignment
from studio_app.speech.elevenlabs.hearing import Hearing, lines
from studio_app.speech.elevenlabs.sound import Sound, best_format, lesser_format, sniff, whole
from studio_app.speech.elevenlabs.tags import proper_tag
from studio_app.speech.elevenlabs.voices import Voices

TEXT = "Well — it’s 5 o'clock, don't you think? Naïve 😀 end."
WORDS = ["Well", "it’s", "5", "o'clock", "don't", "you", "think", "Naïve", "😀", "end"]


def aligned(text, cuts, starts, *, relative):
    """Return an alignment of ``text`` in pieces that end at ``cuts``, the time of each counted as told."""
    alignment, begin = Alignment(text), 0
    for end in [*sorted(set(cuts) - {0, len(text)}), len(text)]:
        before = starts[begin]
        times = [one - (before if relative else 0.0) for one in starts[begin:end]]
        said = {"characters": list(text[begin:end]), "character_start_times_seconds": times}
        alignment.add(said, before)
        begin = end
    return alignment


@given(st.lists(st.integers(1, len(TEXT) - 1), max_size=8), st.floats(0.03, 0.3), st.booleans())
def test_words_are_placed_alike_whatever_the_pieces_count_from(cuts, pace, relative):
    starts = [number * pace for number in range(len(TEXT))]
    words = aligned(TEXT, cuts, starts, relative=relative).words(len(TEXT) * pace)
    assert [TEXT[word.start : word.end] for word in words] == WORDS
    assert [word.seconds for word in words] == pytest.approx([word.start * pace for word in words], abs=0.002)


@given(st.text(max_size=30), st.lists(st.tuples(st.text(max_size=3), st.floats(-5, 50)), max_size=40), st.floats(0, 60))
def test_whatever_is_told_the_words_lie_in_the_text_in_order(text, told, seconds):
    alignment = Alignment(text)
    for characters, start in told:
        alignment.add({"characters": [characters], "character_start_times_seconds": [start]}, seconds)
    words = alignment.words(seconds)
    assert all(0 <= one.start < one.end <= len(text) and one.seconds >= 0 for one in words)
    assert all(a.end <= b.start and a.seconds < b.seconds for a, b in pairwise(words))


@pytest.mark.parametrize(
    "said",
    [None, [], {}, {"characters": ["a"]}, {"characters": ["a"], "character_start_times_seconds": []},
     {"characters": [1], "character_start_times_seconds": [0.0]}, {"characters": ["a"], "character_start_times_seconds": ["0"]},
     {"characters": ["a"], "character_start_times_seconds": [float("nan")]}],
)  # fmt: skip
def test_what_is_no_alignment_is_none(said):
    alignment = Alignment("a")
    alignment.add(said, 0.0)
    assert alignment.words(1.0) == ()


@pytest.mark.parametrize(
    ("text", "heard", "cut"),
    [
        ("One two three four.", "One two three four.", False),
        ("One two three four.", "One two three four", False),
        ("One two three four.", "One two ", True),
        ("One two three [sighs]", "One two three ", False),
        ("One 2 three four", "One two thr", False),
        ("One two three four.", "", False),
    ],
)
def test_characters_that_end_too_soon_show_a_cut_answer(text, heard, cut):
    alignment = Alignment(text)
    alignment.add({"characters": list(heard), "character_start_times_seconds": [0.1] * len(heard)}, 0.0)
    assert alignment.breaks_off is cut


@given(st.lists(st.binary(max_size=9), max_size=20))
def test_samples_come_whole_however_they_are_cut(pieces):
    hearing = Hearing("", "pcm_44100")
    whole_ = b"\x01\x02" * 40 + b"".join(pieces)
    whole_ += b"\0" * (len(whole_) % 2)
    heard = [hearing.audio(whole_[at : at + 7]) for at in range(0, len(whole_), 7)] + [hearing.end()]
    assert b"".join(chunk.data for chunk in heard if chunk) == whole_
    assert all(len(chunk.data) % 2 == 0 for chunk in heard if chunk)


def test_half_a_sample_at_the_end_is_a_cut_answer():
    hearing = Hearing("", "pcm_44100")
    hearing.audio(b"\x01" * 101)
    with pytest.raises(Unreachable) as caught:
        hearing.end()
    assert caught.value.maybe_billed


def test_no_audio_is_no_answer():
    with pytest.raises(Unreachable):
        Hearing("", "mp3_44100_128").end()


@pytest.mark.parametrize(
    "line", [b"", b"{", b"3", b'{"audio_base64": 3}', b'{"audio_base64": "%%"}', b"[" * 9999, b"\xff"]
)
def test_lines_that_are_none_are_lost_answers(line):
    with pytest.raises(Unreachable) as caught:
        Hearing("", "mp3_44100_128").line(line)
    assert caught.value.maybe_billed


def test_lines_are_lines_however_they_come():
    import asyncio

    async def gather(size):
        async def pieces():
            for at in range(0, len(text), size):
                yield text[at : at + size]

        return [line async for line in lines(pieces())]

    text = b'{"a": 1}\n\n\r\n{"b": 2}\n{"c": 3}'
    for size in range(1, 40):
        assert [line.strip() for line in asyncio.run(gather(size))] == [b'{"a": 1}', b'{"b": 2}', b'{"c": 3}']


@pytest.mark.parametrize(
    ("tier", "best"),
    [("free", "mp3_44100_128"), ("starter", "mp3_44100_128"), ("creator", "mp3_44100_192"), ("pro", "pcm_44100"),
     ("growing_business", "pcm_44100"), ("scale_2024_08_10", "pcm_44100"), ("payg", "pcm_44100"), ("", "pcm_44100")],
)  # fmt: skip
def test_the_best_format_of_a_plan(tier, best):
    assert best_format(tier) == best


def test_formats_go_down_to_one_every_plan_has():
    assert lesser_format("pcm_44100") == "mp3_44100_192"
    assert lesser_format("mp3_44100_192") == "mp3_44100_128"
    assert lesser_format("mp3_44100_128") is None


@pytest.mark.parametrize(
    ("data", "sound"),
    [
        (b"\xff\xfb\x90\xc4rest", Sound("mp3", 44100, 1, 16000.0)),
        (b"\xff\xfb\xb0\x04rest", Sound("mp3", 44100, 2, 24000.0)),
        (b"\xff\xf3\x40\xc4rest", Sound("mp3", 22050, 1, 4000.0)),
        (b"ID3\x04\0\0\0\0\0\x05hello\xff\xfb\x90\xc4", Sound("mp3", 44100, 1, 16000.0)),
        (b"ID3\x04\0\0\0\0\x7f\x05hello", None),
        (b"OggS" + bytes(24) + b"OpusHead\x01\x01", Sound("opus", 48000, 1)),
        (b"fLaC\0\0\0\x22" + bytes(10) + b"\x0a\xc4\x40\xf0", Sound("flac", 44100, 1)),
        (
            b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x44\xac\0\0\x88\x58\x01\0\x02\0\x10\0",
            Sound("wav", 44100, 1, 88200.0),
        ),
        (b"", None),
        (b"OggS", None),
        (b"RIFF\0\0\0\0WAVE", None),
        (b"\xff\xff\xff\xff", None),
    ],
)
def test_audio_is_known_by_its_bytes(data, sound):
    assert sniff(data) == sound


@given(st.binary(max_size=300))
def test_looking_at_any_bytes_does_no_harm(data):
    sniff(data)
    for start in (b"RIFF\0\0\0\0WAVE", b"ID3", b"OggS", b"fLaC", b"\xff"):
        sniff(start + data)


def test_what_tells_nothing_is_what_it_was_made_as():
    assert whole(b"\x01\x02\x03\x04", "pcm_22050") == Sound("pcm_s16le", 22050, 1, 44100.0)
    assert whole(b"\x01\x02\x03\x04", "") is None
    assert whole(b'{"detail": 1}', "pcm_22050") is None


@pytest.mark.parametrize(("said", "tag"), [("en", "en"), ("pt_br", "pt-BR"), ("zh-hant-tw", "zh-Hant-TW"), ("es-419", "es-419"),
                                           ("English", ""), ("", ""), (None, ""), (3, "")])  # fmt: skip
def test_tags_are_made_proper(said, tag):
    assert proper_tag(said) == tag


def voice(id_, name="Ann", verified=(), **labels):
    return {
        "voice_id": id_,
        "name": name,
        "labels": labels,
        "verified_languages": [{"language": x[:2], "locale": x} for x in verified],
    }


def voices(*entries):
    found = Voices()
    found.add(entries)
    return found


def test_a_voice_is_at_home_where_its_labels_say():
    (one,) = voices(voice("v", verified=("fr-FR", "en-GB"), language="en", gender="Female")).all
    assert (one.language, one.languages, one.gender) == ("en-GB", ("fr-FR", "en-GB"), "female")


def test_a_voice_that_says_nothing_is_of_no_known_language():
    (one,) = voices({"voice_id": "v"}).all
    assert (one.name, one.language, one.gender) == ("v", "und", "")


def test_what_is_no_voice_is_passed_over():
    assert voices(None, 3, {}, {"voice_id": 3}, {"voice_id": ""}).all == ()


def test_the_default_voice_is_at_home_in_the_language_and_reads_aloud():
    found = voices(
        voice("a", language="en", use_case="social media"),
        voice("b", language="de"),
        voice("c", language="en", use_case="narration"),
        voice("d", verified=("en-AU",)),
    )
    assert [found.default(tag, ("en", "fr")) for tag in ("en", "de-CH", "en-AU", "fr")] == ["c", "b", "d", "c"]
    with pytest.raises(VoiceMissing):
        found.default("xx", ("en", "fr"))


def test_a_voice_is_found_by_what_people_call_it():
    found = voices(voice("a", "George - Warm, Captivating Storyteller"), voice("b", "George Two"))
    assert [
        found.check(name) for name in ("george", "George - Warm, Captivating Storyteller", "GEORGE  two", "b")
    ] == list("aabb")


def test_a_voice_of_the_library_is_named_by_its_id():
    assert voices(voice("a")).check("JBFqnCBsd6RMkjVDRZzb") == "JBFqnCBsd6RMkjVDRZzb"
    with pytest.raises(VoiceMissing):
        voices(voice("a")).check("abcdefghijklmnopqrst")
