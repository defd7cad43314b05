"""The command line in this process, on a data directory of the test's own, with a pretended engine and Procore."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from app import cli
from app.commands.program import Program
from app.domain.access import Folder
from app.domain.events import Event, RunReport
from app.domain.failures import Failure, FailureCode
from app.domain.files import FetchedFile
from app.domain.plan import Arrange, HeldDrawing, HeldEntry, LedgerLine, PutDrawing, PutRevision
from app.domain.states import AccessLevel, ChangeKind, EntryKind, Role, RunOutcome, RunTrigger, Wanted
from app.domain.views import Account, AccountProjects, Link, Member, Project
from app.settings import Settings
from app.storage.store import Store

NOW = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)


class Engine:
    """Reports what the test says. ``busy``: another process holds the data directory."""

    def __init__(self) -> None:
        self.busy = False
        self.started = self.stopped = 0
        self.asked: list[tuple[list[int], bool, RunTrigger]] = []
        self.reports: list[RunReport] = []
        self.events: list[Event] = []
        self.cancelled: list[int | None] = []
        self.interrupted = False
        self.read_for: list[float] = []
        self.reading_is_interrupted = False
        self.older: list[tuple[int, list[int] | None, RunTrigger]] = []
        self.requested = 0
        self.on_sync: Callable[[], None] = lambda: None
        self._subscribers: list[Callable[[Event], None]] = []

    def start(self, *, schedule: bool = False) -> None:
        if self.busy:
            raise Failure(FailureCode.ENGINE_BUSY)
        self.started += 1

    def stop(self) -> None:
        self.stopped += 1

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback)

    def sync(self, project_ids: list[int], *, full: bool, trigger: RunTrigger) -> Future[list[RunReport]]:
        self.asked.append((list(project_ids), full, trigger))
        self.on_sync()
        for event in self.events:
            for subscriber in tuple(self._subscribers):
                subscriber(event)
        answer = _Interrupting() if self.interrupted else Future()
        if not self.interrupted:
            answer.set_result(self.reports)
        self._answer = answer
        return answer

    def fetch_older(
        self, project_id: int, drawing_ids: list[int] | None, *, trigger: RunTrigger
    ) -> Future[tuple[int, RunReport]]:
        self.older.append((project_id, drawing_ids, trigger))
        answer: Future[tuple[int, RunReport]] = Future()
        answer.set_result((self.requested, self.reports[0]))
        return answer

    def read_sheets(self, *, within: float) -> Future[None]:
        self.read_for.append(within)
        answer: Future[None] = Future()
        if self.reading_is_interrupted:
            answer.set_exception(KeyboardInterrupt())
        else:
            answer.set_result(None)
        return answer

    def cancel(self, project_id: int | None = None) -> None:
        self.cancelled.append(project_id)
        self._answer.set_result(self.reports)


class _Interrupting(Future[list[RunReport]]):
    """Ctrl+C while the command waits for it the first time."""

    _pressed = False

    def result(self, timeout: float | None = None) -> list[RunReport]:
        if not self._pressed:
            self._pressed = True
            raise KeyboardInterrupt
        return super().result(timeout)


class Accounts:
    """Answers as Procore would, or raises ``failure``."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.failure: Failure | None = None
        self.visible: list[AccountProjects] = []
        self.opened: list[str] = []
        self.signed_out: list[int] = []
        self.connected: list[dict[str, Any]] = []

    async def sign_in(self, *, account_id: int | None = None, open_browser: Callable[[str], object]) -> Account:
        self._maybe_fail()
        open_browser("https://login.example.com/oauth/authorize?state=x")
        return self._store.accounts.put(7, "marie@example.com", "Marie")

    async def sign_out(self, account_id: int) -> None:
        self.signed_out.append(account_id)
        self._store.accounts.set_signed_in(account_id, False)

    async def visible_projects(self, account_id: int | None = None) -> list[AccountProjects]:
        self._maybe_fail()
        return self.visible

    async def connect(
        self, project_id: int, procore_project_id: int, *, account_id: int | None = None, company_id: int | None = None
    ) -> Link:
        self._maybe_fail()
        self.connected.append({"account_id": account_id, "company_id": company_id})
        account = self._store.accounts.list()[0]
        return self._store.links.connect(
            project_id,
            account_id=account.id,
            company_id=company_id or 11,
            company="Bellerive",
            procore_project_id=procore_project_id,
            name="Rosemont",
            connected_at=NOW,
        )

    def _maybe_fail(self) -> None:
        if self.failure is not None:
            raise self.failure


@dataclass
class Workspace:
    settings: Settings
    store: Store
    engine: Engine
    accounts: Accounts
    closed: bool = False

    def close(self) -> None:
        """The store stays open: the test looks into it afterwards."""
        self.closed = True


class _Kept:
    """The test's store, lent to a command that will close it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def close(self) -> None:
        pass


@dataclass
class Ended:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON line on stdout."""
        (line,) = self.out.splitlines()
        return json.loads(line)


@dataclass
class CommandLine:
    """``run("status", "--json")`` in this process. ``environment`` may be changed before."""

    home: Path
    store: Store
    engine: Engine
    accounts: Accounts
    environment: dict[str, str] = field(default_factory=dict)
    opened_workspaces: int = 0
    content: Callable[[str], bytes] = lambda number: f"%PDF-1.4 {number} %%EOF".encode()

    def __call__(self, *arguments: str) -> Ended:
        program = Program(
            environment=self.environment,
            open_store=lambda settings: _Kept(self.store),  # type: ignore[arg-type, return-value]
            open_workspace=self._open_workspace,  # type: ignore[arg-type]
            clock=lambda: NOW,
        )
        done = CliRunner().invoke(cli.app, list(arguments), obj=program)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Ended(done.exit_code, done.stdout, done.stderr)

    def _open_workspace(self, settings: Settings) -> Workspace:
        self.opened_workspaces += 1
        return Workspace(settings, self.store, self.engine, self.accounts)

    # -- building a world ---------------------------------------------------------------------------------

    def project(self, name: str = "Tower A") -> Project:
        return self.store.projects.create(name, NOW)

    def account(self, login: str = "marie@example.com", user_id: int = 7) -> Account:
        return self.store.accounts.put(user_id, login, "Marie")

    def linked(self, name: str = "Tower A", procore_project_id: int = 501) -> Project:
        """A project that is connected, never synced."""
        project = self.project(name)
        self.store.links.connect(
            project.id,
            account_id=self.account().id,
            company_id=11,
            company="Bellerive",
            procore_project_id=procore_project_id,
            name="Rosemont",
            connected_at=NOW,
        )
        return self.store.projects.get(project.id)

    def synced(
        self, name: str = "Tower A", numbers: tuple[str, ...] = ("A-101", "E-3.01"), *, disciplines: bool = False
    ) -> Project:
        """A project with one current revision per drawing, all of them here. ``disciplines``: by first letter, in
        area 1, with the letter's place in the alphabet as id."""
        project = self.linked(name)
        assert project.link is not None
        link_id = project.link.id
        run = self.store.runs.start(link_id, trigger=RunTrigger.MANUAL, full=True, at=NOW)
        for place, number in enumerate(numbers, start=1):
            self._hold(link_id, run, place, number, disciplines)
        report = RunReport(project.id, name, RunOutcome.SYNCED, None, True, files=len(numbers))
        self.store.runs.finish(run, report, at=NOW)
        return self.store.projects.get(project.id)

    def working_as(self, role: Role, levels: dict[Folder, AccessLevel] | None = None) -> Member:
        """A member who works here from now on, with what the owner set for them in the first project."""
        luc = self.store.members.add("Luc", "luc@example.com", role)
        changes = {(luc.id, folder): level for folder, level in (levels or {}).items()}
        self.store.permissions.change(1, changes, names={})
        return self.store.members.use(luc.id)

    def _hold(self, link_id: int, run: int, place: int, number: str, disciplines: bool) -> None:
        drawing, revision = 900 + place, 9000 + place
        lies = (1, ord(number[0]) - ord("A") + 1, number[0]) if disciplines else (None, None, None)
        added = LedgerLine(ChangeKind.ADDED, drawing, revision, after=number)
        self.store.holdings.apply(
            link_id,
            run,
            [
                PutDrawing(HeldDrawing(drawing, number, f"Sheet {number}", *lies), (added,)),
                PutRevision(revision, drawing, Wanted.AT_CONNECTION, "0", None),
                Arrange(drawing, (HeldEntry(None, revision, EntryKind.NORMAL, True),)),
            ],
            at=NOW,
        )
        content = self.content(number)
        sha256 = hashlib.sha256(content).hexdigest()
        part = self.store.blobs.part(f"{revision}.part")
        part.write_bytes(content)
        self.store.blobs.adopt(part, sha256)
        self.store.holdings.commit_files(link_id, [FetchedFile(revision, sha256, len(content))])

    def damage(self, project: Project, number: str) -> Path:
        """Change one byte of a held file; its length stays."""
        (sha256,) = [file.sha256 for file in self.store.documents.files(project.id) if file.number == number]
        path = self.store.blobs.path(sha256)
        path.chmod(0o600)
        path.write_bytes(b"%PDX" + path.read_bytes()[4:])
        return path

    def report(self, project: Project, outcome: RunOutcome = RunOutcome.SYNCED, failure: Failure | None = None) -> None:
        """What the engine will say of ``project``."""
        self.engine.reports.append(
            RunReport(project.id, project.name, outcome, failure, True, 12, 40, 1_234_567, 3.25, added=40)
        )
