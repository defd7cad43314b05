"""Marks in the database: who may draw, what is kept, what a sync carries along (S52, S58, I10)."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from linked_world import draw, drawing, drawn, put_revision

from app.domain.access import ROOT, discipline_folder
from app.domain.comparisons import Comparison, PagePair, Trust
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import SheetFacts
from app.domain.markups import Geometry, Markup, MarkupKind, MarkupStatus, Style
from app.domain.measures import Calibration, LengthUnit
from app.domain.plan import Arrange, HeldEntry, PutDrawing
from app.domain.plane import Point, Similarity
from app.domain.states import AccessLevel, Carried, EntryKind, Role
from app.storage.markup_layers import LayerUse, MarkupLayer

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
    for one in (entry, other):
        world.store.calibrations.put(Calibration(one, 0, 0.04, LengthUnit.METRES))
    ben = world.store.members.add("Ben", "ben@example.com", Role.COLLABORATOR)
    world.store.permissions.change(world.project.id, {(ben.id, discipline_folder(1, 8)): AccessLevel.NONE}, names={})
    assert [one.markup.text for one in world.store.annotations.of_project(world.project.id)] == ["open", "closed"]

    world.store.members.use("Ben")

    assert [one.markup.text for one in world.store.annotations.of_project(world.project.id)] == ["open"]
    assert list(world.store.calibrations.of_project(world.project.id)) == [(entry, 0)]
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


# --- carried marks on compared sheets -------------------------------------------------------------------------------


def _carry(world: World, *revisions: int) -> list[int]:
    """Each of them becomes current after the one before, with its marks; their entries."""
    world.list_()
    for revision in revisions:
        held = world.store.holdings.load(world.link.id).entries.get(1, ())
        last = held[-1].id if held else None
        new = HeldEntry(None, revision, EntryKind.NORMAL, True, annotations_from=last, carried=True)
        kept = tuple(replace(line, current=False) for line in held)
        world.apply(PutDrawing(drawing(1)), put_revision(revision, 1), Arrange(1, (*kept, new)))
        if not held:
            world.store.annotations.add([mark(_entries(world, 1)[0])])
    return _entries(world, 1)


def _compared(
    world: World,
    older: str,
    newer: str,
    by: Similarity,
    *,
    trust: Trust = Trust.SURE,
    pages: tuple[int, int] = (0, 0),
) -> None:
    pair = PagePair(older, pages[0], newer, pages[1])
    world.store.comparisons.record(pair, Comparison(by, trust, 0.9))


def _points(world: World, entry: int) -> tuple[Point, ...]:
    (copy,) = world.store.annotations.of_entry(entry).markups
    return copy.geometry.points


def test_copies_lie_as_the_sheets_were_compared_over_every_revision_between(world: World) -> None:
    first, second, third = _carry(world, 50, 51, 52)
    one, two, three = world.fetch(50, 51, 52)
    _compared(world, one, two, Similarity(dx=5))

    assert _points(world, first) == (Point(10, 20), Point(110, 70))
    assert _points(world, second) == (Point(15, 20), Point(115, 70))
    assert _points(world, third) == (Point(10, 20), Point(110, 70))

    _compared(world, two, three, Similarity(a=2))
    assert _points(world, third) == (Point(30, 40), Point(230, 140))
    listed = {line.markup.entry_id: line.markup for line in world.store.annotations.of_project(world.project.id)}
    assert listed[third].geometry.points == (Point(30, 40), Point(230, 140))

    _compared(world, one, three, Similarity(dx=7))
    assert _points(world, third) == (Point(17, 20), Point(117, 70))


def test_a_comparison_that_is_not_sure_moves_nothing_but_tells_the_page(world: World) -> None:
    _first, second = _carry(world, 50, 51)
    one, two = world.fetch(50, 51)
    _compared(world, one, two, Similarity(dx=500), trust=Trust.DOUBTFUL, pages=(0, 3))

    (copy,) = world.store.annotations.of_entry(second).markups
    assert (copy.page, copy.geometry.points) == (3, (Point(10, 20), Point(110, 70)))
    (changed,) = world.store.annotations.change([replace(copy, text="on page 4")])
    assert world.store.annotations.of_entry(second).markups == (changed,)


def test_marks_that_go_back_to_an_older_revision_lie_by_the_same_comparison(world: World) -> None:
    _first, second = _carry(world, 50, 51)
    one, two = world.fetch(50, 51)
    _compared(world, two, one, Similarity(a=2, dx=10), pages=(4, 0))

    (copy,) = world.store.annotations.of_entry(second).markups
    assert (copy.page, copy.geometry.points) == (4, (Point(0, 10), Point(50, 35)))


def test_a_comparison_by_hand_goes_before_the_one_that_was_found(world: World) -> None:
    _first, second = _carry(world, 50, 51)
    one, two = world.fetch(50, 51)
    _compared(world, one, two, Similarity(dx=5))
    _compared(world, one, two, Similarity(dx=9), trust=Trust.MANUAL)

    assert _points(world, second) == (Point(19, 20), Point(119, 70))


def test_a_copy_that_was_put_somewhere_is_not_moved_by_a_comparison(world: World) -> None:
    _first, second = _carry(world, 50, 51)
    one, two = world.fetch(50, 51)
    (copy,) = world.store.annotations.of_entry(second).markups
    (unmoved,) = world.store.annotations.change([replace(copy, status=MarkupStatus.DONE)])
    _compared(world, one, two, Similarity(dx=5))
    (followed,) = world.store.annotations.of_entry(second).markups
    assert followed == replace(unmoved, geometry=Geometry((Point(15, 20), Point(115, 70))))

    (placed,) = world.store.annotations.change([replace(followed, style=Style(colour="#00aa00"))])
    _compared(world, one, two, Similarity(dx=50))

    assert world.store.annotations.of_entry(second).markups == (placed,)


def test_sheets_that_marks_were_carried_between_are_due_to_be_compared(world: World) -> None:
    """Where two revisions came at once, the one before the current one is not the one that people drew on."""
    (first,) = _carry(world, 50)
    held = world.store.holdings.load(world.link.id).entries[1]
    kept = tuple(replace(line, current=False) for line in held)
    between = HeldEntry(None, 51, EntryKind.NORMAL, False)
    new = HeldEntry(None, 52, EntryKind.NORMAL, True, annotations_from=first, carried=True)
    world.apply(put_revision(51, 1), put_revision(52, 1), Arrange(1, (*kept, between, new)))
    one, two, three = world.fetch(50, 51, 52)
    for file in (one, two, three):
        world.store.inspections.record(file, [SheetFacts(0, 100, 50)], attempts=1, previews=0, reason=None)

    assert {(pair.older, pair.newer) for pair in world.store.comparisons.due(9)} == {(two, three), (one, three)}
    world.store.annotations.confirm(world.store.annotations.of_entry(_entries(world, 1)[2]).markups)
    assert {(pair.older, pair.newer) for pair in world.store.comparisons.due(9)} == {(two, three)}


# --- a file that is replaced behind its revision --------------------------------------------------------------------


def _replaced(world: World) -> tuple[int, Markup, str, str]:
    """A mark drawn on the first of two files of revision 50: its line, the mark, and both files."""
    world.list_()
    world.hold_drawing(1, 50)
    (line,) = _entries(world, 1)
    (before,) = world.fetch(50)
    (drawn,) = world.store.annotations.add([mark(line)])
    (after,) = world.fetch(50, content="other bytes")
    return line, drawn, before, after


def test_marks_on_a_file_that_is_replaced_stay_and_are_to_be_checked_on_the_new_one(world: World) -> None:
    line, drawn, before, after = _replaced(world)
    found = world.store.annotations.of_entry(line)
    assert found.markups == (replace(drawn, carried=Carried.TO_CHECK),)
    assert found.origins == {drawn.id: line}

    _compared(world, before, after, Similarity(dx=5))
    (laid,) = world.store.annotations.of_entry(line).markups
    assert laid.geometry.points == (Point(15, 20), Point(115, 70))
    world.store.annotations.confirm([laid])
    _compared(world, before, after, Similarity(dx=50))
    found = world.store.annotations.of_entry(line)
    assert found.markups == (replace(laid, carried=Carried.CONFIRMED),)
    assert found.origins == {}


def test_the_same_bytes_again_leave_marks_as_they_are(world: World) -> None:
    world.list_()
    world.hold_drawing(1, 50)
    (line,) = _entries(world, 1)
    world.fetch(50)
    (drawn,) = world.store.annotations.add([mark(line)])
    world.fetch(50)
    assert world.store.annotations.of_entry(line).markups == (drawn,)


def test_a_change_that_knew_nothing_of_the_replaced_file_does_not_free_its_mark_of_doubt(world: World) -> None:
    line, drawn, _before, _after = _replaced(world)
    (changed,) = world.store.annotations.change([replace(drawn, text="moved back by undo", carried=None)])
    assert changed.carried is Carried.TO_CHECK
    assert world.store.annotations.of_entry(line).markups == (changed,)


def test_what_was_removed_before_its_file_was_replaced_comes_back_to_be_checked(world: World) -> None:
    world.list_()
    world.hold_drawing(1, 50)
    (line,) = _entries(world, 1)
    world.fetch(50)
    (drawn,) = world.store.annotations.add([mark(line)])
    world.store.annotations.remove([drawn.id])
    world.fetch(50, content="other bytes")
    world.store.annotations.restore([drawn.id])
    assert world.store.annotations.of_entry(line).markups == (replace(drawn, carried=Carried.TO_CHECK),)


def test_an_original_keeps_its_marks_as_they_are_when_its_file_is_replaced(world: World) -> None:
    world.list_()
    world.hold_drawing(1, 50, 51)
    first, second = _entries(world, 1)
    world.fetch(50)
    (drawn,) = world.store.annotations.add([mark(first)])
    world.apply(
        Arrange(
            1,
            (
                HeldEntry(first, 50, EntryKind.ORIGINAL, False),
                HeldEntry(second, 51, EntryKind.NORMAL, False),
                HeldEntry(None, 50, EntryKind.REORDERED, True, annotations_from=first),
            ),
        )
    )
    world.fetch(50, content="other bytes")
    (copy,) = world.store.annotations.of_entry(_entries(world, 1)[2]).markups
    assert copy.carried is Carried.TO_CHECK
    assert world.store.annotations.of_entry(first).markups == (drawn,)


def test_copies_that_nobody_checked_lie_as_they_were_drawn_on_a_file_that_is_gone(world: World) -> None:
    """Drawn on the first file of revision 50, carried to 51; then other bytes come for 50."""
    first, second = _carry(world, 50, 51)
    one, two = world.fetch(50, 51)
    _compared(world, one, two, Similarity(dx=5))
    (other,) = world.fetch(50, content="other bytes")
    for file in (one, two, other):
        world.store.inspections.record(file, [SheetFacts(0, 100, 50)], attempts=1, previews=0, reason=None)

    assert _points(world, second) == (Point(15, 20), Point(115, 70))
    due = {(pair.older, pair.newer) for pair in world.store.comparisons.due(9)}
    assert due == {(other, two), (one, other)}  # successive revisions, and what marks lie between
    _compared(world, one, other, Similarity(a=2))
    assert _points(world, first) == (Point(20, 40), Point(220, 140))
    assert _points(world, second) == (Point(15, 20), Point(115, 70))


def test_a_scale_of_a_file_that_is_replaced_is_to_be_verified_again(world: World) -> None:
    world.list_()
    world.hold_drawing(1, 50)
    (line,) = _entries(world, 1)
    (before,) = world.fetch(50)
    world.store.calibrations.put(Calibration(line, 0, 0.04, LengthUnit.METRES, "1:100", deviation=0.001))
    (after,) = world.fetch(50, content="other bytes")
    _compared(world, before, after, Similarity(a=2))
    (scale,) = world.store.calibrations.of_entry(line).values()
    assert (scale.carried, scale.deviation, scale.metres_per_point) == (Carried.TO_CHECK, None, 0.02)


def _carry_scale(world: World) -> tuple[int, int, str, str]:
    world.list_()
    world.hold_drawing(1, 50)
    (first,) = _entries(world, 1)
    world.store.calibrations.put(Calibration(first, 0, 0.04, LengthUnit.METRES, "1:100", deviation=0.001))
    new = HeldEntry(None, 51, EntryKind.NORMAL, True, annotations_from=first, carried=True)
    world.apply(put_revision(51, 1), Arrange(1, (HeldEntry(first, 50, EntryKind.NORMAL, False), new)))
    return first, _entries(world, 1)[1], *world.fetch(50, 51)


def test_a_scale_of_a_carried_sheet_follows_the_comparison(world: World) -> None:
    first, second, one, two = _carry_scale(world)
    _compared(world, one, two, Similarity(a=2), pages=(0, 1))

    (carried,) = world.store.calibrations.of_entry(second).values()
    assert (carried.page, carried.metres_per_point, carried.carried) == (1, 0.02, Carried.TO_CHECK)
    scales = world.store.calibrations.of_project(world.project.id)
    assert {place: scale.metres_per_point for place, scale in scales.items()} == {(first, 0): 0.04, (second, 1): 0.02}


def test_a_scale_that_is_set_takes_the_place_of_the_carried_one_of_its_page_alone(world: World) -> None:
    _first, second, one, two = _carry_scale(world)
    _compared(world, one, two, Similarity(a=2), pages=(0, 1))
    (carried,) = world.store.calibrations.of_entry(second).values()
    other = world.store.calibrations.put(Calibration(second, 0, 0.5, LengthUnit.METRES))
    assert world.store.calibrations.of_entry(second) == {0: other, 1: carried}

    mine = world.store.calibrations.put(replace(carried, deviation=0.0))
    world.store.calibrations.remove(second, 0)

    assert world.store.calibrations.of_entry(second) == {1: mine}
    assert mine.carried is None


# --- scales and layers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [AccessLevel.VIEW, AccessLevel.NONE])
def test_scales_and_layers_are_for_those_who_may_annotate(world: World, entry: int, level: AccessLevel) -> None:
    store = world.store
    scale = store.calibrations.put(Calibration(entry, 0, 0.04, LengthUnit.METRES))
    assert scale.author == "ana"
    store.markup_layers.put(world.project.id, MarkupLayer("Walls", "#112233"))
    ben = store.members.add("Ben", "ben@example.com", Role.COLLABORATOR)
    store.permissions.change(world.project.id, {(ben.id, ROOT): level}, names={})
    store.members.use("Ben")

    for act in (
        lambda: store.calibrations.put(scale),
        lambda: store.calibrations.remove(entry, 0),
        lambda: store.markup_layers.put(world.project.id, MarkupLayer("Walls", "#ffffff")),
        lambda: store.markup_layers.remove(world.project.id, "Walls"),
    ):
        with pytest.raises(Failure) as caught:
            act()
        assert caught.value.code is FailureCode.NOT_ALLOWED
    store.members.use("ana")
    assert store.calibrations.of_entry(entry) == {0: scale}
    store.calibrations.remove(entry, 0)
    assert store.calibrations.of_entry(entry) == {}


def test_a_renamed_layer_takes_its_marks_with_it_and_a_removed_one_leaves_them(world: World, entry: int) -> None:
    layers = world.store.markup_layers
    for name in ("Walls", "Doors"):
        layers.put(world.project.id, MarkupLayer(name, "#112233"))
        world.store.annotations.add([mark(entry, name, layer=name)])
    layers.put(world.project.id, MarkupLayer("Walls", "#ff0000"))
    assert layers.of_project(world.project.id) == [MarkupLayer("Walls", "#ff0000"), MarkupLayer("Doors", "#112233")]

    layers.rename(world.project.id, "Walls", "Masonry")
    assert _layers_of_marks(world, entry) == {"Walls": "Masonry", "Doors": "Doors"}
    layers.rename(world.project.id, "Masonry", "Doors")
    assert layers.of_project(world.project.id) == [MarkupLayer("Doors", "#112233")]
    layers.remove(world.project.id, "Doors")
    assert _layers_of_marks(world, entry) == {"Walls": "", "Doors": ""}
    assert layers.of_project(world.project.id) == []


def test_a_layer_is_removed_with_its_marks_or_without_and_put_back_as_it_was(world: World, entry: int) -> None:
    layers, annotations, project = world.store.markup_layers, world.store.annotations, world.project.id
    listed = [MarkupLayer("Walls", "#112233"), MarkupLayer("Doors", "#445566")]
    for layer in listed:
        layers.put(project, layer)
    annotations.add([mark(entry, "wall", layer="Walls"), mark(entry, "door", layer="Doors")])
    rubbed = mark(entry, "rubbed out", layer="Walls")
    annotations.add([rubbed])
    annotations.remove([rubbed.id])
    assert layers.use_of(project, "Walls") == LayerUse(1, 1)

    moved = layers.remove(project, "Walls", into="Doors")
    assert _layers_of_marks(world, entry) == {"wall": "Doors", "door": "Doors"}
    layers.put_back(project, moved)
    assert (layers.of_project(project), _layers_of_marks(world, entry)) == (listed, {"wall": "Walls", "door": "Doors"})

    removed = layers.remove(project, "Walls", into=None)
    assert _layers_of_marks(world, entry) == {"door": "Doors"}
    layers.put_back(project, removed)
    assert _layers_of_marks(world, entry) == {"wall": "Walls", "door": "Doors"}  # not what was rubbed out before
    annotations.restore([rubbed.id])
    assert _layers_of_marks(world, entry)["rubbed out"] == "Walls"


def test_marks_are_not_removed_with_their_layer_from_an_original_or_a_closed_folder(world: World, entry: int) -> None:
    layers, project = world.store.markup_layers, world.project.id
    world.apply(
        Arrange(1, (HeldEntry(entry, 50, EntryKind.ORIGINAL, False), HeldEntry(None, 50, EntryKind.REORDERED, True)))
    )
    reordered = _entries(world, 1)[1]
    world.store.annotations.add([mark(entry, layer="Walls"), mark(reordered, layer="Walls")])
    ben = world.store.members.add("Ben", "ben@example.com", Role.COLLABORATOR)
    levels = {(ben.id, ROOT): AccessLevel.ANNOTATE, (ben.id, discipline_folder(1, 7)): AccessLevel.VIEW}
    world.store.permissions.change(project, levels, names={})
    world.store.members.use("Ben")
    with pytest.raises(Failure) as refused:
        layers.remove(project, "Walls", into=None)
    assert refused.value.code is FailureCode.NOT_ALLOWED
    assert len(world.store.annotations.of_entry(reordered).markups) == 1

    world.store.members.use("ana")
    layers.remove(project, "Walls", into=None)
    assert world.store.annotations.of_entry(reordered).markups == ()
    assert _layers_of_marks(world, entry) == {"see 4/A-501": ""}


def test_what_somebody_drew_is_kept_as_theirs_though_another_profile_is_in_use_by_now(world: World, entry: int) -> None:
    """A full disk, another profile, and only then it can be saved."""
    owner = world.store.members.active()
    viewer = world.store.members.add("Vera", "vera@example.com", Role.VIEWER)
    world.store.members.use("Vera")
    with pytest.raises(Failure):
        world.store.annotations.acting(viewer.id).add([mark(entry)])
    (kept,) = world.store.annotations.acting(owner.id).add([mark(entry)])
    assert kept.author == "ana"
    assert world.store.annotations.of_entry(entry).markups == (kept,)


def _layers_of_marks(world: World, entry: int) -> dict[str, str]:
    return {one.text: one.layer for one in world.store.annotations.of_entry(entry).markups}
