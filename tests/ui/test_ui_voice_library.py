"""The voice library: searched, filtered, heard, compared and cast, by mouse and by keyboard."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from studio_app.session.library import Found
from studio_app.speech.engine import Voice
from studio_app.speech.library import Filters, Listing, Search
from studio_app.ui.kit import theme
from studio_app.ui.kit.voice_drag import VOICE_MIME
from studio_app.ui.voices.library_page import PAGE, LibraryPage

FILTERS = Filters(
    choices={
        "language": (("en", "English"), ("fr", "French")),
        "gender": (("male", ""), ("female", "")),
        "use": (("narrative_story", ""), ("news", "")),
        "descriptive": (("calm", ""), ("deep", "")),
        "notice_days": (),
    },
    accents={"en": ("australian", "british"), "fr": ("parisian",)},
    switches=frozenset({"high_quality", "free"}),
    sorts=("trending", "latest", "users", "characters"),
)


def voice(number, **more):
    told = {"accent": "australian", "use": "narrative_story", "tags": ("calm",), "sample": f"https://s/{number}.mp3"}
    name = more.pop("name", f"Voice {number}")
    return Listing(Voice(f"v{number}", name, "elevenlabs", "en", "female"), "community", **{**told, **more})


def found(count, start=0, **more):
    return Found(tuple(voice(n) for n in range(start, start + count)), **more)


@pytest.fixture
def heard():
    """What the page asked for, by name."""
    return {}


@pytest.fixture
def page(qapp, heard):
    made = LibraryPage()
    for name in ("search", "sample", "details", "add", "cast", "audition", "similar", "prefetch", "price", "filters"):
        asked = heard.setdefault(name, [])
        getattr(made, f"{name}_requested").connect(lambda *what, asked=asked: asked.append(what))
    made.resize(420, 800)
    made.show_engines((("elevenlabs", ""), ("fish", "")))
    made.show()
    made.show_filters("", FILTERS)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)  # or the next theme would dress it, too


@pytest.fixture
def filled(page):
    page.show_found(found(5, total=5))
    return page


def press(widget, *keys):
    for key in keys:
        QTest.keyClick(widget, key)


def at(page, row):
    return page.list.visualRect(page.list.model().index(row, 0))


def click(page, point):
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=point)


def names(page):
    model = page.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def button(page, name):
    return page.findChild(QPushButton, name)


# Searching


def test_the_first_sight_asks_for_filters_and_voices_once(page, heard):
    page.hide()
    page.show()
    assert heard["filters"] == [("",)]
    assert heard["search"] == [("", Search(), PAGE, False)]


def test_what_was_found_is_listed_and_counted(filled):
    assert names(filled) == [f"Voice {n}" for n in range(5)]
    assert filled._total.text() == "5 voices"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (found(3, total=12480, more=True), "12,480 voices"),
        (found(3, total=12480, exact=False, more=True), "about 12,480 voices"),
        (found(3, more=True), "more than 3 voices"),
    ],
)
def test_how_many_there_are_is_said_no_more_exactly_than_known(page, answer, said):
    page.show_found(answer)
    assert page._total.text() == said


def test_words_are_looked_for_when_the_typing_rests(qtbot, page, heard):
    QTest.keyClicks(page.filters.field, "Australian narration")
    assert len(heard["search"]) == 1
    qtbot.waitUntil(lambda: len(heard["search"]) == 2)
    assert heard["search"][-1][1].text == "Australian narration"


def test_an_answer_to_older_words_is_passed_over(page):
    page.show_found(found(2), "", Search(text="old"))
    assert names(page) == []
    page.show_found(found(2), "", page.filters.search)
    assert len(names(page)) == 2


def test_accents_are_those_of_the_language(page, heard):
    bar = page.filters
    QTest.mouseClick(bar.unfold, Qt.MouseButton.LeftButton)
    assert not bar.accent.isEnabled()
    bar.language.setFocus()
    QTest.keyClicks(bar.language, "Eng")
    press(bar.language, Qt.Key.Key_Return)
    bar.language.activated.emit(bar.language.currentIndex())
    assert [bar.accent.itemText(n) for n in range(bar.accent.count())] == ["Any accent", "Australian", "British"]
    press(bar.accent, Qt.Key.Key_Down)
    assert heard["search"][-1][1] == Search(language="en", accent="australian")


def test_another_language_forgets_the_accent(page, heard):
    bar = page.filters
    bar.show_search(Search(language="en", accent="british"))
    bar.language.choose("fr")
    bar.language.picked.emit()
    assert heard["search"][-1][1] == Search(language="fr")


def test_filters_in_force_are_chips_that_take_them_away(page, heard):
    page.filters.show_search(Search(language="en", gender="female", high_quality=True))
    chips = [chip for chip in page.findChildren(QPushButton, "voices.chip") if chip.isVisible()]
    assert [chip.text() for chip in chips] == ["English  ×", "Female  ×", "High quality  ×", "Clear all"]
    assert page.filters.unfold.text() == "Filters (3)"
    QTest.mouseClick(chips[1], Qt.MouseButton.LeftButton)
    assert heard["search"][-1][1] == Search(language="en", high_quality=True)


def test_several_sounds_can_be_wanted_at_once(page, heard):
    menu = page.filters.descriptive.ticks
    for action in menu.actions():
        action.toggle()
    assert heard["search"][-1][1].descriptive == ("calm", "deep")
    assert page.filters.descriptive.text() == "2 chosen"


def test_what_a_library_does_not_know_is_not_offered(page):
    page.filters.unfold.click()
    page.show_filters("", Filters(choices={"language": (("en", ""),)}, sorts=("trending",)))
    assert not page.filters.free.isVisible()
    assert not page.filters.order.isVisible()
    assert page.filters.language.isVisible()


def test_the_next_page_is_asked_for_before_the_end_is_seen(page, heard):
    page.show_found(found(PAGE, total=500, more=True), "", page.filters.search)
    bar = page.list.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    assert heard["search"][-1][2] == 2 * PAGE
    assert len(heard["search"]) == 2
    bar.setValue(bar.maximum())
    assert len(heard["search"]) == 2  # it is on its way


def test_rows_that_come_leave_the_list_where_it_is(page):
    page.show_found(found(PAGE, more=True))
    page.list.verticalScrollBar().setValue(900)
    page.list.choose(("elevenlabs", "v20"))
    before = page.list.verticalScrollBar().value()
    page.show_found(found(2 * PAGE, more=True))
    assert page.list.verticalScrollBar().value() == before
    assert page.list.current.voice.id == "v20"
    assert len(names(page)) == 2 * PAGE


def test_another_engine_is_asked_for_its_own(page, heard):
    press(page.filters.engine, Qt.Key.Key_Down)
    assert heard["filters"][-1] == ("elevenlabs",)
    assert heard["search"][-1][0] == "elevenlabs"


# States


def test_a_wait_is_seen_only_when_it_lasts(qtbot, page):
    assert page._progress.isHidden()
    qtbot.waitUntil(lambda: not page._progress.isHidden())
    page.show_found(found(1))
    assert page._progress.isHidden()


def test_nothing_found_offers_to_look_for_more(page, heard):
    page.filters.show_search(Search(text="zzz", language="en"))
    page.show_found(Found(total=0))
    clear = button(page, "voices.nothing.clear")
    assert clear.isVisible()
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert heard["search"][-1][1] == Search()


def test_without_a_network_the_list_says_of_when_it_is(page, heard):
    page.show_found(found(3, offline_since="2026-01-05T10:00:00+00:00", refusal="ElevenLabs cannot be reached."))
    assert page.banner.isVisible()
    assert page.banner.sentence.startswith("ElevenLabs cannot be reached. Seen before, as of 1/5/26")
    assert len(names(page)) == 3
    QTest.mouseClick(page.banner.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert heard["search"][-1][3] is True


def test_what_was_seen_before_is_shown_while_the_answer_is_awaited(qtbot, page):
    page.show_found(found(3, offline_since="2026-01-05T10:00:00+00:00"))
    assert len(names(page)) == 3
    assert page.banner.isHidden()
    qtbot.waitUntil(lambda: not page._progress.isHidden())
    page.show_found(found(4))
    assert page._progress.isHidden()


def test_without_a_key_for_some_the_others_are_shown(qtbot, page):
    page.show_found(found(3, refusal="No key for ElevenLabs.", keyless=True))
    with qtbot.waitSignal(page.accounts_requested):
        QTest.mouseClick(page.banner.findChild(QPushButton), Qt.MouseButton.LeftButton)


def test_without_a_key_the_way_to_enter_one_is_shown(qtbot, page):
    page.show_found(Found(refusal="No key for ElevenLabs.", keyless=True))
    with qtbot.waitSignal(page.accounts_requested):
        QTest.mouseClick(button(page, "voices.nothing.key"), Qt.MouseButton.LeftButton)


def test_a_library_that_does_not_answer_is_asked_again(page, heard):
    page.show_found(Found(refusal="The library is closed."))
    assert page._nothing.isVisible()
    QTest.mouseClick(button(page, "voices.nothing.again"), Qt.MouseButton.LeftButton)
    assert heard["search"][-1][3] is True


# Hearing


def test_the_round_button_plays_and_stops(qtbot, filled, heard):
    click(filled, filled.list.row.play_rect(at(filled, 1)).center())
    assert heard["sample"][-1][0].voice.id == "v1"
    assert [one.voice.id for one in heard["prefetch"][-1][0]] == ["v2", "v3", "v0"]
    filled.show_playing(("elevenlabs", "v1"))
    with qtbot.waitSignal(filled.sample_stop_requested):
        click(filled, filled.list.row.play_rect(at(filled, 1)).center())


def test_a_second_sample_takes_the_place_of_the_first(filled, heard):
    filled.list.enter()
    press(filled.list, Qt.Key.Key_Space)
    filled.show_playing(("elevenlabs", "v0"))
    press(filled.list, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert [what[0].voice.id for what in heard["sample"]] == ["v0", "v1"]
    assert filled.list.voices.waiting == ("elevenlabs", "v1")


def test_one_that_ends_while_the_next_is_fetched_leaves_the_next_its_button(qtbot, filled, heard):
    filled.listen(voice(0))
    filled.show_playing(("elevenlabs", "v0"))
    filled.listen(voice(1))
    filled.show_playing(None)
    filled.show_playing(("elevenlabs", "v1"))
    with qtbot.waitSignal(filled.sample_stop_requested):
        filled.listen(voice(1))
    assert len(heard["sample"]) == 2


def test_a_voice_without_a_sample_offers_none(page, heard):
    page.show_found(Found((voice(1, sample=""),)))
    click(page, page.list.row.play_rect(at(page, 0)).center())
    press(page.list, Qt.Key.Key_Space)
    assert heard["sample"] == []


def test_a_pointer_that_rests_plays_only_where_that_is_wanted(qtbot, filled, heard):
    QTest.mouseMove(filled.list.viewport(), at(filled, 2).center())
    QTest.qWait(400)
    assert heard["sample"] == []
    filled.set_hover_plays(True)
    QTest.mouseMove(filled.list.viewport(), at(filled, 3).center())
    qtbot.waitUntil(lambda: len(heard["sample"]) == 1)
    filled.show_playing(("elevenlabs", "v3"))
    with qtbot.waitSignal(filled.sample_stop_requested):
        QTest.mouseMove(filled.list.viewport(), at(filled, 4).center())


def test_a_refused_sample_is_said_and_waits_no_longer(filled):
    filled.list.enter()
    press(filled.list, Qt.Key.Key_Space)
    filled.show_refusal("The sample cannot be fetched.")
    assert filled.list.voices.waiting is None
    assert filled.banner.sentence == "The sample cannot be fetched."


# Details, adding, casting


def test_enter_opens_the_details_and_escape_goes_back(filled, heard):
    filled.list.enter()
    press(filled.list, Qt.Key.Key_Return)
    assert filled.details.isVisible()
    assert heard["details"][-1][0].voice.id == "v0"
    press(filled.details.listen, Qt.Key.Key_Escape)
    assert not filled.details.isVisible()
    assert filled.list.hasFocus()


def test_the_details_warn_of_the_price_and_tell_everything(page):
    told = voice(
        7, rate=2.0, notice_days=90, users=12480, samples=(("de", "https://s/de"),), settings=(("stability", 0.5),)
    )
    page.show_found(Found((told,)))
    page.open_details(told)
    texts = [child.text() for child in page.details.findChildren(type(page._total))]
    assert "Speech with this voice costs 2 times the usual credits." in texts
    for said in ("12,480", "90 days' notice", "Stability 0.5", "German", "Australian"):
        assert said in texts


def test_a_sample_of_another_language_can_be_heard(page, heard):
    told = voice(7, samples=(("de", "https://s/de"),))
    page.show_found(Found((told,)))
    page.open_details(told)
    chip = next(one for one in page.details.findChildren(QPushButton) if one.text() == "German")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    wished = heard["sample"][-1][0]
    assert (wished.sample, wished.samples) == ("https://s/de", ())


def test_what_is_told_later_is_shown(page):
    page.show_found(found(1))
    page.open_details(voice(0))
    page.show_details(voice(0, description="Warm and slow."))
    assert page.details._about.text() == "Warm and slow."


def test_the_plus_adds_a_voice_once(page, heard):
    page.show_found(found(2))
    click(page, page.list.row.mark_rect(at(page, 1)).center())
    assert [what[0].voice.id for what in heard["add"]] == ["v1"]
    page.show_details(voice(1, mine=True))
    click(page, page.list.row.mark_rect(at(page, 1)).center())
    assert len(heard["add"]) == 1


def test_the_menu_offers_all_a_voice_can_do(filled, heard):
    filled.list.enter()
    menu = filled.menu()
    texts = {action.text(): action for action in menu.actions()}
    assert list(texts) == [
        "Listen",
        "Details",
        "Compare",
        "Try on my paragraph",
        "Cast",
        "Add to my voices",
        "More like this",
        "Copy the id",
    ]
    texts["Cast"].trigger()
    texts["More like this"].trigger()
    assert heard["cast"][-1][0].voice.id == heard["similar"][-1][0].voice.id == "v0"


def test_similar_voices_stand_in_for_the_search_until_escape(filled, heard):
    filled.show_similar(found(2, start=40), "Voice 0")
    assert filled._like.text() == "Voices like Voice 0"
    assert names(filled) == ["Voice 40", "Voice 41"]
    press(filled.list, Qt.Key.Key_Escape)
    assert filled._like_row.isHidden()
    assert len(heard["search"]) == 2


def test_a_dragged_voice_says_which_it_is(filled):
    data = filled.list.model().mimeData([filled.list.model().index(1, 0)])
    assert json.loads(bytes(data.data(VOICE_MIME).data())) == ["elevenlabs", "v1", "Voice 1"]
    assert not data.hasText()


# Comparing


def test_up_to_four_voices_are_compared(filled, heard):
    filled.list.enter()
    for _ in range(5):
        press(filled.list, Qt.Key.Key_C, Qt.Key.Key_Down)
    assert [one.voice.id for one in filled.tray.listings] == ["v0", "v1", "v2", "v3"]
    assert filled.tray.isVisible()
    assert "at most" in filled.tray._about.text()
    press(filled.list, Qt.Key.Key_2)
    assert heard["sample"][-1][0].voice.id == "v1"


def test_the_price_stands_on_the_button_before_anything_is_spoken(filled, heard):
    filled.compare(voice(0))
    filled.show_price("~412 credits")
    say = button(filled, "voices.tray.say")
    assert say.text() == "Hear my paragraph · ~412 credits"
    assert heard["audition"] == []
    QTest.mouseClick(say, Qt.MouseButton.LeftButton)
    assert [one.voice.id for one in heard["audition"][-1][0]] == ["v0"]


def test_without_a_paragraph_nothing_can_be_said(filled):
    filled.compare(voice(0))
    filled.show_price("", "Choose a paragraph first.")
    assert not button(filled, "voices.tray.say").isEnabled()
    assert filled.tray._about.text() == "Choose a paragraph first."


def test_a_voice_that_has_said_the_paragraph_says_that(qtbot, filled, heard):
    filled.compare(voice(0))
    filled.show_auditions({("elevenlabs", "v0"): "ready"})
    filled.list.enter()
    with qtbot.waitSignal(filled.audition_play_requested):
        press(filled.list, Qt.Key.Key_1)
    assert heard["sample"] == []


def test_another_tray_has_another_price(filled, heard):
    filled.compare(voice(0))
    filled.compare(voice(1))
    filled.compare(voice(1))
    assert [len(what[0]) for what in heard["price"]] == [1, 2]
    QTest.mouseClick(button(filled, "voices.tray.clear"), Qt.MouseButton.LeftButton)
    assert filled.tray.isHidden()


# Keyboard and screen reader


def test_the_whole_way_can_be_gone_with_keys(qtbot, page, heard):
    page.setFocus()
    QTest.keyClicks(page.filters.field, "calm")
    press(page.filters.field, Qt.Key.Key_Down)
    assert heard["search"][-1][1].text == "calm"
    page.show_found(found(3))
    page.list.enter()
    press(page.list, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert heard["sample"][-1][0].voice.id == "v1"
    press(page.list, Qt.Key.Key_Insert)
    assert heard["add"][-1][0].voice.id == "v1"
    press(page.list, Qt.Key.Key_C, Qt.Key.Key_Return)
    press(page.details.cast, Qt.Key.Key_Space)
    assert heard["cast"][-1][0].voice.id == "v1"
    press(page.details.cast, Qt.Key.Key_Escape)
    press(page.list, Qt.Key.Key_Home, Qt.Key.Key_Up)
    qtbot.waitUntil(page.filters.field.hasFocus)


def test_a_row_is_said_in_words(page):
    page.show_found(Found((voice(1, name="Ada", rate=2.0, notice_days=30, high_quality=True),)))
    said = page.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == (
        "Ada, Community voice of ElevenLabs, English · Australian · female, high quality, "
        "Speech with this voice costs 2 times the usual credits, 30 days' notice, Narrative story · Calm"
    )


def test_everything_that_can_be_used_has_a_name(filled):
    filled.open_details(voice(0))
    filled.compare(voice(0))
    filled.filters.unfold.click()
    usable = [w for w in filled.findChildren(QPushButton) if w.isVisible()]
    usable += [filled.list, filled.filters.field, filled.filters.engine, filled.filters.language, filled.filters.accent]
    assert [w.objectName() for w in usable if not w.accessibleName()] == []


# Painting


@pytest.fixture
def themes():
    return theme.themes()


def ends(page, listing):
    layout = page.list.row._layout(listing, at(page, 0).width())
    texts = [piece.at.x() + piece.text.size().width() for piece in layout.pieces]
    return [*texts, *(chip.rect.right() for chip in layout.chips)]


@pytest.mark.parametrize("look", ["light", "dark", "high-contrast"])
def test_rows_fit_in_any_width_and_theme(page, look, themes):
    themes.apply(look)
    long = voice(1, name="A very long name " * 9, tags=("deep",) * 9, rate=3.0, notice_days=730, leaves="2026-12-12")
    page.show_found(Found((long, voice(2), replace(voice(3), state="failed"))))
    for width in (320, 420, 900):
        page.resize(width, 700)
        page.list.grab()
        right = page.list.row.mark_rect(at(page, 0)).left()
        assert max(end for listing in page.list.voices.listings for end in ends(page, listing)) <= right + 1


def test_a_wide_page_has_columns_and_its_details_beside(filled):
    narrow = at(filled, 0).height()
    filled.resize(1000, 700)
    assert at(filled, 0).height() < narrow
    filled.open_details(voice(0))
    assert filled.details.x() > filled.list.x()


def test_what_a_row_says_is_laid_out_once(filled):
    filled.list.grab()
    made = dict(filled.list.row._layouts)
    filled.list.grab()
    assert {key: entry[2] for key, entry in made.items()} == {
        key: entry[2] for key, entry in filled.list.row._layouts.items()
    }


def test_a_point_of_a_row_tells_what_it_is(filled):
    rect = at(filled, 0)
    row = filled.list.row
    assert row.part_at(rect, rect.left() + 20, rect.center().y()) == "play"
    assert row.part_at(rect, rect.right() - 20, rect.center().y()) == "mark"
    assert row.part_at(rect, rect.center().x(), rect.center().y()) == ""
    assert filled.list._part_at(QPoint(5, 790)) == (-1, "")
