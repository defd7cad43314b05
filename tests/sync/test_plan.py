"""The planner: what a sync decides, as a pure function."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.plan import (
    Arrange,
    Held,
    HeldEntry,
    HeldRevision,
    Observed,
    Plan,
    Policy,
    PutDrawing,
    PutFolder,
    PutRevision,
)
from app.domain.records import RemoteRevision
from app.domain.states import ChangeKind, EntryKind, FetchReason, Wanted, Withdrawal
from app.sync.order import larger_is_newer, moved
from app.sync.plan import plan, too_many_missing

CONNECTED = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRST = Policy(connected_at=CONNECTED, baseline_known=False, mirrors_reorders=True)
LATER = replace(FIRST, baseline_known=True)
KEEPS_ORDER = replace(LATER, mirrors_reorders=False)


def revision(id: int, drawing: int = 1, order: int | None = None, **members: object) -> RemoteRevision:
    known: dict[str, object] = {
        "number": f"A-{drawing}",
        "revision_number": str(id),
        "updated_at": CONNECTED - timedelta(days=30),
        "order_in_drawing": order,
        "pdf_size": 1000,
    }
    return RemoteRevision(id, drawing, **{**known, **members})  # type: ignore[arg-type]


def seen(*revisions: RemoteRevision, complete: bool = True, gone: tuple[RemoteRevision, ...] = ()) -> Observed:
    return Observed({r.id: r for r in (*revisions, *gone)}, frozenset(r.id for r in revisions), complete=complete)


def applied(held: Held, planned: Plan, *, fetched: bool = True) -> Held:
    """What storage and the transfers make of a plan."""
    drawings, revisions, entries = dict(held.drawings), dict(held.revisions), dict(held.entries)
    folders = dict(held.folders)
    next_id = 1 + max((e.id or 0 for es in entries.values() for e in es), default=0)
    for op in planned.bookkeeping:
        if isinstance(op, PutFolder):
            folders[op.kind, op.procore_id] = op.name
        elif isinstance(op, PutDrawing):
            drawings[op.drawing.procore_id] = op.drawing
        elif isinstance(op, PutRevision):
            was = revisions.get(op.revision_id) or HeldRevision(op.revision_id, op.drawing_id, op.wanted, "")
            revisions[op.revision_id] = replace(
                was,
                drawing_id=op.drawing_id,
                wanted=op.wanted,
                revision_number=op.revision_number,
                withdrawn=op.withdrawn,
                drawing_date=op.drawing_date,
                received_date=op.received_date,
            )
        elif isinstance(op, Arrange):
            arranged = []
            for entry in op.entries:
                if entry.id is None:
                    entry = HeldEntry(next_id, entry.revision_id, entry.kind, entry.current)
                    next_id += 1
                arranged.append(entry)
            entries[op.drawing_id] = tuple(arranged)
    for fetch in planned.fetches if fetched else ():
        revisions[fetch.revision_id] = replace(
            revisions[fetch.revision_id],
            sha256="aa",
            size=fetch.size,
            fetched_size=fetch.size,
            fetched_updated_at=fetch.updated_at,
        )
    return Held(drawings, revisions, entries, folders)


def synced(*revisions: RemoteRevision, policy: Policy = FIRST) -> Held:
    return applied(Held(), plan(seen(*revisions), Held(), policy))


def shown(held: Held, drawing: int = 1) -> list[tuple[int, str, bool]]:
    return [(e.revision_id, e.kind.value, e.current) for e in held.entries[drawing]]


def kinds(planned: Plan) -> list[ChangeKind]:
    return [line.kind for op in planned.bookkeeping for line in op.ledger]


def test_first_sync_takes_only_the_current_revision() -> None:
    planned = plan(seen(revision(1, order=1), revision(2, order=2, current=True)), Held(), FIRST)
    assert [f.revision_id for f in planned.fetches] == [2]
    assert applied(Held(), planned).revisions[1].wanted is Wanted.OLDER


def test_what_was_revised_between_connecting_and_the_first_listing_is_taken() -> None:
    after = CONNECTED + timedelta(hours=1)
    planned = plan(
        seen(
            revision(1, order=1),
            revision(2, order=2, updated_at=after),
            revision(3, order=3, updated_at=after, current=True),
        ),
        Held(),
        FIRST,
    )
    assert [f.revision_id for f in planned.fetches] == [3, 2]


def test_intermediate_revisions_are_all_taken() -> None:
    held = synced(revision(1, order=1, current=True))
    now = seen(revision(1, order=1), revision(2, order=2), revision(3, order=3), revision(4, order=4, current=True))
    planned = plan(now, held, LATER)
    assert {f.revision_id for f in planned.fetches} == {2, 3, 4}
    assert planned.fetches[0].revision_id == 4
    assert shown(applied(held, planned)) == [
        (1, "normal", False),
        (2, "normal", False),
        (3, "normal", False),
        (4, "normal", True),
    ]


def test_numbers_from_before_do_not_bury_what_a_listing_of_changes_brings() -> None:
    """Counted from the newest; the one that was current is not listed again: two are flagged, two are number 1."""
    held = synced(revision(1, order=1, current=True))
    now = seen(revision(1, order=1, current=True), revision(2, order=2), revision(3, order=1, current=True))
    assert shown(applied(held, plan(now, held, LATER))) == [
        (1, "normal", False),
        (2, "normal", False),
        (3, "normal", True),
    ]


def test_a_revision_is_told_apart_by_identity_and_not_by_its_date() -> None:
    held = synced(revision(5, order=1, current=True))
    old_date = CONNECTED - timedelta(days=900)
    planned = plan(seen(revision(5, order=1), revision(3, order=2, updated_at=old_date, current=True)), held, LATER)
    assert [f.revision_id for f in planned.fetches] == [3]


def test_unpublished_revisions_are_never_taken() -> None:
    planned = plan(seen(revision(1, current=True, published=False)), Held(), FIRST)
    assert not planned


def test_an_old_revision_that_becomes_current_is_fetched() -> None:
    held = synced(revision(1, order=1), revision(2, order=2, current=True))
    planned = plan(seen(revision(1, order=2, current=True), revision(2, order=1)), held, LATER)
    assert [f.revision_id for f in planned.fetches] == [1]
    assert shown(applied(held, planned)) == [(2, "normal", False), (1, "normal", True)]


def test_a_reorder_keeps_the_original_in_place_and_adds_a_copy_at_the_new_place() -> None:
    history = [revision(1, order=1, current=True)]
    held = synced(*history)
    held = applied(
        held, plan(seen(revision(1, order=1), revision(2, order=2), revision(3, order=3, current=True)), held, LATER)
    )
    moved_to_end = seen(
        revision(1, order=1), revision(3, order=2), revision(2, order=3, current=True, updated_at=CONNECTED)
    )
    planned = plan(moved_to_end, held, LATER)
    assert shown(applied(held, planned)) == [
        (1, "normal", False),
        (2, "original", False),
        (3, "normal", False),
        (2, "reordered", True),
    ]
    assert planned.fetches == ()
    assert kinds(planned) == [ChangeKind.REORDERED]
    copies = [e for op in planned.bookkeeping if isinstance(op, Arrange) for e in op.entries if e.id is None]
    assert copies[0].annotations_from == held.entries[1][1].id
    assert not copies[0].carried


def test_projects_from_before_the_gate_keep_their_order_but_never_the_wrong_current() -> None:
    held = synced(revision(1, order=1, current=True))
    held = applied(held, plan(seen(revision(1, order=1), revision(2, order=2, current=True)), held, KEEPS_ORDER))
    planned = plan(seen(revision(2, order=1), revision(1, order=2, current=True)), held, KEEPS_ORDER)
    assert shown(applied(held, planned)) == [(1, "normal", True), (2, "normal", False)]


def test_annotations_are_carried_to_the_new_current_revision() -> None:
    held = synced(revision(1, order=1, current=True))
    planned = plan(seen(revision(1, order=1), revision(2, order=2, current=True)), held, LATER)
    (arrange,) = [op for op in planned.bookkeeping if isinstance(op, Arrange)]
    assert arrange.entries[1].annotations_from == held.entries[1][0].id
    assert arrange.entries[1].carried


def test_absence_from_an_incomplete_listing_withdraws_nothing() -> None:
    held = synced(revision(1, current=True), revision(2, drawing=2, current=True))
    partial = Observed({1: revision(1, current=True), 2: revision(2, drawing=2, current=True)}, frozenset({1}), False)
    assert not [op for op in plan(partial, held, LATER).bookkeeping if isinstance(op, PutDrawing)]


def test_absence_from_a_complete_listing_withdraws_and_keeps() -> None:
    held = synced(revision(1, current=True), revision(2, drawing=2, current=True))
    planned = plan(seen(revision(1, current=True), gone=(revision(2, drawing=2),)), held, LATER)
    after = applied(held, planned)
    assert after.drawings[2].withdrawn is Withdrawal.MISSING
    assert shown(after, 2) == [(2, "normal", False)]
    assert after.revisions[2].sha256 == "aa"


def test_a_deleted_drawing_says_so_even_without_a_full_listing() -> None:
    held = synced(revision(1, current=True))
    planned = plan(seen(revision(1, deleted=True), complete=False), held, LATER)
    assert applied(held, planned).drawings[1].withdrawn is Withdrawal.DELETED
    assert ChangeKind.DELETED in kinds(planned)


def test_an_obsolete_drawing_is_labelled_and_comes_back() -> None:
    held = synced(revision(1, current=True))
    gone = applied(held, plan(seen(revision(1, obsolete=True)), held, LATER))
    assert gone.drawings[1].withdrawn is Withdrawal.OBSOLETE
    assert shown(gone) == [(1, "normal", False)]
    back = plan(seen(revision(1, current=True)), gone, LATER)
    assert applied(gone, back).drawings[1].withdrawn is None
    assert kinds(back) == [ChangeKind.RESTORED]


def test_half_a_project_gone_missing_is_not_believed() -> None:
    sheets = [revision(i, drawing=i, current=True) for i in range(1, 121)]
    held = synced(*sheets)
    assert too_many_missing(plan(seen(*sheets[:60]), held, LATER), held)
    assert not too_many_missing(plan(seen(*sheets[:80]), held, LATER), held)


def test_renames_and_moves_are_recorded_with_before_and_after() -> None:
    held = synced(revision(1, current=True, title="Plan", discipline_id=7, discipline="Arch"))
    now = seen(revision(1, current=True, number="A-9", title="First floor", discipline_id=8, discipline="Interiors"))
    planned = plan(now, held, LATER)
    lines = {line.kind: (line.before, line.after) for op in planned.bookkeeping for line in op.ledger}
    assert lines[ChangeKind.RENUMBERED] == ("A-1", "A-9")
    assert lines[ChangeKind.RETITLED] == ("Plan", "First floor")
    assert ChangeKind.MOVED in lines


def test_a_renamed_discipline_is_one_line_and_not_one_for_each_drawing() -> None:
    held = synced(*(revision(i, drawing=i, current=True, discipline_id=7, discipline="Arch") for i in (1, 2, 3)))
    now = seen(*(revision(i, drawing=i, current=True, discipline_id=7, discipline="Architecture") for i in (1, 2, 3)))
    planned = plan(now, held, LATER)
    assert kinds(planned) == [ChangeKind.RENAMED]
    assert not plan(now, applied(held, planned), LATER)


def test_replaced_bytes_behind_one_revision_are_fetched_again() -> None:
    held = synced(revision(1, current=True))
    planned = plan(seen(revision(1, current=True, pdf_size=1001)), held, LATER)
    assert [f.revision_id for f in planned.fetches] == [1]


def test_a_size_that_is_announced_later_must_be_that_of_the_bytes() -> None:
    held = synced(revision(1, current=True, pdf_size=None))
    here = replace(held, revisions={1: replace(held.revisions[1], size=1000)})
    assert not plan(seen(revision(1, current=True, pdf_size=1000)), here, LATER)
    planned = plan(seen(revision(1, current=True, pdf_size=1001)), here, LATER)
    assert [f.reason for f in planned.fetches] == [FetchReason.REPLACED]


def test_a_new_revision_of_a_withdrawn_one_stands_last() -> None:
    held = synced(revision(1, current=True))
    planned = plan(seen(revision(2, current=True), revision(1, deleted=True)), held, LATER)
    assert shown(applied(held, planned)) == [(1, "normal", False), (2, "normal", True)]


def test_the_direction_of_the_order_is_read_from_where_current_stands() -> None:
    assert larger_is_newer([[revision(1, order=1), revision(2, order=2, current=True)]])
    assert not larger_is_newer([[revision(1, order=2), revision(2, order=1, current=True)]])


@given(st.permutations(list(range(1, 8))), st.permutations(list(range(1, 8))))
def test_taking_out_what_moved_leaves_one_order(before: list[int], after: list[int]) -> None:
    gone = moved(before, after, {})
    assert [r for r in before if r not in gone] == [r for r in after if r not in gone]


def test_of_two_that_swapped_the_later_updated_one_moved() -> None:
    assert moved([1, 2], [2, 1], {1: CONNECTED, 2: CONNECTED - timedelta(days=1)}) == {1}
    assert moved([1, 2], [2, 1], {2: CONNECTED, 1: CONNECTED - timedelta(days=1)}) == {2}


_worlds = st.lists(st.tuples(st.integers(1, 4), st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=12)


def _world(spec: list[tuple[int, bool, bool, bool]], order: list[int]) -> list[RemoteRevision]:
    revisions = []
    for index, (drawing, published, obsolete, deleted) in enumerate(spec, start=1):
        revisions.append(
            revision(index, drawing, order=order[index - 1], published=published, obsolete=obsolete, deleted=deleted)
        )
    last = {r.drawing_id: r.id for r in sorted(revisions, key=lambda r: r.order_in_drawing or 0) if not r.deleted}
    return [replace(r, current=last.get(r.drawing_id) == r.id) for r in revisions]


@given(_worlds, st.data())
def test_planning_after_all_was_done_gives_the_empty_plan(
    spec: list[tuple[int, bool, bool, bool]], data: st.DataObject
) -> None:
    orders = [data.draw(st.permutations(list(range(len(spec))))) for _ in range(3)]
    held = Held()
    policy = FIRST
    for order in orders:
        observed = seen(*_world(spec, order))
        planned = plan(observed, held, policy)
        held_after = applied(held, planned)
        assert not plan(observed, held_after, LATER)
        for drawing, entries in held.entries.items():
            kept = {e.id for e in held_after.entries[drawing]}
            assert {e.id for e in entries} <= kept, "an entry, once there, is never taken away"
        held, policy = held_after, LATER


@given(_worlds, st.data())
def test_local_order_is_procores_order_of_what_is_wanted(
    spec: list[tuple[int, bool, bool, bool]], data: st.DataObject
) -> None:
    held = Held()
    for step in range(2):
        world = _world(spec, data.draw(st.permutations(list(range(len(spec))))))
        observed = seen(*world)
        held = applied(held, plan(observed, held, LATER if step else FIRST))
    newest_last = larger_is_newer(
        [
            [r for r in world if r.drawing_id == d and r.published and not r.deleted]
            for d in {r.drawing_id for r in world}
        ]
    )
    for drawing, entries in held.entries.items():
        mine = [e.revision_id for e in entries if e.kind is not EntryKind.ORIGINAL]
        theirs = [
            r.id
            for r in sorted(world, key=lambda r: r.order_in_drawing or 0, reverse=not newest_last)
            if r.drawing_id == drawing and r.published and not r.deleted and r.id in mine
        ]
        assert mine == theirs
