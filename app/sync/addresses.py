"""Which addresses a drawing may be fetched from, and how a redirect is followed. Pure: no name is looked up here.

Procore's file URLs redirect to storage hosts whose names change without notice, so downloads have no list of allowed
hosts. Credentials do: who gets them is decided by ``ProcoreClient.bearer_for``, hop by hop (contract §10).
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from app.domain.failures import Failure, FailureCode, Reason
from app.settings import is_loopback

if TYPE_CHECKING:
    from app.settings import Settings

MAX_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_DEFAULT_PORTS = {"https": 443, "http": 80}
# Without empty and too long labels: Python's own look-up ends on those with another exception than a network's.
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*(?<!-)\.?")
# What resolvers still read as a number (``0x7f.1``, ``2130706433``): such a host must be a plain literal or is refused.
_NUMERIC_LABEL = re.compile(r"(0x[0-9a-f]*|[0-9]+)")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_PATH_SAFE = "/:@!$&'()*+,;=~-._%"


@dataclass(frozen=True, slots=True)
class Address:
    """A checked URL, taken apart for a request. ``host`` is ASCII and without brackets."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port

    @property
    def authority(self) -> str:
        """Value of the ``Host`` header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class AddressRules:
    """``loopback``: the configured API is on this machine itself (sandbox, tests), so its files may be too."""

    loopback: bool = False

    @classmethod
    def of(cls, settings: Settings) -> AddressRules:
        return cls(loopback=is_loopback(urlsplit(settings.api).hostname or ""))

    def admit(self, url: str) -> Address:
        """The address behind ``url``. Raises Failure(CONTRACT, INSECURE) for anything but https (S3; plain http only
        on loopback) and Failure(CONTRACT, FOREIGN_ADDRESS) for an address that no file of Procore's lives at."""
        address = parse(url)
        literal = _literal(address.host)
        if _on_this_machine(address.host, literal):
            if not self.loopback:
                raise _refused(Reason.FOREIGN_ADDRESS, "an address of this machine")
        elif address.scheme != "https":
            raise _refused(Reason.INSECURE, f"plain http to {address.host}")
        elif literal is not None and not _public(literal):
            raise _refused(Reason.FOREIGN_ADDRESS, "a private address")
        return address


@lru_cache(maxsize=64)  # asked twice for every file: when it is admitted and when it is fetched
def parse(url: str) -> Address:
    """Take an http(s) URL apart. Raises Failure(CONTRACT, FOREIGN_ADDRESS) where it is not a plain one."""
    if _UNSAFE.search(url):
        raise _refused(Reason.FOREIGN_ADDRESS, "an address with control characters")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise _refused(Reason.FOREIGN_ADDRESS, "a malformed address") from None
    if parts.scheme not in _DEFAULT_PORTS or not host:
        raise _refused(Reason.FOREIGN_ADDRESS, f"an address of kind {parts.scheme[:12]!r}")
    if "@" in parts.netloc:
        raise _refused(Reason.FOREIGN_ADDRESS, "an address with a user name")
    target = quote(parts.path or "/", safe=_PATH_SAFE)
    if parts.query:
        target += "?" + quote(parts.query, safe=_PATH_SAFE + "?")
    return Address(parts.scheme, _ascii_host(host), port or _DEFAULT_PORTS[parts.scheme], target)


def redirected(url: str, location: str) -> str:
    """Where a redirect from ``url`` leads."""
    try:
        return urljoin(url, location.strip())
    except ValueError:
        raise _refused(Reason.FOREIGN_ADDRESS, "a malformed redirect") from None


def _ascii_host(host: str) -> str:
    if ":" in host:
        return host
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        name = ""
    if not _HOST.fullmatch(name):
        raise _refused(Reason.FOREIGN_ADDRESS, "a malformed host name")
    return name


@lru_cache(maxsize=64)
def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        last = host.rstrip(".").rsplit(".", 1)[-1]
        if ":" in host or _NUMERIC_LABEL.fullmatch(last):
            raise _refused(Reason.FOREIGN_ADDRESS, "a malformed numeric address") from None
        return None


def _on_this_machine(host: str, literal: ipaddress.IPv4Address | ipaddress.IPv6Address | None) -> bool:
    if literal is not None:
        return _innermost(literal).is_loopback
    name = host.rstrip(".")
    return name == "localhost" or name.endswith(".localhost")


def _public(literal: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    inner = _innermost(literal)
    return inner.is_global and not inner.is_multicast


def _innermost(
    literal: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The IPv4 address that an IPv6 one only wraps: a private address does not become public by wrapping it."""
    if isinstance(literal, ipaddress.IPv4Address):
        return literal
    if literal.ipv4_mapped is not None:
        return literal.ipv4_mapped
    if literal.sixtofour is not None:
        return literal.sixtofour
    if literal in _NAT64:
        return ipaddress.IPv4Address(int(literal) & 0xFFFFFFFF)
    return literal


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _refused(reason: Reason, what: str) -> Failure:
    return Failure(FailureCode.CONTRACT, reason, technical=f"the file address was refused: {what}")
