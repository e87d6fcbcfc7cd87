"""What is generated for the timeline that is shown, and what that costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from studio_app.domain.errors import LecternError
from studio_app.ui.generate.costs import costs
from studio_app.ui.kit import amounts
from studio_app.ui.kit.dialogs import Choice, ask, cancel_choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.domain.timeline import Mode
    from studio_app.session.work_views import Estimate
    from studio_app.ui.shell.timelines import Timelines
    from studio_app.ui.timeline.panel import TimelinePanel

#: A timeline is counted for what is stale this long after the last change of it.
_COUNT_MS = 400


class TimelineMaking(QObject):
    """Generates clips of the timeline that ``Timelines`` shows."""

    def __init__(self, timelines: Timelines) -> None:
        super().__init__(timelines)
        self._timelines = timelines
        self._desk = timelines.desk
        self._window = timelines.desk.parts.window
        self._start = timelines.desk.runner.start
        self._counting = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._counting.timeout.connect(lambda: self._start(self._count))

    @property
    def _panel(self) -> TimelinePanel:
        return self._timelines.panel

    def end(self) -> None:
        """Count no more: the project is let go."""
        self._counting.stop()

    def show_takes(self, clip_id: int) -> None:
        """Show the takes of a clip."""
        paragraph_id = self._panel.timeline.clip(clip_id).paragraph_id
        if paragraph_id:
            self._desk.making.show_takes(paragraph_id)

    def generate(self, clip_ids: Sequence[int], mode: Mode | None) -> None:
        """Generate clips."""
        self._start(self._generate, tuple(clip_ids), mode)

    def generate_stale(self) -> None:
        """Generate every clip that has no take or a stale one."""
        self._start(self._generate, None, None)

    async def _generate(self, clip_ids: tuple[int, ...] | None, mode: Mode | None) -> None:
        session, chapter_id = self._timelines.session, self._panel.chapter_id
        if session is None or not self._timelines.there:
            return
        try:
            estimate = await session.estimate(chapter_id, clip_ids, mode)
            if estimate.credits > 0 and not await self._agrees(estimate):
                return
            await session.generate(chapter_id, clip_ids, mode)
        except LecternError as error:
            self._panel.show_refusal(error.sentence)

    async def _agrees(self, estimate: Estimate) -> bool:
        said = self.tr("Generate {count} characters for {cost}?", "", estimate.characters).format(
            count=amounts.count(estimate.characters), cost=costs(estimate.by_engine, estimate.credits)
        )
        go = Choice("go", self.tr("Generate"), "primary")
        detail = self.tr("What was generated before is not paid again.")
        return await ask(self._window, said, (cancel_choice(), go), detail=detail) == "go"

    def ask_price(self, clip_ids: tuple[int, ...]) -> None:
        """Tell what generating clips costs."""
        self._start(self._price, clip_ids)

    async def _price(self, clip_ids: tuple[int, ...]) -> None:
        if self._timelines.session is not None and self._timelines.there:
            estimate = await self._timelines.session.estimate(self._panel.chapter_id, clip_ids, None)
            self._panel.show_price(clip_ids, estimate.by_engine)

    def count_soon(self) -> None:
        """Tell in a moment how many clips are to be generated."""
        self._counting.start()

    async def _count(self) -> None:
        """Tell how many clips are to be generated, and for how much."""
        session, chapter_id = self._timelines.session, self._panel.chapter_id
        if session is None or not self._timelines.there or not self._panel.isVisible():
            return
        stale = await session.stale(chapter_id)
        if not stale:
            self._panel.show_stale(0)
            return
        estimate = await session.estimate(chapter_id, None, None)
        if chapter_id == self._panel.chapter_id:
            self._panel.show_stale(len(stale), estimate.by_engine)
