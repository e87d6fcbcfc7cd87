"""Sound effects from a prompt. An engine that can make them gives it as ``Engine.effects``.

All lives on the engine's loop and raises the ``SpeechError`` branch of ``studio_app.domain.errors``. What may cost goes through
the ledger first, inside a ``turn`` of the engine; no provider keeps a history of effects, so a lost answer stays lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from studio_app.domain.timeline import Effect
    from studio_app.speech.engine import AudioChunk, Billing


@dataclass(frozen=True, slots=True)
class EffectAbilities:
    """What an engine can make: by which ``model``, of how many ``characters`` of a prompt, from how few seconds to how many.

    ``placeholder``: what it makes only stands for a sound that is still to come, and is told to be that.
    """

    model: str
    characters: int
    seconds: tuple[float, float] = (0.5, 30.0)
    placeholder: bool = False


@dataclass(frozen=True, slots=True)
class MadeEffect:
    """An effect: the whole of its audio, and what it cost."""

    audio: AudioChunk
    billing: Billing


class EffectMaker(Protocol):
    """See the module docstring."""

    @property
    def abilities(self) -> EffectAbilities:
        """Return what can be made."""

    def estimate(self, effect: Effect) -> float:
        """Return what one effect will cost, in the engine's credits; 0 where it costs nothing."""

    async def make(self, prompt: str, effect: Effect, variant: int = 0) -> MadeEffect:
        """Make one effect. ``variant`` counts from 0; each is another sound for the same prompt.

        Raises:
            TextRefused: the prompt is empty, too long, or not allowed.
            NotOffered, OutOfCredit, RateLimited, ...: it is not made, and nothing was billed.
            Unreachable: with ``maybe_billed`` it may have been made and billed; it cannot be fetched again.
        """
