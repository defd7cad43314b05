"""Every fault of Procore's API while it is listed: the right class, nothing lost or concluded, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from fault_desk import FaultDesk

from app.domain.failures import FailureCode, Reason
from app.domain.states import LinkState, RunOutcome, SyncState
from app.sandbox.faults import Kind, Target


@dataclass(frozen=True)
class Case:
    """``once`` and ``for_ever``: how a run ends that meets the fault so often (None: it copes)."""

    kind: Kind
    once: FailureCode | None
    for_ever: FailureCode | None
    reason: Reason | None = None
    members: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return "-".join([self.kind.value, *(str(member) for member in self.members.values())])


def status(code: int, once: FailureCode | None, for_ever: FailureCode, **members: object) -> Case:
    reason = Reason.SIGN_IN_EXPIRED if for_ever is FailureCode.AUTH else None
    return Case(Kind.STATUS, once, for_ever, reason, {"status": code, **members})


CASES = [
    status(401, None, FailureCode.AUTH),
    status(403, None, FailureCode.FORBIDDEN),
    status(404, None, FailureCode.FORBIDDEN),
    status(410, None, FailureCode.FORBIDDEN),
    status(429, None, FailureCode.THROTTLED),
    status(429, None, FailureCode.THROTTLED, retry_after=20),
    status(500, None, FailureCode.SERVER),
    status(502, None, FailureCode.SERVER),
    status(503, None, FailureCode.SERVER),
    status(503, None, FailureCode.THROTTLED, retry_after=20),
    Case(Kind.TRUNCATE, None, FailureCode.NETWORK),
    Case(Kind.WRONG_LENGTH, FailureCode.CONTRACT, FailureCode.CONTRACT),
    Case(Kind.HTML, FailureCode.NETWORK, FailureCode.NETWORK, Reason.CAPTIVE_PORTAL),
    Case(Kind.RESET, None, FailureCode.NETWORK),
    Case(Kind.SLOW, None, None, members={"seconds": 0.4}),
    Case(Kind.REDIRECT_LOOP, FailureCode.NETWORK, FailureCode.NETWORK, Reason.CAPTIVE_PORTAL),
    Case(Kind.REDIRECT_FOREIGN, FailureCode.NETWORK, FailureCode.NETWORK, Reason.CAPTIVE_PORTAL),
    Case(Kind.EXPIRED, None, FailureCode.AUTH, Reason.SIGN_IN_EXPIRED),
]
every_fault = pytest.mark.parametrize("case", CASES, ids=str)


@every_fault
def test_a_listing_that_breaks_once_is_asked_again_or_fails_with_its_class(desk: FaultDesk, case: Case) -> None:
    desk.sync()
    before, watermark = desk.status(), desk.link().watermark
    desk.publish("A-101", "S-101")
    desk.go_wrong(Target.LIST, case.kind, times=1, path="drawing_revisions", **case.members)
    report = desk.sync()
    assert desk.struck()
    if case.once is None:
        assert report.outcome is RunOutcome.SYNCED, report.failure
    else:
        assert desk.assert_failed(report, case.once, since=before).reason == case.reason
        assert desk.link().watermark == watermark
        desk.sync()
    desk.assert_synced()


@every_fault
def test_a_listing_that_stays_broken_loses_nothing_and_comes_back(desk: FaultDesk, case: Case) -> None:
    desk.sync()
    watermark, known = desk.link().watermark, _known(desk)
    desk.publish("A-101", "S-101")
    desk.go_wrong(Target.LIST, case.kind, path="drawing_revisions", **case.members)
    if case.for_ever is None:
        assert desk.sync().outcome is RunOutcome.SYNCED
        desk.assert_synced()
        return
    for _ in range(2):
        before = desk.status()
        assert desk.assert_failed(desk.sync(), case.for_ever, since=before).reason == case.reason
        assert desk.link().watermark == watermark
        assert (_known(desk), desk.status().here) == (known, 5)
    desk.recover()
    assert desk.sync().outcome is RunOutcome.SYNCED
    assert desk.link().state is LinkState.ACTIVE
    desk.assert_synced()


@pytest.mark.parametrize("what", ["drawing_areas", "drawing_disciplines", "drawing_sets"])
def test_the_folders_of_a_project_fail_as_its_revisions_do(desk: FaultDesk, what: str) -> None:
    desk.sync()
    before = desk.status()
    desk.go_wrong(Target.LIST, Kind.STATUS, path=what, status=500)
    desk.assert_failed(desk.sync(), FailureCode.SERVER, since=before)
    desk.recover()
    desk.sync()
    desk.assert_synced()


def test_an_api_that_hangs_is_given_up(open_desk: Callable[..., FaultDesk]) -> None:
    desk = open_desk(api_silence=1.0)
    desk.sync()
    before = desk.status()
    desk.publish("A-101")
    desk.go_wrong(Target.LIST, Kind.HANG, path="drawing_revisions")
    desk.assert_failed(desk.sync(), FailureCode.NETWORK, since=before)
    desk.recover()
    desk.sync()
    desk.assert_synced()


def test_an_api_that_hangs_once_is_asked_again(open_desk: Callable[..., FaultDesk]) -> None:
    desk = open_desk(api_silence=1.0)
    desk.go_wrong(Target.LIST, Kind.HANG, times=1, path="drawing_revisions")
    assert desk.sync().outcome is RunOutcome.SYNCED
    desk.assert_synced()


@pytest.mark.parametrize("what", ["drawing_areas", "drawing_sets", "drawing_revisions"])
@pytest.mark.parametrize("code", [403, 404])
def test_a_stray_refusal_costs_one_more_question_and_no_access(desk: FaultDesk, what: str, code: int) -> None:
    desk.sync()
    desk.publish("A-101")
    desk.go_wrong(Target.LIST, Kind.STATUS, times=1, path=what, status=code)
    assert desk.sync().outcome is RunOutcome.SYNCED
    assert desk.link().state is LinkState.ACTIVE
    desk.assert_synced()


def test_a_first_sync_that_fails_shows_no_success_and_no_sheets(desk: FaultDesk) -> None:
    desk.go_wrong(Target.LIST, Kind.STATUS, path="drawing_revisions", status=500)
    desk.sync()
    status = desk.status()
    assert (status.state, status.time, status.last_success, status.drawings) == (SyncState.FAILED, None, None, 0)
    desk.recover()
    desk.sync()
    desk.assert_synced()


def test_a_throttled_api_is_left_alone_as_long_as_it_asks(desk: FaultDesk) -> None:
    desk.go_wrong(Target.LIST, Kind.STATUS, times=2, path="drawing_revisions", status=429, retry_after=120)
    assert desk.sync().outcome is RunOutcome.SYNCED
    assert [wait >= 119 for wait in desk.time.waits] == [True, True]


def _known(desk: FaultDesk) -> dict[str, list[int]]:
    assert all(drawing.withdrawn is None for drawing in desk.drawings().values())
    return {number: [entry.procore_id for entry in one.entries] for number, one in desk.drawings().items()}
