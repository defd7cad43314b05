"""Many stories in one process, one after the other."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from computer import machinery
from story import Story, Told, templates


def fast_folder() -> Path | None:
    """Where files cost nothing, if this system has such a place."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() and os.access(memory, os.W_OK) else None


def tell(seeds: range, *, keep_trace: bool = False) -> Iterator[Told]:
    """Each seed's story in turn."""
    with tempfile.TemporaryDirectory(prefix="planrack-", dir=fast_folder()) as name:
        folder = Path(name)
        logging.disable(logging.CRITICAL)
        made = templates(folder)
        gc.disable()  # nothing of a story outlives it but cycles, and those are small
        with machinery():
            for seed in seeds:
                told = Story(seed, folder, made).tell()
                if not keep_trace:
                    told.trace = []
                if seed % 20 == 0:
                    gc.collect()
                shutil.rmtree(folder / f"home-{seed}")
                yield told
        gc.enable()
        logging.disable(logging.NOTSET)


def batch(seeds: range) -> list[Told]:
    return list(tell(seeds))
