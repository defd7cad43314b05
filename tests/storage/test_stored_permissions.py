"""Permissions and roles as they are kept, and what a member is shown by them (S4, S52)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from linked_world import draw, drawing, drawn

from app.domain.access import ROOT, Cause, area_folder, discipline_folder
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.plan import PutDrawing
from app.domain.states import AccessLevel, ChangeKind, Role
from app.storage.store import Store

if TYPE_CHECKING:
    from linked_world import World

    from app.domain.access import Access, Folder
    from app.domain.views import Member
    from app.settings import Settings

ARCHITECTURE, POWER = discipline_folder(1, 7), discipline_folder(1, 8)
NAMES = {ROOT: "Tower", ARCHITECTURE: "Architecture", POWER: "Power"}


@pytest.fixture
def luc(world: World) -> Member:
    world.hold_drawing(5, 50)
    world.hold_drawing(6, 60, number="E-6", discipline_id=8, discipline="Power")
    return world.store.members.add("Luc", "luc@example.com", Role.COLLABORATOR)


def give(world: World, member: Member, **levels: AccessLevel | None) -> None:
    folders: dict[str, Folder] = {"root": ROOT, "area": area_folder(1), "architecture": ARCHITECTURE, "power": POWER}
    changes = {(member.id, folders[name]): level for name, level in levels.items()}
    world.store.permissions.change(world.project.id, changes, names=NAMES)


def of(world: World, member: Member) -> Access:
    return next(one for one in world.store.permissions.everyone(world.project.id) if one.member.id == member.id)


def test_levels_are_kept_and_taken_back(world: World, luc: Member, settings: Settings) -> None:
    give(world, luc, area=AccessLevel.VIEW, power=AccessLevel.MANAGE)
    again = Store.open(settings)
    found = next(one for one in again.permissions.everyone(world.project.id) if one.member == luc)
    again.close()
    assert found.settings == {area_folder(1): AccessLevel.VIEW, POWER: AccessLevel.MANAGE}

    give(world, luc, area=None)
    assert of(world, luc).effective(ARCHITECTURE).cause is Cause.ROLE


def test_a_permission_belongs_to_one_project(world: World, luc: Member) -> None:
    give(world, luc, root=AccessLevel.NONE)
    other = world.store.projects.create("Other")
    world.store.members.use(luc.id)
    found = world.store.permissions.actives([world.project.id, other.id])
    assert [found[world.project.id].anything, found[other.id].anything] == [False, True]


def test_the_ledger_keeps_who_when_before_and_after(world: World, luc: Member) -> None:
    give(world, luc, power=AccessLevel.VIEW)
    at = world.clock.pass_(hours=1)
    give(world, luc, power=AccessLevel.NONE, architecture=None)
    lines = [one for one in world.store.ledger.changes(world.project.id) if one.kind is ChangeKind.PERMISSION]
    assert (lines[-1].at, len(lines)) == (at, 2)
    assert lines[-1].before == {"member": "Luc", "folder": "Power", "level": "view"}
    assert lines[-1].after == {"member": "Luc", "folder": "Power", "level": "none", "by": "ana"}


@pytest.mark.parametrize("role", [Role.OWNER, Role.CO_OWNER, Role.ADMINISTRATOR])
def test_nothing_can_be_set_for_who_manages_by_role(world: World, role: Role) -> None:
    sam = world.store.members.add("Sam", "sam@example.com", role)
    with pytest.raises(Failure) as caught:
        give(world, sam, root=AccessLevel.NONE)
    assert caught.value.reason is Reason.ROLE


def test_all_changes_are_stored_or_none(world: World, luc: Member) -> None:
    give(world, luc, architecture=AccessLevel.MANAGE)
    world.store.members.use(luc.id)
    zoe = world.store.members.list()[0]
    changes = {(luc.id, ARCHITECTURE): AccessLevel.VIEW, (zoe.id, POWER): AccessLevel.NONE}
    with pytest.raises(Failure) as caught:
        world.store.permissions.change(world.project.id, changes, names=NAMES)
    assert caught.value.reason is Reason.MANAGE_NEEDED
    assert of(world, luc).settings == {ARCHITECTURE: AccessLevel.MANAGE}


def test_who_manages_one_folder_sets_permissions_there_and_nowhere_else(world: World, luc: Member) -> None:
    zoe = world.store.members.add("Zoé", "zoe@example.com", Role.VIEWER)
    give(world, luc, architecture=AccessLevel.MANAGE)
    world.store.members.use(luc.id)
    give(world, zoe, architecture=AccessLevel.ANNOTATE)
    assert of(world, zoe).settings == {ARCHITECTURE: AccessLevel.ANNOTATE}
    with pytest.raises(Failure):
        give(world, zoe, power=AccessLevel.ANNOTATE)


def test_a_closed_folder_is_in_no_answer(world: World, luc: Member) -> None:
    give(world, luc, power=AccessLevel.NONE)
    world.store.members.use(luc.id)
    shown, project = world.store.shown, world.project.id
    tree, _access = shown.tree(project, engine_alive=False)
    assert [one.number for area in tree.areas for part in area.disciplines for one in part.drawings] == ["A-5"]
    assert [hit.number for hit in shown.search(project, "Plan").hits] == ["A-5"]
    assert shown.drawing(project, 5).number == "A-5"
    for ask in (lambda: shown.drawing(project, 6), lambda: shown.numbered(project, "E-6")):
        with pytest.raises(Failure) as caught:
            ask()
        assert (caught.value.code, caught.value.reason) == (FailureCode.NOT_ALLOWED, Reason.NO_ACCESS)
        assert caught.value.values["people"] == "ana"


def test_a_search_finds_what_is_open_behind_many_hits_that_are_not(world: World, luc: Member) -> None:
    for id in range(100, 140):
        world.hold_drawing(id, id * 10, number=f"E-{id}", discipline_id=8, discipline="Power")
    world.hold_drawing(200, 2000, number="Z-1")
    give(world, luc, power=AccessLevel.NONE)
    world.store.members.use(luc.id)
    found = world.store.shown.search(world.project.id, "Plan", limit=2)
    assert [hit.number for hit in found.hits] == ["A-5", "Z-1"]


def test_a_renamed_discipline_keeps_its_permission_and_a_drawing_that_moves_leaves_it(
    world: World, luc: Member
) -> None:
    give(world, luc, power=AccessLevel.NONE)
    world.store.members.use(luc.id)
    world.apply(PutDrawing(drawing(6, "E-6", discipline_id=8, discipline="Électricité")))
    with pytest.raises(Failure):
        world.store.shown.drawing(world.project.id, 6)
    world.apply(PutDrawing(drawing(6, "E-6", discipline_id=7)))
    assert world.store.shown.drawing(world.project.id, 6).number == "E-6"


def test_a_removed_member_leaves_their_markups_and_none_of_their_permissions(world: World, luc: Member) -> None:
    give(world, luc, power=AccessLevel.NONE)
    (entry,) = world.store.documents.drawing(world.project.id, 5).entries
    draw(world, entry.id, author="Luc")
    world.store.members.remove(luc.id)
    assert [one["author"] for one in drawn(world, entry.id)] == ["Luc"]
    assert [one.member.name for one in world.store.permissions.everyone(world.project.id)] == ["ana"]
    line = world.store.ledger.changes(world.project.id)[-1]
    assert (line.kind, line.after) == (ChangeKind.PERMISSION, {"member": "Luc", "role": None, "by": "ana"})


def test_a_removed_member_leaves_no_favourites_to_whoever_comes_next(world: World, luc: Member) -> None:
    world.store.members.use(luc.id)
    world.store.shelf.star(world.project.id, 5, True)
    world.store.members.use("ana")
    world.store.members.remove(luc.id)
    eve = world.store.members.add("Eve", "eve@example.com", Role.VIEWER)
    world.store.members.use(eve.id)
    assert world.store.shelf.starred() == []


def test_a_member_is_renamed_without_a_word_in_the_ledger_and_a_role_is_noted_in_every_project(world: World) -> None:
    luc = world.store.members.add("Luc", "luc@example.com", Role.VIEWER)
    other = world.store.projects.create("Other")
    before = len(world.store.ledger.changes(other.id))
    world.store.members.edit(luc.id, name="Luc B.", email="lb@example.com", role=Role.VIEWER)
    assert len(world.store.ledger.changes(other.id)) == before
    world.store.members.edit(luc.id, name="Luc B.", email="lb@example.com", role=Role.CO_OWNER)
    for project in (world.project, other):
        assert world.store.ledger.changes(project.id)[-1].after == {
            "member": "Luc B.",
            "role": "co_owner",
            "by": "ana",
        }


def test_ownership_can_be_handed_over(world: World) -> None:
    (ana,) = world.store.members.list()
    luc = world.store.members.add("Luc", "luc@example.com", Role.OWNER)
    world.store.members.edit(ana.id, name=ana.name, email=ana.email, role=Role.CO_OWNER)
    assert world.store.members.active().id == ana.id
    with pytest.raises(Failure) as caught:
        world.store.members.edit(luc.id, name="Luc", email="", role=Role.VIEWER)
    assert caught.value.reason is Reason.OWNERS_ROLE
