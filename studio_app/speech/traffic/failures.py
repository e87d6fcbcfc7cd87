"""What went wrong on the way: how far the request had come, and a sentence for it."""

from __future__ import annotations

import errno
import socket
import ssl
from dataclasses import dataclass, replace
from typing import Any

import httpx

from studio_app.domain.errors import Unreachable

#: What means that there is no way to the other side now, rather than that it answered badly.
_NO_WAY = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.ECONNREFUSED, errno.ETIMEDOUT}

_NOT_TRUSTED = (
    "The certificate of {name} is not trusted by this computer. Check its clock; if your network inspects traffic, name its"
    " certificate file in Preferences › Accounts. Else do not go on from this network."
)


@dataclass(slots=True)
class Progress:
    """How far a request came. Its ``trace`` is called by the client underneath; see httpcore's trace extension.

    ``secured`` says that an encrypted connection was begun, ``written`` that the body was about to be written: before that
    the other side had no whole request, so it cannot have been billed.
    """

    secured: bool = False
    written: bool = False

    async def trace(self, name: str, info: dict[str, Any]) -> None:
        """Note an event; those of asking a proxy for a way through do not count."""
        if name.endswith("start_tls.started"):
            self.secured = True
        elif name.endswith("send_request_body.started") and info["request"].method != b"CONNECT":
            self.written = True


@dataclass(frozen=True, slots=True)
class Trouble:
    """A failure of the connection.

    ``offline``: no way to the other side was found, so it is worth waiting for one. ``lasting``: the same will happen again
    until somebody changes something.
    """

    sentence: str
    maybe_billed: bool = False
    offline: bool = False
    lasting: bool = False
    detail: str = ""

    def error(self) -> Unreachable:
        """Return it as what is raised."""
        error = Unreachable(self.sentence, maybe_billed=self.maybe_billed, detail=self.detail)
        error.can_retry = not self.lasting
        return error


def trouble(
    error: httpx.HTTPError | httpx.InvalidURL | httpx.StreamError | OSError, progress: Progress, name: str
) -> Trouble:
    """Say what a failed request means. ``name`` is the provider's, for the sentence. No text of the error itself is used."""
    causes = _causes(error)
    detail = " < ".join(type(cause).__name__ for cause in causes)
    if progress.written:
        return Trouble(_lost(error, name), maybe_billed=True, detail=detail)
    return replace(_not_sent(error, causes, progress, name), detail=detail)


def cut(error: Exception, name: str) -> Unreachable:
    """Return what an answer means that broke off after it had begun."""
    detail = " < ".join(type(cause).__name__ for cause in _causes(error))
    return Unreachable(f"The answer of {name} broke off. Check the network, then try again.", detail=detail)


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and len(found) < 8:
        found.append(cause)
        cause = cause.__cause__ or cause.__context__
    return found


def _lost(error: Exception, name: str) -> str:
    if isinstance(error, httpx.TimeoutException):
        return f"{name} did not answer in time. It may be very busy; try again later."
    return f"The connection to {name} broke before an answer came. Check the network, then try again."


def _not_sent(error: Exception, causes: list[BaseException], progress: Progress, name: str) -> Trouble:
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return Trouble(_NOT_TRUSTED.format(name=name), lasting=True)
    if progress.secured:
        return Trouble(
            f"No secure connection to {name} could be made. Check the network, the proxy and this computer's clock."
        )
    if isinstance(error, httpx.ProxyError):
        return _by_proxy(str(error)[:3], name)
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return Trouble(f"{name} was not found on the network. Check the connection to the internet.", offline=True)
    if isinstance(error, httpx.TimeoutException):
        return Trouble(f"{name} could not be reached in time. Check the connection to the internet.", offline=True)
    offline = isinstance(error, httpx.ConnectError) or any(getattr(cause, "errno", 0) in _NO_WAY for cause in causes)
    return Trouble(f"{name} could not be reached. Check the connection to the internet.", offline=offline)


def _by_proxy(status: str, name: str) -> Trouble:
    if status == "407":
        return Trouble(
            "The proxy asks for a name and a password. Put them into its address: http://name:password@host:port.",
            lasting=True,
        )
    sentence = f"The proxy found no way to {name} (status {status}). Check the proxy and the network."
    return Trouble(sentence, offline=status.startswith("5"), lasting=status.startswith("4"))
