"""Keeping standard output for the command's own answer."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


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
