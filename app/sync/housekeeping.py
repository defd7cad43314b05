"""What an engine settles when it takes the data directory: left-over parts, the manifest, a copy of the database."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING

from app.domain.failures import Failure
from app.sync.part import discard

if TYPE_CHECKING:
    from datetime import datetime

    from app.storage.store import Store

log = logging.getLogger(__name__)

#: A part that no journal row knows is kept this long (seconds): it may belong to a row that a power cut rolled back.
STRAY_PARTS_KEPT = 24 * 3600


def settle(store: Store, *, now: datetime) -> None:
    """Tidy up after earlier runs. Nothing here is needed for a sync, so nothing here stops one."""
    with contextlib.suppress(Failure):
        _remove_stray_parts(store, now)
    try:
        store.holdings.write_manifest()
    except Failure as failure:
        log.warning("no manifest of the files: %s", failure)
    back_up(store)


def back_up(store: Store) -> None:
    """Today's copy of the database, unless there is one."""
    try:
        store.back_up()
    except Failure as failure:
        log.warning("no daily copy of the database: %s", failure)


def forget_dead(store: Store, *, now: datetime) -> None:
    """Downloads and failures of what nobody will ever fetch, or has fetched already. While no run is under way."""
    store.journal.forget_dead()
    store.holdings.forget_withdrawn_problems()
    _remove_stray_parts(store, now)


def _remove_stray_parts(store: Store, now: datetime) -> None:
    known = {row.part for row in store.journal.entries()}
    for part in store.blobs.stray_parts(known):
        with contextlib.suppress(OSError, Failure):
            if now.timestamp() - part.stat().st_mtime > STRAY_PARTS_KEPT:
                discard(part)
