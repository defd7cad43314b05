"""A signed-in desk in front of a world whose clock stands still."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from sandbox_desk import NOW, Desk

from app.sandbox import scenarios

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.sandbox.server import Sandbox
    from app.sandbox.world import World


@pytest.fixture
def open_desk(open_sandbox: Callable[[World | str], Sandbox]) -> Iterator[Callable[..., Desk]]:
    """A signed-in desk before a world (default: tiny) whose clock stands at ``NOW``."""
    clients: list[httpx.Client] = []

    def opened(scenario: World | str = "tiny") -> Desk:
        world = scenarios.build(scenario, clock=lambda: NOW) if isinstance(scenario, str) else scenario
        sandbox = open_sandbox(world)
        clients.append(httpx.Client(base_url=sandbox.addresses.api, trust_env=False, timeout=10))
        return Desk(sandbox, clients[-1]).sign_in()

    yield opened
    for client in clients:
        client.close()


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk()
