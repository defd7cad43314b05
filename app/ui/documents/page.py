"""The page « Documents » of one project: header, progress, what is wrong, and the tree of its Procore folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.domain.states import LinkState, SyncState
from app.ui.controls import EmptyState
from app.ui.documents import wording
from app.ui.documents.acts import DocumentActs
from app.ui.documents.banners import FailureBanner, FolderBanner, WithdrawalBanner
from app.ui.documents.emptiness import nothing_here, nothing_left
from app.ui.documents.faces import Faces
from app.ui.documents.filter_bar import Face, FilterBar
from app.ui.documents.header import DocumentsHeader
from app.ui.documents.loader import TreeLoader
from app.ui.documents.nodes import Level, Node, drawing_id
from app.ui.documents.progress_strip import ProgressStrip
from app.ui.documents.row_requests import RowRequests
from app.ui.documents.tree_model import DocumentsModel
from app.ui.documents.work_strip import WorkStrip
from app.ui.theme import unit

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence
    from typing import Any

    from app.domain.access import Access
    from app.domain.events import RunFinished, RunProgress, RunStarted
    from app.domain.views import DocumentTree
    from app.ui.documents.list_view import DocumentsList
    from app.ui.documents.loader import Loaded
    from app.ui.documents.thumbnail_view import ThumbnailView
    from app.ui.documents.tree_view import DocumentsTree
    from app.ui.services import Services

_MINUTE_MS = 60_000


class DocumentsPage(QWidget):
    """Shows one project's documents and follows its syncs. Ids in signals are Procore's for drawings, ours for
    projects and entries; ``entry_id`` None means the current revision."""

    open_requested = Signal(object, object, object)  # project id, Procore drawing id, entry id or None
    connect_requested = Signal(object)  # project id
    support_requested = Signal(object)  # project id
    changes_requested = Signal(object)  # project id
    history_requested = Signal(object)  # project id

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documents")
        self.services = services
        self._project_id: int | None = None
        self.access: Access | None = None
        self.model = DocumentsModel(services.clock, self)
        self._loader = TreeLoader(services, self)
        self._loader.tree_loaded.connect(self._show_tree)
        self._loader.drawings_loaded.connect(self._show_drawings)
        self.header = DocumentsHeader(self)
        self.bar = FilterBar(self)
        self.strip = ProgressStrip(self)
        self.work = WorkStrip(self)
        self.acts = DocumentActs(services, self.work, self)
        self.failure = FailureBanner(self)
        self.withdrawal = WithdrawalBanner(self)
        self.banner = FolderBanner(self)
        self.faces = Faces(services, self.model, self)
        self._empty = EmptyState("documents", self)
        self._blank = QWidget(self)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self.requests = RowRequests(self)
        self._lay_out()
        self._connect()
        self._retranslate()

    @property
    def project_id(self) -> int | None:
        return self._project_id

    @property
    def empty(self) -> EmptyState:
        """The state shown instead of the tree."""
        return self._empty

    def show_project(self, project_id: int | None) -> None:
        """Show a project's documents; None shows that none is chosen."""
        if project_id != self._project_id:
            self._project_id = project_id
            self.acts.leave()
            self.clear_filters()
            self.model.show(None)
            self.strip.end()
            self.bar.hide()
            for widget in (self.failure, self.withdrawal, self.banner):
                widget.hide()
            self._stack.setCurrentWidget(self._blank)
        self._loader.follow(project_id)
        if project_id is None:
            self.header.show_nothing()
            self._choose_face()
            return
        progress = self.services.bridge.progress(project_id)
        if progress is not None:
            self.strip.show_progress(progress)
        self.services.tasks.spawn(self._recall(project_id), name="documents look")
        self.reload()

    def star(self, drawings: Sequence[int], on: bool) -> None:
        """Make drawings (Procore's ids) favourites of whoever works here, or no longer."""
        if self._project_id is not None:
            self.services.tasks.spawn(self._loader.star(self._project_id, drawings, on), name="star")

    @Slot()
    def reload(self) -> None:
        """Read everything again (after the engine or another page changed it)."""
        self._loader.reload()

    def show_drawing(self, procore_drawing_id: int) -> bool:
        """Select a drawing; a filter that hides it is cleared."""
        if self.view.show_node(drawing_id(procore_drawing_id)):
            return True
        self.clear_filters()
        self.faces.line.settle()  # a drawing that just came may have no place in the line yet
        return self.view.show_node(drawing_id(procore_drawing_id))

    @property
    def view(self) -> DocumentsTree | DocumentsList | ThumbnailView:
        """What shows the drawings now."""
        return self.faces.view

    @property
    def tree(self) -> DocumentsTree:
        return self.faces.tree

    @Slot(object)
    def choose_face(self, face: Face) -> None:
        """Show the drawings as folders, as a list or as thumbnails; what is selected stays so."""
        self._show_face(face)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._project_id is not None:
            self.faces.remember_face(self._project_id)

    @Slot()
    def clear_filters(self) -> None:
        self.bar.reset()
        self.header.filter.clear()
        self._filter()

    def discipline_of(self, procore_drawing_id: int) -> str | None:
        """The name of the folder a drawing lies in; None while that is not read."""
        areas = self.model.tree.areas if self.model.tree is not None else ()
        for part in (part for area in areas for part in area.disciplines):
            if any(drawing.procore_id == procore_drawing_id for drawing in part.drawings):
                return part.name or wording.no_discipline()
        return None

    def focus_content(self) -> None:
        """Give the keyboard to the tree, as soon as there is one."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._hand_focus_on()

    def focus_filter(self) -> None:
        self.header.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.header.filter.selectAll()

    @Slot()
    def sync(self) -> None:
        """Start a sync, or bring the running one into view (S38)."""
        if self._project_id is None or not self._may_sync():
            return
        if self.running():
            self.strip.point_out()
            return
        self.services.tasks.spawn(self.services.sync([self._project_id]))

    @Slot()
    def open_permissions(self) -> None:
        """Show who may do what in this project (S52-S53)."""
        if self._project_id is not None:
            self.services.tasks.spawn(self._open_permissions(self._project_id), name="permissions")

    async def _open_permissions(self, project_id: int) -> None:
        # Only now: few come here, and the start of the window is the faster for it.
        from app.ui.people.draft import load_permissions
        from app.ui.people.permissions_dialog import PermissionsDialog

        store, alive = self.services.store, self.services.engine.alive
        data = await self.services.read(load_permissions, store, project_id, engine_alive=alive)
        dialog = PermissionsDialog(self.services, data, self)
        dialog.saved.connect(self.services.bridge.projects_changed)
        dialog.open()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    # ---- construction --------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        gap = unit(self)
        self._stack = QStackedLayout()
        for part in (self._blank, self.faces, self._empty):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap)
        for widget in (self.header, self.strip, self.work, self.failure, self.withdrawal, self.banner, self.bar):
            column.addWidget(widget)
        column.addLayout(self._stack, 1)

    def _connect(self) -> None:
        bridge = self.services.bridge
        bridge.run_started.connect(self._run_started)
        bridge.run_progress.connect(self._run_progress)
        bridge.run_finished.connect(self._run_finished)
        for changed in (bridge.projects_changed, bridge.accounts_changed, bridge.network_changed):
            changed.connect(self.reload)
        self.header.sync_requested.connect(self.sync)
        self.header.permissions_requested.connect(self.open_permissions)
        self.header.filter.textChanged.connect(self._filter)
        self.bar.narrowed.connect(self._filter)
        self.bar.clear_requested.connect(self.clear_filters)
        self.bar.face_chosen.connect(self.choose_face)
        QShortcut(
            QKeySequence(Qt.Key.Key_Down),
            self.header.filter,
            lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason),
            context=Qt.ShortcutContext.WidgetShortcut,
        )
        self.strip.cancel_requested.connect(self.cancel)
        self.failure.sync_requested.connect(self.sync)
        self.failure.support_requested.connect(lambda: self.support_requested.emit(self._project_id))
        self.failure.drawing_chosen.connect(self.show_drawing)
        self.withdrawal.accepted.connect(self._accept_withdrawals)
        self.model.settled.connect(self._choose_face)
        self.faces.current_changed.connect(self._show_place)
        self._empty.button.clicked.connect(self._empty_button)
        self._minute.timeout.connect(self._refresh_words)
        self._minute.start()

    # ---- snapshots -----------------------------------------------------------------------------------------------

    @Slot(object)
    def _show_tree(self, loaded: Loaded) -> None:
        if loaded.tree.project.id != self._project_id:
            return
        self.access = loaded.access
        self.bar.show_tree(loaded.tree)
        self.model.show(loaded.tree, loaded.forest, loaded.noted)
        self._follow_state()

    @Slot(object, object)
    def _show_drawings(self, drawings: object, status: object) -> None:
        if not self.model.update_drawings(drawings):  # type: ignore[arg-type]
            self.reload()
            return
        self.model.update_status(status)  # type: ignore[arg-type]
        self._follow_state()

    def _follow_state(self) -> None:
        tree = self.model.tree
        if tree is None:
            return
        if tree.status.state is SyncState.RUNNING:
            if self.strip.isHidden():
                self.strip.begin()
        elif not self.running():
            self.strip.end()
        self._refresh_words()
        self._choose_face()

    @Slot()
    def _refresh_words(self) -> None:
        """What depends on the time of day, the language, or the folder's state."""
        tree = self.model.tree
        if tree is None:
            return
        now = self.services.clock()
        self.header.show_project(tree, now, sync_refusal=self.sync_refusal())
        self.failure.show_state(tree, now, may_sync=self._may_sync())
        self.strip.refuse_stopping(self.manage_refusal())
        self.withdrawal.show_question(tree.question, may_answer=self._may_sync())
        self._show_place(self.view.current_node())

    def _choose_face(self) -> None:
        tree = self.model.tree
        if self._project_id is not None and tree is None:
            return
        shown, all_drawings = self.model.counts
        self.bar.setVisible(tree is not None and tree.project.link is not None and all_drawings > 0)
        self.bar.show_counts(shown, all_drawings, narrows=self.model.wanted.narrows)
        if tree is not None and tree.project.link is not None and shown:
            self._stack.setCurrentWidget(self.faces)
        else:
            self._empty.say(*self._empty_words(tree))
            self._stack.setCurrentWidget(self._empty)
        if self.hasFocus():
            self._hand_focus_on()

    def _hand_focus_on(self) -> None:
        for target in (self.view, self._empty.button):
            if target.isVisible() and target.isEnabled():
                target.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _empty_words(self, tree: DocumentTree | None) -> tuple[str, str, str]:
        if tree is not None and self.model.wanted.narrows and self.model.counts[1]:
            return nothing_left(self.model.wanted, self.model.counts[1])
        return nothing_here(tree, self.access, running=self.running(), may_sync=self._may_sync())

    @Slot()
    def _empty_button(self) -> None:
        tree = self.model.tree
        if tree is not None and tree.project.link is None:
            self.connect_requested.emit(self._project_id)
        elif self.model.wanted.narrows:
            self.clear_filters()
        else:
            self.sync()

    # ---- syncs ---------------------------------------------------------------------------------------------------

    @Slot(object)
    def _run_started(self, event: RunStarted) -> None:
        if event.project_id == self._project_id:
            self.strip.begin()
            self.reload()

    @Slot(object)
    def _run_progress(self, event: RunProgress) -> None:
        if event.project_id == self._project_id:
            self.strip.show_progress(event)

    @Slot(object)
    def _run_finished(self, event: RunFinished) -> None:
        if event.project_id == self._project_id:
            self.strip.end()
            self.reload()

    @Slot()
    def cancel(self) -> None:
        if self._project_id is not None and self.manage_refusal() is None:
            self.services.engine.cancel(self._project_id)

    @Slot()
    def _accept_withdrawals(self) -> None:
        tree = self.model.tree
        if tree is not None and tree.project.link is not None and self._may_sync():
            self.services.tasks.spawn(self._loader.accept_withdrawals(tree.project.id, tree.project.link.id))

    def running(self) -> bool:
        return self._project_id in self.services.engine.running()

    def _may_sync(self) -> bool:
        return self.sync_refusal() is None

    def sync_refusal(self) -> str | None:
        """Why this member cannot sync this project now, in words; None where it is possible (S4)."""
        tree = self.model.tree
        if tree is None or tree.project.link is None:
            return self.tr("This project is not connected to Procore.")
        if tree.project.link.state is LinkState.DISCONNECTED:
            return self.tr("This project is disconnected from Procore.")
        return self.manage_refusal()

    def manage_refusal(self) -> str | None:
        """Why this member cannot act on the folder as a whole, in words (S52)."""
        if self.access is None or self.access.manages:
            return None
        people = ", ".join(self.access.ask)
        return self.tr("Only those who manage this project's documents may do this. Ask: {people}.").format(
            people=people
        )

    async def schedule(self, act: Coroutine[Any, Any, bool]) -> None:
        if await act:
            self.reload()

    # ---- the tree ------------------------------------------------------------------------------------------------

    @Slot()
    def _filter(self) -> None:
        self.model.filter(self.bar.wanted(self.header.filter.text()))

    def _show_face(self, face: Face) -> None:
        self.bar.show_face(face)
        self.faces.show_face(face)
        self._choose_face()

    async def _recall(self, project_id: int) -> None:
        look = await self.faces.recall(project_id)
        if project_id == self._project_id:
            self.faces.use(look)
            self.bar.show_face(look.face)
            self._choose_face()

    @Slot(object)
    def _show_place(self, node: Node | None) -> None:
        tree = self.model.tree
        if tree is None or tree.project.link is None:
            self.banner.hide()
            return
        while node is not None and node.id.level not in (Level.DISCIPLINE, Level.AREA):
            node = node.folder or node.parent
        name = None if node is None else node.name or wording.no_discipline()
        self.banner.show_place(name, tree.project.link.name, tree.status, self.services.clock())

    def _retranslate(self) -> None:
        self.faces.name_views(self.tr("Drawings of the project"))
        self.model.retranslate()
        self._refresh_words()
        self._choose_face()
