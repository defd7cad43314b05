"""The command line from nothing to a verified cache: separate processes, real sockets, the sandbox as Procore."""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from keyring_in_a_file import FileKeyring

from app.sandbox.browser_stand_in import allow
from app.settings import Settings
from app.sync.lock import EngineLock
from app.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
pytestmark = [pytest.mark.journey, pytest.mark.timeout(180)]


@dataclass
class Ended:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        (line,) = self.out.splitlines()
        return json.loads(line)


@dataclass
class Shell:
    """A user's shell: one environment, one data directory."""

    environment: dict[str, str]
    folder: Path

    def __call__(self, *arguments: str) -> Ended:
        process = self.start(*arguments)
        out, err = process.communicate(timeout=120)
        return Ended(process.returncode, out, err)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        # Tests that run in the background inherit an ignored Ctrl+C, and so would this process: a person's does not.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            return subprocess.Popen(
                [sys.executable, "-P", "-m", "app", *arguments],
                env=self.environment,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        finally:
            signal.signal(signal.SIGINT, before)

    @property
    def home(self) -> Path:
        return Path(self.environment["PLANRACK_HOME"])

    def connected(self) -> None:
        """Signed in, one project, linked: the state in which the first sync begins. The first journey goes there by
        commands."""
        with mock.patch.dict(os.environ, self.environment):
            workspace = Workspace.open(Settings.from_environment(), keyring=FileKeyring())
            with closing(workspace):
                asyncio.run(_connect(workspace))


async def _connect(workspace: Workspace) -> None:
    await workspace.accounts.sign_in(open_browser=allow)
    (account,) = await workspace.accounts.visible_projects()
    project = workspace.store.projects.create("Petite maison")
    await workspace.accounts.connect(project.id, account.projects[0].id)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[dict[str, str]]:
    """The sandbox in a process of its own; what its first line says."""
    command = [sys.executable, "-P", "-m", "app", "sandbox", "--scenario", "tiny", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL)
    assert process.stdout is not None
    with process.stdout:
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture
def shell(sandbox: dict[str, str], tmp_path: Path) -> Shell:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PLANRACK_", "QT_"))}
    environment |= {
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(HERE)]),
        "PYTHON_KEYRING_BACKEND": "keyring_in_a_file.FileKeyring",
        "PLANRACK_TEST_KEYRING": str(tmp_path / "keyring.json"),
        "PLANRACK_HOME": str(tmp_path / "data"),
        "PLANRACK_PROCORE_API": sandbox["api"],
        "PLANRACK_PROCORE_LOGIN": sandbox["login"],
        "PLANRACK_CLIENT_ID": sandbox["client_id"],
        "PLANRACK_CLIENT_SECRET": sandbox["client_secret"],
        "PLANRACK_REDIRECT_PORT": str(_free_port()),
        "BROWSER": f"{shlex.quote(sys.executable)} -P -m app.sandbox.browser_stand_in %s",
        "LANG": "en_CA.UTF-8",
    }
    return Shell(environment, tmp_path)


def test_from_signing_in_to_a_verified_cache(shell: Shell) -> None:
    signed_in = shell("login", "--json")
    assert signed_in.code == 0, signed_in.err
    assert signed_in.json["signed_in"] is True

    created = shell("projects", "create", "Petite maison", "--created-at", "2025-11-03T09:00:00Z", "--json")
    assert created.json == {"id": 1, "name": "Petite maison", "created_at": "2025-11-03T09:00:00Z"}

    (account,) = shell("procore-projects", "--json").json["accounts"]
    (project,) = account["projects"]
    assert (account["login"], account["shown"], account["total"]) == (signed_in.json["login"], 1, 1)

    connected = shell("connect", "Petite maison", str(project["id"]), "--json")
    assert connected.code == 0, connected.err
    assert connected.json["procore"] == {
        "company_id": project["company_id"],
        "project_id": project["id"],
        "name": project["name"],
        "login": signed_in.json["login"],
    }
    assert _status(shell)["state"] == "never"

    first = shell("sync", "--json")
    assert first.code == 0, first.err
    (run,) = first.json["runs"]
    assert (run["outcome"], run["full"], run["files"], run["added"]) == ("synced", True, 5, 5)

    status = _status(shell)
    assert (status["state"], status["drawings"], status["revisions"]) == ("synced", 5, 5)
    assert status["watermark"]
    assert status["bytes"] == run["bytes"]

    drawings = _drawings(shell)
    assert sorted(drawing["number"] for drawing in drawings) == ["A-101", "A-102", "E-101", "M-101", "S-101"]
    for drawing in drawings:
        (entry,) = drawing["entries"]
        assert (entry["cache"], entry["current"], entry["kind"]) == ("here", True, "normal")
        assert Path(entry["path"]).stat().st_size == entry["bytes"]

    assert shell("verify", "--json").json == {"checked": 5, "ok": 5, "bad": [], "repaired": 0}

    again = shell("sync", "--json")
    (run,) = again.json["runs"]
    assert (run["outcome"], run["files"], run["bytes"], run["added"], run["changed"]) == ("synced", 0, 0, 0, 0)


def test_a_damaged_sheet_is_found_and_fetched_again(shell: Shell) -> None:
    shell.connected()
    assert shell("sync").code == 0
    path = Path(_drawings(shell)[0]["entries"][0]["path"])
    original = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(original[:-1] + b"x")

    found = shell("verify", "--json")
    assert (found.code, [bad["problem"] for bad in found.json["bad"]]) == (1, ["hash_mismatch"])
    assert _status(shell)["state"] == "failed"

    repaired = shell("verify", "--repair", "--json")
    assert (repaired.code, repaired.json["repaired"], repaired.json["bad"]) == (0, 1, [])
    assert path.read_bytes() == original
    assert _status(shell)["state"] == "synced"


def test_secrets_are_nowhere_but_in_the_keyring(shell: Shell) -> None:
    shell.connected()
    assert shell("sync").code == 0
    assert shell("doctor").code == 0
    entries = json.loads(Path(shell.environment["PLANRACK_TEST_KEYRING"]).read_text(encoding="utf-8"))
    secrets = [value for entry in entries.values() for value in _strings(entry) if len(value) > 20]
    assert secrets
    for file in (path for path in shell.home.rglob("*") if path.is_file()):
        content = file.read_bytes()
        assert [secret for secret in secrets if secret.encode() in content] == [], file


def test_after_signing_out_a_sync_needs_a_sign_in_and_the_drawings_stay(shell: Shell) -> None:
    shell.connected()
    assert shell("sync").code == 0
    assert shell("logout", "--json").code == 0
    failed = shell("sync", "--json")
    assert failed.code == 3
    assert failed.json["runs"][0]["failure"]["code"] == "auth"
    assert failed.err.strip()
    assert {entry["cache"] for drawing in _drawings(shell) for entry in drawing["entries"]} == {"here"}


def test_a_second_engine_is_refused_while_reading_goes_on(shell: Shell) -> None:
    shell.connected()
    lock = EngineLock(Settings(home=shell.home))
    lock.acquire()
    try:
        refused = shell("sync", "--json")
        assert (refused.code, refused.json["error"]["code"]) == (4, "engine_busy")
        assert _status(shell)["state"] == "never"
    finally:
        lock.release()
    assert shell("sync", "--json").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals cannot be sent to one process there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_sync_ends_as_cancelled_and_the_next_one_completes(
    shell: Shell, sandbox: dict[str, str], number: signal.Signals
) -> None:
    shell.connected()
    _control(sandbox, "POST", "faults", {"match": "file", "kind": "hang", "times": 0})
    _control(sandbox, "DELETE", "requests")
    process = shell.start("sync", "--json")
    _wait_for_a_file_request(sandbox)
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    stopped = Ended(process.returncode, out, err)
    assert stopped.code == 1
    assert stopped.json["runs"][0]["outcome"] == "cancelled"
    assert _status(shell)["failure"]["code"] == "cancelled"

    _control(sandbox, "DELETE", "faults")
    assert shell("sync", "--json").json["runs"][0]["outcome"] == "synced"
    assert shell("verify", "--json").json["ok"] == 5


def _control(sandbox: dict[str, str], method: str, path: str, body: dict[str, object] | None = None) -> Any:
    request = urllib.request.Request(f"{sandbox['control']}/{path}", method=method)
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10) as answer:
        content = answer.read()
    return json.loads(content) if content else None


def _wait_for_a_file_request(sandbox: dict[str, str]) -> None:
    """Until a hanging download is under way; the test's own time limit ends a wait in vain."""
    pause = threading.Event()
    while not any(note["host"] == "files" for note in _control(sandbox, "GET", "requests")):
        pause.wait(0.05)


def _status(shell: Shell) -> dict[str, Any]:
    (project,) = shell("status", "--json").json["projects"]
    return dict(project)


def _drawings(shell: Shell) -> list[dict[str, Any]]:
    tree = shell("tree", "Petite maison", "--json").json
    return [one for area in tree["areas"] for discipline in area["disciplines"] for one in discipline["drawings"]]


def _strings(entry: str) -> list[str]:
    """The token itself, whether the entry is one or wraps it in JSON."""
    try:
        value = json.loads(entry)
    except ValueError:
        return [entry]
    return [part for part in value.values() if isinstance(part, str)] if isinstance(value, dict) else [entry]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
