"""Where each drawing was looked at last: page, turn, size and place, also after a restart."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import NamedTuple, Protocol

from app.ui.viewer.fitting import Fit, View
from app.ui.viewer.geometry import Camera, Sheet

_KEY = "sheet_places"
#: Drawings that are remembered; about 100 bytes each.
MOST = 500


class Preferences(Protocol):
    """The store's, as far as it is used here."""

    def get(self, key: str, default: dict[str, object]) -> dict[str, object]: ...
    def set(self, key: str, value: object) -> None: ...


class Place(NamedTuple):
    """``view`` is None for a page that was never seen."""

    page: int
    view: View | None


class Places:
    """Shared by all sheets. ``load`` and ``save`` ask the store, and may be called from any thread."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._lock = threading.Lock()
        self._loaded = False
        self._changed = False
        self._places: OrderedDict[tuple[int, int], Place] = OrderedDict()

    def load(self) -> None:
        """Read what was stored, once."""
        with self._lock:
            if self._loaded:
                return
            self._loaded = True
            newer = dict(self._places)
            for name, values in self._preferences.get(_KEY, {}).items():
                read = _read(name, values)
                if read is not None:
                    self._places[read[0]] = read[1]
            self._places.update(newer)

    def save(self) -> None:
        """Store what changed since."""
        with self._lock:
            if not self._changed:
                return
            self._changed = False
            told = {f"{key[0]}:{key[1]}": _written(place) for key, place in self._places.items()}
        self._preferences.set(_KEY, told)

    def get(self, project_id: int, drawing_id: int) -> Place:
        """By Procore's id of the drawing."""
        with self._lock:
            return self._places.get((project_id, drawing_id), Place(0, None))

    def keep(self, project_id: int, drawing_id: int, place: Place) -> None:
        """This is where it is left."""
        with self._lock:
            key = (project_id, drawing_id)
            if self._places.get(key) != place:
                self._places[key] = place
                self._changed = True
            self._places.move_to_end(key)
            while len(self._places) > MOST:
                self._places.popitem(last=False)


def _written(place: Place) -> list[object]:
    if place.view is None:
        return [place.page]
    camera, sheet = place.view.camera, place.view.camera.sheet
    where = [camera.scale, camera.x, camera.y, camera.width, camera.height, sheet.width, sheet.height]
    return [place.page, place.view.fit.value, camera.rotation, *(round(value, 3) for value in where)]


def _read(name: str, values: object) -> tuple[tuple[int, int], Place] | None:
    """None for what another version wrote otherwise."""
    try:
        project, drawing = (int(part) for part in name.split(":"))
        if not isinstance(values, list):
            return None
        if len(values) == 1:
            return (project, drawing), Place(int(values[0]), None)
        page, fit, rotation, scale, x, y, width, height, across, down = values
        sheet = Sheet(float(across), float(down))
        camera = Camera(sheet, int(width), int(height), float(scale), int(rotation) % 4, float(x), float(y))
        if camera.scale <= 0 or not all(value > 0 for value in (across, down, width, height)):
            return None
        return (project, drawing), Place(int(page), View(Fit(fit), camera))
    except (TypeError, ValueError):
        return None
