"""Bid mode: until when a link is synced every five minutes."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute("ALTER TABLE links ADD COLUMN bid_until TEXT")
