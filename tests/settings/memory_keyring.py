"""A keyring in memory, for tests: nothing of the machine's own is read or changed."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, PasswordDeleteError

if TYPE_CHECKING:
    from collections.abc import Iterator


class MemoryKeyring(KeyringBackend):
    """``wrong`` is raised by every call while it is set."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.wrong: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self._may()
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._may(password)
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._may()
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError("not there")

    def _may(self, given: str = "") -> None:
        if self.wrong is not None:
            raise type(self.wrong)(f"{self.wrong} {given}")


class UnlikelyError(KeyringError):
    """What no other backend raises."""


@contextmanager
def installed(ring: KeyringBackend) -> Iterator[None]:
    """Make a keyring that of the process for the length of the body."""
    before = keyring.get_keyring()
    keyring.set_keyring(ring)
    try:
        yield
    finally:
        keyring.set_keyring(before)
