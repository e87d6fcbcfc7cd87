"""Filters of the voice library: read and tabbed through in one order, and not in the way of the details."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from studio_app.session.library import Found
from studio_app.speech.engine import Voice
from studio_app.speech.library import Filters, Listing, Search
from studio_app.ui.voices.library_page import LibraryPage

CHOICES = {
    "language": (("de", "German"), ("en", "English")),
    **dict.fromkeys(("category", "gender", "age", "use"), (("some", "Some"), ("female", "Female"))),
}
VOICE = Listing(Voice("a", "Ada", "elevenlabs", "en"), kind="community", sample="http://127.0.0.1/a.mp3")


@pytest.fixture
def page(qtbot):
    made = LibraryPage()
    qtbot.addWidget(made)
    made.resize(420, 500)
    made.show_engines((("elevenlabs", ""),))
    made.show()
    made.show_filters(made.engine, Filters(CHOICES, {"en": ("australian",)}, switches=frozenset({"free"})))
    made.show_found(Found((VOICE,), 1))
    return made


def test_tab_goes_through_filters_chips_and_list_as_they_are_read(page):
    page.filters.show_search(Search(language="en", gender="female"))
    page.filters.unfold.setChecked(True)
    page.filters.unfold.setFocus()
    passed = []
    while len(passed) < 14 and passed[-1:] != ["Voices"]:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget().accessibleName() or QApplication.focusWidget().text())
    fields = ["Language", "Accent", "Gender", "Age", "Good for", "Category", "In my plan"]
    assert passed == [*fields, "Without English", "Without Female", "Without any filter", "More", "Voices"]


def test_the_details_take_the_place_of_the_filters_where_there_is_no_room_for_both(page):
    page.filters.unfold.setChecked(True)
    page.open_details(VOICE)
    assert (page.filters.unfold.isChecked(), page.details.isVisible()) == (False, True)
    page.filters.unfold.setChecked(True)
    assert page.details.isHidden()


def test_a_high_page_has_room_for_both(page):
    page.resize(420, 900)
    page.filters.unfold.setChecked(True)
    page.open_details(VOICE)
    assert page.filters.folded.isVisible()
    assert page.details.height() > page.list.height()


def test_languages_that_are_called_alike_are_told_apart(page):
    tongues = (("hyw", "Armenian"), ("hy", "Armenian"), ("de", "German"))
    page.show_filters(page.engine, Filters({"language": tongues}))
    language = page.filters.language
    assert [language.itemText(at) for at in range(1, language.count())] == ["Armenian", "Armenian (hyw)", "German"]


def test_where_the_page_is_low_the_tray_waits_until_filters_and_details_are_closed(page):
    page.filters.unfold.setChecked(True)
    page.compare(VOICE)
    assert (page.filters.unfold.isChecked(), page.tray.isVisible()) == (False, True)
    page.open_details(VOICE)
    assert page.tray.isHidden()
    page.close_details()
    assert page.tray.isVisible()
    page.open_details(VOICE)
    page.try_on(VOICE)
    assert (page.details.isHidden(), page.tray.say.hasFocus()) == (True, True)


def test_the_keys_for_pages_turn_what_is_told_of_a_voice(page, qtbot):
    page.open_details(replace(VOICE, description="Long. " * 200))
    bar = page.details.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    QTest.keyClick(page.details.listen, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(page.details.listen, Qt.Key.Key_PageUp)
    assert bar.value() == 0
