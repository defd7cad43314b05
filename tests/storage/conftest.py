"""A data directory of its own for every test, with a clock in the test's hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from linked_world import HandClock, World, connect

from app.settings import Settings
from app.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def store(settings: Settings, clock: HandClock) -> Iterator[Store]:
    opened = Store.open(settings, clock=clock, user="ana")
    yield opened
    opened.close()


@pytest.fixture
def world(store: Store, clock: HandClock) -> World:
    return World(store, clock, *connect(store))
