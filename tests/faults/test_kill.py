"""``kill -9`` in the middle of a sync, at seeded random moments, again and again until it gets through.

Two data directories at a time, each in front of a sandbox of its own. The long version:
``PLANRACK_KILL_ROUNDS=200 python -m pytest tests/faults/test_kill.py``; ``PLANRACK_KILL_SEED`` for other moments.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from fault_desk import free_port
from killable_sync import SCENARIOS, start_sync
from sandbox_truth import WatchedJournal, bytes_of, path_of

from app.domain.failures import FailureCode
from app.domain.states import CacheState, SyncState
from app.domain.views import FolderStatus
from app.sandbox.browser_stand_in import allow
from app.sandbox.server import Sandbox
from app.settings import Settings
from app.storage.store import Store
from app.sync.lock import EngineLock
from app.workspace import Workspace

ROUNDS = int(os.environ.get("PLANRACK_KILL_ROUNDS", "50"))
SEED = int(os.environ.get("PLANRACK_KILL_SEED", "20260406"))
LANES = 2
SHEETS = 50
BYTES_EACH = 20_000
#: Kills of one data directory before its sync may get through.
MOST_KILLS = 10
#: Requests of a whole sync: the listing, and two for each file.
WHOLE = 6 + 2 * SHEETS
pytestmark = [pytest.mark.timeout(120 + 10 * ROUNDS)]


@dataclass
class Ground:
    """The sandbox, and a project linked to it that was never synced: the template of every victim."""

    sandbox: Sandbox
    folder: Path
    environment: dict[str, str]
    requests: int = 0
    hashes: dict[str, str] = field(default_factory=dict)  # by path of the object store

    def victim(self, name: str) -> Victim:
        home = self.folder / name
        shutil.copytree(self.folder / "template", home)
        return Victim(self, home)

    def count(self, note: object) -> None:
        self.requests += 1


@pytest.fixture
def grounds(tmp_path: Path) -> Iterator[list[Ground]]:
    with ExitStack() as stack:
        yield [stack.enter_context(_opened(tmp_path / str(lane))) for lane in range(LANES)]


@contextmanager
def _opened(folder: Path) -> Iterator[Ground]:
    folder.mkdir()
    sandbox = Sandbox(f"large:{SHEETS}:{BYTES_EACH}")
    sandbox.journal = journal = WatchedJournal()
    with sandbox, pytest.MonkeyPatch.context() as patch:
        app, addresses = sandbox.world.app, sandbox.addresses
        environment = {
            "PLANRACK_PROCORE_API": addresses.api,
            "PLANRACK_PROCORE_LOGIN": addresses.login,
            "PLANRACK_CLIENT_ID": app.client_id,
            "PLANRACK_CLIENT_SECRET": app.client_secret,
            "PLANRACK_REDIRECT_PORT": str(free_port()),
            "PYTHON_KEYRING_BACKEND": "keyring_in_a_file.FileKeyring",
            "PLANRACK_TEST_KEYRING": str(folder / "keyring.json"),
        }
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.syspath_prepend(SCENARIOS)
        _link(Settings.from_environment({**environment, "PLANRACK_HOME": str(folder / "template")}))
        ground = Ground(sandbox, folder, environment)
        for revision in sandbox.world.revisions.values():
            content = bytes_of(sandbox.world, revision.id)
            ground.hashes[path_of(revision)] = hashlib.sha256(content).hexdigest()
        sandbox.world.set_rules(spike_limit=10_000, hourly_limit=10_000_000, token_seconds=10**7)
        journal.watch = ground.count
        yield ground


def _link(settings: Settings) -> None:
    from keyring_in_a_file import FileKeyring

    workspace = Workspace.open(settings, keyring=FileKeyring())

    async def link() -> None:
        await workspace.accounts.sign_in(open_browser=allow)
        (seen,) = await workspace.accounts.visible_projects()
        project = workspace.store.projects.create("Hôpital")
        await workspace.accounts.connect(project.id, seen.projects[0].id)

    try:
        asyncio.run(link())
    finally:
        workspace.close()


@dataclass
class Victim:
    """One data directory, and what must be true of it whenever nothing runs."""

    ground: Ground
    home: Path

    @property
    def log(self) -> Path:
        return self.home.parent / f"{self.home.name}.log"

    def sync_until(self, requests: int, delay: float) -> bool:
        """Sync, and kill -9 after so many requests and so many seconds. False: it had ended by itself."""
        process = self._start()
        while self.ground.requests < requests and process.is_alive():
            time.sleep(0.001)
        time.sleep(delay)
        process.kill()
        return _ended(process) < 0

    def sync_to_the_end(self) -> None:
        process = self._start()
        assert _ended(process) == 0, self.log.read_text(encoding="utf-8")

    def _start(self) -> BaseProcess:
        self.ground.sandbox.journal.clear()
        self.ground.requests = 0
        return start_sync(self.ground.environment | {"PLANRACK_HOME": str(self.home)}, self.log)

    def landed(self) -> set[str]:
        return {path.parent.name + path.stem for path in (self.home / "blobs").glob("*/*.pdf")}

    def look_over(self) -> FolderStatus:
        """The database is whole, nothing pretends to run, and every sheet shown as here is here, byte for byte."""
        settings = Settings(home=self.home)
        with closing(sqlite3.connect(self.home / "planrack.db")) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert not EngineLock(settings).held_by_another()
        store = Store.open(settings)
        try:
            (shown,) = store.documents.statuses(engine_alive=False)
            self._look_at_badge(store, shown.status)
            self._look_at_sheets(store, shown.project.id)
            known = {row.part for row in store.journal.entries()}
            assert store.blobs.stray_parts(known) == []
            return shown.status
        finally:
            store.close()

    def _look_at_badge(self, store: Store, status: FolderStatus) -> None:
        (project,) = store.projects.list()
        assert project.link is not None
        run = store.runs.last(project.link.id)
        if run is None:
            assert status.state is SyncState.NEVER
        elif run.finished_at is None:
            assert status.state is SyncState.FAILED
            assert status.failure is not None
            assert status.failure.code == FailureCode.INTERRUPTED
            assert status.time == status.last_success
        else:
            assert status.state in (SyncState.SYNCED, SyncState.FAILED)
        if status.state is SyncState.SYNCED:
            assert status.here == status.revisions == SHEETS

    def _look_at_sheets(self, store: Store, project_id: int) -> None:
        tree = store.documents.tree(project_id, engine_alive=False)
        for drawing in (d for area in tree.areas for discipline in area.disciplines for d in discipline.drawings):
            for entry in drawing.entries:
                assert entry.cache is not CacheState.DOWNLOADING
                if entry.cache is CacheState.HERE:
                    assert entry.path is not None
                    content = entry.path.read_bytes()
                    assert hashlib.sha256(content).hexdigest() == entry.sha256
                    assert content == bytes_of(self.ground.sandbox.world, entry.procore_id)
        for file in store.documents.files(project_id):
            assert store.blobs.check(file.sha256) is None

    def assert_not_downloaded_again(self, landed: set[str]) -> None:
        """A whole file (200) was not asked for whose blob had its name before."""
        served = [note.path for note in self.ground.sandbox.journal.notes() if note.status == 200]
        assert [path for path in served if self.ground.hashes.get(path) in landed] == []

    def assert_complete(self) -> None:
        status = self.look_over()
        assert status.state is SyncState.SYNCED
        assert status.here == status.revisions == SHEETS
        assert len(self.landed()) == SHEETS, "files that no sheet needs"
        assert list((self.home / "parts").iterdir()) == []


def test_a_sync_that_is_killed_again_and_again_completes_without_a_lie_or_a_second_download(
    grounds: list[Ground], report_figure: Callable[[str], None]
) -> None:
    with ThreadPoolExecutor(LANES) as lanes:
        told = list(lanes.map(_kill, grounds, range(LANES)))
    killed, half_way, number = (sum(figures) for figures in zip(*told, strict=True))
    report_figure(f"kill -9: {killed} kills of {number} data directories, {half_way} among the downloads, seed {SEED}")
    assert killed >= ROUNDS
    assert half_way >= ROUNDS // 8, "most kills came before or after the downloads: this shows little"


def _kill(ground: Ground, lane: int) -> tuple[int, int, int]:
    """One lane's share of the rounds: kills, those among the downloads, and data directories."""
    chance = random.Random(SEED + lane)
    killed = half_way = number = 0
    while killed < -(-ROUNDS // LANES):
        number += 1
        victim = ground.victim(f"victim-{number}")
        for _ in range(chance.randint(1, MOST_KILLS)):
            landed = victim.landed()
            left = WHOLE - 2 * len(landed)
            requests, delay = (
                chance.randint(0, left),
                chance.choice((0.0, chance.random() * 0.05, chance.random() * 0.3)),
            )
            killed += victim.sync_until(requests, delay)
            half_way += len(landed) < len(victim.landed()) < SHEETS
            try:
                victim.look_over()
                victim.assert_not_downloaded_again(landed)
            except AssertionError as error:
                error.add_note(f"seed {SEED}, lane {lane}, victim {number}: after {requests} requests, {delay:.3f} s")
                raise
        landed = victim.landed()
        victim.sync_to_the_end()
        victim.assert_not_downloaded_again(landed)
        victim.assert_complete()
        shutil.rmtree(victim.home)
    return killed, half_way, number


def _ended(process: BaseProcess) -> int:
    process.join(60)
    assert process.exitcode is not None, "the process did not end"
    code = process.exitcode
    process.close()
    return code
