"""The table of foreign errors: what Procore, httpx and the system say, and the class each of it becomes."""

from __future__ import annotations

import errno
import json
import socket
import ssl
from datetime import UTC, datetime, timedelta

import httpx
import msgspec
import pytest

from app.domain.failures import Failure, FailureCode, Reason
from app.procore.errors import About, failure_from_exception, failure_from_response, unreadable

NOW = datetime(2026, 10, 1, 12, 0, 0, tzinfo=UTC)
DATE = "Thu, 01 Oct 2026 11:58:00 GMT"  # the server's clock is two minutes behind
HTML = b"<!DOCTYPE html><html><body>Welcome to the hotel</body></html>"
NOT_INSTALLED = {"errors": ["App is not connected to this company."]}


def answer(status: int, body: object = None, *, headers: dict[str, str] | None = None) -> httpx.Response:
    content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    request = httpx.Request("GET", "https://api.procore.com/rest/v1.0/x?secret=hush")
    return httpx.Response(status, content=content, headers=headers, request=request)


@pytest.mark.parametrize(
    ("status", "body", "about", "code", "reason"),
    [
        (400, {"errors": {"name": ["can't be blank"]}}, About.PROJECT, FailureCode.CONTRACT, None),
        (401, {"error": "Invalid Token"}, About.PROJECT, FailureCode.AUTH, Reason.SIGN_IN_EXPIRED),
        (401, {"errors": "Your access token has expired"}, About.ACCOUNT, FailureCode.AUTH, Reason.SIGN_IN_EXPIRED),
        (401, NOT_INSTALLED, About.COMPANY, FailureCode.APP_NOT_INSTALLED, None),
        (403, NOT_INSTALLED, About.COMPANY, FailureCode.APP_NOT_INSTALLED, None),
        (403, {"errors": "App is not connected to this company."}, About.PROJECT, FailureCode.APP_NOT_INSTALLED, None),
        (403, {"errors": {"base": NOT_INSTALLED["errors"]}}, About.PROJECT, FailureCode.APP_NOT_INSTALLED, None),
        (403, {"error": {"message": "App is not connected to this company."}}, About.PROJECT,
         FailureCode.APP_NOT_INSTALLED, None),
        (403, {"message": "app is not connected to this company"}, About.PROJECT, FailureCode.APP_NOT_INSTALLED, None),
        (403, {"errors": ["Forbidden"]}, About.PROJECT, FailureCode.FORBIDDEN, None),
        (403, HTML, About.PROJECT, FailureCode.FORBIDDEN, None),
        (404, {"message": "Not found"}, About.PROJECT, FailureCode.ACCESS_LOST, None),
        (404, {"message": "Not found"}, About.COMPANY, FailureCode.FORBIDDEN, None),
        (404, {"message": "Not found"}, About.ITEM, FailureCode.GONE, None),
        (404, None, About.ACCOUNT, FailureCode.CONTRACT, None),
        (406, None, About.PROJECT, FailureCode.CONTRACT, None),
        (407, HTML, About.PROJECT, FailureCode.NETWORK, None),
        (408, None, About.PROJECT, FailureCode.SERVER, None),
        (422, {"errors": "x"}, About.PROJECT, FailureCode.CONTRACT, None),
        (429, None, About.PROJECT, FailureCode.THROTTLED, None),
        (429, None, About.REFRESH, FailureCode.THROTTLED, None),
        (500, HTML, About.PROJECT, FailureCode.SERVER, None),
        (503, None, About.PROJECT, FailureCode.SERVER, None),
        (504, None, About.REFRESH, FailureCode.SERVER, None),
        (511, HTML, About.PROJECT, FailureCode.NETWORK, Reason.CAPTIVE_PORTAL),
        (302, None, About.PROJECT, FailureCode.NETWORK, Reason.CAPTIVE_PORTAL),
        (200, HTML, About.PROJECT, FailureCode.NETWORK, Reason.CAPTIVE_PORTAL),
        (204, None, About.PROJECT, FailureCode.CONTRACT, None),
        (400, {"error": "invalid_grant"}, About.REFRESH, FailureCode.AUTH, Reason.SIGN_IN_EXPIRED),
        (401, {"error": "invalid_grant"}, About.REFRESH, FailureCode.AUTH, Reason.SIGN_IN_EXPIRED),
        (400, {"error": "invalid_grant"}, About.EXCHANGE, FailureCode.AUTH, Reason.SIGN_IN_REFUSED),
        (401, {"error": "invalid_client"}, About.REFRESH, FailureCode.CONFIGURATION, Reason.WRONG_CREDENTIALS),
        (401, None, About.EXCHANGE, FailureCode.CONFIGURATION, Reason.WRONG_CREDENTIALS),
        (400, {"error": "invalid_request"}, About.EXCHANGE, FailureCode.CONTRACT, None),
        (403, HTML, About.REFRESH, FailureCode.NETWORK, Reason.CAPTIVE_PORTAL),
    ],
)  # fmt: skip
def test_an_answer_becomes_its_class(
    status: int, body: object, about: About, code: FailureCode, reason: Reason | None
) -> None:
    failure = failure_from_response(answer(status, body), about, now=NOW)
    assert (failure.code, failure.reason, failure.status) == (code, reason, status)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": "7", "X-Rate-Limit-Reset": "1790855990", "Date": DATE}, 7),
        ({"Retry-After": "Thu, 01 Oct 2026 11:58:30 GMT", "Date": DATE}, 30),
        ({"X-Rate-Limit-Reset": str(int(NOW.timestamp()) - 120 + 9), "Date": DATE}, 9),
        ({"X-Rate-Limit-Reset": str(int(NOW.timestamp()) + 9)}, 9),
        ({"X-Rate-Limit-Reset": "9999999999"}, 61 * 60),
        ({"X-Rate-Limit-Reset": "1", "Date": DATE}, 0),
    ],
)
def test_a_throttled_answer_says_when_to_come_back_in_our_time(headers: dict[str, str], seconds: int) -> None:
    failure = failure_from_response(answer(429, headers=headers), now=NOW)
    assert failure.retry_at == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "soon"}, {"X-Rate-Limit-Reset": "-4"}])
def test_a_throttled_answer_without_a_usable_time_names_none(headers: dict[str, str]) -> None:
    assert failure_from_response(answer(429, headers=headers), now=NOW).retry_at is None


def test_an_overload_with_a_time_is_throttling() -> None:
    failure = failure_from_response(answer(503, headers={"Retry-After": "3"}), now=NOW)
    assert failure.code is FailureCode.THROTTLED
    assert failure.retry_at == NOW + timedelta(seconds=3)


def _caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "code", "reason"),
    [
        (httpx.ConnectError("x"), FailureCode.NETWORK, Reason.OFFLINE),
        (httpx.ConnectTimeout("x"), FailureCode.NETWORK, Reason.OFFLINE),
        (_caused(httpx.ConnectError("x"), ssl.SSLCertVerificationError("bad")), FailureCode.NETWORK, Reason.INSECURE),
        (httpx.ReadTimeout("x"), FailureCode.NETWORK, None),
        (httpx.ReadError("x"), FailureCode.NETWORK, None),
        (httpx.RemoteProtocolError("x"), FailureCode.NETWORK, None),
        (httpx.PoolTimeout("x"), FailureCode.NETWORK, None),
        (httpx.ProxyError("x"), FailureCode.NETWORK, None),
        (httpx.DecodingError("x"), FailureCode.NETWORK, None),
        (httpx.TooManyRedirects("x"), FailureCode.NETWORK, Reason.TOO_MANY_REDIRECTS),
        (httpx.UnsupportedProtocol("x"), FailureCode.CONTRACT, None),
        (httpx.InvalidURL("x"), FailureCode.CONTRACT, None),
        (ssl.SSLError("x"), FailureCode.NETWORK, None),
        (socket.gaierror(-2, "no name"), FailureCode.NETWORK, Reason.OFFLINE),
        (OSError(errno.ENETUNREACH, "x"), FailureCode.NETWORK, Reason.OFFLINE),
        (TimeoutError(), FailureCode.NETWORK, None),
        (ConnectionResetError(), FailureCode.NETWORK, None),
        (OSError(errno.ENOSPC, "x"), FailureCode.LOCAL_SPACE, None),
        (OSError(errno.EIO, "x"), FailureCode.LOCAL_IO, None),
        (msgspec.DecodeError("x"), FailureCode.CONTRACT, None),
        (ZeroDivisionError(), FailureCode.BUG, None),
    ],
)
def test_an_exception_becomes_its_class(error: Exception, code: FailureCode, reason: Reason | None) -> None:
    failure = failure_from_exception(error)
    assert (failure.code, failure.reason) == (code, reason)


def test_a_classified_failure_stays_itself() -> None:
    failure = Failure(FailureCode.GONE)
    assert failure_from_exception(failure) is failure


def test_the_technical_line_names_the_request_but_no_query_body_or_token() -> None:
    headers = {"x-request-id": "4f1c-22", "Set-Cookie": "session=hush"}
    failure = failure_from_response(answer(500, {"errors": "hush"}, headers=headers), now=NOW)
    assert failure.technical == "500 GET api.procore.com/rest/v1.0/x request 4f1c-22"


def test_the_technical_line_of_an_exception_names_method_and_host_only() -> None:
    request = httpx.Request("GET", "https://storage.procore.com/hush?sig=hush")
    assert failure_from_exception(httpx.ReadError("hush", request=request)).technical == (
        "ReadError GET storage.procore.com"
    )


def test_a_hidden_company_is_named_in_the_values() -> None:
    failure = failure_from_response(answer(403, NOT_INSTALLED), About.COMPANY, now=NOW, values={"company": "Nord"})
    assert failure.values == {"company": "Nord"}


@pytest.mark.parametrize(
    ("body", "code"), [(HTML, FailureCode.NETWORK), (b"{oops", FailureCode.CONTRACT), (b"", FailureCode.CONTRACT)]
)
def test_an_unreadable_body_is_a_portal_or_a_broken_contract(body: bytes, code: FailureCode) -> None:
    assert unreadable(answer(200, body)).code is code
