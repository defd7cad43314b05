"""A running sandbox for any test: ``sandbox`` is the tiny world, ``open_sandbox`` starts whichever is needed."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from app.sandbox.server import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.sandbox.world import World


@pytest.fixture
def open_sandbox() -> Iterator[Callable[[World | str], Sandbox]]:
    """Start a sandbox with that world or scenario; it ends with the test."""
    with ExitStack() as stack:
        yield lambda world: stack.enter_context(Sandbox(world))


@pytest.fixture
def sandbox(open_sandbox: Callable[[World | str], Sandbox]) -> Sandbox:
    """One project of five drawings, on this machine's clock."""
    return open_sandbox("tiny")
