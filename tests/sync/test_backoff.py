"""When a sheet that could not be fetched is tried again by itself. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import Problem
from app.domain.plan import Fetch
from app.domain.states import RunTrigger
from app.sync.backoff import LONGEST_WAIT, attempts, fingerprint, left_alone, next_try

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
SHEET = Fetch(7, 1, "A-101", 500, 0, "not here yet", NOW - timedelta(days=1))
TRUNCATED = Failure(FailureCode.CORRUPT, Reason.TRUNCATED)


def problem(fetch: Fetch = SHEET, *, failed: int = 1, at: datetime = NOW) -> Problem:
    """What is noted after the ``failed``-th failure."""
    next_at = next_try(TRUNCATED, failed - 1, at)
    return Problem(7, FailureCode.CORRUPT, Reason.TRUNCATED, {}, failed, at, next_at, fingerprint(fetch))


@pytest.mark.parametrize(
    ("failed_before", "minutes"), [(0, 5), (1, 10), (2, 20), (3, 40), (6, 320), (7, 360), (8, 360), (10_000, 360)]
)
def test_the_waits_double_from_minutes_to_hours(failed_before: int, minutes: int) -> None:
    assert next_try(Failure(FailureCode.SERVER), failed_before, NOW) == NOW + timedelta(minutes=minutes)


def test_a_server_that_names_a_later_time_is_believed() -> None:
    named = NOW + timedelta(hours=9)
    assert next_try(Failure(FailureCode.SERVER, retry_at=named), 0, NOW) == named


@pytest.mark.parametrize("reason", [Reason.PASSWORD, Reason.TOO_LARGE])
def test_what_no_download_can_mend_waits_for_another_file(reason: Reason) -> None:
    assert next_try(Failure(FailureCode.CORRUPT, reason), 0, NOW) is None
    never = replace(problem(), reason=reason, next_at=None)
    assert left_alone([SHEET], {7: never}, NOW + timedelta(days=400))
    assert not left_alone([replace(SHEET, size=501)], {7: never}, NOW)


def test_a_bad_sheet_costs_ten_tries_at_most_in_its_first_day() -> None:
    now, tries = NOW, 0
    while now < NOW + timedelta(days=1):
        following = next_try(TRUNCATED, tries, now)
        assert following is not None
        now, tries = following, tries + 1
    assert tries <= 10


def test_a_sheet_is_left_alone_until_its_time_and_says_why() -> None:
    ((fetch, why),) = left_alone([SHEET], {7: problem()}, NOW + timedelta(minutes=4))
    assert fetch is SHEET
    assert (why.code, why.reason, why.retry_at) == (
        FailureCode.CORRUPT,
        Reason.TRUNCATED,
        NOW + timedelta(minutes=5),
    )
    assert not left_alone([SHEET], {7: problem()}, NOW + timedelta(minutes=5))
    assert not left_alone([SHEET], {}, NOW)


@pytest.mark.parametrize("change", [{"size": 501}, {"size": None}, {"updated_at": NOW}, {"updated_at": None}])
def test_a_sheet_that_procore_changed_is_tried_at_once_and_counted_anew(change: dict[str, object]) -> None:
    known, changed = problem(failed=5), replace(SHEET, **change)  # type: ignore[arg-type]
    assert not left_alone([changed], {7: known}, NOW)
    assert attempts(changed, known) == 0
    assert attempts(SHEET, known) == 5


@given(st.timedeltas(timedelta(days=-400), timedelta(days=400)), st.integers(1, 40))
def test_a_clock_that_was_wrong_makes_no_sheet_wait_longer_than_the_longest_wait(ahead: timedelta, failed: int) -> None:
    noted = problem(failed=failed, at=NOW + ahead)
    assert not left_alone([SHEET], {7: noted}, max(NOW, NOW + ahead) + LONGEST_WAIT)
    if ahead > timedelta(0):
        assert not left_alone([SHEET], {7: noted}, NOW)


def test_only_runs_that_begin_by_themselves_leave_sheets_alone() -> None:
    asked_for = {trigger for trigger in RunTrigger if trigger.asked_for}
    assert asked_for == {RunTrigger.CONNECT, RunTrigger.MANUAL, RunTrigger.COMMAND}
