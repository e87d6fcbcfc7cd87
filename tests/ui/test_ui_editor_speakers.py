"""Who speaks what, on the page: colours that follow their words, the menu that gives words to others, voices dropped here."""

from __future__ import annotations

from dataclasses import replace
from statistics import median
from time import perf_counter

import pytest

pytest.importorskip("PySide6")

from editor_desk import BREAK, Desk, Told, book
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.edits.cast import assign, colour_speaker, remove_speaker, set_narrator
from studio_app.domain.edits.change import Change, RowChange, apply
from studio_app.domain.edits.text import lock, set_text
from studio_app.session.states import State
from studio_app.ui.editor.menu import context_menu
from studio_app.ui.editor.panel import EditorPanel
from studio_app.ui.kit import theme
from studio_app.ui.kit.voice_drag import VOICE_MIME, dragged_voice, voice_data

VOICE = Casting.of("local", "m", "en")
CAST = (Speaker(1, "Narrator", VOICE), Speaker(2, "Ann", VOICE, "speaker_4"), Speaker(3, "Bob", VOICE))
TEXT = "“Hello,” said Ann."


@pytest.fixture
def open_editor(qtbot):
    def opened(*texts, cast=CAST):
        desk, states = Desk(replace(book(list(texts)), speakers=cast)), Told()
        panel = EditorPanel()
        qtbot.addWidget(panel, before_close_func=lambda p: p.close_threads())
        panel.resize(800, 600)
        panel.show_project(desk, states)
        panel.show_chapter(1)
        panel.show()
        return panel, desk, states

    return opened


def worn(panel, number=0):
    """What is coloured in a block: (its words, colour, whether underlined)."""
    panel.page.grab()
    block = panel.manuscript.document.findBlockByNumber(number)
    units = block.text().encode("utf-16-le")
    return [
        (
            units[2 * f.start : 2 * (f.start + f.length)].decode("utf-16-le"),
            f.format.foreground().color().name(),
            f.format.underlineStyle() != QTextCharFormat.UnderlineStyle.NoUnderline,
        )
        for f in block.layout().formats()
    ]


def ink(role):
    return theme.colour(role).name()


def select(panel, paragraph_id, start, end):
    panel.place_cursor(paragraph_id, start, end=end)


# ── colours ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_words_of_others_wear_their_colour_and_a_line(open_editor) -> None:
    panel, desk, _ = open_editor(TEXT, "Two.")
    desk.do(assign(desk.project, [(1, 0, 8), (1, 14, 17)], 2))
    assert worn(panel) == [("“Hello,”", ink("speaker_4"), True), ("Ann", ink("speaker_4"), True)]
    assert worn(panel, 1) == []


def test_a_whole_paragraph_wears_it_without_a_line(open_editor) -> None:
    panel, desk, _ = open_editor(TEXT)
    desk.do(assign(desk.project, 1, 3))
    assert worn(panel) == [(TEXT, ink("speaker_3"), False)]


@pytest.mark.parametrize("speaker_id", [2, 3])
def test_colours_go_along_with_a_paragraph_that_is_moved(open_editor, speaker_id) -> None:
    panel, desk, _ = open_editor("One.", "Two.", "Three.", "Four.", "Five.")
    for number in range(1, 6):
        desk.do(assign(desk.project, number, 2 + number % 2))
    worn(panel, 4)
    first = desk.project.paragraph(1)
    whole = tuple(replace(part, speaker_id=speaker_id) for part in first.fragments)
    moved = replace(first, position=desk.project.paragraph(4).position + 0.5, fragments=whole)
    change = Change("Move clip", (RowChange(first, moved),))
    desk.do((apply(desk.project, change), change))
    inks = ["speaker_4", "speaker_3", "speaker_4", "speaker_4" if speaker_id == 2 else "speaker_3", "speaker_3"]
    assert [worn(panel, number)[0][1] for number in range(5)] == [ink(role) for role in inks]


def test_letters_beyond_the_first_plane_are_counted_as_qt_does(open_editor) -> None:
    panel, desk, _ = open_editor("🐇 “Oh 🐇!” he said")
    desk.do(assign(desk.project, [(1, 2, 9)], 2))
    assert worn(panel)[0][0] == "“Oh 🐇!”"


def test_the_narrators_words_and_those_of_who_is_gone_are_plain(open_editor) -> None:
    panel, desk, _ = open_editor(TEXT)
    desk.do(assign(desk.project, [(1, 0, 8)], 2))
    desk.do(set_narrator(desk.project, 2))
    assert worn(panel) == []
    desk.undo()
    assert len(worn(panel)) == 1
    desk.do(remove_speaker(desk.project, 2))
    assert worn(panel) == []


def test_another_colour_and_another_theme_are_worn_at_once(open_editor) -> None:
    panel, desk, _ = open_editor(TEXT)
    desk.do(assign(desk.project, 1, 2))
    desk.do(colour_speaker(desk.project, 2, "speaker_7"))
    light = ink("speaker_7")
    assert worn(panel)[0][1] == light
    theme.themes().apply("dark")
    assert worn(panel)[0][1] == ink("speaker_7") != light


def test_what_is_not_read_aloud_stays_dim(open_editor) -> None:
    panel, desk, _ = open_editor(TEXT)
    desk.do(assign(desk.project, 1, 2))
    panel.place_cursor(1, 0)
    panel.set_included(included=False)
    assert {colour for _, colour, _ in worn(panel)} == {ink("dim")}


def test_colours_follow_their_words_while_they_are_typed(open_editor) -> None:
    panel, desk, _ = open_editor(TEXT)
    desk.do(assign(desk.project, [(1, 0, 8)], 2))
    panel.place_cursor(1, 2)
    QTest.keyClicks(panel.page, "ey, h")
    assert panel.manuscript.pending
    assert worn(panel)[0][0] == "“Hey, hello,”"
    panel.commit()
    assert worn(panel)[0][0] == "“Hey, hello,”"
    assert len(desk.project.paragraph(1).fragments) == 1


def test_colours_follow_a_split_and_its_undo(open_editor) -> None:
    panel, desk, _ = open_editor(TEXT, "Two.")
    desk.do(assign(desk.project, 1, 2))
    panel.place_cursor(1, 9)
    QTest.keyClick(panel.page, Qt.Key.Key_Return)
    panel.commit()
    assert [worn(panel, n)[0][0].strip() for n in (0, 1)] == ["“Hello,”", "said Ann."]
    desk.undo()
    assert worn(panel)[0][0] == TEXT


def test_joined_paragraphs_keep_whose_words_are_whose(open_editor) -> None:
    panel, desk, _ = open_editor("One. ", "Two.", "Three.")
    desk.do(assign(desk.project, 2, 2))
    panel.place_cursor(2, 0)
    QTest.keyClick(panel.page, Qt.Key.Key_Backspace)
    panel.commit()
    assert worn(panel) == [("Two.", ink("speaker_4"), True)]


def test_many_paragraphs_take_another_colour(open_editor) -> None:
    panel, desk, _ = open_editor(*(f"Paragraph {n}." for n in range(90)))
    desk.do(assign(desk.project, range(1, 91), 2))
    desk.do(colour_speaker(desk.project, 2, "speaker_6"))
    assert worn(panel, 3)[0][1] == ink("speaker_6")


def test_the_gutter_and_the_mouse_say_the_names(open_editor, qtbot) -> None:
    panel, desk, states = open_editor(TEXT)
    states.tell(desk, 1, State.GENERATED)
    before = panel.state_marks.mark(1)
    desk.do(assign(desk.project, [(1, 0, 8)], 2))
    after = panel.state_marks.mark(1)
    assert (before.state, before.share, before.stripes) == (after.state, after.share, ())
    assert [colour.name() for colour in after.stripes] == [ink("speaker_4")]
    assert panel.state_marks.tip(1).endswith("spoken by Ann")
    assert (panel.page.speaker_at(middle_of(panel, 3)), panel.page.speaker_at(middle_of(panel, 12))) == ("Ann", "")
    for at, name in ((3, "Ann"), (12, "")):
        QTest.mouseMove(panel.page.viewport(), middle_of(panel, at))
        qtbot.waitUntil(lambda name=name: panel.page.viewport().toolTip() == name)


def middle_of(panel, at):
    cursor = QTextCursor(panel.manuscript.document)
    cursor.setPosition(at)
    return panel.page.cursorRect(cursor).center()


# ── giving words to others ───────────────────────────────────────────────────────────────────────────────────────────


def spoken_by(panel):
    menu = context_menu(panel)
    return next(action.menu() for action in menu.actions() if action.text() == "Spoken by")


def test_the_menu_gives_the_selection_to_a_speaker(open_editor) -> None:
    panel, desk, _ = open_editor(TEXT)
    select(panel, 1, 0, 9)
    menu = spoken_by(panel)
    assert [(a.text(), a.isChecked()) for a in menu.actions() if not a.isSeparator()] == [
        ("Narrator", True),
        ("Ann", False),
        ("Bob", False),
        ("New speaker", False),
    ]
    menu.actions()[1].trigger()
    assert [(f.start, f.end, f.speaker_id) for f in desk.project.paragraph(1).fragments] == [(0, 8, 2)]
    assert [a.text() for a in spoken_by(panel).actions() if a.isChecked()] == ["Ann"]
    desk.undo()
    assert desk.project.paragraph(1).fragments == ()


def test_who_narrates_is_told_where_the_name_does_not(open_editor) -> None:
    panel, desk, _ = open_editor(TEXT)
    desk.do(set_narrator(desk.project, 2))
    assert [a.text() for a in spoken_by(panel).actions()][:3] == ["Narrator", "Ann (narrator)", "Bob"]


def test_without_a_selection_it_is_the_paragraph_and_over_several_all_of_them(open_editor) -> None:
    panel, desk, _ = open_editor("One.", BREAK, "Two.", "Three.")
    panel.place_cursor(4, 2)
    panel.speak_as(3)
    panel.place_cursor(1, 2)
    cursor = panel.page.textCursor()
    cursor.setPosition(panel.manuscript.block_of(3).position() + 2, QTextCursor.MoveMode.KeepAnchor)
    panel.page.setTextCursor(cursor)
    panel.speak_as(2)
    held = {p.id: [(f.start, f.end, f.speaker_id) for f in p.fragments] for p in desk.project.paragraphs[1]}
    assert held == {1: [(2, 4, 2)], 2: [], 3: [(0, 2, 2)], 4: [(0, 6, 3)]}
    assert panel.speaker_here() == 2


def test_what_was_just_typed_can_be_given_to_somebody(open_editor) -> None:
    panel, desk, _ = open_editor("One.")
    panel.place_cursor(1, 4)
    QTest.keyClicks(panel.page, " Two.")
    select(panel, 1, 5, 9)
    panel.speak_as(2)
    assert desk.texts() == ["One. Two."]
    assert worn(panel)[0][0] == "Two."


def test_a_new_speaker_is_added_with_the_words_in_one_step(open_editor, qtbot) -> None:
    panel, desk, _ = open_editor(TEXT)
    select(panel, 1, 0, 8)
    with qtbot.waitSignal(panel.speaker_added) as added:
        panel.speak_as_new()
    assert added.args == [4]
    assert desk.project.speaker(4).casting == VOICE
    desk.undo()
    assert len(desk.project.speakers) == 3


def test_a_locked_paragraph_refuses_and_says_so(open_editor) -> None:
    panel, desk, _ = open_editor(TEXT, "Two.")
    desk.do(lock(desk.project, 1, locked=True))
    panel.place_cursor(1, 0)
    assert not spoken_by(panel).isEnabled()
    panel.speak_as(2)
    assert "locked" in panel.notice.sentence
    assert desk.project.paragraph(1).fragments == ()


# ── voices dropped on a paragraph ────────────────────────────────────────────────────────────────────────────────────


def drop(panel, data: QMimeData, at: QPoint) -> QDropEvent:
    actions, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(at), actions, data, Qt.MouseButton.LeftButton, none)
    panel.page.dropEvent(event)
    return event


def test_a_voice_dropped_on_a_paragraph_is_a_wish(open_editor, qtbot) -> None:
    panel, _, _ = open_editor("One.", "Two.")
    with qtbot.waitSignal(panel.voice_dropped) as dropped:
        drop(panel, voice_data("cloud", "v7", "Nova"), middle_of(panel, 7))
    assert dropped.args == ["cloud", "v7", "Nova", 2]


def test_a_voice_is_not_dropped_on_what_is_locked_or_has_no_words(open_editor, qtbot) -> None:
    panel, desk, _ = open_editor("One.", BREAK)
    desk.do(lock(desk.project, 1, locked=True))
    with qtbot.assertNotEmitted(panel.voice_dropped):
        for at in (2, 5):
            drop(panel, voice_data("cloud", "v7", "Nova"), middle_of(panel, at))
    assert desk.texts() == ["One.", ""]


@pytest.mark.parametrize("octets", [b"", b"[]", b'["a", 1, "b"]', b'["", "v", "n"]', b"\xff", b"[" * 9000])
def test_what_is_no_voice_is_none(octets) -> None:
    data = QMimeData()
    data.setData(VOICE_MIME, octets)
    assert dragged_voice(data) is None


def test_a_dragged_voice_comes_as_it_was_sent() -> None:
    assert dragged_voice(voice_data("fish", "ab", "Näme")) == ("fish", "ab", "Näme")


# ── speed ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_key_in_a_dialogue_takes_no_longer_than_in_plain_text(open_editor) -> None:
    """The words of a chapter of dialogue wear colours; a key still costs what it cost."""
    texts = [
        f"“Oh dear! Paragraph {n},” said the Rabbit, “is late again, and so are all the others here.”"
        for n in range(300)
    ]
    panel, desk, _ = open_editor(*texts)
    plain = key_ms(panel)
    desk.do(assign(desk.project, [(n, 0, 12) for n in range(1, 301)], 2))
    spoken = key_ms(panel)
    assert panel.manuscript.spoken(panel.page.textCursor().block())
    assert spoken < plain * 2 + 2
    desk.do(set_text(desk.project, 1, "x"))


def key_ms(panel) -> float:
    """Milliseconds of a key to its paint, typed in the middle of a paragraph in the middle."""
    panel.place_cursor(150, 20)
    times = []
    for letter in "and so it went on ":
        began = perf_counter()
        QTest.keyClicks(panel.page, letter)
        panel.page.viewport().repaint()
        times.append((perf_counter() - began) * 1000)
    panel.commit()
    return median(times)


def test_who_speaks_is_chosen_by_keys_alone(open_editor, qtbot) -> None:
    panel, desk, _ = open_editor(TEXT)
    select(panel, 1, 0, 8)
    panel.open_speakers()
    menu = QApplication.activePopupWidget()
    assert menu.accessibleName() == "Spoken by"
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert [(f.start, f.end) for f in desk.project.paragraph(1).fragments] == [(0, 8)]
