"""The main window: the start page or the workspace, menus, toolbar, status bar, and the layout that is kept."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from studio_app.ui.kit import icons, theme
from studio_app.ui.kit.controls import Banner
from studio_app.ui.shell.menus import build_menus, build_toolbar
from studio_app.ui.shell.status import StatusLine
from studio_app.ui.start.page import StartPage

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from studio_app.settings.kept import Kept
    from studio_app.ui.activity.panel import ActivityPanel
    from studio_app.ui.chapters.panel import ChaptersPanel
    from studio_app.ui.editor.panel import EditorPanel
    from studio_app.ui.shell.actions import Actions
    from studio_app.ui.takes.panel import TakesPanel
    from studio_app.ui.transport.bar import TransportBar
    from studio_app.ui.voices.panel import VoicesPanel

_SIZE = (1280, 820)
_WIDTHS = (260, 700, 320)
#: The panels that can be hidden, and those that are shown at first.
SIDES = ("chapters", "voices", "takes", "activity", "timeline")
_SHOWN = ("chapters", "activity")
#: What the voices want of the width, at the usual text size.
_VOICES = 420
#: The share of the height that a timeline is given when it is first shown.
_TIMELINE = 0.55
#: And in the workspace that is made for it.
_WORKSPACE = 0.8


class TimelinePlace(QWidget):
    """Where the timeline stands once there is one to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)

    def hold(self, panel: QWidget) -> None:
        """Show the panel here from now on."""
        layout = self.layout()
        assert layout is not None
        layout.addWidget(panel)


class Panels(NamedTuple):
    """The panels of the workspace. They do not know each other."""

    chapters: ChaptersPanel
    editor: EditorPanel
    voices: VoicesPanel
    takes: TakesPanel
    activity: ActivityPanel
    timeline: TimelinePlace
    transport: TransportBar


class Window(QMainWindow):
    """The window. It decides nothing: what is shown is told by the desk.

    Signals:
        painted(): it was painted for the first time.
        close_asked(): the person wants it closed; ``let_go`` closes it.
        end_asked(): it must close soon, and nobody is there to be asked.
    """

    painted = Signal()
    close_asked = Signal()
    end_asked = Signal()

    def __init__(self, actions: Actions, kept: Kept) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAccessibleName("Lectern")
        self.setWindowTitle("Lectern[*]")
        self.setWindowIcon(icons.app_icon())
        self.setMinimumSize(720, 480)
        self.actions_ = actions
        self.panels: Panels | None = None
        self._kept = kept
        self._free = False
        self._painted_at = 0.0
        self._actions_of_window()
        build_menus(self, actions)
        self.menuBar().setAccessibleName(self.tr("Menus"))
        self.toolbar = build_toolbar(self, actions)
        self.toolbar.hide()
        self.status = StatusLine(self)
        self.setStatusBar(self.status)
        self.banner = Banner(self)
        self.start = StartPage(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.start)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        self.setCentralWidget(middle)
        self._restore_geometry()

    def _actions_of_window(self) -> None:
        for row in self.actions_.rows():
            self.addAction(self.actions_[row.id])

    # What is shown

    def build_workspace(self, panels: Panels) -> None:
        """Take the panels; called once, after the first paint."""
        self.panels = panels
        self._side = QSplitter(Qt.Orientation.Vertical)
        self._side.addWidget(panels.voices)
        self._side.addWidget(panels.takes)
        self._side.addWidget(panels.activity)
        self._side.setStretchFactor(0, 1)
        self._side.setCollapsible(0, False)
        self._text = QSplitter(Qt.Orientation.Horizontal)
        self._text.setObjectName("workspace.text")
        self._text.addWidget(panels.chapters)
        self._text.addWidget(panels.editor)
        self._rows = QSplitter(Qt.Orientation.Vertical)
        self._rows.setObjectName("workspace.rows")
        self._rows.addWidget(self._text)
        self._rows.addWidget(panels.timeline)
        # What stands beside has the whole height: voices and jobs are of use with a timeline under the text, too.
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName("workspace.split")
        self._split.addWidget(self._rows)
        self._split.addWidget(self._side)
        for splitter, wide in ((self._text, 1), (self._rows, 0), (self._split, 0)):
            splitter.setStretchFactor(wide, 1)
            splitter.setCollapsible(wide, False)
        self._rows.setCollapsible(1, False)
        self._text.setSizes(_WIDTHS[:2])
        self._split.setSizes((sum(_WIDTHS[:2]), _WIDTHS[2]))
        panels.chapters.setMinimumWidth(180)
        panels.editor.setMinimumWidth(320)
        self._side.setMinimumWidth(240)
        self.workspace = QWidget()
        self.workspace.setObjectName("workspace")
        column = QVBoxLayout(self.workspace)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._split, 1)
        column.addWidget(panels.transport)
        self._stack.addWidget(self.workspace)
        panels.voices.hide()
        panels.takes.hide()
        panels.timeline.hide()
        self._restore_panels()

    def show_start(self) -> None:
        """Show the start page."""
        self.toolbar.hide()
        self._stack.setCurrentWidget(self.start)
        self.status.clear_all()
        self.name("")
        self.start.take_focus()

    def show_workspace(self) -> None:
        """Show the workspace."""
        self.banner.hide()
        self.toolbar.show()
        self._stack.setCurrentWidget(self.workspace)

    def show_page(self, page: QWidget) -> None:
        """Show a page between start and workspace, the import preview."""
        self.toolbar.hide()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def drop_page(self, page: QWidget) -> None:
        """Take such a page away for good."""
        self._stack.removeWidget(page)
        page.deleteLater()

    def name(self, title: str, *, saved: bool = True, read_only: bool = False) -> None:
        """Show a project's title and whether it is saved; "" for none."""
        if not title:
            self.setWindowTitle("Lectern")
            self.setWindowModified(False)
            return
        how = self.tr("reading only") if read_only else self.tr("saved") if saved else self.tr("saving…")
        self.setWindowTitle(f"{title}[*] – {how} – Lectern")
        self.setWindowModified(not saved)

    # Panels

    def show_panel(self, name: str, *, on: bool) -> None:
        """Show or hide one of ``SIDES``."""
        if self.panels is None:
            return
        getattr(self.panels, name).setVisible(on)
        beside = (self.panels.voices, self.panels.takes, self.panels.activity)
        self._side.setVisible(not all(panel.isHidden() for panel in beside))
        if name == "voices" and on:
            self._make_room()
        if name == "timeline" and on:
            self._make_height()
        self._show_checks()

    def _make_room(self) -> None:
        """Give voices the width they need, of the text's, and most of the height beside it."""
        text, side = self._split.sizes()
        wanted = theme.scaled(_VOICES)
        if side < wanted and text + side > 2 * wanted:
            self._split.setSizes((text - (wanted - side), wanted))
        heights = self._side.sizes()
        if heights[0] < sum(heights) * 3 // 4:
            rest = sum(heights) // 4
            self._side.setSizes((sum(heights) - rest, rest if heights[1] else 0, rest))

    def _make_height(self) -> None:
        """Give a timeline its share of the height where it has next to none."""
        text, timeline = self._rows.sizes()
        if (whole := text + timeline) and timeline < whole // 4:
            self._rows.setSizes((round(whole * (1 - _TIMELINE)), round(whole * _TIMELINE)))

    def arrange(self, workspace: str) -> None:
        """Show the panels of a workspace, "book" or "timeline"; it only rearranges them."""
        for name in ("chapters", "activity"):
            self.show_panel(name, on=workspace == "book")
        self.show_panel("timeline", on=workspace == "timeline")
        if workspace == "timeline":
            whole = sum(self._rows.sizes())
            self._rows.setSizes((round(whole * (1 - _WORKSPACE)), round(whole * _WORKSPACE)))

    def move_between_panels(self, step: int) -> None:
        """Move the keyboard to the next panel or, with -1, to the one before. What the banner says is one of them."""
        if self.panels is None:
            return
        stops = [
            (panel, stop)
            for panel in (self.banner, *self.panels)
            if panel.isVisible() and (stop := _first_stop(panel)) is not None
        ]
        focus = QApplication.focusWidget()
        here = next((n for n, (panel, _) in enumerate(stops) if _holds(panel, focus)), -step)
        stops[(here + step) % len(stops)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_checks(self) -> None:
        if self.panels is not None:
            for name in SIDES:
                self.actions_[f"view.{name}"].setChecked(not getattr(self.panels, name).isHidden())

    # Layout

    def keep_layout(self) -> None:
        """Keep geometry and panels for the next start."""
        self._kept.put("geometry", _text(self.saveGeometry()))
        if self.panels is not None:
            for key, splitter in self._splitters():
                self._kept.put(key, _text(splitter.saveState()))
            self._kept.put("shown", [name for name in SIDES if not getattr(self.panels, name).isHidden()])

    def _splitters(self) -> tuple[tuple[str, QSplitter], ...]:
        """Return the splitters by the names their places are kept under."""
        return ("columns", self._split), ("side", self._side), ("rows", self._rows), ("text", self._text)

    def _restore_geometry(self) -> None:
        held = self._kept.get("geometry")
        if not (isinstance(held, str) and self.restoreGeometry(_bytes(held))):
            room = self.screen().availableSize()
            self.resize(min(_SIZE[0], room.width()), min(_SIZE[1], room.height()))

    def _restore_panels(self) -> None:
        shown = self._kept.get("shown")
        for name in SIDES:
            self.show_panel(name, on=name in (shown if isinstance(shown, list) else _SHOWN))
        for key, splitter in self._splitters():
            held = self._kept.get(key)
            if isinstance(held, str):
                splitter.restoreState(_bytes(held))
        self._show_checks()

    # Events

    @property
    def painted_at(self) -> float:
        """When it was first painted, in seconds of ``time.time``; 0.0 before."""
        return self._painted_at

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Say so the first time."""
        super().paintEvent(event)
        if not self._painted_at:
            self._painted_at = time.time()
            self.painted.emit()

    def let_go(self) -> None:
        """Close for good."""
        self._free = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Never close at once: what runs is asked about and ended first."""
        if self._free:
            super().closeEvent(event)
        else:
            event.ignore()
            self.close_asked.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Keep the full-screen action true."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.actions_["view.full_screen"].setChecked(self.isFullScreen())


def _first_stop(panel: QWidget) -> QWidget | None:
    """Return where Tab would stop first in a panel, None where it has nothing to do there now."""
    if (proxy := panel.focusProxy()) is not None:
        return proxy
    stop = panel.nextInFocusChain()
    while stop is not None and stop is not panel:
        stops = bool(stop.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if stops and panel.isAncestorOf(stop) and stop.isVisible() and stop.isEnabled():
            return stop
        stop = stop.nextInFocusChain()
    return None


def _holds(panel: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (panel is focus or panel.isAncestorOf(focus))


def _text(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode()


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode())
