from __future__ import annotations

import pytest

from app.procore.hosts import may_see_token

API = "https://api.procore.com"
SANDBOX = "http://127.0.0.1:8080"


@pytest.mark.parametrize(
    "url",
    [
        "https://api.procore.com/rest/v1.0/me",
        "https://storage.procore.com/api/v5/files/us-east-1/x?sig=1",
        "https://us02.procore.com/fas/api/v5/x",
        "https://STORAGE.PROCORE.COM/x",
        "https://storage.procore.com:443/x",
        "https://files.procoregov.com/x",
    ],
)
def test_procores_hosts_may_see_the_token(url: str) -> None:
    assert may_see_token(url, API)


@pytest.mark.parametrize(
    "url",
    [
        "https://evilprocore.com/x",
        "https://procore.com.evil/x",
        "https://storage.procore.com.evil.example/x",
        "https://evil.example/?host=.procore.com",
        "https://evil.example/.procore.com",
        "https://storage.procore.com@evil.example/x",
        "https://evil.example#.procore.com",
        "https://evilprocoregov.com/x",
        "https://s3.amazonaws.com/pro-core.com/x",
        "http://storage.procore.com/x",
        "https://storage.procore.com:8443/x",
        "http://127.0.0.1:8080/x",
        "ftp://storage.procore.com/x",
        "//storage.procore.com/x",
        "storage.procore.com/x",
        "https://[bad/x",
        "",
    ],
)
def test_no_other_host_may_see_the_token(url: str) -> None:
    assert not may_see_token(url, API)


def test_a_configured_loopback_api_may_see_the_token_at_its_own_origin_only() -> None:
    assert may_see_token("http://127.0.0.1:8080/files/1", SANDBOX)
    assert not may_see_token("http://127.0.0.1:8081/files/1", SANDBOX)
    assert not may_see_token("http://localhost:8080/files/1", SANDBOX)
    assert not may_see_token("https://127.0.0.1:8080/files/1", SANDBOX)
