"""A signed-in account: hands out the bearer token and renews it, once for everybody.

Refresh tokens are single use and die with the call, also when its answer is lost (contract §3.2). So: one renewal at
a time in this process (a shared task) and on this machine (a lock file); the keyring is read again under the lock; the
new pair is stored before it is used; and a mark in the database shows a renewal that never came to its end.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic as system_monotonic
from typing import TYPE_CHECKING, Protocol

import httpx
from filelock import FileLock, Timeout

from app.domain.failures import Failure, FailureCode, Reason
from app.procore.errors import failure_from_exception

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from datetime import datetime
    from pathlib import Path

    from app.procore.tokens import Tokens, TokenStore

log = logging.getLogger(__name__)

_RENEW_AT = 0.8  # of the lifetime
_LOCK_PATIENCE = 60.0  # seconds: longer than any renewal another process may be in
_LOCK_POLL = 0.05
_COOL_DOWN = 30.0  # seconds in which a renewal that failed for the server's reasons is not tried again
#: The request did not leave this machine, so the refresh token is still good.
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)


class TokenSource(Protocol):
    """Where a client gets its bearer token."""

    async def bearer(self) -> str:
        """A token believed good. Raises Failure(AUTH) where only a new sign-in helps."""

    async def renewed(self, refused: str) -> str:
        """Another token than ``refused``, which was answered with 401."""

    def current(self) -> str | None:
        """The token in use, without asking anybody; None before the first call."""


class Refresher(Protocol):
    """The part of ``OAuth`` a session needs."""

    async def refresh(self, refresh_token: str) -> Tokens: ...


class Marker(Protocol):
    """The crash mark around a renewal, and what becomes of the account. Called in a thread; ``storage`` keeps it."""

    def mark_refresh(self, started: bool) -> None: ...

    def refresh_pending(self) -> bool: ...

    def signed_out(self) -> None:
        """The tokens are refused or gone: only a new sign-in helps."""


class Session:
    """The tokens of one account as a ``TokenSource``. All calls from one event loop; ``aclose`` before it ends."""

    def __init__(
        self,
        user_id: int,
        store: TokenStore,
        oauth: Refresher,
        marker: Marker,
        *,
        lock: Path,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float] = system_monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._user_id = user_id
        self._store = store
        self._oauth = oauth
        self._marker = marker
        self._lock = lock
        self._clock = clock
        self._monotonic = monotonic
        self._sleep = sleep
        self._tokens: Tokens | None = None
        #: A new pair that the keyring did not take yet, and when it came by the monotonic clock.
        self._unsaved: tuple[Tokens, float] | None = None
        self._renewal: asyncio.Task[Tokens] | None = None
        self._refused: tuple[float, Failure] | None = None

    async def bearer(self) -> str:
        """The access token; renewed when 80 % of its life is over, while it still works if that fails."""
        if self._tokens is None:
            self._tokens = (await self._store.load(self._user_id)).tokens
        if self._tokens is None:
            return (await self._renew(None)).access
        if self._tokens.spent(self._clock()) < _RENEW_AT:
            return self._tokens.access
        old = self._tokens
        try:
            return (await self._renew(old.access)).access
        except Failure as failure:
            if failure.code is not FailureCode.AUTH and old.spent(self._clock()) < 1.0:
                return old.access
            raise

    async def renewed(self, refused: str) -> str:
        """A token that is not ``refused``. Raises Failure(AUTH, SIGN_IN_EXPIRED) where there is none to be had."""
        if self._tokens is not None and self._tokens.access != refused:
            return self._tokens.access
        return (await self._renew(refused)).access

    def current(self) -> str | None:
        return None if self._tokens is None else self._tokens.access

    def forget(self) -> None:
        """Use nothing that is in memory any more: the account signed out. Safe from any thread."""
        self._tokens = None

    async def aclose(self) -> None:
        """Wait for a renewal under way: broken off, it would cost the sign-in."""
        if self._renewal is not None:
            await asyncio.wait([self._renewal])

    async def _renew(self, refused: str | None) -> Tokens:
        if self._refused is not None and self._monotonic() < self._refused[0]:
            raise self._refused[1]
        if self._renewal is None:
            self._renewal = asyncio.create_task(self._renew_once(refused), name="token renewal")
            self._renewal.add_done_callback(self._renewal_over)
        # Cancelling a caller must not cancel the renewal: the answer would be lost, and the sign-in with it.
        return await asyncio.shield(self._renewal)

    def _renewal_over(self, renewal: asyncio.Task[Tokens]) -> None:
        self._renewal = None
        if not renewal.cancelled():
            renewal.exception()  # looked at, for the case that every caller was cancelled

    async def _renew_once(self, refused: str | None) -> Tokens:
        async with across_processes(self._lock, sleep=self._sleep, monotonic=self._monotonic):
            spent = False
            if self._unsaved is not None:
                kept, since = self._unsaved
                # A wall clock that was set back meanwhile makes a spent pair look new.
                spent = self._monotonic() - since >= _RENEW_AT * kept.lifetime
                await self._keep(kept)
            stored = await self._store.load(self._user_id)
            found = stored.tokens
            if found is not None and found.access != refused and not spent and found.spent(self._clock()) < _RENEW_AT:
                self._tokens = found  # another process was faster
                return found
            if stored.refresh is None or await asyncio.to_thread(self._marker.refresh_pending):
                # Pending: this machine stopped between rotation and storage. The stored token is spent.
                raise await self._expired("nothing stored" if stored.refresh is None else "renewal was interrupted")
            return await self._refresh(stored.refresh)

    async def _refresh(self, refresh_token: str) -> Tokens:
        await asyncio.to_thread(self._marker.mark_refresh, True)
        try:
            tokens = await self._oauth.refresh(refresh_token)
        except _NEVER_SENT as error:
            await asyncio.to_thread(self._marker.mark_refresh, False)
            raise self._cool_down(failure_from_exception(error)) from error
        except httpx.HTTPError as error:
            # Sent, and the answer is lost: the token is spent (contract §3.2). The mark stays.
            raise await self._expired(f"answer lost: {type(error).__name__}") from error
        except Failure as failure:
            if failure.code is FailureCode.CONTRACT and failure.status == 200:
                raise await self._expired("unreadable answer") from failure
            await asyncio.to_thread(self._marker.mark_refresh, False)
            if failure.code is FailureCode.AUTH:
                await self._store.delete(self._user_id)
                raise await self._expired("refused by the server") from failure
            raise self._cool_down(failure) from failure
        self._unsaved = (tokens, self._monotonic())
        return await self._keep(tokens)

    async def _keep(self, tokens: Tokens) -> Tokens:
        """Store the pair, then use it. If the keyring fails now, it is tried again before the next renewal."""
        await self._store.save(self._user_id, tokens)
        await asyncio.to_thread(self._marker.mark_refresh, False)
        self._tokens, self._unsaved, self._refused = tokens, None, None
        return tokens

    def _cool_down(self, failure: Failure) -> Failure:
        """Requests in line behind this one get the same answer, without asking again."""
        seconds = _COOL_DOWN if failure.code is not FailureCode.NETWORK else 1.0
        self._refused = (self._monotonic() + seconds, failure)
        return failure

    async def _expired(self, technical: str) -> Failure:
        self._tokens = None
        await asyncio.to_thread(self._marker.signed_out)
        log.warning("sign-in of Procore user %s expired: %s", self._user_id, technical)
        return Failure(FailureCode.AUTH, Reason.SIGN_IN_EXPIRED, technical=technical)


@dataclass(frozen=True, slots=True)
class FreshToken:
    """A ``TokenSource`` for the moment after signing in, before it is known whose tokens they are."""

    token: str = field(repr=False)

    async def bearer(self) -> str:
        return self.token

    async def renewed(self, refused: str) -> str:
        raise Failure(FailureCode.AUTH, Reason.SIGN_IN_REFUSED, technical="a fresh token was refused")

    def current(self) -> str | None:
        return self.token


@asynccontextmanager
async def across_processes(
    path: Path,
    *,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    monotonic: Callable[[], float] = system_monotonic,
) -> AsyncIterator[None]:
    """Hold the lock file ``path``. Raises Failure(ENGINE_BUSY) where another process keeps it for a minute.

    Asked for without blocking, again and again, rather than in a thread: a thread that gets the lock after its
    caller was cancelled would keep it.
    """
    lock = FileLock(path, thread_local=False)
    deadline = monotonic() + _LOCK_PATIENCE
    while True:
        try:
            lock.acquire(blocking=False)
            break
        except Timeout:
            if monotonic() >= deadline:
                raise Failure(FailureCode.ENGINE_BUSY, technical="token lock is held by another process") from None
            await sleep(_LOCK_POLL)
        except OSError as error:
            raise failure_from_exception(error) from error
    try:
        yield
    finally:
        lock.release()
