"""The proxy of the system or the environment, as a company network asks for it."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from app.domain.failures import Failure, FailureCode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.sync.addresses import Address


@dataclass(frozen=True, slots=True)
class Proxy:
    host: str
    port: int
    authorization: str | None = field(default=None, repr=False)


class SystemProxies:
    """Reads the settings once: make another one after the network changed.

    On Windows and macOS they come from the system where the environment names none. Only https goes through a proxy:
    plain http is for this machine alone (S3).
    """

    def __init__(
        self,
        settings: Callable[[], Mapping[str, str]] = getproxies,
        bypass: Callable[[str], object] = proxy_bypass,
    ) -> None:
        found = settings()
        self._url = found.get("https") or found.get("all")
        self._bypass = bypass

    def __call__(self, address: Address) -> Proxy | None:
        """The proxy for this address, or None. Raises Failure(NETWORK) for a kind of proxy that is not supported."""
        if address.scheme != "https" or not self._url or self._bypass(address.host):
            return None
        url = self._url if "://" in self._url else f"http://{self._url}"
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError:
            host, port, parts = None, None, urlsplit("")
        if parts.scheme != "http" or not host:
            raise Failure(FailureCode.NETWORK, technical=f"a proxy of kind {parts.scheme!r} is not supported")
        authorization = None
        if parts.username is not None:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
            authorization = "Basic " + base64.b64encode(pair).decode("ascii")
        return Proxy(host, port or 80, authorization)
