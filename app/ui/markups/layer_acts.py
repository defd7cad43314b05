"""Layers that are added, renamed, removed and put back: in the store, and told to everybody who shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.domain.failures import Failure
from app.storage.markup_layers import MarkupLayer, RemovedLayer
from app.ui.markups.wording import layer_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from app.ui.markups.layers_panel import LayersPanel
    from app.ui.markups.reader import MarkReader
    from app.ui.services import Services
    from app.ui.viewer.window import SheetView


class LayerActs(QObject):
    def __init__(self, panel: LayersPanel, view: SheetView, services: Services, reader: MarkReader) -> None:
        super().__init__(panel)
        self._panel = panel
        self._view = view
        self._services = services
        self._reader = reader
        self._layers = services.store.markup_layers
        self._closed = False
        self._project_id: int | None = None
        self._marks = 0  # on the layer that somebody wants to remove
        self._removed: RemovedLayer | None = None
        panel.added.connect(lambda name, colour: self._begin(self._add, name, colour))
        panel.renamed.connect(lambda name, new: self._begin(self._rename, name, new))
        panel.removal_wanted.connect(lambda name: self._begin(self._ask, name))
        panel.question.answered.connect(lambda name, into: self._begin(self._remove, name, into))
        panel.taken_back.connect(self._take_back)
        view.sheet_changed.connect(self._sheet_changed)

    def close(self) -> None:
        """What is under way is finished, and nobody is told."""
        self._closed = True

    def _begin(self, act: Callable[..., Any], *given: object) -> None:
        project_id = self._view.project_id
        if project_id is not None:
            self._panel.tell("")
            self._services.tasks.spawn(self._carry_out(act, project_id, *given))

    async def _carry_out(self, act: Callable[..., Any], project_id: int, *given: object) -> None:
        try:
            await act(project_id, *given)
        except Failure as failure:
            self._services.messages.fail(failure, id="markups.layers")

    async def _add(self, project_id: int, name: str, colour: str) -> None:
        await self._services.read(self._layers.put, project_id, MarkupLayer(name, colour))
        self._note(project_id)

    async def _rename(self, project_id: int, name: str, new: str) -> None:
        await self._services.read(self._layers.rename, project_id, name, new)
        if not self._closed:
            self._panel.call(name, new)
        self._note(project_id)

    async def _ask(self, project_id: int, name: str) -> None:
        """A layer without marks goes without a question."""
        use = await self._services.read(self._layers.use_of, project_id, name)
        if self._closed:
            return
        self._marks = use.marks
        if not use.marks:
            await self._remove(project_id, name, "")
            return
        self._panel.question.ask(name, use, [one for one in self._panel.names() if one != name])

    async def _remove(self, project_id: int, name: str, into: str | None) -> None:
        removed = await self._services.read(self._layers.remove, project_id, name, into=into)
        self._note(project_id)
        if self._closed:
            return
        self._removed = removed
        words = [self.tr("Layer “{layer}” removed.").format(layer=name)]
        gone = len(removed.removed)
        left = self._marks - gone
        if gone:
            words.append(self.tr("%n markup(s) deleted.", "", gone))
        if left:
            target = layer_name(removed.into)
            words.append(self.tr("%n markup(s) moved to “{layer}”.", "", left).format(layer=target))
        self._panel.tell(" ".join(words), undo=True)

    @Slot()
    def _take_back(self) -> None:
        removed, self._removed = self._removed, None
        if removed is not None:
            self._begin(self._put_back, removed)

    async def _put_back(self, project_id: int, removed: RemovedLayer) -> None:
        await self._services.read(self._layers.put_back, project_id, removed)
        self._note(project_id)

    def _note(self, project_id: int) -> None:
        if not self._closed:
            self._reader.note_layers(project_id)

    @Slot(object)
    def _sheet_changed(self, project_id: int) -> None:
        if project_id != self._project_id:
            self._project_id, self._removed = project_id, None
            self._panel.question.hide()
            self._panel.tell("")
