"""The ledger as it is read: names of today, what was there from the start, and what each member has seen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from linked_world import drawing, put_revision

from app.domain.changes import seen_until
from app.domain.events import RunReport
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.listing import Structure
from app.domain.plan import Arrange, HeldEntry, LedgerLine, PutDrawing
from app.domain.records import RemoteArea, RemoteDiscipline, RemoteRevision, RemoteSet
from app.domain.states import ChangeKind, EntryKind, Role, RunOutcome, RunTrigger, Wanted

if TYPE_CHECKING:
    from linked_world import World

    from app.domain.views import Change


def add(world: World, id: int, revision: int, wanted: Wanted, **place: object) -> None:
    added = LedgerLine(ChangeKind.ADDED, id, after=f"A-{id}")
    world.apply(
        PutDrawing(drawing(id, **place), (added,)),
        put_revision(revision, id, wanted),
        Arrange(id, (HeldEntry(None, revision, EntryKind.NORMAL, True),)),
    )


def revise(world: World, id: int, revision: int) -> None:
    line = LedgerLine(ChangeKind.REVISED, id, revision, after=str(revision % 10))
    world.apply(put_revision(revision, id), PutDrawing(drawing(id), (line,)))


def of_sheets(world: World) -> list[Change]:
    return [one for one in world.store.ledger.changes(world.project.id) if one.drawing_id is not None]


def test_what_was_there_at_the_connection_is_told_apart(world: World) -> None:
    add(world, 5, 50, Wanted.AT_CONNECTION)
    add(world, 6, 60, Wanted.SINCE_CONNECTION)
    add(world, 7, 70, Wanted.OLDER)
    assert [(one.drawing, one.first) for one in of_sheets(world)] == [("A-5", True), ("A-6", False), ("A-7", True)]
    assert world.store.ledger.changed_drawings(world.project.id, None) == {6}


def test_a_drawing_that_was_there_and_was_revised_since_is_news_by_its_revision_alone(world: World) -> None:
    add(world, 5, 50, Wanted.AT_CONNECTION)
    at = world.clock.pass_(days=1)
    revise(world, 5, 51)
    assert [(one.kind, one.first, one.revision_id, one.revision) for one in of_sheets(world)] == [
        (ChangeKind.ADDED, True, 50, "0"),
        (ChangeKind.REVISED, False, 51, "1"),
    ]
    assert world.store.ledger.changed_drawings(world.project.id, at) == {5}
    assert world.store.ledger.changed_drawings(world.project.id, at + timedelta(seconds=1)) == frozenset()


def test_a_line_has_the_title_the_folder_and_the_set_of_today(world: World) -> None:
    structure = Structure(
        areas=(RemoteArea(1, "Main"), RemoteArea(2, "Annex")),
        disciplines=(RemoteDiscipline(8, "Power", 0), RemoteDiscipline(7, "Archi", 1)),
        sets=(RemoteSet(3, "Addendum 2", None),),
    )
    remote = RemoteRevision(id=60, drawing_id=6, number="A-6", title="Roof", revision_number="0", set_id=3)
    world.list_(remote, structure=structure)
    add(world, 5, 50, Wanted.SINCE_CONNECTION)
    add(world, 6, 60, Wanted.SINCE_CONNECTION, title="Roof", area_id=2, discipline_id=8, discipline="Old name")
    add(world, 9, 90, Wanted.SINCE_CONNECTION, area_id=2, discipline_id=None, discipline=None)
    five, six, nine = of_sheets(world)
    assert (six.title, six.area, six.discipline, six.revision, six.drawing_set) == (
        "Roof", "Annex", "Power", "0", "Addendum 2",
    )  # fmt: skip
    assert (five.area, five.discipline, five.drawing_set) == ("Main", "Archi", None)
    assert (nine.area, nine.discipline) == ("Annex", None)
    assert len({five.folder_order, six.folder_order, nine.folder_order}) == 3


def test_one_area_is_not_named(world: World) -> None:
    add(world, 5, 50, Wanted.SINCE_CONNECTION)
    assert [one.area for one in of_sheets(world)] == [None]


def test_each_member_has_seen_something_else_in_each_project(world: World) -> None:
    store, project = world.store, world.project.id
    owner, other = store.members.active(), store.projects.create("Other").id
    add(world, 5, 50, Wanted.SINCE_CONNECTION)
    mark = seen_until(store.ledger.changes(project))
    assert store.looked.get(project) is None

    store.looked.set(project, mark)
    assert store.looked.get(project) == mark
    assert store.looked.get(other) is None
    assert store.ledger.changed_drawings(project, mark) == frozenset()
    luc = store.members.add("Luc", "luc@example.com", Role.VIEWER)
    store.members.use(luc.id)
    assert store.looked.get(project) is None
    store.members.use(owner.id)
    store.looked.set(project, None)
    assert store.looked.get(project) is None


def test_a_mark_that_makes_no_sense_is_none(world: World) -> None:
    member = world.store.members.active().id
    for nonsense in ("yesterday", "2026-03-01T00:00:00", 3):
        world.store.preferences.set(f"looked/{member}/{world.project.id}", nonsense)
        assert world.store.looked.get(world.project.id) is None


def test_runs_and_open_problems_are_read_with_what_a_history_shows(world: World) -> None:
    world.hold_drawing(5, 50, number="A-10")
    world.hold_drawing(6, 60, number="A-2")
    for revision in (50, 60):
        world.store.holdings.note_problem(
            world.link.id,
            revision,
            Failure(FailureCode.CORRUPT, Reason.TRUNCATED),
            at=world.clock(),
            next_at=None,
            fingerprint="1",
        )
    run_id = world.store.runs.start(world.link.id, trigger=RunTrigger.WAKE, full=False, at=world.clock())
    report = RunReport(
        1, "", RunOutcome.FAILED, None, True, 9, 4, 1000, 2.5, added=1, reordered=2, withdrawn=3, changed=4
    )
    world.store.runs.finish(run_id, report, at=world.clock())
    run = world.store.runs.last(world.link.id)
    assert run is not None
    assert (run.trigger, run.seconds, run.files, run.bytes, run.requests) == (RunTrigger.WAKE, 2.5, 4, 1000, 9)
    assert (run.added, run.reordered, run.withdrawn, run.changed) == (1, 2, 3, 4)
    found = world.store.shown.problems(world.project.id)
    assert [(one.number, one.drawing_id, one.failure.code, one.attempts) for one in found] == [
        ("A-2", 6, "corrupt", 1),
        ("A-10", 5, "corrupt", 1),
    ]
