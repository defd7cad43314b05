"""Who may ask for what: token, rate limit, company header, installation, project (contract §1, §2, §5, §6)."""

from __future__ import annotations

import inspect
import json
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse

from app.sandbox.listing import Refused, invalid, not_found
from app.sandbox.oauth import bearer_token

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from app.sandbox.entities import Area, Company, Project, Revision, User
    from app.sandbox.limits import RateLimiter
    from app.sandbox.signatures import Signer
    from app.sandbox.tokens import TokenBook
    from app.sandbox.world import World

MISSING_HEADER = (
    "Missing Procore-Company-Id header! Every call needs the id of the company it is about, "
    "also when the path or the query names it."
)
NOT_CONNECTED = "App is not connected to this company."
TOO_MANY = "You have surpassed the max number of requests for an hour. Please wait until your limit resets."


class Need(IntEnum):
    """How much a call asks of its caller; each step includes the ones before."""

    TOKEN = 1
    COMPANY = 2
    INSTALLATION = 3


@dataclass(frozen=True, slots=True)
class Call:
    """One accepted request and what its handler works with."""

    request: Request
    world: World
    signer: Signer
    user: User
    company: Company | None

    def owner(self) -> Company:
        """The company of the header. Refused(400) where the call did not need one and none came."""
        if self.company is None:
            raise Refused(400, {"errors": MISSING_HEADER})
        return self.company

    def path_id(self, name: str) -> int:
        return int(self.request.path_params[name])

    def project(self, project_id: int) -> Project:
        """A project of this company that the user is in; anything else looks as if it did not exist (contract §6)."""
        project = self.world.projects.get(project_id)
        if project is None or project.company_id != self.owner().id or not self.world.sees(self.user, project):
            raise not_found("The project")
        return project

    def drawings_project(self, project_id: int) -> Project:
        """The same, with the Drawings tool on."""
        project = self.project(project_id)
        if not project.drawings_tool:
            raise Refused(403, {"errors": ["You do not have permission to use the Drawings tool of this project."]})
        return project

    def area(self) -> Area:
        area = self.world.areas.get(self.path_id("drawing_area_id"))
        if area is None:
            raise not_found("The drawing area")
        self.drawings_project(area.project_id)
        return area

    def file_url(self, project: Project) -> Callable[[Revision], str]:
        company = self.world.companies[project.company_id]
        return lambda revision: self.signer.file_url(company, project, revision)

    async def body(self) -> dict[str, Any]:
        """The JSON object of a write. Refused(400) for anything else."""
        try:
            body = json.loads(await self.request.body())
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise Refused(400, {"errors": "The body is not a JSON object."})
        return body


class Gate:
    """Puts the checks before a handler, and the rate headers on whatever comes out."""

    def __init__(self, world: World, tokens: TokenBook, signer: Signer, limiter: RateLimiter) -> None:
        self._world = world
        self._tokens = tokens
        self._signer = signer
        self._limiter = limiter

    def guard(
        self, handler: Callable[[Call], Response | Awaitable[Response]], need: Need
    ) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            try:
                user = self._user(request)
            except Refused as refused:
                # A probe without a valid token saw no rate headers at all (contract §5).
                return JSONResponse(refused.body, status_code=refused.status)
            rules = self._world.rules
            verdict = self._limiter.take(self._world.now(), rules)
            try:
                if not verdict.allowed:
                    raise Refused(429, {"errors": TOO_MANY})
                company = self._company(request, user, need)
                answer = handler(Call(request, self._world, self._signer, user, company))
                response = await answer if inspect.isawaitable(answer) else answer
            except Refused as refused:
                response = JSONResponse(refused.body, status_code=refused.status)
            response.headers.update(verdict.headers(rules.retry_after))
            return response

        return endpoint

    def _user(self, request: Request) -> User:
        token = bearer_token(request)
        access = None if token is None else self._tokens.find(token)
        if access is None:
            raise Refused(401, {"error": "Invalid Token"})
        if not self._tokens.valid(access):
            text = "Your access token has expired, please use your refresh token to obtain a fresh token."
            raise Refused(401, {"errors": text})
        return self._world.users[access.user_id]

    def _company(self, request: Request, user: User, need: Need) -> Company | None:
        header = request.headers.get("procore-company-id")
        if header is None:
            # A service account needs the header even for /me and /companies (contract §3.4).
            if need is Need.TOKEN and not user.service:
                return None
            raise Refused(400, {"errors": MISSING_HEADER})
        if not header.isascii() or not header.isdecimal():
            raise invalid("Procore-Company-Id")
        company = self._world.companies.get(int(header))
        if company is None or user.id not in company.members:
            raise not_found("The company")
        if need is Need.INSTALLATION and not company.installed:
            raise Refused(403, {"errors": [NOT_CONNECTED]})
        return company
