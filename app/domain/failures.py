"""Every way a thing can go wrong, as one of a closed list of classes.

Foreign exceptions and HTTP statuses become a ``Failure`` once, at the border where they appear (``procore.errors``,
``sync.answers``, ``sync.files``, ``storage.failures``); everything above decides by ``Failure.code`` and never by text.
The words for people, in both languages, are in ``failure_texts``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class FailureCode(StrEnum):
    """Stable codes: they are stored in the database and printed in ``--json``."""

    NETWORK = "network"
    THROTTLED = "throttled"
    SERVER = "server"
    AUTH = "auth"
    APP_NOT_INSTALLED = "app_not_installed"
    FORBIDDEN = "forbidden"
    ACCESS_LOST = "access_lost"
    GONE = "gone"
    URL_EXPIRED = "url_expired"
    CHANGED = "changed"
    CORRUPT = "corrupt"
    LOCAL_SPACE = "local_space"
    LOCAL_IO = "local_io"
    KEYRING = "keyring"
    CONTRACT = "contract"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"
    ENGINE_BUSY = "engine_busy"
    NOT_FOUND = "not_found"
    NOT_ALLOWED = "not_allowed"
    CONFIGURATION = "configuration"
    BUG = "bug"


class Reason(StrEnum):
    """Why a failure of a class happened, where the class alone would leave the user guessing."""

    OFFLINE = "offline"
    CAPTIVE_PORTAL = "captive_portal"
    SIGN_IN_EXPIRED = "sign_in_expired"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGN_IN_TIMEOUT = "sign_in_timeout"
    NO_ACCOUNT = "no_account"
    NO_CREDENTIALS = "no_credentials"
    WRONG_CREDENTIALS = "wrong_credentials"
    PORT_TAKEN = "port_taken"
    TRUNCATED = "truncated"
    WRONG_LENGTH = "wrong_length"
    NOT_A_PDF = "not_a_pdf"
    PASSWORD = "password"
    UNREADABLE_PAGE = "unreadable_page"
    PARSER_CRASHED = "parser_crashed"
    DRAWING_CRASHED = "drawing_crashed"
    TOO_SLOW = "too_slow"
    HASH_MISMATCH = "hash_mismatch"
    MISSING_FILE = "missing_file"
    UNREADABLE_FILE = "unreadable_file"
    TOO_LARGE = "too_large"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    FOREIGN_ADDRESS = "foreign_address"
    INSECURE = "insecure"
    NO_FILE = "no_file"
    INCOMPLETE_LISTING = "incomplete_listing"
    MANY_WITHDRAWN = "many_withdrawn"
    KEYRING_ABSENT = "keyring_absent"
    KEYRING_LOCKED = "keyring_locked"
    READ_ONLY = "read_only"
    DATABASE = "database"
    DATABASE_RESTORED = "database_restored"
    DATABASE_REBUILT = "database_rebuilt"
    NEWER_DATABASE = "newer_database"
    SHEETS_FAILED = "sheets_failed"
    ALREADY_LINKED = "already_linked"
    NOT_CONNECTED = "not_connected"
    AMBIGUOUS_NAME = "ambiguous_name"
    NO_PROJECT_ACCESS = "no_project_access"
    INTEGRATION_OFF = "integration_off"
    ROLE = "role"
    NO_ACCESS = "no_access"
    ANNOTATE_NEEDED = "annotate_needed"
    MANAGE_NEEDED = "manage_needed"
    OWNERS_ROLE = "owners_role"
    LAST_OWNER = "last_owner"
    ACTIVE_MEMBER = "active_member"


@dataclass(eq=False)
class Failure(Exception):
    """A classified failure.

    ``values`` fills the text shown to people (``{subject}``, ``{count}`` …); it never holds a secret or a signed URL.
    ``retry_at`` is the earliest aware UTC time at which another try makes sense, where that is known.
    ``technical`` is one redacted line for the log and the support report; it is never shown as the main text.
    """

    code: FailureCode
    reason: Reason | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    technical: str = ""
    retry_at: datetime | None = None
    status: int | None = None

    def __post_init__(self) -> None:
        super().__init__(str(self))

    def __str__(self) -> str:
        label = self.code.value if self.reason is None else f"{self.code.value}/{self.reason.value}"
        return f"{label}: {self.technical}" if self.technical else label


#: Nothing about the sheet itself is wrong: the host, the account or this machine is. Such a failure is never
#: counted against a sheet (ARCHITECTURE: failure classes).
NOT_THE_ITEMS_FAULT = frozenset(
    {
        FailureCode.NETWORK,
        FailureCode.THROTTLED,
        FailureCode.AUTH,
        FailureCode.APP_NOT_INSTALLED,
        FailureCode.ACCESS_LOST,
        FailureCode.LOCAL_SPACE,
        FailureCode.CANCELLED,
        FailureCode.INTERRUPTED,
    }
)

#: These end the run: asking for the next sheet would only repeat them.
STOPS_THE_RUN = frozenset(
    {
        FailureCode.AUTH,
        FailureCode.APP_NOT_INSTALLED,
        FailureCode.ACCESS_LOST,
        FailureCode.KEYRING,
        FailureCode.CANCELLED,
        FailureCode.INTERRUPTED,
        FailureCode.ENGINE_BUSY,
        FailureCode.BUG,
    }
)
