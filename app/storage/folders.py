"""The folders that drawings lie in, areas and disciplines: what they are called and in which order they stand (S39)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import func, select

from app.domain.sheets import sort_key
from app.domain.views import Area, Discipline, Drawing
from app.storage.schema import observed_areas, observed_disciplines, observed_revisions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection

#: Ids of area and discipline, and the discipline's recorded name.
Place: TypeAlias = tuple[int | None, int | None, str | None]
#: A drawing behind its place.
Placed: TypeAlias = tuple[int | None, int | None, str | None, Drawing]
#: Names of area (None where there is only one) and discipline, and the rank of the folder.
FolderName: TypeAlias = tuple[str | None, str | None, int]


class Folders:
    """Names and order of areas and disciplines: Procore's, as last listed (S39)."""

    def __init__(self, connection: Connection, link_id: int) -> None:
        areas = select(observed_areas.c.area_id, observed_areas.c.name, observed_areas.c.position)
        self._areas: dict[int, tuple[str, int | None]] = {
            id: (name, position)
            for id, name, position in connection.execute(areas.where(observed_areas.c.link_id == link_id))
        }
        # Revisions carry their discipline's place too, for one that the structure does not name.
        seen = (
            select(
                observed_revisions.c.discipline_id,
                func.max(observed_revisions.c.discipline),
                func.max(observed_revisions.c.discipline_position),
            )
            .where(observed_revisions.c.link_id == link_id, observed_revisions.c.discipline_id.is_not(None))
            .group_by(observed_revisions.c.discipline_id)
        )
        listed = select(
            observed_disciplines.c.discipline_id, observed_disciplines.c.name, observed_disciplines.c.position
        ).where(observed_disciplines.c.link_id == link_id)
        self._disciplines: dict[int, tuple[str | None, int | None]] = {
            id: (name, position)
            for rows in (connection.execute(seen), connection.execute(listed))
            for id, name, position in rows
        }

    def named(self, places: Iterable[Place]) -> dict[Place, FolderName]:
        """What the folder of each place is called."""
        names = {place: (place[0], place[1], self._discipline_name(*place[1:])) for place in places}
        order = sorted(
            set(names.values()), key=lambda name: (self._area_order(name[0]), self._discipline_order(*name[1:]))
        )
        several = len(self._areas) > 1
        return {
            place: (self._area_name(name[0]) if several else None, name[2], order.index(name))
            for place, name in names.items()
        }

    def arrange(self, placed: Iterable[Placed]) -> tuple[Area, ...]:
        """The drawings in their folders. A folder that holds nothing is not shown."""
        tree: dict[int | None, dict[tuple[int | None, str | None], list[Drawing]]] = {}
        for area_id, discipline_id, discipline, drawing in placed:
            folder = (discipline_id, self._discipline_name(discipline_id, discipline))
            tree.setdefault(area_id, {}).setdefault(folder, []).append(drawing)
        return tuple(
            Area(
                area_id,
                self._area_name(area_id),
                tuple(
                    Discipline(id, name, tuple(sorted(held, key=_by_number)))
                    for (id, name), held in sorted(folders.items(), key=lambda item: self._discipline_order(*item[0]))
                ),
            )
            for area_id, folders in sorted(tree.items(), key=lambda item: self._area_order(item[0]))
        )

    def _area_name(self, area_id: int | None) -> str:
        return "" if area_id is None else self._areas.get(area_id, ("", None))[0]

    def _discipline_name(self, discipline_id: int | None, recorded: str | None) -> str | None:
        if discipline_id is None:
            return recorded
        return self._disciplines.get(discipline_id, (None, None))[0] or recorded

    def _area_order(self, area_id: int | None) -> tuple[bool, bool, int, str, int]:
        name, position = ("", None) if area_id is None else self._areas.get(area_id, ("", None))
        return area_id is None, position is None, position or 0, name.casefold(), area_id or 0

    def _discipline_order(self, id: int | None, name: str | None) -> tuple[bool, bool, int, str, int]:
        position = None if id is None else self._disciplines.get(id, (None, None))[1]
        nameless = id is None and name is None  # « Sans discipline » is last
        return nameless, position is None, position or 0, (name or "").casefold(), id or 0


def _by_number(drawing: Drawing) -> tuple[tuple[tuple[int, int, str], ...], int]:
    return sort_key(drawing.number), drawing.procore_id
