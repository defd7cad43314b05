"""Many stories in one process, one after the other."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from computer import machinery
from story import Story, Told, templates


def fast_folder() -> Path | None:
    """Where files cost nothing, if this system has such a place."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() and os.access(memory, os.W_OK) else None


def tell(seeds: range, *, keep_trace: bool = False) -> Iterator[Told]:
    """Each seed's story in turn. Whoever has heard enough may stop listening."""
    with tempfile.TemporaryDirectory(prefix="planrack-", dir=fast_folder()) as name, _undisturbed():
        folder = Path(name)
        made = templates(folder)
        with machinery():
            for seed in seeds:
                told = Story(seed, folder, made).tell()
                if not keep_trace:
                    told.trace = []
                if seed % 20 == 0:
                    gc.collect()
                shutil.rmtree(folder / f"home-{seed}")
                yield told


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without logs, and without collections: nothing of a story outlives it but cycles, and those are small."""
    logging.disable(logging.CRITICAL)
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        logging.disable(logging.NOTSET)


def batch(seeds: range) -> list[Told]:
    return list(tell(seeds))
