"""A desk in front of the sandbox: what a program does with it, in a few words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import httpx

if TYPE_CHECKING:
    from app.sandbox.entities import Company, Project
    from app.sandbox.server import Sandbox
    from app.sandbox.world import World

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
REDIRECT = "http://localhost:8914/callback"


@dataclass
class Desk:
    """What a program in front of the sandbox does: sign in, call, follow files by hand."""

    sandbox: Sandbox
    http: httpx.Client
    token: dict[str, Any] = field(default_factory=dict)

    @property
    def world(self) -> World:
        return self.sandbox.world

    @property
    def company(self) -> Company:
        return next(iter(self.world.companies.values()))

    @property
    def project(self) -> Project:
        return next(iter(self.world.projects.values()))

    @property
    def files(self) -> str:
        return self.sandbox.addresses.files

    # -- signing in

    def credentials(self) -> dict[str, str]:
        app = self.world.app
        return {"client_id": app.client_id, "client_secret": app.client_secret}

    def asked(self, **more: str) -> dict[str, str]:
        wanted = {"response_type": "code", "client_id": self.world.app.client_id, "redirect_uri": REDIRECT}
        return wanted | {"state": "a b/ç"} | more

    def code(self, **more: str) -> str:
        answer = self.http.post("/oauth/authorize", data=self.asked(**more))
        return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]

    def exchange(self, code: str, **more: str) -> httpx.Response:
        body = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT}
        return self.http.post("/oauth/token", data=body | self.credentials() | more)

    def refresh(self, refresh_token: str) -> httpx.Response:
        body = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        return self.http.post("/oauth/token", data=body | self.credentials())

    def sign_in(self, user: str | None = None) -> Desk:
        self.token = self.exchange(self.code(**({"user": user} if user else {}))).json()
        return self

    # -- calling

    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token['access_token']}"}

    def call(self, path: str, company: int | None = None, method: str = "GET", **more: Any) -> httpx.Response:
        """With the bearer token and the company header (0: without the header)."""
        company_id = self.company.id if company is None else company
        headers = self.bearer() | ({"Procore-Company-Id": str(company_id)} if company_id else {})
        return self.http.request(method, f"/rest/{path}", headers=headers, **more)

    def revisions(self, **query: Any) -> list[dict[str, Any]]:
        answer = self.call(f"v1.0/projects/{self.project.id}/drawing_revisions", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def control(self, act: str, **body: Any) -> Any:
        answer = self.http.post(f"/control/{act}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    # -- files

    def stored_at(self, pdf_url: str) -> str:
        """Where the first hop sends one."""
        answer = self.http.get(pdf_url, headers=self.bearer())
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]
