"""``planrack markups``: what was drawn, for people, for programs and for spreadsheets."""

from __future__ import annotations

import uuid
import zipfile
from pathlib import Path

import pytest
from command_line import CommandLine

from app.domain.access import ROOT
from app.domain.markups import Geometry, Markup, MarkupKind, MarkupStatus
from app.domain.measures import Calibration, LengthUnit
from app.domain.plane import Point
from app.domain.states import AccessLevel, Role


def _draw(planrack: CommandLine, number: str, kind: MarkupKind, text: str, **changes: object) -> Markup:
    (drawing,) = planrack.store.shown.numbered(1, number)
    points = (Point(0, 0), Point(720, 0)) if kind is not MarkupKind.COUNT else (Point(5, 5),)
    facts: dict[str, object] = {"page": 0, "layer": "", "geometry": Geometry(points)}
    mark = Markup(str(uuid.uuid4()), drawing.entries[-1].id, kind=kind, text=text, **(facts | changes))  # type: ignore[arg-type]
    return planrack.store.annotations.add([mark])[0]


def _measured(planrack: CommandLine) -> Markup:
    """A length of 30 m on a sheet at 1:100, well, nearly: its scale was not verified."""
    mark = _draw(planrack, "A-101", MarkupKind.LENGTH, "=Wall", layer="Walls")
    planrack.store.calibrations.put(Calibration(mark.entry_id, 0, 30 / 720, LengthUnit.METRES, "1:100"))
    return mark


def test_nothing_drawn_is_no_failure(planrack: CommandLine) -> None:
    planrack.synced()
    assert planrack("markups", "Tower A").out == "Nothing was drawn here.\n"
    assert planrack("markups", "Tower A", "--json").json == {
        "project": "Tower A",
        "markups": [],
        "totals": [],
        "unreadable": 0,
    }


def test_the_list_says_what_where_by_whom_and_whether_it_is_done(planrack: CommandLine) -> None:
    planrack.synced()
    _draw(planrack, "E-3.01", MarkupKind.RECTANGLE, "move the\npanel", status=MarkupStatus.DONE, page=1)
    _draw(planrack, "A-101", MarkupKind.ARROW, "see detail")
    first, second = planrack("markups", "Tower A").out.splitlines()
    assert first.split()[:4] == ["A-101", "0", "[current]", "arrow"]
    assert first.endswith("open")
    assert "page 2" in second
    assert "move the panel" in second
    assert second.endswith("done")
    assert planrack("markups", "Tower A", "--drawing", "e-3.01").out.split() == second.split()


def test_the_json_names_the_sheet_and_adds_up_what_was_measured(planrack: CommandLine) -> None:
    planrack.synced()
    mark = _measured(planrack)
    assert mark.created_at is not None
    at = mark.created_at.isoformat().replace("+00:00", "Z")

    assert planrack("markups", "Tower A", "--json").json == {
        "project": "Tower A",
        "markups": [
            {
                "id": mark.id,
                "kind": "length",
                "text": "=Wall",
                "layer": "Walls",
                "status": "open",
                "author": mark.author,
                "created_at": at,
                "modified_at": at,
                "carried": None,
                "source_id": None,
                "procore_id": 901,
                "number": "A-101",
                "title": "Sheet A-101",
                "withdrawn": False,
                "revision": {"procore_id": 9001, "revision_number": "0", "kind": "normal", "current": True},
                "page": 1,
                "quantity": pytest.approx(30),
                "unit": "m",
            }
        ],
        "totals": [
            {
                "kind": "length",
                "layer": "Walls",
                "label": "=Wall",
                "markups": 1,
                "quantity": pytest.approx(30),
                "unit": "m",
                "unscaled": 0,
                "unverified": 1,
                "to_check": 0,
            }
        ],
        "unreadable": 0,
    }


def test_a_table_and_a_workbook_are_written_where_they_are_asked_for(planrack: CommandLine, tmp_path: Path) -> None:
    planrack.synced()
    _measured(planrack)
    book = tmp_path / "takeoff.xlsx"

    done = planrack("markups", "Tower A", "--csv", "--unit", "m", "--xlsx", str(book))

    head, row = done.out.lstrip("\ufeff").splitlines()
    assert head.startswith("Sheet,Title,Revision,")
    assert "'=Wall,30.0,m,30.00\u00a0m,1:100 (not verified),open" in row
    assert zipfile.is_zipfile(book)
    assert "takeoff.xlsx" in done.err
    refused = planrack("markups", "Tower A", "--xlsx", str(tmp_path), "--json")
    assert (refused.code, refused.json["error"]["code"]) == (1, "local_io")


def test_totals_say_what_is_not_sure(planrack: CommandLine) -> None:
    planrack.synced()
    _measured(planrack)
    _draw(planrack, "E-3.01", MarkupKind.LENGTH, "=Wall", layer="Walls")
    (line,) = planrack("markups", "Tower A", "--totals", "--unit", "m").out.splitlines()
    assert " ".join(line.split()) == (
        "length Walls =Wall 30.00 m Without a scale, not counted in: 1 Scale not verified: 1"
    )
    head, row = planrack("markups", "Tower A", "--totals", "--csv").out.lstrip("\ufeff").splitlines()
    assert head.startswith("Kind,Layer,Text,")
    assert row == 'length,Walls,\'=Wall,2,98.425,ft,"98\'-5 1/8""",1,1,0'


def test_what_a_newer_version_drew_is_counted(planrack: CommandLine) -> None:
    planrack.synced()
    mark = _draw(planrack, "A-101", MarkupKind.ARROW, "strange")
    with planrack.store.annotations._database.write() as connection:
        connection.exec_driver_sql("UPDATE annotations SET kind = 'hologram' WHERE id = ?", (mark.id,))
    done = planrack("markups", "Tower A", "--json")
    assert (done.json["markups"], done.json["unreadable"]) == ([], 1)
    assert "kept: 1" in done.err


def test_who_has_no_access_is_told_so(planrack: CommandLine) -> None:
    planrack.synced()
    _draw(planrack, "A-101", MarkupKind.ARROW, "secret")
    planrack.working_as(Role.VIEWER, {ROOT: AccessLevel.NONE})
    for more in ((), ("--drawing", "A-101")):
        done = planrack("markups", "Tower A", *more, "--json")
        assert (done.code, done.json["error"]["reason"]) == (1, "no_access")
