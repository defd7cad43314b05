"""What the project form shows, read in one go off the UI thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.roles import Act, may
from app.domain.states import Role

if TYPE_CHECKING:
    from app.domain.views import Account, Member, ProjectStatus
    from app.storage.store import Store


@dataclass(frozen=True, slots=True)
class FormData:
    """``project`` None: a new project. ``contact``: whom to ask where the user may not act (S2, S4)."""

    project: ProjectStatus | None
    member: Member
    manages: bool  # the documents of this project (S52)
    accounts: tuple[Account, ...]
    integration: bool
    contact: str

    @property
    def may_edit(self) -> bool:
        return may(self.member.role, Act.EDIT_PROJECT)


def load_form(store: Store, project_id: int | None, *, engine_alive: bool) -> FormData:
    """Raises Failure(NOT_FOUND) for a project that is gone."""
    status = store.shown.status(project_id, engine_alive=engine_alive) if project_id is not None else None
    integration = bool(store.preferences.get("integration", True))
    contact: object = store.preferences.get("support_contact", None)
    owners = [one.name for one in store.members.list() if one.role in (Role.OWNER, Role.CO_OWNER)]
    support = str(contact.get("email") or contact.get("name") or "") if isinstance(contact, Mapping) else ""
    return FormData(
        project=status,
        member=store.members.active(),
        manages=project_id is not None and store.permissions.active(project_id).manages,
        accounts=tuple(store.accounts.list()),
        integration=integration,
        contact=(support if not integration and support else ", ".join(owners)),
    )
