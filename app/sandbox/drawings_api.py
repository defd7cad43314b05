"""Areas, disciplines, sets, drawings and uploads of a project (contract §8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse

from app.sandbox import listing, shapes
from app.sandbox.listing import Refused, invalid, not_found, paged
from app.sandbox.revisions_api import drawn

if TYPE_CHECKING:
    from starlette.responses import Response

    from app.sandbox.access import Call
    from app.sandbox.entities import Area, Drawing, Project


def areas_v10(call: Call) -> Response:
    project = _project(call)
    return paged(
        call.request,
        call.world.areas_of(project.id),
        lambda one: shapes.area_v10(call.world, one),
        call.world.rules,
    )


def areas_v11(call: Call) -> Response:
    project = _project(call)
    wanted = listing.ids(call.request, "filters[id]")
    records = [one for one in call.world.areas_of(project.id) if wanted is None or one.id in wanted]
    view = _view(call, "compact", "extended", "only_ids", "mfe")

    def shape(area: Area) -> object:
        if view == "only_ids":
            return {"id": area.id}
        return shapes.area_v11(call.world, area, with_latest=view == "mfe")

    return paged(call.request, records, shape, call.world.rules)


def disciplines_v10(call: Call) -> Response:
    """The only drawings list without pages."""
    return JSONResponse([shapes.discipline(one) for one in call.world.disciplines_of(_project(call).id)])


def disciplines_v11(call: Call) -> Response:
    wanted = listing.ids(call.request, "filters[id]")
    records = [one for one in call.world.disciplines_of(_project(call).id) if wanted is None or one.id in wanted]
    only_ids = _view(call, "only_ids") == "only_ids"
    return paged(
        call.request, records, lambda one: {"id": one.id} if only_ids else shapes.discipline(one), call.world.rules
    )


def sets(call: Call) -> Response:
    project = _project(call)
    area_id = listing.whole(call.request, "drawing_area_id")
    records = call.world.sets_of(project.id)
    return paged(
        call.request,
        records,
        lambda one: shapes.drawing_set(call.world, one, project.company_id, area_id),
        call.world.rules,
    )


def uploads(call: Call) -> Response:
    """Nothing is ever being uploaded here."""
    _project(call)
    nothing: list[object] = []
    return paged(call.request, nothing, lambda one: one, call.world.rules)


async def drawings_v10(call: Call) -> Response:
    area = call.area()
    return await _drawings(call, area, _in_area(call, area), "extended")


async def drawings_v11(call: Call) -> Response:
    area = call.area()
    records = _in_area(call, area)
    discipline_id = listing.whole(call.request, "filters[drawing_discipline_id]")
    if discipline_id is not None:
        records = [one for one in records if one.discipline_id == discipline_id]
    records = [one for one in records if _in_set(call, one)]
    view = _view(call, "compact", "extended", "with_revisions") or "extended"
    return await _drawings(call, area, records, view)


async def update_drawing(call: Call) -> Response:
    """Change a drawing, its order of revisions among other things (contract §9)."""
    area = call.area()
    world = call.world
    drawing = world.drawings.get(call.path_id("id"))
    if drawing is None or drawing.area_id != area.id or not world.exists(drawing):
        raise not_found("The drawing")
    asked = (await call.body()).get("drawing")
    if not isinstance(asked, dict):
        raise invalid("drawing", "param is missing or the value is empty")
    if "ordered_revision_ids" in asked:
        try:
            world.reorder(drawing.id, [int(one) for one in asked["ordered_revision_ids"]])
        except (ValueError, TypeError) as error:
            raise Refused(422, {"errors": {"ordered_revision_ids": [str(error)]}}) from None
    _change_metadata(call, drawing, asked)
    return JSONResponse(shapes.drawing_written(world, world.drawings[drawing.id]))


def _change_metadata(call: Call, drawing: Drawing, asked: dict[str, Any]) -> None:
    world = call.world
    if "number" in asked or "title" in asked:
        world.rename(drawing.id, number=asked.get("number"), title=asked.get("title"))
    if isinstance(asked.get("obsolete"), bool):
        world.set_obsolete(drawing.id, asked["obsolete"])
    if isinstance(asked.get("drawing_discipline"), dict):
        name = asked["drawing_discipline"].get("name")
        known = {one.name: one.id for one in world.disciplines_of(drawing.project_id)}
        if name not in known:
            raise Refused(422, {"errors": {"drawing_discipline": ["does not exist"]}})
        world.move(drawing.id, discipline_id=known[name])


async def _drawings(call: Call, area: Area, records: list[Drawing], view: str) -> Response:
    world = call.world
    page, headers = listing.page_of(call.request, records, world.rules)
    if view == "compact":
        return JSONResponse([shapes.drawing_compact(world, one) for one in page], headers=headers)
    file_url = call.file_url(world.projects[area.project_id])
    shown = [current for drawing in page if (current := world.current_of(drawing)) is not None]
    if view == "with_revisions":
        shown = [one for drawing in page for one in world.revisions_of(drawing.id) if one.deleted_at is None]
    await drawn(call, shown)

    def shape(drawing: Drawing) -> object:
        body = shapes.drawing_extended(world, drawing, file_url)
        if view == "with_revisions":
            order = [world.revisions[one] for one in world.live_order(drawing)]
            body["drawing_revisions"] = [shapes.revision(world, one, file_url) for one in order]
        return body

    return JSONResponse([shape(one) for one in page], headers=headers)


def _in_area(call: Call, area: Area) -> list[Drawing]:
    world = call.world
    return [one for one in world.drawings_of(area.project_id) if one.area_id == area.id and world.exists(one)]


def _in_set(call: Call, drawing: Drawing) -> bool:
    wanted = call.request.query_params.get("filters[drawing_set_id]")
    if wanted is None:
        return True
    if wanted == "current_set":
        return not drawing.obsolete and call.world.current_of(drawing) is not None
    if not wanted.isdecimal():
        raise invalid("filters[drawing_set_id]")
    return any(one.set_id == int(wanted) for one in call.world.revisions_of(drawing.id))


def _view(call: Call, *known: str) -> str | None:
    view = call.request.query_params.get("view")
    if view is not None and view not in known:
        raise invalid("view")
    return view


def _project(call: Call) -> Project:
    return call.drawings_project(call.path_id("project_id"))
