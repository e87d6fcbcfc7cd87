"""Keys of accounts: kept by the system's keyring, or in an encrypted file the person chose. The one door to ``keyring``.

A key is nowhere else: not in the settings, a project, a log, an error or a ``repr``. Every call may block for as long as a
keyring asks the person to unlock it: call beside a window.
"""

from __future__ import annotations

import logging
import os
import threading
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from studio_app.domain.errors import FileRefused, Unauthorised, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studio_app.settings.key_file import KeyFile

_T = TypeVar("_T")
_log = logging.getLogger(__name__)
_SERVICE = "Lectern"
_LONGEST = 1000
#: Keyrings that keep nothing (null), refuse everything (fail), or write keys down as they are are below this.
_TRUSTED = 1.0
#: What opens the key file where nobody can be asked: a command in a script.
PASSPHRASE = "LECTERN_KEY_FILE_PASSPHRASE"  # noqa: S105  the name of a variable
_UNLOCK = f"Unlock it in Preferences › Accounts, or set {PASSPHRASE}."


class Keys:
    """Stores, reads and deletes one key for each (provider, account id), where the person keeps them.

    Any thread; one call at a time.
    """

    def __init__(self) -> None:
        self._file: KeyFile | None = None
        self._turn = threading.RLock()

    def __repr__(self) -> str:
        """Say nothing of what is kept."""
        return f"<Keys in {self.file or 'the keyring'}>"

    @property
    def file(self) -> Path | None:
        """The key file in use, None for the keyring."""
        return None if self._file is None else self._file.path

    @property
    def locked(self) -> bool:
        """Whether there is a key file whose passphrase is not known yet."""
        return self._file is not None and self._file.locked

    def usable(self) -> bool:
        """Return whether a key can be kept now: the file is unlocked, or the system has a keyring."""
        with self._turn:
            return not self.locked if self._file is not None else keyring_name() != ""

    def read(self, provider: str, account: str) -> str:
        """Return a key, "" where none is kept.

        Raises:
            Unauthorised: the keyring or key file is locked, or does not answer.
            FileRefused: the key file cannot be read.
        """
        with self._turn:
            if self._file is not None:
                self._open(self._file)
                return self._file.read().get(_user(provider, account), "")
            if not keyring_name():
                return ""
            return _asked(lambda ring: ring.get_password(_SERVICE, _user(provider, account))) or ""

    def store(self, provider: str, account: str, key: str) -> None:
        """Keep a key.

        Raises:
            WrongUsage: it is no key: empty, or with spaces or signs that no key has.
            Unauthorised: the keyring or key file is locked, or does not answer.
            FileRefused: there is no place to keep it, or the file cannot be written.
        """
        key = checked(key)
        with self._turn:
            if self._file is not None:
                self._open(self._file)
                self._file.put(_user(provider, account), key)
                return
            if not keyring_name():
                raise FileRefused(
                    "This computer has no keyring to keep a key in. Choose a key file in Preferences › Accounts."
                )
            _asked(lambda ring: ring.set_password(_SERVICE, _user(provider, account), key))

    def delete(self, provider: str, account: str) -> None:
        """Forget a key; nothing where there is none.

        Raises:
            Unauthorised, FileRefused: as ``store``.
        """
        with self._turn:
            if self._file is not None:
                if self._file.path.exists():
                    self._open(self._file)
                    self._file.put(_user(provider, account), "")
            elif keyring_name() and self.read(provider, account):
                _asked(lambda ring: ring.delete_password(_SERVICE, _user(provider, account)))

    # The key file

    def use_file(self, path: Path | None) -> None:
        """Keep keys in this file from now on, None: in the keyring. It is not read yet."""
        with self._turn:
            if path is None:
                self._file = None
            elif self.file != path:
                self._file = import_module("studio_app.settings.key_file").KeyFile(path)

    def make_file(self, path: Path, passphrase: str) -> None:
        """Make an empty key file and use it. One that is there already is unlocked instead.

        Raises:
            WrongUsage: the passphrase is too short.
            Unauthorised: the file is there and has another passphrase.
            FileRefused: it cannot be written, or is some other file.
        """
        with self._turn:
            made = import_module("studio_app.settings.key_file").KeyFile(path)
            made.open(passphrase) if path.exists() else made.make(passphrase)
            self._file = made

    def unlock(self, passphrase: str) -> None:
        """Open the key file in use for as long as the program runs; what was typed is not kept.

        Raises:
            Unauthorised: it is not its passphrase.
            FileRefused: it cannot be read.
        """
        with self._turn:
            if self._file is not None:
                self._file.open(passphrase)

    def _open(self, file: KeyFile) -> None:
        if not file.locked:
            return
        passphrase = os.environ.get(PASSPHRASE, "")
        if not passphrase:
            raise Unauthorised(f"The key file {file.path.name} is locked. {_UNLOCK}")
        file.open(passphrase)


def checked(key: str) -> str:
    """Return a key as it was pasted, without what came along: spaces, a line's end, quotes.

    Raises:
        WrongUsage: it cannot be a key.
    """
    key = key.strip().strip("\"'").strip()
    if not key:
        raise WrongUsage("Paste a key first.")
    if len(key) > _LONGEST or not key.isascii() or not key.isprintable() or " " in key:
        raise WrongUsage("This is not a key: a key is one word of letters and digits. Copy it again from your account.")
    return key


def keyring_name() -> str:
    """Return what the system's keyring is called, "" where there is none that can be trusted with a key. Blocks."""
    try:
        ring = import_module("keyring").get_keyring()
        return str(ring.name) if ring.priority >= _TRUSTED else ""
    except Exception as error:  # noqa: BLE001  a backend is somebody else's code and raises what it likes
        _log.warning("no keyring: %s", type(error).__name__)
        return ""


def _asked(work: Callable[[Any], _T]) -> _T:
    """Ask the keyring. What it raises may quote what it was given: only the kind goes on."""
    try:
        return work(import_module("keyring").get_keyring())
    except Exception as error:  # noqa: BLE001  as above
        kind = type(error).__name__
    if kind == "KeyringLocked":
        raise Unauthorised("The keyring of this computer is locked. Unlock it and try again.", detail=kind)
    raise Unauthorised(
        "The keyring of this computer does not answer. Try again, or choose a key file in Preferences › Accounts.",
        detail=kind,
    )


def _user(provider: str, account: str) -> str:
    return f"{provider}/{account}"
