"""Ordered faults: each goes wrong in its own way, at the request it was ordered for, and then it is over."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from sandbox_desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def stored(desk: Desk) -> str:
    return desk.stored_at(desk.revisions(query="A-101")[0]["pdf_url"])


def order(desk: Desk, match: str, kind: str, **more: Any) -> None:
    desk.control("faults", match=match, kind=kind, **more)


def me_list(desk: Desk) -> httpx.Response:
    return desk.call(f"v1.0/projects/{desk.project.id}/drawing_revisions")


def test_fault_hits_the_nth_request_for_so_many_times(desk: Desk) -> None:
    order(desk, "list", "status", nth=2, times=2, status=503, retry_after=7)
    answers = [me_list(desk) for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 503, 503, 200]
    assert answers[1].headers["retry-after"] == "7"


def test_fault_may_be_narrowed_to_a_path(desk: Desk) -> None:
    order(desk, "list", "status", path="drawing_sets", times=0)
    assert me_list(desk).status_code == 200
    sets = f"v1.0/projects/{desk.project.id}/drawing_sets"
    assert [desk.call(sets).status_code for _ in range(3)] == [500, 500, 500]
    desk.http.delete("/control/faults")
    assert desk.call(sets).status_code == 200


@pytest.mark.parametrize("match", ["file", "list"])
def test_truncated_answer_ends_before_its_length(desk: Desk, stored: str, match: str) -> None:
    order(desk, match, "truncate")
    with pytest.raises(httpx.RemoteProtocolError):
        desk.http.get(stored) if match == "file" else me_list(desk)


def test_wrong_length_is_complete_as_http_but_short(desk: Desk, stored: str) -> None:
    whole = len(desk.http.get(stored).content)
    order(desk, "file", "wrong_length")
    short = desk.http.get(stored)
    assert short.status_code == 200
    assert int(short.headers["content-length"]) == len(short.content) < whole


def test_html_is_a_captive_portal_with_status_200(desk: Desk, stored: str) -> None:
    order(desk, "file", "html")
    answer = desk.http.get(stored)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert b"%PDF" not in answer.content


@pytest.mark.parametrize("match", ["file", "list"])
def test_reset_tears_the_connection_down(desk: Desk, stored: str, match: str) -> None:
    order(desk, match, "reset")
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        desk.http.get(stored) if match == "file" else me_list(desk)
    assert desk.http.get(stored).status_code == 200


def test_hanging_answer_never_comes_and_does_not_hold_up_the_end(desk: Desk, stored: str) -> None:
    order(desk, "file", "hang")
    with pytest.raises(httpx.ReadTimeout):
        desk.http.get(stored, timeout=0.2)
    started = time.monotonic()
    desk.sandbox.stop()
    assert time.monotonic() - started < 5


def test_slow_answer_arrives_whole_and_late(desk: Desk, stored: str) -> None:
    whole = desk.http.get(stored).content
    order(desk, "file", "slow", seconds=0.3)
    started = time.monotonic()
    assert desk.http.get(stored).content == whole
    assert time.monotonic() - started > 0.25


def test_redirect_loop_leads_back_to_the_same_address(desk: Desk, stored: str) -> None:
    order(desk, "file", "redirect_loop", times=0)
    answer = desk.http.get(stored)
    assert answer.status_code == 302
    assert str(answer.url.join(answer.headers["location"])) == stored


def test_foreign_redirect_leaves_for_another_host(desk: Desk, stored: str) -> None:
    order(desk, "link", "redirect_foreign")
    answer = desk.http.get(desk.revisions()[0]["pdf_url"], headers=desk.bearer())
    assert (answer.status_code, answer.headers["location"]) == (302, "http://plans.example/sheet.pdf")


def test_expired_speaks_for_each_host(desk: Desk, stored: str) -> None:
    for match in ("file", "list", "token"):
        order(desk, match, "expired")
    assert desk.http.get(stored).status_code == 403
    assert me_list(desk).status_code == 401
    assert desk.refresh(desk.token["refresh_token"]).json()["error"] == "invalid_grant"


def test_lost_token_answer_has_used_up_the_refresh_token(desk: Desk) -> None:
    order(desk, "token", "reset")
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        desk.refresh(desk.token["refresh_token"])
    assert desk.refresh(desk.token["refresh_token"]).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(("processed", "second"), [(False, 200), (True, 400)])
def test_failed_refresh_may_or_may_not_have_been_carried_out(desk: Desk, processed: bool, second: int) -> None:
    order(desk, "token", "status", processed=processed)
    assert desk.refresh(desk.token["refresh_token"]).status_code == 500
    assert desk.refresh(desk.token["refresh_token"]).status_code == second


@pytest.mark.parametrize("body", [{"match": "file"}, {"match": "sky", "kind": "hang"}, {"match": "file", "kind": "?"}])
def test_senseless_fault_is_refused(desk: Desk, body: dict[str, str]) -> None:
    assert desk.http.post("/control/faults", json=body).status_code == 422


def test_faults_are_listed_with_what_they_saw(desk: Desk, open_desk: Callable[..., Desk]) -> None:
    order(desk, "list", "status", nth=5)
    me_list(desk)
    listed = desk.http.get("/control/faults").json()
    assert [(one["kind"], one["nth"], one["seen"]) for one in listed] == [("status", 5, 1)]
