"""Who speaks what on the page: words that are not the narrator's wear the colour of who speaks them.

Colour alone tells nothing to who sees none: parts of a paragraph are underlined as well, the gutter has a stripe beside it
for each speaker and says their names, and so does the mouse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QColor, QTextCharFormat

from studio_app.domain.edits.runs import followed
from studio_app.ui.editor.positions import to_points, to_units
from studio_app.ui.kit import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QTextBlock, QTextCursor

    from studio_app.domain.edits.cast import Target
    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.project import Project
    from studio_app.ui.editor.manuscript import Manuscript


class Hue(NamedTuple):
    """A speaker as shown on the page."""

    name: str
    colour: QColor


class Spoken(NamedTuple):
    """Words of a block that are not the narrator's: ``start`` to ``end`` in UTF-16 units."""

    start: int
    end: int
    speaker_id: int


class Speakers:
    """Those of the cast who do not narrate, with their colours, and the formats of what they say."""

    def __init__(self) -> None:
        self._hues: dict[int, Hue] = {}
        self._formats: dict[tuple[int, bool], QTextCharFormat] = {}

    def show(self, project: Project | None) -> bool:
        """Take the cast of a project, in the theme in force; return whether anything on the page looks different."""
        before = self._hues
        self._hues = {} if project is None else hues(project)
        self._formats = {}
        return before != self._hues

    def hue(self, speaker_id: int) -> Hue | None:
        """Return how a speaker is shown; None for the narrator, and for who is gone: their words are the narrator's."""
        return self._hues.get(speaker_id)

    def spoken(self, paragraph: Paragraph | None, text: str) -> Sequence[Spoken]:
        """Return what others than the narrator say in a block that shows ``text``, written since ``paragraph`` was."""
        if paragraph is None or not paragraph.fragments:
            return ()
        return [
            Spoken(to_units(text, f.start), to_units(text, f.end), f.speaker_id)
            for f in followed(paragraph, text)
            if f.speaker_id in self._hues
        ]

    def form(self, speaker_id: int, *, whole: bool) -> QTextCharFormat:
        """Return the format of a speaker's letters; ``whole`` paragraphs need no line below them to be told from others."""
        found = self._formats.get((speaker_id, whole))
        if found is None:
            colour = self._hues[speaker_id].colour
            found = QTextCharFormat()
            found.setForeground(colour)
            if not whole:
                found.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                found.setUnderlineColor(colour)
            self._formats[speaker_id, whole] = found
        return found


def hues(project: Project) -> dict[int, Hue]:
    """Return how each speaker but the narrator is shown."""
    return {
        speaker.id: Hue(speaker.name, theme.speaker_colour(speaker.colour, place))
        for place, speaker in enumerate(project.speakers)
        if speaker.id != project.voicing.narrator_id
    }


def is_all(spoken: Sequence[Spoken], text: str) -> bool:
    """Whether one speaker says all of a text."""
    if len(spoken) != 1:
        return False
    start, end = to_points(text, spoken[0].start), to_points(text, spoken[0].end)
    return not text[:start].strip() and not text[end:].strip()


def targets(manuscript: Manuscript, cursor: QTextCursor) -> list[Target]:
    """Return what a cursor selects, by paragraph; without a selection the whole paragraph it is in."""
    if not cursor.hasSelection():
        paragraph_id = manuscript.id_at(cursor.block())
        return [] if paragraph_id is None else [paragraph_id]
    document = manuscript.document
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    first, last = document.findBlock(start).blockNumber(), document.findBlock(end).blockNumber()
    found = (_target(manuscript, block, start, end) for block in manuscript.blocks(first, last))
    return [target for target in found if target is not None]


def _target(manuscript: Manuscript, block: QTextBlock, start: int, end: int) -> Target | None:
    paragraph_id, text = manuscript.id_at(block), block.text()
    first = to_points(text, max(0, start - block.position()))
    last = to_points(text, min(block.length() - 1, end - block.position()))
    return None if paragraph_id is None or first >= last else (paragraph_id, first, last)
