"""Who may ask for what, and how a refusal looks (contract §1, §2, §5, §6)."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import pytest
from sandbox_desk import NOW, Desk

if TYPE_CHECKING:
    from collections.abc import Callable


def test_call_without_a_token_is_401_without_rate_headers(desk: Desk) -> None:
    answer = desk.http.get("/rest/v1.0/me")
    assert (answer.status_code, answer.json()) == (401, {"error": "Invalid Token"})
    assert "x-rate-limit-limit" not in answer.headers


def test_me_and_companies_need_no_company_header(desk: Desk) -> None:
    assert desk.call("v1.0/me", 0).status_code == 200
    assert desk.call("v1.0/companies", 0).status_code == 200


def test_me_gives_the_name_only_for_a_named_company(desk: Desk) -> None:
    assert "name" not in desk.call("v1.0/me", 0).json()
    named = {"company_id": desk.company.id}
    assert desk.call("v1.0/me", 0, params=named).status_code == 400
    assert desk.call("v1.0/me", params=named).json()["name"] == "Marie Tremblay"


def test_every_other_call_needs_the_company_header(desk: Desk) -> None:
    area = desk.world.areas_of(desk.project.id)[0]
    for path in (
        "v1.0/company_base_url",
        f"v1.0/projects?company_id={desk.company.id}",
        f"v1.0/projects/{desk.project.id}/drawing_revisions",
        f"v1.1/drawing_areas/{area.id}/drawings",
    ):
        answer = desk.call(path, 0)
        assert answer.status_code == 400
        assert "Missing Procore-Company-Id header!" in answer.text


def test_company_without_the_app_hides_its_projects_with_the_known_text(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk("demo")
    hidden = desk.world.company("Northgate Builders Ltd.")
    project = next(one for one in desk.world.projects.values() if one.company_id == hidden.id)
    for path in (f"v1.0/projects?company_id={hidden.id}", f"v1.0/projects/{project.id}/drawing_areas"):
        answer = desk.call(path, hidden.id)
        assert (answer.status_code, answer.json()) == (403, {"errors": ["App is not connected to this company."]})
    assert hidden.id in {one["id"] for one in desk.call("v1.0/companies", 0).json()}


def test_installing_and_removing_the_app_shows_at_once(desk: Desk) -> None:
    path = f"v1.0/projects?company_id={desk.company.id}"
    desk.control("install", company=desk.company.id, installed=False)
    assert desk.call(path).status_code == 403
    desk.control("install", company=desk.company.name, installed=True)
    assert desk.call(path).status_code == 200


def test_project_of_others_looks_as_if_it_did_not_exist(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk("demo")
    theirs = next(one for one in desk.world.projects.values() if len(one.members) == 1)
    desk.sign_in("luc.gagnon@example.com")
    answer = desk.call(f"v1.0/projects/{theirs.id}/drawing_areas")
    assert answer.status_code == 404
    assert set(answer.json()) == {"message", "exception"}
    listed = desk.call("v1.0/projects", params={"company_id": desk.company.id}).json()
    assert theirs.id not in {one["id"] for one in listed}


def test_revoked_project_access_is_404(desk: Desk) -> None:
    path = f"v1.0/projects/{desk.project.id}/drawing_revisions"
    assert desk.call(path).status_code == 200
    desk.control("access", user="marie.tremblay@example.com", project=desk.project.id, allowed=False)
    assert desk.call(path).status_code == 404


def test_project_is_not_found_under_another_company(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk("demo")
    other = desk.world.company("Groupe Beaubien Constructeurs")
    assert desk.call(f"v1.0/projects/{desk.project.id}/drawing_areas", other.id).status_code == 404


def test_drawings_tool_switched_off_is_403(desk: Desk) -> None:
    desk.control("tool", project=desk.project.id, enabled=False)
    assert desk.call(f"v1.0/projects/{desk.project.id}/drawing_sets").status_code == 403
    assert desk.call(f"v1.0/projects/{desk.project.id}", params={"company_id": desk.company.id}).status_code == 200


@pytest.mark.parametrize("path", ["v1.1/projects/{}/drawing_revisions", "v1.0/projects/{}/drawings", "v9.9/me{}"])
def test_paths_that_procore_does_not_have_are_404(desk: Desk, path: str) -> None:
    assert desk.call(path.format(desk.project.id)).status_code == 404


def test_every_answer_carries_the_worlds_date_and_a_request_id(desk: Desk) -> None:
    desk.control("clock", shift=3600)
    first, second = desk.call("v1.0/me", 0), desk.http.get("/rest/v1.0/me")
    assert (parsedate_to_datetime(first.headers["date"]) - NOW).total_seconds() == 3600
    assert first.headers.get_list("date") == [first.headers["date"]]
    assert first.headers["x-request-id"] != second.headers["x-request-id"]


def test_rate_headers_show_the_window_nearest_to_exhaustion(desk: Desk) -> None:
    desk.control("rules", spike_limit=25, hourly_limit=600)
    headers = desk.call("v1.0/me", 0).headers
    assert (headers["x-rate-limit-limit"], headers["x-rate-limit-remaining"]) == ("25", "24")
    assert int(headers["x-rate-limit-reset"]) == NOW.timestamp() + 10
    desk.control("rules", spike_limit=25, hourly_limit=5)
    headers = desk.call("v1.0/me", 0).headers
    assert (headers["x-rate-limit-limit"], headers["x-rate-limit-remaining"]) == ("5", "3")
    assert int(headers["x-rate-limit-reset"]) == NOW.timestamp() + 3600


def test_request_over_the_limit_is_429_until_the_reset(desk: Desk) -> None:
    desk.control("rules", spike_limit=2)
    assert [desk.call("v1.0/me", 0).status_code for _ in range(3)] == [200, 200, 429]
    refused = desk.call("v1.0/me", 0)
    assert refused.headers["retry-after"] == "10"
    assert "surpassed the max number of requests" in refused.json()["errors"]
    desk.world.shift(9)
    assert desk.call("v1.0/me", 0).status_code == 429
    desk.world.shift(1)
    assert desk.call("v1.0/me", 0).status_code == 200


def test_retry_after_may_be_left_out(desk: Desk) -> None:
    desk.control("rules", spike_limit=0, retry_after=False)
    refused = desk.call("v1.0/me", 0)
    assert refused.status_code == 429
    assert "retry-after" not in refused.headers


def test_refused_calls_use_quota_too(desk: Desk) -> None:
    desk.control("rules", spike_limit=2)
    assert desk.call("v1.0/company_base_url", 0).status_code == 400
    assert desk.call("v1.0/projects/1/drawing_areas").status_code == 404
    assert desk.call("v1.0/me", 0).status_code == 429
