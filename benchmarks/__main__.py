"""Runs the benchmarks, one after the other, each in a process of its own, and tells all figures in one table.

    python -m benchmarks [NAME …] [--quick] [--json FILE] [--sheets FOLDER]

Exits with 1 where a benchmark failed; a figure that is not met is told, and no failure.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.sandbox.sheets import catalogue, render_sheet
from benchmarks.figures import QUICK, Figure, as_json, from_json, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.figures import Told

#: By name: whether it takes a folder of PDF files.
BENCHMARKS = {
    "startup": False,
    "documents_page": False,
    "search": False,
    "viewer": True,
    "markups": True,
    "sheets": True,
    "compare": True,
    "plan": False,
    "noop_sync": False,
    "window_frames": False,
    "engine_memory": False,
    "transfer": False,
}
_ROOT = Path(__file__).parent.parent
_MINUTES, _QUICK_MINUTES = 40, 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """``failure``: the end of what it said, where it did not come to its own end."""

    name: str
    seconds: float
    told: tuple[Told, ...]
    failure: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    names = options.names or list(BENCHMARKS)
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="planrack-bench-") as folder:
        sheets = options.sheets
        if sheets is None and any(BENCHMARKS[name] for name in names):
            sheets = drawn_sheets(Path(folder), most=3 if options.quick else 20)
        for name in names:
            print(f"{name} …", file=sys.stderr, flush=True)
            outcomes.append(run(name, sheets, quick=options.quick, verbose=options.verbose))
    for line in report(outcomes, quick=options.quick):
        print(line)
    if options.json is not None:
        options.json.write_text(json.dumps(as_document(outcomes, quick=options.quick), indent=2), encoding="utf-8")
    return 1 if any(one.failure for one in outcomes) else 0


def drawn_sheets(folder: Path, *, most: int) -> Path:
    """Sheets of the demonstration project that were revised, each with its first two revisions."""
    for spec in [one for one in catalogue() if one.revisions > 1][:most]:
        for nth in range(2):
            (folder / f"{spec.number}-r{nth}.pdf").write_bytes(render_sheet(spec.number, nth))
    return folder


def run(name: str, sheets: Path | None, *, quick: bool, verbose: bool = False) -> Outcome:
    """One benchmark in a process of its own, with all that it starts; what it told until it failed counts."""
    with tempfile.TemporaryDirectory(prefix="planrack-bench-") as folder:
        out, said = Path(folder) / "figures", Path(folder) / "said"
        command = [sys.executable, "-m", "benchmarks.child", name, str(out)]
        if BENCHMARKS[name]:
            assert sheets is not None
            command.append(str(sheets.resolve()))
        environment = {**os.environ, **({QUICK: "1"} if quick else {})}
        began = time.monotonic()
        with said.open("wb") as noise:
            child = subprocess.Popen(
                command,
                cwd=_ROOT,
                env=environment,
                stdout=None if verbose else noise,
                stderr=noise,
                start_new_session=True,
            )
            failure = _waited(child, 60 * (_QUICK_MINUTES if quick else _MINUTES))
        if failure and (last := said.read_text(encoding="utf-8", errors="replace").strip().splitlines()):
            failure = f"{failure}: {last[-1]}"
        lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
        return Outcome(name, time.monotonic() - began, tuple(from_json(json.loads(line)) for line in lines), failure)


def _waited(child: subprocess.Popen[bytes], seconds: float) -> str:
    try:
        code = child.wait(seconds)
    except subprocess.TimeoutExpired:
        return f"not done after {seconds:.0f} s"
    finally:
        if child.poll() is None:  # also where somebody stops this program
            if hasattr(os, "killpg"):
                os.killpg(child.pid, signal.SIGKILL)
            child.kill()
            child.wait()
    return f"exit code {code}" if code else ""


def report(outcomes: Sequence[Outcome], *, quick: bool = False) -> list[str]:
    """The table, and what can be said in a line."""
    told = [(one.name, each) for one in outcomes for each in one.told]
    figures = [each for _, each in told if isinstance(each, Figure)]
    verdicts = [each.met for each in figures]
    lines = [*table(told), ""] if told else []
    said = f"{verdicts.count(True)} met, {verdicts.count(False)} not met, of {len(figures)} figures"
    lines.append(said + (f"; {len(told) - len(figures)} not here" if len(told) > len(figures) else ""))
    if quick:
        lines.append("A quick run proves nothing but that everything runs.")
    failed = [f"{one.name} ({one.failure})" for one in outcomes if one.failure]
    return [*lines, f"failed: {', '.join(failed)}"] if failed else lines


def as_document(outcomes: Sequence[Outcome], *, quick: bool) -> dict[str, Any]:
    """All of it for programs; times are UTC, seconds and MB are those of the figures' units."""
    return {
        "taken_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "quick": quick,
        "machine": {
            "system": platform.platform(),
            "processors": os.cpu_count(),
            "python": platform.python_version(),
        },
        "benchmarks": [
            {
                "name": one.name,
                "seconds": round(one.seconds, 1),
                "failure": one.failure or None,
                "figures": [as_json(each) for each in one.told],
            }
            for one in outcomes
        ],
    }


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="as little as proves that everything runs")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    parser.add_argument(
        "--sheets", type=Path, help="a folder of PDF files to read and to draw (default: some of the demonstration's)"
    )
    parser.add_argument("--verbose", action="store_true", help="what each benchmark prints by itself, too")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
