"""How fast a sheet is on the screen, beside pdfium alone, MuPDF's and Poppler's tools, in one run over the same files.

    python -m benchmarks.viewer FOLDER [--rounds 3]

``fit``: the first page, sharp, as large as a window of 1,440 by 900 takes; the file is opened anew. The peers draw the
same pixels: pdfium without any window ("raw"), ``mutool draw`` and ``pdftoppm`` (each with its start). ``preview``: the
small picture made at the sync is on the screen. ``next``: the sheet beside, sharp, once it was drawn ahead. ``pan``:
after every step of a drag at 200 % and 400 %, until no tile is missing. ``memory``: window and painters with five large
sheets open, panned and zoomed, in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.drawings.pages import OpenPages
from app.drawings.render import Renderer
from app.drawings.thumbnail import write_thumbnail
from app.drawings.tiles import Frame, fitted
from app.storage.previews import LONGEST
from app.ui.viewer.fitting import room
from app.ui.viewer.picture import whole_page
from app.ui.viewer.tile_cache import TileCache
from app.ui.viewer.view import SheetCanvas
from benchmarks.figures import Absent, Figure, alone, from_json, sized

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.figures import Told

_VIEW = (1400, 760)  # what a window of 1,440 by 900 leaves
_PAINTED = 60.0
_WAYS = ("ours", "raw", "mutool", "poppler")


class Times(NamedTuple):
    """Seconds of one file."""

    ours: list[float]
    raw: list[float]
    preview: list[float]
    mutool: list[float]
    poppler: list[float]


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=sized(3, 1))
    parser.add_argument("--memory", action="store_true", help="nothing else")
    return parser


def figures(options: argparse.Namespace) -> Iterator[Told]:
    files = sorted(options.folder.glob("*.pdf"))[: sized(10_000, 4)]
    if not files:
        sys.exit("needs a folder of PDF files")
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="planrack-bench-") as folder:
        bench = Bench(application, Path(folder))
        large = sorted(files, key=lambda path: -path.stat().st_size)
        if options.memory:
            yield _memory(bench, large[:5])
            bench.close()
            return
        yield from _opening(bench, files, options.rounds)
        yield from _next(bench, files)
        yield _panned(bench, large[: sized(8, 1)])
        bench.close()
        out = Path(folder) / "memory"
        command = [sys.executable, "-m", "benchmarks.child", "viewer", str(out), str(options.folder), "--memory"]
        subprocess.run(command, check=True)
        yield from (from_json(json.loads(line)) for line in out.read_text(encoding="utf-8").splitlines())


class Bench:
    """One renderer whose painters run already; canvases come and go."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self.application = application
        self.folder = folder
        self._copies = 0
        self.renderer = Renderer()
        self.canvas = self.new_canvas()
        self._beat = QTimer()  # nobody sleeps for ever
        self._beat.start(10)
        self.mutool, self.poppler = shutil.which("mutool"), shutil.which("pdftoppm")

    def new_canvas(self, cache: TileCache | None = None) -> SheetCanvas:
        canvas = SheetCanvas(self.renderer, cache)
        canvas.resize(*_VIEW)
        canvas.show()
        return canvas

    def fresh(self) -> SheetCanvas:
        """A canvas that holds nothing yet."""
        self.canvas.close_channel()
        self.canvas.deleteLater()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.canvas = self.new_canvas()
        self.application.processEvents()
        return self.canvas

    def until(self, holds: Callable[[], bool]) -> float:
        """Seconds until it holds and is on the screen."""
        before = time.perf_counter()
        while not holds():
            # Asleep until something comes: turning in circles would take a processor from the painters.
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter() - before > _PAINTED:
                raise TimeoutError
        self.canvas.viewport().repaint()
        return time.perf_counter() - before

    def sharp(self) -> bool:
        canvas = self.canvas
        return canvas.camera is not None and all(key in canvas._feed.cache for key in canvas._feed.visible)

    def rest(self, seconds: float) -> None:
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def close(self) -> None:
        self.canvas.close_channel()
        self.renderer.close()

    # ---- one file ------------------------------------------------------------------------------------------------

    def anew(self, path: Path) -> Path:
        """The same file under another name: painters keep documents open, which pdfium alone would have to open."""
        self._copies += 1
        return Path(shutil.copy(path, self.folder / f"{self._copies}.pdf"))

    def opened(self, path: Path) -> float:
        canvas = self.fresh()
        before = time.perf_counter()
        canvas.open_page(path)
        self.until(self.sharp)
        return time.perf_counter() - before

    def raw(self, path: Path) -> float:
        before = time.perf_counter()
        pages = OpenPages(documents=1)
        info = pages.info(path, 0)
        width, height = fitted(info.width, info.height, 0, room(self.canvas))
        pages.draw(path, 0, 0, Frame(width, height, 0, 0, width, height), lambda: True)
        pages.close()
        return time.perf_counter() - before

    def preview(self, path: Path) -> float:
        small = self.folder / f"{path.stem}.png"
        if not small.exists():
            pages = OpenPages(documents=1)
            write_thumbnail(pages, path, 0, small, LONGEST, lambda: True)
            pages.close()
        canvas = self.fresh()
        before = time.perf_counter()
        canvas.open_page(path, preview=QImage(str(small)))
        canvas.viewport().repaint()
        return time.perf_counter() - before

    def peer(self, path: Path, *command: str) -> float:
        before = time.perf_counter()
        subprocess.run([*command], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return time.perf_counter() - before

    def peers(self, path: Path, times: Times) -> None:
        across, down = room(self.canvas)
        out = self.folder / "peer"
        if self.mutool:
            size = ("-w", str(across), "-h", str(down))
            times.mutool.append(self.peer(path, self.mutool, "draw", *size, "-o", f"{out}.ppm", str(path), "1"))
        if self.poppler:
            size = ("-scale-to", str(max(across, down)))
            times.poppler.append(self.peer(path, self.poppler, "-f", "1", "-l", "1", *size, str(path), str(out)))


def _opening(bench: Bench, files: list[Path], rounds: int) -> Iterator[Told]:
    taken = {path: Times([], [], [], [], []) for path in files}
    bench.opened(files[0])  # starts the painter
    for _ in range(rounds):
        for path, times in taken.items():
            times.raw.append(bench.raw(path))
            times.ours.append(bench.opened(bench.anew(path)))
            times.preview.append(bench.preview(path))
            bench.peers(path, times)
    print(f"{'fit, ms (best of the rounds)':44} {'ours':>7} {'raw':>7} {'ours/raw':>8} {'mutool':>7} {'poppler':>7}")
    for path, times in taken.items():
        ours, raw = min(times.ours), min(times.raw)
        others = [f"{1000 * min(one):7.0f}" if one else "      –" for one in (times.mutool, times.poppler)]
        print(f"{path.name[:44]:44} {1000 * ours:7.0f} {1000 * raw:7.0f} {ours / raw:8.2f} {others[0]} {others[1]}")
    ours, raw, *others = (
        1000 * sum(min(getattr(times, name), default=0.0) for times in taken.values()) for name in _WAYS
    )
    yield Figure("sharp at fit, all files", ours, "ms", "pdfium alone", raw, most_of_peer=1.1)
    for name, tool, theirs in zip(("mutool", "pdftoppm"), (bench.mutool, bench.poppler), others, strict=True):
        yield Figure("sharp at fit, all files", ours, "ms", name, theirs) if tool else Absent(name)
    worst = max(taken, key=lambda path: min(taken[path].ours) / min(taken[path].raw))
    its = taken[worst]
    what = f"sharp at fit, farthest from pdfium: {worst.name}"
    yield Figure(what, 1000 * min(its.ours), "ms", "pdfium alone", 1000 * min(its.raw), most_of_peer=1.1)
    first = [one for times in taken.values() for one in times.preview]
    yield Figure("preview on the screen, slowest", 1000 * max(first), "ms", most=150)


def _next(bench: Bench, files: list[Path]) -> Iterator[Figure]:
    waits = []
    for one, beside in zip(files[::2], files[1::2], strict=False):
        bench.opened(one)
        bench.canvas.set_beside([(beside, 0)])
        key = whole_page(beside, 0, room(bench.canvas))
        bench.until(lambda key=key: key in bench.canvas._feed.cache)  # type: ignore[misc]
        before = time.perf_counter()
        bench.canvas.open_page(beside)
        bench.until(bench.sharp)
        waits.append(time.perf_counter() - before)
    yield Figure("next sheet, drawn ahead, slowest", 1000 * max(waits), "ms", most=100)
    yield Figure("next sheet, drawn ahead, median", 1000 * statistics.median(waits), "ms", most=100)


def _panned(bench: Bench, files: list[Path]) -> Figure:
    everything = []
    for path in files:
        bench.opened(path)
        waits = []
        for zoom in (2.0, 4.0):
            bench.canvas.set_zoom(zoom)
            bench.until(bench.sharp)
            for step in range(30):
                bench.rest(0.05)  # 120 pixels twenty times a second
                across, down = (120, 40) if step < 15 else (-60, 100)
                bench.canvas.pan(across, down)
                waits.append(bench.until(bench.sharp))
        everything += waits
        print(
            f"pan {path.name[:40]:40} p50 {1000 * statistics.median(waits):5.0f} ms  p95 {1000 * _p95(waits):5.0f} ms"
        )
    return Figure("tiles after a step of a pan, 95th", 1000 * _p95(everything), "ms", most=80)


def _memory(bench: Bench, files: list[Path]) -> Figure:
    cache = TileCache()
    canvases = [bench.new_canvas(cache) for _ in files]
    for canvas, path in zip(canvases, files, strict=True):
        bench.canvas.close_channel()
        bench.canvas = canvas
        canvas.open_page(path)
        bench.until(bench.sharp)
        for zoom in (1.0, 4.0):
            canvas.set_zoom(zoom)
            for _ in range(4):
                canvas.pan(400, 300)
                bench.until(bench.sharp)
    bench.rest(1.0)
    processes = {"window": os.getpid(), **{f"painter {at}": pid for at, pid in enumerate(bench.renderer.pids)}}
    sizes = {name: _resident(pid) / 2**20 for name, pid in processes.items()}
    print("memory, MB:", ", ".join(f"{name} {size:.0f}" for name, size in sizes.items()))
    for canvas in canvases[:-1]:
        canvas.close_channel()
    return Figure("memory with five large sheets", sum(sizes.values()), "MB", most=800)


def _resident(pid: int) -> int:
    """Bytes of memory a process has; 0 where the system does not tell."""
    statm = Path(f"/proc/{pid}/statm")
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if statm.exists() else 0


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


if __name__ == "__main__":
    alone(options, figures)
