"""Every command there is, and what it asks of the active member: none is added without an answer (S4, S52)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import click
import pytest
import typer

from app import cli
from app.domain.access import ROOT, discipline_folder
from app.domain.states import AccessLevel, Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from command_line import CommandLine


class Gate(StrEnum):
    NONE = "anybody"
    OWNERS = "owner and co-owners"
    SIGHT = "access to a folder of the project"
    MANAGE = "manage in the project"


#: With the arguments of a run that would succeed; None: runs for long, or asks a person.
GATES: dict[str, tuple[Gate, list[tuple[str, ...]] | None]] = {
    "demo": (Gate.NONE, None),
    "sandbox": (Gate.NONE, None),
    "login": (Gate.NONE, None),
    "logout": (Gate.NONE, [()]),
    "accounts": (Gate.NONE, [()]),
    "procore-projects": (Gate.NONE, [()]),
    "projects": (Gate.NONE, [()]),
    "projects list": (Gate.NONE, [()]),
    "projects create": (Gate.OWNERS, [("Tower B",)]),
    "projects rename": (Gate.OWNERS, [("Tower A", "Tower C")]),
    "projects archive": (Gate.OWNERS, [("Tower A",), ("Tower A", "--restore")]),
    "members": (Gate.NONE, [()]),
    "members list": (Gate.NONE, [()]),
    "members use": (Gate.NONE, [("Luc",)]),
    "members permissions": (Gate.SIGHT, [("Tower A",), ("Tower A", "--folder", "A")]),
    "members add": (Gate.OWNERS, [("Eve", "eve@example.com", "--role", "viewer")]),
    "members role": (Gate.OWNERS, [("Luc", "administrator")]),
    "members remove": (Gate.OWNERS, [("Olive",)]),
    "connect": (Gate.OWNERS, [("Tower A", "501")]),
    "disconnect": (Gate.OWNERS, [("Tower A",)]),
    "status": (Gate.NONE, [()]),
    "doctor": (Gate.NONE, [()]),
    "tree": (Gate.SIGHT, [("Tower A",)]),
    "search": (Gate.SIGHT, [("Tower A", "A-101")]),
    "changes": (Gate.SIGHT, [("Tower A",)]),
    "export": (Gate.SIGHT, [("Tower A", "DEST"), ("Tower A", "DEST", "--pdf")]),
    "schedule": (Gate.SIGHT, [("Tower A",)]),
    "markups": (Gate.SIGHT, [("Tower A",), ("Tower A", "--drawing", "A-101")]),
    "sync": (Gate.MANAGE, [(), ("Tower A",), ("Tower A", "--full"), ("Tower A", "--accept-withdrawals")]),
    "fetch-older": (Gate.MANAGE, [("Tower A",), ("Tower A", "--drawing", "A-101")]),
    "verify": (Gate.MANAGE, [(), ("Tower A",), ("Tower A", "--repair")]),
}
#: What a command that reads asks for once an option changes something.
CHANGING = [
    ("members", "permissions", "Tower A", "--member", "Luc", "--set", "annotate"),
    ("members", "permissions", "Tower A", "--member", "Luc", "--set", "inherit", "--folder", "E"),
    ("schedule", "Tower A", "--interval", "4h"),
    ("schedule", "Tower A", "--pause"),
    ("schedule", "Tower A", "--resume"),
    ("schedule", "Tower A", "--bid-until", "2026-04-02T12:00:00Z"),
    ("schedule", "Tower A", "--no-bid"),
]


def runs(*gates: Gate) -> list[tuple[str, ...]]:
    return [
        (*name.split(), *arguments)
        for name, (gate, given) in GATES.items()
        if gate in gates
        for arguments in given or ()
    ]


def every_command(command: click.Command, path: str = "") -> Iterator[str]:
    subs = getattr(command, "commands", {})
    if not subs or getattr(command, "invoke_without_command", False):
        yield path
    for name, sub in subs.items():
        yield from every_command(sub, f"{path} {name}".strip())


def test_the_table_has_every_command() -> None:
    assert set(every_command(typer.main.get_command(cli.app))) == set(GATES)


def refused(planrack: CommandLine, arguments: tuple[str, ...], folder: Path) -> str | None:
    """The reason of the refusal; None where the command was let through."""
    done = planrack(*(str(folder / "set") if one == "DEST" else one for one in arguments), "--json")
    found = done.json
    failed = found.get("error", {})
    return str(failed["reason"]) if failed.get("code") == "not_allowed" else None


@pytest.fixture
def tower(planrack: CommandLine) -> CommandLine:
    planrack.report(planrack.synced(disciplines=True))
    return planrack


@pytest.mark.parametrize("arguments", runs(*Gate), ids=" ".join)
def test_the_owner_is_refused_nothing(tower: CommandLine, arguments: tuple[str, ...], tmp_path: Path) -> None:
    tower.store.members.add("Luc", "luc@example.com", Role.VIEWER)
    assert refused(tower, arguments, tmp_path) in (None, "last_owner", "active_member")


@pytest.mark.parametrize("arguments", runs(Gate.SIGHT, Gate.MANAGE) + CHANGING, ids=" ".join)
def test_without_any_access_nothing_of_a_project_is_read_or_done(
    tower: CommandLine, arguments: tuple[str, ...], tmp_path: Path
) -> None:
    tower.working_as(Role.COLLABORATOR, {ROOT: AccessLevel.NONE})
    assert refused(tower, arguments, tmp_path) == "no_access"
    assert tower.engine.started == 0


@pytest.mark.parametrize("arguments", runs(Gate.MANAGE) + CHANGING, ids=" ".join)
def test_who_may_only_draw_manages_nothing(tower: CommandLine, arguments: tuple[str, ...], tmp_path: Path) -> None:
    tower.working_as(Role.COLLABORATOR)
    assert refused(tower, arguments, tmp_path) == "manage_needed"
    assert tower.engine.started == 0


@pytest.mark.parametrize("arguments", runs(Gate.OWNERS), ids=" ".join)
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COLLABORATOR, Role.VIEWER])
def test_what_belongs_to_the_owners_is_refused_to_others(
    tower: CommandLine, arguments: tuple[str, ...], role: Role, tmp_path: Path
) -> None:
    tower.working_as(role)
    assert refused(tower, arguments, tmp_path) == "role"


@pytest.mark.parametrize("arguments", runs(Gate.NONE, Gate.SIGHT), ids=" ".join)
def test_who_may_look_reads_everything(tower: CommandLine, arguments: tuple[str, ...], tmp_path: Path) -> None:
    tower.working_as(Role.VIEWER)
    assert refused(tower, arguments, tmp_path) is None


def test_the_status_counts_what_the_member_sees(tower: CommandLine) -> None:
    assert figures(tower) == (2, 2)
    tower.working_as(Role.COLLABORATOR, {discipline_folder(1, 5): AccessLevel.NONE})
    assert figures(tower) == (1, 1)
    tower("members", "use", "Olive")
    tower.store.permissions.change(1, {(2, ROOT): AccessLevel.NONE}, names={})
    tower("members", "use", "Luc")
    (status,) = tower("status", "--json").json["projects"]
    assert (status["drawings"], status["bytes"], status["state"]) == (0, 0, "synced")


def figures(planrack: CommandLine) -> tuple[int, int]:
    (status,) = planrack("status", "--json").json["projects"]
    return status["drawings"], status["revisions"]
