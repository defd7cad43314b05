"""Where a drawing was looked at last is remembered, also by the next start, and within bounds."""

from __future__ import annotations

from sheet_world import FakePreferences

from app.ui.viewer.fitting import Fit, View
from app.ui.viewer.geometry import Camera, Sheet
from app.ui.viewer.places import MOST, Place, Places

VIEW = View(Fit.FREE, Camera(Sheet(2592.0, 1728.0), 900, 600, 1.5, 3, 120.5, 80.25))


def test_a_place_survives_a_restart() -> None:
    store = FakePreferences()
    first = Places(store)
    first.load()
    first.keep(7, 562_949_953_421_313, Place(2, VIEW))
    first.save()
    later = Places(store)
    later.load()
    assert later.get(7, 562_949_953_421_313) == Place(2, VIEW)
    assert later.get(7, 1) == Place(0, None)


def test_what_is_kept_before_the_store_was_read_is_newer() -> None:
    store = FakePreferences()
    first = Places(store)
    first.keep(7, 1, Place(1, None))
    first.save()
    later = Places(store)
    later.keep(7, 1, Place(3, VIEW))
    later.load()
    assert later.get(7, 1) == Place(3, VIEW)


def test_the_oldest_go_when_there_are_too_many() -> None:
    store = FakePreferences()
    places = Places(store)
    for drawing in range(MOST + 5):
        places.keep(1, drawing, Place(1, VIEW))
    places.save()
    later = Places(store)
    later.load()
    assert later.get(1, 4) == Place(0, None)
    assert later.get(1, 5) == Place(1, VIEW)
    assert len(store.values["sheet_places"]) == MOST


def test_what_another_version_wrote_otherwise_is_passed_over() -> None:
    store = FakePreferences()
    good = Places(store)
    good.keep(1, 1, Place(4, VIEW))
    good.save()
    store.values["sheet_places"] |= {
        "x": [1],
        "1:2": "far",
        "1:3": [0, "diagonal", 0, 1, 0, 0, 10, 10, 5, 5],
        "1:4": [0, "free", 0, -1, 0, 0, 10, 10, 5, 5],
        "1:5": [None],
    }
    later = Places(store)
    later.load()
    assert later.get(1, 1) == Place(4, VIEW)
    assert [later.get(1, drawing) for drawing in (2, 3, 4, 5)] == [Place(0, None)] * 4
