"""Each call of each port fails in one small day: once, and for ever. The run says why, and the next one puts it right.

``PLANRACK_EVERY_FAILURE=1``: every call with every failure; else each call with one of them and each failure somewhere.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from computer import machinery
from rehearsal import CLASSES, Theatre
from telling import fast_folder
from weather import FAULTS

EVERYTHING = os.environ.get("PLANRACK_EVERY_FAILURE") == "1"
pytestmark = pytest.mark.timeout(1800 if EVERYTHING else 180)


@pytest.fixture(scope="module")
def theatre() -> Iterator[Theatre]:
    with tempfile.TemporaryDirectory(prefix="planrack-", dir=fast_folder()) as name, machinery():
        yield Theatre(Path(name))


@pytest.fixture(scope="module")
def calls(theatre: Theatre) -> dict[str, int]:
    """How often each port is called on a day on which nothing fails."""
    return theatre.day()


def test_every_port_is_called_and_every_failure_has_its_class(calls: dict[str, int]) -> None:
    assert calls.keys() == FAULTS.keys() == CLASSES.keys()
    assert {port: set(kinds) for port, kinds in FAULTS.items()} == {p: set(k) for p, k in CLASSES.items()}


@pytest.mark.parametrize("port", FAULTS)
def test_a_call_that_fails_once_is_put_right_by_the_next_run(
    theatre: Theatre, calls: dict[str, int], port: str
) -> None:
    kinds = FAULTS[port]
    step = 1 if EVERYTHING or calls[port] <= 60 else calls[port] // 40
    for call in range(1, calls[port] + 1, step):
        for kind in kinds if EVERYTHING else [kinds[call % len(kinds)]]:
            _told(theatre, port, kind, call, 1)


@pytest.mark.parametrize("port", FAULTS)
def test_calls_that_fail_for_ever_end_the_run_with_their_class(
    theatre: Theatre, calls: dict[str, int], port: str
) -> None:
    for place, kind in enumerate(FAULTS[port]):
        for call in range(1, calls[port] + 1) if EVERYTHING else [1 + place % calls[port]]:
            _told(theatre, port, kind, call, 10**6)


def _told(theatre: Theatre, port: str, kind: str, call: int, times: int) -> None:
    try:
        theatre.day(port, kind, call=call, times=times)
    except AssertionError as error:
        error.add_note(f"call {call} of {port}: {kind}, {'once' if times == 1 else 'for ever'}")
        raise
