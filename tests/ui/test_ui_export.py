"""The export dialog: what is asked, what is said before it starts, what is handed on."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

pytest.importorskip("PySide6")

import shiboken6
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTreeView,
)
from ui_work_records import Stated, project

from studio_app.audio.encode import Encoding
from studio_app.audio.formats import FORMATS, find
from studio_app.domain.manuscript import Cover
from studio_app.exporters.names import FIELDS
from studio_app.session.export import ExportWish
from studio_app.ui.export.cover import thumbnail
from studio_app.ui.export.dialog import ExportDialog
from studio_app.ui.export.memory import recalled, remembered
from studio_app.ui.export.qualities import FORMAT_ROWS, TEMPLATE_FIELDS

OUT = Path("/home/someone/Audiobooks")


@dataclass(frozen=True)
class Outlook:
    files: tuple[Path, ...] = (OUT / "02 - Chapter 2.mp3", OUT / "03 - Chapter 3.mp3")
    in_the_way: tuple[Path, ...] = ()
    seconds: float = 36_300.0
    bytes: int = 871_000_000
    work_s: float = 240.0
    missing: int = 0
    stale: int = 0


@pytest.fixture
def dialog(qtbot):
    made = ExportDialog(project(), ExportWish(OUT))
    qtbot.addWidget(made)
    made.start()
    return made


def answer(dialog, **said):
    dialog.show_outlook(dialog._asked, Outlook(**said))


def settled(qtbot, dialog):
    """Wait until the dialog has asked about what is wished now."""
    qtbot.waitUntil(lambda: dialog._asked == dialog.wish)


def part(dialog, kind, name):
    return dialog.findChild(kind, name)


def press(dialog, name):
    part(dialog, QPushButton, name).click()


def pick(dialog, format_id):
    box = part(dialog, QComboBox, "export.format")
    box.setCurrentIndex(box.findData(format_id))


def png(side=40):
    image = QImage(side, side * 2, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data())


@pytest.mark.parametrize("row", FORMAT_ROWS, ids=lambda row: row.id)
def test_every_quality_offered_is_one_the_encoders_take(row):
    for quality in row.qualities:
        find(Encoding(row.id, quality.bitrate_kbps, quality.bits or 16))
    assert 0 <= row.usual < len(row.qualities)


def test_all_formats_and_all_template_fields_are_offered():
    assert {row.id for row in FORMAT_ROWS} == set(FORMATS)
    assert tuple(field for field, _ in TEMPLATE_FIELDS) == FIELDS


def test_it_looks_before_anything_can_be_exported(dialog):
    export = part(dialog, QPushButton, "choice.export")
    assert not export.isEnabled()
    answer(dialog)
    assert export.isEnabled()
    assert dialog._summary.text() == "2 files · 10 h 5 min · about 871 MB · ready in about 4 min"


def test_the_names_of_the_files_are_shown(dialog):
    answer(dialog)
    names = part(dialog, QListWidget, "export.names")
    assert [names.item(n).text() for n in range(names.count())] == ["02 - Chapter 2.mp3", "03 - Chapter 3.mp3"]


def test_what_is_agreed_to_is_what_is_handed_on(qtbot, dialog):
    pick(dialog, "flac")
    part(dialog, QComboBox, "export.quality").setCurrentIndex(1)
    part(dialog, QCheckBox, "export.loudness").setChecked(False)
    part(dialog, QLineEdit, "export.folder").setText("/tmp/there")
    settled(qtbot, dialog)
    answer(dialog)
    with qtbot.waitSignal(dialog.export_requested) as asked:
        press(dialog, "choice.export")
    wish = ExportWish(Path("/tmp/there"), "flac", "chapters", 0, 24, "{number} - {title}", normalize=False)
    assert asked.args == [wish]
    assert not dialog.isVisible()


def test_an_audiobook_file_is_one_file_unless_the_person_says_otherwise(qtbot, dialog):
    pick(dialog, "m4b")
    assert dialog.wish.split == "book"
    assert dialog.wish.template == "{book}"
    pick(dialog, "mp3")
    assert dialog.wish.split == "chapters"
    part(dialog, QRadioButton, "export.split.chapters").click()
    pick(dialog, "m4b")
    assert dialog.wish.split == "chapters"


def test_each_way_of_splitting_keeps_its_template(dialog):
    template = part(dialog, QLineEdit, "export.template")
    template.setText("{title}")
    part(dialog, QRadioButton, "export.split.book").click()
    assert template.text() == "{book}"
    part(dialog, QRadioButton, "export.split.chapters").click()
    assert template.text() == "{title}"


def test_a_field_is_put_into_the_template_by_a_button(dialog):
    template = part(dialog, QLineEdit, "export.template")
    template.setText("")
    press(dialog, "export.insert.author")
    assert template.text() == "{author}"


def test_a_template_that_cannot_be_read_is_refused_with_its_reason(qtbot, dialog):
    part(dialog, QLineEdit, "export.template").setText("{foo}")
    settled(qtbot, dialog)
    dialog.show_refusal(dialog._asked, "The name template cannot use {foo}.")
    assert dialog._refused.sentence == "The name template cannot use {foo}."
    assert not part(dialog, QPushButton, "choice.export").isEnabled()
    press(dialog, "export.usual_names")
    assert dialog.wish.template == "{number} - {title}"
    settled(qtbot, dialog)
    answer(dialog)
    assert not dialog._refused.isVisible()


def test_what_was_refused_can_be_tried_again(qtbot, dialog):
    dialog.show_refusal(dialog._asked, "The disk cannot be read.")
    assert not part(dialog, QPushButton, "export.usual_names").isVisible()
    with qtbot.waitSignal(dialog.outlook_requested):
        press(dialog, "export.again")


def test_a_late_answer_is_passed_over(qtbot, dialog):
    early = dialog._asked
    pick(dialog, "wav")
    settled(qtbot, dialog)
    dialog.show_outlook(early, Outlook())
    assert not part(dialog, QPushButton, "choice.export").isEnabled()


def test_an_answer_after_it_is_closed_finds_nothing_to_do(qapp):
    dialog = ExportDialog(project(), ExportWish(OUT))
    dialog.start()
    asked = dialog._asked
    dialog.reject()
    shiboken6.delete(dialog)
    dialog.show_outlook(asked, Outlook())
    dialog.show_refusal(asked, "Too late.")
    dialog.show_cover(None)
    dialog.refuse_cover("Too late.")


def test_what_is_missing_is_generated_first(qtbot, dialog):
    answer(dialog, missing=12, stale=1)
    assert "12 segments are not generated" in dialog._lacking.sentence
    assert "1 segment no longer fits its text" in dialog._lacking.sentence
    assert part(dialog, QPushButton, "choice.generate_first").isDefault()
    with qtbot.waitSignal(dialog.generate_requested) as asked:
        press(dialog, "choice.generate_first")
    assert asked.args == [(2, 3)]


def test_or_it_is_exported_without_it(qtbot, dialog):
    answer(dialog, missing=12)
    assert part(dialog, QPushButton, "choice.export").text() == "Leave them out"
    with qtbot.waitSignal(dialog.export_requested) as asked:
        press(dialog, "choice.export")
    assert asked.args[0].incomplete


def test_what_no_longer_fits_can_be_exported_as_it_is(dialog):
    answer(dialog, stale=3)
    assert part(dialog, QPushButton, "choice.export").text() == "Export as it is"


def test_where_nothing_is_generated_nothing_can_be_exported(dialog):
    answer(dialog, files=(), missing=40)
    assert not part(dialog, QPushButton, "choice.export").isEnabled()
    assert part(dialog, QPushButton, "choice.generate_first").isVisible()


def test_files_in_the_way_are_replaced_only_when_the_person_says_so(qtbot, dialog):
    answer(dialog, in_the_way=(OUT / "02 - Chapter 2.mp3",))
    export = part(dialog, QPushButton, "choice.export")
    assert dialog._in_the_way.sentence == "“02 - Chapter 2.mp3” is in “Audiobooks” already."
    assert not export.isEnabled()
    part(dialog, QCheckBox, "export.replace").setChecked(True)
    with qtbot.waitSignal(dialog.export_requested) as asked:
        export.click()
    assert asked.args[0].overwrite


def test_a_leave_to_replace_does_not_hold_for_other_names(qtbot, dialog):
    answer(dialog, in_the_way=(OUT / "02 - Chapter 2.mp3",))
    part(dialog, QCheckBox, "export.replace").setChecked(True)
    part(dialog, QLineEdit, "export.folder").setText("/tmp")
    settled(qtbot, dialog)
    assert not dialog.wish.overwrite


def test_or_they_get_other_names(qtbot, dialog):
    answer(dialog, in_the_way=(OUT / "02 - Chapter 2.mp3",))
    press(dialog, "export.other_names")
    assert dialog.wish.template == "{number} - {title} v2"
    press(dialog, "export.other_names")
    assert dialog.wish.template == "{number} - {title} v3"


def test_chapters_that_are_switched_on_are_ticked(dialog):
    assert dialog._chapters.chapter_ids == (2, 3)
    assert dialog.wish.chapter_ids is None


def test_chapters_are_chosen_one_by_one(qtbot, dialog):
    chapters = part(dialog, QTreeView, "export.chapters")
    chapters.setCurrentIndex(chapters.model().index(2, 1))
    qtbot.keyClick(chapters, Qt.Key.Key_Space)
    assert dialog.wish.chapter_ids == (2,)
    assert dialog._chapters._count.text() == "1 of 3 chapters"
    settled(qtbot, dialog)


def test_beside_each_chapter_stands_what_it_lacks(dialog):
    states = {1: Stated(10, 10, 0, 1800.0), 2: Stated(10, 2, 1, 300.0), 3: Stated(10, 0, 0, 0.0)}
    dialog.show_states(states.get)
    rows = dialog._chapters._ticks
    assert [rows.index(n, 1).data() for n in range(3)] == ["30 min", "7 missing · 1 outdated", "not generated"]
    width = dialog._chapters._list.header().sectionSize(1)
    assert width > dialog.fontMetrics().horizontalAdvance("7 missing · 1 outdated")


def test_all_and_none_of_the_chapters(dialog):
    dialog._chapters._none.click()
    assert dialog.wish.chapter_ids == ()
    dialog._chapters._all.click()
    assert dialog.wish.chapter_ids == (1, 2, 3)


def test_a_changed_title_is_an_edit_of_the_project_at_once(qtbot, dialog):
    title = part(dialog, QLineEdit, "export.title")
    title.setText("Another")
    with qtbot.waitSignal(dialog.metadata_changed) as asked:
        title.editingFinished.emit()
    assert asked.args == [replace(project().metadata, title="Another")]


def test_what_was_typed_last_is_not_lost_by_closing(qtbot, dialog):
    part(dialog, QPlainTextEdit, "export.description").setPlainText("About a lectern.")
    part(dialog, QLineEdit, "export.authors").setText("One; Two, Jr.")
    with qtbot.waitSignal(dialog.metadata_changed) as asked:
        press(dialog, "choice.close")
    assert asked.args[0].description == "About a lectern."
    assert asked.args[0].authors == ("One", "Two, Jr.")


def test_what_was_not_changed_is_no_edit(dialog):
    asked = []
    dialog.metadata_changed.connect(asked.append)
    press(dialog, "choice.close")
    assert not asked


def test_a_cover_is_shown_with_its_size(qtbot, dialog):
    dialog.show_cover(Cover(png(), "image/png"))
    qtbot.waitUntil(lambda: "40 × 80" in dialog._cover._picture.accessibleName())
    assert dialog._cover._says.text() == "40 × 80 pixels\nAudiobook shops ask for a square."


def test_a_dropped_picture_becomes_the_cover_once_it_is_read(qtbot, dialog, tmp_path):
    path = tmp_path / "c.png"
    path.write_bytes(png())
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    with qtbot.waitSignal(dialog.cover_file_chosen) as asked:
        dialog._cover._picture.dropEvent(QDropEvent(QPointF(5, 5), *how))
    assert asked.args == [path]
    cover = Cover(png(), "image/png")
    with qtbot.waitSignal(dialog.cover_changed) as taken:
        dialog.take_cover(cover)
    assert taken.args == [cover]


def test_a_cover_can_be_removed(qtbot, dialog):
    dialog.show_cover(Cover(png(), "image/png"))
    with qtbot.waitSignal(dialog.cover_changed) as asked:
        press(dialog, "export.cover.remove")
    assert asked.args == [None]
    assert dialog._cover.cover is None


def test_a_picture_that_is_none_leaves_the_cover_and_says_why(dialog):
    cover = Cover(png(), "image/png")
    dialog.show_cover(cover)
    dialog.refuse_cover("The cover must be a JPEG or PNG picture.")
    assert dialog._cover.cover is cover
    assert dialog._cover._says.text() == "The cover must be a JPEG or PNG picture."


def test_broken_pictures_are_survived():
    image, _ = thumbnail(b"\x89PNG\r\n\x1a\nnonsense", 100)
    assert image.isNull()


def test_a_large_picture_is_decoded_small():
    image, full = thumbnail(png(300), 100)
    assert (image.width(), image.height()) == (50, 100)
    assert full.height() == 600


def test_tab_goes_through_the_questions_in_the_order_they_stand(qtbot, dialog):
    answer(dialog, in_the_way=(OUT / "02 - Chapter 2.mp3",))
    met = []
    for _ in range(30):
        met.append(dialog.focusWidget().objectName() or dialog.focusWidget().accessibleName())
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert met[:6] == ["export.format", "export.quality", "export.loudness", *SPLIT, "export.insert.number"]
    assert met[10:14] == ["export.names", "export.folder", "export.folder.choose", "export.chapters"]
    assert met.index("export.cover.choose") < met.index("export.title") < met.index("export.description")
    assert met.index("export.description") < met.index("export.replace") < met.index("choice.close")


SPLIT = ("export.split.chapters", "export.template")


@pytest.mark.parametrize("format_id", [row.id for row in FORMAT_ROWS])
def test_what_was_chosen_is_remembered(format_id):
    wish = ExportWish(OUT, format_id, "book", 96, 24, "{book} {author}", normalize=False)
    kept = json.loads(json.dumps(remembered(wish)))
    assert recalled(kept, ExportWish(Path("/elsewhere"))) == wish


@pytest.mark.parametrize("held", [None, [], {}, {"format": "exe", "split": "book"}, {"format": 3}, {"out": 4}])
def test_a_memory_that_is_not_one_is_passed_over(held):
    assert recalled(held, ExportWish(OUT)) == ExportWish(OUT)


def test_a_remembered_wish_is_what_the_dialog_shows(qtbot):
    wish = ExportWish(OUT, "flac", "book", 0, 24, "{title}", normalize=False)
    dialog = ExportDialog(project(), wish)
    qtbot.addWidget(dialog)
    assert dialog.wish == wish


def test_every_control_has_a_name(dialog):
    kinds = (QPushButton, QLineEdit, QComboBox, QCheckBox, QRadioButton, QListWidget, QPlainTextEdit)
    controls = [made for kind in kinds for made in dialog.findChildren(kind)]
    assert [made.objectName() for made in controls if made.isVisibleTo(dialog) and not _name(made)] == []


def _name(control):
    return control.accessibleName() or getattr(control, "text", str)()
