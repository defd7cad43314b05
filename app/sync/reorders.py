"""The gate of reorder mirroring (S55)."""

from __future__ import annotations

from datetime import UTC, datetime

#: 10:00 Eastern on 27 October 2025, which was daylight time. Projects created *after* it mirror reorders.
GATE = datetime(2025, 10, 27, 14, tzinfo=UTC)


def mirrors_reorders(project_created_at: datetime) -> bool:
    """True where Procore's order of revisions is mirrored; older projects keep the order first synced."""
    return project_created_at > GATE
