"""What the gutter says of each paragraph, from the states the session works out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio_app.session.states import State
from studio_app.ui.editor.gutter import Mark

if TYPE_CHECKING:
    from studio_app.domain.manuscript import Paragraph
    from studio_app.session.states import ParagraphState, States
    from studio_app.session.studio import Studio
    from studio_app.ui.editor.manuscript import Manuscript
    from studio_app.ui.editor.speakers import Hue


def _tr(text: str) -> str:
    return QCoreApplication.translate("StateMarks", text)


class StateMarks:
    """Answers the gutter. ``studio`` and ``states`` are None while no project is open."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.studio: Studio | None = None
        self.states: States | None = None
        self._manuscript = manuscript

    def mark(self, paragraph_id: int) -> Mark:
        """Return what is painted beside a paragraph."""
        paragraph = self._manuscript.paragraph(paragraph_id)
        found = self._state(paragraph_id)
        locked = paragraph is not None and paragraph.locked
        if found is None:
            return Mark(None, locked=locked)
        share = found.generated / found.segments if found.segments else 0.0
        return Mark(found.state, share, locked, tuple(hue.colour for hue in self._hues(paragraph)))

    def tip(self, paragraph_id: int) -> str:
        """Return the same in words."""
        paragraph = self._manuscript.paragraph(paragraph_id)
        found = self._state(paragraph_id)
        parts = [] if found is None else [_words(found)]
        if paragraph is not None and paragraph.locked:
            parts.append(_tr("locked") if parts else _tr("Locked"))
        if names := ", ".join(hue.name for hue in self._hues(paragraph)):
            parts.append(_tr("spoken by {names}").format(names=names))
        return " · ".join(parts)

    def _hues(self, paragraph: Paragraph | None) -> list[Hue]:
        """Return those who speak in a paragraph beside the narrator, in the order they speak."""
        ids = dict.fromkeys(f.speaker_id for f in paragraph.fragments) if paragraph is not None else ()
        found = (self._manuscript.speakers.hue(speaker_id) for speaker_id in ids)
        return [hue for hue in found if hue is not None]

    def _state(self, paragraph_id: int) -> ParagraphState | None:
        return None if self.states is None else self.states.paragraph(paragraph_id)


def _words(found: ParagraphState) -> str:
    match found.state:
        case State.SILENT:
            return _tr("Nothing to say here")
        case State.OFF:
            return _tr("Not read aloud")
        case State.GENERATED:
            return _tr("Generated · {seconds} s").format(seconds=f"{found.seconds:.1f}")
        case State.STALE:
            return _tr("Stale: the text or the voice changed after it was generated")
        case State.GENERATING:
            return _tr("Being generated")
        case State.FAILED:
            return _tr("Failed. {reason}").format(reason=found.error).strip()
        case _:
            return _tr("Not generated yet")
