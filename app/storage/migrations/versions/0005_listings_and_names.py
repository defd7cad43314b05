"""Listings that write only what changed; dates and folder names in the ledger; the question about mass withdrawal."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

_STATEMENTS = (
    "ALTER TABLE observed_revisions ADD COLUMN missing INTEGER DEFAULT 0 NOT NULL",
    "ALTER TABLE observed_revisions ADD COLUMN touched_at TEXT",
    """
    UPDATE observed_revisions SET missing = 1
    WHERE generation < (
        SELECT max(listings.generation) FROM listings
        WHERE listings.link_id = observed_revisions.link_id AND listings."full" = 1 AND listings.complete = 1
    )
    """,
    "ALTER TABLE observed_revisions DROP COLUMN generation",
    "ALTER TABLE revisions ADD COLUMN drawing_date TEXT",
    "ALTER TABLE revisions ADD COLUMN received_date TEXT",
    # What was listed so far is where the ledger of dates begins.
    """
    UPDATE revisions SET (drawing_date, received_date) = (
        SELECT observed_revisions.drawing_date, observed_revisions.received_date FROM observed_revisions
        WHERE observed_revisions.link_id = revisions.link_id AND observed_revisions.revision_id = revisions.procore_id
    )
    """,
    """
    CREATE TABLE folder_names (
        link_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        procore_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (link_id, kind, procore_id),
        FOREIGN KEY(link_id) REFERENCES links (id)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE withdrawal_questions (
        link_id INTEGER NOT NULL,
        drawings TEXT NOT NULL,
        asked_at TEXT NOT NULL,
        accepted_at TEXT,
        PRIMARY KEY (link_id),
        FOREIGN KEY(link_id) REFERENCES links (id)
    )
     STRICT
    """,
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
