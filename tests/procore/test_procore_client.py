from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import respx
from paced_time import PacedTime

from app.domain.failures import Failure, FailureCode, Reason
from app.procore.client import ProcoreClient
from app.procore.pacer import Pacer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

API = "https://api.procore.com"
REVISIONS = "/rest/v1.0/projects/9/drawing_revisions"


class Tokens:
    """A token source that renews to the next of its tokens."""

    def __init__(self, *tokens: str) -> None:
        self._tokens = list(tokens)

    async def bearer(self) -> str:
        return self._tokens[0]

    async def renewed(self, refused: str) -> str:
        if self._tokens[0] == refused:
            if len(self._tokens) == 1:
                raise Failure(FailureCode.AUTH, Reason.SIGN_IN_EXPIRED)
            self._tokens.pop(0)
        return self._tokens[0]

    def current(self) -> str | None:
        return self._tokens[0]


@pytest.fixture
def time() -> PacedTime:
    return PacedTime()


@pytest.fixture
async def client(time: PacedTime) -> AsyncIterator[ProcoreClient]:
    async with httpx.AsyncClient() as http:
        yield make(http, time, Tokens("t1", "t2"))


def make(http: httpx.AsyncClient, time: PacedTime, tokens: Tokens) -> ProcoreClient:
    pacer = Pacer(clock=time.now, monotonic=time.monotonic, sleep=time.sleep, random=lambda: 0.5)
    return ProcoreClient(http, API, tokens, pacer, clock=time.now, sleep=time.sleep, random=lambda: 0.5)


@pytest.fixture
def procore() -> Iterator[respx.MockRouter]:
    with respx.mock(base_url=API, assert_all_called=False) as router:
        yield router


def listing(
    ids: range | list[int], *, total: int | None = None, following: bool = False, **more: str
) -> httpx.Response:
    headers = dict(more)
    if total is not None:
        headers["Total"] = str(total)
    if following:
        headers["Link"] = f'<{API}/elsewhere?page=7&per_page=1>; rel="next", <{API}/x?page=9>; rel="last"'
    return httpx.Response(200, json=[{"id": n, "drawing_id": 1, "name": f"n{n}"} for n in ids], headers=headers)


def failing(status: int, body: Any = None, **headers: str) -> httpx.Response:
    return httpx.Response(status, json=body or {}, headers={k.replace("_", "-"): v for k, v in headers.items()})


async def ids(client: ProcoreClient, **asked: Any) -> list[int]:
    return [item.id async for page in client.revision_pages(5, 9, **asked) for item in page.items]


async def test_the_signed_in_person_is_asked_for_without_a_company(
    client: ProcoreClient, procore: respx.MockRouter
) -> None:
    route = procore.get("/rest/v1.0/me").respond(json={"id": 7, "login": "carl@example.com"})
    user = await client.me()
    assert (user.id, user.login) == (7, "carl@example.com")
    assert "Procore-Company-Id" not in route.calls.last.request.headers
    assert route.calls.last.request.headers["Authorization"] == "Bearer t1"


async def test_everything_of_a_company_carries_its_header(client: ProcoreClient, procore: respx.MockRouter) -> None:
    procore.get("/rest/v1.0/projects").mock(return_value=listing([1]))
    for what in ("drawing_areas", "drawing_disciplines", "drawing_sets", "drawing_revisions"):
        procore.get(f"/rest/v1.0/projects/9/{what}").mock(return_value=listing([1]))
    procore.get(f"{REVISIONS}/3").respond(json={"id": 3, "drawing_id": 1})
    await client.projects(5, "Nord")
    await client.areas(5, 9)
    await client.disciplines(5, 9)
    await client.drawing_sets(5, 9)
    await ids(client)
    await client.revision(5, 9, 3)
    assert [call.request.headers["Procore-Company-Id"] for call in procore.calls] == ["5"] * 6
    assert client.requests == 6


async def test_pages_are_followed_as_far_as_the_server_says(client: ProcoreClient, procore: respx.MockRouter) -> None:
    route = procore.get(REVISIONS).mock(
        side_effect=[
            listing(range(1, 4), total=7, following=True, Per_Page="3"),
            listing(range(4, 7), total=7, following=True),
            listing([7], total=7),
        ]
    )
    assert await ids(client) == [1, 2, 3, 4, 5, 6, 7]
    asked = [call.request.url.params for call in route.calls]
    assert [query["page"] for query in asked] == ["1", "2", "3"]
    assert {query["with_obsolete"] for query in asked} == {"true"}, "the next page keeps our own query"
    assert {query["is_reviewed"] for query in asked} == {"true"}


async def test_a_total_without_a_link_is_enough_to_go_on(client: ProcoreClient, procore: respx.MockRouter) -> None:
    procore.get(REVISIONS).mock(side_effect=[listing([1, 2], total=3), listing([3], total=3)])
    assert await ids(client) == [1, 2, 3]


async def test_a_link_without_a_total_is_enough_to_go_on(client: ProcoreClient, procore: respx.MockRouter) -> None:
    procore.get(REVISIONS).mock(side_effect=[listing([1, 2], following=True), listing([3])])
    assert await ids(client) == [1, 2, 3]


async def test_items_repeated_by_a_shifting_listing_do_not_count_twice(
    client: ProcoreClient, procore: respx.MockRouter
) -> None:
    procore.get(REVISIONS).mock(side_effect=[listing([1, 2], total=4), listing([2, 3], total=4), listing([4], total=4)])
    assert await ids(client) == [1, 2, 2, 3, 4]


async def test_an_empty_page_ends_a_listing_whatever_its_total_says(
    client: ProcoreClient, procore: respx.MockRouter
) -> None:
    route = procore.get(REVISIONS).mock(side_effect=[listing([1], total=9), listing([], total=9, following=True)])
    assert await ids(client) == [1]
    assert route.call_count == 2


async def test_a_server_that_ignores_the_page_does_not_hold_us(
    client: ProcoreClient, procore: respx.MockRouter
) -> None:
    route = procore.get(REVISIONS).mock(return_value=listing([1, 2], total=9, following=True))
    assert await ids(client) == [1, 2, 1, 2]
    assert route.call_count == 2


async def test_a_page_tells_its_number_and_the_total(client: ProcoreClient, procore: respx.MockRouter) -> None:
    body = [{"id": 1, "drawing_id": 1}, {"id": None}]
    procore.get(REVISIONS).respond(json=body, headers={"Total": "2"})
    (page,) = [page async for page in client.revision_pages(5, 9)]
    assert (page.total, len(page.items), len(page.bad)) == (2, 1, 1)


async def test_deleted_revisions_are_asked_for_apart_and_marked(
    client: ProcoreClient, procore: respx.MockRouter
) -> None:
    route = procore.get(REVISIONS).mock(return_value=listing([1]))
    (page,) = [page async for page in client.revision_pages(5, 9, deleted=True)]
    assert page.items[0].deleted
    assert route.calls.last.request.url.params["filters[deleted]"] == "only"


async def test_an_incremental_listing_asks_from_then_to_beyond_now(
    client: ProcoreClient, procore: respx.MockRouter
) -> None:
    route = procore.get(REVISIONS).mock(return_value=listing([1]))
    await ids(client, updated_since=datetime(2026, 9, 30, 8, 15, tzinfo=UTC))
    start, end = route.calls.last.request.url.params["filters[updated_at]"].split("...")
    assert start == "2026-09-30T08:15:00Z"
    assert datetime.fromisoformat(end) > datetime(2026, 10, 2, tzinfo=UTC)


async def test_areas_are_numbered_in_procores_order_across_pages(
    client: ProcoreClient, procore: respx.MockRouter
) -> None:
    procore.get("/rest/v1.0/projects/9/drawing_areas").mock(
        side_effect=[listing([30, 10], total=3), listing([10, 20], total=3)]
    )
    assert [(area.id, area.position) for area in await client.areas(5, 9)] == [(30, 0), (10, 1), (20, 2)]


async def test_disciplines_come_without_pages(client: ProcoreClient, procore: respx.MockRouter) -> None:
    route = procore.get("/rest/v1.0/projects/9/drawing_disciplines").respond(
        json=[{"id": 1, "name": "Structural", "position": "3"}]
    )
    (discipline,) = await client.disciplines(5, 9)
    assert (discipline.name, discipline.position) == ("Structural", 3)
    assert "page" not in route.calls.last.request.url.params


async def test_sets_are_read_with_their_dates(client: ProcoreClient, procore: respx.MockRouter) -> None:
    procore.get("/rest/v1.0/projects/9/drawing_sets").respond(json=[{"id": 1, "name": "Bid", "date": "2026-01-27"}])
    (found,) = await client.drawing_sets(5, 9)
    assert found.date == date(2026, 1, 27)


async def test_server_time_is_the_newest_date(client: ProcoreClient, procore: respx.MockRouter) -> None:
    assert client.server_time is None
    dates = ["Thu, 01 Oct 2026 12:00:05 GMT", "Thu, 01 Oct 2026 12:00:03 GMT"]
    procore.get(REVISIONS).mock(
        side_effect=[listing([1], total=2, Date=dates[0]), listing([2], total=2, Date=dates[1])]
    )
    await ids(client)
    assert client.server_time == datetime(2026, 10, 1, 12, 0, 5, tzinfo=UTC)


async def test_a_refused_token_is_renewed_once_and_the_request_repeated(
    client: ProcoreClient, procore: respx.MockRouter
) -> None:
    route = procore.get("/rest/v1.0/me").mock(
        side_effect=[failing(401), httpx.Response(200, json={"id": 7, "login": "x"})]
    )
    await client.me()
    assert [call.request.headers["Authorization"] for call in route.calls] == ["Bearer t1", "Bearer t2"]


async def test_a_second_refusal_means_sign_in(client: ProcoreClient, procore: respx.MockRouter) -> None:
    route = procore.get("/rest/v1.0/me").mock(return_value=failing(401))
    with pytest.raises(Failure) as caught:
        await client.me()
    assert (caught.value.code, caught.value.reason) == (FailureCode.AUTH, Reason.SIGN_IN_EXPIRED)
    assert route.call_count == 2


async def test_a_throttled_listing_waits_for_the_reset_and_goes_on(
    client: ProcoreClient, procore: respx.MockRouter, time: PacedTime
) -> None:
    procore.get(REVISIONS).mock(side_effect=[failing(429, Retry_After="8"), listing([1])])
    assert await ids(client) == [1]
    assert time.passed == pytest.approx(8.5)


async def test_a_server_that_throttles_for_ever_is_given_up(
    client: ProcoreClient, procore: respx.MockRouter, time: PacedTime
) -> None:
    route = procore.get(REVISIONS).mock(return_value=failing(429, Retry_After="8"))
    with pytest.raises(Failure) as caught:
        await ids(client)
    assert caught.value.code is FailureCode.THROTTLED
    assert caught.value.retry_at is not None and caught.value.retry_at > time.now()
    assert route.call_count == 5


async def test_a_failing_server_is_asked_three_times(
    client: ProcoreClient, procore: respx.MockRouter, time: PacedTime
) -> None:
    route = procore.get(REVISIONS).mock(return_value=failing(502))
    with pytest.raises(Failure) as caught:
        await ids(client)
    assert caught.value.code is FailureCode.SERVER
    assert route.call_count == 3
    assert time.sleeps == [0.5, 2.0]


async def test_a_connection_that_breaks_off_is_tried_again(client: ProcoreClient, procore: respx.MockRouter) -> None:
    procore.get(REVISIONS).mock(side_effect=[httpx.RemoteProtocolError("gone"), failing(500), listing([1])])
    assert await ids(client) == [1]


async def test_a_silent_server_is_asked_three_times_and_each_try_is_admitted(
    client: ProcoreClient, procore: respx.MockRouter, time: PacedTime
) -> None:
    route = procore.get(REVISIONS).mock(side_effect=httpx.ReadTimeout("silence"))
    with pytest.raises(Failure) as caught:
        await ids(client)
    assert caught.value.code is FailureCode.NETWORK
    assert (route.call_count, client.requests) == (3, 3)
    assert time.sleeps == [0.5, 2.0]


async def test_a_project_is_asked_for_by_itself(client: ProcoreClient, procore: respx.MockRouter) -> None:
    route = procore.get("/rest/v1.0/projects/9").mock(side_effect=[httpx.Response(200, json={"id": 9}), failing(404)])
    await client.project(5, 9)
    assert route.calls.last.request.url.params["company_id"] == "5"
    assert route.calls.last.request.headers["Procore-Company-Id"] == "5"
    with pytest.raises(Failure) as caught:
        await client.project(5, 9)
    assert caught.value.code is FailureCode.ACCESS_LOST


async def test_how_long_procore_makes_us_wait_can_be_told(
    client: ProcoreClient, procore: respx.MockRouter, time: PacedTime
) -> None:
    assert client.waits_until() is None
    reset = str(int(time.now().timestamp()) + 600)
    limits = {"X-Rate-Limit-Limit": "3600", "X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": reset}
    procore.get("/rest/v1.0/projects/9").respond(200, json={"id": 9}, headers=limits)
    await client.project(5, 9)
    until = client.waits_until()
    assert until is not None
    assert (until - time.now()).total_seconds() == pytest.approx(600, abs=2)


async def test_being_offline_is_said_at_once(client: ProcoreClient, procore: respx.MockRouter, time: PacedTime) -> None:
    route = procore.get(REVISIONS).mock(side_effect=httpx.ConnectError("no route"))
    with pytest.raises(Failure) as caught:
        await ids(client)
    assert (caught.value.code, caught.value.reason) == (FailureCode.NETWORK, Reason.OFFLINE)
    assert route.call_count == 1 and time.passed == 0


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(200, html="<html>Welcome</html>"),
        httpx.Response(302, headers={"Location": "http://portal.hotel/"}),
    ],
)
async def test_a_captive_portal_is_recognised_and_not_followed(
    client: ProcoreClient, procore: respx.MockRouter, response: httpx.Response
) -> None:
    procore.get(REVISIONS).mock(return_value=response)
    with pytest.raises(Failure) as caught:
        await ids(client)
    assert (caught.value.code, caught.value.reason) == (FailureCode.NETWORK, Reason.CAPTIVE_PORTAL)
    assert procore.calls.call_count == 1


async def test_a_company_without_the_app_says_so_with_its_name(
    client: ProcoreClient, procore: respx.MockRouter
) -> None:
    route = procore.get("/rest/v1.0/projects").mock(
        return_value=failing(403, {"errors": ["App is not connected to this company."]})
    )
    with pytest.raises(Failure) as caught:
        await client.projects(5, "Nord")
    assert caught.value.code is FailureCode.APP_NOT_INSTALLED
    assert caught.value.values == {"company": "Nord"}
    assert route.call_count == 1, "asking again would only use the quota"


async def test_a_project_that_is_not_visible_any_more_is_access_lost_and_a_revision_gone(
    client: ProcoreClient, procore: respx.MockRouter
) -> None:
    procore.get("/rest/v1.0/projects/9/drawing_areas").mock(return_value=failing(404))
    procore.get(f"{REVISIONS}/3").mock(return_value=failing(404))
    with pytest.raises(Failure) as caught:
        await client.areas(5, 9)
    assert caught.value.code is FailureCode.ACCESS_LOST
    with pytest.raises(Failure) as caught:
        await client.revision(5, 9, 3)
    assert caught.value.code is FailureCode.GONE


async def test_a_body_that_is_no_list_breaks_the_contract(client: ProcoreClient, procore: respx.MockRouter) -> None:
    procore.get(REVISIONS).respond(json={"data": []})
    with pytest.raises(Failure) as caught:
        await ids(client)
    assert caught.value.code is FailureCode.CONTRACT


async def test_a_fresh_address_comes_with_the_revision(client: ProcoreClient, procore: respx.MockRouter) -> None:
    procore.get(f"{REVISIONS}/3").respond(content=json.dumps({"id": 3, "drawing_id": 1, "pdf_url": "https://s/f"}))
    assert (await client.revision(5, 9, 3)).pdf_url == "https://s/f"


async def test_the_token_goes_to_procores_hosts_only(client: ProcoreClient) -> None:
    ours = client.bearer_for("https://storage.procore.com/api/v5/files/x?sig=1", company_id=5)
    assert ours == {"Authorization": "Bearer t1", "Procore-Company-Id": "5"}
    assert client.bearer_for("https://us02.procore.com/fas/x") == {"Authorization": "Bearer t1"}
    assert client.bearer_for("https://bucket.s3.amazonaws.com/x?X-Amz-Signature=1", company_id=5) == {}


async def test_without_a_token_nothing_is_sent_to_anybody(time: PacedTime) -> None:
    class SignedOut(Tokens):
        def current(self) -> str | None:
            return None

    async with httpx.AsyncClient() as http:
        assert make(http, time, SignedOut("t1")).bearer_for("https://storage.procore.com/x") == {}
