"""From what Fish Audio says when it refuses to our errors. It answers in JSON, in plain text, or with a list of faults.

Statuses: https://docs.fish.audio/api-reference/errors
"""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from studio_app.domain.errors import (
    ModelRefused,
    NoSlot,
    NotOffered,
    OutOfCredit,
    RateLimited,
    SamplesRefused,
    SpeechError,
    TextRefused,
    Unauthorised,
    Unreachable,
    VoiceMissing,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: The most of a provider's message that is shown.
_LONGEST = 200
#: As many characters of the text (or the key) in a message are no chance: it quotes them. So is all of a short one.
_QUOTE = 16
_SHORTEST = 6
_TEXT = re.compile(r"\btext\b|length|too long|too many (characters|bytes|tokens)|moderat|sensitive", re.IGNORECASE)
_VOICE = re.compile(r"reference|\bvoice", re.IGNORECASE)
_MODEL = re.compile(r"\bmodel\b", re.IGNORECASE)
_WAY = re.compile(r"timestamp|alignment|\bformat|stream", re.IGNORECASE)
_MESSAGE_KEYS = ("message", "detail", "error", "reason", "msg")
#: The account has as many voices as it may; not that a file is too large, or that there are too many of them.
_FULL = re.compile(
    r"too many models|(limit|quota|maximum).{0,30}\b(models|voices|voice models)\b|\b(model|voice)s?\b.{0,20}(limit|quota)",
    re.IGNORECASE,
)
#: Servers on the way that gave up waiting: what they waited for may have been done.
_MAYBE_DONE = frozenset({500, 502, 504})


_NOT_SO = "Fish Audio does not speak in this way; choose another model, or check the address of the account."


class NotSpokenSo(ModelRefused):
    """What was asked is not done in this way: no such address, no times of words, not in this format."""


def refusal(status: int, body: bytes, *, never: Sequence[str] = (), retry_after: float | None = None) -> SpeechError:
    """Return the error for an answer that is not 2xx.

    Args:
        status: of HTTP.
        body: what came with it, in whatever shape.
        never: what is not repeated: the key, and what was to be spoken.
        retry_after: seconds the provider asks to wait.
    """
    places, said = _said(body)
    detail = f"HTTP {status}"
    shown = _shown(said, never)
    if status == 401:
        return Unauthorised(
            "Fish Audio does not accept this key; enter it again in Preferences › Accounts." + shown, detail=detail
        )
    if status == 402:
        sentence = "The API credit of this Fish Audio account is used up. It is separate from the credit of the website: add some at fish.audio › Developers › Billing."  # noqa: E501  one sentence
        return OutOfCredit(sentence + shown, detail=detail)
    if status == 403 and not _VOICE.search(said):
        return Unauthorised(
            "Fish Audio does not let this account do that; use another voice or key." + shown, detail=detail
        )
    if status == 429:
        return RateLimited(
            "Fish Audio has too many requests of this account; wait a moment.", retry_after=retry_after, detail=detail
        )
    if status >= 500:
        sentence = f"Fish Audio has a fault of its own (status {status}); try again later."
        return Unreachable(sentence + shown, maybe_billed=status in _MAYBE_DONE, detail=detail)
    return _of_the_request(status, places, said, shown)


def _of_the_request(status: int, places: frozenset[str], said: str, shown: str) -> SpeechError:
    """Return the error for a request that is wrong in itself: by the field that is named, else by the words."""
    detail = f"HTTP {status} {' '.join(sorted(places))}".rstrip()
    if status == 403 or places & {"reference_id", "references"} or (not places and _VOICE.search(said)):
        return VoiceMissing("Fish Audio has no such voice for this account; choose another one." + shown, detail=detail)
    if "text" in places or status == 413 or (not places and _TEXT.search(said)):
        return TextRefused("Fish Audio does not take this text; shorten or change it." + shown, detail=detail)
    if places & {"format", "sample_rate"} or (not places and _WAY.search(said)):
        return NotSpokenSo(_NOT_SO + shown, detail=detail)
    if status in {404, 405} and not _MODEL.search(said):
        return NotSpokenSo(_NOT_SO + shown, detail=detail)
    if places or status != 404:
        return ModelRefused(
            "Fish Audio refuses this request; change the voice's settings or the model." + shown, detail=detail
        )
    return ModelRefused("Fish Audio does not have this model; choose another one." + shown, detail=detail)


def about_voice(
    status: int, body: bytes, *, never: Sequence[str] = (), retry_after: float | None = None
) -> SpeechError:
    """Return the error for a refusal to tell of a voice, or to change or delete it; see ``refusal``."""
    shown = _shown(_said(body)[1], never)
    if body.lstrip().startswith(b"<"):  # of something in between, which knows nothing of voices
        return refusal(status, body, never=never, retry_after=retry_after)
    if status in {403, 404, 410}:
        sentence = "Fish Audio has no such voice for this account any more; choose another one."
        return VoiceMissing(sentence + shown, detail=f"HTTP {status}")
    error = refusal(status, body, never=never, retry_after=retry_after)
    if isinstance(error, ModelRefused | TextRefused | VoiceMissing):
        return NotOffered("Fish Audio does not do that with this voice." + shown, detail=error.detail)
    return error


def about_samples(
    status: int, body: bytes, *, never: Sequence[str] = (), retry_after: float | None = None
) -> SpeechError:
    """Return the error for a refusal to make a voice of recordings; see ``refusal``."""
    places, said = _said(body)
    shown = _shown(said, never)
    detail = f"HTTP {status} {' '.join(sorted(places))}".rstrip()
    if _FULL.search(said) and not places and status in {400, 402, 403, 409, 422}:
        sentence = "This Fish Audio account has room for no more voices; delete one, or ask for more at fish.audio."
        return NoSlot(sentence + shown, detail=detail)
    if status in {401, 402, 429} or status >= 500:
        return refusal(status, body, never=never, retry_after=retry_after)
    if status in {403, 404, 405}:
        return NotOffered("Fish Audio does not let this account make voices." + shown, detail=detail)
    if places and not places & {"voices", "texts"}:
        sentence = "Fish Audio does not take the name, description, tags or visibility of this voice; change them."
        return NotOffered(sentence + shown, detail=detail)
    sentence = "Fish Audio does not make a voice of these recordings; check their format, length and size."
    return SamplesRefused(sentence + shown, detail=detail)


def about_design(
    status: int, body: bytes, *, never: Sequence[str] = (), retry_after: float | None = None
) -> SpeechError:
    """Return the error for a refusal to design a voice; see ``refusal``."""
    if status in {401, 402, 429} or status >= 500:
        return refusal(status, body, never=never, retry_after=retry_after)
    places, said = _said(body)
    shown, detail = _shown(said, never), f"HTTP {status} {' '.join(sorted(places))}".rstrip()
    if status in {403, 404, 405}:
        return NotOffered("Fish Audio designs no voices for this account." + shown, detail=detail)
    return TextRefused(
        "Fish Audio does not take this description; change it or the text to be said." + shown, detail=detail
    )


def reported(event: Mapping[str, Any], never: Sequence[str], *, begun: bool) -> SpeechError | None:
    """Return the error that an answer of status 200 turns out to hold, None where it holds none.

    Once speech has begun there is no telling what was billed.
    """
    status = event.get("status")
    if not isinstance(status, int) or isinstance(status, bool) or not 400 <= status < 600:
        if not event.keys() & {"message", "error", "detail"}:
            return None
        status = 500
    error = refusal(status, json.dumps(dict(event)).encode(), never=never)
    if begun and not error.maybe_billed:
        return Unreachable(f"{error.sentence} What was spoken before may have been billed.", detail=error.detail)
    return error


def _said(body: bytes) -> tuple[frozenset[str], str]:
    """Return the fields that are named as wrong, and the message, of a refusal in any shape."""
    raw = body.decode("utf-8", "replace")
    try:
        told = json.loads(raw)
    except ValueError:
        return frozenset(), "" if raw.lstrip().startswith("<") else raw
    if isinstance(told, dict) and isinstance(told.get("detail"), list):
        told = told["detail"]
    if isinstance(told, list):
        faults = [one for one in told if isinstance(one, dict)]
        places = {str(part) for one in faults for part in _list(one.get("loc")) if part not in ("body", "header")}
        return frozenset(places), "; ".join(str(one["msg"]) for one in faults if one.get("msg"))
    if isinstance(told, dict):
        return frozenset(), "; ".join(str(told[key]) for key in _MESSAGE_KEYS if isinstance(told.get(key), str))
    return frozenset(), str(told)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _shown(said: str, never: Sequence[str]) -> str:
    """Return the provider's message as it may stand behind a sentence: short, on one line, quoting nothing that is secret."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in said).split())
    if not line:
        return ""
    if any(_quotes(line, secret) for secret in never):
        return ""
    short = line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
    return f" It says: “{short}”"


def _quotes(line: str, secret: str) -> bool:
    longest = SequenceMatcher(None, line, secret, autojunk=False).find_longest_match().size
    return longest >= _QUOTE or _SHORTEST <= len(secret) == longest
