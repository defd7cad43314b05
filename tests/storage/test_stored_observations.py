"""What listings said: nothing is lost, nothing secret is kept, and silence counts only where it means something."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from linked_world import START, connect
from sqlalchemy import event

from app.domain.listing import Reading, Structure, followed
from app.domain.records import BadRecord, RemoteArea, RemoteDiscipline, RemoteRevision, RemoteSet

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
    record = '{"id": "x", "pdf_url": "https:\\/\\/storage.example.com\\/x.pdf?Signature=hidden-thing&Expires=1"}'
    bad = BadRecord("revision", "id is no number", record)
    world.list_(FULL, bad=(bad,))
    store.observations.put_aside(world.link.id, None, (bad,), server_time=START)
    assert store.observations.records_put_aside(world.link.id) == [("revision", "id is no number", 2)]
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


def test_a_listing_that_was_given_up_changes_nothing_but_the_records_put_aside(world: World) -> None:
    world.list_(RemoteRevision(1, 5), RemoteRevision(2, 5))
    before = world.store.observations.load(world.link.id)
    world.store.observations.put_aside(world.link.id, None, (BadRecord("revision", "id", "{}"),), server_time=START)

    assert world.store.observations.load(world.link.id) == before


def test_an_incremental_listing_adds_but_proves_no_absence(world: World) -> None:
    world.list_(RemoteRevision(1, 5))
    world.list_(RemoteRevision(2, 5), full=False)
    observed = world.store.observations.load(world.link.id)

    assert not observed.complete
    assert observed.present == {1, 2}


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
    world.list_(RemoteRevision(2, 5), bad=(BadRecord("revision", "number", "{}", 1), BadRecord("revision", "id", "{")))

    assert world.store.observations.load(world.link.id).present == {1, 2}


def test_what_a_full_listing_left_out_is_present_again_when_it_is_named_again(world: World) -> None:
    world.list_(FULL, RemoteRevision(2, 5))
    world.list_(RemoteRevision(2, 5))
    world.list_(FULL, full=False)

    assert world.store.observations.load(world.link.id).present == {FULL.id, 2}


def test_a_listing_that_says_nothing_new_writes_one_row(world: World, store: Store) -> None:
    world.list_(FULL, RemoteRevision(2, 5))
    written: list[str] = []
    engine = store.observations._database.engine

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        written.append(statement.split()[0])

    event.listen(engine, "before_cursor_execute", note)
    world.list_(FULL, RemoteRevision(2, 5))
    event.remove(engine, "before_cursor_execute", note)

    assert [word for word in written if word not in ("SELECT", "BEGIN")] == ["INSERT"]


def test_what_was_touched_for_no_listed_reason_is_remembered(world: World) -> None:
    later = START + timedelta(days=1)
    world.list_(FULL, replace(FULL, id=2))
    world.list_(replace(FULL, updated_at=later), replace(FULL, id=2, updated_at=later, order_in_drawing=7))
    assert world.store.observations.load(world.link.id).touched == {FULL.id: later}

    # Something else that changes later does not answer the question.
    world.list_(replace(FULL, updated_at=later + timedelta(days=1), title="Other"), replace(FULL, id=2))
    assert world.store.observations.load(world.link.id).touched == {FULL.id: later}


def test_only_the_newest_structure_is_given(world: World) -> None:
    observations = world.store.observations
    world.list_(
        structure=Structure(
            (RemoteArea(1, "North", 1), RemoteArea(2, "South", 0)),
            (RemoteDiscipline(7, "Architecture", 2), RemoteDiscipline(8, "Structure", 1), RemoteDiscipline(9, "Other")),
            (RemoteSet(3, "Bid set", date(2026, 1, 1), 1),),
        )
    )
    observed = observations.load(world.link.id)
    assert [area.name for area in observed.areas] == ["South", "North"]
    assert [discipline.name for discipline in observed.disciplines] == ["Structure", "Architecture", "Other"]
    assert observed.sets == (RemoteSet(3, "Bid set", date(2026, 1, 1), 1),)

    world.list_(structure=Structure((RemoteArea(1, "North wing", 0),)))
    world.list_(full=False)  # without a structure
    observed = observations.load(world.link.id)
    assert observed.areas == (RemoteArea(1, "North wing", 0),)
    assert observed.disciplines == observed.sets == ()


def test_what_is_computed_from_a_listing_is_what_is_read_back(world: World) -> None:
    world.list_(FULL, RemoteRevision(2, 5), RemoteRevision(3, 6))
    before = world.store.observations.load(world.link.id)
    structure = Structure((RemoteArea(1, "North", 0),))
    listing = world.list_(
        replace(FULL, updated_at=START), replace(FULL, id=2, deleted=True), RemoteRevision(4, 6), structure=structure
    )

    assert world.store.observations.load(world.link.id) == followed(before, listing)


def test_links_do_not_see_each_others_listings(world: World, store: Store) -> None:
    _, other = connect(store, "Bridge", 30)
    world.list_(RemoteRevision(1, 5, number="A"))
    world.list_(RemoteRevision(1, 5, number="B"), link_id=other.id, full=False)

    assert store.observations.load(world.link.id).revisions[1].number == "A"
    assert store.observations.load(other.id).revisions[1].number == "B"
    assert store.observations.load(world.link.id).complete


def test_the_baseline_is_unknown_until_a_listing_was_followed(world: World) -> None:
    store, link = world.store, world.link
    assert not store.observations.baseline_known(link.id)
    listing = Reading(store.observations.load(link.id)).close(full=True, server_time=START, structure=None)
    store.holdings.follow(link.id, None, listing, (), at=START, in_sync=False)
    followed_link = store.links.get(link.id)
    assert store.observations.baseline_known(link.id)
    assert (followed_link.last_full_listing, followed_link.watermark) == (START, None)

    store.holdings.follow(link.id, None, replace(listing, full=False), (), at=START + timedelta(1), in_sync=True)
    assert (store.links.get(link.id).last_full_listing, store.links.get(link.id).watermark) == (START, START)
