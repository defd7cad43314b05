"""Named worlds. ``build`` reads ``demo``, ``tiny``, ``large:N[:BYTES]`` and ``folder:PATH``."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.sandbox.folder_scenario import folder
from app.sandbox.plain_sheet import PlainSheets
from app.sandbox.rosemont_scenario import demo
from app.sandbox.world import World, utc_now

if TYPE_CHECKING:
    from collections.abc import Callable

_OPENED = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
_DISCIPLINES = (("Architectural", "A"), ("Structural", "S"), ("Mechanical", "M"), ("Electrical", "E"))


def build(scenario: str, *, clock: Callable[[], datetime] = utc_now) -> World:
    """The world of that name. ValueError for a name that is none, or arguments that make no sense."""
    name, _, argument = scenario.partition(":")
    if name == "demo" and not argument:
        return demo(clock=clock)
    if name == "tiny" and not argument:
        return tiny(clock=clock)
    if name == "large":
        drawings, _, bytes_each = argument.partition(":")
        return large(int(drawings or 500), bytes_each=int(bytes_each or 0), clock=clock)
    if name == "folder" and argument:
        return folder(Path(argument), clock=clock)
    raise ValueError(f"unknown scenario {scenario!r}: demo, tiny, large:N[:BYTES] or folder:PATH")


def tiny(*, clock: Callable[[], datetime] = utc_now) -> World:
    """One user, one company, one project, one area, five drawings with a revision each."""
    return _plain_world(5, 0, clock, "Petite maison")


def large(drawings: int, *, bytes_each: int = 0, clock: Callable[[], datetime] = utc_now) -> World:
    """The same with so many drawings; every fourth has two revisions. ``bytes_each``: the least size of a file."""
    return _plain_world(drawings, bytes_each, clock, "Hôpital")


def _plain_world(drawings: int, bytes_each: int, clock: Callable[[], datetime], project_name: str) -> World:
    world = World(PlainSheets(bytes_each), clock=clock)
    user = world.add_user("marie.tremblay@example.com", "Marie Tremblay")
    service = world.add_user("planrack-service@example.com", "Planrack", service=True)
    company = world.add_company("Construction Bellerive inc.", [user, service])
    project = world.add_project(company, project_name, [user, service], created_at=_OPENED, number="26-001")
    area = world.add_area(project, "Drawings")
    disciplines = [world.add_discipline(project, name, (letter,)) for name, letter in _DISCIPLINES]
    bid = world.add_set(project, "Bid Set", at=_OPENED, date=date(2026, 3, 16))
    addendum = world.add_set(project, "Addendum 1", at=_OPENED, date=date(2026, 3, 30))
    for place in range(drawings):
        discipline = disciplines[place % len(disciplines)]
        letter = discipline.abbreviations[0]
        number = f"{letter}-{101 + place // len(disciplines)}"
        drawing = world.add_drawing(area, number, f"{discipline.name} plan {place + 1}", discipline)
        at = _OPENED + timedelta(days=14, seconds=place)
        world.publish(drawing.id, "0", set_id=bid.id, drawing_date=bid.date, received_date=bid.date, at=at)
        if drawings > 5 and place % 4 == 3:
            later = at + timedelta(days=14)
            world.publish(drawing.id, "1", set_id=addendum.id, drawing_date=addendum.date, at=later)
    return world
