"""A sync that stops dead at any of its steps, or whose ports fail at any of their calls: the next one puts it right."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from crash_machine import Machine, Wire
from procore_world import START, World
from sync_desk import connect

import app.sync.batch
import app.sync.part
import app.sync.transfer
from app.domain.events import RunReport
from app.domain.failures import Failure, FailureCode
from app.domain.states import CacheState, EntryKind, RunOutcome, SyncState
from app.settings import Settings
from app.storage.store import Store

#: A sheet of this small world: checkpointed and resumed as large ones are.
SIZE = 600
#: A file has a second chance for these; every other class is the run's.
COPES = frozenset(
    {
        FailureCode.NETWORK,
        FailureCode.SERVER,
        FailureCode.THROTTLED,
        FailureCode.URL_EXPIRED,
        FailureCode.CHANGED,
        FailureCode.CORRUPT,
    }
)
#: Believed only when Procore says so again: the project itself is asked, or all of it is listed once more.
CONFIRMED = frozenset({FailureCode.APP_NOT_INSTALLED, FailureCode.FORBIDDEN, FailureCode.ACCESS_LOST, FailureCode.GONE})
#: The last batch is written once more when the run ends.
TRIED_AGAIN = frozenset({"catalog Holdings.commit_files", "flush"})
#: What a file host can do to a download.
FROM_A_FILE_HOST = (*sorted(COPES), FailureCode.GONE, FailureCode.LOCAL_SPACE)
#: What a disk and a database can say.
LOCAL = (FailureCode.LOCAL_SPACE, FailureCode.LOCAL_IO)
pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module", autouse=True)
def small_steps() -> Iterator[None]:
    """Checkpoints, resumes and batches at the size of this world; and no fsync, as nobody pulls the plug."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app.sync.part, "CHECKPOINT", 350)
        patch.setattr(app.sync.transfer, "WORTH_RESUMING", 150)
        patch.setattr(app.sync.batch, "FILES", 3)
        patch.setattr("os.fsync", lambda descriptor: None)
        yield


def publish(world: World, revision_id: int, drawing: int) -> None:
    world.publish(revision_id, drawing, pdf_size=SIZE + revision_id)


def world_of_yesterday() -> World:
    """Eight drawings; one with a history since the connection."""
    world = World(page_size=8)
    for drawing in range(1, 9):
        publish(world, drawing * 10 + 1, drawing)
    publish(world, 42, 4)
    return world


def world_of_today() -> World:
    """Everything that can happen in a night has happened."""
    world = world_of_yesterday()
    for revision_id, drawing in ((12, 1), (13, 1), (43, 4), (91, 9)):
        publish(world, revision_id, drawing)
    world.change(51, pdf_size=SIZE + 7, updated_at=world.now)  # replaced
    world.change(61, number="A-206", title="Renamed", updated_at=world.now)
    world.change(71, deleted=True, updated_at=world.now)
    del world.revisions[81]  # no longer listed
    for place, revision_id in enumerate((42, 41, 43), start=1):  # put in another order
        world.change(revision_id, order_in_drawing=place)
    return world


@pytest.fixture(scope="module")
def new_machine(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Machine]:
    """Machines that are in sync with yesterday, and meet today."""
    folder = tmp_path_factory.mktemp("machines")
    template = folder / "template"
    store = Store.open(Settings(home=template), user="owner")
    connect(store)
    store.close()
    report = Machine(template, world_of_yesterday(), START).sync()
    assert report is not None
    assert report.outcome is RunOutcome.SYNCED
    numbers = iter(range(10_000))

    def machine() -> Machine:
        home = folder / str(next(numbers))
        shutil.copytree(template, home)
        return Machine(home, world_of_today(), START)

    return machine


@dataclass(frozen=True)
class Truth:
    """All that a reader sees of a machine that is in sync, and what nothing may leave behind."""

    tree: tuple[tuple[object, ...], ...]
    ledger: tuple[object, ...]
    watermark: object
    state: SyncState
    left_over: tuple[object, ...] = ()


def truth(machine: Machine) -> Truth:
    with machine.store() as store:
        (shown,) = store.documents.statuses(engine_alive=False)
        link = shown.project.link
        assert link is not None
        tree = store.documents.tree(shown.project.id, engine_alive=False)
        drawings = [d for area in tree.areas for discipline in area.disciplines for d in discipline.drawings]
        rows = [
            (d.number, d.title, d.withdrawn, e.procore_id, e.revision_number, e.kind, e.current, e.sha256, e.withdrawn)
            for d in drawings
            for e in d.entries
        ]
        changes = [(c.kind, c.drawing, str(c.before), str(c.after)) for c in store.ledger.changes(shown.project.id)]
        left_over = (*store.journal.entries(), *store.blobs.stray_parts(set()), *store.holdings.problems(link.id))
        return Truth(tuple(rows), tuple(sorted(changes)), link.watermark, shown.status.state, left_over)


def assert_no_lie(machine: Machine) -> None:
    """Nothing runs, nothing is green that is not, and every file that is shown is there and right (I1, I2, I5)."""
    with machine.store() as store:
        (shown,) = store.documents.statuses(engine_alive=False)
        assert shown.status.state in (SyncState.SYNCED, SyncState.FAILED, SyncState.ACCESS_LOST)
        for file in store.documents.files(shown.project.id):
            assert store.blobs.has(file.sha256, file.size)
            assert store.blobs.check(file.sha256) is None
        tree = store.documents.tree(shown.project.id, engine_alive=False)
        entries = [e for a in tree.areas for d in a.disciplines for one in d.drawings for e in one.entries]
        assert shown.project.link is not None
        here = {e.procore_id for e in entries if e.cache is CacheState.HERE}
        if shown.project.link.watermark == machine.world.now:
            live = {r.id for r in machine.world.revisions.values() if not r.deleted}
            assert live <= here, "the watermark passed a revision that is not here"
        elif shown.status.state is SyncState.SYNCED:
            assert shown.status.here == shown.status.revisions


def assert_puts_right(machine: Machine, wanted: Truth) -> None:
    """One more sync: nothing that landed is downloaded again, and all is as if nothing had happened (I8)."""
    landed, served = machine.landed(), dict(machine.served)
    report = machine.sync()
    assert report is not None
    assert report.outcome is RunOutcome.SYNCED, report.failure
    again = {revision for revision, times in machine.served.items() if times > served.get(revision, 0)}
    assert [revision for revision in again if machine.sha256(revision) in landed] == []
    assert truth(machine) == wanted


def test_a_crash_before_and_after_every_effect_is_put_right_by_the_next_sync(
    new_machine: Callable[[], Machine],
) -> None:
    wire, wanted = _one_whole_sync(new_machine())
    for at, step in enumerate(wire.steps):
        machine = new_machine()
        try:
            assert machine.sync(Wire(crash_at=at)) is None
            assert_no_lie(machine)
            assert_puts_right(machine, wanted)
        except AssertionError as error:
            error.add_note(f"crash at step {at} of {len(wire.steps)}: {step}")
            raise
        shutil.rmtree(machine.home)


def test_a_call_of_any_port_that_fails_is_reported_and_put_right_by_the_next_sync(
    new_machine: Callable[[], Machine],
) -> None:
    wire, wanted = _one_whole_sync(new_machine())
    for at, code in _failing_calls(wire.steps):
        _fails_and_recovers(new_machine(), Wire(fail_at=at, failure=Failure(code)), wanted)


@pytest.mark.parametrize("step", ["catalog Holdings.commit_files", "flush"])
@pytest.mark.parametrize("code", LOCAL)
def test_a_commit_that_fails_while_nobody_waits_for_it_is_not_forgotten(
    new_machine: Callable[[], Machine], step: str, code: FailureCode, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.sync.batch, "PATIENCE", 0.0)
    _, wanted = _one_whole_sync(new_machine())
    _fails_and_recovers(new_machine(), Wire(fail_at=step, failure=Failure(code)), wanted)


@pytest.mark.parametrize(("step", "codes"), [("api revisions 2", tuple(FailureCode)), ("file 13", FROM_A_FILE_HOST)])
def test_every_class_of_failure_is_reported_as_itself(
    new_machine: Callable[[], Machine], step: str, codes: tuple[FailureCode, ...]
) -> None:
    _, wanted = _one_whole_sync(new_machine())
    for code in codes:
        _fails_and_recovers(new_machine(), Wire(fail_at=step, failure=Failure(code)), wanted)


def _one_whole_sync(machine: Machine) -> tuple[Wire, Truth]:
    wire = Wire()
    machine.sync(wire)
    wanted = truth(machine)
    assert (wanted.state, wanted.left_over) == (SyncState.SYNCED, ())
    assert {kind for row in wanted.tree for kind in row if isinstance(kind, EntryKind)} == set(EntryKind)
    return wire, wanted


def _failing_calls(steps: list[str]) -> Iterator[tuple[int, FailureCode]]:
    """The first and the last call of everything that can fail, with another class each time."""
    kinds = [" ".join(word for word in step.split() if not word.isdecimal()) for step in steps]
    for at, (step, kind) in enumerate(zip(steps, kinds, strict=True)):
        codes = _classes_of(step)
        if codes and kind not in (kinds[:at] if at != _last(kinds, kind) else []):
            yield at, codes[at % len(codes)]


def _last(kinds: list[str], kind: str) -> int:
    return len(kinds) - 1 - kinds[::-1].index(kind)


def _classes_of(step: str) -> tuple[FailureCode, ...]:
    match step.split()[0]:
        case "api":
            return tuple(FailureCode)
        case "file" | "piece":
            return FROM_A_FILE_HOST
        case "inspection":
            return (FailureCode.CORRUPT, FailureCode.LOCAL_IO)
        case "catalog" | "adoption" | "flush":
            return LOCAL
        case _:
            return ()  # the file system says it in its own words


def _fails_and_recovers(machine: Machine, wire: Wire, wanted: Truth) -> None:
    try:
        try:
            report = machine.sync(wire)
        except Failure as failure:
            # Only the run's own end cannot be written down where the database fails: the engine closes it later.
            assert wire.failed_at == "catalog Runs.finish"
            assert failure.code in LOCAL
        else:
            assert report is not None
            _assert_reports(report, wire)
        assert_no_lie(machine)
        assert_puts_right(machine, wanted)
    except AssertionError as error:
        error.add_note(f"failed at {wire.failed_at}: {wire.failed}")
        raise
    shutil.rmtree(machine.home)


def _assert_reports(report: RunReport, wire: Wire) -> None:
    assert wire.failed is not None, "the step was never reached"
    code = wire.failed.code
    if report.failure is None:
        assert code in COPES | CONFIRMED | set(LOCAL) or wire.failed_at in TRIED_AGAIN
    else:
        assert report.failure.code == code
        cancelled = code is FailureCode.CANCELLED
        assert report.outcome is (RunOutcome.CANCELLED if cancelled else RunOutcome.FAILED)
