"""When the engine syncs by itself (S37, S54)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.states import LinkState, SyncInterval, SyncState
from app.domain.views import FolderStatus, Link, Project, ProjectStatus
from app.sync.scheduler import due

NOW = datetime(2026, 5, 2, 9, tzinfo=UTC)
STATUS = FolderStatus(SyncState.SYNCED, NOW, NOW, None, None, 0, NOW, 1, 1, 1, 1000)
LINK = Link(
    id=7,
    project_id=3,
    account_id=1,
    login="estimator@example.com",
    company_id=1,
    company="Builder",
    procore_project_id=2,
    name="School",
    state=LinkState.ACTIVE,
    connected_at=NOW,
    watermark=None,
    last_full_listing=None,
    interval=SyncInterval.HOUR,
    paused=False,
)


def project(state: SyncState = SyncState.SYNCED, *, archived: bool = False, **link: object) -> ProjectStatus:
    linked = replace(LINK, **link)  # type: ignore[arg-type]
    return ProjectStatus(Project(3, "School", NOW, archived, linked), replace(STATUS, state=state))


def test_a_project_never_tried_is_due() -> None:
    assert due([project()], {}, now=NOW) == (3,)


def test_a_project_waits_for_its_interval() -> None:
    assert due([project()], {7: NOW - timedelta(minutes=59)}, now=NOW) == ()
    assert due([project()], {7: NOW - timedelta(minutes=60)}, now=NOW) == (3,)


def test_an_overdue_project_is_due_however_long_the_program_was_closed() -> None:
    assert due([project(interval=SyncInterval.TWELVE_HOURS)], {7: NOW - timedelta(days=9)}, now=NOW) == (3,)


@pytest.mark.parametrize(
    "waiting",
    [
        project(paused=True),
        project(interval=SyncInterval.MANUAL),
        project(archived=True),
        project(SyncState.RUNNING),
    ],
)
def test_some_projects_are_left_alone(waiting: ProjectStatus) -> None:
    assert due([waiting], {}, now=NOW) == ()


@pytest.mark.parametrize("state", [LinkState.ACCESS_LOST, LinkState.DISCONNECTED])
def test_procore_is_not_asked_again_where_it_refused_or_was_left(state: LinkState) -> None:
    link = replace(LINK, state=state)
    entry = ProjectStatus(Project(3, "School", NOW, False, link), STATUS)
    assert due([entry], {}, now=NOW) == ()


def test_a_project_that_is_not_linked_is_never_due() -> None:
    assert due([ProjectStatus(Project(3, "School", NOW, False, None), STATUS)], {}, now=NOW) == ()
