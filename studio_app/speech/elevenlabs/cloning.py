"""Voices made at once from recordings; what takes longer or needs none is beside it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from studio_app.domain.errors import SamplesRefused
from studio_app.speech.elevenlabs import design as designing
from studio_app.speech.elevenlabs.calls import form_file, told_id
from studio_app.speech.elevenlabs.professional import LABELS, Professional, known_labels, overall, read_states
from studio_app.speech.elevenlabs.told import fields, identity
from studio_app.speech.making import Abilities, Training
from studio_app.speech.traffic.upload import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from studio_app.speech.elevenlabs.calls import Calls
    from studio_app.speech.elevenlabs.plans import Rights
    from studio_app.speech.making import Candidate, CloneWish, Designs, DesignWish, Sent

_ALL = Abilities(
    instant=True,
    professional=True,
    design=True,
    remix=True,
    denoise=True,
    labels=LABELS,
    samples=25,
    sample_bytes=10 << 20,
    professional_bytes=200 << 20,
    formats=(".wav", ".mp3", ".flac", ".m4a", ".ogg", ".opus", ".aac", ".webm"),
    description=designing.DESCRIPTION,
    design_text=designing.TEXT,
    candidates=3,
    design_models=designing.MODELS,
)
#: What a voice is called that was made of recordings at once, and what one that was made in another way.
_AT_ONCE, _OTHERWISE = frozenset({"cloned"}), frozenset({"generated", "professional"})


class Maker:
    """``studio_app.speech.making.Maker`` of an account.

    Args:
        calls: what it asks with.
        rights: gives what the account's plan may make, as far as is known.
        best: says whether the plan may have the better recordings, as far as is known.
    """

    def __init__(self, calls: Calls, rights: Callable[[], Rights], best: Callable[[], bool]) -> None:
        self._calls = calls
        self._rights = rights
        self._best = best
        self._professional = Professional(calls)

    @property
    def abilities(self) -> Abilities:
        """Return what can be made; what the plan has not is learned when the account is read."""
        rights = self._rights()
        return replace(_ALL, instant=rights.instant, professional=rights.professional)

    @property
    def professional(self) -> Professional:
        """Return what trains professional clones."""
        return self._professional

    async def clone(self, wish: CloneWish, sent: Sent) -> Training:
        """Upload recordings and make a voice of them. It speaks at once, where the provider wants no proof first.

        Raises:
            SamplesRefused: no voice can be made of them.
            NoSlot: there is no room for one more.
            NotOffered: the plan has no clones.
            Unreachable: with ``maybe_billed`` it may have been made: ask ``cloned`` before it is sent again.
        """
        _check(wish)
        answer = await self._calls.upload("/v1/voices/add", _form(wish), sent)
        self._calls.changed()
        return _made(told_id(answer), proof=fields(answer).get("requires_verification") is True)

    async def cloned(self, wish: CloneWish, since: str) -> Training | None:
        """Look for a voice of that name that was made since (UTC, ISO 8601), after an answer was lost.

        Where there were no recordings it was designed, or a professional clone was begun.
        """
        found = await self._calls.made(wish.name, _AT_ONCE if wish.samples else _OTHERWISE, since)
        id_ = identity(fields(found).get("voice_id"))
        if found is None or not id_:
            return None
        self._calls.changed()
        return _of(id_, found)

    async def state(self, voice: str) -> Training:
        """Return how far a voice is.

        Raises:
            VoiceMissing: it is gone.
        """
        return _of(voice, await self._calls.voice(voice))

    def design_estimate(self, wish: DesignWish) -> float:
        """Return the credits a design will cost."""
        return designing.estimate(wish)

    async def design(self, wish: DesignWish) -> Designs:
        """Design a voice, or remix one. It costs; see ``studio_app.speech.elevenlabs.design.design``."""
        return await designing.design(self._calls, wish, best=self._best())

    async def keep(
        self, candidate: Candidate, name: str, wish: DesignWish, labels: Mapping[str, str], heard: Sequence[str]
    ) -> str:
        """Keep one of the candidates as a voice; return its id. See ``studio_app.speech.elevenlabs.design.keep``."""
        return await designing.keep(self._calls, candidate, name, wish, labels, heard)


def _check(wish: CloneWish) -> None:
    if not wish.name.strip():
        raise SamplesRefused("A voice needs a name. Give it one and try again.")
    if not 0 < len(wish.samples) <= _ALL.samples:
        raise SamplesRefused(
            f"ElevenLabs makes a voice of 1 to {_ALL.samples} recordings. Choose others and try again."
        )
    if any(not one.data or len(one.data) > _ALL.sample_bytes for one in wish.samples):
        raise SamplesRefused(
            f"A recording for ElevenLabs has at most {_ALL.sample_bytes >> 20} MB and is not empty. Cut it, or save it as"
            " FLAC or MP3, and try again."
        )


def _form(wish: CloneWish) -> list[Part]:
    parts = [Part.text("name", wish.name), Part.text("remove_background_noise", json.dumps(wish.denoise))]
    if wish.description:
        parts.append(Part.text("description", wish.description))
    if labels := known_labels(dict(wish.labels)):
        parts.append(Part.text("labels", json.dumps(labels)))
    return [*parts, *(form_file("files", sample) for sample in wish.samples)]


def _of(voice: str, entry: Mapping[str, object]) -> Training:
    """Return how far a voice is: one made at once speaks as soon as it is there, unless a proof is wanted."""
    if entry.get("category") == "professional":
        return overall(read_states(voice, entry))
    proof = fields(entry.get("voice_verification"))
    return _made(voice, proof=proof.get("requires_verification") is True and proof.get("is_verified") is not True)


def _made(voice: str, *, proof: bool) -> Training:
    return Training(voice, "created", needs="verification") if proof else Training(voice, "trained", 1.0)
