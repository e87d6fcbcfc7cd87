"""A websocket to a provider, reached as its line is: the account's proxy and certificates, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from websockets.asyncio.client import connect

from studio_app.speech.traffic.network import address, trust

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio_app.speech.account import Account

#: Seconds for the connection to stand.
_CONNECT = 10.0


class _Connect(connect):
    """Follows no redirection: the key goes to the address of the account and nowhere else."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        """Take a redirection for the refusal it is."""
        return exc


def websocket(
    account: Account, base_url: str, headers: Mapping[str, str], *, longest: int, path: str = "", **more: Any
) -> connect:
    """Return the connection, to be awaited or entered.

    Args:
        account: with its proxy and certificates.
        base_url: of http or https; the websocket is at the same place.
        headers: the key, and what else is to be said.
        longest: the most bytes of one message.
        path: what follows the address, as it is to be sent.
        more: for ``websockets.connect``.

    Raises:
        WrongUsage: the address is plain http and not this machine's.
    """
    where = address(base_url, account.proxy)
    secure = where.url.scheme == "https"
    return _Connect(
        f"{'wss' if secure else 'ws'}{str(where.url).rstrip('/').removeprefix(where.url.scheme)}{path}",
        additional_headers=dict(headers),
        proxy=str(where.proxy) if where.proxy else None,
        ssl=trust(account.ca_file) if secure else None,
        open_timeout=_CONNECT,
        max_size=longest,
        compression=None,
        **more,
    )
