"""Pictures of the window's main places, taken from the running program: the project list, the documents, a sheet."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QSize

from app.domain.failures import Failure, FailureCode, Reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

    from app.domain.views import DocumentTree
    from app.ui.main_window import MainWindow

#: A picture counts as finished once it was the same for so many looks in a row, so many seconds apart.
_LOOKS, _PAUSE = 4, 0.15
#: Something may move for ever (a running sync's arrow): then the picture is taken as it is.
_PATIENCE = 12.0
#: An ordinary laptop's window. A screen in memory is smaller than any real one.
_SIZE = QSize(1440, 900)


async def take(window: MainWindow, tree: DocumentTree, folder: Path) -> list[Path]:
    """Visit each place and save its picture as PNG. ``tree``: the project to show, which is synced.

    Raises Failure(LOCAL_IO) where a picture cannot be written.
    """
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    window.resize(_SIZE)
    taken = [await _saved(window, folder / "1-projects.png")]
    window.show_documents(tree.project.id)
    taken.append(await _saved(window, folder / "2-documents.png"))
    drawing = _plan(tree)
    if drawing is not None:
        window.tabs.open_sheet(tree.project.id, drawing)
        taken.append(await _saved(window, folder / "3-sheet.png"))
    return taken


def _plan(tree: DocumentTree) -> int | None:
    """A floor plan if there is one: of all sheets it shows best what the viewer does."""
    drawings = [drawing for area in tree.areas for discipline in area.disciplines for drawing in discipline.drawings]
    plans = [drawing for drawing in drawings if drawing.number.upper().startswith("A-10")]
    return next((drawing.procore_id for drawing in (*plans, *drawings)), None)


async def settled(
    grab: Callable[[], QPixmap], *, looks: int = _LOOKS, pause: float = _PAUSE, patience: float = _PATIENCE
) -> QPixmap:
    """The picture once it no longer changes: pages load, and sheets are drawn, away from this thread."""
    until = time.monotonic() + patience
    same, before = 0, b""
    while True:
        await asyncio.sleep(pause)
        picture = grab()
        now = _bytes(picture)
        same = same + 1 if now == before else 0
        before = now
        if same >= looks or time.monotonic() > until:
            return picture


async def _saved(window: QWidget, path: Path) -> Path:
    picture = await settled(window.grab)
    if not picture.save(str(path)):
        raise Failure(FailureCode.LOCAL_IO, Reason.READ_ONLY, technical=f"{path.name} could not be written")
    return path


def _bytes(picture: QPixmap) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "BMP")
    return bytes(buffer.data().data())
