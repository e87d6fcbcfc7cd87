"""The one table of who does which action. Shortcuts, menus, buttons and the palette all come here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.ui.shell.desk import Desk
    from studio_app.ui.shell.window import Panels

#: What the timeline's own table of verbs does, of what the table of actions names.
_VERBS = (
    *("generate_dynamic", "generate_fixed", "split", "merge", "duplicate", "delete", "ripple_delete"),
    *("marker", "region"),
)


def answers(desk: Desk, panels: Panels) -> dict[str, Callable[[], object]]:
    """Return who does each action of the table of actions, by its id."""
    chapters, editor = panels.chapters, panels.editor
    projects, listening, making, asides = desk.projects, desk.listening, desk.making, desk.asides
    window, timelines = desk.parts.window, desk.timelines
    return {
        "file.import": projects.choose_book,
        "file.import_script": desk.scripts.choose,
        "file.new_voiceover": desk.scripts.new,
        "file.import_page": projects.choose_page,
        "file.new": projects.new,
        "file.open": projects.choose_project,
        "file.open_sample": projects.open_sample,
        "file.close": projects.close,
        "file.quit": desk.ask_to_close,
        "edit.undo": desk.undo,
        "edit.redo": desk.redo,
        "edit.find": editor.open_find,
        "edit.replace": lambda: editor.open_find(replace=True),
        "edit.metadata": making.export,
        "chapter.add": chapters.add,
        "chapter.split": editor.split_chapter,
        "chapter.merge": chapters.merge,
        "chapter.rename": chapters.edit_title,
        "chapter.include": chapters.toggle,
        "chapter.remove": chapters.remove,
        "chapter.previous": lambda: desk.step_chapter(-1),
        "chapter.next": lambda: desk.step_chapter(1),
        "chapter.generate": lambda: making.generate_chapters(desk.chosen_chapters),
        "chapter.play": desk.play_chapter,
        "paragraph.generate": editor.generate_selected,
        "paragraph.regenerate": desk.regenerate,
        "paragraph.takes": editor.show_takes,
        "paragraph.lock": desk.toggle_lock,
        "paragraph.speaker": editor.open_speakers,
        "paragraph.play": listening.play_paragraph,
        "book.generate": making.generate_book,
        "book.play": listening.play_book,
        "transport.play": listening.toggle,
        "transport.selection": listening.play_selection,
        "transport.stop": listening.stop,
        "transport.next": listening.next,
        "transport.previous": listening.previous,
        "transport.faster": listening.faster,
        "transport.slower": listening.slower,
        "transport.normal": listening.normal,
        "transport.follow": lambda: listening.set_follow(desk.parts.actions["transport.follow"].isChecked()),
        "project.engine": desk.recasting.choose,
        "voices.cast": lambda: desk.voicing.show("cast"),
        "voices.mine": lambda: desk.voicing.show("mine"),
        "voices.library": lambda: desk.voicing.show("library"),
        "voices.clone": desk.voice_making.clone,
        "voices.train": desk.voice_making.train,
        "voices.design": desk.voice_making.design,
        "timeline.open": timelines.open_chapter,
        "timeline.remove": timelines.close_chapter,
        "timeline.play": timelines.listening.toggle,
        "timeline.generate": timelines.making.generate_stale,
        "timeline.add_track": lambda: timelines.panel.add("voiceover"),
        "timeline.add_effect": lambda: timelines.panel.add("effect"),
        "timeline.add_audio": lambda: timelines.panel.add("media"),
        **{f"timeline.{verb}": partial(timelines.perform, verb) for verb in _VERBS},
        "timeline.list": timelines.switch_list,
        "timeline.export": timelines.exports.open_,
        "export.open": making.export,
        "view.chapters": lambda: desk.toggle_panel("chapters"),
        "view.voices": lambda: desk.toggle_panel("voices"),
        "view.activity": lambda: desk.toggle_panel("activity"),
        "view.takes": desk.toggle_takes,
        "view.timeline": desk.toggle_timeline,
        "view.workspace_book": lambda: desk.arrange("book"),
        "view.workspace_timeline": lambda: desk.arrange("timeline"),
        "view.next_panel": lambda: window.move_between_panels(1),
        "view.previous_panel": lambda: window.move_between_panels(-1),
        "view.larger": lambda: asides.resize_text(1),
        "view.smaller": lambda: asides.resize_text(-1),
        "view.usual": asides.usual_text,
        "view.theme": asides.next_theme,
        "view.full_screen": asides.full_screen,
        "palette.open": asides.palette,
        "preferences.open": asides.preferences,
        "help.shortcuts": asides.shortcuts,
        "help.log": asides.show_log,
        "help.about": asides.about,
    }
