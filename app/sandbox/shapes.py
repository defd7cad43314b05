"""World records as the JSON objects of Procore's answers (contract §7, §8).

Members that the contract calls nullable are sometimes null here, and some are left out, as in the live answers.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.sandbox.entities import Area, Company, Discipline, Drawing, DrawingSet, Project, Revision, User
    from app.sandbox.world import World

Json = dict[str, Any]


def moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def me(user: User, *, with_name: bool) -> Json:
    return {"id": user.id, "login": user.login} | ({"name": user.name} if with_name else {})


def company(record: Company, *, mine: bool) -> Json:
    return {
        "id": record.id,
        "name": record.name,
        "is_active": True,
        "logo_url": "https://files.example/logo.gif",
        "pcn_business_experience": None,
        "my_company": mine,
    }


def project_compact(record: Project) -> Json:
    return {"id": record.id, "name": record.name, "display_name": _display_name(record)}


def project_v10(record: Project, owner: Company) -> Json:
    return project_v11(record, owner) | {"stage": "Course of Construction", "project_stage": None}


def project_v11(record: Project, owner: Company) -> Json:
    return {
        "id": record.id,
        "name": record.name,
        "display_name": _display_name(record),
        "project_number": record.number,
        "active": record.active,
        "is_demo": False,
        "address": "2800, rue Masson",
        "city": record.city,
        "state_code": "QC",
        "country_code": "CA",
        "zip": "H1Y 1X1",
        "time_zone": "America/New_York",
        "phone": "",
        "created_at": moment(record.created_at),
        "updated_at": moment(record.updated_at),
        "company": {"id": owner.id, "name": owner.name},
        "parent_job_id": None,
        "origin_id": None,
        "origin_data": None,
        "origin_code": None,
        "total_value": "0.0",
    }


def project_v11_extended(record: Project, owner: Company) -> Json:
    return project_v11(record, owner) | {"description": None, "flag": None, "square_feet": None, "departments": []}


def project_detail(record: Project, owner: Company) -> Json:
    whole = project_v11(record, owner)
    return {name: value for name, value in whole.items() if value is not None} | {"flag": None, "departments": []}


def company_project(record: Project) -> Json:
    return {
        "id": record.id,
        "name": record.name,
        "address": {"street": "2800, rue Masson", "city": record.city, "state_code": "QC", "country_code": "CA"},
        "stage_name": "Course of Construction",
        "status_name": "Active" if record.active else "Inactive",
        "type_name": "",
        "open_items": [],
    }


def area_v10(world: World, record: Area) -> Json:
    drawings = [one for one in world.drawings_of(record.project_id) if one.area_id == record.id and world.exists(one)]
    used = {one.discipline_id for one in drawings}
    revisions = [one for drawing in drawings for one in world.revisions_of(drawing.id) if one.deleted_at is None]
    sets = [_set_in_area(one, revisions) for one in world.sets_of(record.project_id)]
    return _area(record, len(drawings)) | {
        "drawing_sets": [one for one in sets if one["drawing_revisions_count"]],
        # Recorded live: the position is text here, and a number everywhere else (contract §8.1).
        "drawing_disciplines": [
            {"id": one.id, "name": one.name, "position": str(one.position)}
            for one in world.disciplines_of(record.project_id)
            if one.id in used
        ],
        "area_deletable": False,
    }


def area_v11(world: World, record: Area, *, with_latest: bool) -> Json:
    drawings = [one for one in world.drawings_of(record.project_id) if one.area_id == record.id and world.exists(one)]
    body = _area(record, len(drawings)) | {"deletable": False}
    if with_latest:
        dates = [one.updated_at for drawing in drawings for one in world.revisions_of(drawing.id)]
        body["latest_revision_update"] = moment(max(dates, default=record.created_at))
    return body


def discipline(record: Discipline) -> Json:
    return {
        "id": record.id,
        "name": record.name,
        "position": record.position,
        "abbreviations": list(record.abbreviations),
    }


def drawing_set(world: World, record: DrawingSet, company_id: int, area_id: int | None) -> Json:
    body: Json = {
        "id": record.id,
        "project_id": record.project_id,
        "company_id": company_id,
        "name": record.name,
        "created_at": moment(record.created_at),
        "updated_at": moment(record.created_at),
        "date": record.date.isoformat() if record.date else None,
        "position": record.position,
        "connected": False,
        "deletable": False,
    }
    if area_id is not None:
        inside = [
            revision
            for drawing in world.drawings_of(record.project_id)
            if drawing.area_id == area_id
            for revision in world.revisions_of(drawing.id)
            if revision.set_id == record.id and revision.deleted_at is None
        ]
        body["published_drawings_count"] = sum(one.reviewed for one in inside)
        body["unpublished_drawings_count"] = sum(not one.reviewed for one in inside)
    return body


def drawing_compact(world: World, record: Drawing) -> Json:
    body: Json = {
        "id": record.id,
        "number": record.number,
        "drawing_number": record.number,
        "sheet_number": None,
        "title": record.title,
        "obsolete": record.obsolete,
    }
    if record.discipline_id is not None:
        body["discipline"] = world.disciplines[record.discipline_id].name
        body["drawing_discipline_id"] = record.discipline_id
    return body


def drawing_extended(world: World, record: Drawing, file_url: Callable[[Revision], str]) -> Json:
    current = world.current_of(record)
    shown = None if current is None else _current_revision(world, record, current, file_url)
    return drawing_compact(world, record) | {"current_revision": shown}


def drawing_written(world: World, record: Drawing) -> Json:
    body = drawing_compact(world, record)
    body.pop("drawing_discipline_id", None)
    return body


def revision(world: World, record: Revision, file_url: Callable[[Revision], str]) -> Json:
    drawing = world.drawings[record.drawing_id]
    current = world.current_of(drawing)
    stored = world.library.file(drawing, record)
    body: Json = {
        "id": record.id,
        "drawing_id": drawing.id,
        "number": drawing.number,
        "drawing_number": drawing.number,
        "sheet_number": None,
        "title": drawing.title,
        "revision_number": record.label,
        "drawing_date": record.drawing_date.isoformat() if record.drawing_date else None,
        "updated_at": moment(record.updated_at),
        "current": current is not None and current.id == record.id and not drawing.obsolete,
        "obsolete": drawing.obsolete,
        "floorplan": "plan" in drawing.title.lower(),
        # An older member without a description: it must not be taken for the order of revisions (contract §9).
        "position": drawing.id % 1000,
        "status": "published" if record.reviewed else "unpublished",
        "pdf_url": file_url(record),
        "pdf_size": stored.size,
        "png_url": None,
        "png_size": None,
        "thumbnail_url": None,
        "large_thumbnail_url": None,
        "zip_url": None,
        "width": 4800 if record.reviewed else None,
        "height": 3400 if record.reviewed else None,
        "has_public_markup_layer_elements": record.public_markups,
        "has_drawing_sketches": False,
        "drawing_sketches_count": None,
        "activity_stream_last_viewed_at": None,
        "connectability_outdated": False,
        "drawing_set": None if record.set_id is None else {"id": record.set_id},
        "drawing_area": {"id": drawing.area_id},
        "discipline": _discipline_of(world, drawing),
        "custom_fields": {},
    }
    if record.received_date is not None:
        body["received_date"] = record.received_date.isoformat()
    order = order_in_drawing(world, drawing, record)
    if order is not None:
        body["order_in_drawing"] = order
    return body


def revision_written(world: World, record: Revision) -> Json:
    drawing = world.drawings[record.drawing_id]
    current = world.current_of(drawing)
    body: Json = {
        "id": record.id,
        "drawing_id": drawing.id,
        "revision_number": record.label,
        "floorplan": "plan" in drawing.title.lower(),
        "current": current is not None and current.id == record.id,
        "sheet_number": None,
        "ordered_revision_ids": list(world.live_order(drawing)),
    }
    for name, value in (("drawing_date", record.drawing_date), ("received_date", record.received_date)):
        if value is not None:
            body[name] = value.isoformat()
    if record.set_id is not None:
        body["drawing_set"] = {"id": record.set_id}
    return body


def tiles() -> Json:
    grid = [{"id": 10 * x + y, "x": x, "y": y, "z": 1, "url": "deprecated"} for x in range(2) for y in range(2)]
    return {"max_zoom_level": 5, "tile_size": [256, 256], "tiles": grid}


def terms(world: World, record: Revision) -> Json:
    drawing = world.drawings[record.drawing_id]
    words = (drawing.number, *drawing.title.split())
    boxes = {
        word.lower(): [{"x": 100 + 80 * place, "y": 200, "width": 70, "height": 20, "index": place}]
        for place, word in enumerate(words)
    }
    return {"drawing_revision_id": record.id, "updated_at": moment(record.updated_at), "terms": boxes}


def order_in_drawing(world: World, drawing: Drawing, record: Revision) -> int | None:
    """The revision's number in its drawing's order, as the world's rules count; None outside the order."""
    order = world.live_order(drawing)
    if record.id not in order:
        return None
    place = order.index(record.id)
    if world.rules.order_descending:
        place = len(order) - 1 - place
    return place + world.rules.order_base


def _display_name(record: Project) -> str:
    return f"{record.number} - {record.name}" if record.number else record.name


def _area(record: Area, drawings_count: int) -> Json:
    return {
        "id": record.id,
        "name": record.name,
        "drawings_count": drawings_count,
        "description": record.description,
        "created_at": moment(record.created_at),
        "updated_at": moment(record.created_at),
    }


def _set_in_area(record: DrawingSet, revisions: list[Revision]) -> Json:
    body: Json = {
        "id": record.id,
        "project_id": record.project_id,
        "name": record.name,
        "created_at": moment(record.created_at),
        "updated_at": moment(record.created_at),
        "drawing_revisions_count": sum(one.set_id == record.id for one in revisions),
    }
    if record.date is not None:
        body["date"] = record.date.isoformat()
    if record.position is not None:
        body["position"] = record.position
    return body


def _current_revision(world: World, drawing: Drawing, record: Revision, file_url: Callable[[Revision], str]) -> Json:
    return {
        "id": record.id,
        "revision_number": record.label,
        "updated_at": moment(record.updated_at),
        "floorplan": "plan" in drawing.title.lower(),
        "has_drawing_sketches": False,
        "pdf_url": file_url(record),
        "pdf_size": world.library.file(drawing, record).size,
    }


def _discipline_of(world: World, drawing: Drawing) -> Json | None:
    if drawing.discipline_id is None:
        return None
    record = world.disciplines[drawing.discipline_id]
    return {"id": record.id, "name": record.name, "position": record.position}
