"""Voices designed from a description, and remixed from others. A design costs; keeping what it gave does not."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from studio_app.domain.errors import SpeechError, TextRefused, Unreachable
from studio_app.speech.elevenlabs import refusals
from studio_app.speech.elevenlabs.calls import judge, path, sendable
from studio_app.speech.elevenlabs.professional import decoded, known_labels
from studio_app.speech.elevenlabs.refusals import DESIGNS
from studio_app.speech.elevenlabs.told import entries, fields, identity, number, text
from studio_app.speech.making import Candidate, Designs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_app.domain.errors import LecternError
    from studio_app.speech.elevenlabs.calls import Calls
    from studio_app.speech.making import DesignWish
    from studio_app.speech.traffic.line import Again

_log = logging.getLogger(__name__)

#: The models, the best first.
MODELS = (("eleven_ttv_v3", "Voice design v3"), ("eleven_multilingual_ttv_v2", "Multilingual voice design v2"))
#: The fewest and most characters of a description, of one of changes, and of the text.
DESCRIPTION, CHANGES, TEXT = (20, 1000), (5, 1000), (100, 1000)
#: What the provider writes by itself has about so many characters.
_WRITTEN = 250
_SEEDS = 1 << 31
_FORMATS = ("mp3_44100_192", "mp3_44100_128")
#: The most octets of an answer: three recordings of a thousand characters are some 8 MB.
_MOST = 64 << 20


class _LesserFormat(SpeechError):
    """The plan does not give this output format."""


def estimate(wish: DesignWish) -> float:
    """Return the credits a design will cost: those of its text, once for all candidates."""
    return float(len(wish.text) if wish.text.strip() else _WRITTEN)


def check(wish: DesignWish) -> None:
    """Refuse what the provider would not take.

    Raises:
        TextRefused: description or text is too short or too long.
    """
    fewest, most = CHANGES if wish.of else DESCRIPTION
    if not fewest <= len(wish.description) <= most:
        raise TextRefused(f"The description of a voice has {fewest} to {most:,} characters. Change it and try again.")
    if wish.text.strip() and not TEXT[0] <= len(wish.text) <= TEXT[1]:
        raise TextRefused(
            f"The text a designed voice says has {TEXT[0]} to {TEXT[1]:,} characters. Change it and try again."
        )


def body(wish: DesignWish) -> dict[str, object]:
    """Return what is sent. The provider has no language of its own for it: that of the text counts."""
    said: dict[str, object] = {"voice_description": wish.description, "loudness": min(1.0, max(-1.0, wish.loudness))}
    closeness = min(1.0, max(0.0, wish.closeness))
    said |= {"text": wish.text} if wish.text.strip() else {"auto_generate_text": True}
    if wish.seed is not None:
        said["seed"] = wish.seed % _SEEDS
    if wish.of:
        return said | {"prompt_strength": closeness}
    return said | {"model_id": wish.model or MODELS[0][0], "guidance_scale": round(closeness * 100, 3)}


async def design(calls: Calls, wish: DesignWish, *, best: bool) -> Designs:
    """Design a voice, or remix one; it is paid once it is sent.

    Args:
        calls: of the account.
        wish: what is wanted.
        best: whether the plan may have the better recordings, as far as is known.

    Raises:
        TextRefused: the words are not taken.
        Unreachable: with ``maybe_billed`` it may have been paid.
    """
    check(wish)
    where = path("v1", "text-to-voice", wish.of, "remix") if wish.of else "/v1/text-to-voice/design"
    for output_format in _FORMATS if best else _FORMATS[1:]:
        try:
            answer, billed = await _asked(calls, where, wish, output_format)
        except _LesserFormat:
            continue
        said = answer.get("text")
        return Designs(await _candidates(calls, answer), said if isinstance(said, str) else wish.text, billed)
    raise SpeechError("ElevenLabs gives this account no recordings in a format Lectern reads.", detail="no format")


async def keep(
    calls: Calls, candidate: Candidate, name: str, wish: DesignWish, labels: Mapping[str, str], heard: Sequence[str]
) -> str:
    """Keep a candidate as a voice; return its id. Again is once.

    Raises:
        NoSlot: there is no room for one more.
        Unreachable: with ``maybe_billed`` it may be kept: ask ``Maker.cloned`` before it is sent again.
    """
    said: dict[str, object] = {
        "voice_name": name,
        "voice_description": _described(wish),
        "generated_voice_id": candidate.id,
    }
    if kept := known_labels(labels):
        said["labels"] = kept
    if others := [one for one in heard if one != candidate.id]:
        said["played_not_selected_voice_ids"] = others
    try:
        return await calls.make("/v1/text-to-voice", said)
    except Unreachable as error:
        if "already_exists" not in error.detail:
            raise
        # Kept before by a request whose answer was not heard: then the voice has the candidate's own id.
        await calls.voice(candidate.id)
        calls.changed()
        return candidate.id


def _described(wish: DesignWish) -> str:
    """Return a description that is long enough; one of changes may be shorter than that of a voice."""
    said = (
        wish.description if len(wish.description) >= DESCRIPTION[0] else f"A remix of another voice: {wish.description}"
    )
    return said[: DESCRIPTION[1]]


async def _asked(calls: Calls, where: str, wish: DesignWish, output_format: str) -> tuple[dict[str, Any], float | None]:
    words = judge(DESIGNS, f"{wish.description} {wish.text}")

    def judged(status: int, headers: Mapping[str, str], said: bytes) -> LecternError | Again:
        if output_format != _FORMATS[-1] and refusals.drops_format(status, refusals.read_error(said)):
            return _LesserFormat("The plan does not give this format.")
        return words(status, headers, said)

    async with calls.line.stream(
        "POST", where, refusal=judged, params={"output_format": output_format}, json=sendable(body(wish))
    ) as response:
        data = await response.read(_MOST)
        billed = _credits(response.headers.get("character-cost", ""))
    try:
        return fields(json.loads(data)), billed
    except (ValueError, RecursionError):
        raise _damaged(f"no JSON but {response.kind[:60]!r}") from None


async def _candidates(calls: Calls, answer: Mapping[str, Any]) -> tuple[Candidate, ...]:
    """Return what was made; what comes without its recording is fetched, which costs nothing.

    Raises:
        Unreachable: there is nothing, though it was paid.
    """
    found = [await _candidate(calls, one) for one in entries(answer.get("previews"))]
    made = tuple(one for one in found if one is not None)
    if not made:
        raise _damaged("no previews")
    return made


async def _candidate(calls: Calls, said: Mapping[str, object]) -> Candidate | None:
    id_ = identity(said.get("generated_voice_id"))
    data, kind = decoded(said.get("audio_base_64")), text(said.get("media_type")) or "audio/mpeg"
    if id_ and not data:
        try:
            reply = await calls.data(path("v1", "text-to-voice", id_, "stream"))
        except SpeechError as error:
            _log.info("A designed voice was not heard: %s", error.detail)
            return None
        data, kind = reply.data, reply.kind or kind
    if not id_ or not data:
        return None
    return Candidate(id_, data, kind, number(said.get("duration_secs")) or 0.0, text(said.get("language")))


def _damaged(detail: str) -> Unreachable:
    return Unreachable("The designed voices did not arrive whole, though they may have been paid.", detail=detail)


def _credits(said: str) -> float | None:
    try:
        return number(float(said))
    except ValueError:
        return None
