"""How long a text will take to speak: near to what readers take, exact in what it is asked for."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.text.pace import seconds

ARTICLE = "All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience."


def test_english_is_read_at_150_to_165_words_a_minute():
    words = len(ARTICLE.split())
    assert 150 <= 60 * words / (seconds(f"{ARTICLE} " * 20, "en") / 20) <= 165


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt."),
        ("fr", "Tous les êtres humains naissent libres et égaux en dignité et en droits, doués de raison et de conscience."),
        ("es", "Todos los seres humanos nacen libres e iguales en dignidad y derechos y están dotados de razón y conciencia."),
        ("ru", "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью."),
        ("zh", "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心。"),
        ("ja", "人は皆、生まれながらに自由で、尊厳と権利において平等である。人は理性と良心を持っている。"),
        ("ko", "모든 인간은 자유롭게 태어나며 존엄과 권리에 있어 평등하다. 인간은 이성과 양심을 부여받았다."),
        ("hi", "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है। उन्हें बुद्धि और अन्तरात्मा की देन प्राप्त है।"),
        ("ar", "يولد جميع الناس أحراراً متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميراً."),
    ],
)  # fmt: skip
def test_the_same_said_in_another_language_takes_about_as_long(language, text):
    assert 0.65 < seconds(text, language) / seconds(ARTICLE, "en") < 1.5


def test_who_speaks_faster_takes_less_but_rests_as_long_as_the_text_asks():
    assert seconds(ARTICLE, "en", 1.25) == seconds(ARTICLE, "en") / Fraction(5, 4)
    assert seconds('One<break time="2s"/>two') - seconds("Onetwo") == 2


def test_numbers_take_as_long_as_their_words():
    assert seconds("It was 1984.") > seconds("It was then.") + Fraction(1, 2)
    assert seconds("3.14") < seconds("3. 14")


@pytest.mark.parametrize("text", ["", "   ", "* * *", '<break time="2s"/>'])
def test_nothing_to_say_takes_no_time(text):
    assert seconds(text) == 0


@pytest.mark.parametrize("speed", [0, -1, float("nan")])
def test_a_speed_is_above_0(speed):
    with pytest.raises(ValueError, match="speed"):
        seconds("a", speed=speed)


@given(st.text(max_size=60), st.sampled_from(["", "en", "de-AT", "zh_CN", "ja"]))
def test_every_text_has_a_length(text, language):
    assert 0 <= seconds(text, language) < 60 * 60
