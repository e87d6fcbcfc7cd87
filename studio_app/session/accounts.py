"""The accounts of this person: which there are, with which an engine speaks, whether a key works and what is left.

Whatever is not a coroutine reads files and may ask the keyring: call beside a window. ``ELEVENLABS_API_KEY`` and
``FISH_API_KEY`` come before every account that is kept, ``ELEVENLABS_BASE_URL`` and ``FISH_BASE_URL`` before every address.
"""

from __future__ import annotations

import asyncio
import os
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio_app.domain.errors import FileRefused, LecternError, Unauthorised, Unreachable, WrongUsage
from studio_app.jobs.queue import beside
from studio_app.session.addresses import (
    ACCOUNT_PAGES,
    REGIONS,
    checked_address,
    checked_ca,
    checked_proxy,
    without_password,
)
from studio_app.settings.accounts import ENVIRONMENT, AccountRow, AccountTable, Known
from studio_app.settings.keys import Keys, checked, keyring_name
from studio_app.speech.account import Account
from studio_app.speech.catalogue import PROVIDERS, open_engine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio_app.speech.engine import Balance

#: How long a provider may take to say what is left, in seconds.
_PATIENCE_S = 30.0
#: Under which a proxy's whole address is kept beside the key, where it holds a password.
_PROXY = "{}.proxy"


@dataclass(frozen=True, slots=True)
class Listed:
    """An account as it is shown. ``where``: "environment", "keyring" or "file"; ``chosen``: the engine speaks with it."""

    row: AccountRow
    where: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where keys are kept: in ``file``, or where that is "" in the keyring of this name, "" where there is none.

    ``locked``: the file's passphrase is needed.
    """

    file: str = ""
    keyring: str = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Provider:
    """Who an account is with. ``variable`` is where its key can come from besides; ``forced`` the environment's address."""

    id: str
    name: str
    variable: str
    page: str
    regions: tuple[tuple[str, str], ...]
    forced: str = ""


class Accounts:
    """See the module docstring.

    Args:
        settings_folder: where the table is.
        keys: where the keys are.
        environment: that of the process unless a test says otherwise.
    """

    def __init__(self, settings_folder: Path, keys: Keys, environment: Mapping[str, str] | None = None) -> None:
        self._table = AccountTable(settings_folder / "accounts.json")
        self._environment = os.environ if environment is None else environment
        self.keys = keys
        if kept := self._table.key_file:
            keys.use_file(Path(kept))

    def list(self) -> tuple[Listed, ...]:
        """Return every account, those of one provider together."""
        where = "keyring" if self.keys.file is None else "file"
        found = []
        for provider in PROVIDERS:
            used = self._used(provider)
            if used == ENVIRONMENT:
                found.append(Listed(self._from_environment(provider), "environment", chosen=True))
            rows = [row for row in self._table.rows() if row.provider == provider and row.id != ENVIRONMENT]
            found += [Listed(row, where, row.id == used) for row in rows]
        return tuple(found)

    def providers(self) -> tuple[Provider, ...]:
        """Return whom one can have an account with."""
        return tuple(
            Provider(id_, name, variable, ACCOUNT_PAGES[id_], REGIONS[id_], self.forced_address(id_))
            for id_, (name, variable) in PROVIDERS.items()
        )

    def place(self) -> Place:
        """Return where keys are kept. Asks for the keyring."""
        file = self.keys.file
        return Place(str(file), "", self.keys.locked) if file is not None else Place(keyring=keyring_name())

    def account(self, provider: str) -> Account | None:
        """Return the account an engine speaks with, with its key; None where there is none, and for engines without.

        Raises:
            Unauthorised: its key cannot be read.
            WrongUsage: its address is none that a key may be sent to, or the environment holds what is no key.
        """
        used = self._used(provider) if provider in PROVIDERS else ""
        return self.with_key(provider, used) if used else None

    def with_key(self, provider: str, account: str) -> Account:
        """Return one account with its key. Raises as ``account``; Unauthorised also where there is no key for it."""
        if account == ENVIRONMENT:
            return self._account(self._from_environment(provider), checked(self._variable(provider, "API_KEY")))
        row = self._row(provider, account)
        key = self.keys.read(provider, account)
        if not key:
            raise Unauthorised(f"The key of {row.name} is gone: enter it again in Preferences › Accounts.")
        return self._account(row, key)

    def forced_address(self, provider: str) -> str:
        """Return the address the environment gives a provider, before that of any account; "" where it gives none."""
        return self._variable(provider, "BASE_URL")

    def trial(self, provider: str, key: str, base_url: str = "") -> Account:
        """Return an account that is not kept, to test a key with. Raises WrongUsage where it is no key or no address."""
        return self._account(AccountRow("trial", provider, "", checked_address(base_url)), checked(key))

    # Changing

    def add(self, provider: str, name: str, key: str, base_url: str = "") -> AccountRow:
        """Keep a new account and its key; the first of a provider is the one in use.

        Raises:
            WrongUsage: there is no such provider, or this is no key.
            Unauthorised, FileRefused: the key, or the table, cannot be kept; then nothing is.
        """
        if provider not in PROVIDERS:
            raise WrongUsage(f"There is no provider called {provider!r}; there is {', '.join(PROVIDERS)}.")
        row = AccountRow(
            secrets.token_hex(4), provider, self._free_name(provider, name.strip()), checked_address(base_url)
        )
        self.keys.store(provider, row.id, key)
        try:
            self._table.put(row)
        except LecternError:
            self.keys.delete(provider, row.id)
            raise
        return row

    def change_key(self, provider: str, account: str, key: str) -> None:
        """Give an account another key. Raises as ``add``."""
        self.keys.store(provider, self._row(provider, account).id, key)

    def change(self, provider: str, account: str, **options: Any) -> AccountRow:
        """Change what is kept of an account: name, base_url, zero_retention, proxy, ca_file.

        A password in the address of a proxy goes where the keys are.

        Raises:
            WrongUsage: it cannot be so; nothing is changed.
            Unauthorised, FileRefused: it cannot be kept.
        """
        before = self._row(provider, account)
        row = replace(before, **options)
        row = replace(row, name=row.name.strip() or before.name, base_url=checked_address(row.base_url))
        if row.ca_file != before.ca_file:
            row = replace(row, ca_file=checked_ca(row.ca_file))
        if row.proxy != before.proxy:
            row = replace(row, proxy=self._kept_proxy(row))
        self._table.put(row)
        return row

    def _kept_proxy(self, row: AccountRow) -> str:
        """Return the proxy as the table may hold it; with a password, the whole is kept where keys are."""
        whole = checked_proxy(row.proxy)
        bare = without_password(whole)
        name = _PROXY.format(row.id)
        if whole != bare:
            self.keys.store(row.provider, name, whole)
        else:
            self.keys.delete(row.provider, name)
        return bare

    def choose(self, provider: str, account: str) -> None:
        """Let the engine speak with this account from now on. Raises FileRefused where the disk refuses."""
        self._table.choose(provider, self._row(provider, account).id)

    def remove(self, provider: str, account: str) -> None:
        """Forget an account and its key. What was billed to it stays in the ledgers.

        Raises:
            Unauthorised, FileRefused: its key cannot be deleted; then the account stays.
        """
        for name in _secrets(self._row(provider, account)):
            self.keys.delete(provider, name)
        self._table.drop(provider, account)

    def repeats_billed(self, provider: str, account: str) -> bool:
        """Return whether a repeat that should have been free was once billed to this account."""
        row = self._table.get(provider, account)
        return row is not None and row.repeats_billed

    def note_repeats_billed(self, provider: str, account: str) -> None:
        """Remember that a repeat was billed to this account. Raises FileRefused where the disk refuses."""
        self._table.put(replace(self._row(provider, account), repeats_billed=True))

    def note(self, provider: str, account: str, balance: Balance) -> None:
        """Remember what is left. Raises FileRefused where the disk refuses."""
        known = Known(**asdict(balance), asked=datetime.now(UTC).isoformat(timespec="seconds"))
        self._table.put(replace(self._row(provider, account), known=known))

    # Where keys are kept

    def keep_in_file(self, path: Path, passphrase: str) -> None:
        """Keep keys in an encrypted file from now on; those kept elsewhere move there. One that is there is unlocked.

        Raises:
            WrongUsage, Unauthorised, FileRefused: it cannot be; then nothing is changed.
        """
        there = Keys()
        there.make_file(path.absolute(), passphrase)
        self._move(there)

    def keep_in_keyring(self) -> None:
        """Keep keys in the system's keyring from now on; those in the key file move there. Raises as ``keep_in_file``."""
        there = Keys()
        if not there.usable():
            raise FileRefused("This computer has no keyring to keep keys in.")
        self._move(there)

    def _move(self, there: Keys) -> None:
        here = self.keys
        if there.file != here.file and (here.file is None or here.file.exists()):
            names = [(row.provider, name) for row in self._table.rows() for name in _secrets(row)]
            kept = {name: key for name in names if (key := here.read(*name))}
            for name, key in kept.items():
                there.store(*name, key)
        else:
            kept = {}
        self._table.keep_in("" if there.file is None else str(there.file))
        self.keys = there
        for name in kept:
            here.delete(*name)

    # What is asked of the provider

    async def test(self, account: Account) -> Balance:
        """Ask the provider what is left, which costs nothing: a key that is wrong is found out.

        Raises:
            Unauthorised: the key is wrong. One that may only speak is not: its balance says so in a note.
            Unreachable, ...: it cannot be asked now.
        """
        engine = await beside(lambda: open_engine(account.provider, account=account))
        try:
            async with asyncio.timeout(_PATIENCE_S):
                balance = await engine.balance()
                if not balance.plan and balance.left is None:
                    await engine.ready()  # what a key without the right to see the balance may do
        except TimeoutError:
            name = PROVIDERS[account.provider][0]
            raise Unreachable(f"{name} does not answer. Check the network and try again.", maybe_billed=False) from None
        finally:
            await engine.close()
        return balance

    # Inside

    def _free_name(self, provider: str, wished: str) -> str:
        taken = {row.name for row in self._table.rows() if row.provider == provider}
        name = wished or PROVIDERS[provider][0]
        return next(n for n in (name, *(f"{name} {k}" for k in range(2, len(taken) + 3))) if n not in taken)

    def _used(self, provider: str) -> str:
        return ENVIRONMENT if self._variable(provider, "API_KEY") else self._table.chosen(provider)

    def _row(self, provider: str, account: str) -> AccountRow:
        row = self._from_environment(provider) if account == ENVIRONMENT else self._table.get(provider, account)
        if row is None:
            raise WrongUsage("There is no such account.", detail=f"{provider} {account}")
        return row

    def _from_environment(self, provider: str) -> AccountRow:
        return self._table.get(provider, ENVIRONMENT) or AccountRow(ENVIRONMENT, provider, "From the environment")

    def _account(self, row: AccountRow, key: str) -> Account:
        base_url = self.forced_address(row.provider) or row.base_url
        proxy = row.proxy
        if "@" in proxy:
            proxy = self.keys.read(row.provider, _PROXY.format(row.id)) or proxy
        return Account(
            id=row.id,
            provider=row.provider,
            name=row.name,
            key=key,
            base_url=checked_address(base_url),
            zero_retention=row.zero_retention,
            proxy=proxy,
            ca_file=row.ca_file,
        )

    def _variable(self, provider: str, what: str) -> str:
        return self._environment.get(f"{provider.upper()}_{what}", "").strip()


def _secrets(row: AccountRow) -> tuple[str, ...]:
    """Return the names under which something of an account is kept where the keys are."""
    return (row.id, _PROXY.format(row.id)) if "@" in row.proxy else (row.id,)
