"""Drawing revisions: the list with all its filters, one revision, its tiles and terms (contract §8.5, §8.6)."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse

from app.sandbox import listing, shapes
from app.sandbox.listing import Refused, invalid, not_found

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.responses import Response

    from app.sandbox.access import Call
    from app.sandbox.entities import Project, Revision

_VIEWS = frozenset(
    {
        "only_pdf_urls",
        "only_ids",
        "only_ids_post_review",
        "web_index",
        "web_show",
        "extended_coordinates",
        "extended_files",
        "extended_dpi",
        "android",
    }
)
_MOST_TERMS = 50


async def revisions(call: Call) -> Response:
    project = call.drawings_project(call.path_id("project_id"))
    view = call.request.query_params.get("view", "")
    if view and view not in _VIEWS:
        raise invalid("view")
    chosen = _sorted(call, _selected(call, project))
    if view == "only_ids_post_review":
        chosen = [one for one in chosen if one.reviewed]
    page, headers = listing.page_of(call.request, chosen, call.world.rules)
    if view.startswith("only_ids"):
        return JSONResponse([{"id": one.id} for one in page], headers=headers)
    file_url = call.file_url(project)
    if view == "only_pdf_urls":
        return JSONResponse(
            [{"id": one.id, "pdf_url": file_url(one)} for one in await drawn(call, page)], headers=headers
        )
    await drawn(call, page)
    return JSONResponse([shapes.revision(call.world, one, file_url) for one in page], headers=headers)


async def revision(call: Call) -> Response:
    project = call.drawings_project(call.path_id("project_id"))
    record = _one(call, project, call.path_id("id"))
    await drawn(call, [record])
    return JSONResponse(shapes.revision(call.world, record, call.file_url(project)))


async def update_revision(call: Call) -> Response:
    """Change label, dates or set. Members outside the wrapper change nothing and are answered 200 (contract §8.5)."""
    project = call.drawings_project(call.path_id("project_id"))
    record = _one(call, project, call.path_id("id"))
    asked = (await call.body()).get("drawing_revision")
    changes = _changes(call, project, asked) if isinstance(asked, dict) else {}
    if changes:
        call.world.edit_revision(record.id, **changes)
    return JSONResponse(shapes.revision_written(call.world, call.world.revisions[record.id]))


def tiles(call: Call) -> Response:
    project = call.drawings_project(call.path_id("project_id"))
    _one(call, project, call.path_id("drawing_revision_id"))
    return JSONResponse(shapes.tiles())


def terms(call: Call) -> Response:
    """At most 50 ids; revisions that were not reviewed yet are not processed and so left out."""
    project = call.drawings_project(call.path_id("project_id"))
    wanted = listing.ids(call.request, "drawing_revision_ids") or frozenset()
    if len(wanted) > _MOST_TERMS:
        raise invalid("drawing_revision_ids", f"must not be more than {_MOST_TERMS}")
    found = [one for one in _of_project(call, project) if one.id in wanted and one.reviewed and one.deleted_at is None]
    return JSONResponse([shapes.terms(call.world, one) for one in found])


async def drawn(call: Call, records: Sequence[Revision]) -> Sequence[Revision]:
    """Have the files of these revisions ready: their sizes are part of the answer, drawing them takes a while."""
    library, drawings = call.world.library, call.world.drawings
    missing = [(drawings[one.drawing_id], one) for one in records if not library.knows(one)]
    if missing:
        await asyncio.to_thread(library.prepare, missing)
    return records


def _of_project(call: Call, project: Project) -> list[Revision]:
    return [one for drawing in call.world.drawings_of(project.id) for one in call.world.revisions_of(drawing.id)]


def _one(call: Call, project: Project, revision_id: int) -> Revision:
    record = call.world.revisions.get(revision_id)
    if (
        record is None
        or record.deleted_at is not None
        or call.world.drawings[record.drawing_id].project_id != project.id
    ):
        raise not_found("The drawing revision")
    return record


def _selected(call: Call, project: Project) -> list[Revision]:
    conditions = [*_shown(call), *_placed(call), *_named(call)]
    return [one for one in _of_project(call, project) if all(holds(one) for holds in conditions)]


def _shown(call: Call) -> list[Callable[[Revision], bool]]:
    """What is hidden unless asked for: deleted and obsolete ones. Unreviewed ones are listed by default."""
    request, drawings = call.request, call.world.drawings
    conditions: list[Callable[[Revision], bool]] = []
    deleted = request.query_params.get("filters[deleted]")
    if deleted not in (None, "only", "with"):
        raise invalid("filters[deleted]")
    if deleted != "with":
        conditions.append(lambda one: (one.deleted_at is not None) == (deleted == "only"))
    if not listing.flag(request, "with_obsolete"):
        conditions.append(lambda one: not drawings[one.drawing_id].obsolete)
    reviewed = listing.flag(request, "is_reviewed")
    if reviewed is not None:
        conditions.append(lambda one: one.reviewed == reviewed)
    return conditions


def _placed(call: Call) -> list[Callable[[Revision], bool]]:
    """By area, drawing, discipline and set."""
    request, drawings = call.request, call.world.drawings
    conditions: list[Callable[[Revision], bool]] = []
    area_id = listing.whole(request, "drawing_area_id")
    drawing_id = listing.whole(request, "drawing_id")
    discipline_id = listing.whole(request, "drawing_discipline_id")
    if area_id is not None:
        conditions.append(lambda one: drawings[one.drawing_id].area_id == area_id)
    if drawing_id is not None:
        conditions.append(lambda one: one.drawing_id == drawing_id)
    if discipline_id is not None:
        conditions.append(lambda one: drawings[one.drawing_id].discipline_id == discipline_id)
    if request.query_params.get("drawing_set_id") == "current_set":
        conditions.append(lambda one: _is_current(call, one))
    else:
        set_id = listing.whole(request, "drawing_set_id")
        if set_id is not None:
            conditions.append(lambda one: one.set_id == set_id)
    return conditions


def _named(call: Call) -> list[Callable[[Revision], bool]]:
    """By id, by date of change, by text."""
    request, drawings = call.request, call.world.drawings
    conditions: list[Callable[[Revision], bool]] = []
    for name in ("id", "filters[ids]"):
        wanted = listing.ids(request, name)
        if wanted is not None:
            conditions.append(_among(wanted))
    updated = listing.span(request, "filters[updated_at]")
    if updated is not None:
        # Answers show whole seconds, so the filter compares whole seconds too.
        conditions.append(lambda one: updated[0] <= one.updated_at.replace(microsecond=0) <= updated[1])
    query = request.query_params.get("query", "").lower()
    if query:
        conditions.append(
            lambda one: query in f"{drawings[one.drawing_id].number} {drawings[one.drawing_id].title}".lower()
        )
    return conditions


def _among(wanted: frozenset[int]) -> Callable[[Revision], bool]:
    return lambda one: one.id in wanted


def _is_current(call: Call, record: Revision) -> bool:
    drawing = call.world.drawings[record.drawing_id]
    current = call.world.current_of(drawing)
    return current is not None and current.id == record.id and not drawing.obsolete


def _sorted(call: Call, records: list[Revision]) -> list[Revision]:
    drawings = call.world.drawings
    keys: dict[str, Callable[[Revision], Any]] = {
        "id": lambda one: one.id,
        "created_at": lambda one: one.created_at,
        "updated_at": lambda one: one.updated_at,
        "deleted_at": lambda one: one.deleted_at,
        "number": lambda one: drawings[one.drawing_id].number,
        "drawing_number": lambda one: drawings[one.drawing_id].number,
        "title": lambda one: drawings[one.drawing_id].title,
        "drawing_date": lambda one: one.drawing_date,
        "received_date": lambda one: one.received_date,
        "status": lambda one: one.reviewed,
        "revision": lambda one: one.label,
        "revision_number": lambda one: one.label,
    }
    return listing.sort_by(call.request, sorted(records, key=lambda one: one.id), keys)


def _changes(call: Call, project: Project, asked: dict[str, Any]) -> dict[str, object]:
    changes: dict[str, object] = {}
    if isinstance(asked.get("revision_number"), str):
        changes["label"] = asked["revision_number"]
    for name in ("drawing_date", "received_date"):
        if name in asked:
            try:
                changes[name] = date.fromisoformat(asked[name])
            except (ValueError, TypeError):
                raise invalid(name) from None
    if "drawing_set_id" in asked:
        if asked["drawing_set_id"] not in {one.id for one in call.world.sets_of(project.id)}:
            raise Refused(422, {"errors": {"drawing_set_id": ["does not exist"]}})
        changes["set_id"] = asked["drawing_set_id"]
    return changes
