"""What is typed is in the file within a moment, and can be undone after a restart."""

from __future__ import annotations

import asyncio

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.edits.text import set_text
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind
from studio_app.domain.project import Voicing, project_from_draft
from studio_app.session.studio import Studio
from studio_app.store.project_file import ProjectFile
from studio_app.ui.editor.panel import EditorPanel


@pytest.fixture
def studio(tmp_path):
    cast = (Speaker(1, "Narrator", Casting.of("local", "espeak-ng", "en-us")),)
    blank = Draft("", (DraftChapter("One", (DraftParagraph(Kind.TEXT, ""),)),))
    ProjectFile.create(tmp_path / "book.lectern", project_from_draft(blank, speakers=cast, voicing=Voicing()))
    studio = Studio.open(tmp_path / "book.lectern")
    studio.do(set_text(studio.project, 1, "Hello 😀"))
    yield studio
    studio.close()


@pytest.fixture
def panel(qtbot, studio):
    panel = EditorPanel()
    qtbot.addWidget(panel, before_close_func=lambda p: p.close_threads())
    panel.show_project(studio, None)
    panel.show_chapter(studio.project.chapters[0].id)
    panel.show()
    panel.page.moveCursor(QTextCursor.MoveOperation.End)
    return panel


def texts_on_disk(studio) -> list[str]:
    file = ProjectFile.open(studio.file.path, read_only=True)
    try:
        return [p.text for held in file.load().paragraphs.values() for p in held]
    finally:
        file.close()


def test_what_is_typed_is_in_the_file_within_a_moment(panel, studio, qtbot) -> None:
    QTest.keyClicks(panel.page, " world")
    assert "Hello 😀" in texts_on_disk(studio)
    qtbot.waitUntil(lambda: "Hello 😀 world" in texts_on_disk(studio), timeout=2000)


def test_typing_is_one_step_which_is_undone_after_a_restart(panel, studio) -> None:
    for text in (" wor", "ld"):
        QTest.keyClicks(panel.page, text)
        panel.commit()
    studio.close()

    async def undone() -> str:
        again = Studio.open(studio.file.path)
        await again.undo()
        text = again.project.paragraph(1).text
        await again.shut()
        return text

    assert asyncio.run(undone()) == "Hello 😀"


def test_a_project_open_for_reading_only_is_read_with_a_cursor_and_not_written(qtbot, studio) -> None:
    path = studio.file.path
    studio.close()
    reading = Studio.open(path, read_only=True)
    panel = EditorPanel()
    qtbot.addWidget(panel, before_close_func=lambda p: p.close_threads())
    panel.show_project(reading, None)
    panel.show_chapter(1)
    QTest.keyClicks(panel.page, "x")
    QTest.keyClick(panel.page, Qt.Key.Key_Right)
    panel.insert_pause(500)
    assert panel.manuscript.document.toPlainText() == "Hello 😀"
    assert panel.cursor == (1, 1)
    reading.close()
