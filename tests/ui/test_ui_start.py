"""The start page: recent projects, ways to begin, dropping a file; by mouse and by keyboard."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from studio_app.session.recent import RecentProject
from studio_app.ui.start.page import ProjectCard, StartPage, ago

BOOK = RecentProject("/there/book.lectern", "The Book", "A. Writer", "", 12_480, 4210.0, 200, 50, time.time())
GONE = RecentProject("/gone/other.lectern", "Other", "", "", 10, 0.0, 4, 2, time.time() - 90_000)


@pytest.fixture
def page(qtbot) -> StartPage:
    made = StartPage()
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def cards(page: StartPage) -> list[ProjectCard]:
    return page.findChildren(ProjectCard)


def words(card: ProjectCard) -> str:
    return card.accessibleDescription()


def mime(*paths: Path) -> QMimeData:
    made = QMimeData()
    made.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return made


def drop(page: StartPage, data: QMimeData) -> bool:
    """Drag over the page and let go, as Qt tells it; return whether it was taken."""
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(page.rect().center(), Qt.DropAction.CopyAction, data, buttons, none)
    QApplication.sendEvent(page, entering)
    if not entering.isAccepted():
        return False
    let_go = QDropEvent(QPointF(page.rect().center()), Qt.DropAction.CopyAction, data, buttons, none)
    QApplication.sendEvent(page, let_go)
    return let_go.isAccepted()


# The first time


def test_the_first_time_the_sample_is_offered(page: StartPage, qtbot) -> None:
    page.show_projects(())
    offered = page.findChild(QPushButton, "start.first")
    assert offered.isVisible()
    with qtbot.waitSignal(page.action_requested) as heard:
        QTest.mouseClick(offered, Qt.MouseButton.LeftButton)
    assert heard.args == ["file.open_sample"]


def test_with_projects_it_is_not(page: StartPage) -> None:
    page.show_projects((BOOK,))
    assert not page.findChild(QPushButton, "start.first").isVisible()


def test_the_samples_cover_is_read_beside(page: StartPage, qtbot) -> None:
    with qtbot.waitSignal(page.sample_read):
        page.show_projects(())


@pytest.mark.parametrize("way", ["file.import", "file.import_page", "file.new", "file.open_sample"])
def test_every_way_to_begin_is_pressed_by_mouse_and_by_keys(page: StartPage, way: str) -> None:
    button = page.findChild(QToolButton, f"start.{way}")
    heard = QSignalSpy(page.action_requested)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        QTest.keyClick(button, key)
    assert [heard.at(number)[0] for number in range(heard.count())] == [way] * 3
    assert button.accessibleName()


def test_a_project_can_be_chosen_from_the_disk(page: StartPage, qtbot) -> None:
    with qtbot.waitSignal(page.action_requested) as heard:
        QTest.mouseClick(page.findChild(QPushButton, "start.file.open"), Qt.MouseButton.LeftButton)
    assert heard.args == ["file.open"]


# Recent projects


def test_a_card_tells_author_length_and_progress(page: StartPage) -> None:
    page.show_projects((BOOK,))
    (card,) = cards(page)
    assert card.accessibleName() == "Open The Book"
    assert words(card) == "A. Writer, 12,480 words · 1 h 10 min to hear · today, 25 % generated"
    assert card._progress.value() == 250
    assert card.toolTip() == BOOK.path


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_card_opens_by_keys(page: StartPage, qtbot, key: Qt.Key) -> None:
    page.show_projects((BOOK,))
    with qtbot.waitSignal(page.open_requested) as heard:
        QTest.keyClick(cards(page)[0], key)
    assert heard.args == [Path(BOOK.path)]


def test_a_card_opens_by_a_click_anywhere_on_it(page: StartPage, qtbot) -> None:
    page.show_projects((BOOK,))
    qtbot.wait(10)
    card = cards(page)[0]
    for spot in (card._cover, card._title, card._progress):
        with qtbot.waitSignal(page.open_requested):
            QTest.mouseClick(
                page.window().windowHandle(), Qt.MouseButton.LeftButton, pos=spot.mapTo(page, spot.rect().center())
            )


def test_a_missing_project_says_so_and_can_be_removed(page: StartPage, qtbot) -> None:
    page.show_projects((BOOK, GONE), frozenset({GONE.path}))
    card = next(card for card in cards(page) if card.missing)
    assert words(card) == "Its file is not there"
    with qtbot.waitSignal(page.forget_requested) as heard:
        QTest.mouseClick(card.findChild(QToolButton, "start.forget"), Qt.MouseButton.LeftButton)
    assert heard.args == [GONE.path]


def test_delete_takes_a_project_off_the_list(page: StartPage, qtbot) -> None:
    page.show_projects((BOOK,))
    with qtbot.waitSignal(page.forget_requested), qtbot.assertNotEmitted(page.open_requested):
        QTest.keyClick(cards(page)[0], Qt.Key.Key_Delete)


def test_removing_does_not_open(page: StartPage, qtbot) -> None:
    page.show_projects((BOOK,))
    with qtbot.assertNotEmitted(page.open_requested):
        QTest.mouseClick(cards(page)[0].findChild(QToolButton, "start.forget"), Qt.MouseButton.LeftButton)


def test_a_project_that_came_back_is_missing_no_more(page: StartPage, qtbot) -> None:
    page.show_projects((GONE,), frozenset({GONE.path}))
    page.show_projects((GONE,))
    qtbot.waitUntil(lambda: [card.missing for card in cards(page)] == [False])


def test_a_cover_is_read_beside_and_shown(page: StartPage, qtbot, tmp_path: Path) -> None:
    picture = QImage(600, 900, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ff0000"))
    picture.save(str(tmp_path / "cover.png"))
    page.show_projects((RecentProject("/a.lectern", "A", cover=str(tmp_path / "cover.png")),))
    card = cards(page)[0]

    def red() -> bool:
        shown = card._cover.pixmap().toImage()
        return shown.pixelColor(shown.rect().center()) == QColor("#ff0000")

    qtbot.waitUntil(red)


def test_a_broken_cover_leaves_the_letter(page: StartPage, qtbot, tmp_path: Path) -> None:
    (tmp_path / "cover.png").write_bytes(b"no picture")
    page.show_projects((RecentProject("/a.lectern", "A", cover=str(tmp_path / "cover.png")),))
    qtbot.wait(50)
    assert not cards(page)[0]._cover.pixmap().isNull()


@pytest.mark.parametrize(("width", "columns"), [(500, 1), (900, 2), (1400, 3)])
def test_cards_stand_in_as_many_columns_as_there_is_room_for(page: StartPage, qtbot, width: int, columns: int) -> None:
    page.show_projects([RecentProject(f"/{n}.lectern", str(n)) for n in range(6)])
    page.resize(width, 700)
    qtbot.wait(10)
    rows = {card.y() for card in cards(page)}
    assert len(rows) == 6 // columns


@pytest.mark.parametrize(("width", "rows"), [(560, 3), (720, 2), (1100, 2)])
def test_the_ways_to_begin_keep_room_for_their_names(page: StartPage, qtbot, width: int, rows: int) -> None:
    page.resize(width, 700)
    qtbot.wait(10)
    ways = page.findChildren(QToolButton, options=Qt.FindChildOption.FindChildrenRecursively)
    assert len({way.y() for way in ways if way.property("kind") == "way"}) == rows


def test_tab_reaches_everything(page: StartPage) -> None:
    page.show_projects((BOOK,))
    page.activateWindow()
    page.findChild(QToolButton, "start.file.import").setFocus()
    seen = []
    for _ in range(10):
        focus = QApplication.focusWidget()
        seen.append(focus.objectName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert seen[:9] == [
        "start.file.import",
        "start.file.import_page",
        "start.file.import_script",
        "start.file.new_voiceover",
        "start.file.new",
        "start.file.open_sample",
        "start.file.open",
        "start.project",
        "start.forget",
    ]


# Dropping


def test_a_dropped_book_is_imported(page: StartPage, qtbot) -> None:
    with qtbot.waitSignal(page.import_requested) as heard:
        assert drop(page, mime(Path("/books/a.epub")))
    assert heard.args == [Path("/books/a.epub")]


def test_a_dropped_project_is_opened(page: StartPage, qtbot) -> None:
    with qtbot.waitSignal(page.open_requested) as heard, qtbot.assertNotEmitted(page.import_requested):
        assert drop(page, mime(Path("/books/A.LECTERN")))
    assert heard.args == [Path("/books/A.LECTERN")]


def test_several_files_or_none_are_not_taken(page: StartPage) -> None:
    assert not drop(page, mime(Path("/a.epub"), Path("/b.epub")))
    text = QMimeData()
    text.setText("words")
    assert not drop(page, text)


# Words


def test_what_goes_on_is_said(page: StartPage) -> None:
    page.show_busy("Opening The Book…")
    assert page._busy.isVisible()
    page.show_busy("")
    assert not page._busy.isVisible()


@pytest.mark.parametrize(("day", "said"), [(21, "today"), (20, "yesterday"), (15, "6 days ago"), (22, "today")])
def test_days_are_counted_by_the_calendar(day: int, said: str) -> None:
    now = datetime(2026, 11, 21, 0, 30).timestamp()
    assert ago(datetime(2026, 11, day, 23, 50).timestamp(), now) == said


def test_long_ago_is_a_date_and_never_is_nothing() -> None:
    now = datetime(2026, 11, 21).timestamp()
    assert "2024" in ago(datetime(2024, 3, 7).timestamp(), now) or "24" in ago(datetime(2024, 3, 7).timestamp(), now)
    assert ago(0) == ""


def test_forgetting_a_project_leaves_the_keyboard_on_the_next(page, qtbot):
    other = RecentProject("/there/third.lectern", "Third", "", "", 10, 0.0, 4, 2, time.time())
    page.show_projects((BOOK, other))
    forget = cards(page)[0].findChild(QToolButton, "start.forget")
    forget.setFocus()
    page.show_projects((other,))
    qtbot.waitUntil(lambda: len(cards(page)) == 1)
    assert page.focusWidget() is cards(page)[0]


def test_a_project_whose_voice_was_withdrawn_says_so(qtbot) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    page.show_projects([RecentProject("/a.lectern", "A", words=900), RecentProject("/b.lectern", "B", words=900)])
    page.show_warnings({"/a.lectern": "The voice Ada is gone"})
    said = {card.project.title: card.accessibleDescription() for card in page.findChildren(ProjectCard)}
    assert "The voice Ada is gone" in said["A"]
    assert "gone" not in said["B"]
    page.show_warnings({})
    assert all("gone" not in card.accessibleDescription() for card in page.findChildren(ProjectCard))
