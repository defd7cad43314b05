"""The marks of the sheet that is open, as shown now: which there are, which are chosen, what is being drawn."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain import markup_shapes as shapes
from app.domain.plane import Bounds
from app.domain.states import Carried
from app.ui.markups.painting import reach

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.domain.markups import Markup
    from app.domain.plane import Point

#: Side of a cell of the index, in points; a mark over more cells than this is looked at every time instead.
_CELL = 144.0
_MOST_CELLS = 64


class Board(QObject):
    """Holds the marks of all pages of an entry and looks at one page. Changes nothing that is kept: see ``history``."""

    touched = Signal(object)  # Bounds in page points that look different now; None: everything does
    changed = Signal()  # marks came, went or are others now
    selected = Signal()  # others are chosen now

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entry: int | None = None
        self._page = 0
        self._marks: dict[str, Markup] = {}
        self._reach: dict[str, Bounds] = {}
        self._places: dict[str, int] = {}  # in the order in which they were drawn
        self._cells: dict[tuple[int, int], set[str]] = {}
        self._wide: set[str] = set()
        self._to_check: set[str] = set()
        self._next_place = 0
        self._selection: tuple[str, ...] = ()
        self._hidden: frozenset[str] = frozenset()
        self._drafts: tuple[Markup, ...] = ()
        self._replaced: frozenset[str] = frozenset()
        self._version = 0

    # ---- what there is -------------------------------------------------------------------------------------------

    @property
    def entry(self) -> int | None:
        return self._entry

    @property
    def page(self) -> int:
        return self._page

    @property
    def version(self) -> int:
        """Another one where other marks may be shown than before; drafts are not counted."""
        return self._version

    def show(self, entry: int | None, page: int, markups: Iterable[Markup] = ()) -> None:
        """Show the marks of an entry, or those that it has now."""
        same = entry == self._entry
        self._version += 1
        self._entry, self._page = entry, page
        self._marks = {one.id: one for one in markups}
        self._drafts, self._replaced = (self._drafts, self._replaced) if same else ((), frozenset())
        self._index()
        self.select([one for one in self._selection if one in self._reach] if same else ())
        self.changed.emit()
        self.touched.emit(None)

    def turn_to(self, page: int) -> None:
        """Look at another page of the same entry."""
        if page != self._page:
            self.show(self._entry, page, list(self._marks.values()))
            self.select(())

    def all(self) -> list[Markup]:
        """Of all pages, in the order in which they were drawn."""
        return list(self._marks.values())

    def get(self, id: str) -> Markup | None:
        return self._marks.get(id)

    def here(self) -> list[Markup]:
        """Those that are seen on this page, in the order in which they were drawn."""
        return [self._marks[id] for id in self._places if self._is_shown(id)]

    def within(self, box: Bounds) -> list[Markup]:
        """Those of this page that are painted inside ``box`` at least in part, the lowest first."""
        ids = self._candidates(box)
        found = (id for id in ids if self._is_shown(id) and self._reach[id].touches(box))
        return [self._marks[id] for id in sorted(found, key=self._places.__getitem__)]

    def to_check(self, box: Bounds) -> list[Markup]:
        """Carried marks inside ``box`` that nobody looked at, and that no draft stands in for."""
        found = (id for id in self._to_check if self._is_shown(id) and self._reach[id].touches(box))
        return [self._marks[id] for id in found if id not in self._replaced]

    def at(self, point: Point, tolerance: float) -> Markup | None:
        """The topmost mark at a place."""
        near = self.within(Bounds(*point, *point).grown(tolerance))
        return next((one for one in reversed(near) if shapes.hit(one, point, tolerance)), None)

    def reach_of(self, id: str) -> Bounds:
        return self._reach[id]

    # ---- changes -------------------------------------------------------------------------------------------------

    def put(self, markups: Sequence[Markup]) -> None:
        """Marks that are new, or in place of those with the same identity."""
        self._version += 1
        for one in markups:
            self._touch(one.id)
            self._marks[one.id] = one
            self._drop_from_index(one.id)
            if one.page == self._page:
                self._add_to_index(one)
                self._touch(one.id)
        self.changed.emit()

    def drop(self, ids: Iterable[str]) -> None:
        """Take marks off the sheet."""
        self._version += 1
        for id in ids:
            self._touch(id)
            self._marks.pop(id, None)
            self._drop_from_index(id)
            self._places.pop(id, None)
        self.select([one for one in self._selection if one in self._marks])
        self.changed.emit()

    @property
    def hidden(self) -> frozenset[str]:
        """Names of the layers that are not shown."""
        return self._hidden

    def hide(self, layers: Iterable[str]) -> None:
        self._version += 1
        self._hidden = frozenset(layers)
        self.select([id for id in self._selection if self._is_shown(id)])
        self.touched.emit(None)

    # ---- what is chosen, and what is in the making ---------------------------------------------------------------

    @property
    def selection(self) -> list[Markup]:
        return [self._marks[id] for id in self._selection]

    def select(self, ids: Iterable[str]) -> None:
        chosen = tuple(dict.fromkeys(ids))
        if chosen != self._selection:
            self._selection = chosen
            self.touched.emit(None)
            self.selected.emit()

    @property
    def drafts(self) -> tuple[Markup, ...]:
        """What is drawn at the moment, in place of marks with the same identity."""
        return self._drafts

    def draft(self, markups: Sequence[Markup] = (), *, within: Bounds | None = None) -> None:
        """``within``: the only part that looks different, where a stroke just grew."""
        before, self._drafts = self._drafts, tuple(markups)
        replaced = frozenset(one.id for one in markups)
        if not replaced.isdisjoint(self._marks) or not self._replaced.isdisjoint(self._marks):
            self._version += replaced != self._replaced
        self._replaced = replaced
        if within is not None:
            self.touched.emit(within)
            return
        for one in (*before, *self._drafts):
            self.touched.emit(reach(one))

    def shows(self, markup: Markup) -> bool:
        """False while a draft stands in its place."""
        return markup.id not in self._replaced

    # ---- the index -----------------------------------------------------------------------------------------------

    def _index(self) -> None:
        self._reach, self._places, self._cells, self._wide = {}, {}, {}, set()
        self._to_check = set()
        self._next_place = 0
        for one in self._marks.values():
            if one.page == self._page:
                self._add_to_index(one)

    def _add_to_index(self, markup: Markup) -> None:
        if markup.id not in self._places:
            self._places[markup.id] = self._next_place
            self._next_place += 1
        self._reach[markup.id] = box = reach(markup)
        if markup.carried is Carried.TO_CHECK:
            self._to_check.add(markup.id)
        cells = _cells(box)
        if cells is None:
            self._wide.add(markup.id)
            return
        for cell in cells:
            self._cells.setdefault(cell, set()).add(markup.id)

    def _drop_from_index(self, id: str) -> None:
        box = self._reach.pop(id, None)
        if box is None:
            return
        self._wide.discard(id)
        self._to_check.discard(id)
        for cell in _cells(box) or ():
            self._cells.get(cell, set()).discard(id)

    def _candidates(self, box: Bounds) -> set[str]:
        cells = _cells(box)
        if cells is None:
            return set(self._reach)
        return self._wide.union(*(self._cells.get(cell, ()) for cell in cells))

    def _is_shown(self, id: str) -> bool:
        return id in self._reach and self._marks[id].layer not in self._hidden

    def _touch(self, id: str) -> None:
        if id in self._reach:
            self.touched.emit(self._reach[id])


def _cells(box: Bounds) -> list[tuple[int, int]] | None:
    """The cells that a box lies over; None where those are too many."""
    first, last = math.floor(box.left / _CELL), math.floor(box.right / _CELL)
    top, bottom = math.floor(box.top / _CELL), math.floor(box.bottom / _CELL)
    if (last - first + 1) * (bottom - top + 1) > _MOST_CELLS:
        return None
    return list(_grid(first, last, top, bottom))


def _grid(first: int, last: int, top: int, bottom: int) -> Iterator[tuple[int, int]]:
    for column in range(first, last + 1):
        for row in range(top, bottom + 1):
            yield column, row
