"""Procore itself changes under a sync: rights are taken away, pages rotate, clocks are wrong, limits shrink."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from fault_desk import FaultDesk

from app.domain.failures import FailureCode, Reason
from app.domain.states import CacheState, LinkState, RunOutcome, RunTrigger, Withdrawal
from app.sandbox.journal import Note


def test_an_app_that_is_uninstalled_leaves_every_sheet_readable(desk: FaultDesk) -> None:
    desk.sync()
    before, company = desk.status(), next(iter(desk.world.companies))
    desk.world.install(company, False)
    desk.assert_failed(desk.sync(), FailureCode.APP_NOT_INSTALLED, since=before)
    _nothing_is_asked_but_the_door(desk)
    desk.world.install(company, True)
    desk.publish("A-101")
    desk.sync()
    assert desk.link().state is LinkState.ACTIVE
    desk.assert_synced()


def test_access_that_is_taken_away_leaves_every_sheet_readable(desk: FaultDesk) -> None:
    desk.sync()
    before = desk.status()
    user, project = next(iter(desk.world.users)), next(iter(desk.world.projects))
    desk.world.set_access(user, project, False)
    desk.assert_failed(desk.sync(), FailureCode.ACCESS_LOST, since=before)
    _nothing_is_asked_but_the_door(desk)
    desk.world.set_access(user, project, True)
    desk.publish("A-101")
    desk.sync()
    assert desk.link().state is LinkState.ACTIVE
    desk.assert_synced()


def test_a_drawings_tool_that_is_switched_off_is_forbidden_and_comes_back(desk: FaultDesk) -> None:
    desk.sync()
    before, project = desk.status(), next(iter(desk.world.projects))
    desk.world.set_drawings_tool(project, False)
    desk.assert_failed(desk.sync(), FailureCode.FORBIDDEN, since=before)
    desk.world.set_drawings_tool(project, True)
    desk.sync()
    desk.assert_synced()


def test_a_sign_in_that_is_revoked_in_procore_asks_for_another(desk: FaultDesk) -> None:
    desk.sync()
    before = desk.status()
    desk.sandbox.tokens.revoke_user(next(iter(desk.world.users)))
    failure = desk.assert_failed(desk.sync(), FailureCode.AUTH, since=before)
    assert failure.reason is Reason.SIGN_IN_EXPIRED
    assert not desk.signed_in()
    desk.publish("A-101")
    desk.sign_in_again()
    desk.sync()
    desk.assert_synced()


def test_a_sign_in_that_is_revoked_among_the_downloads_keeps_what_came(open_desk: Callable[..., FaultDesk]) -> None:
    desk = open_desk(scenario="large:40")

    def revoke(note: Note) -> None:
        if note.host == "files" and len(desk.requests("files")) == 12:
            desk.sandbox.tokens.revoke_user(next(iter(desk.world.users)))

    desk.journal.watch = revoke
    report = desk.sync()
    assert report.failure is not None
    assert report.failure.code is FailureCode.AUTH
    landed = {note.path for note in desk.requests("files") if note.status == 200}
    assert desk.status().here == len(landed) >= 12
    desk.journal.watch = lambda note: None
    desk.journal.clear()
    desk.sign_in_again()
    assert desk.sync().outcome is RunOutcome.SYNCED
    assert landed.isdisjoint({note.path for note in desk.requests("files")}), "a finished file was downloaded twice"
    desk.assert_synced()


# -- pages ---------------------------------------------------------------------------------------------------------


def test_pages_that_rotate_once_are_read_again(open_desk: Callable[..., FaultDesk]) -> None:
    desk = _paged(open_desk)
    gone = _first_revision(desk)
    desk.journal.watch = _before_page(2, lambda: desk.world.delete(gone), once=True)
    assert desk.sync().outcome is RunOutcome.SYNCED
    withdrawn = {number: one.withdrawn for number, one in desk.drawings().items() if one.withdrawn}
    assert list(withdrawn.values()) == [Withdrawal.DELETED]
    assert desk.status().here == 5


def test_a_deletion_and_an_addition_that_cancel_out_do_not_hide_a_sheet(open_desk: Callable[..., FaultDesk]) -> None:
    """The total stays the same while every later revision moves up a place: one falls between two pages."""
    desk = _paged(open_desk)
    gone = _first_revision(desk)

    def swap() -> None:
        desk.world.delete(gone)
        desk.publish("S-101")

    desk.journal.watch = _before_page(2, swap, once=True)
    assert desk.sync().outcome is RunOutcome.SYNCED
    assert [one.withdrawn for one in desk.drawings().values() if one.withdrawn] == [Withdrawal.DELETED]


def test_pages_that_never_stand_still_fail_and_withdraw_nothing(open_desk: Callable[..., FaultDesk]) -> None:
    desk = _paged(open_desk)
    before, watermark = desk.status(), desk.link().watermark
    desk.journal.watch = _before_page(2, lambda: desk.publish("A-102"))
    failure = desk.assert_failed(desk.sync(), FailureCode.CONTRACT, since=before)
    assert failure.reason is Reason.INCOMPLETE_LISTING
    assert desk.link().watermark == watermark
    assert all(one.withdrawn is None for one in desk.drawings().values())
    desk.journal.watch = lambda note: None
    desk.sync()
    desk.assert_synced()


def test_a_server_that_grants_smaller_pages_than_asked_is_followed_to_the_end(
    open_desk: Callable[..., FaultDesk],
) -> None:
    desk = open_desk(scenario="large:40")
    desk.world.set_rules(page_cap=7)
    assert desk.sync().files == 40
    desk.assert_synced()


# -- clocks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hours", [-7, -2, 2, 7, 24 * 400])
def test_this_machines_clock_being_wrong_changes_nothing_but_shown_times(desk: FaultDesk, hours: int) -> None:
    desk.sync()
    desk.time.skew = timedelta(hours=hours)
    desk.publish("A-101", "S-101")
    assert desk.sync(RunTrigger.SCHEDULE).outcome is RunOutcome.SYNCED
    watermark = desk.link().watermark
    assert watermark is not None
    assert abs(watermark - desk.world.now()) < timedelta(minutes=1), "the watermark is not Procore's time"
    desk.publish("A-102")
    assert desk.sync(RunTrigger.SCHEDULE).outcome is RunOutcome.SYNCED
    desk.assert_synced()


@pytest.mark.parametrize("hours", [-7, -2, 2, 7])
def test_a_server_clock_that_jumps_hides_no_revision(desk: FaultDesk, hours: int) -> None:
    desk.sync()
    desk.world.shift(hours * 3600)
    desk.publish("A-101", "S-101")
    assert desk.sync(RunTrigger.SCHEDULE).outcome is RunOutcome.SYNCED
    desk.assert_synced()
    desk.publish("A-102")
    assert desk.sync(RunTrigger.SCHEDULE).outcome is RunOutcome.SYNCED
    desk.assert_synced()


def test_addresses_that_expire_before_they_are_used_are_asked_for_again(open_desk: Callable[..., FaultDesk]) -> None:
    desk = open_desk(scenario="large:40")

    def an_hour_later(note: Note) -> None:
        if note.host == "files" and len(desk.requests("files")) == 6:
            desk.world.shift(3 * 3600)

    desk.journal.watch = an_hour_later
    report = desk.sync()
    assert (report.outcome, report.files) == (RunOutcome.SYNCED, 40)
    desk.assert_synced()


# -- limits --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("limit", "size"), [("spike_limit", 3), ("hourly_limit", 12)])
def test_a_limit_that_shrinks_while_listing_is_kept_to(
    open_desk: Callable[..., FaultDesk], limit: str, size: int
) -> None:
    desk = open_desk(scenario="large:40")
    # Hours pass here while a download still waits for its thread: nothing may expire meanwhile.
    for_long = 10**6
    desk.world.set_rules(page_cap=4, token_seconds=for_long, file_url_seconds=for_long, signature_seconds=for_long)

    def shrink(note: Note) -> None:
        if "drawing_revisions" in note.path:
            desk.world.set_rules(**{limit: size})

    desk.journal.watch = shrink
    assert desk.sync().outcome is RunOutcome.SYNCED
    refused = [note for note in desk.requests("api", "/rest/") if note.status == 429]
    assert len(refused) <= 1, "only the first request after the change may be one too many"
    assert sum(desk.time.waits) > 0
    desk.assert_synced()


# -- small steps ---------------------------------------------------------------------------------------------------


def _nothing_is_asked_but_the_door(desk: FaultDesk) -> None:
    """A second run asks once and stops; the tree stays, sheet by sheet."""
    desk.journal.clear()
    desk.sync()
    assert len(desk.requests("api", "/rest/")) == 1
    assert not desk.requests("files")
    assert {entry.cache for one in desk.drawings().values() for entry in one.entries} == {CacheState.HERE}
    assert desk.status().next_attempt is None


def _paged(open_desk: Callable[..., FaultDesk]) -> FaultDesk:
    """Synced, and from now on two revisions a page."""
    desk = open_desk()
    desk.sync()
    desk.world.set_rules(page_cap=2)
    return desk


def _first_revision(desk: FaultDesk) -> int:
    return min(desk.world.revisions)


def _before_page(page: int, change: Callable[[], object], *, once: bool = False) -> Callable[[Note], None]:
    done: list[bool] = []

    def watch(note: Note) -> None:
        listing = note.path.endswith("/drawing_revisions") and "deleted" not in note.query
        if listing and f"page={page}&" in f"{note.query}&" and not (once and done):
            done.append(True)
            change()

    return watch
