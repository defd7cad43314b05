"""The fixture of the command line tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import NOW, Accounts, CommandLine, Engine

from app.settings import Settings
from app.storage.store import Store


@pytest.fixture
def planrack(tmp_path: Path) -> Iterator[CommandLine]:
    home = tmp_path / "data"
    store = Store.open(Settings(home=home), clock=lambda: NOW, user="Olive")
    yield CommandLine(home, store, Engine(), Accounts(store), {"PLANRACK_HOME": str(home), "LANG": "en_CA.UTF-8"})
    store.close()
