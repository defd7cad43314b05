"""The badge: three times that mean three things, and green only when earned (SPEC §6)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.states import LinkState, RunOutcome, SyncInterval, SyncState
from app.domain.status import Badge, badge, next_attempt

SUCCESS = datetime(2026, 5, 1, 8, tzinfo=UTC)
START = datetime(2026, 5, 2, 8, tzinfo=UTC)
NOW = datetime(2026, 5, 2, 9, tzinfo=UTC)


def shown(**given: object) -> Badge:
    state = {"running_since": None, "last_outcome": None, "last_success": None, "complete": True, **given}
    link = state.pop("link", LinkState.ACTIVE)
    return badge(link, **state)  # type: ignore[arg-type]


def test_synced_shows_when_the_last_run_completed() -> None:
    assert shown(last_outcome=RunOutcome.SYNCED, last_success=SUCCESS) == Badge(SyncState.SYNCED, SUCCESS)


def test_running_shows_when_this_run_started() -> None:
    now = shown(running_since=START, last_outcome=RunOutcome.SYNCED, last_success=SUCCESS)
    assert now == Badge(SyncState.RUNNING, START)


def test_failed_shows_the_last_success_and_not_the_failure() -> None:
    assert shown(last_outcome=RunOutcome.FAILED, last_success=SUCCESS) == Badge(SyncState.FAILED, SUCCESS)


def test_failed_before_any_success_shows_no_time() -> None:
    assert shown(last_outcome=RunOutcome.FAILED) == Badge(SyncState.FAILED, None)


def test_cancelled_is_failed() -> None:
    assert shown(last_outcome=RunOutcome.CANCELLED, last_success=SUCCESS).state is SyncState.FAILED


def test_green_is_not_shown_while_a_sheet_is_missing() -> None:
    assert shown(last_outcome=RunOutcome.SYNCED, last_success=SUCCESS, complete=False).state is SyncState.FAILED


def test_lost_access_and_disconnection_have_states_of_their_own() -> None:
    assert shown(link=LinkState.ACCESS_LOST, last_success=SUCCESS) == Badge(SyncState.ACCESS_LOST, SUCCESS)
    assert shown(link=LinkState.DISCONNECTED, last_success=SUCCESS) == Badge(SyncState.DISCONNECTED, SUCCESS)


def test_a_project_never_synced_is_due_at_once() -> None:
    assert next_attempt(SyncInterval.TWELVE_HOURS, paused=False, last_attempt=None, now=NOW) == NOW


def test_an_overdue_project_is_due_at_once_and_not_in_the_past() -> None:
    last = NOW - timedelta(days=3)
    assert next_attempt(SyncInterval.TWELVE_HOURS, paused=False, last_attempt=last, now=NOW) == NOW


@pytest.mark.parametrize("interval", [i for i in SyncInterval if i.seconds is not None])
def test_attempts_are_never_more_than_twelve_hours_apart(interval: SyncInterval) -> None:
    at = next_attempt(interval, paused=False, last_attempt=NOW, now=NOW)
    assert at is not None
    assert at - NOW <= timedelta(hours=12)


def test_a_clock_set_back_by_days_does_not_stop_the_schedule() -> None:
    last = NOW + timedelta(days=2)
    assert next_attempt(SyncInterval.HOUR, paused=False, last_attempt=last, now=NOW) == NOW


def test_manual_and_paused_projects_have_no_next_attempt() -> None:
    assert next_attempt(SyncInterval.MANUAL, paused=False, last_attempt=NOW, now=NOW) is None
    assert next_attempt(SyncInterval.HOUR, paused=True, last_attempt=NOW, now=NOW) is None
