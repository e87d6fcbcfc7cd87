"""What the local engine makes of a request: always the same bytes, settings one can hear, and plain text whatever is in it."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import espeakng_loader
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from speech_desk import Desk

from studio_app.domain.errors import TextRefused
from studio_app.speech.local import engine as local_engine
from studio_app.speech.local import worker
from studio_app.speech.local.engine import LocalEngine, local_command
from studio_app.speech.local.pool import Asked, Command, Pool

TEXT = "It is a truth universally acknowledged, that a single man must be in want of a wife."
#: Plain, breathy (noise), whispering, and one of another synthesizer inside the library; and other scripts.
MANY = [
    ("en-us", TEXT),
    ("en-us+f3", TEXT),
    ("en-gb+whisper", TEXT),
    ("en-us+klatt2", TEXT),
    ("de+f2", "Die Straße, die 3. von links!"),
    ("cmn", "你好,世界。1984年"),
]


def speak_all(desk, pairs=MANY):
    return [one.audio for one in desk.say_all([desk.request(text, voice) for voice, text in pairs])]


@pytest.fixture(scope="module")
def alone():
    """What each of MANY sounds like when nothing was spoken before it."""
    found = []
    for pair in MANY:
        desk = Desk(LocalEngine(workers=1))
        found += speak_all(desk, [pair])
        desk.close()
    return found


def test_equal_requests_give_equal_bytes_whatever_was_spoken_before(local, alone):
    assert speak_all(local) == alone
    assert speak_all(local, MANY[::-1])[::-1] == alone


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_forking_and_reloading_give_equal_bytes(open_desk, alone):
    desk = open_desk(workers=1, command=local_command(worker.RELOAD))
    assert speak_all(desk) == alone
    assert speak_all(desk, MANY[::-1])[::-1] == alone


def test_what_lies_in_fresh_memory_does_not_matter(open_desk, alone, monkeypatch):
    """glibc fills what it allocates with this byte: a read of uninitialised memory would be heard."""
    monkeypatch.setenv("MALLOC_PERTURB_", "165")
    assert speak_all(open_desk(workers=1)) == alone


@pytest.mark.campaign
def test_every_voice_and_variant_is_always_the_same(local, open_desk):
    """All voices with a breathy variant, all variants: forked in one order, reloaded in the other."""
    ids = [f"{voice.id}+f3" for voice in local.run(local.engine.voices())]
    ids += [f"en-us+{variant.id}" for variant in local.engine.variants()]
    pairs = [(id_, f"{TEXT} 1, 2. {id_}") for id_ in ids]
    reloading = open_desk(workers=1, command=local_command(worker.RELOAD))
    assert speak_all(local, pairs) == speak_all(reloading, pairs[::-1])[::-1]


def test_twenty_at_once_are_what_each_is_alone(local):
    pairs = [(voice, f"{number}. {text}") for number in range(4) for voice, text in MANY][:20]
    assert speak_all(local, pairs) == [local.say(text, voice).audio for voice, text in pairs]


def test_a_data_folder_with_a_long_name_will_do(open_desk, tmp_path, monkeypatch):
    """The library holds no path over 160 bytes."""
    data = tmp_path / ("Ordner für Stimmen " * 9) / "espeak-ng-data"
    data.parent.mkdir()
    data.symlink_to(espeakng_loader.get_data_path())
    monkeypatch.setattr(espeakng_loader, "get_data_path", lambda: str(data))
    assert open_desk(workers=1).say(TEXT).seconds > 3


def test_rate_changes_the_length(local):
    slow, usual, fast = (local.say(TEXT, rate=rate).seconds for rate in (80, 175, 350))
    assert slow > 1.8 * usual
    assert usual > 1.6 * fast


def test_volume_changes_the_level(local):
    quiet, usual, loud = (local.say(TEXT, volume=volume).level for volume in (50, 100, 200))
    assert quiet == pytest.approx(usual / 2, rel=0.1)
    assert loud > 1.5 * usual


def test_no_volume_is_silence_as_long_as_the_speech(local):
    silent = local.say(TEXT, volume=0)
    assert silent.level == 0
    assert silent.seconds == pytest.approx(local.say(TEXT).seconds)


def pitch(answer):
    """Return the strongest period of a vowel as a frequency, by autocorrelation at a quarter of the rate."""
    vowel = answer.samples[2000:6000:4]
    best = max(range(15, 160), key=lambda lag: sum(a * b for a, b in zip(vowel, vowel[lag:], strict=False)))
    return answer.rate / 4 / best


def test_pitch_changes_the_pitch(local):
    low, usual, high = (pitch(local.say("Ah", pitch=value, range=0)) for value in (0, 50, 100))
    assert low < 0.9 * usual < usual < 0.9 * high


def test_range_changes_the_melody(local):
    assert local.say(TEXT, range=0).audio != local.say(TEXT).audio != local.say(TEXT, range=100).audio


def test_word_gap_is_heard_between_words(local):
    gap = local.say(TEXT, word_gap=500).seconds - local.say(TEXT).seconds
    assert 0.4 < gap / (len(TEXT.split()) - 1) < 0.7


def test_a_variant_changes_the_voice(local):
    man, woman = (pitch(local.say("Ah", voice, range=0)) for voice in ("en-us", "en-us+f3"))
    assert woman > 1.3 * man


@pytest.mark.parametrize("text", ["", " ", "\n\t", "...", "—", "?!", "“”", "…", "\u200b", "\x00", "\x01", "\ud800"])
def test_nothing_to_say_is_no_samples(local, text):
    answer = local.say(text)
    assert (answer.audio, answer.words, answer.formats) == (b"", (), {("pcm_s16le", 22050, 1)})


@pytest.mark.parametrize("junk", ["\x00", "\x01", "\x1b", "\x85", "\ud800", "\ufffe", "\uffff"])
def test_what_is_no_text_is_a_space(local, junk):
    assert local.say(f"one {junk} two").audio == local.say("one   two").audio


def test_a_nul_hides_nothing_behind_it(local):
    text = "one\x00two"
    assert [text[word.start : word.end] for word in local.say(text).words] == ["one", "two"]


def test_commands_of_espeak_are_not_obeyed(local):
    """Character 1 and "80S" would double the rate, were it passed on."""
    assert local.say(f"\x01300S {TEXT}").seconds > local.say(TEXT).seconds


@pytest.mark.parametrize("markup", ['<prosody rate="x-fast">{}</prosody>', "<!-- {} -->", "[[{}]]", "&{};", "<{}>"])
def test_markup_is_text(local, markup):
    text = markup.format("hello world")
    words = [text[word.start : word.end] for word in local.say(text).words]
    assert "hello" in words
    assert "world" in words


def test_phonemes_are_not_read_as_phonemes(local):
    assert local.say("[[h@loU]]").audio != local.say("hello").audio


def test_a_megabyte_is_refused_at_once(local):
    with pytest.raises(TextRefused, match="5000"):
        local.say("word " * 200_000)


def test_speech_of_endless_length_is_refused():
    """Some emoji are read as whole sentences: five thousand would be hours of samples in memory."""
    pool = Pool(local_command(), 1, local_engine.patience)
    text = ("\N{KISSING CAT FACE WITH CLOSED EYES} " * 20).encode()
    with pytest.raises(TextRefused, match="split"):
        pool.submit(Asked(text, "gmw/en-US", limit=100_000)).result()
    assert pool.submit(Asked(text, "gmw/en-US")).result().samples
    pool.close()


def test_the_language_decides_where_no_voice_is_named(local):
    request = replace(local.request("Straße", "de"), voice="", language="de-AT")
    assert local.run(local.hear(request)).audio == local.say("Straße", "de").audio


def test_a_seed_changes_nothing(local):
    assert local.run(local.hear(replace(local.request(TEXT), seed=7))).audio == local.say(TEXT).audio


def test_workers_import_little(tmp_path):
    """They stay small because they import next to nothing; numpy alone would triple them."""
    command = local_command()
    program = "import sys; sys.path.append(sys.argv[1]); import studio_app.speech.local.worker; print(*sys.modules)"
    words = (*command.words[:3], "-c", program, command.words[5])
    import subprocess

    loaded = subprocess.run(words, check=True, capture_output=True, text=True, cwd=tmp_path).stdout.split()
    assert {"numpy", "asyncio", "logging", "subprocess", "espeakng_loader", "regex", "inspect"}.isdisjoint(loaded)
    assert len(loaded) < 90


def test_the_command_is_whole():
    command = local_command()
    assert isinstance(command, Command)
    assert (Path(command.folder) / command.words[-2]).is_dir()
    assert shutil.which(command.words[0])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60), voice=st.sampled_from(["en-us", "de+f3", "cmn", "ja", "ar", "th", "hi", "vi"]))
def test_no_text_does_harm(local, text, voice):
    answer = local.say(text, voice, rate=450)
    assert all(word.end <= len(text) and word.seconds < answer.seconds for word in answer.words)


@pytest.mark.campaign
@settings(max_examples=5000, deadline=None)
@given(text=st.text(max_size=200), index=st.integers(0, 200))
def test_no_text_does_harm_in_any_voice(local, text, index):
    voices = local.run(local.engine.voices())
    answer = local.say(text, voices[index % len(voices)].id, rate=450)
    assert all(word.end <= len(text) and word.seconds < answer.seconds for word in answer.words)


def test_patience_grows_with_the_text():
    assert local_engine.patience(0) >= 10
    assert local_engine.patience(5000) > local_engine.patience(0)
