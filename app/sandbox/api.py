"""Procore's REST paths, each with its version and what it asks of the caller (contract §7, §8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from app.sandbox import account_api, drawings_api, revisions_api
from app.sandbox.access import Call, Need

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.responses import Response

    from app.sandbox.access import Gate

    Handler = Callable[[Call], Response | Awaitable[Response]]

_PROJECT = "projects/{project_id:int}"
_DRAWINGS = "drawing_areas/{drawing_area_id:int}/drawings"
_REVISION = f"{_PROJECT}/drawing_revisions/{{id:int}}"


def routes(gate: Gate) -> list[Route]:
    """Every path of the contract that a reader of drawings may call; all others are 404."""
    return [
        Route(f"/rest/{version}/{path}", gate.guard(handler, need), methods=[method])
        for method, versions, path, handler, need in _TABLE
        for version in versions.split()
    ]


_TABLE: tuple[tuple[str, str, str, Handler, Need], ...] = (
    ("GET", "v1.0", "me", account_api.me, Need.TOKEN),
    ("GET", "v1.0", "companies", account_api.companies, Need.TOKEN),
    ("GET", "v1.0", "company_base_url", account_api.company_base_url, Need.COMPANY),
    ("GET", "v1.0", "projects", account_api.projects_v10, Need.INSTALLATION),
    ("GET", "v1.1", "projects", account_api.projects_v11, Need.INSTALLATION),
    ("GET", "v1.0", "projects/{id:int}", account_api.project, Need.INSTALLATION),
    ("GET", "v1.0", "companies/{company_id:int}/projects", account_api.company_projects, Need.INSTALLATION),
    ("GET", "v1.0", f"{_PROJECT}/drawing_areas", drawings_api.areas_v10, Need.INSTALLATION),
    ("GET", "v1.1", f"{_PROJECT}/drawing_areas", drawings_api.areas_v11, Need.INSTALLATION),
    ("GET", "v1.0", f"{_PROJECT}/drawing_disciplines", drawings_api.disciplines_v10, Need.INSTALLATION),
    ("GET", "v1.1", f"{_PROJECT}/drawing_disciplines", drawings_api.disciplines_v11, Need.INSTALLATION),
    ("GET", "v1.0", f"{_PROJECT}/drawing_sets", drawings_api.sets, Need.INSTALLATION),
    ("GET", "v1.1", f"{_PROJECT}/drawing_uploads", drawings_api.uploads, Need.INSTALLATION),
    ("GET", "v1.0", _DRAWINGS, drawings_api.drawings_v10, Need.INSTALLATION),
    ("GET", "v1.1", _DRAWINGS, drawings_api.drawings_v11, Need.INSTALLATION),
    ("PATCH", "v1.0 v1.1", f"{_DRAWINGS}/{{id:int}}", drawings_api.update_drawing, Need.INSTALLATION),
    # v1.0 only: the v1.1 path is 404 (contract §8.5).
    ("GET", "v1.0", f"{_PROJECT}/drawing_revisions", revisions_api.revisions, Need.INSTALLATION),
    ("GET", "v1.0", _REVISION, revisions_api.revision, Need.INSTALLATION),
    ("PATCH", "v1.0", _REVISION, revisions_api.update_revision, Need.INSTALLATION),
    (
        "GET",
        "v1.0",
        f"{_PROJECT}/drawing_revisions/{{drawing_revision_id:int}}/drawing_tiles",
        revisions_api.tiles,
        Need.INSTALLATION,
    ),
    ("GET", "v1.0 v1.1", f"{_PROJECT}/drawing_revision_terms", revisions_api.terms, Need.INSTALLATION),
)
