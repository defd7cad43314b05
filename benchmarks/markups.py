"""What markups cost a sheet that is moved: the same pans and repaints with a layer of marks, and with an empty one.

    python -m benchmarks.markups SHEET.pdf [--marks 2000] [--steps 60]

``pan``: a step of a drag, which paints the strip that appears; ``whole``: everything in sight again, as after a zoom;
``stroke``: one more point of a line by hand. All in milliseconds of the processor until it is painted, in one run over
one sheet; the same sheet without marks is the peer. A frame has 16 ms.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.domain.markups import POINTS, STROKES, WORDED, Geometry, Markup, MarkupKind
from app.domain.plane import Bounds, Point, bounds_of
from app.drawings.render import Renderer
from app.ui.markups.board import Board
from app.ui.markups.layer import MarksLayer
from app.ui.markups.styles import Styles
from app.ui.viewer.geometry import Box
from app.ui.viewer.view import SheetCanvas
from benchmarks.figures import Figure, alone, sized

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_VIEW = (1400, 760)
_SECONDS = 30.0
_ZOOMS, _FRAME = (25, 100), 16.0


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sheet", type=Path, help="a PDF file, or a folder whose largest is taken")
    parser.add_argument("--marks", type=int, default=sized(2000, 200))
    parser.add_argument("--steps", type=int, default=sized(60, 5))
    return parser


def figures(options: argparse.Namespace) -> Iterator[Figure]:
    sheet: Path = options.sheet
    if sheet.is_dir():
        sheet = max(sheet.glob("*.pdf"), key=lambda path: path.stat().st_size)
    application = QApplication.instance() or QApplication([])
    renderer = Renderer()
    canvases = {"empty": _opened(application, renderer, sheet, 0)}
    canvases["marks"] = _opened(application, renderer, sheet, options.marks)
    print(f"{sheet.name}, {options.marks} marks, {_VIEW[0]}x{_VIEW[1]} pixels; processor time")
    for percent in _ZOOMS:
        for canvas, _board in canvases.values():
            canvas.set_zoom(percent / 100)
            _until_sharp(application, canvas)
        for name, act in (("pan", _pan), ("whole", _whole), ("stroke", _stroke)):
            empty, marks = (
                _timed(application, canvas, act(canvas, board), options.steps) for canvas, board in canvases.values()
            )
            what = f"{name} at {percent} %, {options.marks} marks"
            yield Figure(f"{what}, median", _median(marks), "ms", "no marks", _median(empty), _FRAME)
            yield Figure(f"{what}, 95th", _late(marks), "ms", "no marks", _late(empty), _FRAME)
    for canvas, _board in canvases.values():
        canvas.close_channel()
    renderer.close()


def _opened(application: QApplication, renderer: Renderer, sheet: Path, count: int) -> tuple[SheetCanvas, Board]:
    canvas, board = SheetCanvas(renderer), Board()
    canvas.add_layer(MarksLayer(board, lambda markup: "12'-6\"" if markup.kind is MarkupKind.LENGTH else "", _no_band))
    board.touched.connect(lambda box: canvas.repaint_box(_box(box)))
    canvas.resize(*_VIEW)
    canvas.show()
    painted: list[bool] = []
    canvas.drawn.connect(lambda: painted.append(True))
    canvas.open_page(sheet)
    end = time.monotonic() + _SECONDS
    while not painted and time.monotonic() < end:
        application.processEvents()
    assert canvas.camera is not None
    across, down = canvas.camera.sheet.width, canvas.camera.sheet.height
    board.show(1, 0, _marks(count, across, down))
    return canvas, board


def _marks(count: int, across: float, down: float) -> list[Markup]:
    """All kinds, the size of what people draw, all over the sheet."""
    chance, styles, kinds = random.Random(7), Styles(lambda _stored: None), list(MarkupKind)
    made = []
    for number in range(count):
        kind = kinds[number % len(kinds)]
        left, top = chance.uniform(0, across), chance.uniform(0, down)
        count = {MarkupKind.PEN: 60, MarkupKind.HIGHLIGHTER: 20, MarkupKind.COUNT: 5}.get(kind, POINTS[kind][0])
        if kind in STROKES:
            places = tuple(Point(left + step * 2, top + 20 * math.sin(step / 8)) for step in range(count))
        elif kind in WORDED:
            corners = (Point(left, top), Point(left + 160, top + 40))
            places = (Point(left - 60, top + 70), *corners)[-count:]
        else:
            places = tuple(Point(left + chance.uniform(0, 120), top + chance.uniform(0, 80)) for _ in range(count))
        text = "see detail 4 on sheet A-501" if kind in WORDED else ""
        made.append(Markup(str(number), 1, 0, "", kind, Geometry(places), styles.of(kind), text))
    return made


def _until_sharp(application: QApplication, canvas: SheetCanvas) -> None:
    """Tiles come first: they are not what is measured."""
    end = time.monotonic() + _SECONDS
    while any(key not in canvas._feed.cache for key in canvas._feed.visible) and time.monotonic() < end:
        application.processEvents()
        time.sleep(0.002)
    canvas.viewport().repaint()


def _timed(application: QApplication, canvas: SheetCanvas, step: Callable[[int], None], steps: int) -> list[float]:
    """Milliseconds of the processor, of all threads of this process: Qt paints large pictures with several. Those of
    the painters, which are processes of their own, are not counted."""
    times = []
    for number in range(steps):
        start = time.process_time()
        step(number)
        canvas.viewport().repaint() if step.__name__ == "whole" else application.processEvents()
        times.append((time.process_time() - start) * 1000)
    return times


def _pan(canvas: SheetCanvas, _board: Board) -> Callable[[int], None]:
    def pan(number: int) -> None:
        way = 12 if number % 40 < 20 else -12
        canvas.pan(way, way / 2)

    return pan


def _whole(_canvas: SheetCanvas, _board: Board) -> Callable[[int], None]:
    def whole(_number: int) -> None:
        """The repaint is all."""

    return whole


def _stroke(_canvas: SheetCanvas, board: Board) -> Callable[[int], None]:
    points = [Point(400.0, 400.0)]

    def stroke(number: int) -> None:
        points.append(Point(400.0 + number * 2.0, 400.0 + number % 9))
        grown = bounds_of(points[-2:]).grown(2.0)
        board.draft([Markup("drawn", 1, 0, "", MarkupKind.PEN, Geometry(tuple(points)))], within=grown)

    return stroke


def _no_band() -> Bounds | None:
    return None


def _box(box: Bounds | None) -> Box | None:
    return None if box is None else Box(box.left, box.top, box.width, box.height)


def _median(times: list[float]) -> float:
    return statistics.median(times)


def _late(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


if __name__ == "__main__":
    alone(options, figures)
