"""Projects, their links, and the ledger of both."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from linked_world import START, connect, drawing

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.plan import LedgerLine, PutDrawing, PutFolder
from app.domain.states import ChangeKind, FolderKind, LinkState, SyncInterval

if TYPE_CHECKING:
    from linked_world import HandClock, World

    from app.domain.views import Link
    from app.storage.store import Store


def _connect_again(world: World, procore_project_id: int = 20) -> Link:
    return world.store.links.connect(
        world.project.id,
        account_id=world.link.account_id,
        company_id=10,
        company="Builders",
        procore_project_id=procore_project_id,
        name="Procore tower",
        connected_at=START + timedelta(days=9),
    )


def test_projects_are_found_by_id_then_name_then_name_in_any_case(store: Store) -> None:
    tower = store.projects.create("Tower")
    lower = store.projects.create("tower")
    trap = store.projects.create(str(tower.id))

    assert store.projects.find(str(tower.id)) == tower
    assert store.projects.find("tower") == lower
    mill = store.projects.create("Mill")
    assert store.projects.find("MILL") == mill
    assert store.projects.find(str(trap.id)) == trap


def test_a_name_that_several_projects_have_is_refused_with_their_ids(store: Store) -> None:
    first, second, archived = (store.projects.create(name) for name in ("Tower", "tower", "Tower"))
    store.projects.archive(archived.id)
    assert store.projects.find("Tower") == first
    third = store.projects.create("Tower")

    for name, fitting in {"Tower": (first, third), "TOWER": (first, second, third)}.items():
        with pytest.raises(Failure) as caught:
            store.projects.find(name)
        assert caught.value.reason is Reason.AMBIGUOUS_NAME
        assert caught.value.values == {"name": name, "ids": ", ".join(str(one.id) for one in fitting)}
    assert store.projects.find(str(third.id)) == third
    assert store.projects.find(str(archived.id)).id == archived.id


def test_a_project_in_use_is_found_before_an_archived_one(store: Store) -> None:
    old = store.projects.create("Tower")
    store.projects.archive(old.id)
    new = store.projects.create("Tower")

    assert store.projects.find("Tower") == new


def test_an_unknown_project_is_not_found(store: Store) -> None:
    for ask in (
        lambda: store.projects.find("Nowhere"),
        lambda: store.projects.get(9),
        lambda: store.projects.rename(9, "x"),
    ):
        with pytest.raises(Failure) as caught:
            ask()
        assert caught.value.code is FailureCode.NOT_FOUND


def test_a_project_may_be_older_than_its_row(store: Store, clock: HandClock) -> None:
    long_ago = datetime(2024, 1, 1, 12, tzinfo=UTC)

    assert store.projects.get(store.projects.create("Old", long_ago).id).created_at == long_ago
    assert store.projects.create("New").created_at == clock.now


def test_archived_projects_are_listed_on_request_and_come_back(store: Store) -> None:
    tower = store.projects.create("Tower")
    store.projects.archive(tower.id)
    assert store.projects.list() == []
    assert [project.archived for project in store.projects.list(archived=True)] == [True]
    store.projects.archive(tower.id, archived=False)
    assert store.projects.list() == [tower]


def test_renaming_changes_the_name_alone(store: Store) -> None:
    tower = store.projects.create("Tower")
    renamed = store.projects.rename(tower.id, "Tour")

    assert (renamed.id, renamed.name, renamed.created_at) == (tower.id, "Tour", tower.created_at)


def test_a_project_has_a_number_beside_its_name(store: Store) -> None:
    tower = store.projects.create("Tower", number="24-118")
    assert store.projects.get(tower.id).number == "24-118"
    assert store.projects.renumber(tower.id, "24-119").number == "24-119"
    assert (store.projects.get(tower.id).name, store.projects.create("Depot").number) == ("Tower", "")


def test_a_project_carries_its_link(world: World) -> None:
    project = world.store.projects.get(world.project.id)

    assert (
        project.link == world.link == world.store.links.of_project(project.id) == world.store.links.get(world.link.id)
    )
    assert (world.link.login, world.link.state, world.link.paused) == ("ana@example.com", LinkState.ACTIVE, False)


def test_a_second_project_of_ours_is_warned_about_the_first(world: World) -> None:
    assert [project.id for project in world.store.links.using(10, 20)] == [world.project.id]
    assert world.store.links.using(10, 21) == world.store.links.using(11, 20) == []
    world.store.links.disconnect(world.link.id)
    assert world.store.links.using(10, 20) == []


def test_connecting_to_another_project_needs_a_disconnection_first(world: World) -> None:
    with pytest.raises(Failure) as caught:
        _connect_again(world, 21)

    assert (caught.value.code, caught.value.reason) == (FailureCode.NOT_ALLOWED, Reason.ALREADY_LINKED)
    assert world.store.links.of_project(world.project.id) == world.link


def test_connecting_the_same_project_again_continues_its_history(world: World) -> None:
    world.store.links.set_watermark(world.link.id, START + timedelta(days=1))
    world.store.links.disconnect(world.link.id)
    again = _connect_again(world)

    assert (again.id, again.state) == (world.link.id, LinkState.ACTIVE)
    assert again.connected_at == world.link.connected_at
    assert again.watermark == START + timedelta(days=1)


def test_another_procore_project_begins_a_new_link_and_keeps_the_old(world: World) -> None:
    world.store.links.disconnect(world.link.id)
    new = _connect_again(world, 21)

    assert new.id != world.link.id
    assert world.store.links.of_project(world.project.id) == new
    assert world.store.links.get(world.link.id).state is LinkState.DISCONNECTED


def test_what_is_set_on_a_link_is_read_back(world: World) -> None:
    links, id = world.store.links, world.link.id
    links.set_interval(id, SyncInterval.MANUAL)
    links.set_paused(id, True)
    links.set_state(id, LinkState.ACCESS_LOST)
    link = links.get(id)

    assert (link.interval, link.paused, link.state) == (SyncInterval.MANUAL, True, LinkState.ACCESS_LOST)


def test_the_watermark_never_moves_back(world: World) -> None:
    later = START + timedelta(hours=2)
    world.store.links.set_watermark(world.link.id, later)
    world.store.links.set_watermark(world.link.id, START)

    assert world.store.links.get(world.link.id).watermark == later


def test_the_ledger_tells_who_connected_moved_and_ended_a_connection(world: World) -> None:
    luc = world.store.accounts.put(2, "luc@example.com", "Luc")
    world.clock.pass_(days=1)
    world.store.links.set_account(world.link.id, luc.id)
    world.store.links.set_account(world.link.id, luc.id)
    world.clock.pass_(days=1)
    world.store.links.disconnect(world.link.id)
    world.store.links.disconnect(world.link.id)

    lines = world.store.ledger.changes(world.project.id)
    assert [line.kind for line in lines] == [ChangeKind.CONNECTED, ChangeKind.TRANSFERRED, ChangeKind.DISCONNECTED]
    assert (lines[1].before, lines[1].after) == ("ana@example.com", "luc@example.com")
    assert [line.at for line in lines] == [START, START + timedelta(days=1), START + timedelta(days=2)]


def test_changes_are_named_by_the_drawings_number_of_today(world: World) -> None:
    world.apply(PutDrawing(drawing(5, "A-101")))
    world.clock.pass_(days=1)
    line = LedgerLine(ChangeKind.RENUMBERED, 5, before="A-101", after="A-201")
    world.apply(PutDrawing(drawing(5, "A-201"), (line,)), run_id=world.run())
    line = LedgerLine(ChangeKind.RENAMED, None, before="Arch", after="Architecture")
    world.apply(PutFolder(FolderKind.DISCIPLINE, 7, "Architecture", (line,)))

    renumbered, renamed = world.store.ledger.changes(world.project.id)[1:]
    assert (renumbered.drawing, renumbered.before, renumbered.after) == ("A-201", "A-101", "A-201")
    assert (renamed.drawing, renamed.after) == (None, "Architecture")


def test_changes_since_a_moment_are_only_those(world: World) -> None:
    moment = world.clock.pass_(days=1)
    world.store.ledger.note(ChangeKind.RENAMED, at=moment, project_id=world.project.id, before="a", after="b")

    assert [line.kind for line in world.store.ledger.changes(world.project.id, moment)] == [ChangeKind.RENAMED]
    assert world.store.ledger.changes(world.project.id, moment + timedelta(seconds=1)) == []


def test_the_ledger_of_one_project_is_not_anothers(world: World, store: Store) -> None:
    other, link = connect(store, "Bridge", 30)
    store.ledger.note(ChangeKind.MOVED, at=world.clock(), link_id=link.id, before={"area": 1}, after={"area": 2})

    assert ChangeKind.MOVED not in [line.kind for line in store.ledger.changes(world.project.id)]
    assert store.ledger.changes(other.id)[-1].after == {"area": 2}
