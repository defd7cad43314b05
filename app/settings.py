"""Typed configuration from the environment, and the data directory.

Everything that changes while the program runs (language, theme, intervals …) is stored in the database instead;
this is what must be known before it opens.
"""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.domain.failures import Failure, FailureCode, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

PRODUCTION_API = "https://api.procore.com"
PRODUCTION_LOGIN = "https://login.procore.com"
REDIRECT_PORT = 8914
PROJECT_LIMIT = 100  # S16


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and whom to talk to. ``client_secret`` never appears in a repr, a log or a report."""

    home: Path
    api: str = PRODUCTION_API
    login: str = PRODUCTION_LOGIN
    client_id: str | None = None
    client_secret: str | None = field(default=None, repr=False)
    redirect_port: int = REDIRECT_PORT
    project_limit: int = PROJECT_LIMIT

    @property
    def redirect_uri(self) -> str:
        """Procore compares it letter by letter with the registered one (contract §3.1): always ``localhost``."""
        return f"http://localhost:{self.redirect_port}/callback"

    @property
    def database(self) -> Path:
        return self.home / "planrack.db"

    @property
    def blobs(self) -> Path:
        return self.home / "blobs"

    @property
    def parts(self) -> Path:
        return self.home / "parts"

    @property
    def quarantine(self) -> Path:
        return self.home / "quarantine"

    @property
    def previews(self) -> Path:
        return self.home / "previews"

    @property
    def backups(self) -> Path:
        return self.home / "backups"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def lock(self) -> Path:
        """Held by the one process whose engine may write here."""
        return self.home / "engine.lock"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read ``PLANRACK_*``. Raises Failure(CONFIGURATION) naming the variable that makes no sense."""
        env = os.environ if environment is None else environment
        return cls(
            home=_home(env),
            api=_origin(env, "PLANRACK_PROCORE_API", PRODUCTION_API),
            login=_origin(env, "PLANRACK_PROCORE_LOGIN", PRODUCTION_LOGIN),
            client_id=env.get("PLANRACK_CLIENT_ID") or None,
            client_secret=env.get("PLANRACK_CLIENT_SECRET") or None,
            redirect_port=_whole(env, "PLANRACK_REDIRECT_PORT", REDIRECT_PORT, 1, 65_535),
            project_limit=_whole(env, "PLANRACK_PROJECT_LIMIT", PROJECT_LIMIT, 1, 1_000_000),
        )


def is_loopback(host: str) -> bool:
    """True for this machine's own addresses, the only ones that may be spoken to without TLS (S3)."""
    bare = host.strip("[]").lower()
    if bare == "localhost":
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


def _home(env: Mapping[str, str]) -> Path:
    given = env.get("PLANRACK_HOME")
    if given:
        return Path(given).expanduser().absolute()
    from platformdirs import user_data_path

    # Not the cache directory: systems empty those, and these drawings must be there without a network.
    return user_data_path("Planrack", appauthor=False, roaming=False)


def _origin(env: Mapping[str, str], name: str, default: str) -> str:
    value = (env.get(name) or default).rstrip("/")
    try:
        parts = urlsplit(value)
        host = parts.hostname if parts.port != 0 else None
    except ValueError:  # brackets that do not close, a port that is no number
        host = None
    if not host or parts.scheme not in ("https", "http"):
        raise Failure(FailureCode.CONFIGURATION, values={"name": name}, technical=f"{name} is not an http(s) address")
    if parts.scheme == "http" and not is_loopback(host):
        raise Failure(
            FailureCode.CONFIGURATION, Reason.INSECURE, values={"name": name}, technical=f"{name} is plain http"
        )
    return value


def _whole(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = env.get(name)
    if not text:
        return default
    if not text.strip().isdecimal() or not low <= int(text) <= high:
        raise Failure(
            FailureCode.CONFIGURATION, values={"name": name}, technical=f"{name} must be from {low} to {high}"
        )
    return int(text)
