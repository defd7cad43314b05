"""``planrack sync`` in a process of its own, quick to start and there to be killed."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Mapping
from multiprocessing.process import BaseProcess
from pathlib import Path

#: Imported once, by the process that the others are forked from.
_AHEAD = ["__main__", "app.cli", "app.workspace", "alembic.command", "sqlalchemy.dialects.sqlite", "typer._adapters"]
#: Where ``keyring_in_a_file`` lies.
SCENARIOS = str(Path(__file__).resolve().parents[1] / "scenarios")


def _sync(environment: Mapping[str, str], log: str) -> None:
    """In the new process: exactly what the command does, with its output in a file."""
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for stream in (1, 2):
        os.dup2(descriptor, stream)
    os.close(descriptor)
    os.environ.update(environment)
    sys.path.append(SCENARIOS)
    from app.__main__ import main

    sys.exit(main(["sync", "--json"]))


def start_sync(environment: Mapping[str, str], log: Path) -> BaseProcess:
    """Start it. Where processes can be forked, from one that has imported everything already."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_AHEAD)
    else:
        context = multiprocessing.get_context("spawn")
    process = context.Process(target=_sync, args=(dict(environment), str(log)), name="planrack sync")
    process.start()
    return process
