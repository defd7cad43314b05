"""Marks in the database: who may draw, what is kept, what a sync carries along (S52, S58, I10)."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from linked_world import draw, drawn

from app.domain.access import ROOT, discipline_folder
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.markups import Geometry, Markup, MarkupKind, MarkupStatus, Style
from app.domain.plane import Point
from app.domain.states import AccessLevel, Role

if TYPE_CHECKING:
    from linked_world import World


def mark(entry_id: int, text: str = "see 4/A-501", **changes: object) -> Markup:
    facts: dict[str, object] = {
        "id": str(uuid.uuid4()),
        "page": 0,
        "layer": "",
        "kind": MarkupKind.RECTANGLE,
        "geometry": Geometry((Point(10, 20), Point(110, 70))),
        "style": Style(),
    }
    return Markup(entry_id=entry_id, text=text, **(facts | changes))


@pytest.fixture
def entry(world: World) -> int:
    """The only line of A-1, which lies in area 1, discipline 7."""
    world.list_()
    world.hold_drawing(1, 50)
    return _entries(world, 1)[0]


def _entries(world: World, drawing_id: int) -> list[int]:
    held = world.store.holdings.load(world.link.id).entries[drawing_id]
    return [line.id for line in held if line.id is not None]


def test_a_mark_comes_back_as_it_was_drawn_with_its_author_and_time(world: World, entry: int) -> None:
    at = world.clock.pass_(minutes=1)
    (stored,) = world.store.annotations.add([mark(entry, author="somebody else")])

    assert (stored.author, stored.created_at, stored.modified_at) == ("ana", at, at)
    assert world.store.annotations.of_entry(entry).markups == (stored,)


def test_a_change_keeps_who_drew_it_and_when(world: World, entry: int) -> None:
    (stored,) = world.store.annotations.add([mark(entry)])
    world.store.members.add("Ben", "ben@example.com", Role.COLLABORATOR)
    world.store.members.use("Ben")
    later = world.clock.pass_(hours=1)

    world.store.annotations.change([replace(stored, text="moved", status=MarkupStatus.DONE, author="Ben")])

    (found,) = world.store.annotations.of_entry(entry).markups
    assert found == replace(stored, text="moved", status=MarkupStatus.DONE, modified_at=later)


def test_a_removed_mark_is_off_the_sheet_and_can_be_put_back(world: World, entry: int) -> None:
    (stored,) = world.store.annotations.add([mark(entry)])
    world.store.annotations.remove([stored.id])
    assert world.store.annotations.of_entry(entry).markups == ()
    assert len(drawn(world, entry)) == 1

    world.store.annotations.restore([stored.id])
    assert world.store.annotations.of_entry(entry).markups == (stored,)


@pytest.mark.parametrize("act", ["add", "change", "remove", "restore", "confirm"])
@pytest.mark.parametrize(
    ("level", "reason"), [(AccessLevel.VIEW, Reason.ANNOTATE_NEEDED), (AccessLevel.NONE, Reason.NO_ACCESS)]
)
def test_who_may_not_annotate_in_a_folder_changes_nothing_there(
    world: World, entry: int, act: str, level: AccessLevel, reason: Reason
) -> None:
    store = world.store
    (stored,) = store.annotations.add([mark(entry)])
    before = drawn(world, entry)
    ben = store.members.add("Ben", "ben@example.com", Role.COLLABORATOR)
    store.permissions.change(world.project.id, {(ben.id, discipline_folder(1, 7)): level}, names={})
    store.members.use("Ben")
    given = {"add": [mark(entry)], "change": [stored], "confirm": [stored]}.get(act, [stored.id])

    with pytest.raises(Failure) as caught:
        getattr(store.annotations, act)(given)

    assert (caught.value.code, caught.value.reason) == (FailureCode.NOT_ALLOWED, reason)
    assert drawn(world, entry) == before


def test_a_viewer_may_annotate_where_it_was_allowed_by_hand(world: World, entry: int) -> None:
    ben = world.store.members.add("Ben", "ben@example.com", Role.VIEWER)
    world.store.permissions.change(world.project.id, {(ben.id, ROOT): AccessLevel.ANNOTATE}, names={})
    world.store.members.use("Ben")

    assert world.store.annotations.add([mark(entry)])[0].author == "Ben"


def test_marks_of_a_folder_without_access_are_not_listed(world: World, entry: int) -> None:
    world.hold_drawing(2, 60, discipline_id=8)
    (other,) = _entries(world, 2)
    world.store.annotations.add([mark(entry, "open"), mark(other, "closed")])
    ben = world.store.members.add("Ben", "ben@example.com", Role.COLLABORATOR)
    world.store.permissions.change(world.project.id, {(ben.id, discipline_folder(1, 8)): AccessLevel.NONE}, names={})
    assert [one.markup.text for one in world.store.annotations.of_project(world.project.id)] == ["open", "closed"]

    world.store.members.use("Ben")

    assert [one.markup.text for one in world.store.annotations.of_project(world.project.id)] == ["open"]
    with pytest.raises(Failure) as caught:
        world.store.annotations.of_entry(other)
    assert caught.value.reason is Reason.NO_ACCESS


@pytest.mark.parametrize(
    "odd", [{"kind": "hologram"}, {"geometry": {"points": "none"}}, {"geometry": [1]}, {"kind": "line", "geometry": {}}]
)
def test_a_mark_that_cannot_be_read_is_reported_and_kept_beside_the_others(
    world: World, entry: int, odd: dict[str, object]
) -> None:
    strange = draw(world, entry, **odd)
    (plain,) = world.store.annotations.add([mark(entry)])

    found = world.store.annotations.of_entry(entry)

    assert [one.id for one in found.markups] == [plain.id]
    assert [one.id for one in found.unreadable] == [strange]
    assert [one.markup.id for one in world.store.annotations.of_project(world.project.id)] == [plain.id]
    with pytest.raises(Failure):
        world.store.annotations.change([mark(entry, id=strange)])
    assert len(drawn(world, entry)) == 2


def test_marks_that_were_never_stored_are_not_found(world: World, entry: int) -> None:
    for act, given in (("change", [mark(entry)]), ("remove", ["x"]), ("restore", ["x"]), ("add", [mark(entry + 99)])):
        with pytest.raises(Failure) as caught:
            getattr(world.store.annotations, act)(given)
        assert caught.value.code is FailureCode.NOT_FOUND
