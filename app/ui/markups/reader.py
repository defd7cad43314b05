"""Brings the marks of the sheet that is shown from the store, never older than what was done on the screen since."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.events import DocumentsChanged
from app.domain.failures import Failure
from app.domain.states import Carried
from app.ui.markups.sheet_record import read_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.ui.markups.saving import Saver
    from app.ui.services import Services

_SOON_MS = 400
_PATIENCE = 0.05  # seconds until marks that are being written are looked at again


class Sheet(NamedTuple):
    """``drawing_id`` is Procore's."""

    project_id: int
    drawing_id: int
    number: str
    entry_id: int


class MarkReader(QObject):
    """``arrived`` carries the ``Sheet`` and its ``SheetRecord``. What is drawn here is told to all other views."""

    arrived = Signal(object, object)

    def __init__(self, services: Services, saver: Saver, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._saver = saver
        self._sheet: Sheet | None = None
        self._asked = 0
        self._to_check = False
        self._drawings: dict[int, tuple[int, int]] = {}  # project and drawing, by entry
        self._changed: set[tuple[int, int]] = set()
        self._telling = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._tell)
        services.bridge.documents_changed.connect(self._documents_changed)
        services.bridge.sheets_compared.connect(self._sheets_compared)
        services.bridge.projects_changed.connect(self.again)  # and who may draw

    @property
    def sheet(self) -> Sheet | None:
        return self._sheet

    def follow(self, sheet: Sheet | None) -> None:
        """Read the marks of a sheet, and again whenever they change."""
        self._asked += 1
        self._sheet = sheet
        if sheet is not None:
            self.learn(sheet.project_id, {sheet.entry_id: sheet.drawing_id})
        self.again()

    def learn(self, project_id: int, drawings: Mapping[int, int]) -> None:
        """Which drawings (by Procore's id) entries are of whose marks may be changed here."""
        self._drawings.update({entry: (project_id, drawing) for entry, drawing in drawings.items()})

    @Slot()
    def again(self) -> None:
        if self._sheet is not None:
            self._services.tasks.spawn(self._read(self._sheet))

    def note_change(self, entries: Iterable[int]) -> None:
        """Marks were kept: others who show their sheets, or count them, will want to know."""
        self._changed.update(self._drawings[entry] for entry in entries if entry in self._drawings)
        self._soon.start()

    def note_layers(self, project_id: int) -> None:
        """Layers are others now, with marks on any sheet of the project."""
        self.again()
        self._telling = True
        self._services.bridge.documents_changed.emit(DocumentsChanged(project_id, frozenset()))
        self._telling = False

    async def _read(self, sheet: Sheet) -> None:
        self._asked += 1
        asked = self._asked
        while asked == self._asked:
            orders, waiting = self._saver.orders, self._saver.waiting
            try:
                record = await self._services.read(
                    read_record,
                    self._services.store,
                    sheet.project_id,
                    sheet.drawing_id,
                    sheet.number,
                    sheet.entry_id,
                )
            except Failure as failure:
                self._services.messages.fail(failure, id="markups.read", subject=sheet.number)
                return
            if asked != self._asked:
                return
            if self._saver.failure is not None:
                record = replace(record, markups=tuple(self._saver.over(sheet.entry_id, record.markups)))
            elif waiting or self._saver.orders != orders:
                await asyncio.sleep(_PATIENCE)  # what was read is older than what was drawn
                continue
            carried = [one.carried for one in record.markups] + [one.carried for one in record.scales.values()]
            self._to_check = Carried.TO_CHECK in carried
            self.arrived.emit(sheet, record)
            return

    @Slot(object)
    def _documents_changed(self, event: DocumentsChanged) -> None:
        sheet = self._sheet
        if self._telling or sheet is None or event.project_id != sheet.project_id:
            return
        if not event.drawings or sheet.drawing_id in event.drawings:
            self.again()

    @Slot()
    def _sheets_compared(self) -> None:
        """What nobody looked at yet may lie better now; over which sheets it came is known to the store."""
        if self._to_check:
            self.again()

    @Slot()
    def _tell(self) -> None:
        changed, self._changed = self._changed, set()
        self._telling = True
        for project_id in {project for project, _drawing in changed}:
            drawings = frozenset(drawing for project, drawing in changed if project == project_id)
            self._services.bridge.documents_changed.emit(DocumentsChanged(project_id, drawings))
        self._telling = False
