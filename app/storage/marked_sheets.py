"""How carried marks, and scales, lie on sheets other than those they were drawn on."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, select

from app.domain.files import SheetFacts
from app.domain.markup_placing import Page, laid_over
from app.storage.comparisons import laid_pages
from app.storage.database import among, pairs
from app.storage.schema import annotation_table, contents, entries, sheets

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy.engine import Connection

    from app.domain.plane import Similarity


class Framed(NamedTuple):
    """A carried mark that still has the page and the geometry of another entry's sheet. ``mark``: its id, to follow the
    copies it came through; None where there are none (a scale). ``file``: the bytes it was drawn on, where others came
    in their place."""

    frame: int
    entry: int
    page: int
    mark: str | None = None
    file: str | None = None


def placements(connection: Connection, framed: Collection[Framed]) -> dict[Framed, tuple[int, Similarity]]:
    """The page of its own sheet that each of them lies on, and how it is laid there, as well as is known now."""
    if not framed:
        return {}
    paths = _paths(connection, framed)
    files = _files(connection, {entry for path in paths.values() for entry in path})
    routes = {
        one: [*([] if one.file is None else [one.file]), *(files.get(entry) for entry in path)]
        for one, path in paths.items()
    }
    steps = {
        (old, new)
        for route in routes.values()
        for old, new in (*pairwise(route), (route[0], route[-1]))
        if old is not None and new is not None and old != new
    }
    compared = laid_pages(connection, steps)
    sizes = _sizes(connection, {file for route in routes.values() for file in route if file is not None})
    return {one: laid_over(route, one.page, compared, sizes) for one, route in routes.items()}


def _paths(connection: Connection, framed: Collection[Framed]) -> dict[Framed, list[int]]:
    """The entries that each mark was copied along, from the one its geometry is of to its own."""
    sources: dict[str, tuple[int, str | None]] = {}
    unknown = {one.mark for one in framed if one.mark is not None}
    while unknown:
        rows = select(
            annotation_table.c.id, annotation_table.c.entry_id, annotation_table.c.source_annotation_id
        ).where(among(annotation_table.c.id, unknown))
        sources |= {id: (entry, source) for id, entry, source in connection.execute(rows)}
        behind = (sources[id][1] for id in unknown if id in sources)
        unknown = {source for source in behind if source is not None} - sources.keys()
    return {one: _path(one, sources) for one in framed}


def _path(one: Framed, sources: Mapping[str, tuple[int, str | None]]) -> list[int]:
    path, mark = [one.entry], one.mark
    while mark is not None and mark in sources and path[-1] != one.frame and len(path) <= len(sources):
        entry, mark = sources[mark]
        if entry != path[-1]:
            path.append(entry)
    return path[::-1] if path[-1] == one.frame else [one.frame, one.entry]


def _files(connection: Connection, entry_ids: set[int]) -> dict[int, str]:
    held = (
        select(entries.c.id, contents.c.sha256)
        .join(contents, and_(contents.c.revision_id == entries.c.revision_id, contents.c.current.is_(True)))
        .where(among(entries.c.id, entry_ids))
    )
    found: dict[int, str] = pairs(connection, held)
    return found


def _sizes(connection: Connection, files: set[str]) -> dict[Page, SheetFacts]:
    rows = select(sheets.c.sha256, sheets.c.page, sheets.c.width_pt, sheets.c.height_pt, sheets.c.rotation).where(
        among(sheets.c.sha256, files)
    )
    return {
        Page(sha256, page): SheetFacts(page, width, height, rotation)
        for sha256, page, width, height, rotation in connection.execute(rows)
    }
