"""Where a drawing may come from: https anywhere public, this machine only when the configured API is on it (S3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.failures import Failure, FailureCode, Reason
from app.settings import Settings
from app.sync.addresses import AddressRules, parse, redirected

OUTSIDE = AddressRules(loopback=False)
SANDBOX = AddressRules(loopback=True)


@pytest.mark.parametrize(
    "url",
    [
        "https://storage.procore.com/api/v5/files/x?sig=1",
        "https://bucket.s3.us-west-2.amazonaws.com:443/key",
        "https://52.95.110.1/key",
        "https://[2600:1f18::1]/key",
    ],
)
def test_public_https_addresses_are_admitted(url: str) -> None:
    assert OUTSIDE.admit(url).scheme == "https"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://storage.procore.com/x", Reason.INSECURE),
        ("http://52.95.110.1/x", Reason.INSECURE),
        ("ftp://storage.procore.com/x", Reason.FOREIGN_ADDRESS),
        ("file:///etc/passwd", Reason.FOREIGN_ADDRESS),
        ("https:///nowhere", Reason.FOREIGN_ADDRESS),
        ("https://storage..procore.com/x", Reason.FOREIGN_ADDRESS),
        (f"https://{'a' * 64}.procore.com/x", Reason.FOREIGN_ADDRESS),
        ("https://user:pw@storage.procore.com/x", Reason.FOREIGN_ADDRESS),
        ("https://api.procore.com\\@evil.example/x", Reason.FOREIGN_ADDRESS),
        ("https://storage.procore.com/a\r\nHost: evil", Reason.FOREIGN_ADDRESS),
        ("https://storage.procore.com:99999/x", Reason.FOREIGN_ADDRESS),
        ("https://10.1.2.3/x", Reason.FOREIGN_ADDRESS),
        ("https://192.168.0.1/x", Reason.FOREIGN_ADDRESS),
        ("https://169.254.169.254/latest/meta-data", Reason.FOREIGN_ADDRESS),
        ("https://100.64.0.1/x", Reason.FOREIGN_ADDRESS),
        ("https://0.0.0.0/x", Reason.FOREIGN_ADDRESS),
        ("https://224.0.0.1/x", Reason.FOREIGN_ADDRESS),
        ("https://[fe80::1]/x", Reason.FOREIGN_ADDRESS),
        ("https://[fd00::1]/x", Reason.FOREIGN_ADDRESS),
        ("https://[::ffff:10.0.0.1]/x", Reason.FOREIGN_ADDRESS),
        ("https://[64:ff9b::a00:1]/x", Reason.FOREIGN_ADDRESS),
        ("https://2130706433/x", Reason.FOREIGN_ADDRESS),
        ("https://0x7f.1/x", Reason.FOREIGN_ADDRESS),
        ("https://127.1/x", Reason.FOREIGN_ADDRESS),
        ("https://127.0.0.1/x", Reason.FOREIGN_ADDRESS),
        ("https://localhost/x", Reason.FOREIGN_ADDRESS),
        ("https://files.localhost./x", Reason.FOREIGN_ADDRESS),
        ("https://[::1]/x", Reason.FOREIGN_ADDRESS),
        ("https://[::ffff:127.0.0.1]/x", Reason.FOREIGN_ADDRESS),
    ],
)
def test_other_addresses_are_refused_with_their_reason(url: str, reason: Reason) -> None:
    with pytest.raises(Failure) as caught:
        OUTSIDE.admit(url)
    assert (caught.value.code, caught.value.reason) == (FailureCode.CONTRACT, reason)


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080/x", "http://localhost/x", "http://[::1]:1/x"])
def test_plain_http_is_for_a_local_api_only(url: str) -> None:
    assert SANDBOX.admit(url).scheme == "http"
    with pytest.raises(Failure):
        OUTSIDE.admit(url)


@pytest.mark.parametrize("url", ["http://192.168.0.1/x", "http://storage.procore.com/x", "https://10.0.0.1/x"])
def test_a_local_api_opens_no_other_door(url: str) -> None:
    with pytest.raises(Failure):
        SANDBOX.admit(url)


@pytest.mark.parametrize(
    ("api", "loopback"), [("https://api.procore.com", False), ("http://127.0.0.1:9", True), ("http://[::1]:9", True)]
)
def test_rules_follow_the_configured_api(api: str, loopback: bool) -> None:
    assert AddressRules.of(Settings(home=Path("x"), api=api)).loopback is loopback


def test_a_refusal_never_repeats_the_signed_url() -> None:
    with pytest.raises(Failure) as caught:
        OUTSIDE.admit("https://user:pw@10.0.0.1/x?sig=secret")
    assert "secret" not in str(caught.value)
    assert "pw" not in str(caught.value)


def test_a_signed_query_is_sent_as_it_was_given() -> None:
    target = parse("https://h.example/a%2Fb/é?X-Amz-Signature=a%2Bb+c==&x=[1]#part").target
    assert target == "/a%2Fb/%C3%A9?X-Amz-Signature=a%2Bb+c==&x=%5B1%5D"


def test_the_host_header_names_only_unusual_ports() -> None:
    assert parse("https://h.example:443/").authority == "h.example"
    assert parse("http://[::1]:8080/").authority == "[::1]:8080"


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/b?c", "https://h.example/b?c"),
        ("//other.example/b", "https://other.example/b"),
        ("https://s3.example/k", "https://s3.example/k"),
    ],
)
def test_redirects_are_resolved_against_their_origin(location: str, expected: str) -> None:
    assert redirected("https://h.example/a", location) == expected
