"""``planrack schedule``: interval, pause and bid mode from the command line."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from command_line import NOW, CommandLine

from app.domain.states import Role, SyncInterval


def ahead(hours: float) -> str:
    return (NOW + timedelta(hours=hours)).isoformat()


def test_without_an_option_it_shows_the_schedule(planrack: CommandLine) -> None:
    planrack.linked()
    answer = planrack("schedule", "Tower A", "--json").json
    assert answer.pop("next_attempt") is not None  # never synced: due
    assert answer == {"project": "Tower A", "interval": "1h", "paused": False, "bid_until": None}
    assert "synced every hour" in planrack("schedule", "Tower A").out


def test_interval_and_pause_are_stored(planrack: CommandLine) -> None:
    project = planrack.linked()
    answer = planrack("schedule", "Tower A", "--interval", "4h", "--pause", "--json").json
    assert (answer["interval"], answer["paused"], answer["next_attempt"]) == ("4h", True, None)
    link = planrack.store.links.of_project(project.id)
    assert link is not None
    assert (link.interval, link.paused) == (SyncInterval.FOUR_HOURS, True)
    assert "Paused" in planrack("schedule", "Tower A").out
    assert planrack("schedule", "Tower A", "--resume", "--json").json["paused"] is False


def test_bid_mode_begins_ends_a_pause_and_is_shown_in_status(planrack: CommandLine) -> None:
    planrack.linked()
    planrack("schedule", "Tower A", "--pause")
    until = ahead(5)
    answer = planrack("schedule", "Tower A", "--bid-until", until, "--json").json
    assert datetime.fromisoformat(answer["bid_until"]) == datetime.fromisoformat(until)
    assert answer["paused"] is False
    assert planrack("status", "--json").json["projects"][0]["bid_until"] == answer["bid_until"]
    assert "every 5 minutes until" in planrack("schedule", "Tower A").out
    assert planrack("schedule", "Tower A", "--no-bid", "--json").json["bid_until"] is None


@pytest.mark.parametrize("hours", [-1, 32 * 24])
def test_a_bid_ends_ahead_and_within_a_month(planrack: CommandLine, hours: float) -> None:
    project = planrack.linked()
    assert planrack("schedule", "Tower A", "--bid-until", ahead(hours)).code == 2
    link = planrack.store.links.of_project(project.id)
    assert link is not None
    assert link.bid_until is None


def test_those_who_may_not_manage_documents_read_it_only(planrack: CommandLine) -> None:
    planrack.linked()
    planrack.store.members.use(planrack.store.members.add("Vera", "vera@example.com", Role.VIEWER).id)
    assert planrack("schedule", "Tower A").code == 0
    refused = planrack("schedule", "Tower A", "--pause", "--json")
    assert (refused.code, refused.json["error"]["code"]) == (1, "not_allowed")


def test_a_project_that_is_not_connected_has_no_schedule(planrack: CommandLine) -> None:
    planrack.project()
    assert planrack("schedule", "Tower A", "--json").json["error"]["reason"] == "not_connected"


def test_an_offline_window_is_told_in_status_while_it_lives(planrack: CommandLine) -> None:
    planrack.linked()
    planrack.store.preferences.set("engine.offline", True)
    assert planrack("status", "--json").json["projects"][0]["offline"] is False  # its engine is gone
