"""Recordings that anybody may fetch: a voice's sample, from wherever a provider says it lies. No key goes with it."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import httpx

from studio_app.domain.errors import LecternError, Unreachable
from studio_app.speech.traffic.failures import Progress, cut, trouble
from studio_app.speech.traffic.network import Address, address, client, is_loopback
from studio_app.speech.traffic.pace import Pace

if TYPE_CHECKING:
    from studio_app.speech.account import Account

_log = logging.getLogger(__name__)

#: Somebody waits to hear it: shorter than a provider that speaks is waited for.
_PACE = Pace(connect=10.0, answer=20.0, silence=15.0)
#: Seconds for all of it.
_WHOLE = 60.0
#: How often an answer may send us on.
_HOPS = 3
_SENT_ON = frozenset({301, 302, 303, 307, 308})
#: What else than audio/* a server may call a recording: most stores know no type.
_KINDS = frozenset({"application/octet-stream", "binary/octet-stream", "application/ogg", "video/mp4"})


async def download(address: str, account: Account, *, most: int = 20 << 20) -> bytes:
    """Return what lies at a public address: a whole file of audio.

    It must be encrypted, or on this machine; so must every address it sends us on to. The account gives its proxy and its
    certificates, never its key, not even where the address is the provider's own.

    Args:
        address: of the recording.
        account: whose way to the network is taken.
        most: how many bytes it may have.

    Raises:
        Unreachable: it cannot be had, is too large, or is no recording; never billed. ``can_retry`` tells whether trying
            again may help.
    """
    where = _checked(address)
    try:
        async with asyncio.timeout(_WHOLE):
            for _ in range(_HOPS + 1):
                data, onwards = await _hop(where, account, most)
                if not onwards:
                    return data
                where = _sent_on(where, onwards)
    except TimeoutError:
        raise _refused(
            "The recording of this voice did not come in time; try again later.", "slow", lasting=False
        ) from None
    raise _refused("The recording of this voice cannot be found.", f"sent on more than {_HOPS} times")


def _checked(text: str) -> httpx.URL:
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, UnicodeError, ValueError, TypeError):
        raise _refused("The recording of this voice has no address that can be read.", "no address") from None
    near = bool(url.host) and is_loopback(url.host)
    if not url.host or url.userinfo or not (url.scheme == "https" or (url.scheme == "http" and near)):
        raise _refused(
            "The recording of this voice lies at an address that is not safe to fetch from.", f"{url.scheme} {url.host}"
        )
    return url


def _sent_on(where: httpx.URL, onwards: str) -> httpx.URL:
    """Return the address an answer sends us on to; nobody elsewhere sends us to this machine."""
    try:
        url = _checked(str(where.join(onwards)))
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise _refused("The recording of this voice cannot be found.", "sent on to no address") from None
    if is_loopback(url.host) and not is_loopback(where.host):
        raise _refused("The recording of this voice cannot be found.", "sent on to this machine")
    return url


async def _hop(url: httpx.URL, account: Account, most: int) -> tuple[bytes, str]:
    """Ask once: return what came, or where it sends us on."""
    progress = Progress()
    async with client(_way(url, account), {}, account.ca_file, _PACE) as opened:
        request = opened.build_request("GET", url, headers={"accept-encoding": "identity"})
        request.extensions["trace"] = progress.trace
        try:
            answer = await opened.send(request, stream=True)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            found = trouble(error, progress, url.host)
            raise _refused(found.sentence, found.detail, lasting=found.lasting) from None
        try:
            if answer.status_code in _SENT_ON:
                return b"", answer.headers.get("location") or "?"
            _check(answer, most)
            return await _read(answer, url.host, most), ""
        finally:
            await answer.aclose()


def _way(url: httpx.URL, account: Account) -> Address:
    try:
        return address(f"{url.scheme}://{url.netloc.decode()}", account.proxy)
    except LecternError as error:
        raise _refused(error.sentence, error.detail) from None


def _check(answer: httpx.Response, most: int) -> None:
    """Refuse an answer that is no recording, before any of it is read."""
    status = answer.status_code
    if status != 200:
        sentence = "The recording of this voice is not there any more."
        if status == 429 or status >= 500:
            sentence = "The recording of this voice cannot be had now; try again later."
        raise _refused(sentence, f"HTTP {status}", lasting=status < 429 or 429 < status < 500)
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not kind.startswith("audio/") and kind not in _KINDS:
        raise _refused(
            "What lies where this voice should be heard is no recording.", f"content type {kind or 'missing'}"
        )
    length = answer.headers.get("content-length", "")
    if length.isdecimal() and int(length) > most:
        raise _too_large(most)


async def _read(answer: httpx.Response, host: str, most: int) -> bytes:
    found = bytearray()
    try:
        async for piece in answer.aiter_bytes():
            found += piece
            if len(found) > most:
                raise _too_large(most)
    except (httpx.HTTPError, httpx.StreamError, OSError) as error:
        broken = cut(error, host)
        raise _refused(broken.sentence, broken.detail, lasting=False) from None
    return bytes(found)


def _too_large(most: int) -> Unreachable:
    return _refused("The recording of this voice is too large to be a sample.", f"more than {most} bytes")


def _refused(sentence: str, detail: str, *, lasting: bool = True) -> Unreachable:
    _log.info("No recording: %s", detail)
    error = Unreachable(sentence, maybe_billed=False, detail=detail)
    error.can_retry = not lasting
    return error
