"""The one table of who hears whom. Panels emit facts and wishes; they know neither each other nor the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_app.ui.shell.desk import Desk
    from studio_app.ui.shell.window import Panels, Window
    from studio_app.ui.timeline.panel import TimelinePanel


def wire(desk: Desk, window: Window, panels: Panels) -> None:
    """Connect every signal of the window to who answers it."""
    projects, listening, making, asides = desk.projects, desk.listening, desk.making, desk.asides
    chapters, editor, _, takes, activity, _, transport = panels
    timelines = desk.timelines
    table: tuple[tuple[Any, Callable[..., Any]], ...] = (
        # window and start page
        (window.close_asked, desk.ask_to_close),
        (window.end_asked, desk.end),
        (window.start.open_requested, projects.open),
        (window.start.import_requested, projects.read),
        (window.start.action_requested, desk.act),
        (window.start.forget_requested, projects.forget),
        (window.status.jobs_requested, desk.show_activity),
        (window.status.retry_requested, desk.retry_saving),
        (window.status.engine_requested, desk.recasting.choose),
        (window.actions_.triggered, desk.act),
        (window.actions_.shortcuts_changed, desk.keeper.changed),
        # chapters
        (chapters.chapter_chosen, desk.show_chapter),
        (chapters.chapter_opened, desk.enter_chapter),
        (chapters.generate_requested, making.generate_chapters),
        (chapters.play_requested, listening.play_chapter),
        (chapters.split_requested, editor.split_chapter),
        # editor
        (editor.generate_requested, making.generate_paragraphs),
        (editor.play_requested, listening.play_from),
        (editor.takes_requested, making.show_takes),
        (editor.chapter_split_requested, chapters.split),
        (editor.chapter_requested, desk.show_chapter),
        (editor.undo_requested, desk.undo),
        (editor.redo_requested, desk.redo),
        (editor.text_size_requested, asides.resize_text),
        (editor.cursor_changed, desk.cursor_changed),
        (editor.chapter_changed, desk.chapter_changed),
        (editor.speaker_added, desk.casts.speaker_added),
        (editor.voice_dropped, desk.casts.voice_dropped),
        # takes
        (takes.play_requested, listening.play_take),
        (takes.stop_requested, listening.stop),
        (takes.restore_requested, making.restore),
        (takes.regenerate_requested, making.regenerate),
        # activity
        (activity.pause_requested, desk.work.pause),
        (activity.resume_requested, desk.work.resume),
        (activity.cancel_requested, desk.work.cancel),
        (activity.retry_requested, desk.work.retry),
        (activity.dismiss_requested, desk.work.dismiss),
        (activity.folder_requested, asides.show_folder),
        (activity.play_requested, making.play_job),
        (activity.open_requested, making.open_job),
        (activity.paragraph_requested, desk.show_paragraph),
        (activity.way_requested, making.way_on),
        # transport
        (transport.play_requested, listening.toggle),
        (transport.stop_requested, listening.stop),
        (transport.next_requested, listening.next),
        (transport.previous_requested, listening.previous),
        (transport.speed_requested, listening.set_speed),
        (transport.volume_requested, listening.set_volume),
        (transport.follow_changed, listening.set_follow),
        # what the session announces
        (desk.bridge.edited, desk.edited),
        (desk.bridge.saved, desk.saved),
        (desk.bridge.takes_placed, making.takes_placed),
        (desk.bridge.jobs_changed, making.jobs_changed),
        (desk.bridge.player_changed, listening.player_changed),
        (desk.bridge.player_changed, desk.effects.player_changed),
        (desk.bridge.player_moved, listening.player_moved),
        (desk.bridge.player_needs, listening.player_needs),
        (desk.bridge.player_failed, listening.player_failed),
        (desk.bridge.states_changed, timelines.states_changed),
        (desk.bridge.timeline_player_changed, timelines.listening.player_changed),
        (desk.bridge.timeline_player_moved, timelines.listening.player_moved),
        (desk.bridge.timeline_player_failed, timelines.listening.player_failed),
        (desk.bridge.waveform_ready, timelines.waveform_ready),
        (desk.bridge.waveform_failed, timelines.waveform_failed),
        (desk.bridge.sample_playing, desk.voicing.sample_playing),
        (desk.bridge.microphone_heard, desk.voice_making.heard),
        (desk.bridge.microphone_ended, desk.voice_making.ended),
        (desk.runner.refused, desk.refused),
        (desk.runner.surprised, desk.surprised),
    )
    for signal, hears in table:
        signal.connect(hears)


def wire_timeline(desk: Desk, timeline: TimelinePanel) -> None:
    """Connect every signal of the timeline's panel, which is made when it is first wanted."""
    timelines = desk.timelines
    table: tuple[tuple[Any, Callable[..., Any]], ...] = (
        (timeline.open_chapter_requested, timelines.open_chapter),
        (timeline.close_chapter_requested, timelines.close_chapter),
        (timeline.script_requested, desk.scripts.choose),
        (timeline.export_requested, timelines.exports.open_),
        (timeline.edit_requested, timelines.edit),
        (timeline.write_requested, timelines.write),
        (timeline.split_requested, timelines.split),
        (timeline.generate_requested, timelines.making.generate),
        (timeline.generate_stale_requested, timelines.making.generate_stale),
        (timeline.price_requested, timelines.making.ask_price),
        (timeline.effect_requested, desk.effects.open_),
        (timeline.media_requested, desk.media.choose),
        (timeline.media_dropped, desk.media.add),
        (timeline.voice_dropped, timelines.casts.voice_dropped),
        (timeline.cast_requested, timelines.casts.cast),
        (timeline.takes_requested, timelines.making.show_takes),
        (timeline.transport_requested, timelines.listening.transport),
        (timeline.playhead_requested, timelines.listening.seek),
        (timeline.scrub_requested, timelines.listening.scrub),
        (timeline.scrub_ended, timelines.listening.end_scrub),
        (timeline.loop_changed, timelines.listening.set_loop),
        (timeline.meters_reset_requested, timelines.listening.reset_meters),
    )
    for signal, hears in table:
        signal.connect(hears)
