"""The benchmarks as one command: which there are, what their figures say of themselves, the table and the JSON file."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from benchmarks.__main__ import BENCHMARKS, Outcome, as_document, drawn_sheets, main, report, run
from benchmarks.figures import Absent, Figure, Told, as_json, from_json, table

_FOLDER = Path(__file__).parents[2] / "benchmarks"


def _functions(path: Path) -> set[str]:
    return {one.name for one in ast.parse(path.read_text("utf-8")).body if isinstance(one, ast.FunctionDef)}


def test_every_benchmark_is_run_by_the_command() -> None:
    with_figures = {path.stem for path in _FOLDER.glob("*.py") if {"figures", "options"} <= _functions(path)}
    assert with_figures == set(BENCHMARKS)


@pytest.mark.parametrize(
    ("figure", "ratio", "met"),
    [
        (Figure("a", 30.0, "ms"), None, None),
        (Figure("a", 30.0, "ms", most=50), 0.6, True),
        (Figure("a", 60.0, "ms", most=50), 1.2, False),
        (Figure("a", 60.0, "ms", "peer", 30.0), 2.0, None),
        (Figure("a", 60.0, "ms", "peer", 30.0, most=50), 2.0, False),
        (Figure("a", 32.0, "ms", "peer", 30.0, most_of_peer=1.1), 32 / 30, True),
        (Figure("a", 34.0, "ms", "peer", 30.0, most_of_peer=1.1), 34 / 30, False),
        (Figure("a", 34.0, "ms", "peer", None, most_of_peer=1.1), None, False),
        (Figure("a", 34.0, "ms", "peer", 0.0), None, None),
    ],
)
def test_a_figure_stands_beside_its_peer_else_its_limit(figure: Figure, ratio: float | None, met: bool | None) -> None:
    assert figure.ratio == (None if ratio is None else pytest.approx(ratio))
    assert figure.met is met


def test_the_table_says_what_was_measured_beside_what_and_what_is_not_here() -> None:
    told: list[tuple[str, Told]] = [
        ("viewer", Figure("sharp", 1234.5, "ms", "pdfium", 1000.0, most_of_peer=1.1)),
        ("viewer", Absent("mutool")),
        ("plan", Figure("requests", 2, "", most=4)),
    ]
    assert table(told) == [
        "        what              measured  beside           ratio  wanted           met",
        "------  ----------------  --------  ---------------  -----  ---------------  ---",
        "viewer  sharp             1,234 ms  pdfium 1,000 ms   1.23  <= 1.1 x pdfium  NO",
        "        not here: mutool",
        "plan    requests                 2                    0.50  <= 4             yes",
    ]


def test_figures_come_back_from_json_as_they_were() -> None:
    for told in (Absent("rclone"), Figure("a", 1.5, "s", "rclone", 2.5, 3.0, 1.1), Figure("b", 1.0, "MB")):
        assert from_json(json.loads(json.dumps(as_json(told)))) == told


def test_failures_are_told_with_what_was_measured_before_them() -> None:
    outcomes = [
        Outcome("plan", 1.0, (Figure("a", 9.0, "ms", most=5), Absent("mutool"))),
        Outcome("viewer", 2.0, (Figure("b", 1.0, "ms", most=5),), "exit code 3: no display"),
    ]
    assert report(outcomes)[-2:] == [
        "1 met, 1 not met, of 2 figures; 1 not here",
        "failed: viewer (exit code 3: no display)",
    ]
    document = as_document(outcomes, quick=True)
    assert document["quick"] is True
    assert [one["failure"] for one in document["benchmarks"]] == [None, "exit code 3: no display"]
    assert [one["met"] for one in document["benchmarks"][0]["figures"] if "met" in one] == [False]


def test_the_command_runs_a_benchmark_and_writes_its_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", "--quick", "--json", str(tmp_path / "figures.json")]) == 0
    (plan,) = json.loads((tmp_path / "figures.json").read_text("utf-8"))["benchmarks"]
    assert plan["name"] == "plan"
    assert len(plan["figures"]) == 6
    assert all(one["measured"] > 0 for one in plan["figures"])
    out = capsys.readouterr().out
    assert "everything new: processor" in out
    assert "proves nothing" in out


def test_a_benchmark_that_fails_says_why_and_others_go_on(tmp_path: Path) -> None:
    outcome = run("sheets", tmp_path, quick=True)
    assert outcome.told == ()
    assert outcome.failure == "exit code 1: needs a folder of PDF files"


def test_sheets_of_our_own_come_with_two_revisions_each(tmp_path: Path) -> None:
    names = sorted(path.name for path in drawn_sheets(tmp_path, most=1).glob("*.pdf"))
    assert len(names) == 2
    assert [name.rpartition("-")[2] for name in names] == ["r0.pdf", "r1.pdf"]
