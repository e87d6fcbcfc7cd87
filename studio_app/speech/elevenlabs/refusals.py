"""Every refusal of ElevenLabs in the words of Lectern: what it is, what to say, and the way on.

A refusal has a ``code`` and an older ``status``; either may be missing, and they may differ. The code goes first where it is
the more exact. What is in no table is shown in the provider's own words, with anything taken from the book left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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
from studio_app.speech.traffic.line import Again

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

#: The ways on, by name.
WAYS = {
    "account": "Open your account at elevenlabs.io to change that.",
    "key": "Check the key in Preferences › Accounts.",
    "permission": "Allow it for this key at elevenlabs.io, or enter another key in Preferences › Accounts.",
    "credit": "Add credits at elevenlabs.io, or wait until the account resets.",
    "model": "Choose another model.",
    "voice": "Choose another voice.",
    "settings": "Change the voice settings of this speaker.",
    "shorten": "Shorten the paragraph or let it be split.",
    "text": "Change the text of this paragraph.",
    "wait": "Wait a little and generate again.",
    "retry": "Generate again.",
    "again": "Try again in a while.",
    "plan": "Another plan may have it: see your account at elevenlabs.io.",
    "verify": "Read the text aloud first, or ask for a review.",
    "slot": "Remove a voice you no longer need, or choose a larger plan at elevenlabs.io.",
    "samples": "Choose other recordings, or mend these, and try again.",
    "wording": "Change the description or the text, and try again.",
    "report": "If it happens again, please report it.",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A kind of error, what happened, and which of ``WAYS`` leads on."""

    kind: type[SpeechError]
    says: str
    way: str


_MISSING = "ElevenLabs does not know the {} this request names."
_AGAIN = "Something else is changing the same thing at ElevenLabs."
_ABOVE = Refusal(ModelRefused, "ElevenLabs did not accept this request.", "report")

#: By code or status. 404 of things Lectern never names, and 409, are told in groups below.
_REFUSALS = {
    # 400
    "text_too_long": Refusal(TextRefused, "The text is too long for one request of this model.", "shorten"),
    "max_character_limit_exceeded": Refusal(
        TextRefused, "The text is too long for one request of this model.", "shorten"
    ),
    "text_too_short": Refusal(TextRefused, "The text is too short for this model.", "text"),
    "invalid_text": Refusal(TextRefused, "ElevenLabs cannot speak this text.", "text"),
    "empty_text": Refusal(TextRefused, "There is nothing to say in this text.", "text"),
    "input_text_empty": Refusal(TextRefused, "There is nothing to say in this text.", "text"),
    "content_moderated": Refusal(TextRefused, "ElevenLabs does not allow this text.", "text"),
    "invalid_parameters": Refusal(ModelRefused, "The model does not take these settings.", "settings"),
    "missing_required_field": Refusal(ModelRefused, "ElevenLabs misses something in this request.", "report"),
    "invalid_voice_settings": Refusal(ModelRefused, "The model does not take these voice settings.", "settings"),
    "invalid_ttd_stability": Refusal(
        ModelRefused, "This model takes a stability of 0, 0.5 or 1 and nothing between.", "settings"
    ),
    "invalid_voice_id": Refusal(VoiceMissing, "ElevenLabs has no voice by this id.", "voice"),
    "unsupported_model": Refusal(ModelRefused, "The model does not do what was asked of it.", "model"),
    "model_not_found": Refusal(ModelRefused, "ElevenLabs has no such model.", "model"),
    "model_can_not_do_text_to_speech": Refusal(ModelRefused, "This model does not speak.", "model"),
    "invalid_audio": Refusal(ModelRefused, "ElevenLabs cannot read the audio it was sent.", "report"),
    "invalid_audio_format": Refusal(ModelRefused, "ElevenLabs cannot read the audio it was sent.", "report"),
    "invalid_output_format": Refusal(ModelRefused, "ElevenLabs does not give audio in this format.", "account"),
    "output_format_not_allowed": Refusal(ModelRefused, "Your plan does not give audio in this format.", "account"),
    "audio_too_long": Refusal(ModelRefused, "The audio is too long for ElevenLabs.", "shorten"),
    "audio_too_short": Refusal(ModelRefused, "The audio is too short for ElevenLabs.", "report"),
    "invalid_file_type": Refusal(ModelRefused, "ElevenLabs does not take a file of this kind.", "report"),
    "invalid_page_size": Refusal(ModelRefused, "ElevenLabs did not accept how a list was asked for.", "report"),
    "invalid_cursor": Refusal(ModelRefused, "ElevenLabs did not accept how a list was asked for.", "report"),
    "bad_request": _ABOVE,
    "malformed_json": _ABOVE,
    "invalid_content_type": _ABOVE,
    "request_too_large": Refusal(TextRefused, "The text is too large for one request.", "shorten"),
    "voice_limit_reached": Refusal(NoSlot, "All voice slots of your plan are taken.", "slot"),
    "professional_voice_limit_reached": Refusal(
        NoSlot, "All slots of your plan for professional voices are taken.", "slot"
    ),
    "voice_add_edit_limit_reached": Refusal(
        NoSlot, "Your plan allows no more changes of voices this month.", "account"
    ),
    # 401 and 402
    "invalid_api_key": Refusal(Unauthorised, "ElevenLabs does not know this key.", "key"),
    "missing_api_key": Refusal(Unauthorised, "The request to ElevenLabs had no key.", "key"),
    "needs_authorization": Refusal(Unauthorised, "The request to ElevenLabs had no key.", "key"),
    "invalid_authorization_header": Refusal(Unauthorised, "ElevenLabs cannot read this key.", "key"),
    "unauthorized": Refusal(Unauthorised, "ElevenLabs did not accept this key.", "key"),
    "sign_in_required": Refusal(Unauthorised, "ElevenLabs wants a sign-in for this.", "key"),
    "missing_permissions": Refusal(Unauthorised, "The key is good, but may not do this.", "permission"),
    "detected_unusual_activity": Refusal(
        Unauthorised,
        "ElevenLabs blocked this account for unusual activity, often because of a VPN or proxy.",
        "account",
    ),
    "insufficient_credits": Refusal(OutOfCredit, "The ElevenLabs account has too few credits for this.", "credit"),
    "quota_exceeded": Refusal(OutOfCredit, "The ElevenLabs account or this key has too few credits left.", "credit"),
    "payment_required": Refusal(OutOfCredit, "ElevenLabs wants a payment before it goes on.", "account"),
    # 403
    "forbidden": Refusal(Unauthorised, "ElevenLabs does not allow this account to do that.", "account"),
    "insufficient_permissions": Refusal(Unauthorised, "The key is good, but may not do this.", "permission"),
    "workspace_access_denied": Refusal(Unauthorised, "The key may not use this workspace.", "permission"),
    "feature_not_available": Refusal(ModelRefused, "Your ElevenLabs plan does not include this.", "account"),
    "subscription_required": Refusal(ModelRefused, "Your ElevenLabs plan does not include this.", "account"),
    "voice_access_denied": Refusal(VoiceMissing, "This account may not use the voice.", "voice"),
    "voice_not_fine_tuned": Refusal(VoiceMissing, "This voice is not trained for the model yet.", "model"),
    "only_for_creator+": Refusal(VoiceMissing, "This voice needs the Creator plan or a higher one.", "voice"),
    "model_access_denied": Refusal(ModelRefused, "This account may not use the model.", "model"),
    # 404
    "voice_not_found": Refusal(VoiceMissing, "ElevenLabs has no such voice, or this account may not use it.", "voice"),
    "voice_does_not_exist": Refusal(
        VoiceMissing, "ElevenLabs has no such voice, or this account may not use it.", "voice"
    ),
    "user_not_found": Refusal(Unauthorised, "ElevenLabs does not know this account.", "key"),
    "auth_account_not_found": Refusal(Unauthorised, "ElevenLabs does not know this account.", "key"),
    "workspace_not_found": Refusal(Unauthorised, "ElevenLabs does not know the workspace of this key.", "key"),
    "history_item_not_found": Refusal(ModelRefused, "ElevenLabs no longer keeps this recording.", "retry"),
    "pronunciation_dictionary_not_found": Refusal(
        ModelRefused, "ElevenLabs no longer has the pronunciation dictionary.", "settings"
    ),
    # 429 and above
    "rate_limit_exceeded": Refusal(RateLimited, "ElevenLabs wants fewer requests for the moment.", "wait"),
    "concurrent_limit_exceeded": Refusal(
        RateLimited, "More requests run at once than your ElevenLabs plan allows.", "wait"
    ),
    "too_many_concurrent_requests": Refusal(
        RateLimited, "More requests run at once than your ElevenLabs plan allows.", "wait"
    ),
    "system_busy": Refusal(RateLimited, "ElevenLabs is overloaded.", "wait"),
    "internal_error": Refusal(Unreachable, "ElevenLabs failed while it worked on this.", "retry"),
    "service_unavailable": Refusal(Unreachable, "ElevenLabs is not available at the moment.", "wait"),
    "maintenance": Refusal(Unreachable, "ElevenLabs is being maintained.", "wait"),
}
_THINGS = (
    "sample voice_collection project collection document file conversation agent dubbing song read knowledge_base phone_number"
    " tool snapshot task transcript keywords_list category"
)
_CONFLICTS = (
    "conflict resource_already_exists voice_already_exists already_running already_processing concurrent_modification"
    " slug_already_exists"
)
_REFUSALS |= {
    f"{thing}_not_found": Refusal(ModelRefused, _MISSING.format(thing.replace("_", " ")), "report")
    for thing in _THINGS.split()
}
_REFUSALS |= {code: Refusal(Unreachable, _AGAIN, "retry") for code in _CONFLICTS.split()}

#: Where neither code nor status is known. 0 stands for all others.
_BY_HTTP = {
    400: _ABOVE,
    401: Refusal(Unauthorised, "ElevenLabs did not accept this key.", "key"),
    402: Refusal(OutOfCredit, "ElevenLabs wants a payment before it goes on.", "credit"),
    403: Refusal(Unauthorised, "ElevenLabs does not allow this account to do that.", "account"),
    404: Refusal(ModelRefused, "ElevenLabs has not what was asked for.", "report"),
    409: Refusal(Unreachable, _AGAIN, "retry"),
    413: Refusal(TextRefused, "The text is too large for one request.", "shorten"),
    422: Refusal(ModelRefused, "ElevenLabs did not accept what this request says.", "settings"),
    425: Refusal(Unreachable, "ElevenLabs is not ready with this.", "wait"),
    429: Refusal(RateLimited, "ElevenLabs wants fewer requests for the moment.", "wait"),
    500: Refusal(Unreachable, "ElevenLabs failed while it worked on this.", "retry"),
    502: Refusal(Unreachable, "ElevenLabs cannot be reached behind its own door.", "retry"),
    503: Refusal(Unreachable, "ElevenLabs is not available at the moment.", "wait"),
    504: Refusal(Unreachable, "ElevenLabs took too long.", "retry"),
}
_OTHER = Refusal(Unreachable, "ElevenLabs gave an answer Lectern does not understand.", "report")

_NO_PLAN = Refusal(NotOffered, "Your ElevenLabs plan does not include this.", "plan")
_BAD_SAMPLE = Refusal(SamplesRefused, "ElevenLabs can make nothing of these recordings.", "samples")
_BAD_WORDS = Refusal(TextRefused, "ElevenLabs does not take this description or text.", "wording")
_FAILED = Refusal(Unreachable, "ElevenLabs failed while it worked on this.", "again")


@dataclass(frozen=True, slots=True)
class Area:
    """What refusals mean where no text is spoken: by code or status, and by HTTP's where only broad codes are said."""

    names: Mapping[str, Refusal] = field(default_factory=dict)
    http: Mapping[int, Refusal] = field(default_factory=dict)


SPEAKING = Area()
#: Where voices are looked for, listed and changed.
LISTS = Area(
    dict.fromkeys(
        (
            "can_not_use_instant_voice_cloning",
            "can_not_use_professional_voice_cloning",
            "paid_plan_required",
            "payment_required",
            "feature_not_available",
            "subscription_required",
            "only_for_creator+",
        ),
        _NO_PLAN,
    )
    | dict.fromkeys(_CONFLICTS.split(), Refusal(Unreachable, _AGAIN, "again"))
    | {
        "voice_access_denied": Refusal(NotOffered, "This account may not use or change the voice.", "voice"),
        "sample_not_found": Refusal(SamplesRefused, "ElevenLabs no longer has this recording.", "samples"),
        "internal_error": _FAILED,
    },
    {
        400: _ABOVE,
        402: _NO_PLAN,
        404: Refusal(VoiceMissing, "ElevenLabs has no such voice.", "voice"),
        409: Refusal(Unreachable, _AGAIN, "again"),
        422: _ABOVE,
        **dict.fromkeys((500, 502, 504), _FAILED),
    },
)
#: Where recordings are sent.
SAMPLES = Area(
    {
        **LISTS.names,
        **dict.fromkeys(
            (
                "invalid_audio",
                "invalid_audio_format",
                "invalid_content",
                "invalid_file_type",
                "invalid_sample",
                "audio_too_long",
                "audio_too_short",
                "request_too_large",
                "upload_file_size_exceeded",
                "captcha_verification_failed",
            ),
            _BAD_SAMPLE,
        ),
        "voice_not_verified": Refusal(ModelRefused, "It is not known yet whose voice this is.", "verify"),
        "max_verification_attempts_reached": Refusal(
            RateLimited, "All attempts of today to verify this voice are used up.", "again"
        ),
    },
    {**LISTS.http, **dict.fromkeys((400, 413, 415), _BAD_SAMPLE)},
)
#: Where a voice is designed: a missing payment there means missing credits.
DESIGNS = Area(
    {
        **{name: one for name, one in LISTS.names.items() if name != "payment_required"},
        **dict.fromkeys(
            (
                "text_too_long",
                "text_too_short",
                "max_character_limit_exceeded",
                "invalid_text",
                "empty_text",
                "input_text_empty",
                "content_moderated",
                "request_too_large",
            ),
            _BAD_WORDS,
        ),
    },
    {**{http: one for http, one in LISTS.http.items() if http != 402}, **dict.fromkeys((400, 413, 422), _BAD_WORDS)},
)

#: Codes too broad to hide a known status: "unauthorized" is also said of an unusual activity, "invalid_parameters" of no text.
_BROAD = frozenset(
    {
        "unauthorized",
        "forbidden",
        "bad_request",
        "invalid_parameters",
        "unsupported_model",
        "rate_limit_exceeded",
        "conflict",
    }
)

_EXACT = _REFUSALS.keys() - _BROAD

#: What is surely not billed though it is no 4xx: the provider said it did not begin.
_NOT_BEGUN = frozenset({"service_unavailable", "maintenance", "system_busy"})

#: Too many at once, rather than too many in a time.
_TOO_MANY = frozenset({"concurrent_limit_exceeded", "too_many_concurrent_requests"})

#: How much of the provider's words is shown, and how long a run of the book's words may be before they are left out.
_SHOWN = 200
_RUN = 12


@dataclass(frozen=True, slots=True)
class Said:
    """What the body of an error said. All "" where it said nothing that can be read."""

    code: str = ""
    status: str = ""
    message: str = ""
    param: str = ""
    request_id: str = ""

    @property
    def names(self) -> frozenset[str]:
        """Code and status."""
        return frozenset({self.code, self.status} - {""})


def read_error(body: bytes) -> Said:
    """Return what the body of an error says, in any of the shapes they come in."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return Said()
    if not isinstance(answer, dict):
        return Said()
    detail = answer.get("detail", answer)
    if isinstance(detail, str):
        return Said(message=detail)
    if isinstance(detail, list):
        return _validation(detail)
    if not isinstance(detail, dict):
        return Said()
    code, error = _text(detail.get("code")), _text(detail.get("error"))
    message = _text(detail.get("message"))
    return Said(
        code or (error if " " not in error else ""),
        _text(detail.get("status")),
        message or error,
        _text(detail.get("param")),
        _text(detail.get("request_id")),
    )


def _validation(entries: list[object]) -> Said:
    """Return the first complaint of a 422; its ``input`` is never read: it is what was sent."""
    first = entries[0] if entries and isinstance(entries[0], dict) else {}
    where = first.get("loc")
    param = ".".join(str(part) for part in where if part != "body") if isinstance(where, list) else ""
    return Said(status=_text(first.get("type")), message=_text(first.get("msg")), param=param)


def _text(said: object) -> str:
    return said if isinstance(said, str) else ""


def refusal(http: int, body: bytes, *, sent: str = "", area: Area = SPEAKING) -> SpeechError:
    """Return the error for an answer that is none.

    Args:
        http: its status.
        body: what it said.
        sent: the text of the request, no part of which may come back in a sentence.
        area: where it was asked.
    """
    said = read_error(body)
    found = _find(http, said, area)
    sentence = f"{found.says} {WAYS[found.way]}"
    if found is _BAD_SAMPLE or not said.names & _EXACT:
        words = shown(said.message, sent)
        sentence = f"{found.says} It says: “{words}” {WAYS[found.way]}" if words else sentence
    detail = f"HTTP {http}, {' '.join(sorted(_plain(said.names))) or 'no code'}, param {_one(said.param)!r}"
    if found.kind is Unreachable:
        return Unreachable(sentence, maybe_billed=maybe_billed(http, said), detail=detail)
    return found.kind(sentence, detail=detail)


def _find(http: int, said: Said, area: Area) -> Refusal:
    own = area.names.get(said.code) or area.names.get(said.status)
    if own is None and not said.names & _EXACT:
        own = area.http.get(http)
    if own is not None:
        return own
    code, status = _REFUSALS.get(said.code), _REFUSALS.get(said.status)
    if code is None or (said.code in _BROAD and status is not None):
        code = status or code
    return code or _BY_HTTP.get(http) or (_BY_HTTP[500] if http >= 500 else _ABOVE if http >= 400 else _OTHER)


def is_permission(error: SpeechError) -> bool:
    """Return whether a refusal means a good key that lacks a permission."""
    return error.sentence.endswith(WAYS["permission"])


def judged(
    http: int, headers: Mapping[str, str], body: bytes, sent: str = "", area: Area = SPEAKING
) -> SpeechError | Again:
    """Return what a refusal means to the line: to be sent again because it was not taken, or the error to raise."""
    said = read_error(body)
    kind = _find(http, said, area).kind
    if (http == 429 and kind is RateLimited) or (http >= 500 and said.names & _NOT_BEGUN):
        limit = bool(said.names & _TOO_MANY)
        detail = " ".join(sorted(map(_one, said.names)))
        return Again(_seconds(headers.get("retry-after", "")), "limit" if limit else "busy", detail)
    return refusal(http, body, sent=sent, area=area)


def _seconds(said: str) -> float | None:
    return float(said) if said.strip().isdecimal() else None


def maybe_billed(http: int, said: Said) -> bool:
    """Return whether the provider may have billed a request it answered with this: only where it failed itself."""
    return http >= 500 and not said.names & _NOT_BEGUN


def _plain(names: Collection[str]) -> set[str]:
    return {_one(name) for name in names}


def _one(name: str) -> str:
    """Return a name for the log: names are one short word; whatever else stands there may be the book's."""
    return (
        name if len(name) <= 60 and name.replace("_", "").replace(".", "").replace("+", "").isalnum() else "(unclear)"
    )


def shown(message: str, sent: str) -> str:
    """Return the provider's words, short, or "" where they repeat some of the sent text."""
    words, text = " ".join(message.split()), " ".join(sent.split())
    low, run = words.lower(), min(_RUN, len(text))
    text = text.lower()
    if run and any(text[at : at + run] in low for at in range(len(text) - run + 1)):
        return ""
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def drops_stitching(http: int, said: Said) -> bool:
    """Return whether a refusal means the model takes no text or requests around this one."""
    fields = ("previous_text", "next_text", "previous_request_ids", "next_request_ids")
    return http == 400 and any(field in said.message or field in said.param for field in fields)


def drops_timestamps(http: int, said: Said) -> bool:
    """Return whether a refusal means the model or format comes without timestamps."""
    return http == 400 and any(word in f"{said.message} {said.param}".lower() for word in ("timestamp", "alignment"))


def drops_format(http: int, said: Said) -> bool:
    """Return whether a refusal means the plan does not give this output format."""
    return http in (400, 403) and bool(said.names & {"output_format_not_allowed", "invalid_output_format"})
