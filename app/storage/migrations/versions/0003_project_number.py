"""The number a project has in its company, beside its name."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("ALTER TABLE projects ADD COLUMN number TEXT DEFAULT '' NOT NULL")
