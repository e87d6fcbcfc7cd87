"""The fingerprint: a hash of all that decides how a Segment must sound.

It holds no path, process, device, output format, neighbour or title, so a take made on one machine is found again on any
other, after a restart, a move or an update (a cache that forgets this is complaint 5 of PEERS.md).
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from studio_app.domain.ledger import EFFECT

if TYPE_CHECKING:
    from studio_app.domain.cast import Casting
    from studio_app.domain.timeline import Effect

#: Raised only when the meaning of the hash changes; every take of every project would become stale.
VERSION = 1

#: One encoder for all: making one for each of 30,000 segments costs more than the hashing.
_canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def fingerprint(
    spoken: str,
    casting: Casting,
    language: str,
    *,
    normalization: str = "auto",
    dictionary: str = "",
    seed: int | None = None,
) -> str:
    """Return the fingerprint of ``spoken`` said with ``casting`` as 32 hexadecimal digits.

    Args:
        spoken: the text after markup and pronunciation rules, exactly as the engine gets it.
        casting: engine, model, voice, settings.
        language: BCP 47 tag the engine is told; the casting's own language wins.
        normalization: "auto", "on" or "off" (FEATURES B11).
        dictionary: version of the pronunciation dictionary the provider applies, "" where we apply it ourselves.
        seed: the engine's seed, None where there is none.
    """
    facts = [
        VERSION,
        spoken,
        casting.engine,
        casting.model,
        casting.voice,
        [[name, value] for name, value in casting.settings],
        casting.language or language,
        normalization,
        dictionary,
        seed,
    ]
    return hashlib.blake2b(_canonical(facts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def effect_fingerprint(prompt: str, effect: Effect, engine: str, model: str) -> str:
    """Return the fingerprint of a sound effect: what all variants of one prompt have in common, however it is spaced."""
    words = " ".join(prompt.split())
    facts = [VERSION, words, engine, model, float(effect.seconds), float(effect.influence), effect.loop]
    return EFFECT + hashlib.blake2b(_canonical(facts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
