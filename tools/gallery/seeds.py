"""The data directory behind the gallery: the demo's building, synced from the sandbox, and projects of other kinds.

Made once; what a screen changes in it, its stage puts back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from app.demo import MemoryKeyring, demo_settings, linked_project
from app.domain.access import ROOT
from app.domain.events import RunReport
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.plan import Arrange, HeldDrawing, HeldEntry, PutDrawing, PutRevision
from app.domain.states import AccessLevel, EntryKind, LinkState, Role, RunOutcome, RunTrigger, Wanted
from app.sandbox.server import Sandbox
from app.sandbox.sheets import render_sheet
from app.storage.store import Store
from app.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.views import Link
    from app.sandbox.world import World
    from app.settings import Settings

#: Procore's ids need 64 bits.
_BIG = 562_949_953_600_000
_SHEETS = (("A-101", "Plan du rez-de-chaussée"), ("A-201", "Élévations nord et est"), ("S-101", "Fondations"))
_OFFLINE = Failure(FailureCode.NETWORK, Reason.OFFLINE)


@dataclass(frozen=True, slots=True)
class Seeds:
    """Where it is, and the projects in it by what is special about them."""

    settings: Settings
    building: int  # synced, every kind of change behind it
    running: int
    failed: int  # often enough for a support report
    questioned: int  # Procore listed so much less that the user is asked
    lost: int
    disconnected: int
    never: int  # connected, not synced yet
    bare: int  # not connected
    empty: int  # synced, and without a drawing
    restricted: int  # the viewer may not see it
    damaged: str  # a sheet of the building that cannot be read


def plant(home: Path, *, thumbnails: bool = True) -> Seeds:
    """Fill the empty folder ``home``. Takes a few seconds, most of them for drawing and syncing the building.

    ``thumbnails``: and read the sheets for their small pictures, which takes as long again."""
    with Sandbox("demo") as sandbox:
        settings = demo_settings(sandbox, home)
        workspace = Workspace.open(settings, keyring=MemoryKeyring())
        try:
            building = linked_project(workspace)
            workspace.engine.start()
            _sync(workspace, building.id)
            _issue_addendum(sandbox.world)
            _sync(workspace, building.id)
            _put_first_revision_last(sandbox.world)
            _sync(workspace, building.id)
            if thumbnails:
                workspace.engine.read_sheets(within=60).result()
        finally:
            workspace.close()
    store = Store.open(settings)
    try:
        return _plant_others(store, settings, building.id)
    finally:
        store.close()


def _sync(workspace: Workspace, project_id: int) -> None:
    (report,) = workspace.engine.sync([project_id], full=True, trigger=RunTrigger.MANUAL).result()
    if report.outcome is not RunOutcome.SYNCED:
        raise report.failure or Failure(FailureCode.CANCELLED)


def _issue_addendum(world: World) -> None:
    """What an estimator finds on a Monday: new revisions, a new sheet, a new title, one that is gone."""
    building = world.project("Centre communautaire de Rosemont")
    last = world.sets_of(building.id)[-1]
    for number in ("A-101", "A-102", "E-101"):
        drawing = world.drawing(number)
        world.publish(drawing.id, "ADD-3", set_id=last.id, drawing_date=datetime.now(UTC).date())
    world.rename(world.drawing("A-201").id, title="Élévations nord, est et cour intérieure")
    world.set_obsolete(world.drawing("P-101").id)
    replaced = world.current_of(world.drawing("S-101"))
    assert replaced is not None
    world.replace_file(replaced.id)
    architecture = next(one for one in world.disciplines_of(building.id) if one.name == "Architectural")
    added = world.add_drawing(world.areas_of(building.id)[0], "A-901", "Détails de portes, addenda 3", architecture)
    today = datetime.now(UTC).date()
    drawn = render_sheet("A-601", 0, label="A", set_name=last.name, date=today.isoformat(), history=[])
    world.publish(added.id, "A", set_id=last.id, drawing_date=today, content=drawn)


def _put_first_revision_last(world: World) -> None:
    drawing = world.drawing("A-102")
    *earlier, last = world.live_order(drawing)
    world.reorder(drawing.id, [*earlier[:-1], last, earlier[-1]], bump=True)


def _plant_others(store: Store, settings: Settings, building: int) -> Seeds:
    plot = _Plot(store)
    owner = store.members.active()
    store.members.edit(owner.id, name="Marie Tremblay", email="marie.tremblay@example.com", role=Role.OWNER)
    store.members.add("Luc Gagnon", "luc.gagnon@example.com", Role.CO_OWNER)
    store.members.add("Sam Okafor", "sam.okafor@example.com", Role.ADMINISTRATOR)
    store.members.add("Jean-Christophe Desrosiers-Villeneuve", "jc.desrosiers@example.com", Role.COLLABORATOR)
    ada = store.members.add("Ada", "", Role.VIEWER)
    store.projects.renumber(building, "26-014")
    store.projects.archive(store.projects.create("Caserne 31 (2019)", number="19-002").id)
    seeds = Seeds(
        settings=settings,
        building=building,
        running=plot.running("École Saint-Luc, agrandissement", "25-118"),
        failed=plot.failed("Harbour Clinic", "H-7"),
        questioned=plot.questioned("Bibliothèque Villeray", ""),
        lost=plot.lost("Old Mill Lofts", "23-044"),
        disconnected=plot.disconnected("Aréna de Longueuil", "22-009"),
        never=plot.linked("Dépôt de la Rive-Sud, phase 2", "26-020")[0],
        bare=store.projects.create("Riverside Tower", number="26-031").id,
        empty=plot.empty("Stationnement Laval", "26-025"),
        restricted=plot.empty("Résidence Outremont", "26-044"),
        damaged=_damage_one(store, building),
    )
    store.permissions.change(seeds.restricted, {(ada.id, ROOT): AccessLevel.NONE}, names={})
    store.preferences.set(
        "support_contact",
        {"name": "Claire Lemay", "phone": "514 555-0142", "email": "soutien@example.com", "hours": "7 h 30 – 17 h"},
    )
    return seeds


def _damage_one(store: Store, building: int) -> str:
    """A disk that lost what it was given; returns the number of the sheet."""
    tree = store.documents.tree(building, engine_alive=False)
    last = tree.areas[-1].disciplines[-1].drawings[-1]
    path = last.entries[-1].path
    assert path is not None
    path.chmod(0o600)
    path.write_bytes(b"not what it was")
    return last.number


class _Plot:
    """Makes projects as weeks of syncing would have left them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._account = store.accounts.list()[0].id
        self._now = datetime.now(UTC)

    def linked(self, name: str, number: str) -> tuple[int, Link]:
        project = self._store.projects.create(name, self._now - timedelta(days=70), number=number)
        link = self._store.links.connect(
            project.id,
            account_id=self._account,
            company_id=_BIG,
            company="Construction Bellerive inc.",
            procore_project_id=_BIG + project.id,
            name=name,
            connected_at=self._now - timedelta(days=60),
        )
        return project.id, link

    def running(self, name: str, number: str) -> int:
        project, link = self._with_sheets(name, number)
        self._run(link, hours=9)
        self._store.runs.start(link.id, trigger=RunTrigger.SCHEDULE, full=True, at=self._now - timedelta(minutes=2))
        return project

    def failed(self, name: str, number: str) -> int:
        project, link = self._with_sheets(name, number)
        self._run(link, hours=30)
        for hours in (9, 5):
            self._run(link, hours=hours, failure=Failure(FailureCode.SERVER))
        self._run(link, hours=1, failure=_OFFLINE)
        broken = Failure(FailureCode.CORRUPT, Reason.TRUNCATED, values={"size": 81_204})
        at = self._now - timedelta(hours=5)
        self._store.holdings.note_problem(
            link.id, self._id(link, 1) * 2, broken, at=at, next_at=at + timedelta(hours=12), fingerprint=""
        )
        return project

    def questioned(self, name: str, number: str) -> int:
        project, link = self._with_sheets(name, number)
        self._run(link, hours=26)
        self._run(link, hours=2, failure=Failure(FailureCode.CONTRACT, Reason.MANY_WITHDRAWN, values={"count": 3}))
        drawings = [self._id(link, place) for place in range(len(_SHEETS))]
        self._store.withdrawals.ask(link.id, drawings, at=self._now - timedelta(hours=2))
        return project

    def lost(self, name: str, number: str) -> int:
        project, link = self._with_sheets(name, number)
        self._run(link, hours=200)
        self._run(link, hours=3, failure=Failure(FailureCode.ACCESS_LOST))
        self._store.links.set_state(link.id, LinkState.ACCESS_LOST)
        return project

    def disconnected(self, name: str, number: str) -> int:
        project, link = self._with_sheets(name, number)
        self._run(link, hours=900)
        self._store.links.disconnect(link.id)
        return project

    def empty(self, name: str, number: str) -> int:
        project, link = self.linked(name, number)
        self._run(link, hours=4)
        return project

    def _with_sheets(self, name: str, number: str) -> tuple[int, Link]:
        """Known by number, none of them downloaded."""
        project, link = self.linked(name, number)
        for place, (sheet, title) in enumerate(_SHEETS):
            id = self._id(link, place)
            self._store.holdings.apply(
                link.id,
                None,
                [
                    PutDrawing(HeldDrawing(id, sheet, title, 1, ord(sheet[0]), sheet[0])),
                    PutRevision(id * 2, id, Wanted.AT_CONNECTION, "0", None),
                    Arrange(id, (HeldEntry(None, id * 2, EntryKind.NORMAL, True),)),
                ],
                at=self._now - timedelta(days=1),
            )
        return project, link

    def _run(self, link: Link, *, hours: float, failure: Failure | None = None) -> None:
        at = self._now - timedelta(hours=hours)
        outcome = RunOutcome.SYNCED if failure is None else RunOutcome.FAILED
        report = RunReport(link.project_id, link.name, outcome, failure, full=True, requests=14, seconds=48.2)
        run = self._store.runs.start(link.id, trigger=RunTrigger.SCHEDULE, full=True, at=at)
        self._store.runs.finish(run, report, at=at + timedelta(minutes=1))

    def _id(self, link: Link, place: int) -> int:
        return _BIG + link.id * 100 + place
