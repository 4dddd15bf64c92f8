"""Which addresses may be fetched: http(s), without passwords, of the open internet."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING

from geomap.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    import httpx


class FetchError(InputError):
    """An address was not fetched."""


def checked(url: str) -> httpx.URL:
    """Return the parsed address.

    Raises
    ------
    FetchError
        If it is not http(s), names no host, or carries a password.
    """
    try:
        import httpx
    except ImportError as error:
        raise MissingExtraError.of("httpx", "feeds") from error
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"not an address: {error}", where=url[:200], remedy="check it") from error
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise FetchError("not an http(s) address", where=url[:200], remedy="give http:// or https://")
    if parsed.userinfo:
        raise FetchError("addresses with a password are refused", where=parsed.host, remedy="leave it out")
    return parsed.copy_with(fragment=None)


def public_addresses(url: httpx.URL, *, allow_private: bool) -> list[str]:
    """Return the network addresses of the host, in the order in which the system would try them.

    Raises
    ------
    FetchError
        If the name is unknown, or any of its addresses is this machine's or a private network's.
    """
    port = url.port or {"http": 80, "https": 443}[url.scheme]
    try:
        found = socket.getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(
            f"host {url.host!r} is unknown", where=str(url), remedy="check the address"
        ) from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not allow_private and not all(map(is_public, addresses)):
        what = f"{url.host} is an address of this machine or of a private network"
        raise FetchError(what, where=str(url), remedy="allow it with --allow-private")
    return addresses


def is_public(address: str) -> bool:
    """Tell whether a network address is one of the open internet; addresses inside addresses count too."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = ip.ipv4_mapped or ip.sixtofour if isinstance(ip, ipaddress.IPv6Address) else None
    return (inner or ip).is_global and not (inner or ip).is_multicast
