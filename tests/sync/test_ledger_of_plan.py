"""Everything Procore changed is one line of the ledger, with before and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.domain.change_words import CHANGES, FIELDS
from app.domain.plan import Held, HeldDrawing, HeldEntry, HeldRevision, LedgerLine, Observed, Policy
from app.domain.records import RemoteArea, RemoteDiscipline, RemoteRevision, RemoteSet
from app.domain.states import ChangeKind, EntryKind, FolderKind, Wanted, Withdrawal
from app.sync.plan import plan

CONNECTED = datetime(2026, 3, 1, tzinfo=UTC)
POLICY = Policy(CONNECTED, baseline_known=True, mirrors_reorders=True)
#: One drawing with two revisions; the second is the current one.
OLD = RemoteRevision(1, 5, "A-1", "Plan", "0", order_in_drawing=1, area_id=1, discipline_id=7, discipline="Arch")
NEW = replace(OLD, id=2, revision_number="1", order_in_drawing=2, current=True, drawing_date=date(2026, 1, 1))
HELD = Held(
    {5: HeldDrawing(5, "A-1", "Plan", 1, 7, "Arch")},
    {
        1: HeldRevision(1, 5, Wanted.SINCE_CONNECTION, "0", sha256="aa", size=1),
        2: HeldRevision(2, 5, Wanted.SINCE_CONNECTION, "1", sha256="bb", size=1, drawing_date=date(2026, 1, 1)),
    },
    {5: (HeldEntry(1, 1, EntryKind.NORMAL, False), HeldEntry(2, 2, EntryKind.NORMAL, True))},
    {(FolderKind.AREA, 1): "North", (FolderKind.DISCIPLINE, 7): "Arch", (FolderKind.SET, 3): "Bid"},
)


def lines(*revisions: RemoteRevision, held: Held = HELD, area: str = "North", **names: str) -> list[LedgerLine]:
    observed = Observed(
        {r.id: r for r in revisions},
        frozenset(r.id for r in revisions),
        complete=True,
        areas=(RemoteArea(1, area), RemoteArea(2, "South")),
        disciplines=(RemoteDiscipline(7, names.get("discipline", "Arch")), RemoteDiscipline(8, "Interiors")),
        sets=(RemoteSet(3, names.get("drawing_set", "Bid")),),
    )
    known = {(FolderKind.AREA, 2): "South", (FolderKind.DISCIPLINE, 8): "Interiors"}
    planned = plan(observed, replace(held, folders={**held.folders, **known}), POLICY)
    return [line for op in planned.bookkeeping for line in op.ledger]


def test_nothing_changed_is_nothing_told() -> None:
    assert lines(OLD, NEW) == []


@pytest.mark.parametrize(
    ("changed", "kind", "before", "after"),
    [
        ({"number": "A-9"}, ChangeKind.RENUMBERED, "A-1", "A-9"),
        ({"title": "Level 2"}, ChangeKind.RETITLED, "Plan", "Level 2"),
        ({"area_id": 2}, ChangeKind.MOVED, {"area": "North"}, {"area": "South"}),
        (
            {"discipline_id": 8, "discipline": "Interiors"},
            ChangeKind.MOVED,
            {"discipline": "Arch"},
            {"discipline": "Interiors"},
        ),
        ({"revision_number": "B"}, ChangeKind.RELABELLED, "1", "B"),
        (
            {"drawing_date": date(2026, 2, 2)},
            ChangeKind.REDATED,
            {"drawing_date": "2026-01-01"},
            {"drawing_date": "2026-02-02"},
        ),
        (
            {"received_date": date(2026, 2, 3)},
            ChangeKind.REDATED,
            {"received_date": None},
            {"received_date": "2026-02-03"},
        ),
    ],
)
def test_a_change_of_a_drawing_is_one_line(
    changed: dict[str, object], kind: ChangeKind, before: object, after: object
) -> None:
    (line,) = lines(OLD, replace(NEW, **changed))  # type: ignore[arg-type]
    assert (line.kind, line.drawing_id, line.before, line.after) == (kind, 5, before, after)


@pytest.mark.parametrize(
    ("names", "part"),
    [
        ({"area": "North wing"}, "area"),
        ({"discipline": "North wing"}, "discipline"),
        ({"drawing_set": "North wing"}, "set"),
    ],
)
def test_a_new_name_of_a_folder_or_set_is_one_line(names: dict[str, str], part: str) -> None:
    (line,) = lines(OLD, NEW, **names)
    old = {"area": "North", "discipline": "Arch", "set": "Bid"}[part]
    assert (line.kind, line.before, line.after) == (ChangeKind.RENAMED, {part: old}, {part: "North wing"})


def test_what_comes_is_told() -> None:
    (revised,) = lines(OLD, replace(NEW, current=False), replace(NEW, id=3, revision_number="2", order_in_drawing=3))
    assert (revised.kind, revised.revision_id, revised.after) == (ChangeKind.REVISED, 3, "2")
    (added,) = lines(OLD, NEW, replace(NEW, id=9, drawing_id=6, number="A-6"))
    assert (added.kind, added.drawing_id, added.after) == (ChangeKind.ADDED, 6, "A-6")


def test_a_revision_that_is_published_later_is_a_new_revision_then() -> None:
    draft = replace(NEW, id=3, revision_number="2", order_in_drawing=3, current=False, published=False)
    assert lines(OLD, NEW, draft) == []
    (revised,) = lines(OLD, NEW, replace(draft, published=True))
    assert (revised.kind, revised.revision_id) == (ChangeKind.REVISED, 3)


def test_what_goes_is_told_and_what_comes_back() -> None:
    (obsoleted,) = lines(OLD, replace(NEW, obsolete=True))
    assert (obsoleted.kind, obsoleted.after) == (ChangeKind.OBSOLETED, Withdrawal.OBSOLETE)
    (deleted,) = lines(replace(OLD, deleted=True), NEW)
    assert (deleted.kind, deleted.revision_id, deleted.after) == (ChangeKind.DELETED, 1, Withdrawal.DELETED)
    (whole,) = lines(replace(OLD, deleted=True), replace(NEW, deleted=True))
    assert (whole.kind, whole.revision_id, whole.after) == (ChangeKind.DELETED, None, Withdrawal.DELETED)
    gone = replace(HELD, revisions={**HELD.revisions, 1: replace(HELD.revisions[1], withdrawn=Withdrawal.DELETED)})
    (restored,) = lines(OLD, NEW, held=gone)
    assert (restored.kind, restored.revision_id, restored.before) == (ChangeKind.RESTORED, 1, Withdrawal.DELETED)


def test_a_reorder_tells_both_places() -> None:
    (line,) = lines(replace(OLD, order_in_drawing=2, current=True), replace(NEW, order_in_drawing=1, current=False))
    assert (line.kind, line.before, line.after) == (ChangeKind.REORDERED, 1, 0)


def test_a_revision_that_went_to_another_drawing_is_told_with_both() -> None:
    moved = replace(NEW, drawing_id=6, number="A-6")
    told = {(line.kind, line.drawing_id): line for line in lines(replace(OLD, current=True), moved)}
    line = told.pop((ChangeKind.MOVED, 6))
    assert (line.revision_id, line.before, line.after) == (2, {"drawing": "A-1"}, {"drawing": "A-6"})
    assert set(told) == {(ChangeKind.ADDED, 6)}


def test_every_kind_and_every_part_has_words_in_both_languages() -> None:
    assert set(CHANGES) == set(ChangeKind)
    assert set(FIELDS) >= {*(kind.value for kind in FolderKind), "drawing", "drawing_date", "received_date"}
    assert all(text.en and text.fr for text in (*CHANGES.values(), *FIELDS.values()))
