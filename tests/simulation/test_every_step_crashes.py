"""The program dies before every single step of one small day, by a kill or by a power cut: the next run puts it right.

A step is every call of the database, every commit, every write, fsync, rename and unlink, every request and answer,
every piece of a file: the moment before it is also the moment after the one before.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from computer import machinery
from rehearsal import Theatre
from telling import fast_folder

pytestmark = pytest.mark.timeout(180)
#: What a day must consist of, for this to show anything.
STEPS = {
    "api asked",
    "api answered",
    "login asked",
    "login answered",
    "file asked",
    "file piece",
    "write",
    "fsync",
    "rename",
    "commit",
    "inspection",
    "Holdings.follow",
    "Holdings.commit_files",
    "Journal.note",
    "BlobStore.flush",
    "Runs.start",
    "Runs.finish",
}


@pytest.fixture(scope="module")
def theatre() -> Iterator[Theatre]:
    with tempfile.TemporaryDirectory(prefix="planrack-", dir=fast_folder()) as name, machinery():
        yield Theatre(Path(name))


@pytest.mark.parametrize("power_cut", [False, True])
def test_a_crash_before_and_after_every_step_is_put_right_by_the_next_run(theatre: Theatre, power_cut: bool) -> None:
    met: Counter[str] = Counter()
    for step in count(1):
        try:
            last = theatre.death(step, power_cut=power_cut)
        except AssertionError as error:
            error.add_note(f"death before step {step}")
            raise
        if not last:
            break
        met[" ".join(last.split()[1:3] if last.split()[1] in ("api", "login", "file") else last.split()[1:2])] += 1
    assert met.keys() >= STEPS, STEPS - met.keys()
    assert met.total() > 100
