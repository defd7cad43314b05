"""The border: every foreign exception and every answer of Procore's API that is not what we asked for becomes a
``Failure``, here. What file hosts answer is read in ``sync.answers``.

One table, tested by one table. Callers decide by ``Failure.code``; what a status means can depend on what was asked
for, so they say what that was (``About``).
"""

from __future__ import annotations

import errno
import socket
import ssl
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

import httpx
import msgspec

from app.domain.failures import Failure, FailureCode, Reason
from app.procore.server_time import date_of, seconds_to_wait

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NOT_INSTALLED = "app is not connected to this company"
_NOTHING: Mapping[str, object] = {}


class About(Enum):
    """What was asked for: it decides what 401, 403, 404 and 410 mean."""

    ACCOUNT = auto()  # /me, /companies
    COMPANY = auto()  # the projects of a company
    PROJECT = auto()  # anything of a project: a 404 means that the project is not visible (any more)
    ITEM = auto()  # one thing inside a project
    EXCHANGE = auto()  # the token endpoint, with an authorization code
    REFRESH = auto()  # the token endpoint, with a refresh token


_TOKEN_ENDPOINT = frozenset({About.EXCHANGE, About.REFRESH})

#: Status → class, where what was asked for makes no difference.
_BY_STATUS: dict[int, tuple[FailureCode, Reason | None]] = {
    401: (FailureCode.AUTH, Reason.SIGN_IN_EXPIRED),
    403: (FailureCode.FORBIDDEN, None),
    407: (FailureCode.NETWORK, None),  # a proxy of this network asks for its own sign-in
    408: (FailureCode.SERVER, None),  # "long queries can end in 408" (contract §4)
    429: (FailureCode.THROTTLED, None),
    511: (FailureCode.NETWORK, Reason.CAPTIVE_PORTAL),
}

#: Where it does make one.
_BY_CONTEXT: dict[tuple[int, About], tuple[FailureCode, Reason | None]] = {
    (404, About.COMPANY): (FailureCode.FORBIDDEN, None),
    (404, About.PROJECT): (FailureCode.ACCESS_LOST, None),
    (410, About.PROJECT): (FailureCode.ACCESS_LOST, None),
    (404, About.ITEM): (FailureCode.GONE, None),
    (410, About.ITEM): (FailureCode.GONE, None),
}

#: RFC 6749 error words of the token endpoint (contract §3.2).
_BY_OAUTH_ERROR: dict[str, tuple[FailureCode, Reason | None]] = {
    "invalid_grant": (FailureCode.AUTH, Reason.SIGN_IN_EXPIRED),
    "access_denied": (FailureCode.AUTH, Reason.SIGN_IN_REFUSED),
    "invalid_client": (FailureCode.CONFIGURATION, Reason.WRONG_CREDENTIALS),
    "unauthorized_client": (FailureCode.CONFIGURATION, Reason.WRONG_CREDENTIALS),
}

_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})
_NO_SPACE = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


def failure_from_response(
    response: httpx.Response,
    about: About = About.PROJECT,
    *,
    now: datetime | None = None,
    values: Mapping[str, object] = _NOTHING,
) -> Failure:
    """Classify an answer that is not a usable 2xx. The body must have been read.

    ``now`` is this machine's time, needed to say ``retry_at`` in it. ``values`` fills the text for people.
    ``technical`` names status, method, host, path and request id; never a query, a header or a body.
    """
    code, reason = _classify(response, about)
    retry_at = None
    if code in (FailureCode.THROTTLED, FailureCode.SERVER):
        here = now or date_of(response.headers) or datetime.fromtimestamp(0, UTC)
        seconds = seconds_to_wait(response.headers, here)
        retry_at = None if seconds is None else here + timedelta(seconds=seconds)
    return Failure(code, reason, dict(values), _technical(response), retry_at=retry_at, status=response.status_code)


def failure_from_exception(error: BaseException, *, values: Mapping[str, object] = _NOTHING) -> Failure:
    """Classify what httpx, ssl, the operating system or the decoder raised. A ``Failure`` comes back unchanged."""
    if isinstance(error, Failure):
        return error
    code, reason = _classify_exception(error)
    return Failure(code, reason, dict(values), _what_was_asked(error))


def unreadable(response: httpx.Response, *, values: Mapping[str, object] = _NOTHING) -> Failure:
    """A 2xx answer whose body is not the JSON that was asked for: a login page in between, or a broken contract."""
    if looks_like_a_page(response):
        code, reason = FailureCode.NETWORK, Reason.CAPTIVE_PORTAL
    else:
        code, reason = FailureCode.CONTRACT, None
    return Failure(code, reason, dict(values), f"not JSON: {_technical(response)}", status=response.status_code)


def looks_like_a_page(response: httpx.Response) -> bool:
    """True where HTML came instead of data: hotel and site networks answer anything with their own page."""
    if "html" in response.headers.get("Content-Type", "").lower():
        return True
    return response.content.lstrip()[:14].lower().startswith((b"<!doctype html", b"<html"))


def messages(response: httpx.Response) -> Iterator[str]:
    """Every error sentence of a body, whatever its shape (contract §6): for deciding, never for showing."""
    try:
        body = msgspec.json.decode(response.content)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    if isinstance(body, dict):
        for name in ("errors", "error", "message", "error_description"):
            yield from _sentences(body.get(name))


def _sentences(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _sentences(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _sentences(item)


def _classify(response: httpx.Response, about: About) -> tuple[FailureCode, Reason | None]:
    status = response.status_code
    if about in _TOKEN_ENDPOINT and 400 <= status < 500 and status != 429:
        return _classify_token_error(response, about)
    if status < 400:
        # Procore's API never redirects, and a page instead of data is no answer of it either.
        page = 300 <= status < 400 or looks_like_a_page(response)
        return (FailureCode.NETWORK, Reason.CAPTIVE_PORTAL) if page else (FailureCode.CONTRACT, None)
    # The installation guide lists 401 for a missing installation, every live report 403 (contract §6).
    if status in (401, 403) and _says_not_installed(response):
        return FailureCode.APP_NOT_INSTALLED, None
    if (status, about) in _BY_CONTEXT:
        return _BY_CONTEXT[status, about]
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if status == 503 and "Retry-After" in response.headers:
        return FailureCode.THROTTLED, None
    if status >= 500:
        return FailureCode.SERVER, None
    return FailureCode.CONTRACT, None


def _says_not_installed(response: httpx.Response) -> bool:
    return any(_NOT_INSTALLED in message.lower() for message in messages(response))


def _classify_token_error(response: httpx.Response, about: About) -> tuple[FailureCode, Reason | None]:
    found = next((_BY_OAUTH_ERROR[word] for word in messages(response) if word in _BY_OAUTH_ERROR), None)
    if found == (FailureCode.AUTH, Reason.SIGN_IN_EXPIRED) and about is About.EXCHANGE:
        return FailureCode.AUTH, Reason.SIGN_IN_REFUSED  # the code was old or used: nothing had been signed in yet
    if found is not None:
        return found
    if response.status_code == 401:
        return FailureCode.CONFIGURATION, Reason.WRONG_CREDENTIALS
    if looks_like_a_page(response):
        return FailureCode.NETWORK, Reason.CAPTIVE_PORTAL
    return FailureCode.CONTRACT, None


def _classify_exception(error: BaseException) -> tuple[FailureCode, Reason | None]:
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in _causes(error)):
        return FailureCode.NETWORK, Reason.INSECURE
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return FailureCode.NETWORK, Reason.OFFLINE
    if isinstance(error, httpx.TooManyRedirects):
        return FailureCode.NETWORK, Reason.TOO_MANY_REDIRECTS
    if isinstance(error, httpx.UnsupportedProtocol | httpx.InvalidURL | httpx.CookieConflict):
        return FailureCode.CONTRACT, None
    if isinstance(error, httpx.HTTPError | ssl.SSLError | TimeoutError | ConnectionError):
        return FailureCode.NETWORK, None
    if isinstance(error, msgspec.MsgspecError | UnicodeDecodeError):
        return FailureCode.CONTRACT, None
    if isinstance(error, OSError):
        return _classify_os_error(error)
    return FailureCode.BUG, None


def _classify_os_error(error: OSError) -> tuple[FailureCode, Reason | None]:
    if isinstance(error, socket.gaierror) or error.errno in _NO_ROUTE:
        return FailureCode.NETWORK, Reason.OFFLINE
    if error.errno in _NO_SPACE:
        return FailureCode.LOCAL_SPACE, None
    return FailureCode.LOCAL_IO, None


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__


def _technical(response: httpx.Response) -> str:
    url = response.request.url
    identity = response.headers.get("x-request-id", "")
    safe = identity if len(identity) <= 64 and identity.replace("-", "").isalnum() else ""
    told = f"{response.status_code} {response.request.method} {url.host}{url.path}"
    return f"{told} request {safe}" if safe else told


def _what_was_asked(error: BaseException) -> str:
    name = type(error).__name__
    if isinstance(error, httpx.RequestError):
        try:
            request = error.request
        except RuntimeError:  # httpx: raised outside a request
            return name
        return f"{name} {request.method} {request.url.host}"
    return name
