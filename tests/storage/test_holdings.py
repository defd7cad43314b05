"""Decisions, revision lists, bytes and problems: what is held stays held, and annotations above all (I1, I10)."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linked_world import START, HandClock, World, connect, draw, drawing, drawn, put_revision

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import FetchedFile, SheetFacts
from app.domain.plan import Arrange, HeldDrawing, HeldEntry, LedgerLine, PutDrawing, PutRevision
from app.domain.records import RemoteRevision
from app.domain.states import Carried, ChangeKind, EntryKind, Wanted, Withdrawal
from app.settings import Settings
from app.storage.journal import Opened
from app.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.plan import Held

NORMAL, ORIGINAL, REORDERED = EntryKind.NORMAL, EntryKind.ORIGINAL, EntryKind.REORDERED


def _held(world: World) -> Held:
    return world.store.holdings.load(world.link.id)


def test_decisions_come_back_as_they_were_written(world: World) -> None:
    first = HeldDrawing(5, "A-101", "Plan", 1, 7, "Architecture", Withdrawal.OBSOLETE)
    decision = PutRevision(50, 5, Wanted.OLDER, "ASI-1", Withdrawal.DELETED)
    world.apply(PutDrawing(first), decision, Arrange(5, (HeldEntry(None, 50, NORMAL, True),)))
    held = _held(world)

    assert held.drawings == {5: first}
    revision = held.revisions[50]
    assert (revision.drawing_id, revision.wanted, revision.withdrawn) == (5, Wanted.OLDER, Withdrawal.DELETED)
    assert (revision.revision_number, revision.sha256) == ("ASI-1", None)
    (entry,) = held.entries[5]
    assert (entry.revision_id, entry.kind, entry.current, entry.annotations_from) == (50, NORMAL, True, None)


def test_a_second_decision_changes_the_first_and_keeps_its_bytes(world: World) -> None:
    world.hold_drawing(5, 50)
    (sha256,) = world.fetch(50)
    world.apply(
        PutDrawing(drawing(5, "A-102", discipline_id=None, discipline=None)),
        PutRevision(50, 5, Wanted.REQUESTED, "B", Withdrawal.MISSING),
    )
    held = _held(world)

    assert (held.drawings[5].number, held.drawings[5].discipline_id) == ("A-102", None)
    assert (held.revisions[50].wanted, held.revisions[50].revision_number) == (Wanted.REQUESTED, "B")
    assert held.revisions[50].sha256 == sha256


def test_the_ledger_is_written_with_the_decision(world: World) -> None:
    run_id = world.run()
    lines = (
        LedgerLine(ChangeKind.RETITLED, 5, before="Old", after="New"),
        LedgerLine(ChangeKind.MOVED, 5, before={"area": 1}, after={"area": None}),
    )
    world.apply(PutDrawing(drawing(5), lines), run_id=run_id)
    told = world.store.ledger.changes(world.project.id)[1:]

    assert [(line.kind, line.drawing, line.before, line.after) for line in told] == [
        (ChangeKind.RETITLED, "A-5", "Old", "New"),
        (ChangeKind.MOVED, "A-5", {"area": 1}, {"area": None}),
    ]
    assert {line.at for line in told} == {world.clock.now}


def test_a_plan_that_cannot_be_applied_changes_nothing(world: World) -> None:
    line = LedgerLine(ChangeKind.ADDED, 5)
    with pytest.raises(Failure) as caught:
        world.apply(PutDrawing(drawing(5), (line,)), Arrange(5, (HeldEntry(None, 404, NORMAL, True),)))

    assert caught.value.code is FailureCode.BUG
    assert _held(world).drawings == {}
    assert [told.kind for told in world.store.ledger.changes(world.project.id)] == [ChangeKind.CONNECTED]


def test_a_list_that_leaves_an_entry_out_is_refused(world: World) -> None:
    world.hold_drawing(5, 50, 51)
    entries = _held(world).entries[5]
    draw(world, entries[0].id or 0)
    with pytest.raises(Failure):
        world.apply(Arrange(5, entries[1:]))

    assert _held(world).entries[5] == entries


def test_a_list_that_takes_the_entry_of_another_drawing_is_refused(world: World) -> None:
    world.hold_drawing(5, 50)
    world.hold_drawing(6, 60)
    stolen = _held(world).entries[6]
    with pytest.raises(Failure):
        world.apply(Arrange(5, _held(world).entries[5] + stolen))

    assert _held(world).entries[6] == stolen


def test_a_new_revision_carries_the_annotations_forward_to_be_checked(world: World) -> None:
    world.hold_drawing(5, 50)
    (old,) = _held(world).entries[5]
    source = draw(world, old.id or 0, author="Luc", page=2)
    draw(world, old.id or 0, "rubbed out", deleted_at=START)
    added = HeldEntry(None, 51, NORMAL, True, annotations_from=old.id, carried=True)
    world.apply(put_revision(51, 5), Arrange(5, (HeldEntry(old.id, 50, NORMAL, False), added)))

    kept, new = _held(world).entries[5]
    assert (kept.id, kept.current, new.current) == (old.id, False, True)
    (copy,) = drawn(world, new.id or 0)
    (original,) = [row for row in drawn(world, old.id or 0) if row["id"] == source]
    assert copy["id"] != source
    assert (copy["source_annotation_id"], copy["carried"]) == (source, Carried.TO_CHECK)
    unchanged = ("author", "created_at", "modified_at", "page", "layer", "kind", "geometry", "style", "text")
    assert {name: copy[name] for name in unchanged} == {name: original[name] for name in unchanged}
    assert original["carried"] is None


def test_a_reorder_copies_annotations_without_asking_to_check_them(world: World) -> None:
    world.hold_drawing(5, 50, 51)
    first, second = _held(world).entries[5]
    draw(world, second.id or 0, "a")
    draw(world, second.id or 0, "b", carried=Carried.TO_CHECK)
    moved = HeldEntry(None, 51, REORDERED, False, annotations_from=second.id)
    original = HeldEntry(second.id, 51, ORIGINAL, False)
    world.apply(Arrange(5, (moved, HeldEntry(first.id, 50, NORMAL, True), original)))

    new, _, last = _held(world).entries[5]
    assert (new.kind, new.revision_id, last.id, last.kind) == (REORDERED, 51, second.id, ORIGINAL)
    assert [row["carried"] for row in drawn(world, new.id or 0)] == [None, Carried.TO_CHECK]
    assert [row["text"] for row in drawn(world, second.id or 0)] == ["a", "b"]


@pytest.fixture(scope="module")
def shared_store() -> Store:
    """One data directory for all examples of the property: each of them gets its own link."""
    folder = tempfile.TemporaryDirectory()
    store = Store.open(Settings(Path(folder.name)), clock=HandClock())
    yield store
    store.close()
    folder.cleanup()


_STEP = st.tuples(st.sampled_from(["add", "move", "draw"]), st.integers(0, 9), st.integers(0, 9), st.booleans())


def _rearranged(entries: Sequence[HeldEntry], what: str, one: int, other: int, carried: bool) -> list[HeldEntry]:
    """One arrangement that a plan could ask for: a new line, or a line that became original and a copy of it."""
    lines = list(entries)
    source = lines[one % len(lines)]
    place = other % (len(lines) + 1)
    if what == "add":
        new = HeldEntry(None, 100 + len(lines), NORMAL, True, annotations_from=source.id, carried=carried)
    else:
        lines = [HeldEntry(e.id, e.revision_id, ORIGINAL if e is source else e.kind, e.current) for e in lines]
        new = HeldEntry(None, source.revision_id, REORDERED, False, annotations_from=source.id)
    lines.insert(place, new)
    return lines


@settings(max_examples=40)
@given(steps=st.lists(_STEP, min_size=1, max_size=8))
def test_no_arrangement_ever_loses_an_annotation(shared_store: Store, steps: list[tuple[str, int, int, bool]]) -> None:
    world = World(shared_store, HandClock(), *connect(shared_store))
    world.hold_drawing(5, 100)
    written: dict[str, tuple[int, str]] = {}
    for number, (what, one, other, carried) in enumerate(steps):
        entries = _held(world).entries[5]
        if what == "draw":
            entry_id = entries[one % len(entries)].id or 0
            written[draw(world, entry_id, f"note {number}")] = (entry_id, f"note {number}")
            continue
        lines = _rearranged(entries, what, one, other, carried)
        puts = [put_revision(line.revision_id, 5) for line in lines]
        world.apply(*puts, Arrange(5, tuple(lines)))
        after = _held(world).entries[5]
        for line, now in zip(lines, after, strict=True):
            assert (now.revision_id, now.kind, now.current) == (line.revision_id, line.kind, line.current)
            assert line.id is None or now.id == line.id
            if line.annotations_from is not None:
                copied = [row["text"] for row in drawn(world, now.id or 0)]
                assert copied == [row["text"] for row in drawn(world, line.annotations_from)]

    for id, (entry_id, text) in written.items():
        (row,) = [row for row in drawn(world, entry_id) if row["id"] == id]
        assert (row["text"], row["deleted_at"], row["source_annotation_id"]) == (text, None, None)


def test_committed_files_are_held_and_their_downloads_forgotten(world: World) -> None:
    world.hold_drawing(5, 50)
    (journal_id,) = world.store.journal.note([Opened(world.link.id, 50, "p", None)])
    broken = Failure(FailureCode.CORRUPT, Reason.TRUNCATED)
    world.store.holdings.note_problem(world.link.id, 50, broken, at=START, next_at=None, fingerprint="f")
    updated = START + timedelta(days=1)
    (sha256,) = world.fetch(50, journal_id=journal_id, updated_at=updated, announced_size=8, etag='"e"')

    revision = _held(world).revisions[50]
    assert (revision.sha256, revision.fetched_size, revision.fetched_updated_at) == (sha256, 8, updated)
    assert world.store.blobs.has(sha256, revision.size or 0)
    assert world.store.journal.entries() == []
    assert world.store.holdings.problems(world.link.id) == {}


def test_a_row_never_names_a_file_that_is_not_there(world: World) -> None:
    world.hold_drawing(5, 50)
    with pytest.raises(Failure) as caught:
        world.store.holdings.commit_files(world.link.id, [FetchedFile(50, "ab" * 32, 10)])

    assert (caught.value.code, caught.value.reason) == (FailureCode.LOCAL_IO, Reason.MISSING_FILE)
    assert _held(world).revisions[50].sha256 is None


def test_names_are_durable_before_rows_are(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.hold_drawing(5, 50)

    def refuse(needed: object) -> None:
        raise Failure(FailureCode.LOCAL_IO)

    monkeypatch.setattr(world.store.blobs, "flush", refuse)
    with pytest.raises(Failure):
        world.fetch(50)

    assert _held(world).revisions[50].sha256 is None


def test_one_bad_file_of_a_batch_commits_none(world: World) -> None:
    world.hold_drawing(5, 50)
    with pytest.raises(Failure) as caught:
        world.fetch(50, 99)  # nobody decided about revision 99

    assert caught.value.code is FailureCode.BUG
    assert _held(world).revisions[50].sha256 is None


def test_a_replaced_file_is_a_new_version_and_the_older_one_stays(world: World) -> None:
    world.hold_drawing(5, 50)
    (first,) = world.fetch(50, content="first")
    (second,) = world.fetch(50, content="second, longer")
    (back,) = world.fetch(50, content="first")

    assert _held(world).revisions[50].sha256 == back == first
    with world.store.holdings._database.read() as connection:
        rows = connection.exec_driver_sql("SELECT version, sha256, current FROM contents ORDER BY version").all()
    assert rows == [(1, first, 0), (2, second, 0), (3, first, 1)]
    assert world.store.blobs.check(second) is None


def test_the_same_bytes_again_are_no_new_version(world: World) -> None:
    world.hold_drawing(5, 50)
    world.fetch(50, announced_size=1)
    world.fetch(50, announced_size=2)

    assert _held(world).revisions[50].fetched_size == 2
    with world.store.holdings._database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM contents").scalar() == 1


def test_two_revisions_with_the_same_bytes_share_them(world: World) -> None:
    world.hold_drawing(5, 50, 51)
    first, second = world.fetch(50, 51, content="same")

    assert first == second
    assert {r.sha256 for r in _held(world).revisions.values()} == {first}


def test_quarantined_bytes_are_not_held_until_they_are_fetched_again(world: World) -> None:
    world.hold_drawing(5, 50)
    (sha256,) = world.fetch(50)
    world.store.holdings.mark_quarantined(sha256)
    assert _held(world).revisions[50].sha256 is None
    world.fetch(50)
    assert _held(world).revisions[50].sha256 == sha256


def test_bytes_that_were_verified_are_held(world: World) -> None:
    world.hold_drawing(5, 50)
    (sha256,) = world.fetch(50)
    world.store.holdings.mark_quarantined(sha256)
    world.store.holdings.mark_verified([sha256], at=world.clock())

    assert _held(world).revisions[50].sha256 == sha256


def test_the_number_of_pages_comes_with_the_file_and_what_they_are_later(world: World) -> None:
    world.hold_drawing(5, 50, 51)
    page = SheetFacts(0, 3024.0, 2160.0, 90, "PLAN – NIVEAU 1")
    world.fetch(50, pages=1)
    (other,) = world.fetch(51)
    for first in (page, SheetFacts(0, 612.5, 792.0)):
        found = [first, SheetFacts(1, 612.0, 792.0)]
        world.store.inspections.record(other, found, attempts=1, previews=0, reason=None)

    entries = world.store.documents.drawing(world.project.id, 5).entries
    assert [entry.pages for entry in entries] == [1, 2]
    with world.store.holdings._database.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT width_pt, rotation, text FROM sheets ORDER BY sha256 = ?, page", (other,)
        )
        assert rows.all() == [(612.5, 0, ""), (612.0, 0, "")]


def test_tries_are_counted_until_the_item_changes(world: World) -> None:
    holdings = world.store.holdings
    later = START + timedelta(minutes=5)
    short = Failure(FailureCode.CORRUPT, Reason.TRUNCATED, {"size": 5})
    counted = []
    for fingerprint in ("a", "a", "b"):
        holdings.note_problem(world.link.id, 50, short, at=START, next_at=later, fingerprint=fingerprint)
        counted.append(holdings.problems(world.link.id)[50].attempts)

    problem = holdings.problems(world.link.id)[50]
    assert counted == [1, 2, 1]
    assert (problem.code, problem.reason, problem.values) == (FailureCode.CORRUPT, Reason.TRUNCATED, {"size": 5})
    assert (problem.at, problem.next_at, problem.fingerprint) == (START, later, "b")
    holdings.clear_problem(world.link.id, 50)
    assert holdings.problems(world.link.id) == {}


def _with_older_revisions(world: World) -> None:
    for drawing_id in (5, 6):
        world.hold_drawing(drawing_id, drawing_id * 10)
        for revision in (drawing_id * 10 + 1, drawing_id * 10 + 2):
            world.apply(put_revision(revision, drawing_id, Wanted.OLDER))
    world.list_(
        *(RemoteRevision(d * 10 + n, d) for d in (5, 6) for n in (0, 1)),
        RemoteRevision(52, 5, deleted=True),
        RemoteRevision(62, 6, published=False),
    )


def test_older_revisions_are_asked_for_by_drawing(world: World) -> None:
    _with_older_revisions(world)

    assert world.store.holdings.want_older(world.link.id, [5]) == 1
    wanted = {id: revision.wanted for id, revision in _held(world).revisions.items()}
    assert (wanted[51], wanted[52], wanted[61]) == (Wanted.REQUESTED, Wanted.OLDER, Wanted.OLDER)
    assert wanted[50] is Wanted.SINCE_CONNECTION


def test_older_revisions_are_asked_for_all_at_once_and_only_once(world: World) -> None:
    _with_older_revisions(world)

    assert world.store.holdings.want_older(world.link.id, None) == 2
    assert world.store.holdings.want_older(world.link.id, None) == 0


def test_one_links_decisions_are_not_anothers(world: World, store: Store) -> None:
    """Two projects of ours may follow the same Procore project: equal ids, separate rows."""
    _, other = connect(store, "Copy", 20)
    world.hold_drawing(5, 50)
    store.holdings.apply(other.id, None, [PutDrawing(drawing(5, "other"))], at=START)

    assert store.holdings.load(other.id).revisions == {}
    assert _held(world).drawings[5].number == "A-5"
