"""The tree and the status as people see them: order, cache states, the hole that is shown, and an honest badge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from linked_world import START, connect, draw, drawing, put_revision
from sqlalchemy import event

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import HeldFile
from app.domain.listing import Structure
from app.domain.plan import Arrange, HeldEntry, PutDrawing, PutRevision
from app.domain.records import RemoteArea, RemoteDiscipline, RemoteRevision, RemoteSet
from app.domain.states import (
    CacheState,
    Carried,
    EntryKind,
    LinkState,
    RunOutcome,
    RunTrigger,
    SyncInterval,
    SyncState,
    Wanted,
    Withdrawal,
)

if TYPE_CHECKING:
    from linked_world import World

    from app.domain.views import DocumentTree, FolderStatus
    from app.settings import Settings
    from app.storage.store import Store

NETWORK = Failure(FailureCode.NETWORK, Reason.OFFLINE)


def _tree(world: World, *downloading: int) -> DocumentTree:
    return world.store.documents.tree(world.project.id, engine_alive=False, downloading=frozenset(downloading))


def _status(world: World, *, engine_alive: bool = False) -> FolderStatus:
    return world.store.documents.status(world.project.id, engine_alive=engine_alive).status


def test_a_project_without_a_link_has_an_empty_folder(store: Store) -> None:
    project = store.projects.create("Tower")
    tree = store.documents.tree(project.id, engine_alive=True)

    assert (tree.areas, tree.status.state, tree.status.time) == ((), SyncState.NEVER, None)


def test_folders_follow_procores_order(world: World) -> None:
    world.list_(
        RemoteRevision(90, 9, discipline_id=4, discipline="Civil", discipline_position=0),
        structure=Structure(
            (RemoteArea(1, "South", 1), RemoteArea(2, "North", 0)),
            (
                RemoteDiscipline(7, "Architecture", 2),
                RemoteDiscipline(8, "Structure", 1),
                RemoteDiscipline(6, "Alarms"),
                RemoteDiscipline(5, "Acoustics"),
            ),
        ),
    )
    places = [(1, 7), (1, 8), (1, 6), (1, 5), (1, 4), (1, None), (2, 7), (None, 7)]
    for drawing_id, (area, discipline) in enumerate(places):
        name = None if discipline is None else "recorded"
        world.apply(PutDrawing(drawing(drawing_id, area_id=area, discipline_id=discipline, discipline=name)))
    areas = _tree(world).areas

    assert [(area.id, area.name) for area in areas] == [(2, "North"), (1, "South"), (None, "")]
    assert [(d.id, d.name) for d in areas[1].disciplines] == [
        (4, "Civil"),
        (8, "Structure"),
        (7, "Architecture"),
        (5, "Acoustics"),
        (6, "Alarms"),
        (None, None),
    ]


def test_a_renamed_discipline_shows_its_new_name(world: World) -> None:
    world.apply(PutDrawing(drawing(5, discipline_id=7, discipline="Old name")))
    world.list_(structure=Structure(disciplines=(RemoteDiscipline(7, "New name", 0),)))

    assert _tree(world).areas[0].disciplines[0].name == "New name"


def test_a_folder_that_procore_dropped_keeps_its_name_for_what_it_held(world: World) -> None:
    world.apply(PutDrawing(drawing(5, area_id=1)))
    world.list_(structure=Structure((RemoteArea(1, "North"),), (RemoteDiscipline(7, "Arch", 0),)))
    world.list_(structure=Structure((RemoteArea(2, "South"),)))
    (area,) = _tree(world).areas

    assert (area.name, area.disciplines[0].name) == ("North", "Arch")


def test_drawings_are_sorted_as_a_drawing_log_is(world: World) -> None:
    numbers = ["A-10", "A-2", "E1", "A-101A", "A-101", "a-3"]
    world.apply(*(PutDrawing(drawing(id, number)) for id, number in enumerate(numbers)))

    listed = [d.number for d in _tree(world).areas[0].disciplines[0].drawings]
    assert listed == ["A-2", "a-3", "A-10", "A-101", "A-101A", "E1"]


def test_an_entry_tells_everything_about_its_revision(world: World) -> None:
    revision = RemoteRevision(
        50,
        5,
        drawing_date=date(2026, 1, 2),
        received_date=date(2026, 1, 3),
        updated_at=START,
        set_id=3,
        has_public_markups=True,
    )
    world.list_(revision, structure=Structure(sets=(RemoteSet(3, "Addenda 1"),)))
    world.apply(
        PutDrawing(drawing(5, "A-101", title="Plan", withdrawn=Withdrawal.OBSOLETE)),
        PutRevision(50, 5, Wanted.SINCE_CONNECTION, "ASI-1", Withdrawal.DELETED),
        Arrange(5, (HeldEntry(None, 50, EntryKind.NORMAL, True),)),
    )
    (sha256,) = world.fetch(50)
    (shown,) = _tree(world).areas[0].disciplines[0].drawings
    (entry,) = shown.entries
    draw(world, entry.id)
    draw(world, entry.id, deleted_at=START)
    entry = world.store.documents.drawing(world.project.id, 5).entries[0]

    assert (shown.procore_id, shown.number, shown.title, shown.withdrawn) == (5, "A-101", "Plan", Withdrawal.OBSOLETE)
    assert (entry.procore_id, entry.revision_number, entry.kind, entry.current) == (50, "ASI-1", EntryKind.NORMAL, True)
    assert (entry.cache, entry.sha256, entry.path) == (CacheState.HERE, sha256, world.store.blobs.path(sha256))
    assert entry.bytes == entry.path.stat().st_size if entry.path else False
    assert (entry.drawing_date, entry.received_date, entry.updated_at) == (date(2026, 1, 2), date(2026, 1, 3), START)
    assert (entry.drawing_set, entry.withdrawn, entry.has_public_markups) == ("Addenda 1", Withdrawal.DELETED, True)
    assert (entry.annotations, entry.problem, shown.current) == (1, None, replace(entry, annotations=0))


def test_annotations_to_check_are_those_carried_and_confirmed_by_nobody(world: World) -> None:
    world.hold_drawing(5, 50, 51)
    first, second = _tree(world).areas[0].disciplines[0].drawings[0].entries
    draw(world, first.id)
    for carried in (Carried.TO_CHECK, Carried.TO_CHECK, Carried.CONFIRMED, None):
        draw(world, second.id, carried=carried)
    draw(world, second.id, carried=Carried.TO_CHECK, deleted_at=START)

    counts = [
        (entry.annotations, entry.to_check) for entry in world.store.documents.drawing(world.project.id, 5).entries
    ]
    assert counts == [(1, 0), (4, 2)]


def test_entries_come_oldest_first_in_the_order_of_the_list(world: World) -> None:
    world.hold_drawing(5, 52, 50, 51)
    entries = _tree(world).areas[0].disciplines[0].drawings[0].entries

    assert [entry.procore_id for entry in entries] == [52, 50, 51]
    assert [entry.current for entry in entries] == [False, False, True]


def test_each_cache_state_is_told_apart(world: World) -> None:
    world.hold_drawing(5, 50, 51, 52, 53, 54)
    world.fetch(50)
    (damaged,) = world.fetch(54)
    world.store.holdings.mark_quarantined(damaged)
    short = Failure(FailureCode.CORRUPT, Reason.TRUNCATED, {"size": 1})
    later = START + timedelta(minutes=5)
    for revision in (50, 51):
        world.store.holdings.note_problem(world.link.id, revision, short, at=START, next_at=later, fingerprint="")
    entries = _tree(world, 52, 50).areas[0].disciplines[0].drawings[0].entries

    states = {entry.procore_id: entry.cache for entry in entries}
    assert states == {
        50: CacheState.HERE,
        51: CacheState.FAILED,
        52: CacheState.DOWNLOADING,
        53: CacheState.WAITING,
        54: CacheState.WAITING,
    }
    failed = entries[1].problem
    assert failed is not None
    assert (failed.code, failed.reason, failed.values, failed.at) == ("corrupt", "truncated", {"size": 1}, START)

    world.store.links.disconnect(world.link.id)  # now nothing waits, and nothing is tried again
    archive = _tree(world, 52).areas[0].disciplines[0].drawings[0].entries
    assert [entry.cache for entry in archive if entry.procore_id != 50] == [CacheState.ABSENT] * 4
    assert entries[1].next_at == later
    assert (entries[4].sha256, entries[4].bytes, entries[4].path) == (None, None, None)


def test_a_drawing_without_entries_is_shown(world: World) -> None:
    world.list_(RemoteRevision(50, 5), RemoteRevision(51, 5))
    world.apply(PutDrawing(drawing(5)), put_revision(50, 5, Wanted.OLDER), put_revision(51, 5, Wanted.OLDER))
    (shown,) = _tree(world).areas[0].disciplines[0].drawings

    assert (shown.entries, shown.older_in_procore, shown.current) == ((), 2, None)


def test_the_hole_counts_what_procore_still_has_and_we_have_not(world: World) -> None:
    world.list_(
        RemoteRevision(50, 5),
        RemoteRevision(51, 5),
        RemoteRevision(52, 5, deleted=True),
        RemoteRevision(53, 5, published=False),
        RemoteRevision(54, 5),
        RemoteRevision(55, 5),
        RemoteRevision(60, 6),
    )
    world.hold_drawing(5, 55)
    world.apply(
        *(put_revision(id, 5, Wanted.OLDER) for id in (50, 51, 52, 53)),
        PutRevision(54, 5, Wanted.OLDER, "4", Withdrawal.MISSING),
    )

    assert world.store.documents.drawing(world.project.id, 5).older_in_procore == 2


def test_one_drawing_is_the_same_as_in_the_tree(world: World) -> None:
    world.list_(RemoteRevision(50, 5), RemoteRevision(60, 6))
    world.hold_drawing(5, 50)
    world.hold_drawing(6, 60)
    world.fetch(50)
    tree = {d.procore_id: d for d in _tree(world, 60).areas[0].disciplines[0].drawings}

    for id in (5, 6):
        one = world.store.documents.drawing(world.project.id, id, downloading=frozenset({60}))
        assert one == tree[id]
    with pytest.raises(Failure) as caught:
        world.store.documents.drawing(world.project.id, 404)
    assert caught.value.code is FailureCode.NOT_FOUND


def test_files_to_verify_are_the_newest_bytes_of_each_revision(world: World, store: Store) -> None:
    _, other = connect(store, "Bridge", 30)
    world.hold_drawing(5, 50, number="A-10")
    world.hold_drawing(6, 60, number="A-2")
    world.fetch(50, content="old")
    new, second = world.fetch(50, content="newer")[0], world.fetch(60)[0]
    store.holdings.mark_quarantined(new)
    files = store.documents.files(world.project.id)

    assert [(file.procore_id, file.number, file.sha256) for file in files] == [(60, "A-2", second), (50, "A-10", new)]
    assert store.documents.files(None) == files
    assert store.documents.files(other.project_id) == []
    assert files[0] == HeldFile(60, "A-2", second, files[0].size, world.project.id, world.link.id)


def test_the_tree_takes_the_same_few_statements_whatever_its_size(world: World) -> None:
    statements: list[str] = []
    event.listen(
        world.store.holdings._database.engine, "before_cursor_execute", lambda *args: statements.append(str(args[2]))
    )
    counts = []
    for drawings in (3, 40):
        for drawing_id in range(drawings):
            if drawing_id not in world.store.holdings.load(world.link.id).drawings:
                world.hold_drawing(drawing_id, drawing_id * 10, drawing_id * 10 + 1)
        statements.clear()
        tree = _tree(world)
        counts.append(len(statements))
        assert sum(len(d.drawings) for area in tree.areas for d in area.disciplines) == drawings

    assert counts[0] == counts[1] <= 20


def test_statuses_take_the_same_few_statements_however_many_projects(world: World, store: Store) -> None:
    statements: list[str] = []
    event.listen(
        store.holdings._database.engine, "before_cursor_execute", lambda *args: statements.append(str(args[2]))
    )
    counts = []
    for number in range(3):
        connect(store, f"P{number}", 100 + number)
        statements.clear()
        assert len(store.documents.statuses(engine_alive=True)) == number + 2
        counts.append(len(statements))

    assert len(set(counts)) == 1
    assert counts[0] <= 9


def test_a_folder_never_synced_says_never(world: World) -> None:
    status = _status(world)

    assert (status.state, status.time, status.failure, status.confirmed_at) == (SyncState.NEVER, None, None, None)
    assert status.next_attempt == world.clock.now


def test_green_needs_every_counted_entry(world: World) -> None:
    world.hold_drawing(5, 50, 51)
    world.fetch(50)
    world.run()
    waiting = _status(world)
    world.fetch(51)
    complete = _status(world)

    assert (waiting.state, waiting.revisions, waiting.here) == (SyncState.FAILED, 2, 1)
    assert waiting.failure is not None
    assert (waiting.failure.reason, waiting.failure.values) == ("sheets_failed", {"count": 1})
    assert (complete.state, complete.here, complete.failure) == (SyncState.SYNCED, 2, None)
    assert complete.time == complete.last_success == START + timedelta(minutes=5)
    assert complete.confirmed_at == START


def test_an_original_does_not_count(world: World) -> None:
    world.hold_drawing(5, 50, 51)
    world.fetch(50, 51)
    first, second = world.store.holdings.load(world.link.id).entries[5]
    world.apply(
        Arrange(
            5,
            (
                HeldEntry(None, 51, EntryKind.REORDERED, False, second.id),
                replace(first, current=True),
                replace(second, kind=EntryKind.ORIGINAL, current=False),
            ),
        )
    )
    status = _status(world)

    assert (status.drawings, status.revisions, status.here) == (1, 2, 2)


def test_bytes_are_counted_once_however_often_they_are_listed(world: World) -> None:
    world.hold_drawing(5, 50, 51)
    world.hold_drawing(6, 60)
    world.fetch(50, 51, 60, content="the same bytes")
    status = _status(world)

    assert (status.revisions, status.here, status.bytes) == (3, 3, len(b"%PDF- the same bytes"))


def test_what_procore_took_back_before_it_was_here_does_not_keep_the_folder_red(world: World) -> None:
    world.hold_drawing(5, 50, 51)
    world.fetch(51)
    world.apply(PutRevision(50, 5, Wanted.SINCE_CONNECTION, "0", Withdrawal.DELETED))
    world.run()

    status = _status(world)
    assert (status.state, status.revisions, status.here) == (SyncState.SYNCED, 1, 1)


def test_a_failed_run_shows_the_last_success_and_why(world: World) -> None:
    world.run()
    success = world.clock.now
    world.clock.pass_(hours=1)
    world.run(RunOutcome.FAILED, NETWORK)
    world.run(RunOutcome.FAILED, NETWORK)
    status = _status(world)

    assert (status.state, status.time, status.failures_in_a_row) == (SyncState.FAILED, success, 2)
    assert status.failure is not None
    assert (status.failure.code, status.failure.reason, status.failure.at) == ("network", "offline", world.clock.now)


def test_a_cancelled_run_has_a_reason_too(world: World) -> None:
    world.run(RunOutcome.CANCELLED)
    status = _status(world)

    assert status.state is SyncState.FAILED
    assert status.failure is not None
    assert status.failure.code == "cancelled"


def test_a_run_is_running_only_while_an_engine_lives(world: World) -> None:
    world.run()
    began = world.clock.pass_(hours=1)
    world.store.runs.start(world.link.id, trigger=RunTrigger.SCHEDULE, full=False, at=began)
    alive, dead = _status(world, engine_alive=True), _status(world)

    assert (alive.state, alive.time, alive.failure) == (SyncState.RUNNING, began, None)
    assert (dead.state, dead.time, dead.failures_in_a_row) == (SyncState.FAILED, START + timedelta(minutes=5), 1)
    assert dead.failure is not None
    assert (dead.failure.code, dead.failure.at) == ("interrupted", began)


def test_an_archive_says_what_it_is_and_plans_nothing(world: World) -> None:
    world.run()
    states = []
    for state in (LinkState.ACCESS_LOST, LinkState.DISCONNECTED):
        world.store.links.set_state(world.link.id, state)
        status = _status(world)
        states.append(status.state)
        assert status.next_attempt is None
        assert status.time == status.last_success

    assert states == [SyncState.ACCESS_LOST, SyncState.DISCONNECTED]


def test_the_next_attempt_follows_the_interval(world: World) -> None:
    world.run()
    world.store.links.set_interval(world.link.id, SyncInterval.FOUR_HOURS)
    assert _status(world).next_attempt == START + timedelta(hours=4)
    world.store.links.set_paused(world.link.id, True)
    assert _status(world).next_attempt is None


def test_statuses_name_every_project_once(world: World, store: Store) -> None:
    plain = store.projects.create("Plain")
    gone = store.projects.create("Gone")
    store.projects.archive(gone.id)

    assert [s.project.id for s in store.documents.statuses(engine_alive=False)] == [world.project.id, plain.id]
    assert len(store.documents.statuses(engine_alive=False, archived=True)) == 3


def test_a_daily_backup_is_made_once_a_day_and_two_are_kept(world: World, settings: Settings) -> None:
    made = []
    for _ in range(4):
        made.append(world.store.back_up())
        assert world.store.back_up() is None
        world.clock.pass_(days=1)

    assert all(path is not None for path in made)
    assert sorted(settings.backups.iterdir()) == made[-2:]
