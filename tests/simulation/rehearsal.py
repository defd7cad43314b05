"""One small day, the same every time: a project in sync meets a reorder, a new revision, a replaced file and a
withdrawal.

Every call of every port is counted in it, so that each of them can be made to fail, once or for ever; and every step,
so that the program can die before each.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from computer import Crash, running
from invariants import assert_sound, read
from story import Story, templates

from app.domain.events import RunReport
from app.domain.failures import FailureCode
from app.domain.states import RunOutcome

#: A story whose project mirrors reorders.
_SEED = 1
C = FailureCode
#: What a run says that meets the fault for ever. None: nothing, it copes.
CLASSES: dict[str, dict[str, set[FailureCode | None]]] = {
    "api": {
        "offline": {C.NETWORK},
        "broken off": {C.NETWORK},
        "silent": {C.NETWORK},
        "answer lost": {C.NETWORK},
        "401": {C.AUTH},
        "403": {C.FORBIDDEN},
        "not installed": {C.APP_NOT_INSTALLED},
        "404": {C.ACCESS_LOST},
        "429": {C.THROTTLED},
        "429 later": {C.THROTTLED},
        "500": {C.SERVER},
        "503": {C.SERVER},
        "503 later": {C.THROTTLED},
        "portal": {C.NETWORK},
        "nonsense": {C.CONTRACT},
        "half a list": {C.CONTRACT},
        "bad record": {C.CONTRACT, None},
        "bad records": {C.CONTRACT, None},
        "rows lost": {C.CONTRACT, None},
        "rows doubled": {C.CONTRACT, None},
        "redirect": {C.NETWORK},
    },
    "login": {  # the old token serves for as long as it lives
        "offline": {C.NETWORK, None},
        "silent": {C.AUTH},
        "answer lost": {C.AUTH},
        "500": {C.SERVER, None},
        "portal": {C.NETWORK, C.AUTH, None},
        "invalid grant": {C.AUTH},
    },
    "file": {
        "offline": {C.NETWORK},
        "broken off": {C.NETWORK},
        "worker gone": {C.NETWORK},
        "cut": {C.CORRUPT},
        "short": {C.CORRUPT, C.CHANGED},
        "long": {C.CORRUPT, C.CHANGED},
        "portal": {C.NETWORK},
        "page": {C.CORRUPT, C.CHANGED, C.NETWORK},
        "expired": {C.URL_EXPIRED, C.SERVER},
        "400": {C.SERVER},
        "401": {C.URL_EXPIRED},
        "403": {C.URL_EXPIRED},
        "404": {C.GONE},
        "412": {C.CHANGED},
        "416": {C.SERVER, C.CHANGED},
        "429": {C.THROTTLED},
        "500": {C.SERVER},
        "503": {C.THROTTLED},
        "another tag": {None},
        "no tag": {None},
        "whole instead of the rest": {None},
        "loop": {C.SERVER},
        "to a private address": {C.CONTRACT},
        "to plain http": {C.CONTRACT},
    },
    "disk": {"full": {C.LOCAL_SPACE}, "broken": {C.LOCAL_IO}, "read-only": {C.LOCAL_IO}},
    "space": {"gone": {C.LOCAL_SPACE}},
    "database": {"busy": {C.LOCAL_IO}, "broken": {C.LOCAL_IO}, "full": {C.LOCAL_SPACE}},
    "commit": {"busy": {C.LOCAL_IO}, "broken": {C.LOCAL_IO}, "full": {C.LOCAL_SPACE}},
    "keyring": {kind: {C.KEYRING, None} for kind in ("locked", "absent", "forgetful")},
    "pdf": {"unreadable": {C.CORRUPT}, "crashed": {C.CORRUPT}},
}


class Rehearsal(Story):
    """``folder`` holds the template of a machine that is in sync with yesterday; see ``prepared``."""

    def __init__(self, folder: Path, template: Path, number: int) -> None:
        super().__init__(_SEED, folder / str(number), {True: template, False: template})
        self._yesterday()
        self._judge.silent_seen = 0

    def _yesterday(self) -> None:
        world, people = self._computer.world, self._people
        area, discipline = world.add_area(people.project, "Main"), world.add_discipline(people.project, "Architectural")
        for count in (2, 2, 1, 1):
            number = f"A-{100 + len(world.drawings)}"
            drawing = world.add_drawing(area, number, f"Plan {number}", discipline)
            for _ in range(count):
                people.publish(drawing.id, size=1500)

    def _today(self) -> None:
        world, people = self._computer.world, self._people
        first, second, third, fourth = world.drawings_of(people.project.id)
        world.reorder(first.id, tuple(reversed(first.order)))
        people.publish(second.id, size=1700)
        people.replace(third.order[0], size=900)
        world.delete_drawing(fourth.id)
        people.ever_gone.update(fourth.order)
        people.ever_withdrawn.add(fourth.id)
        people.acts += 4

    def first_sync(self) -> None:
        """Make the template."""
        with running(self._computer):
            self._computer.start()
            self._listen()
            self._computer.sign_in()
            self._sync_now(full=True)
            assert self._reports[-1].outcome is RunOutcome.SYNCED, self._reports[-1]
            self._computer.quit()
        self._computer.let_go()

    @property
    def home(self) -> Path:
        return self._computer.home

    def day(self, port: str = "", kind: str = "", *, call: int = 1, times: int = 1) -> dict[str, int]:
        """The day, with the port's ``call``-th call and so many ``times`` failing in this way; then all is well
        again, and the next run must put it right. Returns how often each port was called by then."""
        with running(self._computer):
            try:
                return self._day(port, kind, call, times)
            finally:
                self._computer.let_go()

    def _day(self, port: str, kind: str, call: int, times: int) -> dict[str, int]:
        computer = self._computer
        self._morning()
        before = computer.weather.calls.copy()
        if port:
            computer.weather.order(port, kind, 1.0, times, skip=call - 1)
        self._sync_now(full=True)
        calls = computer.weather.calls - before
        computer.weather.clear()
        self._after_step()
        self._assert_readable()
        if times > 1:
            self._assert_right_class(self._reports[-1] if self._reports else None, port, kind)
        self._put_right()
        computer.quit()
        return dict(calls)

    def death(self, step: int, *, power_cut: bool) -> str:
        """The day on which the program dies before that step (from 1), and lives again; which step that was."""
        with running(self._computer):
            try:
                return self._death(step, power_cut)
            finally:
                self._computer.let_go()

    def _death(self, step: int, power_cut: bool) -> str:
        computer = self._computer
        self._morning()
        computer.crash_at = computer.steps + step
        try:
            self._sync_now(full=True)
        except (Crash, asyncio.InvalidStateError):
            assert computer.dead
        if not computer.dead:
            return ""
        last = computer.trace[-2]
        computer.bury(power_cut=power_cut)
        assert_sound(computer.home)
        self._watermark = read(computer.home).watermark if power_cut else self._watermark
        self._after_step()
        computer.start()
        self._listen()
        self._put_right()
        computer.quit()
        return last

    def _morning(self) -> None:
        """The program runs, and Procore is another than yesterday."""
        computer = self._computer
        self._people.connected = True
        computer.loop.pass_by(7200)
        computer.start()
        self._listen()
        computer.sign_in()
        self._drafter.draw_on_everything()
        computer.database_is_flushed()
        computer.loop.pass_by(5000)  # the token is to be renewed
        self._today()

    def _assert_readable(self) -> None:
        assert self._computer.life is not None
        store = self._computer.life.store
        tree = store.documents.tree(self._computer.project_id, engine_alive=True)
        drawings = [one for area in tree.areas for discipline in area.disciplines for one in discipline.drawings]
        assert len(drawings) == 4, f"{len(drawings)} drawings are shown"

    def _assert_right_class(self, report: RunReport | None, port: str, kind: str) -> None:
        if f"{port} {kind}" not in self._computer.weather.struck:
            return
        said = None if report is None or report.failure is None else report.failure.code
        if report is None:
            assert port in ("database", "commit"), "no report"
            return
        assert said in CLASSES[port][kind], f"{port} {kind} for ever: the run says {report.failure}"

    def _put_right(self) -> None:
        computer = self._computer
        computer.loop.pass_by(60)
        assert computer.life is not None
        self._sync_now(full=True)
        if not computer.life.store.accounts.list()[0].signed_in:  # the answer with the new tokens was lost
            computer.sign_in()
            self._sync_now(full=True)
        report = self._reports[-1]
        assert report.outcome is RunOutcome.SYNCED, f"I8: all is well, and the next run says {report.failure}"
        self._assert_nothing_left()
        self._after_step()
        kept = read(computer.home)
        assert len(kept.held) == 6, f"{len(kept.held)} revisions are here"


class Theatre:
    """Days from one template, in ``folder``. Use within ``machinery``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0
        first = Rehearsal(folder, templates(folder)[True], 0)
        first.first_sync()
        self._template = first.home

    def day(self, port: str = "", kind: str = "", *, call: int = 1, times: int = 1) -> dict[str, int]:
        """See ``Rehearsal.day``."""
        self._number += 1
        return Rehearsal(self._folder, self._template, self._number).day(port, kind, call=call, times=times)

    def death(self, step: int, *, power_cut: bool) -> str:
        """See ``Rehearsal.death``."""
        self._number += 1
        return Rehearsal(self._folder, self._template, self._number).death(step, power_cut=power_cut)
