"""Which actions stand in which menu and on the toolbar: lists of ids, "" is a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from studio_app.ui.shell.actions import Actions

_PROJECT = ("file.new", "file.new_voiceover", "file.open", "file.open_sample")
MENUS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "file",
        "&File",
        (
            "file.import",
            "file.import_page",
            "file.import_script",
            *_PROJECT,
            "",
            "export.open",
            "",
            "file.close",
            "file.quit",
        ),
    ),
    (
        "edit",
        "&Edit",
        (
            "edit.undo",
            "edit.redo",
            "",
            "edit.find",
            "edit.replace",
            "",
            "edit.metadata",
            "project.engine",
            "preferences.open",
        ),
    ),
    (
        "chapter",
        "&Chapter",
        (
            "chapter.add",
            "chapter.split",
            "chapter.merge",
            "chapter.rename",
            "chapter.include",
            "chapter.remove",
            "",
            "chapter.previous",
            "chapter.next",
            "",
            "chapter.generate",
            "chapter.play",
        ),
    ),
    (
        "paragraph",
        "&Paragraph",
        (
            "paragraph.generate",
            "paragraph.regenerate",
            "paragraph.takes",
            "paragraph.lock",
            "paragraph.speaker",
            "",
            "paragraph.play",
            "",
            "book.generate",
        ),
    ),
    (
        "transport",
        "P&layback",
        (
            "transport.play",
            "transport.selection",
            "book.play",
            "transport.stop",
            "",
            "transport.previous",
            "transport.next",
            "",
            "transport.slower",
            "transport.faster",
            "transport.normal",
            "",
            "transport.follow",
        ),
    ),
    (
        "timeline",
        "&Timeline",
        (
            "timeline.open",
            "timeline.remove",
            "",
            "timeline.play",
            "timeline.generate",
            "timeline.generate_dynamic",
            "timeline.generate_fixed",
            "",
            "timeline.add_track",
            "timeline.add_effect",
            "timeline.add_audio",
            "timeline.marker",
            "timeline.region",
            "",
            "timeline.split",
            "timeline.merge",
            "timeline.duplicate",
            "timeline.delete",
            "timeline.ripple_delete",
            "",
            "timeline.list",
            "timeline.export",
        ),
    ),
    (
        "voices",
        "V&oices",
        (
            "voices.cast",
            "voices.mine",
            "voices.library",
            "",
            "voices.clone",
            "voices.train",
            "voices.design",
        ),
    ),
    (
        "view",
        "&View",
        (
            "view.chapters",
            "view.voices",
            "view.takes",
            "view.timeline",
            "view.activity",
            "",
            "view.workspace_book",
            "view.workspace_timeline",
            "",
            "view.next_panel",
            "view.previous_panel",
            "",
            "view.larger",
            "view.smaller",
            "view.usual",
            "",
            "view.theme",
            "view.full_screen",
        ),
    ),
    ("help", "&Help", ("palette.open", "help.shortcuts", "help.log", "", "help.about")),
)
TOOLBAR: tuple[str, ...] = (
    "view.chapters",
    "",
    "edit.undo",
    "edit.redo",
    "edit.find",
    "",
    "paragraph.generate",
    "chapter.generate",
    "paragraph.regenerate",
    "paragraph.takes",
    "",
    "project.engine",
    "view.voices",
    "view.timeline",
    ">",
    "palette.open",
    "view.activity",
    "export.open",
)
#: Actions of the toolbar that show their name beside the icon.
_NAMED = ("export.open", "chapter.generate")


def build_menus(window: QMainWindow, actions: Actions) -> None:
    """Put the menus on the window."""
    for id_, title, rows in MENUS:
        menu = window.menuBar().addMenu(QCoreApplication.translate("Menus", title))
        menu.setObjectName(f"menu.{id_}")
        menu.setToolTipsVisible(True)
        for row in rows:
            if row:
                menu.addAction(actions[row])
            else:
                menu.addSeparator()


def build_toolbar(window: QMainWindow, actions: Actions) -> QToolBar:
    """Return the toolbar, on the window."""
    bar = QToolBar(QCoreApplication.translate("Menus", "Toolbar"), window)
    bar.setObjectName("toolbar")
    bar.setMovable(False)
    bar.setIconSize(QSize(20, 20))
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    for row in TOOLBAR:
        if row == ">":
            bar.addWidget(_spring(bar))
        elif row:
            bar.addAction(actions[row])
            _dress(bar.widgetForAction(actions[row]), row, actions)
        else:
            bar.addSeparator()
    window.addToolBar(bar)
    return bar


def _spring(bar: QToolBar) -> QWidget:
    spring = QWidget(bar)
    spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return spring


def _dress(widget: object, id_: str, actions: Actions) -> None:
    if isinstance(widget, QToolButton):
        widget.setObjectName(f"button.{id_}")
        widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if id_ in _NAMED:
            widget.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            actions[id_].setIconText(actions[id_].text().replace("&", "").rstrip("…"))
