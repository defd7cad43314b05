"""Diagnostics that can be sent to anybody: facts, no secrets, no names."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import ClassVar

import keyring
import pytest
from command_line import NOW, CommandLine
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.core import load_keyring
from keyring.errors import KeyringLocked

from app.commands.diagnosis import masked, without_person
from app.domain.failures import Failure, FailureCode
from app.domain.states import RunOutcome, RunTrigger
from app.settings import Settings
from app.sync.lock import EngineLock


@pytest.fixture(autouse=True)
def no_real_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", null.Keyring)


def test_it_names_versions_places_and_security(planrack: CommandLine) -> None:
    planrack.environment |= {"PLANRACK_CLIENT_ID": "the-id", "PLANRACK_CLIENT_SECRET": "the-secret"}
    done = planrack("doctor", "--json")
    assert done.code == 0
    found = done.json
    assert found["version"]
    assert found["qt"]
    assert found["data_directory"]["exists"] is True
    assert found["data_directory"]["free_bytes"] > 0
    assert found["database"]["state"] == "sound"
    assert found["database"]["schema"]
    assert found["connection"]["api"] == {
        "origin": "https://api.procore.com",
        "tls": True,
        "certificates_verified": True,
        "loopback": False,
    }
    assert (found["connection"]["credentials"], found["connection"]["credentials_from"]) == (True, "environment")


def test_no_secret_login_project_name_or_token_is_in_it(planrack: CommandLine) -> None:
    planrack.environment |= {"PLANRACK_CLIENT_ID": "the-client-id", "PLANRACK_CLIENT_SECRET": "the-client-secret"}
    planrack.synced("Secret Tower")
    for done in (planrack("doctor", "--json"), planrack("doctor")):
        shown = done.out + done.err
        for secret in ("the-client-secret", "the-client-id", "marie@example.com", "Secret Tower", "Rosemont"):
            assert secret not in shown
        assert "m…@example.com" in (done.json["accounts"][0]["login"] if done.out.startswith("{") else shown)


def test_the_last_runs_are_shown_with_their_codes(planrack: CommandLine) -> None:
    project = planrack.synced()
    assert project.link is not None
    run = planrack.store.runs.start(project.link.id, trigger=RunTrigger.MANUAL, full=False, at=NOW)
    planrack.report(project, RunOutcome.FAILED, Failure(FailureCode.THROTTLED))
    planrack.store.runs.finish(run, planrack.engine.reports[0], at=NOW)
    (shown,) = planrack("doctor", "--json").json["projects"]
    assert (shown["id"], shown["state"], shown["here"]) == (1, "failed", 2)
    assert {run["outcome"]: run["code"] for run in shown["runs"]} == {"failed": "throttled", "synced": None}


def test_a_damaged_database_is_reported_and_the_rest_still_shown(planrack: CommandLine, tmp_path: Path) -> None:
    home = tmp_path / "other"
    home.mkdir()
    (home / "planrack.db").write_bytes(b"not a database at all" * 100)
    planrack.environment["PLANRACK_HOME"] = str(home)
    done = planrack("doctor", "--json")
    assert done.code == 1
    assert done.json["database"]["state"] == "damaged"
    assert done.json["version"]


def test_looking_creates_no_data_directory(planrack: CommandLine, tmp_path: Path) -> None:
    planrack.environment["PLANRACK_HOME"] = str(tmp_path / "none" / "yet")
    done = planrack("doctor", "--json")
    assert (done.code, done.json["database"]["state"]) == (0, "absent")
    assert not (tmp_path / "none").exists()


def test_a_page_that_was_overwritten_is_found(planrack: CommandLine) -> None:
    planrack.synced(numbers=tuple(f"A-{n}" for n in range(101, 140)))
    planrack.store.close()
    database = planrack.home / "planrack.db"
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    content = bytearray(database.read_bytes())
    content[5 * 4096 : 6 * 4096] = b"\xff" * 4096
    database.write_bytes(content)
    assert planrack("doctor", "--json").json["database"]["state"] == "damaged"


@pytest.mark.parametrize(("backend", "usable"), [(fail.Keyring, False), (null.Keyring, False)])
def test_a_keyring_that_keeps_nothing_is_called_unusable(
    planrack: CommandLine, monkeypatch: pytest.MonkeyPatch, backend: type, usable: bool
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", backend)
    assert planrack("doctor", "--json").json["keyring"]["usable"] is usable


@pytest.mark.parametrize("chosen", ["nowhere.Backend", "tests.Missing", "keyring.backends.fail"])
def test_a_keyring_backend_that_cannot_be_loaded_is_reported_and_the_rest_is_still_shown(
    planrack: CommandLine, monkeypatch: pytest.MonkeyPatch, chosen: str
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", chosen)
    monkeypatch.setattr(keyring, "get_keyring", lambda: load_keyring(chosen))
    done = planrack("doctor", "--json")
    assert done.code == 0
    assert done.json["keyring"]["backend"] == chosen
    assert done.json["keyring"]["usable"] is False
    assert done.json["keyring"]["failure"]["code"] == FailureCode.KEYRING
    assert done.json["database"]["state"] == "sound"
    assert f"{chosen} (cannot keep secrets)" in planrack("doctor").out


class Kept(KeyringBackend):
    """Holds the app that somebody entered in the settings."""

    priority = 1
    entries: ClassVar = {"client id": "own-id", "client secret": "own-secret"}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError("diagnostics store nothing")


class Locked(Kept):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked


@pytest.mark.parametrize(
    ("backend", "environment", "source"),
    [
        (Kept, {}, "keyring"),
        (Kept, {"PLANRACK_CLIENT_ID": "half"}, "none"),  # half of an app is none, and hides the other
        (null.Keyring, {}, "none"),
        (Locked, {}, None),
    ],
)
def test_every_place_where_the_credentials_may_be_is_looked_at(
    planrack: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    backend: type,
    environment: dict[str, str],
    source: str | None,
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", backend)
    planrack.environment |= environment
    found = planrack("doctor", "--json")
    assert (found.json["connection"]["credentials"], found.json["connection"]["credentials_from"]) == (
        source == "keyring",
        source,
    )
    assert "own-" not in found.out + planrack("doctor").out


def test_a_running_engine_is_seen(planrack: CommandLine) -> None:
    lock = EngineLock(Settings(home=planrack.home))
    lock.acquire()
    try:
        assert planrack("doctor", "--json").json["engine_running"] is True
    finally:
        lock.release()
    assert planrack("doctor", "--json").json["engine_running"] is False


def test_a_lock_that_cannot_be_opened_stops_no_diagnosis(planrack: CommandLine) -> None:
    settings = Settings(home=planrack.home)
    settings.lock.mkdir(parents=True)
    assert planrack("doctor", "--json").json["engine_running"] is False
    with pytest.raises(Failure) as caught:
        EngineLock(settings).acquire()
    assert caught.value.code is FailureCode.LOCAL_IO


def test_logins_are_shortened() -> None:
    assert masked("marie.tremblay@example.com") == "m…@example.com"
    assert masked("") == "…"


def test_paths_lose_the_name_of_their_person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert without_person(tmp_path / "data") == str(Path("~") / "data")
    assert without_person(Path("/home/marie/data")) == "/home/…/data"
