"""The panels beside a sheet that deal with its marks: what they show, and what follows from what is done there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app import takeoff
from app.domain.failures import Failure, FailureCode
from app.domain.measures import totals
from app.domain.states import EntryKind
from app.ui.choosing import choose_file
from app.ui.failure_words import current_language
from app.ui.markups import edits
from app.ui.markups.layer_acts import LayerActs
from app.ui.markups.layers_panel import LayersPanel
from app.ui.markups.list_model import MarkRow
from app.ui.markups.list_panel import ListPanel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.domain.markups import ListedMarkup
    from app.domain.measures import LengthUnit
    from app.storage.markup_layers import MarkupLayer
    from app.takeoff import Scales
    from app.ui.markups.bench import Bench
    from app.ui.markups.history import Done
    from app.ui.markups.measuring import Measuring
    from app.ui.markups.reader import MarkReader
    from app.ui.services import Services
    from app.ui.viewer.window import SheetView

LIST, LAYERS = "markups", "markup-layers"


class MarkPanels(QObject):
    """``found``: a mark that somebody wants to see, with its drawing."""

    found = Signal(object)  # MarkRow

    def __init__(
        self, view: SheetView, services: Services, bench: Bench, reader: MarkReader, measuring: Measuring
    ) -> None:
        super().__init__(view)
        self._view = view
        self._services = services
        self._bench = bench
        self._reader = reader
        self._measuring = measuring
        self._listed: Sequence[ListedMarkup] = ()
        self._scales: Scales = {}
        self._layers: Sequence[MarkupLayer] = ()
        self._asked = 0  # a late answer never hides a newer question
        self._done: Done = {}  # in the list, as the last thing
        self.list = ListPanel(view)
        self.layers = LayersPanel(view)
        self.layer_acts = LayerActs(self.layers, view, services, reader)
        view.panels.add(LIST, lambda: self.tr("Markups"), self.list)
        view.panels.add(LAYERS, lambda: self.tr("Layers of markups"), self.layers)
        view.panels.opened.connect(self.renew)
        bench.board.changed.connect(self.renew)
        bench.board.selected.connect(self._selected)
        measuring.changed.connect(self.renew)
        self.list.scope_changed.connect(self.renew)
        self.list.opened.connect(self.found)
        self.list.done_toggled.connect(self._toggle_done)
        self.list.deleted.connect(self._delete)
        self.list.taken_back.connect(self._take_back)
        self.list.exported.connect(self._export)
        self.layers.active_changed.connect(self._draw_on)
        self.layers.hidden_changed.connect(bench.board.hide)
        self.layers.assigned.connect(self._assign)

    def close(self) -> None:
        """Nobody is to be told anything any more."""
        self._asked += 1
        self.layer_acts.close()

    def show_layers(self, layers: Sequence[MarkupLayer]) -> None:
        """Those of the project."""
        self._layers = layers
        self._renew_layers()

    @Slot()
    def renew(self) -> None:
        """Something changed; nothing is done for a panel that nobody sees."""
        match self._view.panels.open_key:
            case "markups":
                self._renew_list()
            case "markup-layers":
                self._renew_layers()

    def note_kept(self) -> None:
        """Marks were kept, perhaps some of other sheets."""
        if self.list.whole_project:
            self.renew()

    def _renew_list(self) -> None:
        self._asked += 1
        project_id = self._view.project_id
        if self.list.whole_project and project_id is not None:
            self._services.tasks.spawn(self._read_project(project_id, self._asked))
            return
        drawing = self._view.drawing
        if drawing is None:
            return
        marks = self._bench.board.all()
        rows = [MarkRow(one, drawing.procore_id, drawing.number, self._bench.locked) for one in marks]
        found = totals(marks, lambda one: self._measuring.scale_of(one.page))
        self.list.show_rows(rows, found)

    async def _read_project(self, project_id: int, asked: int) -> None:
        store = self._services.store
        try:
            listed = await self._services.read(store.annotations.of_project, project_id)
            scales = await self._services.read(store.calibrations.of_project, project_id)
        except Failure as failure:
            self._services.messages.fail(failure, id="markups.list")
            return
        if asked != self._asked:
            return
        self._listed, self._scales = listed, scales
        rows = [MarkRow(one.markup, one.drawing_id, _sheet(one), self._why_locked(one)) for one in self._listed]
        others = [one for one in self._listed if one.markup.entry_id != self._bench.board.entry]
        self._reader.learn(project_id, {one.markup.entry_id: one.drawing_id for one in others})
        self._bench.history.note([one.markup for one in others])
        self.list.show_rows(rows, takeoff.taken_off(self._listed, self._scales))

    def _why_locked(self, one: ListedMarkup) -> str | None:
        if one.markup.entry_id == self._bench.board.entry:
            return self._bench.locked
        if one.entry_kind is EntryKind.ORIGINAL:
            return self.tr("The Original keeps its markups as they were.")
        return None if one.annotate else self.tr("You may look at this sheet, but not draw on it.")

    def _renew_layers(self) -> None:
        used = {one.layer for one in self._bench.board.all()}
        self.layers.show_layers(self._layers, used, self._bench.locked)
        self._selected()

    @Slot()
    def _selected(self) -> None:
        chosen = self._bench.board.selection
        self.layers.set_chosen(len(chosen))
        if self._view.panels.open_key == LIST:
            self.list.choose({one.id for one in chosen})

    @Slot(object)
    def _toggle_done(self, rows: Sequence[MarkRow]) -> None:
        markups = [row.markup for row in rows]
        count = len(markups)
        opened = edits.are_done(markups)
        self._done = edits.toggle_done(self._bench, markups)
        self.list.tell(
            self.tr("%n markup(s) open again.", "", count) if opened else self.tr("%n markup(s) done.", "", count)
        )

    @Slot(object)
    def _delete(self, rows: Sequence[MarkRow]) -> None:
        count = len(rows)
        self._done = self._bench.remove([row.markup for row in rows])
        self.list.tell(self.tr("%n markup(s) deleted.", "", count))

    @Slot()
    def _take_back(self) -> None:
        undone = self._bench.history.take_back(self._done)
        late = self.tr("Something else was done on that sheet since. Undo it there first.")
        self.list.tell("" if undone else late, undo=False)

    # ---- layers of marks: see also ``layer_acts`` ----------------------------------------------------------------

    @Slot(str)
    def _draw_on(self, layer: str) -> None:
        self._bench.layer = layer

    @Slot(str)
    def _assign(self, layer: str) -> None:
        chosen = self._bench.board.selection
        words = self.tr("Move %n markup(s) to another layer", "", len(chosen))
        self._bench.change(words, [replace(one, layer=layer) for one in chosen])

    # ---- export --------------------------------------------------------------------------------------------------

    @Slot(str, object)
    def _export(self, form: str, unit: LengthUnit) -> None:
        project_id, drawing = self._view.project_id, self._view.drawing
        if project_id is None or drawing is None:
            return
        kinds = {"csv": self.tr("Tables (*.csv)"), "xlsx": self.tr("Workbooks (*.xlsx)")}
        name = self.tr("Markups") + f".{form}"
        only = None if self.list.whole_project else drawing.procore_id
        self._services.tasks.spawn(self._choose_and_write(name, kinds[form], form, project_id, only, unit))

    async def _choose_and_write(
        self, name: str, kinds: str, form: str, project_id: int, drawing_id: int | None, unit: LengthUnit
    ) -> None:
        path = await choose_file(self._view, self.tr("Export markups"), name, kinds)
        if path is not None:
            await self.write(path, form, project_id, drawing_id, unit)

    async def write(self, path: Path, form: str, project_id: int, drawing_id: int | None, unit: LengthUnit) -> None:
        """Write the marks of a project, or of one of its drawings, and their totals."""
        try:
            await self._services.read(self._write, path, form, project_id, drawing_id, unit)
        except Failure as failure:
            self._services.messages.fail(failure, id="markups.export", subject=path.name)
            return
        self._services.messages.inform(lambda: self.tr("Saved: {file}").format(file=path.name), id="markups.export")

    def _write(self, path: Path, form: str, project_id: int, drawing_id: int | None, unit: LengthUnit) -> None:
        """Off the UI thread."""
        store, language = self._services.store, current_language()
        listed = store.annotations.of_project(project_id, drawing_id=drawing_id)
        scales = store.calibrations.of_project(project_id)
        marks = takeoff.marks_table(listed, scales, unit, language)
        if form == "csv":
            content = takeoff.csv_bytes(marks, language)
        else:
            sums = takeoff.totals_table(takeoff.taken_off(listed, scales), unit, language)
            content = takeoff.xlsx_bytes((sums, marks))
        try:
            path.write_bytes(content)
        except OSError as error:
            technical = f"{path.name}: {error.strerror}"
            raise Failure(FailureCode.LOCAL_IO, values={"subject": path.name}, technical=technical) from error


def _sheet(one: ListedMarkup) -> str:
    if one.current:
        return one.number
    return f"{one.number} ({one.revision_number or '–'})"
