"""What people ask of the rows themselves: to open them, for their menu, for what is older than they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QMenu

from app.ui.ask import Answer, ask
from app.ui.documents.nodes import Level
from app.ui.documents.row_menu import RowMenu, older_refusal
from app.ui.documents.work_strip import Outcome
from app.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.ui.documents.nodes import Node
    from app.ui.documents.page import DocumentsPage

#: From this many sheets on, opening them at once is asked about.
_MANY_TABS = 10


class RowRequests(QObject):
    """Hears the page's views."""

    def __init__(self, page: DocumentsPage) -> None:
        super().__init__(page)
        self._page = page
        page.faces.opened.connect(self.open)
        page.faces.menu_requested.connect(self._menu)
        page.faces.older_requested.connect(self._fetch_older)

    @Slot(object)
    def open(self, node: Node) -> None:
        """Open a drawing, or one of its revisions."""
        if node.drawing is not None:
            entry = node.entry.id if node.entry is not None else None
            self._page.open_requested.emit(self._page.project_id, node.drawing.procore_id, entry)

    def open_all(self, nodes: Sequence[Node]) -> None:
        """Open these in tabs; very many only after a question."""
        if len(nodes) < _MANY_TABS:
            for node in nodes:
                self.open(node)
        else:
            self._page.services.tasks.spawn(self._open_many(nodes), name="open many")

    async def _open_many(self, nodes: Sequence[Node]) -> None:
        answers = (
            Answer("open", self.tr("Open all")),
            Answer("stay", self.tr("Cancel"), safe=True),
        )
        title = self.tr("Open %n sheet(s)?", "", len(nodes))
        text = self.tr("Each gets a tab of its own.")
        if await ask(self._page, title, text, answers) == "open":
            for node in nodes:
                self.open(node)

    @Slot(object)
    def _fetch_older(self, node: Node) -> None:
        page, tree = self._page, self._page.model.tree
        if node.drawing is None or tree is None:
            return
        refusal = older_refusal(page, tree, node)
        if refusal is None:
            page.acts.fetch_older(tree.project.id, [node.drawing.procore_id])
        elif not page.work.busy:
            page.work.tell(Outcome(lambda: refusal, Tone.WARNING))

    @Slot(object, QPoint)
    def _menu(self, node: Node, at: QPoint) -> None:
        page, tree = self._page, self._page.model.tree
        if tree is None:
            return
        menu = QMenu(page)
        menu.setObjectName("documents.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        chosen = [
            one for one in page.view.chosen_nodes() if one.drawing is not None and one.id.level is not Level.OLDER
        ]
        several = node.drawing is not None and node in chosen
        RowMenu(page, menu, tree).fill([node, *(one for one in chosen if one is not node)] if several else [node])
        menu.popup(at)
