"""Which engines there are. A new engine is one line here, and must pass the contract tests every engine runs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from studio_app.domain.errors import EngineMissing, Unauthorised, WrongUsage

if TYPE_CHECKING:
    from studio_app.speech.account import Account
    from studio_app.speech.engine import Engine

#: Module and class by name. A module is imported when its engine is first opened: nobody waits for those he does not use.
_ENGINES = {
    "local": ("studio_app.speech.local.engine", "LocalEngine"),
    "elevenlabs": ("studio_app.speech.elevenlabs.engine", "ElevenLabsEngine"),
    "fish": ("studio_app.speech.fish.engine", "FishEngine"),
}
#: The engines that need an account: what the provider is called, and where its key can come from besides the keyring.
PROVIDERS = {
    "elevenlabs": ("ElevenLabs", "ELEVENLABS_API_KEY"),
    "fish": ("Fish Audio", "FISH_API_KEY"),
}


def engines() -> tuple[str, ...]:
    """Return the names of all engines, the default one first."""
    return tuple(_ENGINES)


def open_engine(name: str, *, workers: int | None = None, account: Account | None = None) -> Engine:
    """Return a new engine. Close it when done; until it has spoken there is nothing to close.

    Args:
        name: one of ``engines()``.
        workers: how many requests an engine on this machine works on at a time; None for one per core.
        account: with whose key an engine of a provider speaks.

    Raises:
        WrongUsage: there is no such engine.
        EngineMissing: what it needs is not installed.
        Unauthorised: it needs an account and none was given.
    """
    if name not in _ENGINES:
        raise WrongUsage(f"There is no engine called {name!r}; there is {', '.join(_ENGINES)}.")
    module, kind = _ENGINES[name]
    try:
        found = import_module(module)
    except ImportError as error:
        raise EngineMissing(f"The engine {name} is not installed on this machine.", detail=str(error)) from error
    if name not in PROVIDERS:
        return cast("Engine", getattr(found, kind)(workers=workers))
    if account is None:
        provider, variable = PROVIDERS[name]
        raise Unauthorised(f"There is no key for {provider}: enter one in Preferences › Accounts, or set {variable}.")
    return cast("Engine", getattr(found, kind)(account))
