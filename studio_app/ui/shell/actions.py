"""The one table of actions: menus, toolbar, context menus, shortcuts and the command palette are all made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from studio_app.ui.kit import icons, theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from studio_app.settings.kept import Kept

#: What must hold for an action to be of use: facts the shell states with ``Actions.state``, several divided by a space.
ALWAYS = ""
PROJECT = "project"
WRITABLE = "project writable"
CHAPTER = "project chapter"
CHAPTER_EDIT = "project chapter writable"
PARAGRAPH = "project chapter paragraph"
PARAGRAPH_EDIT = "project chapter paragraph writable"
UNDO = "project undo"
REDO = "project redo"
SOUND = "project sound"
PLAYING = "project playing"
TIMELINE = "project timeline"
TIMELINE_EDIT = "project timeline writable"
#: Why an action is of no use where a fact does not hold, in the order of the facts above.
WHY: Mapping[str, str] = MappingProxyType(
    {
        "project": "Open a project first",
        "chapter": "Choose a chapter first",
        "paragraph": "Put the cursor into a paragraph first",
        "writable": "The project is open for reading only",
        "undo": "There is nothing to undo",
        "redo": "There is nothing to do again",
        "sound": "There is nothing to hear yet",
        "playing": "Nothing is being played",
        "timeline": "Open the chapter as a timeline first",
    }
)
#: What actions are about: the part of their id before the dot.
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "file": "File",
        "edit": "Edit",
        "chapter": "Chapter",
        "paragraph": "Paragraph",
        "book": "Book",
        "transport": "Playback",
        "export": "Export",
        "project": "Project",
        "voices": "Voices",
        "timeline": "Timeline",
        "view": "View",
        "palette": "Help",
        "preferences": "Preferences",
        "help": "Help",
    }
)
#: Keys that every text field has a use for; given to an action, they would be lost to writing.
OF_TEXT = frozenset(
    [
        "Ctrl+A",
        "Ctrl+C",
        "Ctrl+V",
        "Ctrl+X",
        "Ctrl+Left",
        "Ctrl+Right",
        "Ctrl+Home",
        "Ctrl+End",
        "Ctrl+Backspace",
        "Ctrl+Del",
    ]
)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action. Its id is the ``objectName`` of its QAction; ``&`` marks the letter for menus.

    ``shortcut`` is as Qt writes it in portable text, several divided by ``; ``; ``checks``: it is on or off.
    """

    id: str
    text: str
    tip: str
    shortcut: str = ""
    icon: str = ""
    enabled_when: str = ALWAYS
    checks: bool = False


def _row(
    id_: str, text: str, tip: str, shortcut: str = "", icon: str = "", when: str = ALWAYS, *, checks: bool = False
) -> ActionRow:
    return ActionRow(id_, text, tip, shortcut, icon, when, checks)


#: Texts are found for translation by ``packaging/renew-translations.py``, which reads the table.
_A = "Actions"
ACTIONS: tuple[ActionRow, ...] = (
    _row("file.import", "&Import a book…", "Make a project of a book or document", "Ctrl+I", "import"),
    _row("file.import_page", "Import a &web page…", "Make a project of a web page", "", "web"),
    _row("file.import_script", "Import a sc&ript…", "Make a voiceover of a table (CSV) or subtitles", "", "script"),
    _row("file.new_voiceover", "New &voiceover…", "Begin with an empty timeline", "", "timeline"),
    _row("file.new", "&New blank project…", "Begin with an empty manuscript", "Ctrl+N", "new"),
    _row("file.open", "&Open a project…", "Open a .lectern file", "Ctrl+O", "open"),
    _row("file.open_sample", "Open the &sample", "Open a short book to try Lectern with", "", "sample"),
    _row("file.close", "&Close the project", "Go back to the start page", "Ctrl+W", "close", PROJECT),
    _row("file.quit", "&Quit", "Close Lectern; everything is saved", "Ctrl+Q"),
    _row("edit.undo", "&Undo", "Take the last change back", "Ctrl+Z", "undo", UNDO),
    _row("edit.redo", "&Redo", "Do again what was undone", "Ctrl+Shift+Z; Ctrl+Y", "redo", REDO),
    _row("edit.find", "&Find…", "Find text in the chapter or the book", "Ctrl+F", "find", CHAPTER),
    _row("edit.replace", "Rep&lace…", "Find text and replace it", "Ctrl+H", "replace", CHAPTER_EDIT),
    _row("edit.metadata", "&About the book…", "Title, author, language of the book", "", "book", WRITABLE),
    _row("chapter.add", "&Add a chapter", "Add a chapter after this one", "Ctrl+Shift+N", "add", WRITABLE),
    _row("chapter.split", "&Split at the cursor", "Begin a new chapter at the paragraph with the cursor",
         "Ctrl+Shift+Return", "split", PARAGRAPH_EDIT),
    _row("chapter.merge", "&Merge chapters", "Join the selected chapters into one", "", "merge", CHAPTER_EDIT),
    _row("chapter.rename", "Re&name…", "Give the chapter another title", "Shift+F2", "rename", CHAPTER_EDIT),
    _row("chapter.include", "Read aloud or leave &out", "Switch the selected chapters on or off", "",
         "include", CHAPTER_EDIT),
    _row("chapter.remove", "R&emove", "Remove the selected chapters; undo brings them back", "", "remove",
         CHAPTER_EDIT),
    _row("chapter.previous", "&Previous chapter", "Show the chapter before", "Ctrl+PgUp", "up", CHAPTER),
    _row("chapter.next", "Ne&xt chapter", "Show the chapter after", "Ctrl+PgDown", "down", CHAPTER),
    _row("chapter.generate", "&Generate the chapter", "Speak what the chapter has no take for",
         "Ctrl+Shift+G", "generate", CHAPTER_EDIT),
    _row("chapter.play", "Pla&y the chapter", "Play the chapter from its start", "Ctrl+Shift+Space", "play",
         CHAPTER),
    _row("paragraph.generate", "&Generate the paragraph", "Speak the selected paragraphs", "Ctrl+G",
         "generate", PARAGRAPH_EDIT),
    _row("paragraph.regenerate", "&Regenerate the paragraph", "Speak it once more and keep every take",
         "Ctrl+R", "regenerate", PARAGRAPH_EDIT),
    _row("paragraph.takes", "&Takes…", "Compare and restore the takes of the paragraph", "Ctrl+T", "takes",
         PARAGRAPH),
    _row("paragraph.lock", "&Lock or unlock", "Protect the paragraph from every change", "Ctrl+L", "lock",
         PARAGRAPH_EDIT),
    _row("paragraph.speaker", "&Spoken by…", "Choose who speaks the selected text, or the paragraph", "Ctrl+Shift+P",
         "voice", PARAGRAPH_EDIT),
    _row("paragraph.play", "&Play the paragraph", "Play from the start of the paragraph", "Ctrl+P", "play",
         PARAGRAPH),
    _row("book.generate", "Generate the &book…", "Speak everything that has no take or a stale one",
         "Ctrl+Alt+G", "generate", WRITABLE),
    _row("book.play", "Play the boo&k", "Play the book from its start", "", "play", PROJECT),
    _row("transport.play", "&Play or pause", "Play from the cursor, or pause", "Ctrl+Space", "play", SOUND),
    _row("transport.selection", "Play the se&lection", "Play the selected paragraphs and stop after them",
         "Ctrl+Alt+Space", "play", PARAGRAPH),
    _row("transport.stop", "&Stop", "Stop playing", "Ctrl+.", "stop", PLAYING),
    _row("transport.next", "&Next paragraph", "Go on with the next paragraph", "Alt+Right", "next", PLAYING),
    _row("transport.previous", "P&revious paragraph", "Hear the paragraph before", "Alt+Left", "previous",
         PLAYING),
    _row("transport.faster", "&Faster", "Play faster; the pitch is kept", "Alt+Up", "faster", SOUND),
    _row("transport.slower", "Slo&wer", "Play slower; the pitch is kept", "Alt+Down", "slower", SOUND),
    _row("transport.normal", "N&ormal speed", "Play at the speed it was spoken", "Alt+0", "speed", SOUND),
    _row("transport.follow", "Follow the &voice", "Keep the paragraph being heard in view", "", "follow",
         checks=True),
    _row("project.engine", "Engine and &voice…", "Choose who narrates: engine, model and voice", "Ctrl+Shift+E",
         "engine", WRITABLE),
    _row("voices.cast", "&Cast…", "See who speaks in the book, and with which voice", "Ctrl+Shift+C", "voice", PROJECT),
    _row("voices.mine", "&My voices…", "See your own voices, favourites and collections", "", "favourite", PROJECT),
    _row("voices.library", "Voice &library…", "Search thousands of voices, hear and compare them", "Ctrl+Shift+L",
         "find", PROJECT),
    _row("voices.clone", "Cl&one a voice…", "Make a voice of recordings", "", "copy", PROJECT),
    _row("voices.train", "&Professional clone…", "Train a voice with half an hour or more of recordings", "", "voice",
         PROJECT),
    _row("voices.design", "&Design a voice…", "Make a voice from a description", "", "generate", WRITABLE),
    _row("timeline.open", "Open the chapter as a &timeline", "Lay the chapter out in time, for music, effects and exact places",
         "Ctrl+Shift+T", "timeline", CHAPTER_EDIT),
    _row("timeline.remove", "Give the timeline &up", "Lay the chapter out by the pause rules again; its text and takes stay",
         "", "text", TIMELINE_EDIT),
    _row("timeline.play", "&Play or pause the timeline", "Play from the playhead, or pause", "", "play", TIMELINE),
    _row("timeline.generate", "&Generate what is stale", "Speak every clip that has no take or a stale one", "",
         "generate", TIMELINE_EDIT),
    _row("timeline.generate_dynamic", "Generate with d&ynamic duration",
         "Speak the selected clips; each takes the length of its speech", "", "generate", TIMELINE_EDIT),
    _row("timeline.generate_fixed", "Generate with fi&xed duration",
         "Speak the selected clips; the speech is fitted to their length", "", "generate", TIMELINE_EDIT),
    _row("timeline.add_track", "Add a t&rack…", "For a speaker, effects, audio or the original sound",
         "", "add", TIMELINE_EDIT),
    _row("timeline.add_effect", "Add a sound &effect…", "Make a sound from a description",
         "", "effect", TIMELINE_EDIT),
    _row("timeline.add_audio", "Add &audio…", "Put music or any recording on the timeline",
         "", "music", TIMELINE_EDIT),
    _row("timeline.split", "&Split at the playhead", "Cut the clip in two; what was spoken is kept",
         "", "scissors", TIMELINE_EDIT),
    _row("timeline.merge", "&Merge clips", "Join the selected neighbours", "", "merge", TIMELINE_EDIT),
    _row("timeline.duplicate", "&Duplicate clips", "Put a copy behind the selected clips", "", "copy", TIMELINE_EDIT),
    _row("timeline.delete", "De&lete clips", "Delete the selected clips and their text; undo brings them back",
         "", "remove", TIMELINE_EDIT),
    _row("timeline.ripple_delete", "Delete and &close up", "Delete the selected clips and let what follows move up",
         "", "remove", TIMELINE_EDIT),
    _row("timeline.marker", "Mar&ker at the playhead", "Mark the place with a name", "", "marker", TIMELINE_EDIT),
    _row("timeline.region", "Regi&on of the selection", "Name a stretch of time, to loop or to export alone",
         "", "", TIMELINE_EDIT),
    _row("timeline.list", "Clips as a l&ist", "Show the clips as a table, or on the canvas", "", "list", TIMELINE),
    _row("timeline.export", "Export t&he timeline…", "Write the mix, stems, clips or the timing",
         "", "export", TIMELINE),
    _row("export.open", "&Export…", "Write the audiobook's files", "Ctrl+E", "export", PROJECT),
    _row("view.chapters", "&Chapters", "Show or hide the chapters", "F9", "chapters", PROJECT, checks=True),
    _row("view.activity", "&Activity", "Show or hide jobs and notices", "F10", "activity", PROJECT,
         checks=True),
    _row("view.voices", "&Voices", "Show or hide the voices", "F8", "voice", PROJECT, checks=True),
    _row("view.takes", "&Takes", "Show or hide the takes of a paragraph", "", "takes", PROJECT, checks=True),
    _row("view.timeline", "Tim&eline", "Show or hide the timeline", "F7", "timeline", PROJECT, checks=True),
    _row("view.workspace_book", "Workspace: &book", "Text in the middle, chapters and jobs beside it", "", "book", PROJECT),
    _row("view.workspace_timeline", "Workspace: ti&meline", "Most of the window for the timeline", "", "timeline", PROJECT),
    _row("view.next_panel", "&Next panel", "Move the keyboard to the next panel", "F6", "", PROJECT),
    _row("view.previous_panel", "&Previous panel", "Move the keyboard to the panel before", "Shift+F6", "",
         PROJECT),
    _row("view.larger", "&Larger text", "Make the manuscript's letters larger", "Ctrl++; Ctrl+="),
    _row("view.smaller", "&Smaller text", "Make the manuscript's letters smaller", "Ctrl+-"),
    _row("view.usual", "&Usual text size", "Letters as they were at first", "Ctrl+0"),
    _row("view.theme", "Change the t&heme", "Light, dark, high contrast", "", "theme"),
    _row("view.full_screen", "&Full screen", "Nothing but the window", "F11", checks=True),
    _row("palette.open", "&All actions…", "Find any action by its name", "Ctrl+K", "palette"),
    _row("preferences.open", "&Preferences…", "Theme, text, pauses, shortcuts and more", "Ctrl+,",
         "preferences"),
    _row("help.shortcuts", "&Keyboard shortcuts", "See and change every shortcut", "F1", "keyboard"),
    _row("help.log", "Show the &log folder", "Open the folder with Lectern's log", "", "folder"),
    _row("help.about", "A&bout Lectern", "Version and licences", "", "about"),
)  # fmt: skip


class Actions(QObject):
    """The QActions of the table, by id.

    Signals:
        triggered(id): an action was chosen, wherever that was.
        shortcuts_changed(): a person gave one other keys.
    """

    triggered = Signal(str)
    shortcuts_changed = Signal()

    def __init__(self, kept: Kept, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = kept
        self._rows = {row.id: row for row in ACTIONS}
        self._facts: dict[str, bool] = {}
        self._made: dict[str, QAction] = {}
        for row in ACTIONS:
            self._make(row)
        self._dressed = False
        self._show_facts()

    def __getitem__(self, id_: str) -> QAction:
        return self._made[id_]

    def rows(self) -> tuple[ActionRow, ...]:
        """Return the table."""
        return ACTIONS

    def state(self, **facts: bool) -> None:
        """State what holds now (project=True …): actions that need it become usable or not."""
        known = {**self._facts, **facts}
        if known != self._facts:
            self._facts = known
            self._show_facts()

    def why(self, id_: str) -> str:
        """Return why an action is of no use now, "" where it can be done."""
        wanting = self._wanting(self._rows[id_])
        return QCoreApplication.translate(_A, WHY[wanting]) if wanting else ""

    def group(self, id_: str) -> str:
        """Return what an action is about, in a word."""
        return QCoreApplication.translate(_A, GROUPS[id_.partition(".")[0]])

    def name_history(self, undo: str | None, redo: str | None) -> None:
        """Say in the menu what undo and redo would do; None: there is nothing."""
        for id_, what in (("edit.undo", undo), ("edit.redo", redo)):
            plain = QCoreApplication.translate(_A, self._rows[id_].text)
            self._made[id_].setText(f"{plain}: {what}" if what else plain)
        self.state(undo=undo is not None, redo=redo is not None)

    # Shortcuts

    def shortcuts(self, id_: str) -> tuple[str, ...]:
        """Return an action's shortcuts as portable text."""
        return tuple(keys.toString(_PORTABLE) for keys in self._made[id_].shortcuts())

    def set_shortcuts(self, id_: str, keys: tuple[str, ...] | None) -> None:
        """Give an action other shortcuts and keep them; None: those it had at first. An action that had them loses them."""
        given = self.usual_shortcuts(id_) if keys is None else keys
        for other in self.owners(given, but=id_):
            self._wear(other, tuple(k for k in self.shortcuts(other) if k not in given))
        self._wear(id_, given)
        self.shortcuts_changed.emit()

    def usual_shortcuts(self, id_: str) -> tuple[str, ...]:
        """Return the shortcuts an action had at first."""
        return _split(self._rows[id_].shortcut)

    def refusal(self, keys: str) -> str:
        """Return why keys cannot be a shortcut, "" where they can: what is typed into a text must stay typing."""
        if keys in OF_TEXT:
            return QCoreApplication.translate(_A, "Text fields need these keys.")
        last = keys.rpartition("+")[2] if not keys.endswith("+") else "+"
        if _is_bare(keys) and not _FUNCTION.fullmatch(last):
            return QCoreApplication.translate(
                _A, "These keys write text. Hold Ctrl or Alt too, or press a function key."
            )
        return ""

    def owners(self, keys: tuple[str, ...], *, but: str = "") -> tuple[str, ...]:
        """Return the other actions that have one of these shortcuts."""
        return tuple(id_ for id_ in self._made if id_ != but and set(self.shortcuts(id_)) & set(keys))

    def reset_shortcuts(self) -> None:
        """Give every action the shortcuts it had at first."""
        for row in ACTIONS:
            self._wear(row.id, _split(row.shortcut))
        self.shortcuts_changed.emit()

    def write(self) -> None:
        """Write the shortcuts that are not as at first; any thread."""
        self._kept.write()

    def _wear(self, id_: str, keys: tuple[str, ...]) -> None:
        usual = _split(self._rows[id_].shortcut)
        self._kept.put(id_, None if keys == usual else list(keys))
        self._made[id_].setShortcuts([QKeySequence(k, _PORTABLE) for k in keys])
        self._show_tip(self._rows[id_])

    # Making

    def _make(self, row: ActionRow) -> None:
        action = QAction(QCoreApplication.translate(_A, row.text), self)
        action.setObjectName(row.id)
        action.setCheckable(row.checks)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        own = self._kept.get(row.id)
        keys = tuple(k for k in own if isinstance(k, str)) if isinstance(own, list) else _split(row.shortcut)
        action.setShortcuts([QKeySequence(k, _PORTABLE) for k in keys])
        action.triggered.connect(lambda _=False, id_=row.id: self.triggered.emit(id_))
        _ROLES.get(row.id, _no_role)(action)
        self._made[row.id] = action
        self._show_tip(row)

    def _show_tip(self, row: ActionRow) -> None:
        action, tip = self._made[row.id], QCoreApplication.translate(_A, row.tip)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setStatusTip(tip)
        action.setToolTip(f"{tip} ({keys})" if keys else tip)

    def _wanting(self, row: ActionRow) -> str:
        """Return the first fact an action needs that does not hold."""
        return next((fact for fact in row.enabled_when.split() if not self._facts.get(fact, False)), "")

    def _show_facts(self) -> None:
        for row in ACTIONS:
            self._made[row.id].setEnabled(not self._wanting(row))

    def dress(self) -> None:
        """Paint the icons: after the window's first paint, which shows none of them."""
        if not self._dressed:
            self._dressed = True
            theme.themes().changed.connect(self._paint)
            self._paint()

    def _paint(self) -> None:
        for row in ACTIONS:
            if row.icon:
                self._made[row.id].setIcon(icons.icon(row.icon))


_FUNCTION = re.compile(r"F\d{1,2}|Media .*|Volume .*|Launch .*")
_PORTABLE = QKeySequence.SequenceFormat.PortableText


def _split(shortcut: str) -> tuple[str, ...]:
    return tuple(QKeySequence(k, _PORTABLE).toString(_PORTABLE) for k in shortcut.split("; ")) if shortcut else ()


def _is_bare(keys: str) -> bool:
    """Return whether neither Ctrl nor Alt nor Meta is held."""
    return not any(f"{held}+" in keys for held in ("Ctrl", "Alt", "Meta"))


def _no_role(action: QAction) -> None:
    action.setMenuRole(QAction.MenuRole.NoRole)


#: Where macOS has a place of its own for an action.
_ROLES: Mapping[str, Callable[[QAction], None]] = {
    "file.quit": lambda action: action.setMenuRole(QAction.MenuRole.QuitRole),
    "preferences.open": lambda action: action.setMenuRole(QAction.MenuRole.PreferencesRole),
    "help.about": lambda action: action.setMenuRole(QAction.MenuRole.AboutRole),
}
