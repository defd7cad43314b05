from __future__ import annotations

from datetime import timedelta

import pytest
from shell_world import LOGIN, NOW, folder_status, link, project

from app.domain.access import Access
from app.domain.events import Phase, RunProgress
from app.domain.states import LinkState, Role, SyncState
from app.domain.views import Account, Member, ProjectStatus
from app.ui import dates
from app.ui.overview import Snapshot
from app.ui.progress_text import describe_progress
from app.ui.status_line import attention, connection, fresh, running
from app.ui.status_text import describe, freshness, label, wants_support
from app.ui.theme import Tone

ME = Account(1, LOGIN, "Sam", 77, True)


pytestmark = pytest.mark.usefixtures("english")


def snapshot(*projects: ProjectStatus, accounts: tuple[Account, ...] = (ME,)) -> Snapshot:
    sam = Member(1, "Sam", "", Role.OWNER)
    access = {one.project.id: Access(sam, {}) for one in projects}
    return Snapshot(projects, accounts, sam, (sam,), access, True)


def progress(**changes: object) -> RunProgress:
    values = {
        "project_id": 1,
        "phase": Phase.DOWNLOADING,
        "listed": 530,
        "files_done": 120,
        "files_total": 412,
        "files_failed": 0,
        "bytes_done": 35_000_000,
        "bytes_total": 160_000_000,
        "rate": 3_200_000.0,
        "seconds_left": 130.0,
    } | changes
    return RunProgress(**values)  # type: ignore[arg-type]


def test_every_state_has_words_of_its_own() -> None:
    assert len({label(state) for state in SyncState}) == len(SyncState)


def test_failed_folder_shows_the_last_success_and_says_never_without_one() -> None:
    status = folder_status(SyncState.FAILED)
    assert describe(status, NOW).time == dates.absolute(NOW - timedelta(hours=30))
    never = folder_status(SyncState.FAILED, time=None, last_success=None)
    assert describe(never, NOW).time == "Never"


def test_tooltip_of_a_failure_gives_time_reason_remedy_and_next_attempt() -> None:
    tooltip = describe(folder_status(SyncState.FAILED), NOW).tooltip
    assert tooltip.startswith("Sync failed\nFailed ")
    assert "network" in tooltip.lower()
    assert dates.absolute(NOW + timedelta(hours=3)) in tooltip


def test_state_and_time_are_read_out_together() -> None:
    assert describe(folder_status(SyncState.NEVER), NOW).accessible == "Not synced yet"


def test_time_read_with_a_failure_is_called_the_last_success() -> None:
    said = describe(folder_status(SyncState.FAILED), NOW).accessible
    assert said.startswith("Sync failed, last success: 2026-11-19")


def test_freshness_turns_amber_after_a_day() -> None:
    assert freshness(folder_status(SyncState.SYNCED), NOW).text == "Confirmed current 6 h ago"
    assert not freshness(folder_status(SyncState.SYNCED), NOW).aged
    assert freshness(folder_status(SyncState.SYNCED, confirmed_at=NOW - timedelta(hours=25)), NOW).aged
    assert freshness(folder_status(SyncState.NEVER, confirmed_at=None), NOW).aged


def test_support_report_is_offered_after_three_failures_in_a_row() -> None:
    assert not wants_support(folder_status(SyncState.FAILED, failures_in_a_row=2))
    assert wants_support(folder_status(SyncState.FAILED, failures_in_a_row=3))


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=59), "59 min ago"),
        (timedelta(hours=30), "30 h ago"),
        (timedelta(days=3), "3 d ago"),
        (-timedelta(hours=4), "in 4 h"),
        (-timedelta(seconds=5), "in a moment"),
    ],
)
def test_relative_times_are_coarse(ago: timedelta, text: str) -> None:
    assert dates.relative(NOW - ago, NOW) == text


def test_progress_tells_done_remaining_bytes_rate_and_time() -> None:
    text = describe_progress(progress())
    for part in ("120 of 412 sheets", "292 remaining", "MB", "per second", "about 2 minutes left"):
        assert part in text


def test_time_left_is_told_only_while_it_can_be_trusted() -> None:
    assert "left" not in describe_progress(progress(seconds_left=None))


def test_listing_is_told_apart_from_downloading() -> None:
    assert describe_progress(progress(phase=Phase.LISTING)) == "Listing: 530 revisions found"


def test_account_that_must_sign_in_again_comes_first() -> None:
    out = Account(2, "old@x", None, 9, False)
    assert connection(snapshot(accounts=(ME, out))) == ("Sign in again: old@x", "user", Tone.WARNING)
    assert connection(snapshot())[0] == LOGIN
    assert connection(snapshot(accounts=()))[0] == "No Procore account"


def test_freshness_of_all_projects_is_that_of_the_worst() -> None:
    good, old = project(1, "A", SyncState.SYNCED), project(2, "B", SyncState.FAILED)
    assert fresh(snapshot(good), None, NOW)[2] is Tone.SUCCESS
    assert fresh(snapshot(good, old), None, NOW)[0] == "1 project not confirmed for a day"
    assert fresh(snapshot(good, old), 1, NOW)[0] == "Confirmed current 6 h ago"


def test_running_names_the_project_and_its_progress() -> None:
    busy = project(1, "Riverside", SyncState.RUNNING)
    assert running(snapshot(busy), lambda _id: None)[0] == "Syncing Riverside"
    assert "120 of 412" in running(snapshot(busy), lambda _id: progress())[0]
    assert running(snapshot(project(1, "A", SyncState.SYNCED)), lambda _id: None)[0] == "No sync running"


def test_nothing_is_called_fine_while_something_failed() -> None:
    good, bad = project(1, "A", SyncState.SYNCED), project(2, "B", SyncState.FAILED)
    assert attention(snapshot(good))[0] == "Nothing needs you"
    assert attention(snapshot(good, bad))[0] == "B needs attention"


def test_disconnected_project_needs_nobody() -> None:
    archive = project(1, "A", SyncState.DISCONNECTED, linked=link(1, state=LinkState.DISCONNECTED))
    assert attention(snapshot(archive))[0] == "Nothing needs you"
    assert fresh(snapshot(archive), None, NOW)[0] == "Nothing connected yet"
