"""The callouts of an open sheet as links. One for each view."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from app.domain.failures import Failure
from app.drawings.callouts import find_callouts
from app.ui.viewer.links_layer import LinkLayer
from app.ui.viewer.links_panel import LinksPanel
from app.ui.viewer.links_reading import link_lines, read_targets
from app.ui.viewer.sheet_actions import SheetCommand
from app.ui.viewer.text_find_bar import no_text_reason
from app.ui.viewer.text_tools import reveal

if TYPE_CHECKING:
    from app.domain.events import DocumentsChanged
    from app.drawings.callouts import Callout
    from app.drawings.text import PageText
    from app.ui.services import Services
    from app.ui.viewer.links_reading import Targets
    from app.ui.viewer.window import SheetView

_PANEL = "links"


class SheetLinks(QObject):
    """Reads the numbers of the project once, and again after its list changed."""

    def __init__(self, view: SheetView, services: Services) -> None:
        super().__init__(view)
        self._view = view
        self._services = services
        self._targets: Targets | None = None
        self._read_for: int | None = None  # the project whose numbers are known, or being read
        self._callouts: list[Callout] = []
        self._layer = LinkLayer(view.canvas, self._tip, self._follow)
        self._marked = False  # all of them, by key
        self.panel = LinksPanel(view)
        view.panels.add(_PANEL, lambda: self.tr("Links"), self.panel)
        view.panels.opened.connect(self._show_all)
        view.canvas.add_layer(self._layer)
        view.canvas.hands.add(self._layer)
        view.text.text_changed.connect(self._find)
        view.sheet_changed.connect(self._follow_project)
        view.closed.connect(self._forget)
        services.bridge.documents_changed.connect(self._documents_changed)
        self.panel.chosen.connect(self._point_at)
        self.panel.opened.connect(self._open)
        commands = view.commands
        commands[SheetCommand.SHOW_LINKS].setCheckable(True)
        commands.bind(SheetCommand.SHOW_LINKS, self._toggle_marks)
        commands.bind(SheetCommand.LINKS, lambda: view.panels.toggle(_PANEL))

    @property
    def callouts(self) -> list[Callout]:
        """In the order of the text."""
        return self._callouts

    @Slot(object, object, object)
    def _follow_project(self, project_id: int, _drawing: int, _entry: int) -> None:
        if project_id != self._read_for:
            self._targets, self._read_for = None, project_id
            self._services.tasks.spawn(self._read(project_id), name="links")
        else:
            self._find(self._view.text.text)  # another drawing may have the same text and another number

    @Slot()
    def _forget(self) -> None:
        self._targets = self._read_for = None

    async def _read(self, project_id: int) -> None:
        try:
            targets = await self._services.read(read_targets, self._services, project_id)
        except Failure:  # the view says why nothing can be shown
            return
        if project_id == self._read_for:
            self._targets = targets
            self._find(self._view.text.text)

    @Slot(object)
    def _documents_changed(self, event: DocumentsChanged) -> None:
        if event.project_id == self._read_for and not event.drawings:
            self._services.tasks.spawn(self._read(event.project_id), name="links")

    @Slot(object)
    def _find(self, text: PageText | None) -> None:
        drawing, targets = self._view.drawing, self._targets
        self._callouts, boxes = [], []
        if text is not None and targets is not None and drawing is not None:
            for one in find_callouts(text.text, targets.numbers, own=drawing.number, touching=text.touching):
                box = text.outline(one.start, one.end)
                if box is not None:
                    self._callouts.append(one)
                    boxes.append(box)
        self._layer.show(boxes)
        self._list(text, targets)

    def _list(self, text: PageText | None, targets: Targets | None) -> None:
        if text is None or targets is None:
            self.panel.show_links([], lambda: self.tr("Reading the sheet…"))
            return
        counts = Counter(id for one in self._callouts for id in one.drawings)
        links = [(targets.drawings[id], counts[id]) for id in targets.drawings if id in counts]
        self.panel.show_links(links, None if text.text.strip() else no_text_reason)

    def _tip(self, nth: int) -> str:
        assert self._targets is not None
        named = [line for id in self._callouts[nth].drawings for line in link_lines(self._targets.drawings[id])]
        return "\n".join([*named, self.tr("Ctrl+click opens it in a tab of its own")])

    def _follow(self, nth: int, new_tab: bool) -> None:
        ids = self._callouts[nth].drawings
        if len(ids) == 1:
            self._open(ids[0], new_tab)
            return
        assert self._targets is not None
        menu = QMenu(self._view)  # several drawings have that number
        for id in ids:
            action = menu.addAction(" – ".join(link_lines(self._targets.drawings[id])))
            action.triggered.connect(lambda _checked=False, id=id: self._open(id, new_tab))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QCursor.pos())

    @Slot(object, bool)
    def _open(self, drawing_id: int, new_tab: bool) -> None:
        project_id = self._view.project_id
        if project_id is None:
            return
        if new_tab:
            self._view.tab_wanted.emit(project_id, drawing_id)
        else:
            self._view.show_sheet(project_id, drawing_id)
            self._view.canvas.setFocus()

    @Slot(object)
    def _point_at(self, drawing_id: int) -> None:
        """Show where a drawing is named: the next place after the one shown."""
        places = [nth for nth, one in enumerate(self._callouts) if drawing_id in one.drawings]
        if places:
            shown = self._layer.pointed
            nth = next((one for one in places if shown is not None and shown in places and one > shown), places[0])
            self._layer.point_at(nth)
            reveal(self._view.canvas, self._layer.box(nth))

    def _toggle_marks(self) -> None:
        self._marked = not self._marked
        self._view.commands[SheetCommand.SHOW_LINKS].setChecked(self._marked)
        self._show_all()

    @Slot()
    def _show_all(self) -> None:
        self._layer.all_shown = self._marked or self._view.panels.open_key == _PANEL
        self._view.canvas.repaint_box()
