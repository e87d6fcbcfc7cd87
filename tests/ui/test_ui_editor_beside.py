"""What stands beside the text: gutter, find bar, menu, the voice."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from editor_desk import BREAK, Desk, Told, book
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from studio_app.domain.edits.text import lock, set_text
from studio_app.domain.manuscript import Kind
from studio_app.session.states import State
from studio_app.ui.editor import find_bar, search
from studio_app.ui.editor.chips import is_scene_break, pauses
from studio_app.ui.editor.menu import context_menu
from studio_app.ui.editor.panel import EditorPanel
from studio_app.ui.kit import theme

Key = Qt.Key


@pytest.fixture
def open_editor(qtbot):
    def opened(*chapters) -> tuple[EditorPanel, Desk, Told]:
        desk, states = Desk(book(*chapters)), Told()
        panel = EditorPanel()
        qtbot.addWidget(panel, before_close_func=lambda p: p.close_threads())
        panel.resize(800, 600)
        panel.chapter_requested.connect(panel.show_chapter)
        panel.show_project(desk, states)
        panel.show_chapter(1)
        panel.show()
        return panel, desk, states

    return opened


def bar_colours(panel: EditorPanel, paragraph_id: int) -> set[str]:
    """Names of the colours that the gutter shows beside a paragraph."""
    image = panel.gutter.grab().toImage()
    block = panel.manuscript.block_of(paragraph_id)
    top = panel.page.cursorRect(panel.page.textCursor().__class__(block)).top()
    found = set()
    for y in range(top + 4, top + 16):
        found |= {image.pixelColor(x, y).name() for x in range(60, 72)}
    return found


@pytest.mark.parametrize(
    ("state", "role"),
    [
        (State.GENERATED, "generated"),
        (State.STALE, "stale"),
        (State.FAILED, "failed"),
        (State.GENERATING, "generating"),
    ],
)
def test_the_bar_tells_the_state_in_the_colours_of_the_theme(open_editor, state, role) -> None:
    panel, desk, states = open_editor(["one", "two"])
    states.tell(desk, 1, state)
    assert theme.colour(role).name() in bar_colours(panel, 1)


def test_a_paragraph_not_generated_has_a_light_bar(open_editor) -> None:
    panel, desk, states = open_editor(["one"])
    states.tell(desk, 1, State.MISSING)
    colours = bar_colours(panel, 1)
    assert theme.colour("generated").name() not in colours
    assert len(colours) > 1


def test_the_bar_moves_only_while_something_is_generated(open_editor, qtbot) -> None:
    panel, desk, states = open_editor(["one"])
    states.tell(desk, 1, State.GENERATING)
    qtbot.waitUntil(panel.gutter._moving.isActive)
    states.tell(desk, 1, State.GENERATED)
    qtbot.waitUntil(lambda: not panel.gutter._moving.isActive())


def test_the_tip_says_why_it_failed(open_editor) -> None:
    panel, desk, states = open_editor(["one"])
    states.tell(desk, 1, State.FAILED, "The engine is not on this machine.")
    assert "The engine is not on this machine." in panel.state_marks.tip(1)
    desk.do(lock(desk.project, [1], locked=True))
    assert "locked" in panel.state_marks.tip(1)


def test_a_screen_reader_hears_the_state_of_the_cursors_paragraph(open_editor) -> None:
    panel, desk, told = open_editor(["one", "two"])
    told.tell(desk, 2, State.FAILED, "The voice is gone.")
    panel.place_cursor(2, 0)
    assert "The voice is gone." in panel.gutter.accessibleDescription()


def test_in_a_narrow_window_the_options_go_below_the_field(open_editor, qtbot) -> None:
    panel, _, _ = open_editor(["one"])
    panel.open_find()
    panel.resize(1000, 500)
    qtbot.waitUntil(lambda: panel.find_bar.case.mapTo(panel, QPoint()).y() < panel.find_bar.text.geometry().bottom())
    panel.resize(450, 500)
    qtbot.waitUntil(lambda: panel.find_bar.case.mapTo(panel, QPoint()).y() > panel.find_bar.text.geometry().bottom())


def test_buttons_belong_to_the_paragraph_pointed_at(open_editor, qtbot) -> None:
    panel, _, _ = open_editor(["one", "two", "three"])
    assert panel.gutter.paragraph_id == 1
    block = panel.manuscript.block_of(3)
    rect = panel.page.cursorRect(panel.page.textCursor().__class__(block))
    qtbot.mouseMove(panel.gutter, QPoint(20, rect.center().y()))
    with qtbot.waitSignal(panel.generate_requested) as asked:
        panel.gutter.generate.click()
    assert asked.args == [(3,)]
    with qtbot.waitSignal(panel.play_requested) as asked:
        panel.gutter.play.click()
    assert asked.args == [3, 0]


def test_what_was_typed_is_in_the_project_before_it_is_generated(open_editor) -> None:
    panel, desk, _ = open_editor(["one"])
    seen = []
    panel.generate_requested.connect(lambda ids: seen.append((ids, desk.texts())))
    panel.page.textCursor().insertText("No ")
    panel.gutter.generate.click()
    assert seen == [((1,), ["No one"])]


def test_a_chapter_shown_is_wanted(open_editor) -> None:
    _, _, states = open_editor(["one"])
    assert states.wanted == [1]


# The voice


def test_the_spoken_line_is_kept_in_view(open_editor) -> None:
    panel, _, _ = open_editor(["long " * 60] * 60)
    panel.highlight(50, 5, 9)
    assert panel.page.extraSelections()[0].cursor.selectedText() == "long"
    block = panel.manuscript.block_of(50)
    at = panel.page.cursorRect(panel.page.textCursor().__class__(block))
    assert panel.page.viewport().rect().contains(at.center())


def test_without_following_the_page_stays(open_editor) -> None:
    panel, _, _ = open_editor(["long " * 60] * 60)
    panel.follow = False
    panel.highlight(50, 5, 9)
    assert panel.page.verticalScrollBar().value() == 0


def test_a_paragraph_without_timings_is_marked_whole(open_editor) -> None:
    panel, _, _ = open_editor(["one two"])
    panel.highlight(1, 0, 0)
    assert panel.page.extraSelections()[0].cursor.selectedText() == "one two"


# Finding


def look_for(panel: EditorPanel, qtbot, text: str, count: str, *, replace: bool = False) -> None:
    panel.open_find(replace=replace)
    panel.find_bar.text.setText(text)
    qtbot.waitUntil(lambda: panel.find_bar.count.text() == count)


def test_places_are_counted_marked_and_walked_through(open_editor, qtbot) -> None:
    panel, _, _ = open_editor(["one 😀 river", "a River", "river"])
    look_for(panel, qtbot, "river", "1 of 3")
    qtbot.keyClick(panel.find_bar.text, Key.Key_Return)
    assert panel.find_bar.count.text() == "2 of 3"
    assert panel.cursor == (2, 2)
    qtbot.keyClick(panel.find_bar.text, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert panel.cursor == (1, 6)
    assert len(panel.page.extraSelections()) == 3
    qtbot.keyClick(panel.find_bar.text, Key.Key_Escape)
    assert panel.page.textCursor().selectedText() == "river"
    assert not panel.page.extraSelections()


def test_case_and_whole_words(open_editor, qtbot) -> None:
    panel, _, _ = open_editor(["river River rivers"])
    look_for(panel, qtbot, "river", "1 of 3")
    panel.find_bar.words.click()
    qtbot.waitUntil(lambda: panel.find_bar.count.text() == "1 of 2")
    panel.find_bar.case.click()
    qtbot.waitUntil(lambda: panel.find_bar.count.text() == "1 of 1")


def test_a_wrong_expression_is_said_in_the_bar(open_editor, qtbot) -> None:
    panel, _, _ = open_editor(["river"])
    panel.open_find()
    panel.find_bar.regex.click()
    panel.find_bar.text.setText("(river")
    qtbot.waitUntil(panel.find_bar.error.isVisible)
    assert panel.find_bar.error.text()
    panel.find_bar.text.setText("(river)")
    qtbot.waitUntil(lambda: not panel.find_bar.error.isVisible())
    qtbot.waitUntil(lambda: panel.find_bar.count.text() == "1 of 1")


def test_the_next_place_may_be_in_another_chapter(open_editor, qtbot) -> None:
    panel, _, _ = open_editor(["river"], ["no", "a river"])
    panel.open_find()
    panel.find_bar.scope.setCurrentIndex(1)
    panel.find_bar.text.setText("river")
    qtbot.waitUntil(lambda: panel.find_bar.count.text() == "1 of 2")
    panel.find_next()
    assert panel.chapter_id == 2
    assert panel.cursor == (3, 2)
    panel.find_next()
    assert panel.chapter_id == 1


def test_replacing_all_is_one_step_of_undo(open_editor, qtbot) -> None:
    panel, desk, _ = open_editor(["river river", "river"], ["river"])
    look_for(panel, qtbot, "river", "1 of 3", replace=True)
    panel.find_bar.replacement.setText("lake")
    panel.find_bar.all.click()
    assert desk.texts() == ["lake lake", "lake"]
    assert panel.manuscript.document.toPlainText() == "lake lake\nlake"
    qtbot.waitUntil(lambda: panel.find_bar.count.text() == "Nothing found")
    desk.undo()
    assert desk.texts() == ["river river", "river"]


def test_much_is_replaced_beside_also_what_was_too_much_to_show(open_editor, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(search, "MOST", 300)
    monkeypatch.setattr(find_bar, "MOST", 300)
    panel, desk, _ = open_editor(["river " * 10] * 40)
    look_for(panel, qtbot, "river", "1 of 300+", replace=True)
    panel.find_bar.replacement.setText("lake")
    panel.find_bar.all.click()
    assert panel.find_bar.count.text() == "Replacing…"
    qtbot.waitUntil(lambda: panel.find_bar.count.text() == "Nothing found")
    assert desk.texts() == ["lake " * 10] * 40
    desk.undo()
    assert desk.texts() == ["river " * 10] * 40


def test_what_is_typed_while_much_is_replaced_is_kept(open_editor, qtbot) -> None:
    panel, desk, _ = open_editor(["river " * 10] * 40)
    look_for(panel, qtbot, "river", "1 of 400", replace=True)
    panel.find_bar.all.click()
    desk.do(set_text(desk.project, 1, "typed", initiator="elsewhere"))
    qtbot.waitUntil(panel.notice.isVisible)
    assert desk.texts() == ["typed", *["river " * 10] * 39]


def test_f3_goes_through_the_places_from_the_text(open_editor, qtbot) -> None:
    panel, _, _ = open_editor(["a river, a river, a river"])
    look_for(panel, qtbot, "river", "1 of 3")
    panel.page.setFocus()
    QTest.keyClick(panel.page, Key.Key_F3)
    assert panel.find_bar.count.text() == "2 of 3"
    QTest.keyClick(panel.page, Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert panel.find_bar.count.text() == "1 of 3"
    QTest.keyClick(panel.page, Key.Key_Escape)
    assert not panel.find_bar.isVisible()


def test_replacing_one_goes_on_to_the_next(open_editor, qtbot) -> None:
    panel, desk, _ = open_editor(["river river", "river"])
    look_for(panel, qtbot, "river", "1 of 3", replace=True)
    panel.find_bar.replacement.setText("a river")
    panel.find_bar.one.click()
    assert desk.texts()[0] == "a river river"
    qtbot.waitUntil(lambda: panel.cursor == (1, 8))


def test_the_count_follows_what_others_change(open_editor, qtbot) -> None:
    panel, desk, _ = open_editor(["river"])
    look_for(panel, qtbot, "river", "1 of 1")
    desk.do(set_text(desk.project, 1, "river river", initiator="elsewhere"))
    qtbot.waitUntil(lambda: len(panel.find_bar.founds) == 2)


# Paragraphs


def letters(panel: EditorPanel):
    """How the letters of the cursor's paragraph are painted."""
    formats = panel.page.textCursor().block().layout().formats()
    return QTextCharFormat(formats[0].format)


def test_a_paragraph_becomes_a_heading_and_a_quote(open_editor) -> None:
    panel, desk, _ = open_editor(["one", "two"])
    height = panel.page.cursorRect().height()
    panel.set_kind(Kind.HEADING, 2)
    assert desk.kinds() == [Kind.HEADING, Kind.TEXT]
    assert panel.page.cursorRect().height() > height
    panel.set_kind(Kind.QUOTE)
    assert letters(panel).fontItalic()


def test_a_paragraph_switched_off_is_dim(open_editor) -> None:
    panel, desk, _ = open_editor(["one"])
    panel.set_included(included=False)
    panel.place_cursor(1, 2)
    assert letters(panel).foreground().color() == theme.colour("dim")
    assert not desk.project.paragraphs[1][0].included


def test_a_pause_is_written_and_found(open_editor) -> None:
    panel, desk, _ = open_editor(["😀 one two"])
    panel.place_cursor(1, 5)
    panel.insert_pause(1500)
    assert desk.texts() == ['😀 one<break time="1.5s"/> two']
    assert [(p.start, p.end, p.milliseconds) for p in pauses(desk.texts()[0])] == [(6, 26, 1500)]


@pytest.mark.parametrize("line", ["***", "* * *", "#", "⁂", "———", "- - -"])
def test_lines_between_scenes(line) -> None:
    assert is_scene_break(line)


@pytest.mark.parametrize("line", ["", "**", "Chapter", "* one", "-", "1 2 3"])
def test_lines_that_are_text(line) -> None:
    assert not is_scene_break(line)


def test_the_menu_offers_what_can_be_done(open_editor) -> None:
    panel, desk, _ = open_editor(["one", BREAK])
    panel.place_cursor(1, 0)
    menu = context_menu(panel)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert "Generate paragraph" in texts
    assert "Play from here" in texts
    next(action for action in menu.actions() if action.text() == "Locked").trigger()
    assert desk.project.paragraphs[1][0].locked


def test_a_chapter_is_split_at_the_cursor(open_editor, qtbot) -> None:
    panel, _, _ = open_editor(["one", "two"])
    panel.place_cursor(2, 1)
    with qtbot.waitSignal(panel.chapter_split_requested) as asked:
        panel.split_chapter()
    assert asked.args == [1, 2, 1]
    with qtbot.waitSignal(panel.chapter_split_requested) as asked:
        panel.begin_chapter()
    assert asked.args == [1, 2, 0]


# Look


def test_sizes_and_themes_change_without_moving_the_cursor(open_editor) -> None:
    panel, _, _ = open_editor(["one", "two 😀 three"])
    panel.place_cursor(2, 6)
    panel.set_look(size=20, spacing=180)
    theme.themes().apply("dark")
    assert panel.cursor == (2, 6)
    assert panel.manuscript.document.defaultFont().pointSize() == 20
    assert panel.page.palette().base().color() == theme.colour("page")


def test_without_a_chapter_it_says_what_to_do(open_editor) -> None:
    panel, _, _ = open_editor(["one"])
    panel.show_chapter(None)
    assert not panel.page.isVisible()
    assert panel.cursor is None
    assert panel.selected_paragraphs == ()
    panel.show_project(None, None)


def test_every_control_has_a_name(open_editor) -> None:
    panel, _, _ = open_editor(["one"])
    panel.open_find(replace=True)
    controls = [w for w in panel.findChildren(QWidget) if isinstance(w, QAbstractButton | QLineEdit)]
    assert len(controls) >= 10
    assert [w.objectName() for w in controls if not w.accessibleName() and not getattr(w, "text", str)()] == []
    assert panel.page.accessibleName()
