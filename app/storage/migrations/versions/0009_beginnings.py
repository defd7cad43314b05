"""The index over the text of sheets has lists of its own for the beginnings of words, two to four letters long."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"

_STATEMENTS = (
    "DROP TABLE sheet_text",
    """
    CREATE VIRTUAL TABLE sheet_text USING fts5(
        text, content='sheets', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3 4'
    )
    """,
    "INSERT INTO sheet_text (sheet_text) VALUES ('rebuild')",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
