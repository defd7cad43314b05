"""The Documents page with 10,000 drawings and 60,000 revisions: reading, opening, scrolling, filtering, memory.

    python -m benchmarks.documents_page

Processor time of the thread that works, so that other programs do not count. Of what takes several turns of the event
loop every turn is counted by itself, with its painting. The limits: 150 ms for opening, 16 ms for a turn. What happens
beside the window's thread (reading the snapshot from the store, its nodes and search keys) is told apart.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import tempfile
import time
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from app.ui.documents.columns import Column
from app.ui.documents.filters import Filter
from app.ui.documents.line_model import LineModel, Order
from app.ui.documents.list_view import DocumentsList
from app.ui.documents.nodes import Forest, Level, NodeId, drawing_id
from app.ui.documents.tree_model import DocumentsModel
from app.ui.documents.tree_view import DocumentsTree
from benchmarks.figures import Figure, alone, sized
from benchmarks.synced_store import NOW, open_store, synced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from app.domain.views import DocumentTree
    from app.storage.store import Store

DRAWINGS, REVISIONS = sized(10_000, 500), 6
_FRAME, _OPEN = 16.0, 150.0


def options() -> argparse.ArgumentParser:
    return argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])


def figures(options: argparse.Namespace) -> Iterator[Figure]:
    del options
    gc.set_threshold(100_000, 20, 20)  # as the window sets it
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as home:
        store = open_store(Path(home))
        project, _files = synced(store, DRAWINGS, REVISIONS)
        print(f"{DRAWINGS} drawings, {DRAWINGS * REVISIONS} revisions; processor time")
        bare = [took(lambda: read_plainly(store)) for _ in range(3)]
        reads = [took(lambda: read(store, project)) for _ in range(3)]
        tell("beside: snapshot from the store", reads)
        yield Figure("beside the window: snapshot", min(reads), "ms", "bare rows", min(bare))
        tree, snapshot = weighed(lambda: read(store, project))
        store.close()
    made = [took(lambda: forest_of(tree)) for _ in range(3)]
    tell("beside: nodes and keys", made)
    yield Figure("beside the window: nodes and keys", min(made), "ms")
    forest, nodes = weighed(lambda: forest_of(tree))
    before = resident()
    views: list[QWidget] = []
    for what, times in walk_through(tree, forest, views):
        tell(what, times)
        yield Figure(what, max(times), "ms", most=_OPEN if what == "open" else _FRAME)
    print(f"memory: snapshot {snapshot:.0f} MB, nodes and keys {nodes:.0f} MB, models and {len(views)} views ", end="")
    print(f"{resident() - before:.0f} MB; the whole process {resident():.0f} MB")
    yield Figure("memory: snapshot, nodes and keys", snapshot + nodes, "MB")
    del application


def read_plainly(store: Store) -> None:
    """Every row that a snapshot is made of, as SQLite gives them."""
    with store._database.read() as connection:
        for name in ("drawings", "revisions", "entries", "contents"):
            connection.connection.cursor().execute(f"SELECT * FROM {name}").fetchall()


def walk_through(tree: DocumentTree, forest: Forest, views: list[QWidget]) -> Iterator[tuple[str, list[float]]]:
    """What people do with the page; ``views`` keeps what is shown, so that it can be weighed."""
    model = DocumentsModel(lambda: NOW)
    view = shown(DocumentsTree(model))
    yield ("open", turns(lambda: model.show(tree, forest)))
    yield ("unfold a discipline", turns(lambda: view.expand(model.index_of(discipline(3)))))
    yield ("unfold a drawing", turns(lambda: view.expand(model.index_of(drawing_id(3)))))
    bar = view.verticalScrollBar()
    yield ("scroll, a step", [took(lambda: bar.setValue(bar.value() + 90)) for _ in range(60)])
    yield ("scroll, a page", [took(lambda: bar.setValue(bar.value() + 700)) for _ in range(20)])
    for typed in ("P-4", "Plan", "Plan 12", ""):
        yield (f"filter {typed!r}", turns(lambda typed=typed: model.filter(Filter(typed))))
    again = forest_of(tree)
    model.filter(Filter("P-4"))
    idle()
    yield ("new snapshot under a filter", turns(lambda: model.show(tree, again)))
    model.filter(Filter())
    idle()
    view.hide()
    line = LineModel(model)
    table = shown(DocumentsList(line, model))
    yield ("list", turns(lambda: line.follow(shown=True, revisions=True)))
    for column in (Column.TITLE, Column.REVISION, Column.STATUS, Column.NAME):
        yield (f"list by {column.name.lower()}", turns(lambda column=column: line.sort_by(Order(column))))
    for typed in ("P-4", "Plan", ""):
        yield (f"list, filter {typed!r}", turns(lambda typed=typed: model.filter(Filter(typed))))
    down = table.verticalScrollBar()
    yield ("list, scroll, a step", [took(lambda: down.setValue(down.value() + 90)) for _ in range(60)])
    yield ("list, to the end", turns(lambda: down.setValue(down.maximum())))
    views += [view, table]


def discipline(id: int) -> NodeId:
    return NodeId(Level.DISCIPLINE, (1, id))


def shown(view: QWidget) -> QWidget:
    view.resize(1300, 800)
    view.show()
    idle()
    return view


def read(store: Store, project: int) -> DocumentTree:
    return store.documents.tree(project, engine_alive=False)


def forest_of(tree: DocumentTree) -> Forest:
    forest = Forest(tree)
    forest.make_ready()
    return forest


def took(act: Callable[[], object]) -> float:
    before = time.thread_time()
    act()
    QCoreApplication.processEvents()
    return (time.thread_time() - before) * 1000


def idle() -> None:
    turns(lambda: None)


def turns(act: Callable[[], object]) -> list[float]:
    """The act, and each turn of the loop that goes on with it."""
    times = [took(act)]
    quiet = 0
    while quiet < 3:
        more = took(lambda: None)
        quiet = quiet + 1 if more < 0.1 else 0
        times.append(more)
    return times[:-3] or times[:1]


def weighed(make: Callable[[], object]) -> tuple[object, float]:
    """What is made, and the MB that it keeps."""
    tracemalloc.start()
    made = make()
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return made, kept / 1e6


def resident() -> float:
    """MB of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def tell(what: str, times: list[float]) -> None:
    in_order = sorted(times)
    print(f"  {what:34} {len(times):3} x  p50 {in_order[len(times) // 2]:6.1f}  max {in_order[-1]:6.1f} ms")


if __name__ == "__main__":
    alone(options, figures)
