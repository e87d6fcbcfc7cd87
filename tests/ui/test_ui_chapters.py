"""The chapters panel: keys, mouse, drops, and what stands in the project afterwards."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6")

from editor_desk import Desk, Told, book
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from studio_app.domain.edits.book import rename_chapter
from studio_app.session.states import ChapterState, StatesChanged
from studio_app.ui.chapters.model import duration
from studio_app.ui.chapters.panel import ChaptersPanel

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def open_chapters(qtbot):
    def opened(count: int) -> tuple[ChaptersPanel, Desk, Told]:
        desk, states = Desk(book(*([f"Text {n}", f"More {n}"] for n in range(count)))), Told()
        panel = ChaptersPanel()
        panel.tester = QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal, panel)
        qtbot.addWidget(panel)
        panel.resize(280, 400)
        panel.chapter_chosen.connect(panel.set_current)
        panel.show_project(desk, states)
        panel.show()
        return panel, desk, states

    return opened


def titles(desk: Desk) -> list[str]:
    return [chapter.title for chapter in desk.project.chapters]


def shown(panel: ChaptersPanel) -> list[str]:
    return [panel.model.index(row).data() for row in range(panel.model.rowCount())]


def choose(panel: ChaptersPanel, *rows: int) -> None:
    selection = panel.list.selectionModel()
    selection.clear()
    for row in rows:
        selection.setCurrentIndex(panel.list.model().index(row, 0), QItemSelectionModel.SelectionFlag.Select)


def test_a_click_chooses_a_chapter(open_chapters, qtbot) -> None:
    panel, _, _ = open_chapters(3)
    rect = panel.list.visualRect(panel.list.model().index(1, 0))
    with qtbot.waitSignal(panel.chapter_chosen) as chosen:
        at = QPoint(rect.right() - 60, rect.center().y())
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == [2]
    assert panel.current == 2


def test_running_down_with_the_arrows_chooses_where_it_rests(open_chapters, qtbot) -> None:
    panel, _, _ = open_chapters(6)
    chosen = []
    panel.chapter_chosen.connect(chosen.append)
    choose(panel, 0)
    for _ in range(4):
        qtbot.keyClick(panel.list, Key.Key_Down)
    qtbot.waitUntil(lambda: panel.current == 5)
    assert chosen == [5]


def test_enter_goes_to_the_text(open_chapters, qtbot) -> None:
    panel, _, _ = open_chapters(2)
    choose(panel, 1)
    with qtbot.waitSignal(panel.chapter_opened) as opened:
        qtbot.keyClick(panel.list, Key.Key_Return)
    assert opened.args == [2]


def test_space_includes_and_leaves_out_all_selected(open_chapters, qtbot) -> None:
    panel, desk, _ = open_chapters(3)
    choose(panel, 0, 2)
    qtbot.keyClick(panel.list, Key.Key_Space)
    assert [chapter.included for chapter in desk.project.chapters] == [False, True, False]
    qtbot.keyClick(panel.list, Key.Key_Space)
    assert all(chapter.included for chapter in desk.project.chapters)


def test_a_click_on_the_tick_leaves_a_chapter_out(open_chapters, qtbot) -> None:
    panel, desk, _ = open_chapters(2)
    index = panel.list.model().index(1, 0)
    tick = panel.list.itemDelegate().tick_rect(panel.list.visualRect(index), desk.project.chapters[1])
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=tick.center())
    assert [chapter.included for chapter in desk.project.chapters] == [True, False]


def test_f2_renames_in_place(open_chapters, qtbot) -> None:
    panel, desk, _ = open_chapters(2)
    choose(panel, 1)
    qtbot.keyClick(panel.list, Key.Key_F2)
    field = panel.list.findChild(QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, "The  river")
    qtbot.keyClick(field, Key.Key_Return)
    qtbot.waitUntil(lambda: titles(desk) == ["Chapter 1", "The river"] == shown(panel))


def test_spaces_belong_to_the_title_while_it_is_written(open_chapters, qtbot) -> None:
    panel, desk, _ = open_chapters(1)
    choose(panel, 0)
    qtbot.keyClick(panel.list, Key.Key_F2)
    field = panel.list.findChild(QLineEdit)
    qtbot.keyClicks(field, "a b")
    qtbot.keyClick(field, Key.Key_Delete)
    assert desk.project.chapters[0].included
    assert len(desk.project.chapters) == 1


def test_alt_and_arrows_move_several(open_chapters, qtbot) -> None:
    panel, desk, _ = open_chapters(5)
    choose(panel, 1, 2)
    qtbot.keyClick(panel.list, Key.Key_Down, ALT)
    assert [c.id for c in desk.project.chapters] == [1, 4, 2, 3, 5]
    assert panel.selected == (2, 3)
    for _ in range(5):
        qtbot.keyClick(panel.list, Key.Key_Up, ALT)
    assert [c.id for c in desk.project.chapters] == [2, 3, 1, 4, 5]


@pytest.mark.parametrize(
    ("rows", "to", "order"),
    [
        ([0], 3, [2, 3, 1, 4]),
        ([3], 0, [4, 1, 2, 3]),
        ([0, 2], 4, [2, 4, 1, 3]),
        ([1, 2], 2, [1, 2, 3, 4]),
    ],
)
def test_dropped_chapters_go_where_they_were_dropped(open_chapters, rows, to, order) -> None:
    panel, desk, _ = open_chapters(4)
    data = panel.model.mimeData([panel.model.index(row) for row in rows])
    panel.model.dropMimeData(data, Qt.DropAction.MoveAction, to, 0, QModelIndex())
    assert [c.id for c in desk.project.chapters] == order
    assert shown(panel) == titles(desk)


def test_adding_lets_the_title_be_written(open_chapters, qtbot) -> None:
    panel, desk, _ = open_chapters(2)
    choose(panel, 0)
    panel.add_button.click()
    field = panel.list.findChild(QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, "Between")
    qtbot.keyClick(field, Key.Key_Return)
    qtbot.waitUntil(lambda: titles(desk) == ["Chapter 1", "Between", "Chapter 2"] == shown(panel))


def test_delete_takes_chapters_away_and_undo_brings_them_back(open_chapters, qtbot) -> None:
    panel, desk, _ = open_chapters(4)
    choose(panel, 1, 2)
    qtbot.keyClick(panel.list, Key.Key_Delete)
    assert [c.id for c in desk.project.chapters] == [1, 4]
    assert panel.selected == (4,)
    desk.undo()
    assert shown(panel) == ["Chapter 1", "Chapter 2", "Chapter 3", "Chapter 4"]
    assert desk.texts(2) == ["Text 1", "More 1"]


def test_merging_keeps_all_text(open_chapters) -> None:
    panel, desk, _ = open_chapters(3)
    choose(panel, 0, 1)
    panel.merge_button.click()
    assert len(desk.project.chapters) == 2
    assert desk.texts(1)[:2] == ["Text 0", "More 0"]
    assert desk.texts(1)[-2:] == ["Text 1", "More 1"]


def test_splitting_at_a_paragraph(open_chapters) -> None:
    panel, desk, _ = open_chapters(1)
    panel.split(1, 2)
    assert len(desk.project.chapters) == 2
    assert desk.texts(1) == ["Text 0"]
    assert panel.selected == (desk.project.chapters[1].id,)


def test_what_is_refused_is_said_under_the_list(open_chapters) -> None:
    panel, desk, _ = open_chapters(2)
    panel.split(1, 1)
    assert len(desk.project.chapters) == 2
    assert panel.error.isVisible()


def test_a_chapter_renamed_elsewhere_is_painted(open_chapters, qtbot) -> None:
    panel, desk, _ = open_chapters(2)
    with qtbot.waitSignal(panel.model.dataChanged):
        desk.do(rename_chapter(desk.project, 2, "Other"))
    assert shown(panel) == ["Chapter 1", "Other"]


def test_the_state_is_said_in_words_and_painted(open_chapters, qtbot) -> None:
    panel, desk, states = open_chapters(1)
    assert "not looked at yet" in panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    states.chapters[1] = ChapterState(1, 10, 6, 2, 1, 95.0, 400)
    with qtbot.waitSignal(panel.model.dataChanged):
        desk.announce.say(StatesChanged(frozenset({1}), frozenset()))
    said = panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Chapter 1, included, 6 of 10 generated, 2 stale, 1 failed, about 1:39"


def test_rows_have_names_for_a_screen_reader(open_chapters) -> None:
    panel, _, _ = open_chapters(3)
    row = QAccessible.queryAccessibleInterface(panel.list).child(1)
    assert row.text(QAccessible.Text.Name).startswith("Chapter 2, included")


def test_an_empty_book_offers_its_first_chapter(open_chapters) -> None:
    panel, desk, _ = open_chapters(0)
    assert panel.first_button.isVisible()
    panel.first_button.click()
    assert len(desk.project.chapters) == 1
    assert panel.list.isVisible()
    panel.show_project(None, None)
    assert not panel.first_button.isVisible()


def test_the_menu_does_what_the_keys_do(open_chapters, qtbot) -> None:
    panel, _, _ = open_chapters(3)
    choose(panel, 0, 1)
    menu = panel.menu()
    with qtbot.waitSignal(panel.generate_requested) as asked:
        next(action for action in menu.actions() if action.text() == "Generate").trigger()
    assert asked.args == [(1, 2)]


def test_buttons_have_names(open_chapters) -> None:
    panel, _, _ = open_chapters(1)
    assert all(b.accessibleName() or b.text() for b in panel.findChildren(QAbstractButton))
    assert panel.list.accessibleName()


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (42.4, "0:42"), (725, "12:05"), (3750, "1:02:30")])
def test_durations(seconds, text) -> None:
    assert duration(seconds) == text


def test_a_book_open_for_reading_only_offers_no_edit(open_chapters) -> None:
    panel, desk, _ = open_chapters(2)
    desk.file.read_only = True
    panel.show_project(desk, None)
    panel.list.selectAll()
    assert not any(b.isEnabled() for b in (panel.add_button, panel.merge_button, panel.remove_button))
    assert not panel.list.model().index(0, 0).flags() & Qt.ItemFlag.ItemIsEditable


def test_what_a_chapter_cost_is_told(open_chapters) -> None:
    panel, desk, _ = open_chapters(2)
    panel.show_paid({desk.project.chapters[0].id: "billed 412 credits"})
    tips = [panel.model.index(row).data(Qt.ItemDataRole.ToolTipRole) for row in range(2)]
    assert tips[0].endswith("\nbilled 412 credits")
    assert "billed" not in tips[1]
    assert panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).endswith("billed 412 credits")
