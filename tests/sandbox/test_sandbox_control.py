"""The hand that turns the world, and the eyes on what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sandbox_desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable


def shown(desk: Desk, number: str) -> dict[str, Any]:
    return next(one for one in desk.revisions() if one["number"] == number)


def test_renaming_shows_in_every_revision_and_moves_its_date(desk: Desk) -> None:
    desk.control("rename", drawing="A-101", number="A-101R", title="Rooms")
    one = shown(desk, "A-101R")
    assert (one["title"], one["updated_at"]) == ("Rooms", "2026-06-01T12:00:00Z")


def test_changes_may_leave_the_dates_alone(desk: Desk) -> None:
    before = shown(desk, "A-101")["updated_at"]
    desk.control("rename", drawing="A-101", title="Rooms", bump=False)
    assert shown(desk, "A-101")["updated_at"] == before


def test_moving_to_another_discipline(desk: Desk) -> None:
    desk.control("move", drawing="A-101", discipline="Electrical")
    assert shown(desk, "A-101")["discipline"]["name"] == "Electrical"


def test_relabelling_a_revision(desk: Desk) -> None:
    desk.control("relabel", revision=shown(desk, "A-101")["id"], label="IFC")
    assert shown(desk, "A-101")["revision_number"] == "IFC"


def test_reordering_by_control(desk: Desk) -> None:
    new = desk.control("publish", drawing="A-101", label="1")["revision"]
    old = shown(desk, "A-101")["id"]
    desk.control("reorder", drawing="A-101", order=[new, old], bump=True)
    current = desk.revisions(drawing_set_id="current_set", query="A-101")
    assert [(one["id"], one["updated_at"]) for one in current] == [(old, "2026-06-01T12:00:00Z")]


def test_deleting_a_drawing_takes_it_out_of_its_area(desk: Desk) -> None:
    area = desk.world.drawing("A-101").area_id
    desk.control("delete", drawing="A-101")
    assert len(desk.call(f"v1.0/drawing_areas/{area}/drawings").json()) == 4
    assert desk.call(f"v1.0/projects/{desk.project.id}/drawing_areas").json()[0]["drawings_count"] == 4


def test_tokens_of_a_person_can_be_revoked_or_expired(desk: Desk) -> None:
    desk.control("tokens", expire=True)
    assert "expired" in desk.call("v1.0/me", 0).text
    desk.token = desk.refresh(desk.token["refresh_token"]).json()
    desk.control("tokens", user="marie.tremblay@example.com")
    assert desk.call("v1.0/me", 0).json() == {"error": "Invalid Token"}
    assert desk.refresh(desk.token["refresh_token"]).status_code == 400


@pytest.mark.parametrize(
    ("act", "body", "status"),
    [
        ("publish", {"drawing": "Z-999", "label": "1"}, 404),
        ("publish", {"drawing": "A-101"}, 422),
        ("reorder", {"drawing": "A-101", "order": [1]}, 422),
        ("rules", {"speed": 3}, 422),
        ("move", {"drawing": "A-101", "discipline": "Marine"}, 404),
        ("replace", {"revision": 1}, 404),
        ("dance", {}, 404),
    ],
)
def test_senseless_acts_are_refused_with_a_reason(desk: Desk, act: str, body: dict[str, Any], status: int) -> None:
    answer = desk.http.post(f"/control/{act}", json=body)
    assert answer.status_code == status
    assert answer.json()["error"]


def test_requests_are_noted_with_their_headers_and_the_host_they_reached(desk: Desk) -> None:
    desk.http.delete("/control/requests")
    url = desk.revisions(query="A-101")[0]["pdf_url"]
    desk.http.get(desk.stored_at(url))
    notes = desk.http.get("/control/requests").json()
    assert [(one["host"], one["status"]) for one in notes] == [("api", 200), ("api", 302), ("files", 200)]
    assert "authorization" in notes[1]["headers"]
    assert "authorization" not in notes[2]["headers"]
    assert notes[0]["query"] == "query=A-101"


def test_state_follows_the_world(desk: Desk) -> None:
    def drawing() -> dict[str, Any]:
        return desk.http.get("/control/state").json()["projects"][0]["drawings"][0]

    before = drawing()
    added = desk.control("publish", drawing=before["id"], label="1")["revision"]
    after = drawing()
    assert (after["current"], after["order"]) == (added, [*before["order"], added])


def test_same_scenario_makes_the_same_world(open_desk: Callable[..., Desk]) -> None:
    first, second = (open_desk("large:40") for _ in range(2))
    assert first.http.get("/control/state").json() == second.http.get("/control/state").json()
    files = [[one["pdf_size"] for one in desk.revisions()] for desk in (first, second)]
    assert files[0] == files[1]
