"""Tokens in the operating system's keyring, and nowhere else (SPEC §9, I7).

One service name per account (the Windows backend *moves* a credential when two users share a name), refresh and
access token as separate entries (the Windows vault holds 2,560 bytes of UTF-16 per entry), and every write is read
back (a locked macOS keychain was seen to store an empty secret without an error).
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar, cast
from urllib.parse import urlsplit

import msgspec

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.states import AppSource
from app.domain.views import AppInUse
from app.procore import daemon

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.settings import Settings

T = TypeVar("T")

_ACCESS, _REFRESH = "access", "refresh"
_CLIENT_ID, _CLIENT_SECRET = "client id", "client secret"
_LONGEST_ENTRY = 2_560  # bytes as UTF-16: the Windows vault; beyond it the error is obscure, so it is never tried
_LIMIT = 20.0  # seconds: an unlock prompt nobody sees must not hang a sync


@dataclass(frozen=True, slots=True)
class Tokens:
    """A pair of tokens. ``obtained_at`` is this machine's time; ``lifetime`` in seconds, as the server said it."""

    access: str = field(repr=False)
    refresh: str | None = field(repr=False)
    obtained_at: datetime
    lifetime: int

    def spent(self, now: datetime) -> float:
        """The part of the lifetime that is over: 0 new, 1 expired. A clock that went backwards counts as new."""
        return max(0.0, (now - self.obtained_at) / timedelta(seconds=max(1, self.lifetime)))


@dataclass(frozen=True, slots=True)
class Stored:
    """What the keyring holds. ``tokens`` None with ``refresh`` present: no access token was (or could be) kept."""

    refresh: str | None = field(repr=False)
    tokens: Tokens | None


@dataclass(frozen=True, slots=True)
class AppKey:
    """The organisation's own app at Procore."""

    client_id: str
    secret: str = field(repr=False)


class Keyring(Protocol):
    """The part of the ``keyring`` package's API that is used."""

    def get_password(self, service: str, username: str, /) -> str | None: ...
    def set_password(self, service: str, username: str, password: str, /) -> None: ...
    def delete_password(self, service: str, username: str, /) -> None: ...


class TokenStore:
    """The tokens of every linked account, by Procore user id.

    Calls run in a thread of their own and end after 20 s. They raise Failure(KEYRING) with KEYRING_ABSENT (no service,
    or it does not keep what it is given) or KEYRING_LOCKED (locked, refused, or no answer in time).
    """

    def __init__(
        self, login: str = "", *, open_keyring: Callable[[], Keyring] | None = None, limit: float = _LIMIT
    ) -> None:
        """``login``: the login origin; tokens never cross environments (contract §1), so all but production get
        names of their own."""
        self._open_keyring = open_keyring or system_keyring
        self._limit = limit
        self._suffix = _environment(login)
        self._unstorable: dict[int, Tokens] = {}  # access tokens too long for a keyring entry

    def service(self, user_id: int) -> str:
        return f"Planrack Procore {user_id}{self._suffix}"

    async def backend(self) -> str:
        """The name of what would keep the tokens."""
        return await self._call(lambda: str(getattr(self._open_keyring(), "name", "")))

    async def check(self) -> None:
        """Raise now what ``save`` would raise for want of a keyring: before a person signs in, not after."""
        await self._call(lambda: self._open_keyring().get_password(self.service(0), _REFRESH))

    async def app(self) -> AppKey | None:
        """The organisation's own app, where one was stored."""

        def read() -> AppKey | None:
            ring = self._open_keyring()
            client_id = ring.get_password(self._app_service, _CLIENT_ID)
            secret = ring.get_password(self._app_service, _CLIENT_SECRET)
            return AppKey(client_id, secret) if client_id and secret else None

        return await self._call(read)

    async def keep_app(self, key: AppKey | None) -> None:
        """Store the organisation's own app, or forget it."""

        def write() -> None:
            ring = self._open_keyring()
            if key is None:
                _forget(ring, self._app_service, _CLIENT_ID)
                _forget(ring, self._app_service, _CLIENT_SECRET)
                return
            _put(ring, self._app_service, _CLIENT_SECRET, key.secret)
            _put(ring, self._app_service, _CLIENT_ID, key.client_id)

        await self._call(write)

    @property
    def _app_service(self) -> str:
        return f"Planrack Procore app{self._suffix}"

    async def load(self, user_id: int) -> Stored:
        """What is stored for ``user_id``; empty where nothing is."""
        service = self.service(user_id)

        def read() -> tuple[str | None, str | None]:
            ring = self._open_keyring()
            return ring.get_password(service, _REFRESH), ring.get_password(service, _ACCESS)

        refresh, access = await self._call(read)
        if refresh is None:
            return Stored(None, _decode(access, None))
        kept = self._unstorable.get(user_id)
        if kept is not None and kept.refresh == refresh:
            return Stored(refresh, kept)
        return Stored(refresh, _decode(access, refresh))

    async def save(self, user_id: int, tokens: Tokens) -> None:
        """Store the pair and read it back. The refresh token goes first: it is the one that cannot be asked again."""
        service = self.service(user_id)
        entry = _encode(tokens)
        storable = len(entry.encode("utf-16-le")) <= _LONGEST_ENTRY
        if tokens.refresh is not None and len(tokens.refresh.encode("utf-16-le")) > _LONGEST_ENTRY:
            raise Failure(FailureCode.KEYRING, Reason.KEYRING_ABSENT, technical="refresh token too long for a keyring")

        def write() -> None:
            ring = self._open_keyring()
            if tokens.refresh is not None:
                _put(ring, service, _REFRESH, tokens.refresh)
            if storable:
                _put(ring, service, _ACCESS, entry)
            else:
                _forget(ring, service, _ACCESS)

        await self._call(write)
        self._unstorable.pop(user_id, None)
        if not storable:
            self._unstorable[user_id] = tokens

    async def delete(self, user_id: int) -> None:
        """Forget everything about ``user_id``; nothing stored is no error."""
        service = self.service(user_id)
        self._unstorable.pop(user_id, None)

        def clear() -> None:
            ring = self._open_keyring()
            _forget(ring, service, _ACCESS)
            _forget(ring, service, _REFRESH)

        await self._call(clear)

    async def _call(self, call: Callable[[], T]) -> T:
        try:
            async with asyncio.timeout(self._limit):
                return await daemon.start(call, name="keyring")
        except TimeoutError as error:
            raise Failure(FailureCode.KEYRING, Reason.KEYRING_LOCKED, technical="keyring did not answer") from error
        except Failure:
            raise
        except Exception as error:  # backends raise what their systems raise (D-Bus, pywin32); the text may hold names
            raise _failure(error) from error


async def app_in_use(settings: Settings, tokens: TokenStore) -> AppInUse:
    """Which app of Procore's signs people in: the environment's goes before the keyring's, and half of one is none.
    Raises Failure(KEYRING)."""
    if settings.client_id and settings.client_secret:
        return AppInUse(AppSource.ENVIRONMENT, settings.client_id)
    own = None if settings.client_id or settings.client_secret else await tokens.app()
    return AppInUse(AppSource.NONE, None) if own is None else AppInUse(AppSource.KEYRING, own.client_id)


def system_keyring() -> Keyring:
    """The operating system's keyring. On Windows entries stay on this machine: a roamed copy of a single-use refresh
    token would sign the other machine out."""
    import keyring  # late: it looks for every backend there may be, and most starts have no need of it

    backend = keyring.get_keyring()
    for part in (backend, *getattr(backend, "backends", ())):
        if hasattr(part, "persist"):
            part.persist = "local machine"
    return cast("Keyring", backend)


def _put(ring: Keyring, service: str, name: str, secret: str) -> None:
    ring.set_password(service, name, secret)
    if ring.get_password(service, name) != secret:
        raise Failure(FailureCode.KEYRING, Reason.KEYRING_ABSENT, technical="keyring does not keep what it is given")


def _forget(ring: Keyring, service: str, name: str) -> None:
    if ring.get_password(service, name) is None:
        return
    ring.delete_password(service, name)


def _failure(error: Exception) -> Failure:
    from keyring.errors import KeyringLocked, PasswordSetError

    locked = isinstance(error, KeyringLocked | PasswordSetError)
    reason = Reason.KEYRING_LOCKED if locked else Reason.KEYRING_ABSENT
    return Failure(FailureCode.KEYRING, reason, technical=f"keyring: {type(error).__name__}")


class _Entry(msgspec.Struct):
    token: str
    obtained_at: datetime
    lifetime: int


def _encode(tokens: Tokens) -> str:
    return msgspec.json.encode(_Entry(tokens.access, tokens.obtained_at, tokens.lifetime)).decode()


def _decode(entry: str | None, refresh: str | None) -> Tokens | None:
    """An entry that is not ours (edited, older) is as good as none: the refresh token gets a new one."""
    if not entry:
        return None
    try:
        read = msgspec.json.decode(entry, type=_Entry)
    except msgspec.MsgspecError:
        return None
    if read.obtained_at.tzinfo is None:
        return None
    return Tokens(read.token, refresh, read.obtained_at, read.lifetime)


def _environment(login: str) -> str:
    host = urlsplit(login).netloc
    return "" if host in ("", "login.procore.com") else f" ({host})"
