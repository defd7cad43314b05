"""The whole engine over made-up days, seed by seed: see ``story``. Longer: ``python -m tests.simulation --help``."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest
from telling import tell

REPOSITORY = Path(__file__).resolve().parents[2]
SEEDS = 500


@pytest.mark.timeout(600)
def test_whatever_happens_the_engine_ends_in_sync_and_never_lies(report_figure: Callable[[str], None]) -> None:
    told = _command("--seeds", str(SEEDS), "--jobs", str(min(4, os.cpu_count() or 1)))
    assert told.returncode == 0, told.stdout + told.stderr
    counted = re.search(r"(\d+) stories .* (\d+) runs, (\d+) faults, (\d+) crashes, (\d+) of them", told.stdout)
    assert counted is not None
    stories, runs, faults, crashes, power_cuts = map(int, counted.groups())
    assert stories == SEEDS
    # Fewer, and it would show little.
    assert (runs > 3 * SEEDS, faults > SEEDS // 2, crashes > SEEDS // 4, power_cuts > SEEDS // 20) == (True,) * 4
    report_figure(
        f"simulation: {stories} seeds, {runs} runs, {faults} faults, {crashes} crashes ({power_cuts} power cuts), "
        "0 broken"
    )


def test_the_same_seed_tells_the_same_story() -> None:
    first = [told.trace for told in tell(range(40, 46), keep_trace=True)]
    again = [told.trace for told in tell(range(40, 46), keep_trace=True)]
    assert all(len(trace) > 50 for trace in first)
    assert first == again


@pytest.mark.parametrize(
    ("target", "sabotage"),
    [
        ("app.procore.client.may_see_token", lambda url, api: True),
        ("app.sync.part.Part.write", lambda part, data: part._note(data)),
        ("app.sync.plan.current_revision", lambda live: live[0] if live else None),
        ("app.sync.run._what_to_report", lambda failed: None),
        ("app.storage.bookkeeping.copy_marks", lambda *given: None),
    ],
)
def test_an_engine_that_cheats_is_found_out(target: str, sabotage: Callable[..., object]) -> None:
    with mock.patch(target, sabotage):
        assert any(told.broken for told in tell(range(60))), "60 stories, and nobody noticed"


def _command(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "tests.simulation", *arguments]
    return subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
