"""The question before a generation."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

pytest.importorskip("PySide6")

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QSpinBox

from studio_app.speech.engine import Balance
from studio_app.ui.generate.offers import offers_at
from studio_app.ui.generate.question import GenerateQuestion, needs_asking


@dataclass(frozen=True)
class Wanted:
    paragraph_ids: tuple[int, ...] | None = None
    chapter_ids: tuple[int, ...] | None = (3,)
    stale_only: bool = True


@dataclass(frozen=True)
class Guess:
    segments: int = 412
    characters: int = 182_333
    audio_s: float = 36_300
    work_s: float = 700
    credits: float = 0.0
    reused: int = 0
    short: tuple[str, ...] = ()
    by_engine: dict = field(default_factory=dict)


@pytest.fixture
def question(qtbot):
    made = GenerateQuestion(Wanted(), "chapter “Over the Hills”")
    qtbot.addWidget(made)
    made.start()
    return made


def go(question):
    return question.findChild(QPushButton, "choice.generate")


def tick(question, name):
    return question.findChild(QCheckBox, f"generate.{name}")


def test_it_counts_before_anything_can_be_agreed_to(question):
    assert not go(question).isEnabled()
    question.show_estimate(Wanted(), Guess())
    assert go(question).isEnabled()


def test_it_says_how_much_how_long_and_what_it_costs(question):
    question.show_estimate(Wanted(), Guess(credits=41_200))
    said = question.accessibleDescription()
    for part in ("412", "182,333", "about 10 h 5 min", "about 12 min", "41,200 credits"):
        assert part in said
    assert go(question).text() == "Generate · ~41,200 credits"


def test_agreeing_hands_on_the_scope(qtbot, question):
    question.show_estimate(Wanted(), Guess())
    with qtbot.waitSignal(question.generate_requested) as asked:
        qtbot.mouseClick(go(question), Qt.MouseButton.LeftButton)
    assert asked.args == [Wanted()]
    assert not question.isVisible()


def test_all_of_it_anew_is_estimated_anew(qtbot, question):
    question.show_estimate(Wanted(), Guess(segments=3))
    with qtbot.waitSignal(question.estimate_requested) as asked:
        tick(question, "stale_only").click()
    everything = replace(Wanted(), stale_only=False)
    assert asked.args == [everything]
    question.show_estimate(Wanted(), Guess(segments=3))
    assert not go(question).isEnabled(), "an answer to the earlier question came late"
    question.show_estimate(everything, Guess())
    assert go(question).isEnabled()


def test_where_nothing_is_to_do_nothing_can_be_agreed_to(question):
    question.show_estimate(Wanted(), Guess(segments=0))
    assert not go(question).isEnabled()
    assert "nothing to do" in question.accessibleDescription()


def test_what_is_free_need_not_be_asked_again(qtbot, question):
    question.show_estimate(Wanted(), Guess())
    tick(question, "do_not_ask").setChecked(True)
    with qtbot.waitSignal(question.ask_changed) as asked:
        go(question).click()
    assert asked.args == [False]


def test_what_costs_is_always_asked(question):
    question.show_estimate(Wanted(), Guess(credits=5))
    assert not tick(question, "do_not_ask").isVisible()
    assert needs_asking(Guess(credits=5), ask_when_free=False)
    assert not needs_asking(Guess(), ask_when_free=False)
    assert needs_asking(Guess(), ask_when_free=True)


def test_a_refusal_is_shown_and_can_be_tried_again(qtbot, question):
    question.show_refusal("There is no such voice.")
    assert not go(question).isVisible()
    assert question._says.text() == "There is no such voice."
    with qtbot.waitSignal(question.estimate_requested):
        qtbot.keyClick(question, Qt.Key.Key_Return)
    question.show_estimate(Wanted(), Guess())
    assert go(question).isEnabled()


def test_enter_starts_it(qtbot, question):
    question.show_estimate(Wanted(), Guess())
    with qtbot.waitSignal(question.generate_requested):
        qtbot.keyClick(question.focusWidget(), Qt.Key.Key_Return)


def test_enter_starts_nothing_while_it_counts(qtbot, question):
    asked = []
    question.generate_requested.connect(asked.append)
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert not asked


@pytest.fixture
def choice(qtbot):
    """A question about the chapter that offers the paragraph, a selection, the chapter and the book."""
    offers = offers_at(Wanted(), paragraph_id=7, selected=(7, 8, 9), chapter_id=3)
    made = GenerateQuestion(Wanted(), "the chapter", offers=offers)
    qtbot.addWidget(made)
    made.start()
    return made


def test_the_scope_can_be_chosen(qtbot, choice):
    what = choice.findChild(QComboBox, "generate.what")
    said = ["This paragraph", "The selection, 3 paragraphs", "This chapter", "The whole book"]
    assert [what.itemText(n) for n in range(what.count())] == said
    assert what.currentText() == "This chapter"
    with qtbot.waitSignal(choice.estimate_requested) as asked:
        qtbot.keyClick(what, Qt.Key.Key_Down)
    assert asked.args == [Wanted(chapter_ids=None)]


def test_what_is_agreed_to_is_the_scope_that_was_chosen(qtbot, choice):
    qtbot.keyClick(choice.findChild(QComboBox, "generate.what"), Qt.Key.Key_Home)
    choice.show_estimate(choice.scope, Guess())
    with qtbot.waitSignal(choice.generate_requested) as asked:
        go(choice).click()
    assert asked.args == [Wanted((7,), None)]


def test_one_paragraph_is_no_selection():
    texts = [offer.text for offer in offers_at(Wanted(), paragraph_id=7, selected=(7,))]
    assert texts == ["this paragraph", "the whole book"]


def test_escape_agrees_to_nothing(qtbot, question):
    asked = []
    question.generate_requested.connect(asked.append)
    question.show_estimate(Wanted(), Guess())
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert not question.isVisible()
    assert not asked


def test_an_answer_after_it_is_closed_finds_nothing_to_do(qapp):
    question = GenerateQuestion(Wanted(), "the chapter")
    question.start()
    question.reject()
    shiboken6.delete(question)
    question.show_estimate(Wanted(), Guess())
    question.show_refusal("Too late.")


# What it is paid with


def test_what_is_left_and_the_cap_are_said_before_anything_is_agreed_to(question):
    question.show_estimate(Wanted(), Guess(credits=41_200))
    question.show_left({"elevenlabs": Balance(left=98_200)})
    question.show_cap(200_000, 12_000)
    said = question.accessibleDescription()
    assert "Left on the account: 98,200 credits" in said
    assert "188,000 of 200,000 credits" in said


def test_too_little_credit_is_said_before(question):
    question.show_estimate(Wanted(), Guess(credits=41_200, short=("The account has 100 left.",)))
    assert "The account has 100 left." in question.accessibleDescription()


def test_a_run_can_be_given_a_budget_where_it_costs(question):
    question.show_estimate(Wanted(), Guess())
    most = question.findChild(QSpinBox, "generate.most")
    assert not most.isVisible()
    question.show_estimate(Wanted(), Guess(credits=41_200))
    assert question.budget is None
    most.setValue(5000)
    assert question.budget == 5000


def test_what_is_paid_in_money_is_said_in_money(question):
    question.show_estimate(Wanted(), Guess(credits=200_000, by_engine={"fish": 200_000.0}))
    assert go(question).text() == "Generate · ~$3.00"
    assert "bytes" in question.findChild(QSpinBox, "generate.most").suffix()
    question.show_estimate(Wanted(), Guess(credits=100, by_engine={"fish": 100.0}))
    assert "Cost: $0.0015" in question.accessibleDescription()
