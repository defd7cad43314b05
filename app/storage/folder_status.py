"""The one state and the one time of each Procore folder, counted by the database and without loading a tree (S45)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, Select, and_, case, exists, func, or_, select

from app.domain.access import discipline_folder
from app.domain.failures import FailureCode, Reason
from app.domain.states import AccessLevel, EntryKind, LinkState, RunOutcome, SyncState
from app.domain.status import badge, bidding, next_attempt
from app.domain.views import FailureNote, FolderStatus
from app.storage.database import among, pairs
from app.storage.preferences import read_preference
from app.storage.runs import RUN_COLUMNS, run_from
from app.storage.schema import HERE, NEWEST, blobs, contents, drawings, entries, revisions, runs

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from app.domain.access import Access
    from app.domain.views import Link, Run

#: The preference in which a running engine says that it finds no network.
OFFLINE = "engine.offline"

#: A project that was never connected.
NO_FOLDER = FolderStatus(
    state=SyncState.NEVER,
    time=None,
    last_success=None,
    failure=None,
    next_attempt=None,
    failures_in_a_row=0,
    confirmed_at=None,
    drawings=0,
    revisions=0,
    here=0,
    bytes=0,
)


@dataclass(frozen=True, slots=True)
class _Counts:
    drawings: int = 0
    revisions: int = 0
    here: int = 0
    bytes: int = 0

    @property
    def complete(self) -> bool:
        return self.here == self.revisions


@dataclass(frozen=True, slots=True)
class _History:
    last: Run | None = None
    success: Run | None = None
    failures: int = 0


def folder_statuses(
    connection: Connection,
    links: Collection[Link],
    *,
    engine_alive: bool,
    now: datetime,
    as_ended: Callable[[Run], Run],
) -> dict[int, FolderStatus]:
    """The status of each link, by link id, in a fixed number of statements however many links there are.
    ``as_ended``: see ``Runs``."""
    ids = [link.id for link in links]
    counts = _counts(connection, ids)
    histories = {id: _with_end(history, as_ended) for id, history in _histories(connection, ids).items()}
    offline = engine_alive and read_preference(connection, OFFLINE, False)
    return {
        link.id: _status(
            link,
            counts.get(link.id, _Counts()),
            histories[link.id],
            engine_alive=engine_alive,
            offline=offline and link.state is not LinkState.DISCONNECTED,
            now=now,
        )
        for link in links
    }


def _status(
    link: Link, counts: _Counts, history: _History, *, engine_alive: bool, offline: bool, now: datetime
) -> FolderStatus:
    last, success = history.last, history.success
    unfinished = last is not None and last.finished_at is None
    running_since = last.started_at if last is not None and unfinished and engine_alive else None
    outcome = None if last is None else last.outcome
    failure = None if last is None else last.failure
    failures = history.failures
    if last is not None and unfinished and not engine_alive:
        # Its process died: whatever the row says, nothing runs (S61).
        outcome = RunOutcome.FAILED
        failure = FailureNote(FailureCode.INTERRUPTED.value, None, {}, last.started_at)
        failures += 1
    last_success = None if success is None else success.finished_at
    shown = badge(
        link.state,
        running_since=running_since,
        last_outcome=outcome,
        last_success=last_success,
        complete=counts.complete,
    )
    if shown.state is SyncState.FAILED and failure is None:
        failure = _unexplained(last, counts)
    return FolderStatus(
        state=shown.state,
        time=shown.time,
        last_success=last_success,
        failure=failure if shown.state in (SyncState.FAILED, SyncState.ACCESS_LOST) else None,
        next_attempt=_next_attempt(link, last, now),
        failures_in_a_row=failures,
        # Procore was asked at the start of that run; what changed while it ran is confirmed by the next one.
        confirmed_at=None if success is None else success.started_at,
        drawings=counts.drawings,
        revisions=counts.revisions,
        here=counts.here,
        bytes=counts.bytes,
        offline=offline,
        bid_until=link.bid_until if link.state is LinkState.ACTIVE and bidding(link.bid_until, now) else None,
    )


def _unexplained(last: Run | None, counts: _Counts) -> FailureNote | None:
    """The reason of a failed folder whose last run gives none: it succeeded, and a file went missing since."""
    if last is None:
        return None
    at = last.finished_at or last.started_at
    if last.outcome is RunOutcome.CANCELLED:
        return FailureNote(FailureCode.CANCELLED.value, None, {}, at)
    missing: dict[str, object] = {"count": counts.revisions - counts.here}
    return FailureNote(FailureCode.CORRUPT.value, Reason.SHEETS_FAILED.value, missing, at)


def _next_attempt(link: Link, last: Run | None, now: datetime) -> datetime | None:
    if link.state is not LinkState.ACTIVE:
        return None
    last_attempt = None if last is None else last.started_at
    return next_attempt(link.interval, paused=link.paused, last_attempt=last_attempt, now=now, bid_until=link.bid_until)


def _histories(connection: Connection, link_ids: Collection[int]) -> Mapping[int, _History]:
    newest = select(func.max(runs.c.id)).where(among(runs.c.link_id, link_ids)).group_by(runs.c.link_id)
    succeeded = newest.where(runs.c.outcome == RunOutcome.SYNCED)

    def by_link(ids: Select[Any]) -> dict[int, Run]:
        rows = connection.execute(select(*RUN_COLUMNS).where(runs.c.id.in_(ids)))
        return {run.link_id: run for run in map(run_from, rows)}

    last, success = by_link(newest), by_link(succeeded)
    later = runs.alias()
    newest_success = select(func.coalesce(func.max(later.c.id), 0)).where(
        later.c.link_id == runs.c.link_id, later.c.outcome == RunOutcome.SYNCED
    )
    failed = (
        select(runs.c.link_id, func.count())
        .where(
            among(runs.c.link_id, link_ids),
            runs.c.outcome == RunOutcome.FAILED,
            runs.c.id > newest_success.scalar_subquery(),
        )
        .group_by(runs.c.link_id)
    )
    failures: dict[int, int] = pairs(connection, failed)
    return {id: _History(last.get(id), success.get(id), failures.get(id, 0)) for id in link_ids}


def _with_end(history: _History, as_ended: Callable[[Run], Run]) -> _History:
    """The same with an end that the database did not take yet (S61)."""
    if history.last is None or history.last.finished_at is not None:
        return history
    last = as_ended(history.last)
    success = last if last.outcome is RunOutcome.SYNCED else history.success
    failures = 0 if success is last else history.failures + (last.outcome is RunOutcome.FAILED)
    return _History(last, success, failures)


def as_seen(connection: Connection, link: Link, status: FolderStatus, access: Access) -> FolderStatus:
    """The same with the numbers of what the member sees; the state stays that of the whole folder."""
    placed = select(drawings.c.id, drawings.c.area_id, drawings.c.discipline_id).where(drawings.c.link_id == link.id)
    hidden = [
        id
        for id, area_id, discipline_id in connection.execute(placed).all()
        if not access.allows(AccessLevel.VIEW, discipline_folder(area_id, discipline_id))
    ]
    seen = _counts(connection, [link.id], hidden=hidden).get(link.id, _Counts())
    return replace(status, drawings=seen.drawings, revisions=seen.revisions, here=seen.here, bytes=seen.bytes)


def _counts(connection: Connection, link_ids: Collection[int], *, hidden: Collection[int] = ()) -> dict[int, _Counts]:
    """By link id, without the drawings that are ``hidden``."""
    wanted = among(drawings.c.link_id, link_ids)
    if hidden:
        wanted = and_(wanted, ~among(drawings.c.id, hidden))
    # As in the tree: a drawing that was obsolete before the connection is not shown.
    issued = exists().where(entries.c.drawing_id == drawings.c.id)
    shown = or_(drawings.c.withdrawn.is_(None), issued)
    of_drawings: dict[int, int] = pairs(
        connection, select(drawings.c.link_id, func.count()).where(wanted, shown).group_by(drawings.c.link_id)
    )
    held = blobs.c.sha256.is_not(None)
    source = (
        entries.join(drawings, drawings.c.id == entries.c.drawing_id)
        .join(revisions, revisions.c.id == entries.c.revision_id)
        .outerjoin(contents, NEWEST)
        .outerjoin(blobs, HERE)
    )
    # An Original does not count (S57). Nor does what Procore took back before its bytes were here: nobody can ever
    # fetch it, and waiting for it would keep the folder from ever being green again.
    counted = and_(entries.c.kind != EntryKind.ORIGINAL, or_(revisions.c.withdrawn.is_(None), held))
    of_entries = connection.execute(
        select(drawings.c.link_id, func.count(), func.sum(case((held, 1), else_=0), type_=Integer))
        .select_from(source)
        .where(wanted, counted)
        .group_by(drawings.c.link_id)
    )
    # The same bytes in two entries lie on the disk once.
    distinct = (
        select(drawings.c.link_id, blobs.c.sha256, blobs.c.size)
        .select_from(source)
        .where(wanted, held)
        .distinct()
        .subquery()
    )
    of_bytes: dict[int, int] = pairs(
        connection, select(distinct.c.link_id, func.sum(distinct.c.size)).group_by(distinct.c.link_id)
    )
    per_entry = {link_id: (count, here) for link_id, count, here in of_entries}
    return {
        link_id: _Counts(count, *per_entry.get(link_id, (0, 0)), of_bytes.get(link_id, 0))
        for link_id, count in of_drawings.items()
    }
