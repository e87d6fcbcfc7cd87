"""The local engine's voices: which there are, what they are called, which one a book gets."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import espeakng_loader
import pytest

from studio_app.domain.errors import EngineMissing, VoiceMissing
from studio_app.speech.local.voices import Voices

#: Asks the library itself for its voices, in another process: name, first tag and file of each.
LIST = """
import ctypes, json, sys
class Voice(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("languages", ctypes.c_char_p), ("identifier", ctypes.c_char_p)]
lib = ctypes.CDLL(sys.argv[1])
lib.espeak_Initialize(2, 200, sys.argv[2].encode(), 1 << 15)
lib.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(Voice))
found, all_ = lib.espeak_ListVoices(None), []
for voice in iter(lambda i=iter(range(999)): found[next(i)], None):
    if not voice: break
    one = voice.contents
    all_.append([one.name.decode().strip(), one.languages[1:].decode(), one.identifier.decode()])
json.dump(all_, sys.stdout)
"""
#: Voices whose dictionary the wheel does not bring: they cannot speak words.
MUTE = {"trk/kaa", "art/xex", "gmq/fo"}

DEFAULTS = """
en=en-us eng=en-us en-US=en-us en_US=en-us EN-us=en-us en-CA=en-us en-GB=en-gb en-AU=en-gb en-IN=en-gb en-JM=en-029
de=de de-AT=de ger=de deu-DE=de fr=fr-fr fr-CA=fr-fr fr-CH=fr-ch es=es es-ES=es es-MX=es-419 es-419=es-419 spa=es
pt=pt-br pt-BR=pt-br pt-PT=pt pt-AO=pt por=pt-br zh=cmn zh-CN=cmn zh-Hant=cmn zh-TW=cmn zh-HK=yue zh-Hant-HK=yue yue=yue
no=nb nn=nb nb-NO=nb iw=he he-IL=he in=id mo=ro sr=sr sr-Latn=sr sr-Latn-RS=sr sh=hr ca-valencia=ca-va hy=hy hyw=hyw
el-polyton=el grc=grc la=la ja-JP=ja kor=ko ar-EG=ar fa-AF=fa uk=uk ru-RU=ru vi-VN=vi tlh=piqd fa-Latn=fa-latn
"""


@pytest.fixture(scope="module")
def voices():
    return Voices(Path(espeakng_loader.get_data_path()))


def test_they_are_those_of_the_library(voices):
    command = [sys.executable, "-c", LIST, espeakng_loader.get_library_path(), espeakng_loader.get_data_path()]
    listed = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    ours = {(voice.name, voices.path(voice.id)) for voice in voices.all}
    assert ours == {(" ".join(name.split()), path) for name, _, path in listed if path not in MUTE}


def test_there_are_more_than_a_hundred_languages(voices):
    assert len({voice.language.split("-")[0] for voice in voices.all}) > 100


@pytest.mark.parametrize("pair", DEFAULTS.split())
def test_the_voice_for_a_language(voices, pair):
    tag, voice = pair.split("=")
    assert voices.default(tag) == voice


@pytest.mark.parametrize("tag", ["tl", "und", "mul", "yi"])
def test_a_language_nobody_speaks(voices, tag):
    with pytest.raises(VoiceMissing, match="lectern voices"):
        voices.default(tag)


def test_tags_are_proper(voices):
    tags = {voice.id: voice.language for voice in voices.all}
    assert tags["en-us"] == "en-US"
    assert tags["en-gb-x-rp"] == "en-GB-x-rp"
    assert tags["yue-latn-jyutping"] == "yue-Latn-jyutping"
    assert tags["ca-va"] == "ca-valencia"
    assert tags["chr-us-qaaa-x-west"] == "chr-US-Qaaa-x-west"


def test_names_and_genders_are_filled(voices):
    american = next(voice for voice in voices.all if voice.id == "en-us")
    assert (american.name, american.gender, american.variant) == ("English (America)", "male", "")


@pytest.mark.parametrize(
    ("said", "voice"),
    [
        ("EN-US", "en-us"),
        ("en_us", "en-us"),
        ("english (america)", "en-us"),
        ("gmw/en-US", "en-us"),
        ("en", "en-us"),
        ("fr", "fr-fr"),
        ("de+F3", "de+f3"),
        ("de + female3", "de+f3"),
        ("de+Mr serious", "de+Mr serious"),
    ],
)
def test_a_person_may_name_a_voice_in_many_ways(voices, said, voice):
    assert voices.check(said) == voice


@pytest.mark.parametrize(("said", "hint"), [("englsh (america)", "english"), ("de+f33", "f3"), ("de+", "")])
def test_a_wrong_name_gets_a_hint(voices, said, hint):
    if hint:
        with pytest.raises(VoiceMissing, match=hint):
            voices.check(said)
    else:
        assert voices.check(said) == "de"


def test_variants_have_genders_and_plain_ones_lead(voices):
    genders = {variant.id: variant.gender for variant in voices.variants}
    assert list(genders)[:3] == ["f1", "f2", "f3"]
    assert (genders["f2"], genders["m3"], genders["steph"]) == ("female", "male", "female")
    assert len(genders) > 90


def test_no_voices_is_said(tmp_path):
    with pytest.raises(EngineMissing):
        Voices(tmp_path).default("en")


def test_every_voice_speaks(local):
    """Each counts to three in its own words, or greets where it cannot count."""
    greetings = {"chr-us-qaaa-x-west": "ᎣᏏᏲ", "cv": "салам", "sjn": "mae govannen"}
    ids = [voice.id for voice in local.run(local.engine.voices())]
    answers = local.say_all([local.request(greetings.get(id_, "1 2 3"), id_, rate=300) for id_ in ids])
    assert [id_ for id_, one in zip(ids, answers, strict=True) if one.level < 300 or not 0.15 < one.seconds < 9] == []


def test_every_variant_speaks_in_its_own_way(local):
    ids = ["de", *(f"de+{variant.id}" for variant in local.engine.variants())]
    answers = local.say_all([local.request("Guten Tag", id_) for id_ in ids])
    assert all(answer.level > 300 for answer in answers)
    assert len({answer.audio for answer in answers}) > 0.9 * len(ids)
