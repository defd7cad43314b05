"""What the Documents page says where there is no drawing to show: why, what it means, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.failures import Reason
from app.domain.roles import Act, may
from app.domain.states import SyncState
from app.ui.documents.filters import Filter, Only
from app.ui.failure_words import explain

if TYPE_CHECKING:
    from app.domain.access import Access
    from app.domain.views import DocumentTree

#: Title, text, and the words of the button ("": none).
Words = tuple[str, str, str]


def nothing_here(tree: DocumentTree | None, access: Access | None, *, running: bool, may_sync: bool) -> Words:
    """Why a folder holds nothing for this member; ``tree`` None: no project is chosen."""
    if tree is None:
        text = QCoreApplication.translate("DocumentsPage", "Choose a project to see its documents.")
        return QCoreApplication.translate("DocumentsPage", "No project chosen"), text, ""
    if tree.project.link is None:
        return _not_connected(may_connect=access is None or may(access.member.role, Act.CONNECT))
    if access is not None and not access.anything:
        refusal = explain(access.refusal(Reason.NO_ACCESS, tree.project.name))
        return refusal.title, f"{refusal.message} {refusal.remedy}", ""
    if tree.status.state is SyncState.RUNNING or running:
        text = QCoreApplication.translate(
            "DocumentsPage", "Each drawing appears here as soon as Procore has listed it."
        )
        return QCoreApplication.translate("DocumentsPage", "First sync under way"), text, ""
    if tree.status.last_success is None:
        text = QCoreApplication.translate(
            "DocumentsPage", "Nothing was downloaded yet. The first sync needs a connection to Procore."
        )
        sync = QCoreApplication.translate("DocumentsPage", "Sync") if may_sync else ""
        return QCoreApplication.translate("DocumentsPage", "Not synced yet"), text, sync
    title = QCoreApplication.translate("DocumentsPage", "No drawings")
    if access is not None and not access.everything:
        text = QCoreApplication.translate(
            "DocumentsPage", "None of the folders that {member} may read holds a drawing."
        )
        return title, text.format(member=access.member.name), ""
    text = QCoreApplication.translate("DocumentsPage", "Procore lists no published drawing for this project.")
    return title, text, ""


def nothing_left(wanted: Filter, hidden: int) -> Words:
    """That the filter ``wanted`` hides all there is."""
    clear = QCoreApplication.translate("DocumentsPage", "Clear filters")
    if wanted == Filter(wanted.typed):
        title = QCoreApplication.translate("DocumentsPage", "No drawing matches “{typed}”").format(typed=wanted.typed)
        return title, QCoreApplication.translate("DocumentsPage", "Numbers and titles were searched."), clear
    if wanted == Filter(only=Only.CHANGED):
        text = QCoreApplication.translate("DocumentsPage", "No drawing changed since you last looked.")
        return QCoreApplication.translate("DocumentsPage", "Nothing changed"), text, clear
    text = QCoreApplication.translate("DocumentsPage", "%n drawing(s) are hidden by the filters.", "", hidden)
    return QCoreApplication.translate("DocumentsPage", "No drawing is left"), text, clear


def _not_connected(*, may_connect: bool) -> Words:
    title = QCoreApplication.translate("DocumentsPage", "Not connected to Procore")
    if may_connect:
        text = QCoreApplication.translate(
            "DocumentsPage", "Connect this project to Procore: its drawings will come here and stay up to date."
        )
        return title, text, QCoreApplication.translate("DocumentsPage", "Connect")
    text = QCoreApplication.translate("DocumentsPage", "Only the owner and co-owners may connect it. Ask one of them.")
    return title, text, ""
