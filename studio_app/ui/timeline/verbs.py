"""What can be done with the clips that are chosen: one table, of which the menu, the keys and the bar are made."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from studio_app.domain.timeline import CROSSFADING, Mode, TrackKind
from studio_app.ui.kit import icons, theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from studio_app.ui.timeline.choice import Choice


@dataclass(frozen=True, slots=True)
class Verb:
    """Something that can be done. ``when`` says whether it can be done now; keys are as Qt writes them, divided by ``; ``."""

    id: str
    text: str
    icon: str = ""
    keys: str = ""
    when: Callable[[Choice], bool] = attrgetter("free")


def _any(choice: Choice) -> bool:
    return bool(choice.ids)


def _writable(choice: Choice) -> bool:
    return choice.writable


def _one(choice: Choice) -> bool:
    return choice.free and choice.one is not None


def _several(choice: Choice) -> bool:
    return choice.free and len(choice.ids) > 1


def _neighbours(choice: Choice) -> bool:
    return _several(choice) and len(choice.chosen.track_ids) == 1


def _grouped(choice: Choice) -> bool:
    return choice.free and choice.chosen.grouped


def _crossing(choice: Choice) -> bool:
    return _neighbours(choice) and len(choice.ids) == 2 and choice.kinds <= CROSSFADING


def _of_a_prompt(choice: Choice) -> bool:
    one = choice.one
    return choice.writable and one is not None and choice.timeline.track(one.track_id).kind is TrackKind.SFX


def _with_takes(choice: Choice) -> bool:
    return choice.one is not None and bool(choice.one.paragraph_id)


def _to_fix(choice: Choice) -> bool:
    return choice.free and Mode.DYNAMIC in choice.chosen.modes


def _to_free(choice: Choice) -> bool:
    return choice.free and Mode.FIXED in choice.chosen.modes


def _pasted(choice: Choice) -> bool:
    return choice.writable and choice.held is not None


def _to_lock(choice: Choice) -> bool:
    return choice.writable and bool(choice.ids)


VERBS: tuple[Verb, ...] = (
    Verb("edit", str(QT_TRANSLATE_NOOP("Verbs", "Write…")), "text", "F2", _one),
    Verb("play", str(QT_TRANSLATE_NOOP("Verbs", "Play from here")), "play", "Ctrl+Return", _any),
    Verb("toggle", str(QT_TRANSLATE_NOOP("Verbs", "Play or pause")), "play", "Space", lambda _: True),
    Verb("new", str(QT_TRANSLATE_NOOP("Verbs", "New clip at the playhead")), "add", "Ins", _writable),
    Verb("loop", str(QT_TRANSLATE_NOOP("Verbs", "Loop")), "loop", "Shift+L", _any),
    Verb("generate", str(QT_TRANSLATE_NOOP("Verbs", "Generate audio")), "generate", "", attrgetter("speaks")),
    Verb(
        "generate_fixed",
        str(QT_TRANSLATE_NOOP("Verbs", "Generate audio (fixed duration)")),
        "generate",
        "",
        attrgetter("spoken"),
    ),
    Verb(
        "generate_dynamic",
        str(QT_TRANSLATE_NOOP("Verbs", "Generate audio (dynamic duration)")),
        "generate",
        "",
        attrgetter("spoken"),
    ),
    Verb("effect", str(QT_TRANSLATE_NOOP("Verbs", "Sound effect…")), "effect", "", _of_a_prompt),
    Verb("takes", str(QT_TRANSLATE_NOOP("Verbs", "Takes…")), "takes", "", _with_takes),
    Verb("fix", str(QT_TRANSLATE_NOOP("Verbs", "Fixed duration")), "", "F", _to_fix),
    Verb("free", str(QT_TRANSLATE_NOOP("Verbs", "Dynamic duration")), "", "D", _to_free),
    Verb("split", str(QT_TRANSLATE_NOOP("Verbs", "Split at the playhead")), "scissors", "S", _writable),
    Verb("merge", str(QT_TRANSLATE_NOOP("Verbs", "Merge")), "merge", "J", _neighbours),
    Verb("trim_start", str(QT_TRANSLATE_NOOP("Verbs", "Trim the start to the playhead")), "", "I", _one),
    Verb("trim_end", str(QT_TRANSLATE_NOOP("Verbs", "Trim the end to the playhead")), "", "O", _one),
    Verb("stretch_start", str(QT_TRANSLATE_NOOP("Verbs", "Stretch the start to the playhead")), "", "Shift+I", _one),
    Verb("stretch_end", str(QT_TRANSLATE_NOOP("Verbs", "Stretch the end to the playhead")), "", "Shift+O", _one),
    Verb("crossfade", str(QT_TRANSLATE_NOOP("Verbs", "Cross-fade")), "", "X", _crossing),
    Verb("cut", str(QT_TRANSLATE_NOOP("Verbs", "Cut")), "", "Ctrl+X"),
    Verb("copy", str(QT_TRANSLATE_NOOP("Verbs", "Copy")), "copy", "Ctrl+C", _any),
    Verb("paste", str(QT_TRANSLATE_NOOP("Verbs", "Paste at the playhead")), "", "Ctrl+V", _pasted),
    Verb("duplicate", str(QT_TRANSLATE_NOOP("Verbs", "Duplicate")), "", "Ctrl+D", _any),
    Verb("delete", str(QT_TRANSLATE_NOOP("Verbs", "Delete")), "remove", "Del"),
    Verb("ripple_delete", str(QT_TRANSLATE_NOOP("Verbs", "Delete and close up")), "", "Shift+Del"),
    Verb("group", str(QT_TRANSLATE_NOOP("Verbs", "Group")), "", "G", _several),
    Verb("ungroup", str(QT_TRANSLATE_NOOP("Verbs", "Ungroup")), "", "Shift+G", _grouped),
    Verb("lock", str(QT_TRANSLATE_NOOP("Verbs", "Lock or unlock")), "lock", "L", _to_lock),
    Verb("track_up", str(QT_TRANSLATE_NOOP("Verbs", "Move a track up")), "up", "Ctrl+Up"),
    Verb("track_down", str(QT_TRANSLATE_NOOP("Verbs", "Move a track down")), "down", "Ctrl+Down"),
    Verb("frame_back", str(QT_TRANSLATE_NOOP("Verbs", "Nudge back by a frame")), "", "Ctrl+Left"),
    Verb("frame_on", str(QT_TRANSLATE_NOOP("Verbs", "Nudge on by a frame")), "", "Ctrl+Right"),
    Verb("ms_back", str(QT_TRANSLATE_NOOP("Verbs", "Nudge back by 10 ms")), "", "Ctrl+Shift+Left"),
    Verb("ms_on", str(QT_TRANSLATE_NOOP("Verbs", "Nudge on by 10 ms")), "", "Ctrl+Shift+Right"),
    Verb("sample_back", str(QT_TRANSLATE_NOOP("Verbs", "Nudge back by a sample")), "", "Ctrl+Alt+Left"),
    Verb("sample_on", str(QT_TRANSLATE_NOOP("Verbs", "Nudge on by a sample")), "", "Ctrl+Alt+Right"),
    Verb("marker", str(QT_TRANSLATE_NOOP("Verbs", "Marker at the playhead")), "marker", "M", _writable),
    Verb("region", str(QT_TRANSLATE_NOOP("Verbs", "Region of the selection")), "", "Shift+M", _to_lock),
    Verb("previous", str(QT_TRANSLATE_NOOP("Verbs", "Playhead to the clip before")), "previous", ",", lambda _: True),
    Verb("next", str(QT_TRANSLATE_NOOP("Verbs", "Playhead to the next clip")), "next", ".", lambda _: True),
)
#: The menu of clips; "" is a line, a tuple a menu in it: its text first.
MENU: tuple[str | tuple[str, ...], ...] = (
    *("new", "edit", "play", "loop", "takes", "effect", ""),
    *("generate", "generate_fixed", "generate_dynamic", "fix", "free", ""),
    *("split", "merge", "crossfade"),
    (
        str(QT_TRANSLATE_NOOP("Verbs", "To the playhead")),
        *("trim_start", "trim_end", "stretch_start", "stretch_end"),
    ),
    (
        str(QT_TRANSLATE_NOOP("Verbs", "Move")),
        *("frame_back", "frame_on", "ms_back", "ms_on", "sample_back", "sample_on", "track_up", "track_down"),
    ),
    "",
    *("cut", "copy", "paste", "duplicate", "delete", "ripple_delete", ""),
    *("group", "ungroup", "lock", "region"),
)


def said(text: str) -> str:
    """Return a text of these tables in the language of the window."""
    return QCoreApplication.translate("Verbs", text)


class Verbs(QObject):
    """The verbs as actions, enabled by what is chosen.

    Signals:
        triggered(str): a verb was chosen, wherever that was.
    """

    triggered = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent
        self._actions = {verb.id: self._made(verb) for verb in VERBS}
        self._retheme()
        theme.themes().changed.connect(self._retheme)

    def __getitem__(self, id_: str) -> QAction:
        return self._actions[id_]

    def _made(self, verb: Verb) -> QAction:
        made = QAction(said(verb.text), self)
        made.setObjectName(f"clip.{verb.id}")
        made.setShortcuts([QKeySequence(keys) for keys in verb.keys.split("; ") if keys])
        made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        made.triggered.connect(lambda _=False: self.triggered.emit(verb.id))
        return made

    def _retheme(self) -> None:
        for verb in VERBS:
            if verb.icon:
                self._actions[verb.id].setIcon(icons.icon(verb.icon))

    def give_keys(self, widget: QWidget, ids: Iterable[str] | None = None) -> None:
        """Let a widget have the keys of these verbs while the keyboard is on it; None: of all."""
        widget.addActions([self._actions[id_] for id_ in (self._actions if ids is None else ids)])

    def show(self, choice: Choice) -> None:
        """Offer what can be done with what is chosen now."""
        for verb in VERBS:
            self._actions[verb.id].setEnabled(verb.when(choice))

    def menu(self) -> QMenu:
        """Return the menu of clips; it deletes itself when closed."""
        made = QMenu(self._widget)
        made.setObjectName("timeline.menu")
        made.setAccessibleName(said(str(QT_TRANSLATE_NOOP("Verbs", "Clips"))))
        made.aboutToHide.connect(made.deleteLater)
        for entry in MENU:
            if isinstance(entry, tuple):
                inner = made.addMenu(said(entry[0]))
                inner.addActions([self._actions[id_] for id_ in entry[1:]])
            elif entry:
                made.addAction(self._actions[entry])
            else:
                made.addSeparator()
        return made
