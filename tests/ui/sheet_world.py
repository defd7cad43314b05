"""A project with documents, without a database: snapshots, a store that hands them out, an engine that does nothing."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from app.domain.access import Access, Folder, discipline_folder
from app.domain.failures import Failure, FailureCode
from app.domain.markups import ListedMarkup
from app.domain.states import AccessLevel, CacheState, EntryKind, LinkState, Role, SyncInterval, SyncState, Withdrawal
from app.domain.views import (
    Area,
    Discipline,
    DocumentTree,
    Drawing,
    Entry,
    FailureNote,
    FolderStatus,
    Link,
    Member,
    Project,
    ProjectStatus,
)
from app.storage.annotations import SheetMarkups
from app.storage.markup_layers import LayerUse, MarkupLayer, RemovedLayer
from app.storage.shown import ShownDocuments
from app.ui.engine_bridge import EngineBridge
from app.ui.services import Services

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Coroutine, Iterator, Sequence
    from pathlib import Path

    from app.domain.events import Event
    from app.domain.markups import Markup
    from app.domain.measures import Calibration

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
PROJECT = 7
#: Procore's ids need 64 bits: a signal declared with a C int would cut them.
BIG = 562_949_953_421_312


def entry(number: str, *, id: int, current: bool = False, path: Path | None = None, **changes: Any) -> Entry:
    plain = Entry(
        id=id,
        procore_id=BIG + id,
        revision_number=number,
        kind=EntryKind.NORMAL,
        current=current,
        cache=CacheState.HERE,
        sha256="0" * 64,
        bytes=812_000,
        file=None if path is None else str(path),
        annotations=0,
        drawing_date=date(2026, 3, 14),
        received_date=date(2026, 3, 20),
        updated_at=NOW - timedelta(days=30),
        drawing_set="IFC set",
        withdrawn=None,
        has_public_markups=False,
        pages=1,
        problem=None,
    )
    return replace(plain, **changes)


def drawing(id: int, number: str, title: str, *entries: Entry, older: int = 0, **changes: Any) -> Drawing:
    lines = entries or (entry("0", id=id * 100, current=True),)
    return replace(Drawing(id, BIG + id, number, title, None, older, tuple(lines)), **changes)


def link(**changes: Any) -> Link:
    plain = Link(
        id=3,
        project_id=PROJECT,
        account_id=1,
        login="estimator@example.com",
        company_id=11,
        company="Northwind Builders",
        procore_project_id=99,
        name="Lakeside Clinic",
        state=LinkState.ACTIVE,
        connected_at=NOW - timedelta(days=60),
        watermark=NOW - timedelta(hours=6),
        last_full_listing=NOW - timedelta(hours=6),
        interval=SyncInterval.FOUR_HOURS,
        paused=False,
    )
    return replace(plain, **changes)


def status(state: SyncState = SyncState.SYNCED, **changes: Any) -> FolderStatus:
    plain = FolderStatus(
        state=state,
        time=NOW - timedelta(hours=6),
        last_success=NOW - timedelta(hours=6),
        failure=None,
        next_attempt=NOW + timedelta(hours=2),
        failures_in_a_row=0,
        confirmed_at=NOW - timedelta(hours=6),
        drawings=6,
        revisions=9,
        here=9,
        bytes=9_000_000,
    )
    return replace(plain, **changes)


def tree(*areas: Area, state: FolderStatus | None = None, linked: Link | None = link()) -> DocumentTree:
    project = Project(PROJECT, "Lakeside Clinic, bid 12", NOW - timedelta(days=61), False, linked)
    return DocumentTree(project, state or status(), areas)


def small_tree(files: Sequence[Path] = (), state: FolderStatus | None = None) -> DocumentTree:
    """One area, three disciplines; a drawing of every kind. ``files`` stand behind the first drawings."""
    given = list(files) + [None] * (8 - len(files))
    problem = FailureNote("corrupt", "truncated", {}, NOW - timedelta(hours=1))
    plans = (
        drawing(
            1,
            "A-101",
            "Ground floor plan",
            entry("0", id=10, path=given[0]),
            entry("1", id=11, path=given[1]),
            entry("2", id=12, current=True, path=given[2], has_public_markups=True),
            older=3,
        ),
        drawing(2, "A-102", "Upper floor plan", entry("A", id=20, current=True, path=given[3])),
        drawing(
            3,
            "A-601",
            "Foundation plan",
            entry("B", id=30, kind=EntryKind.ORIGINAL, path=given[4]),
            entry("C", id=31, path=given[5]),
            entry("B", id=32, kind=EntryKind.REORDERED, current=True, path=given[4]),
        ),
    )
    power = (
        drawing(
            4,
            "E-3.01",
            "Power plan, level 3",
            entry("0", id=40, path=given[6]),
            entry("1", id=41, current=True, cache=CacheState.DOWNLOADING, sha256=None, path=None),
        ),
        drawing(
            5,
            "E-3.02",
            "Lighting plan, level 3",
            entry("0", id=50, current=True, cache=CacheState.FAILED, sha256=None, path=None, problem=problem),
        ),
    )
    loose = (
        drawing(
            6,
            "X-1",
            "Sketch",
            entry("0", id=60, path=given[7]),
            withdrawn=Withdrawal.OBSOLETE,
        ),
    )
    area = Area(
        1,
        "Building A",
        (Discipline(1, "Architectural", plans), Discipline(2, "Electrical", power), Discipline(None, None, loose)),
    )
    return tree(area, state=state)


def large_tree(count: int) -> DocumentTree:
    """``count`` drawings with two revisions each, in ten disciplines."""
    disciplines = [
        Discipline(
            place,
            f"Discipline {place}",
            tuple(
                drawing(
                    id,
                    f"D{place}-{id:05}",
                    f"Plan {id}",
                    entry("0", id=id * 10),
                    entry("1", id=id * 10 + 1, current=True),
                )
                for id in range(place * (count // 10) + 1, (place + 1) * (count // 10) + 1)
            ),
        )
        for place in range(10)
    ]
    return tree(Area(1, "Area", tuple(disciplines)))


class FakeEngine:
    """Remembers what it was asked. ``tell`` sends an event as the engine thread would."""

    def __init__(self) -> None:
        self.alive = True
        self.now_running: set[int] = set()
        self.synced: list[int] = []
        self.cancelled: list[int | None] = []
        self.preferred: list[int] = []
        self.full: list[bool] = []
        self.refusal: Failure | None = None
        self.asked: list[tuple[str, object]] = []
        #: What the next long act answers, or raises.
        self.answer: Any = None
        self._listeners: list[Callable[[Event], None]] = []

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def tell(self, event: Event) -> None:
        for listener in self._listeners:
            listener(event)

    def running(self) -> frozenset[int]:
        return frozenset(self.now_running)

    def downloading(self) -> frozenset[int]:
        return frozenset()

    def sync(self, project_ids: Sequence[int], **_how: Any) -> Future[list[Any]]:
        self.synced += project_ids
        self.full.append(bool(_how.get("full")))
        future: Future[list[Any]] = Future()
        if self.refusal is not None:
            future.set_exception(self.refusal)
        else:
            future.set_result([])
        return future

    def verify(self, project_id: int, *, repair: bool, progress: Callable[[int, int], object]) -> Future[Any]:
        self.asked.append(("repair" if repair else "verify", project_id))
        progress(1, 2)
        return self._answered()

    def readiness(self, project_id: int, *, progress: Callable[[int, int], object]) -> Future[Any]:
        self.asked.append(("readiness", project_id))
        return self._answered()

    def fetch_older(self, project_id: int, drawing_ids: object = None) -> Future[Any]:
        self.asked.append(("older", drawing_ids))
        return self._answered()

    def submit(self, coroutine: Coroutine[Any, Any, Any]) -> Future[Any]:
        """To its end, in a loop of its own."""
        future: Future[Any] = Future()

        def run() -> None:
            try:
                future.set_result(asyncio.run(coroutine))
            except Failure as failure:
                future.set_exception(failure)

        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
        return future

    def _answered(self) -> Future[Any]:
        future: Future[Any] = Future()
        if isinstance(self.answer, Failure):
            future.set_exception(self.answer)
        else:
            future.set_result(self.answer)
        return future

    def cancel(self, project_id: int | None = None) -> None:
        self.cancelled.append(project_id)

    def prefer(self, revision_ids: Sequence[int]) -> None:
        self.preferred += revision_ids


class FakeDocuments:
    """Hands out ``trees``; change them to make history."""

    def __init__(self) -> None:
        self.trees: dict[int, DocumentTree] = {}
        self.tree_reads = 0

    def tree(self, project_id: int, **_how: Any) -> DocumentTree:
        self.tree_reads += 1
        if project_id not in self.trees:
            raise Failure(FailureCode.NOT_FOUND)
        return self.trees[project_id]

    def drawing(self, project_id: int, procore_drawing_id: int, **_how: Any) -> Drawing:
        for area in self.trees[project_id].areas:
            for discipline in area.disciplines:
                for one in discipline.drawings:
                    if one.procore_id == procore_drawing_id:
                        return one
        raise Failure(FailureCode.NOT_FOUND)

    def folder_of(self, project_id: int, procore_drawing_id: int) -> Folder:
        for area in self.trees[project_id].areas:
            for discipline in area.disciplines:
                if any(one.procore_id == procore_drawing_id for one in discipline.drawings):
                    return discipline_folder(area.id, discipline.id)
        raise Failure(FailureCode.NOT_FOUND)

    def status(self, project_id: int, **_how: Any) -> ProjectStatus:
        shown = self.trees[project_id]
        return ProjectStatus(shown.project, shown.status)


class FakeWithdrawals:
    """Remembers the links whose question was answered."""

    def __init__(self) -> None:
        self.accepted: list[int] = []

    def accept(self, link_id: int, **_when: Any) -> int:
        self.accepted.append(link_id)
        return 1


class FakeMarkups:
    """Keeps marks in memory, as the stores of marks, scales and layers do; ``failure`` is raised by all that writes."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.marks: dict[str, Markup] = {}
        self.removed: set[str] = set()
        self.scales: dict[tuple[int, int], Calibration] = {}
        self.layers: dict[str, MarkupLayer] = {}
        self.failure: Failure | None = None
        self.written: list[str] = []
        #: Who did what was written, by member's id.
        self.members: list[int | None] = []
        self.origins: dict[str, int] = {}
        #: For the list of a project: Procore's drawing id and number by entry.
        self.sheets: dict[int, tuple[int, str]] = {}
        #: What is different about all marks in the list of a project.
        self.listed: dict[str, Any] = {}
        self._clock = clock

    def acting(self, member_id: int | None) -> FakeMarkups:
        self.members.append(member_id)
        return self

    def of_entry(self, entry_id: int) -> SheetMarkups:
        here = [one for one in self.marks.values() if one.entry_id == entry_id and one.id not in self.removed]
        return SheetMarkups(tuple(here), origins=self.origins)

    def of_project(self, project_id: int, *, drawing_id: int | None = None) -> list[ListedMarkup]:
        return [
            replace(ListedMarkup(one, drawing, number, "", 0, "0", EntryKind.NORMAL, True, None), **self.listed)
            for entry, (drawing, number) in self.sheets.items()
            for one in self.of_entry(entry).markups
        ]

    def add(self, markups: Sequence[Markup]) -> list[Markup]:
        self._write("add")
        added = [replace(one, author="Sam", created_at=self._clock(), modified_at=self._clock()) for one in markups]
        self.marks.update({one.id: one for one in added})
        return added

    def change(self, markups: Sequence[Markup]) -> list[Markup]:
        self._write("change")
        self.marks.update({one.id: one for one in markups})
        return list(markups)

    def confirm(self, markups: Sequence[Markup]) -> list[Markup]:
        self._write("confirm")
        self.marks.update({one.id: one for one in markups})
        return list(markups)

    def remove(self, ids: Collection[str]) -> None:
        self._write("remove")
        self.removed |= set(ids)

    def restore(self, ids: Collection[str]) -> None:
        self._write("restore")
        self.removed -= set(ids)

    def _write(self, what: str) -> None:
        if self.failure is not None:
            raise self.failure
        self.written.append(what)


class FakeScales:
    def __init__(self, markups: FakeMarkups) -> None:
        self._markups = markups

    def of_entry(self, entry_id: int) -> dict[int, Calibration]:
        return {page: one for (entry, page), one in self._markups.scales.items() if entry == entry_id}

    def of_project(self, project_id: int) -> dict[tuple[int, int], Calibration]:
        return self._markups.scales

    def put(self, calibration: Calibration) -> Calibration:
        self._markups.scales[calibration.entry_id, calibration.page] = calibration
        return calibration


class FakeLayers:
    def __init__(self, markups: FakeMarkups) -> None:
        self._markups = markups

    def of_project(self, project_id: int) -> list[MarkupLayer]:
        return list(self._markups.layers.values())

    def put(self, project_id: int, layer: MarkupLayer) -> None:
        self._markups.layers[layer.name] = layer

    def rename(self, project_id: int, name: str, new: str) -> None:
        self._markups.layers = {
            new if one.name == name else one.name: replace(one, name=new) if one.name == name else one
            for one in self._markups.layers.values()
        }
        self._move([one.id for one in self._on(name)], new)

    def use_of(self, project_id: int, name: str) -> LayerUse:
        return LayerUse(len(self._on(name)), len({one.entry_id for one in self._on(name)}))

    def remove(self, project_id: int, name: str, *, into: str | None = "") -> RemovedLayer:
        marks = tuple(one.id for one in self._on(name))
        layer = self._markups.layers.pop(name, None)
        if into is None:
            self._markups.removed.update(marks)
        else:
            self._move(marks, into)
        moved, removed = ((), marks) if into is None else (marks, ())
        return RemovedLayer(name, layer and layer.colour, 1, into or "", moved, removed)

    def put_back(self, project_id: int, removed: RemovedLayer) -> None:
        if removed.colour is not None:
            self._markups.layers[removed.name] = MarkupLayer(removed.name, removed.colour)
        self._markups.removed.difference_update(removed.removed)
        self._move(removed.moved, removed.name)

    def _on(self, name: str) -> list[Markup]:
        markups = self._markups
        return [one for one in markups.marks.values() if one.layer == name and one.id not in markups.removed]

    def _move(self, ids: Collection[str], layer: str) -> None:
        self._markups.marks |= {id: replace(self._markups.marks[id], layer=layer) for id in ids}


class FakePreferences:
    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def get(self, key: str, default: Any) -> Any:
        return self.values.get(key, default)

    def set(self, key: str, value: object) -> None:
        self.values[key] = value


class FakeShelf:
    def __init__(self) -> None:
        self.opened: list[tuple[int, int]] = []
        self.stars: list[tuple[int, int]] = []

    def note_opened(self, project_id: int, drawing_id: int) -> None:
        self.opened.append((project_id, drawing_id))

    def starred(self) -> list[tuple[int, int]]:
        return list(self.stars)

    def star(self, project_id: int, drawing_id: int, on: bool) -> None:
        others = [one for one in self.stars if one != (project_id, drawing_id)]
        self.stars = [(project_id, drawing_id), *others] if on else others


class InstantTasks:
    """Runs every coroutine to its end at once; one that is started from another runs after it."""

    def __init__(self) -> None:
        self._waiting: list[Coroutine[Any, Any, Any]] = []
        self._busy = False

    def spawn(self, coroutine: Coroutine[Any, Any, Any], *, name: str | None = None) -> None:
        self._waiting.append(coroutine)
        if not self._busy:
            self._run()

    @contextmanager
    def held(self) -> Iterator[None]:
        """What is started meanwhile runs afterwards, in its order."""
        self._busy = True
        yield
        self._run()

    def _run(self) -> None:
        self._busy = True
        try:
            while self._waiting:
                asyncio.run(self._waiting.pop(0))
        finally:
            self._busy = False


class World:
    """Services over the fakes. ``close`` in the end."""

    def __init__(self, shown: DocumentTree | None = None, role: Role = Role.OWNER) -> None:
        self.now = NOW
        self.engine = FakeEngine()
        self.documents = FakeDocuments()
        self.withdrawals = FakeWithdrawals()
        self.messages: list[Any] = []
        self.preferences = FakePreferences()
        self.shelf = FakeShelf()
        self.markups = FakeMarkups(lambda: self.now)
        #: Procore's ids of the drawings that changed since the member last looked.
        self.changed: set[int] = set()
        self.previews: dict[str, Path] = {}
        #: Of pages, by the hash of their file.
        self.texts: dict[str, dict[int, str]] = {}
        self.opened_urls: list[str] = []
        if shown is not None:
            self.documents.trees[PROJECT] = shown
        #: What is set for the active member, in every project.
        self.levels: dict[Folder, AccessLevel] = {}
        member = Member(1, "Sam", "sam@example.com", role)
        permissions = SimpleNamespace(active=lambda _project: Access(member, dict(self.levels), ("Olive Owner",)))
        shown_documents = ShownDocuments(self.documents, None, None, permissions)  # type: ignore[arg-type]
        workspace = SimpleNamespace(
            settings=None,
            store=SimpleNamespace(
                documents=self.documents,
                permissions=permissions,
                shown=shown_documents,
                preferences=self.preferences,
                shelf=self.shelf,
                annotations=self.markups,
                calibrations=FakeScales(self.markups),
                markup_layers=FakeLayers(self.markups),
                looked=SimpleNamespace(get=lambda _project: None),
                ledger=SimpleNamespace(changed_drawings=lambda _project, _since: frozenset(self.changed)),
                inspections=SimpleNamespace(texts=lambda sha256: self.texts.get(sha256, {})),
                previews=SimpleNamespace(path=lambda sha256, page=0: self.previews.get(sha256)),
                withdrawals=self.withdrawals,
            ),
            engine=self.engine,
            accounts=None,
        )
        self.bridge = EngineBridge(self.engine)
        self.tasks = InstantTasks()
        self.services = Services(
            workspace=workspace,  # type: ignore[arg-type]
            bridge=self.bridge,
            tasks=self.tasks,  # type: ignore[arg-type]
            messages=SimpleNamespace(  # type: ignore[arg-type]
                fail=lambda failure, **_where: self.messages.append(failure),
                inform=lambda text, **_where: self.messages.append(text),
            ),  # type: ignore[arg-type]
            theme=None,  # type: ignore[arg-type]
            language=None,  # type: ignore[arg-type]
            clock=lambda: self.now,
            open_url=self.opened_urls.append,
        )

    def change(self, procore_drawing_id: int, make: Callable[[Drawing], Drawing]) -> None:
        """Put another state of one drawing into the store."""
        shown = self.documents.trees[PROJECT]
        areas = tuple(
            replace(
                area,
                disciplines=tuple(
                    replace(
                        one,
                        drawings=tuple(make(d) if d.procore_id == procore_drawing_id else d for d in one.drawings),
                    )
                    for one in area.disciplines
                ),
            )
            for area in shown.areas
        )
        self.documents.trees[PROJECT] = replace(shown, areas=areas)

    def close(self) -> None:
        self.bridge.close()
