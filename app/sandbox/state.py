"""The whole world as JSON, for people and tests that want to see what is true right now."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app.sandbox.library import object_key
from app.sandbox.shapes import moment, order_in_drawing

if TYPE_CHECKING:
    from app.sandbox.entities import Drawing, Project, Revision
    from app.sandbox.world import World


def state(world: World) -> dict[str, Any]:
    """Everything but the sheets themselves. Equal for two worlds built from the same scenario."""
    return {
        "now": moment(world.now()),
        "rules": asdict(world.rules),
        "users": [asdict(one) for one in world.users.values()],
        "companies": [
            {"id": one.id, "name": one.name, "installed": one.installed, "members": sorted(one.members)}
            for one in tuple(world.companies.values())
        ],
        "projects": [_project(world, one) for one in tuple(world.projects.values())],
    }


def _project(world: World, record: Project) -> dict[str, Any]:
    return {
        "id": record.id,
        "company_id": record.company_id,
        "name": record.name,
        "active": record.active,
        "members": sorted(record.members),
        "areas": {str(one.id): one.name for one in world.areas_of(record.id)},
        "disciplines": {str(one.id): one.name for one in world.disciplines_of(record.id)},
        "sets": {str(one.id): one.name for one in world.sets_of(record.id)},
        "drawings": [_drawing(world, one) for one in world.drawings_of(record.id)],
    }


def _drawing(world: World, record: Drawing) -> dict[str, Any]:
    current = world.current_of(record)
    return {
        "id": record.id,
        "number": record.number,
        "title": record.title,
        "area_id": record.area_id,
        "discipline_id": record.discipline_id,
        "obsolete": record.obsolete,
        "current": None if current is None else current.id,
        "order": list(world.live_order(record)),
        "revisions": [_revision(world, record, one) for one in world.revisions_of(record.id)],
    }


def _revision(world: World, drawing: Drawing, record: Revision) -> dict[str, Any]:
    return {
        "id": record.id,
        "label": record.label,
        "set_id": record.set_id,
        "reviewed": record.reviewed,
        "deleted": record.deleted_at is not None,
        "updated_at": moment(record.updated_at),
        "order_in_drawing": order_in_drawing(world, drawing, record),
        "public_markups": record.public_markups,
        "version": record.version,
        "file": object_key(record),
    }
