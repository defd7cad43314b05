"""The seam between the transfer and the network: one GET, one hop, raw bytes.

No redirects, no cookies, no decoding and no retries here: the transfer decides each hop itself (contract §10). Whoever
implements ``FileClient`` turns every foreign error into a ``Failure`` with the two functions below.
"""

from __future__ import annotations

import errno
import socket
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.domain.failures import Failure, FailureCode, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

_OFFLINE = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EHOSTDOWN})
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_WRITABLE = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


@dataclass(frozen=True, slots=True)
class Head:
    """Status line and headers of an answer; header names are lower case."""

    status: int
    headers: Mapping[str, str]


class Receiver(Protocol):
    """Takes one answer. Called in a thread of the client, never in two at once; what it raises ends the request and
    comes out of ``get`` unchanged."""

    def head(self, head: Head) -> bool:
        """Status and headers are here. False: the body is not wanted."""

    def chunk(self, data: memoryview) -> None:
        """The next bytes of the body, 256 KiB or more at a time where the network delivers that much in a second.
        The memory is used again afterwards."""

    def end(self) -> None:
        """The body is complete by HTTP's own framing. Not called where it was not wanted or was cut short."""


class FileClient(Protocol):
    async def get(self, url: str, *, headers: Mapping[str, str], receiver: Receiver) -> None:
        """Send one GET with these headers, ``Host`` and ``Accept-Encoding: identity``; hand the answer to ``receiver``.

        Raises Failure(NETWORK) where the host cannot be reached or falls silent, Failure(CORRUPT, TRUNCATED) where the
        answer ends before its announced end. Cancelling stops the request within a second; the receiver is not called
        again after that. At most as many calls at once as the client was made for.
        """

    async def aclose(self) -> None:
        """Stop every request and close all connections."""


def failure_from_network(error: OSError, host: str) -> Failure:
    """The failure class of an error of a socket. ``technical`` names host and error, never a URL."""
    if isinstance(error, ssl.SSLCertVerificationError):
        why = getattr(error, "verify_message", "") or "no reason given"
        return Failure(FailureCode.NETWORK, technical=f"{host}: certificate not trusted ({why})")
    if isinstance(error, ssl.SSLError):
        why = getattr(error, "reason", None) or type(error).__name__
        return Failure(FailureCode.NETWORK, technical=f"{host}: TLS failed ({why})")
    if isinstance(error, socket.gaierror):
        return Failure(FailureCode.NETWORK, Reason.OFFLINE, technical=f"{host}: name not found")
    if isinstance(error, TimeoutError):
        return Failure(FailureCode.NETWORK, technical=f"{host}: no answer in time")
    reason = Reason.OFFLINE if error.errno in _OFFLINE else None
    return Failure(FailureCode.NETWORK, reason, technical=f"{host}: {_named(error)}")


def failure_from_disk(error: OSError) -> Failure:
    """The failure class of an error while writing a part. ``technical`` names the error, never the file."""
    if error.errno in _NO_SPACE:
        return Failure(FailureCode.LOCAL_SPACE, technical=_named(error))
    reason = Reason.READ_ONLY if error.errno in _NOT_WRITABLE else None
    return Failure(FailureCode.LOCAL_IO, reason, technical=_named(error))


def _named(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, type(error).__name__)
