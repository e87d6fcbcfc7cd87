"""The import preview: what was found, put right before anything is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QStackedWidget, QStyle, QStyleOptionViewItem, QToolButton

from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind, Matter
from studio_app.domain.text.counts import characters, words
from studio_app.ui.start.preview import ImportPreview, Rates
from studio_app.ui.start.preview_outline import Size, counted
from studio_app.ui.start.preview_rows import LEVEL

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
    index = preview._rows.index(titles(preview).index(title), 0)
    preview._tree.setCurrentIndex(index)
    return index


def titles(preview):
    return [preview._rows.index(row, 0).data() for row in range(preview._rows.rowCount())]


def standing(preview):
    return preview._tree.currentIndex().data()


def press(qtbot, preview, name):
    qtbot.mouseClick(preview.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def summary(preview):
    return preview._summary.text()


def test_chapters_stand_as_a_tree_with_words_and_length(preview):
    assert titles(preview) == ["Imprint", "Part One", "The Hall", "The Sea", "Index"]
    hall = stand_on(preview, "The Hall")
    assert hall.data(LEVEL) == 1
    assert (hall.siblingAtColumn(1).data(), hall.siblingAtColumn(2).data()) == ("8", "1.9 s")


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


def retitle(qtbot, preview, title, text):
    """Rename a chapter as a person does: F2, type, Enter."""
    preview._tree.setFocus()
    stand_on(preview, title)
    preview._rename_current()
    editor = preview._tree.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_a_chapter_is_renamed_in_its_place(qtbot, preview):
    retitle(qtbot, preview, "The Hall", "The  Great Hall")
    qtbot.waitUntil(lambda: standing(preview) == "The Great Hall")
    assert preview.chosen.draft.chapters[2].title == "The Great Hall"


def test_a_chapter_without_a_title_keeps_the_one_it_had(qtbot, preview):
    retitle(qtbot, preview, "The Hall", " ")
    qtbot.waitUntil(lambda: preview._tree.findChild(QLineEdit) is None)
    assert standing(preview) == "The Hall"
    assert preview.chosen.draft.chapters[2].title == "The Hall"


def test_a_tick_box_is_clicked_where_it_stands(qtbot, preview):
    row, tree = QStyleOptionViewItem(), preview._tree
    row.rect = tree.visualRect(stand_on(preview, "The Sea")).adjusted(18, 0, 0, 0)  # one level deep
    row.features = QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    where = tree.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, row, tree).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert preview.chosen.included == (False, True, True, False, False)


def test_space_switches_all_chosen_chapters_alike(qtbot, preview):
    preview._tree.setFocus()
    stand_on(preview, "The Hall")
    qtbot.keyClick(preview._tree, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(preview._tree, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(preview._tree, Qt.Key.Key_Space)
    assert preview.chosen.included == (False, True, True, True, True)
    qtbot.keyClick(preview._tree, Qt.Key.Key_Space)
    assert preview.chosen.included == (False, True, False, False, False)


def test_chosen_chapters_become_one(qtbot, preview):
    preview._tree.setFocus()
    stand_on(preview, "The Sea")
    for _ in range(2):
        qtbot.keyClick(preview._tree, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    preview._merge.click()
    assert titles(preview) == ["Imprint", "Part One", "Index"]
    assert standing(preview) == "Part One"
    assert preview._tree.selectionModel().isSelected(preview._tree.currentIndex())
    assert len(preview.chosen.draft.chapters[1].paragraphs) == 7


def test_a_chapter_is_merged_with_the_one_before(qtbot, preview):
    stand_on(preview, "The Sea")
    qtbot.mouseClick(preview.findChild(QToolButton, "preview.merge"), Qt.MouseButton.LeftButton)
    assert titles(preview) == ["Imprint", "Part One", "The Hall", "Index"]
    assert [p.text for p in preview.chosen.draft.chapters[2].paragraphs][-2:] == ["The Sea", "Seven eight."]
    assert standing(preview) == "The Hall"
    assert preview._tree.selectionModel().isSelected(preview._tree.currentIndex())


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


def test_a_chapter_of_many_paragraphs_is_laid_out_as_far_as_it_is_read(qtbot, preview):
    texts = [f"Paragraph {n}." for n in range(5000)]
    preview.show_draft(Draft("Long", (chapter("One", *texts),)), HOME / "long.lectern")
    assert preview._paragraphs.rowCount() == 500
    preview._reading.setFocus()

    def read_on():
        qtbot.keyClick(preview._reading, Qt.Key.Key_End)
        return preview._paragraphs.rowCount() >= 1000

    qtbot.waitUntil(read_on)


def test_a_long_paragraph_is_shown_in_several_lines(qtbot, preview):
    preview.show_draft(Draft("B", (chapter("One", "Short.", "word " * 60),)), HOME / "b.lectern")
    heights = [preview._reading.visualRect(preview._paragraphs.index(row)).height() for row in (1, 2)]
    assert heights[1] > 2 * heights[0] > 0


def test_the_keyboard_begins_at_the_chapters(qtbot):
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stack.addWidget(QPushButton("elsewhere"))
    stack.show()
    page = ImportPreview()
    page.show_draft(DRAFT, HOME / "b.lectern")
    stack.addWidget(page)
    stack.setCurrentWidget(page)
    qtbot.waitUntil(lambda: stack.window().focusWidget() is page._tree)


def test_the_first_chapter_of_the_book_itself_is_shown_first(preview):
    assert standing(preview) == "Part One"


def test_enter_in_the_file_name_makes_the_project(qtbot, preview):
    with qtbot.waitSignal(preview.create_requested):
        qtbot.keyClick(preview.findChild(QLineEdit, "preview.path"), Qt.Key.Key_Return)


@pytest.mark.parametrize("text", ["", "one", "word " * 50_000, "x" * 100_000, "a b " * 20_000])
def test_counting_in_pieces_counts_the_same(text):
    sizes = [size for size in counted(DraftChapter("T", (DraftParagraph(Kind.TEXT, text),))) if size]
    assert sizes == [Size(words(text), characters(text))]


def test_every_control_has_a_name(preview):
    kinds = (QPushButton, QToolButton, QLineEdit)
    controls = [made for kind in kinds for made in preview.findChildren(kind) if made.isVisibleTo(preview)]
    assert all(control.accessibleName() for control in controls)
