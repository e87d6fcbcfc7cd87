"""The client of an account: its address, proxy, trusted certificates and sockets."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import urllib.request
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING

import httpx

from studio_app.domain.errors import Unauthorised, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio_app.speech.traffic.pace import Pace

#: A peer that is gone without a word is noticed after about half a minute, though an answer may take longer than that.
_KEEP_ALIVE = (("TCP_KEEPIDLE", 15), ("TCP_KEEPALIVE", 15), ("TCP_KEEPINTVL", 5), ("TCP_KEEPCNT", 4))


@dataclass(frozen=True, slots=True)
class Address:
    """Where a provider is reached. ``proxy`` is None for a direct way."""

    url: httpx.URL
    proxy: httpx.URL | None

    @property
    def host(self) -> str:
        """The provider's host, which may be shown."""
        return self.url.host

    @property
    def next_hop(self) -> tuple[str, int]:
        """Host and port of the first connection: the proxy's or the provider's."""
        url = self.proxy or self.url
        return url.host, url.port or (443 if url.scheme == "https" else 80)


def address(base_url: str, proxy: str = "") -> Address:
    """Check a provider's address and find the proxy on the way: the account's, or the system's unless it is excepted there.

    Raises:
        WrongUsage: it is no address, or not an encrypted one.
    """
    url = _url(base_url, "The address of the service")
    loopback = is_loopback(url.host)
    if url.scheme != "https" and not (url.scheme == "http" and loopback):
        raise WrongUsage(
            f"The address of the service has to begin with https://, because a key is sent there: {url.host}",
            detail="plain address",
        )
    if url.userinfo or url.query or url.fragment:
        raise WrongUsage(f"The address of the service may hold no name, password or query: {url.host}")
    found = "" if loopback else proxy or _system_proxy(url.host)
    return Address(url, _proxy(found) if found else None)


def client(where: Address, headers: Mapping[str, str], ca_file: str, pace: Pace) -> httpx.AsyncClient:
    """Open the client of an account: HTTP/1.1, connections kept a short while, nothing followed, nothing sent again.

    Raises:
        WrongUsage: the file of certificates cannot be used.
        Unauthorised: a header cannot be sent, so the key in it cannot be one.
    """
    check_headers(headers)
    trusted = trust(ca_file) if where.url.scheme == "https" else None
    proxy = None
    if where.proxy is not None:
        proxy = httpx.Proxy(where.proxy, ssl_context=trusted if where.proxy.scheme == "https" else None)
    transport = httpx.AsyncHTTPTransport(
        verify=trusted or False,  # False only for this machine itself, where nothing is encrypted
        trust_env=False,
        http2=False,
        proxy=proxy,
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=None, keepalive_expiry=pace.idle),
        socket_options=_socket_options(),
    )
    timeout = httpx.Timeout(None, connect=pace.connect, read=pace.answer, write=pace.silence)
    opened = httpx.AsyncClient(
        base_url=where.url,
        headers={"user-agent": "Lectern", **headers},
        transport=transport,
        timeout=timeout,
        trust_env=False,
        follow_redirects=False,
    )
    opened.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return opened


def check_headers(headers: Mapping[str, str]) -> None:
    """Refuse header values that HTTP cannot carry, before anything could print them.

    Raises:
        Unauthorised: there is such a value.
    """
    if not all(value.isascii() and value.isprintable() for value in headers.values()):
        raise Unauthorised(
            "The key holds characters that no key has. Copy it again from the provider's page and put it into"
            " Preferences › Accounts."
        )


def _url(text: str, what: str) -> httpx.URL:
    try:
        url = httpx.URL(text.rstrip("/"))
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise WrongUsage(f"{what} cannot be read. It looks like https://host or http://host:port.") from None
    if not url.host or not 0 < (url.port or 443) < 1 << 16:
        raise WrongUsage(
            f"{what} names no host, or a port there is not. It looks like https://host or http://host:port."
        )
    return url


def _proxy(text: str) -> httpx.URL:
    url = _url(text if "://" in text else f"http://{text}", "The address of the proxy")
    if url.scheme not in {"http", "https"}:
        raise WrongUsage(
            f"Proxies of the kind {url.scheme} are not supported. Name one that begins with http:// in"
            " Preferences › Accounts, or with HTTPS_PROXY."
        )
    return url


def _system_proxy(host: str) -> str:
    """Return the proxy that the environment or the system's settings name for encrypted addresses, "" for none."""
    if urllib.request.proxy_bypass(host):
        return ""
    proxies = urllib.request.getproxies()
    return proxies.get("https") or proxies.get("all") or ""


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def trust(ca_file: str) -> ssl.SSLContext:
    """Trust certifi's and the system's certificates, and those of a file beside them."""
    context = httpx.create_ssl_context()
    context.load_default_certs()
    if ca_file:
        try:
            context.load_verify_locations(ca_file)
        except (OSError, ssl.SSLError, ValueError) as error:
            raise WrongUsage(
                f"The file of certificates cannot be used: {ca_file}. It has to hold certificates in PEM form.",
                detail=type(error).__name__,
            ) from None
        # Since Python 3.13 certificates are held to the letter of their standard, and those of companies often are not.
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return context


def _socket_options() -> list[tuple[int, int, int]]:
    options = [(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)]
    options += [
        (socket.IPPROTO_TCP, getattr(socket, name), value) for name, value in _KEEP_ALIVE if hasattr(socket, name)
    ]
    return options
