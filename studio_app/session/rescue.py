"""Rescue: a request whose answer was lost is looked for with its provider, before anything like it is sent again.

What is found there was paid for: it is stored as a take. What was certainly never made may be sent again. Where nobody can
tell, only the person decides (DESIGN §2.2).
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.domain.errors import CannotTell, EngineMissing, LecternError, MaybeBilled, SpeechError, WrongUsage
from studio_app.domain.ledger import DESIGN, EFFECT
from studio_app.domain.segments import segment_maker
from studio_app.jobs.priority import Breath
from studio_app.jobs.queue import beside
from studio_app.session.answer import FOUND, Answer
from studio_app.session.engines import cast_engines
from studio_app.speech.engine import Lost

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Container, Iterable, Mapping

    from studio_app.domain.ledger import LedgerRow
    from studio_app.domain.project import Project
    from studio_app.domain.segments import Limit
    from studio_app.session.engines import Engines
    from studio_app.speech.engine import Found
    from studio_app.store.project_file import ProjectFile

    Likeness = tuple[str, str, str, int]

_log = logging.getLogger(__name__)

UNSURE = "An earlier request for this text was cut off and may have been billed; it is not sent again unasked."
_OTHER_ACCOUNT = (
    "An earlier request for this text was sent with another account and may have been billed to it; "
    "it is not sent again unasked."
)
NEVER_MADE = "not in the provider's history: never made"
SENT_AGAIN = "the provider cannot tell; the person had it sent again"


@dataclass(frozen=True, slots=True)
class Unsure:
    """Requests that may have been billed: how many, and for how much, in ``unit``."""

    count: int = 0
    credits: float = 0.0
    unit: str = "credits"

    def sentence(self, way_on: str) -> str:
        """Return it in words, with what the person can do."""
        what = "1 request" if self.count == 1 else f"{self.count:,} requests"
        return f"{what} may have been billed, about {self.credits:,.0f} {self.unit}. {way_on}"


class Rescue:
    """Looks for lost answers of one open project. On the loop of its engines, but for ``unsure``, which any thread may ask.

    Args:
        file: where the ledger is.
        engines: what its rows were sent to.
        made: by fingerprint, the newest take; what is found is noted there.
    """

    def __init__(self, file: ProjectFile, engines: Engines, made: dict[str, int] | None = None) -> None:
        self._made = {} if made is None else made
        self._file = file
        self._engines = engines
        self._known: dict[str, int] | None = None
        self._unsure: dict[str, dict[int, tuple[LedgerRow, SpeechError]]] = {}
        self._speaking: Counter[Likeness] = Counter()
        self._quiet = asyncio.Condition()
        self._looking = asyncio.Lock()

    async def look(
        self, project: Project, busy: Container[str] = (), tell: Callable[[int], None] = lambda _: None
    ) -> int:
        """Look for every lost answer of the engines in the cast; return how many were found and are takes now.

        Before anything is planned, and with the engines ready.

        Args:
            project: says which texts the requests were for.
            busy: fingerprints somebody is speaking now, asked before and after the ledger is read: theirs are not lost.
            tell: called with how many are looked for, if any: it may take half a minute.

        Raises:
            ProjectError, DiskFull, ...: the ledger cannot be read, or what was found cannot be stored.
        """
        async with self._looking:
            engines = cast_engines(project)
            before = {row.id: row for row in await beside(self._file.open_rows) if row.fingerprint not in busy}
            # Asked twice: a request that was answered while the ledger was read is not open any more.
            still = {row.id for row in await beside(self._file.open_rows)} if before else set()
            rows = [
                row
                for row in before.values()
                if row.id in still
                and row.fingerprint not in busy
                and row.engine in engines
                and not row.fingerprint.startswith((DESIGN, EFFECT))  # see session.design and session.effects
            ]
            if any(self._can_tell(row) for row in rows):
                tell(len(rows))
            texts = (
                await beside(_texts, project, self._engines.limit, {row.fingerprint for row in rows}) if rows else {}
            )
            return sum(await asyncio.gather(*(self._look_for(row, texts.get(row.fingerprint, "")) for row in rows)))

    async def find(self, row: LedgerRow, text: str, request_id: str = "") -> Found | None:
        """Ask the provider for one lost answer; None where it was certainly never made.

        Raises:
            MaybeBilled: nobody can tell.
            SpeechError: it cannot be asked now.
        """
        try:
            engine = self._engines.get(row.engine)
        except WrongUsage as error:
            raise EngineMissing(error.sentence, detail=error.detail) from error
        if row.account != self._engines.payer(row.engine):
            raise MaybeBilled(_OTHER_ACCOUNT)
        if not engine.capabilities.finds:
            raise MaybeBilled(UNSURE)
        await self._until_quiet((row.engine, row.voice, row.model, row.characters))
        try:
            for _ in range(2):
                known = await self._others()
                others = frozenset(name for name, row_id in known.items() if row_id != row.id)
                lost = Lost(row.voice, row.model, row.characters, row.opened, text, request_id, others)
                found = await engine.find(lost)
                if found is None or known.setdefault(_name(found), row.id) == row.id:
                    return found
        except CannotTell as error:
            raise MaybeBilled(UNSURE, detail=error.detail) from error
        raise MaybeBilled(UNSURE, detail="what was found belongs to another request")

    async def never_made(self, row: LedgerRow) -> None:
        """Write down that the provider certainly never made it."""
        await asyncio.wrap_future(self._file.refuse(row.id, NEVER_MADE))
        self.resolved(row)

    @asynccontextmanager
    async def speaking(self, answer: Answer, characters: int) -> AsyncIterator[None]:
        """Say that a request is under way: until it is through, what it makes is not taken for a lost one's."""
        likeness = (answer.engine, answer.voice, answer.model, characters)
        self._speaking[likeness] += 1
        try:
            yield
        finally:
            if self._known is not None and answer.billing.request_id:
                self._known.setdefault(answer.billing.request_id, answer.row.id if answer.row is not None else 0)
            self._speaking[likeness] -= 1
            if not self._speaking[likeness]:
                del self._speaking[likeness]
                async with self._quiet:
                    self._quiet.notify_all()

    # What nobody can tell

    def doubt(self, row: LedgerRow, error: SpeechError) -> None:
        """Remember that nobody can tell, or could tell when asked, what became of a request."""
        self._unsure.setdefault(row.fingerprint, {})[row.id] = row, error

    def doubt_all(self, rows: Iterable[LedgerRow], mark: str, error: SpeechError) -> None:
        """Do so with all of these that have this fingerprint."""
        for row in rows:
            if row.fingerprint == mark:
                self.doubt(row, error)

    def doubted(self, mark: str) -> tuple[LedgerRow, SpeechError] | None:
        """Return an open request because of which nothing with this fingerprint may be sent now, and why; None where it may.

        Where the error is not MaybeBilled, the provider could not be asked when it was tried: it can be tried again.
        """
        held = self._unsure.get(mark, {}).values()
        return max(held, key=lambda one: isinstance(one[1], MaybeBilled), default=None)

    @property
    def marks(self) -> frozenset[str]:
        """The fingerprints about which only the person can decide."""
        return frozenset(row.fingerprint for row in self._rows(list(self._unsure)))

    def resolved(self, row: LedgerRow) -> None:
        """Forget the doubt: it is known what became of a request."""
        held = self._unsure.get(row.fingerprint, {})
        held.pop(row.id, None)
        if not held:
            self._unsure.pop(row.fingerprint, None)

    def unsure(self, marks: Iterable[str] | None = None) -> Unsure:
        """Return the requests, of these fingerprints or of all, about which only the person can decide."""
        found = list(self._rows(list(self._unsure) if marks is None else marks))
        units = {self._unit(row.engine) for row in found}
        return Unsure(len(found), sum(row.estimate for row in found), units.pop() if len(units) == 1 else "credits")

    async def send_again(self, marks: Iterable[str] | None = None) -> None:
        """The person has decided that what may have been billed is sent again. The ledger says so.

        Raises:
            ProjectError, DiskFull, ...: it cannot be written; nothing is decided.
        """
        rows = list(self._rows(list(self._unsure) if marks is None else marks))
        await asyncio.wrap_future(self._file.lose_all([row.id for row in rows], SENT_AGAIN))
        for row in rows:
            self.resolved(row)

    def _unit(self, engine: str) -> str:
        try:
            return self._engines.get(engine).capabilities.unit
        except LecternError:
            return "credits"

    def _rows(self, marks: Iterable[str]) -> Iterable[LedgerRow]:
        for mark in set(marks):
            held = tuple(self._unsure.get(mark, {}).values())
            yield from (row for row, error in held if isinstance(error, MaybeBilled))

    # Inside

    def _can_tell(self, row: LedgerRow) -> bool:
        try:
            return self._engines.get(row.engine).capabilities.finds and row.account == self._engines.payer(row.engine)
        except LecternError:
            return False

    async def _look_for(self, row: LedgerRow, text: str) -> bool:
        try:
            found = await self.find(row, text)
            if found is None:
                await self.never_made(row)
                return False
            await self._keep(row, found)
        except SpeechError as error:
            _log.info("request %s to %s stays open: %s %s", row.id, row.engine, type(error).__name__, error.detail)
            self.doubt(row, error)
            return False
        self.resolved(row)
        return True

    async def _keep(self, row: LedgerRow, found: Found) -> None:
        answer = Answer(row.fingerprint, row.engine, row.model, row.voice, row)
        answer.replace_with(found)

        def store() -> int:
            audio = answer.audio
            return self._file.add_take(answer.measured(audio), audio, settle=answer.settlement).result().id

        try:
            self._made[row.fingerprint] = await beside(store)
        except SpeechError as error:  # it was made and billed, and cannot be played: only a person can say what now
            raise MaybeBilled(UNSURE, detail=error.detail) from error
        _log.info("request %s to %s was %s", row.id, row.engine, FOUND)

    async def _others(self) -> dict[str, int]:
        """Return the answers that are known, by their ids, with the rows they belong to."""
        if self._known is None:
            ledger = await beside(self._file.ledger)
            if self._known is None:
                self._known = {row.request_id: row.id for row in ledger if row.request_id}
        return self._known

    async def _until_quiet(self, likeness: Likeness) -> None:
        async with self._quiet:
            await self._quiet.wait_for(lambda: likeness not in self._speaking)


def _name(found: Found) -> str:
    """Return by what an answer is told from others: its id, or its sound."""
    return found.billing.request_id or hashlib.blake2b(found.audio.data, digest_size=16).hexdigest()


def _texts(project: Project, limit: Limit, marks: set[str]) -> Mapping[str, str]:
    """Return the spoken text of these fingerprints, as far as it is still in the project. Blocks."""
    found: dict[str, str] = {}
    make, breath = segment_maker(project, limit), Breath()
    for held in project.paragraphs.values():
        for paragraph in held:
            found.update((s.fingerprint, s.spoken) for s in make(paragraph) if s.fingerprint in marks)
            breath()
            if len(found) == len(marks):
                return found
    return found
