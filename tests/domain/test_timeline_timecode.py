"""Times as people write them come back exactly as they were, at every frame rate."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.errors import WrongUsage
from studio_app.domain.text.timecode import FRAME_RATES, Spelling, parse, spell, to_samples, to_seconds

DF, NDF = FRAME_RATES["29.97 df"], FRAME_RATES["29.97 ndf"]
DAY = 24 * 3600


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", "0"),
        ("83.5", "83.5"),
        (".5", "0.5"),
        ("1,25", "1.25"),
        (" 7 ", "7"),
        ("1:23.5", "83.5"),
        ("90:00", "5400"),
        ("0:01:23,500", "83.5"),
        ("00:01:23.500", "83.5"),
        ("1:00:00", "3600"),
        ("0:01:23:12", "83.48"),
        ("100:00:00.001", "360000.001"),
    ],
)
def test_what_is_written_is_understood(text, seconds):
    assert parse(text) == Fraction(seconds)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", ".", ",", ":", "x", "-1", "+1", "1e5", "nan", "inf", "1:60", "1:60:00", "0:00:60", "0:00:01:25", "1::2",
        "1:2:3:4:5", "1.2.3", "٣", "1;2", "0:00:01.", "9999999", "1000:00:00", "99999999999999", "1:00:00:00:00", "0x10",
    ],
)  # fmt: skip
def test_what_is_no_time_is_refused(text):
    with pytest.raises(WrongUsage):
        parse(text)


@pytest.mark.parametrize(
    ("rate", "frame", "text"),
    [
        ("29.97 df", 1799, "00:00:59;29"),
        ("29.97 df", 1800, "00:01:00;02"),
        ("29.97 df", 17_981, "00:09:59;29"),
        ("29.97 df", 17_982, "00:10:00;00"),
        ("29.97 df", 107_892, "01:00:00;00"),
        ("59.94 df", 3600, "00:01:00;04"),
        ("59.94 df", 35_964, "00:10:00;00"),
        ("29.97 ndf", 1800, "00:01:00:00"),
        ("23.976", 24, "00:00:01:00"),
        ("50", 149, "00:00:02:49"),
    ],
)
def test_frames_are_counted_as_television_does(rate, frame, text):
    kind = FRAME_RATES[rate]
    assert spell(kind.seconds(frame), Spelling.FRAMES, kind) == text
    assert parse(text, kind) == kind.seconds(frame)


def test_a_number_that_drop_frame_leaves_out_is_refused_and_a_colon_is_taken():
    with pytest.raises(WrongUsage, match="leaves this number out"):
        parse("00:01:00;01", DF)
    assert parse("00:01:00:02", DF) == DF.seconds(1800)
    assert parse("00:01:00:01", NDF) == NDF.seconds(1801)


@pytest.mark.parametrize("rate", FRAME_RATES.values(), ids=lambda rate: rate.name)
def test_every_frame_around_a_minute_and_an_hour_comes_back(rate):
    for middle in (0, 60, 600, 3600, DAY):
        around = rate.frame(Fraction(middle))
        for frame in range(max(0, around - 70), around + 70):
            assert parse(spell(rate.seconds(frame), Spelling.FRAMES, rate), rate) == rate.seconds(frame)


def test_drop_frame_stays_near_the_clock_for_a_whole_day():
    for minute in range(0, 24 * 60 + 1, 7):
        frame = DF.frame(parse(f"{minute // 60}:{minute % 60:02d}:05;00", DF))
        assert abs(DF.seconds(frame) - (minute * 60 + 5)) < Fraction(3, 20)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(list(FRAME_RATES.values())), st.integers(0, 60 * DAY), st.sampled_from([44_100, 48_000, 96_000]))
def test_a_frame_is_found_again_by_its_text_and_by_its_first_sample(rate, frame, sample_rate):
    assert parse(spell(rate.seconds(frame), Spelling.FRAMES, rate), rate) == rate.seconds(frame)
    first = rate.first_sample(frame, sample_rate)
    assert rate.frame_of(first, sample_rate) == frame
    assert first == 0 or rate.frame_of(first - 1, sample_rate) == frame - 1


@settings(deadline=None, max_examples=60)
@given(st.integers(0, DAY * 1000))
def test_milliseconds_come_back(ms):
    for spelling in (Spelling.SECONDS, Spelling.POINT, Spelling.COMMA):
        assert parse(spell(Fraction(ms, 1000), spelling)) == Fraction(ms, 1000)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, DAY * 192_000), st.sampled_from([44_100, 48_000, 192_000]))
def test_every_sample_comes_back_from_seconds(sample, sample_rate):
    assert to_samples(parse(spell(to_seconds(sample, sample_rate), Spelling.SECONDS)), sample_rate) == sample


def test_a_time_before_the_start_cannot_be_written():
    with pytest.raises(WrongUsage):
        spell(Fraction(-1), Spelling.SECONDS)
