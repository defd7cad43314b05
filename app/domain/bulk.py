"""Making very many records at once."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def bulk() -> Iterator[None]:
    """For a moment in which hundreds of thousands of records are made and none is dropped: Python's collector of cyclic
    garbage would read all of them again and again, for half of the time taken, and find nothing. Short, and never
    across an ``await``."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
