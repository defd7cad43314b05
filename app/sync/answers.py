"""What the answer of a file host means: a body, another address, a new start, or a failure. Pure.

Hosts behind the signed URLs are Procore's or a storage provider's; they differ in how they say that a URL has expired
(contract §10), so every refusal of a URL that was not fresh asks for a fresh one first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.failures import Failure, FailureCode, Reason
from app.procore.server_time import seconds_to_wait
from app.sync.addresses import REDIRECTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from app.sync.files import Head

_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")
_REFUSED = frozenset({401, 403, 404, 410})


@dataclass(frozen=True, slots=True)
class Asked:
    """What the request said. ``offset`` 0: the whole file; else the rest of it, if it still has this ``etag``."""

    offset: int
    etag: str | None
    fresh: bool


@dataclass(frozen=True, slots=True)
class Body:
    """Bytes follow, from ``offset`` on. ``total``: length of the whole file, where the answer says it."""

    offset: int
    total: int | None
    etag: str | None


@dataclass(frozen=True, slots=True)
class Redirect:
    location: str


@dataclass(frozen=True, slots=True)
class StartOver:
    """The rest cannot be had: ask for the whole file."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A refusal whose short body tells whether the URL had expired."""

    status: int


def judge(head: Head, asked: Asked, now: datetime) -> Body | Redirect | StartOver | Unclear:
    """The meaning of an answer. Raises the Failure of one that brings no bytes."""
    status, headers = head.status, head.headers
    if status == 200:
        return Body(0, _length(headers), strong_etag(headers))
    if status == 206:
        return _partial(headers, asked)
    if status in REDIRECTS:
        if not headers.get("location"):
            raise Failure(FailureCode.SERVER, technical="a redirect without an address", status=status)
        return Redirect(headers["location"])
    if status == 416 and asked.offset:
        return StartOver()
    if status == 400 and not asked.fresh:
        return Unclear(status)
    raise _failure(status, headers, asked, now)


def after_refusal(status: int, body: bytes) -> Failure:
    """The failure behind an ``Unclear`` answer, told by its body."""
    if b"expired" in body.lower():
        return Failure(FailureCode.URL_EXPIRED, technical=f"the file host answered {status}: expired", status=status)
    return Failure(FailureCode.SERVER, technical=f"the file host answered {status}", status=status)


def strong_etag(headers: Mapping[str, str]) -> str | None:
    """The validator that ``If-Range`` may be used with: quoted and not weak (RFC 9110)."""
    etag = headers.get("etag", "")
    return etag if len(etag) > 2 and etag.startswith('"') and etag.endswith('"') and etag.isascii() else None


def _partial(headers: Mapping[str, str], asked: Asked) -> Body | StartOver:
    match = _CONTENT_RANGE.fullmatch(headers.get("content-range", "").strip())
    if not asked.offset:
        raise Failure(FailureCode.SERVER, technical="a part of the file, though all of it was asked for", status=206)
    etag = strong_etag(headers)
    if match is None or int(match[1]) != asked.offset or (etag is not None and etag != asked.etag):
        return StartOver()
    total = None if match[3] == "*" else int(match[3])
    length = _length(headers)
    if total is not None and (int(match[2]) != total - 1 or (length is not None and length != total - asked.offset)):
        return StartOver()
    return Body(asked.offset, total, asked.etag)


def _failure(status: int, headers: Mapping[str, str], asked: Asked, now: datetime) -> Failure:
    technical = f"the file host answered {status}"
    code: FailureCode = FailureCode.SERVER
    reason: Reason | None = None
    retry_at: datetime | None = None
    if status in _REFUSED:
        # A refusal of a fresh one too is the file host's, and says nothing of what Procore lets the account see.
        code = FailureCode.GONE if asked.fresh and status in (404, 410) else FailureCode.URL_EXPIRED
    elif status in (429, 503):
        code = FailureCode.THROTTLED
        wait = seconds_to_wait({name.title(): value for name, value in headers.items()}, now)
        retry_at = None if wait is None else now + timedelta(seconds=wait)
    elif status == 412:
        code = FailureCode.CHANGED
    elif status == 511:
        code, reason = FailureCode.NETWORK, Reason.CAPTIVE_PORTAL
    elif status == 407:
        code = FailureCode.NETWORK
    return Failure(code, reason, technical=technical, retry_at=retry_at, status=status)


def _length(headers: Mapping[str, str]) -> int | None:
    text = headers.get("content-length", "").split(",", 1)[0].strip()
    return int(text) if text.isdecimal() and "transfer-encoding" not in headers else None
