"""Many files at once, on virtual time: who waits for whom when hosts, servers, the disk or single files fail."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from procore_world import PassingTime

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import FetchedFile, WantedFile
from app.domain.plan import Fetch
from app.domain.records import RemoteRevision
from app.sync.fetching import Fetching, ItemOutcome
from app.sync.turns import LARGE
from app.sync.waiting import Waiting

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
NETWORK = Failure(FailureCode.NETWORK)
ONE = "https://one.example/"
TWO = "https://two.example/"


@dataclass
class Host:
    """Files behind addresses. ``rule`` may raise a Failure for a file and its how-manieth try (from 1)."""

    time: PassingTime = field(default_factory=PassingTime)
    rule: Callable[[WantedFile, int], None] = lambda wanted, nth: None
    #: What Procore says of a revision that is asked for again.
    revisions: dict[int, RemoteRevision | Failure] = field(default_factory=dict)
    requests: int = 0
    asked: list[tuple[float, int]] = field(default_factory=list)
    freshened: list[int] = field(default_factory=list)
    outcomes: dict[int, ItemOutcome] = field(default_factory=dict)
    under_way: int = 0
    most_under_way: int = 0

    async def fetch(self, wanted: WantedFile, on_bytes: Callable[[int], None]) -> FetchedFile:
        self.asked.append((self.time.passed, wanted.revision_id))
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            await asyncio.sleep(0)
            self.rule(wanted, self.tries[wanted.revision_id])
        finally:
            self.under_way -= 1
        return FetchedFile(wanted.revision_id, "0" * 64, 1)

    async def fresh(self, revision_id: int) -> RemoteRevision:
        self.freshened.append(revision_id)
        answer = self.revisions.get(revision_id, revision(revision_id))
        if isinstance(answer, Failure):
            raise answer
        return answer

    async def done(self, fetch: Fetch, outcome: ItemOutcome) -> None:
        assert fetch.revision_id not in self.outcomes, "told twice"
        self.outcomes[fetch.revision_id] = outcome

    @property
    def tries(self) -> Counter[int]:
        return Counter(revision_id for _, revision_id in self.asked)

    def failed(self) -> dict[int, FailureCode]:
        return {id: outcome.code for id, outcome in self.outcomes.items() if isinstance(outcome, Failure)}

    def fetching(self, **members: object) -> Fetching:
        return Fetching(
            self,
            self.fresh,
            {},
            waiting=self.time.waiting,
            clock=lambda: START + timedelta(seconds=self.time.passed),
            **members,  # type: ignore[arg-type]
        )

    async def run(self, urls: dict[int, str]) -> Fetching:
        fetching = self.fetching()
        await fetching.run([sheet(id) for id in urls], urls, self.done, on_bytes=lambda count: None)
        return fetching


def sheet(revision_id: int) -> Fetch:
    return Fetch(revision_id, revision_id, f"A-{revision_id}", 100, 0, "not here yet", START)


def revision(revision_id: int, **members: object) -> RemoteRevision:
    plain = RemoteRevision(revision_id, revision_id, pdf_size=100, pdf_url=f"{ONE}fresh/{revision_id}")
    return replace(plain, **members)  # type: ignore[arg-type]


def at(host: str, *ids: int) -> dict[int, str]:
    return {id: f"{host}{id}" for id in ids}


@pytest.fixture
def host() -> Host:
    return Host()


async def test_a_network_that_comes_back_costs_no_file_anything(host: Host) -> None:
    def away_for_ten_seconds(wanted: WantedFile, nth: int) -> None:
        if host.time.passed < 10:
            raise NETWORK

    host.rule = away_for_ten_seconds
    await host.run(at(ONE, *range(40)))
    assert (len(host.outcomes), host.failed()) == (40, {})
    # The six under way fail once; then one try at a time, after 1, 2, 4 and 8 s.
    assert [moment for moment, _ in host.asked[:9]] == [0.0] * 6 + [1.0, 3.0, 7.0]
    assert host.asked[9][0] == 15.0
    assert [id for _, id in host.asked[:6]] == list(range(6))


async def test_the_queue_keeps_its_place_while_the_network_is_away(host: Host) -> None:
    def away_at_first(wanted: WantedFile, nth: int) -> None:
        if host.time.passed < 1:
            raise NETWORK

    host.rule = away_at_first
    await host.run(at(ONE, *range(40)))
    landed = [id for id, outcome in host.outcomes.items() if not isinstance(outcome, Failure)]
    assert set(landed[:8]) >= set(range(6)), "what was first in the plan came after the rest"


async def test_a_network_that_stays_away_ends_the_run_within_a_minute_and_asks_little(host: Host) -> None:
    def away(wanted: WantedFile, nth: int) -> None:
        raise NETWORK

    host.rule = away
    with pytest.raises(Failure) as caught:
        await host.run(at(ONE, *range(2000)))
    assert caught.value is NETWORK
    assert 30 < host.time.passed < 45
    assert len(host.asked) < 20
    assert host.outcomes == {}


async def test_another_host_goes_on_meanwhile(host: Host) -> None:
    def one_is_away(wanted: WantedFile, nth: int) -> None:
        if wanted.url.startswith(ONE):
            raise NETWORK

    host.rule = one_is_away
    with pytest.raises(Failure):
        await host.run({**at(ONE, *range(100)), **at(TWO, *range(100, 200))})
    assert sorted(host.outcomes) == list(range(100, 200))
    assert host.failed() == {}
    assert max(moment for moment, id in host.asked if id >= 100) < 3, "they waited for a host that is not theirs"


async def test_a_file_that_fails_alone_does_not_keep_the_host_closed(host: Host) -> None:
    def one_breaks(wanted: WantedFile, nth: int) -> None:
        if wanted.revision_id == 3:
            raise NETWORK

    host.rule = one_breaks
    await host.run(at(ONE, *range(100)))
    assert host.failed() == {3: FailureCode.NETWORK}
    assert len(host.outcomes) == 100
    assert host.tries[3] == 3
    assert host.time.passed < 10


@pytest.mark.parametrize("code", [FailureCode.NETWORK, FailureCode.LOCAL_SPACE])
async def test_the_last_file_left_fails_alone_after_its_tries_where_the_others_came(
    host: Host, code: FailureCode
) -> None:
    def one_breaks(wanted: WantedFile, nth: int) -> None:
        if wanted.revision_id == 3:
            raise Failure(code)

    host.rule = one_breaks
    await host.run(at(ONE, *range(4)))
    assert host.failed() == {3: code}
    assert len(host.outcomes) == 4
    assert (host.tries[3], host.time.passed < 20) == (5, True)


async def test_a_throttling_host_is_left_alone_by_everybody_until_the_time_it_named(host: Host) -> None:
    def busy_for_a_minute(wanted: WantedFile, nth: int) -> None:
        if host.time.passed < 60:
            raise Failure(FailureCode.THROTTLED, retry_at=START + timedelta(seconds=60))

    host.rule = busy_for_a_minute
    await host.run(at(ONE, *range(50)))
    assert host.failed() == {}
    assert {moment for moment, _ in host.asked} == {0.0, 60.0}
    assert sum(moment == 0.0 for moment, _ in host.asked) <= 6
    assert len(host.time.waits) == 1, "every file waited by itself"


async def test_what_a_run_waits_for_and_until_when_can_be_told(host: Host) -> None:
    told = []
    waiting = host.time.waiting

    async def look_while_waiting(seconds: float) -> None:
        told.append(fetching.waits)
        await waiting.sleep(seconds)

    def busy(wanted: WantedFile, nth: int) -> None:
        if host.time.passed < 60:
            raise Failure(FailureCode.THROTTLED, retry_at=START + timedelta(seconds=60))

    host.rule = busy
    fetching = Fetching(
        host,
        host.fresh,
        {},
        waiting=Waiting(sleep=look_while_waiting, monotonic=waiting.monotonic, random=waiting.random),
        clock=lambda: START + timedelta(seconds=host.time.passed),
    )
    await fetching.run([sheet(1)], at(ONE, 1), host.done, on_bytes=lambda count: None)
    (waits,) = told
    assert waits is not None
    assert (waits.code, waits.until) == (FailureCode.THROTTLED, START + timedelta(seconds=60))
    assert fetching.waits is None


async def test_a_failing_server_is_asked_three_times_for_a_file_and_harms_no_other(host: Host) -> None:
    def one_fails(wanted: WantedFile, nth: int) -> None:
        if wanted.revision_id == 3:
            raise Failure(FailureCode.SERVER)

    host.rule = one_fails
    await host.run(at(ONE, *range(20)))
    assert host.failed() == {3: FailureCode.SERVER}
    assert host.tries == Counter({id: 3 if id == 3 else 1 for id in range(20)})
    assert host.time.waits == [0.5, 2.0]


async def test_a_corrupt_file_is_its_own_outcome_at_once(host: Host) -> None:
    def not_a_pdf(wanted: WantedFile, nth: int) -> None:
        raise Failure(FailureCode.CORRUPT, Reason.NOT_A_PDF)

    host.rule = not_a_pdf
    await host.run(at(ONE, 1))
    assert (host.failed(), host.tries[1], host.freshened) == ({1: FailureCode.CORRUPT}, 1, [])


@pytest.mark.parametrize("code", [FailureCode.URL_EXPIRED, FailureCode.CHANGED])
async def test_a_refused_address_is_asked_for_afresh_once(host: Host, code: FailureCode) -> None:
    def only_fresh(wanted: WantedFile, nth: int) -> None:
        if not wanted.fresh:
            raise Failure(code)

    host.rule = only_fresh
    await host.run(at(ONE, 1))
    assert (host.failed(), host.freshened, host.tries[1]) == ({}, [1], 2)


async def test_an_address_that_is_refused_when_fresh_is_not_asked_for_again(host: Host) -> None:
    def refused(wanted: WantedFile, nth: int) -> None:
        raise Failure(FailureCode.CHANGED)

    host.rule = refused
    await host.run(at(ONE, 1))
    assert (host.failed(), host.freshened, host.tries[1]) == ({1: FailureCode.CHANGED}, [1], 2)


async def test_a_fresh_address_that_grew_old_meanwhile_is_asked_for_once_more(host: Host) -> None:
    def an_hour_late(wanted: WantedFile, nth: int) -> None:
        if nth == 1:
            raise Failure(FailureCode.URL_EXPIRED)
        if nth == 2:
            host.time.passed += 3600  # between the answer and the request: the machine slept
            raise Failure(FailureCode.URL_EXPIRED)

    host.rule = an_hour_late
    await host.run(at(ONE, 1))
    assert (host.failed(), host.freshened) == ({}, [1, 1])


async def test_addresses_that_expire_for_ever_are_not_asked_for_for_ever(host: Host) -> None:
    def always_late(wanted: WantedFile, nth: int) -> None:
        host.time.passed += 3600
        raise Failure(FailureCode.URL_EXPIRED)

    host.rule = always_late
    await host.run(at(ONE, 1))
    assert host.failed() == {1: FailureCode.URL_EXPIRED}
    assert len(host.freshened) == 10


async def test_a_file_of_another_length_was_replaced_where_procore_says_so(host: Host) -> None:
    def short(wanted: WantedFile, nth: int) -> None:
        raise Failure(FailureCode.CORRUPT, Reason.TRUNCATED)

    host.rule = short
    host.revisions[1] = revision(1, pdf_size=90)
    await host.run(at(ONE, 1, 2))
    assert host.failed() == {1: FailureCode.CHANGED, 2: FailureCode.CORRUPT}
    assert host.tries == Counter({1: 1, 2: 1}), "downloaded again before the plan is made again"


async def test_a_revision_that_is_gone_when_its_address_is_asked_for_is_gone(host: Host) -> None:
    host.revisions[1] = Failure(FailureCode.GONE)
    await host.fetching().run([sheet(1), sheet(2)], at(ONE, 2), host.done, on_bytes=lambda count: None)
    assert host.failed() == {1: FailureCode.GONE}


async def test_procore_being_away_stops_fresh_addresses_and_not_the_files(host: Host) -> None:
    answers = iter([NETWORK, NETWORK])

    async def away_twice(revision_id: int) -> RemoteRevision:
        host.freshened.append(revision_id)
        failure = next(answers, None)
        if failure is not None:
            raise failure
        return revision(revision_id)

    fetching = Fetching(host, away_twice, {}, waiting=host.time.waiting)
    listed = at(ONE, *range(10, 30))
    await fetching.run([sheet(id) for id in [1, *listed]], listed, host.done, on_bytes=lambda count: None)
    assert (len(host.outcomes), host.failed()) == (21, {})
    assert host.freshened == [1, 1, 1]
    assert all(moment < 3 for moment, id in host.asked if id >= 10)


@pytest.mark.parametrize("code", [FailureCode.LOCAL_SPACE, FailureCode.LOCAL_IO])
async def test_a_disk_that_recovers_lets_the_queue_go_on_alone(host: Host, code: FailureCode) -> None:
    def full_for_a_while(wanted: WantedFile, nth: int) -> None:
        if host.time.passed < 20:
            raise Failure(code)

    host.rule = full_for_a_while
    await host.run({**at(ONE, *range(30)), **at(TWO, *range(30, 60))})
    assert (len(host.outcomes), host.failed()) == (60, {})
    assert len(host.asked) < 60 + 6 + 6, "the disk was tried by every file"


@pytest.mark.parametrize("code", [FailureCode.LOCAL_SPACE, FailureCode.LOCAL_IO])
async def test_a_disk_that_stays_full_ends_the_run(host: Host, code: FailureCode) -> None:
    def full(wanted: WantedFile, nth: int) -> None:
        raise Failure(code)

    host.rule = full
    with pytest.raises(Failure) as caught:
        await host.run({**at(ONE, *range(30)), **at(TWO, *range(30, 60))})
    assert caught.value.code is code
    assert host.outcomes == {}
    assert host.time.passed < 45


async def test_one_file_that_does_not_fit_or_cannot_be_written_fails_alone(host: Host) -> None:
    def one_is_refused(wanted: WantedFile, nth: int) -> None:
        if wanted.revision_id == 3:
            raise Failure(FailureCode.LOCAL_IO)

    host.rule = one_is_refused
    await host.run(at(ONE, *range(40)))
    assert host.failed() == {3: FailureCode.LOCAL_IO}
    assert len(host.outcomes) == 40


@pytest.mark.parametrize("code", [FailureCode.AUTH, FailureCode.APP_NOT_INSTALLED, FailureCode.KEYRING])
async def test_what_ends_a_run_ends_it_at_once_also_for_those_who_wait(host: Host, code: FailureCode) -> None:
    def one_waits_one_ends(wanted: WantedFile, nth: int) -> None:
        raise NETWORK if wanted.url.startswith(ONE) else Failure(code)

    host.rule = one_waits_one_ends
    with pytest.raises(Failure) as caught:
        await host.run({**at(ONE, 1, 2, 3), **at(TWO, 4)})
    assert caught.value.code is code
    assert host.time.passed <= 1


async def test_what_the_user_waits_for_goes_first(host: Host) -> None:
    fetching = host.fetching(parallel=1, preferred={17, 18})
    urls = at(ONE, *range(20))
    await fetching.run([sheet(id) for id in urls], urls, host.done, on_bytes=lambda count: None)
    assert [id for _, id in host.asked[:3]] == [17, 18, 0]


async def test_a_run_that_waits_is_cancelled_at_once_and_leaves_nothing() -> None:
    host = Host()

    def away(wanted: WantedFile, nth: int) -> None:
        raise NETWORK

    host.rule = away
    before = asyncio.all_tasks()
    closed = asyncio.Event()

    async def wait_really(seconds: float) -> None:
        closed.set()
        await asyncio.sleep(3600)

    fetching = Fetching(host, host.fresh, {}, waiting=Waiting(sleep=wait_really))
    urls = at(ONE, *range(20))
    run = asyncio.ensure_future(fetching.run([sheet(id) for id in urls], urls, host.done, on_bytes=lambda count: None))
    await closed.wait()
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == before
    assert host.under_way == 0


async def test_large_files_leave_half_of_the_places_to_small_ones_unless_somebody_waits_for_them(host: Host) -> None:
    large = [replace(sheet(id), size=LARGE) for id in range(1, 7)]
    small = [sheet(id) for id in range(11, 21)]
    urls = at(ONE, *range(1, 21))
    fetching = host.fetching(parallel=4)
    await fetching.run([*large, *small], urls, host.done, on_bytes=lambda count: None)
    assert [id for _, id in host.asked][:4] == [1, 2, 11, 12]
    assert len(host.outcomes) == 16
    host.asked.clear()
    host.outcomes.clear()
    fetching = host.fetching(parallel=4, preferred={4, 5, 6})
    await fetching.run([*large, *small], urls, host.done, on_bytes=lambda count: None)
    assert [id for _, id in host.asked][:4] == [4, 5, 6, 11]
