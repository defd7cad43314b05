"""Paging, projects, areas, drawings (contract §4, §7, §8)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sandbox_desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable

LINK = re.compile(r'<([^>]+)>; rel="(\w+)"')


def links(header: str) -> dict[str, str]:
    return {rel: url for url, rel in LINK.findall(header)}


def test_pages_join_to_the_whole_list_without_overlap(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk("large:23")
    path = f"v1.0/projects/{desk.project.id}/drawing_revisions"
    pages = [desk.call(path, params={"page": page, "per_page": 10}) for page in (1, 2, 3, 4)]
    assert [len(page.json()) for page in pages] == [10, 10, 8, 0]
    assert len({one["id"] for page in pages for one in page.json()}) == 28
    assert {page.headers["total"] for page in pages} == {"28"}
    assert {page.headers["per-page"] for page in pages} == {"10"}


def test_link_header_names_the_neighbours_and_keeps_only_page_and_per_page(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk("large:23")
    path = f"v1.0/projects/{desk.project.id}/drawing_revisions"
    base = f"{desk.sandbox.addresses.api}/rest/{path}"
    first, middle, last = (
        links(desk.call(path, params={"with_obsolete": "true", "page": page, "per_page": 10}).headers["link"])
        for page in (1, 2, 3)
    )
    assert first == {"next": f"{base}?page=2&per_page=10", "last": f"{base}?page=3&per_page=10"}
    assert set(middle) == {"first", "prev", "next", "last"}
    assert last == {"first": f"{base}?page=1&per_page=10", "prev": f"{base}?page=2&per_page=10"}


def test_per_page_above_the_cap_is_cut(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk("large:23")
    desk.control("rules", page_cap=7)
    answer = desk.call(f"v1.0/projects/{desk.project.id}/drawing_revisions", params={"per_page": 500})
    assert (len(answer.json()), answer.headers["per-page"]) == (7, "7")


@pytest.mark.parametrize("query", [{"page": "0"}, {"page": "x"}, {"per_page": "-1"}])
def test_senseless_pages_are_400(desk: Desk, query: dict[str, str]) -> None:
    assert desk.call(f"v1.0/projects/{desk.project.id}/drawing_sets", params=query).status_code == 400


def test_account_has_143_projects_in_two_companies(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk("demo")
    found = []
    for company in ("Construction Bellerive inc.", "Groupe Beaubien Constructeurs"):
        company_id = desk.world.company(company).id
        for page in (1, 2):
            query = {"company_id": company_id, "page": page, "per_page": 100}
            found += desk.call("v1.1/projects", company_id, params=query).json()
    assert len(found) == len({one["id"] for one in found}) == 143


def test_projects_v11_caps_a_page_at_300_and_ids_view_ignores_pages(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk("demo")
    query = {"company_id": desk.company.id, "per_page": 1000}
    assert desk.call("v1.1/projects", params=query).headers["per-page"] == "300"
    ids = desk.call("v1.1/projects", params={**query, "view": "ids"})
    assert ids.headers["per-page"] == "200000"
    assert all(isinstance(one, int) for one in ids.json())


def test_projects_are_active_ones_unless_asked_otherwise(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk("demo")

    def count(**query: str) -> int:
        answer = desk.call("v1.0/projects", params={"company_id": desk.company.id, **query})
        return int(answer.headers["total"])

    assert count() == count(**{"filters[by_status]": "Active"}) == 142
    assert count(**{"filters[by_status]": "Inactive"}) == 4
    assert count(**{"filters[by_status]": "All"}) == 146
    assert count(**{"filters[name]": "rosemont"}) == 1


def test_projects_need_the_company_in_the_query_too(desk: Desk) -> None:
    answer = desk.call("v1.0/projects")
    assert (answer.status_code, answer.json()) == (400, {"errors": {"company_id": ["can't be blank"]}})


def test_compact_projects_have_three_members(desk: Desk) -> None:
    query = {"company_id": desk.company.id, "serializer_view": "compact"}
    assert set(desk.call("v1.0/projects", params=query).json()[0]) == {"id", "name", "display_name"}


def test_discipline_position_is_text_inside_an_area_and_a_number_in_the_list(desk: Desk) -> None:
    area = desk.call(f"v1.0/projects/{desk.project.id}/drawing_areas").json()[0]
    assert [one["position"] for one in area["drawing_disciplines"]] == ["0", "1", "2", "3"]
    listed = desk.call(f"v1.0/projects/{desk.project.id}/drawing_disciplines")
    assert [one["position"] for one in listed.json()] == [0, 1, 2, 3]
    assert "total" not in listed.headers
    paged = desk.call(f"v1.1/projects/{desk.project.id}/drawing_disciplines", params={"per_page": 3})
    assert (len(paged.json()), paged.headers["total"]) == (3, "4")


def test_latest_revision_update_comes_only_with_its_view(desk: Desk) -> None:
    path = f"v1.1/projects/{desk.project.id}/drawing_areas"
    assert "latest_revision_update" not in desk.call(path).json()[0]
    desk.control("publish", drawing="A-101", label="1")
    assert desk.call(path, params={"view": "mfe"}).json()[0]["latest_revision_update"] == "2026-06-01T12:00:00Z"


def test_drawings_of_an_area_with_their_views_and_filters(desk: Desk) -> None:
    area = desk.world.areas_of(desk.project.id)[0]
    path = f"v1.1/drawing_areas/{area.id}/drawings"
    assert "current_revision" in desk.call(path).json()[0]
    assert "current_revision" not in desk.call(path, params={"view": "compact"}).json()[0]
    discipline = desk.world.drawing("S-101").discipline_id
    only = desk.call(path, params={"filters[drawing_discipline_id]": discipline}).json()
    assert [one["number"] for one in only] == ["S-101"]
    desk.control("obsolete", drawing="S-101")
    current = desk.call(path, params={"filters[drawing_set_id]": "current_set"}).json()
    assert "S-101" not in [one["number"] for one in current]


def test_drawing_without_discipline_has_no_such_members(desk: Desk) -> None:
    desk.control("move", drawing="E-101", discipline=None)
    area = desk.world.areas_of(desk.project.id)[0]
    listed = desk.call(f"v1.0/drawing_areas/{area.id}/drawings").json()
    loose = next(one for one in listed if one["number"] == "E-101")
    assert "discipline" not in loose
    assert desk.revisions(drawing_id=loose["id"])[0]["discipline"] is None


def test_sets_count_drawings_only_within_an_area(desk: Desk) -> None:
    path = f"v1.0/projects/{desk.project.id}/drawing_sets"
    area = desk.world.areas_of(desk.project.id)[0]
    assert "published_drawings_count" not in desk.call(path).json()[0]
    assert desk.call(path, params={"drawing_area_id": area.id}).json()[0]["published_drawings_count"] == 5


def test_no_upload_is_ever_waiting(desk: Desk) -> None:
    answer = desk.call(f"v1.1/projects/{desk.project.id}/drawing_uploads")
    assert (answer.status_code, answer.json(), answer.headers["total"]) == (200, [], "0")
