"""Where a provider is reached and on which way: what may stand in an account, and what can be chosen."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from studio_app.domain.errors import WrongUsage

if TYPE_CHECKING:
    from urllib.parse import SplitResult

#: (name, address) of the places a provider keeps data in; "" is its own address.
REGIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "elevenlabs": (
        ("Worldwide", ""),
        ("United States", "https://api.us.elevenlabs.io"),
        ("European Union (data residency)", "https://api.eu.residency.elevenlabs.io"),
        ("India (data residency)", "https://api.in.residency.elevenlabs.io"),
        ("Singapore (data residency)", "https://api.sg.residency.elevenlabs.io"),
    ),
    "fish": (("Worldwide", ""),),
}
#: The pages where a person makes keys and buys credits.
ACCOUNT_PAGES = {
    "elevenlabs": "https://elevenlabs.io/app/settings/api-keys",
    "fish": "https://fish.audio/app/api-keys",
}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def checked_address(url: str) -> str:
    """Return an address a key may be sent to, without a slash at its end; "" stays "".

    Raises:
        WrongUsage: it is neither https nor this machine's own.
    """
    url = url.strip().rstrip("/")
    if not url:
        return ""
    parts = _split(url)
    if parts is None or parts.username or parts.password or parts.query or parts.fragment:
        raise WrongUsage("The address of a provider is plain: https:// and a name, with no password and no question.")
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        return url
    raise WrongUsage("The address of a provider begins with https://; plain http:// is for this machine only.")


def checked_proxy(url: str) -> str:
    """Return the address of a proxy with its scheme; "" stays "".

    Raises:
        WrongUsage: it is none.
    """
    url = url.strip()
    if not url:
        return ""
    parts = _split(url if "://" in url else f"http://{url}")
    if parts is None or parts.scheme not in ("http", "https") or parts.path.strip("/") or parts.query:
        raise WrongUsage("The address of a proxy looks like http://proxy.example:8080.")
    return urlunsplit(parts._replace(path=""))


def without_password(url: str) -> str:
    """Return an address without the password in it; a name stays, and tells that there is one."""
    parts = urlsplit(url)
    if parts.password is None:
        return url
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username or ''}@{host}"))


def checked_ca(name: str) -> str:
    """Return the path of a file of certificates; "" stays "". Reads it.

    Raises:
        WrongUsage: it holds none.
    """
    name = name.strip()
    if not name:
        return ""
    path = Path(name).expanduser().absolute()
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=path)
    except (OSError, ValueError) as error:  # an SSLError is an OSError
        raise WrongUsage(f"{path.name} holds no certificates in PEM form.", detail=type(error).__name__) from None
    return str(path)


def _split(url: str) -> SplitResult | None:
    """Return the parts of an address with a host, None where it is no address."""
    try:
        parts = urlsplit(url)
        named = parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return parts if named and url.isascii() and url.isprintable() and " " not in url else None
