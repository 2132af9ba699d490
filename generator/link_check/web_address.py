"""Addresses of pages on other servers: one parser for them, and which hosts are anyone's to ask.

Two parsers that read one address differently are how a program is led to a host that it never
meant to ask. Here an address is taken apart once, by RFC 3986, and only its parts are used; what
programs are known to read differently is no address.
"""

import ipaddress
import re
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote, urljoin

import idna

__all__ = ["AddressError", "IpAddress", "WebAddress", "is_public", "join", "parse_address"]

IpAddress: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

_LONGEST = 8_000
"""Characters; servers take some 8,000 (RFC 9110, 4.1)."""
_PARTS = re.compile(
    r"(https?)://([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#.*)?", re.IGNORECASE | re.DOTALL
)
_AUTHORITY = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\[\]:]+)(?::([0-9]{0,5}))?")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_LONGEST_HOST = 253
"""Characters of a name (RFC 1035, 2.3.4)."""
_UNQUOTED = "/%:@!$&'()*+,;=~"
_PORTS = {"http": 80, "https": 443}
_PUBLIC_PORTS = frozenset({80, 443, 8080, 8443})


class AddressError(ValueError):
    """A text is no address that is asked; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAddress:
    """An address in its parts, each as it is sent."""

    scheme: str
    host: str
    """In small ASCII letters, or an IP address without brackets."""
    port: int
    target: str
    """Path and query, percent-encoded."""
    ip: IpAddress | None = None
    """The host, if it is an IP address."""

    @property
    def authority(self) -> str:
        """Host and port as the field `Host` has them (RFC 9110, 7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def has_public_port(self) -> bool:
        """Whether the port is one that servers of pages use; mail and databases have others."""
        return self.port in _PUBLIC_PORTS

    def __str__(self) -> str:
        """The whole address, in ASCII."""
        return f"{self.scheme}://{self.authority}{self.target}"


def parse_address(text: str) -> WebAddress:
    """Take an address apart (RFC 3986, 3). Raises `AddressError`."""
    if len(text) > _LONGEST or not text.isprintable() or re.search(r"[\s\\]", text):
        raise AddressError("it is not a valid address")
    parts = _PARTS.fullmatch(text)
    if not parts:
        raise AddressError("it leads to something else than a page")
    scheme = parts[1].lower()
    if "@" in parts[2]:
        raise AddressError("it has the name of a user in it")
    authority = _AUTHORITY.fullmatch(parts[2])
    if not authority:
        raise AddressError("it is not a valid address")
    host, ip = _host(authority[1])
    port = int(authority[2] or _PORTS[scheme])
    if not 0 < port < 1 << 16:
        raise AddressError("it is not a valid address")
    target = quote(parts[3] or "/", safe=_UNQUOTED)
    if parts[4] is not None:
        target += f"?{quote(parts[4], safe=_UNQUOTED + '?')}"
    return WebAddress(scheme=scheme, host=host, port=port, target=target, ip=ip)


def join(base: WebAddress, location: str) -> WebAddress:
    """Where a redirect leads (RFC 9110, 10.2.2). Raises `AddressError`."""
    if not location.isprintable() or re.search(r"[\s\\]", location):
        raise AddressError("it leads to what is not a valid address")
    try:
        return parse_address(urljoin(str(base), location))
    except AddressError:
        raise
    except ValueError:
        raise AddressError("it leads to what is not a valid address") from None


def _host(text: str) -> tuple[str, IpAddress | None]:
    """A host's name as it is looked up, or an IP address written in the one usual way."""
    try:
        if text.startswith("["):
            six = ipaddress.IPv6Address(text[1:-1])
            return str(six), six
        name = text if text.isascii() else idna.encode(text, uts46=True).decode()
        name = name.lower().removesuffix(".")
        labels = name.split(".")
        if _NUMBER.fullmatch(labels[-1]):  # programs read 127.1 and 0x7f.0.0.1, too (WHATWG URL)
            four = ipaddress.IPv4Address(name)
            return str(four), four
    except ValueError:  # those of idna and ipaddress are ones
        raise AddressError("it is not a valid address") from None
    if len(name) > _LONGEST_HOST or not all(map(_LABEL.fullmatch, labels)):
        raise AddressError("it is not a valid address")
    return name, None


def _networks(*texts: str) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    return tuple(map(ipaddress.ip_network, texts))


_GLOBAL = ipaddress.IPv6Network("2000::/3")
"""All that IANA gives to hosts; 6to4, Teredo and documentation lie in it."""
_SPECIAL = _networks(
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
    *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"),
    *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    *("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
)
"""IANA's registries of special-purpose addresses, as far as no host that is public has one. What
holds an IPv4 address in an IPv6 one is among them, or outside of `_GLOBAL`, whatever it holds."""
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})
"""The middle of addresses that hold an IPv4 address at their end (RFC 5214)."""


def is_public(ip: IpAddress) -> bool:
    """Whether an address is that of a host on the public internet.

    By lists of our own: Python's `is_global` calls multicast, NAT64 and 6to4 global, and differs
    from version to version; what it calls private is not public, either.
    """
    if isinstance(ip, ipaddress.IPv6Address) and (
        ip not in _GLOBAL or ip.scope_id or int(ip) >> 32 & 0xFFFFFFFF in _ISATAP
    ):
        return False
    return ip.is_global and not any(ip in network for network in _SPECIAL)
