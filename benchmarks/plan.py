"""Processor time and memory of planning a project of 60,000 revisions: nothing to do, everything new, one revision new.

Limits: 300 ms and 100 MB. The peer in the same run is the bare reading of the same records (one pass over them all).
"""

from __future__ import annotations

import argparse
import statistics
import time
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.plan import Arrange, Held, HeldEntry, HeldRevision, Observed, Policy, PutDrawing, PutRevision
from app.domain.records import RemoteRevision
from app.sync.plan import plan
from benchmarks.figures import Figure, alone, sized

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.domain.plan import Plan

DRAWINGS = sized(10_000, 500)
REVISIONS = 6
CONNECTED = datetime(2026, 3, 1, tzinfo=UTC)
FIRST = Policy(CONNECTED, baseline_known=False, mirrors_reorders=True)
LATER = replace(FIRST, baseline_known=True)


def options() -> argparse.ArgumentParser:
    return argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])


def figures(options: argparse.Namespace) -> Iterator[Figure]:
    del options
    observed = world()
    planned = plan(observed, Held(), FIRST)
    held = after(planned)
    print(f"{DRAWINGS * REVISIONS} revisions of {DRAWINGS} drawings; medians of 5")
    pass_over = measure(lambda: sum(r.current for r in observed.revisions.values()))
    for name, function in (
        ("nothing to do", lambda: plan(observed, held, LATER)),
        ("everything new", lambda: plan(observed, Held(), FIRST)),
        ("one revision new", lambda: plan(with_one_more(observed), held, LATER)),
    ):
        seconds = measure(function)
        tracemalloc.start()
        function()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        yield Figure(f"{name}: processor", 1000 * seconds, "ms", "one bare pass", 1000 * pass_over, 300)
        yield Figure(f"{name}: memory", peak / 1e6, "MB", most=100)


def world() -> Observed:
    revisions = {}
    for drawing in range(DRAWINGS):
        for order in range(REVISIONS):
            number = drawing * REVISIONS + order
            revisions[number] = RemoteRevision(
                number,
                drawing,
                number=f"A-{drawing}",
                title="Plan",
                revision_number=str(order),
                updated_at=CONNECTED + timedelta(minutes=order),
                current=order == REVISIONS - 1,
                order_in_drawing=order + 1,
                pdf_size=1000,
                area_id=1,
                discipline_id=drawing % 9,
                discipline=f"Discipline {drawing % 9}",
            )
    return Observed(revisions, frozenset(revisions), complete=True)


def with_one_more(observed: Observed) -> Observed:
    last = observed.revisions[REVISIONS - 1]
    more = replace(last, id=DRAWINGS * REVISIONS, order_in_drawing=REVISIONS + 1)
    revisions = {**observed.revisions, last.id: replace(last, current=False), more.id: more}
    return Observed(revisions, frozenset(revisions), complete=True)


def after(planned: Plan) -> Held:
    """What a machine holds that carried the plan out."""
    held = Held({}, {}, {})
    drawings, revisions, entries = dict(held.drawings), dict(held.revisions), dict(held.entries)
    for op in planned.bookkeeping:
        if isinstance(op, PutDrawing):
            drawings[op.drawing.procore_id] = op.drawing
        elif isinstance(op, PutRevision):
            revisions[op.revision_id] = HeldRevision(
                op.revision_id, op.drawing_id, op.wanted, op.revision_number, None, "ab" * 32, 1000, 1000
            )
        elif isinstance(op, Arrange):
            numbered = (HeldEntry(e.revision_id + 1, e.revision_id, e.kind, e.current) for e in op.entries)
            entries[op.drawing_id] = tuple(numbered)
    return Held(drawings, revisions, entries)


def measure(function: Callable[[], object]) -> float:
    """Median processor seconds of five calls."""
    taken = []
    for _ in range(5):
        start = time.process_time()
        function()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    alone(options, figures)
