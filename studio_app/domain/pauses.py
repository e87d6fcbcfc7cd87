"""Pauses: silence in the mix, by rule and by ``<break>``. Never sent to an engine (FEATURES B10, DESIGN §5)."""

from __future__ import annotations

from dataclasses import dataclass

#: The longest pause a ``<break>`` may ask for, in milliseconds. ElevenLabs stops at 3 s; silence of our own has no such
#: trouble, but a typing error must not become an hour of it.
LONGEST_BREAK_MS = 60_000


@dataclass(frozen=True, slots=True)
class PauseRules:
    """Milliseconds of silence by place. Where several meet, the longest holds; a ``<break>`` replaces the rule.

    ``clause`` and ``sentence`` stand between segments cut from one paragraph, at a clause or a sentence end; ``lead_in``
    before the first and ``lead_out`` after the last sound of a chapter (shops ask for 0.5–1 s and 1–5 s).
    """

    clause: int = 150
    sentence: int = 350
    paragraph: int = 700
    heading: int = 1200
    scene: int = 2000
    lead_in: int = 750
    lead_out: int = 2000
