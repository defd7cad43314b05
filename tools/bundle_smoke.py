#!/usr/bin/env python3
"""Builds the program as it is shipped and uses it: without Python, in an empty home, from outside.

    python tools/bundle_smoke.py                   builds it in a temporary folder first
    python tools/bundle_smoke.py --folder DIST     takes DIST/planrack, which is there
    python tools/bundle_smoke.py --pictures OUT    keeps a picture of the screen after each step in the window

Its last line says in one sentence what came of it; the exit code is 0 only if everything held. Linux; needs Xvfb and
xdotool.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

import bundle  # noqa: E402
from smoke_display import PATIENCE, Absent, Hands, display, take_picture, until  # noqa: E402

from app import __version__  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_OLDEST_SCHEMA = "0001"
#: Starts of each program, of which the fastest counts: others may be busy on this machine.
_ROUNDS = 3
#: Seconds for the window between two keys.
_PAUSES = (0.8, 2.0, 5.0)
#: Opened by name, by the link of the first start, by a link to the window that runs.
_SHEETS = ("A-101", "C-101", "G-002")


class Broken(Exception):
    """Something the built program does not do."""


@dataclass
class Built:
    """The built program with a home of its own; nothing of this Python is on any of its paths."""

    folder: Path
    home: Path
    pictures: Path | None = None
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.environment = {
            "HOME": str(self.home),
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            # Nobody is there: whatever would talk to Procore finds no network.
            "PLANRACK_PROCORE_API": "http://127.0.0.1:9",
            "PLANRACK_PROCORE_LOGIN": "http://127.0.0.1:9",
        }

    @property
    def program(self) -> Path:
        return bundle.program_in(self.folder)

    @property
    def data(self) -> Path:
        return self.home / ".local" / "share" / "Planrack"

    def run(self, *arguments: str, code: int = 0, **environment: str) -> str:
        """What the command line answers. Raises Broken for another exit code."""
        ended = subprocess.run(
            [self.program, *arguments],
            env={**self.environment, **environment},
            cwd="/",
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        if ended.returncode != code:
            raise Broken(f"planrack {' '.join(arguments)} ended with {ended.returncode}: {ended.stderr[-2000:]}")
        return ended.stdout

    def answer(self, *arguments: str, **environment: str) -> Any:
        return json.loads(self.run(*arguments, "--json", **environment))

    @contextlib.contextmanager
    def window(self, *arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
        """The program as a process, which is ended if it does not end itself."""
        command, own = [str(self.program), *arguments], {**self.environment, **environment}
        with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
            process = subprocess.Popen(command, env=own, cwd="/", stdout=log, stderr=log, text=True)
            try:
                yield process
            except (Absent, Broken):
                log.seek(0)
                print(log.read()[-3000:], file=sys.stderr)
                raise
            finally:
                if process.poll() is None:
                    process.kill()
                process.wait()


# -- the command line ----------------------------------------------------------------------------------------------


def check_command_line(built: Built) -> None:
    holds(built.run("--version").strip() == f"planrack {__version__}", "version")
    found = built.answer("doctor")
    holds(found["data_directory"]["exists"] is False, "an empty home")
    holds(found["qt"], "Qt's version")
    holds("Keyring" in built.run("doctor"), "doctor in English")
    holds("Trousseau" in built.run("doctor", LANG="fr_CA.UTF-8"), "doctor in French")
    made = built.answer("projects", "create", "Tower")
    holds([one["id"] for one in built.answer("projects")["projects"]] == [made["id"]], "a project that was created")
    holds(built.answer("doctor")["database"]["state"] == "sound", "a sound database")


def check_keyrings(built: Built) -> None:
    """Backends are found by name, and the desktop's own one gets as far as asking for its bus."""
    null = built.answer("doctor", PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring")
    holds(null["keyring"]["backend"] == "null Keyring", "a backend chosen by name")
    service = subprocess.run(
        [built.program, "doctor", "--json"],
        env={**built.environment, "PYTHON_KEYRING_BACKEND": "keyring.backends.SecretService.Keyring"},
        capture_output=True,
        text=True,
        check=False,
    )
    holds("SecretService" in service.stdout + service.stderr, "the desktop's keyring")
    holds("required" not in service.stderr, "the libraries of the desktop's keyring")


def check_migration(built: Built) -> None:
    """A database of the first version is backed up and brought up to date."""
    from app.storage.database import Database
    from app.storage.migrate import HEAD, migrate

    old = built.home / "old"
    old.mkdir()
    database = Database(old / "planrack.db")
    migrate(database, old / "backups", at=datetime.now(UTC), head=_OLDEST_SCHEMA)
    database.close()
    holds(built.answer("projects", PLANRACK_HOME=str(old)) == {"projects": []}, "projects of an old database")
    holds(built.answer("doctor", PLANRACK_HOME=str(old))["database"]["schema"] == HEAD, "the newest schema")
    holds(any((old / "backups").iterdir()), "a backup before the migration")


def check_browser(built: Built) -> None:
    """What is opened to sign in runs with the system's libraries, not with those of the folder."""
    told, browser = built.home / "told", built.home / "browser"
    browser.write_text(f"#!/bin/sh\nenv >{told}.part && mv {told}.part {told}\n", encoding="utf-8")
    browser.chmod(0o755)
    given = {"BROWSER": f"{browser} %s", "LD_LIBRARY_PATH": "/given", "PLANRACK_CLIENT_ID": "a"}
    given |= {"PLANRACK_CLIENT_SECRET": "b", "PYTHON_KEYRING_BACKEND": "keyring.backends.chainer.ChainerBackend"}
    with built.window("login", **given):
        until("the browser", told.exists)
    lines = told.read_text("utf-8").splitlines()
    holds("LD_LIBRARY_PATH=/given" in lines, "the libraries that were given")
    named = [line for line in lines if str(built.folder) in line]
    holds(not named, f"nothing of the folder in the environment, not {named}")


def check_headless_demo(built: Built) -> None:
    """Sandbox, sign-in, sync with its worker processes, and the window drawn into memory."""
    told = built.answer("demo", "--headless")
    holds(told["state"] == "synced", "a synced project")
    holds(told["drawings"] > 0 and told["bytes"] > 0, "drawings")
    pictures = [Path(one) for one in told["screenshots"]]
    holds(len(pictures) == 3 and all(one.stat().st_size > 20_000 for one in pictures), "pictures of the window")
    if built.pictures is not None:
        for one in pictures:
            shutil.copy(one, built.pictures / f"headless-{one.name}")


# -- the window ------------------------------------------------------------------------------------------------------


def check_demo_window(built: Built) -> None:
    """The demo as a user has it: sync, open a sheet, switch the language, quit. By keys alone."""
    database = built.data / "demo" / "planrack.db"
    with on_screen(built) as (screen, hands), built.window("demo", DISPLAY=screen, QT_QPA_PLATFORM="xcb") as program:
        shown = hands.window("Planrack", program)
        drawing = drawing_id(database, _SHEETS[0])
        go_to(hands, shown, _SHEETS[0], lambda: last_sheet(database) == drawing)
        until("a painter draws it", lambda: workers(built, "--painter"))
        picture(built, screen, "sheet")
        runs = count_runs(database)
        hands.hold(shown)
        hands.press("F5")
        until("a sync by hand", lambda: count_runs(database) > runs)
        go_to(hands, shown, "francais", lambda: preference(database, "language") == "fr")
        picture(built, screen, "french")
        check_paths(built)
        hands.hold(shown)
        hands.press("ctrl+q")
        holds(program.wait(PATIENCE) == 0, "an orderly end")
    until("no process is left", lambda: not workers(built, ""), 20)


def check_drawings(built: Built) -> None:
    """What takes libraries that nothing else loads: a bound set of all sheets, and two sheets compared."""
    from app.domain.failures import Failure
    from app.drawings.worker_pool import PdfWorkers

    home = built.data / "demo"
    bound = built.home / "set.pdf"
    told = built.answer("export", "1", str(bound), "--pdf", "--markups", PLANRACK_HOME=str(home))
    holds(told["pages"] > told["sheets"] and bound.read_bytes()[:5] == b"%PDF-", "a bound set with a cover")
    older, newer = sorted((home / "blobs").rglob("*.pdf"))[:2]
    picture = built.home / "compared.png"

    async def compare() -> None:
        workers = PdfWorkers(count=1, command=(str(built.program), "--pdf-worker"))
        try:
            same = await workers.compare((older, 0), (older, 0), picture)
            holds(same.alignment is not None and not same.regions, "a sheet that is as it was")
            await workers.compare((older, 0), (newer, 0), picture)
        except Failure as failure:
            raise Broken(f"comparing: {failure}") from failure
        finally:
            await workers.aclose()

    asyncio.run(compare())


def check_links(built: Built) -> None:
    """A link opens its sheet at the first start, and in the window that runs; nonsense changes nothing."""
    home = built.data / "demo"
    database = home / "planrack.db"
    settings = {"PLANRACK_HOME": str(home), "QT_QPA_PLATFORM": "xcb"}
    first, second = (drawing_id(database, number) for number in _SHEETS[1:])
    with on_screen(built) as (screen, hands):
        settings["DISPLAY"] = screen
        with built.window(link(database, first), **settings) as program:
            hands.hold(hands.window("Planrack", program))
            until("the sheet of the link", lambda: last_sheet(database) == first)
            built.run(link(database, second), **settings)
            until("the sheet of a second link", lambda: last_sheet(database) == second)
            built.run("planrack://open?project=nonsense", **settings)
            picture(built, screen, "links")
            holds(last_sheet(database) == second and program.poll() is None, "a window that goes on")
            hands.press("ctrl+q")
            holds(program.wait(PATIENCE) == 0, "an orderly end")


def start_times(built: Built) -> tuple[float, float]:
    """Seconds to the first window, of the built program and of the checkout."""
    home = built.home / "starts"
    settings = {**built.environment, "PLANRACK_HOME": str(home), "QT_QPA_PLATFORM": "xcb"}
    found: dict[str, list[float]] = {}
    with on_screen(built) as (screen, hands):
        settings["DISPLAY"] = screen
        for _round in range(_ROUNDS):
            for name, command in (("built", [built.program]), ("checkout", [sys.executable, "-P", "-m", "app"])):
                own = settings if name == "built" else {**settings, "PYTHONPATH": str(ROOT)}
                started = time.perf_counter()
                program = subprocess.Popen(command, env=own, cwd="/", text=True)
                hands.hold(hands.window("Planrack", program))
                found.setdefault(name, []).append(time.perf_counter() - started)
                hands.press("ctrl+q")
                holds(program.wait(PATIENCE) == 0, "an orderly end")
    return min(found["built"]), min(found["checkout"])


@contextlib.contextmanager
def on_screen(built: Built) -> Iterator[tuple[str, Hands]]:
    with display() as name:
        yield name, Hands(name)


def go_to(hands: Hands, window: str, what: str, came: Callable[[], object]) -> None:
    """Through « Go to anything » until ``came()``. What it lists cannot be seen from here: on a busy machine the first
    hit may come too late for the key that takes it, so it is tried again, with more time."""
    for pause in _PAUSES:
        hands.hold(window)
        hands.press("ctrl+k")
        time.sleep(pause)
        hands.write(what)
        time.sleep(2 * pause)
        hands.press("Return")
        with contextlib.suppress(Absent):
            until(what, came, 10 * pause)
            return
        hands.press("Escape")
    raise Absent(f"{what} was not gone to")


def picture(built: Built, screen: str, name: str) -> None:
    if built.pictures is not None:
        time.sleep(1.0)
        take_picture(screen, built.pictures / f"{name}.png")


def workers(built: Built, role: str) -> list[int]:
    """Processes of the built program with ``role`` among their arguments."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if (entry / "exe").resolve() == built.program and role in (entry / "cmdline").read_text("utf-8"):
                    found.append(int(entry.name))
    return found


def check_paths(built: Built) -> None:
    """No process of the program has loaded anything of this Python or this checkout."""
    foreign = (str(ROOT), sys.prefix, sys.base_prefix)
    for process in workers(built, ""):
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{process}/maps").read_text("utf-8").splitlines()
            loaded = {match.group(0) for line in lines if (match := re.search(r"/.*", line)) is not None}
            mixed = [path for path in loaded if path.startswith(foreign) and not path.startswith("/usr/lib")]
            holds(not mixed, f"libraries of its own alone, not {mixed[:3]}")


# -- what the database says, read beside the program ----------------------------------------------------------------


def read(database: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    with contextlib.closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(query, values).fetchall()


def preference(database: Path, key: str) -> Any:
    rows = read(database, "SELECT value FROM preferences WHERE key = ?", key)
    return json.loads(rows[0][0]) if rows else None


def last_sheet(database: Path) -> int | None:
    recent = preference(database, "sheets.recent.1")
    return recent[0][1] if recent else None


def drawing_id(database: Path, number: str) -> int:
    rows = read(database, "SELECT procore_id FROM drawings WHERE number = ?", number)
    return int(rows[0][0])


def count_runs(database: Path) -> int:
    return int(read(database, "SELECT count(*) FROM runs WHERE outcome = 'synced'")[0][0])


def link(database: Path, drawing: int) -> str:
    project = read(database, "SELECT procore_project_id FROM links")[0][0]
    return f"planrack://open?project={project}&drawing={drawing}"


# -- all of it ---------------------------------------------------------------------------------------------------------

CHECKS: tuple[Callable[[Built], None], ...] = (
    check_command_line,
    check_keyrings,
    check_migration,
    check_browser,
    check_headless_demo,
    check_demo_window,
    check_drawings,
    check_links,
)


def holds(true: object, what: str) -> None:
    if not true:
        raise Broken(f"expected {what}")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, metavar="DIST")
    parser.add_argument("--pictures", type=Path, metavar="OUT")
    chosen = parser.parse_args(arguments)
    lacking = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
    if lacking:
        print(f"bundle: failed: {' and '.join(lacking)} not installed")
        return 1
    if chosen.pictures is not None:
        chosen.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="planrack-smoke-") as temporary:
        work = Path(temporary).resolve()
        started = time.monotonic()
        try:
            # Away from the checkout, whose files it must not find.
            folder = bundle.build(work) if chosen.folder is None else chosen.folder.resolve() / bundle.NAME
        except subprocess.CalledProcessError as error:
            print(f"bundle: failed: the build ended with {error.returncode}")
            return 1
        took = time.monotonic() - started
        home = work / "home"
        home.mkdir()
        return _tried(Built(folder, home, chosen.pictures), took)


def _tried(built: Built, build_seconds: float) -> int:
    started = time.monotonic()
    for check in CHECKS:
        name = check.__name__.removeprefix("check_").replace("_", " ")
        began = time.monotonic()
        try:
            check(built)
        except (Absent, Broken, subprocess.TimeoutExpired) as failure:
            print(f"bundle: failed: {name}: {failure}")
            return 1
        print(f"  {name}: {time.monotonic() - began:.1f} s", flush=True)
    window, checkout = start_times(built)
    print(
        f"figure: {bundle.size(built.folder) / 1e6:.0f} MB,"
        f" window in {window:.1f} s ({window / checkout:.2f} × the checkout),"
        f" built in {build_seconds:.0f} s, tried in {time.monotonic() - started:.0f} s"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
