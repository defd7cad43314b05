"""A whole Planrack over real sockets, in front of a sandbox that breaks: signed in, linked, and with virtual time."""

from __future__ import annotations

import asyncio
import hashlib
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from sandbox_truth import WatchedJournal, bytes_of, expected
from virtual_time import VirtualTime

from app.domain.events import RunReport
from app.domain.failures import Failure, FailureCode
from app.domain.files import Problem
from app.domain.states import CacheState, RunOutcome, RunTrigger, SyncState
from app.domain.views import Drawing, Entry, FolderStatus, Link
from app.procore.http import open_http
from app.sandbox import scenarios
from app.sandbox.browser_stand_in import allow
from app.sandbox.faults import Fault, Kind, Target
from app.sandbox.journal import Note
from app.sandbox.library import object_key
from app.sandbox.server import Sandbox
from app.sandbox.world import World
from app.settings import Settings
from app.sync.connection import Limits
from app.sync.waiting import Waiting
from app.workspace import Workspace

#: Real seconds within which every run must have ended.
RUN_LIMIT = 30.0


class MemoryKeyring:
    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str, /) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str, /) -> None:
        self.entries.pop((service, username), None)


@dataclass
class FaultDesk:
    """Engine and sandbox, and the questions that tests ask of both. Use ``open`` and ``close``."""

    home: Path
    scenario: str = "tiny"
    #: Real seconds: silence of the API, silence of a file host, and fewer than 1 KiB/s from it.
    api_silence: float = 20.0
    file_silence: float = 20.0
    file_slow: float = 60.0
    #: Where the sandbox's codes, tokens and signatures come from.
    entropy: Callable[[int], bytes] = os.urandom
    time: VirtualTime = field(default_factory=VirtualTime)
    journal: WatchedJournal = field(default_factory=WatchedJournal)
    keyring: MemoryKeyring = field(default_factory=MemoryKeyring)
    sandbox: Sandbox = field(init=False)
    workspace: Workspace = field(init=False)
    project_id: int = field(init=False)

    def open(self) -> FaultDesk:
        world = scenarios.build(self.scenario, clock=self.time.true_time)
        self.sandbox = Sandbox(world, entropy=self.entropy)
        self.sandbox.journal = self.journal
        addresses = self.sandbox.start()
        app = self.world.app
        settings = Settings(
            home=self.home,
            api=addresses.api,
            login=addresses.login,
            client_id=app.client_id,
            client_secret=app.client_secret,
            redirect_port=free_port(),
        )
        self.workspace = Workspace.open(
            settings,
            keyring=self.keyring,
            clock=self.time.now,
            waiting=Waiting(
                sleep=self.time.sleep,
                monotonic=self.time.monotonic,
                random=lambda: 0.5,
                files=Limits(idle=self.file_silence, slow=self.file_slow),
            ),
            open_client=self._open_client,
        )
        self.workspace.engine.start()
        self.project_id = asyncio.run(self._link())
        return self

    async def _link(self) -> int:
        await self.workspace.accounts.sign_in(open_browser=allow)
        (seen,) = await self.workspace.accounts.visible_projects()
        project = self.workspace.store.projects.create("Petite maison")
        await self.workspace.accounts.connect(project.id, seen.projects[0].id)
        return project.id

    def _open_client(self, origin: str) -> httpx.AsyncClient:
        client = open_http(origin)
        client.timeout = httpx.Timeout(self.api_silence)
        return client

    def close(self) -> None:
        try:
            self.workspace.close()
        finally:
            self.sandbox.stop()

    # -- what happens ------------------------------------------------------------------------------------------

    @property
    def world(self) -> World:
        return self.sandbox.world

    def sync(self, trigger: RunTrigger = RunTrigger.MANUAL) -> RunReport:
        """Ten minutes later, one sync."""
        self.time.pass_by(minutes=10)
        (report,) = self.workspace.engine.sync([self.project_id], trigger=trigger).result(RUN_LIMIT)
        return report

    def sign_in_again(self) -> None:
        (account,) = self.workspace.store.accounts.list()
        asyncio.run(self.workspace.accounts.sign_in(account_id=account.id, open_browser=allow))

    def publish(self, *numbers: str) -> list[int]:
        """A next revision of each drawing; their ids."""
        drawings = [self.world.drawing(number) for number in numbers]
        return [self.world.publish(one.id, str(len(one.order))).id for one in drawings]

    def go_wrong(self, match: Target, kind: Kind, *, times: int = 0, **members: object) -> None:
        """Order a fault: for ever, or so many ``times``."""
        self.sandbox.faults.add(Fault(match, kind, times=times, **members))  # type: ignore[arg-type]

    def struck(self) -> bool:
        """Whether the fault that was ordered first met a request."""
        (_, _, seen), *_ = self.sandbox.faults.all()
        return seen > 0

    def recover(self) -> None:
        self.sandbox.faults.clear()

    # -- what is there -----------------------------------------------------------------------------------------

    def key(self, revision_id: int) -> str:
        """The part of a file's address that no other file has."""
        return object_key(self.world.revision(revision_id))

    def status(self) -> FolderStatus:
        return self.workspace.store.documents.status(self.project_id, engine_alive=True).status

    def link(self) -> Link:
        link = self.workspace.store.links.of_project(self.project_id)
        assert link is not None
        return link

    def signed_in(self) -> bool:
        (account,) = self.workspace.store.accounts.list()
        return account.signed_in

    def drawings(self) -> dict[str, Drawing]:
        tree = self.workspace.store.documents.tree(self.project_id, engine_alive=True)
        return {d.number: d for area in tree.areas for disc in area.disciplines for d in disc.drawings}

    def entries(self) -> dict[int, Entry]:
        """By Procore's revision id."""
        listed = [entry for drawing in self.drawings().values() for entry in drawing.entries]
        found = {entry.procore_id: entry for entry in listed}
        assert len(found) == len(listed), "a revision has two entries"
        return found

    def entry(self, revision_id: int) -> Entry:
        return self.entries()[revision_id]

    def problems(self) -> dict[int, Problem]:
        """What is noted of single sheets, by Procore's revision id."""
        return self.workspace.store.holdings.problems(self.link().id)

    def requests(self, host: str, part: str = "") -> list[Note]:
        return [note for note in self.journal.notes() if note.host == host and part in note.path]

    # -- what must be true -------------------------------------------------------------------------------------

    def assert_synced(self) -> None:
        """Green, and rightly: what Procore has now and had published since the connection is here, byte for byte
        (S33, S49, I1, I2)."""
        status = self.status()
        assert (status.state, status.failure) == (SyncState.SYNCED, None)
        assert status.time == status.last_success
        entries = self.entries()
        for revision in expected(self.world, self.link().connected_at):
            entry = entries[revision.id]
            assert entry.cache is CacheState.HERE, entry
            assert entry.path is not None
            assert entry.path.read_bytes() == bytes_of(self.world, revision.id)

    def assert_failed(self, report: RunReport, code: FailureCode, *, since: FolderStatus) -> Failure:
        """The run says why, and the badge does: red, with the time of the last success (S43)."""
        assert report.failure is not None, report
        assert (report.outcome, report.failure.code) == (RunOutcome.FAILED, code), report.failure
        status = self.status()
        assert status.failure is not None
        assert status.failure.code == code
        lost = code in (FailureCode.ACCESS_LOST, FailureCode.APP_NOT_INSTALLED)
        assert status.state is (SyncState.ACCESS_LOST if lost else SyncState.FAILED)
        assert status.time == status.last_success == since.last_success
        assert status.failures_in_a_row == since.failures_in_a_row + 1
        return report.failure

    def assert_nothing_lies(self) -> None:
        """What is shown as here is here, byte for byte, and no run goes on (I1, I2, S61)."""
        assert self.status().state is not SyncState.RUNNING
        for file in self.workspace.store.documents.files(self.project_id):
            content = self.workspace.store.blobs.path(file.sha256).read_bytes()
            assert (len(content), hashlib.sha256(content).hexdigest()) == (file.size, file.sha256)

    def assert_credentials_stay_with_procore(self) -> None:
        """The exact credentials of every hop: Procore's own address gets token and company, the object store neither,
        the token endpoint no bearer; and no token is ever in an address (I7, contract §10)."""
        company = str(next(iter(self.world.companies)))
        for note in self.journal.notes():
            assert "cookie" not in note.headers
            for secret in (value for value in self.keyring.entries.values() if len(value) > 20):
                assert secret not in note.query
            bearer, sent = note.headers.get("authorization"), note.headers.get("procore-company-id")
            if note.host == "files" or note.path.startswith("/oauth/"):
                assert (bearer, sent) == (None, None), note.path
            elif note.path.startswith(("/api/v5/files/", "/rest/v1.0/projects")):
                assert bearer is not None, note.path
                assert bearer.startswith("Bearer ey"), note.path
                assert sent == company, note.path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
