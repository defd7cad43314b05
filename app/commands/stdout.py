"""Standard output: for the command's own answer alone, and what if it cannot be written."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def give_up_output() -> bool:
    """Whether standard output takes no more (a full disk, a reader that left). What it holds is dropped then: the end
    of the process would stumble over it again."""
    try:
        sys.stdout.write("\n")  # an unbuffered one keeps nothing that a flush alone would try again
        sys.stdout.flush()
    except OSError:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        return True
    return False


@contextmanager
def kept_clean() -> Iterator[None]:
    """Send what programs started meanwhile write on standard output to standard error.

    Browsers announce themselves there ("Opening in existing browser session."), in the middle of a JSON answer.
    Nothing happens where standard output is not the process's own (a test's capture).
    """
    sys.stdout.flush()
    try:
        own = sys.stdout.fileno() == 1
    except (OSError, ValueError):
        own = False
    if not own:
        yield
        return
    saved = os.dup(1)
    try:
        os.dup2(2, 1)
        yield
    finally:
        sys.stdout.flush()
        os.dup2(saved, 1)
        os.close(saved)
