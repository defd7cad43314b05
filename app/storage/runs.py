"""Every sync: when it began, how it ended and why (S61, S62)."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from app.domain.failures import Failure, FailureCode
from app.domain.states import RunOutcome
from app.domain.views import FailureNote, Run
from app.storage.schema import listings, runs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Any

    from sqlalchemy.engine import Connection

    from app.domain.events import RunReport
    from app.domain.states import RunTrigger
    from app.storage.database import Database

log = logging.getLogger(__name__)

#: Runs kept for each link. With a run every five minutes this is most of a day; the last success is always kept.
KEPT = 200

RUN_COLUMNS = (
    runs.c.id,
    runs.c.link_id,
    runs.c.started_at,
    runs.c.finished_at,
    runs.c.full,
    runs.c.outcome,
    runs.c.failure_code,
    runs.c.failure_reason,
    runs.c.failure_values,
    runs.c.trigger,
    runs.c.seconds,
    runs.c.files,
    runs.c.bytes,
    runs.c.requests,
    runs.c.added,
    runs.c.reordered,
    runs.c.withdrawn,
    runs.c.changed,
)


#: What a report and a row of a run both have.
_COUNTS = ("requests", "files", "bytes", "seconds", "added", "reordered", "withdrawn", "changed")


class Runs:
    def __init__(self, database: Database) -> None:
        self._database = database
        #: Ends that the database did not take yet, by run.
        self._unrecorded: dict[int, tuple[RunReport, datetime]] = {}

    def start(self, link_id: int, *, trigger: RunTrigger, full: bool, at: datetime) -> int:
        """Record that a run began; returns its id."""
        row = insert(runs).values(link_id=link_id, trigger=trigger, full=full, started_at=at).returning(runs.c.id)
        self.record_ends()
        with self._database.write() as connection:
            run_id: int = connection.execute(row).scalar_one()
        return run_id

    def finish(self, run_id: int, report: RunReport, *, at: datetime) -> None:
        """Record how a run ended. Rows of runs that nobody will ask for any more are removed.

        Where the database refuses that, the run has ended all the same (S61): for this process at once, and on the disk
        as soon as ``record_ends`` or another run finds the database willing.
        """
        self._unrecorded[run_id] = (report, at)
        try:
            try:
                self.record_ends()
            except Failure as refused:
                if refused.code is not FailureCode.LOCAL_SPACE:
                    raise
                self._database.fold()  # what took the last room of a disk may be the log
                self.record_ends()
        except Failure as failure:
            log.error("the end of run %d is not recorded yet: %s", run_id, failure)

    def record_ends(self) -> None:
        """Record the ends that were refused before."""
        ends = dict(self._unrecorded)
        if not ends:
            return
        with self._database.write() as connection:
            for run_id, (report, at) in ends.items():
                _record_end(connection, run_id, report, at)
        for run_id in ends:
            del self._unrecorded[run_id]

    def as_ended(self, run: Run) -> Run:
        """A run as it was read, with the end that the database did not take yet."""
        end = self._unrecorded.get(run.id)
        if end is None:
            return run
        report, at = end
        failure = None
        if report.failure is not None:
            reason = None if report.failure.reason is None else report.failure.reason.value
            failure = FailureNote(report.failure.code.value, reason, dict(report.failure.values), at)
        counts = {name: getattr(report, name) for name in _COUNTS}
        return replace(run, finished_at=at, outcome=report.outcome, full=report.full, failure=failure, **counts)

    def withdraw(self, run_id: int) -> None:
        """Forget a run as if it had never begun: it got no answer at all."""
        self._unrecorded.pop(run_id, None)
        with self._database.write() as connection:
            connection.execute(delete(runs).where(runs.c.id == run_id))

    def close_interrupted(self, *, at: datetime) -> int:
        """Every run without an end becomes failed/interrupted; returns how many. Only the process that holds the
        engine's lock may call this: in any other one the run may be alive (S61)."""
        ended = (
            update(runs)
            .where(runs.c.finished_at.is_(None))
            .values(
                finished_at=at,
                outcome=RunOutcome.FAILED,
                failure_code=FailureCode.INTERRUPTED.value,
                failure_reason=None,
                failure_values={},
            )
        )
        with self._database.write() as connection:
            return connection.execute(ended).rowcount

    def last(self, link_id: int) -> Run | None:
        """The newest run, alive or not."""
        return next(iter(self.recent(link_id, 1)), None)

    def recent(self, link_id: int, n: int) -> list[Run]:
        """The newest ``n`` runs, newest first."""
        newest = select(*RUN_COLUMNS).where(runs.c.link_id == link_id).order_by(runs.c.id.desc()).limit(n)
        with self._database.read() as connection:
            return [self.as_ended(run_from(row)) for row in connection.execute(newest)]

    def failures_in_a_row(self, link_id: int) -> int:
        """Failed runs since the last success. A run that the user cancelled is neither."""
        last_success = select(func.coalesce(func.max(runs.c.id), 0)).where(_succeeded(), runs.c.link_id == link_id)
        failed = select(func.count()).where(
            runs.c.link_id == link_id,
            runs.c.outcome == RunOutcome.FAILED,
            runs.c.id > last_success.scalar_subquery(),
        )
        with self._database.read() as connection:
            return int(connection.execute(failed).scalar_one())

    def last_success(self, link_id: int) -> datetime | None:
        """When the newest successful run was complete."""
        newest = (
            select(runs.c.finished_at)
            .where(runs.c.link_id == link_id, _succeeded())
            .order_by(runs.c.id.desc())
            .limit(1)
        )
        with self._database.read() as connection:
            at: datetime | None = connection.execute(newest).scalar_one_or_none()
        return at


def run_from(row: Sequence[Any]) -> Run:
    """A ``views.Run`` from a row of ``RUN_COLUMNS``."""
    id, link_id, started_at, finished_at, full, outcome, code, reason, values, trigger, seconds, *counts = row
    failure = None
    if code is not None:
        failure = FailureNote(code, reason, values or {}, finished_at or started_at)
    return Run(id, link_id, started_at, finished_at, full, outcome, failure, trigger, seconds, *counts)


def _record_end(connection: Connection, run_id: int, report: RunReport, at: datetime) -> None:
    failure = report.failure
    ended = connection.execute(
        update(runs)
        .where(runs.c.id == run_id)
        .values(
            finished_at=at,
            outcome=report.outcome,
            full=report.full,
            failure_code=None if failure is None else failure.code.value,
            failure_reason=None if failure is None or failure.reason is None else failure.reason.value,
            failure_values=None if failure is None else dict(failure.values),
            **{name: getattr(report, name) for name in _COUNTS},
        )
    )
    if ended.rowcount:
        _prune(connection, run_id)


def _succeeded() -> ColumnElement[bool]:
    return runs.c.outcome == RunOutcome.SYNCED


def _prune(connection: Connection, run_id: int) -> None:
    link_id = connection.execute(select(runs.c.link_id).where(runs.c.id == run_id)).scalar_one()
    of_link = runs.c.link_id == link_id
    oldest_kept = connection.execute(
        select(runs.c.id).where(of_link).order_by(runs.c.id.desc()).offset(KEPT - 1).limit(1)
    ).scalar_one_or_none()
    if oldest_kept is not None:
        success = select(func.max(runs.c.id)).where(of_link, _succeeded()).scalar_subquery()
        last_success = connection.execute(select(func.coalesce(success, 0))).scalar_one()
        connection.execute(delete(runs).where(of_link, runs.c.id < oldest_kept, runs.c.id != last_success))
    # Generations before the last complete full listing prove nothing any more, except the one of the structure.
    mine = listings.c.link_id == link_id
    proof = select(func.max(listings.c.generation)).where(
        mine, listings.c.full.is_(True), listings.c.complete.is_(True)
    )
    structure = select(func.max(listings.c.generation)).where(mine, listings.c.structure.is_(True))
    known, kept = connection.execute(select(proof.scalar_subquery(), structure.scalar_subquery())).one()
    if known is not None:
        connection.execute(
            delete(listings).where(mine, listings.c.generation < known, listings.c.generation != (kept or 0))
        )
