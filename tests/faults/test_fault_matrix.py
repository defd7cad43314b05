"""Every fault of the file hosts, once and for ever: right class and badge, the other sheets land, the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from fault_desk import FaultDesk

from app.domain.failures import NOT_THE_ITEMS_FAULT, FailureCode, Reason
from app.domain.states import CacheState, RunOutcome, RunTrigger
from app.sandbox.faults import Kind, Target
from app.sync.fetching import PARALLEL


@dataclass(frozen=True)
class Case:
    """A fault of a file host. ``once``: how the run ends that meets it a single time (None: it copes)."""

    kind: Kind
    for_ever: FailureCode | None
    reason: Reason | None = None
    once: FailureCode | None = None
    members: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return "-".join([self.kind.value, *(str(member) for member in self.members.values())])


def status(code: int, for_ever: FailureCode, **members: object) -> Case:
    return Case(Kind.STATUS, for_ever, members={"status": code, **members})


CASES = [
    status(401, FailureCode.URL_EXPIRED),
    status(403, FailureCode.URL_EXPIRED),
    status(404, FailureCode.GONE),
    status(410, FailureCode.GONE),
    status(429, FailureCode.THROTTLED),
    status(429, FailureCode.THROTTLED, retry_after=20),
    status(500, FailureCode.SERVER),
    status(502, FailureCode.SERVER),
    status(504, FailureCode.SERVER),
    status(412, FailureCode.CHANGED),
    status(503, FailureCode.THROTTLED),
    status(503, FailureCode.THROTTLED, retry_after=20),
    Case(Kind.TRUNCATE, FailureCode.CORRUPT, Reason.TRUNCATED),
    Case(Kind.WRONG_LENGTH, FailureCode.CORRUPT, Reason.TRUNCATED),
    Case(Kind.HTML, FailureCode.NETWORK, Reason.CAPTIVE_PORTAL),
    Case(Kind.RESET, FailureCode.NETWORK),
    Case(Kind.SLOW, None, members={"seconds": 0.4}),
    Case(Kind.REDIRECT_LOOP, FailureCode.SERVER, Reason.TOO_MANY_REDIRECTS),
    Case(Kind.REDIRECT_FOREIGN, FailureCode.CONTRACT, Reason.INSECURE, once=FailureCode.CONTRACT),
    Case(
        Kind.REDIRECT_FOREIGN,
        FailureCode.CONTRACT,
        Reason.FOREIGN_ADDRESS,
        once=FailureCode.CONTRACT,
        members={"location": "https://10.1.2.3/sheet.pdf"},
    ),
    Case(
        Kind.REDIRECT_FOREIGN,
        FailureCode.CONTRACT,
        Reason.FOREIGN_ADDRESS,
        once=FailureCode.CONTRACT,
        members={"location": "file:///etc/passwd"},
    ),
    Case(Kind.EXPIRED, FailureCode.URL_EXPIRED),
]
#: The first hop answers with a redirect, whose body nobody reads.
HARMLESS_AT_THE_LINK = frozenset({Kind.TRUNCATE, Kind.WRONG_LENGTH})
HOSTS = (Target.LINK, Target.FILE)
every_fault = pytest.mark.parametrize("case", CASES, ids=str)


@every_fault
def test_a_fault_once_costs_at_most_its_own_sheet(desk: FaultDesk, case: Case) -> None:
    desk.sync()
    for target in HOSTS:
        before, watermark = desk.status(), desk.link().watermark
        struck, *_ = desk.publish("A-101", "A-102", "S-101")
        desk.go_wrong(target, case.kind, times=1, path=desk.key(struck), **case.members)
        report = desk.sync()
        assert desk.struck(), target
        if case.once is None:
            assert report.outcome is RunOutcome.SYNCED, (target, report.failure)
        else:
            assert desk.assert_failed(report, case.once, since=before).reason == case.reason
            assert desk.link().watermark == watermark
            assert desk.status().here == before.here + 2
            desk.sync()
        desk.assert_synced()
        desk.recover()


@every_fault
def test_a_fault_for_ever_is_named_and_ends_well(desk: FaultDesk, case: Case) -> None:
    desk.sync()
    for target in HOSTS:
        struck, *healthy = desk.publish("A-101", "A-102", "S-101")
        desk.go_wrong(target, case.kind, path=desk.key(struck), **case.members)
        if case.for_ever is None or (target is Target.LINK and case.kind in HARMLESS_AT_THE_LINK):
            assert desk.sync().outcome is RunOutcome.SYNCED, target
        else:
            _stays_broken(desk, struck, healthy, case)
            desk.recover()
            assert desk.sync().outcome is RunOutcome.SYNCED, target
        desk.assert_synced()
        desk.recover()


def _stays_broken(desk: FaultDesk, struck: int, healthy: list[int], case: Case) -> None:
    """Two runs: one sheet does not come, everything else does, and nothing moves on as if it had."""
    assert case.for_ever is not None
    watermark, here = desk.link().watermark, desk.status().here
    for _ in range(2):
        before = desk.status()
        failure = desk.assert_failed(desk.sync(), case.for_ever, since=before)
        assert failure.reason == case.reason
        assert desk.link().watermark == watermark
        assert [desk.entry(revision).cache for revision in healthy] == [CacheState.HERE] * 2
        assert desk.status().here == here + 2, "an earlier revision was lost"
        _assert_the_sheet_tells(desk, struck, case.for_ever)


def _assert_the_sheet_tells(desk: FaultDesk, revision: int, code: FailureCode) -> None:
    """Its own failure is shown on it, with its next try; the network's and the host's are not held against it."""
    entry, problem = desk.entry(revision), desk.problems().get(revision)
    if code in NOT_THE_ITEMS_FAULT:
        assert (entry.cache, entry.problem, problem) == (CacheState.WAITING, None, None)
    else:
        assert entry.cache is CacheState.FAILED
        assert entry.problem is not None
        assert entry.problem.code == code
        assert problem is not None
        assert problem.next_at is not None
        assert problem.next_at > desk.time.now()


def test_a_host_that_hangs_is_given_up_and_asked_again(open_desk: Callable[..., FaultDesk]) -> None:
    desk = open_desk(file_silence=0.4)
    for target in HOSTS:
        desk.go_wrong(target, Kind.HANG, times=1)
    assert desk.sync().outcome is RunOutcome.SYNCED
    desk.assert_synced()


def test_a_host_that_hangs_for_ever_is_the_networks_fault(open_desk: Callable[..., FaultDesk]) -> None:
    desk = open_desk(file_silence=0.4)
    desk.sync()
    before = desk.status()
    struck, healthy = desk.publish("A-101", "A-102")
    desk.go_wrong(Target.FILE, Kind.HANG, path=desk.key(struck))
    desk.assert_failed(desk.sync(), FailureCode.NETWORK, since=before)
    assert (desk.entry(struck).cache, desk.entry(healthy).cache) == (CacheState.WAITING, CacheState.HERE)
    desk.recover()
    desk.sync()
    desk.assert_synced()


def test_a_host_that_drips_too_slowly_is_the_networks_fault(open_desk: Callable[..., FaultDesk]) -> None:
    desk = open_desk(file_slow=0.3)
    desk.sync()
    before = desk.status()
    struck, healthy = desk.publish("A-101", "A-102")
    desk.go_wrong(Target.FILE, Kind.SLOW, path=desk.key(struck), seconds=8.0)
    desk.assert_failed(desk.sync(), FailureCode.NETWORK, since=before)
    assert (desk.entry(struck).cache, desk.entry(healthy).cache) == (CacheState.WAITING, CacheState.HERE)
    desk.recover()
    desk.sync()
    desk.assert_synced()


@pytest.mark.parametrize("kind", [Kind.RESET, Kind.HTML])
def test_a_network_that_is_away_is_not_asked_for_every_sheet(open_desk: Callable[..., FaultDesk], kind: Kind) -> None:
    desk = open_desk(scenario="large:80")
    desk.go_wrong(Target.FILE, kind)
    report = desk.sync()
    assert report.failure is not None
    assert (report.failure.code, report.files) == (FailureCode.NETWORK, 0)
    asked = {note.path for note in desk.requests("files")}
    # Four for each connection are under way when the first of them fails; then it is one at a time.
    assert len(asked) <= 6 * PARALLEL
    assert {d.entries[-1].cache for d in desk.drawings().values()} == {CacheState.WAITING}
    desk.recover()
    assert desk.sync().outcome is RunOutcome.SYNCED
    desk.assert_synced()


@pytest.mark.parametrize("kind", [Kind.RESET, Kind.HTML])
def test_a_network_that_comes_back_within_the_run_costs_nothing_but_time(
    open_desk: Callable[..., FaultDesk], kind: Kind
) -> None:
    desk = open_desk(scenario="large:80")
    desk.go_wrong(Target.FILE, kind, times=2 * PARALLEL + 4)
    report = desk.sync()
    assert (report.outcome, report.files) == (RunOutcome.SYNCED, 80)
    assert desk.problems() == {}
    assert len(desk.requests("files")) <= 80 + 2 * PARALLEL + 4 + PARALLEL, "more than the files and the tries"
    desk.assert_synced()


@pytest.mark.parametrize("case", [case for case in CASES if case.for_ever not in {None, *NOT_THE_ITEMS_FAULT}], ids=str)
def test_a_sheet_that_stays_broken_is_asked_for_less_and_less_by_itself(desk: FaultDesk, case: Case) -> None:
    """Runs every ten minutes for two hours: never green, and the host of a bad sheet is spared."""
    desk.sync()
    assert case.for_ever is not None
    before = desk.status()
    struck, _ = desk.publish("A-101", "A-102")
    desk.go_wrong(Target.FILE, case.kind, path=desk.key(struck), **case.members)
    desk.sync()
    tried, attempts = 0, 1
    for _ in range(12):
        since = desk.status()
        failure = desk.assert_failed(desk.sync(RunTrigger.SCHEDULE), case.for_ever, since=since)
        assert failure.reason == case.reason
        assert failure.retry_at == desk.problems()[struck].next_at
        tried += desk.problems()[struck].attempts > attempts
        attempts = desk.problems()[struck].attempts
    assert tried <= 4
    assert desk.status().time == before.last_success
    desk.recover()
    assert desk.sync().outcome is RunOutcome.SYNCED
    desk.assert_synced()


def test_a_throttled_file_host_is_left_alone_as_long_as_it_asks(desk: FaultDesk) -> None:
    desk.go_wrong(Target.FILE, Kind.STATUS, times=1, status=503, retry_after=45)
    assert desk.sync().outcome is RunOutcome.SYNCED
    assert max(desk.time.waits) == pytest.approx(45, abs=1)


def test_a_file_host_that_asks_for_an_hour_ends_the_run_and_names_the_time(desk: FaultDesk) -> None:
    desk.go_wrong(Target.FILE, Kind.STATUS, status=429, retry_after=3600)
    report = desk.sync()
    assert report.failure is not None
    assert report.failure.code is FailureCode.THROTTLED
    assert report.failure.retry_at is not None
    assert report.failure.retry_at >= desk.time.now() + timedelta(minutes=59)
    assert not desk.time.waits
    assert len(desk.requests("files")) <= 5
    desk.recover()
    desk.sync()
    desk.assert_synced()
