"""Why single revisions are not here, and when another try makes sense (failure classes that are the item's own)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, delete, exists, select
from sqlalchemy.dialects import sqlite

from app.domain.failures import FailureCode, Reason
from app.domain.files import Problem
from app.domain.sheets import sort_key
from app.domain.views import FailureNote, SheetProblem
from app.storage.database import among
from app.storage.schema import drawings, item_problems, revisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from app.domain.failures import Failure

_COLUMNS = (
    item_problems.c.revision_id,
    item_problems.c.code,
    item_problems.c.reason,
    item_problems.c["values"],
    item_problems.c.attempts,
    item_problems.c.at,
    item_problems.c.next_at,
    item_problems.c.fingerprint,
)


def note(
    connection: Connection,
    link_id: int,
    revision_id: int,
    failure: Failure,
    *,
    at: datetime,
    next_at: datetime | None,
    fingerprint: str,
) -> None:
    """Remember a failure; inside a transaction. Another fingerprint is another item: its attempts start at one."""
    facts = {
        "code": failure.code.value,
        "reason": None if failure.reason is None else failure.reason.value,
        "values": dict(failure.values),
        "at": at,
        "next_at": next_at,
        "fingerprint": fingerprint,
    }
    row = sqlite.insert(item_problems).values(link_id=link_id, revision_id=revision_id, attempts=1, **facts)
    same = item_problems.c.fingerprint == row.excluded.fingerprint
    again = case((same, item_problems.c.attempts + 1), else_=1)
    connection.execute(
        row.on_conflict_do_update(index_elements=["link_id", "revision_id"], set_={**facts, "attempts": again})
    )


def clear(connection: Connection, link_id: int, revision_ids: Iterable[int]) -> None:
    """Forget the problems of revisions; inside a transaction."""
    connection.execute(
        delete(item_problems).where(
            item_problems.c.link_id == link_id, among(item_problems.c.revision_id, revision_ids)
        )
    )


def clear_withdrawn(connection: Connection) -> None:
    """Forget the problems of revisions that nobody can fetch any more; inside a transaction."""
    wanted = exists().where(
        revisions.c.link_id == item_problems.c.link_id,
        revisions.c.procore_id == item_problems.c.revision_id,
        revisions.c.withdrawn.is_(None),
    )
    connection.execute(delete(item_problems).where(~wanted))


def load_problems(connection: Connection, link_id: int) -> dict[int, Problem]:
    """Open problems by Procore's revision id; inside a transaction."""
    rows = connection.execute(select(*_COLUMNS).where(item_problems.c.link_id == link_id))
    return {row[0]: _problem(row) for row in rows}


def sheet_problems(connection: Connection, link_id: int) -> list[SheetProblem]:
    """The open problems of a link with the names of their sheets, by number; inside a transaction."""
    rows = (
        select(drawings.c.procore_id, drawings.c.number, drawings.c.title, revisions.c.revision_number, *_COLUMNS[1:7])
        .select_from(
            item_problems.join(
                revisions,
                and_(
                    revisions.c.link_id == item_problems.c.link_id,
                    revisions.c.procore_id == item_problems.c.revision_id,
                ),
            ).join(drawings, drawings.c.id == revisions.c.drawing_id)
        )
        .where(item_problems.c.link_id == link_id)
    )
    found = [
        SheetProblem(id, number, title, label, FailureNote(code, reason, values, at), attempts, next_at)
        for id, number, title, label, code, reason, values, attempts, at, next_at in connection.execute(rows)
    ]
    return sorted(found, key=lambda one: (sort_key(one.number), one.drawing_id, one.revision))


def _problem(row: Sequence[Any]) -> Problem:
    revision_id, code, reason, values, attempts, at, next_at, fingerprint = row
    return Problem(
        revision_id,
        FailureCode(code),
        None if reason is None else Reason(reason),
        values,
        attempts,
        at,
        next_at,
        fingerprint,
    )
