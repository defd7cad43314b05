"""Opens a data directory and hands out what is in it, one repository for each subject."""

from __future__ import annotations

import contextlib
import getpass
import os
import tempfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.domain.failures import Failure, FailureCode
from app.storage.accounts import Accounts
from app.storage.annotations import Annotations
from app.storage.backups import back_up_daily
from app.storage.blobs import BlobStore
from app.storage.calibrations import Calibrations
from app.storage.comparisons import Comparisons
from app.storage.database import Database
from app.storage.documents import Documents
from app.storage.failures import os_failures
from app.storage.holdings import Holdings
from app.storage.inspections import Inspections
from app.storage.journal import Journal
from app.storage.ledger import Ledger
from app.storage.links import Links
from app.storage.looked import LastLooked
from app.storage.markup_layers import MarkupLayers
from app.storage.members import Members
from app.storage.migrate import migrate
from app.storage.observations import Observations
from app.storage.permissions import Permissions
from app.storage.preferences import Preferences
from app.storage.previews import Previews
from app.storage.projects import Projects
from app.storage.recovery import after_recovery, dismiss_notice, heal, pending_notice
from app.storage.runs import Runs
from app.storage.search import Search
from app.storage.shelf import Shelf
from app.storage.shown import ShownDocuments
from app.storage.spare_room import SpareRoom
from app.storage.withdrawals import Withdrawals

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.domain.views import FailureNote
    from app.settings import Settings
    from app.storage.recovery import Recovery


def utc_now() -> datetime:
    """This machine's clock."""
    return datetime.now(UTC)


class Store:
    """One open data directory. Any thread may use it, and several processes may have it open at once; which of them
    runs the engine is decided by a lock elsewhere. Every call may raise Failure(LOCAL_SPACE) or Failure(LOCAL_IO)."""

    def __init__(self, settings: Settings, database: Database, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock
        #: Set where opening this store replaced its damaged database: the words for whoever waits for it.
        self.recovered: Failure | None = None
        self.blobs = BlobStore(settings)
        self.members = Members(database, clock)
        self.accounts = Accounts(database, clock)
        self.projects = Projects(database, clock)
        self.links = Links(database, clock)
        self.observations = Observations(database)
        self.withdrawals = Withdrawals(database)
        self.holdings = Holdings(database, self.blobs, clock)
        self.runs = Runs(database)
        self.ledger = Ledger(database)
        self.looked = LastLooked(database)
        self.documents = Documents(database, self.blobs, self.runs, clock)
        self.permissions = Permissions(database, clock)
        self.annotations = Annotations(database, clock)
        self.calibrations = Calibrations(database, clock)
        self.markup_layers = MarkupLayers(database, clock)
        self.preferences = Preferences(database)
        self.shelf = Shelf(database)
        self.journal = Journal(database)
        self.inspections = Inspections(database)
        self.previews = Previews(settings.previews)
        self.comparisons = Comparisons(database, settings.previews)
        self.search = Search(database, self.blobs)
        self.shown = ShownDocuments(self.documents, self.ledger, self.search, self.permissions)

    @classmethod
    def open(cls, settings: Settings, *, clock: Callable[[], datetime] = utc_now, user: str | None = None) -> Store:
        """Open the data directory of ``settings``, make it where there is none, and bring its database up to date.

        A new one gets one member, its owner, named ``user`` or else after the operating system's user. A damaged
        database is moved aside and replaced, see ``recovery``. Raises Failure(LOCAL_IO) with DATABASE, NEWER_DATABASE
        or READ_ONLY; nothing is changed then. A full disk is no hindrance to reading, see ``spare_room``.
        """
        spare = SpareRoom(settings.home)
        try:
            store = cls._healed(settings, clock, user)
        except Failure as failure:
            if failure.code is not FailureCode.LOCAL_SPACE or not spare.give_up():
                raise
            return cls._healed(settings, clock, user)
        spare.hold()
        return store

    @classmethod
    def _healed(cls, settings: Settings, clock: Callable[[], datetime], user: str | None) -> Store:
        _make_folders(settings)
        recovery = heal(settings, at=clock())
        try:
            return cls._opened(settings, clock, user, recovery)
        except Failure:
            recovery = heal(settings, at=clock()) if recovery is None else None
            if recovery is None:
                raise
        return cls._opened(settings, clock, user, recovery)

    @classmethod
    def _opened(
        cls, settings: Settings, clock: Callable[[], datetime], user: str | None, recovery: Recovery | None
    ) -> Store:
        database = Database(settings.database)
        try:
            migrate(database, settings.backups, at=clock())
            store = cls(settings, database, clock)
            store.members.ensure_owner(user or _system_user())
            if recovery is not None:
                after_recovery(database, recovery)
                store.recovered = recovery.notice
        except BaseException:
            database.close()
            raise
        return store

    def recovery_notice(self) -> FailureNote | None:
        """What is still to be told to the user about a damaged database that was replaced."""
        return pending_notice(self._database)

    def dismiss_recovery_notice(self) -> None:
        """The user was told."""
        dismiss_notice(self._database)

    def back_up(self) -> Path | None:
        """Make today's copy of the database, unless there is one; two are kept."""
        return back_up_daily(self._database, self._settings.backups, at=self._clock().astimezone(UTC))

    def close(self) -> None:
        """Close all connections. The store must not be used afterwards."""
        self._database.close()
        if self._settings.home.exists():
            SpareRoom(self._settings.home).hold()


def _make_folders(settings: Settings) -> None:
    with os_failures():
        # Drawings are confidential: on a shared machine only their user may look.
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in (
            settings.blobs,
            settings.parts,
            settings.quarantine,
            settings.previews,
            settings.backups,
            settings.logs,
        ):
            folder.mkdir(exist_ok=True)
        # Asked now, because SQLite would open a read-only folder and fail at the first write.
        descriptor, probe = tempfile.mkstemp(prefix=".writable-", dir=settings.home)
        os.close(descriptor)
        os.unlink(probe)  # noqa: PTH108 - mkstemp gives a string


def _system_user() -> str:
    with contextlib.suppress(OSError, KeyError, ImportError):  # an account without a name, e.g. in a container
        return getpass.getuser()
    return "Owner"
