"""The Documents page with 10,000 drawings and 60,000 revisions: reading, opening, scrolling, filtering, memory.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.documents_page

Processor time of the thread that works, so that other programs do not count. Of what takes several turns of the event
loop every turn is counted by itself, with its painting. The limits: 150 ms for opening, 16 ms for a turn. What happens
beside the window's thread (reading the snapshot from the store, its nodes and search keys) is told apart.
"""

from __future__ import annotations

import hashlib
import resource
import tempfile
import time
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from app.domain.files import FetchedFile
from app.domain.listing import Reading, Structure
from app.domain.plan import Held, Policy
from app.domain.records import RemoteArea, RemoteDiscipline, RemoteRevision, RemoteSet
from app.settings import Settings
from app.storage.store import Store
from app.sync.plan import plan
from app.ui.documents.columns import Column
from app.ui.documents.filters import Filter
from app.ui.documents.line_model import LineModel, Order
from app.ui.documents.list_view import DocumentsList
from app.ui.documents.nodes import Forest, Level, NodeId, drawing_id
from app.ui.documents.tree_model import DocumentsModel
from app.ui.documents.tree_view import DocumentsTree

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.domain.views import DocumentTree

DRAWINGS, REVISIONS, DISCIPLINES = 10_000, 6, 12
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
_FRAME, _OPEN = 16.0, 150.0


def main() -> None:
    _application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as home:
        store, project = filled_store(Path(home))
        print(f"{DRAWINGS} drawings, {DRAWINGS * REVISIONS} revisions; processor time")
        tell("beside: snapshot from the store", [took(lambda: read(store, project)) for _ in range(3)], None)
        tree, snapshot = weighed(lambda: read(store, project))
        store.close()
    tell("beside: nodes and keys", [took(lambda: forest_of(tree)) for _ in range(3)], None)
    forest, nodes = weighed(lambda: forest_of(tree))
    before = resident()
    views = walk_through(tree, forest)
    print(f"memory: snapshot {snapshot:.0f} MB, nodes and keys {nodes:.0f} MB, models and {len(views)} views ", end="")
    print(f"{resident() - before:.0f} MB; the whole process {resident():.0f} MB")


def walk_through(tree: DocumentTree, forest: Forest) -> list[QWidget]:
    """What people do with the page; answers the views, so that they can be weighed."""
    model = DocumentsModel(lambda: NOW)
    view = shown(DocumentsTree(model))
    tell("open", turns(lambda: model.show(tree, forest)), _OPEN)
    tell("unfold a discipline", turns(lambda: view.expand(model.index_of(discipline(3)))), _FRAME)
    tell("unfold a drawing", turns(lambda: view.expand(model.index_of(drawing_id(3)))), _FRAME)
    bar = view.verticalScrollBar()
    tell("scroll, a step", [took(lambda: bar.setValue(bar.value() + 90)) for _ in range(60)], _FRAME)
    tell("scroll, a page", [took(lambda: bar.setValue(bar.value() + 700)) for _ in range(20)], _FRAME)
    for typed in ("D4", "Plan", "Plan 12", ""):
        tell(f"filter {typed!r}", turns(lambda typed=typed: model.filter(Filter(typed))), _FRAME)
    again = forest_of(tree)
    model.filter(Filter("D4"))
    idle()
    tell("new snapshot under a filter", turns(lambda: model.show(tree, again)), _FRAME)
    model.filter(Filter())
    idle()
    view.hide()
    line = LineModel(model)
    table = shown(DocumentsList(line, model))
    tell("list", turns(lambda: line.follow(shown=True, revisions=True)), _FRAME)
    for column in (Column.TITLE, Column.REVISION, Column.STATUS, Column.NAME):
        tell(f"list by {column.name.lower()}", turns(lambda column=column: line.sort_by(Order(column))), _FRAME)
    for typed in ("D4", "Plan", ""):
        tell(f"list, filter {typed!r}", turns(lambda typed=typed: model.filter(Filter(typed))), _FRAME)
    down = table.verticalScrollBar()
    tell("list, scroll, a step", [took(lambda: down.setValue(down.value() + 90)) for _ in range(60)], _FRAME)
    tell("list, to the end", turns(lambda: down.setValue(down.maximum())), _FRAME)
    return [view, table]


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


def tell(what: str, times: list[float], limit: float | None) -> None:
    in_order = sorted(times)
    half, worst = in_order[len(times) // 2], in_order[-1]
    share = "" if limit is None else f"  ({worst / limit:.2f} of the limit of {limit:.0f} ms)"
    print(f"  {what:34} {len(times):3} x  p50 {half:6.1f}  max {worst:6.1f} ms{share}")


def filled_store(home: Path) -> tuple[Store, int]:
    """A store with a project that was synced, all of its revisions with the same few bytes."""
    store = Store.open(Settings(home=home), clock=lambda: NOW, user="bench")
    project = store.projects.create("Tower")
    account = store.accounts.put(1, "ana@example.com", "Ana")
    link = store.links.connect(
        project.id,
        account_id=account.id,
        company_id=10,
        company="Builders",
        procore_project_id=20,
        name="Tower",
        connected_at=NOW - timedelta(days=90),
    )
    reading = Reading(store.observations.load(link.id))
    reading.add([revision(drawing, place) for drawing in range(DRAWINGS) for place in range(REVISIONS)])
    structure = Structure(
        (RemoteArea(1, "Area"),),
        tuple(RemoteDiscipline(place, f"Discipline {place}", place) for place in range(DISCIPLINES)),
        tuple(RemoteSet(place, f"Set {place}") for place in range(REVISIONS)),
    )
    listing = reading.close(full=True, server_time=NOW, structure=structure)
    store.observations.record(link.id, None, listing)
    policy = Policy(NOW - timedelta(days=90), baseline_known=True, mirrors_reorders=True)
    planned = plan(store.observations.load(link.id), Held(), policy)
    store.holdings.apply(link.id, None, planned.bookkeeping, at=NOW)
    data = b"%PDF-1.7 plan"
    sha256 = hashlib.sha256(data).hexdigest()
    part = store.blobs.part("plan")
    part.write_bytes(data)
    store.blobs.adopt(part, sha256)
    files = [FetchedFile(fetch.revision_id, sha256, len(data), pages=1) for fetch in planned.fetches]
    store.holdings.commit_files(link.id, files)
    return store, project.id


def revision(drawing: int, place: int) -> RemoteRevision:
    part = drawing % DISCIPLINES
    return RemoteRevision(
        drawing * REVISIONS + place,
        drawing,
        number=f"D{part}-{drawing:05}",
        title=f"Plan of level {drawing}",
        revision_number=str(place),
        updated_at=NOW - timedelta(days=60 - place),
        current=place == REVISIONS - 1,
        order_in_drawing=place + 1,
        pdf_size=13,
        area_id=1,
        discipline_id=part,
        discipline=f"Discipline {part}",
        set_id=place,
    )


if __name__ == "__main__":
    main()
