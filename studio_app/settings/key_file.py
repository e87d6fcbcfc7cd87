"""An encrypted file of keys, for machines without a keyring.

The file: 8 octets "LECTKEYS", one for the version (1), three for scrypt (log2 n, r, p), 16 of salt, 12 of nonce, and the
keys as a JSON object under AES-256-GCM, which also seals all that stands before it.
"""

from __future__ import annotations

import json
import os
import unicodedata
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from studio_app.domain.errors import FileRefused, Unauthorised, WrongUsage

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"LECTKEYS"
_VERSION = 1
#: 128 MiB and about half a second for each guess: what OWASP asks of scrypt at the least.
COST = (17, 8, 1)
#: More would take the memory of the machine for a file from a stranger.
_DEAREST = (18, 8, 4)
_SALT, _NONCE = 16, 12
_HEAD = len(_MAGIC) + 4 + _SALT
_LARGEST = 1_000_000
SHORTEST = 8


class KeyFile:
    """One such file. Made and opened with a passphrase, of which only what scrypt makes of it is held."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._head = b""
        self._secret = b""

    def __repr__(self) -> str:
        """Say nothing of what is kept."""
        return f"<KeyFile {self.path.name}>"

    @property
    def locked(self) -> bool:
        """Whether no passphrase has opened it yet."""
        return not self._secret

    def make(self, passphrase: str) -> None:
        """Write an empty file.

        Raises:
            WrongUsage: the passphrase is too short to keep anybody out.
            FileRefused: it cannot be written.
        """
        if len(passphrase) < SHORTEST:
            raise WrongUsage(f"A passphrase needs at least {SHORTEST} characters; four words are better.")
        head = _MAGIC + bytes((_VERSION, *COST)) + os.urandom(_SALT)
        self._head, self._secret = head, _derived(passphrase, head)
        self._write({})

    def open(self, passphrase: str) -> None:
        """Unlock the file.

        Raises:
            Unauthorised: it has another passphrase.
            FileRefused: it cannot be read, or is no key file.
        """
        head, sealed = self._halves()
        try:
            secret = _derived(passphrase, head)
        except ValueError as error:
            raise FileRefused(f"The key file {self.path.name} is damaged.", detail=type(error).__name__) from None
        self._decrypted(secret, head, sealed)
        self._head, self._secret = head, secret

    def read(self) -> dict[str, str]:
        """Return the keys by name. Raises as ``open``."""
        head, sealed = self._halves()
        return self._decrypted(self._secret, head, sealed)

    def put(self, name: str, key: str) -> None:
        """Keep a key, or forget it where it is "". Raises as ``open``."""
        keys = {kept: value for kept, value in {**self.read(), name: key}.items() if value}
        self._write(keys)

    def _halves(self) -> tuple[bytes, bytes]:
        try:
            with self.path.open("rb") as file:
                data = file.read(_LARGEST + 1)
        except OSError as error:
            raise FileRefused(
                f"The key file {self.path} cannot be read: {error.strerror}.", detail=type(error).__name__
            ) from None
        head = data[:_HEAD]
        known = data.startswith(_MAGIC) and _HEAD + _NONCE < len(data) <= _LARGEST
        if not known:
            raise FileRefused(f"{self.path.name} is not a key file of Lectern. Choose another.")
        version, *cost = head[len(_MAGIC) : len(_MAGIC) + 4]
        if version != _VERSION:
            raise FileRefused(f"The key file {self.path.name} was written by a newer Lectern.")
        if any(now > most for now, most in zip(cost, _DEAREST, strict=True)) or 0 in cost:
            raise FileRefused(f"The key file {self.path.name} is damaged.")
        return head, data[_HEAD:]

    def _decrypted(self, secret: bytes, head: bytes, sealed: bytes) -> dict[str, str]:
        try:
            plain = AESGCM(secret).decrypt(sealed[:_NONCE], sealed[_NONCE:], head)
        except InvalidTag:
            raise Unauthorised(f"This is not the passphrase of {self.path.name}, or the file is damaged.") from None
        found = json.loads(plain)
        return {str(name): str(key) for name, key in found.items()}

    def _write(self, keys: dict[str, str]) -> None:
        nonce = os.urandom(_NONCE)
        sealed = AESGCM(self._secret).encrypt(nonce, json.dumps(keys).encode(), self._head)
        part = self.path.with_name(self.path.name + ".part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(self._head + nonce + sealed)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.path)
        except OSError as error:
            raise FileRefused(
                f"The key file {self.path} cannot be written: {error.strerror}.", detail=type(error).__name__
            ) from None


def _derived(passphrase: str, head: bytes) -> bytes:
    log_n, r, p = head[len(_MAGIC) + 1 : len(_MAGIC) + 4]
    typed = unicodedata.normalize("NFC", passphrase).encode()
    return Scrypt(salt=head[-_SALT:], length=32, n=2**log_n, r=r, p=p).derive(typed)
