"""A folder of PDFs as a project: every file is a revision, its name says of which drawing and from which day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from app.sandbox.world import World, utc_now

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.sandbox.entities import Discipline, Drawing, DrawingSet, Project, Revision

_DATED = re.compile(r"(?P<drawing>.+?)-(?P<date>\d{4}-\d\d-\d\d)(?:-(?P<label>.+))?\Z")
_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,3}-?\d{2,4}[a-z]?(?![A-Za-z0-9])")
_OPENED = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
_DISCIPLINES = {"A": "Architectural", "S": "Structural", "M": "Mechanical", "E": "Electrical", "L": "Landscape"}


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    drawing: str  # the name without date and label: what all revisions of a drawing share
    date: date | None
    label: str


class _FolderSheets:
    """The files, read when they are asked for."""

    def __init__(self) -> None:
        self.paths: dict[int, Path] = {}

    def pdf(self, drawing: Drawing, revision: Revision) -> bytes:
        return self.paths[revision.id].read_bytes()


def folder(path: Path, *, clock: Callable[[], datetime] = utc_now) -> World:
    """One project with all ``*.pdf`` in the folder and its sub-folders, broken ones too. ValueError without any.

    ``od-facility-A001-2019-07-30-r1.pdf`` and ``…-r2.pdf`` are two revisions of the drawing A001. A name without a
    sheet number is its own number. Ids and dates follow from the names, never from the file system.
    """
    files = [_read_name(one, path) for one in sorted(path.rglob("*.pdf"))]
    if not files:
        raise ValueError(f"no PDF in {path}")
    sheets = _FolderSheets()
    world = World(sheets, clock=clock)
    user = world.add_user("marie.tremblay@example.com", "Marie Tremblay")
    service = world.add_user("planrack-service@example.com", "Planrack", service=True)
    company = world.add_company("Construction Bellerive inc.", [user, service])
    project = world.add_project(company, path.resolve().name, [user, service], created_at=_OPENED)
    area = world.add_area(project, "Drawings")
    disciplines = {letter: world.add_discipline(project, name, (letter,)) for letter, name in _DISCIPLINES.items()}
    sets = _sets(world, project, files)
    taken: set[str] = set()
    minute = 0
    for key, group in groupby(sorted(files, key=_place), key=lambda one: one.drawing):
        number = _number(key, taken)
        taken.add(number)
        drawing = world.add_drawing(area, number, _title(key), _discipline(number, disciplines))
        for place, file in enumerate(group):
            at = _OPENED + timedelta(days=1, minutes=minute)
            minute += 1
            label = file.label or str(place)
            revision = world.publish(drawing.id, label, set_id=sets[file.date].id, drawing_date=file.date, at=at)
            sheets.paths[revision.id] = file.path
    return world


def _read_name(path: Path, root: Path) -> _File:
    inside = "-".join((*path.relative_to(root).parts[:-1], path.stem))
    match = _DATED.match(inside)
    if match is None:
        return _File(path, inside, None, "")
    return _File(path, match["drawing"], date.fromisoformat(match["date"]), match["label"] or "")


def _place(file: _File) -> tuple[str, date, str]:
    return file.drawing, file.date or date.min, file.label


def _sets(world: World, project: Project, files: list[_File]) -> dict[date | None, DrawingSet]:
    days = sorted({one.date for one in files}, key=lambda day: day or date.min)
    names = {day: f"Issued {day.isoformat()}" if day else "Undated" for day in days}
    return {day: world.add_set(project, names[day], at=_OPENED, date=day) for day in days}


def _number(key: str, taken: set[str]) -> str:
    found = _NUMBER.findall(key)
    return found[-1] if found and found[-1] not in taken else key


def _title(key: str) -> str:
    return key.replace("-", " ").replace("_", " ").strip().capitalize()


def _discipline(number: str, disciplines: dict[str, Discipline]) -> Discipline | None:
    return disciplines.get(number[0]) if _NUMBER.fullmatch(number) else None
