"""The table of accounts without their keys: which there are, which is used, and what was last known of each.

It is read anew for each call and written whole, so that a window and a command see the same. Blocks: call beside a window.
"""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from studio_app.domain.errors import FileRefused
from studio_app.settings.kept import read_object, write_object

if TYPE_CHECKING:
    from pathlib import Path

#: The id of the account whose key is in the environment. It has a row only where something else of it was changed.
ENVIRONMENT = "env"


@dataclass(frozen=True, slots=True)
class Known:
    """What a provider said of an account, and when (``asked``, UTC in ISO 8601). The fields are those of its balance."""

    plan: str = ""
    left: float | None = None
    limit: float | None = None
    resets: str = ""
    concurrency: int | None = None
    unit: str = "credits"
    note: str = ""
    asked: str = ""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account. ``repeats_billed``: the provider has billed a repeat that should have been free (DESIGN §5)."""

    id: str
    provider: str
    name: str
    base_url: str = ""
    zero_retention: bool = False
    proxy: str = ""
    ca_file: str = ""
    repeats_billed: bool = False
    known: Known = Known()


class AccountTable:
    """The table in ``accounts.json``. A broken file is an empty table; an entry that is nonsense is left out."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.RLock()

    def rows(self) -> tuple[AccountRow, ...]:
        """Return the accounts in the order they were added."""
        found = self._held().get("accounts")
        read = [_row(entry) for entry in found] if isinstance(found, list) else []
        return tuple(row for row in read if row is not None)

    def get(self, provider: str, account: str) -> AccountRow | None:
        """Return an account, None where there is none such."""
        return next((row for row in self.rows() if (row.provider, row.id) == (provider, account)), None)

    def chosen(self, provider: str) -> str:
        """Return the id of the account in use where the environment has no key, "" where there is none."""
        ids = [row.id for row in self.rows() if row.provider == provider and row.id != ENVIRONMENT]
        chosen = self._held().get("chosen")
        held = chosen.get(provider) if isinstance(chosen, dict) else None
        return held if held in ids else ids[0] if ids else ""

    @property
    def key_file(self) -> str:
        """The path of the key file, "" where keys are in the keyring."""
        held = self._held().get("key_file")
        return held if isinstance(held, str) else ""

    def put(self, row: AccountRow) -> None:
        """Add an account, or change the one with its id. Raises FileRefused where the disk refuses."""
        with self._turn:
            rows = list(self.rows())
            at = next((n for n, r in enumerate(rows) if (r.provider, r.id) == (row.provider, row.id)), len(rows))
            rows[at : at + 1] = [row]
            self._write(accounts=[asdict(one) for one in rows])

    def drop(self, provider: str, account: str) -> None:
        """Take an account out. Raises FileRefused where the disk refuses."""
        with self._turn:
            left = [row for row in self.rows() if (row.provider, row.id) != (provider, account)]
            self._write(accounts=[asdict(one) for one in left])

    def choose(self, provider: str, account: str) -> None:
        """Use this account from now on. Raises FileRefused where the disk refuses."""
        with self._turn:
            chosen = self._held().get("chosen")
            self._write(chosen={**(chosen if isinstance(chosen, dict) else {}), provider: account})

    def keep_in(self, key_file: str) -> None:
        """Remember where keys are kept. Raises FileRefused where the disk refuses."""
        with self._turn:
            self._write(key_file=key_file)

    def _held(self) -> dict[str, Any]:
        return read_object(self._path)

    def _write(self, **changed: object) -> None:
        try:
            write_object(self._path, {**self._held(), **changed})
        except OSError as error:
            raise FileRefused(
                f"The list of accounts cannot be written: {error.strerror}.", detail=type(error).__name__
            ) from None


def _row(entry: object) -> AccountRow | None:
    """Return an entry of the file, None where it is nonsense."""
    if not isinstance(entry, dict):
        return None
    row = _taken(AccountRow("", "", ""), entry)
    known = entry.get("known")
    row = replace(row, known=_taken(Known(), known if isinstance(known, dict) else {}))
    return row if row.id and row.provider else None


_R = Any


def _taken(record: _R, entry: dict[str, Any]) -> _R:
    """Return a record with those values of ``entry`` that are of its fields' types."""
    held = {field.name: entry[field.name] for field in fields(record) if _fits(field.type, entry.get(field.name))}
    return replace(record, **held)


def _fits(kind: object, value: object) -> bool:
    if kind == "bool":
        return isinstance(value, bool)
    if kind == "str":
        return isinstance(value, str)
    if kind == "int | None":
        return isinstance(value, int) and not isinstance(value, bool)
    return kind == "float | None" and isinstance(value, int | float) and not isinstance(value, bool)
