"""This machine: its clock, its disk, its keyring, and the life and death of the engine on it.

Every effect is a numbered step. A crash is ordered for one of them: then the engine is dropped where it stands, and
nothing more of it reaches the disk. After a power cut what was not made durable may be gone, torn or shorter as well.
"""

from __future__ import annotations

import asyncio
import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from io import FileIO
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

import httpx
import keyring.errors
from alike_sheets import AlikeSheets
from file_network import FileNetwork
from memory_procore import MemoryProcore
from sqlalchemy import QueuePool, create_engine, event
from virtual_loop import VirtualLoop
from weather import Weather

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import Inspection, SheetFacts
from app.procore.tokens import Tokens, TokenStore
from app.sandbox.world import World
from app.settings import Settings
from app.storage.folder_status import OFFLINE
from app.storage.store import Store
from app.sync.accounts import LinkedAccounts
from app.sync.runtime import Engine
from app.sync.services import RunServices
from app.sync.space import RESERVE, SpaceBudget
from app.sync.waiting import Waiting

START = datetime(2026, 4, 6, 13, 0, tzinfo=UTC)
_DISK = {"full": errno.ENOSPC, "broken": errno.EIO, "read-only": errno.EROFS}
_SQLITE = {"busy": sqlite3.SQLITE_BUSY, "broken": sqlite3.SQLITE_IOERR, "full": sqlite3.SQLITE_FULL}
_DATABASE_FILES = ("planrack.db", "planrack.db-wal")


class Crash(BaseException):
    """The process is gone. Whatever unwinds meets it again at its next step."""


class Computer:
    """``skew``: what the wall clock is wrong by. ``crash_at``: the number of the step before which all ends."""

    def __init__(self, home: Path, world: World, chance: Random, trace: list[str]) -> None:
        self.home = home
        self.world = world
        self.trace = trace
        self.steps = 0
        self.crash_at: int | None = None
        self.dead = False
        self.skew = timedelta()
        self.lives = 0
        self.life: Life | None = None
        self._chance = chance
        self.project_id = self.link_id = 1
        self.loop = VirtualLoop(Random(chance.random()), self.step)
        self.weather = Weather(Random(chance.random()))
        self.procore = MemoryProcore(world, self.weather, Random(chance.random()), self.step)
        self.network = FileNetwork(self.procore, self.weather, Random(chance.random()), self.step, self._has)
        self.keyring = _Keyring(self.weather)
        #: Sizes of files as far as they were made durable, by inode; renames that were not, newest last.
        self.durable: dict[int, int] = {}
        self.renames: list[tuple[Path, Path]] = []
        #: Hashes of files whose bytes rotted, or that somebody deleted.
        self.spoiled: set[str] = set()
        self._left: dict[str, bytes] = {}
        #: The beginning of the database's log, and its length, when that was made durable.
        self._flushed = (b"", 0)

    # -- time --------------------------------------------------------------------------------------------------

    def true_time(self) -> datetime:
        return START + timedelta(seconds=self.loop.time())

    def now(self) -> datetime:
        return self.true_time() + self.skew

    # -- steps -------------------------------------------------------------------------------------------------

    def step(self, name: str) -> None:
        if self.dead:
            raise Crash(name)
        self.steps += 1
        self.trace.append(f"{self.loop.time():.3f} {name}")
        if self.steps == self.crash_at:
            self._die()
            raise Crash(name)

    def disk(self, what: str, path: object) -> None:
        """A step that writes: it may be refused."""
        self.step(what)
        kind = self.weather.strikes("disk")
        if kind:
            self.trace.append(f"disk {kind}")
            raise OSError(_DISK[kind], os.strerror(_DISK[kind]), str(path))

    def statement(self, what: str) -> None:
        """A step inside the database."""
        if what == "commit":
            self.step(what)
        elif self.dead:
            raise Crash(what)
        kind = self.weather.strikes("commit" if what == "commit" else "database")
        if kind:
            self.trace.append(f"database {kind}")
            error = sqlite3.OperationalError(f"made up: {kind}")
            error.sqlite_errorcode = _SQLITE[kind]
            raise error

    def free_bytes(self) -> int:
        return RESERVE if self.weather.strikes("space") else 1 << 40

    def _die(self) -> None:
        self.trace.append("crash")
        self.dead = True
        # Closing the database later folds its log into it, which a dead process does not.
        for name in _DATABASE_FILES:
            path = self.home / name
            if path.exists():
                self._left[name] = path.read_bytes()
        self.loop.halt()

    def _has(self, sha256: str) -> bool:
        return sha256 not in self.spoiled and (self.home / "blobs" / sha256[:2] / f"{sha256[2:]}.pdf").exists()

    # -- life --------------------------------------------------------------------------------------------------

    def start(self, *, schedule: bool = False) -> Life:
        """Start the program. Crash where it does not live to see it; Failure where it refuses."""
        self.lives += 1
        self.trace.append(f"start {self.lives}")
        self.procore.engine_starts()
        self.life = Life(self)
        self.loop.until(self.life.begin(schedule))
        return self.life

    def quit(self) -> None:
        """Stop the program as its window does. Nothing of it may be left (I9)."""
        assert self.life is not None
        self.loop.until(self.life.end())
        left = [t.get_coro().__qualname__ for t in _tasks(self.loop)]  # type: ignore[union-attr]
        assert not left, f"I9: tasks after the stop: {left}"
        assert not self.network.open, "I9: a request after the stop"
        self.life = None
        self.renames.clear()

    def abandon(self) -> None:
        """The program gave up while it started."""
        life, self.life = self.life, None
        if life is not None:
            life.drop()
        _Shared.close()

    def let_go(self) -> None:
        """The story is over, however it ended."""
        if self.life is not None or _tasks(self.loop):
            self.dead = True
            self.bury(power_cut=False)
        self.loop.close()

    def bury(self, *, power_cut: bool) -> None:
        """After a crash: let the dead program unwind without effect, and leave the disk as it was at that moment."""
        assert self.dead
        for _ in range(100):
            left = _tasks(self.loop)
            if not left:
                break
            for task in left:
                task.cancel()
            self.loop.turn()
        self.loop.forget()
        if self.life is not None:
            self.life.drop()
            self.life = None
        _Shared.close()  # also what a start that was cut short had opened
        for path in self.home.glob("planrack.db*") if self._left else ():
            os.unlink(path)  # noqa: PTH108 - not a step
        for name, content in self._left.items():
            (self.home / name).write_bytes(content)
        self._left.clear()
        self.network.open = 0
        if power_cut:
            self._lose_what_was_not_durable()
        self.renames.clear()
        self.dead, self.crash_at = False, None
        self._date_files()

    def _lose_what_was_not_durable(self) -> None:
        """A prefix of the database's log is what is left of it; names and ends of files may be gone."""
        chance = self._chance
        self.trace.append("power cut")
        log = self.home / "planrack.db-wal"
        if log.exists():
            head, length = self._flushed
            kept = length if _head(log) == head else 0  # begun again since: what it held is in the database
            os.truncate(log, chance.randint(min(kept, log.stat().st_size), log.stat().st_size))
        for source, target in reversed(self.renames):
            if chance.random() < 0.5 and target.exists() and not source.exists():
                os.rename(target, source)  # noqa: PTH104 - not a step
        for path in (self.home / "parts").iterdir():
            found = path.stat()
            size = self.durable.get(found.st_ino, 0)
            if found.st_size > size:
                path.chmod(0o600)
                _tear(path, chance.randint(size, found.st_size), chance)

        # What the database forgot may be asked about again; the manifest saves most of it, and need not save all.
        self.network.excused.update(path.parent.name + path.stem for path in (self.home / "blobs").glob("*/*.pdf"))

    def database_is_flushed(self) -> None:
        """A transaction ended that no power cut takes back, nor any before it."""
        log = self.home / "planrack.db-wal"
        self._flushed = (_head(log), log.stat().st_size)

    def _date_files(self) -> None:
        """Files are as old as the clock of this world says."""
        moment = self.now().timestamp()
        for path in (self.home / "parts").iterdir():
            if path.stat().st_mtime > moment + 1e6:
                os.utime(path, (moment, moment))

    # -- the keyring -------------------------------------------------------------------------------------------

    def sign_in(self) -> None:
        """The user went through the browser."""
        assert self.life is not None
        (user_id,) = self.world.users
        code = self.procore.tokens.grant_code(user_id, "here", None)
        access = self.procore.tokens.redeem(code, "here", None)
        tokens = Tokens(access.token, access.refresh, self.now(), self.world.rules.token_seconds)
        self.loop.until(self._token_store().save(user_id, tokens))
        self.life.store.accounts.put(user_id, "estimator@example.com", "Estimator")

    def _token_store(self) -> TokenStore:
        return TokenStore("https://login.procore.com", open_keyring=lambda: self.keyring)


class Life:
    """One run of the program: the store, the accounts and the engine over them, in the loop of the simulation."""

    def __init__(self, computer: Computer) -> None:
        self._computer = computer
        app = computer.world.app
        settings = Settings(home=computer.home, client_id=app.client_id, client_secret=app.client_secret)
        loop = computer.loop
        waiting = Waiting(monotonic=loop.time, random=Random(computer.lives).random)
        self.store = Store.open(settings, clock=computer.now, user="owner")
        self.store.holdings._new_id = _numbered(computer)
        self.accounts = LinkedAccounts(
            settings,
            self.store,
            tokens=computer._token_store(),
            open_client=lambda origin: httpx.AsyncClient(transport=computer.procore),
            clock=computer.now,
            waiting=waiting,
            tell=lambda event: self.engine.tell(event),
        )

        def services(database: Any) -> RunServices:
            return _Services(
                computer, settings, self.store, self.accounts, database, clock=computer.now, waiting=waiting
            )

        self.run: Any = None
        self.engine = _Engine(computer, settings, self.store, services, clock=computer.now, waiting=waiting)

    async def begin(self, schedule: bool) -> None:
        self.engine.start(schedule=schedule)

    async def end(self) -> None:
        await self.engine._wind_down()
        self.engine._lock.release()
        self.store.close()

    def drop(self) -> None:
        """What the death of a process does by itself."""
        self.engine._lock.release()


class _Engine(Engine):
    """The engine without its thread."""

    def __init__(self, computer: Computer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._loop = computer.loop

    def start(self, *, schedule: bool = False) -> None:
        self._lock.acquire()
        self._store.runs.close_interrupted(at=self._clock())
        self._store.preferences.set(OFFLINE, False)
        if schedule:
            self._start_scheduler()
        else:
            self.submit(self._settle())

    def submit(self, coroutine: Any) -> Any:
        assert self._loop is not None
        return self._loop.create_task(coroutine)

    @property
    def alive(self) -> bool:
        return True

    def _call(self, function: Callable[..., object], *args: object) -> None:
        function(*args)


class _Services(RunServices):
    """Runs over the ports of the simulation."""

    def __init__(self, computer: Computer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._computer = computer
        self._space = SpaceBudget(computer.free_bytes, lambda: 1 << 40)
        self._downloads = computer.network  # type: ignore[assignment]

    async def open_run(self, *args: Any, **kwargs: Any) -> Any:
        parts = await super().open_run(*args, **kwargs)
        assert self._computer.life is not None
        self._computer.life.run = parts.run
        return parts

    def _pdf_workers(self) -> Any:
        return _Pdf(self._computer)

    async def inspect(self, path: Path, depth: object, **wanted: object) -> Inspection:
        return Inspection(await _Pdf(self._computer).inspect(path))

    def comparing_worker(self, background: bool) -> Any:
        return AlikeSheets()

    async def close(self) -> None:
        await self._accounts.aclose()


class _Pdf:
    def __init__(self, computer: Computer) -> None:
        self._computer = computer

    async def check(self, path: Path) -> int:
        return len(await self.inspect(path))

    async def inspect(self, path: Path) -> tuple[SheetFacts, ...]:
        self._computer.step("inspection")
        kind = self._computer.weather.strikes("pdf")
        if kind:
            reason = Reason.UNREADABLE_PAGE if kind == "unreadable" else Reason.PARSER_CRASHED
            raise Failure(FailureCode.CORRUPT, reason)
        return (SheetFacts(0, 1224.0, 792.0),)


class _Keyring:
    def __init__(self, weather: Weather) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self._weather = weather

    def get_password(self, service: str, username: str, /) -> str | None:
        self._strike()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        if self._strike() != "forgetful":
            self.entries[service, username] = password

    def delete_password(self, service: str, username: str, /) -> None:
        self._strike()
        self.entries.pop((service, username), None)

    def _strike(self) -> str:
        kind = self._weather.strikes("keyring")
        if kind == "locked":
            raise keyring.errors.KeyringLocked("locked")
        if kind == "absent":
            raise keyring.errors.NoKeyringError("absent")
        return kind


def _numbered(computer: Computer) -> Callable[[], str]:
    return lambda: f"copy-{computer.lives}-{computer.steps}-{computer._chance.random()}"


def _tasks(loop: VirtualLoop) -> list[Any]:
    return sorted(asyncio.all_tasks(loop), key=hash)


def _head(log: Path) -> bytes:
    """SQLite writes another one whenever it begins its log again."""
    with log.open("rb") as file:
        return file.read(32)


def _tear(path: Path, size: int, chance: Random) -> None:
    """Cut a file, or leave it its length with nothing in it."""
    whole = path.stat().st_size
    os.truncate(path, size)
    if chance.random() < 0.3:
        os.truncate(path, whole)


# -- machinery: put once around all stories ---------------------------------------------------------------------

_running: list[Computer] = []


@contextmanager
def running(computer: Computer) -> Iterator[None]:
    """The machinery's steps are this computer's meanwhile."""
    _running.append(computer)
    try:
        yield
    finally:
        _running.pop()


@contextmanager
def machinery() -> Iterator[None]:
    """Put steps and faults into the disk and the database, and make everything small."""
    with ExitStack() as stack:
        for name, value in {
            "app.sync.part.CHECKPOINT": 700,
            "app.sync.transfer.WORTH_RESUMING": 300,
            "app.sync.download.WORTH_RESUMING": 300,
            "app.sync.download._TELL_EVERY": float("inf"),
            "app.sync.batch.FILES": 4,
            "app.sync.progress.INTERVAL": 60.0,
            "app.sync.watch.HEARTBEAT": 60.0,
            "app.sync.watch.LOOK_EVERY": 600.0,
            "app.sync.part.FileIO": _File,
            # It waits in its thread until no sync runs; without threads it would wait for itself.
            "app.sync.upkeep.Upkeep._pace": lambda upkeep, size: None,
            "app.storage.database.create_engine": _create_engine,
            "os.fsync": _fsync,
            "app.procore.daemon.start": _at_once,
        }.items():
            stack.enter_context(mock.patch(name, value))
        for name in ("rename", "replace", "unlink"):
            stack.enter_context(mock.patch.object(Path, name, _wired(name, getattr(Path, name))))
        yield


class _File(FileIO):
    def write(self, data: Any) -> int:
        if _running:
            _running[-1].disk("write", self.name)
        return super().write(data)


def _fsync(descriptor: int) -> None:
    if _running:
        computer = _running[-1]
        computer.disk("fsync", descriptor)
        found = os.fstat(descriptor)
        computer.durable[found.st_ino] = found.st_size
        if computer.renames and os.path.isdir(f"/proc/self/fd/{descriptor}"):  # noqa: PTH112
            folder = Path(os.readlink(f"/proc/self/fd/{descriptor}"))  # noqa: PTH115
            computer.renames = [pair for pair in computer.renames if pair[1].parent != folder]


def _wired(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def call(path: Path, *args: Any, **kwargs: Any) -> Any:
        if not _running:
            return function(path, *args, **kwargs)
        computer = _running[-1]
        computer.disk(name, path)
        result = function(path, *args, **kwargs)
        if name == "rename":
            computer.renames.append((path, Path(args[0])))
        return result

    return call


class _Shared:
    """SQLAlchemy's engine, one for all stories: it compiles each statement once."""

    engine: Any = None
    path = ""

    @classmethod
    def close(cls) -> None:
        """The connections of a dead process are gone with it."""
        if cls.engine is not None:
            cls.engine.dispose()


def _create_engine(url: Any) -> Any:
    _Shared.path = url.database
    if _Shared.engine is None:

        def connect() -> sqlite3.Connection:
            return sqlite3.connect(_Shared.path, check_same_thread=False)

        _Shared.engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool)
        event.listen(_Shared.engine, "commit", lambda connection: _statement("commit"))
        event.listen(_Shared.engine, "before_cursor_execute", lambda *known: _statement("statement"))
    return _Shared.engine


def _statement(what: str) -> None:
    if _running:
        _running[-1].statement(what)


def _at_once(call: Callable[[], Any], *, name: str) -> Any:
    return asyncio.get_running_loop().run_in_executor(None, call)
