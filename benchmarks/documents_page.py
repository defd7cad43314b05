"""The Documents page with 10,000 drawings and 60,000 revisions: opening, scrolling, filtering, sorting, memory.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.documents_page

Processor time of the window's thread, so that other programs do not count. The limits: 150 ms for opening, 16 ms for a
frame. What is made beside the window's thread (the nodes and search keys of a snapshot) is told apart.
"""

from __future__ import annotations

import time
import tracemalloc
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from app.domain.states import CacheState, EntryKind, LinkState, SyncInterval, SyncState
from app.domain.views import Area, Discipline, DocumentTree, Drawing, Entry, FolderStatus, Link, Project
from app.ui.documents.columns import Column
from app.ui.documents.filters import Filter
from app.ui.documents.nodes import Forest, Level, NodeId
from app.ui.documents.tree_model import Arrangement, DocumentsModel
from app.ui.documents.tree_view import DocumentsTree

if TYPE_CHECKING:
    from collections.abc import Callable

DRAWINGS, REVISIONS, DISCIPLINES = 10_000, 6, 12
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
_FRAME, _OPEN = 16.0, 150.0


def main() -> None:
    _application = QApplication.instance() or QApplication([])
    tree = world()
    model = DocumentsModel(lambda: NOW)
    view = DocumentsTree(model)
    view.resize(1300, 800)
    view.show()
    QCoreApplication.processEvents()
    tracemalloc.start()
    forest = Forest(tree)
    forest.make_ready()
    nodes = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    print(f"{DRAWINGS} drawings, {DRAWINGS * REVISIONS} revisions; processor time of the window's thread")
    tell("beside the thread: nodes and keys", [took(lambda: Forest(tree).make_ready())], None)
    print(f"  memory of nodes and keys {nodes / 1e6:.0f} MB")
    tell("open", [took(lambda: model.show(tree, forest))], _OPEN)
    tell("unfold a discipline", [took(lambda: view.expand(model.index_of(NodeId(Level.DISCIPLINE, (1, 3)))))], _FRAME)
    bar = view.verticalScrollBar()
    tell("scroll, a frame", [took(lambda: bar.setValue(bar.value() + 90)) for _ in range(60)], _FRAME)
    for typed in ("D4", "Plan", "Plan 12", ""):
        tell(f"filter {typed!r}, a turn", turns(lambda typed=typed: model.filter(Filter(typed))), _FRAME)
    tell("list", [took(lambda: model.arrange(Arrangement(flat=True)))], _OPEN)
    tell("list by title", [took(lambda: model.arrange(Arrangement(True, Column.TITLE)))], _OPEN)


def took(act: Callable[[], object]) -> float:
    before = time.thread_time()
    act()
    QCoreApplication.processEvents()
    return (time.thread_time() - before) * 1000


def turns(act: Callable[[], object]) -> list[float]:
    """The act, and each turn of the loop that goes on with it."""
    times = [took(act)]
    while (more := took(lambda: None)) > 0.5:
        times.append(more)
    return times


def tell(what: str, times: list[float], limit: float | None) -> None:
    times = sorted(times)
    half, worst = times[len(times) // 2], times[-1]
    share = "" if limit is None else f"  ({worst / limit:.2f} of the limit of {limit:.0f} ms)"
    print(f"  {what:36} p50 {half:6.1f}  max {worst:6.1f} ms{share}")


def world() -> DocumentTree:
    link = Link(1, 1, 1, "a", 1, "Builders", 1, "Tower", LinkState.ACTIVE, NOW, NOW, NOW, SyncInterval.HOUR, False)
    status = FolderStatus(SyncState.SYNCED, NOW, NOW, None, None, 0, NOW, DRAWINGS, DRAWINGS * REVISIONS, 1, 1)
    parts = tuple(
        Discipline(
            place, f"Discipline {place}", tuple(drawing(place, id) for id in range(place, DRAWINGS, DISCIPLINES))
        )
        for place in range(DISCIPLINES)
    )
    return DocumentTree(Project(1, "Tower", NOW, False, link), status, (Area(1, "Area", parts),))


def drawing(place: int, id: int) -> Drawing:
    lines = tuple(entry(id * REVISIONS + number, str(number)) for number in range(REVISIONS))
    return Drawing(id, id + 1, f"D{place}-{id:05}", f"Plan of level {id}", None, 0, lines)


def entry(id: int, number: str) -> Entry:
    current = number == str(REVISIONS - 1)
    return Entry(
        id=id,
        procore_id=id,
        revision_number=number,
        kind=EntryKind.NORMAL,
        current=current,
        cache=CacheState.HERE,
        sha256=f"{id:064x}",
        bytes=800_000,
        path=None,
        annotations=0,
        drawing_date=date(2026, 3, 14),
        received_date=None,
        updated_at=NOW,
        drawing_set=f"Set {number}",
        withdrawn=None,
        has_public_markups=False,
        pages=1,
        problem=None,
    )


if __name__ == "__main__":
    main()
