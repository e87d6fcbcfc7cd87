"""The settings file: JSON with the options that differ from their defaults. Keys (of accounts) are never in it."""

from __future__ import annotations

import json
import logging
import os
from typing import TYPE_CHECKING

from studio_app.domain.errors import WrongUsage
from studio_app.settings.options import OPTIONS, Option, Value

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger(__name__)
_DECLARED: dict[str, Option] = {option.key: option for option in OPTIONS}


class Settings:
    """The options of this person, read once. A file that is missing, broken or holds nonsense leaves the defaults."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held = _read(path)

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

    def set(self, key: str, value: Value) -> None:
        """Change an option and write the file at once, whole or not at all.

        Raises:
            WrongUsage: no such option, or not a value for it.
            OSError: the file cannot be written.
        """
        option = _DECLARED.get(key)
        if option is None or not option.accepts(value):
            raise WrongUsage(f"{value!r} is not a value for the option {key}.")
        held = {**self._held, key: value}
        if value == option.default:
            del held[key]
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_name(self._path.name + ".part")
        with part.open("w", encoding="utf-8") as file:
            json.dump(held, file, indent=2, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._path)
        self._held = held

    def _value(self, key: str) -> Value:
        return self._held.get(key, _DECLARED[key].default)


def _read(path: Path) -> dict[str, Value]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        _log.warning("settings not read, defaults hold: %s", type(error).__name__)
        return {}
    if not isinstance(found, dict):
        _log.warning("settings not read, defaults hold: no object")
        return {}
    held = {}
    for key, value in found.items():
        option = _DECLARED.get(key)
        if option is not None and option.accepts(value):
            held[key] = value
        else:
            _log.warning("setting %r ignored", key)
    return held
