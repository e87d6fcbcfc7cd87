"""The settings file: JSON with the options that differ from their defaults. Keys (of accounts) are never in it."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from studio_app.domain.errors import WrongUsage
from studio_app.settings.kept import read_object, write_object
from studio_app.settings.options import OPTIONS, Option, Value

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger(__name__)
_DECLARED: dict[str, Option] = {option.key: option for option in OPTIONS}


class Settings:
    """The options of this person, read once. A file that is missing, broken or holds nonsense leaves the defaults."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writing = threading.Lock()
        self._held = _read(path)
        self._written = self._held

    @property
    def folder(self) -> Path:
        """The folder of all that is kept of this person's settings."""
        return self._path.parent

    def number(self, key: str) -> int:
        """Return a whole-number option."""
        value = self._value(key)
        assert isinstance(value, int), key
        return value

    def word(self, key: str) -> str:
        """Return an option that is a word."""
        value = self._value(key)
        assert isinstance(value, str), key
        return value

    def switch(self, key: str) -> bool:
        """Return an option that is on or off."""
        value = self._value(key)
        assert isinstance(value, bool), key
        return value

    def hold(self, key: str, value: Value) -> None:
        """Change an option in memory; ``write`` makes it last.

        Raises:
            WrongUsage: no such option, or not a value for it.
        """
        option = _DECLARED.get(key)
        if option is None or not option.accepts(value):
            raise WrongUsage(f"{value!r} is not a value for the option {key}.")
        held = {**self._held, key: value}
        if value == option.default:
            del held[key]
        self._held = held

    def write(self) -> None:
        """Write the file, whole or not at all; any thread.

        Raises:
            OSError: it cannot be written.
        """
        with self._writing:
            held = self._held
            if held is not self._written:
                write_object(self._path, held)
                self._written = held

    def set(self, key: str, value: Value) -> None:
        """Change an option and write the file at once.

        Raises:
            WrongUsage: no such option, or not a value for it.
            OSError: the file cannot be written.
        """
        self.hold(key, value)
        self.write()

    def value(self, key: str) -> Value:
        """Return an option of any type."""
        return self._value(key)

    def _value(self, key: str) -> Value:
        return self._held.get(key, _DECLARED[key].default)


def _read(path: Path) -> dict[str, Value]:
    held = {}
    for key, value in read_object(path).items():
        option = _DECLARED.get(key)
        if option is not None and option.accepts(value):
            held[key] = value
        else:
            _log.warning("setting %r ignored", key)
    return held
