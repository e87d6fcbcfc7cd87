"""``bench timeline``: 50,000 clips and ten hours of waveform: scrolled, zoomed, dragged, played and seen whole.

The window is another room, so it is measured as another program: ``studio_app.ui.timeline.speed``, which also measures the
reference, a bare scroll area painting as many rectangles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio_app.cli.benches.machine import cores
from studio_app.cli.benches.window import measured

if TYPE_CHECKING:
    from studio_app.cli.terminal import Terminal

_CLIPS = 50_000
_PROGRAM = "studio_app.ui.timeline.speed"


def measure(words: int | None, terminal: Terminal) -> dict[str, Any]:
    """Run the bench. ``words``, where given, is how many clips there are."""
    terminal.warn("Scrolling, zooming, dragging and playing, beside a bare scroll area; takes a minute")
    return {"bench": "timeline", "cores": cores(), **measured(_PROGRAM, "--clips", str(words or _CLIPS))}
