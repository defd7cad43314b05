"""The named worlds, and that each holds what it promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest
from sandbox_desk import NOW, Desk

from app.sandbox import scenarios
from app.sandbox.plain_sheet import PlainSheets, plain_sheet
from app.sandbox.rosemont_scenario import PROJECT
from app.sandbox.state import state

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.sandbox.world import World


@pytest.fixture(scope="module")
def demo() -> World:
    return scenarios.build("demo", clock=lambda: NOW)


def test_demo_holds_one_believable_building(demo: World) -> None:
    project = demo.project(PROJECT)
    drawings = demo.drawings_of(project.id)
    assert 35 <= len(drawings) <= 60
    assert len(demo.areas_of(project.id)) == 2
    disciplines = [one.name for one in demo.disciplines_of(project.id)]
    assert disciplines[:7] == [
        "General",
        "Architectural",
        "Structural",
        "Mechanical",
        "Electrical",
        "Plumbing",
        "Civil",
    ]
    assert [one.name for one in demo.sets_of(project.id)] == ["Bid Set", "Addendum 1", "Addendum 2", "IFC"]
    revisions = [one for drawing in drawings for one in demo.revisions_of(drawing.id)]
    assert {"A", "B", "0", "1", "IFC"} <= {one.label for one in revisions}
    assert sum(drawing.obsolete for drawing in drawings) == 1
    assert sum(drawing.discipline_id is None for drawing in drawings) == 1
    assert sum(not one.reviewed for one in revisions) == 1
    assert sum(one.public_markups for one in revisions) == 1
    assert sum(len(demo.revisions_of(drawing.id)) > 1 for drawing in drawings) > 10


def test_demo_knows_three_people_three_companies_and_wide_ids(demo: World) -> None:
    assert len([one for one in demo.users.values() if not one.service]) == 3
    assert [one.installed for one in demo.companies.values()] == [True, True, False]
    wide = demo.project("Annexe Beaubien")
    assert wide.company_id > 1 << 32
    assert wide.id > 1 << 32
    assert all(one.id > 1 << 32 for drawing in demo.drawings_of(wide.id) for one in demo.revisions_of(drawing.id))


def test_demo_names_no_project_twice_within_a_company(demo: World) -> None:
    names = [(one.company_id, one.name) for one in demo.projects.values()]
    assert len(names) == len(set(names))


def test_demo_is_the_same_every_time(demo: World) -> None:
    assert state(demo) == state(scenarios.build("demo", clock=lambda: NOW))


def test_demo_sheets_show_their_own_issue(demo: World) -> None:
    drawing = demo.drawing("A-102")
    sizes = set()
    for revision in demo.revisions_of(drawing.id):
        stored, content = demo.library.read(demo.library.file(drawing, revision).key) or (None, b"")
        assert stored is not None
        text = page_text(content)
        assert "A-102" in text
        assert demo.sets[revision.set_id or 0].name.lower() in text.lower()
        sizes.add(content)
    assert len(sizes) == 3


def test_renumbered_demo_drawing_still_shows_its_sheet() -> None:
    world = scenarios.build("demo", clock=lambda: NOW)
    drawing = world.drawing("A-102")
    world.rename(drawing.id, number="A-102R")
    renamed = world.drawing("A-102R")
    assert world.library.file(renamed, world.revisions_of(renamed.id)[0]).size > 1000


def test_large_makes_as_many_drawings_as_asked(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk("large:40:5000")
    assert len(desk.world.drawings) == 40
    assert len({one["number"] for one in desk.revisions()}) == 40
    assert all(one["pdf_size"] >= 5000 for one in desk.revisions())


@pytest.mark.parametrize("name", ["", "huge", "tiny:5", "folder:", "large:many"])
def test_unknown_scenario_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        scenarios.build(name)


def test_plain_sheet_opens_with_its_text_and_the_same_bytes() -> None:
    world = scenarios.build("tiny", clock=lambda: NOW)
    drawing = world.drawing("A-101")
    revision = world.revisions_of(drawing.id)[0]
    content = PlainSheets().pdf(drawing, revision)
    assert content == PlainSheets().pdf(drawing, revision)
    assert "A-101" in page_text(content)
    assert len(PlainSheets(20_000).pdf(drawing, revision)) >= 20_000


def test_plain_sheet_escapes_what_pdf_text_cannot_hold() -> None:
    assert "Wall (2) \\ é" in page_text(plain_sheet(("Wall (2) \\ é",)))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name in (
        "od-facility-A001-2019-07-30-r1",
        "od-facility-A001-2019-07-30-r2",
        "od-facility-A001-2019-08-10-markup",
        "od-house-A-101-2015-01-29",
        "site-plan-2014-10-21",
        "assembly",
    ):
        (tmp_path / f"{name}.pdf").write_bytes(plain_sheet((name,)))
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "not-a-pdf.pdf").write_bytes(b"<html>")
    (tmp_path / "SOURCES.md").write_text("not a drawing")
    return tmp_path


def test_folder_names_become_drawings_and_revisions(corpus: Path) -> None:
    world = scenarios.build(f"folder:{corpus}", clock=lambda: NOW)
    found = {one.number: [r.label for r in world.revisions_of(one.id)] for one in world.drawings.values()}
    assert found == {
        "A001": ["r1", "r2", "markup"],
        "A-101": ["0"],
        "site-plan": ["0"],
        "assembly": ["0"],
        "bad-not-a-pdf": ["0"],
    }
    dates = [str(one.drawing_date) for one in world.revisions_of(world.drawing("A001").id)]
    assert dates == ["2019-07-30", "2019-07-30", "2019-08-10"]
    discipline = world.disciplines[world.drawing("A-101").discipline_id or 0]
    assert discipline.name == "Architectural"
    assert world.drawing("assembly").discipline_id is None


def test_folder_serves_the_files_byte_for_byte(corpus: Path, open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(f"folder:{corpus}")
    for number, name in (("A-101", "od-house-A-101-2015-01-29.pdf"), ("bad-not-a-pdf", "bad/not-a-pdf.pdf")):
        revision = next(one for one in desk.revisions() if one["number"] == number)
        content = desk.http.get(desk.stored_at(revision["pdf_url"])).content
        assert content == (corpus / name).read_bytes()
        assert revision["pdf_size"] == len(content)


def test_folder_without_a_pdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no PDF"):
        scenarios.build(f"folder:{tmp_path}")


def test_folder_of_real_sheets_gives_every_drawing_one_number(sheets_folder: Path) -> None:
    world = scenarios.build(f"folder:{sheets_folder}", clock=lambda: NOW)
    numbers = [one.number for one in world.drawings.values()]
    assert len(numbers) == len(set(numbers))
    assert len(world.revisions) == len(list(sheets_folder.rglob("*.pdf")))
    for number, revisions in (("A001", 3), ("A010", 2), ("L-100", 2), ("A-601", 2)):
        assert len(world.revisions_of(world.drawing(number).id)) == revisions


def page_text(content: bytes) -> str:
    with pdfium.PdfDocument(content) as document:
        page = document[0]
        text = page.get_textpage()
        found = str(text.get_text_bounded())
        text.close()
        page.close()
    return found
