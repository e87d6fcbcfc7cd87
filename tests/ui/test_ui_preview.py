"""The import preview: what was found, put right before anything is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton

from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind, Matter
from studio_app.ui.start.preview import ImportPreview, Rates

HOME = Path("/home/someone/Documents")


def chapter(title, *texts, matter=Matter.BODY, level=0):
    heading = DraftParagraph(Kind.HEADING, title, 1)
    return DraftChapter(title, (heading, *(DraftParagraph(Kind.TEXT, text) for text in texts)), matter, level)


DRAFT = Draft(
    "The Lectern Maker",
    (
        chapter("Imprint", "All rights reserved.", matter=Matter.FRONT),
        chapter("Part One", "Two words."),
        chapter("The Hall", "One two three.", "Four five six.", level=1),
        chapter("The Sea", "Seven eight.", level=1),
        chapter("Index", "Nine.", matter=Matter.BACK),
    ),
    ("A. Author",),
    "en",
    warnings=("A picture is missing.",),
)


@pytest.fixture
def preview(qtbot):
    made = ImportPreview()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.show_draft(DRAFT, HOME / "The Lectern Maker.lectern")
    qtbot.waitUntil(lambda: not made._counting.isActive())
    return made


def stand_on(preview, title):
    item = next(item for item in preview._items if item.text(0) == title)
    preview._tree.setCurrentItem(item)
    return item


def titles(preview):
    return [item.text(0) for item in preview._items]


def press(qtbot, preview, name):
    qtbot.mouseClick(preview.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def summary(preview):
    return preview._summary.text()


def test_chapters_stand_as_a_tree_with_words_and_length(preview):
    assert titles(preview) == ["Imprint", "Part One", "The Hall", "The Sea", "Index"]
    hall = stand_on(preview, "The Hall")
    assert hall.parent().text(0) == "Part One"
    assert (hall.text(1), hall.text(2)) == ("8", "2.6 s")


def test_front_and_back_matter_are_off(preview):
    assert preview.chosen.included == (False, True, True, True, False)
    assert summary(preview).startswith("3 of 5 chapters · 16 words")


def test_a_chapter_is_switched_off_with_the_space_bar(qtbot, preview):
    stand_on(preview, "The Sea")
    qtbot.keyClick(preview._tree, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: preview.chosen.included == (False, True, True, False, False))
    assert summary(preview).startswith("2 of 5 chapters · 12 words")


def test_what_it_costs_is_said_before_it_is_made(qtbot, preview):
    preview.show_draft(DRAFT, HOME / "x.lectern", Rates(characters_per_s=1.0, credits_per_character=2.0))
    qtbot.waitUntil(lambda: "credits" in summary(preview))
    assert "about 1 min of speech" in summary(preview)


def test_a_chapter_is_renamed_in_its_place(preview):
    item = stand_on(preview, "The Hall")
    item.setText(0, "The  Great Hall")
    assert "The Great Hall" in titles(preview)
    assert preview.chosen.draft.chapters[2].title == "The Great Hall"
    assert preview._tree.currentItem().text(0) == "The Great Hall"


def test_a_chapter_without_a_title_keeps_the_one_it_had(preview):
    item = stand_on(preview, "The Hall")
    item.setText(0, " ")
    assert item.text(0) == "The Hall"
    assert preview.chosen.draft.chapters[2].title == "The Hall"


def test_a_chapter_is_merged_with_the_one_before(qtbot, preview):
    stand_on(preview, "The Sea")
    qtbot.mouseClick(preview.findChild(QToolButton, "preview.merge"), Qt.MouseButton.LeftButton)
    assert titles(preview) == ["Imprint", "Part One", "The Hall", "Index"]
    assert [p.text for p in preview.chosen.draft.chapters[2].paragraphs][-2:] == ["The Sea", "Seven eight."]
    assert preview._tree.currentItem().text(0) == "The Hall"


def test_the_first_chapter_has_none_before_it(preview):
    stand_on(preview, "Imprint")
    assert not preview.findChild(QToolButton, "preview.merge").isEnabled()


def test_a_chapter_is_split_at_the_chosen_paragraph(qtbot, preview):
    stand_on(preview, "The Hall")
    preview._reading.setCurrentIndex(preview._paragraphs.index(2))
    press(qtbot, preview, "preview.split")
    assert titles(preview)[2:5] == ["The Hall", "The Hall, continued", "The Sea"]
    assert preview.chosen.draft.chapters[3].paragraphs[0].text == "Four five six."
    assert preview.chosen.included == (False, True, True, True, True, False)


def test_a_split_at_a_heading_takes_its_words_for_the_title(qtbot, preview):
    stand_on(preview, "The Sea")
    preview.findChild(QToolButton, "preview.merge").click()
    preview._reading.setCurrentIndex(preview._paragraphs.index(3))
    press(qtbot, preview, "preview.split")
    assert preview.chosen.draft.chapters == DRAFT.chapters


def test_keys_do_what_the_buttons_do(qtbot, preview):
    qtbot.waitActive(preview)
    preview._tree.setFocus()
    stand_on(preview, "The Sea")
    qtbot.keyClick(preview._tree, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert len(titles(preview)) == 4
    preview._reading.setFocus()
    preview._reading.setCurrentIndex(preview._paragraphs.index(3))
    qtbot.keyClick(preview._reading, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(titles(preview)) == 5
    preview._tree.setFocus()
    qtbot.keyClick(preview._tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(titles(preview)) == 4


def test_nothing_can_be_split_off_before_the_first_paragraph(preview):
    stand_on(preview, "The Hall")
    preview._reading.setCurrentIndex(preview._paragraphs.index(0))
    assert not preview._split.isEnabled()


def test_every_step_can_be_taken_back(preview):
    undo = preview.findChild(QToolButton, "preview.undo")
    before = preview.chosen
    stand_on(preview, "The Sea")
    preview._merge.click()
    preview._none.click()
    undo.click()
    undo.click()
    assert preview.chosen == before
    assert not undo.isEnabled()


def test_the_first_lines_of_a_chapter_are_shown(preview):
    stand_on(preview, "The Sea")
    rows = preview._paragraphs
    assert [rows.data(rows.index(n)) for n in range(rows.rowCount())] == ["The Sea", "Seven eight."]


def test_warnings_of_the_importer_are_shown(preview):
    assert preview._banner.isVisible()
    assert preview._banner.sentence == "A picture is missing."


def test_title_authors_and_language_are_taken_over(qtbot, preview):
    for name, text in (("title", "New"), ("authors", "One; Two, Jr."), ("language", "de")):
        preview.findChild(QLineEdit, f"preview.{name}").setText(text)
    with qtbot.waitSignal(preview.create_requested) as asked:
        press(qtbot, preview, "choice.create")
    draft = asked.args[0].draft
    assert (draft.title, draft.authors, draft.language) == ("New", ("One", "Two, Jr."), "de")


def test_the_project_is_named_like_the_book_until_the_person_names_it(qtbot, preview):
    title = preview.findChild(QLineEdit, "preview.title")
    title.clear()
    qtbot.keyClicks(title, "Sea: a tale?")
    assert preview.chosen.path == HOME / "Sea a tale.lectern"
    path = preview.findChild(QLineEdit, "preview.path")
    path.clear()
    qtbot.keyClicks(path, "/tmp/mine")
    qtbot.keyClicks(title, "!")
    assert preview.chosen.path == Path("/tmp/mine.lectern")


def test_a_book_without_a_chapter_to_narrate_is_not_made(preview):
    preview._none.click()
    assert not preview._create.isEnabled()
    assert "nothing would be narrated" in summary(preview)


def test_one_press_makes_one_project_and_a_refusal_lets_it_be_tried_again(qtbot, preview):
    asked = []
    preview.create_requested.connect(asked.append)
    press(qtbot, preview, "choice.create")
    press(qtbot, preview, "choice.create")
    assert len(asked) == 1
    preview.refuse("There is a file of that name.")
    assert preview._banner.sentence == "There is a file of that name."
    press(qtbot, preview, "choice.create")
    assert len(asked) == 2


def test_a_book_of_two_hundred_chapters_is_counted_without_stopping_the_window(qtbot):
    many = Draft("Long", tuple(chapter(f"Chapter {n}", "word " * 20_000) for n in range(200)))
    made = ImportPreview()
    qtbot.addWidget(made)
    made.show_draft(many, HOME / "long.lectern")
    assert made._counting.isActive(), "counted later, in slices"
    qtbot.waitUntil(lambda: "words" in summary(made), timeout=5000)
    assert "4000400 words" in summary(made).replace(",", "")


def test_every_control_has_a_name(preview):
    kinds = (QPushButton, QToolButton, QLineEdit)
    controls = [made for kind in kinds for made in preview.findChildren(kind) if made.isVisibleTo(preview)]
    assert all(control.accessibleName() for control in controls)
