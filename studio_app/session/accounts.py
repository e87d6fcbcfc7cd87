"""The accounts of this person: which there are, with which an engine speaks, whether a key works and what is left.

Whatever is not a coroutine reads files and may ask the keyring: call beside a window. ``ELEVENLABS_API_KEY`` and
``FISH_API_KEY`` come before every account that is kept, ``ELEVENLABS_BASE_URL`` and ``FISH_BASE_URL`` before every address.
"""

from __future__ import annotations

import os
import secrets
import ssl
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from studio_app.domain.errors import FileRefused, LecternError, Unauthorised, WrongUsage
from studio_app.jobs.queue import beside
from studio_app.settings.accounts import AccountRow, AccountTable, Known
from studio_app.settings.keys import Keys
from studio_app.speech.account import Account
from studio_app.speech.catalogue import PROVIDERS, open_engine

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

    from studio_app.speech.engine import Balance

#: The id of the account whose key is in the environment.
ENVIRONMENT = "env"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Listed:
    """An account as it is shown. ``where``: "environment", "keyring" or "file"; ``chosen``: the engine speaks with it."""

    row: AccountRow
    where: str
    chosen: bool


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

    def account(self, provider: str) -> Account | None:
        """Return the account an engine speaks with, with its key; None where there is none, and for engines without.

        Raises:
            Unauthorised: its key cannot be read.
            WrongUsage: its address is none that a key may be sent to.
        """
        used = self._used(provider) if provider in PROVIDERS else ""
        return self.with_key(provider, used) if used else None

    def with_key(self, provider: str, account: str) -> Account:
        """Return one account with its key. Raises as ``account``; Unauthorised also where there is no key for it."""
        if account == ENVIRONMENT:
            return self._account(self._from_environment(provider), self._variable(provider, "API_KEY"))
        row = self._row(provider, account)
        key = self.keys.read(provider, account)
        if not key:
            raise Unauthorised(f"The key of {row.name} is gone: enter it again in Preferences › Accounts.")
        return self._account(row, key)

    # Changing

    def add(self, provider: str, name: str, key: str) -> AccountRow:
        """Keep a new account and its key; the first of a provider is the one in use.

        Raises:
            WrongUsage: there is no such provider, or this is no key.
            Unauthorised, FileRefused: the key, or the table, cannot be kept; then nothing is.
        """
        if provider not in PROVIDERS:
            raise WrongUsage(f"There is no provider called {provider!r}; there is {', '.join(PROVIDERS)}.")
        row = AccountRow(secrets.token_hex(4), provider, self._free_name(provider, name.strip()))
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

        Raises:
            WrongUsage: it cannot be so; nothing is changed.
            FileRefused: the disk refuses.
        """
        row = replace(self._row(provider, account), **options)
        row = replace(
            row,
            name=row.name.strip() or self._row(provider, account).name,
            base_url=checked_address(row.base_url),
            proxy=checked_proxy(row.proxy),
            ca_file=row.ca_file if row.ca_file == self._row(provider, account).ca_file else checked_ca(row.ca_file),
        )
        self._table.put(row)
        return row

    def choose(self, provider: str, account: str) -> None:
        """Let the engine speak with this account from now on. Raises FileRefused where the disk refuses."""
        self._table.choose(provider, self._row(provider, account).id)

    def remove(self, provider: str, account: str) -> None:
        """Forget an account and its key. What was billed to it stays in the ledgers.

        Raises:
            Unauthorised, FileRefused: its key cannot be deleted; then the account stays.
        """
        self.keys.delete(provider, account)
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
            names = [(row.provider, row.id) for row in self._table.rows()]
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
            balance = await engine.balance()
            if not balance.plan and balance.left is None:
                await engine.ready()
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
        base_url = self._variable(row.provider, "BASE_URL") or row.base_url
        return Account(
            id=row.id,
            provider=row.provider,
            name=row.name,
            key=key,
            base_url=checked_address(base_url),
            zero_retention=row.zero_retention,
            proxy=row.proxy,
            ca_file=row.ca_file,
        )

    def _variable(self, provider: str, what: str) -> str:
        return self._environment.get(f"{provider.upper()}_{what}", "").strip()


def checked_address(url: str) -> str:
    """Return an address a key may be sent to, without a slash at its end; "" stays "".

    Raises:
        WrongUsage: it is neither https nor this machine's own.
    """
    url = url.strip().rstrip("/")
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.username or parts.password or parts.query or parts.fragment:
        raise WrongUsage("The address of a provider holds no name, password or question: give it plainly.")
    if parts.scheme == "https" and parts.hostname:
        return url
    if parts.scheme == "http" and parts.hostname in _LOOPBACK:
        return url
    raise WrongUsage("The address of a provider begins with https://; plain http:// is for this machine only.")


def checked_proxy(url: str) -> str:
    """Return the address of a proxy; "" stays "".

    Raises:
        WrongUsage: it is none, or holds a password: the table is no place for one.
    """
    url = url.strip().rstrip("/")
    if not url:
        return ""
    parts = urlsplit(url if "//" in url else f"http://{url}")
    if parts.username or parts.password:
        raise WrongUsage(
            "A password is not kept here: give the proxy without one, and set HTTPS_PROXY to the whole address."
        )
    if parts.scheme not in ("http", "https") or not parts.hostname or not _port_fits(parts):
        raise WrongUsage("The address of a proxy looks like http://proxy.example:8080.")
    return parts.geturl()


def checked_ca(name: str) -> str:
    """Return the path of a file of certificates; "" stays "". Reads it.

    Raises:
        WrongUsage: it holds none.
    """
    name = name.strip()
    if not name:
        return ""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=Path(name).expanduser())
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise WrongUsage(f"{Path(name).name} holds no certificates in PEM form.", detail=type(error).__name__) from None
    return str(Path(name).expanduser().absolute())


def _port_fits(parts: SplitResult) -> bool:
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False
