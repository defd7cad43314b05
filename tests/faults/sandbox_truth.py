"""What is right, asked of the sandbox's world itself: which revisions belong on this machine, and their bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.sandbox.entities import Revision
from app.sandbox.journal import Journal, Note
from app.sandbox.library import object_key
from app.sandbox.world import World


class WatchedJournal(Journal):
    """Also tells of each request, in the server's thread, before it is answered."""

    def __init__(self) -> None:
        super().__init__()
        self.watch: Callable[[Note], object] = lambda note: None

    def note(self, host: str, scope: object) -> Note:
        note = super().note(host, scope)  # type: ignore[arg-type]
        self.watch(note)
        return note


def expected(world: World, since: datetime) -> list[Revision]:
    """What a link made at ``since`` must hold: what is current, and what was published later (S33, S49)."""
    current = [world.current_of(drawing) for drawing in tuple(world.drawings.values())]
    return [one for one in tuple(world.revisions.values()) if one in current or one.created_at >= since]


def bytes_of(world: World, revision_id: int) -> bytes:
    revision = world.revision(revision_id)
    stored = world.library.file(world.drawing(revision.drawing_id), revision)
    found = world.library.read(stored.key)
    assert found is not None
    return found[1]


def path_of(revision: Revision) -> str:
    """Where the object store serves it."""
    return f"/pro-core.com/{object_key(revision)}.pdf"
