"""The window's beginning and end: builds everything once and hands it on.

Only what the first paint needs is imported here. The session, the importers and the panels are loaded beside the window,
right after it is painted; what is asked for meanwhile is done as soon as they are there.
"""

from __future__ import annotations

import asyncio
import importlib
import logging
import os
import sys
import threading
import time
import traceback
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from studio_app import __version__
from studio_app.jobs.priority import let_the_window_go_first
from studio_app.session.crash import Evidence
from studio_app.session.recent import Recent
from studio_app.settings.file import Settings
from studio_app.settings.kept import Kept
from studio_app.settings.places import places
from studio_app.ui.kit import language, theme
from studio_app.ui.shell.actions import Actions
from studio_app.ui.shell.endings import Endings
from studio_app.ui.shell.parts import Parts
from studio_app.ui.shell.probe import Probe
from studio_app.ui.shell.window import Window

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext


_log = logging.getLogger(__name__)
#: What the desk and its panels need of the rooms below them.
ROOMS = (
    *("domain.edits.book", "domain.edits.text", "domain.text.find", "domain.text.spoken", "domain.text.counts"),
    *("session.studio", "session.states", "session.export", "session.work", "session.player", "session.licences"),
    *("session.accounts", "session.usage", "session.casting", "session.voices"),
    *(
        "session.timeline",
        "session.timeline_player",
        "session.waveforms",
        "session.media",
        "session.scripts",
        "session.effects",
    ),
)
#: Modules that make classes of Qt, each after those it needs. Only the thread of the window may import them: made in
#: another while the window answers a screen reader, such classes have ended the program (PySide 6.11).
PANELS = (
    *("activity.words", "activity.row", "kit.throttle", "activity.panel", "bridge", "chapters.model", "chapters.row"),
    *("chapters.panel", "editor.search", "editor.find_bar", "editor.gutter", "editor.look", "editor.positions"),
    *("editor.chips", "editor.lines", "editor.paste", "editor.speakers", "editor.manuscript", "editor.marks"),
    *("kit.dots", "editor.menu", "kit.voice_drag", "editor.page", "editor.state_marks", "editor.writer"),
    *("editor.panel", "kit.dialogs", "shell.answers", "preferences.accounts_words", "preferences.accounts_fields"),
    *("preferences.accounts_card", "preferences.accounts_form", "preferences.accounts_place", "preferences.accounts"),
    *("kit.numbers", "preferences.rows", "preferences.keys_field", "preferences.shortcuts", "preferences.dialog"),
    *("preferences.usage_chart", "preferences.usage_table", "preferences.usage_words", "preferences.usage"),
    *("shell.about", "shell.palette", "shell.asides", "generate.costs", "generate.voice_settings", "generate.engine"),
    *("voices.cast_voice", "voices.cast_editor", "voices.cast_list", "voices.cast_tried", "voices.cast_page"),
    *("shell.casts", "shell.keeping", "shell.listening", "export.chapters", "export.cover", "export.fields"),
    *("export.notice", "export.qualities", "export.dialog", "export.memory", "generate.question", "generate.offers"),
    *("shell.making", "start.preview_outline", "start.preview_rows", "start.preview", "shell.projects"),
    *("shell.recasting", "timeline.script_dialog", "shell.scripts", "timeline.fields", "timeline.effect_dialog"),
    *("voices.words", "shell.sound_effects", "shell.timeline_media", "shell.timeline_casts"),
    *("timeline.export_dialog", "shell.timeline_exports", "shell.timeline_listening", "shell.timeline_making"),
    *("shell.wiring", "timeline.words", "timeline.times", "timeline.bar", "timeline.canvas_keys"),
    *("timeline.canvas_rows", "timeline.canvas_scale", "timeline.canvas_area", "timeline.canvas_lanes"),
    *("timeline.canvas_look", "timeline.tiles", "timeline.canvas_clips", "timeline.canvas_density"),
    *("timeline.canvas_tiles", "timeline.snapping", "timeline.ruler", "timeline.canvas_picture"),
    *("timeline.canvas_hit", "timeline.gestures", "timeline.canvas_pointer", "timeline.choice", "timeline.minimap"),
    *("timeline.canvas", "timeline.clip_model", "timeline.cards", "timeline.bursts", "timeline.clip_verbs"),
    *("timeline.head", "timeline.headers", "timeline.gain_points", "timeline.list", "timeline.clip_page"),
    *("timeline.marks_page", "timeline.track_page", "timeline.inspector", "timeline.meters", "timeline.verbs"),
    "timeline.access",
    *("timeline.panel", "shell.timelines", "shell.voice_dialogs", "voices.clone_steps", "voices.clone_about"),
    *("voices.clone_consent", "voices.clone_drop", "voices.clone_findings", "voices.clone_making"),
    *("voices.clone_mends", "voices.clone_level", "voices.wave", "voices.clone_record", "voices.clone_recordings"),
    *("voices.clone_trim", "voices.clone_dialog", "shell.voice_cloning", "voices.design_candidates"),
    *("voices.design_fine", "voices.design_helper", "voices.design_text", "voices.design_dialog"),
    *("shell.voice_design", "voices.professional_words", "voices.professional_samples"),
    *("voices.professional_speakers", "voices.professional_training", "voices.professional_verify"),
    *("voices.professional_dialog", "shell.voice_training", "shell.voice_making", "voices.flow", "voices.details"),
    *("voices.filters", "voices.own_fields", "voices.model", "voices.row", "voices.voice_list", "voices.voice_menu"),
    *("voices.voice_page", "voices.mine_page", "shell.own_voices", "shell.withdrawals", "voices.compare"),
    *("voices.library_page", "shell.voicing", "shell.whereabouts", "takes.rows", "takes.panel", "transport.bar"),
    "voices.panel",
)
NO_SCREEN = 2
_QUIT = "file.quit"
_SENTENCE = "lectern: There is no screen to open a window on. The verbs work without one: lectern --help\n"


def run(path: Path | None = None) -> int:
    """Open the window, with a project if one is named, and return the exit status when it is closed.

    Call it on the main thread, once in a process.
    """
    if not _screen():
        sys.stderr.write(_SENTENCE)
        return NO_SCREEN
    qInstallMessageHandler(_heard_from_qt)
    app = QApplication([sys.argv[0], "-style", "fusion"])  # asked here, Qt makes no other style first
    app.setApplicationName("lectern")
    app.setApplicationDisplayName("Lectern")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("lectern")
    parts = build(app)
    parts.window.show()
    endings = Endings(app)
    endings.asked.connect(parts.window.end_asked)
    with QEventLoop(app) as loop:
        let_the_window_go_first(loop)
        parts.evidence.begin()
        _watch_for_surprises(parts, loop)
        loop.run_until_complete(_live(parts, path))
        parts.evidence.end()
    endings.close()
    return 0


def build(app: QApplication) -> Parts:
    """Build what the first paint needs. Reads a few small files."""
    where = places()
    settings = Settings(where.settings / "settings.json")
    language.apply(app, settings.word("look.language"))
    theme.Themes(app).apply(settings.word("look.theme"), settings.number("look.scale"))
    layout = Kept(where.settings / "layout.json")
    actions = Actions(Kept(where.settings / "shortcuts.json"), app)
    window = Window(actions, layout)
    recent = Recent(where)
    window.start.show_projects(recent.projects())
    probe = Probe(where.logs / "probe.json", window) if os.environ.get("LECTERN_PROBE") else None
    return Parts(where, settings, layout, recent, actions, window, Evidence(where.logs), probe)


async def _live(parts: Parts, path: Path | None) -> None:
    """The window's life on the loop."""
    early: list[str] = []
    noted = parts.actions.triggered.connect(early.append)
    asked = parts.window.start.action_requested.connect(early.append)
    ends = [ask.connect(lambda: early.append(_QUIT)) for ask in (parts.window.close_asked, parts.window.end_asked)]
    if not parts.window.painted_at:
        await _first(parts.window.painted)
    await asyncio.sleep(0)  # what was typed before the first paint has its turn: now it is usable
    if _startup_told(parts.window):
        parts.window.let_go()
        return
    parts.actions.dress()
    with (await _loaded("studio_app.cli.journal")).kept_log():
        parts.evidence.begin()  # again: the log of the verbs takes hard crashes for itself
        module = await _load_desk(early)
        if module is None:
            parts.window.let_go()
            return
        desk = module.Desk(parts)
        await desk.build()
        parts.actions.triggered.disconnect(noted)
        parts.window.start.action_requested.disconnect(asked)
        for end in ends:
            QObject.disconnect(end)
        await desk.live(path, early)


async def _loaded(module: str) -> Any:
    """Import beside the window, what knows nothing of Qt."""
    return await asyncio.get_running_loop().run_in_executor(None, importlib.import_module, module)


async def _load_desk(early: Sequence[str]) -> Any:
    """Import the desk: the rooms below it beside the window, then the panels, between whose modules the window answers.

    None where the window is to be closed before it is there.
    """
    for name in ROOMS:
        if _QUIT in early:
            return None
        await _loaded(f"studio_app.{name}")
    for name in PANELS:
        importlib.import_module(f"studio_app.ui.{name}")
        await asyncio.sleep(0)
        if _QUIT in early:
            return None
    return importlib.import_module("studio_app.ui.shell.desk")


async def _first(signal: Any) -> None:
    """Wait for a Qt signal."""
    heard: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def hear() -> None:
        if not heard.done():
            heard.set_result(None)

    signal.connect(hear)
    await heard
    signal.disconnect(hear)


def _startup_told(window: Window) -> bool:
    """For ``bench startup``: say when it was painted and usable, and end. The asker gives the time of its own start."""
    began = os.environ.get("LECTERN_STARTUP")
    if not began:
        return False
    sys.stdout.write(
        f'{{"painted_s": {window.painted_at - float(began):.4f}, "usable_s": {time.time() - float(began):.4f}}}\n'
    )
    sys.stdout.flush()
    return True


# What goes wrong


def _screen() -> bool:
    """Return whether there is somewhere to draw: Qt ends the process where it finds none."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return True
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _heard_from_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if kind is QtMsgType.QtFatalMsg and QApplication.instance() is None:
        # Qt is about to end the process: no display answers, or a library of the system's is missing.
        sys.stderr.write(f"{_SENTENCE}{message}\n")
        sys.stderr.flush()
        os._exit(NO_SCREEN)
    # What a screen reader asks of Qt and Qt does not know is no news to anybody.
    quiet = kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) or message.startswith("AtSpiAdaptor")
    level = logging.DEBUG if quiet else logging.CRITICAL if kind is QtMsgType.QtFatalMsg else logging.WARNING
    logging.getLogger("studio_app.qt").log(level, "%s", message)


def _watch_for_surprises(parts: Parts, loop: asyncio.AbstractEventLoop) -> None:
    """Keep what nobody foresaw, from every thread, and let the window live on."""

    def noted(kind: type[BaseException], error: BaseException | None, where: TracebackType | None) -> None:
        parts.evidence.note(kind, where)
        listed = "".join(traceback.format_list(traceback.extract_tb(where)))
        _log.critical("unforeseen %s\n%s", kind.__name__, listed)
        del error

    def in_thread(hooked: threading.ExceptHookArgs) -> None:
        noted(hooked.exc_type, hooked.exc_value, hooked.exc_traceback)

    def in_loop(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            noted(type(error), error, error.__traceback__)
        else:
            _log.error("the loop: %s", context.get("message"))

    sys.excepthook = noted
    threading.excepthook = in_thread
    loop.set_exception_handler(in_loop)
