"""A chapter becomes a finished timeline by the keyboard alone, in the whole window; what is done is read back from the file."""

from __future__ import annotations

import asyncio

import pytest

pytest.importorskip("PySide6")

import shell_desk as desks
from keyring.backends import fail
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from shell_desk import until

from studio_app.domain.timeline import Mode
from studio_app.session.work_views import OVER
from studio_app.ui.kit.throttle import Throttle
from studio_app.ui.timeline.clip_model import Column
from tests.settings.memory_keyring import installed

KEY, WITH = Qt.Key, Qt.KeyboardModifier


@pytest.fixture(scope="module")
def window(qapp, tmp_path_factory):
    with installed(fail.Keyring()):
        made = desks.Shell(qapp, tmp_path_factory.mktemp("home"))
        yield made
        for owed in made.desk.findChildren(Throttle):  # a look at the file that nobody waits for any more
            owed.cancel()
        made.close()


@pytest.fixture
def shell(window, tmp_path, monkeypatch):
    window.begin(tmp_path, monkeypatch)
    yield window
    window.forget()


def press(key, held=WITH.NoModifier):
    """Press a key wherever the keyboard is."""
    QTest.keyClick(QApplication.focusWidget(), key, held)


async def write(text):
    """Write into the field that was opened, and take it over."""
    field = await until(
        lambda: QApplication.focusWidget() if isinstance(QApplication.focusWidget(), QLineEdit) else None
    )
    field.selectAll()
    QTest.keyClicks(field, text)
    press(KEY.Key_Return)
    await asyncio.sleep(0.05)


def texts(desk):
    project = desk.studio.project
    return [paragraph.text for paragraph in project.paragraphs[1]]


def clips(panel):
    return [panel.clips.clip_at(row) for row in range(panel.clips.rowCount())]


async def made(desk):
    await until(lambda: desk.work.jobs and all(view.state in OVER for view in desk.work.jobs))


async def laid_out(desk):
    """Open the chapter as a timeline and go to the list of its clips."""
    panel = desk.timelines.panel
    desk.parts.window.activateWindow()
    await until(desk.parts.window.isActiveWindow)
    desk.act("timeline.open")
    await until(lambda: panel.clips.rowCount() == 3)
    panel.show_list(on=False)
    desk.act("timeline.list")
    assert QApplication.focusWidget() is panel.list
    return panel


def test_a_timeline_is_made_by_keys_alone(shell, tmp_path):
    async def work(desk):
        panel = await laid_out(desk)
        press(KEY.Key_A, WITH.ControlModifier)
        panel.verbs["generate_dynamic"].trigger()
        await until(lambda: all(clip.sounds for clip in clips(panel)))
        await made(desk)

        # The last clip is to begin at ten seconds and last two: the keyboard goes to its cells and writes them.
        press(KEY.Key_PageDown)
        third = panel.list.current
        press(KEY.Key_Home)
        press(KEY.Key_Right)
        assert panel.list.currentIndex().column() == Column.START
        press(KEY.Key_F2)
        await write("10")
        await until(lambda: panel.timeline.clip(third.id).start == 480_000)
        for _ in range(Column.LENGTH - Column.START):
            press(KEY.Key_Right)
        press(KEY.Key_F2)
        await write("2")
        await until(lambda: panel.timeline.clip(third.id).length == 96_000)
        assert panel.timeline.clip(third.id).mode is Mode.FIXED

        # The first is cut where the playhead is, and one half is locked.
        press(KEY.Key_PageUp)
        first = panel.list.current
        panel.place_playhead(first.start + first.length // 2)
        press(KEY.Key_S)
        await until(lambda: panel.clips.rowCount() == 4)
        press(KEY.Key_L)
        await until(lambda: panel.timeline.clip(first.id).locked)
        press(KEY.Key_Delete)
        await asyncio.sleep(0.05)
        assert panel.clips.rowCount() == 4
        press(KEY.Key_Z, WITH.ControlModifier)
        await until(lambda: not panel.timeline.clip(first.id).locked)
        return texts(desk), [clip.start for clip in clips(panel)][-1]

    path = desks.new_book(tmp_path)
    said, last = shell.live(path, work)
    assert " ".join(" ".join(said).split()) == " ".join(desks.TEXTS)
    assert (len(said), last) == (4, 480_000)


def test_text_is_one_in_the_list_and_in_the_manuscript(shell, tmp_path):
    async def work(desk):
        panel = await laid_out(desk)
        press(KEY.Key_PageUp)
        for _ in range(Column.TEXT):
            press(KEY.Key_Right)
        press(KEY.Key_Return)
        await write("The lamp was lit.")
        await until(lambda: texts(desk)[0] == "The lamp was lit.")
        press(KEY.Key_Z, WITH.ControlModifier)
        await until(lambda: clips(panel)[0].text == desks.TEXTS[0])
        return texts(desk)

    assert shell.live(desks.new_book(tmp_path), work) == list(desks.TEXTS)
