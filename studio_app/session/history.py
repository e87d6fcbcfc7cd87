"""The history of an open project: what can be taken back and done again, known without looking into the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.edits.change import joined
from studio_app.store.journal import Act, Step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_app.domain.edits.change import Change
    from studio_app.store.journal import JournalName


@dataclass(frozen=True, slots=True)
class History:
    """What the next undo and the next redo would be called, None where there is none. For menus."""

    undo: str | None = None
    redo: str | None = None


@dataclass(slots=True)
class Entry:
    """A step of undo. ``change`` is None for one from before this opening, until it is wanted."""

    seq: int
    what: str
    merge: str
    change: Change | None


class Steps:
    """The steps of undo in memory, exactly those of the journal in the file once everything is written. One thread."""

    def __init__(self, names: Iterable[JournalName]) -> None:
        entries = [(Entry(name.seq, name.what, name.merge, None), name.undone) for name in names]
        self._done = [entry for entry, undone in entries if not undone]
        self._undone = [entry for entry, undone in reversed(entries) if undone]
        self._next = max((entry.seq for entry, _ in entries), default=0) + 1
        self._burst = False

    @property
    def named(self) -> History:
        """Return what a menu says."""
        return History(*(stack[-1].what if stack else None for stack in (self._done, self._undone)))

    def entry(self, act: Act) -> Entry | None:
        """Return what ``Act.UNDO`` or ``Act.REDO`` would take back or do again."""
        stack = self._done if act is Act.UNDO else self._undone
        return stack[-1] if stack else None

    def step_of(self, change: Change) -> Step:
        """Return how an edit is to be written down: a burst joins the step it goes on, any other begins one."""
        newest = self._done[-1] if self._done else None
        if newest is not None and self._burst and change.merge and newest.merge == change.merge:
            return Step(change, Act.JOIN, newest.seq)
        return Step(change, Act.BEGIN, self._next)

    def edited(self, step: Step) -> None:
        """Take an edit in; what was undone can be done again no more."""
        self._undone.clear()
        self._burst = True
        if step.act is Act.JOIN:
            newest = self._done[-1]
            newest.change = joined(newest.change, step.change) if newest.change else step.change
            newest.what = step.change.what
        else:
            self._done.append(Entry(step.seq, step.change.what, step.change.merge, step.change))
            self._next = step.seq + 1

    def stepped(self, act: Act) -> None:
        """Take in that the newest step was undone, or the next one done again. A burst ends with it."""
        source, target = (self._done, self._undone) if act is Act.UNDO else (self._undone, self._done)
        target.append(source.pop())
        self._burst = False

    def end_burst(self) -> None:
        """Let the next edit begin a step of its own, whatever its ``merge``."""
        self._burst = False

    def forget_before(self, seq: int) -> None:
        """Drop steps older than that number: the file has forgotten them."""
        if self._done and self._done[0].seq < seq:
            self._done = [entry for entry in self._done if entry.seq >= seq]
        if self._undone and self._undone[-1].seq < seq:
            self._undone = [entry for entry in self._undone if entry.seq >= seq]

    def forget(self) -> None:
        """Drop all steps: what the file holds of them does not fit the project."""
        self._done, self._undone, self._burst = [], [], False
