"""Procore's resources as domain records, for one signed-in account.

The client owns what every call has in common: company header, token, pacing, tries, paging and error classes. It
retries so that nobody above has to: a throttled request waits at the gate, a failed server is asked three times, a
refused token is renewed once. Everything it raises is a ``Failure``.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import random as system_random
from typing import TYPE_CHECKING, Generic, TypeVar

import httpx

from app.domain.failures import Failure, FailureCode
from app.procore import records
from app.procore.errors import About, failure_from_exception, failure_from_response, looks_like_a_page, unreadable
from app.procore.hosts import may_see_token
from app.procore.http import CONNECTIONS
from app.procore.pacer import Pacer, Priority
from app.procore.server_time import date_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    from app.domain.records import (
        BadRecord,
        RemoteArea,
        RemoteCompany,
        RemoteDiscipline,
        RemoteProject,
        RemoteRevision,
        RemoteSet,
        RemoteUser,
    )
    from app.procore.records import Kind
    from app.procore.session import TokenSource

T = TypeVar("T")

COMPANY_HEADER = "Procore-Company-Id"
_THROTTLED_TRIES = 5
_SERVER_TRIES = 3
_USER_PATIENCE = 30.0  # seconds a person may be kept waiting at the gate
_MOST_PAGES = 5_000
#: Ceilings are mostly not stated: up to 2,000 is advised, v1.1 projects allow 300 (contract §4, §7). The answer's own
#: ``Link`` and ``Total`` decide what comes next, so a smaller grant costs requests, never records.
_REVISIONS_PER_PAGE = 1_000
_PER_PAGE = 300
_NEXT = re.compile(r";\s*rel=\"?next\b", re.IGNORECASE)
#: The connection broke or fell silent under the request: nothing is known about the server, and asking again is safe.
_BROKEN_OFF = (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError, httpx.ReadTimeout, httpx.WriteTimeout)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a listing, and the records of it that do not decode. ``total`` is what the server says the whole
    listing holds, or None if it does not."""

    items: list[T]
    bad: list[BadRecord]
    total: int | None


@dataclass(frozen=True, slots=True)
class _Ask:
    """One thing to ask for: what stays the same over its tries and pages."""

    path: str
    about: About
    company_id: int | None
    params: Mapping[str, str | int]
    values: Mapping[str, object]
    priority: Priority = Priority.LISTING


class ProcoreClient:
    """The API for one account. All calls from one event loop; cancelling any of them is safe.

    ``http`` and ``pacer`` may be shared by the accounts of one API host; they belong to the caller. ``requests`` counts
    what was sent; ``server_time`` is the newest ``Date`` Procore answered with.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        api: str,
        tokens: TokenSource,
        pacer: Pacer,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        random: Callable[[], float] = system_random,
        slots: asyncio.Semaphore | None = None,
    ) -> None:
        self._http = http
        self._api = api.rstrip("/")
        self._tokens = tokens
        self._pacer = pacer
        self._clock = clock
        self._sleep = sleep
        self._random = random
        self._slots = slots or asyncio.Semaphore(CONNECTIONS)
        self.requests = 0
        self.server_time: datetime | None = None

    async def me(self) -> RemoteUser:
        """The person signed in."""
        ask = _Ask("/rest/v1.0/me", About.ACCOUNT, None, {}, {}, Priority.USER)
        return records.USER.decode((await self._get(ask)).content)

    async def companies(self) -> list[RemoteCompany]:
        """Every company the account can see, also those where the app is not installed."""
        ask = _Ask("/rest/v1.0/companies", About.ACCOUNT, None, {}, {}, Priority.USER)
        return [company async for company in self._all(ask, records.COMPANY, lambda company: company.id)]

    async def projects(self, company_id: int, company_name: str) -> list[RemoteProject]:
        """The active projects of one company that the account can see.

        Raises Failure(APP_NOT_INSTALLED), Failure(FORBIDDEN) and others with ``values["company"]``.
        """
        values = {"company": company_name}
        ask = _Ask("/rest/v1.0/projects", About.COMPANY, company_id, {"company_id": company_id}, values, Priority.USER)
        kind = records.projects_of(company_id, company_name)
        return [project async for project in self._all(ask, kind, lambda project: project.id)]

    async def project(self, company_id: int, project_id: int) -> None:
        """Ask whether the account sees the project. Raises the Failure of the refusal where it does not."""
        params: dict[str, str | int] = {"company_id": company_id}
        await self._get(_Ask(f"/rest/v1.0/projects/{project_id}", About.PROJECT, company_id, params, {}))

    async def areas(self, company_id: int, project_id: int) -> list[RemoteArea]:
        """Drawing areas; ``position`` is their place in Procore's listing."""
        ask = self._of_project(company_id, project_id, "drawing_areas")
        found = [area async for area in self._all(ask, records.AREA, lambda area: area.id)]
        return [replace(area, position=position) for position, area in enumerate(found)]

    async def disciplines(self, company_id: int, project_id: int) -> list[RemoteDiscipline]:
        """Disciplines of the project: v1.0 sends all of them at once, without pages."""
        ask = self._of_project(company_id, project_id, "drawing_disciplines")
        items, _ = records.DISCIPLINE.decode_list((await self._get(ask)).content)
        return items

    async def drawing_sets(self, company_id: int, project_id: int) -> list[RemoteSet]:
        ask = self._of_project(company_id, project_id, "drawing_sets")
        return [item async for item in self._all(ask, records.SET, lambda item: item.id)]

    async def revision_pages(
        self, company_id: int, project_id: int, *, deleted: bool = False, updated_since: datetime | None = None
    ) -> AsyncIterator[Page[RemoteRevision]]:
        """All revisions, obsolete ones too, page by page as they arrive.

        ``deleted``: only the deleted ones, marked as such. ``updated_since``: only those changed since then, in
        Procore's time. The same revision may come twice if the listing shifts meanwhile.
        """
        # Sorted by id: what is added while we list comes last and shifts nothing.
        params: dict[str, str | int] = {"with_obsolete": "true", "is_reviewed": "true", "sort": "id"}
        if deleted:
            params["filters[deleted]"] = "only"
        if updated_since is not None:
            # The far end lies ahead of both clocks, so that nothing changed during the listing falls out.
            until = (self.server_time or self._clock()) + timedelta(days=2)
            params["filters[updated_at]"] = f"{_zulu(updated_since)}...{_zulu(until)}"
        ask = self._of_project(company_id, project_id, "drawing_revisions", params)
        async for page in self._pages(ask, records.REVISION, lambda revision: revision.id, _REVISIONS_PER_PAGE):
            yield replace(page, items=[replace(item, deleted=True) for item in page.items]) if deleted else page

    async def revision(self, company_id: int, project_id: int, revision_id: int) -> RemoteRevision:
        """One revision again, with a fresh ``pdf_url``. Raises Failure(GONE) where it is not there any more."""
        path = f"/rest/v1.0/projects/{project_id}/drawing_revisions/{revision_id}"
        ask = _Ask(path, About.ITEM, company_id, {}, {"subject": revision_id}, Priority.DETAIL)
        return records.REVISION.decode((await self._get(ask)).content)

    def waits_until(self) -> datetime | None:
        """When a listing may be asked for, where Procore's limits make it wait; else None."""
        return self._pacer.opens_at()

    def bearer_for(self, url: str, company_id: int | None = None) -> dict[str, str]:
        """The headers to send for a file's address: token and company for Procore's own hosts, none for any other
        (contract §10). To be asked again for every hop of a redirect.

        Uses the token the account works with now and renews nothing: a file host that refuses it means a fresh
        address from ``revision``, and asking for that renews.
        """
        token = self._tokens.current()
        if token is None or not may_see_token(url, self._api):
            return {}
        headers = {"Authorization": f"Bearer {token}"}
        if company_id is not None:
            headers[COMPANY_HEADER] = str(company_id)
        return headers

    def _of_project(
        self, company_id: int, project_id: int, what: str, params: Mapping[str, str | int] | None = None
    ) -> _Ask:
        return _Ask(f"/rest/v1.0/projects/{project_id}/{what}", About.PROJECT, company_id, params or {}, {})

    async def _all(self, ask: _Ask, kind: Kind[T], identity: Callable[[T], int]) -> AsyncIterator[T]:
        """The items of every page, each once. Records that do not decode are left out."""
        seen: set[int] = set()
        async for page in self._pages(ask, kind, identity, _PER_PAGE):
            for item in page.items:
                if identity(item) not in seen:
                    seen.add(identity(item))
                    yield item

    async def _pages(
        self, ask: _Ask, kind: Kind[T], identity: Callable[[T], int], per_page: int
    ) -> AsyncIterator[Page[T]]:
        """Pages until the server says that there are no more, or sends an empty or a repeated one.

        The next page is asked for with our own query: the documented ``Link`` addresses lose parts of it (contract
        §4). ``Total`` is compared with *different* items, as a listing that shifts repeats some.
        """
        seen: set[int] = set()
        bad = 0
        for number in range(1, _MOST_PAGES + 1):
            response = await self._get(replace(ask, params={**ask.params, "page": number, "per_page": per_page}))
            items, broken = kind.decode_list(response.content)
            total = _whole(response.headers.get("Total"))
            before = len(seen)
            seen.update(identity(item) for item in items)
            bad += len(broken)
            yield Page(items, broken, total)
            if len(seen) == before and not broken:
                return
            following = _NEXT.search(response.headers.get("Link", "")) is not None
            if not following and (total is None or len(seen) + bad >= total):
                return
        raise Failure(FailureCode.CONTRACT, technical=f"{kind.name}: more than {_MOST_PAGES} pages")

    async def _get(self, ask: _Ask) -> httpx.Response:
        """Ask until there is a usable answer, or nothing more to try."""
        tries: dict[FailureCode, int] = {}
        refused: str | None = None
        while True:
            again = False
            try:
                response, token = await self._send(ask, refused)
                if response.status_code == 200 and not looks_like_a_page(response):
                    self._pacer.calm()
                    return response
                if 200 <= response.status_code < 300:
                    raise unreadable(response, values=ask.values)
                failure = failure_from_response(response, ask.about, now=self._clock(), values=ask.values)
                again = failure.code is FailureCode.SERVER
            except _BROKEN_OFF as error:
                failure = failure_from_exception(error, values=ask.values)
                again = True
            except httpx.HTTPError as error:
                raise failure_from_exception(error, values=ask.values) from error
            tried = tries[failure.code] = tries.get(failure.code, 0) + 1
            if failure.code is FailureCode.AUTH and refused is None:
                refused = token
            elif failure.code is FailureCode.THROTTLED and tried < _THROTTLED_TRIES:
                self._pacer.overloaded(response.headers)
            elif again and tried < _SERVER_TRIES:
                await self._sleep(self._random() * 4.0 ** (tried - 1))
            else:
                raise failure

    async def _send(self, ask: _Ask, refused: str | None) -> tuple[httpx.Response, str]:
        """The answer, and the token that was sent: another one than ``refused``."""
        await self._pacer.admit(ask.priority, patience=_USER_PATIENCE if ask.priority is Priority.USER else None)
        answered: httpx.Headers | None = None
        try:
            # Only now: a token may grow old in front of the gate, and a refusal counts as a request too. ``renewed``
            # only after a refusal: it may cost the account its refresh token.
            token = await (self._tokens.bearer() if refused is None else self._tokens.renewed(refused))
            headers = {"Authorization": f"Bearer {token}"}
            if ask.company_id is not None:
                headers[COMPANY_HEADER] = str(ask.company_id)
            async with self._slots:
                self.requests += 1
                response = await self._http.get(f"{self._api}{ask.path}", params=ask.params, headers=headers)
            answered = response.headers
        finally:
            self._pacer.done(answered)
        moment = date_of(response.headers)
        if moment is not None and (self.server_time is None or moment > self.server_time):
            self.server_time = moment
        return response, token


def _zulu(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and text.strip().isdecimal() else None
