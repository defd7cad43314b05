"""Markups that people draw: their status, whose sheet their geometry is of, scales of sheets, and layers."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

_STATEMENTS = (
    "ALTER TABLE annotations ADD COLUMN status TEXT DEFAULT 'open' NOT NULL",
    "ALTER TABLE annotations ADD COLUMN frame_entry_id INTEGER",
    """
    CREATE TABLE calibrations (
        entry_id INTEGER NOT NULL,
        page INTEGER NOT NULL,
        metres_per_point REAL NOT NULL,
        unit TEXT NOT NULL,
        name TEXT NOT NULL,
        deviation REAL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        carried TEXT,
        frame_entry_id INTEGER,
        PRIMARY KEY (entry_id, page),
        FOREIGN KEY(entry_id) REFERENCES entries (id)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE markup_layers (
        project_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        colour TEXT NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (project_id, name),
        FOREIGN KEY(project_id) REFERENCES projects (id)
    )
     WITHOUT ROWID,
     STRICT
    """,
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
