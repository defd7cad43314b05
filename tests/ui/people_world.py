"""A real store with one synced project in three disciplines, under the services of a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING

from shell_world import World

from app.domain.access import discipline_folder
from app.domain.plan import Arrange, HeldDrawing, HeldEntry, PutDrawing, PutRevision
from app.domain.states import EntryKind, Role, Wanted
from app.settings import Settings
from app.storage.store import Store
from app.ui.people.draft import load_permissions
from app.ui.people.permissions_dialog import PermissionsDialog

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.views import Member
    from app.ui.services import Services

NOW = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)
ARCHITECTURE, STRUCTURE, POWER = (discipline_folder(1, id) for id in (10, 20, 30))


class People:
    """``luc`` collaborates; the owner works here until ``store.members.use`` says otherwise."""

    def __init__(self, world: World, home: Path) -> None:
        self.world = world
        self.store = Store.open(Settings(home=home), clock=lambda: NOW, user="Olive")
        self.owner = self.store.members.active()
        self.luc: Member = self.store.members.add("Luc", "luc@example.com", Role.COLLABORATOR)
        self.project = self.store.projects.create("Tower").id
        account = self.store.accounts.put(1, "olive@example.com", "Olive")
        link = self.store.links.connect(
            self.project,
            account_id=account.id,
            company_id=10,
            company="Builders",
            procore_project_id=20,
            name="Tower in Procore",
            connected_at=NOW,
        )
        for id, name in ((10, "Architecture"), (20, "Structure"), (30, "Power")):
            sheet = HeldDrawing(id, f"{name[0]}-101", f"{name} plan", 1, id, name)
            operations = [
                PutDrawing(sheet),
                PutRevision(id * 10, id, Wanted.AT_CONNECTION, "0", None),
                Arrange(id, (HeldEntry(None, id * 10, EntryKind.NORMAL, True),)),
            ]
            self.store.holdings.apply(link.id, None, operations, at=NOW)

    @property
    def services(self) -> Services:
        workspace = SimpleNamespace(
            settings=Settings(home=self.store.blobs.path("0" * 64).parent),
            store=self.store,
            engine=self.world.engine,
            accounts=self.world.accounts,
        )
        return replace(self.world.services, workspace=workspace)

    def dialog(self) -> PermissionsDialog:
        """The permissions as the member who works here gets them, shown."""
        shown = PermissionsDialog(self.services, load_permissions(self.store, self.project, engine_alive=False))
        shown.open()
        return shown

    def close(self) -> None:
        self.store.close()
