"""What a benchmark tells: its figures, each beside what it is compared with, and how they are written.

Every benchmark is a module with ``options()``, the parser of its command line, and ``figures(options)``, which yields
its figures while it measures. What it prints besides is for whoever runs it alone.
"""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Sequence

#: Set by ``python -m benchmarks --quick`` for the processes that it starts: a look at whether everything runs.
QUICK = "PLANRACK_BENCHMARKS_QUICK"


@dataclass(frozen=True, slots=True)
class Figure:
    """``peer``: what did the same in the same run, and how much it took (``theirs``, in the same unit). ``most``: what
    is wanted of what was measured; ``most_of_peer``: of its ratio to the peer."""

    what: str
    measured: float
    unit: str
    peer: str = ""
    theirs: float | None = None
    most: float | None = None
    most_of_peer: float | None = None

    @property
    def ratio(self) -> float | None:
        """To the peer; where there is none, to the limit."""
        beside = self.most if self.theirs is None else self.theirs
        return self.measured / beside if beside else None

    @property
    def met(self) -> bool | None:
        """None where nothing is wanted of it."""
        if self.most is None and self.most_of_peer is None:
            return None
        enough = self.most is None or self.measured <= self.most
        of_peer = self.most_of_peer is None or (
            self.theirs is not None and self.measured <= self.most_of_peer * self.theirs
        )
        return enough and of_peer


@dataclass(frozen=True, slots=True)
class Absent:
    """Something the comparison would need is not on this machine: said, never hidden."""

    what: str


Told = Figure | Absent


def sized(full: int, quick: int) -> int:
    """How much is measured: less in a quick run, whose figures prove nothing but that it runs."""
    return quick if os.environ.get(QUICK) else full


def alone(
    options: Callable[[], argparse.ArgumentParser], figures: Callable[[argparse.Namespace], Iterable[Told]]
) -> None:
    """One benchmark as a program of its own."""
    told = list(figures(options().parse_args()))
    print()
    print("\n".join(table([("", one) for one in told])))


def as_json(told: Told) -> dict[str, Any]:
    if isinstance(told, Absent):
        return {"absent": told.what}
    return asdict(told) | {"ratio": told.ratio, "met": told.met}


def from_json(stored: dict[str, Any]) -> Told:
    """What ``as_json`` made of it."""
    if "absent" in stored:
        return Absent(stored["absent"])
    return Figure(**{name: value for name, value in stored.items() if name not in ("ratio", "met")})


_HEADS = ("", "what", "measured", "beside", "ratio", "wanted", "met")


def table(told: Sequence[tuple[str, Told]]) -> list[str]:
    """The lines of a table for people; the first of each pair names the benchmark, where there are several."""
    rows: list[tuple[str, ...]] = [_HEADS]
    before = None
    for name, one in told:
        rows.append(("" if name == before else name, *_cells(one)))
        before = name
    shown = [nth for nth in range(len(_HEADS)) if any(row[nth] for row in rows[1:])]
    widths = {nth: max(len(row[nth]) for row in rows) for nth in shown}
    right = (2, 4)
    lines = [
        "  ".join(
            row[nth].rjust(widths[nth]) if nth in right else row[nth].ljust(widths[nth]) for nth in shown
        ).rstrip()
        for row in rows
    ]
    return [lines[0], "  ".join("-" * widths[nth] for nth in shown), *lines[1:]]


def _cells(told: Told) -> tuple[str, ...]:
    if isinstance(told, Absent):
        return (f"not here: {told.what}", "", "", "", "", "")
    beside = "" if told.theirs is None else f"{told.peer} {_amount(told.theirs, told.unit)}"
    wanted = [f"<= {_amount(told.most, told.unit)}"] if told.most is not None else []
    if told.most_of_peer is not None:
        wanted.append(f"<= {told.most_of_peer:g} x {told.peer}")
    verdict = {None: "", True: "yes", False: "NO"}[told.met]
    ratio = "" if told.ratio is None else f"{told.ratio:.2f}"
    return (told.what, _amount(told.measured, told.unit), beside, ratio, ", ".join(wanted), verdict)


def _amount(value: float, unit: str) -> str:
    digits = 0 if value == int(value) or abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f} {unit}".rstrip()
