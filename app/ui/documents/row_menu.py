"""The ⋯ menu of a folder, of a drawing, and of several that are chosen: every act, and where one is refused, why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain import issuing
from app.domain.access import discipline_folder
from app.domain.sheet_links import SheetLink
from app.domain.states import AccessLevel, CacheState, LinkState
from app.ui.connection.link_acts import LinkActs
from app.ui.controls import literally, plain_tip
from app.ui.documents import acts, wording
from app.ui.documents.columns import shown_entry
from app.ui.documents.nodes import Level, Node
from app.ui.documents.schedule_menu import add_schedule
from app.ui.failure_words import current_language
from app.ui.icons import icon
from app.ui.sheet_links import copy_link

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from app.domain.views import DocumentTree, Drawing, Entry
    from app.ui.documents.page import DocumentsPage


@dataclass(frozen=True, slots=True)
class RowMenu:
    """Fills ``menu`` for the rows ``nodes``, the first of which was asked."""

    page: DocumentsPage
    menu: QMenu
    tree: DocumentTree

    def fill(self, nodes: Sequence[Node]) -> None:
        node = nodes[0]
        if node.drawing is None:
            self._folder(node)
        else:
            self._sheets(nodes)

    def _add(
        self, id: str, sign: str | None, words: str, act: Callable[[], object], refusal: str | None = None
    ) -> QAction:
        action = self.menu.addAction(words)
        if sign is not None:
            action.setIcon(icon(sign))
        action.setObjectName(f"documents.menu.{id}")
        action.triggered.connect(lambda _checked=False: act())
        action.setEnabled(refusal is None)
        action.setToolTip(plain_tip(refusal or ""))
        action.setWhatsThis(plain_tip(refusal or ""))
        return action

    # ---- the folder ----------------------------------------------------------------------------------------------

    def _folder(self, node: Node) -> None:
        page, project = self.page, self.tree.project
        manage = page.manage_refusal()
        self._add("sync", "sync", QCoreApplication.translate("DocumentsMenu", "Sync"), page.sync, page.sync_refusal())
        if page.running() and manage is None:
            self._add("stop", "stop", QCoreApplication.translate("DocumentsMenu", "Stop the sync"), page.cancel)
        link = project.link
        connected = link is not None and link.state is not LinkState.DISCONNECTED
        if connected:
            older = manage or (
                None
                if self._older(page.model.all_drawings())
                else QCoreApplication.translate("DocumentsMenu", "Nothing older is in Procore.")
            )
            fetch = QCoreApplication.translate("DocumentsMenu", "Fetch older revisions of the whole project")
            self._add("older", "history", fetch, lambda: page.acts.fetch_older(project.id), older)
        self.menu.addSeparator()
        self._add(
            "verify",
            "check",
            QCoreApplication.translate("DocumentsMenu", "Verify"),
            lambda: page.acts.verify(project.id),
            manage,
        )
        self._add(
            "ready",
            "sheet-here",
            QCoreApplication.translate("DocumentsMenu", "Ready for site?"),
            lambda: page.acts.ready_for_site(project.id),
            manage,
        )
        self.menu.addSeparator()
        self._exports(node)
        self._add(
            "data",
            "folder-open",
            QCoreApplication.translate("DocumentsMenu", "Open the data folder"),
            page.acts.show_data_folder,
        )
        self.menu.addSeparator()
        changed = QCoreApplication.translate("DocumentsMenu", "What changed")
        self._add("changes", "history", changed, lambda: page.changes_requested.emit(project.id))
        history = QCoreApplication.translate("DocumentsMenu", "Sync history")
        self._add("history", "clock", history, lambda: page.history_requested.emit(project.id))
        self._add(
            "permissions",
            "permissions",
            QCoreApplication.translate("DocumentsMenu", "Permissions"),
            page.open_permissions,
        )
        if connected and link is not None:
            self.menu.addSeparator()
            add_schedule(
                self.menu,
                link,
                LinkActs(page.services, page),
                lambda act: page.services.tasks.spawn(page.schedule(act), name="schedule"),
                refusal=manage,
            )

    def _exports(self, node: Node) -> None:
        tree, language = self.tree, current_language()
        if node.id.level is Level.DISCIPLINE:
            area, discipline = node.id.key
            name = acts.discipline_name(node.name)
            self._export(
                self.menu,
                "export.discipline",
                QCoreApplication.translate("DocumentsMenu", "Export {name}…").format(name=literally(name)),
                name,
                issuing.current_set(tree, language, (area, discipline)),
            )
        submenu = self.menu.addMenu(icon("export"), QCoreApplication.translate("DocumentsMenu", "Export"))
        submenu.setObjectName("documents.menu.export")
        submenu.setToolTipsVisible(True)
        current = QCoreApplication.translate("DocumentsMenu", "Current set")
        self._export(submenu, "export.current", f"{current}…", current, issuing.current_set(tree, language))
        names = issuing.sets_of(tree)
        if names:
            submenu.addSeparator()
        for name in names:
            self._export(submenu, f"export.set.{name}", f"{literally(name)}…", name, None)

    def _export(self, menu: QMenu, id: str, words: str, part: str, wanted: list[issuing.Wanted] | None) -> None:
        page, tree = self.page, self.tree
        chosen = issuing.one_set(tree, current_language(), part) if wanted is None else wanted
        nothing = (
            None
            if any(one.is_here for one in chosen)
            else QCoreApplication.translate("DocumentsMenu", "Nothing of it is on this computer yet.")
        )
        action = menu.addAction(words, lambda: page.acts.export(tree, chosen, acts.export_name(tree, part)))
        action.setObjectName(f"documents.menu.{id}")
        action.setEnabled(nothing is None)
        action.setToolTip(nothing or "")

    # ---- drawings ------------------------------------------------------------------------------------------------

    def _sheets(self, nodes: Sequence[Node]) -> None:
        page = self.page
        sheets = [(node.drawing, entry) for node in nodes if node.drawing and (entry := _entry(node)) is not None]
        count = len(nodes)
        several = count > 1
        if nodes[0].id.level is not Level.OLDER:
            words = (
                QCoreApplication.translate("DocumentsMenu", "Open %n sheet(s)", None, count)
                if several
                else QCoreApplication.translate("DocumentsMenu", "Open")
            )
            self._add("open", "documents", words, lambda: page.requests.open_all(nodes))
            lacking = [entry for _drawing, entry in sheets if entry.cache is not CacheState.HERE]
            if lacking:
                idle = (
                    None
                    if page.running()
                    else QCoreApplication.translate("DocumentsMenu", "No sync is running: sync first.")
                )
                self._add(
                    "prefer",
                    "download",
                    QCoreApplication.translate("DocumentsMenu", "Download first"),
                    lambda: page.acts.prefer(lacking),
                    idle,
                )
            here = [one for one in sheets if one[1].path is not None]
            nothing = None if here else QCoreApplication.translate("DocumentsMenu", "Not on this computer yet.")
            words = (
                QCoreApplication.translate("DocumentsMenu", "Save copies…")
                if several
                else QCoreApplication.translate("DocumentsMenu", "Save a copy…")
            )
            chosen = [issuing.Wanted(drawing, entry) for drawing, entry in sheets]
            name = self._selection_name(len(sheets))
            self._add("copy", "export", words, lambda: page.acts.save_copies(self.tree, chosen, name), nothing)
            self._add_star(nodes)
            if sheets and not several:
                self._add_link(*sheets[0])
        self._add_older(nodes)
        self.menu.addSeparator()
        self._add("sync", "sync", QCoreApplication.translate("DocumentsMenu", "Sync"), page.sync, page.sync_refusal())

    def _add_star(self, nodes: Sequence[Node]) -> None:
        page = self.page
        ids = list(dict.fromkeys(node.drawing.procore_id for node in nodes if node.drawing))
        on = not all(one in page.model.noted.starred for one in ids)
        words = (
            QCoreApplication.translate("DocumentsMenu", "Add to favourites")
            if on
            else QCoreApplication.translate("DocumentsMenu", "Remove from favourites")
        )
        self._add("star", "star", words, lambda: page.star(ids, on))

    def _add_link(self, drawing: Drawing, entry: Entry) -> None:
        services, link = self.page.services, self.tree.project.link
        words = QCoreApplication.translate("DocumentsMenu", "Copy a link")
        if link is None:
            return  # never connected: no drawing of it has an address
        revision = None if entry.current else entry.procore_id
        to_sheet = SheetLink(link.procore_project_id, drawing.procore_id, revision)
        self._add("link", "link", words, lambda: copy_link(services.messages, to_sheet, drawing.number))

    def _add_older(self, nodes: Sequence[Node]) -> None:
        page, project = self.page, self.tree.project
        ids = self._older(nodes)
        refusal = next(filter(None, (older_refusal(page, self.tree, node) for node in nodes)), None)
        if not ids:
            refusal = refusal or QCoreApplication.translate("DocumentsMenu", "Nothing older is in Procore.")
        self._add("older", "history", wording.fetch_older(), lambda: page.acts.fetch_older(project.id, ids), refusal)

    def _older(self, nodes: Sequence[Node]) -> list[int]:
        found = [node.drawing.procore_id for node in nodes if node.drawing and node.drawing.older_in_procore]
        return list(dict.fromkeys(found))

    def _selection_name(self, count: int) -> str:
        return acts.export_name(self.tree, QCoreApplication.translate("DocumentsMenu", "%n sheet(s)", None, count))


def _entry(node: Node) -> Entry | None:
    return node.entry if node.entry is not None else shown_entry(node)


def older_refusal(page: DocumentsPage, tree: DocumentTree, node: Node) -> str | None:
    """Why this member cannot fetch what is older than this drawing's revisions."""
    folder = (node.folder or (node.parent.folder if node.parent is not None else None)) if node.drawing else None
    access, link = page.access, tree.project.link
    if link is None or link.state is LinkState.DISCONNECTED:
        return QCoreApplication.translate("DocumentsMenu", "This project is disconnected from Procore.")
    if access is None or folder is None or access.allows(AccessLevel.MANAGE, discipline_folder(*folder.id.key)):
        return None
    return page.manage_refusal()
