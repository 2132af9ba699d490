"""One request to a server that a stranger named: to no other host than the one that was judged.

The name is resolved once; the connection is made to an IP address that was judged, not to the
name, and its other end is looked at before anything is sent. There is no proxy, netrc or cookie:
nothing of the environment is asked. The body is never read, so that nothing can be unpacked.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import certifi

from generator.link_check.web_address import IpAddress, WebAddress

__all__ = ["FetchError", "Reply", "fetch", "resolve"]

_MOST_TRIED = 4
"""IP addresses of one name that are tried."""


class FetchError(Exception):
    """There is no answer; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The head of an answer."""

    status: int
    location: str | None
    """Where it leads on to, if it does."""


def resolve(address: WebAddress, may_ask: Callable[[IpAddress], bool]) -> tuple[IpAddress, ...]:
    """All that a host's name stands for. Raises `FetchError` if one of it must not be asked."""
    if address.ip is not None:
        found = [address.ip]
    else:
        try:
            entries = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
            found = [ipaddress.ip_address(str(entry[4][0])) for entry in entries]
        except (OSError, ValueError):
            raise FetchError("there is no host of that name") from None
    if not found:
        raise FetchError("there is no host of that name")
    if not all(map(may_ask, found)):
        raise FetchError("it is not on the public internet")
    return tuple(dict.fromkeys(found))[:_MOST_TRIED]


def fetch(
    method: str,
    address: WebAddress,
    ips: tuple[IpAddress, ...],
    patience: float,
    opened: Callable[[socket.socket], object] = lambda _: None,
) -> Reply:
    """Ask for an address at one of the IP addresses; `opened` is given the connection.

    Each step takes at most `patience` seconds; who holds the connection can end it before. Raises
    `FetchError`.
    """
    connection = http.client.HTTPConnection("judged", timeout=patience)
    try:
        connection.sock = _connect(address, ips, patience, opened)
        connection.request(
            method,
            address.target,
            headers={
                "Host": address.authority,
                "User-Agent": "Mozilla/5.0 (compatible; briefing-links)",
                "Accept": "*/*",
                "Connection": "close",
            },
        )
        with connection.getresponse() as reply:
            return Reply(status=reply.status, location=_location(reply))
    except ssl.SSLError:
        raise FetchError("its certificate is not valid") from None
    except TimeoutError:
        raise FetchError("it did not answer in time") from None
    except OSError:
        raise FetchError("there is no connection to it") from None
    except (http.client.HTTPException, ValueError):
        raise FetchError("its answer is no HTTP") from None
    finally:
        connection.close()


def _connect(
    address: WebAddress,
    ips: tuple[IpAddress, ...],
    patience: float,
    opened: Callable[[socket.socket], object],
) -> socket.socket:
    """A connection to the first of the IP addresses that takes one. Raises `OSError`."""
    last: OSError = ConnectionError()
    for ip in ips:
        # Not by `create_connection`, which would resolve again.
        plain = socket.socket(socket.AF_INET if ip.version == 4 else socket.AF_INET6)  # noqa: PLR2004 - IPv4
        plain.settimeout(patience)
        try:
            plain.connect((str(ip), address.port))
        except OSError as error:
            plain.close()
            last = error
            continue
        try:
            _check_peer(plain, ip)
            opened(plain)
            if address.scheme == "http":
                return plain
            return _secure().wrap_socket(plain, server_hostname=address.host)
        except BaseException:
            plain.close()
            raise
    raise last


def _check_peer(connection: socket.socket, ip: IpAddress) -> None:
    """Raise `ConnectionError` if the other end is not the one that was judged."""
    if ipaddress.ip_address(str(connection.getpeername()[0])) != ip:
        raise ConnectionError


@cache
def _secure() -> ssl.SSLContext:
    """Certificates are verified, for the name in the address."""
    return ssl.create_default_context(cafile=certifi.where())


def _location(reply: http.client.HTTPResponse) -> str | None:
    """Where an answer leads on to; raises `FetchError` if it names several places."""
    named = set(reply.headers.get_all("Location") or ())
    if reply.status not in {301, 302, 303, 307, 308} or not named:
        return None
    if len(named) > 1:
        raise FetchError("it leads to more than one place")
    raw = named.pop()
    try:  # servers send UTF-8; a field is read as Latin-1 (RFC 9110, 5.5)
        return raw.encode("latin-1").decode()
    except UnicodeError:
        return raw
