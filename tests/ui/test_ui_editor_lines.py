"""Lines: what is in sight is laid out first and stays where it is; places and points agree in every script."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from editor_desk import BREAK, Desk, Told, book
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from studio_app.domain.edits.text import set_text
from studio_app.ui.editor.look import kind_of
from studio_app.ui.editor.panel import EditorPanel

LONG = (
    "The keeper of the lamp had rung the bells wrong since the storms of winter, and people had grown fond of it. " * 3
)
#: Texts, and how often their direction turns.
MIXED = [
    ("😀 one 👩‍👩‍👧 two", 0),
    ("שלום עולם, text in English, ושוב עברית", 2),
    ("مرحبا 😀 بالعالم 123", 2),
    ("é café 🇩🇪 end", 0),
]


@pytest.fixture
def open_editor(qtbot):
    def opened(*texts) -> tuple[EditorPanel, Desk]:
        desk = Desk(book(list(texts)))
        panel = EditorPanel()
        qtbot.addWidget(panel, before_close_func=lambda p: p.close_threads())
        panel.resize(800, 600)
        panel.show_project(desk, Told())
        panel.show()
        panel.show_chapter(1)
        return panel, desk

    return opened


def laid_out(panel: EditorPanel) -> int:
    document = panel.manuscript.document
    return sum(document.findBlockByNumber(n).layout().lineCount() > 0 for n in range(document.blockCount()))


def in_sight(panel: EditorPanel) -> list[str]:
    return [block.text() for block, _ in panel.page.visible_blocks()]


def top_of(panel: EditorPanel, paragraph_id: int) -> float:
    block = panel.manuscript.block_of(paragraph_id)
    return panel.manuscript.lines.origin(block) - panel.page.verticalScrollBar().value()


def test_a_long_chapter_is_laid_out_where_it_is_seen_and_the_rest_follows(open_editor, qtbot) -> None:
    panel, _ = open_editor(*(f"{n} {LONG}" for n in range(400)))
    panel.page.viewport().repaint()
    assert in_sight(panel)[0].startswith("0 ")
    assert laid_out(panel) < 100
    qtbot.waitUntil(lambda: panel.manuscript.lines.complete, timeout=5000)
    assert laid_out(panel) == 400


def test_the_size_is_known_in_the_end(open_editor, qtbot) -> None:
    panel, _ = open_editor(*[LONG] * 60)
    lines = panel.manuscript.lines
    qtbot.waitUntil(lambda: lines.complete)
    last = lines.rect_of(panel.manuscript.document.lastBlock())
    assert last.bottom() < lines.documentSize().height() < last.bottom() + 300
    assert (
        panel.page.verticalScrollBar().maximum()
        == round(lines.documentSize().height()) - panel.page.viewport().height()
    )


def test_what_is_in_sight_stays_while_the_text_above_gets_its_height(open_editor, qtbot) -> None:
    panel, _ = open_editor(*(LONG[: 20 + n % 300] for n in range(300)))
    panel.place_cursor(200, 0)
    before, shown = top_of(panel, 200), in_sight(panel)
    assert not panel.manuscript.lines.complete
    qtbot.waitUntil(lambda: panel.manuscript.lines.complete)
    assert abs(top_of(panel, 200) - before) <= 1.5
    assert in_sight(panel) == shown


def test_another_width_keeps_what_is_read_in_sight(open_editor, qtbot) -> None:
    panel, _ = open_editor(*(f"{n} {LONG}" for n in range(200)))
    panel.place_cursor(100, 0)
    first = in_sight(panel)[0]
    panel.resize(500, 600)
    qtbot.waitUntil(lambda: panel.manuscript.lines.complete)
    assert in_sight(panel)[0] == first


def test_larger_letters_keep_what_is_read_in_sight(open_editor, qtbot) -> None:
    panel, _ = open_editor(*(f"{n} {LONG}" for n in range(200)))
    panel.place_cursor(100, 0)
    first = in_sight(panel)[0]
    panel.set_look(size=20)
    qtbot.waitUntil(lambda: panel.manuscript.lines.complete)
    assert in_sight(panel)[0] == first


@pytest.mark.parametrize(("text", "turns"), MIXED)
def test_a_point_and_the_place_under_it_agree(open_editor, text, turns) -> None:
    """But for where the direction turns: a place has two points there, and Qt shows the cursor at one of them."""
    panel, _ = open_editor("before", text)
    page, cursor = panel.page, QTextCursor(panel.manuscript.block_of(2))
    points = []
    for _ in text:
        points.append(page.cursorRect(cursor).center())
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    missed = [at for at in points if page.cursorRect(page.cursorForPosition(at)).center() != at]
    assert len(set(missed)) <= turns
    assert len(set(points)) > 5


def test_a_click_puts_the_cursor_there(open_editor, qtbot) -> None:
    panel, _ = open_editor("one two", "three four")
    cursor = QTextCursor(panel.manuscript.block_of(2))
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, n=6)
    QTest.mouseClick(panel.page.viewport(), Qt.MouseButton.LeftButton, pos=panel.page.cursorRect(cursor).center())
    assert panel.cursor == (2, 6)


def test_arrows_walk_over_lines_and_paragraphs(open_editor, qtbot) -> None:
    panel, _ = open_editor(LONG, BREAK, "end")
    panel.page.setFocus()
    lines = panel.manuscript.document.firstBlock().layout().lineCount()
    assert lines > 2
    for _ in range(lines + 1):
        QTest.keyClick(panel.page, Qt.Key.Key_Down)
    assert panel.cursor[0] == 3
    QTest.keyClick(panel.page, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(panel.page, Qt.Key.Key_End)
    assert 20 < panel.cursor[1] < len(LONG)


def test_text_from_right_to_left_begins_at_the_right(open_editor) -> None:
    panel, _ = open_editor("left", "שלום")
    width = panel.page.viewport().width()
    left, right = (panel.page.cursorRect(QTextCursor(panel.manuscript.block_of(n))).x() for n in (1, 2))
    assert left < 60
    assert right > width - 60


def test_a_pause_is_a_chip_until_the_cursor_enters_it(open_editor, qtbot) -> None:
    panel, _ = open_editor('one <break time="1.5s"/> two')
    width = panel.manuscript.document.firstBlock().layout().maximumWidth()
    panel.place_cursor(1, 8)
    assert panel.manuscript.document.firstBlock().layout().maximumWidth() > width + 40
    panel.place_cursor(1, 0)
    assert panel.manuscript.document.firstBlock().layout().maximumWidth() == width


def test_a_chip_is_not_broken_at_the_end_of_a_line(open_editor) -> None:
    panel, _ = open_editor(*("x" * n + ' y <break time="1.5s"/> end' for n in range(40, 90)))
    for n in range(1, 51):
        layout = panel.manuscript.block_of(n).layout()
        panel.manuscript.lines.rect_of(panel.manuscript.block_of(n))
        lines = [layout.lineAt(k) for k in range(layout.lineCount())]
        pause = 40 + n - 1 + 3, 40 + n - 1 + 23
        assert not any(pause[0] < line.textStart() < pause[1] for line in lines)


@pytest.mark.parametrize(("offset", "key"), [(24, Qt.Key.Key_Backspace), (4, Qt.Key.Key_Delete)])
def test_a_chip_is_deleted_whole(open_editor, offset, key) -> None:
    panel, desk = open_editor('one <break time="1.5s"/> two')
    panel.place_cursor(1, offset)
    panel.page.setFocus()
    QTest.keyClick(panel.page, key)
    panel.commit()
    assert desk.texts() == ["one  two"]


def test_an_edit_by_others_far_above_does_not_move_the_text(open_editor, qtbot) -> None:
    panel, desk = open_editor(*(f"{n} {LONG}" for n in range(100)))
    qtbot.waitUntil(lambda: panel.manuscript.lines.complete)
    panel.place_cursor(80, 0)
    before = top_of(panel, 80)
    desk.do(set_text(desk.project, 3, LONG * 4, initiator="elsewhere"))
    assert abs(top_of(panel, 80) - before) <= 1.5


def test_blocks_keep_their_kinds_through_a_chapter_of_many(open_editor) -> None:
    texts = ["text", BREAK, BREAK, "text", (BREAK[0], "***")]
    panel, desk = open_editor(*texts)
    document = panel.manuscript.document
    assert [kind_of(document.findBlockByNumber(n)) for n in range(5)] == desk.kinds()


def test_a_point_beyond_the_text_is_its_end(open_editor) -> None:
    panel, _ = open_editor("one", "two")
    hit = panel.manuscript.lines.hitTest(QPointF(500, 5000), Qt.HitTestAccuracy.FuzzyHit)
    assert hit == panel.manuscript.document.characterCount() - 1
    assert panel.manuscript.lines.hitTest(QPointF(500, 5000), Qt.HitTestAccuracy.ExactHit) == -1
    assert panel.page.cursorForPosition(QPoint(0, 0)).position() == 0
