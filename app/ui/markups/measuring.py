"""The scale of the page that is shown: what measurements say, and how a scale is set and verified."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.failures import Failure
from app.domain.markups import MEASURED, MarkupKind
from app.domain.measures import (
    Calibration,
    LengthUnit,
    Scale,
    deviation,
    metres_per_point,
    quantity,
    quantity_text,
)
from app.ui.failure_words import current_language
from app.ui.markups.scale_bar import ScaleBar
from app.ui.markups.tools import ScaleTool

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.markups import Markup
    from app.domain.plane import Point
    from app.ui.markups.bench import Bench
    from app.ui.services import Services
    from app.ui.viewer.window import SheetView

SCALED = MEASURED - {MarkupKind.COUNT}


class Measuring(QObject):
    """``bar`` is the row in which the scale is shown, set and verified."""

    changed = Signal()  # measurements say something else now

    def __init__(self, view: SheetView, services: Services, bench: Bench) -> None:
        super().__init__(view)
        self._view = view
        self._services = services
        self._bench = bench
        self._scales: dict[int, Calibration] = {}
        self._picked: tuple[Point, Point] | None = None
        self.tool = ScaleTool(bench)
        self.bar = ScaleBar(view)
        bench.points_picked.connect(self._pick)
        self.bar.scale_chosen.connect(self._use)
        self.bar.points_wanted.connect(self._take_points)
        self.bar.length_given.connect(self._length_given)
        self.bar.left.connect(self._leave)

    @property
    def scale(self) -> Calibration | None:
        """Of the page that is shown."""
        return self._scales.get(self._bench.board.page)

    def scale_of(self, page: int) -> Calibration | None:
        return self._scales.get(page)

    def show(self, scales: Mapping[int, Calibration]) -> None:
        """The scales of the pages of a sheet."""
        self._scales = dict(scales)
        self.page_turned()

    def page_turned(self) -> None:
        self._picked = None
        self.bar.show_scale(self.scale, self._bench.locked)

    def open(self) -> None:
        """Show the row; or put it away."""
        if self.bar.isVisibleTo(self._view):
            self._leave()
        else:
            self.bar.open(self.scale, self._bench.locked)

    def ask(self, kind: MarkupKind) -> None:
        """Something is to be measured: ask for the scale where there is none, or none that is verified."""
        if kind in SCALED and (self.scale is None or self.scale.carried is not None):
            self.bar.open(self.scale, self._bench.locked)

    def words(self, markup: Markup) -> str:
        """The label of a measurement, and its value."""
        if markup.kind not in SCALED:
            return ""
        scale = self.scale
        size = quantity(markup, scale.metres_per_point if scale is not None else None)
        if size is None or scale is None:
            value = self.tr("no scale")
        else:
            value = quantity_text(markup.kind, size, scale.unit, current_language())
        return f"{markup.text}\n{value}" if markup.text else value

    # ---- setting and verifying -----------------------------------------------------------------------------------

    @Slot(object)
    def _use(self, scale: Scale) -> None:
        self._set(scale.metres_per_point, scale.unit, scale.name)

    @Slot()
    def _take_points(self) -> None:
        self._picked = None
        self._bench.board.draft()
        self._view.canvas.hands.take_up(self.tool)
        self._view.canvas.setFocus()

    @Slot(object, object)
    def _pick(self, one: Point, other: Point) -> None:
        self._picked = (one, other)
        self.bar.ask_length()

    @Slot(float, object)
    def _length_given(self, metres: float, unit: LengthUnit) -> None:
        if self._picked is None:
            return
        one, other = self._picked
        if self.bar.verifying and self.scale is not None:
            found = deviation(self.scale.metres_per_point, one, other, metres)
            if found is not None:
                self._put(replace(self.scale, deviation=found, carried=None))
        else:
            scale = metres_per_point(one, other, metres)
            if scale is not None:
                self._set(scale, unit, "")
        self._put_down()

    def _set(self, scale: float, unit: LengthUnit, name: str) -> None:
        entry = self._bench.board.entry
        if entry is not None:
            self._put(Calibration(entry, self._bench.board.page, scale, unit, name))

    def _put(self, scale: Calibration) -> None:
        self._services.tasks.spawn(self._store(scale))

    async def _store(self, scale: Calibration) -> None:
        try:
            stored = await self._services.read(self._services.store.calibrations.put, scale)
        except Failure as failure:
            self._services.messages.fail(failure, id="markups.scale")
            return
        if stored.entry_id == self._bench.board.entry:
            self._scales[stored.page] = stored
            self.bar.open(self.scale, self._bench.locked)
            self.changed.emit()

    @Slot()
    def _leave(self) -> None:
        self._put_down()
        self.bar.hide()
        self._view.canvas.setFocus()

    def _put_down(self) -> None:
        self._picked = None
        self._bench.board.draft()
        if self._view.canvas.hands.tool is self.tool:
            self._bench.put_down.emit()
