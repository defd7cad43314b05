"""What listings said: nothing is lost, nothing secret is kept, and silence counts only where it means something."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from linked_world import START, connect

from app.domain.records import RemoteArea, RemoteDiscipline, RemoteRevision, RemoteSet

if TYPE_CHECKING:
    from linked_world import World

    from app.settings import Settings
    from app.storage.store import Store

FULL = RemoteRevision(
    id=9_007_199_254_740_993,
    drawing_id=5,
    number="A-101",
    title="Plan « détaillé »",
    revision_number="ASI-3",
    drawing_date=date(2026, 1, 2),
    received_date=date(2026, 1, 3),
    updated_at=datetime(2026, 1, 4, 5, 6, 7, 8, tzinfo=UTC),
    current=True,
    obsolete=True,
    published=True,
    status="published",
    position=3,
    order_in_drawing=2,
    pdf_size=123,
    area_id=1,
    set_id=2,
    discipline_id=3,
    discipline="Architecture",
    discipline_position=4,
    has_public_markups=True,
    pdf_url="https://storage.example.com/x.pdf?Signature=secret",
)


def test_every_attribute_of_a_revision_comes_back(world: World) -> None:
    world.list_(FULL)

    assert world.store.observations.load(world.link.id).revisions == {FULL.id: FULL}


def test_signed_addresses_are_never_stored(world: World, store: Store, settings: Settings) -> None:
    generation = world.list_(FULL, complete=False)
    record = '{"id": "x", "pdf_url": "https:\\/\\/storage.example.com\\/x.pdf?Signature=hidden-thing&Expires=1"}'
    store.observations.quarantine(generation, "revision", record, "id is no number")
    store.close()

    stored = b"".join(path.read_bytes() for path in settings.home.glob("planrack.db*"))
    assert b"id is no number" in stored
    assert b"Signature" not in stored
    assert b"hidden-thing" not in stored


def test_a_later_listing_replaces_what_an_earlier_one_said(world: World) -> None:
    world.list_(FULL)
    changed = replace(FULL, title="Other", current=False, discipline_id=None)
    world.list_(changed, full=False)

    assert world.store.observations.load(world.link.id).revisions[FULL.id] == changed


def test_a_complete_full_listing_decides_who_is_present(world: World) -> None:
    world.list_(RemoteRevision(1, 5), RemoteRevision(2, 5))
    world.list_(RemoteRevision(2, 5))
    observed = world.store.observations.load(world.link.id)

    assert observed.complete
    assert observed.present == {2}
    assert set(observed.revisions) == {1, 2}


def test_an_interrupted_listing_makes_nothing_absent(world: World) -> None:
    world.list_(RemoteRevision(1, 5), RemoteRevision(2, 5))
    world.list_(RemoteRevision(2, 5), complete=False)
    observed = world.store.observations.load(world.link.id)

    assert not observed.complete
    assert observed.present == {1, 2}


def test_an_incremental_listing_adds_but_proves_no_absence(world: World) -> None:
    world.list_(RemoteRevision(1, 5))
    world.list_(RemoteRevision(2, 5), full=False)
    observed = world.store.observations.load(world.link.id)

    assert not observed.complete
    assert observed.present == {1, 2}


def test_before_any_complete_listing_everything_seen_is_present(world: World) -> None:
    world.list_(RemoteRevision(1, 5), complete=False)
    observed = world.store.observations.load(world.link.id)

    assert (observed.present, observed.complete) == ({1}, False)


def test_a_deleted_revision_keeps_what_was_known_of_it(world: World) -> None:
    world.list_(FULL)
    world.list_(RemoteRevision(FULL.id, FULL.drawing_id, deleted=True))
    observed = world.store.observations.load(world.link.id)

    assert observed.revisions[FULL.id] == replace(FULL, deleted=True)
    assert FULL.id in observed.present


def test_a_restored_revision_is_not_deleted_any_more(world: World) -> None:
    world.list_(replace(FULL, deleted=True))
    world.list_(FULL)

    assert world.store.observations.load(world.link.id).revisions[FULL.id].deleted is False


def test_an_unreadable_record_does_not_make_its_revision_absent(world: World) -> None:
    world.list_(RemoteRevision(1, 5), RemoteRevision(2, 5))
    generation = world.list_(RemoteRevision(2, 5), complete=False)
    world.store.observations.quarantine(generation, "revision", json.dumps({"id": 1, "number": 7}), "number")
    world.store.observations.complete(generation)

    assert world.store.observations.load(world.link.id).present == {1, 2}


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"id": "one"}', '{"id": true}'])
def test_a_record_that_says_nothing_is_only_put_aside(world: World, text: str) -> None:
    generation = world.list_(RemoteRevision(1, 5))

    world.store.observations.quarantine(generation, "revision", text, "unreadable")


def test_only_the_newest_structure_is_given(world: World) -> None:
    observations = world.store.observations
    first = world.list_()
    observations.structure(
        first,
        [RemoteArea(1, "North", 1), RemoteArea(2, "South", 0)],
        [RemoteDiscipline(7, "Architecture", 2), RemoteDiscipline(8, "Structure", 1), RemoteDiscipline(9, "Other")],
        [RemoteSet(3, "Bid set", date(2026, 1, 1), 1)],
    )
    observed = observations.load(world.link.id)
    assert [area.name for area in observed.areas] == ["South", "North"]
    assert [discipline.name for discipline in observed.disciplines] == ["Structure", "Architecture", "Other"]
    assert observed.sets == (RemoteSet(3, "Bid set", date(2026, 1, 1), 1),)

    second = world.list_()
    observations.structure(second, [RemoteArea(1, "North wing", 0)], [], [])
    world.list_(full=False)  # without a structure
    observed = observations.load(world.link.id)
    assert observed.areas == (RemoteArea(1, "North wing", 0),)
    assert observed.disciplines == observed.sets == ()


def test_links_do_not_see_each_others_listings(world: World, store: Store) -> None:
    _, other = connect(store, "Bridge", 30)
    world.list_(RemoteRevision(1, 5, number="A"))
    theirs = store.observations.begin(other.id, None, full=True, server_time=START)
    store.observations.add(theirs, [RemoteRevision(1, 5, number="B")])

    assert store.observations.load(world.link.id).revisions[1].number == "A"
    assert store.observations.load(other.id).revisions[1].number == "B"
    assert store.observations.load(world.link.id).complete


def test_the_baseline_is_unknown_until_it_is_set(world: World) -> None:
    assert not world.store.observations.baseline_known(world.link.id)
    world.store.observations.set_baseline_known(world.link.id)
    assert world.store.observations.baseline_known(world.link.id)
