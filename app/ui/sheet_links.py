"""Links to sheets in the window: copied from it, and followed to the sheet, or to a notice why it is not shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal, Slot
from PySide6.QtGui import QFileOpenEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from app.domain.failures import Failure, FailureCode
from app.domain.sheet_links import is_link, parse_link

if TYPE_CHECKING:
    from app.domain.sheet_links import SheetLink
    from app.storage.store import Store
    from app.ui.message_bar import Messages
    from app.ui.services import Services

_MESSAGE = "link"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads in this data directory. ``entry_id`` None: to the current revision, because that is meant, or
    because the one that is meant is not known here (``revision_missing``)."""

    project_id: int
    drawing_id: int
    entry_id: int | None
    revision_missing: bool


def find_target(store: Store, link: SheetLink, preferred: int | None) -> Target | str | None:
    """The sheet of ``link``, in the project ``preferred`` rather than in another one with the same drawings; the name
    of its project where the sheet is not known there; None where no project is linked to Procore's.

    Raises Failure(NOT_ALLOWED) where the active member may not see the sheet. Not for the UI thread.
    """
    projects = [
        one
        for one in store.projects.list(archived=True)
        if one.link is not None and one.link.procore_project_id == link.project
    ]
    refused: Failure | None = None
    for project in sorted(projects, key=lambda one: (one.id != preferred, one.archived)):
        try:
            drawing = store.shown.drawing(project.id, link.drawing)
        except Failure as failure:
            if failure.code is FailureCode.NOT_ALLOWED:
                refused = failure
            elif failure.code is not FailureCode.NOT_FOUND:
                raise
            continue
        # A revision that was reordered has two entries: the later one is where it is now.
        entry = next((one for one in reversed(drawing.entries) if one.procore_id == link.revision), None)
        return Target(
            project.id,
            drawing.procore_id,
            None if entry is None else entry.id,
            revision_missing=link.revision is not None and entry is None,
        )
    if refused is not None:
        raise refused
    return projects[0].name if projects else None


class Window(Protocol):
    """What following a link needs of the main window."""

    @property
    def current_project(self) -> int | None: ...
    def come_forward(self) -> None: ...
    def show_projects(self) -> None: ...
    def go_to_sheet(self, project_id: int, drawing_id: int, entry_id: int | None) -> None: ...


class LinkOpening(QObject):
    """Follows one link after the other. Nothing of a link is shown or carried out but the three numbers in it."""

    def __init__(self, services: Services, window: Window, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._window = window

    @Slot(str)
    def follow(self, text: str) -> None:
        self._window.come_forward()
        self._services.tasks.spawn(self._follow(text), name="link")

    async def _follow(self, text: str) -> None:
        services, window = self._services, self._window
        messages = services.messages
        messages.dismiss(_MESSAGE)
        link = parse_link(text)
        if link is None:
            messages.warn(
                lambda: self.tr(
                    "The link cannot be opened: it does not name a sheet the way Planrack's links do. It may have been"
                    " cut short; ask for it again."
                ),
                id=_MESSAGE,
            )
            return
        try:
            target = await services.read(find_target, services.store, link, window.current_project)
        except Failure as failure:
            messages.fail(failure, id=_MESSAGE)
            return
        if isinstance(target, Target):
            if target.revision_missing:
                messages.warn(
                    lambda: self.tr(
                        "The revision of this link is not on this computer. The current revision is shown instead."
                    ),
                    id=_MESSAGE,
                )
            window.go_to_sheet(target.project_id, target.drawing_id, target.entry_id)
        elif target is None:
            messages.warn(
                lambda: self.tr(
                    "The sheet of this link is in a Procore project that is not linked here. Link a project to it and"
                    " sync, then open the link again."
                ),
                id=_MESSAGE,
            )
        else:
            name = target
            messages.warn(
                lambda: self.tr(
                    "The sheet of this link is not in “{project}” on this computer. Sync the project, then open the"
                    " link again."
                ).format(project=name),
                id=_MESSAGE,
            )


def copy_link(messages: Messages, link: SheetLink, sheet: str) -> None:
    """Put ``link`` on the clipboard and say so; ``sheet`` is what it leads to."""
    QGuiApplication.clipboard().setText(str(link))
    messages.inform(
        lambda: QCoreApplication.translate("LinkOpening", "A link to {sheet} is on the clipboard.").format(sheet=sheet),
        id=_MESSAGE,
    )


def link_in(event: QEvent) -> str | None:
    """The link that macOS hands over in ``event``, to the program that runs already or was just started for it."""
    address = event.url().toString() if isinstance(event, QFileOpenEvent) else ""
    return address if is_link(address) else None


class Application(QApplication):
    """Tells of links that come as events. What is no link is left to Qt."""

    link_called = Signal(str)

    def event(self, event: QEvent) -> bool:
        link = link_in(event)
        if link is None:
            return super().event(event)
        self.link_called.emit(link)
        return True
