"""What was spent: by day, by project and by account, summed over the ledgers of the recent projects."""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.domain.errors import LecternError
from studio_app.store.ledgers import spent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from studio_app.store.ledgers import Spent

_log = logging.getLogger(__name__)
#: US dollars for a credit, where a provider is paid in money and its credits are what it counts.
DOLLARS = {"fish": 15e-6}


@dataclass(frozen=True, slots=True)
class Use:
    """A sum in an engine's credits.

    ``billed`` is what the provider billed, ``estimated`` what the same requests were expected to cost; ``uncertain`` is what
    requests without a known outcome may have cost beside that.
    """

    billed: float = 0.0
    estimated: float = 0.0
    uncertain: float = 0.0

    def __add__(self, other: Use) -> Use:
        """Return both together."""
        return Use(self.billed + other.billed, self.estimated + other.estimated, self.uncertain + other.uncertain)


@dataclass(frozen=True, slots=True)
class Usage:
    """What was spent with one engine. ``days`` has every day of the range, oldest first, by the clock of this machine.

    ``projects`` (by path) and ``accounts`` (by id) begin with the one that cost most.
    """

    days: tuple[tuple[date, Use], ...]
    projects: tuple[tuple[str, Use], ...]
    accounts: tuple[tuple[str, Use], ...]
    total: Use


@dataclass(frozen=True, slots=True)
class Spending:
    """``engines``: the usage of each engine that spent anything. ``unread``: projects that could not be read, by path."""

    engines: Mapping[str, Usage] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


def spending(paths: Iterable[str], days: int, now: datetime | None = None) -> Spending:
    """Return what the projects at ``paths`` spent in the last ``days`` days, today among them. Reads files: call beside.

    A project whose file is gone, or which is damaged, is left out and named in ``unread``.
    """
    now = (now or datetime.now(UTC)).astimezone()
    first = now.date() - timedelta(days=days - 1)
    since = _begin(first)
    found: dict[str, list[tuple[str, Spent]]] = defaultdict(list)
    unread = []
    for path in dict.fromkeys(paths):
        try:
            for row in spent(Path(path), since):
                found[row.engine].append((path, row))
        except LecternError as error:
            _log.info("ledger not read: %s %s", type(error).__name__, error.detail)
            unread.append(path)
    range_ = [first + timedelta(days=number) for number in range(days)]
    return Spending({engine: _usage(rows, range_) for engine, rows in sorted(found.items())}, tuple(unread))


def _usage(rows: list[tuple[str, Spent]], range_: list[date]) -> Usage:
    by_day = [Use()] * len(range_)
    begins = [_begin(day) for day in range_]
    by_project: dict[str, Use] = {}
    by_account: dict[str, Use] = {}
    total = Use()
    for path, row in rows:
        use = Use(row.billed, row.estimate, row.uncertain)
        # A clock that was set back since leaves minutes of tomorrow: they count as today.
        by_day[max(0, bisect_right(begins, row.minute) - 1)] += use
        by_project[path] = by_project.get(path, Use()) + use
        account = row.account.partition("#")[0]  # what follows tells one key of an account from another
        by_account[account] = by_account.get(account, Use()) + use
        total += use
    return Usage(tuple(zip(range_, by_day, strict=True)), _dearest(by_project), _dearest(by_account), total)


def _begin(day: date) -> str:
    """Return when a day begins here, in UTC as the ledger writes it."""
    return datetime.combine(day, time()).astimezone(UTC).isoformat(timespec="minutes")[:16]


def _dearest(sums: dict[str, Use]) -> tuple[tuple[str, Use], ...]:
    return tuple(sorted(sums.items(), key=lambda item: (-item[1].billed, -item[1].uncertain, item[0])))
