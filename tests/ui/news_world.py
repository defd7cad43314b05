"""A real store with a project whose drawings changed over some days, under the services of a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

from shell_world import FakeSheet, World

from app.domain.events import RunReport
from app.domain.listing import Reading, Structure
from app.domain.plan import Arrange, HeldDrawing, HeldEntry, LedgerLine, PutDrawing, PutRevision
from app.domain.records import RemoteDiscipline, RemoteRevision, RemoteSet
from app.domain.states import ChangeKind, EntryKind, Role, RunOutcome, RunTrigger, Wanted, Withdrawal
from app.settings import Settings
from app.storage.store import Store
from app.ui.documents.page import DocumentsPage
from app.ui.main_window import MainWindow
from app.ui.pages import Parts

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.domain.failures import Failure
    from app.ui.services import Services

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
CONNECTED = NOW - timedelta(days=60)
#: Procore's ids need 64 bits: a signal declared with a C int would cut them.
BIG = 562_949_953_421_312
_DISCIPLINES = {10: "Architectural", 20: "Structural", 30: "Electrical"}


class NewsWorld:
    """``at`` is the store's clock. The first sync brought ten sheets; ``history`` makes three later syncs."""

    def __init__(self, world: World, home: Path) -> None:
        self.world = world
        self.at = CONNECTED
        self.settings = Settings(home=home)
        self.store = Store.open(self.settings, clock=lambda: self.at, user="Olive")
        self.owner = self.store.members.active()
        self.luc = self.store.members.add("Luc", "luc@example.com", Role.COLLABORATOR)
        self.project = self.store.projects.create("Lakeside Clinic, bid 12").id
        account = self.store.accounts.put(1, "olive@example.com", "Olive")
        self.link = self.store.links.connect(
            self.project,
            account_id=account.id,
            company_id=10,
            company="Builders",
            procore_project_id=20,
            name="Lakeside Clinic",
            connected_at=CONNECTED,
        ).id
        self._list()
        self.run(trigger=RunTrigger.CONNECT, files=10, bytes=9_000_000, requests=31)
        for place in range(10):
            self.add(place, f"{'ASE'[place % 3]}-{101 + place}", wanted=Wanted.AT_CONNECTION)

    @property
    def services(self) -> Services:
        workspace = SimpleNamespace(
            settings=self.settings, store=self.store, engine=self.world.engine, accounts=self.world.accounts
        )
        return replace(self.world.services, workspace=workspace)

    def history(self) -> None:
        """An addendum five days ago, small things two days ago, and a quiet sync this morning."""
        self.at = NOW - timedelta(days=5)
        self.run(files=4, bytes=4_100_000, requests=9, added=1, changed=3)
        for place in (0, 3, 1):
            self.revise(place, "1")
        self.add(10, "A-901", title="Door details, addendum 2")
        self.withdraw(2)
        self.at = NOW - timedelta(days=2)
        self.run(files=1, bytes=812_000, requests=7, changed=2)
        self.tell(ChangeKind.RETITLED, 4, before="Plan 4", after="Level 2 framing, north")
        self.tell(ChangeKind.RENAMED, None, before={"set": "Bid set"}, after={"set": "Issued for construction"})
        self.at = NOW - timedelta(hours=3)
        self.run(requests=4)
        self.at = NOW

    def run(
        self,
        outcome: RunOutcome = RunOutcome.SYNCED,
        failure: Failure | None = None,
        trigger: RunTrigger = RunTrigger.SCHEDULE,
        **counts: int,
    ) -> int:
        """A run of a minute, which began now."""
        run_id = self.store.runs.start(self.link, trigger=trigger, full=True, at=self.at)
        report = RunReport(self.project, "", outcome, failure, full=True, seconds=61.4, **counts)  # type: ignore[arg-type]
        self.store.runs.finish(run_id, report, at=self.at + timedelta(minutes=1))
        return run_id

    def add(self, place: int, number: str, *, title: str = "", wanted: Wanted = Wanted.SINCE_CONNECTION) -> None:
        id, revision = BIG + place, BIG + place * 10
        added = LedgerLine(ChangeKind.ADDED, id, after=number)
        self.apply(
            PutDrawing(self._drawing(place, number, title), (added,)),
            PutRevision(revision, id, wanted, "0", None),
            Arrange(id, (HeldEntry(None, revision, EntryKind.NORMAL, True),)),
        )

    def revise(self, place: int, label: str) -> None:
        id, revision = BIG + place, BIG + place * 10 + 1
        line = LedgerLine(ChangeKind.REVISED, id, revision, after=label)
        self.apply(
            PutRevision(revision, id, Wanted.SINCE_CONNECTION, label, None, (line,)),
        )

    def withdraw(self, place: int) -> None:
        self.tell(ChangeKind.OBSOLETED, place, before=None, after=Withdrawal.OBSOLETE)

    def tell(self, kind: ChangeKind, place: int | None, **facts: object) -> None:
        """A line of the ledger, and nothing else."""
        line = LedgerLine(kind, None if place is None else BIG + place, **facts)  # type: ignore[arg-type]
        self.apply(PutDrawing(self._drawing(99, "Z-99"), (line,)))

    def apply(self, *operations: object) -> None:
        self.store.holdings.apply(self.link, None, operations, at=self.at)  # type: ignore[arg-type]

    async def window(self) -> MainWindow:
        """The main window over this store, with the project chosen."""
        services = self.services

        def documents(_services: object, parent: QWidget) -> DocumentsPage:
            return DocumentsPage(services, parent)

        shown = MainWindow(services, Parts(documents, FakeSheet, lambda _text: [], self.world.support))  # type: ignore[arg-type]
        shown.resize(1180, 760)
        shown.show()
        self.world._window = shown  # who closes it in the end
        await shown.overview.load()
        # It reads again a moment after an event, which may be after the test: tests load it where they need it.
        shown.overview._gather.blockSignals(True)
        shown.projects.select(self.project)
        return shown

    async def close(self) -> None:
        await self.world.tasks.settle()
        self.store.close()

    def _drawing(self, place: int, number: str, title: str = "") -> HeldDrawing:
        discipline = (10, 20, 30)[place % 3] if place != 10 else 10
        return HeldDrawing(BIG + place, number, title or f"Plan {place}", 1, discipline, _DISCIPLINES[discipline])

    def _list(self) -> None:
        """What Procore listed: sets of the revisions, and the order of the disciplines."""
        revisions = [
            RemoteRevision(id=BIG + place * 10 + step, drawing_id=BIG + place, set_id=1 + step)
            for place in range(11)
            for step in (0, 1)
        ]
        reading = Reading(self.store.observations.load(self.link))
        reading.add(revisions)
        structure = Structure(
            disciplines=tuple(RemoteDiscipline(id, name, id) for id, name in _DISCIPLINES.items()),
            sets=(RemoteSet(1, "Bid set"), RemoteSet(2, "Addendum 2")),
        )
        listing = reading.close(full=True, server_time=self.at, structure=structure)
        self.store.observations.record(self.link, None, listing)
