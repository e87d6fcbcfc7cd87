"""The fingerprint changes with all that decides the sound, and with nothing else, for ever."""

import pytest

from studio_app.domain.cast import Casting
from studio_app.domain.fingerprint import fingerprint

CAST = Casting.of("local", "espeak-ng", "en-us", {"rate": 175, "pitch": 50})


def test_is_the_same_on_every_machine_and_for_ever():
    assert fingerprint("Hello.", CAST, "en") == "99c7b33026e072c0f9ddc1c60b96ae7c"


@pytest.mark.parametrize(
    "other",
    [
        fingerprint("Hello!", CAST, "en"),
        fingerprint("Hello.", Casting.of("fish", "espeak-ng", "en-us", {"rate": 175, "pitch": 50}), "en"),
        fingerprint("Hello.", Casting.of("local", "other", "en-us", {"rate": 175, "pitch": 50}), "en"),
        fingerprint("Hello.", Casting.of("local", "espeak-ng", "en-gb", {"rate": 175, "pitch": 50}), "en"),
        fingerprint("Hello.", Casting.of("local", "espeak-ng", "en-us", {"rate": 176, "pitch": 50}), "en"),
        fingerprint("Hello.", CAST, "de"),
        fingerprint("Hello.", CAST, "en", normalization="off"),
        fingerprint("Hello.", CAST, "en", dictionary="v2"),
        fingerprint("Hello.", CAST, "en", seed=1),
    ],
)
def test_all_that_decides_the_sound_counts(other):
    assert other != fingerprint("Hello.", CAST, "en")


def test_the_order_of_settings_does_not_count():
    turned = Casting.of("local", "espeak-ng", "en-us", {"pitch": 50, "rate": 175})
    assert fingerprint("Hello.", turned, "en") == fingerprint("Hello.", CAST, "en")


def test_the_castings_own_language_wins():
    spoken = Casting.of("local", "espeak-ng", "en-us", {"rate": 175, "pitch": 50}, language="en")
    assert fingerprint("Hello.", spoken, "de") == fingerprint("Hello.", spoken, "en")


def test_text_no_encoding_can_hold_is_hashed_all_the_same():
    assert len(fingerprint("\ud800", CAST, "en")) == 32
