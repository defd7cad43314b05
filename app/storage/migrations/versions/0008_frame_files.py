"""Which bytes the geometry of a mark or scale is of, where others came in their place behind the same revision."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.execute("ALTER TABLE annotations ADD COLUMN frame_file TEXT")
    op.execute("ALTER TABLE calibrations ADD COLUMN frame_file TEXT")
