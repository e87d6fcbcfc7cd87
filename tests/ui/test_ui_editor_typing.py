"""Typing, splitting, joining, pasting, locking, undoing: what stands in the project afterwards."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("PySide6")

from editor_desk import BREAK, Desk, Told, book
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from studio_app.domain.edits.book import rename_chapter
from studio_app.domain.edits.text import lock, rewrite, set_text
from studio_app.domain.manuscript import Kind
from studio_app.ui.editor.panel import EditorPanel

Key = Qt.Key


@pytest.fixture
def open_editor(qtbot):
    def opened(*texts) -> tuple[EditorPanel, Desk]:
        desk = Desk(book(list(texts), ["Another chapter."]))
        panel = EditorPanel()
        qtbot.addWidget(panel, before_close_func=lambda p: p.close_threads())
        panel.resize(800, 600)
        panel.undo_requested.connect(desk.undo)
        panel.chapter_requested.connect(panel.show_chapter)
        panel.show_project(desk, Told())
        panel.show_chapter(1)
        panel.show()
        panel.page.setFocus()
        return panel, desk

    return opened


def press(panel: EditorPanel, *keys: Key | str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Real key events, characters beyond ASCII among them."""
    for key in keys:
        code, text = (Key.Key_unknown, key) if isinstance(key, str) else (key, "\r" if key == Key.Key_Return else "")
        QApplication.sendEvent(panel.page, QKeyEvent(QEvent.Type.KeyPress, code, held, text))


def page_texts(panel: EditorPanel) -> list[str]:
    document = panel.manuscript.document
    return [document.findBlockByNumber(n).text() for n in range(document.blockCount())]


def select(panel: EditorPanel, first: tuple[int, int], last: tuple[int, int]) -> None:
    panel.place_cursor(*last)
    end = panel.page.textCursor().position()
    panel.place_cursor(*first)
    cursor = panel.page.textCursor()
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    panel.page.setTextCursor(cursor)


def paste(panel: EditorPanel, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    panel.page.paste()


def test_typing_reaches_the_project_within_a_moment(open_editor, qtbot) -> None:
    panel, desk = open_editor("Hello", "world")
    panel.place_cursor(1, 5)
    press(panel, *"! Yes")
    assert desk.texts() == ["Hello", "world"]
    qtbot.waitUntil(lambda: desk.texts() == ["Hello! Yes", "world"], timeout=1000)
    assert desk.done[-1].initiator == "editor"
    assert desk.ids() == [1, 2]


def test_the_first_key_waits_no_longer_than_a_fifth_of_a_second(open_editor) -> None:
    panel, _ = open_editor("Hello")
    press(panel, "x")
    assert panel.writer.timer.isActive()
    assert panel.writer.timer.interval() <= 200
    before = panel.writer.timer.remainingTime()
    press(panel, "y")
    assert panel.writer.timer.remainingTime() <= before


def test_a_burst_in_a_paragraph_is_one_step_of_undo(open_editor) -> None:
    panel, desk = open_editor("Hello", "world")
    panel.place_cursor(2, 5)
    for mark in " of words":
        press(panel, mark)
        panel.commit()
    assert len(desk.done) == 9
    panel.page.undo_requested.emit()
    assert desk.texts() == ["Hello", "world"] == page_texts(panel)


def test_moving_the_cursor_begins_another_step(open_editor) -> None:
    panel, desk = open_editor("Hello", "world")
    panel.place_cursor(1, 5)
    press(panel, "a")
    press(panel, Key.Key_Left, "b")
    panel.commit()
    desk.undo()
    assert desk.texts()[0] == "Helloa"


def test_typing_then_deleting_are_two_steps(open_editor) -> None:
    panel, desk = open_editor("")
    press(panel, *"word", Key.Key_Backspace, Key.Key_Backspace)
    panel.commit()
    desk.undo()
    assert desk.texts() == ["word"]


def test_enter_splits_and_backspace_joins(open_editor) -> None:
    panel, desk = open_editor("Hello world", "after")
    panel.place_cursor(1, 5)
    press(panel, Key.Key_Return)
    assert desk.texts() == ["Hello", " world", "after"]
    assert desk.ids()[0] == 1
    press(panel, Key.Key_Backspace)
    assert desk.texts() == ["Hello world", "after"]
    assert desk.ids() == [1, 2]


def test_enter_before_a_paragraph_leaves_it_its_takes(open_editor) -> None:
    panel, desk = open_editor("Hello", "world")
    panel.place_cursor(2, 0)
    press(panel, Key.Key_Return)
    assert desk.texts() == ["Hello", "", "world"]
    assert desk.ids()[2] == 2
    assert panel.cursor == (2, 0)


def test_what_follows_a_heading_is_text(open_editor) -> None:
    panel, desk = open_editor((Kind.HEADING, "Title", 1), "text")
    panel.place_cursor(1, 5)
    press(panel, Key.Key_Return, *"Once")
    panel.commit()
    assert desk.kinds() == [Kind.HEADING, Kind.TEXT, Kind.TEXT]


def test_a_heading_joined_to_text_is_text(open_editor) -> None:
    panel, desk = open_editor("text", (Kind.HEADING, "Title", 1))
    panel.place_cursor(2, 0)
    press(panel, Key.Key_Backspace)
    assert desk.texts() == ["textTitle"]
    assert desk.kinds() == [Kind.TEXT]
    sizes = {panel.manuscript.document.begin().charFormat().fontPointSize()}
    panel.place_cursor(1, 8)
    assert panel.page.textCursor().charFormat().fontPointSize() in sizes


def test_stars_and_enter_are_a_scene_break(open_editor) -> None:
    panel, desk = open_editor("Hello", "")
    panel.place_cursor(2, 0)
    press(panel, *"***", Key.Key_Return, *"Later")
    panel.commit()
    assert desk.kinds() == [Kind.TEXT, Kind.SCENE_BREAK, Kind.TEXT]
    assert desk.texts()[2] == "Later"


def test_stars_before_text_and_enter_are_a_scene_break_above_it(open_editor) -> None:
    panel, desk = open_editor("Later")
    press(panel, *"***", Key.Key_Return)
    assert desk.texts() == ["***", "Later"]
    assert desk.kinds() == [Kind.SCENE_BREAK, Kind.TEXT]


def test_words_in_a_scene_break_are_read(open_editor) -> None:
    panel, desk = open_editor("Hello", BREAK)
    panel.place_cursor(2, 0)
    press(panel, *"Later")
    panel.commit()
    assert desk.kinds() == [Kind.TEXT, Kind.TEXT]


def test_backspace_after_a_scene_break_takes_it_away_whole(open_editor) -> None:
    panel, desk = open_editor("Hello", (Kind.SCENE_BREAK, "* * *"), "world")
    panel.place_cursor(3, 0)
    press(panel, Key.Key_Backspace)
    assert desk.texts() == ["Hello", "world"]
    assert desk.ids() == [1, 3]
    assert panel.cursor == (3, 0)


def test_a_selection_over_paragraphs_is_replaced_by_a_letter(open_editor) -> None:
    panel, desk = open_editor("Hello", "middle", "world")
    select(panel, (1, 2), (3, 3))
    press(panel, "X")
    panel.commit()
    assert desk.texts() == ["HeXld"]
    desk.undo()
    assert desk.texts() == ["Hello", "middle", "world"] == page_texts(panel)
    assert desk.ids() == [1, 2, 3]


def test_everything_can_be_deleted_and_written_anew(open_editor) -> None:
    panel, desk = open_editor((Kind.HEADING, "Title", 1), "Hello")
    panel.page.selectAll()
    press(panel, Key.Key_Delete)
    assert [t for t in desk.texts() if t] == []
    press(panel, *"New")
    panel.commit()
    assert desk.texts() == ["New"] == page_texts(panel)


def test_the_first_words_of_an_empty_chapter(open_editor) -> None:
    panel, desk = open_editor()
    press(panel, *"Once", Key.Key_Return, *"upon")
    panel.commit()
    assert desk.texts() == ["Once", "upon"]


def test_pasted_paragraphs_stay_paragraphs_and_are_one_step(open_editor) -> None:
    panel, desk = open_editor("Hello world", "after")
    panel.place_cursor(1, 6)
    paste(panel, "big\n\nred 😀\n\nnew ")
    assert desk.texts() == ["Hello big", "red 😀", "newworld", "after"]
    desk.undo()
    assert desk.texts() == ["Hello world", "after"] == page_texts(panel)


def test_pasting_drops_formatting(open_editor) -> None:
    panel, desk = open_editor("Hello ")
    data = QMimeData()
    data.setHtml("<b style='font-size:40pt'>big</b>")
    data.setText("big")
    panel.place_cursor(1, 6)
    size = panel.page.textCursor().charFormat().fontPointSize()
    panel.page.insertFromMimeData(data)
    assert desk.texts() == ["Hello big"]
    assert panel.page.textCursor().charFormat().fontPointSize() == size


def test_pasting_rich_text_keeps_headings_and_what_stands_around(open_editor) -> None:
    panel, desk = open_editor("before after")
    data = QMimeData()
    data.setHtml("<p>one</p><h2>Head</h2><p>two</p>")
    panel.place_cursor(1, 7)
    panel.page.insertFromMimeData(data)
    panel.commit()
    assert desk.texts() == ["before one", "Head", "twoafter"]
    assert desk.kinds() == [Kind.TEXT, Kind.HEADING, Kind.TEXT]


def test_headings_are_cut_and_pasted_as_headings(open_editor) -> None:
    panel, desk = open_editor((Kind.HEADING, "Head", 2), "text", "")
    select(panel, (1, 0), (2, 4))
    panel.page.cut()
    panel.commit()
    panel.page.moveCursor(QTextCursor.MoveOperation.End)
    panel.page.paste()
    panel.commit()
    assert [(p.text, p.kind, p.level) for p in desk.project.paragraphs[1]][-2:] == [
        ("Head", Kind.HEADING, 2),
        ("text", Kind.TEXT, 0),
    ]


def test_copied_paragraphs_are_plain_lines(open_editor) -> None:
    panel, _ = open_editor("Hello", BREAK, "world 😀")
    panel.page.selectAll()
    panel.page.copy()
    assert QGuiApplication.clipboard().text() == "Hello\n* * *\nworld 😀"


def drop(panel: EditorPanel, text: str, paragraph_id: int) -> None:
    data = QMimeData()
    data.setText(text)
    at = QPointF(panel.page.cursorRect(QTextCursor(panel.manuscript.block_of(paragraph_id))).center())
    keys = Qt.KeyboardModifier.NoModifier
    panel.page.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, keys))
    panel.commit()


def test_dropped_text_stands_where_it_was_dropped(open_editor) -> None:
    panel, desk = open_editor("one", "three")
    drop(panel, "two\n\nand ", 2)
    assert desk.texts() == ["one", "two", "andthree"] == page_texts(panel)


def test_nothing_is_dropped_into_a_locked_paragraph(open_editor) -> None:
    panel, desk = open_editor("one", "three")
    desk.do(lock(desk.project, [2], locked=True))
    drop(panel, "two", 2)
    assert desk.texts() == ["one", "three"] == page_texts(panel)


def test_a_dropped_file_is_for_the_window(open_editor) -> None:
    panel, _ = open_editor("one")
    data = QMimeData()
    data.setData("text/uri-list", b"file:///tmp/book.epub")
    assert not panel.page.canInsertFromMimeData(data)


def test_an_input_method_writes(open_editor) -> None:
    panel, desk = open_editor("")
    event = QInputMethodEvent("ni", [])
    QApplication.sendEvent(panel.page, event)
    panel.commit()
    assert "".join(desk.texts()) == ""
    event = QInputMethodEvent("", [])
    event.setCommitString("你好")
    QApplication.sendEvent(panel.page, event)
    panel.commit()
    assert desk.texts() == ["你好"]


def test_text_is_kept_in_nfc(open_editor) -> None:
    panel, desk = open_editor("")
    press(panel, "e", "\u0301", "x")
    panel.commit()
    assert desk.texts() == ["éx"] == page_texts(panel)


# Positions


def test_typing_behind_an_emoji(open_editor) -> None:
    panel, desk = open_editor("a😀b😀c")
    panel.place_cursor(1, 4)
    press(panel, "X")
    panel.commit()
    assert desk.texts() == ["a😀b😀Xc"]
    assert panel.cursor == (1, 5)


def test_typing_into_arabic(open_editor) -> None:
    panel, desk = open_editor("مرحبا بالعالم")
    panel.place_cursor(1, 5)
    press(panel, "ض")
    panel.commit()
    assert desk.texts() == ["مرحباض بالعالم"]
    assert panel.cursor == (1, 6)


def test_backspace_takes_a_whole_emoji(open_editor) -> None:
    panel, desk = open_editor("a😀b")
    panel.place_cursor(1, 2)
    press(panel, Key.Key_Backspace)
    panel.commit()
    assert desk.texts() == ["ab"]


def test_the_spoken_word_behind_an_emoji_is_marked(open_editor) -> None:
    panel, _ = open_editor("😀😀 one two")
    panel.highlight(1, 3, 6)
    assert panel.page.extraSelections()[0].cursor.selectedText() == "one"
    panel.clear_highlight()
    assert not panel.page.extraSelections()


# Locked


@pytest.mark.parametrize("key", ["x", Key.Key_Backspace, Key.Key_Delete, Key.Key_Return])
def test_a_locked_paragraph_stays_as_it_is(open_editor, key) -> None:
    panel, desk = open_editor("before", "locked", "after")
    desk.do(lock(desk.project, [2], locked=True))
    panel.place_cursor(2, 3)
    press(panel, key)
    panel.commit()
    assert desk.texts() == ["before", "locked", "after"] == page_texts(panel)
    assert panel.notice.isVisible()
    assert "locked" in panel.notice.sentence


@pytest.mark.parametrize(("place", "key"), [((2, 0), Key.Key_Backspace), ((1, 6), Key.Key_Delete)])
def test_nothing_is_joined_to_a_locked_paragraph(open_editor, place, key) -> None:
    panel, desk = open_editor("before", "locked")
    desk.do(lock(desk.project, [1 if key == Key.Key_Backspace else 2], locked=True))
    panel.place_cursor(*place)
    press(panel, key)
    panel.commit()
    assert desk.texts() == ["before", "locked"]


def test_a_selection_with_a_locked_paragraph_is_not_cut_or_replaced(open_editor) -> None:
    panel, desk = open_editor("before", "locked", "after")
    desk.do(lock(desk.project, [2], locked=True))
    select(panel, (1, 2), (3, 2))
    panel.page.cut()
    press(panel, "x")
    paste(panel, "y")
    panel.commit()
    assert desk.texts() == ["before", "locked", "after"]


def test_new_text_can_follow_a_locked_paragraph(open_editor) -> None:
    panel, desk = open_editor("locked", "after")
    desk.do(lock(desk.project, [1], locked=True))
    panel.place_cursor(1, 6)
    press(panel, Key.Key_Return, *"new")
    panel.commit()
    assert desk.texts() == ["locked", "new", "after"]


def test_unlocking_from_the_notice(open_editor) -> None:
    panel, desk = open_editor("locked")
    desk.do(lock(desk.project, [1], locked=True))
    panel.place_cursor(1, 0)
    press(panel, "x")
    panel.set_locked(locked=False)
    press(panel, "x")
    panel.commit()
    assert desk.texts() == ["xlocked"]
    assert not panel.notice.isVisible()


# Others edit


def test_what_others_change_is_painted_and_the_cursor_stays(open_editor) -> None:
    panel, desk = open_editor("one", "two", "three")
    panel.place_cursor(3, 2)
    desk.do(set_text(desk.project, 1, "a longer one", initiator="elsewhere"))
    assert page_texts(panel) == ["a longer one", "two", "three"]
    assert panel.cursor == (3, 2)


def test_what_is_typed_survives_a_change_by_others(open_editor) -> None:
    panel, desk = open_editor("one", "two")
    panel.place_cursor(2, 3)
    press(panel, "!")
    desk.do(set_text(desk.project, 1, "ONE", initiator="elsewhere"))
    panel.commit()
    assert desk.texts() == ["ONE", "two!"] == page_texts(panel)


def test_what_is_typed_survives_when_others_delete_its_paragraph(open_editor) -> None:
    panel, desk = open_editor("one", "two", "three")
    panel.place_cursor(2, 3)
    press(panel, "!")
    desk.do(rewrite(desk.project, 1, after=1, removed=[2], written=[], initiator="elsewhere"))
    assert desk.texts() == ["one", "two!", "three"] == page_texts(panel)


def test_undo_puts_the_cursor_where_it_took_back(open_editor) -> None:
    panel, desk = open_editor(*(["long " * 60] * 40))
    panel.place_cursor(2, 0)
    press(panel, "x")
    panel.commit()
    panel.place_cursor(40, 0)
    desk.undo()
    assert panel.cursor == (2, 0)
    assert panel.page.viewport().rect().contains(panel.page.cursorRect().center())


def test_undo_in_another_chapter_shows_that_chapter(open_editor) -> None:
    panel, desk = open_editor("one")
    press(panel, "x")
    panel.show_chapter(2)
    desk.undo()
    assert panel.chapter_id == 1
    assert page_texts(panel) == ["one"]


def test_a_change_above_does_not_scroll_the_page(open_editor, qtbot) -> None:
    panel, desk = open_editor(*(["long " * 60] * 40))
    panel.place_cursor(30, 0)
    panel.page.verticalScrollBar().setValue(2000)
    top = panel.scrolled
    desk.do(set_text(desk.project, 1, "short", initiator="elsewhere"))
    assert panel.scrolled[0] == top[0]
    assert panel.scrolled[1] == pytest.approx(top[1], abs=0.05)


def test_nothing_waits_when_the_focus_leaves(open_editor) -> None:
    panel, desk = open_editor("one")
    press(panel, "x")
    panel.page.clearFocus()
    QApplication.sendEvent(panel.page, QEvent(QEvent.Type.FocusOut))
    assert desk.texts() == ["xone"]


def test_nothing_waits_when_another_chapter_is_shown(open_editor) -> None:
    panel, desk = open_editor("one")
    press(panel, "x")
    panel.show_chapter(2)
    assert desk.texts() == ["xone"]
    assert page_texts(panel) == ["Another chapter."]


def test_a_change_elsewhere_touches_nothing_here(open_editor, qtbot) -> None:
    panel, desk = open_editor("one")
    with qtbot.assertNotEmitted(panel.manuscript.document.contentsChange):
        desk.do(rename_chapter(desk.project, 2, "Other", initiator="chapters"))


KEYS = st.lists(
    st.one_of(
        st.sampled_from(["a", " ", "😀", "ض", "*"]),
        st.sampled_from(
            [Key.Key_Return, Key.Key_Backspace, Key.Key_Delete, Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End]
        ),
        st.sampled_from(["commit", "undo", "paste", "cut", "select"]),
        st.tuples(st.integers(1, 6), st.integers(0, 8)),
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(KEYS)
def test_page_and_project_never_differ(open_editor, keys) -> None:
    panel, desk = open_editor("one", (Kind.HEADING, "Two", 2), BREAK, "", "five 😀", "six")
    desk.do(lock(desk.project, [5], locked=True))
    before = desk.project
    for key in keys:
        act(panel, desk, key)
    panel.commit()
    assert page_texts(panel) == desk.texts() or not desk.texts()
    assert len(set(desk.ids())) == len(desk.ids())
    while len(desk.done) > 1:
        desk.undo()
    assert desk.project == before
    assert page_texts(panel) == desk.texts()
    panel.close_threads()


def act(panel: EditorPanel, desk: Desk, key) -> None:
    match key:
        case "commit":
            panel.commit()
        case "undo":
            panel.commit()
            if len(desk.done) > 1:
                desk.undo()
        case "paste":
            paste(panel, "x\n\ny\n\n***")
        case "cut":
            panel.page.cut()
        case "select":
            panel.page.moveCursor(QTextCursor.MoveOperation.NextBlock, QTextCursor.MoveMode.KeepAnchor)
        case (number, offset):
            panel.place_cursor(number, offset)
        case _:
            press(panel, key)
