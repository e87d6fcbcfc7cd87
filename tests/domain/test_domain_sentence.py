"""A sentence knows what it was made of, and is a text like any other."""

import json
import pickle

from studio_app.domain.errors import Sentence, WrongUsage


def test_a_sentence_is_a_text():
    said = Sentence("{name} costs {price:g}.", name="{x}", price=2.0)
    assert said == "{x} costs 2."
    assert {said: 1}["{x} costs 2."] == 1
    assert json.loads(json.dumps([said])) == ["{x} costs 2."]


def test_it_is_whole_behind_a_process_border():
    error = pickle.loads(pickle.dumps(WrongUsage(Sentence("{name} narrates.", name="Anna"), detail="7")))
    assert (error.sentence, error.detail) == ("Anna narrates.", "7")
    assert (error.sentence.template, error.sentence.values) == ("{name} narrates.", {"name": "Anna"})
