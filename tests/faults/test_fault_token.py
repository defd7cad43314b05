"""The token endpoint breaks while a sync needs a new token: waited out, or a clear "sign in again", never a loop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from fault_desk import FaultDesk

from app.domain.failures import FailureCode, Reason
from app.domain.states import CacheState, RunOutcome
from app.sandbox.faults import Kind, Target


@dataclass(frozen=True)
class Case:
    """``spent``: the refresh token is gone with it, so only a new sign-in helps."""

    kind: Kind
    code: FailureCode
    reason: Reason | None = None
    spent: bool = False
    members: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return "-".join([self.kind.value, *(str(member) for member in self.members.values())])


def status(code: int, failure: FailureCode, reason: Reason | None = None, **members: object) -> Case:
    return Case(Kind.STATUS, failure, reason, members={"status": code, **members})


#: Sent, and no usable answer came: the server may have rotated the pair (contract §3.2).
LOST = (FailureCode.AUTH, Reason.SIGN_IN_EXPIRED, True)
PORTAL = (FailureCode.NETWORK, Reason.CAPTIVE_PORTAL)
CASES = [
    status(401, FailureCode.CONFIGURATION, Reason.WRONG_CREDENTIALS),
    status(403, FailureCode.CONTRACT),
    status(404, FailureCode.CONTRACT),
    status(410, FailureCode.CONTRACT),
    status(429, FailureCode.THROTTLED),
    status(429, FailureCode.THROTTLED, retry_after=20),
    status(500, FailureCode.SERVER),
    status(502, FailureCode.SERVER),
    status(503, FailureCode.SERVER),
    status(503, FailureCode.THROTTLED, retry_after=20),
    Case(Kind.TRUNCATE, *LOST),
    Case(Kind.WRONG_LENGTH, *LOST),
    Case(Kind.RESET, *LOST),
    Case(Kind.HTML, *PORTAL),
    Case(Kind.REDIRECT_LOOP, *PORTAL),
    Case(Kind.REDIRECT_FOREIGN, *PORTAL),
    Case(Kind.EXPIRED, *LOST),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_renewal_that_fails_keeps_everything_and_names_the_way_out(desk: FaultDesk, case: Case) -> None:
    desk.sync()
    before, watermark = desk.status(), desk.link().watermark
    desk.publish("A-101")
    desk.sandbox.tokens.expire_all()
    desk.go_wrong(Target.TOKEN, case.kind, **case.members)
    report = desk.sync()
    assert desk.assert_failed(report, case.code, since=before).reason == case.reason
    assert (desk.link().watermark, desk.status().here) == (watermark, 5)
    assert len(desk.requests("api", "/oauth/token")) == 2, "a renewal was tried twice in one run"
    assert desk.signed_in() is not case.spent
    assert desk.sync().outcome is RunOutcome.FAILED
    assert len(desk.requests("api", "/oauth/token")) == (2 if case.spent else 3)
    desk.recover()
    if case.spent:
        report = desk.sync()
        assert report.failure is not None
        assert (report.failure.code, report.failure.reason) == (FailureCode.AUTH, Reason.SIGN_IN_EXPIRED)
        desk.sign_in_again()
    assert desk.sync().outcome is RunOutcome.SYNCED
    assert desk.signed_in()
    desk.assert_synced()


def test_a_renewal_that_fails_once_is_tried_again_by_the_next_sync(desk: FaultDesk) -> None:
    desk.sandbox.tokens.expire_all()
    desk.go_wrong(Target.TOKEN, Kind.STATUS, times=1, status=502)
    assert desk.sync().outcome is RunOutcome.FAILED
    assert desk.sync().outcome is RunOutcome.SYNCED
    desk.assert_synced()


def test_a_token_endpoint_that_hangs_has_taken_the_refresh_token(open_desk: Callable[..., FaultDesk]) -> None:
    desk = open_desk(api_silence=1.0)
    desk.sync()
    before = desk.status()
    desk.sandbox.tokens.expire_all()
    desk.go_wrong(Target.TOKEN, Kind.HANG, times=1)
    desk.assert_failed(desk.sync(), FailureCode.AUTH, since=before)
    assert not desk.signed_in()
    desk.sign_in_again()
    desk.sync()
    desk.assert_synced()


def test_a_renewal_that_the_server_carried_out_and_then_denied_ends_in_a_sign_in(desk: FaultDesk) -> None:
    desk.sync()
    desk.sandbox.tokens.expire_all()
    desk.go_wrong(Target.TOKEN, Kind.STATUS, times=1, status=500, processed=True)
    first, second = desk.sync(), desk.sync()
    assert first.failure is not None
    assert second.failure is not None
    assert (first.failure.code, second.failure.code) == (FailureCode.SERVER, FailureCode.AUTH)
    desk.sign_in_again()
    desk.sync()
    desk.assert_synced()


def test_a_token_that_expires_among_the_downloads_is_renewed_once(open_desk: Callable[..., FaultDesk]) -> None:
    desk = open_desk(scenario="large:40")
    renewed = []

    def expire_once(note: object) -> None:
        if getattr(note, "host", "") == "files" and not renewed:
            renewed.append(True)
            desk.sandbox.tokens.expire_all()

    desk.journal.watch = expire_once
    report = desk.sync()
    assert (report.outcome, report.files) == (RunOutcome.SYNCED, 40)
    assert len(desk.requests("api", "/oauth/token")) == 2
    assert {d.entries[-1].cache for d in desk.drawings().values()} == {CacheState.HERE}
