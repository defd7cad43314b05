"""How long the comparison of two revisions takes, and how soon one that was found out before is on the screen.

    python -m benchmarks.compare FOLDER [--rounds 3]

FOLDER holds revisions, under the names below or as ``NAME-r0.pdf`` and ``NAME-r1.pdf``. ``cold`` is the answer of a new
worker process, its start and its libraries included; ``warm`` the next one of the same process; both also as multiples
of the drawing of the two pages alone, at the same size, in this process (``draw``). ``open`` is what the window waits
for when the result is stored: reading the row and the picture, and painting it for the first time. ``MB`` is the most
memory the worker had.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.comparisons import PagePair
from app.drawings.compare import DRAWN
from app.drawings.pages import OpenPages
from app.drawings.tiles import Frame
from app.drawings.worker_pool import PdfWorkers
from app.settings import Settings
from app.storage.store import Store
from benchmarks.figures import Absent, Figure, alone, sized

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.comparisons import Comparison
    from benchmarks.figures import Told

_LAKE = "od-lakehouse"
PAIRS: tuple[tuple[str, str, int, str, int], ...] = (
    ("A-601", f"{_LAKE}-A-601-2014-11-05", 0, f"{_LAKE}-A-601-2014-11-18", 0),
    ("A001 r1, r2", "od-facility-A001-2019-07-30-r1", 0, "od-facility-A001-2019-07-30-r2", 0),
    ("A001 r2, marked", "od-facility-A001-2019-07-30-r2", 0, "od-facility-A001-2019-08-10-markup", 0),
    ("L-100", "od-facility-L-100-2019-09-24", 0, "od-facility-L-100-2019-10-15", 0),
    ("A010", "od-oakfire-A010-2019-07-11", 0, "od-oakfire-A010-2019-08-08", 0),
    ("set A-101", f"{_LAKE}-set-2014-11-10", 0, f"{_LAKE}-set-2015-09-10", 0),
    ("set A-201", f"{_LAKE}-set-2014-11-10", 4, f"{_LAKE}-set-2015-09-10", 5),
    ("set A-304", f"{_LAKE}-set-2014-11-10", 9, f"{_LAKE}-set-2015-09-10", 10),
    ("set A-501", f"{_LAKE}-set-2014-11-10", 11, f"{_LAKE}-set-2015-09-10", 13),
    ("A-102, half size", f"{_LAKE}-set-2014-11-10", 1, f"{_LAKE}-A-102-2015-01-29", 0),
    ("A-301, half size", f"{_LAKE}-set-2014-11-10", 6, f"{_LAKE}-A-301-2015-01-29", 0),
)


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=sized(3, 1))
    return parser


def figures(options: argparse.Namespace) -> Iterator[Told]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(f"{'':18}{'draw':>7}{'cold':>8}{'×':>6}{'warm':>8}{'×':>6}{'open':>9}{'MB':>6}{'regions':>9}  trust")
    taken = []
    for name, older, older_page, newer, newer_page in _pairs(options.folder)[: sized(10_000, 1)]:
        before, after = (options.folder / f"{one}.pdf" for one in (older, newer))
        with tempfile.TemporaryDirectory() as folder:
            taken.append(_compare(name, (before, older_page), (after, newer_page), Path(folder), options.rounds))
    if not taken:
        yield Absent("two revisions of one sheet in the folder")
        return
    draws, colds, warms, opens, memories = zip(*taken, strict=True)
    draw = 1000 * statistics.median(draws)
    yield Figure("cold, slowest pair", 1000 * max(colds), "ms", most=1500)
    yield Figure("cold, median pair", 1000 * statistics.median(colds), "ms", "both pages drawn", draw, 1500)
    yield Figure("warm, median pair", 1000 * statistics.median(warms), "ms", "both pages drawn", draw)
    yield Figure("opening what was compared, slowest", 1000 * max(opens), "ms", most=100)
    yield Figure("memory of the worker, most", max(memories), "MB")


def _pairs(folder: Path) -> list[tuple[str, str, int, str, int]]:
    """The pairs known by name that are here, and files that are called ``NAME-r0.pdf``, ``NAME-r1.pdf``."""
    known = [one for one in PAIRS if all((folder / f"{name}.pdf").is_file() for name in (one[1], one[3]))]
    for older in sorted(folder.glob("*-r[0-9].pdf")):
        newer = f"{older.stem[:-1]}{int(older.stem[-1]) + 1}"
        if (folder / f"{newer}.pdf").is_file() and not any(older.stem == one[1] for one in known):
            known.append((older.stem, older.stem, 0, newer, 0))
    return known


def _compare(
    name: str, older: tuple[Path, int], newer: tuple[Path, int], folder: Path, rounds: int
) -> tuple[float, float, float, float, float]:
    """Seconds to draw both, cold, warm and to open; MB of the worker."""
    draws, colds, warms = [], [], []
    picture = folder / "picture.png"
    for _ in range(rounds):
        draws.append(_drawn(older, newer))
        cold, warm, memory, found = asyncio.run(_compared(older, newer, picture))
        colds.append(cold)
        warms.append(warm)
    draw, cold, warm = (statistics.median(times) for times in (draws, colds, warms))
    opened = _opened(found, picture, folder)
    print(
        f"{name:18}{draw:6.2f}s{cold:7.2f}s{cold / draw:6.1f}{warm:7.2f}s{warm / draw:6.1f}{opened * 1000:6.0f} ms"
        f"{memory:6.0f}{found.found:9}  {found.trust.value} {found.agreement:.2f}",
        flush=True,
    )
    return draw, cold, warm, opened, memory


def _drawn(*sheets: tuple[Path, int]) -> float:
    """Seconds for both pages alone."""
    pages = OpenPages(documents=2, pages=2)
    started = time.perf_counter()
    for path, page in sheets:
        info = pages.info(path, page)
        scale = DRAWN / max(info.width, info.height)
        width, height = round(info.width * scale), round(info.height * scale)
        pages.draw(path, page, 0, Frame(width, height, 0, 0, width, height), lambda: True)
    seconds = time.perf_counter() - started
    pages.close()
    return seconds


async def _compared(
    older: tuple[Path, int], newer: tuple[Path, int], picture: Path
) -> tuple[float, float, float, Comparison]:
    workers = PdfWorkers(1)
    try:
        times = []
        for _ in range(2):
            started = time.perf_counter()
            found = await workers.compare(older, newer, picture)
            times.append(time.perf_counter() - started)
        (pid,) = workers.pids
        return times[0], times[1], _most_memory(pid), found
    finally:
        await workers.aclose()


def _most_memory(pid: int) -> float:
    """Megabytes, where the system tells."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return float("nan")
    (line,) = [line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024 / 1e6


def _opened(found: Comparison, picture: Path, folder: Path) -> float:
    """Seconds from the question to the painted picture."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

    application = QGuiApplication.instance() or QGuiApplication([])
    store = Store.open(Settings(home=folder / "home"), user="Owner")
    try:
        pair = PagePair("0" * 64, 0, "1" * 64, 0)
        _know(store, pair)
        store.comparisons.record(pair, found)
        times = []
        for _ in range(5):
            screen = QImage(1400, 1000, QImage.Format.Format_RGB32)
            started = time.perf_counter()
            store.comparisons.get(pair)
            image = QImage(str(picture))
            painter = QPainter(screen)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(screen.rect(), QColor("white"))
            painter.drawImage(QRectF(0, 0, 1400, 1400 * image.height() / max(1, image.width())), image)
            painter.end()
            times.append(time.perf_counter() - started)
    finally:
        store.close()
    del application
    return max(times)


def _know(store: Store, pair: PagePair) -> None:
    """Rows of files refer to rows of blobs."""
    from sqlalchemy import insert

    from app.storage.schema import blobs

    with store._database.write() as connection:
        connection.execute(
            insert(blobs), [{"sha256": one, "size": 1, "state": "held"} for one in (pair.older, pair.newer)]
        )


if __name__ == "__main__":
    alone(options, figures)
