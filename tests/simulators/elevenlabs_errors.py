"""ElevenLabs' errors, in every shape they were seen in."""

from __future__ import annotations

import secrets
from functools import wraps
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, JSONResponse, Response

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    Endpoint = Callable[[Any, Request], Awaitable[Response]]

_TYPES = {
    400: "validation_error",
    401: "authentication_error",
    402: "payment_required",
    403: "authorization_error",
    404: "not_found",
    409: "conflict",
    422: "validation_error",
    429: "rate_limit_error",
    500: "internal_error",
    503: "service_unavailable",
}
#: What a status means where nobody says.
_USUAL = {
    400: "bad_request",
    401: "invalid_api_key",
    402: "insufficient_credits",
    403: "insufficient_permissions",
    404: "voice_not_found",
    409: "conflict",
    422: "invalid_parameters",
    429: "concurrent_limit_exceeded",
    503: "service_unavailable",
}
#: The legacy name of an error, where it is not the code.
_LEGACY = {
    "concurrent_limit_exceeded": "too_many_concurrent_requests",
    "text_too_long": "max_character_limit_exceeded",
    "insufficient_permissions": "missing_permissions",
    "paid_plan_required": "payment_required",
}
_SENTENCES = {
    "concurrent_limit_exceeded": "Too many concurrent requests. Your plan's limit is reached.",
    "rate_limit_exceeded": "You are sending requests too quickly.",
    "system_busy": "We are experiencing heavy traffic right now. Please try again.",
    "quota_exceeded": "This request exceeds your quota.",
    "insufficient_credits": "You have insufficient credits for this request.",
    "invalid_api_key": "Invalid API key.",
    "internal_error": "An internal error has occurred.",
    "service_unavailable": "The service is temporarily unavailable.",
    "maintenance": "The service is under maintenance.",
}
SHAPES = ("current", "legacy", "fastapi", "string", "html", "empty")


class Refusal(Exception):
    """An error to be answered. ``legacy`` is ``detail.status``, ``code`` may be "" where only that is known."""

    def __init__(self, status: int, code: str, message: str = "", *, legacy: str = "", param: str = "") -> None:
        super().__init__(status, code)
        self.status = status
        self.code = code
        self.message = message
        self.legacy = legacy
        self.param = param


class Invalid(Exception):
    """A request whose fields are not what they should be: (where, what is wrong, of which type) each."""

    def __init__(self, *wrong: tuple[tuple[str | int, ...], str, str]) -> None:
        super().__init__(wrong)
        self.wrong = wrong


def trace() -> str:
    """Return an id as errors bear."""
    return secrets.token_hex(16)


def refused(refusal: Refusal, shape: str = "current") -> Response:
    """Return the answer that says so."""
    status = refusal.status
    code = refusal.code or refusal.legacy or _USUAL.get(status, "internal_error")
    message = refusal.message or _SENTENCES.get(code, f"Something is wrong: {code}.")
    legacy = refusal.legacy or _LEGACY.get(code, code)
    id_ = trace()
    if shape == "html" or (not refusal.code and status in (502, 504)):
        return HTMLResponse(f"<html><body><h1>{status}</h1></body></html>", status)
    if shape == "empty":
        return Response(b"", status)
    detail: Any = {
        "type": _TYPES.get(status, "internal_error"),
        "code": code,
        "message": message,
        "status": legacy,
        "request_id": id_,
    }
    if refusal.param:
        detail["param"] = refusal.param
    if shape == "legacy":
        detail = {"status": legacy, "message": message}
    elif shape == "fastapi":
        detail = [{"type": code, "loc": ["body"], "msg": message}]
    elif shape == "string":
        detail = message
    elif shape != "current":
        raise ValueError(f"no such shape of errors: {shape!r}")
    return JSONResponse({"detail": detail}, status, {"x-trace-id": id_})


def invalid(error: Invalid) -> Response:
    """Return FastAPI's 422."""
    detail = [{"type": kind, "loc": list(where), "msg": message} for where, message, kind in error.wrong]
    return JSONResponse({"detail": detail}, 422)


def guarded(endpoint: Endpoint) -> Endpoint:
    """Answer a refusal as the provider says such things; ``shape`` is an attribute of whose method it is."""

    @wraps(endpoint)
    async def answered(self: Any, request: Request) -> Response:
        try:
            return await endpoint(self, request)
        except Invalid as error:
            return invalid(error)
        except Refusal as refusal:
            return refused(refusal, self.shape)

    return answered
