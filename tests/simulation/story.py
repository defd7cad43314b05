"""One seed's story: a project, an engine on a computer, people at both ends, and everything that can go wrong.

The seed decides all of it. ``tell`` ends with the world healed and the engine in sync, or raises what was broken; the
trace says what happened in which order.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from computer import START, Computer, Crash, running
from drafter import Drafter, Drawn
from invariants import Judge, assert_sound, read
from people import NoSource, People, Truth
from weather import FAULTS

from app.domain.events import Event, RunFinished, RunReport, RunStarted
from app.domain.failures import Failure, FailureCode
from app.domain.states import RunOutcome, RunTrigger, SyncInterval, SyncState
from app.sandbox.world import World
from app.settings import Settings
from app.storage.store import Store
from app.sync.plan import plan
from app.sync.reorders import mirrors_reorders

_GATE = datetime(2025, 10, 27, 14, tzinfo=UTC)
#: Virtual seconds within which a run must have ended, and within which a cancelled one must.
_LONGEST_RUN = 12 * 3600.0
_UNWIND = 5.0


@dataclass
class Told:
    """How a story went."""

    seed: int
    trace: list[str]
    faults: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    runs: Counter[str] = field(default_factory=Counter)
    crashes: int = 0
    power_cuts: int = 0
    broken: str = ""


def templates(folder: Path) -> dict[bool, Path]:
    """Two data directories that are linked and were never synced; by whether reorders are mirrored (S55)."""
    made = {}
    for mirrors in (False, True):
        home = made[mirrors] = folder / f"template-{mirrors}"
        world = _world(lambda: START)
        people = People(world, Random(0))
        store = Store.open(Settings(home=home), user="owner", clock=lambda: START)
        created_at = _GATE + timedelta(days=1 if mirrors else -1)
        assert mirrors_reorders(created_at) is mirrors
        project = store.projects.create("School", created_at=created_at)
        account = store.accounts.put(people.user.id, "estimator@example.com", "Estimator")
        store.links.connect(
            project.id,
            account_id=account.id,
            company_id=people.company.id,
            company="Builder",
            procore_project_id=people.project.id,
            name="School (Procore)",
            connected_at=START,
        )
        store.back_up()
        store.close()
    return made


def _world(clock: Callable[[], datetime]) -> World:
    return World(NoSource(), clock=clock)


class Story:
    def __init__(self, seed: int, folder: Path, made: dict[bool, Path]) -> None:
        self.told = Told(seed, [])
        self._chance = chance = Random(f"story {seed}")
        world = _world(lambda: self._computer.true_time())
        mirrors = chance.random() < 0.75
        home = folder / f"home-{seed}"
        shutil.copytree(made[mirrors], home)
        self._computer = Computer(home, world, Random(f"computer {seed}"), self.told.trace)
        self._people = People(world, Random(f"people {seed}"))
        self._drafter = Drafter(self._computer, Random(f"drafter {seed}"))
        self._judge = Judge(self._people, mirrors, self._computer.spoiled, self._drafter)
        self._began: Truth | None = None
        self._watermark: str | None = None
        self._reports: list[RunReport] = []
        self._later: list[asyncio.TimerHandle] = []

    # -- the story -----------------------------------------------------------------------------------------------

    def tell(self) -> Told:
        computer = self._computer
        with running(computer):
            try:
                self._begin()
                for _ in range(self._chance.choice((1, 1, 2, 2, 4))):
                    self._survive(self._chapter)
                self._happy_end()
            except AssertionError as error:
                self.told.broken = str(error) or "an assertion without words"
            except Exception as error:  # noqa: BLE001 - the other stories shall be told all the same
                self.told.broken = "".join(traceback.format_exception(error))
            finally:
                self.told.faults = computer.weather.struck
                computer.let_go()
        return self.told

    def _begin(self) -> None:
        chance, world, people = self._chance, self._computer.world, self._people
        world.set_rules(
            page_default=chance.choice((3, 100)),
            page_cap=chance.choice((3, 5, 100, 2000)),
            order_base=chance.choice((0, 1)),
            order_descending=chance.random() < 0.3,
            spike_limit=chance.choice((8, 20, 100)),
            hourly_limit=chance.choice((60, 300, 3600)),
            retry_after=chance.random() < 0.7,
            file_url_seconds=chance.choice((2, 60, 3600)),
            signature_seconds=chance.choice((1, 600)),
            token_seconds=chance.choice((60, 5400)),
        )
        people.found(chance.choice((1, 2, 3, 7)))
        people.connected = True
        self._computer.skew = timedelta(hours=chance.choice((0, 0, 0, -5, 3, 400)))
        self._computer.loop.pass_by(chance.choice((2, 600)))
        self._computer.start(schedule=False)
        self._listen()
        self._computer.sign_in()

    def _chapter(self) -> None:
        chance = self._chance
        for _ in range(chance.choice((0, 0, 1, 2, 4))):
            self._act()
        self._order_weather()
        if self._computer.life is None:
            self._start()
        for _ in range(chance.choice((0, 0, 0, 1, 2))):
            self._later.append(self._computer.loop.call_later(chance.random() * 4, self._act))
        for _ in range(chance.choice((0, 1, 2, 5))):
            self._later.append(self._computer.loop.call_later(chance.random() ** 2 * 4, self._drafter.act))
        kinds: list[tuple[int, Callable[[], None]]] = [
            (6, self._sync),
            (3, self._incremental),
            (2, self._cancel),
            (2, self._quit_under_way),
            (2, self._wait),
            (1, self._fetch_older),
            (1, self._verify),
            (1, self._restart),
            (1, self._change_settings),
        ]
        (act,) = chance.choices([one for _, one in kinds], [weight for weight, _ in kinds])
        self.told.acts[f"user: {act.__name__.strip('_')}"] += 1
        self.told.trace.append(act.__name__)
        if chance.random() < 0.35:
            self._computer.crash_at = self._computer.steps + int(2 ** (chance.random() * 9))
        act()
        self._computer.crash_at = None
        self._after_step()

    def _survive(self, chapter: Callable[[], None]) -> None:
        computer = self._computer
        try:
            chapter()
        except (Crash, asyncio.InvalidStateError, BaseExceptionGroup):
            if not computer.dead:
                raise
        if computer.dead:
            # Where the server's clock was set back, dates cannot tell what the database forgot.
            power_cut = self._chance.random() < 0.3 and not computer.world.offset
            self.told.crashes += 1
            self.told.power_cuts += power_cut
            computer.bury(power_cut=power_cut)
            assert_sound(computer.home)
            if power_cut:
                self._watermark = read(computer.home).watermark  # the last commits may be lost with it
            self._after_step()
        self._clear_up()

    def _clear_up(self) -> None:
        computer, people, chance = self._computer, self._people, self._chance
        while self._later:
            self._later.pop().cancel()
        computer.weather.clear()
        computer.loop.pass_by(chance.choice((1, 60, 3600, 86_400, 20 * 86_400)))
        if computer.life is not None:
            self._pass(200)  # a schedule notices that the machine slept
        if chance.random() < 0.5:
            self._welcome_back()
        if chance.random() < 0.1:
            computer.skew += timedelta(hours=chance.choice((-30, -1, 1, 30)))
        if chance.random() < 0.05 and self._watermark is not None:  # before the first listing dates are all there is
            people.world.shift(chance.choice((-7200, 7200)))

    def _welcome_back(self) -> None:
        people = self._people
        people.world.set_access(people.user.id, people.project.id, True)
        people.world.install(people.company.id)
        people.world.set_drawings_tool(people.project.id, True)

    def _happy_end(self) -> None:
        """The world heals; whatever state things are in, the next run reaches an empty plan (I8)."""
        computer = self._computer
        self._welcome_back()
        computer.world.set_rules(spike_limit=100, hourly_limit=3600, file_url_seconds=3600, signature_seconds=600)
        self.told.trace.append("healed")
        if computer.life is None:
            self._start()
        self._sync_now(full=True)
        if not computer.life.store.accounts.list()[0].signed_in:  # type: ignore[union-attr]
            computer.sign_in()
            self._sync_now(full=True)
        elif (failure := self._reports[-1].failure) is not None and failure.code is FailureCode.AUTH:
            self._sync_now(full=True)  # a clock that went back made an old token look new
        if computer.spoiled:
            self._wait_for(computer.life.engine.verify(repair=True), _LONGEST_RUN)  # type: ignore[union-attr, arg-type]
            computer.spoiled.clear()
            self._after_step()
        report = self._reports[-1]
        assert report.outcome is RunOutcome.SYNCED, f"I8: healed, and the run says {report.failure}"
        self._assert_nothing_left()
        self._sync_now(full=self._chance.random() < 0.2)
        report = self._reports[-1]
        assert (report.outcome, report.files) == (RunOutcome.SYNCED, 0), f"I8: in sync, and yet {report}"
        self._after_step()
        computer.quit()

    def _assert_nothing_left(self) -> None:
        life = self._computer.life
        assert life is not None
        (shown,) = life.store.documents.statuses(engine_alive=True)
        assert shown.status.state is SyncState.SYNCED, f"I8: the badge says {shown.status}"
        assert shown.status.here == shown.status.revisions
        link = shown.project.link
        assert link is not None
        run = life.run
        assert run is not None
        observed, held = life.store.observations.load(link.id), life.store.holdings.load(link.id)
        left = plan(observed, held, run._policy(baseline_known=True))
        assert not left, f"I8: in sync, and the plan is {left}"
        kept = read(self._computer.home)
        gone = kept.withdrawn
        # A row may outlive a file that a check found whole before its rows were written: it does no harm.
        open_ = {row.revision_id for row in life.store.journal.entries(link.id)} - gone.keys() - kept.held.keys()
        assert not open_, f"downloads that nobody will end: {open_}"
        problems = life.store.holdings.problems(link.id).keys() - gone.keys()
        assert not problems, f"problems that are none any more: {problems}"

    # -- steps ---------------------------------------------------------------------------------------------------

    def _start(self, *, schedule: bool = False) -> None:
        """Start the program; where its disk refuses, once more after that."""
        try:
            self._computer.start(schedule=schedule)
        except Failure as failure:
            self.told.trace.append(f"does not start: {failure}")
            self._computer.weather.clear()
            self._computer.abandon()
            self._computer.start(schedule=schedule)
        self._listen()

    def _listen(self) -> None:
        assert self._computer.life is not None
        self._computer.life.engine.subscribe(self._hear)

    def _hear(self, event: Event) -> None:
        if isinstance(event, RunStarted):
            self._began = self._people.truth()
        elif isinstance(event, RunFinished):
            self._note(event.report)

    def _note(self, report: RunReport) -> None:
        code = "" if report.failure is None else f" {report.failure.code}"
        self.told.runs[f"{report.outcome}{code}"] += 1
        self.told.trace.append(
            f"run {report.outcome}: {report.failure}; {report.files} files, {report.requests} requests"
        )
        self._reports.append(report)
        assert report.failure is None or report.failure.code is not FailureCode.BUG, f"a defect: {report.failure}"
        if report.outcome is RunOutcome.SYNCED:
            assert self._began is not None
            self._judge.assert_green_is_earned(read(self._computer.home), self._began, full=report.full)

    def _act(self) -> None:
        people, chance = self._people, self._chance
        if chance.random() < 0.08:
            kind, act = chance.choice(
                [
                    ("revoke", lambda: people.world.set_access(people.user.id, people.project.id, False)),
                    ("uninstall", lambda: people.world.install(people.company.id, False)),
                    ("tool off", lambda: people.world.set_drawings_tool(people.project.id, False)),
                    ("sign out", lambda: self._computer.procore.tokens.revoke_user(people.user.id)),
                    ("expire", self._computer.procore.tokens.expire_all),
                    ("pages", lambda: people.world.set_rules(page_cap=chance.choice((3, 7, 100)))),
                    ("limits", lambda: people.world.set_rules(spike_limit=chance.choice((6, 40)))),
                    ("welcome", self._welcome_back),
                ]
            )
            act()
        else:
            kind = people.act()
        self.told.acts[kind] += 1
        self.told.trace.append(f"people: {kind}")

    def _order_weather(self) -> None:
        chance = self._chance
        for _ in range(chance.choice((0, 0, 1, 1, 2, 3))):
            port = chance.choice(("api", "api", "file", "file", "file", *FAULTS))
            rate = chance.choice((0.03, 0.1, 0.3, 1.0))
            self._computer.weather.order(port, chance.choice(FAULTS[port]), rate, chance.choice((1, 1, 2, 5, 10**6)))

    def _run(self, *, full: bool, trigger: RunTrigger) -> asyncio.Task[list[RunReport]]:
        assert self._computer.life is not None
        return self._computer.life.engine.sync([self._computer.project_id], full=full, trigger=trigger)  # type: ignore[return-value]

    def _sync(self) -> None:
        self._sync_now(full=True)

    def _incremental(self) -> None:
        self._sync_now(full=False)

    def _sync_now(self, *, full: bool) -> None:
        trigger = RunTrigger.MANUAL if full else RunTrigger.SCHEDULE
        self._wait_for(self._run(full=full, trigger=trigger), _LONGEST_RUN)

    def _wait_for(self, task: asyncio.Task[object], limit: float) -> None:
        async def ended() -> None:
            await asyncio.wait([task], timeout=limit)
            assert task.done(), f"a run that goes on for {limit:.0f} s"

        self._computer.loop.until(ended())
        if self._computer.dead:
            raise Crash
        if not task.cancelled() and task.exception() is not None:
            failure = task.exception()
            assert isinstance(failure, Failure), f"a run raised {failure!r}"
            assert failure.code is not FailureCode.BUG, f"a defect: {failure}"
            self.told.trace.append(f"no run: {failure}")

    def _cancel(self) -> None:
        task = self._run(full=self._chance.random() < 0.5, trigger=RunTrigger.SCHEDULE)
        self._pass(self._chance.random() ** 3 * 6)
        assert self._computer.life is not None
        self._computer.life.engine.cancel()
        self._wait_for(task, _UNWIND)
        if self._chance.random() < 0.5:  # the next one starts at once
            self._sync_now(full=False)

    def _quit_under_way(self) -> None:
        self._run(full=self._chance.random() < 0.5, trigger=RunTrigger.START)
        self._pass(self._chance.random() ** 3 * 6)
        self._computer.quit()

    def _restart(self) -> None:
        self._computer.quit()
        self._start()
        self._sync_now(full=False)

    def _wait(self) -> None:
        """Hours with the schedule on."""
        self._computer.quit()
        self._start(schedule=True)
        self._pass(self._chance.choice((60, 1800, 2 * 3600)))

    def _pass(self, seconds: float) -> None:
        self._computer.loop.until(asyncio.sleep(seconds))

    def _fetch_older(self) -> None:
        assert self._computer.life is not None
        drawings = [drawing.id for drawing in self._people.world.drawings_of(self._people.project.id)]
        some = self._chance.choice((None, self._chance.sample(drawings, 1)))
        self._wait_for(self._computer.life.engine.fetch_older(self._computer.project_id, some), _LONGEST_RUN)  # type: ignore[arg-type]

    def _verify(self) -> None:
        """Bits rot, and somebody looks."""
        assert self._computer.life is not None
        held = sorted((self._computer.home / "blobs").glob("*/*.pdf"))
        for path in self._chance.sample(held, min(len(held), self._chance.randint(0, 2))):
            content = bytearray(path.read_bytes())
            os.unlink(path)  # noqa: PTH108 - not a step of the program
            if self._chance.random() < 0.7:
                content[len(content) // 2] ^= 1
                path.write_bytes(content)
            sha256 = path.parent.name + path.stem
            self._computer.spoiled.add(sha256)
        repair = self._chance.random() < 0.7
        self._wait_for(self._computer.life.engine.verify(repair=repair), _LONGEST_RUN)  # type: ignore[arg-type]

    def _change_settings(self) -> None:
        assert self._computer.life is not None
        links = self._computer.life.store.links
        try:
            links.set_interval(self._computer.link_id, self._chance.choice(list(SyncInterval)))
            links.set_paused(self._computer.link_id, self._chance.random() < 0.3)
        except Failure as failure:
            self.told.trace.append(f"not set: {failure}")

    # -- looking -------------------------------------------------------------------------------------------------

    def _after_step(self) -> None:
        computer = self._computer
        kept = read(computer.home)
        self._judge.look_at(computer.home, kept)
        assert not computer.procore.broken, computer.procore.broken[0]
        if kept.watermark != self._watermark:
            assert kept.watermark is not None, "the watermark is gone"
            assert self._watermark is None or kept.watermark > self._watermark, "the watermark went back"
            self._watermark = kept.watermark
        busy = computer.life is not None and computer.life.engine.running()
        assert computer.life is None or busy or kept.unfinished <= 0 or self._disk_refused(), "a run that nobody ends"
        self._draw(kept)

    def _disk_refused(self) -> bool:
        return any(kind.startswith(("commit", "database", "disk")) for kind in self._computer.weather.struck)

    def _draw(self, kept: object) -> None:
        """Somebody marks a sheet up with a newer version of the program: this one keeps what it cannot read."""
        if self._computer.life is not None or self._chance.random() < 0.5:
            return
        with closing(sqlite3.connect(self._computer.home / "planrack.db")) as database:
            found = [row[0] for row in database.execute("SELECT id FROM entries WHERE current = 1 ORDER BY id")]
            if not found:
                return
            id, entry = f"drawn-{len(self._drafter.marks)}", self._chance.choice(found)
            moment = "2026-04-06T13:00:00.000000Z"
            database.execute(
                "INSERT INTO annotations (id, entry_id, page, layer, kind, geometry, style, text, author, created_at,"
                " modified_at) VALUES (?, ?, 0, 'default', 'of a later version', '{}', '{}', ?, 'Ana', ?, ?)",
                (id, entry, f"check {id}", moment, moment),
            )
            database.commit()
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._drafter.marks[id] = (Drawn(entry, f"check {id}"),)
            self._drafter.followed.add(id)
