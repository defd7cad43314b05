"""The three ways to look at the drawings: in their folders, in one line, as pictures. What is chosen goes along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.documents.filter_bar import Face
from app.ui.documents.line_model import LineModel
from app.ui.documents.list_view import DocumentsList
from app.ui.documents.pictures import Pictures
from app.ui.documents.remembered import Look, read_look, write_columns, write_face
from app.ui.documents.thumbnail_view import ThumbnailView
from app.ui.documents.tree_view import DocumentsTree

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.documents.column_layout import ColumnLayout
    from app.ui.documents.tree_model import DocumentsModel
    from app.ui.services import Services


class Faces(QStackedWidget):
    """Shows ``documents`` in the way that was last chosen for a project, with columns that are everybody's."""

    opened = Signal(object)  # Node of a drawing or a revision
    older_requested = Signal(object)  # Node of the line that says what is not downloaded
    menu_requested = Signal(object, QPoint)  # Node, global position
    current_changed = Signal(object)  # Node or None

    def __init__(self, services: Services, documents: DocumentsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._face = Face.TREE
        self.line = LineModel(documents, self)
        self.tree = DocumentsTree(documents, self)
        self.list = DocumentsList(self.line, documents, self)
        self.thumbnails = ThumbnailView(self.line, Pictures(services, self), self)
        self._views: dict[Face, DocumentsTree | DocumentsList | ThumbnailView] = {
            Face.TREE: self.tree,
            Face.LIST: self.list,
            Face.THUMBNAILS: self.thumbnails,
        }
        for view in self._views.values():
            self.addWidget(view)
            view.opened.connect(self.opened)
            view.older_requested.connect(self.older_requested)
            view.menu_requested.connect(self.menu_requested)
            view.current_changed.connect(self.current_changed)
        self.tree.columns.changed.connect(lambda: self._columns_changed(self.tree.columns, self.list.columns))
        self.list.columns.changed.connect(lambda: self._columns_changed(self.list.columns, self.tree.columns))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def face(self) -> Face:
        return self._face

    @property
    def view(self) -> DocumentsTree | DocumentsList | ThumbnailView:
        """What shows the drawings now."""
        return self._views[self._face]

    def show_face(self, face: Face) -> None:
        """Show the drawings in this way."""
        chosen = [node.id for node in self.view.chosen_nodes()]
        changes = face is not self._face
        self._face = face
        self.thumbnails.attach(shown=False)
        self.line.follow(shown=face is not Face.TREE, revisions=face is Face.LIST)
        self.thumbnails.attach(shown=face is Face.THUMBNAILS)
        self.setCurrentWidget(self.view)
        if changes:
            self.view.choose(chosen)

    async def recall(self, project_id: int) -> Look:
        """How a project was left."""
        look: Look = await self._services.read(read_look, self._services.store, project_id)
        return look

    def use(self, look: Look) -> None:
        for columns in (self.tree.columns, self.list.columns):
            columns.use(look.widths, look.hidden)
        self.show_face(look.face)

    def remember_face(self, project_id: int) -> None:
        self._remember(write_face, project_id, self._face)

    def name_views(self, name: str) -> None:
        """What screen readers call them."""
        for view in self._views.values():
            view.setAccessibleName(name)

    def _columns_changed(self, here: ColumnLayout, there: ColumnLayout) -> None:
        widths, hidden = here.chosen()
        widths = {name: width for name, width in there.chosen()[0].items() if name == there.first_name} | widths
        there.use(widths, hidden)
        self._remember(write_columns, widths, hidden)

    def _remember(self, write: Callable[..., None], *what: object) -> None:
        async def store() -> None:
            await self._services.read(write, self._services.store, *what)

        self._services.tasks.spawn(store(), name="documents look")
