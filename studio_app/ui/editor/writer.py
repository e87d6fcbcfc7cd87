"""From the page to the project: what is typed is collected for a moment and handed over as one edit."""

from __future__ import annotations

import logging
from dataclasses import replace as with_changes
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from studio_app.domain.edits.text import rewrite
from studio_app.domain.errors import LecternError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_app.domain.edits.change import Change
    from studio_app.domain.manuscript import Paragraph
    from studio_app.domain.project import Project
    from studio_app.session.studio import Studio
    from studio_app.ui.editor.manuscript import Manuscript, Pending

logger = logging.getLogger(__name__)

INITIATOR = "editor"
#: After the first key the project has the text at the latest this many milliseconds later; the disk gets what is left of 250.
COMMIT_MS = 60
#: A pause this long ends a step of undo; so does writing this long without one.
_BURST_S = 1.5
_BURST_LONGEST_S = 12.0


class Writer(QObject):
    """Hands over what is typed into a manuscript. ``chapter_id`` says where it belongs.

    Signals:
        handed_over(): the project has what stands on the page.
        refused(LecternError): it does not take it; ``reload_requested`` follows.
        reload_requested(): the page has to be shown anew, as the project has it.
    """

    handed_over = Signal()
    refused = Signal(object)
    reload_requested = Signal()

    def __init__(self, manuscript: Manuscript) -> None:
        super().__init__(manuscript)
        self.studio: Studio | None = None
        self.chapter_id: int | None = None
        self._manuscript = manuscript
        self._burst = 0
        self._began = self._last_key = 0.0
        self.timer = QTimer(self, interval=COMMIT_MS, singleShot=True)
        self.timer.timeout.connect(self.commit)
        manuscript.typed.connect(self._typed)

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Return the chapter's paragraphs as the project has them now."""
        if self.studio is None or self.chapter_id is None:
            return ()
        return self.studio.project.paragraphs.get(self.chapter_id, ())

    def _typed(self) -> None:
        now = monotonic()
        if now - self._last_key > _BURST_S or now - self._began > _BURST_LONGEST_S:
            self._burst += 1
            self._began = now
        self._last_key = now
        if not self.timer.isActive():
            self.timer.start()

    def end_burst(self) -> None:
        """Let what follows be a step of undo of its own."""
        self.commit()
        self._burst += 1
        self._began = monotonic()

    def commit(self) -> None:
        """Hand over what was typed and the project does not have yet."""
        self.timer.stop()
        if self.studio is None or self.chapter_id is None or not self._manuscript.pending:
            return
        pending = self._manuscript.take()
        if pending is None:
            return
        try:
            self._rewrite(self.studio, self.chapter_id, pending)
        except LecternError as error:
            self.refused.emit(error)
            self.reload_requested.emit()
        except (KeyError, ValueError):
            self._keep(pending)
        else:
            if not self._manuscript.settle(self.paragraphs):
                logger.warning("The chapter on the page was not as the project has it; it is shown anew")
                self.reload_requested.emit()
            self.handed_over.emit()

    def _rewrite(self, studio: Studio, chapter_id: int, pending: Pending) -> None:
        merge = f"typing {pending.typed_in} {self._burst}" if pending.typed_in is not None else ""
        studio.do(
            rewrite(
                studio.project,
                chapter_id,
                after=pending.after,
                removed=pending.removed,
                written=pending.written,
                merge=merge,
                initiator=INITIATOR,
            )
        )

    def _keep(self, pending: Pending) -> None:
        """Keep what was typed into paragraphs that others took away in the same moment: as paragraphs of their own."""
        there = {p.id: p for p in self.paragraphs}
        new = [w for w in pending.written if w.text and (w.id not in there or there[w.id].text != w.text)]
        after = pending.after if pending.after in there else next(reversed(there), None)
        written = [with_changes(w, id=None) for w in new]
        chapter_id = self.chapter_id or 0
        self.reload_requested.emit()
        self.do(lambda project: rewrite(project, chapter_id, after=after, removed=(), written=written))

    def do(self, made: Callable[[Project], tuple[Project, Change]]) -> bool:
        """Hand over what was typed, then make an edit of its own; False where it is refused."""
        self.end_burst()
        if self.studio is None:
            return False
        try:
            self.studio.do(made(self.studio.project))
        except LecternError as error:
            self.refused.emit(error)
            return False
        return True
