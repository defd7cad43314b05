"""What a support person asks first, gathered as plain facts: no secret, no login, no path that names a person."""

from __future__ import annotations

import asyncio
import os
import platform
import re
import shutil
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app import __version__
from app.domain.failures import Failure, FailureCode, Reason
from app.settings import is_loopback

if TYPE_CHECKING:
    from app.domain.states import AppSource
    from app.procore.tokens import TokenStore
    from app.settings import Settings

#: Seconds for a keyring that asks for a password nobody types.
_KEYRING_LIMIT = 3.0


class DatabaseState(StrEnum):
    ABSENT = "absent"
    SOUND = "sound"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    state: DatabaseState
    bytes: int = 0
    schema: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class KeyringFacts:
    """``unusable``: why nothing can be kept there, so that nobody can sign in."""

    backend: str
    unusable: Reason | None = None

    @property
    def failure(self) -> Failure | None:
        return None if self.unusable is None else Failure(FailureCode.KEYRING, self.unusable)


@dataclass(frozen=True, slots=True)
class ConnectionFacts:
    """S3: whatever is not this machine is spoken to with TLS, and certificates are always verified."""

    origin: str
    tls: bool
    loopback: bool


@dataclass(frozen=True, slots=True)
class Diagnosis:
    version: str
    platform: str
    python: str
    qt: str | None
    home: str
    home_exists: bool
    free_bytes: int | None
    database: DatabaseFacts
    keyring: KeyringFacts
    api: ConnectionFacts
    login: ConnectionFacts
    app: AppSource | None  # where the credentials come from; None: the keyring does not say


def diagnose(settings: Settings) -> Diagnosis:
    """Look at this machine. Creates and changes nothing; the database is opened read-only."""
    from app.procore.tokens import TokenStore

    tokens = TokenStore(settings.login, limit=_KEYRING_LIMIT)
    return Diagnosis(
        version=__version__,
        platform=platform.platform(),
        python=platform.python_version(),
        qt=_installed("PySide6-Essentials"),
        home=without_person(settings.home),
        home_exists=settings.home.is_dir(),
        free_bytes=_free_bytes(settings.home),
        database=_database(settings.database),
        keyring=_keyring(tokens),
        api=_connection(settings.api),
        login=_connection(settings.login),
        app=_app_source(settings, tokens),
    )


def masked(login: str) -> str:
    """``r…@example.com``: enough to tell two accounts apart, not enough to name a person."""
    name, at, host = login.partition("@")
    return f"{name[:1]}…{at}{host}"


def without_person(path: Path) -> str:
    """The path without the name of the person whose home it is in."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):  # elsewhere, or no home at all
        return re.sub(r"(?i)([/\\](?:users|home)[/\\])[^/\\]+", r"\1…", str(path))


def _installed(distribution: str) -> str | None:
    from importlib import metadata  # late, like the database below: every command imports this module

    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def _free_bytes(home: Path) -> int | None:
    """Free space where the data directory is, or will be."""
    place = next((folder for folder in (home, *home.parents) if folder.is_dir()), None)
    return None if place is None else shutil.disk_usage(place).free


def _database(path: Path) -> DatabaseFacts:
    import sqlite3

    if not path.is_file():
        return DatabaseFacts(DatabaseState.ABSENT)
    size = path.stat().st_size
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA quick_check(5)")]
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        return DatabaseFacts(DatabaseState.DAMAGED, size, problem=str(error))
    schema = None if row is None else str(row[0])
    if found == ["ok"]:
        return DatabaseFacts(DatabaseState.SOUND, size, schema)
    return DatabaseFacts(DatabaseState.DAMAGED, size, schema, "; ".join(found))


def _keyring(tokens: TokenStore) -> KeyringFacts:
    """The backend's name, and whether it is one that keeps anything."""
    import keyring
    from keyring.backends import fail, null

    try:
        name = asyncio.run(tokens.backend())
    except Failure as failure:  # chosen by the user, and not usable here
        return KeyringFacts(os.environ.get("PYTHON_KEYRING_BACKEND", "–"), failure.reason)
    if isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring):
        return KeyringFacts(name, Reason.KEYRING_ABSENT)
    return KeyringFacts(name)


def _app_source(settings: Settings, tokens: TokenStore) -> AppSource | None:
    from app.procore.tokens import app_in_use

    try:
        return asyncio.run(app_in_use(settings, tokens)).source
    except Failure:  # locked, or absent: the keyring has a line of its own
        return None


def _connection(origin: str) -> ConnectionFacts:
    return ConnectionFacts(origin, origin.startswith("https://"), is_loopback(urlsplit(origin).hostname or ""))
