"""The planner over whole histories of a project: whatever Procore does and wherever a sync breaks off, in the end this
machine has what Procore has (S49), and nothing it ever had is lost."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.listing import Reading, Structure, followed
from app.domain.plan import (
    Arrange,
    Fetch,
    Held,
    HeldEntry,
    HeldRevision,
    Observed,
    Plan,
    Policy,
    PutDrawing,
    PutFolder,
    PutRevision,
)
from app.domain.records import RemoteArea, RemoteRevision
from app.domain.states import EntryKind, FetchReason, FolderKind, Wanted, Withdrawal
from app.sync.plan import missing_drawings, plan

CONNECTED = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass
class Procore:
    """A project that people work on. Orders are dense, the newest revision of an order is the current one."""

    now: datetime = CONNECTED - timedelta(days=9)
    revisions: dict[int, RemoteRevision] = field(default_factory=dict)
    orders: dict[int, list[int]] = field(default_factory=dict)
    content: dict[int, int] = field(default_factory=dict)
    unlisted: set[int] = field(default_factory=set)
    area: str = "North"

    def publish(self, drawing: int) -> None:
        id = len(self.revisions) + 1
        self.content[id] = 1
        self.orders.setdefault(drawing, []).append(id)
        self.revisions[id] = RemoteRevision(
            id, drawing, f"A-{drawing}", f"Plan {drawing}", str(id), updated_at=self.now, pdf_size=1000, area_id=1
        )
        self._settle()

    def change(self, id: int, **members: object) -> None:
        self.revisions[id] = replace(self.revisions[id], updated_at=self.now, **members)  # type: ignore[arg-type]
        self._settle()

    def replace_bytes(self, id: int, *, same_size: bool) -> None:
        self.content[id] += 1
        self.change(id, **({} if same_size else {"pdf_size": 1000 * self.content[id]}))

    def reorder(self, drawing: int, key: Callable[[int], int]) -> None:
        self.orders[drawing].sort(key=key)
        self._settle()

    def move(self, id: int, drawing: int) -> None:
        self.orders[self.revisions[id].drawing_id].remove(id)
        self.orders.setdefault(drawing, []).append(id)
        self.change(id, drawing_id=drawing, number=f"A-{drawing}")

    def _settle(self) -> None:
        for listed in self.orders.values():
            issued = [id for id in listed if self.is_live(id)]
            for place, id in enumerate(listed):
                current = bool(issued) and id == issued[-1]
                self.revisions[id] = replace(self.revisions[id], order_in_drawing=place + 1, current=current)

    def is_live(self, id: int) -> bool:
        revision = self.revisions[id]
        return revision.published and not revision.deleted and id not in self.unlisted

    def live(self, drawing: int) -> list[int]:
        return [id for id in self.orders.get(drawing, ()) if self.is_live(id)]

    def listed(self, since: datetime | None) -> list[RemoteRevision]:
        return [
            r
            for r in self.revisions.values()
            if r.id not in self.unlisted and (since is None or (r.updated_at or self.now) >= since)
        ]

    def sha(self, id: int) -> str:
        return f"{id}/{self.content[id]}"


@dataclass
class Machine:
    """What a machine knows and holds; ``sync`` does what a run does, and may die between any two effects."""

    mirrors: bool
    observed: Observed = field(default_factory=Observed)
    held: Held = field(default_factory=Held)
    baseline_known: bool = False
    watermark: datetime | None = None
    downloads: int = 0

    def sync(self, world: Procore, *, full: bool, dies_after: int | None = None, seed: int = 0) -> None:
        began = world.now
        since = None if full or self.watermark is None else self.watermark - timedelta(minutes=10)
        reading = Reading(self.observed)
        reading.add(world.listed(since))
        if dies_after == 0:
            return  # in the middle of the listing
        structure = Structure((RemoteArea(1, world.area),)) if since is None else None
        listing = reading.close(full=since is None, server_time=began, structure=structure)
        known = followed(self.observed, listing)
        planned = plan(known, self.held, self.policy)
        assert planned == plan(*shuffled(known, self.held, seed), self.policy), "the order of the input matters"
        if not known.complete:
            assert missing_drawings(planned) == frozenset()
        self.observed, self.baseline_known = known, True
        self.held = decided(self.held, planned)
        fetches = planned.fetches if dies_after is None else planned.fetches[: dies_after - 1]
        for fetch in fetches:
            self._fetch(world, fetch)
        if dies_after is not None:
            return
        assert not plan(self.observed, self.held, self.policy)
        self.watermark = began

    @property
    def policy(self) -> Policy:
        return Policy(CONNECTED, self.baseline_known, self.mirrors)

    def _fetch(self, world: Procore, fetch: Fetch) -> None:
        was = self.held.revisions[fetch.revision_id]
        if fetch.reason is not FetchReason.CHECK or fetch.held is None or fetch.held.etag != world.sha(was.procore_id):
            self.downloads += 1
        now = replace(
            was,
            sha256=world.sha(was.procore_id),
            etag=world.sha(was.procore_id),
            size=fetch.size,
            fetched_size=fetch.size,
            fetched_updated_at=fetch.updated_at,
        )
        self.held = replace(self.held, revisions={**self.held.revisions, was.procore_id: now})


def decided(held: Held, planned: Plan) -> Held:
    drawings, revisions, entries = dict(held.drawings), dict(held.revisions), dict(held.entries)
    folders = dict(held.folders)
    next_id = 1 + max((e.id or 0 for listed in entries.values() for e in listed), default=0)
    for op in planned.bookkeeping:
        match op:
            case PutFolder():
                folders[op.kind, op.procore_id] = op.name
            case PutDrawing():
                drawings[op.drawing.procore_id] = op.drawing
            case PutRevision():
                was = revisions.get(op.revision_id) or HeldRevision(op.revision_id, op.drawing_id, op.wanted, "")
                revisions[op.revision_id] = replace(
                    was,
                    drawing_id=op.drawing_id,
                    wanted=op.wanted,
                    revision_number=op.revision_number,
                    withdrawn=op.withdrawn,
                    drawing_date=op.drawing_date,
                    received_date=op.received_date,
                )
            case Arrange():
                arranged = []
                for entry in op.entries:
                    if entry.id is None:
                        entry = HeldEntry(next_id, entry.revision_id, entry.kind, entry.current)
                        next_id += 1
                    arranged.append(entry)
                before = {e.id for e in entries.get(op.drawing_id, ())}
                assert before <= {e.id for e in arranged}, "an entry, once there, is never taken away"
                entries[op.drawing_id] = tuple(arranged)
    return Held(drawings, revisions, entries, folders)


def shuffled(observed: Observed, held: Held, seed: int) -> tuple[Observed, Held]:
    mixed = random.Random(seed)

    def mix(mapping: dict[object, object]) -> dict[object, object]:
        items = list(mapping.items())
        mixed.shuffle(items)
        return dict(items)

    return (
        replace(observed, revisions=mix(dict(observed.revisions))),  # type: ignore[arg-type]
        Held(*(mix(dict(part)) for part in (held.drawings, held.revisions, held.entries, held.folders))),  # type: ignore[arg-type]
    )


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    kinds = [
        "publish",
        "publish",
        "unpublish",
        "delete",
        "renumber",
        "retitle",
        "relabel",
        "redate",
        "discipline",
        "area",
        "folder",
        "obsolete",
        "replace",
        "replace-same-size",
        "touch",
        "reorder",
        "swap",
        "move",
        "unlist",
        "sync",
        "sync",
        "full",
        "die",
    ]
    step = st.tuples(st.sampled_from(kinds), st.integers(0, 7), st.integers(0, 5))
    return draw(st.lists(step, min_size=6, max_size=30))


def happen(world: Procore, machine: Machine, kind: str, a: int, b: int) -> None:
    world.now += timedelta(hours=1)
    ids = sorted(world.revisions)
    id = ids[a % len(ids)]
    drawing, one = world.revisions[id].drawing_id, world.revisions[id]
    match kind:
        case "publish":
            world.publish(b % 3 + 1)
        case "unpublish":
            world.change(id, published=not one.published)
        case "delete":
            world.change(id, deleted=not one.deleted)
        case "renumber" | "retitle" | "relabel":
            member = {"renumber": "number", "retitle": "title", "relabel": "revision_number"}[kind]
            world.change(id, **{member: f"{kind} {b}"})
        case "redate":
            world.change(id, drawing_date=date(2026, 1, b + 1))
        case "discipline":
            world.change(id, discipline_id=b, discipline=f"Discipline {b}")
        case "area":
            world.change(id, area_id=b)
        case "folder":
            world.area = f"Area {b}"
        case "obsolete":
            for each in world.orders[drawing]:
                world.change(each, obsolete=not world.revisions[each].obsolete)
        case "replace":
            world.replace_bytes(id, same_size=False)
        case "replace-same-size":
            # Told by its date alone, so nothing else of it may change between two listings.
            if world.is_live(id):
                machine.sync(world, full=True)
                world.now += timedelta(hours=1)
                world.replace_bytes(id, same_size=True)
                machine.sync(world, full=True, dies_after=1 if b % 2 else None)
        case "touch":
            world.change(id)
        case "reorder":
            world.reorder(drawing, lambda each: (each * (b + 2)) % 7)
        case "swap":
            world.reorder(drawing, lambda each: -each)
        case "move":
            world.move(id, b % 3 + 1)
        case "unlist":
            world.unlisted ^= {id}
            world._settle()
        case "sync" | "full":
            machine.sync(world, full=kind == "full", seed=a)
        case "die":
            machine.sync(world, full=bool(a % 2), dies_after=b, seed=a)


def end(world: Procore, machine: Machine) -> None:
    """Two full listings: Procore's clock goes on between them."""
    for seed in (1, 2):
        world.now += timedelta(hours=1)
        machine.sync(world, full=True, seed=seed)


def check(world: Procore, machine: Machine, connected_with: frozenset[int]) -> None:
    held = machine.held
    for id in world.revisions:
        if not world.is_live(id):
            mine = held.revisions.get(id)
            assert mine is None or mine.withdrawn is not None, f"{id} is not issued and not withdrawn"
            continue
        mine = held.revisions[id]
        assert mine.withdrawn is None
        assert mine.drawing_id == world.revisions[id].drawing_id
        if id not in connected_with:
            assert mine.wanted is not Wanted.OLDER
        if mine.wanted is not Wanted.OLDER:
            assert mine.sha256 == world.sha(id), f"{id} holds other bytes than Procore"
    for drawing in world.orders:
        wanted = [id for id in world.live(drawing) if held.revisions[id].wanted is not Wanted.OLDER]
        listed = [e for e in held.entries.get(drawing, ()) if e.kind is not EntryKind.ORIGINAL]
        shown = [e.revision_id for e in listed if e.revision_id in wanted]
        assert sorted(shown) == sorted(wanted)
        if machine.mirrors:
            assert shown == wanted, "not in Procore's order"
        current = [e for e in held.entries.get(drawing, ()) if e.current]
        newest = world.live(drawing)[-1:]
        obsolete = bool(newest) and world.revisions[newest[0]].obsolete
        assert [e.revision_id for e in current] == ([] if obsolete else newest)
    assert held.folders[FolderKind.AREA, 1] == world.area


def lived_through(steps: list[tuple[str, int, int]], *, mirrors: bool) -> tuple[Procore, Machine, frozenset[int]]:
    world, machine = Procore(), Machine(mirrors)
    for drawing in (1, 1, 2, 3):
        world.publish(drawing)
    world.now = CONNECTED
    connected_with = frozenset(world.revisions)
    machine.sync(world, full=True)
    for kind, a, b in steps:
        happen(world, machine, kind, a, b)
    end(world, machine)
    return world, machine, connected_with


_ORDERS = ("reorder", "swap", "sync", "full", "die")


@settings(max_examples=400)
@given(histories(), st.booleans())
def test_whatever_happened_this_machine_ends_with_what_procore_has(
    steps: list[tuple[str, int, int]], mirrors: bool
) -> None:
    check(*lived_through(steps, mirrors=mirrors))


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(st.sampled_from(["reorder", "swap", "sync", "full", "die"]), st.integers(0, 7), st.integers(0, 5))
    )
)
def test_a_reorder_downloads_only_what_was_never_here(steps: list[tuple[str, int, int]]) -> None:
    _, machine, _ = lived_through(steps, mirrors=True)
    wanted = [r for r in machine.held.revisions.values() if r.wanted is not Wanted.OLDER]
    assert machine.downloads == len(wanted)


@settings(max_examples=100)
@given(histories())
def test_incremental_listings_withdraw_nothing_for_being_absent(steps: list[tuple[str, int, int]]) -> None:
    world, machine = Procore(), Machine(mirrors=True)
    for drawing in (1, 2, 3):
        world.publish(drawing)
    machine.sync(world, full=True)
    for kind, a, b in steps:
        if kind not in ("full", "die", "replace-same-size"):  # these list everything
            happen(world, machine, kind, a, b)
    gone = [d for d in machine.held.drawings.values() if d.withdrawn is Withdrawal.MISSING]
    lost = [r for r in machine.held.revisions.values() if r.withdrawn is Withdrawal.MISSING]
    assert (gone, lost) == ([], [])
