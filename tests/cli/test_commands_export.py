"""``export``: the current set as a folder or as one PDF; nothing is written over, nothing is left out in silence."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from command_line import CommandLine

from app.domain.access import ROOT
from app.domain.markups import Geometry, Markup, MarkupKind
from app.domain.plane import Point
from app.domain.states import AccessLevel, Role


def page(number: str) -> bytes:
    """A PDF of one page; every sheet has bytes of its own."""
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(600, 400))
        pdf.docinfo[pikepdf.Name.Title] = pikepdf.String(number)
        pdf.save(written)
    return written.getvalue()


@pytest.fixture
def tower(planrack: CommandLine) -> CommandLine:
    planrack.content = page
    planrack.synced(disciplines=True)
    return planrack


def test_current_set_becomes_a_folder_with_one_for_each_discipline(tower: CommandLine, tmp_path: Path) -> None:
    done = tower("export", "Tower A", str(tmp_path / "deep" / "out"), "--json")
    assert done.json == {"path": str(tmp_path / "deep" / "out"), "sheets": 2, "pages": None, "missing": []}
    names = sorted(str(path.relative_to(tmp_path / "deep" / "out")) for path in (tmp_path / "deep").rglob("*.pdf"))
    assert names == ["A/A-101 Rev 0 - Sheet A-101.pdf", "E/E-3.01 Rev 0 - Sheet E-3.01.pdf"]


def test_current_set_becomes_one_book_with_a_cover_in_the_language_in_use(tower: CommandLine, tmp_path: Path) -> None:
    tower.store.preferences.set("language", "fr")
    done = tower("export", "Tower A", str(tmp_path / "set.pdf"), "--pdf")
    assert done.out == f"2 feuilles réunies dans {tmp_path / 'set.pdf'}\n"
    with pikepdf.open(tmp_path / "set.pdf") as pdf, pdf.open_outline() as outline:
        assert len(pdf.pages) == 3
        assert [one.title for one in outline.root] == ["Page couverture", "A", "E"]
        assert [one.title for one in outline.root[2].children] == ["E-3.01 Sheet E-3.01 – Rév. 0"]


def test_folder_that_exists_gets_a_new_one_in_it(tower: CommandLine, tmp_path: Path) -> None:
    first = tower("export", "Tower A", str(tmp_path), "--json").json["path"]
    second = tower("export", "Tower A", str(tmp_path), "--json").json["path"]
    assert (Path(first).name, Path(second).name) == ("Tower A - Current set", "Tower A - Current set (2)")
    assert tower("export", "Tower A", str(tmp_path), "--pdf").code == 0
    assert (tmp_path / "Tower A - Current set.pdf").is_file()


def test_file_that_exists_is_not_written_over(tower: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "set.pdf").write_text("mine")
    for more in (["--pdf"], []):
        done = tower("export", "Tower A", str(tmp_path / "set.pdf"), *more)
        assert done.code == 2
        assert "exists already" in done.err
    assert (tmp_path / "set.pdf").read_text() == "mine"


@pytest.mark.parametrize("more", [["--markups"], ["--markups", "--flat"], []])
def test_markups_go_out_as_asked(tower: CommandLine, tmp_path: Path, more: list[str]) -> None:
    tree = tower.store.documents.tree(1, engine_alive=False)
    entry = tree.areas[0].disciplines[0].drawings[0].current
    assert entry is not None
    box = Geometry((Point(10, 10), Point(90, 90)))
    tower.store.annotations.add([Markup("one", entry.id, 0, "", MarkupKind.RECTANGLE, box)])
    assert tower("export", "Tower A", str(tmp_path / "out"), *more).code == 0
    with pikepdf.open(tmp_path / "out" / "A" / "A-101 Rev 0 - Sheet A-101.pdf") as pdf:
        assert (pikepdf.Name.Annots in pdf.pages[0].obj) == (more == ["--markups"])
        forms = pdf.pages[0].obj[pikepdf.Name.Resources].get(pikepdf.Name.XObject, pikepdf.Dictionary())
        assert any("PrMark" in name for name in forms) == ("--flat" in more)


def test_flat_needs_markups(tower: CommandLine, tmp_path: Path) -> None:
    assert tower("export", "Tower A", str(tmp_path / "out"), "--flat").code == 2


def test_sheets_that_are_not_here_are_named(tower: CommandLine, tmp_path: Path) -> None:
    (file,) = [one for one in tower.store.documents.files(1) if one.number == "A-101"]
    tower.store.holdings.mark_quarantined(file.sha256)
    done = tower("export", "Tower A", str(tmp_path / "out"))
    assert done.code == 0
    assert done.out.splitlines()[1] == "Not on this computer yet, and missing there: A-101"


def test_rotten_sheet_stops_the_export_and_nothing_is_left(tower: CommandLine, tmp_path: Path) -> None:
    tower.damage(tower.store.projects.get(1), "A-101")
    done = tower("export", "Tower A", str(tmp_path / "out"), "--json")
    assert (done.code, done.json["error"]["code"]) == (1, "corrupt")
    assert not (tmp_path / "out").exists()


def test_what_a_member_does_not_see_does_not_go_out(tower: CommandLine, tmp_path: Path) -> None:
    tower.working_as(Role.COLLABORATOR, {ROOT: AccessLevel.NONE})
    assert tower("export", "Tower A", str(tmp_path / "out")).code == 1
    assert not (tmp_path / "out").exists()
