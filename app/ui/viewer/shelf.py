"""An open sheet is noted among the last ones of its reader, and may be starred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.ui.viewer.sheet_actions import SheetCommand

if TYPE_CHECKING:
    from app.ui.services import Services
    from app.ui.viewer.window import SheetView


class SheetShelf(QObject):
    def __init__(self, view: SheetView, services: Services) -> None:
        super().__init__(view)
        self._view = view
        self._services = services
        self._star = view.commands[SheetCommand.STAR]
        self._star.setCheckable(True)
        view.commands.bind(SheetCommand.STAR, self._toggle, self._reason)
        view.commands.bind(SheetCommand.GO_TO, view.go_to_wanted.emit)
        view.sheet_changed.connect(self._note)

    @Slot(object, object, object)
    def _note(self, project_id: int, drawing_id: int, _entry: int) -> None:
        self._services.tasks.spawn(self._note_and_read(project_id, drawing_id), name="recent sheets")

    async def _note_and_read(self, project_id: int, drawing_id: int) -> None:
        shelf = self._services.store.shelf
        await self._services.read(shelf.note_opened, project_id, drawing_id)
        starred = await self._services.read(shelf.starred)
        drawing = self._view.drawing
        if drawing is not None and drawing.procore_id == drawing_id:
            self._star.setChecked((project_id, drawing_id) in starred)

    def _toggle(self) -> None:
        drawing, project_id = self._view.drawing, self._view.project_id
        if drawing is not None and project_id is not None:
            self._services.tasks.spawn(self._keep(project_id, drawing.procore_id, self._star.isChecked()), name="star")

    async def _keep(self, project_id: int, drawing_id: int, on: bool) -> None:
        await self._services.read(self._services.store.shelf.star, project_id, drawing_id, on)

    def _reason(self) -> str | None:
        return None if self._view.drawing is not None else self.tr("No sheet is shown.")
