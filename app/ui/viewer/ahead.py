"""What will probably be looked at next: where the hand is going, and the sheets beside this one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from app.ui.viewer import geometry
from app.ui.viewer.geometry import Point
from app.ui.viewer.picture import fits

if TYPE_CHECKING:
    from app.drawings.tiles import TileKey
    from app.ui.viewer.geometry import Camera
    from app.ui.viewer.picture import Picture

#: Rings of tiles around the view: behind the hand, and before it.
_AROUND, _BEFORE = 1, 2
#: How much of the last movement is remembered at the next one.
_KEPT = 0.6
_STEP = math.sqrt(2)
#: More than a screen's worth of tiles would only push out what is held.
MOST = 48


class Travel:
    """Which way the camera went lately: ``way`` in canvas pixels a step, ``zoom`` above 0 for closer."""

    def __init__(self) -> None:
        self.way = Point(0.0, 0.0)
        self.zoom = 0

    def note(self, before: Camera | None, after: Camera) -> None:
        """The camera went from one place to another."""
        if before is None or before.sheet != after.sheet or before.rotation != after.rotation:
            self.way, self.zoom = Point(0.0, 0.0), 0
        elif before.scale != after.scale:
            self.way, self.zoom = Point(0.0, 0.0), 1 if after.scale > before.scale else -1
        elif (before.x, before.y) != (after.x, after.y):
            dx, dy = after.x - before.x, after.y - before.y
            self.way, self.zoom = Point(self.way.x * _KEPT + dx, self.way.y * _KEPT + dy), 0


def tiles_ahead(picture: Picture, camera: Camera, travel: Travel, room: tuple[int, int]) -> list[TileKey]:
    """The likeliest first: tiles before the hand, what the next step of the zoom shows, tiles all around."""
    if fits(camera, room):
        return _zoomed(picture, camera, 1) if travel.zoom > 0 else []
    level = geometry.level_for(camera.scale)
    shown = set(geometry.cells_in_view(camera, level))
    around = [cell for cell in geometry.cells_in_view(camera, level, ring=_BEFORE) if cell not in shown]
    near = set(geometry.cells_in_view(camera, level, ring=_AROUND))
    middle = Point(camera.width / 2, camera.height / 2)
    speed = math.hypot(*travel.way)

    def forward(cell: geometry.Cell) -> float:
        """Cosine between the way and the way to the tile."""
        box = geometry.cell_box(camera, level, cell)
        dx, dy = box.left + box.width / 2 - middle.x, box.top + box.height / 2 - middle.y
        return (dx * travel.way.x + dy * travel.way.y) / (speed * max(math.hypot(dx, dy), 1e-6)) if speed else 0.0

    before = [cell for cell in around if forward(cell) > 0.5]
    before.sort(key=lambda cell: (cell not in near, -forward(cell)))
    rest = [cell for cell in around if cell in near and cell not in set(before)]
    keys = [picture.tile(camera, level, cell) for cell in before]
    if travel.zoom:
        keys += _zoomed(picture, camera, travel.zoom)
    return (keys + [picture.tile(camera, level, cell) for cell in rest])[:MOST]


def _zoomed(picture: Picture, camera: Camera, direction: int) -> list[TileKey]:
    """What the view shows one step closer or further away, around its middle."""
    middle = Point(camera.width / 2, camera.height / 2)
    there = camera.zoomed(camera.scale * _STEP**direction, middle)
    level = geometry.level_for(there.scale)
    return [picture.tile(there, level, cell) for cell in geometry.cells_in_view(there, level)]
