"""The generated drawings: a set that holds together, on paper and in its text layer."""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from functools import cache

import pypdfium2
import pytest

from app.sandbox.sheets import SheetSpec, catalogue, render_sheet
from app.sandbox.sheets.annex import gymnasium
from app.sandbox.sheets.building import Level
from app.sandbox.sheets.revisions import CHANGES
from app.sandbox.sheets.rosemont import DEPTH, WIDTH, basement, ground, levels, second

SPECS = catalogue()
NUMBERS = {spec.number for spec in SPECS}
REVISED = [spec for spec in SPECS if spec.revisions > 1]
STAGES = range(3)


@cache
def pdf(number: str, revision: int = 0) -> bytes:
    return render_sheet(number, revision)


@cache
def text(number: str, revision: int = 0) -> str:
    document = pypdfium2.PdfDocument(pdf(number, revision))
    try:
        page = document[0]
        layer = page.get_textpage()
        found = str(layer.get_text_range())
        layer.close()
        page.close()
        return found
    finally:
        document.close()


def operators(data: bytes) -> str:
    """The content stream of the only page."""
    stream = data[data.index(b"stream\n") + 7 : data.index(b"endstream")]
    return zlib.decompress(a85decode(stream.strip().removesuffix(b"~>"))).decode("latin-1")


def test_the_set_has_every_discipline_an_annexe_and_a_sheet_without_one() -> None:
    assert 40 <= len(SPECS) <= 50
    assert len(NUMBERS) == len(SPECS)
    assert {spec.area for spec in SPECS} == {"Main building", "Annexe"}
    assert [spec.number for spec in SPECS if spec.discipline is None] == ["SK-01"]
    assert {"General", "Civil", "Architectural", "Structural", "Mechanical", "Plumbing", "Electrical"} <= {
        spec.discipline for spec in SPECS
    }
    assert len(REVISED) >= 12


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.number)
def test_every_sheet_carries_its_number_and_title_on_arch_d_paper(spec: SheetSpec) -> None:
    document = pypdfium2.PdfDocument(pdf(spec.number))
    try:
        assert len(document) == 1
        assert document.get_page_size(0) == (2592.0, 1728.0)
    finally:
        document.close()
    words = " ".join(text(spec.number).split())
    assert spec.number in words
    assert spec.title in words
    assert "Rosemont Community Centre" in words


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.number)
def test_callouts_lead_only_to_sheets_of_the_set(spec: SheetSpec) -> None:
    for revision in range(spec.revisions):
        named = set(re.findall(r"\b(?:FP|SK|[GCASMPE])-\d{2,3}\b", text(spec.number, revision)))
        fixtures = {name for name in named if len(name.split("-")[1]) == 2 and not name.startswith("SK")}
        assert named - fixtures <= NUMBERS


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.number)
def test_view_references_name_a_view_that_exists(spec: SheetSpec) -> None:
    for view, target in re.findall(r"\b(\d)/((?:FP|[GCASMPE])-\d{3})\b", text(spec.number)):
        drawn = {line.strip() for line in text(target).splitlines()}
        assert view in drawn, f"{spec.number} refers to {view}/{target}"


def test_same_arguments_give_the_same_bytes() -> None:
    first = render_sheet("A-102", 1, label="B", set_name="Addendum 1", date="2026-03-30")
    assert render_sheet("A-102", 1, label="B", set_name="Addendum 1", date="2026-03-30") == first


@pytest.mark.parametrize("spec", REVISED, ids=lambda spec: spec.number)
def test_each_revision_differs_in_what_is_drawn(spec: SheetSpec) -> None:
    drawn = {
        operators(render_sheet(spec.number, revision, date="2026-03-02", history=[("0", "Bid Set", "2026-01-01")] * 2))
        for revision in range(spec.revisions)
    }
    assert len(drawn) == spec.revisions


@pytest.mark.parametrize("spec", REVISED, ids=lambda spec: spec.number)
def test_every_revision_clouds_at_least_two_places_or_says_why_not(spec: SheetSpec) -> None:
    for revision in range(1, spec.revisions):
        assert len([c for c in CHANGES[spec.number] if c.revision == revision]) >= 2


def test_only_sheets_with_revisions_have_changes() -> None:
    assert set(CHANGES) == {spec.number for spec in REVISED}


@pytest.mark.parametrize("spec", REVISED, ids=lambda spec: spec.number)
def test_clouds_are_drawn_and_deltas_carry_the_revision(spec: SheetSpec) -> None:
    before, after = operators(pdf(spec.number, 0)), operators(pdf(spec.number, 1))
    assert _clouds(before) == 0
    assert _clouds(after) >= 2
    marks = text(spec.number, 1).split().count("1") - text(spec.number, 0).split().count("1")
    assert marks >= 2


def _clouds(content: str) -> int:
    """Sides of clouds: nothing else is drawn 1.50 points wide."""
    return content.count("1.50 w")


def test_revision_table_grows_and_keeps_its_history() -> None:
    data = render_sheet(
        "A-601",
        2,
        label="C",
        set_name="Addendum 2",
        date="2026-04-10",
        history=[("A", "Bid Set", "2026-03-16"), ("B", "Addendum 1", "2026-03-30")],
    )
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0]
        layer = page.get_textpage()
        words = layer.get_text_range()
        layer.close()
        page.close()
    finally:
        document.close()
    for line in ("Bid Set", "2026-03-16", "Addendum 1", "2026-03-30", "Addendum 2", "2026-04-10"):
        assert line in words


def test_lettered_label_letters_the_revisions_before_it() -> None:
    content = operators(render_sheet("A-103", 1, label="B", set_name="Addendum 1"))
    assert "(A) Tj" in content
    assert "(B) Tj" in content


def test_reissue_after_the_last_state_keeps_the_drawing() -> None:
    last = text("S-101", 1)
    again = render_sheet("S-101", 2, label="IFC", set_name="IFC", date="2026-05-29")
    assert _clouds(operators(again)) == 0
    document = pypdfium2.PdfDocument(again)
    try:
        page = document[0]
        layer = page.get_textpage()
        words = layer.get_text_range()
        layer.close()
        page.close()
    finally:
        document.close()
    assert "IFC" in words
    assert "footing at D/5 enlarged" in " ".join(words.split())
    assert "footing at D/5 enlarged" in " ".join(last.split())


def test_unknown_sheet_and_negative_revision_are_refused() -> None:
    with pytest.raises(KeyError):
        render_sheet("A-999", 0)
    with pytest.raises(ValueError, match="from 0"):
        render_sheet("A-101", -1)


# -- the building ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", STAGES)
def test_rooms_tile_every_storey(stage: int) -> None:
    for level in levels(stage):
        assert sum(room.area for room in level.rooms) == pytest.approx(WIDTH * DEPTH / 1e6)


@pytest.mark.parametrize("stage", STAGES)
def test_every_opening_sits_in_a_wall_clear_of_columns(stage: int) -> None:
    for level in (*levels(stage), gymnasium(stage)):
        for opening in (*level.doors, *level.windows):
            wall = level.wall_at(opening.x, opening.y, opening.along)
            assert wall is not None, opening
            low, high = (wall.x0, wall.x1) if wall.horizontal else (wall.y0, wall.y1)
            at = opening.x if wall.horizontal else opening.y
            assert low <= at - opening.width / 2
            assert at + opening.width / 2 <= high
        for door in level.doors:
            assert not any(_hits(door.x, door.y, door.along, door.width, x, y) for _, _, x, y in level.columns()), door


def _hits(x: float, y: float, along: str, width: float, cx: float, cy: float) -> bool:
    across, run = (cy - y, cx - x) if along == "h" else (cx - x, cy - y)
    return across == 0 and abs(run) < width / 2 + 150


@pytest.mark.parametrize("stage", STAGES)
def test_every_door_belongs_to_a_room_of_its_storey(stage: int) -> None:
    for level in levels(stage):
        numbers = {room.number for room in level.rooms}
        assert {door.tag[:-1] for door in level.doors} <= numbers


PLANS = (("A-101", basement), ("A-102", ground), ("A-103", second))


@pytest.mark.parametrize(("number", "storey"), PLANS)
@pytest.mark.parametrize("revision", STAGES)
def test_schedule_lists_every_door_and_room_of_the_plan(number: str, storey: object, revision: int) -> None:
    spec = next(s for s in SPECS if s.number == number)
    shown = min(revision, spec.revisions - 1)
    level: Level = storey(shown)  # type: ignore[operator]
    plan, schedule = set(text(number, shown).split()), set(text("A-601", shown).split())
    tags = {door.tag for door in level.doors}
    rooms = {room.number for room in level.rooms if room.use != "lift"}
    assert tags <= plan
    assert tags <= schedule
    assert rooms <= plan
    assert rooms <= schedule


def test_addenda_move_a_partition_and_add_doors() -> None:
    assert ground(0).room("115").area < ground(1).room("115").area
    assert "112B" not in {d.tag for d in ground(1).doors}
    assert "112B" in text("A-102", 2)
    assert "112B" in text("A-601", 2)
    assert "112B" not in text("A-601", 0)


def test_columns_stand_at_grid_crossings() -> None:
    crossings = {(x, y) for _, _, x, y in ground().grid.points()}
    assert {(x, y) for _, _, x, y in ground().columns()} <= crossings
