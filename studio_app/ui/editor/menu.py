"""The context menu of the text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from studio_app.domain.manuscript import Kind
from studio_app.ui.kit import theme
from studio_app.ui.kit.dots import dot

if TYPE_CHECKING:
    from studio_app.ui.editor.panel import EditorPanel

#: Milliseconds of the pauses offered.
_PAUSES = (500, 1000, 1500, 2000, 3000)


def _tr(text: str) -> str:
    return QCoreApplication.translate("EditorMenu", text)


def kinds() -> tuple[tuple[str, Kind, int], ...]:
    """Return what a paragraph can be made: (name for the person, kind, level)."""
    return (
        (_tr("Text"), Kind.TEXT, 0),
        (_tr("Heading 1"), Kind.HEADING, 1),
        (_tr("Heading 2"), Kind.HEADING, 2),
        (_tr("Heading 3"), Kind.HEADING, 3),
        (_tr("Quote"), Kind.QUOTE, 0),
        (_tr("List item"), Kind.LIST_ITEM, 0),
        (_tr("Footnote"), Kind.FOOTNOTE, 0),
        (_tr("Scene break"), Kind.SCENE_BREAK, 0),
    )


def context_menu(panel: EditorPanel) -> QMenu:
    """Return the menu for the selected paragraphs; it deletes itself when closed."""
    menu = QMenu(panel)
    menu.setAccessibleName(_tr("Text"))
    menu.aboutToHide.connect(menu.deleteLater)
    _voice(menu, panel)
    menu.addSeparator()
    _clipboard(menu, panel)
    menu.addSeparator()
    _paragraph(menu, panel)
    return menu


def _voice(menu: QMenu, panel: EditorPanel) -> None:
    menu.addAction(_tr("Play from here"), panel.play_from_cursor)
    several = len(panel.selected_paragraphs) > 1
    menu.addAction(_tr("Generate these paragraphs") if several else _tr("Generate paragraph"), panel.generate_selected)
    menu.addAction(_tr("Takes…"), panel.show_takes)


def _clipboard(menu: QMenu, panel: EditorPanel) -> None:
    page, writable = panel.page, not panel.page.isReadOnly()
    for text, key, call, on in (
        (_tr("Cut"), QKeySequence.StandardKey.Cut, page.cut, panel.has_selection and writable),
        (_tr("Copy"), QKeySequence.StandardKey.Copy, page.copy, panel.has_selection),
        (_tr("Paste"), QKeySequence.StandardKey.Paste, page.paste, page.canPaste() and writable),
        (_tr("Select all"), QKeySequence.StandardKey.SelectAll, page.selectAll, True),
    ):
        action = menu.addAction(text, call)
        action.setShortcut(key)
        action.setEnabled(on)


def _paragraph(menu: QMenu, panel: EditorPanel) -> None:
    paragraph = panel.paragraph_at_cursor()
    free = paragraph is not None and not panel.page.isReadOnly()
    unlocked = free and paragraph is not None and not paragraph.locked
    kind_menu = menu.addMenu(_tr("Paragraph"))
    kind_menu.setEnabled(unlocked)
    for text, kind, level in kinds():
        action = kind_menu.addAction(text, partial(panel.set_kind, kind, level))
        action.setCheckable(True)
        action.setChecked(paragraph is not None and (paragraph.kind, paragraph.level) == (kind, level))
    pause_menu = menu.addMenu(_tr("Insert pause"))
    pause_menu.setEnabled(unlocked)
    for milliseconds in _PAUSES:
        text = _tr("{seconds} s").format(seconds=f"{milliseconds / 1000:g}")
        pause_menu.addAction(text, partial(panel.insert_pause, milliseconds))
    _speakers(menu, panel, free=unlocked)
    read = menu.addAction(_tr("Read aloud"), partial(_toggle_included, panel))
    read.setCheckable(True)
    read.setChecked(paragraph is None or paragraph.included)
    read.setEnabled(unlocked)
    locked = menu.addAction(_tr("Locked"), partial(_toggle_locked, panel))
    locked.setCheckable(True)
    locked.setChecked(paragraph is not None and paragraph.locked)
    locked.setEnabled(free)
    split = menu.addAction(_tr("Begin a chapter with this paragraph"), panel.begin_chapter)
    split.setEnabled(free)


def _speakers(menu: QMenu, panel: EditorPanel, *, free: bool) -> None:
    spoken_menu = menu.addMenu(_tr("Spoken by"))
    spoken_menu.setEnabled(free and bool(panel.cast))
    _fill_speakers(spoken_menu, panel)


def speakers_menu(panel: EditorPanel) -> QMenu:
    """Return the menu of who speaks what is selected; it deletes itself when closed."""
    menu = QMenu(panel)
    menu.setAccessibleName(_tr("Spoken by"))
    menu.aboutToHide.connect(menu.deleteLater)
    _fill_speakers(menu, panel)
    return menu


def _fill_speakers(spoken_menu: QMenu, panel: EditorPanel) -> None:
    """Offer who speaks what is selected; the one who speaks all of it now is ticked."""
    now = panel.speaker_here()
    group = QActionGroup(spoken_menu)
    for place, speaker in enumerate(panel.cast):
        narrates = speaker.id == panel.narrator_id
        told = narrates and speaker.name.casefold() != _tr("Narrator").casefold()
        text = _tr("{name} (narrator)").format(name=speaker.name) if told else speaker.name
        action = spoken_menu.addAction(text.replace("&", "&&"), partial(panel.speak_as, speaker.id))
        colour = theme.speaker_colour(speaker.colour, place, narrates=narrates)
        action.setIcon(dot(colour, chosen=speaker.id == now))
        action.setCheckable(True)
        action.setChecked(speaker.id == now)
        group.addAction(action)
    spoken_menu.addSeparator()
    spoken_menu.addAction(_tr("New speaker"), panel.speak_as_new)


def _toggle_included(panel: EditorPanel) -> None:
    paragraph = panel.paragraph_at_cursor()
    if paragraph is not None:
        panel.set_included(included=not paragraph.included)


def _toggle_locked(panel: EditorPanel) -> None:
    paragraph = panel.paragraph_at_cursor()
    if paragraph is not None:
        panel.set_locked(locked=not paragraph.locked)
