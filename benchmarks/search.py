"""Searching 8,000 sheets: what a key press in the search page costs, beside the bare question to the index.

    python -m benchmarks.search [FOLDER]

FOLDER keeps the filled store for the next time. Each query is asked as the window asks it (numbers, titles and text,
the first page of results with snippets, what the member may see) and as plain SQL to SQLite's FTS5 index (the best
rows with their snippets, no join). Processor time of one thread, side by side in one run; the limit is 50 ms.
"""

from __future__ import annotations

import hashlib
import random
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.files import FetchedFile, SheetFacts
from app.domain.listing import Reading, Structure
from app.domain.plan import Held, Policy
from app.domain.records import RemoteArea, RemoteDiscipline, RemoteRevision, RemoteSet
from app.settings import Settings
from app.storage.search import FIRST
from app.storage.store import Store
from app.sync.plan import plan

if TYPE_CHECKING:
    from collections.abc import Callable

DRAWINGS, REVISIONS = 4_000, 2
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
ROUNDS, _LIMIT = 15, 50.0
QUERIES = (
    "e31", "A-2", "a", "plan", "plan 12", "gypsum wallb", '"gypsum wallboard"', "wall", "w", "concrete foo",
    "escalier beton", "MECANIQUE", "typ", "zanzibar", "fire damper in ceiling",
)  # fmt: skip
_WORDS = str.split(
    "wall typ see concrete door steel plan detail gypsum wallboard ceiling floor footing slab beam column fire damper"
    " escalier béton mécanique électrique plafond cloison étage fenêtre porte isolant bardage verify dimension"
    " contractor provide install existing new in to of and the with above below each side"
)


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(sys.argv[1] if len(sys.argv) > 1 else scratch)
        store = Store.open(Settings(home=home), clock=lambda: NOW, user="bench")
        try:
            project = store.projects.list()[0].id if store.projects.list() else filled(store)
            print(f"{DRAWINGS} drawings, {DRAWINGS * REVISIONS} sheets with text; {ROUNDS} x each, in turns")
            worst = max(compare(store, project, query) for query in QUERIES)
            print(f"slowest p95 {worst:.1f} ms, {worst / _LIMIT:.2f} of the limit of {_LIMIT:.0f} ms")
        finally:
            store.close()


def compare(store: Store, project: int, query: str) -> float:
    """Tell both times of a query; answers our p95."""
    ours, bare = [], []
    for _ in range(ROUNDS):
        ours.append(took(lambda: store.shown.search_all([project], query, limit=FIRST)))
        bare.append(took(lambda: asked_plainly(store, query)))
    found = store.shown.search_all([project], query, limit=FIRST)
    half, late = quantiles(ours)
    other, _ = quantiles(bare)
    more = "+" if found.more else " "
    print(
        f"  {query!r:28} {len(found.hits):3}{more} hits  p50 {half:6.1f}  p95 {late:6.1f} ms   index {other:6.1f} ms"
        f"   x{half / max(other, 0.01):5.1f}"
    )
    return late


def asked_plainly(store: Store, query: str) -> None:
    words = " ".join(f'"{word}"' for word in query.replace('"', " ").split()) + "*"
    with store._database.read() as connection:
        connection.exec_driver_sql(
            "SELECT rowid, snippet(sheet_text, 0, '[', ']', '…', 12) FROM sheet_text WHERE sheet_text MATCH ?"
            " ORDER BY rank LIMIT ?",
            (words, FIRST),
        ).all()


def took(act: Callable[[], object]) -> float:
    before = time.thread_time()
    act()
    return (time.thread_time() - before) * 1000


def quantiles(times: list[float]) -> tuple[float, float]:
    in_order = sorted(times)
    return in_order[len(in_order) // 2], in_order[int(len(in_order) * 0.95)]


def filled(store: Store) -> int:
    """A project that was synced, with other words on each of its sheets: frequent ones are on all of them."""
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
        tuple(RemoteDiscipline(place, f"Discipline {place}", place) for place in range(5)),
        tuple(RemoteSet(place, f"Set {place}") for place in range(REVISIONS)),
    )
    store.observations.record(link.id, None, reading.close(full=True, server_time=NOW, structure=structure))
    policy = Policy(NOW - timedelta(days=90), baseline_known=True, mirrors_reorders=True)
    planned = plan(store.observations.load(link.id), Held(), policy)
    store.holdings.apply(link.id, None, planned.bookkeeping, at=NOW)
    dice = random.Random(7)
    files = [
        FetchedFile(fetch.revision_id, hashlib.sha256(str(fetch.revision_id).encode()).hexdigest(), 13, pages=1)
        for fetch in planned.fetches
    ]
    for file in files:
        path = store.blobs.path(file.sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-1.7 plan")  # nobody opens it
    store.holdings.commit_files(link.id, files)
    for file in files:
        facts = [SheetFacts(0, 3024.0, 2160.0, 0, text_of_sheet(dice))]
        store.inspections.record(file.sha256, facts, attempts=1, previews=0, reason=None)
    return project.id


def text_of_sheet(dice: random.Random) -> str:
    """Some 3,000 characters: words as often as the first of a list are, dimensions, tags, callouts."""
    weights = [1 / (nth + 1) for nth in range(len(_WORDS))]
    words = dice.choices(_WORDS, weights, k=350)
    words += [f"{dice.randint(0, 40)}'-{dice.randint(0, 11)}\"" for _ in range(60)]
    words += [f"{dice.choice('ABCDEFGH')}{dice.randint(100, 999)}{dice.choice('abcdefghij')}" for _ in range(40)]
    words += [f"{dice.randint(1, 9)}/{dice.choice('ASMEP')}-{dice.randint(100, 699)}" for _ in range(20)]
    dice.shuffle(words)
    return "\n".join(" ".join(words[at : at + 6]) for at in range(0, len(words), 6))


def revision(drawing: int, place: int) -> RemoteRevision:
    part = drawing % 5
    return RemoteRevision(
        drawing * REVISIONS + place,
        drawing,
        number=f"{'ASMEP'[part]}-{drawing // 100 + 1}.{drawing % 100:02}",
        title=f"Floor plan, part {drawing}",
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
