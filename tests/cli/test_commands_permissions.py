"""What a member may not see or do is not seen or done from the command line either (S52)."""

from __future__ import annotations

import pytest
from command_line import CommandLine, Ended

from app.domain.access import ROOT, discipline_folder
from app.domain.states import AccessLevel, Role

ARCHITECTURE, POWER = discipline_folder(1, 1), discipline_folder(1, 5)
CLOSED = {ROOT: AccessLevel.NONE}


def error(done: Ended) -> tuple[int, str, str]:
    found = done.json["error"]
    return done.code, found["code"], found["reason"]


def numbers(planrack: CommandLine) -> list[str]:
    areas = planrack("tree", "Tower A", "--json").json["areas"]
    return [drawing["number"] for area in areas for part in area["disciplines"] for drawing in part["drawings"]]


def test_the_tree_leaves_out_closed_folders(planrack: CommandLine) -> None:
    planrack.synced(disciplines=True)
    assert numbers(planrack) == ["A-101", "E-3.01"]
    planrack.working_as(Role.COLLABORATOR, {POWER: AccessLevel.NONE})
    assert numbers(planrack) == ["A-101"]
    assert "E-3.01" not in planrack("tree", "Tower A").out


def test_changes_leave_out_closed_folders_and_permissions_of_others(planrack: CommandLine) -> None:
    planrack.synced(disciplines=True)
    planrack.working_as(Role.COLLABORATOR, {POWER: AccessLevel.NONE})
    told = planrack("changes", "Tower A", "--json").json["changes"]
    assert [line["drawing"] for line in told if line["kind"] == "added"] == ["A-101"]
    assert "permission" not in {line["kind"] for line in told}


def test_a_search_finds_nothing_in_closed_folders(planrack: CommandLine) -> None:
    planrack.synced(disciplines=True)
    planrack.working_as(Role.COLLABORATOR, {POWER: AccessLevel.NONE})
    found = planrack("search", "Tower A", "Sheet").out
    assert "A-101" in found and "E-3.01" not in found


def test_the_ledger_says_who_changed_a_permission_from_what_to_what(planrack: CommandLine) -> None:
    planrack.synced(disciplines=True)
    planrack.working_as(Role.VIEWER, {POWER: AccessLevel.NONE})
    planrack("members", "use", "Olive")
    (line,) = [one for one in planrack("changes", "Tower A", "--json").json["changes"] if one["kind"] == "permission"]
    assert (line["before"]["level"], line["after"]["level"]) == (None, "none")
    assert (line["after"]["member"], line["after"]["by"]) == ("Luc", "Olive")


@pytest.mark.parametrize(
    "arguments",
    [
        ("tree", "Tower A"),
        ("changes", "Tower A"),
        ("search", "Tower A", "Sheet"),
        ("sync",),
        ("sync", "Tower A"),
        ("fetch-older", "Tower A"),
        ("fetch-older", "Tower A", "--drawing", "A-101"),
        ("verify",),
        ("verify", "Tower A"),
    ],
)
def test_without_any_access_every_command_refuses_and_says_whom_to_ask(
    planrack: CommandLine, arguments: tuple[str, ...]
) -> None:
    planrack.synced(disciplines=True)
    planrack.working_as(Role.COLLABORATOR, CLOSED)
    done = planrack(*arguments, "--json")
    assert error(done) == (1, "not_allowed", "no_access")
    assert "Olive" in done.err
    assert planrack.engine.started == 0


@pytest.mark.parametrize(
    "arguments", [("sync",), ("sync", "Tower A"), ("fetch-older", "Tower A"), ("verify",), ("verify", "--repair")]
)
@pytest.mark.parametrize("level", [AccessLevel.VIEW, AccessLevel.ANNOTATE])
def test_managing_commands_ask_for_manage(
    planrack: CommandLine, arguments: tuple[str, ...], level: AccessLevel
) -> None:
    planrack.synced()
    planrack.working_as(Role.COLLABORATOR, {ROOT: level})
    assert error(planrack(*arguments, "--json")) == (1, "not_allowed", "manage_needed")
    assert planrack.engine.started == 0


def test_a_viewer_who_was_given_manage_syncs_fetches_and_verifies(planrack: CommandLine) -> None:
    planrack.report(planrack.synced())
    planrack.working_as(Role.VIEWER, {ROOT: AccessLevel.MANAGE})
    for arguments in (("sync",), ("fetch-older", "Tower A"), ("verify",)):
        assert planrack(*arguments).code == 0


def test_without_a_name_only_managed_projects_are_synced(planrack: CommandLine) -> None:
    planrack.report(planrack.synced())
    planrack.linked("Tower B", 502)
    planrack.working_as(Role.COLLABORATOR, {ROOT: AccessLevel.MANAGE})
    planrack("sync")
    assert [asked for asked, _full, _trigger in planrack.engine.asked] == [[1]]


def test_a_sheet_of_a_closed_folder_is_refused_by_its_number(planrack: CommandLine) -> None:
    planrack.synced(disciplines=True)
    planrack.working_as(Role.COLLABORATOR, {ROOT: AccessLevel.MANAGE, POWER: AccessLevel.NONE})
    done = planrack("fetch-older", "Tower A", "--drawing", "e-3.01", "--json")
    assert error(done) == (1, "not_allowed", "no_access")
    assert "e-3.01" in done.err


def test_older_revisions_of_one_drawing_need_manage_in_its_folder_only(planrack: CommandLine) -> None:
    planrack.report(planrack.synced(disciplines=True))
    planrack.working_as(Role.VIEWER, {ARCHITECTURE: AccessLevel.MANAGE})
    assert planrack("fetch-older", "Tower A", "--drawing", "A-101").code == 0
    assert error(planrack("fetch-older", "Tower A", "--drawing", "E-3.01", "--json"))[2] == "manage_needed"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_refusal_reads_well_in_both_languages(planrack: CommandLine, language: str) -> None:
    planrack.synced()
    planrack.store.preferences.set("language", language)
    planrack.working_as(Role.VIEWER, CLOSED)
    expected = {"en": "Luc has no access to Tower A.", "fr": "Luc n’a pas accès à Tower A."}
    assert expected[language] in planrack("tree", "Tower A").err


# -- members ------------------------------------------------------------------------------------------------------


def test_a_role_is_given_and_a_member_removed(planrack: CommandLine) -> None:
    planrack.store.members.add("Luc", "luc@example.com", Role.VIEWER)
    given = planrack("members", "role", "luc", "co_owner", "--json")
    assert given.json == {"id": 2, "name": "Luc", "email": "luc@example.com", "role": "co_owner", "active": False}
    assert planrack("members", "remove", "Luc", "--json").json["name"] == "Luc"
    assert [member.name for member in planrack.store.members.list()] == ["Olive"]


@pytest.mark.parametrize(
    ("role", "arguments", "reason"),
    [
        (None, ("members", "role", "Olive", "viewer"), "last_owner"),
        (None, ("members", "remove", "Olive"), "last_owner"),
        (Role.CO_OWNER, ("members", "role", "Olive", "viewer"), "owners_role"),
        (Role.CO_OWNER, ("members", "role", "Luc", "owner"), "owners_role"),
        (Role.CO_OWNER, ("members", "remove", "Luc"), "active_member"),
        (Role.ADMINISTRATOR, ("members", "role", "Luc", "co_owner"), "role"),
        (Role.ADMINISTRATOR, ("members", "remove", "Luc"), "role"),
    ],
)
def test_nobody_raises_themselves_and_there_is_always_an_owner(
    planrack: CommandLine, role: Role | None, arguments: tuple[str, ...], reason: str
) -> None:
    planrack.project()
    if role is not None:
        planrack.working_as(role)
    before = planrack.store.members.list()
    assert error(planrack(*arguments, "--json")) == (1, "not_allowed", reason)
    assert planrack.store.members.list() == before


# -- the permissions themselves -----------------------------------------------------------------------------------


def levels(planrack: CommandLine, *arguments: str) -> dict[str, tuple[str, str, str | None]]:
    """By folder, for one member."""
    listed = planrack("members", "permissions", "Tower A", *arguments, "--json").json["permissions"]
    return {one["name"]: (one["level"], one["cause"], one["source"]) for one in listed}


def test_each_level_is_shown_with_its_cause(planrack: CommandLine) -> None:
    planrack.synced(disciplines=True)
    planrack.working_as(Role.VIEWER, {ROOT: AccessLevel.ANNOTATE, POWER: AccessLevel.NONE})
    planrack("members", "use", "Olive")
    assert levels(planrack, "--member", "Luc") == {
        "Rosemont": ("annotate", "set", "root"),
        "A": ("annotate", "inherited", "root"),
        "E": ("none", "set", POWER),
    }
    assert levels(planrack, "--member", "Olive")["E"] == ("manage", "role", None)
    planrack.store.preferences.set("language", "fr")
    out = planrack("members", "permissions", "Tower A", "--member", "Luc").out
    assert "hérité de Rosemont" in out and "aucun accès" in out


def test_a_level_is_set_and_taken_back_and_the_ledger_knows(planrack: CommandLine) -> None:
    planrack.synced(disciplines=True)
    planrack.store.members.add("Luc", "luc@example.com", Role.VIEWER)
    given = ("--member", "luc", "--folder", "e")
    assert levels(planrack, *given, "--set", "manage") == {"E": ("manage", "set", POWER)}
    assert levels(planrack, "--member", "luc", "--folder", POWER, "--set", "inherit") == {"E": ("view", "role", None)}
    assert levels(planrack, "--member", "luc", "--set", "none")["A"] == ("none", "inherited", "root")
    told = [one["after"] for one in planrack("changes", "Tower A", "--json").json["changes"] if one["after"]]
    assert [(one["folder"], one["level"]) for one in told if isinstance(one, dict) and "level" in one] == [
        ("E", "manage"),
        ("E", None),
        ("Rosemont", "none"),
    ]


def test_who_manages_one_folder_only_sets_levels_there(planrack: CommandLine) -> None:
    planrack.synced(disciplines=True)
    planrack.store.members.add("Eve", "eve@example.com", Role.VIEWER)
    planrack.working_as(Role.COLLABORATOR, {POWER: AccessLevel.MANAGE})
    given = ("members", "permissions", "Tower A", "--member", "Eve", "--set", "none", "--json")
    assert planrack(*given, "--folder", "E").code == 0
    assert error(planrack(*given, "--folder", "A")) == (1, "not_allowed", "manage_needed")
    assert error(planrack(*given)) == (1, "not_allowed", "manage_needed")


def test_a_folder_that_the_member_does_not_see_is_not_named(planrack: CommandLine) -> None:
    planrack.synced(disciplines=True)
    planrack.working_as(Role.COLLABORATOR, {POWER: AccessLevel.NONE})
    assert set(levels(planrack)) == {"Rosemont", "A"}
    assert error(planrack("members", "permissions", "Tower A", "--folder", "E", "--json"))[1] == "not_found"


def test_nothing_is_set_for_those_who_always_manage(planrack: CommandLine) -> None:
    planrack.synced()
    done = planrack("members", "permissions", "Tower A", "--member", "Olive", "--set", "none")
    assert done.code == 2
    assert "Olive (owner) always manages" in done.err


def test_a_name_that_two_folders_have_is_not_guessed(planrack: CommandLine) -> None:
    planrack.synced(numbers=("A-101", "a-102"), disciplines=True)
    planrack.store.members.add("Luc", "luc@example.com", Role.VIEWER)
    given = ("members", "permissions", "Tower A", "--member", "Luc", "--folder", "A", "--json")
    assert len(planrack(*given).json["permissions"]) == 2
    done = planrack(*given, "--set", "none")
    assert done.code == 2
    assert ARCHITECTURE in done.err and discipline_folder(1, 33) in done.err
    assert levels(planrack, "--folder", ARCHITECTURE, "--member", "Luc", "--set", "none")["A"][0] == "none"
