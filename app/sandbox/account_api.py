"""The signed-in user, companies and projects (contract §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

from app.sandbox import listing, shapes
from app.sandbox.listing import invalid, not_found, paged

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response

    from app.sandbox.access import Call
    from app.sandbox.entities import Project

_V11_DEFAULT, _V11_CAP = 100, 300
_IDS_PER_PAGE = 200_000


def me(call: Call) -> Response:
    """The name comes only when a company or project is named, and then the header is needed."""
    named = {"company_id", "project_id"} & set(call.request.query_params)
    if named:
        call.owner()
    return JSONResponse(shapes.me(call.user, with_name=bool(named)))


def companies(call: Call) -> Response:
    """Every company of the user, also those without the app."""
    visible = [one for one in tuple(call.world.companies.values()) if call.user.id in one.members]
    first = visible[0].id if visible else None
    return paged(call.request, visible, lambda one: shapes.company(one, mine=one.id == first), call.world.rules)


def company_base_url(call: Call) -> Response:
    zone = call.owner().zone
    return JSONResponse({"zone": zone, "web_base_url": f"https://{zone}.procore.com"})


def projects_v10(call: Call) -> Response:
    records = _selected(call)
    owner = call.owner()
    if call.request.query_params.get("serializer_view") == "compact":
        return paged(call.request, records, shapes.project_compact, call.world.rules)
    return paged(call.request, records, lambda one: shapes.project_v10(one, owner), call.world.rules)


def projects_v11(call: Call) -> Response:
    records = _selected(call)
    owner = call.owner()
    rules = call.world.rules
    view = call.request.query_params.get("view", "normal")
    if view == "ids":
        return JSONResponse(
            [one.id for one in records], headers={"Total": str(len(records)), "Per-Page": str(_IDS_PER_PAGE)}
        )
    views: dict[str, Callable[[Project], object]] = {
        "compact": lambda one: {"id": one.id, "name": one.name},
        "normal": lambda one: shapes.project_v11(one, owner),
        "extended": lambda one: shapes.project_v11_extended(one, owner),
    }
    if view not in views:
        raise invalid("view")
    return paged(call.request, records, views[view], rules, default=_V11_DEFAULT, cap=_V11_CAP)


def project(call: Call) -> Response:
    _check_company(call)
    return JSONResponse(shapes.project_detail(call.project(call.path_id("id")), call.owner()))


def company_projects(call: Call) -> Response:
    """The older short list, without pages."""
    if call.path_id("company_id") != call.owner().id:
        raise not_found("The company")
    mine = [one for one in tuple(call.world.projects.values()) if _visible(call, one) and one.active]
    return JSONResponse([shapes.company_project(one) for one in mine])


def _selected(call: Call) -> list[Project]:
    _check_company(call)
    request = call.request
    status = request.query_params.get("filters[by_status]", "Active")
    if status not in ("All", "Active", "Inactive"):
        raise invalid("filters[by_status]")
    wanted = listing.ids(request, "filters[id]")
    name = request.query_params.get("filters[name]")
    created = listing.span(request, "filters[created_at]")
    updated = listing.span(request, "filters[updated_at]")
    chosen = [
        one
        for one in tuple(call.world.projects.values())
        if _visible(call, one)
        and (status == "All" or one.active == (status == "Active"))
        and (wanted is None or one.id in wanted)
        and (name is None or name.lower() in one.name.lower())
        and (created is None or created[0] <= one.created_at <= created[1])
        and (updated is None or updated[0] <= one.updated_at <= updated[1])
    ]
    return listing.sort_by(
        request, chosen, {"name": lambda one: one.name, "display_name": lambda one: (one.number or "", one.name)}
    )


def _visible(call: Call, record: Project) -> bool:
    return record.company_id == call.owner().id and call.world.sees(call.user, record)


def _check_company(call: Call) -> None:
    """The query names the company a second time, and must name the same one."""
    named = listing.whole(call.request, "company_id")
    if named is None:
        raise invalid("company_id", "can't be blank")
    if named != call.owner().id:
        raise not_found("The company")
