"""What every test may lean on: an isolated data directory and the folder of real sheets."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

# How long an example takes says how busy the machine is, not whether the program is right.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ["new_database", "sandbox_fixture"]

REPOSITORY = Path(__file__).resolve().parent.parent


def pytest_collection_finish() -> None:
    """Modules and collected tests stay to the end: with them, a look for what a test of the window left behind takes
    longer than most tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def sheets_folder() -> Path:
    """The folder of real construction sheets that lies beside a full checkout."""
    given = os.environ.get("PLANRACK_TEST_DRAWINGS")
    folder = Path(given) if given else REPOSITORY.parent / "shared" / "drawings"
    if not folder.is_dir():
        pytest.skip(f"no folder of real sheets (set PLANRACK_TEST_DRAWINGS); looked in {folder}")
    return folder


@pytest.fixture
def report_figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Tell how much was tried: the line goes to the end of the run, and from there into the summary of all checks."""
    return lambda text: record_property("figure", text)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    told = terminalreporter.stats
    counts = [
        f"{len(told[outcome])} {outcome}" for outcome in ("passed", "failed", "error", "skipped") if outcome in told
    ]
    figures = [
        text
        for report in told.get("passed", ())
        for name, text in getattr(report, "user_properties", ())
        if name == "figure"
    ]
    for text in [", ".join(counts), *sorted(figures)]:
        terminalreporter.write_line(f"figure: {text}")
