"""The list of revisions with all its filters, and the order of revisions (contract §8.5, §9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sandbox_desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx


def numbers(records: list[dict[str, Any]]) -> list[str]:
    return sorted(one["number"] for one in records)


def labels(records: list[dict[str, Any]]) -> list[str]:
    return [one["revision_number"] for one in records]


def patch_order(desk: Desk, number: str, order: list[int], version: str = "v1.0") -> httpx.Response:
    drawing = desk.world.drawing(number)
    path = f"{version}/drawing_areas/{drawing.area_id}/drawings/{drawing.id}"
    return desk.call(path, method="PATCH", json={"drawing": {"ordered_revision_ids": order}})


def test_list_holds_current_and_superseded_revisions(desk: Desk) -> None:
    desk.control("publish", drawing="A-101", label="1")
    found = desk.revisions(drawing_id=desk.world.drawing("A-101").id)
    assert [(one["revision_number"], one["current"], one["order_in_drawing"]) for one in found] == [
        ("0", False, 1),
        ("1", True, 2),
    ]
    assert labels(desk.revisions(drawing_id=found[0]["drawing_id"], drawing_set_id="current_set")) == ["1"]


def test_order_may_be_counted_from_elsewhere_and_backwards(desk: Desk) -> None:
    desk.control("publish", drawing="A-101", label="1")
    desk.control("rules", order_base=0, order_descending=True)
    found = desk.revisions(drawing_id=desk.world.drawing("A-101").id)
    assert [(one["order_in_drawing"], one["current"]) for one in found] == [(1, False), (0, True)]


def test_deleted_revisions_are_hidden_unless_asked_for(desk: Desk) -> None:
    added = desk.control("publish", drawing="A-101", label="1")["revision"]
    desk.control("delete", revision=added)
    drawing = desk.world.drawing("A-101").id
    assert labels(desk.revisions(drawing_id=drawing)) == ["0"]
    assert labels(desk.revisions(drawing_id=drawing, **{"filters[deleted]": "only"})) == ["1"]
    assert labels(desk.revisions(drawing_id=drawing, **{"filters[deleted]": "with"})) == ["0", "1"]
    assert desk.revisions(drawing_id=drawing)[0]["current"] is True
    assert desk.call(f"v1.0/projects/{desk.project.id}/drawing_revisions/{added}").status_code == 404
    desk.control("delete", revision=added, deleted=False)
    assert labels(desk.revisions(drawing_set_id="current_set", drawing_id=drawing)) == ["1"]


def test_obsolete_drawings_are_hidden_unless_asked_for(desk: Desk) -> None:
    desk.control("obsolete", drawing="A-101")
    assert "A-101" not in numbers(desk.revisions())
    shown = next(one for one in desk.revisions(with_obsolete="true") if one["number"] == "A-101")
    assert (shown["obsolete"], shown["current"]) == (True, False)


def test_unreviewed_revisions_are_outside_the_order(desk: Desk) -> None:
    added = desk.control("publish", drawing="A-101", label="1", reviewed=False)["revision"]
    waiting = desk.revisions(is_reviewed="false")
    assert [one["id"] for one in waiting] == [added]
    assert (waiting[0]["current"], waiting[0]["status"]) == (False, "unpublished")
    assert "order_in_drawing" not in waiting[0]
    assert len(desk.revisions(is_reviewed="true")) == 5
    assert len(desk.revisions()) == 6
    desk.control("review", revision=added)
    assert desk.revisions(is_reviewed="false") == []


def test_filters_by_area_discipline_set_and_text(desk: Desk) -> None:
    world = desk.world
    drawing = world.drawing("S-101")
    addendum = next(one for one in world.sets.values() if one.name == "Addendum 1")
    assert len(desk.revisions(drawing_area_id=drawing.area_id)) == 5
    assert desk.revisions(drawing_area_id=1) == []
    assert numbers(desk.revisions(drawing_discipline_id=drawing.discipline_id)) == ["S-101"]
    assert desk.revisions(drawing_set_id=addendum.id) == []
    desk.control("publish", drawing="S-101", label="1", set="Addendum 1", date="2026-03-30")
    issued = desk.revisions(drawing_set_id=addendum.id)
    assert [(one["number"], one["drawing_date"]) for one in issued] == [("S-101", "2026-03-30")]
    assert numbers(desk.revisions(query="structural")) == ["S-101", "S-101"]


def test_filters_by_id_in_every_spelling(desk: Desk) -> None:
    two = sorted(one["id"] for one in desk.revisions())[:2]
    assert [one["id"] for one in desk.revisions(**{"id[]": two})] == two
    assert [one["id"] for one in desk.revisions(**{"id[0]": two[0], "id[1]": two[1]})] == two
    assert [one["id"] for one in desk.revisions(**{"filters[ids]": str(two)})] == two
    assert [one["id"] for one in desk.revisions(**{"filters[ids][]": two})] == two


@pytest.mark.parametrize(
    "span",
    [
        "2026-06-01T12:00:00Z...2026-06-01T12:00:00Z",
        '"2026-06-01T12:00:00Z...2026-06-02T00:00:00Z"',
        "2026-06-01...2026-06-01",
        "2026-06-01T08:00:00-04:00...2026-06-01T09:00:00-04:00",
        "2026-06-01T14:00:00+02:00...2026-06-02",
    ],
)
def test_filters_by_range_of_change(desk: Desk, span: str) -> None:
    desk.control("publish", drawing="A-101", label="1")
    assert labels(desk.revisions(**{"filters[updated_at]": span})) == ["1"]


def test_range_excludes_what_changed_outside(desk: Desk) -> None:
    desk.control("publish", drawing="A-101", label="1")
    assert desk.revisions(**{"filters[updated_at]": "2026-06-01T12:00:01Z...2026-07-01"}) == []


@pytest.mark.parametrize(
    "query",
    [
        {"filters[updated_at]": "yesterday"},
        {"filters[deleted]": "maybe"},
        {"sort": "colour"},
        {"view": "huge"},
        {"drawing_id": "A-101"},
        {"filters[ids]": "[x]"},
    ],
)
def test_senseless_filters_are_400(desk: Desk, query: dict[str, str]) -> None:
    answer = desk.call(f"v1.0/projects/{desk.project.id}/drawing_revisions", params=query)
    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_sort_takes_several_keys_and_directions(desk: Desk) -> None:
    desk.control("publish", drawing="A-101", label="1")
    found = [(one["number"], one["revision_number"]) for one in desk.revisions(sort="-number,-revision")]
    assert found == [("S-101", "0"), ("M-101", "0"), ("E-101", "0"), ("A-102", "0"), ("A-101", "1"), ("A-101", "0")]
    ids = [one["id"] for one in desk.revisions(sort="-id")]
    assert ids == sorted(ids, reverse=True)


def test_only_ids_is_short(desk: Desk) -> None:
    assert all(set(one) == {"id"} for one in desk.revisions(view="only_ids"))


def test_reorder_by_patch_flips_current_and_touches_no_date(desk: Desk) -> None:
    desk.control("publish", drawing="A-101", label="1")
    drawing = desk.world.drawing("A-101").id
    before = {one["id"]: one["updated_at"] for one in desk.revisions(drawing_id=drawing)}
    old, new = sorted(before)
    answer = patch_order(desk, "A-101", [new, old])
    assert (answer.status_code, answer.json()["number"]) == (200, "A-101")
    found = desk.revisions(drawing_id=drawing)
    assert [(one["id"], one["order_in_drawing"], one["current"]) for one in found] == [(old, 2, True), (new, 1, False)]
    assert {one["id"]: one["updated_at"] for one in found} == before


@pytest.mark.parametrize("version", ["v1.0", "v1.1"])
def test_incomplete_order_is_422_and_changes_nothing(desk: Desk, version: str) -> None:
    added = desk.control("publish", drawing="A-101", label="1")["revision"]
    assert patch_order(desk, "A-101", [added], version).status_code == 422
    assert desk.world.drawing("A-101").order[-1] == added


def test_drawing_patch_without_its_wrapper_is_400(desk: Desk) -> None:
    drawing = desk.world.drawing("A-101")
    path = f"v1.0/drawing_areas/{drawing.area_id}/drawings/{drawing.id}"
    assert desk.call(path, method="PATCH", json={"title": "New"}).status_code == 400
    assert desk.call(path, method="PATCH", json={"drawing": {"title": "New"}}).json()["title"] == "New"


def test_revision_patch_ignores_members_outside_the_wrapper(desk: Desk) -> None:
    revision = desk.revisions()[0]
    path = f"v1.0/projects/{desk.project.id}/drawing_revisions/{revision['id']}"
    assert desk.call(path, method="PATCH", json={"revision_number": "9"}).json()["revision_number"] == "0"
    answer = desk.call(path, method="PATCH", json={"drawing_revision": {"revision_number": "9"}}).json()
    assert (answer["revision_number"], answer["ordered_revision_ids"]) == ("9", [revision["id"]])


def test_terms_take_fifty_ids_at_most(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk("large:60")
    ids = sorted(desk.world.revisions)
    path = f"v1.0/projects/{desk.project.id}/drawing_revision_terms"
    assert len(desk.call(path, params={"drawing_revision_ids[]": ids[:50]}).json()) == 50
    assert desk.call(path, params={"drawing_revision_ids[]": ids[:51]}).status_code == 400


def test_terms_leave_out_what_was_not_reviewed(desk: Desk) -> None:
    added = desk.control("publish", drawing="A-101", label="1", reviewed=False)["revision"]
    path = f"v1.1/projects/{desk.project.id}/drawing_revision_terms"
    assert desk.call(path, params={"drawing_revision_ids[]": [added]}).json() == []
