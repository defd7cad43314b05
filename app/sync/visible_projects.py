"""What linked accounts can see at Procore, and why something is missing (S8-S17).

A company that hides its projects is named with its reason, and an account that could not be asked at all says why.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.views import AccountProjects, FailureNote, PickableProject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from app.domain.records import RemoteCompany, RemoteProject
    from app.domain.views import Account
    from app.procore.client import ProcoreClient
    from app.settings import Settings
    from app.storage.store import Store
    from app.sync.procore_connections import Connections

#: Nothing can be concluded from these: the project may well be visible.
_UNDECIDED = frozenset(
    {FailureCode.NETWORK, FailureCode.THROTTLED, FailureCode.SERVER, FailureCode.AUTH, FailureCode.CONTRACT}
)


class VisibleProjects:
    def __init__(self, settings: Settings, store: Store, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._store = store
        self._clock = clock

    async def seen_by(self, account: Account, connections: Connections) -> AccountProjects:
        """All that an account sees, and the companies that hide their projects; or why it could not be asked."""
        if not account.signed_in:
            return self._unseen(account, Failure(FailureCode.AUTH, Reason.SIGN_IN_EXPIRED))
        client = connections.client(connections.session(account))
        try:
            companies = await client.companies()
            answers = await _projects_by_company(client, companies)
        except Failure as failure:
            return self._unseen(account, failure)
        refused = [(company, answer) for company, answer in answers if isinstance(answer, Failure)]
        for _, why in refused:
            offline = why.code is FailureCode.NETWORK and len(refused) == len(answers)
            if offline or why.code is FailureCode.AUTH:
                return self._unseen(account, why)
        hidden = await asyncio.to_thread(
            self._store.accounts.note_hidden,
            account.id,
            [(company.id, company.name, why.code.value) for company, why in refused],
        )
        seen = [project for _, answer in answers if not isinstance(answer, Failure) for project in answer]
        projects = await asyncio.to_thread(self._pickable, sorted(seen, key=_most_recent_first))
        limit = await asyncio.to_thread(self._store.preferences.get, "project_limit", self._settings.project_limit)
        shown = min(limit, len(projects))
        return AccountProjects(account.id, account.login, shown, len(projects), projects, tuple(hidden))

    def _unseen(self, account: Account, failure: Failure) -> AccountProjects:
        reason = None if failure.reason is None else failure.reason.value
        note = FailureNote(failure.code.value, reason, dict(failure.values), self._clock())
        return AccountProjects(account.id, account.login, 0, 0, (), (), note)

    def _pickable(self, projects: Sequence[RemoteProject]) -> tuple[PickableProject, ...]:
        """With the name of the project of ours that uses each of them already (S28)."""
        used = {
            (link.company_id, link.procore_project_id): ours.name
            for ours in self._store.projects.list(archived=True)
            if (link := ours.connection) is not None
        }
        return tuple(
            PickableProject(p.id, p.name, p.company_id, p.company, used.get((p.company_id, p.id))) for p in projects
        )

    async def find(
        self,
        connections: Connections,
        accounts: Sequence[Account],
        procore_project_id: int,
        company_id: int | None,
    ) -> tuple[Account, RemoteProject]:
        """The first account that sees the project, and the project. Raises the Failure of whoever could not tell, or
        Failure(NOT_FOUND, NO_PROJECT_ACCESS)."""
        undecided: Failure | None = None
        for account in accounts:
            client = connections.client(connections.session(account))
            try:
                companies = await client.companies()
            except Failure as failure:
                undecided = undecided or failure
                continue
            if company_id is not None:
                companies = [company for company in companies if company.id == company_id]
            for _, answer in await _projects_by_company(client, companies):
                if not isinstance(answer, Failure):
                    found = next((project for project in answer if project.id == procore_project_id), None)
                    if found is not None:
                        return account, found
                elif company_id is not None or answer.code in _UNDECIDED:
                    undecided = undecided or answer
        raise undecided or Failure(
            FailureCode.NOT_FOUND,
            Reason.NO_PROJECT_ACCESS,
            {"subject": procore_project_id},
            technical="no linked account lists this project",
        )


async def _projects_by_company(
    client: ProcoreClient, companies: Sequence[RemoteCompany]
) -> list[tuple[RemoteCompany, list[RemoteProject] | Failure]]:
    """The projects of each company, or why it does not show them. The client's own slots bound how many at once."""

    async def ask(company: RemoteCompany) -> tuple[RemoteCompany, list[RemoteProject] | Failure]:
        try:
            return company, await client.projects(company.id, company.name)
        except Failure as failure:
            return company, failure

    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(ask(company)) for company in companies]
    return [task.result() for task in asked]


async def check_drawings(client: ProcoreClient, company_id: int, procore_project_id: int) -> None:
    """Read the drawing areas: every project has one, and a tool that is off or hidden shows here, not at the first
    sync (S14-S15)."""
    try:
        await client.areas(company_id, procore_project_id)
    except Failure as failure:
        if failure.code is FailureCode.ACCESS_LOST:
            raise Failure(
                FailureCode.NOT_FOUND,
                Reason.NO_PROJECT_ACCESS,
                {"subject": procore_project_id},
                technical=failure.technical,
                status=failure.status,
            ) from failure
        raise


def _most_recent_first(project: RemoteProject) -> tuple[float, str, int]:
    moment = project.updated_at.timestamp() if project.updated_at is not None else float("-inf")
    return -moment, project.name.casefold(), project.id
