"""A desk for each test; it must leave nothing untrue behind, however the test broke it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fault_desk import FaultDesk
from reading_here import ReadingHere

from app.sync import services

# Procore in memory, shared with the tests of single runs.
sys.path.append(str(Path(__file__).resolve().parents[1] / "sync"))


@pytest.fixture
def open_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., FaultDesk]]:
    """Open a desk with these members; it is looked over and closed with the test."""
    monkeypatch.setattr(services, "PdfWorkers", ReadingHere)
    with ExitStack() as stack:

        def opened(**members: object) -> FaultDesk:
            desk = FaultDesk(tmp_path / "home", **members)  # type: ignore[arg-type]
            stack.callback(desk.close)
            desk.open()
            stack.callback(desk.assert_credentials_stay_with_procore)
            stack.callback(desk.assert_nothing_lies)
            return desk

        yield opened


@pytest.fixture
def desk(open_desk: Callable[..., FaultDesk]) -> FaultDesk:
    """Five drawings, never synced."""
    return open_desk()
