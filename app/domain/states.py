"""The states things can be in. Their values are stored and printed in ``--json``: they never change."""

from __future__ import annotations

from enum import StrEnum


class SyncState(StrEnum):
    """State of a whole Procore folder (S40-S47, S61)."""

    NEVER = "never"
    RUNNING = "running"
    SYNCED = "synced"
    FAILED = "failed"
    ACCESS_LOST = "access_lost"
    DISCONNECTED = "disconnected"


class LinkState(StrEnum):
    """State of a link, apart from how its last run ended."""

    ACTIVE = "active"
    ACCESS_LOST = "access_lost"
    DISCONNECTED = "disconnected"


class RunOutcome(StrEnum):
    SYNCED = "synced"
    FAILED = "failed"
    CANCELLED = "cancelled"


class RunTrigger(StrEnum):
    CONNECT = "connect"
    START = "start"
    SCHEDULE = "schedule"
    MANUAL = "manual"
    WAKE = "wake"
    NETWORK = "network"
    COMMAND = "command"

    @property
    def asked_for(self) -> bool:
        """Whether somebody waits for the run; all others begin by themselves."""
        return self in (RunTrigger.CONNECT, RunTrigger.MANUAL, RunTrigger.COMMAND)


class CacheState(StrEnum):
    """Whether the bytes of one entry are on this machine. Not a sync state (S45)."""

    HERE = "here"
    WAITING = "waiting"
    DOWNLOADING = "downloading"
    FAILED = "failed"
    ABSENT = "absent"  # in an archive that nothing is downloaded to any more


class EntryKind(StrEnum):
    """How an entry came into a drawing's revision list (S57-S58)."""

    NORMAL = "normal"
    ORIGINAL = "original"
    REORDERED = "reordered"


class Wanted(StrEnum):
    """Why a revision is on this machine, or why it is not (S33, S48-S51)."""

    AT_CONNECTION = "at_connection"  # current when the link was made
    SINCE_CONNECTION = "since_connection"
    REQUESTED = "requested"  # fetched by hand: "Fetch older revisions"
    OLDER = "older"  # before the connection: the hole that is shown (S50)


class Withdrawal(StrEnum):
    """Why a drawing or a revision is no longer issued in Procore."""

    OBSOLETE = "obsolete"
    DELETED = "deleted"
    MISSING = "missing"  # absent from a complete listing


class FolderKind(StrEnum):
    """What Procore names beside drawings: two levels of folders, and the sets that revisions are issued in."""

    AREA = "area"
    DISCIPLINE = "discipline"
    SET = "set"


class FetchReason(StrEnum):
    """Why the bytes of a revision are asked for."""

    NEW = "new"  # not here yet
    REPLACED = "replaced"  # Procore announces another size than that of the bytes held
    CHECK = "check"  # something unnamed changed: the file host is asked whether it is the file


class ChangeKind(StrEnum):
    """What the ledger records (SPEC §9)."""

    ADDED = "added"
    REVISED = "revised"
    REORDERED = "reordered"
    RENUMBERED = "renumbered"
    RETITLED = "retitled"
    MOVED = "moved"
    OBSOLETED = "obsoleted"
    DELETED = "deleted"
    RESTORED = "restored"
    REPLACED = "replaced"
    RELABELLED = "relabelled"  # the revision's own label
    RENAMED = "renamed"  # a discipline, an area or a set
    REDATED = "redated"  # drawing date or received date of a revision
    CONNECTED = "connected"
    TRANSFERRED = "transferred"
    DISCONNECTED = "disconnected"
    PERMISSION = "permission"  # a member's access to a folder, or a member's role


class Role(StrEnum):
    OWNER = "owner"
    CO_OWNER = "co_owner"
    ADMINISTRATOR = "administrator"
    COLLABORATOR = "collaborator"
    VIEWER = "viewer"


class AccessLevel(StrEnum):
    """What a member may do in a folder (S52), the least first: each includes those before it."""

    NONE = "none"
    VIEW = "view"
    ANNOTATE = "annotate"
    MANAGE = "manage"

    def covers(self, other: AccessLevel) -> bool:
        ranks = list(AccessLevel)
        return ranks.index(self) >= ranks.index(other)


class AppSource(StrEnum):
    """Where the id and secret of the app that signs people in to Procore come from."""

    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    NONE = "none"


class SyncInterval(StrEnum):
    """The choices of S37; the longest keeps S54's "at least twice per 24 h"."""

    FIVE_MINUTES = "5m"
    QUARTER_HOUR = "15m"
    HOUR = "1h"
    FOUR_HOURS = "4h"
    TWELVE_HOURS = "12h"
    MANUAL = "manual"

    @property
    def seconds(self) -> int | None:
        """Seconds between attempts, or None for manual only."""
        return {"5m": 300, "15m": 900, "1h": 3600, "4h": 14_400, "12h": 43_200}.get(self.value)


class Carried(StrEnum):
    """Whether an annotation that was copied forward from an earlier revision was looked at (SPEC §7)."""

    TO_CHECK = "to_check"
    CONFIRMED = "confirmed"
