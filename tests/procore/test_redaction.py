from __future__ import annotations

import io
import logging

import pytest

from app.procore.redaction import BLANK, RedactingFilter, redact

_JWT = "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzUxMiJ9.eyJhaWQiOiIwY2I3ZDc1In0.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Authorization: Bearer s3cr3t-token", "s3cr3t-token"),
        ("authorization: basic dXNlcjpwYXNz", "dXNlcjpwYXNz"),
        ("{'Authorization': 'Bearer s3cr3t-token', 'Accept': 'x'}", "s3cr3t-token"),
        ("[(b'Authorization', b'Bearer s3cr3t-token'), (b'Host', b'x')]", "s3cr3t-token"),
        ("sent Bearer s3cr3t-token to them", "s3cr3t-token"),
        ("GET http://localhost:8914/callback?code=abc123&state=xyz789 HTTP/1.1", "abc123"),
        ("GET http://localhost:8914/callback?code=abc123&state=xyz789 HTTP/1.1", "xyz789"),
        ("next=http%3A%2F%2Flocalhost%2Fcallback%3Fcode%3Dabc123%26x%3D1", "abc123"),
        ("grant_type=refresh_token&refresh_token=76ba4c5c&client_secret=hush", "76ba4c5c"),
        ("grant_type=refresh_token&refresh_token=76ba4c5c&client_secret=hush", "hush"),
        ('{"access_token":"tok-en","refresh_token":"76ba4c5c"}', "tok-en"),
        ('{"access_token": "tok-en", "refresh_token": "76\\"ba4c5c"}', "ba4c5c"),
        ("{'refresh_token': '76ba4c5c'}", "76ba4c5c"),
        ("https://storage.procore.com/api/v5/files/a/b?companyId=1&sig=deadbeef", "deadbeef"),
        ("https://b.s3.amazonaws.com/x?X-Amz-Credential=AKIA%2F2026&X-Amz-Signature=cafe", "cafe"),
        ("https://b.s3.amazonaws.com/x?X-Amz-Credential=AKIA%2F2026&X-Amz-Signature=cafe", "AKIA"),
        ("https://b.s3.amazonaws.com/x?X-Amz-Security-Token=FwoGZXIv//=", "FwoGZXIv"),
        (f"token was {_JWT}.", _JWT),
        ("eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzUxMiJ9...", "JhbGciOiJFUzUxMiJ9"),
    ],
)
def test_secrets_are_blanked_whatever_they_are_wrapped_in(text: str, secret: str) -> None:
    clean = redact(text)
    assert secret not in clean
    assert BLANK in clean


@pytest.mark.parametrize(
    "text",
    [
        "403 GET api.procore.com/rest/v1.0/projects/12/drawing_areas",
        "status_code=200 exit code 3",
        "companyId=562949953425831&projectId=562949954923622",
        "A-101 downloaded, 1024000 bytes",
        "the design=modern plan",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert redact(text) == text


def test_redacting_twice_changes_nothing_more() -> None:
    once = redact("Authorization: Bearer s3cr3t-token; sig=abc&code=1")
    assert redact(once) == once


def test_what_surrounds_a_secret_stays_readable() -> None:
    assert redact("GET /x?companyId=7&sig=deadbeef&page=2 done") == f"GET /x?companyId=7&sig={BLANK}&page=2 done"


def test_a_handler_with_the_filter_writes_no_secret() -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(RedactingFilter())
    logger = logging.Logger("test", logging.DEBUG)
    logger.addHandler(handler)
    logger.info("asked %s with %r", "https://x.test/f?sig=deadbeef", {"Authorization": "Bearer s3cr3t-token"})
    try:
        raise ValueError("https://x.test/callback?code=abc123")
    except ValueError:
        logger.exception("failed")
    written = out.getvalue()
    assert "asked https://x.test/f?sig=" in written and "Traceback" in written
    for secret in ("deadbeef", "s3cr3t-token", "abc123"):
        assert secret not in written
