"""What was found out by comparing two pages is remembered."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"

_STATEMENTS = (
    """
    CREATE TABLE comparisons (
        older TEXT NOT NULL,
        older_page INTEGER NOT NULL,
        newer TEXT NOT NULL,
        newer_page INTEGER NOT NULL,
        version INTEGER NOT NULL,
        trust TEXT,
        agreement REAL NOT NULL,
        alignment TEXT,
        regions TEXT NOT NULL,
        found INTEGER NOT NULL,
        reason TEXT,
        PRIMARY KEY (older, older_page, newer, newer_page),
        FOREIGN KEY(older) REFERENCES blobs (sha256),
        FOREIGN KEY(newer) REFERENCES blobs (sha256)
    )
     WITHOUT ROWID,
     STRICT
    """,
    "CREATE INDEX ix_comparisons_newer ON comparisons (newer)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
