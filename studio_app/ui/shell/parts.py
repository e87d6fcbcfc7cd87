"""What is there from the first paint on and is handed to everybody in the shell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio_app.session.crash import Evidence
    from studio_app.session.recent import Recent
    from studio_app.settings.file import Settings
    from studio_app.settings.kept import Kept
    from studio_app.settings.places import Places
    from studio_app.ui.shell.actions import Actions
    from studio_app.ui.shell.probe import Probe
    from studio_app.ui.shell.window import Window


@dataclass(slots=True)
class Parts:
    """Built by ``app``. ``layout`` is where the window and its projects were left; ``probe`` is None unless asked for."""

    places: Places
    settings: Settings
    layout: Kept
    recent: Recent
    actions: Actions
    window: Window
    evidence: Evidence
    probe: Probe | None
