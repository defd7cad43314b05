"""The question that stands between a listing that lost much of a project and its withdrawal here (I4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import sqlite

from app.domain.sheets import sort_key
from app.domain.views import WithdrawalQuestion
from app.storage.database import among
from app.storage.schema import drawings, withdrawal_questions

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from app.storage.database import Database


class Withdrawals:
    """One question at a time for each link, about exactly the drawings that were gone when it was asked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(self, link_id: int, drawing_ids: Collection[int], *, at: datetime) -> None:
        """Remember what was not believed. Replaces an older question, and with it its answer."""
        row = sqlite.insert(withdrawal_questions).values(
            link_id=link_id, drawings=sorted(drawing_ids), asked_at=at, accepted_at=None
        )
        asked = {name: row.excluded[name] for name in ("drawings", "asked_at", "accepted_at")}
        with self._database.write() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["link_id"], set_=asked))

    def accept(self, link_id: int, *, at: datetime) -> int:
        """Confirm that Procore really removed the drawings of the open question: the next full listing may withdraw
        them. Returns how many; 0 where nothing is asked."""
        with self._database.write() as connection:
            waiting = (withdrawal_questions.c.link_id == link_id, withdrawal_questions.c.accepted_at.is_(None))
            asked = connection.execute(select(withdrawal_questions.c.drawings).where(*waiting)).scalar_one_or_none()
            connection.execute(update(withdrawal_questions).where(*waiting).values(accepted_at=at))
        return len(asked or ())

    def accepted(self, link_id: int) -> frozenset[int]:
        """Drawings (Procore's ids) whose withdrawal was confirmed."""
        with self._database.read() as connection:
            rows = select(withdrawal_questions.c.drawings).where(
                withdrawal_questions.c.link_id == link_id, withdrawal_questions.c.accepted_at.is_not(None)
            )
            return frozenset(connection.execute(rows).scalar_one_or_none() or ())


def open_question(connection: Connection, link_id: int) -> WithdrawalQuestion | None:
    """What a person is still to be asked about a link."""
    row = connection.execute(
        select(withdrawal_questions.c.drawings, withdrawal_questions.c.asked_at).where(
            withdrawal_questions.c.link_id == link_id, withdrawal_questions.c.accepted_at.is_(None)
        )
    ).one_or_none()
    if row is None:
        return None
    numbers = connection.execute(
        select(drawings.c.number).where(drawings.c.link_id == link_id, among(drawings.c.procore_id, row.drawings))
    ).scalars()
    return WithdrawalQuestion(link_id, tuple(sorted(numbers, key=sort_key)), row.asked_at)


def close_question(connection: Connection, link_id: int) -> None:
    """A listing was believed: whatever was asked is settled. Inside a transaction."""
    connection.execute(delete(withdrawal_questions).where(withdrawal_questions.c.link_id == link_id))
