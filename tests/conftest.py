"""What every test may lean on: an isolated data directory and the folder of real sheets."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

# How long an example takes says how busy the machine is, not whether the program is right.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ["sandbox_fixture"]

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture
def sheets_folder() -> Path:
    """The folder of real construction sheets that lies beside a full checkout."""
    given = os.environ.get("PLANRACK_TEST_DRAWINGS")
    folder = Path(given) if given else REPOSITORY.parent / "shared" / "drawings"
    if not folder.is_dir():
        pytest.skip(f"no folder of real sheets (set PLANRACK_TEST_DRAWINGS); looked in {folder}")
    return folder
