"""The seam between the transfer and the network: one GET, one hop, its body in a part.

No redirects, no cookies, no decoding and no retries here: the transfer decides each hop itself (contract §10). Every
foreign error becomes a ``Failure`` by one of the two functions below.
"""

from __future__ import annotations

import errno
import socket
import ssl
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from app.domain.failures import Failure, FailureCode, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_OFFLINE = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EHOSTDOWN})
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_WRITABLE = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


@dataclass(frozen=True, slots=True)
class Head:
    """Status line and headers of an answer; header names are lower case."""

    status: int
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Job:
    """One GET whose body, if it is the file, goes to ``part``.

    ``announced``: Procore's ``pdf_size``. ``cap``: the largest file that is accepted. ``room``: bytes of the disk that
    are promised to it. The first ``offset`` bytes of the part are durable, and of the version with this ``etag``; where
    they are there still, only the rest is asked for.
    """

    url: str = field(repr=False)  # signed (contract §10)
    headers: Mapping[str, str] = field(repr=False)
    part: Path
    announced: int | None
    cap: int
    room: int = 0
    offset: int = 0
    etag: str | None = None


@dataclass(frozen=True, slots=True)
class Complete:
    """The part holds the whole file: it passed every check, is durable and closed."""

    sha256: str
    size: int
    etag: str | None


@dataclass(frozen=True, slots=True)
class Declined:
    """An answer that did not bring the file. ``offset``: what was asked for began there. ``body``: the beginning of a
    refusal that may say more than its status."""

    head: Head
    offset: int
    body: bytes = b""


class Told(Protocol):
    """Hears how a download goes. What one of these raises ends the download and comes out of ``get``."""

    def arrived(self, count: int) -> None:
        """So many more bytes are here, said about once a mebibyte or half a second."""

    def durable(self, offset: int, etag: str | None) -> None:
        """A crash from now on costs only what comes after the first ``offset`` bytes of the part."""

    def room(self, size: int) -> None:
        """The file is ``size`` bytes larger than what was promised to it. Raises Failure(LOCAL_SPACE)."""


class Downloads(Protocol):
    """Does jobs, in whatever process. ``told`` is called in the loop, and not again once ``get`` is over."""

    async def get(self, job: Job, told: Told) -> Complete | Declined:
        """Send the GET with the job's headers, ``Host``, ``Accept-Encoding: identity`` and, to go on with a part,
        ``Range`` and ``If-Range``.

        Raises Failure(NETWORK) where the host cannot be reached or falls silent, and where what carried out the job
        died; Failure(CORRUPT …) where the bytes cannot be the announced PDF; Failure(LOCAL_SPACE / LOCAL_IO) for the
        disk. What was received by then is durable as far as ``told`` heard. Cancelling ends the request within a
        second.
        """

    async def aclose(self) -> None:
        """Stop every download, which ends as cancelled, and close all connections."""


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
