"""What was compared is kept with the bytes it is about; pictures are derived and have a limit."""

from __future__ import annotations

import os
from pathlib import Path

from app.domain.comparisons import PagePair
from app.storage.comparisons import VERSION
from app.storage.store import Store

PAIR = PagePair("a" * 64, 0, "b" * 64, 2)


def picture(store: Store, pair: PagePair, size: int, at: float) -> Path:
    store.comparisons.make_folder(pair)
    path = store.comparisons.picture(pair)
    path.write_bytes(bytes(size))
    os.utime(path, (at, at))
    return path


def test_each_pair_of_pages_has_a_picture_of_its_own(store: Store) -> None:
    pairs = [
        PAIR,
        PagePair(PAIR.newer, 0, PAIR.older, 2),
        PagePair(PAIR.older, 1, PAIR.newer, 2),
        PagePair(PAIR.older, 0, PAIR.newer, 3),
    ]
    assert len({store.comparisons.picture(pair) for pair in pairs}) == len(pairs)


def test_the_oldest_pictures_go_first(store: Store) -> None:
    paths = [picture(store, PagePair("a" * 64, page, "b" * 64, 0), 100, 1000.0 + page) for page in range(5)]
    assert store.comparisons.trim(500) == 0
    assert store.comparisons.trim(250) == 3
    assert [path.exists() for path in paths] == [False, False, False, True, True]


def test_what_a_worker_left_half_written_counts_and_goes_like_a_picture(store: Store) -> None:
    mine = picture(store, PAIR, 100, 2000.0)
    half = mine.with_name(f"{mine.name}.4711")
    half.write_bytes(bytes(100))
    os.utime(half, (1000.0, 1000.0))
    assert store.comparisons.trim(150) == 1
    assert mine.exists() and not half.exists()


def test_pictures_of_another_version_go(store: Store) -> None:
    mine = picture(store, PAIR, 100, 1000.0)
    other = Path(str(mine).replace(f"compared-v{VERSION}", f"compared-v{VERSION + 1}"))
    other.parent.mkdir(parents=True)
    other.write_bytes(b"png")
    small = mine.parents[2] / "v1-256" / "ab" / "x.png"
    small.parent.mkdir(parents=True)
    small.write_bytes(b"png")
    assert store.comparisons.trim() == 1
    assert mine.exists() and small.exists() and not other.exists()
