"""Sheets that a member went to last, and favourites: of each member alone, bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.storage.shelf import MOST_RECENT

if TYPE_CHECKING:
    from linked_world import World


def test_the_last_sheet_comes_first_and_each_stands_once(world: World) -> None:
    for drawing in (1, 2, 1):
        world.store.shelf.note_opened(7, drawing)
    assert world.store.shelf.recent() == [(7, 1), (7, 2)]


def test_no_more_are_kept_than_one_can_look_through(world: World) -> None:
    for drawing in range(MOST_RECENT + 5):
        world.store.shelf.note_opened(7, drawing)
    assert world.store.shelf.recent() == [(7, drawing) for drawing in range(MOST_RECENT + 4, 4, -1)]


def test_a_star_is_given_and_taken_away(world: World) -> None:
    world.store.shelf.star(7, 1, True)
    world.store.shelf.star(7, 2, True)
    world.store.shelf.star(7, 1, False)
    assert world.store.shelf.starred() == [(7, 2)]


def test_what_another_version_stored_is_left_out(world: World) -> None:
    member = world.store.members.active()
    world.store.preferences.set(f"sheets.starred.{member.id}", [[7, 1], "x", [1], {"a": 1}])
    assert world.store.shelf.starred() == [(7, 1)]
