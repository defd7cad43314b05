"""``python -m tests.simulation --seeds 20000``: the whole engine, many stories, and what broke."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from story import Told  # noqa: E402
from telling import batch, tell  # noqa: E402


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=500, help="how many stories")
    parser.add_argument("--from", type=int, default=0, dest="first", help="the first seed")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--trace", action="store_true", help="print what happened in each story")
    asked = parser.parse_args(arguments)
    if os.environ.get("PYTHONHASHSEED") != "0":
        # Sets of words are walked in the order of their hashes: a story is only the same where those are.
        os.environ["PYTHONHASHSEED"] = "0"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
    return _tell_all(asked)


def _tell_all(asked: argparse.Namespace) -> int:
    began = time.monotonic()
    seeds = range(asked.first, asked.first + asked.seeds)
    totals: dict[str, Counter[str]] = {"faults": Counter(), "runs": Counter(), "acts": Counter()}
    crashes = power_cuts = count = 0
    broken: list[int] = []
    for told in _tell_in_processes(seeds, asked.jobs) if asked.jobs > 1 else tell(seeds, keep_trace=asked.trace):
        count += 1
        crashes += told.crashes
        power_cuts += told.power_cuts
        totals["faults"].update(told.faults)
        totals["runs"].update(told.runs)
        totals["acts"].update(told.acts)
        if asked.trace:
            print("\n".join(told.trace))
        if told.broken:
            broken.append(told.seed)
            print(f"seed {told.seed}: {told.broken}", flush=True)
            print(f"    python -m tests.simulation --from {told.seed} --seeds 1 --trace", flush=True)
    seconds = time.monotonic() - began
    for what, counted in totals.items():
        print(f"{what}: " + ", ".join(f"{name} {times}" for name, times in sorted(counted.items())))
    print(
        f"{count} stories in {seconds:.1f} s, {count / seconds:.1f} a second: {sum(totals['runs'].values())} runs, "
        f"{sum(totals['faults'].values())} faults, {crashes} crashes, {power_cuts} of them power cuts; "
        f"{len(broken)} broken{': ' + ' '.join(map(str, broken)) if broken else ''}"
    )
    return 1 if broken else 0


def _tell_in_processes(seeds: range, jobs: int) -> Iterator[Told]:
    size = max(1, min(50, -(-len(seeds) // jobs)))
    batches = [seeds[at : at + size] for at in range(0, len(seeds), size)]
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        for told in pool.imap(batch, batches):
            yield from told


if __name__ == "__main__":
    sys.exit(main())
