"""The text of sheets can be searched, and what was found out about each file is remembered.

``sheets`` gets an id: the search index names its rows by it, and SQLite may renumber rows that have none.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

_STATEMENTS = (
    "ALTER TABLE sheets RENAME TO old_sheets",
    """
    CREATE TABLE sheets (
        id INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        page INTEGER NOT NULL,
        width_pt REAL NOT NULL,
        height_pt REAL NOT NULL,
        rotation INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT uq_sheets_sha256_page UNIQUE (sha256, page),
        FOREIGN KEY(sha256) REFERENCES blobs (sha256)
    )
     STRICT
    """,
    """
    CREATE TABLE inspections (
        sha256 TEXT NOT NULL,
        version INTEGER NOT NULL,
        attempts INTEGER NOT NULL,
        done INTEGER DEFAULT 0 NOT NULL,
        previews INTEGER DEFAULT 0 NOT NULL,
        reason TEXT,
        PRIMARY KEY (sha256),
        FOREIGN KEY(sha256) REFERENCES blobs (sha256)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE VIRTUAL TABLE sheet_text USING fts5(
        text, content='sheets', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER sheets_added AFTER INSERT ON sheets BEGIN
        INSERT INTO sheet_text (rowid, text) VALUES (new.id, new.text);
    END
    """,
    """
    CREATE TRIGGER sheets_removed AFTER DELETE ON sheets BEGIN
        INSERT INTO sheet_text (sheet_text, rowid, text) VALUES ('delete', old.id, old.text);
    END
    """,
    # Sheets of the older kind have no previews: all of them are looked at again, in the background.
    """
    INSERT INTO sheets (sha256, page, width_pt, height_pt, rotation, text)
    SELECT sha256, page, width_pt, height_pt, rotation, text FROM old_sheets
    """,
    "DROP TABLE old_sheets",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
