"""Configuration from the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.failures import Failure, Reason
from app.settings import PRODUCTION_API, Settings


def test_without_configuration_it_is_procores_production() -> None:
    assert Settings.from_environment({"PLANRACK_HOME": "/data"}).api == PRODUCTION_API


def test_the_data_directory_is_the_one_asked_for(tmp_path: Path) -> None:
    assert Settings.from_environment({"PLANRACK_HOME": str(tmp_path)}).database == tmp_path / "planrack.db"


@pytest.mark.parametrize("address", ["http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:2"])
def test_plain_http_is_for_this_machine_only(address: str) -> None:
    assert Settings.from_environment({"PLANRACK_PROCORE_API": address}).api == address


@pytest.mark.parametrize(
    "address", ["http://api.procore.com", "http://10.0.0.4", "http://localhost.evil.com", "http://127.0.0.1.evil.com"]
)
def test_plain_http_to_any_other_host_is_refused(address: str) -> None:
    with pytest.raises(Failure) as refused:
        Settings.from_environment({"PLANRACK_PROCORE_API": address})
    assert refused.value.reason is Reason.INSECURE


@pytest.mark.parametrize("address", ["api.procore.com", "ftp://h", "https://[bad", "https://h:port", "https://h:99999"])
def test_an_address_that_is_none_is_named(address: str) -> None:
    with pytest.raises(Failure) as refused:
        Settings.from_environment({"PLANRACK_PROCORE_API": address})
    assert refused.value.values == {"name": "PLANRACK_PROCORE_API"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("PLANRACK_REDIRECT_PORT", "0"), ("PLANRACK_REDIRECT_PORT", "x"), ("PLANRACK_PROJECT_LIMIT", "-1")],
)
def test_a_number_that_makes_no_sense_is_named(name: str, value: str) -> None:
    with pytest.raises(Failure) as refused:
        Settings.from_environment({name: value})
    assert refused.value.values == {"name": name}


def test_the_secret_never_shows_in_a_repr() -> None:
    settings = Settings.from_environment({"PLANRACK_CLIENT_SECRET": "s3cret-value"})
    assert "s3cret-value" not in repr(settings)


def test_the_redirect_address_is_localhost_and_never_a_number() -> None:
    settings = Settings.from_environment({"PLANRACK_REDIRECT_PORT": "9001"})
    assert settings.redirect_uri == "http://localhost:9001/callback"
