"""A conversation over Fish Audio's websocket: opened, told what to speak, listened to."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus, InvalidURI, ProxyError

from studio_app.domain.errors import Unreachable
from studio_app.speech.traffic.websocket import websocket

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence

    from websockets.asyncio.client import ClientConnection

    from studio_app.domain.errors import SpeechError
    from studio_app.speech.account import Account

#: Seconds between two messages.
_SILENCE = 60.0
#: The most bytes of one message: six minutes of speech.
_LARGEST = 32 * 2**20


@asynccontextmanager
async def conversation(
    account: Account,
    url: str,
    headers: Mapping[str, str],
    opening: Sequence[bytes],
    refusal: Callable[[int, bytes], SpeechError],
) -> AsyncIterator[AsyncIterator[bytes | str]]:
    """Open a websocket, send what is to be spoken, and give the messages that come back. It is closed behind the body.

    Args:
        account: with its proxy and certificates.
        url: of http or https; the websocket is at the same place.
        headers: the key and the model.
        opening: the messages to send.
        refusal: the error for a status and body in place of a websocket.

    Raises:
        Unreachable: no connection, or it broke; it may have been billed once something was sent.
        SpeechError: what ``refusal`` said.
    """
    try:
        socket = await websocket(account, url, headers, longest=_LARGEST, user_agent_header=None)
    except InvalidStatus as error:
        raise refusal(error.response.status_code, bytes(error.response.body or b"")) from None
    except (InvalidHandshake, InvalidURI, ProxyError, OSError, EOFError) as error:
        raise Unreachable(
            "Fish Audio could not be reached. Check the connection to the internet, then try again.",
            maybe_billed=False,
            detail=type(error).__name__,
        ) from None
    try:
        yield _messages(socket, opening)
    finally:
        await socket.close()


async def _messages(socket: ClientConnection, opening: Sequence[bytes]) -> AsyncIterator[bytes | str]:
    try:
        for one in opening:
            await socket.send(one)
        while True:
            async with asyncio.timeout(_SILENCE):
                message = await socket.recv()
            yield message
    except (ConnectionClosed, TimeoutError) as error:
        raise Unreachable(
            "The connection to Fish Audio broke in the middle. It may have been billed.", detail=type(error).__name__
        ) from None
